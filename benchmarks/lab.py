"""JupyterLab on 127.0.0.1 with a notebook open in headless Chromium, every cell run."""

import base64
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from playwright.sync_api import Page, TimeoutError, sync_playwright
from relay import Relay

EXTENSION = "mlcalc.server_extension"
TOKEN = "benchmark"
NAME = "sliders.ipynb"

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
    },
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
}

ERROR = "[data-mime-type='application/vnd.jupyter.error']"

RAN = rf"""() => {{
  const prompts = [...document.querySelectorAll(".jp-Notebook .jp-CodeCell .jp-InputPrompt")];
  const all = prompts.length && prompts.every((prompt) => /\[\d+\]/.test(prompt.textContent));
  return all || document.querySelector("{ERROR}") !== null;
}}"""


BEGAN = r"""() => [...document.querySelectorAll(".jp-Notebook .jp-CodeCell .jp-InputPrompt")]
  .some((prompt) => /\[(\d+|\*)\]/.test(prompt.textContent))"""


def browser_path() -> str:
    """Return where Chromium is; exits with a sentence where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    found = [path for path in map(shutil.which, names) if path]
    if not found:
        sys.exit("The benchmark needs Chromium or Chrome on the PATH, but found none of them.")
    return found[0]


@contextmanager
def open_notebook(cells: list[str], extension: bool, delay: float = 0.0) -> Iterator[Page]:
    """Run the cells in JupyterLab and give the page.

    With or without the server extension; over a line that is ``delay`` seconds long each way.
    """
    with (
        tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as name,
        _server(pathlib.Path(name), cells, extension) as port,
        sync_playwright() as playwright,
        ExitStack() as line,
    ):
        address = f"http://127.0.0.1:{port}"
        if delay:
            relay = line.enter_context(Relay(port, delay))
            browsed = f"http://127.0.0.1:{relay.port}"
        else:
            browsed = address
        browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        page = browser.new_page(viewport={"width": 1200, "height": 1000})
        page.goto(f"{browsed}/doc/tree/{NAME}?token={TOKEN}")
        page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=90_000)
        _wait_for(lambda: _kernel_is_ready(address), "the kernel")
        _run_all(page)
        page.wait_for_function(RAN, timeout=120_000)
        for problem in page.locator(ERROR).all_inner_texts():
            raise RuntimeError(f"A cell of the notebook failed: {problem}")
        yield page
        browser.close()


def _run_all(page: Page) -> None:
    """Choose Run All, again where the page had no line to the kernel yet and lost it."""
    for _ in range(5):
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.locator('[data-command="runmenu:run-all"]').click()
        try:
            page.wait_for_function(BEGAN, timeout=5_000)
            return
        except TimeoutError:
            continue
    raise RuntimeError("The cells of the notebook did not begin to run.")


@contextmanager
def _server(folder: pathlib.Path, cells: list[str], extension: bool) -> Iterator[int]:
    (folder / NAME).write_text(json.dumps(_notebook(cells)), encoding="utf-8")
    (folder / "settings").mkdir()
    overrides = folder / "settings" / "overrides.json"
    overrides.write_text(json.dumps(SETTINGS), encoding="utf-8")
    places = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
    environment = os.environ | {place: str(folder / place) for place in places}
    environment |= {"JUPYTER_PREFER_ENV_PATH": "1", "MLCALC_PROGRESS": "off"}
    port = _free_port()
    command = [
        sys.executable, "-m", "jupyter", "lab", "--no-browser", "--ip=127.0.0.1",
        f"--port={port}", "--allow-root", f"--IdentityProvider.token={TOKEN}",
        f"--ServerApp.root_dir={folder}", f"--LabApp.app_settings_dir={folder / 'settings'}",
        f"--ServerApp.jpserver_extensions={EXTENSION}={extension}",
    ]  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    with open(folder / "server.log", "w", encoding="utf-8") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
        try:
            _wait_for(lambda: _sessions(address) is not None, "the Jupyter server")
            _check_extension(folder / "server.log", extension)
            yield port
        finally:
            process.terminate()
            process.wait(30)


def _check_extension(log: pathlib.Path, extension: bool) -> None:
    loaded = f"{EXTENSION} | extension was successfully loaded" in log.read_text(encoding="utf-8")
    if loaded != extension:
        state = "loaded" if loaded else "not loaded"
        raise RuntimeError(f"The server extension should be {extension}, but it is {state}.")


def _notebook(cells: list[str]) -> dict:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {
        "cells": [
            {"cell_type": "code", "id": f"cell-{n}", "metadata": {}, "source": source,
             "outputs": [], "execution_count": None}
            for n, source in enumerate(cells)
        ],
        "metadata": {"kernelspec": kernel},
        "nbformat": 4,
        "nbformat_minor": 5,
    }  # fmt: skip


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _sessions(address: str) -> list[dict] | None:
    request = urllib.request.Request(
        f"{address}/api/sessions", headers={"Authorization": f"token {TOKEN}"}
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)
    except OSError:
        return None


def _kernel_is_ready(address: str) -> bool:
    # "Idle" alone comes too early: cells sent before the page is connected are lost.
    kernels = [session["kernel"] for session in _sessions(address) or []]
    return any(k["execution_state"] == "idle" and k["connections"] for k in kernels)


def _wait_for(condition, what: str, seconds: float = 90) -> None:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"{what} was not ready after {seconds} s")
        time.sleep(0.1)


class Wire:
    """Counts the bytes that the page sends and receives over its websockets."""

    def __init__(self, page: Page):
        self.bytes = 0
        self.session = page.context.new_cdp_session(page)
        self.session.on("Network.webSocketFrameReceived", self._add)
        self.session.on("Network.webSocketFrameSent", self._add)

    def __enter__(self):
        self.bytes = 0
        self.session.send("Network.enable")
        return self

    def __exit__(self, *error):
        self.session.send("Network.disable")

    def _add(self, event: dict) -> None:
        frame = event["response"]
        data = frame["payloadData"]
        # The protocol gives binary frames (opcode 2) as base64.
        binary = frame["opcode"] == 2
        self.bytes += len(base64.b64decode(data)) if binary else len(data.encode())
