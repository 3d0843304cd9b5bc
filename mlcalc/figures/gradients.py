"""Pictures of functions of two variables: surfaces, slices, tangent planes, arrows on maps.

The classes hold the moving artists; their ``show`` moves them. The functions at the end return
still pictures with their text.
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.patches import Polygon, Rectangle

from mlcalc import formatting
from mlcalc.figures.arrows import SHORT, arrow, place_arrow
from mlcalc.figures.contours import CONTOUR, draw_contours
from mlcalc.figures.curves import Trail
from mlcalc.figures.picture import Picture
from mlcalc.figures.points import Points, drawable, in_view, is_inside
from mlcalc.figures.style import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    VERMILLION,
    drawing,
    name_axes,
    new_figure,
)
from mlcalc.functions import Function

BEHIND_A_NAME = {"boxstyle": "square,pad=0.15", "facecolor": "white", "edgecolor": "none"}
"""The box that keeps the lines of a picture away from a name."""


# Surfaces seen from the side.


@dataclass(frozen=True)
class View:
    """A surface over its window as seen from above and aside: which point of the page is where.

    Each side of the window counts as 2, the heights from ``low`` to ``high`` as ``tall``.
    """

    window: tuple[tuple[float, float], tuple[float, float]]
    low: float
    high: float
    turn: float = -60.0
    tilt: float = 24.0
    tall: float = 1.7

    def __call__(self, x, y, z) -> np.ndarray:
        """Return points of the page, shape (..., 2), for points of space."""
        (left, right), (front, back) = self.window
        x = 2 * (np.asarray(x, dtype=float) - left) / (right - left) - 1
        y = 2 * (np.asarray(y, dtype=float) - front) / (back - front) - 1
        z = self.tall * (np.asarray(z, dtype=float) - self.low) / (self.high - self.low)
        a, e = np.deg2rad(self.turn), np.deg2rad(self.tilt)
        across = -np.sin(a) * x + np.cos(a) * y
        nearer = np.cos(a) * x + np.sin(a) * y
        return np.stack([across, z * np.cos(e) - nearer * np.sin(e)], axis=-1)


def draw_surface(axes: Axes, function: Function, lines: int = 17) -> View:
    """Draw a surface as a net of lines over its window, as if it were made of wire."""
    x, y = (np.linspace(*ends, lines) for ends in function.window)
    fine = np.linspace(0, 1, 49)
    along_x, along_y = (ends[0] + fine * (ends[1] - ends[0]) for ends in function.window)
    heights = function.sample(np.stack(np.meshgrid(along_x, along_y), axis=-1))
    view = View(function.window, float(np.nanmin(heights)), float(np.nanmax(heights)))
    net = [view(along_x, v, function.sample(_pairs(along_x, v))) for v in y]
    net += [view(u, along_y, function.sample(_pairs(u, along_y))) for u in x]
    axes.add_collection(LineCollection(net, colors=CONTOUR, linewidths=0.8), autolim=False)
    axes.axis("off")
    names = _places_of_names(function, view)
    corners = np.concatenate([*net, names - (0.0, 0.2)])
    low, high = corners.min(axis=0), corners.max(axis=0)
    room = 0.12 * (high - low)
    axes.set(xlim=(low[0] - room[0], high[0] + room[0]), ylim=(low[1] - room[1], high[1] + room[1]))
    for (across, up), name in zip(names, function.variables, strict=True):
        axes.text(across, up, name, ha="center", va="top")
    return view


def _pairs(x, y) -> np.ndarray:
    return np.stack(np.broadcast_arrays(x, y), axis=-1)


def _places_of_names(function: Function, view: View) -> np.ndarray:
    """Return where the names of the variables stand, below the two front edges of the floor."""
    (left, right), (front, back) = function.window
    middles = np.array([((left + right) / 2, front), (right, (front + back) / 2)])
    heights = np.minimum(function.sample(middles), view.low + 0.1 * (view.high - view.low))
    return view(*middles.T, heights) - (0.0, 0.05)


class PlaneOnSurface:
    """The tangent plane of a surface seen from aside, the two lines that span it, and a gap."""

    def __init__(self, axes: Axes, view: View, half: float):
        self.view, self.half = view, half
        self.plane = Polygon(
            np.zeros((4, 2)), facecolor=VERMILLION, edgecolor=VERMILLION, alpha=0.25, lw=1,
            animated=True, zorder=3,
        )  # fmt: skip
        axes.add_patch(self.plane)
        (self.along_x,) = axes.plot([], [], color=VERMILLION, lw=2.5, animated=True, zorder=4)
        (self.along_y,) = axes.plot([], [], "--", color=GREEN, lw=2.5, animated=True, zorder=4)
        (self.gap,) = axes.plot([], [], color=BLACK, lw=2.5, animated=True, zorder=5)
        self.point = Points(axes, ms=9, color=VERMILLION, zorder=6)

    def show(self, point: np.ndarray, height: float, slopes: np.ndarray, way: np.ndarray,
             true: float) -> None:  # fmt: skip
        """Lay the plane against a point; at the end of the ``way`` mark the gap to the surface."""

        def on_plane(moves) -> np.ndarray:
            moves = np.asarray(moves, dtype=float)
            return self.view(*(point + moves).T, height + moves @ slopes)

        h = self.half
        self.plane.set_xy(drawable(on_plane([(-h, -h), (h, -h), (h, h), (-h, h)])))
        self.along_x.set_data(*drawable(on_plane([(-h, 0), (h, 0)])).T)
        self.along_y.set_data(*drawable(on_plane([(0, -h), (0, h)])).T)
        (end,) = on_plane([way])
        surface = self.view(*(point + way), true)
        self.gap.set_data(*drawable(np.array([end, surface])).T)
        self.point.set_data(*drawable(on_plane([(0, 0)])).T)


class Section:
    """A cut through a surface and its tangent plane along one direction, with the gap."""

    def __init__(self, axes: Axes, reach: tuple[float, float]):
        self.ways = np.linspace(*reach, 97)
        axes.set(xlim=reach, xticks=(0, 0.5, 1, 1.5))
        (self.curve,) = axes.plot([], [], color=BLUE, animated=True)
        (self.line,) = axes.plot([], [], color=VERMILLION, animated=True)
        (self.gap,) = axes.plot([], [], color=BLACK, lw=3, animated=True, zorder=4)
        self.point = Points(axes, ms=9, color=VERMILLION, zorder=5)
        self.end = Points(axes, ms=7, color=BLACK, zorder=5)

    def show(self, heights: np.ndarray, height: float, slope: float, way: float,
             true: float) -> None:  # fmt: skip
        """Draw the cut: heights of the surface along ``ways``, the line of the plane, the gap."""
        plane = height + slope * way
        self.curve.set_data(self.ways, drawable(heights))
        ends = self.ways[[0, -1]]
        self.line.set_data(ends, drawable(height + slope * ends))
        self.gap.set_data([way, way], drawable(np.array([plane, true])))
        self.point.set_data([0.0], drawable(np.array([height])))
        self.end.set_data([way], drawable(np.array([true])))


# Slices.


class CutsOnMap:
    """A point on a map and the two cuts through it, along each axis."""

    def __init__(self, axes: Axes):
        self.ends = np.array(axes.get_xlim()), np.array(axes.get_ylim())
        (self.along_x,) = axes.plot([], [], color=VERMILLION, lw=1.8, animated=True)
        (self.along_y,) = axes.plot([], [], "--", color=GREEN, lw=1.8, animated=True)
        self.point = Points(axes, ms=10, color=BLACK)

    def show(self, x: float, y: float) -> None:
        """Draw the cuts through this point."""
        self.along_x.set_data(self.ends[0], drawable(np.array([y, y])))
        self.along_y.set_data(drawable(np.array([x, x])), self.ends[1])
        self.point.set_data(drawable(np.array([x])), drawable(np.array([y])))


class Slice:
    """A curve cut out of a surface, with the tangent at one of its points."""

    def __init__(self, axes: Axes, ends: tuple[float, float], colour: str, style: str = "-"):
        self.places = np.linspace(*ends, 97)
        self.half = 0.22 * (ends[1] - ends[0])
        axes.set_xlim(ends)
        (self.curve,) = axes.plot([], [], color=BLUE, animated=True)
        (self.tangent,) = axes.plot([], [], style, color=colour, lw=2.5, animated=True, zorder=3)
        self.point = Points(axes, ms=9, color=BLACK, zorder=4)

    def show(self, heights: np.ndarray, at: float, height: float, slope: float) -> None:
        """Draw the curve with these heights at ``places``, and its tangent."""
        self.curve.set_data(self.places, drawable(heights))
        run = self.half / math.hypot(1.0, slope / self._steepness)
        self.tangent.set_data(
            drawable(np.array([at - run, at + run])),
            drawable(np.array([height - run * slope, height + run * slope])),
        )
        self.point.set_data(drawable(np.array([at])), drawable(np.array([height])))

    @property
    def _steepness(self) -> float:
        """The slope of the diagonal of the axes: all tangents look about equally long."""
        axes = self.curve.axes
        return float(np.ptp(axes.get_ylim()) / np.ptp(axes.get_xlim()))


# Arrows.


class GradientOnMap:
    """A point on a map, the gradient there as an arrow, and the line along which it points."""

    def __init__(self, axes: Axes, scale: float):
        self.scale = scale
        (self.line,) = axes.plot([], [], ":", color=GREY, lw=1.6, animated=True)
        self.arrow = arrow(axes, BLACK)
        self.point = Points(axes, ms=9, color=BLACK, zorder=5)

    def show(self, point: np.ndarray, gradient: np.ndarray) -> None:
        """Move point and arrow; the arrow is the gradient times the scale."""
        place_arrow(self.arrow, point, self.scale * gradient)
        size = float(np.hypot(*gradient))
        reach = 100.0 * gradient / size if size > SHORT else np.zeros(2)
        self.line.set_data(*drawable(np.stack([point - reach, point + reach])).T)
        self.point.set_data(*drawable(point[:, None]))


class Components:
    """An arrow from zero and the two legs it is made of."""

    def __init__(self, axes: Axes):
        axes.axhline(0, color=BLACK, lw=0.8)
        axes.axvline(0, color=BLACK, lw=0.8)
        (self.along_x,) = axes.plot([], [], color=VERMILLION, lw=5, alpha=0.45, animated=True)
        (self.along_y,) = axes.plot([], [], "--", color=GREEN, lw=3, animated=True)
        self.arrow = arrow(axes, BLACK)
        self.tip = Points(axes, ms=7, color=BLACK, zorder=5)

    def show(self, gradient: np.ndarray) -> None:
        """Draw the arrow with its legs."""
        x, y = drawable(gradient)
        self.along_x.set_data([0, x], [0, 0])
        self.along_y.set_data([x, x], [0, y])
        place_arrow(self.arrow, np.zeros(2), drawable(gradient))
        self.tip.set_data([x], [y])


class TurningArrow:
    """An arrow that turns about a point of a map, and beside it the slope in each direction."""

    DIRECTIONS = np.linspace(0, 360, 181)

    def __init__(self, surface: Axes, slopes: Axes, limit: float, reach: float):
        self.reach = reach
        self.arrow = arrow(surface, VERMILLION)
        self.gradient = arrow(surface, BLACK)
        (self.level,) = surface.plot([], [], "--", color=BLACK, lw=1.6, animated=True)
        self.point = Points(surface, ms=8, color=BLACK, zorder=5)
        self.name = surface.text(
            0, 0, "∇f", ha="center", va="center", weight="bold", animated=True, clip_on=True
        )
        slopes.axhline(0, color=BLACK, lw=0.8)
        slopes.set(xlim=(0, 360), xticks=range(0, 361, 90), ylim=(-limit, limit))
        self.trail = Trail(slopes)
        self.here = Points(slopes, ms=10, color=VERMILLION)

    @staticmethod
    def unit(degrees) -> np.ndarray:
        """Return the arrow of length 1 in a direction, shape (..., 2)."""
        radians = np.deg2rad(degrees)
        return np.stack([np.cos(radians), np.sin(radians)], axis=-1)

    def show(self, point: np.ndarray, gradient: np.ndarray, degrees: float, seen: np.ndarray,
             whole: bool) -> None:  # fmt: skip
        """Turn the arrow; the slopes are drawn where it has been, or all with the gradient."""
        place_arrow(self.arrow, point, self.reach * self.unit(degrees))
        size = float(np.hypot(*gradient))
        way = gradient / size if size > SHORT else np.zeros(2)
        place_arrow(self.gradient, point, self.reach * way)
        self.gradient.set_visible(whole and size > SHORT)
        tip = point + 1.3 * self.reach * way
        self.name.set_position(drawable(tip))
        # Far beyond the axes the name could not be drawn.
        in_sight = bool(is_inside(in_view(self.name.axes, *tip)).all())
        self.name.set_visible(whole and size > SHORT and in_sight)
        across = 1.6 * self.reach * np.array([-way[1], way[0]])
        self.level.set_data(*drawable(np.stack([point - across, point + across])).T)
        self.level.set_visible(whole and size > SHORT)
        self.point.set_data(*drawable(point[:, None]))
        directions = self.DIRECTIONS if whole else seen
        self.trail.show(directions, self.unit(directions) @ gradient, whole)
        self.here.set_data([degrees], drawable(self.unit(np.array([degrees])) @ gradient))


# A walk over a map.


class Walk:
    """A walker on a path over a map, with the arrow of the velocity and that of the gradient."""

    def __init__(self, axes: Axes, path: np.ndarray, scales: tuple[float, float]):
        axes.plot(*path.T, color=GREY, lw=1.6, ls=":")
        self.scales = scales
        self.velocity, self.gradient = arrow(axes, VERMILLION), arrow(axes, BLACK)
        self.point = Points(axes, ms=9, color=VERMILLION, zorder=5)

    def show(self, point: np.ndarray, velocity: np.ndarray, gradient: np.ndarray) -> None:
        """Move the walker."""
        place_arrow(self.velocity, point, self.scales[0] * velocity)
        place_arrow(self.gradient, point, self.scales[1] * gradient)
        self.point.set_data(*drawable(point[:, None]))


class Contributions:
    """Three upright bars: two parts, and what they make together."""

    def __init__(self, axes: Axes, limit: float):
        axes.axhline(0, color=BLACK, lw=1)
        axes.set(xlim=(-0.6, 2.6), ylim=(-limit, limit))
        axes.set_xticks(range(3), ["x", "y", "both"])
        axes.grid(False, axis="x")
        self.limit = limit
        self.bars = [
            Rectangle((place - 0.3, 0), 0.6, 0, facecolor=colour, edgecolor=BLACK, lw=0.5,
                      animated=True)
            for place, colour in enumerate((VERMILLION, GREEN, BLUE))
        ]  # fmt: skip
        for bar in self.bars:
            axes.add_patch(bar)

    def show(self, parts: Sequence[float]) -> None:
        """Draw the two parts and their sum."""
        for bar, height in zip(self.bars, (*parts, sum(parts)), strict=True):
            bar.set_height(float(np.clip(height, -self.limit, self.limit)))


# Looking round.


class RingOnMap:
    """A point of a map and a ring about it."""

    ANGLES = np.linspace(0, 2 * np.pi, 97)

    def __init__(self, axes: Axes):
        (self.ring,) = axes.plot([], [], color=VERMILLION, lw=2, animated=True)
        self.point = Points(axes, ms=9, color=BLACK, zorder=5)

    def around(self, x: float, y: float, radius: float) -> np.ndarray:
        """Return the points of the ring, shape (97, 2)."""
        circle = np.column_stack([np.cos(self.ANGLES), np.sin(self.ANGLES)])
        return np.array([x, y]) + radius * circle

    def show(self, x: float, y: float, ring: np.ndarray) -> None:
        """Draw the point and the ring."""
        self.ring.set_data(*drawable(ring).T)
        self.point.set_data(drawable(np.array([x])), drawable(np.array([y])))


class ChangeAround:
    """How much higher a surface is on a ring than in its middle, in every direction."""

    def __init__(self, axes: Axes, words: Sequence[str]):
        axes.axhline(0, color=BLACK, lw=1)
        axes.set(xlim=(0, 360), xticks=range(0, 361, 90), ylim=(-1.2, 1.2))
        axes.set_yticks((-1, 0, 1), words)
        (self.curve,) = axes.plot([], [], color=BLUE, animated=True)

    def show(self, changes: np.ndarray, largest: float) -> None:
        """Draw the changes; the largest one fills the picture."""
        degrees = np.rad2deg(RingOnMap.ANGLES)
        self.curve.set_data(degrees, drawable(changes / largest if largest else changes))


# Still pictures of the chapter.


def surface_and_map(function: Function, levels: Sequence[float]) -> Picture:
    """Show a bowl twice: as a surface, and as a map of contour lines, every other one numbered."""
    figure = new_figure(9, 4.2)
    with drawing():
        surface, plan = figure.subplots(1, 2)
        draw_surface(surface, function)
        surface.set_title("the surface")
        draw_contours(plan, replace(function, minima=()), levels, levels[1::2])
        plan.set_aspect("equal")
        name_axes(plan, *function.variables, "the map")
    written = ", ".join(formatting.number(level) for level in levels)
    return Picture(
        figure,
        f"The surface of {function.words} as a net of wire, a bowl with its lowest point in the "
        f"middle, and its map: circles about the middle at the heights {written}, closer and "
        "closer together towards the outside.",
    )


PLACES = {"A": (-2.2, -1.4), "B": (0.15, 0.55), "C": (2.3, -0.3), "D": (-0.6, 2.3)}
"""Places on the map to read."""


def hills(points: np.ndarray) -> np.ndarray:
    """Return the heights of two hills, one steep and one gentle, at points of shape (..., 2)."""
    x, y = points[..., 0], points[..., 1]
    steep = 60 * np.exp(-((x - 1.5) ** 2) * 1.6 - (y + 0.4) ** 2)
    gentle = 42 * np.exp(-0.22 * (x + 1.4) ** 2 - 0.22 * (y - 0.6) ** 2)
    return steep + gentle


def map_to_read(places: dict[str, tuple[float, float]] = PLACES) -> Picture:
    """Show a map of two hills with places by letters."""
    figure = new_figure(6.4, 4.6)
    x, y = np.linspace(-3.5, 3.5, 141), np.linspace(-2.8, 2.8, 113)
    heights = hills(np.stack(np.meshgrid(x, y), axis=-1))
    with drawing():
        axes = figure.subplots()
        lines = axes.contour(x, y, heights, levels=range(5, 75, 5), colors=CONTOUR, linewidths=1)
        axes.clabel(lines, (10, 20, 30, 50), fontsize=12, fmt=formatting.number)
        axes.set(xlim=(-3.5, 3.5), ylim=(-2.8, 2.8), aspect="equal")
        axes.grid(False)
        name_axes(axes, "x in km", "y in km")
        for name, place in places.items():
            axes.plot(*place, "o", color=BLACK, ms=7)
            axes.annotate(name, place, (8, 5), textcoords="offset points", weight="bold")
    at = "; ".join(f"{name} at {formatting.point(place)}" for name, place in places.items())
    return Picture(
        figure,
        "A map of two hills with a contour line for every 5 metres. The lines lie far apart around "
        f"the left hill and close together around the right one. Four places: {at}.",
    )


def maps_to_match(functions: Sequence[Callable], window: float = 2.0) -> Picture:
    """Show numbered maps without heights."""
    figure = new_figure(9, 2.9)
    x = np.linspace(-window, window, 81)
    grid = np.stack(np.meshgrid(x, x), axis=-1)
    words = []
    with drawing():
        for number, (axes, function) in enumerate(
            zip(figure.subplots(1, len(functions)), functions, strict=True), 1
        ):
            heights = function(grid[..., 0], grid[..., 1])
            axes.contour(x, x, heights, levels=9, colors=CONTOUR, linewidths=1, linestyles="solid")
            axes.set(xlim=(-window, window), ylim=(-window, window), aspect="equal")
            axes.set(xticks=(-2, 0, 2), yticks=(-2, 0, 2))
            axes.grid(False)
            axes.set_title(str(number))
            corners = [float(function(*p)) for p in ((0.0, 0.0), (2.0, 0.0), (0.0, 2.0))]
            at = ", ".join(formatting.number(height, 2) for height in corners)
            words.append(f"{number}: {at}")
    return Picture(
        figure,
        "Four maps of contour lines, 1 to 4, without numbers on the lines. The heights at (0, 0), "
        f"(2, 0) and (0, 2): {'; '.join(words)}.",
    )


def partials_to_read(function: Callable, point: tuple[float, float]) -> Picture:
    """Show a part of a map with numbered contour lines, and the two axis directions at a point."""
    figure = new_figure(6.4, 4.6)
    x, y = np.linspace(0, 6, 121), np.linspace(0, 4, 81)
    heights = function(*np.meshgrid(x, y))
    with drawing():
        axes = figure.subplots()
        levels = np.arange(0, 201, 10)
        lines = axes.contour(x, y, heights, levels=levels, colors=CONTOUR, linewidths=1.2)
        axes.clabel(lines, lines.levels, fontsize=12, fmt=formatting.number)
        axes.set(xlim=(0, 6), ylim=(0, 4), aspect="equal")
        name_axes(axes, "x in km", "y in km")
        axes.axhline(point[1], color=VERMILLION, lw=1.5)
        axes.axvline(point[0], color=GREEN, lw=1.5, ls="--")
        axes.plot(*point, "o", color=BLACK, ms=8, zorder=4)
        axes.annotate("P", point, (8, 8), textcoords="offset points", weight="bold")
    ways = [(point[0] + dx, point[1] + dy) for dx, dy in ((-1, 0), (0, 0), (1, 0), (0, 1))]
    written = ", ".join(f"{float(function(*p)):.0f}" for p in ways)
    return Picture(
        figure,
        f"A map with a contour line for every 10 metres and a place P at {formatting.point(point)}"
        ". The heights 1 km west of P, at P, 1 km east and 1 km north of it are about "
        f"{written} metres.",
    )


def arrows_to_choose(
    function: Function, point: tuple[float, float], ways: dict[str, tuple[float, float]]
) -> Picture:
    """Show a map with lettered arrows at one point, and the contour line through it."""
    figure = new_figure(6.0, 4.6)
    through = float(function(np.array(point)))
    with drawing():
        axes = figure.subplots()
        levels = sorted({*range(0, 40, 5), through})
        draw_contours(axes, replace(function, minima=()), levels, [v for v in levels if v >= 15])
        axes.set_aspect("equal")
        name_axes(axes, *function.variables)
        for name, way in ways.items():
            end = np.add(point, way)
            axes.annotate(
                "", end, point,
                arrowprops={"arrowstyle": "-|>", "color": BLACK, "lw": 2, "shrinkA": 0,
                            "shrinkB": 0},
            )  # fmt: skip
            axes.text(*np.add(point, 1.22 * np.array(way)), name, ha="center", va="center",
                      weight="bold")  # fmt: skip
        axes.plot(*point, "o", color=BLACK, ms=7)
    pointing = "; ".join(f"{name} by {formatting.point(way)}" for name, way in ways.items())
    return Picture(
        figure,
        f"A map of {function.words} with the heights written on the lines, and four arrows from "
        f"the point {formatting.point(point)} on the line {formatting.number(through)}: "
        f"{pointing}.",
    )


def two_ways(factors: Sequence[tuple[str, str]]) -> Picture:
    """Show how a change goes from t over x and over y to z, with a factor on each of the ways."""
    figure = new_figure(8, 3.0)
    places = {"t": (0.8, 1.0), "x": (4.0, 1.75), "y": (4.0, 0.25), "z": (7.2, 1.0)}
    with drawing():
        axes = figure.subplots()
        axes.set(xlim=(0, 8), ylim=(-0.35, 2.35))
        axes.axis("off")
        for middle, (first, second) in zip("xy", factors, strict=True):
            colour, style = (VERMILLION, "-") if middle == "x" else (GREEN, "--")
            for a, b, factor in (("t", middle, first), (middle, "z", second)):
                start, end = np.array(places[a]), np.array(places[b])
                way = (end - start) / np.hypot(*(end - start))
                axes.annotate(
                    "", end - 0.42 * way, start + 0.42 * way,
                    arrowprops={"arrowstyle": "-|>", "color": colour, "lw": 2.5, "ls": style},
                )  # fmt: skip
                side = 0.33 if middle == "x" else -0.33
                axes.text(*((start + end) / 2 + (0, side)), factor, ha="center", va="center",
                          fontsize=16)  # fmt: skip
        for name, (x, y) in places.items():
            circle = {"boxstyle": "circle", "facecolor": "white", "edgecolor": BLACK}
            axes.text(x, y, name, ha="center", va="center", fontsize=15, weight="bold", bbox=circle)
    words = " and ".join(
        f"over {middle} with the factors {first} and {second}"
        for middle, (first, second) in zip("xy", factors, strict=True)
    )
    words = re.sub(r"\\frac\{(\w+)\}\{(\w+)\}", r"\1/\2", words.replace("$", ""))
    return Picture(figure, f"A change of t reaches z in 2 ways: {words}.")


def level_places(function: Function, points: dict[str, tuple[float, float]], levels) -> Picture:
    """Show a surface and its map with named points, and thick lines where x or y is zero."""
    figure = new_figure(9, 4.4)
    (left, right), (bottom, top) = function.window
    walls = [(left, bottom), (left, top)], [(left, bottom), (right, bottom)]
    with drawing():
        space, plan = figure.subplots(1, 2)
        view = draw_surface(space, function, 21)
        space.set_title("the surface")
        bare = replace(function, minima=())
        draw_contours(plan, bare, levels, False)
        plan.set_aspect("equal")
        name_axes(plan, *function.variables, "the map")
        for ends in np.array(walls, dtype=float):
            way = ends[0] + np.linspace(0, 1, 31)[:, None] * (ends[1] - ends[0])
            space.plot(*view(*way.T, function(way)).T, color=BLACK, lw=3)
            plan.plot(*way.T, color=BLACK, lw=3, clip_on=False)
        for name, point in points.items():
            at = view(*point, float(function(np.array(point))))
            for axes, place, side, aside in (
                (space, at, "left", (9, 4)), (plan, point, "right", (-8, -18)),
            ):  # fmt: skip
                axes.plot(*place, "o", color=VERMILLION, ms=8, zorder=5, clip_on=False)
                axes.annotate(name, place, aside, textcoords="offset points", weight="bold",
                              color=VERMILLION, ha=side, zorder=6, bbox=BEHIND_A_NAME)  # fmt: skip
    named = " and ".join(
        f"a {name} at {formatting.point(point)}, "
        f"{formatting.number(float(function(np.array(point))))} high"
        for name, point in points.items()
    )
    return Picture(
        figure,
        f"The surface of {function.words} and its map, with {named}. On the walls x = 0 and y = 0, "
        "drawn as thick lines, the surface is level, too.",
    )


def zero_lines(function: Function, inputs: np.ndarray, targets: np.ndarray) -> Picture:
    """Show the map of a line's error with the lines on which one of its slopes is zero.

    Beside it stand the points and the line of the place where both are zero.
    """
    figure = new_figure(9, 4.4)
    hessian, linear = function.hessian(np.zeros(2)), function.gradient(np.zeros(2))
    with drawing():
        axes, data = figure.subplots(1, 2, width_ratios=(3, 2))
        draw_contours(axes, replace(function, minima=()), [5, 10, 20, 40, 80, 160, 320], False)
        m = np.array(function.window[0])
        height = function.window[1][0] + 0.8
        for row, colour, style, name, aside in (
            (0, VERMILLION, "-", r"$E_m = 0$", -66), (1, GREEN, "--", r"$E_b = 0$", 12),
        ):  # fmt: skip
            b = -(linear[row] + hessian[row, 0] * m) / hessian[row, 1]
            axes.plot(m, b, style, color=colour)
            at = -(linear[row] + hessian[row, 1] * height) / hessian[row, 0]
            axes.annotate(name, (at, height), (aside, 0), textcoords="offset points",
                          color=colour)  # fmt: skip
        name_axes(axes, "slope m", "intercept b")
        slope, intercept = np.linalg.solve(hessian, -linear)
        axes.plot(slope, intercept, "o", color=BLACK, ms=8, zorder=5)
        heights = slope * inputs + intercept
        ends = np.array([0.0, inputs.max() + 1])
        data.plot(ends, slope * ends + intercept, color=BLUE)
        data.vlines(inputs, heights, targets, color=BLACK, lw=2.5)
        data.plot(inputs, targets, "o", color=BLACK, ms=8)
        data.set(xlim=ends, ylim=(0, targets.max() + 1))
        name_axes(data, "x", "y", "the line of the crossing")
    points = ", ".join(formatting.point(p) for p in zip(inputs, targets, strict=True))
    gaps = formatting.point(np.abs(heights - targets)).strip("()")
    return Picture(
        figure,
        "The map of the error E over slope m and intercept b: long ellipses that lie from the "
        "upper left to the lower right. On one falling line the slope along m is zero, on another, "
        "less steep, the slope along b; they cross at a black point in the middle of the ellipses. "
        "Beside it the "
        f"points {points} and the line of slope {formatting.number(slope)} and intercept "
        f"{formatting.number(intercept)}, with the upright gaps between them: {gaps}.",
    )
