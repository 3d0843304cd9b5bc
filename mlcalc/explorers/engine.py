"""What every explorer is made of: values, a still picture, artists that move, a reading.

An explorer says which sliders there are, what stands still (``draw``) and what moves
(``update``). The engine does the rest. It answers what the reader does in the page, drawing once
for all that has come by then, turns every error into a sentence, and saves a picture with the
notebook.
"""

import textwrap
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from mlcalc import formatting
from mlcalc.explorers.controls import Definition, Field, Menu, Play, Slider
from mlcalc.explorers.screen import Screen
from mlcalc.explorers.traces import Question, Trace, Visits
from mlcalc.figures import style
from mlcalc.figures.canvas import LARGEST_RATIO, SMALLEST_RATIO, Canvas, Kept, Memory, moving
from mlcalc.figures.picture import saved_picture
from mlcalc.kernel import in_main_thread, quiet

LONGEST = 300
"""Characters of an error that are shown."""

VIEWS = 16
"""Views whose answers are remembered: an explorer can be shown in several cells and tabs."""

STACKED = 4.2, 2.8
"""Inches of width, and of height for each row of axes, on a phone."""

WIDE_ENOUGH = 0.3
"""Axes with this part of the picture's width have room for a warning."""

TOO_LARGE = "Too large: a number here is beyond all bounds."


@dataclass(frozen=True)
class Reading:
    """What a picture shows, in words and numbers.

    ``shape`` says for those who cannot see it how the picture looks as a whole: where a curve
    rises, how a path goes. ``trouble`` is a sentence for the picture itself: the path left the
    domain, diverged, or could not be computed.
    """

    sentence: str
    numbers: Mapping[str, float | str | np.ndarray] = field(default_factory=dict)
    trouble: str = ""
    shape: str = ""

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


@dataclass(frozen=True)
class Table:
    """The numbers of a picture in rows, such as the steps of a path, for those who want them all.

    ``heads`` are the names of the columns. Long tables are cut in the middle.
    """

    heads: Sequence[str]
    rows: Sequence[Sequence[float]]

    LONGEST = 60

    def written(self) -> dict[str, list]:
        """Return the heads and the rows as text."""
        rows = [[formatting.number(value) for value in row] for row in self.rows]
        if len(rows) > self.LONGEST:
            half = self.LONGEST // 2
            rows = [*rows[:half], ["…"] * len(self.heads), *rows[-half:]]
        return {"heads": list(self.heads), "rows": rows}


class Explorer:
    """A figure moved by sliders. Subclasses define what is below this line of the class.

    ``title`` begins the alternative text; ``size`` is in inches at 100 dots an inch;
    ``presets`` maps a button's words to values; ``plays`` is the story that Play tells;
    ``redraws`` names sliders and menus that change the still part as well; ``traces`` says which
    curve is drawn only where the reader has been; ``milliseconds`` is what an update may take, for
    the benchmark to compare with.
    """

    title = ""
    size = (9.0, 4.0)
    presets: Mapping[str, Mapping[str, float | str]] = {}
    plays: Play | None = None
    traces: Trace | None = None
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
        """Draw the still part, and make the moving artists with ``animated=True``.

        What it adds to ``self`` belongs to this picture: it is dropped together with it.
        """
        raise NotImplementedError

    def update(self, **values: float | str) -> Reading:
        """Set the moving artists for these values of all controls, and say what they show."""
        raise NotImplementedError

    def table(self) -> Table | None:
        """Return the numbers behind the picture of the last update, where it has a path."""
        return None

    def dragged(self, x: float, y: float) -> dict[str, float]:
        """Return the values for a pointer at this point of the ``drag_axes``."""
        return {}

    drag_axes: Axes | None = None
    grip: Artist | None = None
    """The moving line whose last point wears the handle that says it can be dragged."""

    visited = np.array([])
    """Where the reader has been along the traced slider, from left to right, for ``update``."""

    def __init__(self, until: Question | None = None) -> None:
        """Make the explorer; a traced curve is shown whole when the question ``until`` is known."""
        if until is not None and self.traces is None:
            raise ValueError(f"until must be None, because {type(self).__name__} draws no trace")
        self._definitions = {d.name: d for d in self.definitions()}
        self._values = {d.name: d.value for d in self._definitions.values()}
        self._visits, self._until = Visits(), until
        self._revealed = self._known()
        if until is not None:
            until.followers.add(self)
        self._complaint = ""
        self._refused: dict[str, str] = {}
        self._requests: deque[dict] = deque()
        self._answered: dict[str, int] = {}
        self._computed = False
        self._views: set[tuple[str, int]] = set()
        self._table_open = False
        self._ratio, self._stacked = 1.0, False
        self._canvas, self._drawn = None, set()
        self._memory = Memory()
        self.widget = Screen(parts=self._parts())
        self.widget.on_msg(self._received)
        with style.drawing():
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
        with style.drawing():
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
        """Go back to the beginning: to its values, and to a trace of one place."""
        with style.drawing():
            self._begin_anew()
            self._render()

    @property
    def revealed(self) -> bool:
        """Whether the traced curve is drawn as a whole."""
        return self._revealed

    def reveal(self, on: bool = True) -> None:
        """Show the traced curve as a whole, or again only where the reader has been."""
        self._requests.append({"kind": "reveal", "on": on})
        in_main_thread(self._answer)

    @property
    def reading(self) -> dict[str, float | str]:
        """The numbers shown below the picture, and the sentence."""
        return {**self._reading.numbers, "sentence": self._reading.sentence}

    @property
    def trouble(self) -> str:
        """The warning that stands in the picture, or nothing."""
        return self._reading.trouble

    @property
    def frame(self) -> bytes:
        """The picture as PNG."""
        return self.widget.frame

    @property
    def alternative_text(self) -> str:
        """What the picture shows, for those who cannot see it: the values and its shape."""
        values = ", ".join(
            f"{d.label} {_written(self._values[n])}{_after(d)}"
            for n, d in self._definitions.items()
        )
        return f"{self.title} {values}. {self._reading.shape}".strip()

    def __repr__(self) -> str:
        numbers = ", ".join(f"{name} = {value}" for name, value in self._reading.pairs())
        ending = f" {numbers}." if numbers else ""
        return f"{self.alternative_text} {self._reading.sentence}{ending}"

    def _repr_mimebundle_(self, include=None, exclude=None, **kwargs) -> dict:
        with style.drawing(), quiet():
            self._settle()
            live, _ = self.widget._repr_mimebundle_()
            saved = saved_picture(self._canvas, self.alternative_text, self._hidden)
            saved["text/html"] += self._reading.html()
            return {**live, **saved, "text/plain": repr(self)}

    # Changes, from the program and from the reader.

    def _begin_anew(self) -> None:
        self._visits.forget()
        self._revealed = self._known()
        self._change({name: d.value for name, d in self._definitions.items()})

    def _known(self) -> bool:
        return self._until is not None and self._until.compared

    def _change(self, changes: Mapping[str, float | str]) -> None:
        changes = {name: self._definitions[name].read(value) for name, value in changes.items()}
        redrawn = any(changes[n] != self._values[n] for n in self._redrawing() if n in changes)
        self._values.update(changes)
        self._complaint, self._refused = "", {}
        if redrawn:
            self._compose()

    def _received(self, screen: Screen, request: dict, buffers) -> None:
        self._requests.append(request)
        in_main_thread(self._answer)

    def _answer(self) -> None:
        """Obey all that the page has asked by now, and draw once."""
        with style.drawing():
            wanted = False
            try:
                while self._requests:
                    request = self._requests.popleft()
                    self._note(request)
                    self._obey(request)
                    wanted = self._wants(request, wanted)
                if wanted:
                    self._render()
            except KeyboardInterrupt:
                self._complaint = "Interrupted: this took too long."
                self._render()

    def _wants(self, request: Mapping, before: bool) -> bool:
        """Say whether there is something to draw after this request and those before it."""
        farewell, reveal = request.get("shown") is False, request.get("kind") == "reveal"
        if farewell or reveal:
            # Nobody sees a picture that was released, whatever a view asked before its farewell.
            return (before or reveal) and self._canvas is not None
        return True

    def _obey(self, request: Mapping) -> None:
        try:
            self._do(request)
        except (ValueError, TypeError) as error:
            self._complaint = self._explained(error)

    def _do(self, request: Mapping) -> None:
        match request:
            case {"kind": "move", "changes": changes}:
                self._move(changes)
            case {"kind": "preset", "name": name} if name in self.presets:
                self._change(self.presets[name])
            case {"kind": "reset"}:
                self._begin_anew()
            case {"kind": "reveal", "on": on}:
                self._revealed = bool(on)
            case {"kind": "pointer", "at": [across, down]}:
                self._pointed(float(across), float(down))
            case {"kind": "fit", "ratio": ratio, "stacked": stacked}:
                self._fit(float(ratio), bool(stacked))
            case {"kind": "table", "open": opened}:
                self._table_open = bool(opened)
            case {"kind": "view", "page": page, "view": view, "shown": shown}:
                self._view(page, view, shown)

    def _move(self, changes: Mapping[str, Mapping]) -> None:
        """Set what can be read, and complain of the first that cannot."""
        readable, complaint, refused = {}, "", {}
        for name, change in changes.items():
            if name not in self._definitions:
                continue
            try:
                readable[name] = self._definitions[name].moved(change)
            except ValueError as error:
                complaint = complaint or self._explained(error)
                if "text" in change:
                    refused[name] = str(change["text"])
        self._change(readable)
        self._complaint, self._refused = complaint, refused

    def _note(self, request: Mapping) -> None:
        if "who" not in request:
            return
        view = str(request["who"])
        self._answered.pop(view, None)
        self._answered[view] = request.get("number", 0)
        for oldest in list(self._answered)[:-VIEWS]:
            del self._answered[oldest]

    def _pointed(self, across: float, down: float) -> None:
        self._settle()
        axes, x, y = self._canvas.data_position(across, down)
        if axes is not None and axes is self.drag_axes:
            values = self.dragged(float(x), float(y))
            self._change({n: self._definitions[n].snap(v) for n, v in values.items()})

    def _fit(self, ratio: float, stacked: bool) -> None:
        self._ratio = min(max(ratio, SMALLEST_RATIO), LARGEST_RATIO)
        if stacked != self._stacked:
            self._stacked = stacked
            self._compose()
        elif self._canvas is not None:
            self._canvas.ratio = self._ratio

    def _view(self, page: str, view: int, shown: bool) -> None:
        # A page that was closed says no farewell: only the views of the newest page count.
        self._views = {v for v in self._views if v[0] == page}
        if shown:
            self._views.add((page, view))
            return
        self._views.discard((page, view))
        if not self._views:
            # Nobody sees it: it is drawn anew when it is asked for.
            self._release()
            self._memory.forget()
            self._table_open = False

    def _redrawing(self) -> list[str]:
        # A menu with one option only is left out.
        return [name for name in self.redraws if name in self._values]

    def _kept(self) -> Kept | None:
        """Return what is known of the still part for the present choices, if it can be drawn."""
        if self._failure is not None:
            return None
        return self._memory.of((self._stacked, *(self._values[n] for n in self._redrawing())))

    def _release(self) -> None:
        """Give up the present picture."""
        if self._canvas is not None:
            self._canvas.release()
        self._canvas = self._notice = None
        self._hidden = ()
        # The artists hold the pixels too.
        for name in self._drawn:
            vars(self).pop(name, None)
        self._drawn = set()

    # Pictures.

    def _settle(self) -> None:
        if self._canvas is None:
            self._compose()
            self._render()

    def _stack(self, figure: Figure) -> None:
        """Give each row of axes its height where they stand one below the other, on a phone."""
        rows = max((axes.get_gridspec().nrows for axes in figure.axes), default=1)
        if self._stacked and rows > 1:
            width, height = STACKED
            figure.set_size_inches(width, rows * height)

    def _compose(self) -> None:
        """Draw the still part anew, as a picture of an error where that fails."""
        figure = style.new_figure(*self.size, stacked=self._stacked)
        self._release()
        self._failure = None
        before = set(vars(self))
        with quiet():
            try:
                self.draw(figure)
                self._stack(figure)
            except (Exception, SystemExit) as error:
                figure.clear()
                vars(self).pop("drag_axes", None)
                self._failure = error
            self._drawn = set(vars(self)) - before
            self._canvas = Canvas(figure)
            self._notice = figure.text(
                0.5, 0.9, "", ha="center", va="top", animated=True, zorder=100,
                parse_math=False,
                bbox={"boxstyle": "round", "facecolor": "white", "edgecolor": style.VERMILLION},
            )  # fmt: skip
            for artist in moving(figure):
                artist.set_in_layout(False)
            self._canvas.arrange(self._kept())
            # Only now: arranged at another density, the axes would stand some pixels aside.
            self._canvas.ratio = self._ratio
        room = self._room()
        # Below the title, which says what the picture is.
        self._notice.set(x=(room.x0 + room.x1) / 2, y=room.y1 - 0.02)

    def _room(self) -> Bbox:
        """Return where a warning covers no numbers: the first axes that are wide enough."""
        boxes = [axes.get_position() for axes in self._canvas.figure.axes]
        whole = Bbox.from_extents(0.0, 0.0, 1.0, max((box.y1 for box in boxes), default=0.9))
        return next((box for box in boxes if box.width >= WIDE_ENOUGH), whole)

    def _render(self) -> None:
        if self._canvas is None:
            self._compose()
        with quiet():
            self._reading, self._hidden = self._updated()
            line_length = round(9 * self._canvas.figure.get_figwidth() * self._room().width)
            self._notice.set_text(textwrap.fill(self._reading.trouble, line_length))
            self._notice.set_visible(bool(self._reading.trouble))
            frame = self._canvas.frame(self._hidden)
            state = self._state()
        self.widget.show(frame, self._points(), state)

    def _updated(self):
        """Return the reading for the present values, and which artists must not be shown."""
        self._computed = False
        try:
            if self._complaint:
                raise ValueError(self._complaint)
            if self._failure is not None:
                raise self._failure
            for definition in self._definitions.values():
                definition.check(self._values[definition.name])
            reading = self._visiting()
            self._computed = True
            return reading, ()
        except (Exception, SystemExit) as error:
            artists = moving(self._canvas.figure)
            hidden = [artist for artist in artists if artist is not self._notice]
            sentence = self._explained(error)
            return Reading(sentence, trouble=sentence), hidden

    def _visiting(self) -> Reading:
        """Update the picture with this place among those visited; keep it if that went well."""
        if self.traces is None:
            return self.update(**self._values).checked()
        curve = tuple(self._values[name] for name in self.traces.within if name in self._values)
        place = self._values[self.traces.along]
        self.visited = np.union1d(self._visits.of(curve), [place])
        reading = self.update(**self._values).checked()
        self._visits.add(curve, place)
        return reading

    def _explained(self, error: BaseException) -> str:
        if isinstance(error, OverflowError):
            return TOO_LARGE
        if self._complaint and str(error) == self._complaint:
            return self._complaint
        text = textwrap.shorten(str(error), LONGEST) or type(error).__name__
        for name, definition in self._definitions.items():
            if text.startswith(f"{name} "):
                text = f"{_called(definition)} {text.removeprefix(name + ' ')}"
                break
        else:
            text = text[:1].upper() + text[1:]
        return text + "." * (not text.endswith("."))

    # What the page is told.

    def _parts(self) -> dict:
        """Return what there is in the page: controls, buttons, the story of Play."""
        controls = [definition.described() for definition in self._definitions.values()]
        parts = {"title": self.title.strip(" :"), "controls": controls,
                 "presets": list(self.presets)}  # fmt: skip
        if self.plays is not None:
            schedule = self.plays.schedule(self._definitions[self.plays.name])
            parts["play"] = {"name": self.plays.name, "schedule": schedule,
                             "back": self.plays.back}  # fmt: skip
        if self.traces is not None:
            parts["trace"] = True
        return parts

    def _state(self) -> dict:
        # A path that ran away has points all the same; only an error leaves nothing to show.
        table = self.table() if self._computed else None
        return {
            "answered": dict(self._answered),
            "values": {n: self._shown(n) for n in self._definitions},
            "text": self.alternative_text,
            "sentence": self._reading.sentence,
            "numbers": self._reading.pairs(),
            "drag_area": self._drag_area(),
            "grip": self._grip_place(),
            "fit": [self._ratio, self._stacked],
            "revealed": self._revealed,
            "has_table": table is not None,
            "table": table.written() if table and self._table_open else None,
        }

    def _shown(self, name: str) -> dict:
        """Return what a control shows: a text that was refused stands as long as its notice."""
        shown = self._definitions[name].shown(self._values[name])
        return shown | {"text": self._refused[name]} if name in self._refused else shown

    def _points(self) -> list[int]:
        inches = self._canvas.figure.get_size_inches()
        return [round(style.DOTS_PER_INCH * length) for length in inches]

    def _drag_area(self) -> list[float]:
        if self.drag_axes is None:
            return []
        box = self.drag_axes.get_position()
        return [round(float(edge), 4) for edge in (box.x0, 1 - box.y1, box.x1, 1 - box.y0)]

    def _grip_place(self) -> list[float]:
        """Return where the handle is: fractions of the picture, inside the axes."""
        if self.grip is None or self.grip in self._hidden:
            return []
        points = np.asarray(self.grip.get_xydata(), dtype=float)
        if not len(points) or not np.isfinite(points[-1]).all():
            return []
        pixel = self.drag_axes.transData.transform(points[-1])
        across, up = self._canvas.figure.transFigure.inverted().transform(pixel)
        left, top, right, bottom = self._drag_area()
        place = min(max(across, left), right), min(max(1 - up, top), bottom)
        return [round(float(part), 4) for part in place]


def _written(value: float | str | np.ndarray) -> str:
    return value if isinstance(value, str) else formatting.point(value)


def _called(definition: Definition) -> str:
    """Return the label as a sentence begins with it: a symbol such as Δx stands alone."""
    is_symbol = not any(len(word) > 2 for word in definition.label.split())
    return definition.label if is_symbol else f"The {definition.label}"


def _after(definition: Definition) -> str:
    unit = getattr(definition, "unit", "")
    return f" {unit}" if unit else ""
