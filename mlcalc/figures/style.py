"""The look of every picture: colours, type large enough for a projector, light grids."""

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

BLUE = "#0072B2"
VERMILLION = "#D55E00"
GREEN = "#009E73"
BLACK = "#000000"
GREY = "#767676"
PALE = "#E6E6E6"

DOTS_PER_INCH = 100

SETTINGS = {
    "axes.axisbelow": True,
    "axes.grid": True,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 13,
    "axes.labelsize": 13,
    "font.size": 12,
    "grid.color": PALE,
    "legend.frameon": False,
    "lines.linewidth": 2,
    "mathtext.fontset": "dejavusans",
}


def new_figure(width: float = 9.0, height: float = 4.0) -> Figure:
    """Return an empty figure of that many inches, at 100 dots an inch."""
    with rc_context(SETTINGS):
        return Figure(figsize=(width, height), dpi=DOTS_PER_INCH, layout="constrained")


def styled():
    """Return a context in which axes and artists are made in the course's style."""
    return rc_context(SETTINGS)


def name_axes(axes: Axes, horizontal: str, vertical: str, title: str = "") -> None:
    """Label both axes and give the picture its title."""
    axes.set_xlabel(horizontal)
    axes.set_ylabel(vertical)
    axes.set_title(title)
