"""The named functions of the course: value, gradient, Hessian, LaTeX, domain and special points.

First what a function is, then those of one variable, then those of two. ``FUNCTIONS`` holds all.
"""

import math
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from mlcalc import arguments, differentiation, formatting

PATIENCE = 1.0
"""Seconds that a survey of a plain function may take."""


@dataclass(frozen=True)
class Domain:
    """A box of points where a function is defined, with the words that describe it.

    Each coordinate lies between ``lower`` and ``upper``, these included when the box is
    ``closed``, and is none of the ``holes``.
    """

    words: str = "every point"
    lower: float = -math.inf
    upper: float = math.inf
    closed: bool = False
    holes: tuple[float, ...] = ()

    def contains(self, points: ArrayLike, dimension: int) -> np.ndarray | bool:
        """Say for each point, shape (...) or (..., n), whether it lies inside."""
        points = np.asarray(points)
        inside = (points > self.lower) & (points < self.upper)
        if self.closed:
            inside |= np.isfinite(points) & ((points == self.lower) | (points == self.upper))
        for hole in self.holes:
            inside &= points != hole
        return inside if dimension == 1 else inside.all(axis=-1)


@dataclass(frozen=True)
class Extremum:
    """A point where a function is smallest or largest, everywhere or among its neighbours."""

    point: float | tuple[float, ...]
    is_global: bool = True


class Minimum(Extremum):
    """A point where a function is smallest."""


class Maximum(Extremum):
    """A point where a function is largest."""


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
    gives: not a number, or infinite. At an end of a closed domain both derivatives are those
    from inside.

    ``minima``, ``maxima`` and ``saddles`` are the points of the window inside the domain where
    the gradient is 0, as far as they are single points and not whole lines of them. A saddle
    is lower than its neighbours on one side and higher on another, also with one variable.
    ``gradient_latex`` writes the derivative by each variable.
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
    maxima: tuple[Maximum, ...] = ()
    saddles: tuple[float | tuple[float, ...], ...] = ()
    kinks: tuple[Kink, ...] = ()
    gradient_latex: tuple[str, ...] = ()
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

    def survey(self, points: np.ndarray, seconds: float | None = None) -> tuple[np.ndarray, int]:
        """Return values for drawing at every stride-th point of a row or a grid, and the stride.

        A row has shape (m,), a square grid (m, m, 2), m one more than a power of two, at least
        9. A plain function is asked coarsely first, then finer and finer: the stride is 1 unless
        that took more than so many ``seconds``, ``PATIENCE`` if none are given. Raises the
        function's own error when it fails at every point.
        """
        points = np.asarray(points, dtype=float)
        if not self.pointwise:
            return self.sample(points), 1
        sampling = _Sampling(self, points)
        deadline = time.monotonic() + (PATIENCE if seconds is None else seconds)
        stride = (len(points) - 1) // (8 if self.dimension == 1 else 4)
        sampling.ask(stride, math.inf)
        while stride > 1 and sampling.ask(stride // 2, deadline):
            stride //= 2
        return sampling.values_at(stride), stride

    def _sample_pointwise(self, points: np.ndarray) -> np.ndarray:
        sampling = _Sampling(self, points)
        sampling.ask(1, math.inf)
        return sampling.values_at(1)

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


class _Sampling:
    """The values of a plain function at the points of a grid, as far as they are known."""

    def __init__(self, function: Function, points: np.ndarray):
        self.formula, self.points = function.value_formula, points
        shape = points.shape if function.dimension == 1 else points.shape[:-1]
        self.values = np.full(shape, np.nan)
        self.asked = np.zeros(shape, dtype=bool)
        self.error: Exception | None = None

    def ask(self, stride: int, deadline: float) -> bool:
        """Ask for every stride-th value that is not known; say whether there was time."""
        places = np.zeros(self.values.shape, dtype=bool)
        places[(slice(None, None, stride),) * places.ndim] = True
        for place in map(tuple, np.argwhere(places & ~self.asked)):
            if time.monotonic() > deadline:
                return False
            self.asked[place] = True
            try:
                self.values[place] = self.formula(self.points[place])
            except (ValueError, TypeError) as failure:
                self.error = failure
        return True

    def values_at(self, stride: int) -> np.ndarray:
        """Return every stride-th value, or raise the error when all that was asked failed."""
        if self.error is not None and np.isnan(self.values).all():
            raise self.error
        return self.values[(slice(None, None, stride),) * self.values.ndim]


def as_function(
    function: Callable,
    dimension: int = 1,
    window: tuple[tuple[float, float], ...] | None = None,
    called: str = "your function",
    variable: str = "",
) -> Function:
    """Return a named function as it is; give a plain one derivatives by central differences.

    ``window`` holds one (left, right) pair for each variable: the part that pictures show.
    Whatever the plain function does wrong (an exception, text, a wrong shape, NaN) becomes a
    ValueError that says what happened and at which point. Where there are several functions,
    ``called`` and ``variable`` say in it which one it was, and at which value of what.

    >>> as_function(lambda t: None, called="your inner function", variable="t")(-1.0)
    Traceback (most recent call last):
        ...
    ValueError: your inner function must return one number, but at t = -1 it returned nothing
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
    value = _guarded(function, called, f"{variable} = " if variable else "")
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


def _guarded(function: Callable, called: str, variable: str) -> Callable:
    def value(point):
        # A copy: a function that changes its argument would move the point itself.
        at = float(point) if np.ndim(point) == 0 else np.array(point)
        try:
            result = function(at)
        except (Exception, SystemExit) as error:
            said = f": {error}" if str(error) else ""
            where = f"{variable}{formatting.point(point)}"
            raise ValueError(f"{called} raised {type(error).__name__} at {where}{said}") from error
        return _one_number(result, called, f"{variable}{formatting.point(point)}")

    return value


def _one_number(result: object, called: str, at: str) -> float:
    if isinstance(result, np.ndarray) and result.size == 1:
        result = result.reshape(())[()]
    if isinstance(result, (bool, np.bool_)) or not isinstance(
        result, (int, float, np.integer, np.floating)
    ):
        came = "nothing" if result is None else arguments.describe(result)
        raise ValueError(f"{called} must return one number, but at {at} it returned {came}")
    if not arguments.finite(result):
        words = "too large" if isinstance(result, int) else formatting.number(result)
        raise ValueError(f"{called} is {words} at {at}")
    return float(result)


def _curve(
    name: str,
    words: str,
    latex: str,
    value: Callable,
    slope: Callable,
    curvature: Callable,
    window: tuple[float, float] = (-3.0, 3.0),
    **known,
) -> Function:
    return Function(name, words, latex, ("x",), value, slope, curvature, (window,), **known)


def _surface(
    name: str,
    words: str,
    latex: str,
    value: Callable,
    gradient: Callable,
    hessian: Callable,
    window: tuple[tuple[float, float], ...] = ((-3.0, 3.0), (-3.0, 3.0)),
    **known,
) -> Function:
    # The formulas take x and y; the gradient gives two numbers, the Hessian xx, xy and yy.
    return Function(
        name=name,
        words=words,
        latex=latex,
        variables=("x", "y"),
        value_formula=lambda p: value(p[..., 0], p[..., 1]),
        gradient_formula=lambda p: np.stack(gradient(p[..., 0], p[..., 1]), axis=-1),
        hessian_formula=lambda p: _symmetric(*hessian(p[..., 0], p[..., 1])),
        window=window,
        **known,
    )


def _symmetric(xx, xy, yy) -> np.ndarray:
    xx, xy, yy = np.broadcast_arrays(xx, xy, yy)
    return np.stack([np.stack([xx, xy], -1), np.stack([xy, yy], -1)], -2)


def _magnitude(x: np.ndarray) -> np.ndarray:
    # np.abs of a complex number is real: the complex step would be lost.
    return np.where(np.real(x) < 0, -x, x)


def _sum_latex(*terms: tuple[float, str]) -> str:
    # (2, "x^2"), (-1, "x"), (0, "y"), (3, "") are written 2 x^2 - x + 3.
    words = []
    for c, v in terms:
        size = "" if abs(c) == 1 and v else f"{abs(c):.6g}"
        words += ["-" if c < 0 else "+", size, v] if c else []
    text = " ".join(word for word in words if word) or "0"
    return re.sub(r"^\+ |(?<=^-) ", "", text)


def _power_latex(base: str, exponent: float) -> str:
    if exponent == 1:
        return base
    text = f"{exponent:g}"
    return f"{base}^{text}" if len(text) == 1 else f"{base}^{{{text}}}"


# One variable.


def constant(value: float) -> Function:
    """Return the function that is the same number everywhere; its derivative is 0.

    >>> constant(3)(7.0), constant(3).gradient(7.0)
    (np.float64(3.0), np.float64(0.0))
    """
    c = arguments.number("value", value)
    return _curve(
        "constant",
        f"the constant {formatting.number(c)}",
        _sum_latex((c, "")),
        value=lambda x: np.full_like(x, c),
        slope=np.zeros_like,
        curvature=np.zeros_like,
        gradient_latex=("0",),
    )


def line(slope: float, intercept: float) -> Function:
    """Return slope * x + intercept; its derivative is the slope everywhere.

    >>> line(2, 1)(3.0), line(2, 1).gradient(3.0)
    (np.float64(7.0), np.float64(2.0))
    """
    a, b = arguments.number("slope", slope), arguments.number("intercept", intercept)
    return _curve(
        "line",
        f"a line of slope {formatting.number(a)}",
        _sum_latex((a, "x"), (b, "")),
        value=lambda x: a * x + b,
        slope=lambda x: np.full_like(x, a),
        curvature=np.zeros_like,
        gradient_latex=(_sum_latex((a, "")),),
    )


def power(exponent: float) -> Function:
    """Return x^n with the derivative n x^(n-1), where the exponent allows it.

    Whole n from 0 on: every x. Negative whole n: x not 0. Any other n: x at least 0, and above 0
    when n is negative; the derivative at 0 is then the one from the right.
    Source: Spivak, Calculus, chapters 10 and 18.

    >>> power(3).gradient(2.0), power(-1).gradient(2.0), power(0.5).gradient(4.0)
    (np.float64(12.0), np.float64(-0.25), np.float64(0.25))
    >>> power(-1).contains([-1, 0]), power(0.5).contains([-1, 0])
    (array([ True, False]), array([False,  True]))
    """
    n = arguments.number("exponent", exponent)
    domain, window = _where_a_power_is(n)
    return _curve(
        f"power_{n:g}",
        f"x to the power {n:g}",
        _power_latex("x", n),
        value=lambda x: x**n,
        slope=_monomial(n, n - 1),
        curvature=_monomial(n * (n - 1), n - 2),
        window=window,
        domain=domain,
        minima=(Minimum(0.0),) if n >= 2 and n % 2 == 0 else (),
        saddles=(0.0,) if n >= 3 and n % 2 == 1 else (),
        gradient_latex=(_sum_latex((n, "" if n == 1 else _power_latex("x", n - 1))),),
    )


def _where_a_power_is(n: float) -> tuple[Domain, tuple[float, float]]:
    if n % 1 == 0:
        return Domain() if n >= 0 else Domain("x ≠ 0", holes=(0.0,)), (-2.0, 2.0)
    if n > 0:
        return Domain("x ≥ 0", lower=0.0, closed=True), (0.0, 4.0)
    return Domain("x > 0", lower=0.0), (0.1, 4.0)


def _monomial(coefficient: float, exponent: float) -> Callable:
    if coefficient == 0:  # 0 * x^-1 would be no number at x = 0.
        return np.zeros_like
    return lambda x: coefficient * x**exponent


def _compound(x: np.ndarray) -> tuple[np.ndarray, ...]:
    # The value, and its derivatives by those of its logarithm, x log(1 + 1/x).
    value = np.exp(x * np.log1p(1 / x))
    growth = np.log1p(1 / x) - 1 / (1 + x)
    return value, value * growth, value * (growth**2 - 1 / (x * (1 + x) ** 2))


square = _curve(
    "square",
    "x squared",
    "x^2",
    value=lambda x: x**2,
    slope=lambda x: 2 * x,
    curvature=lambda x: np.full_like(x, 2),
    minima=(Minimum(0.0),),
    gradient_latex=("2 x",),
)

cube = replace(power(3), name="cube", words="x cubed")

reciprocal = replace(
    power(-1),
    name="reciprocal",
    words="one over x",
    latex=r"\frac{1}{x}",
    gradient_latex=(r"-\frac{1}{x^2}",),
)

square_root = replace(
    power(0.5),
    name="square_root",
    words="the square root of x",
    latex=r"\sqrt{x}",
    gradient_latex=(r"\frac{1}{2 \sqrt{x}}",),
)

sine = _curve(
    "sine",
    "the sine of x",
    r"\sin x",
    value=np.sin,
    slope=np.cos,
    curvature=lambda x: -np.sin(x),
    window=(-6.0, 6.0),
    minima=(Minimum(-math.pi / 2), Minimum(3 * math.pi / 2)),
    maxima=(Maximum(-3 * math.pi / 2), Maximum(math.pi / 2)),
    gradient_latex=(r"\cos x",),
)

cosine = _curve(
    "cosine",
    "the cosine of x",
    r"\cos x",
    value=np.cos,
    slope=lambda x: -np.sin(x),
    curvature=lambda x: -np.cos(x),
    window=(-6.0, 6.0),
    minima=(Minimum(-math.pi), Minimum(math.pi)),
    maxima=(Maximum(0.0),),
    gradient_latex=(r"-\sin x",),
)

exponential = _curve(
    "exponential",
    "e to the x",
    "e^x",
    value=np.exp,
    slope=np.exp,
    curvature=np.exp,
    gradient_latex=("e^x",),
)

logarithm = _curve(
    "logarithm",
    "the natural logarithm of x",
    r"\log x",
    value=np.log,
    slope=lambda x: 1 / x,
    curvature=lambda x: -1 / x**2,
    window=(0.05, 4.0),
    domain=Domain("x > 0", lower=0.0),
    gradient_latex=(r"\frac{1}{x}",),
)

cooling = _curve(
    "cooling",
    "the degrees by which tea is warmer than the room",
    r"60\, e^{-x/8}",
    value=lambda x: 60 * np.exp(-x / 8),
    slope=lambda x: -7.5 * np.exp(-x / 8),
    curvature=lambda x: 0.9375 * np.exp(-x / 8),
    window=(0.0, 16.0),
    gradient_latex=(r"-\frac{15}{2} e^{-x/8}",),
)

arctangent = _curve(
    "arctangent",
    "the inverse tangent of x",
    r"\arctan x",
    value=np.arctan,
    slope=lambda x: 1 / (1 + x**2),
    curvature=lambda x: -2 * x / (1 + x**2) ** 2,
    gradient_latex=(r"\frac{1}{1 + x^2}",),
)

compound_interest = _curve(
    "compound_interest",
    "one euro after a year at 100 % paid in x parts",
    r"(1 + \frac{1}{x})^x",
    value=lambda x: _compound(x)[0],
    slope=lambda x: _compound(x)[1],
    curvature=lambda x: _compound(x)[2],
    window=(0.05, 12.0),
    domain=Domain("x > 0", lower=0.0),
    gradient_latex=(r"(1 + \frac{1}{x})^x (\log (1 + \frac{1}{x}) - \frac{1}{1 + x})",),
)

# Where there is no derivative.

absolute_value = _curve(
    "absolute_value",
    "the absolute value of x",
    "|x|",
    value=_magnitude,
    slope=lambda x: np.sign(np.real(x)),
    curvature=np.zeros_like,
    minima=(Minimum(0.0),),
    kinks=(Kink(0.0, Break.CORNER, -1.0, 1.0),),
    gradient_latex=(r"\frac{x}{|x|}",),
)

cusp = _curve(
    "cusp",
    "the cube root of x squared",
    r"\sqrt[3]{x^2}",
    value=lambda x: _magnitude(x) ** (2 / 3),
    slope=lambda x: np.where(x == 0, 0.0, 2 / 3 * _magnitude(x) ** (2 / 3) / x),
    curvature=lambda x: -2 / 9 * _magnitude(x) ** (-4 / 3),
    minima=(Minimum(0.0),),
    kinks=(Kink(0.0, Break.CUSP, -math.inf, math.inf),),
    gradient_latex=(r"\frac{2}{3 \sqrt[3]{x}}",),
)

step = _curve(
    "step",
    "the step from 0 to 1",
    r"\mathbf{1}\{x \geq 0\}",
    value=lambda x: np.where(np.real(x) >= 0, 1.0, 0.0),
    slope=np.zeros_like,
    curvature=np.zeros_like,
    kinks=(Kink(0.0, Break.JUMP, 0.0, 0.0),),
    gradient_latex=("0",),
)

cube_root = _curve(
    "cube_root",
    "the cube root of x",
    r"\sqrt[3]{x}",
    value=lambda x: np.sign(np.real(x)) * _magnitude(x) ** (1 / 3),
    slope=lambda x: _magnitude(x) ** (-2 / 3) / 3,
    curvature=lambda x: -2 / 9 * _magnitude(x) ** (-2 / 3) / x,
    kinks=(Kink(0.0, Break.VERTICAL_TANGENT, math.inf, math.inf),),
    gradient_latex=(r"\frac{1}{3 \sqrt[3]{x^2}}",),
)

# The rules of sum, product and chain.

square_plus_double = _curve(
    "square_plus_double",
    "x squared plus 2x",
    "2 x + x^2",
    value=lambda x: 2 * x + x**2,
    slope=lambda x: 2 + 2 * x,
    curvature=lambda x: np.full_like(x, 2),
    window=(-4.0, 2.0),
    minima=(Minimum(-1.0),),
    gradient_latex=("2 + 2 x",),
)

x_times_exp = _curve(
    "x_times_exp",
    "x times e to the x",
    "x e^x",
    value=lambda x: x * np.exp(x),
    slope=lambda x: np.exp(x) + x * np.exp(x),
    curvature=lambda x: (2 + x) * np.exp(x),
    window=(-5.0, 1.5),
    minima=(Minimum(-1.0),),
    gradient_latex=("e^x + x e^x",),
)


@dataclass(frozen=True, eq=False)
class Composition(Function):
    """A chain of functions of one variable that remembers its parts, the outermost first."""

    parts: tuple[Function, ...] = ()
    factors_latex: tuple[str, ...] = ()

    def stages(self, points: ArrayLike) -> list[np.ndarray]:
        """Return the values on the way, innermost first: h(x), then g(h(x)), and so on."""
        values = []
        for part in reversed(self.parts):
            points = part(points)
            values.append(points)
        return values

    def factors(self, points: ArrayLike) -> list[np.ndarray]:
        """Return the slope of each part at what enters it, outermost first: g'(h(x)), h'(x)."""
        slopes = []
        for part in reversed(self.parts):
            slopes.insert(0, part.gradient(points))
            points = part(points)
        return slopes


def compose(
    *parts: Function, domain: Domain | None = None, kinks: tuple[Kink, ...] | None = None
) -> Composition:
    """Return g(h(x)) for the functions g, h of one variable; any number of them, outermost first.

    Its derivative is the product of the ``factors``: the chain rule. The window is that of the
    innermost part. ``domain`` must be said when a part is not defined everywhere, ``kinks``
    when a part has some. Source: Spivak, Calculus, chapter 10.

    >>> f = compose(sine, square)
    >>> print(f.latex, [round(float(s), 4) for s in f.factors(0.5)], f.gradient(0.5).round(4))
    \\sin (x^2) [0.9689, 1.0] 0.9689
    """
    if len(parts) < 2 or any(not isinstance(p, Function) or p.dimension != 1 for p in parts):
        raise TypeError(
            "parts must be at least two named functions of one variable, "
            f"but {arguments.describe(parts)} came"
        )
    if domain is None and any(part.domain != Domain() for part in parts):
        raise ValueError("domain must be said, because a part is not defined everywhere")
    if kinks is None and any(part.kinks for part in parts):
        raise ValueError("kinks must be said, because a part has some")
    latex, factors = parts[-1].variables[0], []
    for part in reversed(parts):
        factors.insert(0, _inserted("".join(part.gradient_latex), part.variables[0], latex))
        latex = _inserted(part.latex, part.variables[0], latex)
    return Composition(
        name="_of_".join(part.name for part in parts),
        words=" after ".join(part.words for part in parts),
        latex=latex,
        variables=parts[-1].variables,
        value_formula=lambda x: _through(parts, x)[0],
        gradient_formula=lambda x: _through(parts, x)[1],
        hessian_formula=lambda x: _through(parts, x)[2],
        window=parts[-1].window,
        domain=domain or Domain(),
        kinks=kinks or (),
        gradient_latex=(r" \cdot ".join(map(_bracketed, factors)),) if all(factors) else (),
        parts=parts,
        factors_latex=tuple(factors) if all(factors) else (),
    )


def _through(parts: tuple[Function, ...], x: np.ndarray) -> tuple[np.ndarray, ...]:
    value, slope, curvature = x, np.ones_like(x), np.zeros_like(x)
    for part in reversed(parts):
        outer_slope = part.gradient(value)
        curvature = part.hessian(value) * slope**2 + outer_slope * curvature
        slope = outer_slope * slope
        value = part(value)
    return value, slope, curvature


def _inserted(latex: str, variable: str, inner: str) -> str:
    # No brackets are needed where brackets, bars or nothing at all surround the variable.
    if inner == variable:
        return latex

    def instead(found: re.Match) -> str:
        before, after = latex[: found.start()][-1:], latex[found.end() :][:1]
        if before == "^":
            return f"{{{inner}}}"
        bare = (before, after) in {("", ""), ("{", "}"), ("|", "|"), ("(", ")")}
        return inner if bare else f"({inner})"

    return re.sub(rf"(?<![\\a-zA-Z]){variable}(?![a-zA-Z])", instead, latex)


def _bracketed(factor: str) -> str:
    # A sum, or a minus in front, needs brackets to be a factor; one within brackets does not.
    outside, before = factor, ""
    while outside != before:
        outside, before = re.sub(r"\([^(){}]*\)|\{[^(){}]*\}", "", outside), outside
    return f"({factor})" if re.search("[+-]", outside) else factor


exp_of_double = replace(
    compose(exponential, line(2, 0)),
    name="exp_of_double",
    words="e to the 2x",
    window=((-2.0, 1.0),),
)

sigmoid_chain = replace(
    compose(
        reciprocal,
        replace(
            compose(line(1, 1), reciprocal, domain=reciprocal.domain),
            words="one plus one over x",
            latex=r"1 + \frac{1}{x}",
            gradient_latex=reciprocal.gradient_latex,
        ),
        exponential,
        domain=Domain(),
    ),
    name="sigmoid_chain",
    words="the sigmoid as a chain of three functions",
    latex=r"\frac{1}{1 + \frac{1}{e^x}}",
    window=((-6.0, 6.0),),
)
"""Overflows for x beyond 350 on both sides: to train with it, take ``activations.sigmoid``."""

# Curves with a smallest or a largest value.


def squared_distances(places: ArrayLike) -> Function:
    """Return the cost sum_i (x - a_i)^2 of power lines to the places a_i, shape (n,).

    Its minimum is at the mean of the places. Source: Legendre (1805).

    >>> cost = squared_distances([1, 2, 6])
    >>> cost.minima[0].point, cost(3.0)
    (3.0, np.float64(14.0))
    """
    a = arguments.row("places", places)
    mean, reach = float(a.mean()), max(1.0, float(np.ptp(a)))
    latex, slope_latex = _distances_latex(a)
    return _curve(
        "squared_distances",
        "the sum of the squared distances",
        latex,
        value=lambda x: ((np.asarray(x)[..., None] - a) ** 2).sum(-1),
        slope=lambda x: 2 * len(a) * (x - mean),
        curvature=lambda x: np.full_like(x, 2 * len(a)),
        window=(mean - reach, mean + reach),
        minima=(Minimum(mean),),
        gradient_latex=(slope_latex,),
    )


def _distances_latex(places: np.ndarray) -> tuple[str, str]:
    n = len(places)
    if n > 4:
        return (rf"\sum_{{i=1}}^{{{n}}} {term}" for term in ("(x - a_i)^2", "2 (x - a_i)"))
    distances = [f"({_sum_latex((1, 'x'), (-a, ''))})" if a else "x" for a in places]
    return " + ".join(f"{d}^2" for d in distances), " + ".join(f"2 {d}" for d in distances)


def absolute_distances(places: ArrayLike) -> Function:
    """Return the cost sum_i |x - a_i| of power lines to the places a_i, shape (n,).

    Its minimum is at the median of the places; it is recorded when that is a single point.
    Source: Laplace (1818).

    >>> cost = absolute_distances([1, 2, 9])
    >>> cost.minima[0].point, cost(2.0), cost.gradient([0.0, 2.0, 5.0])
    (2.0, np.float64(8.0), array([-3.,  0.,  1.]))
    """
    a = np.sort(arguments.row("places", places))
    low, high = a[(len(a) - 1) // 2], a[len(a) // 2]
    mean, reach = float(a.mean()), max(1.0, float(np.ptp(a)))

    def sides(points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        ways = np.real(np.asarray(points)[..., None] - a)
        return np.sign(ways).sum(-1), (ways == 0).sum(-1)

    def slope(points: np.ndarray) -> np.ndarray:
        pull, here = sides(points)
        return np.clip(0.0, pull - here, pull + here)

    return _curve(
        "absolute_distances",
        "the sum of the distances",
        " + ".join(rf"|{_sum_latex((1, 'x'), (-b, ''))}|" if b else "|x|" for b in a)
        if len(a) < 5
        else rf"\sum_{{i=1}}^{{{len(a)}}} |x - a_i|",
        value=lambda points: np.abs(np.asarray(points)[..., None] - a).sum(-1),
        slope=slope,
        curvature=np.zeros_like,
        window=(mean - reach, mean + reach),
        minima=(Minimum(float(low)),) if low == high else (),
        kinks=tuple(
            Kink(float(b), Break.CORNER, *(float(pull + side * here) for side in (-1, 1)))
            for b in np.unique(a)
            for pull, here in (sides(b),)
        ),
    )


def flat_at(places: ArrayLike, heights: ArrayLike) -> Function:
    """Return a smooth curve through these points, flat at each of them but the first and last.

    In between it rises or falls all the way: cubic pieces, and a half of a parabola at each end,
    so that the curve is not flat there. The heights go up and down in turn.

    >>> hill = flat_at([0, 1, 2], [0, 3, 1])
    >>> hill([0.5, 1, 2]), hill.gradient([0, 1, 2]), hill.maxima[0].point
    (array([2.25, 3.  , 1.  ]), array([ 6.,  0., -4.]), 1.0)
    """
    x, y = arguments.row("places", places), arguments.row("heights", heights)
    rises = np.diff(y)
    if len(x) != len(y) or len(x) < 3 or (np.diff(x) <= 0).any():
        raise ValueError(
            "places must ascend and be as many as the heights, three or more, "
            f"but {formatting.point(x)} and {formatting.point(y)} came"
        )
    if (rises[1:] * rises[:-1] >= 0).any():
        raise ValueError(f"heights must go up and down in turn, but {formatting.point(y)} came")
    runs, last = np.diff(x), len(x) - 2
    inner = [(float(a), float(b)) for a, b in zip(x[1:-1], rises[:-1], strict=True)]
    low, high = float(y.min()), float(y.max())

    def shape(points: np.ndarray, order: int) -> np.ndarray:
        k = np.clip(np.searchsorted(x, points, side="right") - 1, 0, last)
        u = (points - x[k]) / runs[k]
        parts = (
            (1 - (1 - u) ** 2, u**2, u**2 * (3 - 2 * u)),
            (2 * (1 - u), 2 * u, 6 * u * (1 - u)),
            (-2 + 0 * u, 2 + 0 * u, 6 - 12 * u),
        )[order]
        part = np.where(k == 0, parts[0], np.where(k == last, parts[1], parts[2]))
        return (y[k] if order == 0 else 0.0) + rises[k] / runs[k] ** order * part

    return _curve(
        "flat_at",
        "a curve with hills and valleys",
        "f(x)",
        value=lambda points: shape(points, 0),
        slope=lambda points: shape(points, 1),
        curvature=lambda points: shape(points, 2),
        window=(float(x[0]), float(x[-1])),
        domain=Domain(
            f"{formatting.number(x[0])} ≤ x ≤ {formatting.number(x[-1])}",
            float(x[0]), float(x[-1]), closed=True,
        ),
        minima=tuple(Minimum(a, float(y[i + 1]) == low) for i, (a, r) in enumerate(inner) if r < 0),
        maxima=tuple(
            Maximum(a, float(y[i + 1]) == high) for i, (a, r) in enumerate(inner) if r > 0
        ),
    )  # fmt: skip


def coin_likelihood(heads: int, tails: int) -> Function:
    """Return p^heads (1-p)^tails, how likely these tosses are in their order.

    The largest value is at p = heads / (heads + tails); it is recorded when both came up.
    Source: Bishop, Pattern Recognition and Machine Learning, section 2.1.

    >>> coin_likelihood(7, 3).maxima[0].point
    0.7
    """
    h, t = _tosses(heads, tails)
    u, v = power(h), power(t)
    return Function(
        name="coin_likelihood",
        words=f"the likelihood of {h} heads and {t} tails",
        latex=_tosses_latex(h, t),
        variables=("p",),
        value_formula=lambda p: u(p) * v(1 - p),
        gradient_formula=lambda p: u.gradient(p) * v(1 - p) - u(p) * v.gradient(1 - p),
        hessian_formula=lambda p: (
            u.hessian(p) * v(1 - p)
            - 2 * u.gradient(p) * v.gradient(1 - p)
            + u(p) * v.hessian(1 - p)
        ),
        window=((0.0, 1.0),),
        domain=Domain("0 ≤ p ≤ 1", 0.0, 1.0, closed=True),
        maxima=(Maximum(h / (h + t)),) if h and t else (),
        gradient_latex=(_sum_latex((h, _tosses_latex(h - 1, t)), (-t, _tosses_latex(h, t - 1))),),
    )


def _tosses_latex(heads: int, tails: int) -> str:
    bases = (("p", heads), ("(1 - p)", tails))
    return " ".join(_power_latex(base, n) for base, n in bases if n)


def coin_log_likelihood(heads: int, tails: int) -> Function:
    """Return heads log p + tails log(1-p), the logarithm of ``coin_likelihood``.

    It is largest where the likelihood is. Source: Bishop, section 2.1.

    >>> coin_log_likelihood(7, 3)(0.7).round(4), coin_log_likelihood(7, 3).hessian(0.7).round(3)
    (np.float64(-6.1086), np.float64(-47.619))
    """
    h, t = _tosses(heads, tails)
    return Function(
        name="coin_log_likelihood",
        words=f"the log-likelihood of {h} heads and {t} tails",
        latex=_sum_latex((h, r"\log p"), (t, r"\log (1 - p)")),
        variables=("p",),
        value_formula=lambda p: h * np.log(p) + t * np.log1p(-p),
        gradient_formula=lambda p: h / p - t / (1 - p),
        hessian_formula=lambda p: -h / p**2 - t / (1 - p) ** 2,
        window=((0.01, 0.99),),
        domain=Domain("0 < p < 1", 0.0, 1.0),
        maxima=(Maximum(h / (h + t)),) if h and t else (),
        gradient_latex=(_log_slope_latex(h, t, 1),),
    )


def coin_log_loss(heads: int, tails: int) -> Function:
    """Return minus ``coin_log_likelihood``: the log loss of the tosses, summed, to minimise.

    >>> coin_log_loss(7, 3)(0.7).round(4), coin_log_loss(7, 3).minima[0].point
    (np.float64(6.1086), 0.7)
    """
    likelihood = coin_log_likelihood(heads, tails)
    h, t = _tosses(heads, tails)
    return replace(
        likelihood,
        name="coin_log_loss",
        words=f"the log loss of {h} heads and {t} tails",
        latex=_sum_latex((-h, r"\log p"), (-t, r"\log (1 - p)")),
        value_formula=lambda p: -likelihood(p),
        gradient_formula=lambda p: -likelihood.gradient(p),
        hessian_formula=lambda p: -likelihood.hessian(p),
        minima=tuple(Minimum(largest.point) for largest in likelihood.maxima),
        maxima=(),
        gradient_latex=(_log_slope_latex(h, t, -1),),
    )


def _log_slope_latex(heads: int, tails: int, sign: int) -> str:
    fractions = ((sign, heads, "p"), (-sign, tails, "1 - p"))
    return _sum_latex(*((s, rf"\frac{{{n}}}{{{below}}}") for s, n, below in fractions if n))


def _tosses(heads: int, tails: int) -> tuple[int, int]:
    h, t = arguments.count("heads", heads), arguments.count("tails", tails)
    if h + t == 0:
        raise ValueError("heads and tails must not both be zero")
    return h, t


OMEGA = 0.567143290409783872999968662210355549753815787186512508135131
"""The omega constant: the solution of x e^x = 1. Source: OEIS A030178."""

exp_minus_log = _curve(
    "exp_minus_log",
    "e to the x minus log x",
    r"e^x - \log x",
    value=lambda x: np.exp(x) - np.log(x),
    slope=lambda x: np.exp(x) - 1 / x,
    curvature=lambda x: np.exp(x) + 1 / x**2,
    window=(0.02, 2.02),
    domain=Domain("x > 0", lower=0.0),
    minima=(Minimum(OMEGA),),
    gradient_latex=(r"e^x - \frac{1}{x}",),
)

three_minima = _curve(
    "three_minima",
    "a curve with three minima",
    r"\frac{x^6}{6} - \frac{x^5}{25} - \frac{13 x^4}{10} + \frac{4 x^3}{15} + \frac{12 x^2}{5}",
    value=lambda x: x**6 / 6 - x**5 / 25 - 13 * x**4 / 10 + 4 * x**3 / 15 + 12 * x**2 / 5,
    slope=lambda x: x * (x**2 - 4) * (x + 1) * (x - 1.2),
    curvature=lambda x: 5 * x**4 - 0.8 * x**3 - 15.6 * x**2 + 1.6 * x + 4.8,
    window=(-2.3, 2.3),
    minima=(Minimum(-2.0), Minimum(0.0, is_global=False), Minimum(2.0, is_global=False)),
    maxima=(Maximum(-1.0, is_global=False), Maximum(1.2, is_global=False)),
    gradient_latex=("x (x^2 - 4) (x + 1) (x - 1.2)",),
)

square_minus_two = _curve(
    "square_minus_two",
    "x squared minus two",
    "x^2 - 2",
    value=lambda x: x**2 - 2,
    slope=lambda x: 2 * x,
    curvature=lambda x: 2 + 0 * x,
    minima=(Minimum(0.0),),
    gradient_latex=("2 x",),
)

double_zero = _curve(
    "double_zero",
    "the square of x minus one",
    "(x - 1)^2",
    value=lambda x: (x - 1) ** 2,
    slope=lambda x: 2 * (x - 1),
    curvature=lambda x: 2 + 0 * x,
    minima=(Minimum(1.0),),
    gradient_latex=("2 (x - 1)",),
)

x_minus_log = _curve(
    "x_minus_log",
    "x minus log x",
    r"x - \log x",
    value=lambda x: x - np.log(x),
    slope=lambda x: 1 - 1 / x,
    curvature=lambda x: 1 / x**2,
    window=(0.02, 4.02),
    domain=Domain("x > 0", lower=0.0),
    minima=(Minimum(1.0),),
    gradient_latex=(r"1 - \frac{1}{x}",),
)

soft_corner = _curve(
    "soft_corner",
    "a corner made round",
    r"\sqrt{1 + (x - 2)^2}",
    value=lambda x: np.sqrt(1 + (x - 2) ** 2),
    slope=lambda x: (x - 2) / np.sqrt(1 + (x - 2) ** 2),
    curvature=lambda x: (1 + (x - 2) ** 2) ** -1.5,
    window=(0.0, 4.0),
    minima=(Minimum(2.0),),
    gradient_latex=(r"\frac{x - 2}{\sqrt{1 + (x - 2)^2}}",),
)
"""Newton's method for its minimum turns the distance u from 2 into -u^3: beyond 1 it runs away."""

hill_and_valley = _curve(
    "hill_and_valley",
    "a hill and a valley",
    "x^3 - 6 x^2 + 9 x",
    value=lambda x: x**3 - 6 * x**2 + 9 * x,
    slope=lambda x: 3 * x**2 - 12 * x + 9,
    curvature=lambda x: 6 * x - 12,
    window=(0.0, 4.0),
    minima=(Minimum(3.0, is_global=False),),
    maxima=(Maximum(1.0, is_global=False),),
    gradient_latex=("3 x^2 - 12 x + 9",),
)

# Two variables.


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
    mm, mb, bb = scale * (x @ x), 2 * scale * x.sum(), scale * len(x)
    m, b, constant = -2 * scale * (x @ y), -2 * scale * y.sum(), scale * (y @ y)
    return Function(
        "line_error",
        "the squared error of a line",
        _sum_latex((mm, "m^2"), (bb, "b^2"), (constant, ""), (mb, "m b"), (m, "m"), (b, "b")),
        ("m", "b"),
        *_quadratic(np.array([[2 * mm, mb], [mb, 2 * bb]]), np.array([m, b]), constant),
        window=window,
        minima=_line_minimum(x, y),
        gradient_latex=(
            _sum_latex((2 * mm, "m"), (mb, "b"), (m, "")),
            _sum_latex((2 * bb, "b"), (mb, "m"), (b, "")),
        ),
    )


def _quadratic(hessian: np.ndarray, linear: np.ndarray, constant: float) -> tuple[Callable, ...]:
    return (
        lambda p: ((p @ hessian) * p).sum(-1) / 2 + p @ linear + constant,
        lambda p: p @ hessian + linear,
        lambda p: np.broadcast_to(hessian, (*np.shape(p), len(hessian))),
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


def quadratic_form(xx: float, yy: float, xy: float = 0.0, constant: float = 0.0) -> Function:
    """Return xx * x^2 + yy * y^2 + xy * x y + constant, with what (0, 0) is by the eigenvalues.

    Both eigenvalues of the Hessian above zero: a minimum. Both below: a maximum. One of each
    sign: a saddle. When one is 0, nothing is recorded. Source: Nocedal and Wright, section 2.1.

    >>> np.linalg.eigvalsh(quadratic_form(2, 3, -1).hessian([0, 0])).round(4)
    array([3.5858, 6.4142])
    """
    a, b = arguments.number("xx", xx), arguments.number("yy", yy)
    c, d = arguments.number("xy", xy), arguments.number("constant", constant)
    determinant, origin = 4 * a * b - c * c, (0.0, 0.0)
    return Function(
        "quadratic_form",
        "a quadratic form",
        _sum_latex((a, "x^2"), (b, "y^2"), (c, "x y"), (d, "")),
        ("x", "y"),
        *_quadratic(np.array([[2 * a, c], [c, 2 * b]]), np.zeros(2), d),
        window=((-3.0, 3.0), (-3.0, 3.0)),
        minima=(Minimum(origin),) if determinant > 0 and a > 0 else (),
        maxima=(Maximum(origin),) if determinant > 0 and a < 0 else (),
        saddles=(origin,) if determinant < 0 else (),
        gradient_latex=(_sum_latex((2 * a, "x"), (c, "y")), _sum_latex((2 * b, "y"), (c, "x"))),
    )


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
        gradient_latex=("x", _sum_latex((k, "y"))),
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
    gradient_latex=("2 x", "2 y"),
)

x_squared_y = _surface(
    "x_squared_y",
    "three x squared y",
    "3 x^2 y",
    value=lambda x, y: 3 * x**2 * y,
    gradient=lambda x, y: (6 * x * y, 3 * x**2),
    hessian=lambda x, y: (6 * y, 6 * x, 0),
    gradient_latex=("6 x y", "3 x^2"),
    window=((-2.0, 2.0), (-2.0, 2.0)),
)

x_squared_y_cubed = _surface(
    "x_squared_y_cubed",
    "three x squared y cubed",
    "3 x^2 y^3",
    value=lambda x, y: 3 * x**2 * y**3,
    gradient=lambda x, y: (6 * x * y**3, 9 * x**2 * y**2),
    hessian=lambda x, y: (6 * y**3, 18 * x * y**2, 18 * x**2 * y),
    gradient_latex=("6 x y^3", "9 x^2 y^2"),
    window=((-2.0, 2.0), (-2.0, 2.0)),
)

temperature = _surface(
    "temperature",
    "the temperature in the room",
    r"85 - \frac{1}{90} x^2 (x - 6) y^2 (y - 6)",
    value=lambda x, y: 85 - x**2 * (x - 6) * y**2 * (y - 6) / 90,
    gradient=lambda x, y: (
        -x * (3 * x - 12) * y**2 * (y - 6) / 90,
        -(x**2) * (x - 6) * y * (3 * y - 12) / 90,
    ),
    hessian=lambda x, y: (
        -(6 * x - 12) * y**2 * (y - 6) / 90,
        -x * (3 * x - 12) * y * (3 * y - 12) / 90,
        -(x**2) * (x - 6) * (6 * y - 12) / 90,
    ),
    window=((0.0, 6.0), (0.0, 6.0)),
    minima=(Minimum((4.0, 4.0), is_global=False),),
    saddles=((6.0, 6.0),),
    gradient_latex=(
        r"-\frac{1}{90} x (3 x - 12) y^2 (y - 6)",
        r"-\frac{1}{90} x^2 (x - 6) y (3 y - 12)",
    ),
)

regression_error = line_error([1, 2, 3], [2, 5, 3])

bowl = replace(quadratic_form(2, 3, -1), name="bowl", words="a bowl")
dome = replace(quadratic_form(-2, -3, -1, 15), name="dome", words="a dome")
saddle = replace(quadratic_form(2, -2), name="saddle", words="a saddle")
difference_of_squares = replace(
    quadratic_form(1, -1), name="difference_of_squares", words="x squared minus y squared"
)

flat_bowl = _surface(
    "flat_bowl",
    "x squared plus y to the fourth",
    "x^2 + y^4",
    value=lambda x, y: x**2 + y**4,
    gradient=lambda x, y: (2 * x, 4 * y**3),
    hessian=lambda x, y: (2, 0, 12 * y**2),
    gradient_latex=("2 x", "4 y^3"),
    window=((-1.5, 1.5), (-1.5, 1.5)),
    minima=(Minimum((0.0, 0.0)),),
)

flat_saddle = _surface(
    "flat_saddle",
    "x squared minus y to the fourth",
    "x^2 - y^4",
    value=lambda x, y: x**2 - y**4,
    gradient=lambda x, y: (2 * x, -4 * y**3),
    hessian=lambda x, y: (2, 0, -12 * y**2),
    gradient_latex=("2 x", "-4 y^3"),
    window=((-1.5, 1.5), (-1.5, 1.5)),
    saddles=((0.0, 0.0),),
)
"""The same Hessian at (0, 0) as ``flat_bowl``: with an eigenvalue 0 it decides nothing."""

quartic_bowl = _surface(
    "quartic_bowl",
    "a bowl of the fourth degree",
    "x^4 + 0.8 y^4 + 4 x^2 + 2 y^2 - x y - 0.2 x^2 y",
    value=lambda x, y: x**4 + 0.8 * y**4 + 4 * x**2 + 2 * y**2 - x * y - 0.2 * x**2 * y,
    gradient=lambda x, y: (
        4 * x**3 + 8 * x - y - 0.4 * x * y,
        3.2 * y**3 + 4 * y - x - 0.2 * x**2,
    ),
    hessian=lambda x, y: (12 * x**2 + 8 - 0.4 * y, -1 - 0.4 * x, 9.6 * y**2 + 4),
    gradient_latex=("4 x^3 + 8 x - y - 0.4 x y", "3.2 y^3 + 4 y - x - 0.2 x^2"),
    window=((-5.0, 5.0), (-5.0, 5.0)),
    minima=(Minimum((0.0, 0.0)),),
)

FUNCTIONS = {
    f.name: f
    for f in (
        constant(3),
        line(2, 1),
        square,
        cube,
        reciprocal,
        square_root,
        sine,
        cosine,
        exponential,
        logarithm,
        cooling,
        arctangent,
        compound_interest,
        absolute_value,
        cusp,
        step,
        cube_root,
        square_plus_double,
        x_times_exp,
        exp_of_double,
        sigmoid_chain,
        replace(
            squared_distances([1, 3]),
            name="two_power_lines",
            words="the cost of two power lines",
        ),
        replace(
            squared_distances([1, 2, 6]),
            name="three_power_lines",
            words="the cost of three power lines",
        ),
        coin_likelihood(7, 3),
        coin_log_likelihood(7, 3),
        coin_log_loss(7, 3),
        exp_minus_log,
        three_minima,
        square_minus_two,
        double_zero,
        x_minus_log,
        soft_corner,
        hill_and_valley,
        paraboloid,
        x_squared_y,
        x_squared_y_cubed,
        temperature,
        regression_error,
        valley(10),
        bowl,
        dome,
        saddle,
        difference_of_squares,
        flat_bowl,
        flat_saddle,
        quartic_bowl,
    )
}
"""The registry: every named function by its name. The tests walk it."""
