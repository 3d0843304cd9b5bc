"""Pictures of one unit: its diagram, the plane it divides, surprise, slopes, corrections.

The classes hold the moving artists; their ``show`` moves them. The functions at the end return
still pictures with their text.
"""

from collections.abc import Sequence

import numpy as np
from contourpy import contour_generator
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from mlcalc import formatting
from mlcalc.activations import sigmoid
from mlcalc.figures.arrows import arrow, place_arrow
from mlcalc.figures.curves import Trail
from mlcalc.figures.picture import Picture
from mlcalc.figures.points import Points, drawable
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
from mlcalc.figures.two_layer_network import CLASS_COLOURS, CLASS_MARKERS, Diagram, Plane, pale
from mlcalc.losses import log_loss, log_loss_of_logits
from mlcalc.perceptrons import Perceptron, squared_slope

DASHES = (0, (5, 2))

SLOPES = (log_loss_of_logits.slope_formula, squared_slope)
"""The slopes by the sum z of the two losses that are compared, each of a label and z."""


class UnitDiagram(Diagram):
    """One unit as circles and lines: two inputs, the sum, the prediction, the loss."""

    NODES = {
        "x1": (0.0, 2.9), "x2": (0.0, 0.3), "out": (4.2, 1.6), "p": (7.5, 1.6), "L": (10.6, 1.6),
    }  # fmt: skip
    EDGES = {
        "w1": ("x1", "out", 0.5, 1), "w2": ("x2", "out", 0.5, -1), "act": ("out", "p", 0.5, -1),
        "yhat": ("p", "L", 0.5, -1),
    }  # fmt: skip
    BESIDE = {"out": ("b", 0.9)}
    LOWER = 0.7
    """How much further down the slopes stand where the edges are level: below the circles."""

    CLEAR = 1.0
    """Where the words at the slanted edges begin: right of the circles of the inputs."""

    FURTHER = 0.35
    """How much further right than elsewhere the slope of the bias stands: b may be long."""

    def __init__(self, axes: Axes):
        super().__init__(axes)
        for name in ("act", "yhat"):
            x, y = self.slopes[name].get_position()
            self.slopes[name].set_position((x, y - self.LOWER))
        # From the input's circle on: a longer number stays clear of the slanted edge.
        for name, side in (("w1", 1), ("w2", -1)):
            (x0, y0), (x1, y1) = self._ends(name)
            level = y0 + (self.CLEAR - x0) * (y1 - y0) / (x1 - x0)
            for text, away in ((self.weights[name], 0.31), (self.slopes[name], 0.74)):
                text.set(position=(self.CLEAR, level + away * side), ha="left", bbox=None)
        x, y = self.slopes["out"].get_position()
        self.slopes["out"].set_position((x + self.FURTHER, y))
        # At the top a warning would cover it.
        self.steps.set_position((11.35, -1.9))


class Field(Plane):
    """Two classes in the plane, what one unit says of every place, its boundary and its weights.

    The weights are an arrow from the boundary. Its length says nothing: it is always the same, but
    shorter where the picture ends, and without room for its head there is no arrow.
    """

    REACH, LEAST = 0.3, 0.06
    """How long the arrow is drawn, as a part of the window, and how long at least."""

    ROOM = 0.47
    """How far from the middle the arrow may go, as a part of the window."""

    def __init__(self, axes: Axes, window: tuple[float, float], size: float = 11):
        super().__init__(axes, window)
        for artist in self.points:
            artist.set_markersize(size)
        self.foot = Points(axes, marker="s", color=GREEN, ms=6, mec="white", mew=0.6)
        self.arrow = arrow(axes, GREEN, width=2.2, head=16, linestyle=DASHES)
        self.ring = Points(axes, mfc="none", mec=BLACK, mew=2, ms=1.8 * size)

    def show(self, perceptron: Perceptron, steps: bool = False) -> None:
        """Colour the plane by what the unit says, draw its boundary and its weights.

        With ``steps`` it says 0 or 1 and nothing between.
        """
        z = perceptron.sums(self.grid.reshape(-1, 2)).reshape(self.grid.shape[:2])
        says = (z >= 0).astype(float) if steps else sigmoid(np.nan_to_num(z))
        self.image.set_data(pale(says))
        w, length = perceptron.weights, float(np.hypot(*perceptron.weights))
        there = 0 < length < np.inf
        self.arrow.set_visible(there)
        self.foot.set_data([], [])
        self.boundary.set_segments([])
        if there:
            self._show_line(w / length, perceptron.bias / length)

    def _show_line(self, way: np.ndarray, aside: float) -> None:
        middle = np.full(2, self.window.mean())
        foot = middle - (way @ middle + aside) * way
        across = 3 * np.ptp(self.window) * np.array([-way[1], way[0]])
        foot = drawable(foot)
        self.boundary.set_segments([np.array([foot - across, foot + across])])
        self.foot.set_data(*foot[:, None])
        size, out = np.ptp(self.window), np.abs(way).max()
        inside = np.abs(foot - middle).max() <= size / 2
        # The arrow lies on a ray through the middle.
        length = min(self.REACH * size, self.ROOM * size / out - way @ (foot - middle))
        place_arrow(self.arrow, foot, (inside and length > self.LEAST * size) * length * way)

    def mark(self, point: np.ndarray | None) -> None:
        """Draw a ring about one example, or about none."""
        self.ring.set_data(*(([], []) if point is None else point[:, None]))


class ExamplesOnSigmoid:
    """The S-curve with the examples on it: each at its sum z and what the unit says."""

    REACH = 8.0

    def __init__(self, axes: Axes):
        z = np.linspace(-self.REACH, self.REACH, 201)
        axes.axhline(0.5, color=GREY, lw=1, ls=":")
        axes.plot(z, sigmoid(z), color=BLUE)
        axes.set(xlim=(-self.REACH, self.REACH), ylim=(-0.06, 1.06))
        name_axes(axes, "the sum z", "", r"what the unit says, $\hat{y}$")
        self.points = [
            Points(axes, marker=marker, color=colour, mec="white", mew=0.6, ms=11)
            for marker, colour in zip(CLASS_MARKERS, CLASS_COLOURS, strict=True)
        ]

    def show(self, z: np.ndarray, labels: np.ndarray) -> None:
        """Put the examples at their sums."""
        for label, artist in enumerate(self.points):
            at = z[labels == label]
            artist.set_data(drawable(at), sigmoid(at))


class Surprise:
    """The loss against what the unit says, for one label: a trail, and the point there."""

    HIGHEST = 5.0

    def __init__(self, axes: Axes, label: int):
        axes.set(xlim=(0, 1), ylim=(0, self.HIGHEST))
        name_axes(axes, r"what the unit says, $\hat{y}$", "loss" if label else "",
                  f"the label is {label}")  # fmt: skip
        self.label = label
        self.trail = Trail(axes)
        self.point = Points(axes, ms=10, color=VERMILLION)
        (self.drop,) = axes.plot([], [], color=VERMILLION, lw=1.2, ls=":", animated=True)

    def loss(self, said):
        """Return the log loss of what was said."""
        return log_loss.each_formula(self.label, said)

    def show(self, said: float, seen: np.ndarray, whole: bool) -> None:
        """Draw the point at what is said, and the trail of what was said before."""
        height = float(self.loss(said))
        self.trail.show(seen, self.loss(seen), whole)
        self.point.set_data([said], [height])
        self.drop.set_data([said, said], drawable(np.array([0, height])))


class TwoSlopes:
    """The sigmoid with its tangent, and the slopes of two losses against the sum z."""

    REACH = 8.0

    def __init__(self, curve: Axes, slopes: Axes):
        z = np.linspace(-self.REACH, self.REACH, 201)
        curve.plot(z, sigmoid(z), color=BLUE)
        curve.set(xlim=(-self.REACH, self.REACH), ylim=(-0.08, 1.08))
        name_axes(curve, "the sum z", "", r"what the unit says, $\hat{y}$")
        (self.label,) = curve.plot([], [], color=BLACK, ls=":", lw=1.5, animated=True)
        (self.tangent,) = curve.plot([], [], color=VERMILLION, animated=True)
        self.point = Points(curve, ms=10, color=VERMILLION)
        slopes.axhline(0, color=GREY, lw=1)
        slopes.set(xlim=(-self.REACH, self.REACH), ylim=(-1.1, 1.1))
        name_axes(slopes, "the sum z", "", "slope of the loss by z")
        self.log, self.squared = Trail(slopes, VERMILLION), Trail(slopes, GREEN, ls="--")
        self.squared.dots.set_marker("s")
        self.here = [
            Points(slopes, ms=10, color=VERMILLION),
            Points(slopes, ms=9, marker="s", color=GREEN),
        ]

    def show(self, z: float, label: int, seen: np.ndarray, whole: bool) -> None:
        """Move to a sum, and draw the slopes where the reader has been."""
        said = float(sigmoid(z))
        self.label.set_data([-self.REACH, self.REACH], [label, label])
        self.point.set_data([z], [said])
        slope = said * (1 - said)
        ends = np.array([-1.5, 1.5])
        self.tangent.set_data(z + ends, said + slope * ends)
        for trail, point, formula in zip((self.log, self.squared), self.here, SLOPES, strict=True):
            trail.show(seen, formula(label, seen), whole)
            point.set_data([z], [float(formula(label, np.array(z)))])


class WeightCurve:
    """How long the weights are after every epoch, up to the last one seen."""

    def __init__(self, axes: Axes, epochs: int, longest: float):
        axes.set(xlim=(-0.02 * epochs, 1.02 * epochs), ylim=(0, longest))
        axes.set_xticks([0, epochs // 2, epochs])
        name_axes(axes, "epoch", "", "length of the weights")
        (self.faint,) = axes.plot([], [], color=GREEN, lw=1, alpha=0.5, animated=True)
        (self.line,) = axes.plot([], [], color=GREEN, ls="--", animated=True)
        self.point = Points(axes, ms=8, marker="s", color=GREEN)

    def show(self, lengths: np.ndarray, epoch: int, seen: int) -> None:
        """Draw the lengths up to an epoch, faintly up to the epoch seen last."""
        y, at = drawable(lengths), min(epoch, len(lengths) - 1)
        x = np.arange(len(y))
        self.faint.set_data(x[: seen + 1], y[: seen + 1])
        self.line.set_data(x[: at + 1], y[: at + 1])
        self.point.set_data([at], [y[at]])


class LossContours:
    """Contour lines of a loss over two weights, drawn anew for each loss."""

    LEVELS = np.array([0.005, 0.02, 0.05, 0.1, 0.2, 0.35, 0.6, 1, 1.6, 2.5, 4, 7, 12])
    """Heights of the lines above the lowest loss."""

    def __init__(self, axes: Axes, window: tuple[tuple[float, float], tuple[float, float]]):
        # The valley may be narrow from below to above.
        self.places = [np.linspace(*window[0], 41), np.linspace(*window[1], 101)]
        self.grid = np.stack(np.meshgrid(*self.places), axis=-1)
        axes.set(xlim=window[0], ylim=window[1])
        self.lines = LineCollection([], colors=GREY, linewidths=1, animated=True, zorder=0)
        axes.add_collection(self.lines, autolim=False)
        axes.grid(False)
        self.cross = Points(axes, marker="+", color=BLACK, ms=12, mew=2)

    def segments(self, heights: np.ndarray, lowest: float) -> list[np.ndarray]:
        """Return the lines of heights on the grid."""
        generator = contour_generator(*self.places, heights)
        return [line for level in self.LEVELS for line in generator.lines(lowest + level)]

    def show(self, segments: list[np.ndarray], minimum: np.ndarray) -> None:
        """Draw the lines, and a cross at the lowest place."""
        self.lines.set_segments(segments)
        self.cross.set_data(*minimum[:, None])


class LengthAndBounds:
    """The squared length of the weights after each correction, between two straight lines.

    Both axes are logarithmic. The length lies on or below the one line and, where a line separates
    the examples, on or above the other: where these cross, corrections end.
    """

    def __init__(self, axes: Axes, most: int):
        self.axes, self.most = axes, most
        axes.set(xscale="log", yscale="log")
        name_axes(axes, "corrections", "", r"squared length of $(w_1, w_2, b)$")
        self.dots = Trail(axes, VERMILLION)
        self.last = Points(axes, ms=10, color=VERMILLION)

    def bound(self, largest: float, margin: float | None) -> None:
        """Draw the upper line, and the lower one where there is a margin: the still part."""
        limit = self.most if margin is None else (largest / margin) ** 2
        k = np.array([0.8, 1.6 * limit])
        self.axes.plot(k, k * largest**2, color=BLACK, lw=1.6)
        low = 0.3
        if margin is not None:
            self.axes.plot(k, (k * margin) ** 2, color=BLUE, lw=1.6, ls="--")
            self.axes.axvline(limit, color=GREY, lw=1, ls=":")
            low = min(low, (0.8 * margin) ** 2)
        self.axes.set(xlim=k, ylim=(low, 2 * k[1] * largest**2))

    def show(self, lengths: np.ndarray) -> None:
        """Draw the squared lengths after 1, 2, ... corrections."""
        self.dots.show(np.arange(1, len(lengths)), np.maximum(lengths[1:], 1e-9), whole=False)
        last = len(lengths) - 1
        self.last.set_data(*([last], [max(lengths[-1], 1e-9)]) if last else ([], []))


# Still pictures.


def _stand_still(figure) -> None:
    for artist in figure.findobj():
        if artist.get_animated():
            artist.set_animated(False)


def one_unit(weights: Sequence[float], bias: float, inputs: Sequence[float]) -> Picture:
    """Show one unit with the numbers of one example on its edges and in its circles."""
    figure = new_figure(9, 3.6)
    w1, w2, b, x1, x2 = map(formatting.number, (*weights, bias, *inputs))
    z = formatting.number(float(np.dot(weights, inputs) + bias))
    with drawing():
        diagram = UnitDiagram(figure.subplots())
        diagram.show(
            {"x1": f"$x_1$\n{x1}", "x2": f"$x_2$\n{x2}", "out": f"z\n{z}", "p": "ŷ", "L": "L"},
            {"w1": f"w₁ = {w1}", "w2": f"w₂ = {w2}", "b": f"b = {b}"}, {},
        )  # fmt: skip
        for name in ("x1", "x2"):
            text = diagram.nodes[name].get_text().replace("$x_1$", "x₁").replace("$x_2$", "x₂")
            diagram.nodes[name].set_text(text)
        diagram.say([f"z = w₁ x₁ + w₂ x₂ + b = {w1} · {x1} + ({w2}) · {x2} + {b} = {z}"])
        for ring in diagram.rings.values():
            ring.set_visible(False)
        _stand_still(figure)
    return Picture(
        figure,
        f"One unit. The inputs {x1} and {x2} come in over edges with the weights {w1} and {w2}. "
        f"With the bias {b} the sum z is {z}. From the sum an edge leads to the prediction, and "
        "from there to the loss.",
    )


def two_tasks(
    numbers: tuple[np.ndarray, np.ndarray], classes: tuple[np.ndarray, np.ndarray]
) -> Picture:
    """Show what regression and classification ask for: a height, or a side."""
    figure = new_figure(9, 3.6)
    (x, y), (inputs, labels) = numbers, classes
    slope, height = np.polyfit(x, y, 1)
    with drawing():
        left, right = figure.subplots(1, 2)
        left.plot(x, y, "o", color=BLACK, ms=7)
        ends = np.array([x.min() - 0.5, x.max() + 0.5])
        left.plot(ends, slope * ends + height, color=BLUE)
        name_axes(left, "input", "target", "regression: how much?")
        for label, (marker, colour) in enumerate(zip(CLASS_MARKERS, CLASS_COLOURS, strict=True)):
            right.plot(*inputs[labels == label].T, marker, color=colour, ms=8)
        right.axvline(0, color=BLACK, lw=2.5)
        name_axes(right, "input 1", "input 2", "classification: which of two?")
    return Picture(
        figure,
        f"Two pictures. Left, regression: {len(x)} points and a rising line close to them. Right, "
        f"classification: {len(labels)} points of two classes, dots and crosses, and an upright "
        "line between them.",
    )


def planes_to_match(units: Sequence[Perceptron], reach: float = 3.0) -> Picture:
    """Show what several units say of the plane, each with a number and no weights."""
    figure = new_figure(9, 2.9)
    words = []
    with drawing():
        for k, (axes, unit) in enumerate(zip(figure.subplots(1, len(units)), units, strict=True)):
            field = Field(axes, (-reach, reach))
            field.show(unit)
            field.arrow.set_visible(False)
            field.foot.set_data([], [])
            name_axes(axes, "$x_1$", "$x_2$" if k == 0 else "", str(k + 1))
            sides = unit.prediction([[reach, 0], [0, reach], [1, 1], [-1, -1]])
            said = ", ".join(f"{side:.2f}" for side in sides)
            words.append(f"{k + 1} says {said}")
        _stand_still(figure)
    return Picture(
        figure,
        f"Four planes, blue where a unit says 1, red where it says 0, with the line of 0.5. At "
        f"({reach:g}, 0), (0, {reach:g}), (1, 1) and (-1, -1): {'; '.join(words)}.",
    )
