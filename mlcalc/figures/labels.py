"""Texts that keep their pixels: where many stand in a picture, only those that change are set."""

from functools import lru_cache

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, IdentityTransform

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


class Digits(Label):
    """A centred number put together from kept characters: cheap however often it changes.

    Each character is set once for a colour and a density of the screen. They stand on whole
    pixels, so one may be half a pixel beside its place.
    """

    def draw(self, renderer) -> None:
        """Draw the kept characters one after the other."""
        if not self.get_visible() or not self.get_text():
            return
        x, y = np.round(self.get_transform().transform(self.get_position())).astype(int)
        characters = [self._character(c, renderer) for c in self.get_text()]
        pen = x - sum(advance for advance, *_ in characters) / 2
        gc = renderer.new_gc()
        for advance, across, up, pixels in characters:
            renderer.draw_image(gc, round(pen) + across, y + up, pixels)
            pen += advance
        gc.restore()

    def _character(self, character: str, renderer) -> tuple[float, int, int, np.ndarray]:
        key = character, self.get_color(), renderer.dpi, self.get_size(), self.get_va()
        if key not in _CHARACTERS:
            if len(_CHARACTERS) >= MOST_CHARACTERS:
                _CHARACTERS.clear()
            _CHARACTERS[key] = self._advance(character, renderer), *self._alone(character, renderer)
        return _CHARACTERS[key]

    def _advance(self, character: str, renderer) -> float:
        font = self.get_fontproperties()
        # The ink of a single character is narrower than its place in a word.
        wide, narrow = (
            renderer.get_text_width_height_descent(text, font, False)[0]
            for text in (f"0{character}0", "00")
        )
        return wide - narrow

    def _alone(self, character: str, renderer) -> tuple[int, int, np.ndarray]:
        before = self.get_text(), self.get_ha(), self.get_position(), self.get_transform()
        try:
            self.set(text=character, ha="left", position=(0, 0), transform=IdentityTransform())
            return self._set(renderer)
        finally:
            text, ha, position, transform = before
            self.set(text=text, ha=ha, position=position, transform=transform)


MOST_CHARACTERS = 512

_CHARACTERS: dict = {}
"""Pixels of characters by the character, its colour, density, size and alignment."""


@lru_cache(maxsize=32)
def _sheet(width: int, height: int, dpi: float) -> RendererAgg:
    return RendererAgg(width, height, dpi)


def _rounded_up(pixels: int) -> int:
    return 64 * (pixels // 64 + 1)
