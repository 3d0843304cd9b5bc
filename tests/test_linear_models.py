"""Linear models against numpy, scipy, sympy, scikit-learn and their own optimality conditions."""

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize
from sklearn import discriminant_analysis, linear_model

from mlcalc import datasets
from mlcalc.linear_models import (
    LinearDiscriminant,
    lasso,
    lasso_orthonormal,
    lasso_violation,
    least_squares,
    line_by_formulas,
    normal_equation,
    ridge,
    soft_threshold,
    with_ones,
)
from mlcalc.optimization import Stop

seeds = st.integers(0, 2**32 - 1)


def made_up(seed=0, examples=30, inputs=4, noise=0.5):
    """Return inputs whose columns are correlated and unlike in size, and targets near a line."""
    generator = np.random.default_rng(seed)
    mixed = generator.normal(size=(examples, inputs)) @ generator.normal(size=(inputs, inputs))
    x = mixed * generator.uniform(0.3, 3, inputs) + generator.normal(size=inputs)
    weights = generator.normal(size=inputs) * 2
    return x, x @ weights + noise * generator.normal(size=examples)


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


def test_the_scalar_formulas_are_the_stationary_point():
    """Solve both partial derivatives of the mean squared error for zero, symbol by symbol."""
    m = 4
    xs, ys = sympy.symbols(f"x1:{m + 1}"), sympy.symbols(f"y1:{m + 1}")
    t0, t1 = sympy.symbols("theta0 theta1")
    error = sum((t0 + t1 * x - y) ** 2 for x, y in zip(xs, ys, strict=True)) / m
    found = sympy.solve([error.diff(t0), error.diff(t1)], [t0, t1], dict=True)[0]
    x_mean, y_mean = sum(xs) / m, sum(ys) / m
    pairs = list(zip(xs, ys, strict=True))
    slope = (y_mean * sum(xs) - sum(x * y for x, y in pairs)) / (
        x_mean * sum(xs) - sum(x * x for x in xs)
    )
    assert sympy.simplify(found[t1] - slope) == 0
    assert sympy.simplify(found[t0] - (y_mean - slope * x_mean)) == 0
    numbers = [3, -1, 7, 2], [5, 0, 4, -6]
    values = dict(zip((*xs, *ys), (*numbers[0], *numbers[1]), strict=True))
    expected = float(found[t0].subs(values)), float(found[t1].subs(values))
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


@pytest.mark.parametrize("inputs", [[2, 2, 2], [0.0, 0.0], [5], [0.1 + 0.2, 0.3], [0, 0, 0]])
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
        r"^inputs must have linearly independent columns, but X\^T X \+ penalty is singular: "
        rf"rank {rank} with {columns} columns$"
    )
    for solve in (normal_equation, lambda x, y: ridge(x, y, 0)):
        with pytest.raises(ValueError, match=message):
            solve(inputs, np.arange(len(inputs)))


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
    with pytest.raises(ValueError, match="rank 1 with 2 columns"):
        ridge([[1, 1]], [4], 1e-17)


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


def test_the_lasso_with_a_penalty_for_each_weight():
    assert lasso([[1, 0], [0, 1]], [4, 3], [0, 1]).weights.tolist() == [4, 2]
    assert lasso_orthonormal([[1, 0], [0, 1]], [4, 3], [0, 1]).tolist() == [4, 2]
    assert lasso_violation([[1, 0], [0, 1]], [4, 3], [0, 1], [4, 1]) == 1


def test_a_column_of_zeros_gets_no_weight():
    fit = lasso([[1, 0], [2, 0]], [1, 2], 0.0, start=[0, 7])
    assert fit.weights.tolist() == [1, 0]
    assert lasso([[1, 0], [2, 0]], [1, 2], 0.5, start=[0, 7]).weights.tolist() == [0.9, 0]
    assert lasso([[1, 0], [2, 0]], [0, 0], 0.5).path.steps == 0


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
    from scipy.stats import multivariate_normal

    x, labels = three_groups(4)
    fit = LinearDiscriminant.fit(x, labels, unbiased=True)
    joint = np.column_stack(
        [
            np.log(prior) + multivariate_normal(mean, fit.covariance).logpdf(x)
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


def test_an_input_that_never_changes_is_found_among_many_examples():
    x = np.column_stack([np.random.default_rng(0).normal(size=3000), np.full(3000, 0.1)])
    with pytest.raises(ValueError, match="rank 1 with 2 columns"):
        LinearDiscriminant.fit(x, np.arange(3000) % 3)


def test_inputs_far_from_zero_are_no_reason_to_refuse():
    fit = LinearDiscriminant.fit([[1e6], [1e6 + 1], [1e6 + 5], [1e6 + 6]], [0, 0, 1, 1])
    assert fit.covariance == pytest.approx(np.array([[0.25]]))


def test_a_boundary_needs_two_classes_that_differ():
    fit = LinearDiscriminant(np.array([[0.0], [0.0]]), np.eye(1), np.array([0.2, 0.8]))
    with pytest.raises(ValueError, match=r"no input tells them apart"):
        fit.boundary(0, 1)
    with pytest.raises(ValueError, match=r"^class must be below 2, but 2 came$"):
        fit.boundary(0, 2)
    with pytest.raises(ValueError, match=r"^class must be a whole number of at least 0"):
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
        ([[1, 1]] * 4, "labels must hold a single 1 and zeros in each row"),
    ],
)
def test_labels_of_several_classes_are_checked(labels, message):
    with pytest.raises(ValueError, match=message):
        LinearDiscriminant.fit([[0, 1], [1, 0], [5, 3], [6, 5]], labels)
