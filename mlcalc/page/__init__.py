"""What everything in the page of a notebook is made of. Imported where something is displayed."""

import pathlib
import uuid

import anywidget
import traitlets

_SHARED = pathlib.Path(__file__).parent / "shared.js"


def joined(*files: pathlib.Path) -> str:
    """Return the texts of these files as one: the page has no address to load others from."""
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def script(*files: pathlib.Path) -> str:
    """Return one module made of what all share and of these files; the last one exports."""
    return joined(_SHARED, *files)


class Part(anywidget.AnyWidget):
    """Something in the page of a notebook that talks with the kernel.

    ``own`` is the number under which the page knows it.
    """

    own = traitlets.Unicode().tag(sync=True)

    def __init__(self, **traits):
        number = uuid.uuid4().hex
        super().__init__(model_id=number, own=number, **traits)

    def open(self) -> None:
        """Open the line to the page.

        A message on it would count as a cell that was run, for all who wait for that: pyplot would
        show, in the thread of the message, the plot that a running cell has only half drawn.
        """
        super().open()
        if self.comm is not None:
            self.comm.handle_msg = self._handle_msg
