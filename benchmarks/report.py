"""The tables of the benchmark, and which targets are met."""

import datetime
import importlib.metadata
import os
import platform
from collections.abc import Iterable, Iterator
from itertools import pairwise

import psutil
from ways import WAYS

LIBRARIES = (
    "mlcalc", "numpy", "matplotlib", "ipywidgets", "anywidget", "ipykernel", "jupyter_server",
    "jupyterlab", "playwright", "scipy", "scikit-learn",
)  # fmt: skip


def machine() -> str:
    """Return the date and the machine's kind in words, without its name."""
    cores = os.cpu_count()
    memory = psutil.virtual_memory().total / 2**30
    busy = psutil.cpu_percent(interval=2)
    return (
        f"{datetime.date.today().isoformat()}, {platform.system()} on {platform.machine()}, "
        f"{cores} cores, {memory:.0f} GB of memory, no graphics processor used, "
        f"{busy:.0f} % busy with other work at the start"
    )


def versions() -> dict[str, str]:
    """Return the versions of Python and of the libraries that matter."""
    found = {name: importlib.metadata.version(name) for name in LIBRARIES}
    return {"Python": platform.python_version()} | found


def written(results: dict) -> str:
    """Return the results as text: tables, then targets."""
    blocks = [
        [results["machine"], ", ".join(" ".join(item) for item in results["versions"].items())],
        *(list(_ways(results[state], words)) for state, words in STATES.items()),
        list(_explorers(results["explorers"])),
        list(_processes(results)),
        list(_mathematics(results["mathematics"])),
        ["Targets, with the server extension on", *_verdicts(targets(results))],
    ]
    return "\n\n".join("\n".join(block) for block in blocks)


def written_mathematics(results: dict) -> str:
    """Return the results of the mathematics alone as text."""
    blocks = [
        [machine()],
        list(_mathematics(results)),
        ["Targets", *_verdicts(targets_of_mathematics(results["comparisons"]))],
    ]
    return "\n\n".join("\n".join(block) for block in blocks)


STATES = {
    "on": "Server extension on",
    "off": "Server extension off",
    "far": "Server extension on, over a line of 50 ms each way",
}


def _ways(rows: dict[str, dict], words: str) -> Iterator[str]:
    floor, interact = rows["floor"], rows["interact"]
    yield (
        f"{words}: {floor['presses']} key presses, {floor['drags']} drags of "
        "60 events in one second; the same figure of 900 x 400 with two axes"
    )
    yield (
        f"{'':26}{'ms to pixels':>13}{'p95':>7}{'x floor':>9}{'x interact':>12}"
        f"{'frames':>8}{'x floor':>9}{'settles, ms':>13}{'bytes a move':>14}"
    )
    for way in WAYS:
        row = rows[way.name]
        yield (
            f"{way.words:26}{row['median']:13.1f}{row['p95']:7.0f}"
            f"{row['median'] / floor['median']:9.2f}{row['median'] / interact['median']:12.3f}"
            f"{row['frames']:8.1f}{row['frames'] / floor['frames']:9.2f}"
            f"{row['settles']:13.0f}{row['bytes']:14,.0f}"
        )


def _explorers(rows: list[dict]) -> Iterator[str]:
    yield "Kernel, each explorer: processor time of an update over its slowest slider's range"
    yield f"{'':26}{'ms':>7}{'p95':>7}{'bytes a move':>14}  slider"
    for row in rows:
        slider, cost = slowest(row)
        yield (
            f"{row['explorer']:26}{cost['median']:7.1f}{cost['p95']:7.1f}"
            f"{row['bytes']:14,.0f}  {slider}"
        )


def slowest(row: dict) -> tuple[str, dict[str, float]]:
    """Return the slider of an explorer whose updates take longest, with their times."""
    return max(row["sliders"].items(), key=lambda item: item[1]["median"])


def _processes(results: dict) -> Iterator[str]:
    memory = ", ".join(f"{size:.1f}" for size in results["memory"])
    times = ", ".join(f"{name} {time:.0f} ms" for name, time in results["imports"].items())
    menus = ", ".join(
        f"{row['explorer']} {row['first']:.0f} and {row['again']:.0f}" for row in results["menus"]
    )
    yield f"Menus that redraw the still part, ms for an option seen first, and seen before: {menus}"
    runs, (before, after) = results["again"]["runs"], results["again"]["memory"]
    yield (
        f"Kernel memory in MB, before and after {runs} more runs of an explorer's cell: "
        f"{before:.1f}, {after:.1f}"
    )
    yield f"Kernel memory in MB, before and after each 1,000 updates: {memory}"
    yield f"Import in a fresh process: {times}"


def growth(memory: list[float]) -> float:
    """Return the MB that a round of updates adds: the median over the rounds.

    A leak grows in every round; one round alone may move the allocator's border.
    """
    steps = sorted(after - before for before, after in pairwise(memory))
    return steps[len(steps) // 2]


def _mathematics(results: dict) -> Iterator[str]:
    yield (
        "Mathematics, beside scikit-learn and a bare loop: processor time, medians of "
        f"{results['rounds']} runs in turns; threads: {', '.join(results['threads'])}"
    )
    yield f"{'':58}{'mlcalc, ms':>12}{'other, ms':>12}{'ratio':>8}"
    for row in results["comparisons"].values():
        ours, theirs = row["ours"], row["theirs"]
        yield f"{row['words']:58}{ours:12.1f}{theirs:12.1f}{ours / theirs:8.2f}"


def _verdicts(targets: Iterable[tuple[str, float, float, bool]]) -> Iterator[str]:
    for words, value, limit, at_least in targets:
        met = value >= limit if at_least else value <= limit
        bound = "at least" if at_least else "at most"
        yield f"{'met' if met else 'NOT met':9}{words}: {value:.2f}, {bound} {limit:g}"


def targets(results: dict) -> Iterator[tuple[str, float, float, bool]]:
    """Yield the words of each target, its value, its limit, and whether more is better."""
    ours, floor, interact = (results["on"][name] for name in ("mlcalc", "floor", "interact"))
    yield "key press to pixels, times the floor", ours["median"] / floor["median"], 1.35, False
    yield "key press to pixels, part of interact", ours["median"] / interact["median"], 0.2, False
    yield "frames in a drag, part of the floor", ours["frames"] / floor["frames"], 0.6, True
    yield "settles, in round trips of the floor", ours["settles"] / floor["median"], 2, False
    one, *others = results["explorers"]
    worst = max(others, key=lambda row: slowest(row)[1]["median"] / row["limit"])
    yield f"ms an update, {one['explorer']}", slowest(one)[1]["median"], 12, False
    yield (
        f"ms an update, {worst['explorer']}",
        slowest(worst)[1]["median"],
        worst["limit"],
        False,
    )
    yield "MB more after 1,000 updates", growth(results["memory"]), 2, False
    runs, (before, after) = results["again"]["runs"], results["again"]["memory"]
    yield "MB that one more run of a cell keeps", (after - before) / runs, 0.5, False
    slowest_menu = max(row["again"] for row in results["menus"])
    yield "ms of a menu that redraws, seen before", slowest_menu, 60, False
    far = results["far"]["mlcalc"]["median"] / results["far"]["floor"]["median"]
    yield "key press to pixels on the long line, times the floor", far, 1.35, False
    numpy, ours = results["imports"]["numpy"], results["imports"]["mlcalc"]
    yield "import mlcalc, times import numpy", ours / numpy, 1.2, False
    yield from targets_of_mathematics(results["mathematics"]["comparisons"])


def targets_of_mathematics(rows: dict[str, dict]) -> Iterator[tuple[str, float, float, bool]]:
    """Yield the targets of the mathematics in the same form."""
    ratios = {name: row["ours"] / row["theirs"] for name, row in rows.items()}
    more = rows["descent"]["ours"] - rows["descent"]["theirs"]
    yield "training a network, times scikit-learn", ratios["training"], 1.0, False
    yield "logistic regression by Newton, times scikit-learn", ratios["newton"], 1.5, False
    yield "ms that a descent takes more than a bare loop", more, 25, False
