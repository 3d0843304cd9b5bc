"""The part of an explorer that lives in the page: controls, buttons, picture, text, pointer."""

import pathlib

import traitlets

from mlcalc import page

_PAGE = pathlib.Path(__file__).parent / "page"
_PARTS = ("elements.js", "conversation.js", "controls.js", "play.js", "picture.js", "explorer.js")


class Screen(page.Part):
    """Shows an explorer in the page and tells the kernel what the reader does there.

    ``parts`` says what there is to change; it stays as it is. ``frame`` is the picture as PNG,
    ``size`` its width and height in points of the page, and ``state`` everything that changes with
    it: where the controls stand, what the picture shows, and which of the page's requests have been
    answered. What the reader does comes as messages: no value that the kernel sent comes back.
    """

    _esm = page.script(*(_PAGE / part for part in _PARTS))
    _css = page.joined(_PAGE / "explorer.css")

    parts = traitlets.Dict().tag(sync=True)
    size = traitlets.List().tag(sync=True)
    frame = traitlets.Bytes().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def show(self, frame: bytes, size: list[int], state: dict) -> None:
        """Show a frame together with its state, in one message."""
        with self.hold_sync():
            self.frame = frame
            self.size = size
            self.state = state
