"""Contours: functions of two variables seen from above."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from mlcalc import formatting
from mlcalc.figures.curves import check_size, say_slow
from mlcalc.figures.style import BLACK
from mlcalc.functions import Function

CONTOUR = "#6FA3C7"

FINE, PLAIN = 121, 17
"""Points along a side: of a named function, and of a plain one, which is called for each."""


def draw_contours(
    axes: Axes, function: Function, levels=12, labels: bool | Sequence[float] = True
) -> np.ndarray:
    """Draw lines of equal value of a function of two variables over its window.

    ``labels`` are the levels that get a number: all or none, or some where the lines lie close.
    Returns the values on the grid that was used.
    """
    (left, right), (bottom, top) = function.window
    x, y = np.linspace(left, right, FINE), np.linspace(bottom, top, FINE)
    values = _heights(axes, function)
    lines = axes.contour(x, y, values, levels=levels, colors=CONTOUR, linewidths=1)
    if labels:
        numbered = lines.levels if labels is True else labels
        axes.clabel(lines, numbered, fontsize=12, fmt=formatting.number)
    axes.set(xlim=(left, right), ylim=(bottom, top))
    axes.grid(False)
    for minimum in function.minima:
        axes.plot(*minimum.point, "+", color=BLACK, ms=11, mew=2)
    return values


def _heights(axes: Axes, function: Function) -> np.ndarray:
    side = PLAIN if function.pointwise else FINE
    x, y = (np.linspace(*ends, side) for ends in function.window)
    values, stride = function.survey(np.stack(np.meshgrid(x, y), axis=-1))
    check_size(function, values)
    if stride > 1:
        say_slow(axes, values.size)
    if len(values) == FINE:
        return values
    return _refined(values)


def _refined(values: np.ndarray) -> np.ndarray:
    """Return values on the fine grid between those of a coarse one; gaps stay gaps."""
    gaps = np.isnan(values)
    between = _straight(len(values)) if gaps.any() else _spline(len(values))
    fine, near_gap = (between @ a @ between.T for a in (np.nan_to_num(values), 1.0 * gaps))
    return np.where(np.abs(near_gap) > 1e-9, np.nan, fine)


def _straight(count: int) -> np.ndarray:
    """Return the matrix, shape (FINE, count), of straight lines between values."""
    fine, coarse = np.linspace(0, 1, FINE), np.linspace(0, 1, count)
    return np.stack([np.interp(fine, coarse, unit) for unit in np.eye(count)], axis=1)


def _spline(count: int) -> np.ndarray:
    """Return the matrix, shape (FINE, count), of the smooth curve through values.

    It is the cubic spline whose third derivative does not jump at the last knots but one.
    Source: de Boor, A Practical Guide to Splines, chapter 4.
    """
    second = np.zeros((count, count))
    second[1:-1] = np.diff(np.eye(count), 2, axis=0)
    system = np.eye(count)
    for i in range(1, count - 1):
        system[i, i - 1 : i + 2] = 1 / 6, 4 / 6, 1 / 6
    system[0, :3] = system[-1, -3:] = 1, -2, 1
    bends = np.linalg.solve(system, second)
    place = np.linspace(0, count - 1, FINE)
    left = np.minimum(place.astype(int), count - 2)
    b = (place - left)[:, None]
    a = 1 - b
    values = a * np.eye(count)[left] + b * np.eye(count)[left + 1]
    return values + ((a**3 - a) * bends[left] + (b**3 - b) * bends[left + 1]) / 6
