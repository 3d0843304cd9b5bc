"""Answers to the exercises of chapter 6."""

import math

import numpy as np

from wrong_answers import letters, tried

letters("newtons_method.zero_eigenvalue", a="minimum", c="saddle", d="nothing")
letters("newtons_method.when_newton", a="more steps", b="no derivative", d="always arrives")
letters("newtons_method.review_regime", b="one side", c="diverges", d="one step")
letters("newtons_method.review_concave", a="local", b="minimum", c="inflection")
letters(
    "newtons_method.review_level", a="along the gradient", c="against the gradient",
    d="the diagonal",
)  # fmt: skip
letters("newtons_method.review_one_step", a="one each", b="condition", d="digits")
letters("newtons_method.review_signs", a="minimum", c="saddle", d="anything")


height, slope = 0.45 * 25 - 3, 4.5
tried(
    "newtons_method.read_tangent",
    {
        "zero of the curve": math.sqrt(3 / 0.45),
        "zero of the curve, badly read | zero of the curve": 2.5,
        "the start": 5,
        "end of the line": 4.1,
        "the height": height,
        "the height, badly read | the height": 8.3,
        "the slope": 4.5,
        "only the step": height / slope,
        "only the step, badly read | only the step": 1.9,
        "the other way": 5 + height / slope,
        "height not divided": 5 - height,
        "where the tangent meets x = 0": height - 5 * slope,
    },
    5 - height / slope,
    3.2,
    3.1,
    3.3,
)

tried(
    "newtons_method.cube_root_step",
    {
        "sign": 2 - 2 / 12,
        "not divided": 2 + 2,
        "upside down": 2 + 12 / 2,
        "factor 3 lost": 2 + 2 / 4,
        "exponent not lowered enough": 2 + 2 / 6,
        "the root itself": 10 ** (1 / 3),
        "two steps | the root itself": 13 / 6 - ((13 / 6) ** 3 - 10) / (3 * (13 / 6) ** 2),
        "only the step": 2 / 12,
        "plus ten": 2 - 18 / 12,
        "ten forgotten": 2 - 8 / 12,
        "ten in the slope": 2 + 2 / 2,
        "multiplied": 2 + 2 * 12,
        "third power for the slope": 2 - (-2) / 8,
        "only the quotient": (8 - 10) / 12,
        "the slope": 12,
    },
    13 / 6,
    2.1667,
    2.17,
    2 - (-2 / 12),
    np.float64(2 + 1 / 6),
)


def with_while(f, slope, x, steps):
    while steps > 0:
        x, steps = x - f(x) / slope(x), steps - 1
    return x


def with_recursion(f, slope, x, steps):
    return x if steps == 0 else with_recursion(f, slope, x - f(x) / slope(x), steps - 1)


def with_names(f, slope, x, steps):
    for _ in range(steps):
        value, rise = f(x), slope(x)
        x -= value / rise
    return x


def plus(f, slope, x, steps):
    for _ in range(steps):
        x = x + f(x) / slope(x)
    return x


def turned(f, slope, x, steps):
    for _ in range(steps):
        x = x - slope(x) / f(x)
    return x


def by_the_value(f, slope, x, steps):
    for _ in range(steps):
        x = x - f(x)
    return x


def times(f, slope, x, steps):
    for _ in range(steps):
        x = x - f(x) * slope(x)
    return x


def descending(f, slope, x, steps):
    for _ in range(steps):
        x = x - slope(x)
    return x


def once(f, slope, x, steps):
    return x - f(x) / slope(x)


def first_slope(f, slope, x, steps):
    rise = slope(x)
    for _ in range(steps):
        x = x - f(x) / rise
    return x


def from_the_start(f, slope, x, steps):
    start = x
    for _ in range(steps):
        x = x - f(start) / slope(start)
    return x


def one_more(f, slope, x, steps):
    for _ in range(steps + 1):
        x = x - f(x) / slope(x)
    return x


def one_less(f, slope, x, steps):
    for _ in range(1, steps):
        x = x - f(x) / slope(x)
    return x


def gives_the_value(f, slope, x, steps):
    for _ in range(steps):
        x = x - f(x) / slope(x)
    return f(x)


def lost_in_the_loop(f, slope, x, steps):
    for _ in range(steps):
        x - f(x) / slope(x)
    return x


tried(
    "newtons_method.write_zero",
    {
        "sign": plus,
        "upside down": turned,
        "not divided": by_the_value,
        "multiplied": times,
        "descent": descending,
        "one step only": once,
        "slope of the start": first_slope,
        "always from the start": from_the_start,
        "one step too many": one_more,
        "one step too few": one_less,
        "the value": gives_the_value,
        "not kept | the start": lost_in_the_loop,
    },
    with_while,
    with_recursion,
    with_names,
)

tried(
    "newtons_method.read_inflection",
    {
        "the top": 6,
        "the top, badly read | the top": 6.3,
        "the left end": 0,
        "the right end": 8,
        "the height there": 2,
        "the slope there": 1,
        "the middle": 4,
        "where it is rounded": 5,
        "where it falls": 7,
        "the right end, badly read | the right end": 7.8,
        "the middle, badly read | the middle": 4.1,
        "the height there, badly read | the height there": 2.1,
    },
    3,
    3.0,
    2.7,
    3.4,
    6 / 2,
)

x = 1.1
value, rise, bend = 2 * x - 3 * math.log(x), 2 - 3 / x, 3 / x**2
tried(
    "newtons_method.first_step",
    {
        "zero of g": x - value / rise,
        "sign": x + rise / bend,
        "not divided": x - rise,
        "multiplied": x - rise * bend,
        "upside down": x - bend / rise,
        "square forgotten": x - rise / (3 / x),
        "only the step": -rise / bend,
        "value over second derivative": x - value / bend,
        "factor ½": x - rise / (2 * bend),
        "the minimum": 1.5,
        "2 lost in the slope": x + 3 / x / bend,
        "3 lost in the second derivative": x - rise / (1 / x**2),
        "the slope": rise,
        "slope of 1/x with the wrong sign | sign": x - rise / (-3 / x**2),
        "slope 2x": x - (2 * x - 3 / x) / bend,
        "second derivative subtracted": x - bend,
        "2 kept in the second derivative": x - rise / (2 + 3 / x**2),
        "3 lost in the slope": x - (2 - 1 / x) / bend,
        "plus in the slope |": x - (2 + 3 / x) / bend,
    },
    x - rise / bend,
    1.3933,
    1.393,
    1.1 + 0.7273 / 2.4793,
)

eig = np.linalg.eigvalsh
tried(
    "newtons_method.eigenvalues_there",
    {
        "order": (10, 2),
        "the diagonal": (6, 6),
        "trace and determinant": (12, 36 - 16),
        "mixed entry halved": (6 - 2, 6 + 2),
        "point exchanged": tuple(eig([[4, 6], [6, 6]])),
        "2 of a square lost": tuple(eig([[6, 4], [4, 3]])),
        "2 of both squares lost": (3 - 4, 3 + 4),
        "signs": (-10, -2),
        "not halved": (12 - 8, 12 + 8),
        "no root": ((12 - (144 - 80)) / 2, (12 + (144 - 80)) / 2),
        "no root of 16": (6 - 16, 6 + 16),
        "distances from 6": (-4, 4),
        "mixed entry 2xy": (6 - 12, 6 + 12),
        "fyy 6y": tuple(eig([[6, 4], [4, 18]])),
        "one right |": (2, 8),
    },
    (2, 10),
    np.array([2.0, 10.0]),
    [6 - math.sqrt(16), 6 + math.sqrt(16)],
)

point, gradient, hessian = np.array([5.0, 3]), np.array([8.0, 1]), np.array([[4.0, 1], [1, 2]])
step = np.linalg.solve(hessian, gradient)
tried(
    "newtons_method.two_variable_step",
    {
        "sign": point + step,
        "only the step": -step,
        "solution only": step,
        "only the diagonal": (5 - 8 / 4, 3 - 1 / 2),
        "entries inverted one by one": (5 - 8 / 4 - 1, 3 - 8 - 1 / 2),
        "determinant forgotten": (5 - 15, 3 + 4),
        "signs beside the diagonal": (5 - 17 / 7, 3 - 12 / 7),
        "determinant with plus": (5 - 15 / 9, 3 + 4 / 9),
        "multiplied": (5 - 33, 3 - 10),
        "gradient step": (5 - 8, 3 - 1),
        "entries exchanged": (25 / 7, 20 / 7),
        "divided by the determinant": (5 - 8 / 7, 3 - 1 / 7),
        "first right |": (20 / 7, 3 / 7),
    },
    point - step,
    (2.857, 3.571),
    (20 / 7, 25 / 7),
    [5 - 15 / 7, 3 + 4 / 7],
)


def solved(point, gradient, hessian):
    d = np.linalg.solve(hessian, -gradient)
    return point + d


def by_elimination(point, gradient, hessian):
    a, b = hessian.astype(float).copy(), gradient.astype(float).copy()
    n = len(b)
    for i in range(n):
        for j in range(i + 1, n):
            factor = a[j, i] / a[i, i]
            a[j] = a[j] - factor * a[i]
            b[j] = b[j] - factor * b[i]
    d = np.zeros(n)
    for i in reversed(range(n)):
        d[i] = (b[i] - a[i] @ d) / a[i, i]
    return point - d


def by_least_squares(point, gradient, hessian):
    return point - np.linalg.lstsq(hessian, gradient, rcond=None)[0]


def with_the_inverse(point, gradient, hessian):
    return point - np.linalg.inv(hessian) @ gradient


def with_dot(point, gradient, hessian):
    from numpy.linalg import inv

    return point - inv(hessian).dot(gradient)


def writes_into_the_point(point, gradient, hessian):
    point -= np.linalg.solve(hessian, gradient)
    return point


tried(
    "newtons_method.write_newton_step",
    {
        "sign": lambda p, g, h: p + np.linalg.solve(h, g),
        "multiplied": lambda p, g, h: p - h @ g,
        "multiplied with dot | multiplied": lambda p, g, h: p - h.dot(g),
        "divided entry by entry": lambda p, g, h: p - g / h,
        "only the diagonal": lambda p, g, h: p - g / h.diagonal(),
        "gradient step": lambda p, g, h: p - g,
        "only the solution": lambda p, g, h: np.linalg.solve(h, g),
        "only the step": lambda p, g, h: np.linalg.solve(h, -g),
        "solved for the point": lambda p, g, h: p - np.linalg.solve(h, p),
        "all at once": lambda p, g, h: np.linalg.solve(h, p - g),
        "entries inverted": lambda p, g, h: p - (1 / h) @ g,
        "divided by the determinant": lambda p, g, h: p - g / np.linalg.det(h),
        "half the step": lambda p, g, h: p - 0.5 * np.linalg.solve(h, g),
        "arguments exchanged |": lambda p, g, h: p - np.linalg.solve(g, h),
        "written into the argument | changes its argument": writes_into_the_point,
    },
    solved,
    by_elimination,
    by_least_squares,
    halfway=(with_the_inverse, with_dot),
)

tried(
    "newtons_method.review_inner",
    {
        "inner slope forgotten": 1 / 5,
        "only the inner slope": 4,
        "the value": math.log(5),
        "outer at the inner slope": 1 / 4,
        "outer slope at x": 1 / 2,
        "outer slope at x, times the inner": 4 / 2,
        "multiplied by the inside": 4 * 5,
        "square of the inside": 4 / 25,
        "factor 2 lost": 2 / 5,
        "upside down": 5 / 4,
        "added": 4 + 1 / 5,
        "sign |": -0.8,
    },
    0.8,
    4 / 5,
    2 * 2 / (2**2 + 1),
)
