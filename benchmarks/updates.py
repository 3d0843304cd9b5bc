"""What an update of an explorer costs inside a kernel: time, bytes sent, memory.

The functions from ``explorers`` to ``memory`` run in the kernel; ``Kernel`` starts one, runs
them there and counts what it sends. No browser is needed.
"""

import gc
import importlib
import json
import pathlib
import pkgutil
import statistics
import subprocess
import time
from collections.abc import Iterator

import numpy as np
import psutil
from jupyter_client.manager import start_new_kernel

from mlcalc import explorers as package
from mlcalc.explorers.controls import Menu, Slider
from mlcalc.explorers.engine import Explorer

MEGABYTE = 2**20


def explorers() -> list[tuple[str, str]]:
    """Return module and name of every explorer class in the modules of ``mlcalc.explorers``."""
    found = []
    for entry in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        module = importlib.import_module(entry.name)
        found += [
            (module.__name__, name)
            for name, item in vars(module).items()
            if isinstance(item, type)
            and issubclass(item, Explorer)
            and item.__module__ == module.__name__
            and item.update is not Explorer.update
        ]
    return found


def made(module: str, name: str) -> Explorer:
    """Return an explorer of that class, with the arguments that it has by itself."""
    return getattr(importlib.import_module(module), name)()


def positions(slider: Slider, count: int) -> Iterator[float]:
    """Yield values spread over the whole range of a slider."""
    for position in np.linspace(0, slider.last_position, count):
        yield slider.value_at(round(position))


def costs(module: str, name: str, count: int) -> dict:
    """Return the median and the p95 of the milliseconds an update takes, for each slider.

    Processor time of all threads, so that other programs on the machine hardly matter.
    """
    explorer = made(module, name)
    explorer.reset()
    moves, sliders = 1, {}
    for slider in explorer.sliders():
        taken = []
        for value in positions(slider, count):
            begun = time.process_time()
            explorer.values = {slider.name: value}
            taken.append(1e3 * (time.process_time() - begun))
        explorer.reset()
        moves += count + 1
        sliders[slider.name] = {
            "median": statistics.median(taken),
            "p95": float(np.percentile(taken, 95)),
        }
    return {
        "explorer": name,
        "moves": moves,
        "sliders": sliders,
        "limit": explorer.milliseconds,
    }


def menus(module: str, name: str, rounds: int = 3) -> list[dict]:
    """Return what a menu that redraws the still part takes: first, and for an option seen before.

    Milliseconds of processor time, the median over the options.
    """
    explorer = made(module, name)
    rows = []
    for menu in explorer.menus():
        if menu.name not in explorer.redraws:
            continue
        turns = [_timed(explorer, menu) for _ in range(rounds + 1)]
        again = [time for turn in turns[1:] for time in turn]
        rows.append(
            {
                "explorer": name,
                "menu": menu.label,
                "first": statistics.median(turns[0][:-1]),  # it opened on the last one
                "again": statistics.median(again),
            }
        )
    return rows


def _timed(explorer: Explorer, menu: Menu) -> list[float]:
    taken = []
    for option in (*menu.options[1:], menu.options[0]):
        begun = time.process_time()
        explorer.values = {menu.name: option}
        taken.append(1e3 * (time.process_time() - begun))
    return taken


def memory(module: str, name: str, updates: int = 1000, rounds: int = 3) -> list[float]:
    """Return the kernel's memory in MB at the beginning and after each round of updates.

    The first 300 updates are not counted: they fill the caches of Python and matplotlib.
    """
    explorer = made(module, name)
    slider = explorer.sliders()[0]
    values = list(positions(slider, 100))
    process = psutil.Process()

    def move(count):
        for n in range(count):
            explorer.values = {slider.name: values[n % 100]}
        time.sleep(0.3)  # for the thread that sends the messages
        gc.collect()
        return process.memory_info().rss / MEGABYTE

    return [move(300)] + [move(updates) for _ in range(rounds)]


class Kernel:
    """A fresh kernel that runs the functions of this module and counts the bytes it sends."""

    def __enter__(self):
        here = pathlib.Path(__file__).parent
        self.manager, self.client = start_new_kernel(
            kernel_name="python3", cwd=str(here), stderr=subprocess.DEVNULL
        )
        return self

    def __exit__(self, *error):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def call(self, function: str, *arguments):
        """Return the result of a function of this module, called in the kernel.

        ``sent`` is afterwards the number of bytes of the widgets' messages. Raises RuntimeError
        when the function raises.
        """
        self.sent = 0
        self._printed = ""
        given = ", ".join(map(repr, arguments))
        code = f"import json, updates; print(json.dumps(updates.{function}({given})))"
        reply = self.client.execute_interactive(
            code, store_history=False, allow_stdin=False, output_hook=self._hear, timeout=600
        )
        if reply["content"]["status"] != "ok":
            raise RuntimeError(f"{function}({given}): {reply['content']['evalue']}")
        return json.loads(self._printed)

    def _hear(self, message: dict) -> None:
        if message["msg_type"] == "stream" and message["content"]["name"] == "stdout":
            self._printed += message["content"]["text"]
        if message["msg_type"] == "comm_msg":
            parts = ("header", "parent_header", "metadata", "content")
            self.sent += sum(len(json.dumps(message[part], default=str)) for part in parts)
            self.sent += sum(len(buffer) for buffer in message["buffers"])


def measure_explorers(count: int) -> list[dict]:
    """Return the costs of every explorer: milliseconds for each slider, bytes a move."""
    rows = []
    with Kernel() as kernel:
        for module, name in explorers():
            row = kernel.call("costs", module, name, count)
            rows.append(row | {"bytes": kernel.sent / row["moves"]})
    return rows


def measure_menus() -> list[dict]:
    """Return the costs of every menu that redraws the still part of its explorer."""
    with Kernel() as kernel:
        return [row for found in explorers() for row in kernel.call("menus", *found)]


def measure_memory(module: str, name: str, updates: int = 1000, rounds: int = 3) -> list[float]:
    """Return the memory of a fresh kernel in MB before and after each round of updates."""
    with Kernel() as kernel:
        return kernel.call("memory", module, name, updates, rounds)
