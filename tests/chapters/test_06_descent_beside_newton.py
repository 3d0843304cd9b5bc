"""Gradient descent beside Newton's method: what the pictures show and what their sentences say.

Everything is computed once more here, by bare loops over the formulas.
"""

import io
import itertools
import math
import re

import numpy as np
import pytest
from page import Page
from PIL import Image

from mlcalc.explorers.descent_beside_newton import (
    DescentBesideNewton,
    DescentBesideNewtonOnAMap,
    cost_of_a_step,
)
from mlcalc.figures import descent_beside_newton as draw

OMEGA = 0.5671432904097838
ARRIVED = 1e-6


def descent(slope, start, rate, steps):
    points = [np.asarray(start, dtype=float)]
    for _ in range(steps):
        points.append(points[-1] - rate * np.asarray(slope(points[-1])))
    return np.array(points)


def newton(slope, bend, start, steps):
    points = [np.asarray(start, dtype=float)]
    for _ in range(steps):
        g, h = np.atleast_1d(slope(points[-1])), np.atleast_2d(bend(points[-1]))
        if not g.any() or not np.isfinite(h).all() or np.linalg.det(h) == 0:
            break
        points.append(points[-1] - np.linalg.solve(h, g).reshape(points[-1].shape))
    return np.array(points)


def distances(points, minimum):
    away = points - np.asarray(minimum, dtype=float)
    return np.abs(away) if away.ndim == 1 else np.linalg.norm(away, axis=1)


def arrival(points, minimum):
    return int(np.flatnonzero(distances(points, minimum) <= ARRIVED)[0])


CURVES = {
    "eˣ − log x": (lambda x: np.exp(x) - 1 / x, lambda x: np.exp(x) + 1 / x**2, OMEGA),
    "x − log x": (lambda x: 1 - 1 / x, lambda x: 1 / x**2, 1.0),
    "(x − 2)⁴": (lambda x: 4 * (x - 2) ** 3, lambda x: 12 * (x - 2) ** 2, 2.0),
    "hill and valley": (lambda x: 3 * (x - 1) * (x - 3), lambda x: 6 * (x - 2), 3.0),
    "soft corner": (
        lambda x: (x - 2) / np.sqrt(1 + (x - 2) ** 2),
        lambda x: (1 + (x - 2) ** 2) ** -1.5,
        2.0,
    ),
}
SURFACES = {
    "steep bowl": (
        lambda p: np.array([
            4 * p[0] ** 3 + 8 * p[0] - p[1] - 0.4 * p[0] * p[1],
            3.2 * p[1] ** 3 + 4 * p[1] - p[0] - 0.2 * p[0] ** 2,
        ]),
        lambda p: np.array([
            [12 * p[0] ** 2 + 8 - 0.4 * p[1], -1 - 0.4 * p[0]],
            [-1 - 0.4 * p[0], 9.6 * p[1] ** 2 + 4],
        ]),
        (0.0, 0.0),
    ),
    "narrow valley": (
        lambda p: p * np.array([1, 20]), lambda p: np.diag([1.0, 20.0]), (0.0, 0.0),
    ),
    "warm room": (
        lambda p: np.array([
            -3 * p[0] * (p[0] - 4) * p[1] ** 2 * (p[1] - 6) / 90,
            -3 * p[1] * (p[1] - 4) * p[0] ** 2 * (p[0] - 6) / 90,
        ]),
        lambda p: np.array([
            [-(6 * p[0] - 12) * p[1] ** 2 * (p[1] - 6) / 90,
             -9 * p[0] * (p[0] - 4) * p[1] * (p[1] - 4) / 90],
            [-9 * p[0] * (p[0] - 4) * p[1] * (p[1] - 4) / 90,
             -(6 * p[1] - 12) * p[0] ** 2 * (p[0] - 6) / 90],
        ]),
        (4.0, 4.0),
    ),
    "round bowl": (lambda p: p, lambda p: np.eye(2), (0.0, 0.0)),
}  # fmt: skip


@pytest.fixture(scope="module")
def shared_curve():
    return DescentBesideNewton()


@pytest.fixture(scope="module")
def shared_map():
    return DescentBesideNewtonOnAMap()


@pytest.fixture
def curve(shared_curve):
    shared_curve.reset()
    return shared_curve


@pytest.fixture
def plan(shared_map):
    shared_map.reset()
    return shared_map


def said(explorer, preset=None, **values):
    if preset is not None:
        explorer.apply(preset)
    explorer.values = values
    return explorer.reading["sentence"]


def start_of(explorer):
    v = explorer.values
    return (v["x"], v["y"]) if "x" in v else v["start"]


def own(explorer):
    """Return what the loops of this file say of an explorer's state: both paths, the minimum."""
    v = explorer.values
    slope, bend, minimum = (CURVES | SURFACES)[v.get("function") or v["surface"]]
    with np.errstate(all="ignore"):
        return (
            descent(slope, start_of(explorer), v["learning_rate"], v["steps"]),
            newton(slope, bend, start_of(explorer), v["steps"]),
            minimum,
        )


# What a step costs.


def counted(n):
    """Solve n equations by elimination and count the multiplications and divisions."""
    generator = np.random.default_rng(n)
    a, b = generator.normal(size=(n, n)) + n * np.eye(n), generator.normal(size=n)
    rows, right, count = a.copy(), b.copy(), 0
    for k in range(n):
        for i in range(k + 1, n):
            part = rows[i, k] / rows[k, k]
            count += 1
            for j in range(k + 1, n):
                rows[i, j] -= part * rows[k, j]
                count += 1
            right[i] -= part * right[k]
            count += 1
    x = np.zeros(n)
    for k in reversed(range(n)):
        for j in range(k + 1, n):
            right[k] -= rows[k, j] * x[j]
            count += 1
        x[k] = right[k] / rows[k, k]
        count += 1
    np.testing.assert_allclose(a @ x, b, atol=1e-9)
    return count


@pytest.mark.parametrize("n", [1, 2, 3, 4, 7, 12, 20])
def test_the_cost_of_a_step_is_that_of_an_elimination(n):
    assert cost_of_a_step(n) == (n, counted(n))
    assert 3 * counted(n) == n**3 + 3 * n**2 - n


def test_the_sentence_about_the_cost_has_its_numbers(curve):
    words = said(curve, against="cost", n=100, steps=5)
    assert "n = 100 for gradient descent" in words
    assert "n³/3 + n² − n/3 = 343,300 for Newton" in words
    assert counted(20) == 20**3 / 3 + 20**2 - 20 / 3
    assert "= 334 million for Newton" in said(curve, against="cost", n=1000, steps=5)
    assert "derivatives are not" in words
    assert "Burden and Faires" in words


def test_who_is_first_by_steps_need_not_be_first_by_cost(plan):
    said(plan, "large n")
    first, second, minimum = own(plan)
    steps = arrival(first, minimum), arrival(second, minimum)
    assert steps == (162, 1)
    leader = {n: said(plan, n=n).split()[0] for n in (2, 5, 10, 20, 21, 22, 200, 1000)}
    for n in (2, 5, 10, 20, 21, 22):
        assert (leader[n] == "Newton") == (steps[1] * counted(n) < steps[0] * n), n
    assert leader[20] == "Newton"
    assert leader[22] == leader[1000] == "Gradient"
    assert said(plan, "large n", against="200 steps").startswith("Newton arrives after 1 step,")


def test_who_has_spent_less_has_not_lost_yet(plan):
    words = said(plan, "from (4, 4)", against="cost", n=20)
    assert 7 * counted(20) > 100 * 20
    assert (
        "Newton arrives after 21,420 multiplications (7 steps). Gradient descent is still "
        "0.000194 away, but has spent only 2,000 multiplications (100 steps)." in words
    )
    assert "after 2.34 billion multiplications" in said(plan, n=1000)
    assert counted(20) * 7 == 21420
    # With few variables it has spent more, and lost.
    words = said(plan, "narrow", against="cost", n=2)
    assert "Gradient descent is still 0.000321 away after 200 multiplications" in words


def test_the_costs_are_drawn_as_stairs_where_they_belong(plan):
    said(plan, "large n")
    first, second, minimum = own(plan)
    lines = plan.distances.descent.line, plan.distances.newton.line
    for line, points, cost in zip(lines, (first, second), (200, 2706600), strict=True):
        at, heights = line.get_data()
        np.testing.assert_allclose(at[1:], np.log10(cost * np.arange(1, len(at))))
        assert at[0] < 0
        np.testing.assert_allclose(
            heights, np.maximum(distances(points, minimum), 1e-18), rtol=1e-6, atol=1e-17
        )
        assert line.get_drawstyle() == "steps-post"


# Both paths.


@pytest.mark.parametrize("kind", [DescentBesideNewton, DescentBesideNewtonOnAMap])
def test_the_paths_of_the_presets_are_bare_loops(kind):
    explorer = kind()
    for preset in [None, *explorer.presets]:
        if preset:
            explorer.apply(preset)
        first, second, minimum = own(explorer)
        shown = [way.path.points for way in explorer.ways]
        n = len(shown[0])
        np.testing.assert_allclose(shown[0], first[:n], rtol=1e-6, atol=1e-9)
        assert n == len(first) or explorer.ways[0].path.stop != "steps used up"
        if explorer.values["newton"] == "pure":
            k = min(len(shown[1]), 9)
            np.testing.assert_allclose(shown[1][:k], second[:k], rtol=1e-6, atol=1e-7)
        for way in explorer.ways:
            np.testing.assert_allclose(way.distances, distances(way.path.points, minimum))


def test_the_openings_tell_no_outcome(curve, plan):
    for explorer, away in ((curve, "0.517"), (plan, "5.66")):
        assert explorer.reading["sentence"].startswith(f"Both stand at the start, {away} away")
    early = DescentBesideNewton(begin={"steps": 3}), DescentBesideNewtonOnAMap(begin={"steps": 2})
    for explorer in early:
        words = explorer.reading["sentence"]
        first, second, minimum = own(explorer)
        ends = [distances(points, minimum)[-1] for points in (first, second)]
        # The one that will be late is ahead at first.
        assert ends[0] < ends[1]
        assert words.startswith(f"After {explorer.values['steps']} steps gradient descent is ")
        assert "arrive" not in words
        drawn = explorer.distances.newton.faint.get_xdata()
        assert drawn.max() == explorer.values["steps"]


def test_what_was_visited_stays_drawn_and_the_rest_waits_for_the_prediction(curve):
    class Question:
        compared = False

        def __init__(self):
            self.followers = set()

    question = Question()
    explorer = DescentBesideNewton(until=question)
    explorer.values = {"steps": 9}
    explorer.values = {"steps": 4}
    line = explorer.distances.descent
    assert len(line.line.get_xdata()) == 5
    assert len(line.faint.get_xdata()) == 10
    question.compared = True
    for follower in question.followers:
        follower.reveal()
    assert len(line.faint.get_xdata()) == 41
    assert len(line.line.get_xdata()) == 5
    explorer.values = {"against": "200 steps"}
    assert len(explorer.distances.descent.faint.get_xdata()) == 201
    assert DescentBesideNewton(until=question).revealed


class Asked:
    """Stands for a prediction that is not compared yet."""

    def __init__(self):
        self.compared, self.followers = False, set()


def test_why_they_come_closer_is_said_after_the_prediction():
    question = Asked()
    explorer = DescentBesideNewton(until=question, begin={"steps": 3})
    regimes = "of the distance", "square the distance", "not close enough", "steps roughly"
    for state in ({}, {"steps": 40}, {"function": "(x − 2)⁴", "steps": 30}):
        explorer.values = state
        assert not any(words in explorer.reading["sentence"] for words in regimes)
    explorer.apply("from 0.05")
    assert explorer.reading["sentence"] == (
        "Newton arrives after 7 steps, gradient descent after 24."
    )
    question.compared = True
    for follower in question.followers:
        follower.reveal()
    assert "each step removes 48.7\u00a0% of the distance" in explorer.reading["sentence"]
    assert "roughly square the distance" in explorer.reading["sentence"]
    explorer.reset()
    assert "not close enough" in explorer.reading["sentence"]


def test_a_step_beyond_the_axis_has_no_mark_on_it(curve, plan):
    for explorer in (curve, plan):
        explorer.values = {"steps": 150, "against": "40 steps"}
        for line in (explorer.distances.descent, explorer.distances.newton):
            at, last = line.line.get_xdata(), line.last.get_xdata()
            assert at[-1] == last[0] <= 40
            assert not len(line.last.parked())
        slow = explorer.distances.descent
        assert slow.last.get_ydata()[0] == pytest.approx(explorer.ways[0].distances[40])
        explorer.values = {"against": "200 steps"}
        assert explorer.distances.descent.last.get_xdata()[0] == 150


def test_both_shapes_are_seen_side_by_side(curve):
    said(curve, "from 0.05")
    (left, right), (low, high) = (
        getattr(curve.distances.descent.last.axes, f"get_{side}lim")() for side in "xy"
    )
    slow, fast = curve.ways[0].distances, curve.ways[1].distances
    at, heights = curve.distances.descent.line.get_data()
    assert at[-1] == 40 < right < 42
    # From step 3 on nearly the same factor, so a straight line.
    factor = 1 - 0.1 * (np.exp(OMEGA) + OMEGA**-2)
    np.testing.assert_allclose(slow[4:30] / slow[3:29], factor, rtol=0.2)
    np.testing.assert_allclose(slow[16:30] / slow[15:29], factor, rtol=1e-3)
    ratios = fast[1:8] / fast[:7]
    assert (np.diff(ratios) < 0).all()
    # Both take up a good part of the picture.
    assert np.log10(heights[0] / heights[-1]) > 0.35 * np.log10(high / low)
    assert (arrival(curve.ways[1].path.points, OMEGA) - left) > 0.15 * (right - left)


def test_a_path_beyond_the_picture_has_a_mark_on_its_axis(curve):
    ticks = curve.distances.descent.last.axes.get_yticks()
    assert {1e3, 1.0} <= set(ticks)


# The presets of the classroom.


def test_newton_is_far_ahead(curve, plan):
    words = said(curve, "from 0.05")
    first, second, minimum = own(curve)
    assert (arrival(first, minimum), arrival(second, minimum)) == (24, 7)
    assert words.startswith("Newton arrives after 7 steps, gradient descent after 24.")
    words = said(plan, "from (4, 4)")
    first, second, minimum = own(plan)
    assert arrival(second, minimum) == 7
    away = distances(first, minimum)[-1]
    assert words.startswith(
        f"Newton arrives after 7 steps. Gradient descent is still {away:.3g} away after 100 steps."
    )
    # The numbers of the notes.
    np.testing.assert_allclose(second[1:3].round(2), [[2.58, 2.62], [1.59, 1.67]])
    assert "step 7 took it from 0.00302 to 4.34e-08" in words
    eight = plan.ways[1].path.points[8]
    assert eight == pytest.approx([4.16e-17, -2.05e-17], rel=2e-3)


def test_the_narrow_valley_zigzags(plan):
    words = said(plan, "narrow")
    first, _, _ = own(plan)
    np.testing.assert_allclose(first[1:9, 1] / first[:8, 1], -0.8)
    np.testing.assert_allclose(first[1:9, 0] / first[:8, 0], 0.91)
    assert "overshoots and keeps 80\u00a0%" in words
    assert "in the flattest it removes 9\u00a0%" in words
    assert words.startswith("Newton arrives after 1 step. ")
    assert words.endswith("one step is enough.")


def test_a_large_rate_diverges(curve, plan):
    words = said(plan, "large rate")
    first, _, minimum = own(plan)
    away = distances(first, minimum)
    assert away[-1] > away[0]
    assert "further than at the start (4.47)" in words
    assert "each step overshoots to 1.04 times the distance" in words
    assert pytest.approx(1.04) == 0.102 * 20 - 1
    words = said(curve, "large rate")
    with np.errstate(all="ignore"):
        walked = descent(CURVES["eˣ − log x"][0], 0.55, 0.42, 58)
    assert (walked[:58] > 0).all()
    assert walked[58] == pytest.approx(-0.0146, abs=1e-4)
    assert (
        "Gradient descent fails: its step 58 would lead to -0.0146, outside x\u00a0>\u00a00."
        in words
    )
    assert curve.trouble in words
    assert "Newton" not in curve.trouble


def test_a_rate_too_large_from_a_steep_place_need_not_be_too_large(plan):
    said(plan, "from (4, 4)", learning_rate=0.05)
    with np.errstate(all="ignore"):
        first, _, minimum = own(plan)
        away = distances(first, minimum)
    np.testing.assert_allclose(away[:3], [5.66, 11.9, 193], rtol=0.01)
    steep = 0.05 * np.linalg.eigvalsh(SURFACES["steep bowl"][1](np.array([4.0, 4.0])))[1]
    assert (
        f"At the start rate × curvature is {steep:.3g}, above 2: there its steps overshoot, and "
        "from this start they grow." in plan.reading["sentence"]
    )
    said(plan, x=1, y=1)
    first, _, minimum = own(plan)
    assert arrival(first, minimum) == 66
    assert "gradient descent after 66" in plan.reading["sentence"]
    # Above 2 alone does not decide: with 0.02 it is above it, too, and arrives.
    assert 0.02 * steep / 0.05 == pytest.approx(3.97, abs=0.01)
    words = said(plan, x=4, y=4, learning_rate=0.02, steps=200)
    assert "gradient descent after 168." in words


def test_where_a_large_rate_led_away_the_rate_is_the_reason(curve):
    words = said(
        curve, function="hill and valley", start=3.02, learning_rate=1, steps=6, newton="pure"
    )
    slope, bend, minimum = CURVES["hill and valley"]
    first = descent(slope, 3.02, 1, 6)
    # In the end it is beyond the hill, where downhill leads away from the minimum.
    assert first[-1] < 1
    assert slope(3.02) > 0
    assert bend(minimum) == 6
    assert "this rate diverges: each step overshoots to 5 times the distance" in words
    # From the far side of the hill downhill leads away from the beginning.
    assert "downhill leads away" in said(curve, start=0.9, steps=2)
    assert "downhill leads away" in said(curve, start=0.9, learning_rate=0.1)


def test_in_a_round_bowl_both_are_nearly_equal(plan):
    words = said(plan, "round bowl")
    first, second, minimum = own(plan)
    assert (arrival(first, minimum), arrival(second, minimum)) == (4, 1)
    assert words.startswith("Newton arrives after 1 step, gradient descent after 4.")
    assert said(plan, learning_rate=1).startswith("Both arrive after 1 step.")
    first, second, _ = own(plan)
    np.testing.assert_allclose(first[1], second[1], atol=1e-15)
    assert "oscillates: in every direction each step overshoots and keeps 50\u00a0%" in said(
        plan, learning_rate=1.5
    )


def test_newton_goes_to_a_saddle_and_damping_is_the_remedy(plan):
    words = said(plan, "corner")
    first, second, minimum = own(plan)
    assert arrival(first, minimum) == 8
    assert second[-1] == pytest.approx([6, 6])
    bend = SURFACES["warm room"][1]
    low, high = np.linalg.eigvalsh(bend(second[-1]))
    assert low < 0 < high
    assert words.startswith("Gradient descent arrives after 8 steps. Newton comes to rest after ")
    assert "at a saddle, 2.83 from the minimum" in words
    assert math.dist((6, 6), (4, 4)) == pytest.approx(2.83, abs=0.002)
    words = said(plan, "damped")
    assert words.startswith("Damped Newton arrives after 6 steps, gradient descent after 8.")
    assert "1 went along minus the gradient, shortened to 1/2; 5 were" in words
    path = plan.ways[1].path
    bends = [np.linalg.eigvalsh(bend(p))[0] > 0 for p in path.points[:-1]]
    assert path.newtons.tolist() == bends
    assert (np.diff(path.values) <= 1e-12).all()


def test_newton_goes_up_a_hill_and_damping_is_the_remedy(curve):
    words = said(curve, "near a hill")
    first, second, minimum = own(curve)
    assert arrival(first, minimum) == 19
    assert second[-1] == pytest.approx(1)
    assert "Newton comes to rest after 6 steps, on a hilltop, 2 from the minimum." in words
    # The distance goes on as it is, also beside the steps of the other.
    at, heights = curve.distances.newton.line.get_data()
    assert at[-1] == 40
    np.testing.assert_allclose(heights[7:], 2)
    assert "bends down: the parabola that it follows has no lowest point" in said(curve, steps=2)
    words = said(curve, "damped")
    assert words.startswith("Damped Newton arrives after 5 steps, gradient descent after 19.")
    assert "1 went along minus the gradient; 4 were Newton's in full" in words


def test_at_a_flat_minimum_nothing_is_squared(curve):
    words = said(curve, "flat valley")
    first, second, minimum = own(curve)
    slow = distances(first, minimum)[-1]
    away = distances(second, minimum)
    np.testing.assert_allclose(away[1:30] / away[:29], 2 / 3)
    assert arrival(second, minimum) == 36
    assert f"Newton arrives after 36 steps. Gradient descent is still {slow:.3g} away" in words
    assert "step 36 kept 66.7\u00a0% of the distance" in words
    assert "The curvature at this minimum is zero" in words


def test_newton_leaves_the_domain(curve):
    at_the_edge = {"function": "x − log x", "against": "40 steps", "learning_rate": 0.3}
    words = said(curve, **at_the_edge, newton="pure", start=2.5, steps=40)
    assert 2.5 - (1 - 1 / 2.5) * 2.5**2 == -1.25
    assert "Newton fails: its step 1 would lead to -1.25, outside x\u00a0>\u00a00." in words
    assert curve.trouble == "Newton fails: its step 1 would lead to -1.25, outside x\u00a0>\u00a00."
    assert said(curve, newton="damped").startswith("Damped Newton arrives after 5 steps.")
    assert curve.trouble == ""
    # Below 2 the distance is squared exactly.
    said(curve, newton="pure", start=1.9, steps=4)
    np.testing.assert_allclose(curve.ways[1].distances, 0.9 ** (2.0 ** np.arange(5)))


def test_newton_jumps_to_and_fro(curve):
    words = said(
        curve, function="soft corner", newton="pure", against="40 steps", learning_rate=0.5,
        start=3, steps=40,
    )  # fmt: skip
    assert "Newton jumps to and fro, between 1 and 3." in words
    _, heights = curve.distances.newton.line.get_data()
    assert len(heights) == 41
    np.testing.assert_allclose(heights, 1)
    words = said(curve, start=0.5)
    assert "Newton runs away" in words
    assert len(curve.paths.newton.last.parked()) == 1
    assert "squares" not in words
    assert said(curve, newton="damped", steps=60).startswith("Damped Newton arrives")


def test_newton_is_stuck_where_the_hessian_is_singular(curve, plan):
    words = said(curve, function="hill and valley", start=2, steps=5, learning_rate=0.1)
    assert CURVES["hill and valley"][1](2) == 0
    assert "Newton is stuck at the start: the curvature is zero there" in words
    words = said(plan, surface="warm room", x=4, y=2, steps=5, learning_rate=0.2)
    assert np.linalg.det(SURFACES["warm room"][1](np.array([4, 2]))) == 0
    assert "Newton is stuck at the start: the Hessian is singular there" in words
    assert plan.trouble.startswith("Newton is stuck")


def test_from_the_start_of_the_notes_newton_ends_in_the_flat_corner(plan):
    words = said(plan, surface="warm room", x=0.5, y=0.6, steps=60, learning_rate=0.2)
    first, second, minimum = own(plan)
    assert words.startswith(f"Gradient descent arrives after {arrival(first, minimum)} steps.")
    assert np.abs(second[-1]).max() < 1e-4
    assert "at a flat place, 5.66 from the minimum" in words


# Other sentences.


@pytest.mark.parametrize("kind", [DescentBesideNewton, DescentBesideNewtonOnAMap])
def test_at_the_start_nothing_is_said_of_what_comes(kind):
    explorer = kind()
    for preset in explorer.presets:
        words = said(explorer, preset, steps=0, against="40 steps")
        away = distances(np.array([start_of(explorer)]), own(explorer)[2])[0]
        assert words == f"Both stand at the start, {away:.3g} away from the minimum."


def test_a_start_where_the_slope_is_zero_is_said_so(curve, plan):
    assert said(plan, surface="warm room", x=4, y=4, steps=9).startswith("The start is the minimum")
    words = said(plan, x=6, y=6)
    assert words == "The start is at a saddle: the slope is zero there, and neither of them moves."
    assert "on a hilltop" in said(curve, function="hill and valley", start=1, steps=3)
    assert said(curve, start=1e300) == "The start is out of every picture."


OUTCOME = re.compile(
    r"(Both |The start is |After \d+ steps? |(Gradient descent|Newton|Damped Newton) "
    r"(arrives|is still|is at|is [\d.e+-]+ away|fails|runs away|is stuck|jumps|goes round|comes to "
    r"rest|is nearly at rest))"
)


@pytest.mark.parametrize("kind", [DescentBesideNewton, DescentBesideNewtonOnAMap])
def test_the_outcome_stands_first_and_is_true_in_random_states(kind):
    explorer, random = kind(), np.random.default_rng(1)
    menus = explorer.menus()
    for _ in range(60):
        state = {m.name: str(random.choice(m.options)) for m in menus}
        state |= {"learning_rate": float(10 ** random.uniform(-2.5, 0)),
                  "steps": int(random.integers(1, 60))}  # fmt: skip
        if kind is DescentBesideNewton:
            state["start"] = float(random.uniform(0.1, 3.9))
        else:
            state |= {name: float(random.uniform(0.5, 5.5)) for name in "xy"}
        words = said(explorer, **state)
        assert OUTCOME.match(words), (state, words)
        assert words.count("arrives") + 2 * words.startswith("Both arrive") <= 2
        first, _, minimum = own(explorer)
        with np.errstate(all="ignore"):
            there = (distances(first, minimum) <= ARRIVED).any()
        mentioned = re.search(r"(G|g)radient descent (arrives )?after", words)
        assert bool(mentioned or words.startswith("Both arrive")) == bool(there), (state, words)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({"learning_rate": 0}, "The learning rate must be above zero"),
        ({"steps": 2.5}, "The steps must be a whole number"),
        ({"n": 2.5}, "The number of variables must be a whole number"),
        ({"n": 0}, "The number of variables must be a whole number"),
        ({"start": -1}, "The start must lie where e to the x minus log x is defined, x > 0"),
        ({"start": math.nan}, "The start must be a finite number"),
    ],
)
def test_wrong_values_become_a_sentence_in_the_figure(curve, state, words):
    curve.values = state
    assert curve.trouble.startswith(words)
    curve.reset()
    assert curve.trouble == ""


def test_on_the_map_the_start_is_dragged_and_typed(plan):
    page = Page(plan)
    left, top, right, bottom = page.state["drag_area"]
    page.drag(left + 0.25 * (right - left), top + 0.25 * (bottom - top))
    assert (plan.values["x"], plan.values["y"]) == pytest.approx((-2.5, 2.5), abs=0.1)
    assert round(plan.values["x"], 2) == plan.values["x"]
    assert page.shown("x")["text"] == f"{plan.values['x']:g}"
    page.type("x", "3,25")
    assert plan.values["x"] == 3.25
    assert plan.ways[0].path.points[0].tolist() == plan.ways[1].path.points[0].tolist()
    assert plan.paths.start.get_xydata().tolist() == [[3.25, plan.values["y"]]]
    page.type("y", "up")
    assert "must be a number" in plan.trouble


# How it looks.


@pytest.mark.usefixtures("painted")
def test_the_two_are_told_apart_without_colours():
    for explorer in (DescentBesideNewton(), DescentBesideNewtonOnAMap()):
        one, other = explorer.paths.descent, explorer.paths.newton
        assert one.line.get_linestyle() == "-"
        assert other.line.get_linestyle() == "--"
        assert (one.dots.get_marker(), other.dots.get_marker()) == ("o", "s")
        assert (one.last.get_marker(), other.last.get_marker()) == ("o", "s")
        assert other.last.get_markerfacecolor() == "none"
        explorer.values = {"steps": 6}
        grey = np.asarray(Image.open(io.BytesIO(explorer.frame)).convert("L"))
        assert (grey < 120).sum() > 1000


def test_luminance_of_the_colours_differs_from_the_map():
    def luminance(colour):
        r, g, b = (int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5))
        return 0.2126 * r**2.2 + 0.7152 * g**2.2 + 0.0722 * b**2.2

    assert luminance(draw.CURVE) > 1.5 * luminance(draw.VERMILLION) > luminance(draw.BLACK)


# Functions of students.


def rosenbrock(p):
    return (1 - p[0]) ** 2 + 10 * (p[1] - p[0] ** 2) ** 2


def test_the_minimum_of_a_students_function_is_found():
    explorer = DescentBesideNewtonOnAMap(
        rosenbrock, ((-2, 2), (-1, 3)), begin={"x": -1.5, "y": 2.5}
    )
    assert len(explorer.menus()) == 2
    assert explorer.presets == {}
    explorer.values = {"steps": 20}
    assert explorer.reading["sentence"].startswith("Newton arrives after 10 steps.")
    assert explorer.ways[1].target == pytest.approx([1, 1], abs=1e-7)
    two = DescentBesideNewton(lambda x: x**4 - 3 * x**2 + x, (-2.2, 2))
    two.values = {"start": -0.9, "steps": 40}
    assert two.ways[0].target == pytest.approx(np.sort(np.roots([4, 0, -6, 1]).real)[0])
    two.values = {"start": 0.9}
    assert two.ways[0].target == pytest.approx(np.sort(np.roots([4, 0, -6, 1]).real)[2])


def test_where_a_students_function_gives_no_number_only_one_of_them_fails():
    explorer = DescentBesideNewton(lambda x: x - math.log(x), (0.02, 4))
    words = said(explorer, start=2.5, steps=20)
    assert (
        "Newton fails: its step 1 would lead to -1.25, where your function gives no number" in words
    )
    assert words.startswith("Gradient descent is still")
    assert said(explorer, newton="damped").startswith("Damped Newton arrives")
    explorer.values = {"start": -1}
    assert explorer.trouble == "Your function raised ValueError at -1: math domain error."


@pytest.mark.parametrize("start", [0.3, 1.5])
def test_where_the_slope_cannot_be_had_only_one_of_them_is_stuck(start):
    explorer = DescentBesideNewton(math.log, (0.02, 4))
    words = said(explorer, newton="damped", start=start, steps=40, learning_rate=0.001)
    stuck = explorer.ways[1].path
    assert 0 < stuck.last < 0.01
    assert f"Damped Newton is stuck after {stuck.steps} step" in words
    assert "close by, your function gives no number" in words
    assert explorer.trouble.startswith("Damped Newton is stuck")
    # The path is that of steps which halve until the value is low enough.
    x = start
    for point in stuck.points[1:]:
        part = (x - point) * x
        assert np.log2(part) == pytest.approx(round(np.log2(part)), abs=1e-3)
        assert math.log(point) < math.log(x)
        x = float(point)
    assert explorer.ways[0].path.steps > 0
    with pytest.raises(ValueError, match="raised ValueError"):
        explorer.function.gradient(1e-9)


def test_without_a_minimum_there_are_no_distances():
    explorer = DescentBesideNewton(lambda x: -(x**2))
    assert "no distances" in explorer._reading.shape
    assert "distance" not in "".join(name for name, _ in explorer._reading.pairs())
    assert "on a hilltop" in said(explorer, steps=9)
    assert len(explorer.distances.newton.line.get_xdata()) == 0
    assert said(explorer, steps=0) == "Both stand at the start. No minimum is known in the picture."


def test_a_corner_has_no_curvature_to_speak_of():
    explorer = DescentBesideNewton(abs)
    words = said(explorer, steps=5)
    assert "At this minimum the function has a corner" in words
    assert "Newton is stuck at the start" in words


def test_buttons_and_beginnings_are_chosen():
    explorer = DescentBesideNewtonOnAMap(
        buttons=["corner", "damped"],
        begin={"surface": "warm room", "x": 0.5, "y": 0.6, "against": "200 steps"},
    )
    assert list(explorer.presets) == ["corner", "damped"]
    assert explorer.values["surface"] == "warm room"
    assert [m.options[0] for m in explorer.menus()] == ["warm room", "pure", "200 steps"]
    explorer.apply("corner")
    explorer.reset()
    assert (explorer.values["x"], explorer.values["y"]) == (0.5, 0.6)
    with pytest.raises(ValueError, match="begin must be one of"):
        DescentBesideNewton(begin={"speed": 3})
    with pytest.raises(ValueError, match="buttons must be one of"):
        DescentBesideNewton(buttons=["corner"])


def test_every_choice_can_follow_every_other(plan):
    for surface, method, against in itertools.product(*(menu.options for menu in plan.menus())):
        plan.values = {"surface": surface, "newton": method, "against": against, "steps": 15}
        assert plan.reading["sentence"]
