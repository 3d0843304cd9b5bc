"""Every explorer over all its values: it never raises, never warns, and says what it shows."""

import base64
import html
import inspect
import io
import itertools
import math
import re
import time

import numpy as np
import pytest
from explorers_of_the_course import CLASSES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.text import Text
from page import Page
from pictures_of_the_course import keeps_its_colours
from PIL import Image

from mlcalc import functions
from mlcalc.explorers.derivatives import CurveAndSlope, SecantBecomesTangent
from mlcalc.explorers.descent_beside_newton import (
    DescentBesideNewton,
    DescentBesideNewtonOnAMap,
)
from mlcalc.explorers.gradient_descent import (
    DescentOnACurve,
    DescentOnASurface,
    LineByDescent,
    LineByHand,
)
from mlcalc.explorers.newtons_method import NewtonOnACurve
from mlcalc.figures.canvas import Canvas
from mlcalc.figures.picture import SHARPNESS
from mlcalc.functions import FUNCTIONS


@pytest.fixture(scope="module", params=CLASSES, ids=lambda c: c.__name__)
def shared(request):
    explorer = request.param()
    yield explorer
    explorer.widget.close()


@pytest.fixture
def explorer(shared):
    shared.reset()
    return shared


def numeric(explorer):
    return [*explorer.sliders(), *explorer.fields()]


def decoded(frame):
    return np.asarray(Image.open(io.BytesIO(frame)).convert("RGB"))


def numbers_of(explorer):
    reading = dict(explorer.reading)
    assert isinstance(reading.pop("sentence"), str)
    return {k: v for k, v in reading.items() if not isinstance(v, str)}


def sound(explorer):
    """Check what must hold for every value of the sliders."""
    text = repr(explorer)
    assert len(text.splitlines()) == 1
    assert text.startswith(explorer.title)
    finite = all(np.isfinite(v).all() for v in numbers_of(explorer).values())
    if explorer.trouble:
        plain_sentence(explorer.trouble)
    else:
        assert finite
        assert explorer.reading["sentence"]
        assert re.search(r"\d", text)
        assert "infinite" not in text
        assert "not a number" not in text
    image = Image.open(io.BytesIO(explorer.frame))
    assert image.size == tuple(round(100 * inches) for inches in explorer.size)


def plain_sentence(words):
    # A symbol keeps its letter also at the beginning: x, Δx, w₁₂.
    assert words[0].isupper() or words[0].isdigit() or re.match(r"\w{1,3} (must|minus) ", words)
    assert words.endswith((".", "…", "]", "?"))
    assert len(words) < 400
    assert "\n" not in words
    assert "Traceback" not in words
    assert not re.search(r"\b[a-z]+_[a-z]+\b", words), "a name of the code, not of the page"


def test_there_are_explorers():
    assert len(CLASSES) >= 8


def test_sliders_are_few_named_and_within_their_ends(explorer):
    definitions = explorer.sliders()
    assert 1 <= len(definitions) <= 4
    assert len({s.name for s in definitions}) == len({s.label for s in definitions})
    assert list(explorer.values) == [d.name for d in explorer.definitions()]
    assert len(set(explorer.values)) == len(explorer.definitions())
    for s in definitions:
        assert s.label
        assert s.minimum <= s.value <= s.maximum
        assert s.minimum < s.maximum
        assert not s.whole or all(isinstance(v, int) for v in (s.value, s.minimum, s.maximum))
    names = {s.name for s in definitions}
    assert explorer.plays is None or explorer.plays.name in names
    assert set(explorer.redraws) <= set(explorer.values)


def test_menus_have_several_options_with_plain_names(explorer):
    for menu in explorer.menus():
        assert menu.label
        assert len(set(menu.options)) == len(menu.options) >= 2
        assert all(option == option.strip() != "" for option in menu.options)


def test_every_option_of_a_menu_is_shown_and_differs(explorer):
    for menu in explorer.menus():
        seen = set()
        for option in menu.options:
            explorer.reset()
            explorer.values = {menu.name: option}
            sound(explorer)
            assert explorer.trouble == ""
            assert option in repr(explorer)
            seen.add(explorer.frame)
        assert len(seen) == len(menu.options)


def test_every_field_changes_what_is_shown(explorer):
    for field in explorer.fields():
        explorer.reset()
        before = explorer.frame
        explorer.values = {field.name: field.value + 0.75}
        sound(explorer)
        assert explorer.frame != before, field.name


def test_every_slider_and_field_is_in_the_page(explorer):
    page = Page(explorer)
    labels = [part["label"] for part in explorer.widget.parts["controls"]]
    assert labels == [d.label for d in explorer.definitions()]
    for slider in explorer.sliders():
        part = page.part(slider.name)
        assert len(part["texts"]) == slider.last_position + 1
        page.move(slider.name, slider.last_position)
        assert explorer.values[slider.name] == slider.maximum
        assert page.shown(slider.name)["text"] == part["texts"][-1]
        page.type(slider.name, part["texts"][0])
        assert explorer.values[slider.name] == pytest.approx(slider.minimum, rel=1e-5)
        assert page.shown(slider.name)["position"] == 0


def test_labels_are_short_and_numbers_fit_their_fields(explorer):
    for part in explorer.widget.parts["controls"]:
        assert len(part["label"]) <= 19
        assert all(len(text) <= 10 for text in part.get("texts", ()))


def test_play_tells_the_whole_story(explorer):
    if explorer.plays is None:
        pytest.skip("it has no story")
    story = explorer.widget.parts["play"]
    (slider,) = (s for s in explorer.sliders() if s.name == explorer.plays.name)
    ends = [0, slider.last_position]
    assert [story["schedule"][0][0], story["schedule"][-1][0]] == (
        ends[::-1] if explorer.plays.falling else ends
    )
    # Steps and epochs begin with none; an interval that shrinks begins large.
    if slider.name in {"steps", "epoch", "seen", "stage"}:
        assert slider.minimum == 0
        assert not explorer.plays.falling
    assert explorer.plays.falling == (slider.name in {"gap", "size"})
    assert explorer.plays.early == (slider.name in {"steps", "epoch", "seen"})
    assert 3000 < sum(pause for _, pause in story["schedule"]) < 30_000


def test_presets_lie_within_the_sliders_and_differ(explorer):
    definitions = {s.name: s for s in explorer.sliders()}
    others = {d.name for d in explorer.definitions()} - set(definitions)
    frames = {}
    for name, values in explorer.presets.items():
        explorer.reset()
        explorer.apply(name)
        sound(explorer)
        frames[name] = explorer.frame
        for key, value in values.items():
            assert explorer.values[key] == value
            if key not in others:
                assert definitions[key].minimum <= value <= definitions[key].maximum
                assert not definitions[key].whole or isinstance(value, int)
    assert len(set(frames.values())) == len(frames)


def test_reset_restores_the_beginning(explorer):
    values, frame, text = explorer.values, explorer.frame, repr(explorer)
    explorer.values = {s.name: s.maximum for s in explorer.sliders()}
    assert repr(explorer) != text
    explorer.reset()
    assert (explorer.values, explorer.frame, repr(explorer)) == (values, frame, text)
    assert values == {d.name: d.value for d in explorer.definitions()}


ENDS = "minimum", "maximum"


def positions(slider, count):
    if slider.logarithmic:
        return np.geomspace(slider.minimum, slider.maximum, count).tolist()
    values = np.linspace(slider.minimum, slider.maximum, count)
    return [round(v) for v in values] if slider.whole else values.tolist()


def corners(explorer):
    """Yield every corner of the sliders, and the lowest and the highest for each other option."""
    names = [s.name for s in explorer.sliders()]
    lowest, highest = ([getattr(s, end) for s in explorer.sliders()] for end in ENDS)
    for corner in itertools.product(*zip(lowest, highest, strict=True)):
        yield dict(zip(names, corner, strict=True))
    for menu in explorer.menus():
        for option in menu.options:
            for corner in (lowest, highest):
                yield {menu.name: option, **dict(zip(names, corner, strict=True))}


def test_all_corners(explorer):
    for corner in corners(explorer):
        explorer.reset()
        explorer.values = corner
        sound(explorer)


def test_every_slider_over_its_whole_range(explorer):
    for slider in explorer.sliders():
        explorer.reset()
        for value in positions(slider, 9):
            explorer.values = {slider.name: value}
            sound(explorer)


def test_every_slider_moves_the_picture(explorer):
    # From any preset: at the beginning some sliders may be without effect.
    for slider in explorer.sliders():
        beginnings = [{}, *explorer.presets.values()]
        assert any(moves(explorer, slider, beginning) for beginning in beginnings), slider.name


def moves(explorer, slider, beginning):
    explorer.reset()
    explorer.values = beginning
    frames = set()
    for value in positions(slider, 4):
        explorer.values = {slider.name: value}
        frames.add(explorer.frame)
    return len(frames) >= 3


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_values_of_the_sliders(explorer, data):
    explorer.values = {s.name: data.draw(within(s), label=s.label) for s in explorer.sliders()}
    sound(explorer)


def within(slider):
    if slider.whole:
        return st.integers(slider.minimum, slider.maximum)
    return st.floats(slider.minimum, slider.maximum)


STRANGE = [
    0, -1, 0.5, -0.0, 1e-300, -1e-300, 1e9, -1e9, 1e300, -1e300, 1.7e308, 10**400,
    math.nan, math.inf, -math.inf,
]  # fmt: skip


def test_any_number_in_a_field_leaves_it_working(explorer):
    beginning = explorer.frame
    for definition in numeric(explorer):
        for value in STRANGE:
            explorer.values = {definition.name: value}
            sound(explorer)
        explorer.reset()
        assert explorer.trouble == ""
        assert explorer.frame == beginning


def test_all_fields_may_be_strange_at_once(explorer):
    for value in STRANGE:
        explorer.values = {d.name: value for d in numeric(explorer)}
        sound(explorer)


def test_a_learning_rate_that_is_none_is_named(explorer):
    if "learning_rate" not in explorer.values:
        pytest.skip("it has no learning rate")
    for rate in (0, -0.1, math.nan, math.inf):
        explorer.values = {"learning_rate": rate}
        assert re.match("The learning rate must be (above zero|a finite number)", explorer.trouble)
        assert explorer.reading["sentence"] == explorer.trouble


def test_the_pointer_may_be_anywhere(explorer):
    page = Page(explorer)
    for place in itertools.product([-1.0, 0.0, 0.4, 1.0, 5.0], repeat=2):
        page.drag(*place)
        for slider in explorer.sliders():
            assert slider.minimum <= explorer.values[slider.name] <= slider.maximum
        sound(explorer)


def test_dragging_on_the_picture_moves_it(explorer):
    if explorer.drag_axes is None:
        pytest.skip("nothing can be dragged here")
    page = Page(explorer)
    left, top, right, bottom = page.state["drag_area"]
    frames = set()
    for part in (0.25, 0.35, 0.45):
        page.drag(left + part * (right - left), top + 0.6 * part * (bottom - top))
        frames.add(explorer.frame)
    assert len(frames) == 3


# What is saved with the notebook.


def test_the_mime_bundle_holds_widget_picture_and_text(explorer):
    bundle = explorer._repr_mimebundle_()
    assert set(bundle) == {
        "application/vnd.jupyter.widget-view+json", "text/html", "text/plain",
    }  # fmt: skip
    view = bundle["application/vnd.jupyter.widget-view+json"]
    assert view["model_id"] == explorer.widget.model_id
    assert bundle["text/plain"] == repr(explorer)
    alt = re.search(r'alt="([^"]*)"', bundle["text/html"])[1]
    assert html.unescape(alt) == explorer.alternative_text
    data = re.search(r'src="data:image/png;base64,([^"]*)"', bundle["text/html"])[1]
    Page(explorer).fit(SHARPNESS)
    assert keeps_its_colours(explorer._canvas.pixels(), base64.b64decode(data, validate=True))
    Page(explorer).fit(1.0)


def test_saving_changes_neither_picture_nor_text(explorer):
    before = explorer.frame, repr(explorer)
    one = explorer._repr_mimebundle_()
    assert explorer._repr_mimebundle_() == one
    explorer.values = {}
    assert (explorer.frame, repr(explorer)) == before


# The picture itself.


@pytest.mark.parametrize("kind", CLASSES)
def test_the_blitted_frame_is_a_full_redraw(kind):
    """Draw the figure in one go: the moving artists lifted above all others, as in blitting."""
    one, ratio = kind(), 1.25
    Page(one).fit(ratio)
    for preset in list(one.presets)[:2]:
        one.apply(preset)
    one.frame  # noqa: B018
    blitted = decoded(one.frame)
    figure = one._canvas.figure
    moving = figure.findobj(lambda artist: artist.get_animated())
    for artist in moving:
        artist.set_animated(False)
        artist.set_zorder(artist.get_zorder() + 1000)
    redrawn = Canvas(figure, ratio).pixels()[..., :3]
    np.testing.assert_array_equal(blitted, redrawn)


def test_labels_are_whole_and_do_not_cover_each_other(explorer):
    figure = explorer._canvas.figure
    boxes = [axes.get_tightbbox() for axes in figure.axes]
    for box in boxes:
        assert figure.bbox.x0 <= box.x0 < box.x1 <= figure.bbox.x1
        assert figure.bbox.y0 <= box.y0 < box.y1 <= figure.bbox.y1
    for one, other in itertools.combinations(boxes, 2):
        assert not one.overlaps(other)


def test_trouble_stands_in_the_picture(explorer):
    name = explorer.sliders()[0].name
    explorer.values = {name: math.nan}
    assert explorer.trouble
    upper = decoded(explorer.frame)[: round(30 * explorer.size[1])]
    reddish = upper[..., 0].astype(int) - upper[..., 2] > 60
    assert reddish.sum(axis=1).max() > 100, "no frame around the words"


@pytest.mark.parametrize("stacked", [False, True])
def test_the_lettering_can_be_read_from_the_last_row(explorer, stacked):
    """No letters are smaller than a fortieth of the picture's height, a digit's own height."""
    page = Page(explorer)
    page.fit(1, stacked)
    figure = explorer._canvas.figure
    rows = max(axes.get_gridspec().nrows for axes in figure.axes) if stacked else 1
    least = 100 * figure.get_figheight() / rows / 40
    for text in figure.findobj(Text):
        if text.get_visible() and text.get_text().strip():
            assert text.get_fontsize() / 72 * 100 >= least, text.get_text()
    page.fit(1, False)


# Functions of the course and of students.

TAKE_FUNCTIONS = [
    c for c in CLASSES if {"function", "curves"} & set(inspect.signature(c).parameters)
]
CURVES = [f for f in FUNCTIONS.values() if f.dimension == 1]
SURFACES = [f for f in FUNCTIONS.values() if f.dimension == 2]


@pytest.mark.usefixtures("unarranged")
@pytest.mark.parametrize(
    ("kind", "function"),
    [
        *itertools.product(
            [
                DescentOnACurve,
                SecantBecomesTangent,
                CurveAndSlope,
                NewtonOnACurve,
                DescentBesideNewton,
            ],
            CURVES,
        ),
        *itertools.product([DescentOnASurface, DescentBesideNewtonOnAMap], SURFACES),
    ],
    ids=lambda thing: getattr(thing, "name", getattr(thing, "__name__", None)),
)
def test_every_named_function_can_be_explored(kind, function):
    explorer = kind(function)
    definitions = explorer.sliders()
    sound(explorer)
    for corner in itertools.product(*[(s.minimum, s.maximum) for s in definitions]):
        explorer.values = dict(zip([s.name for s in definitions], corner, strict=True))
        sound(explorer)


def test_only_these_take_functions():
    curves = {
        DescentOnACurve, SecantBecomesTangent, CurveAndSlope, NewtonOnACurve, DescentBesideNewton,
    }  # fmt: skip
    assert set(TAKE_FUNCTIONS) == curves | {DescentOnASurface, DescentBesideNewtonOnAMap}


def first(p):
    return p[0] if np.ndim(p) else p


def bowl(p):
    return float(np.sum(np.square(p)))


def everywhere(answer):
    return lambda p: answer


def right_of_one(answer):
    def function(p):
        if first(p) > 1:
            if isinstance(answer, Exception):
                raise answer
            return answer
        return bowl(p)

    return function


def failing(p):
    raise RuntimeError("I am not finished yet")


WRONG = {
    "text": ("3", "must return one number, but at .* it returned '3'"),
    "nothing": (None, ".* it returned nothing"),
    "a row": ([1.0, 2.0], r".* it returned \[1.0, 2.0\]"),
    "an array": (np.ones((2, 3)), "must return one number"),
    "complex": (1j, ".* it returned 1j"),
    "yes": (True, ".* it returned True"),
    "NaN": (math.nan, "is not a number at"),
    "infinity": (-math.inf, "is minus infinite at"),
    "too large": (10**400, "is too large at"),
}
EXCEPTIONS = [
    ZeroDivisionError("division by zero"), ValueError("math domain error"), KeyError("x"),
    RuntimeError("$\\frac{1}{$ and\nanother line"), OverflowError(), AssertionError("é 错"),
]  # fmt: skip


def made(kind, function):
    explorer = kind(function)
    sound(explorer)
    return explorer


@pytest.mark.usefixtures("unarranged")
@pytest.mark.parametrize("kind", TAKE_FUNCTIONS)
@pytest.mark.parametrize("name", WRONG)
def test_a_function_that_is_always_wrong_is_named(kind, name):
    answer, words = WRONG[name]
    explorer = made(kind, everywhere(answer))
    assert re.match(f"Your function {words}", explorer.trouble)
    slider = explorer.sliders()[-1]
    explorer.values = {slider.name: slider.minimum}
    assert explorer.trouble
    assert explorer._repr_mimebundle_()["text/plain"] == repr(explorer)


@pytest.mark.parametrize("kind", TAKE_FUNCTIONS)
def test_a_function_that_always_raises_is_named(kind):
    explorer = made(kind, failing)
    assert re.match(
        r"Your function raised RuntimeError at .*: I am not finished yet\.", explorer.trouble
    )


@pytest.mark.usefixtures("unarranged")
@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        *[(DescentOnACurve, answer) for answer, _ in WRONG.values()],
        *[(DescentOnACurve, error) for error in EXCEPTIONS],
        *[(DescentOnASurface, answer) for answer in ("3", math.nan, EXCEPTIONS[0])],
    ],
)
def test_a_function_that_is_wrong_in_places_works_elsewhere(kind, answer):
    explorer, healthy = made(kind, right_of_one(answer)), kind(right_of_one(answer))
    start = "start" if "start" in explorer.values else "x"
    explorer.values = {start: 2.0}
    assert explorer.trouble.startswith("Your function ")
    sound(explorer)
    good = {start: -2.0, "steps": 10, "learning_rate": 0.1}
    for one in (explorer, healthy):
        one.values = good
        assert one.trouble == ""
        sound(one)
    assert explorer.frame == healthy.frame
    assert numbers_of(explorer).keys() == numbers_of(healthy).keys()


def test_a_function_that_fails_only_now_and_then():
    calls = itertools.count()

    def moody(x):
        if next(calls) > 500 and moody.cross:
            raise OSError("not now")
        return x * x

    moody.cross = False
    explorer = made(DescentOnACurve, moody)
    moody.cross = True
    next(itertools.islice(calls, 500, None))
    explorer.values = {"steps": 5}
    assert explorer.trouble.startswith("Your function raised OSError at")
    moody.cross = False
    explorer.values = {"steps": 6}
    assert explorer.trouble == ""


@pytest.mark.parametrize("kind", TAKE_FUNCTIONS)
@pytest.mark.parametrize("wrong", ["x**2", 3, None, [1]], ids=repr)
def test_what_is_no_function_is_refused_at_once(kind, wrong):
    with pytest.raises((TypeError, ValueError), match=r"function must be callable|curve must be"):
        kind(wrong)


def test_functions_of_math_and_of_numpy_give_the_same_picture():
    plain = DescentOnACurve(lambda x: math.exp(x) + x * x, (-2, 1))
    arrays = DescentOnACurve(lambda x: np.exp(x) + np.square(x), (-2, 1))
    for explorer in (plain, arrays):
        explorer.values = {"start": -1.5, "learning_rate": 0.2}
        sound(explorer)
    assert plain.frame == arrays.frame
    assert plain.reading["slope"] == pytest.approx(arrays.reading["slope"])


@pytest.mark.parametrize("window", [(0.5, 3), (-10, -1), (0, 1e-6), (1e6, 2e6)])
def test_any_window(window):
    explorer = made(DescentOnACurve, lambda x: x * x)
    explorer = DescentOnACurve(lambda x: x * x, window)
    (start,) = (s for s in explorer.sliders() if s.name == "start")
    assert (start.minimum, start.maximum) == window
    sound(explorer)


@pytest.mark.parametrize(
    "function",
    [
        lambda x: 3.0,
        lambda x: 0,
        lambda x: 1e308 * x,
        lambda x: 1e-308 * x,
        lambda x: -(x**2),
        abs,
        lambda x: float(x > 0),
        lambda x: x**101,
    ],
    ids=["constant", "zero", "huge", "tiny", "hill", "edge", "stairs", "power"],
)
def test_unusual_curves(function):
    explorer = made(DescentOnACurve, function)
    for start, rate in itertools.product([-3, 0, 2.9], [0.001, 1]):
        explorer.values = {"start": start, "learning_rate": rate}
        sound(explorer)


@pytest.mark.parametrize(
    "function",
    [
        lambda p: 1.0,
        lambda p: p[0] * p[1],
        lambda p: 1e200 * p[0],
        lambda p: math.log(p[0] + p[1]),
        lambda p: p[0] / p[1],
        lambda p: -p @ p,
    ],
    ids=["constant", "saddle", "huge", "half", "pole", "hill"],
)
def test_unusual_surfaces(function):
    explorer = made(DescentOnASurface, function)
    for x, y in itertools.product([-3, 0, 2.5], repeat=2):
        explorer.values = {"x": x, "y": y}
        sound(explorer)


def test_a_slow_function_is_slow_but_works():
    def slow(x):
        time.sleep(1e-4)
        return x * x

    explorer = made(DescentOnACurve, slow)
    explorer.values = {"start": 2, "learning_rate": 0.25, "steps": 3}
    assert explorer.reading["x"] == pytest.approx(0.25, abs=1e-6)


# Data of the reader.


@pytest.mark.usefixtures("unarranged")
@pytest.mark.parametrize("kind", [LineByHand, LineByDescent])
@pytest.mark.parametrize(
    ("inputs", "targets"),
    [
        ([1, 2, 3], [2, 5, 3]),
        ((0.5, 2.0), (1, 3)),
        (np.array([1, 2, 3], dtype=np.int8), np.array([2, 5, 3], dtype=np.int8)),
        ([1, 1, 1], [1, 2, 3]),
        ([1, 2, 3], [4, 4, 4]),
        ([1], [2]),
        ([1e6, 2e6], [1e-6, 3e-6]),
    ],
)
def test_lines_through_other_data(kind, inputs, targets):
    explorer = kind(inputs, targets)
    assert explorer.trouble == "" or explorer.trouble.startswith("Diverged")
    for m, b in itertools.product([-2, 0.5], [0, 3]):
        explorer.values = {"m": m, "b": b}
        sound(explorer)


@pytest.mark.parametrize("kind", [LineByHand, LineByDescent])
@pytest.mark.parametrize(
    ("inputs", "targets"), [([1, 2], [1]), ("ab", "cd"), ([1, math.nan], [1, 2]), ([1, 2], None)]
)
def test_bad_data_is_refused_at_once(kind, inputs, targets):
    with pytest.raises((TypeError, ValueError), match=r"inputs|targets"):
        kind(inputs, targets)


def test_what_stands_in_the_picture_stands_in_the_reading_too(shared):
    for slider in shared.sliders():
        for value in (slider.minimum, slider.maximum):
            shared.reset()
            shared.values = {slider.name: value}
            assert shared.trouble in shared.reading["sentence"]
    shared.reset()


# Functions of students: named, called seldom, large, slow.


def test_curves_of_one_name_are_told_apart():
    def f(x):
        return x

    explorer = CurveAndSlope(lambda x: x, lambda x: x * x, f, "x²", "x²")
    names = ["your function (1)", "your function (2)", "your function f", "x²"]
    assert list(explorer.menus()[0].options) == names
    for name, height in zip(names, (2, 4, 2, 4), strict=True):
        explorer.values = {"curve": name, "x": 2}
        assert explorer.reading["f(x)"] == height


STUDENTS_EXPLORERS = [
    (CurveAndSlope, 1), (SecantBecomesTangent, 1), (DescentOnACurve, 1), (DescentOnASurface, 2),
    (NewtonOnACurve, 1), (DescentBesideNewton, 1), (DescentBesideNewtonOnAMap, 2),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "dimension"), STUDENTS_EXPLORERS)
def test_a_function_is_called_a_few_hundred_times_at_most(kind, dimension):
    calls = []

    def function(p):
        calls.append(p)
        return float(np.sum(np.square(p)))

    sound(kind(function))
    assert len(calls) <= {1: 400, 2: 700}[dimension]


@pytest.mark.parametrize(("kind", "dimension"), STUDENTS_EXPLORERS)
@pytest.mark.parametrize("value", [1e308, -1e308, 1e120, 1e20])
def test_a_large_constant_is_shown_or_said(kind, dimension, value):
    explorer = kind(lambda p: value)
    sound(explorer)
    assert ("too large to draw" in explorer.trouble) == (abs(value) > 1e100)


@pytest.mark.parametrize(("kind", "dimension"), STUDENTS_EXPLORERS)
def test_a_slow_function_is_drawn_from_few_points_and_the_picture_says_so(
    kind, dimension, monkeypatch
):
    monkeypatch.setattr(functions, "PATIENCE", 0.0)
    explorer = kind(lambda p: float(np.sum(np.square(p))))
    sound(explorer)
    texts = [t.get_text() for axes in explorer._canvas.figure.axes for t in axes.texts]
    points = {1: 9, 2: 25}[dimension]
    assert f"Your function takes long: drawn from {points} points only." in texts
