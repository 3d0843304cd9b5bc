"""Pictures: the blitted frame against a full redraw, PNG against Pillow, text beside pictures."""

import base64
import io
import re
from html.parser import HTMLParser

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PIL import Image

from mlcalc.figures import Picture, png, style
from mlcalc.figures.canvas import Canvas
from mlcalc.figures.curves import drawable


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


def test_saving_few_colours_is_smaller():
    figure = a_figure()
    pixels = Canvas(figure, 2).pixels()
    assert len(png.encode_small(pixels)) < len(png.encode(pixels)) / 2


# The canvas.


def a_figure():
    figure = style.new_figure(5, 3)
    with style.styled():
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


def test_the_style_is_used_only_for_the_pictures_of_the_course():
    import matplotlib

    before = dict(matplotlib.rcParams)
    style.new_figure()
    with style.styled():
        assert matplotlib.rcParams["axes.spines.top"] is False
    assert dict(matplotlib.rcParams) == before
