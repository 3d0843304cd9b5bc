"""One command for everything: sets up the environment of the course, then does its work.

    python3 run.py lab        open the course in JupyterLab
    python3 run.py test       run all tests
    python3 run.py refresh    execute the notebooks anew and save them in their normal form
    python3 run.py bench      measure how fast a slider becomes pixels
    python3 run.py collect    make a table of the lines that students handed in
    python3 run.py answers    list the wrong answers that no exercise knows yet

The environment is the folder .venv, made from the Python that runs this file and the exact
versions in the lock files. Words after a command other than test are passed on, as in
"python3 run.py lab --no-browser". collect and answers take names of files.
"""

# Standard library only, and no syntax newer than Python 2.7: an old Python must get as far as
# the sentence that says it is too old.

import atexit
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from xml.etree import ElementTree

OLDEST_PYTHON = (3, 11)

ROOT = os.path.dirname(os.path.abspath(__file__))
ENVIRONMENT = os.path.join(ROOT, ".venv")
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
PYTHON = os.path.join(ENVIRONMENT, SCRIPTS, "python.exe" if os.name == "nt" else "python")
STAMP = os.path.join(ENVIRONMENT, "mlcalc-installed.txt")
LOG = os.path.join(ENVIRONMENT, "mlcalc-pip.txt")

SLOWEST, LONGEST_NAME = 20, 88

# How much more willing to wait than others a process is: 0 not at all, 19 the most.
LATER_THAN_OTHERS = 10

COURSE = "requirements.lock"
COURSE_AND_TESTS = "requirements-test.lock"

# What pip writes when it does not reach any server.
NO_NETWORK = re.compile(
    "NewConnectionError|NameResolutionError|ConnectTimeout|ReadTimeout|Max retries exceeded"
    "|Connection (broken|refused|reset|aborted)|ProxyError|Network is unreachable"
)


def main(words):
    commands = {
        "lab": lab,
        "test": test,
        "refresh": refresh,
        "bench": bench,
        "collect": collect,
        "answers": answers,
    }
    if sys.version_info < OLDEST_PYTHON:
        sys.exit(
            "The course needs Python {}.{} or newer, but this is Python {}.{}.".format(
                *(OLDEST_PYTHON + tuple(sys.version_info[:2]))
            )
        )
    if not words or words[0] in ("-h", "--help", "help"):
        print(__doc__.strip())
    elif words[0] not in commands or (words[0] == "test" and words[1:]):
        print(__doc__.strip())
        sys.exit('\nThere is no command "{}".'.format(" ".join(words)))
    else:
        sys.exit(commands[words[0]](words[1:]))


# The commands.


def lab(options):
    prepare(COURSE)
    welcome = os.path.join("notebooks", "00_welcome.ipynb")
    return run([PYTHON, "-m", "jupyterlab", welcome] + options)


def refresh(options):
    prepare(COURSE_AND_TESTS)
    return run([PYTHON, os.path.join("tools", "notebooks.py")] + options)


def bench(options):
    prepare(COURSE_AND_TESTS)
    return run([PYTHON, os.path.join("benchmarks", "sliders.py")] + options)


def collect(options):
    prepare(COURSE)
    return run([PYTHON, os.path.join("tools", "collect.py")] + from_here(options))


def answers(options):
    prepare(COURSE)
    return run([PYTHON, os.path.join("tools", "answers.py")] + from_here(options))


def from_here(words):
    """Make names of files whole, because the commands run in the project's folder."""
    return [word if word.startswith("-") else os.path.abspath(word) for word in words]


def test(options):
    """Run every group of tests, even after one has failed; the last line adds them up."""
    prepare(COURSE_AND_TESTS)
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    summary, times = [], []
    for name, run_group in test_groups():
        print("\n== {} ==".format(name))
        sys.stdout.flush()
        begun = time.time()
        group, times_of_group = run_group()
        said = in_words(group) if any(group.values()) else "clean"
        summary.append("{}: {} in {:.0f} s".format(name, said, time.time() - begun))
        times += times_of_group
        for outcome in counts:
            counts[outcome] += group[outcome]
    print("\n".join([""] + slowest(times) + [""] + summary))
    print(in_words(counts))
    return 1 if counts["failed"] else 0


def test_groups():
    two_at_once = ["-n", "2", "--dist", "loadfile"]
    sanitize = os.path.join("tests", "nbval_sanitize.cfg")
    nbval = ["--nbval", "--nbval-current-env", "--nbval-cell-timeout", "120"]
    nbval += ["--nbval-sanitize-with", sanitize]
    browser = os.path.join("tests", "browser")
    # Each process that loads nbval spends a second and more on grammars it does not need here. In
    # the order of their names no long file comes last, for one process alone.
    units = ["mlcalc", "tests", "--ignore", browser, "-p", "no:nbval", "--no-loadscope-reorder"]
    units = PytestBeside(units + two_at_once)
    return [
        ("style", lambda: check(["ruff", "check", "."])),
        ("format", lambda: check(["ruff", "format", "--check", "."])),
        ("notebooks", lambda: pytest(["notebooks"] + nbval + two_at_once)),
        ("browser", lambda: pytest([browser] + two_at_once)),
        ("units, which ran beside the others", units.end),
    ]


def slowest(times):
    """Return lines that name the slowest tests, with all that they set up and took down."""
    longest = sorted(times, reverse=True)[:SLOWEST]
    head = ["the {} slowest tests, in seconds:".format(len(longest))] if longest else []
    return head + ["{:7.1f}  {}".format(seconds, test) for seconds, test in longest]


def in_words(counts):
    words = "{passed} passed, {failed} failed".format(**counts)
    return words + (", {skipped} skipped".format(**counts) if counts["skipped"] else "")


def check(module_and_options):
    """Run a check that has no tests to count: it is one failure or nothing."""
    failed = run([PYTHON, "-m"] + module_and_options) != 0
    return {"passed": 0, "failed": int(failed), "skipped": 0}, []


def pytest(options):
    """Run pytest; return the counts and the times of its tests from the report it writes."""
    folder = tempfile.mkdtemp()
    try:
        report = os.path.join(folder, "report.xml")
        status = run(pytest_command(options, report))
        return outcomes(report, status), durations(report)
    finally:
        shutil.rmtree(folder)


def pytest_command(options, report):
    return [PYTHON, "-m", "pytest", "-q", "--junit-xml", report] + options


class PytestBeside:
    """A run of pytest that takes the time in which what goes on beside it only waits."""

    def __init__(self, options):
        self.folder = tempfile.mkdtemp()
        self.report = os.path.join(self.folder, "report.xml")
        self.output = os.path.join(self.folder, "output.txt")
        with open(self.output, "w") as output:
            command = pytest_command(options, self.report)
            self.process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=output)
        atexit.register(self.stop)
        if hasattr(os, "setpriority"):
            own = os.getpriority(os.PRIO_PROCESS, 0)
            os.setpriority(os.PRIO_PROCESS, self.process.pid, max(own, LATER_THAN_OTHERS))

    def end(self):
        """Wait for its end, show what it printed, and return what pytest() returns."""
        status = wait(self.process)
        with open(self.output, "rb") as output:
            print(output.read().decode("utf-8", "replace"))
        return outcomes(self.report, status), durations(self.report)

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def outcomes(report, status):
    """Return the counts of a report; a run that ended badly has at least one failure."""
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for case in cases(report):
        kinds = {child.tag for child in case}
        if kinds & {"failure", "error"}:
            counts["failed"] += 1
        else:
            counts["skipped" if "skipped" in kinds else "passed"] += 1
    if status != 0:
        counts["failed"] = max(counts["failed"], 1)
    return counts


def durations(report):
    """Return the seconds and the name of every test of a report."""
    found = []
    for case in cases(report):
        # A test that fails in its teardown stands there twice, and not always with a time.
        module = case.get("classname", "").split(".")[-1]
        name = "{}: {}".format(module, case.get("name", ""))
        found.append((float(case.get("time") or 0), shortened(name)))
    return found


def shortened(name):
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 3] + "..."


def cases(report):
    return list(ElementTree.parse(report).iter("testcase")) if os.path.exists(report) else []


# The environment.


def prepare(lock):
    """Make .venv hold exactly what a lock file says, at once if it already does."""
    if installed(lock):
        return
    if not usable():
        make_environment()
    print("Installing the packages of {} into .venv: minutes the first time.".format(lock))
    sys.stdout.flush()
    if os.path.exists(STAMP):
        os.remove(STAMP)
    with open(LOG, "w"):
        pass
    pip(["-r", lock], lock)
    pip(["--no-deps", "-e", "."], "pyproject.toml")
    with open(STAMP, "w") as stamp:
        stamp.write("{} {}".format(fingerprint(), lock))


def installed(lock):
    """Say whether the packages are there; those for the tests include those of the course."""
    if not os.path.exists(STAMP) or not os.path.exists(PYTHON):
        return False
    with open(STAMP) as stamp:
        found, _, found_lock = stamp.read().partition(" ")
    return found == fingerprint() and found_lock in (lock, COURSE_AND_TESTS)


def fingerprint():
    """Return a hash that changes with the locks, the project, the Python, and the place."""
    digest = hashlib.sha256("{} {}".format(sys.version, ROOT).encode("utf-8"))
    for name in (COURSE, COURSE_AND_TESTS, "pyproject.toml"):
        with open(os.path.join(ROOT, name), "rb") as source:
            digest.update(source.read())
    return digest.hexdigest()


def usable():
    """Say whether .venv has pip, this version of Python, and still stands where it was made."""
    question = "import pip, sys; sys.stdout.write(sys.version)"
    try:
        version = subprocess.check_output([PYTHON, "-c", question], stderr=subprocess.DEVNULL)
        # The scripts of an environment hold its path, so a moved one would run another's.
        with open(os.path.join(ENVIRONMENT, SCRIPTS, "activate"), "rb") as script:
            stands_where_made = ENVIRONMENT.encode("utf-8") in script.read()
    except (OSError, subprocess.CalledProcessError):
        return False
    return stands_where_made and version.split() == sys.version.encode("utf-8").split()


def make_environment():
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError as missing:
        sys.exit(
            "This Python lacks {}: on Debian and Ubuntu install python3-venv, elsewhere the "
            "Python from python.org, and run the same command again.".format(missing.name)
        )
    again = " anew, because it is incomplete, moved or of another Python"
    print("Making .venv{}.".format(again if os.path.exists(ENVIRONMENT) else ""))
    sys.stdout.flush()
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", ENVIRONMENT],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if made.returncode:
        said = made.stdout.decode("utf-8", "replace").strip().splitlines() or ["nothing"]
        sys.exit("Python could not make .venv; it said: {}".format(said[-1]))


def pip(options, source):
    command = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    with open(LOG, "a") as log:
        status = subprocess.call(command + options, cwd=ROOT, stdout=log, stderr=log)
    if status == 0:
        return
    with open(LOG) as log:
        said = log.read()
    details = "(the details are in {})".format(os.path.relpath(LOG, ROOT))
    if NO_NETWORK.search(said):
        sys.exit(
            "The packages could not be downloaded: check the network connection and run the "
            "same command again {}.".format(details)
        )
    errors = re.findall("^ERROR:? *(.+)", said, re.IGNORECASE | re.MULTILINE) or ["no reason"]
    sys.exit("pip could not install what {} lists: {} {}.".format(source, errors[0], details))


def run(command):
    """Run a command in the project's folder and return its status."""
    return wait(subprocess.Popen(command, cwd=ROOT))


def wait(process):
    """Return the status with which a process ends.

    It gets Ctrl-C itself, and JupyterLab asks before it obeys: wait for what it decides.
    """
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    interrupted = False
    while True:
        try:
            status = process.wait()
            break
        except KeyboardInterrupt:
            interrupted = True
    if interrupted and status != 0:
        raise KeyboardInterrupt
    return status


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit("Stopped.")
