"""What a student has done so far, kept in one small file beside the notebooks.

Several kernels may write at once: each change takes a lock, reads the file, applies itself and
replaces the file as a whole. What cannot be written stays in memory, and a sentence says so.
"""

import copy
import errno
import json
import os
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path

import filelock

from mlcalc.exercises import CHAPTERS

FILE = "progress.json"
SWITCH = "MLCALC_PROGRESS"
MADE_BY = {"made by": "mlcalc", "version": 1}

PATIENCE = 1.0
"""Seconds to wait for the lock: a write takes milliseconds."""

NOT_SAVED = f"Your work is not saved in {FILE} yet"
"""How a sentence begins that is no longer true once the file could be written."""

MOST_UNKNOWN_ANSWERS = 50
LONGEST_ANSWER = 500

# A student who moves the kernel to another folder still works on the same course.
_FOLDER = Path.cwd()


class ForeignFileError(ValueError):
    """A file that holds something else than the progress of this course."""


@dataclass
class Predicted:
    """A prediction: what was chosen or drawn, what was seen, and whether the outcome was shown.

    A drawing holds heights at even distances, None where nothing was drawn. What the outcome
    would have changed stays as it was before it.
    """

    chosen: str | None = None
    compared: bool = False
    seen: str | None = None
    drawn: list[float | None] | None = None

    def choose(self, letter: str) -> None:
        """Note a choice."""
        if not self.compared:
            self.chosen = letter

    def draw(self, heights: list[float | None]) -> None:
        """Note a drawing."""
        if not self.compared:
            self.drawn = heights

    def see(self, letter: str) -> None:
        """Note what was seen."""
        if not self.compared:
            self.seen = letter

    def compare(self) -> None:
        """Note that the outcome was shown."""
        self.compared = True


@dataclass
class Practised:
    """An exercise: what was done until it was solved. Nothing after that changes it."""

    checks: int = 0
    hints: int = 0
    solution_shown: bool = False
    solved: bool = False
    unknown_answers: list[str] = field(default_factory=list)

    def check(self, right: bool, unknown: str | None) -> None:
        """Count a check, with the text of a wrong answer that nobody foresaw."""
        self.checks += 1
        self.solved = right
        if unknown is not None:
            self._keep(unknown[:LONGEST_ANSWER])

    def reach_hint(self, number: int) -> None:
        """Note the furthest hint that was given."""
        self.hints = max(self.hints, number)

    def see_solution(self) -> None:
        """Note that the solution was shown."""
        self.solution_shown = True

    def _keep(self, answer: str) -> None:
        # Running all cells again repeats the last answer; that is not another one.
        if self.unknown_answers[-1:] != [answer]:
            self.unknown_answers.append(answer)
        del self.unknown_answers[:-MOST_UNKNOWN_ANSWERS]


@dataclass
class Work:
    """All predictions and exercises that were touched, by keys such as derivatives.sum_slope."""

    predictions: dict[str, Predicted] = field(default_factory=dict)
    exercises: dict[str, Practised] = field(default_factory=dict)

    def predicted(self, key: str) -> Predicted:
        """Return the record of a prediction, empty if there is none."""
        return self.predictions.get(key, Predicted())

    def practised(self, key: str) -> Practised:
        """Return the record of an exercise, empty if there is none."""
        return self.exercises.get(key, Practised())

    def written(self) -> str:
        """Return the text of the file."""
        content = MADE_BY | {
            "predictions": {key: _with_words(record) for key, record in self.predictions.items()},
            "exercises": {key: _with_words(record) for key, record in self.exercises.items()},
        }
        return json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def _with_words(record: Predicted | Practised) -> dict:
    return {
        name.replace("_", " "): value for name, value in asdict(record).items() if value is not None
    }


def read(path: Path) -> Work:
    """Read a file of progress.

    Raises ForeignFileError for a file with another content, and OSError.
    """
    if path.is_dir():
        raise ForeignFileError("it is a folder")
    try:
        content = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        raise ForeignFileError("it is not JSON") from None
    if not isinstance(content, dict) or {k: content.get(k) for k in MADE_BY} != MADE_BY:
        raise ForeignFileError("it was not made by this version of the course")
    return Work(
        _records(content.get("predictions"), Predicted, _is_predicted),
        _records(content.get("exercises"), Practised, _is_practised),
    )


def _records(entries: object, kind: type, is_sound: Callable[[object], bool]) -> dict:
    try:
        records = {
            key: kind(**{name.replace(" ", "_"): value for name, value in entry.items()})
            for key, entry in entries.items()
        }
    except (AttributeError, TypeError):
        raise ForeignFileError("it has entries of another form") from None
    if not all(map(is_sound, records.values())):
        raise ForeignFileError("it has entries of another form")
    return records


def _is_predicted(record: Predicted) -> bool:
    return (
        isinstance(record.chosen, str | None)
        and isinstance(record.seen, str | None)
        and type(record.compared) is bool
        and (record.drawn is None or _is_drawing(record.drawn))
    )


def _is_drawing(heights: object) -> bool:
    # JSON of Python knows infinity, and an integer of any length.
    return isinstance(heights, list) and all(
        height is None or (type(height) in (int, float) and abs(height) < 1e300)
        for height in heights
    )


def _is_practised(record: Practised) -> bool:
    counts, flags = (record.checks, record.hints), (record.solution_shown, record.solved)
    return (
        all(type(count) is int and count >= 0 for count in counts)
        and all(type(flag) is bool for flag in flags)
        and isinstance(record.unknown_answers, list)
        and all(isinstance(answer, str) for answer in record.unknown_answers)
    )


class Store:
    """Keeps the work in a folder, or in memory alone if there is none. It never raises."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._kept = Work()
        self._waiting: list[Callable[[Work], None]] = []
        self._patience = PATIENCE
        self._to_say: list[str] = []
        self._said: set[str] = set()
        # Buttons are answered in another thread than cells.
        self._threads = threading.RLock()

    def work(self) -> Work:
        """Return a copy of what is known: the file, and what could not be written to it yet."""
        with self._threads:
            if self.folder is not None:
                self._try_to_synchronise()
            work = copy.deepcopy(self._kept)
            for change in self._waiting:
                change(work)
            return work

    def change(self, change: Callable[[Work], None]) -> None:
        """Apply a change to the work and keep it."""
        with self._threads:
            self._waiting.append(change)
            if self.folder is None:
                self._apply_waiting()
            else:
                self._try_to_synchronise()

    def remark(self) -> str:
        """Return what the student must be told about the file, each sentence once."""
        with self._threads:
            new = [each for each in dict.fromkeys(self._to_say) if each not in self._said]
            self._said.update(new)
            self._to_say.clear()
            return " ".join(new)

    def begin_anew(self) -> str | None:
        """Set the file aside, forget everything, and return the file's new name, if it was there.

        Raises OSError when the file cannot be renamed.
        """
        with self._threads:
            name = None
            if self.folder is not None and (self.folder / FILE).exists():
                with self._locked():
                    name = self._set_aside()
            self._kept, self._waiting = Work(), []
            return name

    def _try_to_synchronise(self) -> None:
        try:
            self._synchronise()
            self._patience = PATIENCE
            # What fails after this is news again.
            self._said = {each for each in self._said if not each.startswith(NOT_SAVED)}
            self._to_say = [each for each in self._to_say if not each.startswith(NOT_SAVED)]
        except (OSError, NotImplementedError) as error:
            # One wait is enough: the next change takes the lock at once or not at all.
            self._patience = 0
            self._read_without_lock()
            self._to_say.append(
                f"{NOT_SAVED} ({reason(error)}): it is tried again at the next check, and until "
                "it succeeds this kernel alone knows your work."
            )

    def _synchronise(self) -> None:
        with self._locked():
            self._kept = self._read_or_set_aside()
            changed = copy.deepcopy(self._kept)
            for change in self._waiting:
                change(changed)
            if changed != self._kept:
                self._write(changed)
            self._kept = changed
            self._waiting.clear()

    def _apply_waiting(self) -> None:
        for change in self._waiting:
            change(self._kept)
        self._waiting.clear()

    def _locked(self):
        # filelock would make a folder that was renamed or deleted meanwhile once more.
        if not self.folder.is_dir():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        lock = filelock.FileLock(self.folder / f".{FILE}.lock")
        return lock.acquire(timeout=self._patience, poll_interval=0.01)

    def _read_or_set_aside(self) -> Work:
        try:
            return read(self.folder / FILE)
        except FileNotFoundError:
            return Work()
        except ForeignFileError as foreign:
            name = self._set_aside()
            self._to_say.append(
                f"The file {FILE} cannot be used, because {foreign}. It is now called {name}, and "
                "your work is recorded anew."
            )
            return Work()

    def _read_without_lock(self) -> None:
        try:
            self._kept = read(self.folder / FILE)
        except (OSError, ForeignFileError):
            return

    def _set_aside(self) -> str:
        number = 1
        while (self.folder / _name_aside(number)).exists():
            number += 1
        (self.folder / FILE).rename(self.folder / _name_aside(number))
        return _name_aside(number)

    def _write(self, work: Work) -> None:
        new = self.folder / f".{FILE}.new"
        try:
            with open(new, "w", encoding="utf-8", errors="replace", newline="\n") as file:
                file.write(work.written())
                file.flush()
                os.fsync(file.fileno())
            os.replace(new, self.folder / FILE)
        except OSError:
            new.unlink(missing_ok=True)
            raise


def _name_aside(number: int) -> str:
    return f"{Path(FILE).stem}-set-aside-{number}.json"


def reason(error: Exception) -> str:
    """Return why a file could not be used, without its path."""
    if isinstance(error, filelock.Timeout):
        return "another program holds its lock"
    return getattr(error, "strerror", None) or type(error).__name__


@cache
def active() -> Store:
    """Return the store of this kernel; outside a kernel, or switched off, it is in memory."""
    return Store(_FOLDER if _in_kernel() and os.environ.get(SWITCH) != "off" else None)


def _in_kernel() -> bool:
    ipython = sys.modules.get("IPython")
    return getattr(ipython and ipython.get_ipython(), "kernel", None) is not None


def key(thing: object) -> str | None:
    """Return the key of an exercise or prediction of the course: its chapter and its variable.

    None for one that no chapter holds: it was made by a student or a test.
    """
    for chapter in CHAPTERS:
        module = sys.modules.get(f"mlcalc.exercises.{chapter}")
        for variable, value in list(vars(module).items()) if module else ():
            if value is thing:
                return f"{chapter}.{variable}"
    return None


def practise(exercise: object, change: Callable[[Practised], None]) -> None:
    """Record what was done with an exercise of the course; nothing once it is solved."""
    name = key(exercise)
    if name is None:
        return

    def apply(work: Work) -> None:
        record = work.practised(name)
        if not record.solved:
            change(record)
            work.exercises[name] = record

    active().change(apply)


def predict(prediction: object, own: Predicted, change: Callable[[Predicted], None]) -> None:
    """Record what was done with a prediction; one that is not of the course keeps its own."""
    name = key(prediction)
    if name is None:
        change(own)
        return

    def apply(work: Work) -> None:
        record = work.predicted(name)
        change(record)
        work.predictions[name] = record

    active().change(apply)


def predicted(prediction: object, own: Predicted) -> Predicted:
    """Return the record of a prediction; one that is not of the course keeps its own."""
    name = key(prediction)
    return own if name is None else active().work().predicted(name)
