"""Predictions: choose what will happen, see what happens, then read the reasons.

In a notebook a prediction has two panels. The one before the picture takes the choice and says no
more than that it is noted. The one below the picture, from ``compare()``, asks what was seen, and
only then says what happens and why. Without a kernel both are the question as text. What was
chosen and seen is kept in the ``store``, so that it outlives the kernel.
"""

import logging
import weakref
from dataclasses import dataclass, field, replace
from functools import cached_property

from mlcalc.exercises import store
from mlcalc.exercises.engine import WIDGET_VIEW, Shown, Status, Verdict, listed

NOTED = "Noted. Now try it below."
COMPARED = "Compared: the outcome stands further down."
SHOWN_ANYWAY = "Shown anyway."
CHOOSE_FIRST = "Choose first: the question stands further up."
CHOOSE_WHAT_YOU_SAW = "Choose first what you saw."

LOOKS_AGAIN = (
    "Look again: that is not what happens. Try it once more.",
    "Look once more, slowly. After your next choice the reasons are shown in any case.",
)
"""What is said to those who saw something else, before the reasons are shown all the same."""


@dataclass(kw_only=True, eq=False, repr=False)
class AnyPrediction(Shown):
    """A question about what will happen, to be answered before it is shown.

    ``followers`` hold something back until the outcome is shown; then ``reveal()`` of each is
    called, in the thread in which the button was answered.
    """

    title: str
    question: str
    followers: weakref.WeakSet = field(default_factory=weakref.WeakSet, init=False)
    _own: store.Predicted = field(default_factory=store.Predicted, init=False)
    _reply: str = field(default="", init=False)
    _remark: str = field(default="", init=False)
    _answered: list = field(default_factory=list, init=False)

    @property
    def compared(self) -> bool:
        """Whether the outcome was shown, in this kernel or another one."""
        return self._record().compared

    def compare(self) -> "Comparison":
        """Return what stands below the picture: the second question, and then the outcome."""
        return Comparison(self)

    def show_anyway(self) -> Verdict:
        """Show the outcome and the reasons at once, also where nothing was chosen or seen."""
        return self._finish()

    def begin_anew(self) -> None:
        """Forget what was done, and clear the panels."""
        self._own, self._reply, self._remark = store.Predicted(), "", ""
        self._show()

    def made(self, record: store.Predicted) -> bool:
        """Say whether a record holds a prediction."""
        raise NotImplementedError

    def came_true(self, record: store.Predicted) -> bool:
        """Say whether the prediction in a record came true."""
        raise NotImplementedError

    def predicted_words(self, record: store.Predicted) -> str:
        """Return the prediction in a record, as it stands in a table."""
        raise NotImplementedError

    def happened_words(self) -> str:
        """Return what happens, as it stands in a table."""
        raise NotImplementedError

    def second_question(self) -> str:
        """Return the question below the picture, as text."""
        return f"**Compare: {self.title}.** {self._again()}"

    @cached_property
    def widget(self):
        """The panel before the picture, made when first asked for."""
        return self._panel(1)

    @cached_property
    def second_widget(self):
        """The panel below the picture, made when first asked for."""
        return self._panel(2)

    def view(self, name: str) -> dict:
        """Return what JupyterLab needs to show one of the two panels, up to date."""
        model = getattr(self, name).model_id
        # Another kernel may have gone on with it.
        self._show()
        return {WIDGET_VIEW: {"version_major": 2, "version_minor": 0, "model_id": model}}

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        return super()._repr_mimebundle_() | self.view("widget")

    def _panel(self, beat: int):
        panel = self._new_panel(text=self._parts() | {"beat": beat}, state=self._whole_state())
        panel.on_msg(self._hear)
        return panel

    def _hear(self, panel, content, buffers) -> None:
        self._answered = [content.get("who"), content.get("number")]
        self._obey(content)
        self._show()

    def _show(self) -> None:
        """Bring the panels that there are up to date: both change with each of them."""
        shown = [vars(self)[name] for name in ("widget", "second_widget") if name in vars(self)]
        if shown:
            state = self._whole_state()
            for panel in shown:
                panel.state = state

    def _whole_state(self) -> dict:
        record = self._record()
        reply = self._outcome(record)._markdown() if record.compared else self._reply
        return self._state(record) | {
            "made": self.made(record),
            "compared": record.compared,
            "note": self._with_remark(COMPARED if record.compared else self._note(record)),
            "reply": self._with_remark(reply),
            "answered": self._answered,
        }

    def _with_remark(self, text: str) -> str:
        return "\n\n".join(filter(None, [text, self._remark]))

    def _tell(self, verdict: Verdict) -> Verdict:
        """Show a verdict below the picture, and return it; either with the store's remark."""
        self._reply = verdict._markdown()
        self._remark = store.active().remark()
        self._show()
        return replace(verdict, message=self._with_remark(verdict.message))

    def _note_down(self, change) -> None:
        store.predict(self, self._own, change)
        self._remark = store.active().remark()
        self._show()

    def _finish(self) -> Verdict:
        new = not self.compared
        if new:
            store.predict(self, self._own, store.Predicted.compare)
        verdict = self._tell(self._outcome(self._record()))
        if new:
            self._reveal()
        return verdict

    def _reveal(self) -> None:
        for follower in list(self.followers):
            try:
                follower.reveal()
            except Exception:  # The outcome is shown whatever becomes of the pictures.
                logging.getLogger(__name__).exception("A picture could not be revealed.")

    def _record(self) -> store.Predicted:
        return store.predicted(self, self._own)

    def _parts(self) -> dict:
        """Return what the panels are made of."""
        return {"title": self.title, "question": self.question, "again": self._again()}

    def _again(self) -> str:
        """Return what is asked below the picture."""
        return self.question

    def _new_panel(self, **traits):
        raise NotImplementedError

    def _obey(self, content: dict) -> None:
        """Do what a message from the page asks for; nothing if it makes no sense."""
        raise NotImplementedError

    def _note(self, record: store.Predicted) -> str:
        """Return what is said before the picture."""
        return NOTED if self.made(record) else ""

    def _state(self, record: store.Predicted) -> dict:
        """Return what else the panels show of a record."""
        raise NotImplementedError

    def _outcome(self, record: store.Predicted) -> Verdict:
        """Return what happens, beside what a record holds, and why."""
        raise NotImplementedError


class Comparison(Shown):
    """The second question of a prediction, which its picture answers, and then the outcome.

    As text it is the question alone: a saved notebook gives nothing away.
    """

    def __init__(self, prediction: AnyPrediction) -> None:
        self.prediction = prediction

    def __str__(self) -> str:
        return self.prediction.second_question()

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        return super()._repr_mimebundle_() | self.prediction.view("second_widget")


@dataclass(frozen=True)
class Option:
    """One thing that could happen: its letter, the words, and why it does or does not happen."""

    letter: str
    text: str
    why: str


@dataclass(kw_only=True, eq=False, repr=False)
class Prediction(AnyPrediction):
    """A prediction among options.

    Question and options are plain words: the label of a radio button shows no LaTeX.
    ``happened`` is the letter of the option that comes true.

    >>> fall = Prediction(
    ...     title="a stone",
    ...     question="You let go of a stone. Where does it go?",
    ...     options=(Option("a", "up", "No. It is heavy."), Option("b", "down", "Yes. It falls.")),
    ...     happened="b",
    ... )
    >>> fall.choose("a")
    >>> print(fall.saw("a"))
    Look again: that is not what happens. Try it once more.
    >>> print(fall.saw("b"))
    Not as you predicted. You predicted a, but b happens, as you saw.
    <BLANKLINE>
    - **a**: No. It is heavy.
    - **b**: Yes. It falls.
    """

    options: tuple[Option, ...]
    happened: str
    _looks: int = field(default=0, init=False)
    _marked: str | None = field(default=None, init=False)

    def __str__(self) -> str:
        return f"**Predict: {self.title}.** {self.question}\n\n{self._listed()}"

    def second_question(self) -> str:
        """Return the question below the picture, as text."""
        return f"{super().second_question()}\n\n**What did you see?**\n\n{self._listed()}"

    def _listed(self) -> str:
        return listed({option.letter: option.text for option in self.options})

    @property
    def letters(self) -> list[str]:
        """The letters of the options."""
        return [option.letter for option in self.options]

    @property
    def chosen(self) -> str | None:
        """The letter chosen last, in this kernel or another one; None before a choice."""
        return self._known(self._record().chosen)

    @property
    def seen(self) -> str | None:
        """The letter of what was seen, in this kernel or another one; None before that."""
        return self._known(self._record().seen)

    def choose(self, letter: str) -> None:
        """Record a choice, as a click on its radio button does. Once compared, it stays.

        Raises ValueError for a letter that is not among the options.
        """
        self._require(letter)
        self._note_down(lambda record: record.choose(letter))

    def saw(self, letter: str) -> Verdict:
        """Say what was seen in the picture; the answer is the outcome, or to look again.

        Raises ValueError for a letter that is not among the options.
        """
        self._require(letter)
        if self.compared:
            return self._finish()
        if self.chosen is None:
            return self._tell(Verdict(Status.UNANSWERED, CHOOSE_FIRST))
        self._marked = letter
        self._looks += 1
        store.predict(self, self._own, lambda record: record.see(letter))
        if letter != self.happened and self._looks <= len(LOOKS_AGAIN):
            return self._tell(Verdict(Status.WRONG, LOOKS_AGAIN[self._looks - 1]))
        return self._finish()

    def begin_anew(self) -> None:
        """Forget what was done, and clear the panels."""
        self._looks, self._marked = 0, None
        super().begin_anew()

    def made(self, record: store.Predicted) -> bool:
        """Say whether a record holds a prediction."""
        return self._known(record.chosen) is not None

    def came_true(self, record: store.Predicted) -> bool:
        """Say whether the prediction in a record came true."""
        return record.chosen == self.happened

    def predicted_words(self, record: store.Predicted) -> str:
        """Return the prediction in a record, as it stands in a table."""
        return self.text_of(record.chosen)

    def happened_words(self) -> str:
        """Return what happens, as it stands in a table."""
        return self.text_of(self.happened)

    def text_of(self, letter: str) -> str:
        """Return the words of an option."""
        return next(option.text for option in self.options if option.letter == letter)

    def _known(self, letter: str | None) -> str | None:
        # A later version of the course may have fewer options.
        return letter if letter in self.letters else None

    def _require(self, letter: str) -> None:
        if letter not in self.letters:
            came = f"but {letter!r} came"
            raise ValueError(f"letter must be one of {', '.join(self.letters)}, {came}")

    def _parts(self) -> dict:
        return super()._parts() | {"options": [(each.letter, each.text) for each in self.options]}

    def _new_panel(self, **traits):
        from mlcalc.exercises.beats import Ballot

        return Ballot(**traits)

    def _obey(self, content: dict) -> None:
        kind, letter = content.get("type"), content.get("letter")
        if kind == "show":
            self.show_anyway()
        elif kind == "saw" and letter is None:
            self._tell(Verdict(Status.UNANSWERED, CHOOSE_WHAT_YOU_SAW))
        elif letter in self.letters and kind == "saw":
            self.saw(letter)
        elif letter in self.letters and kind == "choose":
            self.choose(letter)
        elif letter in self.letters and kind == "mark":
            # A reply to an earlier letter would contradict the new one.
            self._marked, self._reply = letter, ""

    def _state(self, record: store.Predicted) -> dict:
        chosen, seen = self._known(record.chosen), self._known(record.seen)
        before = CHOOSE_FIRST if chosen is None else f"You predicted **{chosen}**."
        return {
            "chosen": chosen,
            "marked": seen if record.compared else self._marked or seen,
            # The outcome says it again.
            "before": "" if record.compared else before,
        }

    def _outcome(self, record: store.Predicted) -> Verdict:
        chosen, seen, happened = self._known(record.chosen), self._known(record.seen), self.happened
        happens = f"{happened} happens, as you saw." if seen == happened else f"{happened} happens."
        if chosen is None:
            status, words = Status.UNANSWERED, f"What happens is {happened}."
        elif chosen == happened:
            status, words = Status.RIGHT, f"As you predicted. You predicted {chosen}, and {happens}"
        else:
            status = Status.WRONG
            words = f"Not as you predicted. You predicted {chosen}, but {happens}"
        if seen is None:
            words = f"{SHOWN_ANYWAY} {words}"
        elif seen != happened:
            words = f"{words} You saw {seen}: try it again with the reasons in mind."
        reasons = listed({option.letter: option.why for option in self.options})
        return Verdict(status, f"{words}\n\n{reasons}")
