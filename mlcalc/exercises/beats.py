"""The panels of a prediction in a notebook. Imported only when a prediction is displayed."""

import traitlets

from mlcalc import page
from mlcalc.exercises import parts


class Beat(page.Part):
    """One beat of a prediction: before the picture (1), or below it (2).

    ``text`` is what the panel is made of and stays as it is. ``state`` is everything that changes,
    with the latest message that was answered, by sender and number. What the reader does comes
    as messages alone, each with all that it needs: a choice that the page would keep in a
    state of its own may still be on its way when the click that judges it has come.
    """

    text = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)


class Ballot(Beat):
    """A prediction among options: radio buttons that arrow keys stay in."""

    _esm = parts.script("beats.js", "ballot.js")
    _css = parts.style("prediction.css")


class Sketch(Beat):
    """A prediction that is drawn: axes to draw on with mouse, finger or keys."""

    _esm = parts.script("beats.js", "axes.js", "pad.js", "sketch.js")
    _css = parts.style("prediction.css", "sketch.css")
