"""What a reader does with a notebook in JupyterLab: run it, move, type, press, drag."""

import base64
import importlib
import io
import re
import time

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from explorers_of_the_course import CLASSES
from PIL import Image
from playwright.sync_api import Locator, Page, TimeoutError, expect

from mlcalc.explorers.engine import Explorer

AXE = Axe()
LONG = 60_000
"""Milliseconds for whatever waits for the kernel: shared machines are slow at times."""

ALL_RUN = """() => {
  const cells = [...document.querySelectorAll('.jp-Notebook .jp-CodeCell')]
    .filter(cell => cell.querySelector('.cm-content')?.innerText.trim());
  return cells.length && cells.every(
    cell => /\\[\\d+\\]/.test(cell.querySelector('.jp-InputPrompt')?.textContent || ''));
}"""
# Each picture is drawn anew for the size that it has in the page.
SHARP = """box => [...(box ?? document).querySelectorAll('.mlcalc-picture')].every(image =>
  Math.abs(image.naturalWidth - image.getBoundingClientRect().width * devicePixelRatio) < 9)"""
TWO_FRAMES = """() => new Promise(
  done => requestAnimationFrame(() => requestAnimationFrame(done)))"""
ONE_BEGAN = """() => [...document.querySelectorAll('.jp-Notebook .jp-CodeCell .jp-InputPrompt')]
  .some(prompt => /\\[(\\d+|\\*)\\]/.test(prompt.textContent))"""
WATCH = """input => {
  cancelAnimationFrame(window.watching);
  window.seen = [];
  const look = () => {
    if (seen.at(-1) !== input.value) seen.push(input.value);
    window.watching = requestAnimationFrame(look);
  };
  look();
}"""
BYTES = """async image => {
  const bytes = new Uint8Array(await (await fetch(image.src)).arrayBuffer());
  return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));
}"""


def explorer_cells() -> list[str]:
    """Return a cell for every explorer of the course."""
    return [f"from {kind.__module__} import {kind.__name__}\n{kind.__name__}()" for kind in CLASSES]


EXPLORERS = explorer_cells()


MOST = 20
"""So many explorers stand in one page: a page takes seconds to open, a long one is slow."""
PARTS = {f"part-{n // MOST + 1}": EXPLORERS[n : n + MOST] for n in range(0, len(EXPLORERS), MOST)}
EACH = [
    pytest.param(part, number, id=re.search(r"(\w+)\(\)$", cell)[1])
    for part, cells in PARTS.items()
    for number, cell in enumerate(cells)
]
"""Part and number there of every explorer, for tests that look at them one by one."""


def place_of(name: str) -> tuple[str, int]:
    """Return the part that an explorer is in, and its place there."""
    return next(param.values for param in EACH if param.id == name)


def made(cell: str) -> Explorer:
    """Return an explorer as its cell makes it."""
    module, name = re.match(r"from (\S+) import (\w+)", cell).groups()
    return getattr(importlib.import_module(module), name)()


def number_of(name: str) -> int:
    """Return the place of an explorer among the cells."""
    return next(i for i, cell in enumerate(EXPLORERS) if cell.endswith(f"\n{name}()"))


def middle(locator: Locator) -> tuple[float, float]:
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


class Lab:
    """One page with one notebook; ``complaints`` collects the errors of the browser's console."""

    def __init__(self, page: Page, server, name: str, address: str):
        self.page = page
        self.server = server
        self.name = name
        self.complaints: list[str] = []
        page.set_default_timeout(LONG)
        page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(address)
        page.wait_for_selector(".jp-Notebook .jp-Cell")

    def run_all(self) -> None:
        """Run every cell and wait for the last prompt number."""
        self.wait_for_kernel()
        self._begin()
        try:
            self.page.wait_for_function(ALL_RUN)
        except TimeoutError as error:
            raise AssertionError(f"not all cells ran: {self.troubles()}") from error
        for picture in self.page.locator("img.mlcalc-picture").all():
            picture.scroll_into_view_if_needed()

    def _begin(self) -> None:
        # A page that has no line to the kernel yet loses the command.
        for _ in range(5):
            self.menu("Run", "runmenu:run-all")
            try:
                self.page.wait_for_function(ONE_BEGAN, timeout=5_000)
                return
            except TimeoutError:
                continue

    def menu(self, name: str, command: str) -> None:
        """Choose from the menu of JupyterLab."""
        self.page.get_by_role("menuitem", name=name, exact=True).click()
        self.page.locator(f'[data-command="{command}"]').first.click()

    def wait_for_kernel(self) -> None:
        end = time.monotonic() + LONG / 1000
        while time.monotonic() < end:
            sessions = [s for s in self.server.ask("sessions") if s["path"] == self.name]
            kernels = [session["kernel"] for session in sessions]
            if any(k["execution_state"] == "idle" and k["connections"] for k in kernels):
                return
            self.page.wait_for_timeout(100)
        raise TimeoutError("the kernel did not become idle")

    def wait_until_sharp(self) -> None:
        """Wait until all pictures have been drawn for the size that they have now."""
        # A size that has just been changed has not reached the explorers yet.
        self.page.evaluate(TWO_FRAMES)
        self.page.wait_for_function(SHARP)

    def serious(self) -> list[tuple[str, str]]:
        """Return what axe finds wrong with the outputs, the minor matters left out."""
        found = AXE.run(self.page, context={"include": [[".jp-OutputArea"]]}).response
        return [
            (problem["id"], node["html"])
            for problem in found["violations"]
            if problem["impact"] in {"serious", "critical"}
            for node in problem["nodes"]
        ]

    def troubles(self) -> list[str]:
        """Return the error and stderr outputs."""
        found = []
        for kind in ("error", "stderr"):
            outputs = self.page.locator(f"[data-mime-type='application/vnd.jupyter.{kind}']")
            found += outputs.all_inner_texts()
        return found

    def watch(self, field: Locator) -> None:
        """Begin to note what a number field shows, one picture of the page after the other."""
        field.evaluate(WATCH)

    def watched(self) -> list[float]:
        """Return all that the watched field has shown."""
        return [float(text) for text in self.page.evaluate("seen")]

    def explorer(self, number: int) -> "Seen":
        return Seen(self.page.locator(".mlcalc-explorer").nth(number))

    def explorers(self) -> list["Seen"]:
        return [Seen(box) for box in self.page.locator(".mlcalc-explorer").all()]

    def cell(self, words: str) -> Locator:
        """Return the last code cell whose source holds these words."""
        source = self.page.locator(".cm-content", has_text=words)
        return self.page.locator(".jp-CodeCell").filter(has=source).last

    def rewrite(self, cell: Locator, source: str) -> None:
        """Put another source into a cell and run it."""
        prompt = cell.locator(".jp-InputPrompt")
        before = prompt.text_content()
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(source)
        self.page.keyboard.press("Control+Enter")
        expect(prompt).not_to_have_text(before, timeout=LONG)
        self.page.wait_for_function(ALL_RUN)


class Seen:
    """One explorer as the page shows it."""

    def __init__(self, box: Locator):
        self.box = box
        self.picture = box.locator("img.mlcalc-picture")
        self.handles = box.get_by_role("slider")

    @property
    def text(self) -> str:
        return self.picture.get_attribute("alt")

    @property
    def reading(self) -> str:
        return self.box.locator(".mlcalc-reading").inner_text()

    @property
    def source(self) -> str:
        """The picture as it is sent: the same pixels are the same text."""
        return self.picture.get_attribute("src")

    def pixels(self) -> np.ndarray:
        data = base64.b64decode(self.picture.evaluate(BYTES))
        return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))

    def field(self, label: str) -> Locator:
        return self.box.get_by_role("spinbutton", name=label, exact=True)

    def handle(self, label: str) -> Locator:
        return self.box.get_by_role("slider", name=label, exact=True)

    def menu(self, label: str) -> Locator:
        return self.box.get_by_role("combobox", name=label, exact=True)

    def steps(self) -> int:
        """Return the number of steps, epochs or stages that the picture's text names."""
        return int(re.search(r"(?:steps|epoch|stage) (\d+)", self.text)[1])

    def drag(self, begin, end, moves: int = 8) -> None:
        """Drag with the mouse between two points, given as fractions of the picture."""
        mouse, box = self.box.page.mouse, self.picture.bounding_box()
        places = [
            (box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in (begin, end)
        ]
        mouse.move(*places[0])
        mouse.down()
        mouse.move(*places[1], steps=moves)
        mouse.up()

    def wait_until_sharp(self) -> None:
        """Wait until the picture has been drawn for the size that it has now."""
        self.box.page.evaluate(TWO_FRAMES)
        self.box.page.wait_for_function(SHARP, arg=self.box.element_handle())

    def press(self, words: str) -> None:
        self.box.get_by_role("button", name=words, exact=True).click()

    def expect_text(self, words) -> None:
        """Wait until the picture's text holds these words or matches."""
        expect(self.picture).to_have_attribute("alt", words, timeout=LONG)

    def type(self, label: str, value: str) -> None:
        field = self.field(label)
        field.click()
        field.press("Control+a")
        field.press_sequentially(value)
        field.press("Enter")
