"""A curve that is drawn where the reader has been, and whole once its prediction is compared."""

import re

import pytest
from lab import LONG
from playwright.sync_api import expect

CELLS = [
    "from mlcalc.explorers.derivatives import SecantBecomesTangent\n"
    "from mlcalc.exercises.derivatives import smaller_gap",
    "smaller_gap",
    "SecantBecomesTangent(until=smaller_gap)",
    "smaller_gap.compare()",
]


@pytest.fixture(scope="module")
def lab(opened, server):
    lab = opened(server.write("traces.ipynb", CELLS))
    lab.run_all()
    return lab


def test_the_errors_are_drawn_as_they_are_tried_and_all_once_the_prediction_is_compared(lab):
    explorer = lab.explorer(0)
    explorer.expect_text(re.compile("one dot so far"))
    for count in ("2", "3"):
        explorer.handle("Δx").press("ArrowLeft")
        explorer.expect_text(re.compile(f"{count} dots so far"))
    explorer.press("Show all")
    explorer.expect_text(re.compile("falls as far as about Δx = 1e-08"))
    explorer.press("Show mine")
    explorer.expect_text(re.compile("3 dots so far"))
    explorer.press("Reset")
    explorer.expect_text(re.compile("one dot so far"))
    first, second = (lab.page.locator(".mlcalc-prediction").nth(n) for n in range(2))
    first.locator("input[value=b]").click()
    second.locator("input[value=a]").click()
    second.get_by_role("button", name="Compare").click()
    explorer.expect_text(re.compile("falls as far as about Δx = 1e-08"))
    expect(explorer.box.get_by_role("button", name="Show mine")).to_be_visible(timeout=LONG)
    assert lab.complaints == []
    assert lab.troubles() == []
