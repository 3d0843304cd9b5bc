"""What the chapters claim in words or in a picture, proved: not the mechanism, but the content."""

import itertools
import json
import math
import re
from pathlib import Path

import numpy as np
import pytest
import sympy
from scipy import optimize

from mlcalc import activations, datasets, differentiation, functions
from mlcalc.exercises import derivatives, gradient_descent, two_layer_network
from mlcalc.exercises.engine import Point
from mlcalc.explorers import derivatives as curves
from mlcalc.explorers import gradient_descent as descents
from mlcalc.explorers import two_layer_network as networks
from mlcalc.explorers import welcome
from mlcalc.figures import derivatives as figures
from mlcalc.figures import style
from mlcalc.networks import NINE, Network, TrainingStop, TwoTwoOne, train

t = sympy.Symbol("t")
NOTEBOOK = Path(__file__).parents[1] / "notebooks/08_two_layer_network.ipynb"


# Chapter 1: the answers, from sympy.


@pytest.mark.parametrize(
    ("exercise", "expression", "at"),
    [
        (derivatives.falling_stone, 5 * t**2, 3),
        (derivatives.cubic_slope, t**3, -5),
        (derivatives.reciprocal_slope, 1 / t, 5),
        (derivatives.sum_slope, 3 * t**2 - 4 * t + 7, 8),
        (derivatives.product_slope, t * sympy.exp(t), 3),
        (derivatives.quotient_slope, t / (t**2 + 1), 3),
        (derivatives.inverse_slope, sympy.sqrt(t), 25),
        (derivatives.sine_slope, sympy.sin(t), sympy.pi / 3),
        (derivatives.log_slope, sympy.log(t), sympy.Rational(1, 5)),
    ],
    ids=lambda thing: getattr(thing, "title", str(thing)),
)
def test_a_slope_is_that_of_sympy(exercise, expression, at):
    assert exercise.answer == pytest.approx(float(sympy.diff(expression, t).subs(t, at)))


def test_the_power_rule_for_any_exponent():
    for x, n in derivatives.write_power_slope.tests:
        exact = sympy.diff(t ** sympy.nsimplify(n), t).subs(t, sympy.nsimplify(x))
        assert derivatives.write_power_slope.answer(x, n) == pytest.approx(float(exact))


def test_the_secant_of_the_exercise_is_that_of_the_library():
    for f, x, gap in derivatives.write_slope.tests:
        ours = differentiation.secant_slope(f, x, gap)
        assert derivatives.write_slope.answer(f, x, gap) == pytest.approx(ours)


def test_the_error_of_a_secant_is_smallest_near_ten_to_the_minus_eight():
    gaps = np.geomspace(1e-15, 1e-1, 57)
    errors = [derivatives._secant_error(gap) for gap in gaps]
    best = gaps[np.argmin(errors)]
    assert 1e-10 < best < 1e-6
    assert derivatives.best_gap.choices[derivatives.best_gap.answer] == "$10^{-8}$"
    small, middle, wide = (derivatives._secant_error(gap) for gap in (1e-15, 1e-8, 1e-2))
    assert small > 1e4 * middle
    assert wide > 1e4 * middle


def test_both_sides_are_better_and_want_a_larger_step():
    one, both = curves.SecantBecomesTangent.ONE, curves.SecantBecomesTangent.BOTH
    explorer = curves.SecantBecomesTangent()
    gaps, exact = explorer.GAPS, math.cos(1)
    best = {}
    for formula in (one, both):
        errors = np.abs(explorer._slopes(formula, 1.0, gaps) - exact)
        best[formula] = gaps[np.argmin(errors)], errors.min()
    assert best[both][0] > 30 * best[one][0]
    assert best[both][1] < best[one][1] / 30
    assert 1e-7 < best[both][0] < 1e-3


@pytest.mark.parametrize("gap", [0.25, 1e-3])
def test_the_slope_shown_is_that_of_the_formula(gap):
    explorer = curves.SecantBecomesTangent()
    one, both = (math.sin(1 + gap) - math.sin(1)) / gap, math.sin(gap) * math.cos(1) / gap
    for formula, slope in ((explorer.ONE, one), (explorer.BOTH, both)):
        explorer.values = {"formula": formula, "x": 1, "gap": gap}
        assert float(explorer.reading["Δy/Δx"]) == pytest.approx(slope, rel=1e-9)
        assert explorer.reading["error"] == pytest.approx(abs(slope - math.cos(1)), rel=1e-6)


def test_a_line_has_the_slope_of_its_secants():
    explorer = curves.SecantBecomesTangent(functions.line(2, 1))
    explorer.values = {"gap": 1, "x": 0.5}
    assert explorer.reading["error"] == 0
    assert explorer.reading["sentence"].startswith("The secant has the slope of the tangent")


def test_the_rise_vanishes_where_one_plus_the_gap_is_one():
    explorer = curves.SecantBecomesTangent()
    explorer.apply("Δx = 1e-16")
    assert explorer.reading["Δy/Δx"] == "0"
    assert "same number as x" in explorer.reading["sentence"]


def test_halving_the_gap_quarters_the_corner():
    explorer = curves.GrowingRectangle()
    for sides in explorer.PAIRS:
        explorer.values = {"sides": sides, "x": 1.0, "gap": 0.02}
        whole = explorer.reading["corner"] * 0.02
        explorer.values = {"gap": 0.01}
        assert explorer.reading["corner"] * 0.01 / whole == pytest.approx(0.25, rel=0.02)


def test_the_strips_lead_to_the_slope_of_the_product():
    explorer = curves.GrowingRectangle()
    for sides, (g, h) in explorer.PAIRS.items():
        explorer.values = {"sides": sides, "x": 1.2, "gap": 1e-6}
        slope = differentiation.derivative(lambda x, g=g, h=h: g(x) * h(x), 1.2)
        reading = explorer.reading
        assert reading["slope"] == pytest.approx(slope, rel=1e-8)
        assert reading["at the side"] + reading["on top"] == pytest.approx(slope, rel=1e-5)


def test_the_account_ends_at_the_numbers_of_the_table():
    explorer = curves.CompoundGrowth()
    seen = []
    for preset in explorer.presets:
        explorer.apply(preset)
        seen.append(float(explorer.reading["(1 + 1/n)^n"]))
    assert seen == pytest.approx([2, 2.593742, 2.704814, 2.716924, 2.718280], abs=1e-6)
    assert (1 + 1e-6) ** 1e6 < math.e < 3
    account = explorer.account.get_ydata()
    assert (account[0], account[-1]) == pytest.approx((1, seen[-1]), rel=1e-6)


def test_the_interest_is_added_at_the_end_of_each_part():
    explorer = curves.CompoundGrowth()
    explorer.values = {"n": 2}
    assert explorer.account.get_xdata().tolist() == [0, 0.5, 0.5, 1, 1]
    np.testing.assert_allclose(explorer.account.get_ydata(), [1, 1, 1.5, 1.5, 2.25])


def test_payments_are_whole_numbers_all_along_their_slider():
    (slider,) = curves.CompoundGrowth().sliders()
    values = [slider.value_at(k) for k in range(slider.last_position + 1)]
    assert all(isinstance(v, int) for v in values)
    assert values == sorted(values)
    assert (values[0], values[10], values[-1]) == (1, 10, 1_000_000)
    assert slider.snap(3.98) == 4


def test_only_at_the_base_e_slope_and_height_agree():
    explorer = curves.BaseOfPowers()
    for base in (1.5, 2.0, 3.0, 4.0):
        explorer.values = {"base": base, "x": 0.7}
        slope = differentiation.derivative(lambda x, base=base: base**x, 0.7)
        assert explorer.reading["slope"] == pytest.approx(slope)
        assert "equal" not in explorer.reading["sentence"]
    explorer.values = {"base": 2.71828}
    assert "At x = 0.7 the slope is equal to the height" in explorer.reading["sentence"]
    explorer.reveal()
    assert "Everywhere the slope is equal to the height" in explorer.reading["sentence"]


def test_the_slope_of_the_root_at_nine_is_a_sixth():
    explorer = curves.InverseMirror()
    explorer.apply("y = 9")
    assert explorer.reading["slope of the inverse at y"] == pytest.approx(1 / 6)
    assert "1/6 = 0.1667" in explorer.reading["sentence"]
    for pair, (f, g) in explorer.PAIRS.items():
        for x in (0.5, 1.7, 2.5):
            explorer.values = {"pair": pair, "x": x}
            y = float(f(x))
            expected = differentiation.derivative(g, y)
            assert explorer.reading["slope of the inverse at y"] == pytest.approx(expected)


def test_a_mirror_of_one_pair_knows_only_that_pair():
    explorer = curves.InverseMirror("x² and √x")
    assert explorer.menus() == []
    assert list(explorer.presets) == ["y = 9", "where they meet", "the wrong branch"]
    assert explorer.widget.parts["presets"] == list(explorer.presets)
    explorer.apply("y = 9")
    assert explorer.reading["slope at x"] == 6
    with pytest.raises(ValueError, match="pair must be one of x² and √x, eˣ and log x"):
        curves.InverseMirror("x³")


def test_left_of_zero_the_root_is_no_inverse():
    explorer = curves.InverseMirror()
    explorer.apply("the wrong branch")
    assert "The root of 4 is 2, not -2" in explorer.reading["sentence"]
    explorer.values = {"x": 0}
    assert "stands upright: no slope" in explorer.reading["sentence"]
    assert (
        np.ptp(explorer.tangents[1].line.get_xdata())
        == 0
        < np.ptp(explorer.tangents[1].line.get_ydata())
    )


def test_under_the_magnifying_glass_only_the_smooth_curve_gets_straight():
    explorer = curves.Zoom()

    def sides(zoom):
        explorer.values = {"zoom": zoom}
        numbers = {k: v for k, v in explorer.reading.items() if k != "sentence"}
        return {k: [float(s) for s in v.split(" | ")] for k, v in numbers.items()}

    wide, close = sides(1), sides(1000)
    assert close["smooth"] == pytest.approx([math.cos(1)] * 2, abs=1e-3)
    assert close["corner"] == wide["corner"] == [-1, 1]
    assert close["cusp"] == pytest.approx([10 * s for s in wide["cusp"]])
    assert close["vertical"] == pytest.approx([100 * s for s in wide["vertical"]], rel=1e-3)
    assert close["jump"] == [1000, 0]


def test_the_turned_line_is_best_where_least_squares_puts_it():
    explorer, (x, y) = curves.TurnTheLine(), datasets.three_points()
    best, intercept = np.polyfit(x, y, 1)
    assert best == pytest.approx(0.5)
    for m in (-3, -1, 0.5, 2.2, 3):
        explorer.values = {"m": m}
        assert explorer.reading["E"] == pytest.approx(2 * m**2 - 2 * m + 14 / 3)
        assert explorer.line.get_data()[1] == pytest.approx([y.mean() - 2 * m, y.mean() + 2 * m])
    explorer.reveal()
    slopes, errors = explorer.errors.line.get_data()
    assert slopes[np.argmin(errors)] == pytest.approx(best)
    assert errors.min() == pytest.approx(np.sum((best * x + intercept - y) ** 2))
    assert errors.max() < explorer.errors.line.axes.get_ylim()[1]


def test_dragging_the_handle_takes_the_line_to_its_height():
    explorer = curves.TurnTheLine()
    for height in (1, 3.5, 6):
        explorer.values = explorer.dragged(3.1, height)
        np.testing.assert_allclose(explorer.handle.get_xydata(), [[3, height]])


def test_the_glass_shows_the_same_ride_at_every_size():
    explorer = curves.AverageSpeed()
    explorer.reveal()
    for t, gap in ((3, 1), (3, 0.001), (0, 0.01), (1.5, 0.2)):
        explorer.values = {"t": t, "gap": gap}
        places, heights = explorer.enlarged.curve.get_data()
        np.testing.assert_allclose(heights, ((t + gap * places) ** 2 - t**2) / gap, atol=1e-9)
        run, rise = -np.diff(np.array(explorer.enlarged.secant.points.get_data()), axis=1)[:, 0]
        assert explorer.grip.get_xydata()[-1].tolist() == [t, t**2]
        assert run == 1
        assert rise == pytest.approx(2 * t + gap)
        np.testing.assert_allclose(explorer.enlarged.tangent.get_ydata(), 2 * t * places)
    explorer.reveal(False)
    assert not explorer.enlarged.tangent.get_visible()


def test_the_rise_of_the_triangle_is_the_height_below():
    explorer = curves.CurveAndSlope("x²", "x³", "sin x", "eˣ")
    for curve, slope in (("x²", lambda x: 2 * x), ("x³", lambda x: 3 * x**2), ("sin x", np.cos)):
        for x in (-1.5, -0.4, 0.9, 1.6):
            explorer.values = {"curve": curve, "x": x}
            low, high = explorer.triangle.rise.get_ydata()
            assert high - low == pytest.approx(slope(x))
            assert np.ptp(explorer.triangle.across.get_xdata()) == pytest.approx(1)
            assert explorer.height.line.get_ydata()[1] == pytest.approx(slope(x))
            above, below = (axes.get_ylim() for axes in explorer._canvas.figure.axes)
            assert np.ptp(above) == pytest.approx(np.ptp(below)), "as long in both pictures"


def test_the_slopes_visited_are_those_of_the_curve():
    explorer = curves.CurveAndSlope("1/x", "log x", "|x|", window=(-2, 4))
    for curve, slope in (("1/x", lambda x: -1 / x**2), ("log x", lambda x: 1 / x),
                         ("|x|", np.sign)):  # fmt: skip
        explorer.values = {"curve": curve, "x": 1.5}
        for x in (0.5, 3, 0.75):
            explorer.values = {"x": x}
        x, y = explorer.trail.dots.get_data()
        assert set(x) >= {0.5, 0.75, 1.5, 3}
        np.testing.assert_allclose(y, slope(x))


def test_an_upright_tangent_is_no_infinite_rise():
    explorer = curves.CurveAndSlope("√x")
    explorer.values = {"x": 0}
    assert "stands upright" in explorer.reading["sentence"]
    assert "f'(x)" not in explorer.reading
    assert explorer.trouble == ""
    assert np.ptp(explorer.triangle.line.get_xdata()) == 0


@pytest.mark.parametrize(("x", "c", "gap"), [(0.5, 0.5, 1), (1, -1, 0.3), (-0.7, 2, 0.01)])
def test_the_rises_of_a_sum_stand_on_each_other(x, c, gap):
    explorer = curves.SlopesAdd()
    explorer.values = {"x": x, "c": c, "gap": gap}

    def total(x):
        return 2 * x + c * x**2

    *_, first, second = (line.get_ydata() for line in explorer.rises.rises)
    assert first[0] == pytest.approx(total(x))
    assert first[1] == second[0] == pytest.approx(total(x) + 2 * gap)
    assert second[1] == pytest.approx(total(x + gap))
    assert explorer.reading["sum"] == pytest.approx((total(x + gap) - total(x)) / gap)
    slope = differentiation.derivative(total, x)
    assert explorer.reading["slope of the sum"] == pytest.approx(slope, abs=1e-9)
    tops = [bar.get_y() + bar.get_height() for bar in explorer.columns.bars]
    assert tops[2] == pytest.approx(c * tops[1])
    assert tops[-1] == pytest.approx(explorer.total.get_ydata()[0])


def test_the_strips_are_equal_at_one_only():
    explorer = curves.GrowingRectangle()
    found = {}
    for x in (0.5, 1, 1.5):
        explorer.values = {"sides": "x and x² + 1", "x": x, "gap": 0.0005}
        found[x] = explorer.reading["at the side"] / explorer.reading["on top"]
    assert found[0.5] > 1.5
    assert found[1] == pytest.approx(1, abs=1e-3)
    assert found[1.5] < 0.8
    lengths = [[bar.get_width() for bar in row] for row in explorer.bars.rows]
    np.testing.assert_allclose(lengths[0], np.multiply(0.0005, lengths[1]))


@pytest.mark.parametrize("x", [-1.5, 0.3, 1, 2.5])
def test_the_triangles_are_mirror_images(x):
    explorer = curves.InverseMirror()
    for pair in explorer.PAIRS:
        explorer.values = {"pair": pair, "x": x}
        sides = [np.array(line.get_data()) for line in explorer.triangles.sides]
        for one, other in zip(sides[:3], sides[3:], strict=True):
            np.testing.assert_allclose(one, other[::-1])
        run, rise = np.diff(sides[1])[0, 0], np.diff(sides[2])[1, 0]
        assert rise / run == pytest.approx(explorer.reading["slope at x"])
        for across, up in sides[:3]:
            assert (across > up).all(), "the first one lies below the diagonal"


def test_the_step_on_the_circle_is_the_radius_turned():
    explorer = curves.PointOnACircle()
    for x in (0, 0.6, 1.9, 3.5, 5.9):
        explorer.values = {"x": x}
        sides = {n: np.array(line.get_data()) for n, line in explorer.turned.lines.items()}
        (across, up), (left, rise) = (np.diff(sides[n])[:, 0] for n in ("radius", "step"))
        np.testing.assert_allclose((left, rise), (-up, across), atol=1e-12)
        near = [np.array([math.cos(x + h), math.sin(x + h)]) for h in (-1e-6, 1e-6)]
        np.testing.assert_allclose((left, rise), (near[1] - near[0]) / 2e-6, atol=1e-8)
        assert np.diff(sides["base"])[0, 0] == pytest.approx(np.diff(sides["rise"])[1, 0])
        way = np.hypot(*np.diff(sides["way"])).sum()
        assert way == pytest.approx(x, rel=1e-3, abs=1e-9)
        assert np.diff(explorer.triangle.rise.get_ydata())[0] == pytest.approx(math.cos(x))


def test_the_number_e_lies_between_its_bounds():
    for n in (2, 10, 1000):
        assert (1 + 1 / n) ** n < math.e < (1 + 1 / n) ** (n + 1)
        assert 1 < (math.e ** (1 / n) - 1) * n < n / (n - 1)


@pytest.mark.parametrize("expression", [sympy.sin(t), sympy.exp(t), t**3], ids=str)
def test_the_errors_of_the_differences_are_as_large_as_said(expression):
    f = sympy.lambdify(t, expression)
    exact, second, third = (float(sympy.diff(expression, t, k).subs(t, 1)) for k in (1, 2, 3))
    one, both = (f(1.001) - f(1)) / 1e-3 - exact, (f(1.001) - f(0.999)) / 2e-3 - exact
    assert one == pytest.approx(second / 2 * 1e-3, rel=2e-3)
    assert both == pytest.approx(third / 6 * 1e-6, rel=2e-3)


def test_the_predictions_in_words_come_true():
    averages = [((3 + gap) ** 2 - 9) / gap for gap in (1, 0.1, 0.01, 0.001)]
    assert averages == sorted(averages, reverse=True)
    assert 6 < averages[-1] < 6.01
    assert derivatives.shorter_stretch.text_of("d").startswith("They settle at another")
    slopes = [differentiation.derivative(np.sqrt, x**2) for x in (1, 0.1, 0.01)]
    assert slopes == sorted(slopes)
    assert slopes[-1] > 49
    assert derivatives.flat_mirror.text_of("a") == "It becomes ever steeper."
    two, four = (differentiation.derivative(np.log, x) for x in (2.0, 4.0))
    assert four == pytest.approx(two / 2)
    assert derivatives.twice_as_far.text_of("c") == "It is half of what it was."


def test_each_curve_is_matched_with_its_slope():
    x = np.linspace(-1.9, 1.9, 39)
    slopes = dict(zip("abcd", derivatives.SLOPES_TO_MATCH, strict=True))
    for curve, letter in zip(
        derivatives.CURVES_TO_MATCH, derivatives.match_slopes.answer, strict=True
    ):
        fit = [
            k for k, slope in slopes.items()
            if np.allclose(slope(x), (curve(x + 1e-6) - curve(x - 1e-6)) / 2e-6, atol=1e-6)
        ]  # fmt: skip
        assert fit == [letter]


def test_the_new_answers_from_sympy():
    m = sympy.Symbol("m")
    error = (m - 2) ** 2 + (2 * m - 3) ** 2
    assert derivatives.error_slope.answer == float(sympy.diff(error, m).subs(m, 0))
    quotient = sympy.diff(sympy.log(t) / t, t).subs(t, 2)
    assert derivatives.review_log_quotient.answer == pytest.approx(float(quotient))
    assert derivatives.near_two.answer == pytest.approx(7 + 0.1 * -3)
    line, value = derivatives.wrong_root.answer
    assert value == float(sympy.diff(t**2, t).subs(t, sympy.sqrt(16)))
    assert derivatives.wrong_root.lines[line - 1].startswith("at $y = 16$")
    whole = sympy.diff(4 * sympy.sqrt(t) - 3 / t, t).subs(t, 4)
    assert derivatives.review_wrong_line.answer[1] == pytest.approx(float(whole) - 1)
    back = optimize.brentq(lambda x: x**3 + x - 2, 0, 2)
    assert derivatives.review_inverse.answer == pytest.approx(1 / (3 * back**2 + 1))
    f = sympy.integrate(derivatives.slope_to_read(t), t)
    at = derivatives.review_turning.answer
    assert float(sympy.diff(f, t, 2).subs(t, at)) > 0 == sympy.diff(f, t).subs(t, at)
    x = np.linspace(0, 2 * np.pi, 100_001)
    steepest = x[np.argmax(-np.sin(x))]
    assert derivatives.steepest_cosine.answer == pytest.approx(steepest, abs=1e-4)
    both = differentiation.derivative(lambda x: x if x < 0 else 2 * x, 0.0)
    assert both == pytest.approx(1.5)


def test_which_of_the_four_has_a_derivative_at_zero():
    quotients = {
        "a": lambda h: h * abs(h) / h,
        "b": lambda h: abs(h) / h,
        "c": lambda h: np.cbrt(h) / h,
        "d": lambda h: (float(h >= 0) - 1) / h,
    }

    def settles(quotient):
        near = [quotient(h) for h in (-1e-6, 1e-6, -1e-9, 1e-9)]
        return np.ptp(near) < 1e-3

    assert [k for k, q in quotients.items() if settles(q)] == [derivatives.has_a_derivative.answer]


def test_the_cubic_falls_nowhere():
    x = np.linspace(-5, 5, 1001)
    assert (functions.cube.gradient(x) >= 0).all()


def test_a_slope_curve_has_the_same_colour_everywhere():
    (drawn,) = figures.slope_alone(derivatives.slope_to_read, (-3, 4)).figure.axes
    slopes = [
        curves.CurveAndSlope("x²").trail.line, curves.CurveAndSlope("x²").trail.dots,
        curves.BaseOfPowers().slope, welcome.MovingTangent().slope.axes.lines[0], drawn.lines[-1],
    ]  # fmt: skip
    assert {line.get_color() for line in slopes} == {style.VERMILLION}


def test_the_moods_of_the_table():
    counts, moods = datasets.sentiment()
    assert counts.tolist() == [[3, 0], [0, 2], [2, 1], [1, 3]]
    assert moods.tolist() == [1, 0, 1, 0]


# Chapter 5: what the explorers say.


@pytest.mark.parametrize(
    ("preset", "outcome", "regime"),
    [
        ("slow", "After 40 steps the slope is", "this rate is slow:"),
        ("fast", "After 20 steps the slope is", "this rate is fast:"),
        ("oscillates", "After 40 steps the slope is", "this rate oscillates:"),
        ("diverges", "Step 58 would lead to", "this rate diverges:"),
        ("leaves the domain", "Step 2 would lead to", "this rate is fast:"),
    ],
)
def test_the_outcome_stands_first_and_the_regime_second(preset, outcome, regime):
    explorer = descents.DescentOnACurve()
    explorer.apply(preset)
    first, second = explorer.reading["sentence"].split(". ", 1)
    assert first.startswith(outcome)
    assert second.startswith(f"Close to the minimum {regime}")
    assert explorer.trouble in ("", f"{first}.")


def test_where_the_path_is_stands_between_outcome_and_regime():
    explorer = descents.DescentWithSeveralMinima()
    explorer.apply("to B")
    sentences = explorer.reading["sentence"].split(". ")
    assert sentences[0].startswith(("After", "Converged"))
    assert sentences[1] == "The path is at B"
    assert sentences[2].startswith("Close to the minimum this rate is slow: ")


def test_the_outcome_stands_first_in_the_valley():
    explorer = descents.DescentInAValley()
    for preset in explorer.presets:
        explorer.apply(preset)
        sentence = explorer.reading["sentence"]
        assert re.match(r"After \d+ steps the length of the gradient is", sentence)
        assert ". Each step " in sentence


@pytest.mark.parametrize("x", [-1.0, 1.2])
def test_a_hilltop_is_not_said_to_be_a_minimum(x):
    explorer = descents.DescentWithSeveralMinima()
    explorer.values = {"start": x}
    sentence = explorer.reading["sentence"]
    assert sentence.startswith("At rest after 0 steps: the slope is zero here, but this is no ")
    assert "fast" not in sentence


@pytest.mark.parametrize("place", [(0, 3), (3, 0), (0, 6), (6, 0), (6, 6)])
def test_where_no_step_moves_in_the_room(place):
    """The corner (6, 6) is a saddle: cooler along the diagonal, warmer across it."""
    explorer = descents.DescentOnASurface()
    explorer.values = {"x": place[0], "y": place[1]}
    sentence = explorer.reading["sentence"]
    assert sentence.startswith("At rest after 0 steps: the length of the gradient is zero here,")
    here, room = np.array(place, dtype=float), functions.temperature
    inward = np.where(here == 0, 0.1, np.where(here == 6, -0.1, 0.0))
    assert room(here + inward) < room(here)
    if place == (6, 6):
        assert room(here + np.array([0.1, -0.1])) > room(here)


def test_the_presets_do_what_their_names_say():
    room, line = descents.DescentOnASurface(), descents.LineByDescent()
    room.apply("one step")
    (start, end) = np.array(room.table().rows)[:, 1:3]
    assert np.linalg.norm(end - start) > 0.5
    room.apply("runs away")
    assert room.reading["sentence"].startswith("Diverged: after 6 steps")
    room.apply("good rate")
    assert room.reading["sentence"].startswith("Converged")
    line.apply("settles")
    assert line.reading["value"] == pytest.approx(25 / 6, abs=1e-6)
    line.apply("diverges")
    sentence = line.reading["sentence"]
    assert sentence.startswith(
        "After 30 steps the length of the gradient is 677. The line is below"
    )
    assert line.line.beyond.get_xdata().size == 1
    line.apply("slow")
    assert line.line.beyond.get_xdata().size == 0


def test_at_exactly_twice_the_inverse_curvature_a_parabola_keeps_its_error():
    explorer = descents.DescentOnACurve(functions.square)
    explorer.values = {"learning_rate": 1, "start": 1.0, "steps": 7}
    assert explorer.reading["x"] == -1
    assert explorer.reading["sentence"].endswith(
        "Close to the minimum this rate is the limit: each step overshoots by the whole distance."
    )


def test_the_slopes_around_a_point_are_measured():
    """Against differences of the temperature, in every direction that the slider has."""
    explorer = descents.SlopeInEveryDirection()
    room, h = functions.temperature, 1e-5
    found = {}
    for degrees in range(0, 361, 5):
        explorer.values = {"direction": degrees}
        way = np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees))])
        slope = (room(explorer.POINT + h * way) - room(explorer.POINT - h * way)) / (2 * h)
        assert explorer.reading["slope"] == pytest.approx(slope, abs=1e-8)
        found[degrees] = explorer.reading["slope"]
    steepest = min(found, key=found.get)
    explorer.values = {"direction": steepest}
    words = explorer.reading["angle to the line of equal temperature"]
    assert float(words.rstrip("°")) > 87
    assert len(explorer.around.trail.dots.get_xdata()) == 73


def test_a_small_step_in_the_room_leads_to_a_better_point():
    """The temperature changes by about -α |∇T|², also by differences of the temperature."""
    room, rng = functions.temperature, np.random.default_rng(3)
    for place in rng.uniform(0.3, 5.7, (40, 2)):
        gradient = differentiation.gradient(room, place)
        change = room(place - 1e-4 * gradient) - room(place)
        assert change == pytest.approx(-1e-4 * gradient @ gradient, rel=2e-3)
        assert change < 0


def test_the_end_depends_on_the_start_after_20_steps_and_not_after_200():
    explorer = descents.LineByDescent()
    ends = {20: [], 200: []}
    for start in ((-2, 0), (-3, 7), (4, 7), (4, -2), (0, 5)):
        for rate, steps in ((0.02, 20), (0.05, 200)):
            explorer.values = {"m": start[0], "b": start[1], "steps": steps, "learning_rate": rate}
            ends[steps].append((explorer.reading["m"], explorer.reading["b"]))
    assert np.ptp(ends[20], axis=0).min() > 1
    np.testing.assert_allclose(ends[200], [(0.5, 7 / 3)] * 5, atol=0.01)


def test_every_point_twice_makes_the_rate_too_large():
    x, y = datasets.three_points()
    line = descents.LineByDescent(np.repeat(x, 2), np.repeat(y, 2))
    line.values = {"learning_rate": 0.05, "steps": 200}
    assert line.reading["sentence"].startswith("Diverged")
    curvature = np.linalg.eigvalsh(2 * np.array([[x @ x, x.sum()], [x.sum(), 3]]))[-1]
    assert gradient_descent._steepest() == pytest.approx(curvature)
    assert 0.05 * curvature < 2 < 2 * 0.05 * curvature


def test_the_rule_that_watches_the_step_stops_at_once():
    slope = math.exp(1.5) - 1 / 1.5
    assert 0.00001 * slope < 0.0001 < 0.0001 * slope
    assert gradient_descent.tiny_steps.happened == "b"


def swings(momentum: float) -> int:
    """Return how often the way along the valley changes sides in 50 steps."""
    explorer = descents.DescentWithMomentum()
    explorer.values = {"momentum": momentum}
    x = np.array(explorer.table().rows)[:, 1]
    return int((np.diff(np.sign(x)) != 0).sum())


def test_with_nearly_all_of_the_last_move_the_path_swings():
    explorer = descents.DescentWithMomentum()
    lengths, first = {}, {}
    for momentum in (0.6, 0.95):
        explorer.values = {"momentum": momentum}
        lengths[momentum] = explorer.reading["length of the gradient"]
        along = np.array(explorer.table().rows)[:, 1]
        first[momentum] = int(np.argmax(along < 0))
    assert lengths[0.95] > 1000 * lengths[0.6]
    assert 0 < first[0.95] < first[0.6]
    assert swings(0.95) >= 4


@pytest.mark.parametrize("momentum", [0.0, 0.3, 0.6, 0.9])
def test_the_limit_with_momentum(momentum):
    """By the eigenvalues of the map from one pair of moves to the next."""
    limit = 2 * (1 + momentum) / 20
    for rate, inside in ((0.99 * limit, True), (1.01 * limit, False)):
        step = np.array([[1 + momentum - rate * 20, -momentum], [1, 0]])
        assert (np.abs(np.linalg.eigvals(step)).max() < 1) == inside


def test_without_and_with_momentum_after_fifty_steps():
    explorer = descents.DescentWithMomentum()
    explorer.apply("without")
    plain = explorer.reading["value"]
    explorer.apply("more")
    assert 2.0e6 < plain / explorer.reading["value"] < 2.2e6


def test_half_the_rate_takes_twice_the_steps_along_the_valley():
    steps = [math.log(1e-6) / math.log(1 - rate) for rate in (0.04, 0.02)]
    assert steps[1] / steps[0] == pytest.approx(2, rel=0.03)


def test_on_a_corner_the_descent_jumps_between_two_points():
    x, points = 1.0, []
    for _ in range(12):
        points.append(round(x, 10))
        x -= 0.3 * np.sign(x)
    assert points[:6] == [1, 0.7, 0.4, 0.1, -0.2, 0.1]
    assert set(points[3:]) == {0.1, -0.2}


def test_a_forward_difference_with_a_step_of_ten_to_the_minus_fifteen():
    """What the review says of four digits, and of one or two: sine and exponential."""
    for f, slope in ((np.sin, np.cos), (np.exp, np.exp)):
        for x in (0.3, 0.7, 1.0):
            error = [abs((f(x + h) - f(x)) / h - slope(x)) / slope(x) for h in (1e-4, 1e-15)]
            assert error[0] < 2e-4
            assert 1e-2 < error[1] < 0.5


@pytest.mark.parametrize("batch_size", [1, 7, 8, 40])
def test_the_examples_seen_make_these_steps(batch_size):
    explorer = descents.StochasticDescent()
    for seen in (0, 1, 7, 39, 40, 41, 83, 400):
        explorer.values = {"batch_size": batch_size, "seen": seen}
        in_a_pass = -(-40 // batch_size)
        steps = seen // 40 * in_a_pass + seen % 40 // batch_size
        assert explorer.reading["steps"] == steps
        assert explorer.values_by_epoch.line.get_xdata()[-1] <= seen / 40


# Chapter 8: the answers, from the network in matrices and from differences.


def loss_of(row, x, y):
    """Return the log loss of the 2-2-1 network, written once more."""
    w11, w12, w21, w22, b1, b2, w1, w2, b = row
    hidden = 1 / (1 + np.exp(-(np.array(x) @ [[w11, w12], [w21, w22]] + [b1, b2])))
    yhat = 1 / (1 + np.exp(-(hidden @ [w1, w2] + b)))
    return -math.log(yhat if y == 1 else 1 - yhat), yhat


def test_the_answers_of_the_example():
    row, x = two_layer_network._net.row, (1.2, -2.2)
    assert two_layer_network.hidden_sum.answer == 1.2 * -0.8 + -2.2 * 0.7 + 0.5
    assert two_layer_network.forward_pass.answer == pytest.approx(loss_of(row, x, 1)[1])
    slopes = optimize.approx_fprime(row, lambda r: loss_of(r, x, 1)[0], 1e-7)
    by_name = dict(zip(NINE, slopes, strict=True))
    assert two_layer_network.output_error.answer == pytest.approx(by_name["b"], abs=1e-6)
    assert two_layer_network.first_layer_slope.answer == pytest.approx(by_name["w12"], abs=1e-6)
    names = {"indices exchanged": "w21", "the other input": "w22", "the other unit": "w11"}
    for mistake in two_layer_network.first_layer_slope.mistakes:
        if mistake.name in names:
            assert mistake.answer == pytest.approx(by_name[names[mistake.name]], abs=1e-6)


def test_the_increment_with_the_slip_belongs_to_w21():
    net, x1, x2, y = TwoTwoOne(0.4, -0.7, 1.1, 0.3, 0.2, -0.5, 0.9, -1.3, 0.1), 1.7, -0.6, 1
    f = net.forward(x1, x2)
    increment = x2 * net.w1 * f.a1 * (1 - f.a1) * (y - f.yhat)
    slopes = optimize.approx_fprime(net.row, lambda r: loss_of(r, (x1, x2), y)[0], 1e-7)
    match = [n for n, s in zip(NINE, slopes, strict=True) if abs(increment + s) < 1e-6]
    assert match == ["w21"]
    choice = two_layer_network.index_slip
    assert choice.choices[choice.answer] == "to $w_{21}$"


def test_the_gradient_check_of_the_network_finds_the_exchanged_weights():
    net = networks.PassThroughTheNetwork.START
    right = net.backward(net.forward(2, 1), 1)
    exchanged = type(right)(
        **{n: getattr(right, {"w12": "w21", "w21": "w12"}.get(n, n)) for n in NINE}
    )
    assert net.check_gradients(2, 1, 1, right).agrees
    assert not net.check_gradients(2, 1, 1, exchanged).agrees


def test_updating_one_layer_first_is_another_step():
    net = two_layer_network._net
    both = net.updated(net.backward(net.forward(2, 1), 1), 0.5)
    # The hidden errors with the new weights of the second layer, as the exercise describes it.
    f = net.forward(2, 1)
    mixed = 2 * (f.yhat - 1) * both.w1 * f.a1 * (1 - f.a1)
    assert net.w11 - 0.5 * mixed != pytest.approx(both.w11, abs=1e-6)
    choice = two_layer_network.order_of_updates
    assert choice.choices[choice.answer].startswith("A step that is not along the gradient")


def test_three_corners_at_most_for_one_line():
    x, y = datasets.exclusive_or()
    generator = np.random.default_rng(0)
    w, b = generator.normal(size=(20_000, 2)), generator.normal(size=(20_000, 1))
    right = ((w @ x.T + b > 0) == y).sum(axis=1)
    assert right.max() == 3


def test_two_lines_by_hand_solve_it():
    net = Network(([[6, 6], [6, 6]], [[9], [-9]]), ([-3, -9], [-4]), (activations.sigmoid,))
    x, y = datasets.exclusive_or()
    assert ((net.prediction(x) > 0.5) == y).all()
    hidden = net.forward(x).a[0]
    np.testing.assert_allclose(hidden[1], hidden[2], atol=1e-12)


def test_two_units_do_not_enclose_a_circle_and_three_do():
    assert two_layer_network._right(2) < 90
    assert two_layer_network._right(3) > 95
    x, y = datasets.circles(80)
    starts = [Network.random((2, 2, 1), seed=seed) for seed in range(6)]
    ends = [train(start, x, y, 8, 1500).last for start in starts]
    best = max(np.mean((end.prediction(x) > 0.5) == y) for end in ends)
    assert best < 0.95


def test_equal_units_stay_equal():
    weights = two_layer_network._dead.weights[0]
    assert np.ptp(weights, axis=1).max() < 1e-9
    x, y = datasets.circles(80)
    one = train(Network.equal((2, 4, 1)), x, y, 8, 500)
    assert one.losses[-1] < one.losses[0]


def test_twenty_sigmoids_leave_less_than_a_billionth():
    products = two_layer_network._deep
    assert abs(products[-2] / products[1]) < 1e-9
    five = Network.one_unit_layers(np.ones(6)).chain(1.0, 0.0, "w1").products
    assert abs(five[-2] / five[1]) < 2e-3
    assert activations.sigmoid.gradient(0.0) == 0.25
    assert two_layer_network.vanishing.answer == 0.25**10


def test_the_parameters_are_those_of_a_network():
    assert Network.random((4, 6, 3)).parameters.size == two_layer_network.count_parameters.answer


def first_layer_by_differences(net, x1, x2, y):
    slopes = optimize.approx_fprime(net.row, lambda r: loss_of(r, (x1, x2), y)[0], 1e-7)
    return slopes[:6]


def test_the_repaired_page_agrees_with_differences_and_the_page_does_not():
    net, x1, x2 = networks.PassThroughTheNetwork.START, 2.0, 1.0
    f = net.forward(x1, x2)
    arguments = x1, x2, f.a1, f.a2, net.w1, net.w2, f.yhat - 1
    expected = first_layer_by_differences(net, x1, x2, 1)
    np.testing.assert_allclose(two_layer_network.repair.answer(*arguments), expected, atol=1e-6)
    page = two_layer_network._slipped(*arguments)
    assert np.isclose(page, expected, atol=1e-6).tolist() == [
        True,
        False,
        False,
        False,
        True,
        False,
    ]


def test_the_wrong_line_is_the_only_one_of_its_page():
    x2, a1, w1, yhat, y = -2, 0.6, 2, 0.8, 1
    delta = yhat - y
    arrives = delta * w1
    line, value = two_layer_network.wrong_page.answer
    assert value == pytest.approx(arrives * a1 * (1 - a1))
    said = [re.findall(r"= (-?[\d.]+)\$", text)[-1] for text in two_layer_network.wrong_page.lines]
    wrong = arrives * a1
    follows = [delta, arrives, wrong, x2 * wrong, wrong]
    assert [float(number) for number in said] == pytest.approx(follows)
    assert line == 3


def kind_of_end(explorer) -> str:
    """Say what two hidden units have made of the four clouds: the letters of the exercise."""
    one, other = (np.diff(line, axis=0)[0] for line in explorer.plane.lines.get_segments())
    angle = abs(one @ other) / np.hypot(*one) / np.hypot(*other)
    middle = training_of(explorer)[0].last.prediction(np.zeros((1, 2)))[0]
    return "a" if angle < 0.95 else "c" if middle > 0.5 else "b"


def test_the_four_starts_end_as_the_exercise_says():
    explorer = networks.TrainingInThePlane()
    explorer.values = {"data": "exclusive or", "units": 2, "rate": 2, "epoch": 1000}
    seen = ""
    for words in two_layer_network.seeds.items.values():
        explorer.values = {"seed": int(words.removeprefix("seed "))}
        seen += kind_of_end(explorer)
        failed = explorer.reading["loss"] == pytest.approx(math.log(2) / 2, abs=0.01)
        assert failed == (seen[-1] == "a")
    assert seen == two_layer_network.seeds.answer


def test_where_a_seed_fails_two_clouds_lie_on_each_other_behind_the_units():
    explorer = networks.TrainingInThePlane()
    explorer.values = {"units": 2, "seed": 0, "epoch": 1000}
    (x, y), _ = explorer._data_of("exclusive or", explorer.NOISE)
    network = training_of(explorer)[0].last
    clouds = [(x[:, 0] > 0) * 2 + (x[:, 1] > 0) == k for k in range(4)]
    behind = [network.forward(x[cloud]).a[0].mean(axis=0) for cloud in clouds]
    classes = [y[cloud].mean() for cloud in clouds]
    near = [(classes[i], classes[j]) for i, j in itertools.combinations(range(4), 2)
            if np.hypot(*(behind[i] - behind[j])) < 0.15]  # fmt: skip
    assert [sorted(pair) for pair in near] == [[0, 1]]


def test_an_epoch_is_that_of_the_library():
    for test in two_layer_network.write_epoch.tests:
        inputs, labels, hidden, hidden_bias, last, bias, rate = test
        network = Network((hidden, last), (hidden_bias, bias), (activations.relu,))
        step = train(network, inputs, labels[:, 0], rate, 1).last
        ours = two_layer_network.write_epoch.answer(*test)
        np.testing.assert_allclose(ours, step.parameters, atol=1e-12)


def test_an_equal_first_layer_is_parted_by_different_edges_behind_it():
    x, y = datasets.circles(80)
    drawn = Network.random((2, 4, 1), seed=3)
    start = Network((np.full((2, 4), 0.5), drawn.weights[1]), drawn.biases, drawn.activations)
    spread = [np.ptp(train(start, x, y, 1, epochs).last.weights[0], axis=1).max()
              for epochs in (0, 1, 300)]  # fmt: skip
    assert spread[0] == 0
    assert spread[1] > 1e-6
    assert spread[2] > 100 * spread[1]
    says = start.forward(x).a[0]
    assert np.ptp(says, axis=1).max() == 0


def tracked(equals: str) -> dict[str, float]:
    """Return the slopes that the chapter's class finds, with += or = in its last line."""
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    (code,) = (source for source in sources if "class Tracked" in source)
    space = {"np": np}
    assert code.count("parent.slope += factor") == 1
    exec(code.replace("parent.slope += factor", f"parent.slope {equals} factor"), space)
    net = networks.PassThroughTheNetwork.START
    p = {name: space["Tracked"](getattr(net, name)) for name in NINE}
    u1, u2 = space["Tracked"](2.0), space["Tracked"](1.0)
    h1 = (u1 * p["w11"] + u2 * p["w21"] + p["b1"]).sigmoid()
    h2 = (u1 * p["w12"] + u2 * p["w22"] + p["b2"]).sigmoid()
    (h1 * p["w1"] + h2 * p["w2"] + p["b"]).sigmoid().log_loss(1).backward()
    return {name: number.slope for name, number in (p | {"x1": u1, "x2": u2}).items()}


def test_without_the_plus_only_the_slopes_by_the_inputs_are_wrong():
    right, other = tracked("+="), tracked("=")
    wrong = {name for name in right if right[name] != pytest.approx(other[name], abs=1e-12)}
    assert wrong == {"x1", "x2"}
    choice = two_layer_network.used_twice
    assert choice.choices[choice.answer].startswith("None of the nine")
    net = networks.PassThroughTheNetwork.START
    by_x = optimize.approx_fprime([2.0, 1.0], lambda x: loss_of(net.row, x, 1)[0], 1e-7)
    assert [right["x1"], right["x2"]] == pytest.approx(by_x, abs=1e-6)


def test_tanh_and_its_factor():
    for (value,) in two_layer_network.tanh_step.tests:
        exact = [sympy.tanh(value), sympy.diff(sympy.tanh(t), t).subs(t, value)]
        answer = two_layer_network.tanh_step.answer(value)
        assert answer == pytest.approx([float(number) for number in exact])


def test_the_answers_of_the_review():
    net = two_layer_network._net
    by_x1 = optimize.approx_fprime([1.2], lambda x: loss_of(net.row, (x[0], -2.2), 1)[0], 1e-7)
    assert two_layer_network.review_input.answer == pytest.approx(by_x1[0], abs=1e-6)
    x, y = sympy.symbols("x y")
    f = x**2 + 3 * y**2
    at = {x: 2, y: -1}
    step = [float(at[v] - 0.1 * sympy.diff(f, v).subs(at)) for v in (x, y)]
    assert two_layer_network.review_step.answer == pytest.approx(step)
    places = [1.0]
    for _ in range(3):
        places.append(places[-1] - 0.2 * 8 * places[-1])
    assert places[1] < 0 < places[2] < 1
    choice = two_layer_network.review_factor
    assert "to and fro across the minimum, and comes closer" in choice.choices[choice.answer]


def test_an_input_of_zero_makes_two_derivatives_zero():
    net = TwoTwoOne(0.4, -0.7, 1.1, 0.3, 0.2, -0.5, 0.9, -1.3, 0.1)
    slopes = optimize.approx_fprime(net.row, lambda r: loss_of(r, (1.7, 0.0), 1)[0], 1e-7)
    zero = {name for name, slope in zip(NINE, slopes, strict=True) if abs(slope) < 1e-9}
    assert zero == {"w21", "w22"}
    assert two_layer_network.input_zero.happened == "b"
    assert "w21 and w22" in two_layer_network.input_zero.text_of("b")


# Chapter 8: what the explorers show.


def shown_number(artist) -> float:
    return float(artist.get_text().split("= ")[-1])


def test_every_stage_of_the_pass_shows_true_numbers():
    explorer = networks.PassThroughTheNetwork()
    explorer.apply("all nine")
    generator = np.random.default_rng(2)
    for label in ("0", "1"):
        row, x = generator.normal(size=9), generator.uniform(-2, 2, 2)
        values = dict(zip(NINE, row, strict=True)) | {"x1": x[0], "x2": x[1], "label": label}
        explorer.values = values
        slopes = optimize.approx_fprime(row, lambda r, x=x, y=label: loss_of(r, x, int(y))[0], 1e-7)
        shown = explorer.diagram.slopes
        beside = {"b1": "h1", "b2": "h2", "b": "out"}
        for name, slope in zip(NINE, slopes, strict=True):
            seen = shown_number(shown[beside.get(name, name)])
            assert seen == pytest.approx(slope, rel=6e-3, abs=1e-6)
        weights, derivatives = explorer.table().rows
        assert weights == pytest.approx(row)
        assert derivatives == pytest.approx(slopes, abs=1e-6)


@pytest.mark.parametrize("name", NINE)
def test_the_way_to_a_weight_ends_at_its_derivative(name):
    explorer = networks.PassThroughTheNetwork()
    way = networks._symbol(name)
    explorer.values = {"stage": 8, "way": way}
    row = explorer.START.row
    slopes = optimize.approx_fprime(row, lambda r: loss_of(r, (2, 1), 1)[0], 1e-7)
    slope = dict(zip(NINE, slopes, strict=True))[name]
    assert explorer.reading["product"] == pytest.approx(slope, abs=1e-6)
    columns = [c.get_text().split("\n") for c in explorer.diagram.columns if c.get_visible()]
    factors = [float(value.removeprefix("· ")) for _, value, _ in columns]
    products = [float(value.removeprefix("= ")) for _, _, value in columns]
    np.testing.assert_allclose(products, np.cumprod(factors), rtol=2e-2)
    assert products[-1] == pytest.approx(slope, rel=6e-3)
    # What is lit is an unbroken way from the loss to the weight.
    lit = explorer.diagram.lit.get_segments()
    assert len(lit) == {3: 1 + (name != "b"), 5: 2 + (name[0] == "w")}[len(factors)]
    for _, bottom in itertools.pairwise(columns):
        top = bottom[0].split("/")[0]
        assert any(c[0].endswith(top) for c in columns)


def test_weights_of_the_same_unit_share_all_but_the_last_factor():
    explorer = networks.PassThroughTheNetwork()
    seen = {}
    for name in ("w11", "w21", "b1", "w12"):
        explorer.values = {"stage": 8, "way": networks._symbol(name)}
        seen[name] = list(explorer.reading.values())[:4]
    assert seen["w11"] == seen["w21"] == seen["b1"] != seen["w12"]
    explorer.values = {"way": "w₁₁"}
    assert len(explorer.diagram.shared.get_segments()) == 1
    for way in ("b₁", "b"):
        explorer.values = {"way": way}
        assert len(explorer.diagram.shared.get_segments()) == 2
    explorer.values = {"way": explorer.presets["all nine"]["way"]}
    assert len(explorer.diagram.shared.get_segments()) == 0


def test_steps_move_all_nine_weights_and_the_loss_falls():
    explorer = networks.PassThroughTheNetwork()
    row, losses = explorer.START.row, []
    for steps in range(4):
        explorer.values = {"stage": 8, "steps": steps}
        assert explorer.table().rows[0] == pytest.approx(row)
        losses.append(loss_of(row, (2, 1), 1)[0])
        row = row - optimize.approx_fprime(row, lambda r: loss_of(r, (2, 1), 1)[0], 1e-7)
        if steps:
            words = f"the loss is {losses[-1]:.3g}; before it was {losses[0]:.3g}."
            assert words in explorer.reading["sentence"]
    assert losses == sorted(losses, reverse=True)
    assert (row != explorer.START.row).all()


def test_what_arrives_at_the_hidden_units():
    explorer = networks.PassThroughTheNetwork()
    net = explorer.START
    slopes = net.backward(net.forward(2, 1), 1)
    explorer.values = {"stage": 7}
    for unit, slope in (("1", slopes.b1), ("2", slopes.b2)):
        assert shown_number(explorer.diagram.slopes[f"h{unit}"]) == pytest.approx(slope, rel=6e-3)
        words = next(b.get_text() for b in explorer.diagram.band if networks._symbol(unit) in
                     b.get_text()[:3])  # fmt: skip
        assert eval(words.split("=")[1].replace("·", "*")) == pytest.approx(slope, rel=1e-2)


def test_the_sums_are_spelled_out():
    explorer = networks.PassThroughTheNetwork()
    explorer.values = {"x1": -1.5, "b1": -0.4}
    one, two = (band.get_text().split(" = ") for band in explorer.diagram.band)
    assert (one[0], two[0]) == ("z₁", "z₂")
    assert eval(one[1].replace("·", "*")) == pytest.approx(explorer.reading["z₁"])
    assert eval(two[1].replace("·", "*")) == pytest.approx(explorer.reading["z₂"])


def test_the_numbers_appear_stage_by_stage():
    explorer = networks.PassThroughTheNetwork()
    assert explorer.widget.parts["play"]["back"]
    seen = []
    for stage in range(9):
        explorer.values = {"stage": stage}
        seen.append(sum(artist.get_visible() for artist in explorer.diagram.slopes.values()))
    assert seen == [0, 0, 0, 0, 1, 2, 4, 4, 9]


def test_numbers_stay_inside_their_circles():
    explorer = networks.PassThroughTheNetwork()
    renderer = explorer._canvas.figure.canvas.get_renderer()
    for x1, x2, weight in itertools.product((-3, 2.75, 3), (-3, 3), (-7.77, 0.123, 4321.0)):
        explorer.values = {"stage": 3, "x1": x1, "x2": x2, "w11": weight, "w22": -weight}
        for name, text in explorer.diagram.nodes.items():
            box, ring = text.get_window_extent(renderer), explorer.diagram.rings[name]
            room = ring.get_window_extent(renderer)
            corners = np.array([[box.x0, box.y0], [box.x1, box.y1]]) - [room.x0, room.y0]
            middle = (corners - room.width / 2) / (room.width / 2)
            assert np.abs(middle).max() < 1, text.get_text()


def training_of(explorer):
    """Return the training that an explorer shows."""
    v = explorer.values
    names = ("data", "noise", "start", "activation", "rate", "units", "seed")
    return explorer._trained(*(v[name] for name in names))


def test_the_presets_of_the_training_end_as_the_chapter_says():
    explorer = networks.TrainingInThePlane()

    def loss(preset):
        explorer.reset()
        explorer.apply(preset)
        return explorer.reading["loss"]

    assert loss("four clouds") < 0.02
    assert loss("four units") < 0.05
    assert loss("two units") > 0.3
    assert loss("equal start") > 0.5
    assert "All hidden units are the same" in explorer.reading["sentence"]
    assert loss("large start") > 0.4
    # Most of what it gains it gains at once; then hardly anything arrives.
    losses = training_of(explorer)[0].losses
    assert losses[0] - losses[100] > 10 * (losses[100] - losses[1000])
    explorer.values = {"start": explorer.RANDOM}
    assert explorer.reading["loss"] < 0.3
    assert loss("rate 100") > 5
    assert "jumped up" in explorer.reading["sentence"]
    loss("much noise")
    training, test = training_of(explorer)
    assert test[-1] > 1.5 * test.min()
    assert training.losses[-1] < test[-1] / 2


def test_of_the_very_large_weights_nine_sums_of_ten_are_large():
    explorer = networks.TrainingInThePlane()
    explorer.apply("large start")
    (inputs, _), _ = explorer._data_of("circles", explorer.NOISE)
    sums = training_of(explorer)[0].network.forward(inputs).z[0]
    assert 0.85 < np.mean(np.abs(sums) > 5) < 0.95


def test_the_test_points_are_others_on_the_same_scale():
    explorer = networks.TrainingInThePlane()
    explorer.apply("four units")
    (x, _), (other, labels) = explorer._data_of("circles", explorer.NOISE)
    assert x.mean(axis=0) == pytest.approx([0, 0], abs=1e-12)
    assert x.std(axis=0) == pytest.approx([1, 1])
    assert not np.isin(other[:, 0], x[:, 0]).any()
    raw, raw_other = (datasets.circles(80, seed)[0] for seed in (0, 1))
    np.testing.assert_allclose((raw_other - raw.mean(axis=0)) / raw.std(axis=0), other)
    network = training_of(explorer)[0].last
    says = network.prediction(other)
    loss = -np.mean(np.log(np.where(labels == 1, says, 1 - says)))
    assert explorer.reading["test loss"] == pytest.approx(loss)
    assert explorer.loss.test.get_ydata()[-1] == pytest.approx(loss)


def test_jumps_and_halts_of_the_loss_are_told():
    event = networks.TrainingInThePlane()._event
    falling = np.geomspace(0.7, 0.01, 400)
    assert event(falling) == ""
    jumps = falling.copy()
    jumps[[3, 20]] = 5
    assert (
        event(jumps)
        == "The loss has jumped up 2 times, the last time in epoch 20: too long a step."
    )
    assert event(np.full(300, 0.5)) == "For 200 epochs the loss has hardly fallen."
    assert event(np.full(300, 0.01)) == ""
    assert event(np.full(150, 0.5)) == ""


def test_the_epoch_chooses_and_does_not_train():
    explorer = networks.TrainingInThePlane()
    assert explorer.reading["epoch"] == 0
    before = explorer._trained.cache_info().misses
    losses = []
    for epoch in (0, 100, 500, 1000):
        explorer.values = {"epoch": epoch}
        losses.append(explorer.reading["loss"])
        assert explorer.reading["epoch"] == epoch
        assert explorer.reading["gradient check"] == "off by less than 1e-9"
    assert explorer._trained.cache_info().misses == before
    assert losses == sorted(losses, reverse=True)


def test_what_is_drawn_is_the_boundary_and_the_units():
    explorer = networks.TrainingInThePlane()
    explorer.apply("four units")
    training, _ = training_of(explorer)
    assert training.stop is TrainingStop.EPOCHS_USED_UP
    network = training.last
    for segment in explorer.plane.boundary.get_segments():
        np.testing.assert_allclose(network.prediction(segment), 0.5, atol=0.1)
    hidden = network.weights[0], network.biases[0]
    for k, segment in enumerate(explorer.plane.lines.get_segments()):
        sums = segment @ hidden[0][:, k] + hidden[1][k]
        np.testing.assert_allclose(sums, 0, atol=1e-9)
    # A unit has the colour of its line.
    colours = explorer.plane.lines.get_colors(), explorer.small.frames.get_colors()
    np.testing.assert_array_equal(*colours)


def test_edges_are_as_thick_as_weights_and_tiles_show_what_a_unit_says():
    explorer = networks.TrainingInThePlane()
    explorer.apply("four clouds")
    network, small = training_of(explorer)[0].last, explorer.small
    weights = np.abs([*network.weights[0].ravel(), *network.weights[1].ravel()])
    widths = np.array(small.edges.get_linewidths())
    order = np.argsort(weights)
    assert (np.diff(widths[order]) >= 0).all()
    assert (widths > 0).all()
    image, frames = np.asarray(small.image.get_array()), small.frames.get_segments()
    for k, frame in enumerate(frames):
        (left, low), (right, high) = frame.min(axis=0), frame.max(axis=0)
        for across, up in ((0.1, 0.1), (0.9, 0.2), (0.3, 0.8)):
            row, column = ((low + up * (high - low)) * 20, (left + across * (right - left)) * 20)
            place = np.array([[across, up]]) * np.diff(explorer.window) + explorer.window[0]
            says = network.forward(place).a[0][0, k]
            blue = image[int(row), int(column), 2]
            assert (blue > 0.83) == (says > 0.5) or abs(says - 0.5) < 0.15


def test_with_two_units_the_plane_behind_them_shows_what_they_say():
    explorer = networks.TrainingInThePlane()
    explorer.values = {"units": 2, "epoch": 1000}
    small, network = explorer.small, training_of(explorer)[0].last
    (x, y), _ = explorer._data_of("exclusive or", explorer.NOISE)
    left, low, side = small.BEHIND
    a = network.forward(x).a[0]
    for label, dots in enumerate(small.said):
        assert dots.get_visible()
        np.testing.assert_allclose((dots.get_xydata() - [left, low]) / side, a[y == label])
    border = (small.behind.get_segments()[1] - [left, low]) / side
    z = border @ network.weights[1][:, 0] + network.biases[1][0]
    np.testing.assert_allclose(z, 0, atol=1e-9)
    explorer.values = {"units": 3}
    assert not any(dots.get_visible() for dots in small.said)


def test_students_may_bring_their_own_points():
    x, y = datasets.two_blobs(30)
    explorer = networks.TrainingInThePlane(x, y)
    assert [menu.name for menu in explorer.menus()] == ["start", "activation"]
    assert explorer.fields() == []
    explorer.values = {"epoch": 1000}
    assert explorer.reading["right"] == "100 %"
    assert "test loss" not in explorer.reading
    with pytest.raises(ValueError, match="labels must be 0 and 1, but 2 came"):
        networks.TrainingInThePlane(x, 2 * y)
    with pytest.raises(ValueError, match="inputs must have 2 columns"):
        networks.TrainingInThePlane(np.ones((4, 3)), [0, 1, 0, 1])
    with pytest.raises(TypeError, match="network must be a TwoTwoOne"):
        networks.PassThroughTheNetwork([1, 2])


def test_the_deep_chain_is_the_derivative():
    explorer = networks.DeepChain()
    for preset in explorer.presets:
        explorer.apply(preset)
        v = explorer.values
        kind, depth, w = explorer.ACTIVATIONS[v["activation"]], v["depth"], v["weight"]

        def loss(first, kind=kind, depth=depth, w=w):
            a = 1.0
            for layer in range(depth):
                z = a * (first if layer == 0 else w)
                a = float(kind(z)) if layer < depth - 1 else z
            return np.logaddexp(0, a)

        numeric = differentiation.derivative(loss, w, 1e-4)
        assert explorer.reading["∂L/∂w₁"] == pytest.approx(numeric, rel=2e-3, abs=1e-9)


# All chapters: how long they take.


def text_of(notebook: str) -> str:
    path = Path(__file__).parents[1] / "notebooks" / f"{notebook}.ipynb"
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells)


READY = re.findall(
    r"\((\d\d_\w+)\.ipynb\)[^\n]*\*\*ready\*\*, (\d+) minutes", text_of("00_welcome")
)


def test_there_are_chapters_that_are_ready():
    assert [name for name, _ in READY][:1] == ["01_derivatives"]


@pytest.mark.parametrize(("name", "minutes"), READY)
def test_the_minutes_of_the_sections_add_up(name, minutes):
    """In the chapter's table, under its headings, on the welcome page and in the README."""
    text = text_of(name)
    head = text.split("**You need first**")[0]
    table = [int(n) for n in re.findall(r"^\| .* \| (\d+) \|$", head, re.MULTILINE)]
    sections = [int(n) for n in re.findall(r"^\*(\d+) minutes\*$", text, re.MULTILINE)]
    assert sections == table
    assert sum(table) == int(minutes)
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"\(notebooks/{name}\.ipynb\).* {minutes} minutes \|", readme)


def shown_in(notebook: str) -> str:
    """Return all that a reader sees of a saved notebook: texts, code and what the cells wrote."""
    path = Path(__file__).parents[1] / "notebooks" / f"{notebook}.ipynb"
    shown = []
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        shown.append("".join(cell["source"]))
        for output in cell.get("outputs", []):
            shown.append(
                "".join(output.get("text") or output.get("data", {}).get("text/plain", ""))
            )
    return "\n".join(shown)


def digits_of(answer) -> set[str]:
    """Return an answer as it may be written, if its digits could not stand there by chance."""
    numbers = np.abs(np.atleast_1d(np.asarray(answer, dtype=float)))
    long = [n for n in numbers if abs(n - round(n, 2)) > 1e-9]
    return {f"{n:{form}}" for n in long for form in (".4f", ".4g")}


@pytest.mark.parametrize(
    ("name", "exercise"),
    [(n, e) for n, e in vars(gradient_descent).items() if isinstance(e, Point)],
)
def test_no_answer_stands_in_the_chapter(name, exercise):
    shown = shown_in("05_gradient_descent")
    for written in digits_of(exercise.answer):
        assert not re.search(rf"(?<![\d.]){re.escape(written)}(?!\d)", shown), (name, written)
