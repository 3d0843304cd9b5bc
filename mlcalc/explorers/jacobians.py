"""The explorers of the chapter on Jacobians and matrix calculus."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from mlcalc import formatting
from mlcalc.activations import sigmoid
from mlcalc.differentiation import products_from_left, products_from_right
from mlcalc.explorers import descriptions
from mlcalc.explorers.controls import Menu, Play, Slider
from mlcalc.explorers.engine import Explorer, Reading, Table
from mlcalc.explorers.traces import Trace
from mlcalc.figures import jacobians as draw
from mlcalc.figures.points import in_view
from mlcalc.figures.style import BLACK, name_axes

NOISE = 1e-9
"""A number below this is the noise of a zero."""


def _n(number: float) -> str:
    return formatting.number(number)


def _rounded(numbers: np.ndarray) -> np.ndarray:
    return np.round(numbers, 12) + 0.0


@dataclass(frozen=True)
class PlaneMap:
    """A map of the plane into the plane, with its Jacobian, for points of shape (..., 2).

    ``shown`` are the ends of the outputs in the picture, ``reach`` those of the magnified ones.
    """

    function: Callable[[np.ndarray], np.ndarray]
    jacobian: Callable[[np.ndarray], np.ndarray]
    shown: tuple[tuple[float, float], tuple[float, float]]
    reach: float


def linear(matrix: np.ndarray) -> PlaneMap:
    """Return the map that multiplies by a matrix, shape (2, 2)."""
    corners = 2.8 * draw.UNIT_SQUARE @ matrix.T
    low, high = corners.min() - 0.1, corners.max() + 0.1
    reach = 1.15 * float(np.abs(draw.UNIT_SQUARE @ matrix.T).max())
    return PlaneMap(
        lambda p: p @ matrix.T,
        lambda p: np.broadcast_to(matrix, (*p.shape[:-1], 2, 2)),
        ((low, high), (low, high)),
        reach,
    )


def turn(degrees: float) -> np.ndarray:
    """Return the matrix that turns anticlockwise."""
    angle = np.deg2rad(degrees)
    return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])


def _polar(p: np.ndarray) -> np.ndarray:
    radius, angle = p[..., 0], p[..., 1]
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=-1)


def _polar_jacobian(p: np.ndarray) -> np.ndarray:
    radius, angle = p[..., 0], p[..., 1]
    cosine, sine = np.cos(angle), np.sin(angle)
    return _table([[cosine, -radius * sine], [sine, radius * cosine]])


def _table(rows: list[list]) -> np.ndarray:
    return np.stack([np.stack(np.broadcast_arrays(*row), axis=-1) for row in rows], axis=-2)


def _fold(p: np.ndarray) -> np.ndarray:
    return np.stack([(p[..., 0] - 1) ** 2, p[..., 1]], axis=-1)


def _fold_jacobian(p: np.ndarray) -> np.ndarray:
    zero = np.zeros_like(p[..., 0])
    return _table([[2 * (p[..., 0] - 1), zero], [zero, zero + 1]])


HIDDEN_WEIGHTS, HIDDEN_BIASES = np.array([[1.0, 2.0], [-1.0, 0.5]]), np.array([0.0, 0.5])
"""The first layer of the network of chapter 8, a row for each hidden unit."""


def _hidden(p: np.ndarray) -> np.ndarray:
    return sigmoid(p @ HIDDEN_WEIGHTS.T + HIDDEN_BIASES)


def _hidden_jacobian(p: np.ndarray) -> np.ndarray:
    activations = _hidden(p)
    return (activations * (1 - activations))[..., None] * HIDDEN_WEIGHTS


POLAR = PlaneMap(_polar, _polar_jacobian, ((-2.9, 2.9), (-0.5, 3.1)), 2.6)
FOLD = PlaneMap(_fold, _fold_jacobian, ((-0.2, 3.4), (-0.2, 3.4)), 3.0)
HIDDEN = PlaneMap(_hidden, _hidden_jacobian, ((0, 1), (0, 1)), 0.8)


class TinySquare(Explorer):
    """A square at a point, its image under a map, and what the Jacobian makes of it."""

    title = "A square and its image:"
    size = (9.0, 3.6)
    MAPS = {
        "polar coordinates": POLAR,
        "rotation": linear(turn(40)),
        "shear": linear(np.array([[1.0, 0.8], [0.0, 1.0]])),
        "fold": FOLD,
        "hidden layer": HIDDEN,
    }
    WORDS = {
        "polar coordinates": "circles and rays", "rotation": "a turned square net",
        "shear": "a slanting net", "fold": "a square net that is folded in the middle",
        "hidden layer": "a bent net in a narrow strip",
    }  # fmt: skip
    LARGEST = 0.8
    redraws = ("map",)
    plays = Play("size", falling=True)
    presets = {
        "polar coordinates": {"map": "polar coordinates", "x1": 1.5, "x2": 0.4, "size": 0.8},
        "rotation": {"map": "rotation", "x1": 0.5, "x2": 0.5, "size": 0.8},
        "shear": {"map": "shear", "x1": 0.5, "x2": 0.5, "size": 0.8},
        "fold, left": {"map": "fold", "x1": 0.4, "x2": 0.5, "size": 0.3},
        "fold, right": {"map": "fold", "x1": 1.3, "x2": 0.5, "size": 0.3},
        "hidden layer": {"map": "hidden layer", "x1": 0.2, "x2": 0.2, "size": 0.5},
    }

    def menus(self):
        return [Menu("map", "map", tuple(self.MAPS))]

    def sliders(self):
        return [
            Slider("x1", "x₁", 1, 0, 2, step=0.05),
            Slider("x2", "x₂", 0.6, 0, 2, step=0.05),
            Slider("size", "size", 0.8, 0.008, self.LARGEST, step=0.1, logarithmic=True),
        ]

    def draw(self, figure):
        self.map = self.MAPS[self.values["map"]]
        inputs, outputs, glass = figure.subplots(1, 3)
        draw.draw_net(inputs, lambda p: p, (0, 2.8), 15)
        draw.draw_net(outputs, self.map.function, (0, 2.8), 15)
        inputs.set(xlim=(-0.1, 2.9), ylim=(-0.1, 2.9))
        outputs.set(xlim=self.map.shown[0], ylim=self.map.shown[1])
        glass.set(xlim=(-self.map.reach, self.map.reach), ylim=(-self.map.reach, self.map.reach))
        for axes in (inputs, outputs, glass):
            axes.set_aspect("equal")
            axes.grid(axes is glass)
        name_axes(inputs, "x₁", "x₂", "the inputs")
        name_axes(outputs, "y₁", "y₂", "the outputs")
        name_axes(glass, "", "", "magnified")
        self.pictures = draw.SquareAndImages(inputs, outputs, glass)
        self.fine = draw.edge_of_square(256)
        self.drag_axes, self.grip = inputs, self.pictures.point

    def update(self, map, x1, x2, size):
        if not 0 < size <= self.LARGEST:
            raise ValueError(
                f"size must be larger than 0 and at most {_n(self.LARGEST)}, but {_n(size)} came"
            )
        point = np.array([x1, x2], dtype=float)
        image = self.map.function(point + size * self.pictures.edge)
        at, jacobian = self.map.function(point), _rounded(self.map.jacobian(point))
        self.pictures.show(point, size, image, at, jacobian)
        determinant = float(_rounded(np.linalg.det(jacobian)))
        # Not of coordinates that agree in ten digits: their differences have few left.
        edge = self.map.function(point + size * self.fine)
        ratio = draw.area_inside((edge - at) / size)
        ratio = 0.0 if abs(ratio) < NOISE else ratio
        straight = self.pictures.edge @ jacobian.T
        gap = float(np.hypot(*((image - at) / size - straight).T).max())
        gap = 0.0 if gap < 1e-7 else gap
        numbers = {
            "column 1": jacobian[:, 0], "column 2": jacobian[:, 1], "det J": determinant,
            "area of the true image / of the square": ratio, "gap / size": gap,
        }  # fmt: skip
        return Reading(self._words(determinant), numbers, shape=self._shape(gap, determinant))

    @staticmethod
    def _words(determinant: float) -> str:
        if determinant == 0:
            return "The determinant is 0: the parallelogram has shrunk to a piece of a line."
        turned = ", turned over" if determinant < 0 else ""
        factor = _n(abs(determinant))
        size = "the area" if factor == "1" else f"{factor} times the area"
        return (
            f"The parallelogram has {size} of the square{turned}: "
            f"the determinant is {_n(determinant)}."
        )

    def _shape(self, gap: float, determinant: float) -> str:
        place = descriptions.marked(self.pictures.point, "the lower left corner of the square")
        there = descriptions.marked(self.pictures.there, "the image of this corner")
        visible = gap / (2 * self.map.reach)
        how = (
            "lie on each other" if visible < descriptions.VISIBLE
            else "nearly agree" if visible < 0.03 else "differ"
        )  # fmt: skip
        flat = "a piece of a line" if determinant == 0 else "a parallelogram"
        return (
            f"{place} In the second picture, on {self.WORDS[self.values['map']]}, "
            f"{descriptions.lowered(there)} In the third two arrows, one full and one dashed, span "
            f"{flat}; the edges of it and of the true image {how}."
        )

    def dragged(self, x, y):
        return {"x1": x, "x2": y}


class AreaOfAPatch(Explorer):
    """A small square of distance and angle, drawn on a map around its centre, and its area."""

    title = "A patch between two circles and two rays:"
    plays = Play("r")
    traces = Trace("r")
    presets = {
        "straight ahead": {"r": 1, "angle": 0},
        "to the side": {"r": 1, "angle": 90},
        "behind": {"r": 1, "angle": 180},
    }
    HALF = 0.2
    BEYOND = 0.6
    """How far outside of the middle of the patch the handle is, so that it hides no side of it."""

    def sliders(self):
        return [
            Slider("r", "distance r", 1, 0.2, 2, step=0.05, bounded=True),
            Slider("angle", "angle φ", 30, 0, 360, step=5, unit="°"),
        ]

    def draw(self, figure):
        numbers, plan, areas = figure.subplots(
            1, 3, width_ratios=(8, 8, 8) if figure.stacked else (3, 8, 8)
        )
        numbers.set(xlim=(0, 2.4), ylim=(-0.3, 6.7), aspect="equal", xticks=(0, 1, 2))
        name_axes(numbers, "r", "φ in radians", "the square")
        angles = np.linspace(0, 2 * np.pi, 121)
        for radius in np.arange(0.5, 2.01, 0.5):
            plan.plot(radius * np.cos(angles), radius * np.sin(angles), color=draw.NET, lw=0.8)
        plan.plot(0, 0, "+", color=BLACK, ms=10, mew=2)
        plan.set(xlim=(-2.8, 2.8), ylim=(-2.8, 2.8), aspect="equal")
        plan.grid(False)
        name_axes(plan, "y₁", "y₂", "the ground from above")
        areas.set(xlim=(0, 2.1), ylim=(0, 4))
        name_axes(areas, "distance r", "", "area of patch / of square")
        self.pictures = draw.PatchAndItsArea(numbers, plan, areas)
        self.drag_axes, self.grip = plan, self.pictures.handle
        self.edge = draw.edge_of_square() - 0.5

    def update(self, r, angle):
        centre = np.array([r, np.deg2rad(angle)])
        square = centre + 2 * self.HALF * self.edge
        patch = _polar(square)
        ratio = float(_rounded(np.linalg.det(_polar_jacobian(centre))))
        point = _polar(centre)
        self.pictures.show(square, patch, point, r, ratio)
        out = np.array([r + np.array([self.HALF, self.BEYOND]), [centre[1]] * 2]).T
        self.pictures.hold(_polar(out))
        places = np.linspace(0.2, 2, 37) if self.revealed else self.visited
        self.seen = places
        self.pictures.trail.show(places, places, self.revealed)
        size = f"{_n(ratio)} times the area" if ratio != 1 else "the area"
        words = f"At the distance {_n(r)} the patch has {size} of the square."
        return Reading(words, {"area / area of the square": ratio}, shape=self._shape())

    def _shape(self) -> str:
        square = descriptions.marked(self.pictures.middle, "the square")
        patch = descriptions.side_of(self.pictures.point.get_xydata()[-1], (0, 0))
        if self.revealed:
            line = self.pictures.trail.line
            heights = in_view(line.axes, *line.get_data())[:, 1]
            third = f"the areas {descriptions.course(heights)}"
        else:
            third = descriptions.dots_so_far(self.pictures.trail.dots, "areas")
        away = descriptions.parked(self.pictures.here, "the present area")
        return descriptions.joined(
            square,
            f"In the second picture the patch is {patch} the cross; its sides are two arcs and "
            "two straight pieces. A short stick points from it away from the cross, with the "
            "handle at its end.",
            f"In the third picture {third}.",
            away,
        )

    def table(self):
        return Table(("r", "area / area of the square"),
                     np.column_stack([self.seen, self.seen]).tolist())  # fmt: skip

    def dragged(self, x, y):
        r = float(np.hypot(x, y)) - self.BEYOND
        return {"r": r, "angle": float(np.rad2deg(np.arctan2(y, x)) % 360)}


class OneMapAfterAnother(Explorer):
    """A square that is stretched and turned, in this order or in the other one."""

    title = "A square through two maps:"
    size = (9.0, 3.6)
    ORDERS = ("stretch, then turn", "turn, then stretch")
    presets = {
        "a quarter turn": {"angle": 90, "stretch": 2},
        "an eighth of a turn": {"angle": 45, "stretch": 2},
        "half a turn": {"angle": 180, "stretch": 2},
        "no stretch": {"angle": 60, "stretch": 1},
    }

    def menus(self):
        return [Menu("order", "order", self.ORDERS)]

    def sliders(self):
        return [
            Slider("angle", "angle", 0, -180, 180, step=5, unit="°"),
            Slider("stretch", "stretch", 2, 0, 2.5, step=0.1),
        ]

    def draw(self, figure):
        panels = figure.subplots(1, 3)
        titles = ("the square", "after the first", "after the second")
        for axes, title in zip(panels, titles, strict=True):
            axes.set(xlim=(-3.2, 3.2), ylim=(-3.2, 3.2), aspect="equal", xticks=(-2, 0, 2),
                     yticks=(-2, 0, 2))  # fmt: skip
            name_axes(axes, "", "", title)
        self.pictures = draw.TwoMaps(panels)

    def update(self, order, angle, stretch):
        turning, stretching = turn(angle), np.diag([float(stretch), 1.0])
        pair = (stretching, turning) if order == self.ORDERS[0] else (turning, stretching)
        first, second = (_rounded(matrix) for matrix in pair)
        product = _rounded(second @ first)
        self.pictures.show((np.eye(2), first, product))
        determinant = float(_rounded(np.linalg.det(product)))
        numbers = {"column 1 of the product": product[:, 0],
                   "column 2": product[:, 1], "determinant": determinant}  # fmt: skip
        words = (
            f"The product of both has the columns {formatting.point(product[:, 0])} and "
            f"{formatting.point(product[:, 1])}."
        )
        return Reading(words, numbers, shape=self._shape(first, product))

    @staticmethod
    def _shape(first: np.ndarray, product: np.ndarray) -> str:
        words = []
        for number, matrix in (("second", first), ("third", product)):
            ways = [
                descriptions.heading(column) if np.hypot(*column) > NOISE else "nowhere"
                for column in matrix.T
            ]
            words.append(
                f"In the {number} picture the full arrow points {ways[0]} and the dashed one "
                f"{ways[1]}."
            )
        return descriptions.joined("The square has one full arrow to the right and one dashed "
                                   "arrow upwards.", *words)  # fmt: skip


class FromLeftOrRight(Explorer):
    """A chain of Jacobians, and the multiplications that its product takes from either side."""

    title = "A product of Jacobians from the left and from the right:"
    traces = Trace("inputs", within=("width", "outputs", "matrices"))
    presets = {
        "a loss": {"outputs": 1, "width": 100, "matrices": 3},
        "as many in as out": {"inputs": 10, "outputs": 10, "width": 100, "matrices": 3},
        "one number in": {"inputs": 1, "outputs": 100, "width": 100, "matrices": 3},
        "deep": {"inputs": 1000, "outputs": 1, "width": 100, "matrices": 5},
    }

    def sliders(self):
        return [
            Slider("inputs", "inputs", 1, 1, 1000, step=0.25, logarithmic=True, whole=True),
            Slider("width", "width", 100, 1, 1000, step=0.25, logarithmic=True, whole=True),
            Slider("outputs", "outputs", 1, 1, 1000, step=0.25, logarithmic=True, whole=True),
            Slider("matrices", "matrices", 3, 2, 5, whole=True),
        ]

    def draw(self, figure):
        chain, counts = figure.subplots(1, 2, width_ratios=(6, 5))
        chain.set_title("the matrices: outputs at the left")
        self.blocks = draw.Blocks(chain)
        name_axes(counts, "inputs", "", "multiplications")
        self.counts = draw.Counts(counts)

    def update(self, inputs, width, outputs, matrices):
        for name, value in (("inputs", inputs), ("width", width), ("outputs", outputs),
                            ("matrices", matrices)):  # fmt: skip
            if value != int(value) or value < 1:
                raise ValueError(f"{name} must be a whole number from 1 on, but {value} came")
        if matrices < 2:
            raise ValueError("matrices must be at least 2")
        sizes = (int(outputs), *[int(width)] * (int(matrices) - 1))
        chain = (*sizes, int(inputs))
        left, right = products_from_left(chain), products_from_right(chain)
        self.blocks.show(chain)
        places = np.logspace(0, 3, 25).round() if self.revealed else self.visited
        both = [
            (products_from_left((*sizes, int(n))), products_from_right((*sizes, int(n))))
            for n in places
        ]
        self.rows = [(float(n), *pair) for n, pair in zip(places, both, strict=True)]
        self.counts.show(places, *np.array(both, dtype=float).T, self.revealed)
        self.counts.mark(inputs, left, right)
        numbers = {"from the left": f"{left:,}", "from the right": f"{right:,}"}
        return Reading(self._words(left, right), numbers, shape=self._shape(matrices))

    @staticmethod
    def _words(left: int, right: int) -> str:
        if left == right:
            return "Both orders take the same number of multiplications."
        fewer, more = ("left", "right") if left < right else ("right", "left")
        factor = max(left, right) / min(left, right)
        return (
            f"From the {fewer} it takes fewer: from the {more} there are "
            f"{formatting.number(factor, 3)} times as many."
        )

    def _shape(self, matrices: int) -> str:
        left, right = (
            descriptions.marker(p)[1] for p in (self.counts.at_left, self.counts.at_right)
        )
        where = "on" if abs(left - right) < descriptions.NEAR else (
            "above" if right > left else "below"
        )  # fmt: skip
        if self.revealed:
            lines = (self.counts.left.line, self.counts.right.line)
            left, right = (
                descriptions.one(descriptions.course(in_view(line.axes, *line.get_data())[:, 1]))
                for line in lines
            )
            second = f"the full curve, for the left, {left}, the dashed one {right}"
        else:
            second = descriptions.dots_so_far(self.counts.left.dots, "counts from the left")
        return (
            f"In a row stand {int(matrices)} rectangles, one for each matrix, its shape below. "
            f"In the second picture the square, for the right, is {where} the disc, for the left; "
            f"{second}."
        )

    def table(self):
        return Table(("inputs", "from the left", "from the right"), self.rows)


class TwoLayouts(Explorer):
    """The same derivatives as a table in the one layout and in the other."""

    title = "The derivatives of several outputs by several inputs:"
    size = (9.0, 3.8)
    MOST = 4
    presets = {
        "one output": {"m": 1, "n": 3},
        "one input": {"m": 3, "n": 1},
        "as many": {"m": 3, "n": 3},
    }

    def sliders(self):
        return [
            Slider("m", "outputs m", 2, 1, self.MOST, whole=True),
            Slider("n", "inputs n", 3, 1, self.MOST, whole=True),
        ]

    def draw(self, figure):
        one, other = figure.subplots(1, 2)
        self.numerator = draw.Grid(one, self.MOST, self._slope, 13)
        self.denominator = draw.Grid(other, self.MOST, lambda i, j: self._slope(j, i), 13)
        for axes in (one, other):
            # On a phone square cells are too narrow for what stands in them.
            axes.set_aspect("auto" if figure.stacked else "equal")
        one.set_title("numerator layout")
        other.set_title("denominator layout")

    @staticmethod
    def _slope(output: int, argument: int) -> str:
        return f"∂{draw.name('y', output)}/∂{draw.name('x', argument)}"

    def update(self, m, n):
        for name, value in (("m", m), ("n", n)):
            if value != int(value) or value < 1:
                raise ValueError(f"{name} must be a whole number from 1 on, but {value} came")
        m, n = int(m), int(n)
        self.numerator.show(m, n)
        self.denominator.show(n, m)
        self.numerator.band(0, 0, None, n)
        self.denominator.band(0, None, 0, n)
        for grid in (self.numerator, self.denominator):
            grid.band(1, None, None, 1)
        numbers = {"numerator layout": draw.shape(m, n), "denominator layout": draw.shape(n, m)}
        words = (
            f"On the left output 1 has a row of {n}, on the right a column of {n}: "
            f"{draw.shape(m, n)} and {draw.shape(n, m)}."
        )
        rows, columns = _count(m, "row"), _count(n, "column")
        turned = f"{_count(n, 'row')} and {_count(m, 'column')}"
        shape = (
            f"A table with {rows} and {columns}, and beside it one with {turned}. The coloured "
            "band lies under the first row of the one and the first column of the other."
        )
        return Reading(words, numbers, shape=shape)


def _count(number: int, what: str) -> str:
    words = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five"}
    return f"{words[number]} {what}{'s' * (number > 1)}"


class TermsOfAQuadraticForm(Explorer):
    """The terms of x^T A x in a table, and which of them hold one of the variables."""

    title = "The terms of a quadratic form:"
    size = (9.0, 4.0)
    MOST = 5
    plays = Play("k", milliseconds=5000)
    presets = {
        "two variables": {"n": 2, "k": 1},
        "three variables": {"n": 3, "k": 2},
        "five variables": {"n": 5, "k": 3},
    }

    def sliders(self):
        return [
            Slider("n", "variables n", self.MOST, 1, self.MOST, whole=True),
            Slider("k", "variable k", 1, 1, self.MOST, whole=True),
        ]

    def draw(self, figure):
        terms, left = figure.subplots(1, 2, width_ratios=(6, 5))
        terms.set_title("all terms")
        left.set_title("their derivatives by the variable k")
        self.pictures = draw.TermsWithOneVariable(terms, left, self.MOST)

    def update(self, n, k):
        for name, value in (("n", n), ("k", k)):
            if value != int(value) or value < 1:
                raise ValueError(f"{name} must be a whole number from 1 on, but {value} came")
        n, k = int(n), int(k)
        self.pictures.show(n, k - 1 if k <= n else None)
        variable = draw.name("x", k - 1)
        size = _count(n, "row")
        if k > n:
            words = f"There is no {variable} among {n} variable{'s' * (n > 1)}."
            numbers = {"terms": float(n * n), "terms that hold it": 0.0}
            shape = f"A table of terms with {size} and as many columns. Nothing in it is marked."
            return Reading(words, numbers, shape=shape)
        held = 2 * n - 1
        words = (
            f"{variable} stands in {held} of {n * n} terms. In the term of its square it stands "
            "twice, so that one leaves something in both lists."
        )
        numbers = {"terms": float(n * n), "terms that hold it": float(held)}
        shape = (
            f"A table of terms with {size} and as many columns. A coloured band lies on its row "
            f"number {k}, a dashed frame stands around its column number {k}. Two lists beside it "
            "hold what is left of these terms."
        )
        return Reading(words, numbers, shape=shape)
