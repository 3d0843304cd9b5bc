"""Execute the notebooks, bring them into their normal form, fill in their Binder links.

``python3 run.py refresh`` runs this on every notebook, ``python3 run.py refresh NAME ...`` on
some. A second run changes no byte. The guard of the notebooks holds what is saved to the same form.
"""

import argparse
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Collection, Iterable
from pathlib import Path
from urllib.parse import urlsplit

import ipykernel.kernelspec
import nbformat
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from traitlets import default

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "notebooks"
WELCOME = "00_welcome.ipynb"

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
SECONDS_PER_CELL = 120

METADATA = {
    "kernelspec": {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    },
    "language_info": {
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "pygments_lexer": "ipython3",
    },
}
"""What every notebook says about its language: nothing that changes with a release of Python."""

KEPT = ("deletable", "editable", "jupyter", "slideshow", "tags")
"""The metadata of a cell that an author writes; the rest is left by programs."""

# Any link to Binder, but not the picture of its badge.
BINDER_LINK = re.compile(r"\]\(https://mybinder\.org/(?!badge)([^)\s]*)\)")


class RefreshError(Exception):
    """A notebook that could not be refreshed; the message names notebook, cell and reason."""


def refresh(path: Path) -> bool:
    """Execute a notebook and save it in its normal form; return whether the file changed.

    Raises RefreshError for a cell that raises, takes too long, or ends the kernel.
    """
    notebook = read(path)
    execute(notebook, path)
    link_to_binder(notebook, path.name)
    return save(path, written(normalised(notebook)))


def read(path: Path) -> NotebookNode:
    """Read a notebook of format 4."""
    return nbformat.read(path, as_version=4)


def execute(notebook: NotebookNode, path: Path) -> None:
    """Run all cells in a new kernel of this Python, in the folder of the notebook."""
    client = NotebookClient(
        notebook,
        kernel_manager_class=KernelOfThisPython,
        timeout=SECONDS_PER_CELL,
        coalesce_streams=True,
        resources={"metadata": {"path": str(path.parent)}},
    )
    # What the author has solved does not belong into the saved outputs.
    environment = os.environ | {"MLCALC_PROGRESS": "off"}
    # The kernel's own remarks on its start; what cells write to stderr comes as output.
    with client.setup_kernel(stderr=subprocess.DEVNULL, env=environment):
        for index, cell in enumerate(notebook.cells):
            try:
                client.execute_cell(cell, index)
            except CellExecutionError as error:
                reason = f"{error.ename}: {error.evalue}"
                raise RefreshError(_where(path, index, cell, reason)) from None
            except (CellTimeoutError, DeadKernelError) as error:
                reason = str(error).splitlines()[0]
                raise RefreshError(_where(path, index, cell, reason)) from None


class _SpecOfThisPython(KernelSpecManager):
    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        resources = ipykernel.kernelspec.RESOURCES
        return KernelSpec(resource_dir=resources, **ipykernel.kernelspec.get_kernel_dict())


class KernelOfThisPython(AsyncKernelManager):
    """A kernel of the running Python, whatever kernels the user has installed elsewhere."""

    @default("kernel_spec_manager")
    def _this_python(self) -> KernelSpecManager:
        return _SpecOfThisPython(parent=self)


def _where(path: Path, index: int, cell: NotebookNode, reason: str) -> str:
    first_line = cell.source.strip().partition("\n")[0]
    return f"{path.name}, cell {index + 1} ({first_line}): {reason}"


def normalised(notebook: NotebookNode) -> NotebookNode:
    """Return a copy without anything that changes from run to run or belongs to a live kernel."""
    cells = [_normalised_cell(cell) for cell in notebook.cells]
    return nbformat.from_dict(
        {"cells": cells, "metadata": METADATA, "nbformat": 4, "nbformat_minor": 5}
    )


def _normalised_cell(cell: NotebookNode) -> dict:
    metadata = {key: value for key, value in cell.metadata.items() if key in KEPT}
    result = dict(cell) | {"metadata": metadata, "source": cell.source.strip("\n")}
    if cell.cell_type == "code":
        result["outputs"] = [_normalised_output(output) for output in cell.outputs]
    return result


def _normalised_output(output: NotebookNode) -> dict:
    result = dict(output)
    for part in {"data", "metadata"} & result.keys():
        # A saved view without its kernel shows "model not found" in place of the picture.
        result[part] = {key: value for key, value in result[part].items() if key != WIDGET_VIEW}
    return result


def written(notebook: NotebookNode) -> str:
    """Return the text of a notebook's file."""
    return nbformat.writes(notebook) + "\n"


def save(path: Path, text: str) -> bool:
    """Write a file if its text is new; return whether it was."""
    if path.exists() and path.read_bytes() == text.encode():
        return False
    path.write_text(text, encoding="utf-8", newline="\n")
    return True


def repository(pyproject: Path = ROOT / "pyproject.toml") -> str:
    """Return owner/name of the project on GitHub, from ``[project.urls] Repository``.

    Raises ValueError for an address that Binder's ``gh`` links cannot hold.
    """
    address = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]["urls"]["Repository"]
    parts = urlsplit(address)
    path = parts.path.strip("/").removesuffix(".git")
    if parts.hostname != "github.com" or path.count("/") != 1:
        raise ValueError(
            f"Repository must be https://github.com/owner/name in pyproject.toml, "
            f"but {address} came"
        )
    return path


def binder_url(notebook: str) -> str:
    """Return the address that opens a notebook on Binder."""
    return f"https://mybinder.org/v2/gh/{repository()}/HEAD?urlpath=lab/tree/notebooks/{notebook}"


def with_binder_links(text: str, notebook: str, others: Collection[str] = ()) -> str:
    """Return Markdown text whose links to Binder open this notebook.

    A link to one of the ``others`` stays with it: the pages that list the course pass them all.
    """

    def link(found: re.Match) -> str:
        named = found[1].rpartition("/")[2]
        return f"]({binder_url(named if named in others else notebook)})"

    return BINDER_LINK.sub(link, text)


def link_to_binder(notebook: NotebookNode, name: str) -> None:
    """Fill in the Binder links in the Markdown cells of a notebook."""
    others = names() if name == WELCOME else ()
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = with_binder_links(cell.source, name, others)


def names() -> list[str]:
    """Return the file names of the course's notebooks in their order."""
    return sorted(path.name for path in FOLDER.glob("*.ipynb"))


def main(arguments: Iterable[str]) -> None:
    """Refresh README.md and the notebooks named, or all of them."""
    parser = argparse.ArgumentParser(prog="run.py refresh", description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="such as 00_welcome.ipynb")
    chosen = [Path(name).name for name in parser.parse_args(list(arguments)).names]
    unknown = sorted(set(chosen) - set(names()))
    if unknown:
        parser.error(f"no notebook of this name in notebooks: {', '.join(unknown)}")
    readme = ROOT / "README.md"
    save(readme, with_binder_links(readme.read_text(encoding="utf-8"), WELCOME, names()))
    for name in chosen or names():
        changed = refresh(FOLDER / name)
        print(f"{name}: {'refreshed' if changed else 'unchanged'}", flush=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (RefreshError, ValueError) as problem:
        sys.exit(f"{problem}")
