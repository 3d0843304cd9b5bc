"""Derivatives by central differences, and checks of derivatives found by hand."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from mlcalc import arguments, formatting

EPSILON = np.finfo(float).eps


def derivative(function: Callable, x: float, step: float | None = None) -> float:
    """Return the slope of a function of one variable at x by a central difference.

    The default step, the cube root of the rounding unit times max(1, |x|), balances the
    error of the formula, which grows with step^2, against rounding, which grows with 1/step.
    Source: Nocedal and Wright, Numerical Optimization, section 8.1.

    >>> round(derivative(np.exp, 0.0), 8)
    1.0
    """
    x = arguments.point("x", x, 1)
    half = _first_step(x) if step is None else arguments.positive("step", step)
    right, left = x + half, x - half
    return float((function(right) - function(left)) / (right - left))


def gradient(function: Callable, point: ArrayLike) -> float | np.ndarray:
    """Return the gradient by central differences: the shape of the point.

    One number in gives one slope; shape (n,) in gives the n partial derivatives.
    Source: Nocedal and Wright, Numerical Optimization, section 8.1.

    >>> gradient(lambda p: p[0] ** 2 + p[1] ** 2, [2, 3]).round(6)
    array([4., 6.])
    """
    point = arguments.point("point", point)
    if isinstance(point, float):
        return derivative(function, point)
    slopes = np.empty_like(point)
    for i in range(point.size):
        slopes[i] = derivative(lambda x, i=i: function(_replaced(point, i, x)), point[i])
    return slopes


def hessian(function: Callable, point: ArrayLike) -> float | np.ndarray:
    """Return the second derivatives by central differences: one number, or shape (n, n).

    The step is the fourth root of the rounding unit, because second differences divide
    the rounding error by step^2. Source: Nocedal and Wright, section 8.1.

    >>> hessian(lambda p: 2 * p[0] ** 2 + 3 * p[1] ** 2 - p[0] * p[1], [0, 0]).round(4)
    array([[ 4., -1.],
           [-1.,  6.]])
    """
    point = arguments.point("point", point)
    if isinstance(point, float):
        return float(_hessian(lambda p: function(p[0]), np.array([point]))[0, 0])
    return _hessian(function, point)


@dataclass(frozen=True)
class GradientCheck:
    """The outcome of a gradient check: both gradients, the largest error and where it stands."""

    claimed: np.ndarray
    numeric: np.ndarray
    error: float
    entry: int
    agrees: bool

    def __str__(self) -> str:
        verdict = "agree" if self.agrees else "differ"
        return (
            f"claimed {formatting.point(self.claimed)}, "
            f"central differences {formatting.point(self.numeric)}: they {verdict}, "
            f"largest relative error {formatting.number(self.error, 2)} in entry {self.entry}"
        )


def check_gradient(
    function: Callable, claimed: Callable, point: ArrayLike, tolerance: float = 1e-6
) -> GradientCheck:
    """Compare a gradient found by hand with central differences at one point.

    The error of an entry is |claimed - numeric| / max(1, |claimed|, |numeric|).
    Raises ValueError when the claimed gradient has another shape than the point.

    >>> print(check_gradient(lambda x: x**3, lambda x: 3 * x, 2.0))
    claimed 6, central differences 12: they differ, largest relative error 0.5 in entry 0
    """
    numeric = np.asarray(gradient(function, point))
    answer = claimed(arguments.point("point", point))
    claimed = np.asarray(answer, dtype=float)
    if claimed.shape != numeric.shape:
        raise ValueError(
            f"claimed must return the shape of the point, {numeric.shape}, "
            f"but {arguments.describe(answer)} came"
        )
    scale = np.maximum(1, np.maximum(np.abs(claimed), np.abs(numeric)))
    errors = np.atleast_1d(np.abs(claimed - numeric) / scale)
    errors = np.where(np.isnan(errors), np.inf, errors)
    entry = int(np.argmax(errors))
    error = float(errors[entry])
    return GradientCheck(claimed, numeric, error, entry, error <= tolerance)


def _first_step(x: float) -> float:
    return EPSILON ** (1 / 3) * max(1.0, abs(x))


def _replaced(point: np.ndarray, i: int, x: float) -> np.ndarray:
    moved = point.copy()
    moved[i] = x
    return moved


def _hessian(function: Callable, point: np.ndarray) -> np.ndarray:
    steps = EPSILON**0.25 * np.maximum(1.0, np.abs(point))
    shifts = np.diag(steps)
    result = np.empty((point.size, point.size))
    for i, j in np.ndindex(result.shape):
        corners = (
            float(function(point + shifts[i] + shifts[j]))
            - float(function(point + shifts[i] - shifts[j]))
            - float(function(point - shifts[i] + shifts[j]))
            + float(function(point - shifts[i] - shifts[j]))
        )
        result[i, j] = corners / (4 * steps[i] * steps[j])
    return result
