"""A line with 50 ms each way, as to Binder or a hub, and a kernel that is busy."""

import re
import time

import pytest
from lab import LONG
from playwright.sync_api import expect

from benchmarks.relay import Relay

CELLS = [
    "from mlcalc.explorers.gradient_descent import DescentOnACurve\nDescentOnACurve()",
    "from mlcalc.explorers.derivatives import CurveAndSlope\nCurveAndSlope()",
    "import time\nfor n in range(30):\n    time.sleep(0.001)",
]


@pytest.fixture(scope="module")
def lab(opened, server):
    with Relay(server.port, 0.05) as relay:
        lab = opened(server.write("slow.ipynb", CELLS), port=relay.port)
        lab.run_all()
        yield lab


@pytest.fixture
def curve(lab):
    curve = lab.explorer(0)
    curve.press("Reset")
    curve.expect_text(re.compile(r"learning rate 0\.05, start 1\.8, steps 20\."))
    curve.picture.scroll_into_view_if_needed()
    yield curve
    assert lab.complaints == []
    assert lab.troubles() == []


def test_the_line_is_slow(lab, curve):
    handle = curve.handle("steps")
    begun = time.monotonic()
    handle.press("Home")
    curve.expect_text(re.compile(r"steps 0\."))
    assert time.monotonic() - begun > 0.1


def test_play_runs_to_its_end_without_a_step_back(lab, curve):
    field = curve.field("steps")
    curve.press("Play")
    curve.expect_text(re.compile(r"steps 0\."))
    lab.watch(field)
    curve.expect_text(re.compile(r"steps 100\."))
    expect(curve.box.get_by_role("button", name="Play", exact=True)).to_be_visible(timeout=LONG)
    shown = lab.watched()
    assert shown == sorted(shown)
    assert len(shown) > 20


def test_play_along_a_curve_runs_to_its_end(lab):
    gallery = lab.explorer(1)
    lab.watch(gallery.field("x"))
    gallery.press("Play")
    expect(gallery.field("x")).to_have_value("3", timeout=LONG)
    shown = lab.watched()
    assert shown[1] == -3
    assert shown[1:] == sorted(shown[1:])
    expect(gallery.box.get_by_role("button", name="Play", exact=True)).to_be_visible(timeout=LONG)
    gallery.expect_text(re.compile(r"x 3\."))


def test_ten_presses_land_ten_steps_on(lab, curve):
    field = curve.field("steps")
    lab.watch(field)
    curve.handle("steps").focus()
    for _ in range(10):
        lab.page.keyboard.press("ArrowRight")
    curve.expect_text(re.compile(r"steps 30\."))
    lab.page.wait_for_timeout(500)
    assert curve.steps() == 30
    # The handle is under the hand at once and is never pulled back by an answer that comes late.
    shown = lab.watched()
    assert shown == sorted(shown)
    assert (shown[0], shown[-1]) == (20, 30)


def test_a_drag_of_a_slider_is_never_pulled_back(lab, curve):
    handle, field = curve.handle("learning rate"), curve.field("learning rate")
    box = handle.bounding_box()
    lab.watch(field)
    mouse, middle = lab.page.mouse, box["y"] + box["height"] / 2
    mouse.move(box["x"] + 0.6 * box["width"], middle)
    mouse.down()
    for n in range(30):
        mouse.move(box["x"] + (0.6 + 0.01 * n) * box["width"], middle)
        lab.page.wait_for_timeout(16)
    last = field.input_value()
    mouse.up()
    curve.expect_text(re.compile(rf"learning rate {re.escape(last)},"))
    lab.page.wait_for_timeout(500)
    assert field.input_value() == last
    shown = lab.watched()
    assert shown == sorted(shown)


def test_a_drag_on_the_picture_ends_where_the_hand_ended(lab, curve):
    curve.drag((0.15, 0.5), (0.45, 0.4), moves=40)
    lab.page.wait_for_timeout(1000)
    ended = curve.field("start").input_value()
    # A press at the same place is the answer to that place alone.
    curve.drag((0.45, 0.4), (0.45, 0.4), moves=1)
    lab.page.wait_for_timeout(1000)
    assert curve.field("start").input_value() == ended
    assert float(ended) > 1


def test_while_a_cell_runs_the_picture_says_that_the_kernel_is_busy(lab, curve):
    cell = lab.cell("time.sleep")
    cell.locator(".cm-content").click()
    lab.page.keyboard.press("Control+a")
    lab.page.keyboard.insert_text("import time\nfor n in range(4):\n    time.sleep(1)")
    lab.page.keyboard.press("Control+Enter")
    patience = curve.box.locator(".mlcalc-patience")
    expect(patience).to_have_text("")
    curve.handle("steps").press("End")
    expect(patience).to_have_text("The kernel is busy. The picture follows when it is free.")
    assert curve.field("steps").input_value() == "100"
    curve.expect_text(re.compile(r"steps 100\."))
    expect(patience).to_have_text("")
