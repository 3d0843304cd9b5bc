"""The explorers of the chapter on Newton's method."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from mlcalc import arguments, formatting, functions
from mlcalc.explorers import descriptions
from mlcalc.explorers.controls import Menu, Play, Slider
from mlcalc.explorers.engine import Explorer, Reading, Table
from mlcalc.explorers.traces import Question, Trace
from mlcalc.figures import newtons_method as draw
from mlcalc.figures.contours import draw_contours
from mlcalc.figures.curves import Trail, draw_curve, with_room
from mlcalc.figures.points import Points, drawable
from mlcalc.figures.style import BLACK, BLUE, GREY, VERMILLION, name_axes
from mlcalc.functions import Function, as_function, exp_minus_log
from mlcalc.optimization import Path, Stop, guarded_newton, newton_minimum, newton_zero

ROUNDING = 1e-14
"""An error below this is the computer's rounding, and no ratio of errors means anything."""

LEVEL = 1e-9
"""A second derivative below this is the noise of a zero."""


def _n(number: float, digits: int = 4) -> str:
    return formatting.number(number, digits)


def _steps(count: int) -> str:
    return f"{count} step{'s' * (count != 1)}"


def _first(path: Path, steps: int) -> Path:
    """Return the first steps of a path that was found once and for all."""
    if steps >= path.steps:
        return path
    kept = slice(steps + 1)
    hessians = None if path.hessians is None else path.hessians[kept]
    return Path(path.points[kept], path.values[kept], path.gradients[kept], Stop.STEPS_USED_UP,
                None, hessians)  # fmt: skip


# Zeros.

ZEROS = {
    "x² − 2": (functions.square_minus_two, (-(2**0.5), 2**0.5)),
    "(x − 1)²": (replace(functions.double_zero, window=((-1.0, 3.0),)), (1.0,)),
}


class NewtonForZeros(Explorer):
    """Tangents that lead to a zero of a curve, and how many digits are right after each step.

    Takes names from ``ZEROS``.
    """

    title = "Newton's method for a zero:"
    milliseconds = 12.0
    MOST = 8
    plays = Play("steps", early=True, milliseconds=9000, back=True)
    redraws = ("curve",)
    PRESETS = {
        "x² − 2": {
            "from 2": {"curve": "x² − 2", "start": 2, "steps": 2},
            "from the left": {"curve": "x² − 2", "start": -1, "steps": 3},
            "from 0.1": {"curve": "x² − 2", "start": 0.1, "steps": 1},
        },
        "(x − 1)²": {"(x − 1)² from 2": {"curve": "(x − 1)²", "start": 2, "steps": 4}},
    }

    def __init__(self, *names: str):
        self.names = tuple(arguments.choice("names", name, tuple(ZEROS)) for name in names)
        self.names = self.names or tuple(ZEROS)
        presets = {k: v for name in self.names for k, v in self.PRESETS[name].items()}
        if len(self.names) == 1:
            presets = {
                k: {n: value for n, value in v.items() if n != "curve"} for k, v in presets.items()
            }
        self.presets = presets
        super().__init__()

    def menus(self):
        return [Menu("curve", "curve", self.names)] if len(self.names) > 1 else []

    def sliders(self):
        return [
            Slider("start", "start", 2.5, -3, 3, step=0.05),
            Slider("steps", "steps", 1, 0, self.MOST, whole=True),
        ]

    def draw(self, figure):
        self.function, self.zeros = ZEROS[self.values.get("curve", self.names[0])]
        curve, digits = figure.subplots(1, 2, width_ratios=(3, 2))
        self.outline = descriptions.outline(*draw_curve(curve, self.function))
        name_axes(curve, "x", "", f"$f(x) = {self.function.latex}$")
        self.tangents = draw.TangentsToTheAxis(curve)
        self.digits = draw.ByStep(digits, self.MOST, -2, 17)
        digits.set_yticks(range(0, 17, 4))
        name_axes(digits, "step k", "", "right decimals")
        self.drag_axes, self.grip = curve, self.tangents.start

    def update(self, start, steps, curve=""):
        path = newton_zero(self.function, start, steps, tolerance=0)
        self.path = path
        zero = min(self.zeros, key=lambda z: abs(z - path.last))
        errors = np.abs(path.points - zero)
        self.errors = errors
        with np.errstate(divide="ignore"):
            decimals = np.minimum(-np.log10(errors), 16.0)
        self.tangents.show(path)
        self.digits.show(decimals)
        numbers = {"k": path.steps, "x": path.last, "f(x)": path.values[-1],
                   "slope": path.gradients[-1], "error": errors[-1]}  # fmt: skip
        if path.steps and errors[-1] > ROUNDING and errors[-2] > 0:
            numbers["error / previous"] = errors[-1] / errors[-2]
            numbers["error / previous²"] = errors[-1] / errors[-2] ** 2
        words, trouble = self._words(path, errors[-1], steps)
        return Reading(words, numbers, trouble, self._shape(decimals))

    def _words(self, path: Path, error: float, steps: int) -> tuple[str, str]:
        if path.stop is Stop.FLAT:
            words = "The slope is zero here: the tangent never meets the axis."
            return words, words
        if path.stop is Stop.DIVERGED:
            words = f"After {_steps(path.steps)} the point is out of every picture."
            return words, words
        if error <= ROUNDING:
            early = "" if path.steps >= steps else " A further step changes nothing."
            after = f"After {_steps(path.steps)}" if path.steps else "At the start"
            return f"{after} x is the zero, as exactly as the computer knows it.{early}", ""
        place = f"After {_steps(path.steps)}" if path.steps else "At the start"
        return f"{place} x is {_n(error, 2)} away from the zero.", ""

    def _shape(self, decimals: np.ndarray) -> str:
        start = descriptions.marked(self.tangents.start, "the open circle, the start,")
        end = ""
        if len(decimals) > 1:
            place = descriptions.place(descriptions.marker(self.tangents.last))
            end = f"Tangents lead to the full circle on the axis, which is {place}."
        seen = descriptions.values_by_step(self.digits.dots, decimals, "right decimals")
        return descriptions.joined(self.outline.words, start, end, seen)

    def table(self):
        k = np.arange(len(self.path.points))
        rows = np.column_stack([k, self.path.points, self.path.values, self.path.gradients,
                                self.errors])  # fmt: skip
        return Table(("k", "x", "f(x)", "slope", "error"), rows.tolist())

    def dragged(self, x, y):
        return {"start": x}


# Place, velocity, acceleration.


@dataclass(frozen=True)
class Trip:
    """A place that depends on the time, its velocity and its acceleration.

    ``ways`` are the words for a velocity above zero and below.
    """

    words: str
    ways: tuple[str, str]
    place: Callable
    velocity: Callable
    acceleration: Callable


_TURN = 2 * np.pi / 60

RIDES = {
    "train": Trip(
        "the train",
        ("forwards", "backwards"),
        lambda t: 900 * (3 * (t / 60) ** 2 - 2 * (t / 60) ** 3),
        lambda t: 90 * (t / 60) * (1 - t / 60),
        lambda t: 1.5 * (1 - 2 * t / 60),
    ),
    "lift": Trip(
        "the lift",
        ("up", "down"),
        lambda t: 30 + 30 * np.cos(_TURN * t),
        lambda t: -30 * _TURN * np.sin(_TURN * t),
        lambda t: -30 * _TURN**2 * np.cos(_TURN * t),
    ),
}


class Ride(Explorer):
    """A ride: the place against the time, its slope the velocity, and the slope of that."""

    title = "A ride:"
    milliseconds = 12.0
    size = (9.0, 3.9)
    plays = Play("t", milliseconds=8000)
    traces = Trace("t", within=("ride",))
    redraws = ("ride",)

    def menus(self):
        return [Menu("ride", "ride", tuple(RIDES))]

    def sliders(self):
        return [Slider("t", "time t", 6, 0, 60, step=0.5, unit="s")]

    def draw(self, figure):
        self.ride = RIDES[self.values["ride"]]
        self.times = np.linspace(0, 60, 121)
        self.rows = []
        titles = ("place x in m", "velocity v in m/s", "acceleration a in m/s²")
        formulas = self.ride.place, self.ride.velocity, self.ride.acceleration
        colours = BLUE, VERMILLION, BLACK
        for axes, title, formula, colour in zip(
            figure.subplots(1, 3), titles, formulas, colours, strict=True
        ):
            heights = np.append(formula(self.times), 0.0)
            axes.axhline(0, color=GREY, lw=1)
            axes.set(xlim=(-2, 62), xticks=range(0, 61, 20),
                     ylim=with_room(heights.min(), heights.max(), 0.12))  # fmt: skip
            name_axes(axes, "time t in s", "", title)
            (tangent,) = axes.plot([], [], color=BLACK, ls="--", lw=1.6, animated=True, zorder=3)
            point = Points(axes, ms=10, color=colour, zorder=5)
            trail = Trail(axes, colour)
            if formula is self.ride.place:
                # It is what the question gives.
                axes.plot(self.times, heights[:-1], color=colour)
                self.drag_axes, self.grip = axes, point
            self.rows.append((formula, trail, point, tangent))

    def update(self, ride, t):
        seen = self.times if self.revealed else self.visited
        values = [float(formula(t)) for formula, *_ in self.rows]
        for k, (formula, trail, point, tangent) in enumerate(self.rows):
            if k > 0:
                trail.show(seen, formula(seen), self.revealed)
            point.set_data([t], drawable(np.array([values[k]])))
            if k < 2:
                ends = np.array([t - 7, t + 7])
                tangent.set_data(ends, drawable(values[k] + values[k + 1] * (ends - t)))
        place, velocity, acceleration = (0.0 if abs(v) < 1e-12 else v for v in values)
        numbers = {"x": place, "v": velocity, "a": acceleration}
        words = self._words(velocity, acceleration)
        return Reading(f"At {_n(t)} s {self.ride.words} {words}.", numbers, shape=self._shape())

    def _words(self, velocity: float, acceleration: float) -> str:
        way = self.ride.ways[velocity < 0]
        if abs(velocity) < LEVEL:
            if abs(acceleration) < LEVEL:
                return "stands"
            return "stands, for this moment"
        if abs(acceleration) < LEVEL:
            return f"goes {way}, and for a moment its velocity does not change"
        return f"goes {way} and {'gains' if velocity * acceleration > 0 else 'loses'} speed"

    def _shape(self) -> str:
        told = []
        for (_, trail, _, _), name in zip(self.rows[1:], ("velocities", "accelerations"),
                                          strict=True):  # fmt: skip
            if self.revealed:
                line = trail.line
                heights = descriptions.in_view(line.axes, *line.get_data())[:, 1]
                told.append(
                    f"the curve of the {name} {descriptions.one(descriptions.course(heights))}"
                )
            else:
                told.append(self._dots(trail, name))
        line = self.rows[0][2]
        words = descriptions.outline(self.times, self.ride.place(self.times), "the place").words
        point = descriptions.marked(line, "the point on it")
        return f"{words} {point} In the second picture {told[0]}. In the third picture {told[1]}."

    @staticmethod
    def _dots(trail: Trail, name: str) -> str:
        return descriptions.dots_so_far(trail.dots, name).replace("velocitie at", "velocity at")

    def dragged(self, x, y):
        return {"t": x}

    def table(self):
        times = self.times[::4] if self.revealed else self.visited
        rows = np.column_stack([times, *(formula(times) for formula, *_ in self.rows)])
        return Table(("t", "x", "v", "a"), rows.tolist())


# Minima of curves.


def _numbers(path: Path) -> dict[str, float]:
    slope, bend = float(path.gradients[-1]), float(path.hessians[-1])
    numbers = {"k": path.steps, "x": path.last, "value": path.values[-1], "slope": slope,
               "second derivative": bend}  # fmt: skip
    if abs(bend) > LEVEL:
        numbers["next point"] = path.last - slope / bend
    return numbers


class NewtonOnACurve(Explorer):
    """Newton's method for a minimum: the parabola at each point, and the tangent of the slope.

    Takes a named function of one variable, or a plain Python function and the part of the axis to
    show.
    """

    MOST = 10
    milliseconds = 12.0
    plays = Play("steps", early=True, milliseconds=9000, back=True)

    def __init__(
        self,
        function: Function | Callable = exp_minus_log,
        window: tuple[float, float] | None = None,
    ):
        self.function = as_function(function, 1, window and (window,))
        self.title = f"Newton's method on {self.function.words}:"
        if self.function is exp_minus_log:
            self.presets = {
                "from 0.05": {"start": 0.05, "steps": 0},
                "from the right": {"start": 1.82, "steps": 0},
            }
        super().__init__()

    def sliders(self):
        left, right = self.function.window[0]
        return [
            Slider("start", "start", left + 0.9 * (right - left), left, right,
                   step=(right - left) / 200),
            Slider("steps", "steps", 0, 0, self.MOST, whole=True),
        ]  # fmt: skip

    def draw(self, figure):
        curve, slopes = figure.subplots(1, 2, width_ratios=(1, 1))
        x, y = draw_curve(curve, self.function)
        self.outline = descriptions.outline(x, y)
        name_axes(curve, "x", "", f"$g(x) = {self.function.latex}$")
        self.parabola = draw.ParabolaOnCurve(curve)
        # A plain function may fail in places, and is not asked for each slope by itself.
        slope = np.gradient(y, x) if self.function.pointwise else self.function.gradient(x)
        steep = np.append(slope[np.isfinite(slope)], 0.0)
        limits = with_room(steep.min(), steep.max(), 0.1)
        if self.function is exp_minus_log:
            limits = -22.0, 8.0
        self.slope = draw.TangentOfSlope(slopes, x, slope, limits)
        name_axes(slopes, "x", "", "slope  $g'(x)$")
        self.drag_axes, self.grip = curve, self.parabola.start

    def update(self, start, steps):
        path = newton_minimum(self.function, start, steps, descent_only=False)
        self.path = path
        self.parabola.show(path)
        bend = float(path.hessians[-1])
        self.slope.show(float(path.last), float(path.gradients[-1]), bend)
        words, trouble = self._words(path)
        return Reading(words, _numbers(path), trouble, self._shape(path))

    def _words(self, path: Path) -> tuple[str, str]:
        numbers = _numbers(path)
        bend = numbers["second derivative"]
        failed = _failure(self.function, path)
        if failed:
            return failed, failed
        after = f"After {_steps(path.steps)}" if path.steps else "At the start"
        if path.stop is Stop.CONVERGED:
            kind = "a minimum" if bend > 0 else "no minimum"
            return f"{after} the slope is below 0.00000001: at rest, at {kind}.", ""
        outcome = f"{after} the slope is {_n(numbers['slope'])}."
        if abs(bend) <= LEVEL:
            return f"{outcome} The second derivative is zero: the parabola is a straight line.", ""
        opens = "lowest" if bend > 0 else "highest, for it opens downwards,"
        return f"{outcome} The parabola here is {opens} at {_n(numbers['next point'])}.", ""

    def _shape(self, path: Path) -> str:
        way = descriptions.way_on_a_curve(self.parabola.line.axes, path, self.outline)
        flat = descriptions.parked(self.parabola.flat, "the flat place of the parabola")
        if not flat and len(self.parabola.flat.get_xdata()):
            flat = descriptions.marked(self.parabola.flat, "the flat place of the dashed parabola")
        point = descriptions.marked(self.slope.last, "in the second picture the point")
        return descriptions.joined(self.outline.words, way, flat, point)

    def table(self):
        return descriptions.steps_of(self.function, self.path)

    def dragged(self, x, y):
        return {"start": x}


def _failure(function: Function, path: Path) -> str:
    """Return the sentence of a path that could not go on, or nothing."""
    after = f"After {_steps(path.steps)}" if path.steps else "At the start"
    match path.stop:
        case Stop.SINGULAR_HESSIAN:
            return (
                f"{after} the second derivative is zero: the parabola is a straight line without a "
                "lowest point, and there is no step."
            )
        case Stop.LEFT_THE_DOMAIN:
            domain = function.domain.words.replace(" ", "\u00a0")
            return (
                f"Step {path.steps + 1} would lead to {_n(path.rejected)}, outside {domain}: the "
                "function has no value there."
            )
        case Stop.DIVERGED:
            return f"After {_steps(path.steps)} the point is out of every picture."
    return ""


# Two variables.


class QuadraticForm(Explorer):
    """The form a x² + b y² + c x y: its contours, its two axes, and the curvature all around."""

    title = "The surface a x² + b y² + c x y:"
    plays = Play("c", milliseconds=8000)
    presets = {
        "2x² + 3y² − xy": {"a": 2, "b": 3, "c": -1},
        "−2x² − 3y² − xy": {"a": -2, "b": -3, "c": -1},
        "2x² − 2y²": {"a": 2, "b": -2, "c": 0},
        "x² + y² + 2xy": {"a": 1, "b": 1, "c": 2},
    }

    def sliders(self):
        return [
            Slider("a", "a", 2, -3, 3, step=0.1),
            Slider("b", "b", 3, -3, 3, step=0.1),
            Slider("c", "c", 0, -8, 8, step=0.1),
        ]

    def draw(self, figure):
        plan, around = figure.subplots(1, 2, width_ratios=(5, 6))
        name_axes(plan, "x", "y", "the map, and two directions")
        self.form = draw.FormOnMap(plan)
        self.around = draw.CurvatureAround(around, 15.0)
        name_axes(around, "direction in °", "", "second derivative that way")

    def update(self, a, b, c):
        hessian = np.array([[2 * a, c], [c, 2 * b]], dtype=float)
        values, directions = np.linalg.eigh(hessian)
        size = max(1.0, float(np.abs(values).max()))
        values = np.where(np.abs(values) < LEVEL * size, 0.0, values)
        alike = bool(np.ptp(values) < LEVEL * size)
        self.form.show(hessian / 2, None if alike else directions)
        self.around.show(hessian, values, None if alike else directions)
        smallest, largest = (float(v) for v in values)
        numbers = {
            "H": f"[{_n(2 * a)}, {_n(c)}; {_n(c)}, {_n(2 * b)}]", "det H": 4 * a * b - c**2,
            "λ₁": smallest, "λ₂": largest,
        }  # fmt: skip
        words = _named(smallest, largest)
        return Reading(words, numbers, shape=self._shape(hessian, smallest, largest, alike))

    @staticmethod
    def _shape(hessian, smallest, largest, alike) -> str:
        if smallest == largest == 0:
            lines = "There are no contours: the surface is level."
        elif smallest * largest < 0:
            lines = "The contours are hyperbolas, full ones on two sides and dashed ones on two."
        else:
            dash = "full" if largest > 0 else "dashed"
            if smallest == 0 or largest == 0:
                lines = f"The contours are parallel {dash} lines."
            else:
                lines = f"The contours are {dash} rings about the cross."
        words = f"{lines} No direction is marked: all are alike."
        if not alike:
            _, directions = np.linalg.eigh(hessian)
            large = descriptions.lying(directions[:, 1])
            small = descriptions.lying(directions[:, 0])
            words = f"{lines} A full line is {large}, a dashed one is {small}."
        side = descriptions.listed(
            [w for w, there in (("above", largest > LEVEL), ("below", smallest < -LEVEL)) if there]
            or ["on"]
        )
        level = "a level line" if alike else "a wave"
        return f"{words} In the second picture the curve is {level} that lies {side} zero."


def _named(smallest: float, largest: float) -> str:
    """Say what surface two eigenvalues make, and why."""
    if smallest > 0:
        return "A bowl: the second derivative is above zero in every direction."
    if largest < 0:
        return "A dome: the second derivative is below zero in every direction."
    if smallest < 0 < largest:
        return "A saddle: the second derivative is above zero in some directions, below in others."
    if smallest == largest == 0:
        return "Level: the second derivative is zero in every direction."
    if largest > 0:
        return "A valley: the second derivative is zero in one direction, above zero in all others."
    return "A ridge: the second derivative is zero in one direction, below zero in all others."


SURFACES = {
    "example": (functions.quartic_bowl, (2, 10, 30, 80, 160, 300, 500, 800)),
    "long valley": (replace(functions.valley(10), window=((-5.0, 5.0), (-4.0, 4.0))),
                    (1, 5, 12, 25, 45, 70)),
    "warm room": (functions.temperature, (*range(74, 85), 84.8)),
}  # fmt: skip
"""The surfaces of the chapter, and the levels of their maps."""


class NewtonOnAMap(Explorer):
    """One step of Newton's method on a map, beside the steepest way down, and its model."""

    title = "One step of Newton's method:"
    size = (9.0, 4.2)
    redraws = ("surface",)
    presets = {
        "the side of a valley": {"surface": "long valley", "x": 4, "y": 2},
        "the example, from (4, 4)": {"surface": "example", "x": 4, "y": 4},
    }
    ROOM = {
        "in the warm room": {"surface": "warm room", "x": 2.7, "y": 3},
        "near a wall": {"surface": "warm room", "x": 5.5, "y": 5.5},
    }

    def __init__(self, *names: str, until: Question | None = None):
        self.names = tuple(arguments.choice("names", name, tuple(SURFACES)) for name in names)
        self.names = self.names or ("example", "long valley")
        every = self.presets | self.ROOM
        self.presets = {k: v for k, v in every.items() if v["surface"] in self.names}
        if len(self.names) == 1:
            self.presets = {k: {"x": v["x"], "y": v["y"]} for k, v in self.presets.items()}
        super().__init__(until)

    def menus(self):
        return [Menu("surface", "surface", self.names)] if len(self.names) > 1 else []

    def sliders(self):
        if self.names == ("warm room",):
            return [Slider("x", "x", 3, 0, 6, step=0.05), Slider("y", "y", 4, 0, 6, step=0.05)]
        return [Slider("x", "x", 4, -5, 5, step=0.1), Slider("y", "y", 0, -4, 4, step=0.1)]

    def draw(self, figure):
        name = self.values.get("surface", self.names[0])
        self.function, levels = SURFACES[name]
        plan, ways = figure.subplots(1, 2, width_ratios=(6, 5))
        heights = draw_contours(plan, self.function, levels, labels=False)
        self.relief = descriptions.relief(heights)
        plan.set_aspect("equal")
        name_axes(plan, "x", "y", "the map, and one step")
        self.step = draw.StepOnMap(plan, 0.14 * float(np.ptp(plan.get_xlim())))
        if name == "warm room":
            # A start at a wall, and the ring around it, keep clear of the title.
            plan.set(xlim=(-0.3, 6.3), ylim=(-0.3, 6.3))
        self.along = draw.AlongTheWays(ways)
        name_axes(ways, "part of the step", "", "height above the lowest, start = 1")
        self.drag_axes, self.grip = plan, self.step.point

    def update(self, x, y, surface=""):
        point = np.array([x, y], dtype=float)
        gradient = self.function.gradient(point) + 0.0
        hessian = self.function.hessian(point)
        values = np.linalg.eigvalsh(hessian)
        regular = np.abs(values).min() > LEVEL * max(1.0, np.abs(values).max())
        step = np.linalg.solve(hessian, -gradient) if regular else None
        self.step.show(point, gradient, step, hessian)
        self._show_ways(point, gradient, step, hessian)
        numbers = {"minus the gradient": 0.0 - gradient, "λ₁": values[0] + 0.0,
                   "λ₂": values[1] + 0.0}  # fmt: skip
        if step is not None:
            end = np.where(np.abs(point + step) < 1e-12, 0.0, point + step)
            numbers |= {"step": step + 0.0, "it leads to": end}
        words = self._words(gradient, step, values)
        return Reading(words, numbers, shape=self._shape(step, gradient))

    def _words(self, gradient, step, values) -> str:
        if np.hypot(*gradient) < LEVEL:
            return "It is level here: both arrows have no length."
        if step is None:
            return "The Hessian is singular here: there is no step of Newton's method."
        angle = self._angle(step, -gradient)
        if values[0] > 0:
            if angle < 1e-6:
                return "The step leads downhill, along the steepest way down."
            return f"The step leads downhill, {_n(angle, 3)}° off the steepest way down."
        if values[1] < 0:
            return "The step leads uphill, to the top of a model that is a dome."
        way = "downhill" if step @ gradient < 0 else "uphill"
        return f"The step leads {way} at first, and to the saddle of its model."

    @staticmethod
    def _angle(one: np.ndarray, other: np.ndarray) -> float:
        one, other = (way / np.abs(way).max() for way in (one, other))
        cross = one[0] * other[1] - one[1] * other[0]
        return float(np.degrees(np.arctan2(abs(cross), one @ other)))

    def _show_ways(self, point, gradient, step, hessian) -> None:
        empty = np.empty(0)
        length = float(np.hypot(*gradient))
        if step is None or length < LEVEL:
            self.along.show(empty, empty, empty, np.nan)
            return
        parts = self.along.PARTS[:, None]
        steepest = -gradient / length * np.hypot(*step)
        low = float(self.function(self.function.minima[0].point))
        start = float(self.function(point))
        span = start - low if abs(start - low) > 1e-12 else 1.0
        with np.errstate(all="ignore"):
            newton = (self.function.sample(point + parts * step) - low) / span
            downhill = (self.function.sample(point + parts * steepest) - low) / span
            model = start + parts[:, 0] * (gradient @ step)
            model = (model + parts[:, 0] ** 2 * (step @ hessian @ step) / 2 - low) / span
        end = (float(self.function(point + step)) - low) / span
        self.along.show(newton, model, downhill, end)

    def _shape(self, step, gradient) -> str:
        place = descriptions.marked(self.step.point, "the point")
        if step is None or np.hypot(*gradient) < LEVEL:
            return f"{self.relief} {place} No arrow begins there, and the second picture is empty."
        end = descriptions.parked(self.step.end, "the end of the step")
        way = descriptions.heading(step)
        steepest = descriptions.heading(-gradient)
        dashed = " A dashed ellipse goes through the point, with its middle at the end of the step."
        ring = dashed if self.step.ring.get_xdata().size else ""
        high = descriptions.parked(self.along.end, "the height at the end of the step")
        if not high:
            high = descriptions.marked(
                self.along.end, "in the second picture the point at the end of the step"
            )
        return (
            f"{self.relief} {place} The step leads {way}, the steepest way down {steepest}.{ring} "
            f"{descriptions.joined(end, high)}"
        )

    def dragged(self, x, y):
        return {"x": x, "y": y}


# Where it fails.

TROUBLES = {
    "soft corner": functions.soft_corner,
    "x − log x": replace(functions.x_minus_log, window=((0.02, 4.0),)),
    "hill and valley": functions.hill_and_valley,
}


class WhereNewtonFails(Explorer):
    """Newton's method on curves on which it fails, with two guards: damping and a downhill test."""

    title = "Newton's method, with and without guards:"
    milliseconds = 12.0
    size = (9.0, 4.0)
    MOST = 12
    redraws = ("curve", "test")
    plays = Play("steps", early=True, milliseconds=8000)
    presets = {
        "soft corner from 3": {"curve": "soft corner", "test": "off", "start": 3, "damping": 1,
                               "steps": 0},
        "soft corner from 3.1": {"curve": "soft corner", "test": "off", "start": 3.1, "damping": 1,
                                 "steps": 0},
        "x − log x from 2.5": {"curve": "x − log x", "test": "off", "start": 2.5, "damping": 1,
                               "steps": 8},
        "in the middle": {"curve": "hill and valley", "test": "off", "start": 2, "damping": 1,
                          "steps": 8},
        "beside the hill": {"curve": "hill and valley", "test": "off", "start": 1.7, "damping": 1,
                            "steps": 8},
    }  # fmt: skip

    def menus(self):
        return [
            Menu("curve", "curve", ("hill and valley", "soft corner", "x − log x")),
            Menu("test", "downhill test", ("off", "on")),
        ]

    def sliders(self):
        return [
            Slider("start", "start", 3.9, 0.05, 3.95, step=0.05),
            Slider("damping", "damping", 1, 0.05, 1, step=0.05, bounded=True),
            Slider("steps", "steps", 0, 0, self.MOST, whole=True),
        ]

    def draw(self, figure):
        self.function = TROUBLES[self.values["curve"]]
        curve, points = figure.subplots(1, 2, width_ratios=(3, 2))
        self.outline = descriptions.outline(*draw_curve(curve, self.function))
        if self.function is functions.soft_corner:
            # The lowest points of its parabolas lie below the curve.
            curve.set_ylim(bottom=0.5)
        title = f"$g(x) = {self.function.latex}$, downhill test {self.values['test']}"
        name_axes(curve, "x", "", title)
        self.parabola = draw.ParabolaOnCurve(curve)
        self.places = draw.ByStep(points, self.MOST, -0.3, 4.3)
        (minimum,) = self.function.minima
        points.axhline(minimum.point, color=GREY, lw=1.2, ls="--")
        name_axes(points, "step k", "", "the point x after each step")
        self.drag_axes, self.grip = curve, self.parabola.start

    def update(self, curve, test, start, damping, steps):
        path = guarded_newton(self.function, start, steps, damping=damping, downhill=test == "on")
        self.path = path
        self.parabola.show(path)
        self.places.show(path.points)
        numbers = _numbers(path) | {"damping": damping}
        numbers.pop("next point", None)
        failed = _failure(self.function, path)
        return Reading(failed or self._words(path), numbers, failed, self._shape(path))

    def _words(self, path: Path) -> str:
        after = f"After {_steps(path.steps)}" if path.steps else "At the start"
        bend, slope = float(path.hessians[-1]), float(path.gradients[-1])
        if path.stop is Stop.CYCLING:
            return f"{after} it is back where it was before: it goes round for ever."
        if path.stop is Stop.CONVERGED:
            return f"{after} it is at rest, at a {'minimum' if bend > 0 else 'maximum'}."
        opens = "up" if bend > 0 else "down"
        return f"{after} the slope is {_n(slope)}. The parabola here opens {opens}wards."

    def _shape(self, path: Path) -> str:
        way = descriptions.way_on_a_curve(self.parabola.line.axes, path, self.outline)
        flat = descriptions.parked(self.parabola.flat, "the flat place of the parabola")
        points = descriptions.values_by_step(self.places.dots, path.points, "points")
        return descriptions.joined(self.outline.words, way, flat, points)

    def table(self):
        return descriptions.steps_of(self.function, self.path)

    def dragged(self, x, y):
        return {"start": x}
