"""Pictures of gradient descent: curves, contours and the paths over them.

The classes hold the moving artists; their ``show`` moves them. The functions at the end return
still pictures with their text.
"""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba

from mlcalc import formatting
from mlcalc.figures.style import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    VERMILLION,
    name_axes,
)
from mlcalc.functions import Function
from mlcalc.optimization import Path

CONTOUR = "#6FA3C7"
OFF_PICTURE = 1e6
"""Coordinates are cut here: far outside every window, yet safe to draw."""


def drawable(numbers: np.ndarray) -> np.ndarray:
    """Return numbers that can be drawn: cut at one million, not-a-number left as a gap."""
    return np.clip(numbers, -OFF_PICTURE, OFF_PICTURE)


# Curves.


def draw_curve(axes: Axes, function: Function) -> None:
    """Draw a function of one variable over its window, with room above and below."""
    left, right = function.window[0]
    x = np.linspace(left, right, 401)
    y = function.sample(x)
    axes.plot(x, y, color=BLUE)
    low, high = np.nanmin(y), np.nanmax(y)
    pad = 0.08 * (high - low) or 1.0
    axes.set(xlim=(left, right), ylim=(low - pad, high + pad))


class PathOnCurve:
    """The points of a descent on a curve, with the tangent at the last of them."""

    def __init__(self, axes: Axes):
        self.half = 0.12 * float(np.ptp(axes.get_xlim()))
        (self.tangent,) = axes.plot([], [], color=BLACK, lw=1.6, ls="--", animated=True, zorder=3)
        (self.line,) = axes.plot(
            [], [], "o-", color=VERMILLION, lw=1, ms=4.5, animated=True, zorder=4
        )
        (self.start,) = axes.plot([], [], "o", ms=10, mfc="white", mec=VERMILLION, mew=2,
                                  animated=True, zorder=5)  # fmt: skip
        (self.last,) = axes.plot([], [], "o", ms=10, color=VERMILLION, animated=True, zorder=6)

    def show(self, path: Path) -> None:
        """Draw the path: open circle at the start, full circle at the end."""
        x, y = drawable(path.points), drawable(path.values)
        slope = float(drawable(path.gradients[-1]))
        self.line.set_data(x, y)
        self.start.set_data(x[:1], y[:1])
        self.last.set_data(x[-1:], y[-1:])
        self.tangent.set_data(
            [x[-1] - self.half, x[-1] + self.half],
            [y[-1] - self.half * slope, y[-1] + self.half * slope],
        )


class ValuesByStep:
    """The value of the function after each step."""

    def __init__(self, axes: Axes, most_steps: int, variable: str = "f"):
        name_axes(axes, "step k", "", f"value {variable} after each step")
        axes.set_xlim(-0.02 * most_steps, 1.02 * most_steps)
        (self.line,) = axes.plot(
            [], [], "o-", color=VERMILLION, lw=1, ms=3.5, animated=True, zorder=3
        )
        (self.last,) = axes.plot([], [], "o", ms=10, color=VERMILLION, animated=True, zorder=4)

    def show(self, path: Path, at: np.ndarray | None = None) -> None:
        """Draw the values of the path, at the steps 0, 1, 2, ... or at other places."""
        x = np.arange(len(path.values)) if at is None else at
        y = drawable(path.values)
        self.line.set_data(x, y)
        self.last.set_data(x[-1:], y[-1:])


BASIN_COLOURS = (BLUE, VERMILLION, GREEN)
BASIN_NAMES = "ABC"


class Basins:
    """A strip below a curve: a row for each minimum, coloured where a start leads there."""

    def __init__(self, axes: Axes, function: Function, starts: np.ndarray):
        left, right = function.window[0]
        rows = len(function.minima)
        self.colours = np.array([to_rgba(colour) for colour in BASIN_COLOURS[:rows]])[:, None, :]
        self.strip = axes.imshow(
            np.zeros((rows, len(starts), 4)), extent=(left, right, rows - 0.5, -0.5),
            aspect="auto", interpolation="nearest", animated=True,
        )  # fmt: skip
        axes.set_yticks(range(rows), [f"to {name}" for name in BASIN_NAMES[:rows]])
        axes.set_xlim(left, right)
        axes.grid(False)

    def show(self, reached: np.ndarray) -> None:
        """Colour the rows: an index of a minimum for each start, -1 for none."""
        rows = np.arange(len(self.colours))[:, None]
        self.strip.set_data(self.colours * (reached == rows)[..., None])


# Surfaces seen from above.


def draw_contours(axes: Axes, function: Function, levels=12, labels: bool = True) -> np.ndarray:
    """Draw lines of equal value of a function of two variables over its window.

    Returns the values on the grid that was used.
    """
    (left, right), (bottom, top) = function.window
    x, y = np.linspace(left, right, 121), np.linspace(bottom, top, 121)
    values = function.sample(np.stack(np.meshgrid(x, y), axis=-1))
    lines = axes.contour(x, y, values, levels=levels, colors=CONTOUR, linewidths=1)
    if labels:
        axes.clabel(lines, fontsize=9, fmt=formatting.number)
    axes.set(xlim=(left, right), ylim=(bottom, top))
    axes.grid(False)
    for minimum in function.minima:
        axes.plot(*minimum.point, "+", color=BLACK, ms=11, mew=2)
    return values


class PathOnContours:
    """The points of a descent over contours."""

    def __init__(self, axes: Axes, colour: str = VERMILLION):
        (self.line,) = axes.plot([], [], "o-", color=colour, lw=1.2, ms=3.5, animated=True)
        (self.start,) = axes.plot([], [], "o", ms=10, mfc="white", mec=colour, mew=2,
                                  animated=True)  # fmt: skip
        (self.last,) = axes.plot([], [], "o", ms=10, color=colour, animated=True)

    def show(self, points: np.ndarray) -> None:
        """Draw points of shape (k, 2): open circle at the first, full circle at the last."""
        points = drawable(points)
        self.line.set_data(points[:, 0], points[:, 1])
        self.start.set_data(points[:1, 0], points[:1, 1])
        self.last.set_data(points[-1:, 0], points[-1:, 1])


class ValleyContours:
    """Ellipses of equal value of (x^2 + narrowness y^2) / 2."""

    VALUES = np.array([0.1, 0.5, 1.5, 3, 5.5, 9, 14, 20, 30, 45, 70, 110, 180, 300, 450])

    def __init__(self, axes: Axes):
        angle = np.linspace(0, 2 * np.pi, 121)
        circle = np.column_stack([np.cos(angle), np.sin(angle)])
        self.ellipses = np.sqrt(2 * self.VALUES)[:, None, None] * circle
        self.lines = LineCollection([], colors=CONTOUR, linewidths=1, animated=True)
        axes.add_collection(self.lines, autolim=False)
        axes.grid(False)

    def show(self, narrowness: float) -> None:
        """Draw the contours of a valley that is that many times as steep across as along."""
        self.lines.set_segments(self.ellipses / np.array([1.0, np.sqrt(narrowness)]))


# Lines through data.


class LineThroughData:
    """Data points, a line, and the vertical errors between them."""

    def __init__(self, axes: Axes, inputs: np.ndarray, targets: np.ndarray, names=("x", "y")):
        self.inputs, self.targets = inputs, targets
        spread_x, spread_y = np.ptp(inputs), np.ptp(targets)
        axes.set_xlim(inputs.min() - 0.35 * spread_x, inputs.max() + 0.35 * spread_x)
        axes.set_ylim(targets.min() - 0.9 * spread_y, targets.max() + 0.5 * spread_y)
        name_axes(axes, *names)
        self.ends = np.array(axes.get_xlim())
        self.errors = LineCollection([], colors=GREY, linewidths=1.2, linestyles="--",
                                     animated=True)  # fmt: skip
        axes.add_collection(self.errors, autolim=False)
        (self.line,) = axes.plot([], [], color=VERMILLION, animated=True)
        axes.plot(inputs, targets, "o", color=BLUE, ms=6)

    def show(self, m: float, b: float) -> None:
        """Draw the line m x + b."""
        at_data = drawable(m * self.inputs + b)
        self.line.set_data(self.ends, drawable(m * self.ends + b))
        self.errors.set_segments(
            [[(x, y), (x, yhat)] for x, y, yhat in zip(self.inputs, self.targets, at_data)]
        )
