"""What the reader of an explorer can change: sliders, number fields and menus.

A definition says what can be changed and reads what comes from the page. The page itself makes the
handles and fields; see ``screen``.
"""

import math
from dataclasses import dataclass
from numbers import Real

import numpy as np

from mlcalc import arguments, formatting


@dataclass(frozen=True)
class Slider:
    """One quantity that the reader can change.

    ``name`` is the argument of the explorer's ``update``, ``label`` what the reader sees, ``unit``
    what is said after the number. ``step`` is the distance of two positions; on a logarithmic
    slider, of two exponents of 10. A ``bounded`` one takes no number beyond its ends, such as
    more than a whole turn.
    """

    name: str
    label: str
    value: float
    minimum: float
    maximum: float
    step: float = 0.05
    logarithmic: bool = False
    whole: bool = False
    unit: str = ""
    bounded: bool = False

    def read(self, value: object) -> float:
        """Return a real number, finite or not, as Python's own; raise TypeError for others."""
        return _as_number(self.name, value)

    def moved(self, change: dict) -> float:
        """Return the value for what the page says: a position, or a text in the field."""
        if "position" in change:
            return self.value_at(int(change["position"]))
        return _typed(self.name, change["text"])

    def described(self) -> dict:
        """Return what the page must know to make the slider and its field."""
        positions = range(self.last_position + 1)
        return {
            "kind": "slider",
            "name": self.name,
            "label": self.label,
            "unit": self.unit,
            "texts": [formatting.entry(self.value_at(position)) for position in positions],
        }

    def shown(self, value: float) -> dict:
        """Return where the handle stands and what the field says for a value."""
        position = self.position(value) if arguments.finite(value) else None
        return {"position": position, "text": formatting.entry(value)}

    def clip(self, value: float) -> float:
        """Return the nearest value that the slider can take; the minimum for not-a-number."""
        return min(max(self.minimum, value), self.maximum)

    def snap(self, value: float) -> float:
        """Return the value of the position nearest to a value."""
        return self.value_at(self.position(value))

    def check(self, value: float) -> None:
        """Raise ValueError for what no explorer can show.

        That is not-a-number, infinity, a count beyond the slider's end, which could take for ever,
        and what is beyond the ends of a bounded one.
        """
        arguments.number(self.name, value)
        if self.bounded and not self.minimum <= value <= self.maximum:
            ends = f"between {self.minimum} and {self.maximum}"
            raise ValueError(f"{self.name} must be {ends}, but {value} came")
        if self.whole and value > self.maximum:
            raise ValueError(f"{self.name} must be at most {self.maximum}, but {value} came")

    @property
    def last_position(self) -> int:
        """Return the number of the slider's last position."""
        return self.position(self.maximum)

    def value_at(self, position: int) -> float:
        """Return the value of a position; positions beyond the ends are the ends."""
        position = max(position, 0)
        if self.logarithmic:
            # A position far beyond the end would be beyond every float.
            exponent = min(position * self.step, math.log10(self.maximum / self.minimum))
            return self._tidy(self.clip(self.minimum * 10**exponent))
        return self._tidy(self.clip(self.minimum + position * (1 if self.whole else self.step)))

    def position(self, value: float) -> int:
        """Return the number of the slider's position nearest to a value, counted from its start."""
        steps, last = self._steps(self.clip(value)), self._steps(self.maximum)
        # The end is a position of its own, also where the last step to it is a short one.
        return math.ceil(last - 1e-6) if steps > last - 1e-6 else round(steps)

    def _steps(self, value: float) -> float:
        if self.logarithmic:
            return math.log10(value / self.minimum) / self.step
        return (value - self.minimum) / (1 if self.whole else self.step)

    def _tidy(self, value: float) -> float:
        """Round away the noise of the slider's arithmetic."""
        if self.logarithmic:
            value = float(f"{value:.3g}")
        elif not self.whole:
            # Digits of the grid, not of the number: beside zero the noise has digits of its own.
            value = round(value, 4 - math.floor(math.log10(self.step))) + 0.0
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

    def moved(self, change: dict) -> float:
        """Return the number that stands in the field of the page."""
        return _typed(self.name, change["text"])

    def described(self) -> dict:
        """Return what the page must know to make the field."""
        return {"kind": "field", "name": self.name, "label": self.label}

    def shown(self, value: float) -> dict:
        """Return what the field says for a value."""
        return {"text": formatting.entry(value)}

    def snap(self, value: float) -> float:
        """Return a value as it is: a field has no positions."""
        return value

    def check(self, value: float) -> None:
        """Raise ValueError for what no explorer can show: not-a-number and infinity."""
        arguments.number(self.name, value)


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

    def moved(self, change: dict) -> str:
        """Return the option that was chosen on the page."""
        return self.read(change["option"])

    def described(self) -> dict:
        """Return what the page must know to make the menu."""
        return {
            "kind": "menu", "name": self.name, "label": self.label, "options": list(self.options),
        }  # fmt: skip

    def shown(self, value: str) -> dict:
        """Return which option the menu shows."""
        return {"option": value}

    def check(self, value: str) -> None:
        """Do nothing: whatever was read can be shown."""


Definition = Slider | Field | Menu


@dataclass(frozen=True)
class Play:
    """A story told by one slider: what Play shows, in which order and how fast.

    It runs from the slider's start to its end, or, ``falling``, the other way. ``milliseconds`` is
    the whole length. An ``early`` story stays longest with its first positions, the first steps of
    a descent, and passes ever larger parts of the rest. With ``back`` there is a button that goes
    one position back.
    """

    name: str
    falling: bool = False
    early: bool = False
    milliseconds: int = 6000
    back: bool = False

    FIRST = 10
    GROWTH = 1.1

    def schedule(self, slider: Slider) -> list[tuple[int, int]]:
        """Return the positions in their order, each with the milliseconds that it stays."""
        positions = list(range(slider.last_position + 1))
        if self.early:
            positions = self._early(slider.last_position)
        pauses = [self._weight(n) for n in range(len(positions))]
        unit = self.milliseconds / sum(pauses)
        if self.falling:
            positions.reverse()
        return [(p, max(40, round(unit * w))) for p, w in zip(positions, pauses, strict=True)]

    def _early(self, last: int) -> list[int]:
        positions, place = list(range(min(self.FIRST, last))), float(self.FIRST)
        while place < last:
            positions.append(round(place))
            place = max(place + 1, place * self.GROWTH)
        return [*positions, last]

    def _weight(self, n: int) -> float:
        return 3.0 if self.early and n < self.FIRST else 1.0


def _typed(name: str, text: str) -> float:
    """Return the number in a text; raise ValueError for what is none.

    A comma may stand for the point, and the minus may be the sign of print.
    """
    plain = str(text).strip().replace("−", "-").replace(" ", "")
    if plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    try:
        number = float(plain)
    except ValueError:
        raise ValueError(f"{name} must be a number, but {arguments.describe(text)} came") from None
    if number.is_integer() and abs(number) < 2**53:
        return int(number)
    return number


def _as_number(name: str, value: object) -> float:
    if isinstance(value, (np.generic, np.ndarray)) and np.ndim(value) == 0:
        value = value.item()
    if isinstance(value, bool) or not isinstance(value, Real):
        raise TypeError(f"{name} must be a number, but {arguments.describe(value)} came")
    if isinstance(value, int):
        # An int may be too large for every float.
        return value if arguments.finite(value) else math.inf if value > 0 else -math.inf
    return float(value)
