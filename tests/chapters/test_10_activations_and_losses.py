"""Statements of chapter 10, proved against other computations."""

import json
import math
import re
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import scipy.optimize
import scipy.special
import scipy.stats
import sympy
from matplotlib.colors import to_hex

from mlcalc import activations, differentiation, losses, probability
from mlcalc.exercises import activations_and_losses as exercises
from mlcalc.explorers import activations_and_losses as pictures
from mlcalc.figures import activations_and_losses as figures
from mlcalc.figures.style import BLUE, VERMILLION

Z, A, T, P = sympy.symbols("z alpha t p", real=True)
SIGMOID = 1 / (1 + sympy.exp(-Z))

pytestmark = pytest.mark.usefixtures("unpainted")

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "10_activations_and_losses.ipynb"
CELLS = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
PROSE = "\n".join("".join(c["source"]) for c in CELLS if c["cell_type"] == "markdown")


def printed(cell_id: str) -> str:
    (cell,) = (c for c in CELLS if c["id"] == cell_id)
    return "".join("".join(o.get("text", "")) for o in cell["outputs"])


def shown(explorer, values=None):
    """Return the sentence and the numbers of an explorer at a preset or at some values."""
    explorer.reset()
    if isinstance(values, str):
        explorer.apply(values)
    elif values:
        explorer.values = values
    return explorer.reading


# Section 1: activations.


def test_the_slopes_of_the_table_are_those_of_sympy():
    tanh = (sympy.exp(Z) - sympy.exp(-Z)) / (sympy.exp(Z) + sympy.exp(-Z))
    other = sympy.exp(Z) / (sympy.exp(Z) + 1)
    sech = 2 / (sympy.exp(Z) + sympy.exp(-Z))
    assert sympy.simplify(SIGMOID - other) == 0
    assert sympy.simplify(sympy.diff(other, Z) - other * (1 - other)) == 0
    assert sympy.simplify(sympy.diff(tanh, Z) - (1 - tanh**2)) == 0
    assert sympy.simplify(sympy.diff(tanh, Z) - sech**2) == 0
    assert sympy.simplify(sympy.diff(sympy.log(1 + sympy.exp(Z)), Z) - SIGMOID) == 0
    assert sympy.diff(A * (sympy.exp(Z) - 1), Z) == A * sympy.exp(Z)


@pytest.mark.parametrize(
    ("function", "from_output"),
    [
        (activations.sigmoid, lambda a: a * (1 - a)),
        (activations.tanh, lambda a: 1 - a**2),
        (activations.relu, lambda a: (a > 0) * 1.0),
        (activations.leaky_relu(0.2), lambda a: np.where(a > 0, 1, 0.2)),
        (activations.elu(0.7), lambda a: np.where(a > 0, 1, a + 0.7)),
        (activations.elu(2.0), lambda a: np.where(a > 0, 1, a + 2)),
        (activations.softplus, lambda a: 1 - np.exp(-a)),
    ],
)
def test_the_slope_follows_from_the_output(function, from_output):
    places = np.array([-2.3, -0.4, 0.3, 1.9])
    np.testing.assert_allclose(from_output(function(places)), function.gradient(places))


def test_the_formulas_are_checked_at_the_places_that_the_page_says():
    for line in printed("check-slopes").splitlines():
        left, right = re.findall(r"\[(.*?)\]", line)
        assert left == right
    assert exercises.tanh_slope.answer == pytest.approx(1 - math.tanh(math.atanh(0.96)) ** 2)
    assert float(activations.tanh.gradient(math.atanh(0.96))) == pytest.approx(0.0784)


def test_the_slopes_to_match():
    x = np.array([-3.0, -1.0, 0.4, 2.0])
    hill = scipy.special.expit(x) * scipy.special.expit(-x)
    named = {"1": np.cosh(x) ** -2.0, "2": np.where(x > 0, 1, 0.2),
             "3": np.where(x > 0, 1, np.exp(x)), "4": hill}  # fmt: skip
    for name, letter in zip(named, exercises.match_slopes.answer, strict=True):
        drawn = exercises.SLOPES_TO_MATCH["abcd".index(letter)]
        np.testing.assert_allclose(drawn.gradient(x), named[name], atol=1e-12)


def test_what_to_try_with_an_activation():
    explorer = pictures.ActivationAndSlope()
    steepest = {}
    for name in ("sigmoid", "tanh"):
        rows = [shown(explorer, {"activation": name, "z": z})["slope"] for z in (-1, 0, 1)]
        assert max(rows) == rows[1]
        steepest[name] = rows[1]
    assert steepest["tanh"] == 4 * steepest["sigmoid"] == 1
    corner = shown(explorer, {"activation": "ReLU", "z": 0})
    assert "slope" not in corner
    assert "0 on its left and 1 on its right" in corner["sentence"]
    assert not len(explorer.pair.slope.get_xdata())
    assert "corner" in shown(explorer, {"activation": "ELU", "alpha": 0.5, "z": 0})["sentence"]
    assert shown(explorer, {"activation": "ELU", "alpha": 1, "z": 0})["slope"] == 1
    shown(explorer, {"activation": "leaky ReLU", "alpha": 1.2})
    assert explorer.trouble == "A leaky ReLU needs an α below 1."


def test_the_slider_alpha_counts_for_two_activations_only():
    explorer = pictures.ActivationAndSlope()
    for name in explorer.ACTIVATIONS:
        rows = [shown(explorer, {"activation": name, "alpha": a, "z": -1}) for a in (0.2, 0.8)]
        changed = rows[0]["height"] != rows[1]["height"]
        assert changed == (name in explorer.USES_ALPHA)


def test_a_quarter_is_all_that_a_sigmoid_passes_on():
    lines = printed("saturation").splitlines()
    rows = [[float(v) for v in re.findall(r"\d+\.\d+", line)] for line in lines]
    assert rows[0] == [0, 0.25, 1, 0.5]
    for z, sigmoid, tanh, softplus in rows:
        s = scipy.special.expit(z)
        assert [sigmoid, tanh, softplus] == pytest.approx(
            [s * (1 - s), 1 - math.tanh(z) ** 2, s], abs=6e-7
        )
        assert z == 0 or tanh < sigmoid < 0.25


def test_the_functions_from_scratch_are_those_of_the_course():
    z = np.array([-2.0, -0.5, 1.0])
    functions = [activations.sigmoid, np.tanh, activations.relu, activations.leaky_relu(0.2),
                 activations.elu(0.5), activations.softplus]  # fmt: skip
    lines = printed("from-scratch").splitlines()
    for line, function in zip(lines, functions, strict=True):
        written = [float(v) for v in re.findall(r"-?\d+\.\d*", line)]
        assert written == pytest.approx(list(function(z)), abs=6e-5)


# Section 2: corners.


@pytest.mark.parametrize(
    ("curve", "alpha", "low", "high"),
    [("ReLU", 0.2, 0, 1), ("|z|", 0.2, -1, 1), ("leaky ReLU", 0.2, 0.2, 1), ("ELU", 0.5, 0.5, 1),
     ("ELU", 1, 1, 1), ("ELU", 2, None, None)],
)  # fmt: skip
def test_which_lines_stay_below(curve, alpha, low, high):
    explorer = pictures.LinesUnderACorner()
    slider = explorer.sliders()[0]
    below = []
    for position in range(slider.last_position + 1):
        g = slider.value_at(position)
        row = shown(explorer, {"curve": curve, "alpha": alpha, "g": g})
        if row["above the curve by"] == 0:
            below.append(g)
            assert row["sentence"].startswith("It stays")
    assert (below[:1], below[-1:]) == (([low], [high]) if low is not None else ([], []))
    assert len(below) == (0 if low is None else round((high - low) / 0.05) + 1)


def test_the_subgradients_hold_on_the_whole_line():
    x = np.concatenate([-np.geomspace(1e-6, 1e3, 400), [0], np.geomspace(1e-6, 1e3, 400)])
    for alpha in (0.3, 0.8):
        for g in np.linspace(alpha, 1, 9):
            assert (activations.elu(alpha)(x) >= g * x - 1e-12).all()
            assert (activations.leaky_relu(alpha)(x) >= g * x - 1e-12).all()
        for g in (alpha - 0.01, 1.01):
            assert (activations.elu(alpha)(x) < g * x).any()
    assert all((activations.elu(2.0)(x) < g * x).any() for g in np.linspace(-5, 5, 101))


def test_what_the_program_says_at_zero():
    assert re.findall(r"[\d.]+$", printed("at-zero"), re.MULTILINE) == [
        "0.0", "0.2", "1.0", "0.5", "1.0",
    ]  # fmt: skip
    # Of all slopes between those of the two sides the one nearest to zero.
    for alpha, slope in ((0.5, 0.5), (2.0, 1.0)):
        assert activations.elu(alpha).gradient(0.0) == slope
    for alpha, left in ((0.5, 0.5), (2.0, 2.0)):
        (kink,) = activations.elu(alpha).kinks
        assert (kink.left, kink.right) == (left, 1)
    assert activations.elu(1.0).kinks == ()


def test_a_line_a_little_too_steep_is_found_close_to_the_corner():
    explorer = pictures.LinesUnderACorner()
    for curve, alpha, g in (("ELU", 1, 0.99), ("ELU", 1, 0.9999), ("ELU", 0.5, 0.4999)):
        row = shown(explorer, {"curve": curve, "alpha": alpha, "g": g})
        above = scipy.optimize.minimize_scalar(
            lambda z, a=alpha, g=g: a * np.expm1(z) - g * z, bounds=(-1, 0), method="bounded",
            options={"xatol": 1e-10},
        )  # fmt: skip
        assert row["above the curve by"] > 0
        if alpha == 1:
            assert row["above the curve by"] == pytest.approx(-above.fun, rel=0.05)
        assert row["sentence"].startswith("Not below")
    # Nothing is thick that nobody can see.
    shown(explorer, {"curve": "ELU", "alpha": 1, "g": 0.99})
    assert "thick" not in explorer.alternative_text
    for curve, alpha, g in (("ELU", 1, 1), ("ELU", 0.5, 0.5), ("leaky ReLU", 0.3, 0.3)):
        row = shown(explorer, {"curve": curve, "alpha": alpha, "g": g})
        assert row["sentence"].startswith("It stays")


@pytest.mark.parametrize("kind", [pictures.ActivationAndSlope, pictures.LinesUnderACorner])
def test_a_slope_that_drops_is_not_called_ever_steeper(kind):
    explorer = kind()
    (menu,) = explorer.menus()
    for alpha in (0.5, 1, 1.5, 2):
        shown(explorer, {menu.name: "ELU", "alpha": alpha})
        z = np.array([-3, -1, -0.01, 0.01, 3])
        grows = (np.diff(activations.elu(float(alpha)).gradient(z)) >= 0).all()
        assert ("ever more steeply" in explorer.alternative_text) == grows


def test_the_lines_below_the_corner_of_the_exercise():
    x = np.linspace(-3, 3, 601)
    curve = np.where(x < 0, -x / 2, 2 * x)
    allowed = [g for g in np.linspace(-2, 3, 501) if (curve >= g * x - 1e-9).all()]
    assert (min(allowed), max(allowed)) == pytest.approx((-0.5, 2))
    assert r"-\frac12$ to $2" in exercises.supporting.choices[exercises.supporting.answer]


def test_softplus_lies_at_most_log_two_above():
    x = np.linspace(-30, 30, 6001)
    gap = activations.softplus(x) - activations.relu(x)
    np.testing.assert_allclose(gap, np.log1p(np.exp(-np.abs(x))), atol=1e-12)
    assert x[gap.argmax()] == pytest.approx(0)
    assert gap.max() == pytest.approx(math.log(2)) == exercises.softplus_gap.answer
    assert (gap > 0).all()
    sharp = activations.softplus(10 * x) / 10 - activations.relu(x)
    assert sharp.max() == pytest.approx(math.log(2) / 10)


def test_the_gap_without_its_large_part():
    z = sympy.symbols("z", positive=True)
    pulled = sympy.expand_log(sympy.log(sympy.exp(z) * (1 + sympy.exp(-z))), force=True)
    assert sympy.simplify(pulled - z - sympy.log(1 + sympy.exp(-z))) == 0
    a = sympy.log(1 + sympy.exp(z))
    assert sympy.simplify(1 - sympy.exp(-a) - sympy.diff(a, z)) == 0


def test_the_first_line_above_zero_is_half_high():
    figure = figures.softened_corner().figure
    (axes,) = figure.axes
    assert axes.get_yticks()[1] == 0.5
    named = {m.name: m.answer for m in exercises.softplus_gap.mistakes}
    assert named["the line below it"] == 0.5


def test_the_misreadings_of_the_gap_are_where_they_say():
    named = {m.name: m.answer for m in exercises.softplus_gap.mistakes}
    for place in (1, 2, 3):
        gap = float(activations.softplus(place)) - place
        assert named[f"at {place}"] == pytest.approx(gap)


# Section 3: softmax.


def test_softmax_of_the_page():
    s = scipy.special.softmax([1, 2, 0.5])
    assert f"s = {s.round(3)}" in printed("softmax-scratch")
    for number in s:
        assert f"{number:.3f}" in exercises.add_three.question
    explorer = pictures.SoftmaxBars()
    first, second = shown(explorer, "1, 2, 0.5")["s"], shown(explorer, "4, 5, 3.5")["s"]
    np.testing.assert_allclose(first, second)
    third = shown(explorer, "2, 4, 1")["s"]
    halved = shown(explorer, {"z1": 1, "z2": 2, "z3": 0.5, "temperature": 0.5})["s"]
    np.testing.assert_allclose(third, halved)


def test_what_softmax_sees():
    same = scipy.special.softmax([1, 2, 0.5])
    for letter, text in exercises.shift_or_scale.choices.items():
        scores = np.array([float(v) for v in re.findall(r"[\d.]+", text)])
        alike = np.allclose(scipy.special.softmax(scores / 2), same)
        assert alike == (letter == exercises.shift_or_scale.answer)


def test_the_ends_of_the_temperature():
    explorer = pictures.SoftmaxBars()
    values = {"z1": 1, "z2": 2, "z3": 0.5}
    assert np.abs(shown(explorer, values | {"temperature": 10})["s"] - 1 / 3).max() < 0.03
    assert shown(explorer, values | {"temperature": 0.1})["s"][1] > 0.999


def test_two_classes_are_the_sigmoid_of_the_difference():
    for a, b in ((3, 1.5), (-2, 0.4)):
        assert activations.softmax([a, b])[0] == pytest.approx(scipy.special.expit(a - b))
    assert exercises.review_two.answer == pytest.approx(activations.softmax([3, 1.5])[0])


def test_the_table_of_slopes():
    z = sympy.symbols("z1:4")
    total = sum(sympy.exp(v) for v in z)
    s = [sympy.exp(v) / total for v in z]
    for i in range(3):
        for j in range(3):
            entry = s[i] * (int(i == j) - s[j])
            assert sympy.simplify(sympy.diff(s[i], z[j]) - entry) == 0
    table = activations.softmax_jacobian([1, 2, 0.5])
    rows = re.findall(r"\[+\s*(-?[\d. -]+?)\]", printed("jacobian-check"))[:3]
    written = np.array([[float(v) for v in row.split()] for row in rows])
    np.testing.assert_allclose(written, table.round(4), atol=1e-9)
    assert "1e-8: True" in printed("jacobian-check")
    np.testing.assert_allclose(table.sum(axis=0), 0, atol=1e-15)


def test_the_signs_and_the_colours_of_the_table():
    random = np.random.default_rng(0)
    for z in random.uniform(-6, 6, (50, 3)):
        table = activations.softmax_jacobian(z)
        assert (np.diag(table) > 0).all()
        assert (table[~np.eye(3, dtype=bool)] < 0).all()
        assert np.abs(table).max() <= 0.25
    explorer = pictures.SoftmaxJacobian()
    sizes = {name: shown(explorer, name)["largest slope"] for name in explorer.presets}
    assert max(sizes, key=sizes.get) == "two ahead"
    assert sizes["all equal"] == pytest.approx(2 / 9)
    assert sizes["one far ahead"] < 0.02
    assert "0.222" in exercises.far_ahead.question
    # Entries of equal size are all named.
    said = {name: shown(explorer, name)["sentence"] for name in explorer.presets}
    assert said["all equal"] == "The largest slope is 0.2222, on the whole diagonal."
    assert said["two ahead"] == (
        "The largest slope is 0.25, that of s₁ by z₁ and that of s₂ by z₂."
    )
    single = shown(explorer, {"z1": 1, "z2": 0, "z3": -1})["sentence"]
    assert re.fullmatch(r"The largest slope is 0\.\d+, that of s. by z.\.", single)


def test_a_part_that_is_nearly_all_is_not_called_one():
    explorer = pictures.SoftmaxBars()
    left = explorer.presets["1, 2, 0.5"] | {"temperature": 0.1}
    rest = 1 - scipy.special.softmax(np.array([1, 2, 0.5]) / 0.1)[1]
    words = shown(explorer, left)["sentence"]
    assert words.startswith("Class 2 gets nearly all: what is missing to 1 is ")
    assert float(words.split()[-1].rstrip(".")) == pytest.approx(rest, rel=1e-3)
    assert "largest part, 0.6285" in shown(explorer, "1, 2, 0.5")["sentence"]
    # Where nothing is left in the computer, no zero is named.
    far = shown(explorer, {"z1": 1000, "z2": 0, "z3": 0, "temperature": 1})["sentence"]
    assert far == "Class 1 gets nearly all."


@pytest.mark.parametrize(
    ("kind", "values", "needed"),
    [
        (pictures.ActivationAndSlope, {"activation": "tanh", "alpha": -1}, {"activation": "ELU"}),
        (pictures.LinesUnderACorner, {"curve": "|z|", "alpha": -1}, {"curve": "ELU"}),
        (pictures.LossOfAResidual, {"loss": "absolute", "threshold": 0}, {"loss": "Huber"}),
        (pictures.LossOfAResidual, {"loss": "squared", "threshold": -1}, {"loss": "Huber"}),
    ],
)
def test_a_field_that_does_not_count_is_not_refused(kind, values, needed):
    explorer = kind()
    assert "must be above zero" not in shown(explorer, values)["sentence"]
    assert "must be above zero" in shown(explorer, values | needed)["sentence"]


def test_the_exercise_on_four_scores():
    z = np.array([2.0, 1.0, 0.0, -1.0])
    slopes = differentiation.jacobian(scipy.special.softmax, z)
    assert exercises.cross_slope.answer == pytest.approx(slopes[0, 1], rel=1e-6)
    loss = differentiation.gradient(lambda v: -scipy.special.log_softmax(v)[1], z)
    np.testing.assert_allclose(exercises.score_slopes.answer, loss, atol=1e-6)
    # It cannot be read off a picture: there are three scores in each.
    assert all(len(kind().sliders()) < 5 for kind in (pictures.SoftmaxJacobian,))


def test_rounded_entries_are_off_by_a_thousandth_at_most():
    random = np.random.default_rng(1)
    off = [
        np.abs(activations.softmax_jacobian(z).round(3).sum(axis=1)).max()
        for z in random.uniform(-6, 6, (2000, 3))
    ]
    assert 0.0005 < max(off) < 0.0015
    assert np.abs(activations.softmax_jacobian([6.0, -6.0, -6.0])).max() < 0.0005


# Section 4: large scores.


def test_where_the_formula_as_written_breaks():
    explorer = pictures.LargeScores()
    assert "same loss" in shown(explorer, {"c": 709})["sentence"]
    assert "breaks" in shown(explorer, {"c": 710})["sentence"]
    naive = explorer.naive(1000)
    assert naive[3] == 0
    assert math.isnan(naive[4])
    careful = explorer.careful(1000)
    assert max(careful[:2]) == 1
    assert careful[5] == 1000
    assert "nan" in printed("lse-code")
    assert np.log10(np.exp(1)) * 1000 == pytest.approx(434.3, abs=0.1)
    # At the right end of the first picture only the careful way is left.
    assert shown(explorer, {"c": 5000})["loss as written"] == "inf"
    assert "above" in explorer.alternative_text


@pytest.mark.parametrize("z", [[0.3, -2.0, 1.0], [1000, 1001, 998], [-1e5, 3, 0]])
def test_log_sum_exp(z):
    z = np.array(z, dtype=float)
    largest = z.max()
    lse = largest + np.log(np.exp(z - largest).sum())
    assert lse == pytest.approx(scipy.special.logsumexp(z))
    np.testing.assert_allclose(lse - z, -scipy.special.log_softmax(z))


def test_the_function_to_write_is_softmax_everywhere():
    for z in ([1.0, 2.0], [1000.0, -1000.0], [-800.0, -801.0, -805.0]):
        np.testing.assert_allclose(
            exercises.write_softmax.answer(np.array(z)), scipy.special.softmax(z)
        )


# Section 5: losses of a number.


def test_the_slopes_of_losses_to_match():
    r = np.array([-2.0, -0.5, 0.7, 3.0])
    named = {"1": r, "2": np.sign(r), "3": np.clip(r, -1, 1), "4": r**3}
    for name, letter in zip(named, exercises.match_pulls.answer, strict=True):
        drawn = exercises.SLOPES_OF_LOSSES["abcd".index(letter)]
        np.testing.assert_allclose(drawn(r), named[name])


def test_what_to_try_with_a_residual():
    explorer = pictures.LossOfAResidual()
    slopes = {name: shown(explorer, name)["slope"] for name in explorer.presets}
    assert max(slopes, key=slopes.get) == "squared"
    near = {
        loss: shown(explorer, {"loss": loss, "r": 0.2, "threshold": 1})["slope"]
        for loss in explorer.LOSSES
    }
    assert max(near, key=near.get) == "absolute"
    for r in (-4, -1.5, 0.3, 4):
        huber = shown(explorer, {"loss": "Huber", "threshold": 4, "r": r})["loss"]
        assert huber == pytest.approx(r**2 / 2)
    for loss, at_two, at_four in (("squared", 2, 8), ("absolute", 2, 4), ("Huber", 1.5, 3.5)):
        costs = [shown(explorer, {"loss": loss, "threshold": 1, "r": r})["loss"] for r in (2, 4)]
        assert costs == pytest.approx([at_two, at_four])
    assert "8 and 2" in PROSE
    assert "3.5 and 1.5" in PROSE
    ratio = [shown(explorer, {"loss": "Huber", "threshold": 0.2, "r": r})["slope"] for r in (1, 3)]
    assert ratio[0] == ratio[1] == 0.2


def test_the_best_constants_of_five_numbers():
    explorer = pictures.OneFarPoint()
    for far in (0.5, 2.8, 4, 14):
        numbers = np.array([*explorer.NEAR, far])
        for d in (0.2, 1, 12):
            row = shown(explorer, {"far": far, "threshold": d})
            best = scipy.optimize.minimize_scalar(
                lambda c, d=d, numbers=numbers: scipy.special.huber(d, numbers - c).sum(),
                bounds=(0, 15), method="bounded", options={"xatol": 1e-10},
            ).x  # fmt: skip
            assert row["Huber level"] == pytest.approx(best, abs=1e-4)
            assert row["squared level"] == pytest.approx(numbers.mean())
            assert row["absolute level"] == np.median(numbers)
    question = exercises.far_point.question
    assert "3.04" in question
    assert shown(explorer, {"far": 4})["squared level"] == pytest.approx(3.04)
    assert shown(explorer, {"far": 14})["squared level"] == pytest.approx(5.04)
    assert shown(explorer, {"far": 14})["absolute level"] == 3
    # The three levels while the fifth number rises to the end of its slider.
    rows = [shown(explorer, {"far": far}) for far in (2.6, 3, 4.05, 4.1, 15)]
    steps = np.diff([[row[f"{name} level"] for name in explorer.LOSSES] for row in rows], axis=0)
    assert (steps[:, 0] > 0).all()
    assert (steps[:, 1] > 1e-9).tolist() == [True, True, True, False]
    assert (steps[:, 2] > 1e-9).tolist() == [True, False, False, False]
    far = shown(explorer, "far away, d = 8")
    whole = shown(explorer, {"far": 14, "threshold": 12})
    assert whole["Huber level"] == pytest.approx(whole["squared level"])
    assert far["Huber level"] < far["squared level"]


def test_the_four_constants():
    rows = re.findall(r"cost\s+([\d.]+)\s+gradient \[(.*?)\]", printed("constants-code"))
    residuals = np.array([-1, -1, -2, -2.0])
    for (cost, slopes), constant in zip(rows, (1, 1 / 2, 1 / 4, 1 / 8), strict=True):
        assert float(cost) == pytest.approx(constant * 10)
        np.testing.assert_allclose([float(v) for v in slopes.split()], 2 * constant * residuals)
    assert exercises.same_steps.answer * 2 == pytest.approx(0.6 / 40)


# Section 6: two classes.


def test_the_log_loss_by_the_score():
    p = SIGMOID
    loss = -T * sympy.log(p) - (1 - T) * sympy.log(1 - p)
    assert sympy.simplify(sympy.diff(loss, Z) - (p - T)) == 0
    by_p = sympy.diff(-T * sympy.log(P) - (1 - T) * sympy.log(1 - P), P)
    assert sympy.simplify(by_p - (P - T) / (P * (1 - P))) == 0


def test_the_logistic_loss_is_the_log_loss():
    for y in (-1, 1):
        t = sympy.Rational(y + 1, 2)
        logistic = sympy.log(1 + sympy.exp(-y * Z))
        log_loss = -t * sympy.log(SIGMOID) - (1 - t) * sympy.log(1 - SIGMOID)
        for z in (-2.3, 0.4, 3.1):
            assert float((logistic - log_loss).subs(Z, z)) == pytest.approx(0, abs=1e-12)
        slope = -y * SIGMOID.subs(Z, -y * Z)
        assert sympy.simplify(slope - (SIGMOID.subs(Z, y * Z) - 1) * y) == 0
        assert sympy.simplify(sympy.diff(logistic, Z) - slope) == 0
        assert sympy.simplify(slope - (SIGMOID - t)) == 0
    first, second = (re.findall(r"\[(.*?)\]", line) for line in printed("labels-code").splitlines())
    assert first == second


def test_the_wrong_form_of_the_notes_and_the_right_one():
    random = np.random.default_rng(4)
    x, w = random.normal(size=(8, 3)), random.normal(size=3)
    y = np.where(random.normal(size=8) > 0, 1.0, -1.0)
    true = differentiation.gradient(lambda v: np.logaddexp(0, -y * (x @ v)).mean(), w)
    sigma = scipy.special.expit
    right = x.T @ ((sigma(y * (x @ w)) - 1) * y) / 8
    wrong = x.T @ ((sigma(-y * (x @ w)) - 1) * -y) / 8
    np.testing.assert_allclose(right, true, atol=1e-8)
    assert np.abs(wrong - true).max() > 0.01
    # Labels 0 and 1 in that loss: another function, and not the gradient of the log loss.
    t = (y + 1) / 2
    other = differentiation.gradient(lambda v: np.logaddexp(0, -t * (x @ v)).mean(), w)
    assert np.abs(other - x.T @ (sigma(x @ w) - t) / 8).max() > 0.01
    np.testing.assert_allclose(true, x.T @ (sigma(x @ w) - t) / 8, atol=1e-8)


def test_the_page_about_the_logistic_loss():
    z, y = sympy.Rational(1, 2), -1
    loss = sympy.log(1 + sympy.exp(-y * Z))
    assert float(loss.subs(Z, z)) == pytest.approx(0.9741, abs=5e-5)
    slope = float(sympy.diff(loss, Z).subs(Z, z))
    assert exercises.wrong_logistic.answer == (3, pytest.approx(2 * slope))
    assert slope > 0
    assert (scipy.special.expit(0.5) - 1) == pytest.approx(-0.3775, abs=5e-5)


def test_a_label_of_zero_leaves_nothing_of_the_score():
    z = np.linspace(-5, 5, 11)
    np.testing.assert_allclose(np.log1p(np.exp(-0 * z)), math.log(2))
    with pytest.raises(ValueError, match="targets"):
        losses.logistic_loss([0, 1], [0.2, 0.3])


def test_what_to_try_with_a_score():
    explorer = pictures.LossOfAScore()
    slopes = {name: shown(explorer, {"loss": name, "z": 3})["slope"] for name in explorer.LOSSES}
    assert slopes["hinge"] == 0
    assert -0.06 < slopes["logistic"] < 0
    assert slopes["squared"] == 2
    assert slopes["log loss"] == pytest.approx(slopes["logistic"])
    far = {name: shown(explorer, {"loss": name, "z": -4})["slope"] for name in explorer.LOSSES}
    assert min(far, key=far.get) == "squared"
    assert far["hinge"] == pytest.approx(far["logistic"], abs=0.02)
    # Every place of the slider lies in the picture.
    for name in explorer.LOSSES:
        for label in explorer.CLASSES:
            for z in (-4, 4):
                shown(explorer, {"loss": name, "label": label, "z": z})
                assert "outside the picture" not in explorer.alternative_text
    mirrored = [
        shown(explorer, {"loss": "hinge", "label": label, "z": z})["loss"]
        for label, z in (("upper class", -2), ("lower class", 2))
    ]
    assert mirrored == [3, 3]


def test_pulls_of_the_absolute_loss_add_up_to_zero_with_a_subgradient():
    numbers = np.array([2, 2.6, 3, 3.6, 14])
    others = np.sign(numbers - 3)[numbers != 3].sum()
    assert -1 <= -others <= 1
    assert np.clip(numbers - 3.0666666666666664, -1, 1).sum() == pytest.approx(0)


# Section 7: softmax and cross-entropy.


def test_the_gradient_of_the_pair_and_its_condition():
    z = np.array([0.3, -0.5, 1.1])
    s = scipy.special.softmax(z)
    for y in (np.array([0, 1, 0.0]), np.array([0.2, 0.5, 0.3]), np.array([0.2, 0.5, 1.0])):
        true = differentiation.gradient(lambda v, y=y: -(y * scipy.special.log_softmax(v)).sum(), z)
        np.testing.assert_allclose(true, y.sum() * s - y, atol=1e-8)
        assert np.allclose(true, s - y, atol=1e-6) == (y.sum() == pytest.approx(1))
    assert printed("pair-code").count("differences") == 3


def test_surer_and_still_wrong():
    explorer = pictures.SlopesOfTheScores()
    before, after = (
        shown(explorer, {"truth": "class 2", "z1": z, "z2": 0, "z3": 0}) for z in (4, 6)
    )
    assert f"{before['loss']:.2f}" in exercises.sure_and_wrong.question
    assert f"{before['slopes'][0]:.3f}" in exercises.sure_and_wrong.question
    assert after["loss"] - before["loss"] == pytest.approx(2, abs=0.05)
    assert before["slopes"][0] < after["slopes"][0] < 1
    for name in explorer.presets:
        row = shown(explorer, name)
        k = int(explorer.values["truth"][-1]) - 1
        assert row["slopes"].sum() == pytest.approx(0, abs=1e-12)
        np.testing.assert_allclose(row["slopes"], row["s"] - np.eye(3)[k])
    rows = {name: shown(explorer, name) for name in explorer.presets}
    smallest = min(rows, key=lambda name: rows[name]["loss"])
    assert smallest == "sure and right"
    assert np.abs(rows[smallest]["slopes"]).max() < 0.04
    assert rows["sure and wrong"]["loss"] == before["loss"]


def test_a_squared_loss_of_probabilities_hardly_learns():
    z, y = np.array([6.0, 0.0, 0.0]), np.array([0.0, 1.0, 0.0])
    slopes = differentiation.gradient(lambda v: ((scipy.special.softmax(v) - y) ** 2).sum() / 2, z)
    assert np.abs(slopes).max() < 0.02


# Section 8: by the weights.


def test_the_rules_by_the_weights_are_printed_as_the_differences():
    for line in printed("all-losses").splitlines():
        rule, difference = re.findall(r"\[(.*?)\]", line)
        assert rule == difference
    assert "1e-8: True" in printed("softmax-weights")
    lines = printed("all-losses").splitlines()
    assert [line.split()[0] for line in lines] == [
        "half_mean_squared_error", "absolute_error", "huber_error", "log_loss", "logistic_loss",
        "hinge", "gaussian_negative_log_likelihood",
    ]  # fmt: skip
    assert lines[3].split("  ")[-1] == lines[4].split("  ")[-1]


def test_the_rules_of_the_table_for_numbers():
    random = np.random.default_rng(1)
    x, w, y = random.normal(size=(6, 2)), np.array([0.4, -0.7]), random.normal(size=6)
    r = x @ w - y
    # Both pieces of Huber occur in the cell of the check.
    assert (np.abs(r) < 1).any()
    assert (np.abs(r) > 1).any()
    for cost, rule in (
        (lambda v: np.abs(x @ v - y).mean(), x.T @ np.sign(r) / 6),
        (lambda v: scipy.special.huber(1, x @ v - y).mean(), x.T @ np.clip(r, -1, 1) / 6),
    ):
        np.testing.assert_allclose(differentiation.gradient(cost, w), rule, atol=1e-8)


def test_the_gaussian_likelihood_is_squares_with_another_constant():
    random = np.random.default_rng(2)
    x, y, w = random.normal(size=(5, 2)), random.normal(size=5), random.normal(size=2)
    tau = 1.7

    def cost(v):
        return -scipy.stats.norm(x @ v, tau).logpdf(y).sum()

    squares = ((x @ w - y) ** 2).sum() / (2 * tau**2) + 5 / 2 * math.log(2 * math.pi * tau**2)
    assert cost(w) == pytest.approx(squares)
    np.testing.assert_allclose(
        differentiation.gradient(cost, w), x.T @ (x @ w - y) / tau**2, atol=1e-7
    )


def test_the_gradient_of_a_likelihood():
    heads = np.array([1, 0, 1, 1])
    theta = 0.3
    p = np.where(heads == 1, theta, 1 - theta)
    slopes = np.where(heads == 1, 1.0, -1.0)
    expected = differentiation.gradient(
        lambda v: -np.log(np.where(heads == 1, v, 1 - v)).sum(), np.array([theta])
    )
    assert -(slopes / p).sum() == pytest.approx(expected[0], rel=1e-6)
    assert losses.negative_log_likelihood_gradient(p, slopes[:, None])[0] == pytest.approx(
        expected[0], rel=1e-6
    )


def test_the_page_with_a_lost_mean():
    x, y = np.arange(1.0, 5.0), np.array([2.0, 3.0, 5.0, 6.0])
    assert (x - y).tolist() == [-1, -1, -2, -2]
    assert x @ (x - y) == -17
    slope = differentiation.derivative(lambda w: ((w * x - y) ** 2).sum() / 8, 1.0)
    assert exercises.wrong_step.answer == (3, pytest.approx(1 - 0.1 * slope, rel=1e-6))


# Section 9: what is left.


def test_cross_entropy_is_entropy_plus_divergence():
    y, p = np.array([0.2, 0.5, 0.3]), np.array([0.6, 0.3, 0.1])
    entropy = scipy.stats.entropy(y)
    divergence = scipy.stats.entropy(y, p)
    numbers = [float(v) for v in re.findall(r"[\d.]+$", printed("parts-code"), re.MULTILINE)]
    np.testing.assert_allclose(
        numbers, [entropy + divergence, entropy, divergence, scipy.stats.entropy(p, y)], atol=5e-5
    )
    explorer = pictures.CrossEntropyInParts()
    explorer.reveal()
    for share, p in ((0.7, 0.2), (0.5, 0.9), (1, 0.4), (0, 0.3)):
        explorer.values = {"y": share, "p": p}
        row = explorer.reading
        assert row["H(y, p)"] == pytest.approx(row["H(y)"] + row["KL"])
    assert row["H(y)"] == 0


def test_the_drawn_curve_is_lowest_at_the_share_and_not_zero():
    best = scipy.optimize.minimize_scalar(
        exercises.cross_entropy_of_p.true.at, bounds=(0.01, 0.99), method="bounded"
    )
    assert best.x == pytest.approx(0.7, abs=1e-4)
    assert best.fun == pytest.approx(0.6109, abs=5e-5)
    assert f"{best.fun:.2f}" in exercises.cross_entropy_of_p.why
    assert scipy.stats.entropy([0.7, 0.3]) == pytest.approx(best.fun)
    assert probability.kullback_leibler([0.7, 0.3], [0.7, 0.3]) == 0
    # A place of the drawing lies so near to 0.7 that the sentences say 0.7.
    places = exercises.cross_entropy_of_p.places
    lowest = places[exercises.cross_entropy_of_p.true.at(places).argmin()]
    assert f"{lowest:.2g}" == "0.7"


def test_the_floor_asked_for_stands_nowhere_else():
    floor = scipy.stats.entropy([0.9, 0.1])
    exercise = exercises.entropy_floor
    assert f"{floor:.2f}" in exercise.choices[exercise.answer]
    assert f"{floor:.4f}" in exercise.worked
    assert f"{-math.log(0.9):.2f}" in exercise.choices["b"]
    assert f"{floor:.2f}" not in PROSE + exercises.cross_entropy_of_p.why


def drawn(prediction, curve):
    """Return the name of the mistake in a drawing of this curve, kept on the axes."""
    heights = np.clip(curve(prediction.places), prediction.up.low, prediction.up.high)
    _, mistake = prediction._said_of(SimpleNamespace(drawn=heights.tolist()))
    return mistake


def test_what_beginners_draw_is_known():
    softplus, bowl = exercises.slope_of_softplus, exercises.cross_entropy_of_p
    assert drawn(softplus, lambda z: np.logaddexp(0, z)) == "the curve again"
    assert drawn(softplus, lambda z: np.interp(z, [0, 6], [0, 1])) == "a ramp"
    assert drawn(bowl, lambda p: 4 * (p - 0.7) ** 2) == "zero at the truth, a bowl"
    assert drawn(softplus, lambda z: np.interp(z, [2, 6], [0, 1])) == "a late ramp"
    assert drawn(softplus, lambda z: np.exp((z - 6) / 3)) == "a ramp"
    assert drawn(softplus, lambda z: -np.expm1(-(z + 6) / 3)) == "at once and soon level"
    assert drawn(softplus, lambda z: (z + 6) ** 2 / 144) == "ever faster"
    assert drawn(softplus, lambda z: (z / 12 + 0.5) ** 0.5) == "at once"
    assert drawn(softplus, scipy.special.expit) is None
    assert drawn(bowl, lambda p: -0.7 * np.log(p) - 0.3 * np.log(1 - p)) is None
    for prediction in (softplus, bowl):
        for mistake in prediction.mistakes:
            assert drawn(prediction, mistake.answer) == mistake.name


@pytest.mark.parametrize("share", [0, 0.3, 0.7, 1])
def test_the_curve_is_drawn_to_the_edges_and_the_floor_is_seen(share):
    explorer = pictures.CrossEntropyInParts()
    explorer.reveal()
    explorer.values = {"y": share}
    heights = explorer.trail.line.get_ydata()
    low, high = explorer.trail.line.axes.get_ylim()
    assert low < explorer.floor.get_ydata()[0] < high
    assert heights[0] > high if share > 0 else heights[0] < 0.01
    assert heights[-1] > high if share < 1 else heights[-1] < 0.01


def test_at_its_left_end_a_wrong_prediction_is_off_the_picture():
    explorer = pictures.CrossEntropyInParts()
    assert explorer.sliders()[0].minimum == 0.01
    numbers = shown(explorer, {"y": 1, "p": 0.01})
    assert numbers["H(y, p)"] == pytest.approx(-math.log(0.01))
    assert numbers["H(y, p)"] > explorer.HEIGHTS[1]
    # With the share of the first button every dot of Play is in the picture.
    assert -0.7 * math.log(0.01) - 0.3 * math.log(0.99) < explorer.HEIGHTS[1]


def test_the_floor_is_not_drawn_before_it_was_asked_for():
    explorer = pictures.CrossEntropyInParts()
    assert not explorer.floor.get_visible()
    assert not explorer.stack.low.get_visible()
    explorer.reveal()
    assert explorer.floor.get_visible()
    assert explorer.stack.low.get_visible()


# The review.


def test_the_review():
    slope = sympy.diff(sympy.log(1 + sympy.exp(3 * Z)), Z).subs(Z, 0)
    assert float(slope) == exercises.review_chain.answer
    curvature = sympy.diff(4 * (Z - 3) ** 2, Z, 2)
    assert 2 / float(curvature) == exercises.review_limit.answer
    margins = np.array([-2, 0.4, 1.2, 5])
    slopes = losses.hinge.gradient(np.ones(4), margins)
    assert (slopes != 0).tolist() == [True, True, False, False]
    assert slopes[0] == slopes[1]
    # With the rate 1 the error of the square grows seven times.
    assert abs(1 - 1 * 8) == 7


# The whole chapter.


def test_the_figures_are_numbered_in_order():
    numbers = re.findall(r"\*\*Figure 10\.(\d+)\.\*\*", PROSE)
    assert [int(n) for n in numbers] == list(range(1, len(numbers) + 1))


def test_buttons_of_the_captions_exist():
    kinds = {
        "activation-caption": pictures.ActivationAndSlope,
        "softmax-caption": pictures.SoftmaxBars,
        "corner-caption": pictures.LinesUnderACorner,
        "residual-caption": pictures.LossOfAResidual,
        "far-point-caption": pictures.OneFarPoint,
        "score-caption": pictures.LossOfAScore,
        "cross-caption": pictures.CrossEntropyInParts,
    }
    for cell_id, kind in kinds.items():
        (text,) = ("".join(c["source"]) for c in CELLS if c["id"] == cell_id)
        named = re.findall(r"\*([^*]+)\*", text.split("Things to try")[1])
        options = {o for menu in kind().menus() for o in menu.options}
        for name in named:
            assert name in {*kind.presets, *options, "Play", "Show all", "Reset"}, name


def test_what_moves_is_red_and_the_curve_blue():
    explorer = pictures.ActivationAndSlope()
    assert to_hex(explorer.pair.curve.get_color()).upper() == BLUE
    assert to_hex(explorer.pair.tangent.line.get_color()).upper() == VERMILLION
    assert to_hex(explorer.pair.trail.line.get_color()).upper() == VERMILLION
    assert figures.tint(0.0, 1.0) == (1.0, 1.0, 1.0)
