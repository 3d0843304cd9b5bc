"""Answers to the exercises of chapter 1."""

import math
from fractions import Fraction

import numpy as np

from wrong_answers import also, letters, tried

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
        "read ten minutes | secant from the start": -55 / 10,
        "read too flat | average over the whole picture": -3.0,
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
        "the square only": lambda f, x, gap: ((x + gap) ** 2 - x**2) / gap,
        "the slope of the square": lambda f, x, gap: 2 * x,
        "whole division": lambda f, x, gap: (f(x + gap) - f(x)) // gap,
        "rounded": lambda f, x, gap: round((f(x + gap) - f(x)) / gap, 2),
        "subtracts the gap": lambda f, x, gap: (f(x - gap) - f(x)) / gap,
        "size of the run": lambda f, x, gap: (f(x + gap) - f(x)) / abs(gap),
        "always to the right": lambda f, x, gap: (f(x + abs(gap)) - f(x)) / abs(gap),
        "right minus left over the gap | size of the run": lambda f, x, gap: (
            (f(max(x, x + gap)) - f(min(x, x + gap))) / gap
        ),
        "nothing below zero": lambda f, x, gap: 0 if gap <= 0 else (f(x + gap) - f(x)) / gap,
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
        "paid four times": 1.25**4,
        "paid six times": (7 / 6) ** 6,
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
        "base 10": math.log10(30),
        "base 2": math.log2(30),
        "divided": 30 / math.e,
        "the other way": math.exp(30),
        "base 30": math.log(math.e) / math.log(30),
        "sign": -math.log(30),
        "root": 30 ** (1 / math.e),
        "thirtieth root of e": math.exp(1 / 30),
        "one over 30": 1 / 30,
        "subtracted": 30 - math.e,
        "square root": math.sqrt(30),
        "e times 30": 30 * math.e,
        "the factor in front": 3 * math.log(10),
        "sum of logs": math.log(10) + 3,
        "product of logs": math.log(10) * math.log(3),
        "power of 30": 30**math.e,
        "log plus one": math.log1p(30),
        "log of 10": math.log(10),
        "log of 3": math.log(3),
        "the number itself": 30.0,
        "e": math.e,
        "a guess | three": 3,
        "a guess, too high |": 4,
        "log twice": math.log(math.log(30)),
        "logs divided | base 10": math.log(30) / math.log(10),
    },
    math.log(5) + math.log(6),
    math.log10(30) / math.log10(math.e),
    np.log(np.float64(30)),
    math.log(2) + math.log(15),
    3.40,
)

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
