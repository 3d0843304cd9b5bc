"""Every explorer on a small laptop: its keys, its height, in full screen, and on a projector."""

import io
import itertools
import re

import numpy as np
import pytest
from lab import EACH, LONG, PARTS, made, middle, place_of
from page import Page
from PIL import Image
from playwright.sync_api import expect

HIGHEST = 590
LAPTOP = (1280, 720)
DENSITY = 1.5
PROJECTOR = (853, 480)
"""The screen of the laptop zoomed by 150 %: that many points, of 1.5 pixels."""
CURVES_PART, CURVE = place_of("DescentOnACurve")


@pytest.fixture
def lab(part, page_of):
    """Return the explorers of a part in JupyterLab."""
    # A workspace of its own: JupyterLab opens again what was open in another. The pages tell their
    # density while the cells below are still at work.
    return page_of(part, size=LAPTOP, ratio=DENSITY, place=f"lab/workspaces/{part}/tree")


@pytest.fixture
def beside_files(lab):
    """Return the page with its file browser, as JupyterLab opens."""
    show_files(lab, True)
    return lab


@pytest.fixture
def laptop(lab):
    """Return the page with the file browser closed, as a reader does who wants room."""
    # Not by way of the other: each time all pictures would be drawn anew, twice.
    show_files(lab, False)
    return lab


def show_files(lab, wanted):
    files = lab.page.locator("#jp-left-stack")
    if files.is_visible() != wanted:
        lab.page.keyboard.press("Control+b")
    expect(files).to_be_visible(visible=wanted)
    lab.wait_until_sharp()


@pytest.mark.parametrize("part", PARTS)
def test_they_fit_beside_the_file_browser(beside_files, part):
    for number, cell in enumerate(PARTS[part]):
        height = beside_files.explorer(number).box.bounding_box()["height"]
        assert height <= HIGHEST, cell


@pytest.mark.parametrize("part", PARTS)
def test_every_explorer_is_shown_with_picture_reading_and_named_controls(laptop, part):
    assert len(laptop.explorers()) == len(PARTS[part])
    for seen in laptop.explorers():
        assert seen.pixels().shape[2] == 3
        assert re.search(r"\d", seen.text)
        assert seen.reading
        for handle in seen.handles.all():
            label = handle.get_attribute("aria-label")
            expect(seen.field(label)).to_have_count(1)
    assert laptop.troubles() == []
    assert laptop.complaints == []


@pytest.mark.parametrize("part", PARTS)
def test_axe_finds_nothing_serious(laptop):
    assert laptop.serious() == []


def pressed(seen, handle):
    """Press keys on a slider, and return the picture before and after each of them."""
    handle.focus()
    pictures = [seen.source]
    at_the_end = handle.evaluate("handle => handle.value === handle.max")
    # From the far end there is room for each of these keys.
    for key in ("End", "PageDown", "ArrowLeft", "Home")[at_the_end:]:
        text = seen.text
        handle.press(key)
        expect(seen.picture).not_to_have_attribute("alt", text, timeout=LONG)
        pictures.append(seen.source)
    return pictures


def beginnings(seen):
    """Go back to the opening, then to each preset: at the start of a story a rate moves nothing."""
    buttons = seen.box.locator(".mlcalc-buttons button").all_inner_texts()
    for words in ["Reset", *buttons[: buttons.index("Reset")]]:
        seen.press(words)
        seen.box.page.wait_for_timeout(120)
        yield words


@pytest.mark.parametrize(("part", "number"), EACH)
def test_keys_on_a_slider_change_picture_and_text(laptop, number):
    seen = laptop.explorer(number)
    beginning = seen.text
    for handle in seen.handles.all():
        moved = (
            any(one != other for one, other in itertools.pairwise(pressed(seen, handle)))
            for _ in beginnings(seen)
        )
        assert any(moved)
        assert handle.evaluate("handle => handle === document.activeElement")
    seen.press("Reset")
    seen.expect_text(beginning)
    assert laptop.complaints == []


def heights(seen):
    """Return the heights of an explorer at its start and with each of its presets."""
    for words in beginnings(seen):
        yield words, seen.box.bounding_box()["height"]


@pytest.mark.parametrize(("part", "number"), EACH)
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


WIDE_AGAIN = "([image, width]) => Math.abs(image.getBoundingClientRect().width - width) <= 1"


@pytest.mark.parametrize(("part", "number"), EACH)
def test_full_screen_is_as_large_as_the_screen_allows(laptop, number):
    seen, page = laptop.explorer(number), laptop.page
    before = seen.picture.bounding_box()
    seen.press("Full screen")
    page.wait_for_function("() => document.fullscreenElement?.matches('.mlcalc-full')")
    seen.wait_until_sharp()
    box, whole = seen.picture.bounding_box(), seen.box.bounding_box()
    panel = seen.box.locator(".mlcalc-panel").bounding_box()
    reading = seen.box.locator(".mlcalc-reading").bounding_box()
    beside = "mlcalc-beside" in seen.box.get_attribute("class")
    across = box["width"] + (panel["width"] if beside else 0)
    down = box["height"] + reading["height"] + (0 if beside else panel["height"])
    assert across >= 0.95 * LAPTOP[0] or down >= 0.93 * LAPTOP[1]
    assert seen.box.evaluate("box => box.scrollHeight") <= LAPTOP[1] + 1
    assert (whole["width"], whole["height"]) == LAPTOP
    assert box["y"] < reading["y"]
    assert panel["x"] + panel["width"] <= box["x"] if beside else reading["y"] < panel["y"]
    assert box["width"] >= before["width"]
    # Drawn for just this size, not blown up.
    expected = box["width"] * page.evaluate("devicePixelRatio")
    assert seen.pixels().shape[1] == pytest.approx(expected, abs=8)
    page.keyboard.press("Escape")
    page.wait_for_function("() => document.fullscreenElement === null")
    page.wait_for_function(WIDE_AGAIN, arg=[seen.picture.element_handle(), before["width"]])
    seen.wait_until_sharp()
    assert laptop.complaints == []


@pytest.mark.parametrize("part", [CURVES_PART])
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


@pytest.mark.usefixtures("unpainted", "unarranged")
@pytest.mark.parametrize("part", PARTS)
def test_a_handle_that_says_drag_is_on_everything_that_can_be_dragged(laptop, part):
    for seen, cell in zip(laptop.explorers(), PARTS[part], strict=True):
        seen.press("Reset")
        seen.expect_text(made(cell).alternative_text)
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
        # Towards the middle, where there is room: some stand at the end of their way.
        across = 25 if x < picture["x"] + picture["width"] / 2 else -25
        mouse.move(x + across, y - 30, steps=5)
        mouse.up()
        expect(seen.picture).not_to_have_attribute("alt", text, timeout=LONG)
        seen.press("Reset")
        seen.expect_text(text)


@pytest.fixture
def projector(laptop):
    """Return the page as large as it is on a projector; afterwards it is that of the laptop."""
    fill(laptop, PROJECTOR)
    yield laptop
    fill(laptop, LAPTOP)


def fill(lab, size):
    width, height = size
    lab.page.set_viewport_size({"width": width, "height": height})
    lab.wait_until_sharp()


@pytest.mark.parametrize(("part", "number"), EACH)
def test_every_frame_is_that_of_a_fresh_explorer(laptop, part, number):
    seen = laptop.explorer(number)
    seen.press("Reset")
    fresh = made(PARTS[part][number])
    seen.expect_text(fresh.alternative_text)
    ratio = float(seen.box.get_attribute("data-ratio"))
    assert ratio > 1.2
    Page(fresh).fit(ratio)
    expected = np.asarray(Image.open(io.BytesIO(fresh.frame)).convert("RGB"))
    np.testing.assert_array_equal(seen.pixels(), expected)
    assert laptop.complaints == []


@pytest.mark.parametrize("part", PARTS)
def test_on_a_projector_the_picture_grows(laptop, part):
    before = [seen.picture.bounding_box()["width"] for seen in laptop.explorers()]
    fill(laptop, PROJECTOR)
    for number, cell in enumerate(PARTS[part]):
        far = laptop.explorer(number)
        box = far.picture.bounding_box()
        assert 1.5 * box["width"] > 1.05 * before[number], cell
        assert far.box.bounding_box()["width"] <= PROJECTOR[0]
        assert far.pixels().shape[1] == pytest.approx(1.5 * box["width"], abs=8)
    fill(laptop, LAPTOP)


@pytest.mark.parametrize("part", [CURVES_PART])
def test_full_screen_is_larger_still(projector):
    far = projector.explorer(CURVE)
    before = far.picture.bounding_box()["width"]
    far.press("Full screen")
    projector.page.wait_for_function("() => document.fullscreenElement !== null")
    far.wait_until_sharp()
    assert far.picture.bounding_box()["width"] > before
    projector.page.keyboard.press("Escape")
    projector.page.wait_for_function("() => document.fullscreenElement === null")
