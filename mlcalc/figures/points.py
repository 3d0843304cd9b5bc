"""Points that move: whole at the edge of their axes, and an arrow where they lie beyond it."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.cbook import normalize_kwargs
from matplotlib.lines import Line2D
from matplotlib.markers import MarkerStyle
from matplotlib.transforms import IdentityTransform
from numpy.typing import ArrayLike

from mlcalc.figures.style import LINE, UNBROKEN

OFF_PICTURE = 1e6
"""Coordinates are cut here: far outside every window, yet safe to draw."""

EDGE = 0.005
"""This part of the axes beyond their edge still counts as inside: less than half a marker."""

ARROW = 1.5
"""An arrow is this much larger than the marker for which it stands."""


def drawable(numbers: np.ndarray) -> np.ndarray:
    """Return numbers that can be drawn: cut at one million, not-a-number left as a gap."""
    return np.clip(numbers, -OFF_PICTURE, OFF_PICTURE)


def in_view(axes: Axes, x: ArrayLike, y: ArrayLike) -> np.ndarray:
    """Return points as parts of the axes, shape (k, 2): (0, 0) is the lower left corner."""
    points = np.column_stack([np.atleast_1d(x), np.atleast_1d(y)]).astype(float)
    with np.errstate(all="ignore"):
        return axes.transLimits.transform(axes.transScale.transform(drawable(points)))


def is_inside(parts: np.ndarray) -> np.ndarray:
    """Say for each point, given as parts of the axes, whether it is seen."""
    return ((parts > -EDGE) & (parts < 1 + EDGE)).all(axis=-1)


class Dots(Line2D):
    """Markers, or a line with markers, of which none is cut at the edge of the axes."""

    def __init__(self, axes: Axes, **more):
        style = UNBROKEN | {"marker": "o", "animated": True} | LINE
        super().__init__([], [], **(style | normalize_kwargs(more, Line2D)))
        axes.add_line(self)

    def draw(self, renderer) -> None:
        """Draw the line as far as the axes go, and whole markers."""
        parts = in_view(self.axes, *self.get_xydata().T)
        if self._is_clear(renderer, parts):
            super().draw(renderer)
        elif self.get_visible():
            self._draw_at_the_edge(renderer, parts)

    def _is_clear(self, renderer, parts: np.ndarray) -> bool:
        reach = renderer.points_to_pixels(self.get_markersize() / 2 + self.get_markeredgewidth())
        room = reach / self.axes.bbox.size
        return bool(((parts > room) & (parts < 1 - room)).all())

    def _draw_at_the_edge(self, renderer, parts: np.ndarray) -> None:
        line = self._like(self.get_transform(), self.get_xydata())
        line.set_marker("None")
        line.draw(renderer)
        self._draw_marker(renderer, parts[is_inside(parts)])

    def _draw_marker(self, renderer, parts: np.ndarray, **more) -> None:
        marker = self._like(IdentityTransform(), self.axes.transAxes.transform(parts))
        marker.set(linestyle="None", clip_on=False, **more)
        marker.draw(renderer)

    def _like(self, transform, points: np.ndarray) -> Line2D:
        line = Line2D([], [])
        line.update_from(self)
        line.set(transform=transform, data=points.T, antialiased=self.get_antialiased())
        return line


class Points(Dots):
    """The points of which the sentence speaks: beyond the edge an arrow points to where they are.

    They are made empty; ``set_data`` gives them their places.
    """

    def __init__(self, axes: Axes, **more):
        super().__init__(axes, **{"linestyle": "None", **more})

    def parked(self) -> np.ndarray:
        """Return as parts of the axes those that are beyond the edge, shape (k, 2)."""
        parts = in_view(self.axes, *self.get_xydata().T)
        return parts[np.isfinite(parts).all(axis=1) & ~is_inside(parts)]

    def _draw_at_the_edge(self, renderer, parts: np.ndarray) -> None:
        self._draw_marker(renderer, parts[is_inside(parts)])
        size = ARROW * self.get_markersize()
        back = renderer.points_to_pixels(size / 2 + self.get_markeredgewidth())
        for part in self.parked():
            at = np.clip(part, 0, 1)
            way = np.where(np.abs(part - at) < EDGE, 0.0, np.sign(part - at))
            way /= np.linalg.norm(way)
            arrow = MarkerStyle((3, 0, float(np.degrees(np.arctan2(*way[::-1]))) - 90))
            place = at - back * way / self.axes.bbox.size
            self._draw_marker(renderer, place[None], marker=arrow, markersize=size)
