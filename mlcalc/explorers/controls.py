"""What the reader of an explorer can change: sliders, number fields and menus.

A definition (``Slider``, ``Field``, ``Menu``) says what can be changed; its control is the widget.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from numbers import Real

import ipywidgets
import numpy as np

from mlcalc import arguments


@dataclass(frozen=True)
class Slider:
    """One quantity that the reader can change.

    ``name`` is the argument of the explorer's ``update``, ``label`` what the reader sees.
    ``step`` is the distance of two positions; on a logarithmic slider, of two exponents of 10.
    """

    name: str
    label: str
    value: float
    minimum: float
    maximum: float
    step: float = 0.05
    logarithmic: bool = False
    whole: bool = False

    def read(self, value: object) -> float:
        """Return a real number, finite or not, as Python's own; raise TypeError for others."""
        return _as_number(self.name, value)

    def control(self, changed: Callable[[float], None]) -> "SliderControl":
        """Return the widget, which reports the reader's changes."""
        return SliderControl(self, changed)

    def clip(self, value: float) -> float:
        """Return the nearest value that the slider can take; the minimum for not-a-number."""
        return min(max(self.minimum, value), self.maximum)

    def check(self, value: float) -> None:
        """Raise ValueError for what no explorer can show.

        That is not-a-number, infinity, and a count beyond the slider's end: it could take for ever.
        """
        arguments.number(self.name, value)
        if self.whole and value > self.maximum:
            raise ValueError(f"{self.name} must be at most {self.maximum}, but {value} came")

    @property
    def last_position(self) -> int:
        """Return the number of the slider's last position."""
        return self.position(self.maximum)

    def value_at(self, position: int) -> float:
        """Return the value of a position."""
        if self.logarithmic:
            return self.tidy(self.clip(self.minimum * 10 ** (position * self.step)))
        return self.tidy(self.clip(self.minimum + position * (1 if self.whole else self.step)))

    def position(self, value: float) -> int:
        """Return the number of the slider's position nearest to a value, counted from its start."""
        steps, last = self._steps(self.clip(value)), self._steps(self.maximum)
        # The end is a position of its own, also where the last step to it is a short one.
        return math.ceil(last - 1e-6) if steps > last - 1e-6 else round(steps)

    def _steps(self, value: float) -> float:
        if self.logarithmic:
            return math.log10(value / self.minimum) / self.step
        return (value - self.minimum) / (1 if self.whole else self.step)

    def tidy(self, value: float) -> float:
        """Round away the noise of the slider's arithmetic."""
        value = float(f"{value:.3g}" if self.logarithmic else f"{value:.6g}")
        return round(value) if self.whole else value


@dataclass(frozen=True)
class Field:
    """A number that the reader types: one of many, where a slider for each would be too much."""

    name: str
    label: str
    value: float

    def read(self, value: object) -> float:
        """Return a real number, finite or not, as Python's own; raise TypeError for others."""
        return _as_number(self.name, value)

    def check(self, value: float) -> None:
        """Raise ValueError for what no explorer can show: not-a-number and infinity."""
        arguments.number(self.name, value)

    def control(self, changed: Callable[[float], None]) -> "FieldControl":
        """Return the widget, which reports the reader's changes."""
        return FieldControl(self, changed)


@dataclass(frozen=True)
class Menu:
    """A choice among a few things with names: which curve, which data."""

    name: str
    label: str
    options: tuple[str, ...]

    @property
    def value(self) -> str:
        """The option chosen at the beginning: the first."""
        return self.options[0]

    def read(self, value: object) -> str:
        """Return one of the options; raise ValueError for anything else."""
        return arguments.choice(self.name, value, self.options)

    def check(self, value: str) -> None:
        """Do nothing: whatever was read can be shown."""

    def control(self, changed: Callable[[str], None]) -> "MenuControl":
        """Return the widget, which reports the reader's changes."""
        return MenuControl(self, changed)


Definition = Slider | Field | Menu


class SliderControl:
    """A slider and its number field, which show and change the same value.

    The field takes any number, also beyond the slider's ends: the slider then stays at its end.
    ``changed(value)`` is called when the reader, not the program, changes one of the two.
    """

    def __init__(self, slider: Slider, changed: Callable[[float], None]):
        self.definition = slider
        self._changed = changed
        self._quiet = False
        self._shown = slider.value
        self.slider = _slider_widget(slider)
        self.field = _field_widget(slider, 145, 235, slider.whole)
        self.slider.observe(self._slider_moved, "value")
        self.field.observe(self._field_changed, "value")
        self.widget = ipywidgets.HBox([self.field, self.slider], layout={"min_width": "0"})

    def show(self, value: float) -> None:
        """Show a value in the field and on the slider, without reporting it as a change."""
        self._quiet = True
        self._shown = value
        try:
            if _is_number(value):
                self.field.value = value
                if self.definition.tidy(self.slider.value) != value:
                    self.slider.value = self.definition.clip(value)
        finally:
            self._quiet = False

    def _slider_moved(self, change: dict) -> None:
        # The front end snaps every value it is given to a position of the slider and sends that
        # back: only another position is a move.
        position = self.definition.position
        if self._quiet or (
            _is_number(self._shown) and position(change["new"]) == position(self._shown)
        ):
            return
        self._shown = self.definition.tidy(change["new"])
        self._changed(self._shown)

    def _field_changed(self, change: dict) -> None:
        if not self._quiet:
            self._changed(change["new"])


class FieldControl:
    """A number field without a slider."""

    def __init__(self, field: Field, changed: Callable[[float], None]):
        self._changed = changed
        self._quiet = False
        self.widget = self.field = _field_widget(field, 50, 140)
        self.field.observe(self._field_changed, "value")

    def show(self, value: float) -> None:
        """Show a value, without reporting it as a change."""
        self._quiet = True
        try:
            if _is_number(value):
                self.field.value = value
        finally:
            self._quiet = False

    def _field_changed(self, change: dict) -> None:
        if not self._quiet:
            self._changed(change["new"])


class MenuControl:
    """A drop-down list."""

    def __init__(self, menu: Menu, changed: Callable[[str], None]):
        self._changed = changed
        self._quiet = False
        self.widget = ipywidgets.Dropdown(
            options=menu.options,
            value=menu.value,
            description=menu.label,
            style={"description_width": "145px"},
            layout={"width": "auto", "min_width": "0"},
        )
        self.widget.observe(self._chosen, "value")

    def show(self, value: str) -> None:
        """Show an option, without reporting it as a change."""
        self._quiet = True
        try:
            self.widget.value = value
        finally:
            self._quiet = False

    def _chosen(self, change: dict) -> None:
        if not self._quiet:
            self._changed(change["new"])


def _field_widget(definition: Slider | Field, label: int, width: int, whole: bool = False):
    kind = ipywidgets.IntText if whole else ipywidgets.FloatText
    return kind(
        value=definition.value,
        description=definition.label,
        style={"description_width": f"{label}px"},
        layout={"width": f"{width}px", "flex": "0 0 auto"},
    )


def _slider_widget(slider: Slider):
    layout = {"flex": "1 1 auto", "width": "auto", "min_width": "90px"}
    if slider.logarithmic:
        return ipywidgets.FloatLogSlider(
            value=slider.value,
            base=10,
            min=math.log10(slider.minimum),
            max=math.log10(slider.maximum),
            step=slider.step,
            readout=False,
            layout=layout,
        )
    kind = ipywidgets.IntSlider if slider.whole else ipywidgets.FloatSlider
    return kind(
        value=slider.value,
        min=slider.minimum,
        max=slider.maximum,
        step=1 if slider.whole else slider.step,
        readout=False,
        layout=layout,
    )


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and arguments.finite(value)


def _as_number(name: str, value: object) -> float:
    if isinstance(value, (np.generic, np.ndarray)) and np.ndim(value) == 0:
        value = value.item()
    if isinstance(value, bool) or not isinstance(value, Real):
        raise TypeError(f"{name} must be a number, but {arguments.describe(value)} came")
    if isinstance(value, int):
        # An int may be too large for every float.
        return value if arguments.finite(value) else math.inf if value > 0 else -math.inf
    return float(value)
