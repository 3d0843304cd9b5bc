"""The server extension, in a real Jupyter server with a real websocket to a real kernel."""

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


def answer(jupyter, *options: str) -> dict:
    others = ("jupyterlab", "jupyter_lsp", "jupyter_server_terminals", "notebook_shim")
    off = [f"--ServerApp.jpserver_extensions={name}=False" for name in others]
    result = jupyter(
        "-c", SERVER, "--ip=127.0.0.1", "--port=0", "--no-browser", "--allow-root", *off, *options
    )
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout.splitlines()[-1])


def test_a_kernel_websocket_sends_without_delay(jupyter):
    assert answer(jupyter) == {"nodelay": True, "message": "status"}


def test_switched_off_by_the_servers_own_setting(jupyter):
    off = "--ServerApp.jpserver_extensions=mlcalc.server_extension=False"
    assert answer(jupyter, off) == {"nodelay": False, "message": "status"}


def test_the_server_lists_it_as_enabled(jupyter):
    listed = jupyter("-m", "jupyter_server.extension.serverextension", "list")
    words = (listed.stdout + listed.stderr).replace("\x1b[32m", "").replace("\x1b[0m", "")
    assert "mlcalc.server_extension enabled" in words
    assert "mlcalc.server_extension 0.1.0 OK" in words or "mlcalc.server_extension  OK" in words


@pytest.fixture
def server():
    return types.SimpleNamespace(log=logging.getLogger("server"))


@pytest.mark.parametrize(
    "module",
    [
        types.SimpleNamespace(),
        types.SimpleNamespace(KernelWebsocketHandler=type("Handler", (), {})),
        types.SimpleNamespace(KernelWebsocketHandler=type("Handler", (), {"open": print})),
    ],
    ids=["no handler", "no open", "no set_nodelay"],
)
def test_a_changed_handler_is_left_alone_with_one_line_in_the_log(
    server, monkeypatch, caplog, module
):
    before = dict(vars(getattr(module, "KernelWebsocketHandler", object)))
    monkeypatch.setattr(server_extension.importlib, "import_module", lambda name: module)
    server_extension._load_jupyter_server_extension(server)
    (line,) = caplog.messages
    assert line.startswith("mlcalc: kernel messages go as usual")
    assert dict(vars(getattr(module, "KernelWebsocketHandler", object))) == before


def test_a_missing_module_is_one_line_in_the_log(server, monkeypatch, caplog):
    monkeypatch.setattr(server_extension, "HANDLERS", "jupyter_server.no_such_module")
    server_extension._load_jupyter_server_extension(server)
    assert len(caplog.messages) == 1


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
