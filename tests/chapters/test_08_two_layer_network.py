"""Statements of chapter 8, proved against other computations."""

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
from contourpy import contour_generator
from scipy import optimize

from mlcalc import activations, datasets, differentiation
from mlcalc.exercises import two_layer_network
from mlcalc.explorers import two_layer_network as networks
from mlcalc.networks import NINE, Network, TwoTwoOne, train
from mlcalc.perceptrons import TrainingStop

t = sympy.Symbol("t")
NOTEBOOK = Path(__file__).parents[2] / "notebooks/08_two_layer_network.ipynb"


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
    explorer = networks.TrainingInThePlane()
    for units, answer in ((1, "a"), (2, "c"), (3, "c")):
        explorer.values = {"data": "circles", "rate": 8, "units": units, "seed": 1, "epoch": 1000}
        (option,) = (o for o in two_layer_network.units_for_a_circle.options if o.letter == answer)
        assert explorer.reading["right"] in option.why
    assert two_layer_network._right(2) < 90
    assert two_layer_network._right(3) > 95
    x, y = datasets.circles(80)
    starts = [Network.random((2, 2, 1), seed=seed) for seed in range(6)]
    ends = [train(start, x, y, 8, 1500).last for start in starts]
    best = max(np.mean((end.prediction(x) > 0.5) == y) for end in ends)
    assert best < 0.95


def test_the_boundary_of_two_units_is_never_closed():
    """A strip and a wedge have an open end, whatever the weights are."""
    generator = np.random.default_rng(4)
    places = np.linspace(-30, 30, 241)
    grid = np.stack(np.meshgrid(places, places), axis=-1)
    seen = 0
    for _ in range(60):
        weights = generator.normal(0, 2, (2, 2)), generator.normal(0, 3, (2, 1))
        biases = generator.normal(0, 2, 2), generator.normal(0, 1, 1)
        network = Network(weights, biases, (activations.sigmoid,))
        z = network.forward(grid.reshape(-1, 2)).z[-1].reshape(grid.shape[:2])
        for line in contour_generator(places, places, z).lines(0.0):
            seen += 1
            assert np.abs(line[[0, -1]]).max(axis=1) == pytest.approx([30, 30])
    assert seen > 20


def test_equal_units_stay_equal():
    weights = two_layer_network._dead.weights[0]
    assert np.ptp(weights, axis=1).max() < 1e-9
    x, y = datasets.circles(80)
    one = train(Network.equal((2, 4, 1)), x, y, 8, 500)
    assert one.losses[-1] < one.losses[0]
    # The biases must be equal, too.
    start = Network.equal((2, 4, 1))
    other = Network(start.weights, ([0, 0.1, 0.2, 0.3], [0.0]), start.activations)
    assert np.ptp(train(other, x, y, 8, 500).last.weights[0], axis=1).min() > 0.1


def test_twenty_sigmoids_leave_less_than_a_billionth():
    products = two_layer_network._deep
    assert abs(products[-2] / products[1]) < 1e-9
    assert "six layers is already below" in two_layer_network.twenty_layers.options[2].why
    for layers, below in ((5, False), (6, True)):
        chain = Network.one_unit_layers(np.ones(layers)).chain(1.0, 0.0, "w1").products
        assert (abs(chain[-2] / chain[1]) < 1e-3) == below
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
    x2, a1, w1, yhat, y = -2, 0.7, 2, 0.8, 1
    delta = yhat - y
    arrives = delta * w1
    line, value = two_layer_network.wrong_page.answer
    assert value == pytest.approx(arrives * a1 * (1 - a1))
    said = [re.findall(r"= (-?[\d.]+)\$", text)[-1] for text in two_layer_network.wrong_page.lines]
    wrong = arrives * a1
    # No slip leads to the size of a number that stands on the page.
    sizes = np.abs([m.answer[1] for m in two_layer_network.wrong_page.mistakes if
                    isinstance(m.answer, tuple) and m.name != "no slope"])  # fmt: skip
    assert np.abs(sizes[:, None] - np.abs([wrong, x2 * wrong])).min() > 0.01
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
    # From any state: the button sets all but the units.
    explorer.apply("much noise")
    explorer.apply("four clouds")
    explorer.values = {"units": 2}
    seen = ""
    for words in two_layer_network.seeds.items.values():
        explorer.values = {"seed": int(words.removeprefix("seed "))}
        seen += kind_of_end(explorer)
        failed = explorer.reading["loss"] == pytest.approx(math.log(2) / 2, abs=0.01)
        assert failed == (seen[-1] == "a")
    assert seen == two_layer_network.seeds.answer


def test_where_a_seed_fails_two_clouds_lie_on_each_other_behind_the_units():
    explorer = networks.TrainingInThePlane()
    explorer.apply("four clouds")
    explorer.values = {"units": 2, "seed": 2}
    assert "seed 2" in two_layer_network.why_it_fails.prompt
    assert "seed 2" not in str(two_layer_network.seeds)
    assert explorer.reading["loss"] == pytest.approx(math.log(2) / 2, abs=0.01)
    (x, y), _ = explorer._data_of("exclusive or", explorer.NOISE)
    network = training_of(explorer)[0].last
    # Half of the points are at one half, and all of these on the wrong side of it.
    says = network.prediction(x)
    undecided = np.abs(says - 0.5) < 0.01
    assert undecided.mean() == 0.5
    assert ((says > 0.5) == y).tolist() == (~undecided).tolist()
    assert explorer.reading["right"] == "50 %"
    assert "50 % of all points" in two_layer_network.why_it_fails.worked
    clouds = [(x[:, 0] > 0) * 2 + (x[:, 1] > 0) == k for k in range(4)]
    behind = [network.forward(x[cloud]).a[0].mean(axis=0) for cloud in clouds]
    classes = [y[cloud].mean() for cloud in clouds]
    near = [(classes[i], classes[j]) for i, j in itertools.combinations(range(4), 2)
            if np.hypot(*(behind[i] - behind[j])) < 0.15]  # fmt: skip
    assert [sorted(pair) for pair in near] == [[0, 1]]
    # What lies on a place of both classes is seen: the crosses over larger dots.
    crosses, dots = explorer.small.said
    assert crosses.get_zorder() > dots.get_zorder()
    assert crosses.get_markersize() < dots.get_markersize()
    # Others with two units part all clouds, as the message says.
    for seed in (4, 5):
        explorer.values = {"seed": seed}
        assert explorer.reading["right"] == "100 %"


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


def test_the_slopes_of_the_log_loss_and_of_the_sigmoid():
    p, y, z = sympy.symbols("p y z")
    loss = -y * sympy.log(p) - (1 - y) * sympy.log(1 - p)
    assert sympy.simplify(sympy.diff(loss, p) - (p - y) / (p * (1 - p))) == 0
    assert sympy.simplify(sympy.diff(loss, p).subs(y, 1) + 1 / p) == 0
    assert sympy.simplify(sympy.diff(loss, p).subs(y, 0) - 1 / (1 - p)) == 0
    sigmoid, e = 1 / (1 + sympy.exp(-z)), sympy.exp(-z)
    for form in (e / (1 + e) ** 2, 1 / (1 + e) * e / (1 + e), sigmoid * (1 - sigmoid)):
        assert sympy.simplify(sympy.diff(sigmoid, z) - form) == 0
    assert 1 / (1 + np.exp(-40.0)) == 1


def test_equal_numbers_hide_a_slip():
    net = TwoTwoOne(0.4, -0.7, 1.1, 0.3, 0.2, -0.5, 0.9, 0.9, 0.1)
    f = net.forward(1.7, -0.6)
    over_w1 = (f.yhat - 1) * net.w1 * f.a2 * (1 - f.a2)
    assert over_w1 == pytest.approx(first_layer_by_differences(net, 1.7, -0.6, 1)[5], abs=1e-6)
    alike = TwoTwoOne(0.4, 0.4, 0.3, 0.3, 0.2, 0.2, 0.9, 0.9, 0.1)
    slopes = first_layer_by_differences(alike, 1.7, 1.7, 1)
    assert slopes[1] == pytest.approx(slopes[2], abs=1e-6)


def test_the_way_back_through_whole_layers():
    """The recursion of section 8, from A_0 = X and the last delta, against differences."""
    network = Network.random((2, 3, 4, 1), seed=2)
    x, y = datasets.moons(20)
    a, sums = [x], []
    for weight, bias in zip(network.weights, network.biases, strict=True):
        sums.append(a[-1] @ weight + bias)
        a.append(1 / (1 + np.exp(-sums[-1])))
    deltas = [(a[-1] - y[:, None]) / len(x)]
    for weight, says in zip(network.weights[:0:-1], a[2:0:-1], strict=True):
        deltas.insert(0, deltas[0] @ weight.T * says * (1 - says))
    parts = [(a[k].T @ delta, delta.sum(axis=0)) for k, delta in enumerate(deltas)]
    row = np.concatenate([part.ravel() for pair in parts for part in pair])
    loss = lambda p: network.with_parameters(p).loss(x, y)  # noqa: E731
    slopes = optimize.approx_fprime(network.parameters, loss, 1e-7)
    np.testing.assert_allclose(row, slopes, atol=1e-6)


def test_the_start_of_the_way_back_goes_on_from_the_reader_s_prediction():
    two_layer_network.forward_pass.check(0.61)
    assert "It follows from your answer" in two_layer_network.output_error.check(-0.39).message
    two_layer_network.forward_pass.check(two_layer_network.forward_pass.answer)
    assert two_layer_network.output_error.check(-0.442).message.startswith("Right")
    assert "give three" in two_layer_network.forward_pass.check(0.56).message


def outputs_of(cells: list[str], space: dict) -> list[str]:
    printed = []
    for code in cells:
        heard = io.StringIO()
        with contextlib.redirect_stdout(heard):
            exec(code, space)
        printed.append(heard.getvalue())
    return printed


def test_every_cell_gives_the_same_when_it_is_run_again():
    """Also at the end, when all names have the values that later cells gave them."""
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    cells = ["".join(cell["source"]) for cell in notebook if cell["cell_type"] == "code"]
    space: dict = {}
    first = outputs_of(cells, space)
    assert sum(map(bool, first)) > 8
    for code, printed in zip(cells, first, strict=True):
        assert outputs_of([code], dict(space)) == [printed], code


# Chapter 8: what the explorers show.


def shown_number(artist) -> float:
    return float(artist.get_text().split("= ")[-1])


@pytest.mark.parametrize("network", [None, TwoTwoOne(0.4, -0.7, 1.1, 0.3, 0.2, -0.5, 1, -2, 0.1)])
def test_a_preset_of_the_pass_shows_the_numbers_of_the_text(network):
    explorer = networks.PassThroughTheNetwork(network)
    typed = dict.fromkeys(NINE, 3.5) | {"label": "0", "rate": 30.0, "x1": -1, "x2": 3}
    for preset, steps in (("to w₁₁", 0), ("all nine", 0), ("a step", 1)):
        explorer.values = typed
        explorer.apply(preset)
        row = explorer.network.row
        for _ in range(steps):
            row = row - optimize.approx_fprime(row, lambda r: loss_of(r, (2, 1), 1)[0], 1e-7)
        weights, slopes = explorer.table().rows
        assert weights == pytest.approx(row, abs=1e-6)
        by_differences = optimize.approx_fprime(row, lambda r: loss_of(r, (2, 1), 1)[0], 1e-7)
        assert slopes == pytest.approx(by_differences, abs=1e-6)


def test_the_picture_of_section_6_leaves_out_what_section_7_asks():
    names = ("four clouds", "two units")
    explorer = networks.TrainingInThePlane(buttons=names)
    assert tuple(explorer.presets) == names
    assert len(networks.TrainingInThePlane().presets) == 7
    with pytest.raises(ValueError, match=r"buttons must be one of four clouds, .* 'slow' came"):
        networks.TrainingInThePlane(buttons=("slow",))
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    (shown,) = (s for s in sources if "TrainingInThePlane(" in s and "units_for_a_circle" in s)
    offered = eval(shown, {"explorers": networks, "exercises": two_layer_network}).presets
    assert {"equal start", "large start", "rate 100"}.isdisjoint(offered)
    assert len(offered) == 4


def test_the_deep_chain_opens_where_its_story_begins():
    explorer = networks.DeepChain()
    assert explorer.values["depth"] == 2
    # The prediction speaks of twenty layers: its outcome is not there.
    assert "0.000" not in explorer.reading["sentence"]


def test_the_page_of_the_epoch_has_the_gaps_that_it_is_said_to_have():
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    (page,) = (s for s in ("".join(cell["source"]) for cell in cells) if "def epoch(" in s)
    assert tuple(re.findall(r"(\w+) = \.\.\.$", page, re.MULTILINE)) == (
        two_layer_network.write_epoch.gaps
    )


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


@pytest.mark.usefixtures("painted")
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
    # At the same rate from a random start: the two numbers of section 7.
    assert explorer.values["rate"] == 0.5
    assert f"{explorer.reading['loss']:.2f}" == "0.86"
    explorer.values = {"start": explorer.RANDOM}
    assert f"{explorer.reading['loss']:.2f}" == "0.17"
    loss("four units")
    few = "jumped up 3 times, the last time in epoch 3; after that no more."
    assert explorer.reading["sentence"].endswith(few)
    assert loss("rate 100") > 5
    assert "the last time in epoch 1000: too long a step." in explorer.reading["sentence"]
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
    times = "The loss has jumped up 2 times, the last time in epoch 20"
    # Up to the double epoch the last jump is the news; after that it belongs to the beginning.
    assert event(jumps[:21]) == event(jumps[:41]) == f"{times}: too long a step."
    assert event(jumps[:42]) == event(jumps) == f"{times}; after that no more."
    level = np.full(300, 0.5)
    level[7] = 5
    assert event(level) == (
        "The loss has jumped up once in epoch 7; after that no more. "
        "For 200 epochs the loss has hardly fallen."
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
