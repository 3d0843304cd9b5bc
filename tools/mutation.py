"""Break the mathematics on purpose, one small error at a time, and see whether its tests notice.

    python tools/mutation.py                        all modules of mathematics
    python tools/mutation.py losses --lines 10-40   a part of one
    python tools/mutation.py losses --sample 50     a quick look

Each mutant of ``mlcalc/losses.py`` is judged by ``tests/test_losses.py`` and the module's doctests.
Those that pass with the error in place are survivors: a test is missing, or the error changes
nothing, and then ``tools/mutation_survivors.toml`` says why. At least 95 % must be killed.

An own script, because mutmut and its like change only the bodies of functions, and many formulas
here are lambdas in a registry. It works on a copy of the project, loads what the tests import
except the project itself once, and forks a process for each mutant (not on Windows), in which the
mutated module takes the place of the real one for everything that imports it.
"""

import argparse
import ast
import functools
import gc
import importlib
import importlib.machinery
import importlib.util
import json
import math
import os
import random
import shutil
import signal
import sys
import tempfile
import tomllib
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mutants import Mutant, mutants

ROOT = Path(__file__).resolve().parent.parent
CONTRACT = "Mathematics is numpy only"
ENOUGH = 0.95
MEMORY = 4 * 2**30
NOT_BY_A_TEST = "killed by its "

# One test process a core, so one thread each; and none of the plugins that these tests do not use.
ENVIRONMENT = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTEST_ADDOPTS": "",
    "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
}
PYTEST = ["-x", "-q", "-p", "no:cacheprovider", "-p", "_hypothesis_pytestplugin"]
PYTEST += ["--hypothesis-profile", "mutation"]


@dataclass
class Outcome:
    """What the tests said: which one failed (None: all passed), and what each of them does.

    For each test: the seconds it took, and the first lines of the functions it called.
    """

    killer: str | None
    seconds: dict[str, float] = field(default_factory=dict)
    calls: dict[str, list[int]] = field(default_factory=dict)
    cpu: float = 0.0


def modules_of_mathematics(root: Path) -> list[str]:
    """Return the full names of the modules, from the contract that holds them to numpy."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    return next(c["source_modules"] for c in contracts if c["name"] == CONTRACT)


class Project:
    """A copy of what the tests need, so that edits during a run spoil nothing."""

    def __init__(self, root: Path, package: str, folder: Path):
        self.package, self.folder = package, folder
        hidden = shutil.ignore_patterns("__pycache__", "browser")
        for part in (package, "tests"):
            shutil.copytree(root / part, folder / part, ignore=hidden)
        shutil.copy(root / "pyproject.toml", folder)

    def module(self, name: str) -> Path:
        """Return the file of a module, relative to the root."""
        return Path(self.package, f"{name}.py")

    def tests(self, name: str) -> Path:
        """Return the file of a module's tests."""
        return Path("tests", f"test_{name}.py")

    def source(self, name: str) -> str:
        return (self.folder / self.module(name)).read_text(encoding="utf-8")


# In the forked process: the mutated module, then pytest.


class MutatedModule(importlib.machinery.SourceFileLoader):
    """Finds and loads one module, from a source that differs from its file."""

    def __init__(self, name: str, path: str, source: str):
        super().__init__(name, path)
        self.source = source

    def find_spec(self, name, path=None, target=None):
        if name == self.name:
            return importlib.util.spec_from_file_location(name, self.path, loader=self)
        return None

    def get_code(self, name):
        return compile(self.source, self.path, "exec")


class Judge:
    """A plugin of pytest: runs the likeliest killers first, and notes what the tests do.

    ``watched`` is the file whose called functions are noted.
    """

    def __init__(self, order: Sequence[str], watched: str | None):
        self.rank = {test: place for place, test in enumerate(order)}
        self.watched, self.test = watched, ""
        self.killer, self.seconds, self.calls = None, Counter(), defaultdict(set)

    def pytest_collection_modifyitems(self, items):
        items.sort(key=lambda item: self.rank.get(item.nodeid, len(self.rank)))

    def pytest_collectreport(self, report):
        if report.failed:
            self.killer = self.killer or f"{report.nodeid} (while collecting)"

    def pytest_runtest_logstart(self, nodeid):
        self.test = nodeid
        if self.watched:
            sys.settrace(self.note)

    def pytest_runtest_logfinish(self):
        sys.settrace(None)

    def pytest_runtest_logreport(self, report):
        self.seconds[report.nodeid] += report.duration
        if report.failed:
            self.killer = self.killer or report.nodeid

    def note(self, frame, event, argument):
        if frame.f_code.co_filename == self.watched:
            self.calls[self.test].add(frame.f_code.co_firstlineno)


def judge(project: Project, name: str, source: str, order: Sequence[str]) -> Outcome:
    """Run the tests of a module whose source is given, in this process.

    Without an order, note which functions each test calls.
    """
    import pytest

    os.chdir(project.folder)
    sys.path.insert(0, str(project.folder))
    full_name, path = f"{project.package}.{name}", str(project.folder / project.module(name))
    sys.meta_path.insert(0, MutatedModule(full_name, path, source))
    # Before pytest: it would load a module that is named on its command line from the file.
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            importlib.import_module(full_name)
    except BaseException as error:
        return Outcome(f"the import: {type(error).__name__}: {error}")
    plugin = Judge(order, None if order else path)
    files = [str(project.tests(name)), str(project.module(name))]
    status = pytest.main([*PYTEST, "--rootdir", str(project.folder), *files], [plugin])
    killer = (plugin.killer or f"pytest's status {int(status)}") if status else None
    return Outcome(killer, plugin.seconds, {t: sorted(c) for t, c in plugin.calls.items()})


def fork(work: Callable[[], Outcome], answer: Path, seconds: int | None) -> int:
    """Do some work in a new process that writes its outcome to a file; return the process' id.

    ``seconds`` of computing, or many more of waiting on a busy machine, end it.
    """
    import resource  # which Windows does not have

    pid = os.fork()
    if pid:
        return pid
    try:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        if seconds:
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
            signal.alarm(30 * seconds)
        outcome = work()
        answer.write_text(json.dumps([outcome.killer, outcome.seconds, outcome.calls]))
    finally:
        os._exit(0)


# In the first process: who runs when, and what comes back.


class Run:
    """The judgement of sources of one module, some at a time."""

    def __init__(self, project: Project, name: str, jobs: int):
        self.project, self.name, self.jobs = project, name, jobs
        self.whole, self.limit = Outcome(None), None
        self.kills, self.recent = Counter(), []

    def unmutated(self) -> Outcome:
        """Judge the module as it is: the tests must pass, and show how long they take."""
        pid = self.start(0, self.project.source(self.name), [])
        self.whole = self.outcome(0, *os.wait4(pid, 0)[1:])
        self.limit = int(2 * self.whole.cpu) + 5
        return self.whole

    def outcomes(self, chosen: Sequence[Mutant]) -> Iterator[tuple[Mutant, Outcome]]:
        """Yield the mutants with their outcomes, as they come."""
        waiting, running = list(enumerate(chosen))[::-1], {}
        try:
            while waiting or running:
                while waiting and len(running) < self.jobs:
                    number, mutant = waiting.pop()
                    running[self.start(number, mutant.source, self.order(mutant))] = number
                pid, status, usage = os.wait4(-1, 0)
                number = running.pop(pid)
                yield chosen[number], self.outcome(number, status, usage)
        finally:
            for pid in running:
                os.kill(pid, signal.SIGKILL)

    def start(self, number: int, source: str, order: list[str]) -> int:
        work = functools.partial(judge, self.project, self.name, source, order)
        return fork(work, self.answer(number), self.limit)

    def answer(self, number: int) -> Path:
        return self.project.folder / f"answer-{number}.json"

    def order(self, mutant: Mutant) -> list[str]:
        """Return the tests, the likeliest killers first.

        These are the tests that run the mutated function or have its name, then those that
        killed the mutants just before, then those with the most kills for their time.
        """
        word = mutant.within.rpartition(".")[2] or "?"

        def worth(test: str) -> tuple[bool, bool, float]:
            concerned = mutant.body_of in self.whole.calls.get(test, ()) or word in test
            rate = (self.kills[test] + 0.5) / (self.whole.seconds[test] + 0.01)
            return concerned, test in self.recent, rate

        return sorted(self.whole.seconds, key=worth, reverse=True)

    def outcome(self, number: int, status: int, usage) -> Outcome:
        """Read what a process that has ended left, and learn from it."""
        if os.WIFSIGNALED(status):
            late = os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGALRM, signal.SIGKILL)
            return Outcome(f"{NOT_BY_A_TEST}{'time limit' if late else 'crash'}")
        if not self.answer(number).exists():
            return Outcome(f"{NOT_BY_A_TEST}sudden end")
        outcome = Outcome(*json.loads(self.answer(number).read_text()))
        outcome.cpu = usage.ru_utime + usage.ru_stime
        self.answer(number).unlink()
        self.kills[outcome.killer] += 1
        self.recent = [outcome.killer, *self.recent][:4]
        return outcome


# The report.


def reasons_of(name: str, file: Path) -> dict[tuple[str, str, str], str]:
    """Return why survivors of a module survive, by the keys of the mutants."""
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    entries = [e for e in tomllib.loads(text).get("survivor", []) if e["module"] == name]
    return {(e["within"], e["before"], e["after"]): e["reason"] for e in entries}


def mutate(project: Project, name: str, chosen: Sequence[Mutant], options) -> bool:
    """Judge the mutants of a module and print the report; return whether it is good enough."""
    if not (project.folder / project.tests(name)).exists():
        print(f"{name}: {project.tests(name)} is not there")
        return False
    load_what_the_tests_import(project, name)
    run, reasons = Run(project, name, options.jobs), reasons_of(name, options.survivors)
    whole = run.unmutated()
    if whole.killer:
        print(f"{name}: the tests fail without any mutation: {whole.killer}")
        return False
    survivors, without_test = [], 0
    for mutant, outcome in run.outcomes(chosen):
        if outcome.killer is None:
            survivors.append(mutant.key)
            print(described(project, name, mutant, reasons.get(mutant.key, "")), flush=True)
        elif outcome.killer.startswith(NOT_BY_A_TEST):
            without_test += 1
            print(described(project, name, mutant, outcome.killer), flush=True)
    share = 1 - len(survivors) / len(chosen)
    remark = f", {without_test} of them not by a test" * (without_test > 0)
    killed = len(chosen) - len(survivors)
    print(f"{name}: {killed} of {len(chosen)} mutants killed, {100 * share:.1f} %{remark}")
    strange = sum(key not in reasons for key in survivors)
    if strange:
        print(f"{name}: survivors without a reason in {options.survivors.name}: {strange}")
    for within, before, after in reasons.keys() - set(survivors) if options.all else ():
        print(f"{name}: a survivor listed no longer survives, in {within}: {before} -> {after}")
    return share >= ENOUGH and not strange


def load_what_the_tests_import(project: Project, name: str) -> None:
    """Import the libraries of a module's tests here, once for all its mutants."""
    tests = project.folder / project.tests(name)
    tree = ast.parse(tests.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            wanted = [(alias.name, "") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            wanted = [(node.module, alias.name) for alias in node.names]
        else:
            continue
        for imported, part in wanted:
            first = imported.partition(".")[0]
            # What stands beside the tests is found by pytest alone, and may hold the package.
            if first != project.package and not (tests.parent / f"{first}.py").exists():
                # Some libraries load their parts only when these are asked for.
                getattr(importlib.import_module(imported), part, None)
    # Garbage collections of the children then leave all this alone, and the memory shared.
    gc.freeze()


def described(project: Project, name: str, mutant: Mutant, remark: str) -> str:
    place = f"{project.module(name)}:{mutant.line} in {mutant.within or 'the module'}"
    lines = [f"{place}, {mutant.operator}", f"    - {mutant.before}", f"    + {mutant.after}"]
    return "\n".join(lines + [f"    {remark}"] * bool(remark))


def chosen_mutants(source: str, options) -> list[Mutant]:
    """Return the mutants in the lines asked for, or a random sample of them."""
    first, last = options.lines or (0, math.inf)
    found = [m for m in mutants(source) if first <= m.line <= last]
    if options.sample and options.sample < len(found):
        places = sorted(random.Random(options.seed).sample(range(len(found)), options.sample))
        found = [found[i] for i in places]
    return found


def lines(text: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    return int(first), int(last or first)


def parse(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="such as losses")
    parser.add_argument("--lines", type=lines, metavar="A-B", help="only errors in these lines")
    parser.add_argument("--sample", type=int, metavar="N", help="only N mutants of each module")
    parser.add_argument("--seed", type=int, default=0, help="of the sample")
    parser.add_argument("--list", action="store_true", help="print the mutants and run nothing")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes at a time")
    parser.add_argument("--root", type=Path, default=ROOT, help="the folder of the project")
    options = parser.parse_args(words)
    options.all = not (options.lines or options.sample)
    options.survivors = options.root / "tools" / "mutation_survivors.toml"
    full_names = modules_of_mathematics(options.root)
    options.package = full_names[0].partition(".")[0]
    known = [name.removeprefix(f"{options.package}.") for name in full_names]
    unknown = [name for name in options.modules if name not in known]
    if unknown:
        parser.error(f"no module of mathematics is named {unknown[0]}: {', '.join(known)}")
    options.modules = options.modules or known
    return options


def main(words: Sequence[str]) -> int:
    if not hasattr(os, "fork"):
        sys.exit("The mutation run needs os.fork, which Windows does not have.")
    options, good = parse(words), True
    with tempfile.TemporaryDirectory() as folder:
        project = Project(options.root, options.package, Path(folder).resolve())
        for name in options.modules:
            chosen = chosen_mutants(project.source(name), options)
            if options.list:
                print(*(described(project, name, m, "") for m in chosen), sep="\n")
            elif chosen:
                good &= mutate(project, name, chosen, options)
    return 0 if good else 1


def fresh_examples_of_hypothesis() -> None:
    """Let hypothesis try the same examples for each mutant, and not search for the simplest."""
    from hypothesis import HealthCheck, Phase, settings

    settings.register_profile(
        "mutation",
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


if __name__ == "__main__":
    os.environ.update(ENVIRONMENT)
    fresh_examples_of_hypothesis()
    sys.exit(main(sys.argv[1:]))
