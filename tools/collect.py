"""Make a table of the lines that students handed in.

``python3 run.py collect FILE...`` reads a column of lines made by ``progress.line``, from files or
from standard input. It marks lines that are damaged or of another version of the course. The last
line of a name wins. The exit status is 1 if a line is damaged or none is there.
"""

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mlcalc.exercises import progress

COUNTS = re.compile(r"(\w+) (\d+)/(\d+) (\d+)/(\d+)")


class DamagedError(ValueError):
    """A line that is not as ``progress.line`` made it; the message says why."""


@dataclass(frozen=True)
class Counts:
    """What is solved and predicted in one chapter, each of how many."""

    solved: int
    exercises: int
    predicted: int
    predictions: int


@dataclass(frozen=True)
class HandedIn:
    """A line taken apart: the counts by chapter."""

    name: str
    day: str
    chapters: dict[str, Counts]

    @property
    def totals(self) -> dict[str, tuple[int, int]]:
        """How many exercises and predictions each chapter had."""
        return {name: (c.exercises, c.predictions) for name, c in self.chapters.items()}


def take_apart(text: str) -> HandedIn:
    """Take a line apart. Raises DamagedError, which says what is wrong."""
    # Mail and spreadsheets add quotes and change spaces.
    rest, bar, checksum = " ".join(text.strip().strip('"').split()).rpartition(progress.SEPARATOR)
    if not bar or not rest.startswith("mlcalc "):
        raise DamagedError("this is no line of progress")
    if checksum != progress.checksum(rest):
        raise DamagedError("the checksum does not fit")
    parts = rest.split(progress.SEPARATOR)
    if len(parts) < 3:
        raise DamagedError("this is no line of progress")
    begin, name, day, *chapters = parts
    found = [COUNTS.fullmatch(chapter) for chapter in chapters]
    if begin != progress.LINE or not all(found):
        raise DamagedError("this version of the course cannot read it")
    return HandedIn(name, day, {m[1]: Counts(*map(int, m.groups()[1:])) for m in found})


def course_totals() -> dict[str, tuple[int, int]]:
    """Return how many exercises and predictions each chapter has now."""
    return {c.name: (len(c.exercises), len(c.predictions)) for c in progress.chapters()}


def table(lines: list[HandedIn]) -> Iterator[str]:
    """Return the lines of a table, a student in each, by name."""
    chapters = list(dict.fromkeys(name for line in lines for name in line.chapters))
    now = course_totals()
    rows = [["name", "day", "solved", "predicted", *chapters, ""]]
    by_name = sorted(lines, key=lambda line: line.name.casefold())
    rows += [_row(line, chapters, now) for line in by_name]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(map(str.ljust, row, widths)).rstrip()


def _row(line: HandedIn, chapters: list[str], now: dict[str, tuple[int, int]]) -> list[str]:
    counts = line.chapters.values()
    solved = f"{sum(c.solved for c in counts)}/{sum(c.exercises for c in counts)}"
    predicted = f"{sum(c.predicted for c in counts)}/{sum(c.predictions for c in counts)}"
    cells = [_cell(line.chapters[name]) if name in line.chapters else "-" for name in chapters]
    mark = "" if line.totals == now else "of another version of the course"
    return [line.name, line.day, solved, predicted, *cells, mark]


def _cell(counts: Counts) -> str:
    return f"{counts.solved}/{counts.exercises} {counts.predicted}/{counts.predictions}"


def collect(texts: Iterable[tuple[str, str]]) -> int:
    """Print the table of lines, each given with its place, then remarks; return the exit status."""
    by_name, remarks, damaged = {}, [], 0
    for place, text in texts:
        if not text.strip():
            continue
        try:
            line = take_apart(text)
        except DamagedError as error:
            damaged += 1
            remarks.append(f"{place}: {error}: {text.strip()[:60]}")
            continue
        if line.name in by_name:
            remarks.append(f"{place}: another line of {line.name}; this later one counts")
        by_name[line.name] = line
    print(*table(list(by_name.values())), *remarks, sep="\n")
    print(f"{len(by_name)} students, {damaged} damaged lines")
    return 1 if damaged or not by_name else 0


def _lines(names: list[str]) -> Iterator[tuple[str, str]]:
    for name in names or ["-"]:
        label = "standard input" if name == "-" else Path(name).name
        source = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
        # Spreadsheets put a mark before the first character.
        for number, text in enumerate(source.lstrip("\ufeff").splitlines(), 1):
            yield f"{label}, line {number}", text


def main(arguments: Iterable[str]) -> int:
    """Read the files named, or standard input, and print the table."""
    parser = argparse.ArgumentParser(prog="run.py collect", description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", metavar="FILE", help="a column of lines")
    files = parser.parse_args(list(arguments)).files
    try:
        return collect(_lines(files))
    except (OSError, UnicodeError) as error:
        name = Path(getattr(error, "filename", None) or "a file").name
        parser.error(f"{name} cannot be read: {getattr(error, 'strerror', None) or error}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
