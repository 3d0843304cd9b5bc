"""What a screen reader hears, and what an eye that needs contrast sees."""

import io

import numpy as np
import pytest
from lab import EXPLORERS, LONG, middle, number_of
from PIL import Image
from playwright.sync_api import expect

SHOWN = [EXPLORERS[number_of(name)] for name in (
    "DescentOnACurve", "DescentInAValley", "CurveAndSlope", "PassThroughTheNetwork"
)]  # fmt: skip


@pytest.fixture(scope="module")
def lab(opened, server):
    lab = opened(server.write("access.ipynb", SHOWN))
    lab.run_all()
    return lab


def test_the_word_beside_a_handle_stands_aside_and_goes_when_something_moves(lab):
    for number, label in ((2, "x"), (0, "learning rate")):
        seen = lab.explorer(number)
        seen.picture.scroll_into_view_if_needed()
        grip, picture = seen.box.locator(".mlcalc-grip"), seen.picture.bounding_box()
        word, (x, y) = grip.locator("span"), middle(grip)
        expect(word).to_be_visible()
        box = word.bounding_box()
        assert box["x"] + box["width"] < x, "left of the point, or there is no room"
        assert box["y"] + box["height"] < y, "above it"
        assert picture["x"] <= box["x"]
        assert picture["y"] <= box["y"]
        seen.handle(label).press("ArrowRight")
        expect(word).to_be_hidden()
        expect(grip).to_be_visible()
        seen.press("Reset")


def test_a_slider_says_its_value_as_it_is_written(lab):
    curve, valley = lab.explorer(0), lab.explorer(1)
    rate = curve.handle("learning rate")
    expect(rate).to_have_attribute("aria-valuetext", "0.05")
    rate.press("ArrowRight")
    expect(rate).to_have_attribute("aria-valuetext", "0.0525")
    expect(valley.handle("start angle")).to_have_attribute("aria-valuetext", "30 °")
    for seen in lab.explorers():
        for handle in seen.handles.all():
            label, text = (handle.get_attribute(f"aria-{n}") for n in ("label", "valuetext"))
            value = seen.field(label).input_value()
            assert text.split()[0] == value
    curve.press("Reset")
    expect(rate).to_have_attribute("aria-valuetext", "0.05")


COUNT = """said => {
  window.heard = [];
  new MutationObserver(() => heard.push([performance.now(), said.textContent]))
    .observe(said, { childList: true, characterData: true, subtree: true });
}"""


def test_the_reading_is_announced_once_when_the_hand_rests(lab):
    curve = lab.explorer(0)
    curve.press("Reset")
    lab.page.wait_for_timeout(900)
    said = curve.box.locator(".mlcalc-said")
    assert said.get_attribute("role") == "status"
    expect(curve.box.locator(".mlcalc-reading[aria-live]")).to_have_count(0)
    said.evaluate(COUNT)
    box = curve.handle("steps").bounding_box()
    mouse, height = lab.page.mouse, box["y"] + box["height"] / 2
    mouse.move(box["x"] + 0.2 * box["width"], height)
    mouse.down()
    for n in range(40):
        mouse.move(box["x"] + (0.2 + 0.01 * n) * box["width"], height)
        lab.page.wait_for_timeout(20)
    assert lab.page.evaluate("heard.length") == 0
    mouse.up()
    lab.page.wait_for_timeout(1200)
    heard = lab.page.evaluate("heard")
    assert len(heard) == 1
    assert heard[0][1].startswith(curve.box.locator(".mlcalc-sentence").inner_text())
    curve.press("Reset")


def test_the_alternative_text_tells_the_shape_and_not_the_reading(lab):
    for seen in lab.explorers():
        seen.press("Reset")
        lab.page.wait_for_timeout(300)
        sentence = seen.box.locator(".mlcalc-sentence").inner_text()
        assert sentence not in seen.text
        assert len(seen.text.split()) > 25


def test_the_steps_come_as_a_table_on_demand(lab):
    curve = lab.explorer(0)
    curve.press("Reset")
    toggle = curve.box.get_by_role("button", name="Table", exact=True)
    expect(toggle).to_have_attribute("aria-expanded", "false")
    expect(curve.box.get_by_role("table")).to_have_count(0)
    toggle.click()
    table = curve.box.get_by_role("table")
    expect(table.get_by_role("row")).to_have_count(22, timeout=LONG)
    expect(table.get_by_role("row").nth(1)).to_contain_text("1.8")
    curve.handle("steps").press("Home")
    expect(table.get_by_role("row")).to_have_count(2, timeout=LONG)
    toggle.click()
    expect(table).to_have_count(0)
    curve.press("Reset")


# Contrast.


def luminance(colours):
    part = colours[..., :3] / 255
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def contrast(one, other):
    """Return the contrast ratio of colours (Web Content Accessibility Guidelines 2.2)."""
    high, low = (f(luminance(one), luminance(other)) for f in (np.maximum, np.minimum))
    return (high + 0.05) / (low + 0.05)


def photographed(page, box, margin=0):
    clip = {"x": box["x"] - margin, "y": box["y"] - margin,
            "width": box["width"] + 2 * margin, "height": box["height"] + 2 * margin}  # fmt: skip
    image = Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB")
    return np.asarray(image).astype(float)


LOOKS = {
    "light": lambda page: None,
    "forced colours": lambda page: page.emulate_media(forced_colors="active", color_scheme="light"),
    "forced colours, dark": lambda page: page.emulate_media(
        forced_colors="active", color_scheme="dark"
    ),
}


@pytest.mark.parametrize("look", LOOKS)
def test_tracks_borders_and_focus_have_contrast(lab, look):
    LOOKS[look](lab.page)
    stands_out(lab)
    lab.page.emulate_media(forced_colors="none", color_scheme="light")


@pytest.fixture
def dark(server):
    server.set_theme("JupyterLab Dark")
    yield
    server.set_theme("JupyterLab Light")


def test_they_have_contrast_in_the_dark_theme_too(opened, server, dark):
    lab = opened(server.write("dark.ipynb", SHOWN))
    lab.page.wait_for_selector("body[data-jp-theme-light='false']", state="attached")
    lab.run_all()
    # The white picture has an edge there.
    edge = "sheet => getComputedStyle(sheet).outlineStyle"
    assert lab.page.locator(".mlcalc-explorer .mlcalc-sheet").first.evaluate(edge) == "solid"
    stands_out(lab)


def stands_out(lab):
    page, seen = lab.page, lab.explorer(3)
    seen.press("Reset")
    seen.box.scroll_into_view_if_needed()
    page.mouse.move(5, 5)
    page.evaluate("document.activeElement.blur()")
    page.wait_for_timeout(300)
    parts = {
        "slider": seen.handle("stage"),
        "menu": seen.menu("label y"),
        "field": seen.field("w₁₂"),
        "button": seen.box.get_by_role("button", name="Reset", exact=True),
    }
    for name, part in parts.items():
        box = part.bounding_box()
        before = photographed(page, box, 6)
        ground = before[2, 2]
        # Along a line across the part, right of the handle, something stands out.
        across = before[:, -20]
        assert contrast(across, ground).max() >= 3, (name, "outline")
        part.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        page.wait_for_timeout(100)
        after = photographed(page, box, 6)
        changed = np.abs(after - before).max(axis=-1) > 30
        assert changed.sum() > 100, (name, "focus")
        assert np.median(contrast(after[changed], before[changed])) >= 3, (name, "focus")
        page.evaluate("document.activeElement.blur()")
        page.wait_for_timeout(100)
    assert lab.complaints == []
