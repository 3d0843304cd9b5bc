"""The course on a phone: narrow, dense, under a finger."""

import re

import pytest
from lab import EACH, middle, place_of
from playwright.sync_api import expect

WIDTH, DENSITY = 390, 2
CURVES_PART, CURVE = place_of("DescentOnACurve")


@pytest.fixture
def phone(part, page_of):
    return page_of(part, size=(WIDTH, 844), ratio=DENSITY, has_touch=True, is_mobile=True)


@pytest.mark.parametrize(("part", "number"), EACH)
def test_a_phone_shows_whole_sliders_and_a_legible_picture(phone, number):
    seen = phone.explorer(number)
    seen.box.scroll_into_view_if_needed()
    for part in (*seen.handles.all(), *seen.box.get_by_role("spinbutton").all(),
                 *seen.box.get_by_role("button").all()):  # fmt: skip
        if part.is_visible():
            box = part.bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= WIDTH
    for handle in seen.handles.all():
        assert handle.bounding_box()["width"] >= 180
    frame = seen.box.locator(".mlcalc-frame").bounding_box()
    assert frame["x"] + frame["width"] <= WIDTH
    # Twelve points at a hundred dots an inch are 16.7 pixels; half of that can still be read.
    ratio = float(seen.box.get_attribute("data-ratio")) / DENSITY
    assert ratio >= 0.62
    assert "mlcalc-stacked" in seen.box.get_attribute("class")


SETTLED = """element => new Promise((done) => {
  let last = null, same = 0;
  const look = () => {
    const top = element.getBoundingClientRect().top;
    same = top === last ? same + 1 : 0;
    last = top;
    same > 8 ? done() : requestAnimationFrame(look);
  };
  look();
})"""


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


def in_the_middle_of_the_screen(locator):
    locator.evaluate("element => element.scrollIntoView({ block: 'center' })")
    locator.evaluate(SETTLED)


@pytest.mark.parametrize("part", [CURVES_PART])
def test_a_swipe_over_the_picture_scrolls_the_page(phone):
    seen = phone.explorer(CURVE)
    in_the_middle_of_the_screen(seen.picture)
    text, before = seen.text, seen.picture.bounding_box()["y"]
    x, y = middle(seen.picture)
    swipe(phone.page, (x + 40, y - 60), (x + 40, y - 260))
    assert seen.picture.bounding_box()["y"] < before - 60
    assert seen.text == text


@pytest.mark.parametrize("part", [CURVES_PART])
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
