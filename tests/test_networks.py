"""Perceptrons and networks against sympy, differences, complex steps, scipy and scikit-learn."""

import dataclasses
import functools
import itertools
import math
import re
import warnings

import numpy as np
import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import optimize, special
from sklearn import linear_model, neural_network
from sympy.parsing.latex import parse_latex

from mlcalc import datasets, networks
from mlcalc.activations import ACTIVATIONS, relu, sigmoid, softplus, tanh
from mlcalc.networks import (
    NINE,
    OUTPUTS,
    Chain,
    Factor,
    Network,
    NineNumbers,
    Perceptron,
    Scheme,
    TrainingStop,
    TwoTwoOne,
    classification,
    learn_from_mistakes,
    most_corrections,
    regression,
    several_classes,
    step_prediction,
    symbol,
    train,
)

SENTENCES = np.array([[3.0, 0.0], [0.0, 2.0], [2.0, 1.0], [1.0, 3.0]])
MOODS = np.array([1.0, 0.0, 1.0, 0.0])

XOR = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
EITHER = np.array([0.0, 1.0, 1.0, 0.0])

each_output = pytest.mark.parametrize("name", OUTPUTS)


def logistic(z):
    return 1 / (1 + sympy.exp(-z))


# How a network ends.

Z, Y, P = sympy.symbols("z y p")
Z3, Y3 = sympy.symbols("z:3"), sympy.symbols("y:3")


def softmax_of(z):
    return [sympy.exp(u) / sum(map(sympy.exp, z)) for u in z]


# The prediction from z, and the loss from the prediction: written again.
ENDS = {
    "regression": ((Z,), (Y,), [Z], lambda p: (Y - p[0]) ** 2 / 2),
    "classification": (
        (Z,),
        (Y,),
        [logistic(Z)],
        lambda p: -Y * sympy.log(p[0]) - (1 - Y) * sympy.log(1 - p[0]),
    ),
    "several_classes": (
        Z3,
        Y3,
        softmax_of(Z3),
        lambda p: -sum(y * sympy.log(u) for y, u in zip(Y3, p, strict=True)),
    ),
}


def some_ends(name, seed=0, examples=8):
    """Return random z and targets of an output, shape (m, k)."""
    generator = np.random.default_rng(seed)
    units = len(ENDS[name][0])
    z = generator.normal(0, 3, (examples, units))
    if name == "classification":
        return z, generator.integers(0, 2, (examples, 1)).astype(float)
    if name == "several_classes":
        return z, generator.dirichlet(np.ones(units), examples)
    return z, generator.normal(0, 2, (examples, units))


def test_every_output_has_an_expression_here():
    assert set(OUTPUTS) == set(ENDS)
    assert {name: output.name for name, output in OUTPUTS.items()} == {n: n for n in OUTPUTS}


@each_output
def test_prediction_and_loss_are_those_of_sympy(name):
    zs, ys, prediction, loss = ENDS[name]
    z, y = some_ends(name)
    predict = sympy.lambdify([zs], prediction, "math")
    lose = sympy.lambdify([zs, ys], loss(prediction), "math")
    np.testing.assert_allclose(OUTPUTS[name].prediction_formula(z), [predict(u) for u in z])
    losses = OUTPUTS[name].loss_formula(y, z).reshape(len(z), -1).sum(axis=1)
    np.testing.assert_allclose(losses, [lose(u, v) for u, v in zip(z, y, strict=True)])


@each_output
def test_the_loss_by_z_is_prediction_minus_target(name):
    zs, ys, prediction, loss = ENDS[name]
    z, y = some_ends(name, seed=1)
    slopes = sympy.lambdify([zs, ys], [sympy.diff(loss(prediction), u) for u in zs], "math")
    expected = [slopes(u, v) for u, v in zip(z, y, strict=True)]
    np.testing.assert_allclose(OUTPUTS[name].prediction_formula(z) - y, expected, atol=1e-12)


@pytest.mark.parametrize("name", ["regression", "classification"])
def test_the_two_slopes_of_an_output_are_those_of_sympy(name):
    (z_symbol,), (y_symbol,), (prediction,), loss = ENDS[name]
    z, y = some_ends(name, seed=2)
    by_prediction = sympy.diff(loss([P]), P).subs(P, prediction)
    expected = sympy.lambdify([z_symbol, y_symbol], by_prediction)(z, y)
    np.testing.assert_allclose(OUTPUTS[name].loss_slope.formula(y, z), expected)
    slope = sympy.lambdify(z_symbol, sympy.diff(prediction, z_symbol))(z)
    np.testing.assert_allclose(OUTPUTS[name].slope.formula(z), slope * np.ones_like(z))


@functools.cache
def parsed(latex):
    """Read LaTeX: a hat is the letter p, u and v are logarithms, for which the parser guesses."""
    latex = latex.replace(r"\log (1 - \hat{y})", "v").replace(r"\log \hat{y}", "u")
    latex = latex.replace(r"\hat{y}", "p")
    latex = re.sub(r"(?<=[\w})]) (?=[(a-z])", r" \\cdot ", latex)
    named = {"e": sympy.E, "u": sympy.log(P), "v": sympy.log(1 - P)}
    return parse_latex(latex, backend="lark").subs(named)


@pytest.mark.parametrize("name", ["regression", "classification"])
def test_the_printed_formulas_of_an_output(name):
    output, (_, _, (prediction,), loss) = OUTPUTS[name], ENDS[name]
    left, right = output.latex.split(" = ")
    assert left == r"\hat{y}"
    assert sympy.simplify(parsed(right) - prediction) == 0
    assert sympy.simplify(parsed(output.loss_latex) - loss([P])) == 0
    assert sympy.simplify(parsed(output.loss_slope.latex) - sympy.diff(loss([P]), P)) == 0
    slope = parsed(output.slope.latex).subs(P, prediction)
    assert sympy.simplify(slope - sympy.diff(prediction, Z)) == 0


def test_the_printed_formulas_of_several_classes():
    assert several_classes.latex == r"\hat{y}_k = \frac{e^{z_k}}{\sum_j e^{z_j}}"
    assert several_classes.loss_latex == r"-\sum_k y_k \log \hat{y}_k"
    assert several_classes.slope is several_classes.loss_slope is None
    assert (several_classes.fewest_units, regression.fewest_units) == (2, 1)


@pytest.mark.parametrize("size", [30.0, 50.0, 700.0, 1e4])
def test_a_log_loss_keeps_its_digits_where_the_sigmoid_is_saturated(size):
    z = np.array([size, -size])
    small = math.exp(-size)
    right = classification.loss_formula(np.array([1.0, 0.0]), z)
    np.testing.assert_allclose(right, small, rtol=1e-12)
    wrong = classification.loss_formula(np.array([0.0, 1.0]), z)
    np.testing.assert_allclose(wrong, size, rtol=1e-12)


# Names and chains.


def test_names_become_symbols():
    assert symbol("w") == "w"
    assert symbol("z12") == "z_{12}"
    assert symbol("yhat") == r"\hat{y}"


def test_a_factor_in_words_and_latex():
    factor = Factor("z1", "w11", "x_1", 0.123456)
    assert factor.name == "dz1/dw11"
    assert factor.latex == r"\frac{\partial z_{1}}{\partial w_{11}}"
    assert str(factor) == "dz1/dw11 = 0.1235"


def test_a_chain_in_words_and_latex():
    factors = (
        Factor("L", "yhat", r"\hat{y} - y", 2.0),
        Factor("yhat", "z", "1", 1.0),
        Factor("z", "w1", "x_1", 3.0),
    )
    chain = Chain(factors, 2.0)
    assert chain.products == (2.0, 2.0, 6.0)
    assert (chain.value, chain.name) == (6.0, "dL/dw1")
    assert str(chain) == "dL/dw1 = dL/dyhat dyhat/dz dz/dw1 = 2 × 1 × 3 = 6"
    assert chain.latex == (
        r"\frac{\partial L}{\partial w_{1}} = \frac{\partial L}{\partial \hat{y}} \cdot "
        r"\frac{\partial \hat{y}}{\partial z} \cdot \frac{\partial z}{\partial w_{1}}"
    )


def assert_links(chain, parameter):
    """A chain leads from the loss to the parameter, and each factor takes up the one before."""
    assert chain.factors[0].top == "L"
    assert chain.factors[-1].bottom == parameter
    for one, next_one in itertools.pairwise(chain.factors):
        assert one.bottom == next_one.top


# One perceptron.


def random_perceptron(output, seed=0, examples=7, inputs=3):
    generator = np.random.default_rng(seed)
    perceptron = Perceptron(generator.normal(size=inputs), generator.normal(), output)
    x = generator.normal(0, 2, (examples, inputs))
    y = generator.normal(size=examples)
    return perceptron, x, (y > 0).astype(float) if output is classification else y


def loss_by_hand(weights, bias, output, x, y):
    """The loss of one example, written again with other functions."""
    z = sum(w * u for w, u in zip(weights, x, strict=True)) + bias
    if output is regression:
        return 0.5 * (y - z) ** 2
    return -special.xlogy(y, special.expit(z)) - special.xlogy(1 - y, special.expit(-z))


both_outputs = pytest.mark.parametrize("output", [regression, classification], ids=lambda o: o.name)


@both_outputs
def test_prediction_and_loss_of_a_perceptron(output):
    p, x, y = random_perceptron(output)
    losses = [loss_by_hand(p.weights, p.bias, output, *pair) for pair in zip(x, y, strict=True)]
    assert p.loss(x, y) == pytest.approx(np.mean(losses))
    for i in range(len(x)):
        assert p.loss(x[i], y[i]) == pytest.approx(losses[i])
        z = x[i] @ p.weights + p.bias
        assert p.sums(x[i]) == pytest.approx(z)
        assert p.prediction(x[i]) == pytest.approx(z if output is regression else special.expit(z))
    np.testing.assert_allclose(p.prediction(x), [p.prediction(row) for row in x])
    assert p.prediction(x).shape == (7,)
    assert np.ndim(p.prediction(x[0])) == 0


@both_outputs
def test_the_gradients_of_a_perceptron_by_differences(output):
    p, x, y = random_perceptron(output, seed=1)
    point = np.append(p.weights, p.bias)

    def mean_loss(row):
        return np.mean(
            [loss_by_hand(row[:-1], row[-1], output, *e) for e in zip(x, y, strict=True)]
        )

    expected = optimize.approx_fprime(point, mean_loss, 1e-7)
    gradients = p.gradients(x, y)
    np.testing.assert_allclose([*gradients.weights, gradients.bias], expected, atol=1e-6)


@both_outputs
def test_the_gradients_of_one_example_are_the_error_times_the_input(output):
    p, x, y = random_perceptron(output, seed=2)
    gradients = p.gradients(x[0], y[0])
    error = y[0] - float(p.prediction(x[0]))
    assert gradients.bias == pytest.approx(-error)
    np.testing.assert_allclose(gradients.weights, -error * x[0])
    assert gradients.weights.shape == (3,)
    assert isinstance(gradients.bias, float)


@both_outputs
def test_the_factors_of_a_perceptron(output):
    p, x, y = random_perceptron(output, seed=3)
    gradients = p.gradients(x[0], y[0])
    z, h = float(p.sums(x[0])), 1e-6
    for i, parameter in enumerate(["w1", "w2", "w3", "b"]):
        chain = p.chain(x[0], y[0], parameter)
        assert_links(chain, parameter)
        assert [f.name for f in chain.factors] == ["dL/dyhat", "dyhat/dz", f"dz/d{parameter}"]
        by_prediction, by_z, by_parameter = (f.value for f in chain.factors)
        yhat = z if output is regression else special.expit(z)
        if output is regression:
            assert by_prediction == pytest.approx(-(y[0] - yhat))
            assert by_z == 1
        else:
            assert by_prediction == pytest.approx(-y[0] / yhat + (1 - y[0]) / (1 - yhat))
            slope = (special.expit(z + h) - special.expit(z - h)) / (2 * h)
            assert by_z == pytest.approx(slope)
        assert by_parameter == (x[0][i] if i < 3 else 1)
        expected = [*gradients.weights, gradients.bias][i]
        assert chain.value == pytest.approx(expected)
        assert by_prediction * by_z * by_parameter == pytest.approx(expected)
        assert chain.factors[-1].formula == (f"x_{{{i + 1}}}" if i < 3 else "1")
        assert chain.factors[0].formula == output.loss_slope.latex
        assert chain.factors[1].formula == output.slope.latex


def test_the_sentences_one_step_by_hand():
    # All weights zero: yhat is 1/2, so the gradient of an example is (yhat - y) x.
    p = Perceptron([0, 0], 0, classification)
    np.testing.assert_array_equal(p.prediction(SENTENCES), [0.5] * 4)
    assert p.loss(SENTENCES, MOODS) == pytest.approx(math.log(2))
    gradients = p.gradients(SENTENCES, MOODS)
    np.testing.assert_allclose(gradients.weights, [(-3 + 0 - 2 + 1) / 8, (2 - 1 + 3) / 8])
    assert gradients.bias == 0
    moved = p.updated(gradients, 0.5)
    np.testing.assert_allclose([*moved.weights, moved.bias], [0.25, -0.25, 0])
    assert moved.output is classification
    assert p.weights.tolist() == [0, 0]


def test_a_perceptron_says_in_a_line_what_it_is():
    p = Perceptron([1 / 3, -2], 0.5, classification)
    assert repr(p) == "Perceptron(weights (0.3333, -2), bias 0.5, classification)"


def test_an_update_moves_the_bias_too():
    p = Perceptron([1, 2], 0.5)
    moved = p.updated(p.gradients([3, 1], 4), 0.1)
    # yhat = 5.5, the error 1.5.
    np.testing.assert_allclose(moved.weights, [1 - 0.1 * 4.5, 2 - 0.1 * 1.5])
    assert moved.bias == pytest.approx(0.5 - 0.1 * 1.5)


@both_outputs
def test_a_perceptron_is_a_network_of_one_unit(output):
    p, x, y = random_perceptron(output, seed=4)
    network = p.network
    assert network.sizes == (3, 1)
    np.testing.assert_allclose(network.prediction(x), p.prediction(x))
    assert network.loss(x, y) == pytest.approx(p.loss(x, y))
    gradients = p.gradients(x, y)
    row = network.backward(network.forward(x), y).row
    np.testing.assert_allclose(row, [*gradients.weights, gradients.bias])
    back = Perceptron.from_network(network)
    assert back.weights.tolist() == p.weights.tolist()
    assert (back.bias, back.output) == (p.bias, output)


def test_a_trained_regression_is_least_squares():
    p, x, y = random_perceptron(regression, seed=5, examples=30)
    training = train(p.network, x, y, 0.15, 3000)
    expected = np.linalg.lstsq(np.column_stack([x, np.ones(30)]), y, rcond=None)[0]
    np.testing.assert_allclose(training.parameters[-1], expected, atol=1e-8)


def test_a_trained_classification_is_logistic_regression():
    generator = np.random.default_rng(6)
    x = generator.normal(size=(60, 2))
    y = (x[:, 0] - x[:, 1] + generator.normal(0, 1.5, 60) > 0.3).astype(float)
    trained = train(Perceptron([0, 0], 0, classification).network, x, y, 2.0, 5000)
    model = linear_model.LogisticRegression(C=np.inf, tol=1e-12, max_iter=10000).fit(x, y)
    expected = [*model.coef_[0], model.intercept_[0]]
    np.testing.assert_allclose(trained.parameters[-1], expected, atol=1e-5)


def test_a_perceptron_keeps_what_it_was_given():
    weights = np.array([1.0, 2.0])
    p = Perceptron(weights, 0)
    weights[0] = 9
    assert p.weights.tolist() == [1, 2]
    with pytest.raises(ValueError, match="read-only"):
        p.weights[0] = 3
    assert p.weights.dtype == np.float64
    assert isinstance(p.bias, float)
    assert Perceptron([1], 0).output is regression


@pytest.mark.parametrize("z", [-1e4, -800.0, -40.0, 40.0, 709.0, 800.0, 1e4])
@pytest.mark.parametrize("y", [0, 1])
def test_a_saturated_chain_keeps_its_product(z, y):
    p = Perceptron([z], 0.0, classification)
    chain = p.chain([1.0], y, "w1")
    expected = float(special.expit(z)) - y
    assert chain.value == pytest.approx(expected, rel=1e-12)
    assert chain.products[1] == pytest.approx(expected, rel=1e-12)
    assert chain.products[0] == chain.factors[0].value
    assert p.gradients([1.0], y).bias == chain.value


@pytest.mark.parametrize(
    ("build", "error", "words"),
    [
        (lambda: Perceptron([], 0), ValueError, "weights must be a row of at least one"),
        (lambda: Perceptron([[1.0]], 0), ValueError, "weights must be a row"),
        (lambda: Perceptron([1, math.nan], 0), ValueError, "weights must hold finite"),
        (lambda: Perceptron([1], math.inf), ValueError, "bias must be a finite number"),
        (lambda: Perceptron([1], [0]), TypeError, "bias must be a number"),
        (lambda: Perceptron([1], 0, "regression"), TypeError, "output must be one of regression"),
        (lambda: Perceptron([1], 0, several_classes), ValueError, "for a single unit"),
    ],
)
def test_bad_perceptrons(build, error, words):
    with pytest.raises(error, match=words):
        build()


@pytest.mark.parametrize(
    ("inputs", "targets", "error", "words"),
    [
        ([1, 2, 3], 1, ValueError, "inputs must hold 2 numbers, but 3 came"),
        ([[1, 2, 3]], [1], ValueError, "inputs must have 2 columns, but 3 came"),
        (3.0, 1, ValueError, "inputs must be a matrix"),
        ([[[1, 2]]], [1], ValueError, "inputs must be a matrix"),
        ([], [], ValueError, "inputs must be a row of at least one number"),
        ([1, math.nan], 1, ValueError, "inputs must hold finite numbers"),
        ([1, 2], [1], ValueError, r"targets must be one number for each example, shape \(\)"),
        ([[1, 2], [3, 4]], [1], ValueError, r"shape \(2,\), but shape \(1,\) came"),
        ([1, 2], 2, ValueError, "targets must be 0 and 1, but 2 came"),
        ([1, 2], "happy", TypeError, "targets must hold real numbers"),
    ],
)
def test_bad_examples_for_a_perceptron(inputs, targets, error, words):
    p = Perceptron([1, 2], 0, classification)
    with pytest.raises(error, match=words):
        p.loss(inputs, targets)
    with pytest.raises(error, match=words):
        p.gradients(inputs, targets)


def test_a_regression_takes_any_targets():
    assert Perceptron([1], 0).loss([1.0], -3.5) == pytest.approx(4.5**2 / 2)


@pytest.mark.parametrize("parameter", ["w0", "w3", "W1", "", None, ["w1"]])
def test_unknown_parameters(parameter):
    with pytest.raises(ValueError, match="parameter must be one of b, w1, w2, but"):
        Perceptron([1, 2], 0).chain([1, 2], 1, parameter)


def test_a_chain_needs_one_example():
    with pytest.raises(ValueError, match="inputs must be a row"):
        Perceptron([1, 2], 0).chain([[1, 2]], [1], "w1")


@pytest.mark.parametrize("rate", [0, -1, math.nan])
def test_bad_learning_rates(rate):
    p = Perceptron([1, 2], 0)
    with pytest.raises(ValueError, match="learning_rate must be"):
        p.updated(p.gradients([1, 2], 1), rate)
    net = some_two_two_one()
    with pytest.raises(ValueError, match="learning_rate must be"):
        net.updated(net.backward(net.forward(1, 2), 1), rate)
    with pytest.raises(ValueError, match="learning_rate must be"):
        net.network.updated(net.network.backward(net.network.forward([[1, 2]]), [1]), rate)
    with pytest.raises(ValueError, match="learning_rate must be"):
        train(net.network, [[1, 2]], [1], rate, 1)
    with pytest.raises(ValueError, match="learning_rate must be"):
        learn_from_mistakes([[1, 2]], [1], rate)


def test_only_one_unit_is_a_perceptron():
    for sizes in [(2, 2), (2, 2, 1)]:
        with pytest.raises(ValueError, match="one layer with one unit, but sizes"):
            Perceptron.from_network(Network.random(sizes))


# The rule that learns from mistakes only.


def separable(seed=0, examples=40, inputs=3, gap=0.2):
    """Return data on two sides of a random plane, and the plane."""
    generator = np.random.default_rng(seed)
    weights, bias = generator.normal(size=inputs), generator.normal()
    x = generator.normal(0, 2, (20 * examples, inputs))
    distances = (x @ weights + bias) / np.linalg.norm(weights)
    x = x[np.abs(distances) > gap][:examples]
    return x, (x @ weights + bias > 0).astype(float), weights, bias


def test_the_sentences_correction_by_correction():
    # Start at 0: yhat is 1 throughout. The second sentence is mistaken: minus (0, 2, 1).
    # The third: 2*0 - 2*1 - 1 < 0, so plus (2, 1, 1). The fourth is right, the first too.
    result = learn_from_mistakes(SENTENCES, MOODS)
    assert result.parameters.tolist() == [[0, 0, 0], [0, -2, -1], [2, -1, 0]]
    assert result.examples.tolist() == [1, 2]
    assert result.mistakes.tolist() == [2, 0]
    assert result.stop is TrainingStop.NO_MISTAKES
    assert (result.weights.tolist(), result.bias) == ([2, -1], 0)


def test_a_rule_says_in_a_line_what_happened():
    assert repr(learn_from_mistakes(SENTENCES, MOODS)) == (
        "Corrections(no mistakes left after 2 epochs, 2 corrections, weights (2, -1), bias 0)"
    )


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("rate", [0.1, 1.0, 3.0])
def test_the_rule_is_that_of_scikit_learn(seed, rate):
    x, y, _, _ = separable(seed, gap=0.02)
    start = np.random.default_rng(seed).normal(size=4)
    ours = learn_from_mistakes(x, y, rate, 3, start=start)
    model = linear_model.Perceptron(eta0=rate, shuffle=False, max_iter=3, tol=None)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model.fit(x, y, coef_init=start[None, :-1], intercept_init=start[-1:])
    np.testing.assert_allclose(ours.weights, model.coef_[0])
    assert ours.bias == pytest.approx(model.intercept_[0])
    np.testing.assert_array_equal(step_prediction(x, ours.weights, ours.bias), model.predict(x))


@given(st.integers(0, 10**6), st.floats(0.1, 10))
@settings(max_examples=40, deadline=None)
def test_separable_data_need_no_more_corrections_than_novikoff_says(seed, rate):
    x, y, weights, bias = separable(seed, 25)
    assume(0 < y.sum() < 25)
    most = most_corrections(x, y, weights, bias)
    result = learn_from_mistakes(x, y, rate, 10**5)
    assert result.stop is TrainingStop.NO_MISTAKES
    assert len(result.examples) <= most
    np.testing.assert_array_equal(step_prediction(x, result.weights, result.bias), y)


def test_the_bound_by_hand():
    # Rows (1, 1), (-3, 1); the plane (2, 1) through 0 has length sqrt 5.
    margin = min(2 * 1 + 1, -(2 * -3 + 1)) / math.sqrt(5)
    assert most_corrections([[1], [-3]], [1, 0], [2], 1) == pytest.approx(10 / margin**2)
    # Rows (1, 2, 1), (-2, 1, 1) of squared lengths 6 and 6; (1, 1, 0) has length sqrt 2.
    margin = 1 / math.sqrt(2)
    assert most_corrections([[1, 2], [-2, 1]], [1, 0], [1, 1], 0) == pytest.approx(6 / margin**2)


def test_no_line_separates_the_exclusive_or():
    result = learn_from_mistakes(XOR, EITHER, epochs=50)
    assert result.stop is TrainingStop.EPOCHS_USED_UP
    assert len(result.mistakes) == 50
    assert (result.mistakes > 0).all()
    assert result.mistakes.sum() == len(result.examples) == len(result.parameters) - 1
    with pytest.raises(ValueError, match="must separate the examples, but example 3 lies"):
        most_corrections(XOR, EITHER, [1, 1], 0)


def test_each_correction_adds_or_subtracts_its_example():
    x, y, _, _ = separable(3)
    result = learn_from_mistakes(x, y, 0.5)
    for k, i in enumerate(result.examples):
        before, after = result.parameters[k : k + 2]
        assert (before[:-1] @ x[i] + before[-1] >= 0) != y[i]
        sign = 1 if y[i] else -1
        np.testing.assert_allclose(after - before, 0.5 * sign * np.append(x[i], 1))


def test_unless_said_the_rule_has_a_hundred_epochs():
    assert len(learn_from_mistakes(XOR, EITHER).mistakes) == 100


def test_no_epochs_leave_the_start():
    result = learn_from_mistakes(SENTENCES, MOODS, epochs=0, start=[1, 2, 3])
    assert result.parameters.tolist() == [[1, 2, 3]]
    assert result.examples.shape == result.mistakes.shape == (0,)
    assert result.examples.dtype == result.mistakes.dtype == int
    assert result.stop is TrainingStop.EPOCHS_USED_UP


def test_a_step_is_one_from_zero_on():
    assert step_prediction([[0.0], [-1e-300], [2.0]], [1], 0).tolist() == [1, 0, 1]


def test_the_largest_inputs_make_no_warning():
    learn_from_mistakes([[1e308, 1e308], [-1e308, 1e308]], [0, 1], 1e300, 20)
    step_prediction([[1e308, 1e308]], [1e308, -1e308], 0)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: learn_from_mistakes([[1, 2]], [-1]), "labels must be 0 and 1, but -1 came"),
        (lambda: learn_from_mistakes([[1, 2]], [1, 0]), "labels must hold 1 numbers, but 2 came"),
        (lambda: learn_from_mistakes([1, 2], [1, 0]), "inputs must be a matrix"),
        (lambda: learn_from_mistakes([[1, 2]], [1], 1, -1), "epochs must be a whole number"),
        (lambda: learn_from_mistakes([[1, 2]], [1], start=[1, 2]), "start must hold 3 numbers"),
        (lambda: most_corrections([[1], [2]], [1, 0], [1, 2], 0), "weights must hold 1 numbers"),
        (lambda: most_corrections([[1]], [2], [1], 0), "labels must be 0 and 1"),
        (lambda: most_corrections([[1]], [1], [1], math.nan), "bias must be a finite"),
        (lambda: most_corrections([[1], [0]], [1, 0], [1], 0), "example 1 lies on the wrong side"),
        (lambda: step_prediction([[1, 2]], [1], 0), "weights must hold 2 numbers"),
        (lambda: step_prediction([[1]], [1], math.inf), "bias must be a finite"),
    ],
)
def test_bad_input_of_the_rule(call, words):
    with pytest.raises(ValueError, match=words):
        call()


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
    training = train(Perceptron([0], 0).network, [[1.0]], [2.0], 0.25, 1)
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
    network = Perceptron([0, 0], 0, classification).network
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
    network = Perceptron([0.0], 0.0).network
    x, y = [[1.0], [1.0]], [1.0, -1.0]
    training = train(network, x, y, 1e-6, 50, batch_size=1, seed=None, tolerance=1e-5)
    assert (training.stop, len(training.losses)) == (TrainingStop.CONVERGED, 2)
    x, y = [[1.0], [1.0]], [1.0, 1.0 + 1e-4]
    training = train(network, x, y, 1e-6, 50, batch_size=1, seed=None, tolerance=1.4)
    assert training.stop is TrainingStop.EPOCHS_USED_UP
    training = train(network, x, y, 1e-6, 50, batch_size=1, seed=None, tolerance=1.42)
    assert training.stop is TrainingStop.CONVERGED


def test_a_gradient_of_zero_has_converged():
    network = Perceptron([2.0], 1.0).network
    training = train(network, [[1.0], [2.0]], [3.0, 5.0], 0.1, 10)
    assert (training.stop, len(training.losses)) == (TrainingStop.CONVERGED, 2)


def test_too_large_a_rate_diverges():
    network = Perceptron([1.0], 0.0).network
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
    training = train(Perceptron([1], 0).network, [[1e100]], [0], 1e-144, 5)
    assert training.losses.tolist() == [pytest.approx(5e199)]
    assert training.stop is TrainingStop.DIVERGED
    # The gradient is -1/2, the step leads to a weight of 5e199, whose loss is 0.
    training = train(Perceptron([0], 0, classification).network, [[1]], [1], 1e200, 5)
    assert training.losses.tolist() == [pytest.approx(math.log(2))]
    assert training.stop is TrainingStop.DIVERGED


def test_parameters_as_far_as_that_have_diverged():
    network = Perceptron([0], 0).network
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
