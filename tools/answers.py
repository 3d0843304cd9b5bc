"""List the wrong answers that no exercise knows yet, most frequent first.

``python3 run.py answers`` reads notebooks/progress.json, ``python3 run.py answers FILE...`` the
files that students sent. Numbers that agree to four digits count as the same answer.
"""

import argparse
import re
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from mlcalc.exercises import store

FILE = Path(__file__).resolve().parent.parent / "notebooks" / store.FILE

# Each text fits in one way only: with several, a long answer would be tried in all of them.
NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?")
ONLY_NUMBERS = re.compile(rf"[\s(),]*{NUMBER.pattern}([\s(),]+{NUMBER.pattern})*[\s(),]*")


def normalised(answer: str) -> str:
    """Return what counts as the same answer: numbers to four digits, code without its margin.

    >>> normalised("(0.250001, -3)")
    '(0.25, -3)'
    """
    if ONLY_NUMBERS.fullmatch(answer):
        return NUMBER.sub(lambda found: f"{float(found[0]):.4g}", answer)
    return textwrap.dedent(answer).strip()


def counted(works: Iterable[store.Work]) -> list[tuple[int, str, str]]:
    """Return count, exercise and answer, most frequent first."""
    counts = Counter(
        (exercise, normalised(answer))
        for work in works
        for exercise, record in work.exercises.items()
        for answer in record.unknown_answers
    )
    return sorted(
        ((count, *answer) for answer, count in counts.items()),
        key=lambda row: (-row[0], *row[1:]),
    )


def table(rows: list[tuple[int, str, str]]) -> Iterator[str]:
    """Return the lines of a table; code stands below its exercise."""
    width = max((len(exercise) for _, exercise, _ in rows), default=0)
    for count, exercise, answer in rows:
        if "\n" in answer:
            yield f"{count:5}  {exercise}"
            yield textwrap.indent(answer, " " * 11)
        else:
            yield f"{count:5}  {exercise:{width}}  {answer}"


def main(arguments: Iterable[str]) -> int:
    """Print the answers of the files named, or of the notebooks here."""
    parser = argparse.ArgumentParser(prog="run.py answers", description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", metavar="FILE", type=Path, help="a progress.json")
    files = parser.parse_args(list(arguments)).files or [FILE]
    works = []
    for file in files:
        try:
            works.append(store.read(file))
        except (OSError, store.ForeignFileError) as error:
            reason = getattr(error, "strerror", None) or error
            parser.error(f"{file.name} cannot be read: {reason}")
    rows = counted(works)
    print(*table(rows), sep="\n")
    print(f"{len(rows)} unknown answers")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
