"""Linear models: least squares, ridge, lasso, logistic and softmax regression, LDA."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import ArrayLike

from mlcalc import arguments, formatting
from mlcalc.activations import sigmoid, softmax
from mlcalc.functions import Function
from mlcalc.losses import Reduction, log_loss_of_logits, softmax_cross_entropy, squared_error
from mlcalc.optimization import (
    Path,
    Stop,
    gradient_descent,
    newton_step,
    stochastic_gradient_descent,
)

LARGEST = 1e100
"""Numbers beyond this are refused: sums of their squares could overflow."""

EPSILON = np.finfo(float).eps
"""The distance from 1 to the next number: times m, what a sum of m terms may be wrong by."""


# The data.


def with_ones(inputs: ArrayLike) -> np.ndarray:
    """Return the inputs with a column of ones before them, so that the first weight is the bias.

    One row of numbers, shape (m,), is one column of inputs. The result has shape (m, n+1).

    >>> with_ones([3, 5])
    array([[1., 3.],
           [1., 5.]])
    """
    x = arguments.array("inputs", inputs)
    x = arguments.matrix("inputs", x[:, None] if x.ndim == 1 else x)
    return np.column_stack([np.ones(len(x)), x])


def _examples(inputs: ArrayLike, targets: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    x, y = arguments.examples(inputs, targets)
    return _moderate("inputs", x), _moderate("targets", y)


def _inputs(inputs: ArrayLike, columns: int | None = None) -> np.ndarray:
    return _moderate("inputs", arguments.matrix("inputs", inputs, columns))


def _moderate(name: str, values: np.ndarray) -> np.ndarray:
    largest = max(values.max(), -values.min())
    if largest > LARGEST:
        raise ValueError(f"{name} must be at most {LARGEST:g} in size, but {largest:g} came")
    return values


def _penalties(penalty: ArrayLike, length: int) -> np.ndarray:
    value = arguments.array("penalty", penalty)
    row = arguments.row("penalty", np.full(length, value) if value.ndim == 0 else value, length)
    if row.min() < 0:
        raise ValueError(f"penalty must not be below zero, but {row.min():g} came")
    return _moderate("penalty", row)


def _one_hot(labels: ArrayLike, examples: int) -> np.ndarray:
    """Return labels 0 to K-1, shape (m,), or rows with a single 1, as rows, shape (m, K)."""
    values = arguments.array("labels", labels)
    if values.ndim == 2:
        return _checked_one_hot(values, examples)
    values = arguments.row("labels", values, examples)
    found = np.unique(values)
    strange = found[found != np.arange(len(found))]
    if strange.size:
        raise ValueError(f"labels must be 0, 1, 2 and so on without a gap, but {strange[0]:g} came")
    if len(found) == 1:
        raise ValueError("labels must hold at least two classes, but only 0 came")
    return (values[:, None] == found).astype(float)


def _checked_one_hot(rows: np.ndarray, examples: int) -> np.ndarray:
    if len(rows) != examples or rows.shape[1] < 2:
        raise ValueError(
            f"labels must have {examples} rows of at least two classes, but shape {rows.shape} came"
        )
    if not (np.isin(rows, (0, 1)).all() and (rows.sum(axis=1) == 1).all()):
        raise ValueError("labels must hold a single 1 and zeros in each row, but others came")
    if not rows.any(axis=0).all():
        missing = rows.any(axis=0).argmin()
        raise ValueError(f"labels must hold an example of each class, but none of {missing} came")
    return rows


# The costs, as functions of the weights.


def least_squares_cost(inputs: ArrayLike, targets: ArrayLike) -> Function:
    """Return (1/2) ||X w - y||^2 as a function of the weights.

    This and all other costs take weights of shape (..., n), with one input a number.
    Its gradient is X^T (X w - y), its Hessian X^T X.

    >>> least_squares_cost([[1, 1], [1, 2], [1, 3]], [2, 5, 3]).gradient([0, 0])
    array([-10., -21.])
    """
    x, y = _examples(inputs, targets)
    return replace(
        squared_error(Reduction.HALF_SUM).of_weights(x, y),
        name="least_squares_cost",
        words="half the sum of the squared errors",
        latex=r"\frac{1}{2} \|X w - y\|^2",
    )


def ridge_cost(inputs: ArrayLike, targets: ArrayLike, penalty: ArrayLike) -> Function:
    """Return (1/2) ||X w - y||^2 + (penalty/2) ||w||^2 as a function of the weights.

    Its gradient is X^T (X w - y) + penalty w, its Hessian X^T X + penalty I.

    >>> ridge_cost([[1, 1], [1, 2], [1, 3]], [2, 5, 3], 2).gradient([1, 0])
    array([ -5., -15.])
    """
    cost = least_squares_cost(inputs, targets)
    return _with_squares(cost, _penalties(penalty, cost.dimension), "ridge_cost")


def lasso_cost(inputs: ArrayLike, targets: ArrayLike, penalty: ArrayLike) -> Function:
    """Return (1/2) ||X w - y||^2 + penalty ||w||_1 as a function of the weights.

    ``gradient`` is the subgradient X^T (X w - y) + penalty sign(w) with sign(0) = 0; at a weight of
    zero any number in [-1, 1] may stand for the sign.

    >>> lasso_cost([[1, 1], [1, 2], [1, 3]], [2, 5, 3], 2).gradient([1, 0])
    array([ -5., -15.])
    """
    cost = least_squares_cost(inputs, targets)
    return _with_penalty(
        replace(cost, name="lasso_cost"),
        _penalties(penalty, cost.dimension),
        "sizes",
        r"\lambda \|w\|_1",
        lambda w: (np.sign(w.real) * w, np.sign(w.real), 0.0),
    )


def _with_squares(cost: Function, penalties: np.ndarray, name: str, letter="w") -> Function:
    return _with_penalty(
        replace(cost, name=name),
        penalties,
        "squares",
        rf"\frac{{\lambda}}{{2}} \|{letter}\|^2",
        lambda w: (w**2 / 2, w, 1.0),
    )


def _with_penalty(cost, penalties, words, latex, parts) -> Function:
    """Add a penalty whose ``parts`` are its value, slope and curvature for each weight."""
    one = cost.dimension == 1
    c = penalties[0] if one else penalties

    def value(w):
        each = c * parts(w)[0]
        return cost.value_formula(w) + (each if one else each.sum(-1))

    def hessian(w):
        bends = c * parts(w)[2]
        return cost.hessian_formula(w) + (bends if one else np.diag(bends))

    return replace(
        cost,
        words=f"{cost.words} plus a penalty on the {words} of the weights",
        latex=f"{cost.latex} + {latex}",
        value_formula=value,
        gradient_formula=lambda w: cost.gradient_formula(w) + c * parts(w)[1],
        hessian_formula=hessian,
    )


# Least squares.


def line_by_formulas(inputs: ArrayLike, targets: ArrayLike) -> tuple[float, float]:
    """Return intercept and slope of the line with the least squared error.

    The slope is the covariance of inputs and targets over the variance of the inputs, and the
    line runs through the point of the means. ``inputs`` and ``targets`` have shape (m,). Raises
    ValueError when all inputs are equal. Source: Hastie, Tibshirani and Friedman, The Elements
    of Statistical Learning, section 3.2.

    >>> intercept, slope = line_by_formulas([1, 2, 3], [2, 5, 3])
    >>> round(intercept, 4), slope
    (2.3333, 0.5)
    """
    x = _moderate("inputs", arguments.row("inputs", inputs))
    y = _moderate("targets", arguments.row("targets", targets, len(x)))
    if np.ptp(x) <= EPSILON * len(x) * np.abs(x).max() + 1 / LARGEST:
        raise ValueError(f"inputs must not all be equal, but {arguments.describe(x)} came")
    x_mean, y_mean = x.mean(), y.mean()
    covariance = ((x - x_mean) * (y - y_mean)).mean()
    variance = ((x - x_mean) ** 2).mean()
    slope = covariance / variance
    return float(y_mean - slope * x_mean), float(slope)


def least_squares(inputs: ArrayLike, targets: ArrayLike) -> np.ndarray:
    """Return the weights with the least ||X w - y||^2, by singular values; shape (n,).

    It never forms X^T X, whose condition number is the square of that of X, and so keeps twice
    as many digits as ``normal_equation``. Where the columns are linearly dependent many weights
    are best: these are the shortest. Source: Golub and Van Loan, Matrix Computations, section 5.5.

    >>> least_squares(with_ones([1, 2, 3]), [2, 5, 3]).round(4)
    array([2.3333, 0.5   ])
    >>> least_squares([[1, 1], [2, 2]], [2, 4]).round(4)
    array([1., 1.])
    """
    x, y = _examples(inputs, targets)
    return np.linalg.lstsq(x, y, rcond=None)[0]


def normal_equation(inputs: ArrayLike, targets: ArrayLike) -> np.ndarray:
    """Return the solution w of X^T X w = X^T y, shape (n,).

    There the gradient X^T (X w - y) is zero. Raises ValueError when X^T X is singular: when
    columns of X are linearly dependent, or there are fewer examples than weights. Source:
    Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, equation 3.6.

    >>> normal_equation(with_ones([1, 2, 3]), [2, 5, 3]).round(4)
    array([2.3333, 0.5   ])
    """
    return ridge(inputs, targets, 0.0)


def ridge(inputs: ArrayLike, targets: ArrayLike, penalty: ArrayLike) -> np.ndarray:
    """Return the minimum w of (1/2) ||X w - y||^2 + (penalty/2) ||w||^2, shape (n,).

    It solves (X^T X + penalty I) w = X^T y. ``penalty`` is a number, or a row (n,) with one for
    each weight: 0 leaves the weight of a column of ones free. Raises ValueError when the
    penalty is below zero or the matrix is singular, as it can be where the penalty is zero.
    Source: Hoerl and Kennard, Ridge Regression, Technometrics 12 (1970).

    >>> ridge([[1, 0], [0, 1]], [4, 2], 1).round(4)
    array([2., 1.])
    """
    x, y = _examples(inputs, targets)
    return np.linalg.solve(_regular(x, _penalties(penalty, x.shape[1])), x.T @ y)


def _regular(inputs: np.ndarray, penalties: np.ndarray) -> np.ndarray:
    matrix = inputs.T @ inputs + np.diag(penalties)
    words = "X^T X + penalty" if penalties.any() else "X^T X"
    _demand_full_rank(words, matrix, len(inputs))
    return matrix


def _demand_full_rank(words: str, matrix: np.ndarray, examples: int) -> None:
    rank = _rank(matrix, examples)
    if rank < len(matrix):
        raise ValueError(
            f"inputs must have linearly independent columns, but {words} is singular: "
            f"rank {rank} with {len(matrix)} columns"
        )


def _rank(matrix: np.ndarray, examples: int) -> int:
    # Columns scaled to length one: the rank must not depend on units such as metres or miles.
    lengths = np.sqrt(np.diag(matrix))
    lengths[lengths < 1 / LARGEST] = 1
    eigenvalues = np.linalg.eigvalsh(matrix / lengths / lengths[:, None])
    return int((eigenvalues > max(examples, len(matrix)) * EPSILON).sum())


# The lasso.


def soft_threshold(value: ArrayLike, threshold: ArrayLike) -> np.ndarray:
    """Return the value moved towards zero by the threshold, and zero where it is smaller.

    It is the w with the least (1/2) (w - value)^2 + threshold |w|. The shapes broadcast. Raises
    ValueError for a threshold below zero. Source: Donoho and Johnstone, Ideal Spatial
    Adaptation by Wavelet Shrinkage, Biometrika 81 (1994).

    >>> soft_threshold([3, -3, 0.5], 1)
    array([ 2., -2.,  0.])
    """
    threshold = arguments.array("threshold", threshold)
    if (threshold < 0).any():
        raise ValueError(f"threshold must not be below zero, but {threshold.min():g} came")
    return _softened(arguments.array("value", value), threshold)


def _softened(value, threshold):
    return value - np.clip(value, -threshold, threshold)


def lasso_orthonormal(inputs: ArrayLike, targets: ArrayLike, penalty: ArrayLike) -> np.ndarray:
    """Return the minimum of the lasso where X^T X = I: the soft threshold of X^T y, shape (n,).

    Only there the lasso has a formula. Raises ValueError for other inputs. Source: Tibshirani,
    Regression Shrinkage and Selection via the Lasso, J. R. Statist. Soc. B 58 (1996), section 2.2.

    >>> lasso_orthonormal([[1, 0], [0, 1]], [4, 0.5], 1)
    array([3., 0.])
    """
    x, y = _examples(inputs, targets)
    error = np.abs(x.T @ x - np.eye(x.shape[1])).max()
    if error > 1e-9:
        raise ValueError(
            "inputs must have orthonormal columns, X^T X = I, "
            f"but an entry of X^T X is {formatting.number(error)} away"
        )
    return _softened(x.T @ y, _penalties(penalty, x.shape[1]))


@dataclass(frozen=True, eq=False)
class LassoFit:
    """What the lasso found: the path of the weights, one point a sweep, and how far from best.

    ``violation`` is the largest violation of the conditions for the minimum, see
    ``lasso_violation``.
    """

    path: Path
    violation: float

    @property
    def weights(self) -> np.ndarray:
        """The weights after the last sweep, shape (n,)."""
        return np.ravel(self.path.last)

    def __repr__(self) -> str:
        return (
            f"LassoFit({self.path.stop} after {self.path.steps} sweeps at "
            f"{formatting.point(self.weights)}, violation {formatting.number(self.violation)})"
        )


def lasso(
    inputs: ArrayLike,
    targets: ArrayLike,
    penalty: ArrayLike,
    *,
    start: ArrayLike | None = None,
    sweeps: int = 1000,
    tolerance: float = 1e-10,
) -> LassoFit:
    """Minimise (1/2) ||X w - y||^2 + penalty ||w||_1 by coordinate descent.

    A sweep visits each weight and moves it to its best value while the others rest: a soft
    threshold. It stops when the violation of the conditions for the minimum is at most
    ``tolerance`` times the largest |X_j^T y|. The squared error is a sum: scikit-learn's
    ``alpha`` is penalty / m. ``penalty`` is a number or a row (n,); a column of zeros gets the
    weight 0. Source: Friedman, Hastie, Höfling and Tibshirani, Pathwise Coordinate Optimization,
    Annals of Applied Statistics 1 (2007).

    >>> lasso([[1, 0], [0, 1]], [4, 0.5], 1)
    LassoFit(converged after 1 sweeps at (3, 0), violation 0)
    """
    x, y = _examples(inputs, targets)
    penalties = _penalties(penalty, x.shape[1])
    weights = _start(start, x.shape[1])
    sweeps = arguments.count("sweeps", sweeps)
    enough = arguments.not_negative("tolerance", tolerance) * np.abs(x.T @ y).max()
    squares = (x * x).sum(axis=0)
    points = [weights]
    while (violation := _violation(x, y, penalties, weights)) > enough and len(points) <= sweeps:
        weights = _sweep(x, y, penalties, squares, weights)
        points.append(weights)
    stop = Stop.CONVERGED if violation <= enough else Stop.STEPS_USED_UP
    cost, points = lasso_cost(x, y, penalties), np.array([_point(w) for w in points])
    return LassoFit(Path(points, cost(points), cost.gradient(points), stop), violation)


def lasso_violation(
    inputs: ArrayLike, targets: ArrayLike, penalty: ArrayLike, weights: ArrayLike
) -> float:
    """Return by how much weights violate the conditions for the minimum of the lasso.

    With g = X^T (X w - y) they are: g_j = -penalty sign(w_j) where w_j is not zero, and
    |g_j| <= penalty where it is. Zero means that the weights are best. Source: Hastie,
    Tibshirani and Wainwright, Statistical Learning with Sparsity, section 2.2.

    >>> lasso_violation([[1, 0], [0, 1]], [4, 0.5], 1, [3, 0])
    0.0
    """
    x, y = _examples(inputs, targets)
    weights = _moderate("weights", arguments.row("weights", weights, x.shape[1]))
    return _violation(x, y, _penalties(penalty, x.shape[1]), weights)


def _violation(x, y, penalties, weights) -> float:
    gradient = x.T @ (x @ weights - y)
    at_zero = np.maximum(np.abs(gradient) - penalties, 0)
    elsewhere = np.abs(gradient + penalties * np.sign(weights))
    return float(np.where(weights == 0, at_zero, elsewhere).max())


def _sweep(x, y, penalties, squares, weights) -> np.ndarray:
    weights = weights.copy()
    residual = y - x @ weights
    for j, square in enumerate(squares):
        alone = x[:, j] @ residual + square * weights[j]
        best = _softened(alone, penalties[j]) / square if square > 0 else 0.0
        residual -= x[:, j] * (best - weights[j])
        weights[j] = best
    return weights


def _start(start: ArrayLike | None, length: int) -> np.ndarray:
    if start is None:
        return np.zeros(length)
    return _moderate("start", arguments.row("start", start, length))


def _point(weights: np.ndarray) -> np.floating | np.ndarray:
    # A function of one variable takes a number.
    return weights if weights.size > 1 else weights[0]


# Logistic regression.


def logistic_cost(inputs: ArrayLike, labels: ArrayLike, penalty: ArrayLike = 0.0) -> Function:
    """Return the cost of logistic regression as a function of the weights.

    It is the negative log-likelihood of labels 0 and 1 plus (penalty/2) ||w||^2, a sum over the
    examples. With probabilities p its gradient is X^T (p - y) + penalty w and its Hessian
    X^T D X + penalty I, where D holds p (1 - p). Source: Hastie, Tibshirani and Friedman, The
    Elements of Statistical Learning, section 4.4.1.
    """
    x, y = _two_classes(inputs, labels)
    return _logistic_cost(x, y, _penalties(penalty, x.shape[1]))


def _logistic_cost(x, y, penalties, reduction=Reduction.SUM) -> Function:
    likelihood = replace(
        replace(log_loss_of_logits, reduction=reduction).of_weights(x, y),
        words="the negative log-likelihood of the labels",
        latex=r"-\sum_i [y_i \log p_i + (1 - y_i) \log (1 - p_i)]",
    )
    return _with_squares(likelihood, penalties, "logistic_cost")


def _two_classes(inputs: ArrayLike, labels: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    x = _inputs(inputs)
    y = arguments.labels("labels", labels, (0, 1), len(x))
    if y.min() == y.max():
        raise ValueError(f"labels must hold both 0 and 1, but only {y[0]:g} came")
    return x, y


@dataclass(frozen=True, eq=False)
class Classifier:
    """What logistic or softmax regression found: weights, the path to them, how it ended.

    ``weights`` has shape (n,), for softmax regression (n, K); the points of the path have shape
    (n,) or (nK,). ``separable`` says that a line, or a plane, separates the classes without
    error and nothing keeps the weights from growing: the cost has no minimum, and the path
    ended as diverged where that was proved.
    """

    weights: np.ndarray
    path: Path
    separable: bool

    def probabilities(self, inputs: ArrayLike) -> np.ndarray:
        """Return the probability of label 1, shape (m,), or of each class, shape (m, K)."""
        return probabilities(inputs, self.weights)

    def classes(self, inputs: ArrayLike) -> np.ndarray:
        """Return the most probable class of each example, shape (m,)."""
        return classes(inputs, self.weights)

    def __repr__(self) -> str:
        end = "no minimum, for the classes can be separated," if self.separable else self.path.stop
        at, cost = formatting.point(self.weights.ravel()), formatting.number(self.path.values[-1])
        return f"Classifier({end} after {self.path.steps} steps at {at}, cost {cost})"


def logistic_regression_newton(
    inputs: ArrayLike,
    labels: ArrayLike,
    penalty: ArrayLike = 0.0,
    *,
    start: ArrayLike | None = None,
    steps: int = 100,
    tolerance: float = 1e-10,
) -> Classifier:
    """Minimise ``logistic_cost`` by Newton's method: iteratively reweighted least squares.

    A step that does not lower the cost enough is halved until it does, so that it converges
    from every start. It stops when each |g_j| of the gradient is at most ``tolerance`` times
    the sum of |X_ij| over the examples. ``penalty`` is a number or a row (n,). Raises
    ValueError for a penalty of zero with linearly dependent columns. With a penalty of zero and
    classes that can be separated there is no minimum: ``separable`` says so. Source: Boyd and
    Vandenberghe, Convex Optimization, algorithm 9.5.

    >>> logistic_regression_newton(with_ones([1, 2, 3, 4]), [0, 1, 0, 1])
    Classifier(converged after 4 steps at (-2.27, 0.9082), cost 2.347)
    >>> logistic_regression_newton(with_ones([1, 2, 3, 4]), [0, 0, 1, 1]).separable
    True
    """
    x, y = _two_classes(inputs, labels)
    penalties = _penalties(penalty, x.shape[1])
    start = _point(_start(start, x.shape[1]))
    _regular(x, penalties)
    enough = _enough(tolerance, x)
    cost = _logistic_cost(x, y, penalties)
    path = _damped_newton(cost, start, steps, enough, _no_minimum(x, y, penalties))
    return Classifier(np.ravel(path.last), path, path.stop is Stop.DIVERGED)


def _enough(tolerance: float, inputs: np.ndarray) -> np.ndarray:
    # Each entry of X^T (p - y) is at most this sum, and rounding errs by a part of it.
    return arguments.not_negative("tolerance", tolerance) * np.abs(inputs).sum(axis=0)


@np.errstate(all="ignore")
def _damped_newton(cost, start, steps, enough, no_minimum) -> Path:
    # Not optimization.newton_minimum, which takes every step in full, as Newton did: there the
    # weights may oscillate or run away. The costs here are convex, so halving is all it needs.
    steps = arguments.count("steps", steps)
    points, values, gradients = [start], [cost(start)], [cost.gradient(start)]
    step, stop = start, None
    while stop is None:
        point, gradient = points[-1], gradients[-1]
        if no_minimum(point) or no_minimum(step):
            stop = Stop.DIVERGED
        elif (np.abs(gradient) <= enough).all():
            stop = Stop.CONVERGED
        elif len(points) > steps:
            stop = Stop.STEPS_USED_UP
        elif (step := _full_step(gradient, cost.hessian(point))) is None:
            stop = Stop.SINGULAR_HESSIAN
        else:
            step, value = _halved(cost, point, values[-1], gradient, step)
            points.append(point + step)
            values.append(value)
            gradients.append(cost.gradient(points[-1]))
    return Path(np.array(points), np.array(values), np.array(gradients), stop)


def _full_step(gradient, hessian) -> float | np.ndarray | None:
    try:
        step = newton_step(np.zeros_like(gradient), gradient, hessian)
    except ValueError:
        return None
    return step if -np.inf < np.dot(gradient, step) < 0 else None


def _halved(cost, point, value, gradient, step) -> tuple[float | np.ndarray, float]:
    # Armijo's condition with room for rounding, so that the loop ends at the minimum, too.
    slack = 8 * EPSILON * value
    while not (new := cost(point + step)) <= value + 1e-4 * np.dot(gradient, step) + slack:
        step = step / 2
    return step, new


def _no_minimum(inputs: np.ndarray, labels: np.ndarray, penalties: np.ndarray) -> Callable:
    """Return what proves of a direction that the cost falls along it without end.

    It does when no example moves to a wrong side, some move to the right one, and no penalty
    counts. Source: Albert and Anderson, On the Existence of Maximum Likelihood Estimates in
    Logistic Regression Models, Biometrika 71 (1984).
    """
    if penalties.all():
        return lambda w: False
    rows = _one_hot(labels, len(labels))

    def proves(w):
        free = np.where(penalties == 0, w, 0)
        return _separates(inputs, rows, np.column_stack([np.zeros_like(free), free]))

    return proves


def _separates(inputs: np.ndarray, rows: np.ndarray, weights: np.ndarray) -> bool:
    logits = inputs @ weights
    margins = (logits * rows).sum(axis=1, keepdims=True) - logits
    noise = 1e-9 * (np.abs(inputs) @ np.abs(weights)).max(axis=1, keepdims=True)
    return bool((margins >= -noise).all() and (margins > noise).any())


def logistic_regression_descent(
    inputs: ArrayLike,
    labels: ArrayLike,
    penalty: ArrayLike = 0.0,
    *,
    learning_rate: float | None = None,
    start: ArrayLike | None = None,
    steps: int = 1000,
    tolerance: float = 1e-8,
) -> Classifier:
    """Minimise ``logistic_cost`` by gradient descent over all examples.

    The learning rate is 1 / L unless given, where L = (largest eigenvalue of X^T X) / 4 +
    (largest penalty) bounds every eigenvalue of the Hessian: p (1 - p) is at most 1/4. Below
    2 / L each step lowers the cost. ``tolerance`` is that of ``gradient_descent``. Source: Boyd
    and Vandenberghe, Convex Optimization, section 9.3.
    """
    x, y = _two_classes(inputs, labels)
    penalties = _penalties(penalty, x.shape[1])
    if learning_rate is None:
        learning_rate = _safe_rate(np.linalg.norm(x, 2) ** 2, penalties)
    start = _point(_start(start, x.shape[1]))
    cost = _logistic_cost(x, y, penalties)
    path = gradient_descent(cost, start, learning_rate, steps, tolerance=tolerance)
    return _classifier(path, x, y, penalties)


def _safe_rate(square: float, penalties: np.ndarray) -> float:
    # Inputs of zero have no curvature at all; then any rate will do.
    return 1 / max(square / 4 + penalties.max(), 1 / LARGEST)


def _classifier(path, inputs, labels, penalties) -> Classifier:
    separable = _no_minimum(inputs, labels, penalties)(path.last)
    return Classifier(np.ravel(path.last), path, separable)


def logistic_regression_stochastic(
    inputs: ArrayLike,
    labels: ArrayLike,
    penalty: ArrayLike = 0.0,
    *,
    learning_rate: float | None = None,
    start: ArrayLike | None = None,
    batch_size: int = 10,
    epochs: int = 10,
    seed: int = 0,
) -> Classifier:
    """Minimise ``logistic_cost`` by descending with a few examples at a time.

    It descends on the mean, the cost divided by m: values and gradients of the path are those of
    the mean. The learning rate is 1 / L unless given, where L = (largest ||x_i||^2) / 4 +
    (largest penalty) / m bounds the curvature of every batch. It comes near the minimum but not
    to rest. Source: Robbins and Monro (1951).
    """
    x, y = _two_classes(inputs, labels)
    penalties = _penalties(penalty, x.shape[1])
    if learning_rate is None:
        learning_rate = _safe_rate((x * x).sum(axis=1).max(), penalties / len(x))
    path = stochastic_gradient_descent(
        lambda batch: _logistic_cost(x[batch], y[batch], penalties / len(x), Reduction.MEAN),
        len(x),
        _point(_start(start, x.shape[1])),
        learning_rate,
        batch_size=batch_size,
        epochs=epochs,
        seed=seed,
    )
    return _classifier(path, x, y, penalties)


# Softmax regression.


def softmax_cost(inputs: ArrayLike, labels: ArrayLike, penalty: ArrayLike = 0.0) -> Function:
    """Return the cost of softmax regression as a function of the weights, shape (nK,).

    It is the sum of the cross-entropies of labels 0 to K-1 (or one-hot rows) and
    (penalty/2) ||W||^2; the weights W (n, K) are laid out row by row. With probabilities P and
    one-hot labels Y the gradient is X^T (P - Y) + penalty W. Source: Bishop, Pattern
    Recognition and Machine Learning, section 4.3.4.
    """
    x = _inputs(inputs)
    y = _one_hot(labels, len(x))
    entropy = replace(
        replace(softmax_cross_entropy, reduction=Reduction.SUM).of_weights(x, y),
        words="the sum of the cross-entropies",
        latex=r"-\sum_i \log p_{i, y_i}",
    )
    penalties = np.repeat(_penalties(penalty, x.shape[1]), y.shape[1])
    return _with_squares(entropy, penalties, "softmax_cost", "W")


def softmax_regression(
    inputs: ArrayLike,
    labels: ArrayLike,
    penalty: ArrayLike = 0.0,
    *,
    steps: int = 100,
    tolerance: float = 1e-10,
) -> Classifier:
    """Minimise ``softmax_cost`` by Newton's method with halved steps, from weights of zero.

    Without a penalty one number may be added to all weights of an input without changing any
    probability: of these the weights that sum to zero are returned. What is said of
    ``logistic_regression_newton`` about ``penalty``, ``tolerance``, errors and classes that can be
    separated holds here, too.

    >>> softmax_regression(with_ones([1, 2, 3, 4, 5, 6]), [0, 1, 0, 2, 1, 2], 1).weights.round(3)
    array([[ 0.484, -0.013, -0.471],
           [-0.226,  0.024,  0.202]])
    """
    x = _inputs(inputs)
    rows = _one_hot(labels, len(x))
    penalties = _penalties(penalty, x.shape[1])
    shape = x.shape[1], rows.shape[1]
    _regular(x, penalties)
    # The Hessian is singular along the weights that change no probability. The gradient has no
    # part there, so this addition changes no step: it only makes the solution unique.
    addition = np.kron(np.diag((x * x).sum(axis=0)), np.ones((shape[1], shape[1])))
    cost = softmax_cost(x, rows, penalties)
    free = (penalties == 0)[:, None]
    path = _damped_newton(
        replace(cost, hessian_formula=lambda w: cost.hessian_formula(w) + addition),
        np.zeros(cost.dimension),
        steps,
        np.repeat(_enough(tolerance, x), shape[1]),
        lambda w: _separates(x, rows, np.where(free, w.reshape(shape), 0)),
    )
    return Classifier(path.last.reshape(shape), path, path.stop is Stop.DIVERGED)


# Predictions.


def probabilities(inputs: ArrayLike, weights: ArrayLike) -> np.ndarray:
    """Return the probability of label 1, or of each class.

    For weights of shape (n,) it is the sigmoid of X w, shape (m,); for weights (n, K) the
    softmax of the rows of X W, shape (m, K).

    >>> probabilities([[1, 0], [1, 2]], [0, 1]).round(4)
    array([0.5   , 0.8808])
    """
    logits = _logits(inputs, weights)
    return sigmoid(logits) if logits.ndim == 1 else softmax(logits)


def classes(inputs: ArrayLike, weights: ArrayLike) -> np.ndarray:
    """Return the most probable class of each example, shape (m,).

    For weights of shape (n,) it is 1 where the probability is at least 1/2; for weights (n, K)
    the first of the most probable ones.

    >>> classes([[1, 0], [1, -2]], [0, 1])
    array([1, 0])
    """
    logits = _logits(inputs, weights)
    return (logits >= 0).astype(int) if logits.ndim == 1 else logits.argmax(axis=1)


def _logits(inputs: ArrayLike, weights: ArrayLike) -> np.ndarray:
    w = arguments.array("weights", weights)
    w = arguments.row("weights", w) if w.ndim < 2 else arguments.matrix("weights", w)
    return _inputs(inputs, len(w)) @ _moderate("weights", w)


@dataclass(frozen=True, eq=False)
class Boundary:
    """The points x with normal · x + offset = 0: a line with two inputs, a plane with three."""

    normal: np.ndarray
    offset: float

    @property
    def nearest(self) -> np.ndarray:
        """The point of the boundary nearest to the origin, shape (n,)."""
        return -self.offset * self.normal / (self.normal @ self.normal)

    def distance(self, inputs: ArrayLike) -> np.ndarray:
        """Return the signed distance of each example, above zero on the normal's side; (m,)."""
        x = _inputs(inputs, len(self.normal))
        return (x @ self.normal + self.offset) / np.linalg.norm(self.normal)

    def __repr__(self) -> str:
        sign, size = "-" if self.offset < 0 else "+", formatting.number(abs(self.offset))
        return f"Boundary({formatting.point(self.normal)} · x {sign} {size} = 0)"


def boundary(weights: ArrayLike) -> Boundary:
    """Return where both classes have probability 1/2: w_0 + w_1 x_1 + w_2 x_2 = 0.

    ``weights`` has shape (n+1,) with the bias first, as for inputs ``with_ones``. Raises
    ValueError when all weights but the bias are zero.

    >>> boundary([-3, 1, 2])
    Boundary((1, 2) · x - 3 = 0)
    """
    bias, *normal = _moderate("weights", arguments.row("weights", weights))
    return _boundary(np.array(normal), bias)


def _boundary(normal: np.ndarray, offset: float) -> Boundary:
    if np.linalg.norm(normal) < 1 / LARGEST:
        raise ValueError("the two sides must differ in the inputs, but no input tells them apart")
    return Boundary(normal, float(offset))


# Linear discriminant analysis.


@dataclass(frozen=True, eq=False)
class LinearDiscriminant:
    """Gaussian classes with means of their own and one shared covariance.

    ``means`` has shape (K, n), ``covariance`` (n, n), ``priors`` (K,). Source: Hastie,
    Tibshirani and Friedman, The Elements of Statistical Learning, section 4.3.
    """

    means: np.ndarray
    covariance: np.ndarray
    priors: np.ndarray

    @classmethod
    def fit(
        cls, inputs: ArrayLike, labels: ArrayLike, *, unbiased: bool = False
    ) -> "LinearDiscriminant":
        """Estimate means, covariance and priors from examples labelled 0 to K-1.

        The covariance is the maximum-likelihood one, sums over m, as in scikit-learn's solver
        "lsqr"; ``unbiased`` divides by m - K instead. Raises ValueError for fewer than two
        classes, a class without examples, or a singular covariance.

        >>> LinearDiscriminant.fit([[0, 0], [2, 0], [0, 1], [5, 5], [6, 7]], [0, 0, 0, 1, 1])
        LinearDiscriminant(2 classes, means (0.6667, 0.3333) (5.5, 6), priors (0.6, 0.4))
        """
        x = _inputs(inputs)
        rows = _one_hot(labels, len(x))
        counts = rows.sum(axis=0)
        means = rows.T @ x / counts[:, None]
        within = x - rows @ means
        # The mean of equal numbers may differ from them in the last digits.
        within[:, np.abs(within).max(axis=0) <= EPSILON * len(x) * np.abs(x).max(axis=0)] = 0
        scatter = within.T @ within
        _demand_full_rank("the covariance within the classes", scatter, len(x))
        divisor = len(x) - len(counts) if unbiased else len(x)
        return cls(means, scatter / divisor, counts / len(x))

    def scores(self, inputs: ArrayLike) -> np.ndarray:
        """Return the score of each class for each example, shape (m, K); the largest wins.

        With covariance S it is x^T S^-1 mean - (1/2) mean^T S^-1 mean + log prior: the logarithm
        of prior times density, without the terms that all classes share.
        """
        x = _inputs(inputs, self.means.shape[1])
        slopes = np.linalg.solve(self.covariance, self.means.T)
        return x @ slopes - (self.means.T * slopes).sum(axis=0) / 2 + np.log(self.priors)

    def classes(self, inputs: ArrayLike) -> np.ndarray:
        """Return the class of the largest score for each example, shape (m,)."""
        return self.scores(inputs).argmax(axis=1)

    def probabilities(self, inputs: ArrayLike) -> np.ndarray:
        """Return the probability of each class for each example, shape (m, K)."""
        return softmax(self.scores(inputs))

    def boundary(self, first: int, second: int) -> Boundary:
        """Return where two classes score the same; its normal points to the side of ``first``.

        Raises ValueError for a class that is not there, or when the two means are the same.
        """
        difference = self._mean("first", first) - self._mean("second", second)
        normal = np.linalg.solve(self.covariance, difference)
        middle = (self.means[first] + self.means[second]) / 2
        odds = np.log(self.priors[first] / self.priors[second])
        return _boundary(normal, odds - middle @ normal)

    def _mean(self, name: str, label: int) -> np.ndarray:
        label = arguments.count(name, label)
        if label >= len(self.means):
            raise ValueError(f"{name} must be below {len(self.means)}, but {label} came")
        return self.means[label]

    def __repr__(self) -> str:
        means = " ".join(formatting.point(mean) for mean in self.means)
        return (
            f"LinearDiscriminant({len(self.means)} classes, means {means}, "
            f"priors {formatting.point(self.priors)})"
        )


# The registry.


@dataclass(frozen=True)
class Model:
    """A model by its cost: what is minimised, the derivatives as printed, and how it is solved.

    ``cost(inputs, targets, penalty)`` returns the cost as a function of the weights, ``fit``
    with the same arguments the best weights. ``solution`` is the closed form as LaTeX, empty
    where there is none. ``labelled`` says that the targets are classes 0, 1 and so on.
    """

    name: str
    words: str
    latex: str
    gradient: str
    hessian: str
    solution: str
    ways: tuple[str, ...]
    cost: Callable = field(repr=False)
    fit: Callable = field(repr=False)
    labelled: bool = False


MODELS = {
    model.name: model
    for model in (
        Model(
            name="least_squares",
            words="least squares",
            latex=r"\frac{1}{2} \|X w - y\|^2",
            gradient=r"X^\top (X w - y)",
            hessian=r"X^\top X",
            solution=r"w = (X^\top X)^{-1} X^\top y",
            ways=("normal equation", "singular values", "gradient descent"),
            cost=lambda inputs, targets, penalty=0.0: least_squares_cost(inputs, targets),
            fit=lambda inputs, targets, penalty=0.0: least_squares(inputs, targets),
        ),
        Model(
            name="ridge",
            words="ridge regression",
            latex=r"\frac{1}{2} \|X w - y\|^2 + \frac{\lambda}{2} \|w\|^2",
            gradient=r"X^\top (X w - y) + \lambda w",
            hessian=r"X^\top X + \lambda I",
            solution=r"w = (X^\top X + \lambda I)^{-1} X^\top y",
            ways=("normal equation", "gradient descent"),
            cost=ridge_cost,
            fit=ridge,
        ),
        Model(
            name="lasso",
            words="the lasso",
            latex=r"\frac{1}{2} \|X w - y\|^2 + \lambda \|w\|_1",
            gradient=r"X^\top (X w - y) + \lambda \, \mathrm{sign}(w)",
            hessian=r"X^\top X",
            solution="",
            ways=("coordinate descent", "subgradient descent"),
            cost=lasso_cost,
            fit=lambda inputs, targets, penalty: lasso(inputs, targets, penalty).weights,
        ),
        Model(
            name="logistic",
            words="logistic regression",
            latex=(
                r"-\sum_i [y_i \log p_i + (1 - y_i) \log (1 - p_i)] "
                r"+ \frac{\lambda}{2} \|w\|^2"
            ),
            gradient=r"X^\top (p - y) + \lambda w",
            hessian=r"X^\top D X + \lambda I",
            solution="",
            ways=("Newton's method", "gradient descent", "stochastic gradient descent"),
            cost=logistic_cost,
            fit=lambda *examples: logistic_regression_newton(*examples).weights,
            labelled=True,
        ),
        Model(
            name="softmax",
            words="softmax regression",
            latex=r"-\sum_i \log p_{i, y_i} + \frac{\lambda}{2} \|W\|^2",
            gradient=r"X^\top (P - Y) + \lambda W",
            hessian=(
                r"\sum_i x_{i a} x_{i b} p_{i k} ([k = l] - p_{i l}) "
                r"+ \lambda [a = b] [k = l]"
            ),
            solution="",
            ways=("Newton's method", "gradient descent"),
            cost=softmax_cost,
            fit=lambda *examples: softmax_regression(*examples).weights,
            labelled=True,
        ),
    )
}
"""The registry: every model with a cost by its name. The tests walk it."""
