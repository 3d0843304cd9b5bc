"""What can be seen of every picture: no text is cut or covered, and no point is out of sight."""

import itertools
import re
from collections.abc import Iterator

import numpy as np
import pytest
from explorers_of_the_course import CLASSES, ends, named, random_states
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from page import Page
from pictures_of_the_course import keeps_its_colours, pictures

from mlcalc.explorers.controls import Slider
from mlcalc.explorers.engine import Explorer, Reading
from mlcalc.figures import png
from mlcalc.figures.arrows import arrow, place_arrow
from mlcalc.figures.canvas import Canvas, moving
from mlcalc.figures.picture import SHARPNESS
from mlcalc.figures.points import Dots, Points

HALF_A_PIXEL = 0.5
A_TENTH = 0.1
"""Of a text at most this part may be covered by another."""

RANDOM_STATES = 200

AWAY = re.compile(
    "arrow|outside the picture|out of the picture|runs? out |leaves the picture|not to be seen"
)
"""The words of a description for a point at whose place an arrow stands."""


# Texts.


def texts_of(figure: Figure) -> list[Text]:
    """Return the texts that are drawn: titles, labels, numbers at ticks, words beside points."""
    axes = [a for a in figure.axes if a.get_visible()]
    axis = {axis: a.axison for a in axes for axis in (a.xaxis, a.yaxis)}
    ticks = [tick for one in axis for tick in (*one.get_major_ticks(), *one.get_minor_ticks())]
    numbers = {label for tick in ticks for label in (tick.label1, tick.label2)}
    hidden = {one.label for one, on in axis.items() if not on}
    others = [t for t in figure.findobj(Text) if t not in numbers and t not in hidden]
    # A tick that is outside the limits exists, but is not drawn.
    drawn = [tick for one, on in axis.items() if on for tick in one._update_ticks()]
    found = others + [label for tick in drawn for label in (tick.label1, tick.label2)]
    return [text for text in found if is_drawn(text)]


def is_drawn(text: Text) -> bool:
    return text.get_visible() and bool(text.get_text().strip())


def is_clipped(text: Text) -> bool:
    return text.get_clip_on() and text.get_clip_box() is not None


def boxes_of(texts: list[Text], renderer) -> list[tuple[Text, Bbox]]:
    return [(text, text.get_window_extent(renderer)) for text in texts]


def sticks_out(box: Bbox, room: Bbox) -> bool:
    room = room.padded(HALF_A_PIXEL)
    return box.x0 < room.x0 or box.y0 < room.y0 or box.x1 > room.x1 or box.y1 > room.y1


def covered(one: Bbox, other: Bbox) -> float:
    """Return which part of the smaller box the other one covers."""
    if one.x1 <= other.x0 or other.x1 <= one.x0 or one.y1 <= other.y0 or other.y1 <= one.y0:
        return 0.0
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    height = min(one.y1, other.y1) - max(one.y0, other.y0)
    return width * height / min(one.width * one.height, other.width * other.height)


def cut_texts(boxes: list[tuple[Text, Bbox]], figure: Figure) -> Iterator[str]:
    for text, box in boxes:
        if sticks_out(box, figure.bbox):
            yield f"{text.get_text()!r} leaves the picture"
        elif is_clipped(text) and sticks_out(box, text.get_clip_box()):
            yield f"{text.get_text()!r} is cut at the edge of its axes"


def covered_texts(pairs, notice: Text | None = None) -> Iterator[str]:
    for (text, box), (other, other_box) in pairs:
        # A warning says that what is drawn is not to be read; titles and numbers beside it are.
        if text is notice and other.axes is not None and other in other.axes.texts:
            continue
        if covered(box, other_box) > A_TENTH:
            yield f"{text.get_text()!r} and {other.get_text()!r} cover each other"


def still_complaints(figure: Figure, boxes: list[tuple[Text, Bbox]]) -> Iterator[str]:
    yield from cut_texts(boxes, figure)
    yield from covered_texts(itertools.combinations(boxes, 2))


# Points.


def has_markers(artist: Artist) -> bool:
    return isinstance(artist, Line2D) and artist.get_marker() not in ("None", None, "", " ")


def point_complaints(artists: list[Artist], figure: Figure) -> Iterator[str]:
    for artist in artists:
        if isinstance(artist, Rectangle) and sticks_out(
            artist.get_window_extent(), artist.axes.bbox
        ):
            yield "an area sticks out of its axes"
        if isinstance(artist, FancyArrowPatch) and leaves_its_axes(artist):
            yield "an arrow leaves its axes"
        if not has_markers(artist):
            continue
        if not isinstance(artist, Dots):
            yield "markers that move are drawn by plot: they may be cut or out of sight"
        elif isinstance(artist, Points):
            yield from cut_markers(artist, figure)
        elif artist.get_linestyle() != "None":
            # Dots without a line are places that were visited: they have no ends.
            yield from lost_ends(artist)


def leaves_its_axes(arrow: FancyArrowPatch) -> bool:
    path = arrow.get_path()
    outline = path.vertices[path.codes != Path.CLOSEPOLY]
    places = arrow.get_transform().transform(outline)
    room = arrow.axes.bbox.padded(2 * HALF_A_PIXEL)
    return not ((room.min <= places) & (places <= room.max)).all()


def cut_markers(points: Points, figure: Figure) -> Iterator[str]:
    xy = points.get_xydata()
    places = points.axes.transData.transform(xy[np.isfinite(xy).all(axis=1)])
    edges = points.axes.bbox
    # Where it is parked the marker's whole place is inside; this asks for a little more.
    places = np.clip(places, [edges.x0, edges.y0], [edges.x1, edges.y1])
    reach = (points.get_markersize() + points.get_markeredgewidth()) / 2 / 72 * figure.dpi
    room = np.array([figure.bbox.width, figure.bbox.height]) + HALF_A_PIXEL
    if (places - reach < -HALF_A_PIXEL).any() or (places + reach > room).any():
        yield "a marker at the edge of its axes leaves the picture"


def lost_ends(dots: Dots) -> Iterator[str]:
    """Say whether an end of a path is out of sight, and no arrow stands for it."""
    xy = dots.get_xydata()
    marked = [p.get_xydata() for p in dots.axes.lines if isinstance(p, Points) and p.get_visible()]
    for name, end in (("first", xy[:1]), ("last", xy[-1:])):
        place = dots.axes.transAxes.inverted().transform(dots.axes.transData.transform(end))
        inside = ((place > -0.005) & (place < 1.005)).all()
        if not inside and not any((points == end).all(axis=1).any() for points in marked):
            yield f"the {name} point of a path is out of sight"


def untold(artists: list[Artist], explorer: Explorer) -> Iterator[str]:
    parked = any(isinstance(a, Points) and a.get_visible() and len(a.parked()) for a in artists)
    if parked and not AWAY.search(explorer._reading.shape):
        yield f"an arrow stands for a point, and the words do not say so: {explorer._reading.shape}"


# The walk.


class Layout:
    """Looks at an explorer's picture in one state after the other, at the still part once."""

    def __init__(self, explorer: Explorer):
        self.explorer, self.canvas = explorer, None
        self.beginning = explorer.values

    def complaints(self, state: dict) -> list[str]:
        """Go to a state, and say what is wrong with its picture."""
        explorer = self.explorer
        explorer.values = self.beginning | state
        figure, new = explorer._canvas.figure, explorer._canvas is not self.canvas
        if new:
            self.canvas, self.moving = explorer._canvas, moving(figure)
            figure.draw_without_rendering()
            still = [text for text in texts_of(figure) if not text.get_animated()]
            self.still = boxes_of(still, self.renderer)
        shown = [a for a in self.moving if a.get_visible() and a not in explorer._hidden]
        words = [a for a in shown if isinstance(a, Text) and is_drawn(a)]
        boxes = boxes_of(words, self.renderer)
        pairs = [*itertools.product(boxes, self.still), *itertools.combinations(boxes, 2)]
        return [
            *(still_complaints(figure, self.still) if new else ()),
            *cut_texts(boxes, figure),
            *covered_texts(pairs, explorer._notice),
            *point_complaints(shown, figure),
            *untold(shown, explorer),
        ]

    @property
    def renderer(self):
        return self.canvas.agg.get_renderer()


def complaints(
    explorer: Explorer, states, stacked: bool = False, whole: bool = True
) -> list[tuple[str, dict]]:
    """Return each complaint with the first state that gives rise to it.

    Not ``whole``: a traced curve is drawn only where the explorer was.
    """
    Page(explorer).fit(1.0, stacked)
    explorer.reveal(whole)
    layout, found = Layout(explorer), {}
    for state in states:
        for complaint in layout.complaints(state):
            found.setdefault(complaint, state)
    return list(found.items())


def listed(found: list[tuple[str, dict]]) -> str:
    return "\n".join(f"{complaint} at {state}" for complaint, state in found)


def states(explorer: Explorer):
    return [*named(explorer), *ends(explorer), *random_states(explorer, RANDOM_STATES)]


@pytest.mark.usefixtures("unpainted")
@pytest.mark.parametrize("kind", CLASSES)
def test_nothing_is_cut_covered_or_out_of_sight(kind):
    explorer = kind()
    found = complaints(explorer, states(explorer))
    assert not found, listed(found)


@pytest.mark.usefixtures("unpainted")
@pytest.mark.parametrize("kind", CLASSES)
def test_nothing_is_cut_covered_or_out_of_sight_on_a_phone(kind):
    explorer = kind()
    found = complaints(explorer, [*named(explorer), *ends(explorer)], stacked=True)
    assert not found, listed(found)


@pytest.mark.usefixtures("unpainted")
@pytest.mark.parametrize("kind", [kind for kind in CLASSES if kind.traces])
def test_nothing_is_cut_covered_or_out_of_sight_in_what_was_visited(kind):
    explorer = kind()
    found = complaints(explorer, [*named(explorer), *ends(explorer)], whole=False)
    assert not found, listed(found)


def test_the_still_pictures_show_all_their_words():
    assert len(pictures()) >= 12
    for picture in pictures():
        canvas = Canvas(picture.figure)
        picture.figure.draw_without_rendering()
        boxes = boxes_of(texts_of(picture.figure), canvas.agg.get_renderer())
        assert list(still_complaints(picture.figure, boxes)) == [], picture.text


def test_saved_pictures_keep_every_colour_that_can_be_seen():
    for picture in pictures():
        pixels = Canvas(picture.figure, SHARPNESS).pixels()
        assert keeps_its_colours(pixels, png.encode_small(pixels)), picture.text


# The rules themselves: each sees the fault it is there for.


class Good(Explorer):
    """A point on a path; the classes below spoil one thing each."""

    title = "A point:"
    size = (4.0, 3.0)
    SHAPE = "The point is outside the picture, above."

    def sliders(self):
        return [Slider("x", "place", 0.5, 0, 2, step=0.25)]

    def draw(self, figure):
        self.axes = figure.subplots()
        self.axes.set(xlim=(0, 1), ylim=(0, 1), title="a title")
        self.line, self.point = Dots(self.axes, ms=5), Points(self.axes, ms=10)
        self.area = self.axes.add_patch(Rectangle((0, 0), 0.1, 0.1, animated=True))
        self.word = self.axes.text(0.5, 0.5, "a word", animated=True)

    def update(self, x):
        self.line.set_data([0.2, 0.8], [0.5, x])
        self.point.set_data([0.8], [x])
        return Reading("There.", {"x": x}, shape=self.SHAPE)


class LongTitle(Good):
    def draw(self, figure):
        super().draw(figure)
        self.axes.set_title("a title that is by far too long for this small picture")


class CoveredLabel(Good):
    def draw(self, figure):
        super().draw(figure)
        self.axes.set(xlabel="a label")
        self.axes.xaxis.set_label_coords(0.5, -0.05)


class CutWord(Good):
    def draw(self, figure):
        super().draw(figure)
        self.axes.text(0.7, 0.97, "clipped", clip_on=True)


class WordsThatMeet(Good):
    def update(self, x):
        self.word.set_position((0.02, 1.03 if x > 1 else 0.5))
        return super().update(x)


class WordThatLeaves(Good):
    def update(self, x):
        self.word.set_x(0.5 + x)
        return super().update(x)


class PlainMarker(Good):
    def draw(self, figure):
        super().draw(figure)
        self.axes.plot([], [], "o", animated=True)


class UnmarkedEnd(Good):
    def update(self, x):
        reading = super().update(x)
        self.point.set_data([], [])
        return reading


class AreaTooLarge(Good):
    def update(self, x):
        self.area.set_width(x)
        return super().update(x)


class ArrowThatLeaves(Good):
    def draw(self, figure):
        super().draw(figure)
        self.arrow = arrow(self.axes, "black")

    def update(self, x):
        place_arrow(self.arrow, np.array([0.2, 0.5]), np.array([x, 0.0]))
        return super().update(x)


class Untold(Good):
    SHAPE = "The point is there."


class LargeMarker(Good):
    def draw(self, figure):
        super().draw(figure)
        self.axes.axis("off")
        self.large = Points(self.axes, ms=30)
        self.large.set_data([1], [0.4])


class WideWarning(Good):
    def update(self, x):
        reading = super().update(x)
        return Reading(reading.sentence, reading.numbers, "A very long warning. " * 30, self.SHAPE)


FAULTS = {
    LongTitle: "leaves the picture", CoveredLabel: "cover each other",
    CutWord: "is cut at the edge", WordsThatMeet: "cover each other",
    WordThatLeaves: "leaves the picture", PlainMarker: "drawn by plot",
    LargeMarker: "a marker at the edge", UnmarkedEnd: "last point of a path",
    AreaTooLarge: "sticks out of its axes",
    ArrowThatLeaves: "an arrow leaves its axes",
    Untold: "the words do not say so", WideWarning: "leaves the picture|cover each other",
}  # fmt: skip


@pytest.mark.usefixtures("unpainted")
@pytest.mark.parametrize("kind", FAULTS, ids=lambda kind: kind.__name__)
def test_a_fault_is_seen(kind):
    explorer = kind()
    found = [complaint for complaint, _ in complaints(explorer, ends(explorer))]
    assert found
    assert all(re.search(FAULTS[kind], complaint) for complaint in found), found


@pytest.mark.usefixtures("unpainted")
def test_where_nothing_is_wrong_nothing_is_said():
    assert complaints(Good(), ends(Good())) == []


# The same values, the same picture.


NUMBERS = ("-1", "0", "1e300", "nan", "-1e9", "0.5", "abc", "")
"""What is typed into a field, whether or not it makes sense there."""


def wander(page: Page, random: np.random.Generator, steps: int) -> None:
    """Do what a reader may do, in any order."""
    explorer = page.explorer
    often, seldom = ["move", "type", "drag", "choose", "press"] * 4, ["fit", "return"]
    for _ in range(steps):
        match random.choice([*often, *seldom]):
            case "move":
                slider = random.choice(explorer.sliders())
                page.move(slider.name, int(random.integers(0, slider.last_position + 1)))
            case "type":
                name = random.choice([d.name for d in (*explorer.sliders(), *explorer.fields())])
                page.type(str(name), str(random.choice(NUMBERS)))
            case "drag":
                page.drag(*random.uniform(-0.1, 1.1, 2))
            case "choose" if explorer.menus():
                menu = random.choice(explorer.menus())
                page.choose(menu.name, str(random.choice(menu.options)))
            case "press":
                page.press(str(random.choice(["Reset", *explorer.presets])))
            case "fit":
                page.fit(0.5, bool(random.integers(0, 2)))
            case "return":
                page.show()
                page.leave()


@pytest.mark.parametrize("kind", CLASSES)
def test_a_long_way_to_a_picture_leaves_nothing_in_it(kind):
    page, random = Page(kind()), np.random.default_rng(0)
    wander(page, random, 20)
    page.fit(1.5)
    page.explorer.reveal()
    # Nothing changes, but what could not be read is no longer complained of.
    page.explorer.values = {}
    fresh = kind()
    fresh.reveal()
    Page(fresh).fit(1.5)
    fresh.values = page.explorer.values
    same = fresh.frame == page.explorer.frame
    assert same, page.explorer.values
