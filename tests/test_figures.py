"""Pictures: the blitted frame against a full redraw, PNG against Pillow, text beside pictures."""

import base64
import gc
import io
import itertools
import math
import re
import threading
import weakref
from html.parser import HTMLParser

import matplotlib
import matplotlib.style
import numpy as np
import pytest
from cycler import cycler
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from matplotlib.collections import LineCollection
from matplotlib.patches import Rectangle
from PIL import Image

from mlcalc.figures import Picture, labels, png, style
from mlcalc.figures import canvas as canvas_module
from mlcalc.figures.canvas import MOST_KEPT, Canvas, Memory, moving
from mlcalc.figures.contours import draw_contours
from mlcalc.figures.curves import draw_curve
from mlcalc.figures.labels import Digits, Label
from mlcalc.figures.points import Dots, Points, drawable
from mlcalc.functions import as_function, temperature


def decoded(data):
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


class Images(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))


def the_image(markup):
    parser = Images()
    parser.feed(markup)
    ((tag, attributes),) = parser.found
    assert tag == "img"
    return attributes


# PNG.

sizes = st.tuples(st.integers(1, 12), st.integers(1, 12), st.just(4))


@given(arrays(np.uint8, sizes))
def test_pillow_reads_the_pixels_that_were_written(pixels):
    image = decoded(png.encode(pixels))
    assert image.mode == "RGBA"
    np.testing.assert_array_equal(np.asarray(image), pixels)


def test_a_view_of_other_pixels_is_written_too():
    pixels = np.random.default_rng(0).integers(0, 256, (40, 30, 4), dtype=np.uint8)
    image = decoded(png.encode(pixels[::2, ::-3]))
    np.testing.assert_array_equal(np.asarray(image), pixels[::2, ::-3])


@given(arrays(np.uint8, sizes))
def test_small_pictures_keep_size_and_nearly_the_colours(pixels):
    image = decoded(png.encode_small(pixels)).convert("RGB")
    difference = np.asarray(image).astype(int) - pixels[..., :3]
    assert np.abs(difference).max() <= 16


def a_picture_of_areas(colours):
    pixels = np.full((200, 300, 4), 255, dtype=np.uint8)
    for k, colour in enumerate(colours):
        pixels[10 * (k % 20) :, 5 * k : 5 * k + 4, :3] = colour
    return pixels


def test_areas_keep_their_colours_when_a_picture_is_saved():
    random = np.random.default_rng(0)
    greys = [(255 - k,) * 3 for k in range(3, 30, 3)]
    pixels = a_picture_of_areas(greys)
    # Shades of the edges, a pixel each, more than a palette has.
    pixels[100:140, 100:290, :3] = random.integers(0, 256, (40, 190, 3))
    saved = np.asarray(decoded(png.encode_small(pixels)).convert("RGB")).astype(int)
    off = np.abs(saved - pixels[..., :3]).max(axis=-1)
    assert off[:100].max() == 0
    assert decoded(png.encode_small(pixels)).mode == "P"


def test_saving_few_colours_is_smaller():
    figure = a_figure()
    pixels = Canvas(figure, 2).pixels()
    assert len(png.encode_small(pixels)) < len(png.encode(pixels)) / 2


# The canvas.


def a_figure():
    return redraw(style.new_figure(5, 3))


def redraw(figure):
    left, right = figure.subplots(1, 2)
    left.plot([0, 1], [0, 1])
    (left.mover,) = left.plot([0.2, 0.8], [0.7, 0.1], "o-", color="k", animated=True, zorder=5)
    (left.above,) = left.plot([0.2, 0.8], [0.69, 0.1], "-", color="r", animated=True, zorder=6)
    right.set_title("title")
    (right.mover,) = right.plot([0, 1], [3, 2], lw=4, animated=True, zorder=4)
    right.mover.set_in_layout(False)
    return figure


@pytest.mark.parametrize("ratio", [1, 1.5, 2])
def test_a_blitted_frame_is_a_full_redraw(ratio):
    canvas = Canvas(a_figure(), ratio)
    canvas.pixels()
    for moved in (0.1, 0.9, 0.3):
        canvas.figure.axes[0].mover.set_ydata([moved, 1 - moved])
        blitted = canvas.pixels().copy()
    whole = a_figure()
    whole.axes[0].mover.set_ydata([0.3, 0.7])
    for artist in whole.findobj(lambda artist: artist.get_animated()):
        artist.set_animated(False)
    whole.set_dpi(100 * ratio)
    redrawn = Canvas(whole, ratio).pixels()
    np.testing.assert_array_equal(blitted, redrawn)
    assert blitted.shape == (300 * ratio, 500 * ratio, 4)


def test_hidden_artists_are_left_out():
    canvas = Canvas(a_figure())
    left = canvas.figure.axes[0]
    without = canvas.pixels([left.mover]).copy()
    left.mover.set_data([], [])
    np.testing.assert_array_equal(canvas.pixels(), without)


def test_the_still_part_is_drawn_once_until_it_is_forgotten():
    canvas = Canvas(a_figure())
    first = canvas.pixels().copy()
    canvas.figure.axes[1].set_title("another title")
    np.testing.assert_array_equal(canvas.pixels(), first)
    canvas.forget()
    assert (canvas.pixels() != first).any()


@pytest.mark.parametrize("ratio", [1, 2])
@pytest.mark.parametrize(("x", "y"), [(0.25, 0.75), (0.0, 1.0), (0.6, 0.1)])
def test_a_place_of_the_picture_is_a_point_of_the_axes(x, y, ratio):
    canvas = Canvas(a_figure(), ratio)
    axes = canvas.figure.axes[0]
    axes.set(xlim=(-1, 2), ylim=(-1, 2))
    canvas.pixels()
    box = axes.get_position()
    across = box.x0 + (x + 1) / 3 * box.width
    up = box.y0 + (y + 1) / 3 * box.height
    found, *point = canvas.data_position(across, 1 - up)
    assert found is axes
    assert point == pytest.approx([x, y])


def test_a_place_on_a_logarithmic_axis():
    canvas = Canvas(a_figure())
    axes = canvas.figure.axes[0]
    axes.set(yscale="log", ylim=(1e-2, 1e4), xlim=(0, 1))
    canvas.pixels()
    box = axes.get_position()
    _, _, y = canvas.data_position(box.x0 + box.width / 2, 1 - (box.y0 + box.height / 2))
    assert y == pytest.approx(10)


@pytest.mark.parametrize("place", [(0.001, 0.5), (-3, 0.5), (0.5, 7), (float("nan"), 0.5)])
def test_outside_the_axes_there_is_no_point(place):
    assert Canvas(a_figure()).data_position(*place) == (None, None, None)


def test_numbers_far_away_are_cut_and_gaps_stay():
    cut = drawable(np.array([1e300, -np.inf, np.nan, 3.0]))
    assert cut[:2].tolist() == [1e6, -1e6]
    assert np.isnan(cut[2])
    assert cut[3] == 3


# Labels.


def lettered(kind, boxed, ratio, *words):
    """Return the pixels of a picture with a text of this kind, after these words one by one."""
    figure = style.new_figure(4, 3)
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1])
    box = {"boxstyle": "square", "facecolor": "white", "edgecolor": "none"} if boxed else None
    look = {"color": style.VERMILLION, "fontsize": 11.5, "zorder": 5, "ha": "center", "bbox": box,
            "parse_math": False}  # fmt: skip
    make = kind or (lambda a, *place, **more: a.text(*place, "", **more))
    text = make(axes, 0.513, 0.487, animated=True, **look)
    canvas = Canvas(figure)
    canvas.arrange()
    canvas.ratio = ratio
    for one in words:
        text.set_text(one)
        pixels = canvas.pixels().copy()
    return pixels


@pytest.mark.parametrize("boxed", [False, True])
@pytest.mark.parametrize("ratio", [1, 1.5])
def test_a_label_looks_like_a_text(boxed, ratio):
    for words in (["z₁ 4.32\na₁ 0.982"], ["one", "two\nlines", "one"], ["y", ""]):
        ours, plain = (lettered(kind, boxed, ratio, *words) for kind in (Label, None))
        np.testing.assert_array_equal(ours, plain)


def test_a_label_is_set_only_when_it_changes(monkeypatch):
    set_anew = []
    real = Label._set
    monkeypatch.setattr(Label, "_set", lambda *a: set_anew.append(1) or real(*a))
    lettered(Label, True, 1, "one", "one", "two", "two", "two")
    assert len(set_anew) == 2


def ink_of(kind, ratio, *words):
    """Return the edges of what is red in a picture, in pixels: left, right, top, bottom."""
    pixels = lettered(kind, False, ratio, *words).astype(int)
    red = (pixels[..., 0] - pixels[..., 2] > 60) & (pixels[..., 1] < 200)
    rows, columns = np.flatnonzero(red.any(axis=1)), np.flatnonzero(red.any(axis=0))
    return np.array([columns[0], columns[-1], rows[0], rows[-1]]), int(red.sum())


@pytest.mark.parametrize("ratio", [1, 1.5, 2])
@pytest.mark.parametrize("number", ["0.07937", "-3.063", "1", "\u00d7 (-0.5634)", "1.106e+07"])
def test_digits_stand_where_a_text_would(number, ratio):
    (ours, much), (plain, as_much) = (ink_of(kind, ratio, number) for kind in (Digits, None))
    assert np.abs(ours - plain).max() <= 2
    assert much == pytest.approx(as_much, rel=0.15)


def test_a_character_is_set_once(monkeypatch):
    set_anew = []
    real = Label._set
    monkeypatch.setattr(Label, "_set", lambda *a: set_anew.append(1) or real(*a))
    monkeypatch.setattr(labels, "_CHARACTERS", {})
    lettered(Digits, False, 1, "0.25", "-5.02", "0.25", "")
    assert len(set_anew) == len("0.25-")


def test_few_characters_are_kept_and_the_label_stays_as_it_is(monkeypatch):
    monkeypatch.setattr(labels, "_CHARACTERS", {})
    monkeypatch.setattr(labels, "MOST_CHARACTERS", 3)
    lettered(Digits, False, 1, "0123456789")
    assert len(labels._CHARACTERS) <= 3
    axes = style.new_figure(4, 3).subplots()
    label = Digits(axes, 0.3, 0.4, ha="center", va="center")
    label.set_text("-1.5")
    place = label.get_transform()
    canvas = Canvas(axes.figure)
    canvas.arrange()
    canvas.pixels()
    assert (label.get_text(), label.get_position(), label.get_ha()) == (
        "-1.5",
        (0.3, 0.4),
        "center",
    )
    assert label.get_transform() is place


# Pictures with their text.

WORDS = 'At x = 2 the "slope" is < 3 & it\'s 100 %; $x^2$ <img src="x">'


def test_a_picture_carries_its_text():
    picture = Picture(a_figure(), WORDS)
    bundle = picture._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    assert repr(picture) == bundle["text/plain"] == WORDS
    image = the_image(bundle["text/html"])
    assert image["alt"] == WORDS
    assert image["width"] == "500"


def test_a_picture_is_sharp_on_dense_screens():
    image = the_image(Picture(a_figure(), WORDS)._repr_mimebundle_()["text/html"])
    kind, data = image["src"].split(",", 1)
    assert kind == "data:image/png;base64"
    saved = np.asarray(decoded(base64.b64decode(data, validate=True)).convert("RGB")).astype(int)
    assert saved.shape == (600, 1000, 3)
    assert np.abs(saved - Canvas(a_figure(), 2).pixels()[..., :3]).max() <= 16


def test_a_picture_is_the_same_every_time():
    one, other = Picture(a_figure(), WORDS), Picture(a_figure(), WORDS)
    assert one._repr_mimebundle_() == other._repr_mimebundle_()
    assert one.figure.dpi == 100


def test_the_colours_of_the_course_are_told_apart():
    colours = {style.BLUE, style.VERMILLION, style.GREEN, style.BLACK}
    assert colours == {"#0072B2", "#D55E00", "#009E73", "#000000"}
    assert all(re.fullmatch("#[0-9A-F]{6}", c) for c in (style.GREY, style.PALE))


# The style, beside whatever style a student has set.


def every_kind():
    """Return a picture with every kind of artist that the course makes."""
    figure = style.new_figure(9, 6)
    lines, contours, words, shapes, image, ticks = figure.subplots(2, 3).flat
    lines.plot([-1000, 2, 3000], [1, -4, 3])
    lines.plot([0, 2000], [-1, -3], "o--", label="dashes")
    lines.axhline(0)
    lines.axvline(0.3)
    lines.axline((0, 0), slope=1e-3, color=style.GREEN)
    lines.legend(loc="upper left")
    style.name_axes(lines, "x", "$y = x^2 + \\sqrt{3}$", "title $e^{-x}$")
    draw_contours(contours, temperature)
    words.set(yscale="log", xlim=(-2, 2), ylim=(1e-7, 1e2))
    words.text(0, 1e-4, "$\\alpha$", bbox={"facecolor": "white", "edgecolor": style.BLUE})
    words.annotate("here", (0, 1), (9, 6), textcoords="offset points")
    arrow = {"arrowstyle": "->", "color": style.GREY, "lw": 1.6}
    words.annotate("", (1, 1e-3), (-1, 1e-5), arrowprops=arrow)
    shapes.add_patch(Rectangle((0.2, 0.2), 0.3, 0.3, facecolor=style.BLUE, edgecolor="k", lw=0.8))
    shapes.add_collection(LineCollection([[(0, 0), (1, 1)]], colors="k", linewidths=1))
    image.imshow(np.linspace(0, 1, 12).reshape(2, 2, 3), extent=(0, 1, 0, 1), origin="lower")
    ticks.set_xticks([0, 1], ["no", "yes"])
    ticks.set_ylim(-1e-7, 3e-7)
    figure.text(0.5, 0.5, "a notice")
    canvas = Canvas(figure)
    canvas.arrange()
    return canvas.pixels().copy()


@pytest.fixture(scope="module")
def as_it_should_be():
    return every_kind()


SETTINGS_OF_STUDENTS = [
    {"font.size": 30},
    {"font.family": "serif"},
    {"mathtext.fontset": "cm"},
    {"text.color": "red", "axes.labelcolor": "red", "axes.titlecolor": "red"},
    {"axes.grid": False, "axes.grid.axis": "y"},
    {"axes.prop_cycle": cycler(color=["red"], marker=["o"], linestyle=["--"])},
    {"lines.linewidth": 5, "lines.marker": "o", "lines.linestyle": "--", "lines.markersize": 20},
    {"xtick.labelsize": 30, "xtick.direction": "in", "xtick.minor.visible": True},
    {"axes.spines.left": False, "axes.linewidth": 5, "axes.facecolor": "yellow"},
    {"axes.xmargin": 0.4, "figure.constrained_layout.w_pad": 0.5, "figure.dpi": 30},
    {"axes.titlelocation": "right", "axes.titlesize": 30, "axes.titlepad": 20},
    {"legend.frameon": True, "legend.fontsize": 30, "axes.unicode_minus": False},
    {"axes.formatter.use_mathtext": True, "axes.formatter.limits": (-1, 1)},
    {"contour.linewidth": 5, "contour.negative_linestyle": "solid", "image.aspect": "auto"},
    {"path.sketch": (1, 100, 2), "text.antialiased": False, "lines.antialiased": False},
]


@pytest.mark.parametrize("settings", SETTINGS_OF_STUDENTS, ids=lambda s: next(iter(s)))
def test_a_students_settings_change_no_pixel(settings, as_it_should_be):
    with matplotlib.rc_context(settings):
        np.testing.assert_array_equal(every_kind(), as_it_should_be)


@pytest.mark.parametrize(
    "name", ["dark_background", "ggplot", "fivethirtyeight", "bmh", "seaborn-v0_8", "grayscale"]
)
def test_a_students_style_changes_no_pixel(name, as_it_should_be):
    with matplotlib.style.context(name):
        np.testing.assert_array_equal(every_kind(), as_it_should_be)


def test_no_picture_changes_a_setting_of_matplotlib(monkeypatch):
    before = dict(matplotlib.rcParams)

    def refuse(*arguments):
        raise AssertionError("a setting of the whole process was changed")

    monkeypatch.setattr(matplotlib.RcParams, "__setitem__", refuse)
    monkeypatch.setattr(matplotlib.RcParams, "_set", refuse)
    every_kind()
    Picture(a_figure(), WORDS)._repr_mimebundle_()
    assert dict(matplotlib.rcParams) == before


def test_the_style_gives_way_to_what_a_picture_asks_for():
    axes = style.new_figure().subplots()
    (line,) = axes.plot([0, 1], lw=5, ls=":", marker="s", ms=9)
    assert (line.get_linewidth(), line.get_linestyle(), line.get_marker()) == (5, ":", "s")
    text = axes.text(0, 0, "word", size=20, weight="bold", c="red")
    assert (text.get_fontsize(), text.get_fontweight(), text.get_color()) == (20, "bold", "red")
    assert axes.set_title("word", size=20, loc="center").get_fontsize() == 20
    assert axes.plot([0, 1])[0].get_linewidth() == 2
    assert axes.set_title("word").get_fontsize() == style.TITLE_SIZE


def test_empty_axes_reach_from_zero_to_one():
    axes = style.new_figure().subplots()
    assert (axes.get_xlim(), axes.get_ylim()) == ((0, 1), (0, 1))
    axes.plot([0, 100], [0, 10])
    assert axes.get_xlim() == pytest.approx((-5, 105))


# Narrow screens.


@pytest.mark.parametrize("count", [2, 3])
def test_axes_side_by_side_come_below_each_other_where_it_is_narrow(count):
    figure = style.new_figure(4, 8, stacked=True)
    axes = figure.subplots(1, count, width_ratios=range(1, count + 1), sharey=True)
    assert axes.shape == (count,)
    figure.draw_without_rendering()
    boxes = [a.get_position() for a in axes]
    assert len({round(box.x0, 6) for box in boxes}) == 1
    assert all(upper.y0 > lower.y1 for upper, lower in itertools.pairwise(boxes))
    heights = np.array([box.height for box in boxes])
    np.testing.assert_allclose(heights / heights[0], range(1, count + 1))
    axes[0].set_ylim(-3, 7)
    assert all(a.get_ylim() == (-3, 7) for a in axes)
    assert all(a.get_yticklabels()[0].get_visible() for a in axes)


@pytest.mark.parametrize("count", [4, 5])
def test_many_axes_stand_in_two_columns_where_it_is_narrow(count):
    figure = style.new_figure(4, 8, stacked=True)
    axes = figure.subplots(1, count, width_ratios=range(1, count + 1))
    assert axes.shape == (count,)
    assert figure.axes == list(axes)
    assert len({round(a.get_position().x0, 6) for a in axes}) == 2


@pytest.mark.parametrize(("stacked", "shape"), [(False, (1, 2)), (True, (2, 1)), (True, (2, 2))])
def test_other_axes_stay_as_they_are(stacked, shape):
    axes = np.atleast_1d(style.new_figure(stacked=stacked).subplots(*shape))
    plan = axes.flat[0].get_subplotspec().get_gridspec()
    assert (plan.nrows, plan.ncols) == shape


# One thread at a time.


def at_once(*work):
    """Do the work in other threads while this one draws; return what was done meanwhile."""
    done = []
    threads = [threading.Thread(target=lambda w=w: done.append(w())) for w in work]
    with style.drawing():
        for thread in threads:
            thread.start()
        threads[0].join(0.2)
        meanwhile = len(done)
    for thread in threads:
        thread.join(10)
    assert len(done) == len(work)
    return meanwhile


def test_one_thread_draws_at_a_time():
    canvas, picture = Canvas(a_figure()), Picture(a_figure(), WORDS)
    ways = [canvas.arrange, canvas.pixels, canvas.frame, canvas.release, picture._repr_mimebundle_]
    for way in ways:
        assert at_once(way) == 0


# Points at the edge of their axes.


def axes_with_room():
    axes = style.new_figure(4, 4).subplots()
    axes.set(xlim=(0, 1), ylim=(0, 1))
    axes.axis("off")
    axes.set_position([0.2, 0.2, 0.6, 0.6])
    axes.figure.set_layout_engine("none")
    return axes


def coloured(axes):
    """Return the rows and columns of all pixels that are not white, rows counted from below."""
    pixels = Canvas(axes.figure).pixels()[::-1, :, :3]
    return np.argwhere((pixels < 250).any(axis=-1))


def pixels_of(kind, x, y, **more):
    axes = axes_with_room()
    kind(axes, ms=20, **more).set_data([x], [y])
    return coloured(axes)


@pytest.mark.parametrize(("x", "y"), [(0, 0.5), (1, 0.5), (0.5, 0), (0.5, 1), (1, 1)])
def test_a_point_at_the_edge_is_as_large_as_one_inside(x, y):
    inside, edge = pixels_of(Points, 0.5, 0.5), pixels_of(Points, x, y)
    np.testing.assert_array_equal(edge - edge.min(axis=0), inside - inside.min(axis=0))
    np.testing.assert_allclose(edge.mean(axis=0), [80 + 240 * y, 80 + 240 * x], atol=1)


@pytest.mark.parametrize(
    ("x", "y"), [(2, 0.5), (-1e300, 0.5), (0.5, 7), (0.5, -0.006), (9, 9), (-9, 9), (-1e9, -1e9)]
)
def test_beyond_the_edge_an_arrow_points_to_the_point(x, y):
    arrow = pixels_of(Points, x, y)
    assert (arrow >= 79).all()
    assert (arrow <= 321).all()
    outside = np.array([80 + 240 * np.clip(part, -9, 9) for part in (y, x)])
    tip = arrow[np.linalg.norm(arrow - outside, axis=1).argmin()]
    # The arrow is narrow at its tip, which is where the point is nearest.
    np.testing.assert_allclose(tip, np.clip(outside, 80, 320), atol=4)
    along = (arrow - arrow.mean(axis=0)) @ (tip - arrow.mean(axis=0))
    assert np.mean(along > (along.max() + along.min()) / 2) < 0.35


def test_an_arrow_is_open_where_the_marker_is():
    full = pixels_of(Points, 0.5, 2)
    hollow = pixels_of(Points, 0.5, 2, markerfacecolor="white", markeredgewidth=2)
    assert len(hollow) < 0.7 * len(full)


def test_on_a_logarithmic_axis_zero_is_below_everything():
    axes = axes_with_room()
    axes.set(yscale="log", ylim=(1e-3, 1))
    point = Points(axes, ms=20)
    point.set_data([0.5], [0.0])
    assert len(point.parked()) == 1
    rows = coloured(axes)[:, 0]
    assert 79 <= rows.min() < 84


def test_a_point_that_is_nowhere_is_not_drawn():
    assert len(pixels_of(Points, float("nan"), 0.5)) == 0
    axes = axes_with_room()
    point = Points(axes)
    assert len(coloured(axes)) == 0
    point.set_data([2], [2])
    point.set_visible(False)
    assert len(coloured(axes)) == 0


def test_dots_beyond_the_edge_are_not_drawn_and_their_line_ends_there():
    axes = axes_with_room()
    Dots(axes, ms=20).set_data([0.5, 2], [0.5, 0.5])
    alone = axes_with_room()
    Points(alone, ms=20).set_data([0.5], [0.5])
    places = coloured(axes)
    assert places[:, 1].max() <= 321
    assert (places[places[:, 1] > 250, 0] - 200 < 3).all()
    assert len(places) > len(coloured(alone))


@pytest.mark.parametrize("place", [0.5, 1.0, 3.0])
def test_a_students_settings_change_no_point(place):
    expected = pixels_of(Points, 0.5, place)
    with matplotlib.rc_context({"lines.antialiased": False, "lines.markeredgewidth": 9,
                                "lines.color": "red", "path.sketch": (3, 9, 3)}):  # fmt: skip
        np.testing.assert_array_equal(pixels_of(Points, 0.5, place), expected)


# Giving memory back, and other densities.


def test_a_released_canvas_keeps_nothing_and_can_be_drawn_again():
    canvas = Canvas(a_figure(), 2)
    canvas.arrange()
    pixels = canvas.pixels().copy()
    figure, agg = canvas.figure, weakref.ref(canvas.agg)
    mover = weakref.ref(figure.axes[0].mover)
    assert not canvas.released
    canvas.release()
    gc.collect()
    assert canvas.released
    assert (agg(), mover(), figure.axes) == (None, None, [])
    with pytest.raises(RuntimeError, match="released"):
        canvas.pixels()
    redraw(figure)
    canvas.arrange()
    np.testing.assert_array_equal(canvas.pixels(), pixels)
    assert canvas.ratio == 2


@pytest.mark.parametrize("ratio", [0.3, 0.75, 1.25, 4])
def test_any_density_of_a_screen(ratio):
    canvas = Canvas(a_figure(), ratio)
    assert canvas.pixels().shape == (int(300 * ratio), int(500 * ratio), 4)
    assert canvas.figure.dpi == pytest.approx(100 * ratio)


@pytest.mark.parametrize("ratio", [0.29, 4.1, float("nan"), float("inf")])
def test_no_density_beyond_that(ratio):
    with pytest.raises(ValueError, match="ratio must lie between"):
        Canvas(a_figure()).ratio = ratio


# A still part that was seen before.


def a_picture_of(kept=None, title="title", ratio=1):
    figure = a_figure()
    figure.axes[1].set(title=title, ylim=(0, 1000), aspect=1e-3, adjustable="box")
    canvas = Canvas(figure)
    canvas.arrange(kept)
    canvas.ratio = ratio
    return canvas


@pytest.mark.parametrize("ratio", [0.75, 1, 2])
def test_a_kept_still_part_is_that_of_a_fresh_picture(ratio):
    memory = Memory()
    a_picture_of(memory.of("a"), ratio=ratio).pixels()
    again, fresh = a_picture_of(memory.of("a"), ratio=ratio), a_picture_of(ratio=ratio)
    for canvas in (again, fresh):
        canvas.figure.axes[0].mover.set_ydata([0.3, 0.6])
    np.testing.assert_array_equal(again.pixels(), fresh.pixels())
    for one, other in zip(again.figure.axes, fresh.figure.axes, strict=True):
        assert one.get_position().bounds == other.get_position().bounds
    assert again.ratio == ratio


def test_a_kept_still_part_is_not_drawn_again(monkeypatch):
    memory = Memory()
    before = a_picture_of(memory.of("a")).pixels().copy()
    monkeypatch.setattr(style.Figure, "draw", None)
    layouts = []
    monkeypatch.setattr(canvas_module, "margins", lambda: layouts.append(1) or style.margins())
    np.testing.assert_array_equal(a_picture_of(memory.of("a")).pixels(), before)
    assert layouts == []
    with pytest.raises(TypeError):
        a_picture_of(memory.of("a"), ratio=2).pixels()
    with pytest.raises(TypeError):
        a_picture_of(memory.of("b")).pixels()


def with_a_word(kept=None):
    figure = a_figure()
    figure.text(0.5, 0.5, "$x$ and a word", animated=True)
    canvas = Canvas(figure)
    canvas.arrange(kept)
    return canvas.pixels().copy()


def test_what_moves_over_a_kept_still_part_has_the_style_too():
    memory, expected = Memory(), with_a_word()
    with matplotlib.rc_context({"font.family": "serif", "mathtext.fontset": "cm"}):
        np.testing.assert_array_equal(with_a_word(memory.of("a")), expected)
        np.testing.assert_array_equal(with_a_word(memory.of("a")), expected)


def test_only_so_many_still_parts_are_kept_and_all_can_be_forgotten():
    memory = Memory()
    records = [memory.of(key) for key in range(MOST_KEPT)]
    assert memory.of(0) is records[0]
    memory.of("one more")
    assert memory.of(0) is records[0]
    assert memory.of(2) is records[2]
    assert memory.of(1) is not records[1]
    memory.forget()
    assert memory.of(2) is not records[2]


def test_a_still_part_of_many_colours_is_not_kept(monkeypatch):
    memory = Memory()
    monkeypatch.setattr(canvas_module, "LARGEST_KEPT", 1000)
    canvas = a_picture_of(memory.of("a"))
    canvas.pixels()
    assert memory.of("a").pixels == {}


def test_the_moving_artists_are_found_lowest_first():
    figure = a_figure()
    left, right = figure.axes
    notice = figure.text(0, 0, "word", animated=True, zorder=4.5)
    assert moving(figure) == [right.mover, notice, left.mover, left.above]


# Large, flat and slow functions.


@pytest.mark.parametrize("value", [0.0, 2.0, -1e20, 1e99])
def test_a_flat_curve_has_room(value):
    axes = style.new_figure().subplots()
    draw_curve(axes, as_function(lambda t: value))
    low, high = axes.get_ylim()
    assert low < value < high
    axes.figure.draw_without_rendering()


def test_a_curve_too_large_is_refused():
    axes = style.new_figure().subplots()
    with pytest.raises(ValueError, match=r"too large to draw: it reaches 1e\+101"):
        draw_curve(axes, as_function(lambda t: -1e101 * t, window=((-1, 1),)))


@pytest.mark.parametrize("height", [lambda p: p[0] ** 3 - p[1], lambda p: math.exp(-p[0] * p[1])])
def test_contours_of_a_plain_function_are_those_of_many_points(height):
    function = as_function(height, 2, ((-1, 1), (-1, 1)))
    values = draw_contours(style.new_figure().subplots(), function)
    places = np.linspace(-1, 1, 121)
    exact = [[height((x, y)) for x in places] for y in places]
    np.testing.assert_allclose(values, exact, atol=2e-3)


def test_contours_with_a_gap_are_drawn_around_it():
    def height(p):
        return math.sqrt(p[0]) + p[1]

    function = as_function(height, 2, ((-1, 1), (-1, 1)))
    values = draw_contours(style.new_figure().subplots(), function)
    assert np.isnan(values[:, :60]).all()
    np.testing.assert_allclose(values[::60, -1], [0, 1, 2])


def test_labels_of_contours_are_large_enough():
    axes = style.new_figure().subplots()
    draw_contours(axes, temperature)
    assert axes.texts
    assert min(text.get_fontsize() for text in axes.texts) >= 10
