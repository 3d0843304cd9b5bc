"""Linear models against numpy, scipy, sympy, scikit-learn and their own optimality conditions."""

from contextlib import suppress

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.mathtext import MathTextParser
from scipy import optimize, stats
from sklearn import discriminant_analysis, linear_model

from mlcalc import datasets, linear_models
from mlcalc.linear_models import (
    MODELS,
    LinearDiscriminant,
    boundary,
    classes,
    lasso,
    lasso_cost,
    lasso_orthonormal,
    lasso_violation,
    least_squares,
    least_squares_cost,
    line_by_formulas,
    logistic_cost,
    logistic_regression_descent,
    logistic_regression_newton,
    logistic_regression_stochastic,
    normal_equation,
    probabilities,
    ridge,
    ridge_cost,
    soft_threshold,
    softmax_cost,
    softmax_regression,
    with_ones,
)
from mlcalc.losses import Reduction, squared_error
from mlcalc.optimization import Stop, gradient_descent, newton_minimum

seeds = st.integers(0, 2**32 - 1)


def made_up(seed=0, examples=30, inputs=4, noise=0.5):
    """Return inputs whose columns are correlated and unlike in size, and targets near a line."""
    generator = np.random.default_rng(seed)
    mixed = generator.normal(size=(examples, inputs)) @ generator.normal(size=(inputs, inputs))
    x = mixed * generator.uniform(0.3, 3, inputs) + generator.normal(size=inputs)
    weights = generator.normal(size=inputs) * 2
    return x, x @ weights + noise * generator.normal(size=examples)


def labelled(seed=0, examples=40, inputs=3, count=2):
    """Return inputs and labels 0 to count-1 drawn from a softmax of the inputs, all present."""
    generator = np.random.default_rng(seed)
    x = generator.normal(size=(examples, inputs)) * generator.uniform(0.5, 2, inputs)
    logits = x @ generator.normal(size=(inputs, count))
    draws = logits + generator.gumbel(size=logits.shape)
    labels = draws.argmax(axis=1)
    labels[:count] = np.arange(count)
    return x, labels


# The registry.


def softmax_of(logits):
    return np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)


def logistic_of(x, w):
    return 1 / (1 + np.exp(-x @ w))


def as_matrix(x, w):
    return w.reshape(x.shape[1], -1)


def softmax_curvature(x, p, penalty):
    n, count = x.shape[1], p.shape[1]
    entries = np.zeros((n, count, n, count))
    for a, k, b, j in np.ndindex(entries.shape):
        entries[a, k, b, j] = sum(x[:, a] * x[:, b] * p[:, k] * ((k == j) - p[:, j]))
        entries[a, k, b, j] += penalty * (a == b) * (k == j)
    return entries.reshape(n * count, n * count)


# What is printed, written again: of the inputs, the targets, the weights and the penalty.
PRINTED = {
    r"\frac{1}{2} \|X w - y\|^2": lambda x, y, w, c: np.linalg.norm(x @ w - y) ** 2 / 2,
    r"\frac{1}{2} \|X w - y\|^2 + \frac{\lambda}{2} \|w\|^2": lambda x, y, w, c: (
        np.linalg.norm(x @ w - y) ** 2 / 2 + c / 2 * np.linalg.norm(w) ** 2
    ),
    r"\frac{1}{2} \|X w - y\|^2 + \lambda \|w\|_1": lambda x, y, w, c: (
        np.linalg.norm(x @ w - y) ** 2 / 2 + c * np.linalg.norm(w, 1)
    ),
    r"-\sum_i [y_i \log p_i + (1 - y_i) \log (1 - p_i)] + \frac{\lambda}{2} \|w\|^2": (
        lambda x, y, w, c: (
            -sum(
                t * np.log(p) + (1 - t) * np.log(1 - p)
                for p, t in zip(logistic_of(x, w), y, strict=True)
            )
            + c / 2 * np.linalg.norm(w) ** 2
        )
    ),
    r"-\sum_i \log p_{i, y_i} + \frac{\lambda}{2} \|W\|^2": lambda x, y, w, c: (
        -sum(np.log(softmax_of(x @ as_matrix(x, w)))[range(len(y)), y])
        + c / 2 * np.linalg.norm(as_matrix(x, w)) ** 2
    ),
    r"X^\top (X w - y)": lambda x, y, w, c: x.T @ (x @ w - y),
    r"X^\top (X w - y) + \lambda w": lambda x, y, w, c: x.T @ (x @ w - y) + c * w,
    r"X^\top (X w - y) + \lambda \, \mathrm{sign}(w)": lambda x, y, w, c: (
        x.T @ (x @ w - y) + c * np.sign(w)
    ),
    r"X^\top (p - y) + \lambda w": lambda x, y, w, c: x.T @ (logistic_of(x, w) - y) + c * w,
    r"X^\top (P - Y) + \lambda W": lambda x, y, w, c: np.ravel(
        x.T @ (softmax_of(x @ as_matrix(x, w)) - np.eye(y.max() + 1)[y]) + c * as_matrix(x, w)
    ),
    r"X^\top X": lambda x, y, w, c: x.T @ x,
    r"X^\top X + \lambda I": lambda x, y, w, c: x.T @ x + c * np.eye(x.shape[1]),
    r"X^\top D X + \lambda I": lambda x, y, w, c: (
        x.T @ np.diag(logistic_of(x, w) * (1 - logistic_of(x, w))) @ x + c * np.eye(x.shape[1])
    ),
    r"\sum_i x_{i a} x_{i b} p_{i k} ([k = l] - p_{i l}) + \lambda [a = b] [k = l]": (
        lambda x, y, w, c: softmax_curvature(x, softmax_of(x @ as_matrix(x, w)), c)
    ),
    r"w = (X^\top X)^{-1} X^\top y": lambda x, y, w, c: np.linalg.inv(x.T @ x) @ x.T @ y,
    r"w = (X^\top X + \lambda I)^{-1} X^\top y": lambda x, y, w, c: (
        np.linalg.inv(x.T @ x + c * np.eye(x.shape[1])) @ x.T @ y
    ),
}

each_model = pytest.mark.parametrize("name", MODELS)


def examples_for(model, seed=0):
    if model.labelled:
        return labelled(seed, count=3 if model.name == "softmax" else 2)
    return made_up(seed, inputs=3)


@each_model
def test_the_printed_cost_and_derivatives_are_those_of_the_cost(name):
    model = MODELS[name]
    x, y = examples_for(model)
    cost = model.cost(x, y, 0.7)
    w = np.random.default_rng(1).normal(size=cost.dimension)
    assert cost(w) == pytest.approx(PRINTED[model.latex](x, y, w, 0.7), rel=1e-12)
    np.testing.assert_allclose(cost.gradient(w), PRINTED[model.gradient](x, y, w, 0.7), rtol=1e-9)
    expected = PRINTED[model.hessian](x, y, w, 0.7)
    np.testing.assert_allclose(cost.hessian(w), expected, rtol=1e-9, atol=1e-12)
    assert cost.latex == model.latex
    assert model.name == name


@each_model
def test_each_model_is_fitted_to_its_minimum(name):
    model = MODELS[name]
    x, y = examples_for(model)
    weights = np.ravel(model.fit(x, y, 0.7))
    cost = model.cost(x, y, 0.7)
    found = optimize.minimize(cost, weights + 0.1, method="Powell", tol=1e-12)
    assert cost(weights) <= found.fun + 1e-9
    np.testing.assert_allclose(weights, found.x, atol=1e-3)
    if model.solution:
        np.testing.assert_allclose(weights, PRINTED[model.solution](x, y, None, 0.7), rtol=1e-6)


def test_the_table_of_closed_forms():
    """Least squares and ridge have one; the lasso and logistic regression need steps."""
    closed = {name for name, model in MODELS.items() if model.solution}
    assert closed == {"least_squares", "ridge"}
    assert "Newton's method" in MODELS["logistic"].ways
    assert {name for name, m in MODELS.items() if m.labelled is True} == {"logistic", "softmax"}
    x, y = made_up(0)
    assert MODELS["least_squares"].cost(x, y)([0] * 4) == pytest.approx(y @ y / 2)
    assert MODELS["least_squares"].fit(x, y).tolist() == least_squares(x, y).tolist()


# The data matrix.


def test_a_column_of_ones_comes_first():
    assert with_ones([[2, 3], [4, 5]]).tolist() == [[1, 2, 3], [1, 4, 5]]
    assert with_ones([2, 4]).tolist() == [[1, 2], [1, 4]]
    assert with_ones([2, 4]).dtype == float


@pytest.mark.parametrize("inputs", [[], [[]], 3, np.zeros((2, 2, 2))])
def test_ones_need_a_row_or_a_matrix(inputs):
    with pytest.raises(ValueError, match="inputs must be a matrix of at least one row"):
        with_ones(inputs)


# Least squares.


def test_the_line_through_the_three_points_of_the_notes():
    x, y = datasets.three_points()
    assert line_by_formulas(x, y) == pytest.approx((7 / 3, 1 / 2), abs=1e-14)
    assert least_squares(with_ones(x), y) == pytest.approx([7 / 3, 1 / 2], abs=1e-14)
    assert normal_equation(with_ones(x), y) == pytest.approx([7 / 3, 1 / 2], abs=1e-13)


def test_the_scalar_formulas_make_both_slopes_of_the_mean_squared_error_zero():
    m = 3
    xs, ys = sympy.symbols(f"x1:{m + 1}"), sympy.symbols(f"y1:{m + 1}")
    pairs = list(zip(xs, ys, strict=True))
    intercept, slope = sympy.symbols("theta0 theta1")
    error = sum((intercept + slope * x - y) ** 2 for x, y in pairs) / m
    x_mean, y_mean = sum(xs) / m, sum(ys) / m
    best = (y_mean * sum(xs) - sum(x * y for x, y in pairs)) / (
        x_mean * sum(xs) - sum(x * x for x in xs)
    )
    formulas = {slope: best, intercept: y_mean - best * x_mean}
    for variable in (intercept, slope):
        assert sympy.cancel(error.diff(variable).subs(formulas)) == 0
    numbers = [3, -1, 7], [5, 0, -6]
    values = dict(zip((*xs, *ys), (*numbers[0], *numbers[1]), strict=True))
    expected = [float(formulas[v].subs(values)) for v in (intercept, slope)]
    assert line_by_formulas(*numbers) == pytest.approx(expected, rel=1e-13)


@given(seed=seeds)
def test_the_line_is_that_of_polyfit(seed):
    x, y = made_up(seed, inputs=1)
    intercept, slope = line_by_formulas(x[:, 0], y)
    assert [slope, intercept] == pytest.approx(np.polyfit(x[:, 0], y, 1), rel=1e-8, abs=1e-8)
    assert type(intercept) is type(slope) is float


def test_the_line_of_television_and_sales_is_close_to_the_law_behind_it():
    intercept, slope = line_by_formulas(*datasets.television_and_sales(2000))
    assert intercept == pytest.approx(7, abs=0.3)
    assert slope == pytest.approx(0.05, abs=0.002)


@pytest.mark.parametrize(
    "inputs", [[2, 2, 2], [0.0, 0.0], [5], [0.1 + 0.2, 0.3], [-0.1 - 0.2, -0.3], [1e6, 1e6 + 1e-10]]
)
def test_a_line_needs_two_different_inputs(inputs):
    with pytest.raises(ValueError, match=r"^inputs must not all be equal, but \["):
        line_by_formulas(inputs, list(range(len(inputs))))


def test_close_but_different_inputs_make_a_line():
    assert line_by_formulas([1, 1 + 1e-12], [0, 1e-12])[1] == pytest.approx(1, rel=1e-3)


@given(seed=seeds, inputs=st.integers(1, 6))
def test_least_squares_is_that_of_scikit_learn_and_has_no_slope(seed, inputs):
    x, y = made_up(seed, inputs=inputs)
    weights = least_squares(x, y)
    reference = linear_model.LinearRegression(fit_intercept=False, tol=1e-12).fit(x, y)
    np.testing.assert_allclose(weights, reference.coef_, rtol=1e-7, atol=1e-7)
    assert np.abs(x.T @ (x @ weights - y)).max() < 1e-9 * np.abs(x.T @ y).max() + 1e-9


@given(seed=seeds)
def test_of_many_best_weights_least_squares_returns_the_shortest(seed):
    x, y = made_up(seed, examples=12, inputs=3)
    x = np.column_stack([x, x[:, 0] - 2 * x[:, 1]])
    weights = least_squares(x, y)
    np.testing.assert_allclose(weights, np.linalg.pinv(x) @ y, rtol=1e-6, atol=1e-6)
    other = weights + np.array([1, -2, 0, -1])
    np.testing.assert_allclose(x @ other, x @ weights, atol=1e-8 * np.abs(x).max())
    assert weights @ weights < other @ other


@given(seed=seeds)
def test_the_normal_equation_agrees_where_columns_are_independent(seed):
    x, y = made_up(seed, inputs=3)
    np.testing.assert_allclose(normal_equation(x, y), least_squares(x, y), rtol=1e-5, atol=1e-6)


def test_the_normal_equation_squares_the_condition_number():
    """Columns that differ by 1e-6: least squares keeps ten digits, the normal equation four."""
    generator = np.random.default_rng(2)
    first = generator.normal(size=50)
    x = np.column_stack([first, first + 1e-6 * generator.normal(size=50)])
    condition = np.linalg.cond(x)
    assert np.linalg.cond(x.T @ x) == pytest.approx(condition**2, rel=0.01)
    truth = np.array([1.0, 2.0])
    by_values = np.abs(least_squares(x, x @ truth) - truth).max()
    by_equation = np.abs(normal_equation(x, x @ truth) - truth).max()
    assert by_values < 1e-8
    assert 1e-6 < by_equation < 1e-2


@pytest.mark.parametrize(
    ("inputs", "rank", "columns"),
    [
        ([[1, 1], [2, 2], [3, 3]], 1, 2),
        ([[1, 2, 3]], 1, 3),
        ([[0.0], [0.0]], 0, 1),
        ([[1, 0], [2, 0], [3, 0]], 1, 2),
        (np.ones((400, 3)) * [0.1, 0.3, 0.7], 1, 3),
        ([[1, 1e9], [1, 1e9]], 1, 2),
    ],
)
def test_the_normal_equation_says_when_it_has_many_solutions(inputs, rank, columns):
    message = (
        r"^inputs must have linearly independent columns, but X\^T X is singular: "
        rf"rank {rank} with {columns} columns$"
    )
    for solve in (normal_equation, lambda x, y: ridge(x, y, 0)):
        with pytest.raises(ValueError, match=message):
            solve(inputs, np.arange(len(inputs)))


def test_rounding_in_many_examples_does_not_hide_that_columns_are_dependent():
    generator = np.random.default_rng(37)
    x = generator.normal(size=(1000, 3)) * generator.uniform(0.1, 10, 3)
    x = x + generator.normal(size=3) * 3
    x = np.column_stack([x, x @ generator.normal(size=3)])
    with pytest.raises(ValueError, match="rank 3 with 4 columns"):
        normal_equation(x, np.ones(1000))


def test_units_do_not_make_columns_dependent():
    x = np.array([[1, 1e9], [1, 3e9], [1, 4e9]])
    assert normal_equation(x, [1, 5, 7]) == pytest.approx([-1, 2e-9])


# Ridge.


@given(seed=seeds, penalty=st.floats(1e-3, 1e3))
def test_ridge_is_that_of_scikit_learn(seed, penalty):
    x, y = made_up(seed)
    reference = linear_model.Ridge(alpha=penalty, fit_intercept=False, solver="svd").fit(x, y)
    np.testing.assert_allclose(ridge(x, y, penalty), reference.coef_, rtol=1e-6, atol=1e-7)


@given(seed=seeds, penalty=st.floats(1e-3, 1e3))
def test_a_row_of_penalties_leaves_the_bias_free(seed, penalty):
    x, y = made_up(seed)
    bias, *weights = ridge(with_ones(x), y, [0, *[penalty] * 4])
    reference = linear_model.Ridge(alpha=penalty, solver="svd").fit(x, y)
    np.testing.assert_allclose(weights, reference.coef_, rtol=1e-5, atol=1e-6)
    assert bias == pytest.approx(reference.intercept_, rel=1e-5, abs=1e-5)


@given(seed=seeds, small=st.floats(0, 100), more=st.floats(0.1, 100))
def test_ridge_shrinks_as_the_penalty_grows(seed, small, more):
    x, y = made_up(seed)
    lengths = [np.linalg.norm(ridge(x, y, penalty)) for penalty in (small, small + more)]
    assert lengths[1] <= lengths[0]


@given(seed=seeds)
def test_ridge_without_penalty_is_least_squares(seed):
    x, y = made_up(seed)
    np.testing.assert_allclose(ridge(x, y, 0), least_squares(x, y), rtol=1e-4, atol=1e-5)


def test_any_penalty_makes_the_matrix_invertible():
    assert ridge([[1, 1], [2, 2]], [1, 2], 0.5) == pytest.approx([5 / 10.5, 5 / 10.5])
    assert ridge([[1, 1]], [4], [0, 1]) == pytest.approx([4, 0])
    message = r"but X\^T X \+ penalty is singular: rank 1 with 2 columns"
    with pytest.raises(ValueError, match=message):
        ridge([[1, 1]], [4], 1e-17)
    with pytest.raises(ValueError, match=message):
        ridge([[1, 1]], [4], [0, 1e-17])


# The lasso.


@given(value=st.floats(-20, 20), threshold=st.floats(0, 10))
def test_the_soft_threshold_is_the_minimiser(value, threshold):
    best = soft_threshold(value, threshold)
    cost = lambda w: (w - value) ** 2 / 2 + threshold * abs(w)  # noqa: E731
    candidates = np.union1d(np.linspace(-25, 25, 2001), best + np.linspace(-0.01, 0.01, 2001))
    assert cost(best) <= cost(candidates).min() + 1e-12


def test_the_soft_threshold_broadcasts():
    assert soft_threshold([[3, -1], [0, 5]], [1, 2]).tolist() == [[2, 0], [0, 3]]
    assert float(soft_threshold(-3, 1)) == -2
    assert soft_threshold([1, -1], 1).tolist() == [0, 0]
    assert soft_threshold([], []).tolist() == []
    assert str(soft_threshold([0.5, -0.5, -0.0, 0], 1)) == "[0. 0. 0. 0.]"


def orthonormal(seed, examples=12, inputs=4):
    generator = np.random.default_rng(seed)
    x = np.linalg.qr(generator.normal(size=(examples, inputs)))[0]
    return x, generator.normal(size=examples) * 3


@given(seed=seeds, penalty=st.floats(0.01, 5))
def test_the_closed_form_of_the_lasso_is_that_of_scikit_learn(seed, penalty):
    x, y = orthonormal(seed)
    closed = lasso_orthonormal(x, y, penalty)
    reference = linear_model.Lasso(alpha=penalty / len(y), fit_intercept=False, tol=1e-12)
    np.testing.assert_allclose(closed, reference.fit(x, y).coef_, atol=1e-8)
    np.testing.assert_allclose(closed, lasso(x, y, penalty).weights, atol=1e-10)
    assert lasso_violation(x, y, penalty, closed) < 1e-12


def test_the_closed_form_of_the_lasso_needs_orthonormal_columns():
    message = r"^inputs must have orthonormal columns, X\^T X = I, but an entry .* is 0.21 away$"
    with pytest.raises(ValueError, match=message):
        lasso_orthonormal([[1.1, 0], [0, 1]], [1, 2], 1)
    with pytest.raises(ValueError, match=r"is 0\.6 away"):
        lasso_orthonormal([[1, 0.6], [0, 0.8]], [1, 2], 1)
    with pytest.raises(ValueError, match=r"is 0\.19 away"):
        lasso_orthonormal([[0.9]], [1], 1)
    assert lasso_orthonormal([[1 + 1e-10]], [3], 1) == pytest.approx([2])


@given(seed=seeds, part=st.floats(0.001, 1.2))
def test_the_lasso_is_that_of_scikit_learn_and_obeys_its_conditions(seed, part):
    x, y = made_up(seed, inputs=3)
    x = x / np.linalg.norm(x, axis=0)
    penalty = part * np.abs(x.T @ y).max()
    fit = lasso(x, y, penalty, sweeps=20_000)
    reference = linear_model.Lasso(
        alpha=penalty / len(y), fit_intercept=False, tol=1e-13, max_iter=100_000
    ).fit(x, y)
    cost = lambda w: ((x @ w - y) ** 2).sum() / 2 + penalty * np.abs(w).sum()  # noqa: E731
    assert cost(fit.weights) <= cost(reference.coef_) + 1e-9 * (y @ y)
    np.testing.assert_allclose(fit.weights, reference.coef_, rtol=1e-4, atol=1e-5 * np.abs(y).max())
    pull = x.T @ (y - x @ fit.weights)
    slack = 1e-9 * np.abs(x.T @ y).max()
    assert fit.path.stop is Stop.CONVERGED
    assert (np.abs(pull) <= penalty + slack).all()
    chosen = fit.weights != 0
    np.testing.assert_allclose(
        pull[chosen], penalty * np.sign(fit.weights[chosen]), atol=slack, rtol=0
    )
    assert fit.violation == lasso_violation(x, y, penalty, fit.weights)
    assert (part < 1) == bool(chosen.any())


@given(seed=seeds)
def test_the_cost_of_the_lasso_never_rises(seed):
    x, y = made_up(seed)
    path = lasso(x, y, 2.0, start=[1, -1, 5, 0], sweeps=30).path
    costs = [((x @ w - y) ** 2).sum() / 2 + 2 * np.abs(w).sum() for w in path.points]
    np.testing.assert_allclose(path.values, costs, rtol=1e-9)
    assert (np.diff(costs) <= 1e-9 * costs[0]).all()
    for w, slope in zip(path.points, path.gradients, strict=True):
        np.testing.assert_allclose(slope, x.T @ (x @ w - y) + 2 * np.sign(w), rtol=1e-7, atol=1e-6)
    assert path.points[0].tolist() == [1, -1, 5, 0]
    assert path.points.shape == (path.steps + 1, 4)


def test_a_sweep_visits_the_weights_in_turn():
    """By hand, with X^T X = [[1, 1/2], [1/2, 1]]: the second sees the first one's new value."""
    x = np.array([[1, 0.5], [0, np.sqrt(0.75)]])
    y = np.linalg.solve(x.T, [4, 3])
    fit = lasso(x, y, 1, sweeps=1)
    assert fit.path.points.round(12).tolist() == [[0, 0], [3, 0.5]]
    assert fit.path.stop is Stop.STEPS_USED_UP
    assert fit.violation == pytest.approx(0.25)
    assert repr(fit) == "LassoFit(steps used up after 1 sweeps at (3, 0.5), violation 0.25)"
    assert lasso(x, y, 1).weights == pytest.approx([8 / 3, 2 / 3])


def test_the_lasso_without_sweeps_returns_the_start():
    fit = lasso([[1, 0], [0, 1]], [4, 2], 1, start=[1, 1], sweeps=0)
    assert fit.path.points.tolist() == [[1, 1]]
    assert (fit.path.steps, fit.path.stop) == (0, Stop.STEPS_USED_UP)
    assert lasso([[1.0]], [4.0], 1, start=[3], sweeps=0).path.stop is Stop.CONVERGED


def test_the_tolerance_of_the_lasso_is_relative():
    x, y = made_up(3)
    for scale in (1e-20, 1.0, 1e20):
        loose = lasso(x, y * scale, 0.1 * scale, tolerance=1e-3)
        tight = lasso(x, y * scale, 0.1 * scale, tolerance=1e-9, sweeps=10_000)
        assert 1e-9 * scale < loose.violation <= 1e-3 * np.abs(x.T @ y * scale).max()
        assert tight.violation <= 1e-9 * np.abs(x.T @ y * scale).max()
        assert tight.path.steps > loose.path.steps
        before = lasso_violation(x, y * scale, 0.1 * scale, loose.path.points[-2])
        assert before > 1e-3 * np.abs(x.T @ y * scale).max()


def test_the_lasso_with_a_penalty_for_each_weight():
    assert lasso([[1, 0], [0, 1]], [4, 3], [0, 1]).weights.tolist() == [4, 2]
    assert lasso_orthonormal([[1, 0], [0, 1]], [4, 3], [0, 1]).tolist() == [4, 2]
    assert lasso_violation([[1, 0], [0, 1]], [4, 3], [0, 1], [4, 1]) == 1


def test_a_column_of_zeros_gets_no_weight():
    fit = lasso([[1, 0], [2, 0]], [1, 2], 0.0, start=[0, 7])
    assert fit.weights.tolist() == [1, 0]
    assert lasso([[1, 0], [2, 0]], [1, 2], 0.5, start=[0, 7]).weights.tolist() == [0.9, 0]
    at_once = lasso([[1, 0], [2, 0]], [0, 0], 0.5).path
    assert (at_once.steps, at_once.stop) == (0, Stop.CONVERGED)


# Linear discriminant analysis.


def three_groups(seed=0, sizes=(12, 20, 8)):
    """Return three Gaussian groups with one mixing matrix, and their labels in mixed order."""
    generator = np.random.default_rng(seed)
    labels = generator.permutation(np.repeat([0, 1, 2], sizes))
    centres = generator.normal(size=(3, 2)) * 3 + 10
    noise = generator.normal(size=(len(labels), 2)) @ generator.normal(size=(2, 2))
    return centres[labels] + noise, labels


@given(seed=seeds)
def test_the_discriminant_is_that_of_scikit_learn(seed):
    x, labels = three_groups(seed)
    ours = LinearDiscriminant.fit(x, labels)
    theirs = discriminant_analysis.LinearDiscriminantAnalysis(solver="lsqr").fit(x, labels)
    np.testing.assert_allclose(ours.means, theirs.means_, rtol=1e-12)
    np.testing.assert_allclose(ours.covariance, theirs.covariance_, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(ours.priors, [0.3, 0.5, 0.2])
    condition = np.linalg.cond(ours.covariance)
    expected = theirs.decision_function(x)
    np.testing.assert_allclose(
        ours.scores(x), expected, atol=1e-13 * condition * np.abs(expected).max()
    )
    np.testing.assert_allclose(ours.probabilities(x), theirs.predict_proba(x), atol=1e-6)
    assert (ours.classes(x) == theirs.predict(x)).all()


def test_scores_are_logarithms_of_prior_times_density_but_for_a_common_term():
    x, labels = three_groups(4)
    fit = LinearDiscriminant.fit(x, labels, unbiased=True)
    joint = np.column_stack(
        [
            np.log(prior) + stats.multivariate_normal(mean, fit.covariance).logpdf(x)
            for mean, prior in zip(fit.means, fit.priors, strict=True)
        ]
    )
    difference = fit.scores(x) - joint
    np.testing.assert_allclose(difference, difference[:, :1] + np.zeros(3), atol=1e-8)
    posterior = np.exp(joint) / np.exp(joint).sum(axis=1, keepdims=True)
    np.testing.assert_allclose(fit.probabilities(x), posterior, atol=1e-9)


def test_the_unbiased_covariance_divides_by_examples_less_classes():
    x, labels = three_groups(1)
    within = np.vstack([x[labels == k] - x[labels == k].mean(axis=0) for k in range(3)])
    unbiased = LinearDiscriminant.fit(x, labels, unbiased=True).covariance
    np.testing.assert_allclose(unbiased, within.T @ within / 37)
    np.testing.assert_allclose(LinearDiscriminant.fit(x, labels).covariance, within.T @ within / 40)
    assert unbiased.shape == (2, 2)


def test_one_hot_labels_mean_the_same():
    x, labels = three_groups(2)
    plain, rows = LinearDiscriminant.fit(x, labels), LinearDiscriminant.fit(x, np.eye(3)[labels])
    np.testing.assert_array_equal(plain.scores(x), rows.scores(x))


@given(seed=seeds)
def test_two_classes_score_the_same_on_their_boundary(seed):
    x, labels = three_groups(seed)
    fit = LinearDiscriminant.fit(x, labels)
    for k, other in ((0, 1), (2, 0)):
        boundary = fit.boundary(k, other)
        along = np.array([-boundary.normal[1], boundary.normal[0]])
        along /= np.linalg.norm(along)
        line = boundary.nearest + np.outer([-3, 0, 1, 20], along)
        scores = fit.scores(line)
        size = np.abs(scores).max()
        np.testing.assert_allclose(scores[:, k], scores[:, other], atol=1e-9 * size)
        np.testing.assert_allclose(boundary.distance(line), 0, atol=1e-9 * np.abs(line).max())
        assert boundary.nearest @ along == pytest.approx(0, abs=1e-9 * np.abs(line).max())
        there = fit.scores(x)
        side = boundary.distance(x)
        np.testing.assert_allclose(
            side * np.linalg.norm(boundary.normal),
            there[:, k] - there[:, other],
            atol=1e-9 * np.abs(there).max(),
        )


def test_a_boundary_by_hand():
    """Means 0 and (2, 0), unit covariance, equal priors: the line halfway, x = 1."""
    fit = LinearDiscriminant(np.array([[0.0, 0], [2, 0]]), np.eye(2), np.array([0.5, 0.5]))
    boundary = fit.boundary(1, 0)
    assert boundary.normal.tolist() == [2, 0]
    assert boundary.offset == -2
    assert type(boundary.offset) is float
    assert boundary.nearest.tolist() == [1, 0]
    assert boundary.distance([[4, 7], [0, 0]]).tolist() == [3, -1]
    assert repr(boundary) == "Boundary((2, 0) · x - 2 = 0)"
    assert repr(fit) == "LinearDiscriminant(2 classes, means (0, 0) (2, 0), priors (0.5, 0.5))"


def test_a_rarer_class_is_pushed_back_by_its_prior():
    fit = LinearDiscriminant(np.array([[0.0], [2.0]]), np.eye(1), np.array([0.2, 0.8]))
    assert fit.boundary(0, 1).nearest == pytest.approx([1 - np.log(4) / 2])


@pytest.mark.parametrize(
    ("inputs", "rank"),
    [
        ([[0, 0], [1, 1], [5, 3], [6, 4]], 1),
        ([[0, 0.1], [1, 0.1], [5, 0.1], [6, 0.1]], 1),
        ([[1, 2], [1, 2], [3, 0], [3, 0]], 0),
    ],
)
def test_a_singular_covariance_is_refused(inputs, rank):
    message = (
        "^inputs must have linearly independent columns, but the covariance within the classes is "
        f"singular: rank {rank} with 2 columns$"
    )
    with pytest.raises(ValueError, match=message):
        LinearDiscriminant.fit(inputs, [0, 0, 1, 1])


@pytest.mark.parametrize("same", [0.1, -1000.1, 1e-3 / 3])
def test_an_input_that_never_changes_is_found_among_many_examples(same):
    x = np.column_stack([np.random.default_rng(0).normal(size=3000), np.full(3000, same)])
    with pytest.raises(ValueError, match="rank 1 with 2 columns"):
        LinearDiscriminant.fit(x, np.arange(3000) % 3)


def test_examples_at_the_mean_of_their_class_are_no_reason_to_refuse():
    fit = LinearDiscriminant.fit([[-1], [0], [1], [4], [5], [6]], [0, 0, 0, 1, 1, 1])
    assert fit.covariance == pytest.approx(np.array([[4 / 6]]))


def test_inputs_far_from_zero_are_no_reason_to_refuse():
    fit = LinearDiscriminant.fit([[1e6], [1e6 + 1], [1e6 + 5], [1e6 + 6]], [0, 0, 1, 1])
    assert fit.covariance == pytest.approx(np.array([[0.25]]))


def test_a_boundary_needs_two_classes_that_differ():
    fit = LinearDiscriminant(np.array([[0.0], [0.0]]), np.eye(1), np.array([0.2, 0.8]))
    with pytest.raises(ValueError, match=r"no input tells them apart"):
        fit.boundary(0, 1)
    with pytest.raises(ValueError, match=r"^second must be below 2, but 2 came$"):
        fit.boundary(0, 2)
    with pytest.raises(ValueError, match=r"^first must be a whole number of at least 0"):
        fit.boundary(-1, 0)
    with pytest.raises(ValueError, match="inputs must have 1 columns, but 2 came"):
        fit.scores([[1, 2]])


@pytest.mark.parametrize(
    ("labels", "message"),
    [
        ([0, 0, 1], "labels must hold 4 numbers, but 3 came"),
        ([0, 0, 2, 2], "labels must be 0, 1, 2 and so on without a gap, but 2 came"),
        ([1, 1, 2, 2], "labels must be 0, 1, 2 and so on without a gap, but 1 came"),
        ([0, 0.5, 1, 1], "without a gap, but 0.5 came"),
        ([-1, 1, 0, 1], "without a gap, but -1 came"),
        ([0, 0, 0, 0], "labels must hold at least two classes, but only 0 came"),
        ([0, np.nan, 1, 1], "labels must hold finite numbers"),
        ([[1, 0], [0, 1]], r"labels must have 4 rows of at least two classes, but shape \(2, 2\)"),
        ([[1]] * 4, r"labels must have 4 rows of at least two classes, but shape \(4, 1\) came"),
        ([[1, 0]] * 4, "labels must hold an example of each class, but none of 1 came"),
        ([[0.5, 0.5]] * 4, "labels must hold a single 1 and zeros in each row"),
        ([[1, 0], [0, 1], [2, -1], [1, 0]], "labels must hold a single 1 and zeros in each row"),
        ([[1, 0], [0, 1], [1, 1], [1, 0]], "labels must hold a single 1 and zeros in each row"),
        ([[1, 0, 0], [0, 0, 1]] * 2, "labels must hold an example of each class, but none of 1"),
        ([[1, 1]] * 4, "labels must hold a single 1 and zeros in each row"),
    ],
)
def test_labels_of_several_classes_are_checked(labels, message):
    with pytest.raises(ValueError, match=message):
        LinearDiscriminant.fit([[0, 1], [1, 0], [5, 3], [6, 5]], labels)


# The costs.


def squared(x, y, w):
    return sum(
        (sum(a * b for a, b in zip(row, w, strict=True)) - t) ** 2
        for row, t in zip(x, y, strict=True)
    )


def log_likelihood(x, y, w):
    """Return log of the product of p^y (1 - p)^(1 - y) as a sympy expression."""
    total = 0
    for row, label in zip(x, y, strict=True):
        p = 1 / (1 + sympy.exp(-sum(a * b for a, b in zip(row, w, strict=True))))
        total += label * sympy.log(p) + (1 - label) * sympy.log(1 - p)
    return total


def class_log_likelihood(x, y, w):
    count = len(w) // len(x[0])
    total = 0
    for row, label in zip(x, y, strict=True):
        logits = [sum(a * w[i * count + k] for i, a in enumerate(row)) for k in range(count)]
        total += logits[label] - sympy.log(sum(sympy.exp(z) for z in logits))
    return total


X = [[2, -1], [3, 4], [-1, 2], [0, 5]]
COSTS = {
    "least_squares": (
        least_squares_cost(X, [3, -2, 1, 4]),
        lambda w: squared(X, [3, -2, 1, 4], w) / 2,
    ),
    "ridge": (
        ridge_cost(X, [3, -2, 1, 4], 3),
        lambda w: squared(X, [3, -2, 1, 4], w) / 2 + sympy.Rational(3, 2) * (w[0] ** 2 + w[1] ** 2),
    ),
    "ridge_with_a_row": (
        ridge_cost(X, [3, -2, 1, 4], [0, 3]),
        lambda w: squared(X, [3, -2, 1, 4], w) / 2 + sympy.Rational(3, 2) * w[1] ** 2,
    ),
    "lasso": (
        lasso_cost(X, [3, -2, 1, 4], 3),
        lambda w: squared(X, [3, -2, 1, 4], w) / 2 + 3 * (abs(w[0]) + abs(w[1])),
    ),
    "lasso_with_a_row": (
        lasso_cost(X, [3, -2, 1, 4], [3, 0]),
        lambda w: squared(X, [3, -2, 1, 4], w) / 2 + 3 * abs(w[0]),
    ),
    "logistic": (logistic_cost(X, [1, 0, 0, 1]), lambda w: -log_likelihood(X, [1, 0, 0, 1], w)),
    "logistic_with_penalty": (
        logistic_cost(X, [1, 0, 0, 1], [0, 4]),
        lambda w: -log_likelihood(X, [1, 0, 0, 1], w) + 2 * w[1] ** 2,
    ),
    "softmax": (
        softmax_cost(X, [1, 0, 2, 1]),
        lambda w: -class_log_likelihood(X, [1, 0, 2, 1], w),
    ),
    "softmax_with_penalty": (
        softmax_cost(X, [1, 0, 2, 1], [4, 0]),
        lambda w: -class_log_likelihood(X, [1, 0, 2, 1], w) + 2 * sum(a**2 for a in w[:3]),
    ),
}


@pytest.mark.parametrize("name", COSTS)
def test_costs_and_their_derivatives_are_those_of_sympy(name):
    cost, written = COSTS[name]
    symbols = sympy.symbols(f"w:{cost.dimension}", real=True)
    expression = written(symbols)
    slopes = [sympy.diff(expression, s) for s in symbols]
    curvatures = [[sympy.diff(s, t) for t in symbols] for s in slopes]
    away_from_kinks = {"DiracDelta": lambda x: 0.0}
    exact = sympy.lambdify([symbols], [expression, slopes, curvatures], [away_from_kinks, "numpy"])
    points = np.random.default_rng(5).normal(size=(3, cost.dimension)).round(3)
    for point in points:
        value, gradient, hessian = exact(point)
        assert float(cost(point)) == pytest.approx(float(value), rel=1e-12)
        np.testing.assert_allclose(cost.gradient(point), gradient, rtol=1e-11)
        np.testing.assert_allclose(cost.hessian(point), hessian, rtol=1e-10, atol=1e-12)
    np.testing.assert_allclose(cost(points), [cost(p) for p in points])
    np.testing.assert_allclose(cost.gradient(points), [cost.gradient(p) for p in points])
    np.testing.assert_allclose(cost.hessian(points), [cost.hessian(p) for p in points])
    assert cost.hessian(points).shape == (3, cost.dimension, cost.dimension)


@pytest.mark.parametrize("name", COSTS)
def test_costs_let_complex_steps_through(name):
    cost = COSTS[name][0]
    point = np.random.default_rng(6).normal(size=cost.dimension)
    for i, unit in enumerate(np.eye(cost.dimension)):
        step = point + 1e-30j * unit
        assert cost(step).imag / 1e-30 == pytest.approx(cost.gradient(point)[i])
        slopes = cost.gradient(step).imag / 1e-30
        np.testing.assert_allclose(slopes, cost.hessian(point)[i], rtol=1e-9, atol=1e-12)


@given(seed=seeds, part=st.floats(0, 1))
def test_costs_are_convex(seed, part):
    generator = np.random.default_rng(seed)
    for cost, _ in COSTS.values():
        one, other = generator.normal(size=(2, cost.dimension)) * 5
        between = part * one + (1 - part) * other
        chord = part * cost(one) + (1 - part) * cost(other)
        assert cost(between) <= chord + 1e-9 * abs(chord)


def test_the_subgradient_of_the_lasso_takes_no_side_at_zero():
    cost = lasso_cost([[1, 0], [0, 1]], [4, 3], 2)
    assert cost.gradient([0, -1]).tolist() == [-4, -6]
    assert cost.gradient([1, 0]).tolist() == [-1, -3]


@pytest.mark.parametrize("name", COSTS)
def test_costs_have_a_name_a_formula_and_weights_with_names(name):
    cost = COSTS[name][0]
    assert cost.name == name.split("_with")[0] + "_cost"
    assert len(set(cost.variables)) == len(cost.window) == cost.dimension
    assert all(low < 0 < high for low, high in cost.window)
    penalised = "penalty" in cost.words
    assert penalised == (name not in ("least_squares",))
    assert (r"\lambda" in cost.latex) == penalised


@pytest.mark.parametrize("penalty", [0, 3, [3]])
def test_costs_of_one_weight_take_numbers(penalty):
    """As every function of one variable they do: any shape of points, each result of that shape."""
    x, y = [[2], [-1], [3]], [1, 0, 1]
    points = np.array([[-1.0, 0.5], [2, 0.25]])
    c = np.sum(penalty)
    for make, size, slope, bend in (
        (lambda *a: least_squares_cost(*a[:2]), 0 * points, 0 * points, 0),
        (ridge_cost, c * points**2 / 2, c * points, c),
        (lasso_cost, c * abs(points), c * np.sign(points), 0),
    ):
        cost = make(x, y, penalty)
        errors = points[..., None] * [2, -1, 3] - y
        np.testing.assert_allclose(cost(points), (errors**2).sum(-1) / 2 + size)
        np.testing.assert_allclose(cost.gradient(points), errors @ [2, -1, 3] + slope)
        np.testing.assert_allclose(cost.hessian(points), np.full((2, 2), 14 + bend))
    cost = logistic_cost(x, y, penalty)
    p = 1 / (1 + np.exp(-points[..., None] * [2, -1, 3]))
    np.testing.assert_allclose(cost.gradient(points), (p - y) @ [2, -1, 3] + c * points)
    np.testing.assert_allclose(cost.hessian(points), (p - p * p) @ [4, 1, 9] + c)


def test_paths_of_one_weight_hold_numbers():
    x, y = [[2], [-1], [3]], [1, 0, 0]
    for train in (
        logistic_regression_newton,
        logistic_regression_descent,
        logistic_regression_stochastic,
        lasso,
    ):
        fit = train(x, y, 0.1)
        assert fit.weights.shape == (1,)
        assert fit.path.points.shape == fit.path.values.shape == (fit.path.steps + 1,)
        assert fit.path.gradients.shape == fit.path.points.shape
        assert fit.weights[0] == fit.path.last
    assert softmax_regression(x, y, 0.1).weights.shape == (1, 2)


@pytest.mark.parametrize("size", [1e4, -1e4])
def test_costs_of_huge_logits_are_exact(size):
    """Probabilities round to 0 and 1, but the cost is the sum of the wrong margins."""
    cost = logistic_cost([[1], [2]], [0, 1])
    assert cost(size) == (1 if size > 0 else 2) * abs(size)
    assert cost.gradient(size) == (1 if size > 0 else -2)
    assert cost.hessian(size) == 0
    cost = softmax_cost([[1], [2]], [0, 1])
    assert float(cost([0, size])) == (1 if size > 0 else 2) * abs(size)
    assert np.isfinite(cost.gradient([0, size])).all()


def test_the_mean_squared_error_written_out_in_matrices():
    """(1/m) (w^T X^T X w - 2 w^T X^T y + y^T y), its gradient (2/m) X^T (X w - y)."""
    m, n = 4, 2
    x = sympy.Matrix(m, n, sympy.symbols(f"x:{m * n}"))
    y, w = sympy.Matrix(sympy.symbols(f"y:{m}")), sympy.Matrix(sympy.symbols(f"w:{n}"))
    written_out = (w.T * x.T * x * w - 2 * w.T * x.T * y + y.T * y)[0] / m
    assert sympy.expand(written_out - ((x * w - y).T * (x * w - y))[0] / m) == 0
    gradient = sympy.Matrix([sympy.diff(written_out, a) for a in w])
    assert (gradient - 2 * x.T * (x * w - y) / m).expand() == sympy.zeros(n, 1)
    data, targets, weights = sympy.Matrix(X), sympy.Matrix([3, -2, 1, 4]), sympy.Matrix([2, -3])
    numbers = dict(zip((*x, *y, *w), (*data, *targets, *weights), strict=True))
    cost = least_squares_cost(X, [3, -2, 1, 4])
    assert float(written_out.subs(numbers)) == pytest.approx(float(cost([2, -3])) * 2 / m)
    slopes = [float(g) for g in gradient.subs(numbers)]
    assert slopes == pytest.approx(cost.gradient([2, -3]) * 2 / m)


def test_descent_on_the_half_mean_divides_the_step_by_the_examples():
    """Without 1/n the step for (1/2n) ||X w - y||^2 is n times too long."""
    x, y = made_up(1, examples=8)
    start, rate = np.array([1.0, -2, 0.5, 3]), 0.01
    mean = squared_error(Reduction.HALF_MEAN).of_weights(x, y)
    path = gradient_descent(mean, start, rate, 1)
    np.testing.assert_allclose(path.points[1], start - rate / 8 * x.T @ (x @ start - y))
    printed = start - rate * x.T @ (x @ start - y)
    np.testing.assert_allclose(printed - start, 8 * (path.points[1] - start))
    total = gradient_descent(least_squares_cost(x, y), start, rate, 1, tolerance=0)
    np.testing.assert_allclose(total.points[1], printed)


@given(seed=seeds, part=st.floats(0.05, 1.95))
def test_descent_below_the_largest_rate_lowers_the_cost_to_least_squares(seed, part):
    x, y = made_up(seed)
    cost = ridge_cost(x, y, 1.0)
    rate = part / np.linalg.eigvalsh(x.T @ x + np.eye(4))[-1]
    path = gradient_descent(cost, np.ones(4), rate, 200)
    assert (np.diff(path.values) <= 1e-12 * path.values[0]).all()
    assert cost(ridge(x, y, 1.0)) <= path.values[-1] * (1 + 1e-12)


# Logistic regression.


@given(seed=seeds, penalty=st.floats(0.01, 100))
def test_newton_is_that_of_scikit_learn(seed, penalty):
    x, labels = labelled(seed)
    fit = logistic_regression_newton(x, labels, penalty)
    reference = linear_model.LogisticRegression(
        C=1 / penalty, fit_intercept=False, solver="newton-cholesky", tol=1e-12
    ).fit(x, labels)
    np.testing.assert_allclose(fit.weights, reference.coef_[0], atol=1e-6)
    np.testing.assert_allclose(fit.probabilities(x), reference.predict_proba(x)[:, 1], atol=1e-6)
    assert (fit.classes(x) == reference.predict(x)).all()
    assert fit.path.stop is Stop.CONVERGED
    assert fit.separable is False


@given(seed=seeds)
def test_newton_with_a_free_bias_is_that_of_scikit_learn(seed):
    x, labels = labelled(seed)
    fit = logistic_regression_newton(with_ones(x), labels, [0, 2, 2, 2])
    reference = linear_model.LogisticRegression(C=1 / 2, solver="newton-cholesky", tol=1e-12)
    reference.fit(x, labels)
    np.testing.assert_allclose(fit.weights[1:], reference.coef_[0], atol=1e-6)
    assert fit.weights[0] == pytest.approx(reference.intercept_[0], abs=1e-6)


def test_newton_without_penalty_is_the_minimum_scipy_finds():
    x, labels = labelled(3)
    fit = logistic_regression_newton(x, labels)
    signs = np.where(labels == 1, 1, -1)
    found = optimize.minimize(
        lambda w: np.logaddexp(0, -signs * (x @ w)).sum(), np.zeros(3), tol=1e-12
    )
    np.testing.assert_allclose(fit.weights, found.x, atol=1e-6)
    assert fit.path.values[-1] == pytest.approx(found.fun)


def test_the_path_of_newton():
    """Each step solves X^T D X d = -X^T (p - y); the bias alone ends at the log-odds."""
    x, labels = labelled(2)
    path = logistic_regression_newton(x, labels, 1.0).path
    for k in range(path.steps):
        w = path.points[k]
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - labels) + w
        hessian = x.T @ np.diag(p * (1 - p)) @ x + np.eye(3)
        np.testing.assert_allclose(path.gradients[k], gradient, atol=1e-9)
        np.testing.assert_allclose(hessian @ (path.points[k + 1] - w), -gradient, atol=1e-9)
    likelihood = -np.log(np.where(labels == 1, p, 1 - p)).sum() + w @ w / 2
    assert path.values[-2] == pytest.approx(likelihood)
    assert path.values.shape == (path.steps + 1,)
    bias = logistic_regression_newton(np.ones((5, 1)), [1, 0, 1, 1, 1])
    assert bias.weights == pytest.approx([np.log(4)], abs=1e-9)


@given(seed=seeds, far=st.floats(1, 300))
def test_newton_converges_from_far_away_where_full_steps_run_off(seed, far):
    x, labels = labelled(seed)
    start = far * np.random.default_rng(seed).normal(size=3)
    near = logistic_regression_newton(x, labels, 0.1)
    fit = logistic_regression_newton(x, labels, 0.1, start=start, steps=1000)
    assert fit.path.points[0].tolist() == start.tolist()
    assert fit.path.stop is Stop.CONVERGED
    np.testing.assert_allclose(fit.weights, near.weights, atol=1e-6)
    assert (np.diff(fit.path.values) <= 1e-12 * fit.path.values[:-1]).all()


def test_steps_of_newton_are_halved_until_the_cost_falls_enough():
    """By hand: one weight with 1 label of 3 unlike the others, and a start far above log 2."""
    x, labels = [[1.0], [1.0], [1.0]], [0, 1, 1]
    path = logistic_regression_newton(x, labels, start=[3.0]).path
    cost = logistic_cost(x, labels)
    full = -cost.gradient(3.0) / cost.hessian(3.0)
    sizes = [0.5**k for k in range(20)]
    falls = [cost(3.0) - cost(3.0 + size * full) for size in sizes]
    enough = [
        f >= -1e-4 * size * full * cost.gradient(3.0) for f, size in zip(falls, sizes, strict=True)
    ]
    assert enough.index(True) > 0
    assert path.points[1] == pytest.approx(3.0 + sizes[enough.index(True)] * full)


def test_a_full_step_of_newton_would_run_off():
    x, labels = [[1.0], [1.0], [1.0]], [0, 1, 1]
    full = newton_minimum(logistic_cost(x, labels), [3.0], 50)
    assert full.stop is not Stop.CONVERGED
    assert logistic_regression_newton(x, labels, start=[3.0]).weights == pytest.approx([np.log(2)])


def test_the_tolerance_of_newton_is_that_of_a_column():
    x, labels = labelled(5)
    x = x * [1e-3, 1, 1e6]
    for tolerance in (1e-3, 1e-12):
        path = logistic_regression_newton(x, labels, tolerance=tolerance).path
        within = np.abs(path.gradients) <= tolerance * np.abs(x).sum(axis=0)
        assert within[-1].all()
        assert not within[:-1].all(axis=1).any()
        assert path.stop is Stop.CONVERGED


def test_newton_with_no_steps_and_with_few():
    x, labels = labelled(5)
    fit = logistic_regression_newton(x, labels, 1.0, steps=0, start=[1, 2, 3])
    assert fit.weights.tolist() == [1, 2, 3]
    assert fit.path.steps == 0
    fit = logistic_regression_newton(x, labels, 1.0, steps=2)
    assert (fit.path.steps, fit.path.stop) == (2, Stop.STEPS_USED_UP)
    assert fit.separable is False
    assert repr(logistic_regression_newton([[1], [1]], [0, 1])) == (
        "Classifier(converged after 0 steps at (0), cost 1.386)"
    )


@pytest.mark.parametrize(
    ("inputs", "labels"),
    [
        ([1, 2, 3, 4], [0, 0, 1, 1]),
        ([1, 2, 2, 4], [0, 0, 1, 1]),
        ([1, 1, 2, 1e5], [1, 1, 1, 0]),
        ([-3e5, -1e-3, 1e-3, 1], [0, 0, 1, 1]),
    ],
)
def test_separable_classes_have_no_minimum_and_that_is_said(inputs, labels):
    fit = logistic_regression_newton(with_ones(inputs), labels)
    assert fit.separable is True
    assert fit.path.stop is Stop.DIVERGED
    assert np.isfinite(fit.weights).all()
    assert repr(fit).startswith("Classifier(no minimum, for the classes can be separated, after ")
    held = logistic_regression_newton(with_ones(inputs), labels, [0, 1])
    assert (held.separable, held.path.stop) == (False, Stop.CONVERGED)
    held = logistic_regression_newton(with_ones(inputs), labels, 1e-3)
    assert (held.separable, held.path.stop) == (False, Stop.CONVERGED)


@pytest.mark.parametrize("tie", [0.3, -0.3, 3.3])
@pytest.mark.parametrize("below", [0, 1])
def test_classes_that_share_only_a_border_are_separable_too(tie, below):
    """There the border may be hit only up to rounding: it must not count as a wrong side."""
    x = with_ones([tie - 2, tie - 1, tie, tie, tie + 0.7])
    fit = logistic_regression_newton(x, [below, below, below, 1 - below, 1 - below])
    assert (fit.separable, fit.path.stop) == (True, Stop.DIVERGED)


def test_one_huge_example_does_not_hide_a_wrong_side():
    fit = logistic_regression_newton([[1e11], [1], [2]], [1, 0, 1])
    assert (fit.separable, fit.path.stop) == (False, Stop.CONVERGED)


def test_weights_that_separate_are_proof_enough_whatever_the_last_step():
    x = with_ones([1, 2, 3, 4])
    fit = logistic_regression_newton(x, [0, 0, 1, 1], start=[0, -1])
    assert fit.separable is True
    assert fit.classes(x).tolist() == [0, 0, 1, 1]
    for earlier in fit.path.points[:-1]:
        assert classes(x, earlier).tolist() != [0, 0, 1, 1]
    last_step = fit.path.points[-1] - fit.path.points[-2]
    assert classes(x, last_step).tolist() != [0, 0, 1, 1]


def test_an_input_of_zeros_does_not_keep_newton_from_converging():
    fit = logistic_regression_newton([[1, 0], [1, 0], [1, 0]], [0, 1, 1], [0, 1])
    assert fit.path.stop is Stop.CONVERGED
    assert fit.weights == pytest.approx([np.log(2), 0])


@given(seed=seeds)
def test_classes_are_called_separable_exactly_when_linear_programming_says_so(seed):
    generator = np.random.default_rng(seed)
    x = with_ones(generator.normal(size=(8, 2)) * [1, 100])
    labels = (x @ generator.normal(size=3) + generator.normal() * 3 > 0).astype(int)
    labels[:2] = 0, 1
    signs = 2 * labels - 1
    program = optimize.linprog(
        np.zeros(3), -signs[:, None] * x, -np.ones(8), bounds=(None, None), method="highs"
    )
    assert logistic_regression_newton(x, labels).separable == (program.status == 0)


def test_a_penalised_direction_does_not_separate():
    """The second input separates, but its weight costs; the bias alone does not separate."""
    x, labels = [[1, 1], [1, 2], [1, 3], [1, 4]], [0, 0, 1, 1]
    assert not logistic_regression_newton(x, labels, [0, 1e-6]).separable
    assert not logistic_regression_newton(x, labels, [1e-6, 1e-6]).separable
    assert logistic_regression_newton([[1], [2], [-1]], [1, 1, 0], [0]).separable
    x = np.column_stack([with_ones([1, 2, 3, 4]), [5, -3, 2, 1]])
    assert logistic_regression_newton(x, labels, [0, 0, 1]).separable
    assert logistic_regression_newton([[0], [1], [-1]], [1, 1, 0]).separable
    assert not logistic_regression_newton([[1], [2], [-1]], [1, 1, 0], [1e-9]).separable


def test_newton_from_where_all_probabilities_are_certain():
    """No curvature is left to divide by: the path ends there and says so."""
    fit = logistic_regression_newton([[1.0], [1.0], [1.0]], [1, 0, 1], start=[1e5])
    assert (fit.path.stop, fit.path.steps) == (Stop.SINGULAR_HESSIAN, 0)
    assert fit.separable is False


@pytest.mark.parametrize(
    "train",
    [logistic_regression_newton, logistic_regression_descent, logistic_regression_stochastic],
)
@pytest.mark.parametrize(
    ("inputs", "labels", "penalty", "message"),
    [
        ([[1], [2]], [0, 2], 0, "labels must be 0 and 1, but 2 came"),
        ([[1], [2]], [-1, 1], 0, "labels must be 0 and 1, but -1 came"),
        ([[1], [2]], [1, 1], 0, "labels must hold both 0 and 1, but only 1 came"),
        ([[1], [2]], [0, 0], 1, "labels must hold both 0 and 1, but only 0 came"),
        ([[1], [2]], [0, 1, 1], 0, "labels must hold 2 numbers, but 3 came"),
        ([[1], [2]], [0, np.nan], 0, "labels must hold finite numbers"),
        ([[1], [np.nan]], [0, 1], 0, "inputs must hold finite numbers"),
        ([[1], [1e101]], [0, 1], 0, r"inputs must be at most 1e\+100 in size, but 1e\+101 came"),
        ([], [], 0, "inputs must be a matrix"),
        ([1, 2], [0, 1], 0, "inputs must be a matrix"),
        ([[1], [2]], [0, 1], -1, "penalty must not be below zero, but -1 came"),
        ([[1], [2]], [0, 1], [1, 1], "penalty must hold 1 numbers, but 2 came"),
    ],
)
def test_training_refuses_bad_examples(train, inputs, labels, penalty, message):
    with pytest.raises(ValueError, match=f"^{message}"):
        train(inputs, labels, penalty)


@pytest.mark.parametrize(
    "train",
    [logistic_regression_newton, logistic_regression_descent, logistic_regression_stochastic],
)
def test_a_start_must_fit(train):
    with pytest.raises(ValueError, match=r"^start must hold 2 numbers, but 1 came"):
        train([[1, 2], [2, 1]], [0, 1], 1, start=[1])
    fit = train([[1, 2], [2, 1]], [0, 1], 1, start=[1, 5])
    assert fit.path.points[0].tolist() == [1, 5]


def test_a_step_is_halved_until_the_value_falls():
    """From 1 to -1 the size is the same, half way it is zero; a value that cannot fall is taken."""
    assert linear_models._halved(abs, 1.0, 1.0, 1.0, -2.0) == (-1, 0)
    assert linear_models._halved(lambda w: 0.0, 1.0, 0.0, 0.0, -2.0) == (-2, 0)


@pytest.mark.parametrize(("slope", "curvature"), [(0.5, -1.0), (0.0, 1.0), (1e200, 1e-200), (1, 0)])
def test_a_step_that_does_not_lead_downwards_or_is_infinite_is_none(slope, curvature):
    with np.errstate(all="ignore"):
        assert linear_models._full_step(np.array([slope]), np.array([[curvature]])) is None
        assert linear_models._full_step(np.float64(slope), np.float64(curvature)) is None


def test_newton_refuses_dependent_columns_without_penalty():
    x = [[1, 1, 0], [1, 1, 1], [1, 1, 3]]
    with pytest.raises(ValueError, match="singular: rank 2 with 3 columns"):
        logistic_regression_newton(x, [0, 1, 0])
    held = logistic_regression_newton(x, [0, 1, 0], 1e-3).weights
    assert held[0] == pytest.approx(held[1])


def test_newton_refuses_a_tolerance_below_zero_and_half_a_step():
    with pytest.raises(ValueError, match="steps must be a whole number"):
        logistic_regression_newton([[1], [2]], [0, 1], 1, steps=0.5)
    with pytest.raises(ValueError, match="tolerance must not be below zero"):
        logistic_regression_newton([[1], [2]], [0, 1], 1, tolerance=-1)


@given(seed=seeds)
def test_the_order_of_the_examples_changes_nothing(seed):
    x, labels = labelled(seed)
    order = np.random.default_rng(seed).permutation(len(x))
    for train in (ridge, lambda *a: logistic_regression_newton(*a).weights):
        np.testing.assert_allclose(
            train(x, labels, 1.0), train(x[order], labels[order], 1.0), atol=1e-9
        )


@given(seed=seeds, penalty=st.floats(0.1, 10))
def test_descent_ends_where_newton_ends(seed, penalty):
    x, labels = labelled(seed)
    fit = logistic_regression_descent(x, labels, penalty, steps=20_000)
    np.testing.assert_allclose(
        fit.weights, logistic_regression_newton(x, labels, penalty).weights, atol=1e-6
    )
    assert fit.path.stop is Stop.CONVERGED
    assert (np.diff(fit.path.values) <= 1e-12 * fit.path.values[0]).all()
    rate = 4 / (np.linalg.eigvalsh(x.T @ x)[-1] + 4 * penalty)
    np.testing.assert_allclose(fit.path.points[1], rate * x.T @ (labels - 0.5))


def test_descent_takes_the_rate_the_steps_and_the_tolerance_given():
    x, labels = labelled(1)
    path = logistic_regression_descent(x, labels, 1.0, learning_rate=0.01, steps=3).path
    np.testing.assert_allclose(path.points[1], 0.01 * x.T @ (labels - 0.5))
    assert (path.steps, path.stop) == (3, Stop.STEPS_USED_UP)
    loose = logistic_regression_descent(x, labels, 1.0, tolerance=0.1).path
    assert np.linalg.norm(loose.gradients[-1]) <= 0.1 < np.linalg.norm(loose.gradients[-2])


def test_slow_methods_stop_after_a_thousand_steps_unless_told():
    x, labels = labelled(1)
    assert logistic_regression_descent(x, labels, tolerance=0).path.steps == 1000
    close = [[1, 1], [1, 1.0001], [1, 0.9999]]
    fit = lasso(close, [1, 2, -1], 0)
    assert (fit.path.steps, fit.path.stop) == (1000, Stop.STEPS_USED_UP)


@pytest.mark.parametrize("train", [logistic_regression_descent, logistic_regression_stochastic])
def test_descent_says_when_its_weights_separate(train):
    x = with_ones([-2, -1, 1, 2])
    fit = train(x, [0, 0, 1, 1])
    assert fit.separable is True
    assert (np.diff(fit.path.values)[:3] < 0).all()
    assert train(x, [0, 0, 1, 1], 1.0).separable is False
    assert train(x, [0, 1, 0, 1]).separable is False


def test_stochastic_descent_follows_the_gradient_of_each_batch():
    x, labels = labelled(4, examples=7)
    penalty = np.array([0, 0.5, 1])
    fit = logistic_regression_stochastic(x, labels, penalty, batch_size=3, epochs=2, seed=5)
    generator = np.random.default_rng(5)
    rate = 1 / (max(row @ row for row in x) / 4 + 1 / 7)
    w, points = np.zeros(3), [np.zeros(3)]
    for _ in range(2):
        order = generator.permutation(7)
        for batch in (order[:3], order[3:6], order[6:]):
            p = 1 / (1 + np.exp(-x[batch] @ w))
            w = w - rate * (x[batch].T @ (p - labels[batch]) / len(batch) + penalty / 7 * w)
            points.append(w)
    np.testing.assert_allclose(fit.path.points, points, atol=1e-12)
    costs = logistic_cost(x, labels, penalty)(np.array(points))
    np.testing.assert_allclose(fit.path.values, costs / 7)
    assert fit.weights.tolist() == fit.path.points[-1].tolist()


def test_stochastic_descent_comes_near_the_minimum_and_repeats_with_its_seed():
    x, labels = labelled(4, examples=200)
    fits = [logistic_regression_stochastic(x, labels, 1.0, epochs=50, seed=s) for s in (1, 1, 2)]
    best = logistic_regression_newton(x, labels, 1.0)
    assert fits[0].path.values[-1] < best.path.values[-1] / 200 * 1.01
    assert fits[0].weights.tolist() == fits[1].weights.tolist() != fits[2].weights.tolist()
    unseeded, zero = (logistic_regression_stochastic(x, labels, **s) for s in ({}, {"seed": 0}))
    assert unseeded.weights.tolist() == zero.weights.tolist()
    quick = logistic_regression_stochastic(x, labels, 1.0, learning_rate=1e-3, batch_size=200)
    np.testing.assert_allclose(quick.path.points[1], 1e-3 * x.T @ (labels - 0.5) / 200)
    assert quick.path.steps == 10
    assert logistic_regression_stochastic(x, labels).path.steps == 200


# Softmax regression.


@given(seed=seeds, penalty=st.floats(0.05, 20), count=st.integers(2, 4))
def test_softmax_regression_is_that_of_scikit_learn(seed, penalty, count):
    x, labels = labelled(seed, examples=60, count=count)
    fit = softmax_regression(x, labels, penalty)
    assert fit.weights.shape == (3, count)
    assert (fit.path.stop, fit.separable) == (Stop.CONVERGED, False)
    if count > 2:
        reference = linear_model.LogisticRegression(
            C=1 / penalty, fit_intercept=False, solver="newton-cholesky", tol=1e-12
        ).fit(x, labels)
        np.testing.assert_allclose(fit.weights, reference.coef_.T, atol=1e-6)
        np.testing.assert_allclose(fit.probabilities(x), reference.predict_proba(x), atol=1e-6)
        assert (fit.classes(x) == reference.predict(x)).all()
    else:
        # Two weights w_1 = -w_0 = w / 2 cost half as much as one weight w.
        single = logistic_regression_newton(x, labels, penalty / 2)
        np.testing.assert_allclose(fit.weights[:, 1] * 2, single.weights, atol=1e-6)
        np.testing.assert_allclose(fit.weights[:, 0], -fit.weights[:, 1], atol=1e-6)


def test_softmax_regression_without_penalty_returns_weights_that_sum_to_zero():
    x, labels = labelled(1, examples=80, count=3)
    x = with_ones(x)
    fit = softmax_regression(x, labels)
    np.testing.assert_allclose(fit.weights.sum(axis=1), 0, atol=1e-9)
    found = optimize.minimize(lambda w: softmax_cost(x, labels)(w), np.zeros(12), tol=1e-9)
    assert fit.path.values[-1] == pytest.approx(found.fun, rel=1e-9)
    np.testing.assert_allclose(x.T @ (fit.probabilities(x) - np.eye(3)[labels]), 0, atol=1e-7)
    free = softmax_regression(x, labels, [0, 1, 1, 1]).weights
    reference = linear_model.LogisticRegression(C=1, tol=1e-10, max_iter=10_000).fit(
        x[:, 1:], labels
    )
    np.testing.assert_allclose(free[1:], reference.coef_.T, atol=1e-5)
    np.testing.assert_allclose(free[0], reference.intercept_, atol=1e-5)


def test_softmax_regression_takes_one_hot_rows_steps_and_tolerance():
    x, labels = labelled(1, count=3)
    fit = softmax_regression(x, np.eye(3)[labels], 1.0)
    assert fit.weights.tolist() == softmax_regression(x, labels, 1.0).weights.tolist()
    assert fit.path.points.shape == (fit.path.steps + 1, 9)
    assert fit.weights.ravel().tolist() == fit.path.last.tolist()
    assert softmax_regression(x, labels, 1.0, steps=2).path.steps == 2
    loose = softmax_regression(x, labels, 1.0, tolerance=1e-2).path
    within = np.abs(loose.gradients) <= 1e-2 * np.repeat(np.abs(x).sum(axis=0), 3)
    assert within[-1].all()
    assert not within[-2].all()


def test_softmax_regression_on_separable_classes():
    x = with_ones([0, 1, 2, 10, 11, 20, 21])
    labels = [0, 0, 0, 1, 1, 2, 2]
    fit = softmax_regression(x, labels)
    assert (fit.separable, fit.path.stop) == (True, Stop.DIVERGED)
    assert not softmax_regression(x, labels, [0, 1]).separable
    assert softmax_regression(with_ones([0, 1, 2, 0]), [0, 1, 2, 1]).separable
    mixed = softmax_regression(with_ones([0, 1, 2, 0, 1, 2, 0, 1, 2]), [0, 0, 0, 1, 1, 1, 2, 2, 2])
    assert (mixed.separable, mixed.path.stop) == (False, Stop.CONVERGED)


def test_softmax_regression_refuses_dependent_columns_and_bad_labels():
    with pytest.raises(ValueError, match="singular: rank 1 with 2 columns"):
        softmax_regression([[1, 1], [2, 2], [3, 3]], [0, 1, 2])
    with pytest.raises(ValueError, match="without a gap, but 3 came"):
        softmax_regression([[1], [2], [3]], [0, 1, 3])
    with pytest.raises(ValueError, match=r"inputs must be at most 1e\+100"):
        softmax_regression([[1], [2], [3e100]], [0, 1, 2])


# Predictions.


def test_probabilities_and_classes_of_weights():
    x = [[1, -2], [1, 0], [1, 5]]
    assert probabilities(x, [0, 1]) == pytest.approx([1 / (1 + np.e**2), 0.5, 1 / (1 + np.e**-5)])
    assert classes(x, [0, 1]).tolist() == [0, 1, 1]
    rows = probabilities(x, [[0, 0, 1], [0, 1, 0]])
    logits = np.array([[0, -2, 1], [0, 0, 1], [0, 5, 1]])
    np.testing.assert_allclose(rows, np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True))
    assert classes(x, [[0, 0, 1], [0, 1, 0]]).tolist() == [2, 2, 1]
    assert classes([[1]], [[2, 2, 1]]).tolist() == [0]


@pytest.mark.parametrize("size", [1e4, -1e4])
def test_probabilities_of_huge_logits(size):
    expected = 1.0 if size > 0 else 0.0
    assert probabilities([[size]], [1]) == pytest.approx([expected], abs=1e-300)
    assert probabilities([[size]], [[0, 1]])[0] == pytest.approx(
        [1 - expected, expected], abs=1e-300
    )


@pytest.mark.parametrize("predict", [probabilities, classes])
def test_predictions_need_weights_that_fit(predict):
    with pytest.raises(ValueError, match="inputs must have 3 columns, but 2 came"):
        predict([[1, 2]], [1, 2, 3])
    with pytest.raises(ValueError, match="inputs must have 1 columns, but 2 came"):
        predict([[1, 2]], [[1, 2]])
    with pytest.raises(ValueError, match="weights must be a row of at least one number"):
        predict([[1, 2]], 3)
    with pytest.raises(ValueError, match="weights must be a matrix of at least one row"):
        predict([[1, 2]], np.zeros((2, 2, 2)))


@given(seed=seeds)
def test_both_classes_are_equally_probable_on_the_boundary(seed):
    x, labels = labelled(seed, inputs=2)
    weights = logistic_regression_newton(with_ones(x), labels, 1.0).weights
    line = boundary(weights)
    along = np.array([-line.normal[1], line.normal[0]]) / np.linalg.norm(line.normal)
    points = line.nearest + np.outer([-2, 0, 3], along)
    np.testing.assert_allclose(probabilities(with_ones(points), weights), 0.5, atol=1e-9)
    np.testing.assert_array_equal(line.distance(x) >= 0, classes(with_ones(x), weights) == 1)


def test_the_boundary_of_weights_by_hand():
    line = boundary([-3, 1, 2])
    assert (line.normal.tolist(), line.offset) == ([1, 2], -3)
    assert repr(boundary([0.5, 2])) == "Boundary((2) · x + 0.5 = 0)"
    assert repr(boundary([0, 2, 1])) == "Boundary((2, 1) · x + 0 = 0)"
    for weights in ([3, 0, 0], [3]):
        with pytest.raises(ValueError, match="no input tells them apart"):
            boundary(weights)


# Bad input, for all models of numbers.


@pytest.mark.parametrize(
    "fit",
    [
        least_squares,
        normal_equation,
        least_squares_cost,
        lambda x, y: ridge(x, y, 1),
        lambda x, y: ridge_cost(x, y, 1),
        lambda x, y: lasso(x, y, 1),
        lambda x, y: lasso_cost(x, y, 1),
        lambda x, y: lasso_orthonormal(x, y, 1),
        lambda x, y: lasso_violation(x, y, 1, [1]),
    ],
)
@pytest.mark.parametrize(
    ("inputs", "targets", "message"),
    [
        ([[1], [2]], [1], "targets must hold 2 numbers, but 1 came"),
        ([[1], [2]], [[1], [2]], "targets must be a row of at least one number"),
        ([1, 2], [1, 2], r"inputs must be a matrix of at least one row and one column"),
        ([], [], r"inputs must be a matrix of at least one row and one column"),
        ([[1], [np.inf]], [1, 2], "inputs must hold finite numbers"),
        ([[1], [2]], [1, np.nan], "targets must hold finite numbers"),
        ([[1], [-2e100]], [1, 2], r"inputs must be at most 1e\+100 in size, but 2e\+100 came"),
        ([[1], [2]], [1, 2e100], r"targets must be at most 1e\+100 in size, but 2e\+100 came"),
    ],
)
def test_models_of_numbers_refuse_bad_examples(fit, inputs, targets, message):
    with pytest.raises(ValueError, match=f"^{message}"):
        fit(inputs, targets)


def test_the_largest_inputs_are_still_welcome():
    assert least_squares([[1e100], [2e99]], [1e100, 2e99]) == pytest.approx([1])
    assert normal_equation([[1e100], [2e99]], [1e100, 2e99]) == pytest.approx([1])
    assert line_by_formulas([1e100, 2e99], [1e100, 2e99]) == pytest.approx((0, 1), abs=1e90)
    assert lasso([[1e100]], [1e100], 1).weights == pytest.approx([1])
    assert logistic_regression_newton([[1e100], [-1e100], [1e99]], [0, 1, 1]).path.steps > 0


@pytest.mark.parametrize(
    "fit", [ridge, lasso, lasso_orthonormal, ridge_cost, lasso_cost, logistic_cost]
)
@pytest.mark.parametrize(
    ("penalty", "error", "message"),
    [
        (-1, ValueError, "penalty must not be below zero, but -1 came"),
        ([1, -0.5], ValueError, "penalty must not be below zero, but -0.5 came"),
        ([1, 1, 1], ValueError, "penalty must hold 2 numbers, but 3 came"),
        ([[1, 1]], ValueError, "penalty must be a row of at least one number"),
        (np.nan, ValueError, "penalty must hold finite numbers"),
        ("1", TypeError, "penalty must hold real numbers"),
    ],
)
def test_penalties_are_checked(fit, penalty, error, message):
    with pytest.raises(error, match=f"^{message}"):
        fit([[1, 0], [0, 1]], [0, 1], penalty)


def test_thresholds_starts_sweeps_and_tolerances_are_checked():
    with pytest.raises(ValueError, match=r"threshold must not be below zero, but -2 came"):
        soft_threshold([1, 2], [1, -2])
    with pytest.raises(TypeError, match="value must hold real numbers"):
        soft_threshold("a", 1)
    with pytest.raises(ValueError, match="start must hold 1 numbers"):
        lasso([[1]], [1], 1, start=[1, 2])
    with pytest.raises(ValueError, match="sweeps must be a whole number"):
        lasso([[1]], [1], 1, sweeps=-1)
    with pytest.raises(ValueError, match="tolerance must not be below zero"):
        lasso([[1]], [1], 1, tolerance=-1)
    with pytest.raises(ValueError, match="weights must hold 1 numbers"):
        lasso_violation([[1]], [1], 1, [1, 2])


def test_a_line_checks_its_examples():
    with pytest.raises(ValueError, match="targets must hold 2 numbers, but 1 came"):
        line_by_formulas([1, 2], [1])
    with pytest.raises(ValueError, match="inputs must be a row"):
        line_by_formulas([[1, 2]], [1, 2])
    with pytest.raises(ValueError, match=r"inputs must be at most 1e\+100"):
        line_by_formulas([1, 2e100], [1, 2])
    with pytest.raises(ValueError, match=r"targets must be at most 1e\+100"):
        line_by_formulas([1, 2], [1, 2e100])


def test_huge_starts_weights_and_penalties_are_refused():
    for name, call in (
        ("start", lambda: lasso([[1]], [1], 1, start=[1e101])),
        ("start", lambda: logistic_regression_newton([[1], [2]], [0, 1], 1, start=[1e101])),
        ("weights", lambda: lasso_violation([[1]], [1], 1, [1e101])),
        ("weights", lambda: probabilities([[1]], [1e101])),
        ("weights", lambda: boundary([1, 1e101])),
        ("inputs", lambda: classes([[1e101]], [1])),
        ("inputs", lambda: boundary([1, 2]).distance([[1e101]])),
        ("penalty", lambda: ridge([[1]], [1], 1e101)),
    ):
        with pytest.raises(ValueError, match=rf"^{name} must be at most 1e\+100 in size"):
            call()


def test_tiny_inputs_count_as_zero():
    with pytest.raises(ValueError, match="inputs must not all be equal"):
        line_by_formulas([1e-101, 2e-101], [1, 2])
    with pytest.raises(ValueError, match="rank 0 with 1 columns"):
        normal_equation([[1e-101], [2e-101]], [1, 2])
    with pytest.raises(ValueError, match="no input tells them apart"):
        boundary([1, 1e-101])
    assert line_by_formulas([0, 1.5e-100], [0, 1])[1] == pytest.approx(1 / 1.5e-100)
    assert normal_equation([[1.5e-100], [0]], [1, 2]) == pytest.approx([1 / 1.5e-100])
    assert boundary([1, 1.5e-100]).nearest == pytest.approx([-1 / 1.5e-100])
    assert boundary([1, 1e-100]).offset == 1
    assert line_by_formulas([1e-90, 2e-90], [1, 2])[1] == pytest.approx(1e90)
    assert normal_equation([[1e-90], [2e-90]], [1, 2]) == pytest.approx([1e90])


@pytest.mark.parametrize("train", [logistic_regression_descent, logistic_regression_stochastic])
def test_descent_on_inputs_of_zero_stays(train):
    assert train([[0.0], [0.0]], [0, 1]).weights.tolist() == [0]


def numbers_of_any_size(generator, *shape):
    sizes = generator.uniform(-200, 100, shape) * generator.choice([1, 1, 0.01])
    return generator.choice([-1, 0, 1, 1], shape) * 10.0**sizes


@settings(max_examples=25)
@given(seed=seeds)
def test_no_finite_numbers_make_a_warning(seed):
    """One clear error or a result: warnings are errors here."""
    generator = np.random.default_rng(seed)
    n = generator.integers(1, 4)
    x, y = numbers_of_any_size(generator, 6, n), numbers_of_any_size(generator, 6)
    start, penalty = numbers_of_any_size(generator, n), abs(numbers_of_any_size(generator, n))
    labels = generator.permutation([0, 0, 1, 1, 2, 2])
    for call in (
        lambda: line_by_formulas(x[:, 0], y),
        lambda: least_squares(x, y),
        lambda: ridge(x, y, penalty),
        lambda: lasso(x, y, penalty, start=start, sweeps=3),
        lambda: logistic_regression_newton(x, 1.0 * (labels > 0), penalty, start=start),
        lambda: logistic_regression_newton(x, 1.0 * (labels > 0)),
        lambda: logistic_regression_descent(x, 1.0 * (labels > 0), penalty, steps=3),
        lambda: logistic_regression_stochastic(x, 1.0 * (labels > 0), penalty, epochs=1),
        lambda: softmax_regression(x, labels, penalty),
        lambda: LinearDiscriminant.fit(x, labels).boundary(0, 1).distance(x),
        lambda: probabilities(x, np.outer(start, [1, 0.5, -0.1])),
        lambda: boundary([1.0, *start]).nearest,
        lambda: boundary([1.0, *start]).distance(x),
    ):
        with suppress(ValueError):
            repr(call())


def test_nothing_is_changed_in_place():
    x, labels = labelled(0)
    targets, start = labels + 0.5, np.ones(3)
    before = [a.copy() for a in (x, labels, targets, start)]
    ridge(x, targets, 1.0)
    lasso(x, targets, 1.0, start=start)
    logistic_regression_newton(x, labels, 1.0, start=start)
    logistic_regression_descent(x, labels, 1.0, start=start)
    softmax_regression(x, labels, 1.0)
    LinearDiscriminant.fit(x, labels)
    for now, then in zip((x, labels, targets, start), before, strict=True):
        np.testing.assert_array_equal(now, then)


# Least squares as likelihood.


@given(seed=seeds)
def test_least_squares_is_the_most_likely_line_for_gaussian_noise(seed):
    """The log-likelihood falls as ||X w - y||^2 grows, whatever the deviation of the noise."""
    generator = np.random.default_rng(seed)
    x, y = made_up(seed, inputs=2)
    deviation = generator.uniform(0.5, 2)
    likelihood = lambda w: stats.norm.logpdf(y, x @ w, deviation).sum()  # noqa: E731
    best = least_squares(x, y)
    for _ in range(5):
        other = best + generator.normal(size=2) * 10.0 ** generator.uniform(-3, 0)
        fall = likelihood(best) - likelihood(other)
        cost = least_squares_cost(x, y)
        assert fall == pytest.approx((cost(other) - cost(best)) / deviation**2, abs=1e-6)
        assert fall >= -1e-9


@each_model
def test_formulas_of_models_can_be_set(name):
    model = MODELS[name]
    for latex in (model.latex, model.gradient, model.hessian, model.solution):
        MathTextParser("path").parse(f"${latex}$" if latex else "")
    assert model.ways
    assert all(model.ways)
    assert repr(model).startswith(f"Model(name='{name}', words=")
