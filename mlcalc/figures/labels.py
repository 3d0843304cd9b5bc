"""Texts that keep their pixels: where many stand in a picture, only those that change are set."""

from functools import lru_cache

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from mlcalc.figures.style import TEXT

ROOM = 10
"""Pixels around a text, for what its box and its soft edges need."""


class Label(Text):
    """A text that is set anew only when its words, its colour or its place change."""

    def __init__(self, axes: Axes, x: float, y: float, **more):
        super().__init__(x, y, "", **(TEXT | {"animated": True, "clip_on": False} | more))
        self._kept = None
        self.set_transform(axes.transData)
        axes.add_artist(self)

    def draw(self, renderer) -> None:
        """Draw the kept pixels, or set the text."""
        if not self.get_visible() or not self.get_text():
            return
        place = tuple(self.get_transform().transform(self.get_position()))
        key = self.get_text(), self.get_color(), renderer.dpi, place
        if self._kept is None or self._kept[0] != key:
            self._kept = key, *self._set(renderer)
        _, x, y, pixels = self._kept
        gc = renderer.new_gc()
        renderer.draw_image(gc, x, y, pixels)
        gc.restore()

    def _set(self, renderer) -> tuple[int, int, np.ndarray]:
        """Return the lower left corner of the text, from that of the picture, and its pixels."""
        box = self.get_window_extent(renderer)
        x, y = (int(np.floor(edge)) - ROOM for edge in (box.x0, box.y0))
        width, height = (int(np.ceil(edge)) + 2 * ROOM for edge in (box.width, box.height))
        # Sheets of few sizes: a new one costs more than the text.
        sheet = _sheet(_rounded_up(width), _rounded_up(height), renderer.dpi)
        sheet.clear()
        place = self.get_transform()
        try:
            self.set_transform(place + Affine2D().translate(-x, -y))
            super().draw(sheet)
        finally:
            self.set_transform(place)
        pixels = np.asarray(sheet.buffer_rgba())
        return x, y, pixels[len(pixels) - height :, :width][::-1].copy()


@lru_cache(maxsize=32)
def _sheet(width: int, height: int, dpi: float) -> RendererAgg:
    return RendererAgg(width, height, dpi)


def _rounded_up(pixels: int) -> int:
    return 64 * (pixels // 64 + 1)
