"""What the panels in the page share. Imported only when something is displayed."""

import pathlib

import anywidget

_PAGE = pathlib.Path(__file__).parent / "page"


def script(*names: str) -> str:
    """Return one module made of the shared parts and of these; the last one exports."""
    return _joined("elements.js", *names)


def style(*names: str) -> str:
    """Return one style sheet made of the shared one and of these."""
    return _joined("shared.css", *names)


def _joined(*names: str) -> str:
    # One text: the page has no address from which it could load the others.
    return "\n".join((_PAGE / name).read_text(encoding="utf-8") for name in names)


class Part(anywidget.AnyWidget):
    """A panel in the page."""

    def open(self) -> None:
        """Open the line to the page.

        A message on it would count as a cell that was run, for all who wait for that: pyplot would
        show, in the thread of the message, the plot that a running cell has only half drawn.
        """
        super().open()
        if self.comm is not None:
            self.comm.handle_msg = self._handle_msg
