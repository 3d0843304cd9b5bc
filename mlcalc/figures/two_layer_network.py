"""Pictures of networks: the diagram with its numbers, the plane they divide, chains of factors.

The classes hold the moving artists; their ``show`` moves them. The functions at the end return
still pictures with their text.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from contourpy import contour_generator
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgb

from mlcalc import formatting
from mlcalc.figures.curves import drawable
from mlcalc.figures.picture import Picture
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
from mlcalc.networks import Network, Training

CLASS_COLOURS = (VERMILLION, BLUE)
CLASS_MARKERS = ("X", "o")


class Diagram:
    """The 2-2-1 network as circles and lines, with a number on each."""

    NODES = {
        "x1": (0.0, 3.0), "x2": (0.0, 0.0), "h1": (3.6, 3.0), "h2": (3.6, 0.0),
        "out": (7.2, 1.5), "L": (10.2, 1.5),
    }  # fmt: skip
    # From node, to node, where along the line the number stands, and on which side of it.
    EDGES = {
        "w11": ("x1", "h1", 0.5, 1), "w12": ("x1", "h2", 0.41, 1), "w21": ("x2", "h1", 0.41, -1),
        "w22": ("x2", "h2", 0.5, -1), "w1": ("h1", "out", 0.43, 1), "w2": ("h2", "out", 0.43, -1),
    }  # fmt: skip
    BIASES = {"b1": ("h1", 0.0, 1), "b2": ("h2", 0.0, -1), "b": ("out", 0.75, 1)}

    def __init__(self, axes: Axes):
        axes.set(xlim=(-0.9, 11.1), ylim=(-1.8, 4.8), aspect="equal")
        axes.axis("off")
        self.forward, self.backward = {}, {}
        for name, (start, end, part, side) in self.EDGES.items():
            self._edge(axes, name, start, end, part, side)
        self._line(axes, "out", "L")
        for name, (x, y) in self.NODES.items():
            axes.plot(x, y, "o", ms=56, mfc="white", mec=BLACK, mew=1.5, zorder=3)
            self.forward[name] = self._text(axes, x, y, BLACK, boxed=False)
        for name, (node, aside, side) in self.BIASES.items():
            x, y = self.NODES[node][0] + aside, self.NODES[node][1]
            self.forward[name] = self._text(axes, x, y + 0.98 * side, GREY)
            self.backward[name] = self._text(axes, x, y + 1.4 * side, VERMILLION)
        for name, (x, y) in {"h1": (5.2, 3.55), "h2": (5.2, -0.55), "out": (8.75, 0.75)}.items():
            self.backward[name] = self._text(axes, x, y, VERMILLION)

    def _line(self, axes: Axes, start: str, end: str) -> None:
        (x0, y0), (x1, y1) = self.NODES[start], self.NODES[end]
        axes.plot([x0, x1], [y0, y1], color=GREY, lw=1.2, zorder=1)

    def _edge(self, axes: Axes, name: str, start: str, end: str, part: float, side: int) -> None:
        self._line(axes, start, end)
        (x0, y0), (x1, y1) = self.NODES[start], self.NODES[end]
        x, y = x0 + part * (x1 - x0), y0 + part * (y1 - y0)
        self.forward[name] = self._text(axes, x, y + 0.2 * side, BLACK)
        self.backward[name] = self._text(axes, x, y + 0.62 * side, VERMILLION)

    def _text(self, axes: Axes, x: float, y: float, colour: str, boxed: bool = True):
        box = {"boxstyle": "round,pad=0.08", "facecolor": "white", "edgecolor": "none"}
        return axes.text(
            x, y, "", ha="center", va="center", color=colour, fontsize=11.5, animated=True,
            zorder=5, parse_math=False, linespacing=1.25, bbox=box if boxed else None,
        )  # fmt: skip

    def show(self, forward: Mapping[str, str], backward: Mapping[str, str]) -> None:
        """Write these texts at the nodes and edges; those without a text stay empty."""
        for artists, texts in ((self.forward, forward), (self.backward, backward)):
            for name, artist in artists.items():
                artist.set_text(texts.get(name, ""))
                artist.set_visible(name in texts)


class Plane:
    """Points of two classes, what a network says of every place, and the lines of hidden units."""

    SIDE = 61

    def __init__(self, axes: Axes, window: tuple[float, float]):
        low, high = window
        axes.set(xlim=window, ylim=window, aspect="equal")
        places = np.linspace(low, high, self.SIDE)
        self.places = places
        self.grid = np.stack(np.meshgrid(places, places), axis=-1)
        self.window = np.array(window)
        self.image = axes.imshow(
            np.zeros((self.SIDE, self.SIDE, 3)), extent=(low, high, low, high), origin="lower",
            interpolation="bilinear", animated=True, zorder=0,
        )  # fmt: skip
        self.lines = LineCollection([], colors=GREEN, linewidths=1.5, linestyles="--",
                                    animated=True)  # fmt: skip
        self.boundary = LineCollection([], colors=BLACK, linewidths=2.5, animated=True)
        axes.add_collection(self.lines, autolim=False)
        axes.add_collection(self.boundary, autolim=False)
        self.points = [
            axes.plot([], [], marker, color=colour, mec="white", mew=0.6, ms=6, animated=True)[0]
            for marker, colour in zip(CLASS_MARKERS, CLASS_COLOURS, strict=True)
        ]

    def show_points(self, inputs: np.ndarray, labels: np.ndarray) -> None:
        """Draw the examples: crosses for label 0, dots for label 1."""
        for label, artist in enumerate(self.points):
            artist.set_data(*inputs[labels == label].T)

    def show(self, network: Network) -> None:
        """Colour the plane by what the network says, and draw its lines."""
        says = np.nan_to_num(network.prediction(self.grid), nan=0.5)
        pale = [0.25 * np.array(to_rgb(colour)) + 0.75 for colour in CLASS_COLOURS]
        self.image.set_data(pale[0] + says[..., None] * (pale[1] - pale[0]))
        contours = contour_generator(self.places, self.places, says).lines(0.5)
        self.boundary.set_segments(contours)
        self.lines.set_segments(self._unit_lines(network))

    def _unit_lines(self, network: Network) -> list[np.ndarray]:
        """Return for each hidden unit the line where its sum z is 0, across the window."""
        segments = []
        for (u, v), bias in zip(network.weights[0].T, network.biases[0], strict=True):
            length = np.hypot(u, v)
            if not 0 < length < np.inf:
                continue
            foot = -bias / length**2 * np.array([u, v])
            along = np.array([-v, u]) / length * 4 * np.ptp(self.window)
            segments.append(drawable(np.array([foot - along, foot + along])))
        return segments


class LossCurve:
    """The loss after every epoch, drawn full up to one epoch and faint beyond it."""

    def __init__(self, axes: Axes, epochs: int):
        axes.set(xlim=(-0.02 * epochs, 1.02 * epochs), ylim=(1e-3, 40), yscale="log")
        name_axes(axes, "epoch", "", "loss")
        (self.faint,) = axes.plot([], [], color=VERMILLION, lw=1, alpha=0.4, animated=True)
        (self.line,) = axes.plot([], [], color=VERMILLION, animated=True)
        (self.point,) = axes.plot([], [], "o", ms=9, color=VERMILLION, animated=True)

    def show(self, training: Training, epoch: int) -> None:
        """Draw the losses of a training, with a point at an epoch."""
        losses = np.clip(np.nan_to_num(training.losses, nan=1e6), 1e-6, 1e6)
        at = min(epoch, len(losses) - 1)
        x = np.arange(len(losses))
        self.faint.set_data(x, losses)
        self.line.set_data(x[: at + 1], losses[: at + 1])
        self.point.set_data([at], [losses[at]])


class CheckedGradients:
    """The derivatives by backpropagation against those by differences: on the diagonal or not."""

    def __init__(self, axes: Axes):
        axes.set(xlim=(-1.15, 1.15), ylim=(-1.15, 1.15), aspect="equal", xticks=(), yticks=())
        axes.axline((0, 0), slope=1, color=GREY, lw=1)
        name_axes(axes, "by differences", "by backprop", "gradient check")
        (self.points,) = axes.plot([], [], "o", ms=6, color=BLUE, animated=True)

    def show(self, claimed: np.ndarray, numeric: np.ndarray) -> None:
        """Draw a point for each parameter, the largest derivative at the edge."""
        scale = np.nanmax(np.abs([claimed, numeric])) or 1.0
        self.points.set_data(drawable(numeric / scale), drawable(claimed / scale))


class ChainOfFactors:
    """The factors of a long chain rule, and their product as it grows from right to left."""

    def __init__(self, factors: Axes, products: Axes, deepest: int):
        for axes, title in (
            (factors, "weights (squares), slopes (dots)"),
            (products, "|dL/dz| by layer"),
        ):
            axes.set(xlim=(deepest + 0.7, 0.3), yscale="log")
            axes.set_xticks(range(2, deepest + 1, 2))
            name_axes(axes, "layer (the loss is on the left)", "", title)
        factors.set_ylim(1e-3, 20)
        products.set_ylim(1e-13, 1e4)
        products.axhline(1, color=GREY, lw=1)
        (self.slopes,) = factors.plot([], [], "o", ms=8, color=BLUE, animated=True)
        (self.weights,) = factors.plot([], [], "s", ms=7, color=GREEN, animated=True)
        (self.product,) = products.plot([], [], "o-", color=VERMILLION, ms=6, animated=True)

    def show(self, slopes: np.ndarray, weights: np.ndarray, products: np.ndarray) -> None:
        """Draw the slopes of all layers, the weights between them, and the running products.

        All run from the last layer to the first.
        """
        layers = np.arange(len(slopes), 0, -1)
        self.slopes.set_data(layers, _loggable(slopes))
        self.weights.set_data(layers[: len(weights)] - 0.5, _loggable(weights))
        self.product.set_data(layers, _loggable(products))


def _loggable(numbers: np.ndarray) -> np.ndarray:
    return np.clip(np.nan_to_num(np.abs(numbers), nan=0.0), 1e-18, 1e18)


# Still pictures of the chapter.


def shapes(sets: Mapping[str, tuple[np.ndarray, np.ndarray]]) -> Picture:
    """Show data sets of two classes side by side."""
    figure = new_figure(9, 3.3)
    words = []
    with drawing():
        for axes, (name, (inputs, labels)) in zip(
            figure.subplots(1, len(sets)), sets.items(), strict=True
        ):
            for label, (marker, colour) in enumerate(
                zip(CLASS_MARKERS, CLASS_COLOURS, strict=True)
            ):
                size = 12 if len(labels) < 10 else 6.5
                axes.plot(*inputs[labels == label].T, marker, color=colour, ms=size)
            axes.margins(0.2)
            axes.set_aspect("equal", adjustable="datalim")
            axes.set_title(name)
            words.append(f"{name}: {len(labels)} points")
    return Picture(figure, f"Data of two classes. {'; '.join(words)}.")


def two_hidden_lines(network: Network, inputs: np.ndarray, labels: np.ndarray) -> Picture:
    """Show the examples in the plane of the inputs, and in the plane of the hidden units."""
    figure = new_figure(9, 4.2)
    hidden = network.forward(inputs).a[0]
    with drawing():
        before, after = figure.subplots(1, 2)
        plane = Plane(before, (-0.5, 1.5))
        plane.show(network)
        plane.show_points(inputs, labels)
        for artist in (plane.image, plane.lines, plane.boundary, *plane.points):
            artist.set_animated(False)
        for artist in plane.points:
            artist.set_markersize(13)
        name_axes(before, "$x_1$", "$x_2$", "inputs, and two lines")
        _hidden_plane(after, network, hidden, labels)
    rows = "; ".join(
        f"{formatting.point(x)} becomes {formatting.point(a, 2)}"
        for x, a in zip(inputs, hidden, strict=True)
    )
    return Picture(
        figure,
        f"Left: four points of the exclusive or, and the lines of two hidden units. Right: the "
        f"same points as the hidden units see them, and one line between the classes. {rows}.",
    )


def _hidden_plane(axes: Axes, network: Network, hidden: np.ndarray, labels: np.ndarray) -> None:
    for label, (marker, colour) in enumerate(zip(CLASS_MARKERS, CLASS_COLOURS, strict=True)):
        axes.plot(*hidden[labels == label].T, marker, color=colour, ms=13)
    (u, v), bias = network.weights[1][:, 0], network.biases[1][0]
    x = np.array([-0.2, 1.2])
    axes.plot(x, -(u * x + bias) / v, color=BLACK, lw=2.5)
    axes.set(xlim=(-0.2, 1.2), ylim=(-0.2, 1.2), aspect="equal")
    name_axes(axes, "$a_1$", "$a_2$", "behind the hidden layer")


def slopes_of_activations(functions: Sequence, names: Sequence[str]) -> Picture:
    """Show activations and their slopes."""
    figure = new_figure(9, 3.4)
    x = np.linspace(-6, 6, 401)
    with drawing():
        values, slopes = figure.subplots(1, 2)
        styles = ((BLUE, "-"), (VERMILLION, "--"), (GREEN, ":"))
        for function, name, (colour, dashes) in zip(functions, names, styles, strict=False):
            values.plot(x, function(x), dashes, color=colour, label=name)
            slopes.plot(x, function.gradient(x), dashes, color=colour)
        values.set_ylim(-1.3, 3)
        values.legend(loc="upper left")
        name_axes(values, "z", "", "activation")
        name_axes(slopes, "z", "", "its slope")
    peaks = ", ".join(
        f"{name} {formatting.number(np.max(f.gradient(x)))}"
        for f, name in zip(functions, names, strict=True)
    )
    return Picture(figure, f"Activations and their slopes. Largest slopes: {peaks}.")
