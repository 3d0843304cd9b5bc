"""Gradient descent: one step, the loop around it, and what decides whether it converges."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from mlcalc import arguments, formatting
from mlcalc.functions import Function, as_function

FAR_AWAY = 1e10
"""A coordinate beyond this counts as diverged: long before float64 overflows."""


class Stop(StrEnum):
    """Why a descent ended."""

    CONVERGED = "converged"
    STEPS_USED_UP = "steps used up"
    DIVERGED = "diverged"
    LEFT_THE_DOMAIN = "left the domain"


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
    (k+1,), ``gradients`` the shape of ``points``. ``rejected`` is the point that the last step
    would have led to, when it lies outside the domain, else None.
    """

    points: np.ndarray
    values: np.ndarray
    gradients: np.ndarray
    stop: Stop
    rejected: float | np.ndarray | None = None

    @property
    def steps(self) -> int:
        """How many steps were taken."""
        return len(self.points) - 1

    @property
    def last(self) -> float | np.ndarray:
        """The point where the descent ended."""
        return self.points[-1]

    def __repr__(self) -> str:
        return (
            f"Path({self.stop} after {self.steps} steps at {formatting.point(self.last)}, "
            f"value {formatting.number(self.values[-1])})"
        )


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
    start = arguments.point("start", start)
    dimension = 1 if isinstance(start, float) else start.size
    function = as_function(function, dimension)
    learning_rate = arguments.positive("learning_rate", learning_rate)
    steps = arguments.count("steps", steps)
    tolerance = arguments.number("tolerance", tolerance)
    momentum = arguments.fraction("momentum", momentum)
    if not function.contains(start):
        raise ValueError(
            f"start must lie where {function.words} is defined, {function.domain.words}, "
            f"but {formatting.point(start)} came"
        )
    with np.errstate(all="ignore"):
        return _descend(function, start, learning_rate, steps, tolerance, momentum)


def _descend(function, start, learning_rate, steps, tolerance, momentum) -> Path:
    gradient_at = function.gradient if function.pointwise else function.gradient_formula
    bounded = function.domain.lower > -np.inf or function.domain.upper < np.inf
    point, velocity, rejected = np.asarray(start)[()], 0.0, None
    gradient = gradient_at(point)
    points, gradients = [point], [gradient]
    stop = _reason(point, gradient, tolerance)
    while stop is None and len(points) <= steps:
        velocity = momentum * velocity - learning_rate * gradient
        point = point + velocity
        if bounded and not function.contains(point):
            stop, rejected = Stop.LEFT_THE_DOMAIN, point
            break
        gradient = gradient_at(point)
        points.append(point)
        gradients.append(gradient)
        stop = _reason(point, gradient, tolerance)
    points = np.array(points)
    return Path(points, function(points), np.array(gradients), stop or Stop.STEPS_USED_UP, rejected)


def _reason(point, gradient, tolerance) -> Stop | None:
    size = np.dot(gradient, gradient)
    if size <= tolerance * tolerance:
        return Stop.CONVERGED
    # NaN fails every comparison, so it ends here too.
    return None if size < np.inf and np.dot(point, point) < FAR_AWAY**2 else Stop.DIVERGED


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
    points, gradients, stop = [np.asarray(point)[()]], [], Stop.STEPS_USED_UP
    with np.errstate(all="ignore"):
        for batch in _batches(generator, examples, batch_size, epochs):
            gradients.append(loss_on(batch).gradient(points[-1]))
            points.append(points[-1] - learning_rate * gradients[-1])
            if not np.dot(points[-1], points[-1]) < FAR_AWAY**2:
                stop = Stop.DIVERGED
                break
        gradients.append(whole.gradient(points[-1]))
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
    candidates = np.array([m.point for m in function.minima])
    differences = (candidates - point).reshape(len(candidates), -1)
    return candidates[np.argmin((differences**2).sum(axis=1))]


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
    2 the error changes sign at each step and shrinks: oscillates. From 2 on it grows: diverges.

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
