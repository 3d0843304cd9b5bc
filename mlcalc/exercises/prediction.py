"""Predictions: choose what will happen, let it happen, then compare.

In a notebook a prediction is a group of radio buttons that records the choice at once. Without
a kernel it is the question as text. It never shows the outcome before a choice was made. The
choices of the course are kept in the ``store``, so that they outlive the kernel.
"""

from dataclasses import dataclass, field
from functools import cached_property

from mlcalc.exercises import store
from mlcalc.exercises.engine import (
    CHOOSE_FIRST,
    WIDGET_VIEW,
    Shown,
    Status,
    Verdict,
    listed,
    with_remark,
)


@dataclass(frozen=True)
class Option:
    """One thing that could happen: its letter, the words, and why it does or does not happen."""

    letter: str
    text: str
    why: str


@dataclass(kw_only=True, eq=False, repr=False)
class Prediction(Shown):
    """A question about what will happen, to be answered before it is shown.

    Question and options are plain words: the label of a radio button shows no LaTeX.
    ``happened`` is the letter of the option that comes true.
    """

    title: str
    question: str
    options: tuple[Option, ...]
    happened: str
    _own: store.Predicted = field(default_factory=store.Predicted, init=False)

    def __str__(self) -> str:
        choices = listed({option.letter: option.text for option in self.options})
        return f"**Predict: {self.title}.** {self.question}\n\n{choices}"

    @property
    def letters(self) -> list[str]:
        """The letters of the options."""
        return [option.letter for option in self.options]

    @property
    def chosen(self) -> str | None:
        """The letter chosen last, in this kernel or another one; None before a choice."""
        return self.known(store.predicted(self, self._own).chosen)

    def known(self, letter: str | None) -> str | None:
        """Return a recorded letter if the prediction still has it."""
        return letter if letter in self.letters else None

    def choose(self, letter: str) -> None:
        """Record a choice, as a click on its radio button does.

        Raises ValueError for a letter that is not among the options.
        """
        if letter not in self.letters:
            came = f"but {letter!r} came"
            raise ValueError(f"letter must be one of {', '.join(self.letters)}, {came}")
        store.predict(self, self._own, lambda record: record.choose(letter))
        if "widget" in vars(self):
            self.widget.chosen = letter

    def compare(self) -> Verdict:
        """Say whether the chosen option came true, and the reason for each option."""
        chosen = self._compared()
        if chosen is None:
            return CHOOSE_FIRST
        reasons = listed({option.letter: option.why for option in self.options})
        status = Status.RIGHT if chosen == self.happened else Status.WRONG
        return Verdict(status, with_remark(f"{self._outcome(chosen)}\n\n{reasons}"))

    def begin_anew(self) -> None:
        """Clear the radio buttons and the reply."""
        self._own = store.Predicted()
        if "widget" in vars(self):
            self.widget.chosen = None

    def _compared(self) -> str | None:
        chosen = self.chosen
        if chosen is not None:
            store.predict(self, self._own, store.Predicted.compare)
        return chosen

    def _outcome(self, chosen: str) -> str:
        if chosen == self.happened:
            return f"As you predicted. You chose {chosen}, and that is what happens."
        return f"Not as you predicted. You chose {chosen}, but {self.happened} happens."

    def text_of(self, letter: str) -> str:
        """Return the words of an option."""
        return next(option.text for option in self.options if option.letter == letter)

    @cached_property
    def widget(self):
        """The radio buttons with the Compare button and its reply, made when first asked for."""
        from mlcalc.exercises.ballot import Ballot

        ballot = Ballot(
            title=self.title,
            question=self.question,
            options=[(option.letter, option.text) for option in self.options],
            chosen=self.chosen,
        )
        ballot.observe(self._record, "chosen")
        ballot.on_msg(self._answer)
        return ballot

    def _record(self, change) -> None:
        letter = change["new"]
        if letter in self.letters:
            store.predict(self, self._own, lambda record: record.choose(letter))
        # A reply to an earlier choice would contradict the new one.
        self.widget.reply = list(filter(None, [store.active().remark()]))

    def _answer(self, ballot, content, buffers) -> None:
        chosen = self._compared()
        if chosen is None:
            ballot.reply = [str(CHOOSE_FIRST)]
        else:
            reasons = [f"{option.letter}: {option.why}" for option in self.options]
            ballot.reply = [with_remark(self._outcome(chosen)), *reasons]

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        view = {"version_major": 2, "version_minor": 0, "model_id": self.widget.model_id}
        return super()._repr_mimebundle_() | {WIDGET_VIEW: view}
