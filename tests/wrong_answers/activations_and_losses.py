"""Answers to the exercises of chapter 10."""

import math
from fractions import Fraction

import numpy as np

from wrong_answers import letters, tried

letters("activations_and_losses.supporting", a="from zero", b="only the sides", d="sign")
letters(
    "activations_and_losses.shift_or_scale", a="shifted only", c="halved already", d="three times"
)
letters("activations_and_losses.why_stable", a="the slope", b="never", c="the sum")
letters("activations_and_losses.zero_one_labels", b="the same", c="half", d="to zero")
letters("activations_and_losses.entropy_floor", a="zero", b="class 1 alone", d="the other part")
letters("activations_and_losses.review_level", a="minimum", b="maximum", c="nothing")
letters("activations_and_losses.review_equal", a="by and by", c="nothing", d="without bound")
letters(
    "activations_and_losses.review_who_pulls",
    b="only the wrong one",
    c="all",
    d="the larger the loss",
)

a = 0.96
tried(
    "activations_and_losses.tanh_slope",
    {
        "the rule of the sigmoid": a * (1 - a),
        "not squared": 1 - a,
        "the square": a * a,
        "root": math.sqrt(1 - a * a),
        "plus": 1 + a * a,
        "squared afterwards": (1 - a) ** 2,
        "output for the sum": 1 / math.cosh(a) ** 2,
        "the output": a,
        "second derivative": -2 * a * (1 - a * a),
        "upside down": 1 / (1 - a * a),
        "sign": a * a - 1,
        "the rule turned round | sign": -(1 - a * a),
    },
    0.0784,
    1 - 0.96**2,
    (1 - a) * (1 + a),
    Fraction(784, 10000),
)


def softplus(z):
    return math.log(1 + math.exp(z))


tried(
    "activations_and_losses.softplus_gap",
    {
        "they meet": 0,
        "the line below it": 1 / 2,
        "a little above that line | the line below it": 0.55,
        "at 1": softplus(1) - 1,
        "at 1, from the left | at 1": softplus(-1),
        "at 1, badly read | at 1": 0.3,
        "at 2": softplus(2) - 2,
        "at 3": softplus(-3),
        "the height at 1": softplus(1),
        "the height at 2": softplus(2),
        "sign": -softplus(0),
        "sign, badly read | sign": -0.7,
        "that line, badly read | the line below it": 0.52,
    },
    math.log(2),
    0.7,
    0.65,
    0.75,
)

powers = [math.exp(2), math.exp(1), 1.0, math.exp(-1)]
s1, s2, s3, s4 = (p / sum(powers) for p in powers)
tried(
    "activations_and_losses.cross_slope",
    {
        "no effect": 0,
        "sign": s1 * s2,
        "delta is 1": s1 * (1 - s2),
        "its own score": s1 * (1 - s1),
        "the second by its own": s2 * (1 - s2),
        "the third score": -s1 * s3,
        "the third class": -s2 * s3,
        "squared": -(s1**2),
        "a factor lost": -s1,
        "the other factor lost": -s2,
        "difference": s1 - s2,
        "the probability": s1,
    },
    -s1 * s2,
    -0.1525,
    s1 * (0 - s2),
    -math.exp(3) / sum(powers) ** 2,
)


def safe(z):
    e = np.exp(z - z.max())
    return e / e.sum()


def by_a_list(z):
    largest = max(z)
    parts = [math.exp(v - largest) for v in z]
    return [p / sum(parts) for p in parts]


def by_logarithms(z):
    largest = np.max(z)
    return np.exp(z - largest - np.log(np.sum(np.exp(z - largest))))


def naive(z):
    with np.errstate(all="ignore"):
        e = np.exp(z)
        return e / np.sum(e)


def from_the_mean(z):
    with np.errstate(all="ignore"):
        e = np.exp(z - np.mean(z))
        return e / e.sum()


def from_the_smallest(z):
    with np.errstate(all="ignore"):
        e = np.exp(z - np.min(z))
        return e / e.sum()


def cut_off(z):
    e = np.exp(np.clip(z, -700, 700))
    return e / e.sum()


def longer_numbers(z):
    with np.errstate(all="ignore"):
        e = np.exp(np.longdouble(z))
        return (e / e.sum()).astype(float)


def cut_off_when_safe(z):
    e = np.exp(np.clip(z - z.max(), -700, 0))
    return e / e.sum()


def minus_the_size(z):
    with np.errstate(all="ignore"):
        e = np.exp(z - np.max(np.abs(z)))
        return e / e.sum()


tried(
    "activations_and_losses.write_softmax",
    {
        "not normalised": lambda z: np.exp(z - max(z)),
        "powers alone": np.exp,
        "divided by the number of classes": lambda z: np.exp(z - z.max()) / z.size,
        "shifted above only": lambda z: np.exp(z - z.max()) / sum(np.exp(z)),
        "powers over the sum of the scores": lambda z: np.exp(z) / np.sum(z),
        "divided by the largest": lambda z: safe(z / z.max()),
        "sigmoid of each": lambda z: 1 / (1 + np.exp(-z)),
        "largest minus scores": lambda z: safe(np.max(z) - z),
        "scores over their sum": lambda z: z / sum(z),
        "logarithm": lambda z: np.log(safe(z)),
        "only the largest": lambda z: np.where(z == z.max(), 1.0, 0.0),
        "scores over the largest | divided by the largest": lambda z: safe(z / max(z)),
        "powers alone, by hand | powers alone": lambda z: [math.exp(v) for v in z],
        "logarithm, another way | logarithm": lambda z: (
            z - z.max() - np.log(np.exp(z - z.max()).sum())
        ),
    },
    safe,
    by_a_list,
    by_logarithms,
    cut_off_when_safe,
    halfway=(
        naive,
        from_the_mean,
        from_the_smallest,
        minus_the_size,
        cut_off,
        longer_numbers,
    ),
)

tried(
    "activations_and_losses.same_steps",
    {
        "the wrong way": 0.6 * 2 * 40,
        "2 forgotten": 0.6 / 40,
        "2 only": 0.6 / 2,
        "unchanged": 0.6,
        "the wrong way, without 2": 0.6 * 40,
        "the wrong way, 2 only": 0.6 * 2,
        "the 2 above": 0.6 * 2 / 40,
        "2 twice": 0.6 / (4 * 40),
        "n squared": 0.6 / 40**2,
        "the factor": 1 / (2 * 40),
        "the factor, upside down": 2 * 40,
        "n the wrong way | the wrong way, without 2": 0.6 / (1 / 40),
    },
    0.0075,
    0.6 / 80,
    Fraction(3, 400),
)

y = np.array([0.0, 1.0, 0.0, 0.0])
z = np.array([2.0, 1.0, 0.0, -1.0])
s = np.array([s1, s2, s3, s4])
g = s - y
tried(
    "activations_and_losses.score_slopes",
    {
        "sign": y - s,
        "label forgotten": s,
        "only the true class": g * y,
        "softmax once more": (np.diag(s) - np.outer(s, s)) @ g,
        "by the probabilities": (0, -1 / s2, 0, 0),
        "factor 2": 2 * g,
        "divided by 4": g / 4,
        "log-probabilities": np.log(s),
        "only the diagonal": s * (1 - s),
        "the first class": s - (1, 0, 0, 0),
        "the third class": s - (0, 0, 1, 0),
        "sigmoids": 1 / (1 + np.exp(-z)) - y,
        "not normalised": np.exp(z) - y,
        "scores": z - y,
    },
    (0.644, -0.763, 0.0871, 0.0321),
    g,
    [s1, s2 - 1, s3, s4],
)


def sigma(v):
    return 1 / (1 + np.exp(-v))


def right(x, y, w):
    return x.T @ (-y * sigma(-y * (x @ w))) / len(y)


def another(x, y, w):
    p, t = sigma(x @ w), (y + 1) / 2
    return x.T @ (p - t) / x.shape[0]


def by_a_loop(x, y, w):
    total = 0 * w
    for row, label in zip(x, y, strict=True):
        total = total - label * row / (1 + np.exp(label * (row @ w)))
    return total / len(y)


def corrected_form(x, y, w):
    return (x.T @ ((sigma(y * (x @ w)) - 1) * y)) / len(y)


tried(
    "activations_and_losses.write_gradient",
    {
        "the form of the notes": lambda x, y, w: x.T @ ((sigma(-y * (x @ w)) - 1) * (-y)) / len(y),
        "sign": lambda x, y, w: x.T @ (y * sigma(-y * (x @ w))) / len(y),
        "sum": lambda x, y, w: x.T @ (-y * sigma(-y * (x @ w))),
        "labels as 0 and 1": lambda x, y, w: x.T @ (sigma(x @ w) - y) / len(y),
        "label forgotten": lambda x, y, w: x.T @ -sigma(-y * (x @ w)) / len(y),
        "sigmoid of the margin": lambda x, y, w: x.T @ (-y * sigma(y * (x @ w))) / len(y),
        "label only in front": lambda x, y, w: x.T @ (-y * sigma(-(x @ w))) / len(y),
        "slopes not multiplied by the inputs": lambda x, y, w: (
            np.mean(-y * sigma(-y * (x @ w))) * np.ones(len(w))
        ),
        "the loss": lambda x, y, w: np.log(1 + np.exp(-y * (x @ w))).mean(),
        "divided by the inputs' number": lambda x, y, w: x.T @ (-y * sigma(-y * (x @ w))) / len(w),
        "squared loss": lambda x, y, w: x.T @ (x @ w - y) / len(y),
        "factor 2": lambda x, y, w: 2 * right(x, y, w),
        "the slopes by the scores": lambda x, y, w: -y / (1 + np.exp(y * (x @ w))),
        "mean times mean": lambda x, y, w: (
            np.mean(-y / (1 + np.exp(y * (x @ w)))) * np.mean(x, axis=0)
        ),
        "nothing below the line": lambda x, y, w: x.T @ (-y * np.exp(-y * (x @ w))) / len(y),
    },
    right,
    another,
    by_a_loop,
    corrected_form,
)

tried(
    "activations_and_losses.review_chain",
    {
        "inner slope lost": 1 / 2,
        "sum in the logarithm lost": 3,
        "one over the sum": 1 / 2 / 3,
        "the value": math.log(2),
        "the value times 3": 3 * math.log(2),
        "only above": 1,
        "power not divided": 2 * 3,
        "two slopes of the sigmoid": 3 / 4,
        "zero": 0,
        "slope squared": 3 * 3 / 2,
        "inner at the outer": 3 / (1 + math.exp(3)),
        "sign | sign turned around": -1.5,
    },
    1.5,
    3 / 2,
    Fraction(3, 2),
)

tried(
    "activations_and_losses.review_limit",
    {
        "curvature taken as 4": 2 / 4,
        "one step": 1 / 8,
        "one over four": 4,
        "the curvature": 8,
        "the wrong way": 16,
        "the minimum": 3,
        "two": 2,
        "one": 1,
        "two over three": 2 / 3,
        "the 2 below": 1 / (2 * 8),
        "once more the curvature | the curvature": 2 * 4,
        "one over eight | one step": 0.125,
    },
    0.25,
    2 / 8,
    Fraction(1, 4),
)

d = 1.5
tried(
    "activations_and_losses.review_two",
    {
        "the second": 1 / (1 + math.exp(d)),
        "sigmoid of the first": 1 / (1 + math.exp(-3)),
        "scores over their sum": 3 / (3 + 1.5),
        "sigmoid of the sum": 1 / (1 + math.exp(-4.5)),
        "ratio": math.exp(d),
        "upside down": math.exp(-d),
        "difference": d,
        "only the power": math.exp(3),
        "its slope": sigma(d) * (1 - sigma(d)),
        "loss": math.log(1 + math.exp(-d)),
        "sigmoid of the other": 1 - sigma(d) ** 2,
        "sigmoid of the first, twice | sigmoid of the first": sigma(3.0),
    },
    sigma(d),
    0.8176,
    math.exp(3) / (math.exp(3) + math.exp(1.5)),
)
