"""A Jupyter server extension: sliders answer at once, and saved notebooks keep their pictures.

Sliders. Without it the server's TCP connection to the browser keeps Nagle's algorithm: the small
reply that says "idle" waits in the socket until the browser has acknowledged the message before
it, which takes about 40 ms, and ipywidgets sends no new slider value before "idle" has come. With
TCP_NODELAY the reply leaves at once, the round trip of a slider falls from about 50 ms to about
10, and a drag paints twice as many pictures. The server's own pings and the order of messages
stay as they are.

Pictures. ``mlcalc.saving`` says what is taken out of a notebook's file and why. Here it is called:
before a contents manager saves, and before the server answers a browser that opens a notebook. A
kernel that runs for this notebook is asked which of its widgets still live: on the control channel,
where it answers even while a cell runs. What else reads notebooks through the server, such as an
export, gets the file as it is.

The file ``etc/jupyter/jupyter_server_config.d/mlcalc.json`` of the package enables it. To switch
it off, start the server with
``--ServerApp.jpserver_extensions="{'mlcalc.server_extension': False}"``.

Loading it imports ``mlcalc``, and with it numpy: 0.2 s once, at a start of two seconds, and 12 MB.
The ways around that, a second top-level package or lazy names in ``mlcalc``, cost the reader more.
"""

import functools
import importlib
import json
from collections.abc import Callable
from pathlib import Path

from jupyter_client.asynchronous import AsyncKernelClient
from tornado.web import HTTPError

from mlcalc import saving

WEBSOCKETS = "jupyter_server.services.kernels.websocket"
CONTENTS = "jupyter_server.services.contents.handlers"
SETTING = "mlcalc_saving"
PATIENCE = 2
"""How many seconds a kernel may take to say which widgets live, before there are pictures."""


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server) -> None:
    """Send without delay on every kernel websocket that opens from now on; save pictures.

    When jupyter_server no longer has what this knows, it changes nothing and says so in the log.
    """
    try:
        send_without_delay(importlib.import_module(WEBSOCKETS).KernelWebsocketHandler)
    except (ImportError, AttributeError) as problem:
        server.log.warning(f"mlcalc: kernel messages go as usual, TCP_NODELAY is off: {problem}")
    try:
        open_with_pictures(importlib.import_module(CONTENTS).ContentsHandler)
        save_pictures(server)
    except (ImportError, AttributeError) as problem:
        server.log.warning(f"mlcalc: notebooks are opened and saved as usual: {problem}")


def send_without_delay(handler: type) -> None:
    """Make a websocket handler class set TCP_NODELAY before its own ``open`` runs.

    Raises AttributeError when the class has no ``open`` or no ``set_nodelay``.
    """
    opened, set_nodelay = handler.open, handler.set_nodelay
    if hasattr(opened, "sends_without_delay"):
        return

    @functools.wraps(opened)
    def opened_without_delay(self, *positional, **named):
        try:
            set_nodelay(self, True)
        except Exception as problem:  # A slower socket is better than a kernel out of reach.
            self.log.warning(f"mlcalc: TCP_NODELAY could not be set: {problem}")
        return opened(self, *positional, **named)

    opened_without_delay.sends_without_delay = True
    handler.open = opened_without_delay


class Saving:
    """What one server knows of views, and its log, which gets each complaint once."""

    def __init__(self, warn: Callable[[str], object]):
        self.memory = saving.Memory()
        self._warn = functools.lru_cache(warn)

    def complain(self, problem: Exception) -> None:
        self._warn(f"mlcalc: a notebook is opened or saved as it is: {problem!r}")

    def before_save(self, model: dict, path: str, contents_manager, **_) -> None:
        notebook = model.get("content")
        if model.get("type") != "notebook" or not notebook:
            return
        try:
            self.memory.add(saving.take_views(notebook))
            saving.keep_language(notebook["metadata"], _filed_metadata(contents_manager, path))
        except Exception as problem:  # Nobody's work is lost for a picture.
            self.complain(problem)

    def before_open(self, model: dict, live: set[str]) -> None:
        notebook = model.get("content")
        if model.get("type") != "notebook" or not notebook:
            return
        try:
            saving.take_views(notebook, live)
            self.memory.put_back(notebook, live)
        except Exception as problem:  # A notebook that opens is better than one with pictures.
            self.complain(problem)


def save_pictures(server) -> None:
    """Take views out of every notebook that a server saves.

    Raises AttributeError when its contents manager does not know hooks.
    """
    ours = Saving(server.log.warning)
    server.contents_manager.register_pre_save_hook(ours.before_save)
    server.web_app.settings[SETTING] = ours


def _filed_metadata(contents_manager, path: str) -> dict:
    # Asked of the disk: the manager's own `get` may be a coroutine, and a hook is none. A manager
    # that stores its notebooks elsewhere has no root_dir.
    root = getattr(contents_manager, "root_dir", None)
    file = Path(root or "", path.strip("/"))
    if not root or not file.is_file():
        return {}
    return json.loads(file.read_bytes())["metadata"]


def open_with_pictures(handler: type) -> None:
    """Make a contents handler class answer with notebooks whose views all live.

    Raises AttributeError when the class has no ``get`` or no ``_finish_model``.
    """
    get, finish = handler.get, handler._finish_model
    if hasattr(finish, "opens_with_pictures"):
        return

    @functools.wraps(get)
    async def get_with_live_widgets(self, path=""):
        self.mlcalc_live = await _live_widgets(self, path)
        return await get(self, path)

    @functools.wraps(finish)
    def finish_with_pictures(self, model, *positional, **named):
        live = getattr(self, "mlcalc_live", set())
        ours = self.settings.get(SETTING)
        # A kernel that does not say what lives may still have all of it.
        if ours and live is not None:
            ours.before_open(model, live)
        return finish(self, model, *positional, **named)

    finish_with_pictures.opens_with_pictures = True
    handler.get, handler._finish_model = get_with_live_widgets, finish_with_pictures


async def _live_widgets(handler, path: str) -> set[str] | None:
    """Return the widgets that live in a notebook's kernel, None when it does not say."""
    ours = handler.settings.get(SETTING)
    whole = handler.get_query_argument("content", "1") != "0"
    if not ours or not handler.current_user or not whole or not path.endswith(".ipynb"):
        return set()
    try:
        session = await handler.session_manager.get_session(path=path.strip("/"))
        kernel = handler.kernel_manager.get_kernel(session["kernel"]["id"])
        return await _widgets_of(kernel)
    except HTTPError:  # No kernel runs for this notebook.
        return set()
    except Exception as problem:
        ours.complain(problem)
        return None


async def _widgets_of(kernel) -> set[str]:
    client = AsyncKernelClient()
    client.load_connection_info(kernel.get_connection_info())
    client.start_channels(shell=False, iopub=False, stdin=False, hb=False)
    try:
        question = client.session.msg("comm_info_request", {"target_name": "jupyter.widget"})
        client.control_channel.send(question)
        answer = await client.get_control_msg(timeout=PATIENCE)
        return set(answer["content"]["comms"])
    finally:
        client.stop_channels()
