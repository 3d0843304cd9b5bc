"""The explorers of the chapter on derivatives."""

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from mlcalc import arguments, formatting, functions
from mlcalc.differentiation import Scheme, best_step
from mlcalc.explorers import descriptions
from mlcalc.explorers.controls import Menu, Play, Slider
from mlcalc.explorers.engine import Explorer, Reading, Table
from mlcalc.figures import derivatives as draw
from mlcalc.figures.curves import draw_curve, drawable, with_room
from mlcalc.figures.style import BLACK, BLUE, GREEN, GREY, PALE, VERMILLION, name_axes
from mlcalc.functions import Function, as_function


class AverageSpeed(Explorer):
    """Distance against time, with the average speed over an interval that can be made short."""

    title = "Distance and average speed:"
    plays = Play("gap", falling=True)
    presets = {
        "one second": {"t": 3, "gap": 1},
        "a tenth": {"t": 3, "gap": 0.1},
        "a thousandth": {"t": 3, "gap": 0.001},
        "at the start": {"t": 0, "gap": 0.01},
    }

    def sliders(self):
        return [
            Slider("t", "time t", 3, 0, 4, step=0.05, unit="s"),
            Slider("gap", "interval Δt", 1, 0.0002, 2, step=0.05, logarithmic=True, unit="s"),
        ]

    def draw(self, figure):
        distance, speed = figure.subplots(1, 2)
        draw_curve(distance, replace(functions.square, window=((0.0, 6.2),)))
        distance.set_xlim(-0.2, 6.2)
        name_axes(distance, "time t in s", "distance x in m", "$x = t^2$ and a secant")
        self.secant = draw.Secant(distance)
        speed.set(xlim=(-0.1, 2.1), ylim=(0, 11))
        name_axes(speed, "interval Δt in s", "m/s", "average speed from t to t + Δt")
        (self.averages,) = speed.plot([], [], color=BLUE, animated=True)
        (self.limit,) = speed.plot([], [], "o", ms=10, mfc="white", mec=BLACK, mew=2, animated=True)
        (self.average,) = speed.plot([], [], "o", ms=10, color=VERMILLION, animated=True)
        self.drag_axes, self.grip = distance, self.secant.points

    def update(self, t, gap):
        gap = arguments.positive("gap", gap)
        before, after = float(functions.square(t)), float(functions.square(t + gap))
        average, now = (after - before) / gap, float(functions.square.gradient(t))
        self.secant.show(t, before, gap, after - before)
        gaps = np.array([1e-9, 2.1])
        self.averages.set_data(gaps, drawable((functions.square(t + gaps) - before) / gaps))
        self.limit.set_data([0], drawable([now]))
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
        if descriptions.is_inside(dots[1]):
            speeds = (
                "the average speeds are a straight line that rises from the open circle on its "
                f"left; the full circle is {descriptions.apart(*dots, 'the open one')}"
            )
        return (
            f"The distance rises ever more steeply from left to right. {secant} "
            f"In the second picture {speeds}."
        )

    def dragged(self, x, y):
        return {"t": x}


SINE = replace(functions.sine, window=((-0.5, 3.0),))


class SecantBecomesTangent(Explorer):
    """A secant with ever smaller Δx, and the error of its slope down to the last digit.

    Takes a named function of one variable, or a plain Python function and the part of the axis
    to show.
    """

    plays = Play("gap", falling=True, milliseconds=12_000)
    ONE, BOTH = "one side", "both sides"
    GAPS = np.geomspace(1e-16, 1, 161)

    def __init__(
        self,
        function: Function | Callable = SINE,
        window: tuple[float, float] | None = None,
    ):
        self.function = as_function(function, 1, window and (window,))
        self.title = f"The slope of {self.function.words} from a secant:"
        if self.function is SINE:
            self.presets = {
                "wide": {"formula": self.ONE, "x": 1, "gap": 1},
                "best": {"formula": self.ONE, "x": 1, "gap": 1e-8},
                "too small": {"formula": self.ONE, "x": 1, "gap": 1e-13},
                "nothing left": {"formula": self.ONE, "x": 1, "gap": 1e-16},
                "best of both sides": {"formula": self.BOTH, "x": 1, "gap": 1e-5},
            }
        super().__init__()

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
        (self.errors,) = errors.plot([], [], color=BLUE, lw=1.2, animated=True)
        (self.error,) = errors.plot([], [], "o", ms=10, color=VERMILLION, animated=True)
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
        every = np.abs(self._slopes(formula, x) - exact)
        self.errors.set_data(self.GAPS, np.clip(every, 1e-14, 10))
        error = abs(slope - exact)
        self.error.set_data([np.clip(gap, 1e-17, 10)], [np.clip(error, 1e-14, 10)])
        self.errors_from_the_right = self.GAPS[::-10], every[::-10]
        return Reading(
            self._words(formula, gap, x, run, error),
            {"Δx": gap, "Δy": formatting.number(rise, 5), "Δy/Δx": formatting.number(slope, 12),
             "f'(x)": formatting.number(exact, 12), "error": error},
            shape=self._shape(self._best(formula, x)),
        )  # fmt: skip

    def _best(self, formula: str, x: float) -> float:
        return best_step(Scheme.CENTRAL if formula == self.BOTH else Scheme.FORWARD, x)

    def _shape(self, best: float) -> str:
        secant = descriptions.secant(self.secant.points, self.secant.line, self.tangent.line)
        errors = descriptions.errors(self.errors, best)
        return f"{self.outline.words} {secant} {errors} {descriptions.marked(self.error)}"

    def table(self):
        gaps, errors = self.errors_from_the_right
        return Table(("Δx", "error"), np.column_stack([gaps, errors]).tolist())

    def _slopes(self, formula: str, x: float) -> np.ndarray:
        right = self.function.sample(x + self.GAPS)
        if formula == self.BOTH:
            return (right - self.function.sample(x - self.GAPS)) / (2 * self.GAPS)
        return (right - float(self.function(x))) / self.GAPS

    def _words(self, formula: str, gap: float, x: float, run: float, error: float) -> str:
        if run == 0:
            return "x + Δx is the same number as x inside the computer, so the rise is zero."
        if error == 0:
            return "The secant has the slope of the tangent, to the last digit."
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
    """A curve with a moving tangent; below it the slope is drawn as a curve of its own.

    Takes names from ``GALLERY`` and functions, also of the student's own, and the part of the axis
    to show. Without arguments all curves of the gallery are in the menu.
    """

    size = (9.0, 5.4)
    plays = Play("x", milliseconds=8000)

    def __init__(
        self, *curves: str | Function | Callable, window: tuple[float, float] = (-3.0, 3.0)
    ):
        self.window = window
        self.curves = _told_apart([self._named(curve) for curve in curves or GALLERY])
        self.title = "A curve and its slope:"
        super().__init__()

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
        above, below = figure.subplots(2, 1, sharex=True)
        x, heights = draw_curve(above, self.function)
        if self.function.pointwise:
            # Each value is a call of the student's function: its slopes come from the same values.
            slopes = np.gradient(heights, x)
        else:
            x = np.linspace(*self.window, 801)
            heights = self.function.sample(x)
            slopes = self._slopes(x, np.isfinite(heights))
        above.set_ylim(_limits(heights, name in GALLERY))
        self.outline = descriptions.outline(x, heights, limits=above.get_ylim())
        name_axes(above, "", "", f"the curve  $f(x) = {self.function.latex}$")
        below.axhline(0, color=BLACK, lw=1)
        below.set_ylim(_limits(np.append(slopes, 0.0), name in GALLERY))
        name_axes(below, "x", "", "its slope  $f'(x)$")
        self.trace = draw.TracedCurve(below)
        self.trace.keep(x, slopes)
        self.tangent = draw.Tangent(above, 0.18 * (self.window[1] - self.window[0]))
        self.drag_axes, self.grip = above, self.tangent.point

    def _slopes(self, x: np.ndarray, inside: np.ndarray) -> np.ndarray:
        slopes = np.full(x.shape, np.nan)
        slopes[inside] = self.function.gradient(x[inside])
        # A kink separates two pieces: no line may join them.
        for kink in self.function.kinks:
            slopes[np.argmin(np.abs(x - kink.point))] = np.nan
        return slopes

    def update(self, x, curve=None):
        if not self.function.contains(x):
            raise ValueError(
                f"{self.function.words} is defined only for {self.function.domain.words}"
            )
        height, slope = float(self.function(x)), float(self.function.gradient(x))
        kink = next((k for k in self.function.kinks if abs(x - k.point) < 1e-9), None)
        self.tangent.show(x, height, math.nan if kink else slope)
        self.trace.show(x, slope)
        if kink:
            words = f"At x = {formatting.number(x)} there is a {kink.reason} and no derivative."
            return Reading(words, {"x": x, "f(x)": height}, shape=self._shape())
        numbers = {"x": x, "f(x)": height, "f'(x)": slope}
        return Reading(_steepness(x, slope), numbers, shape=self._shape())

    def _shape(self) -> str:
        point = descriptions.marked(self.tangent.point, "the point")
        slopes = descriptions.traced(*self.trace.line.get_data(), self.trace.line.axes.get_ylim())
        return f"{self.outline.words} {point} {slopes}"

    def dragged(self, x, y):
        return {"x": x}


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
    """A multiple of x² and the line 2x, their sum, and the slopes of all three."""

    title = "A multiple and a sum:"
    presets = {
        "2x + x²": {"c": 1, "x": 1},
        "twice as much": {"c": 2, "x": 1},
        "turned over": {"c": -1, "x": 1},
        "the flat point": {"c": 1, "x": -1},
    }

    def sliders(self):
        return [
            Slider("x", "x", 1, -2, 2, step=0.05),
            Slider("c", "factor c", 0.5, -2, 2, step=0.05),
        ]

    def draw(self, figure):
        heights, slopes = figure.subplots(1, 2)
        self.x = np.linspace(-2.2, 2.2, 121)
        self.curves, self.lines, self.tangents, self.points = [], [], [], []
        for colour, dashes in ((GREEN, ":"), (BLUE, "--"), (VERMILLION, "-")):
            self.curves += heights.plot([], [], dashes, color=colour, animated=True)
            self.lines += slopes.plot([], [], dashes, color=colour, animated=True)
            self.tangents.append(draw.Tangent(heights, 0.6, colour))
            self.points += slopes.plot([], [], "o", ms=9, color=colour, animated=True, zorder=4)
        heights.set(xlim=(-2.2, 2.2), ylim=(-6, 9))
        slopes.set(xlim=(-2.2, 2.2), ylim=(-7, 9))
        name_axes(heights, "x", "", "2x (dots),  c x² (dashes),  sum (line)")
        name_axes(slopes, "x", "", "their slopes")
        self.drag_axes, self.grip = heights, self.tangents[2].point

    def update(self, x, c):
        heights = [2 * self.x, c * self.x**2, 2 * self.x + c * self.x**2]
        slopes = [2 + 0 * self.x, 2 * c * self.x, 2 + 2 * c * self.x]
        here = [2 * x, c * x**2, 2 * x + c * x**2]
        steep = [2.0, 2 * c * x, 2 + 2 * c * x]
        for i in range(3):
            self.curves[i].set_data(self.x, drawable(heights[i]))
            self.lines[i].set_data(self.x, drawable(slopes[i]))
            self.tangents[i].show(x, here[i], steep[i])
            self.points[i].set_data(drawable([x]), drawable([steep[i]]))
        a, b, total = (formatting.number(s) for s in steep)
        words = f"The slopes add up: {a} + {b} = {total}." if steep[1] >= 0 else (
            f"The slopes add up: {a} + ({b}) = {total}."
        )  # fmt: skip
        return Reading(words, {"x": x, "slope of 2x": steep[0], "slope of c x²": steep[1],
                               "slope of the sum": steep[2]}, shape=self._shape())  # fmt: skip

    def _shape(self) -> str:
        names = "the dashed curve", "the full curve, the sum,"
        dashed, full = (
            descriptions.outline(*curve.get_data(), name, curve.axes.get_ylim()).words
            for curve, name in zip(self.curves[1:], names, strict=True)
        )
        straight = descriptions.line_slope(self.lines[1])
        return (
            f"The dotted line is straight and rises. {dashed} {full.rstrip('.')}; the point on it "
            f"is {descriptions.place(descriptions.marker(self.tangents[2].point))}. In the second "
            f"picture the dotted slope is level, the dashed and the full one {straight} in "
            "straight lines side by side, apart by the height of the dotted one."
        )

    def dragged(self, x, y):
        return {"x": x}


class GrowingRectangle(Explorer):
    """A rectangle with the sides g(x) and h(x): what its area gains when x grows."""

    title = "The area of a growing rectangle:"
    plays = Play("gap", falling=True)
    PAIRS = {
        "x and x": (functions.line(1, 0), functions.line(1, 0)),
        "x and eˣ": (functions.line(1, 0), functions.exponential),
        "x² and √x": (functions.square, functions.square_root),
    }
    presets = {
        "square": {"sides": "x and x", "x": 1.5, "gap": 0.5},
        "x eˣ": {"sides": "x and eˣ", "x": 1, "gap": 0.3},
        "no corner left": {"sides": "x and eˣ", "x": 1, "gap": 0.001},
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
        area, rates = figure.subplots(1, 2)
        _, x, gap = (d.maximum if isinstance(d, Slider) else 0 for d in self.definitions())
        area.set(xlim=(0, 1.05 * float(g(x + gap))), ylim=(0, 1.05 * float(h(x + gap))))
        name_axes(area, f"side $g(x) = {g.latex}$", f"side $h(x) = {h.latex}$", "what is added")
        self.area = draw.GrowingArea(area)
        gains = self._gains(g, h, x, gap)
        rates.set(xlim=(0, 1.05 * sum(gains)), ylim=(-0.6, 3.6))
        rates.set_yticks(range(4), ["all three", "corner", "on top", "at the side"])
        name_axes(rates, "", "", "added area / Δx")
        self.bars = draw.Bars(rates, (PALE, *reversed(self.area.COLOURS[1:])))
        (self.slope,) = rates.plot([], [], color=BLACK, lw=2.5, ls="--", animated=True)

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
        side, top, corner = self._gains(g, h, x, gap)
        self.bars.show([side + top + corner, corner, top, side])
        slope = float(g.gradient(x)) * height + width * float(h.gradient(x))
        self.slope.set_data(drawable([slope, slope]), [-0.6, 3.6])
        words = (
            f"Per Δx the strips add {formatting.number(side + top)} and the corner "
            f"{formatting.number(corner)}; the slope (dashes) is {formatting.number(slope)}."
        )
        numbers = {"at the side": side, "on top": top, "corner": corner, "g'h + g h'": slope}
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
            f"edges. In the second picture the bar at the side is {strips} the bar on top, and "
            f"the bar of all three ends {ends} the dashed line."
        )


class InverseMirror(Explorer):
    """A curve, its mirror image, and the tangents at two mirrored points."""

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
    size = (9.0, 4.6)
    redraws = ("pair",)
    presets = {
        "y = 9": {"pair": "x² and √x", "x": 3},
        "where they meet": {"pair": "x² and √x", "x": 1},
        "the wrong branch": {"pair": "x² and √x", "x": -2},
        "e to the 0": {"pair": "eˣ and log x", "x": 0},
        "e to the 1.0986": {"pair": "eˣ and log x", "x": 1.0986},
    }

    def menus(self):
        return [Menu("pair", "curves", tuple(self.PAIRS))]

    def sliders(self):
        return [Slider("x", "x", 2, -2, 3, step=0.05)]

    def draw(self, figure):
        self.function, self.inverse = self.PAIRS[self.values["pair"]]
        axes, table = figure.subplots(1, 2, width_ratios=(3, 2))
        axes.set(xlim=(-2.6, 10), ylim=(-2.6, 10), aspect="equal")
        x = np.linspace(-2.6, 10, 901)
        axes.plot([-2.6, 10], [-2.6, 10], color=GREY, lw=1, ls=":")
        axes.plot(x, self.function.sample(x), color=BLUE)
        axes.plot(x, self.inverse.sample(x), color=VERMILLION, ls="--")
        name_axes(axes, "", "", f"${self.function.latex}$ and ${self.inverse.latex}$ (dashes)")
        self.tangents = draw.Tangent(axes, 1.6, BLUE), draw.Tangent(axes, 1.6, VERMILLION)
        (self.join,) = axes.plot([], [], color=GREY, lw=1, animated=True)
        table.axis("off")
        self.words = [
            table.text(0.0, height, "", fontsize=14, color=colour, animated=True)
            for height, colour in ((0.7, BLUE), (0.45, VERMILLION), (0.2, BLACK))
        ]
        self.drag_axes, self.grip = axes, self.tangents[0].point

    def update(self, pair, x):
        y = float(self.function(x))
        slope = float(self.function.gradient(x))
        back = float(self.inverse(y)) if self.inverse.contains(y) or y == 0 else math.nan
        reciprocal = 1 / slope if slope else math.inf
        mirrored = math.isclose(back, x, rel_tol=1e-9, abs_tol=1e-12) and slope != 0
        self.tangents[0].show(x, y, slope)
        self.tangents[1].show(y, x, reciprocal if slope else math.nan)
        self.join.set_data(drawable([x, y]), drawable([y, x]))
        n = formatting.number
        self.words[0].set_text(f"at x = {n(x)}: slope {n(slope)}")
        self.words[1].set_text(f"at y = {n(y)}: slope {n(reciprocal)}" if slope else "")
        self.words[2].set_text(f"{n(slope)} · {n(reciprocal)} = 1" if slope else "")
        numbers = {"x": x, "y": y, "slope at x": slope}
        if slope == 0:
            return Reading("The tangent is flat, so the mirrored one stands upright: no slope.",
                           numbers, shape=self._shape(pair, x, y, slope))  # fmt: skip
        if not mirrored:
            words = (
                f"The root of {n(y)} is {n(back)}, not {n(x)}: left of 0 the mirror image is "
                "not the root."
            )
            numbers |= {"mirrored slope": reciprocal}
            return Reading(words, numbers, shape=self._shape(pair, x, y, slope))
        words = (
            f"At x = {n(x)} the slope is {n(slope)}, so at y = {n(y)} the inverse has the slope "
            f"1/{n(slope)} = {n(reciprocal)}."
        )
        numbers |= {"slope of the inverse at y": reciprocal}
        return Reading(words, numbers, shape=self._shape(pair, x, y, slope))

    def _shape(self, pair: str, x: float, y: float, slope: float) -> str:
        places = [descriptions.place(descriptions.marker(t.point)) for t in self.tangents]
        side = "above" if y > x else "below" if y < x else "on"
        steep = "level" if slope == 0 else "falling" if slope < 0 else "rising"
        as_steep = descriptions.compared(
            abs(slope), 1.0, "steeper than", "as steep as", "flatter than"
        )
        return (
            f"{self.CURVES[pair]} The point on the full curve is {places[0]}, {side} the diagonal; "
            f"its tangent is {steep} and {as_steep} the diagonal. Its mirror image is {places[1]}."
        )

    def dragged(self, x, y):
        # Below the diagonal the reader has taken hold of the mirrored point.
        return {"x": y if x > y else x}


class CompoundGrowth(Explorer):
    """One coin at 100 percent a year, with the interest paid in n parts."""

    title = "Growth of 1 in a year at 100 percent:"
    plays = Play("n", milliseconds=9000)
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
        year.plot(t, np.exp(t), ":", color=BLACK, lw=1.6)
        year.set(xlim=(0, 1.02), ylim=(0.9, 2.9))
        name_axes(year, "time in years", "", "the account, and $e^t$ (dots)")
        (self.account,) = year.plot([], [], color=VERMILLION, animated=True)
        n = np.geomspace(1, 1e6, 121)
        ends.plot(n, (1 + 1 / n) ** n, color=BLUE)
        ends.axhline(math.e, color=BLACK, lw=1.2, ls="--")
        ends.text(1.5, math.e + 0.03, "e = 2.71828…")
        ends.set(xscale="log", xlim=(0.8, 1.5e6))
        name_axes(ends, "payments n", "", "after a year: $(1 + 1/n)^n$")
        (self.end,) = ends.plot([], [], "o", ms=10, color=VERMILLION, animated=True)

    def update(self, n):
        n = arguments.count("n", n, minimum=1)
        # Interest is paid at the end of each part; more than 400 steps cannot be told apart.
        shown = np.unique(np.linspace(0, n, min(n, 400) + 1).round())
        balance = np.exp(shown * np.log1p(1 / n))
        self.account.set_data(np.repeat(shown / n, 2)[1:], np.repeat(balance, 2)[:-1])
        end = float(np.exp(n * np.log1p(1 / n)))
        self.end.set_data([n], [end])
        self.balances = np.column_stack([shown, shown / n, balance]).tolist()
        words = f"Paid in {n} part{'s' * (n > 1)}, 1 becomes {formatting.number(end, 7)}."
        numbers = {"(1 + 1/n)^n": formatting.number(end, 7), "missing to e": math.e - end}
        return Reading(words, numbers, shape=self._shape(n, end))

    def _shape(self, n: int, end: float) -> str:
        stairs = "The account climbs in stairs too small to be seen"
        if n <= 50:
            stairs = f"The account climbs in {n} stair{'s' * (n > 1)}, each higher than the last"
        if n == 1:
            stairs = "The account is level all year and jumps up at its end"
        dots = "covers the dotted curve" if math.e - end < 0.02 else "ends below the dotted curve"
        return (
            f"{stairs}; it {dots}. In the second picture the curve rises to the dashed line, first "
            f"fast, then ever more slowly. {descriptions.marked(self.end)}"
        )

    def table(self):
        return Table(("payment", "time in years", "account"), self.balances)


class BaseOfPowers(Explorer):
    """The curve bˣ with its slope: for which base are they the same?"""

    title = "A power and its slope:"
    plays = Play("base", milliseconds=9000)
    presets = {
        "base 2": {"base": 2, "x": 1},
        "base 3": {"base": 3, "x": 1},
        "base e": {"base": round(math.e, 5), "x": 1},
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
        self.tangent = draw.Tangent(curves, 0.7, BLACK)
        base = np.linspace(1.05, 4.1, 121)
        ratio.plot(base, np.log(base), color=BLUE)
        ratio.axhline(1, color=BLACK, lw=1.2, ls="--")
        ratio.axvline(math.e, color=BLACK, lw=1.2, ls="--")
        ratio.text(math.e + 0.04, 0.06, "e")
        name_axes(ratio, "base b", "", "slope / height")
        ratio.set(xlim=(1, 4.1), ylim=(0, 1.5))
        (self.ratio,) = ratio.plot([], [], "o", ms=10, color=VERMILLION, animated=True)
        self.drag_axes, self.grip = curves, self.tangent.point

    def update(self, base, x):
        base = arguments.positive("base", base)
        log = math.log(base)
        height = float(np.float64(base) ** x)
        self.curve.set_data(self.x, drawable(base**self.x))
        self.slope.set_data(self.x, drawable(log * base**self.x))
        self.tangent.show(x, height, log * height)
        self.ratio.set_data(drawable([base]), drawable([log]))
        words = f"Everywhere the slope is {formatting.number(log)} times the height."
        if abs(log - 1) < 5e-4:
            words = "The slope is equal to the height, at every x: the base is e."
        numbers = {"height": height, "slope": log * height, "slope / height": log}
        return Reading(words, numbers, shape=self._shape(log))

    def _shape(self, log: float) -> str:
        curve = descriptions.outline(*self.curve.get_data(), limits=self.curve.axes.get_ylim())
        lies = descriptions.compared(log, 1.0, "above", "on", "below")
        return (
            f"{curve.words} The dashed curve of its slope lies {lies} it. In the second picture "
            f"the curve rises and crosses the dashed level at e. {descriptions.marked(self.ratio)}"
        )

    def dragged(self, x, y):
        return {"x": x}


class Zoom(Explorer):
    """Five curves under a magnifying glass: only one of them becomes a straight line."""

    title = "Five points under a magnifying glass:"
    size = (9.0, 3.0)
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
            axes.set_title(f"{name}\n${function.latex}$", fontsize=12, loc="center")

    def update(self, zoom):
        zoom = arguments.positive("zoom", zoom)
        numbers = {}
        for name, glass in self.glasses.items():
            glass.show(zoom)
            function, point = self.PLACES[name]
            sides = np.array([-1, 1]) / zoom
            left, right = (float(function(point + s) - function(point)) / s for s in sides)
            numbers[name] = f"{formatting.number(left)} | {formatting.number(right)}"
        words = (
            "Below: the slopes from the red point to the left edge and to the right edge, "
            f"{formatting.number(1 / zoom)} away."
        )
        return Reading(words, numbers, shape=self._shape())

    def _shape(self) -> str:
        lines = {name: glass.line.get_data() for name, glass in self.glasses.items()}
        return descriptions.under_the_glass(lines)
