"""In what a drawn curve differs from the true one, in words.

Both are heights at the same even places. Nothing is said about what a hand cannot draw, or an eye
not see: less than a few hundredths of the axes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

import numpy as np

from mlcalc import formatting

HAND = 0.07
"""How far up or down a hand may be off, as a part of the height of the axes."""

EYE = 0.06
"""The same to the left and right, as a part of their width."""

MOST = 3
"""How many sentences are said at most."""

STEADY = 0.06
"""How much earlier or later than at a constant rate the change of a curve may come, on average."""


@dataclass(frozen=True)
class Pair:
    """A drawn curve and the true one on axes of some height; ``across`` is the name of ``x``.

    ``ends`` are those of the axis, where they are known: a hand may begin and end beside them.
    """

    x: np.ndarray
    drawn: np.ndarray
    true: np.ndarray
    height: float
    across: str = "x"
    ends: tuple[float, float] | None = None

    @property
    def width(self) -> float:
        """How far the curves reach."""
        return float(self.x[-1] - self.x[0])

    @property
    def tolerance(self) -> float:
        """How far up or down the hand may be off."""
        return HAND * self.height

    def place(self, value: float) -> str:
        """Return a place on the axis, with its name."""
        return f"{self.across} = {short(value)}"

    def against(self, other: np.ndarray) -> "Pair":
        """Return the drawn curve beside another one."""
        return Pair(self.x, self.drawn, other, self.height, self.across)


def short(value: float) -> str:
    """Write a number as exactly as a picture shows it: with two digits, or as a whole number.

    >>> short(4.712), short(-0.0), short(99.7), short(156.0)
    ('4.7', '0', '100', '156')
    """
    return f"{value:.0f}" if 99.5 <= abs(value) < 1e6 else formatting.number(value, 2)


def apart(pair: Pair) -> np.ndarray:
    """Return how far the curves are from each other at each place; 1 is as far as a hand is off.

    What counts is the way to the nearest point of the other curve: where a curve is steep, a
    little to the side is far up.
    """
    aside = (pair.x[:, None] - pair.x[None, :]) / (EYE * pair.width)
    upward = (pair.drawn[:, None] - pair.true[None, :]) / pair.tolerance
    ways = np.hypot(aside, upward)
    return np.maximum(ways.min(axis=1), ways.min(axis=0))


def alike(pair: Pair) -> bool:
    """Say whether the curves agree as far as a hand can draw."""
    ways = apart(pair)
    return bool(np.mean(ways <= 1) >= 0.93 and ways.max() <= 2)


def differences(
    x: np.ndarray,
    drawn: np.ndarray,
    true: np.ndarray,
    height: float,
    across: str = "x",
    ends: tuple[float, float] | None = None,
) -> list[str]:
    """Return at most three sentences on what differs, the most important first.

    >>> x = np.linspace(0, 6, 61)
    >>> differences(x, -np.cos(x), np.cos(x), 4)
    ['Your curve is the true one turned over: each sign is the opposite.']
    """
    pair = Pair(x, drawn, true, height, across, ends)
    if alike(pair):
        return []
    whole = next(filter(None, (of_whole(pair) for of_whole in WHOLE)), None)
    if whole is not None:
        return [whole]
    parts = (sentence for of_part in PARTS for sentence in of_part(pair))
    return list(islice(parts, MOST)) or [_furthest(pair)]


# The same shape, elsewhere or of another size.


def _resized(pair: Pair) -> str | None:
    if np.abs(pair.true).min() > pair.tolerance or _flattest(pair) < 2 * pair.tolerance:
        return None
    factor = float(pair.drawn @ pair.true / (pair.true @ pair.true))
    if not alike(pair.against(factor * pair.true)) or 0.8 < factor < 1.25:
        return None
    if factor < 0:
        return "Your curve is the true one turned over: each sign is the opposite."
    times = f"about {short(factor)} times as high as the true one"
    return f"The shape is right, the size is not: your curve is {times}."


def _lifted(pair: Pair) -> str | None:
    lifts = pair.drawn - pair.true
    lift = float(lifts.mean())
    everywhere = np.all(lifts[[0, -1]] * lift > 0.4 * lift**2)
    if abs(lift) < pair.tolerance or not everywhere or not alike(pair.against(pair.true + lift)):
        return None
    way = "high" if lift > 0 else "low"
    return f"The shape is right, but your curve lies {short(abs(lift))} too {way} everywhere."


def _shifted(pair: Pair) -> str | None:
    if _flattest(pair) < 3 * pair.tolerance:
        return None
    shifts = [count * way for count in range(2, int(0.35 * len(pair.x))) for way in (1, -1)]
    parts = {shift: _moved_back(pair, shift) for shift in shifts}
    fits = {
        shift: np.mean((part.drawn - part.true) ** 2)
        for shift, part in parts.items()
        if alike(part)
    }
    if not fits:
        return None
    shift = min(fits, key=fits.get)
    by = short(abs(shift) * (pair.x[1] - pair.x[0]))
    way = "right" if shift > 0 else "left"
    return f"The shape is right, but your curve lies {by} too far to the {way}."


def _flattest(pair: Pair) -> float:
    return float(min(np.ptp(pair.drawn), np.ptp(pair.true)))


def _moved_back(pair: Pair, shift: int) -> Pair:
    kept, moved = (slice(shift, None), slice(None, -shift)) if shift > 0 else (
        slice(None, shift), slice(-shift, None)
    )  # fmt: skip
    return Pair(pair.x[kept], pair.drawn[kept], pair.true[moved], pair.height)


WHOLE: tuple[Callable[[Pair], str | None], ...] = (_resized, _lifted, _shifted)


# Parts of the curve: each yields sentences, the more important first.


def _signs(pair: Pair) -> Iterator[str]:
    limit = 0.7 * pair.tolerance
    for word, other, sign in (("above", "below", 1), ("below", "above", -1)):
        first, last = _longest((sign * pair.drawn > limit) & (sign * pair.true < -limit))
        if pair.x[last] - pair.x[first] >= 0.1 * pair.width:
            yield (
                f"Between {pair.place(pair.x[first])} and {short(pair.x[last])} your curve is "
                f"{word} zero, the true one {other}."
            )


def _zeros(pair: Pair) -> Iterator[str]:
    if min(np.abs(pair.drawn).max(), np.abs(pair.true).max()) < pair.tolerance:
        return  # a curve that lies on zero crosses it as the hand trembles
    mine, right = (crossings(pair.x, y, pair.height) for y in (pair.drawn, pair.true))
    if len(mine) != len(right):
        at = f", at {_listed(right)}" if right else ""
        crosses = f"crosses zero {_times(mine)}" if mine else "never crosses zero"
        does_so = "does so " if not mine else ""
        yield f"Your curve {crosses}, the true one {does_so}{_times(right)}{at}."
    elif right:
        a, b = max(zip(mine, right, strict=True), key=lambda both: abs(both[0] - both[1]))
        if abs(a - b) > EYE * pair.width:
            way = "left" if a < b else "right"
            yield (
                f"Your curve crosses zero at {pair.place(a)}, the true one at {short(b)}: too far "
                f"to the {way}."
            )


def _turning(pair: Pair) -> Iterator[str]:
    mine, right = (_turns(y, pair.tolerance) for y in (pair.drawn, pair.true))
    words = [_course(y, pair) for y in (pair.drawn, pair.true)]
    if words[0] == words[1] or (mine and right and abs(len(mine) - len(right)) < 2):
        yield from _moves(pair)
    else:
        at = f", at {_listed([pair.x[i] for i in right])}" if right else ""
        yield f"Your curve {words[0]}, the true one {words[1]}{at}."


def _course(y: np.ndarray, pair: Pair) -> str:
    if turns := _turns(y, pair.tolerance):
        return f"turns {_times(turns)}"
    change = y[-1] - y[0]
    if abs(change) < pair.tolerance:
        return "stays level"
    return "only rises" if change > 0 else "only falls"


def _moves(pair: Pair) -> Iterator[str]:
    window = len(pair.x) // 12
    mine, right = (y[window:] - y[:-window] for y in (pair.drawn, pair.true))
    limit = 0.7 * pair.tolerance
    for word, other, sign in (("rises", "falls", 1), ("falls", "rises", -1)):
        opposite = (sign * mine > limit) & (sign * right < -limit)
        if opposite.any():
            first, last = _longest(opposite)
            first, last = pair.x[first], pair.x[min(last + window, len(pair.x) - 1)]
            if last - first >= 0.15 * pair.width:
                yield (
                    f"Between {pair.place(first)} and {short(last)} your curve {word}, the true "
                    f"one {other}."
                )


def _ends_of_height(pair: Pair) -> Iterator[str]:
    for word, reaches, sign in (("highest", "rises to", 1), ("lowest", "goes down to", -1)):
        mine, right = sign * pair.drawn, sign * pair.true
        if not _turns(pair.true, pair.tolerance):
            return
        at = pair.x[mine.argmax()]
        tops = pair.x[right >= right.max() - pair.tolerance]
        if np.abs(tops - at).min() > 1.5 * EYE * pair.width:
            where = short(pair.x[right.argmax()])
            yield f"Your curve is {word} at {pair.place(at)}, the true one at {where}."
        elif abs(mine.max() - right.max()) > 1.3 * pair.tolerance:
            heights = short(sign * mine.max()), short(sign * right.max())
            yield f"Your curve {reaches} {heights[0]}, the true one {reaches} {heights[1]}."


def _bend(pair: Pair) -> Iterator[str]:
    bows = [_bow(y, pair) for y in (pair.drawn, pair.true)]
    if None in bows or np.sign(bows[0][0]) != np.sign(bows[1][0]):
        return
    if any(_swings(y, bow, pair) for y, bow in zip((pair.drawn, pair.true), bows, strict=True)):
        return
    verb = "rises" if bows[1][0] > 0 else "falls"
    (_, mine), (_, right) = bows
    if _pace(mine) != _pace(right) and abs(mine - right) > 0.07:
        yield f"Your curve {verb} {_pace(mine)}, the true one {_pace(right)}."
    elif abs(mine - right) > 0.1:
        faster = "faster" if right > mine else "more slowly"
        yield f"At first the true curve {verb} {faster} than yours."


def _bow(y: np.ndarray, pair: Pair) -> tuple[float, float] | None:
    """Return the whole change of a curve without turns, and how much of it comes early."""
    change = y[-1] - y[0]
    if abs(change) < 2 * pair.tolerance or _turns(y, pair.tolerance):
        return None
    chord = y[0] + change * (pair.x - pair.x[0]) / pair.width
    return change, float(np.mean(y - chord) / change)


def _swings(y: np.ndarray, bow: tuple[float, float], pair: Pair) -> bool:
    """Say whether a curve lies as much above its chord as below it, and no pace fits all of it."""
    change, early = bow
    chord = y[0] + change * (pair.x - pair.x[0]) / pair.width
    return abs(early) < STEADY and np.abs(y - chord).max() > max(0.1 * abs(change), pair.tolerance)


def _pace(bow: float) -> str:
    if abs(bow) < STEADY:
        return "at a constant rate"
    return "ever more slowly" if bow > 0 else "ever faster"


def _levels(pair: Pair) -> Iterator[str]:
    bows = [_bow(y, pair) for y in (pair.drawn, pair.true)]
    if None in bows or np.sign(bows[0][0]) != np.sign(bows[1][0]):
        return
    verb = "rising" if bows[1][0] > 0 else "falling"
    mine, right = (_level_from(y, pair) for y in (pair.drawn, pair.true))
    if right - mine > 0.15 * pair.width:
        yield (
            f"Your curve is level from {pair.place(mine)} on, the true one goes on {verb} until "
            f"about {short(right)}."
        )
    elif mine - right > 0.15 * pair.width:
        yield f"From about {pair.place(right)} on the true curve is nearly level, yours is not."


def _level_from(y: np.ndarray, pair: Pair) -> float:
    far = np.flatnonzero(np.abs(y - y[-1]) > 0.7 * pair.tolerance)
    return float(pair.x[min(far[-1] + 1, len(pair.x) - 1)]) if far.size else float(pair.x[0])


def _beginning(pair: Pair) -> Iterator[str]:
    for verb, i in (("ends", -1), ("begins", 0)):
        mine, right = pair.drawn[i], pair.true[i]
        # A steep curve may begin a little beside its place.
        near = pair.true[: len(pair.x) // 20 + 1] if i == 0 else pair.true[-(len(pair.x) // 20) :]
        if np.abs(near - mine).min() > 1.2 * pair.tolerance:
            if pair.ends and pair.x[i] != pair.ends[i] and np.ptp(near) > pair.tolerance:
                # The true one begins or ends elsewhere, at another height.
                yield (
                    f"Where yours {verb}, at {pair.place(pair.x[i])}, it is at {short(mine)}, "
                    f"the true one at {short(right)}."
                )
            else:
                yield f"Your curve {verb} at {short(mine)}, the true one at {short(right)}."


PARTS: tuple[Callable[[Pair], Iterator[str]], ...] = (
    _signs, _zeros, _turning, _ends_of_height, _bend, _levels, _beginning,
)  # fmt: skip


def _furthest(pair: Pair) -> str:
    i = int(apart(pair).argmax())
    mine, right = short(pair.drawn[i]), short(pair.true[i])
    return f"At {pair.place(pair.x[i])} your curve is at {mine}, the true one at {right}."


# What curves are made of.


def crossings(x: np.ndarray, y: np.ndarray, height: float) -> list[float]:
    """Return where a curve goes through zero, without what trembles around it.

    >>> x = np.linspace(0, 6, 61)
    >>> [round(zero, 1) for zero in crossings(x, np.cos(x), 4)]
    [1.6, 4.7]
    """
    clear = np.flatnonzero(np.abs(y) > 0.3 * HAND * height)
    found = []
    for i, j in pairwise(clear):
        if y[i] * y[j] < 0:
            # A curve may lie on zero for a while: it leaves one side before it reaches the other.
            parts = (np.flatnonzero(np.diff(side[i : j + 1])) + i for side in (y > 0, y < 0))
            found.append(float(np.mean([_zero_after(x, y, k) for part in parts for k in part])))
    return found


def _zero_after(x: np.ndarray, y: np.ndarray, k: int) -> float:
    return x[k] + (x[k + 1] - x[k]) * y[k] / (y[k] - y[k + 1])


def _turns(y: np.ndarray, tolerance: float) -> list[int]:
    """Return the places where a curve turns and then goes back by more than the tolerance."""
    turns, way, best = [], 0, 0
    low = high = 0
    for i in range(1, len(y)):
        if way == 0:
            low, high = (i if y[i] < y[low] else low), (i if y[i] > y[high] else high)
            if y[high] - y[low] > tolerance:
                way, best = (1, i) if high > low else (-1, i)
        elif way * (y[i] - y[best]) >= 0:
            best = i
        elif way * (y[best] - y[i]) > tolerance:
            turns.append(best)
            way, best = -way, i
    return turns


def _longest(mask: np.ndarray) -> tuple[int, int]:
    """Return the first and last place of the longest run of true ones."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]]).astype(int)))
    runs = list(zip(edges[::2], edges[1::2] - 1, strict=True))
    return max(runs, key=lambda run: run[1] - run[0], default=(0, 0))


def _times(things: list) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(len(things), f"{len(things)} times")


def _listed(places: list[float]) -> str:
    words = [short(place) for place in places]
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
