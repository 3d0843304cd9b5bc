"""Pictures of derivatives: secants, tangents, growing areas, mirror images.

The classes hold the moving artists; their ``show`` moves them. The functions at the end return
still pictures with their text.
"""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from mlcalc import formatting
from mlcalc.figures.curves import drawable
from mlcalc.figures.picture import Picture
from mlcalc.figures.style import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    PALE,
    VERMILLION,
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
        (self.points,) = axes.plot([], [], "o", ms=9, color=VERMILLION, animated=True, zorder=5)

    def show(self, x: float, y: float, run: float, rise: float) -> None:
        """Draw the secant from (x, y) to the point that much further right and up."""
        ends = np.array([-self.reach, self.reach])
        self.line.set_data(drawable(x + ends), drawable(y + rise / run * ends))
        self.triangle.set_data(drawable([x, x + run, x + run]), drawable([y, y, y + rise]))
        self.points.set_data(drawable([x, x + run]), drawable([y, y + rise]))


class Tangent:
    """A tangent of a given length to both sides of its point."""

    def __init__(self, axes: Axes, half: float, colour: str = VERMILLION, dashed: bool = False):
        self.half = half
        style = "--" if dashed else "-"
        (self.line,) = axes.plot([], [], color=colour, lw=2, ls=style, animated=True, zorder=4)
        (self.point,) = axes.plot([], [], "o", ms=9, color=colour, animated=True, zorder=5)

    def show(self, x: float, y: float, slope: float) -> None:
        """Draw the tangent; without a slope only the point."""
        # A steep tangent would be cut off at the ends of its run: keep its length instead.
        run = self.half / max(1.0, abs(slope) / 3) if np.isfinite(slope) else 0.0
        ends = np.array([-run, run])
        self.line.set_data(drawable(x + ends), drawable(y + slope * ends if run else [y, y]))
        self.point.set_data(drawable([x]), drawable([y]))


class TracedCurve:
    """A curve that is drawn up to a place; the rest is faint."""

    def __init__(self, axes: Axes, colour: str = VERMILLION):
        (self.faint,) = axes.plot([], [], color=colour, lw=1, alpha=0.35, animated=True)
        (self.line,) = axes.plot([], [], color=colour, animated=True, zorder=3)
        (self.point,) = axes.plot([], [], "o", ms=9, color=colour, animated=True, zorder=4)

    def keep(self, x: np.ndarray, y: np.ndarray) -> None:
        """Take the whole curve."""
        self.x, self.y = x, drawable(y)
        self.faint.set_data(self.x, self.y)

    def show(self, x: float, y: float) -> None:
        """Draw the curve up to x, and the point (x, y)."""
        past = self.x <= x
        self.line.set_data(self.x[past], self.y[past])
        self.point.set_data(drawable([x]), drawable([y]))


# Areas.


class GrowingArea:
    """A rectangle and what is added when both of its sides grow."""

    COLOURS = (PALE, BLUE, GREEN, VERMILLION)

    def __init__(self, axes: Axes):
        self.patches = [
            Rectangle((0, 0), 0, 0, facecolor=colour, edgecolor=BLACK, lw=0.8, animated=True)
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


class Bars:
    """Horizontal bars that grow from zero, in the rows 0, 1, 2, ..."""

    def __init__(self, axes: Axes, colours: Sequence[str]):
        self.bars = [
            Rectangle((0, row - 0.3), 0, 0.6, facecolor=c, edgecolor=BLACK, lw=0.8, animated=True)
            for row, c in enumerate(colours)
        ]
        for bar in self.bars:
            axes.add_patch(bar)

    def show(self, lengths: Sequence[float]) -> None:
        """Draw the bars with these lengths."""
        for bar, length in zip(self.bars, lengths, strict=True):
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
        axes.plot(0, 0, "o", ms=6, color=VERMILLION, zorder=4)

    def show(self, zoom: float) -> None:
        """Draw what a magnifying glass of this strength shows: a square of width 2 / zoom."""
        x = self.at + self.places / zoom
        y = (self.function.sample(x) - self.height) * zoom
        jumps = np.abs(np.diff(y)) > 0.9 * zoom
        y[1:][jumps] = np.nan
        self.line.set_data(self.places, drawable(y))


# Still pictures of the chapter.


def two_problems(
    inputs: np.ndarray, targets: np.ndarray, counts: np.ndarray, moods: np.ndarray
) -> Picture:
    """Show points with a line through them, and sentences as points with their moods."""
    figure = new_figure(9, 3.8)
    with drawing():
        numbers, words = figure.subplots(1, 2)
        numbers.plot(inputs, targets, "o", ms=9, color=BLUE)
        slope, intercept = np.polyfit(inputs, targets, 1)
        ends = np.array([0.5, 3.5])
        numbers.plot(ends, slope * ends + intercept, color=VERMILLION)
        numbers.set(xlim=(0, 4), ylim=(0, 6))
        name_axes(numbers, "x", "y", "which line?")
        _moods(words, counts, moods)
    return Picture(
        figure,
        f"Left: {len(inputs)} points, {_listed(inputs, targets)}, and a line between them. "
        f"Right: {len(counts)} sentences by how often they say Ya and Na. "
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


def shorter_secants(function: Function, x: float, runs: Sequence[float]) -> Picture:
    """Show secants from one point with ever shorter runs, and their slopes."""
    figure = new_figure(9, 3.2)
    slopes = [float(function(x + run) - function(x)) / run for run in runs]
    with drawing():
        for axes, run, slope in zip(
            figure.subplots(1, len(runs), sharey=True), runs, slopes, strict=True
        ):
            _curve(axes, function, (0, 5.5))
            y = float(function(x))
            axes.plot([x, x + run], [y, y + run * slope], "o", color=VERMILLION, ms=7, zorder=4)
            axes.axline((x, y), slope=slope, color=VERMILLION, lw=1.8)
            axes.set(xlim=(0, 5.5), ylim=(-3, 30), xticks=(0, 3, 5))
            name_axes(axes, "", "", f"$\\Delta t$ = {formatting.number(run)}")
            axes.text(0.3, 25, f"slope {formatting.number(slope)}")
    words = ", ".join(
        f"{formatting.number(s)} for a run of {formatting.number(r)}"
        for r, s in zip(runs, slopes, strict=True)
    )
    return Picture(figure, f"Secants of {function.words} from x = {x:g}. Slopes: {words}.")


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
