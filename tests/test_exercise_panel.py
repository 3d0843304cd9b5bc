"""What the buttons of an exercise do, without a browser."""

import time

import pytest
from test_exercise_engine import EXERCISES, choice, code, number

from mlcalc.exercises import engine


def press(exercise, kind):
    """Do what a click on a button does in the browser."""
    exercise.widget._handle_custom_msg({"type": kind}, [])
    return exercise.widget


def test_the_panel_shows_the_question_and_what_there_is_to_choose():
    panel = choice().widget
    assert panel.question == "**Exercise: a choice.** What?"
    assert panel.choices == [("a", "up"), ("b", "down")]
    assert (panel.items, panel.chosen) == ([], {})
    for make in (number, code):
        assert (make().widget.choices, make().widget.items) == ([], [])


def test_the_check_button_judges_the_letter_chosen():
    exercise = choice()
    assert press(exercise, "check").verdict == "**Choose first.**"
    exercise.widget.chosen = {"": "a"}
    assert exercise.widget.verdict == ""
    assert press(exercise, "check").verdict == "**Not yet.** That is up."
    exercise.widget.chosen = {"": "b"}
    assert press(exercise, "check").verdict == "**Right.** So it is."


def test_the_click_counts_before_the_choice_itself_has_come():
    # The page holds back a second change of its state until the first is answered, but no message.
    exercise = choice()
    exercise.widget.chosen = {"": "a"}
    exercise.widget._handle_custom_msg({"type": "check", "chosen": {"": "b"}}, [])
    assert exercise.widget.verdict == "**Right.** So it is."
    exercise.widget.set_state({"chosen": {"": "b"}})
    assert exercise.widget.verdict == "**Right.** So it is."
    exercise.widget.set_state({"chosen": {"": "a"}})
    assert exercise.widget.verdict == ""
    exercise.widget.set_state({"chosen": {"": "b"}})
    assert exercise.widget.verdict == ""


def test_a_verdict_that_stays_the_same_is_given_once_more():
    exercise = choice()
    exercise.widget.chosen = {"": "a"}
    press(exercise, "check")
    seen = []
    exercise.widget.observe(lambda change: seen.append(change["new"]), "verdict")
    press(exercise, "check")
    assert seen == ["", "**Not yet.** That is up."]


def test_hints_stand_below_each_other_and_the_last_does_not_repeat():
    exercise = number()
    for count in (1, 2, 3, 3):
        assert len(press(exercise, "hint").hints) == count
    assert exercise.widget.hints == [
        "**Hint 1 of 3.** Look.",
        "**Hint 2 of 3.** Look closer.",
        "**Hint 3 of 3.** It is there.",
    ]


def test_the_solution_button_shows_the_solution():
    exercise = number()
    assert exercise.widget.solution == ""
    assert press(exercise, "solution").solution == str(exercise.solution())


def test_an_unknown_button_does_nothing():
    exercise = choice()
    before = exercise.widget.get_state()
    press(exercise, "other")
    assert exercise.widget.get_state() == before


def test_beginning_anew_clears_the_panel():
    exercise = choice()
    exercise.widget.chosen = {"": "a"}
    for kind in ("check", "hint", "solution"):
        press(exercise, kind)
    exercise.begin_anew()
    panel = exercise.widget
    assert (panel.chosen, panel.verdict, panel.hints, panel.solution) == ({}, "", [], "")


@pytest.mark.parametrize("make", EXERCISES)
def test_an_exercise_is_shown_live_and_as_text(make):
    exercise = make()
    bundle = exercise._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/markdown", engine.WIDGET_VIEW}
    assert bundle["text/plain"] == bundle["text/markdown"] == str(exercise)
    assert bundle[engine.WIDGET_VIEW]["model_id"] == exercise.widget.model_id


def test_a_panel_is_made_when_it_is_shown_and_only_once():
    exercise = choice()
    assert repr(exercise)
    assert exercise.check("a")
    assert "widget" not in vars(exercise)
    assert exercise.widget is exercise.widget


def test_a_panel_is_cheap():
    choice()._repr_mimebundle_()  # The first one imports the widgets.
    begin = time.process_time()
    for _ in range(20):
        choice()._repr_mimebundle_()
    assert (time.process_time() - begin) / 20 < 0.05


def test_text_goes_in_as_text():
    assert "innerHTML" not in choice().widget._esm
