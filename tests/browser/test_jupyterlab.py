"""The course as its readers meet it: JupyterLab in a browser."""

import itertools
import re
import time

import numpy as np
import pytest
from lab import EXPLORERS, LONG, number_of
from playwright.sync_api import expect

from mlcalc.exercises import derivatives, gradient_descent, two_layer_network

NAMES = (
    "DescentOnACurve", "DescentOnASurface", "CurveAndSlope", "PassThroughTheNetwork",
    "TrainingInThePlane", "AverageSpeed",
)  # fmt: skip
CURVE, SURFACE, GALLERY, NETWORK, PLANE, SPEED, STUDENT = range(7)
# An exercise of each chapter whose answer is a number.
NUMBERS = {
    "derivatives.average_speed": derivatives.average_speed,
    "gradient_descent.next_point": gradient_descent.next_point,
    "two_layer_network.first_layer_slope": two_layer_network.first_layer_slope,
}
CELLS = [
    *(EXPLORERS[number_of(name)] for name in NAMES),
    "DescentOnACurve(lambda x: x * x if x < 1 else 'text', (-2.0, 2.0))",
    "from mlcalc.exercises import derivatives, gradient_descent, two_layer_network",
    *(f"{name}\n" for name in NUMBERS),
    *(f"answer = ...\n{name}.check(answer)" for name in NUMBERS),
]


@pytest.fixture(scope="module")
def lab(opened, server):
    """Open a notebook with explorers of each kind and exercises, and run it."""
    lab = opened(server.write("explorers.ipynb", CELLS))
    lab.run_all()
    return lab


@pytest.fixture
def curve(lab):
    curve = lab.explorer(CURVE)
    curve.press("Reset")
    curve.expect_text(re.compile(r"learning rate 0\.05, start 1\.8, steps 20\."))
    yield curve
    assert lab.complaints == []
    assert lab.troubles() == []


def test_axe_finds_nothing_serious(lab):
    assert lab.serious() == []


def test_an_exact_value_is_kept(lab, curve):
    curve.type("learning rate", "0.01234")
    curve.expect_text(re.compile(r"learning rate 0\.01234,"))
    curve.type("start", "0.77777")
    curve.expect_text(re.compile(r"start 0\.7778,"))
    expect(curve.field("learning rate")).to_have_value("0.01234")
    expect(curve.field("start")).to_have_value("0.77777")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("-1", "The learning rate must be above zero, but -1 came."),
        ("0", "The learning rate must be above zero, but 0 came."),
        ("1e300", "Step 1 would lead to"),
        ("1e400", "The learning rate must be a finite number, but inf came."),
        ("letters", "The learning rate must be a number, but 'letters' came."),
    ],
)
def test_a_bad_value_is_answered_and_the_next_good_one_works(lab, curve, typed, words):
    before = curve.pixels()
    curve.type("learning rate", typed)
    expect(curve.box.locator(".mlcalc-reading")).to_contain_text(words, timeout=LONG)
    assert (curve.pixels() != before).any()
    curve.type("learning rate", "0.1")
    curve.expect_text(re.compile(r"learning rate 0\.1, start 1\.8"))
    expect(curve.box.locator(".mlcalc-reading")).to_contain_text("k = ", timeout=LONG)
    assert "must be" not in curve.reading


def test_a_menu_is_worked_by_mouse_and_by_keys(lab):
    seen = lab.explorer(GALLERY)
    before = seen.pixels()
    menu = seen.menu("curve")
    menu.select_option("sin x")
    seen.expect_text(re.compile(r"curve sin x,"))
    assert (seen.pixels() != before).any()
    menu.focus()
    menu.press("ArrowDown")
    seen.expect_text(re.compile(r"curve cos x,"))
    seen.press("Reset")
    seen.expect_text(re.compile(r"curve x²,"))
    expect(menu).to_have_value("x²")
    assert lab.complaints == []


def test_a_weight_of_the_network_is_typed(lab):
    seen = lab.explorer(NETWORK)
    seen.press("all nine")
    seen.type("w₁₂", "0.75")
    seen.expect_text(re.compile(r"w₁₂ 0\.75"))
    assert "δ₂ = " in seen.reading
    seen.menu("label y").select_option("0")
    seen.expect_text(re.compile(r"label y 0, way back to all nine, stage 8"))
    seen.type("w₁₂", "1e300")
    seen.expect_text(re.compile(r"w₁₂ 1e\+300"))
    seen.press("Reset")
    seen.expect_text(re.compile(r"stage 1, .* w₁₂ -1,"))
    assert lab.complaints == []


def test_the_stages_go_back_and_on(lab):
    seen = lab.explorer(NETWORK)
    seen.press("Reset")
    seen.expect_text(re.compile(r"stage 1,"))
    for button, stage in (("Step", 2), ("Step", 3), ("Back", 2), ("Back", 1), ("Back", 0),
                          ("Back", 0), ("Step", 1)):  # fmt: skip
        seen.press(button)
        seen.expect_text(re.compile(rf"stage {stage},"))
    assert lab.explorer(CURVE).box.get_by_role("button", name="Back").count() == 0
    assert lab.complaints == []


def test_the_epochs_of_a_training_are_scrubbed(lab):
    seen = lab.explorer(PLANE)
    seen.press("four clouds")
    reading = seen.box.locator(".mlcalc-reading")
    expect(reading).to_contain_text("After 1000 epochs 100 % of the points", timeout=LONG)
    seen.handle("epoch").press("Home")
    expect(reading).to_contain_text("After 0 epochs", timeout=LONG)
    seen.handle("epoch").press("PageUp")
    expect(reading).to_contain_text(re.compile(r"After [1-9]\d* epochs"), timeout=LONG)
    seen.press("Reset")
    assert lab.complaints == []


def test_a_start_outside_the_domain_is_answered(lab, curve):
    curve.type("start", "-2")
    curve.expect_text(re.compile(r"start -2,"))
    assert re.search(r"is defined, x > 0, but -2 came", curve.reading)
    curve.press("Reset")
    curve.expect_text(re.compile(r"start 1\.8, steps 20\."))
    assert "k = 20" in curve.reading


def test_presets_and_reset(lab, curve):
    beginning = curve.text, curve.pixels()
    pictures = [beginning[1]]
    for name, rate, steps in (
        ("slow", "0.005", 40), ("oscillates", "0.37", 40), ("diverges", "0.42", 60),
    ):  # fmt: skip
        curve.press(name)
        curve.expect_text(
            re.compile(rf"learning rate {re.escape(rate)}, start .*, steps {steps}\.")
        )
        expect(curve.field("learning rate")).to_have_value(rate)
        pictures.append(curve.pixels())
    assert all((one != other).any() for one, other in itertools.pairwise(pictures))
    curve.press("Reset")
    curve.expect_text(beginning[0])
    np.testing.assert_array_equal(curve.pixels(), beginning[1])


def playing(curve):
    return curve.box.locator(".mlcalc-play").inner_text() == "Pause"


def test_play_begins_with_no_step_and_pauses(lab, curve):
    curve.press("Play")
    curve.expect_text(re.compile(r"steps 0\."))
    steps, pictures = [], set()
    end = time.monotonic() + LONG / 1000
    while len(set(steps)) < 4 and time.monotonic() < end:
        steps.append(curve.steps())
        pictures.add(curve.pixels().tobytes())
    assert steps == sorted(steps)
    assert len(pictures) >= 3
    curve.press("Pause")
    lab.page.wait_for_timeout(600)
    stopped = curve.steps()
    lab.page.wait_for_timeout(600)
    assert curve.steps() == stopped
    curve.press("Play")
    curve.expect_text(re.compile(rf"steps {stopped + 1}\."))
    curve.press("Pause")


def test_play_runs_to_its_end_and_begins_anew(lab, curve):
    curve.press("Play")
    curve.expect_text(re.compile(r"steps 100\."))
    expect(curve.box.get_by_role("button", name="Play", exact=True)).to_be_visible(timeout=LONG)
    curve.press("Play")
    curve.expect_text(re.compile(r"steps [0-3]\."))
    curve.press("Pause")


MOVES = {
    "Reset": lambda curve: curve.press("Reset"),
    "a preset": lambda curve: curve.press("slow"),
    "its own slider": lambda curve: curve.handle("steps").press("End"),
    "another slider": lambda curve: curve.handle("learning rate").press("PageUp"),
    "a field": lambda curve: curve.type("start", "0.3"),
    "the pointer": lambda curve: curve.drag((0.3, 0.5), (0.35, 0.5)),
}


@pytest.mark.parametrize("move", MOVES)
def test_any_move_stops_play_and_the_next_play_begins_anew(lab, curve, move):
    curve.press("Play")
    curve.expect_text(re.compile(r"steps [3-9]\."))
    MOVES[move](curve)
    expect(curve.box.get_by_role("button", name="Play", exact=True)).to_be_visible(timeout=LONG)
    lab.page.wait_for_timeout(700)
    text = curve.text
    lab.page.wait_for_timeout(700)
    assert curve.text == text
    curve.press("Play")
    curve.expect_text(re.compile(r"steps 0\."))
    curve.press("Pause")


def test_step_goes_one_on_and_stops_play(lab, curve):
    for steps in (21, 22):
        curve.press("Step")
        curve.expect_text(re.compile(rf"steps {steps}\."))
    curve.press("Play")
    curve.expect_text(re.compile(r"steps [1-9]\."))
    curve.press("Step")
    assert not playing(curve)
    curve.type("steps", "100")
    curve.expect_text(re.compile(r"steps 100\."))
    curve.press("Step")
    curve.expect_text(re.compile(r"steps 0\."))


@pytest.mark.parametrize(
    ("number", "label", "first", "last"),
    [(GALLERY, "x", "-3", "3"), (SPEED, "interval", "2", "0.0002"), (PLANE, "epoch", "0", "1000")],
)
def test_stories_run_from_their_beginning_to_their_point(lab, number, label, first, last):
    seen = lab.explorer(number)
    (field,) = (f for f in seen.box.get_by_role("spinbutton").all()
                if f.get_attribute("aria-label").startswith(label))  # fmt: skip
    lab.watch(field)
    seen.press("Play")
    expect(field).to_have_value(last, timeout=LONG)
    shown = lab.watched()
    # Before its story a slider stands somewhere else, or already at the beginning.
    shown = shown[shown.index(float(first)) :]
    assert shown[-1] == float(last)
    assert len(shown) > 3
    assert shown == sorted(shown, reverse=float(first) > float(last))
    expect(seen.box.get_by_role("button", name="Play", exact=True)).to_be_visible(timeout=LONG)
    seen.press("Reset")
    assert lab.complaints == []


FEW_PAINTS = """() => {
  const often = window.requestAnimationFrame.bind(window);
  let waiting = [];
  const paint = () => {
    const now = waiting;
    waiting = [];
    often((time) => now.forEach((callback) => callback(time)));
  };
  window.requestAnimationFrame = (callback) => waiting.push(callback);
  const clock = setInterval(paint, 900);
  return () => {
    clearInterval(clock);
    window.requestAnimationFrame = often;
    paint();
  };
}"""


def test_where_the_page_is_painted_late_every_step_of_a_story_is_seen(lab, curve):
    curve.press("Reset")
    lab.watch(curve.field("steps"))
    paint_often = lab.page.evaluate_handle(FEW_PAINTS)
    try:
        curve.press("Play")
        curve.expect_text(re.compile(r"steps 6\."))
        curve.press("Pause")
        shown = lab.watched()
    finally:
        paint_often.evaluate("paint_often => paint_often()")
    # Before its story the slider stands elsewhere.
    assert shown[1:7] == [0, 1, 2, 3, 4, 5]


def test_dragging_on_the_picture_moves_the_start(lab, curve):
    before = curve.pixels()
    starts = []
    for across in (0.15, 0.3, 0.45):
        text = curve.text
        curve.drag((0.2, 0.5), (across, 0.4))
        expect(curve.picture).not_to_have_attribute("alt", text, timeout=LONG)
        lab.page.wait_for_function(
            "([field, old]) => field.value !== old",
            arg=[curve.field("start").element_handle(), str(starts[-1]) if starts else "1.8"],
        )
        lab.page.wait_for_timeout(300)
        starts.append(float(curve.field("start").input_value()))
    first, second, third = starts
    assert first < second < third
    assert second - first == pytest.approx(third - second, abs=0.02)
    assert (curve.pixels() != before).any()


def test_dragging_over_the_other_axes_does_nothing(lab, curve):
    text = curve.text
    curve.drag((0.8, 0.5), (0.7, 0.5))
    lab.page.wait_for_timeout(300)
    assert curve.text == text


def test_dragging_over_contours_moves_both_coordinates(lab):
    surface = lab.explorer(SURFACE)
    surface.press("Reset")
    text = surface.text
    surface.drag((0.2, 0.5), (0.35, 0.3))
    expect(surface.picture).not_to_have_attribute("alt", text, timeout=LONG)
    lab.page.wait_for_timeout(300)
    assert float(surface.field("start x").input_value()) > 3
    assert float(surface.field("start y").input_value()) > 3
    surface.press("Reset")
    surface.expect_text(text)


def test_a_students_function_that_fails_in_places(lab):
    student = lab.explorer(STUDENT)
    reading = student.box.locator(".mlcalc-reading")
    said = re.compile("Your function must return one number, but at .* 'text'")
    expect(reading).to_contain_text(said, timeout=LONG)
    student.type("start", "-1")
    expect(reading).to_contain_text("After 20 steps the slope is", timeout=LONG)
    student.type("start", "1.5")
    expect(reading).to_contain_text("it returned 'text'", timeout=LONG)
    student.press("Reset")
    assert lab.complaints == []
    assert lab.troubles() == []


@pytest.mark.parametrize("name", NUMBERS)
def test_an_exercise_answered_wrong_then_right(lab, name):
    exercise = NUMBERS[name]
    cell = lab.cell(f"{name}.check(answer)")
    output = cell.locator(".jp-OutputArea-output")
    expect(output).to_contain_text("Not answered yet", timeout=LONG)
    for mistake in exercise.mistakes[:2]:
        lab.rewrite(cell, f"answer = {mistake.answer:.6f}\n{name}.check(answer)")
        expect(output).to_contain_text(mistake.message, timeout=LONG)
    lab.rewrite(cell, f"answer = 'a'\n{name}.check(answer)")
    expect(output).to_contain_text("Not yet. Your answer is text", timeout=LONG)
    lab.rewrite(cell, f"answer = {exercise.answer:.6f}\n{name}.check(answer)")
    expect(output).to_contain_text("Right.", timeout=LONG)
    assert lab.troubles() == []


def test_a_dense_screen_gets_a_picture_of_twice_the_size(opened, server, lab):
    dense = opened(server.write("dense.ipynb", CELLS[CURVE : CURVE + 1]), ratio=2)
    dense.run_all()
    seen = dense.explorer(0)
    dense.page.wait_for_function(
        "image => image.naturalWidth === 1800", arg=seen.picture.element_handle()
    )
    one, two = lab.explorer(CURVE), seen
    one.press("Reset")
    height, width, _ = one.pixels().shape
    assert two.pixels().shape == (2 * height, 2 * width, 3)
    assert two.picture.bounding_box()["width"] == pytest.approx(
        one.picture.bounding_box()["width"], abs=2
    )
    before = two.pixels()
    two.press("fast")
    two.expect_text(re.compile(r"learning rate 0\.1,"))
    assert two.pixels().shape == before.shape
    assert (two.pixels() != before).any()
    assert dense.complaints == []
