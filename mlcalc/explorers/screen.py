"""The part of an explorer that the reader sees: the picture, its text, and the pointer on it."""

import pathlib

import anywidget
import traitlets

_HERE = pathlib.Path(__file__).parent


class Screen(anywidget.AnyWidget):
    """Shows frames and a reading, and reports the pointer and the density of the screen.

    The frame and its reading travel in one message. ``pointer`` and ``drag_area`` are fractions
    of the picture, from its upper left corner; ``drag_area`` is (left, top, right, bottom), or
    empty where nothing can be dragged. ``width`` is in points of the page.
    """

    _esm = (_HERE / "screen.js").read_text(encoding="utf-8")
    _css = (_HERE / "screen.css").read_text(encoding="utf-8")

    frame = traitlets.Bytes().tag(sync=True)
    reading = traitlets.Dict().tag(sync=True)
    width = traitlets.Int(900).tag(sync=True)
    slider_names = traitlets.List().tag(sync=True)
    drag_area = traitlets.List().tag(sync=True)
    pointer = traitlets.List().tag(sync=True)
    ratio = traitlets.Float(1.0).tag(sync=True)

    def show(self, frame: bytes, reading: dict) -> None:
        """Show a frame, a PNG, together with its reading."""
        with self.hold_sync():
            self.frame = frame
            self.reading = reading
