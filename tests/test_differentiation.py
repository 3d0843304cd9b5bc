"""Numeric derivatives against those that sympy finds, their errors, and the checks made of them."""

import itertools
import math
import re
import warnings

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from mlcalc import differentiation
from mlcalc.differentiation import (
    DerivativeCheck,
    Scheme,
    StepError,
    best_step,
    check_gradient,
    check_jacobian,
    compare,
    derivative,
    expected_error,
    gradient,
    hessian,
    jacobian,
    secant_slope,
)

EPSILON = 2.0**-52

t = sympy.Symbol("t")
CURVES = [
    sympy.sin(t) * sympy.exp(t / 3),
    t**5 - 4 * t**2 + 7,
    sympy.log(t**2 + 1),
    sympy.tanh(t),
    1 / (1 + sympy.exp(-t)),
]
# How far a slope and a second derivative may be off, relative to a size of about 1.
FIRST = {Scheme.FORWARD: 1e-6, Scheme.CENTRAL: 1e-8, Scheme.COMPLEX_STEP: 1e-14}
SECOND = {Scheme.FORWARD: 1e-3, Scheme.CENTRAL: 1e-5, Scheme.COMPLEX_STEP: 1e-8}

each_scheme = pytest.mark.parametrize("scheme", Scheme, ids=str)
each_curve = pytest.mark.parametrize("curve", CURVES, ids=str)


def numeric(expression, symbols=t):
    return sympy.lambdify(symbols, expression, "numpy")


@each_scheme
@each_curve
@pytest.mark.parametrize("at", [-2.0, -0.3, 0.0, 0.7, 3.0])
def test_slopes_and_curvatures_are_those_of_sympy(curve, at, scheme):
    function = numeric(curve)
    slope = float(sympy.diff(curve, t).subs(t, at))
    found = derivative(function, at, scheme=scheme)
    assert isinstance(found, float)
    assert found == pytest.approx(slope, rel=30 * FIRST[scheme], abs=FIRST[scheme])
    assert gradient(function, at, scheme=scheme) == found
    assert jacobian(function, at, scheme=scheme).tolist() == [[found]]
    curvature = float(sympy.diff(curve, t, 2).subs(t, at))
    bent = hessian(function, at, scheme=scheme)
    assert isinstance(bent, float)
    assert bent == pytest.approx(curvature, rel=SECOND[scheme], abs=SECOND[scheme])


def test_central_differences_are_the_default():
    for way in (derivative, gradient, jacobian, hessian):
        np.testing.assert_array_equal(
            way(np.exp, 0.4), way(np.exp, 0.4, scheme=Scheme.CENTRAL), way.__name__
        )


def test_a_scheme_may_be_given_by_its_word():
    assert derivative(np.exp, 0.4, scheme="forward") == derivative(
        np.exp, 0.4, scheme=Scheme.FORWARD
    )
    for bad in ("backward", None, 2):
        with pytest.raises(
            ValueError, match=r"^scheme must be one of forward, central, complex step, but"
        ):
            derivative(np.exp, 0.4, scheme=bad)


def three_variables():
    u, v, w = symbols = sympy.symbols("u v w")
    expression = u**2 * v + sympy.sin(v * w) - sympy.exp(u - w)
    return symbols, expression, np.array([0.4, -1.2, 0.9])


@each_scheme
def test_gradient_and_hessian_of_three_variables(scheme):
    symbols, expression, point = three_variables()
    plain = numeric(expression, symbols)
    values = dict(zip(symbols, point, strict=True))
    slopes = [float(sympy.diff(expression, s).subs(values)) for s in symbols]
    found = gradient(lambda p: plain(*p), point, scheme=scheme)
    np.testing.assert_allclose(found, slopes, atol=10 * FIRST[scheme], rtol=0)
    second = np.array(sympy.hessian(expression, symbols).subs(values)).astype(float)
    bent = hessian(lambda p: plain(*p), point, scheme=scheme)
    np.testing.assert_allclose(bent, second, atol=SECOND[scheme] / 10, rtol=0)
    np.testing.assert_array_equal(bent, bent.T)


@each_scheme
def test_rows_of_the_jacobian_are_outputs(scheme):
    symbols, expression, point = three_variables()
    outputs = sympy.Matrix([expression, symbols[0] * sympy.cos(symbols[2])])
    exact = np.array(outputs.jacobian(symbols).subs(dict(zip(symbols, point, strict=True))))
    plain = numeric(list(outputs), symbols)
    found = jacobian(lambda p: plain(*p), point, scheme=scheme)
    assert found.shape == (2, 3)
    assert found.dtype == np.float64
    np.testing.assert_allclose(found, exact.astype(float), atol=10 * FIRST[scheme], rtol=0)


def test_a_jacobian_has_two_axes_always():
    assert jacobian(lambda p: p @ p, [1.0, 2, 3]).shape == (1, 3)
    curve = jacobian(lambda x: [2 * x, 3 * x**2, 1.0], 2)
    np.testing.assert_allclose(curve, [[2], [12], [0]], atol=1e-9)
    assert jacobian(lambda x: x, 2.0).shape == (1, 1)
    assert jacobian(lambda p: p[:1], [1.0, 2]).shape == (1, 2)


@each_scheme
def test_the_gradient_has_the_shape_of_the_point(scheme):
    a = np.random.default_rng(4).normal(size=(2, 3))
    found = gradient(lambda x: (a * x**2).sum(), np.arange(6).reshape(2, 3), scheme=scheme)
    np.testing.assert_allclose(found, 2 * a * np.arange(6).reshape(2, 3), atol=10 * FIRST[scheme])
    assert gradient(lambda x: x[0, 0, 1] ** 2, np.ones((1, 1, 2)), scheme=scheme).shape == (1, 1, 2)
    assert gradient(lambda x: x.T @ x, np.ones((3, 1)), scheme=scheme).tolist() == pytest.approx(
        np.full((3, 1), 2.0), abs=10 * FIRST[scheme]
    )


@given(st.floats(-50, 50), st.floats(-50, 50), st.floats(-1e6, 1e6))
def test_parabolas_have_no_error_but_rounding(a, b, at):
    exact = 2 * a * at + b
    size = abs(a) * at**2 + abs(b * at) + 1
    assert abs(derivative(lambda s: a * s * s + b * s, at) - exact) <= 1e-9 * size
    by_complex_step = derivative(lambda s: a * s * s + b * s, at, scheme=Scheme.COMPLEX_STEP)
    assert abs(by_complex_step - exact) <= 1e-14 * (abs(a * at) + abs(b) + 1)


# The step and the error.


def test_the_error_falls_with_the_step_or_its_square():
    for scheme, factor in [(Scheme.FORWARD, 10), (Scheme.CENTRAL, 100), (Scheme.COMPLEX_STEP, 100)]:
        steps = (1e-2, 1e-3, 1e-4)
        errors = [abs(derivative(np.exp, 1.0, h, scheme=scheme) - math.e) for h in steps]
        ratios = [a / b for a, b in itertools.pairwise(errors)]
        assert ratios == pytest.approx([factor, factor], rel=0.02)


def test_best_steps_are_those_of_nocedal_and_wright():
    assert best_step(Scheme.FORWARD) == 2.0**-26
    assert best_step(Scheme.CENTRAL) == pytest.approx(2 ** (-52 / 3), rel=1e-14)
    assert best_step(Scheme.COMPLEX_STEP) == 1e-100
    for scheme in Scheme:
        assert best_step(scheme, -0.5) == best_step(scheme, 1) == best_step(scheme)
        assert best_step(scheme, -300) == pytest.approx(300 * best_step(scheme), rel=1e-15)
    with pytest.raises(ValueError, match=r"^scheme must"):
        best_step("best")
    with pytest.raises(ValueError, match=r"^x must"):
        best_step(Scheme.CENTRAL, math.nan)


@pytest.mark.parametrize("scheme", [Scheme.FORWARD, Scheme.CENTRAL])
def test_the_best_step_is_where_the_expected_error_is_smallest(scheme):
    steps = np.geomspace(1e-12, 1e-1, 2000)
    smallest = steps[np.argmin(expected_error(scheme, steps).total)]
    assert 0.5 < smallest / best_step(scheme) < 2
    at_best = expected_error(scheme, best_step(scheme)).total
    assert at_best < 1.2 * expected_error(scheme, smallest).total


def test_the_default_step_is_the_best_step():
    for scheme, at in itertools.product(Scheme, (0.3, -40.0)):
        step = best_step(scheme, at)
        by_hand = derivative(np.sin, at, step, scheme=scheme)
        assert derivative(np.sin, at, scheme=scheme) == by_hand
        assert gradient(lambda p: np.sin(p[0]), [at], scheme=scheme)[0] == by_hand
        assert jacobian(lambda p: np.sin(p[0]), [at], scheme=scheme)[0, 0] == by_hand


def test_a_step_that_is_given_is_used():
    def quartic(p):
        return p[0] ** 4 + p[1]

    steep = [32 + 24 * 0.1 + 8 * 0.01 + 0.001, 32 + 8 * 0.01, 32 - 8 * 0.01]
    for scheme, slope in zip(Scheme, steep, strict=True):
        assert derivative(lambda x: x**4, 2, 0.1, scheme=scheme) == pytest.approx(slope, rel=1e-12)
        found = gradient(quartic, [2, 1], 0.1, scheme=scheme)
        assert found == pytest.approx([slope, 1], rel=1e-12)
        found = jacobian(quartic, [2, 1], 0.1, scheme=scheme)
        assert found[0] == pytest.approx([slope, 1], rel=1e-12)
        assert jacobian(lambda x: x**4, 2, 0.1, scheme=scheme) == pytest.approx(slope, rel=1e-12)
    h = 0.1
    bent = {
        Scheme.FORWARD: ((2 + 2 * h) ** 4 - 2 * (2 + h) ** 4 + 16) / h**2,
        Scheme.CENTRAL: ((2 + 2 * h) ** 4 - 32 + (2 - 2 * h) ** 4) / (4 * h**2),
        Scheme.COMPLEX_STEP: 4 * ((2 + h) ** 3 - (2 - h) ** 3) / (2 * h),
    }
    for scheme, curvature in bent.items():
        found = hessian(quartic, [2, 1], h, scheme=scheme)
        np.testing.assert_allclose(found, [[curvature, 0], [0, 0]], atol=1e-12)
        assert hessian(lambda x: x**4, 2, h, scheme=scheme) == pytest.approx(curvature, rel=1e-12)


def test_second_derivatives_take_their_steps_from_nocedal_and_wright_and_from_the_point():
    seen = []

    def watched(p):
        seen.append(p)
        return p[0] * p[0]

    powers = {Scheme.FORWARD: 1 / 3, Scheme.CENTRAL: 1 / 4, Scheme.COMPLEX_STEP: 1 / 3}
    for scheme, (at, size) in itertools.product(Scheme, [(-50.0, 50), (0.2, 1)]):
        seen.clear()
        hessian(watched, [at], scheme=scheme)
        furthest = max(abs(p[0].real - at) for p in seen)
        reach = 1 if scheme == Scheme.COMPLEX_STEP else 2
        assert furthest == pytest.approx(reach * size * EPSILON ** powers[scheme], rel=1e-9)


CASES = [
    ("exp", np.exp, [np.exp] * 4),
    ("sin", np.sin, [np.sin, np.cos, lambda x: -np.sin(x), lambda x: -np.cos(x)]),
    ("1/x", lambda x: 1 / x, [lambda x: 1 / x, lambda x: -1 / x**2, lambda x: 2 / x**3,
                              lambda x: -6 / x**4]),
]  # fmt: skip


@each_scheme
@pytest.mark.parametrize(
    ("function", "derivatives"), [c[1:] for c in CASES], ids=["exp", "sin", "1/x"]
)
@pytest.mark.parametrize("at", [0.8, 1.3])
def test_the_expected_error_bounds_the_measured_one(function, derivatives, at, scheme):
    names = ("value", "slope", "second", "third")
    known = {name: float(d(at)) for name, d in zip(names, derivatives, strict=True)}
    steps = np.geomspace(1e-11, 1e-2, 40)
    expected = expected_error(scheme, steps, **known)
    measured = np.array(
        [abs(derivative(function, at, h, scheme=scheme) - known["slope"]) for h in steps]
    )
    assert (measured <= 1.05 * expected.truncation + 3 * expected.rounding).all()
    large = expected.truncation > 30 * expected.rounding
    assert large.sum() > 5
    np.testing.assert_allclose(measured[large], expected.truncation[large], rtol=0.1)


def test_the_rounding_part_is_not_too_large_either():
    steps = np.geomspace(1e-13, 1e-11, 60)
    for scheme in (Scheme.FORWARD, Scheme.CENTRAL):
        expected = expected_error(scheme, steps, value=math.e).rounding
        slopes = [derivative(np.exp, 1.0, h, scheme=scheme) for h in steps]
        assert np.max(np.abs(np.array(slopes) - math.e) / expected) > 0.3


def test_the_parts_of_the_expected_error():
    known = {"value": -3.0, "slope": -5.0, "second": -7.0, "third": -12.0}
    forward = expected_error(Scheme.FORWARD, 0.5, **known)
    assert forward == StepError(1.75, 6 * EPSILON)
    assert forward.total == 1.75 + 6 * EPSILON
    assert expected_error(Scheme.CENTRAL, 0.5, **known) == StepError(0.5, 3 * EPSILON)
    assert expected_error(Scheme.COMPLEX_STEP, 0.5, **known) == StepError(0.5, 5 * EPSILON)
    assert expected_error("central", 0.5) == StepError(0.25 / 6, EPSILON)
    assert expected_error(Scheme.FORWARD, 0.5) == StepError(0.25, 2 * EPSILON)
    assert expected_error(Scheme.COMPLEX_STEP, 0.5) == StepError(0.25 / 6, EPSILON)
    many = expected_error(Scheme.COMPLEX_STEP, [1.0, 1e-5])
    assert many.total.shape == many.rounding.shape == many.truncation.shape == (2,)


@pytest.mark.parametrize("step", [0, -1e-3, [1.0, 0.0]])
def test_errors_are_expected_for_positive_steps_only(step):
    with pytest.raises(ValueError, match=r"^step must be above zero, but"):
        expected_error(Scheme.CENTRAL, step)


def test_a_secant_is_taken_as_it_is_written():
    for h in (0.5, -0.25, 1e-5, 1e-12, 1e-15):
        assert secant_slope(math.sin, 1.0, h) == (math.sin(1 + h) - math.sin(1.0)) / h
    assert secant_slope(math.exp, 1.0, 1e-16) == 0
    with pytest.raises(ValueError, match=r"^step must not be zero$"):
        secant_slope(math.exp, 1.0, 0)
    with pytest.raises(ValueError, match=r"^x must"):
        secant_slope(math.exp, [1.0, 2.0], 0.1)
    with pytest.raises(TypeError, match=r"^step must"):
        secant_slope(math.exp, 1.0, "h")


def test_real_differences_divide_by_the_distance_that_is_left_after_rounding():
    for scheme, at, h in [(Scheme.FORWARD, 1e6, 3e-9), (Scheme.CENTRAL, 1e6, 3e-9)]:
        assert derivative(lambda x: 2.0 * x, at, h, scheme=scheme) == 2.0
    with pytest.raises(
        ValueError, match=r"^step must be large enough to move x = 1, but 1e-17 came$"
    ):
        derivative(math.exp, 1.0, 1e-17)


# Functions that a complex step does not suit.


def rounds_to_real(p):
    values = np.empty(2)
    values[:] = p
    return values @ values


@pytest.mark.parametrize(
    ("function", "reason"),
    [
        (lambda x: math.sin(x), "raised TypeError: must be real number"),
        (lambda x: x if x > 0 else -x, "raised TypeError: '>' not supported"),
        (lambda x: abs(x), "returned the real 1.5"),
        (lambda x: np.linalg.norm([x, 1]), "returned the real"),
        (lambda x: 3, "returned the real 3"),
        (lambda x: float(np.asarray(x)), "raised TypeError: float() argument"),
    ],
)
def test_a_function_of_real_numbers_only_is_refused_by_the_complex_step(function, reason):
    for way in (derivative, gradient, jacobian, hessian):
        with pytest.raises(TypeError, match=r"^function must .* complex step, but") as caught:
            way(function, 1.5, scheme=Scheme.COMPLEX_STEP)
        assert reason in str(caught.value)
        assert "use Scheme.CENTRAL" in str(caught.value)
    assert math.isfinite(derivative(function, 1.5))


def test_values_that_lose_the_step_on_the_way_are_refused_where_warnings_are_ignored_too():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with pytest.raises(TypeError, match="but it raised ComplexWarning"):
            gradient(rounds_to_real, [1.0, 2.0], scheme=Scheme.COMPLEX_STEP)
    np.testing.assert_allclose(gradient(rounds_to_real, [1.0, 2.0]), [2, 4])


def test_a_function_with_another_fault_keeps_its_own_words():
    def faulty(x):
        raise TypeError("nothing works here")

    with pytest.raises(TypeError, match=r"^nothing works here$"):
        derivative(faulty, 1.0, scheme=Scheme.COMPLEX_STEP)
    with pytest.raises(ZeroDivisionError):
        derivative(lambda x: 1 / 0, 1.0, scheme=Scheme.COMPLEX_STEP)


# Arguments.


def test_the_point_is_left_alone():
    point = np.array([1.0, 2.0])

    def greedy(p):
        p *= 1
        return p[0] * p[1]

    for way, scheme in itertools.product((gradient, jacobian, hessian), Scheme):
        way(greedy, point, scheme=scheme)
        assert point.tolist() == [1, 2]


def test_whole_numbers_are_points_too():
    assert derivative(lambda s: s**3, 2) == pytest.approx(12)
    assert gradient(lambda p: p[0] ** 2 + p[1], [3, 1]) == pytest.approx([6, 1])


@pytest.mark.parametrize("at", [math.nan, math.inf, [1.0, 2.0]])
def test_bad_places(at):
    with pytest.raises(ValueError, match=r"^x must"):
        derivative(math.exp, at)


@pytest.mark.parametrize("way", [gradient, jacobian, hessian])
@pytest.mark.parametrize("at", [math.nan, [1.0, math.inf], []])
def test_bad_points(way, at):
    with pytest.raises(ValueError, match=r"^point must"):
        way(np.sum, at)


@pytest.mark.parametrize("way", [jacobian, hessian])
def test_matrices_are_points_of_gradients_only(way):
    with pytest.raises(ValueError, match=r"^point must be a number or a row of numbers"):
        way(np.sum, np.ones((2, 2)))


@each_scheme
@pytest.mark.parametrize("step", [0, -1e-3, math.nan])
def test_bad_steps(step, scheme):
    for way, at in itertools.product((derivative, gradient, jacobian, hessian), (1.0, [1.0])):
        if way is derivative and at == [1.0]:
            continue
        with pytest.raises(ValueError, match=r"^step must"):
            way(np.exp, at, step, scheme=scheme)


def test_functions_must_return_what_can_be_differentiated():
    for way, at in [
        (derivative, 1.0),
        (gradient, 1.0),
        (gradient, [1.0, 2.0]),
        (secant_slope, 1.0),
    ]:
        with pytest.raises(ValueError, match=r"^function must return one number, but shape \(2,\)"):
            way(lambda x: np.array([1.0, 2.0]), at, *([0.1] if way is secant_slope else []))
    with pytest.raises(ValueError, match=r"^function must return one number"):
        hessian(lambda p: p, [1.0, 2.0])
    for bad in (np.ones((2, 1)), np.ones(0)):
        for at in (1.0, [1.0, 2.0]):
            with pytest.raises(ValueError, match=r"^function must return a number or a row of"):
                jacobian(lambda p, bad=bad: bad, at)


def test_infinite_values_make_no_warning_and_no_agreement():
    for way in (derivative, gradient, hessian):
        assert math.isnan(way(lambda x: np.float64(np.inf), 1.0))
    check = check_gradient(lambda x: np.float64(np.inf), lambda x: math.inf, 1.0)
    assert not check.agrees


# Checks of derivatives found by hand.


@pytest.mark.parametrize("wrong_entry", [0, 1, 2])
def test_the_check_finds_the_wrong_entry(wrong_entry):
    def claimed(p):
        slopes = 2.0 * p
        slopes[wrong_entry] *= 1.001
        return slopes

    check = check_gradient(lambda p: (p**2).sum(), claimed, [1.0, -2.0, 3.0])
    assert not check.agrees
    assert check.entry == wrong_entry
    assert isinstance(check.entry, int)
    assert check.error == pytest.approx(0.001, rel=0.01)
    assert str(check).startswith("claimed (2")
    assert f"they differ, largest relative error 0.001 in entry {wrong_entry}" in str(check)


def test_the_check_lets_a_right_gradient_pass():
    check = check_gradient(lambda p: (p**3).sum(), lambda p: 3 * p**2, [1.0, -2.0, 30.0])
    assert check.agrees
    assert check.error < 1e-7
    assert re.fullmatch(
        r"claimed \(3, 12, 2700\), central differences \(3, 12, 2700\): they agree, "
        r"largest relative error .* in entry \d",
        str(check),
    )


def test_the_check_of_a_number():
    check = check_gradient(lambda x: x**3, lambda x: 3 * x**2, 2, scheme=Scheme.COMPLEX_STEP)
    assert check.agrees
    assert check.entry == 0
    assert "complex step 12: they agree" in str(check)
    assert check.scheme is Scheme.COMPLEX_STEP
    assert "forward differences 12: they agree" in str(
        check_gradient(lambda x: x**3, lambda x: 3 * x**2, 2, scheme=Scheme.FORWARD)
    )


def test_the_error_is_relative_to_large_entries_and_absolute_for_small_ones():
    for claimed, numeric_entry, error in [
        (1e6, 1.1e6, 0.1 / 1.1),
        (-1e6, -0.9e6, 0.1),
        (-0.9e6, -1e6, 0.1),
        (0.25, 0.5, 0.25),
        (1.5, -0.5, 2 / 1.5),
    ]:
        check = compare(np.array([1.0, claimed]), np.array([1.0, numeric_entry]))
        assert check.entry == 1
        assert check.error == pytest.approx(error)
        assert not check.agrees


def test_the_tolerance_decides():
    one, other = np.array([1.0]), np.array([1.5])
    assert compare(one, other, 0.5).agrees
    assert compare(one, one, 0).agrees
    assert not compare(one, other, 0.3).agrees
    assert compare(one, one + 0.9e-6).agrees
    assert not compare(one, one + 2e-6).agrees
    for check, claimed in [(check_gradient, lambda x: 1.5), (check_jacobian, lambda x: [[1.5]])]:
        assert check(lambda x: x, claimed, 1.0, 0.4).agrees
        assert not check(lambda x: x, claimed, 1.0, 0.3).agrees
        assert check(lambda x: x, lambda x, c=claimed: np.divide(c(x), 1.5000005), 1.0).agrees
        assert not check(lambda x: x, lambda x, c=claimed: np.divide(c(x), 1.50001), 1.0).agrees
        with pytest.raises(ValueError, match=r"^tolerance must"):
            check(lambda x: x, claimed, 1.0, -1e-6)


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_what_is_not_finite_never_agrees(bad):
    check = check_gradient(lambda p: (p**2).sum(), lambda p: np.array([2, bad]), [1.0, 2.0])
    assert not check.agrees
    assert check.error == math.inf
    assert check.entry == 1
    both = compare(np.array([bad]), np.array([bad]))
    assert not both.agrees
    assert both.error == math.inf
    assert not check_jacobian(lambda p: p, lambda p: np.full((2, 2), bad), [1.0, 2.0]).agrees


def test_a_matrix_of_slopes_is_checked_entry_by_entry():
    a = np.arange(6.0).reshape(2, 3)

    def claimed(x):
        slopes = 2 * a * x
        slopes[1, 0] = 7
        return slopes

    check = check_gradient(lambda x: (a * x**2).sum(), claimed, np.ones((2, 3)))
    assert isinstance(check, DerivativeCheck)
    assert check.entry == (1, 0)
    assert str(check) == (
        "claimed 7, central differences 6 in the worst entry: they differ, "
        "largest relative error 0.14 in entry (1, 0)"
    )


@each_scheme
def test_the_check_of_a_jacobian_says_where(scheme):
    a = np.random.default_rng(2).normal(size=(3, 2))
    good = check_jacobian(lambda x: a @ x, lambda x: a, [1.0, 2.0], scheme=scheme)
    assert good.agrees
    assert good.scheme == scheme
    for where in np.ndindex(3, 2):
        wrong = a.copy()
        wrong[where] += 0.5
        check = check_jacobian(lambda x: a @ x, lambda x, w=wrong: w, [1.0, 2.0], scheme=scheme)
        assert not check.agrees
        assert check.entry == where
        np.testing.assert_allclose(check.claimed - check.numeric, wrong - a, atol=1e-6)


def test_the_claim_gets_the_point_as_float64():
    seen = []

    def claimed(p):
        seen.append(p)
        return np.zeros(np.shape(p)) if len(seen) < 3 else np.zeros((1, np.size(p)))

    check_gradient(lambda p: 0.0, claimed, 2)
    check_gradient(lambda p: 0.0, claimed, [2, 3])
    check_jacobian(lambda p: 0.0, claimed, 2)
    check_jacobian(lambda p: 0.0, claimed, [2, 3])
    assert isinstance(seen[0], float)
    assert isinstance(seen[2], float)
    assert seen[1].dtype == seen[3].dtype == np.float64


@pytest.mark.parametrize("answer", [1.0, [1.0], [[1.0, 2.0]], None, "2", ["a", "b"], [1j, 2]])
def test_a_gradient_of_another_shape_is_refused(answer):
    with pytest.raises(
        ValueError, match=r"claimed must return the shape of the point, \(2,\), but"
    ):
        check_gradient(lambda p: (p**2).sum(), lambda p: answer, [1.0, 2.0])


def test_a_jacobian_of_another_shape_is_refused():
    with pytest.raises(
        ValueError, match=r"^claimed must return the shape of outputs times inputs, \(1, 2\), but"
    ):
        check_jacobian(lambda p: p @ p, lambda p: 2 * p, [1.0, 2.0])


def test_whole_numbers_are_claims_too():
    check = check_gradient(lambda p: 2 * p[0] + p[1], lambda p: [2, 1], [1.0, 2.0])
    assert check.agrees
    assert check.claimed.dtype == np.float64


def test_no_scheme_is_without_steps():
    assert set(differentiation.BEST_STEPS) == set(differentiation.BEST_SECOND_STEPS) == set(Scheme)


def counted(sizes, from_left):
    """Multiply tables of ones, and count the multiplications one by one."""
    tables, count = list(itertools.pairwise(sizes)), 0
    while len(tables) > 1:
        k = 0 if from_left else len(tables) - 2
        (rows, inner), (_, columns) = tables[k : k + 2]
        count += sum(1 for _ in itertools.product(range(rows), range(inner), range(columns)))
        tables[k : k + 2] = [(rows, columns)]
    return count


@pytest.mark.parametrize("sizes", [(1, 4, 3, 6), (3, 2), (5, 4, 3), (2, 3, 4, 5, 6)])
def test_the_multiplications_of_both_orders_are_counted(sizes):
    assert differentiation.products_from_left(sizes) == counted(sizes, True)
    assert differentiation.products_from_right(sizes) == counted(sizes, False)


def test_sizes_are_whole_numbers_from_one_on():
    for sizes in ((1, 0, 2), (1, 2.5, 3), (0, 1, 1)):
        with pytest.raises((ValueError, TypeError), match="a size must be"):
            differentiation.products_from_left(sizes)
