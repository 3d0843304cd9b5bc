"""How far a student has come: in a chapter, in the whole course, and as one line to hand in.

In a notebook: ``from mlcalc.exercises import progress``, then ``progress.course()``.
"""

import hashlib
import importlib
import importlib.util
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from types import ModuleType

from mlcalc.exercises import CHAPTERS, store
from mlcalc.exercises.engine import Exercise, Markdown, with_remark
from mlcalc.exercises.prediction import AnyPrediction

LINE = "mlcalc 1"
"""How a line to hand in begins: the course, and the version of the form of the line."""

SEPARATOR = " | "
LONGEST_NAME = 80


@dataclass(frozen=True)
class Chapter:
    """A chapter and what was done in it, all by the names of its variables."""

    name: str
    exercises: dict[str, Exercise]
    predictions: dict[str, AnyPrediction]
    work: store.Work

    @property
    def number(self) -> int:
        """The place of the chapter in the course, from 1."""
        return list(CHAPTERS).index(self.name) + 1

    @property
    def notebook(self) -> str:
        """The file name of the chapter's notebook."""
        return f"{self.number:02}_{self.name}.ipynb"

    @property
    def solved(self) -> int:
        """How many exercises are solved."""
        return sum(self.practised(variable).solved for variable in self.exercises)

    @property
    def predicted(self) -> int:
        """How many predictions were made and compared."""
        return sum(
            prediction.made(record) and record.compared
            for prediction, record in self.recorded().values()
        )

    def practised(self, variable: str) -> store.Practised:
        """Return the record of an exercise."""
        return self.work.practised(f"{self.name}.{variable}")

    def recorded(self) -> dict[str, tuple[AnyPrediction, store.Predicted]]:
        """Return each prediction with its record."""
        return {
            variable: (prediction, self.work.predicted(f"{self.name}.{variable}"))
            for variable, prediction in self.predictions.items()
        }

    def first_open(self) -> list[str]:
        """Return the first prediction not compared and the first exercise not solved, in words."""
        predictions = [
            f"the prediction *{prediction.title}*"
            for prediction, record in self.recorded().values()
            if not record.compared
        ]
        exercises = [
            f"the exercise *{exercise.title}*"
            for variable, exercise in self.exercises.items()
            if not self.practised(variable).solved
        ]
        return predictions[:1] + exercises[:1]


def chapters() -> list[Chapter]:
    """Return the chapters that have exercises, in the order of the course."""
    work = store.active().work()
    names = [name for name in CHAPTERS if importlib.util.find_spec(_module_name(name))]
    return [_chapter(importlib.import_module(_module_name(name)), work) for name in names]


def _module_name(chapter: str) -> str:
    return f"mlcalc.exercises.{chapter}"


def _chapter(module: ModuleType, work: store.Work) -> Chapter:
    name = module.__name__.rpartition(".")[2]
    # A mixed review may hold exercises of an earlier chapter: they count there.
    own = {
        variable: value
        for variable, value in vars(module).items()
        if isinstance(value, Exercise | AnyPrediction) and store.key(value) == f"{name}.{variable}"
    }
    return Chapter(name, _of(Exercise, own), _of(AnyPrediction, own), work)


def _of(kind: type, things: dict) -> dict:
    return {variable: thing for variable, thing in things.items() if isinstance(thing, kind)}


def summary(module: str) -> Markdown:
    """Return the tables of a chapter, given the name of its module: predictions and exercises.

    What happens in a prediction stays hidden until it was compared.
    """
    chapter = _chapter(sys.modules[module], store.active().work())
    return Markdown(with_remark("\n".join([*_predictions(chapter), "", *_exercises(chapter)])))


def _predictions(chapter: Chapter) -> Iterator[str]:
    yield _row("question", "you predicted", "what happens")
    yield "|---|---|---|"
    true = 0
    for prediction, record in chapter.recorded().values():
        made = prediction.made(record)
        true += made and record.compared and prediction.came_true(record)
        predicted = prediction.predicted_words(record) if made else "nothing yet"
        if record.compared:
            yield _row(prediction.title, predicted, prediction.happened_words())
        else:
            yield _row(prediction.title, predicted, "compare first" if made else "predict first")
    yield ""
    of_all = f"{chapter.predicted} of {len(chapter.predictions)}"
    yield f"{of_all} predictions compared, {true} came true."


def _exercises(chapter: Chapter) -> Iterator[str]:
    yield _row("exercise", "where you are", "checks", "hints")
    yield "|---|---|---|---|"
    tried = 0
    for variable, exercise in chapter.exercises.items():
        record = chapter.practised(variable)
        tried += record.checks > 0 and not record.solved
        hints = f"{record.hints} of {len(exercise.hints)}"
        yield _row(exercise.title, _state(record), record.checks, hints)
    yield ""
    yield f"{chapter.solved} of {len(chapter.exercises)} exercises solved, {tried} tried."


def _state(record: store.Practised) -> str:
    if record.solved:
        return "solved after the solution" if record.solution_shown else "solved"
    state = "tried" if record.checks else "not yet"
    return f"{state}, solution seen" if record.solution_shown else state


def _row(*cells: object) -> str:
    return "| " + " | ".join(str(cell).replace("|", r"\|") for cell in cells) + " |"


def course() -> Markdown:
    """Return a table of the whole course, and a sentence that says what to go on with."""
    all_chapters = chapters()
    rows = [_row("chapter", "exercises solved", "predictions compared"), "|---|---|---|"]
    rows += [
        _row(
            f"[{chapter.number} {CHAPTERS[chapter.name]}]({chapter.notebook})",
            f"{chapter.solved} of {len(chapter.exercises)}",
            f"{chapter.predicted} of {len(chapter.predictions)}",
        )
        for chapter in all_chapters
    ]
    sentences = f"{_total(all_chapters)} {_go_on_with(all_chapters)}"
    return Markdown(with_remark("\n".join([*rows, "", sentences])))


def _total(all_chapters: list[Chapter]) -> str:
    solved = sum(chapter.solved for chapter in all_chapters)
    exercises = sum(len(chapter.exercises) for chapter in all_chapters)
    predicted = sum(chapter.predicted for chapter in all_chapters)
    predictions = sum(len(chapter.predictions) for chapter in all_chapters)
    return (
        f"In all {solved} of {exercises} exercises solved, "
        f"{predicted} of {predictions} predictions compared."
    )


def _go_on_with(all_chapters: list[Chapter]) -> str:
    for chapter in all_chapters:
        first = chapter.first_open()
        if first:
            link = f"[{CHAPTERS[chapter.name]}]({chapter.notebook})"
            return f"Go on with chapter {chapter.number}, {link}: {' and '.join(first)}."
    return "Nothing is left open."


def begin_anew() -> Markdown:
    """Set the file of the progress aside, and begin the course anew. It never raises."""
    try:
        name = store.active().begin_anew()
    except (OSError, NotImplementedError) as error:
        return Markdown(f"The file {store.FILE} could not be set aside: {store.reason(error)}.")
    for chapter in chapters():
        for thing in (*chapter.exercises.values(), *chapter.predictions.values()):
            thing.begin_anew()
    if name is None:
        return Markdown(f"There was no {store.FILE}: the course begins anew.")
    return Markdown(
        f"The course begins anew. What was done before is now in {name}. "
        "Restart the kernels of the chapters that are open."
    )


def line(name: str) -> Markdown:
    """Return one line to hand in: the name, the day, solved and predicted by chapter, a checksum.

    The checksum guards against slips, such as a character lost in copying, and not against a
    forger who reads this. Raises ValueError for a name that is empty, too long, or has a bar, a
    double quote or a line break in it.
    """
    parts = [LINE, _checked_name(name), date.today().isoformat()]
    parts += [
        f"{chapter.name} {chapter.solved}/{len(chapter.exercises)} "
        f"{chapter.predicted}/{len(chapter.predictions)}"
        for chapter in chapters()
    ]
    text = SEPARATOR.join(parts)
    return Line(f"{text}{SEPARATOR}{checksum(text)}")


class Line(Markdown):
    """A line of text, shown so that markdown changes nothing in it."""

    def _markdown(self) -> str:
        return f"```text\n{self.text}\n```"


def _checked_name(name: str) -> str:
    words = " ".join(name.split()) if isinstance(name, str) else ""
    broken = isinstance(name, str) and len(name.splitlines()) > 1
    # A spreadsheet writes a double quote twice, and the checksum would not fit.
    if not words or broken or set(words) & {"|", '"'} or len(words) > LONGEST_NAME:
        raise ValueError(
            f"name must be one line of 1 to {LONGEST_NAME} characters without | and without "
            f"double quotes, but {name!r} came"
        )
    return words


def checksum(text: str) -> str:
    """Return eight characters that change with the text.

    >>> checksum("mlcalc 1 | Ada")
    '101f1c76'
    """
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
