"""The named functions of the course, each with gradient, Hessian, LaTeX, domain and minima."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from mlcalc import arguments, differentiation, formatting


@dataclass(frozen=True)
class Domain:
    """An open box of points where a function is defined, with the words that describe it."""

    words: str = "every point"
    lower: float = -math.inf
    upper: float = math.inf

    def contains(self, points: ArrayLike, dimension: int) -> np.ndarray | bool:
        """Say for each point, shape (...) or (..., n), whether it lies inside."""
        points = np.asarray(points)
        inside = (points > self.lower) & (points < self.upper)
        return inside if dimension == 1 else inside.all(axis=-1)


@dataclass(frozen=True)
class Minimum:
    """A point where a function is smallest, everywhere or only among its neighbours."""

    point: float | tuple[float, ...]
    is_global: bool = True


class Break(StrEnum):
    """Why a function has no derivative at a point."""

    CORNER = "corner"
    CUSP = "cusp"
    JUMP = "jump"
    VERTICAL_TANGENT = "vertical tangent"


@dataclass(frozen=True)
class Kink:
    """A point without a derivative: where it lies, why, and the slopes on its two sides.

    The slopes are the limits of the derivative from the left and from the right.
    """

    point: float
    reason: Break
    left: float
    right: float

    @property
    def slope(self) -> float:
        """What ``gradient`` returns here: of all slopes between left and right the one nearest 0.

        So ReLU has slope 0 at 0, a leaky ReLU its small slope, and |x| has slope 0.
        """
        low, high = sorted((self.left, self.right))
        return min(max(low, 0.0), high)


@dataclass(frozen=True, eq=False)
class Function:
    """A function of one or several variables with its derivatives.

    Calling it, ``gradient`` and ``hessian`` take one point or many. With one variable, points
    have any shape and each result has the same. With n variables, points have shape (..., n);
    values have shape (...), gradients (..., n), Hessians (..., n, n). Complex points pass
    through, so that the complex-step derivative can be taken.

    At a kink ``gradient`` returns the kink's ``slope``: the gradient formula must see to it.
    The second derivative there is 0 when both sides are straight, else whatever its formula
    gives: not a number, or infinite.
    """

    name: str
    words: str
    latex: str
    variables: tuple[str, ...]
    value_formula: Callable = field(repr=False)
    gradient_formula: Callable = field(repr=False)
    hessian_formula: Callable = field(repr=False)
    window: tuple[tuple[float, float], ...]
    domain: Domain = Domain()
    minima: tuple[Minimum, ...] = ()
    kinks: tuple[Kink, ...] = ()
    pointwise: bool = field(default=False, repr=False)

    @property
    def dimension(self) -> int:
        """The number of variables."""
        return len(self.variables)

    def __call__(self, points: ArrayLike) -> np.ndarray:
        """Return the value at one point or at many."""
        return self._evaluate(self.value_formula, points)

    def gradient(self, points: ArrayLike) -> np.ndarray:
        """Return the gradient; with one variable this is the derivative."""
        return self._evaluate(self.gradient_formula, points)

    def hessian(self, points: ArrayLike) -> np.ndarray:
        """Return the matrix of second derivatives; with one variable, the second derivative."""
        return self._evaluate(self.hessian_formula, points)

    def contains(self, points: ArrayLike) -> np.ndarray | bool:
        """Say for each point whether the function is defined there."""
        return self.domain.contains(points, self.dimension)

    def sample(self, points: ArrayLike) -> np.ndarray:
        """Return values for drawing: NaN where the function is undefined or fails.

        Raises the function's own error when it fails at every point.
        """
        points = np.asarray(points, dtype=float)
        if self.pointwise:
            return self._sample_pointwise(points)
        inside = np.asarray(self.contains(points))
        with np.errstate(all="ignore"):
            values = np.asarray(self(points), dtype=float)
        return np.where(inside & np.isfinite(values), values, np.nan)

    def _sample_pointwise(self, points: np.ndarray) -> np.ndarray:
        rows = self._rows(points)
        values = np.full(len(rows), np.nan)
        error = None
        for i, row in enumerate(rows):
            try:
                values[i] = self.value_formula(row)
            except (ValueError, TypeError) as failure:
                error = failure
        if error is not None and np.isnan(values).all():
            raise error
        return values.reshape(points.shape if self.dimension == 1 else points.shape[:-1])

    def _rows(self, points: np.ndarray) -> np.ndarray:
        return points.reshape(-1) if self.dimension == 1 else points.reshape(-1, self.dimension)

    def _evaluate(self, formula: Callable, points: ArrayLike) -> np.ndarray:
        points = self._numbers(points)
        if self.dimension > 1 and (points.ndim == 0 or points.shape[-1] != self.dimension):
            raise ValueError(
                f"points of {self.words} must have {self.dimension} coordinates, "
                f"but shape {points.shape} came"
            )
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            if self.pointwise and points.ndim > (self.dimension > 1):
                rows = self._rows(points)
                results = np.array([formula(row) for row in rows])
                lead = points.shape if self.dimension == 1 else points.shape[:-1]
                return results.reshape(lead + results.shape[1:])
            return np.asarray(formula(points))[()]

    def _numbers(self, points: ArrayLike) -> np.ndarray:
        numbers = np.asarray(points)
        if numbers.dtype.kind not in "iufc":
            raise TypeError(
                f"points of {self.words} must be numbers, but {arguments.describe(points)} came"
            )
        return numbers.astype(complex if numbers.dtype.kind == "c" else float, copy=False)


def as_function(
    function: Callable, dimension: int = 1, window: tuple[tuple[float, float], ...] | None = None
) -> Function:
    """Return a named function as it is; give a plain one derivatives by central differences.

    ``window`` holds one (left, right) pair for each variable: the part that pictures show.
    Whatever the plain function does wrong (an exception, text, a wrong shape, NaN) becomes a
    ValueError that says what happened and at which point.
    """
    if isinstance(function, Function):
        if function.dimension != dimension:
            raise ValueError(
                f"function must have {dimension} variable{'s' * (dimension > 1)}, "
                f"but {function.words} has {function.dimension}"
            )
        return function
    if not callable(function):
        raise TypeError(f"function must be callable, but {arguments.describe(function)} came")
    value = _guarded(function)
    names = ("x",) if dimension == 1 else ("x", "y") if dimension == 2 else None
    name = getattr(function, "__name__", "f")
    return Function(
        name=name,
        words="your function" if name == "<lambda>" else f"your function {name}",
        latex="f(x)" if dimension == 1 else "f(x, y)",
        variables=names or tuple(f"x_{i + 1}" for i in range(dimension)),
        value_formula=value,
        gradient_formula=lambda p: differentiation.gradient(value, p),
        hessian_formula=lambda p: differentiation.hessian(value, p),
        window=window or ((-3.0, 3.0),) * dimension,
        pointwise=True,
    )


def _guarded(function: Callable) -> Callable:
    def value(point):
        at = float(point) if np.ndim(point) == 0 else point
        try:
            result = function(at)
        except Exception as error:
            raise ValueError(
                f"your function raised {type(error).__name__} at {formatting.point(point)}: {error}"
            ) from error
        return _one_number(result, point)

    return value


def _one_number(result: object, point: ArrayLike) -> float:
    at = formatting.point(point)
    if isinstance(result, np.ndarray) and result.size == 1:
        result = result.reshape(())[()]
    if isinstance(result, (bool, np.bool_)) or not isinstance(
        result, (int, float, np.integer, np.floating)
    ):
        came = "nothing" if result is None else arguments.describe(result)
        raise ValueError(f"your function must return one number, but at {at} it returned {came}")
    if not arguments.finite(result):
        words = "too large" if isinstance(result, int) else formatting.number(result)
        raise ValueError(f"your function is {words} at {at}")
    return float(result)


def line_error(
    inputs: ArrayLike, targets: ArrayLike, scale: float = 1.0, window=((-3.0, 4.0), (-2.0, 7.0))
) -> Function:
    """Return the squared error of the line m x + b as a function of the point (m, b).

    E(m, b) = scale * sum_i (m x_i + b - y_i)^2, for inputs and targets of shape (n,).
    ``scale=1`` gives the sum; ``scale=1/(2n)`` the cost whose gradient has no factor 2.
    The minimum is recorded unless all inputs are equal. Source: Legendre (1805).

    >>> E = line_error([1, 2, 3], [2, 5, 3])
    >>> float(E([0, 0])), E.gradient([0, 0]), E.minima[0].point
    (38.0, array([-42., -20.]), (0.5, 2.3333333333333335))
    """
    x, y = _paired(inputs, targets)
    scale = arguments.positive("scale", scale)
    hessian = 2 * scale * np.array([[x @ x, x.sum()], [x.sum(), len(x)]])
    towards = 2 * scale * np.array([x @ y, y.sum()])
    constant = scale * (y @ y)
    return Function(
        name="line_error",
        words="the squared error of a line",
        latex=_line_error_latex(hessian, towards, constant),
        variables=("m", "b"),
        value_formula=lambda p: ((p @ hessian) * p).sum(-1) / 2 - p @ towards + constant,
        gradient_formula=lambda p: p @ hessian - towards,
        hessian_formula=lambda p: np.broadcast_to(hessian, (*np.shape(p)[:-1], 2, 2)),
        window=window,
        minima=_line_minimum(x, y),
    )


def _paired(inputs: ArrayLike, targets: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    x, y = arguments.array("inputs", inputs), arguments.array("targets", targets)
    if x.ndim != 1 or x.shape != y.shape or x.size == 0:
        raise ValueError(
            "inputs and targets must be two rows of the same length, at least one number each, "
            f"but shapes {x.shape} and {y.shape} came"
        )
    return x, y


def _line_minimum(x: np.ndarray, y: np.ndarray) -> tuple[Minimum, ...]:
    spread = x - x.mean()
    if spread @ spread <= len(x) * (np.finfo(float).eps * np.abs(x).max()) ** 2:
        return ()
    slope = float(spread @ (y - y.mean()) / (spread @ spread))
    return (Minimum((slope, float(y.mean() - slope * x.mean()))),)


def _line_error_latex(hessian: np.ndarray, towards: np.ndarray, constant: float) -> str:
    terms = [
        (hessian[0, 0] / 2, "m^2"),
        (hessian[1, 1] / 2, "b^2"),
        (constant, ""),
        (hessian[0, 1], "m b"),
        (-towards[0], "m"),
        (-towards[1], "b"),
    ]
    return " ".join(f"{c:+.6g} {v}".strip() for c, v in terms if c).removeprefix("+")


def valley(narrowness: float = 10.0) -> Function:
    """Return (x^2 + narrowness * y^2) / 2, a valley along the x axis.

    Its curvatures are 1 along and ``narrowness`` across the valley: their ratio is the
    condition number. Source: Nocedal and Wright, Numerical Optimization, section 3.3.
    """
    k = arguments.positive("narrowness", narrowness)
    scales = np.array([1.0, k])
    return Function(
        name="valley",
        words=f"a valley {formatting.number(k)} times as steep across as along",
        latex=rf"\frac{{1}}{{2}} x^2 + \frac{{{k:g}}}{{2}} y^2",
        variables=("x", "y"),
        value_formula=lambda p: (p * p) @ scales / 2,
        gradient_formula=lambda p: p * scales,
        hessian_formula=lambda p: np.broadcast_to(np.diag(scales), (*np.shape(p)[:-1], 2, 2)),
        window=((-5.0, 5.0), (-3.0, 3.0)),
        minima=(Minimum((0.0, 0.0)),),
    )


def _columns(p: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return p[..., 0], p[..., 1]


def _symmetric(xx, xy, yy) -> np.ndarray:
    xx, xy, yy = np.broadcast_arrays(xx, xy, yy)
    return np.stack([np.stack([xx, xy], -1), np.stack([xy, yy], -1)], -2)


def _magnitude(x: np.ndarray) -> np.ndarray:
    # np.abs of a complex number is real: the complex step would be lost.
    return np.where(np.real(x) < 0, -x, x)


def _temperature(p: np.ndarray) -> np.ndarray:
    x, y = _columns(p)
    return 85 - x**2 * (x - 6) * y**2 * (y - 6) / 90


def _temperature_gradient(p: np.ndarray) -> np.ndarray:
    x, y = _columns(p)
    along_x = -x * (3 * x - 12) * y**2 * (y - 6) / 90
    along_y = -(x**2) * (x - 6) * y * (3 * y - 12) / 90
    return np.stack([along_x, along_y], -1)


def _temperature_hessian(p: np.ndarray) -> np.ndarray:
    x, y = _columns(p)
    return _symmetric(
        -(6 * x - 12) * y**2 * (y - 6) / 90,
        -x * (3 * x - 12) * y * (3 * y - 12) / 90,
        -(x**2) * (x - 6) * (6 * y - 12) / 90,
    )


OMEGA = 0.567143290409783872999968662210355549753815787186512508135131
"""The omega constant: the solution of x e^x = 1. Source: OEIS A030178."""

square = Function(
    name="square",
    words="x squared",
    latex="x^2",
    variables=("x",),
    value_formula=lambda x: x**2,
    gradient_formula=lambda x: 2 * x,
    hessian_formula=lambda x: 2 * np.ones_like(x),
    window=((-3.0, 3.0),),
    minima=(Minimum(0.0),),
)

exp_minus_log = Function(
    name="exp_minus_log",
    words="e to the x minus log x",
    latex=r"e^x - \log x",
    variables=("x",),
    value_formula=lambda x: np.exp(x) - np.log(x),
    gradient_formula=lambda x: np.exp(x) - 1 / x,
    hessian_formula=lambda x: np.exp(x) + 1 / x**2,
    window=((0.02, 2.02),),
    domain=Domain("x > 0", lower=0.0),
    minima=(Minimum(OMEGA),),
)

three_minima = Function(
    name="three_minima",
    words="a curve with three minima",
    latex=(
        r"\frac{x^6}{6} - \frac{x^5}{25} - \frac{13 x^4}{10} "
        r"+ \frac{4 x^3}{15} + \frac{12 x^2}{5}"
    ),
    variables=("x",),
    value_formula=lambda x: x**6 / 6 - x**5 / 25 - 13 * x**4 / 10 + 4 * x**3 / 15 + 12 * x**2 / 5,
    gradient_formula=lambda x: x * (x**2 - 4) * (x + 1) * (x - 1.2),
    hessian_formula=lambda x: 5 * x**4 - 0.8 * x**3 - 15.6 * x**2 + 1.6 * x + 4.8,
    window=((-2.3, 2.3),),
    minima=(Minimum(-2.0), Minimum(0.0, is_global=False), Minimum(2.0, is_global=False)),
)

absolute_value = Function(
    name="absolute_value",
    words="the absolute value of x",
    latex="|x|",
    variables=("x",),
    value_formula=lambda x: _magnitude(x),
    gradient_formula=lambda x: np.sign(np.real(x)),
    hessian_formula=lambda x: np.zeros_like(x),
    window=((-3.0, 3.0),),
    minima=(Minimum(0.0),),
    kinks=(Kink(0.0, Break.CORNER, -1.0, 1.0),),
)

step = Function(
    name="step",
    words="the step from 0 to 1",
    latex=r"\mathbf{1}\{x \geq 0\}",
    variables=("x",),
    value_formula=lambda x: np.where(np.real(x) >= 0, 1.0, 0.0),
    gradient_formula=lambda x: np.zeros_like(x),
    hessian_formula=lambda x: np.zeros_like(x),
    window=((-3.0, 3.0),),
    kinks=(Kink(0.0, Break.JUMP, 0.0, 0.0),),
)

cube_root = Function(
    name="cube_root",
    words="the cube root of x",
    latex=r"\sqrt[3]{x}",
    variables=("x",),
    value_formula=lambda x: np.sign(np.real(x)) * _magnitude(x) ** (1 / 3),
    gradient_formula=lambda x: _magnitude(x) ** (-2 / 3) / 3,
    hessian_formula=lambda x: -2 / 9 * np.sign(np.real(x)) * _magnitude(x) ** (-5 / 3),
    window=((-3.0, 3.0),),
    kinks=(Kink(0.0, Break.VERTICAL_TANGENT, math.inf, math.inf),),
)

cusp = Function(
    name="cusp",
    words="the cube root of x squared",
    latex=r"\sqrt[3]{x^2}",
    variables=("x",),
    value_formula=lambda x: _magnitude(x) ** (2 / 3),
    gradient_formula=lambda x: np.where(
        x == 0, 0.0, 2 / 3 * np.sign(np.real(x)) * _magnitude(x) ** (-1 / 3)
    ),
    hessian_formula=lambda x: -2 / 9 * _magnitude(x) ** (-4 / 3),
    window=((-3.0, 3.0),),
    minima=(Minimum(0.0),),
    kinks=(Kink(0.0, Break.CUSP, -math.inf, math.inf),),
)

paraboloid = Function(
    name="paraboloid",
    words="x squared plus y squared",
    latex="x^2 + y^2",
    variables=("x", "y"),
    value_formula=lambda p: (p**2).sum(-1),
    gradient_formula=lambda p: 2 * p,
    hessian_formula=lambda p: np.broadcast_to(2 * np.eye(2), (*np.shape(p)[:-1], 2, 2)),
    window=((-3.0, 3.0), (-3.0, 3.0)),
    minima=(Minimum((0.0, 0.0)),),
)

temperature = Function(
    name="temperature",
    words="the temperature in the room",
    latex=r"85 - \frac{1}{90} x^2 (x - 6) y^2 (y - 6)",
    variables=("x", "y"),
    value_formula=_temperature,
    gradient_formula=_temperature_gradient,
    hessian_formula=_temperature_hessian,
    window=((0.0, 6.0), (0.0, 6.0)),
    minima=(Minimum((4.0, 4.0), is_global=False),),
)

regression_error = line_error([1, 2, 3], [2, 5, 3])

FUNCTIONS = {
    f.name: f
    for f in (
        square,
        exp_minus_log,
        three_minima,
        absolute_value,
        step,
        cube_root,
        cusp,
        paraboloid,
        temperature,
        regression_error,
        valley(10),
    )
}
"""The registry: every named function by its name. The tests walk it."""
