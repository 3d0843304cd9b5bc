"""The panel of an exercise in a notebook. Imported only when an exercise is displayed."""

import pathlib

import anywidget
import traitlets

_HERE = pathlib.Path(__file__).parent


class Panel(anywidget.AnyWidget):
    """The question, what there is to choose, and buttons for the check, the hints, the solution.

    One model for the whole panel: a chapter shows many. All texts are markdown. ``choices`` holds
    (letter, text) pairs. With ``items``, (name, text) pairs, each of them gets one of the letters
    from a menu; without, there is one group of radio buttons. ``chosen`` holds letters by the
    names of the items; the only name of radio buttons is "".
    """

    _esm = (_HERE / "panel.js").read_text(encoding="utf-8")
    _css = (_HERE / "panel.css").read_text(encoding="utf-8")

    question = traitlets.Unicode().tag(sync=True)
    choices = traitlets.List().tag(sync=True)
    items = traitlets.List().tag(sync=True)
    chosen = traitlets.Dict().tag(sync=True)
    verdict = traitlets.Unicode().tag(sync=True)
    hints = traitlets.List().tag(sync=True)
    solution = traitlets.Unicode().tag(sync=True)
