"""Words for the shape of a picture, for readers who cannot see it.

They are made from the numbers that are drawn. What is too small to be seen is not told, so that
rounding never changes a word. A picture with several axes is told as first, second picture: on
narrow screens they stand one below the other.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from numpy.typing import ArrayLike

from mlcalc import formatting
from mlcalc.explorers.engine import Table
from mlcalc.figures.points import EDGE, Points, drawable, in_view, is_inside
from mlcalc.functions import Function
from mlcalc.optimization import Path, Stop

VISIBLE = 0.003
"""A smaller part of a picture's width is not seen: one or two points of the page."""

NEAR = 0.015
"""Two markers closer than this part of the picture cover each other for the most part."""

LEVEL = 1e-6
"""A curve is level where it changes by less than this part of its range from sample to sample."""

# Odd numbers: no slider can stand exactly on the border of two words.
FIRST_THIRD, LAST_THIRD = 0.3401, 0.6599
HALF_SECTOR = 0.4137


# Words.


def listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def one(words: str) -> str:
    """Return what several things do as what one thing does."""
    for verb in ("rise", "fall", "stay", "run", "go"):
        words = re.sub(rf"\b{verb}\b", f"{verb}es" if verb == "go" else f"{verb}s", words)
    return words


def lowered(text: str) -> str:
    """Return a sentence that goes on after a colon."""
    return f"{text[:1].lower()}{text[1:]}"


def sentence(*parts: str) -> str:
    """Return the parts that are not empty as one sentence."""
    text = " ".join(part for part in parts if part)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def joined(*sentences: str) -> str:
    """Return the sentences that are not empty as one text."""
    return " ".join(text for text in sentences if text)


# Places in a picture.


def place(part: ArrayLike) -> str:
    """Say where in the picture a point lies, or on which side outside."""
    across, up = part
    if is_inside(np.asarray(part)):
        side = "left" if across < FIRST_THIRD else "right" if across > LAST_THIRD else ""
        height = "lower" if up < FIRST_THIRD else "upper" if up > LAST_THIRD else ""
        middle = {"": "in the middle", "lower": "at the bottom", "upper": "at the top"}
        return f"at the {height} {side}".replace("  ", " ") if side else middle[height]
    return f"outside the picture, {beyond(part)}"


def beyond(part: ArrayLike) -> str:
    """Say on which side of the picture a point outside lies."""
    across, up = part
    sides = {
        "to the left": across <= -EDGE, "to the right": across >= 1 + EDGE,
        "below": up <= -EDGE, "above": up >= 1 + EDGE,
    }  # fmt: skip
    words = [side for side, is_there in sides.items() if is_there]
    return listed(words) if words else "where there is nothing to see"


def heading(move: ArrayLike) -> str:
    """Say which way a move goes: one of eight directions."""
    across, up = np.asarray(move, dtype=float)
    size = max(abs(across), abs(up)) or 1.0
    side = "" if abs(across) < HALF_SECTOR * size else "right" if across > 0 else "left"
    height = "" if abs(up) < HALF_SECTOR * size else "upper" if up > 0 else "lower"
    if side and height:
        return f"to the {height} {side}"
    return f"to the {side}" if side else {"upper": "upwards", "lower": "downwards"}[height]


def side_of(part: ArrayLike, other: ArrayLike) -> str:
    """Say where a point lies as seen from another."""
    words = heading(np.subtract(part, other))
    words = {"upwards": "above", "downwards": "below"}.get(words, words)
    return words if words in ("above", "below") else f"{words} of"


# How numbers go on.


def signs_of(changes: np.ndarray, smallest: float) -> np.ndarray:
    """Return 1, -1 or 0 for each change: up, down, or too small to be seen."""
    return np.where(np.abs(changes) > smallest, np.sign(changes), 0.0)


def runs(signs: np.ndarray) -> list[tuple[float, int, int]]:
    """Return each run of equal entries: the entry, its first index, and the one after its last."""
    borders = np.flatnonzero(np.diff(signs)) + 1
    edges = [0, *borders.tolist(), len(signs)]
    return [(float(signs[a]), a, b) for a, b in pairwise(edges) if a < b]


def swings(values: Sequence[float], smallest: float) -> list[tuple[float, int]]:
    """Return every rise (1) and fall (-1) that can be seen, however slow, and where it begins."""
    found, low, high = [], 0, 0
    for i, value in enumerate(values):
        low = i if value < values[low] else low
        high = i if value > values[high] else high
        way = found[-1][0] if found else 0.0
        if way >= 0 and values[high] - value > smallest:
            found.append((-1.0, high))
            low = i
        elif way <= 0 and value - values[low] > smallest:
            found.append((1.0, low))
            high = i
    return found


def course(heights: np.ndarray) -> str:
    """Say how drawn values go on, as parts of the axes: they fall, rise, or go up and down."""
    heights = np.clip(np.nan_to_num(np.asarray(heights, dtype=float)), -0.1, 1.1).tolist()
    ways = swings(heights, VISIBLE)
    if not ways:
        return "stay level"
    words = [{1.0: "rise", -1.0: "fall"}[way] for way, _ in ways]
    text = ", then ".join(words) if len(words) < 3 else "go up and down"
    net = heights[-1] - heights[0]
    if len(words) > 2 and abs(net) > 0.1:
        text += f" but {'rise' if net > 0 else 'fall'} on the whole"
    still = len(heights) * 7 // 10
    level = still > 2 and np.ptp(heights[still:]) < VISIBLE
    return f"{text}, then stay level" if level else text


def sizes(lengths: np.ndarray) -> str:
    """Say whether the steps of a path grow or shrink."""
    if len(lengths) < 2:
        return ""
    if lengths.max() < 1.01 * lengths.min():
        return "in steps of equal length"
    shrinks = lengths[1:] <= lengths[:-1] * (1 + LEVEL)
    grows = lengths[1:] >= lengths[:-1] * (1 - LEVEL)
    if shrinks.all():
        return "in steps that shrink"
    if grows.all():
        return "in steps that grow"
    peak, low = int(lengths.argmax()), int(lengths.argmin())
    if grows[:peak].all() and shrinks[peak:].all():
        return "in steps that first grow and then shrink"
    if shrinks[:low].all() and grows[low:].all():
        return "in steps that first shrink and then grow"
    return "in steps of changing length"


# Curves.


@dataclass(frozen=True)
class Outline:
    """How a curve runs, in words, and what a path on it is told by: places with names."""

    words: str
    marks: tuple[tuple[float, str], ...] = ()


def outline(
    x: np.ndarray, y: np.ndarray, name: str = "the curve", limits: tuple[float, float] | None = None
) -> Outline:
    """Say how a sampled curve runs from left to right, and where it is lowest.

    ``limits`` are the heights of the picture's lower and upper edge.
    """
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    missing = sentence(_missing(x, np.isfinite(y)))
    low, high = limits or (-np.inf, np.inf)
    with np.errstate(invalid="ignore"):
        out = ["below"] * bool((y < low).any()) + ["above"] * bool((y > high).any())
        seen = np.where((y >= low) & (y <= high), y, np.nan)
    if np.isfinite(seen).sum() < 2:
        return Outline(sentence(name, "is not in the picture"))
    seen = seen / (np.nanmax(np.abs(seen)) or 1.0)
    ways = _ways(x, seen)
    marks, words = ((), "") if "below" in out else _lowest(x, seen)
    run = _in_turn(ways) + _bend(x, seen, ways)
    run += f", leaving the picture {listed(out)}" if out else ""
    if len(ways) == 1:
        marks, words = (), ""
    text = sentence(f"from left to right {name} {run}{words}")
    return Outline(f"{text} {missing}".strip(), marks)


def _in_turn(ways: Sequence[str]) -> str:
    if len(ways) < 4:
        return ", then ".join(ways)
    one, other, *_ = ways
    if len(ways) > 12 or set(ways[::2]) != {one} or set(ways[1::2]) != {other}:
        return "goes up and down many times"
    again = f"{one} and {other} {len(ways) // 2} times"
    return f"{again}, then {one} once more" if len(ways) % 2 else again


def _ways(x: np.ndarray, y: np.ndarray) -> list[str]:
    scale = np.nanmax(y) - np.nanmin(y)
    words = {1.0: "rises", -1.0: "falls", 0.0: "is level"}
    changes = np.diff(y)
    signs = signs_of(changes[np.isfinite(changes)], max(LEVEL * scale, 1e-12))
    # A level place that is only the turn between two slopes is not worth a word.
    kept = [run for run in runs(signs) if run[0] or run[2] - run[1] > 0.05 * len(x)]
    ways = [words[sign] for sign, _, _ in kept]
    return [way for i, way in enumerate(ways) if i == 0 or way != ways[i - 1]] or ["is level"]


def _bend(x: np.ndarray, y: np.ndarray, ways: Sequence[str]) -> str:
    there = np.isfinite(y)
    if len(ways) > 1 or ways == ["is level"] or len(runs(there.astype(float))) > 2:
        return ""
    x, y = x[there], y[there]
    chord = y[0] + (y[-1] - y[0]) * (x - x[0]) / (x[-1] - x[0])
    if np.abs(y - chord).max() < 0.01 * abs(y[-1] - y[0]):
        return " in a straight line"
    third = len(x) // 3
    first, last = abs(y[third] - y[0]), abs(y[-1] - y[-1 - third])
    if last > 1.5 * first:
        return " ever more steeply"
    return " ever more slowly" if first > 1.5 * last else ""


def _lowest(x: np.ndarray, y: np.ndarray) -> tuple[tuple, str]:
    # Valleys that are equally deep may have been sampled at different heights.
    alike = _valleys(_with_bottoms(y), VISIBLE)
    if len(alike) > 1:
        both = len(alike) == 2 and alike[0][0] == 0 and alike[1][1] == len(x)
        return (), f"; it is lowest at {'both edges' if both else f'{len(alike)} places'}"
    a, b = _valleys(y, LEVEL)[0]
    if a == 0 or b == len(x):
        return (), f"; it is lowest at the {'left' if a == 0 else 'right'} edge"
    if not (np.isfinite(y[a - 1]) and np.isfinite(y[b])):
        return (), "; it is lowest beside the part that is missing"
    at = rounded(_bottom(x[a - 1 : b + 1], y[a - 1 : b + 1]), x[-1] - x[0])
    words = f"; its lowest point is at x = {formatting.number(at)}"
    return ((at, "the lowest point"),), words


def _with_bottoms(y: np.ndarray) -> np.ndarray:
    """Return samples of which each lowest one is lowered to the parabola through it."""
    lowered_to = y.copy()
    left, right = y[:-2] - y[1:-1], y[2:] - y[1:-1]
    with np.errstate(all="ignore"):
        deeper = (left - right) ** 2 / (8 * (left + right))
    valley = (left >= 0) & (right >= 0) & np.isfinite(deeper)
    lowered_to[1:-1][valley] -= deeper[valley]
    return lowered_to


def _valleys(y: np.ndarray, part: float) -> list[tuple[int, int]]:
    low = np.nanmin(y)
    signs = (y <= low + part * (np.nanmax(y) - low)).astype(float)
    return [(a, b) for is_low, a, b in runs(signs) if is_low]


def _bottom(x: np.ndarray, y: np.ndarray) -> float:
    if len(x) > 3 or not np.isfinite(y).all():
        return float(x[1:-1].mean())
    # Of a lowest sample and its neighbours, the lowest point of the parabola through them.
    left, right = y[0] - y[1], y[2] - y[1]
    return float(x[1] + (x[2] - x[0]) / 4 * (left - right) / (left + right))


def rounded(number: float, width: float) -> float:
    """Return a place as exactly as it can be read off a picture of this width."""
    return round(float(number), 2 - int(np.floor(np.log10(abs(width) or 1.0)))) + 0.0


def _missing(x: np.ndarray, there: np.ndarray) -> str:
    gaps = [(a, b) for is_there, a, b in runs(there.astype(float)) if not is_there]
    if not gaps:
        return ""
    if len(gaps) > 1:
        return "in some places there is no curve"
    ((a, b),) = gaps
    first, last = x[max(a - (b == len(x)), 0)], x[b if a == 0 else b - 1]
    start, end = (formatting.number(rounded(at, x[-1] - x[0])) for at in (first, last))
    if a == 0:
        return f"there is no curve left of {end}"
    if b == len(x):
        return f"there is no curve right of {start}"
    return f"there is a gap {f'at {start}' if start == end else f'from {start} to {end}'}"


# Paths on curves.


def way_on_a_curve(axes: Axes, path: Path, curve: Outline) -> str:
    """Say where a path on a curve starts, how it goes on, and where it ends."""
    parts = in_view(axes, path.points, path.values)
    start = _on_curve(parts[0], path.points[0], axes, curve)
    if not path.steps:
        return f"{sentence('the path is a single point', start)} {_next(path)}".strip()
    return f"{sentence('the path starts', start, 'and', _moves(axes, path, curve))} " + (
        _end_on_curve(axes, path, parts, curve)
    )


def _on_curve(part: np.ndarray, x: float, axes: Axes, curve: Outline) -> str:
    if not is_inside(part) or not curve.marks:
        return place(part)
    width = np.ptp(axes.get_xlim())
    mark, name = min(curve.marks, key=lambda mark: abs(mark[0] - x))
    if abs(x - mark) < 2 * NEAR * width:
        return f"{'at' if abs(x - mark) < VISIBLE * width else 'close to'} {name}"
    left = [name for mark, name in curve.marks if mark < x][-1:]
    right = [name for mark, name in curve.marks if mark > x][:1]
    if left and right:
        return f"between {left[0]} and {right[0]}"
    return f"right of {left[0]}" if left else f"left of {right[0]}"


def _moves(axes: Axes, path: Path, curve: Outline) -> str:
    points = np.nan_to_num(path.points)
    smallest = VISIBLE * np.ptp(axes.get_xlim())
    moves, ways = np.diff(points), swings(points.tolist(), smallest)
    seen = np.abs(moves) > smallest
    if not ways:
        return "moves too little to be seen"
    if not seen.any():
        to = "right" if ways[0][0] > 0 else "left"
        return f"creeps to the {to} in tiny steps" if len(ways) == 1 else "creeps to and fro"
    return f"{_direction(ways, points, seen, curve)} {sizes(np.abs(moves[seen]))}".strip(" ,")


def _direction(ways: Sequence, points: np.ndarray, seen: np.ndarray, curve: Outline) -> str:
    to = [{1.0: "to the right", -1.0: "to the left"}[way] for way, _ in ways]
    if len(ways) == 1:
        return "goes from left to right" if ways[0][0] > 0 else "goes from right to left"
    borders = [start for _, start in ways[1:]]
    single = [steps.sum() == 1 for steps in np.split(seen, borders)]
    if all(single):
        return f"jumps to and fro{_across(points, seen, curve)}"
    if len(ways) == 2:
        return f"goes first {to[0]}, then {to[1]},"
    if all(single[1:]):
        return f"goes first {to[0]}, then to and fro,"
    if all(single[:-1]):
        return f"goes first to and fro, then {to[-1]},"
    return f"turns round {len(ways) - 1} times"


def _across(points: np.ndarray, seen: np.ndarray, curve: Outline) -> str:
    for mark, name in curve.marks:
        sides = np.sign(points - mark)
        if (sides[1:] != sides[:-1])[seen].all():
            return f" across {name}"
    return ""


def _end_on_curve(axes: Axes, path: Path, parts: np.ndarray, curve: Outline) -> str:
    away = [part for part in parts if not is_inside(part)]
    if not is_inside(parts[-1]):
        return f"{_runs_out(away, parts[-1])} {_next(path)}".strip()
    verb = "comes to rest" if path.stop is Stop.CONVERGED else "ends"
    end = sentence("it", verb, _on_curve(parts[-1], path.points[-1], axes, curve))
    strayed = sentence("on its way it leaves the picture", _sides(away)) if away else ""
    return " ".join(words for words in (strayed, end, _next(path)) if words)


def _runs_out(away: Sequence[np.ndarray], last: np.ndarray) -> str:
    outside = {bool(part[0] > 0.5) for part in away if not 0 <= part[0] <= 1}
    if outside == {True, False}:
        return "It runs out of the picture on both sides."
    return sentence("it runs out of the picture", beyond(last))


def _sides(away: Sequence[np.ndarray]) -> str:
    return listed(sorted({beyond(part) for part in away}))


def _next(path: Path) -> str:
    if path.stop is not Stop.LEFT_THE_DOMAIN:
        return ""
    to = "right" if path.rejected > path.last else "left"
    return f"The next step would leave the curve to the {to}."


# Contours, and paths over them.


def flat(axes: Axes, points: ArrayLike) -> np.ndarray:
    """Return points in units of the picture as it is drawn, wide as 1; shape (k, 2)."""
    points = np.atleast_2d(drawable(np.asarray(points, dtype=float)))
    return points * _scales(axes)


def _scales(axes: Axes) -> np.ndarray:
    widths = np.array([np.ptp(axes.get_xlim()), np.ptp(axes.get_ylim())])
    return 1 / (np.full(2, widths.max()) if axes.get_aspect() != "auto" else widths)


def rings(axes: Axes, hessian: np.ndarray, middle: str = "the cross") -> str:
    """Say how the contours around a minimum look, by the Hessian there."""
    scales, hessian = _scales(axes), np.asarray(hessian) / np.abs(hessian).max()
    curvatures, directions = np.linalg.eigh(hessian / np.outer(scales, scales))
    if curvatures[0] <= 1e-9 * curvatures[1]:
        return "The contours are parallel lines."
    long = np.sqrt(curvatures[1] / curvatures[0])
    if long < 1.25:
        return f"The contours are round rings about {middle}."
    name = "ellipses" if long < 3 else "long ellipses" if long < 8 else "very narrow ellipses"
    return f"The contours are {name} about {middle}, {lying(directions[:, 0])}."


def lying(direction: np.ndarray) -> str:
    """Say how a line in a direction, or a long ellipse, lies."""
    across, up = direction if direction[0] > 0 else -direction
    if abs(up) < HALF_SECTOR * abs(across):
        return "lying from left to right"
    if abs(across) < HALF_SECTOR * abs(up):
        return "standing upright"
    return f"lying from the {'lower' if up > 0 else 'upper'} left to the {_other(up)} right"


def _other(up: float) -> str:
    return "upper" if up > 0 else "lower"


def relief(heights: np.ndarray) -> str:
    """Say where a surface is low and where high, by its heights on a grid seen from above."""
    there = np.isfinite(heights)
    if not there.any():
        return "No contours are to be seen."
    scaled = heights / (np.abs(heights[there]).max() or 1.0)
    low, high = scaled[there].min(), scaled[there].max()
    missing = "" if there.all() else " In some places it has no value."
    if high - low < 1e-9:
        return f"The surface is equally high everywhere.{missing}"
    tolerance = 1e-4 * (high - low)
    with np.errstate(invalid="ignore"):
        lowest, highest = scaled <= low + tolerance, scaled >= high - tolerance
    return f"The surface is lowest {_region(lowest)} and highest {_region(highest)}.{missing}"


def _region(cells: np.ndarray) -> str:
    rows, columns = np.nonzero(cells)
    parts = np.column_stack([columns, rows]) / (np.array(cells.shape[::-1]) - 1)
    if (np.ptp(parts, axis=0) < 0.25).all():
        return place((parts.min(axis=0) + parts.max(axis=0)) / 2)
    edges = {"left": cells[1:-1, 0], "right": cells[1:-1, -1],
             "lower": cells[0, 1:-1], "upper": cells[-1, 1:-1]}  # fmt: skip
    names = [name for name, edge in edges.items() if edge.any()]
    margin = len(cells) // 10
    if names and cells[margin:-margin, margin:-margin].any():
        return "along a line through the picture"
    if names:
        return f"at the {listed(names)} edge" if len(names) < 4 else "at all four edges"
    corners = {"lower left": cells[0, 0], "lower right": cells[0, -1],
               "upper left": cells[-1, 0], "upper right": cells[-1, -1]}  # fmt: skip
    names = [name for name, is_there in corners.items() if is_there]
    if not names:
        return "in several places inside"
    return f"in the {listed(names)} corner" if len(names) < 4 else "in all four corners"


def way_over_contours(
    axes: Axes,
    points: np.ndarray,
    cross: ArrayLike | None = None,
    stop: Stop | None = None,
    name: str = "cross",
) -> str:
    """Say where a path over contours starts, how it goes on, and where it ends.

    ``cross`` marks the minimum; ``name`` tells it from others. One point without ``stop`` is
    no path.
    """
    parts = in_view(axes, points[:, 0], points[:, 1])
    if len(points) == 1:
        what = "the point lies" if stop is None else "the path is a single point"
        point = sentence(what, _to_cross(axes, points[0], cross, name))
        return f"{point} {_leaves(stop)}".strip()
    start = sentence("the path starts", place(parts[0]), "and", _winding(axes, points))
    away = not is_inside(parts).all()
    if not is_inside(parts[-1]):
        return f"{start} It runs out of the picture {beyond(parts[-1])}."
    verb = "comes to rest" if stop is Stop.CONVERGED else "ends"
    end = sentence("it", verb, _to_cross(axes, points[-1], cross, name))
    strayed = "On its way it leaves the picture." if away else ""
    return " ".join(words for words in (start, strayed, end, _leaves(stop)) if words)


def _winding(axes: Axes, points: np.ndarray) -> str:
    places = flat(axes, points)
    moves = np.diff(places, axis=0)
    lengths = np.linalg.norm(moves, axis=1)
    seen, total = lengths > VISIBLE, places[-1] - places[0]
    if not seen.any():
        creeps = np.linalg.norm(total) > VISIBLE
        return f"creeps {heading(total)} in tiny steps" if creeps else "moves too little to be seen"
    way = _way(places, moves[seen], total, np.abs(places).max() < 1e3)
    return f"{way} {sizes(lengths[seen])}".strip(" ,")


def _way(places: np.ndarray, moves: np.ndarray, total: np.ndarray, near: bool) -> str:
    back = np.sum(moves[1:] * moves[:-1], axis=1) < 0
    turns, net = int(back.sum()), np.linalg.norm(total)
    if not turns and not near:
        return f"goes {heading(total)}"
    to = f" {heading(total)}" if net > NEAR and near else ""
    if not turns:
        straight = _off_the_chord(places, total) < 0.02 * net
        return f"goes{to} {'in a straight line' if straight else 'in a bend'}"
    if turns == len(back):
        return f"goes to and fro{to and ' and' + to}"
    if turns > 1 and back[:turns].all() and to:
        return f"goes to and fro at first, then on{to},"
    if turns > 0.3 * len(back):
        return f"wanders to and fro{to and ' and' + to}"
    return f"goes{to}, turning back {'once' if turns == 1 else f'{turns} times'},"


def _off_the_chord(places: np.ndarray, total: np.ndarray) -> float:
    length = np.linalg.norm(total)
    if length == 0:
        return np.inf
    aside = (places - places[0]) @ np.array([-total[1], total[0]]) / length
    return float(np.abs(aside).max())


def _to_cross(axes: Axes, point: np.ndarray, cross: ArrayLike | None, name: str) -> str:
    part = in_view(axes, *point)[0]
    if cross is None or not is_inside(part):
        return place(part)
    here, there = flat(axes, point)[0], flat(axes, cross)[0]
    distance = np.linalg.norm(here - there)
    if distance < 2 * NEAR:
        return f"{'at' if distance < VISIBLE else 'close to'} the {name}"
    return f"{side_of(here, there)} the {name}"


def _leaves(stop: Stop | None) -> str:
    return "The next step would leave the domain." if stop is Stop.LEFT_THE_DOMAIN else ""


def values_by_step(line: Line2D, values: np.ndarray, name: str = "values") -> str:
    """Say how the values beside a path go on."""
    x = line.get_xdata()
    parts = in_view(line.axes, x, values)
    if len(values) == 1:
        return f"In the second picture the only one of the {name} is {place(parts[0])}."
    return f"In the second picture the {name} {_seen(parts)}."


def _seen(parts: np.ndarray) -> str:
    """Say how values go on as far as they stay in the picture, and where they leave it."""
    inside = np.flatnonzero(is_inside(parts))
    last = inside[-1] if len(inside) else 0
    if last == len(parts) - 1:
        return course(parts[:, 1])
    return f"{course(parts[: last + 2, 1])} and run out {beyond(parts[last + 1])}"


def strip(reached: np.ndarray, names: str) -> str:
    """Say where the starts along a strip lead: the minimum reached from each, -1 for none."""
    wide = [int(k) for k, a, b in runs(reached) if b - a > 0.02 * len(reached)]
    ends = [names[k] if k >= 0 else "none" for i, k in enumerate(wide) if k not in wide[i - 1 : i]]
    if not wide or len(ends) > 7:
        return "The strip below has many short bars."
    if ends == ["none"]:
        return "The strip below is empty: no start leads to a minimum."
    return f"The starts along the strip below lead, from left to right, to {listed(ends)}."


def bars_so_far(reached: np.ndarray, names: str) -> str:
    """Say where the starts that were tried lead, from left to right: -1 for nowhere."""
    ends = [names[k] if k >= 0 else "none" for k in reached.tolist()]
    if len(ends) == 1:
        end = "no minimum" if ends == ["none"] else ends[0]
        return f"The strip below has one bar for the one start tried: it leads to {end}."
    ends = [end for i, end in enumerate(ends) if end not in ends[max(i - 1, 0) : i]]
    if len(ends) > 7:
        return f"The strip below has bars for the {len(reached)} starts tried, in many short runs."
    return (
        f"The strip below has bars for the {len(reached)} starts tried: from left to right they "
        f"lead to {listed(ends)}."
    )


# Lines through data.


def line_through(line: Line2D, inputs: np.ndarray, targets: np.ndarray, m: float, b: float) -> str:
    """Say how a line lies among data points."""
    ends = in_view(line.axes, *line.get_data())[:, 1]
    if (ends < 0).all() or (ends > 1).all():
        return "In the first picture the line is not to be seen."
    rise = float(signs_of(np.diff(ends), VISIBLE)[0])
    way = {1.0: "rises", -1.0: "falls", 0.0: "is level"}[rise]
    with np.errstate(all="ignore"):
        heights = in_view(line.axes, inputs, m * inputs + b)[:, 1]
    off = signs_of(in_view(line.axes, inputs, targets)[:, 1] - heights, VISIBLE).tolist()
    if not any(off):
        return f"In the first picture the line {way} and goes through all points."
    counts = {"above it": off.count(1), "below it": off.count(-1), "on it": off.count(0)}
    first, *others = [(n, where) for where, n in counts.items() if n]
    points = [f"{first[0]} point{'s' * (first[0] > 1)} {first[1]}"]
    points += [f"{n} {where}" for n, where in others]
    return f"In the first picture the line {way}, with {listed(points)}."


# Lines and points on curves.


def marker(line: Line2D) -> np.ndarray:
    """Return where a single marker lies, as parts of its axes."""
    return in_view(line.axes, *line.get_data())[-1]


def marked(line: Line2D, name: str = "the point there") -> str:
    """Say where in its picture a single marker lies."""
    return sentence(name, "is", place(marker(line)))


def parked(points: Points, name: str) -> str:
    """Say that an arrow stands for a point beyond the edge; nothing where all are seen."""
    away = points.parked()
    if not len(away):
        return ""
    return f"An arrow at the edge stands for {name}, which lies {beyond(away[-1])}."


def apart(part: np.ndarray, other: np.ndarray, name: str) -> str:
    """Say how a marker lies to another one."""
    if not is_inside(part):
        return place(part)
    distance = np.hypot(*(part - other))
    if distance < 2 * NEAR:
        return f"{'on' if distance < NEAR else 'close to'} {name}"
    return f"{side_of(part, other)} {name}"


def compared(
    one: float, other: float, more="larger than", same="as large as", less="smaller than"
) -> str:
    """Say which of two sizes is larger, as far as it can be seen."""
    if abs(one - other) <= NEAR * max(abs(one), abs(other)):
        return same
    return more if one > other else less


def secant(points: Line2D, line: Line2D, tangent: Line2D | None = None) -> str:
    """Say where the two points of a secant lie, and how it lies to the tangent."""
    one, other = in_view(points.axes, *points.get_data())
    places = list(dict.fromkeys([place(one), place(other)]))
    if np.hypot(*(other - one)) < NEAR:
        words = f"the two points of the secant look like one, {places[0]}"
    else:
        both = "both " if len(places) == 1 else ""
        words = f"the secant goes through two points, {both}{' and '.join(places)}"
    return sentence(f"{words}{_turned(line, tangent) if tangent else ''}")


def _turned(line: Line2D, tangent: Line2D) -> str:
    off = np.degrees(np.arctan(_rise(line)) - np.arctan(_rise(tangent)))
    if not np.isfinite(off):
        return ""
    if abs(off) < 1:
        return "; the line has the direction of the tangent"
    way = "anticlockwise" if off > 0 else "clockwise"
    return f"; the line is turned {way} from the tangent"


def _rise(line: Line2D) -> float:
    (left, low), (right, high) = in_view(line.axes, *line.get_data())
    return (high - low) / (right - left) if right > left else 0.0


def line_slope(line: Line2D) -> str:
    """Say which way a straight line goes."""
    heights = in_view(line.axes, *line.get_data())[:, 1]
    rise = float(signs_of(heights[-1:] - heights[:1], VISIBLE)[0])
    return {1.0: "rise", -1.0: "fall", 0.0: "are level"}[rise]


def bend(curve: Line2D, straight: Line2D) -> bool:
    """Say whether one can see that a curve is not a straight line through the same places."""
    (left, low), (right, high) = np.transpose(straight.get_data())
    x, y = curve.get_data()
    heights = low + (high - low) / (right - left) * (x - left)
    off = in_view(curve.axes, x, y)[:, 1] - in_view(curve.axes, x, heights)[:, 1]
    return bool(np.abs(off).max() > NEAR)


def dots_so_far(dots: Line2D, name: str) -> str:
    """Say how many dots there are for the places visited and how they run."""
    points = in_view(dots.axes, *dots.get_data())
    heights = points[is_inside(points), 1]
    if len(heights) < 2:
        return f"there is one dot so far, for the {name.removesuffix('s')} at this place"
    return f"there are {len(heights)} dots so far: from left to right the {name} {course(heights)}"


def errors(line: Line2D, best: float) -> str:
    """Say how the error of a slope changes as the gap shrinks to and below the best one."""
    gaps, heights = line.get_data()
    heights = in_view(line.axes, gaps, heights)[:, 1]
    gaps, heights = gaps[np.isfinite(heights)], heights[np.isfinite(heights)]
    parts = gaps > 0.1, np.abs(np.log10(gaps / best)) < 1, gaps < 1e-15
    if not all(part.any() for part in parts):
        return "In the second picture the error is not drawn for every Δx."
    right, middle, left = (np.median(heights[part]) for part in parts)
    first, second = _leg(right, middle, "rises"), _leg(middle, left, "rises in jumps")
    if first == second:
        return f"In the second picture the error, from right to left, {first}."
    best_place = f"as far as about Δx = {formatting.number(best, 1)}"
    return (
        f"In the second picture the error, from right to left, {first} {best_place}, then {second}."
    )


def _leg(start: float, end: float, rises: str) -> str:
    if start < NEAR and end < NEAR:
        return "lies at the lower edge"
    if abs(end - start) < 0.05:
        return "stays about level"
    return "falls" if end < start else rises


def signs(x: np.ndarray, y: np.ndarray, axes: Axes) -> str:
    """Say where a curve of slopes lies above zero and where below."""
    low, high = axes.get_ylim()
    seen = y[np.isfinite(y)]
    if len(seen) < 2:
        return "there is no slope"
    names = {1.0: "above", -1.0: "below", 0.0: "close to"}
    found = runs(signs_of(seen, 2 * VISIBLE * (high - low)))
    ways = [names[sign] for sign, a, b in found if sign or b - a > 0.04 * len(x)]
    ways = [way for i, way in enumerate(ways) if way != "".join(ways[i - 1 : i])] or ["close to"]
    if len(ways) > 5:
        return "the slope lies above and below zero many times"
    return f"the slope lies {', then '.join(ways)} zero"


def among(line: Line2D, valleys: Sequence[float], hills: Sequence[float]) -> str:
    """Say where a point lies on a curve of valleys and hills."""
    if not is_inside(marker(line)):
        return marked(line, "the point")
    x = line.get_xdata()[-1]
    marks = sorted([(v, "valley") for v in valleys] + [(h, "hill") for h in hills])
    mark, name = min(marks, key=lambda mark: abs(mark[0] - x))
    if abs(x - mark) < 0.05:
        return f"The point is {'at the bottom of' if name == 'valley' else 'on top of'} a {name}."
    left = [n for m, n in marks if m < x]
    right = [n for m, n in marks if m > x]
    if left and right:
        sides = f"from a {left[-1]} on its left to a {right[0]} on its right"
        return f"The point is on a slope {sides}."
    return f"The point is on the slope at the {'right' if left else 'left'} edge."


# Curves under a magnifying glass.


def under_the_glass(lines: Mapping[str, tuple[np.ndarray, np.ndarray]]) -> str:
    """Say what the smooth curve, the corner, the cusp, the jump and the steep curve look like."""
    seen = {}
    for name, (x, y) in lines.items():
        with np.errstate(invalid="ignore"):
            inside = np.abs(y) <= 1
        seen[name] = x[inside], y[inside]
    x, y = seen["smooth"]
    chord = y[0] + (y[-1] - y[0]) * (x - x[0]) / (x[-1] - x[0])
    bent = np.abs(y - chord).max() > 2 * NEAR
    widths = {name: float(np.abs(x).max()) for name, (x, _) in seen.items()}
    step = (
        "two level lines, the left one lower"
        if (seen["jump"][0] < 0).any()
        else ("one level line, from the point to the right")
    )
    return (
        f"The smooth curve is a {'bent' if bent else 'straight'} line. The corner is a V with "
        f"straight arms. The cusp is {_narrow(widths['cusp'], 'beak', 'needle')} and the vertical "
        f"curve is {_narrow(widths['vertical'], 'S', 'line')}. The jump is {step}."
    )


def _narrow(width: float, wide: str, narrow: str) -> str:
    if width > 0.99:
        return f"{'an' if wide == 'S' else 'a'} {wide} as wide as its picture"
    return f"a narrow {wide}" if width > 0.1 else f"an upright {narrow}"


# Networks.


def dots_of_slopes(slopes: np.ndarray) -> str:
    """Say where the slopes of the layers lie; they run from the last layer to the first."""
    inner = np.abs(slopes[1:])
    if np.abs(inner - 1).max() < NEAR:
        return "The dots of the slopes before the last layer lie at 1."
    where = "below 1" if (inner < 1).all() else "at 1 or below"
    even = inner.max() <= 1.05 * inner.min()
    alike = "" if len(inner) < 2 else ", all about alike" if even else ", at several heights"
    return f"The dots of the slopes before the last layer lie {where}{alike}."


def error_on_the_way(products: Line2D) -> str:
    """Say how the error goes on from the last layer, on the right, to the first."""
    parts = in_view(products.axes, *products.get_data())
    return f"At the bottom the size of ∂L/∂z, from right to left, {one(_seen(parts))}."


def plane(boundary: Sequence[np.ndarray], lines: Sequence[np.ndarray], reach: float) -> str:
    """Say how a boundary and the lines of the hidden units divide a plane."""
    closed = [np.allclose(piece[0], piece[-1]) for piece in boundary]
    rings, cuts = closed.count(True), closed.count(False)
    kinds = {"closed ring": rings, "line from edge to edge": cuts}
    pieces = [f"a {k}" if n == 1 else f"{n} {_plural(k)}" for k, n in kinds.items() if n]
    words = "There is no boundary: the network says the same class everywhere."
    if pieces:
        words = f"The boundary is {listed(pieces)}."
    return f"{words} {_broken(lines, reach)}"


def _broken(lines: Sequence[np.ndarray], reach: float) -> str:
    crossing = [line for line in lines if _crosses(line, reach)]
    if not crossing:
        return "No broken line of the hidden units crosses the plane."
    if len(crossing) == 1:
        return "One broken line of a hidden unit crosses the plane."
    count = f"The {len(crossing)} broken lines of the hidden units"
    if all(np.allclose(line, crossing[0]) for line in crossing):
        return f"{count} lie on each other."
    return f"{count} cross the plane."


def _plural(kind: str) -> str:
    head, *tail = kind.split(" from")
    return " from".join([f"{head}s", *tail])


def _crosses(line: np.ndarray, reach: float) -> bool:
    start, end = line
    foot, along = (start + end) / 2, (end - start) / np.hypot(*(end - start))
    corners = reach * np.array([[-1, -1], [-1, 1], [1, -1], [1, 1]])
    sides = (corners - foot) @ np.array([-along[1], along[0]])
    return bool(sides.min() < 0 < sides.max())


# Tables.


def steps_of(function: Function, path: Path, name: str = "value") -> Table:
    """Return the steps of a path as a table: point, value, slope or length of the gradient."""
    slopes, size = path.gradients, "slope"
    if function.dimension > 1:
        # A path that runs away has gradients whose squares overflow.
        slopes, size = np.hypot(*path.gradients.T), "length of the gradient"
    k = np.arange(len(path.points))
    rows = np.column_stack([k, path.points, path.values, slopes])
    return Table(("k", *function.variables, name, size), rows.tolist())
