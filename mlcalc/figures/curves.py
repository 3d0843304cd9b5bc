"""Curves: functions of one variable over their window."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from mlcalc import formatting
from mlcalc.figures.points import Dots, drawable
from mlcalc.figures.style import BLUE, VERMILLION
from mlcalc.functions import Function

TOO_LARGE = 1e100
"""Beyond this, differences and squares of what is drawn would overflow."""

FINE, PLAIN = 401, 129
"""Points of a curve: of a named function, and of a plain one, which is called for each."""


def draw_curve(axes: Axes, function: Function) -> tuple[np.ndarray, np.ndarray]:
    """Draw a function of one variable over its window, with room above and below.

    Returns the points that were used.
    """
    x, y = curve_points(axes, function)
    axes.plot(x, y, color=BLUE)
    axes.set(xlim=function.window[0], ylim=with_room(np.nanmin(y), np.nanmax(y), 0.08))
    return x, y


def curve_points(axes: Axes, function: Function) -> tuple[np.ndarray, np.ndarray]:
    """Return the points of a curve; where the function is slow, few, and the axes say so."""
    x = np.linspace(*function.window[0], PLAIN if function.pointwise else FINE)
    y, stride = function.survey(x)
    check_size(function, y)
    if stride > 1:
        say_slow(axes, y.size)
    return x[::stride], y


def check_size(function: Function, values: np.ndarray) -> None:
    """Raise ValueError for values too large to be drawn."""
    largest = np.nanmax(np.abs(values), initial=0.0)
    if largest > TOO_LARGE:
        raise ValueError(
            f"{function.words} is too large to draw: it reaches {formatting.number(largest)}"
        )


def with_room(low: float, high: float, part: float) -> tuple[float, float]:
    """Return the limits of an axis: some part of the heights more at both ends."""
    size, spread = max(abs(low), abs(high)), high - low
    pad = part * spread if spread > 1e-9 * size else max(1.0, part * size)
    return low - pad, high + pad


def say_slow(axes: Axes, points: int) -> None:
    """Write into the axes that a function is slow."""
    axes.text(
        0.02, 0.02, f"Your function takes long: drawn from {points} points only.",
        transform=axes.transAxes, color=VERMILLION, zorder=10,
    )  # fmt: skip


class Trail:
    """A curve of which only some places are drawn, as dots, or the whole, as a line."""

    def __init__(self, axes: Axes, colour: str = BLUE, **more):
        self.dots = Dots(axes, linestyle="None", color=colour, ms=4.5, mew=0)
        (self.line,) = axes.plot([], [], color=colour, animated=True, **more)

    def show(self, x: np.ndarray, y: np.ndarray, whole: bool) -> None:
        """Draw the curve through these points if it is the whole, otherwise the points."""
        nothing = np.empty(0), np.empty(0)
        points = drawable(x), drawable(y)
        self.line.set_data(*(points if whole else nothing))
        self.dots.set_data(*(nothing if whole else points))

    @property
    def drawn(self) -> Line2D:
        """What is to be seen: the line or the dots."""
        return self.line if self.line.get_xdata().size else self.dots
