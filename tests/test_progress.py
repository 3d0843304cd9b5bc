"""What a student did outlives the kernel: the file, its accidents, the tables, the line."""

import asyncio
import contextlib
import errno
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from datetime import date
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import answers
import collect
import filelock
import nbformat
import numpy as np
import pytest
from nbformat import v4

import notebooks
from mlcalc.exercises import CHAPTERS, progress, store
from mlcalc.exercises import gradient_descent as chapter
from mlcalc.exercises.drawing import Axis, Curve, DrawnPrediction
from mlcalc.exercises.engine import Choice, Code, Exercise, Mistake, Number, Point, Status
from mlcalc.exercises.prediction import AnyPrediction, Option, Prediction

ROOT = Path(__file__).resolve().parent.parent

EXERCISES = sum(isinstance(value, Exercise) for value in vars(chapter).values())
PREDICTIONS = sum(isinstance(value, AnyPrediction) for value in vars(chapter).values())

TEXTS = {"prompt": "What?", "right": "So it is.", "worked": "Like this.", "hints": ("Look.", "So.")}


def forget():
    """Clear what the exercises and predictions themselves remember."""
    for each in progress.chapters():
        for thing in (*each.exercises.values(), *each.predictions.values()):
            thing.begin_anew()


@pytest.fixture
def start(tmp_path, monkeypatch):
    """Return a function that begins a new kernel: an empty memory, the same folder."""

    def begin(folder=tmp_path):
        new = store.Store(folder)
        monkeypatch.setattr(store, "active", lambda: new)
        forget()
        return new

    begin()
    yield begin
    begin(None)


@pytest.fixture
def file(tmp_path, start):
    return tmp_path / store.FILE


@pytest.fixture
def small(monkeypatch, start):
    """Add a chapter of one question of each kind, in place of the last of the course."""
    module = ModuleType("mlcalc.exercises.likelihood")
    module.__spec__ = ModuleSpec(module.__name__, None)
    sign = Mistake("sign", -2.0, "The sign.")
    module.number = Number(title="a | number", answer=2.0, mistakes=(sign,), **TEXTS)
    module.point = Point(title="a point", answer=[1.0, 2.0], mistakes=(), **TEXTS)
    module.choice = Choice(
        title="a choice", answer="a", choices={"a": "up", "b": "down"}, mistakes=(), **TEXTS
    )
    module.code = Code(
        title="code", name="half", answer=lambda x: x / 2, tests=((3.0,),), mistakes=(), **TEXTS
    )
    module.fall = Prediction(
        title="the fall",
        question="Where?",
        options=(Option("a", "up", "No. Not up."), Option("b", "down", "Yes. Down.")),
        happened="b",
    )
    module.slope = DrawnPrediction(
        title="the slope",
        question="Where to?",
        across=Axis("x", 0, 1),
        up=Axis("y", 0, 2),
        true=Curve("the line", lambda x: 2 * x),
        why="It rises.",
    )
    module.borrowed = chapter.next_point
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return module


def saved(file):
    return json.loads(file.read_text(encoding="utf-8"))


# The file.


def test_the_file_is_small_and_readable(file, small):
    small.fall.choose("a")
    small.fall.saw("b")
    small.number.hint()
    small.number.check(2.5)
    small.number.check(2.0)
    assert file.read_text(encoding="utf-8") == (
        "{\n"
        '  "exercises": {\n'
        '    "likelihood.number": {\n'
        '      "checks": 2,\n'
        '      "hints": 1,\n'
        '      "solution shown": false,\n'
        '      "solved": true,\n'
        '      "unknown answers": [\n'
        '        "2.5"\n'
        "      ]\n"
        "    }\n"
        "  },\n"
        '  "made by": "mlcalc",\n'
        '  "predictions": {\n'
        '    "likelihood.fall": {\n'
        '      "chosen": "a",\n'
        '      "compared": true,\n'
        '      "seen": "b"\n'
        "    }\n"
        "  },\n"
        '  "version": 1\n'
        "}\n"
    )


def test_what_is_not_answered_is_not_recorded(file, small):
    for exercise in (small.number, small.point, small.choice, small.code):
        assert exercise.check(...).status is Status.UNANSWERED
    small.fall.compare()._repr_mimebundle_()
    small.fall.saw("a")
    small.fall._repr_mimebundle_()
    progress.course()
    assert not file.exists()


def test_an_exercise_that_no_chapter_holds_is_not_recorded(file, start):
    mine = Number(title="mine", answer=1.0, mistakes=(), **TEXTS)
    mine.check(3.0)
    mine.hint()
    mine.solution()
    own = Prediction(
        title="own", question="?", options=(Option("a", "up", "Yes. Up."),), happened="a"
    )
    own.choose("a")
    assert own.saw("a").status is Status.RIGHT
    assert not file.exists()


def test_a_solved_exercise_stays_as_it_was_solved(file, small):
    small.number.check(2)
    for answer in (5.0, -2.0, 2.0):
        small.number.check(answer)
    small.number.hint()
    small.number.solution()
    record = saved(file)["exercises"]["likelihood.number"]
    assert (record["checks"], record["hints"], record["solved"]) == (1, 0, True)
    assert not record["solution shown"]


def test_an_unknown_wrong_answer_is_kept_as_a_number_or_code(file, small):
    small.number.check(np.pi)
    small.number.check(-2.0)
    small.point.check([0.1, np.float32(7)])

    def half(x):
        """Written by Ada."""
        # Ada was here.
        return x * len(f"Ada {x:.3f}")

    small.code.check(half)
    small.code.check(lambda x: x / 4)
    kept = {key: r["unknown answers"] for key, r in saved(file)["exercises"].items()}
    assert kept == {
        "likelihood.number": ["3.14159265359"],
        "likelihood.point": ["(0.1, 7)"],
        "likelihood.code": [
            "def half(x):\n    pass\n    return x * len(f'{x:}')",
            "lambda x: x / 4",
        ],
    }


class Loud:
    def __init__(self, x):
        raise RuntimeError("Ada")


@pytest.mark.parametrize(
    "answer", ["Ada", ["Ada", 1], {"Ada": 1}, 1j, [1, 2, 3], float("nan"), True, Loud, np.sin]
)
def test_nothing_else_that_was_typed_is_kept(answer, file, small):
    for exercise in (small.number, small.choice):
        assert exercise.check(answer).status is Status.WRONG
    small.code.check(answer)
    records = saved(file)["exercises"].values()
    assert [r["unknown answers"] for r in records] == [[]] * len(records)
    assert "Ada" not in file.read_text(encoding="utf-8")


def test_only_so_many_answers_of_so_many_characters_are_kept(file, small):
    for i in range(60):
        small.number.check(10.0 + i)
    names = ", ".join(f"x{i}" for i in range(300))
    space = {}
    Path(file.parent, "long.py").write_text(f"def half({names}):\n    return 1\n")
    code = compile(Path(file.parent, "long.py").read_text(), str(file.parent / "long.py"), "exec")
    exec(code, space)
    small.code.check(space["half"])
    records = saved(file)["exercises"]
    assert records["likelihood.number"]["unknown answers"] == [str(20 + i) for i in range(50)]
    (kept,) = records["likelihood.code"]["unknown answers"]
    assert len(kept) == 500


def test_running_all_cells_again_repeats_no_answer(file, start, small):
    for _ in range(3):
        small.number.check(5.0)
        start()
    assert saved(file)["exercises"]["likelihood.number"]["unknown answers"] == ["5"]


# Another kernel, and two at once.


def without_panels(prediction):
    """Drop the panels of a prediction, as the end of a kernel does."""
    for name in ("widget", "second_widget"):
        vars(prediction).pop(name, None)


def test_a_new_kernel_knows_what_was_chosen_and_seen(file, start, small):
    small.fall.choose("a")
    start()
    without_panels(small.fall)
    assert small.fall.chosen == "a"
    assert small.fall.widget.state["chosen"] == "a"
    assert small.fall.second_widget.state["before"] == "You predicted **a**."
    small.fall.saw("a")
    start()
    without_panels(small.fall)
    assert (small.fall.seen, small.fall.compared) == ("a", False)
    assert small.fall.second_widget.state["marked"] == "a"
    assert small.fall.second_widget.state["reply"] == ""
    small.fall.saw("b")
    start()
    without_panels(small.fall)
    assert small.fall.compared
    assert small.fall.second_widget.state["reply"].startswith("**Not as you predicted.** You")
    small.fall.choose("b")
    record = {"chosen": "a", "compared": True, "seen": "b"}
    assert saved(file)["predictions"]["likelihood.fall"] == record


def test_a_panel_shown_again_knows_what_another_kernel_did(file, small):
    panel = small.fall.widget
    other = store.Store(file.parent)
    other.change(lambda work: work.predictions.update({KEY: store.Predicted("b", True, "b")}))
    assert panel.state["chosen"] is None
    small.fall._repr_mimebundle_()
    assert (panel.state["chosen"], panel.state["compared"]) == ("b", True)


KEY = "likelihood.fall"


@pytest.mark.parametrize(
    "record",
    [
        {"chosen": "b", "compared": True},
        {"chosen": None, "compared": False},
        {"chosen": "b", "compared": False, "seen": "a", "drawn": None},
        {"compared": True, "drawn": [None, 1, -2.5]},
    ],
)
def test_records_of_predictions_that_are_read(record, file, small):
    content = store.MADE_BY | {"predictions": {KEY: record}, "exercises": {}}
    file.write_text(json.dumps(content))
    assert store.read(file).predictions[KEY] == store.Predicted(**record)
    assert small.fall.compared == record["compared"]


@pytest.mark.parametrize(
    "record",
    [
        {"chosen": 3, "compared": True},
        {"chosen": "b", "compared": 1},
        {"chosen": "b", "compared": True, "seen": 2},
        {"compared": True, "drawn": "none"},
        {"compared": True, "drawn": ["1"]},
        {"compared": True, "drawn": [True]},
        {"compared": True, "drawn": [float("inf")]},
        {"compared": True, "drawn": [10**400]},
        {"compared": True, "surprise": 1},
    ],
)
def test_records_of_predictions_that_are_refused(record, file):
    content = store.MADE_BY | {"predictions": {KEY: record}, "exercises": {}}
    file.write_text(json.dumps(content))
    with pytest.raises(store.ForeignFileError, match="it has entries of another form"):
        store.read(file)


def test_a_drawing_is_kept_and_another_kernel_shows_it(file, start, small):
    small.slope.draw(lambda x: 2 * x + 1e-9)
    start()
    without_panels(small.slope)
    np.testing.assert_allclose(small.slope.drawn, np.linspace(0, 2, 61), atol=1e-3)
    kept = saved(file)["predictions"]["likelihood.slope"]["drawn"]
    assert len(kept) == 61
    assert max(len(str(height)) for height in kept) <= 5
    assert small.slope.widget.state["drawn"] == kept


def test_a_drawing_of_another_form_counts_as_none(file, start, small):
    small.slope.draw(lambda x: x)
    content = saved(file)
    content["predictions"]["likelihood.slope"]["drawn"] = [1, 2, 3]
    file.write_text(json.dumps(content))
    assert small.slope.drawn is None
    assert small.slope.second_widget.state["made"] is False
    assert small.slope.widget.state["drawn"] == [None] * 61
    assert "nothing yet" in str(progress.summary("mlcalc.exercises.likelihood"))


def test_a_recorded_letter_that_is_gone_counts_as_no_choice(file, start, small):
    small.fall.choose("a")
    file.write_text(file.read_text().replace('"chosen": "a"', '"chosen": "e"'))
    start()
    assert small.fall.chosen is None
    assert str(small.fall.saw("a")).startswith("Choose first")
    assert "nothing yet" in str(progress.summary("mlcalc.exercises.likelihood"))


def test_a_new_kernel_begins_with_the_first_hint_and_remembers_the_furthest(file, start, small):
    small.number.hint()
    small.number.hint()
    start()
    assert "Hint 1 of 2" in str(small.number.hint())
    small.number.solution()
    record = saved(file)["exercises"]["likelihood.number"]
    assert (record["hints"], record["solution shown"]) == (2, True)


CHECKS = """
import sys
from pathlib import Path
from mlcalc.exercises import store
from mlcalc.exercises import gradient_descent as chapter
# Two that write without a pause keep the lock from each other for longer than a student would.
store.PATIENCE = 60
kept = store.Store(Path(sys.argv[1]))
store.active = lambda: kept
for i in range(int(sys.argv[2])):
    verdict = chapter.next_point.check(5.0 + i)
    vars(chapter)[sys.argv[3]].hint()
    assert "saved" not in str(verdict), verdict
"""


def checking(folder, times, other):
    return subprocess.Popen([sys.executable, "-c", CHECKS, str(folder), str(times), other])


def test_two_kernels_at_once_lose_nothing(file):
    both = [checking(file.parent, 150, other) for other in ("second_point", "largest_rate")]
    assert [process.wait(timeout=100) for process in both] == [0, 0]
    records = saved(file)["exercises"]
    assert records["gradient_descent.next_point"]["checks"] == 300
    assert records["gradient_descent.second_point"]["hints"] == 3
    assert records["gradient_descent.largest_rate"]["hints"] == 3


def test_two_threads_of_a_kernel_lose_nothing(file, small):
    def check():
        for i in range(50):
            small.number.check(5.0 + i)

    threads = [threading.Thread(target=check) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert saved(file)["exercises"]["likelihood.number"]["checks"] == 200


KILLED = """
import os, signal, sys
from pathlib import Path
from mlcalc.exercises import store
from mlcalc.exercises import gradient_descent as chapter

def open_to_die(*arguments, **options):
    file = open(*arguments, **options)
    write = file.write

    def write_half(text):
        write(text[: len(text) // 2])
        file.flush()
        os.kill(os.getpid(), signal.SIGKILL)

    file.write = write_half
    return file

kept = store.Store(Path(sys.argv[1]))
store.active = lambda: kept
chapter.next_point.check(5.0)
store.open = open_to_die
chapter.next_point.check(6.0)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_kill_in_the_middle_of_a_write_leaves_a_whole_file(file, start):
    killed = subprocess.run([sys.executable, "-c", KILLED, str(file.parent)])
    assert killed.returncode == -signal.SIGKILL
    assert store.read(file).practised("gradient_descent.next_point").checks == 1
    assert "saved" not in str(chapter.next_point.check(7.0))
    record = store.read(file).practised("gradient_descent.next_point")
    assert record.unknown_answers == ["5", "7"]
    assert not file.with_name(".progress.json.new").exists()


# Accidents.

ENTRY = '{"made by": "mlcalc", "version": 1, "predictions": {}, "exercises": {"a.b": %s}}'
FOREIGN = {
    "empty": b"",
    "cut off": b'{"made by": "mlcalc", "ver',
    "not text": b"\xff\xfe\x00\x9f",
    "too deep": b"[" * 100_000,
    "a list": b"[]",
    "of another program": b'{"made by": "somebody", "version": 1}',
    "of a newer version": (ENTRY % "{}").replace("1", "2").encode(),
    "without entries": b'{"made by": "mlcalc", "version": 1}',
    "entries of another form": (ENTRY % "3").encode(),
    "unknown words": (ENTRY % '{"checked": 3}').encode(),
    "a negative count": (ENTRY % '{"checks": -3}').encode(),
    "answers that are none": (ENTRY % '{"unknown answers": [3]}').encode(),
}


@pytest.mark.parametrize("content", FOREIGN.values(), ids=FOREIGN)
def test_a_broken_or_foreign_file_is_set_aside_with_a_sentence(content, file, small):
    file.write_bytes(content)
    message = small.number.check(2.0).message
    assert message.startswith("Right. So it is.\n\nThe file progress.json cannot be used, because ")
    assert message.endswith(
        "It is now called progress-set-aside-1.json, and your work is recorded anew."
    )
    assert file.with_name("progress-set-aside-1.json").read_bytes() == content
    assert saved(file)["exercises"]["likelihood.number"]["solved"]
    assert small.number.check(2.0).message == "Right. So it is."
    file.write_bytes(content)
    assert "progress-set-aside-2.json" in str(progress.course())


def test_a_folder_in_the_place_of_the_file_is_set_aside(file, small):
    file.mkdir()
    (file / "mine.txt").write_text("mine")
    assert "because it is a folder" in small.number.check(2.0).message
    assert (file.with_name("progress-set-aside-1.json") / "mine.txt").read_text() == "mine"
    assert saved(file)["exercises"]["likelihood.number"]["solved"]


def test_the_mark_that_windows_writes_before_a_text_is_no_fault(file, small):
    small.number.check(2.0)
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert small.point.check([1, 2]).message == "Right. So it is."
    assert len(saved(file)["exercises"]) == 2


@contextlib.contextmanager
def nobody():
    """Give up the rights of root, who may write everywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def read_only(start):
    """Return a folder with work in it that nobody may write to."""
    if os.name == "nt":
        pytest.skip("on Windows a folder cannot be made read-only")
    folder = Path(tempfile.mkdtemp())
    start(folder)
    chapter.next_point.check(chapter.next_point.answer)
    folder.chmod(0o555)
    for path in folder.iterdir():
        path.chmod(0o444)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_read_only_folder_is_said_once_and_the_work_goes_on(read_only, start):
    with nobody():
        start(read_only)
        first = chapter.second_point.check(chapter.second_point.answer).message
        second = chapter.largest_rate.check(1.0).message
        text = str(chapter.summary())
    sentence = (
        "Your work is not saved in progress.json yet (Permission denied): it is tried again at the "
        "next check, and until it succeeds this kernel alone knows your work."
    )
    assert first == f"Right. {chapter.second_point.right}\n\n{sentence}"
    assert "saved" not in second + text
    assert f"2 of {EXERCISES} exercises solved, 1 tried." in text


def test_what_could_not_be_written_is_written_later(file, start, small, monkeypatch):
    small.fall.choose("a")
    before = file.read_bytes()

    def full(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", full)
        without_panels(small.fall)
        small.fall.widget._handle_custom_msg({"type": "choose", "letter": "b"}, [])
        assert small.fall.widget.state["note"] == (
            "Noted. Now try it below.\n\n"
            "Your work is not saved in progress.json yet (No space left on device): it is tried "
            "again at the next check, and until it succeeds this kernel alone knows your work."
        )
        assert small.fall.chosen == "b"
        assert file.read_bytes() == before
        assert sorted(path.name for path in file.parent.iterdir()) == [
            ".progress.json.lock",
            store.FILE,
        ]
    small.number.check(2.0)
    assert saved(file)["predictions"]["likelihood.fall"]["chosen"] == "b"
    assert saved(file)["exercises"]["likelihood.number"]["solved"]


def test_a_lock_that_somebody_holds_delays_once_and_for_a_second(file, small):
    with filelock.FileLock(file.with_name(".progress.json.lock")):
        began = time.monotonic()
        assert "another program holds its lock" in small.number.check(2.0).message
        waited = time.monotonic()
        for _ in range(20):
            assert small.number.check(2.0).message == "Right. So it is."
        progress.course()
        # On a busy machine it may take longer, but not the time of a second wait for each check.
        assert waited - began > 0.9
        assert time.monotonic() - waited < 10
    progress.course()
    assert saved(file)["exercises"]["likelihood.number"]["checks"] == 1


def test_a_fault_that_comes_back_is_said_again(tmp_path, start, small):
    folder = tmp_path / "moved"
    start(folder)
    assert "is not saved" in small.number.check(5).message
    assert "saved" not in small.number.check(6).message
    folder.mkdir()
    assert "saved" not in small.number.check(7).message
    shutil.rmtree(folder)
    assert "is not saved" in small.number.check(8).message


def test_a_folder_that_is_gone_is_not_made_again(tmp_path, start, small):
    start(tmp_path / "gone")
    assert "No such file or directory" in small.number.check(2.0).message
    assert not (tmp_path / "gone").exists()


# Where it is recorded: in a kernel, unless switched off.


async def _in_one_kernel(folder, sessions, environment):
    """Run each session, a piece of code, in the kernel, restarting it in between."""
    manager = notebooks.KernelOfThisPython()
    await manager.start_kernel(cwd=str(folder), env=environment)
    printed = []
    try:
        for number, session in enumerate(sessions):
            if number:
                await manager.restart_kernel(now=True)
            printed.append(await _printed(manager, session))
    finally:
        await manager.shutdown_kernel(now=True)
    return printed


async def _printed(manager, code):
    client = manager.client()
    client.start_channels()
    try:
        await client.wait_for_ready(timeout=60)
        texts = []

        def keep(message):
            texts.append(message["content"].get("text", ""))
            assert message["msg_type"] != "error", message["content"]

        await client.execute_interactive(code, output_hook=keep, timeout=60)
        return "".join(texts)
    finally:
        client.stop_channels()


IMPORT = "from mlcalc.exercises import progress, gradient_descent as exercises\n"
FIRST = (
    f"{IMPORT}import os; os.chdir('/')\n"
    "exercises.doubled_rate.choose('a')\nexercises.doubled_rate.saw('c')\n"
    "exercises.next_point.check(exercises.next_point.answer)\n"
    "print(exercises.second_point.hint())\n"
    "exercises.second_point.check(0.25)\n"
)
SECOND = (
    f"{IMPORT}print(exercises.summary())\nprint(exercises.doubled_rate.widget.state['chosen'])\n"
    "print(exercises.doubled_rate.saw('b'))\nprint(progress.course())\n"
)


def in_one_kernel(folder, **changes):
    environment = {key: value for key, value in os.environ.items() if key != store.SWITCH}
    sessions = _in_one_kernel(folder, [FIRST, SECOND], environment | changes)
    return asyncio.run(sessions)[1]


def test_the_work_outlives_the_kernel(tmp_path):
    text = in_one_kernel(tmp_path)
    assert f"1 of {PREDICTIONS} predictions compared, 0 came true." in text
    assert "| the next point | solved | 1 | 0 of 3 |" in text
    assert "| the point after that | tried | 1 | 1 of 3 |" in text
    assert "\na\nNot as you predicted. You predicted a, but c happens, as you saw." in text
    assert "In all 1 of " in text
    assert saved(tmp_path / store.FILE)["predictions"] == {
        "gradient_descent.doubled_rate": {"chosen": "a", "compared": True, "seen": "c"}
    }


def test_switched_off_nothing_outlives_the_kernel(tmp_path):
    text = in_one_kernel(tmp_path, MLCALC_PROGRESS="off")
    assert f"0 of {PREDICTIONS} predictions compared" in text
    assert "\nNone\nChoose first: the question" in text
    assert list(tmp_path.iterdir()) == []


def test_outside_a_kernel_nothing_is_recorded(tmp_path):
    environment = {key: value for key, value in os.environ.items() if key != store.SWITCH}
    script = f"{IMPORT}exercises.next_point.check(5)\nprint(exercises.summary())"
    result = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"0 of {EXERCISES} exercises solved, 1 tried." in result.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def course_with_progress(tmp_path, start, monkeypatch):
    """Return a small notebook, refreshed, in a folder where much was done."""
    monkeypatch.delenv(store.SWITCH, raising=False)
    start(tmp_path / "notebooks")
    (tmp_path / "notebooks").mkdir()
    chapter.doubled_rate.choose("c")
    chapter.doubled_rate.saw("c")
    chapter.next_point.check(chapter.next_point.answer)
    cells = [
        v4.new_markdown_cell("[Binder](https://mybinder.org/v2/gh/)"),
        v4.new_code_cell(f"{IMPORT}exercises.summary()"),
        v4.new_code_cell("progress.course()"),
        v4.new_code_cell("exercises.doubled_rate.compare()"),
    ]
    path = tmp_path / "notebooks" / "small.ipynb"
    nbformat.write(v4.new_notebook(cells=cells), path)
    notebooks.refresh(path)
    return path


def test_refreshed_notebooks_do_not_depend_on_the_progress(course_with_progress):
    path = course_with_progress
    first = path.read_bytes()
    assert f"0 of {PREDICTIONS} predictions compared".encode() in first
    assert b"What did you see?" in first
    assert b"Rate times curvature is 4" not in first
    (path.parent / store.FILE).unlink()
    notebooks.refresh(path)
    assert path.read_bytes() == first
    assert not (path.parent / store.FILE).exists()


def test_nbval_by_hand_does_not_depend_on_the_progress(course_with_progress):
    path = course_with_progress
    before = (path.parent / store.FILE).read_bytes()
    shutil.copy(ROOT / "conftest.py", path.parent.parent)
    options = ["--nbval", "--nbval-current-env", "--rootdir", str(path.parent.parent)]
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *options, "notebooks"],
        cwd=path.parent.parent,
        capture_output=True,
        text=True,
        timeout=200,
    )
    assert result.returncode == 0, result.stdout
    assert (path.parent / store.FILE).read_bytes() == before


# The tables.


def test_the_summary_of_a_chapter(small):
    small.number.check(5.0)
    small.number.check(2.0)
    small.point.hint()
    small.point.solution()
    small.point.check([1, 2])
    small.choice.check("b")
    small.code.solution()
    small.fall.choose("a")
    assert "| the fall | up | compare first |" in str(progress.summary(small.__name__))
    assert "down" not in str(progress.summary(small.__name__))
    small.fall.show_anyway()
    assert str(progress.summary(small.__name__)) == (
        "| question | you predicted | what happens |\n"
        "|---|---|---|\n"
        "| the fall | up | down |\n"
        "| the slope | nothing yet | predict first |\n"
        "\n"
        "1 of 2 predictions compared, 0 came true.\n"
        "\n"
        "| exercise | where you are | checks | hints |\n"
        "|---|---|---|---|\n"
        "| a \\| number | solved | 2 | 0 of 2 |\n"
        "| a point | solved after the solution | 1 | 1 of 2 |\n"
        "| a choice | tried | 1 | 0 of 2 |\n"
        "| code | not yet, solution seen | 0 | 0 of 2 |\n"
        "\n"
        "2 of 4 exercises solved, 1 tried."
    )


def finish(each):
    for exercise in each.exercises.values():
        exercise.check(exercise.answer)
    for prediction in each.predictions.values():
        if isinstance(prediction, DrawnPrediction):
            prediction.draw(prediction.true.at)
            prediction.overlay()
        else:
            prediction.choose(prediction.happened)
            prediction.saw(prediction.happened)


def test_only_what_was_compared_can_come_true(small):
    def line():
        return next(x for x in str(progress.summary(small.__name__)).splitlines() if "came" in x)

    small.fall.choose("b")
    small.slope.draw(lambda x: 2 * x)
    assert line() == "0 of 2 predictions compared, 0 came true."
    small.fall.saw("b")
    assert line() == "1 of 2 predictions compared, 1 came true."
    small.slope.draw(lambda x: 2 - 2 * x)
    small.slope.overlay()
    assert line() == "2 of 2 predictions compared, 1 came true."


def test_nothing_changes_a_record_that_was_compared():
    record = store.Predicted("a", True, "b", [1.0])
    record.choose("c")
    record.see("c")
    record.draw([2.0])
    assert record == store.Predicted("a", True, "b", [1.0])


def test_the_whole_course_and_what_to_go_on_with(small):
    first, *others = progress.chapters()
    assert (first.name, others[-1].name) == ("derivatives", "likelihood")
    exercises, predictions = len(first.exercises), len(first.predictions)
    text = str(progress.course())
    row = "| [1 Derivatives](01_derivatives.ipynb) |"
    assert f"{row} 0 of {exercises} | 0 of {predictions} |" in text
    assert "| [12 Likelihood](12_likelihood.ipynb) | 0 of 4 | 0 of 2 |" in text
    prediction = next(iter(first.predictions.values()))
    assert text.endswith(
        "Go on with chapter 1, [Derivatives](01_derivatives.ipynb): the prediction "
        f"*{prediction.title}* and the exercise *an average speed*."
    )
    for each in (first, *others[:-1]):
        finish(each)
    small.fall.choose("a")
    small.fall.show_anyway()
    small.slope.show_anyway()
    small.number.check(2)
    text = str(progress.course())
    assert f"{row} {exercises} of {exercises} | {predictions} of {predictions} |" in text
    assert "| [12 Likelihood](12_likelihood.ipynb) | 1 of 4 | 1 of 2 |" in text
    assert text.endswith(
        "Go on with chapter 12, [Likelihood](12_likelihood.ipynb): the exercise *a point*."
    )
    finish(others[-1])
    assert str(progress.course()).endswith("Nothing is left open.")


def test_the_course_begins_anew(file, small):
    assert "There was no progress.json" in str(progress.begin_anew())
    small.fall.choose("a")
    small.fall.saw("b")
    small.slope.draw(lambda x: 1 + 0 * x)
    small.slope.overlay()
    small.number.hint()
    assert small.fall.widget.state["compared"]
    assert small.slope.second_widget.state["truth"]
    done = file.read_bytes()
    assert str(progress.begin_anew()) == (
        "The course begins anew. What was done before is now in progress-set-aside-1.json. "
        "Restart the kernels of the chapters that are open."
    )
    assert file.with_name("progress-set-aside-1.json").read_bytes() == done
    assert not file.exists()
    cleared = {"chosen": None, "marked": None, "note": "", "reply": "", "compared": False}
    assert cleared.items() <= small.fall.widget.state.items()
    assert small.slope.second_widget.state["drawn"] == [None] * 61
    assert "truth" not in small.slope.second_widget.state
    assert str(small.fall.saw("a")).startswith("Choose first")
    assert "Hint 1 of 2" in str(small.number.hint())
    assert "likelihood 0/4 0/2" in str(progress.line("Ada"))


def test_a_file_that_cannot_be_set_aside_is_said(read_only):
    with nobody():
        text = str(progress.begin_anew())
    assert text == "The file progress.json could not be set aside: Permission denied."
    assert f"1 of {EXERCISES} exercises solved" in str(chapter.summary())


# The line to hand in.


def test_a_line_holds_the_counts_and_a_checksum(small):
    small.number.check(2)
    small.fall.choose("a")
    small.fall.saw("b")
    small.slope.draw(lambda x: x)
    line = str(progress.line("  Ada  Lovelace "))
    assert line.startswith(f"mlcalc 1 | Ada Lovelace | {date.today().isoformat()} | derivatives 0/")
    assert re.search(r" \| likelihood 1/4 1/2 \| [0-9a-f]{8}$", line)
    bundle = progress.line("Ada_B_")._repr_mimebundle_()
    assert bundle["text/markdown"] == f"```text\n{bundle['text/plain']}\n```"


@pytest.mark.parametrize(
    "name", ["", "  ", "A | B", 'A "B" C', "A\nB", "A\u2028B", "A" * 81, None, 7]
)
def test_a_name_that_would_break_the_line_is_refused(name):
    with pytest.raises(
        ValueError, match=r"name must be one line of 1 to 80 characters without \| and without "
    ):
        progress.line(name)


def hand_in(name, change=lambda line: line):
    return change(str(progress.line(name)))


def collected(capsys, *lines):
    status = collect.collect((f"line {i}", line) for i, line in enumerate(lines, 1))
    return status, capsys.readouterr().out.splitlines()


def test_lines_are_collected_by_student(small, capsys):
    early = hand_in("Ada")
    small.number.check(2)
    status, printed = collected(
        capsys, early, "", f'"{hand_in("Zoë")}" ', hand_in("bob"), hand_in("Ada")
    )
    header, ada, bob, zoe, remark, end = printed
    assert status == 0
    assert header.split()[:5] == ["name", "day", "solved", "predicted", "derivatives"]
    assert [row.split()[0] for row in (ada, bob, zoe)] == ["Ada", "bob", "Zoë"]
    everything = progress.chapters()
    assert ada.split()[2:4] == [
        f"1/{sum(len(each.exercises) for each in everything)}",
        f"0/{sum(len(each.predictions) for each in everything)}",
    ]
    assert ada.endswith("1/4 0/2")
    assert remark == "line 5: another line of Ada; this later one counts"
    assert end == "3 students, 0 damaged lines"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda line: line.replace(" 0/", " 9/", 1), "the checksum does not fit"),
        (lambda line: line.replace("Ada", "Eve"), "the checksum does not fit"),
        (lambda line: line[:-1], "the checksum does not fit"),
        (lambda line: line[:40], "the checksum does not fit"),
        (lambda line: "Ada did everything", "this is no line of progress"),
    ],
)
def test_a_damaged_line_is_marked(change, reason, start, capsys):
    status, printed = collected(capsys, hand_in("Bob"), hand_in("Ada", change))
    assert status == 1
    assert printed[-2].startswith(f"line 2: {reason}: ")
    assert printed[-1] == "1 students, 1 damaged lines"


def test_a_short_line_with_a_sound_checksum_is_damaged():
    with pytest.raises(collect.DamagedError, match="this is no line of progress"):
        collect.take_apart(f"mlcalc 1 | Ada | {progress.checksum('mlcalc 1 | Ada')}")


def test_the_course_is_counted_once_for_the_whole_class(start, monkeypatch):
    lines = [collect.take_apart(hand_in(name)) for name in ("Ada", "Bob", "Eve")]
    counted = []
    monkeypatch.setattr(collect, "course_totals", lambda: counted.append(1) or lines[0].totals)
    assert len(list(collect.table(lines))) == 4
    assert counted == [1]


def test_a_line_of_another_version_of_the_course_is_marked(start, small, capsys, monkeypatch):
    old = hand_in("Ada")
    monkeypatch.delitem(sys.modules, small.__name__)
    status, printed = collected(capsys, old, hand_in("Bob"))
    assert status == 0
    assert printed[1].endswith("  of another version of the course")
    assert printed[2].endswith(" -")
    newer = "mlcalc 2 | Ada | today"
    status, printed = collected(capsys, f"{newer} | {progress.checksum(newer)}")
    assert status == 1
    assert "this version of the course cannot read it" in printed[-2]


def test_lines_come_from_files_or_from_standard_input(start, tmp_path, capsys, monkeypatch):
    line = hand_in("Zoë")
    column = tmp_path / "class.txt"
    column.write_text(f"\ufeff{line}\r\nx\r\n", encoding="utf-8")
    assert collect.main([str(column)]) == 1
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "class.txt, line 2: this is no line of progress: x",
        "1 students, 1 damaged lines",
    ]
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{line}\n"))
    assert collect.main([]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("Zoë ")
    with pytest.raises(SystemExit) as caught:
        collect.main([str(tmp_path / "none.txt")])
    assert caught.value.code == 2
    assert "none.txt cannot be read: No such file" in capsys.readouterr().err


def test_no_line_at_all_is_a_failure(start, capsys):
    assert collected(capsys)[0] == 1


# The answers that no exercise knows.


def test_unknown_answers_are_listed_most_frequent_first(tmp_path, start, small, capsys):
    folders = [tmp_path / name for name in "abc"]
    for folder, answer in zip(folders, (0.25, 0.250004, 7.0), strict=True):
        folder.mkdir()
        start(folder)
        small.number.check(answer)
        small.point.check([answer, -1e-7])

    def half(x):
        return x

    small.code.check(half)
    assert answers.main([str(folder / store.FILE) for folder in folders]) == 0
    assert capsys.readouterr().out == (
        "    2  likelihood.number  0.25\n"
        "    2  likelihood.point   (0.25, -1e-07)\n"
        "    1  likelihood.code\n"
        "           def half(x):\n"
        "               return x\n"
        "    1  likelihood.number  7\n"
        "    1  likelihood.point   (7, -1e-07)\n"
        "5 unknown answers\n"
    )


def test_a_long_answer_is_normalised_at_once():
    began = time.process_time()
    for part in ("1", "11 ", "1.1,"):
        code = part * 100 + "x"
        assert answers.normalised(code) == code
    assert time.process_time() - began < 1
    assert answers.normalised(" ((1.00001, .5), (-2e3, 7.))") == " ((1, 0.5), (-2000, 7))"


def test_answers_are_those_of_the_notebooks(file, small, capsys, monkeypatch):
    assert answers.FILE == notebooks.FOLDER / store.FILE
    monkeypatch.setattr(answers, "FILE", file)
    small.number.check(7)
    assert answers.main([]) == 0
    assert capsys.readouterr().out == "    1  likelihood.number  7\n1 unknown answers\n"


def test_a_file_without_progress_is_named(file, capsys):
    file.write_text("[]")
    for name, reason in (
        ("progress.json", "it was not made by this version of the course"),
        ("none.json", "No such file or directory"),
    ):
        with pytest.raises(SystemExit) as caught:
            answers.main([str(file.with_name(name))])
        assert caught.value.code == 2
        assert f"{name} cannot be read: {reason}" in capsys.readouterr().err


def test_git_ignores_all_that_the_store_writes():
    names = [store.FILE, "progress-set-aside-1.json", f".{store.FILE}.lock", f".{store.FILE}.new"]
    paths = [f"notebooks/{name}" for name in names]
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("this is no clone")
    result = subprocess.run(
        ["git", "check-ignore", *paths], cwd=ROOT, capture_output=True, text=True
    )
    assert result.stdout.split() == paths


def test_a_borrowed_exercise_counts_in_the_earlier_chapter(small):
    assert store.key(small.borrowed) == "gradient_descent.next_point"
    assert "borrowed" not in progress.chapters()[-1].exercises
    assert list(CHAPTERS)[-1] == "likelihood"
