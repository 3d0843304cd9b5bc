"""Gradient descent beside Newton's method: the same function, the same start, one figure."""

import functools
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from matplotlib.axes import Axes

from mlcalc import arguments, formatting
from mlcalc.explorers import descriptions
from mlcalc.explorers.controls import Field, Menu, Play, Slider
from mlcalc.explorers.engine import Explorer, Reading, Table
from mlcalc.explorers.gradient_descent import regime_sentence
from mlcalc.explorers.traces import Question, Trace
from mlcalc.figures import descent_beside_newton as draw
from mlcalc.figures.contours import draw_contours
from mlcalc.figures.curves import draw_curve
from mlcalc.figures.style import name_axes
from mlcalc.functions import (
    Domain,
    Function,
    Minimum,
    as_function,
    exp_minus_log,
    hill_and_valley,
    quartic_bowl,
    soft_corner,
    temperature,
    valley,
    x_minus_log,
)
from mlcalc.optimization import (
    DampedPath,
    Kind,
    Path,
    Stop,
    classify,
    damped_newton,
    gradient_descent,
    newton_minimum,
)

MOST_STEPS = 200
FIRST = 40
"""Steps on the axis that shows the first ones only."""

AT_REST = 1e-6
"""A gradient below this is said to be zero where there is no minimum."""

ELSEWHERE = 0.01
"""A path at rest that is this far from every known minimum is not at one of them."""

DESCENT, NEWTON, DAMPED = "gradient descent", "Newton", "damped Newton"
STUCK = Stop.LEFT_THE_DOMAIN, Stop.SINGULAR_HESSIAN, Stop.NO_STEP_DOWN
"""Ends that the picture says in words; that a path runs away, an arrow shows."""

FAILED = *STUCK, Stop.DIVERGED

FLAT_VALLEY = Function(
    name="flat_valley", words="x minus two to the fourth", latex="(x - 2)^4", variables=("x",),
    value_formula=lambda x: (x - 2) ** 4, gradient_formula=lambda x: 4 * (x - 2) ** 3,
    hessian_formula=lambda x: 12 * (x - 2) ** 2, window=((0.0, 4.0),), minima=(Minimum(2.0),),
)  # fmt: skip


def _n(number: float, digits: int = 3) -> str:
    return formatting.number(number, digits)


def cost_of_a_step(n: int) -> tuple[int, int]:
    """Return the multiplications and divisions of a step in n variables, for both methods.

    Gradient descent multiplies n numbers by the rate. Newton's method solves n equations by
    elimination: n^3 / 3 + n^2 - n / 3. What the derivatives cost is not in it. Source: Burden and
    Faires, Numerical Analysis, section 6.1.

    >>> cost_of_a_step(1), cost_of_a_step(2), cost_of_a_step(1000)
    ((1, 1), (2, 6), (1000, 334333000))
    """
    return n, (n**3 + 3 * n**2 - n) // 3


def _many(count: int) -> str:
    """Write a large count as it is spoken."""
    for size, word in ((10**9, "billion"), (10**6, "million")):
        if count >= size:
            return f"{formatting.number(count / size, 3)} {word}"
    return f"{count:,}"


# One method's way.


@dataclass(frozen=True)
class Way:
    """The path of one method, and how far each of its points is from its minimum, if that is known.

    ``cost`` is what a step costs.
    """

    name: str
    path: Path
    target: np.ndarray | float | None
    cost: int

    @functools.cached_property
    def distances(self) -> np.ndarray:
        """Return the distance of each point from the minimum; without one, not-a-number."""
        if self.target is None:
            return np.full(len(self.path.points), np.nan)
        with np.errstate(all="ignore"):
            away = self.path.points - self.target
            return np.abs(away) if away.ndim == 1 else np.hypot(*away.T)

    @property
    def arrived(self) -> int | None:
        """After how many steps the path is at the minimum, or None."""
        there = np.flatnonzero(self.distances <= draw.ARRIVED)
        return int(there[0]) if len(there) else None

    @property
    def at_rest_elsewhere(self) -> bool:
        """Whether the gradient is zero at the last point, and no known minimum is near."""
        size = np.linalg.norm(self.path.gradients[-1])
        far = self.target is None or not self.distances[-1] <= ELSEWHERE
        return bool(size <= AT_REST and far)

    def going_on(self, steps: int) -> np.ndarray:
        """Return the distances up to a step, also where the path has ended without arriving.

        Where it is at rest or stuck it stays as far away as it is; on a round it goes on.
        """
        distances, stop = self.distances, self.path.stop
        more = steps - self.path.steps
        if more <= 0 or self.arrived is not None:
            return distances
        if stop in (Stop.STEPS_USED_UP, Stop.DIVERGED):
            return distances
        again = distances[-1:]
        if stop is Stop.CYCLING:
            again = distances[-_period(self.path.points) :]
        return np.concatenate([distances, np.resize(again, more)])

    def first(self, steps: int) -> "Way":
        """Return the first steps of it."""
        path = self.path
        if steps >= path.steps:
            return self
        kept = slice(steps + 1)
        cut = {"parts": path.parts[:steps], "newtons": path.newtons[:steps]} if isinstance(
            path, DampedPath) else {}  # fmt: skip
        return replace(self, path=replace(
            path, points=path.points[kept], values=path.values[kept],
            gradients=path.gradients[kept], stop=Stop.STEPS_USED_UP, rejected=None,
            hessians=None if path.hessians is None else path.hessians[kept], **cut,
        ))  # fmt: skip


class _WhereItAnswers(Domain):
    """The points where a student's function gives a number: found by asking it."""

    def __init__(self, value: Callable):
        super().__init__("where your function gives a number")
        object.__setattr__(self, "value", value)

    def contains(self, points, dimension: int) -> bool:
        """Say whether the function answers at a point."""
        if not np.isfinite(points).all():
            return False
        try:
            self.value(points)
        except ValueError:
            return False
        return True


def _minima(function: Function, starts: Sequence) -> tuple:
    """Return the minima of a function that are known, or those found from these starts."""
    if function.minima:
        return tuple(np.array(m.point, dtype=float)[()] for m in function.minima)
    found = []
    for start in starts:
        try:
            last = damped_newton(function, start, 30, tolerance=1e-10).last
            is_minimum = classify(function, last).kind is Kind.MINIMUM
        except (ValueError, np.linalg.LinAlgError):
            continue
        new = all(np.linalg.norm(last - other) > ELSEWHERE for other in found)
        if is_minimum and new and _is_in_window(function, last):
            found.append(last)
    return tuple(found)


def _is_in_window(function: Function, point) -> bool:
    return all(
        left <= x <= right
        for x, (left, right) in zip(np.atleast_1d(point), function.window, strict=True)
    )


# The words.


def outcome(
    function: Function, descent: Way, newton: Way, steps: int, by_cost: bool
) -> tuple[str, str]:
    """Say which of the two arrives, and what has failed: the whole, and the part that failed."""
    if steps == 0:
        return _at_the_start(descent), ""
    if descent.path.stop is newton.path.stop is Stop.DIVERGED and not newton.path.steps:
        return (sentence := "The start is out of every picture."), sentence
    if descent.at_rest_elsewhere and not descent.path.steps:
        where = WHERE[_place(function, descent)]
        return f"The start is {where}: the slope is zero there, and neither of them moves.", ""
    ways = sorted((descent, newton), key=lambda way: _rank(way, by_cost))
    kinds = [_state(way) for way in ways]
    if kinds[0] == kinds[1] in ("arrived", "on its way"):
        return _together(*ways, steps, by_cost), ""
    said = [_alone(function, way, kind, by_cost) for way, kind in zip(ways, kinds, strict=True)]
    if by_cost and kinds == ["arrived", "on its way"] and _has_spent_less(*ways):
        spent = _effort(ways[1], ways[1].path.steps, by_cost)
        away = f"is still {_n(ways[1].distances[-1])} away"
        said[1] = f"{_capital(ways[1].name)} {away}, but has spent only {spent}."
    failed = [s for s, way in zip(said, ways, strict=True) if way.path.stop in STUCK]
    return " ".join(said), " ".join(failed)


def _has_spent_less(first: Way, second: Way) -> bool:
    """Say whether the second could still be the cheaper one, with more steps."""
    return second.path.steps * second.cost < first.arrived * first.cost


def _at_the_start(way: Way) -> str:
    if way.target is None:
        return "Both stand at the start. No minimum is known in the picture."
    if way.arrived == 0:
        return "The start is the minimum itself: there is nothing to do. Drag it elsewhere."
    return f"Both stand at the start, {_n(way.distances[0])} away from the minimum."


def _state(way: Way) -> str:
    if way.arrived is not None:
        return "arrived"
    if way.path.stop in FAILED or way.path.stop is Stop.CYCLING or way.at_rest_elsewhere:
        return "elsewhere"
    return "on its way" if way.target is not None else "unknown"


def _rank(way: Way, by_cost: bool) -> tuple:
    """Order ways by who is to be named first: who arrives first, or is nearer, or failed."""
    order = ["arrived", "on its way", "unknown", "elsewhere"].index(_state(way))
    if way.arrived is not None:
        return order, way.arrived * (way.cost if by_cost else 1)
    return order, float(np.nan_to_num(way.distances[-1], nan=np.inf))


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _steps(count: int) -> str:
    return f"{count} step{'s' * (count != 1)}"


def _effort(way: Way, steps: int, by_cost: bool, short: bool = False) -> str:
    if not by_cost:
        return str(steps) if short else _steps(steps)
    if short:
        return f"{_many(steps * way.cost)} ({_steps(steps)})"
    return f"{_many(steps * way.cost)} multiplications ({_steps(steps)})"


def _together(first: Way, second: Way, steps: int, by_cost: bool) -> str:
    """Say how two ways went of which both arrived or both are still on their way."""
    if first.arrived == 0:
        return "The start is the minimum itself: there is nothing to do. Drag it elsewhere."
    if first.arrived is None:
        near, far = (_n(way.distances[-1]) for way in (first, second))
        return (
            f"After {_steps(steps)} {first.name} is {near} away from the minimum, "
            f"{second.name} {far}."
        )
    if first.arrived == second.arrived and not by_cost:
        return f"Both arrive after {_steps(first.arrived)}."
    return (
        f"{_capital(first.name)} arrives after {_effort(first, first.arrived, by_cost)}, "
        f"{second.name} after {_effort(second, second.arrived, by_cost, short=True)}."
    )


def _alone(function: Function, way: Way, state: str, by_cost: bool) -> str:
    name, path = _capital(way.name), way.path
    effort = _effort(way, path.steps, by_cost)
    if state == "arrived":
        return f"{name} arrives after {_effort(way, way.arrived, by_cost)}."
    if state == "on its way" and way.distances[-1] > way.distances[0]:
        away, before = (_n(way.distances[i]) for i in (-1, 0))
        return f"{name} is {away} away after {effort}, further than at the start ({before})."
    if state == "on its way":
        return f"{name} is still {_n(way.distances[-1])} away after {effort}."
    if state == "unknown":
        size = "slope" if path.points.ndim == 1 else "length of the gradient"
        at, slope = formatting.point(path.last, 3), _n(np.linalg.norm(path.gradients[-1]))
        return f"{name} is at {at} after {effort}, where the {size} is {slope}."
    return f"{name} {_failure(function, way)}."


def _failure(function: Function, way: Way) -> str:
    path, after = way.path, f"after {_steps(way.path.steps)}"
    after = after if path.steps else "at the start"
    match path.stop:
        case Stop.LEFT_THE_DOMAIN:
            if path.rejected is None:
                at = formatting.point(path.last, 3)
                return f"is stuck {after}, at {at}: close by, your function gives no number"
            place = formatting.point(path.rejected, 3)
            domain = f"outside {function.domain.words.replace(' ', chr(160))}"
            if function.pointwise:
                domain = "where your function gives no number"
            return f"fails: its step {path.steps + 1} would lead to {place}, {domain}"
        case Stop.DIVERGED:
            return f"runs away: {after} it is out of every picture"
        case Stop.SINGULAR_HESSIAN:
            what = "the curvature is zero" if path.points.ndim == 1 else "the Hessian is singular"
            return f"is stuck {after}: {what} there, and no step can be computed"
        case Stop.NO_STEP_DOWN:
            return f"is stuck {after}: no part of its step leads down"
        case Stop.CYCLING:
            return _round_and_round(path.points)
    verb = "comes to rest" if path.stop is Stop.CONVERGED else "is nearly at rest"
    away = "" if way.target is None else f", {_n(way.distances[-1])} from the minimum"
    return f"{verb} {after}, {WHERE[_place(function, way)]}{away}"


def _period(points: np.ndarray) -> int:
    """Return after how many steps a path that goes round is back."""
    found = (k for k in range(1, len(points)) if np.allclose(points[-1], points[-1 - k], 1e-12))
    return next(found, 1)


def _round_and_round(points: np.ndarray) -> str:
    period = _period(points)
    if period > 2:
        return f"goes round: after {period} steps it is back at {formatting.point(points[-1], 3)}"
    one, other = (formatting.point(p, 3) for p in points[-2:])
    return f"jumps to and fro, between {one} and {other}"


WHERE = {
    Kind.SADDLE: "at a saddle", Kind.MAXIMUM: "on a hilltop", Kind.MINIMUM: "at a minimum",
    Kind.UNDECIDED: "at a flat place", Kind.NOT_CRITICAL: "at a flat place",
}  # fmt: skip


def _place(function: Function, way: Way) -> Kind:
    """Say what the point is where a path rests; where all curvatures vanish it is undecided."""
    try:
        point = classify(function, way.path.last, tolerance=1e-5)
    except ValueError:
        return Kind.UNDECIDED
    usual = max(abs(c) for c in _curvatures(function, way.path.points[0]))
    level = np.abs(point.eigenvalues).max() <= max(AT_REST, 1e-3 * min(usual, 1.0))
    return Kind.UNDECIDED if level else point.kind


def _why_there(function: Function, way: Way) -> str:
    """Say why a path may rest at a point that is no minimum it was to find."""
    if isinstance(way.path, DampedPath):
        return "The slope is zero there: a path that runs straight into it is not turned away."
    match _place(function, way):
        case Kind.SADDLE:
            return "At a saddle the gradient is zero, too, and Newton looks for nothing else."
        case Kind.MAXIMUM:
            return "On a hilltop the slope is zero, too, and Newton looks for nothing else."
        case Kind.MINIMUM:
            return "The curvatures there are positive."
    flat = (
        "the curvature is" if function.dimension == 1 else "the Hessian has an eigenvalue that is"
    )
    return f"At that place the slope is zero and {flat} zero, too."


def newton_regime(function: Function, way: Way) -> str:
    """Say in one sentence why Newton's method does what it does."""
    path = way.path
    if way.at_rest_elsewhere and path.steps:
        return _why_there(function, way)
    if path.stop is Stop.DIVERGED and not path.steps:
        return ""
    match path.stop:
        case Stop.LEFT_THE_DOMAIN if path.rejected is None:
            return ""
        case Stop.LEFT_THE_DOMAIN:
            return (
                "A step of Newton's asks for slope and curvature only, not where the function ends."
            )
        case Stop.CYCLING:
            return "From the same point comes the same step: so it goes on for ever."
        case Stop.DIVERGED if isinstance(path, DampedPath):
            return "It goes down further and further, and meets no lowest place."
        case Stop.DIVERGED:
            return (
                "Where a function hardly bends, the lowest point of Newton's parabola is far away."
            )
        case Stop.SINGULAR_HESSIAN | Stop.NO_STEP_DOWN:
            return ""
    if not path.steps or way.arrived == 0:
        return ""
    if isinstance(path, DampedPath):
        return _damped(path, way.arrived or path.steps)
    if way.target is None:
        return ""
    return _bent_down(way) or _pace(function, way)


def _damped(path: DampedPath, steps: int) -> str:
    """Say what damping did in the first so many steps."""
    parts, newtons = path.parts[:steps], path.newtons[:steps]
    short, turned = int((parts < 1).sum()), int((~newtons).sum())
    full = int(((parts == 1) & newtons).sum())
    if not short and not turned:
        return "Damping has nothing to do here: each full step of Newton's leads down."
    if steps == 1:
        way = "went along minus the gradient" if turned else "was Newton's"
        return f"The step {way}{f', shortened to 1/{round(1 / parts[0])}' if short else ''}."
    words = []
    if turned:
        short = int((parts[~newtons] < 1).sum())
        whose = "" if short == turned else f"{short} of them "
        aside = f", {whose}{_shortened(parts[~newtons])}" if short else ""
        words.append(f"{turned} went along minus the gradient{aside}")
    if count := int((parts[newtons] < 1).sum()):
        were = "was" if count == 1 else "were"
        words.append(f"{count} of Newton's {were} {_shortened(parts[newtons])}")
    rest = f"; {full} {'was' if full == 1 else 'were'} Newton's in full" if full else ""
    return f"Of the {_steps(steps)} with damping, {' and '.join(words)}{rest}."


def _shortened(parts: np.ndarray) -> str:
    """Say how short the shortened ones of some steps are."""
    short = parts[parts < 1]
    least = f"1/{round(1 / short.min())}"
    return f"shortened to {least}" if len(short) == 1 else f"shortened, the shortest to {least}"


def _bent_down(way: Way) -> str:
    """Say where Newton's quadratic has no lowest point."""
    if way.arrived is not None:
        return ""
    lowest = np.linalg.eigvalsh(np.atleast_2d(way.path.hessians[-1]))[0]
    if lowest >= 0:
        return ""
    if way.path.points.ndim == 1:
        where, model = "the curve bends down", "parabola"
    else:
        where, model = "the surface bends down in some direction", "quadratic"
    return f"Where Newton stands {where}: the {model} that it follows has no lowest point."


def _pace(function: Function, way: Way) -> str:
    """Say how fast the distance shrinks, by the last step that can be seen."""
    distances, start = way.distances, way.path.points[0]
    with np.errstate(all="ignore"):
        at_target, here = (np.atleast_2d(function.hessian(p)) for p in (way.target, start))
    if way.arrived == 1 and np.allclose(at_target, here, rtol=1e-9):
        return "Newton's quadratic is the function itself here: one step is enough."
    step = min(len(distances) - 1, way.arrived or len(distances))
    before, after = distances[step - 1], distances[step]
    pace = f"step {step} took it from {_n(before)} to {_n(after)}"
    if np.linalg.eigvalsh(at_target)[0] <= 1e-9 and after < before:
        kept = _n(100 * after / before)
        return (
            f"For Newton, too: step {step} kept {kept}\u00a0% of the distance, nothing is squared."
        )
    if before < 0.3 and after < before**1.6:
        return f"Close by, Newton's steps roughly square the distance, or do better: {pace}."
    if after > 0.999 * before:
        what = "led away" if after > 1.001 * before else "brought it no nearer"
        return f"Newton's last step {what}: from {_n(before)} to {_n(after)}."
    return f"Newton is not close enough yet to square the distance: {pace}."


def descent_regime(function: Function, way: Way, rate: float) -> str:
    """Say in one sentence why gradient descent does what it does."""
    if way.target is None or way.arrived == 0 or way.at_rest_elsewhere:
        return ""
    if _downhill_leads_away(way) and not _jumped_away(function, way, rate):
        return "Where gradient descent stands, downhill leads away from the minimum."
    if _has_corner(function, way.target):
        return "At this minimum the function has a corner: no curvature, and so no such rule."
    low, high = _curvatures(function, way.target)
    if not rate * high < 1e9:
        return "This rate is far beyond any that leads to the minimum."
    if way.path.stop in (Stop.DIVERGED, Stop.LEFT_THE_DOMAIN) and rate * high < 2:
        return _too_steep(function, way, rate)
    if high <= 1e-9:
        return "The curvature at this minimum is zero: gradient descent gets ever slower."
    if function.dimension == 1 or rate * high >= 2:
        return regime_sentence(function, rate, high, "at the minimum")
    return _in_a_valley(rate * low, rate * high)


def _has_corner(function: Function, point) -> bool:
    """Say whether slopes jump at a point: their change does not shrink with the distance."""
    if not (function.pointwise or function.kinks):
        return False
    width = min(right - left for left, right in function.window)
    with np.errstate(all="ignore"):
        changes = []
        for distance in (1e-3 * width, 1e-2 * width):
            away = np.full(np.shape(point), distance)
            slopes = [function.gradient(point + side * away) for side in (-1, 1)]
            changes.append(float(np.linalg.norm(slopes[1] - slopes[0])))
    return changes[0] > 0.3 * changes[1]


def _downhill_leads_away(way: Way, step: int = -1) -> bool:
    with np.errstate(all="ignore"):
        return bool(np.dot(way.path.gradients[step], way.target - way.path.points[step]) > 0)


def _jumped_away(function: Function, way: Way, rate: float) -> bool:
    """Say whether downhill led to the minimum, and a rate too large for it led away."""
    if _downhill_leads_away(way, 0) or _has_corner(function, way.target):
        return False
    return bool(rate * _curvatures(function, way.target)[1] >= 2)


def _too_steep(function: Function, way: Way, rate: float) -> str:
    if not way.path.steps and way.path.stop is Stop.DIVERGED:
        return ""
    if way.path.stop is Stop.LEFT_THE_DOMAIN:
        slope = _n(np.linalg.norm(way.path.gradients[-1]))
        return f"The slope before that step was {slope} steep: too steep for this rate."
    steep = rate * _curvatures(function, way.path.points[0])[1]
    if 2 < steep < math.inf:
        return (
            f"At the start rate × curvature is {_n(steep)}, above 2: there its steps overshoot, "
            "and from this start they grow."
        )
    return "On its way it came to places that are too steep for this rate."


def _curvatures(function: Function, point) -> tuple[float, float]:
    """Return the smallest and the largest curvature at a point; infinite where there is none."""
    with np.errstate(all="ignore"):
        hessian = np.atleast_2d(function.hessian(point))
    if not np.isfinite(hessian).all():
        return math.inf, math.inf
    values = np.linalg.eigvalsh(hessian)
    return float(values[0]), float(values[-1])


def _in_a_valley(along: float, across: float) -> str:
    is_round = across - along < 1e-6 * across
    steepest, flattest = ("every",) * 2 if is_round else ("the steepest", "the flattest")
    removed = f"{_n(100 * along)}\u00a0%"
    if across > 1.0001:
        named, kept = "oscillates" if is_round else "zigzags", f"{_n(100 * (across - 1))}\u00a0%"
        rest = "" if is_round else f", in {flattest} it removes {removed}"
        return (
            f"Close to the minimum this rate {named}: in {steepest} direction each step "
            f"overshoots and keeps {kept} of the distance{rest}."
        )
    named = "slow" if along < 0.2 else "fast"
    return (
        f"Close to the minimum this rate is {named}: in {flattest} direction each step removes "
        f"{removed} of the distance."
    )


# The explorers.


def _as_far_as_it_goes(made: Callable[..., Path]) -> Callable[..., Path]:
    """Return what makes a path up to where a student's function fails close by.

    There a point has a value, but not the slope beside it: the path ends without a next point.
    """

    def make(*state, steps: int) -> Path:
        try:
            return made(*state, steps)
        except ValueError:
            path = made(*state, 0)
        good, bad = 0, steps
        while bad - good > 1:
            middle = (good + bad) // 2
            try:
                path, good = made(*state, middle), middle
            except ValueError:
                bad = middle
        return replace(path, stop=Stop.LEFT_THE_DOMAIN, rejected=None)

    return make


class Beside(Explorer):
    """Both methods from one start: their paths, and beside them how far they have to go."""

    FIRST_STEPS, STEPS, COST = f"{FIRST} steps", f"{MOST_STEPS} steps", "cost"
    PURE, WITH_DAMPING = "pure", "damped"
    CHOICE = "function"
    """The name of the menu of functions."""

    LEAST = 1
    """The fewest variables for which the cost is told."""

    FUNCTIONS: Mapping[str, Function] = {}
    plays = Play("steps", early=True, milliseconds=9000)

    def __init__(
        self,
        function: Function | Callable | str = "all",
        window=None,
        *,
        buttons: Sequence[str] | None = None,
        begin: Mapping[str, float | str] | None = None,
        until: Question | None = None,
    ):
        self.functions, self.begin = self.FUNCTIONS, dict(begin or {})
        if not (isinstance(function, str) and function == "all"):
            own = as_function(function, self.DIMENSION, self._windows(window))
            if own.pointwise:
                own = replace(own, domain=_WhereItAnswers(own.value_formula))
            self.functions, self.presets = {own.words: own}, {}
            self.title = f"Gradient descent beside Newton's method on {own.words}:"
        if buttons is not None:
            names = [arguments.choice("buttons", name, tuple(self.presets)) for name in buttons]
            self.presets = {name: self.presets[name] for name in names}
        for name in self.begin:
            arguments.choice("begin", name, [d.name for d in self._all()])
        # Along the slider of the steps the paths stay the same.
        self._descent = functools.lru_cache(64)(_as_far_as_it_goes(self._made_descent))
        self._newton = functools.lru_cache(64)(_as_far_as_it_goes(self._made_newton))
        self._known_minima: dict[str, tuple] = {}
        super().__init__(until)

    def _all(self):
        return [*self._menus(), *self._sliders(), *self._fields()]

    def menus(self):
        # A menu opens with its first option.
        return [
            replace(m, options=tuple(sorted(m.options, key=lambda o: o != self.begin.get(m.name))))
            for m in self._menus()
        ]

    def _menus(self):
        chosen = [Menu(self.CHOICE, self.CHOICE, tuple(self.functions))]
        return [
            *(chosen if len(self.functions) > 1 else []),
            Menu("newton", "Newton", (self.PURE, self.WITH_DAMPING)),
            Menu("against", "distance by", (self.FIRST_STEPS, self.STEPS, self.COST)),
        ]

    def sliders(self):
        return self._begun(self._sliders())

    def fields(self):
        return self._begun(self._fields())

    def _begun(self, definitions):
        return [replace(d, value=self.begin.get(d.name, d.value)) for d in definitions]

    def _sliders(self):
        raise NotImplementedError

    def _fields(self):
        return []

    def _last_sliders(self):
        return [
            Slider("steps", "steps", 0, 0, MOST_STEPS, whole=True),
            Slider("n", "n for the cost", self.LEAST, self.LEAST, 1000, step=0.2,
                   logarithmic=True, whole=True),
        ]  # fmt: skip

    @property
    def function(self) -> Function:
        """The function of the present choice."""
        return self.functions[self._chosen]

    @property
    def _chosen(self) -> str:
        return self._values.get(self.CHOICE) or next(iter(self.functions))

    @property
    def _only(self) -> Function:
        """The first function, or the only one where one was given."""
        return next(iter(self.functions.values()))

    @property
    def _newtons_name(self) -> str:
        return NEWTON if self._values["newton"] == self.PURE else DAMPED

    def draw(self, figure):
        place, distances = figure.subplots(1, 2, width_ratios=(1, 1))
        # A student's function is asked for its minima once, at the places where it is low.
        starts = self.draw_function(place)
        if self._chosen not in self._known_minima:
            self._known_minima[self._chosen] = _minima(self.function, starts)
        self.paths = draw.TwoPaths(place)
        ends = {self.STEPS: MOST_STEPS, self.FIRST_STEPS: FIRST, self.COST: None}
        self.distances = draw.Distances(distances, ends[self.values["against"]], self._newtons_name)
        self.drag_axes, self.grip = place, self.paths.start

    def draw_function(self, axes: Axes) -> list:
        """Draw what the paths run on, and return where it is low."""
        raise NotImplementedError

    def compare(self, start, learning_rate: float, steps: int, n: int, newton: str, against: str):
        """Draw both ways, and say how they went."""
        steps, n = arguments.count("steps", steps), self._variables(n)
        if self.function.pointwise:
            # At the start its own error is the one to be shown.
            self.function(start)
        known = MOST_STEPS if self.revealed else int(np.max(self.visited, initial=0))
        asked = known if self.function.pointwise else MOST_STEPS
        costs = cost_of_a_step(n)
        paths = (
            self._descent(self._chosen, start, learning_rate, steps=asked),
            self._newton(self._chosen, start, newton, steps=asked),
        )
        names = DESCENT, self._newtons_name
        ways = [
            Way(name, path, self._target(path), cost)
            for name, path, cost in zip(names, paths, costs, strict=True)
        ]
        shown = [way.first(steps) for way in ways]
        self.paths.show(*(self._places(way.path) for way in shown))
        for line, way in zip((self.distances.descent, self.distances.newton), ways, strict=True):
            self._show_distances(line, way, known, steps)
        self.ways = shown
        return self._told(shown, learning_rate, steps, n, against == self.COST)

    def _variables(self, n: float) -> int:
        if n != int(n) or n < self.LEAST:
            raise ValueError(
                f"The number of variables must be a whole number from {self.LEAST} on, but "
                f"{formatting.number(n)} came"
            )
        return int(n)

    def _show_distances(self, line, way: Way, known: int, steps: int) -> None:
        if way.target is None:
            line.hide()
            return
        known = self.distances.seen(known)
        way = way.first(known)
        # The cost does not grow where no more steps are taken.
        distances = way.distances if self.distances.stairs else way.going_on(known)
        line.show(self.distances.places(len(distances), way.cost), distances, steps)

    def _made_descent(self, name: str, start, learning_rate: float, steps: int) -> Path:
        return gradient_descent(self.functions[name], start, learning_rate, steps, tolerance=1e-17)

    def _made_newton(self, name: str, start, newton: str, steps: int) -> Path:
        function = self.functions[name]
        if newton == self.PURE:
            return newton_minimum(function, start, steps, tolerance=1e-19, descent_only=False)
        return damped_newton(function, start, steps, tolerance=1e-19)

    def _target(self, path: Path):
        minima = self._known_minima[self._chosen]
        if not minima:
            return None
        near = path.last if path.stop is not Stop.DIVERGED else path.points[0]
        return min(minima, key=lambda m: float(np.linalg.norm(m - near)))

    def _places(self, path: Path) -> np.ndarray:
        """Return where the points of a path are drawn, shape (k, 2)."""
        return path.points

    def _told(self, ways: list[Way], rate: float, steps: int, n: int, by_cost: bool) -> Reading:
        descent, newton = ways
        words, failed = outcome(self.function, descent, newton, steps, by_cost)
        numbers = {"steps": steps}
        for way in ways:
            numbers |= self._numbers(way, by_cost)
        more = []
        if by_cost:
            more = [self._cost_sentence(n)]
        elif steps and not self._is_asked:
            more = [descent_regime(self.function, descent, rate),
                    newton_regime(self.function, newton)]  # fmt: skip
        text = " ".join(part for part in (words, *more) if part)
        return Reading(text, numbers, failed, self._shape(ways))

    @property
    def _is_asked(self) -> bool:
        """Whether it is still to be predicted how fast both come closer."""
        return self._until is not None and not (self.revealed or self._until.compared)

    def _numbers(self, way: Way, by_cost: bool) -> dict[str, float | str | np.ndarray]:
        last = way.path.last
        near = np.isfinite(last).all() and np.abs(last).max() < 1e10
        found = {way.name: last if near else "out of every picture"}
        if way.target is not None and near:
            found[f"{way.name}, distance"] = float(way.distances[-1])
        if by_cost:
            found[f"{way.name}, multiplications"] = f"{way.path.steps * way.cost:,}"
        return found

    def _cost_sentence(self, n: int) -> str:
        one, other = cost_of_a_step(n)
        trials = " and the values tried" * (self._newtons_name == DAMPED)
        return (
            f"A step costs n = {_many(one)} for gradient descent and n³/3 + n² − n/3 = "
            f"{_many(other)} for Newton, to solve by elimination (Burden and Faires, section 6.1). "
            f"Divisions are counted; derivatives{trials} are not: n for both, n(n + 1)/2 more for "
            "Newton."
        )

    def _shape(self, ways: list[Way]) -> str:
        circles, squares = (
            f"The {name} {descriptions.lowered(_as_one(self._way(_without_next(way))))}"
            for name, way in zip(("circles:", "squares:"), ways, strict=True)
        )
        return descriptions.joined(
            self.outline_words, circles, squares, self._distances_shape(ways)
        )

    def _distances_shape(self, ways: list[Way]) -> str:
        if any(way.target is None for way in ways):
            return "In the second picture there are no distances, as no minimum is known."
        parts = []
        lines = (self.distances.descent.line, self.distances.newton.line)
        for name, line in zip(("circles", "squares"), lines, strict=True):
            text = descriptions.values_by_step(line, line.get_ydata(), f"distances of the {name}")
            parts.append(text.removeprefix("In the second picture ").rstrip("."))
        return f"In the second picture {' and '.join(parts)}."

    def _way(self, way: Way) -> str:
        raise NotImplementedError

    def table(self):
        """Return the points and distances of both; where one has stopped it stays."""
        names = self.function.variables
        heads, columns = ["k"], []
        most = max(way.path.steps for way in self.ways) + 1
        for way in self.ways:
            short = DESCENT if way.name == DESCENT else NEWTON
            known = np.minimum(np.arange(most), way.path.steps)
            columns.append(way.path.points[known])
            heads += [f"{name}, {short}" for name in names]
            if way.target is not None:
                columns.append(way.distances[known])
                heads.append(f"distance, {short}")
        return Table(tuple(heads), np.column_stack([np.arange(most), *columns]).tolist())


def _without_next(way: Way) -> Way:
    """Return a way that ended without a next point as one whose steps are used up."""
    if way.path.stop is not Stop.LEFT_THE_DOMAIN or way.path.rejected is not None:
        return way
    return replace(way, path=replace(way.path, stop=Stop.STEPS_USED_UP))


def _as_one(text: str) -> str:
    """Return sentences about one path as one sentence."""
    first, *others = text.rstrip(".").split(". ")
    return "; ".join([first, *(descriptions.lowered(other) for other in others)]) + "."


class DescentBesideNewton(Beside):
    """Gradient descent and Newton's method on a curve, from one start.

    Takes a named function of one variable, or a plain Python function and the part of the axis to
    show; with ``all`` the functions of the chapter are in the menu. ``buttons`` are the presets to
    offer; without it all of them are. ``begin`` says where menus and sliders stand at the beginning
    and after Reset. Beside the curve is the distance to the minimum, against the steps or against
    their cost (see ``cost_of_a_step``): the cost for n variables is that of n such functions, each
    of a variable of its own, for a solver that does not know of it. A path has arrived when it is
    no further than 0.000001 from the minimum.
    """

    title = "Gradient descent beside Newton's method:"
    DIMENSION = 1
    milliseconds = 12.0
    FUNCTIONS = {
        "eˣ − log x": exp_minus_log,
        "x − log x": x_minus_log,
        "(x − 2)⁴": FLAT_VALLEY,
        "hill and valley": hill_and_valley,
        "soft corner": soft_corner,
    }
    redraws = ("function", "newton", "against")
    traces = Trace("steps", within=("function", "newton", "learning_rate", "start"))
    presets = {
        "from 0.05": {
            "function": "eˣ − log x", "newton": "pure", "against": "40 steps",
            "learning_rate": 0.1, "start": 0.05, "steps": 40,
        },
        "large n": {
            "function": "eˣ − log x", "newton": "pure", "against": "cost",
            "learning_rate": 0.1, "start": 0.05, "steps": 60, "n": 100,
        },
        "large rate": {
            "function": "eˣ − log x", "newton": "pure", "against": "200 steps",
            "learning_rate": 0.42, "start": 0.55, "steps": 60,
        },
        "flat valley": {
            "function": "(x − 2)⁴", "newton": "pure", "against": "40 steps",
            "learning_rate": 0.05, "start": 0.5, "steps": 40,
        },
        "near a hill": {
            "function": "hill and valley", "newton": "pure", "against": "40 steps",
            "learning_rate": 0.1, "start": 1.5, "steps": 40,
        },
        "damped": {
            "function": "hill and valley", "newton": "damped", "against": "40 steps",
            "learning_rate": 0.1, "start": 1.5, "steps": 40,
        },
    }  # fmt: skip

    @staticmethod
    def _windows(window):
        return window and (window,)

    def _sliders(self):
        left, right, start, rate = 0.02, 4.02, 0.05, 0.02
        if len(self.functions) == 1:
            ((left, right),) = self._only.window
            start, rate = left + 0.8 * (right - left), 0.05
        return [
            Slider("learning_rate", "learning rate", rate, 0.001, 1, step=0.02, logarithmic=True),
            Slider("start", "start", start, left, right, step=(right - left) / 400),
            *self._last_sliders(),
        ]

    def draw_function(self, axes):
        x, y = draw_curve(axes, self.function)
        axes.lines[-1].set(color=draw.CURVE)
        name_axes(axes, "x", f"${self.function.latex}$", "the curve, and both paths")
        self.outline = descriptions.outline(x, y)
        self.outline_words = self.outline.words
        inner = np.flatnonzero((y[1:-1] <= y[:-2]) & (y[1:-1] <= y[2:])) + 1
        return [float(x[i]) for i in inner[np.argsort(y[inner])][:4]]

    def update(self, newton, against, learning_rate, start, steps, n, function=None):
        return self.compare(start, learning_rate, steps, n, newton, against)

    def _places(self, path):
        return np.column_stack([path.points, path.values])

    def _way(self, way):
        return descriptions.way_on_a_curve(self.paths.descent.line.axes, way.path, self.outline)

    def dragged(self, x, y):
        return {"start": x}


NARROW = replace(valley(20), window=((-5.0, 5.0), (-5.0, 5.0)))
ROUND = replace(valley(1), window=((-5.0, 5.0), (-5.0, 5.0)))
ROOM = replace(temperature, window=((-0.6, 6.6), (-0.6, 6.6)))


class DescentBesideNewtonOnAMap(Beside):
    """Gradient descent and Newton's method on a map, from one start that can be dragged.

    Takes a named function of two variables, or a plain Python function of a point and the parts of
    both axes to show; with ``all`` the functions of the chapter are in the menu. ``buttons``,
    ``begin``, the distances and the cost are as in ``DescentBesideNewton``: the cost for n
    variables is that of n / 2 such functions, each of two variables of its own.
    """

    title = "Gradient descent beside Newton's method on a map:"
    size = (9.0, 4.2)
    DIMENSION, LEAST, CHOICE = 2, 2, "surface"
    FUNCTIONS = {
        "steep bowl": quartic_bowl,
        "narrow valley": NARROW,
        "warm room": ROOM,
        "round bowl": ROUND,
    }
    LEVELS = {
        "steep bowl": ([1, 5, 20, 60, 150, 300, 500, 800, 1100], (20, 150, 500)),
        "narrow valley": ([0.5, 2, 5, 10, 20, 40, 80, 140, 220], False),
        "warm room": ([*range(74, 85), 84.8, 85.2, 86, 88], (74, 80)),
        "round bowl": ([0.5, 2, 4, 7, 11, 16, 22], False),
    }
    redraws = ("surface", "newton", "against")
    traces = Trace("steps", within=("surface", "newton", "learning_rate", "x", "y"))
    presets = {
        "from (4, 4)": {
            "surface": "steep bowl", "newton": "pure", "against": "200 steps",
            "learning_rate": 0.02, "x": 4, "y": 4, "steps": 100,
        },
        "narrow": {
            "surface": "narrow valley", "newton": "pure", "against": "200 steps",
            "learning_rate": 0.09, "x": 4, "y": 2, "steps": 100,
        },
        "large n": {
            "surface": "narrow valley", "newton": "pure", "against": "cost",
            "learning_rate": 0.09, "x": 4, "y": 2, "steps": 200, "n": 200,
        },
        "round bowl": {
            "surface": "round bowl", "newton": "pure", "against": "40 steps",
            "learning_rate": 0.99, "x": 4, "y": 2, "steps": 10,
        },
        "large rate": {
            "surface": "narrow valley", "newton": "pure", "against": "200 steps",
            "learning_rate": 0.102, "x": 4, "y": 2, "steps": 100,
        },
        "corner": {
            "surface": "warm room", "newton": "pure", "against": "40 steps",
            "learning_rate": 0.2, "x": 5.7, "y": 5.4, "steps": 40,
        },
        "damped": {
            "surface": "warm room", "newton": "damped", "against": "40 steps",
            "learning_rate": 0.2, "x": 5.7, "y": 5.4, "steps": 40,
        },
    }  # fmt: skip

    @staticmethod
    def _windows(window):
        return window

    def _sliders(self):
        return [
            Slider("learning_rate", "learning rate", 0.01, 0.001, 2, step=0.02, logarithmic=True),
            *self._last_sliders(),
        ]

    def _fields(self):
        x, y = 4.0, 4.0
        if len(self.functions) == 1:
            x, y = (ends[0] + 0.85 * (ends[1] - ends[0]) for ends in self._only.window)
        return [Field("x", "start x", x), Field("y", "start y", y)]

    def draw_function(self, axes):
        levels, labels = self.LEVELS.get(self._chosen, (12, True))
        heights = draw_contours(axes, self.function, levels, labels)
        self.outline_words = descriptions.relief(heights)
        axes.set_aspect("equal")
        name_axes(axes, *self.function.variables, "the map, and both paths")
        return _low_places(heights, self.function.window)

    def update(self, newton, against, learning_rate, steps, n, x, y, surface=None):
        return self.compare((float(x), float(y)), learning_rate, steps, n, newton, against)

    def _way(self, way):
        crosses = self._known_minima[self._chosen]
        name = "nearest cross" if len(crosses) > 1 else "cross"
        cross = way.target if self.function.minima else None
        axes = self.paths.descent.line.axes
        return descriptions.way_over_contours(axes, way.path.points, cross, way.path.stop, name)

    def dragged(self, x, y):
        return {"x": round(x, 2), "y": round(y, 2)}


def _low_places(heights: np.ndarray, window) -> list[np.ndarray]:
    """Return where a surface is lower than all around, the lowest first, four at most."""
    with np.errstate(invalid="ignore"):
        middle = heights[1:-1, 1:-1]
        low = np.ones(middle.shape, dtype=bool)
        for down in (-1, 0, 1):
            for across in (-1, 0, 1):
                rows = slice(1 + down, heights.shape[0] - 1 + down)
                columns = slice(1 + across, heights.shape[1] - 1 + across)
                low &= middle <= heights[rows, columns]
    places = np.argwhere(low)[np.argsort(middle[low])][:4] + 1
    parts = places[:, ::-1] / (np.array(heights.shape[::-1]) - 1)
    (left, right), (bottom, top) = window
    return list(np.array([left, bottom]) + parts * np.array([right - left, top - bottom]))
