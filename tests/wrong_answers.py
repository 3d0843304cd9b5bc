"""A bank of answers to the exercises: right ones in unusual forms, and wrong ones of students.

Written from the side of the student: numbers by the formula somebody would use, functions as
somebody would write them. A wrong answer stands under the words of its mistake. These are the name
under which the exercise must know it, or stand before a bar, with that name behind it; nothing
behind the bar means that the exercise need not know it.
"""

import math
from dataclasses import dataclass
from fractions import Fraction

import numpy as np


@dataclass(frozen=True)
class Answers:
    """What was tried on one exercise."""

    right: tuple
    halfway: tuple
    wrong: dict[str, object]

    def named(self):
        """Return (words, answer, name of the known mistake or None) for every wrong answer."""
        for words, answer in self.wrong.items():
            idea, bar, name = words.partition("|")
            yield words, answer, (name.strip() or None) if bar else idea.strip()


BANK: dict[str, Answers] = {}


def tried(exercise, wrong, *right, halfway=()):
    """Add what was tried; ``halfway`` are right answers by another way than the one asked for."""
    BANK[exercise] = Answers(right, halfway, wrong)


def letters(exercise, **names):
    """Add the wrong letters of a choice, in the ways somebody may type them."""
    typed = {
        "": str,
        " large": str.upper,
        " in brackets": "({})".format,
        " with a dot": "{}.".format,
    }
    tried(
        exercise,
        {
            f"{letter}{how} | {name}": form(letter)
            for letter, name in names.items()
            for how, form in typed.items()
        },
    )


# Chapter 1, derivatives.

s, e = 3.0, 3.4
tried(
    "derivatives.average_speed",
    {
        "only the distance": e**2 - s**2,
        "upside down": (e - s) / (e**2 - s**2),
        "from the beginning": e**2 / e,
        "speed up to the start | from the beginning to the start": s**2 / s,
        "instant at the start": 2 * s,
        "instant at the end": 2 * e,
        "the place at the end | a place": e**2,
        "the place at the start": s**2,
        "the last place over the run": e**2 / (e - s),
        "the first place over the run": s**2 / (e - s),
        "only the run": e - s,
        "the square of the run over the run | only the run": (e - s) ** 2 / (e - s),
        "the square of the run": (e - s) ** 2,
        "the middle of the times": (s + e) / 2,
        "mean of the speeds from the beginning | the middle of the times": (s**2 / s + e**2 / e)
        / 2,
        "mean of the places": (s**2 + e**2) / 2,
        "divided by the time at the end": (e**2 - s**2) / e,
        "divided by the time at the start": (e**2 - s**2) / s,
        "times the run": (e**2 - s**2) * (e - s),
        "added the places": (s**2 + e**2) / (e - s),
        "sign": (s**2 - e**2) / (e - s),
        "doubled instead of squared": (2 * e - 2 * s) / (e - s),
        "kilometres an hour": 3.6 * (e**2 - s**2) / (e - s),
        "half of it | the middle of the times": (e**2 - s**2) / (e - s) / 2,
        "distance in the wrong unit |": 100 * (e**2 - s**2) / (e - s),
    },
    Fraction(32, 5),
    2 * 3.2,
    (3.4**2 - 9) / 0.4,
    6.40,
)

t = 3.0
tried(
    "derivatives.falling_stone",
    {
        "the distance": 5 * t**2,
        "average since the start": 5 * t**2 / t,
        "the 2 of the power forgotten | average since the start": 5 * t,
        "forgot the factor 5": 2 * t,
        "derived twice | acceleration": 2 * 5,
        "exponent stays": 2 * 5 * t**2,
        "the factor squared": (5 * t) ** 2,
        "the factor squared, then derived": 2 * (5 * t) * 5 * 1,
        "a run of 1": (5 * (t + 1) ** 2 - 5 * t**2) / 1,
        "a run of 0.1 | the run did not go to zero": (5 * (t + 0.1) ** 2 - 5 * t**2) / 0.1,
        "a run of 0.5": (5 * (t + 0.5) ** 2 - 5 * t**2) / 0.5,
        "a run of 1, backward": 5 * t**2 - 5 * (t - 1) ** 2,
        "a run of 0.1, backward": (5 * t**2 - 5 * (t - 0.1) ** 2) / 0.1,
        "the constant of nature": 9.81 * t,
        "the rise of a run of 1 at the start | a distance from the start": 5 * 1**2,
        "zero over zero": 0.0,
        "factor plus slope | added the factor": 5 + 2 * t,
        "sign": -2 * 5 * t,
        "t squared": t**2,
        "five and a two, no t | acceleration": 5 * 2.0,
        "multiplied all | exponent stays": 5 * 2 * t * t,
        "integral | the distance": 5 * t**3 / 3,
        "kilometres an hour": 3.6 * 2 * 5 * t,
    },
    30,
    10 * t,
    (5 * (3 + 1e-7) ** 2 - 45) / 1e-7,
    Fraction(30),
)


t, warm_now, falls = 4.0, 60 * math.exp(-0.5), -7.5 * math.exp(-0.5)
tried(
    "derivatives.cooling_tea",
    {
        "sign": 4.6,
        "sign, read roughly | sign": 4.3,
        "value": 36.0,
        "value over time": 36 / 4,
        "secant from the start": (36 - 60) / 4,
        "slope at the start": -60 / 8,
        "squares for units": -5.5 / 6,
        "run of the point, rise of the line": -55 / 4,
        "height at the start": 55.0,
        "time to zero": 12.0,
        "angle": math.degrees(math.atan(falls)),
        "run over rise": -12 / 55,
        "average over the whole picture": (8 - 60) / 16,
        "the distance still to fall": 60 - 36,
        "size of the secant |": 5.9,
        "nothing changes |": 0.0,
    },
    falls,
    -4.5,
    -4.6,
    (0 - 54) / 12,
    -warm_now / 8,
    np.float64(-4.25),
)


def _slope_loop(f, x, gap):
    left, right = x, x + gap
    return (f(right) - f(left)) / (right - left)


def _slope_array(f, x, gap):
    x = np.array([x, x + gap])
    y = f(x)
    return (y[1] - y[0]) / (x[1] - x[0])


def _slope_prints(f, x, gap):
    (f(x + gap) - f(x)) / gap


tried(
    "derivatives.write_slope",
    {
        "rise only": lambda f, x, gap: f(x + gap) - f(x),
        "sign": lambda f, x, gap: (f(x) - f(x + gap)) / gap,
        "missing brackets": lambda f, x, gap: f(x + gap) - f(x) / gap,
        "both sides": lambda f, x, gap: (f(x + gap) - f(x - gap)) / (2 * gap),
        "both sides, half the run": lambda f, x, gap: (f(x + gap) - f(x - gap)) / gap,
        "both sides, brackets | both sides, run in the wrong place": lambda f, x, gap: (
            (f(x + gap) - f(x - gap)) / 2 * gap
        ),
        "centred": lambda f, x, gap: (f(x + gap / 2) - f(x - gap / 2)) / gap,
        "divided by x": lambda f, x, gap: (f(x + gap) - f(x)) / x,
        "backward": lambda f, x, gap: (f(x) - f(x - gap)) / gap,
        "upside down": lambda f, x, gap: gap / (f(x + gap) - f(x)),
        "times the gap": lambda f, x, gap: (f(x + gap) - f(x)) * gap,
        "only the value on the right": lambda f, x, gap: f(x + gap) / gap,
        "only the value on the left": lambda f, x, gap: f(x) / gap,
        "value of the gap": lambda f, x, gap: f(gap) / gap,
        "values of x and gap": lambda f, x, gap: (f(gap) - f(x)) / gap,
        "the gap as the second place": lambda f, x, gap: (f(gap) - f(x)) / (gap - x),
        "gap added to the value": lambda f, x, gap: (f(x) + gap - f(x)) / gap,
        "sum of the values": lambda f, x, gap: (f(x + gap) + f(x)) / gap,
        "divided by the place on the right": lambda f, x, gap: (f(x + gap) - f(x)) / (x + gap),
        "x in place of its value": lambda f, x, gap: (f(x + gap) - x) / gap,
        "a gap of its own": lambda f, x, gap: (f(x + 1e-6) - f(x)) / 1e-6,
        "size only": lambda f, x, gap: abs(f(x + gap) - f(x)) / gap,
        "half the run | a factor 2": lambda f, x, gap: (f(x + gap) - f(x)) / (gap / 2),
        "twice the run": lambda f, x, gap: (f(x + gap) - f(x)) / (2 * gap),
        "value only": lambda f, x, gap: f(x),
        "whole division": lambda f, x, gap: (f(x + gap) - f(x)) // gap,
        "rounded": lambda f, x, gap: round((f(x + gap) - f(x)) / gap, 2),
        "subtracts the gap": lambda f, x, gap: (f(x - gap) - f(x)) / gap,
        "tangent of its own |": lambda f, x, gap: (f(x + 1) - f(x)) / 1,
    },
    _slope_loop,
    _slope_array,
    lambda f, x, gap: (f(x) - f(x + gap)) / -gap,
    lambda f, x, gap: f(x + gap) / gap - f(x) / gap,
    lambda f, x, gap: (f(x) - f(x + gap)) / (x - (x + gap)),
    lambda f, x, dx: np.divide(np.subtract(f(x + dx), f(x)), dx),
    lambda f, x, gap: (1 / gap) * np.array(f(x + gap) - f(x)),
    lambda f, x, gap: np.diff([f(x), f(x + gap)])[0] / gap,
    lambda f, x, gap: Fraction(1) * (f(x + gap) - f(x)) / gap,
)

letters("derivatives.best_gap", a="nothing left", b="too small", d="too wide")

x = -5.0
tried(
    "derivatives.cubic_slope",
    {
        "value": x**3,
        "sign": -3 * x**2,
        "minus outside of the square | sign": 3 * -(x**2),
        "forgot the 3": x**2,
        "value over x | forgot the 3": x**3 / x,
        "exponent too low": 3 * x,
        "derived twice": 3 * 2 * x,
        "three times | derived three times": 3 * 2,
        "exponent stays": 3 * x**3,
        "the way back": x**4 / 4,
        "value without its sign": abs(x) ** 3,
        "factor squared with x": (3 * x) ** 2,
        "new exponent as the factor": 2 * x**2,
        "square taken for the cube": 2 * x,
        "added the exponent": 3 + x**2,
        "only the factor": 3.0,
        "exponent grows": 3 * x**4,
        "square taken for doubling | derived twice": 3 * (2 * x),
        "minus lost, exponent 1 | exponent too low, sign lost": 3 * abs(x),
        "x to the x |": x**-2,
        "minus lost in the second derivative | derived twice, sign lost": 6 * abs(x),
        "square of x minus 1 |": 3 * (x - 1) ** 2,
        "the place": x,
    },
    75,
    3 * 25,
    3 * (-5) ** 2,
    (np.cbrt(-125.0) ** 2) * 3,
)


def _power_loop(x, n):
    result = n
    result *= x**n
    result /= x
    return result


tried(
    "derivatives.write_power_slope",
    {
        "exponent stays": lambda x, n: n * x**n,
        "factor missing": lambda x, n: x ** (n - 1),
        "the way back": lambda x, n: x ** (n + 1) / (n + 1) if n != -1 else math.log(x),
        "exponent grows": lambda x, n: n * x ** (n + 1),
        "value": lambda x, n: x**n,
        "factor dropped": lambda x, n: (n - 1) * x ** (n - 1),
        "only the factor drops": lambda x, n: (n - 1) * x**n,
        "times instead of power": lambda x, n: n * x * (n - 1),
        "base and exponent exchanged |": lambda x, n: x * n ** (x - 1),
        "missing brackets": lambda x, n: n * x**n - 1,
        "missing brackets above": lambda x, n: n * x**-1,
        "brackets around too much": lambda x, n: (n * x) ** (n - 1),
        "derived twice": lambda x, n: n * (n - 1) * x ** (n - 2),
        "exponential": lambda x, n: x**n * math.log(x),
        "sign": lambda x, n: -n * x ** (n - 1),
        "divided by the exponent": lambda x, n: x ** (n - 1) / n,
        "drops by two": lambda x, n: n * x ** (n - 2),
        "one subtracted from x": lambda x, n: n * (x - 1) ** n,
        "1 - n above": lambda x, n: n * x ** (1 - n),
        "minus n above": lambda x, n: n * x ** (-n),
        "factor added": lambda x, n: n + x ** (n - 1),
        "only the factor": lambda x, n: n + 0 * x,
        "whole exponents only": lambda x, n: n * x ** int(n - 1),
        "size of the factor": lambda x, n: abs(n) * x ** (n - 1),
        "integral without its denominator": lambda x, n: x ** (n + 1),
        "n times x": lambda x, n: n * x,
        "square in mind": lambda x, n: 2 * x,
    },
    _power_loop,
    lambda x, n: n * x**n / x,
    lambda x, n: n * math.exp((n - 1) * math.log(x)),
    lambda base, exponent: exponent * np.power(float(base), exponent - 1),
    lambda x, n: ((x + 1e-6) ** n - (x - 1e-6) ** n) / 2e-6,
    lambda x, n: np.array(n * pow(x, n - 1)),
    lambda x, n: n / x ** (1 - n),
)

x = 5.0
tried(
    "derivatives.reciprocal_slope",
    {
        "sign": 1 / x**2,
        "factor -1 lost | sign": x**-2,
        "value": 1 / x,
        "one over the slope of x": 1 / 1,
        "exponent went up": -1 * x**0,
        "logarithm": math.log(x),
        "forgot the square": -1 / x,
        "quotient of the derivatives": 0 / 1,
        "derived twice": 2 / x**3,
        "exponent dropped twice | new exponent as the factor": -2 * x**-3,
        "exponent dropped to -3": -1 * x**-3,
        "square of x, not under 1": -(x**2),
        "derivative of the square below | doubled instead of squared": -1 / (2 * x),
        "doubled instead of squared, sign": 1 / (2 * x),
        "the square": x**2,
        "negative of x | turned over": -x,
        "logarithm with sign": -math.log(x),
        "squares the value of 1/x, no sign | sign": (1 / x) ** 2,
        "root in mind": 1 / (2 * math.sqrt(x)),
        "x minus 1": -1 / (x - 1) ** 2,
        "power of ten |": -10 / x**2,
    },
    -1 / 25,
    Fraction(-1, 25),
    -(5**-2.0),
    (1 / 5.000001 - 1 / 4.999999) / 0.000002,
)

f2, slope, run = 7.0, -3.0, 0.1
tried(
    "derivatives.near_two",
    {
        "sign": f2 - slope * run,
        "a whole step": f2 + slope,
        "slope times place": f2 + slope * 2.1,
        "only the change": slope * run,
        "only the change, without its sign": abs(slope) * run,
        "unchanged": f2,
        "the slope": slope,
        "in proportion": f2 / 2 * 2.1,
        "line through zero": slope * 2.1,
        "from zero": f2 + 2 * slope,
        "value times place": f2 * 2.1,
        "a hundredth": f2 + slope * run**2,
        "slope added to the place": 2.1 + slope,
        "at 1.9 | sign": f2 + slope * -run,
    },
    f2 + slope * run,
    6.7,
    Fraction(67, 10),
    7 - 0.3,
)

x = 8.0
tried(
    "derivatives.sum_slope",
    {
        "value": 3 * x**2 - 4 * x + 7,
        "kept the constant": 6 * x - 4 + 7,
        "kept the x": 6 * x - 4 * x,
        "kept the x and the constant": 6 * x - 4 * x + 7,
        "lost the line": 6 * x,
        "lost the factor 3": 2 * x - 4,
        "sign": 6 * x + 4,
        "square kept": 3 * x**2 - 4,
        "exponent dropped, no factor | forgot the 2": 3 * x - 4,
        "exponent stays": 6 * x**2 - 4,
        "x lost": 6 - 4,
        "derived twice": 6.0,
        "factor squared": 18 * x - 4,
        "the way back": x**3 - 2 * x**2 + 7 * x,
        "line leaves minus 1": 6 * x - 1,
        "constant leaves 1": 6 * x - 4 + 1,
        "product of the derivatives": 6 * x * -4,
        "value without the constant": 3 * x**2 - 4 * x,
        "factor added | added 3 and 2": 5 * x - 4,
        "sign of all": -6 * x + 4,
        "square term lost": -4.0,
        "line halved |": 6 * x - 2,
        "constant subtracted": 6 * x - 4 - 7,
        "3 kept, derivative added |": 3 + 2 * x - 4,
        "line twice, as a square": 6 * x - 8,
    },
    44,
    3 * 2 * 8 - 4,
    2 * (3 * 8 - 2),
    np.polyval([6, -4], 8),
)

g, dg, h, dh = 3.0, -2.0, 5.0, 6.0
tried(
    "derivatives.product_from_table",
    {
        "product of the slopes": dg * dh,
        "sum of the slopes": dg + dh,
        "minus": dg * h - g * dh,
        "each with its own slope": g * dg + h * dh,
        "only on top": g * dh,
        "only at the side": dg * h,
        "value": g * h,
        "sign lost": abs(dg) * h + g * dh,
        "quotient": (dg * h - g * dh) / h**2,
        "area times slopes": g * h * (dg + dh),
        "corner added to the area": g * h + dg * dh,
        "times the place": 2 * (dg * h + g * dh),
        "all four added |": g + dg + h + dh,
    },
    dg * h + g * dh,
    8,
    Fraction(8),
    -10 + 18,
)

x = 3.0
ex = math.exp(3)
tried(
    "derivatives.product_slope",
    {
        "product of the derivatives": ex,
        "one strip only": x * ex,
        "value | one strip only": x * math.e**x,
        "x stays in both": 2 * x * ex,
        "sum of the derivatives": 1 + ex,
        "power rule on the exponent": ex + x * x * math.exp(x - 1),
        "power rule, one strip": x * x * math.exp(x - 1),
        "power rule, product of the derivatives": 1 * x * math.exp(x - 1),
        "minus": ex - x * ex,
        "minus, the other way round": x * ex - ex,
        "derived twice": (2 + x) * ex,
        "factors added": x + ex,
        "quotient rule": (ex - x * ex) / ex**2,
        "exponents added": math.exp(x + 1),
        "e without its power": (1 + x) * math.e,
        "e to the x left out | e left out": 1 + x,
        "only x": (1 + x) * x,
        "x twice as a power": (1 + x**2) * ex,
        "integral | minus, the other way round": (x - 1) * ex,
        "logarithm": math.log(x) + 1,
        "sign": -(1 + x) * ex,
        "e to the x as e times x": (1 + x) * math.e * x,
        "product of the strips": ex * x * ex,
        "ten to the x": (1 + x) * 10**x,
        "x squared": x**2 * ex,
    },
    4 * math.e**3,
    ex + 3 * ex,
    (3.00001 * math.exp(3.00001) - 2.99999 * math.exp(2.99999)) / 0.00002,
    80.3,
)

u, v, dv = 3.0, 10.0, 6.0
tried(
    "derivatives.quotient_slope",
    {
        "turned around": (u * dv - v) / v**2,
        "plus": (v + u * dv) / v**2,
        "forgot the square": (v - u * dv) / v,
        "quotient of the derivatives": 1 / dv,
        "value": u / v,
        "only the first term": v / v**2,
        "only the second term": -u * dv / v**2,
        "second term, sign lost": u * dv / v**2,
        "product of the derivatives above": dv / v**2,
        "only the top": v - u * dv,
        "product rule": v + u * dv,
        "kept the 1 of the bottom": (v - u * (dv + 1)) / v**2,
        "square kept below": (v - u * 9) / v**2,
        "x lost in the derivative of the bottom": (v - u * 2) / v**2,
        "2 lost in the derivative of the bottom": (v - u * 3) / v**2,
        "inner derivative forgotten": 1 / v - u / v**2,
        "numerator kept its x": (v * u - u * dv) / v**2,
        "powers of the bottom": (v - u * dv) / (9**2 + 1),
        "split below": 1 - 1 / u**2,
        "upside down | split below": (u * dv - v) / u**2,
        "doubled instead of squared": (v - u * dv) / (2 * v),
        "derivative of the bottom squared below": (v - u * dv) / dv**2,
        "cancelled the x": -1 / (u + 1) ** 2,
        "derivative of the bottom over the bottom": dv / v,
        "sign of the first": (-v - u * dv) / v**2,
        "divided by u squared": (v - u * dv) / u**2,
        "bottom to the power 3": (v - u * dv) / v**3,
    },
    -0.08,
    Fraction(-8, 100),
    (1 - 9) / (1 + 9) ** 2,
    1 / 10 - 3 * 6 / 100,
)

y = 25.0
tried(
    "derivatives.inverse_slope",
    {
        "slope at the wrong point": 1 / (2 * y),
        "slope of f": 2 * math.sqrt(y),
        "slope of f at the wrong point": 2 * y,
        "value": math.sqrt(y),
        "forgot the 2": 1 / math.sqrt(y),
        "exponent stays": math.sqrt(y) / 2,
        "half of y": y / 2,
        "one over y": 1 / y,
        "root taken twice": 1 / (2 * math.sqrt(math.sqrt(y))),
        "sign": -1 / (2 * math.sqrt(y)),
        "one over f": 1 / y**2,
        "one over f, derived": -2 / y**3,
        "derived twice": -0.25 * y**-1.5,
        "exponent dropped too far": 0.5 * y**-1.5,
        "exponent dropped too far, sign | derivative of one over the root": -0.5 * y**-1.5,
        "the way back": 2 / 3 * y**1.5,
        "root doubled below |": 1 / (4 * math.sqrt(y)),
        "two over the root": 2 / math.sqrt(y),
        "square of y | f of y": y**2,
        "one half": 0.5,
        "the mirrored slope with a sign": -2 * math.sqrt(y),
    },
    1 / 10,
    0.5 * 25**-0.5,
    Fraction(1, 10),
    (math.sqrt(25.0001) - math.sqrt(24.9999)) / 0.0002,
)

x = math.pi / 3
tried(
    "derivatives.sine_slope",
    {
        "value": math.sin(x),
        "sign": -math.cos(x),
        "slope of the cosine": -math.sin(x),
        "degrees": math.cos(math.radians(x)),
        "60 in radians": math.cos(60),
        "sine of 60 in radians": math.sin(60),
        "value in degrees | sine in degrees": math.sin(math.radians(x)),
        "power rule": x * math.cos(x),
        "cosine of the wrong angle | secant from zero": math.sin(x) / x,
        "the angle": x,
        "the angle in degrees": 60.0,
        "factor of degrees": math.pi / 180 * math.cos(x),
        "tangent": math.tan(x),
        "inverse of the cosine": 1 / math.cos(x),
        "forgot the pi": math.cos(1 / 3),
        "cosine of pi, then divided": math.cos(math.pi) / 3,
        "half the angle | value": math.cos(math.pi / 6),
        "inner derivative": math.cos(x) / 3,
        "inner derivative with pi | power rule": math.cos(x) * x,
        "largest slope | degrees": 1.0,
        "flat": 0.0,
        "sine of the double angle | value": 2 * math.sin(x) * math.cos(x),
        "cosine squared": math.cos(x) ** 2,
        "gradient in turns |": math.cos(x) * 2 * math.pi,
    },
    1 / 2,
    math.sin(math.pi / 6),
    Fraction(1, 2),
    math.sqrt(1 - math.sin(x) ** 2),
)

turn = 2 * math.pi
tried(
    "derivatives.steepest_cosine",
    {
        "where it falls fastest": turn / 4,
        "where it is lowest": turn / 2,
        "where it is highest": 0.0,
        "where it is highest again": turn,
        "degrees": 0.75 * 360,
        "where it falls fastest, in degrees": 360 / 4,
        "the slope": -math.sin(0.75 * turn),
        "pi forgotten": 3 / 2,
        "half way up": turn * 5 / 8,
        "almost up": turn * 7 / 8,
        "outside": -turn / 4,
        "zero of the sine": math.atan(1),
    },
    0.75 * turn,
    4.712,
    3 * np.pi / 2,
    np.float64(4.71238898),
)

tried(
    "derivatives.compound_growth",
    {
        "simple interest": 1 + 5 * (1 / 5),
        "one part": 1 + 1 / 5,
        "five times the first": 5 * (1 + 1 / 5),
        "upside down": (1 + 5) ** (1 / 5),
        "e": math.e,
        "four parts": (1 + 1 / 5) ** 4,
        "six parts": (1 + 1 / 5) ** 6,
        "only the interest": (1 + 1 / 5) ** 5 - 1,
        "power of the part alone": 1 + (1 / 5) ** 5,
        "the 1 forgotten": (1 / 5) ** 5,
        "base and exponent exchanged": 5 ** (1 + 1 / 5),
        "all of it each time": (1 + 1) ** 5,
        "half each time": 1.5**5,
        "two parts": 1.5**2,
        "five percent": 1.05**5,
        "twelve parts": (1 + 1 / 12) ** 12,
        "ten percent": 1.1**5,
        "twenty parts": (1 + 1 / 20) ** 20,
        "minus": (1 - 1 / 5) ** 5,
        "five at a time": (1 + 5) ** 5,
        "e to the part": math.exp(1 / 5),
        "percent": 100 * 1.2**5,
        "squared": 1.2**2,
        "a fifth of five years |": (1 + 1) ** (1 / 5),
        "one half at five": (1 + 1 / 5) * 2,
    },
    1.2**5,
    Fraction(6, 5) ** 5,
    1.2 * 1.2 * 1.2 * 1.2 * 1.2,
    math.exp(5 * math.log(1.2)),
    2.49,
)

tried(
    "derivatives.exponent_of_e",
    {
        "base 10": math.log10(20),
        "base 2": math.log2(20),
        "divided": 20 / math.e,
        "the other way": math.exp(20),
        "base 20": math.log(math.e) / math.log(20),
        "sign": -math.log(20),
        "root": 20 ** (1 / math.e),
        "twentieth root of e": math.exp(1 / 20),
        "one over 20": 1 / 20,
        "subtracted": 20 - math.e,
        "square root": math.sqrt(20),
        "e times 20": 20 * math.e,
        "log of 2 and a zero": 10 * math.log(2),
        "sum of logs": math.log(10) + 2,
        "product of logs": math.log(10) * math.log(2),
        "power of 20": 20**math.e,
        "log plus one": math.log1p(20),
        "log of 10": math.log(10),
        "log of 2": math.log(2),
        "the number itself": 20.0,
        "e": math.e,
        "log twice": math.log(math.log(20)),
        "logs divided | base 10": math.log(20) / math.log(10),
    },
    math.log(4) + math.log(5),
    math.log10(20) / math.log10(math.e),
    np.log(np.float64(20)),
    2 * math.log(2) + math.log(5),
    3.00,
)
# Three digits of log 20 are 3.00, so 3 is right by the rule of three digits.

y = 0.2
tried(
    "derivatives.log_slope",
    {
        "value": math.log(y),
        "slope at the wrong point": 1 / math.exp(y),
        "not turned over": y,
        "slope of 1/y": -1 / y**2,
        "sign": -1 / y,
        "slope of the exponential at y": math.exp(y),
        "one over the logarithm": 1 / math.log(y),
        "value to base 10": math.log10(y),
        "slope to base 10": 1 / (y * math.log(10)),
        "square below": 1 / y**2,
        "square": y**2,
        "log over y": math.log(y) / y,
        "size of the value": -math.log(y),
        "y log y minus y | the way back": y * math.log(y) - y,
        "log y plus 1": math.log(y) + 1,
        "one over 1 plus y": 1 / (1 + y),
        "one over 1 minus y": 1 / (1 - y),
        "comma slip | power of ten": 1 / (10 * y),
        "comma slip, up": 10 / y,
        "e to one over y": math.exp(1 / y),
        "slope to base 2": 1 / (y * math.log(2)),
        "base 10, upside down": math.log(10) / y,
        "constant": 0.0,
        "one": 1.0,
    },
    1 / 0.2,
    5,
    1 / math.exp(math.log(0.2)),
    (math.log(0.2000001) - math.log(0.1999999)) / 0.0000002,
)

letters("derivatives.has_a_derivative", b="corner", c="vertical tangent", d="jump")


def errors_of(m):
    return (m - 2) ** 2 + (2 * m - 3) ** 2


tried(
    "derivatives.error_slope",
    {
        "the error itself": errors_of(0),
        "factor of m forgotten": 2 * (0 - 2) + 2 * (0 - 3),
        "only the first point": 2 * (0 - 2),
        "only the second point": 2 * 2 * (0 - 3),
        "sign": 2 * 2 + 2 * 2 * 3,
        "the 2 of the squares forgotten": (0 - 2) + 2 * (0 - 3),
        "all terms with m are zero | zero put in first": 0,
        "the best slope": 16 / 10,
        "slope of the slope": 2 * 5.0,
        "a run of 1": errors_of(1) - errors_of(0),
        "not squared": (0 - 2) + (0 - 3),
        "slope at 1": 10 * 1 - 16,
        "slope at 2 |": 10 * 2 - 16,
    },
    2 * (0 - 2) + 4 * (0 - 3),
    -16,
    np.float64(-16.0),
)

letters("derivatives.review_meaning", a="a height", c="a change so far", d="a whole hour")

y = 2.0
tried(
    "derivatives.review_log_quotient",
    {
        "quotient of the slopes": (1 / y) / 1,
        "order": (math.log(y) - 1) / y**2,
        "no square": (1 - math.log(y)) / y,
        "nothing below": 1 - math.log(y),
        "value": math.log(y) / y,
        "plus": (1 + math.log(y)) / y**2,
        "product rule": math.log(y) + y / y,
        "logarithm to the base 10": (1 / math.log(10) - math.log10(y)) / y**2,
        "slope of the logarithm not times y": (1 / y - math.log(y)) / y**2,
        "only the first part": 1 / y**2,
        "only the second part": -math.log(y) / y**2,
        "the logarithm as its own slope": (y * math.log(y) - math.log(y)) / y**2,
    },
    (1 - math.log(y)) / y**2,
    0.0767,
    (y * (1 / y) - np.log(y)) / 4,
)

tried(
    "derivatives.review_turning",
    {
        "begins to fall": -1.0,
        "read roughly | begins to fall": -1.1,
        "where the slope is lowest": 0.5,
        "read roughly | where the slope is lowest": 0.52,
        "the lowest slope": -2.25,
        "read roughly | the lowest slope": -2.3,
        "zero": 0,
        "the right end": 4,
        "the left end": -3,
        "the slope at the right end": 10,
        "the slope begins to rise": 1,
        "beyond the picture |": 6.0,
        "all of it |": 7,
    },
    2,
    1.9,
    2.1,
    2.05,
)

tried(
    "derivatives.review_inverse",
    {
        "not turned over": 3 * 1**2 + 1,
        "at the wrong point": 1 / (3 * 2**2 + 1),
        "at the wrong point, not turned over": 3 * 2**2 + 1,
        "one over the value at 2": 1 / (2**3 + 2),
        "one over the value": 1 / (1**3 + 1),
        "value of the inverse": 1,
        "sign": -1 / 4,
        "slope of one over f": -(3 + 1) / (1 + 1) ** 2,
        "slope of the 1 forgotten": 1 / 3,
        "value at 2": 2**3 + 2,
        "power rule with minus one |": -1 / 9,
        "slope times height |": 4 * 2,
    },
    1 / (3 * 1**2 + 1),
    0.25,
    Fraction(1, 4),
)

letters("derivatives.review_two_sides", a="trusting the number", b="one side only", c="a jump")

# Chapter 5, gradient descent.


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
    return 28 * m + 12 * b - 42


def _eb(m, b):
    return 6 * b + 12 * m - 20


def _line_gradient_from_data(m, b):
    x, y = np.array([1, 2, 3]), np.array([2, 5, 3])
    r = m * x + b - y
    return 2 * np.sum(r * x), 2 * np.sum(r)


tried(
    "gradient_descent.line_gradient",
    {
        "scaled by 1/(2n)": lambda m, b: (_em(m, b) / 6, _eb(m, b) / 6),
        "mean": lambda m, b: (_em(m, b) / 3, _eb(m, b) / 3),
        "forgot the factor 2": lambda m, b: (14 * m + 6 * b - 21, 3 * b + 6 * m - 10),
        "swapped": lambda m, b: (_eb(m, b), _em(m, b)),
        "forgot the inner derivative": lambda m, b: (_eb(m, b), _eb(m, b)),
        "x for both": lambda m, b: (_em(m, b), _em(m, b)),
        "sign": lambda m, b: (-_em(m, b), -_eb(m, b)),
        "forgot the mixed term": lambda m, b: (28 * m - 42, 6 * b - 20),
        "forgot the linear terms": lambda m, b: (28 * m + 12 * b, 6 * b + 12 * m),
        "misread": lambda m, b: (28 * m + 72 * b - 92, 12 * m + 6 * b - 20),
        "kept the constant": lambda m, b: (_em(m, b) + 38, _eb(m, b) + 38),
        "kept the linear terms": lambda m, b: (28 * m + 12 * b - 42 * m, 6 * b + 12 * m - 20 * b),
        "mixed term whole": lambda m, b: (28 * m + 12 * m * b - 42, 6 * b + 12 * m * b - 20),
        "mixed term differentiated twice": lambda m, b: (28 * m + 12 - 42, 6 * b + 12 - 20),
        "mixed term with the wrong letter": lambda m, b: (
            28 * m + 12 * m - 42,
            6 * b + 12 * b - 20,
        ),
        "squares not differentiated": lambda m, b: (
            14 * m**2 + 12 * b - 42,
            3 * b**2 + 12 * m - 20,
        ),
        "2 of the squares lost": lambda m, b: (14 * m + 12 * b - 42, 3 * b + 12 * m - 20),
        "exponents stay": lambda m, b: (28 * m**2 + 12 * b - 42, 6 * b**2 + 12 * m - 20),
        "other variable kept": lambda m, b: (
            _em(m, b) + 3 * b**2 - 20 * b + 38,
            _eb(m, b) + 14 * m**2 - 42 * m + 38,
        ),
        "sign of the linear terms": lambda m, b: (28 * m + 12 * b + 42, 6 * b + 12 * m + 20),
        "sign of the mixed term": lambda m, b: (28 * m - 12 * b - 42, 6 * b - 12 * m - 20),
        "entries added": lambda m, b: _em(m, b) + _eb(m, b),
        "first entry only | one entry": lambda m, b: _em(m, b),
        "second entry only | the second entry only": lambda m, b: _eb(m, b),
        "value": lambda m, b: 14 * m**2 + 3 * b**2 + 38 + 12 * m * b - 42 * m - 20 * b,
        "Hessian": lambda m, b: np.array([[28, 12], [12, 6]]),
        "diagonal of the Hessian": lambda m, b: np.array([28.0, 6.0]),
        "linear factors exchanged": lambda m, b: (28 * m + 12 * b - 20, 6 * b + 12 * m - 42),
        "squares exchanged": lambda m, b: (6 * m + 12 * b - 42, 28 * b + 12 * m - 20),
        "mixed term in one entry": lambda m, b: (28 * m + 12 * b - 42, 6 * b - 20),
        "mixed term in the second entry only": lambda m, b: (28 * m - 42, 6 * b + 12 * m - 20),
    },
    _line_gradient_from_data,
    lambda m, b: [28 * m + 12 * b - 42, 6 * b + 12 * m - 20],
    lambda slope, intercept: (
        2 * (14 * slope + 6 * intercept - 21),
        2 * (3 * intercept + 6 * slope - 10),
    ),
    lambda m, b: np.array([[28, 12], [12, 6]]) @ [m, b] - np.array([42, 20]),
    lambda m, b: np.array((28.0 * m + 12 * b - 42, 6 * b + 12 * m - 20), dtype=float),
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
        "b left out of the residual": lambda m, b, x, y: (
            np.mean((m * x - y) * x),
            np.mean(m * x - y),
        ),
        "b added": lambda m, b, x, y: (np.mean((m * x - b - y) * x), np.mean(m * x - b - y)),
        "y left out of the residual": lambda m, b, x, y: (
            np.mean((m * x + b) * x),
            np.mean(m * x + b),
        ),
        "y added": lambda m, b, x, y: (np.mean((m * x + b + y) * x), np.mean(m * x + b + y)),
        "residual squared": lambda m, b, x, y: (
            np.mean(_r(m, b, x, y) ** 2 * x),
            np.mean(_r(m, b, x, y) ** 2),
        ),
        "size of the residual": lambda m, b, x, y: (
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

# Chapter 8, the two-layer network.


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
    },
    d1 * w11 + d2 * w12,
    np.dot([d1, d2], [w11, w12]),
    -0.03714 * 0.6 + 0.04179 * -0.8,
)


# A second round: brackets forgotten, two slips at once, and what else comes up.


def also(exercise, wrong):
    BANK[exercise].wrong.update(wrong)


s, e = 3.0, 3.4
also(
    "derivatives.average_speed",
    {
        "start not squared": (e**2 - s) / (e - s),
        "end not squared": (e - s**2) / (e - s),
        "divided by 2": (e**2 - s**2) / 2,
        "sign, not divided": s**2 - e**2,
        "missing brackets": e**2 - s**2 / (e - s),
        "missing brackets below": (e**2 - s**2) / e - s,
        "start doubled |": (e**2 - 2 * s) / (e - s),
    },
)
also(
    "derivatives.falling_stone",
    {
        "distance with the constant of nature": 9.81 * 3**2 / 2,
        "three fives | the distance": 3 * 5 * 3,
        "speed of the first second | a distance from the start": 5 * 1,
        "twice |": 2 * 2 * 5 * 3,
    },
)
x = -5.0
also(
    "derivatives.cubic_slope",
    {
        "forgot the 3, sign": -(x**2),
        "sum of the factors | derived twice": 3 * (x + x),
        "the 2 as well": 2 * 3 * x**2,
    },
)
x = 5.0
also(
    "derivatives.reciprocal_slope",
    {
        "new factor, exponent right": -2 * x**-2,
        "exponent stays | forgot the square": -1 * x**-1,
        "no rule at all | value": x**-1,
    },
)
x = 8.0
also(
    "derivatives.sum_slope",
    {
        "lost the line, kept the constant": 6 * x + 7,
        "factor lost, line lost | kept the x": 2 * x,
        "square kept, line lost": 3 * x**2,
    },
)
x, ex = 3.0, math.exp(3)
also(
    "derivatives.product_slope",
    {
        "missing brackets": 1 + x * ex,
        "exponent dropped": (1 + x) * math.exp(x - 1),
        "one strip, then e | factors added": ex + x,
    },
)
u, v, dv = 3.0, 10.0, 6.0
also(
    "derivatives.quotient_slope",
    {
        "missing brackets": v - u * dv / v**2,
        "turned around, no square": (u * dv - v) / v,
        "plus, no square": (v + u * dv) / v,
        "only the top, turned around": u * dv - v,
        "derivatives over the square": -dv / v**2,
        "square of the value |": (u / v) ** 2,
    },
)
y = 25.0
also(
    "derivatives.inverse_slope",
    {
        "missing brackets | exponent stays": 1 / 2 * math.sqrt(y),
        "root of the mirrored point | root taken twice": 1 / (2 * math.sqrt(5)),
        "root on top | two over the root": 2 * math.sqrt(y) / y,
    },
)
x = math.pi / 3
also(
    "derivatives.sine_slope",
    {
        "cosine of pi": math.cos(math.pi),
        "arc sine | the angle": math.asin(math.sin(x)),
        "180 for pi | 60 in radians": math.cos(180 / 3),
    },
)
also(
    "derivatives.compound_growth",
    {
        "three parts": 1.2**3,
        "interest in percent": 100 * (1.2**5 - 1),
        "brackets missing | power of the part alone": 1 + 1 / 5**5,
        "brackets missing, power of 1 | one part": 1**5 + 1 / 5,
    },
)
also(
    "derivatives.log_slope",
    {
        "log of one over y | size of the value": math.log(1 / 0.2),
        "one over e to y | slope at the wrong point": math.e**-0.2,
    },
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
also(
    "two_layer_network.hidden_sum",
    {
        "a bias for each product": (X1 * w12 + b2) + (X2 * w22 + b2),
        "both biases": X1 * w12 + X2 * w22 + b1 + b2,
        "indices exchanged, no bias": X1 * w21 + X2 * w22,
        "the other unit, no bias": X1 * w11 + X2 * w21,
        "all the weights | both units": X1 * (w11 + w12) + X2 * (w21 + w22) + b1 + b2,
    },
)
also(
    "two_layer_network.forward_pass",
    {
        "missing brackets": 1 / 1 + np.exp(-z),
        "sign of w2, no bias": sigmoid(a1 * w1 - a2 * w2),
        "products multiplied": sigmoid(a1 * w1 * a2 * w2 + b),
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
