"""Pictures of networks: the diagram with its numbers, the plane they divide, chains of factors.

The classes hold the moving artists; their ``show`` moves them. The functions at the end return
still pictures with their text.
"""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from contourpy import contour_generator
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgb
from matplotlib.patches import Circle
from matplotlib.text import Text

from mlcalc import formatting
from mlcalc.figures.labels import Label
from mlcalc.figures.picture import Picture
from mlcalc.figures.points import Dots, Points, drawable
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
from mlcalc.networks import NINE, Network, Training

CLASS_COLOURS = (VERMILLION, BLUE)
CLASS_MARKERS = ("X", "o")


class Diagram:
    """The 2-2-1 network as circles and lines, and below it what is being computed.

    Its moving parts are set by ``show``: texts at nodes and edges, what is lit, and the words of
    the band below.
    """

    NODES = {
        "x1": (0.0, 2.9), "x2": (0.0, 0.3), "h1": (3.9, 2.9), "h2": (3.9, 0.3),
        "out": (7.6, 1.6), "L": (10.6, 1.6),
    }  # fmt: skip
    # From node, to node, where along the line the number stands, and on which side of it.
    EDGES = {
        "w11": ("x1", "h1", 0.5, 1), "w12": ("x1", "h2", 0.4, 1), "w21": ("x2", "h1", 0.4, -1),
        "w22": ("x2", "h2", 0.5, -1), "w1": ("h1", "out", 0.5, 1), "w2": ("h2", "out", 0.5, -1),
        "yhat": ("out", "L", 0.5, -1),
    }  # fmt: skip
    # Where the bias of a unit stands, and what arrives at it on the way back.
    BESIDE = {"h1": ("b1", 0.88), "h2": ("b2", -0.88), "out": ("b", 0.88)}
    RADIUS = 0.62
    LIT = 4.0
    BAND = (-1.3, -1.9)
    COLUMNS = (10.3, 7.85, 5.4, 2.95, 0.5)

    def __init__(self, axes: Axes):
        axes.set(xlim=(-0.75, 11.45), ylim=(-2.45, 4.1), aspect="equal")
        axes.axis("off")
        self.axes, self.weights, self.slopes, self.nodes, self.rings = axes, {}, {}, {}, {}
        for name, (start, end, part, side) in self.EDGES.items():
            self._edge(name, start, end, part, side)
        self.lit, self.shared = (
            LineCollection([], linewidths=width, colors=VERMILLION, animated=True, zorder=2)
            for width in (self.LIT, 1.8)
        )
        for lines in (self.shared, self.lit):
            axes.add_collection(lines, autolim=False)
        for name, (x, y) in self.NODES.items():
            axes.add_patch(self._circle(x, y, edgecolor=BLACK, linewidth=1.5))
            self.rings[name] = self._circle(x, y, linewidth=self.LIT, animated=True)
            axes.add_patch(self.rings[name])
            self.nodes[name] = self._text(x, y)
        for node, (bias, up) in self.BESIDE.items():
            x, y = self.NODES[node]
            self.weights[bias] = self._text(x, y + up, ha="right" if node != "out" else "center")
            aside = 0.25 if node != "out" else 0.75
            self.slopes[node] = self._text(x + aside, y + up, VERMILLION, ha="left")
        self.band = [self._text(-0.6, y, ha="left") for y in self.BAND]
        self.columns = [self._text(x, -1.6, VERMILLION) for x in self.COLUMNS]
        self.steps = self._text(11.35, 3.78, ha="right")

    def _circle(self, x: float, y: float, **more) -> Circle:
        return Circle((x, y), self.RADIUS, facecolor="white", zorder=3, **more)

    def _edge(self, name: str, start: str, end: str, part: float, side: int) -> None:
        (x0, y0), (x1, y1) = self._ends(name)
        self.axes.plot([x0, x1], [y0, y1], color=GREY, lw=1.2, zorder=1)
        x, y = x0 + part * (x1 - x0), y0 + part * (y1 - y0)
        away = 0.22 if name in NINE else -0.2
        # A box behind a text costs time: only where a line runs below it.
        crossed = name in ("w12", "w21", "w1", "w2")
        self.weights[name] = self._text(x, y + away * side, boxed=crossed)
        above = y + (away + 0.4) * side
        self.slopes[name] = self._text(x, above, VERMILLION, boxed=name in ("w12", "w21"))

    def _ends(self, name: str) -> np.ndarray:
        """Return where an edge leaves one circle and meets the other, shape (2, 2)."""
        start, end = (np.array(self.NODES[node]) for node in self.EDGES[name][:2])
        way = self.RADIUS * (end - start) / np.hypot(*(end - start))
        return np.array([start + way, end - way])

    def _text(self, x: float, y: float, colour: str = BLACK, boxed: bool = False, **more):
        box = {"boxstyle": "square,pad=0.05", "facecolor": "white", "edgecolor": "none"}
        return Label(
            self.axes, x, y, color=colour, fontsize=11.5, zorder=5, parse_math=False,
            linespacing=1.3, va="center", bbox=box if boxed else None, **{"ha": "center"} | more,
        )  # fmt: skip

    def show(
        self, nodes: Mapping[str, str], weights: Mapping[str, str], slopes: Mapping[str, str]
    ) -> None:
        """Write into the circles, beside edges and units, and what arrives there on the way back.

        What has no text stays empty.
        """
        for artists, texts in (
            (self.nodes, nodes), (self.weights, weights), (self.slopes, slopes),
        ):  # fmt: skip
            for name, artist in artists.items():
                _write(artist, texts.get(name, ""))

    def light(self, lit: Collection[str], colour: str, chosen: str) -> None:
        """Draw these circles and edges thick, and the chosen weight in red."""
        self.lit.set_segments(self._segments(lit))
        self.lit.set_color(colour)
        for name, ring in self.rings.items():
            ring.set_visible(name in lit)
            ring.set_edgecolor(colour)
        for name, artist in self.weights.items():
            artist.set_color(VERMILLION if name == chosen else BLACK)

    def share(self, edges: Collection[str]) -> None:
        """Draw the edges red that share all but the last factor of a way."""
        self.shared.set_segments(self._segments(edges))

    def _segments(self, names: Collection[str]) -> list[np.ndarray]:
        return [self._ends(name) for name in self.EDGES if name in names]

    def count(self, steps: str) -> None:
        """Say in the corner how many steps were taken."""
        _write(self.steps, steps)

    def say(self, lines: Sequence[str]) -> None:
        """Write lines below the network."""
        self._fill(lines, ())

    def say_columns(self, columns: Sequence[str]) -> None:
        """Write below the network, from right to left."""
        self._fill((), columns)

    def _fill(self, lines: Sequence[str], columns: Sequence[str]) -> None:
        for artists, texts in ((self.band, lines), (self.columns, columns)):
            for k, artist in enumerate(artists):
                _write(artist, texts[k] if k < len(texts) else "")


def _write(artist: Text, text: str) -> None:
    artist.set_text(text)
    artist.set_visible(bool(text))


UNIT_COLOURS = (GREEN, "#AA3377", "#332288", "#8C6D00")
"""One for each of four hidden units; the next four have them again, with other dashes."""

UNIT_DASHES = ((0, (4, 1.5)), (0, (1.2, 1.2)))


def unit_looks(count: int) -> tuple[list, list]:
    """Return the colours and the dashes of hidden units."""
    four = len(UNIT_COLOURS)
    colours = [UNIT_COLOURS[k % four] for k in range(count)]
    return colours, [UNIT_DASHES[k // four % 2] for k in range(count)]


def pale(says: np.ndarray) -> np.ndarray:
    """Return the colours for what is said of places, from 0 to 1: those of the classes, paler."""
    zero, one = (0.25 * np.array(to_rgb(colour)) + 0.75 for colour in CLASS_COLOURS)
    return zero + says[..., None] * (one - zero)


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
        self.lines = LineCollection([], linewidths=2.2, animated=True)
        self.boundary = LineCollection([], colors=BLACK, linewidths=2.5, animated=True)
        axes.add_collection(self.lines, autolim=False)
        axes.add_collection(self.boundary, autolim=False)
        self.points = [
            Points(axes, marker=marker, color=colour, mec="white", mew=0.6, ms=6)
            for marker, colour in zip(CLASS_MARKERS, CLASS_COLOURS, strict=True)
        ]

    def show_points(self, inputs: np.ndarray, labels: np.ndarray) -> None:
        """Draw the examples: crosses for label 0, dots for label 1."""
        for label, artist in enumerate(self.points):
            artist.set_data(*inputs[labels == label].T)

    def show(self, network: Network) -> None:
        """Colour the plane by what the network says, and draw its lines."""
        says = np.nan_to_num(network.prediction(self.grid), nan=0.5)
        self.image.set_data(pale(says))
        contours = contour_generator(self.places, self.places, says).lines(0.5)
        self.boundary.set_segments(contours)
        units = self._unit_lines(network)
        colours, dashes = unit_looks(len(network.biases[0]))
        self.lines.set_segments([line for line in units if line is not None])
        there = [k for k, line in enumerate(units) if line is not None]
        self.lines.set_color([colours[k] for k in there])
        self.lines.set_linestyle([dashes[k] for k in there])

    def _unit_lines(self, network: Network) -> list[np.ndarray | None]:
        """Return for each hidden unit the line where its sum z is 0, across the window."""
        lines = []
        for (u, v), bias in zip(network.weights[0].T, network.biases[0], strict=True):
            length = np.hypot(u, v)
            if not 0 < length < np.inf:
                lines.append(None)
                continue
            foot = -bias / length**2 * np.array([u, v])
            along = np.array([-v, u]) / length * 4 * np.ptp(self.window)
            lines.append(drawable(np.array([foot - along, foot + along])))
        return lines


class SmallNetwork:
    """A network with one hidden layer: what each unit sees in the plane, edges as thick as weights.

    With two hidden units the plane of what they say stands below them.
    """

    WIDTH, HEIGHT, FINE = 9.0, 10.0, 20
    INPUTS, UNITS, OUTPUT = 0.5, 4.5, 8.5
    BEHIND = (2.7, 0.55, 3.6)
    THICKEST, HEAVY = 7.0, 12.0

    def __init__(self, axes: Axes, window: tuple[float, float]):
        axes.set(xlim=(0, self.WIDTH), ylim=(-0.2, self.HEIGHT + 0.2), aspect="equal")
        axes.axis("off")
        axes.set_title("the network")
        self.axes, self.window = axes, window
        self.edges = LineCollection([], colors=GREY, animated=True, zorder=1)
        self.frames = LineCollection([], linewidths=2.2, animated=True, zorder=4)
        self.image = axes.imshow(
            self._blank(), extent=(0, self.WIDTH, 0, self.HEIGHT), origin="lower",
            interpolation="nearest", animated=True, zorder=3,
        )  # fmt: skip
        axes.set(xlim=(0, self.WIDTH), ylim=(-0.2, self.HEIGHT + 0.2))
        self.names = [self._text(name) for name in ("$x_1$", "$x_2$", r"$\hat{y}$")]
        self._draw_behind()
        for lines in (self.edges, self.frames, self.behind):
            axes.add_collection(lines, autolim=False)

    def _draw_behind(self) -> None:
        x, y, side = self.BEHIND
        self.behind = LineCollection([], colors=BLACK, animated=True, zorder=4)
        # Whole clouds can fall on one place: the crosses lie on the larger dots.
        self.said = [
            Dots(self.axes, linestyle="None", marker=marker, color=colour, mec="white", mew=0.4,
                 ms=size, zorder=zorder)
            for marker, colour, size, zorder in zip(
                CLASS_MARKERS, CLASS_COLOURS, (5.5, 7.5), (6, 5), strict=True
            )
        ]  # fmt: skip
        self.labels = [self._text("$a_1$"), self._text("$a_2$"), self._text("behind them")]
        for label, place in zip(
            self.labels,
            (
                (x + side + 0.55, y + 0.2),
                (x - 0.55, y + side - 0.3),
                (x + side / 2, y + side + 0.5),
            ),
            strict=True,
        ):
            label.set_position(place)

    def _text(self, words: str) -> Text:
        return self.axes.text(0, 0, words, ha="center", va="center", animated=True, zorder=5)

    def _blank(self) -> np.ndarray:
        size = round(self.HEIGHT * self.FINE), round(self.WIDTH * self.FINE), 4
        return np.zeros(size)

    def show(self, network: Network, inputs: np.ndarray, labels: np.ndarray) -> None:
        """Draw the tiles, the edges, and with two units the plane behind them."""
        first, second = network.weights
        count = first.shape[1]
        two = count == 2
        low, high = (5.1 if two else 0.0), self.HEIGHT
        size = min(1.9, 0.9 * (high - low) / count)
        heights = high - (np.arange(count) + 0.5) * (high - low) / count
        middle = (low + high) / 2
        for name, place in zip(
            self.names,
            ((self.INPUTS, middle + 1.3), (self.INPUTS, middle - 1.3), (self.OUTPUT, middle)),
            strict=True,
        ):
            name.set_position(place)
        self._show_tiles(network, heights, size)
        self._show_edges(first, second[:, 0], heights, middle, size)
        for artist in (self.behind, *self.said, *self.labels):
            artist.set_visible(two)
        if two:
            self._show_behind(network, inputs, labels)

    def _show_tiles(self, network: Network, heights: np.ndarray, size: float) -> None:
        n = round(size * self.FINE)
        places = np.linspace(*self.window, n)
        grid = np.stack(np.meshgrid(places, places), axis=-1)
        says = _as_parts(network.forward(grid.reshape(-1, 2)).a[0]).reshape(n, n, -1)
        image, left = self._blank(), round((self.UNITS - size / 2) * self.FINE)
        frames = []
        for k, height in enumerate(heights):
            bottom = round((height - size / 2) * self.FINE)
            image[bottom : bottom + n, left : left + n, :3] = pale(says[..., k])
            image[bottom : bottom + n, left : left + n, 3] = 1
            frames.append(_square(left / self.FINE, bottom / self.FINE, n / self.FINE))
        self.image.set_data(image)
        colours, dashes = unit_looks(len(heights))
        self.frames.set_segments(frames)
        self.frames.set_color(colours)
        self.frames.set_linestyle(dashes)

    def _show_edges(self, first, second, heights, middle: float, size: float) -> None:
        left, right = self.UNITS - size / 2, self.UNITS + size / 2
        segments, weights = [], [*first.ravel(), *second]
        for row in (middle + 1.3, middle - 1.3):
            segments += [[(self.INPUTS + 0.6, row), (left, height)] for height in heights]
        segments += [[(right, height), (self.OUTPUT - 0.5, middle)] for height in heights]
        sizes = np.nan_to_num(np.abs(weights), nan=0.0)
        self.edges.set_segments(segments)
        self.edges.set_linewidth(0.3 + self.THICKEST * np.minimum(sizes / self.HEAVY, 1))
        self.edges.set_linestyle(["-" if w >= 0 else (0, (2, 1)) for w in weights])

    def _show_behind(self, network: Network, inputs: np.ndarray, labels: np.ndarray) -> None:
        x, y, side = self.BEHIND
        says = network.forward(inputs).a[0]
        low, span = _reach(says)
        parts = np.nan_to_num((says - low) / span, nan=0.5)
        for label, dots in enumerate(self.said):
            dots.set_data(*(np.array([[x], [y]]) + side * parts[labels == label].T))
        weights, bias = network.weights[1][:, 0], network.biases[1][0]
        border = _border(span * weights, bias + low * weights.sum())
        lines = [_square(x, y, side), *([np.array([x, y]) + side * border] if len(border) else [])]
        self.behind.set_segments(lines)
        self.behind.set_linewidth([0.8, 2.5])


def _reach(says: np.ndarray) -> tuple[float, float]:
    """Return the lowest value that units can have, and the span up to the highest one drawn."""
    low = -1.0 if says.min() < 0 else 0.0
    return low, max(1.0, float(np.nan_to_num(says.max()))) - low


def _as_parts(says: np.ndarray) -> np.ndarray:
    """Return what units say, shape (places, units), as numbers from 0 to 1 for each unit."""
    low = -1.0 if says.min() < 0 else 0.0
    highest = np.maximum(1.0, np.nan_to_num(says.max(axis=0)))
    return np.clip(np.nan_to_num((says - low) / (highest - low), nan=0.5), 0, 1)


def _square(x: float, y: float, side: float) -> np.ndarray:
    corners = np.array([[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]])
    return np.array([x, y]) + side * corners


def _border(weights: np.ndarray, bias: float) -> np.ndarray:
    """Return where the line weights . p + bias = 0 enters and leaves the unit square."""
    (u, v), ends = weights, []
    with np.errstate(all="ignore"):
        ends += [(t, -(u * t + bias) / v) for t in (0.0, 1.0)]
        ends += [(-(v * t + bias) / u, t) for t in (0.0, 1.0)]
    inside = [end for end in ends if all(0 <= part <= 1 for part in end)]
    return np.array(inside[:2] if len(inside) > 1 else [])


class LossCurve:
    """The loss after every epoch: full up to one epoch, faint from there to the last one seen."""

    def __init__(self, axes: Axes, epochs: int, test: bool):
        axes.set(xlim=(-0.02 * epochs, 1.02 * epochs), ylim=(1e-3, 40), yscale="log")
        axes.set_xticks([0, epochs // 2, epochs])
        name_axes(axes, "epoch", "", "loss (dashed: test)" if test else "loss")
        (self.faint,) = axes.plot([], [], color=VERMILLION, lw=1, alpha=0.4, animated=True)
        (self.test,) = axes.plot([], [], "--", color=BLACK, lw=1.6, animated=True)
        (self.line,) = axes.plot([], [], color=VERMILLION, animated=True)
        self.point = Points(axes, ms=9, color=VERMILLION)

    def show(self, training: Training, epoch: int, seen: int) -> None:
        """Draw the losses of a training up to the epoch seen last, with a point at an epoch."""
        losses = _loggable(training.losses)
        at = min(epoch, len(losses) - 1)
        x = np.arange(len(losses))
        self.faint.set_data(x[: seen + 1], losses[: seen + 1])
        self.line.set_data(x[: at + 1], losses[: at + 1])
        self.point.set_data([at], [losses[at]])

    def show_test(self, epochs: np.ndarray, losses: np.ndarray) -> None:
        """Draw the loss on points that the training does not use."""
        self.test.set_data(epochs, _loggable(losses))


class ChainOfFactors:
    """A chain of layers from the input to the loss; below it the factors, and their product.

    What belongs to a layer stands below its circle. The way back runs from right to left.
    """

    def __init__(self, chain: Axes, factors: Axes, products: Axes, deepest: int):
        for axes in (chain, factors, products):
            axes.set_xlim(-0.3, deepest + 1.3)
        chain.set_ylim(-1, 1)
        chain.axis("off")
        self._draw_chain(chain)
        ticks = [1, *range(5, deepest + 1, 5)]
        for axes in (factors, products):
            axes.set_yscale("log")
            axes.set_xticks(ticks)
            axes.axhline(1, color=GREY, lw=1)
        factors.tick_params(labelbottom=False)
        factors.set(ylim=(0.03, 20), title="slopes (dots), weights (squares)")
        products.set_ylim(1e-13, 1e4)
        name_axes(products, "layer", "", r"what arrives: $|\partial L / \partial z|$")
        self.slopes = Points(factors, ms=7, color=BLUE)
        self.weights = Points(factors, marker="s", ms=6, color=GREEN)
        self.product = Dots(products, color=VERMILLION, ms=6)
        self.arrived = Points(products, color=VERMILLION, ms=6)

    def _draw_chain(self, axes: Axes) -> None:
        (self.line,) = axes.plot([], [], color=GREY, lw=1.5, animated=True)
        self.layers = Dots(axes, linestyle="None", ms=11, mfc="white", mec=BLACK, mew=1.5)
        self.names = [
            axes.text(0, 0, name, ha=side, va="center", animated=True)
            for name, side in (("x", "right"), ("$L$", "left"))
        ]

    def show(self, slopes: np.ndarray, weights: np.ndarray, products: np.ndarray) -> None:
        """Draw the slopes of all layers, the weights between them, and the running products.

        All run from the last layer to the first.
        """
        layers = np.arange(len(slopes), 0, -1)
        self.layers.set_data(layers, np.zeros(len(layers)))
        ends = 0.4, len(layers) + 0.6
        self.line.set_data(ends, (0, 0))
        for name, place, aside in zip(self.names, ends, (-0.1, 0.1), strict=True):
            name.set_position((place + aside, 0))
        self.slopes.set_data(layers, _loggable(slopes))
        self.weights.set_data(layers[: len(weights)] - 0.5, _loggable(weights))
        self.product.set_data(layers, _loggable(products))
        # Each layer that is out of the picture has its arrow.
        self.arrived.set_data(layers, _loggable(products))


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
        before, between, after = figure.subplots(1, 3, width_ratios=(5, 1, 5))
        plane = Plane(before, (-0.6, 1.6))
        plane.show(network)
        plane.show_points(inputs, labels)
        for artist in (plane.image, plane.lines, plane.boundary, *plane.points):
            artist.set_animated(False)
        plane.boundary.set_linewidth(1.5)
        for artist in plane.points:
            artist.set_markersize(13)
        name_axes(before, "$x_1$", "$x_2$", "inputs, and two lines")
        between.axis("off")
        arrow = {"arrowstyle": "->", "color": BLACK, "lw": 2, "mutation_scale": 20}
        between.annotate("", (1, 0.5), (0, 0.5), arrowprops=arrow)
        _hidden_plane(after, network, hidden, labels)
        _number(before, inputs)
        _number(after, hidden)
    rows = "; ".join(
        f"{k}, {formatting.point(x)}, becomes {formatting.point(a, 2)}"
        for k, (x, a) in enumerate(zip(inputs, hidden, strict=True), 1)
    )
    return Picture(
        figure,
        f"Left: four numbered points of the exclusive or, and the lines of two hidden units. An "
        f"arrow leads to the right: the same points as the hidden units see them, and one line "
        f"between the classes. {rows}.",
    )


def _number(axes: Axes, points: np.ndarray) -> None:
    """Write the number of each point beside it; points that lie on each other share a place."""
    places: dict[tuple, list[str]] = {}
    for k, point in enumerate(points, 1):
        places.setdefault(tuple(point.round(2)), []).append(str(k))
    for (x, y), names in places.items():
        axes.annotate(", ".join(names), (x, y), (10, 9), textcoords="offset points", fontsize=14)


def _hidden_plane(axes: Axes, network: Network, hidden: np.ndarray, labels: np.ndarray) -> None:
    for label, (marker, colour) in enumerate(zip(CLASS_MARKERS, CLASS_COLOURS, strict=True)):
        axes.plot(*hidden[labels == label].T, marker, color=colour, ms=13)
    (u, v), bias = network.weights[1][:, 0], network.biases[1][0]
    x = np.array([-0.25, 1.25])
    axes.plot(x, -(u * x + bias) / v, color=BLACK, lw=2.5)
    axes.set(xlim=(-0.25, 1.25), ylim=(-0.25, 1.25), aspect="equal")
    name_axes(axes, "$a_1$", "$a_2$", "behind the hidden layer")
    one, two = (UNIT_COLOURS[k] for k in (0, 1))
    axes.xaxis.label.set_color(one)
    axes.yaxis.label.set_color(two)


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
