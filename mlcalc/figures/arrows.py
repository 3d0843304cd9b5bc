"""Arrows that go a way from a point."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import FancyArrowPatch

from mlcalc.figures.points import drawable

SHORT = 1e-9
"""A way shorter than this has no direction to be drawn."""


def arrow(axes: Axes, colour: str, width: float = 2.5, head: float = 18, **more) -> FancyArrowPatch:
    """Return an arrow that moves; with the width 0 of its shaft only the head is seen."""
    made = FancyArrowPatch(
        (0, 0), (1, 1), arrowstyle="-|>", mutation_scale=head, lw=width, color=colour, shrinkA=0,
        shrinkB=0, **{"animated": True, "zorder": 4, **more},
    )  # fmt: skip
    axes.add_patch(made)
    return made


def place_arrow(made: FancyArrowPatch, start: np.ndarray, way: np.ndarray) -> None:
    """Let an arrow go a way from a point; without a way it is not drawn."""
    made.set_visible(bool(np.hypot(*way) > SHORT))
    made.set_positions(drawable(start), drawable(start + way))
