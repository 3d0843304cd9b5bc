"""Predictions that are drawn: a curve on empty axes, and then the true one over it.

In a notebook the curve is drawn with mouse, finger or keys. Below the picture, ``compare()`` shows
both curves and says in words how they differ.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from mlcalc import formatting
from mlcalc.exercises import sketches, store
from mlcalc.exercises.engine import Mistake, Status, Verdict
from mlcalc.exercises.prediction import SHOWN_ANYWAY, AnyPrediction

POINTS = 61
"""How many heights make a drawing."""

ENOUGH = 0.75
"""How much of the width a drawing must cover."""

DRAW_FIRST = "Draw first: the axes stand further up."
DRAW_ON = "Draw on: your curve must reach over most of the width."


@dataclass(frozen=True)
class Axis:
    """What an axis shows: its label, ends and unit. ``short`` is its name in a sentence.

    ``step`` is the distance of its ticks, where round numbers are not the ones that matter.
    """

    label: str
    low: float
    high: float
    unit: str = ""
    short: str = ""
    step: float | None = None

    @property
    def span(self) -> float:
        """The distance between the ends."""
        return self.high - self.low

    def __str__(self) -> str:
        unit = f" ({self.unit})" if self.unit else ""
        ends = f"{formatting.number(self.low)} to {formatting.number(self.high)}"
        return f"{self.label}{unit} from {ends}"

    def ticks(self) -> list[tuple[float, str]]:
        """Return numbers on the axis with their texts: by its step, or three to seven round ones.

        >>> Axis("x", -2, 2).ticks()
        [(-2.0, '-2'), (-1.0, '-1'), (0.0, '0'), (1.0, '1'), (2.0, '2')]
        """
        step = self.step or self._round_step()
        first, last = math.ceil(self.low / step - 1e-9), math.floor(self.high / step + 1e-9)
        values = [round(i * step, 12) for i in range(first, last + 1)]
        return [(value, formatting.number(value)) for value in values]

    def _round_step(self) -> float:
        rough = self.span / 6
        unit = 10.0 ** math.floor(math.log10(rough))
        return next(unit * factor for factor in (1, 2, 5, 10) if unit * factor >= 0.999 * rough)

    def parts(self) -> dict:
        """Return what the page needs to draw it."""
        named = {"label": self.label, "unit": self.unit, "short": self.short or self.label}
        return named | {"low": self.low, "high": self.high, "ticks": self.ticks()}


@dataclass(frozen=True)
class Curve:
    """A curve: its name, as it stands beside it, and its height at each place of an array."""

    name: str
    at: Callable[[np.ndarray], np.ndarray]


@dataclass(kw_only=True, eq=False, repr=False)
class DrawnPrediction(AnyPrediction):
    """A prediction that is drawn on the axes ``across`` and ``up``.

    ``true`` is the curve that comes out, ``why`` the reason. ``given`` is a curve that stands above
    the axes, with an axis of its own. A mistake is a curve that students draw, as a function of
    the place, and what it gets said.

    >>> fall = DrawnPrediction(
    ...     title="a stone",
    ...     question="How fast does a stone fall?",
    ...     across=Axis("time", 0, 2, "s"),
    ...     up=Axis("speed", 0, 25, "m/s"),
    ...     true=Curve("the stone", lambda t: 9.81 * t),
    ...     why="Each second makes it 9.81 m/s faster.",
    ... )
    >>> fall.draw(lambda t: 5 * t**2)
    >>> print(fall.overlay())
    Not as you drew it. Your curve rises ever faster, the true one at a constant rate.
    <BLANKLINE>
    Each second makes it 9.81 m/s faster.
    """

    across: Axis
    up: Axis
    true: Curve
    why: str
    given: tuple[Curve, Axis] | None = None
    mistakes: tuple[Mistake, ...] = ()

    def __str__(self) -> str:
        axes = f"Draw it on axes with {self.across} and {self.up}."
        if self.given:
            axes += f" In a running notebook you see {self.given[0].name} above them."
        return f"**Predict: {self.title}.** {self.question}\n\n{axes}"

    def second_question(self) -> str:
        """Return the question below the picture, as text."""
        return f"{super().second_question()} In a running notebook the true one comes over it here."

    @property
    def places(self) -> np.ndarray:
        """The places across at which a drawing has its heights."""
        return np.linspace(self.across.low, self.across.high, POINTS)

    @property
    def drawn(self) -> np.ndarray | None:
        """The drawing at all places, NaN outside its ends; None before one was made."""
        record = self._record()
        return _filled(record.drawn) if self.made(record) else None

    def draw(self, curve: Callable[[np.ndarray], np.ndarray] | Sequence[float | None]) -> None:
        """Record a drawing, as a hand does. Once compared, it stays.

        It is a function of the places, or a height for each of them, None where nothing is drawn.
        Raises ValueError for another number of heights, or one that is not a finite number.
        """
        heights = list(curve(self.places)) if callable(curve) else list(curve)
        if not _are_heights(heights):
            raise ValueError(f"curve must hold {POINTS} finite numbers or None, but {curve} came")
        self._note_down(lambda record: record.draw([self._rounded(h) for h in heights]))

    def overlay(self) -> Verdict:
        """Lay the true curve over the drawing, and say how they differ."""
        record = self._record()
        if not record.compared and not self.made(record):
            words = DRAW_ON if _points(record) else DRAW_FIRST
            return self._tell(Verdict(Status.UNANSWERED, words))
        return self._finish()

    def made(self, record: store.Predicted) -> bool:
        """Say whether a record holds a prediction."""
        points = _points(record)
        return bool(points) and points[-1] - points[0] >= ENOUGH * (POINTS - 1)

    def came_true(self, record: store.Predicted) -> bool:
        """Say whether the prediction in a record came true."""
        return self._said_of(record) == ([], None)

    def predicted_words(self, record: store.Predicted) -> str:
        """Return the prediction in a record, as it stands in a table."""
        return "a curve"

    def happened_words(self) -> str:
        """Return what happens, as it stands in a table."""
        return self.true.name

    def _said_of(self, record: store.Predicted) -> tuple[list[str], str | None]:
        """Return what differs in a drawing, and the name of its mistake, if it is a known one."""
        drawn = _filled(record.drawn)
        there = np.isfinite(drawn)
        x, drawn = self.places[there], drawn[there]
        true = self._at_places(self.true.at)[there]
        ends = self.places[0], self.places[-1]
        said = sketches.differences(x, drawn, true, self.up.span, self._across, ends)
        for mistake in self.mistakes if said else ():
            wrong = self._at_places(mistake.answer)[there]
            if sketches.alike(sketches.Pair(x, drawn, wrong, self.up.span)):
                # A known mistake has another shape, however far a hand may be off.
                more = [words for words in said if not words.startswith("The shape is right")]
                return [mistake.message, *more][: sketches.MOST], mistake.name
        return said, None

    @property
    def _across(self) -> str:
        return self.across.short or self.across.label

    def _at_places(self, at: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
        return np.broadcast_to(np.asarray(at(self.places), dtype=float), (POINTS,))

    def _rounded(self, height: float | None) -> float | None:
        if height is None:
            return None
        inside = min(max(float(height), self.up.low), self.up.high)
        return round(inside, 3 - math.floor(math.log10(self.up.span)))

    def _parts(self) -> dict:
        given = {}
        if self.given:
            curve, up = self.given
            heights = self._at_places(curve.at).round(4).tolist()
            given = {"given": {"name": curve.name, "heights": heights, "up": up.parts()}}
        axes = {"across": self.across.parts(), "up": self.up.parts(), "points": POINTS}
        return super()._parts() | axes | given

    def _again(self) -> str:
        return "What did you see? Is it the curve that you drew?"

    def _new_panel(self, **traits):
        from mlcalc.exercises.beats import Sketch

        return Sketch(**traits)

    def _obey(self, content: dict) -> None:
        kind, heights = content.get("type"), content.get("heights")
        if kind == "show":
            self.show_anyway()
        elif kind == "overlay":
            self.overlay()
        elif kind == "draw" and isinstance(heights, list) and _are_heights(heights):
            self.draw(heights)

    def _note(self, record: store.Predicted) -> str:
        return super()._note(record) or (DRAW_ON if _points(record) else "")

    def _state(self, record: store.Predicted) -> dict:
        made = self.made(record)
        state = {
            "drawn": record.drawn if _fits(record) else [None] * POINTS,
            "before": "" if made or record.compared else DRAW_FIRST,
            "seenAs": f"your curve of {self.up.label} against {self.across.label}",
        }
        if record.compared:
            # Before that the page does not know it either.
            state["name"] = self.true.name
            state["truth"] = self._at_places(self.true.at).round(4).tolist()
            state["seenAs"] += f", and the true one, {self.true.name}"
        return state

    def _outcome(self, record: store.Predicted) -> Verdict:
        if not self.made(record):
            words = f"{SHOWN_ANYWAY} What comes out is {self.true.name}."
            return Verdict(Status.UNANSWERED, f"{words}\n\n{self.why}")
        said, mistake = self._said_of(record)
        if said:
            words = f"Not as you drew it. {' '.join(said)}"
        else:
            words = "As you drew it. The true curve is yours, as far as a hand can draw."
        return Verdict(Status.WRONG if said else Status.RIGHT, f"{words}\n\n{self.why}", mistake)


def _fits(record: store.Predicted) -> bool:
    # A later version of the course may keep another number of heights.
    return record.drawn is not None and len(record.drawn) == POINTS


def _points(record: store.Predicted) -> list[int]:
    """Return which heights of a record were drawn."""
    return [i for i, h in enumerate(record.drawn) if h is not None] if _fits(record) else []


def _filled(heights: Sequence[float | None]) -> np.ndarray:
    """Return the heights with gaps crossed straight, NaN outside the ends."""
    known = np.array([np.nan if height is None else height for height in heights], dtype=float)
    there = np.flatnonzero(np.isfinite(known))
    everywhere = np.arange(len(known))
    return np.interp(everywhere, there, known[there], left=np.nan, right=np.nan)


def _are_heights(heights: list) -> bool:
    return len(heights) == POINTS and all(
        height is None
        or (
            isinstance(height, int | float | np.number)
            and not isinstance(height, bool)
            and math.isfinite(height)
        )
        for height in heights
    )
