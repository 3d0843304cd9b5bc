"""The explorers of the chapter on the two-layer network."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from mlcalc import arguments, datasets, formatting
from mlcalc.activations import relu, sigmoid, tanh
from mlcalc.explorers import descriptions
from mlcalc.explorers.controls import Field, Menu, Play, Slider
from mlcalc.explorers.engine import Explorer, Reading, Table
from mlcalc.explorers.traces import Question, Trace
from mlcalc.figures import two_layer_network as draw
from mlcalc.figures.style import BLUE, VERMILLION, name_axes
from mlcalc.networks import (
    NINE,
    Network,
    Scheme,
    Training,
    TwoTwoOne,
    TwoTwoOneForward,
    train,
)
from mlcalc.perceptrons import Chain, Factor, TrainingStop

# One example through the 2-2-1 network.

SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
SUMS = {"1": ("w11", "w21", "b1"), "2": ("w12", "w22", "b2"), "": ("w1", "w2", "b")}
"""The weights and the bias of each unit, by its index; the output unit has none."""


def _symbol(name: str) -> str:
    """Return a name as the text of the chapter writes it: w11 is w₁₁, yhat is ŷ."""
    return name.replace("yhat", "ŷ").replace("delta", "δ").translate(SUBSCRIPTS)


def _short(value: float) -> str:
    return formatting.number(value, 3)


def _later(value: float) -> str:
    """Write a number that is not the first of its line: behind a sign, a minus needs brackets."""
    text = _short(value)
    return f"({text})" if text.startswith("-") else text


def _fitting(value: float) -> str:
    """Write a number in six characters: a circle has no room for more."""
    for digits in (3, 2, 1):
        text = formatting.number(value, digits).replace("e-0", "e-").replace("e+0", "e")
        if len(text) <= 6:
            break
    return text


@dataclass(frozen=True)
class _Pass:
    """One example on its way through the 2-2-1 network and back, and how it is written."""

    network: TwoTwoOne
    forward: TwoTwoOneForward
    label: int

    @property
    def loss(self) -> float:
        return self.forward.loss(self.label)

    def chain(self, name: str) -> Chain:
        return self.network.chain(self.forward, self.label, name)

    def deltas(self) -> dict[str, float]:
        """Return what arrives at the sums: at the output and at both hidden units."""
        slopes = self.network.backward(self.forward, self.label)
        return {"delta": slopes.b, "delta1": slopes.b1, "delta2": slopes.b2}

    def at_the_nodes(self, stage: int) -> dict[str, str]:
        """Return what stands in the circles, as far as it is known at a stage."""
        known = [("h1", "z1", "a1"), ("h2", "z2", "a2")] * (stage >= 1)
        known += [("out", "z", "yhat")] * (stage >= 2)
        texts = {"h1": "z₁\na₁", "h2": "z₂\na₂", "out": "z\nŷ", "L": f"y {self.label}\nL"}
        for node, *names in (("x1", "x1"), ("x2", "x2"), *known):
            texts[node] = "\n".join(
                f"{_symbol(n)} {_fitting(getattr(self.forward, n))}" for n in names
            )
        if stage >= 3:
            texts["L"] += f" {_fitting(self.loss)}"
        return texts

    def at_the_weights(self) -> dict[str, str]:
        """Return the weights and biases as they stand beside edges and units."""
        return {name: f"{_symbol(name)} = {_short(getattr(self.network, name))}" for name in NINE}

    def sum_of(self, index: str) -> str:
        """Spell out the sum of a unit."""
        f, (one, other, bias) = self.forward, [getattr(self.network, n) for n in SUMS[index]]
        first, second = (f.x1, f.x2) if index else (f.a1, f.a2)
        products = f"{_short(first)} · {_later(one)} + {_later(second)} · {_later(other)}"
        return f"{_symbol(f'z{index}')} = {products} + {_later(bias)}"

    def loss_spelled_out(self) -> str:
        """Return the part of the log loss that belongs to the label."""
        yhat = self.forward.yhat
        inside, value = ("ŷ", yhat) if self.label else ("(1 - ŷ)", 1 - yhat)
        return f"L = -log {inside} = -log {_short(value)}"

    def delta_of(self, index: str) -> str:
        """Spell out what arrives at the sum of a hidden unit."""
        says = _later(getattr(self.forward, f"a{index}"))
        weight, error = getattr(self.network, f"w{index}"), self.deltas()["delta"]
        slope = f"{says} · (1 - {says})"
        return f"{_symbol(f'delta{index}')} = {_short(error)} · {_later(weight)} · {slope}"


ALL = "all nine"


class PassThroughTheNetwork(Explorer):
    """The 2-2-1 network: one example forward, the way back to one weight or to all, and steps.

    Takes a ``TwoTwoOne``, or shows one with small weights. A preset brings its weights back.
    """

    title = "One example in the 2-2-1 network:"
    size = (9.0, 4.85)
    plays = Play("stage", milliseconds=18_000, back=True)
    # A step changes all nine numbers, and nearly every text in the picture is set anew.
    milliseconds = 30.0
    START = TwoTwoOne(w11=1, w12=-1, w21=2, w22=0.5, b1=0, b2=0.5, w1=1, w2=-2, b=0.25)
    STAGES = (
        "The inputs and the nine numbers of the network are known.",
        "Each hidden unit adds up inputs times weights and its bias; the sigmoid makes a of z.",
        "The output unit does the same with what the hidden units say.",
        "The loss compares the prediction ŷ with the label y.",
        "Backward: how the loss changes with ŷ.",
        "Times the slope of the last sigmoid: the two factors cancel to the error ŷ - y.",
        "Times the weights w₁ and w₂: what arrives at a₁ and a₂.",
        "Times the slopes a (1 - a): what arrives at z₁ and z₂.",
        "The nine derivatives: what comes in over each weight, times the δ of the unit behind it. "
        "Each δ is computed once and serves three of them.",
    )
    LIT = (
        ("x1", "x2"), ("h1", "h2", "w11", "w12", "w21", "w22"), ("out", "w1", "w2"),
        ("L", "yhat"), ("L", "yhat"), ("out",), ("w1", "w2"), ("h1", "h2"), tuple(NINE),
    )  # fmt: skip
    PLAIN = {"label": "1", "way": ALL, "stage": 8, "steps": 0, "x1": 2, "x2": 1, "rate": 1.0}

    def __init__(self, network: TwoTwoOne | None = None):
        self.network = self.START if network is None else network
        if not isinstance(self.network, TwoTwoOne):
            raise TypeError(f"network must be a TwoTwoOne, but {arguments.describe(network)} came")
        plain = {**self.PLAIN, **{name: getattr(self.network, name) for name in NINE}}
        self.presets = {
            "to w₁₁": {**plain, "way": "w₁₁"},
            "all nine": plain,
            "a step": {**plain, "steps": 1},
        }
        super().__init__()

    def menus(self):
        return [
            Menu("label", "label y", ("1", "0")),
            Menu("way", "way back to", (ALL, *map(_symbol, NINE))),
        ]

    def sliders(self):
        return [
            Slider("stage", "stage", 1, 0, 8, whole=True),
            Slider("steps", "steps taken", 0, 0, 20, whole=True),
            Slider("x1", "x₁", 2, -3, 3, step=0.1),
            Slider("x2", "x₂", 1, -3, 3, step=0.1),
        ]

    def fields(self):
        rate = Field("rate", "rate α", 1.0)
        return [*(Field(name, _symbol(name), getattr(self.network, name)) for name in NINE), rate]

    def draw(self, figure):
        self.diagram = draw.Diagram(figure.subplots())

    def update(self, label, way, stage, steps, x1, x2, rate, **weights):
        stage, label = arguments.count("stage", stage), int(label)
        rate = arguments.positive("rate", rate)
        network = TwoTwoOne(**weights)
        first = network.forward(x1, x2).loss(label)
        for _ in range(arguments.count("steps", steps)):
            network = network.updated(network.backward(network.forward(x1, x2), label), rate)
        now = _Pass(network, network.forward(x1, x2), label)
        name = {_symbol(name): name for name in NINE}.get(way, "")
        self._light(stage, name)
        self.diagram.count(f"{steps} step{'s' * (steps != 1)} of rate {_short(rate)}")
        self.weights_and_slopes = None
        if stage >= 8:
            slopes = network.backward(now.forward, label)
            self.weights_and_slopes = [[getattr(n, k) for k in NINE] for n in (network, slopes)]
        tell = self._backward if stage > 3 else self._forward
        words, numbers = tell(now, stage, name)
        if steps:
            words = f"{self._gained(steps, rate, now.loss, first)} {words}"
        return Reading(words, numbers, shape=self._shape(stage, name))

    def _gained(self, steps: int, rate: float, loss: float, first: float) -> str:
        count = "one step" if steps == 1 else f"{steps} steps"
        return (
            f"After {count} of all nine numbers with the rate {_short(rate)} the loss is "
            f"{_short(loss)}; before it was {_short(first)}."
        )

    # What is lit: in blue forward, in red backward.

    def _light(self, stage: int, name: str) -> None:
        lit = set(self.LIT[stage])
        if stage > 3 and name:
            lit = set(self._places(name)[: stage - 3])
        self.diagram.light(lit, VERMILLION if stage > 3 else BLUE, name)
        alike = next((names for names in SUMS.values() if name in names), ())
        self.diagram.share(set(alike) - {name} if stage == 8 else set())

    def _places(self, name: str) -> list[str]:
        """Return where the factors on the way to a weight stand: an edge, a unit, an edge, ..."""
        hidden = next(index for index, names in SUMS.items() if name in names)
        through = [f"w{hidden}", f"h{hidden}"] if hidden else []
        own = {"b": "out", "b1": "h1", "b2": "h2"}.get(name, name)
        return ["yhat", "out", *through, own]

    # Forward.

    def _forward(self, now: _Pass, stage: int, name: str) -> tuple[str, dict]:
        f = now.forward
        lines = [[], [now.sum_of("1"), now.sum_of("2")], [now.sum_of("")], [now.loss_spelled_out()]]
        self.diagram.show(now.at_the_nodes(stage), now.at_the_weights(), {})
        self.diagram.say(lines[stage])
        numbers = [
            {"x₁": f.x1, "x₂": f.x2, "y": float(now.label)},
            {"z₁": f.z1, "a₁": f.a1, "z₂": f.z2, "a₂": f.a2},
            {"z": f.z, "ŷ": f.yhat},
            {"ŷ": f.yhat, "L": now.loss},
        ]
        return self.STAGES[stage], numbers[stage]

    # Backward.

    def _backward(self, now: _Pass, stage: int, name: str) -> tuple[str, dict]:
        if name:
            return self._one_way(now, stage, name)
        self.diagram.show(now.at_the_nodes(stage), now.at_the_weights(), self._arrived(now, stage))
        self.diagram.say(self._spelled_out(now, stage))
        return self.STAGES[stage], self._numbers(now, stage)

    def _one_way(self, now: _Pass, stage: int, name: str) -> tuple[str, dict]:
        chain = now.chain(name)
        shown = chain.factors[: stage - 3]
        texts: dict[str, str] = {}
        for place, factor in zip(self._places(name), shown, strict=False):
            text = f"{_ratio(factor)} = {_short(factor.value)}"
            texts[place] = f"{texts[place]},  {text}" if place in texts else text
        self.diagram.show(now.at_the_nodes(stage), now.at_the_weights(), texts)
        self.diagram.say_columns(
            [
                f"{_ratio(factor)}\n{'· ' if k else ''}{_short(factor.value)}\n= {_short(product)}"
                for k, (factor, product) in enumerate(zip(shown, chain.products, strict=False))
            ]
        )
        product, whole = chain.products[len(shown) - 1], len(shown) == len(chain.factors)
        words = (
            f"∂L/∂{_symbol(name)} = {_short(product)}: the product of the {len(shown)} factors on "
            "its way."
            if whole
            else f"{len(shown)} of the {len(chain.factors)} factors on the way to "
            f"{_symbol(name)}: so far their product is {_short(product)}."
        )
        return words, {_ratio(f): f.value for f in shown} | {"product": product}

    def _arrived(self, now: _Pass, stage: int) -> dict[str, str]:
        """Return what has come back to each place."""
        d, one, two = now.deltas(), now.chain("b1").products, now.chain("b2").products
        texts = {"yhat": f"∂L/∂ŷ = {_short(one[0])}"}
        if stage >= 5:
            texts["out"] = f"δ = {_short(d['delta'])}"
        if stage == 6:
            texts |= {"h1": f"∂L/∂a₁ = {_short(one[2])}", "h2": f"∂L/∂a₂ = {_short(two[2])}"}
        if stage >= 7:
            texts |= {f"h{k}": f"δ{'₀₁₂'[k]} = {_short(d[f'delta{k}'])}" for k in (1, 2)}
        if stage >= 8:
            texts = {node: f"∂L/∂{_symbol(b)} = {texts[node]}" for node, b in BIASES.items()}
            comes_in = {"w11": "x₁δ₁", "w12": "x₁δ₂", "w21": "x₂δ₁", "w22": "x₂δ₂",
                        "w1": "a₁δ", "w2": "a₂δ"}  # fmt: skip
            texts |= {n: f"{words} = {_short(now.chain(n).value)}" for n, words in comes_in.items()}
        return texts

    def _spelled_out(self, now: _Pass, stage: int) -> list[str]:
        error, y = now.deltas()["delta"], now.label
        by_yhat, slope = (_short(factor.value) for factor in now.chain("b").factors[:2])
        weights = {"₁": now.network.w1, "₂": now.network.w2}
        lines = [
            ["∂L/∂ŷ = (ŷ - y) / (ŷ (1 - ŷ))"],
            [f"δ = ∂L/∂z = {by_yhat} · {slope} = {_short(now.forward.yhat)} - {y}"],
            [f"∂L/∂a{k} = δ w{k} = {_short(error)} · {_later(w)}" for k, w in weights.items()],
            [now.delta_of("1"), now.delta_of("2")],
            [],
        ]
        return lines[stage - 4]

    def _numbers(self, now: _Pass, stage: int) -> dict[str, float]:
        chain = now.chain("b1")
        d = {_symbol(name): value for name, value in now.deltas().items()}
        if stage == 4:
            return {"∂L/∂ŷ": chain.products[0]}
        if stage == 6:
            return {"∂L/∂a₁": chain.products[2], "∂L/∂a₂": now.chain("b2").products[2]}
        return {"δ": d["δ"]} if stage == 5 else d

    # In words.

    FORWARD = (
        "The two hidden units and the output unit are still without numbers",
        "The hidden units are computed; the output unit is still without numbers",
        "The hidden units and the output unit are computed; the loss is still without a number",
        "All circles have their numbers",
    )
    BACKWARD = (
        "the edge to the loss", "the output unit", "the edges to the output unit and both hidden "
        "units", "the output unit and both hidden units", "every weight and bias",
    )  # fmt: skip

    def _shape(self, stage: int, name: str) -> str:
        words = (
            "From left to right: two inputs, two hidden units, the output unit, the loss. A line "
            "with a weight on it leads from each input to each hidden unit, and from these to the "
            f"output unit. {self.FORWARD[min(stage, 3)]}; "
        )
        if stage <= 3:
            blue = ("the inputs", "the hidden units", "the output unit", "the loss")[stage]
            return f"{words}{blue} {'is' if stage > 1 else 'are'} lit in blue."
        if not name:
            return f"{words}red numbers stand at {self.BACKWARD[stage - 4]}."
        count = min(stage - 3, len(self._places(name)))
        return (
            f"{words}the way from the loss to {_symbol(name)} is lit in red as far as its factor "
            f"{count} of {len(self._places(name))}; below, the factors stand from right to left "
            "with their product so far."
        )

    def table(self):
        if self.weights_and_slopes is None:
            return None
        return Table(tuple(map(_symbol, NINE)), self.weights_and_slopes)


BIASES = {"out": "b", "h1": "b1", "h2": "b2"}


def _ratio(factor: Factor) -> str:
    return f"∂{_symbol(factor.top)}/∂{_symbol(factor.bottom)}"


def _coarse(error: float) -> str:
    # Below this it is rounding, and another number on every machine.
    size = "less than 1e-9" if error < 1e-9 else formatting.number(error, 1)
    return f"off by {size}"


class TrainingInThePlane(Explorer):
    """A network with one hidden layer learns to tell two classes of points in the plane apart.

    The whole training is computed when anything but the epoch changes; the epoch only chooses what
    of it is shown. Takes inputs of shape (m, 2) and labels 0 and 1, shape (m,), or offers three
    data sets, each with as many points of its kind for a test. ``buttons`` are the presets to
    offer; without it all of them are.
    """

    title = "Training in the plane:"
    plays = Play("epoch", early=True, milliseconds=10_000)
    traces = Trace(
        "epoch", within=("data", "start", "activation", "rate", "units", "seed", "noise")
    )
    # All but the epoch train anew.
    milliseconds = 200.0
    EPOCHS, KEEP = 1000, 10
    NOISE, NOISIEST = 0.1, 0.4
    DATA = {
        "exclusive or": lambda seed, noise: datasets.exclusive_or_clouds(
            80, seed, deviation=max(noise, 1e-9)
        ),
        "moons": lambda seed, noise: datasets.moons(80, seed, noise=noise),
        "circles": lambda seed, noise: datasets.circles(80, seed, noise=noise),
    }
    ACTIVATIONS = {"sigmoid": sigmoid, "tanh": tanh, "ReLU": relu}
    RANDOM, EQUAL, LARGE = "random", "all weights equal", "very large weights"
    CLOUDS = {"data": "exclusive or", "start": RANDOM, "activation": "sigmoid", "rate": 2,
              "units": 4, "seed": 1, "noise": NOISE}  # fmt: skip
    RINGS = {**CLOUDS, "data": "circles", "rate": 8, "seed": 3}
    presets = {
        "four clouds": {**CLOUDS, "epoch": 1000},
        "two units": {**RINGS, "units": 2, "seed": 1, "epoch": 1000},
        "four units": {**RINGS, "epoch": 1000},
        "equal start": {**RINGS, "start": EQUAL, "epoch": 1000},
        "large start": {**RINGS, "start": LARGE, "rate": 0.5, "epoch": 1000},
        "rate 100": {**RINGS, "rate": 100, "epoch": 1000},
        "much noise": {**RINGS, "activation": "tanh", "units": 8, "rate": 2, "seed": 1,
                       "noise": 0.3, "epoch": 1000},
    }  # fmt: skip

    def __init__(
        self, inputs=None, labels=None, until: Question | None = None, *,
        buttons: Sequence[str] | None = None,
    ):  # fmt: skip
        self.own = None
        if buttons is not None:
            names = [arguments.choice("buttons", name, tuple(self.presets)) for name in buttons]
            self.presets = {name: self.presets[name] for name in names}
        if inputs is not None or labels is not None:
            x = arguments.matrix("inputs", [] if inputs is None else inputs, 2)
            given = [] if labels is None else labels
            self.own = x, arguments.labels("labels", given, (0, 1), len(x))
        reach = (
            np.abs(self.own[0]).max()
            if self.own
            else max(np.abs(self._made(name, self.NOISIEST)[0][0]).max() for name in self.DATA)
        )
        self.window = (-1.1 * reach, 1.1 * reach)
        self._data_of = lru_cache(maxsize=8)(self._made)
        self._trained = lru_cache(maxsize=8)(self._train)
        super().__init__(until)

    def menus(self):
        data = [] if self.own else [Menu("data", "data", tuple(self.DATA))]
        return [
            *data,
            Menu("start", "start", (self.RANDOM, self.EQUAL, self.LARGE)),
            Menu("activation", "activation", tuple(self.ACTIVATIONS)),
        ]

    def sliders(self):
        return [
            Slider("rate", "learning rate", 2, 0.02, 100, step=0.05, logarithmic=True),
            Slider("units", "hidden units", 4, 1, 8, whole=True),
            Slider("seed", "seed", 1, 0, 20, whole=True),
            Slider("epoch", "epoch", 0, 0, self.EPOCHS, step=self.KEEP),
        ]

    def fields(self):
        return [] if self.own else [Field("noise", "noise", self.NOISE)]

    def draw(self, figure):
        plane, network, loss = figure.subplots(1, 3, width_ratios=(4, 3.6, 2.6))
        self.plane = draw.Plane(plane, self.window)
        name_axes(plane, "$x_1$", "$x_2$", "what the network says")
        self.small = draw.SmallNetwork(network, self.window)
        self.loss = draw.LossCurve(loss, self.EPOCHS, test=self.own is None)

    def update(self, start, activation, rate, units, seed, epoch, data="yours", noise=NOISE):
        if not 0 <= noise <= self.NOISIEST:
            raise ValueError(f"noise must lie between 0 and {self.NOISIEST}, but {noise:g} came")
        course = self._trained(
            data, noise, start, activation, arguments.positive("rate", rate),
            arguments.count("units", units, minimum=1), arguments.count("seed", seed),
        )  # fmt: skip
        (inputs, labels), _ = self._data_of(data, noise)
        training, test = course
        row = min(int(min(max(epoch, 0), self.EPOCHS)) // self.KEEP, len(training.epochs) - 1)
        network, shown = training.network_at(row), int(training.epochs[row])
        self.plane.show_points(inputs, labels)
        self.plane.show(network)
        self.small.show(network, inputs, labels)
        seen = self.EPOCHS if self.revealed else int(self.visited[-1])
        self.loss.show(training, shown, seen)
        self.loss.show_test(training.epochs[: len(test[: row + 1])], test[: row + 1])
        check = network.check_gradients(inputs, labels)
        right = float(np.mean((network.prediction(inputs) > 0.5) == labels))
        self.losses = training.losses[: shown + 1]
        numbers = {"epoch": float(shown), "loss": training.losses[shown]}
        numbers |= {"test loss": float(test[row])} if len(test) else {}
        numbers |= {"right": f"{100 * right:.0f} %",
                    "gradient check": _coarse(check.error)}  # fmt: skip
        return Reading(
            self._words(shown, right, network), numbers,
            trouble=self._trouble(training, shown), shape=self._shape(network),
        )  # fmt: skip

    def _shape(self, network: Network) -> str:
        boundary, lines = (part.get_segments() for part in (self.plane.boundary, self.plane.lines))
        plane = descriptions.plane(boundary, lines, self.window[1])
        units = len(network.biases[0])
        tiles = (
            "is a tile for the hidden unit" if units == 1 else f"are {units} tiles for the units"
        )
        behind = ", and the points as both units see them" if units == 2 else ""
        line = self.loss.line
        heights = descriptions.in_view(line.axes, *line.get_data())[:, 1]
        loss = (
            "is at its start"
            if len(heights) < 2
            else descriptions.one(descriptions.course(heights))
        )
        return descriptions.joined(
            f"{plane} In the second picture there {tiles}{behind}.",
            f"In the third the loss so far {loss}.",
            descriptions.parked(self.loss.point, "the loss"),
        )

    def table(self):
        return Table(("epoch", "loss"), list(enumerate(self.losses.tolist())))

    def _made(self, name: str, noise: float) -> tuple:
        """Return the points of a data set and those for the test, on the scale of the former."""
        if self.own:
            return self.own, None
        (x, y), (more, also) = (self.DATA[name](seed, noise) for seed in (0, 1))
        middle, spread = x.mean(axis=0), x.std(axis=0)
        return ((x - middle) / spread, y), ((more - middle) / spread, also)

    def _train(
        self, data: str, noise: float, start: str, activation: str, rate: float, units: int,
        seed: int,
    ) -> tuple[Training, np.ndarray]:  # fmt: skip
        """Return the training, and the loss on the test points wherever it kept the weights."""
        scheme = Scheme.HE if activation == "ReLU" else Scheme.GLOROT
        kind = self.ACTIVATIONS[activation]
        network = Network.random((2, units, 1), kind, seed=seed, scheme=scheme)
        if start == self.EQUAL:
            network = Network.equal((2, units, 1), kind)
        if start == self.LARGE:
            network = network.with_parameters(40 * network.parameters)
        points, others = self._data_of(data, noise)
        training = train(network, *points, rate, self.EPOCHS, keep_every=self.KEEP)
        if others is None:
            return training, np.array([])
        kept = map(training.network_at, range(len(training.epochs)))
        return training, np.array([network.loss(*others) for network in kept])

    def _words(self, epoch: int, right: float, network: Network) -> str:
        words = f"After {epoch} epochs {100 * right:.0f} % of the points are on the right side."
        hidden = network.weights[0].T
        if epoch and len(hidden) > 1 and np.ptp(hidden, axis=0).max() < 1e-9:
            words += " All hidden units are the same: their lines lie on each other."
        return f"{words} {self._event(self.losses)}".strip()

    JUMP, HIGH = 1.1, 0.1
    STALL, STALLED = 200, 0.01

    def _event(self, losses: np.ndarray) -> str:
        """Say whether the loss has jumped up or has come to a halt."""
        jumps = 1 + np.flatnonzero(
            (losses[1:] > self.JUMP * losses[:-1]) & (losses[1:] > self.HIGH)
        )
        if len(jumps):
            times = "once" if len(jumps) == 1 else f"{len(jumps)} times, the last time"
            words = f"The loss has jumped up {times} in epoch {jumps[-1]}"
            # Jumps of the first half are over: what came after them is a story of its own.
            if 2 * jumps[-1] >= len(losses) - 1:
                return f"{words}: too long a step."
            return f"{words}; after that no more. {self._halt(losses)}".strip()
        return self._halt(losses)

    def _halt(self, losses: np.ndarray) -> str:
        last = losses[-self.STALL - 1 :]
        halted = last[0] - last[-1] < self.STALLED * last[0] and last[-1] > self.HIGH
        if len(last) > self.STALL and halted:
            return f"For {self.STALL} epochs the loss has hardly fallen."
        return ""

    def _trouble(self, training: Training, shown: int) -> str:
        if training.stop is TrainingStop.DIVERGED and shown == training.epochs[-1]:
            return f"The training diverged after {shown} epochs: the learning rate is too large."
        return ""


class DeepChain(Explorer):
    """A chain of layers with one unit each: how much of the error arrives at the first."""

    title = "The chain rule through many layers:"
    size = (9.0, 4.8)
    plays = Play("depth", milliseconds=9000)
    DEEPEST = 20
    ACTIVATIONS = {"sigmoid": sigmoid, "tanh": tanh, "ReLU": relu}
    presets = {
        "two layers": {"activation": "sigmoid", "depth": 2, "weight": 1},
        "twenty layers": {"activation": "sigmoid", "depth": 20, "weight": 1},
        "weights 6": {"activation": "sigmoid", "depth": 20, "weight": 6},
        "tanh": {"activation": "tanh", "depth": 20, "weight": 1.2},
        "ReLU": {"activation": "ReLU", "depth": 20, "weight": 1},
        "ReLU, weights 1.5": {"activation": "ReLU", "depth": 20, "weight": 1.5},
    }

    def menus(self):
        return [Menu("activation", "activation", tuple(self.ACTIVATIONS))]

    def sliders(self):
        return [
            Slider("depth", "layers", 2, 2, self.DEEPEST, whole=True),
            Slider("weight", "each weight", 1, 0.1, 6, step=0.1),
        ]

    def draw(self, figure):
        self.chain = draw.ChainOfFactors(
            *figure.subplots(3, 1, height_ratios=(0.75, 1.2, 2)), self.DEEPEST
        )

    def update(self, activation, depth, weight):
        depth = arguments.count("depth", depth, minimum=2)
        network = Network.one_unit_layers(
            np.full(depth, weight), activation=self.ACTIVATIONS[activation]
        )
        chain = network.chain(1.0, 0.0, "w1")
        values = np.array([factor.value for factor in chain.factors])
        # The chain is dL/da_L, da_L/dz_L, dz_L/da_(L-1), ..., da_1/dz_1, dz_1/dw_1.
        slopes, weights = values[1:-1:2], values[2:-1:2]
        deltas = np.array(chain.products[1:-1:2])
        self.chain.show(slopes, weights, deltas)
        layers = np.arange(depth, 0, -1)
        self.layers = np.column_stack([layers, np.full(depth, weight), slopes, deltas]).tolist()
        last, first = deltas[0], deltas[-1]
        words = (
            f"Of the derivative at layer {depth}, {_short(last)}, "
            f"there arrives {_short(first)} at layer 1: {_short(first / last)} times as much."
        )
        numbers = {f"∂L/∂z{_symbol(str(depth))}": last, "∂L/∂z₁": first, "∂L/∂w₁": chain.value}
        return Reading(words, numbers, shape=self._shape(weight, slopes))

    def _shape(self, weight: float, slopes: np.ndarray) -> str:
        squares = descriptions.compared(abs(weight), 1.0, "above 1", "at 1", "below 1")
        return descriptions.joined(
            f"A chain of {len(slopes)} circles leads from x on the left to the loss on the right.",
            f"In the picture below it the squares of the weights lie on a level {squares}.",
            descriptions.dots_of_slopes(slopes),
            descriptions.parked(self.chain.slopes, "a slope close to 0"),
            descriptions.error_on_the_way(self.chain.product),
        )

    def table(self):
        return Table(("layer", "weight", "slope", "∂L/∂z"), self.layers)
