"""Descent by gradients, by coordinates and by Newton's method, and what a critical point is."""

import math
import operator
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from mlcalc import arguments, formatting
from mlcalc.functions import Domain, Function, as_function

EPSILON = np.finfo(float).eps

FAR_AWAY = 1e10
"""A coordinate beyond this counts as diverged: long before float64 overflows."""

LONGEST_ROUND = 8
"""A path that comes back to a point after at most so many steps is said to cycle."""

SINGULAR = 1e-14
"""A Hessian with an eigenvalue below this part of its largest counts as singular."""

ENOUGH = 1e-4
"""A damped step must lower the value by this part of what the slope promises: Armijo's test."""

HALVINGS = 60
"""A damped step is halved at most so often; what is left of it then is below all rounding."""

NOISE = 1e-12
"""Values that differ by this part of the largest on the path may differ by rounding only."""

LINE_STEPS = 50
"""Coordinate descent takes at most so many of Newton's steps along one coordinate."""


class Stop(StrEnum):
    """Why a descent, or Newton's method, ended."""

    CONVERGED = "converged"
    STEPS_USED_UP = "steps used up"
    DIVERGED = "diverged"
    LEFT_THE_DOMAIN = "left the domain"
    CYCLING = "cycling"
    FLAT = "slope zero"
    SINGULAR_HESSIAN = "singular Hessian"
    INDEFINITE_HESSIAN = "indefinite Hessian"
    NOT_A_DESCENT_DIRECTION = "not a descent direction"
    NO_STEP_DOWN = "no step leads down"


class Regime(StrEnum):
    """What a learning rate does close to a minimum."""

    SLOW = "slow"
    FAST = "fast"
    OSCILLATES = "oscillates"
    DIVERGES = "diverges"


@dataclass(frozen=True, eq=False)
class Path:
    """The whole course of a descent.

    ``points`` has shape (k+1,) with one variable and (k+1, n) with n; ``values`` has shape
    (k+1,), ``gradients`` the shape of ``points``. ``rejected`` is the point that the next step
    would have led to, when it lies outside the domain or is too far away for float64, else None.
    Newton's method for minima keeps the ``hessians`` too, shape (k+1,) or (k+1, n, n).
    """

    points: np.ndarray
    values: np.ndarray
    gradients: np.ndarray
    stop: Stop
    rejected: float | np.ndarray | None = None
    hessians: np.ndarray | None = None

    @property
    def steps(self) -> int:
        """How many steps were taken."""
        return len(self.points) - 1

    @property
    def last(self) -> float | np.ndarray:
        """The point where the descent ended."""
        return self.points[-1]

    def __repr__(self) -> str:
        place, value = formatting.point(self.last), formatting.number(self.values[-1])
        name = type(self).__name__
        if self.stop is Stop.LEFT_THE_DOMAIN:
            step = self.steps + 1
            return f"{name}(leaves the domain with step {step}, from {place}, value {value})"
        steps = f"{self.steps} step{'s' * (self.steps != 1)}"
        return f"{name}({self.stop} after {steps} at {place}, value {value})"


def step(point: ArrayLike, gradient: ArrayLike, learning_rate: float) -> np.ndarray:
    """Take one step of gradient descent: the point minus the learning rate times the gradient.

    The point and the gradient have the same shape. Source: Cauchy (1847).

    >>> round(float(step(0.05, -18.9487, 0.005)), 4)
    0.1447
    """
    return np.asarray(point, dtype=float) - learning_rate * np.asarray(gradient, dtype=float)


def gradient_descent(
    function: Function | Callable,
    start: ArrayLike,
    learning_rate: float,
    steps: int = 100,
    *,
    tolerance: float = 1e-8,
    momentum: float = 0.0,
) -> Path:
    """Repeat the step until the gradient is small, and return the whole path.

    ``start`` is one number or has shape (n,). It stops when the length of the gradient is at
    most ``tolerance``, when the steps are used up, when a coordinate or the gradient grows
    beyond all bounds, or when a step leaves the domain. ``momentum`` in [0, 1) keeps that part
    of the last move: Polyak's heavy ball (1964). Raises ValueError for a start outside the
    domain, a learning rate that is not above zero, or a function that fails.

    >>> from mlcalc.functions import exp_minus_log
    >>> gradient_descent(exp_minus_log, 0.05, 0.005, steps=2).points.round(4)
    array([0.05  , 0.1447, 0.1735])
    """
    function, start = _prepared(function, "start", start)
    learning_rate = arguments.positive("learning_rate", learning_rate)
    steps = arguments.count("steps", steps)
    tolerance = arguments.not_negative("tolerance", tolerance)
    momentum = arguments.fraction("momentum", momentum)
    with np.errstate(all="ignore"):
        return _descend(function, start, learning_rate, steps, tolerance, momentum)


def _prepared(function, name, point) -> tuple[Function, float | np.ndarray]:
    point = arguments.point(name, point)
    function = as_function(function, np.size(point))
    if not function.contains(point):
        raise ValueError(
            f"{name} must lie where {function.words} is defined, {function.domain.words}, "
            f"but {formatting.point(point)} came"
        )
    return function, point


def _descend(function, start, learning_rate, steps, tolerance, momentum) -> Path:
    gradient_at = function.gradient if function.pointwise else function.gradient_formula
    checked = function.pointwise or function.domain != Domain()
    point, velocity, rejected = np.asarray(start)[()], 0.0, None
    gradient = gradient_at(point)
    points, gradients = [point], [gradient]
    stop = _reason(point, gradient, tolerance)
    while stop is None and len(points) <= steps:
        if momentum:
            velocity = momentum * velocity - learning_rate * gradient
            point = point + velocity
        else:
            point = point - learning_rate * gradient
        if checked and not function.contains(point):
            stop, rejected = _outside(point), point
            break
        gradient = gradient_at(point)
        points.append(point)
        gradients.append(gradient)
        stop = _reason(point, gradient, tolerance)
    points = np.array(points)
    return Path(points, function(points), np.array(gradients), stop or Stop.STEPS_USED_UP, rejected)


def _reason(point, gradient, tolerance) -> Stop | None:
    # For two numbers np.dot takes thirty times as long as the product.
    dot = np.dot if point.ndim else operator.mul
    size = dot(gradient, gradient)
    if size <= tolerance * tolerance:
        return Stop.CONVERGED
    # NaN fails every comparison, so it ends here too.
    return None if size < math.inf and dot(point, point) < FAR_AWAY**2 else Stop.DIVERGED


def _outside(point) -> Stop:
    return Stop.LEFT_THE_DOMAIN if np.isfinite(point).all() else Stop.DIVERGED


def stochastic_gradient_descent(
    loss_on: Callable[[np.ndarray], Function],
    examples: int,
    start: ArrayLike,
    learning_rate: float,
    *,
    batch_size: int = 1,
    epochs: int = 1,
    seed: int = 0,
) -> Path:
    """Descend with the gradient of a few examples at a time.

    ``loss_on(indices)`` returns the mean loss of the examples with these indices, an array of
    whole numbers below ``examples``. Each epoch shuffles the examples anew and takes one step
    for each batch of ``batch_size``. The path holds the point after every step, the loss of all
    examples as values, and the batch gradients that were followed; the last entry is the
    gradient of all examples. Source: Robbins and Monro (1951).
    """
    point = arguments.point("start", start)
    learning_rate = arguments.positive("learning_rate", learning_rate)
    examples = arguments.count("examples", examples, minimum=1)
    batch_size = arguments.count("batch_size", batch_size, minimum=1)
    epochs = arguments.count("epochs", epochs)
    generator = np.random.default_rng(arguments.count("seed", seed))
    whole = loss_on(np.arange(examples))
    point, gradients, stop = np.asarray(point)[()], [], Stop.STEPS_USED_UP
    points = [point]
    with np.errstate(all="ignore"):
        for batch in _batches(generator, examples, batch_size, epochs):
            gradient = loss_on(batch).gradient(point)
            point = point - learning_rate * gradient
            gradients.append(gradient)
            points.append(point)
            if not np.linalg.norm(point) < FAR_AWAY:
                stop = Stop.DIVERGED
                break
        gradients.append(whole.gradient(point))
        return Path(np.array(points), whole(np.array(points)), np.array(gradients), stop)


def _batches(generator, examples, batch_size, epochs):
    for _ in range(epochs):
        order = generator.permutation(examples)
        for first in range(0, examples, batch_size):
            yield order[first : first + batch_size]


def largest_curvature(function: Function, point: ArrayLike) -> float:
    """Return the second derivative at a point, or the largest eigenvalue of the Hessian there."""
    second = np.asarray(function.hessian(point))
    return float(second if second.ndim == 0 else np.linalg.eigvalsh(second)[-1])


def nearest_minimum(function: Function, point: ArrayLike) -> float | np.ndarray | None:
    """Return the known minimum closest to a point, or None where none is known."""
    if not function.minima:
        return None
    nearest = min(function.minima, key=lambda m: np.linalg.norm(np.array(m.point) - point))
    return np.array(nearest.point, dtype=float)[()]


def largest_stable_rate(curvature: float) -> float:
    """Return 2 / curvature: learning rates below it converge near a minimum.

    ``curvature`` is the second derivative at the minimum, or the largest eigenvalue of the
    Hessian there. Source: Nesterov, Introductory Lectures on Convex Optimization, section 1.2.3.

    >>> round(largest_stable_rate(4.8725), 2)
    0.41
    """
    return 2 / arguments.positive("curvature", curvature)


def regime(learning_rate: float, curvature: float) -> Regime:
    """Name what happens near a minimum: each step multiplies the error by 1 - rate * curvature.

    Below 0.2 a step removes less than a fifth of the error: slow. Up to 1: fast. Between 1 and
    2 the error changes sign at each step and shrinks: oscillates. Above 2 it grows, at 2 it keeps
    its size: both are called diverges, as neither comes closer.

    >>> [str(regime(rate, 1.0)) for rate in (0.1, 0.5, 1.5, 2.5)]
    ['slow', 'fast', 'oscillates', 'diverges']
    """
    product = arguments.positive("learning_rate", learning_rate) * arguments.positive(
        "curvature", curvature
    )
    if product >= 2:
        return Regime.DIVERGES
    if product > 1:
        return Regime.OSCILLATES
    return Regime.FAST if product >= 0.2 else Regime.SLOW


def basins(
    function: Function, starts: ArrayLike, learning_rate: float, steps: int = 200
) -> np.ndarray:
    """Say which minimum gradient descent reaches from each start.

    ``starts`` has shape (k,); the function has one variable. The result has shape (k,): the
    index of the minimum in ``function.minima`` where the point has come to rest, less than 0.01
    away and moving by less than 0.001 a step, or -1.
    """
    points = arguments.array("starts", starts)
    learning_rate = arguments.positive("learning_rate", learning_rate)
    minima = np.array([m.point for m in function.minima])
    if function.dimension != 1 or not len(minima):
        raise ValueError(f"function must have one variable and known minima, but {function!r} came")
    last = points
    with np.errstate(all="ignore"):
        for _ in range(arguments.count("steps", steps)):
            last = points
            points = points - learning_rate * function.gradient(points)
            points = np.where(function.contains(points), points, np.nan)
        distances = np.nan_to_num(np.abs(points[:, None] - minima), nan=np.inf)
    nearest = np.argmin(distances, axis=1)
    at_rest = (distances.min(axis=1) < 0.01) & (np.abs(points - last) < 0.001)
    return np.where(at_rest, nearest, -1)


# Newton's method.


def newton_step(point: ArrayLike, gradient: ArrayLike, hessian: ArrayLike) -> float | np.ndarray:
    """Take one step of Newton's method: the point minus the Hessian's inverse times the gradient.

    With one variable all three are numbers; with n the point and the gradient have shape (n,) and
    the Hessian (n, n), and the step d solves hessian @ d = gradient. With a value and a slope in
    place of gradient and Hessian it is the step towards a zero. Raises ValueError when the Hessian
    is singular. Source: Nocedal and Wright, Numerical Optimization, section 2.2.

    >>> newton_step([4, 4], [277.6, 213.6], [[198.4, -2.6], [-2.6, 157.6]]).round(2)
    array([2.58, 2.62])
    >>> float(newton_step(1.0, -1.0, 2.0))
    1.5
    """
    point = arguments.point("point", point)
    gradient, hessian = arguments.array("gradient", gradient), arguments.array("hessian", hessian)
    shape = np.shape(point)
    if gradient.shape != shape or hessian.shape != shape * 2:
        raise ValueError(
            f"gradient and hessian must have the shapes {shape} and {shape * 2}, "
            f"but {gradient.shape} and {hessian.shape} came"
        )
    try:
        with np.errstate(over="ignore", divide="raise", invalid="raise"):
            return point - (np.linalg.solve(hessian, gradient) if shape else gradient / hessian)
    except (np.linalg.LinAlgError, FloatingPointError):
        came = arguments.describe(hessian)
        raise ValueError(f"hessian must not be singular, but {came} came") from None


def newton_zero(
    function: Function | Callable, start: float, steps: int = 50, *, tolerance: float = 1e-12
) -> Path:
    """Look for a zero of a function of one variable: x - f(x) / f'(x), again and again.

    Each step goes to where the tangent meets the axis. It stops when |f(x)| is at most
    ``tolerance`` or a step changes nothing but rounding (converged), when the steps are used up,
    where the slope is zero, when a step leaves the domain, when the path runs away (diverged) or
    comes back to an earlier point (cycling). The path's gradients are the slopes f'(x). Raises
    ValueError for a start outside the domain or a function that fails. Source: Ypma, Historical
    development of the Newton-Raphson method, SIAM Review 37 (1995).

    >>> newton_zero(lambda x: x**2 - 2, 1.0).points.round(6)
    array([1.      , 1.5     , 1.416667, 1.414216, 1.414214, 1.414214])
    >>> newton_zero(np.arctan, 2.0)
    Path(diverged after 5 steps at -2.339e+10, value -1.571)
    """
    start = arguments.point("start", start, 1)
    function, start = _prepared(function, "start", start)
    equation = _Equation(
        function,
        function.gradient,
        function.contains,
        lambda x, slope: Stop.FLAT if slope == 0 else None,
    )
    return Path(*_newton(equation, start, steps, tolerance))


def newton_minimum(
    function: Function | Callable,
    start: ArrayLike,
    steps: int = 50,
    *,
    tolerance: float = 1e-8,
    descent_only: bool = True,
) -> Path:
    """Look for a minimum: step to where the quadratic with the same derivatives is flat.

    ``start`` is one number or has shape (n,). It stops when the length of the gradient is at most
    ``tolerance`` or a step changes nothing but rounding (converged), when the steps are used up,
    at a singular Hessian, when a step leaves the domain, when the path runs away (diverged) or
    comes back to an earlier point (cycling). With ``descent_only`` it also stops where the Hessian
    has negative eigenvalues: if all are (not a descent direction) the step would go up; if some
    are (indefinite), towards a saddle. Without, it takes these steps too and may end at any
    critical point, which ``classify`` tells. Raises ValueError for a start outside the domain or
    a function that fails. Source: Nocedal and Wright, Numerical Optimization, section 3.3.

    >>> from mlcalc.functions import exp_minus_log
    >>> newton_minimum(exp_minus_log, 1.0)
    Path(converged after 4 steps at 0.5671, value 2.33)
    >>> newton_minimum(lambda p: 2 * p[0] ** 2 - 2 * p[1] ** 2, [3, 1])
    Path(indefinite Hessian after 0 steps at (3, 1), value 16)
    """
    function, start = _prepared(function, "start", start)
    equation = _Equation(
        function.gradient,
        lambda p: np.reshape(function.hessian(p), np.shape(p) * 2),
        function.contains,
        lambda p, hessian: _forbids(function, p, hessian, descent_only),
    )
    points, gradients, hessians, *end = _newton(equation, start, steps, tolerance)
    with np.errstate(all="ignore"):
        return Path(points, function(points), gradients, *end, hessians)


def guarded_newton(
    function: Function | Callable,
    start: ArrayLike,
    steps: int = 50,
    *,
    damping: float = 1.0,
    downhill: bool = True,
    tolerance: float = 1e-8,
) -> Path:
    """Look for a minimum with Newton's steps, made shorter, and turned where they lead up.

    ``start`` is one number or has shape (n,). Each step is multiplied by ``damping``, above 0 and
    at most 1. With ``downhill``, minus the gradient takes the place of a step that does not lead
    downhill, and of one that a singular Hessian does not give. It stops as ``newton_minimum`` does
    with ``descent_only=False``; with ``downhill`` no Hessian stops it. Raises ValueError for a
    start outside the domain or a function that fails. Source: Nocedal and Wright, Numerical
    Optimization, section 3.4.

    >>> from mlcalc.functions import cosine
    >>> guarded_newton(cosine, 0.3)
    Path(converged after 7 steps at 3.142, value -1)
    >>> guarded_newton(cosine, 0.3, downhill=False)
    Path(converged after 3 steps at -6.617e-21, value 1)
    """
    function, start = _prepared(function, "start", start)
    damping = arguments.positive("damping", damping)
    if damping > 1:
        raise ValueError(f"damping must be at most 1, but {damping:g} came")

    def singular(p, hessian) -> Stop | None:
        return _forbids(function, p, hessian, descent_only=False)

    def step(p, gradient, hessian):
        if downhill and singular(p, hessian):
            return p - damping * gradient
        way = newton_step(np.zeros(np.shape(p)), gradient, hessian)
        if downhill and np.sum(way * gradient) >= 0:
            way = -gradient
        return p + damping * way

    equation = _Equation(
        function.gradient,
        lambda p: np.reshape(function.hessian(p), np.shape(p) * 2),
        function.contains,
        (lambda p, hessian: None) if downhill else singular,
        step,
    )
    points, gradients, hessians, *end = _newton(equation, start, steps, tolerance)
    with np.errstate(all="ignore"):
        return Path(points, function(points), gradients, *end, hessians)


@dataclass(frozen=True)
class _Equation:
    """What Newton's method solves: value(point) = 0. For minima the value is the gradient.

    ``slope`` is the derivative of the value, ``contains`` says where both are defined,
    ``forbids`` the reason for taking no step from a point with a slope, or None, and ``step``
    where a point with a value and a slope leads.
    """

    value: Callable
    slope: Callable
    contains: Callable
    forbids: Callable
    step: Callable = newton_step


def _newton(equation, start, steps, tolerance) -> tuple:
    steps = arguments.count("steps", steps)
    tolerance = arguments.not_negative("tolerance", tolerance)
    with np.errstate(all="ignore"):
        return _solve(equation, start, steps, tolerance)


def _solve(equation, start, steps, tolerance) -> tuple:
    point, rejected = np.asarray(start)[()], None
    points, values, slopes = [point], [equation.value(point)], [equation.slope(point)]
    stop = _newton_reason(equation, points, values, slopes, tolerance)
    while stop is None and len(points) <= steps:
        point = equation.step(point, values[-1], slopes[-1])
        if not equation.contains(point):
            stop, rejected = _outside(point), point
            break
        points.append(point)
        values.append(equation.value(point))
        slopes.append(equation.slope(point))
        stop = _newton_reason(equation, points, values, slopes, tolerance)
    stop = stop or Stop.STEPS_USED_UP
    return np.array(points), np.array(values), np.array(slopes), stop, rejected


def _newton_reason(equation, points, values, slopes, tolerance) -> Stop | None:
    point, value, slope = points[-1], values[-1], slopes[-1]
    if np.linalg.norm(value) <= tolerance:
        return Stop.CONVERGED
    finite = np.isfinite(value).all() and np.isfinite(slope).all()
    if not finite or np.linalg.norm(point) >= FAR_AWAY:
        return Stop.DIVERGED
    return _comes_back(points) or equation.forbids(point, slope)


def _comes_back(points, stride=1) -> Stop | None:
    for period in range(stride, stride * LONGEST_ROUND + 1, stride):
        if len(points) > period and _near(points[-1], points[-1 - period], 4 * EPSILON):
            still = all(_near(points[-1], p, math.sqrt(EPSILON)) for p in points[-period:])
            return Stop.CONVERGED if still else Stop.CYCLING
    return None


def _near(a, b, relative) -> bool:
    return np.abs(a - b).max() <= relative * np.abs(a).max()


def _forbids(function, point, hessian, descent_only) -> Stop | None:
    signs = _signs(function, point, np.linalg.eigvalsh(_square(hessian)), SINGULAR)
    if 0 in signs:
        return Stop.SINGULAR_HESSIAN
    if not descent_only or -1 not in signs:
        return None
    return Stop.INDEFINITE_HESSIAN if 1 in signs else Stop.NOT_A_DESCENT_DIRECTION


def _square(hessian) -> np.ndarray:
    return np.atleast_2d(np.asarray(hessian))


def _signs(function, point, eigenvalues, tolerance) -> set[float]:
    scale = np.abs(eigenvalues).max()
    if function.pointwise:
        # Central differences find second derivatives no better than this.
        scale = max(scale, 1.0, abs(function(point)))
        tolerance = max(tolerance, math.sqrt(EPSILON))
    zero = np.abs(eigenvalues) <= tolerance * scale
    return set(np.where(zero, 0.0, np.sign(eigenvalues)).tolist())


@dataclass(frozen=True, eq=False, repr=False)
class DampedPath(Path):
    """The course of a damped Newton's method.

    ``parts``, shape (k,), says how much of each direction was taken: 1, 1/2, 1/4, ...;
    ``newtons``, shape (k,), whether that direction was Newton's or minus the gradient.
    """

    parts: np.ndarray | None = None
    newtons: np.ndarray | None = None


def damped_newton(
    function: Function | Callable, start: ArrayLike, steps: int = 50, *, tolerance: float = 1e-8
) -> DampedPath:
    """Look for a minimum by Newton's steps, halved until they lead down far enough.

    Where the Hessian has only positive eigenvalues, the direction d is Newton's, which then goes
    down; elsewhere it is minus the gradient. Of d the part t = 1, 1/2, 1/4, ... is tried until
    f(p + t d) is at most f(p) + 0.0001 t (gradient . d): Armijo's test. A point outside the
    domain, or where a plain function fails, does not pass it. ``start`` is one number or has
    shape (n,). It stops when the length of the gradient is at most ``tolerance`` or a step changes
    nothing but rounding (converged), when the steps are used up, when the path runs away
    (diverged: the function has no lowest value there), or when no part of d leads down, as at a
    kink. Raises ValueError for a start outside the domain or a function that fails there. Source:
    Nocedal and Wright, Numerical Optimization, sections 3.1 and 3.4.

    >>> import math
    >>> damped_newton(lambda x: math.sqrt(1 + x * x), 2.0).parts
    array([0.25, 1.  , 1.  , 1.  ])
    >>> damped_newton(lambda p: p[0] ** 4 - 2 * p[0] ** 2 + p[1] ** 2, [0.1, 1])
    DampedPath(converged after 6 steps at (1, 0), value -1)
    """
    function, start = _prepared(function, "start", start)
    steps = arguments.count("steps", steps)
    tolerance = arguments.not_negative("tolerance", tolerance)
    with np.errstate(all="ignore"):
        return _go_down(function, start, steps, tolerance)


def _go_down(function, start, steps, tolerance) -> DampedPath:
    points, values, gradients = [np.asarray(start)[()]], [function(start)], []
    hessians, parts, newtons, stop = [], [], [], None
    while True:
        point = points[-1]
        gradients.append(function.gradient(point))
        hessians.append(np.reshape(function.hessian(point), np.shape(point) * 2))
        stop = _reason(point, gradients[-1], tolerance) or _comes_back(points)
        if stop is not None or len(points) > steps:
            break
        direction, is_newtons = _downwards(function, point, gradients[-1], hessians[-1])
        noise = NOISE * np.abs(values).max()
        found = _backtracked(function, point, values[-1], gradients[-1], direction, noise)
        if found is None:
            stop = Stop.NO_STEP_DOWN
            break
        for kept, new in zip((points, values, parts), found, strict=True):
            kept.append(new)
        newtons.append(is_newtons)
    stop = stop or Stop.STEPS_USED_UP
    rows = [np.array(kept) for kept in (points, values, gradients)]
    taken = np.array(parts, dtype=float), np.array(newtons, dtype=bool)
    return DampedPath(*rows, stop, None, np.array(hessians), *taken)


def _downwards(function, point, gradient, hessian) -> tuple:
    """Return Newton's direction where it leads down for certain, else minus the gradient."""
    if np.isfinite(hessian).all() and _forbids(function, point, hessian, True) is None:
        direction = newton_step(point, gradient, hessian) - point
        # At the minimum itself both are zero.
        if np.dot(gradient, direction) <= 0:
            return direction, True
    return -gradient, False


def _backtracked(function, point, value, gradient, direction, noise) -> tuple | None:
    """Return the first point on the way back that is low enough, its value, and its part."""
    promised = np.dot(gradient, direction)
    # Close to a minimum only rounding tells the values apart: there the full step is right.
    highest, part = value + noise, 1.0
    for _ in range(HALVINGS):
        tried = point + part * direction
        new = _value_or_none(function, tried)
        if new is not None and new <= highest + ENOUGH * part * promised:
            return tried, new, part
        highest, part = np.nextafter(value, -math.inf), part / 2
    return None


def _value_or_none(function, point):
    if not (np.isfinite(point).all() and function.contains(point)):
        return None
    try:
        return function(point)
    except ValueError:
        # Only a plain function fails: what it says at a point that is only tried is no error.
        return None


# One coordinate at a time.


def coordinate_descent(
    function: Function | Callable, start: ArrayLike, steps: int = 100, *, tolerance: float = 1e-8
) -> Path:
    """Go to the minimum along one coordinate, then along the next, round and round.

    ``start`` has shape (n,), n at least 2. A step moves one coordinate, by Newton's method with
    the others held still: on a quadratic that is exact, and a round of n steps is one of
    Gauss and Seidel. It stops when the length of the gradient is at most ``tolerance`` or a round
    changes nothing but rounding (converged), when the steps are used up, when a round comes back
    to an earlier point (cycling), or where Newton's method along a coordinate stops without a
    minimum: singular or negative second derivative, domain left, diverged, cycling. Raises
    ValueError for a start outside the domain or a function that fails. For smooth functions
    only. Source: Wright, Coordinate descent algorithms, Mathematical Programming 151 (2015).

    >>> from mlcalc.functions import regression_error
    >>> coordinate_descent(regression_error, [0, 0], 4).points.round(4)
    array([[0.    , 0.    ],
           [1.5   , 0.    ],
           [1.5   , 0.3333],
           [1.3571, 0.3333],
           [1.3571, 0.619 ]])
    """
    function, start = _prepared(function, "start", start)
    if np.size(start) < 2:
        came = arguments.describe(start)
        raise ValueError(f"start must have at least 2 coordinates, but {came} came")
    steps = arguments.count("steps", steps)
    tolerance = arguments.not_negative("tolerance", tolerance)
    with np.errstate(all="ignore"):
        return _round_and_round(function, start, steps, tolerance)


def _round_and_round(function, start, steps, tolerance) -> Path:
    points, gradients, rejected, n = [start], [function.gradient(start)], None, start.size
    stop = _reason(start, gradients[0], tolerance)
    while stop is None and len(points) <= steps:
        coordinate = (len(points) - 1) % n
        point, stop = _move(function, points[-1], coordinate, tolerance / math.sqrt(n))
        if stop is not None:
            rejected = None if function.contains(point) else point
            break
        points.append(point)
        gradients.append(function.gradient(point))
        stop = _reason(point, gradients[-1], tolerance) or _comes_back(points, n)
    points = np.array(points)
    return Path(points, function(points), np.array(gradients), stop or Stop.STEPS_USED_UP, rejected)


def _move(function, point, i, tolerance) -> tuple[np.ndarray, Stop | None]:
    def at(x):
        return np.where(np.arange(point.size) == i, x, point)

    equation = _Equation(
        lambda x: function.gradient(at(x))[i],
        lambda x: function.hessian(at(x))[i, i],
        lambda x: function.contains(at(x)),
        lambda x, second: _forbids(function, at(x), second, descent_only=True),
    )
    xs, _, _, stop, rejected = _solve(equation, point[i], LINE_STEPS, tolerance)
    found = stop in (Stop.CONVERGED, Stop.STEPS_USED_UP)
    return at(xs[-1] if rejected is None else rejected), None if found else stop


# What a critical point is.


class Kind(StrEnum):
    """What the Hessian's eigenvalues say of a point."""

    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    SADDLE = "saddle"
    UNDECIDED = "undecided"
    NOT_CRITICAL = "not critical"


@dataclass(frozen=True, eq=False)
class CriticalPoint:
    """A point, its kind, the gradient, and the Hessian's eigenvalues and eigenvectors there.

    The ``eigenvalues``, shape (n,), ascend; column k of ``eigenvectors``, shape (n, n), belongs to
    the k-th. With one variable there is one eigenvalue, the second derivative.
    """

    point: float | np.ndarray
    kind: Kind
    gradient: float | np.ndarray
    eigenvalues: np.ndarray
    eigenvectors: np.ndarray

    def __repr__(self) -> str:
        return (
            f"CriticalPoint({self.kind} at {formatting.point(self.point)}, "
            f"gradient {formatting.point(self.gradient)}, "
            f"eigenvalues {formatting.point(self.eigenvalues)})"
        )


def classify(
    function: Function | Callable, point: ArrayLike, *, tolerance: float = 1e-6
) -> CriticalPoint:
    """Tell minimum, maximum and saddle apart by the signs of the Hessian's eigenvalues.

    All above zero: a minimum; all below: a maximum; both signs: a saddle. One sign and zeros
    leave it undecided. With one variable this is the second derivative test. The gradient must
    be zero to ``tolerance``, or to that part of the largest eigenvalue if this is above 1; an
    eigenvalue counts as zero up to that part of the largest. Raises ValueError for a point
    outside the domain or without derivatives, or a function that fails. Source: Magnus and
    Neudecker, Matrix Differential Calculus, chapter 7.

    >>> classify(lambda p: 2 * p[0] ** 2 + 3 * p[1] ** 2 - p[0] * p[1], [0, 0])
    CriticalPoint(minimum at (0, 0), gradient (0, 0), eigenvalues (3.586, 6.414))
    """
    function, point = _prepared(function, "point", point)
    tolerance = arguments.not_negative("tolerance", tolerance)
    gradient, hessian = function.gradient(point), _square(function.hessian(point))
    smooth = np.isfinite(gradient).all() and np.isfinite(hessian).all()
    if not smooth or any(kink.point == point for kink in function.kinks):
        raise ValueError(
            f"point must lie where {function.words} has first and second derivatives, "
            f"but {formatting.point(point)} came"
        )
    eigenvalues, eigenvectors = np.linalg.eigh(hessian)
    largest_slope = tolerance * max(1.0, np.abs(eigenvalues).max())
    if np.linalg.norm(gradient) > largest_slope:
        kind = Kind.NOT_CRITICAL
    else:
        kind = _kind(_signs(function, point, eigenvalues, tolerance))
    return CriticalPoint(point, kind, gradient, eigenvalues, eigenvectors)


def _kind(signs) -> Kind:
    if signs == {1}:
        return Kind.MINIMUM
    if signs == {-1}:
        return Kind.MAXIMUM
    return Kind.SADDLE if signs >= {-1, 1} else Kind.UNDECIDED
