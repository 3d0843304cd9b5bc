"""The further kinds of exercises, and what any exercise can build on."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_exercise_engine import FUNCTIONS, VALUES

from mlcalc.exercises import engine
from mlcalc.exercises.engine import Code, Mistake, Number, Point, Status, Verdict
from mlcalc.exercises.kinds import FromPicture, Matching, Shape, WrongLine, with_gaps

TEXTS = {"title": "t", "prompt": "What?", "right": "So it is.", "worked": "Like this."}
HINTS = {"hints": ("Look.",)}


def wrong_line():
    return WrongLine(
        **TEXTS,
        **HINTS,
        lines=("$3 x^2$", r"$3 \cdot 4$", "$= 7$"),
        answer=(3, 12.0),
        mistakes=(
            Mistake("rule", 1, "The exponent comes down."),
            Mistake("powers", (3, 64.0), "Four times three, not four to the three."),
        ),
    )


def matching():
    return Matching(
        **TEXTS,
        **HINTS,
        items={"1": "$x^2$", "2": "$-x$", "3": "$x$"},
        choices={"a": "$-1$", "b": "$2x$", "c": "$1$"},
        answer="bac",
        mistakes=(Mistake("sign", "bca", "The line falls."),),
    )


def picture():
    return FromPicture(
        **TEXTS,
        **HINTS,
        answer=2.718,
        tolerance=0.2,
        mistakes=(Mistake("other axis", 1.0, "That is the place."),),
    )


def shape():
    return Shape(
        **TEXTS,
        **HINTS,
        answer=(2, 3),
        mistakes=(Mistake("not added up", (200, 3), "The examples are added up."),),
    )


KINDS = [wrong_line, matching, picture, shape]


def judged(exercise, answer):
    verdict = exercise.check(answer)
    return verdict.status, verdict.mistake, verdict.message


# A wrong line.


@pytest.mark.parametrize(
    ("answer", "status", "mistake", "words"),
    [
        ((3, 12), Status.RIGHT, None, "Right. So it is."),
        ([3, 12.04], Status.RIGHT, None, "Right."),
        (3, Status.HALF, WrongLine.FOUND, "Half right. Line 3 is the wrong one. Now mend it"),
        ((3, 11), Status.HALF, None, "Half right. Line 3 is the wrong one, but `11` does not"),
        ((3, 64), Status.HALF, "powers", "Half right. Four times three, not four to the three."),
        (1, Status.WRONG, "rule", "Not yet. The exponent comes down."),
        ((1, 12), Status.WRONG, "rule", "Not yet. The exponent comes down."),
        (2, Status.WRONG, None, "Not yet. Line 2 is sound: it follows from what stands above it."),
        ((1, (4, 6)), Status.WRONG, "rule", "Not yet. The exponent comes down."),
        ((2, [[1, 2], [3, 4]]), Status.WRONG, None, "Not yet. Line 2 is sound"),
        ((2, "x"), Status.WRONG, None, "Not yet. Line 2 is sound"),
        ((3, (4, 6)), Status.WRONG, "decimal comma", "2 numbers"),
        (4, Status.WRONG, None, "Not yet. Your answer is line `4`, but the lines are 1 to 3."),
        (2.5, Status.WRONG, None, "Your answer is line `2.5`, but"),
        ((3, 1, 2), Status.WRONG, None, "where the number of a line and a value must stand"),
        ((3, ...), Status.UNANSWERED, None, "Not answered yet. Give the number of the wrong line"),
        (..., Status.UNANSWERED, None, "Not answered yet."),
    ],
)
def test_a_wrong_line_is_found_and_mended(answer, status, mistake, words):
    found = judged(wrong_line(), answer)
    assert found[:2] == (status, mistake)
    assert words in found[2]


def test_the_lines_are_numbered_and_can_be_clicked():
    exercise = wrong_line()
    assert "- **2**: $3 \\cdot 4$" in str(exercise)
    assert exercise.widget.choices[2] == ("3", "$= 7$")
    assert "$= 7$" not in exercise.widget.question
    exercise.widget.chosen = {"": "3"}
    exercise.widget._handle_custom_msg({"type": "check"}, [])
    assert exercise.widget.verdict.startswith("**Half right.** Line 3 is the wrong one.")


# A matching.


@pytest.mark.parametrize(
    "answer",
    [
        "bac",
        "1b 2a 3c",
        "3c 1b 2a",
        "2: a, 3: c, 1: b",
        "2a3c1b",
        "(B, A, C)",
        ["b", "a", "c"],
        {1: "b", 3: "c", 2: "a"},
        {"3": "c", "1": "b", "2": "a"},
    ],
)
def test_a_matching_can_be_written_in_many_forms(answer):
    assert matching().check(answer).status is Status.RIGHT


@pytest.mark.parametrize(
    ("answer", "mistake", "words"),
    [
        ("bca", "sign", "The line falls."),
        ("aac", None, "2 of 3 are right."),
        ("baa", None, "2 of 3 are right."),
        ("bbb", None, "1 of 3 is right."),
        ("abb", None, "None of 3 are right."),
        ("2b 1a 3c", None, "1 of 3 is right."),
        ("ba", None, "where a letter for each of 1, 2, 3 must stand, such as"),
        ("bad", None, "where a letter for each of 1, 2, 3 must stand"),
        ({1: "b"}, None, "where a letter for each"),
        (3, None, "where a letter for each"),
    ],
)
def test_a_wrong_matching_is_counted(answer, mistake, words):
    status, name, message = judged(matching(), answer)
    assert (status, name) == (Status.WRONG, mistake)
    assert words in message


def test_a_matching_is_chosen_from_menus():
    exercise = matching()
    panel = exercise.widget
    assert panel.items == [("1", "$x^2$"), ("2", "$-x$"), ("3", "$x$")]
    assert "- **b**: $2x$" in panel.question
    assert "$x^2$" not in panel.question
    assert "- **1**: $x^2$" in str(exercise)
    panel.chosen = {"1": "b", "2": "a"}
    panel._handle_custom_msg({"type": "check"}, [])
    assert panel.verdict == "**Choose first.**"
    panel.chosen = {"1": "b", "2": "a", "3": "c"}
    panel._handle_custom_msg({"type": "check"}, [])
    assert panel.verdict == "**Right.** So it is."


# A number off a picture.


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (2.718, "Right. So it is."),
        (2.72, "Right. So it is."),
        (2.6, "Right. So it is. Computed, it is 2.718."),
        (2.91, "Right. So it is. Computed, it is 2.718."),
        (2.93, "Not yet. Close. Read it off to 0.2."),
        (3.4, "Not yet. `3.4` is not it. A hint may help."),
        (1.06, "Not yet. That is the place."),
        (1.15, "Not yet. `1.15` is not it. A hint may help."),
        ((2, 7), "decimals stand after a point, `2.7` (or are these a place and a value?"),
    ],
)
def test_a_number_off_a_picture_is_judged_by_what_the_eye_can_tell(answer, words):
    assert words in picture().check(answer).message


# A shape.


@pytest.mark.parametrize(
    ("answer", "mistake", "words"),
    [
        ((200, 3), "not added up", "The examples are added up."),
        ((3, 2), "exchanged", "The sizes are right, their order is not: rows come first."),
        ((2, 3, 1), "axis of size 1", "An axis of size 1 is too much or missing"),
        ((6,), "number of axes", "It has two axes, and one axis came."),
        ((), "number of axes", "It has two axes, and no axis came."),
        ((2, 4), None, "`(2, 4)` is not it."),
        (6, None, "one number: a shape stands in brackets, also that of a row: `(6,)`"),
        (np.ones((2, 3)), None, "Your answer is an array: give its shape."),
        ((2.5, 3), None, "but the sizes of a shape are whole numbers"),
        ((-2, 3), None, "but the sizes of a shape are whole numbers"),
        ("(2, 3)", None, "where a shape must stand, such as `(4, 3)`"),
    ],
)
def test_a_wrong_shape_gets_its_sentence(answer, mistake, words):
    status, name, message = judged(shape(), answer)
    assert (status, name) == (Status.WRONG, mistake)
    assert words in message


@pytest.mark.parametrize("answer", [(2, 3), [2, 3], np.ones((2, 3)).shape, (np.int64(2), 3.0)])
def test_a_right_shape_can_come_from_numpy(answer):
    assert shape().check(answer).status is Status.RIGHT


# All kinds.


@settings(deadline=None, max_examples=200)
@given(
    answer=st.one_of(VALUES, FUNCTIONS, st.tuples(st.integers(0, 4), VALUES), st.text("abc 123"))
)
def test_no_kind_ever_raises(answer):
    for make in KINDS:
        verdict = make().check(answer)
        assert isinstance(verdict, Verdict)
        assert verdict.message.count("`") % 2 == 0
        assert " at 0x" not in verdict.message


@pytest.mark.parametrize("make", KINDS)
def test_every_kind_judges_its_answer_and_its_mistakes(make):
    exercise = make()
    assert exercise.check(exercise.answer).message == "Right. So it is."
    assert exercise.check(...).status is Status.UNANSWERED
    for mistake in exercise.mistakes:
        status, name, _ = judged(exercise, mistake.answer)
        assert (status, name) in ((Status.WRONG, mistake.name), (Status.HALF, mistake.name))


@pytest.mark.parametrize("make", KINDS)
def test_an_answer_that_nobody_foresaw_is_kept(make):
    unforeseen = {wrong_line: (3, 11), matching: None, picture: 5, shape: (2, 4)}[make]
    if unforeseen is not None:
        text = make()._kept_text(unforeseen)
        assert text == {wrong_line: "(3, 11)", picture: "5", shape: "(2, 4)"}[make]


# What goes on from an earlier answer.


def two_steps():
    first = Number(**TEXTS | {"title": "x1"}, **HINTS, answer=0.8, mistakes=())
    second = Number(
        **TEXTS,
        **HINTS,
        answer=0.64,
        mistakes=(Mistake("stays", 0.8, "It goes on."),),
        after=first,
        continued=lambda x: 0.8 * x,
    )
    return first, second


def test_a_right_step_from_a_wrong_answer_is_half_right():
    first, second = two_steps()
    first.check(0.9)
    verdict = second.check(0.72)
    assert (verdict.status, verdict.mistake) == (Status.HALF, "follows from a wrong answer")
    assert verdict.message.startswith("Half right. It follows from your answer to *x1*, but that")
    assert second.check(0.5).status is Status.WRONG
    assert second.check(0.64).status is Status.RIGHT


def test_a_step_from_a_rounded_right_answer_is_told_of_the_rounding():
    first = Number(**TEXTS | {"title": "x1"}, **HINTS, answer=0.8004, mistakes=())
    second = Number(
        **TEXTS,
        **HINTS,
        answer=0.4004,
        mistakes=(),
        after=first,
        continued=lambda x: 5 * x - 3.6016,
    )
    assert first.check(0.8).status is Status.RIGHT
    verdict = second.check(0.3984)
    assert (verdict.status, verdict.mistake) == (Status.HALF, "follows from a rounded answer")
    assert verdict.message.endswith("you went on with a rounded value: keep all digits.")
    assert second.check(0.4004).status is Status.RIGHT


def test_without_an_earlier_answer_only_the_right_one_counts():
    first, second = two_steps()
    assert second.check(0.72).status is Status.WRONG
    first.check("text")
    assert second.check(0.72).status is Status.WRONG
    first.check(1.0)
    assert second.check(0.8).mistake == "stays"
    first.check(0.9)
    first.begin_anew()
    assert second.check(0.72).status is Status.WRONG


def test_an_earlier_answer_that_leads_nowhere_does_no_harm():
    first = Point(**TEXTS, **HINTS, answer=[1.0, 2.0], mistakes=())
    second = Number(
        **TEXTS, **HINTS, answer=2.0, mistakes=(), after=first, continued=lambda p: 1 / p[0]
    )
    first.check([0.0, 2.0])
    assert second.check(3.0).message == "Not yet. `3` is not it. A hint may help."


# Worked, half worked, free.


def test_a_scaffold_stands_below_the_prompt():
    exercise = Number(**TEXTS, **HINTS, answer=1.0, mistakes=(), scaffold="  For 3: $9$.")
    assert str(exercise) == "**Exercise: t.** What?\n\nFor 3: $9$."
    assert exercise.widget.question == str(exercise)


def test_gaps_leave_dots_that_count_as_unanswered():
    code = "def half(x):\n    share = x / 2\n    return 1 * share"
    exercise = Code(
        **TEXTS, **HINTS, name="half", answer=lambda x: x / 2, tests=((3.0,),), mistakes=()
    )
    for parts in (["x / 2"], ["1 * share"], ["x / 2", "1 * share"]):
        space = {}
        exec(with_gaps(code, *parts), space)
        assert exercise.check(space["half"]).status is Status.UNANSWERED
    with pytest.raises(ValueError, match=r"part must stand once in the code, but 'share' came"):
        with_gaps(code, "share")


def test_half_right_is_no_solution(monkeypatch):
    records = []
    monkeypatch.setattr(engine.store, "practise", lambda exercise, change: records.append(change))
    kept = engine.store.Practised()
    wrong_line().check(3)
    records.pop()(kept)
    assert (kept.checks, kept.solved, kept.unknown_answers) == (1, False, [])
    wrong_line().check((3, 11))
    records.pop()(kept)
    assert (kept.checks, kept.solved, kept.unknown_answers) == (2, False, ["(3, 11)"])
