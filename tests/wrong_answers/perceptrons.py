"""Answers to the exercises of chapter 7."""

import math
from fractions import Fraction

import numpy as np

from wrong_answers import letters, tried


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


letters("perceptrons.careful_or_sure", a="counting", b="equal", d="only the right ones")
letters("perceptrons.why_grow", b="bias", c="weights alone", d="rate")
letters("perceptrons.other_unit", a="the wrong way", b="the same", c="squared")
letters("perceptrons.half_margin", a="stays", c="not squared", d="upside down")
letters("perceptrons.review_low", a="zero", b="bounded", c="slope")
letters("perceptrons.review_contour", a="uphill", c="downhill", d="entries exchanged")
letters("perceptrons.review_zero_input", a="the other", b="nothing", d="all")

tried(
    "perceptrons.one_update",
    {
        "uphill": 0.5 - 0.04 * 3.5 * 3,
        "rate forgotten": 0.5 + 3.5 * 3,
        "input forgotten": 0.5 + 0.04 * 3.5,
        "other input": 0.5 + 0.04 * 3.5 * 2,
        "only the change": 0.04 * 3.5 * 3,
        "weight for input": 0.5 + 0.04 * 3.5 * 0.5,
        "factor 2": 0.5 + 2 * 0.04 * 3.5 * 3,
        "bias left out": 0.5 + 0.04 * (5 - (1.5 - 2)) * 3,
        "prediction for error": 0.5 - 0.04 * 1.5 * 3,
        "target for error": 0.5 - 0.04 * 5 * 3,
        "target for error, sign": 0.5 + 0.04 * 5 * 3,
        "loss for error": 0.5 - 0.04 * 3.5**2 / 2 * 3,
        "sign of w2": 0.5 - 0.04 * (1.5 + 2 + 2 - 5) * 3,
        "with a sigmoid": 0.5 + 0.04 * (5 - float(sigmoid(1.5))) * 3,
        "the new bias": 2 + 0.04 * 3.5,
        "the new w2": -1 + 0.04 * 3.5 * 2,
    },
    0.5 + 0.04 * 3.5 * 3,
    0.920,
    Fraction(23, 25),
    [0.92],
)


def naive(z):
    return 1 / (1 + np.exp(-z))


def other_form(z):
    return np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))


def by_logarithms(z):
    return np.exp(-np.logaddexp(0, -z))


def by_tanh(z):
    return (1 + np.tanh(z / 2)) / 2


def by_hand(z):
    t = np.exp(-abs(z))
    return np.where(z < 0, t / (1 + t), 1 / (1 + t))


tried(
    "perceptrons.write_sigmoid",
    {
        "sign of the exponent": lambda z: 1 / (1 + np.exp(z)),
        "its slope": lambda z: naive(z) * (1 - naive(z)),
        "softplus": lambda z: np.logaddexp(0, z),
        "tanh": np.tanh,
        "step": lambda z: (z >= 0) * 1.0,
        "only the power": lambda z: np.exp(-abs(z)),
        "one fraction for all": lambda z: 1 / (1 + np.exp(-abs(z))),
        "the other fraction for all": lambda z: np.exp(-abs(z)) / (1 + np.exp(-abs(z))),
        "less one half": lambda z: np.tanh(z / 2) / 2,
        "e^z over 1 + e^z |": lambda z: np.exp(z) / (1 + np.exp(z)),
        "not divided": lambda z: 1 + np.exp(-abs(z)),
        "twice the exponent": lambda z: by_tanh(2 * z),
    },
    other_form,
    by_logarithms,
    by_tanh,
    by_hand,
    halfway=(naive,),
)

losses = -np.log([0.8, 0.7, 0.6])
tried(
    "perceptrons.mean_surprise",
    {
        "sum": losses.sum(),
        "label 0 as label 1": -(math.log(0.8) + math.log(0.3) + math.log(0.6)) / 3,
        "labels exchanged": -(math.log(0.2) + math.log(0.3) + math.log(0.4)) / 3,
        "base 10": losses.mean() / math.log(10),
        "base 2": losses.mean() / math.log(2),
        "sign": -losses.mean(),
        "half squares": (0.2**2 + 0.3**2 + 0.4**2) / 6,
        "squares": (0.2**2 + 0.3**2 + 0.4**2) / 3,
        "distances": (0.2 + 0.3 + 0.4) / 3,
        "product": 0.8 * 0.7 * 0.6,
        "log of the mean": -math.log(0.7),
        "label 1 only": (losses[0] + losses[2]) / 3,
        "a half": losses.mean() / 2,
    },
    losses.mean(),
    -math.log(0.8 * 0.7 * 0.6) / 3,
    0.3635,
)

error = float(sigmoid(0.45)) - 1
tried(
    "perceptrons.sigmoid_update",
    {
        "uphill": 0.4 + 0.1 * error * 3,
        "slope of the sigmoid kept": 0.4 - 0.1 * error * (1 + error) * -error * 3,
        "input forgotten": 0.4 - 0.1 * error,
        "rate forgotten": 0.4 - error * 3,
        "no sigmoid": 0.4 - 0.1 * (0.45 - 1) * 3,
        "rounded first": 0.4,
        "other input": 0.4 + 0.1 * error,
        "bias left out": 0.4 - 0.1 * (float(sigmoid(0.2)) - 1) * 3,
        "weight for input": 0.4 - 0.1 * error * 0.4,
        "factor 2": 0.4 - 0.2 * error * 3,
        "only the change": -0.1 * error * 3,
        "prediction for error": 0.4 + 0.1 * float(sigmoid(0.45)) * 3,
        "the new bias": 0.25 - 0.1 * error,
    },
    0.4 - 0.1 * error * 3,
    0.5168,
    0.517,
)


def predicted(x, w, b):
    return sigmoid(x @ w + b)


def row_by_row(x, w, b):
    return np.array([sigmoid(sum(u * v for u, v in zip(row, w, strict=True)) + b) for row in x])


def as_sum(x, w, b):
    return sigmoid((x * w).sum(axis=1) + b)


tried(
    "perceptrons.write_predict",
    {
        "no sigmoid": lambda x, w, b: np.dot(x, w) + b,
        "no bias": lambda x, w, b: sigmoid(np.dot(x, w)),
        "bias subtracted": lambda x, w, b: sigmoid(np.dot(x, w) - b),
        "bias outside": lambda x, w, b: sigmoid(np.dot(x, w)) + b,
        "step": lambda x, w, b: (np.dot(x, w) + b >= 0) * 1.0,
        "rounded": lambda x, w, b: predicted(x, w, b).round(1),
        "not summed": lambda x, w, b: sigmoid(x * w + b),
        "a bias for each input": lambda x, w, b: sigmoid((x * w + b).sum(axis=1)),
        "minus lost": lambda x, w, b: 1 / (1 + np.exp(np.dot(x, w) + b)),
        "one number": lambda x, w, b: predicted(x, w, b).mean(),
        "first example only": lambda x, w, b: predicted(x, w, b)[:1],
        "the other way round | backwards": lambda x, w, b: predicted(x, w, b)[::-1],
    },
    predicted,
    row_by_row,
    as_sum,
)


def slopes(x, y, w, b):
    d = predicted(x, w, b) - y
    return np.append(x.T @ d / len(y), d.mean())


def slopes_with_ones(x, y, w, b):
    rows = np.column_stack([x, np.ones(len(x))])
    return rows.T @ (predicted(x, w, b) - y) / len(x)


def slopes_by_loop(x, y, w, b):
    total = np.zeros(len(w) + 1)
    for row, label in zip(x, y, strict=True):
        d = sigmoid(row @ w + b) - label
        total = total + np.append(d * row, d)
    return total / len(x)


tried(
    "perceptrons.write_gradients",
    {
        "uphill": lambda x, y, w, b: -slopes(x, y, w, b),
        "sum": lambda x, y, w, b: slopes(x, y, w, b) * len(x),
        "bias summed": lambda x, y, w, b: np.append(
            slopes(x, y, w, b)[:-1], (predicted(x, w, b) - y).sum()
        ),
        "weights summed": lambda x, y, w, b: np.append(
            (predicted(x, w, b) - y) @ x, (predicted(x, w, b) - y).mean()
        ),
        "bias missing": lambda x, y, w, b: slopes(x, y, w, b)[:-1],
        "bias first": lambda x, y, w, b: np.append(slopes(x, y, w, b)[-1], slopes(x, y, w, b)[:-1]),
        "slope of the sigmoid kept": lambda x, y, w, b: slopes_with_ones(
            x * 1.0, *_kept(x, y, w, b), w, b
        ),
        "no sigmoid": lambda x, y, w, b: np.append(
            (x @ w + b - y) @ x / len(x), (x @ w + b - y).mean()
        ),
        "prediction for error": lambda x, y, w, b: slopes(x, 0 * y, w, b),
        "input forgotten": lambda x, y, w, b: np.ones(len(w) + 1) * slopes(x, y, w, b)[-1],
        "twice | factor 2": lambda x, y, w, b: 2 * slopes(x, y, w, b),
        "the first alone | only one entry": lambda x, y, w, b: slopes(x, y, w, b)[:1],
    },
    slopes,
    slopes_with_ones,
    slopes_by_loop,
    halfway=(lambda x, y, w, b: slopes(x, y, w, b).tolist(), lambda *a: tuple(slopes(*a))),
)


def _kept(x, y, w, b):
    """Labels for which the error is the error times the slope of the sigmoid."""
    p = predicted(x, w, b)
    return (p - (p - y) * p * (1 - p),)


def course(x, y, rate, epochs, start=0.0):
    point = np.full(x.shape[1] + 1, start)
    path = [point]
    for _ in range(epochs):
        point = point - rate * slopes(x, y, point[:-1], point[-1])
        path.append(point)
    return np.array(path)


def course_in_a_table(x, y, rate, epochs):
    path = np.zeros((epochs + 1, x.shape[1] + 1))
    for k in range(epochs):
        path[k + 1] = path[k] - rate * slopes_with_ones(x, y, path[k, :-1], path[k, -1])
    return path


def course_with_two_names(x, y, rate, epochs):
    w, b, rows = np.zeros(x.shape[1]), 0.0, [np.zeros(x.shape[1] + 1)]
    for _ in range(epochs):
        d = slopes(x, y, w, b)
        w, b = w - rate * d[:-1], b - rate * d[-1]
        rows.append(np.append(w, b))
    return np.stack(rows)


def without_bias(x, y, rate, epochs):
    path = np.zeros((epochs + 1, x.shape[1] + 1))
    for k in range(epochs):
        path[k + 1, :-1] = path[k, :-1] - rate * slopes(x, y, path[k, :-1], 0.0)[:-1]
    return path


def one_array(x, y, rate, epochs):
    point = np.zeros(x.shape[1] + 1)
    path = [point]
    for _ in range(epochs):
        point -= rate * slopes(x, y, point[:-1], point[-1])
        path.append(point)
    return np.array(path)


tried(
    "perceptrons.write_training",
    {
        "uphill": lambda x, y, r, n: course(x, y, -r, n),
        "rate forgotten": lambda x, y, r, n: course(x, y, 1, n),
        "start missing": lambda x, y, r, n: course(x, y, r, n)[1:],
        "end missing": lambda x, y, r, n: course(x, y, r, n)[:-1],
        "only the end": lambda x, y, r, n: course(x, y, r, n)[-1],
        "one step too many": lambda x, y, r, n: course(x, y, r, n + 1),
        "start at one": lambda x, y, r, n: course(x, y, r, n, 1.0),
        "bias left alone": without_bias,
        "sum for mean": lambda x, y, r, n: course(x, y, r * len(x), n),
        "the last point again and again": one_array,
        "only the weights | bias not kept": lambda x, y, r, n: course(x, y, r, n)[:, :-1],
        "no step at all | no step": lambda x, y, r, n: 0 * course(x, y, r, n),
    },
    course,
    course_in_a_table,
    course_with_two_names,
)

tried(
    "perceptrons.correction",
    {
        "wrong sign": (1 + 0.6, 0.5 + 0.3),
        "both corrected": (1 - 0.15 - 0.6, 0.5 - 0.6),
        "bias for each input": (0.4, 0.5 - 3 * 0.3),
        "factor 2": (1 - 1.2, 0.5 - 0.6),
        "nothing corrected": (1, 0.5),
        "input forgotten": (1 - 0.3, 0.2),
        "bias left": (0.4, 0.5),
        "bias the other way": (0.4, 0.8),
        "the wrong one": (1 - 0.15, 0.2),
        "rate forgotten": (1 - 2, 0.5 - 1),
        "exchanged": (0.2, 0.4),
        "one number |": 0.4,
        "second weight": (-1.3, 0.2),
    },
    (1 - 0.3 * 2, 0.5 - 0.3),
    [0.4, 0.2],
    np.array([0.4, 0.2]),
)

slope_at_3 = float(sigmoid(3.0) * (1 - sigmoid(3.0)))
tried(
    "perceptrons.review_chain",
    {
        "inner slope forgotten": 1 / 4,
        "only the inner slope": 3,
        "value": 1 / 2,
        "value times inner": 3 / 2,
        "at 3": 3 * slope_at_3,
        "at 3, no inner": slope_at_3,
        "sign": -0.75,
        "inner twice": 9 / 4,
        "divided": 1 / 12,
        "squared": 3 / 16,
        "nothing | zero": 0,
        "added": 3.25,
    },
    3 / 4,
    3 * 0.5 * 0.5,
    Fraction(3, 4),
)

tried(
    "perceptrons.review_rate",
    {
        "no sign": 1.5,
        "only the product": 0.5 * 5,
        "minus the product": -0.5 * 5,
        "added": 1 + 2.5,
        "rate alone": 1 - 0.5,
        "curvature alone": 1 - 5,
        "limit": 2 / 5,
        "one step": 1 / 5,
        "divided": 1 - 0.5 / 5,
        "half": 1 - 2.5 / 2,
        "the curvature": 5,
        "nothing | arrived": 0,
    },
    1 - 0.5 * 5,
    -3 / 2,
    [-1.5],
)

tried(
    "perceptrons.review_crossing",
    {
        "sign": 3 / 2,
        "the other axis": 3,
        "the other axis, sign": -3,
        "upside down": -2 / 3,
        "upside down, sign": 2 / 3,
        "multiplied": -2 * 3,
        "one half": -1,
        "sigmoid 0": 0,
        "ŷ = 0.5 as sum": (0.5 - 3) / 2,
        "weight": 2,
        "the sum of all | all added": 4,
    }
    | {"multiplied, without its sign | multiplied, no sign": 6.0},
    -3 / 2,
    -1.5,
    (0 - 3) / 2,
)
