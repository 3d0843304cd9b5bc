"""Activations against sympy, scipy, mpmath and their own LaTeX; softmax and its Jacobian."""

import math
import re

import mpmath
import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import special
from sympy.parsing.latex import parse_latex

from mlcalc import differentiation
from mlcalc.activations import (
    ACTIVATIONS,
    elu,
    identity,
    leaky_relu,
    log_softmax,
    log_sum_exp,
    relu,
    sigmoid,
    softmax,
    softmax_jacobian,
    softplus,
    tanh,
)
from mlcalc.functions import Break

x = sympy.Symbol("x", real=True)
HUNDREDTH = sympy.Rational(1, 100)

# Written again, in another form where there is one.
EXPRESSIONS = {
    "sigmoid": sympy.exp(x) / (1 + sympy.exp(x)),
    "tanh": sympy.tanh(x),
    "relu": sympy.Piecewise((x, x > 0), (0, True)),
    "leaky_relu": sympy.Piecewise((x, x > 0), (HUNDREDTH * x, True)),
    "elu": sympy.Piecewise((x, x > 0), (sympy.exp(x) - 1, True)),
    "softplus": sympy.log(1 + sympy.exp(x)),
    "identity": x,
}
MORE = {
    "leaky": (leaky_relu(0.3), sympy.Piecewise((x, x > 0), (0.3 * x, True))),
    "small elu": (elu(0.5), sympy.Piecewise((x, x > 0), ((sympy.exp(x) - 1) / 2, True))),
    "large elu": (elu(2.5), sympy.Piecewise((x, x > 0), (2.5 * (sympy.exp(x) - 1), True))),
}
ALL = {name: (f, EXPRESSIONS[name]) for name, f in ACTIVATIONS.items()} | MORE
each = pytest.mark.parametrize("name", ALL)
PLACES = np.concatenate([np.random.default_rng(5).uniform(-5, 5, 20), [-30, -1.5, 1e-3, 2, 30]])


def exactly(expression, points):
    return np.array([float(expression.subs(x, sympy.Float(p, 60)).evalf(60)) for p in points])


def test_every_activation_has_an_expression_here():
    assert set(ACTIVATIONS) == set(EXPRESSIONS)


@each
def test_value_slope_and_curvature_are_those_of_sympy(name):
    f, expression = ALL[name]
    slope, curvature = sympy.diff(expression, x), sympy.diff(expression, x, 2)
    np.testing.assert_allclose(f(PLACES), exactly(expression, PLACES), 1e-14)
    np.testing.assert_allclose(f.gradient(PLACES), exactly(slope, PLACES), 2e-14)
    np.testing.assert_allclose(f.hessian(PLACES), exactly(curvature, PLACES), 2e-13)


@each
def test_complex_steps_give_the_same_derivatives(name):
    f, h = ALL[name][0], 1e-150
    np.testing.assert_allclose(f(PLACES + 1j * h).imag / h, f.gradient(PLACES), 1e-13)
    bends = f.gradient(PLACES + 1j * h).imag / h
    np.testing.assert_allclose(bends, f.hessian(PLACES), 1e-12, 1e-300)


def printed(latex, at):
    """Return the number that a printed formula gives: the parts that lark cannot read by hand."""
    text = latex.replace(r"\sigma(x)", "s")
    truth = {r"\mathbf{1}\{x > 0\}": at > 0, r"\mathbf{1}\{x < 0\}": at < 0}
    for words, holds in truth.items():
        text = text.replace(words, str(int(holds)))
    text = text.replace(r"\min(0, x)", "m").replace(r"\max(0, x)", "M")
    text = re.sub(r"\\max\(x, ([\d.]+) x\)", r"M + \1 m", text)
    text = text.replace(r"\tanh^2 x", "T^2")
    text = re.sub(r"(?<=[\w}]) (?=\()|(?<=\d) (?=[em])", r" \\cdot ", text)
    numbers = {"x": at, "s": 1 / (1 + mpmath.exp(-at)), "m": min(at, 0), "M": max(at, 0)}
    numbers["T"] = mpmath.tanh(at)
    formula = parse_latex(text, backend="lark").subs(sympy.Symbol("e"), sympy.E)
    return float(formula.subs({sympy.Symbol(k): v for k, v in numbers.items()}).evalf(30))


@each
def test_the_printed_formulas_are_the_function_and_its_slope(name):
    f = ALL[name][0]
    for at in (-2.3, -0.4, 0.6, 1.9):
        assert printed(f.latex, at) == pytest.approx(f(at), rel=1e-12)
        assert printed(f.derivative_latex, at) == pytest.approx(f.gradient(at), rel=1e-12)


@each
def test_the_derivative_is_the_printed_gradient(name):
    f = ALL[name][0]
    assert f.gradient_latex == (f.derivative_latex,)


@each
def test_the_slope_from_the_output_is_the_slope(name):
    f = ALL[name][0]
    places = np.append(np.linspace(-4, 4, 21), 0.0)
    np.testing.assert_allclose(f.slope_from_output(f(places)), f.gradient(places), 1e-12)


@each
def test_shapes_types_and_arguments_left_alone(name):
    f = ALL[name][0]
    assert f.dimension == 1
    for shape in [(), (1,), (4,), (2, 3)]:
        z = np.linspace(-3, 3, math.prod(shape)).reshape(shape)
        before = z.copy()
        for part in (f, f.gradient, f.hessian):
            assert np.shape(part(z)) == shape
            assert np.asarray(part(z)).dtype == float
        np.testing.assert_array_equal(z, before)
    for part in (f, f.gradient, f.hessian):
        np.testing.assert_array_equal(part([-2, 0, 3]), part([-2.0, 0.0, 3.0]))


@each
def test_no_finite_argument_makes_a_warning_or_a_number_beyond_all_bounds(name):
    f = ALL[name][0]
    for z in (0.0, -0.0, 5e-324, 709.0, 1e4, 1e300):
        for part, sign in ((f, 1), (f, -1), (f.gradient, 1), (f.gradient, -1)):
            assert np.isfinite(part(sign * z))
        assert np.isfinite(f.hessian(z))
        assert np.isfinite(f.hessian(-z))


@each
def test_the_window_is_one_interval(name):
    ((left, right),) = ALL[name][0].window
    assert left == -right == -5


# Digits.


@pytest.mark.parametrize("z", [-700, -40, -20.5, -1e-8, 0, 3, 17.25, 40, 700])
def test_small_and_large_arguments_keep_their_digits(z):
    with mpmath.workdps(400):
        s = 1 / (1 + mpmath.exp(-mpmath.mpf(z)))
        # Not pytest.approx, which forgives 1e-12 whatever the relative tolerance is.
        np.testing.assert_allclose(sigmoid(z), float(s), 1e-15)
        np.testing.assert_allclose(sigmoid.gradient(z), float(s * (1 - s)), 2e-15)
        np.testing.assert_allclose(softplus(z), float(-mpmath.log(1 - s)), 2e-15)
        if abs(z) <= 350:
            np.testing.assert_allclose(tanh.gradient(z), float(mpmath.sech(z) ** 2), 2e-15)


def test_the_sigmoid_far_to_the_left():
    np.testing.assert_allclose(sigmoid(-40.0), 4.248354255291589e-18, 1e-14)
    assert 0 < sigmoid(-709.0) < 1e-307
    assert 0 <= sigmoid.value_formula(np.float64(-1e300)) < 1e-307


@each
def test_what_is_not_a_number_stays_it(name):
    assert math.isnan(ALL[name][0](math.nan))


@given(st.floats(-1e4, 1e4))
def test_identities_of_the_sigmoid(z):
    s = sigmoid(z)
    assert s + sigmoid(-z) == pytest.approx(1)
    assert sigmoid.gradient(z) == pytest.approx(s * sigmoid(-z), rel=1e-12)
    assert tanh(z) == pytest.approx(2 * sigmoid(2 * z) - 1, abs=1e-14)
    assert softplus.gradient(z) == s
    assert 0 <= softplus(z) - relu(z) <= math.log(2)


@given(st.floats(-30, 30), st.floats(-30, 30), st.floats(0, 1))
def test_softplus_and_relu_are_convex(a, b, part):
    for f in (softplus, relu, leaky_relu(0.2), elu(0.7)):
        between = part * a + (1 - part) * b
        assert f(between) <= part * f(a) + (1 - part) * f(b) + 1e-12


# At the corner.


def test_where_the_corners_are():
    assert {n: len(f.kinks) for n, f in ACTIVATIONS.items() if f.kinks} == {
        "relu": 1, "leaky_relu": 1,
    }  # fmt: skip
    for f, left, right in (
        (relu, 0, 1), (leaky_relu(0.2), 0.2, 1), (elu(0.5), 0.5, 1), (elu(3), 3, 1),
    ):  # fmt: skip
        (kink,) = f.kinks
        assert (kink.point, kink.left, kink.right) == (0, left, right)
        assert kink.reason is Break.CORNER
        quotients = [(f(h) - f(0.0)) / h for h in (-1e-9, 1e-9)]
        assert quotients == pytest.approx([left, right], rel=1e-6, abs=1e-12)
        assert f.gradient(0.0) == kink.slope == min(left, right)


def test_the_slope_at_the_corner_is_a_subgradient():
    z = np.linspace(-4, 4, 81)
    for f in (relu, leaky_relu(0.3), elu(0.5)):
        assert (f(z) >= f(0.0) + f.gradient(0.0) * z - 1e-15).all()


@pytest.mark.parametrize("f", [relu, leaky_relu(0.3), elu(0.5)])
def test_a_complex_step_at_the_corner_gives_its_slope(f):
    assert f(1e-150j).imag / 1e-150 == pytest.approx(f.gradient(0.0))


def test_the_words_of_an_elu_name_its_scale():
    assert elu(1).words == "ELU"
    assert elu(0.5).words == "an ELU of scale 0.5"
    assert elu(2).words == "an ELU of scale 2"
    assert elu(1).latex == r"\max(0, x) + (e^{\min(0, x)} - 1)"
    assert elu(2).latex == r"\max(0, x) + 2 (e^{\min(0, x)} - 1)"


def test_at_its_corner_an_elu_bends_as_on_its_left():
    assert [elu(scale).hessian(0.0) for scale in (0.5, 1, 3)] == [0.5, 1, 3]


def test_an_elu_of_scale_one_is_smooth():
    assert elu(1).kinks == ()
    assert elu(1).gradient(0.0) == 1
    assert elu(1).gradient(-1e-12) == pytest.approx(1)
    assert elu(2.0)(-1e6) == -2


@pytest.mark.parametrize("make", [leaky_relu, elu])
@pytest.mark.parametrize("value", [0, -0.1, math.nan, math.inf])
def test_bad_parameters(make, value):
    name = {leaky_relu: "slope", elu: "scale"}[make]
    with pytest.raises(ValueError, match=f"{name} must be"):
        make(value)


def test_a_leaky_slope_stays_below_one():
    with pytest.raises(ValueError, match="slope must be at least 0 and below 1, but 1 came"):
        leaky_relu(1)
    with pytest.raises(TypeError, match="slope must be a number"):
        leaky_relu("0.1")


def test_the_usual_parameters():
    assert leaky_relu()(-1.0) == -0.01
    assert elu()(-1.0) == pytest.approx(math.exp(-1) - 1)
    assert ACTIVATIONS["leaky_relu"](-1.0) == -0.01
    assert identity.slope_from_output(np.array([3.0])).tolist() == [1.0]


# Softmax.

logits = arrays(float, st.integers(1, 6), elements=st.floats(-50, 50))
rows = arrays(float, (3, 4), elements=st.floats(-1e4, 1e4))


@given(logits)
def test_softmax_is_that_of_scipy(z):
    np.testing.assert_allclose(softmax(z), special.softmax(z), 1e-12)
    np.testing.assert_allclose(log_softmax(z), special.log_softmax(z), 1e-12, 1e-12)
    np.testing.assert_allclose(log_sum_exp(z), special.logsumexp(z), 1e-12, 1e-12)


@given(rows)
def test_rows_are_taken_one_by_one(z):
    s = softmax(z)
    assert s.shape == z.shape
    np.testing.assert_allclose(s.sum(axis=-1), 1)
    np.testing.assert_array_equal(s, [softmax(row) for row in z])
    np.testing.assert_array_equal(log_softmax(z), [log_softmax(row) for row in z])
    np.testing.assert_array_equal(log_sum_exp(z), [log_sum_exp(row) for row in z])
    np.testing.assert_array_equal(log_sum_exp(z, axis=0), [log_sum_exp(c) for c in z.T])
    assert softmax_jacobian(z).shape == (3, 4, 4)


@given(logits, st.floats(-1e4, 1e4))
def test_a_shift_of_all_logits_changes_nothing(z, shift):
    np.testing.assert_allclose(softmax(z + shift), softmax(z), 1e-8)
    np.testing.assert_allclose(log_sum_exp(z + shift), log_sum_exp(z) + shift, 1e-12, 1e-9)


@given(logits, st.floats(0.1, 10))
def test_the_temperature_divides_the_logits(z, temperature):
    np.testing.assert_allclose(softmax(z, temperature), softmax(z / temperature))
    np.testing.assert_allclose(log_softmax(z, temperature), log_softmax(z / temperature))


def test_the_ends_of_the_temperature():
    z = [1.0, 3.0, 2.0]
    np.testing.assert_allclose(softmax(z, 1e9), 1 / 3)
    np.testing.assert_allclose(softmax(z, 1e-3), [0, 1, 0], atol=1e-300)


def test_two_classes_are_the_sigmoid_of_the_difference():
    assert softmax([0.4, 1.7])[1] == pytest.approx(sigmoid(1.3))


@pytest.mark.parametrize("temperature", [1.0, 0.5, 3.0])
def test_the_jacobian_is_that_of_sympy_and_of_complex_steps(temperature):
    z = np.array([0.3, -1.2, 2.1, 0.7])
    symbols = sympy.symbols("z:4", real=True)
    total = sum(sympy.exp(u / temperature) for u in symbols)
    shares = sympy.Matrix([sympy.exp(u / temperature) / total for u in symbols])
    exact = shares.jacobian(symbols).subs(dict(zip(symbols, z, strict=True)))
    jacobian = softmax_jacobian(z, temperature)
    np.testing.assert_allclose(jacobian, np.array(exact).astype(float), 1e-12)
    steps = np.stack([softmax(z + 1e-150j * e, temperature).imag / 1e-150 for e in np.eye(4)], 1)
    np.testing.assert_allclose(jacobian, steps, 1e-12)
    check = differentiation.check_jacobian(
        lambda u: softmax(u, temperature), lambda u: softmax_jacobian(u, temperature), z
    )
    assert check.agrees


@given(rows)
def test_the_jacobian_is_symmetric_with_rows_of_sum_zero(z):
    jacobian = softmax_jacobian(z)
    np.testing.assert_array_equal(jacobian, np.swapaxes(jacobian, -1, -2))
    np.testing.assert_allclose(jacobian.sum(axis=-1), 0, atol=1e-14)


def test_the_logarithm_is_exact_where_softmax_is_nothing():
    z = [0.0, 1e4]
    assert log_softmax(z).tolist() == [-1e4, 0]
    assert softmax(z).tolist() == [0, 1]
    assert log_sum_exp([-1e4, -1e4]) == pytest.approx(-1e4 + math.log(2))


def test_no_finite_logits_make_a_warning():
    z = [1e308, -1e308, 1e308]
    assert softmax(z).tolist() == [0.5, 0, 0.5]
    assert log_softmax(z)[1] == -math.inf
    assert log_sum_exp(z) == 1e308
    assert softmax([1, 2], 1e-310).tolist() == [0, 1]
    assert log_softmax([1, 2], 1e-310).tolist() == [-math.inf, 0]
    assert softmax_jacobian([1, 1], 1e-310)[0].tolist() == [math.inf, -math.inf]


def test_small_shares_keep_their_digits():
    np.testing.assert_allclose(softmax([0, -700])[1], sigmoid(-700.0), 1e-14)


def test_logits_are_left_alone():
    z = np.array([1.0, 2.0])
    for part in (softmax, log_softmax, log_sum_exp, softmax_jacobian):
        part(z)
    assert z.tolist() == [1, 2]


@pytest.mark.parametrize("part", [softmax, log_softmax, log_sum_exp, softmax_jacobian])
def test_bad_logits(part):
    name = "values" if part is log_sum_exp else "logits"
    for bad in (3.0, [], np.ones((2, 0)), np.array([], complex)):
        with pytest.raises(ValueError, match=f"^{name} must be a row of numbers, but shape"):
            part(bad)
    with pytest.raises(ValueError, match=f"^{name} must hold finite numbers"):
        part([0, math.nan])
    with pytest.raises(ValueError, match=f"^{name} must have rows of equal length"):
        part([[0, 1], [2]])
    with pytest.raises(TypeError, match=f"^{name} must hold real numbers"):
        part(["a"])


def test_an_axis_without_values():
    with pytest.raises(ValueError, match="values must be a row of numbers, but shape"):
        log_sum_exp(np.ones((0, 3)), axis=0)
    with pytest.raises(ValueError, match="axis 3 is out of bounds"):
        log_sum_exp([1, 2], axis=3)


@pytest.mark.parametrize("part", [softmax, log_softmax, softmax_jacobian])
@pytest.mark.parametrize("temperature", [0, -1, math.nan])
def test_bad_temperatures(part, temperature):
    with pytest.raises(ValueError, match="temperature must be"):
        part([1, 2], temperature)
