"""A figure of which only the moving part is drawn again."""

from collections import OrderedDict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import FigureCanvasBase
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.transforms import Bbox

from mlcalc.figures import png
from mlcalc.figures.style import DOTS_PER_INCH, DRAWING, Figure, margins

SMALLEST_RATIO, LARGEST_RATIO = 0.3, 4.0

MOST_KEPT = 16
"""Still parts that a canvas remembers, in case they come again."""

LARGEST_KEPT = 1_000_000
"""Bytes of a packed picture that is remembered; a drawing of lines takes a third of that."""


MOST_LAYOUTS, SETTLED = 3, 0.25
"""The margins are computed so often at most, or until no axes move by so many points."""


@dataclass
class Kept:
    """What a still part looked like: the places of its axes, and its pixels at each density.

    Not ``wanted``: nobody will ask for the pixels again.
    """

    wanted: bool = True
    places: list[np.ndarray] = field(default_factory=list)
    pixels: dict[float, tuple[np.ndarray, np.ndarray]] = field(default_factory=dict)


class Memory:
    """The still parts that were seen last, by a key that says all that they depend on."""

    def __init__(self):
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()

    def of(self, key: Hashable) -> Kept:
        """Return what is kept under a key, an empty record the first time."""
        kept = self._kept.setdefault(key, Kept())
        self._kept.move_to_end(key)
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return kept

    def forget(self) -> None:
        """Give the memory back."""
        self._kept.clear()


class Canvas:
    """Keeps the picture of a figure's still artists and draws the moving ones over it.

    Moving artists are those made with ``animated=True``. ``ratio`` is the number of pixels of
    the screen for one point of the page: 2 on a dense screen.
    """

    def __init__(self, figure: Figure, ratio: float = 1.0):
        self.figure = figure
        self.agg = FigureCanvasAgg(figure)
        self._kept = Kept(wanted=False)
        self.ratio = ratio

    @property
    def ratio(self) -> float:
        """Pixels of the screen for one point of the page, from 0.3 to 4."""
        return self.figure.dpi / DOTS_PER_INCH

    @ratio.setter
    def ratio(self, ratio: float) -> None:
        if not SMALLEST_RATIO <= ratio <= LARGEST_RATIO:
            raise ValueError(
                f"ratio must lie between {SMALLEST_RATIO:g} and {LARGEST_RATIO:g}, "
                f"but {ratio:g} came"
            )
        with DRAWING:
            self.figure.set_dpi(DOTS_PER_INCH * ratio)
            self.forget()

    def arrange(self, kept: Kept | None = None) -> None:
        """Place the axes for good, after all labels are known.

        With a record of the same still part, places and pixels are those of that time, and what
        is not in it yet is added.
        """
        with DRAWING:
            if self.released:
                self.agg = FigureCanvasAgg(self.figure)
            self._kept = Kept(wanted=False) if kept is None else kept
            if self._kept.places:
                self._place(self._kept.places)
            else:
                self._lay_out()
                self._kept.places = self._places()
            for axes in self.figure.axes:
                # Drawing would settle limits and places, but a kept picture is not drawn.
                axes.get_xlim()
                axes.apply_aspect()
            self.forget()

    def _lay_out(self) -> None:
        # Once and for all densities: each would round differently, and the picture would jump
        # when it is drawn again. Axes of a fixed shape settle only when it is repeated.
        layout, places = margins(), None
        shaped = any(axes.get_aspect() != "auto" for axes in self.figure.axes)
        self.figure.set_layout_engine(layout)
        for _ in range(MOST_LAYOUTS if shaped else 1):
            self.figure.dress()
            layout.execute(self.figure)
            before, places = places, np.array(self._places())
            if before is not None and self._moved(before, places) < SETTLED:
                break
        self.figure.set_layout_engine("none")

    def _moved(self, before: np.ndarray, after: np.ndarray) -> float:
        """Return the largest move of an edge of the axes, in points."""
        return float(np.max(np.abs(after - before) * self.figure.get_size_inches())) * DOTS_PER_INCH

    def _places(self) -> list[np.ndarray]:
        return [axes.get_position(original=True).get_points() for axes in self.figure.axes]

    def _place(self, places: list[np.ndarray]) -> None:
        self.figure.set_layout_engine("none")
        for axes, points in zip(self.figure.axes, places, strict=True):
            axes.set_position(Bbox(points))

    def forget(self) -> None:
        """Draw the still part anew at the next frame."""
        self._still = None
        self._moving = []

    def release(self) -> None:
        """Empty the figure and give its memory back, until it is drawn and arranged again."""
        with DRAWING:
            self.forget()
            self._kept = Kept(wanted=False)
            self.figure.clear()
            # The figure holds its canvas, and this holds the pixels.
            FigureCanvasBase(self.figure)
            self.agg = None

    @property
    def released(self) -> bool:
        """Whether there is nothing to take a picture of."""
        return self.agg is None

    def frame(self, hidden: Iterable[Artist] = ()) -> bytes:
        """Return the picture as PNG, without the hidden ones of the moving artists."""
        with DRAWING:
            return png.encode(self.pixels(hidden))

    def pixels(self, hidden: Iterable[Artist] = ()) -> np.ndarray:
        """Return the picture as uint8 of shape (height, width, 4)."""
        if self.released:
            raise RuntimeError("the canvas is released: draw its figure and arrange it first")
        with DRAWING:
            if self._still is None:
                self._still = self._kept_still()
                self._moving = moving(self.figure)
                self.figure.dress(self._moving)
            pixels = np.asarray(self.agg.buffer_rgba())
            pixels[:] = self._still
            for artist in self._moving:
                if artist not in hidden:
                    artist.draw(self.agg.renderer)
            return pixels

    def _kept_still(self) -> np.ndarray:
        packed = self._kept.pixels.get(self.ratio)
        if packed is not None:
            shape = np.asarray(self.agg.get_renderer().buffer_rgba()).shape
            return np.repeat(*packed).view(np.uint8).reshape(shape)
        still = self._drawn_still()
        if self._kept.wanted:
            packed = png.runs(still)
            if sum(part.nbytes for part in packed) <= LARGEST_KEPT:
                self._kept.pixels[self.ratio] = packed
        return still

    def _drawn_still(self) -> np.ndarray:
        self.agg.draw()
        return np.array(self.agg.buffer_rgba())

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


def moving(figure: Figure) -> list[Artist]:
    """Return the artists that are drawn anew for every frame, the lowest first."""
    found = []
    # Not findobj: it makes every tick that there will be.
    for artist in figure.get_children():
        inside = artist.get_children() if artist in figure.axes else [artist]
        found += filter(moves, inside)
    return sorted(found, key=Artist.get_zorder)


def moves(artist: Artist) -> bool:
    """Say whether an artist is drawn anew for every frame."""
    return artist.get_animated()
