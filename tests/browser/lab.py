"""What a reader does with a notebook in JupyterLab: run it, move, type, press, drag."""

import base64
import io
import time

import numpy as np
from PIL import Image
from playwright.sync_api import Locator, Page, TimeoutError, expect

LONG = 60_000
"""Milliseconds for whatever waits for the kernel: shared machines are slow at times."""

ALL_RUN = """() => {
  const cells = [...document.querySelectorAll('.jp-Notebook .jp-CodeCell')]
    .filter(cell => cell.querySelector('.cm-content')?.innerText.trim());
  return cells.length && cells.every(
    cell => /\\[\\d+\\]/.test(cell.querySelector('.jp-InputPrompt')?.textContent || ''));
}"""
BYTES = """async image => {
  const bytes = new Uint8Array(await (await fetch(image.src)).arrayBuffer());
  return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));
}"""


class Lab:
    """One page with one notebook; ``complaints`` collects the errors of the browser's console."""

    def __init__(self, page: Page, server, address: str):
        self.page = page
        self.server = server
        self.complaints: list[str] = []
        page.set_default_timeout(LONG)
        page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(address)
        page.wait_for_selector(".jp-Notebook .jp-Cell")

    def run_all(self) -> None:
        """Run every cell and wait for the last prompt number."""
        self._wait_for_kernel()
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        self.page.locator('[data-command="runmenu:run-all"]').click()
        try:
            self.page.wait_for_function(ALL_RUN)
        except TimeoutError as error:
            raise AssertionError(f"not all cells ran: {self.troubles()}") from error
        for picture in self.page.locator("img.mlcalc-picture").all():
            picture.scroll_into_view_if_needed()

    def _wait_for_kernel(self) -> None:
        end = time.monotonic() + LONG / 1000
        while time.monotonic() < end:
            kernels = [session["kernel"] for session in self.server.ask("sessions")]
            if any(k["execution_state"] == "idle" and k["connections"] for k in kernels):
                return
            self.page.wait_for_timeout(100)
        raise TimeoutError("the kernel did not become idle")

    def troubles(self) -> list[str]:
        """Return the error and stderr outputs."""
        found = []
        for kind in ("error", "stderr"):
            outputs = self.page.locator(f"[data-mime-type='application/vnd.jupyter.{kind}']")
            found += outputs.all_inner_texts()
        return found

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
        self.handles = box.locator(".noUi-handle")

    @property
    def text(self) -> str:
        return self.picture.get_attribute("alt")

    @property
    def reading(self) -> str:
        return self.box.locator(".mlcalc-reading").inner_text()

    def pixels(self) -> np.ndarray:
        data = base64.b64decode(self.picture.evaluate(BYTES))
        return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))

    def field(self, label: str) -> Locator:
        return self.box.get_by_role("spinbutton", name=label, exact=True)

    def handle(self, label: str) -> Locator:
        return self.box.locator(f".noUi-handle[aria-label='{label}']")

    def menu(self, label: str) -> Locator:
        return self.box.get_by_role("combobox", name=label, exact=True)

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
