"""The server extension, in a real Jupyter server with a real websocket to a real kernel."""

import asyncio
import json
import logging
import os
import subprocess
import sys
import types

import pytest

from mlcalc import server_extension

# Runs in a process of its own, because the extension changes a class for the whole process.
# The browser's place is taken by tornado; the accepted socket is asked on the server's side.
SERVER = """
import asyncio, json, socket, sys
import tornado.websocket
from jupyter_server.serverapp import ServerApp
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection

accepted = []

class Connection(ZMQChannelsWebsocketConnection):
    async def connect(self):
        accepted.append(self.websocket_handler.ws_connection.stream.socket)
        return await super().connect()

async def ask(server):
    kernel = await server.kernel_manager.start_kernel()
    url = f"ws://127.0.0.1:{server.port}/api/kernels/{kernel}/channels?token={server.token}"
    browser = await tornado.websocket.websocket_connect(url)
    first = await browser.read_message()
    nodelay = accepted[0].getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    browser.close()
    await server.kernel_manager.shutdown_kernel(kernel, now=True)
    print(json.dumps({"nodelay": bool(nodelay), "message": json.loads(first)["msg_type"]}))

async def main():
    server = ServerApp(kernel_websocket_connection_class=Connection)
    server.initialize(sys.argv[1:])
    await server._post_start()
    await ask(server)
    server.http_server.stop()

asyncio.run(main())
"""


# A reader's day with one notebook, over HTTP: what is in the file and what the browser gets.
DAY = """
import asyncio, json, pathlib, sys
import nbformat
from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_server.serverapp import ServerApp
from tornado.httpclient import AsyncHTTPClient
from traitlets.config import Config

VIEW = "application/vnd.jupyter.widget-view+json"
LANGUAGE = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"file_extension": ".py", "name": "python"},
}
book = pathlib.Path("book.ipynb")
hooked = []

def own_hook(model, path, contents_manager):
    hooked.append(path)

async def ask(place, method="GET", /, **body):
    body = json.dumps(body) if method in ("PUT", "PATCH", "POST") else None
    headers = {"Authorization": f"token {server.token}"}
    answer = await AsyncHTTPClient().fetch(
        f"http://127.0.0.1:{server.port}/api/{place}", method=method, body=body, headers=headers
    )
    return json.loads(answer.body) if answer.body else None

def cell(name, **data):
    data = {"text/plain": "x = 1"} | data
    output = nbformat.v4.new_output("display_data", data)
    return nbformat.v4.new_code_cell("x", id=name, outputs=[output])

def views(notebook):
    return [VIEW in cell["outputs"][0]["data"] for cell in notebook["cells"]]

async def opened(name="book.ipynb"):
    return views((await ask(f"contents/{name}"))["content"])

async def slider(kernel):
    client = AsyncKernelClient(connection_file=kernel.connection_file)
    client.load_connection_file()
    client.start_channels()
    await client.wait_for_ready(60)
    reply = await client.execute(
        "import ipywidgets; slider = ipywidgets.IntSlider()",
        user_expressions={"model": "slider.model_id"}, reply=True, timeout=60,
    )
    return client, reply["content"]["user_expressions"]["model"]["data"]["text/plain"].strip("'")

async def day():
    yield "same bytes", await saved_unchanged()
    session = await ask("sessions", "POST", path="book.ipynb", type="notebook", name="",
                        kernel={"name": "python3"})
    kernel = server.kernel_manager.get_kernel(session["kernel"]["id"])
    client, model = await slider(kernel)
    view = {"version_major": 2, "version_minor": 0, "model_id": model}
    notebook = nbformat.v4.new_notebook(metadata=LANGUAGE, cells=[
        cell("a", **{VIEW: view, "text/html": "<img>"}), cell("b", **{VIEW: view}),
    ])
    await ask("contents/book.ipynb", "PUT", type="notebook", content=notebook)
    yield "filed", views(json.loads(book.read_text()))
    before = await ask("contents/book.ipynb?content=0&hash=1")
    yield "alive", await opened()
    after = await ask("contents/book.ipynb?content=1&hash=1")
    yield "same hash", before["hash"] == after["hash"]
    client.execute("import time; time.sleep(1000)")
    yield "busy", await opened()
    got = server.contents_manager.get("book.ipynb")
    got = await got if asyncio.iscoroutine(got) else got
    yield "exported", views(got["content"])
    await ask("contents/book.ipynb", "PATCH", path="new.ipynb")
    await ask(f"sessions/{session['id']}", "PATCH", path="new.ipynb")
    yield "renamed", await opened("new.ipynb")
    client.stop_channels()
    await ask(f"kernels/{session['kernel']['id']}/restart", "POST")
    yield "restarted", await opened("new.ipynb")
    await ask(f"sessions/{session['id']}", "DELETE")
    nbformat.write(notebook, "book.ipynb")
    yield "saved elsewhere", await opened()
    yield "hooked", set(hooked) == {"book.ipynb"}

async def saved_unchanged():
    nbformat.write(nbformat.v4.new_notebook(metadata=LANGUAGE, cells=[cell("a")]), book)
    before = book.read_bytes()
    content = (await ask("contents/book.ipynb"))["content"]
    content["metadata"]["kernelspec"]["display_name"] = "Python of this hub"
    content["metadata"]["language_info"]["version"] = "3.99"
    await ask("contents/book.ipynb", "PUT", type="notebook", content=content)
    return book.read_bytes() == before

async def main():
    global server
    server = ServerApp(config=Config(ContentsManager={"pre_save_hook": own_hook}))
    server.initialize(sys.argv[1:])
    await server._post_start()
    print(json.dumps({name: value async for name, value in day()}))
    server.http_server.stop()

asyncio.run(main())
"""


@pytest.fixture
def jupyter(tmp_path):
    """Run Python with this environment's Jupyter settings and nobody's own."""
    places = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
    environment = os.environ | {place: str(tmp_path / place) for place in places}
    environment["JUPYTER_PREFER_ENV_PATH"] = "1"
    environment.pop("JUPYTER_CONFIG_PATH", None)

    def run(*arguments: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            timeout=100,
        )

    return run


def answer(jupyter, script: str, *options: str) -> dict:
    others = ("jupyterlab", "jupyter_lsp", "jupyter_server_terminals", "notebook_shim")
    off = [f"--ServerApp.jpserver_extensions={name}=False" for name in others]
    result = jupyter(
        "-c", script, "--ip=127.0.0.1", "--port=0", "--no-browser", "--allow-root", *off, *options
    )
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout.splitlines()[-1])


def test_a_kernel_websocket_sends_without_delay(jupyter):
    assert answer(jupyter, SERVER) == {"nodelay": True, "message": "status"}


def test_switched_off_by_the_servers_own_setting(jupyter):
    off = "--ServerApp.jpserver_extensions=mlcalc.server_extension=False"
    assert answer(jupyter, SERVER, off) == {"nodelay": False, "message": "status"}


@pytest.mark.parametrize("manager", ["AsyncLargeFileManager", "LargeFileManager"])
def test_a_notebook_keeps_its_pictures_and_its_live_views(jupyter, manager):
    module = "jupyter_server.services.contents.largefilemanager"
    # Each pair: an output with a picture, and one that has nothing but the view.
    assert answer(jupyter, DAY, f"--ServerApp.contents_manager_class={module}.{manager}") == {
        "same bytes": True,
        "filed": [False, True],
        "alive": [True, True],
        "same hash": True,
        "busy": [True, True],
        "exported": [False, True],
        "renamed": [True, True],
        "restarted": [False, True],
        "saved elsewhere": [False, True],
        "hooked": True,
    }


def test_the_server_lists_it_as_enabled(jupyter):
    listed = jupyter("-m", "jupyter_server.extension.serverextension", "list")
    words = (listed.stdout + listed.stderr).replace("\x1b[32m", "").replace("\x1b[0m", "")
    assert "mlcalc.server_extension enabled" in words
    assert "mlcalc.server_extension 0.1.0 OK" in words or "mlcalc.server_extension  OK" in words


@pytest.fixture
def server():
    return types.SimpleNamespace(
        log=logging.getLogger("server"),
        web_app=types.SimpleNamespace(settings={}),
        contents_manager=types.SimpleNamespace(register_pre_save_hook=lambda hook: None),
    )


def handler(*names: str) -> type:
    return type("Handler", (), dict.fromkeys(names, print))


class Jupyter:
    """Stands for all modules of jupyter_server."""

    def __init__(self):
        self.KernelWebsocketHandler = handler("open", "set_nodelay")
        self.ContentsHandler = handler("get", "_finish_model")


@pytest.fixture
def loaded(server, monkeypatch, caplog):
    """Return a function that loads the extension and returns what it says in the log."""

    def load(module) -> list[str]:
        monkeypatch.setattr(server_extension.importlib, "import_module", lambda name: module)
        server_extension._load_jupyter_server_extension(server)
        return caplog.messages

    return load


def test_a_known_server_is_nothing_to_talk_about(loaded):
    assert loaded(Jupyter()) == []


NO_DELAY = "mlcalc: kernel messages go as usual"
NO_PICTURES = "mlcalc: notebooks are opened and saved as usual"


@pytest.mark.parametrize(
    ("name", "changed", "words"),
    [
        ("KernelWebsocketHandler", None, NO_DELAY),
        ("KernelWebsocketHandler", handler(), NO_DELAY),
        ("KernelWebsocketHandler", handler("open"), NO_DELAY),
        ("ContentsHandler", None, NO_PICTURES),
        ("ContentsHandler", handler(), NO_PICTURES),
        ("ContentsHandler", handler("get"), NO_PICTURES),
    ],
    ids=["no sockets", "no open", "no set_nodelay", "no contents", "no get", "no finish"],
)
def test_a_changed_handler_is_left_alone_with_one_line_in_the_log(loaded, name, changed, words):
    jupyter = Jupyter()
    if changed:
        setattr(jupyter, name, changed)
    else:
        delattr(jupyter, name)
    before = dict(vars(changed or object))
    (line,) = loaded(jupyter)
    assert line.startswith(words)
    assert dict(vars(changed or object)) == before


@pytest.mark.parametrize("manager", [None, types.SimpleNamespace()], ids=["none", "no hooks"])
def test_a_manager_without_hooks_is_one_line_in_the_log(loaded, server, manager):
    server.contents_manager = manager
    (line,) = loaded(Jupyter())
    assert line.startswith(NO_PICTURES)
    assert server.web_app.settings == {}


def test_missing_modules_are_a_line_each_in_the_log(server, monkeypatch, caplog):
    for name in ("WEBSOCKETS", "CONTENTS"):
        monkeypatch.setattr(server_extension, name, "jupyter_server.no_such_module")
    server_extension._load_jupyter_server_extension(server)
    sockets, contents = caplog.messages
    assert sockets.startswith(NO_DELAY)
    assert contents.startswith(NO_PICTURES)


@pytest.mark.parametrize("content", [{"cells": 7}, {"cells": [{"outputs": [7]}]}, "text"])
def test_a_strange_notebook_goes_its_way_with_one_line_in_the_log(server, caplog, content):
    saving = server_extension.Saving(server.log.warning)
    model = {"type": "notebook", "content": content}
    for _ in range(2):
        saving.before_save(model, "book.ipynb", server.contents_manager)
        saving.before_open(model, set())
    assert model == {"type": "notebook", "content": content}
    (line,) = caplog.messages
    assert line.startswith("mlcalc: a notebook is opened or saved as it is")


def test_a_kernel_that_does_not_say_what_lives_leaves_the_notebook_as_it_is(server, caplog):
    async def get_session(path):
        raise TimeoutError

    class Handler:
        settings = {server_extension.SETTING: server_extension.Saving(server.log.warning)}
        current_user = "somebody"
        session_manager = types.SimpleNamespace(get_session=get_session)

        def get_query_argument(self, name, default):
            return default

        async def get(self, path=""):
            data = {"text/html": "<img>", server_extension.saving.VIEW: {"model_id": "m1"}}
            cell = {"id": "c1", "outputs": [{"data": data}]}
            self._finish_model({"type": "notebook", "content": {"cells": [cell]}})
            return data

        def _finish_model(self, model):
            pass

    server_extension.open_with_pictures(Handler)
    assert server_extension.saving.VIEW in asyncio.run(Handler().get("book.ipynb"))
    assert len(caplog.messages) == 1


@pytest.mark.parametrize("type_", ["file", "directory"])
def test_what_is_no_notebook_is_passed_by(server, caplog, type_):
    saving = server_extension.Saving(server.log.warning)
    model = {"type": type_, "content": "words"}
    saving.before_save(model, "words.txt", server.contents_manager)
    saving.before_open(model, set())
    assert model == {"type": type_, "content": "words"}
    assert caplog.messages == []


def test_a_socket_that_refuses_still_opens(server, caplog):
    class Handler:
        log = server.log

        def set_nodelay(self, value):
            raise OSError("no such option")

        def open(self, kernel_id):
            return f"opened {kernel_id}"

    server_extension.send_without_delay(Handler)
    server_extension.send_without_delay(Handler)
    assert Handler().open("7") == "opened 7"
    assert caplog.messages == ["mlcalc: TCP_NODELAY could not be set: no such option"]
