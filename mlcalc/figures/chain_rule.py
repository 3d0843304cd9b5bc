"""Pictures of the chain rule: toothed wheels, a change on its way, a chain of stages.

The classes hold the moving artists; their ``show`` moves them. The functions at the end return
still pictures with their text.
"""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from mlcalc import formatting
from mlcalc.figures.labels import Digits, Label
from mlcalc.figures.picture import Picture
from mlcalc.figures.points import Points, drawable
from mlcalc.figures.style import (
    BLACK,
    BLUE,
    GREEN,
    GREY,
    PALE,
    VERMILLION,
    drawing,
    name_axes,
    new_figure,
)
from mlcalc.functions import Function

# Wheels.

TOOTH = np.array([-0.32, -0.18, 0.18, 0.32])
"""Where a tooth begins to rise, is up, begins to fall and is down, as parts of its pitch."""

HEIGHT = np.array([-1.0, 1.0, 1.0, -1.0])


class Wheels:
    """Toothed wheels in a row, each driven by the one before it; a radius is as many as teeth."""

    STYLES = ((BLACK, "-"), (GREEN, "--"), (BLUE, "-"))

    def __init__(self, axes: Axes, width: float, tallest: float):
        axes.set(xlim=(0, width), ylim=(-tallest - 9, tallest + 3), aspect="equal")
        axes.axis("off")
        self.width = width
        self.rims = [axes.plot([], [], color=BLACK, lw=1.4, animated=True)[0] for _ in self.STYLES]
        self.marks = [
            axes.plot([], [], color=colour, ls=style, lw=3, animated=True, zorder=3)[0]
            for colour, style in self.STYLES
        ]
        self.words = [
            Label(axes, 0, 0, ha="center", va="top", color=colour) for colour, _ in self.STYLES
        ]
        self.handle = Points(axes, ms=9, color=VERMILLION, zorder=5)
        self.ends = Points(axes, ms=7, color=BLACK, zorder=4)

    def show(self, teeth: Sequence[int], turns: Sequence[float]) -> None:
        """Draw wheels with so many teeth, turned anticlockwise by so many turns."""
        self.centres = self._centres(teeth)
        ends, meshed = [], 0.0
        for k, (rim, mark, word) in enumerate(zip(self.rims, self.marks, self.words, strict=True)):
            there = k < len(teeth)
            for artist in (rim, mark, word):
                artist.set_visible(there)
            if not there:
                continue
            centre, n, turn = self.centres[k], teeth[k], turns[k]
            rim.set_data(*self._rim(centre, n, turn + meshed))
            # The next wheel has a gap where this one has a tooth.
            following = teeth[min(k + 1, len(teeth) - 1)]
            meshed = -meshed * n / following + 0.5 - 0.5 / following
            angle = 2 * np.pi * (turn + 0.25)
            end = centre + 0.7 * n * np.cos(angle), 0.7 * n * np.sin(angle)
            mark.set_data([centre, end[0]], [0, end[1]])
            word.set_position((centre, -max(teeth) - 2))
            word.set_text("ABC"[k])
            ends.append(end)
        self.handle.set_data(*np.transpose(ends[:1]))
        self.ends.set_data(*np.transpose(ends[1:]))

    def _centres(self, teeth: Sequence[int]) -> list[float]:
        left = (self.width - 2 * sum(teeth)) / 2
        return [left + 2 * sum(teeth[:k]) + n for k, n in enumerate(teeth)]

    @staticmethod
    def _rim(centre: float, n: int, turn: float) -> tuple[np.ndarray, np.ndarray]:
        places = (np.arange(n + 1)[:, None] + TOOTH).ravel() / n
        angles = 2 * np.pi * (places + turn)
        radii = n + np.tile(HEIGHT, n + 1)
        return centre + radii * np.cos(angles), radii * np.sin(angles)


# A change on its way.


class CarriedChange:
    """A small change on two curves: the rise of the first is the run of the second.

    The middle change has one look in both pictures. An open circle marks where the tangents lead.
    """

    def __init__(self, inner: Axes, outer: Axes):
        self.tangents, self.legs = [], []
        self.points, self.predicted = [], []
        for axes, run, rise in ((inner, (BLACK, ":"), (GREEN, "--")),
                                (outer, (GREEN, "--"), (VERMILLION, "-"))):  # fmt: skip
            self.tangents.append(axes.plot([], [], color=BLACK, lw=1.2, animated=True)[0])
            self.legs += [
                axes.plot([], [], color=c, ls=ls, lw=3.5, animated=True, zorder=3)[0]
                for c, ls in (run, rise)
            ]
            self.predicted.append(Points(axes, ms=10, mfc="white", mec=BLACK, mew=1.6, zorder=4))
            self.points.append(Points(axes, ms=7, color=VERMILLION, zorder=5))

    def show(
        self, starts: Sequence[float], rises: Sequence[float], slopes: Sequence[float]
    ) -> None:
        """Draw it from the values t, h, g on, with the changes Δt, Δh, Δg and the two slopes."""
        run = rises[0]
        for k, slope in enumerate(slopes):
            x, y, rise = starts[k], starts[k + 1], rises[k + 1]
            across, up = self.legs[2 * k : 2 * k + 2]
            across.set_data(drawable([x, x + rises[k]]), drawable([y, y]))
            up.set_data(drawable([x + rises[k]] * 2), drawable([y, y + rise]))
            expected = run * slope
            # Where the run is short the tangent is not: one sees which way it goes.
            least = 0.12 * float(np.ptp(self.tangents[k].axes.get_xlim()))
            reach = np.array([-1.0, 1.0]) * max(1.3 * abs(run), least)
            self.tangents[k].set_data(drawable(x + reach), drawable(y + slope * reach))
            # The point that can be dragged comes last.
            self.points[k].set_data(drawable([x + rises[k], x]), drawable([y + rise, y]))
            self.predicted[k].set_data(drawable([x + run]), drawable([y + expected]))
            run = expected


# The chain of stages.


class Stages:
    """A chain of quantities with their values; below each link its factor, at the foot products."""

    VALUE, NAME, RULE, FACTOR, PRODUCT = 1.0, 1.52, 1.3, 0.42, -0.42

    def __init__(self, axes: Axes, names: Sequence[str], rules: Sequence[str]):
        self.names, count = names, len(names)
        axes.set(xlim=(-0.5, count - 0.5), ylim=(-1.0, 1.85))
        axes.axis("off")
        for k, name in enumerate(names):
            axes.add_patch(
                Rectangle((k - 0.27, 0.78), 0.54, 0.44, facecolor=PALE, edgecolor=BLACK, lw=1)
            )
            axes.text(k, self.NAME, f"${name}$", ha="center", va="center", fontsize=15)
        for k, rule in enumerate(rules):
            axes.annotate(
                "", (k + 0.72, 1.0), (k + 0.28, 1.0),
                arrowprops={"arrowstyle": "->", "color": GREY, "lw": 1.6},
            )  # fmt: skip
            axes.text(k + 0.5, self.RULE, f"${rule}$", ha="center", va="center", color=BLUE)
        last = names[-1]
        for k, name in enumerate(names):
            # The place of a product is known from the beginning.
            words = rf"$\frac{{d{last}}}{{d{name}}}$"
            axes.text(k, -0.05, words, ha="center", va="center", fontsize=15, color=GREY)

        def label(x, y, colour):
            return Digits(axes, x, y, ha="center", va="center", color=colour)

        self.values = [label(k, self.VALUE, BLACK) for k in range(count)]
        self.factors = [label(k + 0.5, self.FACTOR, VERMILLION) for k in range(count - 1)]
        self.products = [label(k, self.PRODUCT, BLACK) for k in range(count)]
        self.arrows = [
            axes.plot([], [], color=VERMILLION, lw=2, animated=True)[0] for _ in self.factors
        ]
        self.heads = [Points(axes, marker="<", ms=8, color=VERMILLION) for _ in self.factors]

    def show(
        self, values: Sequence[float], factors: Sequence[float], products: Sequence[float],
        stage: int,
    ) -> None:  # fmt: skip
        """Show what is known at a stage: values from the left, then factors from the right."""
        links = len(factors)
        back = max(stage - links, 0)
        for k, label in enumerate(self.values):
            label.set_text(formatting.number(values[k]) if k <= stage else "")
        for k, label in enumerate(self.factors):
            known = k >= links - back
            label.set_text(f"× {bracketed(factors[k])}" if known else "")
            ends = [k + 0.75, k + 0.25] if known else []
            self.arrows[k].set_data(ends, [self.PRODUCT] * len(ends))
            self.heads[k].set_data(ends[1:], [self.PRODUCT] * len(ends[1:]))
        for k, label in enumerate(self.products):
            known = back and k >= links - back
            label.set_text(formatting.number(products[k]) if known else "")


def bracketed(number: float) -> str:
    """Return a number as a factor that stands behind another one."""
    written = formatting.number(number)
    return f"({written})" if number < 0 else written


# The sigmoid.


class Area:
    """A rectangle whose sides add up to 1: full below, dashed at the side."""

    def __init__(self, axes: Axes):
        axes.set(xlim=(0, 1.05), ylim=(0, 1.05), aspect="equal", xticks=(0, 0.5, 1))
        axes.set_yticks((0, 0.5, 1))
        self.patch = Rectangle((0, 0), 0, 0, facecolor=PALE, edgecolor=PALE, animated=True)
        axes.add_patch(self.patch)
        (self.foot,) = axes.plot([], [], color=BLACK, lw=3.5, animated=True)
        (self.side,) = axes.plot([], [], "--", color=GREEN, lw=3.5, animated=True)

    def show(self, width: float, height: float) -> None:
        """Draw the rectangle with these sides."""
        self.patch.set(width=width, height=height)
        self.foot.set_data([0, width], [0, 0])
        self.side.set_data([width, width], [0, height])


# Still pictures of the chapter.


def row_of_machines(parts: Sequence[Function], rules: Sequence[str], names: Sequence[str],
                    inputs: Sequence[float]) -> Picture:  # fmt: skip
    """Show functions as machines in a row, the first on the left, fed with some numbers."""
    figure, rows = new_figure(9, 1.5 + 0.4 * len(inputs)), len(inputs)
    ways = []
    with drawing():
        axes = figure.subplots()
        axes.set(xlim=(-0.35, len(parts) + 0.35), ylim=(-rows + 0.2, 1.5))
        axes.axis("off")
        for k, name in enumerate(names):
            axes.text(k, 0.95, f"${name}$", ha="center", va="center", fontsize=15)
        for k, rule in enumerate(rules):
            corner, height = (k + 0.27, 0.35 - rows), rows + 0.95
            axes.add_patch(Rectangle(corner, 0.46, height, facecolor=PALE, edgecolor=BLACK, lw=1))
            axes.text(k + 0.5, 0.95, f"${rule}$", ha="center", va="center", color=BLUE)
        for row, number in enumerate(inputs):
            values = [float(number)]
            for part in parts:
                values.append(float(part(values[-1])))
            ways.append(" to ".join(formatting.number(value) for value in values))
            for k, value in enumerate(values):
                axes.text(k, -row, formatting.number(value), ha="center", va="center")
            for k in range(len(parts)):
                axes.annotate(
                    "", (k + 0.7, -row), (k + 0.3, -row),
                    arrowprops={"arrowstyle": "->", "color": GREY, "lw": 1.6},
                )  # fmt: skip
    letters = " to ".join(name.replace(r"\hat{y}", "ŷ") for name in names)
    return Picture(figure, f"{len(parts)} machines in a row, {letters}: {'; '.join(ways)}.")


def two_broken_lines(
    inner: Sequence[tuple[float, float]], outer: Sequence[tuple[float, float]]
) -> Picture:
    """Show two functions made of straight pieces on squares, to read off heights and slopes."""
    figure = new_figure(9, 4.2)
    words = []
    with drawing():
        for axes, corners, letter, name in zip(
            figure.subplots(1, 2), (inner, outer), "th", ("h(t)", "g(h)"), strict=True
        ):
            x, y = np.transpose(corners)
            axes.plot(x, y, color=BLUE)
            axes.set(xlim=(0, 6), ylim=(0, 6.5), xticks=range(7), yticks=range(7))
            name_axes(axes, letter, "", f"${name}$")
            words.append(f"{name} through {', '.join(formatting.point(c) for c in corners)}")
    return Picture(figure, f"Two functions made of straight pieces: {'; '.join(words)}.")
