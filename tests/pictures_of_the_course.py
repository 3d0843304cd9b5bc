"""The still pictures of the chapters, as the cells of the notebooks make them."""

import contextlib
import functools
import io
import json
from pathlib import Path

from mlcalc.figures import Picture

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
