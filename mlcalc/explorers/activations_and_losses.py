"""The explorers of the chapter on activations and losses."""

import math
from collections.abc import Callable

import numpy as np

from mlcalc import activations, arguments, formatting, losses, probability
from mlcalc.explorers import descriptions
from mlcalc.explorers.controls import Menu, Play, Slider
from mlcalc.explorers.engine import Explorer, Reading, Table
from mlcalc.explorers.traces import Trace
from mlcalc.figures import activations_and_losses as draw
from mlcalc.figures.curves import Trail
from mlcalc.figures.points import Points, drawable
from mlcalc.figures.style import BLACK, BLUE, GREEN, VERMILLION, name_axes
from mlcalc.functions import Function

NOTHING = 1e-9
"""A size below this is the noise of a zero."""


def _n(number: float) -> str:
    return formatting.number(number)


def _curve_words(words: str, curve: object, across: str) -> str:
    """Return the words on a curve with the name of its axis, and only those true at its corner."""
    if any(kink.left > kink.right for kink in getattr(curve, "kinks", ())):
        words = words.replace(" ever more steeply", "")
    return words.replace("x = ", f"{across} = ")


def _at(numbers: np.ndarray, z: float) -> float:
    return float(numbers(np.array([z], dtype=float))[0])


# Curves with their slopes.


class CurveBesideSlope(Explorer):
    """A curve of one variable with its tangent, and the slope beside it as far as it was seen.

    Subclasses say with ``value``, ``slope`` and ``kinks`` what is drawn for given values.
    """

    size = (9.0, 4.0)
    window = (-4.0, 4.0)
    half = 1.2
    names = "z", "the curve", "its slope"

    def limits(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Return the heights of both axes."""
        raise NotImplementedError

    def draw(self, figure):
        left, right = figure.subplots(1, 2)
        heights, slopes = self.limits()
        left.axhline(0, color=BLACK, lw=1)
        left.set_ylim(heights)
        right.set_ylim(slopes)
        across, curve, slope = self.names
        self.pair = draw.CurveBesideSlope(left, right, self.window, self.half)
        name_axes(left, across, "", curve)
        name_axes(right, across, "", slope)
        self.heights = heights
        self.drag_axes, self.grip = left, self.pair.tangent.point

    def show(self, value: Callable, slope: Callable, kinks, x: float) -> None:
        """Draw the curve, the point and the slopes."""
        self.value, self.kinks = value, kinks

        def known(places):
            slopes = np.asarray(slope(places), dtype=float)
            for kink in kinks:
                slopes = np.where(np.abs(places - kink) < NOTHING, np.nan, slopes)
            return slopes

        self.known = known
        self.pair.show(value, known, x, None if self.revealed else self.visited)

    def at_kink(self, x: float) -> bool:
        """Say whether there is a corner at a place."""
        return any(abs(x - kink) < NOTHING for kink in self.kinks)

    def shape(self) -> str:
        """Say how both pictures look."""
        curve = descriptions.outline(*self.pair.curve.get_data(), "the curve", self.heights).words
        curve = _curve_words(curve, self.value, self.names[0].split()[-1])
        point = descriptions.marked(self.pair.tangent.point, "the point on it")
        trail = self.pair.trail
        if self.revealed:
            slopes = descriptions.signs(*trail.line.get_data(), trail.line.axes)
        else:
            slopes = descriptions.dots_so_far(trail.dots, "slopes")
        end = ""
        if len(self.pair.slope.get_xdata()):
            end = descriptions.marked(self.pair.slope, "the red point")
        return descriptions.joined(curve, point, f"In the second picture {slopes}.", end)

    def table(self):
        seen = np.linspace(*self.window, 33) if self.revealed else self.visited
        rows = np.column_stack([seen, self.value(seen), self.known(seen)])
        return Table(
            (self.names[0], "height", "slope"), rows[np.isfinite(rows).all(axis=1)].tolist()
        )


class ActivationAndSlope(CurveBesideSlope):
    """An activation with its tangent, and its slope."""

    title = "An activation and its slope:"
    names = "z", "the activation", "its slope"
    window = (-5.0, 5.0)
    ACTIVATIONS: dict[str, Callable[[float], Function]] = {
        "softplus": lambda alpha: activations.softplus,
        "sigmoid": lambda alpha: activations.sigmoid,
        "tanh": lambda alpha: activations.tanh,
        "ReLU": lambda alpha: activations.relu,
        "leaky ReLU": activations.leaky_relu,
        "ELU": activations.elu,
    }
    USES_ALPHA = "leaky ReLU", "ELU"
    redraws = ("activation",)
    plays = Play("z", milliseconds=9000)
    traces = Trace("z", within=("activation", "alpha"))
    presets = {
        "softplus": {"activation": "softplus", "z": -2},
        "sigmoid": {"activation": "sigmoid", "z": -2},
        "tanh": {"activation": "tanh", "z": -2},
        "ReLU": {"activation": "ReLU", "z": -2},
        "leaky ReLU": {"activation": "leaky ReLU", "z": -2, "alpha": 0.2},
        "ELU, α = 0.5": {"activation": "ELU", "z": -2, "alpha": 0.5},
        "ELU, α = 1": {"activation": "ELU", "z": -2, "alpha": 1},
    }

    def menus(self):
        return [Menu("activation", "activation", tuple(self.ACTIVATIONS))]

    def sliders(self):
        return [
            Slider("z", "z", -2, -5, 5, step=0.1),
            Slider("alpha", "α", 0.2, 0.1, 2, step=0.1),
        ]

    def limits(self):
        if self.values["activation"] in ("sigmoid", "tanh"):
            return (-1.3, 1.5), (-0.1, 1.2)
        return (-2.2, 5.2), (-0.2, 2.2)

    def update(self, activation, z, alpha):
        if activation in self.USES_ALPHA:
            arguments.positive("alpha", alpha)
        if activation == "leaky ReLU" and alpha >= 1:
            raise ValueError("A leaky ReLU needs an α below 1")
        function = self.ACTIVATIONS[activation](alpha)
        self.show(function, function.gradient, [k.point for k in function.kinks], z)
        height = float(function(z))
        numbers = {"height": height}
        used = f" of α = {_n(alpha)}" if activation in self.USES_ALPHA else ""
        if self.at_kink(z):
            (kink,) = function.kinks
            words = (
                f"At 0 this {activation}{used} has a corner: the slope is {_n(kink.left)} on its "
                f"left and {_n(kink.right)} on its right."
            )
        else:
            slope = numbers["slope"] = float(function.gradient(z))
            words = f"At z = {_n(z)} this {activation}{used} has the slope {_n(slope)}."
        return Reading(words, numbers, shape=self.shape())

    def dragged(self, x, y):
        return {"z": x}


HALF_SQUARE = losses.squared_error(losses.Reduction.HALF_SUM)


def _squared(y, p):
    return HALF_SQUARE.each_formula(y, p) / 2


def _squared_slope(y, p):
    return HALF_SQUARE.slope_formula(y, p) / 2


class LossOfAResidual(CurveBesideSlope):
    """The loss of one prediction of a number, against the residual, and its slope."""

    title = "A loss against the residual:"
    names = "residual r", "the loss", "its slope"
    LOSSES = {
        "squared": lambda d: (_squared, _squared_slope, ()),
        "absolute": lambda d: (
            losses.absolute_error.each_formula, losses.absolute_error.slope_formula, (0.0,),
        ),
        "Huber": lambda d: (
            losses.huber_error(d).each_formula, losses.huber_error(d).slope_formula, (),
        ),
    }  # fmt: skip
    plays = Play("r", milliseconds=9000)
    traces = Trace("r", within=("loss", "threshold"))
    presets = {
        "squared": {"loss": "squared", "r": 3},
        "absolute": {"loss": "absolute", "r": 3},
        "Huber, d = 1": {"loss": "Huber", "r": 3, "threshold": 1},
        "Huber, d = 2": {"loss": "Huber", "r": 3, "threshold": 2},
    }

    def menus(self):
        return [Menu("loss", "loss", tuple(self.LOSSES))]

    def sliders(self):
        return [
            Slider("r", "residual r", 1, -4, 4, step=0.1),
            Slider("threshold", "d", 1, 0.2, 4, step=0.1),
        ]

    def limits(self):
        return (-0.6, 8.4), (-4.4, 4.4)

    def update(self, loss, r, threshold):
        if loss == "Huber":
            arguments.positive("threshold", threshold)
        value, slope, kinks = self.LOSSES[loss](threshold)
        self.show(lambda p: value(0.0 * p, p), lambda p: slope(0.0 * p, p), kinks, r)
        cost = _at(self.value, r)
        numbers = {"loss": cost}
        if self.at_kink(r):
            words = f"The residual is 0, and so is the {loss} loss: it has a corner there."
        else:
            steep = numbers["slope"] = _at(self.known, r) + 0.0
            words = (
                f"The {loss} loss of the residual {_n(r)} is {_n(cost)}, with the slope "
                f"{_n(steep)}."
            )
        return Reading(words, numbers, shape=self.shape())

    def dragged(self, x, y):
        return {"r": x}


class LossOfAScore(CurveBesideSlope):
    """The loss of one score z for a label of two classes, and its slope."""

    title = "A loss against the score:"
    names = "score z", "the loss", "its slope"
    half = 1.0
    redraws = ("loss", "label")
    LOSSES = {
        "log loss": (losses.log_loss_of_logits.each_formula,
                     losses.log_loss_of_logits.slope_formula, (0, 1)),
        "logistic": (losses.logistic_loss.each_formula, losses.logistic_loss.slope_formula,
                     (-1, 1)),
        "hinge": (losses.hinge.each_formula, losses.hinge.slope_formula, (-1, 1)),
        "squared": (_squared, _squared_slope, (-1, 1)),
    }  # fmt: skip
    CLASSES = "upper class", "lower class"
    plays = Play("z", milliseconds=9000)
    traces = Trace("z", within=("loss", "label"))
    presets = {
        "log loss": {"loss": "log loss"},
        "logistic": {"loss": "logistic"},
        "hinge": {"loss": "hinge"},
        "squared": {"loss": "squared"},
    }

    def menus(self):
        return [Menu("loss", "loss", tuple(self.LOSSES)), Menu("label", "label", self.CLASSES)]

    def sliders(self):
        return [Slider("z", "score z", -1, -4, 4, step=0.1)]

    def limits(self):
        if self.values["loss"] == "squared":
            return (-1.2, 13), (-5.5, 5.5)
        return (-0.5, 5.2), (-2.3, 2.3)

    def draw(self, figure):
        super().draw(figure)
        name = self.values["loss"]
        words = name if name == "log loss" else f"{name} loss"
        left, _ = figure.axes
        label = self._label()
        sign = "+" if label > 0 and name != "log loss" else ""
        left.set_title(f"the {words} for the label {sign}{label}")

    def _label(self) -> int:
        """Return the label, in the way of the loss chosen."""
        _, _, labels = self.LOSSES[self.values["loss"]]
        return labels[1 if self.values["label"] == self.CLASSES[0] else 0]

    def update(self, loss, label, z):
        value, slope, labels = self.LOSSES[loss]
        y = self._label()
        kinks = [float(y)] if loss == "hinge" else []
        self.show(lambda p: value(float(y), p), lambda p: slope(float(y), p), kinks, z)
        cost = _at(self.value, z)
        numbers = {"label": str(y), "loss": cost}
        if 0 not in labels:
            numbers["margin"] = y * z + 0.0
        if self.at_kink(z):
            words = f"At the score {_n(z)} the {loss} has its corner, and is 0."
        else:
            steep = numbers["slope"] = _at(self.known, z) + 0.0
            name = loss if loss == "log loss" else f"{loss} loss"
            words = f"{self._pushed(steep)} The {name} is {_n(cost)}."
        return Reading(words, numbers, shape=self.shape())

    @staticmethod
    def _pushed(slope: float) -> str:
        if abs(slope) < NOTHING:
            return "A step of descent leaves the score where it is: the slope is 0."
        way = "up" if slope < 0 else "down"
        return f"A step of descent moves the score {way}: the slope is {_n(slope)}."

    def dragged(self, x, y):
        return {"z": x}


# Lines under a corner.


class LinesUnderACorner(Explorer):
    """A line through the point (0, 0) of a curve: does it stay on or below the curve?"""

    title = "A line through the point at 0:"
    size = (9.0, 4.0)
    REACH, HANDLE = 3.0, 1.2
    CURVES: dict[str, Callable[[float], Callable]] = {
        "ReLU": lambda alpha: activations.relu,
        "|z|": lambda alpha: np.abs,
        "leaky ReLU": activations.leaky_relu,
        "ELU": activations.elu,
    }
    plays = Play("g", milliseconds=9000)
    traces = Trace("g", within=("curve", "alpha"))
    presets = {
        "ReLU": {"curve": "ReLU", "g": -0.5},
        "|z|": {"curve": "|z|", "g": -1.5},
        "leaky ReLU, α = 0.2": {"curve": "leaky ReLU", "g": -0.5, "alpha": 0.2},
        "ELU, α = 0.5": {"curve": "ELU", "g": -0.5, "alpha": 0.5},
        "ELU, α = 1": {"curve": "ELU", "g": -0.5, "alpha": 1},
        "ELU, α = 2": {"curve": "ELU", "g": -0.5, "alpha": 2},
    }

    def menus(self):
        return [Menu("curve", "curve", tuple(self.CURVES))]

    def sliders(self):
        return [
            Slider("g", "slope g", -0.5, -1.5, 2, step=0.05),
            Slider("alpha", "α", 0.2, 0.1, 2, step=0.1),
        ]

    def draw(self, figure):
        left, right = figure.subplots(1, 2)
        left.set_ylim(-2.6, 3.4)
        name_axes(left, "z", "", "the curve and the line")
        self.corner = draw.LineThroughCorner(left, self.REACH)
        right.axhline(0, color=BLACK, lw=1)
        right.set(xlim=(-1.6, 2.1), ylim=(-0.5, 7.2))
        name_axes(right, "slope g of the line", "", "how far it lies above the curve")
        self.slopes = np.round(np.linspace(-1.5, 2, 141), 4)
        self.trail = Trail(right, colour=VERMILLION)
        self.here = Points(right, ms=10, color=VERMILLION)
        self.drag_axes, self.grip = left, self.corner.end

    def update(self, curve, g, alpha):
        if curve in ActivationAndSlope.USES_ALPHA:
            arguments.positive("alpha", alpha)
        if curve == "leaky ReLU" and alpha >= 1:
            raise ValueError("A leaky ReLU needs an α below 1")
        value = self.value = self.CURVES[curve](alpha)
        gap = self.corner.show(value, g, self.HANDLE)
        slopes = self.slopes if self.revealed else self.visited
        self.gaps = self.corner.gaps(value, np.clip(slopes, -1e6, 1e6))
        self.trail.show(slopes, self.gaps, self.revealed)
        self.below = slopes[self.gaps == 0]
        # All the lines of the slider side by side would be an area.
        self.corner.spread(self.below[::4] if self.revealed else self.below)
        self.here.set_data(drawable([g]), drawable([gap]))
        if gap > 0:
            words = f"Not below: a line of slope {_n(g)} lies above the curve in places."
        else:
            words = f"It stays: a line of slope {_n(g)} lies nowhere above the curve."
        numbers = {"slope g": float(g), "above the curve by": gap}
        return Reading(words, numbers, shape=self._shape())

    def _shape(self) -> str:
        curve = descriptions.outline(*self.corner.curve.get_data(), "the curve", (-2.6, 3.4)).words
        curve = _curve_words(curve, self.value, "z")
        way = {"rise": "rises", "fall": "falls", "are level": "is level"}[
            descriptions.line_slope(self.corner.line)
        ]
        seen = np.isfinite(self.corner.above.get_ydata()).any()
        thick = " and is thick where it lies above it" if seen else ""
        if len(self.below) > 1:
            thick += "; thin lines that stay below lie like a fan"
        if self.revealed:
            heights = descriptions.in_view(self.trail.line.axes, *self.trail.line.get_data())[:, 1]
            second = f"the line of the gaps {descriptions.one(descriptions.course(heights))}"
        else:
            second = descriptions.dots_so_far(self.trail.dots, "gaps")
        end = descriptions.marked(self.here, "the red point there")
        mark = descriptions.parked(self.corner.end, "the handle of the line")
        return descriptions.joined(
            curve, f"The line meets it at 0, {way}{thick}.", f"In the second picture {second}.",
            end, mark,
        )  # fmt: skip

    def table(self):
        seen = self.slopes[::5] if self.revealed else self.visited
        gaps = self.gaps[::5] if self.revealed else self.gaps
        return Table(("slope g", "above by"), np.column_stack([seen, gaps]).tolist())

    def dragged(self, x, y):
        return {"g": y / self.HANDLE}


# Softmax.

CLASSES = "class 1", "class 2", "class 3"

NEARLY_ALL = 0.9995
"""A part above this is written as 1 over its bar."""


class ThreeLogits(Explorer):
    """Three scores with sliders, as a basis for what is made of them."""

    START = 1.0, 0.5, -0.5
    REACH = 6.0

    def sliders(self):
        return [
            Slider(f"z{k + 1}", f"z{'₁₂₃'[k]}", value, -self.REACH, self.REACH, step=0.1)
            for k, value in enumerate(self.START)
        ]

    @staticmethod
    def ranked(s: np.ndarray) -> str:
        """Say how three probabilities lie to each other."""
        low, middle, high = np.argsort(s, kind="stable")
        if s[high] - s[low] < NOTHING:
            return "All three bars are equally high."
        if s[high] - s[middle] < NOTHING:
            both = f"{CLASSES[middle]} and {CLASSES[high]}"
            return f"The bars of {both} are equally high, and higher than the third."
        if s[middle] - s[low] < NOTHING:
            return f"The bar of {CLASSES[high]} is the highest, the two others are equally high."
        return (
            f"The bar of {CLASSES[high]} is higher than that of {CLASSES[middle]}, and this one "
            f"higher than that of {CLASSES[low]}."
        )

    @staticmethod
    def leader(s: np.ndarray) -> str:
        """Say where the largest part goes."""
        high = float(s.max())
        which = [CLASSES[k] for k in range(3) if high - s[k] < NOTHING]
        if len(which) == 3:
            return "Each class gets a third."
        if len(which) == 2:
            return (
                f"{which[0].capitalize()} and {which[1]} share the largest part, {_n(high)} each."
            )
        if high > NEARLY_ALL:
            rest = float(np.sort(s)[:2].sum())
            # Far out nothing is left in the computer, and something on paper.
            missing = f": what is missing to 1 is {_n(rest)}" if rest > 0 else ""
            return f"{which[0].capitalize()} gets nearly all{missing}."
        return f"{which[0].capitalize()} gets the largest part, {_n(high)}."


class SoftmaxBars(ThreeLogits):
    """Three scores, and the probabilities that softmax makes of them, with a temperature."""

    title = "Softmax of three scores:"
    size = (9.0, 3.8)
    plays = Play("temperature", milliseconds=7000)
    presets = {
        "1, 2, 0.5": {"z1": 1, "z2": 2, "z3": 0.5, "temperature": 1},
        "4, 5, 3.5": {"z1": 4, "z2": 5, "z3": 3.5, "temperature": 1},
        "2, 4, 1": {"z1": 2, "z2": 4, "z3": 1, "temperature": 1},
        "all equal": {"z1": 1, "z2": 1, "z3": 1, "temperature": 1},
    }

    def sliders(self):
        temperature = Slider(
            "temperature", "temperature T", 1, 0.1, 10, step=0.05, logarithmic=True
        )
        return [*super().sliders(), temperature]

    def draw(self, figure):
        left, right = figure.subplots(1, 2)
        self.scores = draw.Bars(left, CLASSES, (-6.9, 6.9), digits=False)
        self.heads = draw.Heads(left)
        name_axes(left, "", "", "the scores z")
        self.parts = draw.Bars(right, CLASSES, (0, 1.15))
        name_axes(right, "", "", "softmax of z / T")
        self.drag_axes, self.grip = left, self.heads.points

    def update(self, z1, z2, z3, temperature):
        z = np.array([z1, z2, z3], dtype=float)
        temperature = arguments.positive("temperature", temperature)
        s = activations.softmax(z, temperature)
        self.scores.show(z)
        self.heads.show(z)
        self.parts.show(s)
        numbers = {"z / T": z / temperature, "s": s, "sum of s": float(s.sum())}
        return Reading(self.leader(s), numbers, shape=self._shape(z, s))

    def _shape(self, z: np.ndarray, s: np.ndarray) -> str:
        up = [CLASSES[k] for k in range(3) if z[k] > 0]
        words = "No bar of a score goes upwards."
        if up:
            words = f"Upwards go the bars of the scores of {descriptions.listed(up)}."
        outside = descriptions.parked(self.heads.points, "a score")
        second = descriptions.lowered(self.ranked(s))
        return descriptions.joined(words, outside, f"In the second picture {second}")

    def dragged(self, x, y):
        return {f"z{min(max(round(x), 0), 2) + 1}": y}


class SoftmaxJacobian(ThreeLogits):
    """The probabilities of three scores, and all nine slopes of them as a table."""

    title = "Softmax and its nine slopes:"
    size = (9.0, 3.8)
    presets = {
        "all equal": {"z1": 0, "z2": 0, "z3": 0},
        "one far ahead": {"z1": 5, "z2": 0, "z3": 0},
        "two ahead": {"z1": 2, "z2": 2, "z3": -3},
    }

    def draw(self, figure):
        left, right = figure.subplots(1, 2, width_ratios=(4, 5))
        self.parts = draw.Bars(left, CLASSES, (0, 1.15))
        name_axes(left, "", "", "softmax s")
        self.map = draw.HeatMap(right, ("s₁", "s₂", "s₃"), ("z₁", "z₂", "z₃"), 0.25)
        name_axes(right, "", "", "slope of each row by each column")

    def update(self, z1, z2, z3):
        z = np.array([z1, z2, z3], dtype=float)
        s, table = activations.softmax(z), activations.softmax_jacobian(z)
        self.parts.show(s)
        self.map.show(table)
        size = float(np.abs(table).max())
        largest = [k for k in range(3) if size - table[k, k] < NOTHING]
        where = " and ".join(f"that of s{'₁₂₃'[k]} by z{'₁₂₃'[k]}" for k in largest)
        if len(largest) == 3:
            where = "on the whole diagonal"
        words = f"The largest slope is {_n(size)}, {where}."
        if size < 0.005:
            words = f"All nine slopes are nearly zero: the largest is {_n(size)}."
        numbers = {"s": s, "largest slope": size}
        return Reading(words, numbers, shape=self._shape(s, table))

    def _shape(self, s: np.ndarray, table: np.ndarray) -> str:
        strong = [f"row {i + 1}" for i in range(3) if table[i, i] > 0.125]
        words = "no entry is of a strong colour"
        if strong:
            words = f"the diagonal is strongly blue in {descriptions.listed(strong)}"
        return (
            f"{self.ranked(s)} In the second picture, a table of three rows and three columns, "
            f"{words}; beside the diagonal the entries are red or white."
        )


class SlopesOfTheScores(ThreeLogits):
    """Three scores and the true class: the probabilities, what they ought to be, the slopes."""

    title = "Cross-entropy of three scores:"
    size = (9.0, 3.8)
    presets = {
        "all equal": {"z1": 0, "z2": 0, "z3": 0},
        "sure and right": {"z1": 0, "z2": 4, "z3": 0, "truth": "class 2"},
        "sure and wrong": {"z1": 4, "z2": 0, "z3": 0, "truth": "class 2"},
    }

    def menus(self):
        return [Menu("truth", "true class", CLASSES)]

    def draw(self, figure):
        left, right = figure.subplots(1, 2)
        self.parts = draw.Bars(left, CLASSES, (0, 1.15))
        self.labels = draw.Outline(left, 3)
        name_axes(left, "", "", "softmax s, and the label y")
        self.pulls = draw.Bars(right, ("z₁", "z₂", "z₃"), (-1.35, 1.35), VERMILLION)
        name_axes(right, "", "", "slope of the loss by each score")

    def update(self, truth, z1, z2, z3):
        z = np.array([[z1, z2, z3]], dtype=float)
        k = CLASSES.index(truth)
        y = np.eye(3)[[k]]
        s = activations.softmax(z)[0]
        slopes = losses.softmax_cross_entropy.slope_formula(y, z)[0] + 0.0
        loss = float(losses.softmax_cross_entropy.each_formula(y, z)[0])
        self.parts.show(s)
        self.labels.show(y[0])
        self.pulls.show(slopes)
        numbers = {"loss": loss, "s": s, "slopes": slopes}
        words = f"The loss is {_n(loss)}: the true class has the probability {_n(float(s[k]))}."
        return Reading(words, numbers, shape=self._shape(s, slopes, k))

    def _shape(self, s: np.ndarray, slopes: np.ndarray, k: int) -> str:
        seen = ["upwards" if v > 0.01 else "downwards" if v < -0.01 else "nowhere" for v in slopes]
        return (
            f"{self.ranked(s)} A dashed outline of height 1 stands round {CLASSES[k]}. In the "
            f"second picture the bar of the first score goes {seen[0]}, that of the second "
            f"{seen[1]}, that of the third {seen[2]}."
        )


class LargeScores(Explorer):
    """Softmax of the scores 0 and c by the formula as it is written, and with the largest off."""

    title = "Softmax of the scores 0 and c in the computer:"
    size = (9.0, 4.4)
    plays = Play("c", milliseconds=9000)
    traces = Trace("c")
    LINES = (
        "power 1", "power 2", "their sum", "$s_1$", "$s_2$",
        r"$-\log s_1$", r"$-\log s_2$",
    )  # fmt: skip
    presets = {"c = 5": {"c": 5}, "c = 50": {"c": 50}, "c = 500": {"c": 500}}

    def sliders(self):
        return [Slider("c", "score c", 5, 1, 10_000, step=0.02, logarithmic=True)]

    def draw(self, figure):
        left, right = figure.subplots(1, 2, width_ratios=(4, 5))
        left.set(xscale="log", yscale="log", xlim=(0.8, 15_000), ylim=(0.8, 15_000))
        name_axes(left, "score c", "", "loss if the class of score 0 is true")
        self.trails = (Trail(left, GREEN, ls="--", lw=5), Trail(left, VERMILLION))
        self.here = Points(left, ms=10, color=VERMILLION)
        self.columns = draw.Columns(right, self.LINES, ("as written", "largest off"))
        self.scores = np.geomspace(1, 10_000, 241)

    @staticmethod
    def naive(c: float) -> list[float]:
        """Return each step of the formula as it is written."""
        z = np.array([0.0, c])
        with np.errstate(all="ignore"):
            powers = np.exp(z)
            s = powers / powers.sum()
            return [float(v) for v in (*powers, powers.sum(), *s, *(-np.log(s)))]

    @staticmethod
    def careful(c: float) -> list[float]:
        """Return each step when the largest score is taken off first."""
        z = np.array([0.0, c])
        powers = np.exp(z - z.max())
        return [float(v) for v in (*powers, powers.sum(), *activations.softmax(z),
                                   *(0.0 - activations.log_softmax(z)))]  # fmt: skip

    def update(self, c):
        c = float(arguments.number("c", c))
        naive, careful = self.naive(c), self.careful(c)
        self.columns.show((naive, careful))
        scores = self.scores if self.revealed else self.visited
        right = np.logaddexp(0.0, scores)
        with np.errstate(over="ignore"):
            wrong = np.log1p(np.exp(scores))
        self.trails[0].show(scores, right, self.revealed)
        self.trails[1].show(scores, np.where(np.isfinite(wrong), wrong, np.nan), self.revealed)
        value = naive[5] if np.isfinite(naive[5]) else 1e6
        self.here.set_data(drawable([max(c, 1e-3)]), drawable([max(value, 1e-3)]))
        written = _n(naive[5]) if math.isfinite(naive[5]) else "inf"
        numbers = {"c": c, "loss as written": written, "with the largest off": careful[5]}
        bad = [v for v in naive if not math.isfinite(v)]
        words = "Both ways give the same loss."
        if bad:
            words = "The formula as it is written breaks: a number in it is too large."
        return Reading(words, numbers, shape=self._shape(bool(bad)))

    def _shape(self, broken: bool) -> str:
        if self.revealed:
            first = (
                "In the first picture the dashed line of the losses rises all the way, the red one "
                "lies on it and ends to the right of the middle."
            )
        else:
            dots = self.trails[0].dots
            first = f"In the first picture {descriptions.dots_so_far(dots, 'loss values')}."
        point = descriptions.marked(self.here, "the red point")
        colours = "the left one with red entries" if broken else "all in black"
        return (
            f"{first} {point} In the second picture two columns of numbers stand side by side, "
            f"{colours}."
        )

    def table(self):
        scores = self.scores[::8] if self.revealed else self.visited
        rows = [(c, self.careful(float(c))[5]) for c in scores]
        return Table(("c", "loss"), rows)


# A point far from the others.


def huber_level(targets: np.ndarray, threshold: float) -> float:
    """Return the constant with the smallest Huber loss, by bisection of its rising slope."""
    low, high = float(targets.min()), float(targets.max())
    for _ in range(60):
        middle = (low + high) / 2
        if np.clip(middle - targets, -threshold, threshold).sum() > 0:
            high = middle
        else:
            low = middle
    return (low + high) / 2


class OneFarPoint(Explorer):
    """Five numbers, one of them far away: the constants with the smallest losses."""

    title = "Five numbers and three levels:"
    size = (9.0, 4.2)
    NEAR = 2.0, 2.6, 3.0, 3.6
    LOSSES = "squared", "Huber", "absolute"
    plays = Play("far", milliseconds=9000)
    presets = {
        "among the others": {"far": 3.3, "threshold": 1},
        "far away": {"far": 14, "threshold": 1},
        "far away, d = 0.2": {"far": 14, "threshold": 0.2},
        "far away, d = 8": {"far": 14, "threshold": 8},
    }

    def sliders(self):
        return [
            Slider("far", "fifth number", 4, 0, 15, step=0.1),
            Slider("threshold", "d of Huber", 1, 0.2, 12, step=0.2),
        ]

    def draw(self, figure):
        left, right = figure.subplots(1, 2, width_ratios=(5, 4))
        left.set_ylim(-1, 16)
        name_axes(left, "which number", "", "the numbers and the three levels")
        self.levels = draw.Levels(left, 5, self.LOSSES)
        self.pulls = draw.Bars(right, self.LOSSES, (-4, 12), VERMILLION)
        name_axes(right, "", "", "pull of the fifth number")
        self.drag_axes, self.grip = left, self.levels.far

    def update(self, far, threshold):
        threshold = arguments.positive("threshold", threshold)
        targets = np.clip(np.array([*self.NEAR, far], dtype=float), -1e9, 1e9)
        levels = [float(targets.mean()), huber_level(targets, threshold), float(np.median(targets))]
        self.levels.show(targets, levels)
        mean, huber, median = (float(targets[-1]) - level for level in levels)
        pulls = [mean, float(np.clip(huber, -threshold, threshold)), float(np.sign(median))]
        self.pulls.show(pulls)
        numbers = {f"{name} level": level for name, level in zip(self.LOSSES, levels, strict=True)}
        gap = levels[0] - levels[2]
        words = "The squared loss sets its level where the absolute one does."
        if abs(gap) > NOTHING:
            side = "above" if gap > 0 else "below"
            words = (
                f"The squared loss sets its level {_n(abs(gap))} {side} that of the absolute one."
            )
        return Reading(words, numbers, shape=self._shape(pulls))

    def _shape(self, pulls: list[float]) -> str:
        far = descriptions.marked(self.levels.far, "the fifth")
        outside = descriptions.parked(self.levels.far, "the fifth number")
        heights = [
            float(descriptions.in_view(line.axes, *line.get_data())[0, 1])
            for line in self.levels.lines
        ]
        names = [name for _, name in sorted(zip(heights, self.LOSSES, strict=True))]
        order = "The three levels lie close together."
        if max(heights) - min(heights) > descriptions.NEAR:
            order = f"From bottom to top the levels are those of {descriptions.listed(names)}."
        longest = max(zip(np.abs(pulls), self.LOSSES, strict=True))[1]
        return descriptions.joined(
            f"Four black points lie close together near the bottom. {far}", outside,
            order,
            f"In the second picture the longest bar is that of {longest}.",
        )  # fmt: skip

    def dragged(self, x, y):
        return {"far": y}


# Cross-entropy.


class CrossEntropyInParts(Explorer):
    """The cross-entropy of two classes against the prediction p, and the two parts of it."""

    title = "The cross-entropy for a true share:"
    size = (9.0, 4.0)
    HEIGHTS = -0.1, 3.5
    plays = Play("p", milliseconds=9000)
    traces = Trace("p", within=("y",))
    presets = {"y = 0.7": {"y": 0.7, "p": 0.2}, "y = 0.5": {"y": 0.5, "p": 0.2},
               "y = 1": {"y": 1, "p": 0.2}}  # fmt: skip

    def sliders(self):
        return [
            Slider("p", "prediction p", 0.2, 0.01, 0.99, step=0.01, bounded=True),
            Slider("y", "true share y", 0.7, 0, 1, step=0.05, bounded=True),
        ]

    def draw(self, figure):
        left, right = figure.subplots(1, 2, width_ratios=(5, 4))
        left.set(xlim=(0, 1), ylim=self.HEIGHTS)
        name_axes(left, "prediction p", "", "cross-entropy H(y, p)")
        self.trail = Trail(left, colour=BLUE)
        (self.floor,) = left.plot([], [], "--", color=GREEN, animated=True)
        self.here = Points(left, ms=10, color=BLUE)
        self.stack = draw.Stack(right, ("H(y, p)", "its two parts"), self.HEIGHTS[1])
        # The same heights on both sides, so that a part stands beside the line of its height.
        right.axhline(0, color=BLACK, lw=1)
        right.set_ylim(self.HEIGHTS)
        name_axes(right, "", "", "the same, taken apart")
        ends = np.geomspace(1e-6, 0.005, 40)[:-1]
        self.places = np.concatenate([ends, np.linspace(0.005, 0.995, 199), 1 - ends[::-1]])
        self.drag_axes, self.grip = left, self.here

    @staticmethod
    def cross_entropy(y: float, p: np.ndarray) -> np.ndarray:
        """Return H((y, 1 - y), (p, 1 - p)) for each p."""
        p = np.asarray(p, dtype=float)
        return probability.cross_entropy([y, 1 - y], np.stack([p, 1 - p], axis=-1))

    def update(self, p, y):
        cross = float(self.cross_entropy(y, p))
        entropy = float(probability.entropy([y, 1 - y]))
        divergence = float(probability.kullback_leibler([y, 1 - y], [p, 1 - p]))
        places = self.places if self.revealed else self.visited
        self.trail.show(places, self.cross_entropy(y, places), self.revealed)
        self.floor.set_data([0, 1], [entropy, entropy])
        self.floor.set_visible(self.revealed)
        self.here.set_data([p], drawable([cross]))
        self.stack.show(entropy, divergence, self.revealed)
        numbers = {"H(y, p)": cross}
        if self.revealed:
            numbers |= {"H(y)": entropy, "KL": divergence}
        words = f"With the prediction {_n(p)} the cross-entropy is {_n(cross)}."
        return Reading(words, numbers, shape=self._shape(entropy, divergence))

    def _shape(self, entropy: float, divergence: float) -> str:
        point = descriptions.marked(self.here, "the point")
        outside = descriptions.parked(self.here, "the point")
        if not self.revealed:
            first = descriptions.dots_so_far(self.trail.dots, "values")
            return descriptions.joined(
                f"In the first picture {first}.", point, outside,
                "The second picture is empty so far.",
            )  # fmt: skip
        curve = descriptions.outline(*self.trail.line.get_data(), "the curve", self.HEIGHTS).words
        parts = descriptions.compared(
            divergence, entropy, "taller than", "as tall as", "shorter than"
        )
        return descriptions.joined(
            curve.replace("x = ", "p = "), point, outside,
            f"In the second picture the red upper part is {parts} the hatched lower one, and "
            "together they are as tall as the blue bar beside them.",
        )  # fmt: skip

    def dragged(self, x, y):
        return {"p": x}
