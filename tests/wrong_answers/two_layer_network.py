"""Answers to the exercises of chapter 8."""

import math
from fractions import Fraction

import numpy as np

from wrong_answers import also, letters, tried


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


X1, X2, LABEL = 1.2, -2.2, 1
w11, w12, w21, w22, b1, b2, w1, w2, b = 0.6, -0.8, 1.4, 0.7, -0.4, 0.5, 1.5, -0.9, 0.25
z1, z2 = X1 * w11 + X2 * w21 + b1, X1 * w12 + X2 * w22 + b2
a1, a2 = sigmoid(z1), sigmoid(z2)
z = a1 * w1 + a2 * w2 + b
yhat = sigmoid(z)
error = yhat - LABEL

tried(
    "two_layer_network.hidden_sum",
    {
        "indices exchanged": X1 * w21 + X2 * w22 + b2,
        "the other unit": z1,
        "forgot the bias": z2 - b2,
        "bias of the other unit": X1 * w12 + X2 * w22 + b1,
        "after the sigmoid": a2,
        "inputs exchanged": X1 * w22 + X2 * w12 + b2,
        "sign of the input": X1 * w12 - X2 * w22 + b2,
        "sign of the weight": -X1 * w12 + X2 * w22 + b2,
        "bias of the output": X1 * w12 + X2 * w22 + b,
        "bias subtracted": X1 * w12 + X2 * w22 - b2,
        "only input 1": X1 * w12 + b2,
        "only input 2": X2 * w22 + b2,
        "only the first product": X1 * w12,
        "only the second product": X2 * w22,
        "weights of unit 1, bias of unit 2": X1 * w11 + X2 * w21 + b2,
        "row of input 1": X1 * w11 + X2 * w12 + b2,
        "added instead of multiplied": X1 + w12 + X2 + w22 + b2,
        "product of the products": X1 * w12 * X2 * w22 + b2,
        "products subtracted | sign of the input": X1 * w12 - X2 * w22 + b2,
        "both units": z1 + z2,
        "weights of the output": X1 * w1 + X2 * w2 + b,
        "bias in the brackets": (X1 + b2) * w12 + (X2 + b2) * w22,
        "bias times": (X1 * w12 + X2 * w22) * b2,
        "sign of all": -z2,
        "sigmoid of the other unit": a1,
        "sum of the inputs": X1 + X2,
    },
    X1 * w12 + X2 * w22 + b2,
    np.dot([X1, X2], [w12, w22]) + b2,
    Fraction(z2),
)

tried(
    "two_layer_network.forward_pass",
    {
        "no sigmoid in the hidden units": sigmoid(z1 * w1 + z2 * w2 + b),
        "no sigmoid at the end": z,
        "no sigmoid at all": z1 * w1 + z2 * w2 + b,
        "forgot the bias": sigmoid(z - b),
        "no bias and no sigmoid at the end | no sigmoid, no bias": z - b,
        "weights exchanged": sigmoid(a1 * w2 + a2 * w1 + b),
        "sign of w2": sigmoid(a1 * w1 - a2 * w2 + b),
        "sign in the sigmoid": sigmoid(-z),
        "sigmoid twice": sigmoid(yhat),
        "only unit 1": sigmoid(a1 * w1 + b),
        "only unit 2": sigmoid(a2 * w2 + b),
        "bias of unit 2": sigmoid(a1 * w1 + a2 * w2 + b2),
        "units without weights": sigmoid(a1 + a2 + b),
        "sum of the units": a1 + a2,
        "tanh": np.tanh(z),
        "sigmoid without the minus in the hidden units": sigmoid(
            sigmoid(-z1) * w1 + sigmoid(-z2) * w2 + b
        ),
        "no biases anywhere": sigmoid(sigmoid(z1 - b1) * w1 + sigmoid(z2 - b2) * w2),
        "no biases in the hidden units": sigmoid(sigmoid(z1 - b1) * w1 + sigmoid(z2 - b2) * w2 + b),
        "inner indices exchanged": sigmoid(
            sigmoid(X1 * w11 + X2 * w12 + b1) * w1 + sigmoid(X1 * w21 + X2 * w22 + b2) * w2 + b
        ),
        "rounded to a label": 1.0,
        "one half": 0.5,
        "exponential": np.exp(z),
        "tanh in the hidden units": sigmoid(np.tanh(z1) * w1 + np.tanh(z2) * w2 + b),
        "slope instead of value": yhat * (1 - yhat),
        "ReLU in the hidden units": sigmoid(max(z1, 0) * w1 + max(z2, 0) * w2 + b),
        "a2": a2,
        "a1": a1,
        "bias subtracted": sigmoid(z - 2 * b),
        "inputs to the output unit": sigmoid(X1 * w1 + X2 * w2 + b),
        "softmax |": np.exp(a1) / (np.exp(a1) + np.exp(a2)),
    },
    yhat,
    1 - sigmoid(-z),
    np.exp(z) / (1 + np.exp(z)),
    (1 + math.tanh(z / 2)) / 2,
    sigmoid(sigmoid(np.array([X1, X2]) @ [[w11, w12], [w21, w22]] + [b1, b2]) @ [w1, w2] + b),
)

tried(
    "two_layer_network.output_error",
    {
        "sign": 1 - yhat,
        "only the first factor": -1 / yhat,
        "only the second factor": yhat * (1 - yhat),
        "the loss": -math.log(yhat),
        "first factor without its sign": 1 / yhat,
        "sign of the loss": math.log(yhat),
        "label 0": yhat,
        "slope of the sigmoid once more": error * yhat * (1 - yhat),
        "slope once more, sign | slope of the sigmoid once more, sign": -error * yhat * (1 - yhat),
        "square loss": 2 * error,
        "square loss with its slope": 2 * error * yhat * (1 - yhat),
        "squared": error**2,
        "half of it": error / 2,
        "factors added": -1 / yhat + yhat * (1 - yhat),
        "slope upside down": -1 / yhat / (yhat * (1 - yhat)),
        "sum instead of prediction": z - LABEL,
        "derivative of the logarithm at 1 - yhat": -1 / (1 - yhat),
        "the other half of the loss": 1 / (1 - yhat),
        "loss of the other label": -math.log(1 - yhat),
        "slope at yhat": sigmoid(yhat) * (1 - sigmoid(yhat)),
        "only 1 - z": 1 - z,
        "zero": 0.0,
        "slope with a minus": -yhat * (1 - yhat),
        "second derivative": yhat * (1 - yhat) * (1 - 2 * yhat),
        "error over yhat": error / yhat,
        "times yhat | slope with a minus": error * yhat,
        "half of the square": error**2 / 2,
    },
    yhat - 1,
    -1 / yhat * yhat * (1 - yhat),
    -1 / (1 + math.exp(z)),
    -sigmoid(-z),
)

h2 = a2 * (1 - a2)
h1 = a1 * (1 - a1)
slope = error * w2 * h2 * X1
tried(
    "two_layer_network.first_layer_slope",
    {
        "indices exchanged": error * w1 * h1 * X2,
        "the other input": error * w2 * h2 * X2,
        "the other unit": error * w1 * h1 * X1,
        "sign": -slope,
        "forgot the slope of the sigmoid": error * w2 * X1,
        "forgot the weight": error * h2 * X1,
        "forgot the input": error * w2 * h2,
        "forgot the error": w2 * h2 * X1,
        "a in place of its slope": error * w2 * a2 * X1,
        "only 1 - a": error * w2 * (1 - a2) * X1,
        "weight w12 in place of w2": error * w12 * h2 * X1,
        "weight w12 as well": error * w2 * h2 * X1 * w12,
        "weight w1 in place of w2": error * w1 * h2 * X1,
        "slope of unit 1": error * w2 * h1 * X1,
        "slope of the output once more": slope * yhat * (1 - yhat),
        "only one sigmoid, the output's": w2 * yhat * (1 - yhat) * X1,
        "yhat in place of the error": yhat * w2 * h2 * X1,
        "the sum in place of a": error * w2 * z2 * (1 - z2) * X1,
        "sigmoid of a": error * w2 * sigmoid(a2) * (1 - sigmoid(a2)) * X1,
        "weight of the second layer": error * a2,
        "weight of the second layer, unit 1": error * a1,
        "factor 2": 2 * slope,
        "both units": error * (w1 * h1 + w2 * h2) * X1,
        "both inputs": error * w2 * h2 * (X1 + X2),
        "first factor only, -1/yhat": -1 / yhat * w2 * h2 * X1,
        "the error": error,
        "loss in place of the error": -math.log(yhat) * w2 * h2 * X1,
        "slope squared": error * w2 * h2**2 * X1,
        "after a step": w12 - slope,
    },
    slope,
    X1 * h2 * -0.9 * (yhat - 1),
    -(1 - yhat) * w2 * X1 * (a2 - a2**2),
    np.outer([X1, X2], error * np.array([w1, w2]) * [h1, h2])[0, 1],
)

letters("two_layer_network.index_slip", a="as written", c="the wrong unit", d="the wrong layer")


def _delta_loop(error, weights, a):
    return [error * w * value * (1 - value) for w, value in zip(weights, a, strict=True)]


def _delta_matrix(error, weights, a):
    return np.diag(a * (1 - a)) @ weights * error


def _delta_first(error, weights, a):
    for w, value in zip(weights, a, strict=True):
        return error * w * value * (1 - value)


def _delta_in_place(error, weights, a):
    result = np.array(weights, dtype=float)
    result *= error
    result *= a - a**2
    return result


tried(
    "two_layer_network.write_hidden_delta",
    {
        "no slope of the sigmoid": lambda e, w, a: e * w,
        "only 1 - a": lambda e, w, a: e * w * (1 - a),
        "a instead of its slope": lambda e, w, a: e * w * a,
        "sign": lambda e, w, a: -e * w * a * (1 - a),
        "added up": lambda e, w, a: np.sum(e * w * a * (1 - a)),
        "dot product | added up": lambda e, w, a: e * np.dot(w, a * (1 - a)),
        "no weights": lambda e, w, a: e * a * (1 - a),
        "no error": lambda e, w, a: w * a * (1 - a),
        "a sigmoid of a": lambda e, w, a: e * w * sigmoid(a) * (1 - sigmoid(a)),
        "missing brackets": lambda e, w, a: e * w * a * 1 - a,
        "sigmoid of a alone": lambda e, w, a: e * w * sigmoid(a),
        "slope of the weights": lambda e, w, a: e * w * (1 - w) * a,
        "a squared": lambda e, w, a: e * w * a**2,
        "1 - a squared": lambda e, w, a: e * w * (1 - a**2),
        "a - 1 | sign": lambda e, w, a: e * w * a * (a - 1),
        "only the error": lambda e, w, a: e * np.ones(len(w)),
        "only the slope": lambda e, w, a: a * (1 - a),
        "1 - error": lambda e, w, a: (1 - e) * w * a * (1 - a),
        "added instead of multiplied": lambda e, w, a: e * (w + a * (1 - a)),
        "divided by the slope": lambda e, w, a: e * w / (a * (1 - a)),
        "slope of the error": lambda e, w, a: e * (1 - e) * w * a * (1 - a),
        "1 + a": lambda e, w, a: e * w * a * (1 + a),
        "only the first unit": _delta_first,
        "all pairs": lambda e, w, a: e * np.outer(w, a * (1 - a)),
        "mean of the units": lambda e, w, a: np.mean(e * w * a * (1 - a)),
        "divided by the number of units": lambda e, w, a: e * w * a * (1 - a) / len(a),
        "slope squared": lambda e, w, a: e * w * (a * (1 - a)) ** 2,
        "weights added up": lambda e, w, a: e * np.sum(w) * a * (1 - a),
        "weights reversed": lambda e, w, a: e * w[::-1] * a * (1 - a),
        "derivative by the output weights | a instead of its slope": lambda e, w, a: e * a * w,
        "gradient of the output weights": lambda e, w, a: e * a,
    },
    _delta_matrix,
    _delta_in_place,
    lambda e, w, a: e * w * (a - a * a),
    lambda e, w, a: np.multiply.reduce([np.full(len(w), e), w, a, 1 - a]),
    halfway=(
        _delta_loop,
        lambda e, w, a: np.array([e * wi * ai * (1 - ai) for wi, ai in zip(w, a, strict=True)]),
    ),
)

letters("two_layer_network.order_of_updates", a="no difference", b="two steps", c="no dependence")
letters("two_layer_network.shape_of_gradient", a="transposed", c="not added up", d="X with itself")

i, h, o = 4, 6, 3
tried(
    "two_layer_network.count_parameters",
    {
        "no biases": i * h + h * o,
        "only hidden biases": i * h + h + h * o,
        "only the output's biases": i * h + h * o + o,
        "units": i + h + o,
        "bias for inputs": i * h + h * o + i + h + o,
        "a bias for each layer": i * h + h * o + 2,
        "one bias": i * h + h * o + 1,
        "only the first layer": i * h + h,
        "only the first layer, no biases": i * h,
        "only the second layer": h * o + o,
        "only the second layer, no biases": h * o,
        "only the biases": h + o,
        "product": i * h * o,
        "one weight for each input": i + h + o + h + o,
        "direct edges": i * h + h * o + i * o,
        "direct edges and biases": i * h + h * o + i * o + h + o,
        "bias for every edge": 2 * (i * h + h * o),
        "sums as parameters": i * h + h * o + 2 * (h + o),
        "all pairs": (i + h + o) * (i + h + o - 1) // 2,
        "one output": i * h + h + h + 1,
        "bias added to the product |": i * h * o + h + o,
        "two layers as squares |": (i + h) ** 2,
    },
    51,
    (4 + 1) * 6 + (6 + 1) * 3,
    51.0,
    np.int64(51),
    sum(w.size for w in (np.ones((4, 6)), np.ones(6), np.ones((6, 3)), np.ones(3))),
)
letters("two_layer_network.equal_units", b="equal for ever", c="only the output", d="at once")

tried(
    "two_layer_network.vanishing",
    {
        "added": 10 * 0.25,
        "one half": 0.5**10,
        "once": 0.25,
        "nine": 0.25**9,
        "eleven": 0.25**11,
        "divided by ten": 0.25 / 10,
        "once in each direction | twice": 0.25**20,
        "upside down": 4.0**10,
        "zero |": 0.0,
        "one": 1.0,
        "slope at 1": (sigmoid(1) * (1 - sigmoid(1))) ** 10,
        "value at 1": sigmoid(1) ** 10,
        "rounded": 1e-6,
        "a tenth each": 0.1**10,
        "one half, added | one half of ten": 10 * 0.5,
        "base and exponent exchanged": 10**0.25,
        "exponent minus 10 lost |": 0.25**-10 / 4,
        "the number of sigmoids": 10.0,
        "tenth root": 0.25**0.1,
        "one less a quarter": 0.75**10,
        "five sigmoids | one half": 0.25**5,
        "value and slope": 0.5 * 0.25,
        "one half once": 0.5,
        "eighth": 0.125**10,
    },
    0.25**10,
    2.0**-20,
    1 / 4**10,
    Fraction(1, 4**10),
    9.54e-7,
    math.exp(-20 * math.log(2)),
)

letters("two_layer_network.last_factor", a="the weight", b="upside down", c="too far")
letters("two_layer_network.why_it_fails", a="equal", b="jumps", d="too few")
letters("two_layer_network.used_twice", a="all", b="the first layer", d="the biases")
letters("two_layer_network.review_zero_slope", a="extremum", b="height", c="constant")
letters("two_layer_network.review_factor", a="creeps", c="at once", d="runs away")


def _page(one, two, order="w11 w12 w21 w22 b1 b2"):
    """Return a backward pass with these deltas, written in this order."""

    def mended(x1, x2, a1, a2, w1, w2, delta):
        d1, d2 = one(a1, a2, w1, w2, delta), two(a1, a2, w1, w2, delta)
        named = {"w11": x1 * d1, "w12": x1 * d2, "w21": x2 * d1, "w22": x2 * d2, "b1": d1, "b2": d2}
        return np.array([named[name] for name in order.split()])

    return mended


def _one(a1, a2, w1, w2, delta):
    return delta * w1 * a1 * (1 - a1)


def _two(a1, a2, w1, w2, delta):
    return delta * w2 * a2 * (1 - a2)


def _mended_as_list(x1, x2, a1, a2, w1, w2, delta):
    result = []
    for x in (x1, x2):
        for w, a in ((w1, a1), (w2, a2)):
            result.append(x * delta * w * a * (1 - a))
    return [*result, delta * w1 * a1 * (1 - a1), delta * w2 * a2 * (1 - a2)]


def _mended_in_matrices(x1, x2, a1, a2, w1, w2, delta):
    a = np.array([a1, a2])
    deltas = delta * np.array([w1, w2]) * (a - a**2)
    return np.concatenate([np.outer([x1, x2], deltas).ravel(), deltas])


tried(
    "two_layer_network.repair",
    {
        "nothing mended": _page(
            _one, lambda a1, a2, w1, w2, d: d * w1 * a2 * (1 - a2), "w11 w21 w12 w22 b1 b2"
        ),
        "only the order mended": _page(_one, lambda a1, a2, w1, w2, d: d * w1 * a2 * (1 - a2)),
        "only the weight mended": _page(_one, _two, "w11 w21 w12 w22 b1 b2"),
        "w2 for both units": _page(lambda a1, a2, w1, w2, d: d * w2 * a1 * (1 - a1), _two),
        "edges exchanged": _page(
            lambda a1, a2, w1, w2, d: d * w2 * a1 * (1 - a1),
            lambda a1, a2, w1, w2, d: d * w1 * a2 * (1 - a2),
        ),
        "sign": _page(lambda *arguments: -_one(*arguments), lambda *arguments: -_two(*arguments)),
        "slope of unit 1 for both": _page(_one, lambda a1, a2, w1, w2, d: d * w2 * a1 * (1 - a1)),
        "slope of unit 2 for both": _page(lambda a1, a2, w1, w2, d: d * w1 * a2 * (1 - a2), _two),
        "no slopes": _page(lambda a1, a2, w1, w2, d: d * w1, lambda a1, a2, w1, w2, d: d * w2),
        "inputs exchanged": _page(_one, _two, "w21 w22 w11 w12 b1 b2"),
        "biases exchanged": _page(_one, _two, "w11 w12 w21 w22 b2 b1"),
        "units exchanged": _page(_one, _two, "w12 w11 w22 w21 b2 b1"),
        "no biases": _page(_one, _two, "w11 w12 w21 w22"),
    },
    _page(_one, _two),
    _mended_as_list,
    _mended_in_matrices,
)


def _epoch_of(
    bend=lambda z: np.where(z > 0, z, 0), slope=lambda z, a: np.where(z > 0, 1, 0),
    start=lambda yhat, y: yhat - y, way=-1, mean=True, old=True, only="WBwb",
):  # fmt: skip
    """Return an epoch as somebody would write it, right or with a slip."""

    def epoch(X, Y, W, B, w, b, rate):  # noqa: N803
        z = X @ W + B
        a = bend(z)
        out = start(sigmoid(a @ w + b), Y) / (len(Y) if mean else 1)
        w_new = w + way * rate * a.T @ out if "w" in only else w
        hidden = out @ (w if old else w_new).T * slope(z, a)
        W_new = W + way * rate * X.T @ hidden if "W" in only else W  # noqa: N806
        B_new = B + way * rate * hidden.sum(0) if "B" in only else B  # noqa: N806
        b_new = b + way * rate * out.sum(0) if "b" in only else b
        return np.concatenate([W_new.ravel(), B_new, w_new.ravel(), b_new])

    return epoch


def _epoch_example_by_example(X, Y, W, B, w, b, rate):  # noqa: N803
    total = [np.zeros_like(p, dtype=float) for p in (W, B, w, b)]
    for x, y in zip(X, Y, strict=True):
        z = x @ W + B
        a = np.maximum(z, 0)
        delta = sigmoid(a @ w + b) - y
        hidden = (w @ delta) * (z > 0)
        for sum_, part in zip(total, (np.outer(x, hidden), hidden, np.outer(a, delta), delta),
                              strict=True):  # fmt: skip
            sum_ += part / len(X)
    return np.concatenate(
        [np.ravel(p - rate * s_) for p, s_ in zip((W, B, w, b), total, strict=True)]
    )


def _epoch_derivatives(X, Y, W, B, w, b, rate):  # noqa: N803
    new = _epoch_of()(X, Y, W, B, w, b, rate)
    return (np.concatenate([W.ravel(), B, w.ravel(), b]) - new) / rate


def _epoch_with_max(X, Y, W, B, w, b, rate):  # noqa: N803
    a = max(0, X @ W + B)
    return _epoch_of(bend=lambda z: a)(X, Y, W, B, w, b, rate)


tried(
    "two_layer_network.write_epoch",
    {
        "slope of the sigmoid": _epoch_of(slope=lambda z, a: a * (1 - a)),
        "sigmoid both ways": _epoch_of(sigmoid, lambda z, a: a * (1 - a)),
        "sigmoid forward": _epoch_of(sigmoid),
        "no slope": _epoch_of(slope=lambda z, a: 1),
        "a in place of its slope": _epoch_of(slope=lambda z, a: a),
        "no mean": _epoch_of(mean=False),
        "plus in the update | uphill": _epoch_of(way=1),
        "y - yhat | uphill": _epoch_of(start=lambda yhat, y: y - yhat),
        "late": _epoch_of(old=False),
        "hidden layer stays": _epoch_of(only="wb"),
        "output stays": _epoch_of(only="WB"),
        "biases stay": _epoch_of(only="Ww"),
        "derivatives": _epoch_derivatives,
        "slope of the loss by yhat": _epoch_of(start=lambda p, y: (p - y) / (p * (1 - p))),
        "slope of the last sigmoid": _epoch_of(start=lambda p, y: (p - y) * p * (1 - p)),
        "half the step": _epoch_of(way=-0.5),
        "max of an array": _epoch_with_max,
    },
    _epoch_of(),
    _epoch_of(slope=lambda z, a: a > 0),
    _epoch_example_by_example,
)


def _both(value, factor):
    return lambda z: np.array([value(z), factor(z)])


tried(
    "two_layer_network.tanh_step",
    {
        "slope of the sigmoid": _both(np.tanh, lambda z: np.tanh(z) * (1 - np.tanh(z))),
        "the other order": _both(lambda z: 1 - np.tanh(z) ** 2, np.tanh),
        "square of z": _both(np.tanh, lambda z: 1 - z**2),
        "no square": _both(np.tanh, lambda z: 1 - np.tanh(z)),
        "plus": _both(np.tanh, lambda z: 1 + np.tanh(z) ** 2),
        "only the value": _both(np.tanh, np.tanh),
        "sigmoid and its slope": _both(sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z))),
        "1 over cosh": _both(np.tanh, lambda z: 1 / np.cosh(z)),
        "cosh squared": _both(np.tanh, lambda z: np.cosh(z) ** 2),
        "minus": _both(np.tanh, lambda z: np.tanh(z) ** 2 - 1),
        "factor of the value": _both(np.tanh, lambda z: 1 - np.tanh(np.tanh(z)) ** 2),
        "factor 1": _both(np.tanh, lambda z: 1.0),
        "sine over cosine": _both(np.tan, lambda z: 1 / np.cos(z) ** 2),
    },
    _both(np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    _both(lambda z: 2 * sigmoid(2 * z) - 1, lambda z: 1 / np.cosh(z) ** 2),
    lambda z: (math.tanh(z), (1 - math.tanh(z)) * (1 + math.tanh(z))),
)

tried(
    "two_layer_network.review_nearby",
    {
        "sign": 2.5 + 3 * 0.2,
        "a step of 1": 2.5 - 3,
        "only the change": -3 * (4.2 - 4),
        "divided": 2.5 - 3 / 0.2,
        "the height stays": 2.5,
        "the place times the slope": 2.5 - 3 * 4.2,
        "a tangent through zero": -3 * 4.2,
        "slope times height": 2.5 * -3 * 0.2,
        "added all": 2.5 - 3 + 0.2,
        "the slope": -3.0,
        "a tenth": 2.5 - 3 * 0.02,
        "size of the change": 3 * 0.2,
    },
    1.9,
    Fraction(19, 10),
    2.5 + (4.2 - 4) * -3,
)

tried(
    "two_layer_network.review_step",
    {
        "uphill": (2 + 0.4, -1 - 0.6),
        "the gradient": (2 * 2, 6 * -1),
        "the step alone": (-0.1 * 4, -0.1 * -6),
        "no rate": (2 - 4, -1 + 6),
        "sign of y": (2 - 0.4, -1 - 0.6),
        "only x": (2 - 0.4, -1),
        "only y": (2, -1 + 0.6),
        "no twos": (2 - 0.1 * 2, -1 - 0.1 * -3),
        "3 squared": (2 - 0.4, -1 + 0.1 * 18),
        "3 forgotten": (2 - 0.4, -1 + 0.1 * 2),
        "values as slopes": (2 - 0.4, -1 - 0.1 * 3),
        "the value": (4 + 3, 4 + 3),
        "exchanged": (2 - 0.1 * -6, -1 - 0.1 * 4),
    },
    (1.6, -0.4),
    np.array([2, -1]) - 0.1 * np.array([4, -6]),
    [Fraction(8, 5), Fraction(-2, 5)],
)

d1, d2 = error * w1 * a1 * (1 - a1), error * w2 * a2 * (1 - a2)
tried(
    "two_layer_network.review_input",
    {
        "only unit 1": d1 * w11,
        "only unit 2": d2 * w12,
        "subtracted": d1 * w11 - d2 * w12,
        "multiplied": d1 * w11 * d2 * w12,
        "no weights": d1 + d2,
        "times the input": X1 * (d1 * w11 + d2 * w12),
        "derivative by w11": X1 * d1,
        "derivative by w12": X1 * d2,
        "weights exchanged": d1 * w12 + d2 * w11,
        "the other input": d1 * w21 + d2 * w22,
        "mean": (d1 * w11 + d2 * w12) / 2,
        "sign": -d1 * w11 - d2 * w12,
        "slopes once more": d1 * a1 * (1 - a1) * w11 + d2 * a2 * (1 - a2) * w12,
        "the notebook's own names | the section's numbers": -0.136872,
    },
    d1 * w11 + d2 * w12,
    np.dot([d1, d2], [w11, w12]),
    -0.03714 * 0.6 + 0.04179 * -0.8,
)
also(
    "two_layer_network.hidden_sum",
    {
        "a bias for each product": (X1 * w12 + b2) + (X2 * w22 + b2),
        "both biases": X1 * w12 + X2 * w22 + b1 + b2,
        "indices exchanged, no bias": X1 * w21 + X2 * w22,
        "the other unit, no bias": X1 * w11 + X2 * w21,
        "w11 for w12": X1 * w11 + X2 * w22 + b2,
        "w21 for w22": X1 * w12 + X2 * w21 + b2,
        "z2 of the picture | sum of the inputs": 2 * -1 + 1 * 0.5 + 0.5,
        "all the weights | both units": X1 * (w11 + w12) + X2 * (w21 + w22) + b1 + b2,
    },
)
also(
    "two_layer_network.forward_pass",
    {
        "missing brackets": 1 / 1 + np.exp(-z),
        "sign of w2, no bias": sigmoid(a1 * w1 - a2 * w2),
        "products multiplied | two digits": sigmoid(a1 * w1 * a2 * w2 + b),
        "two digits": 0.56,
        "1 over 1 + e^z | sign in the sigmoid": 1 / (1 + np.exp(z)),
        "sign of b | bias subtracted": sigmoid(a1 * w1 + a2 * w2 - b),
    },
)
also(
    "two_layer_network.output_error",
    {
        "both parts of the loss": -1 / yhat + 1 / (1 - yhat),
        "the loss to base 10": -math.log10(yhat),
        "1 - 1/yhat | error over yhat": 1 - 1 / yhat,
    },
)
also(
    "two_layer_network.first_layer_slope",
    {
        "no slope, no input": error * w2,
        "no weight, no input": error * h2,
        "sign, no input | both inputs": -error * w2 * h2,
        "sign, rounded | sign turned around": -0.0508,
        "sign, two digits | sign turned around": -0.05,
    },
)
also(
    "two_layer_network.count_parameters",
    {
        "inputs in place of outputs": i * h + h * o + i + h,
        "one too few": i * h + h + h * o + o - 1,
        "three layers | only the output's biases": i * h + h * o + 3,
    },
)
also(
    "two_layer_network.vanishing",
    {
        "missing brackets | divided by ten": 1 / 4 / 10,
        "value and slope each time | eighth": (0.25 * 0.5) ** 10,
        "a quarter of ten | added": 10 / 4,
    },
)
