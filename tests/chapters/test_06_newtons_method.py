"""Statements of chapter 6, proved against other computations."""

import json
import re
from pathlib import Path

import mpmath
import numpy as np
import pytest
import scipy.optimize
import sympy

from mlcalc import differentiation, functions
from mlcalc.exercises import newtons_method as exercises
from mlcalc.exercises.engine import Exercise
from mlcalc.explorers import descent_beside_newton as beside
from mlcalc.explorers import newtons_method as explorers
from mlcalc.functions import OMEGA
from mlcalc.optimization import (
    Stop,
    damped_newton,
    gradient_descent,
    newton_minimum,
    newton_zero,
)

X, Y, T, L = sympy.symbols("x y t lambda", real=True)
EXAMPLE = X**4 + sympy.Rational(4, 5) * Y**4 + 4 * X**2 + 2 * Y**2 - X * Y - X**2 * Y / 5

ROOM = 85 - X**2 * (X - 6) * Y**2 * (Y - 6) / 90

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "06_newtons_method.ipynb"
CELLS = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
PROSE = "\n".join("".join(c["source"]) for c in CELLS if c["cell_type"] == "markdown")


def printed(cell: str) -> str:
    """Return what the cell with this id has written."""
    found = next(c for c in CELLS if c["id"] == cell)
    return "".join("".join(output.get("text", "")) for output in found["outputs"])


def tangent_steps(expression, start, count):
    """Return the points of Newton's method for a zero, to sixty digits."""
    with mpmath.workdps(60):
        f = sympy.lambdify(X, expression, "mpmath")
        slope = sympy.lambdify(X, sympy.diff(expression, X), "mpmath")
        points = [mpmath.mpf(start)]
        for _ in range(count):
            points.append(points[-1] - f(points[-1]) / slope(points[-1]))
        return points


def shown(explorer, values):
    """Return the sentence and the numbers of an explorer at some values."""
    explorer.reset()
    explorer.values = values
    return explorer.reading


# Section 1.


def test_the_first_step_to_the_root_of_two():
    assert tangent_steps(X**2 - 2, 2, 1)[1] == 1.5


def test_the_errors_of_the_root_of_two():
    points = tangent_steps(X**2 - 2, 2, 5)
    with mpmath.workdps(60):
        errors = [float(abs(p - mpmath.sqrt(2))) for p in points]
    assert errors[1:5] == pytest.approx([0.0858, 0.00245, 2.12e-6, 1.59e-12], rel=0.01)
    assert errors[1] / errors[2] == pytest.approx(35, rel=0.01)
    assert [int(-np.log10(e)) for e in errors[:5]] == [0, 1, 2, 5, 11]
    # The true fifth error is far below what the computer's numbers can tell apart.
    assert errors[5] < 1e-23
    assert "error 2.2e-16" in printed("roots-from-scratch")


def test_the_picture_of_the_root_says_the_same():
    explorer = explorers.NewtonForZeros("x² − 2")
    points = tangent_steps(X**2 - 2, 2, 4)
    for k in range(5):
        reading = shown(explorer, {"start": 2, "steps": k})
        assert reading["x"] == pytest.approx(float(points[k]), rel=1e-15)
    left = shown(explorer, {"start": -1, "steps": 8})
    assert left["x"] == pytest.approx(-(2**0.5))
    # A nearly level tangent leads far away, and from there the path comes back.
    assert shown(explorer, {"start": 0.1, "steps": 1})["x"] > 10
    assert shown(explorer, {"start": 0.1, "steps": 8})["error"] < 1e-5
    assert "never meets the axis" in shown(explorer, {"start": 0})["sentence"]


def test_the_step_of_a_square_root_is_a_mean():
    a = sympy.symbols("a", positive=True)
    assert sympy.simplify(X - (X**2 - a) / (2 * X) - (X + a / X) / 2) == 0


def test_the_tangent_to_read():
    (place,) = tangent_steps(sympy.Rational(9, 20) * X**2 - 3, 5, 1)[1:]
    assert exercises.read_tangent.answer == pytest.approx(float(place))
    for x in (1.0, 2.7):
        slope = differentiation.derivative(exercises.rising, x)
        assert exercises.rising_slope(x) == pytest.approx(slope)


def test_the_cube_root():
    assert exercises.cube_root_step.answer == pytest.approx(
        float(tangent_steps(X**3 - 10, 2, 1)[1])
    )
    assert np.cbrt(10) == pytest.approx(2.1544, abs=1e-4)
    assert float(tangent_steps(X**2 - 10, 3, 1)[1]) == pytest.approx(3.1667, abs=1e-4)


# Section 2.


def test_the_error_of_the_root_is_squared_exactly():
    step = (X + 2 / X) / 2 - sympy.sqrt(2)
    assert sympy.simplify(step - (X - sympy.sqrt(2)) ** 2 / (2 * X)) == 0
    assert np.square(0.01) / np.sqrt(8) == pytest.approx(0.00004, rel=0.15)


@pytest.mark.parametrize(
    ("expression", "zero", "start"),
    [(X**2 - 2, 2**0.5, 2), (sympy.exp(X) - 2, np.log(2), 1), (X**3 - 10, 10 ** (1 / 3), 2.5)],
)
def test_the_ratio_settles_at_the_bend_over_twice_the_slope(expression, zero, start):
    first = float(sympy.diff(expression, X).subs(X, zero))
    second = float(sympy.diff(expression, X, 2).subs(X, zero))
    with mpmath.workdps(60):
        exact = mpmath.findroot(sympy.lambdify(X, expression, "mpmath"), zero)
        errors = [p - exact for p in tangent_steps(expression, start, 5)]
        ratio = float(errors[-1] / errors[-2] ** 2)
    assert ratio == pytest.approx(second / (2 * first), rel=1e-3)


def test_at_a_double_zero_the_error_is_halved():
    points = [float(p) for p in tangent_steps((X - 1) ** 2, 2, 6)]
    np.testing.assert_allclose(np.array(points) - 1, 0.5 ** np.arange(7))
    assert np.log10(2) == pytest.approx(0.3, abs=0.002)
    explorer = explorers.NewtonForZeros("x² − 2", "(x − 1)²")
    explorer.apply("(x − 1)² from 2")
    ratios = []
    for k in (1, 2, 3, 4):
        explorer.values = {"steps": k}
        ratios.append(explorer.reading["error / previous"])
    assert ratios == [0.5] * 4
    explorer.apply("from 2")
    explorer.values = {"steps": 4}
    assert explorer.reading["error / previous²"] == pytest.approx(1 / 8**0.5, rel=1e-3)


def test_the_four_rows_of_errors():
    columns = [
        [float(part.strip(" $")) for part in text.replace("\\;", "").split(",")]
        for text in exercises.match_errors.items.values()
    ]
    halved, fifths, squared, constant = (np.array(c) for c in columns)
    np.testing.assert_allclose(halved[1:] / halved[:-1], 0.5)
    np.testing.assert_allclose(fifths[1:] / fifths[:-1], 0.8)
    np.testing.assert_allclose(squared[1:] / squared[:-1] ** 2, 0.48, rtol=0.2)
    np.testing.assert_allclose(constant, 0.5)


def test_the_inverse_tangent_from_near_and_from_far():
    near, far = newton_zero(np.arctan, 1.3), newton_zero(np.arctan, 2.0)
    assert (near.stop, far.stop) == (Stop.CONVERGED, Stop.DIVERGED)
    expected = [float(p) for p in tangent_steps(sympy.atan(X), 2, 4)]
    np.testing.assert_allclose(far.points[:5], expected, rtol=1e-6)
    assert (np.diff(np.abs(far.points)) > 0).all()
    # Between the two: where the step leads to the mirrored point.
    edge = scipy.optimize.brentq(lambda x: 2 * x - (1 + x**2) * np.arctan(x), 1, 2)
    assert 1.3 < edge < 2


# Section 3.


def test_the_ride_of_the_train():
    place = 900 * (3 * (T / 60) ** 2 - 2 * (T / 60) ** 3)
    train = explorers.RIDES["train"]
    lift = 30 + 30 * sympy.cos(2 * sympy.pi * T / 60)
    for ride, formula in ((train, place), (explorers.RIDES["lift"], lift)):
        for t in (0.0, 13.0, 30.0, 47.5, 60.0):
            for k, at in enumerate((ride.place, ride.velocity, ride.acceleration)):
                expected = float(sympy.diff(formula, T, k).subs(T, t))
                assert at(t) == pytest.approx(expected, abs=1e-12)
    assert [train.place(t) for t in (0, 60)] == [0, 900]
    assert [train.velocity(t) for t in (0, 60)] == [0, 0]
    assert [train.acceleration(t) for t in (0, 30, 60)] == [1.5, 0, -1.5]
    assert max(train.velocity(np.linspace(0, 60, 601))) == train.velocity(30) == 22.5
    np.testing.assert_allclose(exercises.acceleration.true.at(np.array([0, 13.0])),
                               [1.5, train.acceleration(13.0)])  # fmt: skip


def test_what_is_said_of_the_rides():
    explorer = explorers.Ride()
    said = {t: shown(explorer, {"t": t})["sentence"] for t in (10, 30, 50)}
    assert "gains speed" in said[10]
    assert "does not change" in said[30]
    assert "loses speed" in said[50]
    backwards = shown(explorer, {"ride": "lift", "t": 22})
    assert backwards["v"] < 0 < backwards["a"]
    assert "goes down and loses speed" in backwards["sentence"]


def test_differences_of_differences_are_accelerations():
    place = np.array([900 * (3 * (t / 60) ** 2 - 2 * (t / 60) ** 3) for t in range(0, 61, 10)])
    second = (place[2:] - 2 * place[1:-1] + place[:-2]) / 100
    np.testing.assert_allclose(second, [1, 0.5, 0, -0.5, -1], atol=1e-12)
    assert "[ 1.   0.5  0.  -0.5 -1. ]" in printed("by-differences")


def test_the_inflection_to_read():
    formula = (3 * X**2 - X**3 / 3) / 9
    assert [float(x) for x in sympy.solve(sympy.diff(formula, X, 2), X)] == [
        exercises.read_inflection.answer
    ]
    assert sympy.solve(sympy.diff(formula, X), X) == [0, 6]
    for x in (0.5, 5.0):
        assert exercises.bending(x) == pytest.approx(float(formula.subs(X, x)))
    assert float(formula.subs(X, 3)) == 2
    assert float(sympy.diff(formula, X).subs(X, 3)) == 1


# Section 4.


def test_eight_steps_to_the_omega_constant():
    g = sympy.exp(X) - sympy.log(X)
    points = [float(p) for p in tangent_steps(sympy.diff(g, X), "0.05", 8)]
    path = newton_minimum(functions.exp_minus_log, 0.05)
    assert path.steps == 8
    np.testing.assert_allclose(path.points, points, rtol=1e-12)
    assert points[-1] == pytest.approx(OMEGA, abs=1e-10)
    assert f"x_8 = {OMEGA:.10f}" in printed("minimum-from-scratch")
    # Half as long as that of gradient descent, and the longest ones come later.
    steps = np.diff(points)
    assert steps[0] == pytest.approx(0.0472, abs=1e-4)
    assert 0.005 * -float(sympy.diff(g, X).subs(X, 0.05)) == pytest.approx(0.0947, abs=1e-4)
    assert 1 / float(sympy.diff(g, X, 2).subs(X, 0.05)) == pytest.approx(0.0025, abs=1e-5)
    assert np.argmax(steps) in (2, 3)


def test_gradient_descent_needs_more_steps_with_every_rate_tried():
    counts = []
    for rate in (0.005, 0.05, 0.1):
        x, count = 0.05, 0
        while abs(np.exp(x) - 1 / x) > 1e-8:
            x, count = x - rate * (np.exp(x) - 1 / x), count + 1
        counts.append(count)
    assert counts == [756, 72, 33]
    for rate, count in zip((0.005, 0.05, 0.1), counts, strict=True):
        assert f"rate {rate}: {count} steps" in printed("descent-counts")
    path = gradient_descent(functions.exp_minus_log, 0.05, 0.2)
    assert path.stop is Stop.LEFT_THE_DOMAIN


def test_the_parabola_has_value_slope_and_bend_of_the_curve():
    explorer = explorers.NewtonOnACurve()
    for start in (0.3, 1.2, 1.8):
        reading = shown(explorer, {"start": start, "steps": 0})
        x, y = explorer.parabola.parabola.get_data()
        a, b, c = np.polyfit(x, y, 2)
        assert 2 * a == pytest.approx(np.exp(start) + 1 / start**2)
        assert 2 * a * start + b == pytest.approx(np.exp(start) - 1 / start)
        assert a * start**2 + b * start + c == pytest.approx(np.exp(start) - np.log(start))
        lowest = scipy.optimize.minimize_scalar(lambda v, p=(a, b, c): np.polyval(p, v)).x
        assert reading["next point"] == pytest.approx(lowest, abs=1e-6)
        assert explorer.slope.zero.get_xdata()[0] == pytest.approx(lowest, abs=1e-6)


def test_a_function_of_the_student_may_fail_in_places():
    def half_there(x):
        if x <= 0:
            raise ValueError("not here")
        return x - np.log(x)

    explorer = explorers.NewtonOnACurve(half_there, (-1, 3))
    explorer.values = {"start": 0.5, "steps": 5}
    assert explorer.reading["x"] == pytest.approx(1, abs=1e-4)
    explorer.values = {"start": -0.5}
    assert "not here" in explorer.trouble


def test_the_steps_and_pages_to_compute():
    g = 2 * X - 3 * sympy.log(X)
    one = tangent_steps(sympy.diff(g, X), "1.1", 1)[1]
    assert exercises.first_step.answer == pytest.approx(float(one))
    assert sympy.solve(sympy.diff(g, X), X) == [sympy.Rational(3, 2)]
    h = X**3 - 6 * X
    line, value = exercises.wrong_minimum.answer
    assert (line, value) == (3, pytest.approx(float(tangent_steps(sympy.diff(h, X), 3, 1)[1])))
    assert [sympy.diff(h, X, k).subs(X, 3) for k in range(3)] == [9, 21, 18]
    assert np.subtract(3, 9 / 21) == pytest.approx(2.571, abs=1e-3)
    assert float(sympy.diff(h, X).subs(X, 2.571)) == pytest.approx(13.83, abs=1e-2)


# Section 5.


@pytest.mark.parametrize(
    ("f", "polynomial", "roots"),
    [
        (2 * X**2 + 3 * Y**2 - X * Y, L**2 - 10 * L + 23, (5 - 2**0.5, 5 + 2**0.5)),
        (-2 * X**2 - 3 * Y**2 - X * Y + 15, L**2 + 10 * L + 23, (-5 - 2**0.5, -5 + 2**0.5)),
        (2 * X**2 - 2 * Y**2, L**2 - 16, (-4, 4)),
    ],
)
def test_the_three_characteristic_polynomials(f, polynomial, roots):
    hessian = sympy.hessian(f, (X, Y))
    assert sympy.expand((hessian - L * sympy.eye(2)).det() - polynomial) == 0
    np.testing.assert_allclose(sorted(map(float, sympy.solve(polynomial, L))), roots)
    assert sum(roots) == pytest.approx(float(hessian.trace()))
    assert np.prod(roots) == pytest.approx(float(hessian.det()))
    assert [sympy.diff(f, v).subs({X: 0, Y: 0}) for v in (X, Y)] == [0, 0]


def test_what_the_three_surfaces_are_called():
    explorer = explorers.QuadraticForm()
    names = {"2x² + 3y² − xy": "A bowl", "−2x² − 3y² − xy": "A dome", "2x² − 2y²": "A saddle",
             "x² + y² + 2xy": "A valley"}  # fmt: skip
    for preset, name in names.items():
        explorer.reset()
        explorer.apply(preset)
        assert explorer.reading["sentence"].startswith(name)


def test_the_bowl_becomes_a_valley_and_then_a_saddle():
    explorer = explorers.QuadraticForm()
    edge = 24**0.5
    for c, name in ((0, "A bowl"), (4.8, "A bowl"), (edge, "A valley"), (5, "A saddle"),
                    (8, "A saddle")):  # fmt: skip
        reading = shown(explorer, {"c": c})
        assert reading["sentence"].startswith(name), c
        np.testing.assert_allclose((reading["λ₁"], reading["λ₂"]),
                                   np.linalg.eigvalsh([[4, c], [c, 6]]), atol=1e-9)  # fmt: skip


def test_where_the_determinant_of_the_form_is_zero():
    a, b, c = sympy.symbols("a b c")
    hessian = sympy.hessian(a * X**2 + b * Y**2 + c * X * Y, (X, Y))
    assert sympy.expand(hessian.det() - (4 * a * b - c**2)) == 0
    edge = max(sympy.solve(hessian.det().subs({a: 2, b: 3}), c))
    assert float(edge) == pytest.approx(4.9, abs=0.01)
    explorer = explorers.QuadraticForm()
    lowest = {k: shown(explorer, {"c": k})["λ₁"] for k in (4.8, 4.9)}
    assert lowest[4.8] == pytest.approx(0.097, abs=1e-3)
    assert lowest[4.9] == pytest.approx(-0.001, abs=1e-3)
    assert lowest[4.9] < 0
    explorer.apply("x² + y² + 2xy")
    assert explorer.reading["λ₁"] == 0
    np.testing.assert_array_equal(np.array([[2, 2], [2, 2]]) @ [1, 1], [4, 4])


def test_a_turn_changes_the_second_derivative_by_what_lies_across():
    rng = np.random.default_rng(3)
    for _ in range(5):
        k, m, n = rng.normal(size=3)
        hessian = np.array([[k, m], [m, n]])
        turn = rng.uniform(0, np.pi)
        u = np.array([np.cos(turn), np.sin(turn)])
        v = np.array([-u[1], u[0]])

        def bend(t, hessian=hessian, turn=turn):
            way = np.array([np.cos(turn + t), np.sin(turn + t)])
            return way @ hessian @ way

        assert differentiation.derivative(bend, 0.0) == pytest.approx(2 * v @ hessian @ u, abs=1e-6)


def test_the_curve_of_second_derivatives_lies_between_the_eigenvalues():
    explorer = explorers.QuadraticForm()
    for a, b, c in ((2, 3, -1), (-2, 1, 5), (1, 1, 2)):
        reading = shown(explorer, {"a": a, "b": b, "c": c})
        degrees, bends = explorer.around.curve.get_data()
        for angle, bend in zip(degrees[::20], bends[::20], strict=True):
            u = np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])

            def along(s, u=u, a=a, b=b, c=c):
                x, y = s * u
                return a * x**2 + b * y**2 + c * x * y

            second = (along(1e-3) - 2 * along(0.0) + along(-1e-3)) / 1e-6
            assert bend == pytest.approx(second, abs=1e-6)
        assert min(bends) == pytest.approx(reading["λ₁"], abs=0.01)
        assert max(bends) == pytest.approx(reading["λ₂"], abs=0.01)


def test_every_contour_line_is_on_its_level():
    explorer = explorers.QuadraticForm()
    for a, b, c in ((2, 3, -1), (-2, -3, -1), (2, -2, 0), (1, 1, 2), (-1, -1, 2), (3, 3, 8)):
        explorer.values = {"a": a, "b": b, "c": c}
        for line, sign in ((explorer.form.above, 1), (explorer.form.below, -1)):
            x, y = line.get_data()
            heights = sign * (a * x**2 + b * y**2 + c * x * y)
            heights = heights[np.isfinite(heights)]
            far = np.abs(heights[:, None] - explorer.form.LEVELS).min(axis=1)
            assert (far < 1e-6 * (1 + np.abs(heights))).all()
            assert (
                len(heights) > 0
                or sign * np.linalg.eigvalsh([[2 * a, c], [c, 2 * b]])[0 if sign < 0 else 1] <= 0
            )


def test_the_maps_to_match():
    kinds = {
        "a": lambda low, high: low > 0 and high < 1.5 * low,
        "b": lambda low, high: 0 < 4 * low < high,
        "c": lambda low, high: low < 0 < high,
        "d": lambda low, high: abs(low) < 1e-12 < high,
    }
    for letter, hessian in zip(exercises.match_forms.answer, exercises.FORMS, strict=True):
        values = np.linalg.eigvalsh(hessian)
        assert [name for name, fits in kinds.items() if fits(*values)] == [letter]


def test_the_eigenvalues_at_a_point():
    f = X**2 * Y + 3 * Y**2
    hessian = np.array(sympy.hessian(f, (X, Y)).subs({X: 2, Y: 3}), dtype=float)
    np.testing.assert_allclose(np.linalg.eigvalsh(hessian), exercises.eigenvalues_there.answer)


def test_the_page_with_a_wrong_product():
    hessian = sympy.hessian(X**2 + Y**2 + 6 * X * Y, (X, Y))
    assert exercises.wrong_polynomial.answer == (3, float(hessian.det()))
    assert sorted(hessian.eigenvals()) == [-4, 8]


def test_one_hessian_belongs_to_a_minimum_and_to_a_saddle():
    for f, lowest in ((X**2 + Y**4, 0), (X**2 - Y**4, -1)):
        assert sympy.hessian(f, (X, Y)).subs({X: 0, Y: 0}) == sympy.Matrix([[2, 0], [0, 0]])
        assert float(f.subs({X: 0, Y: 0.1})) == pytest.approx(1e-4 if lowest == 0 else -1e-4)


# Section 6.


def at(x, y):
    place = {X: x, Y: y}
    gradient = np.array([sympy.diff(EXAMPLE, v).subs(place) for v in (X, Y)], dtype=float)
    return gradient, np.array(sympy.hessian(EXAMPLE, (X, Y)).subs(place), dtype=float)


def test_the_derivatives_of_the_example():
    assert sympy.expand(sympy.diff(EXAMPLE, X) - (4 * X**3 + 8 * X - Y - 0.4 * X * Y)) == 0
    assert sympy.expand(sympy.diff(EXAMPLE, Y) - (3.2 * Y**3 + 4 * Y - X - 0.2 * X**2)) == 0
    hessian = sympy.hessian(EXAMPLE, (X, Y))
    written = sympy.Matrix([[12 * X**2 + 8 - 0.4 * Y, -1 - 0.4 * X],
                            [-1 - 0.4 * X, 9.6 * Y**2 + 4]])  # fmt: skip
    assert sympy.simplify(hessian - written).norm() == 0


def test_the_first_two_steps_of_the_example_by_hand():
    gradient, hessian = at(4, 4)
    np.testing.assert_allclose(gradient, [277.6, 213.6])
    np.testing.assert_allclose(hessian, [[198.4, -2.6], [-2.6, 157.6]])
    one = np.array([4, 4]) - np.linalg.inv(hessian) @ gradient
    np.testing.assert_allclose(one.round(2), [2.58, 2.62])
    gradient, hessian = at(2.58, 2.62)
    np.testing.assert_allclose(gradient, [84.01, 64.12], atol=5e-3)
    np.testing.assert_allclose(hessian, [[86.83, -2.032], [-2.032, 69.90]], atol=5e-3)
    two = np.array([2.58, 2.62]) - np.linalg.inv(hessian) @ gradient
    np.testing.assert_allclose(two.round(2), [1.59, 1.67])


def test_eight_steps_of_the_example():
    with mpmath.workdps(60):
        point = mpmath.matrix([4, 4])
        slopes = [sympy.lambdify((X, Y), sympy.diff(EXAMPLE, v), "mpmath") for v in (X, Y)]
        bends = sympy.lambdify((X, Y), sympy.hessian(EXAMPLE, (X, Y)), "mpmath")
        for _ in range(8):
            gradient = mpmath.matrix([s(*point) for s in slopes])
            point = point - mpmath.lu_solve(mpmath.matrix(bends(*point)), gradient)
        last = [float(p) for p in point]
    assert last == pytest.approx([4.16e-17, -2.05e-17], rel=0.01)
    text = printed("eight-steps")
    for row in ("1: ( 2.58e+00,  2.62e+00)", "2: ( 1.59e+00,  1.67e+00)"):
        assert row in text
    assert text.count("\n") == 9


def test_near_its_minimum_the_decimals_of_the_example_more_than_double():
    sizes = [
        np.hypot(*(float(part) for part in re.findall(r"-?\d\.\d+e[-+]\d+", line)[:2]))
        for line in printed("eight-steps").splitlines()
    ]
    assert sizes[5:9] == pytest.approx([0.132, 0.00302, 4.3e-8, 4.6e-17], rel=0.02)
    decimals = -np.log10(sizes[5:9])
    assert (decimals[1:] > 2 * decimals[:-1]).all()
    thirds = {
        ways: sympy.diff(EXAMPLE, *ways).subs({X: 0, Y: 0})
        for ways in ((X, X, X), (X, X, Y), (X, Y, Y), (Y, Y, Y))
    }
    assert [ways for ways, value in thirds.items() if value] == [(X, X, Y)]
    assert sympy.simplify(X - 4 * X**3 / (12 * X**2) - 2 * X / 3) == 0


def test_at_the_minimum_of_the_example_the_hessian_is_positive_definite():
    gradient, hessian = at(0, 0)
    np.testing.assert_array_equal(gradient, 0)
    np.testing.assert_array_equal(hessian, [[8, -1], [-1, 4]])
    assert np.trace(hessian) == 12
    assert np.linalg.det(hessian) == pytest.approx(31)


def test_the_picture_of_one_step():
    explorer = explorers.NewtonOnAMap()
    side = shown(explorer, {"surface": "long valley", "x": 4, "y": 2})
    np.testing.assert_allclose(side["it leads to"], 0, atol=1e-12)
    # Along the black arrow it goes down, and then up again before the red one ends.
    heights = explorer.along.downhill.get_ydata()
    assert heights.min() < 0.3
    assert heights[40] > 1
    same = [
        shown(explorer, {"surface": "long valley", "x": x, "y": y})["sentence"]
        for x, y in ((4, 0), (0, 3))
    ]
    assert all("along the steepest way down" in words for words in same)
    assert (
        "30.7° off the steepest way down"
        in shown(explorer, {"surface": "example", "x": 4, "y": -0.5})["sentence"]
    )
    explorer.apply("the example, from (4, 4)")
    np.testing.assert_allclose(explorer.reading["it leads to"], [2.58, 2.62], atol=0.005)
    # The surface lies lower there than the model says.
    assert explorer.along.newton.get_ydata()[40] < explorer.along.model.get_ydata()[40]


def test_the_ellipse_is_a_contour_line_of_the_model():
    explorer = explorers.NewtonOnAMap()
    for x, y in ((4, 4), (-3, 2)):
        explorer.values = {"surface": "example", "x": x, "y": y}
        gradient, hessian = at(x, y)
        ring = np.transpose(explorer.step.ring.get_data())
        moves = ring - np.array([x, y])
        change = moves @ gradient + np.einsum("ki,ij,kj->k", moves, hessian, moves) / 2
        np.testing.assert_allclose(change, 0, atol=1e-6 * np.linalg.norm(gradient))


def test_the_step_in_two_variables():
    exact = sympy.Matrix([5, 3]) - sympy.Matrix([[4, 1], [1, 2]]).LUsolve(sympy.Matrix([8, 1]))
    assert list(exact) == [sympy.Rational(20, 7), sympy.Rational(25, 7)]
    np.testing.assert_allclose(exercises.two_variable_step.answer, [20 / 7, 25 / 7])


# Section 7.


def test_beside_the_hill_it_goes_to_the_hilltop_and_with_the_test_to_the_valley():
    curve = X**3 - 6 * X**2 + 9 * X
    assert sympy.solve(sympy.diff(curve, X), X) == [1, 3]
    points = [float(p) for p in tangent_steps(sympy.diff(curve, X), "1.7", 8)]
    assert points[-1] == pytest.approx(1)
    explorer = explorers.WhereNewtonFails()
    explorer.apply("beside the hill")
    assert "at a maximum" in explorer.reading["sentence"]
    explorer.values = {"test": "on"}
    assert "at a minimum" in explorer.reading["sentence"]
    assert max(explorer.path.points) > 4


def test_in_the_middle_only_the_test_helps():
    explorer = explorers.WhereNewtonFails()
    explorer.apply("in the middle")
    assert "no step" in explorer.trouble
    explorer.values = {"damping": 0.2}
    assert "no step" in explorer.trouble
    explorer.values = {"damping": 1, "test": "on"}
    assert explorer.reading["x"] == pytest.approx(3, abs=1e-6)


def test_the_soft_corner_cubes_the_distance():
    g = sympy.sqrt(1 + (X - 2) ** 2)
    step = X - sympy.diff(g, X) / sympy.diff(g, X, 2)
    assert sympy.simplify(step - (2 - (X - 2) ** 3)) == 0
    explorer = explorers.WhereNewtonFails()
    explorer.apply("soft corner from 3")
    assert explorer.values["steps"] == 0
    explorer.values = {"steps": 8}
    assert "goes round for ever" in explorer.reading["sentence"]
    explorer.apply("soft corner from 3.1")
    explorer.values = {"steps": 8}
    assert "out of every picture" in explorer.trouble
    explorer.values = {"damping": 0.5}
    assert abs(explorer.reading["x"] - 2) < 0.01
    # The test has nothing to do: each step leads downhill.
    explorer.values = {"damping": 1, "test": "on"}
    assert "out of every picture" in explorer.trouble


def test_the_errors_of_the_inverse_tangent_more_than_double_their_decimals():
    # Its bend at the zero is zero: the error is cubed, and "about doubles" would be too little.
    assert sympy.diff(sympy.atan(X), X, 2).subs(X, 0) == 0
    points = [abs(float(p)) for p in tangent_steps(sympy.atan(X), "0.3", 3)]
    assert np.log10(points[3]) / np.log10(points[2]) == pytest.approx(3, abs=0.1)


def test_out_of_the_domain_damping_helps():
    assert 2.5 - (1 - 1 / 2.5) * 2.5**2 == -1.25
    explorer = explorers.WhereNewtonFails()
    explorer.apply("x − log x from 2.5")
    assert "-1.25, outside" in explorer.trouble
    explorer.values = {"test": "on"}
    assert "-1.25, outside" in explorer.trouble
    explorer.values = {"test": "off", "damping": 0.5}
    assert explorer.reading["x"] == pytest.approx(1, abs=0.01)


def test_two_variables_end_at_the_saddle_or_stop():
    text = printed("two-failures")
    assert text.count("Path(converged after 1 step at (0, 0)") == 2
    assert "saddle at (0, 0)" in text
    assert "indefinite Hessian after 0 steps" in text
    assert "singular Hessian after 0 steps" in text
    points = [float(p) for p in tangent_steps(-sympy.sin(X), "0.3", 4)]
    assert points[-1] == pytest.approx(0, abs=1e-8)


def test_the_steps_in_the_warm_room():
    explorer = explorers.NewtonOnAMap("warm room")
    explorer.apply("near a wall")
    assert explorer.reading["λ₁"] < 0 < explorer.reading["λ₂"]
    assert "uphill" in explorer.reading["sentence"]
    explorer.apply("in the warm room")
    x, y = explorer.values["x"], explorer.values["y"]
    room = sympy.lambdify((X, Y), sympy.hessian(ROOM, (X, Y)))
    values = np.linalg.eigvalsh(np.array(room(x, y), dtype=float))
    np.testing.assert_allclose((explorer.reading["λ₁"], explorer.reading["λ₂"]), values)
    assert 0 < 5 * values[0] < values[1]
    # It passes over the coolest place and leaves the room, and a part of the ellipse is seen.
    assert np.hypot(*explorer.reading["step"]) < 12
    assert min(explorer.reading["it leads to"]) > 6
    assert np.hypot(4 - x, 4 - y) < np.hypot(*explorer.reading["step"]) / 5
    near = shown(explorer, {"x": 4.3, "y": 3.8})
    np.testing.assert_allclose(near["it leads to"], [4, 4], atol=0.1)


def test_the_downhill_test_alone_lets_a_saddle_pass():
    f = 2 * X**2 - 2 * Y**2
    gradient = np.array([sympy.diff(f, v).subs({X: 3, Y: 1}) for v in (X, Y)], dtype=float)
    hessian = np.array(sympy.hessian(f, (X, Y)), dtype=float)
    step = np.linalg.solve(hessian, -gradient)
    assert (gradient.tolist(), step.tolist(), gradient @ step) == ([12, -4], [-3, -1], -32)
    assert (np.array([3, 1]) + step).tolist() == [0, 0]
    assert "\\nabla f \\cdot d = -32" in PROSE
    # The course's methods look at the eigenvalues.
    assert newton_minimum(functions.saddle, [3, 1]).stop is Stop.INDEFINITE_HESSIAN
    path = damped_newton(functions.saddle, [3, 1], 1)
    assert not path.newtons[0]
    np.testing.assert_allclose(np.cross([*(path.last - [3, 1]), 0], [*gradient, 0]), 0, atol=1e-9)


def test_a_whole_step_downhill_may_end_on_a_saddle():
    gradient, hessian = (
        np.array(derivative.subs({X: 3, Y: 3}), dtype=float)
        for derivative in (sympy.Matrix([ROOM]).jacobian((X, Y)), sympy.hessian(ROOM, (X, Y)))
    )
    assert np.linalg.eigvalsh(hessian)[0] > 0
    end = np.array([3, 3]) - np.linalg.solve(hessian, gradient[0])
    np.testing.assert_allclose(end, [6, 6])
    low, high = sympy.hessian(ROOM, (X, Y)).subs({X: 6, Y: 6}).eigenvals()
    assert low * high < 0
    path = damped_newton(functions.temperature, [3, 3])
    np.testing.assert_allclose(path.last, [4, 4])
    assert path.newtons[0]
    assert path.parts[0] < 1


def test_minus_the_slope_may_lead_too_far():
    curve = X**3 - 6 * X**2 + 9 * X
    slope = float(sympy.diff(curve, X).subs(X, 1.7))
    assert slope == pytest.approx(-2.73)
    assert 1.7 - slope == pytest.approx(4.43)
    assert "the slope is $-2.73$, and the step leads from 1.7 to 4.43" in PROSE
    # Without the test it lands lower, beyond the hilltop, though it begins uphill.
    point = float(tangent_steps(sympy.diff(curve, X), "1.7", 1)[1])
    assert point == pytest.approx(0.18, abs=0.005)
    assert slope * (point - 1.7) > 0
    assert curve.subs(X, point) < curve.subs(X, 1.7)


def test_the_lowest_points_of_the_soft_corner_are_in_the_picture():
    explorer = explorers.WhereNewtonFails()
    for preset, place in (("from 3", (1, 0.5**0.5)), ("from 3.1", (0.669, 0.587))):
        explorer.apply(f"soft corner {preset}")
        (spot,) = explorer.parabola.flat.get_xydata()
        assert spot == pytest.approx(place, abs=1e-3)
        assert not len(explorer.parabola.flat.parked())
        x, y = explorer.parabola.parabola.get_data()
        assert np.polyfit(x, y, 2)[0] > 0
        assert min(y) < float(functions.soft_corner(x[np.argmin(y)])) - 0.5


def test_halved_steps_arrive_where_whole_ones_do_not():
    cases = ((functions.soft_corner, 3.1, 2), (functions.x_minus_log, 2.5, 1),
             (functions.hill_and_valley, 1.7, 3))  # fmt: skip
    for function, start, minimum in cases:
        assert damped_newton(function, start).last == pytest.approx(minimum, abs=1e-6)


# Section 8.


def distances(path, minimum):
    return np.abs(path.points - minimum)


def test_one_line_is_straight_and_the_other_bends_down():
    slow = distances(gradient_descent(functions.exp_minus_log, 0.05, 0.02, 150), OMEGA)
    factors = slow[41:140] / slow[40:139]
    curvature = np.exp(OMEGA) + 1 / OMEGA**2
    np.testing.assert_allclose(factors, 1 - 0.02 * curvature, rtol=1e-3)
    fast = distances(newton_minimum(functions.exp_minus_log, 0.05, tolerance=0), OMEGA)
    ratios = fast[1:8] / fast[:7]
    assert (np.diff(ratios) < 0).all()


def test_in_the_flat_valley_two_thirds_are_kept():
    explorer = beside.DescentBesideNewton()
    explorer.apply("flat valley")
    newton = explorer.ways[1].path.points - 2
    np.testing.assert_allclose(newton[1:20] / newton[:19], 2 / 3, rtol=1e-6)
    slow = explorer.ways[0].distances
    factors = slow[1:] / slow[:-1]
    assert (np.diff(factors[5:]) > 0).all()


def test_what_is_said_of_the_two_at_the_presets():
    explorer = beside.DescentBesideNewton()
    said = {}
    for preset in explorer.presets:
        explorer.reset()
        explorer.apply(preset)
        said[preset] = explorer.reading["sentence"]
    assert said["from 0.05"].startswith("Newton arrives after 7 steps")
    assert "on a hilltop" in said["near a hill"]
    assert said["damped"].startswith("Damped Newton arrives")
    assert said["large n"].startswith("Gradient descent arrives")


def test_what_is_said_of_the_two_on_maps():
    explorer = beside.DescentBesideNewtonOnAMap()
    explorer.apply("narrow")
    assert "Newton arrives after 1 step" in explorer.reading["sentence"]
    explorer.apply("from (4, 4)")
    explorer.values = {"learning_rate": 0.05}
    assert "runs away" in explorer.reading["sentence"]
    explorer.apply("corner")
    assert "at a saddle" in explorer.reading["sentence"]
    explorer.apply("damped")
    assert explorer.reading["sentence"].startswith("Damped Newton arrives")
    np.testing.assert_array_equal(beside.ROUND.hessian([1, 2]), np.eye(2))
    assert np.linalg.eigvalsh(beside.NARROW.hessian([0, 0])).tolist() == [1, 20]


def test_from_how_many_variables_on_gradient_descent_is_cheaper():
    for explorer, change in (
        (beside.DescentBesideNewton(), 2), (beside.DescentBesideNewtonOnAMap(), 20),
    ):  # fmt: skip
        first = {}
        for n in (change, change + 1, 100):
            explorer.apply("large n")
            explorer.values = {"n": n}
            first[n] = explorer.reading["sentence"].split()[0]
            slow, fast = explorer.ways
            assert (first[n] == "Newton") == (fast.arrived * counted(n) < slow.arrived * n)
        assert list(first.values()) == ["Newton", "Gradient", "Gradient"]
        # With 100 it is there before the first step of the other.
        assert slow.arrived * 100 < counted(100) / 10


def test_the_steps_to_rest_and_the_steps_to_arrive():
    points = [0.05]
    for _ in range(40):
        points.append(points[-1] - 0.1 * (np.exp(points[-1]) - 1 / points[-1]))
    points = np.array(points)
    assert np.flatnonzero(np.abs(points - OMEGA) <= 1e-6)[0] == 24
    assert np.flatnonzero(np.abs(np.exp(points) - 1 / points) <= 1e-8)[0] == 33


def test_what_a_step_costs():
    for n in (1, 2, 5, 10):
        assert n**3 / 3 + n**2 - n / 3 == pytest.approx(counted(n))
        assert beside.cost_of_a_step(n) == (n, counted(n))
    for words in ("43 steps", "3,433 steps", "334,333 steps"):
        assert words in printed("cost-of-a-step")


def counted(n):
    """Count the multiplications and divisions of an elimination, one by one."""
    count = 0
    for i in range(n):
        for _ in range(i + 1, n):
            count += 1 + (n - i - 1) + 1
    for i in range(n):
        count += (n - i - 1) + 1
    return count


# Review, and the page.


def test_the_review():
    assert float(sympy.diff(sympy.log(X**2 + 1), X).subs(X, 2)) == exercises.review_inner.answer
    assert np.dot((2, -1), (1, 2)) == 0
    rng = np.random.default_rng(0)
    root = rng.normal(size=(5, 5))
    hessian, start = root @ root.T + np.eye(5), rng.normal(size=5)
    np.testing.assert_allclose(start - np.linalg.solve(hessian, hessian @ start), 0, atol=1e-12)


def test_the_figures_are_numbered_in_their_order():
    numbers = [int(n) for n in re.findall(r"\*\*Figure 6\.(\d+)\.\*\*", PROSE)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_letters_of_the_choices_are_spread():
    choices = [
        e.answer for e in vars(exercises).values()
        if isinstance(e, Exercise) and isinstance(e.answer, str) and len(e.answer) == 1
    ]  # fmt: skip
    assert all(choices.count(letter) <= 3 for letter in "abcd")
