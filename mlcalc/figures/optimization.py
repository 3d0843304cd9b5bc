"""Pictures of smallest and largest values: valleys, power lines, coins, bends.

The classes hold the moving artists; their ``show`` moves them. The functions at the end return
still pictures with their text.
"""

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.axes import Axes

from mlcalc import formatting
from mlcalc.figures.picture import Picture
from mlcalc.figures.points import Points, drawable
from mlcalc.figures.style import (
    BLACK,
    BLUE,
    GREY,
    VERMILLION,
    drawing,
    name_axes,
    new_figure,
)
from mlcalc.functions import Function


def name_points(axes: Axes, points: Sequence[tuple[float, float]], names: Sequence[str]) -> None:
    """Write a letter below each point."""
    for name, point in zip(names, points, strict=True):
        axes.annotate(
            name, point, (0, -8), textcoords="offset points", ha="center", va="top", weight="bold"
        )


class FlatTangent:
    """A tangent of a curve at a point, always equally long in the picture.

    ``half`` is half of its length, as a part of the width of the axes.
    """

    def __init__(self, axes: Axes, half: float = 0.11):
        self.axes, self.half = axes, half
        (self.line,) = axes.plot([], [], color=VERMILLION, lw=2.4, animated=True, zorder=4)
        self.point = Points(axes, ms=10, color=VERMILLION, zorder=5)

    def show(self, x: float, y: float, slope: float) -> None:
        """Draw the tangent; without a slope only the point."""
        self.point.set_data(drawable([x]), drawable([y]))
        if not np.isfinite(slope):
            self.line.set_data([], [])
            return
        width, height = np.ptp(self.axes.get_xlim()), np.ptp(self.axes.get_ylim())
        box = self.axes.bbox
        tall = height / width * box.width / box.height
        run = self.half * width / np.hypot(1.0, slope / tall)
        ends = np.array([-run, run])
        self.line.set_data(drawable(x + ends), drawable(y + slope * ends))


class Street:
    """A street from the side: power lines as poles, the house, and the distances between."""

    HOUSE, TOP = 0.86, 0.68

    def __init__(self, axes: Axes, count: int):
        axes.set(ylim=(0, 1), yticks=())
        axes.axhline(self.HOUSE - 0.09, color=GREY, lw=1)
        self.rows = np.linspace(0.12, 0.6, count) if count > 1 else np.array([0.3])
        (self.poles,) = axes.plot([], [], color=BLUE, lw=3, animated=True, zorder=3)
        (self.distances,) = axes.plot([], [], "--", color=BLACK, lw=1.6, animated=True)
        (self.drop,) = axes.plot([], [], ":", color=VERMILLION, lw=1.6, animated=True)
        self.tops = Points(axes, ms=9, marker="^", color=BLUE, zorder=4)
        self.house = Points(axes, ms=10, marker="s", color=VERMILLION, zorder=5)

    def show(self, house: float, lines: np.ndarray) -> None:
        """Draw the lines at their places, and the way from the house to each of them."""
        gap, lines = np.full(len(lines), np.nan), drawable(lines)
        here = np.full(len(lines), drawable(house))
        foot, top = np.zeros(len(lines)), np.full(len(lines), self.TOP)
        self.poles.set_data(_joined(lines, lines, gap), _joined(foot, top, gap))
        self.distances.set_data(_joined(here, lines, gap), _joined(self.rows, self.rows, gap))
        self.tops.set_data(lines, top)
        self.drop.set_data(here[:2], [0, self.HOUSE])
        self.house.set_data(here[:1], [self.HOUSE])


def _joined(*columns: np.ndarray) -> np.ndarray:
    return np.column_stack(columns).ravel()


class SingleCosts:
    """The cost of each line alone, as dashed curves."""

    def __init__(self, axes: Axes, places: np.ndarray):
        self.places = places
        (self.line,) = axes.plot([], [], "--", color=BLACK, lw=1.1, animated=True)

    def show(self, cost: Callable, lines: np.ndarray) -> None:
        """Draw the cost of each line for every place of the house, in one stroke with gaps."""
        x = np.append(self.places, np.nan)
        heights = [np.append(cost(self.places, np.array([line])), np.nan) for line in lines]
        self.line.set_data(np.tile(x, len(lines)), drawable(np.concatenate(heights)))


class Interval:
    """The part of a curve over an interval, its ends, and where it is largest.

    Below the curve lies the interval itself. What is dragged is there: a handle on the curve would
    cover the ring of its largest place.
    """

    FOOT = -2.0

    def __init__(self, axes: Axes, function: Function):
        self.function = function
        (self.part,) = axes.plot([], [], color=BLUE, lw=3.2, animated=True, zorder=3)
        (self.bar,) = axes.plot([], [], color=BLACK, lw=3.2, animated=True, zorder=3)
        self.feet = Points(axes, ms=8, marker="s", color=BLACK, zorder=4)
        self.ends = Points(axes, ms=8, marker="s", color=BLACK, zorder=4)
        self.flat = Points(axes, ms=9, mfc="white", mec=BLACK, mew=1.8, zorder=4)
        # So wide that the corners of a square are seen within it.
        self.largest = Points(axes, ms=16, mfc="none", mec=VERMILLION, mew=2.6, zorder=5)

    def show(self, left: float, right: float, flat: np.ndarray, largest: np.ndarray) -> None:
        """Draw the part from left to right; ``flat`` and ``largest`` are places on it."""
        x, ends = np.linspace(left, right, 161), np.array([left, right])
        self.part.set_data(drawable(x), drawable(self.function(x)))
        for below in (self.bar, self.feet):
            below.set_data(drawable(ends), np.full(2, self.FOOT))
        for points, places in (
            (self.ends, ends), (self.flat, flat), (self.largest, largest),
        ):  # fmt: skip
            points.set_data(drawable(places), drawable(self.function(places)))


# Still pictures of the chapter.


def slope_signs() -> Picture:
    """Show a valley, a hilltop and a step, each flat at one point, with slopes to both sides."""
    figure = new_figure(9, 3.2)
    kinds = (
        ("valley", lambda x: x**2, lambda x: 2 * x),
        ("hilltop", lambda x: -(x**2), lambda x: -2 * x),
        ("neither", lambda x: x**3, lambda x: 3 * x**2),
    )
    x = np.linspace(-1.2, 1.2, 161)
    with drawing():
        for axes, (name, f, slope) in zip(figure.subplots(1, 3), kinds, strict=True):
            axes.plot(x, f(x), color=BLUE)
            for at in (-0.8, 0.0, 0.8):
                ends = np.array([-0.3, 0.3])
                axes.plot(at + ends, f(at) + slope(at) * ends, color=VERMILLION)
                sign = "0" if at == 0 else "+" if slope(at) > 0 else "−"
                # On the side where the tangent is below.
                offset = (-10 * np.sign(slope(at)), 9)
                axes.annotate(
                    sign, (at, f(at)), offset, textcoords="offset points", ha="center",
                    color=VERMILLION, size=15, weight="bold",
                )  # fmt: skip
            axes.set(xlim=(-1.35, 1.35), xticks=(), yticks=())
            axes.margins(y=0.24)
            axes.set_title(name)
    return Picture(
        figure,
        "Three curves with a flat tangent in the middle, slope 0. In the valley the slope is below "
        "0 on the left and above 0 on the right, on the hilltop the other way round. The third "
        "curve rises on the left and on the right: it is neither.",
    )


def slope_with_zeros(slope: Callable, window: tuple[float, float], zeros: Sequence[float]):
    """Show the slope of a function that is not drawn itself, and say in words where it is zero."""
    figure = new_figure(6.4, 3.4)
    x = np.linspace(*window, 301)
    with drawing():
        axes = figure.subplots()
        axes.axhline(0, color=BLACK, lw=1)
        axes.plot(x, slope(x), color=VERMILLION)
        axes.set(xlim=window, xticks=np.arange(np.ceil(window[0]), window[1] + 0.5))
        name_axes(axes, "x", "", "the slope  $f'(x)$")
    words = [_zero(slope, zero) for zero in zeros]
    return Picture(figure, f"The slope of a function. From left to right it {', '.join(words)}.")


def _zero(slope: Callable, zero: float) -> str:
    before, after = np.sign(slope(zero - 0.1)), np.sign(slope(zero + 0.1))
    at = formatting.number(zero)
    if before == after:
        return f"touches zero from {'above' if before > 0 else 'below'} at {at}"
    return f"goes {'up' if after > 0 else 'down'} through zero at {at}"


def bends_to_match(function: Function, window: tuple[float, float], places: dict[str, float]):
    """Show a curve with points P, Q, R, ... on it."""
    figure = new_figure(7, 3.4)
    x = np.linspace(*window, 301)
    with drawing():
        axes = figure.subplots()
        axes.plot(x, function(x), color=BLUE)
        for name, at in places.items():
            y = float(function(at))
            axes.plot(at, y, "o", ms=9, color=VERMILLION)
            axes.annotate(name, (at, y), (0, 9), textcoords="offset points", ha="center")
        axes.set(xlim=window)
        axes.margins(y=0.16)
        name_axes(axes, "x", "", "a curve and four of its points")
    return Picture(figure, f"A curve with four points: {_told(function, places)}.")


def _told(function: Function, places: dict[str, float]) -> str:
    words = []
    for name, at in places.items():
        slope, bend = float(function.gradient(at)), float(function.hessian(at))
        way = "rises" if slope > 0.05 else "falls" if slope < -0.05 else "is level"
        turn = "upwards" if bend > 0 else "downwards"
        words.append(f"at {name}, x = {formatting.number(at)}, it {way} and bends {turn}")
    return "; ".join(words)


def three_candidates() -> Picture:
    """Show the three kinds of places where a smallest value can be: flat, a corner, an end."""
    figure = new_figure(9, 2.9)
    kinds = (
        ("flat place", lambda x: 0.8 * (x - 0.2) ** 2, 0.2),
        ("corner", lambda x: np.abs(x + 0.1) + 0.3 * x, -0.1),
        ("end", lambda x: 1.0 - 0.5 * x - 0.15 * x**2, 1.0),
    )
    x = np.linspace(-1, 1, 201)
    with drawing():
        for axes, (name, f, at) in zip(figure.subplots(1, 3), kinds, strict=True):
            axes.plot(x, f(x), color=BLUE, ls="-")
            axes.plot([-1, 1], [f(-1.0), f(1.0)], "s", ms=6, color=BLACK)
            axes.plot(at, f(at), "o", ms=13, mfc="none", mec=VERMILLION, mew=2.6)
            axes.set(xlim=(-1.2, 1.2), xticks=(), yticks=())
            axes.margins(y=0.2)
            axes.set_title(name)
    return Picture(
        figure,
        "Three curves over the interval from -1 to 1. The smallest value, a red ring, is at a flat "
        "place inside, 0.2, at a corner inside, -0.1, and at the right end, 1.",
    )
