"""The explorers of the chapter on the two-layer network."""

from functools import lru_cache

import numpy as np

from mlcalc import arguments, datasets, formatting
from mlcalc.activations import relu, sigmoid, tanh
from mlcalc.explorers import descriptions
from mlcalc.explorers.controls import Field, Menu, Play, Slider
from mlcalc.explorers.engine import Explorer, Reading, Table
from mlcalc.figures import two_layer_network as draw
from mlcalc.figures.style import name_axes
from mlcalc.networks import NINE, Network, Training, TrainingStop, TwoTwoOne, train


class PassThroughTheNetwork(Explorer):
    """The 2-2-1 network with a number on every node and edge: forward, then backward.

    Takes a ``TwoTwoOne``, or shows one with small weights.
    """

    title = "One example in the 2-2-1 network:"
    size = (9.0, 4.9)
    plays = Play("stage", milliseconds=18_000)
    START = TwoTwoOne(w11=1, w12=-1, w21=2, w22=0.5, b1=0, b2=0.5, w1=1, w2=-2, b=0.25)
    STAGES = (
        "The inputs and the nine weights are known.",
        "Each hidden unit adds up inputs times weights and its bias: z. The sigmoid makes it a.",
        "The output unit does the same with a1 and a2: the prediction is yhat.",
        "The loss compares yhat with the label y.",
        "Backward: how the loss changes with yhat.",
        "Times the slope of the sigmoid: the two factors cancel to yhat - y.",
        "Times the weights w1 and w2: what arrives at a1 and a2.",
        "Times the slopes a(1 - a): what arrives at z1 and z2.",
        "Times what stands before each weight: the nine derivatives.",
    )
    presets = {
        "forward": {"stage": 3},
        "to the hidden units": {"stage": 7},
        "all nine": {"stage": 8},
        "x2 = 0": {"stage": 8, "x2": 0},
        "saturated": {"stage": 8, "w11": 6, "w21": 6, "x1": 2, "x2": 2},
    }

    def __init__(self, network: TwoTwoOne | None = None):
        self.network = self.START if network is None else network
        if not isinstance(self.network, TwoTwoOne):
            raise TypeError(f"network must be a TwoTwoOne, but {arguments.describe(network)} came")
        super().__init__()

    def menus(self):
        return [Menu("label", "label y", ("1", "0"))]

    def sliders(self):
        return [
            Slider("stage", "stage", 3, 0, 8, whole=True),
            Slider("x1", "x1", 2, -3, 3, step=0.1),
            Slider("x2", "x2", 1, -3, 3, step=0.1),
        ]

    def fields(self):
        return [Field(name, name, getattr(self.network, name)) for name in NINE]

    def draw(self, figure):
        self.diagram = draw.Diagram(figure.subplots())

    def update(self, label, stage, x1, x2, **weights):
        stage, label = arguments.count("stage", stage), int(label)
        network = TwoTwoOne(**weights)
        forward = network.forward(x1, x2)
        self.diagram.show(
            self._forward_texts(network, forward, label, stage),
            self._backward_texts(network, forward, label, stage),
        )
        self.weights_and_slopes = None
        if stage >= 8:
            slopes = network.backward(forward, label)
            self.weights_and_slopes = [[getattr(n, k) for k in NINE] for n in (network, slopes)]
        numbers = self._numbers(network, forward, label, stage)
        return Reading(self.STAGES[stage], numbers, shape=self._shape(stage))

    FORWARD = (
        "The two hidden units and the output unit are still without numbers",
        "The hidden units are computed; the output unit is still without a number",
        "The hidden units and the output unit are computed; the loss is still without a number",
        "All circles have their numbers",
    )
    BACKWARD = (
        "nothing has come back yet", "the output unit", "the output unit",
        "the output unit and both hidden units", "the output unit and both hidden units",
        "the output unit, both hidden units and every weight and bias",
    )  # fmt: skip

    def _shape(self, stage: int) -> str:
        back = self.BACKWARD[max(0, stage - 3)]
        red = f"red numbers stand at {back}" if stage > 3 else back
        rows = " The table has the weights in its first row, their derivatives in its second."
        return (
            "From left to right: two inputs, two hidden units, the output unit, the loss. A line "
            "with a weight on it leads from each input to each hidden unit, and from these to the "
            f"output unit. {self.FORWARD[min(stage, 3)]}; {red}.{rows if stage >= 8 else ''}"
        )

    def table(self):
        if self.weights_and_slopes is None:
            return None
        return Table(NINE, self.weights_and_slopes)

    def _forward_texts(self, network, forward, label, stage) -> dict[str, str]:
        n = _short
        texts = {name: f"{name} = {n(getattr(network, name))}" for name in NINE}
        texts |= {"x1": f"x1\n{n(forward.x1)}", "x2": f"x2\n{n(forward.x2)}"}
        texts |= {"h1": "1", "h2": "2", "out": "out", "L": "L"}
        if stage >= 1:
            texts["h1"] = f"z1 {n(forward.z1)}\na1 {n(forward.a1)}"
            texts["h2"] = f"z2 {n(forward.z2)}\na2 {n(forward.a2)}"
        if stage >= 2:
            texts["out"] = f"z {n(forward.z)}\nŷ {n(forward.yhat)}"
        if stage >= 3:
            texts["L"] = f"y {label}\nL {n(forward.loss(label))}"
        return texts

    def _backward_texts(self, network, forward, label, stage) -> dict[str, str]:
        n, texts = _short, {}
        chains = {name: network.chain(forward, label, name) for name in NINE}
        out, one, two = chains["b"].products, chains["b1"].products, chains["b2"].products
        if stage >= 4:
            texts["out"] = f"dL/dŷ = {n(out[0])}"
        if stage >= 5:
            texts["out"] = f"dL/dŷ · dŷ/dz = {n(out[1])}"
        if stage >= 6:
            texts |= {"h1": f"dL/da1 = {n(one[2])}", "h2": f"dL/da2 = {n(two[2])}"}
        if stage >= 7:
            texts |= {"h1": f"dL/dz1 = {n(one[3])}", "h2": f"dL/dz2 = {n(two[3])}"}
        if stage >= 8:
            texts |= {name: f"{chain.name} = {n(chain.value)}" for name, chain in chains.items()}
        return texts

    def _numbers(self, network, forward, label, stage) -> dict[str, float]:
        numbers = {"z1": forward.z1, "z2": forward.z2} if stage == 1 else {}
        if stage >= 2:
            numbers = {"z": forward.z, "yhat": forward.yhat}
        if stage >= 3:
            numbers["L"] = forward.loss(label)
        if stage >= 4:
            chain = network.chain(forward, label, "w11")
            shown = chain.factors[: {4: 1, 5: 2, 6: 3, 7: 4}.get(stage, 5)]
            numbers = {factor.name: factor.value for factor in shown}
        if stage >= 8:
            numbers["dL/dw11"] = chain.value
        if stage == 0:
            numbers = {"x1": forward.x1, "x2": forward.x2, "y": float(label)}
        return numbers


def _coarse(error: float) -> str:
    # Below this it is rounding, and another number on every machine.
    return "below 1e-9" if error < 1e-9 else formatting.number(error, 1)


def _short(value: float) -> str:
    return formatting.number(value, 3)


def _standardized(inputs, labels):
    return np.column_stack([datasets.standardized(column) for column in inputs.T]), labels


class TrainingInThePlane(Explorer):
    """A network with one hidden layer learns to tell two classes of points in the plane apart.

    The whole training is computed when rate, units, seed, data or start change; the epoch only
    chooses what of it is shown. Takes inputs of shape (m, 2) and labels 0 and 1, shape (m,), or
    offers three data sets.
    """

    title = "Training in the plane:"
    plays = Play("epoch", early=True, milliseconds=10_000)
    # All but the epoch train anew.
    milliseconds = 200.0
    EPOCHS, KEEP = 1000, 10
    DATA = {
        "exclusive or": lambda: datasets.exclusive_or_clouds(80),
        "moons": lambda: datasets.moons(80),
        "circles": lambda: datasets.circles(80),
    }
    RANDOM, EQUAL, LARGE = "random", "all weights equal", "very large weights"
    LEARNS = {"data": "exclusive or", "start": RANDOM, "rate": 2, "units": 4, "seed": 1}
    RINGS = {"data": "circles", "start": RANDOM, "rate": 8, "units": 4, "seed": 3}
    presets = {
        "it learns": {**LEARNS, "epoch": 1000},
        "too few units": {**RINGS, "units": 2, "seed": 1, "epoch": 1000},
        "enough units": {**RINGS, "epoch": 1000},
        "dead start": {**RINGS, "start": EQUAL, "epoch": 1000},
        "saturated": {**RINGS, "start": LARGE, "rate": 0.5, "epoch": 1000},
        "rate too large": {**RINGS, "rate": 100, "epoch": 1000},
    }

    def __init__(self, inputs=None, labels=None):
        self.data = {name: _standardized(*make()) for name, make in self.DATA.items()}
        if inputs is not None or labels is not None:
            x = arguments.matrix("inputs", [] if inputs is None else inputs, 2)
            given = [] if labels is None else labels
            self.data = {"yours": (x, arguments.labels("labels", given, (0, 1), len(x)))}
        reach = max(np.abs(x).max() for x, _ in self.data.values())
        self.window = (-1.2 * reach, 1.2 * reach)
        self._trained = lru_cache(maxsize=8)(self._train)
        super().__init__()

    def menus(self):
        starts = Menu("start", "start", (self.RANDOM, self.EQUAL, self.LARGE))
        return [Menu("data", "data", tuple(self.data)), starts][len(self.data) == 1 :]

    def sliders(self):
        return [
            Slider("rate", "learning rate", 2, 0.02, 100, step=0.05, logarithmic=True),
            Slider("units", "hidden units", 4, 1, 8, whole=True),
            Slider("seed", "seed", 1, 0, 20, whole=True),
            Slider("epoch", "epoch", self.EPOCHS / 2, 0, self.EPOCHS, step=self.KEEP),
        ]

    def draw(self, figure):
        plane, loss, check = figure.subplots(1, 3, width_ratios=(4, 3, 3))
        self.plane = draw.Plane(plane, self.window)
        name_axes(plane, "$x_1$", "$x_2$", "what the network says")
        self.loss = draw.LossCurve(loss, self.EPOCHS)
        self.check = draw.CheckedGradients(check)

    def update(self, start, rate, units, seed, epoch, data=None):
        units = arguments.count("units", units, minimum=1)
        seed = arguments.count("seed", seed)
        inputs, labels = self.data[data or "yours"]
        training = self._trained(data or "yours", start, rate, units, seed)
        row = int(min(max(epoch, 0), self.EPOCHS)) // self.KEEP
        network = training.network_at(min(row, len(training.epochs) - 1))
        shown = int(training.epochs[min(row, len(training.epochs) - 1)])
        check = network.check_gradients(inputs, labels)
        self.plane.show_points(inputs, labels)
        self.plane.show(network)
        self.loss.show(training, shown)
        self.check.show(check.claimed, check.numeric)
        right = float(np.mean((network.prediction(inputs) > 0.5) == labels))
        self.losses = training.losses[: shown + 1]
        return Reading(
            self._words(shown, right, network),
            {"epoch": float(shown), "loss": training.losses[shown],
             "right": f"{100 * right:.0f} %", "error of the gradients": _coarse(check.error)},
            trouble=self._trouble(training, shown), shape=self._shape(check),
        )  # fmt: skip

    def _shape(self, check) -> str:
        boundary, lines = (part.get_segments() for part in (self.plane.boundary, self.plane.lines))
        plane = descriptions.plane(boundary, lines, self.window[1])
        line = self.loss.line
        heights = descriptions.in_view(line.axes, *line.get_data())[:, 1]
        loss = (
            "is at its start"
            if len(heights) < 2
            else descriptions.one(descriptions.course(heights))
        )
        agree = "lie on the diagonal" if check.agrees else "do not all lie on the diagonal"
        return (
            f"{plane} In the second picture the loss so far {loss}. "
            f"In the third the points {agree}."
        )

    def table(self):
        return Table(("epoch", "loss"), list(enumerate(self.losses.tolist())))

    def _train(self, data: str, start: str, rate: float, units: int, seed: int) -> Training:
        network = Network.random((2, units, 1), sigmoid, seed=seed)
        if start == self.EQUAL:
            network = Network.equal((2, units, 1))
        if start == self.LARGE:
            network = network.with_parameters(40 * network.parameters)
        return train(network, *self.data[data], rate, self.EPOCHS, keep_every=self.KEEP)

    def _words(self, epoch: int, right: float, network: Network) -> str:
        words = f"After {epoch} epochs {100 * right:.0f} % of the points are on the right side."
        hidden = network.weights[0].T
        if len(hidden) > 1 and np.ptp(hidden, axis=0).max() < 1e-9:
            words += " All hidden units are the same: their lines lie on each other."
        return words

    def _trouble(self, training: Training, shown: int) -> str:
        if training.stop is TrainingStop.DIVERGED and shown == training.epochs[-1]:
            return f"The training diverged after {shown} epochs: the learning rate is too large."
        return ""


class DeepChain(Explorer):
    """A chain of layers with one unit each: how much of the error arrives at the first."""

    title = "The chain rule through many layers:"
    plays = Play("depth", milliseconds=9000)
    DEEPEST = 20
    ACTIVATIONS = {"sigmoid": sigmoid, "tanh": tanh, "ReLU": relu}
    presets = {
        "two layers": {"activation": "sigmoid", "depth": 2, "weight": 1},
        "it vanishes": {"activation": "sigmoid", "depth": 20, "weight": 1},
        "larger weights": {"activation": "sigmoid", "depth": 20, "weight": 6},
        "tanh": {"activation": "tanh", "depth": 20, "weight": 1.2},
        "ReLU, nothing lost": {"activation": "ReLU", "depth": 20, "weight": 1},
        "it explodes": {"activation": "ReLU", "depth": 20, "weight": 1.5},
    }

    def menus(self):
        return [Menu("activation", "activation", tuple(self.ACTIVATIONS))]

    def sliders(self):
        return [
            Slider("depth", "layers", 6, 2, self.DEEPEST, whole=True),
            Slider("weight", "weight of each", 1, 0.1, 6, step=0.1),
        ]

    def draw(self, figure):
        factors, products = figure.subplots(1, 2)
        self.chain = draw.ChainOfFactors(factors, products, self.DEEPEST)

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
        numbers = {f"dL/dz{depth}": last, "dL/dz1": first, "dL/dw1": chain.value}
        return Reading(words, numbers, shape=self._shape(weight, slopes))

    def _shape(self, weight: float, slopes: np.ndarray) -> str:
        squares = descriptions.compared(abs(weight), 1.0, "above 1", "at 1", "below 1")
        return (
            f"In the first picture the squares of the weights lie on a level {squares}. "
            f"{descriptions.dots_of_slopes(slopes)} "
            f"{descriptions.error_on_the_way(self.chain.product)}"
        )

    def table(self):
        return Table(("layer", "weight", "slope", "dL/dz"), self.layers)
