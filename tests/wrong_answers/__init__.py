"""A bank of answers to the exercises: right ones in unusual forms, and wrong ones of students.

Written from the side of the student: numbers by the formula somebody would use, functions as
somebody would write them. A wrong answer stands under the words of its mistake. These are the name
under which the exercise must know it, or stand before a bar, with that name behind it; nothing
behind the bar means that the exercise need not know it.
"""

import importlib
import pkgutil
from dataclasses import dataclass


@dataclass(frozen=True)
class Answers:
    """What was tried on one exercise."""

    right: tuple
    halfway: tuple
    wrong: dict[str, object]

    def named(self):
        """Return (words, answer, name of the known mistake or None) for every wrong answer."""
        for words, answer in self.wrong.items():
            idea, bar, name = words.partition("|")
            yield words, answer, (name.strip() or None) if bar else idea.strip()


BANK: dict[str, Answers] = {}


def tried(exercise, wrong, *right, halfway=()):
    """Add what was tried; ``halfway`` are right answers by another way than the one asked for."""
    BANK[exercise] = Answers(right, halfway, wrong)


def letters(exercise, **names):
    """Add the wrong letters of a choice, in the ways somebody may type them."""
    typed = {
        "": str,
        " large": str.upper,
        " in brackets": "({})".format,
        " with a dot": "{}.".format,
    }
    tried(
        exercise,
        {
            f"{letter}{how} | {name}": form(letter)
            for letter, name in names.items()
            for how, form in typed.items()
        },
    )


def also(exercise, wrong):
    """Add more wrong answers, of a second round: two slips at once, brackets forgotten."""
    BANK[exercise].wrong.update(wrong)


# One module a chapter, each of which adds its own.
for chapter in pkgutil.iter_modules(__path__, "wrong_answers."):
    importlib.import_module(chapter.name)
