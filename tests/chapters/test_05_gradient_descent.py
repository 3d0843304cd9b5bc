"""Statements of chapter 5, proved against other computations."""

import math
import re

import numpy as np
import pytest

from mlcalc import datasets, differentiation, functions
from mlcalc.exercises import gradient_descent
from mlcalc.exercises.kinds import WrongLine
from mlcalc.explorers import gradient_descent as descents

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


def test_a_rate_that_diverges_across_the_valley_is_named():
    explorer = descents.DescentInAValley()
    words = ": across the valley this rate diverges."
    for preset in explorer.presets:
        explorer.apply(preset)
        assert explorer.reading["sentence"].endswith(words) == (preset == "diverges")
    across = [row[2] for row in explorer.table().rows]
    assert abs(across[-1]) > abs(across[0])


def test_a_cost_that_has_grown_is_said_to_have_grown():
    explorer = descents.StochasticDescent()
    for rate, grown in ((0.05, False), (0.5, False), (2, True)):
        explorer.values = {"learning_rate": rate}
        assert (": it has grown. Each step" in explorer.reading["sentence"]) == grown
        assert (stochastic(rate, 0, epochs=1)[-1] > stochastic(rate, 0)[0]) == grown


def test_the_second_picture_of_the_noise_shows_how_far_above_the_lowest_the_cost_is():
    explorer = descents.StochasticDescent()
    for preset in explorer.presets:
        explorer.apply(preset)
        line = explorer.values_by_epoch.line
        above = stochastic(
            explorer.values["learning_rate"], 0, int(explorer.values["batch_size"])
        ) ** 2 / 2  # fmt: skip
        np.testing.assert_allclose(line.get_ydata(), above, rtol=1e-6, atol=1e-9)
        low, high = line.axes.get_ylim()
        assert above.min() > low
        assert above.max() < high
    # One step with all examples and the rate 1 leads to the lowest place itself.
    explorer.values = {"batch_size": 40, "learning_rate": 1, "seen": 400}
    assert (explorer.values_by_epoch.line.get_ydata() > 0).all()


def test_the_beginning_of_a_curve_can_be_chosen():
    begin = {"learning_rate": 0.37, "start": 1.1, "steps": 40}
    explorer = descents.DescentOnACurve(begin=begin)
    assert explorer.values == begin
    explorer.apply("slow")
    explorer.reset()
    assert explorer.values == begin
    assert explorer.reading["sentence"].startswith("After 40 steps")
    assert descents.DescentOnACurve(begin={"steps": 0}).values["start"] == 1.8
    with pytest.raises(ValueError, match="begin must be one of learning_rate, start, steps"):
        descents.DescentOnACurve(begin={"rate": 1})


@pytest.mark.parametrize("degrees", [-3, 1e99])
def test_a_direction_is_one_of_a_whole_turn(degrees):
    around, valley = descents.SlopeInEveryDirection(), descents.DescentInAValley()
    around.values, valley.values = {"direction": degrees}, {"angle": degrees}
    assert around.trouble == f"The direction must be between 0 and 360, but {degrees} came."
    assert valley.trouble == f"The start angle must be between 0 and 180, but {degrees} came."


def test_a_path_that_jumps_for_ever_is_not_said_to_arrive():
    explorer = descents.DescentWithSeveralMinima()
    explorer.apply("too fast for A")
    assert " The path is not at A, B or C. " in explorer.reading["sentence"]


def test_along_an_eigenvector_the_gradient_points_the_same_way():
    """What section 6 says of eigenvalues, by differences of the sum of squares."""
    x, y = datasets.three_points()
    best = np.polyfit(x, y, 1)

    def total(p):
        return np.sum((p[0] * x + p[1] - y) ** 2)

    assert differentiation.gradient(total, best) == pytest.approx([0, 0], abs=1e-6)
    values, arrows = np.linalg.eigh([[28, 12], [12, 6]])
    for value, arrow in zip(values, arrows.T, strict=True):
        gradient = differentiation.gradient(total, best + 0.1 * arrow)
        assert gradient == pytest.approx(0.1 * value * arrow, abs=1e-6)


def test_other_data_have_buttons_for_two_rates():
    assert list(descents.LineByDescent().presets) == ["slow", "settles", "oscillates", "diverges"]
    x, y = datasets.three_points()
    line = descents.LineByDescent(np.repeat(x, 2), np.repeat(y, 2))
    assert list(line.presets) == ["rate 0.02", "rate 0.05"]
    line.apply("rate 0.05")
    assert line.values == {"learning_rate": 0.05, "m": -2, "b": 0, "steps": 20}
    assert dict(descents.LineByHand(x, y).presets) == {}


def test_a_number_and_its_sign_stay_in_one_line():
    curve = descents.DescentOnACurve()
    assert "24.4\u00a0% of the distance" in curve.reading["sentence"]
    curve.apply("leaves the domain")
    assert "outside x\u00a0>\u00a00: " in curve.trouble
    assert "60\u00a0% of the last" in descents.DescentWithMomentum().reading["sentence"]


@pytest.mark.parametrize(
    ("exercise", "values"),
    [
        (gradient_descent.wrong_step, [None, 3, 1.7, 2.016, 1.498]),
        (gradient_descent.wrong_gradient, [None, -8 / 3, -1, 1.433, 0.1]),
        (gradient_descent.review_product, [2, math.e, 3 * math.e, 5.437]),
    ],
)
def test_of_a_sound_line_it_is_said_that_it_is_sound(exercise, values):
    assert isinstance(exercise, WrongLine)
    told = {m.answer: m.message for m in exercise.mistakes if isinstance(m.answer, int)}
    assert set(told) == set(range(1, len(values) + 1)) - {exercise.answer[0]}
    for number, message in told.items():
        assert message.startswith(f"Line {number} is sound: ")
    assert exercise.answer[1] == pytest.approx(values[exercise.answer[0] - 1], abs=5e-4)


def test_twice_the_rate_on_the_curve():
    """By the rule, written out: 0.4 settles, 0.8 leaves x > 0 with the sixth step."""
    x = 0.56
    for _ in range(400):
        x -= 0.4 * (math.exp(x) - 1 / x)
    assert x == pytest.approx(functions.OMEGA, abs=1e-9)
    points = [0.56]
    while points[-1] > 0:
        points.append(points[-1] - 0.8 * (math.exp(points[-1]) - 1 / points[-1]))
    assert len(points) == 7
    prediction = gradient_descent.doubled_rate
    (why,) = (o.why for o in prediction.options if o.letter == prediction.happened)
    for point in points[1:6]:
        assert f"{point:.4g}" in why
    away = np.abs(np.array(points[:5]) - functions.OMEGA)
    assert (np.abs(away[1:] / away[:-1] - 3) < 0.6).all()
    assert "about 3 times" in why
    explorer = descents.DescentOnACurve()
    explorer.values = {"start": 0.56, "learning_rate": 0.8, "steps": 40}
    assert explorer.trouble.startswith("Step 6 would lead to -329.3")


def test_the_other_three_points_and_their_best_line():
    """As the exercise prints their error, by differences of the sum of squares."""
    x, y = np.array([1, 2, 4]), np.array([6, 1, 3])
    for m, b in ((0, 0), (1, -2), (2.5, 0.5), (-3, 4)):
        expanded = 21 * m**2 + 3 * b**2 + 46 + 14 * m * b - 40 * m - 20 * b
        assert expanded == pytest.approx(np.sum((m * x + b - y) ** 2))
        measured = differentiation.gradient(lambda p: np.sum((p[0] * x + p[1] - y) ** 2), [m, b])
        assert gradient_descent.line_gradient.answer(m, b) == pytest.approx(measured, abs=1e-6)
    assert np.polyfit(x, y, 1) == pytest.approx([-5 / 7, 5])


# What the captions and the reasons say.


def test_figure_2_offers_only_what_the_next_prediction_does_not_ask():
    explorer = descents.DescentOnACurve(buttons=("slow", "fast"))
    assert explorer.widget.parts["presets"] == list(explorer.presets) == ["slow", "fast"]
    assert list(descents.DescentOnACurve().presets)[:2] == ["slow", "fast"]
    with pytest.raises(ValueError, match=r"buttons must be one of slow, fast, .* 'quick' came"):
        descents.DescentOnACurve(buttons=("quick",))
    with pytest.raises(ValueError, match="buttons must be one of"):
        descents.DescentOnACurve(lambda x: x * x, (-1, 1), buttons=("slow",))


def test_the_value_falls_as_the_first_prediction_says():
    x, values = 0.05, []
    for _ in range(21):
        values.append(math.exp(x) - math.log(x))
        x -= 0.005 * (math.exp(x) - 1 / x)
    assert "from 4.047 to 2.845" in gradient_descent.falling_value.question
    assert "After twenty steps the value is 2.434" in gradient_descent.falling_value.why
    assert np.round([values[0], values[3], values[20]], 3).tolist() == [4.047, 2.845, 2.434]


def test_up_to_which_rate_of_the_slider_the_path_from_0_8_settles():
    """The first thing to try below figure 5.3: the border is near the limit, and to be seen."""
    explorer = descents.DescentOnACurve()
    slider = explorer.sliders()[0]
    rates = [slider.value_at(place) for place in range(slider.last_position + 1)]
    settled = []
    for rate in (rate for rate in rates if 0.3 < rate < 0.5):
        explorer.values = {"start": 0.8, "steps": 100, "learning_rate": rate}
        settled.append(rate)
        if explorer.trouble:
            break
        assert abs(explorer.reading["x"] - functions.OMEGA) < 0.002
    curvature = math.exp(functions.OMEGA) + functions.OMEGA**-2
    assert settled[-2] * curvature < 2 < settled[-1] * curvature
    assert settled[-2] * curvature > 1.9
    explorer.values = {"start": 0.56, "learning_rate": 2 * settled[-2]}
    assert "would lead to" in explorer.reading["sentence"]


def test_two_buttons_end_in_a_jump_between_two_points():
    """As section 2 says of a rate above the limit."""
    curve, room = descents.DescentWithSeveralMinima(), descents.DescentOnASurface()
    for explorer, preset, slope in (
        (curve, "too fast for A", lambda x: x * (x**2 - 4) * (x + 1) * (x - 1.2)),
        (room, "never settles", lambda p: differentiation.gradient(functions.temperature, p)),
    ):
        explorer.apply(preset)
        point = explorer.descent.last
        points = [point]
        for _ in range(400):
            points.append(points[-1] - explorer.values["learning_rate"] * slope(points[-1]))
        np.testing.assert_allclose(points[-1], points[-3], atol=1e-6)
        assert np.abs(points[-1] - points[-2]).max() > 0.2
        assert ": each step overshoots to" in explorer.reading["sentence"]


def test_where_it_is_warmer_than_before_for_the_first_time():
    explorer = descents.DescentOnASurface()
    explorer.apply("one step")
    heights = np.array(explorer.table().rows)[:, 3]
    assert heights[1] < heights[0]
    explorer.apply("never settles")
    rises = np.diff(np.array(explorer.table().rows)[:, 3]) > 0
    assert (np.flatnonzero(rises) + 1)[:3].tolist() == [3, 5, 7]


def walk(start, steps, rate=0.05):
    """Descend on the temperature by its formula, without mlcalc."""
    points = [np.array(start, dtype=float)]
    for _ in range(steps):
        x, y = points[-1]
        slope = [x * (3 * x - 12) * y**2 * (y - 6), x**2 * (x - 6) * y * (3 * y - 12)]
        points.append(points[-1] + rate * np.array(slope) / 90)
    return np.array(points)


def test_starts_close_to_the_walls_are_slow_and_close_to_the_saddle_quick():
    corner = walk((0.1, 0.1), 200)
    assert np.linalg.norm(corner[-1] - corner[0]) == pytest.approx(0.012, abs=5e-4)

    def away(start):
        return int(np.argmax(np.linalg.norm(walk(start, 2000) - start, axis=1) > 0.5))

    assert away((5.9, 5.9)) <= 5 < 2 * away((5.9, 5.9)) < away((0.1, 3)) < away((0.1, 0.1))
    lengths = np.linalg.norm(np.diff(walk((5.99, 5.99), 6), axis=0), axis=1)
    assert (lengths[1:] / lengths[:-1] > 1.5).all()


def test_the_best_line_is_named_only_when_it_is_found():
    explorer = descents.LineByHand()
    assert "best" not in explorer.presets
    assert "cross" not in str(explorer)
    surface = explorer.path.line.axes
    assert not [line for line in surface.get_lines() if line.get_marker() == "+"]
    x, y = datasets.three_points()
    lowest = np.linalg.lstsq(np.column_stack([x, np.ones(3)]), y, rcond=None)[1][0]
    for m, b, found in ((0, 0, False), (1, 1, False), (0.6, 2, False), (0.5, 2.35, True)):
        explorer.values = {"m": m, "b": b}
        said = f"You are there: the lowest possible sum is {lowest:.3f}."
        assert (said in explorer.reading["sentence"]) == found
        assert ("lowest possible" in explorer.reading["sentence"]) == found


def test_the_rate_in_leaves_domain_is_above_the_limit():
    def f(x):
        return x**2 + 4 / x

    minimum, h = 2 ** (1 / 3), 1e-4
    assert minimum == pytest.approx(1.26, abs=5e-4)
    curvature = (f(minimum + h) - 2 * f(minimum) + f(minimum - h)) / h**2
    assert curvature == pytest.approx(6, rel=1e-5)
    assert 0.55 * curvature > 2


def stochastic(rate, seed, batch=1, epochs=10):
    """Return the points of a stochastic descent on the forty budgets, written out."""
    budget, sales = datasets.television_and_sales()
    x = (budget - budget.mean()) / budget.std()
    best = np.polyfit(x, sales, 1)
    generator, point = np.random.default_rng(seed), np.array([-2.0, 4.0])
    distances = [np.linalg.norm(point - best)]
    for _ in range(epochs):
        order = generator.permutation(40)
        for i in (order[k : k + batch] for k in range(0, 40, batch)):
            error = point[0] * x[i] + point[1] - sales[i]
            point = point - rate * np.array([np.mean(error * x[i]), np.mean(error)])
            distances.append(np.linalg.norm(point - best))
    return np.array(distances)


def test_how_far_the_picture_wanders_in_its_tenth_epoch():
    last = stochastic(0.05, 0)[-40:]
    (option,) = (o for o in gradient_descent.one_example_at_a_time.options if o.letter == "c")
    assert f"varies between {last.min():.4g} and {last.max():.4g}. A" in option.why
    for seed in range(21):
        assert stochastic(0.2, seed)[-40:].mean() > 1.5 * stochastic(0.05, seed)[-40:].mean()


def test_which_button_is_closest_after_one_epoch_and_after_ten():
    presets = descents.StochasticDescent.presets
    for seed in range(21):
        paths = {
            name: stochastic(preset["learning_rate"], seed, preset["batch_size"])
            for name, preset in presets.items()
        }
        steps = {name: (len(path) - 1) // 10 for name, path in paths.items()}
        assert list(steps.values()) == [1, 5, 40, 40]
        assert min(paths, key=lambda name: paths[name][steps[name]]) == "one example"
        assert min(paths, key=lambda name: paths[name][-1]) == "all examples"
        assert (np.diff(paths["all examples"]) < 0).all()
    rates = [presets[name]["learning_rate"] for name in ("one example", "all examples")]
    assert rates[0] == rates[1] / 10
    ends = stochastic(0.05, 0)[40::40]
    assert (np.diff(ends[1:]) > 0).sum() >= 3
    assert ends[1:].max() < 0.35


def test_with_momentum_near_one_the_middle_is_passed_sooner_but_far_off_across():
    """Option b: by the rule, written out."""
    x, y, v, w, passed = 2.598, 1.5, 0.0, 0.0, []
    for k in range(1, 60):
        v, w = 0.95 * v - 0.09 * x, 0.95 * w - 0.09 * 20 * y
        x, y = x + v, y + w
        if x < 0:
            passed = k, abs(y)
            break
    explorer = descents.DescentWithMomentum()
    along = np.array(explorer.table().rows)[:, 1]
    assert passed[0] == 5 < np.argmax(along < 0)
    assert passed[1] > 0.5


def test_the_numbers_that_multiply_the_slope():
    budget, _ = datasets.television_and_sales()
    assert np.round([budget.min(), budget.max()]).tolist() == [11, 299]
