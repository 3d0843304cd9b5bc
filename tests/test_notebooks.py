"""The guard of the notebooks: it finds what strict nbval lets through."""

import ast
import importlib
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode, v4
from nbval.plugin import comment_markers, metadata_tags

import notebooks

SANITIZE = Path(__file__).with_name("nbval_sanitize.cfg")
COURSE = [notebooks.FOLDER / name for name in notebooks.names()]

LARGEST = 1_500_000
"""Bytes of a notebook: it must open quickly from Binder and stay readable in a diff."""

ADDRESS = re.compile(r"\b0x[0-9a-fA-F]{4,}\b")
PIXELS = re.compile(r"base64,[A-Za-z0-9+/=]+")
NOT_IN_A_NOTEBOOK = re.compile(r"%matplotlib|\bclear_output\b|^\s*(\w+ = )?await ", re.MULTILINE)
NOT_FIRST = "the plain text of a picture does not begin with its alternative text"
NOT_SEEN = "the plain text of a picture has words that nobody sees"
NEVER_SHOWN = ("script", "style", "template", "title")
WITHOUT_END = ("img", "br", "hr", "input", "meta", "link", "wbr", "source")
PICTURE_IN_MARKDOWN = re.compile(r"!\[([^\]]*)\]\(")


def faults(path: Path) -> list[str]:
    """Return everything that is wrong with a saved notebook, a sentence each."""
    text = path.read_bytes().decode("utf-8")
    notebook = notebooks.read(path)
    found = [*_whole(notebook, path, text)]
    for number, cell in enumerate(notebook.cells, 1):
        check = _code_cell if cell.cell_type == "code" else _prose_cell
        found += [f"cell {number}: {fault}" for fault in check(cell)]
    return found


def _whole(notebook: NotebookNode, path: Path, text: str) -> Iterator[str]:
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    if len(text.encode()) > LARGEST:
        yield f"the file is larger than {LARGEST} bytes"
    if [cell.execution_count for cell in code] != list(range(1, len(code) + 1)):
        yield "the execution counts are not 1, 2, 3, ..."
    if not any(cell.outputs for cell in code):
        yield "no output is saved"
    if "widgets" in notebook.metadata:
        yield "widget state is saved"
    if text != notebooks.written(notebooks.normalised(notebook)):
        yield "the file is not in its normal form"
    yield from _binder(notebook, path.name)


def _binder(notebook: NotebookNode, name: str) -> Iterator[str]:
    prose = [cell.source for cell in notebook.cells if cell.cell_type != "code"]
    notebooks.link_to_binder(notebook, name)
    if prose != [cell.source for cell in notebook.cells if cell.cell_type != "code"]:
        yield "a Binder link is wrong"
    if f"({notebooks.binder_url(name)})" not in "\n".join(prose):
        yield "there is no Binder link to this notebook"


def _code_cell(cell: NotebookNode) -> Iterator[str]:
    comments = {line.strip().lstrip("#").strip() for line in cell.source.splitlines()}
    if comments & set(comment_markers) or set(cell.metadata.get("tags", ())) & set(metadata_tags):
        yield "a mark changes what nbval does"
    if NOT_IN_A_NOTEBOOK.search(cell.source):
        yield "the course does without %matplotlib, clear_output and await"
    for output in cell.outputs:
        yield from _output(output)


def _output(output: NotebookNode) -> Iterator[str]:
    if output.output_type == "error":
        yield f"it raised {output.ename}"
        return
    if output.output_type == "stream":
        if output.name == "stderr":
            yield "it wrote to stderr"
        shown = {"text/plain": output.text}
    else:
        shown = output.data
    if notebooks.WIDGET_VIEW in shown:
        yield "a widget view is saved"
    for kind in shown:
        if kind.startswith("image/"):
            yield f"{kind} has no alternative text: show a Picture"
    if ADDRESS.search(PIXELS.sub("", "\n".join(map(str, shown.values())))):
        yield "it shows the address of an object"
    yield from _alternative_texts(shown)


def _alternative_texts(shown: dict) -> Iterator[str]:
    page = shown.get("text/html", "")
    texts, plain = alternative_texts(page), shown.get("text/plain", "")
    described = "\n".join(texts)
    if not all(texts):
        yield "a picture has no alternative text"
    elif not texts:
        return
    elif not re.match(rf"{re.escape(described)}(\s|$)", plain):
        yield NOT_FIRST
    elif not _stands_in(plain.removeprefix(described), visible_text(page)):
        yield NOT_SEEN


def _stands_in(text: str, seen: str) -> bool:
    """Say whether words stand in another text in the same order, whatever is between them."""
    # Beside a picture the numbers stand apart; in a line of text there are commas.
    words, others = (re.sub(r"[,.]?(\s+|$)", " ", part).strip() for part in (text, seen))
    return f" {words} " in f" {others} " if words else True


def _prose_cell(cell: NotebookNode) -> Iterator[str]:
    texts = PICTURE_IN_MARKDOWN.findall(cell.source) + alternative_texts(cell.source)
    if not all(text.strip() for text in texts):
        yield "a picture has no alternative text"


def alternative_texts(html: str) -> list[str]:
    """Return the alternative text of every image, empty where there is none."""
    texts = []

    class Images(HTMLParser):
        def handle_starttag(self, tag, attrs):
            if tag == "img":
                texts.append(dict(attrs).get("alt") or "")

    Images().feed(html)
    return texts


def visible_text(html: str) -> str:
    """Return what a page shows as text: nothing hidden, and no scripts or styles."""
    shown, open_tags = [], []

    class Texts(HTMLParser):
        def handle_starttag(self, tag, attrs):
            if tag not in WITHOUT_END:
                style = (dict(attrs).get("style") or "").replace(" ", "")
                hidden = "hidden" in dict(attrs) or "display:none" in style
                open_tags.append((tag, hidden or tag in NEVER_SHOWN))

        def handle_endtag(self, tag):
            while any(tag == opened for opened, _ in open_tags):
                if open_tags.pop()[0] == tag:
                    break
            shown.append(" ")

        def handle_data(self, data):
            if not any(hidden for _, hidden in open_tags):
                shown.append(data)

    Texts().feed(html)
    return "".join(shown)


# The course itself.


def test_there_is_a_course():
    assert COURSE


@pytest.mark.parametrize("path", COURSE, ids=lambda path: path.stem)
def test_a_saved_notebook_has_no_fault(path):
    assert faults(path) == []


@pytest.mark.parametrize("path", COURSE, ids=lambda path: path.stem)
def test_the_map_on_the_welcome_page_leads_there(path):
    welcome = notebooks.read(notebooks.FOLDER / notebooks.WELCOME)
    prose = "\n".join(cell.source for cell in welcome.cells if cell.cell_type == "markdown")
    assert path.name == notebooks.WELCOME or f"]({path.name})" in prose


def read_and_set(code: str) -> tuple[set[str], set[str]]:
    """Return the names that code reads before it sets them, and those that it sets."""
    read, written = set(), set()

    def visit(node: ast.AST) -> None:
        match node:
            case ast.Name(id=name, ctx=ast.Load()):
                read.update({name} - written)
            case ast.Name(id=name, ctx=ast.Store()):
                written.add(name)
            case ast.Assign(targets=targets, value=value):
                for part in (value, *targets):
                    visit(part)
            case ast.AugAssign(target=ast.Name(id=name), value=value):
                read.update({name} - written)
                visit(value)
                written.add(name)
            case ast.For(target=target, iter=several, body=body, orelse=after):
                for part in (several, target, *body, *after):
                    visit(part)
            case ast.FunctionDef() | ast.Lambda():
                # What it sets is its own, and what it reads of others it reads when it is called.
                inside = {each.arg for each in ast.walk(node) if isinstance(each, ast.arg)}
                names = [each for each in ast.walk(node) if isinstance(each, ast.Name)]
                inside |= {each.id for each in names if isinstance(each.ctx, ast.Store)}
                read.update({each.id for each in names} - inside - written)
                written.update([node.name] if isinstance(node, ast.FunctionDef) else [])
            case ast.comprehension(target=target, iter=several, ifs=conditions):
                for part in (several, target, *conditions):
                    visit(part)
            case ast.ListComp() | ast.GeneratorExp() | ast.SetComp():
                own = {each.id for g in node.generators for each in ast.walk(g.target)
                       if isinstance(each, ast.Name)}  # fmt: skip
                names = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
                read.update(names - own - written)
            case _:
                for part in ast.iter_child_nodes(node):
                    visit(part)

    visit(ast.parse(code))
    return read, written


def spoilt(cells: list[str], solutions: dict[str, set[str]]) -> list[str]:
    """Return which names the solutions set that a later cell reads, with what it reads then.

    ``solutions`` holds for each exercise the names that the code of its solution sets.
    """
    found = []
    for exercise, names in solutions.items():
        shown = re.compile(rf"\bexercises\.{exercise}\b")
        places = [k for k, cell in enumerate(cells) if shown.search(cell)]
        overwritten = set(names)
        for cell in cells[places[-1] + 1 :] if places else []:
            read, written = read_and_set(cell)
            found += [
                f"{exercise} sets {name}, read by: {cell[:60]}"
                for name in sorted(read & overwritten)
            ]
            overwritten -= written
    return found


def code_of_solutions(chapter: str) -> dict[str, set[str]]:
    """Return the names that the solution of each exercise of a chapter sets, but for its own."""
    module = importlib.import_module(f"mlcalc.exercises.{chapter}")
    found = {}
    for variable, value in vars(module).items():
        blocks = re.findall(r"```python\n(.*?)```", getattr(value, "worked", ""), re.DOTALL)
        own = {"answer", getattr(value, "name", None)}
        if blocks:
            found[variable] = set().union(*(read_and_set(block)[1] for block in blocks)) - own
    return found


@pytest.mark.parametrize("path", COURSE, ids=lambda path: path.stem)
def test_a_solution_pasted_into_its_cell_spoils_no_later_cell(path):
    chapter = path.stem[3:]
    if chapter == "welcome":
        return
    cells = [cell.source for cell in notebooks.read(path).cells if cell.cell_type == "code"]
    assert spoilt(cells, code_of_solutions(chapter)) == []


def test_a_name_that_a_solution_would_spoil_is_found():
    cells = ["def slope(x):\n    return x", "exercises.one.check(2)", "x = 1\nprint(slope(x))"]
    assert [fault[:15] for fault in spoilt(cells, {"one": {"slope", "x"}})] == ["one sets slope,"]
    assert spoilt(cells, {"one": {"x", "cells"}}) == []
    reset = [*cells[:2], "slope = abs", "slope(3)"]
    assert spoilt(reset, {"one": {"slope"}}) == []
    assert read_and_set("for k in n:\n    x += k\ny = [a * x for a in b]") == (
        {"n", "x", "b"}, {"k", "x", "y"},
    )  # fmt: skip


def test_the_binder_links_of_the_readme_are_right():
    text = (notebooks.ROOT / "README.md").read_text(encoding="utf-8")
    assert text == notebooks.with_binder_links(text, notebooks.WELCOME, notebooks.names())


# The guard itself: every fault is found in a notebook that has it, and in no other.

PICTURE = '<img width="90" alt="a line of slope 2 &amp; more" src="data:image/png;base64,0xABCDEF">'
READING = "<p><b>It rises.</b></p><p>slope = 2 \u2003 point = (1, -0.5)</p>"
PLAIN = "a line of slope 2 & more It rises. slope = 2, point = (1, -0.5)."


def small_notebook() -> NotebookNode:
    """Return a notebook without fault, as if it had been refreshed."""
    link = f"[Binder]({notebooks.binder_url('small.ipynb')})"
    picture = {"text/html": PICTURE, "text/plain": "a line of slope 2 & more"}
    printed = v4.new_output("stream", text="0.1447\n")
    shown = v4.new_output("execute_result", picture, execution_count=2)
    cells = [
        v4.new_markdown_cell(f"# Small\n\n{link} ![a badge](badge.svg)", id="head"),
        v4.new_code_cell("print(0.1447)", id="one", execution_count=1, outputs=[printed]),
        v4.new_code_cell("picture", id="two", execution_count=2, outputs=[shown]),
    ]
    return notebooks.normalised(v4.new_notebook(cells=cells))


def saved(notebook: NotebookNode, folder: Path) -> Path:
    path = folder / "small.ipynb"
    path.write_text(notebooks.written(notebook), encoding="utf-8")
    return path


def test_the_guard_is_content_with_a_good_notebook(tmp_path):
    assert faults(saved(small_notebook(), tmp_path)) == []


@pytest.mark.parametrize(
    ("page", "plain"),
    [
        (PICTURE + READING, PLAIN),
        (PICTURE + "<br>" + READING, PLAIN),
        (PICTURE + READING, "a line of slope 2 & more It rises. slope = 2"),
        (PICTURE + READING, "a line of slope 2 & more"),
        (PICTURE + READING + PICTURE, "a line of slope 2 & more\n" + PLAIN),
    ],
)
def test_the_guard_is_content_with_a_picture_and_its_reading(page, plain, tmp_path):
    notebook = small_notebook()
    notebook.cells[2].outputs[0].data.update({"text/html": page, "text/plain": plain})
    assert faults(saved(notebook, tmp_path)) == []


def stripped(notebook):
    for cell in notebook.cells[1:]:
        cell.outputs = []


def not_counted(notebook):
    notebook.cells[1].execution_count = None


def counted_from_three(notebook):
    for cell in notebook.cells[1:]:
        cell.execution_count += 2


def marked_by_comment(notebook):
    notebook.cells[1].source += "\n# NBVAL_IGNORE_OUTPUT"


def marked_by_tag(notebook):
    notebook.cells[1].metadata.tags = ["nbval-skip"]


def expecting_an_exception(notebook):
    notebook.cells[1].metadata.tags = ["raises-exception"]


def warned(notebook):
    notebook.cells[1].outputs[0].name = "stderr"


def raised(notebook):
    notebook.cells[1].outputs = [
        v4.new_output("error", ename="ValueError", evalue="", traceback=[])
    ]


def showing_an_address(notebook):
    notebook.cells[1].outputs[0].text = "<function f at 0x7f3a2c1d>\n"


def with_widget_state(notebook):
    notebook.metadata.widgets = {}


def with_widget_view(notebook):
    notebook.cells[2].outputs[0].data[notebooks.WIDGET_VIEW] = {"model_id": "7"}


def too_large(notebook):
    notebook.cells[1].outputs[0].text = "1" * LARGEST


def with_times(notebook):
    notebook.cells[1].metadata.execution = {"iopub.status.busy": "2026-01-01"}


def with_a_newer_python(notebook):
    notebook.metadata.language_info.version = "3.11.7"


def linked_elsewhere(notebook):
    notebook.cells[0].source = notebook.cells[0].source.replace("small", "another")


def not_linked(notebook):
    notebook.cells[0].source = "# Small"


def without_alternative_text(notebook):
    notebook.cells[2].outputs[0].data["text/html"] = '<img src="data:image/png;base64,AA==">'


def with_another_text(notebook):
    notebook.cells[2].outputs[0].data["text/plain"] = "a line of slope 3 & more"


def show_with_reading(notebook, page, plain=PLAIN):
    notebook.cells[2].outputs[0].data.update({"text/html": page, "text/plain": plain})


def with_longer_words(notebook):
    show_with_reading(notebook, PICTURE + READING, PLAIN.replace("more", "moreover"))


def with_another_number(notebook):
    show_with_reading(notebook, PICTURE + READING.replace("-0.5", "-0.6"))


def with_a_longer_number(notebook):
    show_with_reading(notebook, PICTURE + READING.replace("slope = 2", "slope = 25"))


def without_its_reading(notebook):
    show_with_reading(notebook, PICTURE)


def with_a_hidden_reading(notebook):
    show_with_reading(notebook, f"{PICTURE}<div hidden>{READING}</div>")


def with_an_undisplayed_reading(notebook):
    show_with_reading(notebook, f'{PICTURE}<div style="display: none"><hr>{READING}</div>')


def with_a_reading_in_a_comment(notebook):
    show_with_reading(notebook, f"{PICTURE}<!-- {READING} --><style>{READING}</style>")


def with_the_reading_first(notebook):
    plain = "It rises. slope = 2, point = (1, -0.5). a line of slope 2 & more"
    show_with_reading(notebook, PICTURE + READING, plain)


def as_bare_png(notebook):
    notebook.cells[2].outputs[0].data = {"image/png": "AA==", "text/plain": "<Figure>"}


def undescribed_in_prose(notebook):
    notebook.cells[0].source += "\n\n![](line.png)"


def undescribed_in_html(notebook):
    notebook.cells[0].source += '\n\n<img src="line.png">'


def plotted_inline(notebook):
    notebook.cells[1].source = "%matplotlib widget"


def awaited(notebook):
    notebook.cells[1].source = "answer = await question()"


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (stripped, ["no output is saved"]),
        (not_counted, ["the execution counts are not 1, 2, 3, ..."]),
        (counted_from_three, ["the execution counts are not 1, 2, 3, ..."]),
        (marked_by_comment, ["cell 2: a mark changes what nbval does"]),
        (marked_by_tag, ["cell 2: a mark changes what nbval does"]),
        (expecting_an_exception, ["cell 2: a mark changes what nbval does"]),
        (warned, ["cell 2: it wrote to stderr"]),
        (raised, ["cell 2: it raised ValueError"]),
        (showing_an_address, ["cell 2: it shows the address of an object"]),
        (with_widget_state, ["widget state is saved", "the file is not in its normal form"]),
        (
            with_widget_view,
            ["the file is not in its normal form", "cell 3: a widget view is saved"],
        ),
        (too_large, [f"the file is larger than {LARGEST} bytes"]),
        (with_times, ["the file is not in its normal form"]),
        (with_a_newer_python, ["the file is not in its normal form"]),
        (
            linked_elsewhere,
            ["a Binder link is wrong", "there is no Binder link to this notebook"],
        ),
        (not_linked, ["there is no Binder link to this notebook"]),
        (without_alternative_text, ["cell 3: a picture has no alternative text"]),
        (with_another_text, [f"cell 3: {NOT_FIRST}"]),
        (with_longer_words, [f"cell 3: {NOT_FIRST}"]),
        (with_the_reading_first, [f"cell 3: {NOT_FIRST}"]),
        (with_another_number, [f"cell 3: {NOT_SEEN}"]),
        (with_a_longer_number, [f"cell 3: {NOT_SEEN}"]),
        (without_its_reading, [f"cell 3: {NOT_SEEN}"]),
        (with_a_hidden_reading, [f"cell 3: {NOT_SEEN}"]),
        (with_an_undisplayed_reading, [f"cell 3: {NOT_SEEN}"]),
        (with_a_reading_in_a_comment, [f"cell 3: {NOT_SEEN}"]),
        (as_bare_png, ["cell 3: image/png has no alternative text: show a Picture"]),
        (undescribed_in_prose, ["cell 1: a picture has no alternative text"]),
        (undescribed_in_html, ["cell 1: a picture has no alternative text"]),
        (plotted_inline, ["cell 2: the course does without %matplotlib, clear_output and await"]),
        (awaited, ["cell 2: the course does without %matplotlib, clear_output and await"]),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_the_guard_finds_a_notebook(spoil, expected, tmp_path):
    notebook = small_notebook()
    spoil(notebook)
    assert faults(saved(notebook, tmp_path)) == expected


def test_the_guard_finds_another_layout_of_the_file(tmp_path):
    path = saved(small_notebook(), tmp_path)
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n"), encoding="utf-8")
    assert faults(path) == ["the file is not in its normal form"]


# Strict nbval: one wrong digit, printed or in the text of a picture, must make it fail.


def nbval(path: Path) -> subprocess.CompletedProcess:
    options = "--nbval --nbval-current-env --nbval-cell-timeout 120 --nbval-sanitize-with"
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *options.split(), str(SANITIZE), str(path)],
        cwd=path.parent,
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.fixture(scope="module")
def executed(tmp_path_factory) -> Path:
    """Return a notebook that prints a number and shows a picture, refreshed."""
    drawn = (
        "from mlcalc.figures import Picture, style\n"
        "figure = style.new_figure(3, 2)\n"
        "figure.add_subplot().plot([0, 1], [0, 2])\n"
        "Picture(figure, 'a line of slope 2')"
    )
    cells = [
        v4.new_markdown_cell("# Small\n\n[Binder](https://mybinder.org/v2/gh/)"),
        v4.new_code_cell(
            "from mlcalc import step\nprint(round(float(step(0.05, -18.9, 0.005)), 4))"
        ),
        v4.new_code_cell(drawn),
    ]
    path = tmp_path_factory.mktemp("executed") / "small.ipynb"
    nbformat.write(v4.new_notebook(cells=cells), path)
    assert notebooks.refresh(path)
    return path


def test_an_executed_notebook_passes_guard_and_nbval(executed):
    assert faults(executed) == []
    result = nbval(executed)
    assert result.returncode == 0, result.stdout


def misprinted(notebook):
    notebook.cells[1].outputs[0].text = "0.1446\n"


def misdescribed(notebook):
    notebook.cells[2].outputs[0].data["text/plain"] = "a line of slope 3"


@pytest.mark.parametrize("spoil", [misprinted, misdescribed])
def test_nbval_fails_on_one_wrong_digit(spoil, executed, tmp_path):
    notebook = notebooks.read(executed)
    spoil(notebook)
    result = nbval(saved(notebook, tmp_path))
    assert result.returncode == 1, result.stdout
    assert "Cell outputs differ" in result.stdout


def test_nbval_fails_on_one_wrong_digit_in_the_course(tmp_path):
    notebook = notebooks.read(notebooks.FOLDER / notebooks.WELCOME)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    described = next(
        o.data for o in outputs if re.search(r"\d", o.get("data", {}).get("text/plain", ""))
    )
    digit = re.search(r"\d", described["text/plain"])[0]
    described["text/plain"] = described["text/plain"].replace(digit, str((int(digit) + 1) % 10), 1)
    result = nbval(saved(notebook, tmp_path))
    assert result.returncode == 1, result.stdout
    assert "Cell outputs differ" in result.stdout
