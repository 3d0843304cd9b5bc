"""The explorers of the chapter on the chain rule."""

import math
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np

from mlcalc import activations, arguments, formatting, functions
from mlcalc.explorers import descriptions
from mlcalc.explorers.controls import Menu, Play, Slider
from mlcalc.explorers.derivatives import SQUARE_PLUS_ONE
from mlcalc.explorers.engine import Explorer, Reading
from mlcalc.explorers.traces import Question, Trace
from mlcalc.figures import chain_rule as draw
from mlcalc.figures.curves import Trail, draw_curve, with_room
from mlcalc.figures.derivatives import CarriedRise, Tangent
from mlcalc.figures.points import Points, drawable
from mlcalc.figures.style import BLACK, BLUE, GREEN, GREY, VERMILLION, name_axes
from mlcalc.functions import Composition, Function, as_function, compose


class ToothedWheels(Explorer):
    """Two or three toothed wheels: how far the last one turns with the first."""

    title = "Toothed wheels in a row:"
    size = (9.0, 3.7)
    plays = Play("turn", milliseconds=8000)
    TWO, THREE = "two", "three"
    MOST = 32
    presets = {
        "two wheels": {"wheels": TWO, "a": 24, "b": 12},
        "three wheels": {"wheels": THREE, "a": 24, "b": 12, "c": 32},
        "another B": {"wheels": THREE, "a": 24, "b": 24, "c": 32},
        "another C": {"wheels": THREE, "a": 24, "b": 12, "c": 8},
    }

    def menus(self):
        return [Menu("wheels", "wheels", (self.TWO, self.THREE))]

    def sliders(self):
        return [
            Slider("turn", "A turned by", 0.3, 0, 2, step=0.02, unit="turns"),
            Slider("a", "wheel A", 24, 8, self.MOST, whole=True, unit="teeth"),
            Slider("b", "wheel B", 12, 8, self.MOST, whole=True, unit="teeth"),
            Slider("c", "wheel C", 32, 8, self.MOST, whole=True, unit="teeth"),
        ]

    def draw(self, figure):
        wheels, turns = figure.subplots(1, 2, width_ratios=(1.9, 1))
        self.wheels = draw.Wheels(wheels, 6 * self.MOST + 4, self.MOST)
        wheels.set_title("each drives the next")
        turns.axhline(0, color=BLACK, lw=1)
        turns.set(xlim=(0, 2.05), ylim=(-8.5, 8.5))
        name_axes(turns, "turns of A", "", "turns of B (dashes), of C (line)")
        (self.second,) = turns.plot([], [], "--", color=GREEN, animated=True)
        (self.third,) = turns.plot([], [], color=BLUE, animated=True)
        self.points = Points(turns, ms=8, color=VERMILLION)
        self.drag_axes, self.grip = wheels, self.wheels.handle

    def update(self, wheels, turn, a, b, c):
        teeth = [
            arguments.count(name, n, minimum=1) for name, n in zip("abc", (a, b, c), strict=True)
        ]
        teeth = teeth[: 2 if wheels == self.TWO else 3]
        links = [-one / other for one, other in pairwise(teeth)]
        rates = [math.prod(links[: k + 1]) for k in range(len(links))]
        turns = [turn, *(rate * turn for rate in rates)]
        self.wheels.show(teeth, turns)
        ends = np.array([0.0, 2.05])
        self.second.set_data(ends, drawable(rates[0] * ends))
        self.third.set_data(*((ends, drawable(rates[-1] * ends)) if links[1:] else ([], [])))
        self.points.set_data(drawable([turn] * len(rates)), drawable(turns[1:]))
        numbers = {"dB/dA": rates[0]}
        if links[1:]:
            numbers |= {"dC/dB": links[1], "dC/dA": rates[1]}
        return Reading(self._words(links, rates), numbers, shape=self._shape(teeth, rates))

    def _words(self, links: list[float], rates: list[float]) -> str:
        n, last = formatting.number, "BC"[len(links) - 1]
        way = "the other way round" if rates[-1] < 0 else "the same way round"
        words = f"For one turn of A, {last} makes {n(abs(rates[-1]))}, {way}"
        if not links[1:]:
            return f"{words}."
        # In the order of the formula: the last rate first.
        return f"{words}: {' · '.join(f'({n(link)})' for link in reversed(links))}."

    def _shape(self, teeth: list[int], rates: list[float]) -> str:
        sizes = descriptions.compared(teeth[0], teeth[1])
        row = f"Two wheels touch, A on the left {sizes} B"
        names = ["the dashed line of B"]
        if len(teeth) > 2:
            third = descriptions.compared(teeth[2], teeth[1])
            row = f"Three wheels touch in a row, A {sizes} B, and C {third} B"
            names.append("the full line of C")
        ways = [f"{name} {'falls' if r < 0 else 'rises'}" for name, r in
                zip(names, rates, strict=True)]  # fmt: skip
        handle = descriptions.marked(self.wheels.handle, "the end of the mark on A")
        return (
            f"{row}. {handle} In the second picture {descriptions.listed(ways)}. "
            f"{descriptions.marked(self.points, 'the last point')}"
        )

    def dragged(self, x, y):
        angle = math.atan2(y, x - self.wheels.centres[0])
        part = (angle / (2 * math.pi) - 0.25) % 1
        # Of the turns that bring the mark there, the one nearest to where it is.
        return {"turn": min((part, part + 1), key=lambda t: abs(t - self.values["turn"]))}


class TravellingChange(Explorer):
    """Two functions one after the other: a change Δt becomes Δh, and that becomes Δg.

    Takes an outer and an inner function, also of the student's own; without them the chains of
    the chapter are in the menu.
    """

    title = "A small change on its way:"
    size = (9.0, 3.9)
    plays = Play("gap", falling=True)
    traces = Trace("gap", within=("chain", "t"))
    CHAINS = {
        "sin(t²)": (functions.sine, functions.square),
        "e²ᵗ": (functions.exponential, functions.line(2, 0)),
        "log(t² + 1)": (functions.logarithm, SQUARE_PLUS_ONE),
    }
    redraws = ("chain",)
    presets = {
        "Δt = 0.1": {"chain": "sin(t²)", "t": 0.5, "gap": 0.1},
        "Δt = 0.01": {"chain": "sin(t²)", "t": 0.5, "gap": 0.01},
        "a flat outer curve": {"chain": "sin(t²)", "t": 1.25, "gap": 0.2},
        "e²ᵗ": {"chain": "e²ᵗ", "t": 1.2, "gap": 0.3},
    }

    ROOM = 2.05

    def __init__(
        self,
        outer: Function | Callable | None = None,
        inner: Function | Callable | None = None,
        until: Question | None = None,
    ):
        if (outer is None) != (inner is None):
            raise TypeError("inner must be given together with outer, but one of them is missing")
        self.own = None
        if inner is not None:
            room = ((0.0, self.ROOM),)
            self.own = (
                as_function(outer, 1, called="your outer function", variable="h"),
                as_function(inner, 1, room, called="your inner function", variable="t"),
            )
            self.presets = {}
        super().__init__(until)

    def menus(self):
        return [] if self.own else [Menu("chain", "g(h(t))", tuple(self.CHAINS))]

    def sliders(self):
        return [
            Slider("t", "t", 0.5, 0, 1.5, step=0.05),
            Slider("gap", "change Δt", 0.5, 0.001, 0.5, step=0.05, logarithmic=True),
        ]

    def draw(self, figure):
        self.outer, self.inner = self.own or self.CHAINS[self.values["chain"]]
        first, second, error = figure.subplots(1, 3)
        _, values = draw_curve(first, replace(self.inner, window=((0.0, self.ROOM),)))
        low, high = float(np.nanmin(values)), float(np.nanmax(values))
        window = (low, high) if high - low > 1e-9 else (low - 1, high + 1)
        _, heights = draw_curve(second, replace(self.outer, window=(window,)))
        # Room above for where the tangent leads.
        second.set_ylim(with_room(np.nanmin(heights), np.nanmax(heights), 0.3))
        name_axes(first, "t", "", _titled("h(t)", self.inner, "t"))
        name_axes(second, "h", "", _titled("g(h)", self.outer, "h"))
        self.change = draw.CarriedChange(first, second)
        error.set(xscale="log", yscale="log", xlim=(8e-4, 0.7), ylim=(1e-8, 20))
        name_axes(error, "Δt", "", "what Δg is off by")
        self.errors = Trail(error)
        self.error = Points(error, ms=10, color=VERMILLION)
        self.drag_axes, self.grip = first, self.change.points[0]

    def _off(self, t: float, gaps: np.ndarray) -> np.ndarray:
        """Return how far the product of slopes times the change is from what g changes by."""
        h = float(self.inner(t))
        slope = float(self.outer.gradient(h) * self.inner.gradient(t))
        ends = self.outer.sample(self.inner.sample(t + gaps))
        return np.abs(ends - float(self.outer(h)) - slope * gaps)

    def update(self, t, gap, chain=None):
        gap = arguments.positive("gap", gap)
        h, h_end = float(self.inner(t)), float(self.inner(t + gap))
        g, g_end = float(self.outer(h)), float(self.outer(h_end))
        slopes = float(self.inner.gradient(t)), float(self.outer.gradient(h))
        rises = gap, h_end - h, g_end - g
        self.change.show((t, h, g), rises, slopes)
        gaps = np.geomspace(8e-4, 0.7, 61) if self.revealed else self.visited
        self.errors.show(gaps, np.clip(self._off(t, gaps), 1e-9, 1e9), self.revealed)
        off = abs(rises[2] - slopes[0] * slopes[1] * gap)
        self.error.set_data([drawable(gap)], [np.clip(off, 1e-9, 1e9)])
        n = formatting.number
        expected = slopes[0] * slopes[1] * gap
        words = (
            f"g changes by {n(rises[2])}; the slopes say {n(slopes[1])} · "
            f"{draw.bracketed(slopes[0])} · {n(gap)} = {n(expected)}."
        )
        numbers = {"Δt": gap, "Δh": rises[1], "Δg": rises[2], "off by": n(off, 3)}
        return Reading(words, numbers, shape=self._shape())

    def _shape(self) -> str:
        starts = [descriptions.place(descriptions.marker(points)) for points in self.change.points]
        ends = [
            descriptions.apart(
                descriptions.in_view(p.axes, *np.transpose(p.get_xydata()))[0],
                descriptions.marker(circle), "the open circle of its tangent",
            )
            for p, circle in zip(self.change.points, self.change.predicted, strict=True)
        ]  # fmt: skip
        errors = descriptions.dots_so_far(self.errors.dots, "errors")
        if self.revealed:
            heights = descriptions.in_view(self.error.axes, *self.errors.line.get_data())[:, 1]
            way = descriptions.one(descriptions.course(heights))
            errors = f"the line of the errors, from left to right, {way}"
        return descriptions.joined(
            f"On the first curve the change begins {starts[0]} and ends {ends[0]}.",
            f"With the rise there for its run, it begins on the second curve {starts[1]} and ends "
            f"{ends[1]}.",
            descriptions.parked(self.change.predicted[1], "the open circle there"),
            f"In the third picture {errors}.",
            descriptions.marked(self.error),
        )

    def dragged(self, x, y):
        return {"t": x}


def _titled(name: str, function: Function, letter: str) -> str:
    """Return the title of a picture: the formula of a function in another letter, if it has one."""
    if function.pointwise:
        return f"${name}$"
    return f"${name} = " + re.sub(r"(?<![\\a-zA-Z])x(?![a-zA-Z])", letter, function.latex) + "$"


class PlaceOfTheOuterSlope(Explorer):
    """sin(t²) with a line whose outer slope is taken at h(t), or at t, which is wrong."""

    title = "The slope of sin(t²):"
    RIGHT, WRONG = "h(t)", "t"
    plays = Play("t", milliseconds=8000)
    presets = {
        "at h(t)": {"place": RIGHT, "t": 1.6},
        "at t": {"place": WRONG, "t": 1.6},
        "t = 1": {"place": WRONG, "t": 1},
        "t = 0": {"place": WRONG, "t": 0},
    }
    OUTER, INNER = functions.sine, functions.square
    CHAIN = compose(OUTER, INNER)

    def menus(self):
        return [Menu("place", "outer slope at", (self.RIGHT, self.WRONG))]

    def sliders(self):
        return [Slider("t", "t", 1.6, 0, 2, step=0.02)]

    def draw(self, figure):
        outer, whole = figure.subplots(1, 2)
        draw_curve(outer, replace(self.OUTER, window=((-0.4, 4.6),)))
        name_axes(outer, "h", "", r"outer function  $g(h) = \sin h$")
        draw_curve(whole, replace(self.CHAIN, window=((-0.1, 2.3),)))
        name_axes(whole, "t", "", r"the whole  $\sin(t^2)$")
        for axes in (outer, whole):
            axes.set_ylim(-1.7, 1.7)
        self.places = Tangent(outer, 0.8), Tangent(outer, 0.8, BLACK, dashed=True)
        self.lines = Tangent(whole, 0.5, BLACK, dashed=True), Tangent(whole, 0.5)
        self.drag_axes, self.grip = whole, self.lines[1].point

    def update(self, place, t):
        h, inner = float(self.INNER(t)), float(self.INNER.gradient(t))
        slopes = float(self.OUTER.gradient(h)), float(self.OUTER.gradient(t))
        right, wrong = slopes[0] * inner, slopes[1] * inner
        self.places[0].show(h, float(self.OUTER(h)), slopes[0])
        self.places[1].show(t, float(self.OUTER(t)), slopes[1])
        height = float(self.CHAIN(t))
        self.lines[0].show(t, height, wrong)
        self.lines[1].show(t, height, right)
        for tangent in (self.places[1], self.lines[0]):
            for artist in (tangent.line, tangent.point):
                artist.set_visible(place == self.WRONG)
        n = formatting.number
        at_h = f"{n(slopes[0])} · {draw.bracketed(inner)} = {n(right)}"
        at_t = f"{n(slopes[1])} · {draw.bracketed(inner)} = {n(wrong)}"
        words = f"The red line touches the curve: slope {at_h}."
        if place == self.WRONG:
            words = f"The dashed line cuts the curve: {at_t}. Taken at h = {n(h)} it is {at_h}."
            if math.isclose(right, wrong, rel_tol=1e-9):
                words = f"Both lines touch the curve here: slope {n(right)} at either place."
        numbers = {"t": t, "h(t)": h, "outer slope": slopes[place == self.WRONG],
                   "inner slope": inner}  # fmt: skip
        return Reading(words, numbers, shape=self._shape(place))

    def _shape(self, place: str) -> str:
        red, black = self.places
        words = descriptions.marked(red.point, "the red point on the sine, at h(t),")
        words = f"{words.rstrip('.')}; its tangent {self._way(red.line)}."
        red_way, black_way = (self._way(line.line) for line in reversed(self.lines))
        second = f"the red line {red_way}"
        if place == self.WRONG:
            beside = descriptions.apart(
                descriptions.marker(black.point), descriptions.marker(red.point), "the red one"
            )
            words = f"{words} The black point, at t, is {beside}."
            second = f"{second} and the dashed one {black_way}"
        point = descriptions.marked(self.lines[1].point)
        return f"{words} In the second picture {second}. {point}"

    @staticmethod
    def _way(line) -> str:
        return descriptions.one(descriptions.line_slope(line)).replace("are level", "is level")

    def dragged(self, x, y):
        return {"t": x}


class SqueezedWave(Explorer):
    """sin kx: the wave of sin x with all places divided by k, and its slope."""

    title = "A squeezed wave, sin kx:"
    size = (9.0, 3.9)
    plays = Play("x", milliseconds=8000)
    traces = Trace("x", within=("k",))
    presets = {
        "k = 1": {"k": 1, "x": 0},
        "k = 2": {"k": 2, "x": 0},
        "k = 3": {"k": 3, "x": 0},
        "k = -1": {"k": -1, "x": 0},
        "k = 0": {"k": 0, "x": 0},
    }

    def sliders(self):
        return [
            Slider("k", "factor k", 2, -3, 3, step=0.1),
            Slider("x", "x", 0.6, 0, 6.28, step=0.04),
        ]

    def draw(self, figure):
        wave, slopes = figure.subplots(1, 2)
        self.x = np.linspace(0, 2 * math.pi, 241)
        wave.plot(self.x, np.sin(self.x), ":", color=GREY, lw=1.6)
        (self.wave,) = wave.plot([], [], color=BLUE, animated=True)
        wave.set(xlim=(0, 2 * math.pi), ylim=(-1.9, 1.9))
        name_axes(wave, "x", "", r"$\sin x$ (dots) and $\sin kx$ (line)")
        self.tangent = Tangent(wave, 0.7)
        slopes.axhline(0, color=BLACK, lw=1)
        slopes.set(xlim=(0, 2 * math.pi), ylim=(-3.6, 3.6))
        name_axes(slopes, "x", "", r"the slope of $\sin kx$")
        self.trail = Trail(slopes, colour=VERMILLION)
        self.height = CarriedRise(slopes)
        self.drag_axes, self.grip = wave, self.tangent.point

    def update(self, k, x):
        self.wave.set_data(self.x, np.sin(k * self.x))
        slope = float(k * np.cos(k * x))
        self.tangent.show(x, float(np.sin(k * x)), slope)
        self.height.show(x, slope)
        places = self.x if self.revealed else self.visited
        self.trail.show(places, drawable(k * np.cos(k * places)), self.revealed)
        n = formatting.number
        words = f"At x = {n(x)} the wave has the slope {n(slope)}."
        numbers = {"kx": k * x, "sin kx": float(np.sin(k * x)), "slope": slope}
        if self.revealed:
            words = f"{words} It is {n(k)} times the slope of the sine at {n(k * x)}."
            numbers |= {"cos kx": float(np.cos(k * x))}
        return Reading(words, numbers, shape=self._shape())

    def _shape(self) -> str:
        curve = descriptions.outline(*self.wave.get_data(), "the full wave", (-1.9, 1.9))
        slopes = descriptions.dots_so_far(self.trail.dots, "slopes")
        if self.revealed:
            slopes = descriptions.outline(
                *self.trail.line.get_data(), "the curve of slopes", (-3.6, 3.6)
            ).words
            slopes = descriptions.lowered(slopes).rstrip(".")
        return (
            f"The dotted wave rises, falls and rises again. {curve.words} "
            f"{descriptions.marked(self.tangent.point, 'the point on it')} In the second picture "
            f"{slopes}. {descriptions.marked(self.height.point)}"
        )

    def dragged(self, x, y):
        return {"x": x}


ONE_PLUS_EXP = replace(
    compose(functions.line(1, 1), functions.exponential), words="one plus e to the x"
)

LOSS = compose(functions.squared_distances([3]), functions.exponential, functions.line(2, 0))
"""The loss (e^(2w) - 3)² of the weight w: input 2, target 3."""

SOFT = compose(functions.logarithm, ONE_PLUS_EXP, functions.line(-2, 0), domain=functions.Domain())


class PassThroughTheChain(Explorer):
    """Three functions in a row: values on the way forward, factors on the way back.

    The chains of the section that introduces it are the loss and a logarithm; the sigmoid has an
    explorer of its own.
    """

    title = "Three functions in a row:"
    size = (9.0, 3.3)
    plays = Play("stage", milliseconds=12_000, back=True)
    CHAINS: dict[str, tuple[Composition, tuple[str, ...], tuple[str, ...]]] = {
        "the loss": (LOSS, ("w", "z", r"\hat{y}", "L"), ("2w", "e^z", r"(\hat{y} - 3)^2")),
        "log(1 + e⁻²ˣ)": (SOFT, ("x", "u", "v", "y"), ("-2x", "1 + e^u", r"\log v")),
    }
    redraws = ("chain",)
    presets = {
        "the loss at 0.5": {"chain": "the loss", "x": 0.5, "stage": 6},
        "the loss at 0.6": {"chain": "the loss", "x": 0.6, "stage": 6},
        "log(1 + e⁻²ˣ) at 1": {"chain": "log(1 + e⁻²ˣ)", "x": 1, "stage": 6},
    }

    def menus(self):
        return [Menu("chain", "chain", tuple(self.CHAINS))]

    def sliders(self):
        return [
            Slider("stage", "stage", 0, 0, 6, whole=True),
            Slider("x", "first number", 0.5, -1, 1, step=0.05),
        ]

    def draw(self, figure):
        self.draw_chain(figure, self.values["chain"])

    def draw_chain(self, figure, chain: str) -> None:
        """Draw the boxes of a chain, still empty."""
        self.chain, names, rules = self.CHAINS[chain]
        self.names = ["ŷ" if "hat" in n else n.replace(r"\sigma", "σ") for n in names]
        self.stages = draw.Stages(figure.subplots(), names, rules)

    def update(self, chain, stage, x):
        stage = arguments.count("stage", stage)
        values = [float(x), *(float(v) for v in self.chain.stages(x))]
        # The factors of a composition stand with the outermost first.
        factors = [float(f) for f in reversed(self.chain.factors(x))]
        products = [1.0]
        for factor in reversed(factors):
            products.insert(0, factor * products[0])
        self.stages.show(values, factors, products, stage)
        numbers = dict(zip(self.names[: stage + 1], values, strict=False))
        last, known = self.names[-1], max(len(values) - 1 - max(stage - len(factors), 0), 0)
        if stage > len(factors):
            numbers |= {
                f"d{last}/d{name}": product
                for name, product in list(zip(self.names, products, strict=True))[known:-1]
            }
        return Reading(self._words(stage, values, products), numbers, shape=self._shape(stage))

    def _words(self, stage: int, values: list[float], products: list[float]) -> str:
        n, names, links = formatting.number, self.names, len(self.names) - 1
        if stage == 0:
            return f"The chain begins with {names[0]} = {n(values[0])}."
        if stage <= links:
            return f"Forward: {names[stage]} = {n(values[stage])}."
        at = max(2 * links - stage, 0)
        words = f"Backward: {names[-1]} changes {n(products[at])} times as much as {names[at]}."
        return words if at else f"{words} That is the slope of the whole."

    def _shape(self, stage: int) -> str:
        count, every = min(stage, len(self.names) - 1) + 1, len(self.names)
        boxes = f"the first {count} of its {every} boxes hold their values"
        if count in (1, every):
            boxes = "the first box holds its value" if count == 1 else "all boxes hold their values"
        back = min(max(stage - len(self.names) + 1, 0), len(self.names) - 1)
        arrows = "No arrow leads back yet"
        if back:
            arrows = f"{back} red arrow{'s' * (back > 1)} at the foot, from the right, "
            arrows += f"lead{'s' * (back == 1)} back, each below its factor"
        return f"A row of boxes is joined by arrows from left to right; {boxes}. {arrows}."


class PassThroughTheSigmoid(PassThroughTheChain):
    """The sigmoid as three functions in a row."""

    title = "The sigmoid as three functions in a row:"
    CHAINS = {
        "the sigmoid": (
            functions.sigmoid_chain, ("x", "h", "g", r"\sigma"),
            ("e^x", "1 + h^{-1}", "g^{-1}"),
        ),
    }  # fmt: skip
    redraws = ()
    presets = {"x = -1": {"x": -1, "stage": 6}, "x = 0": {"x": 0, "stage": 6},
               "x = 1": {"x": 1, "stage": 6}}  # fmt: skip

    def menus(self):
        return []

    def draw(self, figure):
        self.draw_chain(figure, "the sigmoid")

    def update(self, stage, x):
        return super().update("the sigmoid", stage, x)


class ManyLinks(Explorer):
    """A chain of many links that all have one slope: the product of the slopes."""

    title = "A chain of equal links:"
    plays = Play("n", milliseconds=9000)
    traces = Trace("n", within=("slope",))
    presets = {
        "slope 0.25": {"slope": 0.25, "n": 1},
        "slope 0.8": {"slope": 0.8, "n": 1},
        "slope 1": {"slope": 1, "n": 1},
        "slope 1.25": {"slope": 1.25, "n": 1},
    }

    def sliders(self):
        return [
            Slider("n", "links n", 1, 1, 40, whole=True),
            Slider("slope", "slope of each", 0.8, 0.25, 1.35, step=0.05),
        ]

    def draw(self, figure):
        plain, scaled = figure.subplots(1, 2)
        plain.set(xlim=(0, 41), ylim=(-0.05, 2.05))
        name_axes(plain, "links n", "", "product of the slopes")
        scaled.set(xlim=(0, 41), yscale="log", ylim=(1e-26, 5e5))
        scaled.axhline(1, color=BLACK, lw=1, ls="--")
        name_axes(scaled, "links n", "", "the same, in powers of ten")
        self.trails = Trail(plain), Trail(scaled)
        self.points = [Points(axes, ms=9, color=VERMILLION) for axes in (plain, scaled)]

    def update(self, n, slope):
        n = arguments.count("n", n, minimum=1)
        slope = arguments.positive("slope", slope)
        product = math.exp(n * math.log(slope))
        links = np.arange(1, 41) if self.revealed else self.visited
        products = np.exp(links * math.log(slope))
        for trail, point in zip(self.trails, self.points, strict=True):
            # A logarithmic axis has no place for zero.
            trail.show(links, np.maximum(products, 1e-30), self.revealed)
            point.set_data([n], drawable([max(product, 1e-30)]))
        written = formatting.number(product)
        words = f"Of {n} slopes of {formatting.number(slope)} the product is {written}."
        if n == 1:
            words = f"One link: the product is its slope, {written}."
        return Reading(words, {"n": str(n), "product": product}, shape=self._shape())

    def _shape(self) -> str:
        ways = []
        for trail in self.trails:
            if self.revealed:
                heights = descriptions.in_view(trail.line.axes, *trail.line.get_data())[:, 1]
                ways.append(
                    f"the line of the products {descriptions.one(descriptions.course(heights))}"
                )
            else:
                ways.append(descriptions.dots_so_far(trail.dots, "products"))
        places = [descriptions.place(descriptions.marker(point)) for point in self.points]
        return (
            f"In the first picture {ways[0]}; the red point is {places[0]}. In the second picture "
            f"{ways[1]}; the red point is {places[1]}."
        )


class SigmoidAndItsSlope(Explorer):
    """The sigmoid: its height, what is missing to 1, and its slope."""

    title = "The sigmoid and its slope:"
    size = (9.0, 3.9)
    plays = Play("x", milliseconds=9000)
    traces = Trace("x")
    presets = {"x = -4": {"x": -4}, "x = 0": {"x": 0}, "x = 2": {"x": 2}, "x = 4": {"x": 4}}
    SIGMOID = activations.sigmoid

    def sliders(self):
        return [Slider("x", "x", -2, -6, 6, step=0.1)]

    def draw(self, figure):
        curve, area, slopes = figure.subplots(1, 3, width_ratios=(1.25, 0.9, 1.25))
        draw_curve(curve, replace(self.SIGMOID, window=((-6.2, 6.2),)))
        curve.axhline(1, color=GREY, lw=1, ls=":")
        curve.set_ylim(-0.12, 1.3)
        name_axes(curve, "x", "", r"the sigmoid $\sigma(x)$")
        (self.below,) = curve.plot([], [], color=BLACK, lw=3.5, animated=True)
        (self.above,) = curve.plot([], [], "--", color=GREEN, lw=3.5, animated=True)
        self.tangent = Tangent(curve, 1.6)
        self.area = draw.Area(area)
        name_axes(area, "height", "missing to 1", "height × missing")
        self.places = np.linspace(-6.2, 6.2, 161)
        # An axis that ended above the top of the slopes would answer the question how high it is.
        slopes.set(xlim=(-6.2, 6.2), ylim=(-0.05, 1.1))
        name_axes(slopes, "x", "", "its slope")
        self.trail = Trail(slopes, colour=VERMILLION)
        self.slope = Points(slopes, ms=10, color=VERMILLION)
        self.drag_axes, self.grip = curve, self.tangent.point

    def update(self, x):
        height, slope = float(self.SIGMOID(x)), float(self.SIGMOID.gradient(x))
        self.tangent.show(x, height, slope)
        self.below.set_data(drawable([x, x]), [0, height])
        self.above.set_data(drawable([x, x]), [height, 1])
        self.area.show(height, 1 - height)
        places = self.places if self.revealed else self.visited
        self.trail.show(places, self.SIGMOID.gradient(places), self.revealed)
        self.slope.set_data(drawable([x]), [slope])
        n = formatting.number
        words = (
            f"At x = {n(x)} the sigmoid is {n(height)} high and rises with the slope {n(slope)}."
        )
        numbers = {"height": height, "missing to 1": 1 - height,
                   "area": height * (1 - height), "slope": slope}  # fmt: skip
        return Reading(words, numbers, shape=self._shape(height))

    def _shape(self, height: float) -> str:
        long = descriptions.compared(
            height, 1 - height, "longer than", "as long as", "shorter than"
        )
        slopes = descriptions.dots_so_far(self.trail.dots, "slopes")
        if self.revealed:
            slopes = "the curve of the slopes is a hill with its top in the middle"
        return (
            "The curve rises from 0 on the left to 1 on the right. "
            f"{descriptions.marked(self.tangent.point, 'the point on it')} Below it the full line "
            f"is {long} the dashed one above it, and these are the sides of the rectangle in the "
            f"second picture. In the third picture {slopes}. {descriptions.marked(self.slope)}"
        )

    def dragged(self, x, y):
        return {"x": x}
