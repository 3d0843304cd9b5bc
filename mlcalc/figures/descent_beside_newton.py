"""Gradient descent and Newton's method in one picture: two paths, and how far each has to go.

As in the other pictures of the chapter black is the way down the slope and red is Newton's method.
The two are told apart without colours, too: full circles on an unbroken line, open squares on a
broken one.
"""

import numpy as np
from matplotlib.axes import Axes

from mlcalc.figures.gradient_descent import PathOnContours, StepDots
from mlcalc.figures.points import Points, drawable
from mlcalc.figures.style import BLACK, GREY, VERMILLION, name_axes

START = {"ms": 10, "mfc": "white", "mec": BLACK, "mew": 2}
DESCENT = {
    "line": {"color": BLACK},
    "dots": {"color": BLACK},
    "start": START,
    "last": {"ms": 8, "color": BLACK},
}
NEWTON = {
    "line": {"color": VERMILLION, "ls": (0, (4, 2)), "lw": 1.8},
    "dots": {"marker": "s", "ms": 6.5, "mfc": "none", "mec": VERMILLION, "mew": 1.5},
    "start": START,
    "last": {"marker": "s", "ms": 10.5, "mfc": "none", "mec": VERMILLION, "mew": 2},
}

CURVE = "#6FA3C7"
"""The curve under the paths: pale as the contours, so that both paths are seen on it."""

CLOSEST, FARTHEST = 1e-18, 1e6
"""The ends of the axis of distances: what is smaller is drawn at its lower end, as zero."""

ARRIVED = 1e-6
"""A path that is no further from the minimum than this has arrived."""

FREE, DEAREST = -0.5, 11
"""The ends of the axis of multiplications, as powers of ten: no step yet, and the most."""


class TwoPaths:
    """The points of both methods, on a curve or over contours."""

    def __init__(self, axes: Axes):
        self.descent = PathOnContours(axes, **DESCENT)
        self.newton = PathOnContours(axes, **NEWTON)

    @property
    def start(self) -> Points:
        """The point that both start from."""
        return self.newton.start

    def show(self, descent: np.ndarray, newton: np.ndarray) -> None:
        """Draw two paths of shape (k, 2): open circle at the start, large marker at the end."""
        self.descent.show(descent)
        self.newton.show(newton)


class DistanceLine:
    """The distances of one method: strong up to the present step, faint as far as it is known."""

    def __init__(self, axes: Axes, look: dict, stairs: bool):
        line = {"lw": 1.6} | look["line"]
        line |= {"animated": True, "drawstyle": "steps-post" if stairs else "default"}
        (self.faint,) = axes.plot([], [], **line | {"alpha": 0.5, "lw": 1.3})
        (self.line,) = axes.plot([], [], **line)
        self.dots = StepDots(axes, **{"ms": 3.5} | look["dots"])
        self.last = Points(axes, **look["last"])

    def show(self, at: np.ndarray, distances: np.ndarray, shown: int) -> None:
        """Draw the distances at these places, strongly those of the first steps."""
        heights = np.clip(np.nan_to_num(distances, nan=np.inf), CLOSEST, None)
        heights = drawable(heights)
        part = slice(shown + 1)
        self.faint.set_data(at, heights)
        for artist in (self.line, self.dots):
            artist.set_data(at[part], heights[part])
        self.last.set_data(at[part][-1:], heights[part][-1:])

    def hide(self) -> None:
        """Draw nothing, where no distance is known."""
        for artist in (self.faint, self.line, self.dots, self.last):
            artist.set_data([], [])


class Distances:
    """How far both are from the minimum: after each step, or for what the steps have cost.

    Against the cost they are stairs: while a step is computed nothing moves.
    """

    def __init__(self, axes: Axes, steps: int | None, newton: str):
        name_axes(axes, "step k" if steps else "multiplications so far", "",
                  "distance to the minimum")  # fmt: skip
        axes.set(yscale="log", ylim=(CLOSEST / 10, FARTHEST))
        # Zero has no logarithm: it is drawn where the axis ends.
        powers = range(-15, 4, 3)
        labels = ["0", *(f"$10^{{{k}}}$" for k in powers)]
        axes.set_yticks([CLOSEST, *(10.0**k for k in powers)], labels)
        self.stairs, self.steps = steps is None, steps
        if steps:
            axes.set_xlim(-0.03 * steps, 1.03 * steps)
        else:
            # The axis holds the exponents: points beyond a million are cut by whoever draws them.
            axes.set_xlim(FREE - 0.2, DEAREST)
            axes.set_xticks(range(0, DEAREST, 2), [f"$10^{{{k}}}$" for k in range(0, DEAREST, 2)])
        axes.axhline(ARRIVED, color=GREY, lw=1.2, ls=":")
        axes.text(0.985, ARRIVED / 20, "arrived", ha="right", va="top", color=GREY,
                  transform=axes.get_yaxis_transform())  # fmt: skip
        self.descent = DistanceLine(axes, DESCENT, self.stairs)
        self.newton = DistanceLine(axes, NEWTON, self.stairs)
        self._name_lines(axes, newton)

    def _name_lines(self, axes: Axes, newton: str) -> None:
        handles = [
            axes.plot([], [], "o-", color=BLACK, lw=1.6, ms=7, label="gradient descent")[0],
            axes.plot([], [], label=newton, **NEWTON["line"] | NEWTON["dots"] | {"ms": 8})[0],
        ]
        axes.legend(
            handles=handles, loc="upper right", ncols=2, borderaxespad=0.0, borderpad=0.0,
            columnspacing=1.0, handlelength=2.0, handletextpad=0.4,
        )  # fmt: skip

    def seen(self, steps: int) -> int:
        """Return how many of so many steps have a place on the axis."""
        return steps if self.steps is None else min(steps, self.steps)

    def places(self, count: int, cost: int) -> np.ndarray:
        """Return where the first so many points of a path with steps of that cost are drawn."""
        steps = np.arange(count)
        if not self.stairs:
            return steps
        # What has cost nothing has no logarithm: it stands at the left end.
        return np.concatenate([[FREE], np.log10(steps[1:] * cost)])[:count]
