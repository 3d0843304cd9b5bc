"""A still picture with its text for those who cannot see it."""

import base64
import html
from collections.abc import Iterable

from matplotlib.artist import Artist
from matplotlib.figure import Figure

from mlcalc.figures import png
from mlcalc.figures.canvas import Canvas
from mlcalc.figures.style import DOTS_PER_INCH, drawing

SHARPNESS = 2
"""Saved pictures hold this many pixels for a point of the page, for dense screens."""


class Picture:
    """A figure and its alternative text, shown as an image that carries that text."""

    def __init__(self, figure: Figure, text: str):
        self.figure = figure
        self.text = text

    def __repr__(self) -> str:
        return self.text

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        return saved_picture(Canvas(self.figure), self.text)


def saved_picture(canvas: Canvas, text: str, hidden: Iterable[Artist] = ()) -> dict[str, str]:
    """Return the mime bundle of a picture: an image with alternative text, and that text.

    The ``hidden`` ones of the moving artists are left out.
    It is an HTML image because notebooks show ``image/png`` outputs without alternative text.
    """
    with drawing():
        ratio = canvas.ratio
        canvas.ratio = SHARPNESS
        data = base64.b64encode(png.encode_small(canvas.pixels(hidden))).decode("ascii")
        canvas.ratio = ratio
    width = round(canvas.figure.get_figwidth() * DOTS_PER_INCH)
    alt = html.escape(text)
    image = f'<img width="{width}" alt="{alt}" src="data:image/png;base64,{data}">'
    return {"text/html": image, "text/plain": text}
