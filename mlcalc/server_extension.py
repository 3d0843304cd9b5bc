"""A Jupyter server extension that sends every message of a slider at once.

Without it the server's TCP connection to the browser keeps Nagle's algorithm: the small reply
that says "idle" waits in the socket until the browser has acknowledged the message before it,
which takes about 40 ms, and ipywidgets sends no new slider value before "idle" has come. With
TCP_NODELAY the reply leaves at once, the round trip of a slider falls from about 50 ms to about
10, and a drag paints twice as many pictures. The server's own pings and the order of messages
stay as they are.

The file ``etc/jupyter/jupyter_server_config.d/mlcalc.json`` of the package enables it. To switch
it off, start the server with
``--ServerApp.jpserver_extensions="{'mlcalc.server_extension': False}"``.

Loading it imports ``mlcalc``, and with it numpy: 0.2 s once, at a start of two seconds, and 12 MB.
The ways around that, a second top-level package or lazy names in ``mlcalc``, cost the reader more.
"""

import functools
import importlib

HANDLERS = "jupyter_server.services.kernels.websocket"


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server) -> None:
    """Send without delay on every kernel websocket that opens from now on.

    When jupyter_server no longer has the handler that this knows, it changes nothing and says
    so in the log.
    """
    try:
        handler = importlib.import_module(HANDLERS).KernelWebsocketHandler
        send_without_delay(handler)
    except (ImportError, AttributeError) as problem:
        server.log.warning(f"mlcalc: kernel messages go as usual, TCP_NODELAY is off: {problem}")


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
