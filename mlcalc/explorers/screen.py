"""The part of an explorer that lives in the page: controls, buttons, picture, text, pointer."""

import pathlib

import anywidget
import traitlets

_PAGE = pathlib.Path(__file__).parent / "page"
_PARTS = ("elements.js", "conversation.js", "controls.js", "play.js", "picture.js", "explorer.js")


def _script() -> str:
    # One module: the page has no address from which it could load the others.
    return "\n".join((_PAGE / part).read_text(encoding="utf-8") for part in _PARTS)


class Screen(anywidget.AnyWidget):
    """Shows an explorer in the page and tells the kernel what the reader does there.

    ``parts`` says what there is to change; it stays as it is. ``frame`` is the picture as PNG,
    ``size`` its width and height in points of the page, and ``state`` everything that changes with
    it: where the controls stand, what the picture shows, and which of the page's requests have been
    answered. What the reader does comes as messages: no value that the kernel sent comes back.
    """

    _esm = _script()
    _css = (_PAGE / "explorer.css").read_text(encoding="utf-8")

    parts = traitlets.Dict().tag(sync=True)
    size = traitlets.List().tag(sync=True)
    frame = traitlets.Bytes().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def open(self) -> None:
        """Open the line to the page.

        A message on it would count as a cell that was run, for all who wait for that: pyplot would
        show, in the thread of the message, the plot that a running cell has only half drawn.
        """
        super().open()
        if self.comm is not None:
            self.comm.handle_msg = self._handle_msg

    def show(self, frame: bytes, size: list[int], state: dict) -> None:
        """Show a frame together with its state, in one message."""
        with self.hold_sync():
            self.frame = frame
            self.size = size
            self.state = state
