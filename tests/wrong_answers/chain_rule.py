"""Answers to the exercises of chapter 2."""

import math
from fractions import Fraction

import numpy as np

from wrong_answers import letters, tried

litres, kilos, speed = 0.06, 2.3, 80.0
tried(
    "chain_rule.fuel_rates",
    {
        "added": litres + kilos + speed,
        "a kilometre": litres * kilos,
        "litres": litres * speed,
        "petrol left out": kilos * speed,
        "divided by the last": litres * speed / kilos,
        "divided by the litres": kilos * speed / litres,
        "divided by the speed": litres * kilos / speed,
        "upside down": 1 / (litres * kilos * speed),
        "last one added": litres * speed + kilos,
        "a minute": litres * kilos * speed / 60,
        "the mean": (litres + kilos + speed) / 3,
        "litres, kilometres forgotten | litres": 4.8,
        "kilos over litres |": kilos / litres,
    },
    80 * 0.06 * 2.3,
    11.04,
    Fraction(276, 25),
    np.prod([80, 0.06, 2.3]),
)

tried(
    "chain_rule.from_a_table",
    {
        "outer slope at t": 2.5 * 0.6,
        "inner slope only": 0.6,
        "outer slope only": 7,
        "outer slope at t only": 2.5,
        "added": 7 + 0.6,
        "added, outer slope at t": 2.5 + 0.6,
        "value": 6,
        "product of the values": 8 * 3,
        "product rule": 0.6 * 8 + 3 * 2.5,
        "outer value": 6 * 0.6,
        "outer value at t": 8 * 0.6,
        "both at h(t)": 7 * -2,
        "places exchanged": 2.5 * -2,
        "inner value": 7 * 3,
        "divided": 7 / 0.6,
        "sign": -7 * 0.6,
        "divided the other way |": 0.6 / 7,
    },
    7 * 0.6,
    4.2,
    Fraction(21, 5),
)

tried(
    "chain_rule.from_two_pictures",
    {
        "outer slope at t": -1 * -1.5,
        "inner slope only": -1.5,
        "outer slope only": 2,
        "outer slope at t only": -1,
        "added": 2 - 1.5,
        "value": 4,
        "sign": 3,
        "sign, read roughly | sign": 2.9,
        "product of values": 4 * 3,
        "outer value": 4 * -1.5,
        "inner value": 2 * 4,
        "divided": 2 / -1.5,
        "both at h(t)": 2 * 0.5,
        "slope on the left read as 3 over 2, and added |": 3.6,
    },
    -3,
    2 * -1.5,
    -3.1,
    (6 - 2) / (5 - 3) * (2.5 - 5.5) / (3 - 1),
)

x = 1.3
tried(
    "chain_rule.sine_of_a_cube",
    {
        "inner slope forgotten": math.cos(x**3),
        "slope of the slope's place": math.cos(3 * x**2),
        "outer slope at x, no factor": math.cos(x),
        "inner slope only": 3 * x**2,
        "outer slope at x": 3 * x**2 * math.cos(x),
        "slope inside and beside": math.cos(3 * x**2) * 3 * x**2,
        "product rule": math.cos(x) * x**3 + math.sin(x) * 3 * x**2,
        "cube of the sine": 3 * math.sin(x) * math.sin(x) * math.cos(x),
        "sign": -math.cos(x**3) * 3 * x**2,
        "the 3 forgotten": x * x * math.cos(x**3),
        "power kept": 3 * x**3 * math.cos(x**3),
        "slope of a square": math.cos(x**3) * 2 * x,
        "exponent drops to one": 3 * x * math.cos(x**3),
        "outer function left as it is": math.sin(x**3) * 3 * x**2,
        "added": math.cos(x**3) + 3 * x**2,
        "degrees | inner slope only": math.cos(math.radians(x**3)) * 3 * x**2,
        "value": math.sin(x**3),
        "sine at x |": math.sin(x),
        "the square of the page |": math.cos(x**2) * 2 * x,
    },
    math.cos(x * x * x) * 3 * x * x,
    -2.97,
    (math.sin((x + 1e-6) ** 3) - math.sin((x - 1e-6) ** 3)) / 2e-6,
)


def _pairs(slope):
    return lambda f, df, g, dg, x: (f(g(x)), slope(f, df, g, dg, x))


def _as_array(f, df, g, dg, x):
    u = g(x)
    return np.array([f(u), df(u) * dg(x)])


def _as_list(f, df, g, dg, x):
    return [f(g(x)), dg(x) * df(g(x))]


def _step_by_step(f, df, g, dg, x):
    inner, rate = g(x), dg(x)
    value = f(inner)
    rate *= df(inner)
    return value, rate


tried(
    "chain_rule.write_chain",
    {
        "inner slope forgotten": _pairs(lambda f, df, g, dg, x: df(g(x))),
        "outer slope at x": _pairs(lambda f, df, g, dg, x: df(x) * dg(x)),
        "outer slope at x only": _pairs(lambda f, df, g, dg, x: df(x)),
        "factor inside the brackets": _pairs(lambda f, df, g, dg, x: df(g(x) * dg(x))),
        "slope inside": _pairs(lambda f, df, g, dg, x: df(dg(x))),
        "slope inside and beside": _pairs(lambda f, df, g, dg, x: df(dg(x)) * dg(x)),
        "added": _pairs(lambda f, df, g, dg, x: df(g(x)) + dg(x)),
        "inner slope at g(x)": _pairs(lambda f, df, g, dg, x: df(g(x)) * dg(g(x))),
        "product rule": _pairs(lambda f, df, g, dg, x: df(x) * g(x) + f(x) * dg(x)),
        "outer function left as it is": _pairs(lambda f, df, g, dg, x: f(g(x)) * dg(x)),
        "only the inner slope": _pairs(lambda f, df, g, dg, x: dg(x)),
        "divided": _pairs(lambda f, df, g, dg, x: df(g(x)) / dg(x)),
        "only the slope": lambda f, df, g, dg, x: df(g(x)) * dg(x),
        "only the value": lambda f, df, g, dg, x: f(g(x)),
        "slope first": lambda f, df, g, dg, x: [df(g(x)) * dg(x), f(g(x))],
        "other way round": lambda f, df, g, dg, x: (g(f(x)), dg(f(x)) * df(x)),
        "product": lambda f, df, g, dg, x: (f(x) * g(x), df(x) * g(x) + f(x) * dg(x)),
        "value of the outer alone": lambda f, df, g, dg, x: (f(x), df(g(x)) * dg(x)),
        "value of the inner alone": lambda f, df, g, dg, x: (g(x), df(g(x)) * dg(x)),
    },
    _as_array,
    _as_list,
    _step_by_step,
)

letters("chain_rule.flat_inside", a="outer slope alone", b="both must be flat", d="no slope")

power = math.exp(-3 * 0.5)
tried(
    "chain_rule.three_links",
    {
        "last link forgotten": power / (1 + power),
        "sign": 3 * power / (1 + power),
        "the 3 lost": -power / (1 + power),
        "only the outer link": 1 / (1 + power),
        "only the inner two": -3 * power,
        "the power lost": -3 / (1 + power),
        "power rule": -3 * 0.5 * math.exp(-3 * 0.5 - 1) / (1 + power),
        "outer slope turned over": 1 / (-3 * power),
        "denominator squared": -3 * power / (1 + power) ** 2,
        "outer slope at the power": -3 * power / power,
        "outer slope at zero": -3 * power / 2,
        "outer slope at x": -3 * power / 0.5,
        "value": math.log(1 + power),
        "added": 1 / (1 + power) + power - 3,
        "-3 taken twice": 9 * power / (1 + power),
        "base 10 |": -3 * power / (1 + power) / math.log(10),
        "with the 2 of the picture | the section's numbers": -2 / (1 + math.e),
    },
    -3 / (1 + math.exp(1.5)),
    -0.547,
    -3 * power / (1 + power),
)


def _links(slope):
    return lambda f, df, g, dg, h, dh, x: (f(g(h(x))), slope(df, dg, dh, g, h, x))


def _two(f, df, g, dg, x):
    return f(g(x)), df(g(x)) * dg(x)


def _by_twos(f, df, g, dg, h, dh, x):
    inner, slope = _two(g, dg, h, dh, x)
    return f(inner), df(inner) * slope


def _at_the_slope(f, df, g, dg, h, dh, x):
    inner, slope = _two(g, dg, h, dh, x)
    return f(inner), df(slope) * slope


def _outside_first(f, df, g, dg, h, dh, x):
    return _two(lambda u: f(g(u)), lambda u: df(g(u)) * dg(u), h, dh, x)


def _in_an_array(f, df, g, dg, h, dh, x):
    u = h(x)
    v = g(u)
    return np.array([f(v), dh(x) * dg(u) * df(v)])


tried(
    "chain_rule.write_three_links",
    {
        "innermost slope forgotten": _links(lambda df, dg, dh, g, h, x: df(g(h(x))) * dg(h(x))),
        "middle slope forgotten": _links(lambda df, dg, dh, g, h, x: df(g(h(x))) * dh(x)),
        "outer slope only": _links(lambda df, dg, dh, g, h, x: df(g(h(x)))),
        "outer slope forgotten": lambda f, df, g, dg, h, dh, x: (
            f(g(h(x))),
            _two(g, dg, h, dh, x)[1],
        ),
        "outer slope at x": _links(lambda df, dg, dh, g, h, x: df(x) * dg(h(x)) * dh(x)),
        "outer slope at the inner slope": _at_the_slope,
        "last one added": _links(lambda df, dg, dh, g, h, x: df(g(h(x))) + dg(h(x)) * dh(x)),
        "all slopes at x": _links(lambda df, dg, dh, g, h, x: df(x) * dg(x) * dh(x)),
        "outer slope at h(x)": _links(lambda df, dg, dh, g, h, x: df(h(x)) * dg(h(x)) * dh(x)),
        "middle slope at x": _links(lambda df, dg, dh, g, h, x: df(g(h(x))) * dg(x) * dh(x)),
        "outer slope at g(x)": _links(lambda df, dg, dh, g, h, x: df(g(x)) * dg(h(x)) * dh(x)),
        "added": _links(lambda df, dg, dh, g, h, x: df(g(h(x))) + dg(h(x)) + dh(x)),
        "slopes inside each other": _links(lambda df, dg, dh, g, h, x: df(dg(dh(x)))),
        "slope first": lambda *all: _by_twos(*all)[::-1],
        "only the slope": lambda *all: _by_twos(*all)[1],
        "only the value": lambda f, df, g, dg, h, dh, x: f(g(h(x))),
        "two links only": lambda f, df, g, dg, h, dh, x: _two(f, df, g, dg, x),
        "inner two links only": lambda f, df, g, dg, h, dh, x: _two(g, dg, h, dh, x),
        "other way round": lambda f, df, g, dg, h, dh, x: _by_twos(h, dh, g, dg, f, df, x),
    },
    _by_twos,
    _outside_first,
    _in_an_array,
)

letters("chain_rule.keep_the_values", b="values multiplied", c="a check", d="the end is enough")

w = 0.3
says = math.exp(2 * w)
tried(
    "chain_rule.weight_slope",
    {
        "one factor 2": 2 * (says - 4) * says,
        "the 2 of the square forgotten | one factor 2": (says - 4) * says * 2,
        "only the outer link": 2 * (says - 4),
        "the power lost": 2 * (says - 4) * 2,
        "sign": 2 * (4 - says) * says * 2,
        "value": (says - 4) ** 2,
        "the model's slope": 2 * says,
        "the model": says,
        "the error": says - 4,
        "outer slope at the weight": 2 * (w - 4) * says * 2,
        "middle slope at the weight": 2 * (says - 4) * math.exp(w) * 2,
        "the 2 of the exponent lost": 4 * (math.exp(w) - 4) * math.exp(w),
        "target lost": 2 * says * says * 2,
        "added": 2 * (says - 4) + says + 2,
        "2 taken too often": 8 * (says - 4) * says,
        "square kept": 2 * (says - 4) ** 2 * says * 2,
        "value for the innermost slope": 2 * (says - 4) * says * (2 * w),
        "at the section's weight | the section's numbers": 4 * (math.e - 4) * math.e,
        "with the section's target | the section's numbers": 4 * (says - 3) * says,
        "both of the section | the section's numbers": 4 * (math.e - 3) * math.e,
    },
    4 * says * (says - 4),
    -15.873,
    -15.9,
    np.float64(4 * (math.exp(1.2) - 4 * math.exp(0.6))),
)

letters("chain_rule.which_part", a="the whole", b="without the 1", c="the inner function")

height = 0.8
tried(
    "chain_rule.from_the_height",
    {
        "height": height,
        "missing part": 1 - height,
        "square": height**2,
        "square of the rest": (1 - height) ** 2,
        "steepest": 0.25,
        "sign": height * (height - 1),
        "plus": height * (1 + height),
        "sigmoid of the height": math.exp(-0.8) / (1 + math.exp(-0.8)) ** 2,
        "tanh": 1 - height**2,
        "quotient": height / (1 - height),
        "where it is": math.log(0.8 / 0.2),
        "half": 0.5 * height * (1 - height),
        "times x": height * (1 - height) * math.log(4),
    },
    0.16,
    height - height**2,
    Fraction(4, 25),
)

letters("chain_rule.one_letter", a="products", c="the line", d="no slope")
letters("chain_rule.review_squeezed", a="inner slope forgotten", b="outer slope at x", c="g at x")
letters("chain_rule.review_multiple", a="right", b="only for 1", d="factor gone")

tried(
    "chain_rule.review_inverse",
    {
        "not turned over": 8,
        "at the wrong point": 1 / 20,
        "at the wrong point, not turned over": 20,
        "one over the value": 1 / 5,
        "one over the place": 1 / 2,
        "value of the inverse": 2,
        "the place": 5,
        "sign": -1 / 8,
        "turned over": -8,
        "place over slope": 2 / 8,
        "height over slope": 5 / 8,
        "slope over height": 8 / 5,
        "secant": 5 / 2,
        "secant, turned over": 2 / 5,
        "square": 1 / 8**2,
    },
    1 / 8,
    0.125,
    Fraction(1, 8),
)

log = math.log(3)
tried(
    "chain_rule.review_log_squared",
    {
        "inner slope forgotten": 2 * log,
        "logarithm of the square": 2 * 3 / 3**2,
        "inner slope only": 1 / 3,
        "slope squared": (1 / 3) ** 2,
        "the 2 forgotten": log / 3,
        "value": log**2,
        "added": 2 * log + 1 / 3,
        "outer slope at x": 2 * 3 / 3,
        "outer slope at x only": 2 * 3,
        "times x": 2 * log * 3,
        "square kept": 2 * log**2 / 3,
        "slope inside and beside": 2 * (1 / 3) * (1 / 3),
        "divided twice": 2 * log / 9,
        "sign": -2 * log / 3,
        "base 10": 2 * math.log10(3) / 3,
        "slope of log log": 1 / (3 * log),
    },
    2 * log / 3,
    0.732,
    (math.log(3 + 1e-6) ** 2 - math.log(3 - 1e-6) ** 2) / 2e-6,
)

letters("chain_rule.review_secant", b="flatter", c="the same", d="the values")
