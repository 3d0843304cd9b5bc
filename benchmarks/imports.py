"""How long an import takes in a fresh process."""

import statistics
import subprocess
import sys

TIMED = """
import time
begun = time.perf_counter()
import {module}
print(time.perf_counter() - begun)
"""


def import_milliseconds(module: str) -> float:
    """Return the milliseconds that one import takes in a process of its own."""
    result = subprocess.run(
        [sys.executable, "-c", TIMED.format(module=module)],
        capture_output=True,
        text=True,
        check=True,
    )
    return 1e3 * float(result.stdout)


def compare(modules: list[str], count: int) -> dict[str, float]:
    """Return the median milliseconds of each import, taken in turns; the first turn is left out."""
    taken = {module: [] for module in modules}
    for _ in range(count + 1):
        for module in modules:
            taken[module].append(import_milliseconds(module))
    return {module: statistics.median(times[1:]) for module, times in taken.items()}
