"""Perceptrons: one unit, how it ends, its chain rule, and the rule that learns from mistakes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate
from operator import mul
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import ArrayLike

from mlcalc import arguments, formatting
from mlcalc.activations import sigmoid, softmax
from mlcalc.losses import log_loss_of_logits, softmax_cross_entropy


def quiet() -> np.errstate:
    """Let numbers too large for float64 become infinite without a warning."""
    return np.errstate(all="ignore")


# The end of every network: its last activation and its loss.


@dataclass(frozen=True)
class Slope:
    """A derivative with respect to one number, with its LaTeX."""

    latex: str
    formula: Callable = field(repr=False)


@dataclass(frozen=True, eq=False)
class Output:
    """How a network ends: the activation of its last layer and the loss that belongs to it.

    All formulas start from z, the last sums before the activation, shape (m, k), so that no
    logarithm meets a rounded 0: ``prediction_formula(z)``, and ``loss_formula(y, z)``, which is
    added up over all that it returns. In each of these pairs the derivative of the loss with
    respect to z is yhat - y: the factors cancel. ``loss_slope`` is dL/dyhat as a function of y
    and z, ``slope`` dyhat/dz as a function of z; an output of several units that depend on each
    other has none. Source: Bishop, Pattern Recognition and Machine Learning, section 4.3.6.
    """

    name: str
    words: str
    latex: str
    loss_latex: str
    prediction_formula: Callable = field(repr=False)
    loss_formula: Callable = field(repr=False)
    check: Callable[[np.ndarray], object] = field(repr=False)
    loss_slope: Slope | None = None
    slope: Slope | None = None
    fewest_units: int = 1


def _log_loss_slope(y: np.ndarray, z: np.ndarray) -> np.ndarray:
    """Return -1 / yhat for label 1 and 1 / (1 - yhat) for label 0, with all digits."""
    sign = 1 - 2 * y
    return sign * (1 + np.exp(sign * z))


def _if_finite(formula: Callable) -> Callable:
    """Give NaN, not an error, where the last argument has become too large for softmax."""

    def guarded(*arrays):
        z = arrays[-1]
        return formula(*arrays) if np.isfinite(z).all() else np.full(z.shape, np.nan)

    return guarded


regression = Output(
    name="regression",
    words="the sum itself and half the squared error",
    latex=r"\hat{y} = z",
    loss_latex=r"\frac{1}{2} (y - \hat{y})^2",
    prediction_formula=lambda z: z,
    loss_formula=lambda y, z: (y - z) ** 2 / 2,
    check=lambda values: None,
    loss_slope=Slope(r"\hat{y} - y", lambda y, z: z - y),
    slope=Slope("1", lambda z: np.ones_like(z)),
)

classification = Output(
    name="classification",
    words="the sigmoid and the log loss, for labels 0 and 1",
    latex=r"\hat{y} = \frac{1}{1 + e^{-z}}",
    loss_latex=r"-y \log \hat{y} - (1 - y) \log (1 - \hat{y})",
    prediction_formula=sigmoid.value_formula,
    loss_formula=log_loss_of_logits.each_formula,
    check=lambda values: arguments.labels("targets", values.ravel(), (0, 1)),
    loss_slope=Slope(r"\frac{\hat{y} - y}{\hat{y} (1 - \hat{y})}", _log_loss_slope),
    slope=Slope(r"\hat{y} (1 - \hat{y})", sigmoid.gradient_formula),
)

several_classes = Output(
    name="several_classes",
    words="softmax and cross-entropy, for rows of probabilities",
    latex=r"\hat{y}_k = \frac{e^{z_k}}{\sum_j e^{z_j}}",
    loss_latex=r"-\sum_k y_k \log \hat{y}_k",
    prediction_formula=_if_finite(softmax),
    loss_formula=_if_finite(softmax_cross_entropy.each_formula),
    check=lambda values: arguments.probabilities("targets", values),
    fewest_units=2,
)

OUTPUTS = {o.name: o for o in (regression, classification, several_classes)}
"""The registry: every way to end a network by its name. The tests walk it."""


def squared_slope(y: np.ndarray, z: np.ndarray) -> np.ndarray:
    """Return the slope of (y - sigma(z))^2 / 2 by z: the pair in which no factor cancels.

    Label and z have shapes that go together.
    Source: Bishop, Pattern Recognition and Machine Learning, section 5.2.

    >>> squared_slope(1, np.array([-6.0, 0.0])).round(4)
    array([-0.0025, -0.125 ])
    """
    said = sigmoid.value_formula(z)
    return (said - y) * sigmoid.gradient_formula(z)


# One derivative as a product: the chain rule, factor by factor.


@dataclass(frozen=True)
class Factor:
    """One factor of a chain rule: d ``top`` / d ``bottom``, its formula in LaTeX and its value."""

    top: str
    bottom: str
    formula: str
    value: float

    @property
    def name(self) -> str:
        """The factor in plain letters, such as dz1/dw11."""
        return f"d{self.top}/d{self.bottom}"

    @property
    def latex(self) -> str:
        """The factor in LaTeX."""
        return rf"\frac{{\partial {symbol(self.top)}}}{{\partial {symbol(self.bottom)}}}"

    def __str__(self) -> str:
        return f"{self.name} = {formatting.number(self.value)}"


@dataclass(frozen=True)
class Chain:
    """The derivative of the loss with respect to one parameter, as a product of named factors.

    The factors run from the loss back to the parameter, as backpropagation meets them.
    ``error`` is yhat - y: the product of the first two factors, written without the division in
    which a saturated sigmoid loses it.
    """

    factors: tuple[Factor, ...]
    error: float

    @property
    def products(self) -> tuple[float, ...]:
        """The product of the first factor, of the first two, ...: dL/d ``bottom`` of each."""
        rest = [f.value for f in self.factors[2:]]
        return (self.factors[0].value, *accumulate([self.error, *rest], mul))

    @property
    def value(self) -> float:
        """The product of all factors: the derivative."""
        return self.products[-1]

    @property
    def name(self) -> str:
        """The derivative in plain letters, such as dL/dw11."""
        return f"dL/d{self.factors[-1].bottom}"

    @property
    def latex(self) -> str:
        """The equation in LaTeX: the derivative and its factors."""
        whole = rf"\frac{{\partial L}}{{\partial {symbol(self.factors[-1].bottom)}}}"
        return whole + " = " + r" \cdot ".join(f.latex for f in self.factors)

    def __str__(self) -> str:
        names = " ".join(f.name for f in self.factors)
        numbers = " × ".join(formatting.number(f.value) for f in self.factors)
        return f"{self.name} = {names} = {numbers} = {formatting.number(self.value)}"


def symbol(name: str) -> str:
    """Return the LaTeX of a name of letters and digits: what follows the letters is an index.

    >>> symbol("w11"), symbol("yhat"), symbol("b")
    ('w_{11}', '\\\\hat{y}', 'b')
    """
    letters = name.rstrip("0123456789")
    index = name[len(letters) :]
    stem = r"\hat{y}" if letters == "yhat" else letters
    return f"{stem}_{{{index}}}" if index else stem


def chain_from_loss(
    output: Output, y: float, z: float, rest: Sequence[Factor], names: tuple[str, str]
) -> Chain:
    """Return the chain that begins at the loss: dL/dyhat, dyhat/dz, then the rest."""
    prediction, total = names
    latex = [
        slope.latex.replace(r"\hat{y}", symbol(prediction))
        for slope in (output.loss_slope, output.slope)
    ]
    with quiet():
        by_prediction = output.loss_slope.formula(y, z)
        by_total = output.slope.formula(z)
        error = output.prediction_formula(z) - y
    ends = (
        Factor("L", prediction, latex[0], float(by_prediction)),
        Factor(prediction, total, latex[1], float(by_total)),
    )
    return Chain((*ends, *rest), float(error))


# One perceptron.


class PerceptronGradients(NamedTuple):
    """The derivatives of the loss of a perceptron: by the weights, shape (n,), and by the bias."""

    weights: np.ndarray
    bias: float


@dataclass(frozen=True, eq=False)
class Perceptron:
    """One unit: z = w1 x1 + ... + wn xn + b, and yhat from z.

    ``weights`` has shape (n,), ``bias`` is a number. ``output`` is ``regression`` (yhat = z and
    L = (y - yhat)^2 / 2) or ``classification`` (yhat = sigma(z) and the log loss, labels 0 and
    1). Inputs are one example, shape (n,), or many, shape (m, n); the loss of many is the mean
    of theirs. Source: Bishop, Pattern Recognition and Machine Learning, sections 3.1 and 4.3.

    >>> happy = Perceptron([1, -1], 0, classification)
    >>> happy.prediction([[3, 0], [0, 2]]).round(4), round(happy.loss([3, 0], 1), 4)
    (array([0.9526, 0.1192]), 0.0486)
    """

    weights: np.ndarray
    bias: float
    output: Output = regression

    def __post_init__(self):
        object.__setattr__(self, "weights", kept(arguments.row("weights", self.weights)))
        object.__setattr__(self, "bias", arguments.number("bias", self.bias))
        known_output(self.output)
        if self.output.fewest_units > 1:
            raise ValueError(f"output must be one for a single unit, but {self.output.name} came")

    @quiet()
    def sums(self, inputs: ArrayLike) -> np.ndarray:
        """Return z = w . x + b: a number for one example, shape (m,) for many."""
        return self._inputs(inputs) @ self.weights + self.bias

    def prediction(self, inputs: ArrayLike) -> np.ndarray:
        """Return yhat: a number for one example, shape (m,) for many."""
        z = self.sums(inputs)
        with quiet():
            return self.output.prediction_formula(z)

    def loss(self, inputs: ArrayLike, targets: ArrayLike) -> float:
        """Return the loss of one example, or the mean loss of many."""
        z = self.sums(inputs)
        y = self._targets(targets, z)
        with quiet():
            return float(np.mean(self.output.loss_formula(y, z)))

    def gradients(self, inputs: ArrayLike, targets: ArrayLike) -> PerceptronGradients:
        """Return dL/dw_i = (yhat - y) x_i and dL/db = yhat - y: of many, the mean.

        >>> Perceptron([1, 2], 0).gradients([3, 1], 4)
        PerceptronGradients(weights=array([3., 1.]), bias=1.0)
        """
        yhat = self.prediction(inputs)
        y = self._targets(targets, yhat)
        x = np.atleast_2d(self._inputs(inputs))
        with quiet():
            errors = np.atleast_1d(yhat - y)
            return PerceptronGradients(errors @ x / len(x), float(errors.mean()))

    def chain(self, inputs: ArrayLike, target: float, parameter: str) -> Chain:
        """Return the chain of one example for ``parameter``: "w1" to "wn", or "b".

        >>> print(Perceptron([1, 2], 0).chain([3, 1], 4, "w1"))
        dL/dw1 = dL/dyhat dyhat/dz dz/dw1 = 1 × 1 × 3 = 3
        """
        x = arguments.row("inputs", inputs, self.weights.size)
        z = self.sums(x)
        y = float(self._targets(target, z))
        last = {"b": Factor("z", "b", "1", 1.0)}
        for i, value in enumerate(x, start=1):
            last[f"w{i}"] = Factor("z", f"w{i}", f"x_{{{i}}}", float(value))
        return chain_from_loss(
            self.output, y, z, [last[arguments.choice("parameter", parameter, last)]], ("yhat", "z")
        )

    @quiet()
    def updated(self, gradients: PerceptronGradients, learning_rate: float) -> Self:
        """Take one step: w_i - learning_rate dL/dw_i for every weight, likewise for the bias."""
        rate = arguments.positive("learning_rate", learning_rate)
        weights = self.weights - rate * gradients.weights
        return type(self)(weights, self.bias - rate * gradients.bias, self.output)

    def __repr__(self) -> str:
        weights, bias = formatting.point(self.weights), formatting.number(self.bias)
        return f"Perceptron(weights {weights}, bias {bias}, {self.output.name})"

    def _inputs(self, inputs: ArrayLike) -> np.ndarray:
        x = arguments.array("inputs", inputs)
        if x.ndim == 1:
            return arguments.row("inputs", x, self.weights.size)
        return arguments.matrix("inputs", x, self.weights.size)

    def _targets(self, targets: ArrayLike, z: np.ndarray) -> np.ndarray:
        y = arguments.array("targets", targets)
        if y.shape != np.shape(z):
            raise ValueError(
                f"targets must be one number for each example, shape {np.shape(z)}, "
                f"but shape {y.shape} came"
            )
        self.output.check(y)
        return y


def known_output(output: object) -> Output:
    """Return an output that is one, and say which there are to whatever else comes."""
    if not isinstance(output, Output):
        raise TypeError(
            f"output must be one of {', '.join(OUTPUTS)}, but {arguments.describe(output)} came"
        )
    return output


def kept(array: np.ndarray) -> np.ndarray:
    """Make an array read-only: what a frozen object holds stays what it is."""
    array.flags.writeable = False
    return array


# The rule that learns from mistakes only.


class TrainingStop(StrEnum):
    """Why a training ended."""

    EPOCHS_USED_UP = "epochs used up"
    CONVERGED = "converged"
    DIVERGED = "diverged"
    INTERRUPTED = "interrupted"
    NO_MISTAKES = "no mistakes left"


@dataclass(frozen=True, eq=False)
class Corrections:
    """The whole course of the mistake-driven rule.

    ``parameters`` has shape (k+1, n+1): weights and, last, the bias, at the start and after each
    of the k corrections. ``examples`` has shape (k,): the index of the example that was
    mistaken. ``mistakes`` has shape (epochs,): how many corrections each epoch made.
    """

    parameters: np.ndarray
    examples: np.ndarray
    mistakes: np.ndarray
    stop: TrainingStop

    @property
    def weights(self) -> np.ndarray:
        """The weights at the end, shape (n,)."""
        return self.parameters[-1, :-1]

    @property
    def bias(self) -> float:
        """The bias at the end."""
        return float(self.parameters[-1, -1])

    def __repr__(self) -> str:
        return (
            f"Corrections({self.stop} after {len(self.mistakes)} epochs, "
            f"{len(self.examples)} corrections, weights {formatting.point(self.weights)}, "
            f"bias {formatting.number(self.bias)})"
        )


@quiet()
def step_prediction(inputs: ArrayLike, weights: ArrayLike, bias: float) -> np.ndarray:
    """Return 1 where w . x + b is at least 0, else 0: what a perceptron with a step predicts.

    ``inputs`` has shape (m, n), ``weights`` (n,), the result (m,).
    Source: Bishop, Pattern Recognition and Machine Learning, section 4.1.7.
    """
    x = arguments.matrix("inputs", inputs)
    w = arguments.row("weights", weights, x.shape[1])
    return np.where(x @ w + arguments.number("bias", bias) >= 0, 1.0, 0.0)


def learn_from_mistakes(
    inputs: ArrayLike,
    labels: ArrayLike,
    learning_rate: float = 1.0,
    epochs: int = 100,
    *,
    start: ArrayLike | None = None,
) -> Corrections:
    """Correct a perceptron with a step after each mistake, until an epoch has none.

    w_i + learning_rate (y - yhat) x_i and b + learning_rate (y - yhat), where yhat is 1 for
    w . x + b of at least 0, else 0: the update of regression and classification with another
    yhat, which changes nothing where yhat is right. ``inputs`` has shape (m, n), the labels 0
    and 1 shape (m,); each epoch takes the examples in their order. ``start`` holds weights and,
    last, the bias, shape (n+1,): zeros unless said. It ends on data that a line separates
    (Novikoff 1962), and else when the epochs are used up. Source: Rosenblatt (1958).

    >>> learn_from_mistakes([[3, 0], [0, 2], [2, 1], [1, 3]], [1, 0, 1, 0])
    Corrections(no mistakes left after 2 epochs, 2 corrections, weights (2, -1), bias 0)
    """
    x = arguments.matrix("inputs", inputs)
    y = arguments.labels("labels", labels, (0, 1), len(x))
    rate = arguments.positive("learning_rate", learning_rate)
    rows = np.column_stack([x, np.ones(len(x))])
    start = np.zeros(rows.shape[1]) if start is None else start
    path, examples, mistakes = [arguments.row("start", start, rows.shape[1])], [], []
    stop = TrainingStop.EPOCHS_USED_UP
    with quiet():
        for _ in range(arguments.count("epochs", epochs)):
            before = len(examples)
            for i, row in enumerate(rows):
                error = y[i] - (path[-1] @ row >= 0)
                if error != 0:
                    path.append(path[-1] + rate * error * row)
                    examples.append(i)
            mistakes.append(len(examples) - before)
            if mistakes[-1] == 0:
                stop = TrainingStop.NO_MISTAKES
                break
    return Corrections(
        np.array(path), np.array(examples, dtype=int), np.array(mistakes, dtype=int), stop
    )


def most_corrections(
    inputs: ArrayLike, labels: ArrayLike, weights: ArrayLike, bias: float
) -> float:
    """Return how many corrections the mistake-driven rule needs at most when it starts at 0.

    ``weights``, shape (n,), and ``bias`` separate the examples, shape (m, n), with labels 0 and
    1, shape (m,). The bound is (R / margin)^2, where R is the largest length of (x, 1), and the
    margin the smallest distance of an (x, 1) from the plane of (weights, bias) through 0. Raises
    ValueError when an example lies on the wrong side. Source: Novikoff (1962).

    >>> most_corrections([[1], [-1]], [1, 0], [1], 0)
    2.0
    """
    x = arguments.matrix("inputs", inputs)
    y = arguments.labels("labels", labels, (0, 1), len(x))
    w = arguments.row("weights", weights, x.shape[1])
    b = arguments.number("bias", bias)
    margins = (2 * y - 1) * (x @ w + b)
    if margins.min() <= 0:
        raise ValueError(
            "weights and bias must separate the examples, "
            f"but example {int(margins.argmin())} lies on the wrong side"
        )
    return float(((x * x).sum(axis=1).max() + 1) * (w @ w + b * b) / margins.min() ** 2)
