"""Activation functions: named functions of one variable, and softmax with its Jacobian."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from mlcalc import arguments, formatting
from mlcalc.functions import Break, Function, Kink


@dataclass(frozen=True, eq=False)
class Activation(Function):
    """A function between the layers of a network.

    Calling it gives the values, ``gradient`` the derivative and ``hessian`` the second
    derivative, each of the shape of its argument. At a kink the derivative is the kink's
    ``slope``, the one nearest zero. ``slope_from_output`` takes the value a = f(z) instead of z:
    backpropagation has kept it. ``derivative_latex`` may use the function itself.
    """

    slope_from_output: Callable | None = field(default=None, repr=False)

    @property
    def derivative_latex(self) -> str:
        """The derivative, as chapters write it: the one entry of ``gradient_latex``."""
        return self.gradient_latex[0]


def _activation(name, words, latex, derivative_latex, value, slope, curvature, **known):
    return Activation(
        name=name,
        words=words,
        latex=latex,
        gradient_latex=(derivative_latex,),
        variables=("x",),
        value_formula=value,
        gradient_formula=slope,
        hessian_formula=curvature,
        window=((-5.0, 5.0),),
        **known,
    )


# Smooth ones. No exponent is large, so nothing overflows, and small values keep their digits.


def _decay(z: np.ndarray) -> np.ndarray:
    """Return e^-|z|, with the sign of complex numbers taken from the real part."""
    return np.exp(np.minimum(z, -z))


def _sigmoid(z: np.ndarray) -> np.ndarray:
    # e^-z keeps its digits on both sides, and 709 is the last whole number where it is finite.
    return 1 / (1 + np.exp(-np.maximum(z, -709.0)))


def _sigmoid_slope(z: np.ndarray) -> np.ndarray:
    decay = _decay(z)
    return decay / (1 + decay) ** 2


def _sigmoid_curvature(z: np.ndarray) -> np.ndarray:
    return -_sigmoid_slope(z) * np.tanh(z / 2)


def _tanh_slope(z: np.ndarray) -> np.ndarray:
    return 4 * _sigmoid_slope(2 * z)


def _softplus(z: np.ndarray) -> np.ndarray:
    return np.maximum(z, 0.0) + np.log1p(_decay(z))


sigmoid = _activation(
    "sigmoid",
    "the sigmoid",
    r"\frac{1}{1 + e^{-x}}",
    r"\sigma(x) (1 - \sigma(x))",
    _sigmoid,
    _sigmoid_slope,
    _sigmoid_curvature,
    slope_from_output=lambda a: a * (1 - a),
)

tanh = _activation(
    "tanh",
    "the hyperbolic tangent",
    r"\frac{e^x - e^{-x}}{e^x + e^{-x}}",
    r"1 - \tanh^2 x",
    np.tanh,
    _tanh_slope,
    lambda z: -2 * np.tanh(z) * _tanh_slope(z),
    slope_from_output=lambda a: 1 - a * a,
)

softplus = _activation(
    "softplus",
    "softplus",
    r"\log(1 + e^x)",
    r"\frac{1}{1 + e^{-x}}",
    _softplus,
    _sigmoid,
    _sigmoid_slope,
    slope_from_output=lambda a: -np.expm1(-a),
)
"""A smooth ReLU: the gap is largest at 0, log 2. Source: Dugas et al. (2001)."""

identity = _activation(
    "identity",
    "the identity",
    "x",
    "1",
    lambda z: 1.0 * z,
    lambda z: np.ones_like(z),
    lambda z: np.zeros_like(z),
    slope_from_output=lambda a: np.ones_like(a),
)

# With a corner at 0.

relu = _activation(
    "relu",
    "ReLU",
    r"\max(0, x)",
    r"\mathbf{1}\{x > 0\}",
    lambda z: np.where(np.real(z) <= 0, 0.0, z),  # So what is not a number stays it.
    lambda z: np.where(np.real(z) > 0, 1.0, 0.0),
    lambda z: np.zeros_like(z),
    kinks=(Kink(0.0, Break.CORNER, 0.0, 1.0),),
    slope_from_output=lambda a: np.where(a > 0, 1.0, 0.0),
)


def leaky_relu(slope: float = 0.01) -> Activation:
    """Return x above zero and slope * x below, 0 < slope < 1.

    Raises ValueError for a slope outside. Source: Maas, Hannun and Ng (2013).

    >>> leaky_relu(0.1)([-2.0, 0.0, 3.0])
    array([-0.2,  0. ,  3. ])
    """
    small = arguments.positive("slope", arguments.fraction("slope", slope))
    number = formatting.number(small)
    return _activation(
        "leaky_relu",
        f"a leaky ReLU of slope {number}",
        rf"\max(x, {number} x)",
        rf"{number} + {formatting.number(1 - small)} \cdot \mathbf{{1}}\{{x > 0\}}",
        lambda z: np.where(np.real(z) > 0, z, small * z),
        lambda z: np.where(np.real(z) > 0, 1.0, small),
        lambda z: np.zeros_like(z),
        kinks=(Kink(0.0, Break.CORNER, small, 1.0),),
        slope_from_output=lambda a: np.where(a > 0, 1.0, small),
    )


def elu(scale: float = 1.0) -> Activation:
    """Return x above zero and scale * (e^x - 1) below, scale > 0.

    With scale 1 it is differentiable everywhere; else it has a corner at 0, where the slope
    changes from scale to 1. Source: Clevert, Unterthiner and Hochreiter (2016).

    >>> elu(0.5)([-2.0, 0.0, 3.0]).round(4)
    array([-0.4323,  0.    ,  3.    ])
    """
    scale = arguments.positive("scale", scale)
    corner = Kink(0.0, Break.CORNER, scale, 1.0)
    factor = "" if scale == 1 else f"{formatting.number(scale)} "

    def below(z):
        return np.where(np.real(z) > 0, 0.0, z)

    def slope(z):
        inside = np.where(np.real(z) > 0, 1.0, scale * np.exp(below(z)))
        return np.where(z == 0, corner.slope, inside)

    return _activation(
        "elu",
        "ELU" if scale == 1 else f"an ELU of scale {formatting.number(scale)}",
        rf"\max(0, x) + {factor}(e^{{\min(0, x)}} - 1)",
        rf"\mathbf{{1}}\{{x > 0\}} + {factor}e^x \cdot \mathbf{{1}}\{{x < 0\}}",
        lambda z: np.where(np.real(z) > 0, z, scale * np.expm1(below(z))),
        slope,
        lambda z: np.where(np.real(z) > 0, 0.0, scale * np.exp(below(z))),
        kinks=() if scale == 1 else (corner,),
        slope_from_output=lambda a: np.where(a > 0, 1.0, np.where(a == 0, corner.slope, a + scale)),
    )


ACTIVATIONS = {f.name: f for f in (sigmoid, tanh, relu, leaky_relu(), elu(), softplus, identity)}
"""The registry: every activation by its name. The tests walk it."""

# Softmax: many numbers in, a distribution out.


def softmax(logits: ArrayLike, temperature: float = 1.0) -> np.ndarray:
    """Return e^(z_i / T) / sum_k e^(z_k / T) over the last axis: shape (..., K) in and out.

    A high temperature T makes the result even, a low one puts all on the largest logit. Raises
    ValueError for no logits, or a temperature that is not above zero.
    Source: Bridle (1990); Goodfellow, Bengio and Courville, Deep Learning, section 6.2.2.3.

    >>> softmax([0, 1, 2]).round(3)
    array([0.09 , 0.245, 0.665])
    """
    powers = np.exp(_shifted(logits, temperature))
    return powers / powers.sum(axis=-1, keepdims=True)


def log_softmax(logits: ArrayLike, temperature: float = 1.0) -> np.ndarray:
    """Return the logarithm of softmax, exact also where softmax itself is too small to write.

    Raises what softmax raises. Source: Blanchard, Higham and Higham, IMA Journal of Numerical
    Analysis 41 (2021).

    >>> log_softmax([0, 1000])
    array([-1000.,     0.])
    """
    shifted = _shifted(logits, temperature)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


def log_sum_exp(values: ArrayLike, axis: int = -1) -> np.ndarray:
    """Return log sum_k e^(z_k) along an axis, without overflow.

    Raises ValueError for no values along the axis, or no such axis.
    Source: Blanchard, Higham and Higham, IMA Journal of Numerical Analysis 41 (2021).

    >>> round(float(log_sum_exp([1000, 1000])), 4)
    1000.6931
    """
    z = _numbers("values", values, axis)
    largest = _largest(z)
    with np.errstate(over="ignore"):
        return np.log(np.exp(z - largest).sum(axis=-1)) + largest[..., 0]


def softmax_jacobian(logits: ArrayLike, temperature: float = 1.0) -> np.ndarray:
    """Return the derivatives ds_i / dz_j = s_i (delta_ij - s_j) / T, shape (..., K, K).

    As a matrix: (diag(s) - s s^T) / T. It is symmetric, and each row sums to zero. Raises what
    softmax raises. Source: Goodfellow, Bengio and Courville, Deep Learning, section 6.2.2.3.

    >>> softmax_jacobian([0, 0])
    array([[ 0.25, -0.25],
           [-0.25,  0.25]])
    """
    s = softmax(logits, temperature)
    diagonal = s[..., :, None] * np.eye(s.shape[-1])
    with np.errstate(over="ignore"):
        return (diagonal - s[..., :, None] * s[..., None, :]) / temperature


def _shifted(logits: ArrayLike, temperature: float) -> np.ndarray:
    """Return (z - max z) / T: never above zero, so that no power of e overflows."""
    z = _numbers("logits", logits)
    temperature = arguments.positive("temperature", temperature)
    with np.errstate(over="ignore"):
        return (z - _largest(z)) / temperature


def _numbers(name: str, values: ArrayLike, axis: int = -1) -> np.ndarray:
    """Return the numbers with the axis last; complex ones are for the complex-step derivative."""
    is_complex = isinstance(values, np.ndarray) and values.dtype.kind == "c"
    z = values if is_complex else arguments.array(name, values)
    if z.ndim:
        z = np.moveaxis(z, axis, -1)
    if z.ndim == 0 or z.shape[-1] == 0:
        raise ValueError(f"{name} must be a row of numbers, but shape {z.shape} came")
    return z


def _largest(z: np.ndarray) -> np.ndarray:
    return np.real(z).max(axis=-1, keepdims=True)
