"""Pictures of gradient descent: curves, contours and the paths over them.

The classes hold the moving artists; their ``show`` moves them. The functions at the end return
still pictures with their text.
"""

from dataclasses import replace

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba

from mlcalc import formatting
from mlcalc.figures.contours import CONTOUR, draw_contours
from mlcalc.figures.curves import draw_curve, drawable
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
from mlcalc.optimization import Path, gradient_descent, largest_curvature

# On curves.


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


# On surfaces seen from above.


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
        spread_x, spread_y = np.ptp(inputs) or 1.0, np.ptp(targets) or 1.0
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
            [
                [(x, y), (x, yhat)]
                for x, y, yhat in zip(self.inputs, self.targets, at_data, strict=True)
            ]
        )


# Still pictures of the chapter.


def first_steps(function: Function, path: Path, window: tuple[float, float]) -> Picture:
    """Show the first points of a descent on a curve, each with its slope and its move."""
    figure = new_figure(9, 4.2)
    with drawing():
        axes = figure.subplots()
        x = np.linspace(*window, 401)
        axes.plot(x, function.sample(x), color=BLUE)
        name_axes(axes, "x", f"${function.latex}$")
        axes.plot(path.points, path.values, "o", color=VERMILLION, ms=8, zorder=4)
        for k in range(path.steps):
            _tangent(axes, path, k, 0.035 * (window[1] - window[0]))
            _move(axes, path, k)
        axes.set_xlim(window)
    moves = ", ".join(formatting.number(x) for x in path.points)
    return Picture(figure, f"The first {path.steps} steps on {function.words}: x = {moves}.")


def _tangent(axes: Axes, path: Path, k: int, half: float) -> None:
    x, y, slope = path.points[k], path.values[k], path.gradients[k]
    axes.plot([x - half, x + half], [y - half * slope, y + half * slope], "--", color=BLACK, lw=1.6)
    axes.annotate(f"slope {formatting.number(slope)}", (x, y), (14, 6), textcoords="offset points")


def _move(axes: Axes, path: Path, k: int) -> None:
    here, there = path.points[k], path.points[k + 1]
    low, high = path.values[-1] - 0.6, path.values[-1] - 0.3
    height = high - (high - low) * k / max(path.steps - 1, 1)
    axes.plot([there, there], [height, path.values[k + 1]], ":", color=GREY, lw=1)
    axes.annotate(
        "", (there, height), (here, height),
        arrowprops={"arrowstyle": "->", "color": VERMILLION, "lw": 2},
    )  # fmt: skip
    axes.annotate(
        f"step {k + 1}: {formatting.number(here)} → {formatting.number(there)}",
        (there, height), (8, -4), textcoords="offset points", color=VERMILLION,
    )  # fmt: skip


def regimes(function: Function, start: float, learning_rates: dict[str, float]) -> Picture:
    """Show twelve steps from one start with four learning rates, one panel for each name."""
    figure = new_figure(9, 3.2)
    curvature = largest_curvature(function, function.minima[0].point)
    texts = []
    with drawing():
        row = figure.subplots(1, len(learning_rates), sharey=True)
        for axes, (name, rate) in zip(row, learning_rates.items(), strict=True):
            path = gradient_descent(function, start, rate, 12)
            product = formatting.number(rate * curvature, 2)
            draw_curve(axes, function)
            axes.plot(drawable(path.points), drawable(path.values), "o-", color=VERMILLION,
                      lw=1, ms=4.5)  # fmt: skip
            axes.plot([start], path.values[:1], "o", ms=9, mfc="white", mec=VERMILLION, mew=2)
            axes.set_title(f"{name}\nrate {rate:g}, product {product}", fontsize=11)
            texts.append(f"{name} with rate {rate:g} and product {product}")
        row[0].set_ylabel(f"${function.latex}$")
    return Picture(figure, f"Twelve steps on {function.words} from {start:g}: {'; '.join(texts)}.")


def error_factor() -> Picture:
    """Show how the factor 1 - rate * curvature depends on the product, and the four regimes."""
    figure = new_figure(9, 3.4)
    with drawing():
        axes = figure.subplots()
        product = np.linspace(0, 2.6, 2)
        axes.plot(product, 1 - product, color=BLUE)
        axes.axhspan(-1, 1, color=PALE, alpha=0.6, zorder=0)
        for edge in (0.2, 1, 2):
            axes.axvline(edge, color=GREY, lw=1, ls=":")
        for middle, name in ((0.1, "slow"), (0.6, "fast"), (1.5, "oscillates"), (2.3, "diverges")):
            axes.text(middle, 1.12, name, ha="center", weight="bold")
        axes.text(0.03, -0.93, "inside the grey band the error shrinks", color=GREY)
        axes.set(xlim=(0, 2.6), ylim=(-1.7, 1.35), yticks=[-1, 0, 1], xticks=[0, 0.2, 1, 2])
        name_axes(axes, "learning rate × curvature", "factor of the error")
    return Picture(
        figure,
        "The factor 1 - p against p, the learning rate times the curvature: slow up to 0.2, fast "
        "up to 1, oscillating up to 2, where the factor reaches -1, diverging above.",
    )


def directions(
    function: Function, point: tuple[float, float], reach: float, name: str = "f"
) -> Picture:
    """Show contours around a point with its gradient, and the slope in every direction there.

    The words leave out the gradient's entries: the chapter asks for them below the picture.
    """
    gradient = function.gradient(point)
    length = float(np.linalg.norm(gradient))
    figure = new_figure(9, 3.8)
    with drawing():
        near, every = figure.subplots(1, 2)
        _gradient_arrows(near, function, np.array(point), gradient / length, reach, name)
        angle = np.linspace(0, 360, 361)
        steepest = np.rad2deg(np.arctan2(gradient[1], gradient[0])) % 360
        every.plot(angle, length * np.cos(np.deg2rad(angle - steepest)), color=BLUE)
        for turn, slope, words in (
            (0, length, f"steepest up: ∇{name}"),
            (180, -length, f"steepest down: −∇{name}"),
            (90, 0, "along the contour"),
        ):
            x = (steepest + turn) % 360
            side = 1 if x < 180 else -1
            every.plot(x, slope, "o", color=VERMILLION, ms=9)
            every.annotate(words, (x, slope), (10 * side, -4), textcoords="offset points",
                           ha="left" if side > 0 else "right")  # fmt: skip
        every.set(xlim=(0, 360), xticks=range(0, 361, 90), ylim=(-1.35 * length, 1.35 * length))
        name_axes(every, "direction in °", "slope in that direction")
    return Picture(
        figure,
        f"Contours of {function.words} around {formatting.point(point)} with the gradient at a "
        f"right angle to them; the slope is largest, {formatting.number(length)}, along the "
        f"gradient and smallest, {formatting.number(-length)}, against it.",
    )


def _gradient_arrows(
    axes: Axes, function: Function, point, direction, reach: float, name: str
) -> None:
    zoomed = replace(function, window=tuple((c - reach, c + reach) for c in point), minima=())
    draw_contours(axes, zoomed, levels=9)
    axes.set_aspect("equal")
    for sign, words, colour in ((1, f"∇{name}", BLACK), (-1, f"−∇{name}", VERMILLION)):
        tip = point + sign * 0.62 * reach * direction
        axes.annotate("", tip, point, arrowprops={"arrowstyle": "-|>", "color": colour, "lw": 2.5})
        axes.annotate(words, tip, 14 * sign * direction - (8, 4), textcoords="offset points",
                      weight="bold", color=colour)  # fmt: skip
    axes.plot(*point, "o", color=BLACK, ms=7)
    name_axes(axes, *function.variables)


def scaling(raw: tuple[Function, Path], scaled: tuple[Function, Path]) -> Picture:
    """Show the loss and a path for inputs as they are, and for standardised inputs."""
    figure = new_figure(9, 3.8)
    texts = []
    with drawing():
        panels = zip(figure.subplots(1, 2), ("inputs as they are", "standardised inputs"),
                     (raw, scaled), strict=True)  # fmt: skip
        for axes, title, (function, path) in panels:
            values = np.linalg.eigvalsh(function.hessian(path.last))
            condition = f"{values[1] / values[0]:,.0f}"
            draw_contours(axes, function, levels=[3, 10, 30, 100, 300], labels=False)
            axes.plot(*path.points.T, "o-", color=VERMILLION, lw=1, ms=4)
            axes.plot(*path.points[0], "o", ms=9, mfc="white", mec=VERMILLION, mew=2)
            name_axes(axes, "slope m", "intercept b", f"{title}, condition number {condition}")
            axes.locator_params(nbins=5)
            loss = formatting.number(path.values[-1])
            texts.append(
                f"{title}, condition number {condition}: loss {loss} after {path.steps} steps"
            )
        axes.set_aspect("equal")
    return Picture(figure, f"Gradient descent on the loss of a line: {'; '.join(texts)}.")
