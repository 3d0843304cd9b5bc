"""All explorers of the course, and the states in which a reader may see them."""

import importlib
import inspect
import itertools
import pkgutil
from collections.abc import Iterator

import numpy as np

import mlcalc.explorers
from mlcalc.explorers.engine import Explorer

State = dict[str, float | str]


def _found() -> Iterator[type[Explorer]]:
    for module in pkgutil.walk_packages(mlcalc.explorers.__path__, "mlcalc.explorers."):
        for thing in vars(importlib.import_module(module.name)).values():
            # A class that does not say what moves is there for others to build on.
            explorer = inspect.isclass(thing) and issubclass(thing, Explorer)
            if explorer and thing.update is not Explorer.update:
                yield thing


CLASSES = sorted(set(_found()), key=lambda kind: kind.__name__)


def positions(slider, count: int) -> list[float]:
    """Return positions of a slider from its one end to the other."""
    places = np.linspace(0, slider.last_position, count).round().astype(int)
    return [slider.value_at(int(place)) for place in places]


def choices(explorer: Explorer) -> list[State]:
    """Return every choice of all menus together."""
    menus = explorer.menus()
    return [
        dict(zip([menu.name for menu in menus], options, strict=True))
        for options in itertools.product(*(menu.options for menu in menus))
    ]


def ends(explorer: Explorer) -> Iterator[State]:
    """Yield for each option both ends and the middle of each slider, and of all together."""
    first = {menu.name: menu.value for menu in explorer.menus()}
    others = [first | {m.name: option} for m in explorer.menus() for option in m.options[1:]]
    for choice in [first, *others]:
        for slider in explorer.sliders():
            for value in positions(slider, 3):
                yield choice | {slider.name: value}
        for end in zip(*(positions(s, 3) for s in explorer.sliders()), strict=True):
            yield choice | dict(zip([s.name for s in explorer.sliders()], end, strict=True))


def named(explorer: Explorer) -> Iterator[State]:
    """Yield the opening and the presets."""
    yield {}
    yield from explorer.presets.values()


def random_states(explorer: Explorer, count: int, seed: int = 0) -> list[State]:
    """Return states with any choice and any positions, those of one choice together.

    Of the slider that Play moves there are ten positions with each setting of the others: what is
    the same for them all, such as a training, is computed once.
    """
    random, together = np.random.default_rng(seed), 10 if explorer.plays else 1
    choice, states = choices(explorer), []
    for k in sorted(random.integers(0, len(choice), count // together).tolist()):
        setting = choice[k] | {s.name: _anywhere(s, random) for s in explorer.sliders()}
        # Some numbers make no sense in some fields: each is changed in half of the states.
        typed = [field for field in explorer.fields() if random.integers(0, 2)]
        setting |= {field.name: round(float(random.normal(0, 4)), 2) for field in typed}
        story = [s for s in explorer.sliders() if explorer.plays and s.name == explorer.plays.name]
        for _ in range(together):
            states.append(setting | {s.name: _anywhere(s, random) for s in story})
    return states


def _anywhere(slider, random: np.random.Generator) -> float:
    return slider.value_at(int(random.integers(0, slider.last_position + 1)))
