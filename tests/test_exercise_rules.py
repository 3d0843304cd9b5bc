"""The rules that every exercise of every chapter keeps, each seen to find what breaks it."""

import importlib
import itertools
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

import mlcalc.exercises
from mlcalc.exercises.engine import Choice, Code, Exercise, Mistake, Number, Point, Status, Verdict
from mlcalc.exercises.reading import rounding

FOUND = [
    pytest.param(value, id=f"{name}.{variable}")
    for _, name, _ in pkgutil.iter_modules(mlcalc.exercises.__path__)
    if name in mlcalc.exercises.CHAPTERS
    for variable, value in vars(importlib.import_module(f"mlcalc.exercises.{name}")).items()
    if isinstance(value, Exercise)
]


def answers(exercise: Exercise) -> dict[str, object]:
    """Return every answer that gets a sentence of its own, by its name."""
    named = {"the answer": exercise.answer}
    named |= {mistake.name: mistake.answer for mistake in exercise.mistakes}
    return named | dict(exercise.live)


def collisions(exercise: Exercise) -> list[str]:
    """Return which two of the answers one and the same reply could be."""
    return [
        f"{one} and {other}"
        for (one, a), (other, b) in itertools.combinations(answers(exercise).items(), 2)
        if _collide(exercise, a, b)
    ]


def _collide(exercise: Exercise, a: object, b: object) -> bool:
    if isinstance(exercise, Point):
        # A student may round, and must not be told of a mistake for it.
        return any(exercise.same(p, q) for p, q in ((_rounded(a), b), (_rounded(b), a), (a, b)))
    return exercise.same(a, b) or exercise.same(b, a)


def _rounded(answer: object) -> np.ndarray:
    unit = 2 * rounding(np.asarray(answer, dtype=float), 3)
    return np.round(np.asarray(answer, dtype=float) / unit) * unit


def misjudged_mistakes(exercise: Exercise) -> list[str]:
    """Return the known mistakes that pass, or get the sentence of another one."""
    return [
        mistake.name
        for mistake in exercise.mistakes
        if _judged(exercise.check(mistake.answer))
        not in ((Status.WRONG, mistake.name), (Status.HALF, mistake.name))
    ]


def _judged(verdict: Verdict) -> tuple:
    return verdict.status, verdict.mistake


def faulty_solution(exercise: Exercise) -> str:
    """Return what is wrong with the code of the solution, as judged by the exercise's own check."""
    space: dict = {}
    name = exercise.name if isinstance(exercise, Code) else "answer"
    for block in re.findall(r"```python\n(.*?)```", exercise.worked, re.DOTALL):
        exec(block, space)
        if name in space:
            verdict = exercise.check(space[name])
            if verdict.status is not Status.RIGHT:
                return verdict.message
    return "" if name in space or isinstance(exercise, Choice) else f"no {name} in it"


def letters_without_a_reason(exercise: Exercise) -> Iterator[str]:
    """Yield the letters of a choice that are neither right nor a known mistake."""
    if isinstance(exercise, Choice):
        yield from set(exercise.choices) - set(map(str, answers(exercise).values()))


def follows(exercise: Exercise) -> bool:
    """Say whether the answer follows from the one of the exercise before, if there is one."""
    if exercise.after is None:
        return True
    earlier = exercise.after._read(exercise.after.answer)
    return exercise.same(exercise.continued(earlier), exercise.answer)


@pytest.mark.parametrize("exercise", FOUND)
def test_no_two_answers_agree(exercise):
    assert collisions(exercise) == []


@pytest.mark.parametrize("exercise", FOUND)
def test_no_known_mistake_passes(exercise):
    assert misjudged_mistakes(exercise) == []


@pytest.mark.parametrize("exercise", FOUND)
def test_the_code_of_the_solution_is_right(exercise):
    assert faulty_solution(exercise) == ""


@pytest.mark.parametrize("exercise", FOUND)
def test_every_letter_has_its_reason(exercise):
    assert list(letters_without_a_reason(exercise)) == []


@pytest.mark.parametrize("exercise", FOUND)
def test_what_goes_on_from_another_exercise_follows_from_it(exercise):
    assert follows(exercise)


# The rules find what they are there for.

TEXTS = {"title": "t", "prompt": "What?", "right": "So it is.", "hints": ("Look.",)}


def with_mistake(exercise: Exercise, answer: object) -> Exercise:
    return replace(exercise, mistakes=(Mistake("slip", answer, "No."),))


NUMBER = Number(**TEXTS, answer=0.3092, mistakes=(), worked="```python\nanswer = 0.3092\n```")
POINT = Point(**TEXTS, answer=[3.0, 1.0], mistakes=(), worked="```python\nanswer = 3, 1\n```")
CHOICE = Choice(**TEXTS, answer="a", choices={"a": "up", "b": "down"}, mistakes=(), worked="a")
HALF = Code(
    **TEXTS,
    name="half",
    answer=lambda x: x / 2,
    tests=((1.0,), (0.0,)),
    mistakes=(),
    worked="```python\ndef half(x):\n    return x / 2\n```",
)


@pytest.mark.parametrize(
    ("exercise", "near", "far"),
    [
        (NUMBER, 0.3095, 0.3101),
        (NUMBER, 0.3092, -0.3092),
        (POINT, (3.004, 0.999), (3.0, 1.2)),
        (CHOICE, "a", "b"),
        (HALF, lambda x: 0.5 * x, lambda x: 2 * x),
    ],
)
def test_answers_that_agree_are_found(exercise, near, far):
    assert collisions(with_mistake(exercise, near)) == ["the answer and slip"]
    assert collisions(with_mistake(exercise, far)) == []


def test_mistakes_that_agree_are_found():
    two = tuple(Mistake(name, value, "No.") for name, value in (("one", 2.0), ("other", 2.004)))
    assert collisions(replace(NUMBER, mistakes=two)) == ["one and other"]
    section = replace(NUMBER, mistakes=two[:1], live=(("x = 1", 2.0),))
    assert collisions(section) == ["one and x = 1"]


def test_a_mistake_that_passes_is_found():
    assert misjudged_mistakes(with_mistake(NUMBER, 0.3094)) == ["slip"]
    assert misjudged_mistakes(with_mistake(NUMBER, "0.3094")) == ["slip"]
    assert misjudged_mistakes(with_mistake(NUMBER, 0.4)) == []


@pytest.mark.parametrize(
    ("exercise", "worked", "words"),
    [
        (NUMBER, "```python\nanswer = 0.4\n```", "Not yet."),
        (NUMBER, "0.3092", "no answer in it"),
        (NUMBER, "```python\nanswer = 1\n```\n\n```python\nanswer = 0.3092\n```", "Not yet."),
        (HALF, "```python\ndef half(x):\n    return x\n```", "Not yet."),
        (HALF, "```python\ndef halve(x):\n    return x / 2\n```", "no half in it"),
    ],
)
def test_a_faulty_solution_is_found(exercise, worked, words):
    assert words in faulty_solution(replace(exercise, worked=worked))
    assert faulty_solution(exercise) == ""


def test_a_letter_without_a_reason_is_found():
    assert list(letters_without_a_reason(CHOICE)) == ["b"]
    assert list(letters_without_a_reason(with_mistake(CHOICE, "b"))) == []


def test_an_answer_that_does_not_follow_is_found():
    assert follows(replace(NUMBER, after=NUMBER, continued=lambda x: x))
    assert not follows(replace(NUMBER, after=NUMBER, continued=lambda x: 2 * x))
