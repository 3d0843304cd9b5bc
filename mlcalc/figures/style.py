"""The look of every picture: colours, type large enough for a projector, light grids.

matplotlib's own settings, the rcParams, belong to the whole process: a slider's callback runs in
another thread than the student's cells, so they are never changed here. The figures and axes of
this module give the style to what they make, and do not ask what the student has set.
"""

import math
import threading
from collections.abc import Iterable

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes as PlainAxes
from matplotlib.cbook import normalize_kwargs
from matplotlib.collections import Collection
from matplotlib.contour import ContourSet, QuadContourSet
from matplotlib.figure import Figure as PlainFigure
from matplotlib.font_manager import FontProperties
from matplotlib.image import AxesImage
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.legend import Legend
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Annotation, Text
from matplotlib.ticker import ScalarFormatter

BLUE = "#0072B2"
VERMILLION = "#D55E00"
GREEN = "#009E73"
BLACK = "#000000"
GREY = "#767676"
PALE = "#E6E6E6"
WHITE = "#FFFFFF"

DOTS_PER_INCH = 100

DRAWING = threading.RLock()
"""Held by whoever draws: the parser of formulas and the fonts serve one thread at a time."""

FONT = "DejaVu Sans"
FORMULAS = "dejavusans"
FONT_SIZE = 12
TITLE_SIZE = 13
TICK_SPACE = 10
"""There are as many ticks as labels of this size leave room for."""

LINE = {
    "linewidth": 2, "markersize": 6, "markeredgewidth": 1, "fillstyle": "full",
    "markeredgecolor": "auto", "markerfacecolor": "auto",
}  # fmt: skip
UNBROKEN = {"linestyle": "-", "marker": "None"}
TEXT = {
    "color": BLACK, "fontsize": FONT_SIZE, "fontweight": "normal", "parse_math": True,
}  # fmt: skip
SUBPLOTS = {
    "left": 0.125, "right": 0.9, "bottom": 0.11, "top": 0.88, "wspace": 0.2, "hspace": 0.2,
}  # fmt: skip


def new_figure(width: float = 9.0, height: float = 4.0, stacked: bool = False) -> "Figure":
    """Return an empty figure of that many inches, at 100 dots an inch."""
    return Figure(width, height, stacked)


def drawing():
    """Return the context in which axes and artists are made: one thread at a time."""
    return DRAWING


def margins() -> ConstrainedLayoutEngine:
    """Return the layout that leaves just enough room for labels, and for a marker at an edge."""
    return ConstrainedLayoutEngine(w_pad=0.09, h_pad=0.04167, wspace=0.02, hspace=0.02)


def name_axes(axes: PlainAxes, horizontal: str, vertical: str, title: str = "") -> None:
    """Label both axes and give the picture its title."""
    axes.set_xlabel(horizontal)
    axes.set_ylabel(vertical)
    axes.set_title(title)


class Figure(PlainFigure):
    """A figure in the course's style.

    ``stacked`` is for narrow screens: axes that would stand side by side come one below the other.
    """

    def __init__(self, width: float, height: float, stacked: bool = False):
        self.stacked = stacked
        super().__init__(
            figsize=(width, height), dpi=DOTS_PER_INCH, facecolor=WHITE, edgecolor=WHITE,
            frameon=True, layout=margins(),
        )  # fmt: skip

    def clear(self, keep_observers: bool = False) -> None:
        """Take all artists away."""
        self._dressed = set()
        super().clear(keep_observers)
        self.subplotpars.update(**SUBPLOTS)

    def subplots(self, rows: int = 1, columns: int = 1, **more):
        """Make axes in the course's style, below each other where ``stacked`` asks for it."""
        more["subplot_kw"] = {"axes_class": Axes, **more.get("subplot_kw", {})}
        if self.stacked and rows == 1 and columns > 1:
            return self._stack(columns, more)
        return super().subplots(rows, columns, **more)

    def _stack(self, count: int, more: dict) -> np.ndarray:
        across = 2 if count > 3 else 1
        ratios = more.pop("width_ratios", None)
        if across == 1:
            more["height_ratios"] = ratios
        grid = super().subplots(math.ceil(count / across), across, squeeze=False, **more)
        for unused in grid.flat[count:]:
            unused.remove()
        return grid.flat[:count]

    def text(self, x: float, y: float, s: str, fontdict: dict | None = None, **more) -> Text:
        """Write at a place of the figure."""
        return super().text(x, y, s, fontdict, **_text(more))

    def dress(self, artists: Iterable[Artist] | None = None) -> None:
        """Give the style to these artists or to all, also to those made without our methods."""
        if artists is None:
            # Ticks are made as they are needed: here, so that none is left out below.
            numbers = {text for axes in self.axes for text in _numbers(axes)}
            for text in numbers - self._dressed:
                text.set(color=BLACK, fontsize=FONT_SIZE, fontweight="normal")
            artists = self.findobj()
        for artist in set(artists) - self._dressed:
            _dress(artist)
            self._dressed.add(artist)

    def draw(self, renderer) -> None:
        """Draw everything."""
        self.dress()
        super().draw(renderer)


class Axes(PlainAxes):
    """Axes in the course's style: light grid, no frame, thick lines, titles to the left."""

    def __init__(self, figure: PlainFigure, *args, **more):
        super().__init__(figure, *args, **{"facecolor": WHITE, **more})
        self.set_axisbelow(True)
        self.set_prop_cycle(color=[BLUE, VERMILLION, BLACK, GREEN])
        self.margins(0.05)
        # Margins ask for limits around the data: without data they would be nearly equal.
        self.set_xlim(0, 1, auto=True)
        self.set_ylim(0, 1, auto=True)
        self._style_spines()
        self._style_ticks()
        for axis in (self.xaxis, self.yaxis):
            axis.label.set(color=BLACK, fontsize=TITLE_SIZE, fontweight="normal")
            axis.labelpad = 4.0
            axis.set_major_formatter(_Numbers())

    def _style_spines(self) -> None:
        self.spines[:].set(edgecolor=BLACK, linewidth=0.8)
        self.spines[["left", "bottom"]].set_visible(True)
        self.spines[["right", "top"]].set_visible(False)

    def _style_ticks(self) -> None:
        self.minorticks_off()
        self.tick_params(
            which="both", direction="out", color=BLACK, labelcolor=BLACK, labelsize=TICK_SPACE,
            labelfontfamily=FONT, bottom=True, left=True, top=False, right=False,
        )  # fmt: skip
        self.tick_params(labelbottom=True, labelleft=True, labeltop=False, labelright=False)
        self.tick_params(which="major", length=3.5, width=0.8, pad=3.5)
        self.tick_params(which="minor", length=2.0, width=0.6, pad=3.4)
        self.grid(False, which="both")
        self.grid(True, color=PALE, linestyle="-", linewidth=0.8, alpha=1.0)

    def plot(self, *args, **more) -> list[Line2D]:
        """Draw lines or markers."""
        # A format such as "o-" says both; without one the student's settings would.
        plain = {} if any(isinstance(a, str) for a in args) else UNBROKEN
        return super().plot(*args, **(plain | _line(more)))

    def axhline(self, y: float = 0, *ends: float, **more) -> Line2D:
        """Draw a horizontal line across the axes."""
        return super().axhline(y, *ends, **_straight(more))

    def axvline(self, x: float = 0, *ends: float, **more) -> Line2D:
        """Draw a vertical line across the axes."""
        return super().axvline(x, *ends, **_straight(more))

    def axline(self, xy1, xy2=None, *, slope: float | None = None, **more) -> Line2D:
        """Draw a line without ends."""
        return super().axline(xy1, xy2, slope=slope, **_straight(more))

    def axhspan(self, ymin: float, ymax: float, **more) -> Rectangle:
        """Colour a band across the axes."""
        return super().axhspan(ymin, ymax, **({"linewidth": 1.0} | more))

    def text(self, x: float, y: float, s: str, fontdict: dict | None = None, **more) -> Text:
        """Write at a point."""
        return super().text(x, y, s, fontdict, **_text(more))

    def annotate(self, text: str, xy, *args, **more) -> Annotation:
        """Write beside a point, or draw an arrow to it."""
        return super().annotate(text, xy, *args, **_text(more))

    def set_title(self, label: str, *args, **more) -> Text:
        """Write above the axes, on the left."""
        title = {"color": BLACK, "fontsize": TITLE_SIZE, "fontweight": "normal", "pad": 6.0,
                 "loc": "left", "y": 1.0}  # fmt: skip
        return super().set_title(label, *args, **(title | normalize_kwargs(more, Text)))

    def set_xlabel(self, xlabel: str, *args, **more) -> Text:
        """Name what runs from left to right."""
        return super().set_xlabel(xlabel, *args, **{"loc": "center", **more})

    def set_ylabel(self, ylabel: str, *args, **more) -> Text:
        """Name what runs upwards."""
        return super().set_ylabel(ylabel, *args, **{"loc": "center", **more})

    def imshow(self, *args, **more) -> AxesImage:
        """Show numbers as colours."""
        plain = {"aspect": "equal", "interpolation_stage": "auto", "resample": True}
        return super().imshow(*args, **{**plain, **more})

    def contour(self, *args, **more) -> ContourSet:
        """Draw lines of equal value."""
        plain = {"linewidths": 2, "antialiased": True, "algorithm": "mpl2014",
                 "negative_linestyles": "dashed", "corner_mask": True}  # fmt: skip
        lines = _Contours(self, *args, filled=False, **{**plain, **more})
        self.autoscale_view()
        return lines

    def legend(self, *args, **more) -> Legend:
        """Say what the lines are, without a frame."""
        plain = {
            "frameon": False, "labelcolor": BLACK, "prop": _font(FONT_SIZE), "numpoints": 1,
            "markerscale": 1.0, "borderpad": 0.4, "labelspacing": 0.5, "handlelength": 2.0,
            "handleheight": 0.7, "handletextpad": 0.8, "borderaxespad": 0.5, "shadow": False,
        }  # fmt: skip
        return super().legend(*args, **{**plain, **more})


class _Contours(QuadContourSet):
    MARGIN = 0.09
    """No label begins in this part of the axes at their edges: there it would be cut."""

    def print_label(self, linecontour: np.ndarray, labelwidth: float) -> bool:
        """Say whether a line is long enough for its number and has a place for it."""
        fits = super().print_label(linecontour, labelwidth)
        return bool(fits) and not self._at_the_edge(linecontour).all()

    def too_close(self, x: float, y: float, lw: float) -> bool:
        """Say whether a number would lie at the edge or touch another one."""
        return bool(self._at_the_edge(np.array([[x, y]]))[0]) or super().too_close(x, y, lw)

    def _at_the_edge(self, places: np.ndarray) -> np.ndarray:
        parts = self.axes.transAxes.inverted().transform(places)
        return ((parts < self.MARGIN) | (parts > 1 - self.MARGIN)).any(axis=1)

    def labels(self, inline: bool, inline_spacing: float) -> None:
        """Put numbers on the lines, in gaps as wide as the course's font needs."""
        self._label_font_props = _font(self._label_font_props.get_size())
        super().labels(inline, inline_spacing)


class _Numbers(ScalarFormatter):
    """Plain numbers at the ticks, with a true minus sign."""

    def __init__(self):
        super().__init__(useOffset=True, useMathText=False, useLocale=False, usetex=False)
        self.set_powerlimits((-5, 6))

    @staticmethod
    def fix_minus(s: str) -> str:
        return s.replace("-", "\N{MINUS SIGN}")


def _font(size: float) -> FontProperties:
    return FontProperties(
        family=FONT, style="normal", variant="normal", weight="normal", stretch="normal",
        size=size, math_fontfamily=FORMULAS,
    )  # fmt: skip


def _line(more: dict) -> dict:
    return LINE | normalize_kwargs(more, Line2D)


def _straight(more: dict) -> dict:
    return UNBROKEN | {"color": BLACK} | _line(more)


def _text(more: dict) -> dict:
    if more.get("bbox"):
        more["bbox"] = {"linewidth": 1.0, **more["bbox"]}
    return TEXT | normalize_kwargs(more, Text)


def _numbers(axes: PlainAxes) -> list[Text]:
    texts = []
    for axis in (axes.xaxis, axes.yaxis):
        texts += [*axis.get_ticklabels(which="both"), axis.get_offset_text()]
    return texts


def _dress(artist: Artist) -> None:
    """Set what no picture of the course asks for, and the student's settings would decide."""
    _undo_sketch(artist)
    if isinstance(artist, Text):
        artist.set(fontfamily=FONT, math_fontfamily=FORMULAS, fontstyle="normal",
                   fontvariant="normal", fontstretch="normal", usetex=False,
                   antialiased=True)  # fmt: skip
        for shape in (artist.get_bbox_patch(), getattr(artist, "arrow_patch", None)):
            if shape is not None:
                _undo_sketch(shape)
    elif isinstance(artist, Line2D):
        artist.set(antialiased=True, solid_capstyle="projecting", solid_joinstyle="round",
                   dash_capstyle="butt", dash_joinstyle="round")  # fmt: skip
    elif isinstance(artist, Collection):
        artist.set_antialiased(True)


def _undo_sketch(artist: Artist) -> None:
    artist.set_sketch_params(None)
    artist.set_path_effects([])
