"""Losses: value and gradient, with respect to the prediction and to the weights.

A loss compares a prediction with a target for each example and adds the results up, or takes
their mean. Its constant matters: it changes the gradient, and with it what a learning rate means.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from mlcalc import arguments, formatting, probability
from mlcalc.activations import log_softmax, sigmoid, softmax, softmax_jacobian, softplus
from mlcalc.functions import Function


class Reduction(StrEnum):
    """How the losses of n examples become one number."""

    SUM = "sum"
    HALF_SUM = "half the sum"
    MEAN = "mean"
    HALF_MEAN = "half the mean"

    def factor(self, examples: int) -> float:
        """Return what the sum over the examples is multiplied by: 1, 1/2, 1/n or 1/(2n)."""
        half = 0.5 if self in (Reduction.HALF_SUM, Reduction.HALF_MEAN) else 1.0
        return half / examples if self in (Reduction.MEAN, Reduction.HALF_MEAN) else half

    @property
    def latex(self) -> str:
        """The factor and the sum sign."""
        factors = {"sum": "", "half the sum": r"\frac{1}{2} ", "mean": r"\frac{1}{n} "}
        return factors.get(self, r"\frac{1}{2n} ") + r"\sum_{i=1}^{n} "


class Target(StrEnum):
    """What a loss compares the prediction with."""

    REAL = "a real number"
    ZERO_ONE = "0 or 1"
    SIGN = "-1 or +1"
    DISTRIBUTION = "a distribution over K classes, such as one-hot"


class Prediction(StrEnum):
    """What the model must give: any number, a probability, K numbers or K probabilities."""

    NUMBER = "a number"
    PROBABILITY = "a probability"
    LOGITS = "K numbers"
    DISTRIBUTION = "a distribution over K classes"


@dataclass(frozen=True, eq=False)
class Loss:
    """A loss with its gradients.

    For n examples, targets and predictions have shape (n,); losses of K classes take shape
    (n, K). ``each_formula(targets, predictions)`` gives the loss of each example,
    ``slope_formula`` its derivative with respect to the prediction, ``curvature_formula`` the
    second derivative: of shape (..., K, K) for classes. At a kink the slope is the one nearest
    zero. ``each_latex`` and ``slope_latex`` print the loss of one example and its derivative,
    ``latex`` the loss of all.

    ``of_scores`` is the same loss before a sigmoid or softmax, as a function of the score X w;
    None where the prediction is the score itself.
    """

    name: str
    words: str
    latex: str
    each_latex: str
    slope_latex: str
    weights_gradient_latex: str
    target: Target
    each_formula: Callable = field(repr=False)
    slope_formula: Callable = field(repr=False)
    curvature_formula: Callable = field(repr=False)
    reduction: Reduction = Reduction.MEAN
    prediction: Prediction = Prediction.NUMBER
    of_scores: "Loss | None" = field(default=None, repr=False)

    def each(self, targets: ArrayLike, predictions: ArrayLike) -> np.ndarray:
        """Return the loss of each example, shape (n,), before the reduction."""
        with np.errstate(all="ignore"):
            return self.each_formula(*self._checked(targets, predictions))

    def __call__(self, targets: ArrayLike, predictions: ArrayLike) -> float:
        """Return the loss of all examples: one number."""
        each = self.each(targets, predictions)
        with np.errstate(over="ignore"):
            return float(self.reduction.factor(len(each)) * each.sum())

    def gradient(self, targets: ArrayLike, predictions: ArrayLike) -> np.ndarray:
        """Return the derivatives with respect to the predictions, of their shape."""
        y, p = self._checked(targets, predictions)
        with np.errstate(all="ignore"):
            return self.reduction.factor(len(y)) * self.slope_formula(y, p)

    def weights_gradient(
        self, inputs: ArrayLike, targets: ArrayLike, weights: ArrayLike
    ) -> np.ndarray:
        """Return X^T times the derivatives with respect to the scores X w.

        ``inputs`` X has shape (n, d), ``weights`` (d,), or (d, K) for a loss of K classes; the
        result has the shape of the weights.
        """
        loss = self.of_scores or self
        x = arguments.matrix("inputs", inputs)
        w = arguments.array("weights", weights)
        if w.ndim != 1 + loss._has_classes or w.shape[0] != x.shape[1]:
            wanted = f"({x.shape[1]}, K)" if loss._has_classes else f"({x.shape[1]},)"
            raise ValueError(f"weights must have shape {wanted}, but shape {w.shape} came")
        with np.errstate(over="ignore", invalid="ignore"):
            return x.T @ loss.gradient(targets, x @ w)

    def of_weights(self, inputs: ArrayLike, targets: ArrayLike) -> Function:
        """Return the loss of these examples as a function of the weights.

        ``inputs`` X has shape (n, d), and the prediction is X w, behind a sigmoid or softmax
        where the loss takes probabilities. The function has d variables. For K classes it has
        d K of them: the rows of the matrix of weights, one after the other.
        """
        loss = self.of_scores or self
        x = arguments.matrix("inputs", inputs)
        y = loss._targets(targets)
        if len(y) != len(x):
            raise ValueError(f"targets must hold {len(x)} examples, but {len(y)} came")
        return loss._of_class_weights(x, y) if loss._has_classes else loss._of_row_weights(x, y)

    def _of_row_weights(self, x: np.ndarray, y: np.ndarray) -> Function:
        factor, d = self.reduction.factor(len(y)), x.shape[1]

        def scores(w):
            return (w[..., None] if d == 1 else w) @ x.T

        def gradient(w):
            slopes = factor * self.slope_formula(y, scores(w)) @ x
            return slopes[..., 0] if d == 1 else slopes

        def hessian(w):
            bends = factor * self.curvature_formula(y, scores(w))
            matrix = (x.T * bends[..., None, :]) @ x
            return matrix[..., 0, 0] if d == 1 else matrix

        names = ("w",) if d == 1 else tuple(f"w_{j + 1}" for j in range(d))
        return self._function(
            names, lambda w: factor * self.each_formula(y, scores(w)).sum(-1), gradient, hessian
        )

    def _of_class_weights(self, x: np.ndarray, y: np.ndarray) -> Function:
        factor, (d, k) = self.reduction.factor(len(y)), (x.shape[1], y.shape[1])

        def scores(w):
            return x @ w.reshape(*w.shape[:-1], d, k)

        def gradient(w):
            slopes = x.T @ self.slope_formula(y, scores(w))
            return factor * slopes.reshape(w.shape)

        def hessian(w):
            bends = self.curvature_formula(y, scores(w))
            blocks = np.einsum("mi,...mkl,mj->...ikjl", x, bends, x)
            return factor * blocks.reshape(*w.shape, d * k)

        names = tuple(f"w_{j + 1}{c + 1}" for j in range(d) for c in range(k))
        return self._function(
            names, lambda w: factor * self.each_formula(y, scores(w)).sum(-1), gradient, hessian
        )

    def _function(self, names, value, gradient, hessian) -> Function:
        return Function(
            name=f"{self.name}_of_weights",
            words=f"{self.words}, as a function of the weights",
            latex=self.latex,
            variables=names,
            value_formula=value,
            gradient_formula=gradient,
            hessian_formula=hessian,
            window=((-3.0, 3.0),) * len(names),
        )

    @property
    def _has_classes(self) -> bool:
        return self.target is Target.DISTRIBUTION

    def _checked(self, targets: ArrayLike, predictions: ArrayLike):
        y = self._targets(targets)
        p = self._predictions(predictions)
        if y.shape != p.shape:
            raise ValueError(
                f"predictions must have the shape of the targets, {y.shape}, "
                f"but shape {p.shape} came"
            )
        return y, p

    def _targets(self, targets: ArrayLike) -> np.ndarray:
        if self.target is Target.ZERO_ONE:
            return arguments.labels("targets", targets, (0, 1))
        if self.target is Target.SIGN:
            return arguments.labels("targets", targets, (-1, 1))
        if self.target is Target.DISTRIBUTION:
            return arguments.probabilities("targets", arguments.matrix("targets", targets))
        return arguments.row("targets", targets)

    def _predictions(self, predictions: ArrayLike) -> np.ndarray:
        if self._has_classes:
            p = arguments.matrix("predictions", predictions)
            if self.prediction is Prediction.DISTRIBUTION:
                p = arguments.probabilities("predictions", p)
            return p
        p = arguments.row("predictions", predictions)
        outside = p[(p < 0) | (p > 1)]
        if self.prediction is Prediction.PROBABILITY and outside.size:
            raise ValueError(
                f"predictions must be probabilities from 0 to 1, but {outside[0]:g} came"
            )
        return p


# Real targets.


def squared_error(reduction: Reduction = Reduction.MEAN) -> Loss:
    """Return the squared error (yhat - y)^2 with one of its four constants.

    The gradient with respect to the weights is 2 X^T (X w - y) times the constant: with 1/2 or
    1/(2n) the 2 cancels. Raises ValueError for an unknown reduction. Source: Legendre (1805).

    >>> [squared_error(r)([2, 5, 3, 1], [2, 3, 2, 1]) for r in Reduction]
    [5.0, 2.5, 1.25, 0.625]
    """
    reduction = arguments.choice("reduction", reduction, Reduction)
    constants = {
        Reduction.SUM: ("sum_of_squares", "2 "),
        Reduction.HALF_SUM: ("half_sum_of_squares", ""),
        Reduction.MEAN: ("mean_squared_error", r"\frac{2}{n} "),
        Reduction.HALF_MEAN: ("half_mean_squared_error", r"\frac{1}{n} "),
    }
    name, factor = constants[reduction]
    return Loss(
        name=name,
        words=f"{reduction} of the squared errors",
        latex=rf"{reduction.latex}(\hat{{y}}_i - y_i)^2",
        each_latex=r"(\hat{y} - y)^2",
        slope_latex=r"2 (\hat{y} - y)",
        weights_gradient_latex=rf"{factor}X^\top (X w - y)",
        target=Target.REAL,
        each_formula=lambda y, p: (p - y) ** 2,
        slope_formula=lambda y, p: 2 * (p - y),
        curvature_formula=lambda y, p: 2 * np.ones_like(p),
        reduction=reduction,
    )


absolute_error = Loss(
    name="absolute_error",
    words="mean of the absolute errors",
    latex=r"\frac{1}{n} \sum_{i=1}^{n} |\hat{y}_i - y_i|",
    each_latex=r"|\hat{y} - y|",
    slope_latex=r"\operatorname{sign}(\hat{y} - y)",
    weights_gradient_latex=r"\frac{1}{n} X^\top \operatorname{sign}(X w - y)",
    target=Target.REAL,
    each_formula=lambda y, p: np.where(np.real(p - y) < 0, y - p, p - y),
    slope_formula=lambda y, p: np.sign(np.real(p - y)),
    curvature_formula=lambda y, p: np.zeros_like(p),
)
"""Where an error is exactly 0 there is no derivative: the slope 0 is taken."""


def huber_error(threshold: float = 1.0) -> Loss:
    """Return half the squared error up to a threshold d, and beyond it a straight line.

    With r = yhat - y it is r^2 / 2 for |r| <= d, else d (|r| - d / 2): the slope is r, cut at
    -d and d. Raises ValueError for a threshold that is not above zero.
    Source: Huber, Annals of Mathematical Statistics 35 (1964).

    >>> huber_error(1).each([0, 0, 0], [0.5, 1, 3])
    array([0.125, 0.5  , 2.5  ])
    """
    d = arguments.positive("threshold", threshold)
    number = formatting.number(d)

    def value(y, p):
        size = np.where(np.real(p - y) < 0, y - p, p - y)
        near = np.where(np.real(size) <= d, size, 0.0)
        return np.where(np.real(size) <= d, near**2 / 2, d * (size - d / 2))

    return Loss(
        name="huber_error",
        words=f"mean Huber loss of threshold {number}",
        latex=r"\frac{1}{n} \sum_{i=1}^{n} h(\hat{y}_i - y_i)",
        each_latex=r"h(\hat{y} - y)",
        slope_latex=rf"\max(-{number}, \min({number}, \hat{{y}} - y))",
        weights_gradient_latex=r"\frac{1}{n} X^\top h'(X w - y)",
        target=Target.REAL,
        each_formula=value,
        slope_formula=lambda y, p: np.clip(np.real(p - y), -d, d),
        curvature_formula=lambda y, p: np.where(np.abs(np.real(p - y)) < d, 1.0, 0.0),
    )


def gaussian_negative_log_likelihood(deviation: float = 1.0) -> Loss:
    """Return -log of the normal density of the targets around the predictions.

    That is the sum of (yhat - y)^2 / (2 s^2) + log(2 pi s^2) / 2, where s, the standard
    deviation, is known. Raises ValueError when it is not above zero.
    Source: Bishop, Pattern Recognition and Machine Learning, section 3.1.1.
    """
    s = arguments.positive("deviation", deviation)
    number, constant = formatting.number(s), math.log(2 * math.pi) / 2 + math.log(s)
    return Loss(
        name="gaussian_negative_log_likelihood",
        words=f"negative log-likelihood for Gaussian noise of standard deviation {number}",
        latex=rf"\frac{{1}}{{2 \cdot {number}^2}} \sum_{{i=1}}^{{n}} (\hat{{y}}_i - y_i)^2"
        rf" + \frac{{n}}{{2}} \log(2 \pi \cdot {number}^2)",
        each_latex=rf"\frac{{(\hat{{y}} - y)^2}}{{2 \cdot {number}^2}}"
        rf" + \frac{{1}}{{2}} \log(2 \pi \cdot {number}^2)",
        slope_latex=rf"\frac{{\hat{{y}} - y}}{{{number}^2}}",
        weights_gradient_latex=rf"\frac{{1}}{{{number}^2}} X^\top (X w - y)",
        target=Target.REAL,
        each_formula=lambda y, p: ((p - y) / s) ** 2 / 2 + constant,
        slope_formula=lambda y, p: (p - y) / s / s,
        curvature_formula=lambda y, p: np.ones_like(p) / s / s,
        reduction=Reduction.SUM,
    )


# Labels 0 and 1: the log loss, or binary cross-entropy.


def _away(y: np.ndarray, z: np.ndarray) -> np.ndarray:
    """Return the score in favour of the wrong label: z for label 0, -z for label 1."""
    return np.where(y == 1, -z, z)


log_loss_of_logits = Loss(
    name="log_loss_of_logits",
    words="mean log loss of scores",
    latex=r"\frac{1}{n} \sum_{i=1}^{n} (\log(1 + e^{z_i}) - y_i z_i)",
    each_latex=r"\log(1 + e^z) - y z",
    slope_latex=r"\frac{1}{1 + e^{-z}} - y",
    weights_gradient_latex=r"\frac{1}{n} X^\top (\sigma(X w) - y)",
    target=Target.ZERO_ONE,
    each_formula=lambda y, z: softplus.value_formula(_away(y, z)),
    slope_formula=lambda y, z: np.where(y == 1, -1, 1) * sigmoid.value_formula(_away(y, z)),
    curvature_formula=lambda y, z: sigmoid.gradient_formula(z),
)
"""The log loss with the sigmoid built in: finite for every score."""

log_loss = Loss(
    name="log_loss",
    words="mean log loss of probabilities",
    latex=r"-\frac{1}{n} \sum_{i=1}^{n} (y_i \log p_i + (1 - y_i) \log(1 - p_i))",
    each_latex=r"-y \log p - (1 - y) \log(1 - p)",
    slope_latex=r"-\frac{y}{p} + \frac{1 - y}{1 - p}",
    weights_gradient_latex=r"\frac{1}{n} X^\top (\sigma(X w) - y)",
    target=Target.ZERO_ONE,
    each_formula=lambda y, p: np.where(y == 1, -np.log(p), -np.log1p(-p)) + 0.0,
    slope_formula=lambda y, p: np.where(y == 1, -1 / p, 1 / (1 - p)),
    curvature_formula=lambda y, p: np.where(y == 1, 1 / p, 1 / (1 - p)) ** 2,
    prediction=Prediction.PROBABILITY,
    of_scores=log_loss_of_logits,
)
"""Infinite where the wrong label has probability 1. Source: Bishop (2006), equation 4.90."""

# Labels -1 and +1: losses of the margin y z.

hinge = Loss(
    name="hinge",
    words="mean hinge loss",
    latex=r"\frac{1}{n} \sum_{i=1}^{n} \max(0, 1 - y_i z_i)",
    each_latex=r"\max(0, 1 - y z)",
    slope_latex=r"-y \cdot \mathbf{1}\{y z < 1\}",
    weights_gradient_latex=r"-\frac{1}{n} \sum_{i=1}^{n} y_i x_i "
    r"\mathbf{1}\{y_i w^\top x_i < 1\}",
    target=Target.SIGN,
    each_formula=lambda y, z: np.where(np.real(y * z) < 1, 1 - y * z, 0.0),
    slope_formula=lambda y, z: np.where(np.real(y * z) < 1, -y, 0.0),
    curvature_formula=lambda y, z: np.zeros_like(z),
)
"""Zero from a margin of 1 on; there the slope 0 is taken. Source: Cortes and Vapnik (1995)."""

logistic_loss = Loss(
    name="logistic_loss",
    words="mean logistic loss",
    latex=r"\frac{1}{n} \sum_{i=1}^{n} \log(1 + e^{-y_i z_i})",
    each_latex=r"\log(1 + e^{-y z})",
    slope_latex=r"-\frac{y}{1 + e^{y z}}",
    weights_gradient_latex=r"-\frac{1}{n} \sum_{i=1}^{n} \frac{y_i x_i}{1 + e^{y_i w^\top x_i}}",
    target=Target.SIGN,
    each_formula=lambda y, z: softplus.value_formula(-y * z),
    slope_formula=lambda y, z: -y * sigmoid.value_formula(-y * z),
    curvature_formula=lambda y, z: sigmoid.gradient_formula(z),
)
"""The log loss for labels -1 and +1: with t = (y + 1) / 2 both give the same number."""

# Classes.

softmax_cross_entropy = Loss(
    name="softmax_cross_entropy",
    words="mean cross-entropy of scores",
    latex=r"-\frac{1}{n} \sum_{i=1}^{n} \sum_{k=1}^{K} y_{ik} \log s_k(z_i)",
    each_latex=r"-\sum_{k=1}^{K} y_k \log s_k(z)",
    slope_latex="s(z) - y",
    weights_gradient_latex=r"\frac{1}{n} X^\top (S - Y)",
    target=Target.DISTRIBUTION,
    each_formula=lambda y, z: -(y * log_softmax(z)).sum(-1),
    slope_formula=lambda y, z: softmax(z) - y,
    curvature_formula=lambda y, z: softmax_jacobian(z),
    prediction=Prediction.LOGITS,
)
"""Cross-entropy with the softmax built in, by log-sum-exp: finite for every score."""


_divergence_of_logits = Loss(
    name="kullback_leibler_of_logits",
    words="mean KL divergence of scores",
    latex=r"\frac{1}{n} \sum_{i=1}^{n} \sum_{k=1}^{K} y_{ik} \log \frac{y_{ik}}{s_k(z_i)}",
    each_latex=r"\sum_{k=1}^{K} y_k \log \frac{y_k}{s_k(z)}",
    slope_latex="s(z) - y",
    weights_gradient_latex=r"\frac{1}{n} X^\top (S - Y)",
    target=Target.DISTRIBUTION,
    each_formula=lambda y, z: softmax_cross_entropy.each_formula(y, z) - probability.entropy(y),
    slope_formula=softmax_cross_entropy.slope_formula,
    curvature_formula=softmax_cross_entropy.curvature_formula,
    prediction=Prediction.LOGITS,
)


def _ratio(y: np.ndarray, q: np.ndarray) -> np.ndarray:
    """Return y / q, and 0 where y is 0 whatever q is."""
    return np.where(y == 0, 0.0, y / np.where((y == 0) & (q == 0), 1.0, q))


def _diagonal(numbers: np.ndarray) -> np.ndarray:
    return numbers[..., :, None] * np.eye(numbers.shape[-1])


cross_entropy = Loss(
    name="cross_entropy",
    words="mean cross-entropy",
    latex=r"-\frac{1}{n} \sum_{i=1}^{n} \sum_{k=1}^{K} y_{ik} \log q_{ik}",
    each_latex=r"-\sum_{k=1}^{K} y_k \log q_k",
    slope_latex=r"-\frac{y_k}{q_k}",
    weights_gradient_latex=r"\frac{1}{n} X^\top (S - Y)",
    target=Target.DISTRIBUTION,
    each_formula=probability.cross_entropy,
    slope_formula=lambda y, q: -_ratio(y, q),
    curvature_formula=lambda y, q: _diagonal(_ratio(_ratio(y, q), q)),
    prediction=Prediction.DISTRIBUTION,
    of_scores=softmax_cross_entropy,
)
"""H(y, q) = H(y) + KL(y || q). The slope takes each q_k as a number of its own."""

kullback_leibler = Loss(
    name="kullback_leibler",
    words="mean KL divergence",
    latex=r"\frac{1}{n} \sum_{i=1}^{n} \sum_{k=1}^{K} y_{ik} \log \frac{y_{ik}}{q_{ik}}",
    each_latex=r"\sum_{k=1}^{K} y_k \log \frac{y_k}{q_k}",
    slope_latex=r"-\frac{y_k}{q_k}",
    weights_gradient_latex=r"\frac{1}{n} X^\top (S - Y)",
    target=Target.DISTRIBUTION,
    each_formula=probability.kullback_leibler,
    slope_formula=cross_entropy.slope_formula,
    curvature_formula=cross_entropy.curvature_formula,
    prediction=Prediction.DISTRIBUTION,
    of_scores=_divergence_of_logits,
)
"""Differs from the cross-entropy by the entropy of the targets: the gradients are equal."""

# Any likelihood.


def negative_log_likelihood(probabilities: ArrayLike) -> float:
    """Return -sum_i log p_i for the probabilities or densities of n examples, shape (n,).

    Infinite when one of them is 0. Raises ValueError for one below zero.

    >>> round(negative_log_likelihood([0.5, 0.5]), 4)
    1.3863
    """
    p = _likelihoods(probabilities)
    with np.errstate(divide="ignore"):
        return float(0.0 - np.log(p).sum())


def negative_log_likelihood_gradient(
    probabilities: ArrayLike, derivatives: ArrayLike
) -> np.ndarray:
    """Return -sum_i (1 / p_i) dp_i/dtheta: the gradient by d parameters, shape (d,).

    ``derivatives`` holds dp_i/dtheta, shape (n, d). Raises ValueError for a probability that is
    not above zero.
    """
    p = _likelihoods(probabilities)
    if (p == 0).any():
        raise ValueError("probabilities must be above zero, but 0 came")
    slopes = arguments.matrix("derivatives", derivatives)
    if len(slopes) != len(p):
        raise ValueError(f"derivatives must have {len(p)} rows, but {len(slopes)} came")
    with np.errstate(over="ignore", invalid="ignore"):
        return -(slopes / p[:, None]).sum(axis=0)


def _likelihoods(probabilities: ArrayLike) -> np.ndarray:
    p = arguments.row("probabilities", probabilities)
    if (p < 0).any():
        raise ValueError(f"probabilities must not be below zero, but {p.min():g} came")
    return p


LOSSES = {
    loss.name: loss
    for loss in (
        *map(squared_error, Reduction),
        absolute_error,
        gaussian_negative_log_likelihood(),
        log_loss,
        log_loss_of_logits,
        hinge,
        logistic_loss,
        softmax_cross_entropy,
        cross_entropy,
        kullback_leibler,
    )
}
"""The registry: every loss by its name. The tests walk it."""
