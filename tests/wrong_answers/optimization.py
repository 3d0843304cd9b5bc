"""Answers to the exercises of chapter 3."""

import math
from fractions import Fraction

import numpy as np

from wrong_answers import letters, tried

letters(
    "optimization.five_valleys", a="local needs global", c="zero is enough", d="no hill between"
)

tried(
    "optimization.slope_to_minimum",
    {
        "the maximum": 3.0,
        "the maximum, read roughly | the maximum": 3.1,
        "touches zero": 1.0,
        "touches zero, read roughly | touches zero": 0.9,
        "where the slope is largest, left | top of the slope on the left": -1.1,
        "where the slope is largest, right | top of the slope on the right": 2.4,
        "the left edge": -2.5,
        "the right edge": 3.5,
        "minus forgotten | sign": 2.0,
        "height of the red curve | height of the slope at zero": 6 / 8,
        "where the axis is | height at zero": 0.0,
        "halfway |": -0.5,
        "far outside |": 7.0,
    },
    -2,
    -1.95,
    Fraction(-21, 10),
    np.float64(-2.05),
)


def _f(x):
    return x**3 - 3 * x


tried(
    "optimization.largest_on_interval",
    {
        "only where the slope is zero | ends not looked at": _f(-1),
        "place": 2.5,
        "place of the hilltop": -1.0,
        "place of the valley": 1.0,
        "the valley": _f(1),
        "from f'' = 0 | second derivative zero": _f(0),
        "the left end": _f(-1.5),
        "slope at the right end": 3 * 2.5**2 - 3,
        "slope at the left end": 3 * (-1.5) ** 2 - 3,
        "a term lost": 2.5**3,
        "square for cube": 2.5**2 - 3 * 2.5,
        "sign of the second term": 2.5**3 + 3 * 2.5,
        "cube for triple | triple for cube": 2.5 * 3,
        "the other end, term lost |": -(1.5**3),
        "sum of all |": _f(-1.5) + _f(2.5),
    },
    8.125,
    max(_f(x) for x in np.linspace(-1.5, 2.5, 41)),
    Fraction(65, 8),
    2.5 * (2.5**2 - 3),
)

letters("optimization.corner_or_end", a="needs slope zero", b="left end", d="right end")

tried(
    "optimization.best_of_three",
    {
        "median": 4,
        "middle of the outer two": (3 + 11) / 2,
        "sum": 3 + 4 + 11,
        "least cost": 3**2 + 2**2 + 5**2,
        "first two": (3 + 4) / 2,
        "one x lost": (3 + 4 + 11) / 2,
        "geometric mean": (3 * 4 * 11) ** (1 / 3),
        "set x to zero": 0,
        "sign": -(3 + 4 + 11) / 3,
        "a factor 2 lost": (2 * 11 + 2 * 4 + 3) / 6,
        "not divided": 2 * (3 + 4 + 11),
        "the 2 kept": 36 / 3,
        "2x instead of 6x | sum": 36 / 2,
        "18 over 6 | the 2 lost": 18 / 6,
        "the last line |": 11,
    },
    6,
    np.mean([3, 4, 11]),
    Fraction(18, 3),
    36 / 6,
)

tried(
    "optimization.write_cost",
    {
        "distances": lambda x, lines: sum(abs(x - a) for a in lines),
        "square of the sum": lambda x, lines: sum(x - a for a in lines) ** 2,
        "mean": lambda x, lines: sum((x - a) ** 2 for a in lines) / len(lines),
        "half": lambda x, lines: 0.5 * np.sum((x - lines) ** 2),
        "not added": lambda x, lines: (x - lines) ** 2,
        "root": lambda x, lines: np.linalg.norm(x - lines),
        "plus": lambda x, lines: np.sum((x + lines) ** 2),
        "no square": lambda x, lines: np.sum(x - lines),
        "slope": lambda x, lines: np.sum(2 * (x - lines)),
        "squares apart": lambda x, lines: np.sum(x**2 - lines**2),
        "product": lambda x, lines: np.prod((x - lines) ** 2),
        "first only": lambda x, lines: (x - lines[0]) ** 2,
        "last only": lambda x, lines: (x - lines[-1]) ** 2,
        "mean of the lines": lambda x, lines: (x - lines.mean()) ** 2,
        "third power |": lambda x, lines: np.sum((x - lines) ** 3),
    },
    lambda x, lines: sum((x - a) ** 2 for a in lines),
    lambda x, lines: (x - lines) @ (x - lines),
    lambda x, lines: np.linalg.norm(lines - x) ** 2,
    lambda x, lines: len(lines) * x**2 - 2 * x * np.sum(lines) + np.sum(lines**2),
)

tried(
    "optimization.one_more_line",
    {
        "half way": (7 + 17) / 2,
        "unchanged": 7,
        "at the new line": 17,
        "sum": 7 + 17,
        "divided by 4": (4 * 7 + 17) / 4,
        "a quarter of the way": 7 + (17 - 7) / 4,
        "whole sum": 4 * 7 + 17,
        "mean without weight": (7 + 17) / 5,
        "only the move": (17 - 7) / 5,
        "moved the wrong way": 7 - (17 - 7) / 5,
        "the rest of the way": 7 + 4 * (17 - 7) / 5,
        "the difference |": 17 - 7,
        "the sum of the old ones |": 4 * 7,
    },
    9,
    np.mean([7, 7, 7, 7, 17]),
    Fraction(45, 5),
    7 + (17 - 7) / 5,
)

letters("optimization.typing_slip", a="the same", b="exchanged", c="one of five")

h, t = 9, 6
tried(
    "optimization.likeliest_p",
    {
        "9/p + 6/(1-p) = 0 | inner derivative forgotten": 9 / 3,
        "counts exchanged": t / (h + t),
        "odds": h / t,
        "odds turned over": t / h,
        "belief in fair coins": 1 / 2,
        "product of the derivatives": 0,
        "one toss more of each": (h + 1) / (h + t + 2),
        "logarithm of the largest value": h * math.log(0.6) + t * math.log(0.4),
        "exponent 9 lost": 1 / (1 + t),
        "exponent 6 lost": h / (h + 1),
        "slip of sign": -9 / 3,
        "only heads": 1,
        "one over tosses": 1 / (h + t),
        "heads |": 9,
        "seven of ten |": 0.7,
    },
    0.6,
    Fraction(9, 15),
    9 / (9 + 6),
    1 - 6 / 15,
)

letters(
    "optimization.only_heads",
    b="zero at every maximum", c="slope zero is enough", d="ends forgotten",
)  # fmt: skip

letters("optimization.same_peak", a="logarithm", b="stretched and moved", d="root")


def _loop(p, heads, tails):
    total = 0.0
    for _ in range(heads):
        total += math.log(p)
    for _ in range(tails):
        total += math.log(1 - p)
    return total


tried(
    "optimization.write_log_likelihood",
    {
        "without 1 - p": lambda p, heads, tails: (heads + tails) * np.log(p),
        "minus": lambda p, heads, tails: heads * np.log(p) - tails * np.log(1 - p),
        "sign": lambda p, heads, tails: -(heads * math.log(p) + tails * math.log(1 - p)),
        "counts exchanged": lambda p, heads, tails: heads * np.log(1 - p) + tails * np.log(p),
        "mean": lambda p, heads, tails: (
            (heads * np.log(p) + tails * np.log(1 - p)) / (heads + tails)
        ),
        "only heads": lambda p, heads, tails: heads * np.log(p),
        "only tails": lambda p, heads, tails: tails * np.log(1 - p),
        "base 10": lambda p, heads, tails: heads * math.log10(p) + tails * math.log10(1 - p),
        "base 2": lambda p, heads, tails: heads * math.log2(p) + tails * math.log2(1 - p),
        "the likelihood": lambda p, heads, tails: p**heads * (1 - p) ** tails,
        "counts lost": lambda p, heads, tails: np.log(p * (1 - p)),
        "slope": lambda p, heads, tails: heads / p - tails / (1 - p),
        "product of the logarithms": lambda p, heads, tails: (
            heads * np.log(p) * tails * np.log(1 - p)
        ),
        "power of the logarithm": lambda p, heads, tails: (
            np.log(p) ** heads + np.log(1 - p) ** tails
        ),
        "1 + p |": lambda p, heads, tails: heads * np.log(p) + tails * np.log(1 + p),
    },
    _loop,
    lambda p, heads, tails: heads * math.log(p) + tails * math.log1p(-p),
    lambda p, heads, tails: np.dot([heads, tails], np.log([p, 1 - p])),
    lambda p, heads, tails: np.sum(np.log([p] * heads + [1 - p] * tails)),
    halfway=(
        lambda p, heads, tails: np.log(p**heads * (1 - p) ** tails),
        lambda p, heads, tails: math.log(p**heads * (1 - p) ** tails),
        lambda p, heads, tails: math.log(p**heads) + math.log((1 - p) ** tails),
    ),
)

letters("optimization.sure_and_wrong", a="a bound of 1", c="the loss of a head", d="without p")

letters(
    "optimization.bend_statements",
    a="zero means inflection", b="an inflection must be flat", c="a minimum needs a slope",
)  # fmt: skip

tried(
    "optimization.second_derivative_test",
    {
        "at the maximum": 12 * 1 - 18,
        "the value": 2 * 2**3 - 9 * 2**2 + 12 * 2,
        "the place": 2,
        "a term lost": 12 * 2,
        "second derivative zero": 18 / 12,
        "the slope": 6 * 2**2 - 18 * 2 + 12,
        "factor only": 12,
        "slope divided by 2": 6 * 2 - 9,
        "slope divided by 6": 2 * 2 - 3,
        "sign of the second term": 12 * 2 + 18,
        "value at the maximum": 2 - 9 + 12,
        "constant only": -18,
        "second term as a power": 12 * 2 - 18 * 2,
        "the place of the maximum | slope divided by 6": 1,
        "exponent of the slope stays | a term lost": 6 * 2**2,
    },
    6,
    12 * 2 - 18,
    Fraction(12, 2),
    6 * (2 * 2 - 3),
)

letters(
    "optimization.review_flat_nearby",
    a="a minimum", c="no change at all", d="nothing follows",
)  # fmt: skip

tried(
    "optimization.review_inner",
    {
        "inner slope forgotten": 1 / (1 + 2**2),
        "one over the inner slope": 1 / (2 * 2),
        "value": math.log(1 + 2**2),
        "only the inner slope": 2 * 2,
        "outer slope at x": 1 / 2,
        "at x, times inner": 1 / 2 * 4,
        "product": (1 + 2**2) * 4,
        "a 2 lost": 2 / (1 + 2**2),
        "the 1 lost": 2 * 2 / 2**2,
        "sign": -4 / 5,
        "turned over": 5 / 4,
        "the inside |": 1 + 2**2,
        "log to base 10 |": math.log10(5),
    },
    0.8,
    Fraction(4, 5),
    2 * 2 / (1 + 4),
    (math.log(1 + 2.0000001**2) - math.log(5)) / 1e-7,
)

letters(
    "optimization.review_zero_quotient",
    b="smaller is better", c="zero at zero", d="short is level",
)  # fmt: skip

tried(
    "optimization.review_peak",
    {
        "largest value": 4**2 * math.exp(-4 / 2),
        "the other zero": 0,
        "second derivative zero, left": (8 - math.sqrt(64 - 32)) / 2,
        "second derivative zero, right": (8 + math.sqrt(64 - 32)) / 2,
        "2x + x^2 = 0 | inner derivative forgotten": -2,
        "2x - x^2 = 0 | a factor 2 lost": 2,
        "x - x^2/2 = 0 | a factor 2 lost": 1 / (1 / 2),
        "2x + x^2/2 = 0 | sign": -4,
        "turned over": 1 / 4,
        "the square": 4**2,
        "e": math.e,
        "value at 1": 1**2 * math.exp(-1 / 2),
        "the other factor": math.exp(-4 / 2),
        "a half too much": 1,
        "a 2 too much": 8,
        "three |": 3,
    },
    4,
    4.0,
    Fraction(8, 2),
    max(np.linspace(0, 8, 8001), key=lambda x: x**2 * math.exp(-x / 2)),
)

letters(
    "optimization.review_always_falling",
    a="ends forgotten", b="the wrong end", c="second derivative",
)  # fmt: skip
