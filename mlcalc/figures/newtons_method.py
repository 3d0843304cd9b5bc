"""Pictures of Newton's method: tangents to zeros, parabolas to minima, bowls and their axes.

The classes hold the moving artists; their ``show`` moves them. The functions at the end return
still pictures with their text.
"""

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.axes import Axes

from mlcalc import formatting
from mlcalc.figures.arrows import arrow, place_arrow
from mlcalc.figures.contours import CONTOUR
from mlcalc.figures.gradient_descent import StepDots
from mlcalc.figures.picture import Picture
from mlcalc.figures.points import OFF_PICTURE, Dots, Points, drawable
from mlcalc.figures.style import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    VERMILLION,
    WHITE,
    drawing,
    name_axes,
    new_figure,
)
from mlcalc.functions import Function
from mlcalc.optimization import Path

PARABOLA = {"color": GREEN, "ls": "--", "lw": 2, "animated": True}


def joined(*pieces: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return pieces of shape (2, k), each a line, as one line with gaps between them."""
    gap = np.full((1, 2), np.nan)
    rows = [row for piece in pieces for row in (np.asarray(piece, dtype=float).T, gap)]
    return tuple(np.concatenate(rows).T) if rows else (np.empty(0), np.empty(0))


# Zeros.


class TangentsToTheAxis:
    """Steps of Newton's method for a zero: up to the curve, down the tangent to the axis."""

    def __init__(self, axes: Axes):
        axes.axhline(0, color=BLACK, lw=1)
        (self.up,) = axes.plot([], [], ":", color=GREY, lw=1.6, animated=True, zorder=3)
        (self.tangents,) = axes.plot([], [], color=VERMILLION, lw=1.8, animated=True, zorder=3)
        self.dots = Dots(axes, ls="None", ms=5, color=VERMILLION, zorder=4)
        self.start = Points(axes, ms=10, mfc="white", mec=VERMILLION, mew=2, zorder=5)
        self.last = Points(axes, ms=10, color=VERMILLION, zorder=6)

    def show(self, path: Path) -> None:
        """Draw the path: open circle at the start, full circle at the end, both on the axis."""
        x, y = drawable(path.points), drawable(path.values)
        self.up.set_data(*joined(*[[(a, a), (0, b)] for a, b in zip(x, y, strict=True)][:-1]))
        moves = zip(x[:-1], y[:-1], x[1:], strict=True)
        self.tangents.set_data(*joined(*[[(a, c), (b, 0)] for a, b, c in moves]))
        self.dots.set_data(x[:-1], y[:-1])
        self.start.set_data(x[:1], [0])
        self.last.set_data(x[-1:], [0])


class ByStep:
    """A number after each step, such as the right digits or the point itself."""

    def __init__(self, axes: Axes, most_steps: int, low: float, high: float):
        axes.set(xlim=(-0.04 * most_steps, 1.04 * most_steps), ylim=(low, high))
        self.dots = Dots(axes, ls="-", lw=1.2, ms=5, color=VERMILLION)
        self.last = Points(axes, ms=10, color=VERMILLION)

    def show(self, values: np.ndarray) -> None:
        """Draw the numbers of the steps 0, 1, 2, ..."""
        k, values = np.arange(len(values)), drawable(values)
        self.dots.set_data(k, values)
        self.last.set_data(k[-1:], values[-1:])


# Minima.


class ParabolaOnCurve:
    """A path on a curve, and the parabola that has the curve's value, slope and bend at its end."""

    def __init__(self, axes: Axes):
        self.places = np.linspace(*axes.get_xlim(), 161)
        (self.parabola,) = axes.plot([], [], zorder=3, **PARABOLA)
        (self.line,) = axes.plot([], [], color=VERMILLION, lw=1, animated=True, zorder=4)
        self.dots = StepDots(axes, ms=4.5, zorder=4)
        self.start = Points(axes, ms=10, mfc="white", mec=VERMILLION, mew=2, zorder=5)
        self.last = Points(axes, ms=10, color=VERMILLION, zorder=6)
        self.flat = Points(axes, marker="D", ms=8, mfc="white", mec=GREEN, mew=2, zorder=5)

    def show(self, path: Path) -> None:
        """Draw the path and the parabola at its last point, with its flat place."""
        x, y = drawable(path.points), drawable(path.values)
        self.line.set_data(x, y)
        self.dots.set_data(x, y)
        self.start.set_data(x[:1], y[:1])
        self.last.set_data(x[-1:], y[-1:])
        at, value = path.points[-1], path.values[-1]
        slope, bend = path.gradients[-1], path.hessians[-1]
        with np.errstate(all="ignore"):
            way = self.places - at
            self.parabola.set_data(self.places, drawable(value + slope * way + bend * way**2 / 2))
            flat = at - slope / bend, value - slope**2 / (2 * bend)
        there = np.isfinite(flat).all()
        self.flat.set_data(*(drawable(np.array([[v] for v in flat])) if there else ([], [])))


class TangentOfSlope:
    """The slope of a curve with its tangent, which meets zero where the parabola is flat."""

    def __init__(self, axes: Axes, x: np.ndarray, slopes: np.ndarray, limits: tuple):
        self.places = np.array([x[0], x[-1]])
        axes.plot(x, slopes, color=VERMILLION)
        axes.axhline(0, color=BLACK, lw=1)
        axes.set(xlim=self.places, ylim=limits)
        (self.tangent,) = axes.plot([], [], zorder=3, **PARABOLA)
        (self.up,) = axes.plot([], [], ":", color=GREY, lw=1.6, animated=True, zorder=3)
        self.last = Points(axes, ms=10, color=VERMILLION, zorder=6)
        self.zero = Points(axes, marker="D", ms=8, mfc="white", mec=GREEN, mew=2, zorder=5)

    def show(self, x: float, slope: float, bend: float) -> None:
        """Draw the tangent of the slope at a point, and where it meets zero."""
        with np.errstate(all="ignore"):
            self.tangent.set_data(self.places, drawable(slope + bend * (self.places - x)))
            zero = x - slope / bend
        self.up.set_data(drawable(np.array([x, x])), drawable(np.array([0, slope])))
        self.last.set_data(drawable(np.array([x])), drawable(np.array([slope])))
        self.zero.set_data(*(([zero], [0]) if abs(zero) < OFF_PICTURE else ([], [])))


# Two variables.


class FormOnMap:
    """Contour lines of a x^2 + b y^2 + c x y, and the two axes of the form."""

    LEVELS = np.array([0.2, 1, 2, 4, 7, 11, 16, 22, 29, 37])
    ANGLES = np.linspace(0, 2 * np.pi, 121)
    ALONG = np.linspace(-4, 4, 61)
    REACH = 3.0

    def __init__(self, axes: Axes):
        axes.set(xlim=(-self.REACH, self.REACH), ylim=(-self.REACH, self.REACH), aspect="equal")
        axes.grid(False)
        # Higher than the middle: full lines. Lower: dashed ones.
        (self.above,) = axes.plot([], [], color=CONTOUR, lw=1.2, animated=True)
        (self.below,) = axes.plot([], [], "--", color=CONTOUR, lw=1.2, animated=True)
        (self.largest,) = axes.plot([], [], color=BLACK, lw=2, animated=True)
        (self.smallest,) = axes.plot([], [], "--", color=GREEN, lw=2.4, animated=True)
        axes.plot(0, 0, "+", color=BLACK, ms=11, mew=2)

    def show(self, form: np.ndarray, directions: np.ndarray | None) -> None:
        """Draw the form of a matrix, shape (2, 2), and its directions, in columns, smallest first.

        Without ``directions`` no axis is drawn: all are alike.
        """
        values, axes = np.linalg.eigh(form)
        for line, sign in ((self.above, 1), (self.below, -1)):
            line.set_data(*joined(*(axes @ piece for piece in self._pieces(sign * values))))
        for k, line in enumerate((self.smallest, self.largest)):
            way = np.zeros(2) if directions is None else directions[:, k]
            line.set_data(*np.outer(way, (-2 * self.REACH, 2 * self.REACH)))

    def _pieces(self, values: np.ndarray):
        """Yield the lines on which values[0] u^2 + values[1] v^2 is a level, shape (2, k) each."""
        with np.errstate(all="ignore"):
            lengths = np.sqrt(self.LEVELS[:, None] / np.abs(values))
        positive = values > 1e-9
        for one, other in np.clip(lengths, 0, 1e3):
            if positive.all():
                yield np.stack([one * np.cos(self.ANGLES), other * np.sin(self.ANGLES)])
            elif positive.any():
                along = self.ALONG if (np.abs(values) > 1e-9).all() else 0 * self.ALONG
                far = self.ALONG * 2 * self.REACH
                for side in (-1, 1):
                    u, v = side * np.cosh(along), np.sinh(along)
                    u, v = (one * u, other * v) if positive[0] else (one * v, other * u)
                    if not along.any():
                        u, v = (u, far) if positive[0] else (far, v)
                    yield np.stack([u, v])


class CurvatureAround:
    """The second derivative in each direction, the smallest and the largest marked."""

    DEGREES = np.linspace(0, 180, 181)

    def __init__(self, axes: Axes, limit: float):
        axes.axhline(0, color=BLACK, lw=1)
        axes.set(xlim=(0, 180), xticks=range(0, 181, 45), ylim=(-limit, limit))
        (self.curve,) = axes.plot([], [], color=BLUE, animated=True)
        self.largest = Points(axes, ms=10, color=BLACK)
        self.smallest = Points(axes, marker="D", ms=9, mfc="white", mec=GREEN, mew=2)

    def show(self, hessian: np.ndarray, values: np.ndarray, directions: np.ndarray | None) -> None:
        """Draw the second derivatives, and mark those of the two directions."""
        angles = np.radians(self.DEGREES)
        u = np.stack([np.cos(angles), np.sin(angles)])
        self.curve.set_data(self.DEGREES, drawable(np.einsum("ik,ij,jk->k", u, hessian, u)))
        for k, mark in enumerate((self.smallest, self.largest)):
            if directions is None:
                mark.set_data([], [])
                continue
            across, up = directions[:, k]
            degrees = np.degrees(np.arctan2(up, across)) % 180
            mark.set_data([degrees], drawable(values[k : k + 1]))


class StepOnMap:
    """A point of a map with Newton's step, minus the gradient, and the contour of the model."""

    ANGLES = np.linspace(0, 2 * np.pi, 721)

    def __init__(self, axes: Axes, reach: float):
        self.reach = reach
        (self.ring,) = axes.plot([], [], zorder=3, **PARABOLA)
        self.newton, self.downhill = arrow(axes, VERMILLION), arrow(axes, BLACK)
        self.point = Points(axes, ms=10, mfc="white", mec=VERMILLION, mew=2, zorder=5)
        self.end = Points(axes, ms=9, color=VERMILLION, zorder=5)

    def show(self, point: np.ndarray, gradient: np.ndarray, step: np.ndarray | None,
             hessian: np.ndarray) -> None:  # fmt: skip
        """Draw the step and minus the gradient, this one always equally long."""
        length = float(np.hypot(*gradient))
        way = -gradient / length * self.reach if length > 1e-9 else np.zeros(2)
        place_arrow(self.downhill, point, way)
        place_arrow(self.newton, point, np.zeros(2) if step is None else step)
        self.point.set_data(*drawable(point[:, None]))
        self.end.set_data(*(([], []) if step is None else drawable((point + step)[:, None])))
        self.ring.set_data(*self._ring(point, step, hessian))

    def _ring(self, point, step, hessian) -> np.ndarray:
        """Return the contour of the model through the point, if it is an ellipse."""
        if step is None or np.linalg.eigvalsh(hessian)[0] <= 1e-9:
            return np.empty((2, 0))
        circle = np.stack([np.cos(self.ANGLES), np.sin(self.ANGLES)])
        ring = np.linalg.solve(np.linalg.cholesky(hessian).T, circle)
        ring *= np.sqrt(step @ hessian @ step)
        return drawable(ring + (point + step)[:, None])


class AlongTheWays:
    """The heights along Newton's step, along minus the gradient, and those of the model."""

    PARTS = np.linspace(0, 1.5, 61)

    def __init__(self, axes: Axes):
        axes.set(xlim=(0, 1.5), ylim=(-0.05, 1.1))
        axes.axvline(1, color=GREY, lw=1, ls=":")
        (self.downhill,) = axes.plot([], [], color=BLACK, lw=2, animated=True)
        (self.model,) = axes.plot([], [], **PARABOLA)
        (self.newton,) = axes.plot([], [], color=VERMILLION, lw=2, animated=True)
        self.end = Points(axes, ms=9, color=VERMILLION)

    def show(self, newton: np.ndarray, model: np.ndarray, downhill: np.ndarray, end: float) -> None:
        """Draw heights as parts of the height above the lowest at the start."""
        for line, heights in zip(
            (self.newton, self.model, self.downhill), (newton, model, downhill), strict=True
        ):
            line.set_data(self.PARTS[: len(heights)], drawable(heights))
        self.end.set_data([1], drawable(np.array([end])))


# Still pictures of the chapter.


def one_tangent(function: Function, start: float, window: tuple[float, float]) -> Picture:
    """Show one step to a zero: the value, the slope, the triangle under the tangent."""
    figure = new_figure(9, 4)
    value, slope = float(function(start)), float(function.gradient(start))
    end = start - value / slope
    with drawing():
        axes = figure.subplots()
        x = np.linspace(*window, 201)
        axes.plot(x, function(x), color=BLUE)
        axes.axhline(0, color=BLACK, lw=1)
        axes.plot([end, start], [0, value], color=VERMILLION, lw=2)
        axes.plot([start, start], [0, value], ":", color=GREY, lw=2)
        axes.plot([start], [0], "o", ms=10, mfc="white", mec=VERMILLION, mew=2, zorder=5)
        axes.plot([end], [0], "o", ms=10, color=VERMILLION, zorder=5)
        n = formatting.number
        axes.annotate(f"$f(x_0) = {n(value)}$", (start, value / 2), (8, -4),
                      textcoords="offset points")  # fmt: skip
        axes.annotate(f"slope {n(slope)}", ((start + end) / 2, value / 2), (-12, 4),
                      textcoords="offset points", ha="right", color=VERMILLION)  # fmt: skip
        axes.annotate(f"$x_0 = {n(start)}$", (start, 0), (10, -18), textcoords="offset points")
        axes.annotate(f"$x_1 = {n(end)}$", (end, 0), (6, -18), textcoords="offset points")
        axes.set_xlim(window)
        name_axes(axes, "x", f"${function.latex}$")
    return Picture(
        figure,
        f"One step on {function.words}: from {n(start)} up to the curve, {n(value)} high, and down "
        f"its tangent of slope {n(slope)} to the axis at {n(end)}.",
    )


def tangent_to_read(function: Callable, slope: Callable, at: float) -> Picture:
    """Show a curve, a point of it and its tangent, which ends before it meets the axis."""
    figure = new_figure(7.2, 4.2)
    height, rise = float(function(at)), float(slope(at))
    with drawing():
        axes = figure.subplots()
        x = np.linspace(0, 6, 201)
        axes.plot(x, function(x), color=BLUE)
        axes.axhline(0, color=BLACK, lw=1)
        ends = np.array([at - 0.5 * height / rise, at + 0.8])
        axes.plot(ends, height + rise * (ends - at), color=VERMILLION, lw=2)
        axes.plot([at], [height], "o", color=BLACK, ms=8, zorder=4)
        axes.annotate("P", (at, height), (8, -16), textcoords="offset points", weight="bold")
        axes.set(xlim=(0, 6), ylim=(-4, 14), xticks=range(7), yticks=range(-4, 15, 2))
        name_axes(axes, "x", "f(x)")
    return Picture(
        figure,
        f"A curve that rises ever more steeply, and its tangent at P = ({formatting.number(at)}, "
        f"{formatting.number(height)}), drawn from the height {formatting.number(height / 2)} on, "
        f"where x is {formatting.number(float(ends[0]))}.",
    )


def bends_to_read(function: Callable) -> Picture:
    """Show a curve whose bend changes once."""
    figure = new_figure(7.2, 4.0)
    with drawing():
        axes = figure.subplots()
        x = np.linspace(0, 8, 241)
        axes.plot(x, function(x), color=BLUE)
        axes.set(xlim=(0, 8), xticks=range(9))
        name_axes(axes, "x", "f(x)")
    heights = ", ".join(formatting.number(float(function(v)), 2) for v in (0.0, 2.0, 4.0, 6.0, 8.0))
    return Picture(
        figure,
        "A curve from 0 to 8 that rises first and then falls. Its heights at 0, 2, 4, 6 and 8: "
        f"{heights}.",
    )


def derivative_tree() -> Picture:
    """Show how two slopes come of a function, and two second derivatives of each slope."""
    figure = new_figure(9, 3.6)
    names = {
        "f": (0.05, 0.5), "f_x": (0.42, 0.8), "f_y": (0.42, 0.2),
        "f_{xx}": (0.8, 0.94), "f_{xy}": (0.8, 0.66), "f_{yx}": (0.8, 0.34), "f_{yy}": (0.8, 0.06),
    }  # fmt: skip
    ways = [("f", "f_x", 0), ("f", "f_y", 1), ("f_x", "f_{xx}", 0), ("f_x", "f_{xy}", 1),
            ("f_y", "f_{yx}", 0), ("f_y", "f_{yy}", 1)]  # fmt: skip
    box = {"boxstyle": "square,pad=0.25", "facecolor": WHITE, "edgecolor": "none"}
    with drawing():
        axes = figure.subplots()
        axes.set(xlim=(0, 1), ylim=(-0.05, 1.05))
        axes.axis("off")
        for start, end, along_y in ways:
            a, b = np.array(names[start]), np.array(names[end])
            axes.annotate(
                "", np.subtract(b, (0.045, 0)), np.add(a, (0.05, 0)),
                arrowprops={"arrowstyle": "->", "lw": 2, "ls": "--" if along_y else "-",
                            "color": GREEN if along_y else VERMILLION},
            )  # fmt: skip
            middle = (a + b) / 2
            axes.text(*middle, "along y" if along_y else "along x", ha="center", va="center",
                      fontsize=11, bbox=box)  # fmt: skip
        for name, place in names.items():
            axes.text(*place, f"${name}$", ha="center", va="center", fontsize=17)
    return Picture(
        figure,
        "From f a full arrow along x leads to f_x, a dashed one along y to f_y. From f_x they lead "
        "to f_xx and f_xy, from f_y to f_yx and f_yy: 4 second derivatives.",
    )


def forms_to_match(hessians: Sequence[np.ndarray]) -> Picture:
    """Show numbered maps of quadratic forms: full lines higher than the middle, dashed lower."""
    figure = new_figure(9, 2.9)
    words = []
    with drawing():
        row = figure.subplots(1, len(hessians))
        for number, (axes, hessian) in enumerate(zip(row, hessians, strict=True), 1):
            half = np.asarray(hessian) / 2
            x = np.linspace(-2, 2, 81)
            grid = np.stack(np.meshgrid(x, x), axis=-1)
            heights = np.einsum("...i,ij,...j->...", grid, half, grid)
            levels = [-8, -4, -2, -1, -0.3, 0.3, 1, 2, 4, 8]
            axes.contour(x, x, heights, levels=levels, colors=CONTOUR, linewidths=1.2)
            axes.set(xlim=(-2, 2), ylim=(-2, 2), aspect="equal", xticks=(-2, 0, 2),
                     yticks=(-2, 0, 2))  # fmt: skip
            axes.grid(False)
            axes.set_title(str(number))
            corners = [float(np.array(p) @ half @ np.array(p)) for p in ((2, 0), (0, 2), (1, 1))]
            at = ", ".join(formatting.number(height, 2) for height in corners)
            words.append(f"{number}: {at}")
    return Picture(
        figure,
        "Four maps, 1 to 4, with dashed lines where it is lower than in the middle. The heights "
        f"above the middle at (2, 0), (0, 2) and (1, 1): {'; '.join(words)}.",
    )
