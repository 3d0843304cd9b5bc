"""Pictures of gradient descent: curves, contours and the paths over them.

The classes hold the moving artists; their ``show`` moves them. The functions at the end return
still pictures with their text.
"""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba
from matplotlib.lines import Line2D

from mlcalc import formatting
from mlcalc.figures.arrows import arrow, place_arrow
from mlcalc.figures.contours import CONTOUR, draw_contours
from mlcalc.figures.curves import Trail, draw_curve
from mlcalc.figures.picture import Picture
from mlcalc.figures.points import (
    OFF_PICTURE,
    Dots,
    Points,
    drawable,
    in_view,
    is_inside,
)
from mlcalc.figures.style import (
    BLACK,
    BLUE,
    GREY,
    VERMILLION,
    WHITE,
    drawing,
    name_axes,
    new_figure,
)
from mlcalc.functions import Function
from mlcalc.optimization import Path, gradient_descent, largest_curvature

# Paths.

INK = 8.0
"""A line longer than this many widths of its axes is drawn thinner, so that it covers no more."""


class StepDots(Dots):
    """The points of a path, as far as they can be told apart.

    A point that would touch one of the two before it is left out: there the line alone shows the
    path. Two before it, because a path that jumps to and fro comes back to the same places.
    """

    def __init__(self, axes: Axes, **more):
        super().__init__(axes, **{"linestyle": "None", "color": VERMILLION, **more})

    def draw(self, renderer) -> None:
        """Draw the markers that have room."""
        parts = in_view(self.axes, *self.get_xydata().T)
        room = renderer.points_to_pixels(self.get_markersize())
        with np.errstate(invalid="ignore"):
            kept = is_inside(parts) & _apart(parts * self.axes.bbox.size, room)
        if self.get_visible() and kept.any():
            self._draw_marker(renderer, parts[kept])


def _apart(places: np.ndarray, room: float) -> np.ndarray:
    kept = np.ones(len(places), dtype=bool)
    for back in (1, 2):
        kept[back:] &= np.hypot(*(places[back:] - places[:-back]).T) > room
    return kept


def _thin(line: Line2D, widest: float) -> None:
    """Draw a line thinner the longer it is, from a length on at which it would fill its axes."""
    parts = np.clip(in_view(line.axes, *line.get_data()), 0, 1)
    length = float(np.nansum(np.hypot(*np.diff(parts, axis=0).T)))
    line.set_linewidth(widest * min(1.0, max(0.4, INK / max(length, INK))))


# On curves.


class PathOnCurve:
    """The points of a descent on a curve, with the tangent at the last of them."""

    def __init__(self, axes: Axes):
        self.half = 0.12 * float(np.ptp(axes.get_xlim()))
        (self.tangent,) = axes.plot([], [], color=BLACK, lw=1.6, ls="--", animated=True, zorder=3)
        (self.line,) = axes.plot([], [], color=VERMILLION, lw=1, animated=True, zorder=4)
        self.dots = StepDots(axes, ms=4.5, zorder=4)
        self.start = Points(axes, ms=10, mfc="white", mec=VERMILLION, mew=2, zorder=5)
        self.last = Points(axes, ms=10, color=VERMILLION, zorder=6)

    def show(self, path: Path) -> None:
        """Draw the path: open circle at the start, full circle at the end."""
        x, y = drawable(path.points), drawable(path.values)
        slope = float(drawable(path.gradients[-1]))
        self.line.set_data(x, y)
        _thin(self.line, 1.0)
        self.dots.set_data(x, y)
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
        (self.line,) = axes.plot([], [], color=VERMILLION, lw=1.2, animated=True, zorder=3)
        self.dots = StepDots(axes, ms=3.5, zorder=3)
        self.last = Points(axes, ms=10, color=VERMILLION, zorder=4)

    def show(self, path: Path, at: np.ndarray | None = None) -> None:
        """Draw the values of the path, at the steps 0, 1, 2, ... or at other places."""
        x = np.arange(len(path.values)) if at is None else at
        y = drawable(path.values)
        self.line.set_data(x, y)
        _thin(self.line, 1.2)
        self.dots.set_data(x, y)
        self.last.set_data(x[-1:], y[-1:])


BASIN_NAMES = "ABC"


class Basins:
    """A strip below a curve: a row for each minimum, black where a start leads there."""

    def __init__(self, axes: Axes, function: Function, starts: np.ndarray):
        left, right = function.window[0]
        rows = len(function.minima)
        # The rows tell the minima apart; the colour of the path or the curve would say more.
        self.colours = np.tile(to_rgba(BLACK), (rows, 1, 1))
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
    """The points of a descent over contours.

    ``line``, ``dots``, ``start`` and ``last`` say what is to look otherwise than that of gradient
    descent, where there is a second path.
    """

    def __init__(self, axes: Axes, line=(), dots=(), start=(), last=()):
        (self.line,) = axes.plot(
            [], [], **{"color": VERMILLION, "lw": 1.4, "animated": True} | dict(line)
        )
        self.dots = StepDots(axes, **{"ms": 4} | dict(dots))
        self.start = Points(
            axes, **{"ms": 10, "mfc": "white", "mec": VERMILLION, "mew": 2} | dict(start)
        )
        self.last = Points(axes, **{"ms": 10, "color": VERMILLION} | dict(last))

    def show(self, points: np.ndarray) -> None:
        """Draw points of shape (k, 2): open circle at the first, full circle at the last."""
        # Cut in each coordinate by itself, a move far outside would get another direction.
        far = np.flatnonzero(~(np.abs(points) <= OFF_PICTURE).all(axis=1))
        near = points[: far[0]] if far.size else points
        self.line.set_data(near[:, 0], near[:, 1])
        _thin(self.line, 1.4)
        points = drawable(points)
        self.dots.set_data(points[:, 0], points[:, 1])
        self.start.set_data(points[:1, 0], points[:1, 1])
        self.last.set_data(points[-1:, 0], points[-1:, 1])


class SlopesAround:
    """An arrow that turns on a map, and beside it the slope in each direction it has had."""

    def __init__(self, surface: Axes, slopes: Axes, gradient: np.ndarray, point: np.ndarray):
        self.point, self.gradient = point, gradient
        self.length = float(np.linalg.norm(gradient))
        self.reach = 0.34 * float(np.ptp(surface.get_xlim()))
        self.arrow = arrow(surface, VERMILLION)
        self.upward, self.downward = arrow(surface, BLACK), arrow(surface, BLACK)
        surface.plot(*point, "o", color=BLACK, ms=7)
        slopes.axhline(0, color=BLACK, lw=0.8)
        limit = 1.3 * self.length
        slopes.set(xlim=(0, 360), xticks=range(0, 361, 90), ylim=(-limit, limit))
        self.names = [
            surface.text(
                *(point + 1.22 * self.reach * sign * gradient / self.length), words,
                ha="center", va="center", weight="bold", animated=True,
            )
            for sign, words in ((1, "∇T"), (-1, "−∇T"))
        ]  # fmt: skip
        self.trail = Trail(slopes)
        self.here = Points(slopes, ms=10, color=VERMILLION)

    def slope(self, degrees):
        """Return the slope in a direction, an angle from the horizontal axis."""
        radians = np.deg2rad(degrees)
        return self.gradient[0] * np.cos(radians) + self.gradient[1] * np.sin(radians)

    def show(self, degrees: float, seen: np.ndarray, whole: bool) -> None:
        """Turn the arrow; draw the slopes in the directions seen, or in all and the gradient."""
        radians = np.deg2rad(degrees)
        turned = self.reach * np.array([np.cos(radians), np.sin(radians)])
        place_arrow(self.arrow, self.point, turned)
        for longest, sign in ((self.upward, 1), (self.downward, -1)):
            place_arrow(longest, self.point, sign * self.reach * self.gradient / self.length)
        for artist in (self.upward, self.downward, *self.names):
            artist.set_visible(whole)
        directions = np.linspace(0, 360, 181) if whole else seen
        self.trail.show(directions, self.slope(directions), whole)
        self.here.set_data([degrees], [self.slope(degrees)])


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
        self.beyond = Points(axes, ms=9, color=VERMILLION)

    def is_outside(self, m: float, b: float) -> bool:
        """Say whether the line m x + b passes above or below all that its axes show."""
        low, high = self.line.axes.get_ylim()
        heights = m * self.ends + b
        return bool((heights < low).all() or (heights > high).all())

    def show(self, m: float, b: float) -> None:
        """Draw the line m x + b; where it is outside, an arrow that points to it."""
        at_data = drawable(m * self.inputs + b)
        middle = np.array([self.ends.mean()]) if self.is_outside(m, b) else np.empty(0)
        self.beyond.set_data(middle, drawable(m * middle + b))
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
    # Clear of the dotted line of the other step.
    axes.annotate(
        f"step {k + 1}: {formatting.number(here)} → {formatting.number(there)}",
        (there, height), (8, -4), textcoords="offset points", color=VERMILLION,
        bbox={"facecolor": WHITE, "edgecolor": "none", "pad": 1.5},
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
            axes.set_xlabel("x")
            texts.append(f"{name} with rate {rate:g} and product {product}")
        row[0].set_ylabel(f"${function.latex}$")
    return Picture(figure, f"Twelve steps on {function.words} from {start:g}: {'; '.join(texts)}.")


BAND = "#D9D9D9"


def error_factor() -> Picture:
    """Show how the factor 1 - rate * curvature depends on the product, and the four regimes."""
    figure = new_figure(9, 3.4)
    with drawing():
        axes = figure.subplots()
        product = np.linspace(0, 2.6, 2)
        axes.plot(product, 1 - product, color=BLUE)
        axes.axhspan(-1, 1, color=BAND, lw=0, zorder=0)
        axes.axhline(0, color=WHITE, lw=1.5, zorder=0.5)
        axes.grid(False)
        for edge in (-1, 1):
            axes.axhline(edge, color=GREY, lw=1)
        for edge in (0.2, 1, 2):
            axes.axvline(edge, color=GREY, lw=1, ls=":")
        for middle, name in ((0.1, "slow"), (0.6, "fast"), (1.5, "oscillates"), (2.3, "diverges")):
            axes.text(middle, 1.12, name, ha="center", weight="bold")
        axes.text(1.06, 0.45, "in the grey band the error shrinks")
        axes.text(0.24, -1.42, "below it the error grows")
        axes.set(xlim=(0, 2.6), ylim=(-1.7, 1.35), yticks=[-1, 0, 1], xticks=[0, 0.2, 1, 2])
        name_axes(axes, "learning rate × curvature", "factor of the error")
    return Picture(
        figure,
        "The factor 1 - p against p, the learning rate times the curvature: slow up to 0.2, fast "
        "up to 1, oscillating up to 2, where the factor reaches -1, diverging above.",
    )


def scaling(raw: tuple[Function, Path], scaled: tuple[Function, Path]) -> Picture:
    """Show the cost and a path for inputs as they are, and for standardised inputs."""
    figure = new_figure(9, 4)
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
            name_axes(axes, "slope m", "intercept b", f"{title}\ncondition number {condition}")
            axes.locator_params(nbins=5)
            cost = formatting.number(path.values[-1])
            texts.append(
                f"{title}, condition number {condition}: cost {cost} after {path.steps} steps"
            )
        axes.set_aspect("equal")
    return Picture(figure, f"Gradient descent on the cost of a line: {'; '.join(texts)}.")
