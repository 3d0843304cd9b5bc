"""The explorers of the chapter on gradient descent."""

import functools
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from mlcalc import arguments, datasets, formatting
from mlcalc.explorers import descriptions
from mlcalc.explorers.controls import Play, Slider
from mlcalc.explorers.engine import Explorer, Reading, Table
from mlcalc.explorers.traces import Trace
from mlcalc.figures import gradient_descent as draw
from mlcalc.figures.contours import draw_contours
from mlcalc.figures.curves import draw_curve
from mlcalc.figures.style import BLACK, name_axes
from mlcalc.functions import (
    Function,
    as_function,
    exp_minus_log,
    line_error,
    temperature,
    three_minima,
    valley,
)
from mlcalc.optimization import (
    Path,
    Regime,
    Stop,
    basins,
    gradient_descent,
    largest_curvature,
    nearest_minimum,
    regime,
    stochastic_gradient_descent,
)


class DescentOnACurve(Explorer):
    """Gradient descent on a curve, with the value after each step beside it.

    Takes a named function of one variable, or a plain Python function and the part of the axis
    to show. ``buttons`` are the presets to offer; without it all of them are. ``begin`` says where
    sliders stand at the beginning and after Reset, such as ``{"steps": 0}``.
    """

    plays = Play("steps", early=True, milliseconds=9000)

    def __init__(
        self,
        function: Function | Callable = exp_minus_log,
        window: tuple[float, float] | None = None,
        *,
        buttons: Sequence[str] | None = None,
        begin: Mapping[str, float] | None = None,
    ):
        self.function = as_function(function, 1, window and (window,))
        self.begin = dict(begin or {})
        self.title = f"Gradient descent on {self.function.words}:"
        if self.function is exp_minus_log:
            self.presets = {
                "slow": {"learning_rate": 0.005, "start": 0.05, "steps": 40},
                "fast": {"learning_rate": 0.1, "start": 1.5, "steps": 20},
                "oscillates": {"learning_rate": 0.37, "start": 1.1, "steps": 40},
                "diverges": {"learning_rate": 0.42, "start": 0.55, "steps": 60},
                "leaves the domain": {"learning_rate": 0.2, "start": 0.05, "steps": 20},
            }
        if buttons is not None:
            names = [arguments.choice("buttons", name, tuple(self.presets)) for name in buttons]
            self.presets = {name: self.presets[name] for name in names}
        for name in self.begin:
            arguments.choice("begin", name, [slider.name for slider in self._all_sliders()])
        super().__init__()

    def sliders(self):
        return [replace(s, value=self.begin.get(s.name, s.value)) for s in self._all_sliders()]

    def _all_sliders(self):
        left, right = self.function.window[0]
        start = 1.8 if self.function is exp_minus_log else left + 0.8 * (right - left)
        return [
            Slider("learning_rate", "learning rate", 0.05, 0.001, 1, step=0.02, logarithmic=True),
            Slider("start", "start", start, left, right, step=(right - left) / 200),
            Slider("steps", "steps", 20, 0, 100, whole=True),
        ]

    def draw(self, figure):
        curve, values = figure.subplots(1, 2, sharey=True, width_ratios=(3, 2))
        points = draw_curve(curve, self.function)
        name_axes(curve, "x", f"${self.function.latex}$", "curve and path")
        self.outline = descriptions.outline(*points)
        self.path = draw.PathOnCurve(curve)
        self.values_by_step = draw.ValuesByStep(values, 100)
        self.drag_axes, self.grip = curve, self.path.start

    def update(self, learning_rate, start, steps):
        path = gradient_descent(self.function, start, learning_rate, steps)
        self.path.show(path)
        self.values_by_step.show(path)
        self.descent = path
        return reading(self.function, path, learning_rate, self._shape(path))

    def _shape(self, path: Path) -> str:
        way = descriptions.way_on_a_curve(self.path.line.axes, path, self.outline)
        values = descriptions.values_by_step(self.values_by_step.line, path.values)
        return f"{self.outline.words} {way} {values}"

    def table(self):
        return descriptions.steps_of(self.function, self.descent)

    def dragged(self, x, y):
        return {"start": x}


class DescentWithSeveralMinima(Explorer):
    """Gradient descent on a curve with three minima; the strip says where each start ends."""

    title = "Gradient descent on a curve with three minima A, B, C:"
    BAR = 0.03
    """The width of the bar for one start, wide enough to be seen."""

    OUTLINE = descriptions.Outline(
        "The curve has three valleys, from left to right A, B and C; A is the deepest.",
        tuple(
            (m.point, name) for m, name in zip(three_minima.minima, draw.BASIN_NAMES, strict=True)
        ),
    )
    plays = Play("steps", early=True, milliseconds=9000)
    traces = Trace("start", within=("learning_rate",))
    presets = {
        "to A, the lowest": {"learning_rate": 0.03, "start": -1.1, "steps": 40},
        "to B": {"learning_rate": 0.03, "start": -0.9, "steps": 40},
        "too fast for A": {"learning_rate": 0.09, "start": -1.9, "steps": 60},
        "only B can hold it": {"learning_rate": 0.13, "start": 2.28, "steps": 60},
    }

    def sliders(self):
        return [
            Slider("learning_rate", "learning rate", 0.03, 0.002, 0.5, step=0.02, logarithmic=True),
            Slider("start", "start", -0.5, -2.3, 2.3, step=0.02),
            Slider("steps", "steps", 40, 0, 60, whole=True),
        ]

    def draw(self, figure):
        curve, strip = figure.subplots(2, 1, sharex=True, height_ratios=(7, 2))
        draw_curve(curve, three_minima)
        name_axes(curve, "", "f(x)", f"$f(x) = {three_minima.latex}$")
        for name, minimum in zip(draw.BASIN_NAMES, three_minima.minima, strict=True):
            curve.annotate(
                name, (minimum.point, three_minima(minimum.point)), (0, -16),
                textcoords="offset points", ha="center", weight="bold",
            )  # fmt: skip
        curve.set_ylim(bottom=curve.get_ylim()[0] - 0.5)
        self.path = draw.PathOnCurve(curve)
        self.starts = np.linspace(*three_minima.window[0], 450)
        self.basins = draw.Basins(strip, three_minima, self.starts)
        strip.set_xlabel("start, and where 200 steps lead")
        self.drag_axes, self.grip = curve, self.path.start

    def update(self, learning_rate, start, steps):
        path = gradient_descent(three_minima, start, learning_rate, steps)
        self.path.show(path)
        starts = self.starts if self.revealed else self.visited
        reached = basins(three_minima, starts, learning_rate)
        self.basins.show(reached if self.revealed else self._bars(reached))
        self.descent = path
        shape = self._shape(path, reached)
        return reading(three_minima, path, learning_rate, shape, self._destination(path))

    def _shape(self, path: Path, reached: np.ndarray) -> str:
        way = descriptions.way_on_a_curve(self.path.line.axes, path, self.OUTLINE)
        say = descriptions.strip if self.revealed else descriptions.bars_so_far
        return f"{self.OUTLINE.words} {way} {say(reached, draw.BASIN_NAMES)}"

    def _bars(self, reached: np.ndarray) -> np.ndarray:
        """Return the minimum for each column of the strip, -1 away from the starts visited."""
        distances = np.abs(self.starts[:, None] - self.visited)
        near = distances.min(axis=1) < self.BAR / 2
        return np.where(near, reached[distances.argmin(axis=1)], -1)

    def table(self):
        return descriptions.steps_of(three_minima, self.descent)

    def _destination(self, path: Path) -> str:
        for name, minimum in zip(draw.BASIN_NAMES, three_minima.minima, strict=True):
            if abs(path.last - minimum.point) < 0.01:
                return f"The path is at {name}."
        return "The path is not at A, B or C."

    def dragged(self, x, y):
        return {"start": x}


class SlopeInEveryDirection(Explorer):
    """An arrow that turns around a point of the room, and the slope in its direction."""

    title = "The slope of the temperature in a direction:"
    POINT = np.array([0.5, 0.6])
    REACH = 0.35
    plays = Play("direction", milliseconds=8000)
    traces = Trace("direction")

    def sliders(self):
        return [Slider("direction", "direction", 0, 0, 360, step=5, unit="°", bounded=True)]

    def draw(self, figure):
        surface, slopes = figure.subplots(1, 2)
        window = tuple((c - self.REACH, c + self.REACH) for c in self.POINT)
        near = replace(temperature, window=window, minima=())
        # One of the lines goes through the point.
        levels = temperature(self.POINT) + 0.02 * np.arange(-20, 4)
        heights = draw_contours(surface, near, levels, labels=False)
        self.relief = descriptions.relief(heights)
        surface.set_aspect("equal")
        name_axes(surface, *temperature.variables, "lines of equal temperature")
        name_axes(slopes, "direction in °", "", "slope in that direction")
        self.gradient = temperature.gradient(self.POINT)
        self.around = draw.SlopesAround(surface, slopes, self.gradient, self.POINT)

    def update(self, direction):
        self.around.show(direction, self.visited, self.revealed)
        slope = float(self.around.slope(direction))
        size = f"{formatting.number(abs(slope), 3)} degrees a metre"
        if abs(slope) < 0.02 * self.around.length:
            words = f"hardly changes, by {size}"
        else:
            words = f"{'rises' if slope > 0 else 'falls'} by {size}"
        return Reading(
            f"In the direction {formatting.number(direction)}° the temperature {words}.",
            {"slope": slope, "angle to the line of equal temperature": self._angle(direction)},
            shape=self._shape(direction),
        )

    def _angle(self, direction: float) -> str:
        steepest = np.rad2deg(np.arctan2(self.gradient[1], self.gradient[0]))
        off = (direction - steepest - 90) % 180
        return f"{formatting.number(float(min(off, 180 - off)), 3)}°"

    def _shape(self, direction: float) -> str:
        radians = np.deg2rad(direction)
        way = descriptions.heading((np.cos(radians), np.sin(radians)))
        words = f"{self.relief} The arrow points {way}. In the second picture"
        if self.revealed:
            parts = descriptions.in_view(self.around.here.axes, *self.around.trail.line.get_data())
            return f"{words} the slopes {descriptions.course(parts[:, 1])}."
        return f"{words} {descriptions.dots_so_far(self.around.trail.dots, 'slopes')}."

    def table(self):
        seen = np.linspace(0, 360, 37) if self.revealed else self.visited
        return Table(
            ("direction", "slope"), np.column_stack([seen, self.around.slope(seen)]).tolist()
        )


class DescentOnASurface(Explorer):
    """Gradient descent over the contours of a function of two variables."""

    plays = Play("steps", early=True, milliseconds=9000)

    def __init__(
        self,
        function: Function | Callable = temperature,
        window: tuple[tuple[float, float], tuple[float, float]] | None = None,
    ):
        self.function = as_function(function, 2, window)
        self.title = f"Gradient descent on {self.function.words}:"
        if self.function is temperature:
            self.presets = {
                "one step": {"learning_rate": 0.2, "x": 1.5, "y": 2.5, "steps": 1},
                "small rate": {"learning_rate": 0.02, "x": 0.5, "y": 0.6, "steps": 200},
                "good rate": {"learning_rate": 0.2, "x": 0.5, "y": 0.6, "steps": 60},
                "oscillates": {"learning_rate": 0.45, "x": 3, "y": 5, "steps": 60},
                "never settles": {"learning_rate": 0.52, "x": 3, "y": 5, "steps": 60},
                "runs away": {"learning_rate": 0.8, "x": 5.5, "y": 3, "steps": 10},
            }
        super().__init__()

    def sliders(self):
        (left, right), (bottom, top) = self.function.window
        # A plain function is called at every step.
        x, y, steps = (0.5, 0.6, 100) if self.function is temperature else (right, top, 40)
        return [
            Slider("learning_rate", "learning rate", 0.05, 0.005, 1, step=0.02, logarithmic=True),
            Slider("steps", "steps", steps, 0, 200, whole=True),
            Slider("x", "start x", x, left, right, step=(right - left) / 120),
            Slider("y", "start y", y, bottom, top, step=(top - bottom) / 120),
        ]

    def draw(self, figure):
        surface, values = figure.subplots(1, 2, width_ratios=(1, 1))
        levels, labels = 12, True
        if self.function is temperature:
            # Beyond 82 the lines lie too close to each other and to the edge.
            levels, labels = [*range(74, 85), 84.8], range(74, 83, 2)
        heights = draw_contours(surface, self.function, levels, labels)
        self.relief = descriptions.relief(heights)
        surface.set_aspect("equal")
        name_axes(surface, *self.function.variables, "contours and path")
        self.path = draw.PathOnContours(surface)
        name = "T" if self.function is temperature else "f"
        self.values_by_step = draw.ValuesByStep(values, 200, name)
        low, high = np.nanmin(heights), np.nanmax(heights)
        values.set_ylim(low - 0.05 * (high - low), high + 0.05 * (high - low))
        self.drag_axes, self.grip = surface, self.path.start

    def update(self, learning_rate, x, y, steps):
        path = gradient_descent(self.function, (x, y), learning_rate, steps)
        self.path.show(path.points)
        self.values_by_step.show(path)
        self.descent = path
        return reading(self.function, path, learning_rate, self._shape(path))

    def _shape(self, path: Path) -> str:
        cross = nearest_minimum(self.function, path.last)
        name = "nearest cross" if len(self.function.minima) > 1 else "cross"
        axes = self.path.line.axes
        way = descriptions.way_over_contours(axes, path.points, cross, path.stop, name)
        values = descriptions.values_by_step(self.values_by_step.line, path.values)
        return f"{self.relief} {way} {values}"

    def table(self):
        return descriptions.steps_of(self.function, self.descent)

    def dragged(self, x, y):
        return {"x": x, "y": y}


class Valley(Explorer):
    """A descent in a valley whose narrowness is a slider, from a start on a circle."""

    STEPS = 100
    RADIUS = 3.0
    plays = Play("steps", early=True, milliseconds=9000)

    def draw(self, figure):
        surface, values = figure.subplots(1, 2, width_ratios=(3, 2))
        surface.set(xlim=(-4.2, 4.2), ylim=(-3.3, 3.3), aspect="equal")
        name_axes(surface, "x", "y", "contours and path")
        self.contours = draw.ValleyContours(surface)
        surface.plot(0, 0, "+", color=BLACK, ms=11, mew=2)
        self.path = draw.PathOnContours(surface)
        self.values_by_step = draw.ValuesByStep(values, self.STEPS)
        values.set(yscale="log", ylim=(1e-12, 1e4))

    def descend(
        self,
        angle: float,
        learning_rate: float,
        narrowness: float,
        steps: float,
        momentum: float = 0.0,
    ) -> Reading:
        """Draw the descent from this place on the circle, and say how it went."""
        function = valley(narrowness)
        radians = np.deg2rad(angle)
        start = self.RADIUS * np.array([np.cos(radians), np.sin(radians)])
        path = gradient_descent(function, start, learning_rate, steps, momentum=momentum)
        self.contours.show(narrowness)
        self.path.show(path.points)
        self.values_by_step.show(path)
        self.descent, self.function = path, function
        return valley_reading(
            function, path, learning_rate, narrowness, momentum, self._shape(function, path)
        )

    def _shape(self, function: Function, path: Path) -> str:
        axes = self.path.line.axes
        rings = descriptions.rings(axes, function.hessian((0.0, 0.0)))
        way = descriptions.way_over_contours(axes, path.points, (0.0, 0.0), path.stop)
        values = descriptions.values_by_step(self.values_by_step.line, path.values)
        return f"{rings} {way} {values}"

    def table(self):
        return descriptions.steps_of(self.function, self.descent)


class DescentInAValley(Valley):
    """Gradient descent in a valley whose narrowness is a slider."""

    title = "Gradient descent in a valley:"
    presets = {
        "round bowl": {"learning_rate": 0.3, "narrowness": 1, "angle": 30, "steps": 50},
        "narrow": {"learning_rate": 0.09, "narrowness": 20, "angle": 30, "steps": 50},
        "very narrow": {"learning_rate": 0.0198, "narrowness": 100, "angle": 30, "steps": 100},
        "diverges": {"learning_rate": 0.102, "narrowness": 20, "angle": 30, "steps": 50},
    }

    def sliders(self):
        return [
            Slider("learning_rate", "learning rate", 0.09, 0.005, 2, step=0.02, logarithmic=True),
            Slider("narrowness", "narrowness", 20, 1, 100, step=0.02, logarithmic=True),
            Slider("angle", "start angle", 30, 0, 180, step=1, unit="°", bounded=True),
            Slider("steps", "steps", 50, 0, self.STEPS, whole=True),
        ]

    def draw(self, figure):
        super().draw(figure)
        self.drag_axes, self.grip = self.path.start.axes, self.path.start

    def update(self, learning_rate, narrowness, angle, steps):
        return self.descend(angle, learning_rate, narrowness, steps)

    def dragged(self, x, y):
        return {"angle": np.rad2deg(np.arctan2(max(y, 0.0), x))}


class DescentWithMomentum(Valley):
    """Gradient descent in a valley, where each step keeps a part of the last move."""

    title = "Gradient descent with momentum in a valley:"
    ANGLE = 30.0
    presets = {
        "without": {"learning_rate": 0.09, "narrowness": 20, "momentum": 0, "steps": 50},
        "a little": {"learning_rate": 0.09, "narrowness": 20, "momentum": 0.3, "steps": 50},
        "more": {"learning_rate": 0.09, "narrowness": 20, "momentum": 0.6, "steps": 50},
    }

    def sliders(self):
        return [
            Slider("learning_rate", "learning rate", 0.09, 0.005, 2, step=0.02, logarithmic=True),
            Slider("narrowness", "narrowness", 20, 1, 100, step=0.02, logarithmic=True),
            Slider("momentum", "momentum", 0.6, 0, 0.95, step=0.01),
            Slider("steps", "steps", 50, 0, self.STEPS, whole=True),
        ]

    def update(self, learning_rate, narrowness, momentum, steps):
        return self.descend(self.ANGLE, learning_rate, narrowness, steps, momentum)


class LineExplorer(Explorer):
    """Data and a line on the left, on the right the error of every line as a surface.

    Takes inputs and targets of shape (n,), or shows three points.
    """

    MARKS_THE_BEST = True
    """Whether a cross stands at the lowest place of the surface."""

    PRESETS_FOR_OTHER_DATA: Mapping[str, Mapping[str, float]] = {}
    """The names of the other presets hold for the three points."""

    def __init__(self, inputs: ArrayLike | None = None, targets: ArrayLike | None = None):
        if inputs is None and targets is None:
            inputs, targets = datasets.three_points()
        else:
            self.presets = self.PRESETS_FOR_OTHER_DATA
        self.inputs = arguments.array("inputs", inputs)
        self.targets = arguments.array("targets", targets)
        self.error = line_error(self.inputs, self.targets)
        super().__init__()

    def draw(self, figure):
        data, surface = figure.subplots(1, 2)
        self.line = draw.LineThroughData(data, self.inputs, self.targets)
        data.set_title("data and line")
        error = self.error if self.MARKS_THE_BEST else replace(self.error, minima=())
        heights = draw_contours(surface, error, levels=[5, 10, 20, 40, 80, 160, 320, 640])
        self.relief = descriptions.relief(heights)
        name_axes(surface, "slope m", "intercept b", "E(m, b)")
        self.path = draw.PathOnContours(surface)
        self.drag_axes, self.grip = surface, self.path.start

    def _out_of_sight(self, m: float, b: float) -> str:
        if not self.line.is_outside(m, b):
            return ""
        side = "above" if m * self.inputs.mean() + b > self.targets.mean() else "below"
        return f" The line is {side} its picture."

    def _shape(self, m: float, b: float, points: np.ndarray, stop: Stop | None = None) -> str:
        axes, cross = self.path.line.axes, nearest_minimum(self.error, points[-1])
        line = descriptions.line_through(self.line.line, self.inputs, self.targets, m, b)
        map_ = self.relief
        if cross is not None:
            middle = "the cross" if self.MARKS_THE_BEST else "the lowest place"
            map_ = descriptions.rings(axes, self.error.hessian(cross), middle)
        marked = cross if self.MARKS_THE_BEST else None
        way = descriptions.way_over_contours(axes, points, marked, stop)
        return f"{line} In the second picture {descriptions.lowered(map_)} {way}"

    def dragged(self, x, y):
        return {"m": x, "b": y}


class LineByHand(LineExplorer):
    """Fit a line by hand: slope and intercept are sliders, the error is a point on a surface.

    The best line is what the reader looks for: it is named only when it is found.
    """

    title = "A line fitted by hand:"
    MARKS_THE_BEST = False
    presets = {"flat": {"m": 0, "b": 3}, "too steep": {"m": 2, "b": 0}}

    def sliders(self):
        (left, right), (bottom, top) = self.error.window
        return [
            Slider("m", "slope m", 0, left, right, step=0.05),
            Slider("b", "intercept b", 0, bottom, top, step=0.05),
        ]

    def update(self, m, b):
        self.line.show(m, b)
        self.path.show(np.array([[m, b]]))
        errors = m * self.inputs + b - self.targets
        error = float(self.error([m, b]))
        words = f"The squared errors add up to {formatting.number(error)}."
        words += self._out_of_sight(m, b)
        # Where all inputs are equal, no single line is the best.
        for minimum in self.error.minima:
            lowest = float(self.error(minimum.point))
            if error - lowest < 0.001 * float(self.targets @ self.targets):
                words += f" You are there: the lowest possible sum is {formatting.number(lowest)}."
        shape = self._shape(m, b, np.array([[m, b]]))
        return Reading(words, {"m": m, "b": b, "errors": errors, "E": error}, shape=shape)


class LineByDescent(LineExplorer):
    """Fit a line by gradient descent on the sum of its squared errors."""

    title = "A line fitted by gradient descent:"
    plays = Play("steps", early=True, milliseconds=9000)
    presets = {
        "slow": {"learning_rate": 0.005, "m": -2, "b": 0, "steps": 60},
        "settles": {"learning_rate": 0.05, "m": -2, "b": 0, "steps": 200},
        "oscillates": {"learning_rate": 0.059, "m": -2, "b": 0, "steps": 60},
        "diverges": {"learning_rate": 0.062, "m": -2, "b": 0, "steps": 30},
    }
    PRESETS_FOR_OTHER_DATA = {
        f"rate {rate}": {"learning_rate": rate, "m": -2, "b": 0, "steps": 20}
        for rate in (0.02, 0.05)
    }

    def sliders(self):
        (left, right), (bottom, top) = self.error.window
        return [
            Slider("learning_rate", "learning rate", 0.02, 0.001, 0.1, step=0.01, logarithmic=True),
            Slider("steps", "steps", 20, 0, 200, whole=True),
            Slider("m", "start m", -2, left, right, step=0.05),
            Slider("b", "start b", 0, bottom, top, step=0.05),
        ]

    def update(self, learning_rate, m, b, steps):
        path = gradient_descent(self.error, (m, b), learning_rate, steps)
        self.line.show(*path.last)
        self.path.show(path.points)
        self.descent = path
        shape = self._shape(*path.last, path.points, path.stop)
        more = self._out_of_sight(*path.last).strip()
        return reading(self.error, path, learning_rate, shape, more)

    def table(self):
        return descriptions.steps_of(self.error, self.descent, "E")


class StochasticDescent(Explorer):
    """Fit a line with the gradient of a few examples at a time."""

    title = "A line fitted by stochastic gradient descent:"
    EPOCHS = 10
    EXAMPLES = 40
    START = (-2.0, 4.0)
    LEAST = 1e-12
    """What is drawn of a cost that is not above the lowest: far below the picture."""

    plays = Play("seen", early=True, milliseconds=12000)
    presets = {
        "all examples": {"batch_size": 40, "learning_rate": 0.5, "seen": 400},
        "batches of eight": {"batch_size": 8, "learning_rate": 0.1, "seen": 400},
        "one example": {"batch_size": 1, "learning_rate": 0.05, "seen": 400},
        "one example, small rate": {"batch_size": 1, "learning_rate": 0.01, "seen": 400},
    }

    def __init__(self):
        budget, self.targets = datasets.television_and_sales(self.EXAMPLES)
        self.inputs = datasets.standardized(budget)
        # A slider asks for the same batches again and again.
        self._cost_of = functools.lru_cache(1000)(self._made_cost)
        self._whole = functools.lru_cache(4)(self._made_path)
        self.cost = self._cost_on(np.arange(self.EXAMPLES))
        self.lowest = float(self.cost(self.cost.minima[0].point))
        super().__init__()

    def _cost_on(self, indices: np.ndarray) -> Function:
        return self._cost_of(tuple(indices.tolist()))

    def _made_cost(self, indices: tuple[int, ...]) -> Function:
        x, y = self.inputs[list(indices)], self.targets[list(indices)]
        return line_error(x, y, 1 / (2 * len(indices)), window=((-3.0, 11.0), (2.0, 20.0)))

    def sliders(self):
        return [
            Slider("learning_rate", "learning rate", 0.05, 0.005, 2, step=0.02, logarithmic=True),
            Slider("batch_size", "batch size", 1, 1, self.EXAMPLES, whole=True),
            Slider("seen", "examples seen", 40, 0, self.EXAMPLES * self.EPOCHS, whole=True),
            Slider("seed", "shuffle seed", 0, 0, 20, whole=True),
        ]

    def draw(self, figure):
        surface, values = figure.subplots(1, 2)
        draw_contours(surface, self.cost, levels=[2, 4, 8, 16, 32, 64, 128])
        surface.set_aspect("equal")
        name_axes(surface, "slope m", "intercept b", "the cost")
        self.path = draw.PathOnContours(surface)
        self.values_by_epoch = draw.ValuesByStep(values, self.EPOCHS)
        values.set_title("cost above the lowest after each step")
        values.set(yscale="log", ylim=(1e-5, 1e3), xlabel="epochs (passes through the data)")

    def update(self, learning_rate, batch_size, seen, seed):
        # A part of a batch makes no step, but the last batch of a pass may be a small one.
        in_a_pass = math.ceil(self.EXAMPLES / batch_size)
        passes, rest = divmod(arguments.count("seen", seen), self.EXAMPLES)
        path = self._whole(learning_rate, batch_size, seed)
        path = _first_steps(path, passes * in_a_pass + rest // batch_size)
        passes, rest = np.divmod(np.arange(len(path.points)), in_a_pass)
        done = passes + rest * batch_size / self.EXAMPLES
        self.path.show(path.points)
        # At the lowest place rounding may leave something below zero, which has no logarithm.
        above = np.maximum(path.values - self.lowest, self.LEAST)
        self.values_by_epoch.show(replace(path, values=above), done)
        self.descent = path
        summary = self._summary(path, above, batch_size, seen)
        return replace(summary, shape=self._shape(path, above))

    def _made_path(self, learning_rate: float, batch_size: int, seed: int) -> Path:
        return stochastic_gradient_descent(
            self._cost_on, self.EXAMPLES, self.START, learning_rate,
            batch_size=batch_size, epochs=self.EPOCHS, seed=seed,
        )  # fmt: skip

    def _shape(self, path: Path, above: np.ndarray) -> str:
        axes, (minimum,) = self.path.line.axes, self.cost.minima
        rings = descriptions.rings(axes, self.cost.hessian(minimum.point))
        way = descriptions.way_over_contours(axes, path.points, minimum.point, path.stop)
        costs = descriptions.values_by_step(self.values_by_epoch.line, above, "costs")
        return f"{rings} {way} {costs}"

    def table(self):
        # The path keeps the gradients of the batches; beside the cost stands its own.
        gradients = self.cost.gradient(self.descent.points)
        return descriptions.steps_of(self.cost, replace(self.descent, gradients=gradients), "cost")

    def _summary(self, path: Path, above: np.ndarray, batch_size: int, seen: int) -> Reading:
        excess = float(path.values[-1] - self.lowest)
        grown = ": it has grown" if above[-1] > 1.01 * above[0] else ""
        numbers = {"steps": path.steps, "m": path.last[0], "b": path.last[1],
                   "cost": path.values[-1], "above the lowest": excess}  # fmt: skip
        if path.stop is Stop.DIVERGED:
            outcome = _outcome(self.cost, path)
            return Reading(outcome, numbers, trouble=outcome)
        each = "all examples" if batch_size >= self.EXAMPLES else f"{batch_size} of 40 examples"
        return Reading(
            f"After {_steps(path)}, with {seen} examples seen, the cost is "
            f"{formatting.number(excess, 3)} above the lowest{grown}. "
            f"Each step used the gradient of {each}.",
            numbers,
        )


def reading(
    function: Function, path: Path, learning_rate: float, shape: str, more: str = ""
) -> Reading:
    """Say how a descent went and why: the rate times the curvature decides near a minimum."""
    numbers = {"k": path.steps, **_position(function, path)}
    curvature, place = _deciding_curvature(function, path)
    # A rate that diverges says by itself that the path has become steeper.
    told = curvature > 0 and regime(learning_rate, curvature) is Regime.DIVERGES
    outcome = _outcome(function, path, "" if told else _grown(path))
    words = [outcome, more]
    if curvature > 0 and not _rests_elsewhere(function, path):
        numbers[f"rate × curvature {place}"] = learning_rate * curvature
        words.append(regime_sentence(function, learning_rate, curvature, place))
    failed = path.stop in (Stop.LEFT_THE_DOMAIN, Stop.DIVERGED)
    text = " ".join(word for word in words if word)
    return Reading(text, numbers, outcome if failed else "", shape)


def _rests_elsewhere(function: Function, path: Path) -> bool:
    """Say whether a path came to rest where the slope is zero without a minimum."""
    if path.stop is not Stop.CONVERGED:
        return False
    minimum = nearest_minimum(function, path.last)
    if minimum is not None:
        return bool(np.linalg.norm(minimum - path.last) > 0.01)
    return largest_curvature(function, path.last) < 0


def _first_steps(path: Path, steps: int) -> Path:
    if steps >= path.steps:
        return path
    kept = slice(steps + 1)
    return Path(path.points[kept], path.values[kept], path.gradients[kept], Stop.STEPS_USED_UP)


def _deciding_curvature(function: Function, path: Path) -> tuple[float, str]:
    minimum = nearest_minimum(function, path.last)
    if minimum is not None:
        return largest_curvature(function, minimum), "at the minimum"
    return largest_curvature(function, path.last), "here"


def _position(function: Function, path: Path) -> dict[str, float]:
    coordinates = dict(zip(function.variables, np.atleast_1d(path.last), strict=True))
    value = {"value": path.values[-1]}
    if function.dimension == 1:
        return coordinates | value | {"slope": path.gradients[-1]}
    return coordinates | value | {"length of the gradient": np.linalg.norm(path.gradients[-1])}


def regime_sentence(function: Function, learning_rate: float, curvature: float, place: str) -> str:
    """Say what a rate does close to a minimum with this curvature, or with the one found here."""
    factor = 1 - learning_rate * curvature
    near = "Close to the minimum" if place == "at the minimum" else "With the curvature found here"
    if function.dimension > 1:
        near += ", in the steepest direction,"
    if abs(factor + 1) < 1e-12:
        return f"{near} this rate is the limit: each step overshoots by the whole distance."
    match regime(learning_rate, curvature):
        case Regime.SLOW | Regime.FAST as named:
            removed = formatting.number(100 * (1 - factor), 3)
            return (
                f"{near} this rate is {named}: each step removes {removed}\u00a0% of the distance."
            )
        case Regime.OSCILLATES:
            kept = formatting.number(-100 * factor, 3)
            return (
                f"{near} this rate oscillates: each step overshoots and keeps {kept}\u00a0% of the "
                "distance."
            )
    grown = formatting.number(-factor, 3)
    return f"{near} this rate diverges: each step overshoots to {grown} times the distance."


def _outcome(function: Function, path: Path, grown: str = "") -> str:
    numbers = _position(function, path)
    slope, size = list(numbers.items())[-1]
    match path.stop:
        case Stop.CONVERGED if _rests_elsewhere(function, path):
            return (
                f"At rest after {_steps(path)}: the {slope} is zero here, but this is no minimum."
            )
        case Stop.CONVERGED:
            return f"Converged after {_steps(path)}: the {slope} is below 0.00000001."
        case Stop.DIVERGED:
            return f"Diverged: after {_steps(path)} the point is out of every picture."
        case Stop.LEFT_THE_DOMAIN:
            place = formatting.point(path.rejected)
            domain = function.domain.words.replace(" ", "\u00a0")
            return (
                f"Step {path.steps + 1} would lead to {place}, outside {domain}: "
                "the function has no value there."
            )
    return f"After {_steps(path)} the {slope} is {formatting.number(size)}{grown}."


def _grown(path: Path) -> str:
    """Return what is said of a path that is steeper at its end than at its start."""
    with np.errstate(all="ignore"):
        first, last = (np.linalg.norm(path.gradients[i]) for i in (0, -1))
    return ": it has grown" if last > 1.01 * first else ""


def _steps(path: Path) -> str:
    return f"{path.steps} step{'s' * (path.steps != 1)}"


def valley_reading(
    function: Function,
    path: Path,
    learning_rate: float,
    narrowness: float,
    momentum: float,
    shape: str,
) -> Reading:
    """Say how a descent in a valley went: slowly along it, or across it too far."""
    across = learning_rate * narrowness
    numbers = {**_position(function, path), "rate × curvature along": learning_rate,
               "across": across}  # fmt: skip
    outcome = _outcome(function, path, _grown(path))
    failed = outcome if path.stop is Stop.DIVERGED else ""
    if momentum > 0:
        words = f"Each step keeps {formatting.number(100 * momentum, 3)}\u00a0% of the last move."
    else:
        words = (
            f"Each step multiplies x by {formatting.number(1 - learning_rate, 3)} "
            f"and y by {formatting.number(1 - across, 3)}"
            f"{': across the valley this rate diverges' * (across > 2)}."
        )
    return Reading(f"{outcome} {words}", numbers, failed, shape)
