"""Every named function against sympy, its own LaTeX, complex steps and scipy's minimizers."""

import functools
import math
import re
import sys
import time

import mpmath
import numpy as np
import pytest
import sympy
from lark import Tree
from matplotlib import mathtext
from scipy import optimize
from sympy.parsing.latex import parse_latex

from mlcalc import functions
from mlcalc.functions import (
    FUNCTIONS,
    Break,
    Domain,
    Kink,
    Maximum,
    Minimum,
    absolute_distances,
    absolute_value,
    as_function,
    coin_likelihood,
    coin_log_likelihood,
    coin_log_loss,
    compose,
    compound_interest,
    constant,
    exponential,
    flat_at,
    line,
    line_error,
    logarithm,
    power,
    quadratic_form,
    sine,
    square,
    square_root,
    squared_distances,
    valley,
)

x, y, m, b, p = sympy.symbols("x y m b p", real=True)

# Written again, in another form where there is one: the named functions are compared with these.
EXPRESSIONS = {
    "constant": ((x,), sympy.Integer(3)),
    "line": ((x,), 1 + x + x),
    "square": ((x,), x * x),
    "cube": ((x,), x * x * x),
    "reciprocal": ((x,), 1 / x),
    "square_root": ((x,), sympy.sqrt(x)),
    "sine": ((x,), sympy.sin(x)),
    "cosine": ((x,), sympy.cos(x)),
    "exponential": ((x,), sympy.exp(x)),
    "logarithm": ((x,), sympy.log(x)),
    "cooling": ((x,), 60 / sympy.exp(x / 8)),
    "arctangent": ((x,), sympy.atan(x)),
    "compound_interest": ((x,), (1 + 1 / x) ** x),
    "absolute_value": ((x,), sympy.Piecewise((-x, x < 0), (x, True))),
    "cusp": ((x,), sympy.Piecewise((sympy.cbrt(-x) ** 2, x < 0), (sympy.cbrt(x) ** 2, True))),
    "step": ((x,), sympy.Piecewise((0, x < 0), (1, True))),
    "cube_root": ((x,), sympy.Piecewise((-sympy.cbrt(-x), x < 0), (sympy.cbrt(x), True))),
    "square_plus_double": ((x,), (x + 1) ** 2 - 1),
    "x_times_exp": ((x,), x * sympy.exp(x)),
    "exp_of_double": ((x,), sympy.exp(x) ** 2),
    "sigmoid_chain": ((x,), sympy.exp(x) / (1 + sympy.exp(x))),
    "two_power_lines": ((x,), 2 * x**2 - 8 * x + 10),
    "three_power_lines": ((x,), (x - 1) ** 2 + (x - 2) ** 2 + (x - 6) ** 2),
    "coin_likelihood": ((p,), p**7 * (1 - p) ** 3),
    "coin_log_likelihood": ((p,), sympy.log(p) * 7 + sympy.log(1 - p) * 3),
    "coin_log_loss": ((p,), -sympy.log(p**7 * (1 - p) ** 3)),
    "exp_minus_log": ((x,), sympy.exp(x) - sympy.log(x)),
    "square_minus_two": ((x,), x * x - 2),
    "double_zero": ((x,), x * x - 2 * x + 1),
    "x_minus_log": ((x,), x + sympy.log(1 / x)),
    "soft_corner": ((x,), sympy.sqrt(x * x - 4 * x + 5)),
    "hill_and_valley": ((x,), x * (x - 3) ** 2),
    "three_minima": (
        (x,),
        sympy.integrate(sympy.expand(x * (x**2 - 4) * (x + 1) * (x - sympy.Rational(6, 5))), x),
    ),
    "paraboloid": ((x, y), x**2 + y**2),
    "x_squared_y": ((x, y), 3 * x**2 * y),
    "x_squared_y_cubed": ((x, y), 3 * x**2 * y**3),
    "temperature": ((x, y), 85 - sympy.Rational(1, 90) * x**2 * (x - 6) * y**2 * (y - 6)),
    "line_error": ((m, b), (m + b - 2) ** 2 + (2 * m + b - 5) ** 2 + (3 * m + b - 3) ** 2),
    "valley": ((x, y), (x**2 + 10 * y**2) / 2),
    "bowl": ((x, y), 2 * x**2 + 3 * y**2 - x * y),
    "dome": ((x, y), 15 - 2 * x**2 - 3 * y**2 - x * y),
    "saddle": ((x, y), 2 * x**2 - 2 * y**2),
    "difference_of_squares": ((x, y), (x - y) * (x + y)),
    "flat_bowl": ((x, y), x**2 + y**4),
    "flat_saddle": ((x, y), x**2 - y**4),
    "quartic_bowl": (
        (x, y),
        x**4 + y**4 * 4 / 5 + 4 * x**2 + 2 * y**2 - x * y - x**2 * y / 5,
    ),
}

CURVES = [name for name, f in FUNCTIONS.items() if f.dimension == 1]
SURFACES = [name for name, f in FUNCTIONS.items() if f.dimension == 2]
each_curve = pytest.mark.parametrize("name", CURVES)
each_surface = pytest.mark.parametrize("name", SURFACES)
each_function = pytest.mark.parametrize("name", FUNCTIONS)


def points_inside(function, count=40, seed=3):
    """Return random points of the window that lie inside the domain."""
    left, right = np.array(function.window).T
    points = np.random.default_rng(seed).uniform(left, right, (count, function.dimension))
    points = points[:, 0] if function.dimension == 1 else points
    return points[function.contains(points)]


def exactly(expression, symbols, points):
    """Evaluate an expression of sympy at points with thirty digits."""
    formula = sympy.lambdify(symbols, expression, modules="mpmath")
    with mpmath.workdps(30):
        rows = np.asarray(points).reshape(-1, len(symbols))
        return np.array([float(formula(*map(mpmath.mpf, row))) for row in rows])


def test_every_function_has_an_expression_here():
    assert set(FUNCTIONS) == set(EXPRESSIONS)


@each_function
def test_complex_steps_give_the_same_derivatives(name):
    function, h = FUNCTIONS[name], 1e-150
    points = points_inside(function, seed=8)
    for i, direction in enumerate(np.eye(function.dimension)):
        shift = 1j * h * (direction[0] if function.dimension == 1 else direction)
        slopes = function(points + shift).imag / h
        curvatures = function.gradient(points + shift).imag / h
        entry = (...,) if function.dimension == 1 else (..., i)
        np.testing.assert_allclose(function.gradient(points)[entry], slopes, 1e-12, 1e-12)
        np.testing.assert_allclose(function.hessian(points)[entry], curvatures, 1e-11, 1e-11)


@each_function
def test_value_gradient_and_hessian_are_those_of_sympy(name):
    function, (symbols, expression) = FUNCTIONS[name], EXPRESSIONS[name]
    points = points_inside(function)
    assert len(points) >= 20
    expected = exactly(expression, symbols, points)
    np.testing.assert_allclose(function(points), expected, 1e-12, 1e-11)
    gradients = function.gradient(points).reshape(len(points), -1)
    hessians = function.hessian(points).reshape(len(points), len(symbols), len(symbols))
    for i, u in enumerate(symbols):
        slope = sympy.diff(expression, u)
        np.testing.assert_allclose(gradients[:, i], exactly(slope, symbols, points), 1e-11, 1e-11)
        for j, v in enumerate(symbols):
            curvature = sympy.diff(slope, v)
            expected = exactly(curvature, symbols, points)
            np.testing.assert_allclose(hessians[:, i, j], expected, 1e-11, 1e-11)


def with_signs_of_multiplication(latex):
    """Write the products out, and brackets around what a logarithm is taken of.

    The parser reads ``x (`` as the call of a function, and knows no product of two powers.
    """
    latex = re.sub(r"\\log (\([^()]*\)|[a-z])", r"(\\log (\1))", latex)
    after = r"(?<=[\w})])(?<!\\cdot)(?<!\\log)(?<!\\sin)(?<!\\cos)(?<!\\arctan)"
    return re.sub(after + r" (?=[a-z(]|\\(?:frac|sin|cos))", r" \\cdot ", latex)


def parsed(latex, symbols):
    """Read LaTeX as an expression; what the parser finds ambiguous must come to the same."""
    truth = re.fullmatch(r"\\mathbf\{1\}\\\{(.*)\\\}", latex)
    if truth:
        return sympy.Piecewise((1, parsed(truth[1], symbols)), (0, True))
    tree = parse_latex(with_signs_of_multiplication(latex), backend="lark")
    readings = tree.children if isinstance(tree, Tree) else [tree]
    plain = {sympy.Symbol(s.name): s for s in symbols} | {sympy.Symbol("e"): sympy.E}
    readings = [sympy.nsimplify(reading.subs(plain)) for reading in readings]
    assert len(set(readings)) == 1
    return readings[0]


@each_function
def test_the_printed_formula_is_the_function(name):
    function, (symbols, expression) = FUNCTIONS[name], EXPRESSIONS[name]
    printed = real_roots(parsed(function.latex, symbols))
    points = points_inside(function, 20, seed=5)
    same = exactly(printed, symbols, points)
    np.testing.assert_allclose(same, exactly(expression, symbols, points), 1e-13, 1e-13)


@each_function
def test_the_printed_gradient_is_the_gradient(name):
    function, symbols = FUNCTIONS[name], EXPRESSIONS[name][0]
    assert len(function.gradient_latex) == function.dimension
    points = points_inside(function, 20, seed=6)
    gradients = function.gradient(points).reshape(len(points), -1)
    for i, latex in enumerate(function.gradient_latex):
        printed = exactly(real_roots(parsed(latex, symbols)), symbols, points)
        np.testing.assert_allclose(gradients[:, i], printed, 1e-11, 1e-12)


def real_roots(expression):
    """Let the cube root of a negative number be real, as it is printed."""
    third = sympy.Rational(1, 3)
    return expression.replace(
        lambda e: e.is_Pow and abs(e.exp) == third,
        lambda e: sympy.sign(e.base) * sympy.Abs(e.base) ** e.exp,
    )


@each_function
def test_shapes_follow_the_points(name):
    function = FUNCTIONS[name]
    n = () if function.dimension == 1 else (function.dimension,)
    some = points_inside(function)
    for lead in [(), (1,), (5,), (2, 3)]:
        points = some[: math.prod(lead)].reshape(lead + n)
        assert np.shape(function(points)) == lead
        assert np.shape(function.gradient(points)) == lead + n
        assert np.shape(function.hessian(points)) == lead + n + n
        assert np.shape(function.contains(points)) == lead
        assert function.sample(points).shape == lead


@each_function
def test_many_points_give_what_each_gives_alone(name):
    function = FUNCTIONS[name]
    points = points_inside(function, 12)
    for part in (function, function.gradient, function.hessian):
        np.testing.assert_allclose(part(points), [part(p) for p in points], rtol=1e-13)


@each_function
def test_whole_numbers_are_converted(name):
    function = FUNCTIONS[name]
    whole = 3 if function.dimension == 1 else [3, 1]
    for part in (function, function.gradient, function.hessian):
        result = np.asarray(part(whole))
        assert result.dtype == np.float64
        np.testing.assert_array_equal(result, part(np.array(whole, dtype=float)))
        np.testing.assert_array_equal(result, part(np.array(whole, dtype=np.int8)))


@each_function
def test_a_point_is_not_changed_by_asking(name):
    function = FUNCTIONS[name]
    points = points_inside(function, 10)
    before = points.copy()
    for part in (function, function.gradient, function.hessian, function.sample):
        part(points)
    np.testing.assert_array_equal(points, before)


# Smallest and largest values, and saddles.

EXTREMA = [
    (name, extremum, sign)
    for name, f in FUNCTIONS.items()
    for extrema, sign in ((f.minima, 1), (f.maxima, -1))
    for extremum in extrema
]
each_extremum = pytest.mark.parametrize(
    ("name", "extremum", "sign"), EXTREMA, ids=[f"{n}-{e.point}" for n, e, _ in EXTREMA]
)
SADDLES = [(name, point) for name, f in FUNCTIONS.items() for point in f.saddles]


def eigenvalues(function, point):
    return np.linalg.eigvalsh(np.atleast_2d(function.hessian(point)))


@each_extremum
def test_the_extrema_are_where_scipy_finds_them(name, extremum, sign):
    function = FUNCTIONS[name]
    found = optimize.minimize(
        lambda p: sign * float(function(p[0] if function.dimension == 1 else p)),
        np.atleast_1d(extremum.point) + 0.03,
        method="Nelder-Mead", options={"xatol": 1e-10, "fatol": 1e-14},
    )  # fmt: skip
    sharp = extremum.point in [k.point for k in function.kinks]
    flat = not sharp and (abs(eigenvalues(function, extremum.point)) < 1e-9).any()
    assert flat == (name == "flat_bowl")
    np.testing.assert_allclose(np.atleast_1d(extremum.point), found.x, atol=3e-3 if flat else 1e-6)
    np.testing.assert_allclose(function.gradient(extremum.point), 0, atol=1e-12)
    if not (flat or sharp):
        assert (sign * eigenvalues(function, extremum.point) > 0).all()


def grid(function, lower, upper, count=201):
    axes = [np.linspace(lower, upper, count)] * function.dimension
    points = np.stack(np.meshgrid(*axes), axis=-1)
    return points[..., 0] if function.dimension == 1 else points


@each_extremum
def test_only_global_extrema_are_called_global(name, extremum, sign):
    function = FUNCTIONS[name]
    lowest = np.nanmin(sign * function.sample(grid(function, -12, 12)))
    assert (sign * function(extremum.point) <= lowest + 1e-12) == extremum.is_global


def test_minima_are_minima_and_maxima_are_maxima():
    for function in FUNCTIONS.values():
        assert {type(e) for e in function.minima} <= {Minimum}
        assert {type(e) for e in function.maxima} <= {Maximum}
    assert Minimum(0.0) != Maximum(0.0)
    assert repr(Minimum(2.0)) == "Minimum(point=2.0, is_global=True)"


@pytest.mark.parametrize(("name", "point"), SADDLES, ids=[name for name, _ in SADDLES])
def test_a_saddle_is_flat_and_has_lower_and_higher_neighbours(name, point):
    function, h = FUNCTIONS[name], 1e-3
    assert (function.gradient(point) == 0).all()
    angles = np.linspace(0, 2 * np.pi, 41)
    around = h * np.column_stack([np.cos(angles), np.sin(angles)])
    differences = function(point + (around[:, 0] if function.dimension == 1 else around))
    differences -= function(point)
    assert differences.min() < 0 < differences.max()
    if name not in ("cube", "flat_saddle"):
        low, high = eigenvalues(function, point)
        assert low < 0 < high


def turning_points(values):
    """Return where a row of values is lower than on both sides."""
    return 1 + np.flatnonzero((values[1:-1] < values[:-2]) & (values[1:-1] < values[2:]))


@each_curve
def test_no_critical_point_of_the_window_is_missing(name):
    function = FUNCTIONS[name]
    points = np.linspace(*function.window[0], 4001)
    values, slopes = function.sample(points), function.gradient(points)
    lowest, highest = points[turning_points(values)], points[turning_points(-values)]
    np.testing.assert_allclose(lowest, [e.point for e in function.minima], atol=2e-3)
    np.testing.assert_allclose(highest, [e.point for e in function.maxima], atol=2e-3)
    flat = turning_points(np.abs(slopes))
    level = points[flat[np.abs(slopes[flat]) < 0.01 * np.nanmax(np.abs(np.diff(values)))]]
    known = [e.point for e in (*function.minima, *function.maxima)]
    level = [x for x in level if all(abs(x - k) > 2e-3 for k in known)]
    np.testing.assert_allclose(level, function.saddles, atol=2e-3)


@each_surface
def test_no_single_critical_point_of_the_window_is_missing(name):
    function = FUNCTIONS[name]
    known = np.array([e.point for e in (*function.minima, *function.maxima)])
    known = np.concatenate([known.reshape(-1, 2), np.reshape(function.saddles, (-1, 2))])
    reached = set()
    for start in points_inside(function, 60, seed=2):
        found = optimize.root(function.gradient, start, jac=function.hessian, tol=1e-13)
        singular = abs(np.linalg.det(function.hessian(found.x))) < 1e-6
        if singular and name not in ("flat_bowl", "flat_saddle"):
            continue
        distances = np.linalg.norm(known - found.x, axis=1)
        if np.abs(function.gradient(found.x)).max() < 1e-8 and np.abs(found.x).max() < 100:
            assert distances.min() < (0.01 if singular else 1e-6), found.x
            reached.add(int(distances.argmin()))
    assert reached == set(range(len(known)))


@each_function
def test_the_window_lies_in_the_domain_and_holds_the_minima(name):
    function = FUNCTIONS[name]
    assert len(function.window) == len(function.variables) == function.dimension
    lower, upper = np.array(function.window).T
    assert (lower < upper).all()
    corners = np.array([lower, upper])
    assert np.all(function.contains(corners[:, 0] if function.dimension == 1 else corners))
    for extremum in (*function.minima, *function.maxima):
        assert ((lower < extremum.point) & (extremum.point < upper)).all()
    for point in (*function.saddles, *(kink.point for kink in function.kinks)):
        assert ((lower <= point) & (point <= upper)).all()


@each_function
def test_no_finite_point_makes_a_warning(name):
    function = FUNCTIONS[name]
    for size in (0.0, -0.0, 1e-300, 1e10, -1e10, 1e300, -1e300):
        point = size if function.dimension == 1 else np.full(function.dimension, size)
        for part in (function, function.gradient, function.hessian, function.sample):
            part(point)


# Where there is no derivative.

KINKS = [(name, kink) for name, f in FUNCTIONS.items() for kink in f.kinks]
each_kink = pytest.mark.parametrize(("name", "kink"), KINKS, ids=[name for name, _ in KINKS])


@each_kink
def test_the_gradient_at_a_kink_is_its_slope(name, kink):
    assert FUNCTIONS[name].gradient(kink.point) == kink.slope
    with np.errstate(all="ignore"):
        assert FUNCTIONS[name].gradient_formula(np.float64(kink.point)) == kink.slope


@each_kink
def test_the_value_at_a_kink_is_that_of_sympy(name, kink):
    symbols, expression = EXPRESSIONS[name]
    (value,) = exactly(expression, symbols, [kink.point])
    assert FUNCTIONS[name](kink.point) == value


@each_kink
def test_the_slopes_on_both_sides_of_a_kink_are_the_limits_of_secants(name, kink):
    function, h = FUNCTIONS[name], 10.0 ** -np.arange(2, 9)
    jumps = kink.reason is Break.JUMP
    for side, slope in ((-1, kink.left), (1, kink.right)):
        near = kink.point + side * (h / 1000 if jumps else 0 * h)
        secants = (function(kink.point + side * h) - function(near)) / (side * h)
        tangents = function.gradient(kink.point + side * h)
        for slopes in (secants, tangents):
            if math.isinf(slope):
                assert (np.diff(np.abs(slopes)) > 0).all()
                assert slopes[-1] * np.sign(slope) > 100
            else:
                np.testing.assert_allclose(slopes[-2:], slope, atol=1e-5)


@each_kink
def test_the_reason_of_a_kink_fits_its_slopes(name, kink):
    left, right = kink.left, kink.right
    gap = np.diff(FUNCTIONS[name]([kink.point - 1e-12, kink.point + 1e-12]))
    assert (abs(gap) > 1e-3) == (kink.reason is Break.JUMP)
    match kink.reason:
        case Break.CORNER:
            assert math.isfinite(left)
            assert math.isfinite(right)
            assert left != right
        case Break.CUSP:
            assert sorted([left, right]) == [-math.inf, math.inf]
        case Break.VERTICAL_TANGENT:
            assert left == right
            assert math.isinf(left)


@each_curve
def test_no_kink_of_the_window_is_missing(name):
    function = FUNCTIONS[name]
    points, h = np.linspace(*function.window[0], 4001, retstep=True)
    values, curvatures = function.sample(points), np.abs(function.hessian(points))
    turns = np.abs(np.diff(values, 2)) / h
    most = np.max([curvatures[:-2], curvatures[1:-1], curvatures[2:]], axis=0)
    away = np.isfinite(turns)
    for kink in function.kinks:
        away &= np.abs(points[1:-1] - kink.point) > 2 * h
    assert away.sum() > 3900
    assert (turns[away] <= 1.1 * h * most[away] + 1e-9).all()


@pytest.mark.parametrize(
    ("left", "right", "slope"),
    [
        (0, 1, 0), (0.01, 1, 0.01), (1, 0.01, 0.01), (-1, 1, 0), (1, -1, 0), (-3, -2, -2),
        (2, 2, 2), (-math.inf, math.inf, 0), (math.inf, math.inf, math.inf),
        (-math.inf, -2, -2),
    ],
)  # fmt: skip
def test_the_slope_at_a_kink_is_the_one_nearest_zero(left, right, slope):
    assert Kink(0.0, Break.CORNER, left, right).slope == slope


# Points outside the domain, and points that are none.


@pytest.mark.parametrize("points", ["1", None, [None], True, [True], {}, "x**2", [1, "2"]])
def test_points_are_numbers(points):
    with pytest.raises(TypeError, match=r"^points of x squared must be numbers, but .* came$"):
        FUNCTIONS["square"](points)


def test_results_are_numbers_of_double_precision():
    for function in FUNCTIONS.values():
        for kind in (np.float16, np.float32, np.int8, np.longdouble):
            point = np.ones(function.dimension, kind) if function.dimension > 1 else kind(1)
            for part in (function, function.gradient, function.hessian):
                assert part(point).dtype == np.float64


def test_the_logarithm_needs_positive_points():
    function = FUNCTIONS["exp_minus_log"]
    points = np.array([-1.0, 0.0, 1e-300, 1.0])
    assert function.contains(points).tolist() == [False, False, True, True]
    assert np.isnan(function.sample(points)).tolist() == [True, True, False, False]


def test_the_omega_constant():
    assert functions.OMEGA * math.exp(functions.OMEGA) == pytest.approx(1, abs=1e-15)


@pytest.mark.parametrize("shape", [(), (3,), (2, 1)])
def test_a_point_with_another_number_of_coordinates_is_refused(shape):
    with pytest.raises(ValueError, match="must have 2 coordinates, but shape"):
        FUNCTIONS["paraboloid"](np.ones(shape))


# The numbers of the notes.


def test_the_rules_of_derivatives():
    named = FUNCTIONS
    assert named["constant"].gradient([-1.0, 2.0]).tolist() == [0, 0]
    assert named["line"].gradient([-1.0, 2.0]).tolist() == [2, 2]
    assert named["square"].gradient(3) == 6
    assert named["cube"].gradient(2) == 12
    assert named["reciprocal"].gradient(2) == -1 / 4
    assert named["square_plus_double"].gradient([0.0, 1.0]).tolist() == [2, 4]
    assert named["x_times_exp"].gradient(0) == 1
    assert named["exp_of_double"].gradient(0) == 2
    assert named["square_root"].gradient(9) == pytest.approx(1 / 6)
    assert named["logarithm"](3).round(4) == 1.0986


@pytest.mark.parametrize(
    ("name", "inverse"),
    [("square", "square_root"), ("cube", "cube_root"), ("exponential", "logarithm")],
)
def test_the_derivative_of_an_inverse_function(name, inverse):
    f, g = FUNCTIONS[name], FUNCTIONS[inverse]
    y = np.array([0.3, 2.0, 9.0])
    np.testing.assert_allclose(f(g(y)), y)
    np.testing.assert_allclose(g(f(y)), y)
    np.testing.assert_allclose(g.gradient(y), 1 / f.gradient(g(y)))


def test_compound_interest_approaches_e():
    paid = FUNCTIONS["compound_interest"]([1.0, 10, 100, 1000, 1e15])
    assert paid[:4].round(3).tolist() == [2, 2.594, 2.705, 2.717]
    assert paid[4] == pytest.approx(math.e, abs=1e-14)


@pytest.mark.parametrize("places", [[1.0, 3.0], [1.0, 2.0, 6.0], [-2.5], [4.0, 4.0, -1.0, 0.0, 9]])
def test_power_lines_are_cheapest_at_the_mean(places):
    cost = squared_distances(places)
    (minimum,) = cost.minima
    assert minimum == Minimum(float(np.mean(places)))
    assert cost(7.0) == pytest.approx(sum((7.0 - a) ** 2 for a in places))
    assert cost.gradient(7.0) == pytest.approx(sum(2 * (7.0 - a) for a in places))
    assert cost.hessian(7.0) == 2 * len(places)
    left, right = cost.window[0]
    assert left < min(places)
    assert right > max(places)
    assert (left + right) / 2 == pytest.approx(minimum.point)


def test_the_window_of_places_reaches_as_far_as_they_lie_apart():
    assert squared_distances([1, 5]).window == ((-1.0, 7.0),)
    assert squared_distances([2, 2]).window == ((1.0, 3.0),)


@pytest.mark.parametrize("places", [[4.0], [1, 5], [1, 4, 10], [2, 2, 7], [0, 1, 1, 1, 9, -3]])
def test_the_sum_of_distances_and_its_slopes(places):
    cost = absolute_distances(places)
    x = np.linspace(-5, 12, 341)
    np.testing.assert_allclose(cost(x), sum(abs(x - a) for a in places))
    between = x[~np.isin(x.round(9), places)]
    numeric = (cost(between + 1e-6) - cost(between - 1e-6)) / 2e-6
    np.testing.assert_allclose(cost.gradient(between), numeric, atol=1e-6)
    for kink in cost.kinks:
        sides = cost.gradient([kink.point - 1e-6, kink.point + 1e-6])
        np.testing.assert_array_equal(sides, [kink.left, kink.right])
        assert cost.gradient(kink.point) == kink.slope
    assert [kink.point for kink in cost.kinks] == sorted(set(places))
    assert cost(x).min() >= cost(float(np.median(places))) - 1e-12
    single = cost.minima and cost.minima[0].point
    assert single == (np.median(places) if len(places) % 2 or places == [0, 1, 1, 1, 9, -3] else ())
    assert (cost.hessian(x) == 0).all()
    assert absolute_distances([1, 0]).latex == "|x| + |x - 1|"
    assert absolute_distances([1, 2, 3, 4, 5]).latex == r"\sum_{i=1}^{5} |x - a_i|"


def test_a_curve_is_flat_where_it_is_said_to_be():
    places, heights = [-2.0, 0.0, 1.0, 4.0, 4.5], [1.0, 3.0, -1.0, 2.5, 0.0]
    curve = flat_at(places, heights)
    np.testing.assert_allclose(curve(places), heights, atol=1e-12)
    np.testing.assert_allclose(curve.gradient(places), [2, 0, 0, 0, -10], atol=1e-12)
    x = np.array([-1.7, -0.2, 0.3, 2.0, 3.9, 4.2])
    for order, slope in ((curve, curve.gradient), (curve.gradient, curve.hessian)):
        numeric = (order(x + 1e-6) - order(x - 1e-6)) / 2e-6
        np.testing.assert_allclose(slope(x), numeric, rtol=1e-6, atol=1e-6)
    for start, end, rise in zip(places, places[1:], np.diff(heights), strict=False):
        assert (np.sign(np.diff(curve(np.linspace(start, end, 50)))) == np.sign(rise)).all()
    assert [m.point for m in curve.minima] == [1.0]
    assert curve.minima[0].is_global
    assert [(m.point, m.is_global) for m in curve.maxima] == [(0.0, True), (4.0, False)]
    assert curve.contains([-2.1, -2, 4.5, 4.6]).tolist() == [False, True, True, False]
    assert (curve.window, curve.domain.words) == (((-2.0, 4.5),), "-2 ≤ x ≤ 4.5")


@pytest.mark.parametrize(
    ("places", "heights", "words"),
    [
        ([0, 1], [0, 1], "places must ascend and be as many"),
        ([0, 1, 2], [0, 1], "places must ascend and be as many"),
        ([0, 2, 1], [0, 1, 0], "places must ascend and be as many"),
        ([0, 1, 2], [0, 1, 2], "heights must go up and down in turn"),
        ([0, 1, 2], [0, 1, 1], "heights must go up and down in turn"),
    ],
)
def test_flat_places_must_make_hills_and_valleys(places, heights, words):
    with pytest.raises(ValueError, match=words):
        flat_at(places, heights)


def test_the_coin_of_the_notes():
    likelihood, logarithm = coin_likelihood(7, 3), coin_log_likelihood(7, 3)
    assert likelihood.gradient(0.7) == pytest.approx(0, abs=1e-17)
    assert likelihood(0.7).round(6) == 0.002224
    assert logarithm(0.7).round(4) == -6.1086
    assert logarithm.hessian(0.7).round(3) == -47.619
    assert coin_log_loss(7, 3)(0.7).round(4) == 6.1086
    assert likelihood.gradient([0.0, 1.0]).tolist() == [0, 0]


@pytest.mark.parametrize(("heads", "tails"), [(7, 3), (1, 1), (1, 2), (2, 1), (1, 0), (0, 3)])
def test_coins(heads, tails):
    likelihood, inside = coin_likelihood(heads, tails), np.linspace(0.05, 0.95, 7)
    log_likelihood, loss = coin_log_likelihood(heads, tails), coin_log_loss(heads, tails)
    expression = p**heads * (1 - p) ** tails
    for function, expected in (
        (likelihood, expression),
        (log_likelihood, sympy.log(expression)),
        (loss, -sympy.log(expression)),
    ):
        for part, order in ((function, 0), (function.gradient, 1), (function.hessian, 2)):
            values = exactly(sympy.diff(expected, p, order), (p,), inside)
            np.testing.assert_allclose(part(inside), values, 1e-12, 1e-13)
        again = exactly(parsed(function.latex, (p,)), (p,), inside)
        np.testing.assert_allclose(function(inside), again, 1e-13)
    largest = (Maximum(heads / (heads + tails)),) if heads and tails else ()
    assert likelihood.maxima == log_likelihood.maxima == largest
    assert loss.minima == tuple(Minimum(m.point) for m in largest)
    assert (likelihood.minima, log_likelihood.minima, loss.maxima) == ((), (), ())
    ends, beyond = np.array([0.0, 1.0]), np.array([-0.25, 0.25, 1.25])
    assert likelihood.contains(ends).tolist() == [True, True]
    for function in (log_likelihood, loss):
        assert function.contains(ends).tolist() == [False, False]
    for function in (likelihood, log_likelihood, loss):
        assert function.contains(beyond).tolist() == [False, True, False]
    assert np.isfinite(likelihood.gradient(ends)).all()
    assert np.isfinite(likelihood.hessian(ends)).all()


@pytest.mark.parametrize(("heads", "tails"), [(-1, 2), (1, -2), (1.5, 1), (0, 0)])
def test_bad_tosses(heads, tails):
    for coin in (coin_likelihood, coin_log_likelihood, coin_log_loss):
        with pytest.raises(ValueError, match=r"^(heads|tails|heads and tails) must "):
            coin(heads, tails)


def test_coins_say_their_tosses():
    assert coin_likelihood(7, 3).words == "the likelihood of 7 heads and 3 tails"
    assert coin_log_likelihood(7, 3).words == "the log-likelihood of 7 heads and 3 tails"
    assert coin_log_loss(7, 3).words == "the log loss of 7 heads and 3 tails"


def test_the_surfaces_of_the_notes():
    assert FUNCTIONS["paraboloid"].gradient([2, 3]).tolist() == [4, 6]
    heat = FUNCTIONS["temperature"]
    assert heat([4, 4]).round(4) == 73.6222
    assert heat.gradient([0.5, 0.6]).round(4).tolist() == [-0.1134, -0.0935]
    assert np.linalg.det(heat.hessian([6, 6])).round(2) == -207.36
    assert heat.hessian([4, 4]).round(4).tolist() == [[4.2667, 0], [0, 4.2667]]
    assert FUNCTIONS["bowl"].hessian([1, 2]).tolist() == [[4, -1], [-1, 6]]
    np.testing.assert_allclose(
        eigenvalues(FUNCTIONS["bowl"], [0, 0]), [5 - math.sqrt(2), 5 + math.sqrt(2)]
    )
    np.testing.assert_allclose(
        eigenvalues(FUNCTIONS["dome"], [0, 0]), [-5 - math.sqrt(2), -5 + math.sqrt(2)]
    )
    np.testing.assert_allclose(eigenvalues(FUNCTIONS["saddle"], [0, 0]), [-4, 4])
    far = FUNCTIONS["quartic_bowl"]
    np.testing.assert_allclose(far.gradient([4, 4]), [277.6, 213.6])
    np.testing.assert_allclose(far.hessian([4, 4]), [[198.4, -2.6], [-2.6, 157.6]])
    flat = [FUNCTIONS[name].hessian([0, 0]).tolist() for name in ("flat_bowl", "flat_saddle")]
    assert flat[0] == flat[1] == [[2, 0], [0, 0]]


# Functions made to measure.


@pytest.mark.parametrize("n", [0, 1, 2, 3, 4, 7, -1, -2, 0.5, 1.5, -0.5, 2.5])
def test_powers(n):
    function, exponent = power(n), sympy.Rational(n)
    points = np.array([0.3, 1.0, 1.9])
    if n % 1 == 0:
        points = np.concatenate([points, -points])
    for part, order in ((function, 0), (function.gradient, 1), (function.hessian, 2)):
        expected = exactly(sympy.diff(x**exponent, x, order), (x,), points)
        np.testing.assert_allclose(part(points), expected, 1e-13)
    assert function.minima == ((Minimum(0.0),) if n in (2, 4) else ())
    assert function.saddles == ((0.0,) if n in (3, 7) else ())
    assert sympy.simplify(parsed(function.latex, (x,)) - x**exponent) == 0
    assert function.contains(np.array(function.window[0])).all()


@pytest.mark.parametrize(
    ("n", "inside", "words", "window"),
    [
        (2, [True, True, True], "every point", (-2.0, 2.0)),
        (0, [True, True, True], "every point", (-2.0, 2.0)),
        (-1, [True, False, True], "x ≠ 0", (-2.0, 2.0)),
        (0.5, [False, True, True], "x ≥ 0", (0.0, 4.0)),
        (-0.5, [False, False, True], "x > 0", (0.1, 4.0)),
    ],
)
def test_where_a_power_is_defined(n, inside, words, window):
    function = power(n)
    assert function.contains([-1.0, 0.0, 1.0]).tolist() == inside
    assert np.isfinite(function.sample([-1.0, 0.0, 1.0])).tolist() == inside
    assert function.domain.words == words
    assert function.window == (window,)
    assert not np.any(function.contains([-math.inf, math.inf, math.nan]))


def test_the_ends_of_powers():
    assert power(0)([0.0, 2.0]).tolist() == [1, 1]
    assert [power(n).gradient(0.0) for n in (0, 1, 2, 0.5, 1.5)] == [0, 1, 0, math.inf, 0]
    assert [power(n).hessian(0.0) for n in (0, 1, 2, 3, 2.5)] == [0, 0, 2, 0, 0]


@pytest.mark.parametrize(
    ("function", "latex"),
    [
        (constant(3), "3"),
        (constant(-2.5), "-2.5"),
        (constant(0), "0"),
        (line(2, 1), "2 x + 1"),
        (line(-1, 0), "-x"),
        (line(1, -3.5), "x - 3.5"),
        (line(0.5, 0.25), "0.5 x + 0.25"),
        (line(1 / 3, 0), "0.333333 x"),
        (line(0, 0), "0"),
        (line(0, 1), "1"),
        (power(1), "x"),
        (power(0), "x^0"),
        (power(12), "x^{12}"),
        (power(-0.5), "x^{-0.5}"),
        (squared_distances([1, -2, 0]), "(x - 1)^2 + (x + 2)^2 + x^2"),
        (squared_distances([1, 2, 3, 4]), "(x - 1)^2 + (x - 2)^2 + (x - 3)^2 + (x - 4)^2"),
        (squared_distances([1, 2, 3, 4, 5]), r"\sum_{i=1}^{5} (x - a_i)^2"),
        (coin_likelihood(7, 1), "p^7 (1 - p)"),
        (coin_likelihood(0, 12), "(1 - p)^{12}"),
        (coin_log_likelihood(1, 3), r"\log p + 3 \log (1 - p)"),
        (coin_log_loss(2, 1), r"-2 \log p - \log (1 - p)"),
        (quadratic_form(1, -1, 1, -4), "x^2 - y^2 + x y - 4"),
        (line_error([1, 2, 3], [2, 5, 3]), "14 m^2 + 3 b^2 + 38 + 12 m b - 42 m - 20 b"),
        (compose(sine, line(2, 1)), r"\sin (2 x + 1)"),
        (compose(exponential, line(-1, 0)), "e^{-x}"),
        (compose(square, sine), r"(\sin x)^2"),
        (compose(square_root, exponential, domain=Domain()), r"\sqrt{e^x}"),
        (compose(absolute_value, sine, kinks=()), r"|\sin x|"),
        (compose(line(1, 0), sine), r"\sin x"),
        (compose(sine, square, line(3, 0)), r"\sin ((3 x)^2)"),
        (compose(as_function(math.sin), line(2, 0)), "f(2 x)"),
        (compose(exponential, line(1, 0)), "e^x"),
        (compose(compound_interest, line(2, 0), domain=Domain("x > 0", 0.0)),
         r"(1 + \frac{1}{2 x})^{2 x}"),
    ],
    ids=lambda thing: thing if isinstance(thing, str) else thing.name,
)  # fmt: skip
def test_formulas_are_written_without_waste(function, latex):
    assert function.latex == latex


@each_function
def test_the_formulas_can_be_drawn(name):
    function, draw = FUNCTIONS[name], mathtext.MathTextParser("path")
    for latex in (function.latex, *function.gradient_latex):
        draw.parse(f"${latex}$")


@pytest.mark.parametrize(
    ("function", "latex"),
    [
        (constant(3), ["0"]),
        (line(-2, 5), ["-2"]),
        (line(0, 5), ["0"]),
        (power(0), ["0"]),
        (power(1), ["1"]),
        (power(2), ["2 x"]),
        (power(3), ["3 x^2"]),
        (power(-2), ["-2 x^{-3}"]),
        (valley(1), ["x", "y"]),
        (valley(30), ["x", "30 y"]),
        (quadratic_form(1, 0.5, -1), ["2 x - y", "y - x"]),
        (quadratic_form(1, 2), ["2 x", "4 y"]),
        (line_error([1, 2, 3], [2, 5, 3]), ["28 m + 12 b - 42", "6 b + 12 m - 20"]),
        (squared_distances([1, 0]), ["2 (x - 1) + 2 x"]),
        (squared_distances([1, 2, 3, 4, 5]), [r"\sum_{i=1}^{5} 2 (x - a_i)"]),
        (coin_likelihood(1, 1), ["(1 - p) - p"]),
        (coin_likelihood(0, 2), ["-2 (1 - p)"]),
        (coin_likelihood(3, 0), ["3 p^2"]),
        (coin_log_likelihood(0, 2), [r"-\frac{2}{1 - p}"]),
        (coin_log_loss(3, 0), [r"-\frac{3}{p}"]),
        (coin_log_loss(2, 1), [r"-\frac{2}{p} + \frac{1}{1 - p}"]),
        (compose(sine, square, line(3, 1)), [r"\cos ((3 x + 1)^2) \cdot 2 (3 x + 1) \cdot 3"]),
        (compose(square, FUNCTIONS["cosine"]), [r"2 (\cos x) \cdot (-\sin x)"]),
        (compose(FUNCTIONS["square_plus_double"], exponential), [r"(2 + 2 (e^x)) \cdot e^x"]),
        (compose(sine, as_function(math.sin)), []),
    ],
    ids=lambda thing: thing.name if hasattr(thing, "name") else "",
)
def test_gradients_are_written_without_waste(function, latex):
    assert list(function.gradient_latex) == latex


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (constant(3), "the constant 3"),
        (line(-0.5, 1), "a line of slope -0.5"),
        (power(-1.5), "x to the power -1.5"),
        (compose(sine, square), "the sine of x after x squared"),
        (valley(30), "a valley 30 times as steep across as along"),
    ],
)
def test_words_of_functions_made_to_measure(function, words):
    assert function.words == words


@pytest.mark.parametrize(
    ("coefficients", "kind"),
    [
        ((2, 3, -1, 4), "minima"), ((-2, -3, -1, 0), "maxima"), ((2, -2, 0, 1), "saddles"),
        ((1, 1, 3, 0), "saddles"), ((1, 1, 2, 0), None), ((0, 0, 1, 0), "saddles"),
        ((1, 0, 0, 0), None), ((-1, 0, 0, 0), None), ((0, 0, 0, 5), None),
        ((0.1, 0.1, 0.19, 0), "minima"), ((-0.1, -0.1, 0.19, 0), "maxima"),
        ((0.1, 0.1, 0.21, 0), "saddles"),
    ],
)  # fmt: skip
def test_quadratic_forms_know_what_the_origin_is(coefficients, kind):
    xx, yy, xy, free = coefficients
    function = quadratic_form(xx, yy, xy, free)
    assert function([3.0, -2.0]) == pytest.approx(9 * xx + 4 * yy - 6 * xy + free)
    slopes = [6 * xx - 2 * xy, -4 * yy + 3 * xy]
    np.testing.assert_allclose(function.gradient([3.0, -2.0]), slopes)
    low, high = eigenvalues(function, [0.0, 0.0])
    expected = {
        "minima": low > 1e-12, "maxima": high < -1e-12, "saddles": low < -1e-12 and high > 1e-12,
    }  # fmt: skip
    for field, there in expected.items():
        points = [getattr(e, "point", e) for e in getattr(function, field)]
        assert points == ([(0.0, 0.0)] if there else [])
        assert there == (field == kind)


@pytest.mark.parametrize(
    "make",
    [constant, power, lambda v: line(v, 1), lambda v: line(1, v), lambda v: quadratic_form(v, 1),
     lambda v: quadratic_form(1, v), lambda v: quadratic_form(1, 1, v),
     lambda v: quadratic_form(1, 1, 1, v)],
)  # fmt: skip
@pytest.mark.parametrize(
    ("value", "error"), [("3", TypeError), (None, TypeError), (math.nan, ValueError)]
)
def test_coefficients_are_finite_numbers(make, value, error):
    with pytest.raises(error, match=r"^(value|exponent|slope|intercept|xx|yy|xy|constant) must be"):
        make(value)


@pytest.mark.parametrize("places", [[], [[1.0]], [1, math.inf], ["1"]])
def test_places_are_a_row_of_numbers(places):
    with pytest.raises((TypeError, ValueError), match=r"^places must "):
        squared_distances(places)


# Chains.


def test_a_chain_shows_its_factors():
    chain = compose(sine, exponential, line(2, 1))
    inner = 2 * 0.3 + 1
    assert chain.stages(0.3) == pytest.approx([inner, math.exp(inner), math.sin(math.exp(inner))])
    slopes = [math.cos(math.exp(inner)), math.exp(inner), 2]
    assert chain.factors(0.3) == pytest.approx(slopes)
    assert chain.gradient(0.3) == pytest.approx(math.prod(slopes))
    expected = sympy.diff(sympy.sin(sympy.exp(2 * x + 1)), x, 2).subs(x, 0.3)
    assert chain.hessian(0.3) == pytest.approx(float(expected))
    assert [part.name for part in chain.parts] == ["sine", "exponential", "line"]
    assert chain.name == "sine_of_exponential_of_line"
    assert chain.window == line(2, 1).window


def test_a_chain_of_many_points():
    points = np.array([[0.1, 0.2], [0.3, -0.4]])
    chain = compose(sine, exponential)
    np.testing.assert_allclose(chain(points), np.sin(np.exp(points)))
    for stages in (chain.stages(points), chain.factors(points)):
        assert [part.shape for part in stages] == [(2, 2), (2, 2)]


def test_the_sigmoid_is_a_chain_of_three():
    chain = FUNCTIONS["sigmoid_chain"]
    e = math.exp(0.8)
    outer, middle, inner = chain.factors(0.8)
    assert (inner, middle, outer) == pytest.approx((e, -1 / e**2, -1 / (1 + 1 / e) ** 2))
    value = chain(0.8)
    assert chain.gradient(0.8) == pytest.approx(value * (1 - value))
    assert chain.contains(0.0)
    assert chain.factors_latex == (
        r"-\frac{1}{(1 + \frac{1}{e^x})^2}", r"-\frac{1}{(e^x)^2}", "e^x",
    )  # fmt: skip
    assert compose(sine, as_function(math.sin)).factors_latex == ()


def test_the_variable_of_a_chain_is_the_innermost():
    assert compose(exponential, coin_likelihood(1, 1), domain=Domain()).variables == ("p",)


def test_a_chain_needs_to_be_told_where_it_is_defined():
    with pytest.raises(ValueError, match="domain must be said, because a part is not defined"):
        compose(logarithm, sine)
    with pytest.raises(ValueError, match="kinks must be said, because a part has some"):
        compose(absolute_value, sine)
    positive, corner = Domain("0 < x < π", 0.0, math.pi), Kink(0.0, Break.CORNER, -1.0, 1.0)
    assert compose(logarithm, sine, domain=positive).domain is positive
    assert compose(absolute_value, line(2, 0), kinks=(corner,)).kinks == (corner,)
    assert compose(sine, square).domain == Domain()
    assert compose(sine, square).kinks == ()


@pytest.mark.parametrize(
    "parts", [(), (sine,), (sine, math.sin), (np.sin, square), (sine, FUNCTIONS["bowl"])]
)
def test_parts_of_a_chain_are_named_functions_of_one_variable(parts):
    with pytest.raises(TypeError, match=r"^parts must be at least two named functions of one"):
        compose(*parts)


# Domains.


@pytest.mark.parametrize(
    ("domain", "inside"),
    [
        (Domain(), [True, True, True, True, True]),
        (Domain(lower=0.0), [False, False, True, True, True]),
        (Domain(lower=0.0, closed=True), [False, True, True, True, True]),
        (Domain(upper=1.0), [True, True, True, False, False]),
        (Domain(upper=1.0, closed=True), [True, True, True, True, False]),
        (Domain(holes=(0.5, 2.0)), [True, True, False, True, False]),
    ],
)
def test_domains(domain, inside):
    points = np.array([-1.0, 0.0, 0.5, 1.0, 2.0])
    assert domain.contains(points, 1).tolist() == inside
    assert [bool(domain.contains(v, 1)) for v in points] == inside
    pairs = np.stack([points, np.full(5, 0.75)], axis=-1)
    assert domain.contains(pairs, 2).tolist() == inside
    assert domain.contains(pairs[:, ::-1], 2).tolist() == inside
    assert not domain.contains([math.inf, -math.inf, math.nan], 1).any()


@each_function
def test_outside_the_domain_there_is_nothing_to_draw(name):
    function = FUNCTIONS[name]
    points = grid(function, -3, 3, 25)
    inside = function.contains(points)
    assert (np.isfinite(function.sample(points)) == inside).all()
    for part in (function, function.gradient, function.hessian):
        part(points)


def test_what_is_infinite_is_not_drawn():
    values = FUNCTIONS["exponential"].sample([-1e4, 1.0, 1e4])
    np.testing.assert_allclose(values, [0, math.e, math.nan])


# The error of a line through data.


def random_data(seed, count=9):
    generator = np.random.default_rng(seed)
    return generator.normal(2, 3, count), generator.normal(-1, 2, count)


@pytest.mark.parametrize("seed", range(3))
def test_the_error_of_a_line_is_the_sum_of_the_squares(seed):
    inputs, targets = random_data(seed)
    error = line_error(inputs, targets, scale=0.25)
    line = np.array([0.7, -1.3])
    by_hand = 0.25 * sum((0.7 * u - 1.3 - v) ** 2 for u, v in zip(inputs, targets, strict=True))
    assert error(line) == pytest.approx(by_hand)
    residuals = 0.7 * inputs - 1.3 - targets
    slopes = [0.5 * (residuals * inputs).sum(), 0.5 * residuals.sum()]
    np.testing.assert_allclose(error.gradient(line), slopes)
    second = [[(inputs**2).sum(), inputs.sum()], [inputs.sum(), 9]]
    np.testing.assert_allclose(error.hessian(line), 0.5 * np.array(second))


@pytest.mark.parametrize("seed", range(3))
def test_the_best_line_is_that_of_polyfit(seed):
    inputs, targets = random_data(seed)
    (minimum,) = line_error(inputs, targets).minima
    np.testing.assert_allclose(minimum.point, np.polyfit(inputs, targets, 1))


def test_the_line_of_the_course():
    error = FUNCTIONS["line_error"]
    assert error.minima[0].point == pytest.approx((1 / 2, 7 / 3))
    assert error([1 / 2, 7 / 3]) == pytest.approx(25 / 6)


def test_equal_inputs_have_no_best_line():
    assert line_error([2, 2, 2], [1, 2, 3]).minima == ()
    for value in np.random.default_rng(1).lognormal(0, 9, 20):
        assert line_error([value] * 3, [1, 2, 3]).minima == ()


def test_nearly_equal_inputs_have_a_best_line():
    (minimum,) = line_error([1, 1 + 1e-9], [1, 2]).minima
    assert minimum.point[0] == pytest.approx(1e9, rel=1e-6)


def test_a_valley_is_ten_times_as_steep_across():
    assert valley().hessian([0.0, 0.0]).tolist() == [[1, 0], [0, 10]]


@pytest.mark.parametrize(
    ("inputs", "targets", "error", "words"),
    [
        ([1, 2], [1, 2, 3], ValueError, "two rows of the same length"),
        ([], [], ValueError, "at least one number each"),
        ([[1, 2]], [[1, 2]], ValueError, "two rows"),
        ([1, "2"], [1, 2], TypeError, "inputs must hold real numbers"),
        ([1, 2], [1, math.nan], ValueError, "targets must hold finite numbers"),
        ([1, 2], [1, None], TypeError, "targets must hold real numbers"),
    ],
)
def test_bad_data_for_a_line(inputs, targets, error, words):
    with pytest.raises(error, match=words):
        line_error(inputs, targets)


@pytest.mark.parametrize("scale", [0, -1, math.inf])
def test_bad_scale(scale):
    with pytest.raises(ValueError, match="scale must be"):
        line_error([1, 2], [3, 4], scale)


@pytest.mark.parametrize("narrowness", [0.5, 1, 30])
def test_the_curvatures_of_a_valley(narrowness):
    assert np.linalg.eigvalsh(valley(narrowness).hessian([3.0, 2.0])).tolist() == sorted(
        [1.0, narrowness]
    )


@pytest.mark.parametrize("narrowness", [0, -3, math.nan])
def test_a_valley_needs_a_positive_narrowness(narrowness):
    with pytest.raises(ValueError, match="narrowness must be"):
        valley(narrowness)


# A student's own function.


def test_a_plain_function_gets_derivatives():
    function = as_function(lambda t: math.sin(t) * t)
    points = np.array([[-1.0, 0.3], [2.0, 5.0]])
    slopes = np.sin(points) + points * np.cos(points)
    np.testing.assert_allclose(function(points), np.sin(points) * points)
    np.testing.assert_allclose(function.gradient(points), slopes, atol=1e-8)
    second = 2 * np.cos(points) - points * np.sin(points)
    np.testing.assert_allclose(function.hessian(points), second, atol=1e-5)


def test_a_plain_function_of_two_variables():
    function = as_function(lambda p: p[0] ** 2 * p[1] + 3 * p[1] ** 2, 2)
    points = np.array([[1.0, 2.0], [-2.0, 0.5], [0.3, -4.0]])
    u, v = points.T
    np.testing.assert_allclose(function(points), u**2 * v + 3 * v**2)
    gradients = np.column_stack([2 * u * v, u**2 + 6 * v])
    np.testing.assert_allclose(function.gradient(points), gradients, atol=1e-7)
    assert function.hessian(points).shape == (3, 2, 2)
    np.testing.assert_allclose(function.hessian([1.0, 2.0]), [[4, 2], [2, 6]], atol=1e-5)


def test_a_plain_function_takes_points_of_any_shape():
    points = np.random.default_rng(6).normal(size=(2, 3, 2))
    function = as_function(lambda p: p[0] ** 2 * p[1], 2)
    u, v = points[..., 0], points[..., 1]
    np.testing.assert_allclose(function(points), u**2 * v)
    np.testing.assert_allclose(function.sample(points), u**2 * v)
    np.testing.assert_allclose(
        function.gradient(points), np.stack([2 * u * v, u**2], axis=-1), atol=1e-7
    )
    assert function.hessian(points).shape == (2, 3, 2, 2)
    np.testing.assert_allclose(function.hessian(points)[..., 0, 1], 2 * u, atol=1e-5)
    assert isinstance(function(points[0, 0]), float)
    assert isinstance(as_function(math.sin)(0.5), float)


def test_names_of_plain_functions():
    plain = as_function(math.sin)
    assert (plain.name, plain.words, plain.latex) == ("sin", "your function sin", "f(x)")
    assert (plain.variables, plain.window) == (("x",), ((-3.0, 3.0),))
    assert as_function(math.sin, window=((0.0, 1.0),)).window == ((0.0, 1.0),)
    assert as_function(lambda t: t).words == "your function"
    assert as_function(functools.partial(pow, 2.0)).name == "f"
    two, three = as_function(lambda p: p[0], 2), as_function(lambda p: p[0], 3)
    assert (two.latex, two.variables, two.window) == ("f(x, y)", ("x", "y"), ((-3.0, 3.0),) * 2)
    assert three.variables == ("x_1", "x_2", "x_3")


def test_a_named_function_stays_what_it_is():
    assert as_function(functions.three_minima, 1) is functions.three_minima
    with pytest.raises(ValueError, match="must have 2 variables, but x squared has 1"):
        as_function(functions.square, 2)
    with pytest.raises(ValueError, match="must have 1 variable, but x squared plus y squared has"):
        as_function(functions.paraboloid)


def test_only_a_callable_is_a_function():
    with pytest.raises(TypeError, match="function must be callable, but 'x\\*\\*2' came"):
        as_function("x**2")


@pytest.mark.parametrize(
    ("returned", "words"),
    [
        (None, "it returned nothing"),
        ("3", "it returned '3'"),
        ([1.0, 2.0], r"it returned \[1.0, 2.0\]"),
        (np.ones((2, 2)), "must return one number"),
        (1 + 2j, "must return one number"),
        (True, "must return one number"),
        (math.nan, "is not a number at 1.5"),
        (math.inf, "is infinite at 1.5"),
        (10**400, "at 1.5"),
    ],
)
def test_what_is_not_a_number_is_named(returned, words):
    with pytest.raises(ValueError, match=words):
        as_function(lambda t: returned)(1.5)


def test_an_exception_of_the_students_function_is_named_with_its_place():
    with pytest.raises(ValueError, match=r"your function raised ZeroDivisionError at 0: "):
        as_function(lambda t: 1 / t)(0.0)


def test_a_function_that_fails_in_places_is_sampled_elsewhere():
    values = as_function(math.log).sample([-1.0, 0.0, 1.0, math.e])
    np.testing.assert_allclose(values, [math.nan, math.nan, 0, 1])


def test_a_number_too_large_is_left_out_of_the_sample():
    values = as_function(lambda t: 10**400 if t > 0 else t).sample([-1.0, 2.0])
    np.testing.assert_allclose(values, [-1, math.nan])


def test_a_function_that_fails_everywhere_says_why():
    with pytest.raises(ValueError, match="your function raised NameError at "):
        as_function(lambda t: undefined_name).sample([-1.0, 2.0])  # noqa: F821


@pytest.mark.parametrize("good", [np.float32(2), np.array([2.0]), np.array(2), 2, np.int8(2)])
def test_forms_of_one_number_are_taken(good):
    assert as_function(lambda t: good)(0.0) == 2.0


def test_a_plain_function_at_a_row_of_points():
    function = as_function(math.sin)
    row = np.array([0.1, 0.7, 2.0])
    np.testing.assert_allclose(function(row), np.sin(row))
    np.testing.assert_allclose(function.gradient(row), np.cos(row), atol=1e-8)
    np.testing.assert_allclose(function.hessian(row), -np.sin(row), atol=1e-5)
    assert function(0.7) == math.sin(0.7)


# What a student's function must not be able to do, and what is not done to it.


def lowers_its_argument(p):
    p -= 1
    return float((p**2).sum())


def test_a_function_that_changes_its_argument_changes_a_copy():
    function, point = as_function(lowers_its_argument, 2), np.array([3.0, 2.0])
    assert function(point) == 5.0
    grid = np.array([[3.0, 2.0], [1.0, 1.0]])
    assert function.sample(grid).tolist() == function(grid).tolist() == [5.0, 0.0]
    np.testing.assert_allclose(function.gradient(point), [4, 2], atol=1e-8)
    np.testing.assert_allclose(function.hessian(point), 2 * np.eye(2), atol=1e-6)
    assert point.tolist() == [3.0, 2.0]
    assert grid.tolist() == [[3.0, 2.0], [1.0, 1.0]]


@pytest.mark.parametrize(("said", "words"), [("bye", ": bye"), (None, ""), (3, ": 3")])
def test_a_function_that_ends_python_is_an_error_like_others(said, words):
    with pytest.raises(ValueError, match=f"^your function raised SystemExit at 2{words}$"):
        as_function(lambda t: sys.exit(said))(2.0)


def counted(function):
    calls = []

    def counting(p):
        calls.append(np.array(p))
        return function(p)

    return counting, calls


def test_a_survey_of_a_fast_function_asks_each_point_once():
    function, calls = counted(math.sin)
    x = np.linspace(-3, 3, 129)
    values, stride = as_function(function).survey(x)
    assert stride == 1
    np.testing.assert_array_equal(values, [math.sin(t) for t in x])
    np.testing.assert_array_equal(np.sort(calls), x)


def test_a_survey_of_a_grid():
    grid = np.stack(np.meshgrid(np.linspace(0, 1, 17), np.linspace(2, 3, 17)), axis=-1)
    function, calls = counted(lambda p: p[0] * p[1])
    values, stride = as_function(function, 2).survey(grid)
    assert (stride, len(calls)) == (1, 289)
    np.testing.assert_array_equal(values, grid[..., 0] * grid[..., 1])


@pytest.mark.parametrize("seconds", [0.0, 0.05])
def test_a_survey_of_a_slow_function_stops_in_time(seconds):
    def slow(t):
        time.sleep(0.004)
        return t * t

    function, calls = counted(slow)
    x = np.linspace(0, 1, 129)
    values, stride = as_function(function).survey(x, seconds)
    assert stride == 16
    np.testing.assert_array_equal(values, x[::stride] ** 2)
    assert len(calls) < 40


def test_a_survey_of_a_named_function_is_its_sample():
    x = np.linspace(-2, 2, 401)
    values, stride = FUNCTIONS["exponential"].survey(x, 0.0)
    assert stride == 1
    np.testing.assert_array_equal(values, FUNCTIONS["exponential"].sample(x))


def test_a_survey_leaves_gaps_and_fails_where_all_fails():
    values, _ = as_function(math.sqrt).survey(np.linspace(-1, 1, 129))
    assert np.isfinite(values).tolist() == (np.linspace(-1, 1, 129) >= 0).tolist()
    with pytest.raises(ValueError, match="your function raised KeyError at "):
        as_function(lambda t: {}["nothing"]).survey(np.linspace(-1, 1, 129))


def test_a_plain_function_is_sampled_at_one_point_too():
    assert as_function(math.sin).sample(0.5) == math.sin(0.5)
