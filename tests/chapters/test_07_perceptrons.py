"""Statements of chapter 7, proved against other computations."""

import contextlib
import io
import itertools
import json
import math
import re
from pathlib import Path

import numpy as np
import pytest
import sympy
from matplotlib.path import Path as Line
from scipy import optimize, special
from sklearn import linear_model

from mlcalc import datasets
from mlcalc.exercises import perceptrons as exercises
from mlcalc.exercises import store
from mlcalc.exercises.engine import Exercise, Status
from mlcalc.explorers import perceptrons as units
from mlcalc.figures import perceptrons as pictures
from mlcalc.perceptrons import (
    Perceptron,
    classification,
    learn_from_mistakes,
    most_corrections,
    squared_slope,
)

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "07_perceptrons.ipynb"
CELLS = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
PROSE = "\n".join("".join(c["source"]) for c in CELLS if c["cell_type"] == "markdown")
CODE = {c["id"]: "".join(c["source"]) for c in CELLS if c["cell_type"] == "code"}

W1, W2, B, X1, X2, Y, Z, A = sympy.symbols("w1 w2 b x1 x2 y z alpha", real=True)
P = sympy.symbols("p", positive=True)
SIGMOID = 1 / (1 + sympy.exp(-Z))
LOG_LOSS = -Y * sympy.log(P) - (1 - Y) * sympy.log(1 - P)
SUM = W1 * X1 + W2 * X2 + B

INPUTS, MOODS = datasets.sentiment()
FLATS, RENTS = datasets.flats()
COLUMNS = np.column_stack([INPUTS, np.ones(4)])


def shown(explorer, values):
    """Return the sentence and the numbers of an explorer at some values."""
    explorer.reset()
    explorer.values = values
    return explorer.reading


def printed(cell, space=None):
    """Return what a cell of the notebook prints, run after those that it needs."""
    space = {"np": np, "datasets": datasets} if space is None else space
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(CODE[cell], space)
    return out.getvalue()


def log_loss_of_sentences(point):
    z = COLUMNS @ point
    return np.mean(np.logaddexp(0, z) - MOODS * z)


# Section 1.


def test_the_table_of_sentences():
    expected = {"Ya Ya Ya": (3, 0, 1), "Na na": (0, 2, 0), "Ya na Ya": (2, 1, 1),
                "Na na Ya na": (1, 3, 0)}  # fmt: skip
    for sentence, counts, mood in zip(datasets.SENTENCES, INPUTS, MOODS, strict=True):
        words = sentence.lower().split()
        assert (*counts, mood) == expected[sentence]
        assert tuple(counts) == (words.count("ya"), words.count("na"))


def test_the_numbers_on_the_edges_of_the_unit():
    assert 2 * 4 - 1 * 1 + 3 == 10
    assert "the sum z is 10" in pictures.one_unit((2, -1), 3, (4, 1)).text


def test_the_sentences_that_are_asked_are_new():
    for sentence, counts in (("Ya na", (1, 1)), ("Na na Ya Ya na", (2, 3))):
        assert tuple(datasets.word_counts(sentence)) == counts
        assert counts not in {tuple(row) for row in INPUTS}
        assert f'"{sentence}"' in CODE["own-training"]
    assert 'says "Ya na". Is he happy?' in PROSE


# Section 2.


def test_the_derivatives_of_regression():
    loss = (Y - SUM) ** 2 / 2
    for name, factor in ((W1, X1), (W2, X2), (B, 1)):
        assert sympy.expand(sympy.diff(loss, name) - (SUM - Y) * factor) == 0
        assert sympy.expand(sympy.diff(loss, name) + factor * (Y - SUM)) == 0


def test_an_update_multiplies_its_own_error():
    delta = SUM - Y
    moved = SUM.subs({W1: W1 - A * delta * X1, W2: W2 - A * delta * X2, B: B - A * delta},
                     simultaneous=True)  # fmt: skip
    assert sympy.expand(moved - Y - delta * (1 - A * (X1**2 + X2**2 + 1))) == 0
    sizes = (FLATS**2).sum(axis=1) + 1
    assert sizes[2:].tolist() == [19, 18]
    np.testing.assert_allclose((2 / sizes[2:]).round(3), [0.105, 0.111])
    np.testing.assert_array_equal(sizes[:2], 6)
    assert (2 / sizes[:2] > 0.2).all()
    assert (2 / sizes[2:] < 0.2).all()


def descended(rate, updates):
    """Return the numbers after updates with one flat after the other."""
    point = np.zeros(3)
    for k in range(updates):
        row = np.append(FLATS[k % 4], 1)
        point = point - rate * (point @ row - RENTS[k % 4]) * row
    return point


def cost_of(point):
    return np.mean((np.column_stack([FLATS, np.ones(4)]) @ point - RENTS) ** 2) / 2


def test_the_stages_of_the_flats():
    explorer = units.OneExampleAtATime()
    for stage in range(0, 49, 4):
        reading = shown(explorer, {"stage": stage})
        np.testing.assert_allclose(
            [reading["w₁"], reading["w₂"], reading["b"]], descended(0.05, stage // 4)
        )
    first = shown(explorer, {"stage": 4})
    assert (first["w₁"], first["w₂"]) == pytest.approx((0.15, 0.30))
    assert shown(explorer, {"stage": 3})["∂L/∂w₂"] == -6
    costs = []
    for preset, updates in (("one epoch", 4), ("three epochs", 12)):
        explorer.apply(preset)
        costs.append(cost_of(descended(0.05, updates)))
        assert f"is now {costs[-1]:.4g}" in explorer.reading["sentence"]
    assert costs[1] < costs[0] < cost_of(np.zeros(3))
    between = descended(0.05, 4) - descended(0.05, 12)
    assert between.argmax() == 1
    explorer.apply("too fast")
    assert cost_of(descended(0.2, 12)) > 1e4
    assert "run away" in explorer.trouble
    assert cost_of(descended(0.15, 12)) < cost_of(np.zeros(3)) < cost_of(descended(0.16, 12))


@pytest.mark.parametrize("rate", [0.01, 0.104, 0.106, 0.112, 0.2, 0.34])
@pytest.mark.parametrize("start", [(0, 0), (-1, 3)])
def test_what_is_bad_about_an_update_with_a_flat(rate, start):
    explorer = units.OneExampleAtATime()
    point = np.array([*start, 0.0])
    first = cost_of(point)
    for k in range(12):
        row = np.append(FLATS[k % 4], 1)
        point = point - rate * (point @ row - RENTS[k % 4]) * row
        words = shown(explorer, {"stage": 4 * (k + 1), "rate": rate, "w1": start[0],
                                 "w2": start[1]})["sentence"]  # fmt: skip
        too_long = rate * (row @ row) > 2
        assert ("its own error larger" in words) == too_long
        assert ("It has grown" in words) == (not too_long and cost_of(point) > first)


def test_a_small_rate_is_not_called_too_large():
    assert cost_of(np.array([-1, 3, 0])) == 18.75
    words = shown(units.OneExampleAtATime(), {"stage": 4, "rate": 0.01, "w1": -1, "w2": 3})
    assert "is now 19.21; at the start it was 18.75. It has grown" in words["sentence"]
    sentences = units.OneExampleAtATime("sentences")
    for w1, w2 in itertools.product((-3, 0, 3), repeat=2):
        words = shown(sentences, {"stage": 4, "rate": 20, "w1": w1, "w2": w2})["sentence"]
        assert "its own error larger" not in words


@pytest.mark.parametrize(("number", "written"), [
    (0.02473, "0.0247"), (0.00247, "0.0025"), (-3.7e-4, "-3.7·10⁻⁴"), (2e-25, "2·10⁻²⁵"),
    (-38762, "-3.9·10⁴"), (9999.99, "1.0·10⁴"), (-404.43, "-404.4"), (0.0, "0"),
    (math.inf, "infinite"),
])  # fmt: skip
def test_numbers_in_circles_are_short(number, written):
    assert units._short(number) == written


@pytest.mark.parametrize(("kind", "rate"), [
    ("flats", 0.05), ("flats", 0.5), ("sentences", 0.5), ("sentences", 20),
])  # fmt: skip
@pytest.mark.parametrize("start", [(0, 0), (-2, 2), (3, 3)])
def test_no_number_of_the_diagram_runs_into_another_or_into_a_line(kind, rate, start):
    explorer = units.OneExampleAtATime(kind)
    for stage in range(3, 49, 4):
        explorer.values = {"rate": rate, "w1": start[0], "w2": start[1], "stage": stage}
        diagram = explorer.diagram
        diagram.axes.set_position([0.075, 0.01, 0.85, 0.98])
        diagram.axes.apply_aspect()
        to_pixels, renderer = diagram.axes.transData, explorer._canvas.agg.get_renderer()
        radius = np.ptp(to_pixels.transform([(0, 0), (diagram.RADIUS, 0)])[:, 0])
        edges = [Line(to_pixels.transform(diagram._ends(name))) for name in diagram.EDGES]
        texts = [*diagram.weights.values(), *diagram.slopes.values()]
        boxes = [t.get_window_extent(renderer) for t in texts if t.get_text()]
        assert len(boxes) == 8
        for one, other in itertools.combinations(boxes, 2):
            assert not one.overlaps(other)
        for box in boxes:
            assert not any(edge.intersects_bbox(box.padded(1), filled=False) for edge in edges)
            for place in diagram.NODES.values():
                x, y = to_pixels.transform(place)
                beside = max(box.x0 - x, x - box.x1, 0), max(box.y0 - y, y - box.y1, 0)
                assert np.hypot(*beside) > radius
        for node in diagram.nodes.values():
            assert node.get_window_extent(renderer).width < 1.66 * radius


def test_the_rents_are_learnt():
    np.testing.assert_allclose(descended(0.05, 2000), [2, -1, 3], atol=2e-3)
    np.testing.assert_allclose(FLATS @ [2, -1] + 3, RENTS)
    assert "w = [ 2. -1.], b = 3.000" in printed(
        "regression-loop", {"np": np, "flats": FLATS, "rents": RENTS}
    )


def test_the_matched_derivatives_and_the_pages_with_a_wrong_line():
    delta = 1 - 3
    values = {"1": 4 * delta, "2": -2 * delta, "3": delta}
    for (name, _), letter in zip(
        exercises.match_slopes.items.items(), exercises.match_slopes.answer, strict=True
    ):
        assert float(exercises.match_slopes.choices[letter].strip("$")) == values[name]
    line, value = exercises.wrong_step.answer
    assert (line, value) == (4, (2 * 1 + 0.5 * 4 - 1 - 5) * 4)
    assert exercises.one_update.answer == pytest.approx(0.5 - 0.04 * (0.5 * 3 - 1 * 2 + 2 - 5) * 3)


@pytest.mark.parametrize("page", [exercises.wrong_step, exercises.wrong_sigmoid])
def test_each_line_of_a_page_has_its_sentence(page):
    right, value = page.answer
    for number in range(1, len(page.lines) + 1):
        verdict = page.check(number)
        assert verdict.status is (Status.HALF if number == right else Status.WRONG)
        assert f"ine {number}" in verdict.message
    assert page.check((right, value)).status is Status.RIGHT
    assert page.check((right, value + 0.3)).status is Status.HALF


# Section 3.


def test_a_sigmoid_is_a_soft_step():
    assert SIGMOID.subs(Z, 0) == sympy.Rational(1, 2)
    assert sympy.limit(SIGMOID, Z, sympy.oo) == 1
    assert sympy.limit(SIGMOID, Z, -sympy.oo) == 0
    assert sympy.simplify(SIGMOID - sympy.exp(Z) / (1 + sympy.exp(Z))) == 0
    assert float(SIGMOID.subs(Z, 0.1)) == pytest.approx(0.525, abs=5e-4)
    assert 1 - 1e-8 < float(SIGMOID.subs(Z, 20)) < 1


@pytest.mark.parametrize("angle", [0, 40, 150, 330])
@pytest.mark.parametrize(("offset", "steepness"), [(0, 1), (0.7, 0.5), (-1.2, 8)])
def test_the_boundary_lies_where_the_sum_is_zero(angle, offset, steepness):
    explorer = units.BoundaryByHand()
    explorer.values = {"angle": angle, "offset": offset, "steepness": steepness}
    unit = explorer.unit(angle, offset, steepness)
    (line,) = explorer.field.boundary.get_segments()
    np.testing.assert_allclose(unit.sums(line), 0, atol=1e-9)
    # A step of length 1 along the arrow raises the sum by the length of the weights.
    step = unit.weights / np.hypot(*unit.weights)
    assert unit.sums(line[0] + step) == pytest.approx(np.hypot(*unit.weights))
    assert np.hypot(*unit.weights) == pytest.approx(steepness)
    (u, v), way = line, line[1] - line[0]
    assert way @ unit.weights == pytest.approx(0, abs=1e-9)
    distance = abs(u[0] * v[1] - u[1] * v[0]) / np.hypot(*way)
    assert distance == pytest.approx(abs(unit.bias) / np.hypot(*unit.weights))


def test_the_things_to_try_with_the_boundary():
    explorer = units.BoundaryByHand()
    explorer.apply("the other way")
    assert explorer.reading["sentence"].startswith("0 of 4")
    explorer.values = {"angle": 330}
    assert explorer.reading["sentence"].startswith("4 of 4")
    angles = [a for a in range(0, 360, 5)
              if shown(explorer, {"angle": a})["sentence"].startswith("4 of 4")]  # fmt: skip
    assert len(angles) > 5
    assert not shown(explorer, {})["sentence"].startswith("4 of 4")
    explorer.apply("sharp")
    assert explorer.values["angle"] == 40
    # Twice the steepness: the same line, and each answer surer.
    line = explorer.field.boundary.get_segments()[0]
    before = shown(explorer, {"angle": 330, "steepness": 1})["ŷ of the four"]
    after = shown(explorer, {"angle": 330, "steepness": 2})["ŷ of the four"]
    assert (np.abs(after - 0.5) > np.abs(before - 0.5)).all()
    assert line.shape == (2, 2)


def test_a_drag_moves_the_boundary_to_the_pointer():
    explorer = units.BoundaryByHand()
    for angle, point in ((40, (2.0, 1.0)), (330, (0.5, 2.0))):
        explorer.values = {"angle": angle, **explorer.dragged(*point)}
        explorer.values = {"offset": explorer.dragged(*point)["offset"]}
        unit = explorer.unit(**explorer.values)
        assert unit.sums(point) == pytest.approx(0, abs=1e-9)


def test_the_planes_are_those_of_their_units():
    match = exercises.match_planes
    for unit, letter in zip(exercises.PLANES, match.answer, strict=True):
        numbers = tuple(float(n) for n in match.choices[letter].strip("$()").split(","))
        assert numbers == (*unit.weights, unit.bias)


def test_the_length_of_the_green_arrow_means_nothing():
    explorer, lengths = units.BoundaryByHand(), []
    for steepness in (0.1, 1, 10):
        explorer.values = {"steepness": steepness}
        lengths.append(np.subtract(*explorer.field.arrow._posA_posB))
    np.testing.assert_allclose(lengths, [lengths[0]] * 3)


def test_a_sigmoid_that_overflows_is_half_right():
    naive = exercises.write_sigmoid.check(lambda z: 1 / (1 + np.exp(-z)))
    assert (naive.status, naive.mistake) == (Status.HALF, "overflows")
    z = np.linspace(-700, 1000, 31)
    np.testing.assert_allclose(exercises._sigmoid(z), special.expit(z), rtol=1e-12)


# Section 4.


def test_the_log_loss_is_a_surprise():
    assert LOG_LOSS.subs(Y, 1) == -sympy.log(P)
    assert LOG_LOSS.subs(Y, 0) == -sympy.log(1 - P)
    assert float(-sympy.log(P).subs(P, 1)) == 0
    halving = sympy.expand_log(-sympy.log(P / 2) + sympy.log(P))
    assert float(halving) == pytest.approx(0.693, abs=5e-4)
    explorer = units.SurpriseMeter()
    for said in (0.64, 0.32, 0.16, 0.08):
        reading = shown(explorer, {"said": said})
        assert reading["-log ŷ"] == pytest.approx(-math.log(said))
        assert reading["-log(1 - ŷ)"] == pytest.approx(-math.log(1 - said))
    same = [p for p in np.arange(1, 100) / 100
            if np.isclose(-np.log(p), -np.log(1 - p))]  # fmt: skip
    assert same == [0.5]
    explorer.reset()
    assert explorer.values["said"] != 0.5
    explorer.apply("sure of 1")
    assert (explorer.reading["-log ŷ"], explorer.reading["-log(1 - ŷ)"]) == pytest.approx(
        (0.01005, 4.60517), abs=1e-5
    )
    # log(1 + e^-z) is the loss of label 1 behind a sigmoid.
    assert sympy.simplify(-sympy.log(SIGMOID) - sympy.log(1 + sympy.exp(-Z))) == 0


@pytest.mark.parametrize("label", [0, 1])
@pytest.mark.parametrize("said", [0.0, 1.0])
def test_the_formula_in_one_line_has_no_value_at_the_ends(label, said):
    with np.errstate(all="ignore"):
        loss = -label * np.log(said) - (1 - label) * np.log(1 - np.float64(said))
    assert not np.isfinite(loss)
    assert np.isnan(loss) == (label == said)


@pytest.mark.parametrize("height", [1, 2, 4])
def test_a_straight_line_has_not_the_right_shape(height):
    places = exercises.surprise.places
    said, mistake = exercises.surprise._said_of(
        store.Predicted(drawn=(height * (1 - places)).tolist())
    )
    assert mistake in ("the distance", "a flatter straight line", "a straight line")
    assert not any("shape is right" in words for words in said)


@pytest.mark.parametrize("first", [0, 2])
def test_a_steep_curve_is_compared_where_the_hand_began(first):
    places = exercises.surprise.places
    heights = [None] * first + [1.0] * (len(places) - first)
    said, _ = exercises.surprise._said_of(store.Predicted(drawn=heights))
    place, true = places[first], f"the true one at {-math.log(places[first]):.2g}."
    if first:
        assert f"Where yours begins, at ŷ = {place:.2g}, it is at 1, {true}" in said
    else:
        assert f"Your curve begins at 1, {true}" in said


def test_an_if_about_an_array_is_named():
    def sigmoid(z):
        if z >= 0:
            return 1 / (1 + np.exp(-z))
        return np.exp(z) / (1 + np.exp(z))

    message = exercises.write_sigmoid.check(sigmoid).message
    assert "`np.where(condition, a, b)` asks for each number" in message
    assert "a.any()" not in message


def test_the_careful_unit_has_the_smaller_loss():
    careful = -(8 * math.log(0.6) + 2 * math.log(0.4)) / 10
    sure = -(9 * math.log(0.99) + math.log(0.001)) / 10
    assert (round(careful, 3), round(sure, 3)) == (0.592, 0.700)
    assert -math.log(0.001) > 10 * careful
    assert exercises.careful_or_sure.choices[exercises.careful_or_sure.answer].startswith(
        "that of A"
    )


def test_the_mean_of_three_losses():
    said, labels = np.array([0.8, 0.3, 0.6]), np.array([1, 0, 1])
    each = -special.xlogy(labels, said) - special.xlogy(1 - labels, 1 - said)
    assert exercises.mean_surprise.answer == pytest.approx(each.mean())


# Section 5.


def test_the_slope_of_the_sigmoid_in_its_steps():
    u = sympy.exp(-Z)
    steps = [sympy.diff(SIGMOID, Z), -((1 + u) ** -2) * u * -1, u / (1 + u) ** 2,
             1 / (1 + u) - 1 / (1 + u) ** 2, SIGMOID * (1 - SIGMOID)]  # fmt: skip
    for one, other in itertools.pairwise(steps):
        assert sympy.simplify(one - other) == 0
    assert steps[0].subs(Z, 0) == sympy.Rational(1, 4)
    assert float(sympy.diff(P**-1, P).subs(P, 2)) == exercises.wrong_sigmoid.answer[1]


def test_the_factors_cancel():
    by_said = sympy.diff(LOG_LOSS, P)
    assert sympy.simplify(by_said - (P - Y) / (P * (1 - P))) == 0
    assert sympy.simplify(by_said * P * (1 - P) - (P - Y)) == 0
    squared = sympy.diff((SIGMOID - Y) ** 2 / 2, Z)
    assert sympy.simplify(squared - (SIGMOID - Y) * SIGMOID * (1 - SIGMOID)) == 0


def test_both_slopes_in_the_picture():
    explorer = units.TwoLosses()
    for label, z in itertools.product((0, 1), (-8, -6, -0.7, 0, 3)):
        reading = shown(explorer, {"label": str(label), "z": z})
        p, h = special.expit(z), 1e-5
        log = (np.logaddexp(0, z + h) - np.logaddexp(0, z - h)) / (2 * h) - label
        squares = [(special.expit(u) - label) ** 2 / 2 for u in (z + h, z - h)]
        assert reading["ŷ - y"] == pytest.approx(log, abs=1e-8)
        assert reading["their product"] == pytest.approx((squares[0] - squares[1]) / (2 * h),
                                                         abs=1e-8)  # fmt: skip
        assert reading["ŷ(1 - ŷ)"] == pytest.approx(p * (1 - p))
    explorer.apply("sure and wrong")
    assert explorer.reading["ŷ"] == pytest.approx(0.0025, abs=5e-5)
    assert explorer.reading["ŷ - y"] == pytest.approx(-0.9975, abs=5e-5)
    assert explorer.reading["ŷ - y"] / explorer.reading["their product"] > 100
    # The squared error pushes hardest at one third.
    best = optimize.minimize_scalar(
        lambda z: squared_slope(1, np.array(z)), bounds=(-3, 3), method="bounded"
    )
    assert special.expit(best.x) == pytest.approx(1 / 3, abs=1e-4)
    assert (best.x, best.fun) == pytest.approx((-0.69, -0.148), abs=5e-3)


def test_the_race_of_two_losses():
    text = printed("race")
    assert "step   7: log loss z =  0.184" in text
    z, steps = -6.0, 0
    while z <= 0:
        p = special.expit(z)
        z, steps = z + (1 - p) * p * (1 - p), steps + 1
    assert 400 < steps < 500


def test_the_first_sentence_backward():
    explorer = units.OneExampleAtATime("sentences")
    explorer.apply("backward")
    assert (explorer.reading["δ"], explorer.reading["∂L/∂w₂"]) == (-0.5, 0)
    texts = explorer.diagram.slopes
    assert texts["yhat"].get_text() == "∂L/∂ŷ = -2"
    assert texts["act"].get_text() == "∂ŷ/∂z = 0.25"
    explorer.values = {"stage": 3, "w1": -2, "w2": 2}
    assert explorer.reading["δ"] == pytest.approx(special.expit(-6) - 1)
    assert texts["yhat"].get_text() == f"∂L/∂ŷ = {-1 / special.expit(-6):.1f}"
    assert texts["act"].get_text() == "∂ŷ/∂z = 0.0025"
    below = explorer.diagram.NODES["p"][1] - explorer.diagram.RADIUS
    assert all(texts[name].get_position()[1] < below - 0.1 for name in ("act", "yhat"))
    costs = [re.search(r"now ([\d.]+)", shown(explorer, {"stage": s})["sentence"])[1]
             for s in (16, 48)]  # fmt: skip
    assert float(costs[1]) < float(costs[0]) < math.log(2)


def test_an_update_with_a_sigmoid():
    unit = Perceptron([0.4, 1], 0.25, classification)
    moved = unit.updated(unit.gradients([3, -1], 1), 0.1)
    assert exercises.sigmoid_update.answer == pytest.approx(moved.weights[0])


# Section 6.


def trained(rate, epochs, point=(0.0, 0.0, 0.0)):
    path = [np.array(point)]
    for _ in range(epochs):
        slope = COLUMNS.T @ (special.expit(COLUMNS @ path[-1]) - MOODS) / 4
        path.append(path[-1] - rate * slope)
    return np.array(path)


def test_the_boundary_learns_as_written():
    explorer, path = units.BoundaryLearns(), trained(0.5, 1000)
    for epoch in (0, 1, 20, 200, 1000):
        reading = shown(explorer, {"epoch": epoch})
        np.testing.assert_allclose(
            [reading["w₁"], reading["w₂"], reading["b"]], path[epoch], atol=1e-9
        )
        assert reading["loss"] == pytest.approx(log_loss_of_sentences(path[epoch]))
    right = [((COLUMNS @ p >= 0) == MOODS).all() for p in path]
    assert right.index(True) == 1
    assert all(right[1:])
    lengths = np.hypot(*path[:, :2].T)
    assert (np.diff(lengths[1:]) > 0).all()
    assert (np.diff(np.diff(lengths[20:])) < 0).all()
    losses = [log_loss_of_sentences(p) for p in path]
    assert (np.diff(losses) < 0).all()
    for factor in (2, 3, 10):
        assert log_loss_of_sentences(factor * path[20]) < losses[20]


def test_on_the_way_round_the_weights_get_short():
    explorer = units.BoundaryLearns()
    explorer.apply("wrong start")
    assert explorer.reading["sentence"].startswith("After 200 epochs 4 of 4")
    path = trained(0.1, 200, (-8, 8, 0))
    lengths = np.hypot(*path[:, :2].T)
    low = int(lengths.argmin())
    assert low == 85
    assert lengths[low] == pytest.approx(0.036, abs=5e-4)
    turned = path[:, :2] @ [1, -1] > 0
    assert list(turned).index(True) == low
    assert turned[low:].all()
    shortest = shown(explorer, {"start": "sure and wrong", "rate": 0.1, "epoch": low})
    assert shortest["length"] == pytest.approx(lengths[low])
    explorer.apply("wrong start")
    explorer.values = {"epoch": 0}
    assert explorer.reading["sentence"].startswith("After 0 epochs 0 of 4")


def test_overlapping_clouds_have_a_best_length():
    explorer = units.BoundaryLearns()
    x, y = explorer.points("overlapping clouds")
    model = linear_model.LogisticRegression(C=np.inf, tol=1e-12, max_iter=10000).fit(x, y)
    reading = shown(explorer, {"data": "overlapping clouds", "rate": 5, "epoch": 1000})
    np.testing.assert_allclose([reading["w₁"], reading["w₂"]], model.coef_[0], atol=1e-4)
    rows = np.column_stack([x, np.ones(len(x))])
    p = model.predict_proba(x)[:, 1]
    curvature = np.linalg.eigvalsh(rows.T * (p * (1 - p)) @ rows / len(x)).max()
    assert 2 / curvature == pytest.approx(28, abs=0.1)
    assert f"{2 / curvature:.4g}" in reading["sentence"]

    # From some length on longer weights cost more than they gain, and no sooner.
    def loss(factor):
        z = factor * (x @ model.coef_[0] + model.intercept_[0])
        return np.mean(np.logaddexp(0, z) - y * z)

    factors = np.linspace(0.1, 3, 30)
    changes = np.diff([loss(factor) for factor in factors])
    assert ((changes < 0) == (factors[1:] < 1.01)).all()
    explorer.apply("too fast")
    assert "has risen in 33 of the epochs" in explorer.reading["sentence"]
    lengths = [shown(explorer, {"data": "overlapping clouds", "rate": 50, "epoch": k})["length"]
               for k in range(5)]  # fmt: skip
    assert max(lengths) > explorer.length.point.axes.get_ylim()[1] == 14
    assert learn_from_mistakes(x, y, epochs=300).mistakes[-1] > 0


def test_nothing_is_said_of_the_end_before_it_is_seen():
    explorer = units.BoundaryLearns()
    assert "lowest" not in shown(explorer, {"epoch": 20})["sentence"]
    assert "no lowest value" in shown(explorer, {"epoch": 1000})["sentence"]


def has_a_minimum(x, labels):
    """Say whether the log loss has a minimum: no plane has all points on its side or in it."""
    signed = (2 * np.asarray(labels) - 1)[:, None] * np.column_stack([x, np.ones(len(x))])
    best = optimize.linprog(-signed.sum(axis=0), A_ub=-signed, b_ub=np.zeros(len(x)),
                            bounds=[(-1, 1)] * 3)  # fmt: skip
    return -best.fun < 1e-9


def test_the_loss_has_a_minimum_or_not():
    points = [(0, 0), (0, 0), (1, 0), (-1, 1)]
    cases = [(points, [0, 1, 1, 0]), (points[:2], [0, 1]), ([(0, 0), (1, 1), (2, 2)], [0, 1, 0])]
    rng = np.random.default_rng(0)
    for count in (4, 5, 6, 8) * 6:
        labels = rng.integers(0, 2, count)
        labels[:2] = 0, 1
        cases.append((rng.integers(-2, 3, (count, 2)), labels))
    found = []
    for x, labels in cases:
        explorer = units.BoundaryLearns(np.array(x, dtype=float), labels)
        _, curvature = explorer._search("yours")
        found.append(curvature > 0)
        assert found[-1] == has_a_minimum(np.array(x), labels), (x, labels)
    assert {True, False} == set(found)


def test_points_on_the_line_itself_have_no_best_length():
    explorer = units.BoundaryLearns([(0, 0), (0, 0), (1, 0), (-1, 1)], [0, 1, 1, 0])
    reading = shown(explorer, {"epoch": 1000, "rate": 5})
    assert reading["sentence"].endswith("The loss has no lowest value, only lower ones.")
    assert "A line separates" not in reading["sentence"]


def test_other_data_and_bad_data_of_the_boundary():
    x, y = datasets.two_blobs(20, 3)
    explorer = units.BoundaryLearns(x, y)
    explorer.values = {"epoch": 50}
    assert "of 20 points" in explorer.reading["sentence"]
    with pytest.raises(ValueError, match="labels must be 0 and 1"):
        units.BoundaryLearns(x, 2 * y - 1)
    with pytest.raises(ValueError, match="inputs must have 2 columns"):
        units.BoundaryLearns(np.ones((4, 3)), [0, 1, 0, 1])


def test_a_students_three_functions_learn_the_language():
    space = {"np": np, "datasets": datasets, "inputs": INPUTS, "moods": MOODS}
    for exercise in (exercises.write_predict, exercises.write_gradients, exercises.write_training):
        (block,) = re.findall(r"```python\n(.*?)```", exercise.worked, re.DOTALL)
        exec(block, space)
    from mlcalc import differentiation

    space["differentiation"] = differentiation
    checked = printed("check-cell", space)
    by_steps, by_rule = (line.split(":")[1].strip() for line in checked.strip().splitlines())
    assert by_steps.split() == by_rule.split()
    lines = printed("own-training", space).splitlines()
    end = trained(0.5, 1000)[-1]
    assert f"b = {end[2]:.3f}" in lines[4]
    for line, counts in zip(lines[5:7], ((1, 1), (2, 3)), strict=True):
        assert line.endswith(f" {special.expit(end @ [*counts, 1]):.3f}")
    array, train = list(lines), space["train"]
    space["train"] = lambda *a, **named: list(train(*a, **named))
    assert printed("own-training", space).splitlines() == array


@pytest.mark.parametrize("kind", [list, tuple])
def test_derivatives_in_a_list_are_half_right(kind):
    verdict = exercises.write_gradients.check(lambda *a: kind(exercises._gradients(*a)))
    assert (verdict.status, verdict.mistake) == (Status.HALF, "a list")
    with pytest.raises(TypeError):
        0.5 * kind([0.5, 0.25, 1.0])
    verdict = exercises.write_gradients.check(
        lambda x, y, w, b: (np.array([0.5, 1.0]), 0.5)  # the two parts side by side
    )
    assert verdict.status is Status.WRONG
    assert "np.append" in verdict.message


# Section 7.


def test_ten_times_the_input_is_a_narrow_valley():
    explorer = units.ScaledInputs()
    x, y = explorer.inputs, explorer.labels
    limits, lowest = {}, {}
    for scale in (1, 10):
        rows = x * [1, scale]

        def loss(w, rows=rows):
            z = rows @ w
            return np.mean(np.logaddexp(0, z) - y * z)

        best = optimize.minimize(loss, [3.5, -1.4 / scale], method="Nelder-Mead",
                                 options={"xatol": 1e-10, "fatol": 1e-14}).x  # fmt: skip
        p = special.expit(rows @ best)
        curvatures = np.linalg.eigvalsh(rows.T * (p * (1 - p)) @ rows / len(y))
        limits[scale], lowest[scale] = 2 / curvatures.max(), best
        reading = shown(explorer, {"scale": scale, "rate": 1, "steps": 60})
        assert reading["rate × curvature at the minimum"] == pytest.approx(
            2 / limits[scale], rel=1e-5
        )
    assert (limits[1], limits[10]) == pytest.approx((55, 0.72), rel=0.01)
    np.testing.assert_allclose(lowest[10], lowest[1] / [1, 10], rtol=1e-4)
    explorer.apply("as it is")
    assert "slow" in explorer.reading["sentence"]
    explorer.apply("ten times larger")
    assert "diverges" in explorer.reading["sentence"]
    assert (np.diff(explorer.descent.values) > 0).sum() > 5
    # It goes from one side of the valley to the other, and the map shows it.
    low, high = np.transpose(explorer.WINDOW)
    points = explorer.descent.points
    assert ((points >= low) & (points <= high)).all()
    assert np.count_nonzero(np.diff(np.sign(points[:, 1] - lowest[10][1]))) > 30


# Section 8.


@pytest.mark.parametrize("data", ["four sentences", "wide gap", "narrow gap"])
def test_the_lengths_lie_between_the_lines(data):
    explorer = units.MistakeByMistake()
    explorer.values = {"data": data, "corrections": 60}
    x, y = explorer.points(data)
    rows = np.column_stack([x, np.ones(len(x))])
    v, k, lengths = np.zeros(3), 0, []
    for _ in range(100):
        for row, label in zip(rows, y, strict=True):
            if (v @ row >= 0) != label:
                v, k = v + (1 if label else -1) * row, k + 1
                lengths.append(v @ v)
    weights, bias = explorer.separator(data)
    star = np.append(weights, bias) / np.linalg.norm(np.append(weights, bias))
    margin = ((2 * y - 1) * (rows @ star)).min()
    largest = np.linalg.norm(rows, axis=1).max()
    assert margin > 0
    count = np.arange(1, k + 1)
    assert (lengths <= count * largest**2 + 1e-9).all()
    assert (lengths >= (count * margin) ** 2 - 1e-9).all()
    ahead = learn_from_mistakes(x, y, 1.0, 100).parameters @ star
    assert (np.diff(ahead) >= margin - 1e-9).all()
    assert (ahead <= np.linalg.norm(learn_from_mistakes(x, y, 1.0, 100).parameters, axis=1)).all()
    # The distance in the plane is another number, unless the bias is 0.
    distance = (np.abs(x @ weights + bias) / np.hypot(*weights)).min()
    assert (distance == pytest.approx(margin)) == (bias == 0)
    assert explorer.reading["bound"] == pytest.approx((largest / margin) ** 2)
    assert explorer.reading["squared length"] == pytest.approx(lengths[-1])
    assert k <= explorer.reading["bound"]
    assert f"After {k} corrections 0 of {len(y)}" in explorer.reading["sentence"]


def test_a_narrow_gap_needs_more_corrections():
    explorer = units.MistakeByMistake()
    wide, narrow = (shown(explorer, {"data": d, "corrections": 60})
                    for d in ("wide gap", "narrow gap"))  # fmt: skip
    assert int(wide["sentence"].split()[1]) < int(narrow["sentence"].split()[1])
    assert wide["bound"] < narrow["bound"]


def test_the_presets_stop_where_the_rule_ends():
    explorer = units.MistakeByMistake()
    for preset in ("sentences", "wide gap", "narrow gap"):
        explorer.apply(preset)
        assert explorer.reading["sentence"].endswith("the rule has ended.")
        explorer.values = {"corrections": explorer.values["corrections"] - 1}
        assert "ended" not in explorer.reading["sentence"]


def test_the_exclusive_or_goes_round():
    x, y = datasets.exclusive_or()
    course = learn_from_mistakes(x, y, epochs=200)
    lengths = (course.parameters**2).sum(axis=1)
    assert set(lengths[1:]) == {1, 2}
    # After the third correction every four add up to nothing.
    np.testing.assert_array_equal(course.parameters[3:-4], course.parameters[7:])
    assert (course.parameters[2] != course.parameters[6]).any()
    explorer = units.MistakeByMistake()
    explorer.values = {"data": "exclusive or", "corrections": 3}
    assert len(explorer.field.foot.parked()) == 1
    explorer = units.MistakeByMistake()
    explorer.apply("exclusive or")
    assert "have been here before" in explorer.reading["sentence"]
    assert "line" not in shown(explorer, {"data": "exclusive or"})["sentence"]
    # No line separates them: a linear program finds no weights.
    signs = 2 * y - 1
    found = optimize.linprog(np.zeros(3), -signs[:, None] * np.column_stack([x, np.ones(4)]),
                             -np.ones(4), bounds=[(None, None)] * 3)  # fmt: skip
    assert found.status == 2


def test_the_bound_of_the_sentences():
    assert most_corrections(INPUTS, MOODS, [1, -1], 0) == 22
    text = printed("bound", {"inputs": INPUTS, "moods": MOODS, "datasets": datasets,
                             "learn_from_mistakes": learn_from_mistakes,
                             "most_corrections": most_corrections})  # fmt: skip
    assert "2 corrections, weights (2, -1)" in text
    assert "epochs used up after 100 epochs" in text


def test_the_rate_changes_only_the_length():
    x, y = units.MistakeByMistake.points("narrow gap")
    one, other = (learn_from_mistakes(x, y, rate, 100) for rate in (1.0, 0.25))
    np.testing.assert_array_equal(one.examples, other.examples)
    np.testing.assert_allclose(one.parameters, 4 * other.parameters)


def test_the_corrections_by_hand():
    w, b, rows = np.array([1.0, -1, 0]), 0.5, ([0.5, 2, 1], [2, 1, 3])
    for row in rows:
        if w @ row + b >= 0:
            w, b = w - 0.3 * np.array(row), b - 0.3
    np.testing.assert_allclose([w[0], b], exercises.correction.answer)


# Review.


def test_the_numbers_of_the_review():
    w = sympy.symbols("w")
    slope = sympy.diff(SIGMOID.subs(Z, 3 * w), w).subs(w, 0)
    assert float(slope) == exercises.review_chain.answer
    assert 2 * exercises.review_crossing.answer + 3 == 0
    assert exercises.review_rate.answer == 1 - 0.5 * 5
    assert np.dot([3, -1], [1, 3]) == 0
    assert sympy.diff(sympy.log(1 + sympy.exp(-w)), w).subs(w, 50) < 0


# The whole chapter.


def test_the_chapter_has_what_a_chapter_needs():
    found = [value for value in vars(exercises).values() if isinstance(value, Exercise)]
    assert 14 <= len(found) <= 24
    table = [int(n) for n in re.findall(r"^\| .* \| (\d+) \|$", PROSE, re.MULTILINE)]
    sections = [int(n) for n in re.findall(r"^\*(\d+) minutes\*$", PROSE, re.MULTILINE)]
    assert sections == table
    assert 90 <= sum(table) <= 140
    assert f"Together {sum(table)} minutes." in PROSE


def test_the_figures_are_counted_without_a_gap():
    numbers = [int(n) for n in re.findall(r"\*\*Figure 7\.(\d+)\.\*\*", PROSE)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_every_preset_that_the_text_names_is_there():
    presets = {"Play", "Step", "Run All Above Selected Cell"}
    for kind in (units.OneExampleAtATime, units.BoundaryByHand, units.SurpriseMeter,
                 units.TwoLosses, units.BoundaryLearns, units.ScaledInputs,
                 units.MistakeByMistake):  # fmt: skip
        presets |= set(kind().presets)
    named = re.findall(r"[Pp]ress \*([^*]+)\*", PROSE) + re.findall(r", then \*([^*]+)\*", PROSE)
    assert len(named) > 10
    assert set(named) <= presets
