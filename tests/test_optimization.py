"""Descent and Newton's method against bare loops, scipy, mpmath, sympy and known numbers."""

import itertools
import math
from fractions import Fraction

import mpmath
import numpy as np
import pytest
import sympy
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import linalg, optimize

from mlcalc import datasets
from mlcalc.functions import (
    FUNCTIONS,
    OMEGA,
    Domain,
    Function,
    exp_minus_log,
    line_error,
    paraboloid,
    regression_error,
    square,
    temperature,
    three_minima,
    valley,
)
from mlcalc.optimization import (
    Kind,
    Regime,
    Stop,
    basins,
    classify,
    coordinate_descent,
    gradient_descent,
    largest_curvature,
    largest_stable_rate,
    nearest_minimum,
    newton_minimum,
    newton_step,
    newton_zero,
    regime,
    step,
    stochastic_gradient_descent,
)


def inside(function):
    """A point of the window that is neither its middle nor its edge."""
    left, right = np.array(function.window).T
    point = left + 0.6 * (right - left)
    point = point[0] if function.dimension == 1 else point
    assert function.contains(point)
    return point


def curve(value, first, second=None, domain=None):
    """A function of one variable from its derivatives, exact as a named one."""
    return Function(
        "curve", "a curve", "f(x)", ("x",), value, first, second, ((-3, 3),), domain or Domain()
    )


def surface(value, gradient, hessian, n=2, domain=None):
    """A function of n variables from its derivatives."""
    names = tuple(f"x_{i}" for i in range(n))
    window = ((-3, 3),) * n
    return Function(
        "surface", "a surface", "f", names, value, gradient, hessian, window, domain or Domain()
    )


def bowl(matrix, towards):
    """The quadratic p A p / 2 - b p."""
    return surface(
        lambda p: ((p @ matrix) * p).sum(-1) / 2 - p @ towards,
        lambda p: p @ matrix - towards,
        lambda p: np.broadcast_to(matrix, (*np.shape(p)[:-1], *matrix.shape)),
        len(towards),
    )


# The numbers of the course.


def test_the_descent_of_the_notes_on_a_curve():
    path = gradient_descent(exp_minus_log, 0.05, 0.005, 2000)
    x, expected = 0.05, [0.05]
    while len(expected) < len(path.points):
        x -= 0.005 * (math.exp(x) - 1 / x)
        expected.append(x)
    np.testing.assert_allclose(path.points, expected, rtol=1e-12)
    assert path.points[:3].round(4).tolist() == [0.05, 0.1447, 0.1735]
    found = optimize.minimize_scalar(lambda t: math.exp(t) - math.log(t), bracket=(0.1, 1))
    assert path.last == pytest.approx(found.x, abs=1e-6)
    assert path.last == pytest.approx(OMEGA, abs=1e-8)
    assert round(path.last, 4) == 0.5671


def test_the_descent_of_the_notes_on_a_surface():
    path = gradient_descent(temperature, [0.5, 0.6], 0.05, 1000)
    assert path.gradients[0].round(4).tolist() == [-0.1134, -0.0935]
    assert path.points[1].round(4).tolist() == [0.5057, 0.6047]
    assert path.stop is Stop.CONVERGED
    assert path.last == pytest.approx([4, 4], abs=1e-8)
    found = optimize.minimize(lambda p: temperature(p), [0.5, 0.6], method="Nelder-Mead")
    assert path.last == pytest.approx(found.x, abs=1e-3)


def test_the_regression_line_of_the_notes():
    path = gradient_descent(regression_error, [0, 0], 0.02, 5000)
    assert path.last == pytest.approx(np.polyfit([1, 2, 3], [2, 5, 3], 1))
    assert path.last == pytest.approx([1 / 2, 7 / 3])
    assert path.values[-1] == pytest.approx(25 / 6)


def test_the_largest_rate_of_the_notes():
    curvature = math.exp(OMEGA) + 1 / OMEGA**2
    assert largest_curvature(exp_minus_log, OMEGA) == pytest.approx(curvature)
    assert largest_stable_rate(curvature) == pytest.approx(0.41, abs=0.005)


# One step and the loop.


def test_a_step_converts_whole_numbers():
    assert step([1, 2], [3, -1], 0.5).tolist() == [-0.5, 2.5]
    assert step(1, 3, 0.5) == -0.5


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_path_is_that_of_a_bare_loop(name):
    function = FUNCTIONS[name]
    point = inside(function)
    path = gradient_descent(function, point, 0.01, 25, tolerance=0)
    for k in range(path.steps + 1):
        np.testing.assert_allclose(path.points[k], point, rtol=1e-12, atol=1e-12)
        np.testing.assert_allclose(path.gradients[k], function.gradient(point), atol=1e-9)
        assert path.values[k] == pytest.approx(float(function(point)))
        point = point - 0.01 * function.gradient(point)
    assert_the_end_is_right(function, path, 25)


def assert_the_end_is_right(function, path, steps, tolerance=0.0):
    match path.stop:
        case Stop.STEPS_USED_UP:
            assert path.steps == steps
        case Stop.CONVERGED:
            assert np.linalg.norm(path.gradients[-1]) <= tolerance
        case Stop.LEFT_THE_DOMAIN:
            assert not function.contains(path.rejected)
        case _:
            assert path.stop is Stop.DIVERGED
            assert not max(np.abs(path.last).max(), np.abs(path.gradients[-1]).max()) < 1e10
    assert (path.rejected is not None) == (path.stop is Stop.LEFT_THE_DOMAIN)


def test_the_path_of_the_notes_is_a_bare_loop_to_the_last_bit():
    path = gradient_descent(temperature, [0.5, 0.6], 0.05, 300, tolerance=0)
    point = np.array([0.5, 0.6])
    for k in range(path.steps + 1):
        assert path.points[k].tolist() == point.tolist()
        point = point - 0.05 * temperature.gradient(point)
    assert path.steps == 300


def test_shapes_of_a_path():
    one = gradient_descent(square, 3, 0.1, 7)
    assert one.points.shape == one.values.shape == one.gradients.shape == (8,)
    two = gradient_descent(paraboloid, [3, 2], 0.1, 7)
    assert two.points.shape == two.gradients.shape == (8, 2)
    assert two.values.shape == (8,)


def test_a_path_says_in_a_line_what_happened():
    path = gradient_descent(square, 1, 0.25, 2)
    assert repr(path) == "Path(steps used up after 2 steps at 0.25, value 0.0625)"


def test_no_steps_give_the_start():
    path = gradient_descent(square, 3, 0.1, 0)
    assert path.points.tolist() == [3.0]
    assert path.stop is Stop.STEPS_USED_UP


def test_the_start_is_not_changed():
    start = np.array([1.0, 2.0])
    gradient_descent(paraboloid, start, 0.1, 5)
    assert start.tolist() == [1, 2]


def test_a_plain_function_is_followed_by_central_differences():
    plain = gradient_descent(lambda t: math.exp(t) - math.log(t), 0.05, 0.005, 50)
    named = gradient_descent(exp_minus_log, 0.05, 0.005, 50)
    np.testing.assert_allclose(plain.points, named.points, atol=1e-6)
    surface = gradient_descent(lambda p: p[0] ** 2 + 3 * p[1] ** 2, [1.0, 1.0], 0.1, 200)
    assert surface.last == pytest.approx([0, 0], abs=1e-6)


# Why it stops.


def test_it_stops_where_it_starts_when_that_is_the_minimum():
    path = gradient_descent(square, 0.0, 0.1)
    assert (path.stop, path.steps) == (Stop.CONVERGED, 0)


@pytest.mark.parametrize("tolerance", [1e-2, 1e-5, 1e-10])
def test_converged_means_the_gradient_is_within_the_tolerance(tolerance):
    path = gradient_descent(paraboloid, [3.0, -4.0], 0.1, 1000, tolerance=tolerance)
    lengths = np.linalg.norm(path.gradients, axis=1)
    assert path.stop is Stop.CONVERGED
    assert lengths[-1] <= tolerance < lengths[-2]


def test_steps_used_up():
    path = gradient_descent(square, 3, 0.1, 5)
    assert (path.stop, path.steps) == (Stop.STEPS_USED_UP, 5)


def test_diverged_keeps_the_points_on_the_way():
    path = gradient_descent(square, 1, 1.5, 1000)
    assert path.stop is Stop.DIVERGED
    np.testing.assert_allclose(path.points, (-2.0) ** np.arange(len(path.points)))
    assert abs(path.points[-2]) < 1e10 <= abs(path.last)


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("rate", [1e3, 1e100, 1.7e308])
def test_any_rate_ends_with_a_reason_and_no_warning(name, rate):
    function = FUNCTIONS[name]
    path = gradient_descent(function, inside(function), rate, 60)
    assert_the_end_is_right(function, path, 60, 1e-8)


def test_a_plain_function_is_never_asked_beyond_all_numbers():
    path = gradient_descent(lambda x: x * x, 1.0, 1.7e308, 5)
    assert (path.stop, path.steps, path.rejected) == (Stop.DIVERGED, 0, -math.inf)


def test_left_the_domain_tells_the_point_that_was_refused():
    path = gradient_descent(exp_minus_log, 2.0, 1.0, 10)
    assert path.stop is Stop.LEFT_THE_DOMAIN
    assert path.points.tolist() == [2.0]
    assert path.rejected == pytest.approx(2 - (math.exp(2) - 0.5))


# The learning rate.


@pytest.mark.parametrize("function", [square, exp_minus_log, three_minima])
def test_the_limit_of_the_rate_is_two_over_the_curvature(function):
    for minimum in function.minima:
        limit = 2 / float(function.hessian(minimum.point))
        near = minimum.point + 1e-3
        below = gradient_descent(function, near, 0.97 * limit, 4000)
        assert below.last == pytest.approx(minimum.point, abs=1e-7)
        above = gradient_descent(function, near, 1.03 * limit, 60)
        assert abs(above.last - minimum.point) > 2e-3


@pytest.mark.parametrize("function", [paraboloid, temperature, regression_error, valley(30)])
def test_in_several_variables_the_largest_eigenvalue_decides(function):
    (minimum,) = function.minima
    curvatures, directions = np.linalg.eigh(function.hessian(minimum.point))
    near = minimum.point + 1e-4 * directions[:, -1]
    below = gradient_descent(function, near, 0.97 * 2 / curvatures[-1], 4000)
    assert below.last == pytest.approx(minimum.point, abs=1e-7)
    above = gradient_descent(function, near, 1.03 * 2 / curvatures[-1], 80)
    assert np.linalg.norm(above.last - minimum.point) > 5e-4


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_largest_curvature_is_the_most_that_a_direction_has(name):
    function = FUNCTIONS[name]
    point = inside(function)
    hessian = np.atleast_2d(function.hessian(point))
    angles = np.linspace(0, np.pi, 20001)
    if function.dimension == 1:
        expected = hessian[0, 0]
    else:
        rays = np.column_stack([np.cos(angles), np.sin(angles)])
        expected = np.einsum("ki,ij,kj->k", rays, hessian, rays).max()
    assert largest_curvature(function, point) == pytest.approx(expected)


@given(st.floats(1e-4, 1e4), st.floats(1e-4, 1e4))
def test_the_regime_is_what_a_parabola_does(rate, curvature):
    x = np.float64(1.0)
    moved = x - rate * (curvature * x)
    assume(abs(abs(moved) - 1) > 1e-9 and abs(moved) > 1e-9 and abs(moved - 0.8) > 1e-9)
    if abs(moved) > 1:
        expected = Regime.DIVERGES
    elif moved < 0:
        expected = Regime.OSCILLATES
    else:
        expected = Regime.SLOW if moved > 0.8 else Regime.FAST
    assert regime(rate, curvature) is expected


def test_at_the_limit_itself_nothing_is_gained():
    assert regime(2.0, 1.0) is Regime.DIVERGES
    path = gradient_descent(square, 1.0, largest_stable_rate(2.0), 10)
    assert np.abs(path.points).tolist() == [1.0] * 11


quadratics = arrays(float, (3, 2), elements=st.floats(-3, 3))
starts = arrays(float, 2, elements=st.floats(-10, 10))


@given(quadratics, starts, st.floats(0.01, 0.99))
def test_below_two_over_l_every_step_goes_down(columns, start, part):
    inputs = columns[:, 0]
    assume(np.ptp(inputs) > 0.1)
    error = line_error(inputs, columns[:, 1])
    steepest = np.linalg.norm(np.column_stack([inputs, np.ones(3)]), ord=2) ** 2 * 2
    path = gradient_descent(error, start, part * 2 / steepest, 40)
    assert path.stop in {Stop.STEPS_USED_UP, Stop.CONVERGED}
    assert (np.diff(path.values) <= 1e-9 * (1 + np.abs(path.values[0]))).all()


# Momentum.


@pytest.mark.parametrize("momentum", [0.0, 0.5, 0.9])
@pytest.mark.parametrize("rate", [0.02, 0.09])
def test_momentum_on_a_quadratic_is_a_power_of_a_matrix(momentum, rate):
    path = gradient_descent(valley(20), [3.0, 1.0], rate, 40, momentum=momentum, tolerance=0)
    for i, curvature in enumerate([1.0, 20.0]):
        # (x_k, x_k-1) -> (x_k - rate c x_k + momentum (x_k - x_k-1), x_k)
        matrix = np.array([[1 + momentum - rate * curvature, -momentum], [1, 0]])
        state = np.full(2, path.points[0, i])
        for k in (1, 2, 7, 40):
            expected = (np.linalg.matrix_power(matrix, k) @ state)[0]
            assert path.points[k, i] == pytest.approx(expected, rel=1e-9, abs=1e-12)


# A few examples at a time.


def losses(examples=20, seed=4):
    inputs, targets = datasets.television_and_sales(examples, seed)
    inputs = datasets.standardized(inputs)

    def loss_on(indices):
        return line_error(inputs[indices], targets[indices], 1 / (2 * len(indices)))

    return loss_on


def test_a_batch_of_all_examples_is_gradient_descent():
    loss_on = losses()
    stochastic = stochastic_gradient_descent(loss_on, 20, [0, 4], 0.3, batch_size=20, epochs=30)
    plain = gradient_descent(loss_on(np.arange(20)), [0, 4], 0.3, 30, tolerance=0)
    np.testing.assert_allclose(stochastic.points, plain.points, rtol=1e-10)
    np.testing.assert_allclose(stochastic.values, plain.values, rtol=1e-10)
    np.testing.assert_allclose(stochastic.gradients, plain.gradients, atol=1e-9)


def test_each_epoch_takes_each_example_once():
    taken = []

    def loss_on(indices):
        taken.append(indices.tolist())
        return losses()(indices)

    path = stochastic_gradient_descent(loss_on, 20, [0, 4], 0.01, batch_size=6, epochs=3)
    batches = taken[1:]
    assert path.steps == len(batches) == 12
    for epoch in (batches[:4], batches[4:8], batches[8:]):
        assert [len(batch) for batch in epoch] == [6, 6, 6, 2]
        assert sorted(itertools.chain(*epoch)) == list(range(20))
    assert batches[:4] != batches[4:8]


def test_the_stochastic_path_follows_the_gradients_it_reports():
    path = stochastic_gradient_descent(losses(), 20, [0, 4], 0.05, batch_size=3, epochs=2)
    np.testing.assert_allclose(np.diff(path.points, axis=0), -0.05 * path.gradients[:-1])
    whole = losses()(np.arange(20))
    np.testing.assert_allclose(path.values, [whole(p) for p in path.points])
    np.testing.assert_allclose(path.gradients[-1], whole.gradient(path.last))


def test_the_seed_decides_the_path():
    def points(seed):
        return stochastic_gradient_descent(losses(), 20, [0, 4], 0.05, epochs=2, seed=seed).points

    np.testing.assert_array_equal(points(1), points(1))
    assert not np.array_equal(points(1), points(2))


def test_stochastic_steps_diverge_with_a_reason():
    path = stochastic_gradient_descent(losses(), 20, [0, 4], 50.0, epochs=5)
    assert path.stop is Stop.DIVERGED
    assert path.steps < 100


@pytest.mark.parametrize(
    ("name", "value"),
    [("examples", 0), ("batch_size", 0), ("epochs", -1), ("seed", -1), ("learning_rate", 0)],
)
def test_bad_arguments_of_the_stochastic_descent(name, value):
    good = {"examples": 20, "start": [0, 4], "learning_rate": 0.1}
    with pytest.raises(ValueError, match=f"^{name} must"):
        stochastic_gradient_descent(losses(), **(good | {name: value}))


# Which minimum.


@pytest.mark.parametrize("function", [three_minima, exp_minus_log])
@pytest.mark.parametrize("rate", [0.01, 0.03, 0.13])
def test_basins_are_where_each_descent_ends(function, rate):
    some = np.linspace(*function.window[0], 37)
    reached = basins(function, some, rate)
    for start, index in zip(some, reached, strict=True):
        path = gradient_descent(function, start, rate, 200, tolerance=0)
        ends = [abs(path.last - minimum.point) for minimum in function.minima]
        whole_way = path.stop in {Stop.STEPS_USED_UP, Stop.CONVERGED}
        if index >= 0:
            assert whole_way
            assert ends[index] == min(ends) < 0.01
        else:
            assert (
                not whole_way
                or min(ends) > 0.0099
                or abs(path.points[-1] - path.points[-2]) > 0.00099
            )


def test_basins_need_one_variable_and_known_minima():
    with pytest.raises(ValueError, match="function must have one variable and known minima"):
        basins(paraboloid, [1.0], 0.1)


def test_the_nearest_minimum():
    assert nearest_minimum(three_minima, 0.9) == 0
    assert nearest_minimum(three_minima, -1.9) == -2
    assert nearest_minimum(temperature, [0, 0]).tolist() == [4, 4]
    assert nearest_minimum(line_error([1, 1], [2, 3]), [0, 0]) is None


# Bad input.


@pytest.mark.parametrize(
    ("changed", "error", "words"),
    [
        ({"learning_rate": 0}, ValueError, "learning_rate must be above zero, but 0 came"),
        ({"learning_rate": -0.1}, ValueError, "learning_rate must be above zero, but -0.1 came"),
        ({"learning_rate": math.nan}, ValueError, "learning_rate must be a finite number"),
        ({"learning_rate": math.inf}, ValueError, "learning_rate must be a finite number"),
        ({"learning_rate": "0.1"}, TypeError, "learning_rate must be a number, but '0.1' came"),
        (
            {"start": -1},
            ValueError,
            "start must lie where e to the x minus .*, x > 0",
        ),
        ({"start": 0}, ValueError, "start must lie where .* but 0 came"),
        ({"start": math.nan}, ValueError, "start must hold finite numbers"),
        ({"start": "a"}, TypeError, "start must hold real numbers, but 'a' came"),
        ({"start": [1.0, 2.0]}, ValueError, "function must have 2 variables"),
        ({"steps": 2.5}, ValueError, "steps must be a whole number of at least 0, but 2.5 came"),
        ({"steps": -1}, ValueError, "steps must be a whole number of at least 0, but -1 came"),
        ({"steps": None}, TypeError, "steps must be a whole number, but None came"),
        ({"momentum": 1}, ValueError, "momentum must be at least 0 and below 1"),
        ({"momentum": -0.1}, ValueError, "momentum must be at least 0 and below 1"),
        ({"tolerance": math.nan}, ValueError, "tolerance must be a finite number"),
        ({"function": "x"}, TypeError, "function must be callable"),
        ({"function": lambda t: "3"}, ValueError, "your function must return one number"),
        ({"function": lambda t: None}, ValueError, "it returned nothing"),
        ({"function": lambda t: math.nan}, ValueError, "your function is not a number at"),
        ({"function": math.log, "start": -1}, ValueError, "your function raised ValueError at -1"),
    ],
)
def test_bad_input_is_named(changed, error, words):
    good = {"function": exp_minus_log, "start": 0.5, "learning_rate": 0.1, "steps": 3}
    with pytest.raises(error, match=words):
        gradient_descent(**(good | changed))


@pytest.mark.parametrize("curvature", [0, -1, math.nan])
def test_only_a_positive_curvature_has_a_largest_rate(curvature):
    with pytest.raises(ValueError, match="curvature must be"):
        largest_stable_rate(curvature)
