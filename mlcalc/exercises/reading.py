"""Answers as a student gives them, brought into a form to compare, and the words about them."""

import contextlib
import copy
import inspect
import io
import re
import sys
from collections.abc import Callable, Sized
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from mlcalc import formatting
from mlcalc.exercises.time_limit import SECONDS, TookTooLong, call_within

MOST_PRINTED = 10_000
"""Characters of what a function prints: an endless loop would fill the page."""

MOST_QUOTED = 8
"""Numbers of an array that are written out in a message."""

MOST_ENTRIES = 1_000_000
"""How long a sequence may be: numpy would go through `range(10**9)` without a pause to stop it."""

AMBIGUOUS = "The truth value of an array"
"""So numpy begins where an `if`, or a `max`, meets an array."""


class Unanswered(Exception):  # noqa: N818
    """The placeholder is still there."""


class Unreadable(Exception):  # noqa: N818
    """What came cannot be an answer; the text says what it is, to follow the words "it is".

    ``mistake`` names a slip that is known.
    """

    def __init__(self, text: str, mistake: str | None = None) -> None:
        super().__init__(text)
        self.mistake = mistake


@dataclass(frozen=True)
class Outcome:
    """What a function did with one set of arguments: a value, or what went wrong instead."""

    value: np.ndarray | None
    problem: str = ""
    failure: BaseException | None = None
    nothing: bool = False
    changed: bool = False
    open: bool = False
    printed: str = ""

    @property
    def error(self) -> type | None:
        """The kind of exception that the function raised."""
        return None if self.failure is None else type(self.failure)


def numbers(value: object, shape: tuple[int, ...] | None = None) -> np.ndarray:
    """Return finite real numbers as a new float64 array, or raise Unreadable with the reason.

    >>> numbers([0.5, 0.6], (2,))
    array([0.5, 0.6])
    """
    array = _real_array(value)
    if shape is not None and array.shape != shape:
        raise Unreadable(f"{shape_words(array.shape)}, where {shape_words(shape)} must stand")
    if np.isnan(array).any():
        raise Unreadable(
            "not a number (NaN): a logarithm of a negative number, 0/0, infinity minus infinity or "
            "infinity divided by infinity leads there"
        )
    if np.isinf(array).any():
        raise Unreadable("infinite: a division by zero or a number beyond all bounds leads there")
    return array


def _real_array(value: object) -> np.ndarray:
    if callable(value):
        raise Unreadable("a function, where a number must stand: call it with its arguments")
    if np.ma.isMaskedArray(value):
        raise Unreadable("a masked array: give its numbers alone")
    if isinstance(value, Sized) and not isinstance(value, np.ndarray) and len(value) > MOST_ENTRIES:
        raise Unreadable(f"a sequence of more than {MOST_ENTRIES:,} entries")
    try:
        raw = np.asarray(value)
    except ValueError:
        beside = isinstance(value, list | tuple) and any(isinstance(v, np.ndarray) for v in value)
        such = ", such as an array and a number side by side: `np.append` joins them"
        raise Unreadable(f"made of rows of unequal length{such * beside}") from None
    if raw.dtype.kind in "US":
        point = ", and with a point for the decimals" if "," in str(value) else ""
        raise Unreadable(f"text, {quoted(value)}: write the number without quotes{point}")
    if raw.dtype.kind == "b":
        raise Unreadable(f"{quoted(value)}, where a number must stand")
    if raw.dtype.kind == "c":
        raise Unreadable(f"a complex number, {quoted(value)}, where a real one must stand")
    if raw.dtype.kind not in "iufO" or _holds_other(value, raw):
        raise Unreadable(f"{quoted(value)}, where a number must stand")
    try:
        return np.array(raw, dtype=float)
    except OverflowError:
        raise Unreadable("a number too large to compute with") from None
    except (TypeError, ValueError):
        raise Unreadable(f"{quoted(value)}, where a number must stand") from None


def _holds_other(value: object, raw: np.ndarray) -> bool:
    """Say whether truth values or texts stand among the entries, where numpy would convert them."""
    if raw.dtype.kind == "O":
        return any(isinstance(entry, bool | np.bool_ | str | bytes) for entry in raw.flat)
    if isinstance(value, list | tuple):
        return any(_holds_other(entry, raw) for entry in value)
    return isinstance(value, bool | np.bool_)


def point(value: object, shape: tuple[int, ...]) -> np.ndarray:
    """Return finite real numbers in this shape, or raise Unreadable with the reason.

    >>> point((0.5, 0.6), (2,))
    array([0.5, 0.6])
    """
    whole = isinstance(value, tuple) and all(type(v) is int for v in value)
    if whole and len(value) == 2 * int(np.prod(shape)) > 0 and min(value[1::2]) >= 0:
        parts = ", ".join(f"{a}.{b}" for a, b in zip(value[::2], value[1::2], strict=True))
        two = " (or are these a place and a value? One number is asked)" if shape == () else ""
        raise Unreadable(
            f"{quoted(value)}, {len(value)} numbers: decimals stand after a point, `{parts}`{two}",
            "decimal comma",
        )
    return numbers(value, shape)


def one_number(value: object) -> np.ndarray:
    """Return a finite real number as an array without axes, or raise Unreadable with the reason.

    >>> one_number([0.5])
    array(0.5)
    """
    if isinstance(value, tuple) and len(value) != 1:
        return point(value, ())
    reading = numbers(value)
    return numbers(reading.reshape(()) if reading.size == 1 else reading, ())


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


def digits(values: np.ndarray) -> str:
    if values.ndim == 0:
        return f"{values:.12g}"
    return f"({', '.join(map(digits, values))})"


def outcomes(
    function: Callable, tests: tuple[tuple, ...], seconds: float | None = None, quiet: bool = False
) -> list[Outcome]:
    """Call a function with each set of arguments; after a call without end there is no other.

    ``quiet`` keeps what it prints from the reader.
    """
    found: list[Outcome] = []
    for arguments in tests:
        endless = found and found[-1].error is TookTooLong
        found.append(found[-1] if endless else outcome(function, arguments, seconds, quiet))
    return found


def outcome(
    function: Callable, arguments: tuple, seconds: float | None = None, quiet: bool = False
) -> Outcome:
    """Call a function with copies of the arguments and say what it did."""
    given = copy.deepcopy(arguments)
    result, value, problem, failure = None, None, "", None
    heard = _Overheard(None if quiet else sys.stdout)

    def called() -> np.ndarray | None:
        nonlocal result
        result = function(*given)
        # An object of the student's own may hand out entries without end.
        return None if result is None or result is ... else numbers(result)

    try:
        with contextlib.redirect_stdout(heard):
            value = call_within(SECONDS if seconds is None else seconds, called)
    except Unreadable as unreadable:
        problem = str(unreadable)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # Also GeneratorExit and what a student derives from it.
        # Its frames would keep alive whatever the function had in hand.
        problem, failure = error_words(error), error.with_traceback(None)
    finally:
        if inspect.iscoroutine(result):
            result.close()  # or it warns that nobody awaited it, whenever it is collected
    return Outcome(
        value,
        problem,
        failure,
        nothing=failure is None and (result is None or result is ...),
        changed=not all(map(unchanged, arguments, given)),
        open=result is ... or _meets_dots(failure),
        printed=heard.text,
    )


def _meets_dots(failure: BaseException | None) -> bool:
    return isinstance(failure, TypeError) and "'ellipsis'" in error_words(failure)


class _Overheard(io.TextIOBase):
    """Keeps the beginning of what is printed, and hands that on to a stream."""

    def __init__(self, stream) -> None:
        self.text = ""
        self._stream = stream

    def write(self, text: str) -> int:
        heard = text[: MOST_PRINTED - len(self.text)]
        self.text += heard
        if self._stream is not None and heard:
            self._stream.write(heard)
        return len(text)

    def flush(self) -> None:
        if self._stream is not None:
            self._stream.flush()


def unchanged(argument: object, given: object) -> bool:
    return not isinstance(argument, np.ndarray) or np.array_equal(argument, given)


def same_outcome(o: Outcome, reference: Outcome) -> bool:
    if o.changed != reference.changed or o.error is not reference.error:
        return False
    if o.value is None or reference.value is None:
        return o.value is reference.value and o.error is not None
    return o.value.shape == reference.value.shape and same_numbers(o.value, reference.value)


def same_numbers(values: np.ndarray, reference: np.ndarray) -> bool:
    return within(values, reference, 1e-6 * max(1.0, np.abs(reference).max(initial=0)))


def difference(o: Outcome, expected: np.ndarray) -> str:
    """Say how an outcome differs from the expected value, to follow the place."""
    if o.error is TookTooLong:
        return (
            f"your function was still at work after {SECONDS:g} seconds and was stopped; "
            "perhaps a loop in it never ends"
        )
    if o.error is not None and AMBIGUOUS in o.problem:
        return (
            "your function raises ValueError: it asks whether something holds for an array, and "
            "it may hold for some of its numbers only. In place of an `if`, "
            "`np.where(condition, a, b)` asks for each number"
        )
    if o.error is not None:
        return f"your function raises {o.problem}"
    if o.nothing:
        return "your function returns nothing: a `return` is missing there"
    if o.problem:
        return f"your function returns something that is {o.problem}"
    if o.value.shape != expected.shape:
        return (
            f"your function returns {shape_words(o.value.shape)}, "
            f"where {shape_words(expected.shape)} must stand"
        )
    if expected.size > MOST_QUOTED and not same_numbers(o.value, expected):
        return _first_wrong_number(o.value, expected)
    return f"your function returns {quoted(o.value)}, but {quoted(expected)} is right"


def _first_wrong_number(values: np.ndarray, expected: np.ndarray) -> str:
    """Say where an array that is too long to be quoted goes wrong."""
    scale = max(1.0, np.abs(expected).max())
    places = np.argwhere(np.abs(values - expected) > 1e-6 * scale)
    first = tuple(int(k) for k in places[0])
    where = f"number {first[0] + 1}" if len(first) == 1 else f"that at {list(first)}"
    return (
        f"{len(places)} of the {expected.size} numbers that your function returns are wrong, "
        f"the first is {where}: `{formatting.number(values[first], 6)}`, where "
        f"`{formatting.number(expected[first], 6)}` must stand"
    )


def within(values: np.ndarray, reference: np.ndarray, tolerance: ArrayLike) -> bool:
    # The factor lets a number exactly half a unit away count as rounded.
    return bool(np.all(np.abs(values - reference) <= np.asarray(tolerance) * (1 + 1e-9)))


def is_placeholder(answer: object) -> bool:
    if isinstance(answer, (list, tuple)):
        return any(entry is ... for entry in answer)
    return answer is None or answer is ...


def shape_words(shape: tuple[int, ...]) -> str:
    if shape == ():
        return "one number"
    if len(shape) == 1:
        return f"a row of {shape[0]} number{'s' * (shape[0] != 1)}"
    return f"an array of shape {shape}"


def argument_words(argument: object) -> str:
    if callable(argument):
        return argument.__name__
    if isinstance(argument, list) and any(np.ndim(entry) > 1 for entry in argument):
        return f"a list of {len(argument)} matrices"
    if np.ndim(argument) > 1:
        return shape_words(np.shape(argument))
    return formatting.point(argument)


def quoted(value: object) -> str:
    """Return a short value as code, a long or unusual one by its type."""
    if isinstance(value, np.ndarray):
        if value.size > MOST_QUOTED:
            return f"an array of shape {value.shape}"
        if value.ndim > 1 and value.dtype.kind == "f":
            texts = (_nested(value, digits) for digits in (6, 4))
            short = next((text for text in texts if len(text) <= 60), "")
            return f"`{short}`" if short else f"an array of shape {value.shape}"
        value = value.tolist()
    if isinstance(value, float):
        return f"`{formatting.number(value, 6)}`"
    if isinstance(value, list) and all(isinstance(entry, float) for entry in value):
        return f"`{formatting.point(value, 6)}`"
    if isinstance(value, (str, bool, int, complex, list, tuple)) or value is None:
        text = one_line(repr(value))
        if len(text) <= 60 and "object at" not in text:
            return f"`{text}`"
    return f"a value of type {type(value).__name__}"


def _nested(values: np.ndarray, digits: int) -> str:
    if values.ndim == 0:
        return formatting.number(values, digits)
    return f"[{', '.join(_nested(v, digits) for v in values)}]"


def error_words(error: BaseException) -> str:
    name = type(error).__name__
    try:
        text = one_line(str(error))
    except Exception:
        return name
    return f"{name} (`{text if len(text) <= 160 else text[:157] + '...'}`)" if text else name


def one_line(text: str) -> str:
    """Return text that fits into markdown code and is the same in every run."""
    return " ".join(re.sub(r" at 0x[0-9a-fA-F]+", "", text).replace("`", "'").split())


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def nearby(arguments: tuple, rng: np.random.Generator) -> tuple:
    """Return arguments with every fraction made a little smaller, all else as it is.

    Whole numbers may be labels, exponents or counts; a smaller fraction keeps its sign and stays
    a probability.

    >>> nearby((2.0, 3, "x"), np.random.default_rng(0))
    (2.0, 3, 'x')
    """
    return tuple(_nearby(argument, rng) for argument in arguments)


def _nearby(argument: object, rng: np.random.Generator) -> object:
    if isinstance(argument, float) and not argument.is_integer():
        return float(argument * rng.uniform(0.6, 0.95))
    is_array = isinstance(argument, np.ndarray) and argument.dtype.kind == "f"
    if is_array and np.any(argument != np.round(argument)):
        return argument * rng.uniform(0.6, 0.95, argument.shape)
    return argument
