"""Statements of chapter 1, proved against other computations."""

import math

import numpy as np
import pytest
import sympy
from matplotlib.text import Text
from page import Page
from scipy import optimize

from mlcalc import datasets, differentiation, functions
from mlcalc.exercises import derivatives
from mlcalc.exercises.engine import Status
from mlcalc.explorers import derivatives as curves
from mlcalc.explorers import welcome
from mlcalc.figures import derivatives as figures
from mlcalc.figures import style

t = sympy.Symbol("t")


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
        name = explorer.QUOTIENTS[formula]
        assert float(explorer.reading[name]) == pytest.approx(slope, rel=1e-9)
        assert explorer.reading["error"] == pytest.approx(abs(slope - math.cos(1)), rel=1e-6)


def test_the_quotient_shown_is_rise_over_run():
    explorer = curves.SecantBecomesTangent()
    for formula, name, runs in ((explorer.ONE, "Δy/Δx", 1), (explorer.BOTH, "Δy/(2Δx)", 2)):
        explorer.values = {"formula": formula, "x": 1, "gap": 0.25}
        reading = {k: v for k, v in explorer.reading.items() if "/" in k}
        assert list(reading) == [name]
        rise = float(explorer.reading["Δy"])
        assert float(reading[name]) == pytest.approx(rise / (runs * 0.25), rel=1e-4)


def test_with_both_sides_the_computer_still_sees_the_left_one():
    gap = 1e-16
    assert 1 + gap == 1 > 1 - gap
    sine, square = ((f(1 + gap) - f(1 - gap)) / (2 * gap) for f in (math.sin, functions.square))
    assert sine == pytest.approx(0.555, abs=5e-4)
    assert square == pytest.approx(1.11, abs=5e-3)
    explorer = curves.SecantBecomesTangent()
    explorer.values = {"formula": explorer.BOTH, "x": 1, "gap": gap}
    assert float(explorer.reading["Δy/(2Δx)"]) == pytest.approx(sine)


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
        areas = []
        for gap in (0.02, 0.01):
            explorer.values = {"sides": sides, "x": 1.0, "gap": gap}
            corner = explorer.area.patches[-1]
            areas.append(explorer.reading["area of the corner"])
            assert areas[-1] == pytest.approx(corner.get_width() * corner.get_height())
            assert explorer.reading["corner / Δx"] == pytest.approx(areas[-1] / gap)
        assert areas[1] / areas[0] == pytest.approx(0.25, rel=0.02)


def test_the_strips_lead_to_the_slope_of_the_product():
    explorer = curves.GrowingRectangle()
    for sides, (g, h) in explorer.PAIRS.items():
        explorer.values = {"sides": sides, "x": 1.2, "gap": 1e-6}
        slope = differentiation.derivative(lambda x, g=g, h=h: g(x) * h(x), 1.2)
        reading = explorer.reading
        assert reading["slope"] == pytest.approx(slope, rel=1e-8)
        assert reading["at the side / Δx"] + reading["on top / Δx"] == pytest.approx(
            slope, rel=1e-5
        )


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
    assert explorer.reading["slope of the inverse"] == pytest.approx(1 / 6)
    assert "1/6 = 0.1667" in explorer.reading["sentence"]
    for pair, (f, g) in explorer.PAIRS.items():
        for x in (0.5, 1.7, 2.5):
            explorer.values = {"pair": pair, "x": x}
            y = float(f(x))
            expected = differentiation.derivative(g, y)
            assert explorer.reading["slope of the inverse"] == pytest.approx(expected)


def test_a_mirror_of_one_pair_knows_only_that_pair():
    explorer = curves.InverseMirror("x² and √x")
    assert explorer.menus() == []
    assert list(explorer.presets) == ["y = 9", "where they meet", "the wrong branch"]
    assert explorer.widget.parts["presets"] == list(explorer.presets)
    explorer.apply("y = 9")
    assert explorer.reading["slope of the curve"] == 6
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


def test_through_the_middle_the_error_is_smallest_for_every_slope():
    x, y = datasets.three_points()
    for m in (-3, -1, 0.5, 2):
        found = optimize.minimize_scalar(lambda b, m=m: np.sum((m * x + b - y) ** 2))
        assert m * x.mean() + found.x == pytest.approx(y.mean(), abs=1e-6)
        explorer = curves.TurnTheLine()
        explorer.values = {"m": m}
        assert explorer.reading["E"] == pytest.approx(found.fun)


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


@pytest.mark.usefixtures("painted")
@pytest.mark.parametrize("curve", ["a line", "1/x", "√x", "log x"])
def test_a_rise_is_as_long_below_as_above(curve):
    explorer = curves.CurveAndSlope(curve)
    above, below = explorer._canvas.figure.axes
    lengths = []
    for axes, line in ((above, explorer.triangle.rise), (below, explorer.height.line)):
        pixels = axes.transData.transform(np.column_stack(line.get_data()))
        lengths.append(np.ptp(pixels[:, 1]))
    assert lengths[0] == pytest.approx(lengths[1], rel=0.01)


def numbers_in_the_way(explorer, triangle):
    """Say which numbers of a triangle its tangent runs through, or stand over an edge."""
    renderer = explorer._canvas.figure.canvas.get_renderer()
    edges = triangle.axes.get_window_extent(renderer)
    ends = triangle.axes.transData.transform(np.column_stack(triangle.line.get_data()))
    along = np.linspace(*ends, 400)
    for word in triangle.words:
        if not word.get_visible():
            continue
        # The digits alone: above and below them a line of text has room.
        box = Text.get_window_extent(word, renderer).padded(-2)
        if box.x1 > edges.x1 or box.y0 < edges.y0 or box.y1 > edges.y1:
            yield f"{word.get_text()} stands over the edge"
        if word is triangle.words[1] and any(box.contains(*place) for place in along):
            yield f"the tangent runs through {word.get_text()}"


@pytest.mark.usefixtures("painted")
@pytest.mark.parametrize("curve", ["x²", "a constant", "a line", "x³", "1/x", "√x", "|x|", "eˣ"])
@pytest.mark.parametrize("stacked", [False, True])
def test_the_number_of_a_flat_triangle_can_be_read(curve, stacked):
    explorer = curves.CurveAndSlope(curve)
    Page(explorer).fit(1.0, stacked)
    for x in np.linspace(-3, 3, 25):
        if explorer.curves[curve].contains(x):
            explorer.values = {"x": x}
            assert list(numbers_in_the_way(explorer, explorer.triangle)) == [], x


@pytest.mark.usefixtures("painted")
def test_the_numbers_beside_the_waves_can_be_read():
    circle, wave = curves.PointOnACircle(), curves.CurveAndSlope("sin x", window=(-7, 7))
    for explorer, places in ((circle, np.linspace(0, 6.28, 33)), (wave, np.linspace(-7, 7, 33))):
        for x in places:
            explorer.values = {"x": x}
            assert list(numbers_in_the_way(explorer, explorer.triangle)) == [], x


def test_around_the_circle_zero_is_zero():
    explorer, seen = curves.PointOnACircle(), {}
    for preset in explorer.presets:
        explorer.apply(preset)
        texts = [word.get_text() for word in explorer.triangle.words]
        seen[preset] = explorer.reading["sin x"], explorer.reading["cos x"], texts[1]
    assert seen == {
        "on the right": (0, 1, "1"), "at the top": (1, 0, "0"), "on the left": (0, -1, "-1"),
        "at the bottom": (-1, 0, "0"),
    }  # fmt: skip
    explorer.values = {"x": 3.1416}
    assert "the point is 0 high" in explorer.reading["sentence"]
    tiny = curves.CurveAndSlope(lambda x: 1e-6 * x, window=(0, 1))
    assert tiny.triangle.words[1].get_text() == "1e-07"


def test_the_buttons_of_a_curve_lead_to_its_places():
    first = curves.CurveAndSlope("x²", "x³", "1/x", "√x")
    assert list(first.presets) == ["lowest point", "1/x near 0", "√x at 0"]
    first.apply("lowest point")
    assert (first.reading["f(x)"], first.reading["f'(x)"]) == (0, 0)
    first.apply("√x at 0")
    assert "stands upright" in first.reading["sentence"]
    waves = curves.CurveAndSlope("sin x", "cos x", window=(-7, 7))
    waves.apply("on top")
    assert (waves.reading["f(x)"], waves.reading["f'(x)"]) == (1, 0)
    waves.apply("crossing zero")
    assert waves.reading["f(x)"] == 0
    log = curves.CurveAndSlope("log x", window=(0.4, 8.4), places=(2, 4, 3, 6))
    assert list(log.presets) == ["x = 2", "x = 4", "x = 3", "x = 6"]
    slopes = {}
    for name, values in log.presets.items():
        log.apply(name)
        slopes[values["x"]] = log.reading["f'(x)"]
    assert slopes[4] / slopes[2] == slopes[6] / slopes[3] == pytest.approx(0.5)
    assert curves.CurveAndSlope("cos x").presets == {}


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

    bars = explorer.rises.rises
    assert bars[0].get_height() == pytest.approx(2 * gap)
    assert bars[1].get_height() == pytest.approx(c * (x + gap) ** 2 - c * x**2)
    first, second = ((bar.get_y(), bar.get_y() + bar.get_height()) for bar in bars[2:])
    assert first[0] == pytest.approx(total(x))
    assert first[1] == pytest.approx(second[0])
    assert second[0] == pytest.approx(total(x) + 2 * gap)
    assert second[1] == pytest.approx(total(x + gap))
    reading = explorer.reading
    assert reading["sum: rise/run"] == pytest.approx((total(x + gap) - total(x)) / gap)
    assert reading["x²: rise/run"] == pytest.approx(2 * x + gap)
    assert reading["2x: rise/run"] + reading["c x²: rise/run"] == reading["sum: rise/run"]
    middles = [bar.get_x() + bar.get_width() / 2 for bar in bars]
    assert middles[:2] == pytest.approx([x + gap] * 2)
    assert min(middles[2:]) > x + gap + bars[0].get_width(), "aside, so that none covers another"
    assert bars[1].get_width() < bars[0].get_width() / 2, "one before the other leaves both seen"
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
        found[x] = explorer.reading["at the side / Δx"] / explorer.reading["on top / Δx"]
    assert found[0.5] > 1.5
    assert found[1] == pytest.approx(1, abs=1e-3)
    assert found[1.5] < 0.8
    lengths = [[bar.get_width() for bar in row] for row in explorer.bars.rows]
    np.testing.assert_allclose(lengths[0], np.multiply(0.0005, lengths[1]))


def test_the_two_stacks_of_rises_stand_apart():
    explorer = curves.SlopesAdd()
    for x in (-1, 0.5, 1):
        explorer.values = {"x": x, "c": 2, "gap": 1}
        first, _, second, _ = explorer.rises.rises
        between = second.get_x() - (first.get_x() + first.get_width())
        assert between > first.get_width()
        assert second.get_x() + second.get_width() < explorer.point.axes.get_xlim()[1]


@pytest.mark.parametrize("pair", curves.InverseMirror.PAIRS)
def test_along_its_slider_a_mirror_keeps_both_points_in_view(pair):
    explorer = curves.InverseMirror(pair)
    (slider,) = explorer.sliders()
    for x in (slider.minimum, slider.maximum):
        explorer.values = {"x": x}
        for tangent in explorer.tangents:
            assert len(tangent.point.parked()) == 0, x


def test_the_points_under_the_glass_lie_on_the_curves():
    explorer = curves.Zoom()
    for glass in explorer.glasses.values():
        assert glass.point.get_animated()
        assert glass.point.get_zorder() > glass.line.get_zorder()
        np.testing.assert_array_equal(glass.point.get_xydata(), [[0, 0]])


@pytest.mark.parametrize("x", [-1.5, 0.3, 1, 2.5])
def test_the_triangles_are_mirror_images(x):
    explorer = curves.InverseMirror()
    for pair in explorer.PAIRS:
        explorer.values = {"pair": pair, "x": x}
        sides = [np.array(line.get_data()) for line in explorer.triangles.sides]
        for one, other in zip(sides[:3], sides[3:], strict=True):
            np.testing.assert_allclose(one, other[::-1])
        run, rise = np.diff(sides[1])[0, 0], np.diff(sides[2])[1, 0]
        assert rise / run == pytest.approx(explorer.reading["slope of the curve"])
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


def test_the_parts_of_the_cube_are_a_half_and_a_sixth():
    x, gap = sympy.symbols("x gap")
    one = sympy.expand(((x + gap) ** 3 - x**3) / gap)
    both = sympy.expand(((x + gap) ** 3 - (x - gap) ** 3) / (2 * gap))
    second, third = (sympy.diff(x**3, x, k) for k in (2, 3))
    assert one.coeff(gap, 1) == second / 2
    assert both - 3 * x**2 == third / 6 * gap**2


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


def test_the_secant_in_code_goes_to_both_sides():
    gaps = {gap for _, _, gap in derivatives.write_slope.tests}
    assert min(gaps) < 0 < max(gaps)
    verdict = derivatives.write_slope.check(lambda f, x, gap: (f(x + gap) - f(x)) / abs(gap))
    assert "with its sign" in verdict.message


def test_a_power_read_off_by_a_guess_is_not_enough():
    assert derivatives.exponent_of_e.answer == pytest.approx(float(sympy.log(30)))
    for guess in (3, 3.3, 3.5):
        assert derivatives.exponent_of_e.check(guess).status is Status.WRONG


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
    verdict = derivatives.review_wrong_line.check((4, float(whole)))
    assert "slope of the whole" in verdict.message
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
