"""Predictions in their three beats: choose or draw, see, compare. Without a browser."""

import gc
import json
import logging
import subprocess
import sys
import threading
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcalc.exercises import store
from mlcalc.exercises.drawing import POINTS, Axis, Curve, DrawnPrediction
from mlcalc.exercises.engine import Mistake, Status
from mlcalc.exercises.prediction import LOOKS_AGAIN, WIDGET_VIEW, Option, Prediction

REASONS = "- **a**: No. Things fall down.\n- **b**: Yes. Down it goes.\n- **c**: No. It is heavy."


def prediction():
    return Prediction(
        title="the fall",
        question="Which way does it < fall?",
        options=(
            Option("a", "up", "No. Things fall down."),
            Option("b", "down & out", "Yes. Down it goes."),
            Option("c", "nowhere", "No. It is heavy."),
        ),
        happened="b",
    )


def drawn_prediction():
    return DrawnPrediction(
        title="the slope",
        question="What is the slope of x²?",
        across=Axis("place x", -2, 2, "m", "x"),
        up=Axis("slope", -4, 4),
        given=(Curve("x²", np.square), Axis("height", 0, 4)),
        true=Curve("2x", lambda x: 2 * x),
        why="The further from the middle, the steeper.",
        mistakes=(Mistake("the curve itself", np.square, "You drew the curve itself."),),
    )


class Page:
    """Stands for the two panels in the page: it sends what a reader does there."""

    def __init__(self, prediction):
        self.prediction = prediction
        self.sent = 0

    def send(self, kind, **more):
        """Send a message as the browser does, and return the state that answers it."""
        self.sent += 1
        beat = "widget" if kind in {"choose", "draw"} else "second_widget"
        message = {"type": kind, "who": "view", "number": self.sent, **more}
        getattr(self.prediction, beat)._handle_custom_msg(json.loads(json.dumps(message)), [])
        first, second = self.prediction.widget.state, self.prediction.second_widget.state
        # Both panels of a prediction show the same, whichever of them was used.
        assert first == second
        assert first["answered"] == ["view", self.sent]
        return first


class Follower:
    def __init__(self, fails=False):
        self.revealed = 0
        self.fails = fails

    def reveal(self):
        self.revealed += 1
        if self.fails:
            raise RuntimeError("no picture")


# Among options.


def test_the_choice_is_noted_and_nothing_more_is_said():
    page = Page(prediction())
    assert page.prediction.widget.state["note"] == ""
    state = page.send("choose", letter="a")
    assert state["note"] == "Noted. Now try it below."
    assert (state["chosen"], state["reply"], state["compared"]) == ("a", "", False)
    assert page.send("choose", letter="c")["chosen"] == page.prediction.chosen == "c"


def test_the_second_question_asks_for_a_choice_and_follows_it():
    page = Page(prediction())
    state = page.prediction.second_widget.state
    assert state["before"] == "Choose first: the question stands further up."
    assert not state["made"]
    state = page.send("choose", letter="a")
    assert (state["before"], state["made"]) == ("You predicted **a**.", True)
    assert page.send("saw")["reply"] == "**Choose first what you saw.**"


def test_who_saw_it_gets_the_reasons():
    page = Page(prediction())
    page.send("choose", letter="a")
    state = page.send("saw", letter="b")
    assert state["reply"] == (
        f"**Not as you predicted.** You predicted a, but b happens, as you saw.\n\n{REASONS}"
    )
    assert state["note"] == "Compared: the outcome stands further down."
    assert (state["compared"], state["before"], state["marked"]) == (True, "", "b")


def test_who_saw_something_else_looks_again_twice_and_is_never_trapped():
    fall = prediction()
    fall.choose("b")
    for words in LOOKS_AGAIN:
        verdict = fall.saw("a")
        assert (verdict.status, verdict.message) == (Status.WRONG, words)
        assert fall.seen == "a"
        assert not fall.compared
    verdict = fall.saw("c")
    assert verdict.status is Status.RIGHT
    assert verdict.message == (
        "As you predicted. You predicted b, and b happens. You saw c: try it again with the "
        f"reasons in mind.\n\n{REASONS}"
    )
    assert (fall.seen, fall.compared) == ("c", True)
    # What was seen before the reasons is what counts.
    assert fall.saw("b").message == verdict.message
    assert fall.seen == "c"


def test_a_reply_goes_when_another_letter_is_marked():
    page = Page(prediction())
    page.send("choose", letter="a")
    assert page.send("saw", letter="a")["reply"].startswith("**Look again:**")
    state = page.send("mark", letter="c")
    assert (state["marked"], state["reply"]) == ("c", "")
    assert page.send("saw", letter="c")["reply"].startswith("**Look once more, slowly.**")


@pytest.mark.parametrize(
    ("letters", "status", "words"),
    [
        ([], Status.UNANSWERED, "Shown anyway. What happens is b."),
        (
            ["a"],
            Status.WRONG,
            "Shown anyway. Not as you predicted. You predicted a, but b happens.",
        ),
        (["b"], Status.RIGHT, "Shown anyway. As you predicted. You predicted b, and b happens."),
    ],
)
def test_the_outcome_is_shown_anyway(letters, status, words):
    page = Page(prediction())
    for letter in letters:
        page.send("choose", letter=letter)
    state = page.send("show")
    assert state["reply"] == f"**Shown anyway.**{words[13:]}\n\n{REASONS}"
    verdict = page.prediction.show_anyway()
    assert (verdict.status, verdict.message) == (status, f"{words}\n\n{REASONS}")


def test_once_compared_the_choice_stays():
    page = Page(prediction())
    page.send("choose", letter="a")
    page.send("saw", letter="b")
    assert page.send("choose", letter="b")["chosen"] == "a"
    page.prediction.choose("c")
    assert page.prediction.chosen == "a"
    assert page.prediction.saw("c").message.startswith("Not as you predicted. You predicted a, but")
    assert page.prediction.seen == "b"
    shown = prediction()
    shown.show_anyway()
    assert shown.saw("b").message.startswith("Shown anyway.")


def test_without_a_choice_nothing_is_compared():
    fall = prediction()
    verdict = fall.saw("b")
    assert verdict.status is Status.UNANSWERED
    assert str(verdict) == "Choose first: the question stands further up."
    assert (fall.seen, fall.compared) == (None, False)


def test_an_unknown_letter_is_refused_by_name():
    for tell in (prediction().choose, prediction().saw):
        with pytest.raises(ValueError, match="letter must be one of a, b, c, but 'z' came"):
            tell("z")


JUNK = st.dictionaries(
    st.sampled_from(["type", "letter", "heights", "who", "number"]),
    st.one_of(
        st.sampled_from(["choose", "saw", "mark", "show", "draw", "overlay", "a", "z"]),
        st.none(), st.integers(), st.lists(st.none() | st.floats() | st.text(), max_size=3),
        st.just([1e400] * POINTS), st.just([0.5] * POINTS), st.just(["x"] * POINTS),
        st.dictionaries(st.text(), st.none(), max_size=1),
    ),
)  # fmt: skip


@given(messages=st.lists(JUNK, max_size=4))
@pytest.mark.parametrize("make", [prediction, drawn_prediction])
def test_no_message_makes_a_panel_fail(make, messages):
    one = make()
    for message in messages:
        for panel in (one.widget, one.second_widget):
            one._hear(panel, message, [])
    json.dumps(one.widget.state)


def test_the_click_counts_before_anything_else_has_come():
    # Each message has all it needs: nothing that the page keeps can be on its way still.
    page = Page(prediction())
    page.prediction.choose("a")
    assert page.send("saw", letter="b")["reply"].startswith("**Not as you predicted.**")
    assert page.prediction.seen == "b"
    keys = page.prediction.second_widget.keys
    assert not {"chosen", "marked"} & set(keys)


def test_the_page_changes_no_state_of_its_own():
    for make in (prediction, drawn_prediction):
        for panel in (make().widget, make().second_widget):
            assert "save_changes" not in panel._esm
            # Text goes in as text: the question may hold what HTML would read as a tag.
            assert "innerHTML" not in panel._esm


def test_an_answer_names_the_message_and_two_views_get_it():
    fall = prediction()
    for who, number, letter in (("one", 1, "a"), ("two", 1, "b"), ("one", 2, "c")):
        message = {"type": "choose", "letter": letter, "who": who, "number": number}
        fall.widget._handle_custom_msg(message, [])
        assert fall.widget.state["answered"] == [who, number]
        assert fall.widget.state["chosen"] == letter
        assert fall.second_widget.state == fall.widget.state


def test_a_message_does_not_count_as_a_cell_that_was_run():
    panel = prediction().widget
    assert panel.comm.handle_msg == panel._handle_msg


@pytest.mark.parametrize("make", [prediction, drawn_prediction])
def test_a_prediction_is_shown_live_and_as_text_without_the_outcome(make):
    one = make()
    for shown, panel in ((one, one.widget), (one.compare(), one.second_widget)):
        bundle = shown._repr_mimebundle_()
        assert set(bundle) == {"text/plain", "text/markdown", WIDGET_VIEW}
        assert bundle["text/plain"] == bundle["text/markdown"] == str(shown)
        assert bundle[WIDGET_VIEW]["model_id"] == panel.model_id
        assert panel.text["beat"] == 1 + (panel is one.second_widget)
    one.show_anyway()
    again = one.compare()._repr_mimebundle_()
    assert again == bundle
    for told in ("Down it goes", "steeper", "2x", "b happens"):
        assert told not in again["text/plain"]


def test_the_texts():
    assert str(prediction()) == (
        "**Predict: the fall.** Which way does it < fall?\n\n"
        "- **a**: up\n- **b**: down & out\n- **c**: nowhere"
    )
    assert str(prediction().compare()) == (
        "**Compare: the fall.** Which way does it < fall?\n\n**What did you see?**\n\n"
        "- **a**: up\n- **b**: down & out\n- **c**: nowhere"
    )
    assert str(drawn_prediction()) == (
        "**Predict: the slope.** What is the slope of x²?\n\n"
        "Draw it on axes with place x (m) from -2 to 2 and slope from -4 to 4. In a running "
        "notebook you see x² above them."
    )
    assert str(drawn_prediction().compare()) == (
        "**Compare: the slope.** What did you see? Is it the curve that you drew? In a running "
        "notebook the true one comes over it here."
    )


@pytest.mark.parametrize("make", [prediction, drawn_prediction])
def test_panels_are_made_when_shown_only_once_and_cheaply(make):
    one = make()
    assert repr(one)
    assert repr(one.compare())
    assert not {"widget", "second_widget"} & set(vars(one))
    assert one.compare()._repr_mimebundle_() == one.compare()._repr_mimebundle_()
    assert not {"widget"} & set(vars(one))
    began = time.perf_counter()
    for _ in range(20):
        make()._repr_mimebundle_()
    assert (time.perf_counter() - began) / 20 < 0.05


# Those who follow.


@pytest.mark.parametrize("make", [prediction, drawn_prediction])
def test_followers_reveal_what_they_held_back_once(make, caplog):
    one, good, bad = make(), Follower(), Follower(fails=True)
    one.followers.update((good, bad))
    with caplog.at_level(logging.ERROR):
        assert one.show_anyway().message.startswith("Shown anyway.")
    assert "A picture could not be revealed." in caplog.text
    one.show_anyway()
    assert (good.revealed, bad.revealed) == (1, 1)


def test_followers_wait_for_the_outcome_and_see_it_compared():
    fall, seen = prediction(), []
    follower = Follower()
    follower.reveal = lambda: seen.append((fall.compared, fall.second_widget.state["reply"][:5]))
    fall.followers.add(follower)
    fall.choose("a")
    fall.saw("a")
    assert seen == []
    fall.saw("b")
    assert seen == [(True, "**Not")]


def test_a_follower_that_is_gone_is_not_held():
    fall = prediction()
    fall.followers.add(Follower())
    gc.collect()
    assert len(fall.followers) == 0
    fall.show_anyway()


# Drawn.


def drawn(heights):
    one = drawn_prediction()
    one.draw(heights)
    return one


def test_a_drawing_is_noted_when_it_covers_most_of_the_width():
    page = Page(drawn_prediction())
    assert page.prediction.second_widget.state["before"].startswith("Draw first:")
    part = [None] * 10 + [1.0] + [None] * 20 + [2.0] * 10 + [None] * 20
    state = page.send("draw", heights=part)
    assert (state["note"], state["made"]) == (
        "Draw on: your curve must reach over most of the width.", False
    )  # fmt: skip
    assert page.send("overlay")["reply"] == (
        "**Draw on:** your curve must reach over most of the width."
    )
    state = page.send("draw", heights=[1.0, *part[1:-6], 3.0, *[None] * 5])
    assert (state["note"], state["made"]) == ("Noted. Now try it below.", True)
    assert state["before"] == ""
    assert "truth" not in state


def test_gaps_are_crossed_straight_and_ends_stay_open():
    one = drawn([None, 0, None, None, 3, *[3] * 50, 1, *[None] * 5])
    np.testing.assert_array_equal(one.drawn[:6], [np.nan, 0, 1, 2, 3, 3])
    assert np.isnan(one.drawn[-5:]).all()
    assert drawn_prediction().drawn is None


def test_a_drawing_is_rounded_and_stays_on_the_axes():
    one = drawn(lambda x: 10 * x + 1 / 3)
    heights = one.widget.state["drawn"]
    assert (min(heights), max(heights)) == (-4, 4)
    assert heights[30] == 0.333
    json.dumps(heights)


@pytest.mark.parametrize("heights", [[1.0] * 60, [float("nan")] * 61, ["1"] * 61, [True] * 61])
def test_what_is_no_drawing_is_refused(heights):
    with pytest.raises(ValueError, match="curve must hold 61 finite numbers or None"):
        drawn_prediction().draw(heights)


def test_the_true_curve_comes_over_the_drawing():
    page = Page(drawn_prediction())
    page.send("draw", heights=(2 * page.prediction.places).tolist())
    state = page.send("overlay")
    assert state["reply"] == (
        "**As you drew it.** The true curve is yours, as far as a hand can draw.\n\n"
        "The further from the middle, the steeper."
    )
    np.testing.assert_allclose(state["truth"], 2 * page.prediction.places, atol=1e-4)
    assert state["name"] == "2x"
    assert state["seenAs"] == "your curve of slope against place x, and the true one, 2x"
    assert page.send("draw", heights=[0.0] * POINTS)["drawn"] != [0.0] * POINTS
    assert page.prediction.overlay().status is Status.RIGHT


def test_a_known_mistake_is_named_first():
    verdict = drawn(lambda x: x**2 + 0.1).overlay()
    assert (verdict.status, verdict.mistake) == (Status.WRONG, "the curve itself")
    assert verdict.message == (
        "Not as you drew it. You drew the curve itself. Between x = -2 and -0.6 your curve is "
        "above zero, the true one below. Your curve never crosses zero, the true one does so once, "
        "at 0.\n\nThe further from the middle, the steeper."
    )


def test_a_drawn_outcome_is_shown_anyway():
    page = Page(drawn_prediction())
    state = page.send("show")
    assert state["reply"] == (
        "**Shown anyway.** What comes out is 2x.\n\nThe further from the middle, the steeper."
    )
    assert state["drawn"] == [None] * POINTS
    assert page.prediction.overlay().status is Status.UNANSWERED


def test_the_page_gets_axes_and_the_given_curve_but_not_the_true_one():
    text = drawn_prediction().second_widget.text
    assert text["across"] == {
        "label": "place x", "unit": "m", "short": "x", "low": -2, "high": 2,
        "ticks": [(-2, "-2"), (-1, "-1"), (0, "0"), (1, "1"), (2, "2")],
    }  # fmt: skip
    assert text["given"]["name"] == "x²"
    assert text["given"]["heights"][0] == 4
    assert "2x" not in json.dumps(text)


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 20, [0, 5, 10, 15, 20]),
        (2, 4.5, [2, 2.5, 3, 3.5, 4, 4.5]),
        (0, 6.283, [0, 2, 4, 6]),
        (-0.003, 0.003, [-0.003, -0.002, -0.001, 0, 0.001, 0.002, 0.003]),
    ],
)
def test_ticks_are_round(low, high, ticks):
    assert [value for value, _ in Axis("", low, high).ticks()] == ticks


def test_ticks_stand_at_a_step_that_was_asked_for():
    turn = Axis("direction", -30, 360, step=90)
    assert turn.ticks() == [(0, "0"), (90, "90"), (180, "180"), (270, "270"), (360, "360")]


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6))
def test_there_are_some_ticks_and_not_too_many(low, span):
    axis = Axis("", low, low + span)
    assert 2 <= len(axis.ticks()) <= 7
    assert all(low - 1e-6 * span <= value <= low + 1.000001 * span for value, _ in axis.ticks())


def test_buttons_and_cells_at_once_lose_nothing():
    fall = prediction()
    fall.widget, fall.second_widget  # noqa: B018

    def choose(letter):
        for _ in range(100):
            fall.choose(letter)

    threads = [threading.Thread(target=choose, args=(letter,)) for letter in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    fall.choose("a")
    assert fall.widget.state["chosen"] == fall.second_widget.state["chosen"] == "a"


def test_an_earlier_record_reads_as_shown_without_a_second_look():
    fall = prediction()
    fall._own = store.Predicted("a", True)
    assert fall.second_widget.state["reply"].startswith("**Shown anyway.** Not as you predicted.")


def test_drawing_loads_neither_widgets_nor_pictures():
    script = (
        "import sys, mlcalc.exercises.derivatives as exercises\n"
        "one = exercises.slope_of_a_wave\n"
        "one.draw(lambda x: x / 7), one.overlay(), repr(one), repr(one.compare())\n"
        "print({'anywidget', 'ipywidgets', 'matplotlib', 'IPython'} & set(sys.modules))"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "set()"
