"""Pictures of derivatives: secants, tangents, growing areas, mirror images.

The classes hold the moving artists; their ``show`` moves them. The functions at the end return
still pictures with their text.
"""

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from mlcalc import formatting
from mlcalc.figures.picture import Picture
from mlcalc.figures.points import Points, drawable, in_view, is_inside
from mlcalc.figures.style import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    PALE,
    VERMILLION,
    WHITE,
    drawing,
    name_axes,
    new_figure,
)
from mlcalc.functions import Function

# Straight lines on curves.


class Secant:
    """A line through two points of a curve, with the triangle of its rise and run."""

    def __init__(self, axes: Axes):
        self.reach = float(np.ptp(axes.get_xlim()))
        (self.line,) = axes.plot([], [], color=VERMILLION, lw=1.8, animated=True, zorder=4)
        (self.triangle,) = axes.plot([], [], color=BLACK, lw=1.4, ls="--", animated=True, zorder=3)
        self.points = Points(axes, ms=9, color=VERMILLION, zorder=5)

    def show(self, x: float, y: float, run: float, rise: float) -> None:
        """Draw the secant from (x, y) to the point that much further right and up."""
        ends = np.array([-self.reach, self.reach])
        self.line.set_data(drawable(x + ends), drawable(y + rise / run * ends))
        self.triangle.set_data(drawable([x, x + run, x + run]), drawable([y, y, y + rise]))
        # The start comes last: it is the one that can be dragged.
        self.points.set_data(drawable([x + run, x]), drawable([y + rise, y]))


class Tangent:
    """A tangent of a given length to both sides of its point."""

    def __init__(self, axes: Axes, half: float, colour: str = VERMILLION, dashed: bool = False):
        self.half = half
        style = "--" if dashed else "-"
        (self.line,) = axes.plot([], [], color=colour, lw=2, ls=style, animated=True, zorder=4)
        self.point = Points(axes, ms=9, color=colour, zorder=5)

    def show(self, x: float, y: float, slope: float) -> None:
        """Draw the tangent, upright where the slope is infinite; without a slope only the point."""
        self.point.set_data(drawable([x]), drawable([y]))
        if np.isinf(slope):
            self.line.set_data(drawable([x, x]), drawable([y - self.half, y + self.half]))
            return
        # A steep tangent would be cut off at the ends of its run: keep its length instead.
        run = self.half / max(1.0, abs(slope) / 3) if np.isfinite(slope) else 0.0
        ends = np.array([-run, run])
        self.line.set_data(drawable(x + ends), drawable(y + slope * ends if run else [y, y]))


class SlopeTriangle:
    """A tangent with the triangle below it: one run to the right, and its rise, the thick line.

    The triangle stands to the right of the point, or to the left where its rise would leave the
    axes. A rise that is infinite stands for a tangent that is upright. The numbers of run and rise
    stand outside the triangle; that of a flat one where its tangent does not run through it.
    """

    LINE_HEIGHT, DIGIT, ASIDE = 15.0, 7.7, 7.0
    """Points: the height of a line of text, the width of a digit, from the rise to its number."""

    def __init__(self, axes: Axes, run: float):
        self.axes, self.run = axes, run
        (self.line,) = axes.plot([], [], color=VERMILLION, lw=1.6, animated=True, zorder=4)
        (self.across,) = axes.plot([], [], color=BLACK, lw=1.4, ls="--", animated=True, zorder=4)
        (self.rise,) = axes.plot([], [], color=VERMILLION, lw=4, animated=True, zorder=4)
        halo = {"boxstyle": "square,pad=0.05", "facecolor": WHITE, "edgecolor": "none",
                "alpha": 0.8}  # fmt: skip
        self.words = [
            axes.annotate("", (0, 0), (0, 0), textcoords="offset points", animated=True, color=c,
                          zorder=4.5, bbox=halo)
            for c in (BLACK, VERMILLION)
        ]  # fmt: skip
        self.point = Points(axes, ms=9, color=VERMILLION, zorder=5)

    def show(self, x: float, y: float, slope: float) -> None:
        """Draw tangent and triangle; without a slope only the point."""
        self.point.set_data(drawable([x]), drawable([y]))
        if np.isfinite(slope):
            self._show_triangle(x, y, slope)
            return
        for word in self.words:
            word.set_visible(False)
        self.across.set_data([], [])
        self.rise.set_data([], [])
        height = np.ptp(self.axes.get_ylim()) if np.isinf(slope) else 0.0
        self.line.set_data(drawable([x, x]), drawable([y - height, y + height]))

    def _show_triangle(self, x: float, y: float, slope: float) -> None:
        rise = slope * self.run
        ends = np.array([-1.4, 1.4])
        self.line.set_data(drawable(x + self.run * ends), drawable(y + rise * ends))
        if not self._fits(y + rise) and self._fits(y - rise):
            x, y = x - self.run, y - rise
        end = x + self.run
        self.across.set_data(drawable([x, end]), drawable([y, y]))
        self.rise.set_data(drawable([end, end]), drawable([y, y + rise]))
        # A slope that nobody can see is the noise of rounding.
        unseen = abs(rise) < 1e-5 * np.ptp(self.axes.get_ylim())
        texts = [formatting.number(n, 3) for n in (self.run, 0.0 if unseen else rise)]
        side = self._free_side(y, rise)
        flat = abs(self._points(0, rise)[1]) < 1.5 * self.LINE_HEIGHT
        away = (rise >= 0) != (side > 0)
        middle = y + rise / 2
        at = y if away or not flat else middle
        self._write(0, texts[0], (x + self.run / 2, at), (0, 5 * side), "center", side)
        if not flat:
            self._write(1, texts[1], (end, middle), (self.ASIDE, 0), "left", 0)
            return
        # Beside the rise the tangent goes on: the number keeps to the other side of the run. Where
        # there is no room, it stands on the tangent's side, beyond its end.
        place = (end, y if away else y + 1.4 * rise)
        left = min(
            5.0, self._points(self.axes.get_xlim()[1] - end, 0)[0] - self.DIGIT * len(texts[1])
        )
        self._write(1, texts[1], place, (left, 5 * side), "left", side)

    def _free_side(self, y: float, rise: float) -> int:
        """Return where there is room for a text at the run: below it, -1, or above it, 1."""
        low, high = self.axes.get_ylim()
        down, up = self._points(0, y - low)[1], self._points(0, high - y)[1]
        wanted = -1 if rise >= 0 else 1
        return wanted if (down if wanted < 0 else up) > 1.5 * self.LINE_HEIGHT else -wanted

    def _points(self, across: float, up: float) -> np.ndarray:
        """Return lengths of the axes in points of the picture."""
        place = self.axes.transData.transform
        return (place((across, up)) - place((0, 0))) * 72 / self.axes.get_figure().dpi

    def _write(self, which: int, text: str, place: tuple, aside: tuple, ha: str, side: int) -> None:
        word = self.words[which]
        word.xy = tuple(float(drawable(n)) for n in place)
        word.set_visible(bool(is_inside(in_view(self.axes, *place)).all()))
        word.set_position(aside)
        word.set(text=text, ha=ha, va={-1: "top", 0: "center", 1: "bottom"}[side])

    def _fits(self, height: float) -> bool:
        low, high = self.axes.get_ylim()
        return low <= height <= high


class CarriedRise:
    """The rise of a triangle as the height of a second curve: from zero to the slope."""

    def __init__(self, axes: Axes):
        (self.line,) = axes.plot([], [], color=VERMILLION, lw=4, animated=True, zorder=3)
        self.point = Points(axes, ms=9, color=VERMILLION, zorder=4)

    def show(self, x: float, slope: float) -> None:
        """Draw it at x; nothing without a slope."""
        there = np.isfinite(slope)
        nothing = np.empty(0), np.empty(0)
        ends = drawable([x, x]), drawable([0.0, slope])
        self.line.set_data(*(ends if there else nothing))
        self.point.set_data(*((ends[0][1:], ends[1][1:]) if there else nothing))


class EnlargedSecant:
    """A secant and the tangent at its start, enlarged so that the run is always one wide.

    ``steep`` is how many of the upward units stand as high as one to the right is wide.
    """

    def __init__(self, axes: Axes, steep: float):
        axes.set(xlim=(-0.6, 1.6), ylim=(-0.6 * steep, 1.6 * steep), xticks=(), yticks=())
        self.places = np.linspace(-0.6, 1.6, 61)
        (self.curve,) = axes.plot([], [], color=BLUE, animated=True)
        (self.tangent,) = axes.plot([], [], color=BLACK, ls="--", animated=True, zorder=3)
        self.secant = Secant(axes)
        self.words = axes.text(0.04, 0.9, "", transform=axes.transAxes, animated=True)

    def show(self, function: Function, x: float, run: float, tangent: bool) -> None:
        """Draw the surroundings of x, and the tangent if it is wanted."""
        y = float(function(x))
        self.curve.set_data(self.places, drawable((function(x + run * self.places) - y) / run))
        rise = (float(function(x + run)) - y) / run
        self.secant.show(0.0, 0.0, 1.0, rise)
        self.tangent.set_data(self.places, drawable(float(function.gradient(x)) * self.places))
        self.tangent.set_visible(tangent)
        self.words.set_text(f"× {formatting.number(1 / run, 4)}")


class MirroredTriangles:
    """The triangle of a slope and its mirror image, in which rise and run have changed places."""

    RUN, RISE = BLACK, VERMILLION
    APART = 0.3

    def __init__(self, axes: Axes):
        axes.set(xlim=(-1.25, 1.9), ylim=(-1.25, 1.9), aspect="equal", xticks=(), yticks=())
        axes.plot([-1.25, 1.9], [-1.25, 1.9], color=GREY, lw=1, ls=":")
        self.sides = [
            axes.plot([], [], ls, color=colour, lw=width, animated=True, zorder=3)[0]
            for ls, colour, width in (
                ("-", BLUE, 1.8), ("--", self.RUN, 2), ("-", self.RISE, 4),
                ("--", GREEN, 1.8), ("--", self.RUN, 2), ("-", self.RISE, 4),
            )
        ]  # fmt: skip
        self.words = [
            axes.annotate("", (0, 0), (0, 0), textcoords="offset points", animated=True,
                          color=colour)
            for colour in (self.RUN, self.RISE) * 2
        ]  # fmt: skip

    def show(self, slope: float) -> None:
        """Draw 1 to the right and the slope up, as large as there is room, and the mirror image."""
        size = max(1.0, abs(slope))
        run, rise = 1 / size, slope / size
        corners = np.array([[0.0, 0.0], [run, 0.0], [run, rise]])
        # So far aside that no corner is beyond the diagonal.
        corners[:, 0] += self.APART + max(rise - run, 0.0)
        for mirrored, points in enumerate((corners, corners[:, ::-1])):
            slant, first, second = self.sides[3 * mirrored : 3 * mirrored + 3]
            for line, ends in ((slant, points[[0, 2]]), (first, points[:2]), (second, points[1:])):
                line.set_data(*(ends.T if slope else np.empty((2, 0))))
            self._write(mirrored, points, ("1", formatting.number(slope, 3)), slope)

    def _write(self, mirrored: int, points: np.ndarray, texts, slope: float) -> None:
        run, rise = self.words[2 * mirrored : 2 * mirrored + 2]
        for word, text, ends in ((run, texts[0], points[:2]), (rise, texts[1], points[1:])):
            word.set_text(text)
            word.xy = tuple(ends.mean(axis=0))
            word.set_visible(slope != 0)
        outward = 1 if slope >= 0 else -1
        if mirrored:
            run.set(position=(-7, 0), ha="right", va="center")
            rise.set(position=(0, 7), ha="center", va="bottom")
        else:
            run.set(position=(0, -7 * outward), ha="center", va="top" if slope >= 0 else "bottom")
            rise.set(position=(7, 0), ha="left", va="center")


class TurnedTriangle:
    """The triangle of a radius of the unit circle, and the same turned by a quarter, as a step.

    The base of the radius and the rise of the step have one colour: they are equally long.
    """

    def __init__(self, axes: Axes):
        self.lines = {
            name: axes.plot([], [], style, color=colour, lw=width, animated=True, zorder=3)[0]
            for name, style, colour, width in (
                ("way", "-", BLACK, 3), ("radius", "-", BLACK, 1.2), ("base", "-", VERMILLION, 4),
                ("height", "--", BLUE, 3), ("step", "-", BLACK, 1.2), ("rise", "-", VERMILLION, 4),
                ("side", "--", BLUE, 3),
            )
        }  # fmt: skip
        self.point = Points(axes, ms=10, color=VERMILLION, zorder=5)

    def show(self, angle: float) -> None:
        """Draw both for the point at an angle."""
        c, s = np.cos(angle), np.sin(angle)
        way = np.linspace(0, drawable(angle), 91)
        corners = {
            "radius": ([0, c], [0, s]),
            "base": ([0, c], [0, 0]),
            "height": ([c, c], [0, s]),
            "step": ([c, c - s], [s, s + c]),
            "side": ([c, c - s], [s, s]),
            "rise": ([c - s, c - s], [s, s + c]),
            "way": (np.cos(way), np.sin(way)),
        }
        for name, points in corners.items():
            self.lines[name].set_data(*points)
        self.point.set_data([c], [s])


# Rises and areas.


class StackedRises:
    """The rises of two curves over one run, and on the curve of their sum one on the other.

    Those on the sum stand aside, and the second is narrower than the first, so that none
    covers another.
    """

    ASIDE, WIDTHS = 0.28, (0.13, 0.05)

    def __init__(self, axes: Axes, colours: Sequence[str]):
        (self.run,) = axes.plot([], [], color=GREY, lw=1, ls="--", animated=True, zorder=3)
        self.rises = [
            Rectangle((0, 0), width, 0, facecolor=c, edgecolor=c, lw=0.3, animated=True, zorder=4)
            for c, width in list(zip(colours, self.WIDTHS, strict=True)) * 2
        ]
        for rise in self.rises:
            axes.add_patch(rise)

    def show(self, x: float, run: float, starts: Sequence[float], rises: Sequence[float]) -> None:
        """Draw the run of each of the three curves, and the rises at its end."""
        gap, end = float("nan"), x + run
        aside = end + self.ASIDE
        runs = np.array([x, end, gap, x, end, gap, x, aside, gap])
        self.run.set_data(runs, np.repeat(drawable(starts), 3))
        feet = starts[0], starts[1], starts[2], starts[2] + rises[0]
        places = end, end, aside, aside
        for bar, place, foot, rise in zip(self.rises, places, feet, (*rises, *rises), strict=True):
            bar.set_xy(drawable((place - bar.get_width() / 2, foot)))
            bar.set_height(drawable(rise))


class Columns:
    """Upright bars that start at any height; their places and widths stay."""

    def __init__(self, axes: Axes, places: Sequence[tuple[float, float]], colours: Sequence[str]):
        self.bars = [
            Rectangle((left, 0), width, 0, facecolor=c, edgecolor=BLACK, lw=0.5, animated=True)
            for (left, width), c in zip(places, colours, strict=True)
        ]
        for bar in self.bars:
            axes.add_patch(bar)

    def show(self, ends: Sequence[tuple[float, float]]) -> None:
        """Draw the bars from these heights to those."""
        for bar, (start, end) in zip(self.bars, ends, strict=True):
            bar.set_y(drawable(start))
            bar.set_height(drawable(end - start))


class GrowingArea:
    """A rectangle and what is added when both of its sides grow."""

    COLOURS = (PALE, BLUE, GREEN, VERMILLION)

    def __init__(self, axes: Axes):
        self.patches = [
            Rectangle((0, 0), 0, 0, facecolor=colour, edgecolor=BLACK, lw=0.3, animated=True)
            for colour in self.COLOURS
        ]
        for patch in self.patches:
            axes.add_patch(patch)

    def show(self, width: float, height: float, more_width: float, more_height: float) -> None:
        """Draw the rectangle, the strip at its side, the strip on its top, and the corner."""
        corners = [(0, 0), (width, 0), (0, height), (width, height)]
        sizes = [
            (width, height),
            (more_width, height),
            (width, more_height),
            (more_width, more_height),
        ]
        for patch, corner, size in zip(self.patches, corners, sizes, strict=True):
            patch.set_xy(drawable(corner))
            patch.set_width(drawable(size[0]))
            patch.set_height(drawable(size[1]))


class BarsEndToEnd:
    """Rows of bars that lie end to end, each row from zero on, the first row at the top."""

    def __init__(self, axes: Axes, rows: int, colours: Sequence[str]):
        self.rows = [
            [
                Rectangle((0, row - 0.3), 0, 0.6, facecolor=c, edgecolor=BLACK, lw=0.3,
                          animated=True)
                for c in colours
            ]
            for row in reversed(range(rows))
        ]  # fmt: skip
        for bar in (bar for row in self.rows for bar in row):
            axes.add_patch(bar)

    def show(self, rows: Sequence[Sequence[float]]) -> None:
        """Draw the bars with these lengths, row by row."""
        for bars, lengths in zip(self.rows, rows, strict=True):
            starts = np.cumsum([0.0, *lengths])
            for bar, start, length in zip(bars, starts, lengths, strict=False):
                bar.set_x(drawable(start))
                bar.set_width(drawable(length))


# Curves under a magnifying glass.


class Magnified:
    """The surroundings of a point of a curve, enlarged alike in both directions."""

    def __init__(self, axes: Axes, function: Function, point: float):
        self.function, self.at = function, point
        self.height = float(function(point))
        axes.set(xlim=(-1, 1), ylim=(-1, 1), aspect="equal", xticks=(), yticks=())
        axes.axhline(0, color=PALE, lw=1)
        axes.axvline(0, color=PALE, lw=1)
        # Denser towards the point: a cusp is steep there.
        half = np.linspace(0, 1, 151) ** 3
        self.places = np.concatenate([-half[:0:-1], half])
        (self.line,) = axes.plot([], [], color=BLUE, lw=2.5, animated=True)
        # A point that stands still would be below the line, which moves.
        self.point = Points(axes, ms=6, color=VERMILLION, zorder=4)
        self.point.set_data([0], [0])
        # The empty label keeps room for the numbers, which are no part of the layout.
        axes.set_xlabel(" ")
        self.words = axes.text(
            0.5,
            -0.06,
            "",
            transform=axes.transAxes,
            ha="center",
            va="top",
            animated=True,
            clip_on=False,
        )

    def show(self, zoom: float) -> None:
        """Draw what a magnifying glass of this strength shows: a square of width 2 / zoom."""
        x = self.at + self.places / zoom
        y = (self.function.sample(x) - self.height) * zoom
        jumps = np.abs(np.diff(y)) > 0.9 * zoom
        y[1:][jumps] = np.nan
        self.line.set_data(self.places, drawable(y))


# Still pictures of the chapter.


def moods(counts: np.ndarray, moods: np.ndarray) -> Picture:
    """Show sentences as points, with the mood of whoever said them."""
    figure = new_figure(5, 3.8)
    with drawing():
        _moods(figure.subplots(), counts, moods)
    return Picture(
        figure,
        f"{len(counts)} sentences by how often they say Ya and Na. "
        f"Happy: {_listed(*counts[moods == 1].T)}. Sad: {_listed(*counts[moods == 0].T)}.",
    )


def _listed(x: np.ndarray, y: np.ndarray) -> str:
    return ", ".join(formatting.point(p) for p in zip(x, y, strict=True))


def _moods(axes: Axes, counts: np.ndarray, moods: np.ndarray) -> None:
    for mood, marker, colour, word in ((1, "o", BLUE, "happy"), (0, "X", VERMILLION, "sad")):
        some = counts[moods == mood]
        axes.plot(some[:, 0], some[:, 1], marker, ms=11, color=colour)
        for x, y in some:
            axes.annotate(word, (x, y), (9, 6), textcoords="offset points", color=colour)
    axes.set(xlim=(-0.4, 4), ylim=(-0.4, 4), xticks=range(5), yticks=range(5))
    name_axes(axes, "number of Ya", "number of Na", "which mood?")


def shorter_secants(ride: Function, t: float, runs: Sequence[float]) -> Picture:
    """Show a ride, distance against time, and secants from one moment with ever shorter runs."""
    figure = new_figure(9, 3.2)
    slopes = [float(ride(t + run) - ride(t)) / run for run in runs]
    x, steep = float(ride(t)), float(ride.gradient(t))
    with drawing():
        row = figure.subplots(1, len(runs), sharey=True)
        for axes, run, slope in zip(row, runs, slopes, strict=True):
            _curve(axes, ride, (0, 5.5))
            axes.axline((t, x), slope=steep, color=BLACK, lw=1.4, ls="--")
            axes.plot([t, t + run], [x, x + run * slope], "o", color=VERMILLION, ms=7, zorder=4)
            axes.axline((t, x), slope=slope, color=VERMILLION, lw=1.8)
            axes.set(xlim=(0, 5.5), ylim=(-3, 30), xticks=(0, 3, 5))
            name_axes(axes, "t in s", "", f"$\\Delta t$ = {formatting.number(run)}")
            axes.text(0.3, 25, f"slope {formatting.number(slope)}")
        row[0].set_ylabel("x in m")
    words = ", ".join(
        f"{formatting.number(s)} for a run of {formatting.number(r)}"
        for r, s in zip(runs, slopes, strict=True)
    )
    return Picture(
        figure,
        f"The distance x against the time t, secants from t = {t:g}, and the tangent there "
        f"(dashes), whose slope is {formatting.number(steep)}. The slopes of the secants: {words}.",
    )


def tangent_to_read(function: Function, x: float, horizontal: str, vertical: str) -> Picture:
    """Show a curve on fine squares with its tangent at a place, without the slope of it."""
    figure = new_figure(7, 4.4)
    left, right = function.window[0]
    y, slope = float(function(x)), float(function.gradient(x))
    with drawing():
        axes = figure.subplots()
        places = np.linspace(left, right, 401)
        axes.plot(places, function.sample(places), color=BLUE)
        axes.axline((x, y), slope=slope, color=VERMILLION)
        axes.plot(x, y, "o", color=VERMILLION, ms=9, zorder=4)
        axes.set(xlim=(left, right), ylim=(0, float(np.ceil(function(left) / 10 + 0.5)) * 10))
        axes.set_xticks(np.arange(left, right + 1, 2))
        axes.set_yticks(np.arange(0, axes.get_ylim()[1] + 1, 10))
        name_axes(axes, horizontal, vertical)
    ends = [(left, y + slope * (left - x)), (x - y / slope, 0.0)]
    points = " and ".join(f"({a:.0f}, {b:.0f})" for a, b in ends)
    return Picture(
        figure,
        f"{vertical} against {horizontal}: the curve falls, steeply at first and then ever more "
        f"slowly. Its tangent at {x:g} goes through the points {points}, as far as one can read.",
    )


def gallery(functions: Sequence[Function], points: Sequence[float]) -> Picture:
    """Show curves, each with a tangent and its slope."""
    figure = new_figure(9, 5.2)
    words = []
    with drawing():
        for axes, function, x in zip(
            figure.subplots(2, len(functions) // 2).flat, functions, points, strict=True
        ):
            y, slope = float(function(x)), float(function.gradient(x))
            _curve(axes, function, (-3, 3))
            axes.set(xlim=(-3, 3), ylim=(-3, 5), xticks=(-2, 0, 2), yticks=(-2, 0, 2, 4))
            half = 1.6 / np.hypot(1, slope)
            ends = np.array([-half, half])
            axes.plot(x + ends, y + slope * ends, color=VERMILLION)
            axes.plot(x, y, "o", color=VERMILLION, ms=7)
            axes.set_title(f"${function.latex}$,  slope {formatting.number(slope)}", fontsize=12)
            words.append(f"{function.words} at {x:g}: slope {formatting.number(slope)}")
    return Picture(figure, f"Six curves with a tangent each. {'; '.join(words)}.")


def curves_and_slopes(
    curves: Sequence[Callable], slopes: Sequence[Callable], window: tuple[float, float] = (-2, 2)
) -> Picture:
    """Show numbered curves and, below them in another order, lettered slopes."""
    figure = new_figure(9, 4.6)
    rows = (curves, BLUE, "1234", (-2.2, 2.2)), (slopes, VERMILLION, "abcd", (-2.2, 3.2))
    words = []
    with drawing():
        grid = figure.subplots(2, len(curves))
        for axes_of_row, (functions, colour, names, limits) in zip(grid, rows, strict=True):
            for axes, function, name in zip(axes_of_row, functions, names, strict=True):
                x = np.linspace(*window, 201)
                y = function(x)
                axes.axhline(0, color=BLACK, lw=1)
                axes.plot(x, y, color=colour)
                axes.set(xlim=window, ylim=limits, xticks=(-2, 0, 2), yticks=(-2, 0, 2))
                axes.set_title(name)
                heights = (formatting.number(float(function(at)), 2) for at in (-2.0, 0.0, 2.0))
                words.append(f"{name}: {', '.join(heights)}")
    return Picture(
        figure,
        "Four curves, 1 to 4, and four slopes, a to d. Their heights at -2, 0 and 2: "
        f"{'; '.join(words)}.",
    )


def slope_alone(slope: Callable, window: tuple[float, float]) -> Picture:
    """Show the slope of a function that is not drawn itself."""
    figure = new_figure(6.4, 3.8)
    x = np.linspace(*window, 301)
    y = slope(x)
    with drawing():
        axes = figure.subplots()
        axes.axhline(0, color=BLACK, lw=1)
        axes.plot(x, y, color=VERMILLION)
        axes.set(xlim=window, xticks=np.arange(window[0], window[1] + 1))
        name_axes(axes, "x", "", "the slope  $f'(x)$")
    low = x[np.argmin(y)]
    zeros = x[:-1][np.diff(np.sign(y)) != 0]
    return Picture(
        figure,
        f"The slope falls from {formatting.number(y[0])} at x = {formatting.number(x[0])} to its "
        f"lowest place near {low:.1f} and rises to {formatting.number(y[-1])} at "
        f"x = {formatting.number(x[-1])}. It is zero near "
        f"{' and '.join(f'{zero:.0f}' for zero in zeros)}.",
    )


def _curve(axes: Axes, function: Function, window: tuple[float, float]) -> None:
    x = np.linspace(*window, 601)
    y = function.sample(x)
    # A curve that leaves the picture at a pole must not come back as a vertical line.
    axes.plot(x, np.where(np.abs(y) < 60, y, np.nan), color=BLUE)


def machines(
    first: Function, second: Function, inputs: Sequence[float], names: tuple[str, str]
) -> Picture:
    """Show two functions as machines one after the other, fed with some numbers."""
    figure = new_figure(9, 2.6)
    words = []
    with drawing():
        axes = figure.subplots()
        axes.set(xlim=(0, 10), ylim=(-len(inputs) + 0.3, 1.3))
        axes.axis("off")
        for centre, function, name in ((3.3, first, names[0]), (6.7, second, names[1])):
            corner, height = (centre - 0.9, 0.5 - len(inputs)), len(inputs) + 0.4
            machine = Rectangle(corner, 1.8, height, facecolor=PALE, edgecolor=BLACK, lw=1)
            axes.add_patch(machine)
            axes.text(centre, 0.5, f"{name}: ${function.latex}$", ha="center", weight="bold")
        for row, number in enumerate(inputs):
            between = float(first(number))
            result = float(second(between))
            for x, value in ((1.2, number), (5, between), (8.8, result)):
                axes.text(x, -row - 0.15, formatting.number(value), ha="center", va="center")
            for x in (1.55, 4.3, 5.35, 7.7):
                length = 0.7 if x in (1.55, 7.7) else 0.3
                axes.annotate(
                    "", (x + length, -row - 0.15), (x, -row - 0.15),
                    arrowprops={"arrowstyle": "->", "color": GREY, "lw": 1.6},
                )  # fmt: skip
            chain = [formatting.number(v) for v in (number, between, result)]
            words.append(" to ".join(chain))
    return Picture(
        figure, f"Two machines, {first.words} and then {second.words}: {'; '.join(words)}."
    )
