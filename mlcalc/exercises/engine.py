"""Exercises: a question, its answer, its known mistakes, hints and a worked solution.

A chapter module builds exercises from four kinds of answer: ``Number``, ``Point``, ``Choice``
and ``Code``. ``check`` never raises and never warns, whatever it is given: it returns a verdict.
What a student does with an exercise of the course is kept in the ``store``.
"""

import ast
import copy
import inspect
import re
import string
import textwrap
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from mlcalc import formatting
from mlcalc.exercises import store


class Status(StrEnum):
    """How an answer was judged."""

    UNANSWERED = "unanswered"
    RIGHT = "right"
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


@dataclass(frozen=True)
class Mistake:
    """A wrong answer that is known: its name, the answer it leads to, and what to say."""

    name: str
    answer: object
    message: str


class Unanswered(Exception):  # noqa: N818
    """The placeholder is still there."""


class Unreadable(Exception):  # noqa: N818
    """What came cannot be an answer; the text says what it is, to follow the words "it is"."""


@dataclass(kw_only=True, eq=False, repr=False)
class Exercise(Shown):
    """One question. The subclasses say how an answer is read and when two answers are the same.

    ``answer`` is the reference, ``right`` the sentence that follows a right answer, ``hints`` go
    from a nudge to nearly there, ``worked`` is the solution in markdown.
    """

    title: str
    prompt: str
    answer: object
    right: str
    mistakes: tuple[Mistake, ...]
    hints: tuple[str, ...]
    worked: str
    _hints_given: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self.prompt = inspect.cleandoc(self.prompt)
        self.worked = inspect.cleandoc(self.worked)

    def __str__(self) -> str:
        return f"**Exercise: {self.title}.** {self.prompt}"

    def check(self, answer: object) -> Verdict:
        """Judge an answer: unanswered, right, or wrong with the reason. It never raises."""
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
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
        """Let the next hint be the first one again."""
        self._hints_given = 0

    def same(self, answer: object, other: object) -> bool:
        """Say whether the first answer counts as the second, as in comparing with a mistake."""
        return self._same(self._read(answer), self._read(other))

    def _verdict(self, answer: object) -> Verdict:
        try:
            return self._judge(answer)
        except Unanswered:
            return Verdict(Status.UNANSWERED, self._how_to_answer())
        except Unreadable as unreadable:
            return wrong(f"Your answer is {unreadable}.")
        except (Exception, SystemExit) as error:
            return wrong(f"Your answer cannot be read: it raises {_error_words(error)}.")

    def _record_check(self, verdict: Verdict, answer: object) -> None:
        if verdict.status is Status.UNANSWERED:
            return
        right = verdict.status is Status.RIGHT
        unknown = None if right or verdict.mistake else self._kept_text(answer)
        store.practise(self, lambda record: record.check(right, unknown))

    def _kept_text(self, answer: object) -> str | None:
        try:
            return self._text(answer)
        except (Exception, SystemExit):
            return None

    def _text(self, answer: object) -> str | None:
        """Return an answer nobody foresaw as a number or code, None or raise for all else."""
        return None

    def _judge(self, answer: object) -> Verdict:
        if _is_placeholder(answer):
            raise Unanswered
        reading = self._read(answer)
        if self._same(reading, self._read(self.answer)):
            return Verdict(Status.RIGHT, f"Right. {self.right}{self._remark(reading)}")
        for mistake in self.mistakes:
            if self._same(reading, self._read(mistake.answer)):
                return wrong(mistake.message, mistake.name)
        return self._unknown_mistake(reading)

    def _how_to_answer(self) -> str:
        return "Not answered yet. Put your answer in place of the three dots and run the cell."

    def _read(self, answer: object) -> object:
        """Return the answer in a form to compare; raises Unreadable or Unanswered."""
        raise NotImplementedError

    def _same(self, reading, reference) -> bool:
        raise NotImplementedError

    def _remark(self, reading) -> str:
        return ""

    def _unknown_mistake(self, reading) -> Verdict:
        raise NotImplementedError


@dataclass(kw_only=True, eq=False, repr=False)
class Point(Exercise):
    """A question whose answer is an array of numbers; three significant digits are enough."""

    answer: ArrayLike

    def _read(self, answer: object) -> np.ndarray:
        return numbers(answer, np.shape(self.answer))

    def _text(self, answer: object) -> str:
        return _digits(self._read(answer))

    def _same(self, reading: np.ndarray, reference: np.ndarray) -> bool:
        return _within(reading, reference, rounding(reference, 3))

    def _remark(self, reading: np.ndarray) -> str:
        reference = np.asarray(self.answer, dtype=float)
        if _within(reading, reference, rounding(reference, 4)):
            return ""
        return f" Three digits are enough; to four it is {formatting.point(reference)}."

    def _unknown_mistake(self, reading: np.ndarray) -> Verdict:
        reference = np.asarray(self.answer, dtype=float)
        if _within(reading, reference, 20 * rounding(reference, 3)):
            return wrong(
                "Close, but not right to three digits. Keep all digits on the way and "
                "round only the result."
            )
        return wrong(f"{_capital(_quoted(reading))} is not it. A hint may help.")


@dataclass(kw_only=True, eq=False, repr=False)
class Number(Point):
    """A question whose answer is one number; three significant digits are enough."""

    answer: float

    def _read(self, answer: object) -> np.ndarray:
        reading = numbers(answer)
        return numbers(reading.reshape(()) if reading.size == 1 else reading, ())


@dataclass(kw_only=True, eq=False, repr=False)
class Choice(Exercise):
    """A question whose answer is the letter of one of several choices."""

    answer: str
    choices: dict[str, str]

    def __str__(self) -> str:
        return f"{super().__str__()}\n\n{listed(self.choices)}"

    def _how_to_answer(self) -> str:
        return f"Not answered yet. Put {self._letters()} in place of the three dots."

    def _letters(self) -> str:
        *first, last = (f'"{letter}"' for letter in self.choices)
        return f"{', '.join(first)} or {last}"

    def _read(self, answer: object) -> str:
        letter = answer.strip(" .()").lower() if isinstance(answer, str) else None
        if letter not in self.choices:
            raise Unreadable(f"{_quoted(answer)}, where {self._letters()} is expected")
        return letter

    def _same(self, reading: str, reference: str) -> bool:
        return reading == reference


@dataclass(frozen=True)
class Outcome:
    """What a function did with one set of arguments: a value, or what went wrong instead."""

    value: np.ndarray | None
    problem: str = ""
    error: type | None = None
    nothing: bool = False
    changed: bool = False


@dataclass(kw_only=True, eq=False, repr=False)
class Code(Exercise):
    """A question whose answer is a function, compared with the reference at several arguments.

    ``name`` is the function's name in the prompt, ``tests`` holds the sets of arguments. An
    argument that is an array must not be changed by the function.
    """

    name: str
    answer: Callable
    tests: tuple[tuple, ...]

    CHANGES_ITS_ARGUMENT = "changes its argument"

    def _how_to_answer(self) -> str:
        return f"Not answered yet. Write the body of `{self.name}` in place of the three dots."

    def _read(self, answer: object) -> list[Outcome]:
        if not callable(answer):
            raise Unreadable(
                f"{_quoted(answer)}, where a function is expected: "
                f"pass `{self.name}` itself, without parentheses after it"
            )
        outcomes = [outcome(answer, arguments) for arguments in self.tests]
        if all(o.nothing and not o.changed for o in outcomes):
            raise Unanswered
        return outcomes

    def _text(self, answer: object) -> str | None:
        return bare_code(answer)

    def _same(self, reading: list[Outcome], reference: list[Outcome]) -> bool:
        return all(map(_same_outcome, reading, reference))

    def _unknown_mistake(self, reading: list[Outcome]) -> Verdict:
        if any(o.changed for o in reading):
            return wrong(
                "Your function changes the array it was given, and whoever passed it still needs "
                "it. `a -= b` and `a[0] = b` write into the array; `a = a - b` makes a new one.",
                self.CHANGES_ITS_ARGUMENT,
            )
        for arguments, o, reference in zip(
            self.tests, reading, self._read(self.answer), strict=True
        ):
            if not _same_outcome(o, reference):
                return wrong(f"At `{self._call(arguments)}` {_difference(o, reference.value)}.")
        raise AssertionError("only called when an outcome differs")

    def _call(self, arguments: tuple) -> str:
        return f"{self.name}({', '.join(map(_argument_words, arguments))})"


def wrong(message: str, mistake: str | None = None) -> Verdict:
    """Return the verdict on a wrong answer."""
    return Verdict(Status.WRONG, f"Not yet. {message}", mistake)


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
    """
    return "\n".join(f"- **{letter}**: {text}" for letter, text in choices.items())


def numbers(value: object, shape: tuple[int, ...] | None = None) -> np.ndarray:
    """Return finite real numbers as a new float64 array, or raise Unreadable with the reason.

    >>> numbers([0.5, 0.6], (2,))
    array([0.5, 0.6])
    """
    array = _real_array(value)
    if shape is not None and array.shape != shape:
        raise Unreadable(f"{_shape_words(array.shape)}, where {_shape_words(shape)} must stand")
    if np.isnan(array).any():
        raise Unreadable(
            "not a number (NaN): a logarithm of a negative number, 0/0 or infinity minus "
            "infinity leads there"
        )
    if np.isinf(array).any():
        raise Unreadable("infinite: a division by zero or a number beyond all bounds leads there")
    return array


def _real_array(value: object) -> np.ndarray:
    if callable(value):
        raise Unreadable("a function, where a number must stand: call it with its arguments")
    try:
        raw = np.asarray(value)
    except ValueError:
        raise Unreadable("made of rows of unequal length") from None
    if raw.dtype.kind in "US":
        raise Unreadable(f"text, {_quoted(value)}: write the number without quotes")
    if raw.dtype.kind == "b":
        raise Unreadable(f"{_quoted(value)}, where a number must stand")
    if raw.dtype.kind == "c":
        raise Unreadable(f"a complex number, {_quoted(value)}, where a real one must stand")
    if raw.dtype.kind not in "iufO":
        raise Unreadable(f"{_quoted(value)}, where a number must stand")
    try:
        return np.array(raw, dtype=float)
    except OverflowError:
        raise Unreadable("a number too large to compute with") from None
    except (TypeError, ValueError):
        raise Unreadable(f"{_quoted(value)}, where a number must stand") from None


def rounding(reference: ArrayLike, digits: int) -> np.ndarray:
    """Return half a unit of the last of so many significant digits: the shape of the reference.

    >>> float(rounding(0.1447, 3)), float(rounding(18.9, 3))
    (0.0005, 0.05)
    """
    size = np.abs(reference)
    # An entry far below the others is judged by their digits, or zero would have none.
    size = np.maximum(size, np.max(size) / 1000)
    size = np.where(size > 0, size, 1.0)
    return 0.5 * 10.0 ** (np.floor(np.log10(size)) + 1 - digits)


def bare_code(function: Callable) -> str | None:
    """Return the source of a function without comments and without the words in its strings.

    None where no single function can be found. Raises OSError or TypeError where Python knows no
    source.
    """
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    named = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    unnamed = [node for node in ast.walk(tree) if isinstance(node, ast.Lambda)]
    # Of two in one line nobody knows which it is.
    if function.__name__ == "<lambda>" and len(unnamed) == 1:
        found = unnamed[0]
    elif function.__name__ in named:
        found = named[function.__name__]
    else:
        return None
    return ast.unparse(_WithoutWords().visit(found))


class _WithoutWords(ast.NodeTransformer):
    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        is_text = isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        return ast.Pass() if is_text else self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        return ast.Constant("") if isinstance(node.value, (str, bytes)) else node


def _digits(values: np.ndarray) -> str:
    if values.ndim == 0:
        return f"{values:.12g}"
    return f"({', '.join(map(_digits, values))})"


def outcome(function: Callable, arguments: tuple) -> Outcome:
    """Call a function with copies of the arguments and say what it did."""
    given = copy.deepcopy(arguments)
    value, problem, error, nothing = None, "", None, False
    try:
        result = function(*given)
        nothing = result is None or result is ...
        value = None if nothing else numbers(result)
    except Unreadable as unreadable:
        problem = str(unreadable)
    except (Exception, SystemExit) as failure:
        problem, error = _error_words(failure), type(failure)
    return Outcome(value, problem, error, nothing, not all(map(_unchanged, arguments, given)))


def _unchanged(argument: object, given: object) -> bool:
    return not isinstance(argument, np.ndarray) or np.array_equal(argument, given)


def _same_outcome(o: Outcome, reference: Outcome) -> bool:
    if o.changed != reference.changed or o.error is not reference.error:
        return False
    if o.value is None or reference.value is None:
        return o.value is reference.value and o.error is not None
    if o.value.shape != reference.value.shape:
        return False
    scale = max(1.0, np.abs(reference.value).max(initial=0))
    return _within(o.value, reference.value, 1e-6 * scale)


def _difference(o: Outcome, expected: np.ndarray) -> str:
    """Say how an outcome differs from the expected value, to follow the place."""
    if o.error is not None:
        return f"your function raises {o.problem}"
    if o.nothing:
        return "your function returns nothing: a `return` is missing there"
    if o.problem:
        return f"your function returns something that is {o.problem}"
    if o.value.shape != expected.shape:
        return (
            f"your function returns {_shape_words(o.value.shape)}, "
            f"where {_shape_words(expected.shape)} must stand"
        )
    return f"your function returns {_quoted(o.value)}, but {_quoted(expected)} is right"


def _within(values: np.ndarray, reference: np.ndarray, tolerance: ArrayLike) -> bool:
    # The factor lets a number exactly half a unit away count as rounded.
    return bool(np.all(np.abs(values - reference) <= np.asarray(tolerance) * (1 + 1e-9)))


def _is_placeholder(answer: object) -> bool:
    if isinstance(answer, (list, tuple)):
        return any(entry is ... for entry in answer)
    return answer is None or answer is ...


def _shape_words(shape: tuple[int, ...]) -> str:
    if shape == ():
        return "one number"
    if len(shape) == 1:
        return f"a row of {shape[0]} number{'s' * (shape[0] != 1)}"
    return f"an array of shape {shape}"


def _argument_words(argument: object) -> str:
    if callable(argument):
        return argument.__name__
    return formatting.point(argument)


def _quoted(value: object) -> str:
    """Return a short value as code, a long or unusual one by its type."""
    if isinstance(value, np.ndarray):
        if value.size > 8:
            return f"an array of shape {value.shape}"
        value = value.tolist()
    if isinstance(value, float):
        return f"`{formatting.number(value, 6)}`"
    if isinstance(value, list) and all(isinstance(entry, float) for entry in value):
        return f"`{formatting.point(value, 6)}`"
    if isinstance(value, (str, bool, int, complex, list, tuple)) or value is None:
        text = _one_line(repr(value))
        if len(text) <= 60 and "object at" not in text:
            return f"`{text}`"
    return f"a value of type {type(value).__name__}"


def _error_words(error: BaseException) -> str:
    name = type(error).__name__
    try:
        text = _one_line(str(error))
    except Exception:
        return name
    return f"{name} (`{text if len(text) <= 160 else text[:157] + '...'}`)" if text else name


def _one_line(text: str) -> str:
    """Return text that fits into markdown code and is the same in every run."""
    return " ".join(re.sub(r" at 0x[0-9a-fA-F]+", "", text).replace("`", "'").split())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
