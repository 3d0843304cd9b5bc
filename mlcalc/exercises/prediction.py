"""Predictions: choose what will happen, let it happen, then compare.

In a notebook a prediction is a group of radio buttons that records the choice at once. Without
a kernel it is the question as text. It never shows the outcome before a choice was made.
"""

from dataclasses import dataclass, field
from functools import cached_property

from mlcalc.exercises.engine import Markdown, Shown, Status, Verdict, listed

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
CHOOSE_FIRST = Verdict(Status.UNANSWERED, "Choose first.")


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
    chosen: str | None = field(default=None, init=False)

    def __str__(self) -> str:
        choices = listed({option.letter: option.text for option in self.options})
        return f"**Predict: {self.title}.** {self.question}\n\n{choices}"

    def choose(self, letter: str) -> None:
        """Record a choice, as a click on its radio button does.

        Raises ValueError for a letter that is not among the options.
        """
        letters = [option.letter for option in self.options]
        if letter not in letters:
            raise ValueError(f"letter must be one of {', '.join(letters)}, but {letter!r} came")
        self.chosen = letter
        if "widget" in vars(self):
            self.widget.chosen = letter

    def compare(self) -> Verdict:
        """Say whether the chosen option came true, and the reason for each option."""
        if self.chosen is None:
            return CHOOSE_FIRST
        reasons = listed({option.letter: option.why for option in self.options})
        status = Status.RIGHT if self._came_true else Status.WRONG
        return Verdict(status, f"{self._outcome()}\n\n{reasons}")

    @property
    def _came_true(self) -> bool:
        return self.chosen == self.happened

    def _outcome(self) -> str:
        if self._came_true:
            return f"As you predicted. You chose {self.chosen}, and that is what happens."
        return f"Not as you predicted. You chose {self.chosen}, but {self.happened} happens."

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
        self.chosen = change["new"]
        # A reply to an earlier choice would contradict the new one.
        self.widget.reply = []

    def _answer(self, ballot, content, buffers) -> None:
        if self.chosen is None:
            ballot.reply = [str(CHOOSE_FIRST)]
        else:
            reasons = [f"{option.letter}: {option.why}" for option in self.options]
            ballot.reply = [self._outcome(), *reasons]

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        view = {"version_major": 2, "version_minor": 0, "model_id": self.widget.model_id}
        return super()._repr_mimebundle_() | {WIDGET_VIEW: view}


def summary(predictions: tuple[Prediction, ...]) -> Markdown:
    """Return a table of what was predicted and what happened, which stays hidden until chosen."""
    rows = ["| question | you predicted | what happens |", "|---|---|---|"]
    for prediction in predictions:
        if prediction.chosen is None:
            cells = "nothing yet", "choose first"
        else:
            cells = map(prediction.text_of, (prediction.chosen, prediction.happened))
        rows.append("| " + " | ".join([prediction.title, *cells]) + " |")
    true = sum(prediction._came_true for prediction in predictions)
    chosen = sum(prediction.chosen is not None for prediction in predictions)
    count = f"{chosen} of {len(predictions)} predictions made, {true} came true."
    return Markdown("\n".join([*rows, "", count]))
