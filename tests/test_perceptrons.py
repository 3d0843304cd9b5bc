"""Perceptrons against sympy, differences, scipy and scikit-learn."""

import math
import warnings

import numpy as np
import pytest
import sympy
from hypothesis import assume, given, settings
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
from sklearn import linear_model

from mlcalc.perceptrons import (
    OUTPUTS,
    Chain,
    Factor,
    Perceptron,
    TrainingStop,
    classification,
    learn_from_mistakes,
    most_corrections,
    regression,
    several_classes,
    squared_slope,
    step_prediction,
    symbol,
)

SENTENCES = np.array([[3.0, 0.0], [0.0, 2.0], [2.0, 1.0], [1.0, 3.0]])
MOODS = np.array([1.0, 0.0, 1.0, 0.0])

each_output = pytest.mark.parametrize("name", OUTPUTS)


# How a network ends.

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


def test_squared_errors_behind_a_sigmoid_keep_its_slope():
    by_z = sympy.lambdify((Y, Z), sympy.diff((Y - logistic(Z)) ** 2 / 2, Z))
    z = np.linspace(-9, 9, 19)
    for y in (0, 1):
        np.testing.assert_allclose(squared_slope(y, z), by_z(y, z), rtol=1e-9)
        assert squared_slope(y, np.array(1e4)) == squared_slope(y, np.array(-1e4)) == 0


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


# One perceptron.


def loss_by_hand(weights, bias, output, x, y):
    """The loss of one example, written again with other functions."""
    z = sum(w * u for w, u in zip(weights, x, strict=True)) + bias
    if output is regression:
        return 0.5 * (y - z) ** 2
    return -special.xlogy(y, special.expit(z)) - special.xlogy(1 - y, special.expit(-z))


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
    with pytest.raises(ValueError, match="learning_rate must be"):
        learn_from_mistakes([[1, 2]], [1], rate)


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
