"""Derivatives from values alone, the error they have, and checks of derivatives found by hand."""

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from mlcalc import arguments, formatting

EPSILON = np.finfo(float).eps
"""The distance from 1 to the next number of float64: 2.2e-16."""


class Scheme(StrEnum):
    """How a derivative is taken from values of the function.

    FORWARD is the slope of the secant to the right, CENTRAL that of the secant from left to
    right, and COMPLEX_STEP looks at the imaginary part after a step in that direction.
    """

    FORWARD = "forward"
    CENTRAL = "central"
    COMPLEX_STEP = "complex step"


BEST_STEPS = {
    Scheme.FORWARD: EPSILON ** (1 / 2),
    Scheme.CENTRAL: EPSILON ** (1 / 3),
    Scheme.COMPLEX_STEP: 1e-100,
}
"""The steps for a first derivative where |x| is at most 1."""

BEST_SECOND_STEPS = {
    Scheme.FORWARD: EPSILON ** (1 / 3),
    Scheme.CENTRAL: EPSILON ** (1 / 4),
    Scheme.COMPLEX_STEP: EPSILON ** (1 / 3),
}
"""The real steps for a second derivative where |x| is at most 1."""


def best_step(scheme: Scheme, x: float = 0.0) -> float:
    """Return the step that makes the error smallest when the function and its derivatives are
    about as large as 1, times max(1, |x|), because large x are rounded more.

    Differences balance their own error against rounding: the square root of the rounding unit
    forward, its cube root central. Nothing is subtracted in a complex step, so it is taken
    small enough for its own error to vanish.
    Sources: Nocedal and Wright, Numerical Optimization, section 8.1; Squire and Trapp, Using
    Complex Variables to Estimate Derivatives of Real Functions, SIAM Review 40 (1998).

    >>> [float(f"{best_step(scheme):.2g}") for scheme in Scheme]
    [1.5e-08, 6.1e-06, 1e-100]
    """
    return BEST_STEPS[_scheme(scheme)] * max(1.0, abs(arguments.number("x", x)))


@dataclass(frozen=True)
class StepError:
    """The two parts of a derivative's error, numbers or rows of them, one for each step."""

    truncation: float | np.ndarray
    rounding: float | np.ndarray

    @property
    def total(self) -> float | np.ndarray:
        """The sum of both parts: what the error should not exceed by much."""
        return self.truncation + self.rounding


def expected_error(
    scheme: Scheme,
    step: ArrayLike,
    *,
    value: float = 1.0,
    slope: float = 1.0,
    second: float = 1.0,
    third: float = 1.0,
) -> StepError:
    """Return how wrong a slope must be expected to be for one step or for a row of steps.

    Given are f, f', f'' and f''' at the point. Truncation comes from the formula: h |f''| / 2
    forward, h^2 |f'''| / 6 central and in a complex step. Rounding comes from the values, each
    known to about half a rounding unit: eps |f| / h forward, half of that central, and for a
    complex step, which subtracts nothing, eps |f'| whatever h is.
    Sources: Nocedal and Wright, section 8.1; Squire and Trapp, SIAM Review 40 (1998).

    >>> expected_error(Scheme.FORWARD, [1e-2, 1e-8, 1e-14]).total.round(8)
    array([5.000000e-03, 3.000000e-08, 2.220446e-02])
    """
    scheme, h = _scheme(scheme), arguments.array("step", step)
    if (h <= 0).any():
        raise ValueError(f"step must be above zero, but {h.min():g} came")
    f, slope, second, third = (abs(v) for v in (value, slope, second, third))
    if scheme == Scheme.FORWARD:
        return StepError(h * second / 2, EPSILON * f / h)
    if scheme == Scheme.CENTRAL:
        return StepError(h**2 * third / 6, EPSILON * f / (2 * h))
    return StepError(h**2 * third / 6, np.full_like(h, EPSILON * slope)[()])


def secant_slope(function: Callable, x: float, step: float) -> float:
    """Return (f(x + step) - f(x)) / step as it is written, for a step to the right or left.

    With a step so small that x + step is rounded to x this is 0: the point has not moved.

    >>> [round(secant_slope(np.exp, 0, h), 8) for h in (1e-2, 1e-5, 1e-15, 1e-16)]
    [1.00501671, 1.000005, 1.11022302, 0.0]
    """
    x, step = arguments.point("x", x, 1), arguments.number("step", step)
    if step == 0:
        raise ValueError("step must not be zero")
    return _number((function(x + step) - function(x)) / step)


def derivative(
    function: Callable, x: float, step: float | None = None, *, scheme: Scheme = Scheme.CENTRAL
) -> float:
    """Return the slope of a function of one variable at x.

    ``step`` is that of ``best_step`` when none is given. Raises ValueError for a step that is
    lost beside x. A complex step needs a function that passes complex numbers through: sums,
    products, powers, np.exp, np.sin and their like, but not abs, math.sin, np.linalg.norm or a
    complex conjugate; TypeError when the function refuses them or answers with a real number.
    Sources: Nocedal and Wright, Numerical Optimization, section 8.1; Squire and Trapp, SIAM
    Review 40 (1998).

    >>> round(derivative(np.exp, 0.0), 8)
    1.0
    >>> derivative(np.exp, 0.0, scheme=Scheme.COMPLEX_STEP)
    1.0
    """
    x = arguments.point("x", x, 1)
    return _number(_slope(function, x, step, _scheme(scheme)))


def gradient(
    function: Callable,
    point: ArrayLike,
    step: float | None = None,
    *,
    scheme: Scheme = Scheme.CENTRAL,
) -> float | np.ndarray:
    """Return the derivative of one number by a point of any shape: the shape of the point.

    One number in gives one slope; shape (n,) gives the n partial derivatives; a matrix gives
    the matrix of the partial derivatives by its entries.
    Source: Nocedal and Wright, Numerical Optimization, section 8.1.

    >>> gradient(lambda p: p[0] ** 2 + p[1] ** 2, [2, 3]).round(6)
    array([4., 6.])
    """
    point, scheme = _filled("point", point), _scheme(scheme)
    if point.ndim == 0:
        return _number(_slope(function, float(point), step, scheme))
    slopes = np.empty_like(point)
    for i in np.ndindex(point.shape):
        slopes[i] = _number(_slope(_line(function, point, i), float(point[i]), step, scheme))
    return slopes


def jacobian(
    function: Callable,
    point: ArrayLike,
    step: float | None = None,
    *,
    scheme: Scheme = Scheme.CENTRAL,
) -> np.ndarray:
    """Return the Jacobian: row i holds the partial derivatives of output i, shape (m, n).

    The point is a number or has shape (n,); the function returns a number or shape (m,). The
    Jacobian has two axes always: one output gives the row (1, n), one variable the column
    (m, 1). This is the numerator layout.
    Source: Nocedal and Wright, Numerical Optimization, section 8.1.

    >>> jacobian(lambda p: np.array([3 * p[0] ** 2 * p[1], 2 * p[0] + 5 * p[1]]), [1, 2]).round(6)
    array([[12.,  3.],
           [ 2.,  5.]])
    """
    point, scheme = arguments.point("point", point), _scheme(scheme)
    if isinstance(point, float):
        return _column(_slope(function, point, step, scheme))
    columns = [
        _column(_slope(_line(function, point, i), float(point[i]), step, scheme))
        for i in range(point.size)
    ]
    return np.hstack(columns)


def hessian(
    function: Callable,
    point: ArrayLike,
    step: float | None = None,
    *,
    scheme: Scheme = Scheme.CENTRAL,
) -> float | np.ndarray:
    """Return the second derivatives: one number for one variable, else shape (n, n), symmetric.

    The default step is the fourth root of the rounding unit for central differences, because
    second differences divide the rounding error by step^2, and the cube root forward. The
    complex step goes in one direction and a central difference in the other: one real
    subtraction is left, so its step is that of a central first difference.
    Sources: Nocedal and Wright, section 8.1; Ridout, Statistical Applications of the
    Complex-Step Method of Numerical Differentiation, The American Statistician 63 (2009).

    >>> hessian(lambda p: 2 * p[0] ** 2 + 3 * p[1] ** 2 - p[0] * p[1], [0, 0]).round(4)
    array([[ 4., -1.],
           [-1.,  6.]])
    """
    point, scheme = arguments.point("point", point), _scheme(scheme)
    if isinstance(point, float):
        return float(
            _hessian(lambda p: function(p[0].item()), np.array([point]), step, scheme)[0, 0]
        )
    return _hessian(function, point, step, scheme)


def products_from_left(sizes: Sequence[int]) -> int:
    """Count the multiplications of a product of Jacobians that begins at the left: reverse mode.

    ``sizes`` runs from the outputs to the inputs: (m, k, n) is a matrix m x k times one k x n.
    Source: Griewank and Walther, Evaluating Derivatives, section 3.2.

    >>> products_from_left((1, 100, 100, 1000))
    110000
    """
    outputs, *others = (arguments.count("a size", size, minimum=1) for size in sizes)
    return sum(outputs * rows * columns for rows, columns in pairwise(others))


def products_from_right(sizes: Sequence[int]) -> int:
    """Count the multiplications of a product of Jacobians that begins at the right: forward mode.

    >>> products_from_right((1, 100, 100, 1000))
    10100000
    """
    return products_from_left(tuple(reversed(sizes)))


@dataclass(frozen=True, eq=False)
class DerivativeCheck:
    """The outcome of a check: both derivatives, the largest error and the entry where it is.

    ``entry`` is the index of a vector's entry, (row, column) of a matrix's, counted from 0.
    """

    claimed: np.ndarray
    numeric: np.ndarray
    error: float
    entry: int | tuple[int, ...]
    agrees: bool
    scheme: Scheme = Scheme.CENTRAL

    def __str__(self) -> str:
        way = "complex step" if self.scheme == Scheme.COMPLEX_STEP else f"{self.scheme} differences"
        verdict = "agree" if self.agrees else "differ"
        here = isinstance(self.entry, tuple)
        claimed, numeric = (a[self.entry] if here else a for a in (self.claimed, self.numeric))
        # A single number has no entries.
        place = f" in entry {self.entry}" if np.ndim(self.claimed) else ""
        return (
            f"claimed {formatting.point(claimed)}, {way} {formatting.point(numeric)}"
            f"{' in the worst entry' if here else ''}: they {verdict}, "
            f"largest relative error {formatting.number(self.error, 2)}{place}"
        )


def check_gradient(
    function: Callable,
    claimed: Callable,
    point: ArrayLike,
    tolerance: float = 1e-6,
    *,
    scheme: Scheme = Scheme.CENTRAL,
) -> DerivativeCheck:
    """Compare a gradient found by hand with a numeric one at one point of any shape.

    The error of an entry is |claimed - numeric| / max(1, |claimed|, |numeric|); NaN and
    infinity never agree. Raises ValueError when the claimed gradient has another shape than
    the point.

    >>> print(check_gradient(lambda x: x**3, lambda x: 3 * x, 2.0))
    claimed 6, central differences 12: they differ, largest relative error 0.5
    """
    numeric = np.asarray(gradient(function, point, scheme=scheme))
    place = _filled("point", point)
    answer = claimed(place if place.ndim else float(place))
    return compare(_answer(answer, numeric, "the point"), numeric, tolerance, scheme)


def check_jacobian(
    function: Callable,
    claimed: Callable,
    point: ArrayLike,
    tolerance: float = 1e-6,
    *,
    scheme: Scheme = Scheme.CENTRAL,
) -> DerivativeCheck:
    """Compare a Jacobian found by hand, shape (m, n), with a numeric one at one point.

    The error is that of ``check_gradient``; ``entry`` says row and column of the largest.
    Raises ValueError when the claimed Jacobian has another shape than outputs times inputs.

    >>> swap = lambda p: np.array([p[1] ** 2, p[0]])
    >>> check = check_jacobian(swap, lambda p: np.array([[0, p[1]], [1, 0]]), [1, 2])
    >>> check.agrees, check.entry, round(check.error, 4)
    (False, (0, 1), 0.5)
    """
    numeric = jacobian(function, point, scheme=scheme)
    answer = claimed(arguments.point("point", point))
    return compare(_answer(answer, numeric, "outputs times inputs"), numeric, tolerance, scheme)


def compare(
    claimed: np.ndarray,
    numeric: np.ndarray,
    tolerance: float = 1e-6,
    scheme: Scheme = Scheme.CENTRAL,
) -> DerivativeCheck:
    """Compare two arrays of the same shape entry by entry, as ``check_gradient`` does."""
    tolerance = arguments.not_negative("tolerance", tolerance)
    with np.errstate(invalid="ignore", over="ignore"):
        scale = np.maximum(1, np.maximum(np.abs(claimed), np.abs(numeric)))
        errors = np.atleast_1d(np.abs(claimed - numeric) / scale)
    errors = np.where(np.isnan(errors), np.inf, errors)
    entry = tuple(int(i) for i in np.unravel_index(np.argmax(errors), errors.shape))
    error = float(errors[entry])
    return DerivativeCheck(
        claimed, numeric, error, entry[0] if len(entry) == 1 else entry, error <= tolerance, scheme
    )


def _scheme(scheme: Scheme) -> Scheme:
    return arguments.choice("scheme", scheme, Scheme)


def _filled(name: str, value: ArrayLike) -> np.ndarray:
    result = arguments.array(name, value)
    if result.size == 0:
        raise ValueError(f"{name} must hold at least one number, but shape {result.shape} came")
    return result


def _slope(function: Callable, x: float, step: float | None, scheme: Scheme) -> np.ndarray:
    """Differentiate along one real variable; the values may be numbers or arrays."""
    h = best_step(scheme, x) if step is None else arguments.positive("step", step)
    if scheme == Scheme.COMPLEX_STEP:
        return np.imag(_complex_value(function, x, h)) / h
    right, left = x + h, (x if scheme == Scheme.FORWARD else x - h)
    # The distance that the rounded points really have makes the error smaller than 2h or h.
    distance = right - left
    if distance == 0:
        raise ValueError(f"step must be large enough to move x = {x:g}, but {h:g} came")
    return _difference(function(right), function(left)) / distance


def _difference(right: ArrayLike, left: ArrayLike) -> np.ndarray:
    with np.errstate(invalid="ignore", over="ignore"):
        return np.subtract(right, left)


def _complex_value(function: Callable, x: float, h: float) -> np.ndarray:
    advice = "use Scheme.CENTRAL, or write the function with numpy and without abs and float"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", np.exceptions.ComplexWarning)
            value = np.asarray(function(complex(x, h)))
    except (TypeError, np.exceptions.ComplexWarning) as error:
        function(x)  # What fails here too has another fault, and its own words for it.
        raise TypeError(
            f"function must take complex numbers for a complex step, but it raised "
            f"{type(error).__name__}: {error}; {advice}"
        ) from error
    if value.dtype.kind != "c":
        raise TypeError(
            f"function must keep complex numbers for a complex step, but it returned the real "
            f"{arguments.describe(value)}; {advice}"
        )
    return value


def _line(function: Callable, point: np.ndarray, i: int | tuple[int, ...]) -> Callable:
    """Return the function of entry i alone, all other entries kept."""

    def along(x: float | complex) -> np.ndarray:
        moved = point.astype(type(x))
        moved[i] = x
        return function(moved)

    return along


def _number(value: ArrayLike) -> float:
    if np.size(value) != 1:
        raise ValueError(
            f"function must return one number, but shape {np.shape(value)} came; "
            "jacobian differentiates several outputs"
        )
    return float(np.reshape(value, ()))


def _column(slopes: np.ndarray) -> np.ndarray:
    if np.ndim(slopes) > 1 or np.size(slopes) == 0:
        raise ValueError(
            f"function must return a number or a row of numbers, but shape {np.shape(slopes)} came"
        )
    return np.atleast_1d(slopes).astype(float)[:, np.newaxis]


def _answer(answer: ArrayLike, numeric: np.ndarray, wanted: str) -> np.ndarray:
    claimed = np.asarray(answer)
    if claimed.shape != numeric.shape or claimed.dtype.kind not in "iuf":
        raise ValueError(
            f"claimed must return the shape of {wanted}, {numeric.shape}, "
            f"but {arguments.describe(answer)} came"
        )
    return claimed.astype(float)


def _hessian(
    function: Callable, point: np.ndarray, step: float | None, scheme: Scheme
) -> np.ndarray:
    if step is None:
        steps = BEST_SECOND_STEPS[scheme] * np.maximum(1.0, np.abs(point))
    else:
        steps = np.full(point.size, arguments.positive("step", step))
    shifts = np.diag(steps)
    result = np.empty((point.size, point.size))
    for i in range(point.size):
        for j in range(i + 1):
            second = _second_difference(function, point, shifts[i], shifts[j], scheme)
            result[i, j] = result[j, i] = second / (steps[i] * steps[j])
    return result


def _second_difference(
    function: Callable, point: np.ndarray, u: np.ndarray, v: np.ndarray, scheme: Scheme
) -> float:
    """Return u^T H v for the Hessian H at the point, from values around it."""

    def value(p: np.ndarray) -> float:
        # A copy: a function that changes its argument would move the point itself.
        return _number(function(np.array(p)))

    if scheme == Scheme.FORWARD:
        return value(point + u + v) - value(point + u) - value(point + v) + value(point)
    if scheme == Scheme.COMPLEX_STEP:
        return (_along(function, point + u, v) - _along(function, point - u, v)) / 2
    return (
        value(point + u + v) - value(point + u - v) - value(point - u + v) + value(point - u - v)
    ) / 4


def _along(function: Callable, point: np.ndarray, direction: np.ndarray) -> float:
    """Return the slope along a direction, times its length, by a complex step."""
    return _number(
        _slope(lambda t: function(point + t * direction), 0.0, None, Scheme.COMPLEX_STEP)
    )
