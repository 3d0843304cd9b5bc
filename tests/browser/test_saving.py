"""A notebook that is run, saved, closed and opened again in JupyterLab."""

import json
import time

import pytest
from lab import LONG, Seen
from playwright.sync_api import expect

NAME = "05_gradient_descent.ipynb"
SECTIONS = 2
"""So many sections hold every kind of output; the whole chapter takes long to run."""
VIEW = "application/vnd.jupyter.widget-view+json"
# JupyterLab names the type of every output but of a widget, alive or dead.
WIDGETS = ".jp-OutputArea-output:not([data-mime-type])"


class Reader:
    """One page with one notebook, and the file behind it."""

    def __init__(self, lab, file):
        self.lab, self.page, self.file = lab, lab.page, file
        self.widgets = self.page.locator(WIDGETS)

    def save(self) -> bytes:
        """Save, and return what is in the file then."""
        # JupyterLab saves the notebook that has the focus.
        self.page.locator(".jp-Notebook").click(position={"x": 5, "y": 5})
        saved = self.page.expect_response(
            lambda answer: answer.request.method == "PUT" and "/api/contents/" in answer.url
        )
        with saved as answer:
            self.page.get_by_role("menuitem", name="File", exact=True).click()
            self.page.locator(".lm-Menu [data-command='docmanager:save']").click()
        assert answer.value.ok
        return self.file.read_bytes()

    def write(self, words: str) -> None:
        """Write words at the end of the first code cell."""
        self.page.locator(".jp-CodeCell .cm-content").first.click()
        self.page.keyboard.press("Control+End")
        self.page.keyboard.insert_text(words)

    def loads_with_the_kernels_language(self) -> None:
        """Load the page again and wait until the kernel has told its release of Python."""
        told = []

        def listen(frame) -> None:
            if b"kernel_info_reply" in (frame if isinstance(frame, bytes) else frame.encode()):
                told.append(frame)

        self.lab.wait_for_kernel()
        self.page.on("websocket", lambda socket: socket.on("framereceived", listen))
        self.page.reload()
        end = time.monotonic() + LONG / 1000
        while not told and time.monotonic() < end:
            self.page.wait_for_timeout(100)
        # JupyterLab notes the release in the notebook and marks the notebook as changed.
        expect(self.page.locator(".lm-TabBar-tab.jp-mod-dirty")).to_have_count(1, timeout=LONG)

    def run_all(self) -> int:
        """Run all cells without their old outputs, and return how many widgets there are."""
        last = self.page.locator(".jp-CodeCell").last
        self.lab.wait_for_kernel()
        self.page.get_by_role("menuitem", name="Edit", exact=True).click()
        self.page.locator('[data-command="editmenu:clear-all"]').click()
        expect(last.locator(".jp-InputPrompt")).to_have_text("[ ]:")
        self.lab.run_all()
        assert self.widgets.count() > 0
        return self.widgets.count()

    def sees_live_widgets(self, count: int) -> None:
        """Assert that so many widgets are there and that a preset moves the first picture."""
        expect(self.widgets).to_have_count(count, timeout=LONG)
        seen = Seen(self.page.locator(".mlcalc-explorer").first)
        seen.picture.scroll_into_view_if_needed()
        text = seen.text
        seen.press("fast")
        expect(seen.picture).not_to_have_attribute("alt", text, timeout=LONG)
        seen.press("Reset")
        seen.expect_text(text)
        self.has_no_trouble()

    def sees_what_was_saved(self) -> None:
        """Assert that every picture and text of the file is shown, and no widget."""
        for kind in ("text/html", "text/markdown"):
            outputs = self.page.locator(f".jp-OutputArea-output[data-mime-type='{kind}']")
            count = sum(kind in bundle for bundle in bundles(json.loads(self.file.read_bytes())))
            assert count > 0
            expect(outputs).to_have_count(count, timeout=LONG)
            for output in outputs.all():
                assert output.locator("img").count() or output.inner_text().strip()
        expect(self.widgets).to_have_count(0)
        self.has_no_trouble()

    def has_no_trouble(self) -> None:
        expect(self.page.get_by_role("dialog")).to_have_count(0)
        expect(self.page.get_by_text("Error displaying widget")).to_have_count(0)
        assert self.lab.troubles() == []
        assert self.lab.complaints == []


def bundles(notebook: dict) -> list[dict]:
    return [o.get("data", {}) for cell in notebook["cells"] for o in cell.get("outputs", ())]


def without_outputs(notebook: dict) -> dict:
    cells = [{k: v for k, v in cell.items() if k != "outputs"} for cell in notebook["cells"]]
    return notebook | {"cells": cells}


def beginning(notebook: dict) -> dict:
    """Return a notebook that ends after its first sections."""
    cells = notebook["cells"]
    heads = [n for n, cell in enumerate(cells) if "".join(cell["source"]).startswith("## ")]
    return notebook | {"cells": cells[: heads[SECTIONS]]}


@pytest.fixture(scope="module")
def short(server):
    """Return the name of a notebook with the first sections of a chapter, as it is delivered."""
    whole = json.loads((server.folder / NAME).read_text(encoding="utf-8"))
    words = json.dumps(beginning(whole), indent=1, ensure_ascii=False) + "\n"
    (server.folder / "short.ipynb").write_text(words, encoding="utf-8")
    return "short.ipynb"


@pytest.fixture
def reader(opened, server, short):
    """Return a function that opens a notebook as it is now; it is the course's own at first."""
    changed = {}

    def read(name: str = short) -> Reader:
        file = server.folder / name
        changed.setdefault(file, file.read_bytes())
        return Reader(opened(name), file)

    yield read
    server.end_sessions()
    for file, before in changed.items():
        file.write_bytes(before)


@pytest.mark.parametrize("name", ["00_welcome.ipynb", NAME])
def test_opening_and_saving_changes_no_byte(reader, name):
    reader = reader(name)
    before = reader.file.read_bytes()
    reader.loads_with_the_kernels_language()
    assert reader.save() == before
    reader.has_no_trouble()


def test_a_page_that_is_loaded_again_finds_its_kernel(reader):
    reader = reader()
    before = json.loads(reader.file.read_bytes())
    count = reader.run_all()
    saved = reader.save()
    assert VIEW.encode() not in saved
    assert without_outputs(json.loads(saved)) == without_outputs(before)
    reader.sees_live_widgets(count)
    reader.write("  # A note of mine.")
    saved = reader.save()
    assert b"A note of mine." in saved
    reader.has_no_trouble()
    reader.page.reload()
    reader.sees_live_widgets(count)
    assert reader.save() == saved
    reader.has_no_trouble()


def test_a_notebook_of_yesterday_shows_its_pictures_and_runs_again(reader, server):
    yesterday = reader()
    count = yesterday.run_all()
    yesterday.save()
    yesterday.page.context.close()
    server.end_sessions()
    today = reader()
    today.sees_what_was_saved()
    today.lab.wait_for_kernel()
    (session,) = server.ask("sessions")
    server.ask(f"kernels/{session['kernel']['id']}/restart", "POST")
    assert today.run_all() == count
    today.sees_live_widgets(count)


def test_a_restart_before_saving_leaves_pictures(reader, server):
    reader = reader()
    reader.run_all()
    (session,) = server.ask("sessions")
    server.ask(f"kernels/{session['kernel']['id']}/restart", "POST")
    reader.lab.wait_for_kernel()
    reader.save()
    reader.page.reload()
    reader.sees_what_was_saved()
