"""Central differences against derivatives that sympy finds, and the check of a gradient."""

import itertools
import math

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from mlcalc.differentiation import check_gradient, derivative, gradient, hessian

t = sympy.Symbol("t")
CURVES = [
    sympy.sin(t) * sympy.exp(t / 3),
    t**5 - 4 * t**2 + 7,
    sympy.log(t**2 + 1),
    sympy.tanh(t),
    1 / (1 + sympy.exp(-t)),
]


@pytest.mark.parametrize("curve", CURVES, ids=str)
@pytest.mark.parametrize("at", [-2.0, -0.3, 0.0, 0.7, 3.0])
def test_slopes_and_curvatures_are_those_of_sympy(curve, at):
    function = sympy.lambdify(t, curve, "numpy")
    slope = float(sympy.diff(curve, t).subs(t, at))
    assert derivative(function, at) == pytest.approx(slope, rel=1e-8, abs=1e-8)
    assert gradient(function, at) == derivative(function, at)
    curvature = float(sympy.diff(curve, t, 2).subs(t, at))
    assert hessian(function, at) == pytest.approx(curvature, rel=1e-5, abs=1e-5)


def test_gradient_and_hessian_of_three_variables():
    u, v, w = symbols = sympy.symbols("u v w")
    expression = u**2 * v + sympy.sin(v * w) - sympy.exp(u - w)
    plain = sympy.lambdify(symbols, expression, "math")
    point = np.array([0.4, -1.2, 0.9])
    values = dict(zip(symbols, point, strict=True))
    slopes = [float(sympy.diff(expression, s).subs(values)) for s in symbols]
    np.testing.assert_allclose(gradient(lambda p: plain(*p), point), slopes, atol=1e-8)
    second = np.array(sympy.hessian(expression, symbols).subs(values)).astype(float)
    np.testing.assert_allclose(hessian(lambda p: plain(*p), point), second, atol=1e-6)


@given(st.floats(-50, 50), st.floats(-50, 50), st.floats(-1e6, 1e6))
def test_parabolas_have_no_error_but_rounding(a, b, at):
    exact = 2 * a * at + b
    size = abs(a) * at**2 + abs(b * at) + 1
    assert abs(derivative(lambda s: a * s * s + b * s, at) - exact) <= 1e-9 * size


def test_the_error_falls_with_the_square_of_the_step():
    errors = [abs(derivative(math.exp, 1.0, step) - math.e) for step in (1e-1, 1e-2, 1e-3)]
    assert [a / b for a, b in itertools.pairwise(errors)] == pytest.approx([100, 100], rel=0.01)


def test_the_point_is_left_alone():
    point = np.array([1.0, 2.0])

    def greedy(p):
        return float(p[0] * p[1])

    gradient(greedy, point)
    hessian(greedy, point)
    assert point.tolist() == [1, 2]


def test_whole_numbers_are_points_too():
    assert derivative(lambda s: s**3, 2) == pytest.approx(12)
    assert gradient(lambda p: p[0] ** 2 + p[1], [3, 1]) == pytest.approx([6, 1])


@pytest.mark.parametrize("at", [math.nan, math.inf, [1.0, 2.0]])
def test_bad_places(at):
    with pytest.raises(ValueError, match=r"^x must"):
        derivative(math.exp, at)


@pytest.mark.parametrize("step", [0, -1e-3, math.nan])
def test_bad_steps(step):
    with pytest.raises(ValueError, match=r"^step must"):
        derivative(math.exp, 1.0, step)


@pytest.mark.parametrize("wrong_entry", [0, 1, 2])
def test_the_check_finds_the_wrong_entry(wrong_entry):
    def claimed(p):
        slopes = 2.0 * p
        slopes[wrong_entry] *= 1.001
        return slopes

    check = check_gradient(lambda p: (p**2).sum(), claimed, [1.0, -2.0, 3.0])
    assert not check.agrees
    assert check.entry == wrong_entry
    assert check.error == pytest.approx(0.001, rel=0.01)
    assert "differ" in str(check)


def test_the_check_lets_a_right_gradient_pass():
    check = check_gradient(lambda p: (p**3).sum(), lambda p: 3 * p**2, [1.0, -2.0, 30.0])
    assert check.agrees
    assert check.error < 1e-7
    assert "agree" in str(check)


def test_nan_never_agrees():
    check = check_gradient(lambda p: (p**2).sum(), lambda p: p * math.nan, [1.0, 2.0])
    assert not check.agrees
    assert check.error == math.inf


def test_a_gradient_of_another_shape_is_refused():
    with pytest.raises(ValueError, match=r"claimed must return the shape of the point, \(2,\)"):
        check_gradient(lambda p: (p**2).sum(), lambda p: 2 * p[0], [1.0, 2.0])
