"""Exercises: a question, its answer, its known mistakes, hints and a worked solution.

A chapter module builds exercises from four kinds of answer: ``Number``, ``Point``, ``Choice``
and ``Code``; ``kinds`` has more. ``check`` never raises and, in the main thread, never warns,
whatever it is given: it returns a verdict. In a notebook an exercise is a panel with buttons,
elsewhere it is text. What a student does with an exercise of the course is kept in the ``store``.
"""

import inspect
import re
import string
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from mlcalc import formatting
from mlcalc.exercises import slips, store
from mlcalc.exercises.reading import (
    Outcome,
    Unanswered,
    Unreadable,
    argument_words,
    capital,
    difference,
    digits,
    error_words,
    is_placeholder,
    nearby,
    one_number,
    outcomes,
    point,
    quoted,
    rounding,
    same_outcome,
    within,
)
from mlcalc.exercises.source import bare_code, does_nothing, has_gap
from mlcalc.exercises.time_limit import TookTooLong
from mlcalc.kernel import quiet

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"

SECONDS_TO_MEND = 2.0
"""How long a check looks for the slip in a wrong function."""


class Status(StrEnum):
    """How an answer was judged."""

    UNANSWERED = "unanswered"
    RIGHT = "right"
    HALF = "half right"
    WRONG = "wrong"


class Shown:
    """Something that a notebook shows as markdown, and other places as plain text."""

    def __str__(self) -> str:
        raise NotImplementedError

    def __repr__(self) -> str:
        return str(self)

    def _markdown(self) -> str:
        return str(self)

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        return {"text/plain": str(self), "text/markdown": self._markdown()}


@dataclass(frozen=True, repr=False)
class Markdown(Shown):
    """A piece of markdown: a hint or a solution."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, repr=False)
class Verdict(Shown):
    """The judgement of an answer: its status, the message, and the known mistake, if it is one."""

    status: Status
    message: str
    mistake: str | None = None

    def __str__(self) -> str:
        return self.message

    def _markdown(self) -> str:
        return re.sub(r"\A.*?[.:](?=\s|\Z)", r"**\g<0>**", self.message)


CHOOSE_FIRST = Verdict(Status.UNANSWERED, "Choose first.")


@dataclass(frozen=True)
class Mistake:
    """A wrong answer that is known: its name, the answer it leads to, and what to say."""

    name: str
    answer: object
    message: str


@dataclass(frozen=True)
class Detour:
    """A right function by another way than the lesson asks for: its name, its sign, what to say."""

    name: str
    taken: Callable[[Callable], bool]
    message: str


@dataclass(kw_only=True, eq=False, repr=False)
class Exercise(Shown):
    """One question. The subclasses say how an answer is read and when two answers are the same.

    ``answer`` is the reference, ``right`` the sentence that follows a right answer, ``hints`` go
    from a nudge to nearly there, ``worked`` is the solution in markdown.

    ``scaffold`` is markdown below the prompt: the first exercise of a kind has a worked example
    there, the second a page with gaps, the third nothing. ``live`` holds pairs such as
    ("x0 = 0.3 of the section", the answer there): what comes of the section's numbers in place of
    the question's. An exercise that goes on from an earlier one names it in ``after``, and
    ``continued`` makes the answer to this one of the answer to that: a right step from a wrong
    earlier answer is then half right.
    """

    title: str
    prompt: str
    answer: object
    right: str
    mistakes: tuple[Mistake, ...]
    hints: tuple[str, ...]
    worked: str
    scaffold: str = ""
    live: tuple[tuple[str, object], ...] = ()
    after: "Exercise | None" = None
    continued: Callable | None = None
    _hints_given: int = field(default=0, init=False)
    _latest: object = field(default=None, init=False)
    _judged: object = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.prompt = inspect.cleandoc(self.prompt)
        self.worked = inspect.cleandoc(self.worked)
        self.scaffold = inspect.cleandoc(self.scaffold)

    def __str__(self) -> str:
        return self._shown_above()

    def _question(self) -> str:
        return f"**Exercise: {self.title}.** {self.prompt}"

    def check(self, answer: object) -> Verdict:
        """Judge an answer: unanswered, right, half right, or wrong with the reason.

        It never raises.
        """
        with quiet():
            verdict = self._verdict(answer)
            self._record_check(verdict, answer)
        return replace(verdict, message=with_remark(verdict.message))

    def hint(self) -> Markdown:
        """Give the next hint; the last one repeats."""
        # A new kernel begins with the first: running all cells again must not lead further on.
        number = self._hints_given = min(self._hints_given + 1, len(self.hints))
        store.practise(self, lambda record: record.reach_hint(number))
        text = self.hints[number - 1]
        return Markdown(with_remark(f"**Hint {number} of {len(self.hints)}.** {text}"))

    def solution(self) -> Markdown:
        """Show the worked solution."""
        store.practise(self, store.Practised.see_solution)
        return Markdown(with_remark(f"**Solution: {self.title}.** {self.worked}"))

    def begin_anew(self) -> None:
        """Let the next hint be the first one again, and forget the latest answer."""
        self._hints_given, self._latest, self._judged = 0, None, None
        if "widget" in vars(self):
            self.widget.set_trait("chosen", {})
            self.widget.verdict = self.widget.solution = ""
            self.widget.hints = []

    @cached_property
    def widget(self):
        """The question with its buttons, made when first asked for."""
        from mlcalc.exercises.panel import Panel

        panel = Panel(
            question=self._shown_above(),
            choices=list(self._choices().items()),
            items=list(self._items().items()),
        )
        panel.observe(self._forget_verdict, "chosen")
        panel.on_msg(self._answer_button)
        return panel

    def _shown_above(self) -> str:
        """Return what stands above the choices in the panel."""
        return "\n\n".join(filter(None, [self._question(), self.scaffold]))

    def _choices(self) -> dict[str, str]:
        """Return what there is to choose with a click: texts by their letters."""
        return {}

    def _items(self) -> dict[str, str]:
        """Return what gets a letter each: texts by their names. One answer has none."""
        return {}

    def _chosen(self, chosen: dict[str, str]) -> object:
        """Return the answer that the letters chosen stand for."""
        return chosen.get("", ...)

    def _forget_verdict(self, change) -> None:
        # A verdict on an earlier choice would contradict the new one.
        if change["new"] != self._judged:
            self._judged = None
            self.widget.verdict = ""

    def _answer_button(self, panel, content, buffers) -> None:
        kind = content.get("type")
        if kind == "check":
            self._judged = content.get("chosen", panel.chosen)
            answer = self._chosen(self._judged)
            verdict = CHOOSE_FIRST if is_placeholder(answer) else self.check(answer)
            if panel.verdict == verdict._markdown():
                # The same words are no change, and the click would go unanswered.
                panel.verdict = ""
            panel.verdict = verdict._markdown()
        elif kind == "hint":
            hint = str(self.hint())
            panel.hints = [*panel.hints, hint] if hint not in panel.hints else panel.hints
        elif kind == "solution":
            panel.solution = str(self.solution())

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        view = {"version_major": 2, "version_minor": 0, "model_id": self.widget.model_id}
        return super()._repr_mimebundle_() | {WIDGET_VIEW: view}

    def same(self, answer: object, other: object) -> bool:
        """Say whether the first answer counts as the second, as in comparing with a mistake."""
        return self._same(self._read(answer), self._read(other))

    def _is_right(self, reading: object) -> bool:
        """Say whether an answer that was read already counts as right."""
        return self._same(reading, self._read(self.answer))

    def _verdict(self, answer: object) -> Verdict:
        try:
            return self._judge(answer)
        except Unanswered:
            return Verdict(Status.UNANSWERED, self._how_to_answer())
        except Unreadable as unreadable:
            return wrong(f"Your answer is {unreadable}.", unreadable.mistake)
        except (Exception, SystemExit, GeneratorExit) as error:
            return wrong(f"Your answer cannot be read: it raises {error_words(error)}.")

    def _record_check(self, verdict: Verdict, answer: object) -> None:
        if verdict.status is Status.UNANSWERED:
            return
        right = verdict.status is Status.RIGHT
        unknown = None if right or verdict.mistake else self._kept_text(answer)
        store.practise(self, lambda record: record.check(right, unknown))

    def _kept_text(self, answer: object) -> str | None:
        try:
            return self._text(answer)
        except (Exception, SystemExit, GeneratorExit):
            return None

    def _text(self, answer: object) -> str | None:
        """Return an answer nobody foresaw as a number or code, None or raise for all else."""
        return None

    def _judge(self, answer: object) -> Verdict:
        if is_placeholder(answer):
            raise Unanswered
        reading = self._latest = self._read(answer)
        if self._is_right(reading):
            return self._right(answer, reading)
        for mistake in self.mistakes:
            if self._same(reading, self._read(mistake.answer)):
                return self._known_mistake(mistake, reading)
        for words, value in self.live:
            if self._same(reading, self._read(value)):
                message = f"This is the answer for {words}. The question has its own numbers."
                return wrong(message, "the section's numbers")
        return self._half_right(reading) or self._unknown_mistake(answer, reading)

    def _right(self, answer: object, reading) -> Verdict:
        return Verdict(Status.RIGHT, f"Right. {self.right}{self._remark(reading)}")

    def _known_mistake(self, mistake: Mistake, reading) -> Verdict:
        return wrong(mistake.message, mistake.name)

    def _half_right(self, reading) -> Verdict | None:
        """Judge by the student's own earlier answer, None when this does not follow from it."""
        if self.after is None or self.after._latest is None:
            return None
        try:
            expected = self._read(self.continued(self.after._latest))
        except Exception:  # From some wrong answers nothing follows.
            return None
        if not self._same(reading, expected):
            return None
        if self.after._is_right(self.after._latest):
            return half(
                f"It follows from your answer to *{self.after.title}*, but you went on with a "
                "rounded value: keep all digits.",
                "follows from a rounded answer",
            )
        return half(
            f"It follows from your answer to *{self.after.title}*, but that one is not right. "
            "Mend it there, then do this step again.",
            "follows from a wrong answer",
        )

    def _how_to_answer(self) -> str:
        return "Not answered yet. Put your answer in place of the three dots and run the cell."

    def _read(self, answer: object) -> object:
        """Return the answer in a form to compare; raises Unreadable or Unanswered."""
        raise NotImplementedError

    def _same(self, reading, reference) -> bool:
        raise NotImplementedError

    def _remark(self, reading) -> str:
        return ""

    def _unknown_mistake(self, answer: object, reading) -> Verdict:
        raise NotImplementedError


@dataclass(kw_only=True, eq=False, repr=False)
class Point(Exercise):
    """A question whose answer is an array of numbers; three significant digits are enough."""

    answer: ArrayLike

    def _read(self, answer: object) -> np.ndarray:
        return point(answer, np.shape(self.answer))

    def _text(self, answer: object) -> str:
        return digits(self._read(answer))

    def _same(self, reading: np.ndarray, reference: np.ndarray) -> bool:
        tolerance = rounding(reference, 3)
        if not np.any(reference):
            # Zero has no digits of its own: a small answer is not zero for being small.
            tolerance = np.minimum(tolerance, rounding(self.answer, 3))
        return within(reading, reference, tolerance)

    def _remark(self, reading: np.ndarray) -> str:
        reference = np.asarray(self.answer, dtype=float)
        if within(reading, reference, rounding(reference, 4)):
            return ""
        return f" Three digits are enough; to four it is {formatting.point(reference)}."

    def _unknown_mistake(self, answer: object, reading: np.ndarray) -> Verdict:
        reference = np.asarray(self.answer, dtype=float)
        if slip := slips.of_number(reading, reference, self.prompt):
            return wrong(slip.message, slip.name)
        if within(reading, reference, 20 * rounding(reference, 3)):
            return wrong(
                "Close, but not right to three digits. Keep all digits on the way and "
                "round only the result."
            )
        if reference.shape == (2,):
            first, second = np.abs(reading - reference) <= rounding(reference, 3) * (1 + 1e-9)
            if first or second:
                right, other = ("first", "second") if first else ("second", "first")
                return wrong(f"The {right} entry is right, the {other} is not.")
        if slip := slips.of_sign(reading, reference):
            return wrong(slip.message, slip.name)
        return wrong(f"{capital(quoted(reading))} is not it. A hint may help.")


@dataclass(kw_only=True, eq=False, repr=False)
class Number(Point):
    """A question whose answer is one number; three significant digits are enough."""

    answer: float

    def _read(self, answer: object) -> np.ndarray:
        return one_number(answer)


@dataclass(kw_only=True, eq=False, repr=False)
class Choice(Exercise):
    """A question whose answer is the letter of one of several choices."""

    answer: str
    choices: dict[str, str]

    def __str__(self) -> str:
        return f"{super().__str__()}\n\n{listed(self.choices)}"

    def _choices(self) -> dict[str, str]:
        return self.choices

    def _how_to_answer(self) -> str:
        return f"Not answered yet. Choose {self._letters()}."

    def _letters(self) -> str:
        *first, last = (f'"{letter}"' for letter in self.choices)
        return f"{', '.join(first)} or {last}"

    def _read(self, answer: object) -> str:
        letter = answer.strip(" .()").lower() if isinstance(answer, str) else None
        if letter not in self.choices:
            raise Unreadable(f"{quoted(answer)}, where {self._letters()} is expected")
        return letter

    def _same(self, reading: str, reference: str) -> bool:
        return reading == reference


@dataclass(kw_only=True, eq=False, repr=False)
class Code(Exercise):
    """A question whose answer is a function, compared with the reference at several arguments.

    ``name`` is the function's name in the prompt, ``tests`` holds the sets of arguments. An
    argument that is an array must not be changed by the function. A function that is right there
    is also tried with the arguments in ``more``; by default they lie near those of the tests.
    ``detours`` make a right function half right. ``gaps`` are the names behind which three dots
    stand in the cell, where it holds a page with gaps.
    """

    name: str
    answer: Callable
    tests: tuple[tuple, ...]
    more: tuple[tuple, ...] | None = None
    detours: tuple[Detour, ...] = ()
    gaps: tuple[str, ...] = ()

    CHANGES_ITS_ARGUMENT = "changes its argument"
    RIGHT_IN_PLACES = "right only where it was tested"

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.more is None:
            rng = np.random.default_rng(0)
            self.more = tuple(nearby(arguments, rng) for arguments in self.tests)

    def _how_to_answer(self) -> str:
        if self.gaps:
            names = " and ".join(f"`{name} =`" for name in self.gaps)
            return f"Not answered yet. Put an expression in place of each gap, after {names}."
        return f"Not answered yet. Write the body of `{self.name}` in place of the three dots."

    def _read(self, answer: object) -> list[Outcome]:
        if not callable(answer):
            raise Unreadable(
                f"{quoted(answer)}, where a function is expected: "
                f"pass `{self.name}` itself, without parentheses after it"
            )
        reading = outcomes(answer, self.tests)
        empty = all(o.nothing and not o.changed for o in reading)
        if any(o.open for o in reading) or (empty and does_nothing(answer)):
            raise Unanswered
        return reading

    def _text(self, answer: object) -> str | None:
        return bare_code(answer)

    def _same(self, reading: list[Outcome], reference: list[Outcome]) -> bool:
        return all(map(same_outcome, reading, reference))

    def _right(self, answer: Callable, reading: list[Outcome]) -> Verdict:
        found = self._first_difference(
            self.more, outcomes(answer, self.more, quiet=True), outcomes(self.answer, self.more)
        )
        if found:
            return wrong(f"Right at some points, not at others. {found}", self.RIGHT_IN_PLACES)
        for detour in self.detours:
            if detour.taken(answer):
                return half(detour.message, detour.name)
        return super()._right(answer, reading)

    def _unknown_mistake(self, answer: Callable, reading: list[Outcome]) -> Verdict:
        if has_gap(answer):
            raise Unanswered
        if any(o.changed for o in reading):
            return wrong(
                "Your function changes the array it was given, and whoever passed it still needs "
                "it. `a -= b` and `a[0] = b` write into the array; `a = a - b` makes a new one.",
                self.CHANGES_ITS_ARGUMENT,
            )
        reference = self._read(self.answer)
        if all(o.nothing for o in reading):
            slip = slips.of_nothing(reading, reference)
            return wrong(slip.message, slip.name)
        where = self._first_difference(self.tests, reading, reference)
        slip = self._slip(answer, reading)
        return wrong(f"{where} {slip.message}", slip.name) if slip else wrong(where)

    def _slip(self, answer: Callable, reading: list[Outcome]) -> slips.Slip | None:
        errors = (slips.of_error(o.failure, answer) for o in reading)
        return (
            next(filter(None, errors), None)
            or slips.of_caret(answer)
            or self._slip_in_source(answer, reading)
            or slips.of_outside(answer)
        )

    def _slip_in_source(self, answer: Callable, reading: list[Outcome]) -> slips.Slip | None:
        if any(o.error is TookTooLong for o in reading):
            return None
        end = time.monotonic() + SECONDS_TO_MEND
        try:
            for mended, slip in slips.mended(answer):
                left = end - time.monotonic()
                if left <= 0:
                    return None
                if self._same(
                    outcomes(mended, self.tests, left, quiet=True), self._read(self.answer)
                ):
                    return slip
        except Exception:  # Source that is not found, or not understood, hides no known slip.
            return None
        return None

    def _first_difference(self, tests, reading, reference) -> str:
        for arguments, o, right in zip(tests, reading, reference, strict=True):
            # Where the reference itself fails, nothing is asked.
            if right.value is not None and not same_outcome(o, right):
                return f"At `{self._call(arguments)}` {difference(o, right.value)}."
        return ""

    def _call(self, arguments: tuple) -> str:
        return f"{self.name}({', '.join(map(argument_words, arguments))})"


def wrong(message: str, mistake: str | None = None) -> Verdict:
    """Return the verdict on a wrong answer."""
    return Verdict(Status.WRONG, f"Not yet. {message}", mistake)


def half(message: str, mistake: str | None = None) -> Verdict:
    """Return the verdict on an answer that is half right."""
    return Verdict(Status.HALF, f"Half right. {message}", mistake)


def with_remark(text: str) -> str:
    """Return the text, and after it what the store has to say about its file."""
    return "\n\n".join(filter(None, [text, store.active().remark()]))


def page(text: str, **values: ArrayLike) -> str:
    """Return the text without its indentation, each @name replaced by that number or point.

    >>> page(r"The slope is $f'(x_0) = @slope$.", slope=-18.94873)
    "The slope is $f'(x_0) = -18.95$."
    """
    words = {name: formatting.point(value) for name, value in values.items()}
    return _Page(inspect.cleandoc(text)).substitute(words)


class _Page(string.Template):
    delimiter = "@"


def listed(choices: dict[str, str]) -> str:
    """Return lettered choices as a markdown list.

    >>> print(listed({"a": "up", "b": "down"}))
    - **a**: up
    - **b**: down

    Matrices have blank lines between them: the brackets of one would stand on those of the next.
    """
    matrices = any(r"\begin{" in text for text in choices.values())
    between = "\n\n" if matrices else "\n"
    return between.join(f"- **{letter}**: {text}" for letter, text in choices.items())
