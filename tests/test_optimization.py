"""Descent and Newton's method against bare loops, scipy, mpmath, sympy and known numbers."""

import itertools
import math
from dataclasses import replace
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
    hill_and_valley,
    line_error,
    paraboloid,
    quartic_bowl,
    regression_error,
    soft_corner,
    square,
    temperature,
    three_minima,
    valley,
    x_minus_log,
)
from mlcalc.optimization import (
    Kind,
    Regime,
    Stop,
    basins,
    classify,
    coordinate_descent,
    damped_newton,
    gradient_descent,
    guarded_newton,
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
            furthest = path.last if path.rejected is None else path.rejected
            assert not max(np.abs(furthest).max(), np.abs(path.gradients[-1]).max()) < 1e10
    if path.stop is not Stop.DIVERGED:
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
    path = gradient_descent(square, 1, 0.5, 2)
    assert repr(path) == "Path(converged after 1 step at 0, value 0)"
    path = gradient_descent(exp_minus_log, 0.05, 0.2)
    assert path.rejected < 0
    assert repr(path) == "Path(leaves the domain with step 2, from 3.84, value 45.17)"


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


def test_a_plain_function_of_one_variable_gets_a_number_even_from_a_row():
    row = gradient_descent(lambda t: math.cosh(t), [1.0], 0.1, 3)
    one = gradient_descent(lambda t: math.cosh(t), 1.0, 0.1, 3)
    assert row.points.tolist() == [[x] for x in one.points]


def test_how_many_steps_there_are_when_nothing_is_said():
    assert gradient_descent(square, 1.0, 1e-9).steps == 100
    assert coordinate_descent(valley(1.0), [1.0, 1.0], tolerance=0).steps == 2
    turned = bowl(np.array([[1.0, 0.999], [0.999, 1.0]]), np.ones(2))
    assert coordinate_descent(turned, [1.0, 5.0]).steps == 100
    slow = curve(lambda x: x**40, lambda x: 40 * x**39, lambda x: 40 * 39 * x**38)
    assert newton_minimum(slow, 1.0, tolerance=1e-60).steps == 50
    assert newton_zero(slow, 1.0, tolerance=1e-60).steps == 50


def test_nothing_is_small_enough_for_a_tolerance_of_zero():
    for method in (newton_minimum, newton_zero, lambda *a, **o: gradient_descent(*a, 0.5, **o)):
        assert method(square, 0.0, tolerance=0).steps == 0
        assert method(square, 1e-50, tolerance=0).steps > 0
    assert coordinate_descent(paraboloid, [0, 0], tolerance=0).steps == 0
    assert coordinate_descent(paraboloid, [1e-100, 0], tolerance=0).steps > 0


def test_how_small_is_small_when_nothing_is_said():
    for method, named in ((newton_minimum, {}), (gradient_descent, {"learning_rate": 0.1})):
        assert method(square, 0.49e-8, **named).steps == 0
        assert method(square, 0.51e-8, **named).steps > 0
    assert coordinate_descent(paraboloid, [0.29e-8, 0.4e-8]).steps == 0
    assert coordinate_descent(paraboloid, [0.31e-8, 0.4e-8]).steps > 0
    assert newton_zero(curve(lambda x: x, np.ones_like), 0.99e-12).steps == 0
    assert newton_zero(curve(lambda x: x, np.ones_like), 1.01e-12).steps == 1


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


@pytest.mark.parametrize("method", [gradient_descent, newton_minimum, newton_zero])
def test_what_is_far_away_ends_at_once(method):
    more = {"learning_rate": 1e-9} if method is gradient_descent else {}
    assert method(square, 0.99e10, steps=1, **more).stop is not Stop.DIVERGED
    path = method(square, 1e10, steps=1, **more)
    assert (path.stop, path.steps, path.rejected) == (Stop.DIVERGED, 0, None)


def test_a_slope_whose_square_is_no_number_is_divergence():
    wall = curve(lambda x: 1e200 * x, lambda x: 1e200 + 0 * x)
    path = gradient_descent(wall, 1.0, 1e-300)
    assert (path.stop, path.steps) == (Stop.DIVERGED, 0)


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("rate", [1e3, 1e100, 1.7e308])
def test_any_rate_ends_with_a_reason_and_no_warning(name, rate):
    function = FUNCTIONS[name]
    path = gradient_descent(function, inside(function), rate, 60)
    assert_the_end_is_right(function, path, 60, 1e-8)


def test_a_plain_function_is_never_asked_beyond_all_numbers():
    path = gradient_descent(lambda x: x * x, 1.0, 1.7e308, 5)
    assert (path.stop, path.steps, path.rejected) == (Stop.DIVERGED, 0, -math.inf)
    path = gradient_descent(lambda p: p[0] * p[0], [1.0, 1.0], 1.7e308, 5)
    assert (path.stop, path.rejected.tolist()) == (Stop.DIVERGED, [-math.inf, 1])


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


def test_the_largest_curvature_in_three_variables_is_the_last_eigenvalue():
    assert largest_curvature(bowl(np.diag([3.0, 9.0, 5.0]), np.zeros(3)), [1, 2, 3]) == 9


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


def test_the_limits_of_the_regimes():
    assert regime(1.0, 1.0) is Regime.FAST
    assert regime(0.25, 0.8) is Regime.FAST
    assert regime(0.25, 0.79) is Regime.SLOW


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


def test_one_example_at_a_time_and_one_epoch_when_nothing_is_said():
    plain = stochastic_gradient_descent(losses(), 20, [0, 4], 0.05)
    said = stochastic_gradient_descent(losses(), 20, [0, 4], 0.05, batch_size=1, epochs=1, seed=0)
    assert plain.steps == 20
    np.testing.assert_array_equal(plain.points, said.points)


def test_stochastic_steps_diverge_with_a_reason():
    path = stochastic_gradient_descent(losses(), 20, [0, 4], 50.0, epochs=5)
    assert path.stop is Stop.DIVERGED
    lengths = np.linalg.norm(path.points, axis=1)
    assert lengths[:-1].max() < 1e10 <= lengths[-1]


def test_one_example_that_leads_far_away_in_one_step():
    slope = curve(lambda x: -1e10 * x, lambda x: -1e10 + 0 * x)
    path = stochastic_gradient_descent(lambda indices: slope, 1, 0.0, 1.0, epochs=3)
    assert (path.stop, path.points.tolist()) == (Stop.DIVERGED, [0, 1e10])
    path = stochastic_gradient_descent(lambda indices: slope, 1, 0.0, 0.25, epochs=3)
    assert (path.stop, path.steps) == (Stop.STEPS_USED_UP, 3)


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


def test_basins_count_the_steps_that_the_last_ones_need():
    # Each step leaves 98 %.
    for half, expected in ((200.5, -1), (199.5, 0)):
        assert basins(square, [0.01 / 0.98**half], 0.01).tolist() == [expected]
        assert basins(square, [0.01 / 0.98**half], 0.01, 201).tolist() == [0]


def test_basins_hold_what_is_near_and_at_rest():
    # At rate 1 the square throws each point to the other side.
    assert basins(square, [0.005, -0.005, 0.0005, 0.0004], 1.0).tolist() == [-1, -1, -1, 0]
    assert basins(square, [0.01, 0.0099, 1.2], 1e-300).tolist() == [-1, 0, -1]
    assert basins(three_minima, [1.2, -1.0], 1e-3).tolist() == [-1, -1]


def test_what_leaves_the_domain_does_not_come_back_to_a_basin():
    half = replace(square, domain=Domain("x > -1", lower=-1.0))
    assert basins(half, [2.0, 0.5], 0.9).tolist() == [-1, 0]
    assert basins(square, [2.0, 0.5], 0.9).tolist() == [0, 0]


def test_basins_need_a_rate_above_zero():
    with pytest.raises(ValueError, match="learning_rate must be above zero"):
        basins(square, [1.0], -0.1)


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


# Newton's step.


def test_newtons_step_solves_with_the_hessian_itself():
    generator = np.random.default_rng(3)
    for n in (1, 2, 5):
        hessian, gradient = generator.normal(size=(n, n)), generator.normal(size=n)
        point = generator.normal(size=n)
        moved = newton_step(point, gradient, hessian)
        np.testing.assert_allclose(hessian @ (point - moved), gradient, rtol=1e-9, atol=1e-12)
    assert newton_step([4, 4], [8, 6], [[4, 0], [0, 3]]).tolist() == [2, 2]
    assert newton_step(4, 6, 4) == 2.5


def test_newtons_step_may_lead_beyond_all_numbers_without_a_warning():
    assert newton_step(1.0, 1e200, 1e-200) == -math.inf


@pytest.mark.parametrize(
    ("point", "gradient", "hessian", "words"),
    [
        (1.0, 2.0, 0.0, "hessian must not be singular, but 0.0 came"),
        (1.0, 0.0, 0.0, "hessian must not be singular"),
        ([1, 2], [1, 1], [[1, 2], [2, 4]], r"singular, but \[\[1.0, 2.0\], \[2.0, 4.0\]\] came"),
        ([1, 2], [1, 1], 3.0, r"the shapes \(2,\) and \(2, 2\), but \(2,\) and \(\) came"),
        ([1, 2], 1.0, [[1, 0], [0, 1]], r"the shapes .*, but \(\) and \(2, 2\) came"),
        (1.0, 1.0, [[1.0]], r"the shapes \(\) and \(\), but \(\) and \(1, 1\) came"),
        ([[1, 2]], [[1, 1]], [[1]], "point must be a number or a row"),
        (1.0, math.nan, 1.0, "gradient must hold finite numbers"),
        (1.0, 1.0, math.inf, "hessian must hold finite numbers"),
    ],
)
def test_bad_input_of_newtons_step_is_named(point, gradient, hessian, words):
    with pytest.raises(ValueError, match=words):
        newton_step(point, gradient, hessian)


# Newton's method for zeros.

CUBIC = curve(lambda x: x**3 - 2 * x + 2, lambda x: 3 * x**2 - 2)
ARCTAN = curve(np.arctan, lambda x: 1 / (1 + x**2))
LOG = curve(np.log, lambda x: 1 / x, domain=Domain("x > 0", lower=0.0))


def test_the_root_of_two_by_fractions():
    path = newton_zero(curve(lambda x: x**2 - 2, lambda x: 2 * x), 1)
    x = Fraction(1)
    for k in range(path.steps + 1):
        assert path.points[k] == pytest.approx(float(x), rel=1e-15)
        assert path.values[k] == pytest.approx(float(x**2 - 2), rel=1e-9, abs=1e-15)
        assert path.gradients[k] == pytest.approx(float(2 * x))
        x = (x + 2 / x) / 2
    assert (path.stop, path.steps, path.rejected) == (Stop.CONVERGED, 5, None)
    assert path.hessians is None


def test_the_slope_of_the_notes_has_its_zero_at_the_minimum():
    slope = curve(lambda x: np.exp(x) - 1 / x, lambda x: np.exp(x) + 1 / x**2)
    path = newton_zero(slope, 0.05)
    assert round(path.last, 4) == 0.5671
    assert path.last == pytest.approx(optimize.brentq(lambda x: math.exp(x) - 1 / x, 0.1, 1))
    bent = newton_minimum(exp_minus_log, 0.05)
    np.testing.assert_allclose(path.points[: bent.steps + 1], bent.points, rtol=1e-13)


@pytest.mark.parametrize("name", [n for n, f in FUNCTIONS.items() if f.dimension == 1])
def test_newton_for_zeros_is_a_bare_loop(name):
    function = FUNCTIONS[name]
    x = inside(function)
    path = newton_zero(function, x, 6, tolerance=0)
    for k in range(path.steps + 1):
        assert path.points[k] == pytest.approx(x, rel=1e-12)
        assert path.values[k] == function(path.points[k])
        assert path.gradients[k] == function.gradient(path.points[k])
        if function.gradient(x) != 0:
            x = x - function(x) / function.gradient(x)


@given(st.floats(-1.39, 1.39))
def test_inside_its_basin_newton_does_what_scipy_does(start):
    path = newton_zero(ARCTAN, start)
    found = optimize.newton(np.arctan, start, lambda x: 1 / (1 + x**2), tol=1e-14)
    assert path.stop is Stop.CONVERGED
    assert path.last == pytest.approx(found, abs=1e-12)


def test_the_arctangent_from_two_runs_away():
    path = newton_zero(ARCTAN, 2)
    with mpmath.workdps(50):
        x, expected = mpmath.mpf(2), [2.0]
        for _ in range(path.steps):
            x -= mpmath.atan(x) * (1 + x**2)
            expected.append(float(x))
    np.testing.assert_allclose(path.points, expected, rtol=1e-9)
    assert path.points[:4].round(2).tolist() == [2, -3.54, 13.95, -279.34]
    assert path.stop is Stop.DIVERGED
    assert abs(path.points[-2]) < 1e10 <= abs(path.last)


def test_a_tangent_without_slope_meets_no_axis():
    path = newton_zero(curve(np.cos, lambda x: -np.sin(x)), 0)
    assert (path.stop, path.steps) == (Stop.FLAT, 0)
    path = newton_zero(curve(lambda x: x**2 - 2 * x + 5, lambda x: 2 * x - 2), 3)
    assert (path.points.tolist(), path.stop) == ([3, 1], Stop.FLAT)


def test_at_a_zero_the_slope_does_not_matter():
    path = newton_zero(square, 0)
    assert (path.stop, path.steps) == (Stop.CONVERGED, 0)


def test_a_tangent_may_leave_the_domain():
    path = newton_zero(LOG, 3)
    assert (path.stop, path.points.tolist()) == (Stop.LEFT_THE_DOMAIN, [3])
    assert path.rejected == pytest.approx(3 - 3 * math.log(3))


def test_a_tangent_nearly_flat_leads_beyond_all_numbers():
    path = newton_zero(curve(lambda x: 1 + 0 * x, lambda x: 1e-320 + 0 * x), 3)
    assert (path.stop, path.points.tolist()) == (Stop.DIVERGED, [3])
    assert path.rejected == -math.inf


@pytest.mark.parametrize("slope", [math.nan, math.inf, -math.inf])
def test_a_slope_that_is_no_number_is_divergence(slope):
    path = newton_zero(curve(lambda x: 1 + 0 * x, lambda x: slope + 0 * x), 3)
    assert (path.stop, path.steps, path.rejected) == (Stop.DIVERGED, 0, None)


@pytest.mark.parametrize("tolerance", [1e-3, 1e-6, 1e-9])
def test_converged_means_the_value_is_within_the_tolerance(tolerance):
    path = newton_zero(square, 1, tolerance=tolerance)
    assert path.stop is Stop.CONVERGED
    assert path.values[-1] <= tolerance < path.values[-2]
    np.testing.assert_allclose(path.points, 0.5 ** np.arange(path.steps + 1))


def test_where_rounding_hides_the_zero_a_standstill_is_convergence():
    path = newton_zero(curve(lambda x: 1e10 * (x**2 - 2), lambda x: 2e10 * x), 1)
    assert path.stop is Stop.CONVERGED
    assert path.last == pytest.approx(math.sqrt(2), rel=1e-15)


def test_the_steps_of_newton_are_counted():
    path = newton_zero(square, 1, 3)
    assert (path.points.tolist(), path.stop) == ([1, 0.5, 0.25, 0.125], Stop.STEPS_USED_UP)
    path = newton_zero(square, 1, 0)
    assert (path.points.tolist(), path.stop) == ([1], Stop.STEPS_USED_UP)
    assert newton_zero(curve(lambda x: x**2 + 1, lambda x: 2 * x), 0.3).steps == 50


def test_a_plain_function_has_its_zeros_too():
    path = newton_zero(lambda x: math.cos(x) - x, 1)
    assert path.last == pytest.approx(optimize.brentq(lambda x: math.cos(x) - x, 0, 1), abs=1e-12)
    with pytest.raises(ValueError, match="your function raised ValueError at -0"):
        newton_zero(math.log, 3)


# Cycling.


def test_the_cubic_of_the_books_goes_back_and_forth():
    path = newton_zero(CUBIC, 0)
    assert (path.points.tolist(), path.stop) == ([0, 1, 0], Stop.CYCLING)
    assert newton_zero(CUBIC, 0.1).stop is Stop.CYCLING
    assert newton_zero(lambda x: x**3 - 2 * x + 2, 0).stop is Stop.CYCLING
    path = newton_zero(CUBIC, -2)
    assert path.stop is Stop.CONVERGED
    assert path.last == pytest.approx(np.roots([1, 0, -2, 2])[0].real)


def route(*stations, back_to=0, scale=1.0):
    """A function without zeros whose tangents lead along these stations, and then back."""
    stations = [scale * s for s in stations]
    following = dict(zip(stations, [*stations[1:], stations[back_to]], strict=True))
    return curve(lambda x: np.ones_like(x), lambda x: 1 / (x - following[float(x)]))


@pytest.mark.parametrize("period", range(2, 11))
@pytest.mark.parametrize("tail", [0, 1, 3])
def test_rounds_of_up_to_eight_steps_are_seen_at_the_first_return(period, tail):
    stations = [7, 3, 12][:tail] + [0, 1, 2, 4, 5, 6, 8, 9, 10, 11][:period]
    path = newton_zero(route(*stations, back_to=tail), stations[0], 100)
    if period <= 8:
        assert (path.stop, path.steps) == (Stop.CYCLING, tail + period)
        assert path.last == path.points[tail]
    else:
        assert (path.stop, path.steps) == (Stop.STEPS_USED_UP, 100)


def test_a_round_within_rounding_is_convergence():
    assert newton_zero(route(1.0, 1 + 1e-9), 1.0).stop is Stop.CONVERGED
    assert newton_zero(route(1.0, 1 + 1e-7), 1.0).stop is Stop.CYCLING
    assert newton_zero(route(1.0, 1 + 1e-9, 1 + 2e-9), 1.0).stop is Stop.CONVERGED
    assert newton_zero(route(1.0, 1 + 1e-9, 2.0), 1.0).stop is Stop.CYCLING
    assert newton_zero(route(1.0, 2.0, 1 + 1e-9), 1.0).stop is Stop.CYCLING
    assert newton_zero(route(1.0, 1 + 1e-8, 1 - 1e-8), 1.0).stop is Stop.CONVERGED


def test_four_units_of_rounding_are_a_standstill_and_five_are_not():
    unit = np.finfo(float).eps
    path = newton_zero(route(1.0, 1 + 4 * unit, 3.0, 5.0), 1.0)
    assert (path.stop, path.steps) == (Stop.CONVERGED, 1)
    path = newton_zero(route(1.0, 1 + 5 * unit, 3.0, 5.0), 1.0)
    assert (path.stop, path.steps) == (Stop.CYCLING, 4)


def test_the_longest_coordinate_says_what_rounding_is():
    push = surface(lambda p: p.sum(-1), np.ones_like, lambda p: 1e17 * np.eye(2))
    path = newton_minimum(push, [1.0, 1e-30])
    assert (path.stop, path.steps) == (Stop.CONVERGED, 1)
    path = newton_minimum(by_sympy(X**4 + Y**2), [-1, 0])
    assert path.stop is Stop.CONVERGED
    assert np.linalg.norm(path.gradients[-1]) <= 1e-8 < np.linalg.norm(path.gradients[-2])


@pytest.mark.parametrize("scale", [2.0**-600, 2.0**-30, 1.0, 2.0**30])
def test_a_cycle_is_the_same_at_every_scale(scale):
    path = newton_zero(route(-1, 1, scale=scale), -scale)
    assert (path.stop, path.steps) == (Stop.CYCLING, 2)


def test_coming_near_is_not_coming_back():
    stations = [1 + k * 1e-13 + (k % 2) for k in range(8)]
    path = newton_zero(route(*stations), stations[0], 7)
    assert (path.stop, path.steps) == (Stop.STEPS_USED_UP, 7)


def test_the_root_of_the_distance_throws_every_point_to_the_other_side():
    root = curve(lambda x: np.sign(x) * np.sqrt(np.abs(x)), lambda x: 1 / (2 * np.sqrt(np.abs(x))))
    path = newton_zero(root, 2)
    assert path.stop is Stop.CYCLING
    assert np.abs(path.points) == pytest.approx(2)


@given(st.lists(st.floats(-3, 3), min_size=3, max_size=3), st.floats(-5, 5))
def test_an_end_is_what_it_says(lower_coefficients, start):
    cubic = np.polynomial.Polynomial([*lower_coefficients, 1.0])
    path = newton_zero(curve(cubic, cubic.deriv()), start)
    points = path.points
    returns = [k for k in range(2, 9) if k <= path.steps and points[-1] == points[-1 - k]]
    match path.stop:
        case Stop.CONVERGED:
            assert abs(cubic(path.last)) <= 1e-12 * (1 + abs(path.last) ** 3)
        case Stop.CYCLING:
            assert np.abs(points - path.last).min(initial=9, where=points != path.last) > 0
            assert returns or np.abs(points[-9:-1] - path.last).min() < 1e-14 * abs(path.last)
        case Stop.FLAT:
            assert cubic.deriv()(path.last) == 0
        case Stop.STEPS_USED_UP:
            assert path.steps == 50
            assert not returns
        case _:
            assert path.stop is Stop.DIVERGED
            assert abs(path.last) >= 1e10 or not np.isfinite(path.rejected)


@given(st.floats(0.1, 50), st.floats(0, 8))
def test_on_a_convex_rising_curve_newton_never_cycles(level, start):
    path = newton_zero(curve(lambda x: np.exp(x) - level, np.exp), start, 2000)
    assert path.stop is Stop.CONVERGED
    assert path.last == pytest.approx(math.log(level), abs=1e-9)


def test_a_large_value_on_the_way_is_not_divergence():
    path = newton_zero(curve(lambda x: np.exp(x) - 18, np.exp), -3, 500)
    assert path.values.max() > 1e155
    assert path.stop is Stop.CONVERGED
    assert newton_zero(curve(lambda x: np.exp(x) - 50, np.exp), -3, 500).stop is Stop.DIVERGED


@pytest.mark.parametrize(
    ("changed", "error", "words"),
    [
        ({"start": [1.0, 2.0]}, ValueError, "start must be one number, but"),
        ({"start": -1}, ValueError, "start must lie where a curve is defined, x > 0, but -1 came"),
        ({"start": "a"}, TypeError, "start must hold real numbers"),
        ({"steps": -1}, ValueError, "steps must be a whole number of at least 0"),
        ({"tolerance": -1e-9}, ValueError, "tolerance must not be below zero"),
        ({"function": 3}, TypeError, "function must be callable"),
        ({"function": lambda x: None}, ValueError, "it returned nothing"),
        ({"function": paraboloid}, ValueError, "function must have 1 variable, but"),
    ],
)
def test_bad_input_of_newton_for_zeros_is_named(changed, error, words):
    with pytest.raises(error, match=words):
        newton_zero(**({"function": LOG, "start": 0.5} | changed))


# Newton's method for minima.

X, Y = sympy.symbols("x y")
EXAMPLE = X**4 + sympy.Rational(4, 5) * Y**4 + 4 * X**2 + 2 * Y**2 - X * Y - X**2 * Y / 5


def by_sympy(expression, point=(X, Y)):
    """A function of two variables with the derivatives that sympy finds."""
    first = [sympy.diff(expression, v) for v in point]
    second = [[sympy.diff(e, v) for v in point] for e in first]
    parts = [sympy.lambdify(point, part) for part in (expression, first, second)]
    return surface(
        lambda p: parts[0](*np.moveaxis(p, -1, 0)) + 0.0,
        lambda p: np.array(parts[1](*p), dtype=float),
        lambda p: np.array(parts[2](*p), dtype=float),
    )


def exact_newton(expression, start, steps, digits=60):
    """Newton's points in many digits."""
    with mpmath.workdps(digits):
        gradient = [sympy.diff(expression, v) for v in (X, Y)]
        hessian = sympy.hessian(expression, (X, Y))
        first = sympy.lambdify((X, Y), gradient, "mpmath")
        second = sympy.lambdify((X, Y), hessian, "mpmath")
        point, points = mpmath.matrix(start), [mpmath.matrix(start)]
        for _ in range(steps):
            point = point - mpmath.lu_solve(second(*point), mpmath.matrix(first(*point)))
            points.append(point)
        return [[mpmath.mpf(c) for c in p] for p in points]


def test_the_eight_steps_of_the_notes():
    path = newton_minimum(by_sympy(EXAMPLE), [4, 4])
    assert (path.stop, path.steps) == (Stop.CONVERGED, 8)
    exact = np.array(exact_newton(EXAMPLE, [4, 4], 8), dtype=float)
    np.testing.assert_allclose(path.points[:8], exact[:8], rtol=1e-7)
    np.testing.assert_allclose(path.points[8], exact[8], atol=1e-20)
    assert path.gradients[0] == pytest.approx([277.6, 213.6])
    assert path.hessians[0].round(9).tolist() == [[198.4, -2.6], [-2.6, 157.6]]
    assert path.points[1].round(8).tolist() == [2.58273866, 2.62128884]
    for k, printed in {
        3: ("0.8706", "1.002"),
        4: ("0.3352", "0.494"),
        5: ("0.04124", "0.1255"),
        6: ("0.0001947", "0.00301"),
        7: ("-2.485e-08", "3.554e-08"),
        8: ("4.16e-17", "-2.05e-17"),
    }.items():
        digits = 3 if k == 8 else 4
        assert tuple(f"{c:.{digits}g}" for c in exact[k]) == printed


def test_the_errors_square():
    errors = [mpmath.norm(p) for p in exact_newton(EXAMPLE, [4, 4], 10, digits=200)]
    assert all(errors[k + 1] < errors[k] ** 2 for k in range(6, 10))
    assert errors[10] < 1e-60


def test_the_factor_of_the_squared_error_is_that_of_theory():
    path = newton_minimum(exp_minus_log, 0.6, tolerance=0)
    errors = path.points - OMEGA
    # Third derivative over twice the second, at the minimum.
    factor = (math.exp(OMEGA) - 2 / OMEGA**3) / (2 * (math.exp(OMEGA) + 1 / OMEGA**2))
    assert errors[1] / errors[0] ** 2 == pytest.approx(factor, rel=0.1)
    assert errors[2] / errors[1] ** 2 == pytest.approx(factor, rel=0.01)
    assert path.stop is Stop.CONVERGED


@pytest.mark.parametrize("method", ["Newton-CG", "trust-exact"])
@pytest.mark.parametrize(
    ("function", "start"),
    [(by_sympy(EXAMPLE), [4, 4]), (temperature, [3.5, 4.5]), (valley(30), [2, -1])],
)
def test_scipy_finds_the_same_minimum(method, function, start):
    found = optimize.minimize(
        function, start, jac=function.gradient, hess=function.hessian, method=method, tol=1e-10
    )
    path = newton_minimum(function, start)
    assert path.stop is Stop.CONVERGED
    assert path.last == pytest.approx(found.x, abs=1e-6)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_newton_for_minima_is_a_bare_loop(name):
    function = FUNCTIONS[name]
    point = inside(function)
    path = newton_minimum(function, point, 4, tolerance=0, descent_only=False)
    for k in range(path.steps + 1):
        np.testing.assert_allclose(path.points[k], point, rtol=1e-9, atol=1e-9)
        at = path.points[k]
        np.testing.assert_array_equal(path.values[k], function(at))
        np.testing.assert_array_equal(path.gradients[k], function.gradient(at))
        np.testing.assert_array_equal(path.hessians[k], function.hessian(at))
        if k < path.steps:
            hessian = np.atleast_2d(function.hessian(at))
            move = linalg.solve(hessian, np.atleast_1d(function.gradient(at)))
            point = at - move.reshape(np.shape(at))


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("descent_only", [True, False])
def test_newton_ends_on_every_function_with_a_reason(name, descent_only):
    function = FUNCTIONS[name]
    path = newton_minimum(function, inside(function), descent_only=descent_only)
    values = np.linalg.eigvalsh(np.atleast_2d(path.hessians[-1]))
    match path.stop:
        case Stop.CONVERGED:
            assert np.linalg.norm(path.gradients[-1]) <= 1e-8
        case Stop.SINGULAR_HESSIAN:
            assert np.abs(values).min() <= 1e-14 * np.abs(values).max()
        case Stop.INDEFINITE_HESSIAN:
            assert descent_only
            assert values[0] < 0 < values[-1]
        case Stop.NOT_A_DESCENT_DIRECTION:
            assert descent_only
            assert values[-1] < 0
        case Stop.LEFT_THE_DOMAIN:
            assert not function.contains(path.rejected)
        case Stop.DIVERGED:
            last = path.last if path.rejected is None else path.rejected
            derivatives = [*np.ravel(path.gradients[-1]), *np.ravel(path.hessians[-1])]
            assert np.abs(last).max() >= 1e10 or not np.isfinite([np.max(last), *derivatives]).all()
        case _:
            assert path.stop in {Stop.STEPS_USED_UP, Stop.CYCLING}


def test_shapes_of_newtons_path():
    one = newton_minimum(exp_minus_log, 1, 2)
    assert one.points.shape == one.values.shape == one.gradients.shape == one.hessians.shape == (3,)
    two = newton_minimum(temperature, [3, 3.5], 2)
    assert (two.points.shape, two.values.shape) == ((3, 2), (3,))
    assert (two.gradients.shape, two.hessians.shape) == ((3, 2), (3, 2, 2))
    row = newton_minimum(square, [3.0])
    assert (row.points.tolist(), row.hessians.tolist()) == ([[3], [0]], [[[2]], [[2]]])


def definite(n):
    """A strategy of positive definite matrices with eigenvalues from 0.1 to about 10 n."""
    roots = arrays(float, (n, n), elements=st.floats(-1.8, 1.8))
    return roots.map(lambda r: r @ r.T + 0.1 * np.eye(n))


sizes = st.integers(2, 5)
quadratic = sizes.flatmap(
    lambda n: st.tuples(
        definite(n),
        arrays(float, n, elements=st.floats(-10, 10)),
        arrays(float, n, elements=st.floats(-10, 10)),
    )
)


@given(quadratic)
def test_newton_solves_a_quadratic_in_one_step_from_anywhere(parts):
    matrix, towards, start = parts
    path = newton_minimum(bowl(matrix, towards), start)
    assert path.stop is Stop.CONVERGED
    assert path.steps <= 1
    solution = linalg.cho_solve(linalg.cho_factor(matrix), towards)
    np.testing.assert_allclose(path.last, solution, rtol=1e-6, atol=1e-6)


@given(quadratic, st.floats(0.01, 0.99))
def test_below_two_over_l_descent_goes_down_in_every_bowl(parts, part):
    matrix, towards, start = parts
    rate = part * 2 / np.linalg.norm(matrix, ord=2)
    path = gradient_descent(bowl(matrix, towards), start, rate, 30)
    assert (np.diff(path.values) <= 1e-9 * (1 + np.abs(path.values).max())).all()


BOWL_OF_THE_NOTES = FUNCTIONS["bowl"]


@pytest.mark.parametrize("start", [[1.0, 2.0], [-3.0, 0.5], [4.0, 4.0]])
@pytest.mark.parametrize("function", [quartic_bowl, BOWL_OF_THE_NOTES])
def test_with_the_whole_step_downhill_the_guards_change_nothing(function, start):
    free = newton_minimum(function, start, 6, tolerance=0, descent_only=False)
    guarded = guarded_newton(function, start, 6, tolerance=0)
    np.testing.assert_allclose(guarded.points, free.points, rtol=1e-12, atol=1e-15)
    np.testing.assert_array_equal(guarded.hessians[0], free.hessians[0])


def test_a_damped_step_is_that_part_of_the_whole_one():
    whole = newton_minimum(exp_minus_log, 0.3, 1)
    half = guarded_newton(exp_minus_log, 0.3, 1, damping=0.5)
    assert half.last == pytest.approx((0.3 + whole.last) / 2)
    # On a quadratic what is left shrinks by the same factor in every step.
    path = guarded_newton(BOWL_OF_THE_NOTES, [2, -1], 4, damping=0.25, tolerance=0)
    np.testing.assert_allclose(path.points, 0.75 ** np.arange(5)[:, None] * [2, -1])


def test_a_step_uphill_is_replaced_by_minus_the_gradient():
    free = guarded_newton(hill_and_valley, 1.5, 1, downhill=False)
    assert free.last == pytest.approx(1.5 - hill_and_valley.gradient(1.5) / -3)
    turned = guarded_newton(hill_and_valley, 1.5, 1, damping=0.5)
    assert turned.last == pytest.approx(1.5 - 0.5 * hill_and_valley.gradient(1.5))
    saddle = by_sympy(X**2 - 2 * Y**2)
    one = guarded_newton(saddle, [0.0, 1.0], 1)
    np.testing.assert_allclose(one.last, [0, 5])
    # Towards the saddle, and yet downhill at first: no guard is needed.
    np.testing.assert_allclose(guarded_newton(saddle, [2.0, 0.5], 1).last, [0, 0])


def test_a_singular_hessian_stops_the_free_method_only():
    free = guarded_newton(hill_and_valley, 2.0, downhill=False)
    assert (free.stop, free.steps) == (Stop.SINGULAR_HESSIAN, 0)
    guarded = guarded_newton(hill_and_valley, 2.0)
    assert guarded.points[1] == 5.0
    assert guarded.last == pytest.approx(3)


def test_damping_tames_a_step_that_is_too_long():
    assert guarded_newton(soft_corner, 3.0).stop is Stop.CYCLING
    assert guarded_newton(soft_corner, 3.5).stop is Stop.DIVERGED
    assert guarded_newton(soft_corner, 3.5, damping=0.3).last == pytest.approx(2, abs=1e-6)
    assert guarded_newton(x_minus_log, 2.5).stop is Stop.LEFT_THE_DOMAIN
    assert guarded_newton(x_minus_log, 2.5, damping=0.5).last == pytest.approx(1)


@pytest.mark.parametrize("damping", [0, -0.5, 1.01])
def test_a_damping_outside_its_range_is_refused(damping):
    with pytest.raises(ValueError, match="damping must be"):
        guarded_newton(square, 1.0, damping=damping)


def test_the_raw_step_goes_to_the_saddle_and_to_the_top():
    saddle = by_sympy(2 * X**2 - 2 * Y**2)
    for start in ([3, 1], [0, 2], [-5, 0.5]):
        stopped = newton_minimum(saddle, start)
        assert (stopped.stop, stopped.steps) == (Stop.INDEFINITE_HESSIAN, 0)
        path = newton_minimum(saddle, start, descent_only=False)
        assert (path.stop, path.points.tolist()) == (Stop.CONVERGED, [start, [0, 0]])
    cosine = curve(np.cos, lambda x: -np.sin(x), lambda x: -np.cos(x))
    path = newton_minimum(cosine, 0.3, descent_only=False)
    assert path.stop is Stop.CONVERGED
    assert path.last == pytest.approx(0, abs=1e-8)
    assert path.points[1] == pytest.approx(0.3 - math.tan(0.3))
    stopped = newton_minimum(cosine, 0.3)
    assert (stopped.stop, stopped.steps) == (Stop.NOT_A_DESCENT_DIRECTION, 0)
    assert newton_minimum(cosine, 3).last == pytest.approx(math.pi)
    upside_down = by_sympy(-2 * X**2 - 3 * Y**2 - X * Y + 15)
    assert newton_minimum(upside_down, [1, 2]).stop is Stop.NOT_A_DESCENT_DIRECTION
    assert newton_minimum(upside_down, [1, 2], descent_only=False).steps == 1


def test_where_the_second_derivative_is_small_the_step_is_far():
    quartic = curve(lambda x: x**4 / 4 - x**2 / 2, lambda x: x**3 - x, lambda x: 3 * x**2 - 1)
    path = newton_minimum(quartic, 0.6)
    assert path.points[1] == pytest.approx(5.4)
    assert path.stop is Stop.CONVERGED
    assert path.last == pytest.approx(1)


@pytest.mark.parametrize("descent_only", [True, False])
def test_a_singular_hessian_has_no_step(descent_only):
    trough = by_sympy((X + Y) ** 2)
    path = newton_minimum(trough, [3, 1], descent_only=descent_only)
    assert (path.stop, path.steps) == (Stop.SINGULAR_HESSIAN, 0)
    plain = newton_minimum(lambda p: (p[0] + p[1]) ** 2, [3, 1], descent_only=descent_only)
    assert (plain.stop, plain.steps) == (Stop.SINGULAR_HESSIAN, 0)
    line = newton_minimum(lambda x: 1000 + 3 * x, 1.0, descent_only=descent_only)
    assert (line.stop, line.steps) == (Stop.SINGULAR_HESSIAN, 0)
    steep = bowl(np.diag([1.0, 1e15]), np.ones(2))
    assert newton_minimum(steep, [3, 1], descent_only=descent_only).stop is Stop.SINGULAR_HESSIAN
    valley_left = newton_minimum(valley(1e13), [3, 1], descent_only=descent_only)
    assert (valley_left.stop, valley_left.steps) == (Stop.CONVERGED, 1)


@pytest.mark.parametrize(
    ("function", "stop"),
    [
        (lambda x: 1e-8 * x**2, Stop.CONVERGED),
        (lambda x: 0.7e-8 * x**2, Stop.SINGULAR_HESSIAN),
        (lambda x: -1000 + 1e-4 * x**2, Stop.CONVERGED),
        (lambda x: -1000 + 2e-6 * x**2, Stop.SINGULAR_HESSIAN),
        (lambda x: 1000 + 2e-6 * x**2, Stop.SINGULAR_HESSIAN),
    ],
)
def test_differences_know_no_smaller_second_derivative_than_their_rounding(function, stop):
    assert newton_minimum(function, 10.0, tolerance=1e-7).stop is stop


def test_newton_for_minima_leaves_the_domain_diverges_and_cycles():
    path = newton_minimum(
        curve(
            lambda x: x - np.log(x),
            lambda x: 1 - 1 / x,
            lambda x: 1 / x**2,
            Domain("x > 0", lower=0.0),
        ),
        3,
    )
    assert (path.stop, path.points.tolist()) == (Stop.LEFT_THE_DOMAIN, [3])
    assert path.rejected == pytest.approx(-3)
    root = curve(
        lambda x: np.sqrt(1 + x**2),
        lambda x: x / np.sqrt(1 + x**2),
        lambda x: (1 + x**2) ** -1.5,
    )
    assert newton_minimum(root, 0.9).stop is Stop.CONVERGED
    # Each step goes to minus the cube of the point.
    assert newton_minimum(root, 1.0).stop is Stop.CYCLING
    path = newton_minimum(root, 1.1, 100)
    assert path.stop is Stop.DIVERGED
    np.testing.assert_allclose(path.points[1:], -(path.points[:-1] ** 3), rtol=1e-6)
    corner = surface(
        lambda p: (np.abs(p) ** 1.5).sum(-1) / 1.5,
        lambda p: np.sign(p) * np.sqrt(np.abs(p)),
        lambda p: np.diag(0.5 / np.sqrt(np.abs(p))),
    )
    path = newton_minimum(corner, [1, 5])
    assert (path.stop, path.steps) == (Stop.CYCLING, 2)
    np.testing.assert_allclose(path.points, [[1, 5], [-1, -5], [1, 5]])


@pytest.mark.parametrize("bad", [math.nan, math.inf])
def test_a_hessian_that_is_no_number_is_divergence(bad):
    broken = surface(lambda p: p.sum(-1), lambda p: p, lambda p: np.array([[1.0, 0], [0, bad]]))
    path = newton_minimum(broken, [1, 2])
    assert (path.stop, path.steps) == (Stop.DIVERGED, 0)
    broken = surface(lambda p: p.sum(-1), lambda p: p * bad, lambda p: np.eye(2))
    assert newton_minimum(broken, [1, 2]).stop is Stop.DIVERGED
    broken = surface(lambda p: p.sum(-1), lambda p: p * [1, bad], lambda p: np.eye(2))
    assert newton_minimum(broken, [1, 2]).stop is Stop.DIVERGED


def test_a_plain_function_is_minimized_by_its_differences():
    path = newton_minimum(lambda p: p[0] ** 2 + 3 * (p[1] - 1) ** 2 + p[0] * p[1], [4, -2])
    assert path.last == pytest.approx(linalg.solve([[2, 1], [1, 6]], [0, 6]), abs=1e-7)
    plain = newton_minimum(lambda t: math.exp(t) - math.log(t), 0.3)
    assert plain.last == pytest.approx(OMEGA, abs=1e-7)
    with pytest.raises(ValueError, match="your function raised ZeroDivisionError"):
        newton_minimum(lambda t: 1 / (t - t), 0.3)


@pytest.mark.parametrize(
    ("changed", "error", "words"),
    [
        ({"start": -1}, ValueError, "start must lie where e to the x .*, x > 0, but -1 came"),
        ({"start": [[1.0]]}, ValueError, "start must be a number or a row"),
        ({"start": [1.0, 2.0]}, ValueError, "function must have 2 variables"),
        ({"steps": 1.5}, ValueError, "steps must be a whole number"),
        ({"tolerance": -1}, ValueError, "tolerance must not be below zero"),
        ({"tolerance": "x"}, TypeError, "tolerance must be a number"),
        ({"function": None}, TypeError, "function must be callable"),
    ],
)
def test_bad_input_of_newton_for_minima_is_named(changed, error, words):
    with pytest.raises(error, match=words):
        newton_minimum(**({"function": exp_minus_log, "start": 0.5} | changed))


# Damping.

DAMPED = {
    "exp_minus_log": (0.05, 2.0, 5.0),
    "three_minima": (-0.9, 1.25, 2.2, -1.0001),
    "cosine": (0.2, 2.0),
    "temperature": ((0.5, 0.6), (5.8, 5.8), (3.0, 5.0), (5.5, 3.0)),
    "quartic_bowl": ((4.0, 4.0), (-5.0, 3.0)),
    "valley": ((4.0, 2.0),),
    "flat_bowl": ((1.0, 1.0),),
}


def damped(function, point, steps):
    """Walk once more: solve, look at the eigenvalues, halve."""
    points, parts = [np.asarray(point, dtype=float)], []
    for _ in range(steps):
        p = points[-1]
        g, h = np.atleast_1d(function.gradient(p)), np.atleast_2d(function.hessian(p))
        if np.linalg.norm(g) <= 1e-8:
            break
        d = -np.linalg.inv(h) @ g if np.linalg.eigvalsh(h)[0] > 0 else -g
        d = d.reshape(np.shape(p))
        t = 1.0
        while not (
            function.contains(p + t * d)
            and function(p + t * d)
            <= function(p)
            + 1e-4 * t * np.sum(g.reshape(np.shape(p)) * d)
            + (t == 1) * 1e-12 * np.abs(function(np.array(points))).max()
        ):
            t /= 2
        parts.append(t)
        points.append(p + t * d)
    return np.array(points), parts


@pytest.mark.parametrize(
    ("name", "start"), [(name, start) for name, starts in DAMPED.items() for start in starts]
)
def test_damped_newton_is_a_bare_loop_and_ends_at_a_minimum(name, start):
    function = FUNCTIONS[name]
    path = damped_newton(function, start)
    points, parts = damped(function, start, 50)
    np.testing.assert_allclose(path.points, points, rtol=1e-7, atol=1e-7)
    assert path.parts.tolist() == parts
    assert len(path.newtons) == path.steps == len(path.points) - 1
    for p, is_newtons in zip(path.points, path.newtons, strict=False):
        assert is_newtons == (np.linalg.eigvalsh(np.atleast_2d(function.hessian(p)))[0] > 0)
    assert path.stop is Stop.CONVERGED
    assert (np.diff(path.values) <= 1e-12).all()
    found = optimize.minimize(lambda p: float(function(p.reshape(np.shape(start)))),
                              np.atleast_1d(path.last) + 1e-3, tol=1e-12)  # fmt: skip
    assert float(path.values[-1]) == pytest.approx(found.fun, abs=1e-9)


@pytest.mark.parametrize("name", ["exp_minus_log", "quartic_bowl", "paraboloid"])
def test_where_every_step_leads_down_damping_changes_nothing(name):
    function, start = FUNCTIONS[name], inside(FUNCTIONS[name])
    path, pure = damped_newton(function, start), newton_minimum(function, start)
    assert path.parts.tolist() == [1.0] * pure.steps
    assert path.newtons.all()
    np.testing.assert_array_equal(path.points, pure.points)
    np.testing.assert_array_equal(path.hessians, pure.hessians)


def test_a_part_is_the_largest_half_that_leads_down_far_enough():
    path = damped_newton(ROUNDED, 2.0)
    assert newton_minimum(ROUNDED, 2.0).stop is Stop.DIVERGED
    assert path.stop is Stop.CONVERGED
    assert min(path.parts) < 1
    moves = np.diff(path.points) / path.parts
    for x, slope, move, part in zip(path.points, path.gradients, moves, path.parts, strict=False):
        for t in (part, 2 * part):
            lower = ROUNDED(x + t * move) <= ROUNDED(x) + 1e-4 * t * slope * move + 1e-15
            assert lower == (t == part) or t > 1
    assert not damped_newton(square, 1.0).parts[1:].size


ROUNDED = curve(
    lambda x: np.sqrt(1 + x * x), lambda x: x / np.sqrt(1 + x * x), lambda x: (1 + x * x) ** -1.5
)


def test_a_damped_step_stays_where_the_function_is_defined():
    double = curve(
        lambda x: 2 * x - np.log(x), lambda x: 2 - 1 / x, lambda x: 1 / x**2,
        Domain("x > 0", lower=0.0),
    )  # fmt: skip
    assert newton_minimum(double, 1.5).stop is Stop.LEFT_THE_DOMAIN
    path = damped_newton(double, 1.5)
    assert (path.points > 0).all()
    assert path.last == pytest.approx(0.5)
    plain = damped_newton(lambda x: 2 * x - math.log(x), 1.5)
    assert plain.last == pytest.approx(0.5, abs=1e-6)
    with pytest.raises(ValueError, match="your function raised ValueError at -1"):
        damped_newton(math.log, -1)


def test_a_damped_path_may_run_away_or_find_no_way_down():
    hill = damped_newton(curve(lambda x: -(x**2), lambda x: -2 * x, lambda x: -2 + 0 * x), 1.0)
    assert hill.stop is Stop.DIVERGED
    assert not hill.newtons.any()
    wrong = damped_newton(curve(lambda x: x, lambda x: -1.0, lambda x: 0.0), 1.0)
    assert (wrong.stop, wrong.steps) == (Stop.NO_STEP_DOWN, 0)
    assert repr(wrong) == "DampedPath(no step leads down after 0 steps at 1, value 1)"
    assert damped_newton(curve(lambda x: x, lambda x: math.nan, lambda x: 0.0), 1.0).stop is (
        Stop.DIVERGED
    )


def test_a_damped_path_may_rest_where_it_starts():
    for point in ([6.0, 6.0], [4.0, 4.0]):
        path = damped_newton(temperature, point)
        assert (path.stop, path.steps) == (Stop.CONVERGED, 0)
        assert path.parts.shape == path.newtons.shape == (0,)
    assert classify(temperature, [6.0, 6.0]).kind is Kind.SADDLE


def test_the_damped_steps_are_counted():
    path = damped_newton(quartic_bowl, [4, 4], 3)
    assert (path.steps, path.stop) == (3, Stop.STEPS_USED_UP)
    assert path.hessians.shape == (4, 2, 2)
    assert damped_newton(quartic_bowl, [4, 4], 0).points.tolist() == [[4, 4]]
    with pytest.raises(ValueError, match="steps must"):
        damped_newton(quartic_bowl, [4, 4], -1)
    with pytest.raises(ValueError, match="tolerance must"):
        damped_newton(quartic_bowl, [4, 4], tolerance=-1)
    with pytest.raises(ValueError, match="start must lie where"):
        damped_newton(exp_minus_log, -1)


def test_a_damped_path_ends_at_rounding_when_nothing_is_small_enough():
    for name, starts in DAMPED.items():
        path = damped_newton(FUNCTIONS[name], starts[0], 200, tolerance=0)
        assert path.stop in (Stop.CONVERGED, Stop.STEPS_USED_UP)
        assert np.linalg.norm(path.gradients[-1]) < 1e-7
    # Where the step is lost in rounding it is still Newton's.
    assert damped_newton(exp_minus_log, 0.05, 60, tolerance=0).newtons.all()


# One coordinate at a time.


@given(quadratic)
def test_coordinates_of_a_quadratic_are_gauss_and_seidel(parts):
    matrix, towards, start = parts
    n = len(start)
    path = coordinate_descent(bowl(matrix, towards), start, 5 * n, tolerance=0)
    lower = np.tril(matrix)
    expected = start
    for k in range(0, path.steps + 1, n):
        np.testing.assert_allclose(path.points[k], expected, rtol=1e-8, atol=1e-8)
        expected = linalg.solve_triangular(lower, towards - (matrix - lower) @ expected, lower=True)
    assert (np.diff(path.values) <= 1e-9 * (1 + np.abs(path.values).max())).all()


@given(quadratic)
def test_coordinates_lead_to_the_solution_of_the_equations(parts):
    matrix, towards, start = parts
    matrix = matrix + 2 * np.eye(len(start))
    path = coordinate_descent(bowl(matrix, towards), start, 5000)
    assert path.stop is Stop.CONVERGED
    np.testing.assert_allclose(path.last, linalg.solve(matrix, towards), atol=1e-6)


def test_each_move_is_the_minimum_along_its_coordinate():
    function = by_sympy(EXAMPLE)
    path = coordinate_descent(function, [4, 4], 7)
    assert (path.stop, path.steps, path.values.shape) == (Stop.STEPS_USED_UP, 7, (8,))
    for k in range(7):
        before, after = path.points[k], path.points[k + 1]
        i = k % 2
        assert after[1 - i] == before[1 - i]

        def slope(x, i=i, before=before):
            return function.gradient(np.where(np.arange(2) == i, x, before))[i]

        assert after[i] == pytest.approx(optimize.brentq(slope, -5, 5), abs=1e-8)
        assert path.gradients[k + 1] == pytest.approx(function.gradient(after))
        assert path.values[k + 1] == function(after)
    end = coordinate_descent(function, [4, 4])
    assert end.stop is Stop.CONVERGED
    assert np.linalg.norm(end.gradients[-1]) <= 1e-8 < np.linalg.norm(end.gradients[-2])


@pytest.mark.parametrize("tolerance", [1e-2, 1e-5])
def test_the_last_gradient_of_the_coordinates_is_within_the_tolerance(tolerance):
    matrix = np.array([[3.0, 1, 0.5], [1, 4, 1], [0.5, 1, 5]])
    path = coordinate_descent(bowl(matrix, np.ones(3)), [9, 9, 9], tolerance=tolerance)
    lengths = np.linalg.norm(path.gradients, axis=1)
    assert path.stop is Stop.CONVERGED
    assert lengths[-1] <= tolerance < lengths[-2]


def test_coordinates_of_the_course():
    path = coordinate_descent(regression_error, [0, 0], 1000)
    assert path.last == pytest.approx([1 / 2, 7 / 3], abs=1e-7)
    path = coordinate_descent(temperature, [3, 3.5])
    assert path.points.tolist()[1:] == [pytest.approx([4, 3.5]), pytest.approx([4, 4])]
    path = coordinate_descent(lambda p: (p[0] - 1) ** 2 + (p[1] + p[0]) ** 2, [5, 5])
    assert path.stop is Stop.CONVERGED
    assert path.last == pytest.approx([1, -1], abs=1e-7)
    path = coordinate_descent(paraboloid, [0, 0])
    assert (path.stop, path.steps) == (Stop.CONVERGED, 0)
    path = coordinate_descent(paraboloid, [1, 2], 1)
    assert (path.stop, path.points.tolist()) == (Stop.STEPS_USED_UP, [[1, 2], [0, 2]])


@pytest.mark.parametrize("name", [n for n, f in FUNCTIONS.items() if f.dimension == 2])
def test_coordinates_end_on_every_function_with_a_reason(name):
    function = FUNCTIONS[name]
    path = coordinate_descent(function, inside(function), 2000)
    if path.stop is Stop.CONVERGED:
        assert np.linalg.norm(path.gradients[-1]) <= 1e-8
    else:
        assert path.stop in {Stop.NOT_A_DESCENT_DIRECTION, Stop.SINGULAR_HESSIAN}
        diagonal = np.diag(function.hessian(path.last))
        assert diagonal[path.steps % 2] <= 0 or path.stop is Stop.SINGULAR_HESSIAN


def test_rounding_that_hides_the_minimum_ends_the_round_of_coordinates():
    path = coordinate_descent(
        bowl(1e12 * np.array([[2.0, 1], [1, 3]]), np.array([1e12, 0])), [1, 1]
    )
    assert path.stop is Stop.CONVERGED
    assert path.last == pytest.approx([0.6, -0.2], rel=1e-12)


def separate(first, second, domain=None):
    """A function of two variables from the derivatives along the first; 2 y along the second."""
    return surface(
        lambda p: p[..., 1] ** 2,
        lambda p: np.array([first(p[0]), 2 * p[1]]),
        lambda p: np.diag([second(p[0]), 2.0]),
        domain=domain,
    )


@pytest.mark.parametrize(
    ("first", "second", "stop"),
    [
        (lambda x: 1.0, lambda x: 0.0, Stop.SINGULAR_HESSIAN),
        (lambda x: -x, lambda x: -1.0, Stop.NOT_A_DESCENT_DIRECTION),
        (np.cbrt, lambda x: np.cbrt(x) ** -2 / 3, Stop.DIVERGED),
        (lambda x: 1.0, lambda x: math.inf, Stop.DIVERGED),
        (lambda x: math.copysign(abs(x) ** 0.5, x), lambda x: abs(x) ** -0.5 / 2, Stop.CYCLING),
    ],
)
def test_coordinates_stop_where_newton_stops_on_the_line(first, second, stop):
    path = coordinate_descent(separate(first, second), [1, 1])
    assert (path.stop, path.points.tolist(), path.rejected) == (stop, [[1, 1]], None)
    assert path.values.tolist() == [1]


def test_coordinates_that_need_many_steps_on_a_line_go_on_with_the_next():
    slow = separate(lambda x: x**9, lambda x: 9 * x**8)
    path = coordinate_descent(slow, [1, 1], 4, tolerance=0)
    assert path.points[1] == pytest.approx([(8 / 9) ** 50, 1])
    assert path.points[2] == pytest.approx([(8 / 9) ** 50, 0])
    assert path.points[3] == pytest.approx([(8 / 9) ** 100, 0])


def test_coordinates_stop_where_the_domain_ends():
    both = surface(
        lambda p: (p - np.log(p)).sum(-1),
        lambda p: 1 - 1 / p,
        lambda p: np.diag(1 / p**2),
        domain=Domain("x > 0", lower=0.0),
    )
    path = coordinate_descent(both, [3, 0.5])
    assert (path.stop, path.points.tolist()) == (Stop.LEFT_THE_DOMAIN, [[3, 0.5]])
    assert path.rejected == pytest.approx([-3, 0.5])
    path = coordinate_descent(both, [0.5, 3])
    assert path.points.tolist() == [[0.5, 3], [pytest.approx(1), 3]]
    assert path.rejected == pytest.approx([path.last[0], -3])
    assert coordinate_descent(both, [0.5, 0.7]).last == pytest.approx([1, 1])


@pytest.mark.parametrize(("turn", "steps"), [((-1, 1), 4), ((-1, -1), None)])
def test_rounds_of_coordinates_that_come_back_are_cycling(turn, steps):
    # No function has this gradient: x goes to turn[0] y, and y to turn[1] x.
    coupling = np.array([[1.0, -turn[0]], [-turn[1], 1.0]])
    whirl = surface(lambda p: p.sum(-1), lambda p: coupling @ p, lambda p: np.eye(2))
    path = coordinate_descent(whirl, [1, 1])
    if steps:
        assert (path.stop, path.steps) == (Stop.CYCLING, steps)
        assert path.points.tolist() == [[1, 1], [-1, 1], [-1, -1], [1, -1], [1, 1]]
    else:
        assert (path.stop, path.steps) == (Stop.CONVERGED, 1)


@pytest.mark.parametrize(
    ("changed", "error", "words"),
    [
        ({"start": 1.0}, ValueError, "start must have at least 2 coordinates, but 1.0 came"),
        ({"start": [1.0]}, ValueError, r"start must have at least 2 coordinates, but \[1.0\] came"),
        ({"start": [1, 2, 3]}, ValueError, "function must have 3 variables"),
        ({"start": [math.nan, 2]}, ValueError, "start must hold finite numbers"),
        ({"steps": -1}, ValueError, "steps must be a whole number"),
        ({"tolerance": -1}, ValueError, "tolerance must not be below zero"),
        ({"function": lambda p: p}, ValueError, "your function must return one number"),
    ],
)
def test_bad_input_of_coordinate_descent_is_named(changed, error, words):
    function = square if np.size(changed.get("start", [1, 2])) == 1 else paraboloid
    with pytest.raises(error, match=words):
        coordinate_descent(**({"function": function, "start": [1, 2]} | changed))


# What a critical point is.


@pytest.mark.parametrize(
    ("expression", "point", "kind", "eigenvalues"),
    [
        (2 * X**2 + 3 * Y**2 - X * Y, (0, 0), Kind.MINIMUM, (3.586, 6.414)),
        (-2 * X**2 - 3 * Y**2 - X * Y + 15, (0, 0), Kind.MAXIMUM, (-6.414, -3.586)),
        (2 * X**2 - 2 * Y**2, (0, 0), Kind.SADDLE, (-4, 4)),
        (X**2 + Y**4, (0, 0), Kind.UNDECIDED, (0, 2)),
        (X**2 - Y**4, (0, 0), Kind.UNDECIDED, (0, 2)),
        (-(X**2) - Y**4, (0, 0), Kind.UNDECIDED, (-2, 0)),
        (X**4 + Y**4, (0, 0), Kind.UNDECIDED, (0, 0)),
        (EXAMPLE, (0, 0), Kind.MINIMUM, (3.764, 8.236)),
        (85 - X**2 * (X - 6) * Y**2 * (Y - 6) / 90, (4, 4), Kind.MINIMUM, (4.267, 4.267)),
        (85 - X**2 * (X - 6) * Y**2 * (Y - 6) / 90, (6, 6), Kind.SADDLE, (-14.4, 14.4)),
        (85 - X**2 * (X - 6) * Y**2 * (Y - 6) / 90, (1, 1), Kind.NOT_CRITICAL, None),
        (X**2 + Y**2, (1e-3, 0), Kind.NOT_CRITICAL, (2, 2)),
    ],
)
def test_the_kinds_of_the_notes(expression, point, kind, eigenvalues):
    found = classify(by_sympy(expression), point)
    assert found.kind is kind
    exact = sympy.hessian(expression, (X, Y)).subs(dict(zip((X, Y), point, strict=True)))
    expected = sorted(float(v) for v, times in exact.eigenvals().items() for _ in range(times))
    assert found.eigenvalues == pytest.approx(expected)
    if eigenvalues:
        assert found.eigenvalues.round(3).tolist() == list(eigenvalues)
    plain = sympy.lambdify([(X, Y)], expression)
    assert classify(lambda p: plain(p), point).kind is kind
    assert classify(temperature, [6, 6]).eigenvalues.prod() == pytest.approx(-207.36)


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("n", [1, 2, 3, 6])
def test_matrices_of_known_eigenvalues(n, sign):
    generator = np.random.default_rng(n)
    for eigenvalues in itertools.product([-2.0, 0.0, 3.0], repeat=min(n, 3)):
        values = sign * np.resize(eigenvalues, n) * generator.uniform(0.5, 2, n)
        turn, _ = np.linalg.qr(generator.normal(size=(n, n)))
        matrix = turn @ np.diag(values) @ turn.T
        matrix = (matrix + matrix.T) / 2
        point = generator.normal(size=n)
        found = classify(bowl(matrix, matrix @ point), point)
        assert found.eigenvalues == pytest.approx(np.sort(values), abs=1e-12)
        vectors = found.eigenvectors
        np.testing.assert_allclose(matrix @ vectors, vectors * found.eigenvalues, atol=1e-12)
        np.testing.assert_allclose(vectors.T @ vectors, np.eye(n), atol=1e-12)
        above, below = (values > 0).sum(), (values < 0).sum()
        if above and below:
            assert found.kind is Kind.SADDLE
        elif n in (above, below):
            assert found.kind is (Kind.MINIMUM if above else Kind.MAXIMUM)
        else:
            assert found.kind is Kind.UNDECIDED


@pytest.mark.parametrize("name", FUNCTIONS)
def test_known_minima_are_minima_or_undecided(name):
    function = FUNCTIONS[name]
    for minimum in function.minima:
        if not any(kink.point == minimum.point for kink in function.kinks):
            found = classify(function, minimum.point)
            flat = np.abs(found.eigenvalues).min() <= 1e-6 * np.abs(found.eigenvalues).max()
            assert found.kind is (Kind.UNDECIDED if flat else Kind.MINIMUM)
            assert np.array_equal(found.point, minimum.point)


@pytest.mark.parametrize(
    ("function", "point", "kind"),
    [
        (lambda x: x**2, 0, Kind.MINIMUM),
        (lambda x: -(x**2), 0, Kind.MAXIMUM),
        (lambda x: x**3, 0, Kind.UNDECIDED),
        (lambda x: x**4, 0, Kind.UNDECIDED),
        (lambda x: -(x**4), 0, Kind.UNDECIDED),
        (lambda x: x**3 - 3 * x**2 + 3 * x - 1, 1, Kind.UNDECIDED),
        (lambda x: 1e6 + (x - 1) ** 3, 1, Kind.UNDECIDED),
        (math.cos, 0, Kind.MAXIMUM),
        (math.cos, math.pi, Kind.MINIMUM),
        (math.sin, 0, Kind.NOT_CRITICAL),
        (three_minima, -2, Kind.MINIMUM),
        (three_minima, -1, Kind.MAXIMUM),
        (three_minima, 1.2, Kind.MAXIMUM),
        (three_minima, 1, Kind.NOT_CRITICAL),
    ],
)
def test_with_one_variable_the_second_derivative_decides(function, point, kind):
    found = classify(function, point)
    assert found.kind is kind
    assert (found.eigenvalues.shape, found.eigenvectors.tolist()) == ((1,), [[1.0]])
    assert np.shape(found.gradient) == ()


@pytest.mark.parametrize("scale", [1.0, 1e-9, 1e9])
def test_an_eigenvalue_is_zero_beside_the_largest(scale):
    def kind(ratio, **more):
        bent = bowl(scale * np.diag([1.0, ratio]), np.zeros(2))
        return classify(bent, [0, 0], **more).kind

    assert kind(0.9e-6) is kind(-0.9e-6) is Kind.UNDECIDED
    assert kind(1.1e-6) is Kind.MINIMUM
    assert kind(-1.1e-6) is Kind.SADDLE
    assert kind(0.9e-6, tolerance=1e-8) is Kind.MINIMUM
    assert kind(0.5, tolerance=0.5) is Kind.UNDECIDED
    assert kind(0.0, tolerance=0) is Kind.UNDECIDED


def test_a_gradient_is_zero_beside_one_or_the_largest_eigenvalue():
    for curvature in (0.5, 100.0, -100.0):
        bent = bowl(curvature * np.diag([1.0, 0.75]), np.zeros(2))
        extreme = Kind.MINIMUM if curvature > 0 else Kind.MAXIMUM
        for part, kind in ((0.9, extreme), (1.1, Kind.NOT_CRITICAL)):
            size = part * 1e-6 * max(1, abs(curvature)) / curvature
            assert classify(bent, [0.6 * size, 0.8 / 0.75 * size]).kind is kind
    assert classify(paraboloid, [0.1, 0], tolerance=0.11).kind is Kind.MINIMUM


def test_a_critical_point_says_in_a_line_what_it_is():
    saddle = classify(temperature, [6, 6])
    assert repr(saddle) == (
        "CriticalPoint(saddle at (6, 6), gradient (0, 0), eigenvalues (-14.4, 14.4))"
    )
    one = classify(square, 0)
    assert str(one) == "CriticalPoint(minimum at 0, gradient 0, eigenvalues (2))"


def test_newton_and_the_kinds_agree_on_a_curve_with_three_minima():
    for start in np.linspace(-2.3, 2.3, 93):
        path = newton_minimum(three_minima, start, 200, descent_only=False)
        if path.stop is Stop.CONVERGED:
            nearest = min([-2, -1, 0, 1.2, 2], key=lambda x: abs(x - path.last))
            assert path.last == pytest.approx(nearest, abs=1e-7)
            expected = Kind.MAXIMUM if nearest in (-1, 1.2) else Kind.MINIMUM
            assert classify(three_minima, path.last).kind is expected
        down = newton_minimum(three_minima, start, 200)
        if down.stop is Stop.CONVERGED and down.steps:
            assert classify(three_minima, down.last).kind is Kind.MINIMUM


@pytest.mark.parametrize(
    ("function", "point", "error", "words"),
    [
        (exp_minus_log, -1, ValueError, "point must lie where e to .*, x > 0, but -1 came"),
        (paraboloid, 1.0, ValueError, "function must have 1 variable"),
        (square, "a", TypeError, "point must hold real numbers"),
        (square, math.inf, ValueError, "point must hold finite numbers"),
        (curve(abs, np.sign, lambda x: x / 0.0), 0, ValueError, "must lie where a curve has first"),
        (curve(abs, lambda x: x / 0.0, np.sign), 0, ValueError, "first and second derivatives"),
        (
            surface(lambda p: p.sum(-1), lambda p: p / [0.0, 1.0], lambda p: np.eye(2)),
            [1, 0],
            ValueError,
            "first and second derivatives",
        ),
        (
            surface(lambda p: p.sum(-1), lambda p: 0 * p, lambda p: np.diag([1, math.inf])),
            [1, 0],
            ValueError,
            "first and second derivatives",
        ),
        (FUNCTIONS["absolute_value"], 0, ValueError, "second derivatives, but 0 came"),
        (lambda x: "a", 0, ValueError, "your function must return one number"),
    ],
)
def test_bad_input_of_the_kinds_is_named(function, point, error, words):
    with pytest.raises(error, match=words):
        classify(function, point)
    with pytest.raises(ValueError, match="tolerance must not be below zero"):
        classify(square, 0, tolerance=-1)


def test_a_function_that_changes_its_argument_leaves_the_path_alone():
    def lowers(p):
        p -= 1
        return float((p**2).sum())

    path = gradient_descent(lowers, (3, 2), 0.1, 3)
    assert path.points[0].tolist() == [3, 2]
    honest = gradient_descent(lambda p: float(((p - 1) ** 2).sum()), (3, 2), 0.1, 3)
    np.testing.assert_array_equal(path.points, honest.points)
    np.testing.assert_array_equal(path.values, honest.values)
    assert newton_minimum(lowers, (3, 2), 1).points[0].tolist() == [3, 2]
    assert coordinate_descent(lowers, (3, 2), 2).points[0].tolist() == [3, 2]
