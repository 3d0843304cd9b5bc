"""More kinds of exercises: a wrong line, a matching, a number off a picture, a shape.

Each is displayed, checked and recorded like those of the ``engine``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from mlcalc import formatting
from mlcalc.exercises.engine import Exercise, Mistake, Verdict, half, listed, wrong
from mlcalc.exercises.reading import (
    Unreadable,
    capital,
    one_number,
    quoted,
    rounding,
    within,
)


def with_gaps(code: str, *parts: str) -> str:
    """Return code with three dots in place of each part: a half worked answer, to be filled in.

    A part is an expression: Python passes over dots that stand alone in their line.

    Raises ValueError for a part that does not stand there exactly once.

    >>> print(with_gaps("def half(x):\\n    return x / 2", "x / 2"))
    def half(x):
        return ...
    """
    for part in parts:
        if code.count(part) != 1:
            raise ValueError(f"part must stand once in the code, but {part!r} came")
        code = code.replace(part, "...")
    return code


@dataclass(kw_only=True, eq=False, repr=False)
class WrongLine(Exercise):
    r"""A page of working with one wrong line: which is it, and what must come out there?

    ``lines`` is the page, numbered from 1. ``answer`` is a pair: the number of the line and the
    value that it ought to have. A mistake is the number of a line that is sound, with the reason
    why, or a pair of the right line and a value that does not mend it: that is half right.

    >>> page = WrongLine(
    ...     title="a slope",
    ...     prompt="The slope of $x^3$ at 2. Which line is wrong, and what is its right value?",
    ...     lines=(r"$f'(x) = 3 x^2$", r"$f'(2) = 3 \cdot 4$", "$= 7$"),
    ...     answer=(3, 12.0),
    ...     right="Three times four is a product.",
    ...     mistakes=(),
    ...     hints=("Look at the signs between the numbers.",),
    ...     worked="In line 3: $3 \\cdot 4 = 12$.",
    ... )
    >>> print(page.check(2))
    Not yet. Line 2 is sound: it follows from what stands above it.
    >>> print(page.check((3, 12)))
    Right. Three times four is a product.
    """

    lines: tuple[str, ...]
    answer: tuple[int, float]

    FOUND = "found, not mended"

    def __str__(self) -> str:
        return f"{super().__str__()}\n\n{listed(self._choices())}"

    def _choices(self) -> dict[str, str]:
        return {str(number): line for number, line in enumerate(self.lines, 1)}

    def _chosen(self, chosen: dict[str, str]) -> object:
        return int(chosen[""]) if "" in chosen else ...

    def _how_to_answer(self) -> str:
        return "Not answered yet. Give the number of the wrong line and its right value, as a pair."

    def _read(self, answer: object) -> tuple[int, np.ndarray | None]:
        pair = isinstance(answer, tuple | list)
        if pair and len(answer) != 2:
            raise Unreadable(f"{quoted(answer)}, where the number of a line and a value must stand")
        line, value = answer if pair else (answer, None)
        number = float(one_number(line))
        if number not in range(1, len(self.lines) + 1):
            raise Unreadable(f"line {quoted(number)}, but the lines are 1 to {len(self.lines)}")
        try:
            return int(number), None if value is None else one_number(value)
        except Unreadable:
            # Of a line that is sound the value does not count.
            if number == self.answer[0]:
                raise
            return int(number), None

    def _text(self, answer: object) -> str | None:
        line, value = self._read(answer)
        return None if value is None else f"({line}, {value:.12g})"

    def _same(self, reading: tuple, reference: tuple) -> bool:
        (line, value), (right_line, right_value) = reading, reference
        if line != right_line or right_value is None:
            return line == right_line
        return value is not None and within(value, right_value, rounding(right_value, 3))

    def _known_mistake(self, mistake: Mistake, reading: tuple) -> Verdict:
        judge = half if reading[0] == self.answer[0] else wrong
        return judge(mistake.message, mistake.name)

    def _unknown_mistake(self, answer: object, reading: tuple) -> Verdict:
        line, value = reading
        if line != self.answer[0]:
            return wrong(f"Line {line} is sound: it follows from what stands above it.")
        if value is None:
            return half(
                f"Line {line} is the wrong one. Now mend it: give `({line}, value)` with the value "
                "that must come out there.",
                self.FOUND,
            )
        return half(f"Line {line} is the wrong one, but {quoted(value)} does not mend it.")


@dataclass(kw_only=True, eq=False, repr=False)
class Matching(Exercise):
    """A question that gives each item a letter: curves and their slopes.

    ``items`` and ``choices`` are texts by names and letters, ``answer`` the letters in the order
    of the items. Two items may have the same letter.

    >>> curves = Matching(
    ...     title="curves and slopes",
    ...     prompt="Which slope has which curve?",
    ...     items={"1": "$x^2$", "2": "$-x$"},
    ...     choices={"a": "$-1$", "b": "$2x$"},
    ...     answer="ba",
    ...     right="The slope of a line is a constant.",
    ...     mistakes=(),
    ...     hints=("Where does each curve fall?",),
    ...     worked="1 has the slope b, 2 has a.",
    ... )
    >>> print(curves.check("1a 2a"))
    Not yet. 1 of 2 is right.
    >>> print(curves.check({"1": "b", "2": "a"}))
    Right. The slope of a line is a constant.
    """

    items: dict[str, str]
    choices: dict[str, str]
    answer: str

    def __str__(self) -> str:
        return f"{self._shown_above()}\n\n{listed(self.items)}"

    def _choices(self) -> dict[str, str]:
        return self.choices

    def _shown_above(self) -> str:
        # A menu shows letters alone: their texts stand above it.
        return f"{super()._shown_above()}\n\n{listed(self.choices)}"

    def _items(self) -> dict[str, str]:
        return self.items

    def _chosen(self, chosen: dict[str, str]) -> object:
        letters = [chosen.get(name) for name in self.items]
        return letters if all(letters) else ...

    def _how_to_answer(self) -> str:
        names = ", ".join(self.items)
        return f"Not answered yet. Give the letters of {names} in this order, such as {self._such}."

    @property
    def _such(self) -> str:
        first = next(iter(self.choices))
        return f'"{first * len(self.items)}"'

    def _read(self, answer: object) -> str:
        if isinstance(answer, Mapping):
            named = {str(name): letter for name, letter in answer.items()}
            answer = [named.get(name) for name in self.items]
        if isinstance(answer, list | tuple) and all(isinstance(part, str) for part in answer):
            answer = "".join(answer)
        letters = self._letters_in(answer.lower()) if isinstance(answer, str) else ""
        if len(letters) != len(self.items) or not set(letters) <= set(self.choices):
            raise Unreadable(
                f"{quoted(answer)}, where a letter for each of {', '.join(self.items)} must stand, "
                f"such as {self._such}"
            )
        return letters

    def _letters_in(self, text: str) -> str:
        # With the names in it, as in "2a 1b", the pairs may come in any order.
        named = re.findall(r"(\d+|\w+)\W*([a-z])", text)
        by_name = dict(named)
        if len(named) == len(by_name) and by_name.keys() == {name.lower() for name in self.items}:
            return "".join(by_name[name.lower()] for name in self.items)
        return re.sub(r"[^a-z]", "", text)

    def _same(self, reading: str, reference: str) -> bool:
        return reading == reference

    def _unknown_mistake(self, answer: object, reading: str) -> Verdict:
        count = sum(a == b for a, b in zip(reading, self.answer, strict=True))
        verb = "is" if count == 1 else "are"
        return wrong(f"{count or 'None'} of {len(self.items)} {verb} right.")


@dataclass(kw_only=True, eq=False, repr=False)
class FromPicture(Exercise):
    """A number read off a picture; ``tolerance`` is how far the eye may be off, in its units.

    >>> height = FromPicture(
    ...     title="a height",
    ...     prompt="How high is the curve at 1?",
    ...     answer=2.718,
    ...     tolerance=0.2,
    ...     right="This is the number e.",
    ...     mistakes=(),
    ...     hints=("Go up from 1, then to the left.",),
    ...     worked="The height is $e$.",
    ... )
    >>> print(height.check(2.6))
    Right. This is the number e. Computed, it is 2.718.
    >>> print(height.check(2.4))
    Not yet. Close. Read it off to 0.2.
    """

    answer: float
    tolerance: float

    def _read(self, answer: object) -> np.ndarray:
        return one_number(answer)

    def _text(self, answer: object) -> str:
        return f"{self._read(answer):.12g}"

    def _same(self, reading: np.ndarray, reference: np.ndarray) -> bool:
        # What is computed from a reading is off by the same part of itself.
        part = min(1.0, abs(float(reference) / self.answer)) if self.answer else 1.0
        return within(reading, reference, self.tolerance * part)

    def _remark(self, reading: np.ndarray) -> str:
        if within(reading, np.asarray(self.answer), rounding(self.answer, 3)):
            return ""
        return f" Computed, it is {formatting.number(self.answer)}."

    def _unknown_mistake(self, answer: object, reading: np.ndarray) -> Verdict:
        if within(reading, np.asarray(self.answer), 2 * self.tolerance):
            return wrong(f"Close. Read it off to {formatting.number(self.tolerance)}.")
        return wrong(f"{capital(quoted(reading))} is not it. A hint may help.")


@dataclass(kw_only=True, eq=False, repr=False)
class Shape(Exercise):
    """A question whose answer is the shape of an array, as a tuple.

    >>> product = Shape(
    ...     title="a shape",
    ...     prompt="Which shape has `np.ones((4, 2)) @ np.ones((2, 3))`?",
    ...     answer=(4, 3),
    ...     right="The inner sizes are gone.",
    ...     mistakes=(),
    ...     hints=("Which sizes must agree?",),
    ...     worked="The outer sizes stay: (4, 3).",
    ... )
    >>> print(product.check((3, 4)))
    Not yet. The sizes are right, their order is not: rows come first.
    """

    answer: tuple[int, ...]

    def _how_to_answer(self) -> str:
        return "Not answered yet. Put the shape in place of the three dots, as a tuple."

    def _read(self, answer: object) -> tuple[int, ...]:
        if isinstance(answer, np.ndarray):
            raise Unreadable("an array: give its shape")
        if isinstance(answer, int | np.integer) and not isinstance(answer, bool):
            raise Unreadable(
                f"one number: a shape stands in brackets, also that of a row: `({answer},)`"
            )
        if not isinstance(answer, tuple | list):
            raise Unreadable(f"{quoted(answer)}, where a shape must stand, such as `(4, 3)`")
        sizes = tuple(float(one_number(size)) for size in answer)
        if not all(size >= 0 and size.is_integer() for size in sizes):
            raise Unreadable(f"{quoted(answer)}, but the sizes of a shape are whole numbers")
        return tuple(map(int, sizes))

    def _text(self, answer: object) -> str:
        return str(self._read(answer))

    def _same(self, reading: tuple[int, ...], reference: tuple[int, ...]) -> bool:
        return reading == reference

    def _unknown_mistake(self, answer: object, reading: tuple[int, ...]) -> Verdict:
        right = self.answer
        if sorted(reading) == sorted(right):
            return wrong("The sizes are right, their order is not: rows come first.", "exchanged")
        if sorted(s for s in reading if s != 1) == sorted(s for s in right if s != 1):
            return wrong("An axis of size 1 is too much or missing: it counts.", "axis of size 1")
        if len(reading) != len(right):
            return wrong(
                f"It has {_axes(len(right))}, and {_axes(len(reading))} came.", "number of axes"
            )
        return wrong(f"`{reading}` is not it. Write the shapes of the factors below each other.")


def _axes(count: int) -> str:
    words = {0: "no axis", 1: "one axis", 2: "two axes", 3: "three axes"}
    return words.get(count, f"{count} axes")
