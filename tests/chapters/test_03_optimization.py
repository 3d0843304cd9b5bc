"""Statements of chapter 3, proved against other computations."""

import importlib
import math
import re
from decimal import Decimal, getcontext
from pathlib import Path

import numpy as np
import pytest
import sympy
from page import Page
from scipy import optimize

from mlcalc import functions
from mlcalc.exercises import optimization as chapter
from mlcalc.explorers import optimization as explorers
from mlcalc.figures import optimization as figures
from mlcalc.optimization import Kind, classify

x, p, a, b, c = sympy.symbols("x p a b c", real=True)
h, t = sympy.symbols("h t", positive=True)


def smallest(f, low, high):
    """Return the place of the smallest value, by a fine grid and then scipy."""
    grid = np.linspace(low, high, 501)
    start = grid[np.argmin([f(v) for v in grid])]
    width = (high - low) / 400
    found = optimize.minimize_scalar(
        f, bounds=(max(low, start - width), min(high, start + width)), method="bounded",
        options={"xatol": 1e-10},
    )  # fmt: skip
    return found.x


# Section 1: where the slope is zero.


def test_the_curve_has_nine_flat_places_and_d_is_the_lowest():
    curve = explorers.VALLEYS
    grid = np.linspace(-5, 5, 10_000)
    signs = np.sign(curve.gradient(grid))
    assert np.count_nonzero(np.diff(signs)) == 9
    # On its way down or up it never rests.
    flat = grid[np.abs(curve.gradient(grid)) < 0.02]
    assert np.abs(flat[:, None] - np.arange(-4, 5)).min(axis=1).max() < 0.02
    assert chapter.zero_slopes.text_of(chapter.zero_slopes.happened) == "At nine."
    heights = {name: float(curve(at)) for name, at in explorers.NAMES.items()}
    assert min(heights, key=heights.get) == "D"
    assert curve(grid).min() == pytest.approx(heights["D"], abs=1e-5)
    # The left end is the highest point of all.
    assert grid[np.argmax(curve(grid))] == -5
    right = chapter.five_valleys.choices[chapter.five_valleys.answer]
    assert right == "C is a local minimum, though B and D on both sides of it are lower."
    assert heights["B"] < heights["C"] > heights["D"]


def test_the_signs_on_both_sides_tell_what_a_flat_place_is():
    for place in [*explorers.VALLEYS.minima, *explorers.VALLEYS.maxima]:
        before, after = explorers.VALLEYS.gradient([place.point - 0.1, place.point + 0.1])
        falls = isinstance(place, functions.Minimum)
        assert (before < 0 < after) if falls else (before > 0 > after)


def test_the_search_by_signs_finds_the_three_places():
    f = x**4 / 4 - x**3 / 3 - x**2
    assert sympy.expand(sympy.diff(f, x) - x * (x - 2) * (x + 1)) == 0
    assert sympy.diff(f, x, 2).subs(x, -1) > 0 > sympy.diff(f, x, 2).subs(x, 0)
    assert sympy.diff(f, x, 2).subs(x, 2) > 0
    grid = np.linspace(-3, 3, 600)
    assert (grid * (grid - 2) * (grid + 1) != 0).all()


def test_the_search_by_signs_stumbles_over_a_zero_of_the_grid():
    grid = np.linspace(-3, 3, 601)
    signs = np.sign(grid * (grid - 2) * (grid + 1))
    found = [("min" if signs[k] < 0 else "max", k) for k in np.flatnonzero(np.diff(signs))]
    assert [kind for kind, _ in found] == ["min", "max", "max", "max", "min", "max"]
    for (_, first), (_, second) in zip(found[::2], found[1::2], strict=True):
        assert second == first + 1


def test_a_place_is_lost_by_the_division():
    roots = sympy.solve(sympy.diff(x**4 - 8 * x**2, x), x)
    assert len(roots) == chapter.lost_place.answer[1] == 3
    assert (x**4 - 8 * x**2).subs(x, 2) == -16


def test_the_slope_to_read_has_one_minimum():
    slope = sympy.lambdify(x, -(x + 2) * (x - 1) ** 2 * (x - 3) / 8)
    grid = np.linspace(-2.6, 3.4, 999)
    np.testing.assert_allclose(chapter.slope_to_read(grid), slope(grid))
    up = [z for z in (-2, 1, 3) if slope(z - 0.1) < 0 < slope(z + 0.1)]
    assert up == [chapter.slope_to_minimum.answer]
    for top in (chapter._bend_left, chapter._bend_right):
        assert optimize.approx_fprime(top, chapter.slope_to_read)[0] == pytest.approx(0, abs=1e-5)
        assert slope(top) > max(slope(top - 0.1), slope(top + 0.1))


def test_the_explorer_says_what_is_at_each_letter():
    explorer = explorers.ValleysAndHills("a valley")
    for name, at in explorers.NAMES.items():
        explorer.values = {"x": at}
        assert explorer.reading["f'(x)"] == 0
        assert explorer.reading["sentence"].startswith(f"{name} is lower than all points near it.")
    explorer.values = {"x": 1}
    assert explorer.reading["sentence"].startswith("A hilltop, higher than all points near it.")
    for at, words in ((-5, "The left end is higher"), (5, "The right end is higher")):
        explorer.values = {"x": at}
        assert explorer.reading["sentence"].startswith(words)


# Section 2: ends and corners.


def test_at_e_there_is_a_minimum_without_slope_zero():
    for end, curve in (("a corner", explorers.CORNERED), ("the end", explorers.CUT_OFF)):
        explorer = explorers.ValleysAndHills("a corner", "the end")
        explorer.values = {"end": end, "x": 4}
        assert "lower than all points near it" in explorer.reading["sentence"]
        near = [v for v in (3.9, 3.99, 4.01, 4.1) if curve.contains(v)]
        assert (curve(near) > curve(4.0)).all()
        assert explorer.trouble == ""
    assert explorers.CUT_OFF.gradient(4.0) == pytest.approx(-3.6)
    assert "-3.6" in explorer.reading["sentence"]
    kink = explorers.CORNERED.kinks[0]
    sides = explorers.CORNERED.gradient([4 - 1e-9, 4 + 1e-9])
    np.testing.assert_allclose(sides, [kink.left, kink.right], atol=1e-6)
    assert "f'(x)" not in explorers_at("a corner", 4).reading


def explorers_at(end, place):
    explorer = explorers.ValleysAndHills("a corner", "the end")
    explorer.values = {"end": end, "x": place}
    return explorer


def test_where_the_curve_has_ended_the_point_stays_at_the_end():
    explorer = explorers_at("the end", 4.5)
    assert explorer.trouble == ""
    assert explorer.tangent.point.get_xdata().tolist() == [4]
    assert (explorer.reading["x"], explorer.reading["f'(x)"]) == (4, pytest.approx(-3.6))
    explorer.values = {"x": 3}
    assert np.max(explorer.slopes.dots.get_xdata()) == 4


def test_the_cornered_curve_has_the_slope_of_its_values():
    places = np.array([-3.3, 0.4, 3.2, 3.9, 4.2, 4.9])
    for curve in (explorers.CORNERED, explorers.CUBIC, *explorers.BENDS.values()):
        for order in (curve, curve.gradient):
            numeric = (order(places + 1e-5) - order(places - 1e-5)) / 2e-5
            exact = curve.gradient(places) if order is curve else curve.hessian(places)
            if curve is not explorers.CORNERED or order is curve:
                np.testing.assert_allclose(exact, numeric, atol=1e-6, rtol=1e-6)


@pytest.mark.parametrize(("left", "right"), [(0, 2), (0, 4), (0, 5), (1.5, 3.5), (0.5, 2), (2, 2)])
def test_the_largest_value_is_that_of_a_search(left, right):
    explorer = explorers.LargestOnAnInterval()
    explorer.values = {"left": left, "right": right}
    grid = np.linspace(left, right, 20_001)
    found = (grid**3 - 6 * grid**2 + 9 * grid).max()
    assert explorer.reading["largest value"] == pytest.approx(found, abs=1e-6)
    assert explorer.here.get_ydata()[0] == pytest.approx(found, abs=1e-6)


def test_the_largest_value_stays_and_then_grows():
    explorer = explorers.LargestOnAnInterval()
    explorer.reveal()
    ends, largest = explorer.trail.line.get_data()
    between = ends <= 4
    np.testing.assert_allclose(largest[between], 4)
    assert (np.diff(largest[ends >= 4]) > 0).all()
    assert chapter.moved_end.happened == "a"
    explorer.apply("two at once")
    assert len(explorer.interval.largest.get_xdata()) == 2
    two = "There are two red rings, where it is largest: at the lower left and at the lower right."
    assert two in explorer.alternative_text
    explorer.apply("the left end")
    assert explorer.interval.largest.get_xdata().tolist() == [1.5]
    assert "The red ring, where it is largest, is at the lower left." in explorer.alternative_text
    slope = sympy.diff(x**3 - 6 * x**2 + 9 * x, x)
    assert sympy.expand(slope - 3 * (x - 1) * (x - 3)) == 0


def test_a_square_is_seen_whole_within_the_ring():
    interval = explorers.LargestOnAnInterval().interval
    ring, square = interval.largest, interval.ends
    hole = ring.get_markersize() - ring.get_markeredgewidth()
    assert hole > math.sqrt(2) * square.get_markersize() + square.get_markeredgewidth()


def test_the_handle_lies_below_the_curve_and_leaves_the_ring_in_view():
    explorer = explorers.LargestOnAnInterval()
    for preset in explorer.presets:
        explorer.apply(preset)
        (left, low), (right, foot) = explorer.grip.get_xydata()
        assert [left, right] == explorer.interval.ends.get_xdata().tolist()
        grip = explorer.drag_axes.transData.transform((right, foot))
        rings = explorer.drag_axes.transData.transform(explorer.interval.largest.get_xydata())
        dots = explorer.drag_axes.figure.dpi / 72
        handle = 16
        reach = handle + explorer.interval.largest.get_markersize() / 2
        assert low == foot
        assert (np.hypot(*(rings - grip).T) > reach * dots).all()


def test_the_ends_cannot_pass_each_other():
    explorer = explorers.LargestOnAnInterval()
    left, right = explorer.sliders()
    assert left.maximum <= right.minimum
    # The slider begins where the prediction does, and before that nothing else happens in Play.
    assert right.value == 2
    for place in (right.minimum, 2):
        explorer.values = {"right": place}
        assert explorer.reading["largest value"] == 4
    for preset in explorer.presets:
        explorer.apply(preset)
        for position in range(0, right.last_position + 1, 5):
            explorer.values = {"right": right.value_at(position)}
            ends = explorer.interval.ends.get_xdata()
            assert explorer.here.get_xdata()[0] == ends[1] >= ends[0]
    explorer.values = {"left": 3, "right": 2.5}
    assert explorer.trouble == "The right end must not lie to the left of the left end."


def test_the_pointer_drags_the_nearest_end():
    explorer = explorers.LargestOnAnInterval()
    explorer.values = {"left": 2, "right": 2}
    assert explorer.dragged(1.4, 0) == {"left": 1.4}
    assert explorer.dragged(3.1, 0) == {"right": 3.1}
    explorer.values = {"left": 0, "right": 4}
    assert explorer.dragged(1.9, 0) == {"left": 1.9}


def test_the_exercises_on_intervals():
    f = lambda v: v**3 - 3 * v  # noqa: E731
    place = smallest(lambda v: -f(v), -1.5, 2.5)
    assert f(place) == pytest.approx(chapter.largest_on_interval.answer, abs=1e-4)
    assert smallest(lambda v: abs(v - 2) + v / 2, 0, 5) == pytest.approx(2, abs=1e-3)
    assert abs(5 - 2) + 5 / 2 == 5.5
    assert chapter.corner_or_end.choices[chapter.corner_or_end.answer] == "At 2, the corner."


# Sections 3 and 4: power lines.


def test_two_and_three_lines_by_algebra():
    cost = (x - a) ** 2 + (x - b) ** 2
    assert sympy.solve(sympy.diff(cost, x), x) == [(a + b) / 2]
    assert sympy.diff(cost, x, 2) == 4
    assert sympy.expand(sympy.diff(cost, x) - (4 * x - 2 * a - 2 * b)) == 0
    three = cost + (x - c) ** 2
    (best,) = sympy.solve(sympy.diff(three, x), x)
    assert sympy.simplify(best - (a + b + c) / 3) == 0


@pytest.mark.parametrize("count", [1, 2, 5, 8])
def test_the_square_loss_is_smallest_at_the_mean(count):
    lines = np.random.default_rng(count).normal(3, 4, count)
    cost = functions.squared_distances(lines)
    assert smallest(cost, -20, 20) == pytest.approx(lines.mean(), abs=1e-5)
    for v in (-3.0, 0.7, 12.0):
        parts = count * (v - lines.mean()) ** 2 + np.sum((lines.mean() - lines) ** 2)
        assert cost(v) == pytest.approx(parts)
    assert cost.hessian(0.0) == 2 * count


@pytest.mark.parametrize("lines", [[1, 4, 10], [1, 4, 16], [1, 2, 3, 4, 10], [1, 2, 3, 4, 20]])
def test_the_sum_of_distances_is_smallest_at_the_median(lines):
    cost = functions.absolute_distances(lines)
    assert smallest(cost, -5, 25) == pytest.approx(np.median(lines), abs=1e-3)
    for v in (0.5, 2.5, 5.5, 18.0):
        sides = sum(line < v for line in lines) - sum(line > v for line in lines)
        assert cost.gradient(v) == sides


def test_between_the_middle_two_of_four_lines_every_place_is_as_good():
    cost = functions.absolute_distances([1, 3, 6, 20])
    np.testing.assert_allclose(cost(np.linspace(3, 6, 31)), cost(3.0))
    np.testing.assert_array_equal(cost.gradient([3.5, 5.0]), 0)
    assert cost(2.9) > cost(3.0) < cost(6.1)


def test_the_predictions_about_the_lines():
    best = {line: np.mean([1, 4, line]) for line in (10, 16)}
    assert (best[10], best[16]) == (5, 7)
    assert chapter.far_line.happened == "d"
    distances = functions.absolute_distances([1, 4, 10])
    assert smallest(distances, 0, 16) == pytest.approx(4, abs=1e-3)
    assert chapter.without_squares.happened == "b"
    true = chapter.cost_of_two_lines.true.at(np.array([0.0, 1, 3, 5, 6]))
    np.testing.assert_allclose(true, [26, 16, 8, 16, 26])
    # From 5 a step to the left comes nearer to two lines; between the outer two nothing changes.
    assert distances(4.9) < distances(5.0)
    assert abs(5.5 - 1) + abs(5.5 - 10) == abs(7 - 1) + abs(7 - 10) == 9


def test_the_street_shows_the_cost_of_the_house():
    explorer = explorers.PowerLines()
    for cost, sign in (("squares", 2), ("distances", 1)):
        explorer.values = {"cost": cost, "x": 6, "line3": 12}
        expected = sum(abs(6 - line) ** sign for line in (1, 4, 12))
        assert explorer.reading["cost"] == expected
        assert explorer.sum.get_ydata()[0] == expected
    explorer.apply("three in a heap")
    explorer.values = {"cost": "squares", "x": 8}
    assert explorer.reading["sentence"].startswith("Nowhere is it cheaper")
    explorer.values = {"x": 8.1}
    assert explorer.reading["sentence"].startswith("Cheaper to the left")


def test_each_button_sets_all_lines():
    explorer = explorers.PowerLines()
    for preset, values in explorer.presets.items():
        assert set(explorer.movable) <= set(values)
        explorer.values = {"line1": 3, "line2": 5.5, "line3": 2}
        explorer.apply(preset)
        lines = [values[name] for name in explorer.movable]
        assert explorer.street.tops.get_xdata().tolist() == lines
    assert [explorer.presets["far line moved"][f"line{k}"] for k in (1, 2, 3)] == [1, 4, 16]


@pytest.mark.parametrize("options", [((1, 5), (0, 6)), (), ((1, 2, 3, 4, 10), (0, 14))])
def test_a_picture_opens_with_the_sum_clear_of_the_single_costs(options):
    explorer = explorers.PowerLines(*options)
    for cost, power in (("squares", 2), ("distances", 1)):
        explorer.values = {"cost": cost}
        single = np.abs(explorer.values["x"] - explorer.lines) ** power
        height = np.ptp(explorer.sum.axes.get_ylim())
        assert (explorer.reading["cost"] - single).min() > 0.02 * height


@pytest.mark.parametrize("house", [1, 2.5, 3, 3.5, 9.0])
def test_the_words_on_distances_are_true(house):
    explorer = explorers.PowerLines((1, 2, 3, 4, 10), (0, 20))
    explorer.values = {"cost": "distances", "x": house}
    cost = functions.absolute_distances([1, 2, 3, 4, 10])
    here, left, right = cost([house, house - 0.01, house + 0.01])
    words = explorer.reading["sentence"]
    if words.startswith("Cheaper to the left"):
        assert left < here
    elif words.startswith("Cheaper to the right"):
        assert right < here
    else:
        assert here <= min(left, right)


def test_the_lines_are_counted_only_after_the_comparison(monkeypatch):
    explorer = explorers.PowerLines(costs=["distances"], until=chapter.without_squares)
    cost = functions.absolute_distances([1, 4, 10])
    told = set()
    for house in (0, 1, 3.5, 4, 6.6, 10, 16):
        explorer.values = {"x": house}
        best = min(float(cost(v)) for v in (house - 0.1, house, house + 0.1))
        left, here = float(cost(house - 0.1)), float(cost(house))
        way = "Nowhere is it cheaper" if best == here else "Cheaper to the left"
        way = way if best in (here, left) else "Cheaper to the right"
        assert explorer.reading == {"x": house, "cost": here, "sentence": f"{way}."}
        told.add(way)
    assert len(told) == 3
    monkeypatch.setattr(type(chapter.without_squares), "compared", property(lambda _: True))
    explorer.values = {"x": 6.6}
    counted = "Cheaper to the left: 2 lines to the left, 1 to the right."
    assert explorer.reading["sentence"] == counted
    assert explorer.reading["lines to the left"] == 2
    plain = explorers.PowerLines((1, 2, 3, 4, 10), (0, 14))
    plain.values = {"cost": "distances", "x": 3}
    counted = "Nowhere is it cheaper: 2 lines to the left, 2 to the right, 1 here."
    assert plain.reading["sentence"] == counted


def test_no_button_puts_the_house_where_it_is_cheapest():
    explorer = explorers.PowerLines()
    for preset, values in explorer.presets.items():
        assert "x" not in values
        explorer.apply(preset)
        lines = [values[name] for name in explorer.movable]
        assert explorer.values["x"] not in (np.mean(lines), np.median(lines))
    explorer = explorers.PowerLines(costs=["distances"])
    explorer.reveal()
    explorer.apply("far line moved")
    # So the whole curve can be seen in both places of the far line.
    assert explorer.revealed
    places, heights = explorer.trail.line.get_data()
    assert places[heights.argmin()] == pytest.approx(4, abs=0.1)


def test_the_pointer_drags_the_house_above_and_the_nearest_line_below():
    explorer = explorers.PowerLines()
    assert explorer.dragged(7.0, 0.9) == {"x": 7.0}
    assert explorer.dragged(7.5, 0.2) == {"line3": 7.5}
    assert explorer.dragged(0.0, 0.2) == {"line1": 0.0}


def test_the_exercises_on_lines():
    assert smallest(functions.squared_distances([3, 4, 11]), 0, 20) == pytest.approx(
        chapter.best_of_three.answer, abs=1e-5
    )
    slope = sympy.expand(sympy.diff((x - 1) ** 2 + (x - 2) ** 2 + (x - 6) ** 2, x))
    assert slope == 6 * x - int(chapter.wrong_three_lines.answer[1])
    four = np.array([2.0, 5.0, 9.0, 12.0])
    assert four.mean() == 7
    assert np.mean([*four, 17]) == chapter.one_more_line.answer
    for place, lines in chapter.write_cost.tests:
        assert chapter.write_cost.answer(place, lines) == functions.squared_distances(lines)(place)


def test_three_costs_have_three_places():
    lines, found = np.array([1, 2, 9]), {}
    costs = {
        "1": lambda v: np.sum((v - lines) ** 2),
        "2": lambda v: np.sum(np.abs(v - lines)),
        "3": lambda v: np.max(np.abs(v - lines)),
    }
    letters = dict(zip(costs, chapter.three_costs.answer, strict=True))
    for item, cost in costs.items():
        found[item] = round(smallest(cost, 0, 10), 2)
        assert float(chapter.three_costs.choices[letters[item]]) == found[item]


def test_with_squares_the_cheapest_place_of_five_lines_moves_by_a_fifth():
    explorer = explorers.PowerLines((1, 2, 3, 4, 10), (0, 14))
    flat = {}
    for last in (10, 14):
        house = explorer.sliders()[0]
        for position in range(house.last_position + 1):
            explorer.values = {"cost": "squares", "line5": last, "x": house.value_at(position)}
            if abs(explorer.reading["slope of the cost"]) < 1e-9:
                assert "Nowhere is it cheaper" in explorer.reading["sentence"]
                flat[last] = explorer.values["x"]
    assert flat == {10: 4, 14: pytest.approx(np.mean([1, 2, 3, 4, 14]))}


def test_the_last_line_changes_nothing_until_it_passes_the_one_at_3():
    medians = [np.median([1, 2, 3, 4, last]) for last in (14, 10, 4.5, 3.5, 3, 2.9, 2, 1)]
    assert medians == [3, 3, 3, 3, 3, 2.9, 2, 2]


def test_a_slip_of_typing_moves_the_mean_only():
    assert np.mean([8, 9, 10, 11, 12]) == np.median([8, 9, 10, 11, 12]) == 10
    assert np.mean([8, 9, 10, 11, 1200]) == pytest.approx(247.6)
    assert np.median([8, 9, 10, 11, 1200]) == 10


# Sections 5 and 6: the coin.


def test_the_slope_of_the_likelihood_by_algebra():
    g = p**7 * (1 - p) ** 3
    printed = 7 * p**6 * (1 - p) ** 3 + p**7 * 3 * (1 - p) ** 2 * (-1)
    assert sympy.expand(sympy.diff(g, p) - printed) == 0
    assert sympy.expand(printed - p**6 * (1 - p) ** 2 * (7 - 10 * p)) == 0
    assert set(sympy.solve(sympy.diff(g, p), p)) == {0, 1, sympy.Rational(7, 10)}
    assert float(g.subs(p, sympy.Rational(7, 10))) == pytest.approx(0.002224, abs=5e-7)
    log = 7 * sympy.log(p) + 3 * sympy.log(1 - p)
    assert sympy.simplify(sympy.diff(log, p) - (7 - 10 * p) / (p * (1 - p))) == 0
    second = sympy.diff(log, p, 2)
    assert sympy.simplify(second + 7 / p**2 + 3 / (1 - p) ** 2) == 0
    assert float(second.subs(p, 0.7)) == pytest.approx(-47.619, abs=1e-3)
    assert float(log.subs(p, 0.7)) == pytest.approx(-6.1086, abs=1e-4)
    general = sympy.solve(sympy.diff(h * sympy.log(p) + t * sympy.log(1 - p), p), p)
    assert sympy.simplify(general[0] - h / (h + t)) == 0


def test_the_row_of_tosses_has_seven_heads():
    text = notebook_text()
    (row,) = re.findall(r"such as ((?:[HT] )+[HT])", text)
    assert (row.count("H"), row.count("T")) == (7, 3)
    assert f"There are {math.comb(10, 3)} orders" in text


@pytest.mark.parametrize(("heads", "tails"), [(7, 3), (9, 6), (1, 12), (20, 20)])
def test_likelihood_and_logarithm_have_one_peak(heads, tails):
    place = heads / (heads + tails)
    for f in (
        functions.coin_likelihood(heads, tails),
        functions.coin_log_likelihood(heads, tails),
        lambda v: -functions.coin_log_loss(heads, tails)(v),
    ):
        assert smallest(lambda v, f=f: -f(v), 1e-3, 1 - 1e-3) == pytest.approx(place, abs=1e-4)


def test_two_thousand_tosses_are_zero_and_a_thousand_are_not():
    """A thousand tosses are about 5e-266 at their peak: only more of them vanish everywhere."""
    grid = np.linspace(0, 1, 10_001)
    assert (grid**1400 * (1 - grid) ** 600 == 0).all()
    thousand = grid**700 * (1 - grid) ** 300
    assert thousand.max() == pytest.approx(5.07e-266, rel=1e-2)
    assert (thousand[grid < 0.43] == 0).all()
    getcontext().prec = 30
    exact = Decimal("0.7") ** 1400 * Decimal("0.3") ** 600
    assert round(float(exact.log10())) == -531
    assert math.ulp(0.0) == pytest.approx(10**-323.3, rel=0.02)
    explorer = explorers.CoinToss()
    explorer.apply("1400 of 2000")
    for v in (0.1, 0.5, 0.7, 0.9):
        explorer.values = {"p": v}
        assert explorer.reading["likelihood"] == "0"
        assert "at every other p" in explorer.reading["sentence"]
        log = 1400 * math.log(v) + 600 * math.log(1 - v)
        assert explorer.reading["its logarithm"] == pytest.approx(log)
    explorer.apply("700 of 1000")
    explorer.values = {"p": 0.7}
    assert float(explorer.reading["likelihood"]) == pytest.approx(5.07e-266, rel=1e-2)
    assert explorer.reading["sentence"].startswith("No p makes these tosses likelier")


def test_the_logarithm_still_has_its_peak():
    explorer = explorers.CoinToss()
    explorer.apply("1400 of 2000")
    explorer.reveal()
    places, heights = explorer.trails[1].line.get_data()
    assert places[np.argmax(heights)] == pytest.approx(0.7, abs=1e-9)
    assert (explorer.trails[0].line.get_ydata() == 0).all()


def test_the_upper_picture_is_a_part_of_the_largest_value():
    explorer = explorers.CoinToss()
    explorer.reveal()
    places, parts = explorer.trails[0].line.get_data()
    np.testing.assert_allclose(parts, places**7 * (1 - places) ** 3 / (0.7**7 * 0.3**3))
    assert explorer.scale.get_text() == "the largest value is 0.002224"
    explorer.apply("only heads")
    assert explorer.scale.get_text() == "the largest value is 1"
    assert explorer.trails[0].line.get_ydata().argmax() == len(places) - 1
    assert explorer.trails[0].line.get_xydata()[-1].tolist() == [1, 1]
    explorer.values = {"heads": 0, "tails": 10}
    assert explorer.trails[0].line.get_xydata()[0].tolist() == [0, 1]


def test_the_first_coin_knows_nothing_of_many_tosses():
    explorer = explorers.CoinToss(repeated=1)
    assert list(explorer.presets) == ["7 of 10", "only heads"]
    assert "times" not in explorer.values
    for preset in explorer.presets:
        explorer.apply(preset)
        assert explorer.trouble == ""
    assert explorer.reading["heads"] == 10
    assert explorer.reading["tails"] == 0
    explorer.apply("7 of 10")
    # The logarithm belongs to the next section.
    slope = functions.coin_likelihood(7, 3).gradient
    for v in (0.01, 0.65, 0.7, 0.75, 0.99):
        explorer.values = {"p": v}
        way = {1: "A larger p makes", -1: "A smaller p makes", 0: "No p makes"}
        (likelihood,) = (number for name, number in explorer.reading.items() if "likeli" in name)
        assert explorer.reading == {
            "heads": 7,
            "tails": 3,
            "likelihood": likelihood,
            "sentence": f"{way[int(np.sign(round(float(slope(v)), 15)))]} these tosses likelier.",
        }
        assert float(likelihood) == pytest.approx(v**7 * (1 - v) ** 3, rel=1e-3)
    assert len(explorer.trails) == 1
    assert "logarithm" not in repr(explorer)
    most = [slider.maximum for slider in explorer.sliders()]
    # With as many tosses as there can be the largest product is still a number of its own.
    assert explorers._product(most[1] / (most[1] + most[2]), most[1], most[2]) > 1e-20
    assert len(explorers.CoinToss.presets) == len(explorers.CoinToss().presets) == 5


@pytest.mark.usefixtures("painted")
@pytest.mark.parametrize("repeated", [1, 200])
def test_the_largest_value_is_written_clear_of_the_curve(repeated):
    explorer = explorers.CoinToss(repeated)
    explorer.reveal()
    for heads, tails in ((7, 3), (10, 0), (0, 10), (1, 1), (2, 3), (3, 3), (1, 0), (20, 20)):
        explorer.values = {"heads": heads, "tails": tails}
        line = explorer.trails[0].line
        box = explorer.scale.get_window_extent()
        dots = line.axes.transData.transform(line.get_xydata())
        assert not any(box.contains(*dot) for dot in dots)


@pytest.mark.usefixtures("painted")
def test_the_numbers_of_figure_312_tell_the_peak_which_the_lower_curve_hides():
    explorer = explorers.CoinToss()
    explorer.apply("70 of 100")
    numbers, heights = {}, {}
    for v in (0.65, 0.7, 0.75):
        explorer.values = {"p": v}
        likelihood, log = explorer.reading["likelihood"], explorer.reading["its logarithm"]
        assert float(likelihood) == pytest.approx(v**70 * (1 - v) ** 30, rel=1e-3)
        numbers[v] = float(likelihood), float(f"{log:.4g}")
        heights[v] = explorer.here[1].get_ydata()[0]
    for column in zip(*numbers.values(), strict=True):
        assert len(set(column)) == 3
        assert np.argmax(column) == 1
    low, high = explorer.here[1].axes.get_ylim()
    pixels = explorer.here[1].axes.bbox.height / (high - low)
    assert np.ptp(list(heights.values())) * pixels < 1


def test_the_logarithms_of_seven_heads_are_all_in_view():
    explorer = explorers.CoinToss()
    explorer.values = {"p": explorer.sliders()[0].minimum}
    low, high = explorer.trails[1].line.axes.get_ylim()
    (height,) = explorer.here[1].get_ydata()
    assert low < height == pytest.approx((7 * math.log(0.01) + 3 * math.log(0.99)) / 10)
    assert height < high


def test_no_toss_and_no_probability_are_refused_in_words():
    explorer = explorers.CoinToss()
    explorer.values = {"heads": 0, "tails": 0}
    assert explorer.trouble == "No coin was tossed: choose heads or tails."
    explorer.values = {"heads": 1, "p": 1}
    assert explorer.trouble == "p must lie above 0 and below 1."


def test_the_exercises_on_the_coin():
    v = sympy.diff((1 - p) ** 3, p).subs(p, sympy.Rational(1, 2))
    assert float(v) == chapter.wrong_product_rule.answer[1]
    slope = sympy.diff(p**7 * (1 - p) ** 3, p).subs(p, sympy.Rational(1, 2))
    assert float(slope) == pytest.approx(0.0078, abs=5e-5)
    assert sympy.diff(p**10, p).subs(p, 1) == 10
    assert chapter.only_heads.choices["a"].startswith("At p = 1, with slope 10")
    loss = -6 * math.log(0.75) - 2 * math.log(0.25)
    assert chapter.wrong_log.answer == (3, pytest.approx(-loss))
    for exercise, answer, words in (
        (chapter.wrong_log, (3, 0), "0 is what stands there"),
        (chapter.wrong_three_lines, (3, -18), "it has a plus"),
        (chapter.lost_place, (3, 0), "0 is the place that was lost"),
    ):
        assert words in exercise.check(answer).message
    peaks = {
        "a": lambda q: math.log(q**7 * (1 - q) ** 3),
        "b": lambda q: 5 * q**7 * (1 - q) ** 3 - 3,
        "c": lambda q: q * q**7 * (1 - q) ** 3,
        "d": lambda q: math.sqrt(q**7 * (1 - q) ** 3),
    }
    moved = {
        letter: abs(smallest(lambda q, f=f: -f(q), 0.01, 0.99) - 0.7) > 1e-3
        for letter, f in peaks.items()
    }
    assert [letter for letter, away in moved.items() if away] == [chapter.same_peak.answer]
    assert smallest(lambda q: -peaks["c"](q), 0.01, 0.99) == pytest.approx(8 / 11, abs=1e-4)
    assert [round(-math.log(1 - q), 1) for q in (0.99, 0.999999)] == [4.6, 13.8]
    for q, heads, tails in chapter.write_log_likelihood.tests:
        expected = functions.coin_log_likelihood(heads, tails)(q)
        assert chapter.write_log_likelihood.answer(q, heads, tails) == pytest.approx(expected)
    true = chapter.how_likely.true.at(np.linspace(0, 1, 1001))
    assert np.linspace(0, 1, 1001)[true.argmax()] == pytest.approx(0.7)
    assert true.max() == pytest.approx(2.224, abs=1e-3)


# Section 7: which way it bends.


@pytest.mark.parametrize("name", explorers.BENDS)
def test_the_curves_bend_as_the_words_say(name):
    curve = explorers.BENDS[name]
    expression = sympy.sympify(curve.latex.replace("^", "**"), {"x": x})
    for order, formula in enumerate((curve, curve.gradient, curve.hessian)):
        exact = sympy.lambdify(x, sympy.diff(expression, x, order))
        for v in (-1.3, 0.0, 0.6):
            assert formula(v) == pytest.approx(float(exact(v)))
    explorer = explorers.WhichWayItBends(name)
    for v in (-1.2, -0.3, 0.5, 1.2):
        explorer.values = {"x": v}
        near = np.array([v - 0.01, v + 0.01])
        off = curve(near) - (curve(v) + curve.gradient(v) * (near - v))
        side = "above" if (off > 0).all() else "below"
        assert f"it lies {side} its tangent" in explorer.reading["sentence"]


def test_zero_says_nothing():
    kinds = {"x⁴": "minimum", "−x⁴": "maximum", "x³": "neither"}
    for name, kind in kinds.items():
        curve = explorers.BENDS[name]
        assert curve.gradient(0.0) == curve.hessian(0.0) == 0
        before, after = np.sign(curve.gradient([-0.1, 0.1]))
        found = {(-1, 1): "minimum", (1, -1): "maximum", (1, 1): "neither"}
        assert found[(before, after)] == kind
        assert classify(curve, 0.0).kind is Kind.UNDECIDED
    assert chapter.flat_twice.happened == "c"


def test_what_zero_means_is_not_said_before_it_is_asked(monkeypatch):
    explorer = explorers.WhichWayItBends("x³", "x⁴", "−x⁴", until=chapter.flat_twice)
    before = explorers.WhichWayItBends("x³ − x", "x²", "−x²")
    for picture in (before, explorer):
        picture.values = {"x": 0}
        assert "nothing" not in repr(picture)
        picture.reveal()
        assert "nothing" not in picture.reading["sentence"]
    monkeypatch.setattr(type(chapter.flat_twice), "compared", property(lambda _: True))
    explorer.values = {"x": 0}
    assert "by itself that says nothing" in explorer.reading["sentence"]


def test_convex_functions_lie_above_their_tangents():
    loss, places = functions.coin_log_loss(7, 3), np.linspace(0.01, 0.99, 99)
    for v in (0.1, 0.5, 0.7, 0.9):
        assert (loss(places) >= loss(v) + loss.gradient(v) * (places - v) - 1e-12).all()
    assert (loss.hessian(places) > 0).all()
    assert functions.squared_distances([1, 4, 10]).hessian(0.0) > 0


def test_the_exercises_on_bends():
    signs = {(1, 1): "a", (1, -1): "b", (-1, 1): "c", (-1, -1): "d"}
    curve = chapter.BENDS_TO_MATCH
    letters = [
        signs[(np.sign(math.cos(at)), np.sign(-math.sin(at)))]
        for at in chapter.BEND_PLACES.values()
    ]
    assert "".join(letters) == chapter.match_bends.answer
    assert curve(1.0) == pytest.approx(math.sin(1))
    f = 2 * x**3 - 9 * x**2 + 12 * x
    assert sorted(sympy.solve(sympy.diff(f, x), x)) == [1, 2]
    assert float(sympy.diff(f, x, 2).subs(x, 2)) == chapter.second_derivative_test.answer
    for divisor, words in ((2, "divided the slope by 2"), (6, "divide the slope by its first")):
        value = float(sympy.diff(sympy.diff(f, x) / divisor, x).subs(x, 2))
        verdict = chapter.second_derivative_test.check(value)
        assert words in verdict.message
    assert sympy.diff(x**3 + x, x, 2) == 6 * x
    assert sympy.diff(x**5, x).subs(x, 0) == 0
    assert (-0.1) ** 5 < 0 < 0.1**5


# The review.


def test_the_review():
    assert float(sympy.diff(sympy.log(1 + x**2), x).subs(x, 2)) == chapter.review_inner.answer
    slope = float(sympy.diff((3 * x - 1) ** 4, x).subs(x, 1))
    assert slope == 3 * chapter.review_chain_line.answer[1]
    peak = smallest(lambda v: -(v**2) * math.exp(-v / 2), 0, 20)
    assert peak == pytest.approx(chapter.review_peak.answer, abs=1e-5)
    second = sympy.diff(x**2 * sympy.exp(-x / 2), x, 2)
    for v in (4 - math.sqrt(8), 4 + math.sqrt(8)):
        assert float(second.subs(x, v)) == pytest.approx(0, abs=1e-12)
    assert 1 + 1e-17 == 1


# The pictures, and what an opening may say.


def test_the_still_pictures_say_what_is_drawn():
    picture = figures.slope_with_zeros(chapter.slope_to_read, (-2.6, 3.4), (-2, 1, 3))
    assert "up through zero at -2, touches zero from above at 1" in picture.text
    assert "down through zero at 3" in picture.text
    told = figures.bends_to_match(chapter.BENDS_TO_MATCH, (-0.2, 6.5), chapter.BEND_PLACES).text
    assert told == (
        "A curve with four points: at P, x = 0.6, it rises and bends downwards; at Q, x = 2.3, it "
        "falls and bends downwards; at R, x = 4.2, it falls and bends upwards; at S, x = 5.6, it "
        "rises and bends upwards."
    )
    assert "neither" in figures.slope_signs().text
    assert "right end, 1." in figures.three_candidates().text


@pytest.mark.usefixtures("painted")
def test_the_signs_stand_clear_of_their_tangents():
    picture = figures.slope_signs()
    # Drawn once, so that all stands in its place.
    picture._repr_mimebundle_()
    for axes in picture.figure.axes:
        tangents = [line for line in axes.lines if line.get_color() == figures.VERMILLION]
        assert len(tangents) == 3
        for tangent, sign in zip(tangents, axes.texts, strict=True):
            dots = np.linspace(*axes.transData.transform(tangent.get_xydata()), 50)
            box = sign.get_window_extent()
            assert not any(box.contains(*dot) for dot in dots)


TRACED = [
    (explorers.ValleysAndHills, "x", ("nine", "zero many times")),
    (explorers.LargestOnAnInterval, "right", ("level", "then rises")),
    (explorers.PowerLines, "x", ("5", "7", "lowest")),
    (explorers.CoinToss, "p", ("0.7", "top", "hill")),
    (explorers.WhichWayItBends, "x", ("nothing", "rises")),
]


@pytest.mark.parametrize(("kind", "along", "answers"), TRACED)
def test_an_opening_does_not_know_the_whole(kind, along, answers):
    explorer = kind()
    assert explorer.traces.along == along
    page = Page(explorer)
    page.open_table()
    told = f"{explorer!r} {page.state['table']}".replace(explorer.title, "")
    told = told.split("second picture")[-1]
    assert not [answer for answer in answers if answer in told]


@pytest.mark.usefixtures("painted")
@pytest.mark.parametrize(("kind", "along", "answers"), TRACED)
def test_a_trace_does_not_depend_on_the_way(kind, along, answers):
    one, other = kind(), kind()
    (slider,) = (s for s in one.sliders() if s.name == along)
    tried = [slider.value_at(slider.last_position // k) for k in (1, 2, 3, 7)]
    for explorer, order in ((one, tried), (other, [*tried[2:], *tried[:2], tried[-1]])):
        for value in order:
            explorer.values = {along: value}
    assert one.frame == other.frame
    before = other.frame
    other.reveal()
    assert other.frame != before
    other.reveal(False)
    assert (other.frame, repr(other)) == (before, repr(one))


@pytest.mark.usefixtures("painted")
def test_the_first_picture_opens_with_its_tangent_clear_of_the_letters():
    for explorer in (
        explorers.ValleysAndHills("a valley"),
        explorers.ValleysAndHills("a corner", "the end"),
    ):
        line = explorer.tangent.line
        dots = line.axes.transData.transform(line.get_xydata())
        dots = np.linspace(*dots, 50)
        for letter in line.axes.texts:
            box = letter.get_window_extent().padded(2)
            assert not any(box.contains(*dot) for dot in dots)


def predictions():
    kinds = (type(chapter.far_line), type(chapter.how_likely))
    return [made for made in vars(chapter).values() if isinstance(made, kinds)]


def test_the_summary_names_the_exercises_in_the_order_of_the_notebook():
    progress = importlib.import_module("mlcalc.exercises.progress")
    text = notebook_text()
    shown = re.findall(r"^exercises\.(\w+)$", text, re.MULTILINE)
    titles = list(dict.fromkeys(getattr(chapter, name).title for name in shown))
    rows = re.findall(r"^\| ([^|]+?) \|", progress.summary(chapter.__name__).text, re.MULTILINE)
    rows = [row for row in rows if row in titles]
    # Predictions stand in a table of their own, before the exercises.
    predicted = [t for t in titles if t in {p.title for p in predictions()}]
    assert rows == [*predicted, *(title for title in titles if title not in predicted)]
    assert len(rows) == 8 + 27


# The page.


def notebook_text() -> str:
    notebooks = importlib.import_module("notebooks")
    path = Path(notebooks.FOLDER) / "03_optimization.ipynb"
    return "\n".join(cell.source for cell in notebooks.read(path).cells)


def test_the_minutes_add_up_to_at_most_two_hours():
    text = notebook_text()
    head = text.split("**You need first**")[0]
    table = [int(n) for n in re.findall(r"^\| .* \| (\d+) \|$", head, re.MULTILINE)]
    sections = [int(n) for n in re.findall(r"^\*(\d+) minutes\*$", text, re.MULTILINE)]
    assert sections == table
    assert 90 <= sum(table) <= 120
