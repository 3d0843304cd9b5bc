"""Checks of arguments: each returns the argument as float64 or raises one error that names it."""

import math
from collections.abc import Iterable
from numbers import Integral, Real

import numpy as np
from numpy.typing import ArrayLike


def number(name: str, value: object) -> float:
    """Return a finite real number as a float.

    Raises TypeError for anything that is not a real number, ValueError for NaN and infinity.
    """
    if isinstance(value, np.ndarray) and value.ndim == 0:
        value = value[()]
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, Real):
        raise TypeError(f"{name} must be a number, but {describe(value)} came")
    if not finite(value):
        raise ValueError(f"{name} must be a finite number, but {describe(value)} came")
    return float(value)


def positive(name: str, value: object) -> float:
    """Return a finite number above zero as a float."""
    result = number(name, value)
    if result <= 0:
        raise ValueError(f"{name} must be above zero, but {result:g} came")
    return result


def not_negative(name: str, value: object) -> float:
    """Return a finite number of at least zero as a float."""
    result = number(name, value)
    if result < 0:
        raise ValueError(f"{name} must not be below zero, but {result:g} came")
    return result


def fraction(name: str, value: object) -> float:
    """Return a number in [0, 1) as a float."""
    result = number(name, value)
    if not 0 <= result < 1:
        raise ValueError(f"{name} must be at least 0 and below 1, but {result:g} came")
    return result


def probability(name: str, value: object) -> float:
    """Return a number in [0, 1] as a float."""
    result = number(name, value)
    if not 0 <= result <= 1:
        raise ValueError(f"{name} must lie between 0 and 1, but {result:g} came")
    return result


def count(name: str, value: object, minimum: int = 0) -> int:
    """Return a whole number of at least ``minimum`` as an int."""
    if isinstance(value, bool) or not isinstance(value, (Integral, Real)):
        raise TypeError(f"{name} must be a whole number, but {describe(value)} came")
    if not finite(value) or value != int(value) or value < minimum:
        raise ValueError(
            f"{name} must be a whole number of at least {minimum}, but {describe(value)} came"
        )
    return int(value)


def point(name: str, value: ArrayLike, dimension: int | None = None) -> float | np.ndarray:
    """Return a point as a float (one variable) or a float64 array of shape (n,).

    Raises TypeError for what is not numeric, ValueError for a wrong shape, NaN or infinity.
    """
    result = array(name, value)
    shape = result.shape
    if dimension is not None and shape != (() if dimension == 1 else (dimension,)):
        wanted = "one number" if dimension == 1 else f"{dimension} numbers"
        raise ValueError(f"{name} must be {wanted}, but {describe(value)} came")
    if result.ndim > 1 or result.size == 0:
        raise ValueError(f"{name} must be a number or a row of numbers, but shape {shape} came")
    return float(result) if result.ndim == 0 else result


def array(name: str, value: ArrayLike) -> np.ndarray:
    """Return finite numbers as a new float64 array of any shape."""
    try:
        raw = np.asarray(value)
    except ValueError:
        raise ValueError(
            f"{name} must have rows of equal length, but {describe(value)} came"
        ) from None
    if raw.dtype.kind not in "iuf":
        raise TypeError(f"{name} must hold real numbers, but {describe(value)} came")
    with np.errstate(over="ignore"):
        result = np.array(raw, dtype=float)
    if not np.isfinite(result).all():
        raise ValueError(f"{name} must hold finite numbers, but {describe(value)} came")
    return result


def row(name: str, value: ArrayLike, length: int | None = None) -> np.ndarray:
    """Return finite numbers as a float64 array of shape (m,), m at least 1.

    Raises ValueError for another shape, or another length than the one asked for.
    """
    result = array(name, value)
    if result.ndim != 1 or result.size == 0:
        raise ValueError(
            f"{name} must be a row of at least one number, but shape {result.shape} came"
        )
    if length is not None and result.size != length:
        raise ValueError(f"{name} must hold {length} numbers, but {result.size} came")
    return result


def matrix(name: str, value: ArrayLike, columns: int | None = None) -> np.ndarray:
    """Return finite numbers as a float64 array of shape (m, n), m and n at least 1.

    Raises ValueError for another shape, or another number of columns than the one asked for.
    """
    result = array(name, value)
    if result.ndim != 2 or result.size == 0:
        raise ValueError(
            f"{name} must be a matrix of at least one row and one column, "
            f"but shape {result.shape} came"
        )
    if columns is not None and result.shape[1] != columns:
        raise ValueError(f"{name} must have {columns} columns, but {result.shape[1]} came")
    return result


def examples(inputs: ArrayLike, targets: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """Return a data matrix of shape (m, n) and one target for each of its rows, shape (m,)."""
    x = matrix("inputs", inputs)
    return x, row("targets", targets, len(x))


def labels(
    name: str, value: ArrayLike, allowed: tuple[float, ...], length: int | None = None
) -> np.ndarray:
    """Return class labels as a float64 array of shape (m,).

    Raises ValueError for a label that is not one of the allowed ones.

    >>> labels("labels", [0, 1, 1], (0, 1))
    array([0., 1., 1.])
    """
    result = row(name, value, length)
    strange = result[~np.isin(result, allowed)]
    if strange.size:
        words = " and ".join(f"{a:g}" for a in allowed)
        raise ValueError(f"{name} must be {words}, but {strange[0]:g} came")
    return result


def choice(name: str, value: object, allowed: Iterable[str]) -> str:
    """Return the one of the allowed words, or members of a StrEnum, that the value equals.

    >>> choice("layout", "rows", ("columns", "rows"))
    'rows'
    """
    words = tuple(allowed)
    if not isinstance(value, str) or value not in words:
        raise ValueError(f"{name} must be one of {', '.join(words)}, but {describe(value)} came")
    return words[words.index(value)]


def probabilities(name: str, value: ArrayLike) -> np.ndarray:
    """Return one distribution or many, shape (..., k): not below zero, sums of 1 in the last axis.

    Raises ValueError when an entry is negative or a sum differs from 1 by more than 1e-9.
    """
    result = array(name, value)
    if result.ndim == 0 or result.size == 0:
        raise ValueError(f"{name} must be a row of probabilities, but shape {result.shape} came")
    if (result < 0).any():
        raise ValueError(f"{name} must not be below zero, but {result.min():g} came")
    with np.errstate(over="ignore"):
        sums = np.ravel(result.sum(axis=-1))
    worst = sums[np.argmax(np.abs(sums - 1))]
    if abs(worst - 1) > 1e-9:
        raise ValueError(f"{name} must sum to 1, but the sum {worst:.12g} came")
    return result


def finite(value: Real) -> bool:
    """Say whether a number is finite as float64: an int may be too large for that."""
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def describe(value: object) -> str:
    """Say in a few words what came: short values as they are, others by type and shape."""
    if isinstance(value, np.ndarray) and value.size > 6:
        return f"an array of shape {value.shape}"
    text = repr(value.tolist() if isinstance(value, (np.ndarray, np.generic)) else value)
    if len(text) > 60:
        return f"a value of type {type(value).__name__}"
    return text
