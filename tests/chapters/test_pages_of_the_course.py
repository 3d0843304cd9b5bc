"""What holds for the pages of all chapters that are ready."""

import importlib
import json
import re
from pathlib import Path

import numpy as np
import pytest

from mlcalc.exercises.engine import Point
from mlcalc.exercises.kinds import Matching, WrongLine

# All chapters: how long they take.


def text_of(notebook: str) -> str:
    path = Path(__file__).parents[2] / "notebooks" / f"{notebook}.ipynb"
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells)


READY = re.findall(
    r"\((\d\d_\w+)\.ipynb\)[^\n]*\*\*ready\*\*, (\d+) minutes", text_of("00_welcome")
)


def test_there_are_chapters_that_are_ready():
    assert [name for name, _ in READY][:1] == ["01_derivatives"]


@pytest.mark.parametrize(("name", "minutes"), READY)
def test_the_minutes_of_the_sections_add_up(name, minutes):
    """In the chapter's table, under its headings, on the welcome page and in the README."""
    text = text_of(name)
    head = text.split("**You need first**")[0]
    table = [int(n) for n in re.findall(r"^\| .* \| (\d+) \|$", head, re.MULTILINE)]
    sections = [int(n) for n in re.findall(r"^\*(\d+) minutes\*$", text, re.MULTILINE)]
    assert sections == table
    assert sum(table) == int(minutes)
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"\(notebooks/{name}\.ipynb\).* {minutes} minutes \|", readme)


@pytest.mark.parametrize(("name", "_"), READY)
def test_the_page_says_how_it_is_used(name, _):
    """What chapter 1 says of running the cells, and of each kind of exercise that is there."""
    text = text_of(name)
    assert "*Run*, then *Run All Above Selected Cell*. Each picture stands there in its first" in (
        text
    )
    kinds = {type(exercise) for exercise in vars(module_of(name)).values()}
    said = {
        Matching: "with choices or menus, choose and press Check",
        WrongLine: "wrong line, do both",
    }
    for kind, words in said.items():
        assert words in text or kind not in kinds, words


def module_of(notebook: str):
    return importlib.import_module(f"mlcalc.exercises.{notebook[3:]}")


def shown_in(notebook: str) -> str:
    """Return all that a reader sees of a saved notebook: texts, code and what the cells wrote."""
    path = Path(__file__).parents[2] / "notebooks" / f"{notebook}.ipynb"
    shown = []
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        shown.append("".join(cell["source"]))
        for output in cell.get("outputs", []):
            shown.append(
                "".join(output.get("text") or output.get("data", {}).get("text/plain", ""))
            )
    return "\n".join(shown)


def digits_of(answer) -> set[str]:
    """Return an answer as it may be written, if its digits could not stand there by chance."""
    numbers = np.abs(np.ravel(np.asarray(answer, dtype=float)))
    long = [n for n in numbers if abs(n - round(n, 2)) > 1e-9]
    return {f"{n:{form}}" for n in long for form in (".4f", ".4g")}


def numbers_asked_for():
    """Yield the notebook, the name and the exercise wherever a number is asked for."""
    for notebook, _ in READY:
        for name, exercise in vars(module_of(notebook)).items():
            if isinstance(exercise, Point):
                yield pytest.param(notebook, exercise, id=f"{notebook[:2]}-{name}")


@pytest.mark.parametrize(("notebook", "exercise"), list(numbers_asked_for()))
def test_no_answer_stands_in_the_chapter(notebook, exercise):
    shown = shown_in(notebook)
    for written in digits_of(exercise.answer):
        assert not re.search(rf"(?<![\d.]){re.escape(written)}(?!\d)", shown), written
