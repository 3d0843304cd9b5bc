"""What a notebook keeps of its live widgets in its file.

A widget view in an output is no more than the id of a model that lives in a kernel. JupyterLab
prefers it to the picture beside it, and once the kernel is gone it shows "Error displaying widget:
model not found" in the picture's place. So a view without its model is taken out of an output that
has something else to show: on its way into the file, and on its way out of a file that another
program has saved. A view of a model that still lives is put back when the notebook is opened.

The file also keeps what it says about its language, unless it names a version of Python.

Nothing here knows of a server: ``mlcalc.server_extension`` calls it. Notebooks are plain JSON.
"""

from collections import OrderedDict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

VIEW = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"
SHOWN_INSTEAD = ("text/html", "text/markdown")

REMEMBERED = 5000
"""How many views are remembered: some megabytes, and far more than a class leaves open."""


@dataclass(frozen=True)
class View:
    """A view that was taken out of an output, and what is needed to put it back."""

    model: str
    cell: str | None
    index: int
    text: str
    data: dict
    metadata: dict | None


def take_views(notebook: dict, live: Container[str] = ()) -> list[View]:
    """Take the views out of outputs that have a picture or a text, and return them.

    Views whose model is ``live`` stay, and so do those whose state is in the notebook.
    """
    states = notebook.get("metadata", {}).get("widgets", {}).get(STATE, {}).get("state", {})
    taken = []
    # First look at all, then change: a notebook that is not as expected stays as it is.
    for cell, index, output in _outputs(notebook):
        data = output["data"]
        if VIEW not in data or not any(kind in data for kind in SHOWN_INSTEAD):
            continue
        model = data[VIEW].get("model_id")
        if model not in live and model not in states:
            about = output.get("metadata", {}).get(VIEW)
            view = View(model, cell.get("id"), index, _text(output), data[VIEW], about)
            taken.append((output, view))
    for output, _ in taken:
        del output["data"][VIEW]
        output.get("metadata", {}).pop(VIEW, None)
    return [view for _, view in taken]


class Memory:
    """The views that were taken out of notebooks: the last ``REMEMBERED`` of them."""

    def __init__(self):
        self._views: OrderedDict[tuple, View] = OrderedDict()

    def __len__(self) -> int:
        return len(self._views)

    def add(self, views: Iterable[View]) -> None:
        """Remember views; a view of the same model in the same place replaces the one before."""
        for view in views:
            # A widget may be shown in two cells.
            key = view.model, view.cell, view.index
            self._views[key] = view
            self._views.move_to_end(key)
        while len(self._views) > REMEMBERED:
            self._views.popitem(last=False)

    def put_back(self, notebook: dict, live: Container[str]) -> None:
        """Put the views of live models back into the outputs that are still the same."""
        # A cell that ran twice may have two live models: the newer one stands last.
        views = {
            (view.cell, view.index, view.text): view
            for view in self._views.values()
            if view.model in live and view.cell is not None
        }
        found = [
            (output, views.get((cell.get("id"), index, _text(output))))
            for cell, index, output in _outputs(notebook)
            if VIEW not in output["data"]
        ]
        for output, view in found:
            if view is not None:
                output["data"][VIEW] = view.data
                if view.metadata is not None:
                    output.setdefault("metadata", {})[VIEW] = view.metadata


def keep_language(metadata: dict, filed: dict) -> None:
    """Keep what the file says about its language, if it is the same one and without a version.

    JupyterLab writes the reader's release of Python into every notebook that it saves. In the
    notebooks of a course that is a change in each file, and the next ``git pull`` conflicts.
    """
    info, spec = filed.get("language_info"), filed.get("kernelspec")
    if not info or not spec or "version" in info:
        return
    if _language(metadata) == _language(filed):
        metadata["language_info"] = info
        metadata["kernelspec"] = spec


def _language(metadata: dict) -> tuple:
    spec = metadata.get("kernelspec", {})
    # Before its kernel has answered, a notebook has no language_info or an incomplete one.
    return spec.get("name"), spec.get("language")


def _outputs(notebook: dict) -> Iterator[tuple[dict, int, dict]]:
    for cell in notebook.get("cells", ()):
        for index, output in enumerate(cell.get("outputs", ())):
            if "data" in output:
                yield cell, index, output


def _text(output: dict) -> str:
    # One string or a list of lines: a front end may send either.
    return "".join(output["data"].get("text/plain", ""))
