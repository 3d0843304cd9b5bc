"""Every notebook of the course as its readers meet it: before and after it runs."""

import re
from pathlib import Path

import pytest
from lab import LONG
from nbformat import read
from playwright.sync_api import expect

NOTEBOOKS = sorted(path.name for path in (Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_is_readable_before_and_after_it_runs(opened, server, name):
    lab = opened(name)
    notebook = read(server.folder / name, as_version=4)
    outputs = [o for cell in notebook.cells for o in cell.get("outputs", ())]
    pictures = sum("<img" in o.get("data", {}).get("text/html", "") for o in outputs)
    assert pictures > 0
    saved = lab.page.locator(".jp-OutputArea img")
    expect(saved).to_have_count(pictures, timeout=LONG)
    for picture in saved.all():
        picture.scroll_into_view_if_needed()
        assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
        assert re.search(r"\d", picture.get_attribute("alt"))
    assert lab.troubles() == []
    assert lab.serious() == []
    lab.run_all()
    expect(lab.page.locator(".jp-OutputArea img")).to_have_count(pictures, timeout=LONG)
    for seen in lab.explorers():
        assert seen.picture.evaluate("i => i.decode().then(() => i.naturalWidth)") >= 400
    assert lab.troubles() == []
    assert lab.serious() == []
    assert lab.complaints == []
    lab.page.context.close()
    server.end_sessions()
