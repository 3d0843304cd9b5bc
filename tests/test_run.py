"""run.py: the sentences it says when something is missing, and how it counts tests."""

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import run

SOURCE = Path(run.__file__)

TOO_NEW = (
    ast.AnnAssign,
    ast.AsyncFunctionDef,
    ast.Await,
    ast.JoinedStr,
    ast.Match,
    ast.NamedExpr,
    ast.Nonlocal,
    ast.YieldFrom,
)
"""Syntax that Python 2.7 does not have."""


def test_an_old_python_can_read_it():
    tree = ast.parse(SOURCE.read_text(encoding="utf-8"))
    assert SOURCE.read_bytes().isascii()
    for node in ast.walk(tree):
        where = f"line {getattr(node, 'lineno', 0)}"
        assert not isinstance(node, TOO_NEW), where
        if isinstance(node, ast.arguments):
            assert node.kwonlyargs + node.posonlyargs == [], where
        if isinstance(node, ast.arg):
            assert node.annotation is None, where


@pytest.mark.parametrize("old", ["python2.7", "python3.6", "python3.8", "python3.10"])
def test_an_old_python_says_so_in_one_sentence(old):
    works = shutil.which(old) and subprocess.run([old, "-V"], capture_output=True).returncode == 0
    if not works:
        pytest.skip(f"{old} is not installed")
    result = subprocess.run([old, str(SOURCE), "lab"], capture_output=True, text=True)
    version = old.removeprefix("python")
    assert result.returncode == 1
    assert result.stderr.strip() == (
        f"The course needs Python 3.11 or newer, but this is Python {version}."
    )


def test_the_oldest_python_is_the_one_of_the_project():
    project = tomllib.loads((SOURCE.parent / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["requires-python"] == ">={}.{}".format(*run.OLDEST_PYTHON)


@pytest.mark.parametrize("words", [[], ["--help"], ["help"]])
def test_without_a_command_it_helps(words, capsys):
    run.main(words)
    assert "python3 run.py refresh" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["fly"], ["test", "-x"]])
def test_an_unknown_command_gets_help_and_a_sentence(words, capsys):
    with pytest.raises(SystemExit, match=f'There is no command "{" ".join(words)}"'):
        run.main(words)
    assert "python3 run.py refresh" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["collect", "answers"])
def test_the_names_of_files_hold_where_the_user_stands(command, tmp_path, monkeypatch):
    commands = []
    monkeypatch.setattr(run, "prepare", lambda lock: None)
    monkeypatch.setattr(run, "run", lambda words: commands.append(words) or 0)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as caught:
        run.main([command, "class.txt", "-"])
    assert caught.value.code == 0
    script = os.path.join("tools", f"{command}.py")
    assert (SOURCE.parent / script).exists()
    assert commands == [[run.PYTHON, script, str(tmp_path / "class.txt"), "-"]]


# The environment.


@pytest.fixture
def place(tmp_path, monkeypatch):
    """Let run.py work in a folder of its own, with locks but without packages."""
    for name in (run.COURSE, run.COURSE_AND_TESTS, "pyproject.toml"):
        (tmp_path / name).write_text(f"# {name}\n")
    environment = tmp_path / ".venv"
    for name, value in {
        "ROOT": tmp_path,
        "ENVIRONMENT": environment,
        "PYTHON": environment / run.SCRIPTS / Path(run.PYTHON).name,
        "STAMP": environment / Path(run.STAMP).name,
        "LOG": environment / Path(run.LOG).name,
    }.items():
        monkeypatch.setattr(run, name, str(value))
    return tmp_path


@pytest.fixture
def installs(place, monkeypatch):
    """Replace pip by a list of what it was asked for."""
    asked = []
    monkeypatch.setattr(run, "pip", lambda options, source: asked.append(options[-1]))
    monkeypatch.setattr(run, "usable", lambda: Path(run.PYTHON).exists())

    def make():
        Path(run.PYTHON).parent.mkdir(parents=True)
        Path(run.PYTHON).touch()
        asked.append("environment")

    monkeypatch.setattr(run, "make_environment", make)
    return asked


def test_the_second_run_installs_nothing(installs):
    run.prepare(run.COURSE)
    assert installs == ["environment", run.COURSE, "."]
    run.prepare(run.COURSE)
    assert len(installs) == 3


def test_the_packages_for_the_tests_include_those_of_the_course(installs):
    run.prepare(run.COURSE)
    run.prepare(run.COURSE_AND_TESTS)
    assert installs[3:] == [run.COURSE_AND_TESTS, "."]
    run.prepare(run.COURSE)
    assert len(installs) == 5


@pytest.mark.parametrize("changed", [run.COURSE, run.COURSE_AND_TESTS, "pyproject.toml"])
def test_a_changed_lock_or_project_installs_again(changed, installs, place):
    run.prepare(run.COURSE)
    (place / changed).write_text("# something else\n")
    run.prepare(run.COURSE)
    assert installs[3:] == [run.COURSE, "."]


def test_a_failed_installation_is_not_taken_for_a_finished_one(installs, monkeypatch):
    run.prepare(run.COURSE)

    def fail(options, source):
        raise SystemExit

    with monkeypatch.context() as broken:
        broken.setattr(run, "pip", fail)
        with pytest.raises(SystemExit):
            run.prepare(run.COURSE_AND_TESTS)
    run.prepare(run.COURSE)
    assert installs[3:] == [run.COURSE, "."]


def test_an_environment_that_is_incomplete_or_moved_is_made_anew(place, capsys):
    assert not run.usable()
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", run.ENVIRONMENT], check=True)
    assert not run.usable()
    run.make_environment()
    assert run.usable()
    assert "Making .venv anew, because it is incomplete" in capsys.readouterr().out
    activate = Path(run.ENVIRONMENT, run.SCRIPTS, "activate")
    activate.write_text(activate.read_text().replace(run.ENVIRONMENT, str(place / "elsewhere")))
    assert not run.usable()


@pytest.mark.parametrize("module", ["ensurepip", "venv"])
def test_a_python_without_venv_says_what_to_install(module, place, monkeypatch):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(SystemExit, match=f"This Python lacks {module}: on Debian .* python3-venv"):
        run.make_environment()


def pip_that_says(words, monkeypatch):
    def call(command, stdout, **options):
        stdout.write(words)
        return 1

    Path(run.ENVIRONMENT).mkdir()
    monkeypatch.setattr(run.subprocess, "call", call)


def test_no_network_is_one_sentence(place, monkeypatch):
    said = (
        "WARNING: Retrying (Retry(total=4)) after connection broken by 'NewConnectionError(...'\n"
    )
    pip_that_says(said, monkeypatch)
    with pytest.raises(SystemExit) as caught:
        run.pip(["-r", run.COURSE], run.COURSE)
    log = os.path.join(".venv", "mlcalc-pip.txt")
    assert str(caught.value) == (
        "The packages could not be downloaded: check the network connection and run the same "
        f"command again (the details are in {log})."
    )


@pytest.mark.parametrize("error", ["ERROR: No matching distribution", "error: no-readme"])
def test_another_failure_of_pip_is_quoted(error, place, monkeypatch):
    pip_that_says(f"a remark\n{error}\nanother\n", monkeypatch)
    with pytest.raises(SystemExit) as caught:
        run.pip(["-r", run.COURSE], run.COURSE)
    log = os.path.join(".venv", "mlcalc-pip.txt")
    assert str(caught.value) == (
        f"pip could not install what requirements.lock lists: {error[7:]} "
        f"(the details are in {log})."
    )


# The tests.

REPORT = """<testsuites><testsuite>
<testcase name="a"/><testcase name="b"><system-out/></testcase>
<testcase name="c"><failure/></testcase><testcase name="d"><error/></testcase>
<testcase name="e"><skipped/></testcase>
</testsuite></testsuites>"""


def test_outcomes_are_counted_from_the_report(tmp_path):
    report = tmp_path / "report.xml"
    report.write_text(REPORT)
    assert run.outcomes(str(report), 1) == {"passed": 2, "failed": 2, "skipped": 1}


def test_a_run_that_ends_badly_without_a_failure_counts_as_one(tmp_path):
    missing = str(tmp_path / "missing.xml")
    assert run.outcomes(missing, 4) == {"passed": 0, "failed": 1, "skipped": 0}
    assert run.durations(missing) == []


TIMES = """<testsuites><testsuite>
<testcase classname="tests.browser.test_b" name="slow[one]" time="61.25"/>
<testcase classname="tests.test_a" name="fast[{long}]" time="0.001"/>
<testcase classname="tests.test_a" name="broken"><error/></testcase>
</testsuite></testsuites>"""


def test_times_and_short_names_are_read_from_the_report(tmp_path):
    report = tmp_path / "report.xml"
    report.write_text(TIMES.format(long="x" * 200))
    slow, fast, broken = run.durations(str(report))
    assert slow == (61.25, "test_b: slow[one]")
    assert fast[1].startswith("test_a: fast[xxx")
    assert fast[1].endswith("xxx...")
    assert len(fast[1]) == run.LONGEST_NAME
    assert broken == (0, "test_a: broken")


def test_the_twenty_slowest_are_named_slowest_first():
    lines = run.slowest([(n / 2, f"test {n}") for n in range(30)])
    assert lines[0] == "the 20 slowest tests, in seconds:"
    assert lines[1:3] == ["   14.5  test 29", "   14.0  test 28"]
    assert len(lines) == 21
    assert run.slowest([]) == []


@pytest.mark.parametrize(
    ("units", "browser", "status", "last"),
    [
        ((7, 0, 0), (2, 0, 0), 0, "9 passed, 0 failed"),
        ((7, 0, 1), (0, 0, 2), 0, "7 passed, 0 failed, 3 skipped"),
        ((7, 2, 0), (2, 0, 1), 1, "9 passed, 2 failed, 1 skipped"),
    ],
)
def test_all_groups_run_and_the_last_line_adds_them_up(
    units, browser, status, last, monkeypatch, capsys
):
    outcomes = ("passed", "failed", "skipped")
    groups = [
        ("units", lambda: (dict(zip(outcomes, units, strict=True)), [(1.5, "test_a: one")])),
        ("browser", lambda: (dict(zip(outcomes, browser, strict=True)), [(9, "test_b: two")])),
    ]
    monkeypatch.setattr(run, "prepare", lambda lock: None)
    monkeypatch.setattr(run, "test_groups", lambda: groups)
    assert run.test([]) == status
    printed = capsys.readouterr().out
    assert printed.splitlines()[-1] == last
    assert printed.index("test_b: two") < printed.index("test_a: one") < printed.index("units: ")


BESIDE = """
import os

def test_waits_for_others():
    print("nice", os.nice(0))
    assert os.nice(0) >= {nice}

def test_fails():
    assert False
"""


@pytest.mark.skipif(not hasattr(os, "nice"), reason="this system has no such priorities")
def test_what_runs_beside_waits_for_others_and_is_counted_and_shown_at_its_end(
    tmp_path, monkeypatch, capsys
):
    tests = tmp_path / "test_beside.py"
    tests.write_text(BESIDE.format(nice=run.LATER_THAN_OTHERS))
    monkeypatch.setattr(run, "PYTHON", sys.executable)
    beside = run.PytestBeside([str(tests), "-p", "no:nbval"])
    counts, times = beside.end()
    beside.stop()
    assert counts == {"passed": 1, "failed": 1, "skipped": 0}
    assert [name for _, name in times] == [
        "test_beside: test_waits_for_others", "test_beside: test_fails",
    ]  # fmt: skip
    assert "1 failed, 1 passed" in capsys.readouterr().out
    assert not os.path.exists(beside.folder)


def test_what_runs_beside_ends_with_the_command(tmp_path, monkeypatch):
    tests = tmp_path / "test_long.py"
    tests.write_text("import time\n\ndef test_long():\n    time.sleep(600)\n")
    monkeypatch.setattr(run, "PYTHON", sys.executable)
    beside = run.PytestBeside([str(tests)])
    beside.stop()
    assert beside.process.poll() is not None
    assert not os.path.exists(beside.folder)


def test_the_status_of_a_command_is_passed_on():
    assert run.run([sys.executable, "-c", "raise SystemExit(3)"]) == 3
