"""Pictures of Jacobians: squares and their images, tables of slopes, chains of matrices.

The classes hold the moving artists; their ``show`` moves them. The functions at the end return
still pictures with their text, and ``identities`` formulas, each with its proof by numbers.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, permutations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.patches import FancyArrowPatch, Polygon, Rectangle

from mlcalc import formatting
from mlcalc.figures.arrows import arrow, place_arrow
from mlcalc.figures.curves import Trail
from mlcalc.figures.labels import Label
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
from mlcalc.identities import FALSE_IDENTITIES, IDENTITIES, Claim, Equality, Identity, Layout

DASHES = (0, (1.6, 0.9))
"""Dashes short enough to be seen on a short arrow."""

WIDTH = 2.5

FLAT = 1e-9
"""A parallelogram with an area below this is a piece of a line."""

PALE_BLUE = "#CFE3F1"
PALE_RED = "#F8D9C4"
NET = "#A9C8DE"

UNIT_SQUARE = np.array([(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)])

NO_BREAK = "\N{NO-BREAK SPACE}"

SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def edge_of_square(points: int = 16) -> np.ndarray:
    """Return points along the edge of the unit square, anticlockwise from (0, 0)."""
    along = np.linspace(0, 1, points, endpoint=False)[:, None]
    corners = np.roll(UNIT_SQUARE, -1, axis=0)
    return np.concatenate([a + along * (b - a) for a, b in zip(UNIT_SQUARE, corners, strict=True)])


def area_inside(polygon: np.ndarray) -> float:
    """Return the area of a polygon, shape (k, 2), negative if it runs clockwise.

    Source: the shoelace formula, e.g. Strang, Calculus, section 11.3.
    """
    x, y = (polygon - polygon[0]).T
    return float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y) / 2)


def draw_net(axes: Axes, function: Callable, ends: tuple[float, float], lines: int) -> None:
    """Draw the image of a square net: lines along both axes, as a map bends them."""
    fine = np.linspace(*ends, 49)
    net = []
    for place in np.linspace(*ends, lines):
        still = np.full_like(fine, place)
        net += [function(np.stack(pair, axis=-1)) for pair in ((fine, still), (still, fine))]
    axes.add_collection(LineCollection(net, colors=NET, linewidths=0.8), autolim=False)


class Arrow:
    """An arrow that moves, full or dashed; a dashed one has a full head all the same.

    The gaps of a dashed one are white, whatever lies below it.
    """

    def __init__(self, axes: Axes, colour: str, dashed: bool = False):
        self.head = _head(axes, colour, dashed, zorder=5)
        (self.shaft,) = axes.plot(
            [], [], ls=DASHES, lw=WIDTH, color=colour, gapcolor="white", dash_capstyle="butt",
            animated=True, zorder=5,
        )  # fmt: skip
        self.dashed = dashed

    def show(self, start: np.ndarray, way: np.ndarray) -> None:
        """Go a way from a point; without a way nothing is drawn."""
        place_arrow(self.head, start, way)
        self.shaft.set_visible(self.head.get_visible() and self.dashed)
        self.shaft.set_data(*np.stack([drawable(start), drawable(start + way)], axis=-1))


def _head(axes: Axes, colour: str, dashed: bool, **more) -> FancyArrowPatch:
    # A dashed line would break the outline of its head.
    return arrow(axes, colour, 0.0 if dashed else WIDTH, 20 if dashed else 16, **more)


class Columns:
    """Two arrows from a point, the columns of a Jacobian."""

    def __init__(self, axes: Axes):
        self.first, self.second = Arrow(axes, VERMILLION), Arrow(axes, GREEN, dashed=True)

    def show(self, start: np.ndarray, columns: np.ndarray) -> None:
        """Let the arrows be the columns of a matrix, shape (2, 2)."""
        self.first.show(start, columns[:, 0])
        self.second.show(start, columns[:, 1])


def area(axes: Axes, face: str, edge: str, style: str = "-") -> Polygon:
    """Return a polygon that moves."""
    made = Polygon(
        np.zeros((4, 2)), facecolor=face, edgecolor=edge, lw=2, ls=style, animated=True, zorder=3
    )
    axes.add_patch(made)
    return made


class Spanned:
    """A parallelogram spanned by two arrows: its face, and the two sides that are no arrows."""

    def __init__(self, axes: Axes, face: str, edge: str):
        self.face, self.sides = area(axes, face, "none"), area(axes, "none", edge)

    def show(self, corners: np.ndarray, whole: bool = False) -> None:
        """Draw it with these corners; ``whole`` with all four sides."""
        self.face.set_xy(drawable(corners))
        self.sides.set_closed(whole)
        self.sides.set_xy(drawable(corners if whole else corners[1:]))
        # Pressed flat, they would lie under the arrows and fill the gaps of the dashed one.
        self.sides.set_visible(whole or abs(area_inside(corners)) > FLAT)


class SquareAndImages:
    """A square on its axes, its image under a map, and that image under a magnifying glass."""

    SHORTEST = 0.15
    """A side of the square shorter than this would be shorter than the head of its arrow."""

    def __init__(self, inputs: Axes, outputs: Axes, glass: Axes):
        self.square = Spanned(inputs, PALE_BLUE, BLUE)
        self.sides = Columns(inputs)
        self.point = Points(inputs, ms=8, color=BLACK, zorder=6)
        self.image = area(outputs, PALE_BLUE, BLUE)
        self.straight = area(outputs, "none", VERMILLION)
        self.there = Points(outputs, ms=7, color=BLACK, zorder=6)
        self.large = area(glass, PALE_BLUE, BLUE)
        self.parallelogram = Spanned(glass, "none", VERMILLION)
        self.columns = Columns(glass)
        self.origin = Points(glass, ms=7, color=BLACK, zorder=6)
        self.edge = edge_of_square()

    def show(self, point: np.ndarray, size: float, image: np.ndarray, at: np.ndarray,
             jacobian: np.ndarray) -> None:  # fmt: skip
        """Draw the square of this size at a point, the image of its edge, and that of the point."""
        tiny = size < self.SHORTEST
        self.square.show(point + size * UNIT_SQUARE, whole=tiny)
        self.sides.show(point, np.zeros((2, 2)) if tiny else size * np.eye(2))
        self.point.set_data(*drawable(point[:, None]))
        linear = UNIT_SQUARE @ jacobian.T
        self.image.set_xy(drawable(image))
        self.straight.set_xy(drawable(at + size * linear))
        self.there.set_data(*drawable(at[:, None]))
        self.large.set_xy(drawable((image - at) / size))
        self.parallelogram.show(linear)
        self.columns.show(np.zeros(2), jacobian)
        self.origin.set_data([0.0], [0.0])


class PatchAndItsArea:
    """A square of two numbers, the patch it becomes, and how large that is, place by place."""

    def __init__(self, numbers: Axes, plan: Axes, areas: Axes):
        self.square = area(numbers, PALE_BLUE, BLUE)
        self.middle = Points(numbers, ms=5, color=BLACK, zorder=5)
        self.patch = area(plan, PALE_BLUE, BLUE)
        self.point = Points(plan, ms=5, color=BLACK, zorder=5)
        (self.stick,) = plan.plot([], [], color=BLACK, lw=1.5, animated=True, zorder=4)
        self.handle = Points(plan, ms=7, color=BLACK, zorder=5)
        self.trail = Trail(areas)
        self.here = Points(areas, ms=10, color=VERMILLION)

    def show(self, square: np.ndarray, patch: np.ndarray, point: np.ndarray, place: float,
             ratio: float) -> None:  # fmt: skip
        """Draw square and patch, and the ratio of their areas."""
        self.square.set_xy(drawable(square))
        self.middle.set_data(*drawable(square.mean(axis=0)[:, None]))
        self.patch.set_xy(drawable(patch))
        self.point.set_data(*drawable(point[:, None]))
        self.here.set_data([place], drawable(np.array([ratio])))

    def hold(self, stick: np.ndarray) -> None:
        """Draw the stick from the patch to its handle, shape (2, 2), the handle last."""
        self.stick.set_data(*drawable(stick.T))
        self.handle.set_data(*drawable(stick[1][:, None]))


class TwoMaps:
    """A square, what the first map makes of it, and what the second one makes of that."""

    def __init__(self, panels: Sequence[Axes]):
        self.areas = [Spanned(axes, PALE_BLUE, BLUE) for axes in panels]
        self.columns = [Columns(axes) for axes in panels]

    def show(self, matrices: Sequence[np.ndarray]) -> None:
        """Draw the images of the unit square and of its sides under these matrices."""
        for patch, columns, matrix in zip(self.areas, self.columns, matrices, strict=True):
            patch.show(UNIT_SQUARE @ matrix.T)
            columns.show(np.zeros(2), matrix)


class Blocks:
    """Matrices side by side as rectangles, with their shapes below; sides grow by the logarithm."""

    MOST = 5

    def __init__(self, axes: Axes):
        axes.set(xlim=(0, 16.5), ylim=(-2.4, 3.5), aspect="equal")
        axes.axis("off")
        self.blocks, self.labels = [], []
        for _ in range(self.MOST):
            block = Rectangle((0, 0), 1, 1, facecolor=PALE_BLUE, edgecolor=BLUE, lw=1.5,
                              animated=True)  # fmt: skip
            axes.add_patch(block)
            self.blocks.append(block)
            self.labels.append(Label(axes, 0, -0.3, ha="center", va="top", fontsize=11))

    @staticmethod
    def side(size: float) -> float:
        """Return how long the side of a size is drawn."""
        return 0.35 + 0.8 * float(np.log10(size))

    def show(self, sizes: Sequence[int]) -> None:
        """Draw the chain of matrices of these sizes, from the outputs to the inputs."""
        shown = len(sizes) - 1
        for k, (block, label) in enumerate(zip(self.blocks, self.labels, strict=True)):
            block.set_visible(k < shown)
            label.set_visible(k < shown)
            if k < shown:
                rows, columns = sizes[k : k + 2]
                width, height = self.side(columns), self.side(rows)
                middle = 3.3 * (k + (self.MOST - shown) / 2) + 1.65
                block.set_bounds(middle - width / 2, 0.0, width, height)
                label.set_position((middle, -0.3))
                label.set_text(f"{rows} ×\n{columns}")


class Counts:
    """How many multiplications two orders take, over the number of inputs, on two log scales."""

    def __init__(self, axes: Axes):
        # What is drawn is cut at a million: the heights are exponents of 10.
        axes.set(xscale="log", xlim=(0.8, 1300), ylim=(-0.3, 12))
        for height, mark, colour, side in ((0.93, "●", BLUE, "left"), (0.84, "■", GREEN, "right")):
            axes.text(0.04, height, f"{mark} from the {side}", color=colour,
                      transform=axes.transAxes)  # fmt: skip
        axes.set_yticks([0, 3, 6, 9], ["1", "thousand", "million", "billion"])
        axes.set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1000"])
        self.left = Trail(axes, BLUE)
        self.right = Trail(axes, GREEN, ls="--")
        self.right.dots.set(marker="s", markersize=5)
        self.at_left = Points(axes, ms=10, color=BLUE, zorder=5)
        # Hollow and larger than the disc, so that both are seen where they agree.
        self.at_right = Points(axes, ms=14, marker="s", color=GREEN, mfc="none", mew=2, zorder=4)

    def show(self, places: np.ndarray, left: np.ndarray, right: np.ndarray, whole: bool) -> None:
        """Draw the counts at these numbers of inputs."""
        self.left.show(places, np.log10(left), whole)
        self.right.show(places, np.log10(right), whole)

    def mark(self, inputs: float, left: float, right: float) -> None:
        """Mark the present number of inputs."""
        self.at_left.set_data([inputs], [np.log10(left)])
        self.at_right.set_data([inputs], [np.log10(right)])


class Grid:
    """A table of cells with a text each, of which some rows and columns are shown."""

    def __init__(self, axes: Axes, most: int, texts: Callable[[int, int], str], fontsize: float):
        axes.set(xlim=(-0.15, most + 0.15), ylim=(most + 0.15, -0.15))
        axes.axis("off")
        self.axes, self.most = axes, most
        # Frames lie above the bands.
        self.bands = [self._rectangle(axes, face, "none", 1) for face in (PALE_RED, PALE_RED)]
        # One line with gaps: twelve lines take several milliseconds to be drawn.
        (self.net,) = axes.plot([], [], color=GREY, lw=1, animated=True, zorder=2)
        self.cells = {
            (i, j): Label(axes, j + 0.5, i + 0.5, ha="center", va="center", fontsize=fontsize)
            for i in range(most)
            for j in range(most)
        }
        for place, cell in self.cells.items():
            cell.set_text(texts(*place))

    @staticmethod
    def _rectangle(axes: Axes, face: str, edge: str, zorder: float) -> Rectangle:
        made = Rectangle((0, 0), 1, 1, facecolor=face, edgecolor=edge, lw=2.5, animated=True,
                         zorder=zorder)  # fmt: skip
        axes.add_patch(made)
        return made

    def show(self, rows: int, columns: int) -> None:
        """Show so many rows and columns."""
        upright = [((k, 0), (k, rows), (np.nan, np.nan)) for k in range(columns + 1)]
        level = [((0, k), (columns, k), (np.nan, np.nan)) for k in range(rows + 1)]
        self.net.set_data(*np.concatenate(upright + level).T)
        for (i, j), cell in self.cells.items():
            cell.set_visible(i < rows and j < columns)

    def band(self, number: int, row: int | None, column: int | None, length: int) -> None:
        """Lay a band under a row or a column; under none where both are None."""
        band = self.bands[number]
        band.set_visible(row is not None or column is not None)
        if row is not None:
            band.set_bounds(0, row, length, 1)
        elif column is not None:
            band.set_bounds(column, 0, 1, length)


def shape(*sizes: object) -> str:
    """Return the sizes of a table as they are said, in a piece that no line breaks.

    >>> shape(2, "n").replace("\N{NO-BREAK SPACE}", " ")
    '2 × n'
    """
    return f"{NO_BREAK}×{NO_BREAK}".join(str(size) for size in sizes)


def name(letter: str, *indices: int) -> str:
    """Return a letter with its indices, which are counted from 0, written small from 1 on."""
    return letter + "".join(str(index + 1) for index in indices).translate(SUBSCRIPTS)


def term(i: int, j: int) -> str:
    """Return the term of a quadratic form in row i and column j."""
    return NO_BREAK.join((name("a", i, j), name("x", i), name("x", j)))


class TermsWithOneVariable:
    """The table of the terms of a quadratic form; those that hold one variable are marked."""

    LEAST = 3

    def __init__(self, terms: Axes, left: Axes, most: int):
        self.table, self.left = Grid(terms, most, term, 11), left
        self.table.bands[1].set_facecolor("none")
        self.table.bands[1].set(edgecolor=GREEN, ls="--", zorder=3)
        left.set(xlim=(0, 10), ylim=(most + 1.4, -0.2))
        left.axis("off")
        self.heads = [Label(left, x, 0.2, ha="center", fontsize=12) for x in (2.5, 7.5)]
        self.heads[0].set_text("from the row")
        self.heads[1].set_text("from the column")
        self.lists = [
            [Label(left, x, k + 1.3, ha="center", va="center", fontsize=14) for k in range(most)]
            for x in (2.5, 7.5)
        ]

    def show(self, size: int, k: int | None) -> None:
        """Mark row and column k of the table, and list what is left of their terms without x_k."""
        # Few variables have larger cells, so that the picture is not half empty.
        room = max(size, self.LEAST)
        self.table.axes.set(xlim=(-0.15, room + 0.15), ylim=(room + 0.15, -0.15))
        self.left.set_ylim(room + 1.4, -0.2)
        self.table.show(size, size)
        self.table.band(0, k, None, size)
        self.table.band(1, None, k, size)
        for side, labels in enumerate(self.lists):
            for j, label in enumerate(labels):
                label.set_visible(k is not None and j < size)
                if k is not None:
                    first, second = (k, j) if side == 0 else (j, k)
                    label.set_text(f"{name('a', first, second)} {name('x', j)}")


# Still pictures.


@dataclass(frozen=True)
class Kind:
    """One kind of function: its formula, and the names of what goes in and comes out."""

    formula: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    words: str


KINDS = (
    Kind(r"$e^x$", ("x",), ("y",), "e to the x"),
    Kind(r"$3 x_1^2 x_2$", ("x₁", "x₂"), ("y",), "three x1 squared x2"),
    Kind(r"$(2x,\ 3x^2)$", ("x",), ("y₁", "y₂"), "two x and three x squared"),
    Kind(r"$W x + b$", ("x₁", "x₂", "x₃"), ("y₁", "y₂"), "W x plus b, a layer"),
)


def kinds_of_functions(kinds: Sequence[Kind] = KINDS) -> Picture:
    """Show functions as boxes in a row, with an arrow for each number that goes in or comes out."""
    figure = new_figure(9, 2.1)
    with drawing():
        axes = figure.subplots()
        axes.set(xlim=(0, 36.4), ylim=(0.6, 5))
        axes.axis("off")
        for k, kind in enumerate(kinds):
            left = 9.2 * k + 2.6
            axes.add_patch(
                Rectangle((left, 0.9), 4, 2.8, facecolor=PALE_BLUE, edgecolor=BLUE, lw=2)
            )
            axes.text(left + 2, 2.3, kind.formula, ha="center", va="center", fontsize=13)
            axes.text(left + 2, 4.5, f"kind {k + 1}", ha="center", va="center", weight="bold")
            for names, x in ((kind.inputs, left - 1.6), (kind.outputs, left + 4)):
                heights = 2.3 + 0.95 * (np.arange(len(names))[::-1] - (len(names) - 1) / 2)
                for name, y in zip(names, heights, strict=True):
                    axes.annotate(
                        "", (x + 1.6, y), (x, y),
                        arrowprops={"arrowstyle": "-|>", "color": BLACK, "lw": 1.8, "shrinkA": 0,
                                    "shrinkB": 0},
                    )  # fmt: skip
                    inside = x < left
                    axes.text(x - 0.15 if inside else x + 1.7, y, name, va="center",
                              ha="right" if inside else "left", fontsize=11)  # fmt: skip
    words = "; ".join(
        f"{k}: {kind.words}, with {_count(kind.inputs)} in and {_count(kind.outputs)} out"
        for k, kind in enumerate(kinds, 1)
    )
    return Picture(figure, f"Four functions as boxes in a row, with arrows in and out. {words}.")


def _count(names: Sequence[str]) -> str:
    return f"{len(names)} arrow{'s' * (len(names) > 1)}"


def images_to_match(matrices: Sequence[np.ndarray]) -> Picture:
    """Show the images of the unit square under numbered matrices, the columns as arrows."""
    figure = new_figure(9, 2.4)
    words = []
    with drawing():
        panels = figure.subplots(1, len(matrices))
        for number, (axes, matrix) in enumerate(zip(panels, matrices, strict=True), 1):
            first, second = _draw_image(axes, np.asarray(matrix, dtype=float))
            axes.set(xlim=(-2.6, 2.6), ylim=(-2.6, 2.6), aspect="equal",
                     xticks=(-2, -1, 0, 1, 2), yticks=(-2, -1, 0, 1, 2))  # fmt: skip
            axes.set_title(str(number))
            words.append(f"{number}: the full arrow to {first}, the dashed one to {second}")
    return Picture(
        figure,
        f"Four parallelograms, each spanned by two arrows from (0, 0). {'; '.join(words)}.",
    )


def columns_to_read(matrix: np.ndarray) -> Picture:
    """Show the image of the unit square under a matrix on a grid, to read off the columns."""
    figure = new_figure(4.6, 3.8)
    with drawing():
        axes = figure.subplots()
        first, second = _draw_image(axes, np.asarray(matrix, dtype=float))
        axes.set(xlim=(-0.5, 4.2), ylim=(-0.5, 3.6), aspect="equal",
                 xticks=np.arange(0, 4.1, 0.5), yticks=np.arange(0, 3.6, 0.5))  # fmt: skip
        axes.tick_params(axis="x", labelrotation=45)
        name_axes(axes, "y₁", "y₂")
    return Picture(
        figure,
        f"A parallelogram on a grid, spanned by two arrows from (0, 0): the full one to {first}, "
        f"the dashed one to {second}.",
    )


def _draw_image(axes: Axes, matrix: np.ndarray) -> list[str]:
    """Draw the image of the unit square, and return where the arrows of the columns end."""
    corners = UNIT_SQUARE @ matrix.T
    axes.add_patch(Polygon(corners, facecolor=PALE_BLUE, edgecolor="none"))
    axes.plot(*corners[1:].T, color=BLUE, lw=2)
    first, second = matrix.T
    for column, colour, dashed in ((first, VERMILLION, False), (second, GREEN, True)):
        place_arrow(_head(axes, colour, dashed, animated=False), np.zeros(2), column)
    axes.plot([0, second[0]], [0, second[1]], ls=DASHES, lw=WIDTH, color=GREEN, zorder=4,
              dash_capstyle="butt")  # fmt: skip
    axes.plot(0, 0, "o", color=BLACK, ms=6, zorder=5)
    return [formatting.point(column) for column in matrix.T]


def product_of_shapes(*shapes: tuple[int, int]) -> Picture:
    """Show matrices of these shapes as rectangles, and say which products of them exist.

    Raises ValueError for anything that is not two or three pairs of whole numbers from 1 to 20.
    """
    for shape in shapes:
        pair = isinstance(shape, tuple | list) and len(shape) == 2
        if not pair or not all(isinstance(n, int) and 1 <= n <= 20 for n in shape):
            raise ValueError(f"shapes must be pairs such as (2, 3), numbers up to 20, not {shape}")
    if len(shapes) not in (2, 3):
        raise ValueError(f"shapes must be two or three pairs, but {len(shapes)} came")
    by_name = dict(zip("ABC", shapes, strict=False))
    there = list(_products(by_name)) or ["no two of them can be multiplied, in no order"]
    figure = new_figure(7.5, 2.4 + 0.25 * len(there))
    low = -0.55 - 0.16 * len(there)
    with drawing():
        axes = figure.subplots()
        scale = max(max(shape) for shape in shapes)
        axes.set(xlim=(0, 1.6 * len(shapes) + 0.2), ylim=(low, 1.1))
        axes.axis("off")
        for k, (name, (rows, columns)) in enumerate(by_name.items()):
            width, height = 1.1 * columns / scale, rows / scale
            axes.add_patch(
                Rectangle((1.6 * k + 0.9 - width / 2, 0), width, height, facecolor=PALE_BLUE,
                          edgecolor=BLUE, lw=2)
            )  # fmt: skip
            axes.text(1.6 * k + 0.9, -0.1, f"{name}: {rows} × {columns}", ha="center", va="top")
        axes.text(0.1, -0.5, "\n".join(there), va="top")
    sizes = ", ".join(f"{n} is {r} × {c}" for n, (r, c) in by_name.items())
    return Picture(figure, f"{sizes}. Products that exist: {'; '.join(there)}.")


def _products(shapes: Mapping[str, tuple[int, int]]) -> Iterator[str]:
    for count in range(2, len(shapes) + 1):
        for order in permutations(shapes, count):
            if all(shapes[a][1] == shapes[b][0] for a, b in pairwise(order)):
                rows, columns = shapes[order[0]][0], shapes[order[-1]][1]
                yield f"{''.join(order)} is {rows} × {columns}: {columns} in, {rows} out"


# Formulas with their proofs by numbers.


@dataclass(frozen=True, eq=False, repr=False)
class Proved:
    """Some identities in one layout, each with what random numbers say about it."""

    claims: tuple[Claim, ...]
    layout: Layout | None

    def __repr__(self) -> str:
        rows = [
            f"- {claim.name}: {self._shape(claim)}{self._verdict(claim)}" for claim in self.claims
        ]
        return "\n".join([self._head(), *rows])

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        rows = [
            f"- ${self._formula(claim)}$ \u2003 {self._shape(claim)}{self._verdict(claim)}"
            for claim in self.claims
        ]
        # With a blank line between them: the fractions of rows without one touch each other.
        text = "\n\n".join([f"**{self._head()}**", *rows])
        return {"text/plain": repr(self), "text/markdown": text}

    def _head(self) -> str:
        if self.layout is None:
            return "As in this course: gradients in the shape of the variable, Jacobians m × n."
        return f"In {self.layout}."

    def _formula(self, claim: Claim) -> str:
        if isinstance(claim, Equality):
            return _without_bars(claim.equation())
        as_row = self.layout == Layout.NUMERATOR or (self.layout is None and _has_many(claim))
        layout = Layout.NUMERATOR if as_row else Layout.DENOMINATOR
        return _without_bars(claim.equation(layout))

    def _shape(self, claim: Claim) -> str:
        if isinstance(claim, Equality):
            return ""
        sizes, data = _example(claim)
        value = np.shape(replace(claim, layout=self.layout).numeric(data))
        letters = {size: letter for letter, size in sizes.items()}
        return f"{shape(*(letters.get(size, size) for size in value))}: "

    @staticmethod
    def _verdict(claim: Claim) -> str:
        result = claim.verify()
        if not result.holds:
            said = str(result).removeprefix(f"{claim.name} ")
            return re.sub(r"(?<=\d), (?=\d+\))", f",{NO_BREAK}", said)
        condition = f", if {claim.condition}" * bool(claim.condition)
        return f"holds on random data, to 6 digits{condition}"


def identities(*names: str, layout: Layout | None = None) -> Proved:
    """Return the identities with these names, each verified by numbers when it is shown.

    Raises ValueError for a name that is not known.
    """
    known = IDENTITIES | FALSE_IDENTITIES
    for name in names:
        if name not in known:
            raise ValueError(f"names must be those of mlcalc.identities, but {name} came")
    return Proved(tuple(known[name] for name in names), layout)


def _example(claim: Claim) -> tuple[dict[str, int], dict]:
    generator = np.random.default_rng(0)
    sizes = claim.sizes(generator)
    return sizes, claim.data(sizes, generator)


def _has_many(claim: Identity) -> bool:
    _, data = _example(claim)
    numeric = replace(claim, layout=Layout.NUMERATOR).numeric(data)
    return numeric.size != np.size(data[claim.variable])


def _without_bars(latex: str) -> str:
    """Return LaTeX whose double bars cannot be taken for the border of a table."""
    return latex.replace(r"\|", r"\Vert ")
