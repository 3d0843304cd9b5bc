"""A figure of which only the moving part is drawn again."""

from collections.abc import Iterable

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from mlcalc.figures import png
from mlcalc.figures.style import DOTS_PER_INCH


class Canvas:
    """Keeps the picture of a figure's still artists and draws the moving ones over it.

    Moving artists are those made with ``animated=True``. ``ratio`` is the number of pixels of
    the screen for one point of the page: 2 on a dense screen.
    """

    def __init__(self, figure: Figure, ratio: float = 1.0):
        self.figure = figure
        self.agg = FigureCanvasAgg(figure)
        self.ratio = ratio

    @property
    def ratio(self) -> float:
        """Pixels of the screen for one point of the page."""
        return self.figure.dpi / DOTS_PER_INCH

    @ratio.setter
    def ratio(self, ratio: float) -> None:
        self.figure.set_dpi(DOTS_PER_INCH * ratio)
        self.forget()

    def arrange(self) -> None:
        """Place the axes for good, after all labels are known.

        One pass of the layout leaves them some pixels off, and each density would round
        differently: the picture would jump when it is drawn again.
        """
        self.figure.set_layout_engine("constrained")
        for _ in range(3):
            self.figure.draw_without_rendering()
        self.figure.set_layout_engine("none")
        self.forget()

    def forget(self) -> None:
        """Draw the still part anew at the next frame."""
        self._still = None

    def frame(self, hidden: Iterable[Artist] = ()) -> bytes:
        """Return the picture as PNG, without the hidden ones of the moving artists."""
        return png.encode(self.pixels(hidden))

    def pixels(self, hidden: Iterable[Artist] = ()) -> np.ndarray:
        """Return the picture as uint8 of shape (height, width, 4)."""
        if self._still is None:
            self.agg.draw()
            self._still = self.agg.copy_from_bbox(self.figure.bbox)
            self._moving = sorted(self.figure.findobj(moves), key=Artist.get_zorder)
        self.agg.restore_region(self._still)
        for artist in self._moving:
            if artist not in hidden:
                artist.draw(self.agg.renderer)
        return np.asarray(self.agg.buffer_rgba())

    def data_position(self, across: float, down: float):
        """Return the axes below a point of the picture and its data coordinates there.

        ``across`` and ``down`` are fractions of the picture's width and height, from the upper
        left corner. Outside all axes the result is (None, None, None).
        """
        x = across * self.figure.bbox.width
        y = (1 - down) * self.figure.bbox.height
        for axes in self.figure.axes:
            if axes.bbox.contains(x, y):
                return axes, *axes.transData.inverted().transform((x, y))
        return None, None, None


def moves(artist: Artist) -> bool:
    """Say whether an artist is drawn anew for every frame."""
    return artist.get_animated()
