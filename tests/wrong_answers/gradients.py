"""Answers to the exercises of chapter 4."""

import math
from fractions import Fraction

import numpy as np

from wrong_answers import letters, tried

letters(
    "gradients.steepest_place",
    a="a wide gap",
    b="between the hills",
    d="a wide gap above",
)
letters("gradients.tilted_plane", a="level", c="the other axis", d="no plane")
letters("gradients.which_arrow", a="to the top", b="along the line", c="downhill")
letters("gradients.along_the_line", b="by drawing", c="circles", d="the top")
letters("gradients.two_routes", a="all multiplied", c="sums multiplied", d="ways crossed")
letters("gradients.where_level", a="first root only", b="walls forgotten", d="all walls")
letters("gradients.review_slope_falls", a="valley", b="corner", c="zero")
letters("gradients.review_nothing", a="minimum", b="rising", c="straight")
letters(
    "gradients.review_directions",
    b="only the axes",
    c="from one to the other",
    d="added",
)

tried(
    "gradients.read_partial",
    {
        "sign": 20,
        "sign, badly read | sign": 19.2,
        "the other slope": 30,
        "the other slope, sign": -30,
        "the gap of the lines": 0.5,
        "the gap of the lines, sign": 1.5 - 2,
        "lines for metres": -2,
        "lines for metres, sign": 2,
        "the height": 92,
        "one line": -10,
        "kilometres to metres": -20 / 1000,
        "one line, sign": 10,
        "run over rise": -1 / 20,
        "two kilometres": -40,
        "the height there": 72,
    },
    -20,
    -2 / 0.1,
    -10 / 0.5,
    -19,
    -21.5,
)

tried(
    "gradients.read_length",
    {
        "sizes added": 30 + 20,
        "entries added": 30 - 20,
        "only along x": 30,
        "only along y": 20,
        "only along y, with its sign": -20,
        "no root": 30**2 + 20**2,
        "mean": (30 + 20) / 2,
        "mean of the entries": (30 - 20) / 2,
        "the height": 92,
        "product": 30 * 20,
        "lines for metres": math.sqrt(13),
        "angle": math.degrees(math.atan2(-20, 30)),
        "read badly, with Pythagoras | only along x": math.hypot(25, 20),
        "read badly, another way | only along x": math.hypot(20, 20),
        "its sign turned | angle": -math.hypot(30, 20),
    },
    math.hypot(30, 20),
    math.sqrt(1300),
    36,
    math.hypot(29, -19),
)

x, y = 1.5, 0.8
fx, fy = 6 * x**2 * y**2, 4 * x**3 * y
tried(
    "gradients.cubic_gradient",
    {
        "exchanged": (fy, fx),
        "both differentiated": (12 * x**2 * y, 12 * x**2 * y),
        "product rule": (fx + fy, fx + fy),
        "held factor dropped": (6 * x**2, 4 * y),
        "power not brought down": (2 * x**2 * y**2, 2 * x**3 * y),
        "point exchanged": (6 * y**2 * x**2, 4 * y**3 * x),
        "value": (2 * x**3 * y**2, 2 * x**3 * y**2),
        "second derivatives": (12 * x * y**2, 4 * x**3),
        "factor 2 lost": (3 * x**2 * y**2, 2 * x**3 * y),
        "only the first": (fx, 0),
        "only the second": (0, fy),
        "sign of the first": (-fx, fy),
        "unit arrow": (fx / math.hypot(fx, fy), fy / math.hypot(fx, fy)),
        "power not lowered": (6 * x**3 * y**2, 4 * x**3 * y**2),
        "one number |": fx + fy,
        "the second one slipped |": (fx, 4 * x**2 * y),
        "the first one slipped |": (6 * x * y**2, fy),
    },
    (8.64, 10.8),
    [6 * 2.25 * 0.64, 4 * 3.375 * 0.8],
    np.array([fx, fy]),
    (8.640, 10.80),
)


def central(f, x, y, gap):
    return (
        (f(x + gap, y) - f(x - gap, y)) / (2 * gap),
        (f(x, y + gap) - f(x, y - gap)) / (2 * gap),
    )


def as_array(f, x, y, gap):
    rise = np.array([f(x + gap, y) - f(x - gap, y), f(x, y + gap) - f(x, y - gap)])
    return rise / gap / 2


def with_halves(f, x, y, gap):
    one = f(x + gap, y) / 2 - f(x - gap, y) / 2
    other = f(x, y + gap) / 2 - f(x, y - gap) / 2
    return [one / gap, other / gap]


def with_inner_function(f, x, y, gap):
    def slope(g, at):
        return (g(at + gap) - g(at - gap)) / (2 * gap)

    return slope(lambda u: f(u, y), x), slope(lambda v: f(x, v), y)


def one_side(f, x, y, gap):
    return (f(x + gap, y) - f(x, y)) / gap, (f(x, y + gap) - f(x, y)) / gap


def the_left_side(f, x, y, gap):
    return (f(x, y) - f(x - gap, y)) / gap, (f(x, y) - f(x, y - gap)) / gap


def one_gap(f, x, y, gap):
    return (f(x + gap, y) - f(x - gap, y)) / gap, (f(x, y + gap) - f(x, y - gap)) / gap


def rises(f, x, y, gap):
    return f(x + gap, y) - f(x - gap, y), f(x, y + gap) - f(x, y - gap)


def without_brackets(f, x, y, gap):
    return (
        (f(x + gap, y) - f(x - gap, y)) / 2 * gap,
        (f(x, y + gap) - f(x, y - gap)) / 2 * gap,
    )


def together(f, x, y, gap):
    slope = (f(x + gap, y + gap) - f(x - gap, y - gap)) / (2 * gap)
    return slope, slope


def turned(f, x, y, gap):
    along_x, along_y = central(f, x, y, gap)
    return along_y, along_x


def signs(f, x, y, gap):
    return (
        (f(x - gap, y) - f(x + gap, y)) / (2 * gap),
        (f(x, y - gap) - f(x, y + gap)) / (2 * gap),
    )


def only_x(f, x, y, gap):
    return (f(x + gap, y) - f(x - gap, y)) / (2 * gap)


def only_y(f, x, y, gap):
    return (f(x, y + gap) - f(x, y - gap)) / (2 * gap)


def own_gap(f, x, y, gap):
    h = 1e-6
    return (f(x + h, y) - f(x - h, y)) / (2 * h), (f(x, y + h) - f(x, y - h)) / (2 * h)


def total(f, x, y, gap):
    return only_x(f, x, y, gap) + only_y(f, x, y, gap)


def x_twice(f, x, y, gap):
    return only_x(f, x, y, gap), only_x(f, x, y, gap)


def y_twice(f, x, y, gap):
    return only_y(f, x, y, gap), only_y(f, x, y, gap)


def means(f, x, y, gap):
    return (f(x + gap, y) + f(x - gap, y)) / 2, (f(x, y + gap) + f(x, y - gap)) / 2


tried(
    "gradients.write_gradient",
    {
        "one side only": one_side,
        "one side to the left": the_left_side,
        "run is one gap": one_gap,
        "not divided": rises,
        "brackets": without_brackets,
        "both move": together,
        "exchanged": turned,
        "sign": signs,
        "only along x": only_x,
        "only along y": only_y,
        "along x twice": x_twice,
        "along y twice": y_twice,
        "added": total,
        "gap of its own": own_gap,
        "mean of the values": means,
        "length": lambda f, x, y, gap: math.hypot(*central(f, x, y, gap)),
    },
    central,
    as_array,
    with_halves,
    with_inner_function,
)

tried(
    "gradients.plane_height",
    {
        "only the change": 4 * 0.5 - 6 * 0.3,
        "not the steps": 13 + 4 * 2.5 + 6 * 2.7,
        "slopes exchanged": 13 + 6 * 0.5 - 4 * 0.3,
        "the surface": 2.5**2 + 2.7**2,
        "sign of the step": 13 + 2 + 1.8,
        "both signs": 13 - 2 + 1.8,
        "slope along x twice": 13 + 4 * (0.5 - 0.3),
        "slope along y twice": 13 + 6 * (0.5 - 0.3),
        "slopes at the new point": 13 + 2 * 2.5 * 0.5 - 2 * 2.7 * 0.3,
        "factor 2 lost": 13 + 2 * 0.5 - 3 * 0.3,
        "only along x": 15,
        "only along y": 11.2,
        "the contact": 13,
        "lengths": 13 + math.sqrt(52) * math.sqrt(0.34),
        "height from the slopes": 8 + 18 + 0.2,
    },
    13.2,
    Fraction(132, 10),
    13 + 4 * (2.5 - 2) + 6 * (2.7 - 3),
    4 * 2.5 + 6 * 2.7 - 13,
)

tried(
    "gradients.slope_that_way",
    {
        "arrow not of length 1": 4 + 6,
        "the steepest slope": math.hypot(4, 6),
        "divided by 2": (4 + 6) / 2,
        "only along x": 4,
        "only along y": 6,
        "the height": 13,
        "zero": 0,
        "times the length": 10 * math.sqrt(2),
        "gradient times itself": 52,
        "sign": -10 / math.sqrt(2),
        "entries subtracted": (6 - 4) / math.sqrt(2),
        "factor 2 lost": 5 / math.sqrt(2),
        "the direction times the place": 13 / math.sqrt(2),
    },
    7.071,
    5 * math.sqrt(2),
    np.dot([4, 6], [1, 1]) / np.linalg.norm([1, 1]),
    math.sqrt(52) * math.cos(math.atan2(6, 4) - math.pi / 4),
)

tried(
    "gradients.two_way_rate",
    {
        "only over x": 24 * 2,
        "only over y": -9,
        "sign": 48 + 9,
        "rates forgotten": 24 + 9,
        "rates exchanged": 24 * -1 + 9 * 2,
        "rate of x twice": (24 + 9) * 2,
        "rate of y twice": (24 + 9) * -1,
        "product": 48 * -9,
        "the value": 3**2 * 4,
        "at the beginning": 2 * 1 * 5 * 2 - 1,
        "mean": (48 - 9) / 2,
        "factor 2 lost": 3 * 4 * 2 - 9,
        "rate of x forgotten | factor 2 lost": 24 - 9,
        "length": math.hypot(24, 9),
        "product of the slopes": 24 * 9,
        "only rates": 2 - 1,
        "slope along x": 24,
    },
    39,
    np.dot([24, 9], [2, -1]),
    2 * (1 + 2) * 2 * (5 - 1) - (1 + 2) ** 2,
    39.0,
)

tried(
    "gradients.best_line",
    {
        "exchanged": (4 / 3, 2),
        "mixed term forgotten": (28 / 10, 20 / 6),
        "first two points": (3, 1),
        "first and last": (2, 1),
        "last two points": (1, 3),
        "signs": (-2, -4 / 3),
        "factor 2 of the squares lost": (36 / 21, 68 / 21),
        "mixed term twice": (72 / 84, 136 / 84),
        "sign of the mixed term": (12, 368 / 24),
        "level line": (0, 10 / 3),
        "b from the wrong equation": (2, 20 / 6),
        "the other points": np.polyfit([1, 2, 3], [2, 5, 3], 1),
        "through zero": (2.8, 0),
        "slip in the division |": (2, 4 / 6),
    },
    (2, 4 / 3),
    np.polyfit([0, 1, 2], [1, 4, 5], 1),
    np.linalg.solve([[10, 6], [6, 6]], [28, 20]),
    [2, 1.333],
)

tried(
    "gradients.review_chain",
    {
        "inner slope forgotten": 2 * (2**3 + 1),
        "the value": (2**3 + 1) ** 2,
        "outer slope at x": 2 * 2 * 12,
        "only the inner slope": 3 * 2**2,
        "outer at the inner slope": 2 * 12,
        "outer slope at x, alone": 2 * 2,
        "added": 18 + 12,
        "inner slope squared": 12**2,
        "inner slope twice": 18 * 12 * 12,
        "exponent not lowered": 2 * 81 * 12,
        "factor 2 lost": 9 * 12,
        "inner exponent not lowered": 2 * 9 * 3 * 2**3,
        "inside alone": 9,
    },
    216,
    2 * 9 * 12,
    6 * 2**5 + 6 * 2**2,
    6.0**3,
)

tried(
    "gradients.review_plane",
    {
        "only the change": 0.3 + 0.4,
        "sign of the step along y": 7 + 0.3 - 0.4,
        "sign of the step along x": 7 - 0.3 + 0.4,
        "both signs": 7 - 0.3 - 0.4,
        "slopes exchanged": 7 - 2 * 0.1 + 3 * -0.2,
        "only along x": 7.3,
        "only along y": 7.4,
        "the value": 7,
        "not the steps": 7 + 3 * 1.1 - 2 * 1.8,
        "whole slopes": 7 + 3 - 2,
        "steps ten times too long": 7 + 3 + 4,
        "lengths": 7 + math.sqrt(13) * math.sqrt(0.05),
    },
    7.7,
    7 + 0.3 + 0.4,
    7 + np.dot([3, -2], [0.1, -0.2]),
    Fraction(77, 10),
)
