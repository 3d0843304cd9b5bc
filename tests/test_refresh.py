"""Refreshing notebooks: the same bytes every time, errors with their place, right links."""

import json

import nbformat
import pytest
from nbformat import v4

import notebooks


def notebook_file(folder, *sources):
    path = folder / "05_small.ipynb"
    link = v4.new_markdown_cell("[Binder](https://mybinder.org/v2/gh/somebody/else/HEAD)")
    cells = [link, *(v4.new_code_cell(source) for source in sources)]
    nbformat.write(v4.new_notebook(cells=cells), path)
    return path


def test_a_second_refresh_changes_no_byte(tmp_path):
    path = notebook_file(
        tmp_path,
        "print('a')\nprint('b')",
        "import ipywidgets\nipywidgets.IntSlider(description='rate')",
    )
    ids = [cell.id for cell in notebooks.read(path).cells]
    assert notebooks.refresh(path)
    first = path.read_bytes()
    assert not notebooks.refresh(path)
    assert path.read_bytes() == first
    assert first.endswith(b"}\n")
    saved = json.loads(first)
    assert saved["metadata"] == notebooks.METADATA
    assert [cell["id"] for cell in saved["cells"]] == ids
    head, printed, widget = saved["cells"]
    assert head["source"] == [f"[Binder]({notebooks.binder_url('05_small.ipynb')})"]
    assert printed["outputs"][0]["text"] == ["a\n", "b\n"]
    assert (printed["execution_count"], widget["execution_count"]) == (1, 2)
    assert printed["metadata"] == widget["metadata"] == {}
    assert list(widget["outputs"][0]["data"]) == ["text/plain"]


def test_a_cell_that_raises_stops_with_notebook_cell_and_error(tmp_path):
    path = notebook_file(tmp_path, "rate = 0", "# too small\n1 / rate")
    before = path.read_bytes()
    with pytest.raises(notebooks.RefreshError) as caught:
        notebooks.refresh(path)
    assert str(caught.value) == (
        "05_small.ipynb, cell 3 (# too small): ZeroDivisionError: division by zero"
    )
    assert path.read_bytes() == before


def test_a_cell_that_never_ends_and_a_kernel_that_dies_are_named(tmp_path, monkeypatch):
    monkeypatch.setattr(notebooks, "SECONDS_PER_CELL", 1)
    endless = notebook_file(tmp_path, "import time\ntime.sleep(60)")
    with pytest.raises(notebooks.RefreshError, match=r"05_small.ipynb, cell 2 \(import time\): "):
        notebooks.refresh(endless)
    monkeypatch.setattr(notebooks, "SECONDS_PER_CELL", 60)
    deadly = notebook_file(tmp_path, "import os\nos._exit(1)")
    with pytest.raises(notebooks.RefreshError, match=r"cell 2 \(import os\): .*died"):
        notebooks.refresh(deadly)


def test_the_users_own_kernels_are_not_asked(tmp_path, monkeypatch):
    spec = tmp_path / "data" / "kernels" / "python3" / "kernel.json"
    spec.parent.mkdir(parents=True)
    command = {"argv": ["no-such-python"], "display_name": "Another", "language": "python"}
    spec.write_text(json.dumps(command))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "data"))
    monkeypatch.setenv("JUPYTER_PREFER_ENV_PATH", "0")
    assert notebooks.refresh(notebook_file(tmp_path, "print(1)"))


def test_links_to_binder_open_the_notebook_they_stand_in():
    badge = "[![Binder](https://mybinder.org/badge_logo.svg)](https://mybinder.org/)"
    here = notebooks.binder_url("05_gradient_descent.ipynb")
    assert here == (
        f"https://mybinder.org/v2/gh/{notebooks.repository()}"
        "/HEAD?urlpath=lab/tree/notebooks/05_gradient_descent.ipynb"
    )
    filled = notebooks.with_binder_links(badge, "05_gradient_descent.ipynb")
    assert filled == f"[![Binder](https://mybinder.org/badge_logo.svg)]({here})"
    assert notebooks.with_binder_links(filled, "05_gradient_descent.ipynb") == filled


def test_a_page_that_lists_the_course_keeps_its_links_apart():
    chapters = ["00_welcome.ipynb", "01_derivatives.ipynb"]
    listed = " ".join(f"[{name}]({notebooks.binder_url(name)})" for name in chapters)
    text = f"[start](https://mybinder.org/) {listed} [gone]({notebooks.binder_url('09.ipynb')})"
    filled = notebooks.with_binder_links(text, "00_welcome.ipynb", chapters)
    welcome = notebooks.binder_url("00_welcome.ipynb")
    assert filled == f"[start]({welcome}) {listed} [gone]({welcome})"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://github.com/owner/name", "owner/name"),
        ("https://github.com/owner/name.git", "owner/name"),
        ("https://github.com/owner/name/", "owner/name"),
    ],
)
def test_the_repository_comes_from_the_project(address, expected, tmp_path):
    project = tmp_path / "pyproject.toml"
    project.write_text(f'[project.urls]\nRepository = "{address}"\n')
    assert notebooks.repository(project) == expected


@pytest.mark.parametrize("address", ["https://example.org/owner/name", "https://github.com/owner"])
def test_an_address_that_binder_cannot_open_is_refused(address, tmp_path):
    project = tmp_path / "pyproject.toml"
    project.write_text(f'[project.urls]\nRepository = "{address}"\n')
    with pytest.raises(ValueError, match=f"but {address} came"):
        notebooks.repository(project)


def test_an_unknown_name_is_refused(capsys):
    with pytest.raises(SystemExit):
        notebooks.main(["13_nothing.ipynb"])
    assert "no notebook of this name in notebooks: 13_nothing.ipynb" in capsys.readouterr().err
