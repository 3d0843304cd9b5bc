"""What a picture shows only where the reader has been.

A curve that answers the question above it must not be there before the reader has looked: it is
drawn place by place as a slider is moved, and as a whole on demand.
"""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Protocol

import numpy as np


@dataclass(frozen=True)
class Trace:
    """Says that a curve is drawn only where the reader has been.

    ``along`` is the slider whose places count. ``within`` names what else the curve depends on:
    where one of these changes it is another curve, with places of its own.
    """

    along: str
    within: tuple[str, ...] = ()


class Visits:
    """The places where the reader has been, for each curve by the values it depends on."""

    CURVES = 64
    """Curves that are remembered, the latest ones."""

    def __init__(self):
        self._places: OrderedDict[Hashable, set[float]] = OrderedDict()

    def add(self, curve: Hashable, place: float) -> None:
        """Remember a place on a curve."""
        self._places.setdefault(curve, set()).add(place)
        self._places.move_to_end(curve)
        if len(self._places) > self.CURVES:
            self._places.popitem(last=False)

    def of(self, curve: Hashable) -> np.ndarray:
        """Return the places on a curve from left to right."""
        return np.array(sorted(self._places.get(curve, ())), dtype=float)

    def forget(self) -> None:
        """Begin anew."""
        self._places.clear()


class Question(Protocol):
    """What a picture may wait for before it shows the whole curve: a prediction of the course."""

    compared: bool
    """Whether the answer is known by now."""

    followers: set
    """All whose ``reveal`` is called when it becomes known."""
