"""The course on a small laptop, a projector, in full screen, on a phone."""

import re

import pytest
from lab import EXPLORERS, LONG, number_of
from playwright.sync_api import expect

HIGHEST = 590
LAPTOP = (1280, 720)
CURVE, NETWORK = number_of("DescentOnACurve"), number_of("PassThroughTheNetwork")


SHARP = """() => [...document.querySelectorAll('.mlcalc-picture')].every(image =>
  Math.abs(image.naturalWidth - image.getBoundingClientRect().width * devicePixelRatio) < 9)"""


def opened_everything(opened, server, name, **more):
    lab = opened(server.write(name, EXPLORERS), **more)
    lab.run_all()
    # Each picture is drawn anew for the size that it has in the page.
    lab.page.wait_for_function(SHARP)
    return lab


@pytest.fixture(scope="module")
def laptop(opened, server):
    return opened_everything(opened, server, "laptop.ipynb", size=LAPTOP)


def heights(seen):
    """Return the heights of an explorer at its start and with each of its buttons."""
    parts = seen.box.locator(".mlcalc-buttons button").all_inner_texts()
    presets = parts[: parts.index("Reset") + 1]
    for words in presets:
        seen.press(words)
        seen.box.page.wait_for_timeout(120)
        yield words, seen.box.bounding_box()["height"]


@pytest.mark.parametrize("number", range(len(EXPLORERS)))
def test_a_whole_explorer_fits_beneath_the_menu(laptop, number):
    seen = laptop.explorer(number)
    found = dict(heights(seen))
    assert max(found.values()) <= HIGHEST, found
    width = seen.box.bounding_box()["width"]
    picture, reading = seen.picture.bounding_box(), seen.box.locator(".mlcalc-reading")
    assert picture["width"] <= width
    assert picture["height"] + reading.bounding_box()["height"] <= HIGHEST
    # Sliders are long, and the numbers in their fields are whole.
    for handle in seen.handles.all():
        assert handle.bounding_box()["width"] >= 199
    for field in seen.box.get_by_role("spinbutton").all():
        assert field.evaluate("field => field.scrollWidth <= field.clientWidth")


def test_it_also_fits_beside_the_file_browser(opened, server):
    lab = opened_everything(opened, server, "whole_lab.ipynb", size=LAPTOP, place="lab/tree")
    for number in range(len(EXPLORERS)):
        height = lab.explorer(number).box.bounding_box()["height"]
        assert height <= HIGHEST, EXPLORERS[number]
    lab.page.context.close()


def test_on_a_projector_the_picture_grows(opened, server, laptop):
    """Zoomed by 150 %, the page is 853 x 480 points of 1.5 pixels."""
    lab = opened_everything(opened, server, "projector.ipynb", size=(853, 480), ratio=1.5)
    for number in range(len(EXPLORERS)):
        near, far = laptop.explorer(number), lab.explorer(number)
        before, box = near.picture.bounding_box(), far.picture.bounding_box()
        assert 1.5 * box["width"] > 1.05 * before["width"], EXPLORERS[number]
        assert far.box.bounding_box()["width"] <= 853
        assert far.pixels().shape[1] == pytest.approx(1.5 * box["width"], abs=8)
    far = lab.explorer(CURVE)
    before = far.picture.bounding_box()["width"]
    far.press("Full screen")
    lab.page.wait_for_function("() => document.fullscreenElement !== null")
    lab.page.wait_for_timeout(600)
    assert far.picture.bounding_box()["width"] > before
    lab.page.context.close()


@pytest.mark.parametrize("number", range(len(EXPLORERS)))
def test_full_screen_is_as_large_as_the_screen_allows(laptop, number):
    seen, page = laptop.explorer(number), laptop.page
    before = seen.picture.bounding_box()
    seen.press("Full screen")
    page.wait_for_function("() => document.fullscreenElement?.matches('.mlcalc-full')")
    page.wait_for_timeout(600)
    box, whole = seen.picture.bounding_box(), seen.box.bounding_box()
    panel = seen.box.locator(".mlcalc-panel").bounding_box()
    reading = seen.box.locator(".mlcalc-reading").bounding_box()
    used = box["height"] + panel["height"] + reading["height"]
    assert box["width"] >= 0.97 * LAPTOP[0] or used >= 0.94 * LAPTOP[1]
    assert seen.box.evaluate("box => box.scrollHeight") <= LAPTOP[1] + 1
    assert (whole["width"], whole["height"]) == LAPTOP
    assert box["y"] < reading["y"] < panel["y"]
    assert box["width"] >= before["width"]
    # Drawn for just this size, not blown up.
    expected = box["width"] * page.evaluate("devicePixelRatio")
    assert seen.pixels().shape[1] == pytest.approx(expected, abs=8)
    page.keyboard.press("Escape")
    page.wait_for_function("() => document.fullscreenElement === null")
    page.wait_for_timeout(400)
    assert seen.picture.bounding_box()["width"] == pytest.approx(before["width"], abs=1)
    assert laptop.complaints == []


def test_keys_and_play_work_in_full_screen(laptop):
    seen = laptop.explorer(CURVE)
    seen.press("Reset")
    seen.press("Full screen")
    laptop.page.wait_for_function("() => document.fullscreenElement !== null")
    seen.handle("steps").focus()
    laptop.page.keyboard.press("ArrowRight")
    seen.expect_text(re.compile(r"steps 21\."))
    seen.press("Play")
    seen.expect_text(re.compile(r"steps [1-9]\."))
    seen.press("Pause")
    laptop.page.keyboard.press("Escape")
    laptop.page.wait_for_function("() => document.fullscreenElement === null")


# A phone.


@pytest.fixture(scope="module")
def phone(opened, server):
    return opened_everything(
        opened, server, "phone.ipynb", size=(390, 844), ratio=3, has_touch=True, is_mobile=True
    )


@pytest.mark.parametrize("number", range(len(EXPLORERS)))
def test_a_phone_shows_whole_sliders_and_a_legible_picture(phone, number):
    seen = phone.explorer(number)
    seen.box.scroll_into_view_if_needed()
    for part in (*seen.handles.all(), *seen.box.get_by_role("spinbutton").all(),
                 *seen.box.get_by_role("button").all()):  # fmt: skip
        if part.is_visible():
            box = part.bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 390
    for handle in seen.handles.all():
        assert handle.bounding_box()["width"] >= 180
    frame = seen.box.locator(".mlcalc-frame").bounding_box()
    assert frame["x"] + frame["width"] <= 390
    # Twelve points at a hundred dots an inch are 16.7 pixels; half of that can still be read.
    ratio = float(seen.box.get_attribute("data-ratio")) / 3
    assert ratio >= 0.62
    assert "mlcalc-stacked" in seen.box.get_attribute("class")


def swipe(page, begin, end, moves=12):
    """Move one finger over the glass."""
    touch = page.context.new_cdp_session(page)

    def send(kind, *points):
        touch.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]},
        )

    send("touchStart", begin)
    for n in range(1, moves + 1):
        send("touchMove", [b + (e - b) * n / moves for b, e in zip(begin, end, strict=True)])
        page.wait_for_timeout(30)
    send("touchEnd")
    page.wait_for_timeout(400)


def middle(locator):
    box = locator.bounding_box()
    return [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]


def in_the_middle_of_the_screen(locator):
    locator.evaluate("element => element.scrollIntoView({ block: 'center' })")
    locator.page.wait_for_timeout(300)


def test_a_swipe_over_the_picture_scrolls_the_page(phone):
    seen = phone.explorer(CURVE)
    in_the_middle_of_the_screen(seen.picture)
    text, before = seen.text, seen.picture.bounding_box()["y"]
    x, y = middle(seen.picture)
    swipe(phone.page, (x + 40, y - 60), (x + 40, y - 260))
    assert seen.picture.bounding_box()["y"] < before - 60
    assert seen.text == text


def test_a_swipe_from_the_handle_moves_the_point(phone):
    seen = phone.explorer(CURVE)
    in_the_middle_of_the_screen(seen.picture)
    grip = seen.box.locator(".mlcalc-grip")
    expect(grip.locator("span")).to_be_visible()
    before = seen.picture.bounding_box()["y"]
    x, y = middle(grip)
    swipe(phone.page, (x, y), (x + 120, y - 100))
    seen.expect_text(re.compile(r"start (0\.[3-9]|1)"))
    assert seen.picture.bounding_box()["y"] == pytest.approx(before, abs=2)
    # It has been found: it need not say so any more.
    expect(grip.locator("span")).to_be_hidden()
    assert phone.complaints == []


def test_a_handle_that_says_drag_is_on_everything_that_can_be_dragged(laptop):
    for number in range(len(EXPLORERS)):
        seen = laptop.explorer(number)
        seen.press("Reset")
        laptop.page.wait_for_timeout(100)
        grip = seen.box.locator(".mlcalc-grip")
        if grip.is_hidden():
            continue
        seen.picture.scroll_into_view_if_needed()
        text, (x, y) = seen.text, middle(grip)
        picture = seen.picture.bounding_box()
        assert picture["x"] <= x <= picture["x"] + picture["width"]
        mouse = laptop.page.mouse
        mouse.move(x, y)
        mouse.down()
        mouse.move(x + 25, y - 30, steps=5)
        mouse.up()
        expect(seen.picture).not_to_have_attribute("alt", text, timeout=LONG)
        seen.press("Reset")
        seen.expect_text(text)
