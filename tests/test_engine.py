"""The engine: what the page asks, errors as sentences, drag, ratio, threads, memory."""

import gc
import io
import itertools
import queue
import re
import subprocess
import sys
import threading
import time
import tracemalloc
import warnings
from dataclasses import replace

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jupyter_client.manager import start_new_kernel
from matplotlib.backends.backend_agg import FigureCanvasAgg
from page import Page
from PIL import Image

from mlcalc import arguments
from mlcalc.explorers.controls import Field, Menu, Play, Slider
from mlcalc.explorers.engine import Explorer, Reading, Table


class Toy(Explorer):
    """A point that moves along an axis; every update is counted."""

    title = "A point:"
    size = (4.0, 3.0)
    plays = Play("steps")
    redraws = ("span",)
    presets = {
        "right": {"x": 2.5, "rate": 0.5},
        "between the positions": {"x": 1.2345, "rate": 0.0123},
        "late": {"steps": 120},
    }

    def __init__(self):
        self.counts = {}
        super().__init__()

    def sliders(self):
        return [
            Slider("x", "place", 1.0, -3, 3, step=0.05, unit="m"),
            Slider("rate", "learning rate", 0.1, 0.001, 1, step=0.02, logarithmic=True),
            Slider("steps", "steps", 20, 0, 120, whole=True),
            Slider("span", "span", 4, 3, 9, step=0.5),
        ]

    def draw(self, figure):
        self.count("drawn")
        left, right = figure.subplots(1, 2)
        left.set(xlim=(-4, 4), ylim=(-1, 1))
        right.set(xlim=(0, self.values["span"]), ylim=(-1, 130))
        (self.dot,) = left.plot([], [], "o", ms=14, animated=True)
        (self.bar,) = right.plot([], [], lw=8, animated=True)
        self.drag_axes, self.grip = left, self.dot
        self.axes = left, right

    def count(self, what):
        self.counts[what] = self.counts.get(what, 0) + 1

    def update(self, x, rate, steps, span):
        self.count("updated")
        if x == -3:
            raise ValueError("x must not be there")
        self.dot.set_data([x], [0])
        self.bar.set_data([1, 1 + 2 * rate], [steps, steps])
        return Reading(
            f"The point is at {x:g}.", {"x": x, "double": 2 * x}, shape="A point on an axis."
        )

    def table(self):
        return Table(("k", "x"), [(k, 0.5 * k) for k in range(int(self.values["steps"]))])

    def dragged(self, x, y):
        return {"x": x}


@pytest.fixture
def toy():
    return Toy()


@pytest.fixture
def page(toy):
    return Page(toy)


def pixels(explorer):
    image = Image.open(io.BytesIO(explorer.frame))
    assert image.getextrema()[3] == (255, 255), "the picture must be opaque"
    return np.asarray(image.convert("RGB"))


def fresh(values, kind=Toy):
    explorer = kind()
    explorer.values = values
    return explorer


# From the program: at once.


def test_values_are_set_and_drawn_at_once(toy, page):
    before = toy.frame
    toy.values = {"x": 2.0}
    assert toy.values == {"x": 2.0, "rate": 0.1, "steps": 20, "span": 4}
    assert toy.widget.frame == toy.frame != before
    assert toy.reading == {"x": 2.0, "double": 4.0, "sentence": "The point is at 2."}
    assert page.state["numbers"] == [["x", "2"], ["double", "4"]]
    assert page.state["text"] == toy.alternative_text


def test_the_values_given_out_are_a_copy(toy):
    toy.values["x"] = 9
    assert toy.values["x"] == 1.0


def test_the_text_says_values_and_shape_and_the_whole_also_sentence_and_numbers(toy):
    assert toy.alternative_text == (
        "A point: place 1 m, learning rate 0.1, steps 20, span 4. A point on an axis."
    )
    assert repr(toy) == f"{toy.alternative_text} The point is at 1. x = 1, double = 2."


def test_reset_and_presets(toy):
    beginning = toy.frame
    for name, values in toy.presets.items():
        toy.apply(name)
        assert toy.values == {"x": 1.0, "rate": 0.1, "steps": 20, "span": 4} | values
        assert toy.frame != beginning
        toy.reset()
        assert toy.frame == beginning


def test_buttons_do_the_same(toy, page):
    assert toy.widget.parts["presets"] == list(toy.presets)
    page.press("right")
    assert toy.values["x"] == 2.5
    page.press("Reset")
    assert toy.values["x"] == 1.0


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ({"start": 1}, ValueError, "values must be among x, rate, steps, span, but start came"),
        ({"x": "abc"}, TypeError, "x must be a number, but 'abc' came"),
        ({"x": None}, TypeError, "x must be a number, but None came"),
        ({"x": [1, 2]}, TypeError, r"x must be a number, but \[1, 2\] came"),
        ({"x": True}, TypeError, "x must be a number, but True came"),
        ({"x": 1j}, TypeError, "x must be a number, but 1j came"),
        ({"rate": 0.5, "x": object}, TypeError, "x must be a number"),
    ],
)
def test_what_cannot_be_a_value_is_refused_at_once(toy, change, error, words):
    before = toy.values, toy.frame
    with pytest.raises(error, match=words):
        toy.values = change
    assert (toy.values, toy.frame) == before


def test_an_unknown_preset_is_refused(toy):
    with pytest.raises(ValueError, match=r"preset must be one of right, .*, but 'left' came"):
        toy.apply("left")


@pytest.mark.parametrize("kind", [np.float64, np.float32, np.int64, np.array, int, float])
def test_numbers_of_numpy_are_values_too(toy, page, kind):
    toy.values = {"x": kind(2), "steps": kind(7)}
    assert toy.values["x"] == 2
    assert page.shown("steps") == {"position": 7, "text": "7"}
    assert page.shown("x") == {"position": 100, "text": "2"}


# Sliders: positions on a grid, values between them and beyond them.


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("x", 0, {"position": 60, "text": "0"}),
        ("x", 1.2345, {"position": 85, "text": "1.2345"}),
        ("x", 99.0, {"position": 120, "text": "99"}),
        ("x", -99.0, {"position": 0, "text": "-99"}),
        ("x", float("nan"), {"position": None, "text": "nan"}),
        ("rate", 0.0123, {"position": 54, "text": "0.0123"}),
        ("rate", 5.0, {"position": 150, "text": "5"}),
        ("rate", 0.0, {"position": 0, "text": "0"}),
        ("rate", -2.0, {"position": 0, "text": "-2"}),
        ("rate", 1e-300, {"position": 0, "text": "1e-300"}),
        ("steps", 3, {"position": 3, "text": "3"}),
        ("steps", -7, {"position": 0, "text": "-7"}),
    ],
)
def test_the_page_shows_where_the_handle_stands_and_what_the_field_says(
    toy, page, name, value, shown
):
    toy.values = {name: value}
    assert page.shown(name) == shown
    assert toy.values[name] == value or value != value


def test_a_move_is_a_position_and_lands_on_the_grid(toy, page):
    page.move("x", 60)
    assert repr(toy.values["x"]) == "0.0"
    page.move("x", 61)
    assert toy.values["x"] == 0.05
    page.move("rate", 0)
    assert toy.values["rate"] == 0.001
    page.move("rate", 150)
    assert toy.values["rate"] == 1
    page.move("steps", 7)
    assert toy.values["steps"] == 7
    assert isinstance(toy.values["steps"], int)


@pytest.mark.parametrize("position", [-5, 121, 10**9])
def test_a_position_beyond_the_ends_is_the_end(toy, page, position):
    for name in ("x", "rate", "steps"):
        page.move(name, position)
    ends = (
        {"x": -3, "rate": 0.001, "steps": 0} if position < 0 else {"x": 3, "rate": 1, "steps": 120}
    )
    if position == 121:
        ends["rate"] = 0.263
    assert {name: toy.values[name] for name in ends} == ends


GRIDS = [
    Slider("x", "x", 0.0, -3, 3, step=0.05),
    Slider("x", "x", 0.0, -2.3, 2.3, step=0.02),
    Slider("x", "x", 1.0, 0.02, 2.02, step=0.01),
    Slider("x", "x", 0.0, 0, 1e-6, step=5e-9),
    Slider("x", "x", 1e6, 1e6, 2e6, step=5000),
    Slider("x", "x", 0.1, 0.005, 1, step=0.02, logarithmic=True),
    Slider("x", "x", 1e-3, 1e-16, 1, step=0.1, logarithmic=True),
    Slider("x", "x", 4, 1, 1_000_000, step=0.1, logarithmic=True, whole=True),
    Slider("x", "x", 3, 0, 8, whole=True),
]


@pytest.mark.parametrize("slider", GRIDS, ids=range(len(GRIDS)))
def test_the_positions_of_a_slider_are_short_numbers_from_end_to_end(slider):
    values = [slider.value_at(position) for position in range(slider.last_position + 1)]
    assert values[0] == slider.minimum
    assert values[-1] == slider.maximum
    assert all(one <= two for one, two in itertools.pairwise(values))
    texts = slider.described()["texts"]
    assert [float(text) for text in texts] == pytest.approx(values, rel=1e-5)
    assert all(len(text) <= 8 for text in texts), texts
    for position, value in enumerate(values):
        assert slider.value_at(slider.position(value)) == value
        if not slider.whole:
            assert slider.position(value) == position
    # Zero is never nearly zero.
    assert slider.logarithmic or not any(0 < abs(v) < 1e-10 * slider.maximum for v in values)


@given(st.floats(-3, 3))
def test_a_value_is_shown_at_the_nearest_position(value):
    slider = GRIDS[0]
    assert abs(slider.value_at(slider.position(value)) - value) <= 0.025 + 1e-9
    assert slider.snap(value) == slider.value_at(slider.position(value))


def test_the_end_is_a_position_also_after_a_short_last_step():
    slider = Slider("rate", "rate", 0.1, 0.005, 1, step=0.02, logarithmic=True)
    last = slider.last_position
    assert (slider.value_at(last - 1), slider.value_at(last)) == (0.998, 1)
    assert (slider.position(0.998), slider.position(1.0)) == (last - 1, last)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.5", 0.5), ("0,5", 0.5), (" 2 ", 2), ("−1.5", -1.5), ("1e-3", 0.001), ("1E2", 100),
        (".25", 0.25), ("1e300", 1e300), ("0.0123456789", 0.0123456789),
    ],
)  # fmt: skip
def test_a_typed_number_is_kept_exactly(toy, page, text, value):
    page.type("x", text)
    assert toy.values["x"] == value


@pytest.mark.parametrize(
    "text", ["", "letters", "1,000.5", "1.2.3", "2 + 2", "0x10", "$", "x" * 500]
)
def test_a_text_that_is_no_number_is_answered_in_words(toy, page, text):
    frame = toy.frame
    page.type("x", text)
    assert toy.trouble.startswith("The place must be a number, but ")
    assert toy.values["x"] == 1.0
    assert page.shown("x")["text"] == text, "what is wrong stays as long as its notice"
    assert toy.frame != frame
    page.move("x", 80)
    assert toy.trouble == ""
    assert page.shown("x")["text"] == page.part("x")["texts"][80]
    page.press("Reset")
    assert toy.frame == frame


@pytest.mark.parametrize("text", ["1e400", "nan", "-inf"])
def test_a_number_without_bounds_is_answered_in_words(toy, page, text):
    page.type("x", text)
    assert re.fullmatch("The place must be a finite number, but (nan|-?inf) came.", toy.trouble)
    page.press("Reset")
    assert toy.frame == fresh({}).frame


def test_a_number_of_steps_beyond_the_slider_is_refused_in_words(toy, page):
    before = toy.counts["updated"]
    page.type("steps", "1000000000")
    assert toy.trouble == "The steps must be at most 120, but 1000000000 came."
    assert toy.counts["updated"] == before
    toy.reset()
    assert toy.trouble == ""
    assert toy.frame == fresh({}).frame


@pytest.mark.parametrize("number", [-3, 360.5, 1e99])
def test_a_bounded_slider_takes_nothing_beyond_its_ends(number):
    turn = Slider("turn", "turn", 0, 0, 360, step=5, bounded=True)
    for inside in (0, 12.5, 360):
        turn.check(inside)
    with pytest.raises(ValueError, match=r"turn must be between 0 and 360, but .* came"):
        turn.check(number)


# What the page asks and what it is answered.


def test_every_request_is_answered_with_its_number(toy, page):
    page.move("x", 10)
    assert page.answered == 1
    page.move("x", 10)
    assert page.answered == 2
    page.type("x", "no number")
    assert page.answered == 3
    page.ask("something newer", more=1)
    assert page.answered == 4


def test_one_bad_text_does_not_take_the_others_along(toy, page):
    page.ask("move", changes={"x": {"text": "abc"}, "steps": {"position": 3}})
    assert toy.values["steps"] == 3
    assert toy.trouble == "The place must be a number, but 'abc' came."


def test_two_tabs_and_two_views_are_answered_each_by_its_own_numbers(toy):
    first, second, other = Page(toy, 1), Page(toy, 2), Page(toy, 1, "another tab")
    for _ in range(3):
        first.move("x", 5)
    second.move("x", 6)
    other.move("x", 7)
    assert (first.answered, second.answered, other.answered) == (3, 1, 1)


def test_only_the_last_views_are_remembered(toy):
    for view in range(100):
        Page(toy, view).move("x", view)
    assert len(toy.widget.state["answered"]) <= 16


def test_the_kernel_sends_nothing_that_comes_back(toy, page):
    """Nothing that the page shows is a trait that it writes: no echo can be taken for a move."""
    toy.values = {"x": 2, "steps": 40}
    for trait in toy.widget.keys:
        assert trait not in {"value", "pointer", "ratio"}
    page.move("x", 3)
    assert toy.values["steps"] == 40


def test_a_frame_and_its_state_leave_in_one_message(toy, page, monkeypatch):
    sent = []
    monkeypatch.setattr(toy.widget, "send_state", lambda key=None: sent.append(set(key)))
    page.move("x", 3)
    assert sent == [{"frame", "state"}]


# Menus and fields without a slider.


class Choosy(Explorer):
    """Some dots in a row or a column: a menu draws the still part, a field moves a dot."""

    title = "Dots:"
    size = (3.0, 3.0)
    presets = {"standing": {"shape": "column", "height": 2}}
    redraws = ("shape",)

    def menus(self):
        return [Menu("shape", "shape of the dots", ("row", "column"))]

    def sliders(self):
        return [Slider("x", "place", 1.0, -3, 3)]

    def fields(self):
        return [Field("height", "height", 1.5), Field("width", "width", 1.0)]

    def draw(self, figure):
        axes = figure.subplots()
        axes.set(xlim=(-4, 4), ylim=(-4, 4))
        across = self.values["shape"] == "row"
        axes.plot([-1, 0, 1] if across else [0, 0, 0], [0, 0, 0] if across else [-1, 0, 1], "o")
        (self.dot,) = axes.plot([], [], "o", ms=14, animated=True)

    def update(self, shape, x, height, width):
        self.dot.set_data([x], [arguments.positive("height", height)])
        return Reading(f"The dots form a {shape}.", {"height": height})


@pytest.fixture
def choosy():
    return Choosy()


def test_a_menu_stands_among_the_values_and_starts_with_its_first_option(choosy):
    assert choosy.values == {"shape": "row", "x": 1.0, "height": 1.5, "width": 1.0}
    assert repr(choosy) == (
        "Dots: shape of the dots row, place 1, height 1.5, width 1. "
        "The dots form a row. height = 1.5."
    )


def test_the_reader_chooses_and_the_still_part_follows(choosy):
    page, before = Page(choosy), pixels(choosy)
    page.choose("shape", "column")
    assert choosy.values["shape"] == "column"
    assert choosy.reading["sentence"] == "The dots form a column."
    assert (pixels(choosy) != before).any()
    choosy.values = {"shape": "row"}
    assert page.shown("shape") == {"option": "row"}
    assert (pixels(choosy) == before).all()


def test_a_number_without_a_slider_can_be_dragged(choosy):
    class Dragged(Choosy):
        def draw(self, figure):
            super().draw(figure)
            self.drag_axes = figure.axes[0]

        def dragged(self, x, y):
            return {"height": round(y, 1), "x": x}

    dragged = Dragged()
    page = Page(dragged)
    left, top, right, bottom = page.state["drag_area"]
    page.drag(left + 0.75 * (right - left), top + 0.25 * (bottom - top))
    assert dragged.values == {"shape": "row", "x": 2.0, "height": 2.0, "width": 1.0}
    assert page.shown("height") == {"text": "2"}


def test_the_reader_types_a_number(choosy):
    page = Page(choosy)
    page.type("height", "2.25")
    assert choosy.values["height"] == choosy.reading["height"] == 2.25
    choosy.values = {"height": -1}
    assert page.shown("height") == {"text": "-1"}
    assert choosy.trouble == "The height must be above zero, but -1 came."
    choosy.values = {"height": float("nan")}
    assert choosy.trouble == "The height must be a finite number, but nan came."
    choosy.reset()
    assert choosy.trouble == ""
    assert page.shown("height") == {"text": "1.5"}


class Symbols(Explorer):
    """Controls that are called by a symbol alone, and one by a word."""

    title = "Symbols:"

    def sliders(self):
        return [
            Slider("x1", "x₁", 1.0, -3, 3),
            Slider("gap", "Δx", 1.0, 0, 3),
            Slider("m", "slope m", 1.0, 0, 3),
        ]

    def draw(self, figure):
        figure.subplots()

    def update(self, x1, gap, m):
        return Reading("So it is.", {})


def test_a_symbol_has_no_article_and_keeps_its_letter():
    explorer = Symbols()
    page = Page(explorer)
    for name, words in (("x1", "x₁"), ("gap", "Δx"), ("m", "The slope m")):
        page.type(name, "abc")
        assert explorer.trouble == f"{words} must be a number, but 'abc' came."
        explorer.values = {name: float("inf")}
        assert explorer.trouble == f"{words} must be a finite number, but inf came."
        explorer.reset()


def test_presets_hold_options_too(choosy):
    page = Page(choosy)
    page.press("standing")
    assert (page.shown("shape"), page.shown("height")) == ({"option": "column"}, {"text": "2"})
    page.press("Reset")
    assert (page.shown("shape"), page.shown("height")) == ({"option": "row"}, {"text": "1.5"})


@pytest.mark.parametrize("value", ["circle", "", 1, None, ["row"]], ids=repr)
def test_what_is_not_an_option_is_refused(choosy, value):
    with pytest.raises(ValueError, match=r"shape must be one of row, column, but .* came"):
        choosy.values = {"shape": value}
    assert choosy.values["shape"] == "row"
    Page(choosy).choose("shape", value)
    assert choosy.trouble.startswith("The shape of the dots must be one of row, column")
    assert choosy.values["shape"] == "row"


def test_a_field_takes_numbers_only(choosy):
    with pytest.raises(TypeError, match="height must be a number, but '3' came"):
        choosy.values = {"height": "3"}


def test_the_page_knows_all_controls_in_their_order(choosy, toy):
    kinds = [(part["kind"], part["label"]) for part in choosy.widget.parts["controls"]]
    assert kinds == [
        ("menu", "shape of the dots"), ("slider", "place"), ("field", "height"), ("field", "width"),
    ]  # fmt: skip
    assert Page(choosy).part("shape")["options"] == ["row", "column"]
    assert Page(toy).part("x")["unit"] == "m"
    assert "play" not in choosy.widget.parts


# From the reader: each change is drawn, the overtaken ones are not.


def test_each_request_is_drawn_and_nothing_is_left_to_draw(toy, page):
    before = toy.counts["updated"]
    for position, x in ((40, -1), (60, 0), (100, 2)):
        page.move("x", position)
        assert toy.frame == fresh({"x": x}).frame
    assert toy.counts["updated"] == before + 3


def test_what_came_in_together_is_drawn_once(toy, page):
    before = toy.counts["updated"]
    for position in range(30):
        toy._requests.append(
            {"kind": "move", "changes": {"x": {"position": position}}, "who": "t/1",
             "number": position}
        )  # fmt: skip
    page.move("steps", 3)
    assert toy.counts["updated"] == before + 1
    assert (toy.values["x"], toy.values["steps"]) == (-1.55, 3)


def test_only_some_values_draw_the_still_part_again(toy):
    drawn = toy.counts["drawn"]
    toy.values = {"x": 2}
    assert toy.counts["drawn"] == drawn
    toy.values = {"span": 8}
    assert toy.counts["drawn"] == drawn + 1
    toy.values = {"span": 8}
    assert toy.counts["drawn"] == drawn + 1
    assert toy.frame == fresh({"x": 2, "span": 8}).frame


# Errors become sentences.


def test_an_error_is_a_sentence_and_goes_away(toy):
    toy.values = {"x": -3}
    assert toy.trouble == "The place must not be there."
    assert toy.reading == {"sentence": toy.trouble}
    assert toy.trouble in repr(toy)
    toy.values = {"x": 2}
    assert toy.trouble == ""
    assert toy.frame == fresh({"x": 2}).frame


def test_an_error_hides_what_can_no_longer_be_right(toy):
    toy.values = {"x": 1, "steps": 100}
    one = fresh({"x": 2.5, "steps": 3})
    for explorer in (toy, one):
        explorer.values = {"x": -3, "steps": 50}
    assert toy.frame == one.frame
    assert toy._repr_mimebundle_()["text/html"] == one._repr_mimebundle_()["text/html"]


AWKWARD = [
    "",
    "$x",
    r"cost $\nosuchcommand$ here",
    "two\nlines\n\nand more",
    "标签 \U0001f600 \x00 \x1b[31m",
    "word " * 300,
    "x" * 5000,
    "<b>&amp;</b> \"quoted\" 'it'",
    "100 %",
]


@pytest.mark.parametrize("words", AWKWARD, ids=range(len(AWKWARD)))
def test_any_words_of_an_error_can_be_shown(toy, words):
    class Failing(Toy):
        def update(self, **values):
            if values["x"] < 0:
                raise RuntimeError(words)
            return super().update(**values)

    failing = Failing()
    failing.values = {"x": -1}
    assert failing.trouble
    assert len(repr(failing).splitlines()) == 1
    assert pixels(failing).shape == (300, 400, 3)
    assert failing._repr_mimebundle_()["text/plain"] == repr(failing)
    failing.values = {"x": 2}
    assert failing.frame == fresh({"x": 2}).frame


def test_an_error_of_the_still_part_is_a_sentence():
    class Failing(Toy):
        def draw(self, figure):
            super().draw(figure)
            if self.values["span"] > 5:
                raise KeyError("span")

    failing = Failing()
    failing.values = {"span": 8, "x": 2}
    assert failing.trouble
    page = Page(failing)
    assert page.state["drag_area"] == page.state["grip"] == []
    page.drag(0.3, 0.5)
    failing.values = {"span": 4}
    assert failing.trouble == ""
    assert failing.frame == fresh({"x": 2}).frame


def test_a_warning_of_the_figure_stays_out_of_the_notebook(toy, recwarn):
    class Loud(Toy):
        def update(self, **values):
            np.log(np.array([-1.0])) / np.array([0.0])
            warnings.warn("something", stacklevel=1)
            return super().update(**values)

    loud = Loud()
    loud.values = {"x": 2}
    assert loud.trouble == ""
    assert list(recwarn) == []


@pytest.mark.parametrize("ending", [SystemExit(1), SystemExit(), KeyError("x"), RecursionError()])
def test_no_error_of_a_function_reaches_the_kernel(ending):
    class Failing(Toy):
        def update(self, **values):
            if values["x"] < 0:
                raise ending
            return super().update(**values)

    failing = Failing()
    page = Page(failing)
    page.move("x", 3)
    assert failing.trouble
    page.press("Reset")
    assert failing.trouble == ""


def test_an_interrupt_ends_the_work_and_not_the_explorer():
    class Slow(Toy):
        def update(self, **values):
            if values["x"] < 0:
                raise KeyboardInterrupt
            return super().update(**values)

    slow = Slow()
    page = Page(slow)
    page.move("x", 3)
    assert slow.trouble == "Interrupted: this took too long."
    assert page.answered == 1
    page.press("Reset")
    assert slow.trouble == ""


def test_an_interrupt_of_a_cell_ends_the_cell():
    class Slow(Toy):
        def update(self, **values):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Slow()


def test_the_warning_stands_below_the_titles(toy):
    class Titled(Toy):
        def draw(self, figure):
            super().draw(figure)
            for axes in self.axes:
                axes.set_title("two lines\nof title")

    titled = Titled()
    titled.values = {"x": -3}
    box = titled._notice.get_window_extent()
    for axes in titled.axes:
        assert not box.overlaps(axes.title.get_window_extent())


# Play: the page runs it; the kernel says in which order and how fast.


def schedule(**more):
    slider = Slider("steps", "steps", 20, 0, 100, whole=True)
    return Play("steps", **more).schedule(slider)


def test_a_story_shows_every_position_from_the_start_to_the_end(toy):
    story = toy.widget.parts["play"]
    assert story["name"] == "steps"
    assert not story["back"]
    assert [position for position, _ in story["schedule"]] == list(range(121))
    assert sum(pause for _, pause in story["schedule"]) == pytest.approx(6000, rel=0.1)


def test_a_falling_story_runs_from_the_end_to_the_start():
    story = schedule(falling=True, milliseconds=4040)
    assert [position for position, _ in story] == list(range(100, -1, -1))


def test_an_early_story_stays_longest_with_the_first_positions():
    story = schedule(early=True, milliseconds=9000)
    positions = [position for position, _ in story]
    assert positions[:11] == list(range(11))
    assert positions[-1] == 100
    assert positions == sorted(set(positions))
    first = sum(pause for position, pause in story if position < 10)
    assert first > 4500
    assert sum(pause for _, pause in story) == pytest.approx(9000, rel=0.05)


@pytest.mark.parametrize("last", [1, 2, 9, 10, 11, 12])
def test_a_short_early_story_shows_every_position(last):
    slider = Slider("steps", "steps", 0, 0, last, whole=True)
    story = Play("steps", early=True).schedule(slider)
    assert [position for position, _ in story] == list(range(last + 1))


def test_no_position_is_passed_faster_than_a_picture_can_be_seen():
    assert all(pause >= 40 for _, pause in schedule(milliseconds=100))


# Drag, and the density of the screen.


def pointer_at(axes, x, y):
    """Return the fractions of the picture at a point of the axes, from its corners."""
    box = axes.get_position()
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    across = box.x0 + (x - left) / (right - left) * box.width
    up = box.y0 + (y - bottom) / (top - bottom) * box.height
    return across, 1 - up


@pytest.mark.parametrize("ratio", [1.0, 2.0, 1.5, 0.63])
@pytest.mark.parametrize(("x", "snapped"), [(-2.51, -2.5), (0.01, 0), (1.262, 1.25), (2.999, 3)])
def test_dragging_maps_the_picture_to_the_grid_of_the_slider(toy, page, x, snapped, ratio):
    page.fit(ratio)
    page.drag(*pointer_at(toy.axes[0], x, 0.3))
    assert toy.values["x"] == snapped
    assert page.shown("x")["text"] == f"{snapped:g}"


def test_dragging_stops_at_the_ends_of_the_slider(toy, page):
    page.drag(*pointer_at(toy.axes[0], 3.8, 0.3))
    assert toy.values["x"] == 3


def test_only_the_axes_for_it_can_be_dragged(toy, page):
    for place in [pointer_at(toy.axes[1], 2, 50), (0.001, 0.001), (-1, 0.5), (5, 5)]:
        page.drag(*place)
        assert toy.values["x"] == 1.0


def test_the_area_for_the_pointer_is_that_of_the_axes(toy, page):
    left, top, right, bottom = page.state["drag_area"]
    assert pointer_at(toy.axes[0], -4, 1) == pytest.approx([left, top], abs=1e-3)
    assert pointer_at(toy.axes[0], 4, -1) == pytest.approx([right, bottom], abs=1e-3)


@pytest.mark.parametrize("x", [-2, 0.5, 3])
def test_the_handle_is_where_the_point_is(toy, page, x):
    toy.values = {"x": x}
    assert page.state["grip"] == pytest.approx(pointer_at(toy.axes[0], x, 0), abs=1e-3)


def test_the_handle_waits_at_the_edge_for_a_point_outside(toy, page):
    toy.values = {"x": 99}
    assert page.state["grip"] == pytest.approx(pointer_at(toy.axes[0], 4, 0), abs=1e-3)
    toy.values = {"x": -3}
    assert page.state["grip"] == []


def test_a_dense_screen_gets_twice_the_pixels(toy, page):
    assert pixels(toy).shape == (300, 400, 3)
    page.fit(2.0)
    assert pixels(toy).shape == (600, 800, 3)
    assert toy.widget.size == [400, 300]
    assert page.state["fit"] == [2.0, False]
    page.fit(1.0)
    assert toy.frame == fresh({}).frame


def test_the_picture_keeps_its_places_at_every_size(toy, page):
    before = page.state["drag_area"]
    for ratio in (0.47, 1.25, 3):
        page.fit(ratio)
        toy.values = {"span": 6}
        toy.values = {"span": 4}
        assert page.state["drag_area"] == before
        other = Toy()
        Page(other).fit(ratio)
        assert toy.frame == other.frame


@pytest.mark.parametrize(("ratio", "used"), [(0.0, 0.3), (-1.0, 0.3), (50.0, 4)])
def test_a_strange_ratio_is_kept_within_reason(toy, page, ratio, used):
    page.fit(ratio)
    assert pixels(toy).shape == (300 * used, 400 * used, 3)


def test_on_a_phone_the_axes_stand_one_below_the_other(toy, page):
    page.fit(1, stacked=True)
    width, height = toy.widget.size
    assert (width, height) == (420, 560)
    above, below = (axes.get_position() for axes in toy.axes)
    assert above.y0 > below.y1
    page.drag(*pointer_at(toy.axes[0], 2, 0.3))
    assert toy.values["x"] == 2
    page.fit(1, stacked=False)
    assert toy.frame == fresh({"x": 2}).frame
    assert toy.widget.size == [400, 300]


def test_one_axes_alone_stay_as_they_are_on_a_phone(choosy):
    Page(choosy).fit(1, stacked=True)
    assert choosy.widget.size == [300, 300]


def test_the_saved_picture_leaves_the_live_one_as_it_is(toy):
    before = toy.frame
    toy._repr_mimebundle_()
    toy.values = {"x": 2}
    toy.reset()
    assert toy.frame == before


# The table.


def test_the_table_comes_when_it_is_asked_for(toy, page):
    assert page.state["has_table"]
    assert page.state["table"] is None
    page.open_table()
    assert page.state["table"]["heads"] == ["k", "x"]
    assert page.state["table"]["rows"][:3] == [["0", "0"], ["1", "0.5"], ["2", "1"]]
    page.move("steps", 3)
    assert len(page.state["table"]["rows"]) == 3
    page.open_table(False)
    assert page.state["table"] is None


def test_a_long_table_is_cut_in_the_middle(toy, page):
    page.open_table()
    page.move("steps", 120)
    rows = page.state["table"]["rows"]
    assert len(rows) == 61
    assert rows[30] == ["…", "…"]
    assert (rows[0][0], rows[29][0], rows[31][0], rows[-1][0]) == ("0", "29", "90", "119")


class RunsAway(Toy):
    """The picture is as it should be; what it shows has come to grief."""

    def update(self, **values):
        return replace(super().update(**values), trouble="The point is out of every picture.")


def test_a_path_that_ran_away_has_its_table_all_the_same():
    toy = RunsAway()
    page = Page(toy)
    page.open_table()
    page.move("steps", 3)
    assert toy.trouble
    assert page.state["has_table"]
    assert len(page.state["table"]["rows"]) == 3
    page.type("x", "nothing")
    assert not page.state["has_table"]


def test_an_error_has_no_table(toy, page):
    page.open_table()
    page.move("x", 0)
    assert toy.trouble
    assert page.state["table"] is None


# Memory: who is out of sight gives his pixels back.


def test_a_picture_that_nobody_sees_is_given_up_and_comes_back(toy, page):
    page.show()
    before = toy.frame
    page.leave()
    assert toy._canvas is None
    assert not hasattr(toy, "dot")
    assert (toy.frame, toy.reading["x"]) == (before, 1.0)
    assert toy._repr_mimebundle_()["text/plain"] == repr(toy)
    page.leave()
    toy.values = {"x": 2}
    assert toy.frame == fresh({"x": 2}).frame
    page.leave()
    Page(toy, 2).show()
    assert toy._canvas is not None


def test_a_farewell_behind_other_requests_draws_nothing(toy, page):
    page.show()
    drawn = toy.counts["drawn"]
    toy._requests.append(
        {"kind": "move", "changes": {"x": {"position": 3}}, "who": "tab/1", "number": 2}
    )
    page.leave()
    assert toy._canvas is None
    assert toy.counts["drawn"] == drawn
    assert toy.values["x"] == -2.85


def test_a_second_view_keeps_it(toy, page):
    other = Page(toy, 2)
    page.show()
    other.show()
    page.leave()
    assert toy._canvas is not None
    other.leave()
    assert toy._canvas is None


def test_views_of_a_page_that_was_closed_do_not_keep_it(toy):
    Page(toy, 1, "closed").show()
    page = Page(toy, 1, "new")
    page.show()
    page.leave()
    assert toy._canvas is None


def test_moving_and_drawing_again_keeps_the_memory(toy, page):
    def drive(count):
        for n in range(count):
            page.move("x", n % 80)
        gc.collect()

    drive(40)
    tracemalloc.start()
    drive(40)
    before, _ = tracemalloc.get_traced_memory()
    drive(120)
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert after - before < 100_000


def test_cells_run_again_keep_little():
    def run_again(count):
        for view in range(count):
            page = Page(Toy(), view)
            page.show()
            page.fit(2)
            page.explorer._repr_mimebundle_()
            page.leave()
        gc.collect()

    run_again(2)
    tracemalloc.start()
    run_again(2)
    before, _ = tracemalloc.get_traced_memory()
    run_again(8)
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (after - before) / 8 < 250_000


# Threads.


def test_two_threads_may_set_values(toy):
    problems = []

    def work(name, values):
        try:
            for value in values:
                toy.values = {name: value}
                toy.reading, repr(toy), toy.frame
        except Exception as problem:
            problems.append(problem)

    threads = [
        threading.Thread(target=work, args=("x", np.linspace(-2, 2, 60))),
        threading.Thread(target=work, args=("steps", range(60))),
        threading.Thread(target=lambda: [toy._repr_mimebundle_() for _ in range(5)]),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert toy.frame == fresh(toy.values).frame


def students_figure():
    """Return the pixels of a plot that a student makes with pyplot."""
    figure, axes = plt.subplots(figsize=(3, 2))
    axes.plot([0, 1, 2], [1, 0, 2], label="a line")
    axes.set_title("my plot of $x^2$")
    axes.legend(loc="upper left")
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    shown = np.array(canvas.buffer_rgba())
    plt.close(figure)
    return shown


def test_a_student_plots_while_explorers_are_made_and_moved(toy, page):
    """The globals of matplotlib and Python stay the student's, also for a moment."""
    alone, settings, filters = students_figure(), dict(matplotlib.rcParams), list(warnings.filters)
    problems, done = [], threading.Event()

    def slide():
        try:
            for n in itertools.cycle(range(100)):
                page.move("x", n)
                page.fit(1 + (n % 2), stacked=n % 3 == 0)
                if n % 10 == 0:
                    page.move("span", n % 12)
                if done.is_set():
                    return
        except BaseException as problem:
            problems.append(problem)

    thread = threading.Thread(target=slide)
    thread.start()
    end = time.monotonic() + 3
    while time.monotonic() < end and not problems:
        np.testing.assert_array_equal(students_figure(), alone)
        assert dict(matplotlib.rcParams) == settings
        assert list(warnings.filters) == filters
        Toy()
    done.set()
    thread.join()
    assert problems == []
    assert dict(matplotlib.rcParams) == settings
    assert list(warnings.filters) == filters
    page.fit(1)
    page.press("Reset")
    assert toy.frame == fresh({}).frame


IN_A_KERNEL = """
import json, threading, time
from mlcalc.explorers import engine
from mlcalc.explorers.gradient_descent import DescentOnACurve
explorer = DescentOnACurve()
drawn = []
render = engine.Explorer._render
engine.Explorer._render = lambda self: (drawn.append(threading.current_thread().name), render(self))
def page():
    for n in range(20):
        explorer.widget._handle_custom_msg(
            {"kind": "move", "changes": {"steps": {"position": n}}, "who": "t/1", "number": n}, [])
        time.sleep(0.02)
thread = threading.Thread(target=page)
thread.start()
thread.join()
during = len(drawn)
"""


def test_in_a_kernel_a_slider_waits_for_the_cell_and_is_drawn_by_the_main_thread():
    manager, client = start_new_kernel(kernel_name="python3", stderr=subprocess.DEVNULL)

    def run(code):
        printed = []
        hook = lambda m: printed.append(m["content"].get("text", str(m["content"])))  # noqa: E731
        reply = client.execute_interactive(code, output_hook=hook, timeout=120)
        assert reply["content"]["status"] == "ok", printed
        return "".join(p for p in printed if p.startswith("out: "))

    try:
        run(IN_A_KERNEL)
        result = run("print('out:', during, set(drawn), explorer.values['steps'])")
        for _ in range(100):
            if "{'MainThread'} 19" in result:
                break
            time.sleep(0.05)
            result = run("print('out:', during, set(drawn), explorer.values['steps'])")
        assert result.strip() == "out: 0 {'MainThread'} 19"
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


MENU_MOVES = """
import itertools, threading
from mlcalc.explorers.derivatives import CurveAndSlope
gallery = CurveAndSlope()
done = threading.Event()
def turn_the_menu():
    for n, option in enumerate(itertools.cycle(["sin x", "x³", "log x", "|x|"])):
        if done.wait(0.2):
            return
        request = {"kind": "move", "changes": {"curve": {"option": option}}, "who": "t/1",
                   "number": n + 1}
        message = {"content": {"data": {"method": "custom", "content": request}}, "buffers": []}
        gallery.widget.comm.handle_msg(message)
subshell = threading.Thread(target=turn_the_menu)
subshell.start()
"""
ENDLESS = """
import threading, time
from mlcalc.explorers.gradient_descent import DescentOnACurve
def endless(x):
    while x > 1:
        time.sleep(0.01)
    return x * x
explorer = DescentOnACurve()
explorer.update = lambda **values: endless(2)
request = {"kind": "reset", "who": "t/1", "number": 1}
message = {"content": {"data": {"method": "custom", "content": request}}, "buffers": []}
threading.Thread(target=explorer.widget.comm.handle_msg, args=(message,)).start()
"""


def test_work_that_a_slider_began_can_be_interrupted():
    manager, client = start_new_kernel(kernel_name="python3", stderr=subprocess.DEVNULL)
    try:
        assert client.execute_interactive(ENDLESS, timeout=120)["content"]["status"] == "ok"
        time.sleep(1)
        asked = client.execute("1 + 1")
        with pytest.raises(queue.Empty):
            client.get_shell_msg(timeout=1)
        manager.interrupt_kernel()
        end = time.monotonic() + 30
        while client.get_shell_msg(timeout=30)["parent_header"]["msg_id"] != asked:
            assert time.monotonic() < end
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


HALF_DRAWN = """
import time
import matplotlib.pyplot as plt
figure, axes = plt.subplots()
axes.plot([0, 1])
time.sleep(1.5)
axes.set_title("now it is whole")
print("drawn", flush=True)
time.sleep(0.3)
"""
BUSY_CELL = """
import matplotlib, warnings, time
from matplotlib.backends.backend_agg import FigureCanvasAgg
import matplotlib.pyplot as plt
from mlcalc.explorers.gradient_descent import DescentOnACurve
DescentOnACurve(), plt.close(plt.figure())
settings, filters = dict(matplotlib.rcParams), list(warnings.filters)
end = time.monotonic() + 4
while time.monotonic() < end:
    DescentOnACurve()
    figure, axes = plt.subplots()
    axes.set_title("mine: $x^2$")
    FigureCanvasAgg(figure).draw()
    plt.close(figure)
    assert dict(matplotlib.rcParams) == settings
    assert list(warnings.filters) == filters
"""


def test_a_menu_moves_in_a_thread_of_its_own_while_a_cell_draws():
    """As it may come in JupyterLab: a message of a widget is handled in a subshell's thread."""
    manager, client = start_new_kernel(kernel_name="python3", stderr=subprocess.DEVNULL)
    shown = []
    try:
        replies = [
            client.execute_interactive(MENU_MOVES, timeout=120),
            client.execute_interactive(HALF_DRAWN, output_hook=shown.append, timeout=120),
            client.execute_interactive(BUSY_CELL, timeout=120),
            client.execute_interactive("done.set(); subshell.join()", timeout=120),
        ]
        assert [reply["content"]["status"] for reply in replies] == ["ok"] * 4
        # The plot of the student's cell is shown once, when the cell has ended.
        kinds = [message["msg_type"] for message in shown]
        assert [k for k in kinds if k in {"stream", "display_data"}] == ["stream", "display_data"]
        reply = client.execute_interactive(
            "other = CurveAndSlope()\nother.values = gallery.values",
            user_expressions={"same": "gallery.frame == other.frame, gallery.values['curve']"},
            timeout=60,
        )
        same = reply["content"]["user_expressions"]["same"]["data"]["text/plain"]
        assert same.startswith("(True, ")
        assert "x²" not in same
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def test_importing_explorers_changes_no_global():
    code = (
        "import warnings, matplotlib\n"
        "before = list(warnings.filters), warnings.showwarning, dict(matplotlib.rcParams)\n"
        "from mlcalc.explorers.gradient_descent import DescentOnACurve\n"
        "DescentOnACurve()\n"
        "after = list(warnings.filters), warnings.showwarning, dict(matplotlib.rcParams)\n"
        "assert before[1:] == after[1:], 'showwarning or rcParams'\n"
        "assert set(map(str, before[0])) <= set(map(str, after[0])), 'filters'\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
