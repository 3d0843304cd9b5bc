"""Curves: functions of one variable over their window."""

import numpy as np
from matplotlib.axes import Axes

from mlcalc.figures.style import BLUE
from mlcalc.functions import Function

OFF_PICTURE = 1e6
"""Coordinates are cut here: far outside every window, yet safe to draw."""


def drawable(numbers: np.ndarray) -> np.ndarray:
    """Return numbers that can be drawn: cut at one million, not-a-number left as a gap."""
    return np.clip(numbers, -OFF_PICTURE, OFF_PICTURE)


def draw_curve(axes: Axes, function: Function) -> None:
    """Draw a function of one variable over its window, with room above and below."""
    left, right = function.window[0]
    x = np.linspace(left, right, 401)
    y = function.sample(x)
    axes.plot(x, y, color=BLUE)
    low, high = np.nanmin(y), np.nanmax(y)
    pad = 0.08 * (high - low) or 1.0
    axes.set(xlim=(left, right), ylim=(low - pad, high + pad))
