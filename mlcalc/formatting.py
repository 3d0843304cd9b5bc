"""How the course writes numbers: four significant digits, no trailing noise."""

import math

import numpy as np
from numpy.typing import ArrayLike


def number(value: float, digits: int = 4) -> str:
    """Write a number with a few significant digits.

    >>> number(0.567143), number(-5.7552), number(1234567.0), number(2e-9), number(-0.0)
    ('0.5671', '-5.755', '1.235e+06', '2e-09', '0')
    """
    value = float(value)
    if math.isnan(value):
        return "not a number"
    if value == math.inf:
        return "infinite"
    if value == -math.inf:
        return "minus infinite"
    text = f"{value:.{digits}g}"
    return "0" if text == "-0" else text


def entry(value: float) -> str:
    """Write a number for a field where it can be changed: six digits, as Python reads them.

    >>> entry(0.05), entry(1000000), entry(7 / 3), entry(1e-16), entry(-0.0)
    ('0.05', '1000000', '2.33333', '1e-16', '0')
    """
    value = float(value) + 0.0
    return f"{value:.0f}" if value.is_integer() and abs(value) < 1e9 else f"{value:.6g}"


def point(value: ArrayLike, digits: int = 4) -> str:
    """Write a point: a number as it is, several numbers in brackets, rows in brackets of their own.

    >>> point(0.5), point([0.50567, 0.60468]), point([[1, 2], [3, 4]])
    ('0.5', '(0.5057, 0.6047)', '((1, 2), (3, 4))')
    """
    value = np.asarray(value, dtype=float)
    if value.ndim == 0:
        return number(value, digits)
    return "(" + ", ".join(point(v, digits) for v in value) + ")"
