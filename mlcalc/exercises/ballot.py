"""The radio buttons of a prediction. Imported only when a prediction is displayed."""

import pathlib

import anywidget
import traitlets

_HERE = pathlib.Path(__file__).parent


class Ballot(anywidget.AnyWidget):
    """A question with radio buttons, a Compare button and the reply to it.

    The radio buttons of ipywidgets are not a group: arrow keys pressed on one move the notebook's
    selection, and a screen reader hears no question. ``options`` holds (letter, text) pairs,
    ``chosen`` a letter or None, ``reply`` a sentence and then a line for each option.
    """

    _esm = (_HERE / "ballot.js").read_text(encoding="utf-8")
    _css = (_HERE / "ballot.css").read_text(encoding="utf-8")

    title = traitlets.Unicode().tag(sync=True)
    question = traitlets.Unicode().tag(sync=True)
    options = traitlets.List().tag(sync=True)
    chosen = traitlets.Unicode(None, allow_none=True).tag(sync=True)
    reply = traitlets.List().tag(sync=True)
