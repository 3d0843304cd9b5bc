"""The engine: newest value wins, controls that agree, play, drag, ratio, threads, memory."""

import asyncio
import gc
import io
import threading
import tracemalloc

import ipywidgets
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from mlcalc import arguments
from mlcalc.explorers.controls import Field, Menu, Slider, SliderControl
from mlcalc.explorers.engine import Explorer, Reading
from mlcalc.explorers.screen import Screen


class Toy(Explorer):
    """A point that moves along an axis; every update is counted."""

    title = "A point:"
    size = (4.0, 3.0)
    plays = "steps"
    redraws = ("span",)
    presets = {
        "right": {"x": 2.5, "rate": 0.5},
        "between the positions": {"x": 1.2345, "rate": 0.0123},
        "late": {"steps": 120},
    }

    def sliders(self):
        return [
            Slider("x", "place", 1.0, -3, 3, step=0.05),
            Slider("rate", "learning rate", 0.1, 0.001, 1, step=0.02, logarithmic=True),
            Slider("steps", "steps", 20, 0, 120, whole=True),
            Slider("span", "span", 4, 3, 9, step=0.5),
        ]

    def draw(self, figure):
        self.drawn = getattr(self, "drawn", 0) + 1
        left, right = figure.subplots(1, 2)
        left.set(xlim=(-4, 4), ylim=(-1, 1))
        right.set(xlim=(0, self.values["span"]), ylim=(-1, 130))
        (self.dot,) = left.plot([], [], "o", ms=14, animated=True)
        (self.bar,) = right.plot([], [], lw=8, animated=True)
        self.drag_axes = left
        self.axes = left, right

    def update(self, x, rate, steps, span):
        self.updated = getattr(self, "updated", 0) + 1
        if x == -3:
            raise ValueError("x must not be there")
        self.dot.set_data([x], [0])
        self.bar.set_data([1, 1 + 2 * rate], [steps, steps])
        return Reading(f"The point is at {x:g}.", {"x": x, "double": 2 * x})

    def dragged(self, x, y):
        return {"x": x}


@pytest.fixture
def toy():
    return Toy()


def parts(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from parts(child)


def screen(explorer):
    (found,) = (w for w in parts(explorer.widget) if isinstance(w, Screen))
    return found


def field(explorer, label):
    kinds = (ipywidgets.FloatText, ipywidgets.IntText)
    (found,) = (
        w for w in parts(explorer.widget) if isinstance(w, kinds) and w.description == label
    )
    return found


def slider(explorer, label):
    (row,) = (
        w for w in parts(explorer.widget) if field(explorer, label) in getattr(w, "children", ())
    )
    (found,) = (w for w in row.children if w is not field(explorer, label))
    return found


def button(explorer, words):
    (found,) = (
        w
        for w in parts(explorer.widget)
        if isinstance(w, ipywidgets.Button) and w.description == words
    )
    return found


def pixels(explorer):
    image = Image.open(io.BytesIO(explorer.frame))
    assert image.getextrema()[3] == (255, 255), "the picture must be opaque"
    return np.asarray(image.convert("RGB"))


def fresh(values, kind=Toy):
    explorer = kind()
    explorer.values = values
    return explorer


# From the program: at once.


def test_values_are_set_and_drawn_at_once(toy):
    before = toy.frame
    toy.values = {"x": 2.0}
    assert toy.values == {"x": 2.0, "rate": 0.1, "steps": 20, "span": 4}
    assert screen(toy).frame == toy.frame != before
    assert toy.reading == {"x": 2.0, "double": 4.0, "sentence": "The point is at 2."}
    assert screen(toy).reading["numbers"] == [("x", "2"), ("double", "4")]
    assert screen(toy).reading["text"] == repr(toy)


def test_the_values_given_out_are_a_copy(toy):
    toy.values["x"] = 9
    assert toy.values["x"] == 1.0


def test_the_text_has_title_values_sentence_and_numbers(toy):
    assert repr(toy) == (
        "A point: place 1, learning rate 0.1, steps 20, span 4. "
        "The point is at 1. x = 1, double = 2."
    )


def test_reset_and_presets(toy):
    beginning = toy.frame
    for name, values in toy.presets.items():
        toy.apply(name)
        assert toy.values == {"x": 1.0, "rate": 0.1, "steps": 20, "span": 4} | values
        assert toy.frame != beginning
        toy.reset()
        assert toy.frame == beginning


def test_buttons_do_the_same(toy):
    button(toy, "right").click()
    assert toy.values["x"] == 2.5
    button(toy, "Reset").click()
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
def test_numbers_of_numpy_are_values_too(toy, kind):
    toy.values = {"x": kind(2), "steps": kind(7)}
    assert toy.values["x"] == 2
    assert field(toy, "steps").value == slider(toy, "steps").value == 7
    assert slider(toy, "place").value == 2


# Controls that agree.


@pytest.mark.parametrize(
    ("label", "name", "value"),
    [("place", "x", -1.5), ("learning rate", "rate", 0.5), ("steps", "steps", 3)],
)
def test_slider_field_and_values_follow_each_other(toy, label, name, value):
    field(toy, label).value = value
    assert toy.values[name] == value
    assert slider(toy, label).value == pytest.approx(value)
    toy.reset()
    slider(toy, label).value = value
    assert toy.values[name] == pytest.approx(value)
    assert field(toy, label).value == toy.values[name]
    toy.values = {name: toy.values[name] / 1.5 if name != "steps" else 9}
    assert field(toy, label).value == toy.values[name]
    assert slider(toy, label).value == pytest.approx(toy.values[name])


def test_every_slider_has_a_field_with_its_name(toy):
    for definition in toy.sliders():
        assert field(toy, definition.label).value == definition.value
        assert slider(toy, definition.label).value == pytest.approx(definition.value)
    assert screen(toy).slider_names == ["place", "learning rate", "steps", "span"]


@pytest.mark.parametrize(
    ("label", "name", "value", "end"),
    [
        ("place", "x", 99.0, 3),
        ("place", "x", -99.0, -3),
        ("learning rate", "rate", 5.0, 1),
        ("learning rate", "rate", -2.0, 0.001),
        ("learning rate", "rate", 0.0, 0.001),
        ("steps", "steps", -7, 0),
    ],
)
def test_a_value_beyond_the_ends_pins_the_slider(toy, label, name, value, end):
    field(toy, label).value = value
    assert toy.values[name] == field(toy, label).value == value
    assert slider(toy, label).value == pytest.approx(end)
    # The front end sends back what it shows.
    slider(toy, label).set_state({"value": slider(toy, label).value})
    assert toy.values[name] == value


def test_a_number_of_steps_beyond_the_slider_is_refused_in_words(toy):
    before = toy.updated
    field(toy, "steps").value = 10**9
    assert toy.trouble == "The steps must be at most 120, but 1000000000 came."
    assert toy.updated == before
    toy.reset()
    assert toy.trouble == ""
    assert toy.frame == fresh({}).frame


def test_an_int_beyond_every_float_in_the_field(toy):
    field(toy, "steps").value = 10**400
    assert toy.trouble == "The steps must be a finite number, but inf came."
    toy.reset()
    assert toy.frame == fresh({}).frame


def snapped(definition, value):
    """Return the position of the slider that noUiSlider shows for a value."""
    if definition.logarithmic:
        exponent, low = np.log10(value), np.log10(definition.minimum)
        return 10 ** (low + round((exponent - low) / definition.step) * definition.step)
    steps = round((value - definition.minimum) / definition.step)
    return definition.minimum + steps * definition.step


def test_what_the_front_end_snaps_is_not_a_move(toy):
    toy.apply("between the positions")
    frame = toy.frame
    for label, definition in zip(("place", "learning rate"), toy.sliders(), strict=False):
        slider(toy, label).value = snapped(definition, toy.values[definition.name])
    assert toy.values == fresh({}).values | toy.presets["between the positions"]
    assert field(toy, "place").value == 1.2345
    assert toy.frame == frame


def test_one_position_further_is_a_move(toy):
    toy.apply("between the positions")
    place, rate = toy.sliders()[:2]
    slider(toy, "place").value = snapped(place, 1.2345) + 0.05
    assert toy.values["x"] == pytest.approx(1.3)
    slider(toy, "learning rate").value = snapped(rate, 0.0123) * 10**0.02
    assert toy.values["rate"] == pytest.approx(snapped(rate, 0.0123) * 10**0.02, rel=5e-3)


def test_the_end_is_left_also_by_a_short_last_step():
    seen = []
    control = SliderControl(
        Slider("rate", "rate", 0.1, 0.005, 1, step=0.02, logarithmic=True), seen.append
    )
    control.show(1.0)
    control.slider.value = 10 ** np.log10(1.0)
    assert seen == []
    control.slider.value = 0.005 * 10 ** (115 * 0.02)
    assert seen == [0.998]
    control.slider.value = 1.0
    assert seen == [0.998, 1.0]
    control.slider.value = 10 ** np.log10(1 - 1e-9)
    assert seen == [0.998, 1.0]


@given(st.floats(-3, 3), st.integers(1, 40))
def test_no_echo_changes_a_value_and_every_move_does(value, moved):
    definition = Slider("x", "place", 0.0, -3, 3, step=0.05)
    seen = []
    control = SliderControl(definition, seen.append)
    control.show(value)
    position = snapped(definition, value)
    control.slider.value = position
    assert seen == []
    target = position + 0.05 * moved
    if target <= 3:
        control.slider.value = target
        assert seen == [pytest.approx(target, abs=1e-6)]


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


def dropdown(explorer):
    (found,) = (w for w in parts(explorer.widget) if isinstance(w, ipywidgets.Dropdown))
    return found


def test_a_menu_stands_among_the_values_and_starts_with_its_first_option(choosy):
    assert choosy.values == {"shape": "row", "x": 1.0, "height": 1.5, "width": 1.0}
    assert repr(choosy) == (
        "Dots: shape of the dots row, place 1, height 1.5, width 1. "
        "The dots form a row. height = 1.5."
    )


def test_the_reader_chooses_and_the_still_part_follows(choosy):
    before = pixels(choosy)
    dropdown(choosy).value = "column"
    assert choosy.values["shape"] == "column"
    assert choosy.reading["sentence"] == "The dots form a column."
    assert (pixels(choosy) != before).any()
    choosy.values = {"shape": "row"}
    assert dropdown(choosy).value == "row"
    assert (pixels(choosy) == before).all()


def test_the_reader_types_a_number(choosy):
    field(choosy, "height").value = 2.25
    assert choosy.values["height"] == choosy.reading["height"] == 2.25
    choosy.values = {"height": -1}
    assert field(choosy, "height").value == -1
    assert choosy.trouble == "The height must be above zero, but -1 came."
    choosy.values = {"height": float("nan")}
    assert choosy.trouble == "The height must be a finite number, but nan came."
    choosy.reset()
    assert choosy.trouble == ""
    assert field(choosy, "height").value == 1.5


def test_presets_hold_options_too(choosy):
    choosy.apply("standing")
    assert (dropdown(choosy).value, field(choosy, "height").value) == ("column", 2)
    button(choosy, "Reset").click()
    assert (dropdown(choosy).value, field(choosy, "height").value) == ("row", 1.5)


@pytest.mark.parametrize("value", ["circle", "", 1, None, ["row"]], ids=repr)
def test_what_is_not_an_option_is_refused(choosy, value):
    with pytest.raises(ValueError, match=r"shape must be one of row, column, but .* came"):
        choosy.values = {"shape": value}
    assert choosy.values["shape"] == "row"


def test_a_field_takes_numbers_only(choosy):
    with pytest.raises(TypeError, match="height must be a number, but '3' came"):
        choosy.values = {"height": "3"}


def test_fields_stand_below_the_sliders_and_only_sliders_have_handles(choosy):
    order = [
        w.description
        for w in parts(choosy.widget)
        if isinstance(w, (ipywidgets.Dropdown, ipywidgets.FloatText))
    ]
    assert order == ["shape of the dots", "place", "height", "width"]
    assert screen(choosy).slider_names == ["place"]


# From the reader: each change is drawn before the next one is read.


def test_a_drag_is_drawn_change_by_change_and_leaves_nothing_to_draw(toy):
    before = toy.updated

    async def drag():
        for x in (-1, 0, 2):
            slider(toy, "place").value = x
            assert screen(toy).frame == fresh({"x": x}).frame
        drawn = toy.updated
        await asyncio.sleep(0.1)
        assert toy.updated == drawn == before + 3

    asyncio.run(drag())


def test_the_picture_is_sent_before_the_number_field_follows(toy):
    order = []
    screen(toy).observe(lambda _: order.append("picture"), "frame")
    field(toy, "place").observe(lambda _: order.append("field"), "value")
    slider(toy, "place").value = 2
    assert order == ["picture", "field"]


def test_only_some_values_draw_the_still_part_again(toy):
    drawn = toy.drawn
    toy.values = {"x": 2}
    assert toy.drawn == drawn
    toy.values = {"span": 8}
    assert toy.drawn == drawn + 1
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
    assert screen(failing).drag_area == []
    screen(failing).pointer = [0.3, 0.5]
    failing.values = {"span": 4}
    assert failing.trouble == ""
    assert failing.frame == fresh({"x": 2}).frame


def test_a_warning_of_the_figure_stays_out_of_the_notebook(toy, recwarn):
    class Loud(Toy):
        def update(self, **values):
            np.log(np.array([-1.0])) / np.array([0.0])
            return super().update(**values)

    loud = Loud()
    loud.values = {"x": 2}
    assert loud.trouble == ""
    assert list(recwarn) == []


# Play.


def playing(action):
    asyncio.run(asyncio.wait_for(action(), 20))


async def until(condition):
    while not condition():
        await asyncio.sleep(0.01)


def test_play_steps_to_the_end_and_stops(toy):
    toy.values = {"steps": 117}
    seen = []
    screen(toy).observe(lambda _: seen.append(toy.values["steps"]), "frame")

    async def action():
        toy.play()
        assert button(toy, "Pause")
        await until(lambda: toy.values["steps"] == 120)
        await until(lambda: button_words(toy) == "Play")

    playing(action)
    assert seen == [118, 119, 120]


def button_words(explorer):
    (found,) = (
        w.description
        for w in parts(explorer.widget)
        if isinstance(w, ipywidgets.Button) and w.description in {"Play", "Pause"}
    )
    return found


def test_at_the_end_play_starts_again(toy):
    toy.values = {"steps": 120}

    async def action():
        button(toy, "Play").click()
        await until(lambda: toy.values["steps"] == 2)
        toy.play()
        await until(lambda: button_words(toy) == "Play")

    playing(action)
    assert toy.values["steps"] == 2


@pytest.mark.parametrize(
    "stop",
    [
        lambda toy: button(toy, "Pause").click(),
        lambda toy: setattr(slider(toy, "steps"), "value", 60),
        lambda toy: setattr(field(toy, "steps"), "value", 60),
    ],
    ids=["button", "slider", "field"],
)
def test_the_reader_stops_it(toy, stop):
    toy.values = {"steps": 0}

    async def action():
        toy.play()
        await until(lambda: toy.values["steps"] == 2)
        stop(toy)
        await until(lambda: button_words(toy) == "Play")
        at = toy.values["steps"]
        await asyncio.sleep(0.2)
        assert toy.values["steps"] == at

    playing(action)


def test_other_sliders_do_not_stop_it(toy):
    toy.values = {"steps": 112}

    async def action():
        toy.play()
        await until(lambda: toy.values["steps"] == 114)
        slider(toy, "place").value = 2
        await until(lambda: toy.values["steps"] == 120)

    playing(action)
    assert toy.frame == fresh({"x": 2, "steps": 120}).frame


def test_two_presses_at_once_leave_a_button_that_works(toy):
    toy.values = {"steps": 118}

    async def action():
        toy.play()
        toy.play()
        await until(lambda: button_words(toy) == "Play")
        toy.play()
        await until(lambda: toy.values["steps"] == 120)

    playing(action)


def test_play_after_its_loop_died(toy):
    toy.values = {"steps": 117}

    async def begin():
        toy.play()
        await asyncio.sleep(0)

    loop = asyncio.new_event_loop()
    loop.run_until_complete(begin())
    pending = asyncio.all_tasks(loop)

    async def action():
        toy.play()
        await until(lambda: toy.values["steps"] == 120)

    thread = threading.Thread(target=playing, args=(action,))
    thread.start()
    thread.join()
    assert toy.values["steps"] == 120
    for task in pending:
        task.cancel()
    loop.run_until_complete(asyncio.gather(*pending, return_exceptions=True))
    loop.close()


@pytest.mark.parametrize("steps", [float("nan"), 1e300, -5, 2.5])
def test_play_starts_from_any_value(toy, steps):
    toy.values = {"steps": steps}

    async def action():
        toy.play()
        await until(lambda: toy.values["steps"] in {1, 2, 3, 4})
        toy.play()
        await until(lambda: button_words(toy) == "Play")

    playing(action)


def test_without_a_loop_play_goes_to_the_end(toy):
    toy.play()
    assert toy.values["steps"] == 120


# Drag, and the density of the screen.


def pointer_at(explorer, axes, x, y):
    """Return the fractions of the picture at a point of the axes, from its corners."""
    box = axes.get_position()
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    across = box.x0 + (x - left) / (right - left) * box.width
    up = box.y0 + (y - bottom) / (top - bottom) * box.height
    return [across, 1 - up]


@pytest.mark.parametrize("ratio", [1.0, 2.0, 1.5])
@pytest.mark.parametrize("x", [-2.5, 0.0, 1.25, 2.999])
def test_dragging_maps_the_picture_to_data(toy, x, ratio):
    screen(toy).ratio = ratio
    screen(toy).pointer = pointer_at(toy, toy.axes[0], x, 0.3)
    assert toy.values["x"] == pytest.approx(x, abs=1e-4)
    assert slider(toy, "place").value == pytest.approx(x, abs=1e-4)


def test_dragging_stops_at_the_ends_of_the_slider(toy):
    screen(toy).pointer = pointer_at(toy, toy.axes[0], 3.8, 0.3)
    assert toy.values["x"] == 3


def test_only_the_axes_for_it_can_be_dragged(toy):
    for place in [pointer_at(toy, toy.axes[1], 2, 50), [0.001, 0.001], [-1, 0.5], [5, 5]]:
        screen(toy).pointer = place
        assert toy.values["x"] == 1.0


def test_the_area_for_the_pointer_is_that_of_the_axes(toy):
    left, top, right, bottom = screen(toy).drag_area
    assert pointer_at(toy, toy.axes[0], -4, 1) == pytest.approx([left, top], abs=1e-3)
    assert pointer_at(toy, toy.axes[0], 4, -1) == pytest.approx([right, bottom], abs=1e-3)


def test_a_dense_screen_gets_twice_the_pixels(toy):
    assert pixels(toy).shape == (300, 400, 3)
    screen(toy).ratio = 2.0
    assert pixels(toy).shape == (600, 800, 3)
    screen(toy).ratio = 1.0
    assert toy.frame == fresh({}).frame


@pytest.mark.parametrize(("ratio", "used"), [(0.5, 1), (0.0, 1), (-1.0, 1), (50.0, 3)])
def test_a_strange_ratio_is_kept_within_reason(toy, ratio, used):
    screen(toy).ratio = ratio
    assert pixels(toy).shape == (300 * used, 400 * used, 3)


def test_the_saved_picture_leaves_the_live_one_as_it_is(toy):
    before = toy.frame
    toy._repr_mimebundle_()
    toy.values = {"x": 2}
    toy.reset()
    assert toy.frame == before


# Threads and memory.


def test_two_threads_may_set_values(toy):
    problems = []

    def work(name, values):
        try:
            for value in values:
                toy.values = {name: value}
                slider(toy, "place").value = value % 3
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


def test_memory_does_not_grow(toy):
    def drive(count):
        for n in range(count):
            slider(toy, "place").value = -2 + 0.05 * (n % 80)
        gc.collect()

    drive(40)
    tracemalloc.start()
    drive(40)
    before, _ = tracemalloc.get_traced_memory()
    drive(120)
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert after - before < 100_000
