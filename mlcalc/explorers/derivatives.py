"""The explorers of the chapter on derivatives."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from mlcalc import arguments, datasets, formatting, functions
from mlcalc.differentiation import Scheme, best_step
from mlcalc.explorers import descriptions
from mlcalc.explorers.controls import Menu, Play, Slider
from mlcalc.explorers.engine import Explorer, Reading, Table
from mlcalc.explorers.traces import Question, Trace
from mlcalc.figures import derivatives as draw
from mlcalc.figures.curves import Trail, draw_curve, with_room
from mlcalc.figures.points import Points, drawable
from mlcalc.figures.style import BLACK, BLUE, GREEN, GREY, PALE, VERMILLION, name_axes
from mlcalc.functions import Function, as_function


class TurnTheLine(Explorer):
    """Three points, a line that turns around their middle, and its error."""

    title = "A line turned around the middle of three points:"
    plays = Play("m")
    traces = Trace("m")
    presets = {"falling": {"m": -2}, "level": {"m": 0}, "steep": {"m": 3}}

    def sliders(self):
        return [Slider("m", "slope m", -1, -3, 3, step=0.05)]

    def draw(self, figure):
        self.inputs, self.targets = datasets.three_points()
        self.middle = float(self.inputs.mean()), float(self.targets.mean())
        points, errors = figure.subplots(1, 2)
        points.plot(self.inputs, self.targets, "o", ms=9, color=BLUE)
        points.plot(*self.middle, "x", ms=9, mew=2, color=BLACK)
        points.set(xlim=(0, 4), ylim=(-1, 8))
        name_axes(points, "x", "y", "three points and a line")
        (self.line,) = points.plot([], [], color=VERMILLION, animated=True)
        (self.distances,) = points.plot([], [], "--", color=BLACK, lw=1.4, animated=True)
        self.handle = Points(points, ms=9, color=VERMILLION)
        errors.set(xlim=(-3.1, 3.1), ylim=(0, 31))
        name_axes(errors, "slope m of the line", "error E", "squared distances, added")
        self.errors = Trail(errors)
        self.error = Points(errors, ms=10, color=VERMILLION)
        self.drag_axes, self.grip = points, self.handle

    def _heights(self, m: np.ndarray) -> np.ndarray:
        """Return the heights of lines above the inputs, shape (..., 3)."""
        return self.middle[1] + np.multiply.outer(m, self.inputs - self.middle[0])

    def _error(self, m: np.ndarray) -> np.ndarray:
        return np.sum((self._heights(m) - self.targets) ** 2, axis=-1)

    def update(self, m):
        (x, y), ends, gap = self.middle, np.array([-2.0, 2.0]), np.full(3, np.nan)
        self.line.set_data(x + ends, drawable(y + m * ends))
        upright = np.column_stack([self.targets, self._heights(np.array(m)), gap])
        self.distances.set_data(np.repeat(self.inputs, 3), drawable(upright.ravel()))
        self.handle.set_data([x + 1], drawable([y + m]))
        slopes = np.linspace(-3, 3, 121) if self.revealed else self.visited
        self.errors.show(slopes, self._error(slopes), self.revealed)
        error = float(self._error(np.array(m)))
        self.error.set_data(drawable([m]), drawable([error]))
        n = formatting.number
        words = f"The line of slope {n(m)} has the error {n(error)}."
        return Reading(words, {"m": m, "E": error}, shape=self._shape(m))

    def _shape(self, m: float) -> str:
        (x, y), handle = self.middle, descriptions.marked(self.handle, "the handle on it")
        line = descriptions.line_through(self.line, self.inputs, self.targets, m, y - m * x)
        errors = descriptions.dots_so_far(self.errors.dots, "errors")
        if self.revealed:
            run = descriptions.outline(*self.errors.line.get_data(), "the curve of the errors")
            errors = descriptions.lowered(run.words).rstrip(".")
        return f"{line} {handle} In the second picture {errors}. {descriptions.marked(self.error)}"

    def dragged(self, x, y):
        # The handle is one to the right of the middle.
        return {"m": y - self.middle[1]}


class AverageSpeed(Explorer):
    """Distance against time, with the average speed over an interval that can be made short."""

    title = "Distance and average speed:"
    plays = Play("gap", falling=True)
    traces = Trace("gap", within=("t",))
    presets = {
        "one second": {"t": 3, "gap": 1},
        "a tenth": {"t": 3, "gap": 0.1},
        "a thousandth": {"t": 3, "gap": 0.001},
        "at the start": {"t": 0, "gap": 0.01},
    }
    RIDE = replace(functions.square, window=((0.0, 6.2),))

    def sliders(self):
        return [
            Slider("t", "time t", 3, 0, 4, step=0.05, unit="s"),
            Slider("gap", "interval Δt", 1, 0.0002, 2, step=0.05, logarithmic=True, unit="s"),
        ]

    def draw(self, figure):
        distance, glass, speed = figure.subplots(1, 3)
        draw_curve(distance, self.RIDE)
        distance.set_xlim(-0.2, 6.2)
        name_axes(distance, "time t in s", "distance x in m", "a ride: $x = t^2$")
        self.secant = draw.Secant(distance)
        # As many metres for a second as in the first picture.
        steep = float(np.ptp(distance.get_ylim()) / np.ptp(distance.get_xlim()))
        self.enlarged = draw.EnlargedSecant(glass, steep)
        name_axes(glass, "", "", "the two points, enlarged")
        speed.set(xlim=(-0.1, 2.1), ylim=(0, 11), xticks=(0, 0.5, 1, 1.5, 2))
        name_axes(speed, "interval Δt in s", "m/s", "average speed")
        self.averages = Trail(speed)
        self.limit = Points(speed, ms=10, mfc="white", mec=BLACK, mew=2)
        self.average = Points(speed, ms=10, color=VERMILLION)
        self.drag_axes, self.grip = distance, self.secant.points

    def update(self, t, gap):
        gap = arguments.positive("gap", gap)
        before, after = float(self.RIDE(t)), float(self.RIDE(t + gap))
        average, now = (after - before) / gap, float(self.RIDE.gradient(t))
        self.secant.show(t, before, gap, after - before)
        self.enlarged.show(self.RIDE, t, gap, self.revealed)
        gaps = np.array([1e-9, 2.1]) if self.revealed else self.visited
        self.averages.show(gaps, (self.RIDE(t + gaps) - before) / gaps, self.revealed)
        self.limit.set_data([0], drawable([now]))
        self.limit.set_visible(self.revealed)
        self.average.set_data(drawable([gap]), drawable([average]))
        words = (
            f"From {formatting.number(t)} s to {formatting.number(t + gap, 5)} s the ride covers "
            f"{formatting.number(after - before)} m, "
            f"on average {formatting.number(average, 5)} m/s."
        )
        numbers = {"Δt": gap, "Δx": after - before, "Δx/Δt": formatting.number(average, 7)}
        return Reading(words, numbers, shape=self._shape())

    def _shape(self) -> str:
        secant = descriptions.secant(self.secant.points, self.secant.line)
        dots = descriptions.marker(self.average), descriptions.marker(self.limit)
        speeds = "the average speeds are not to be seen"
        if not self.revealed:
            speeds = descriptions.dots_so_far(self.averages.dots, "average speeds")
        elif descriptions.is_inside(dots[1]):
            speeds = (
                "the average speeds are a straight line that rises from the open circle on its "
                f"left; the full circle is {descriptions.apart(*dots, 'the open one')}"
            )
        return (
            f"The distance rises ever more steeply from left to right. {secant} Enlarged, in the "
            f"second picture, the curve {self._bend()}. In the third picture {speeds}."
        )

    def _bend(self) -> str:
        off = descriptions.bend(self.enlarged.curve, self.enlarged.secant.line)
        return "is bent away from the secant" if off else "and the secant look like one line"

    def dragged(self, x, y):
        return {"t": x}


SINE = replace(functions.sine, window=((-0.5, 3.0),))


class SecantBecomesTangent(Explorer):
    """A secant with ever smaller Δx, and the error of its slope down to the last digit.

    Takes a named function of one variable, or a plain Python function and the part of the axis
    to show.
    """

    plays = Play("gap", falling=True, milliseconds=12_000)
    traces = Trace("gap", within=("formula", "x"))
    ONE, BOTH = "one side", "both sides"
    QUOTIENTS = {ONE: "Δy/Δx", BOTH: "Δy/(2Δx)"}
    GAPS = np.geomspace(1e-16, 1, 161)

    def __init__(
        self,
        function: Function | Callable = SINE,
        window: tuple[float, float] | None = None,
        until: Question | None = None,
    ):
        self.function = as_function(function, 1, window and (window,))
        self.title = f"The slope of {self.function.words} from a secant:"
        if self.function is SINE:
            self.presets = {
                "Δx = 1": {"formula": self.ONE, "x": 1, "gap": 1},
                "Δx = 1e-8": {"formula": self.ONE, "x": 1, "gap": 1e-8},
                "Δx = 1e-13": {"formula": self.ONE, "x": 1, "gap": 1e-13},
                "Δx = 1e-16": {"formula": self.ONE, "x": 1, "gap": 1e-16},
                "both sides, 1e-5": {"formula": self.BOTH, "x": 1, "gap": 1e-5},
            }
        super().__init__(until)

    def menus(self):
        return [Menu("formula", "difference to", (self.ONE, self.BOTH))]

    def sliders(self):
        left, right = self.function.window[0]
        x = 1.0 if left < 1 < right else (left + right) / 2
        return [
            Slider("gap", "Δx", 0.5, 1e-16, 1, step=0.1, logarithmic=True),
            Slider("x", "x", x, left, right, step=(right - left) / 120),
        ]

    def draw(self, figure):
        curve, errors = figure.subplots(1, 2)
        points = draw_curve(curve, self.function)
        self.outline = descriptions.outline(*points)
        name_axes(curve, "x", f"${self.function.latex}$", "curve, secant and tangent")
        width = self.function.window[0][1] - self.function.window[0][0]
        self.tangent = draw.Tangent(curve, width, BLACK, dashed=True)
        self.secant = draw.Secant(curve)
        errors.set(xscale="log", yscale="log", xlim=(3e-17, 3), ylim=(1e-14, 10))
        errors.set_xticks(10.0 ** np.arange(-16, 1, 4))
        name_axes(errors, "Δx", "", "error of the slope")
        self.errors = Trail(errors, lw=1.2)
        self.error = Points(errors, ms=10, color=VERMILLION)
        self.drag_axes, self.grip = curve, self.tangent.point

    def update(self, formula, gap, x):
        gap = arguments.positive("gap", gap)
        if not self.function.contains(x):
            raise ValueError(f"x must lie where {self.function.words} is defined: "
                             f"{self.function.domain.words}")  # fmt: skip
        left, width = (x - gap, 2 * gap) if formula == self.BOTH else (x, gap)
        run, rise = x + gap - left, float(self.function(x + gap) - self.function(left))
        slope, exact = rise / width, float(self.function.gradient(x))
        self.tangent.show(x, float(self.function(x)), exact)
        self.secant.show(left, float(self.function(left)), run or gap, rise)
        gaps = self.GAPS if self.revealed else self.visited
        every = np.abs(self._slopes(formula, x, gaps) - exact)
        self.errors.show(np.clip(gaps, 1e-17, 10), np.clip(every, 1e-14, 10), self.revealed)
        error = abs(slope - exact)
        self.error.set_data([np.clip(gap, 1e-17, 10)], [np.clip(error, 1e-14, 10)])
        every_tenth = slice(None, None, -10 if self.revealed else -1)
        self.errors_from_the_right = gaps[every_tenth], every[every_tenth]
        return Reading(
            self._words(formula, gap, x, run, error),
            {"Δx": gap, "Δy": formatting.number(rise, 5),
             self.QUOTIENTS[formula]: formatting.number(slope, 12),
             "slope of the tangent": formatting.number(exact, 12), "error": error},
            shape=self._shape(self._best(formula, x)),
        )  # fmt: skip

    def _best(self, formula: str, x: float) -> float:
        return best_step(Scheme.CENTRAL if formula == self.BOTH else Scheme.FORWARD, x)

    def _shape(self, best: float) -> str:
        secant = descriptions.secant(self.secant.points, self.secant.line, self.tangent.line)
        errors = descriptions.errors(self.errors.line, best)
        if not self.revealed:
            dots = descriptions.dots_so_far(self.errors.dots, "errors")
            errors = f"In the second picture {dots}."
        return f"{self.outline.words} {secant} {errors} {descriptions.marked(self.error)}"

    def table(self):
        gaps, errors = self.errors_from_the_right
        return Table(("Δx", "error"), np.column_stack([gaps, errors]).tolist())

    def _slopes(self, formula: str, x: float, gaps: np.ndarray) -> np.ndarray:
        right = self.function.sample(x + gaps)
        if formula == self.BOTH:
            return (right - self.function.sample(x - gaps)) / (2 * gaps)
        return (right - float(self.function(x))) / gaps

    def _words(self, formula: str, gap: float, x: float, run: float, error: float) -> str:
        if run == 0:
            return "x + Δx is the same number as x inside the computer, so the rise is zero."
        if error == 0:
            return "The secant has the slope of the tangent, to the last digit."
        if not self.revealed:
            off = formatting.number(error, 2)
            return f"The slope of the secant differs from that of the tangent by {off}."
        best = self._best(formula, x)
        if gap > 3 * best:
            return "The error is the bend of the curve: a smaller Δx makes it smaller."
        if gap < best / 3:
            return "The error is rounding: the rise has few correct digits left."
        return "Bend and rounding are in balance: the error is about as small as it gets."

    def dragged(self, x, y):
        return {"x": x}


GALLERY = {
    "x²": functions.square,
    "a constant": functions.constant(2),
    "a line": functions.line(0.5, 1),
    "x³": functions.cube,
    "1/x": functions.reciprocal,
    "√x": functions.square_root,
    "sin x": functions.sine,
    "cos x": functions.cosine,
    "eˣ": functions.exponential,
    "log x": functions.logarithm,
    "|x|": functions.absolute_value,
}
"""The curves of the chapter by the names in the menu."""


class CurveAndSlope(Explorer):
    """A curve with its tangent; below it the slope, drawn as a curve of its own where one was.

    Takes names from ``GALLERY`` and functions, also of the student's own, and the part of the axis
    to show. Without arguments all curves of the gallery are in the menu. ``places`` get a button
    each, instead of those in ``PLACES``.
    """

    size = (9.0, 5.4)
    plays = Play("x", milliseconds=8000)
    traces = Trace("x", within=("curve",))
    PLACES = {
        "lowest point": ("x²", 0.0),
        "1/x near 0": ("1/x", 0.5),
        "√x at 0": ("√x", 0.0),
        "on top": ("sin x", math.pi / 2),
        "crossing zero": ("sin x", 0.0),
    }

    def __init__(
        self,
        *curves: str | Function | Callable,
        window: tuple[float, float] = (-3.0, 3.0),
        until: Question | None = None,
        places: Sequence[float] = (),
    ):
        self.window = window
        self.curves = _told_apart([self._named(curve) for curve in curves or GALLERY])
        self.title = "A curve and its slope:"
        if len(self.curves) == 1:
            # There is no menu to say which one it is.
            ((name, function),) = self.curves.items()
            whose = function.words if function.pointwise else f"the curve {name}"
            self.title = f"{whose[0].upper()}{whose[1:]} and its slope:"
        self.presets = {f"x = {formatting.number(x)}": {"x": x} for x in places}
        for label, (name, x) in self.PLACES.items():
            if not places and name in self.curves and window[0] <= x <= window[1]:
                chosen = {"curve": name} if len(self.curves) > 1 else {}
                self.presets[label] = chosen | {"x": x}
        super().__init__(until)

    def _named(self, curve: str | Function | Callable) -> tuple[str, Function]:
        if not isinstance(curve, str):
            function = as_function(curve, 1, (self.window,))
            return function.words, function
        if curve not in GALLERY:
            raise ValueError(f"curve must be one of {', '.join(GALLERY)}, but {curve!r} came")
        return curve, GALLERY[curve]

    def menus(self):
        return [Menu("curve", "curve", tuple(self.curves))] if len(self.curves) > 1 else []

    redraws = ("curve",)

    def sliders(self):
        left, right = self.window
        step = (right - left) / 120
        return [Slider("x", "x", round(left + 0.7 * (right - left), 6), left, right, step=step)]

    def draw(self, figure):
        name = self.values.get("curve", next(iter(self.curves)))
        self.function = replace(self.curves[name], window=(self.window,))
        width = self.window[1] - self.window[0]
        run = 10.0 ** np.floor(np.log10(width / 3))
        above, below = figure.subplots(2, 1, sharex=True)
        x, heights = draw_curve(above, self.function)
        self.places, self.slopes = x, np.gradient(heights, x)
        if not self.function.pointwise:
            self.places = x = np.linspace(*self.window, 801)
            heights = self.function.sample(x)
            self.slopes = self._whole(x, np.isfinite(heights))
        limits = [
            _limits(heights, name in GALLERY),
            _limits(np.append(self.slopes, 0.0), name in GALLERY),
        ]
        # Beyond the last place there is room for its triangle, and for the number beside it.
        right = self.window[1] + run + width / (4 if figure.stacked else 10)
        above.set(ylim=_as_tall(*limits), xlim=(self.window[0], right))
        below.set_ylim(_as_tall(*reversed(limits)))
        self.outline = descriptions.outline(x, heights, limits=above.get_ylim())
        formula = "f(x)" if self.function.pointwise else f"f(x) = {self.function.latex}"
        name_axes(above, "", "", f"the curve  ${formula}$")
        below.axhline(0, color=BLACK, lw=1)
        name_axes(below, "x", "", "its slope  $f'(x)$")
        self.trail, self.known = Trail(below, colour=VERMILLION), {}
        self.leads = [
            axes.plot([], [], ":", color=GREY, lw=1.2, animated=True)[0] for axes in (above, below)
        ]
        self.triangle, self.height = draw.SlopeTriangle(above, run), draw.CarriedRise(below)
        self.drag_axes, self.grip = above, self.triangle.point

    def _whole(self, x: np.ndarray, inside: np.ndarray) -> np.ndarray:
        slopes = np.full(x.shape, np.nan)
        slopes[inside] = self.function.gradient(x[inside])
        # A kink separates two pieces: no line may join them.
        for kink in self.function.kinks:
            slopes[np.argmin(np.abs(x - kink.point))] = np.nan
        return slopes

    def _kink(self, x: float):
        return next((k for k in self.function.kinks if abs(x - k.point) < 1e-9), None)

    def _slope(self, x: float) -> float:
        """Return the slope at a place, computed once: a student's function may be slow."""
        if x not in self.known:
            slope = math.nan if self._kink(x) else float(self.function.gradient(x))
            self.known[x] = slope
        return self.known[x]

    def update(self, x, curve=None):
        if not self.function.contains(x):
            raise ValueError(
                f"{self.function.words} is defined only for {self.function.domain.words}"
            )
        height, slope = float(self.function(x)), self._slope(x)
        self.triangle.show(x, height, slope)
        self.height.show(x, slope)
        self._show_leads(x, height, slope)
        slopes = self.slopes if self.revealed else np.array([self._slope(v) for v in self.visited])
        self.trail.show(self.places if self.revealed else self.visited, slopes, self.revealed)
        numbers = {"x": x, "f(x)": height}
        if kink := self._kink(x):
            words = f"At x = {formatting.number(x)} there is a {kink.reason} and no derivative."
        elif math.isinf(slope):
            words = f"At x = {formatting.number(x)} the tangent stands upright: there is no slope."
        else:
            noise = 1e-9 * np.ptp(self.trail.dots.axes.get_ylim())
            numbers |= {"f'(x)": 0.0 if abs(slope) < noise else slope}
            words = _steepness(x, slope)
        return Reading(words, numbers, shape=self._shape())

    def _show_leads(self, x: float, height: float, slope: float) -> None:
        """Draw what leads down from the point to its slope."""
        low, top = self.leads[0].axes.get_ylim()[0], self.leads[1].axes.get_ylim()[1]
        ends = [low, max(low, height)], [min(top, max(slope, 0.0)), top]
        for lead, heights in zip(self.leads, ends, strict=True):
            lead.set_data([x, x], drawable(np.array(heights)))
            lead.set_visible(math.isfinite(slope))

    def _shape(self) -> str:
        point = descriptions.marked(self.triangle.point, "the point")
        slopes = descriptions.dots_so_far(self.trail.dots, "slopes")
        if self.revealed:
            slopes = descriptions.signs(*self.trail.line.get_data(), self.trail.line.axes)
        there = ""
        if self.height.point.get_xdata().size:
            there = descriptions.marked(self.height.point)
        return f"{self.outline.words} {point} In the second picture {slopes}. {there}".strip()

    def dragged(self, x, y):
        return {"x": x}


def _as_tall(
    limits: tuple[float, float], other: tuple[float, float], most: float = 8.0
) -> tuple[float, float]:
    """Return limits as far apart as the other ones, so that a rise is as long in both pictures.

    Where that would make a curve flat, they stay as they are.
    """
    low, high = limits
    span, wanted = high - low, other[1] - other[0]
    if not span < wanted <= most * span:
        return limits
    more = (wanted - span) / 2
    return low - more, high + more


def _told_apart(curves: list[tuple[str, Function]]) -> dict[str, Function]:
    """Return the curves by their names, with numbers where several have the same."""
    curves = [curve for i, curve in enumerate(curves) if curve not in curves[:i]]
    names = [name for name, _ in curves]
    numbered = [
        f"{name} ({names[: i + 1].count(name)})" if names.count(name) > 1 else name
        for i, name in enumerate(names)
    ]
    return dict(zip(numbered, (function for _, function in curves), strict=True))


def _limits(values: np.ndarray, cut: bool) -> tuple[float, float]:
    """Return the heights to show: a pole is cut off, and the curves of the gallery at 9."""
    seen = values[np.isfinite(values)]
    low, high = np.quantile(seen, [0.02, 0.98]) if seen.size else (0.0, 0.0)
    if cut:
        low, high = max(seen.min(), -6.0), min(seen.max(), 9.0)
    return with_room(low, high, 0.1)


def _steepness(x: float, slope: float) -> str:
    at = f"At x = {formatting.number(x)} the curve"
    if abs(slope) < 5e-4:
        return f"{at} is flat: slope 0."
    way = "rises" if slope > 0 else "falls"
    return f"{at} {way} {formatting.number(abs(slope))} for each 1 to the right."


class SlopesAdd(Explorer):
    """A multiple of x², the line 2x and their sum: over one run their rises add up."""

    title = "A multiple and a sum:"
    plays = Play("gap", falling=True)
    presets = {
        "2x + x²": {"c": 1, "x": 0.5, "gap": 1},
        "twice as much": {"c": 2, "x": 0.5, "gap": 1},
        "turned over": {"c": -1, "x": 0.5, "gap": 1},
        "a short run": {"c": 1, "x": 0.5, "gap": 0.001},
    }
    DOUBLE, SQUARE = functions.line(2, 0), functions.square

    def sliders(self):
        return [
            Slider("x", "x", 0.5, -1, 1, step=0.05),
            Slider("c", "factor c", 0.5, -2, 2, step=0.05),
            Slider("gap", "run Δx", 1, 0.001, 1, step=0.05, logarithmic=True),
        ]

    def draw(self, figure):
        heights, rates = figure.subplots(1, 2)
        self.x = np.linspace(-2.2, 2.5, 121)
        heights.plot(self.x, self.DOUBLE(self.x), ":", color=GREEN)
        (self.square,) = heights.plot([], [], "--", color=BLACK, animated=True)
        (self.sum,) = heights.plot([], [], color=BLUE, animated=True)
        heights.set(xlim=(-2.2, 2.5), ylim=(-8.5, 12.5))
        name_axes(heights, "x", "", "2x (dots),  c x² (dashes),  sum (line)")
        self.rises = draw.StackedRises(heights, (GREEN, BLACK))
        self.point = Points(heights, ms=9, color=VERMILLION, zorder=5)
        rates.axhline(0, color=BLACK, lw=1)
        rates.set(xlim=(-0.6, 3.6), ylim=(-6.5, 8.5))
        rates.set_xticks(range(4), ["2x", "x²", "c x²", "sum"])
        name_axes(rates, "", "", "rise divided by run")
        places = (-0.3, 0.6), (0.7, 0.6), (1.7, 0.6), (2.7, 0.3), (3.0, 0.3)
        self.columns = draw.Columns(rates, places, (GREEN, PALE, BLACK, GREEN, BLACK))
        (self.total,) = rates.plot([], [], color=BLUE, lw=3, animated=True)
        self.drag_axes, self.grip = heights, self.point

    def update(self, x, c, gap):
        gap = arguments.positive("gap", gap)
        double, square = float(self.DOUBLE(x)), float(self.SQUARE(x))
        rise_2x, rise = float(self.DOUBLE(x + gap)) - double, float(self.SQUARE(x + gap)) - square
        self.square.set_data(self.x, drawable(c * self.SQUARE(self.x)))
        self.sum.set_data(self.x, drawable(self.DOUBLE(self.x) + c * self.SQUARE(self.x)))
        starts = double, c * square, double + c * square
        self.rises.show(x, gap, starts, (rise_2x, c * rise))
        self.point.set_data(drawable([x]), drawable(starts[2:]))
        a, plain, b = rise_2x / gap, rise / gap, c * rise / gap
        self.columns.show([(0.0, a), (0.0, plain), (0.0, b), (0.0, a), (a, a + b)])
        self.total.set_data([2.62, 3.38], drawable([a + b, a + b]))
        words = f"The rises add up: {_added(a * gap, b * gap)}. Divided by the run: {_added(a, b)}."
        numbers = {"2x: rise/run": a, "x²: rise/run": plain, "c x²: rise/run": b,
                   "sum: rise/run": a + b, "slope of the sum": 2 + 2 * c * x}  # fmt: skip
        return Reading(words, numbers, shape=self._shape(b))

    def _shape(self, b: float) -> str:
        names = "the dashed curve", "the full curve, the sum,"
        dashed, full = (
            descriptions.outline(*curve.get_data(), name, curve.axes.get_ylim()).words
            for curve, name in zip((self.square, self.sum), names, strict=True)
        )
        point = descriptions.place(descriptions.marker(self.point))
        way = descriptions.compared(b, 0.0, "up", "nowhere", "down")
        return (
            f"The dotted line is straight and rises. {dashed} {full.rstrip('.')}; the point on it "
            f"is {point}. At the end of one run to the right of it stand the rises of the other "
            "two, and beside them that of the sum, made of both. In the second picture the column "
            "of the sum begins with that of the dotted line and goes on from there "
            f"{way}, as long as that of the dashed curve."
        )

    def dragged(self, x, y):
        return {"x": x}


def _added(one: float, other: float) -> str:
    a, b, total = (formatting.number(n) for n in (one, other, one + other))
    return f"{a} + {f'({b})' if other < 0 else b} = {total}"


SQUARE_PLUS_ONE = replace(
    functions.square, name="square_plus_one", words="x squared plus one", latex="x^2 + 1",
    value_formula=lambda x: x**2 + 1,
)  # fmt: skip


class GrowingRectangle(Explorer):
    """A rectangle with the sides g(x) and h(x): what its area gains when x grows."""

    title = "The area of a growing rectangle:"
    plays = Play("gap", falling=True)
    PAIRS = {
        "x and x": (functions.line(1, 0), functions.line(1, 0)),
        "x and x² + 1": (functions.line(1, 0), SQUARE_PLUS_ONE),
        "x² and √x": (functions.square, functions.square_root),
    }
    presets = {
        "square": {"sides": "x and x", "x": 1.5, "gap": 0.5},
        "x (x² + 1)": {"sides": "x and x² + 1", "x": 1.5, "gap": 0.3},
        "a small Δx": {"sides": "x and x² + 1", "x": 1.5, "gap": 0.001},
    }

    def menus(self):
        return [Menu("sides", "sides g and h", tuple(self.PAIRS))]

    def sliders(self):
        return [
            Slider("x", "x", 1, 0.2, 1.5, step=0.05),
            Slider("gap", "Δx", 0.4, 0.0005, 0.5, step=0.05, logarithmic=True),
        ]

    redraws = ("sides",)

    def draw(self, figure):
        g, h = self.PAIRS[self.values["sides"]]
        area, gained = figure.subplots(1, 2)
        _, x, gap = (d.maximum if isinstance(d, Slider) else 0 for d in self.definitions())
        area.set(xlim=(0, 1.05 * float(g(x + gap))), ylim=(0, 1.05 * float(h(x + gap))))
        if g.latex == h.latex:
            area.set_aspect("equal", anchor="W")
        name_axes(area, f"side $g(x) = {g.latex}$", f"side $h(x) = {h.latex}$", "what is added")
        self.area = draw.GrowingArea(area)
        gains = self._gains(g, h, x, gap)
        gained.set(xlim=(0, 1.05 * sum(gains)), ylim=(-0.6, 1.6))
        gained.set_yticks(range(2), ["divided\nby Δx", "area"])
        name_axes(gained, "", "", "the same three, end to end")
        self.bars = draw.BarsEndToEnd(gained, 2, self.area.COLOURS[1:])
        (self.slope,) = gained.plot([], [], color=BLACK, lw=2.5, ls="--", animated=True, zorder=3)
        self.words = gained.text(0, 0.5, "slope", ha="center", va="center", animated=True)

    def _gains(self, g: Function, h: Function, x: float, gap: float) -> list[float]:
        """Return the areas of the two strips and of the corner, divided by the gap."""
        width, height = float(g(x)), float(h(x))
        wider, higher = float(g(x + gap)) - width, float(h(x + gap)) - height
        return [wider * height / gap, width * higher / gap, wider * higher / gap]

    def update(self, sides, x, gap):
        gap = arguments.positive("gap", gap)
        x = arguments.positive("x", x)
        g, h = self.PAIRS[sides]
        width, height = float(g(x)), float(h(x))
        self.area.show(width, height, float(g(x + gap)) - width, float(h(x + gap)) - height)
        side, top, corner = gains = self._gains(g, h, x, gap)
        self.bars.show([[gap * gain for gain in gains], gains])
        slope = float(g.gradient(x)) * height + width * float(h.gradient(x))
        self.slope.set_data(drawable([slope, slope]), [-0.45, 0.4])
        end = self.words.axes.get_xlim()[1]
        self.words.set_x(np.clip(slope, 0.07 * end, 0.93 * end))
        words = (
            f"Divided by Δx, the strips are {formatting.number(side + top)} and the corner is "
            f"{formatting.number(corner)}; the slope (dashes) is {formatting.number(slope)}."
        )
        numbers = {"area of the corner": gap * corner, "at the side / Δx": side,
                   "on top / Δx": top, "corner / Δx": corner, "slope": slope}  # fmt: skip
        return Reading(words, numbers, shape=self._shape(side, top, corner, slope))

    def _shape(self, side: float, top: float, corner: float, slope: float) -> str:
        long = "longer than", "as long as", "shorter than"
        strips = descriptions.compared(side, top, *long)
        ends = descriptions.compared(side + top + corner, slope, "beyond", "at", "short of")
        whole, strip, *_ = self.area.patches
        axes = whole.axes
        thin = strip.get_width() < 2 * descriptions.VISIBLE * np.ptp(axes.get_xlim())
        size = descriptions.in_view(axes, whole.get_width(), whole.get_height())[0]
        return (
            f"The rectangle ends {descriptions.place(size)}. The strips at its side and on its "
            f"top and the corner between them are {'thin lines' if thin else 'areas'} along its "
            f"edges. In the second picture the part at the side is {strips} the part on top, and, "
            f"divided by Δx, the three end to end reach {ends} the dashed line."
        )


class InverseMirror(Explorer):
    """A curve, its mirror image, and the tangents at two mirrored points.

    Takes names from ``PAIRS``; without arguments all of them are in the menu.
    """

    title = "A curve and its mirror image:"
    PAIRS = {
        "x² and √x": (functions.square, functions.square_root),
        "eˣ and log x": (functions.exponential, functions.logarithm),
    }
    CURVES = {
        "x² and √x": "The full curve falls to 0 and rises; its right half is mirrored in the "
        "dotted diagonal as the dashed curve.",
        "eˣ and log x": "The full curve rises ever more steeply; it is mirrored in the dotted "
        "diagonal as the dashed curve.",
    }
    ENDS = {"x² and √x": 3.0, "eˣ and log x": 2.3}
    size = (9.0, 4.6)
    redraws = ("pair",)
    presets = {
        "y = 9": {"pair": "x² and √x", "x": 3},
        "where they meet": {"pair": "x² and √x", "x": 1},
        "the wrong branch": {"pair": "x² and √x", "x": -2},
        "e to the 0": {"pair": "eˣ and log x", "x": 0},
        "e to the 1.0986": {"pair": "eˣ and log x", "x": 1.0986},
    }

    def __init__(self, *pairs: str):
        chosen = [arguments.choice("pair", pair, tuple(self.PAIRS)) for pair in pairs]
        self.pairs = tuple(chosen or self.PAIRS)
        if len(self.pairs) == 1:
            self.title = f"{self.pairs[0]}, mirror images:"
            self.presets = {
                name: {"x": values["x"]}
                for name, values in self.presets.items()
                if values["pair"] in self.pairs
            }
        super().__init__()

    def menus(self):
        return [Menu("pair", "curves", self.pairs)] if len(self.pairs) > 1 else []

    def sliders(self):
        # Beyond these ends both points are out of the picture.
        ends = [self.ENDS[pair] for pair in self.pairs]
        return [Slider("x", "x", 2, -2, max(ends), step=0.05)]

    def draw(self, figure):
        self.pair = self.values.get("pair", self.pairs[0])
        self.function, self.inverse = self.PAIRS[self.pair]
        axes, triangles = figure.subplots(1, 2)
        axes.set(xlim=(-2.6, 10), ylim=(-2.6, 10), aspect="equal")
        x = np.linspace(-2.6, 10, 901)
        axes.plot([-2.6, 10], [-2.6, 10], color=GREY, lw=1, ls=":")
        axes.plot(x, self.function.sample(x), color=BLUE)
        axes.plot(x, self.inverse.sample(x), color=GREEN, ls="--")
        name_axes(axes, "", "", f"${self.function.latex}$ and ${self.inverse.latex}$ (dashes)")
        self.tangents = draw.Tangent(axes, 1.6), draw.Tangent(axes, 1.6)
        (self.join,) = axes.plot([], [], color=GREY, lw=1, animated=True)
        self.triangles = draw.MirroredTriangles(triangles)
        name_axes(triangles, "", "", "1 to the right, and the mirror image")
        self.drag_axes, self.grip = axes, self.tangents[0].point

    def update(self, x, pair=None):
        y = float(self.function(x))
        slope = float(self.function.gradient(x))
        back = float(self.inverse(y)) if self.inverse.contains(y) or y == 0 else math.nan
        reciprocal = 1 / slope if slope else math.inf
        mirrored = math.isclose(back, x, rel_tol=1e-9, abs_tol=1e-12) and slope != 0
        self.tangents[0].show(x, y, slope)
        self.tangents[1].show(y, x, reciprocal)
        self.join.set_data(drawable([x, y]), drawable([y, x]))
        self.triangles.show(slope)
        n = formatting.number
        numbers = {"x": x, "y": y, "slope of the curve": slope}
        if slope == 0:
            return Reading("The tangent is flat, so the mirrored one stands upright: no slope.",
                           numbers, shape=self._shape(x, y, slope))  # fmt: skip
        if not mirrored:
            words = (
                f"The root of {n(y)} is {n(back)}, not {n(x)}: left of 0 the mirror image is "
                "not the root."
            )
            numbers |= {"mirrored slope": reciprocal}
            return Reading(words, numbers, shape=self._shape(x, y, slope))
        words = (
            f"At x = {n(x)} the slope is {n(slope)}, so at y = {n(y)} the inverse has the slope "
            f"1/{n(slope)} = {n(reciprocal)}."
        )
        numbers |= {"slope of the inverse": reciprocal}
        return Reading(words, numbers, shape=self._shape(x, y, slope))

    def _shape(self, x: float, y: float, slope: float) -> str:
        places = [descriptions.place(descriptions.marker(t.point)) for t in self.tangents]
        side = "above" if y > x else "below" if y < x else "on"
        steep = "level" if slope == 0 else "falling" if slope < 0 else "rising"
        as_steep = descriptions.compared(
            abs(slope), 1.0, "steeper than", "as steep as", "flatter than"
        )
        return (
            f"{self.CURVES[self.pair]} The point on the full curve is {places[0]}, {side} the "
            f"diagonal; its tangent is {steep} and {as_steep} the diagonal. Its mirror image is "
            f"{places[1]}. In the second picture {self._triangles(slope)}."
        )

    def _triangles(self, slope: float) -> str:
        if slope == 0:
            return "there are no triangles, because the tangent is level"
        long = descriptions.compared(abs(slope), 1.0, "longer than", "as long as", "shorter than")
        return (
            f"the rise of the triangle below the tangent is {long} its run; in the mirrored "
            "triangle the two have changed places"
        )

    def dragged(self, x, y):
        # Below the diagonal the reader has taken hold of the mirrored point.
        return {"x": y if x > y else x}


class PointOnACircle(Explorer):
    """A point on a circle, the wave of its height, and how fast it goes up."""

    title = "A point on a circle and its height:"
    size = (9.0, 4.2)
    plays = Play("x", milliseconds=8000)
    presets = {
        "on the right": {"x": 0},
        "at the top": {"x": math.pi / 2},
        "on the left": {"x": math.pi},
        "at the bottom": {"x": 3 * math.pi / 2},
    }

    def sliders(self):
        return [Slider("x", "angle x", 0.6, 0, 6.28, step=0.04)]

    def draw(self, figure):
        circle, wave = figure.subplots(1, 2)
        circle.set(xlim=(-1.6, 1.6), ylim=(-1.6, 1.6), aspect="equal")
        angles = np.linspace(0, 2 * math.pi, 181)
        circle.plot(np.cos(angles), np.sin(angles), color=GREY, lw=1.2)
        circle.axhline(0, color=GREY, lw=0.8)
        name_axes(circle, "", "", "the point, its radius and its way")
        self.turned = draw.TurnedTriangle(circle)
        wave.plot(angles, np.sin(angles), color=BLUE)
        wave.axhline(0, color=GREY, lw=0.8)
        wave.set(xlim=(-0.1, 8.6), ylim=(-1.6, 1.6))
        name_axes(wave, "angle x", "", r"its height: $\sin x$")
        self.triangle = draw.SlopeTriangle(wave, 1.0)
        self.drag_axes, self.grip = circle, self.turned.point

    def update(self, x):
        across, up = math.cos(x), math.sin(x)
        self.turned.show(x)
        self.triangle.show(x, up, across)
        n = formatting.number
        # A height or a slope that nobody can see is zero.
        across, up = (0.0 if abs(part) < 5e-5 else part for part in (across, up))
        way = "is neither going up nor down" if abs(across) < 5e-4 else (
            f"goes {'up' if across > 0 else 'down'} {n(abs(across))} for each 1 of its way"
        )  # fmt: skip
        words = f"At the angle {n(x)} the point is {n(up)} high and {way}."
        return Reading(words, {"sin x": up, "cos x": across}, shape=self._shape())

    def _shape(self) -> str:
        point, wave = self.turned.point, self.triangle.point
        return (
            f"{descriptions.marked(point, 'the point on the circle')} From there it goes on at a "
            "right angle to its radius: the triangle of this step is that of the radius, turned by "
            "a quarter turn. In the second picture the wave rises and falls once. "
            f"{descriptions.marked(wave)}"
        )

    def dragged(self, x, y):
        return {"x": math.atan2(y, x) % (2 * math.pi)}


class CompoundGrowth(Explorer):
    """One coin at 100 percent a year, with the interest paid in n parts."""

    title = "Growth of 1 in a year at 100 percent:"
    plays = Play("n", milliseconds=9000)
    traces = Trace("n")
    presets = {
        "once": {"n": 1},
        "10 times": {"n": 10},
        "100 times": {"n": 100},
        "1000 times": {"n": 1000},
        "a million": {"n": 1_000_000},
    }

    def sliders(self):
        return [
            Slider(
                "n", "payments n", 4, 1, 1_000_000, step=0.1, logarithmic=True, whole=True,
                unit="a year",
            )
        ]  # fmt: skip

    def draw(self, figure):
        year, ends = figure.subplots(1, 2, sharey=True)
        t = np.linspace(0, 1, 101)
        (self.smooth,) = year.plot(t, np.exp(t), ":", color=BLACK, lw=1.6, animated=True)
        year.set(xlim=(0, 1.02), ylim=(0.8, 4))
        name_axes(year, "time in years", "", "the account")
        (self.account,) = year.plot([], [], color=VERMILLION, animated=True)
        self.ends = Trail(ends)
        self.level = ends.axhline(math.e, color=BLACK, lw=1.2, ls="--", animated=True)
        self.name = ends.text(1.5, math.e + 0.06, "e = 2.71828…", animated=True)
        ends.set(xscale="log", xlim=(0.8, 1.5e6))
        name_axes(ends, "payments n", "", "after a year: $(1 + 1/n)^n$")
        self.end = Points(ends, ms=10, color=VERMILLION)

    def update(self, n):
        n = arguments.count("n", n, minimum=1)
        # Interest is paid at the end of each part; more than 400 steps cannot be told apart.
        shown = np.unique(np.linspace(0, n, min(n, 400) + 1).round())
        balance = np.exp(shown * np.log1p(1 / n))
        self.account.set_data(np.repeat(shown / n, 2)[1:], np.repeat(balance, 2)[:-1])
        end = float(np.exp(n * np.log1p(1 / n)))
        self.end.set_data([n], [end])
        payments = np.geomspace(1, 1e6, 121) if self.revealed else self.visited
        after = np.exp(payments * np.log1p(1 / payments))
        self.ends.show(payments, after, self.revealed)
        for artist in (self.smooth, self.level, self.name):
            artist.set_visible(self.revealed)
        self.balances = np.column_stack([shown, shown / n, balance]).tolist()
        words = f"Paid in {n} part{'s' * (n > 1)}, 1 becomes {formatting.number(end, 7)}."
        numbers = {"(1 + 1/n)^n": formatting.number(end, 7)}
        if self.revealed:
            numbers |= {"missing to e": math.e - end}
        return Reading(words, numbers, shape=self._shape(n, end))

    def _shape(self, n: int, end: float) -> str:
        stairs = "The account climbs in stairs too small to be seen"
        if n <= 50:
            stairs = f"The account climbs in {n} stair{'s' * (n > 1)}, each higher than the last"
        if n == 1:
            stairs = "The account is level all year and jumps up at its end"
        ends = descriptions.dots_so_far(self.ends.dots, "final values")
        if self.revealed:
            dots = "covers" if math.e - end < 0.02 else "ends below"
            stairs = f"{stairs}; it {dots} the dotted curve"
            ends = "the curve rises to the dashed line, first fast, then ever more slowly"
        return f"{stairs}. In the second picture {ends}. {descriptions.marked(self.end)}"

    def table(self):
        return Table(("payment", "time in years", "account"), self.balances)


class BaseOfPowers(Explorer):
    """The curve bˣ with its slope: for which base are they the same?"""

    title = "A power and its slope:"
    plays = Play("base", milliseconds=9000)
    traces = Trace("base")
    presets = {
        "base 2": {"base": 2, "x": 1},
        "base 3": {"base": 3, "x": 1},
        "base 4": {"base": 4, "x": 1},
    }

    def sliders(self):
        return [
            Slider("base", "base b", 2, 1.1, 4, step=0.02),
            Slider("x", "x", 1, -2, 2, step=0.05),
        ]

    def draw(self, figure):
        curves, ratio = figure.subplots(1, 2)
        self.x = np.linspace(-2.2, 2.2, 121)
        curves.set(xlim=(-2.2, 2.2), ylim=(-0.5, 9))
        name_axes(curves, "x", "", "$b^x$ (line) and its slope (dashes)")
        (self.curve,) = curves.plot([], [], color=BLUE, animated=True)
        (self.slope,) = curves.plot([], [], "--", color=VERMILLION, animated=True, zorder=3)
        self.tangent = draw.Tangent(curves, 0.7)
        ratio.axhline(1, color=BLACK, lw=1.2, ls="--")
        self.ratios = Trail(ratio)
        self.euler = ratio.axvline(math.e, color=BLACK, lw=1.2, ls="--", animated=True)
        self.name = ratio.text(math.e + 0.04, 0.06, "e", animated=True)
        name_axes(ratio, "base b", "", "slope / height")
        ratio.set(xlim=(1, 4.1), ylim=(0, 1.5))
        self.ratio = Points(ratio, ms=10, color=VERMILLION)
        self.drag_axes, self.grip = curves, self.tangent.point

    def update(self, base, x):
        base = arguments.positive("base", base)
        log = math.log(base)
        height = float(np.float64(base) ** x)
        self.curve.set_data(self.x, drawable(base**self.x))
        self.slope.set_data(self.x, drawable(log * base**self.x))
        self.tangent.show(x, height, log * height)
        self.ratio.set_data(drawable([base]), drawable([log]))
        bases = np.linspace(1.05, 4.1, 121) if self.revealed else self.visited
        self.ratios.show(bases, np.log(bases), self.revealed)
        for artist in (self.euler, self.name):
            artist.set_visible(self.revealed)
        where = "Everywhere" if self.revealed else f"At x = {formatting.number(x)}"
        words = f"{where} the slope is {formatting.number(log)} times the height."
        if abs(log - 1) < 5e-4:
            words = f"{where} the slope is equal to the height: the base is e."
        numbers = {"height": height, "slope": log * height, "slope / height": log}
        return Reading(words, numbers, shape=self._shape(log))

    def _shape(self, log: float) -> str:
        curve = descriptions.outline(*self.curve.get_data(), limits=self.curve.axes.get_ylim())
        lies = descriptions.compared(log, 1.0, "above", "on", "below")
        ratios = descriptions.dots_so_far(self.ratios.dots, "ratios")
        if self.revealed:
            ratios = "the curve rises and crosses the dashed level at e"
        return (
            f"{curve.words} {descriptions.marked(self.tangent.point, 'the point on it')} The "
            f"dashed curve of its slope lies {lies} it. In the second picture {ratios}. "
            f"{descriptions.marked(self.ratio)}"
        )

    def dragged(self, x, y):
        return {"x": x}


class Zoom(Explorer):
    """Five curves under a magnifying glass: only one of them becomes a line with a slope."""

    title = "Five points under a magnifying glass:"
    size = (9.0, 2.9)
    plays = Play("zoom", milliseconds=9000)
    presets = {
        "as they are": {"zoom": 0.5},
        "ten times": {"zoom": 10},
        "1000 times": {"zoom": 1000},
    }
    PLACES = {
        "smooth": (functions.sine, 1.0),
        "corner": (functions.absolute_value, 0.0),
        "cusp": (functions.cusp, 0.0),
        "jump": (functions.step, 0.0),
        "vertical": (functions.cube_root, 0.0),
    }

    def sliders(self):
        return [
            Slider(
                "zoom", "magnification", 0.5, 0.5, 1000, step=0.05, logarithmic=True, unit="times"
            )
        ]

    def draw(self, figure):
        self.glasses = {}
        for axes, (name, (function, point)) in zip(
            figure.subplots(1, len(self.PLACES)), self.PLACES.items(), strict=True
        ):
            self.glasses[name] = draw.Magnified(axes, function, point)
            axes.set_title(f"{name} ${function.latex}$", fontsize=12, loc="center")

    def update(self, zoom):
        zoom = arguments.positive("zoom", zoom)
        numbers = {}
        for name, glass in self.glasses.items():
            glass.show(zoom)
            function, point = self.PLACES[name]
            sides = np.array([-1, 1]) / zoom
            left, right = (float(function(point + s) - function(point)) / s for s in sides)
            numbers[name] = " | ".join(_short(slope) for slope in (left, right))
            glass.words.set_text(numbers[name])
        words = (
            "Below each: the slopes from the red point to the left edge and to the right edge, "
            f"{formatting.number(1 / zoom)} away."
        )
        return Reading(words, numbers, shape=self._shape())

    def _shape(self) -> str:
        lines = {name: glass.line.get_data() for name, glass in self.glasses.items()}
        return descriptions.under_the_glass(lines)


def _short(number: float) -> str:
    return formatting.number(number, 3 if abs(number) < 1000 else 4)
