"""Pictures of activations and losses: a curve with its slope, bars, tables, lines under a corner.

The classes hold the moving artists; their ``show`` moves them. The functions at the end return
still pictures with their text.
"""

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from mlcalc import activations, formatting
from mlcalc.figures.curves import Trail
from mlcalc.figures.derivatives import Tangent
from mlcalc.figures.labels import Digits
from mlcalc.figures.picture import Picture
from mlcalc.figures.points import Points, drawable
from mlcalc.figures.style import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    VERMILLION,
    drawing,
    name_axes,
    new_figure,
)

# A curve, and its slope beside it.


class CurveBesideSlope:
    """A curve with a tangent, and in other axes its slope where the reader has been."""

    POINTS = 401

    def __init__(self, curve: Axes, slope: Axes, window: tuple[float, float], half: float):
        self.places = np.linspace(*window, self.POINTS)
        (self.curve,) = curve.plot([], [], color=BLUE, animated=True)
        self.tangent = Tangent(curve, half)
        slope.axhline(0, color=BLACK, lw=1)
        self.trail = Trail(slope, colour=VERMILLION)
        self.slope = Points(slope, ms=10, color=VERMILLION)
        for axes in (curve, slope):
            axes.set_xlim(window)

    def show(self, value: Callable, slope: Callable, x: float, seen: np.ndarray | None) -> None:
        """Draw the curve, the point at x, and the slopes at the places seen: all for None."""
        self.curve.set_data(self.places, drawable(value(self.places)))
        steep = float(slope(np.array([x]))[0])
        self.tangent.show(x, float(value(np.array([x]))[0]), steep)
        places = self.places if seen is None else seen
        self.trail.show(places, slope(places), seen is None)
        known = np.isfinite(steep)
        self.slope.set_data(*(drawable([v]) if known else [] for v in (x, steep)))


# Corners.


class LineThroughCorner:
    """A curve with a corner at 0, and a line through it, thick where it lies above the curve.

    Lines that stay below are drawn thin: a fan.
    """

    SMALLEST = 1e-5
    """How close to the corner a line is compared with the curve."""
    NOISE = 1e-9
    """A line that is above the curve by less than this slope is on it."""

    def __init__(self, axes: Axes, reach: float):
        self.places = np.linspace(-reach, reach, 241)
        # A line that is a little too steep lies above the curve only close to the corner.
        near = np.geomspace(self.SMALLEST, self.places[1] - self.places[0], 41)[:-1]
        self.compared = np.sort(np.concatenate([self.places, near, -near]))
        (self.fan,) = axes.plot([], [], color=VERMILLION, lw=0.8, animated=True)
        (self.curve,) = axes.plot([], [], color=BLUE, animated=True)
        (self.line,) = axes.plot([], [], color=VERMILLION, lw=1.8, animated=True)
        (self.above,) = axes.plot([], [], color=VERMILLION, lw=6, animated=True)
        self.end = Points(axes, ms=9, color=VERMILLION)
        axes.set_xlim(-reach, reach)

    def show(self, value: Callable, slope: float, handle: float) -> float:
        """Draw both; return how far the line rises above the curve at most in this window."""
        heights, line = value(self.places), slope * self.places
        above = line - heights > self.NOISE * np.abs(self.places)
        self.curve.set_data(self.places, heights)
        self.line.set_data(self.places, drawable(line))
        self.above.set_data(self.places, drawable(np.where(above, line, np.nan)))
        self.end.set_data([handle], drawable([slope * handle]))
        return float(self.gaps(value, np.array([slope]))[0])

    def gaps(self, value: Callable, slopes: np.ndarray) -> np.ndarray:
        """Return for each slope how far its line rises above the curve at most in this window."""
        over = slopes[:, None] * self.compared - value(self.compared)
        return np.where(over > self.NOISE * np.abs(self.compared), over, 0.0).max(axis=1)

    def spread(self, slopes: np.ndarray) -> None:
        """Draw a thin line through the corner for each of these slopes."""
        reach = self.places[-1]
        self.fan.set_linewidth(0.8 if len(slopes) > 2 else 1.4)
        ends = np.array([-reach, reach, np.nan])
        self.fan.set_data(np.tile(ends, len(slopes)), drawable(np.outer(slopes, ends).ravel()))


# Bars.


class Bars:
    """Bars side by side with their numbers; their ends can wear points."""

    def __init__(
        self, axes: Axes, names: Sequence[str], limits: tuple[float, float], colour: str = BLUE,
        digits: bool = True,
    ):  # fmt: skip
        count = len(names)
        axes.axhline(0, color=BLACK, lw=1)
        axes.set(xlim=(-0.6, count - 0.4), ylim=limits)
        axes.set_xticks(range(count), names)
        axes.grid(False, axis="x")
        self.limits = limits
        self.bars = [
            Rectangle((place - 0.3, 0), 0.6, 0, facecolor=colour, edgecolor=BLACK, lw=0.5,
                      animated=True)
            for place in range(count)
        ]  # fmt: skip
        for bar in self.bars:
            axes.add_patch(bar)
        self.numbers = [
            Digits(axes, place, 0, ha="center", va="center", color=BLACK)
            for place in range(count if digits else 0)
        ]
        self.room = 0.06 * (limits[1] - limits[0])

    def show(self, heights: Sequence[float]) -> None:
        """Draw the bars, and their numbers at their ends."""
        low, high = self.limits
        inside = np.clip(np.asarray(heights, dtype=float), low, high)
        for bar, height in zip(self.bars, inside, strict=True):
            bar.set_height(height)
        for k, number in enumerate(self.numbers):
            number.set_text(formatting.number(float(heights[k]), 3))
            away = self.room if heights[k] >= 0 else -self.room
            edge = np.clip(inside[k] + away, low + self.room, high - self.room)
            number.set_position((k, float(edge)))


class Heads:
    """Points at the ends of bars, which can be dragged."""

    def __init__(self, axes: Axes):
        self.points = Points(axes, ms=9, color=BLACK, zorder=5)

    def show(self, heights: Sequence[float]) -> None:
        """Put a point at each height."""
        self.points.set_data(range(len(heights)), drawable(np.asarray(heights, dtype=float)))


class Outline:
    """Empty bars round the others: what ought to be."""

    def __init__(self, axes: Axes, count: int):
        self.bars = [
            Rectangle((place - 0.38, 0), 0.76, 0, fill=False, edgecolor=BLACK, lw=1.6, ls="--",
                      animated=True, zorder=4)
            for place in range(count)
        ]  # fmt: skip
        for bar in self.bars:
            axes.add_patch(bar)

    def show(self, heights: Sequence[float]) -> None:
        """Draw the outlines of those that are above zero."""
        for bar, height in zip(self.bars, heights, strict=True):
            bar.set_height(float(height))
            bar.set_visible(bool(height > 0))


class Stack:
    """Two parts on top of each other, and beside them their sum."""

    def __init__(self, axes: Axes, names: Sequence[str], limit: float):
        axes.set(xlim=(-0.6, 1.6), ylim=(0, limit))
        axes.set_xticks(range(2), names)
        axes.grid(False, axis="x")
        self.limit = limit
        self.low, self.high, self.whole = (
            Rectangle((place - 0.3, 0), 0.6, 0, facecolor=colour, edgecolor=BLACK, lw=0.5,
                      hatch=hatch, animated=True)
            for place, colour, hatch in ((1, GREEN, "//"), (1, VERMILLION, None), (0, BLUE, None))
        )  # fmt: skip
        for bar in (self.low, self.high, self.whole):
            axes.add_patch(bar)

    def show(self, low: float, high: float, on: bool = True) -> None:
        """Draw the parts and their sum, or nothing."""
        low, both = (min(height, self.limit) for height in (low, low + high))
        self.low.set_height(low)
        self.high.set(y=low, height=both - low)
        self.whole.set_height(both)
        for bar in (self.low, self.high, self.whole):
            bar.set_visible(on)


# A table of signed numbers as colours.


def tint(value: float, largest: float, above: str = BLUE, below: str = VERMILLION) -> tuple:
    """Return a colour between white and the one of the sign, the stronger the larger."""
    colour = above if value >= 0 else below
    full = np.array([int(colour[k : k + 2], 16) for k in (1, 3, 5)]) / 255
    part = 0.75 * min(abs(value) / largest, 1.0)
    return tuple(1 - part * (1 - full))


class HeatMap:
    """A square table: each entry a number on a colour, blue above zero and red below."""

    def __init__(self, axes: Axes, rows: Sequence[str], columns: Sequence[str], largest: float):
        self.largest = largest
        height, width = len(rows), len(columns)
        axes.set(xlim=(-0.5, width - 0.5), ylim=(height - 0.5, -0.5))
        axes.set_xticks(range(width), columns)
        axes.set_yticks(range(height), rows)
        axes.grid(False)
        self.cells = [
            [Rectangle((k - 0.5, i - 0.5), 1, 1, edgecolor=GREY, lw=1, animated=True)
             for k in range(width)]
            for i in range(height)
        ]  # fmt: skip
        for row in self.cells:
            for cell in row:
                axes.add_patch(cell)
        self.numbers = [
            [Digits(axes, k, i, ha="center", va="center", color=BLACK) for k in range(width)]
            for i in range(height)
        ]

    def show(self, table: np.ndarray) -> None:
        """Colour the entries and write them."""
        for i, row in enumerate(table):
            for k, value in enumerate(row):
                self.cells[i][k].set_facecolor(tint(value, self.largest))
                self.numbers[i][k].set_text(f"{round(float(value), 3) + 0.0:.3f}")


class Columns:
    """Two computations side by side, line by line."""

    def __init__(self, axes: Axes, names: Sequence[str], heads: Sequence[str]):
        count = len(names)
        axes.set(xlim=(-1.05, len(heads) - 0.4), ylim=(count - 0.3, -0.75))
        axes.axis("off")
        for k, head in enumerate(heads):
            axes.text(k, -0.45, head, ha="center", va="center", weight="bold")
        for i, name in enumerate(names):
            axes.text(-1.0, i + 0.2, name, va="center")
        self.numbers = [
            [Digits(axes, k, i + 0.2, ha="center", va="center", color=BLACK)
             for i in range(count)]
            for k in range(len(heads))
        ]  # fmt: skip

    def show(self, columns: Sequence[Sequence[float]]) -> None:
        """Write the numbers; what is no number any more in red."""
        for labels, numbers in zip(self.numbers, columns, strict=True):
            for label, number in zip(labels, numbers, strict=True):
                text = formatting.number(number)
                label.set_text({"not a number": "nan", "infinite": "inf"}.get(text, text))
                label.set_color(BLACK if np.isfinite(number) else VERMILLION)


# One point far from the others.


class Levels:
    """Points in a row, the last of which can be dragged, and a level for each of three losses."""

    STYLES = ((BLUE, "-"), (GREEN, "--"), (BLACK, ":"))

    def __init__(self, axes: Axes, count: int, names: Sequence[str]):
        axes.set_xlim(0.5, count + 0.5)
        axes.set_xticks(range(1, count + 1))
        self.count = count
        self.lines = [
            axes.plot([], [], ls, color=colour, lw=2.2, animated=True, label=name)[0]
            for name, (colour, ls) in zip(names, self.STYLES, strict=True)
        ]
        self.points = Points(axes, ms=8, color=BLACK, zorder=5)
        self.far = Points(axes, ms=11, color=VERMILLION, zorder=5)
        axes.legend(loc="upper left")

    def show(self, targets: Sequence[float], levels: Sequence[float]) -> None:
        """Draw the points and the levels."""
        for line, level in zip(self.lines, levels, strict=True):
            line.set_data([0.5, self.count + 0.5], drawable([level, level]))
        self.points.set_data(range(1, self.count), drawable(np.asarray(targets[:-1], dtype=float)))
        self.far.set_data([self.count], drawable([targets[-1]]))


# Still pictures of the chapter.


def slopes_to_match(functions: Sequence, letters: str = "abcd") -> Picture:
    """Show the slopes of some activations, lettered, without their names."""
    figure = new_figure(9, 2.9)
    x = np.linspace(-4, 4, 401)
    words = []
    with drawing():
        for axes, function, letter in zip(
            figure.subplots(1, len(functions)), functions, letters, strict=True
        ):
            slopes = function.gradient(x)
            for kink in function.kinks:
                slopes = np.where(np.abs(x - kink.point) < 0.011, np.nan, slopes)
            axes.plot(x, slopes, color=VERMILLION)
            axes.set(xlim=(-4, 4), ylim=(-0.1, 1.15), yticks=(0, 0.5, 1))
            axes.set_title(letter)
            at = (formatting.number(float(function.gradient(v)), 2) for v in (-2.0, 0.5, 2.0))
            words.append(f"{letter}: {', '.join(at)}")
    return Picture(
        figure,
        f"{len(functions)} curves of slopes over z from -4 to 4, {letters[0]} to {letters[-1]}. "
        f"Their heights at z = -2, 0.5 and 2: {'; '.join(words)}.",
    )


def softened_corner() -> Picture:
    """Show ReLU and softplus on squared paper, to read off the gap between them."""
    figure = new_figure(6.4, 4.4)
    x = np.linspace(-4, 4, 401)
    with drawing():
        axes = figure.subplots()
        axes.plot(x, activations.softplus(x), color=BLUE)
        axes.plot(x, activations.relu(x), "--", color=BLACK)
        axes.set(xlim=(-4, 4), ylim=(0, 4.2))
        axes.set_yticks(np.arange(0, 4.1, 0.5))
        axes.annotate("softplus", (-0.9, 0.34), (-3.2, 1.1), color=BLUE,
                      arrowprops={"arrowstyle": "-", "color": BLUE})  # fmt: skip
        axes.annotate("ReLU", (1.9, 1.9), (2.5, 1.1), color=BLACK,
                      arrowprops={"arrowstyle": "-", "color": BLACK})  # fmt: skip
        name_axes(axes, "z", "")
    at = ", ".join(
        f"{formatting.number(float(activations.softplus(z)), 2)} at {z}" for z in (-2, -1, 1, 2)
    )
    return Picture(
        figure,
        "ReLU, dashed: level at 0 as far as z = 0, then rising with the slope 1. Softplus, full, "
        f"lies above it everywhere: {at}. The two are furthest apart in the middle, and come "
        "together on both sides.",
    )


def slopes_of_losses(slopes: Sequence[Callable], letters: str = "abcd") -> Picture:
    """Show the slopes of some losses by the residual, lettered, without their names."""
    figure = new_figure(9, 2.9)
    r = np.linspace(-3, 3, 602)
    words = []
    with drawing():
        for axes, slope, letter in zip(
            figure.subplots(1, len(slopes)), slopes, letters, strict=True
        ):
            heights = slope(r)
            jump = np.abs(np.diff(heights)) > 0.5
            axes.axhline(0, color=BLACK, lw=1)
            axes.plot(r, np.where(np.append(jump, False), np.nan, heights), color=VERMILLION)
            axes.set(xlim=(-3, 3), ylim=(-3.2, 3.2), yticks=(-2, 0, 2))
            axes.set_title(letter)
            at = (formatting.number(float(slope(np.array([v]))[0]), 2) for v in (-2.5, 0.5, 2.5))
            words.append(f"{letter}: {', '.join(at)}")
    return Picture(
        figure,
        f"{len(slopes)} curves of slopes over the residual r from -3 to 3, {letters[0]} to "
        f"{letters[-1]}. Their heights at r = -2.5, 0.5 and 2.5: {'; '.join(words)}.",
    )
