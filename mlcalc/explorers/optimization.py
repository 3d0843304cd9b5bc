"""The explorers of the chapter on optimisation of one variable."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from mlcalc import arguments, formatting, functions
from mlcalc.explorers import descriptions
from mlcalc.explorers.controls import Menu, Play, Slider
from mlcalc.explorers.engine import Explorer, Reading
from mlcalc.explorers.traces import Question, Trace
from mlcalc.figures import optimization as draw
from mlcalc.figures.curves import Trail, draw_curve, with_room
from mlcalc.figures.points import Points, drawable
from mlcalc.figures.style import BLACK, GREY, VERMILLION, name_axes
from mlcalc.functions import Function

PLACES = (-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5)
HEIGHTS = (4.0, 2.0, 3.4, 1.2, 3.0, 1.6, 3.6, 0.4, 2.8, 1.0, 3.8)
NAMES = dict(zip("ABCDE", (-4.0, -2.0, 0.0, 2.0, 4.0), strict=True))
"""The letters of the valleys, and where they are."""

VALLEYS = functions.flat_at(PLACES, HEIGHTS)
CUT_OFF = functions.flat_at(PLACES[:-1], HEIGHTS[:-1])
CORNER_AT = NAMES["E"]


LESS_STEEP = 0.8
"""To the right of the corner the curve comes back as it went down, but less steeply."""


def _folded(x: np.ndarray) -> np.ndarray:
    beyond = np.maximum(x - CORNER_AT, 0.0)
    return np.where(beyond > 0, CORNER_AT - LESS_STEEP * beyond, x)


CORNERED = replace(
    CUT_OFF,
    value_formula=lambda x: CUT_OFF(_folded(x)),
    gradient_formula=lambda x: (
        CUT_OFF.gradient(_folded(x)) * np.where(x > CORNER_AT, -LESS_STEEP, 1.0)
    ),
    window=VALLEYS.window,
    domain=VALLEYS.domain,
    kinks=(functions.Kink(CORNER_AT, functions.Break.CORNER, -3.6, 3.6 * LESS_STEEP),),
)


class ValleysAndHills(Explorer):
    """A curve with five valleys A to E; below it the slope, drawn where the reader has been.

    Takes what is at E: names from ``ENDS``. Without arguments all of them are in the menu.
    """

    VALLEY, CORNER, END = "a valley", "a corner", "the end"
    ENDS = {VALLEY: VALLEYS, CORNER: CORNERED, END: CUT_OFF}

    title = "A curve with hills and valleys, and its slope:"
    size = (9.0, 5.2)
    plays = Play("x", milliseconds=10_000)
    traces = Trace("x", within=("end",))
    redraws = ("end",)

    def __init__(self, *ends: str, until: Question | None = None):
        self.ends = tuple(arguments.choice("ends", end, tuple(self.ENDS)) for end in ends)
        self.ends = self.ends or tuple(self.ENDS)
        super().__init__(until)

    def menus(self):
        return [Menu("end", "at E there is", self.ends)] if len(self.ends) > 1 else []

    def sliders(self):
        return [Slider("x", "x", -4.8 if len(self.ends) != 2 else 3.5, -5, 5, step=0.05)]

    def draw(self, figure):
        self.function = self.ENDS[self.values.get("end", self.ends[0])]
        above, below = figure.subplots(2, 1, sharex=True)
        x, y = draw_curve(above, self.function)
        self.outline = descriptions.outline(x, y)
        draw.name_points(above, [(at, float(self.function(at))) for at in NAMES.values()], NAMES)
        above.set(ylim=(-0.5, 4.4), xlim=(-5.2, 5.2))
        name_axes(above, "", "", "the curve  $f(x)$")
        below.axhline(0, color=BLACK, lw=1)
        below.set(ylim=(-6.4, 6.4), xticks=range(-5, 6))
        name_axes(below, "x", "", "its slope  $f'(x)$")
        self.slopes = Trail(below, colour=VERMILLION)
        self.slope = Points(below, ms=10, color=VERMILLION, zorder=5)
        self.tangent = draw.FlatTangent(above)
        self.drag_axes, self.grip = above, self.tangent.point
        self.places = np.linspace(*self.function.window[0], 801)

    def update(self, x, end=""):
        last = self.function.window[0][1]
        if x <= PLACES[-1]:
            # The slider goes on where the curve has ended: there the point stays at the end.
            x = min(x, last)
        if not self.function.contains(x):
            raise ValueError(f"x must lie on the curve: {self.function.domain.words}")
        height, slope = float(self.function(x)), float(self._slopes(np.array(x)))
        self.tangent.show(x, height, slope)
        self.slope.set_data(*((drawable([x]), [slope]) if np.isfinite(slope) else ([], [])))
        seen = self.places if self.revealed else np.unique(np.minimum(self.visited, last))
        self.slopes.show(seen, self._slopes(seen), self.revealed)
        numbers = {"x": x, "f(x)": height}
        if np.isfinite(slope):
            numbers["f'(x)"] = slope
        return Reading(self._words(x, slope), numbers, shape=self._shape())

    def _slopes(self, x: np.ndarray) -> np.ndarray:
        """Return the slopes at these places, not-a-number at a corner."""
        corner = np.isin(x, [kink.point for kink in self.function.kinks])
        return np.where(corner, np.nan, self.function.gradient(x))

    def _words(self, x: float, slope: float) -> str:
        name = next((letter for letter, at in NAMES.items() if at == x), "")
        if np.isnan(slope):
            return f"{name} is lower than all points near it, and has no slope: it is a corner."
        if x in self.function.window[0]:
            return self._at_an_end(x, slope, name)
        if slope != 0:
            way = "falls" if slope < 0 else "rises"
            return f"The curve {way} here: the slope is {formatting.number(slope)}."
        if name:
            return f"{name} is lower than all points near it. The slope there is zero."
        return "A hilltop, higher than all points near it. The slope there is zero."

    def _at_an_end(self, x: float, slope: float, name: str) -> str:
        left = x == self.function.window[0][0]
        lower = (slope > 0) == left
        who = f"{name}, the end," if name else f"The {'left' if left else 'right'} end"
        than = "lower" if lower else "higher"
        return (
            f"{who} is {than} than all points near it, with the slope {formatting.number(slope)}."
        )

    def _shape(self) -> str:
        point = descriptions.marked(self.tangent.point, "the point on it")
        if self.revealed:
            slopes = "the slope is drawn as a whole and goes up and down through zero many times"
        else:
            slopes = descriptions.dots_so_far(self.slopes.dots, "slopes")
        return f"{self.outline.words} {point} In the second picture {slopes}."

    def dragged(self, x, y):
        return {"x": min(x, self.function.window[0][1])}


CUBIC = replace(
    functions.cube,
    name="cubic",
    words="x cubed minus 6 x squared plus 9x",
    latex="x^3 - 6 x^2 + 9 x",
    value_formula=lambda x: x * (x - 3) ** 2,
    gradient_formula=lambda x: 3 * (x - 1) * (x - 3),
    hessian_formula=lambda x: 6 * x - 12,
    window=((0.0, 5.0),),
    minima=(functions.Minimum(3.0, is_global=False),),
    maxima=(functions.Maximum(1.0, is_global=False),),
    saddles=(),
)


class LargestOnAnInterval(Explorer):
    """A curve over an interval with ends that can be moved, and its largest value there."""

    title = "The largest value of a curve on an interval:"
    FLAT = np.array([1.0, 3.0])
    BETWEEN = 1.5
    """Up to here goes the left end, from here on the right one: they cannot pass each other."""

    presets = {
        "a flat place": {"left": 0, "right": 3.5},
        "two at once": {"left": 0, "right": 4},
        "the right end": {"left": 0, "right": 5},
        "the left end": {"left": 1.5, "right": 3.5},
    }
    plays = Play("right", milliseconds=8000)
    traces = Trace("right", within=("left",))

    def sliders(self):
        return [
            Slider("left", "left end", 0, 0, self.BETWEEN, step=0.05),
            Slider("right", "right end", 2, self.BETWEEN, 5, step=0.05),
        ]

    def draw(self, figure):
        curve, values = figure.subplots(1, 2, sharey=True)
        x = np.linspace(0, 5, 201)
        curve.plot(x, CUBIC(x), ":", color=GREY, lw=1.4)
        self.outline = descriptions.outline(x, CUBIC(x), "the dotted curve")
        curve.set(xlim=(-0.25, 5.25), ylim=(-3.5, 21.5), xticks=range(6))
        name_axes(curve, "x", "", f"$f(x) = {CUBIC.latex}$")
        self.interval = draw.Interval(curve, CUBIC)
        values.set(xlim=(1.35, 5.15), xticks=range(2, 6))
        name_axes(values, "right end of the interval", "", "its largest value")
        self.trail = Trail(values, colour=VERMILLION)
        self.here = Points(values, ms=11, color=VERMILLION)
        self.drag_axes, self.grip = curve, self.interval.feet

    def update(self, left, right):
        if right < left:
            raise ValueError("right must not lie to the left of the left end")
        inside = self.FLAT[(left < self.FLAT) & (right > self.FLAT)]
        places = np.unique([left, *inside, right])
        heights = CUBIC(places)
        largest = float(heights.max())
        at = places[heights > largest - 1e-9 * max(1.0, abs(largest))]
        self.interval.show(left, right, inside, at)
        ends = (
            np.linspace(max(self.BETWEEN, left), max(5, left), 141)
            if self.revealed
            else self.visited
        )
        self.trail.show(ends, _largest_up_to(left, ends, self.FLAT), self.revealed)
        self.here.set_data(drawable([right]), drawable([largest]))
        where = ", and ".join(self._named(float(x), inside) for x in at)
        words = f"The largest value is {formatting.number(largest)}, {where}."
        numbers = {"from": left, "to": right, "largest value": largest}
        return Reading(words, numbers, shape=self._shape(len(inside)))

    def _named(self, x: float, inside: np.ndarray) -> str:
        kind = "a flat place" if x in inside else "an end"
        return f"at x = {formatting.number(x)}, {kind}"

    def _shape(self, flat: int) -> str:
        rings = self._rings()
        circles = {0: "no flat place", 1: "one flat place", 2: "two flat places"}[flat]
        if self.revealed:
            heights = descriptions.in_view(self.trail.line.axes, *self.trail.line.get_data())[:, 1]
            level = np.abs(np.diff(heights)) < 1e-6
            values = f"the largest value {descriptions.one(descriptions.course(heights))}"
            values += ", with a level stretch" if level.sum() > 0.05 * level.size else ""
        else:
            values = descriptions.dots_so_far(self.trail.dots, "largest values")
        return (
            f"{self.outline.words} The part over the interval is thick and has {circles}. "
            f"{rings} In the second picture {values}. {descriptions.marked(self.here)}"
        )

    def _rings(self) -> str:
        largest = self.interval.largest
        parts = descriptions.in_view(largest.axes, *largest.get_data())
        if len(parts) != 2:
            return descriptions.marked(largest, "the red ring, where it is largest,")
        places = descriptions.listed([descriptions.place(part) for part in parts])
        return f"There are two red rings, where it is largest: {places}."

    def dragged(self, x, y):
        left, right = self.values["left"], self.values["right"]
        # Also where both are at one place.
        nearer_left = x < left or abs(x - left) < abs(x - right)
        return {"left": x} if nearer_left else {"right": x}


def _largest_up_to(left: float, ends: np.ndarray, flat: np.ndarray) -> np.ndarray:
    """Return the largest value between a place and each of these ends to its right."""
    inside = (flat > left) & (flat < ends[:, None])
    heights = np.where(inside, CUBIC(flat), -np.inf).max(axis=1)
    return np.maximum(np.maximum(CUBIC(left), CUBIC(ends)), heights)


class PowerLines(Explorer):
    """A street with power lines and a house; what the house costs at each place.

    Takes the places of the lines and the part of the street that is shown. Up to three lines can
    be moved, of more lines only the last. ``costs`` names the costs to choose from. As long as the
    question ``until`` is open, the words on distances do not count the lines on both sides.
    """

    SQUARED, ABSOLUTE = "squares", "distances"
    COSTS = {
        SQUARED: functions.squared_distances,
        ABSOLUTE: functions.absolute_distances,
    }

    size = (9.0, 5.0)
    plays = Play("x", milliseconds=8000)

    def __init__(
        self,
        lines: Sequence[float] = (1, 4, 10),
        window: tuple[float, float] = (0, 16),
        costs: Sequence[str] = (SQUARED, ABSOLUTE),
        until: Question | None = None,
    ):
        self.lines, self.window = arguments.row("lines", lines), window
        self.costs = tuple(arguments.choice("costs", cost, tuple(self.COSTS)) for cost in costs)
        count = len(self.lines)
        movable = range(count) if count <= 3 else [count - 1]
        self.movable = {f"line{k + 1}": k for k in movable}
        self.traces = Trace("x", within=("cost", *self.movable))
        self.title = f"A house and {count} power lines:"
        if tuple(self.lines) == (1, 4, 10):
            self.presets = {
                "lines at 1, 4, 10": {"line1": 1, "line2": 4, "line3": 10},
                "far line moved": {"line1": 1, "line2": 4, "line3": 16},
                "three in a heap": {"line1": 7, "line2": 8, "line3": 9},
            }
        super().__init__(until)

    def menus(self):
        return [Menu("cost", "sum of", self.costs)] if len(self.costs) > 1 else []

    redraws = ("cost",)

    def sliders(self):
        left, right = self.window
        # A house must be able to stand on a line.
        step = 0.05 if right - left <= 8 else 0.1
        start = round(left + 0.41 * (right - left), 1)
        names = dict(zip(self.movable, ("first", "second", "third"), strict=False))
        if len(self.lines) > 3:
            names = dict.fromkeys(self.movable, "last")
        return [
            Slider("x", "house x", start, left, right, step=step),
            *(
                Slider(name, f"{names[name]} line", float(self.lines[k]), left, right, step=step)
                for name, k in self.movable.items()
            ),
        ]

    def draw(self, figure):
        self.cost = self.COSTS[self.values.get("cost", self.costs[0])]
        street, costs = figure.subplots(2, 1, sharex=True, height_ratios=(3, 5))
        left, right = self.window
        margin = 0.02 * (right - left)
        self.places = np.linspace(left, right, 161)
        highest = float(self.cost(self.lines)(np.array([left, right])).max())
        costs.set(xlim=(left - margin, right + margin), ylim=(-0.04 * highest, 1.06 * highest))
        name_axes(street, "", "", "house (red) and power lines")
        squared = self.cost is self.COSTS[self.SQUARED]
        what = "squared distances" if squared else "distances"
        name_axes(costs, "x", "cost", f"{what}, and their sum")
        self.street = draw.Street(street, len(self.lines))
        self.single = draw.SingleCosts(costs, self.places)
        self.trail = Trail(costs)
        self.sum = Points(costs, ms=11, color=VERMILLION, zorder=5)
        self.drag_axes, self.grip = street, self.street.house

    def update(self, x, cost="", **moved):
        lines = self.lines.copy()
        for name, k in self.movable.items():
            lines[k] = moved[name]
        total = self.cost(lines)
        self.street.show(x, lines)
        self.single.show(lambda at, line: self.cost(line)(at), lines)
        seen = self.places if self.revealed else self.visited
        self.trail.show(seen, total(seen), self.revealed)
        value = float(total(x))
        self.sum.set_data(drawable([x]), drawable([value]))
        numbers = {"x": x, "cost": value}
        sides = int((lines < x).sum()), int((lines > x).sum())
        if self.cost is self.COSTS[self.SQUARED]:
            numbers["slope of the cost"] = slope = float(total.gradient(x))
            words = _squared_words(slope, max(1.0, float(np.abs(lines - x).max())))
        elif self._until is None or self._known():
            numbers["lines to the left"], numbers["to the right"] = sides
            words = _absolute_words(*sides, len(lines))
        else:
            # That the slope only counts the lines is for the reader to find out first.
            words = f"{_cheaper(*sides, len(lines))}."
        return Reading(words, numbers, shape=self._shape(*sides))

    def _shape(self, left: int, right: int) -> str:
        words = (
            f"The house is {descriptions.place(descriptions.marker(self.street.house))}, with "
            f"{_counted(left)} to the left of it and {right or 'none'} to the right."
        )
        away = descriptions.parked(self.street.tops, "a line")
        if self.revealed:
            limits = self.trail.line.axes.get_ylim()
            run = descriptions.outline(*self.trail.line.get_data(), "the sum", limits)
            costs = descriptions.lowered(run.words).rstrip(".")
        else:
            costs = descriptions.dots_so_far(self.trail.dots, "sums")
        end = descriptions.marked(self.sum)
        return descriptions.joined(words, away, f"In the second picture {costs}.", end)

    def dragged(self, x, y):
        if y > self.street.TOP:
            return {"x": x}
        return {min(self.movable, key=lambda name: abs(self.values[name] - x)): x}


def _counted(lines: int) -> str:
    return "no line" if lines == 0 else "1 line" if lines == 1 else f"{lines} lines"


def _squared_words(slope: float, size: float) -> str:
    if abs(slope) <= 1e-9 * size:
        return "Nowhere is it cheaper: the slope of the cost is zero."
    way = "left" if slope > 0 else "right"
    return f"Cheaper to the {way}: the slope of the cost is {formatting.number(slope)}."


def _absolute_words(left: int, right: int, count: int) -> str:
    here = count - left - right
    where = f", {here} here" if here and abs(left - right) <= here else ""
    sides = f"{_counted(left)} to the left, {right or 'none'} to the right"
    return f"{_cheaper(left, right, count)}: {sides}{where}."


def _cheaper(left: int, right: int, count: int) -> str:
    if abs(left - right) <= count - left - right:
        return "Nowhere is it cheaper"
    return f"Cheaper to the {'left' if left > right else 'right'}"


class CoinToss(Explorer):
    """How likely some tosses are for each p, and the logarithm of it, one above the other.

    ``repeated`` says how often the tosses can be repeated at most; with 1 no slider asks for it,
    and there is no picture of the logarithm.
    """

    title = "How likely the tosses are, and the logarithm of it:"
    size = (9.0, 5.2)
    plays = Play("p", milliseconds=8000)
    traces = Trace("p", within=("heads", "tails", "times"))
    presets = {
        "7 of 10": {"p": 0.65, "heads": 7, "tails": 3, "times": 1},
        "70 of 100": {"p": 0.65, "heads": 7, "tails": 3, "times": 10},
        "700 of 1000": {"p": 0.65, "heads": 7, "tails": 3, "times": 100},
        "1400 of 2000": {"p": 0.65, "heads": 7, "tails": 3, "times": 200},
        "only heads": {"heads": 10, "tails": 0, "times": 1},
    }
    PLACES = np.linspace(0.005, 0.995, 199)

    def __init__(self, repeated: int = 200, until: Question | None = None):
        self.repeated = arguments.count("repeated", repeated, 1)
        names = [name for name, values in self.presets.items() if values["times"] <= self.repeated]
        self.presets = {name: dict(self.presets[name]) for name in names}
        if self.repeated == 1:
            self.title, self.size = "How likely the tosses are:", (9.0, 3.6)
            for values in self.presets.values():
                del values["times"]
        super().__init__(until)

    def sliders(self):
        sliders = [
            Slider("p", "p", 0.3, 0.01, 0.99, step=0.01),
            Slider("heads", "heads", 7, 0, 20, whole=True),
            Slider("tails", "tails", 3, 0, 20, whole=True),
            Slider("times", "repeated", 1, 1, self.repeated, whole=True),
        ]
        return sliders if self.repeated > 1 else sliders[:-1]

    def draw(self, figure):
        count = 2 if self.repeated > 1 else 1
        pictures = figure.subplots(count, 1, sharex=True, squeeze=False).ravel()
        above = pictures[0]
        above.set(xlim=(-0.02, 1.02), ylim=(-0.06, 1.14), xticks=np.arange(0, 1.01, 0.1))
        name_axes(
            above, "p" if count == 1 else "", "", "likelihood, as a part of its largest value"
        )
        if count == 2:
            pictures[1].set(ylim=(-3.4, 0.15))
            name_axes(pictures[1], "p", "", "logarithm ÷ number of tosses")
        self.trails = [Trail(axes) for axes in pictures]
        self.leads = [
            axes.plot([], [], ":", color=GREY, lw=1.2, animated=True)[0] for axes in pictures
        ]
        self.here = [Points(axes, ms=10, color=VERMILLION, zorder=5) for axes in pictures]
        self.scale = above.text(0.01, 0.8, "", transform=above.transAxes, animated=True)
        self.drag_axes, self.grip = above, self.here[0]

    def update(self, p, heads, tails, times=1):
        h, t = arguments.count("heads", heads), arguments.count("tails", tails)
        n = arguments.count("times", times, 1)
        if h + t == 0:
            raise ValueError("no coin was tossed: choose heads or tails")
        if not 0 < p < 1:
            raise ValueError("p must lie above 0 and below 1")
        h, t = h * n, t * n
        largest, likelihood = _product(h / (h + t), h, t), _product(p, h, t)
        log = functions.coin_log_likelihood(h, t)
        scale = largest or 1.0
        most = f"the largest value is {formatting.number(largest)}"
        self.scale.set_text(most if largest else "every product is 0")
        # On the side away from the top.
        edge, side = (0.01, "left") if h >= t else (0.99, "right")
        self.scale.set(x=edge, ha=side)
        curves = (
            (np.linspace(0, 1, 201), lambda at: _product(at, h, t) / scale),
            (self.PLACES, lambda at: log(at) / (h + t)),
        )
        # The first picture may be the only one.
        for trail, point, lead, (across, curve) in zip(
            self.trails, self.here, self.leads, curves, strict=False
        ):
            places = across if self.revealed else self.visited
            trail.show(places, curve(places), self.revealed)
            point.set_data([p], drawable([float(curve(p))]))
            lead.set_data([p, p], lead.axes.get_ylim())
        numbers = {"heads": h, "tails": t, "likelihood": formatting.number(likelihood)}
        logarithm = self.repeated > 1
        if logarithm:
            numbers["its logarithm"] = float(log(p))
        words = _coin_words(float(log.gradient(p)), likelihood, largest, h + t, logarithm)
        return Reading(words, numbers, shape=self._shape())

    def _shape(self) -> str:
        told = []
        for name, trail, point in zip(
            ("likelihoods", "logarithms"), self.trails, self.here, strict=False
        ):
            if self.revealed:
                run = f"the curve of the {name} {_hill(*trail.line.get_data())}"
            else:
                run = descriptions.dots_so_far(trail.dots, name)
            told.append(f"{run}. {descriptions.marked(point)}")
        if len(told) == 1:
            return f"In the picture {told[0]}"
        return f"In the first picture {told[0]} In the second picture {told[1]}"

    def dragged(self, x, y):
        return {"p": x}


def _hill(x: np.ndarray, y: np.ndarray) -> str:
    """Say where a curve with a single top has it."""
    if np.ptp(y) == 0:
        return "lies on one level"
    top = int(np.argmax(y))
    if top in (0, len(x) - 1):
        return f"{'falls' if top == 0 else 'rises'} from the left edge to the right"
    wide = np.ptp(x[y > 0.5 * y[top]]) if y[top] > 0 else 1.0
    size = "a needle" if wide < 0.08 else "a narrow hill" if wide < 0.2 else "a hill"
    return f"is {size} with its top at p = {formatting.number(x[top], 2)}"


def _product(p, heads: int, tails: int):
    """Return p^heads (1-p)^tails as a computer multiplies it, also where that leads to zero."""
    with np.errstate(all="ignore"):
        return np.power(p, float(heads)) * np.power(1 - np.asarray(p), float(tails))


def _coin_words(
    slope: float, likelihood: float, largest: float, total: int, logarithm: bool
) -> str:
    if abs(slope) <= 1e-9 * total:
        slope, words = 0.0, "No p makes these tosses likelier"
    else:
        words = f"A {'larger' if slope > 0 else 'smaller'} p makes these tosses likelier"
    if likelihood == 0 and largest == 0:
        return f"{words}. The product is zero in the computer, here and at every other p."
    if likelihood == 0:
        return f"{words}. The product is zero in the computer here."
    if not logarithm:
        return f"{words}."
    return f"{words}: the slope of the logarithm is {formatting.number(slope)}."


def _polynomial(name: str, latex: str, value, slope, bend) -> Function:
    return replace(
        functions.square, name=name, words=name, latex=latex, value_formula=value,
        gradient_formula=slope, hessian_formula=bend, minima=(), window=((-1.5, 1.5),),
    )  # fmt: skip


BENDS = {
    "x²": _polynomial("x²", "x^2", lambda x: x**2, lambda x: 2 * x, lambda x: 2 + 0 * x),
    "−x²": _polynomial("−x²", "-x^2", lambda x: -(x**2), lambda x: -2 * x, lambda x: -2 + 0 * x),
    "x³ − x": _polynomial(
        "x³ − x", "x^3 - x", lambda x: x**3 - x, lambda x: 3 * x**2 - 1, lambda x: 6 * x
    ),
    "x³": _polynomial("x³", "x^3", lambda x: x**3, lambda x: 3 * x**2, lambda x: 6 * x),
    "x⁴": _polynomial("x⁴", "x^4", lambda x: x**4, lambda x: 4 * x**3, lambda x: 12 * x**2),
    "−x⁴": _polynomial("−x⁴", "-x^4", lambda x: -(x**4), lambda x: -4 * x**3, lambda x: -12 * x**2),
}
"""The curves of the section on bends, by their names in the menu."""


class WhichWayItBends(Explorer):
    """A curve with its tangent, its slope and its second derivative, side by side."""

    title = "A curve, its slope and its second derivative:"
    size = (9.0, 3.9)
    plays = Play("x", milliseconds=7000)
    traces = Trace("x", within=("curve",))
    redraws = ("curve",)

    def __init__(self, *names: str, until: Question | None = None):
        self.curves = tuple(arguments.choice("names", name, tuple(BENDS)) for name in names)
        self.curves = self.curves or tuple(BENDS)
        super().__init__(until)

    def menus(self):
        return [Menu("curve", "curve", self.curves)] if len(self.curves) > 1 else []

    def sliders(self):
        return [Slider("x", "x", -1.2, -1.5, 1.5, step=0.025)]

    def draw(self, figure):
        self.function = BENDS[self.values.get("curve", self.curves[0])]
        curve, slopes, bends = figure.subplots(1, 3)
        x, y = draw_curve(curve, self.function)
        self.outline = descriptions.outline(x, y)
        name_axes(curve, "x", "", f"$f(x) = {self.function.latex}$")
        curve.set_xlim(-1.6, 1.6)
        self.tangent = draw.FlatTangent(curve, 0.3)
        self.places, self.trails, self.here = np.linspace(-1.5, 1.5, 121), [], []
        formulas = self.function.gradient, self.function.hessian
        colours = VERMILLION, BLACK
        names = "slope  $f'(x)$", "its slope  $f''(x)$"
        for axes, formula, colour, name in zip(
            (slopes, bends), formulas, colours, names, strict=True
        ):
            heights = np.append(formula(self.places), 0.0)
            axes.axhline(0, color=GREY, lw=1)
            axes.set(xlim=(-1.6, 1.6), ylim=with_room(heights.min(), heights.max(), 0.1))
            name_axes(axes, "x", "", name)
            self.trails.append((formula, Trail(axes, colour=colour)))
            self.here.append(Points(axes, ms=10, color=colour, zorder=5))
        self.drag_axes, self.grip = curve, self.tangent.point

    def update(self, x, curve=""):
        height, slope = float(self.function(x)), float(self.function.gradient(x))
        bend = float(self.function.hessian(x))
        self.tangent.show(x, height, slope)
        seen = self.places if self.revealed else self.visited
        for (formula, trail), point, value in zip(
            self.trails, self.here, (slope, bend), strict=True
        ):
            trail.show(seen, formula(seen), self.revealed)
            point.set_data(drawable([x]), drawable([value]))
        numbers = {"x": x, "f(x)": height, "f'(x)": slope, "f''(x)": bend}
        return Reading(_bend_words(slope, bend, self._known()), numbers, shape=self._shape())

    def _shape(self) -> str:
        told = []
        for (_, trail), name in zip(self.trails, ("slopes", "second derivatives"), strict=True):
            if self.revealed:
                told.append(f"the curve of the {name} {self._run(trail)}")
            else:
                told.append(descriptions.dots_so_far(trail.dots, name))
        point = descriptions.marked(self.tangent.point, "the point on it")
        return (
            f"{self.outline.words} {point} In the second picture {told[0]}. "
            f"In the third picture {told[1]}."
        )

    def _run(self, trail: Trail) -> str:
        heights = descriptions.in_view(trail.line.axes, *trail.line.get_data())[:, 1]
        return descriptions.one(descriptions.course(heights))

    def dragged(self, x, y):
        return {"x": x}


def _bend_words(slope: float, bend: float, answered: bool) -> str:
    flat = "The curve is flat here" if slope == 0 else ""
    if bend > 0:
        return _bent(flat, "upwards", "above", bend)
    if bend < 0:
        return _bent(flat, "downwards", "below", bend)
    words = "The second derivative is zero here"
    words = f"{flat}. {words}" if flat else words
    # What that means is asked above a picture of the chapter.
    return f"{words}: by itself that says nothing." if answered else f"{words}."


def _bent(flat: str, way: str, side: str, bend: float) -> str:
    start = f"{flat} and bends" if flat else "The curve bends"
    return (
        f"{start} {way}: near this point it lies {side} its tangent. "
        f"The second derivative is {formatting.number(bend)}."
    )
