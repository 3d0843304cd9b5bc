"""The explorers of the chapter on perceptrons."""

from dataclasses import replace
from functools import lru_cache

import numpy as np

from mlcalc import arguments, datasets, formatting, losses
from mlcalc.activations import sigmoid
from mlcalc.explorers import descriptions
from mlcalc.explorers.controls import Menu, Play, Slider
from mlcalc.explorers.engine import Explorer, Reading, Table
from mlcalc.explorers.gradient_descent import reading
from mlcalc.explorers.traces import Trace
from mlcalc.figures import perceptrons as draw
from mlcalc.figures.gradient_descent import PathOnContours, ValuesByStep
from mlcalc.figures.points import is_inside
from mlcalc.figures.style import BLUE, VERMILLION, name_axes
from mlcalc.figures.two_layer_network import LossCurve
from mlcalc.functions import Function, Minimum
from mlcalc.networks import Network, Training, train
from mlcalc.optimization import (
    Path,
    Stop,
    gradient_descent,
    largest_stable_rate,
    newton_minimum,
)
from mlcalc.perceptrons import (
    Corrections,
    Perceptron,
    TrainingStop,
    classification,
    learn_from_mistakes,
    most_corrections,
    regression,
    step_prediction,
)


def _n(number: float) -> str:
    return formatting.number(number)


def _times(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count != 1)}"


# One example after the other.


class OneExampleAtATime(Explorer):
    """One unit learns: forward, loss, derivatives and update, each with its numbers.

    Takes "flats", for regression, or "sentences", for classification.
    """

    title = "One example at a time:"
    size = (9.0, 4.2)
    plays = Play("stage", milliseconds=24_000, back=True)
    EACH, ROUNDS = 4, 12
    FAR = 1e4
    """A mean loss above this has run away: at the start it is far below."""

    milliseconds = 30.0
    KINDS = {
        "flats": (datasets.flats, regression, 0.05),
        "sentences": (datasets.sentiment, classification, 0.5),
    }
    WHAT = {"flats": "a flat", "sentences": "a sentence"}
    LIT = (("x1", "x2"), ("out", "p", "w1", "w2", "act"), ("L", "yhat"), ("L", "yhat", "p", "act",
           "out", "w1", "w2"))  # fmt: skip

    def __init__(self, kind: str = "flats"):
        self.kind = arguments.choice("kind", kind, tuple(self.KINDS))
        data, self.output, self.rate = self.KINDS[self.kind]
        self.inputs, self.targets = data()
        plain = {"rate": self.rate, "w1": 0, "w2": 0}
        self.presets = {
            "forward": {**plain, "stage": 1},
            "backward": {**plain, "stage": 3},
            "one epoch": {**plain, "stage": self.EACH * len(self.inputs)},
            "three epochs": {**plain, "stage": self.EACH * self.ROUNDS},
        }
        if kind == "flats":
            self.presets["too fast"] = {**plain, "rate": 0.2, "stage": self.EACH * self.ROUNDS}
        super().__init__()

    def sliders(self):
        top = 0.5 if self.kind == "flats" else 20.0
        return [
            Slider("stage", "stage", 0, 0, self.EACH * self.ROUNDS, whole=True),
            Slider("rate", "learning rate", self.rate, 0.01, top, step=0.02, logarithmic=True),
            Slider("w1", "start w₁", 0, -3, 3, step=0.1),
            Slider("w2", "start w₂", 0, -3, 3, step=0.1),
        ]

    def draw(self, figure):
        self.diagram = draw.UnitDiagram(figure.subplots())

    def update(self, stage, rate, w1, w2):
        updates, part = divmod(arguments.count("stage", stage), self.EACH)
        unit, before = Perceptron([w1, w2], 0.0, self.output), None
        for k in range(updates):
            before, unit = unit, self._moved(unit, k, rate)
        now = updates % len(self.inputs)
        x, y = self.inputs[now], self.targets[now]
        self._write(unit, x, y, part, updates)
        words, numbers = self._tell(unit, before, x, y, part, updates)
        return Reading(
            words, numbers, trouble=self._trouble(unit), shape=self._shape(part, updates)
        )

    def _trouble(self, unit: Perceptron) -> str:
        cost = unit.loss(self.inputs, self.targets)
        if self.output is regression and not cost < self.FAR:
            return "The weights run away: the learning rate is too large."
        return ""

    def _moved(self, unit: Perceptron, k: int, rate: float) -> Perceptron:
        k %= len(self.inputs)
        return unit.updated(unit.gradients(self.inputs[k], self.targets[k]), rate)

    def _write(self, unit, x, y, part, updates) -> None:
        z, said, loss = self._forward(unit, x, y)
        nodes = {"x1": f"x₁\n{_n(x[0])}", "x2": f"x₂\n{_n(x[1])}", "out": "z", "p": "ŷ", "L": "L"}
        if part >= 1:
            nodes |= {"out": f"z\n{_short(z)}", "p": f"ŷ\n{_short(said)}"}
        if part >= 2:
            nodes["L"] = f"L\n{_short(loss)}"
        w1, w2 = unit.weights
        weights = {"w1": f"w₁ = {_short(w1)}", "w2": f"w₂ = {_short(w2)}",
                   "b": f"b = {_short(unit.bias)}"}  # fmt: skip
        slopes = self._slopes(unit, x, y) if part == 3 else {}
        self.diagram.show(nodes, weights, slopes)
        self.diagram.light(self.LIT[part], VERMILLION if part == 3 else BLUE, "")
        example = updates % len(self.inputs) + 1
        self.diagram.count(f"example {example}: y = {_n(y)}, {_times(updates, 'update')}")
        self.diagram.say(self._spelled_out(unit, x, y, part))

    def _forward(self, unit, x, y) -> tuple[float, float, float]:
        return float(unit.sums(x)), float(unit.prediction(x)), unit.loss(x, y)

    def _slopes(self, unit, x, y) -> dict[str, str]:
        chain = unit.chain(x, y, "w1")
        by_said, by_sum = (factor.value for factor in chain.factors[:2])
        d = unit.gradients(x, y)
        return {
            "yhat": f"∂L/∂ŷ = {_short(by_said)}", "act": f"∂ŷ/∂z = {_short(by_sum)}",
            "out": f"∂L/∂b = {_short(d.bias)}",
            "w1": f"∂L/∂w₁ = {_short(d.weights[0])}", "w2": f"∂L/∂w₂ = {_short(d.weights[1])}",
        }  # fmt: skip

    def _spelled_out(self, unit, x, y, part) -> list[str]:
        z, said, _ = self._forward(unit, x, y)
        (w1, w2), b = unit.weights, unit.bias
        if part == 0:
            return []
        if part == 1:
            line = f"z = {_br(w1)} · {_n(x[0])} + {_br(w2)} · {_n(x[1])} + {_br(b)} = {_short(z)}"
            says = "ŷ = z" if self.output is regression else f"ŷ = σ(z) = {_short(said)}"
            return [line, says]
        if part == 2:
            if self.output is regression:
                return [f"L = (y - ŷ)² / 2 = ({_n(y)} - {_br(said)})² / 2"]
            return ["L = -log ŷ" if y else "L = -log(1 - ŷ)"]
        error = f"δ = ŷ - y = {_short(said)} - {_n(y)} = {_short(said - y)}"
        return [error, f"∂L/∂w₁ = δ x₁ = {_br(said - y)} · {_n(x[0])}, likewise for w₂ and b"]

    def _tell(self, unit, before, x, y, part, updates) -> tuple[str, dict]:
        z, said, loss = self._forward(unit, x, y)
        d, what = unit.gradients(x, y), self.WHAT[self.kind]
        numbers = [
            {"w₁": unit.weights[0], "w₂": unit.weights[1], "b": unit.bias},
            {"z": z, "ŷ": said},
            {"ŷ": said, "L": loss},
            {"δ": said - y, "∂L/∂w₁": d.weights[0], "∂L/∂w₂": d.weights[1], "∂L/∂b": d.bias},
        ][part]
        if part == 0 and before is None:
            return f"The inputs of {what} come in, and the three numbers are known.", numbers
        if part == 0:
            cost = unit.loss(self.inputs, self.targets)
            first = Perceptron(self._start(), 0.0, self.output).loss(self.inputs, self.targets)
            last = (updates - 1) % len(self.inputs)
            return (
                f"Example {last + 1} has moved the weights. The mean loss of all examples is now "
                f"{_n(cost)}; at the start it was {_n(first)}. "
                f"{self._what_it_did(before, unit, last, cost > first)}"
            ).rstrip(), numbers
        return (
            "", "Forward: the unit adds up, and says what it thinks.",
            "The loss says how wrong that is.",
            "Backward: the error times what came in over the edge is the derivative.",
        )[part], numbers  # fmt: skip

    def _what_it_did(self, before, unit, last: int, larger: bool) -> str:
        """Say what is bad about an update, if anything is."""
        old, new = (abs(u.prediction(self.inputs[last]) - self.targets[last])
                    for u in (before, unit))  # fmt: skip
        if self.output is regression and not new <= old * (1 + 1e-9):
            return "At this rate an update with this flat makes its own error larger."
        return "It has grown: what helps one example can hurt the others." if larger else ""

    def _start(self) -> list[float]:
        return [self.values["w1"], self.values["w2"]]

    STAGES = (
        "Only the inputs have numbers, and they are lit in blue.",
        "The sum and the prediction have numbers now, and they are lit in blue.",
        "All circles have numbers, and the loss is lit in blue.",
        "All circles have numbers; red derivatives stand at the edges and beside the unit.",
    )

    def _shape(self, part: int, updates: int) -> str:
        example = updates % len(self.inputs) + 1
        return (
            f"Example {example} stands there, after {_times(updates, 'update')}. From left to "
            "right: two inputs, the unit, its prediction, the loss. An edge with a weight on it "
            f"leads from each input to the unit. {self.STAGES[part]}"
        )


SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def _short(number: float) -> str:
    """Return a number that fits into a circle, however large or small it is."""
    size = abs(number)
    if not np.isfinite(number) or number == 0 or 0.1 <= size < 9999.5:
        return formatting.number(number, 4)
    if 1e-3 <= size < 0.1:
        return formatting.number(number, 2 if size < 0.01 else 3)
    digits, power = f"{number:.{int(1e-9 < size < 1e9)}e}".split("e")
    return f"{digits}·10{str(int(power)).translate(SUPERSCRIPTS)}"


def _br(number: float) -> str:
    return f"({_short(number)})" if number < 0 else _short(number)


# A boundary set by hand.


class BoundaryByHand(Explorer):
    """The line between happy and sad, turned, shifted and sharpened by hand."""

    title = "A boundary set by hand:"
    WINDOW = (-1.0, 4.0)
    presets = {
        "the other way": {"angle": 150, "offset": 0, "steepness": 1},
        "soft": {"steepness": 0.5},
        "sharp": {"steepness": 8},
    }

    def __init__(self):
        self.inputs, self.labels = datasets.sentiment()
        super().__init__()

    def sliders(self):
        return [
            Slider("angle", "angle", 40, 0, 360, step=5, unit="°", bounded=True),
            Slider("offset", "offset", 0, -2.5, 2.5, step=0.1),
            Slider("steepness", "steepness", 1, 0.1, 10, step=0.05, logarithmic=True),
        ]

    def draw(self, figure):
        plane, curve = figure.subplots(1, 2, width_ratios=(5, 6))
        self.field = draw.Field(plane, self.WINDOW)
        name_axes(plane, "number of Ya", "number of Na", "the plane of sentences")
        self.field.show_points(self.inputs, self.labels)
        self.curve = draw.ExamplesOnSigmoid(curve)
        self.drag_axes, self.grip = plane, self.field.foot

    def unit(self, angle: float, offset: float, steepness: float) -> Perceptron:
        """Return the unit with this boundary."""
        way = self._way(angle)
        weights = arguments.positive("steepness", steepness) * way
        return Perceptron(weights, -steepness * (way.sum() * 1.5 + offset), classification)

    def _way(self, angle: float) -> np.ndarray:
        return np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])

    def update(self, angle, offset, steepness):
        unit = self.unit(angle, offset, steepness)
        self.field.show(unit)
        z = unit.sums(self.inputs)
        self.curve.show(z, self.labels)
        right = int(((z >= 0) == self.labels).sum())
        (w1, w2), b = unit.weights, unit.bias
        said = unit.prediction(self.inputs)
        words = f"{right} of 4 sentences are on the right side. {self._sure(said)}"
        numbers = {"w₁": w1, "w₂": w2, "b": b, "ŷ of the four": said}
        return Reading(words, numbers, shape=self._shape(unit, z))

    def _sure(self, said: np.ndarray) -> str:
        sure = np.abs(said - 0.5).min()
        if sure > 0.45:
            return "The unit is sure of all of them."
        return "The unit is unsure of all of them." if np.abs(said - 0.5).max() < 0.2 else (
            "It is surer of some than of others."
        )  # fmt: skip

    def _shape(self, unit: Perceptron, z: np.ndarray) -> str:
        parked = [artist for artist in self.curve.points if len(artist.parked())]
        away = "An arrow at the edge stands for a sentence beyond it." if parked else ""
        return descriptions.joined(
            _plane_in_words(self.field, unit),
            "In the second picture the four sentences lie on an S-curve, "
            f"{int((z >= 0).sum())} of them in its right half.",
            away,
        )

    def dragged(self, x, y):
        way = self._way(self.values["angle"])
        return {"offset": float(way @ (np.array([x, y]) - 1.5))}


def _plane_in_words(field, unit: Perceptron) -> str:
    """Say where the boundary lies and which way the arrow of the weights points."""
    if not np.hypot(*unit.weights) > 0:
        return "The whole plane has one colour; there is no boundary and no arrow."
    foot = descriptions.marker(field.foot)
    if not is_inside(foot):
        return (
            "The boundary lies outside the picture of the plane or cuts a corner of it; the "
            f"square that stands for it is {descriptions.place(foot)}."
        )
    way = descriptions.heading(unit.weights)
    if not field.arrow.get_visible():
        return (
            f"A straight boundary crosses the plane. A square on it is {descriptions.place(foot)}; "
            f"the arrow, {way}, has no room in the picture."
        )
    return (
        f"A straight boundary crosses the plane. From a square on it, {descriptions.place(foot)}, "
        f"a dashed arrow points {way}, into the blue half."
    )


# Surprise.


class SurpriseMeter(Explorer):
    """The log loss of one answer for both labels."""

    title = "What an answer costs:"
    plays = Play("said", milliseconds=7000)
    traces = Trace("said")
    presets = {
        "no opinion": {"said": 0.5},
        "sure of 1": {"said": 0.99},
        "sure of 0": {"said": 0.01},
    }

    def sliders(self):
        return [
            Slider("said", "answer ŷ", 0.8, 0.01, 0.99, step=0.01, bounded=True),
        ]

    def draw(self, figure):
        axes = figure.subplots(1, 2)
        self.parts = [draw.Surprise(axes[0], 1), draw.Surprise(axes[1], 0)]
        self.drag_axes, self.grip = axes[0], self.parts[0].point

    def update(self, said):
        seen = np.linspace(0.005, 0.995, 199) if self.revealed else self.visited
        for part in self.parts:
            part.show(said, seen, self.revealed)
        one, zero = (float(part.loss(said)) for part in self.parts)
        words = (
            f"With ŷ = {_n(said)} the loss is {_n(one)} if the label is 1, and {_n(zero)} if it "
            "is 0."
        )
        return Reading(words, {"-log ŷ": one, "-log(1 - ŷ)": zero}, shape=self._shape())

    def _shape(self) -> str:
        words = []
        for name, part in zip(("first", "second"), self.parts, strict=True):
            if self.revealed:
                way = descriptions.outline(*part.trail.line.get_data(), "the curve").words
                way = descriptions.lowered(way.split(";")[0].rstrip(".")).replace(
                    "from left to right ", ""
                )
            else:
                way = descriptions.dots_so_far(part.trail.dots, "heights")
            at = descriptions.place(descriptions.marker(part.point))
            words.append(f"In the {name} picture {way}; the red point is {at}.")
        return descriptions.joined(*words)

    def dragged(self, x, y):
        return {"said": x}


# Two losses behind one sigmoid.


class TwoLosses(Explorer):
    """The slopes of the log loss and of the squared error by the sum of a unit with a sigmoid."""

    title = "Which loss pushes how hard:"
    plays = Play("z", milliseconds=8000)
    traces = Trace("z", within=("label",))
    presets = {
        "sure and wrong": {"label": "1", "z": -6},
        "unsure": {"label": "1", "z": 0},
        "sure and right": {"label": "1", "z": 6},
    }

    def menus(self):
        return [Menu("label", "label y", ("1", "0"))]

    def sliders(self):
        return [Slider("z", "sum z", 0, -8, 8, step=0.1)]

    def draw(self, figure):
        curve, slopes = figure.subplots(1, 2)
        self.slopes = draw.TwoSlopes(curve, slopes)
        self.drag_axes, self.grip = curve, self.slopes.point

    def update(self, label, z):
        y = int(label)
        seen = np.linspace(-8, 8, 161) if self.revealed else self.visited
        self.slopes.show(z, y, seen, self.revealed)
        said = float(sigmoid(z))
        log, squared = (float(slope(y, np.array(z))) for slope in draw.SLOPES)
        words = (
            f"The slope of the log loss is {_n(log)}, that of the squared error "
            f"{_n(squared)}: {_n(100 * said * (1 - said))}\u00a0% of it."
        )
        numbers = {"ŷ": said, "ŷ - y": log, "ŷ(1 - ŷ)": said * (1 - said),
                   "their product": squared}  # fmt: skip
        return Reading(words, numbers, shape=self._shape(label))

    def _shape(self, label: str) -> str:
        curve = descriptions.place(descriptions.marker(self.slopes.point))
        level = "upper" if label == "1" else "lower"
        dots = len(self.slopes.log.dots.get_xdata())
        if self.revealed:
            second = (
                "two curves: one stays on its side of zero and is level at one end, the dashed "
                "one comes back to zero at both ends"
            )
        else:
            count = "one place" if dots == 1 else f"{dots} places"
            second = f"dots and squares for {count} visited so far"
        first, other = (descriptions.place(descriptions.marker(p)) for p in self.slopes.here)
        parked = descriptions.joined(
            descriptions.parked(self.slopes.point, "the point"),
        )
        return descriptions.joined(
            f"A point {curve} lies on an S-curve with its tangent; a dotted line at the {level} "
            "edge is the label.",
            f"In the second picture there are {second}; the dot is {first}, the square {other}.",
            parked,
        )

    def dragged(self, x, y):
        return {"z": x}


# A boundary that learns.


class BoundaryLearns(Explorer):
    """A unit with a sigmoid learns to tell two classes apart; its weights are an arrow.

    The whole training is computed when anything but the epoch changes; the epoch only chooses what
    of it is shown. Takes inputs of shape (m, 2) and labels 0 and 1, shape (m,), or offers data.
    """

    title = "A boundary that learns:"
    size = (9.0, 4.0)
    plays = Play("epoch", early=True, milliseconds=9000)
    traces = Trace("epoch", within=("data", "start", "rate"))
    # All but the epoch train anew.
    milliseconds = 100.0
    redraws = ("data",)
    EPOCHS = 1000
    SETTLED = 200
    """Before so many epochs the sentence does not say what becomes of the training."""

    DATA = {
        "four sentences": (datasets.sentiment, (-1.0, 4.0), 11),
        "two clouds apart": (lambda: datasets.two_blobs(60, 1, distance=6), (-6.0, 6.0), 6.5),
        "overlapping clouds": (lambda: datasets.two_blobs(60, 1, distance=2), (-4.0, 4.0), 6.5),
    }
    ZERO = "zeros"
    STARTS = {
        ZERO: (0.0, 0.0, 0.0), "wrong way": (-2.0, 2.0, 0.0), "sure and wrong": (-8.0, 8.0, 0.0),
    }  # fmt: skip
    PLAIN = {"data": "four sentences", "start": ZERO, "rate": 0.5, "epoch": 1000}
    presets = {
        "four sentences": PLAIN,
        "wrong start": {**PLAIN, "start": "sure and wrong", "rate": 0.1, "epoch": 200},
        "overlapping": {**PLAIN, "data": "overlapping clouds"},
        "too fast": {**PLAIN, "data": "overlapping clouds", "rate": 50, "epoch": 100},
    }

    def __init__(self, inputs=None, labels=None, until=None):
        self.own = None
        if inputs is not None or labels is not None:
            x = arguments.matrix("inputs", [] if inputs is None else inputs, 2)
            y = arguments.labels("labels", [] if labels is None else labels, (0, 1), len(x))
            self.own = x, y
            self.presets = {}
        self._trained = lru_cache(maxsize=8)(self._train)
        self._lowest = lru_cache(maxsize=4)(self._search)
        super().__init__(until)

    def menus(self):
        data = [] if self.own else [Menu("data", "data", tuple(self.DATA))]
        return [*data, Menu("start", "start", tuple(self.STARTS))]

    def sliders(self):
        return [
            Slider("rate", "learning rate", 0.5, 0.01, 100, step=0.05, logarithmic=True),
            Slider("epoch", "epoch", 0, 0, self.EPOCHS, whole=True),
        ]

    def points(self, data: str) -> tuple[np.ndarray, np.ndarray]:
        """Return inputs and labels of a choice."""
        return self.own or self.DATA[data][0]()

    def draw(self, figure):
        # The plane has room for a warning.
        plane, loss, length = figure.subplots(1, 3, width_ratios=(9, 6, 6))
        data = self.values.get("data", "yours")
        inputs, labels = self.points(data)
        if self.own:
            reach = 1.2 * max(1.0, float(np.abs(inputs).max()))
            window, size = (-reach, reach), 6
        else:
            _, window, size = self.DATA[data]
        self.field = draw.Field(plane, window, size)
        self.field.show_points(inputs, labels)
        names = ("Ya", "Na") if data == "four sentences" else ("$x_1$", "$x_2$")
        name_axes(plane, *names, "what the unit says")
        self.loss = LossCurve(loss, self.EPOCHS, test=False)
        self.length = draw.WeightCurve(length, self.EPOCHS, 14.0)

    def update(self, start, rate, epoch, data="yours"):
        training = self._trained(data, start, arguments.positive("rate", rate))
        shown = min(arguments.count("epoch", epoch), len(training.epochs) - 1)
        unit = training.network_at(shown).perceptron
        inputs, labels = self.points(data)
        self.field.show(unit)
        seen = self.EPOCHS if self.revealed else int(self.visited[-1])
        self.loss.show(training, shown, seen)
        lengths = np.hypot(*training.parameters[:, :2].T)
        self.length.show(lengths, shown, seen)
        right = int(((unit.sums(inputs) >= 0) == labels).sum())
        self.rows = np.column_stack(
            [np.arange(shown + 1), training.parameters[: shown + 1], training.losses[: shown + 1]]
        )
        numbers = {
            "w₁": unit.weights[0], "w₂": unit.weights[1], "b": unit.bias,
            "length": float(lengths[shown]), "loss": float(training.losses[shown]),
        }  # fmt: skip
        words = (
            f"After {_times(shown, 'epoch')} {right} of {len(labels)} points are on the right "
            f"side. {self._regime(data, rate, training, shown)}"
        ).strip()
        return Reading(words, numbers, trouble=self._trouble(training, shown),
                       shape=self._shape(unit))  # fmt: skip

    def _train(self, data: str, start: str, rate: float) -> Training:
        w1, w2, b = self.STARTS[start]
        network = Network.from_perceptron(Perceptron([w1, w2], b, classification))
        return train(network, *self.points(data), rate, self.EPOCHS)

    def _search(self, data: str) -> tuple[bool, float | None]:
        """Say whether a line was found that separates the points, and how curved the lowest is.

        That is the largest curvature at the minimum of the loss, zero where there is no minimum,
        None where none was found.
        """
        inputs, labels = self.points(data)
        if learn_from_mistakes(inputs, labels, 1.0, 300).stop is TrainingStop.NO_MISTAKES:
            return True, 0.0
        rows = np.column_stack([inputs, np.ones(len(inputs))])
        # Along directions that no example has, the loss is level.
        _, sizes, ways = np.linalg.svd(rows, full_matrices=False)
        kept = ways[sizes > 1e-9 * sizes[0]]
        function = losses.log_loss.of_weights(rows @ kept.T, labels)
        path = newton_minimum(function, np.zeros(len(kept)), 50)
        if path.stop is not Stop.CONVERGED:
            return False, None
        # Towards a minimum the steps get shorter and shorter, else they stay as long.
        long = np.linalg.norm(np.diff(path.points[-3:], axis=0), axis=1)
        if len(long) == 2 and long[1] > long[0] / 2:
            return False, 0.0
        # Where all points are one, a single number is left, and the table has no second axis.
        table = np.atleast_2d(function.hessian(path.last))
        return False, float(np.linalg.eigvalsh(table)[-1])

    def _regime(self, data: str, rate: float, training: Training, shown: int) -> str:
        before = training.losses[: shown + 1]
        rises = int((np.diff(before) > 1e-9).sum())
        if rises:
            return f"The loss has risen in {rises} of the epochs: the steps are too long."
        if shown < self.SETTLED and not self.revealed:
            return ""
        separated, curvature = self._lowest(data)
        if separated:
            return "A line separates them: the loss has no lowest value, only lower ones."
        if curvature is None:
            return ""
        if curvature == 0:
            return "The loss has no lowest value, only lower ones."
        limit = largest_stable_rate(curvature)
        if rate >= limit:
            return f"Close to the minimum a rate of {_n(rate)} is above the limit {_n(limit)}."
        return f"Close to the minimum rates below {_n(limit)} settle."

    def _trouble(self, training: Training, shown: int) -> str:
        if training.stop is TrainingStop.DIVERGED and shown == len(training.epochs) - 1:
            return f"The training diverged after {shown} epochs: the learning rate is too large."
        return ""

    def _shape(self, unit: Perceptron) -> str:
        parts = []
        for name, what, curve in (
            ("second", "loss", self.loss), ("third", "length of the weights", self.length),
        ):  # fmt: skip
            heights = descriptions.in_view(curve.line.axes, *curve.line.get_data())[:, 1]
            way = (
                "is at its start"
                if len(heights) < 2
                else descriptions.one(descriptions.course(heights))
            )
            at = descriptions.place(descriptions.marker(curve.point))
            parts.append(f"In the {name} picture the {what} {way}; its mark is {at}.")
        return descriptions.joined(_plane_in_words(self.field, unit), *parts)

    def table(self):
        return Table(("epoch", "w₁", "w₂", "b", "loss"), self.rows.tolist())


# Inputs of different size.


class ScaledInputs(Explorer):
    """The path of two weights over their loss, where one input is written in another unit."""

    title = "One input in another unit:"
    plays = Play("steps", early=True, milliseconds=8000)
    WINDOW = ((-1.5, 6.5), (-2.7, 2.0))
    START = (-0.5, 1.6)
    STEPS = 60
    presets = {
        "as it is": {"scale": 1, "rate": 1, "steps": 60},
        "ten times larger": {"scale": 10, "rate": 1, "steps": 60},
        "smaller rate": {"scale": 10, "rate": 0.1, "steps": 60},
    }

    def __init__(self):
        inputs, self.labels = datasets.two_blobs(60, 1, distance=2)
        self.inputs = inputs
        self._made = lru_cache(maxsize=16)(self._make)
        super().__init__()

    def sliders(self):
        return [
            Slider("scale", "scale of x₂", 1, 1, 10, step=0.05, logarithmic=True),
            Slider("rate", "learning rate", 1, 0.01, 20, step=0.02, logarithmic=True),
            Slider("w2", "start w₂", self.START[1], -2.4, 1.9, step=0.1),
            Slider("steps", "steps", 0, 0, self.STEPS, whole=True),
        ]

    def draw(self, figure):
        plan, values = figure.subplots(1, 2, width_ratios=(6, 5))
        self.contours = draw.LossContours(plan, self.WINDOW)
        name_axes(plan, "weight $w_1$", "weight $w_2$", "the loss over the weights")
        self.path = PathOnContours(plan)
        self.values_by_step = ValuesByStep(values, self.STEPS, "L")
        values.set(ylim=(0.1, 30), yscale="log")
        self.drag_axes, self.grip = plan, self.path.start

    def update(self, scale, rate, w2, steps):
        scale = arguments.positive("scale", scale)
        function, segments = self._made(scale)
        minimum = function.minima[0].point
        self.contours.show(segments, np.asarray(minimum))
        path = gradient_descent(function, (self.START[0], w2), rate, steps)
        self.path.show(path.points)
        self.values_by_step.show(path)
        self.descent, self.function = path, function
        return reading(function, path, rate, self._shape(function, path))

    def dragged(self, x, y):
        return {"w2": y}

    def _make(self, scale: float) -> tuple[Function, list[np.ndarray]]:
        function = losses.log_loss.of_weights(self.inputs * [1.0, scale], self.labels)
        lowest = newton_minimum(function, np.zeros(2), 40).last
        known = _with_minimum(function, lowest)
        return known, self.contours.segments(known(self.contours.grid), float(known(lowest)))

    def _shape(self, function: Function, path: Path) -> str:
        axes = self.path.line.axes
        minimum = np.asarray(function.minima[0].point)
        return descriptions.joined(
            descriptions.rings(axes, function.hessian(minimum)),
            descriptions.way_over_contours(axes, path.points, minimum, path.stop),
            descriptions.values_by_step(self.values_by_step.line, path.values),
            descriptions.parked(self.values_by_step.last, "the last value"),
        )

    def table(self):
        return descriptions.steps_of(self.function, self.descent, "L")


def _with_minimum(function: Function, point: np.ndarray) -> Function:
    minimum = Minimum(tuple(point.tolist()))
    return replace(function, minima=(minimum,), variables=("w₁", "w₂"))


# The rule that learns from mistakes.


class MistakeByMistake(Explorer):
    """A unit with a step is corrected after each mistake; beside it the bound of Novikoff."""

    title = "Mistake by mistake:"
    plays = Play("corrections", milliseconds=9000, back=True)
    redraws = ("data",)
    MOST, EPOCHS = 60, 200
    GAPS = {"wide gap": 1.6, "narrow gap": 0.5}
    SHIFT = np.array([2.0, 1.0])
    SENTENCES, EITHER = "four sentences", "exclusive or"
    presets = {
        "sentences": {"data": SENTENCES, "corrections": 2},
        "wide gap": {"data": "wide gap", "corrections": 7},
        "narrow gap": {"data": "narrow gap", "corrections": 15},
        "exclusive or": {"data": EITHER, "corrections": 60},
    }

    def menus(self):
        return [Menu("data", "data", (self.SENTENCES, *self.GAPS, self.EITHER))]

    def sliders(self):
        return [Slider("corrections", "corrections", 0, 0, self.MOST, whole=True)]

    @staticmethod
    @lru_cache(maxsize=8)
    def points(data: str) -> tuple[np.ndarray, np.ndarray]:
        """Return inputs and labels of a choice."""
        here = MistakeByMistake
        if data == here.SENTENCES:
            return datasets.sentiment()
        if data == here.EITHER:
            return datasets.exclusive_or()
        x, y = datasets.two_blobs(200, 1, distance=2.5)
        apart = (2 * y - 1) * x[:, 0] > here.GAPS[data] / 2
        return x[apart][:30] + here.SHIFT, y[apart][:30]

    def separator(self, data: str) -> tuple[np.ndarray, float]:
        """Return weights and bias of a line that is known to separate the examples."""
        if data == self.SENTENCES:
            return np.array([1.0, -1.0]), 0.0
        return np.array([1.0, 0.0]), -float(self.SHIFT[0])

    def draw(self, figure):
        data = self.values["data"]
        plane, lengths = figure.subplots(1, 2)
        self.inputs, self.labels = self.points(data)
        window = {self.SENTENCES: (-1.0, 4.0), self.EITHER: (-0.7, 1.7)}.get(data, (-2.5, 6.0))
        self.field = draw.Field(plane, window, 6 if data in self.GAPS else 11)
        self.field.show_points(self.inputs, self.labels)
        names = ("Ya", "Na") if data == self.SENTENCES else ("$x_1$", "$x_2$")
        name_axes(plane, *names, "the plane")
        self.lengths = draw.LengthAndBounds(lengths, self.MOST)
        self.course = learn_from_mistakes(self.inputs, self.labels, 1.0, self.EPOCHS)
        self.squares = (self.course.parameters**2).sum(axis=1)
        largest = float(np.sqrt((self.inputs**2).sum(axis=1).max() + 1))
        self.limit, margin = None, None
        if data != self.EITHER:
            weights, bias = self.separator(data)
            self.limit = most_corrections(self.inputs, self.labels, weights, bias)
            margin = largest / np.sqrt(self.limit)
        self.lengths.bound(largest, margin)

    def update(self, data, corrections):
        count = min(arguments.count("corrections", corrections), len(self.course.examples))
        *weights, bias = self.course.parameters[count]
        unit = Perceptron(weights, bias, classification)
        self.field.show(unit, steps=True)
        mistaken = self.course.examples[count - 1] if count else None
        self.field.mark(None if mistaken is None else self.inputs[mistaken])
        self.lengths.show(self.squares[: count + 1])
        seen = slice(count + 1)
        self.rows = np.column_stack(
            [np.arange(count + 1), self.course.parameters[seen], self.squares[seen]]
        ).tolist()
        said = step_prediction(self.inputs, weights, bias)
        wrong = int((said != self.labels).sum())
        numbers = {"w₁": weights[0], "w₂": weights[1], "b": bias,
                   "squared length": float(self.squares[count])}  # fmt: skip
        if self.limit is not None:
            numbers["bound"] = self.limit
        return Reading(self._words(count, wrong, self.course), numbers,
                       shape=self._shape(unit, count))  # fmt: skip

    def _words(self, count: int, wrong: int, course: Corrections) -> str:
        words = f"After {_times(count, 'correction')} {wrong} of {len(self.labels)} are wrong."
        if self.limit is None:
            return f"{words} {self._again(count)}".strip()
        if count == len(course.examples):
            return f"{words} An epoch without a mistake follows: the rule has ended."
        return f"{words} The bound allows at most {int(self.limit + 1e-9)} in all."

    def _again(self, count: int) -> str:
        now = self.course.parameters[count]
        same = np.flatnonzero((self.course.parameters[:count] == now).all(axis=1))
        if not len(same):
            return ""
        return f"The weights have been here before, after {_times(int(same[0]), 'correction')}."

    def _shape(self, unit: Perceptron, count: int) -> str:
        ring = ""
        if count:
            at = descriptions.place(descriptions.marker(self.field.ring))
            ring = f"A ring marks the example of the last correction, {at}."
        lines = "A straight line runs above the dots"
        if self.limit is not None:
            lines += ", a steeper dashed one below them; both meet at a dotted upright line"
        dots = "no dot yet" if count == 0 else "one dot" if count == 1 else f"{count} dots"
        return descriptions.joined(
            _plane_in_words(self.field, unit),
            ring,
            f"In the second picture there {'are' if count > 1 else 'is'} {dots}, one for each "
            f"correction. {lines}.",
            descriptions.parked(self.lengths.last, "the last length"),
        )

    def table(self):
        return Table(("corrections", "w₁", "w₂", "b", "squared length"), self.rows)
