"""What every explorer is made of: values, a still picture, artists that move, a reading.

An explorer says which sliders there are, what stands still (``draw``) and what moves
(``update``). The engine does the rest. It draws each change before the next one is read, and
ipywidgets holds back all but the newest until then, so that a drag never queues. It turns every
error into a sentence, and saves a picture with the notebook.
"""

import asyncio
import textwrap
import threading
import warnings
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from html import escape

import ipywidgets
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from mlcalc import formatting
from mlcalc.explorers.controls import Definition, Field, Menu, Slider
from mlcalc.explorers.screen import Screen
from mlcalc.figures import style
from mlcalc.figures.canvas import Canvas, moves
from mlcalc.figures.picture import saved_picture

LONGEST = 300
"""Characters of an error that are shown."""

TOO_LARGE = "Too large: a number here is beyond all bounds."


@dataclass(frozen=True)
class Reading:
    """What a picture shows, in words and numbers.

    ``trouble`` is a sentence for the picture itself: the path left the domain, diverged, or
    could not be computed.
    """

    sentence: str
    numbers: Mapping[str, float | str | np.ndarray] = field(default_factory=dict)
    trouble: str = ""

    def checked(self) -> "Reading":
        """Return the reading with a warning when a number in it is beyond all bounds."""
        numbers = [value for value in self.numbers.values() if not isinstance(value, str)]
        if self.trouble or all(np.isfinite(value).all() for value in numbers):
            return self
        sentence = f"{self.sentence} {TOO_LARGE}".strip()
        return replace(self, sentence=sentence, trouble=TOO_LARGE)

    def pairs(self) -> list[tuple[str, str]]:
        """Return the names and the numbers as they are written."""
        return [(name, _written(value)) for name, value in self.numbers.items()]

    def html(self) -> str:
        """Return the sentence and the numbers as two paragraphs."""
        numbers = " \u2003 ".join(f"{name} = {value}" for name, value in self.pairs())
        return f"<p><b>{escape(self.sentence)}</b></p><p>{escape(numbers)}</p>"


class Explorer:
    """A figure moved by sliders. Subclasses define what is below this line of the class.

    ``title`` begins the alternative text; ``size`` is in inches at 100 dots an inch;
    ``presets`` maps a button's words to values; ``plays`` names the slider that Play moves;
    ``redraws`` names sliders and menus that change the still part as well; ``milliseconds`` is
    what an update may take, for the benchmark to compare with.
    """

    title = ""
    size = (9.0, 4.0)
    presets: Mapping[str, Mapping[str, float | str]] = {}
    plays: str | None = None
    redraws: tuple[str, ...] = ()
    milliseconds: float = 20.0

    def sliders(self) -> list[Slider]:
        """Return the sliders, at most four."""
        raise NotImplementedError

    def menus(self) -> list[Menu]:
        """Return the choices that stand above the sliders."""
        return []

    def fields(self) -> list[Field]:
        """Return the numbers that stand below the sliders."""
        return []

    def draw(self, figure: Figure) -> None:
        """Draw the still part, and make the moving artists with ``animated=True``."""
        raise NotImplementedError

    def update(self, **values: float | str) -> Reading:
        """Set the moving artists for these values of all controls, and say what they show."""
        raise NotImplementedError

    def dragged(self, x: float, y: float) -> dict[str, float]:
        """Return the values for a pointer at this point of the ``drag_axes``."""
        return {}

    drag_axes: Axes | None = None

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._line_length = round(9 * self.size[0])
        self._definitions = {d.name: d for d in self.definitions()}
        self._values = {d.name: d.value for d in self._definitions.values()}
        self._controls = {n: d.control(self._setter(n)) for n, d in self._definitions.items()}
        self._playing = None
        self._canvas = Canvas(style.new_figure(*self.size))
        self._screen = Screen(
            width=round(100 * self.size[0]),
            slider_names=[slider.label for slider in self.sliders()],
        )
        self._screen.observe(self._pointer_moved, "pointer")
        self._screen.observe(self._ratio_reported, "ratio")
        self.widget = self._arrange()
        self._compose()
        self._render()

    # What tests, exercises and notebook cells use.

    def definitions(self) -> list[Definition]:
        """Return what can be changed: menus, sliders and fields."""
        return [*self.menus(), *self.sliders(), *self.fields()]

    @property
    def values(self) -> dict[str, float | str]:
        """The values of all controls; set some of them by assigning a mapping."""
        return dict(self._values)

    @values.setter
    def values(self, changes: Mapping[str, float | str]) -> None:
        unknown = set(changes) - set(self._values)
        if unknown:
            raise ValueError(
                f"values must be among {', '.join(self._values)}, "
                f"but {', '.join(sorted(map(str, unknown)))} came"
            )
        self._change(changes)
        self._render()

    def apply(self, preset: str) -> None:
        """Set the values of a preset."""
        if preset not in self.presets:
            raise ValueError(
                f"preset must be one of {', '.join(self.presets)}, but {preset!r} came"
            )
        self.values = self.presets[preset]

    def reset(self) -> None:
        """Go back to the values of the beginning."""
        self.values = {d.name: d.value for d in self._definitions.values()}

    @property
    def reading(self) -> dict[str, float | str]:
        """The numbers shown below the picture, and the sentence."""
        self._settle()
        return {**self._reading.numbers, "sentence": self._reading.sentence}

    @property
    def trouble(self) -> str:
        """The warning that stands in the picture, or nothing."""
        self._settle()
        return self._reading.trouble

    @property
    def frame(self) -> bytes:
        """The picture as PNG."""
        self._settle()
        return self._screen.frame

    def __repr__(self) -> str:
        self._settle()
        values = ", ".join(
            f"{d.label} {_written(self._values[n])}" for n, d in self._definitions.items()
        )
        numbers = ", ".join(f"{name} = {value}" for name, value in self._reading.pairs())
        return f"{self.title} {values}. {self._reading.sentence} {numbers}".strip(" .") + "."

    def _repr_mimebundle_(self, include=None, exclude=None, **kwargs) -> dict:
        with self._lock, _quiet():
            text = repr(self)
            live = self.widget._repr_mimebundle_() or {}
            saved = saved_picture(self._canvas, text, self._hidden)
            saved["text/html"] += self._reading.html()
            return {**live, **saved}

    # Changes, from the program and from the reader.

    def _change(self, changes: Mapping[str, float | str]) -> None:
        changes = {name: self._definitions[name].read(value) for name, value in changes.items()}
        with self._lock:
            self._values.update(changes)
            self._stale = True
            if any(name in self.redraws for name in changes):
                self._compose()

    def _setter(self, name: str):
        return lambda value: self._reader_changed({name: value})

    def _reader_changed(self, changes: Mapping[str, float | str]) -> None:
        if self.plays in changes:
            self._stop()
        self._change(changes)
        self._render()

    def _settle(self) -> None:
        if self._stale:
            self._render()

    def _pointer_moved(self, change: dict) -> None:
        with self._lock:
            axes, x, y = self._canvas.data_position(*change["new"])
            if axes is not None and axes is self.drag_axes:
                self._reader_changed(self._clipped(self.dragged(float(x), float(y))))

    def _clipped(self, values: Mapping[str, float]) -> dict[str, float]:
        definitions = self._definitions
        return {n: definitions[n].tidy(definitions[n].clip(v)) for n, v in values.items()}

    def _ratio_reported(self, change: dict) -> None:
        with self._lock:
            self._canvas.ratio = min(max(change["new"], 1.0), 3.0)
            self._stale = True
            self._render()

    # Pictures.

    def _compose(self) -> None:
        """Draw the still part anew, as a picture of an error where that fails."""
        figure = self._canvas.figure
        figure.clear()
        self._stale = True
        self._failure = None
        with style.styled(), _quiet():
            try:
                self.draw(figure)
            except Exception as error:
                figure.clear()
                self.drag_axes = None
                self._failure = error
            self._notice = figure.text(
                0.5, 0.93, "", ha="center", va="top", animated=True, zorder=100,
                parse_math=False,
                bbox={"boxstyle": "round", "facecolor": "white", "edgecolor": style.VERMILLION},
            )  # fmt: skip
        for artist in figure.findobj(moves):
            artist.set_in_layout(False)
        with _quiet():
            self._canvas.arrange()

    def _render(self) -> None:
        with self._lock:
            self._stale = False
            with _quiet():
                self._reading, self._hidden = self._updated()
                self._notice.set_text(textwrap.fill(self._reading.trouble, self._line_length))
                self._notice.set_visible(bool(self._reading.trouble))
                frame = self._canvas.frame(self._hidden)
            self._screen.show(frame, self._described())
            for name, control in self._controls.items():
                control.show(self._values[name])
            self._screen.drag_area = self._drag_area()

    def _updated(self):
        """Return the reading for the present values, and which artists must not be shown."""
        try:
            if self._failure is not None:
                raise self._failure
            for definition in self._definitions.values():
                definition.check(self._values[definition.name])
            return self.update(**self._values).checked(), ()
        except Exception as error:
            moving = self._canvas.figure.findobj(moves)
            hidden = [artist for artist in moving if artist is not self._notice]
            sentence = self._explained(error)
            return Reading(sentence, trouble=sentence), hidden

    def _explained(self, error: Exception) -> str:
        if isinstance(error, OverflowError):
            return TOO_LARGE
        text = textwrap.shorten(str(error), LONGEST) or type(error).__name__
        for name, definition in self._definitions.items():
            if text.startswith(f"{name} "):
                text = f"the {definition.label} {text.removeprefix(name + ' ')}"
        return text[:1].upper() + text[1:] + "." * (not text.endswith("."))

    def _described(self) -> dict:
        return {
            "text": repr(self),
            "sentence": self._reading.sentence,
            "numbers": self._reading.pairs(),
        }

    def _drag_area(self) -> list[float]:
        if self.drag_axes is None:
            return []
        box = self.drag_axes.get_position()
        return [round(float(edge), 4) for edge in (box.x0, 1 - box.y1, box.x1, 1 - box.y0)]

    # Play.

    def play(self) -> None:
        """Let the slider named by ``plays`` run to its end; a second call stops it."""
        if self._is_playing():
            self._stop()
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self.values = {self.plays: self._definitions[self.plays].maximum}
            return
        self._playing = loop.create_task(self._run())
        self._playing.add_done_callback(self._played)
        self._play_button.description = "Pause"

    async def _run(self) -> None:
        slider = self._definitions[self.plays]
        last = slider.last_position
        first = slider.position(self._values[self.plays]) % last
        # The whole range takes some six seconds.
        pause = min(max(6 / last, 0.05), 0.5)
        for position in range(first, last + 1):
            self.values = {self.plays: slider.value_at(position)}
            await asyncio.sleep(pause)

    def _played(self, task: asyncio.Task) -> None:
        if task is self._playing:
            self._playing = None
            self._play_button.description = "Play"

    def _is_playing(self) -> bool:
        # A loop that has ended with its thread leaves its tasks unfinished.
        return self._playing is not None and self._playing.get_loop().is_running()

    def _stop(self) -> None:
        if self._is_playing():
            self._playing.cancel()

    # Layout.

    def _arrange(self) -> ipywidgets.VBox:
        buttons = [_button(name, lambda name=name: self.apply(name)) for name in self.presets]
        buttons.append(_button("Reset", self.reset))
        if self.plays is not None:
            self._play_button = _button("Play", self.play)
            buttons.append(self._play_button)
        sliders = [self._controls[d.name].widget for d in (*self.menus(), *self.sliders())]
        fields = [self._controls[field.name].widget for field in self.fields()]
        rows = [ipywidgets.HBox(buttons, layout={"flex_flow": "row wrap"}), _grid(sliders, 380)]
        if fields:
            rows.append(_grid(fields, 140))
        box = ipywidgets.VBox([*rows, self._screen])
        box.add_class("mlcalc-explorer")
        return box


def _grid(widgets: list[ipywidgets.Widget], width: int) -> ipywidgets.GridBox:
    """Return the widgets in as many columns of at least that width as fit."""
    columns = f"repeat(auto-fit, minmax(min({width}px, 100%), 1fr))"
    return ipywidgets.GridBox(
        widgets, layout={"grid_template_columns": columns, "grid_gap": "0 12px"}
    )


def _button(words: str, action) -> ipywidgets.Button:
    button = ipywidgets.Button(description=words, layout={"width": "auto"})
    button.on_click(lambda _: action())
    return button


@contextmanager
def _quiet():
    """Let nothing that a function does write warnings into the notebook."""
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _written(value: float | str | np.ndarray) -> str:
    return value if isinstance(value, str) else formatting.point(value)
