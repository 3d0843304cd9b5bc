"""Losses against sympy, scipy, scikit-learn, differences and their own LaTeX."""

import math
import re

import mpmath
import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats
from sklearn import metrics
from sympy.parsing.sympy_parser import (
    convert_xor,
    implicit_multiplication,
    parse_expr,
    standard_transformations,
)

from mlcalc import differentiation, losses, probability
from mlcalc.activations import sigmoid, softmax
from mlcalc.losses import (
    LOSSES,
    Prediction,
    Reduction,
    Target,
    absolute_error,
    cross_entropy,
    gaussian_negative_log_likelihood,
    hinge,
    huber_error,
    kullback_leibler,
    log_loss,
    log_loss_of_logits,
    logistic_loss,
    negative_log_likelihood,
    negative_log_likelihood_gradient,
    softmax_cross_entropy,
    squared_error,
)

y, u = sympy.symbols("y u", real=True)
SQUARE = (u**2 - 2 * u * y + y**2).factor()
BERNOULLI = -sympy.log(sympy.Piecewise((u, sympy.Eq(y, 1)), (1 - u, True)))

# The loss of one example, with y the target and u the prediction, and how many make up the whole.
EXPRESSIONS = {
    "sum_of_squares": (SQUARE, lambda n: 1),
    "half_sum_of_squares": (SQUARE, lambda n: 1 / 2),
    "mean_squared_error": (SQUARE, lambda n: 1 / n),
    "half_mean_squared_error": (SQUARE, lambda n: 1 / (2 * n)),
    "absolute_error": (sympy.Abs(u - y), lambda n: 1 / n),
    "gaussian_negative_log_likelihood": (
        SQUARE / 2 + sympy.log(2 * sympy.pi) / 2,
        lambda n: 1,
    ),
    "log_loss": (BERNOULLI, lambda n: 1 / n),
    "log_loss_of_logits": (BERNOULLI.subs(u, 1 / (1 + sympy.exp(-u))), lambda n: 1 / n),
    "hinge": (sympy.Piecewise((1 - y * u, y * u < 1), (0, True)), lambda n: 1 / n),
    "logistic_loss": (-sympy.log(1 / (1 + sympy.exp(-y * u))), lambda n: 1 / n),
}
CLASSES = ("softmax_cross_entropy", "cross_entropy", "kullback_leibler")
each_scalar = pytest.mark.parametrize("name", EXPRESSIONS)
each_loss = pytest.mark.parametrize("name", LOSSES)


def example(loss, m=7, n=3, seed=1):
    """Return inputs, targets, weights and predictions that suit a loss."""
    generator = np.random.default_rng(seed)
    inputs = generator.normal(size=(m, n))
    targets = {
        Target.REAL: generator.normal(size=m),
        Target.ZERO_ONE: np.arange(m) % 2.0,
        Target.SIGN: np.arange(m) % 2.0 * 2 - 1,
        Target.DISTRIBUTION: np.eye(4)[generator.integers(0, 4, m)],
    }[loss.target]
    if loss.target is Target.DISTRIBUTION:
        targets[0] = [0.1, 0.2, 0.3, 0.4]
        weights = generator.normal(size=(n, 4))
    else:
        weights = generator.normal(size=n)
    scores = inputs @ weights
    predictions = {
        Prediction.NUMBER: scores,
        Prediction.LOGITS: scores,
        Prediction.PROBABILITY: special.expit(scores),
        Prediction.DISTRIBUTION: special.softmax(scores, axis=-1),
    }[loss.prediction]
    return inputs, targets, weights, predictions


def test_every_loss_has_an_independent_expression_here():
    assert set(LOSSES) == {*EXPRESSIONS, *CLASSES}


@each_scalar
def test_values_and_slopes_are_those_of_sympy(name):
    loss, (expression, factor) = LOSSES[name], EXPRESSIONS[name]
    _, targets, _, predictions = example(loss)
    pairs = [{y: a, u: sympy.Float(b, 50)} for a, b in zip(targets, predictions, strict=True)]
    pairs = [{y: int(p[y]) if loss.target is not Target.REAL else sympy.Float(p[y], 50), u: p[u]}
             for p in pairs]  # fmt: skip
    each = [float(expression.subs(p).evalf(30)) for p in pairs]
    np.testing.assert_allclose(loss.each(targets, predictions), each, 1e-12)
    assert loss(targets, predictions) == pytest.approx(factor(7) * sum(each), rel=1e-12)
    slopes = [float(sympy.diff(expression.subs(y, p[y]), u).subs(u, p[u]).evalf(30)) for p in pairs]
    gradient = loss.gradient(targets, predictions)
    np.testing.assert_allclose(gradient, factor(7) * np.array(slopes), 1e-12)
    bends = [
        float(sympy.diff(expression.subs(y, p[y]), u, 2).subs(u, p[u]).evalf(30)) for p in pairs
    ]
    np.testing.assert_allclose(loss.curvature_formula(targets, predictions), bends, 1e-11, 1e-12)


INNER = r"\{((?:[^{}]|\{[^{}]*\})*)\}"


def read(latex):
    """Read a formula as an expression. Sympy's own reader takes log(a) - b for log(a - b)."""
    text = latex.replace(r"\log p", r"\log(p)").replace(r"\cdot", "*").replace(r"\log", "log")
    while r"\frac" in text:
        text = re.sub(r"\\frac" + INNER + INNER, r"((\1)/(\2))", text)
    text = text.replace("{", "(").replace("}", ")").replace("e^", "E^").replace(r"\pi", "pi")
    rules = (*standard_transformations, implicit_multiplication, convert_xor)
    return parse_expr(text, transformations=rules)


def printed(latex, target, prediction, n=1):
    """Return the number that the printed formula of one example, of n, gives."""
    text = latex.replace(r"\hat{y}", "u")
    text = text.replace(r"\max(0, 1 - y z)", "M").replace(r"\mathbf{1}\{y z < 1\}", "T")
    text = text.replace(r"\operatorname{sign}(u - y)", "D").replace("|u - y|", "A")
    difference = prediction - target
    numbers = {
        "u": prediction, "z": prediction, "p": prediction, "y": target, "A": abs(difference),
        "M": max(0, 1 - target * prediction), "T": int(target * prediction < 1),
        "D": (difference > 0) - (difference < 0), "n": n,
    }  # fmt: skip
    values = {sympy.Symbol(name): value for name, value in numbers.items()}
    return float(read(text).subs(values).evalf(30))


@each_scalar
def test_the_printed_formulas_of_one_example(name):
    loss = LOSSES[name]
    _, targets, _, predictions = example(loss)
    each, factor = loss.each(targets, predictions), loss.reduction.factor(7)
    slopes = loss.gradient(targets, predictions) / factor
    for i in range(7):
        pair = float(targets[i]), float(predictions[i])
        assert printed(loss.each_latex, *pair) == pytest.approx(each[i], rel=1e-9)
        assert printed(loss.slope_latex, *pair) == pytest.approx(slopes[i], rel=1e-9)


def printed_total(latex, targets, predictions):
    """Return the number that the printed formula of all examples gives."""
    front, body = latex.split(r"\sum_{i=1}^{n} ")
    body, plus, constant = body.partition(r" + \frac{n}")
    # Factor and body are read as one product: a sum that lacks its brackets gives another number.
    product, n = front + body.replace("_i", ""), len(targets)
    total = sum(printed(product, *pair, n) for pair in zip(targets, predictions, strict=True))
    return total + printed(f"0{plus}{constant}", 0, 0, n)


@each_scalar
def test_the_printed_formula_of_all_examples(name):
    loss = LOSSES[name]
    _, targets, _, predictions = example(loss)
    total = printed_total(loss.latex, targets.tolist(), predictions.tolist())
    assert total == pytest.approx(loss(targets, predictions), rel=1e-9)


@pytest.mark.parametrize("name", [*CLASSES, "kullback_leibler_of_logits"])
def test_the_printed_formula_of_all_examples_of_classes(name):
    loss = LOSSES.get(name, kullback_leibler.of_scores)
    one = loss.latex.replace("{ik}", "k").replace("z_i", "z")
    assert one.replace(r"\frac{1}{n} \sum_{i=1}^{n} ", "") == loss.each_latex


def test_the_printed_formulas_of_classes():
    def total(latex, targets, q):
        text = latex.removeprefix(r"-\sum_{k=1}^{K} ").removeprefix(r"\sum_{k=1}^{K} ")
        sign = -1 if latex.startswith("-") else 1
        text = text.replace("s_k(z)", "q").replace("y_k", "y").replace("q_k", "q")
        if "frac" in text:
            assert text == r"y \log \frac{y}{q}"
            return sign * sum(a * math.log(a / b) for a, b in zip(targets, q, strict=True) if a)
        assert text == r"y \log q"
        return sign * sum(a * math.log(b) for a, b in zip(targets, q, strict=True))

    for name in (*CLASSES, "kullback_leibler_of_logits"):
        loss = LOSSES.get(name, kullback_leibler.of_scores)
        _, targets, _, predictions = example(loss)
        shares = predictions
        if loss.prediction is Prediction.LOGITS:
            shares = special.softmax(predictions, axis=-1)
            assert loss.slope_latex == "s(z) - y"
        else:
            assert loss.slope_latex == r"-\frac{y_k}{q_k}"
        each = [total(loss.each_latex, *pair) for pair in zip(targets, shares, strict=True)]
        np.testing.assert_allclose(loss.each(targets, predictions), each, 1e-12)


WEIGHTS = {
    r"2 X^\top (X w - y)": lambda x, t, w, n: 2 * x.T @ (x @ w - t),
    r"X^\top (X w - y)": lambda x, t, w, n: x.T @ (x @ w - t),
    r"\frac{2}{n} X^\top (X w - y)": lambda x, t, w, n: 2 / n * x.T @ (x @ w - t),
    r"\frac{1}{n} X^\top (X w - y)": lambda x, t, w, n: 1 / n * x.T @ (x @ w - t),
    r"\frac{1}{1^2} X^\top (X w - y)": lambda x, t, w, n: x.T @ (x @ w - t),
    r"\frac{1}{n} X^\top \operatorname{sign}(X w - y)": lambda x, t, w, n: (
        1 / n * x.T @ np.sign(x @ w - t)
    ),
    r"\frac{1}{n} X^\top (\sigma(X w) - y)": lambda x, t, w, n: (
        1 / n * x.T @ (special.expit(x @ w) - t)
    ),
    r"-\frac{1}{n} \sum_{i=1}^{n} y_i x_i \mathbf{1}\{y_i w^\top x_i < 1\}": lambda x, t, w, n: (
        -1 / n * sum(t[i] * x[i] * (t[i] * w @ x[i] < 1) for i in range(n))
    ),
    r"-\frac{1}{n} \sum_{i=1}^{n} \frac{y_i x_i}{1 + e^{y_i w^\top x_i}}": lambda x, t, w, n: (
        -1 / n * sum(t[i] * x[i] / (1 + math.exp(t[i] * w @ x[i])) for i in range(n))
    ),
    r"\frac{1}{n} X^\top (S - Y)": lambda x, t, w, n: (
        1 / n * x.T @ (special.softmax(x @ w, axis=1) - t)
    ),
}


@each_loss
def test_the_printed_gradient_by_the_weights(name):
    loss = LOSSES[name]
    inputs, targets, weights, _ = example(loss)
    formula = WEIGHTS[loss.weights_gradient_latex]
    gradient = loss.weights_gradient(inputs, targets, weights)
    assert gradient.shape == weights.shape
    np.testing.assert_allclose(gradient, formula(inputs, targets, weights, 7), 1e-12, 1e-14)
    function = loss.of_weights(inputs, targets)
    np.testing.assert_allclose(function.gradient(weights.ravel()), gradient.ravel(), 1e-12, 1e-14)


@each_loss
def test_the_loss_of_the_weights_is_the_loss_of_the_predictions(name):
    loss = LOSSES[name]
    inputs, targets, weights, predictions = example(loss)
    function = loss.of_weights(inputs, targets)
    assert function(weights.ravel()) == pytest.approx(loss(targets, predictions), rel=1e-12)
    assert function.dimension == weights.size == len(function.variables) == len(function.window)
    assert function.latex == (loss.of_scores or loss).latex
    assert loss.words in function.words or loss.of_scores.words in function.words


@each_loss
def test_complex_steps_give_gradient_and_hessian_by_the_weights(name):
    loss = LOSSES[name]
    inputs, targets, weights, _ = example(loss)
    function, w, h = loss.of_weights(inputs, targets), weights.ravel(), 1e-150
    steps = [function(w + 1j * h * e).imag / h for e in np.eye(w.size)]
    np.testing.assert_allclose(function.gradient(w), steps, 1e-11, 1e-13)
    bends = [function.gradient(w + 1j * h * e).imag / h for e in np.eye(w.size)]
    np.testing.assert_allclose(function.hessian(w), np.transpose(bends), 1e-11, 1e-13)


@each_loss
def test_many_weights_give_what_each_gives_alone(name):
    loss = LOSSES[name]
    inputs, targets, weights, _ = example(loss)
    function = loss.of_weights(inputs, targets)
    many = np.random.default_rng(3).normal(size=(2, 5, weights.size))
    for part, shape in (
        (function, (2, 5)),
        (function.gradient, many.shape),
        (function.hessian, (*many.shape, weights.size)),
    ):
        results = part(many)
        assert results.shape == shape
        alone = [[part(w) for w in row] for row in many]
        np.testing.assert_allclose(results, alone, 1e-11, 1e-13)


@each_scalar
def test_a_single_weight_is_a_number(name):
    loss = LOSSES[name]
    inputs, targets, weights, _ = example(loss, n=1)
    function = loss.of_weights(inputs, targets)
    assert function.dimension == 1
    at, h = float(weights[0]), 1e-150
    assert np.shape(function(at)) == np.shape(function.gradient(at)) == ()
    assert function.gradient(at) == pytest.approx(function(at + 1j * h).imag / h, rel=1e-11)
    bend = function.gradient(at + 1j * h).imag / h
    assert function.hessian(at) == pytest.approx(bend, rel=1e-11, abs=1e-13)
    assert function([0.1, 0.2, 0.3]).shape == function.hessian([0.1, 0.2, 0.3]).shape == (3,)


@each_loss
def test_the_loss_of_the_weights_is_convex(name):
    loss = LOSSES[name]
    inputs, targets, weights, _ = example(loss)
    function = loss.of_weights(inputs, targets)
    generator = np.random.default_rng(4)
    a, b = 3 * generator.normal(size=(2, 50, weights.size))
    assert (function((a + b) / 2) <= (function(a) + function(b)) / 2 + 1e-12).all()
    for point in a[:10]:
        assert np.linalg.eigvalsh(function.hessian(point))[0] >= -1e-12


@each_loss
def test_descent_below_two_over_the_largest_curvature(name):
    loss = LOSSES[name]
    inputs, targets, weights, _ = example(loss)
    function = loss.of_weights(inputs, targets)
    w = weights.ravel()
    # No score bends more than a square (2), a probability (1/4) or a softmax (1/2).
    bound = 2 * loss.reduction.factor(7) * np.linalg.norm(inputs, 2) ** 2
    for _ in range(10):
        step = w - 1.9 / bound * function.gradient(w)
        if name not in ("absolute_error", "hinge"):
            assert function(step) <= function(w) + 1e-12
        w = step


def test_the_names_of_the_weights():
    x = np.ones((2, 3))
    assert hinge.of_weights(x, [1, -1]).variables == ("w_1", "w_2", "w_3")
    assert hinge.of_weights(x[:, :2], [1, -1]).variables == ("w_1", "w_2")
    assert hinge.of_weights(x[:, :1], [1, -1]).variables == ("w",)
    classes = softmax_cross_entropy.of_weights(x[:, :2], [[1, 0, 0], [0, 0, 1]])
    assert classes.variables == ("w_11", "w_12", "w_13", "w_21", "w_22", "w_23")


# Other people's losses.


def test_scikit_learn_and_scipy_agree():
    _, t, _, p = example(squared_error())
    assert squared_error()(t, p) == pytest.approx(metrics.mean_squared_error(t, p))
    assert absolute_error(t, p) == pytest.approx(metrics.mean_absolute_error(t, p))
    density = stats.norm(p, 0.7).logpdf(t)
    assert gaussian_negative_log_likelihood(0.7)(t, p) == pytest.approx(-density.sum())
    _, t, _, p = example(log_loss)
    assert log_loss(t, p) == pytest.approx(metrics.log_loss(t, p))
    assert log_loss_of_logits(t, special.logit(p)) == pytest.approx(metrics.log_loss(t, p))
    _, t, _, z = example(hinge)
    assert hinge(t, z) == pytest.approx(metrics.hinge_loss(t, z))
    assert logistic_loss(t, z) == pytest.approx(-special.log_expit(t * z).mean())
    _, t, _, q = example(cross_entropy)
    assert cross_entropy(t, q) == pytest.approx(-special.xlogy(t, q).sum(1).mean())
    assert kullback_leibler(t, q) == pytest.approx(special.rel_entr(t, q).sum(1).mean())
    assert softmax_cross_entropy(t, np.log(q)) == pytest.approx(cross_entropy(t, q))


def test_cross_entropy_is_entropy_plus_divergence():
    _, t, _, q = example(cross_entropy)
    entropy = probability.entropy(t).mean()
    assert entropy > 0
    assert cross_entropy(t, q) == pytest.approx(entropy + kullback_leibler(t, q))
    np.testing.assert_array_equal(cross_entropy.gradient(t, q), kullback_leibler.gradient(t, q))
    np.testing.assert_allclose(cross_entropy.gradient(t, q), -t / q / 7)


def test_one_hot_targets_may_meet_a_zero_elsewhere():
    assert cross_entropy([[0, 1]], [[0, 1]]) == 0
    assert cross_entropy.gradient([[0, 1]], [[0, 1]]).tolist() == [[0, -1]]
    assert cross_entropy([[1, 0]], [[0, 1]]) == math.inf
    assert cross_entropy.gradient([[1, 0]], [[0, 1]]).tolist() == [[-math.inf, 0]]
    bend = cross_entropy.curvature_formula(np.array([0.0, 1.0]), np.array([0.0, 0.5]))
    assert bend.tolist() == [[0, 0], [0, 4]]
    rows = np.array([[0.2, 0.8], [0.5, 0.5], [1.0, 0.0]])
    assert cross_entropy.curvature_formula(rows, np.full((3, 2), 0.5)).shape == (3, 2, 2)


# Two ways to write labels.


def test_labels_of_both_kinds_give_the_same_loss():
    x, t, w, _ = example(log_loss_of_logits)
    signs, z = 2 * t - 1, x @ w
    assert logistic_loss(signs, z) == pytest.approx(log_loss_of_logits(t, z))
    gradient = logistic_loss.weights_gradient(x, signs, w)
    np.testing.assert_allclose(gradient, x.T @ (special.expit(z) - t) / 7)
    # The form of the notes takes the sign before the argument: it is another number.
    printed = x.T @ ((special.expit(-signs * z) - 1) * -signs) / 7
    assert np.abs(printed - gradient).max() > 0.05
    right = x.T @ ((special.expit(signs * z) - 1) * signs) / 7
    np.testing.assert_allclose(gradient, right)


def test_label_zero_in_the_logistic_loss_would_be_a_constant():
    with pytest.raises(ValueError, match="targets must be -1 and 1, but 0 came"):
        logistic_loss([0, 1], [3, 4])


# The constants.


def test_the_four_constants_of_the_squares():
    sums = [squared_error(r)([0, 0, 0, 0], [1, 1, 2, 2]) for r in Reduction]
    assert sums == [10, 5, 2.5, 1.25]
    assert [r.factor(8) for r in Reduction] == [1, 0.5, 1 / 8, 1 / 16]
    assert [r.latex for r in Reduction] == [
        r"\sum_{i=1}^{n} ",
        r"\frac{1}{2} \sum_{i=1}^{n} ",
        r"\frac{1}{n} \sum_{i=1}^{n} ",
        r"\frac{1}{2n} \sum_{i=1}^{n} ",
    ]
    assert squared_error().name == "mean_squared_error"
    assert squared_error("half the mean").latex == (
        r"\frac{1}{2n} \sum_{i=1}^{n} (\hat{y}_i - y_i)^2"
    )
    with pytest.raises(ValueError, match=r"^reduction must be one of sum, half the sum, mean,"):
        squared_error("median")


def test_which_losses_are_sums_and_which_are_means():
    sums = {n for n, loss in LOSSES.items() if loss.reduction.factor(7) == 1}
    assert sums == {"sum_of_squares", "gaussian_negative_log_likelihood"}
    assert kullback_leibler.of_scores.reduction is Reduction.MEAN


@pytest.mark.parametrize("deviation", [0.5, 1.0, 3.0])
def test_the_gaussian_with_any_deviation(deviation):
    loss = gaussian_negative_log_likelihood(deviation)
    x, t, w, p = example(loss)
    np.testing.assert_allclose(loss.each(t, p), -stats.norm(p, deviation).logpdf(t))
    np.testing.assert_allclose(loss.gradient(t, p), (p - t) / deviation**2)
    np.testing.assert_allclose(loss.weights_gradient(x, t, w), x.T @ (x @ w - t) / deviation**2)
    np.testing.assert_allclose(loss.of_weights(x, t).hessian(w), x.T @ x / deviation**2)
    for i in range(7):
        pair = float(t[i]), float(p[i])
        assert printed(loss.each_latex, *pair) == pytest.approx(loss.each(t, p)[i])
        assert printed(loss.slope_latex, *pair) == pytest.approx(loss.gradient(t, p)[i])
    assert printed_total(loss.latex, t.tolist(), p.tolist()) == pytest.approx(loss(t, p))
    number = f"{deviation:g}"
    assert loss.weights_gradient_latex == rf"\frac{{1}}{{{number}^2}} X^\top (X w - y)"


# Extremes.


@given(st.lists(st.floats(-1e4, 1e4), min_size=1, max_size=5), st.data())
def test_large_scores_are_finite_and_exact(z, data):
    t = data.draw(st.lists(st.sampled_from([0, 1]), min_size=len(z), max_size=len(z)))
    signs = [2 * a - 1 for a in t]
    exact = [mpmath.log1p(mpmath.exp(mpmath.mpf(-s * v))) for s, v in zip(signs, z, strict=True)]
    np.testing.assert_allclose(log_loss_of_logits.each(t, z), [float(e) for e in exact], 1e-12)
    np.testing.assert_allclose(logistic_loss.each(signs, z), [float(e) for e in exact], 1e-12)
    assert np.isfinite(log_loss_of_logits.gradient(t, z)).all()
    assert (hinge.each(signs, z) >= 0).all()


def test_the_slope_of_a_right_answer_keeps_its_digits():
    slope = log_loss_of_logits.gradient([1], [40.0])[0]
    np.testing.assert_allclose(slope, -4.248354255291589e-18, 1e-12)


def test_softmax_with_large_scores():
    loss = softmax_cross_entropy
    assert loss([[1, 0]], [[0, 1e4]]) == 1e4
    assert loss([[0, 1]], [[0, 1e4]]) == 0
    assert loss.gradient([[1, 0]], [[0, 1e4]]).tolist() == [[-1, 1]]
    assert loss.gradient([[1, 0]], [[0, 0]]).tolist() == [[-0.5, 0.5]]


def test_certain_probabilities():
    assert log_loss.each([1, 0], [1, 0]).tolist() == [0, 0]
    assert not np.signbit(log_loss.each([1, 0], [1, 0])).any()
    assert log_loss.each([1, 0], [0, 1]).tolist() == [math.inf, math.inf]
    assert log_loss.gradient([1, 0], [1, 0]).tolist() == [-0.5, 0.5]
    assert log_loss.gradient([1, 0], [0, 1]).tolist() == [-math.inf, math.inf]
    assert log_loss([1], [0.2]) == pytest.approx(1.6094, abs=1e-4)


def test_no_finite_number_makes_a_warning():
    large = [1.3e154] * 20
    assert squared_error(Reduction.SUM)([0] * 20, large) == math.inf
    assert squared_error("mean").each([0], [1e300]).tolist() == [math.inf]
    assert absolute_error([-1e308], [1e308]) == math.inf
    assert absolute_error.gradient([-1e308], [1e308]).tolist() == [1]
    assert squared_error().weights_gradient([[1e200, 1]], [1], [1e105, 1])[0] == math.inf
    with pytest.raises(ValueError, match="predictions must hold finite numbers"):
        squared_error().weights_gradient([[1e200, 1]], [1], [1e200, 1])
    assert negative_log_likelihood_gradient([1e-310, 1], [[1], [1]]).tolist() == [-math.inf]


def test_slopes_at_the_kinks():
    assert absolute_error.gradient([1, 2], [1, 3]).tolist() == [0, 0.5]
    assert hinge.gradient([1, -1], [1, -1]).tolist() == [0, 0]
    assert hinge.each([1, -1], [1, -1]).tolist() == [0, 0]
    assert hinge.gradient([1, -1], [0.5, -0.5]).tolist() == [-0.5, 0.5]


@given(st.floats(-5, 5), st.floats(-5, 5))
def test_the_slopes_are_subgradients(a, b):
    for loss in (absolute_error, hinge, logistic_loss):
        rise = loss([1], [b]) - loss([1], [a])
        assert rise >= loss.gradient([1], [a])[0] * (b - a) - 1e-12


def test_a_right_answer_costs_little_and_a_wrong_one_much():
    for loss in (log_loss_of_logits, logistic_loss, hinge):
        assert loss([1], [5]) < 0.01
        assert loss([1], [-5]) > 5


# Any likelihood.


def test_a_likelihood_and_its_gradient():
    x = np.array([1.0, 0.0, 1.0, 1.0])

    def likelihood(p):
        return np.where(x == 1, p, 1 - p)

    p = 0.6
    assert negative_log_likelihood(likelihood(p)) == pytest.approx(
        -stats.bernoulli(p).logpmf(x).sum()
    )
    derivatives = np.column_stack([np.where(x == 1, 1, -1), np.zeros(4)])
    gradient = negative_log_likelihood_gradient(likelihood(p), derivatives)
    np.testing.assert_allclose(gradient, [-(3 / p - 1 / (1 - p)), 0])
    assert negative_log_likelihood([1, 0]) == math.inf
    assert str(negative_log_likelihood([1, 1])) == "0.0"


def test_bad_likelihoods():
    with pytest.raises(ValueError, match=r"probabilities must not be below zero, but -0\.1 came"):
        negative_log_likelihood([0.5, -0.1])
    with pytest.raises(ValueError, match="probabilities must not be below zero"):
        negative_log_likelihood_gradient([-1], [[1]])
    with pytest.raises(ValueError, match="probabilities must be above zero, but 0 came"):
        negative_log_likelihood_gradient([0.5, 0], [[1], [1]])
    with pytest.raises(ValueError, match="derivatives must have 2 rows, but 1 came"):
        negative_log_likelihood_gradient([0.5, 0.5], [[1]])
    with pytest.raises(ValueError, match="derivatives must be a matrix"):
        negative_log_likelihood_gradient([0.5], [1])


# Bad input.


@each_loss
def test_whole_numbers_are_converted_and_left_alone(name):
    loss = LOSSES[name]
    _, targets, _, predictions = example(loss)
    before = targets.copy(), predictions.copy()
    loss(targets, predictions)
    gradient = loss.gradient(targets, predictions)
    assert gradient.dtype == float
    assert gradient.shape == predictions.shape
    assert loss.each(targets, predictions).shape == (7,)
    assert type(loss(targets, predictions)) is float
    np.testing.assert_array_equal(targets, before[0])
    np.testing.assert_array_equal(predictions, before[1])


@each_loss
def test_bad_targets_and_predictions(name):
    loss = LOSSES[name]
    inputs, targets, weights, predictions = example(loss)
    with pytest.raises(ValueError, match="predictions must have the shape of the targets"):
        loss(targets[:-1], predictions)
    with pytest.raises(ValueError, match=r"targets must .*, but .* came"):
        loss(np.full(targets.shape, math.nan), predictions)
    with pytest.raises(ValueError, match=r"predictions must hold finite numbers, but .* came"):
        loss(targets, np.full(predictions.shape, math.nan))
    with pytest.raises(ValueError, match=r"targets must be .* at least one"):
        loss([], [])
    with pytest.raises(ValueError, match="targets must hold 7 examples, but 6 came"):
        loss.of_weights(inputs, targets[:-1])
    with pytest.raises(ValueError, match="inputs must be a matrix"):
        loss.of_weights(targets.ravel(), targets)
    shape = r"\(3, K\)" if loss.target is Target.DISTRIBUTION else r"\(3,\)"
    with pytest.raises(ValueError, match=rf"weights must have shape {shape}, but shape \(2,"):
        loss.weights_gradient(inputs, targets, weights[:-1])
    with pytest.raises(ValueError, match=r"weights must have shape \(3,"):
        loss.weights_gradient(inputs, targets, weights[..., None])


@pytest.mark.parametrize(
    ("loss", "targets", "words"),
    [
        (log_loss, [0.5, 1], "targets must be 0 and 1, but 0.5 came"),
        (log_loss_of_logits, [-1, 1], "targets must be 0 and 1, but -1 came"),
        (hinge, [0, 1], "targets must be -1 and 1, but 0 came"),
    ],
)
def test_bad_labels(loss, targets, words):
    with pytest.raises(ValueError, match=words):
        loss(targets, [0.5, 0.5])


def test_bad_distributions_and_probabilities():
    with pytest.raises(ValueError, match="targets must sum to 1"):
        softmax_cross_entropy([[1, 1]], [[0, 0]])
    with pytest.raises(ValueError, match="predictions must sum to 1"):
        cross_entropy([[1, 0]], [[0.5, 0.4]])
    for bad in (-0.1, 1.1):
        with pytest.raises(ValueError, match=f"probabilities from 0 to 1, but {bad:g} came"):
            log_loss([1, 1], [0.5, bad])


@pytest.mark.parametrize("deviation", [0, -1, math.nan])
def test_bad_deviations(deviation):
    with pytest.raises(ValueError, match="deviation must be"):
        gaussian_negative_log_likelihood(deviation)


def test_a_loss_before_and_behind_its_sigmoid():
    assert log_loss.of_scores is log_loss_of_logits
    assert cross_entropy.of_scores is softmax_cross_entropy
    assert all(loss.of_scores is None for loss in map(squared_error, Reduction))
    _, t, _, z = example(kullback_leibler.of_scores)
    assert kullback_leibler.of_scores(t, z) == pytest.approx(kullback_leibler(t, softmax(z)))
    same = (kullback_leibler.of_scores, softmax_cross_entropy)
    assert len({loss.weights_gradient_latex for loss in same}) == 1
    assert losses.sigmoid is sigmoid


# Huber: between the squared and the absolute error.


@pytest.mark.parametrize("d", [0.3, 1.0, 2.5])
def test_huber_is_that_of_scipy(d):
    r = np.linspace(-5, 5, 101)
    loss = huber_error(d)
    np.testing.assert_allclose(loss.each(0 * r, r), special.huber(d, r))
    slopes = loss.gradient(0 * r, r) * len(r)
    np.testing.assert_allclose(slopes, np.clip(r, -d, d))
    assert loss(0 * r, r) == pytest.approx(special.huber(d, r).mean())
    bends = loss.curvature_formula(0 * r, r)
    assert bends.tolist() == (np.abs(r) < d).tolist()
    inputs = np.random.default_rng(0).normal(size=(7, 2))
    y, w = np.arange(7.0), np.array([0.3, -1.2])
    by_differences = differentiation.gradient(loss.of_weights(inputs, y), w)
    np.testing.assert_allclose(loss.weights_gradient(inputs, y, w), by_differences, atol=1e-7)


def test_a_threshold_of_huber_is_above_zero():
    with pytest.raises(ValueError, match="threshold must be above zero"):
        huber_error(0)
