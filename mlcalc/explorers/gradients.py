"""The explorers of the chapter on gradients."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from matplotlib.ticker import MaxNLocator

from mlcalc import arguments, formatting, functions
from mlcalc.explorers import descriptions
from mlcalc.explorers.controls import Menu, Play, Slider
from mlcalc.explorers.engine import Explorer, Reading, Table
from mlcalc.explorers.traces import Trace
from mlcalc.figures import gradients as draw
from mlcalc.figures.contours import draw_contours
from mlcalc.figures.curves import Trail
from mlcalc.figures.points import Points, drawable
from mlcalc.figures.style import BLACK, VERMILLION, name_axes

LEVEL = 1e-9
"""A slope below this is the noise of a zero."""

BOWL = replace(functions.paraboloid, window=((-5.0, 5.0), (-5.0, 5.0)))
HILL = replace(
    functions.quadratic_form(-1, -4, 0, 40), name="hill", words="a long hill",
    window=((-4.0, 4.0), (-3.0, 3.0)),
)  # fmt: skip
TILTED = replace(
    functions.quadratic_form(1, 1, -3), name="tilted_saddle",
    words="x squared plus y squared minus three x y",
)  # fmt: skip
DOME = replace(functions.quadratic_form(-1, -1, 0, 9), name="round_dome", words="a round hill")
ROOM = replace(functions.temperature, window=((-0.6, 6.6), (-0.6, 6.6)), minima=())


def _n(number: float) -> str:
    return formatting.number(number)


class SlicesOfASurface(Explorer):
    """A point on a map, the cuts through it along both axes, and the slopes of these slices.

    Takes a name from ``SURFACES``.
    """

    SURFACES = {
        "x² + y²": (BOWL, (-2, 52), range(5, 50, 5)),
        "3x²y³": (functions.x_squared_y_cubed, (-60, 60), (-48, -24, -8, -2, 2, 8, 24, 48)),
    }
    STARTS = {"x² + y²": (3.0, 0.0), "3x²y³": (1.0, 1.0)}
    PRESETS = {
        "x² + y²": {
            "y held at 4": {"x": 2, "y": 4},
            "y held at 0": {"x": 2, "y": 0},
            "on the other side": {"x": -2, "y": 4},
            "the lowest point": {"x": 0, "y": 0},
        },
        "3x²y³": {
            "y held at 1": {"x": 1, "y": 1},
            "y held at 2": {"x": 1, "y": 2},
            "y held at 0": {"x": 1, "y": 0},
        },
    }

    def __init__(self, surface: str = "x² + y²"):
        self.name = arguments.choice("surface", surface, tuple(self.SURFACES))
        self.function, self.limits, self.levels = self.SURFACES[self.name]
        self.title = f"Slices of {self.function.words}:"
        self.presets = self.PRESETS[self.name]
        super().__init__()

    def sliders(self):
        (left, right), (bottom, top) = self.function.window
        x, y = self.STARTS[self.name]
        return [
            Slider("x", "x", x, left, right, step=(right - left) / 100),
            Slider("y", "y", y, bottom, top, step=(top - bottom) / 100),
        ]

    def draw(self, figure):
        plan, along_x, along_y = figure.subplots(1, 3, width_ratios=(5, 4, 4))
        heights = draw_contours(plan, replace(self.function, minima=()), self.levels, False)
        self.relief = descriptions.relief(heights)
        plan.set_aspect("equal")
        name_axes(plan, "x", "y", "the map")
        self.cuts = draw.CutsOnMap(plan)
        ends = self.function.window
        self.slice_x = draw.Slice(along_x, ends[0], VERMILLION)
        self.slice_y = draw.Slice(along_y, ends[1], draw.GREEN, "--")
        name_axes(along_x, "x", "", "slice along x")
        name_axes(along_y, "y", "", "slice along y")
        for axes in (along_x, along_y):
            axes.set_ylim(self.limits)
        self.drag_axes, self.grip = plan, self.cuts.point

    def update(self, x, y):
        height = float(self.function([x, y]))
        slope_x, slope_y = (float(s) for s in self.function.gradient([x, y]))
        self.cuts.show(x, y)
        places = self.slice_x.places
        self.slice_x.show(self._heights(places, y), x, height, slope_x)
        self.slice_y.show(self._heights(x, self.slice_y.places), y, height, slope_y)
        words = (
            f"With y held at {_n(y)}, the slope along x is {_n(slope_x)}. "
            f"With x held at {_n(x)}, the slope along y is {_n(slope_y)}."
        )
        numbers = {"height": height, "slope along x": slope_x, "slope along y": slope_y}
        return Reading(words, numbers, shape=self._shape())

    def _heights(self, x, y) -> np.ndarray:
        return self.function(np.stack(np.broadcast_arrays(x, y), axis=-1))

    def _shape(self) -> str:
        point = descriptions.marked(self.cuts.point, "the point")
        slices = []
        for number, cut in (("second", self.slice_x), ("third", self.slice_y)):
            way = {"rise": "rises", "fall": "falls", "are level": "is level"}[
                descriptions.line_slope(cut.tangent)
            ]
            words = (
                descriptions.outline(*cut.curve.get_data(), "the slice", self.limits)
                .words.rstrip(".")
                .split(";")[0]
            )
            at = descriptions.place(descriptions.marker(cut.point))
            end = f" and its point is {at}" if len(cut.point.parked()) else ""
            slices.append(
                f"In the {number} picture {descriptions.lowered(words)}; its tangent {way}{end}."
            )
        return descriptions.joined(self.relief, point, *slices)

    def dragged(self, x, y):
        return {"x": x, "y": y}


class TangentPlane(Explorer):
    """The plane that touches a surface at a point, and how far it is from it at a distance."""

    title = "A surface and its tangent plane:"
    size = (9.0, 4.2)
    SURFACES = {
        "x² + y²": functions.paraboloid,
        "x² − y²": functions.difference_of_squares,
    }
    redraws = ("surface",)
    plays = Play("distance")
    presets = {
        "along x": {"x": 1, "y": 1, "direction": 0, "distance": 1.2},
        "along y": {"x": 1, "y": 1, "direction": 90, "distance": 1.2},
        "at the lowest point": {"surface": "x² + y²", "x": 0, "y": 0, "distance": 1},
        "through the saddle": {
            "surface": "x² − y²", "x": 0, "y": 0, "direction": 90, "distance": 1.5,
        },
    }  # fmt: skip
    HALF = 1.5

    def menus(self):
        return [Menu("surface", "surface", tuple(self.SURFACES))]

    def sliders(self):
        return [
            Slider("x", "x", 0.6, -1.5, 1.5, step=0.1),
            Slider("y", "y", 1.1, -1.5, 1.5, step=0.1),
            Slider("direction", "direction", 0, 0, 360, step=5, unit="°"),
            Slider("distance", "distance", 1.5, 0, 1.5, step=0.02),
        ]

    def draw(self, figure):
        self.function = self.SURFACES[self.values["surface"]]
        space, cut = figure.subplots(1, 2, width_ratios=(6, 5))
        view = draw.draw_surface(space, self.function)
        space.set_title("the surface, and the plane")
        self.plane = draw.PlaneOnSurface(space, view, self.HALF)
        self.section = draw.Section(cut, (-0.4, 1.6))
        cut.set_ylim(-7.0, 9.5)
        name_axes(cut, "distance from the point", "", "height above the point")
        self.drag_axes, self.grip = cut, self.section.end

    def update(self, surface, x, y, direction, distance):
        point, unit = np.array([x, y], dtype=float), draw.TurningArrow.unit(direction)
        height = float(self.function(point))
        slopes = self.function.gradient(point)
        slope = float(slopes @ unit)
        true = float(self.function(point + distance * unit))
        heights = self.function(point + self.section.ways[:, None] * unit)
        self.plane.show(point, height, slopes, distance * unit, true)
        self.section.show(heights - height, 0.0, slope, distance, true - height)
        plane = height + distance * slope
        gap = true - plane
        if abs(gap) < 1e-12 * max(1.0, abs(true)):
            gap = 0.0
        numbers = {
            "slope along x": float(slopes[0]), "slope along y": float(slopes[1]),
            "slope this way": slope, "plane": plane, "surface": true, "gap": gap,
        }  # fmt: skip
        level = bool(np.hypot(*slopes) < LEVEL)
        return Reading(self._words(distance, gap), numbers, shape=self._shape(level))

    def _words(self, distance: float, gap: float) -> str:
        if distance == 0:
            return "At the point itself plane and surface touch: there is no gap."
        if gap == 0:
            return f"At the distance {_n(distance)} the surface lies in the plane."
        side = "above" if gap > 0 else "below"
        return f"At the distance {_n(distance)} the surface is {_n(abs(gap))} {side} the plane."

    def _shape(self, level: bool) -> str:
        form = "a bowl" if self.function is functions.paraboloid else "a saddle"
        place = descriptions.place(descriptions.marker(self.plane.point))
        bent = descriptions.bend(self.section.curve, self.section.line)
        how = "a straight line" if not bent else (
            "a curve that stays above the straight line of the plane"
            if self._above() else "a curve that stays below the straight line of the plane"
        )  # fmt: skip
        end = descriptions.place(descriptions.marker(self.section.end))
        square = "A level square" if level else "A tilted square"
        return (
            f"The surface is {form} made of wire. {square} touches it at a point {place}; two "
            "lines in it, one along x and one along y, cross there. In the second "
            f"picture the surface is {how}. The end of the way is {end}."
        )

    def dragged(self, x, y):
        return {"distance": x}

    def _above(self) -> bool:
        ways, heights = self.section.curve.get_data()
        return bool(np.sum(heights - np.interp(ways, *self.section.line.get_data())) > 0)


class GradientOnAMap(Explorer):
    """A point on a map, the gradient there as an arrow, and its two components.

    Takes a name from ``SURFACES``.
    """

    SURFACES = {
        "long hill": (HILL, range(0, 40, 4), (8, 16, 24, 32), 0.12),
        "x² + y²": (BOWL, range(5, 50, 5), (10, 20, 30, 40), 0.2),
    }
    # Arrows that point outwards end on the map only if the point stays away from its edge.
    ENDS = {"long hill": HILL.window, "x² + y²": ((-3.5, 3.5), (-3.5, 3.5))}
    STARTS = {"long hill": (-3.0, 0.0), "x² + y²": (-3.0, 1.0)}
    PRESETS = {
        "long hill": {
            "the side of the hill": {"x": 2.4, "y": 1.2},
            "the end of the hill": {"x": 3.6, "y": 0},
            "the top": {"x": 0, "y": 0},
        },
        "x² + y²": {
            "at (2, 3)": {"x": 2, "y": 3},
            "half as far": {"x": 1, "y": 1.5},
            "at the bottom": {"x": 0, "y": 0},
        },
    }

    def __init__(self, surface: str = "long hill"):
        self.name = arguments.choice("surface", surface, tuple(self.SURFACES))
        self.function, self.levels, self.numbered, self.scale = self.SURFACES[self.name]
        self.title = f"The gradient of {self.function.words} as an arrow:"
        self.presets = self.PRESETS[self.name]
        super().__init__()

    def sliders(self):
        (left, right), (bottom, top) = self.ENDS[self.name]
        x, y = self.STARTS[self.name]
        return [
            Slider("x", "x", x, left, right, step=0.1),
            Slider("y", "y", y, bottom, top, step=0.1),
        ]

    def draw(self, figure):
        plan, parts = figure.subplots(1, 2, width_ratios=(6, 5))
        bare = replace(self.function, minima=())
        self.relief = descriptions.relief(draw_contours(plan, bare, self.levels, self.numbered))
        plan.plot(0, 0, "+", color=BLACK, ms=11, mew=2)
        plan.set_aspect("equal")
        name_axes(plan, "x", "y", "the map, and the arrow")
        self.on_map = draw.GradientOnMap(plan, self.scale)
        corner = np.array([ends[1] for ends in self.ENDS[self.name]])
        room = 1.1 * np.abs(self.function.gradient(corner)).max()
        parts.set(xlim=(-room, room), ylim=(-room, room))
        parts.set_aspect("equal")
        for axis in (parts.xaxis, parts.yaxis):
            axis.set_major_locator(MaxNLocator(8, steps=(1, 2, 5, 10)))
        name_axes(parts, "slope along x", "slope along y", "its two entries")
        self.components = draw.Components(parts)
        self.drag_axes, self.grip = plan, self.on_map.point

    def update(self, x, y):
        point = np.array([x, y], dtype=float)
        gradient = self.function.gradient(point) + 0.0
        self.on_map.show(point, gradient)
        self.components.show(gradient)
        length = float(np.hypot(*gradient))
        numbers = {"slope along x": float(gradient[0]), "slope along y": float(gradient[1]),
                   "length": length}  # fmt: skip
        if length < LEVEL:
            words = "The gradient is zero here: it is level, and there is no arrow."
        else:
            angle = round(float(np.degrees(np.arctan2(gradient[1], gradient[0])))) % 360
            words = (
                f"The gradient is {formatting.point(gradient)}. It is {_n(length)} long and "
                f"points to {angle}°."
            )
        return Reading(words, numbers, shape=self._shape(point, gradient, length))

    def _shape(self, point: np.ndarray, gradient: np.ndarray, length: float) -> str:
        place = descriptions.marked(self.on_map.point, "the point")
        if length < LEVEL:
            return f"{self.relief} {place} There is no arrow in either picture."
        way = descriptions.heading(gradient)
        return (
            f"{self.relief} {place} An arrow from it points {way}; a dotted line goes on from it "
            f"on both sides and {self._meets(point, gradient)}. In the second picture the same "
            "arrow starts at zero, with one leg along each axis."
        )

    def _meets(self, point: np.ndarray, gradient: np.ndarray) -> str:
        x, y = point
        aside = abs(x * gradient[1] - y * gradient[0]) / np.hypot(*gradient)
        near = aside < descriptions.NEAR * np.ptp(self.function.window[0])
        return "goes through the cross" if near else "misses the cross"

    def dragged(self, x, y):
        return {"x": x, "y": y}


class TurnTheArrow(Explorer):
    """An arrow that turns about a point of a hill, and the slope in its direction."""

    title = "The slope in a direction:"
    plays = Play("direction", milliseconds=8000)
    traces = Trace("direction", within=("x", "y"))
    presets = {
        "another place": {"x": 2, "y": 1, "direction": 0},
        "a flat place": {"x": 0.4, "y": 0.1, "direction": 0},
        "the top": {"x": 0, "y": 0, "direction": 0},
    }

    def sliders(self):
        return [
            Slider("direction", "direction", 0, 0, 360, step=5, unit="°"),
            Slider("x", "x", -1.5, -2.8, 2.8, step=0.05),
            Slider("y", "y", -0.65, -1.5, 1.5, step=0.05),
        ]

    def draw(self, figure):
        plan, slopes = figure.subplots(1, 2)
        # Numbers on the lines would meet the name of the gradient.
        heights = draw_contours(plan, HILL, range(0, 40, 4), labels=False)
        self.relief = descriptions.relief(heights)
        plan.plot(0, 0, "+", color=BLACK, ms=11, mew=2)
        plan.set_aspect("equal")
        name_axes(plan, "x", "y", "the map, and the arrow")
        name_axes(slopes, "direction in °", "", "slope in that direction")
        self.turning = draw.TurningArrow(plan, slopes, 15.0, 1.1)
        self.drag_axes, self.grip = plan, self.turning.point

    def update(self, direction, x, y):
        point = np.array([x, y], dtype=float)
        self.gradient = HILL.gradient(point) + 0.0
        self.turning.show(point, self.gradient, direction, self.visited, self.revealed)
        length = float(np.hypot(*self.gradient))
        # Not the angle's own noise: at a right angle the slope is zero.
        slope = round(float(draw.TurningArrow.unit(direction) @ self.gradient), 12) + 0.0
        numbers = {"slope": slope}
        if self.revealed:
            numbers |= {"∇f": self.gradient, "length of ∇f": length}
        if length < LEVEL:
            words = "It is level here, in every direction: the slope is 0."
        else:
            words = f"In the direction {_n(direction)}° the hill {self._goes(slope, length)}."
        return Reading(words, numbers, shape=self._shape(direction))

    @staticmethod
    def _goes(slope: float, length: float) -> str:
        if slope == 0:
            return "is level: its slope is 0"
        if abs(slope) < 0.05 * length:
            return f"is nearly level: its slope is {formatting.number(slope, 3)}"
        size = formatting.number(abs(slope), 3)
        return f"{'rises' if slope > 0 else 'falls'}: its slope is {'-' * (slope < 0)}{size}"

    def _shape(self, direction: float) -> str:
        way = descriptions.heading(draw.TurningArrow.unit(direction))
        place = descriptions.marked(self.turning.point, "the point")
        words = f"{self.relief} {place} The arrow points {way}. In the second picture"
        if self.revealed:
            line = self.turning.trail.line
            parts = descriptions.in_view(line.axes, *line.get_data())
            return f"{words} the slopes {descriptions.course(parts[:, 1])}."
        return f"{words} {descriptions.dots_so_far(self.turning.trail.dots, 'slopes')}."

    def table(self):
        seen = np.linspace(0, 360, 37) if self.revealed else self.visited
        slopes = draw.TurningArrow.unit(seen) @ self.gradient
        return Table(("direction", "slope"), np.column_stack([seen, slopes]).tolist())

    def dragged(self, x, y):
        return {"x": x, "y": y}


@dataclass(frozen=True)
class Route:
    """A path over the hill: place and velocity at a time, and how large its rates may be.

    At ``level`` the map has a contour line that says something about the path.
    """

    place: Callable
    velocity: Callable
    limit: float
    level: float = 35.0


def _round(a: float, b: float) -> Route:
    return Route(
        lambda t: np.stack([a * np.cos(t), b * np.sin(t)], axis=-1),
        lambda t: np.stack([-a * np.sin(t), b * np.cos(t)], axis=-1),
        0.0,
    )


class WalkAcrossAMap(Explorer):
    """A walk over a hill: what its two coordinates add to the rate at which the height changes."""

    title = "A walk over a hill:"
    size = (9.0, 4.2)
    LAST = 6.28
    ROUTES = {
        "straight": Route(
            lambda t: np.stack(np.broadcast_arrays(-3 + t, 0.5 + 0.25 * t), axis=-1),
            lambda t: np.stack(np.broadcast_arrays(1.0 + 0 * t, 0.25 + 0 * t), axis=-1),
            12.0,
        ),
        "ellipse": replace(_round(2, 1), limit=6.0, level=36.0),
        "circle": replace(_round(2, 2), limit=20.0),
    }
    redraws = ("route",)
    plays = Play("t", milliseconds=8000)
    traces = Trace("t", within=("route",))
    presets = {
        "straight on": {"route": "straight", "t": 1},
        "round the ellipse": {"route": "ellipse", "t": 0.8},
        "round the circle": {"route": "circle", "t": 0.8},
    }

    def menus(self):
        return [Menu("route", "route", tuple(self.ROUTES))]

    def sliders(self):
        return [Slider("t", "time t", 0, 0, self.LAST, step=0.04, unit="s")]

    def draw(self, figure):
        self.route = self.ROUTES[self.values["route"]]
        plan, heights, bars = figure.subplots(1, 3, width_ratios=(6, 4, 4))
        self.times = np.linspace(0, self.LAST, 158)
        path = self.route.place(self.times)
        # Wider than the hill elsewhere: at the end of the straight way the arrow goes beyond 4.
        hill = replace(HILL, window=((-4.4, 4.4), (-3.0, 3.0)))
        draw_contours(plan, hill, (0, 8, 16, 24, 30, self.route.level, 38.5), (8, 16))
        plan.plot(0, 0, "+", color=BLACK, ms=11, mew=2)
        plan.set_aspect("equal")
        name_axes(plan, "x", "y", "the map, and the way")
        scale = 1.0 if self.values["route"] == "straight" else 0.45
        self.walk = draw.Walk(plan, path, (scale, 0.12))
        heights.set(xlim=(0, 6.3), ylim=(10, 42))
        name_axes(heights, "time t in s", "", "height in m")
        self.trail = Trail(heights)
        self.here = Points(heights, ms=10, color=VERMILLION)
        self.drag_axes, self.grip = heights, self.here
        name_axes(bars, "", "", "metres a second")
        self.parts = draw.Contributions(bars, self.route.limit)

    def update(self, t, route):
        place, velocity = self.route.place(t), self.route.velocity(t)
        gradient = HILL.gradient(place) + 0.0
        parts = [float(v) for v in np.round(gradient * velocity, 12) + 0.0]
        height, rate = float(HILL(place)), sum(parts)
        self.walk.show(place, velocity, gradient)
        self.parts.show(parts)
        times = self.times if self.revealed else self.visited
        self.heights = HILL(self.route.place(times))
        self.trail.show(times, self.heights, self.revealed)
        self.here.set_data([t], drawable(np.array([height])))
        numbers = {"height": height, "over x": parts[0], "over y": parts[1], "together": rate}
        if abs(rate) < LEVEL:
            words = "The height does not change at this moment: the two parts cancel."
            if not any(abs(part) > LEVEL for part in parts):
                words = "The height does not change at this moment: both parts are zero."
        else:
            how = "grows" if rate > 0 else "falls"
            words = (
                f"The height {how} by {_n(abs(rate))} metres a second: {_n(parts[0])} over x and "
                f"{_n(parts[1])} over y."
            )
        return Reading(words, numbers, shape=self._shape(velocity, parts))

    def _shape(self, velocity: np.ndarray, parts: list[float]) -> str:
        way = descriptions.heading(velocity)
        walker = descriptions.marked(self.walk.point, "the walker")
        one, other, both = (
            descriptions.compared(part, 0.0, "upwards", "nowhere", "downwards")
            if abs(part) > 0.01 * self.route.limit else "nowhere"
            for part in (*parts, sum(parts))
        )  # fmt: skip
        if self.revealed:
            line = self.trail.line
            heights = descriptions.in_view(line.axes, *line.get_data())[:, 1]
            second = f"the heights {descriptions.course(heights)}"
        else:
            second = descriptions.dots_so_far(self.trail.dots, "heights")
        return (
            f"The contours are ellipses about the cross, the top of the hill. {walker} An arrow "
            f"points {way}, where he goes, and another one the steepest way up, if there is one. "
            f"In the second picture {second}. In the third the bar of x goes {one}, that of y "
            f"{other}, and that of both together {both}."
        )

    def dragged(self, x, y):
        return {"t": x}

    def table(self):
        times = self.times[::4] if self.revealed else self.visited
        heights = HILL(self.route.place(times))
        return Table(("t", "height"), np.column_stack([times, heights]).tolist())


class Ring(Explorer):
    """A ring about a point of a map, and how much higher or lower the surface is on it."""

    def draw_ring(self, figure, levels) -> None:
        """Draw the map of ``self.function`` with a ring, and beside it what is seen around."""
        plan, around = figure.subplots(1, 2)
        heights = draw_contours(plan, self.function, levels, self.labels)
        self.relief = descriptions.relief(heights)
        plan.set_aspect("equal")
        name_axes(plan, "x", "y", "the map, and a ring")
        self.plan = plan
        self.ring = draw.RingOnMap(plan)
        name_axes(around, "direction in °", "", "on the ring")
        self.changes = draw.ChangeAround(around, (self.LESS, self.SAME, self.MORE))
        self.drag_axes, self.grip = plan, self.ring.point

    labels = False
    LESS, SAME, MORE = "lower", "as high", "higher"

    def look(self, x: float, y: float, radius: float) -> Reading:
        """Draw the ring about a point, and say what is to be seen on it."""
        radius = arguments.positive("radius", radius)
        place = np.array([x, y], dtype=float)
        ring = self.ring.around(x, y, radius)
        changes = self.function(ring) - float(self.function(place))
        largest = float(np.abs(changes).max())
        changes = np.where(np.abs(changes) < 1e-9 * max(largest, 1e-12), 0.0, changes)
        self.ring.show(x, y, ring)
        self.changes.show(changes, largest)
        slopes = self.function.gradient(place) + 0.0
        level = float(np.hypot(*slopes)) < LEVEL
        low, high = float(changes.min()), float(changes.max())
        words = f"{self._all_around(low, high)} {self._plane(level)}"
        numbers = {
            "slope along x": float(slopes[0]), "slope along y": float(slopes[1]),
            "smallest change on the ring": low, "largest": high,
        }  # fmt: skip
        return Reading(words, numbers, shape=self._shape(changes, low, high))

    def _all_around(self, low: float, high: float) -> str:
        if low > 0:
            return f"On the whole ring it is {self.MORE} than in the middle."
        if high < 0:
            return f"On the whole ring it is {self.LESS} than in the middle."
        if low < 0 < high:
            return f"On the ring it is {self.MORE} in some directions and {self.LESS} in others."
        if low == high == 0:
            return f"On the whole ring it is {self.SAME} as in the middle."
        one, other = (self.MORE, self.LESS) if high > 0 else (self.LESS, self.MORE)
        return f"On the ring it is {one} or {self.SAME} as in the middle, and nowhere {other}."

    @staticmethod
    def _plane(level: bool) -> str:
        if level:
            return "Both slopes in the middle are zero: the tangent plane is level."
        return "The tangent plane in the middle is tilted."

    def _shape(self, changes: np.ndarray, low: float, high: float) -> str:
        ring = descriptions.marked(self.ring.point, "the middle of the ring")
        if low < 0 < high:
            signs = np.sign(changes[:-1])
            signs = signs[signs != 0]
            count = int(np.sum(signs != np.roll(signs, 1)))
            words = f"the curve crosses the line of the middle's height {_times(count)}"
        elif low == high == 0:
            words = "the curve lies on the line of the middle's height"
        else:
            side = "above" if high > 0 else "below"
            touches = "" if low > 0 or high < 0 else " and touches it"
            words = f"the curve stays {side} the line of the middle's height{touches}"
        return f"{self.relief} {ring} In the second picture {words}."

    def dragged(self, x, y):
        return {"x": x, "y": y}


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


class LookAround(Ring):
    """A ring about a point of one of four surfaces."""

    title = "Round about a point:"
    SURFACES = {
        "x² + y²": functions.paraboloid,
        "9 − x² − y²": DOME,
        "x² − y²": functions.difference_of_squares,
        "x² + y² − 3xy": TILTED,
    }
    LEVELS = {
        "x² + y²": (0.2, 1, 2, 4, 6, 9, 12),
        "9 − x² − y²": (-3, 0, 3, 5, 7, 8, 8.8),
        "x² − y²": (-6, -4, -2, -1, -0.2, 0, 0.2, 1, 2, 4, 6),
        "x² + y² − 3xy": (-8, -5, -2, -0.5, 0, 0.5, 2, 5, 10, 20),
    }
    redraws = ("surface",)
    presets = {
        f"{name} at (0, 0)": {"surface": name, "x": 0, "y": 0, "radius": 0.5} for name in SURFACES
    }

    def menus(self):
        return [Menu("surface", "surface", tuple(self.SURFACES))]

    def sliders(self):
        return [
            Slider("x", "x", 1, -2, 2, step=0.05),
            Slider("y", "y", 0.5, -2, 2, step=0.05),
            Slider("radius", "radius", 0.5, 0.2, 1, step=0.05),
        ]

    def draw(self, figure):
        name = self.values["surface"]
        self.function = replace(self.SURFACES[name], minima=())
        self.draw_ring(figure, self.LEVELS[name])

    def update(self, surface, x, y, radius):
        return self.look(x, y, radius)


class RoundTheRoom(Ring):
    """A ring about a point of the warm room, whose formula goes on beyond the walls."""

    title = "Round about a point of the room:"
    presets = {
        "in the middle of the room": {"x": 3, "y": 3, "radius": 0.5},
        "at a wall": {"x": 0, "y": 3, "radius": 0.5},
        "in a corner": {"x": 6, "y": 6, "radius": 0.5},
    }
    labels = (74, 80)
    LESS, SAME, MORE = "cooler", "as warm", "warmer"

    def sliders(self):
        return [
            Slider("x", "x", 2, 0, 6, step=0.05),
            Slider("y", "y", 3, 0, 6, step=0.05),
            Slider("radius", "radius", 0.5, 0.2, 0.55, step=0.05),
        ]

    def draw(self, figure):
        self.function = ROOM
        self.draw_ring(figure, [*range(74, 85), 84.8, 85.2, 86, 88])
        self.plan.plot([0, 6, 6, 0, 0], [0, 0, 6, 6, 0], color=BLACK, lw=1.5)

    def update(self, x, y, radius):
        return self.look(x, y, radius)
