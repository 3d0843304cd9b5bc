"""Every explorer on a dense screen, as large as it is on a projector."""

import io

import numpy as np
import pytest
from lab import EACH, PARTS, made, place_of
from page import Page
from PIL import Image

LAPTOP = (1280, 720)
PROJECTOR = (853, 480)
"""The screen of the laptop zoomed by 150 %: that many points, of 1.5 pixels."""


@pytest.fixture
def dense(part, page_of):
    """The pages tell their density while the cells below are still at work."""
    lab = page_of(part, size=LAPTOP, ratio=1.5)
    fill(lab, LAPTOP)
    return lab


@pytest.fixture
def projector(dense):
    fill(dense, PROJECTOR)
    return dense


def fill(lab, size):
    width, height = size
    lab.page.set_viewport_size({"width": width, "height": height})
    lab.wait_until_sharp()


@pytest.mark.parametrize(("part", "number"), EACH)
def test_every_frame_is_that_of_a_fresh_explorer(dense, part, number):
    seen = dense.explorer(number)
    ratio = float(seen.box.get_attribute("data-ratio"))
    assert ratio > 1.2
    fresh = made(PARTS[part][number])
    Page(fresh).fit(ratio)
    expected = np.asarray(Image.open(io.BytesIO(fresh.frame)).convert("RGB"))
    np.testing.assert_array_equal(seen.pixels(), expected)
    assert dense.complaints == []


@pytest.mark.parametrize("part", PARTS)
def test_on_a_projector_the_picture_grows(dense, part):
    before = [seen.picture.bounding_box()["width"] for seen in dense.explorers()]
    fill(dense, PROJECTOR)
    for number, cell in enumerate(PARTS[part]):
        far = dense.explorer(number)
        box = far.picture.bounding_box()
        assert 1.5 * box["width"] > 1.05 * before[number], cell
        assert far.box.bounding_box()["width"] <= PROJECTOR[0]
        assert far.pixels().shape[1] == pytest.approx(1.5 * box["width"], abs=8)


CURVES_PART, CURVE = place_of("DescentOnACurve")


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
