"""Predictions in JupyterLab: choose or draw, say what you saw, read the reasons."""

import io
import math

import numpy as np
import pytest
from lab import LONG
from PIL import Image
from playwright.sync_api import expect

from mlcalc.exercises import derivatives, gradient_descent

CELLS = [
    "from mlcalc.exercises import derivatives, gradient_descent",
    "derivatives.falling_cubic",
    "derivatives.falling_cubic.compare()",
    "derivatives.falling_cubic.compare()",
    "gradient_descent.doubled_rate.compare()",
    "derivatives.slope_of_a_wave",
    "derivatives.slope_of_a_wave.compare()",
    "gradient_descent.falling_value",
    "gradient_descent.falling_value.compare()",
]
CHOOSE, SEE, SEE_TOO, TEACHER, DRAW, OVERLAY, DRAW_VALUE, OVERLAY_VALUE = range(8)


@pytest.fixture(scope="module")
def lab(opened, server):
    """Open a notebook with predictions of both kinds, and run it."""
    lab = opened(server.write("predictions.ipynb", CELLS), has_touch=True)
    lab.run_all()
    return lab


@pytest.fixture
def panels(lab):
    found = lab.page.locator(".mlcalc-prediction")
    expect(found).to_have_count(8, timeout=LONG)
    yield found
    assert lab.complaints == []
    assert lab.troubles() == []


def radio(panel, letter):
    return panel.locator(f"input[value={letter}]")


def press(panel, words):
    panel.get_by_role("button", name=words).click()


def test_a_choice_is_noted_and_the_second_question_follows_it(panels):
    first, second = panels.nth(CHOOSE), panels.nth(SEE)
    expect(second).to_contain_text("Choose first: the question stands further up.")
    expect(second.get_by_role("radio").first).to_be_hidden()
    expect(second.get_by_role("button", name="Compare")).to_be_hidden()
    radio(first, "a").click()
    expect(first.get_by_role("status").first).to_have_text("Noted. Now try it below.")
    assert first.get_by_role("button").count() == 0
    expect(second).to_contain_text("You predicted a.", timeout=LONG)
    press(second, "Compare")
    expect(second).to_contain_text("Choose first what you saw.", timeout=LONG)
    expect(panels.nth(SEE_TOO)).to_contain_text("Choose first what you saw.", timeout=LONG)


def test_keys_stay_in_the_second_question(lab, panels):
    second, keyboard = panels.nth(SEE), lab.page.keyboard
    radio(second, "a").click()
    keyboard.press("ArrowDown")
    expect(radio(second, "b")).to_be_focused()
    expect(radio(second, "b")).to_be_checked()
    # A second view of the same prediction stays in step.
    expect(radio(panels.nth(SEE_TOO), "b")).to_be_checked()
    keyboard.press("Tab")
    expect(second.get_by_role("button", name="Compare")).to_be_focused()
    keyboard.press("Enter")
    expect(second).to_contain_text("Look again: that is not what happens.", timeout=LONG)
    expect(second.get_by_role("button", name="Compare")).to_be_focused()
    selected = lab.page.locator(".jp-Cell.jp-mod-selected")
    expect(selected).to_have_count(1)
    expect(selected.locator(".mlcalc-prediction")).to_have_count(1)


ALL_AT_ONCE = """([first, second]) => {
  for (const letter of ["b", "c"]) first.querySelector(`input[value=${letter}]`).click();
  for (const letter of ["a", "d"]) second.querySelector(`input[value=${letter}]`).click();
  [...second.querySelectorAll("button")].find((b) => b.textContent === "Compare").click();
}"""


def test_a_hurried_click_counts_with_the_latest_choices(lab, panels):
    first, second = panels.nth(CHOOSE), panels.nth(SEE)
    lab.page.evaluate(ALL_AT_ONCE, [first.element_handle(), second.element_handle()])
    reply = second.locator(".mlcalc-reply")
    expect(reply).to_contain_text(
        "Not as you predicted. You predicted c, but d happens, as you saw.", timeout=LONG
    )
    for option in derivatives.falling_cubic.options:
        expect(reply).to_contain_text(f"{option.letter}: {option.why}")
    for panel in (first, second, panels.nth(SEE_TOO)):
        expect(panel.get_by_role("radio").first).to_be_disabled()
        assert panel.get_by_role("button").count() == 0
    expect(radio(first, "c")).to_be_checked()
    expect(first).to_contain_text("Compared: the outcome stands further down.")
    expect(panels.nth(SEE_TOO)).to_contain_text("Not as you predicted.")


def test_the_outcome_is_shown_anyway_and_the_focus_goes_to_it(lab, panels):
    panel = panels.nth(TEACHER)
    panel.get_by_role("button", name="Show anyway").focus()
    lab.page.keyboard.press("Enter")
    reply = panel.locator(".mlcalc-reply")
    happened = gradient_descent.doubled_rate.happened
    expect(reply).to_contain_text(f"Shown anyway. What happens is {happened}.", timeout=LONG)
    expect(reply).to_be_focused()


def place(pad, across, up):
    box = pad.bounding_box()
    return box["x"] + across * box["width"], box["y"] + (1 - up) * box["height"]


def stroke(lab, pad, heights):
    """Draw with the mouse through heights at even distances, all as fractions of the pad."""
    mouse, last = lab.page.mouse, len(heights) - 1
    mouse.move(*place(pad, 0, heights[0]))
    mouse.down()
    for i, height in enumerate(heights):
        mouse.move(*place(pad, i / last, height))
    mouse.up()


def test_a_curve_is_drawn_with_a_finger_and_the_page_scrolls_beside_it(lab, panels):
    panel = panels.nth(DRAW)
    expect(panels.nth(OVERLAY)).to_contain_text("Draw first: the axes stand further up.")
    pad = panel.get_by_role("slider", name="slope of sin x against x, to be drawn")
    panel.get_by_role("button", name="Clear").scroll_into_view_if_needed()
    session = lab.page.context.new_cdp_session(lab.page)

    def finger(kind, *points):
        touches = [{"x": x, "y": y} for x, y in points]
        session.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": touches})

    def swipe(*points):
        finger("Start", points[0])
        for point in points[1:]:
            finger("Move", point)
        finger("End")

    top = panel.bounding_box()["y"]
    swipe(*(place(pad, i / 12, 0.9 - i / 20) for i in range(13)))
    expect(panel).to_contain_text("Noted. Now try it below.", timeout=LONG)
    assert panel.bounding_box()["y"] == top
    x, y = place(panel.locator(".mlcalc-help"), 0.5, 0.5)
    swipe((x, y), *((x, y - 20 * i) for i in range(1, 11)))
    lab.page.wait_for_function(
        "([panel, top]) => panel.getBoundingClientRect().y < top - 50",
        arg=[panel.element_handle(), top],
    )


def test_a_curve_is_drawn_with_the_mouse(lab, panels):
    first, second = panels.nth(DRAW), panels.nth(OVERLAY)
    pad = first.get_by_role("slider")
    pad.scroll_into_view_if_needed()
    stroke(lab, pad, [0.9] * 3)
    press(first, "Clear")
    expect(second).to_contain_text("Draw first", timeout=LONG)
    stroke(lab, pad, [0.5 + math.sin(i / 30 * 2 * math.pi) / 4 for i in range(31)])
    press(second, "Compare")
    reply = second.locator(".mlcalc-reply")
    expect(reply).to_contain_text("Not as you drew it. You drew the wave itself", timeout=LONG)
    expect(second.locator("path.mlcalc-mine, path.mlcalc-truth")).to_have_count(2)
    expect(second.locator(".mlcalc-name")).to_have_text(["yours", "cos x"])
    expect(second.get_by_role("img")).to_have_accessible_name(
        "your curve of slope of sin x against x, and the true one, cos x"
    )
    expect(pad).to_have_attribute("aria-disabled", "true")


def test_a_curve_is_drawn_with_the_keys(lab, panels):
    panel, keyboard = panels.nth(DRAW_VALUE), lab.page.keyboard
    pad = panel.get_by_role("slider")
    pad.focus()
    keyboard.press("Home")
    expect(pad).to_have_attribute("aria-valuetext", "at k = 0 nothing is drawn, cursor at 3.25")
    for key in ("PageUp", "ArrowUp", "ArrowUp"):
        keyboard.press(key)
    expect(pad).to_have_attribute("aria-valuetext", "at k = 0 your curve is 4.13")
    expect(panel).to_contain_text("Draw on: your curve must reach over most", timeout=LONG)
    keyboard.press("End")
    for _ in range(13):
        keyboard.press("ArrowDown")
    expect(pad).to_have_attribute("aria-valuetext", "at k = 20 your curve is 2.5")
    # Between the two points the curve is straight.
    keyboard.press("ArrowLeft")
    keyboard.press("Delete")
    expect(panel).to_contain_text("Noted. Now try it below.", timeout=LONG)
    expect(pad).to_be_focused()
    press(panels.nth(OVERLAY_VALUE), "Compare")
    expect(panels.nth(OVERLAY_VALUE)).to_contain_text(
        "Your curve falls at a constant rate, the true one ever more slowly.", timeout=LONG
    )


def test_nothing_in_the_panels_keeps_readers_out(lab, panels):
    assert lab.serious() == []


@pytest.fixture(scope="module")
def beside(opened, server):
    """Open a notebook with a question to draw and an explorer: each brings its own styles."""
    cells = [
        "from mlcalc.exercises import derivatives",
        "derivatives.slope_of_a_wave",
        "from mlcalc.explorers.derivatives import PointOnACircle\nPointOnACircle()",
    ]
    lab = opened(server.write("beside.ipynb", cells))
    lab.run_all()
    return lab


def test_beside_an_explorer_what_is_drawn_can_be_seen(beside):
    panel = beside.page.locator(".mlcalc-prediction")
    expect(beside.page.locator(".mlcalc-explorer")).to_have_count(1)
    pad = panel.get_by_role("slider")
    pad.scroll_into_view_if_needed()
    stroke(beside, pad, [0.9, 0.6, 0.8])
    beside.page.mouse.move(5, 5)
    expect(panel).to_contain_text("Noted. Now try it below.", timeout=LONG)
    photo = np.asarray(Image.open(io.BytesIO(pad.screenshot())).convert("RGB")).astype(int)
    mine = np.abs(photo - (0, 0x72, 0xB2)).max(axis=-1) < 40
    # The stroke goes from side to side, and below it there are the lines of the grid.
    assert mine.any(axis=0).mean() > 0.95
    below = photo[int(0.7 * len(photo)) :]
    dark = below.sum(axis=-1) < below.max(axis=(0, 1)).sum() - 30
    assert dark[:, 10:-10].all(axis=0).sum() >= 2, "upright lines of the grid"
    assert dark[:, 10:-10].all(axis=1).sum() >= 1, "level lines of the grid"
    assert beside.complaints == []
