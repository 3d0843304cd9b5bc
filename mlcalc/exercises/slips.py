"""Slips that can happen in every exercise: their names, and the sentence each gets."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from mlcalc.exercises import source
from mlcalc.exercises.reading import Outcome, capital, rounding, within

OTHER_NAMES = {"ln": "log", "arcus": "arctan", "atan": "arctan", "asin": "arcsin", "acos": "arccos"}
"""Names from mathematics and from other languages, and what numpy calls them."""

OF_NUMPY = {
    "arange", "argmax", "argmin", "array", "asarray", "cumsum", "diag", "dot", "eye", "linalg",
    "linspace", "mean", "ones", "outer", "prod", "random", "std", "var", "where", "zeros",
}  # fmt: skip
"""What mathematics takes from numpy beside its constants and its functions of numbers."""

FUNCTION_TYPES = r"'(numpy\.ufunc|ufunc|function|builtin_function_or_method|method|type)'"
NUMBER_TYPES = r"'(int|float|numpy\.\w+)' object is not callable"


@dataclass(frozen=True)
class Slip:
    """A slip that was recognised: its name and what to say."""

    name: str
    message: str


ANGLE = re.compile(r"\bangle|radian|°")

UNITS = (
    ("percent for fraction", 100, "100 times what is asked: a percent, or a misplaced point?"),
    ("fraction for percent", 1 / 100, "a hundredth of what is asked: should it be in percent?"),
)
UNITS_OF_ANGLES = (
    ("degrees for radians", 180 / np.pi, "in degrees: give it in radians."),
    ("radians for degrees", np.pi / 180, "in radians: give it in degrees."),
)


def of_number(reading: np.ndarray, reference: np.ndarray, question: str) -> Slip | None:
    """Recognise a number in percent or, of an angle, in degrees, or one that ought to be."""
    units = UNITS + UNITS_OF_ANGLES if ANGLE.search(question) else UNITS
    for name, factor, words in units:
        inexact = rounding(reference * factor, 3)
        if within(reading, reference * factor, inexact):
            return Slip(name, f"Your answer is {words}")
    return None


def of_sign(reading: np.ndarray, reference: np.ndarray) -> Slip | None:
    """Recognise the negative of a number that is right, or close to it."""
    inexact = rounding(reference, 3)
    if not within(-reading, reference, 20 * inexact):
        return None
    size = "size is" if reference.size == 1 else "sizes are"
    nearly = "" if within(-reading, reference, inexact) else "nearly "
    sign = "sign is" if reference.size == 1 else "signs are"
    return Slip("sign turned around", f"The {size} {nearly}right, but the {sign} turned around.")


def of_nothing(outcomes: list[Outcome], reference: list[Outcome]) -> Slip:
    """Say why a function gives nothing back: it prints, or ends without a return."""
    printed = [_numbers_in(o.printed) for o in outcomes]
    if all(map(_are, printed, reference)):
        return Slip(
            "print for return",
            "Your function prints the right result; return it. `print` shows a value to you, "
            "`return` hands it to whoever called: write `return` in place of `print`.",
        )
    if any(o.printed for o in outcomes):
        return Slip(
            "print for return",
            "Your function prints and returns nothing. `print` shows a value to you, `return` "
            "hands it to whoever called.",
        )
    return Slip(
        "return missing",
        "Your function computes and returns nothing: a `return` is missing in front of its result.",
    )


def _numbers_in(text: str) -> np.ndarray:
    return np.array([float(n) for n in re.findall(r"-?\d+\.?\d*(?:e[-+]?\d+)?", text)])


def _are(printed: np.ndarray, reference: Outcome) -> bool:
    value = np.ravel(reference.value)
    return printed.shape == value.shape and within(printed, value, rounding(value, 3))


def of_error(failure: BaseException | None, function: Callable) -> Slip | None:
    """Recognise a slip by the exception that it leads to, and by what the function calls."""
    if isinstance(failure, NameError) and not isinstance(failure, UnboundLocalError):
        return _of_name(str(failure.name))
    text = str(failure)
    if isinstance(failure, AttributeError) and failure.name in OTHER_NAMES:
        return Slip("another name in numpy", f"In numpy it is `np.{OTHER_NAMES[failure.name]}`.")
    if isinstance(failure, ValueError) and "truth value of an array" in text:
        return _of_comparison(function)
    if not isinstance(failure, TypeError):
        return None
    if re.search(NUMBER_TYPES, text):
        return _of_call(function)
    unwritten = source.unwritten_names(function) if "NoneType" in text else []
    if unwritten:
        return Slip(
            "calls what is not written",
            f"A function that you call returns nothing. Is your `{unwritten[0]}` written?",
        )
    if re.search(rf"{FUNCTION_TYPES} object is not subscriptable", text):
        return Slip("square brackets", "A function is called with round brackets, as in `f(x)`.")
    if "operand" in text and re.search(FUNCTION_TYPES, text):
        return Slip(
            "function not called",
            "A function stands where its value must stand: call it, as in `np.exp(x)`.",
        )
    return None


def _of_call(function: Callable) -> Slip:
    if source.calls_a_number(function):
        return Slip(
            "times sign missing",
            "Python takes a number with brackets after it for a call: write the times sign, "
            "`2 * (x + 1)` and not `2(x + 1)`.",
        )
    names = source.called_names(function)
    # Of several nobody knows which it was.
    name = f"`{names[0]}`" if len(names) == 1 else "What is called there"
    return Slip(
        "value called",
        f"{name} is a number or an array here, not a function: leave the brackets out, write "
        "`x * (...)` for a product, or `x[i]` for an entry.",
    )


LARGER_OR_SMALLER = {"max": "maximum", "min": "minimum"}
"""Functions of Python that compare single numbers, and numpy's for arrays."""


def _of_comparison(function: Callable) -> Slip | None:
    called = [name for name in LARGER_OR_SMALLER if source.compares_with(name, function)]
    if len(called) != 1:
        return None
    name = called[0]
    return Slip(
        "max of an array",
        f"`{name}` compares single numbers. For arrays write `np.{LARGER_OR_SMALLER[name]}`, as in "
        f"`np.{LARGER_OR_SMALLER[name]}(0, Z)`.",
    )


def _of_name(name: str) -> Slip | None:
    if name == "math":
        words = "`math` is not imported here: use numpy, as in `np.exp(x)` for `math.exp(x)`."
        return Slip("import missing", words)
    if name in ("np", "numpy"):
        return Slip("import missing", "Run the cell at the head of the notebook, with `import`.")
    name_there = OTHER_NAMES.get(name, {"π": "pi"}.get(name, name))
    if isinstance(getattr(np, name_there, None), (np.ufunc, float)) or name_there in OF_NUMPY:
        return Slip("np. missing", f"`{name}` belongs to numpy: write `np.{name_there}`.")
    return None


def of_caret(function: Callable) -> Slip | None:
    """Recognise ``^`` for ``**``."""
    if not source.has_caret(function):
        return None
    return Slip("^ for **", "In Python `^` is not a power: write `**`.")


def mended(function: Callable) -> Iterator[tuple[Callable, Slip]]:
    """Yield the function with one slip mended, and what that slip is."""
    without = source.without_radians(function)
    if without is not None:
        words = "The angle is in radians already: leave out the change from degrees."
        yield without, Slip("degrees for radians", words)
    for other, as_read in source.with_other_brackets(function):
        words = f"Brackets are missing or in the wrong place: Python reads `{as_read}`."
        yield other, Slip("brackets", words)


def of_outside(function: Callable) -> Slip | None:
    """Recognise a function that reads numbers of the notebook in place of its arguments."""
    names = [f"`{name}`" for name in source.numbers_from_outside(function)]
    if not names:
        return None
    words = f"It reads {' and '.join(names)} of the notebook: use only the arguments."
    return Slip("the notebook's variable", capital(words))
