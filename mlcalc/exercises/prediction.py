"""Predictions: choose what will happen, let it happen, then compare.

In a notebook a prediction is a group of radio buttons that records the choice at once. Without
a kernel it is the question as text. It never shows the outcome before a choice was made.
"""

import html
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
        if "_radio" in vars(self):
            self._radio.value = letter

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
        import ipywidgets

        question = ipywidgets.HTML(
            f"<strong>Predict: {html.escape(self.title)}.</strong> {html.escape(self.question)}"
        )
        button = ipywidgets.Button(description="Compare")
        reply = ipywidgets.HTML()
        button.on_click(lambda _: setattr(reply, "value", self._reply()))
        # A reply to an earlier choice would contradict the new one.
        self._radio.observe(lambda _: setattr(reply, "value", ""), "value")
        box = ipywidgets.VBox([question, self._radio, button, reply])
        return box.add_class("mlcalc-prediction")

    @cached_property
    def _radio(self):
        import ipywidgets

        radio = ipywidgets.RadioButtons(
            options=[(f"{option.letter}: {option.text}", option.letter) for option in self.options],
            value=self.chosen,
            layout={"width": "auto"},
        )
        radio.observe(lambda change: setattr(self, "chosen", change["new"]), "value")
        return radio

    def _reply(self) -> str:
        if self.chosen is None:
            return f'<p role="status"><strong>{CHOOSE_FIRST}</strong></p>'
        reasons = "".join(
            f"<li><strong>{option.letter}</strong>: {html.escape(option.why)}</li>"
            for option in self.options
        )
        return f'<div role="status"><p>{self._outcome()}</p><ul>{reasons}</ul></div>'

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        view = self.widget._repr_mimebundle_()[WIDGET_VIEW]
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
