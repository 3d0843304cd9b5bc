"""The still pictures of the chapters, as their cells make them, and what is saved of them."""

import contextlib
import functools
import io
import json
from pathlib import Path

import numpy as np
from PIL import Image

from mlcalc.figures import Picture, png

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"


@functools.cache
def pictures() -> tuple[Picture, ...]:
    """Run the cells of all notebooks, and return the pictures they made."""
    made = []
    initialise = Picture.__init__

    def noting(self, *given, **more):
        initialise(self, *given, **more)
        made.append(self)

    Picture.__init__ = noting
    try:
        for path in sorted(NOTEBOOKS.glob("*.ipynb")):
            _run(path)
    finally:
        Picture.__init__ = initialise
    return tuple(made)


def _run(path: Path) -> None:
    names = {"__name__": "__main__"}
    with contextlib.redirect_stdout(io.StringIO()):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                exec("".join(cell["source"]), names)


VISIBLE = 0.001
"""A colour that covers more than this part of a picture can be seen."""


def keeps_its_colours(pixels: np.ndarray, saved: bytes) -> bool:
    """Say whether a saved picture has each colour that can be seen, and the others nearly."""
    image = np.asarray(Image.open(io.BytesIO(saved)).convert("RGB")).astype(int)
    off = np.abs(image - pixels[..., :3]).max(axis=-1).ravel()
    of_runs, lengths = png.runs(pixels)
    starts = (np.cumsum(lengths) - lengths).astype(int)
    colours, places = np.unique(of_runs, return_inverse=True)
    worst = np.zeros(len(colours), dtype=int)
    np.maximum.at(worst, places, np.maximum.reduceat(off, starts))
    seen = np.bincount(places, lengths) > VISIBLE * off.size
    return worst[seen].max() <= 2 and worst.max() <= 16
