"""What the chapters claim in words or in a picture, proved: not the mechanism, but the content."""

import math

import numpy as np
import pytest
import sympy
from scipy import optimize

from mlcalc import activations, datasets, differentiation, functions
from mlcalc.exercises import derivatives, two_layer_network
from mlcalc.explorers import derivatives as curves
from mlcalc.explorers import gradient_descent as descents
from mlcalc.explorers import two_layer_network as networks
from mlcalc.networks import NINE, Network, TrainingStop, TwoTwoOne, train

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
        errors = np.abs(explorer._slopes(formula, 1.0) - exact)
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
    explorer.apply("nothing left")
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
        assert reading["g'h + g h'"] == pytest.approx(slope, rel=1e-8)
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
    explorer.apply("base e")
    assert "The slope is equal to the height" in explorer.reading["sentence"]


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


def test_left_of_zero_the_root_is_no_inverse():
    explorer = curves.InverseMirror()
    explorer.apply("the wrong branch")
    assert "The root of 4 is 2, not -2" in explorer.reading["sentence"]
    explorer.values = {"x": 0}
    assert "no slope" in explorer.reading["sentence"]


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


def test_the_moods_of_the_table():
    counts, moods = datasets.sentiment()
    assert counts.tolist() == [[3, 0], [0, 2], [2, 1], [1, 3]]
    assert moods.tolist() == [1, 0, 1, 0]


# Chapter 5: what the explorers say.


@pytest.mark.parametrize(
    ("preset", "outcome", "regime"),
    [
        ("slow", "After 40 steps the slope is", "Slow: close to the minimum"),
        ("fast", "After 20 steps the slope is", "Fast: close to the minimum"),
        ("oscillates", "After 40 steps the slope is", "Oscillates: close to the minimum"),
        ("diverges", "Step 58 would lead to", "Diverges: close to the minimum"),
        ("leaves the domain", "Step 2 would lead to", "Fast: close to the minimum"),
    ],
)
def test_the_outcome_stands_first_and_the_regime_second(preset, outcome, regime):
    explorer = descents.DescentOnACurve()
    explorer.apply(preset)
    first, second = explorer.reading["sentence"].split(". ", 1)
    assert first.startswith(outcome)
    assert second.startswith(regime)
    assert explorer.trouble in ("", f"{first}.")


def test_where_the_path_is_stands_between_outcome_and_regime():
    explorer = descents.DescentWithSeveralMinima()
    explorer.apply("to B")
    sentences = explorer.reading["sentence"].split(". ")
    assert sentences[0].startswith(("After", "Converged"))
    assert sentences[1] == "The path is at B"
    assert sentences[2].startswith("Slow: ")


def test_the_outcome_stands_first_in_the_valley():
    explorer = descents.DescentInAValley()
    for preset in explorer.presets:
        explorer.apply(preset)
        sentence = explorer.reading["sentence"]
        assert sentence.startswith("After 50 steps the length of the gradient is")
        assert ". Each step " in sentence


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


# Chapter 8: what the explorers show.


def test_every_stage_of_the_pass_shows_true_numbers():
    explorer = networks.PassThroughTheNetwork()
    explorer.apply("all nine")
    generator = np.random.default_rng(2)
    for label in ("0", "1"):
        row, x = generator.normal(size=9), generator.uniform(-2, 2, 2)
        values = dict(zip(NINE, row, strict=True)) | {"x1": x[0], "x2": x[1], "label": label}
        explorer.values = values
        slopes = optimize.approx_fprime(row, lambda r, x=x, y=label: loss_of(r, x, int(y))[0], 1e-7)
        shown = explorer.diagram.backward
        for name, slope in zip(NINE, slopes, strict=True):
            # The names of the output and of the hidden units stand for what arrives there.
            words = shown[name].get_text()
            assert words.startswith(f"dL/d{name} = ")
            assert float(words.split("= ")[1]) == pytest.approx(slope, rel=6e-3, abs=1e-6)
        assert explorer.reading["dL/dw11"] == pytest.approx(slopes[0], abs=1e-6)


def test_what_arrives_at_the_hidden_units():
    explorer = networks.PassThroughTheNetwork()
    net = explorer.START
    slopes = net.backward(net.forward(2, 1), 1)
    explorer.values = {"stage": 7}
    shown = explorer.diagram.backward
    for node, slope in (("h1", slopes.b1), ("h2", slopes.b2)):
        words = shown[node].get_text()
        assert words.startswith(f"dL/dz{node[1]} = ")
        assert float(words.split("= ")[1]) == pytest.approx(slope, rel=6e-3)


def test_the_numbers_appear_stage_by_stage():
    explorer = networks.PassThroughTheNetwork()
    seen = []
    for stage in range(9):
        explorer.values = {"stage": stage}
        visible = [a.get_text() for a in explorer.diagram.backward.values() if a.get_visible()]
        seen.append(sum(bool(words) for words in visible))
    assert seen == [0, 0, 0, 0, 1, 1, 3, 3, 12]


def test_the_presets_of_the_training_do_what_they_say():
    explorer = networks.TrainingInThePlane()

    def loss(preset):
        explorer.reset()
        explorer.apply(preset)
        return explorer.reading["loss"]

    assert loss("it learns") < 0.02
    assert loss("enough units") < 0.05
    assert loss("too few units") > 0.3
    assert loss("dead start") > 0.5
    assert "All hidden units are the same" in explorer.reading["sentence"]
    assert loss("saturated") > 0.4
    # Most of what it gains it gains at once; then hardly anything arrives.
    losses = explorer._trained("circles", explorer.LARGE, 0.5, 4, 3).losses
    assert losses[0] - losses[100] > 10 * (losses[100] - losses[1000])
    assert loss("rate too large") > 5


def test_the_epoch_chooses_and_does_not_train():
    explorer = networks.TrainingInThePlane()
    explorer.values = {"epoch": 0}
    before = explorer._trained.cache_info().misses
    losses = []
    for epoch in (0, 100, 500, 1000):
        explorer.values = {"epoch": epoch}
        losses.append(explorer.reading["loss"])
        assert explorer.reading["epoch"] == epoch
        assert explorer.reading["error of the gradients"] == "below 1e-9"
    assert explorer._trained.cache_info().misses == before
    assert losses == sorted(losses, reverse=True)


def test_what_is_drawn_is_the_boundary_and_the_units():
    explorer = networks.TrainingInThePlane()
    explorer.apply("enough units")
    training = explorer._trained("circles", "random", 8, 4, 3)
    assert training.stop is TrainingStop.EPOCHS_USED_UP
    network = training.last
    for segment in explorer.plane.boundary.get_segments():
        np.testing.assert_allclose(network.prediction(segment), 0.5, atol=0.1)
    hidden = network.weights[0], network.biases[0]
    for k, segment in enumerate(explorer.plane.lines.get_segments()):
        sums = segment @ hidden[0][:, k] + hidden[1][k]
        np.testing.assert_allclose(sums, 0, atol=1e-9)


def test_students_may_bring_their_own_points():
    x, y = datasets.two_blobs(30)
    explorer = networks.TrainingInThePlane(x, y)
    assert [menu.name for menu in explorer.menus()] == ["start"]
    explorer.values = {"epoch": 1000}
    assert explorer.reading["right"] == "100 %"
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
        assert explorer.reading["dL/dw1"] == pytest.approx(numeric, rel=2e-3, abs=1e-9)
