"""How fast a slider becomes pixels: interact, an explorer, and a label alone, in JupyterLab.

    python3 run.py bench               the whole measurement, about eight minutes
    python3 run.py bench --quick       a short run that shows that everything works
    python3 run.py bench --json FILE   the same numbers for programs

One notebook holds the same picture moved by a slider in three ways. They are measured in turns,
so that whatever else the machine does hits all of them alike: first with the server extension of
the package, then without it, then with it over a line of 50 ms each way. The times of an update,
the memory, the imports and the mathematics are measured in processes of their own.
"""

import argparse
import json
import pathlib
import statistics

import imports
import mathematics
import numpy as np
import report
import reruns
import updates
from lab import Wire, open_notebook
from playwright.sync_api import Page
from ways import WAYS, Way

ONE_VARIABLE = ("mlcalc.explorers.gradient_descent", "DescentOnACurve")
DRIVE = (pathlib.Path(__file__).parent / "drive.js").read_text(encoding="utf-8")

EVENTS = 60
"""Slider events of a drag, which takes one second."""

STILL = 150
"""Milliseconds without a new picture after which a press counts as finished."""

STILL_AFTER_DRAG = 600
"""The same after a drag: ``interact`` may take that long for one picture."""


FAR = 0.05
"""Seconds each way of the long line, as to Binder or a hub."""


def main() -> None:
    """Measure, print the tables, and write the numbers where they are asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="few samples: a test of the benchmark")
    parser.add_argument("--json", type=pathlib.Path, metavar="FILE", help="write the numbers there")
    arguments = parser.parse_args()
    results = measure(arguments.quick)
    print(report.written(results))
    if arguments.json:
        arguments.json.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


def measure(quick: bool) -> dict:
    """Return every number of the benchmark."""
    rounds, count = (2, 3) if quick else (10, 6)
    return {
        "machine": report.machine(),
        "versions": report.versions(),
        "quick": quick,
        "on": measure_ways(True, rounds, count),
        "off": measure_ways(False, rounds, count),
        "far": measure_ways(True, rounds, count, FAR),
        "explorers": updates.measure_explorers(5 if quick else 40),
        "menus": updates.measure_menus(),
        "memory": updates.measure_memory(*ONE_VARIABLE, updates=100 if quick else 1000),
        "again": reruns.measure(ONE_VARIABLE, 6 if quick else 40),
        "imports": imports.compare(["numpy", "mlcalc"], 3 if quick else 15),
        "mathematics": mathematics.measure_apart(quick),
    }


def measure_ways(extension: bool, rounds: int, count: int, delay: float = 0) -> dict[str, dict]:
    """Return the numbers of each way, from rounds of presses and one drag each."""
    presses = {way.name: [] for way in WAYS}
    drags = {way.name: [] for way in WAYS}
    with open_notebook([way.source for way in WAYS], extension, delay) as page:
        page.evaluate(DRIVE)
        wire = Wire(page)
        for way in WAYS:
            press(page, way, "ArrowRight", 5)  # the first pictures take longer
        for n in range(rounds):
            key = ("ArrowRight", "ArrowLeft")[n % 2]
            for way in WAYS:
                page.evaluate("(way) => bench.show(way)", way.place())
                presses[way.name] += press(page, way, key, count)
                drags[way.name].append(drag(page, way, key))
        bytes_a_move = {way.name: count_bytes(page, wire, way, count) for way in WAYS}
    return {
        name: summary(presses[name], drags[name]) | {"bytes": bytes_a_move[name]}
        for name in presses
    }


def press(page: Page, way: Way, key: str, count: int) -> list[float]:
    """Return the milliseconds from each of some key presses to its painted picture."""
    return page.evaluate("(given) => bench.presses(...given)", [way.place(), key, count, STILL])


def drag(page: Page, way: Way, key: str) -> dict[str, float]:
    """Return the frames painted in a second of slider events, and when the last one settled."""
    return page.evaluate(
        "(given) => bench.drag(...given)", [way.place(), key, EVENTS, STILL_AFTER_DRAG]
    )


def count_bytes(page: Page, wire: Wire, way: Way, count: int) -> float:
    """Return the bytes a move on the kernel's websocket, both directions together."""
    with wire:
        press(page, way, "ArrowRight", count)
        page.wait_for_timeout(300)
    return wire.bytes / count


def summary(presses: list[float], drags: list[dict[str, float]]) -> dict[str, float]:
    """Return medians and p95 of one way."""
    return {
        "presses": len(presses),
        "drags": len(drags),
        "median": statistics.median(presses),
        "p95": float(np.percentile(presses, 95)),
        "frames": statistics.median(drag["frames"] for drag in drags),
        "settles": statistics.median(drag["settled"] for drag in drags),
    }


if __name__ == "__main__":
    main()
