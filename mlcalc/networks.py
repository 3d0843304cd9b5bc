"""Networks of perceptrons: forward passes that keep what backpropagation needs, and training."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from itertools import pairwise
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from mlcalc import arguments, differentiation, formatting
from mlcalc.activations import sigmoid
from mlcalc.differentiation import DerivativeCheck
from mlcalc.functions import Function, as_function
from mlcalc.optimization import FAR_AWAY
from mlcalc.perceptrons import (
    Chain,
    Factor,
    Output,
    Perceptron,
    TrainingStop,
    chain_from_loss,
    classification,
    kept,
    known_output,
    quiet,
    symbol,
)


def _one_line(self) -> str:
    """Write an object of named numbers in one line, with four digits each."""
    numbers = (f"{f.name}={formatting.number(getattr(self, f.name))}" for f in fields(self))
    return f"{type(self).__name__}({', '.join(numbers)})"


# Two inputs, two hidden units, one output: weight by weight.


@dataclass(frozen=True, repr=False)
class NineNumbers:
    """One number for each weight and bias of the 2-2-1 network.

    w11, w12, w21, w22 belong to the first layer: the first index is the input, the second the
    hidden unit. b1 and b2 are the biases of the hidden units, w1, w2 and b belong to the output.
    """

    w11: float
    w12: float
    w21: float
    w22: float
    b1: float
    b2: float
    w1: float
    w2: float
    b: float

    __repr__ = _one_line

    @property
    def row(self) -> np.ndarray:
        """The nine numbers in this order, shape (9,)."""
        return np.array([getattr(self, name) for name in NINE])


NINE = tuple(f.name for f in fields(NineNumbers))
"""The names of the nine weights and biases, in their order."""


@dataclass(frozen=True, repr=False)
class TwoTwoOneForward:
    """What the forward pass of the 2-2-1 network computes, and backpropagation needs."""

    x1: float
    x2: float
    z1: float
    a1: float
    z2: float
    a2: float
    z: float
    yhat: float

    __repr__ = _one_line

    @quiet()
    def loss(self, label: float) -> float:
        """Return the log loss -y log yhat - (1 - y) log(1 - yhat)."""
        return float(classification.loss_formula(_label(label), self.z))


@dataclass(frozen=True, repr=False)
class TwoTwoOne(NineNumbers):
    """The network with two inputs, two hidden units and one output, written weight by weight.

    Sigmoids in the hidden units and in the output, labels 0 and 1, the log loss.
    Source: Rumelhart, Hinton and Williams (1986).

    >>> net = TwoTwoOne(w11=1, w12=-1, w21=2, w22=0.5, b1=0, b2=0.5, w1=1, w2=-2, b=0.25)
    >>> net.forward(2, 1)
    TwoTwoOneForward(x1=2, x2=1, z1=4, a1=0.982, z2=-1, a2=0.2689, z=0.6941, yhat=0.6669)
    >>> round(net.forward(2, 1).loss(1), 4), round(net.backward(net.forward(2, 1), 1).w12, 4)
    (0.4051, 0.262)
    """

    def __post_init__(self):
        for name in NINE:
            object.__setattr__(self, name, arguments.number(name, getattr(self, name)))

    def forward(self, x1: float, x2: float) -> TwoTwoOneForward:
        """Return z and a of both hidden units, z and yhat of the output."""
        x1, x2 = arguments.number("x1", x1), arguments.number("x2", x2)
        z1 = x1 * self.w11 + x2 * self.w21 + self.b1
        a1 = float(sigmoid(z1))
        z2 = x1 * self.w12 + x2 * self.w22 + self.b2
        a2 = float(sigmoid(z2))
        z = a1 * self.w1 + a2 * self.w2 + self.b
        yhat = float(sigmoid(z))
        return TwoTwoOneForward(x1, x2, z1, a1, z2, a2, z, yhat)

    def backward(self, forward: TwoTwoOneForward, label: float) -> NineNumbers:
        """Return the nine derivatives of the loss, each written out as a product."""
        x1, x2, a1, a2 = forward.x1, forward.x2, forward.a1, forward.a2
        error = forward.yhat - _label(label)
        return NineNumbers(
            w11=x1 * self.w1 * a1 * (1 - a1) * error,
            w12=x1 * self.w2 * a2 * (1 - a2) * error,
            w21=x2 * self.w1 * a1 * (1 - a1) * error,
            w22=x2 * self.w2 * a2 * (1 - a2) * error,
            b1=self.w1 * a1 * (1 - a1) * error,
            b2=self.w2 * a2 * (1 - a2) * error,
            w1=a1 * error,
            w2=a2 * error,
            b=error,
        )

    def chain(self, forward: TwoTwoOneForward, label: float, parameter: str) -> Chain:
        """Return the named factors whose product is dL/d ``parameter``, one of the nine.

        >>> net = TwoTwoOne(w11=1, w12=-1, w21=2, w22=0.5, b1=0, b2=0.5, w1=1, w2=-2, b=0.25)
        >>> net.chain(net.forward(1, 0), 1, "w21").factors[-1]
        Factor(top='z1', bottom='w21', formula='x_2', value=0.0)
        """
        f = forward
        through_1 = (
            Factor("z", "a1", "w_1", self.w1),
            Factor("a1", "z1", "a_1 (1 - a_1)", f.a1 * (1 - f.a1)),
        )
        through_2 = (
            Factor("z", "a2", "w_2", self.w2),
            Factor("a2", "z2", "a_2 (1 - a_2)", f.a2 * (1 - f.a2)),
        )
        ways = {
            "w11": (*through_1, Factor("z1", "w11", "x_1", f.x1)),
            "w12": (*through_2, Factor("z2", "w12", "x_1", f.x1)),
            "w21": (*through_1, Factor("z1", "w21", "x_2", f.x2)),
            "w22": (*through_2, Factor("z2", "w22", "x_2", f.x2)),
            "b1": (*through_1, Factor("z1", "b1", "1", 1.0)),
            "b2": (*through_2, Factor("z2", "b2", "1", 1.0)),
            "w1": (Factor("z", "w1", "a_1", f.a1),),
            "w2": (Factor("z", "w2", "a_2", f.a2),),
            "b": (Factor("z", "b", "1", 1.0),),
        }
        rest = ways[arguments.choice("parameter", parameter, ways)]
        return chain_from_loss(classification, _label(label), np.float64(f.z), rest, ("yhat", "z"))

    @quiet()
    def updated(self, gradients: NineNumbers, learning_rate: float) -> Self:
        """Take one step of gradient descent in all nine at once.

        All gradients belong to the old weights: a weight that is changed before the others are
        computed spoils theirs.
        """
        rate = arguments.positive("learning_rate", learning_rate)
        return type(self)(*(self.row - rate * gradients.row))

    def check_gradients(
        self, x1: float, x2: float, label: float, claimed: NineNumbers | None = None
    ) -> DerivativeCheck:
        """Compare the nine derivatives, or claimed ones, with central differences.

        Entry k of the outcome belongs to the weight ``NINE[k]``.
        """
        claimed = self.backward(self.forward(x1, x2), label) if claimed is None else claimed
        return differentiation.check_gradient(
            lambda row: type(self)(*row).forward(x1, x2).loss(label),
            lambda row: claimed.row,
            self.row,
        )

    @property
    def network(self) -> "Network":
        """The same network in matrices: its parameters are the nine numbers in their order."""
        return Network(
            ([[self.w11, self.w12], [self.w21, self.w22]], [[self.w1], [self.w2]]),
            ([self.b1, self.b2], [self.b]),
            (sigmoid,),
            classification,
        )

    @classmethod
    def from_network(cls, network: "Network") -> Self:
        """Return a network of sizes (2, 2, 1) with sigmoids and log loss weight by weight."""
        if network.sizes != (2, 2, 1) or network.activations != (sigmoid,):
            raise ValueError(
                f"network must have sizes (2, 2, 1) and sigmoids, but {network!r} came"
            )
        if network.output is not classification:
            raise ValueError(f"network must end in classification, but {network.output.name} came")
        return cls(*network.parameters)


def _label(value: float) -> float:
    label = arguments.number("label", value)
    if label not in (0, 1):
        raise ValueError(f"label must be 0 or 1, but {label:g} came")
    return label


# Any number of layers, in matrices.


class Scheme(StrEnum):
    """How wide random first weights are drawn."""

    GLOROT = "Glorot"
    HE = "He"


@dataclass(frozen=True, eq=False)
class Forward:
    """What a forward pass computes: the inputs, and z and a of every layer from first to last.

    Each entry of ``z`` and ``a`` has shape (m, units): one example a row.
    """

    inputs: np.ndarray
    z: tuple[np.ndarray, ...]
    a: tuple[np.ndarray, ...]

    @property
    def prediction(self) -> np.ndarray:
        """What the last layer says: shape (m,) for one output unit, else (m, units)."""
        last = self.a[-1]
        return last[:, 0] if last.shape[1] == 1 else last


@dataclass(frozen=True, eq=False)
class Gradients:
    """The derivatives of the mean loss: by the weights and biases of every layer, and by its z.

    ``weights`` and ``biases`` have the shapes of those of the network, ``deltas`` those of z.
    """

    weights: tuple[np.ndarray, ...]
    biases: tuple[np.ndarray, ...]
    deltas: tuple[np.ndarray, ...]

    @property
    def row(self) -> np.ndarray:
        """All derivatives in the order of the network's parameters."""
        return _row(self.weights, self.biases)

    @property
    def delta_norms(self) -> np.ndarray:
        """The length of each layer's delta, shape (layers,): how much of the error arrives."""
        return np.array([np.linalg.norm(delta) for delta in self.deltas])


@dataclass(frozen=True, eq=False)
class Network:
    """A network of L layers: z_l = a_(l-1) W_l + b_l and a_l = sigma(z_l), with a_0 the inputs.

    ``weights`` holds L matrices of shape (inputs, units), ``biases`` L rows of shape (units,),
    ``activations`` the L - 1 functions of the hidden layers; ``output`` says how the last layer
    ends. Inputs have shape (m, n), targets (m,) for one output unit and (m, units) for several.
    Losses are means over the examples, sums over the output units.
    Source: Goodfellow, Bengio and Courville, Deep Learning, section 6.5.

    >>> net = Network.random((2, 3, 1), seed=1)
    >>> net.prediction([[0, 0], [1, 0]]).round(4), net.parameters.shape
    (array([0.5868, 0.5702]), (13,))
    """

    weights: tuple[np.ndarray, ...]
    biases: tuple[np.ndarray, ...]
    activations: tuple[Function, ...]
    output: Output = classification

    def __post_init__(self):
        weights = _layers("weights", self.weights)
        biases = _layers("biases", self.biases)
        activations = tuple(as_function(f) for f in _layers("activations", self.activations, 0))
        if not len(weights) == len(biases) == len(activations) + 1:
            raise ValueError(
                "weights and biases must have one entry a layer, activations one a hidden layer, "
                f"but {len(weights)}, {len(biases)} and {len(activations)} came"
            )
        weights = tuple(kept(arguments.matrix(f"weights[{i}]", w)) for i, w in enumerate(weights))
        for i, (before, after) in enumerate(pairwise(weights)):
            if len(after) != before.shape[1]:
                raise ValueError(
                    f"weights[{i + 1}] must have {before.shape[1]} rows, one for each unit before "
                    f"it, but {len(after)} came"
                )
        biases = tuple(
            kept(arguments.row(f"biases[{i}]", b, w.shape[1]))
            for i, (b, w) in enumerate(zip(biases, weights, strict=True))
        )
        if len(biases[-1]) < known_output(self.output).fewest_units:
            raise ValueError(f"{self.output.name} must have at least 2 units, but 1 came")
        object.__setattr__(self, "weights", weights)
        object.__setattr__(self, "biases", biases)
        object.__setattr__(self, "activations", activations)

    @classmethod
    def random(
        cls,
        sizes: Sequence[int],
        activation: Function | Callable = sigmoid,
        output: Output = classification,
        *,
        seed: int = 0,
        scheme: Scheme = Scheme.GLOROT,
    ) -> Self:
        """Return a network with random weights and biases of zero.

        ``sizes`` counts the inputs, the units of each hidden layer, the output units.
        Glorot draws evenly from -r to r with r = sqrt(6 / (inputs + units)): for sigmoid and tanh.
        He draws from a Gaussian of variance 2 / inputs: for ReLU.
        Source: Glorot and Bengio (2010); He, Zhang, Ren and Sun (2015).
        """
        generator = np.random.default_rng(arguments.count("seed", seed))
        scheme = arguments.choice("scheme", scheme, Scheme)
        draw = _glorot if scheme == Scheme.GLOROT else _he
        return cls._built(sizes, activation, output, lambda shape: draw(generator, shape))

    @classmethod
    def equal(
        cls,
        sizes: Sequence[int],
        activation: Function | Callable = sigmoid,
        output: Output = classification,
        *,
        weight: float = 0.5,
    ) -> Self:
        """Return a network in which all weights are equal, and all biases zero: a dead start.

        The units of a layer then have equal gradients and stay equal for ever.
        """
        weight = arguments.number("weight", weight)
        return cls._built(sizes, activation, output, lambda shape: np.full(shape, weight))

    @classmethod
    def one_unit_layers(
        cls,
        weights: ArrayLike,
        biases: ArrayLike = 0.0,
        activation: Function | Callable = sigmoid,
        output: Output = classification,
    ) -> Self:
        """Return a network whose layers have one unit each: a chain of numbers.

        ``weights`` has shape (depth,); ``biases`` too, or is one number for all.
        """
        w = arguments.row("weights", weights)
        b = arguments.array("biases", biases)
        b = arguments.row("biases", np.full(w.size, b) if b.ndim == 0 else b, w.size)
        return cls(tuple(w[:, None, None]), tuple(b[:, None]), (activation,) * (w.size - 1), output)

    @classmethod
    def from_perceptron(cls, perceptron: Perceptron) -> Self:
        """Return a perceptron as a network of one layer with one unit."""
        weights, bias = perceptron.weights[:, None], np.array([perceptron.bias])
        return cls((weights,), (bias,), (), perceptron.output)

    @classmethod
    def _built(cls, sizes, activation, output, draw: Callable) -> Self:
        counts = [
            arguments.count(f"sizes[{i}]", n, 1) for i, n in enumerate(_layers("sizes", sizes, 2))
        ]
        weights = tuple(draw(shape) for shape in pairwise(counts))
        return cls(
            weights,
            tuple(np.zeros(n) for n in counts[1:]),
            (activation,) * (len(counts) - 2),
            output,
        )

    @property
    def perceptron(self) -> Perceptron:
        """A network of one layer with one unit as a perceptron."""
        if len(self.weights) != 1 or self.sizes[1] != 1:
            raise ValueError(
                f"network must have one layer with one unit, but sizes {self.sizes} came"
            )
        return Perceptron(self.weights[0][:, 0], self.biases[0][0], self.output)

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many inputs, units of each hidden layer, and output units there are."""
        return (self.weights[0].shape[0], *(len(bias) for bias in self.biases))

    @property
    def parameters(self) -> np.ndarray:
        """All weights and biases in one row: W_1 row by row, b_1, W_2, b_2, ..."""
        return _row(self.weights, self.biases)

    @property
    def parameter_names(self) -> tuple[str, ...]:
        """The names of the parameters: W1[2,1] leads from input 2 to unit 1 of layer 1."""
        names = []
        for layer, weight in enumerate(self.weights, start=1):
            names += [f"W{layer}[{i + 1},{j + 1}]" for i, j in np.ndindex(weight.shape)]
            names += [f"b{layer}[{j + 1}]" for j in range(weight.shape[1])]
        return tuple(names)

    def with_parameters(self, parameters: ArrayLike) -> Self:
        """Return the network of the same form whose parameters are this row."""
        row = arguments.row(
            "parameters", parameters, sum(w.size for w in self.weights) + sum(self.sizes[1:])
        )
        weights, biases = _views(row, self.sizes)
        return type(self)(tuple(weights), tuple(biases), self.activations, self.output)

    def forward(self, inputs: ArrayLike) -> Forward:
        """Compute z and a of every layer for inputs of shape (m, n), and keep them."""
        x = arguments.matrix("inputs", inputs, self.sizes[0])
        with quiet():
            z, a = _forward(self.weights, self.biases, self._formulas(), x)
        return Forward(x, tuple(z), tuple(a[1:]))

    def prediction(self, inputs: ArrayLike) -> np.ndarray:
        """Return what the network says: shape (...) for inputs (..., n) and one output unit.

        With several output units the shape is (..., units).
        """
        x = arguments.array("inputs", inputs)
        if x.ndim == 0 or x.shape[-1] != self.sizes[0]:
            raise ValueError(f"inputs must have {self.sizes[0]} columns, but shape {x.shape} came")
        result = self.forward(x.reshape(-1, self.sizes[0])).prediction
        return result.reshape(x.shape[:-1] + result.shape[1:])

    def loss(self, inputs: ArrayLike, targets: ArrayLike) -> float:
        """Return the mean loss of the examples."""
        forward = self.forward(inputs)
        return self._loss(forward.z[-1], self._targets(targets, len(forward.inputs)))

    def backward(self, forward: Forward, targets: ArrayLike) -> Gradients:
        """Return the gradients of the mean loss of m examples, from the last layer to the first.

        delta_L = (yhat - y) / m, then delta_l = (delta_(l+1) W_(l+1)^T) * sigma'(z_l) with *
        entry by entry; dW_l = a_(l-1)^T delta_l, and db_l adds up the rows of delta_l.
        Source: Rumelhart, Hinton and Williams (1986).
        """
        y = self._targets(targets, len(forward.inputs))
        gradients = _views(np.empty(self.parameters.size), self.sizes)
        a = [forward.inputs, *forward.a]
        with quiet():
            deltas = _backward(self.weights, self._slopes(), forward.z, a, y, *gradients)
        return Gradients(tuple(gradients[0]), tuple(gradients[1]), tuple(deltas))

    @quiet()
    def updated(self, gradients: Gradients, learning_rate: float) -> Self:
        """Take one step of gradient descent in all parameters at once."""
        rate = arguments.positive("learning_rate", learning_rate)
        return self.with_parameters(self.parameters - rate * gradients.row)

    def check_gradients(
        self, inputs: ArrayLike, targets: ArrayLike, tolerance: float = 1e-6
    ) -> DerivativeCheck:
        """Compare backpropagation with central differences in all parameters.

        Entry k of the outcome belongs to ``parameter_names[k]``.
        """
        return differentiation.check_gradient(
            lambda row: self.with_parameters(row).loss(inputs, targets),
            lambda row: self.backward(self.forward(inputs), targets).row,
            self.parameters,
            tolerance,
        )

    @quiet()
    def chain(self, x: float, target: float, parameter: str) -> Chain:
        """Return dL/d ``parameter`` as a product of factors, where each layer has one unit.

        ``parameter`` is "w1", "b1", ..., "wL", "bL"; ``x`` is the only input. The factors are
        dL/da_L, da_L/dz_L, dz_L/da_(L-1), ..., da_l/dz_l, dz_l/dw_l.

        >>> print(Network.one_unit_layers([2, 3]).chain(0, 1, "w2"))
        dL/dw2 = dL/da2 da2/dz2 dz2/dw2 = -1.223 × 0.1491 × 0.5 = -0.09121
        """
        if set(self.sizes) != {1}:
            raise ValueError(
                f"network must have one unit in each layer, but sizes {self.sizes} came"
            )
        depth = len(self.weights)
        names = {f"{kind}{k}": k for k in range(1, depth + 1) for kind in "wb"}
        first = names[arguments.choice("parameter", parameter, names)]
        y = self._targets([target], 1)[0, 0]
        forward = self.forward([[arguments.number("x", x)]])
        z = [layer[0, 0] for layer in forward.z]
        a = [layer[0, 0] for layer in (forward.inputs, *forward.a)]
        rest = []
        for k in range(depth - 1, first - 1, -1):
            weight = self.weights[k][0, 0]
            slope = _slope(self.activations[k - 1])(z[k - 1], a[k])
            rest.append(Factor(f"z{k + 1}", f"a{k}", symbol(f"w{k + 1}"), float(weight)))
            rest.append(Factor(f"a{k}", f"z{k}", rf"\sigma'({symbol(f'z{k}')})", float(slope)))
        before = symbol(f"a{first - 1}") if first > 1 else "x"
        last = (before, float(a[first - 1])) if parameter.startswith("w") else ("1", 1.0)
        rest.append(Factor(f"z{first}", parameter, *last))
        return chain_from_loss(self.output, y, z[-1], rest, (f"a{depth}", f"z{depth}"))

    def __repr__(self) -> str:
        words = ", ".join(f.name for f in self.activations)
        return f"Network(sizes {self.sizes}, {words + ', ' if words else ''}{self.output.name})"

    def _formulas(self) -> list[Callable]:
        hidden = [f if f.pointwise else f.value_formula for f in self.activations]
        return [*hidden, self.output.prediction_formula]

    def _slopes(self) -> list[Callable]:
        return [_slope(f) for f in self.activations]

    @quiet()
    def _loss(self, z: np.ndarray, y: np.ndarray) -> float:
        return float(self.output.loss_formula(y, z).sum() / len(y))

    def _targets(self, targets: ArrayLike, examples: int) -> np.ndarray:
        units = self.sizes[-1]
        y = arguments.array("targets", targets)
        shape = (examples,) if units == 1 else (examples, units)
        if y.shape != shape:
            raise ValueError(f"targets must have shape {shape}, but shape {y.shape} came")
        y = y.reshape(examples, units)
        self.output.check(y)
        return y


def _slope(activation: Function) -> Callable:
    """Return the slope as a function of z and a: from a alone where that is enough."""
    from_output = getattr(activation, "slope_from_output", None)
    if from_output is not None:
        return lambda z, a: from_output(a)
    formula = activation.gradient if activation.pointwise else activation.gradient_formula
    return lambda z, a: formula(z)


def _forward(weights, biases, formulas, inputs) -> tuple[list[np.ndarray], list[np.ndarray]]:
    z, a = [], [inputs]
    for weight, bias, formula in zip(weights, biases, formulas, strict=True):
        z.append(a[-1] @ weight + bias)
        a.append(formula(z[-1]))
    return z, a


def _backward(weights, slopes, z, a, targets, weight_gradients, bias_gradients) -> list[np.ndarray]:
    """Fill in the gradients of the mean loss, and return the delta of every layer."""
    deltas = [(a[-1] - targets) / len(targets)]
    for k in range(len(weights) - 1, -1, -1):
        np.matmul(a[k].T, deltas[0], out=weight_gradients[k])
        deltas[0].sum(axis=0, out=bias_gradients[k])
        if k > 0:
            deltas.insert(0, deltas[0] @ weights[k].T * slopes[k - 1](z[k - 1], a[k]))
    return deltas


def _row(weights, biases) -> np.ndarray:
    return np.concatenate([p.ravel() for pair in zip(weights, biases, strict=True) for p in pair])


def _views(row: np.ndarray, sizes: Sequence[int]) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Return the parts of a row of parameters as matrices and rows that share its memory."""
    weights, biases, first = [], [], 0
    for inputs, units in pairwise(sizes):
        last = first + inputs * units
        weights.append(row[first:last].reshape(inputs, units))
        biases.append(row[last : last + units])
        first = last + units
    return weights, biases


def _layers(name: str, value: object, fewest: int = 1) -> list:
    if isinstance(value, (str, np.ndarray)) or not isinstance(value, Sequence):
        raise TypeError(
            f"{name} must be a list with one entry a layer, but {arguments.describe(value)} came"
        )
    if len(value) < fewest:
        raise ValueError(f"{name} must have at least {fewest} entries, but {len(value)} came")
    return list(value)


def _glorot(generator: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    reach = np.sqrt(6 / sum(shape))
    return generator.uniform(-reach, reach, shape)


def _he(generator: np.random.Generator, shape: tuple[int, int]) -> np.ndarray:
    return generator.normal(0, np.sqrt(2 / shape[0]), shape)


# Training.


@dataclass(frozen=True, eq=False)
class Training:
    """The whole course of a training.

    ``parameters`` has shape (kept, number of parameters), ``epochs`` shape (kept,): the rows of
    parameters that were kept, and after how many epochs each of them stood; the first row is the
    start, the last the end. ``losses`` has shape (epochs+1,): the mean loss of all examples at
    the start and after every epoch.
    """

    network: Network
    parameters: np.ndarray
    epochs: np.ndarray
    losses: np.ndarray
    stop: TrainingStop

    def network_at(self, k: int) -> Network:
        """Return the network with row k of the kept parameters: 0 is the start, -1 the end."""
        return self.network.with_parameters(self.parameters[k])

    @property
    def last(self) -> Network:
        """The network at the end."""
        return self.network_at(-1)

    def __repr__(self) -> str:
        return (
            f"Training({self.stop} after {len(self.losses) - 1} epochs, "
            f"loss {formatting.number(self.losses[0])} to {formatting.number(self.losses[-1])})"
        )


def train(
    network: Network,
    inputs: ArrayLike,
    targets: ArrayLike,
    learning_rate: float,
    epochs: int | Iterable,
    *,
    batch_size: int | None = None,
    seed: int | None = 0,
    keep_every: int = 1,
    tolerance: float = 0.0,
) -> Training:
    """Train a network by gradient descent on the mean loss, and keep the course of it.

    ``inputs`` has shape (m, n), ``targets`` (m,) or (m, units). ``epochs`` is a number, or
    whatever gives one turn for each epoch, such as ``tqdm(range(2000))``. Each epoch takes one
    step for each batch of ``batch_size`` examples, all of them unless said; smaller batches are
    drawn in an order shuffled by ``seed``, or follow the order of the examples for None. Every
    ``keep_every``-th epoch's parameters are kept. It ends when the epochs are used up, when the
    mean gradient of an epoch is at most ``tolerance`` long, when the parameters or the loss grow
    beyond all bounds, or when the student interrupts it: what was reached by then is returned.
    Source: Rumelhart, Hinton and Williams (1986).

    >>> from mlcalc.activations import tanh
    >>> xor = [[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0]
    >>> train(Network.random((2, 3, 1), tanh, seed=1), *xor, 0.5, 1000)
    Training(epochs used up after 1000 epochs, loss 0.7093 to 0.007033)
    """
    network = _network(network)
    x = arguments.matrix("inputs", inputs, network.sizes[0])
    y = network._targets(targets, len(x))
    rate = arguments.positive("learning_rate", learning_rate)
    size = arguments.count("batch_size", len(x) if batch_size is None else batch_size, 1)
    generator = None if seed is None else np.random.default_rng(arguments.count("seed", seed))
    keep_every = arguments.count("keep_every", keep_every, 1)
    tolerance = arguments.not_negative("tolerance", tolerance)
    turns = epochs if _has_turns(epochs) else range(arguments.count("epochs", epochs))
    with quiet():
        run = _Run(network, x, y, rate)
        stop = run.train(turns, size, generator, keep_every, tolerance)
    end = len(run.trace) - 1
    kept = [k for k in range(end + 1) if k % keep_every == 0 or k == end]
    parameters = np.array([run.trace[k][1] for k in kept])
    return Training(network, parameters, np.array(kept), np.array([t[0] for t in run.trace]), stop)


def _network(model: object) -> Network:
    if not isinstance(model, Network):
        raise TypeError(f"network must be a Network, but {arguments.describe(model)} came")
    return model


def _has_turns(epochs: object) -> bool:
    return isinstance(epochs, Iterable) and not isinstance(epochs, (str, np.ndarray))


class _Run:
    """A network while it is trained: its parameters change in place, its trace grows.

    ``trace`` holds a loss and a row of parameters for the start and for every epoch; the row is
    None where it is not to be kept. One append adds both, so that an interruption between any
    two lines leaves a trace of whole epochs.
    """

    def __init__(self, network: Network, x: np.ndarray, y: np.ndarray, rate: float):
        self.x, self.y, self.rate = x, y, rate
        self.formulas, self.slopes = network._formulas(), network._slopes()
        self.loss = network._loss
        self.parameters = network.parameters
        self.weights, self.biases = _views(self.parameters, network.sizes)
        self.gradient = np.empty_like(self.parameters)
        self.gradients = _views(self.gradient, network.sizes)
        self.z, self.a = self.forward(x)
        self.trace = [(self.loss(self.z[-1], y), self.parameters.copy())]

    def forward(self, x: np.ndarray) -> tuple[list[np.ndarray], list[np.ndarray]]:
        return _forward(self.weights, self.biases, self.formulas, x)

    def step(self, z: list[np.ndarray], a: list[np.ndarray], y: np.ndarray) -> None:
        _backward(self.weights, self.slopes, z, a, y, *self.gradients)
        self.parameters -= self.rate * self.gradient

    def train(self, turns, size, generator, keep_every, tolerance) -> TrainingStop:
        try:
            for _ in turns:
                gradient = self.epoch(size, generator)
                stop = self.record(keep_every)
                if stop is None and gradient @ gradient <= tolerance * tolerance:
                    stop = TrainingStop.CONVERGED
                if stop is not None:
                    return stop
        except KeyboardInterrupt:
            return TrainingStop.INTERRUPTED
        return TrainingStop.EPOCHS_USED_UP

    def epoch(self, size: int, generator: np.random.Generator | None) -> np.ndarray:
        """Take the steps of one epoch, and return the mean of the gradients that they followed."""
        m = len(self.x)
        if size >= m:
            self.step(self.z, self.a, self.y)
            return self.gradient
        order = np.arange(m) if generator is None else generator.permutation(m)
        total = np.zeros_like(self.gradient)
        firsts = range(0, m, size)
        for first in firsts:
            batch = order[first : first + size]
            self.step(*self.forward(self.x[batch]), self.y[batch])
            total += self.gradient
        return total / len(firsts)

    def record(self, keep_every: int) -> TrainingStop | None:
        """Add what the epoch has reached to the trace, unless it is no longer finite."""
        self.z, self.a = self.forward(self.x)
        loss = self.loss(self.z[-1], self.y)
        size = self.parameters @ self.parameters
        if not (np.isfinite(loss) and size < np.inf):
            return TrainingStop.DIVERGED
        self.trace.append((loss, self.parameters.copy()))
        before = len(self.trace) - 2
        if before % keep_every:
            self.trace[before] = (self.trace[before][0], None)
        return None if size < FAR_AWAY**2 else TrainingStop.DIVERGED
