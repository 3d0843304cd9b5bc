"""What the panels in the page share. Imported only when something is displayed."""

import pathlib

from mlcalc import page

_PAGE = pathlib.Path(__file__).parent / "page"


def script(*names: str) -> str:
    """Return one module made of the shared parts and of these; the last one exports."""
    return page.script(*(_PAGE / name for name in ("elements.js", *names)))


def style(*names: str) -> str:
    """Return one style sheet made of the shared one and of these."""
    return page.joined(*(_PAGE / name for name in ("shared.css", *names)))
