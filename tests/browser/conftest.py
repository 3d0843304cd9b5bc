"""A JupyterLab server over a copy of the notebooks, and a Chromium that looks at them."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from lab import PARTS, Lab
from nbformat import v4, write
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
TOKEN = "test"
NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
}

# Every page that is opened would ask whether JupyterLab must be built anew.
PAGES = {"buildCheck": False, "buildAvailable": False}

# One browser and one server for all modules. While playwright is at work, an event loop runs in
# this thread: tests that start their own belong into the folder above, which has its own process.


@pytest.fixture(scope="session")
def chromium():
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        words = f"no browser found: none of {', '.join(NAMES)} is on the PATH"
        if os.environ.get("MLCALC_REQUIRE_BROWSER") == "1":
            pytest.fail(words)
        pytest.skip(words)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(chromium, tmp_path_factory):
    """Start JupyterLab with this environment's settings and nobody's own."""
    home = tmp_path_factory.mktemp("jupyter")
    shutil.copytree(ROOT / "notebooks", home / "work")
    settings = home / "settings"
    settings.mkdir()
    for name, content in (("overrides", SETTINGS), ("page_config", PAGES)):
        (settings / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    environment = os.environ | {
        f"JUPYTER_{name}_DIR": str(home / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")
    }
    environment |= {"JUPYTER_PREFER_ENV_PATH": "1", "IPYTHONDIR": str(home / "ipython")}
    environment["MLCALC_PROGRESS"] = "off"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root",
        "--ip=127.0.0.1", f"--port={port}", f"--IdentityProvider.token={TOKEN}",
        f"--ServerApp.root_dir={home / 'work'}", f"--LabApp.app_settings_dir={settings}",
    ]  # fmt: skip
    with open(home / "server.log", "w", encoding="utf-8") as log:
        # Without a terminal to ask, Ctrl-C ends it at once.
        process = subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
        running = Server(f"http://127.0.0.1:{port}", home / "work")
        try:
            running.wait(process, home / "server.log")
            yield running
        finally:
            process.terminate()
            process.wait(30)


class Server:
    """The address of a running JupyterLab and what its interface tells."""

    def __init__(self, address: str, folder: Path):
        self.address = address
        self.port = int(address.rpartition(":")[2])
        self.folder = folder

    def ask(self, path: str, method: str = "GET"):
        request = urllib.request.Request(
            f"{self.address}/api/{path}", method=method, headers={"Authorization": f"token {TOKEN}"}
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            body = answer.read()
        return json.loads(body) if body else None

    def wait(self, process: subprocess.Popen, log: Path, seconds: float = 90) -> None:
        end = time.monotonic() + seconds
        while process.poll() is None and time.monotonic() < end:
            try:
                self.ask("status")
                return
            except OSError:
                time.sleep(0.1)
        pytest.fail(f"JupyterLab did not start: {log.read_text(encoding='utf-8')[-2000:]}")

    def set_theme(self, theme: str) -> None:
        """Choose the theme of the pages that are opened from now on."""
        request = urllib.request.Request(
            f"{self.address}/lab/api/settings/@jupyterlab/apputils-extension:themes",
            data=json.dumps({"raw": json.dumps({"theme": theme})}).encode(),
            method="PUT",
            headers={"Authorization": f"token {TOKEN}", "Content-Type": "application/json"},
        )
        urllib.request.urlopen(request, timeout=30).close()

    def end_sessions(self) -> None:
        for session in self.ask("sessions"):
            self.ask(f"sessions/{session['id']}", "DELETE")

    def write(self, name: str, cells: list[str]) -> str:
        notebook = v4.new_notebook(cells=[v4.new_code_cell(source) for source in cells])
        notebook.metadata.kernelspec = {
            "name": "python3", "display_name": "Python 3", "language": "python",
        }  # fmt: skip
        write(notebook, self.folder / name)
        return name


@pytest.fixture(scope="module")
def opened(chromium, server):
    """Return a function that opens a notebook in a page of its own; all end with the module.

    ``size`` is that of the window, ``ratio`` its density, ``port`` the one of a relay, ``place``
    where in JupyterLab, ``script`` what the page does before all else; what else a browser can be
    asked to be comes by its name in Playwright.
    """
    contexts = []

    def open_(
        name: str,
        ratio: float = 1,
        size=(1300, 1000),
        port: int = 0,
        place="doc/tree",
        script="",
        **more,
    ) -> Lab:
        width, height = size
        context = chromium.new_context(
            viewport={"width": width, "height": height}, device_scale_factor=ratio, **more
        )
        contexts.append(context)
        context.add_init_script(script)
        address = f"http://127.0.0.1:{port}" if port else server.address
        page = context.new_page()
        return Lab(page, server, name, f"{address}/{place}/{name}?token={TOKEN}")

    yield open_
    for context in contexts:
        context.close()
    server.end_sessions()


@pytest.fixture(scope="module")
def page_of(server, opened):
    """Return a function that opens and runs the explorers of a part, or goes on with them.

    What is open of another part is closed, so that no more is open at a time.
    """
    labs = {}

    def page_of(part: str, **more) -> Lab:
        if part not in labs:
            for lab in labs.values():
                lab.page.context.close()
            labs.clear()
            server.end_sessions()
            lab = opened(server.write(f"{part}.ipynb", PARTS[part]), **more)
            lab.run_all()
            lab.wait_until_sharp()
            labs[part] = lab
        return labs[part]

    return page_of


def pytest_collection_modifyitems(items):
    """Keep the tests of a part in a module together: they share a page."""
    modules, parts = list(dict.fromkeys(item.path for item in items)), list(PARTS)

    def place(item):
        part = item.callspec.params.get("part") if hasattr(item, "callspec") else None
        return modules.index(item.path), parts.index(part) if part in parts else -1

    items.sort(key=place)
