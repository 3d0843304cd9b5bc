"""Contours: functions of two variables seen from above."""

import numpy as np
from matplotlib.axes import Axes

from mlcalc import formatting
from mlcalc.figures.style import BLACK
from mlcalc.functions import Function

CONTOUR = "#6FA3C7"


def draw_contours(axes: Axes, function: Function, levels=12, labels: bool = True) -> np.ndarray:
    """Draw lines of equal value of a function of two variables over its window.

    Returns the values on the grid that was used.
    """
    (left, right), (bottom, top) = function.window
    x, y = np.linspace(left, right, 121), np.linspace(bottom, top, 121)
    values = function.sample(np.stack(np.meshgrid(x, y), axis=-1))
    lines = axes.contour(x, y, values, levels=levels, colors=CONTOUR, linewidths=1)
    if labels:
        axes.clabel(lines, fontsize=9, fmt=formatting.number)
    axes.set(xlim=(left, right), ylim=(bottom, top))
    axes.grid(False)
    for minimum in function.minima:
        axes.plot(*minimum.point, "+", color=BLACK, ms=11, mew=2)
    return values
