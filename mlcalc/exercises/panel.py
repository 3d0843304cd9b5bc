"""The panel of an exercise in a notebook. Imported only when an exercise is displayed."""

import traitlets

from mlcalc import page
from mlcalc.exercises import parts


class Panel(page.Part):
    """The question, what there is to choose, and buttons for the check, the hints, the solution.

    One model for the whole panel: a chapter shows many. All texts are markdown. ``choices`` holds
    (letter, text) pairs. With ``items``, (name, text) pairs, each of them gets one of the letters
    from a menu; without, there is one group of radio buttons. ``chosen`` holds letters by the
    names of the items; the only name of radio buttons is "".
    """

    _esm = parts.script("panel.js")
    _css = parts.style()

    question = traitlets.Unicode().tag(sync=True)
    choices = traitlets.List().tag(sync=True)
    items = traitlets.List().tag(sync=True)
    chosen = traitlets.Dict().tag(sync=True)
    verdict = traitlets.Unicode().tag(sync=True)
    hints = traitlets.List().tag(sync=True)
    solution = traitlets.Unicode().tag(sync=True)
