"""Run All on a dense screen, and cells that are run again."""

import importlib
import io
import re

import numpy as np
import pytest
from lab import EXPLORERS
from page import Page
from PIL import Image


def made(cell):
    module, name = re.match(r"from (\S+) import (\w+)", cell).groups()
    return getattr(importlib.import_module(module), name)()


@pytest.fixture(scope="module")
def dense(opened, server):
    """The pages tell their density while the cells below are still at work."""
    lab = opened(server.write("dense.ipynb", EXPLORERS), ratio=2, size=(1400, 900))
    lab.run_all()
    lab.page.wait_for_timeout(1500)
    return lab


@pytest.mark.parametrize("number", range(len(EXPLORERS)))
def test_every_frame_is_that_of_a_fresh_explorer(dense, number):
    seen = dense.explorer(number)
    ratio = float(seen.box.get_attribute("data-ratio"))
    assert ratio > 1.2
    fresh = made(EXPLORERS[number])
    Page(fresh).fit(ratio)
    expected = np.asarray(Image.open(io.BytesIO(fresh.frame)).convert("RGB"))
    np.testing.assert_array_equal(seen.pixels(), expected)
    assert dense.complaints == []


LEFT = """
import gc
from mlcalc.explorers.engine import Explorer
explorers = [thing for thing in gc.get_objects() if isinstance(thing, Explorer)]
print(sum(explorer._canvas is not None for explorer in explorers), "drawn of", len(explorers))
"""


def test_an_explorer_whose_cell_is_run_again_gives_up_its_picture(opened, server):
    lab = opened(server.write("again.ipynb", [EXPLORERS[0], "1 + 1"]))
    lab.run_all()
    explorer, asked = lab.page.locator(".jp-CodeCell").first, lab.page.locator(".jp-CodeCell").last
    for _ in range(4):
        prompt = explorer.locator(".jp-InputPrompt")
        before = prompt.text_content()
        explorer.locator(".cm-content").click()
        lab.page.keyboard.press("Control+Enter")
        lab.page.wait_for_function(
            "([prompt, old]) => /\\d/.test(prompt.textContent) && prompt.textContent !== old",
            arg=[prompt.element_handle(), before],
        )
        lab.page.wait_for_timeout(300)
    lab.rewrite(asked, LEFT)
    assert asked.locator(".jp-OutputArea-output").inner_text().strip() == "1 drawn of 5"
    assert lab.complaints == []
    lab.page.context.close()
