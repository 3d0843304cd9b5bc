"""Answers to the exercises of chapter 5."""

import math
from fractions import Fraction

import numpy as np

from wrong_answers import also, letters, tried


def f(x):
    return math.exp(x) - math.log(x)


def df(x):
    return math.exp(x) - 1 / x


def ddf(x):
    return math.exp(x) + 1 / x**2


# Slopes of e^x - log x as somebody may find them.
SLOPES = {
    "value instead of slope": f,
    "sign of the derivative": lambda x: math.exp(x) + 1 / x,
    "forgot e^x": lambda x: -1 / x,
    "forgot the logarithm": math.exp,
    "logarithm to base 10": lambda x: math.exp(x) - 1 / (x * math.log(10)),
    "power rule on e^x": lambda x: x * math.exp(x - 1) - 1 / x,
    "1/x^2": lambda x: math.exp(x) - 1 / x**2,
    "curvature instead of slope": ddf,
    "x in place of 1/x": lambda x: math.exp(x) - x,
    "e times x": lambda x: math.e * x - 1 / x,
    "e^x leaves e": lambda x: math.e - 1 / x,
    "e^x leaves 1": lambda x: 1 - 1 / x,
    "product of the derivatives": lambda x: math.exp(x) / x,
}


def steps(slope, x, rate, count):
    for _ in range(count):
        x = x - rate * slope(x)
    return x


x0, rate = 0.3, 0.07
x1 = steps(df, x0, rate, 1)
x2 = steps(df, x0, rate, 2)
tried(
    "gradient_descent.next_point",
    {
        **{name: steps(slope, x0, rate, 1) for name, slope in SLOPES.items()},
        "added": x0 + rate * df(x0),
        "no learning rate": x0 - df(x0),
        "no learning rate, added": x0 + df(x0),
        "only the change": -rate * df(x0),
        "only the change, sign": rate * df(x0),
        "only the slope": df(x0),
        "divided by the learning rate": x0 - df(x0) / rate,
        "two steps": x2,
        "rate ten times too large": x0 - 10 * rate * df(x0),
        "rate ten times too small": x0 - rate / 10 * df(x0),
        "start and rate exchanged": rate - x0 * df(x0),
        "slope at the rate": x0 - rate * df(rate),
        "times the start": x0 - x0 * rate * df(x0),
        "all times the rate": rate * (x0 - df(x0)),
        "divided by the curvature": x0 - df(x0) / ddf(x0),
        "the start": x0,
        "the value there": f(x1),
        "the value at the start": f(x0),
        "the slope there": df(x1),
    },
    0.3 - 0.07 * (math.exp(0.3) - 10 / 3),
    0.4388,
    0.3 + 0.07 * (1 / 0.3 - math.exp(0.3)),
    np.float32(x1),
)
tried(
    "gradient_descent.second_point",
    {
        **{
            f"{name}, twice | {name}": steps(slope, x0, rate, 2)
            for name, slope in SLOPES.items()
            if name not in ("sign of the derivative", "curvature instead of slope")
        },
        **{
            f"{name}, in the second step | {name} in the second step": steps(slope, x1, rate, 1)
            for name, slope in SLOPES.items()
        },
        "slope at the old point": x1 - rate * df(x0),
        "step from the old point": x0 - rate * df(x1),
        "added": x1 + rate * df(x1),
        "added twice": steps(df, x0, -rate, 2),
        "no learning rate": x1 - df(x1),
        "no learning rate, added | no learning rate, and added": x1 + df(x1),
        "the first point": x1,
        "three steps": steps(df, x0, rate, 3),
        "only the change": -rate * df(x1),
        "only the change, sign": rate * df(x1),
        "only the slope": df(x1),
        "rate twice": x1 - 2 * rate * df(x1),
        "rate squared": x1 - rate**2 * df(x1),
        "divided by the learning rate": x1 - df(x1) / rate,
        "twice the first slope from the start | slope at the old point": x0 - 2 * rate * df(x0),
        "mean of the slopes": x1 - rate * (df(x0) + df(x1)) / 2,
        "sum of the slopes": x1 - rate * (df(x0) + df(x1)),
        "divided by the curvature": x1 - df(x1) / ddf(x1),
        "the minimum": 0.567143,
        "the start": x0,
    },
    x1 - 0.07 * (math.exp(x1) - 1 / x1),
    round(x2, 4),
    steps(df, 0.43884, 0.07, 1),
    Fraction(x2),
)

px, py = 0.8, 1.2


def warm(a, b):
    return a * b / -90


def g(x):
    return x**2 * (x - 6)


def dg(x):
    return 3 * x**2 - 12 * x


right = np.array([warm(dg(px), g(py)), warm(g(px), dg(py))])


def with_slope(dg):
    """Return the gradient of somebody who differentiates x^2 (x - 6) like this."""
    return np.array([warm(dg(px), g(py)), warm(g(px), dg(py))])


GRADIENTS = {
    "swapped": right[::-1],
    "sign": -right,
    "forgot 1/90": 90 * right,
    "1/90 kept as a minus | forgot 1/90, and the minus": -90 * right,
    "another point": np.array([warm(dg(px), g(px)), warm(g(px), dg(px))]),
    "the other second point": np.array([warm(dg(py), g(py)), warm(g(py), dg(py))]),
    "half of the product rule": with_slope(lambda x: 2 * x * (x - 6)),
    "the other half of the product rule": with_slope(lambda x: x**2),
    "product of the derivatives": with_slope(lambda x: 2 * x),
    "both differentiated": np.full(2, warm(dg(px), dg(py))),
    "the other factor lost": np.array([dg(px), dg(py)]) / -90,
    "the other factor not its root |": np.array([warm(dg(px), py - 6), warm(px - 6, dg(py))]),
    "minus in the product rule": with_slope(lambda x: 2 * x * (x - 6) - x**2),
    "inner 6 kept": with_slope(lambda x: 3 * x**2 - 6 * x),
    "only the cube": with_slope(lambda x: 3 * x**2),
    "constant 12": with_slope(lambda x: 3 * x**2 - 12),
    "powers not brought down": with_slope(lambda x: x**2 - 6 * x),
    "exponents stay": with_slope(lambda x: 3 * x**3 - 12 * x**2),
    "kept the 85": 85 + right,
    "derived twice": with_slope(lambda x: 6 * x - 12),
    "value for both": np.full(2, 85 + warm(g(px), g(py))),
    "product rule over all": np.full(2, right.sum()),
    "length for both": np.full(2, np.hypot(*right)),
    "sign of the first": right * [-1, 1],
    "sign of the second": right * [1, -1],
    "the product without 85 | product for both": np.full(2, warm(g(px), g(py))),
    "6 - x": with_slope(lambda x: 12 * x + 3 * x**2),
    "sign of 6 in the other": np.array(
        [warm(dg(px), py**2 * (py + 6)), warm(px**2 * (px + 6), dg(py))]
    ),
    "one factor squared only": np.array([warm(dg(px), py * (py - 6)), warm(px * (px - 6), dg(py))]),
    "divided by 90 twice": right / 90,
}
tried(
    "gradient_descent.temperature_gradient",
    GRADIENTS,
    tuple(right),
    np.round(right, 4),
    [-0.8 * -9.6 * 1.44 * -4.8 / 90, -0.64 * -5.2 * 1.2 * -8.4 / 90],
    [Fraction(float(right[0])), float(right[1])],
)

letters("gradient_descent.direction", a="ascent", b="along the contour", c="one axis")

place, rate = np.array([px, py]), 0.4
# Gradients that lead to steps too close to each other for three digits.
NO_STEP = {"sign", "divided by 90 twice", "value for both"}
tried(
    "gradient_descent.temperature_step",
    {
        **{
            f"{words.split('|')[0].strip()} in the gradient | {words.split('|')[-1].strip()}": (
                place - rate * gradient
            )
            for words, gradient in GRADIENTS.items()
            if words not in NO_STEP and not words.endswith("|")
        },
        "added": place + rate * right,
        "no learning rate": place - right,
        "no learning rate, added | no learning rate, and added": place + right,
        "one slope for both": place - rate * right[0],
        "the other slope for both": place - rate * right[1],
        "only the change": -rate * right,
        "only the change, sign": rate * right,
        "the gradient": right,
        "did not move": place,
        "rate ten times too small": place - rate / 10 * right,
        "rate ten times too large": place - rate * 10 * right,
        "divided by the learning rate": place - right / rate,
        "only x moved": place - rate * right * [1, 0],
        "only y moved": place - rate * right * [0, 1],
        "two steps at once": place - 2 * rate * right,
        "all times the rate": rate * (place - right),
        "unit step": place - rate * right / np.hypot(*right),
        "coordinates exchanged": (place - rate * right)[::-1],
    },
    place - 0.4 * right,
    np.round(place - 0.4 * right, 4).tolist(),
    tuple((place - 0.4 * right).tolist()),
)

letters("gradient_descent.which_regime", a="slow", b="fast", d="diverges")

m = 0.56714329041
c = ddf(m)
tried(
    "gradient_descent.largest_rate",
    {
        "1 over the curvature": 1 / c,
        "half the curvature": c / 2,
        "the curvature": c,
        "twice the curvature": 2 * c,
        "1 over twice the curvature": 1 / (2 * c),
        "curvature at the start": 2 / ddf(0.05),
        "curvature at 0.3": 2 / ddf(0.3),
        "slope instead of curvature": 2 / abs(df(0.05)),
        "sign in the second derivative": 2 / (math.exp(m) - 1 / m**2),
        "forgot the logarithm": 2 / math.exp(m),
        "forgot e^x": 2 * m**2,
        "the minimum": m,
        "1/x not squared | the minimum": 2 / (math.exp(m) + 1 / m),
        "logarithm derived once more": 2 / (math.exp(m) + 2 / m**3),
        "value instead of curvature": 2 / f(m),
        "four": 4 / c,
        "sign": -2 / c,
        "one over the square": 2 / c**2,
        "root of the curvature": 2 / math.sqrt(c),
        "one": 1.0,
        "two": 2.0,
        "curvature at 1": 2 / ddf(1),
        "1 over the curvature without e^x": m**2,
        "1 over the curvature without the logarithm | the minimum": 1 / math.exp(m),
        "x squared in place of 1/x^2": 2 / (math.exp(m) + m**2),
        "the least value": f(m),
        "power rule on e^x": 2 / (m * (m - 1) * math.exp(m - 2) + 1 / m**2),
        "slope of zero |": 0.0,
    },
    2 / c,
    0.41,
    0.4105,
    2 * m**2 / (m**2 * math.exp(m) + 1),
    2 / (1 / m + 1 / m**2),
)
# The last form holds because e^x = 1/x at the minimum.
# 0.41 is right within three digits, being nearer than half a unit of the third.

points = [steps(lambda x: 2 * x - 4 / x**2, 2.5, 0.55, k) for k in range(4)]
tried(
    "gradient_descent.leaves_domain",
    {
        "the start": 0,
        "uphill or the whole slope | the first step": 1,
        "forgot 4/x, first step | the first step": 1,
        "the last point inside": 2,
        "counted the start as the first": 4,
        "the point instead of its number": points[3],
        "the last point, not its number | a point instead of its number": points[2],
        "the first point, not its number": points[1],
        "one too many still | counted too far": 5,
        "never": 1000,
        "the rate": 0.55,
        "the start, not its number": 2.5,
        "minus": -3,
    },
    3,
    3.0,
    np.int64(3),
    len(points) - 1,
)

k = 25.0
tried(
    "gradient_descent.valley_rate",
    {
        "smallest curvature": 2 / 1,
        "mean curvature": 2 / ((1 + k) / 2),
        "sum of the curvatures": 2 / (1 + k),
        "1 over the curvature": 1 / k,
        "half the curvature": 2 / (k / 2),
        "curvature itself": k,
        "half of it | upside down": k / 2,
        "twice the curvature": 2 * k,
        "1 over twice the curvature": 1 / (2 * k),
        "difference of the curvatures": 2 / (k - 1),
        "root of the curvature": 2 / math.sqrt(k),
        "square of the curvature": 2 / k**2,
        "1 over the mean | sum of the curvatures": 1 / ((1 + k) / 2),
        "1 over the sum": 1 / (1 + k),
        "1 over the smallest": 1.0,
        "half of the smallest curvature": 2 / 0.5,
        "one half": 0.5,
        "length of the curvatures": 2 / math.hypot(1, k),
        "mean of the limits": (2 / 1 + 2 / k) / 2,
        "sum of the limits": 2 / 1 + 2 / k,
        "sign": -2 / k,
        "geometric mean": 1 / math.sqrt(k),
        "twice differentiated the coefficient | square of the curvature": 2 / (k * k),
        "third derivative |": 0.0,
        "1 over the difference": 1 / (k - 1),
    },
    0.08,
    2 / 25,
    Fraction(2, 25),
    1 / 12.5,
)
letters("gradient_descent.stopping_rule", b="slope", c="step", d="number of steps")

n, a = 3, 0.02
tried(
    "gradient_descent.converted_rate",
    {
        "the same rate": a,
        "divided": a / (2 * n),
        "only n": a * n,
        "only 2": a * 2,
        "divided by n": a / n,
        "divided by 2": a / 2,
        "n over 2": a * n / 2,
        "2 over n": a * 2 / n,
        "factor twice": a * (2 * n) ** 2,
        "divided by the factor twice": a / (2 * n) ** 2,
        "n squared": a * n**2,
        "only the factor": 1 / (2 * n),
        "the factor upside down": 2.0 * n,
        "2 + n": a * (2 + n),
        "factor added": a + 2 * n,
        "2 to the n": a * 2**n,
        "root of the factor": a * math.sqrt(2 * n),
        "divided by the root": a / math.sqrt(2 * n),
        "2 once more": 2 * a * 2 * n,
        "2n squared": a * 2 * n**2,
        "comma slip | power of ten": 10 * a * 2 * n,
        "comma slip, down | power of ten, down": a * 2 * n / 10,
        "sign": -a * 2 * n,
        "one fewer": a * 2 * (n - 1),
        "factor subtracted": a - 1 / (2 * n),
        "one over it": 1 / (2 * n * a),
    },
    0.12,
    6 * 0.02,
    Fraction(12, 100),
    0.02 / (1 / 6),
)


def _row(em, eb):
    return lambda m, b: np.array([em(m, b), eb(m, b)])


def _em(m, b):
    return 42 * m + 14 * b - 40


def _eb(m, b):
    return 6 * b + 14 * m - 20


def _line_gradient_from_data(m, b):
    x, y = np.array([1, 2, 4]), np.array([6, 1, 3])
    r = m * x + b - y
    return 2 * np.sum(r * x), 2 * np.sum(r)


tried(
    "gradient_descent.line_gradient",
    {
        "scaled by 1/(2n)": lambda m, b: (_em(m, b) / 6, _eb(m, b) / 6),
        "mean": lambda m, b: (_em(m, b) / 3, _eb(m, b) / 3),
        "forgot the factor 2": lambda m, b: (21 * m + 7 * b - 20, 3 * b + 7 * m - 10),
        "swapped": lambda m, b: (_eb(m, b), _em(m, b)),
        "forgot the inner derivative": lambda m, b: (_eb(m, b), _eb(m, b)),
        "x for both": lambda m, b: (_em(m, b), _em(m, b)),
        "sign": lambda m, b: (-_em(m, b), -_eb(m, b)),
        "forgot the mixed term": lambda m, b: (42 * m - 40, 6 * b - 20),
        "forgot the linear terms": lambda m, b: (42 * m + 14 * b, 6 * b + 14 * m),
        "the points of the picture": lambda m, b: (28 * m + 12 * b - 42, 12 * m + 6 * b - 20),
        "kept the constant": lambda m, b: (_em(m, b) + 46, _eb(m, b) + 46),
        "kept the linear terms": lambda m, b: (42 * m + 14 * b - 40 * m, 6 * b + 14 * m - 20 * b),
        "mixed term whole": lambda m, b: (42 * m + 14 * m * b - 40, 6 * b + 14 * m * b - 20),
        "mixed term differentiated twice": lambda m, b: (42 * m + 14 - 40, 6 * b + 14 - 20),
        "mixed term with the wrong letter": lambda m, b: (
            42 * m + 14 * m - 40,
            6 * b + 14 * b - 20,
        ),
        "squares not differentiated": lambda m, b: (
            21 * m**2 + 14 * b - 40,
            3 * b**2 + 14 * m - 20,
        ),
        "2 of the squares lost": lambda m, b: (21 * m + 14 * b - 40, 3 * b + 14 * m - 20),
        "exponents stay": lambda m, b: (42 * m**2 + 14 * b - 40, 6 * b**2 + 14 * m - 20),
        "other variable kept": lambda m, b: (
            _em(m, b) + 3 * b**2 - 20 * b + 46,
            _eb(m, b) + 21 * m**2 - 40 * m + 46,
        ),
        "sign of the linear terms": lambda m, b: (42 * m + 14 * b + 40, 6 * b + 14 * m + 20),
        "sign of the mixed term": lambda m, b: (42 * m - 14 * b - 40, 6 * b - 14 * m - 20),
        "entries added": lambda m, b: _em(m, b) + _eb(m, b),
        "first entry only | one entry": lambda m, b: _em(m, b),
        "second entry only | the second entry only": lambda m, b: _eb(m, b),
        "value": lambda m, b: 21 * m**2 + 3 * b**2 + 46 + 14 * m * b - 40 * m - 20 * b,
        "Hessian": lambda m, b: np.array([[42, 14], [14, 6]]),
        "diagonal of the Hessian": lambda m, b: np.array([42.0, 6.0]),
        "linear factors exchanged": lambda m, b: (42 * m + 14 * b - 20, 6 * b + 14 * m - 40),
        "squares exchanged": lambda m, b: (6 * m + 14 * b - 40, 42 * b + 14 * m - 20),
        "mixed term in one entry": lambda m, b: (42 * m + 14 * b - 40, 6 * b - 20),
        "mixed term in the second entry only": lambda m, b: (42 * m - 40, 6 * b + 14 * m - 20),
    },
    _line_gradient_from_data,
    lambda m, b: [42 * m + 14 * b - 40, 6 * b + 14 * m - 20],
    lambda slope, intercept: (
        2 * (21 * slope + 7 * intercept - 20),
        2 * (3 * intercept + 7 * slope - 10),
    ),
    lambda m, b: np.array([[42, 14], [14, 6]]) @ [m, b] - np.array([40, 20]),
    lambda m, b: np.array((42.0 * m + 14 * b - 40, 6 * b + 14 * m - 20), dtype=float),
)


def _r(m, b, x, y):
    return m * np.asarray(x) + b - np.asarray(y)


def _cost_loop(m, b, x, y):
    lm = lb = 0
    for xi, yi in zip(x, y, strict=True):
        lm += (m * xi + b - yi) * xi
        lb += m * xi + b - yi
    return lm / len(x), lb / len(x)


def _cost_design(m, b, x, y):
    design = np.column_stack([x, np.ones(len(x))])
    return design.T @ (design @ [m, b] - y) / len(y)


def _cost_differences(m, b, x, y, h=1e-5):
    def loss(m, b):
        return np.sum((m * x + b - y) ** 2) / (2 * len(x))

    return (
        (loss(m + h, b) - loss(m - h, b)) / (2 * h),
        (loss(m, b + h) - loss(m, b - h)) / (2 * h),
    )


def _cost_one_sum(m, b, x, y):
    lm = lb = 0
    for xi, yi in zip(x, y, strict=True):
        lm = (m * xi + b - yi) * xi
        lb = m * xi + b - yi
    return lm / len(x), lb / len(x)


def _cost_returns_early(m, b, x, y):
    for xi, yi in zip(x, y, strict=True):
        return (m * xi + b - yi) * xi / len(x), (m * xi + b - yi) / len(x)


tried(
    "gradient_descent.cost_gradient",
    {
        "missing 1/n": lambda m, b, x, y: (np.sum(_r(m, b, x, y) * x), np.sum(_r(m, b, x, y))),
        "factor 2": lambda m, b, x, y: (
            2 * np.mean(_r(m, b, x, y) * x),
            2 * np.mean(_r(m, b, x, y)),
        ),
        "factor 1/2 kept": lambda m, b, x, y: (
            np.mean(_r(m, b, x, y) * x) / 2,
            np.mean(_r(m, b, x, y)) / 2,
        ),
        "gradient of the sum of squares": lambda m, b, x, y: (
            2 * np.sum(_r(m, b, x, y) * x),
            2 * np.sum(_r(m, b, x, y)),
        ),
        "1/n and 1/2 missing one side | 1/2 of the sum": lambda m, b, x, y: (
            np.sum(_r(m, b, x, y) * x) / 2,
            np.sum(_r(m, b, x, y)) / 2,
        ),
        "sign": lambda m, b, x, y: (-np.mean(_r(m, b, x, y) * x), -np.mean(_r(m, b, x, y))),
        "forgot the inner derivative": lambda m, b, x, y: (
            np.mean(_r(m, b, x, y)),
            np.mean(_r(m, b, x, y)),
        ),
        "x for both": lambda m, b, x, y: (
            np.mean(_r(m, b, x, y) * x),
            np.mean(_r(m, b, x, y) * x),
        ),
        "swapped": lambda m, b, x, y: (np.mean(_r(m, b, x, y)), np.mean(_r(m, b, x, y) * x)),
        "sum times sum": lambda m, b, x, y: (
            np.mean(_r(m, b, x, y)) * np.mean(x),
            np.mean(_r(m, b, x, y)),
        ),
        "inner derivative m": lambda m, b, x, y: (
            np.mean(_r(m, b, x, y) * m),
            np.mean(_r(m, b, x, y)),
        ),
        "b left out of the error": lambda m, b, x, y: (
            np.mean((m * x - y) * x),
            np.mean(m * x - y),
        ),
        "b added": lambda m, b, x, y: (np.mean((m * x - b - y) * x), np.mean(m * x - b - y)),
        "y left out of the error": lambda m, b, x, y: (
            np.mean((m * x + b) * x),
            np.mean(m * x + b),
        ),
        "y added": lambda m, b, x, y: (np.mean((m * x + b + y) * x), np.mean(m * x + b + y)),
        "error squared": lambda m, b, x, y: (
            np.mean(_r(m, b, x, y) ** 2 * x),
            np.mean(_r(m, b, x, y) ** 2),
        ),
        "size of the error": lambda m, b, x, y: (
            np.mean(abs(_r(m, b, x, y)) * x),
            np.mean(abs(_r(m, b, x, y))),
        ),
        "sign of the residual |": lambda m, b, x, y: (
            np.mean(np.sign(_r(m, b, x, y)) * x),
            np.mean(np.sign(_r(m, b, x, y))),
        ),
        "the cost": lambda m, b, x, y: np.mean(_r(m, b, x, y) ** 2) / 2,
        "not added up": lambda m, b, x, y: np.array([_r(m, b, x, y) * x, _r(m, b, x, y)]),
        "one number": lambda m, b, x, y: np.mean(_r(m, b, x, y) * x) + np.mean(_r(m, b, x, y)),
        "n fixed at 3": lambda m, b, x, y: (
            np.sum(_r(m, b, x, y) * x) / 3,
            np.sum(_r(m, b, x, y)) / 3,
        ),
        "n less 1": lambda m, b, x, y: (
            np.sum(_r(m, b, x, y) * x) / (len(x) - 1),
            np.sum(_r(m, b, x, y)) / (len(x) - 1),
        ),
        "1/n in one entry": lambda m, b, x, y: (
            np.sum(_r(m, b, x, y) * x) / len(x),
            np.sum(_r(m, b, x, y)),
        ),
        "1/n in the second entry only": lambda m, b, x, y: (
            np.sum(_r(m, b, x, y) * x),
            np.sum(_r(m, b, x, y)) / len(x),
        ),
        "only the last point": _cost_one_sum,
        "only the first point": _cost_returns_early,
        "three points of its own": lambda m, b, x, y: (
            (28 * m + 12 * b - 42) / 6,
            (6 * b + 12 * m - 20) / 6,
        ),
        "three points of its own, the sum | the error of the three points": lambda m, b, x, y: (
            28 * m + 12 * b - 42,
            6 * b + 12 * m - 20,
        ),
        "x squared": lambda m, b, x, y: (
            np.mean(_r(m, b, x, y) * x**2),
            np.mean(_r(m, b, x, y)),
        ),
        "sign of the second entry": lambda m, b, x, y: (
            np.mean(_r(m, b, x, y) * x),
            -np.mean(_r(m, b, x, y)),
        ),
        "m and b exchanged in the line": lambda m, b, x, y: (
            np.mean(_r(b, m, x, y) * x),
            np.mean(_r(b, m, x, y)),
        ),
        "1/(2n) and 2 forgotten | factor 1/2 kept": lambda m, b, x, y: (
            np.sum(_r(m, b, x, y) * x) / (2 * len(x)),
            np.sum(_r(m, b, x, y)) / (2 * len(x)),
        ),
        "divided by n twice": lambda m, b, x, y: (
            np.mean(_r(m, b, x, y) * x) / len(x),
            np.mean(_r(m, b, x, y)) / len(x),
        ),
    },
    _cost_loop,
    _cost_design,
    _cost_differences,
    lambda m, b, x, y: [np.dot(m * x + b - y, x) / len(x), np.average(m * x + b - y)],
    lambda m, b, x, y: np.mean((m * x + b - y) * np.stack([x, np.ones(len(x))]), axis=1),
)


def _step_by_entry(point, gradient, learning_rate):
    if np.ndim(point) == 0:
        return point - learning_rate * gradient
    return [p - learning_rate * g for p, g in zip(point, gradient, strict=True)]


def _step_in_place(point, gradient, learning_rate):
    point = np.array(point, dtype=float)
    point -= learning_rate * np.array(gradient)
    return point


tried(
    "gradient_descent.write_step",
    {
        "added": lambda p, g, rate: p + rate * g,
        "no learning rate": lambda p, g, rate: p - g,
        "no learning rate, added": lambda p, g, rate: p + g,
        "divided by the learning rate": lambda p, g, rate: p - g / rate,
        "only the change": lambda p, g, rate: -rate * g,
        "only the change, without its sign": lambda p, g, rate: rate * g,
        "cuts off decimals": lambda p, g, rate: (
            (p - rate * g).astype(int) if np.asarray(p).dtype.kind == "i" else p - rate * g
        ),
        "brackets": lambda p, g, rate: rate * (p - g),
        "the other way round": lambda p, g, rate: rate * g - p,
        "gradient and point exchanged": lambda p, g, rate: g - rate * p,
        "rate subtracted": lambda p, g, rate: p - rate,
        "rate and gradient subtracted": lambda p, g, rate: p - rate - g,
        "rate added to the gradient | rate and gradient subtracted": lambda p, g, rate: (
            p - (rate + g)
        ),
        "times the point": lambda p, g, rate: p * (1 - rate * g),
        "point times the rate": lambda p, g, rate: p * rate - g,
        "did not move": lambda p, g, rate: p,
        "the gradient": lambda p, g, rate: g,
        "unit step": lambda p, g, rate: p - rate * g / np.linalg.norm(g),
        "sign of the gradient": lambda p, g, rate: p - rate * np.sign(g),
        "size of the gradient": lambda p, g, rate: p - rate * np.abs(g),
        "rate of its own": lambda p, g, rate: p - 0.05 * g,
        "rate of its own, 0.1 | another rate of its own": lambda p, g, rate: p - 0.1 * g,
        "rounded": lambda p, g, rate: np.round(p - rate * g, 2),
        "two steps at once": lambda p, g, rate: p - 2 * rate * g,
        "summed | one number": lambda p, g, rate: np.sum(p - rate * g),
        "scalar product": lambda p, g, rate: p - rate * np.dot(g, g),
        "whole division": lambda p, g, rate: p - g // (1 / rate),
        "rate squared": lambda p, g, rate: p - rate**2 * g,
    },
    _step_by_entry,
    _step_in_place,
    lambda p, g, rate: p + (-rate) * g,
    lambda p, g, rate: -(rate * g - p),
    lambda p, g, rate: np.subtract(p, np.multiply(rate, g)),
    lambda p, g, rate: p - g * rate,
)


def _descended(gradient, start, learning_rate, steps, *, at=None):
    points = [np.array(start, dtype=float)]
    for _ in range(steps):
        here = points[-1]
        points.append(here - learning_rate * np.asarray(gradient(here if at is None else at)))
    return np.array(points)


def _descend_array(gradient, start, learning_rate, steps):
    points = np.empty((steps + 1, *np.shape(start)))
    points[0] = start
    for k in range(1, steps + 1):
        points[k] = points[k - 1] - learning_rate * gradient(points[k - 1])
    return points


def _descend_recursive(gradient, start, learning_rate, steps):
    if steps == 0:
        return [start]
    moved = start - learning_rate * gradient(start)
    return [start, *_descend_recursive(gradient, moved, learning_rate, steps - 1)]


def _descend_generator(gradient, start, learning_rate, steps):
    def points():
        x = np.array(start, float)
        yield x
        for _ in range(steps):
            x = x - learning_rate * gradient(x)
            yield x

    return np.stack(list(points()))


def _descend_same_array(gradient, start, learning_rate, steps):
    x = np.array(start, float)
    points = [x]
    for _ in range(steps):
        x -= learning_rate * np.asarray(gradient(x))
        points.append(x)
    return np.array(points)


def _descend_returns_early(gradient, start, learning_rate, steps):
    points = [np.array(start, float)]
    for _ in range(steps):
        points.append(points[-1] - learning_rate * gradient(points[-1]))
        return np.array(points)
    return np.array(points)


def _descend_transposed(gradient, start, learning_rate, steps):
    return _descended(gradient, start, learning_rate, steps).T


def _descend_decaying(gradient, start, learning_rate, steps):
    points = [np.array(start, float)]
    for k in range(steps):
        points.append(points[-1] - learning_rate / (k + 1) * gradient(points[-1]))
    return np.array(points)


def _descend_from_start(gradient, start, learning_rate, steps):
    points = [np.array(start, float)]
    for _ in range(steps):
        points.append(start - learning_rate * gradient(points[-1]))
    return np.array(points)


def _descend_no_rate(gradient, start, learning_rate, steps):
    return _descended(gradient, start, 1.0, steps)


def _changes(gradient, start, learning_rate, steps):
    return np.diff(_descended(gradient, start, learning_rate, steps), axis=0)


def _descend_gradients(gradient, start, learning_rate, steps):
    return np.array([gradient(p) for p in _descended(gradient, start, learning_rate, steps)])


tried(
    "gradient_descent.write_descend",
    {
        "forgets the start": lambda g, s, rate, n: _descended(g, s, rate, n)[1:],
        "only the last point": lambda g, s, rate, n: _descended(g, s, rate, n)[-1],
        "gradient at the start": lambda g, s, rate, n: _descended(g, s, rate, n, at=s),
        "one step too many": lambda g, s, rate, n: _descended(g, s, rate, n + 1),
        "one step too few": lambda g, s, rate, n: _descended(g, s, rate, n - 1),
        "the same point in every row": _descend_same_array,
        "added": lambda g, s, rate, n: _descended(g, s, -rate, n),
        "no learning rate": _descend_no_rate,
        "divided by the learning rate": lambda g, s, rate, n: _descended(g, s, 1 / rate, n),
        "returns in the loop": _descend_returns_early,
        "transposed": _descend_transposed,
        "rate shrinks": _descend_decaying,
        "every step from the start": _descend_from_start,
        "only the changes": _changes,
        "only the gradients": _descend_gradients,
        "backward": lambda g, s, rate, n: _descended(g, s, rate, n)[::-1],
        "start twice": lambda g, s, rate, n: np.concatenate(
            [_descended(g, s, rate, n)[:1], _descended(g, s, rate, n)]
        ),
        "only start and end": lambda g, s, rate, n: _descended(g, s, rate, n)[[0, -1]],
        "flat": lambda g, s, rate, n: _descended(g, s, rate, n).ravel(),
        "sum of the points |": lambda g, s, rate, n: _descended(g, s, rate, n).cumsum(axis=0),
        "rate of its own": lambda g, s, rate, n: _descended(g, s, 0.05, n),
        "ten steps always": lambda g, s, rate, n: _descended(g, s, rate, 10),
        "never moves": lambda g, s, rate, n: np.array([np.array(s, float)] * (n + 1)),
        "cuts off decimals": lambda g, s, rate, n: _truncating(g, s, rate, n),
        "rounds": lambda g, s, rate, n: _descended(g, s, rate, n).round(2),
        "the start without an array |": lambda g, s, rate, n: np.array(s, float),
    },
    _descend_array,
    _descend_recursive,
    _descend_generator,
    lambda g, s, rate, n: _descended(g, s, rate, n).tolist(),
    lambda g, s, rate, n: np.vstack(list(_descended(g, s, rate, n))).reshape((n + 1, *np.shape(s))),
)


def _truncating(gradient, start, learning_rate, steps):
    start = np.asarray(start)
    points = np.zeros((steps + 1, *start.shape), dtype=start.dtype)
    points[0] = start
    for k in range(steps):
        points[k + 1] = points[k] - learning_rate * gradient(points[k])
    return points


first, second, third = 0.4, -0.28, 0.196
tried(
    "gradient_descent.read_factor",
    {
        "the factor": second / first,
        "the size of the factor": -second / first,
        "sign of the factor lost": 1 + second / first,
        "minus 1": second / first - 1,
        "difference of the errors": first - second,
        "difference of the errors, sign": second - first,
        "quotient upside down": 1 - first / second,
        "factor upside down": first / second,
        "two steps at once": 1 - third / first,
        "factor of two steps": third / first,
        "an error for the factor": 1 - second,
        "the limit": 2,
        "one": 1,
        "half of it |": 0.85,
    },
    1.7,
    1 + 0.28 / 0.4,
    1 - third / second,
    Fraction(17, 10),
)
letters("gradient_descent.which_holds", a="the lowest", c="the closest", d="the highest")
letters("gradient_descent.half_the_rate", b="no waste", c="only across", d="leaves")
letters("gradient_descent.steady_end", a="smaller rate", b="shrinking rate", c="larger batches")

push, kept = 0.1 * 3, 0.8
tried(
    "gradient_descent.speed_at_last",
    {
        "without momentum": push,
        "two steps": push + kept * push,
        "three steps": push + kept * (push + kept * push),
        "what is kept": kept * push,
        "part pushed": push * (1 - kept),
        "divided by the momentum": push / kept,
        "no learning rate": 3 / (1 - kept),
        "one push fewer": kept * push / (1 - kept),
        "sign": -push / (1 - kept),
        "the gradient": -3,
        "the factor": 1 / (1 - kept),
        "the momentum": kept,
        "1 plus the momentum": push / (1 + kept),
        "grows for ever |": 1000.0,
    },
    1.5,
    push / (1 - kept),
    sum(push * kept**k for k in range(200)),
    Fraction(3, 2),
)

tried(
    "gradient_descent.review_nearby",
    {
        "sign": 5 + 2 * 0.1,
        "the whole slope": 5 - 2,
        "only the change": -2 * 0.1,
        "only the change, sign": 2 * 0.1,
        "the same": 5,
        "only the gap": 5 - 0.1,
        "the gap added": 5 + 0.1,
        "slope times place": 5 - 2 * 3.1,
        "line through zero": -2 * 3.1,
        "gap of 0.01": 5 - 2 * 0.01,
        "divided": 5 - 0.1 / 2,
        "the place": 3.1,
        "the slope": -2,
    },
    4.8,
    5 + -2 * (3.1 - 3),
    Fraction(24, 5),
    np.float64(4.80),
)
letters("gradient_descent.review_corner", a="rest", c="shorter steps", d="diverges")
letters("gradient_descent.review_gap", a="not straight", b="another point", d="the slope grows")

tried(
    "gradient_descent.review_rate",
    {
        "the curvature": 1.5 / 0.3,
        "the limit": 2 / (1.5 / 0.3),
        "half the rate": 0.3 / 2,
        "sign of the factor": 1 / (0.5 / 0.3),
        "twice the step": 0.3 * 1.5,
        "the product": 1.5,
        "a product of one": 1,
        "zero": 0,
        "the size of the factor": 0.5,
        "the factor": -0.5,
        "one over the rate": 1 / 0.3,
        "minus": -0.2,
        "root": 0.3 / math.sqrt(1.5),
    },
    0.2,
    0.3 / 1.5,
    1 / 5,
    Fraction(1, 5),
)

tried(
    "gradient_descent.review_way_back",
    {
        "not turned over": 5,
        "one over the value": 1 / 7,
        "one over the place": 1 / 2,
        "sign": -1 / 5,
        "the inverse itself": 2,
        "minus the slope": -5,
        "one over the square": 1 / 5**2,
        "reciprocal function": -5 / 7**2,
        "value over slope": 7 / 5,
        "slope over value": 5 / 7,
        "place over value": 2 / 7,
        "value over place": 7 / 2,
        "the value": 7,
    },
    0.2,
    1 / 5,
    Fraction(1, 5),
    2 / 10,
)
x0, rate = 0.3, 0.07
for exercise, x in (("next_point", x0), ("second_point", x1)):
    also(
        f"gradient_descent.{exercise}",
        {
            "missing brackets": x - rate * math.exp(x) - 1 / x,
            "brackets around the wrong pair": (x - rate) * df(x),
            "rate alone": x - rate,
            "rate added": x + rate,
        },
    )
also("gradient_descent.next_point", {"value, added": x0 + rate * f(x0)})
also(
    "gradient_descent.temperature_gradient",
    {
        "first entry for both": np.full(2, right[0]),
        "second entry for both": np.full(2, right[1]),
        "only along x": right * [1, 0],
        "only along y": right * [0, 1],
        "unit arrow": right / np.hypot(*right),
        "swapped, sign": -right[::-1],
        "sign of the bracket | 6 - x": with_slope(lambda x: 3 * x**2 + 12 * x),
    },
)
also(
    "gradient_descent.temperature_step",
    {
        "rate alone": place - 0.4,
        "rate added": place + 0.4,
        "the minimum": np.array([4.0, 4.0]),
    },
)
also(
    "gradient_descent.largest_rate",
    {
        "missing brackets": 2 / math.exp(m) + 1 / m**2,
        "a rate of the figure, below": 0.37,
        "a rate of a button": 0.42,
        "a rate of the figure, above": 0.44,
        "forgot e^x, no square | forgot the logarithm": 2 * m,
    },
)
also(
    "gradient_descent.valley_rate",
    {
        "product of the limits | half the curvature": (2 / 1) * (2 / k),
        "2 over twice the curvature | 1 over the curvature": 2 / (2 * k),
    },
)
also(
    "gradient_descent.converted_rate",
    {
        "four points | 2 to the n": a * 2 * 4,
        "missing brackets | 2 over n": a * 2 / n,
        "missing brackets, 1/(2n) | n over 2": a * (1 / 2 * n),
    },
)
