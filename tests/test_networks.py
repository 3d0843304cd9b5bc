"""Networks against sympy, differences, complex steps, scipy and scikit-learn."""

import dataclasses
import itertools
import math
import re
import warnings

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from perceptrons_by_hand import (
    EITHER,
    XOR,
    P,
    Y,
    Z,
    assert_links,
    both_outputs,
    logistic,
    parsed,
    random_perceptron,
)
from scipy import optimize, special
from sklearn import linear_model, neural_network

from mlcalc import datasets, networks
from mlcalc.activations import ACTIVATIONS, relu, sigmoid, softplus, tanh
from mlcalc.networks import NINE, Network, NineNumbers, Scheme, TwoTwoOne, train
from mlcalc.perceptrons import (
    OUTPUTS,
    Perceptron,
    TrainingStop,
    classification,
    regression,
    several_classes,
)


def one_unit(weights, bias, output=regression):
    return Network.from_perceptron(Perceptron(weights, bias, output))


# One layer with one unit.


@both_outputs
def test_a_perceptron_is_a_network_of_one_unit(output):
    p, x, y = random_perceptron(output, seed=4)
    network = Network.from_perceptron(p)
    assert network.sizes == (3, 1)
    np.testing.assert_allclose(network.prediction(x), p.prediction(x))
    assert network.loss(x, y) == pytest.approx(p.loss(x, y))
    gradients = p.gradients(x, y)
    row = network.backward(network.forward(x), y).row
    np.testing.assert_allclose(row, [*gradients.weights, gradients.bias])
    back = network.perceptron
    assert back.weights.tolist() == p.weights.tolist()
    assert (back.bias, back.output) == (p.bias, output)


def test_a_trained_regression_is_least_squares():
    p, x, y = random_perceptron(regression, seed=5, examples=30)
    training = train(Network.from_perceptron(p), x, y, 0.15, 3000)
    expected = np.linalg.lstsq(np.column_stack([x, np.ones(30)]), y, rcond=None)[0]
    np.testing.assert_allclose(training.parameters[-1], expected, atol=1e-8)


def test_a_trained_classification_is_logistic_regression():
    generator = np.random.default_rng(6)
    x = generator.normal(size=(60, 2))
    y = (x[:, 0] - x[:, 1] + generator.normal(0, 1.5, 60) > 0.3).astype(float)
    trained = train(one_unit([0, 0], 0, classification), x, y, 2.0, 5000)
    model = linear_model.LogisticRegression(C=np.inf, tol=1e-12, max_iter=10000).fit(x, y)
    expected = [*model.coef_[0], model.intercept_[0]]
    np.testing.assert_allclose(trained.parameters[-1], expected, atol=1e-5)


def test_only_one_unit_is_a_perceptron():
    for sizes in [(2, 2), (2, 2, 1)]:
        with pytest.raises(ValueError, match="one layer with one unit, but sizes"):
            Network.random(sizes).perceptron  # noqa: B018


# Two inputs, two hidden units, one output.


def some_two_two_one(seed=0):
    return TwoTwoOne(*np.random.default_rng(seed).normal(0, 1.5, 9))


NINE_SYMBOLS = sympy.symbols("w11 w12 w21 w22 b1 b2 w1 w2 b")
W11, W12, W21, W22, B1, B2, W1, W2, B = NINE_SYMBOLS
X1, X2 = sympy.symbols("x1 x2")
Z1, A1, Z2, A2, YHAT = sympy.symbols("z1 a1 z2 a2 yhat")

# Each quantity of the network from those just before it.
DEFINITIONS = {
    "z1": X1 * W11 + X2 * W21 + B1,
    "a1": logistic(Z1),
    "z2": X1 * W12 + X2 * W22 + B2,
    "a2": logistic(Z2),
    "z": A1 * W1 + A2 * W2 + B,
    "yhat": logistic(Z),
    "L": -Y * sympy.log(YHAT) - (1 - Y) * sympy.log(1 - YHAT),
}


def whole(name):
    """Return a quantity as one expression of the inputs, the label and the nine weights."""
    expression = DEFINITIONS[name]
    for inner in ("yhat", "z", "a1", "a2", "z1", "z2"):
        expression = expression.subs(sympy.Symbol(inner), DEFINITIONS[inner])
    return expression


def test_the_nine_names():
    assert NINE == ("w11", "w12", "w21", "w22", "b1", "b2", "w1", "w2", "b")
    net = TwoTwoOne(1, 2, 3, 4, 5, 6, 7, 8, 9)
    assert net.row.tolist() == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert isinstance(net.w11, float)


def test_the_nine_numbers_in_one_line():
    words = "w11=1, w12=2, w21=0.3333, w22=4, b1=5, b2=6, w1=7, w2=8, b=-9"
    assert repr(TwoTwoOne(1, 2, 1 / 3, 4, 5, 6, 7, 8, -9)) == f"TwoTwoOne({words})"
    assert repr(NineNumbers(1, 2, 1 / 3, 4, 5, 6, 7, 8, -9)) == f"NineNumbers({words})"


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("label", [0, 1])
def test_the_nine_derivatives_are_those_of_sympy(seed, label):
    net = some_two_two_one(seed)
    x1, x2 = np.random.default_rng(seed + 10).normal(0, 2, 2)
    symbols = [X1, X2, Y, *NINE_SYMBOLS]
    numbers = [x1, x2, label, *net.row]
    forward = net.forward(x1, x2)
    for name in ("z1", "a1", "z2", "a2", "z", "yhat"):
        value = sympy.lambdify(symbols, whole(name))(*numbers)
        assert getattr(forward, name) == pytest.approx(value, rel=1e-12)
    loss = whole("L")
    assert forward.loss(label) == pytest.approx(sympy.lambdify(symbols, loss)(*numbers))
    slopes = sympy.lambdify(symbols, [sympy.diff(loss, w) for w in NINE_SYMBOLS])(*numbers)
    np.testing.assert_allclose(net.backward(forward, label).row, slopes, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("label", [0, 1])
@pytest.mark.parametrize("parameter", NINE)
def test_every_factor_is_a_derivative_and_its_formula_says_which(parameter, label):
    net = some_two_two_one(4)
    forward = net.forward(1.5, -0.5)
    known = dataclasses.asdict(forward) | dict(zip(NINE, net.row, strict=True)) | {"y": label}
    values = {sympy.Symbol(name): value for name, value in known.items()}
    chain = net.chain(forward, label, parameter)
    assert_links(chain, parameter)
    for factor in chain.factors:
        slope = sympy.diff(DEFINITIONS[factor.top], sympy.Symbol(factor.bottom))
        assert factor.value == pytest.approx(float(slope.subs(values)))
        formula = parsed(factor.formula)
        names = {s: sympy.Symbol(re.sub(r"[_{}]", "", s.name)) for s in formula.free_symbols}
        formula = formula.subs(names).subs(P, YHAT)
        assert factor.value == pytest.approx(float(formula.subs(values)))
    product = math.prod(f.value for f in chain.factors)
    derivative = getattr(net.backward(forward, label), parameter)
    assert chain.value == pytest.approx(product) == pytest.approx(derivative)


def test_the_products_of_a_chain_are_the_derivatives_on_the_way():
    net = some_two_two_one(5)
    forward = net.forward(0.7, 2.0)
    products = net.chain(forward, 1, "w12").products
    symbols = [X1, X2, Y, *NINE_SYMBOLS]
    numbers = [0.7, 2.0, 1, *net.row]
    last_layer = DEFINITIONS["L"].subs(YHAT, DEFINITIONS["yhat"])
    by_a2 = sympy.diff(last_layer.subs(Z, DEFINITIONS["z"]), A2)
    by_a2 = by_a2.subs({A1: whole("a1"), A2: whole("a2")})
    assert products[2] == pytest.approx(float(sympy.lambdify(symbols, by_a2)(*numbers)))
    assert products[1] == pytest.approx(forward.yhat - 1)
    assert products[3] == pytest.approx(products[2] * forward.a2 * (1 - forward.a2))
    assert products[4] == net.chain(forward, 1, "w12").value


@pytest.mark.parametrize("seed", range(3))
def test_weight_by_weight_is_the_same_as_in_matrices(seed):
    net = some_two_two_one(seed)
    x = np.random.default_rng(seed).normal(0, 2, (1, 2))
    forward, matrices = net.forward(*x[0]), net.network.forward(x)
    np.testing.assert_allclose(matrices.z[0], [[forward.z1, forward.z2]])
    np.testing.assert_allclose(matrices.a[0], [[forward.a1, forward.a2]])
    np.testing.assert_allclose(matrices.z[1], [[forward.z]])
    np.testing.assert_allclose(matrices.prediction, [forward.yhat])
    for label in (0, 1):
        assert net.network.loss(x, [label]) == pytest.approx(forward.loss(label))
        row = net.network.backward(matrices, [label]).row
        np.testing.assert_allclose(net.backward(forward, label).row, row, rtol=1e-12)
    assert net.network.parameters.tolist() == net.row.tolist()
    assert TwoTwoOne.from_network(net.network) == net


def test_the_gradient_check_agrees():
    for seed in range(5):
        net = some_two_two_one(seed)
        for label in (0, 1):
            check = net.check_gradients(1.0, -2.0, label)
            assert check.agrees
            assert check.error < 1e-9
            np.testing.assert_array_equal(
                check.claimed, net.backward(net.forward(1.0, -2.0), label).row
            )


def test_the_gradient_check_exposes_exchanged_indices():
    # The slip of the notes: w12 and w21 get each other's derivative.
    net = some_two_two_one(1)
    right = net.backward(net.forward(1.0, -2.0), 1)
    slip = dataclasses.replace(right, w12=right.w21, w21=right.w12)
    check = net.check_gradients(1.0, -2.0, 1, slip)
    assert not check.agrees
    differs = np.abs(check.claimed - check.numeric) > 1e-6
    assert [name for name, d in zip(NINE, differs, strict=True) if d] == ["w12", "w21"]
    assert NINE[check.entry] in ("w12", "w21")
    # With the same inputs twice and equal output weights the slip does not show.
    twin = TwoTwoOne(0.5, 0.5, 0.5, 0.5, 0, 0, 2, 2, 1)
    right = twin.backward(twin.forward(1, 1), 0)
    slip = dataclasses.replace(right, w12=right.w21, w21=right.w12)
    assert twin.check_gradients(1, 1, 0, slip).agrees


def test_all_updates_use_the_old_weights():
    net = some_two_two_one(2)
    x1, x2, label, rate = 0.5, -1.0, 1, 1.5
    gradients = net.backward(net.forward(x1, x2), label)
    moved = net.updated(gradients, rate)
    np.testing.assert_allclose(moved.row, net.row - rate * gradients.row)
    # Who changes the second layer first takes the first layer's derivatives with new weights.
    late = dataclasses.replace(net, w1=moved.w1, w2=moved.w2, b=moved.b)
    spoiled = late.backward(late.forward(x1, x2), label)
    assert abs(rate * (spoiled.w11 - gradients.w11)) > 1e-3
    assert isinstance(moved, TwoTwoOne)


def test_small_steps_lower_the_loss():
    net = some_two_two_one(3)
    losses = []
    for _ in range(200):
        forward = net.forward(1, 2)
        losses.append(forward.loss(0))
        net = net.updated(net.backward(forward, 0), 0.1)
    assert (np.diff(losses) < 0).all()
    assert losses[-1] < 0.1


@pytest.mark.parametrize("size", [1e4, 1e150, 1e308])
def test_large_weights_make_no_warning(size):
    for signs in itertools.product([-1, 1], repeat=3):
        net = TwoTwoOne(*(size * s for s in (*signs, *signs, *signs)))
        forward = net.forward(3, -2)
        forward.loss(1)
        gradients = net.backward(forward, 0)
        net.chain(forward, 0, "w21")
        if size == 1e4:
            assert np.isfinite(gradients.row).all()
            assert np.isfinite(forward.loss(0))


@pytest.mark.parametrize("rate", [0, -1, math.nan])
def test_bad_learning_rates(rate):
    net = some_two_two_one()
    with pytest.raises(ValueError, match="learning_rate must be"):
        net.updated(net.backward(net.forward(1, 2), 1), rate)
    with pytest.raises(ValueError, match="learning_rate must be"):
        net.network.updated(net.network.backward(net.network.forward([[1, 2]]), [1]), rate)
    with pytest.raises(ValueError, match="learning_rate must be"):
        train(net.network, [[1, 2]], [1], rate, 1)


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda n: TwoTwoOne(*[1] * 8, math.nan), ValueError, "b must be a finite number"),
        (lambda n: TwoTwoOne("1", *[1] * 8), TypeError, "w11 must be a number"),
        (lambda n: n.forward(math.inf, 0), ValueError, "x1 must be a finite number"),
        (lambda n: n.forward(0, [1]), TypeError, "x2 must be a number"),
        (lambda n: n.forward(0, 1).loss(0.5), ValueError, "label must be 0 or 1, but 0.5 came"),
        (lambda n: n.backward(n.forward(0, 1), -1), ValueError, "label must be 0 or 1"),
        (lambda n: n.chain(n.forward(0, 1), 2, "w1"), ValueError, "label must be 0 or 1"),
        (lambda n: n.chain(n.forward(0, 1), 1, "w3"), ValueError, "one of w11, w12, .*'w3' came"),
        (lambda n: n.backward(n.forward(0, 1), True), TypeError, "label must be a number"),
    ],
)
def test_bad_input_of_the_nine_weights(call, error, words):
    with pytest.raises(error, match=words):
        call(some_two_two_one())


@pytest.mark.parametrize(
    ("network", "words"),
    [
        (Network.random((2, 3, 1)), r"sizes \(2, 2, 1\) and sigmoids, but Network"),
        (Network.random((2, 2, 1), tanh), r"sizes \(2, 2, 1\) and sigmoids, but Network"),
        (Network.random((2, 2, 1), sigmoid, regression), "end in classification, but regression"),
    ],
)
def test_only_some_networks_have_nine_names(network, words):
    with pytest.raises(ValueError, match=words):
        TwoTwoOne.from_network(network)


# Any number of layers.


def some_network(sizes, activation, output, seed=0):
    """Return a network with random weights and random biases."""
    network = Network.random(sizes, activation, output, seed=seed)
    noise = np.random.default_rng(seed).normal(0, 0.4, network.parameters.size)
    return network.with_parameters(network.parameters + noise)


def some_data(network, examples=6, seed=0):
    generator = np.random.default_rng(seed)
    x = generator.normal(0, 1.5, (examples, network.sizes[0]))
    units = network.sizes[-1]
    if network.output is several_classes:
        return x, generator.dirichlet(np.ones(units), examples)
    y = generator.normal(size=(examples, units))
    y = (y > 0).astype(float) if network.output is classification else y
    return x, y[:, 0] if units == 1 else y


def by_hand(network, row, x, y):
    """The mean loss for a row of parameters, written again, unit by unit; complex numbers pass."""
    numbers = iter(row)
    a = [[complex(u) for u in example] for example in x]
    for layer, units in enumerate(network.sizes[1:]):
        weights = [[next(numbers) for _ in range(units)] for _ in range(network.sizes[layer])]
        biases = [next(numbers) for _ in range(units)]
        last = layer == len(network.sizes) - 2
        z = [
            [
                sum(u * w[j] for u, w in zip(e, weights, strict=True)) + biases[j]
                for j in range(units)
            ]
            for e in a
        ]
        f = (lambda v: v) if last else network.activations[layer].value_formula
        a = [[f(v) for v in example] for example in z]
    return sum(
        end_by_hand(network.output, e, np.atleast_1d(t)) for e, t in zip(a, y, strict=True)
    ) / len(x)


def end_by_hand(output, z, y):
    if output is regression:
        return sum((v - t) ** 2 / 2 for v, t in zip(z, y, strict=True))
    if output is several_classes:
        return np.log(sum(np.exp(v) for v in z)) - sum(t * v for t, v in zip(y, z, strict=True))
    return sum(np.log(1 + np.exp(v)) - t * v for t, v in zip(y, z, strict=True))


FORMS = [
    ((2, 2, 1), classification),
    ((3, 1), regression),
    ((1, 4, 2, 1), regression),
    ((2, 3, 2), classification),
    ((3, 2, 4, 3), several_classes),
    ((2, 5, 2), regression),
]

each_form = pytest.mark.parametrize(("sizes", "output"), FORMS, ids=str)


@pytest.mark.parametrize("activation", ACTIVATIONS)
@each_form
def test_loss_and_gradients_by_complex_steps(activation, sizes, output):
    network = some_network(sizes, ACTIVATIONS[activation], output)
    x, y = some_data(network)
    parameters, h = network.parameters, 1e-30
    assert network.loss(x, y) == pytest.approx(by_hand(network, parameters, x, y).real)
    shifts = 1j * h * np.eye(parameters.size)
    slopes = [by_hand(network, parameters + shift, x, y).imag / h for shift in shifts]
    gradients = network.backward(network.forward(x), y)
    np.testing.assert_allclose(gradients.row, slopes, rtol=1e-9, atol=1e-13)


@pytest.mark.parametrize("activation", ACTIVATIONS)
@each_form
def test_the_gradient_check_of_a_network(activation, sizes, output):
    network = some_network(sizes, ACTIVATIONS[activation], output, seed=1)
    x, y = some_data(network, seed=1)
    check = network.check_gradients(x, y)
    assert check.agrees
    assert check.claimed.shape == check.numeric.shape == network.parameters.shape
    error = optimize.check_grad(
        lambda row: network.with_parameters(row).loss(x, y),
        lambda row: network.backward(network.forward(x), y).row,
        network.parameters,
    )
    assert error < 1e-5
    assert not network.check_gradients(x, y, tolerance=0).agrees


def test_a_students_own_activation_works():
    network = some_network((2, 3, 1), lambda t: t / (1 + abs(t)), classification)
    x, y = some_data(network)
    assert network.check_gradients(x, y).agrees
    training = train(network, x, y, 0.5, 20)
    assert training.losses[-1] < training.losses[0]


def mixed(sizes=(2, 3, 2, 1)):
    """Return a network with another activation in each hidden layer, one that needs its z."""
    network = some_network(sizes, sigmoid, classification)
    from_z = dataclasses.replace(softplus, slope_from_output=None)
    return Network(network.weights, network.biases, (tanh, from_z), classification)


def test_each_layer_has_its_own_activation():
    network = mixed()
    x, y = some_data(network)
    forward = network.forward(x)
    np.testing.assert_allclose(forward.a[0], np.tanh(forward.z[0]))
    np.testing.assert_allclose(forward.a[1], np.logaddexp(0, forward.z[1]))
    assert network.check_gradients(x, y).error < 1e-8
    assert repr(network) == "Network(sizes (2, 3, 2, 1), tanh, softplus, classification)"


def test_the_gradient_check_exposes_a_wrong_slope():
    wrong = dataclasses.replace(
        softplus,
        gradient_formula=lambda z: 1.001 * softplus.gradient_formula(z),
        slope_from_output=None,
    )
    network = some_network((2, 3, 1), wrong, classification)
    check = network.check_gradients(*some_data(network))
    assert not check.agrees
    # The weights behind the wrong slope are right.
    assert network.parameter_names[check.entry][1] == "1"
    np.testing.assert_allclose(check.claimed[9:], check.numeric[9:], atol=1e-9)


def test_what_a_forward_pass_keeps():
    network = some_network((3, 4, 2, 1), tanh, classification)
    x, _ = some_data(network, examples=5)
    forward = network.forward(x)
    assert [z.shape for z in forward.z] == [(5, 4), (5, 2), (5, 1)]
    assert [a.shape for a in forward.a] == [(5, 4), (5, 2), (5, 1)]
    np.testing.assert_array_equal(forward.inputs, x)
    before = forward.inputs
    for k in range(3):
        np.testing.assert_allclose(forward.z[k], before @ network.weights[k] + network.biases[k])
        before = forward.a[k]
    np.testing.assert_allclose(forward.a[0], np.tanh(forward.z[0]))
    np.testing.assert_allclose(forward.a[2], special.expit(forward.z[2]))
    np.testing.assert_array_equal(forward.prediction, forward.a[2][:, 0])


def test_the_deltas_are_the_derivatives_by_z():
    network = some_network((2, 3, 4, 1), sigmoid, classification)
    x, y = some_data(network, examples=1)
    gradients = network.backward(network.forward(x), y)
    for k, bias in enumerate(gradients.biases):
        # With one example the bias takes all that its z takes.
        np.testing.assert_allclose(gradients.deltas[k], bias[None])
    x, y = some_data(network, examples=5)
    gradients = network.backward(network.forward(x), y)
    assert [d.shape for d in gradients.deltas] == [(5, 3), (5, 4), (5, 1)]
    for k, bias in enumerate(gradients.biases):
        np.testing.assert_allclose(gradients.deltas[k].sum(axis=0), bias)
    lengths = [np.sqrt((d**2).sum()) for d in gradients.deltas]
    np.testing.assert_allclose(gradients.delta_norms, lengths)


def test_the_gradients_have_the_structure_of_the_network():
    network = some_network((2, 3, 1), sigmoid, classification)
    gradients = network.backward(network.forward(XOR), EITHER)
    for part, own in ((gradients.weights, network.weights), (gradients.biases, network.biases)):
        assert [g.shape for g in part] == [w.shape for w in own]
    row = np.concatenate(
        [
            gradients.weights[0].ravel(),
            gradients.biases[0],
            gradients.weights[1].ravel(),
            gradients.biases[1],
        ]
    )
    np.testing.assert_array_equal(gradients.row, row)


def test_the_gradients_of_many_are_the_mean_of_each():
    network = some_network((2, 3, 2), tanh, several_classes)
    x, y = some_data(network)
    rows = [network.backward(network.forward(x[[i]]), y[[i]]).row for i in range(len(x))]
    np.testing.assert_allclose(network.backward(network.forward(x), y).row, np.mean(rows, axis=0))
    losses = [network.loss(x[[i]], y[[i]]) for i in range(len(x))]
    assert network.loss(x, y) == pytest.approx(np.mean(losses))


def test_an_update_of_a_network():
    network = some_network((2, 3, 1), tanh, regression)
    x, y = some_data(network)
    gradients = network.backward(network.forward(x), y)
    moved = network.updated(gradients, 0.1)
    np.testing.assert_allclose(moved.parameters, network.parameters - 0.1 * gradients.row)
    assert moved.loss(x, y) < network.loss(x, y)
    assert (moved.activations, moved.output) == (network.activations, regression)


def test_parameters_and_their_names():
    network = Network(([[1, 2], [3, 4]], [[5], [6]]), ([7, 8], [9]), (tanh,))
    assert network.parameters.tolist() == [1, 2, 3, 4, 7, 8, 5, 6, 9]
    assert network.parameter_names == (
        "W1[1,1]", "W1[1,2]", "W1[2,1]", "W1[2,2]", "b1[1]", "b1[2]", "W2[1,1]", "W2[2,1]", "b2[1]",
    )  # fmt: skip
    other = network.with_parameters(np.arange(9))
    assert other.weights[0].tolist() == [[0, 1], [2, 3]]
    assert other.biases[0].tolist() == [4, 5]
    assert other.weights[1].tolist() == [[6], [7]]
    assert other.biases[1].tolist() == [8]
    assert other.parameters.dtype == network.parameters.dtype == np.float64
    assert network.sizes == (2, 2, 1)
    assert network.output is classification


def test_a_network_says_in_a_line_what_it_is():
    assert repr(Network.random((2, 3, 1), tanh)) == "Network(sizes (2, 3, 1), tanh, classification)"
    assert repr(Network.random((2, 1))) == "Network(sizes (2, 1), classification)"


@pytest.mark.parametrize("lead", [(), (1,), (5,), (4, 3)])
def test_shapes_of_predictions(lead):
    points = np.random.default_rng(0).normal(size=(*lead, 2))
    one = some_network((2, 3, 1), tanh, classification)
    assert one.prediction(points).shape == lead
    several = some_network((2, 3, 4), tanh, several_classes)
    assert several.prediction(points).shape == (*lead, 4)
    np.testing.assert_allclose(several.prediction(points).sum(axis=-1), 1)
    flat = [one.prediction(p) for p in points.reshape(-1, 2)]
    np.testing.assert_allclose(one.prediction(points).ravel(), flat)


def test_several_classes_may_come_out_of_one_hidden_unit():
    assert Network.random((2, 1, 3), tanh, several_classes).prediction([0, 0]).shape == (3,)


def test_a_network_keeps_what_it_was_given():
    weight = np.array([[1.0], [2.0]])
    network = Network((weight,), ([0],), ())
    weight[0] = 9
    assert network.weights[0].tolist() == [[1], [2]]
    for part in (network.weights[0], network.biases[0]):
        with pytest.raises(ValueError, match="read-only"):
            part[0] = 3


def permuted(network, layer, order):
    """Number the units of a hidden layer anew."""
    weights, biases = list(network.weights), list(network.biases)
    weights[layer] = weights[layer][:, order]
    biases[layer] = biases[layer][order]
    weights[layer + 1] = weights[layer + 1][order]
    return Network(tuple(weights), tuple(biases), network.activations, network.output)


@given(st.permutations(range(4)), st.integers(0, 1), st.integers(0, 1000))
@settings(max_examples=30, deadline=None)
def test_the_order_of_hidden_units_does_not_matter(order, layer, seed):
    network = some_network((2, 4, 4, 1), tanh, classification, seed)
    other = permuted(network, layer, list(order))
    x, y = some_data(network, seed=seed)
    np.testing.assert_allclose(other.prediction(x), network.prediction(x), rtol=1e-9)
    ours = permuted(train(network, x, y, 0.3, 5).last, layer, list(order))
    np.testing.assert_allclose(
        train(other, x, y, 0.3, 5).parameters[-1], ours.parameters, rtol=1e-9, atol=1e-12
    )


@given(st.floats(-2, 2), st.sampled_from([sigmoid, tanh, relu]), st.integers(0, 100))
@settings(max_examples=30, deadline=None)
def test_equal_units_stay_equal_for_ever(weight, activation, seed):
    network = Network.equal((2, 3, 1), activation, weight=weight)
    assert set(network.parameters) <= {weight, 0.0}
    x, y = some_data(network, seed=seed)
    training = train(network, x, y, 0.5, 40)
    for k in range(0, len(training.parameters), 13):
        trained = training.network_at(k)
        for part in (trained.weights[0].T, trained.biases[0], trained.weights[1]):
            np.testing.assert_allclose(part, part[[0]].repeat(3, axis=0), rtol=1e-10, atol=1e-14)


def test_a_dead_start_does_not_learn_the_exclusive_or():
    dead = train(Network.equal((2, 3, 1), tanh), XOR, EITHER, 0.5, 2000)
    assert dead.losses[-1] > 0.4
    alive = train(Network.random((2, 3, 1), tanh, seed=1), XOR, EITHER, 0.5, 2000)
    assert alive.losses[-1] < 0.02
    np.testing.assert_array_equal(alive.last.prediction(XOR) > 0.5, EITHER)
    assert Network.equal((2, 1)).weights[0].tolist() == [[0.5], [0.5]]


def test_random_weights_have_the_width_of_their_scheme():
    glorot = Network.random((300, 200, 1), seed=3)
    reach = math.sqrt(6 / 500)
    weights = glorot.weights[0]
    assert 0.99 * reach < np.abs(weights).max() <= reach
    # Even on the interval: the variance is a third of the square of the reach.
    assert weights.var() == pytest.approx(reach**2 / 3, rel=0.02)
    assert abs(weights.mean()) < 0.01 * reach
    he = Network.random((300, 200, 1), relu, seed=3, scheme=Scheme.HE).weights[0]
    assert he.var() == pytest.approx(2 / 300, rel=0.02)
    assert np.abs(he).max() > 3.5 * math.sqrt(2 / 300)
    assert abs(he.mean()) < 0.001
    for network in (glorot, Network.random((2, 2, 2), seed=0, scheme="He")):
        assert all((b == 0).all() for b in network.biases)


def test_random_weights_follow_the_seed():
    one, same, other = (Network.random((2, 3, 1), seed=s).parameters for s in (5, 5, 6))
    np.testing.assert_array_equal(one, same)
    assert (one[:6] != other[:6]).all()
    np.testing.assert_array_equal(
        Network.random((2, 3, 1)).parameters, Network.random((2, 3, 1), seed=0).parameters
    )


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: Network(([[1.0]],), ([0], [0]), ()), ValueError, "one entry a layer.* 1, 2 and 0"),
        (lambda: Network(([[1.0]],), ([0],), (tanh,)), ValueError, "1, 1 and 1 came"),
        (lambda: Network((), (), ()), ValueError, "weights must have at least 1 entries"),
        (lambda: Network(np.ones((1, 1, 1)), ([0],), ()), TypeError, "weights must be a list"),
        (lambda: Network("W", ([0],), ()), TypeError, "weights must be a list"),
        (lambda: Network(([[1.0]],), 0.0, ()), TypeError, "biases must be a list"),
        (lambda: Network(([[1.0]],), ([0],), tanh), TypeError, "activations must be a list"),
        (lambda: Network(([[1], [2]], [[1]]), ([0], [0]), ("tanh",)), TypeError, "callable"),
        (lambda: Network(([1, 2],), ([0],), ()), ValueError, r"weights\[0\] must be a matrix"),
        (lambda: Network(([[1, math.nan]],), ([0, 0],), ()), ValueError, r"weights\[0\] must hold"),
        (lambda: Network(([[1, 2]],), ([0],), ()), ValueError, r"biases\[0\] must hold 2 numbers"),
        (
            lambda: Network(([[1, 2]], [[1]]), ([0, 0], [0]), (tanh,)),
            ValueError,
            r"weights\[1\] must have 2 rows, one for each unit before it, but 1 came",
        ),
        (lambda: Network(([[1]],), ([0],), (), "log loss"), TypeError, "output must be one of"),
        (lambda: Network(([[1]],), ([0],), (), several_classes), ValueError, "at least 2 units"),
        (
            lambda: Network.random((2, 3, 1), tanh, several_classes),
            ValueError,
            "several_classes must have at least 2 units, but 1 came",
        ),
        (lambda: Network.random((2,)), ValueError, "sizes must have at least 2 entries"),
        (lambda: Network.random(3), TypeError, "sizes must be a list"),
        (lambda: Network.random((2, 0, 1)), ValueError, r"sizes\[1\] must be a whole number"),
        (lambda: Network.random((2, 1), seed=-1), ValueError, "seed must be a whole number"),
        (
            lambda: Network.random((2, 1), scheme="x"),
            ValueError,
            "scheme must be one of Glorot, He, but",
        ),
        (lambda: Network.equal((2, 1), weight=math.inf), ValueError, "weight must be a finite"),
        (lambda: Network.one_unit_layers([]), ValueError, "weights must be a row"),
        (lambda: Network.one_unit_layers([1, 2], [1]), ValueError, "biases must hold 2 numbers"),
        (lambda: Network.random((2, 1)).with_parameters([1, 2]), ValueError, "must hold 3 numbers"),
        (lambda: Network.random((2, 1)).forward([1, 2]), ValueError, "inputs must be a matrix"),
        (lambda: Network.random((2, 1)).forward([[1]]), ValueError, "inputs must have 2 columns"),
        (lambda: Network.random((2, 1)).prediction(1.0), ValueError, "inputs must have 2 columns"),
        (lambda: Network.random((2, 1)).prediction([1]), ValueError, "must have 2 columns, but sh"),
        (lambda: Network.random((2, 1)).loss([[1, 2]], [[1]]), ValueError, r"have shape \(1,\)"),
        (lambda: Network.random((2, 2)).loss([[1, 2]], [1]), ValueError, r"have shape \(1, 2\)"),
        (lambda: Network.random((2, 1)).loss([[1, 2]], [2]), ValueError, "must be 0 and 1, but 2"),
        (lambda: Network.random((2, 1)).loss([[1, 2]], [math.nan]), ValueError, "must hold finite"),
        (
            lambda: Network.random((2, 2), tanh, several_classes).loss([[1, 2]], [[1, 1]]),
            ValueError,
            "targets must sum to 1",
        ),
        (
            lambda: Network.random((2, 1)).backward(Network.random((2, 1)).forward(XOR), [1]),
            ValueError,
            r"targets must have shape \(4,\)",
        ),
    ],
)
def test_bad_input_of_networks(call, error, words):
    with pytest.raises(error, match=words):
        call()


@pytest.mark.parametrize("size", [1e4, 1e200, 1e308])
@pytest.mark.parametrize("output", OUTPUTS.values(), ids=OUTPUTS)
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_large_parameters_make_no_warning(activation, output, size):
    network = Network.random((2, 3, 2), ACTIVATIONS[activation], output)
    network = network.with_parameters(np.sign(network.parameters + 0.01) * size)
    x, y = some_data(network)
    loss = network.loss(x, y)
    gradients = network.backward(network.forward(x), y)
    if size == 1e4:
        assert np.isfinite(loss)
        assert np.isfinite(gradients.row).all()


# Layers of one unit: the chain, and how its factors vanish.


@pytest.mark.parametrize("depth", [1, 2, 3, 6])
@pytest.mark.parametrize("output", [regression, classification], ids=lambda o: o.name)
@pytest.mark.parametrize("activation", [sigmoid, tanh], ids=lambda f: f.name)
def test_every_factor_of_a_chain_of_layers(depth, output, activation):
    generator = np.random.default_rng(depth)
    weights, biases = generator.normal(0, 1.5, (2, depth))
    network = Network.one_unit_layers(weights, biases, activation, output)
    x, y = 0.8, 1.0
    gradients = network.backward(network.forward([[x]]), [y]).row
    sigma = special.expit if activation is sigmoid else np.tanh
    a = [x]
    for w, b in zip(weights, biases, strict=True):
        z = w * a[-1] + b
        last = len(a) == depth
        a.append(sigma(z) if not last else z if output is regression else special.expit(z))
    for k in range(1, depth + 1):
        for parameter, end in ((f"w{k}", a[k - 1]), (f"b{k}", 1.0)):
            chain = network.chain(x, y, parameter)
            assert_links(chain, parameter)
            names = [f"dL/da{depth}", f"da{depth}/dz{depth}"]
            for j in range(depth, k, -1):
                names += [f"dz{j}/da{j - 1}", f"da{j - 1}/dz{j - 1}"]
            assert [f.name for f in chain.factors] == [*names, f"dz{k}/d{parameter}"]
            assert chain.factors[-1].value == pytest.approx(end)
            for j, factor in enumerate(chain.factors[2:-1:2]):
                assert factor.value == weights[depth - 1 - j]
                assert factor.formula == f"w_{{{depth - j}}}"
            for j, factor in enumerate(chain.factors[3:-1:2]):
                u = a[depth - 1 - j]
                slope = u * (1 - u) if activation is sigmoid else 1 - u**2
                assert factor.value == pytest.approx(slope)
                assert factor.formula == rf"\sigma'(z_{{{depth - 1 - j}}})"
            index = 2 * (k - 1) + (parameter[0] == "b")
            assert chain.value == pytest.approx(gradients[index])
            assert math.prod(f.value for f in chain.factors) == pytest.approx(gradients[index])


def test_each_layer_of_a_chain_has_its_own_slope():
    network = mixed((1, 1, 1, 1))
    gradients = network.backward(network.forward([[0.4]]), [1]).row
    for parameter, expected in zip(["w1", "b1", "w2", "b2", "w3", "b3"], gradients, strict=True):
        chain = network.chain(0.4, 1, parameter)
        assert chain.value == pytest.approx(expected)
    z = network.forward([[0.4]]).z
    slopes = [f.value for f in network.chain(0.4, 1, "w1").factors[3:6:2]]
    np.testing.assert_allclose(slopes, [special.expit(z[1].item()), np.cosh(z[0].item()) ** -2])


def test_the_ends_of_a_chain_of_layers():
    network = Network.one_unit_layers([0.5, -1, 2], [0.1, 0.2, 0.3])
    formulas = {p: network.chain(2.0, 0, p).factors[-1].formula for p in ("w1", "w2", "w3", "b1")}
    assert formulas == {"w1": "x", "w2": "a_{1}", "w3": "a_{2}", "b1": "1"}
    first, second = network.chain(2.0, 0, "w1").factors[:2]
    assert first.formula == r"\frac{a_{3} - y}{a_{3} (1 - a_{3})}"
    assert second.formula == "a_{3} (1 - a_{3})"
    assert network.chain(2.0, 0, "w1").latex.startswith(r"\frac{\partial L}{\partial w_{1}} = \fr")


@pytest.mark.parametrize("activation", [sigmoid, tanh], ids=lambda f: f.name)
def test_a_chain_of_layers_by_differences(activation):
    # The chains for w3, b3, w2, b2, w1, b1 of three layers of one unit.
    weights, biases = np.array([0.9, -1.4, 1.7]), np.array([0.3, 0.5, -0.2])

    def loss(row):
        a = 0.6
        for k in range(2):
            z = row[2 * k] * a + row[2 * k + 1]
            a = special.expit(z) if activation is sigmoid else np.tanh(z)
        return -np.log(special.expit(row[4] * a + row[5]))

    point = np.column_stack([weights, biases]).ravel()
    expected = optimize.approx_fprime(point, loss, 1e-7)
    network = Network.one_unit_layers(weights, biases, activation)
    for parameter, value in zip(["w1", "b1", "w2", "b2", "w3", "b3"], expected, strict=True):
        assert network.chain(0.6, 1, parameter).value == pytest.approx(value, abs=1e-6)


def test_sigmoids_make_the_deltas_vanish():
    depth = 12
    network = Network.one_unit_layers(np.ones(depth))
    norms = network.backward(network.forward([[1.0]]), [0]).delta_norms
    # Each layer multiplies by a weight of 1 and a slope of at most 1/4.
    ratios = norms[:-1] / norms[1:]
    assert (ratios <= 0.25).all()
    assert norms[0] < norms[-1] * 0.25 ** (depth - 1) * 1.0001
    chain = network.chain(1.0, 0, "b1")
    assert abs(chain.value) == pytest.approx(norms[0])
    straight = Network.one_unit_layers(np.ones(depth), 0.0, relu)
    norms = straight.backward(straight.forward([[1.0]]), [0]).delta_norms
    np.testing.assert_allclose(norms, norms[0])


def test_biases_of_a_chain_may_be_one_number():
    network = Network.one_unit_layers([1, 2, 3], 0.5)
    assert [b.tolist() for b in network.biases] == [[0.5], [0.5], [0.5]]
    assert [b.tolist() for b in Network.one_unit_layers([1, 2]).biases] == [[0], [0]]
    assert network.activations == (sigmoid, sigmoid)
    assert network.output is classification


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda n: n.chain(1, 1, "w4"), ValueError, "parameter must be one of w1, b1, w2, b2, w3"),
        (lambda n: n.chain(1, 1, "w0"), ValueError, "parameter must be one of"),
        (lambda n: n.chain(1, 2, "w1"), ValueError, "targets must be 0 and 1"),
        (lambda n: n.chain(math.nan, 1, "w1"), ValueError, "x must be a finite number"),
        (lambda n: Network.random((1, 2, 1)).chain(1, 1, "w1"), ValueError, "one unit in each"),
        (lambda n: Network.random((2, 1)).chain(1, 1, "w1"), ValueError, "one unit in each"),
    ],
)
def test_bad_input_of_a_chain_of_layers(call, error, words):
    with pytest.raises(error, match=words):
        call(Network.one_unit_layers([1, 2, 3]))


# Training.


def moons_network(sizes=(2, 3, 1), activation=sigmoid, examples=200, seed=0):
    x, y = datasets.moons(examples, seed=seed)
    return Network.random(sizes, activation, seed=seed), x, y


def fitted(network, x, y, epochs, batch_size, rate, model):
    """Let scikit-learn train from the weights of a network; return losses and last parameters."""
    names = {"sigmoid": "logistic", "tanh": "tanh", "relu": "relu"}
    model.set_params(
        hidden_layer_sizes=network.sizes[1:-1], activation=names[network.activations[0].name],
        solver="sgd", batch_size=batch_size, momentum=0, alpha=0, learning_rate_init=rate,
        max_iter=1, tol=0, n_iter_no_change=10**6, shuffle=False, warm_start=True,
    )  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model.fit(x, y)
        model.coefs_ = [w.copy() for w in network.weights]
        model.intercepts_ = [b.copy() for b in network.biases]
        model.set_params(max_iter=epochs).fit(x, y)
    parts = itertools.chain.from_iterable(zip(model.coefs_, model.intercepts_, strict=True))
    return model.loss_curve_[1:], np.concatenate([part.ravel() for part in parts])


@pytest.mark.parametrize("activation", [sigmoid, tanh, relu], ids=lambda f: f.name)
@pytest.mark.parametrize("sizes", [(2, 3, 1), (2, 4, 3, 1)])
def test_from_the_same_weights_scikit_learn_goes_the_same_way(activation, sizes):
    network, x, y = moons_network(sizes, activation)
    model = neural_network.MLPClassifier()
    losses, parameters = fitted(network, x, y, 300, len(x), 0.5, model)
    training = train(network, x, y, 0.5, 300)
    np.testing.assert_allclose(training.losses[:-1], losses, rtol=1e-10)
    np.testing.assert_allclose(training.parameters[-1], parameters, rtol=1e-8, atol=1e-10)
    np.testing.assert_allclose(training.last.prediction(x), model.predict_proba(x)[:, 1], rtol=1e-8)


def test_scikit_learn_takes_the_same_batches():
    network, x, y = moons_network((2, 3, 1), tanh, examples=50)
    _, parameters = fitted(network, x, y, 40, 7, 0.1, neural_network.MLPClassifier())
    training = train(network, x, y, 0.1, 40, batch_size=7, seed=None)
    np.testing.assert_allclose(training.parameters[-1], parameters, rtol=1e-8, atol=1e-10)


def test_scikit_learn_learns_three_classes_in_the_same_way():
    generator = np.random.default_rng(2)
    x = generator.normal(size=(60, 2))
    classes = np.digitize(x[:, 0] + x[:, 1] ** 2, [0.3, 1.5])
    network = Network.random((2, 4, 3), tanh, several_classes)
    losses, parameters = fitted(network, x, classes, 200, 60, 0.3, neural_network.MLPClassifier())
    training = train(network, x, np.eye(3)[classes], 0.3, 200)
    np.testing.assert_allclose(training.losses[:-1], losses, rtol=1e-10)
    np.testing.assert_allclose(training.parameters[-1], parameters, rtol=1e-8, atol=1e-10)


def test_scikit_learn_learns_a_curve_in_the_same_way():
    x = np.linspace(-2, 2, 40)[:, None]
    y = np.sin(2 * x[:, 0])
    network = Network.random((1, 5, 1), tanh, regression)
    losses, parameters = fitted(network, x, y, 200, 40, 0.1, neural_network.MLPRegressor())
    training = train(network, x, y, 0.1, 200)
    np.testing.assert_allclose(training.losses[:-1], losses, rtol=1e-10)
    np.testing.assert_allclose(training.parameters[-1], parameters, rtol=1e-8, atol=1e-10)


@pytest.mark.parametrize("batch_size", [None, 40, 41, 12, 1])
def test_training_is_forward_backward_and_update_again_and_again(batch_size):
    network, x, y = moons_network((2, 3, 1), tanh, examples=40)
    training = train(network, x, y, 0.2, 4, batch_size=batch_size, seed=5)
    generator = np.random.default_rng(5)
    assert training.losses[0] == pytest.approx(network.loss(x, y))
    for k in range(1, 5):
        size = 40 if batch_size is None else batch_size
        order = np.arange(40) if size >= 40 else generator.permutation(40)
        for first in range(0, 40, size):
            rows = order[first : first + size]
            gradients = network.backward(network.forward(x[rows]), y[rows])
            network = network.updated(gradients, 0.2)
        np.testing.assert_allclose(training.parameters[k], network.parameters, rtol=1e-12)
        assert training.losses[k] == pytest.approx(network.loss(x, y))
    assert training.stop is TrainingStop.EPOCHS_USED_UP
    assert training.epochs.tolist() == [0, 1, 2, 3, 4]


def test_batches_follow_the_seed():
    network, x, y = moons_network(examples=30)
    ends = [train(network, x, y, 0.2, 2, batch_size=5, seed=s).parameters[-1] for s in (0, 0, 1)]
    np.testing.assert_array_equal(ends[0], ends[1])
    assert (ends[0] != ends[2]).all()
    default = train(network, x, y, 0.2, 2, batch_size=5).parameters[-1]
    np.testing.assert_array_equal(default, ends[0])


def test_all_examples_at_once_keep_their_order():
    network, x, y = moons_network(examples=30)
    one, other = (train(network, x, y, 0.2, 9, batch_size=30, seed=s).parameters for s in (0, 1))
    np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize(
    ("epochs", "keep_every", "kept"),
    [(6, 1, [0, 1, 2, 3, 4, 5, 6]), (6, 2, [0, 2, 4, 6]), (7, 3, [0, 3, 6, 7]), (2, 5, [0, 2])],
)
def test_what_is_kept(epochs, keep_every, kept):
    network, x, y = moons_network(examples=20)
    every = train(network, x, y, 0.5, epochs)
    some = train(network, x, y, 0.5, epochs, keep_every=keep_every)
    assert some.epochs.tolist() == kept
    np.testing.assert_array_equal(some.parameters, every.parameters[kept])
    np.testing.assert_array_equal(some.losses, every.losses)
    assert some.losses.shape == (epochs + 1,)
    for k, epoch in enumerate(kept):
        at = some.network_at(k)
        assert at.loss(x, y) == pytest.approx(some.losses[epoch])
    np.testing.assert_array_equal(some.last.parameters, some.parameters[-1])
    np.testing.assert_array_equal(some.network_at(0).parameters, network.parameters)
    assert some.network is network


def test_no_epochs_give_the_start_of_a_training():
    network, x, y = moons_network(examples=20)
    training = train(network, x, y, 0.5, 0)
    np.testing.assert_array_equal(training.parameters, [network.parameters])
    assert training.losses.tolist() == [pytest.approx(network.loss(x, y))]
    assert training.stop is TrainingStop.EPOCHS_USED_UP


def test_a_training_says_in_a_line_what_happened():
    training = train(one_unit([0], 0), [[1.0]], [2.0], 0.25, 1)
    # yhat = 0, the gradient (-2, -2): the step leads to (0.5, 0.5), where yhat is 1.
    assert repr(training) == "Training(epochs used up after 1 epochs, loss 2 to 0.5)"


def test_training_changes_nothing_that_it_was_given():
    network, x, y = moons_network(examples=20)
    before = network.parameters, x.copy(), y.copy()
    training = train(network, x, y, 0.5, 5)
    for now, then in zip((network.parameters, x, y), before, strict=True):
        np.testing.assert_array_equal(now, then)
    assert (training.parameters[1] != training.parameters[2]).all()


def test_whole_numbers_are_trained_as_floats():
    network, _, _ = moons_network()
    training = train(network, XOR.astype(int), EITHER.astype(int), 1, 3)
    exact = train(network, XOR, EITHER, 1.0, 3)
    np.testing.assert_array_equal(training.parameters, exact.parameters)
    assert training.parameters.dtype == training.losses.dtype == np.float64


@pytest.mark.parametrize("data", ["moons", "circles", "exclusive_or_clouds"])
def test_a_small_network_learns_what_no_line_separates(data):
    x, y = getattr(datasets, data)(200, seed=1)
    training = train(Network.random((2, 6, 1), tanh, seed=2), x, y, 1.0, 2000)
    right = ((training.last.prediction(x) > 0.5) == y).mean()
    assert right > 0.95
    line = train(Network.random((2, 1), seed=2), x, y, 1.0, 2000).last.prediction(x)
    assert ((line > 0.5) == y).mean() < right - 0.05


# How a training ends.


def test_a_training_converges_when_the_gradient_is_small():
    network = one_unit([0, 0], 0, classification)
    x, y = [[0, 1], [1, 2], [2, 0], [1, 1]], [0, 1, 1, 0]
    training = train(network, x, y, 1.0, 10**5, tolerance=1e-3)
    assert training.stop is TrainingStop.CONVERGED
    # The last step started where the gradient was small; the one before did not.
    lengths = []
    for k in (-3, -2):
        at = training.network_at(k)
        lengths.append(np.linalg.norm(at.backward(at.forward(x), y).row))
    assert lengths[1] <= 1e-3 < lengths[0]


def test_batches_converge_by_the_mean_of_their_gradients():
    # Targets 1 and -1 for the same input pull with -1 and +1 in turn: 0 in the mean.
    network = one_unit([0.0], 0.0)
    x, y = [[1.0], [1.0]], [1.0, -1.0]
    training = train(network, x, y, 1e-6, 50, batch_size=1, seed=None, tolerance=1e-5)
    assert (training.stop, len(training.losses)) == (TrainingStop.CONVERGED, 2)
    x, y = [[1.0], [1.0]], [1.0, 1.0 + 1e-4]
    training = train(network, x, y, 1e-6, 50, batch_size=1, seed=None, tolerance=1.4)
    assert training.stop is TrainingStop.EPOCHS_USED_UP
    training = train(network, x, y, 1e-6, 50, batch_size=1, seed=None, tolerance=1.42)
    assert training.stop is TrainingStop.CONVERGED


def test_a_gradient_of_zero_has_converged():
    network = one_unit([2.0], 1.0)
    training = train(network, [[1.0], [2.0]], [3.0, 5.0], 0.1, 10)
    assert (training.stop, len(training.losses)) == (TrainingStop.CONVERGED, 2)


def test_too_large_a_rate_diverges():
    network = one_unit([1.0], 0.0)
    training = train(network, [[1.0], [3.0]], [0.0, 1.0], 1.0, 1000)
    assert training.stop is TrainingStop.DIVERGED
    assert np.isfinite(training.parameters).all()
    assert np.isfinite(training.losses).all()
    size = np.linalg.norm(training.parameters, axis=1)
    assert size[-2] < networks.FAR_AWAY <= size[-1]
    assert len(training.parameters) == len(training.losses) < 50


@pytest.mark.parametrize("rate", [1e200, 1.7e308])
@pytest.mark.parametrize("output", [regression, classification], ids=lambda o: o.name)
def test_what_is_no_longer_finite_is_not_kept(rate, output):
    network = Network.random((2, 3, 1), relu, output, seed=1)
    training = train(network, XOR * 1e3, EITHER, rate, 10)
    assert training.stop is TrainingStop.DIVERGED
    assert np.isfinite(training.parameters).all()
    assert np.isfinite(training.losses).all()
    assert len(training.losses) == 1


def test_parameters_are_not_kept_when_they_or_their_loss_overflow():
    # The gradient is 1e200, the step leads to a weight of -1e56, whose loss is infinite.
    training = train(one_unit([1], 0), [[1e100]], [0], 1e-144, 5)
    assert training.losses.tolist() == [pytest.approx(5e199)]
    assert training.stop is TrainingStop.DIVERGED
    # The gradient is -1/2, the step leads to a weight of 5e199, whose loss is 0.
    training = train(one_unit([0], 0, classification), [[1]], [1], 1e200, 5)
    assert training.losses.tolist() == [pytest.approx(math.log(2))]
    assert training.stop is TrainingStop.DIVERGED


def test_parameters_as_far_as_that_have_diverged():
    network = one_unit([0], 0)
    training = train(network, [[0]], [networks.FAR_AWAY], 1.0, 5)
    assert training.parameters[-1].tolist() == [0, networks.FAR_AWAY]
    assert (training.stop, len(training.losses)) == (TrainingStop.DIVERGED, 2)


class Interrupting:
    """Turns of which one is interrupted."""

    def __init__(self, turns):
        self.turns = turns

    def __iter__(self):
        yield from range(self.turns)
        raise KeyboardInterrupt


@pytest.mark.parametrize("keep_every", [1, 4])
def test_an_interrupted_training_keeps_what_is_there(keep_every):
    network, x, y = moons_network(examples=20)
    training = train(network, x, y, 0.5, Interrupting(6), keep_every=keep_every)
    whole = train(network, x, y, 0.5, 6, keep_every=keep_every)
    assert training.stop is TrainingStop.INTERRUPTED
    np.testing.assert_array_equal(training.parameters, whole.parameters)
    np.testing.assert_array_equal(training.losses, whole.losses)
    np.testing.assert_array_equal(training.epochs, whole.epochs)


@pytest.mark.parametrize("calls", [1, 2, 5, 8, 9, 20])
@pytest.mark.parametrize("batch_size", [None, 5])
@pytest.mark.parametrize("keep_every", [1, 2])
def test_an_interruption_within_an_epoch_gives_up_that_epoch(calls, batch_size, keep_every):
    left = [calls]

    def slope(z):
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        return (z > 0) * 1.0

    network, x, y = moons_network((2, 3, 1), relu, examples=20)
    stopping = dataclasses.replace(relu, gradient_formula=slope, slope_from_output=None)
    stopped = Network(network.weights, network.biases, (stopping,))
    how = {"batch_size": batch_size, "keep_every": keep_every}
    training = train(stopped, x, y, 0.5, 1000, **how)
    whole = calls if batch_size is None else calls // 4
    expected = train(network, x, y, 0.5, whole, **how)
    assert training.stop is TrainingStop.INTERRUPTED
    np.testing.assert_array_equal(training.parameters, expected.parameters)
    np.testing.assert_array_equal(training.losses, expected.losses)
    np.testing.assert_array_equal(training.epochs, expected.epochs)


def test_epochs_may_be_anything_that_takes_turns():
    network, x, y = moons_network(examples=20)
    expected = train(network, x, y, 0.5, 5).parameters
    seen = []

    def turns():
        for k in range(5):
            seen.append(k)
            yield k

    for epochs in (range(5), [None] * 5, turns(), np.int64(5)):
        np.testing.assert_array_equal(train(network, x, y, 0.5, epochs).parameters, expected)
    assert seen == [0, 1, 2, 3, 4]


def test_another_exception_of_the_turns_is_not_swallowed():
    network, x, y = moons_network(examples=20)
    with pytest.raises(ZeroDivisionError):
        train(network, x, y, 0.5, (1 / k for k in (1, 0)))


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ({"network": Perceptron([1, 2], 0)}, TypeError, "network must be a Network, but"),
        ({"inputs": [[1, 2, 3]]}, ValueError, "inputs must have 2 columns, but 3 came"),
        ({"inputs": []}, ValueError, "inputs must be a matrix"),
        ({"inputs": [[1, math.nan]] * 4}, ValueError, "inputs must hold finite numbers"),
        ({"targets": [0, 1]}, ValueError, r"targets must have shape \(4,\), but shape \(2,\)"),
        ({"targets": [0, 1, 2, 0]}, ValueError, "targets must be 0 and 1, but 2 came"),
        ({"targets": [0, 1, math.inf, 0]}, ValueError, "targets must hold finite numbers"),
        ({"epochs": -1}, ValueError, "epochs must be a whole number of at least 0"),
        ({"epochs": 2.5}, ValueError, "epochs must be a whole number of at least 0"),
        ({"epochs": "20"}, TypeError, "epochs must be a whole number"),
        ({"epochs": None}, TypeError, "epochs must be a whole number"),
        ({"epochs": np.array([2, 3])}, TypeError, "epochs must be a whole number"),
        ({"batch_size": 0}, ValueError, "batch_size must be a whole number of at least 1"),
        ({"seed": -1}, ValueError, "seed must be a whole number of at least 0"),
        ({"keep_every": 0}, ValueError, "keep_every must be a whole number of at least 1"),
        ({"tolerance": -1e-9}, ValueError, "tolerance must not be below zero"),
    ],
)
def test_bad_input_of_a_training(change, error, words):
    call = {
        "network": Network.random((2, 3, 1)),
        "inputs": XOR,
        "targets": EITHER,
        "learning_rate": 0.5,
        "epochs": 3,
    }
    with pytest.raises(error, match=words):
        train(**(call | change))
