"""The explorers of the chapter on gradient descent."""

import functools
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from mlcalc import arguments, datasets, formatting
from mlcalc.explorers import descriptions
from mlcalc.explorers.controls import Play, Slider
from mlcalc.explorers.engine import Explorer, Reading
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
    to show.
    """

    plays = Play("steps", early=True, milliseconds=9000)

    def __init__(
        self,
        function: Function | Callable = exp_minus_log,
        window: tuple[float, float] | None = None,
    ):
        self.function = as_function(function, 1, window and (window,))
        self.title = f"Gradient descent on {self.function.words}:"
        if self.function is exp_minus_log:
            self.presets = {
                "slow": {"learning_rate": 0.005, "start": 0.05, "steps": 40},
                "fast": {"learning_rate": 0.1, "start": 1.5, "steps": 20},
                "oscillates": {"learning_rate": 0.37, "start": 1.1, "steps": 40},
                "diverges": {"learning_rate": 0.42, "start": 0.55, "steps": 60},
                "leaves the domain": {"learning_rate": 0.2, "start": 0.05, "steps": 20},
            }
        super().__init__()

    def sliders(self):
        left, right = self.function.window[0]
        start = 0.05 if self.function is exp_minus_log else left + 0.8 * (right - left)
        return [
            Slider("learning_rate", "learning rate", 0.005, 0.001, 1, step=0.02, logarithmic=True),
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
    """Gradient descent on a curve with three minima; the strip colours each start by its end."""

    title = "Gradient descent on a curve with three minima A, B, C:"
    OUTLINE = descriptions.Outline(
        "The curve has three valleys, from left to right A, B and C; A is the deepest.",
        tuple(
            (m.point, name) for m, name in zip(three_minima.minima, draw.BASIN_NAMES, strict=True)
        ),
    )
    plays = Play("steps", early=True, milliseconds=9000)
    presets = {
        "to A, the lowest": {"learning_rate": 0.03, "start": -1.1, "steps": 40},
        "to B": {"learning_rate": 0.03, "start": -0.9, "steps": 40},
        "too fast for A": {"learning_rate": 0.09, "start": -1.9, "steps": 60},
        "only B can hold it": {"learning_rate": 0.13, "start": 2.28, "steps": 60},
    }

    def sliders(self):
        return [
            Slider("learning_rate", "learning rate", 0.03, 0.002, 0.5, step=0.02, logarithmic=True),
            Slider("start", "start", 1.4, -2.3, 2.3, step=0.02),
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
        strip.set_xlabel("start, and where 200 steps from there lead")
        self.drag_axes, self.grip = curve, self.path.start

    def update(self, learning_rate, start, steps):
        path = gradient_descent(three_minima, start, learning_rate, steps)
        self.path.show(path)
        reached = basins(three_minima, self.starts, learning_rate)
        self.basins.show(reached)
        self.descent = path
        shape = self._shape(path, reached)
        return reading(three_minima, path, learning_rate, shape, self._destination(path))

    def _shape(self, path: Path, reached: np.ndarray) -> str:
        way = descriptions.way_on_a_curve(self.path.line.axes, path, self.OUTLINE)
        return f"{self.OUTLINE.words} {way} {descriptions.strip(reached, draw.BASIN_NAMES)}"

    def table(self):
        return descriptions.steps_of(three_minima, self.descent)

    def _destination(self, path: Path) -> str:
        for name, minimum in zip(draw.BASIN_NAMES, three_minima.minima, strict=True):
            if abs(path.last - minimum.point) < 0.01:
                return f"The path is at {name}."
        return "The path is not yet at A, B or C."

    def dragged(self, x, y):
        return {"start": x}


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
                "one step": {"learning_rate": 0.05, "x": 0.5, "y": 0.6, "steps": 1},
                "small rate": {"learning_rate": 0.02, "x": 0.5, "y": 0.6, "steps": 200},
                "good rate": {"learning_rate": 0.2, "x": 0.5, "y": 0.6, "steps": 60},
                "oscillates": {"learning_rate": 0.45, "x": 3, "y": 5, "steps": 60},
                "never settles": {"learning_rate": 0.52, "x": 3, "y": 5, "steps": 60},
                "runs away": {"learning_rate": 1, "x": 5.5, "y": 5.5, "steps": 10},
            }
        super().__init__()

    def sliders(self):
        (left, right), (bottom, top) = self.function.window
        x, y = (0.5, 0.6) if self.function is temperature else (right, top)
        return [
            Slider("learning_rate", "learning rate", 0.05, 0.005, 1, step=0.02, logarithmic=True),
            Slider("steps", "steps", 40, 0, 200, whole=True),
            Slider("x", "start x", x, left, right, step=(right - left) / 120),
            Slider("y", "start y", y, bottom, top, step=(top - bottom) / 120),
        ]

    def draw(self, figure):
        surface, values = figure.subplots(1, 2, width_ratios=(1, 1))
        levels = [*range(74, 85), 84.8] if self.function is temperature else 12
        heights = draw_contours(surface, self.function, levels)
        self.relief = descriptions.relief(heights)
        surface.set_aspect("equal")
        name_axes(surface, *self.function.variables, "contours and path")
        self.path = draw.PathOnContours(surface)
        self.values_by_step = draw.ValuesByStep(values, 200)
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


class DescentInAValley(Explorer):
    """Gradient descent in a valley whose narrowness is a slider."""

    title = "Gradient descent in a valley:"
    STEPS = 50
    RADIUS = 3.0
    presets = {
        "round bowl": {"learning_rate": 0.3, "narrowness": 1, "momentum": 0, "angle": 30},
        "narrow": {"learning_rate": 0.09, "narrowness": 20, "momentum": 0, "angle": 30},
        "very narrow": {"learning_rate": 0.0198, "narrowness": 100, "momentum": 0, "angle": 30},
        "diverges": {"learning_rate": 0.102, "narrowness": 20, "momentum": 0, "angle": 30},
        "with momentum": {"learning_rate": 0.09, "narrowness": 20, "momentum": 0.6, "angle": 30},
    }

    def sliders(self):
        return [
            Slider("learning_rate", "learning rate", 0.09, 0.005, 2, step=0.02, logarithmic=True),
            Slider("narrowness", "narrowness", 20, 1, 100, step=0.02, logarithmic=True),
            Slider("angle", "start angle", 30, 0, 180, step=1, unit="°"),
            Slider("momentum", "momentum", 0, 0, 0.95, step=0.01),
        ]

    def draw(self, figure):
        surface, values = figure.subplots(1, 2, width_ratios=(3, 2))
        surface.set(xlim=(-4.2, 4.2), ylim=(-3.3, 3.3), aspect="equal")
        name_axes(surface, "x", "y", "contours and path")
        self.contours = draw.ValleyContours(surface)
        surface.plot(0, 0, "+", color=BLACK, ms=11, mew=2)
        self.path = draw.PathOnContours(surface)
        self.values_by_step = draw.ValuesByStep(values, self.STEPS)
        values.set(yscale="log", ylim=(1e-12, 1e4))
        self.drag_axes, self.grip = surface, self.path.start

    def update(self, learning_rate, narrowness, angle, momentum):
        function = valley(narrowness)
        radians = np.deg2rad(angle)
        start = self.RADIUS * np.array([np.cos(radians), np.sin(radians)])
        path = gradient_descent(function, start, learning_rate, self.STEPS, momentum=momentum)
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

    def dragged(self, x, y):
        return {"angle": np.rad2deg(np.arctan2(max(y, 0.0), x))}


class LineExplorer(Explorer):
    """Data and a line on the left, on the right the error of every line as a surface.

    Takes inputs and targets of shape (n,), or shows three points.
    """

    def __init__(self, inputs: ArrayLike | None = None, targets: ArrayLike | None = None):
        if inputs is None and targets is None:
            inputs, targets = datasets.three_points()
        self.inputs = arguments.array("inputs", inputs)
        self.targets = arguments.array("targets", targets)
        self.error = line_error(self.inputs, self.targets)
        super().__init__()

    def draw(self, figure):
        data, surface = figure.subplots(1, 2)
        self.line = draw.LineThroughData(data, self.inputs, self.targets)
        data.set_title("data and line")
        heights = draw_contours(surface, self.error, levels=[5, 10, 20, 40, 80, 160, 320, 640])
        self.relief = descriptions.relief(heights)
        name_axes(surface, "slope m", "intercept b", "E(m, b)")
        self.path = draw.PathOnContours(surface)
        self.drag_axes, self.grip = surface, self.path.start

    def _shape(self, m: float, b: float, points: np.ndarray, stop: Stop | None = None) -> str:
        axes, cross = self.path.line.axes, nearest_minimum(self.error, points[-1])
        line = descriptions.line_through(self.line.line, self.inputs, self.targets, m, b)
        map_ = self.relief
        if cross is not None:
            map_ = descriptions.rings(axes, self.error.hessian(cross))
        way = descriptions.way_over_contours(axes, points, cross, stop)
        return f"{line} In the second picture {descriptions.lowered(map_)} {way}"

    def dragged(self, x, y):
        return {"m": x, "b": y}


class LineByHand(LineExplorer):
    """Fit a line by hand: slope and intercept are sliders, the error is a point on a surface."""

    title = "A line fitted by hand:"
    presets = {
        "flat": {"m": 0, "b": 3},
        "too steep": {"m": 2, "b": 0},
        "best": {"m": 0.5, "b": 7 / 3},
    }

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
        # Where all inputs are equal, no single line is the best.
        for minimum in self.error.minima:
            lowest = formatting.number(self.error(minimum.point))
            words += f" The lowest possible sum is {lowest}."
        shape = self._shape(m, b, np.array([[m, b]]))
        return Reading(words, {"m": m, "b": b, "errors": errors, "E": error}, shape=shape)


class LineByDescent(LineExplorer):
    """Fit a line by gradient descent on the sum of its squared errors."""

    title = "A line fitted by gradient descent:"
    plays = Play("steps", early=True, milliseconds=9000)
    presets = {
        "slow": {"learning_rate": 0.005, "m": -2, "b": 0, "steps": 60},
        "good": {"learning_rate": 0.05, "m": -2, "b": 0, "steps": 60},
        "oscillates": {"learning_rate": 0.059, "m": -2, "b": 0, "steps": 60},
        "diverges": {"learning_rate": 0.0605, "m": -2, "b": 0, "steps": 60},
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
        return reading(self.error, path, learning_rate, shape)

    def table(self):
        return descriptions.steps_of(self.error, self.descent, "E")


class StochasticDescent(Explorer):
    """Fit a line with the gradient of a few examples at a time."""

    title = "A line fitted by stochastic gradient descent:"
    EPOCHS = 10
    EXAMPLES = 40
    presets = {
        "all examples": {"batch_size": 40, "learning_rate": 0.5},
        "batches of eight": {"batch_size": 8, "learning_rate": 0.1},
        "one example": {"batch_size": 1, "learning_rate": 0.05},
        "one example, small rate": {"batch_size": 1, "learning_rate": 0.01},
    }

    def __init__(self):
        budget, self.targets = datasets.television_and_sales(self.EXAMPLES)
        self.inputs = datasets.standardized(budget)
        # A slider asks for the same batches again and again.
        self._loss_of = functools.lru_cache(1000)(self._made_loss)
        self.loss = self._loss_on(np.arange(self.EXAMPLES))
        super().__init__()

    def _loss_on(self, indices: np.ndarray) -> Function:
        return self._loss_of(tuple(indices.tolist()))

    def _made_loss(self, indices: tuple[int, ...]) -> Function:
        x, y = self.inputs[list(indices)], self.targets[list(indices)]
        return line_error(x, y, 1 / (2 * len(indices)), window=((-3.0, 11.0), (2.0, 20.0)))

    def sliders(self):
        return [
            Slider("learning_rate", "learning rate", 0.05, 0.005, 2, step=0.02, logarithmic=True),
            Slider("batch_size", "batch size", 1, 1, self.EXAMPLES, whole=True),
            Slider("m", "start m", -2, -3, 11, step=0.1),
            Slider("seed", "shuffle seed", 0, 0, 20, whole=True),
        ]

    def draw(self, figure):
        surface, values = figure.subplots(1, 2)
        draw_contours(surface, self.loss, levels=[2, 4, 8, 16, 32, 64, 128])
        surface.set_aspect("equal")
        name_axes(surface, "slope m", "intercept b", "loss of all examples")
        self.path = draw.PathOnContours(surface)
        self.values_by_epoch = draw.ValuesByStep(values, self.EPOCHS, "of the loss")
        values.set(yscale="log", ylim=(1, 500), xlabel="passes through the data")
        self.drag_axes, self.grip = surface, self.path.start

    def update(self, learning_rate, batch_size, m, seed):
        path = stochastic_gradient_descent(
            self._loss_on, self.EXAMPLES, (m, 4.0), learning_rate,
            batch_size=batch_size, epochs=self.EPOCHS, seed=seed,
        )  # fmt: skip
        self.path.show(path.points)
        self.values_by_epoch.show(path, np.linspace(0, self.EPOCHS, len(path.points)))
        self.descent = path
        return replace(self._summary(path, batch_size), shape=self._shape(path))

    def _shape(self, path: Path) -> str:
        axes, (minimum,) = self.path.line.axes, self.loss.minima
        rings = descriptions.rings(axes, self.loss.hessian(minimum.point))
        way = descriptions.way_over_contours(axes, path.points, minimum.point, path.stop)
        losses = descriptions.values_by_step(self.values_by_epoch.line, path.values, "losses")
        return f"{rings} {way} {losses}"

    def table(self):
        # The path keeps the gradients of the batches; beside the loss stands that of the loss.
        gradients = self.loss.gradient(self.descent.points)
        return descriptions.steps_of(self.loss, replace(self.descent, gradients=gradients), "loss")

    def _summary(self, path: Path, batch_size: int) -> Reading:
        excess = float(path.values[-1] - self.loss(self.loss.minima[0].point))
        numbers = {"steps": path.steps, "m": path.last[0], "b": path.last[1],
                   "loss": path.values[-1], "above the lowest": excess}  # fmt: skip
        if path.stop is Stop.DIVERGED:
            outcome = _outcome(self.loss, path)
            return Reading(outcome, numbers, trouble=outcome)
        each = "all examples" if batch_size >= self.EXAMPLES else f"{batch_size} of 40 examples"
        return Reading(
            f"{self.EPOCHS} passes through the data made {path.steps} steps, "
            f"each with the gradient of {each}.",
            numbers,
        )

    def dragged(self, x, y):
        return {"m": x}


def reading(
    function: Function, path: Path, learning_rate: float, shape: str, more: str = ""
) -> Reading:
    """Say how a descent went and why: the rate times the curvature decides near a minimum."""
    curvature, place = _deciding_curvature(function, path)
    numbers = {"k": path.steps, **_position(function, path)}
    outcome = _outcome(function, path)
    words = [outcome, more]
    if curvature > 0:
        numbers[f"rate × curvature {place}"] = learning_rate * curvature
        words.append(_regime_sentence(function, learning_rate, curvature, place))
    failed = path.stop in (Stop.LEFT_THE_DOMAIN, Stop.DIVERGED)
    text = " ".join(word for word in words if word)
    return Reading(text, numbers, outcome if failed else "", shape)


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


def _regime_sentence(function: Function, learning_rate: float, curvature: float, place: str) -> str:
    factor = 1 - learning_rate * curvature
    near = "close to the minimum" if place == "at the minimum" else "with the curvature found here"
    if function.dimension > 1:
        near += ", in the steepest direction"
    match regime(learning_rate, curvature):
        case Regime.SLOW | Regime.FAST as named:
            removed = formatting.number(100 * (1 - factor), 3)
            return f"{named.capitalize()}: {near}, each step removes {removed} % of the distance."
        case Regime.OSCILLATES:
            kept = formatting.number(-100 * factor, 3)
            return f"Oscillates: {near}, each step overshoots and keeps {kept} % of the distance."
    grown = formatting.number(-factor, 3)
    return f"Diverges: {near}, each step overshoots to {grown} times the distance."


def _outcome(function: Function, path: Path) -> str:
    numbers = _position(function, path)
    slope, size = list(numbers.items())[-1]
    steps = f"{path.steps} step{'s' * (path.steps != 1)}"
    match path.stop:
        case Stop.CONVERGED:
            return f"Converged after {steps}: the {slope} is below 0.00000001."
        case Stop.DIVERGED:
            return f"Diverged: after {steps} the point is out of every picture."
        case Stop.LEFT_THE_DOMAIN:
            place = formatting.point(path.rejected)
            return (
                f"Step {path.steps + 1} would lead to {place}, outside {function.domain.words}: "
                "the function has no value there."
            )
    return f"After {steps} the {slope} is {formatting.number(size, 2)}."


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
    outcome = _outcome(function, path)
    failed = outcome if path.stop is Stop.DIVERGED else ""
    if momentum > 0:
        words = f"Each step keeps {formatting.number(100 * momentum, 3)} % of the last move."
    else:
        words = (
            f"Each step multiplies x by {formatting.number(1 - learning_rate, 3)} "
            f"and y by {formatting.number(1 - across, 3)}."
        )
    return Reading(f"{outcome} {words}", numbers, failed, shape)
