"""The mutation run: which errors it makes, what it leaves alone, and whether tests notice them."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import mutants as made
import pytest

TOOL = Path(__file__).resolve().parent.parent / "tools" / "mutation.py"


def changed(source: str) -> set[str]:
    """Return the changed lines of all mutants of a source, without those that return None."""
    return {m.after for m in made.mutants(source) if m.operator != "result"}


@pytest.mark.parametrize(
    ("line", "others"),
    [
        ("a + b", {"a - b"}),
        ("a @ b", {"a * b"}),
        ("a * (b) / c", {"a / (b) / c", "a * (b) * c"}),
        ("a // b % c", {"a / b % c", "a // b * c"}),
        ("a**b", {"a*b"}),
        ("a & b", {"a | b"}),
        ("a < b", {"a <= b", "a >= b"}),
        ("a < b <= c", {"a <= b <= c", "a >= b <= c", "a < b < c", "a < b > c"}),
        ("a == b", {"a != b"}),
        ("a is b", {"a is not b"}),
        ("a is  not b", {"a is b"}),
        ("a not in 'xyz'", {"a in 'xyz'", "a not in 'yz'"}),
        ("a and b or c", {"a or b or c", "a and b and c"}),
        ("not a", {"a"}),
        ("-a", {"a"}),
        ("~a", {"a"}),
        ("f(5)", {"f(6)"}),
        ("f(1)", {"f(2)", "f(0)"}),
        ("f(-3)", {"f(3)", "f(-4)"}),
        ("f(0.5)", {"f(1.5)"}),
        ("f(1e10)", {"f(20000000000.0)"}),
        ("f(True)", {"f(False)"}),
        ("f(None, 'words')", set()),
        ("a if b else c", {"a if (not (b)) else c"}),
        ("a if b < c else d", {"a if b <= c else d", "a if b >= c else d"}),
        ("[a for a in b if c]", {"[a for a in b if (not (c))]"}),
        ("f(a, b)", {"f(b, a)"}),
        ("f(a, a)", set()),
        ("f('a', b)", set()),
        ("isinstance(a, b)", set()),
        ("np.where(a, b, c)", {"np.where(a, c, b)"}),
        ("np.sum(a)", {"np.mean(a)"}),
        ("sum(a)", set()),
        ("max(a, b)", {"min(a, b)"}),
        ("np.linalg.solve(a, b)", {"np.linalg.solve(b, a)"}),
        ("np.exp(a)", {"np.expm1(a)"}),
        ("abs(a)", {"+(a)"}),
        ("a.copy().T", {"a.T", "a.copy()"}),
        ("f'{a + 1} + 1'", set()),
        ("lambda a: a + b", {"lambda a: a - b"}),
    ],
)
def test_the_errors_in_an_expression(line, others):
    assert changed(f"x = {line}") == {f"x = {other}" for other in others}


@pytest.mark.parametrize(
    ("body", "others"),
    [
        ("f(a)", {"pass"}),
        ("raise ValueError(a)", {"pass"}),
        ("a[b] = c", {"pass"}),
        ("a.b = c", {"pass"}),
        ("a = c", set()),
        ("a = f(a)", {"pass"}),
        ("a += b", {"pass", "a -= b"}),
        ("if a: b", {"if (not (a)): b"}),
        ("if not a: b", {"if a: b"}),
        ("while a: break", {"while (not (a)): break", "while a: pass"}),
        ("return", set()),
        ("return None", set()),
        ("return a", {"return None"}),
        ("b = lambda c: a", {"b = lambda c: None"}),
    ],
)
def test_the_errors_in_a_statement(body, others):
    assert {m.after for m in made.mutants(f"def f(a):\n    {body}")} == others


def test_what_is_left_alone():
    source = '''
        """The docstring has 1 + 1."""

        from numpy import abs
        __all__ = ["f"] + ["g"]

        @dataclass(frozen=True)
        class C:
            """Another, 2 < 3."""

            word: Literal[1] = "1 + 1"
            """And 3 of a constant."""
            hidden: int = field(repr=False)

        def f(x: "a" | "b", window=(0, 1), *, y: 3 = z) -> Tuple[2]:
            with np.errstate(all=not True):
                print(f"{x + 1} came") if x else g(window=((2, 3),))
    '''
    assert changed(textwrap.dedent(source)) == {
        'print(f"{x + 1} came") if (not (x)) else g(window=((2, 3),))'
    }


def test_defaults_are_changed():
    assert changed("def f(a=2, *, b: int = 3): pass") == {
        "def f(a=3, *, b: int = 3): pass",
        "def f(a=2, *, b: int = 4): pass",
    }


@pytest.mark.parametrize(
    ("line", "others"),
    [
        (r'F(latex=r"x^2 - \frac{y}{19}")', {r"x^3 - \frac{y}{19}", r"x^2 + \frac{y}{19}"}),
        (r'F(gradient_latex=rf"{k} \cdot 2")', {r"{k} \cdot 3"}),
        (r'f_latex = r"\text{half-open} + x"', {r"\text{half-open} - x"}),
        (r'F("words", r"\log x + 1")', {r"\log x - 1", r"\log x + 2"}),
        ('F("x^2")', {"x^3"}),
        ('F(rf"\\frac{{1}}{x}")', {"{{2}}"}),
        ('x = F(words="2 + 2")', set()),
    ],
)
def test_the_errors_in_a_printed_formula(line, others):
    found = changed(line)
    assert len(found) >= len(others)
    for other in others:
        assert any(other in text for text in found)
    assert bool(found) == bool(others)


def test_a_function_that_writes_a_formula_prints_errors_too():
    source = 'def _latex(x):\n    """1"""\n    return "x + " + f"{x:+.5g}"'
    assert changed(source) == {
        'return "x - " + f"{x:+.5g}"',
        'return "x + " - f"{x:+.5g}"',
        'return "x + " + f"{x:-.5g}"',
        'return "x + " + f"{x:+.6g}"',
    }


def test_each_mutant_knows_its_place():
    source = "a = 5\n\nclass C:\n    def f(self):\n        é = 'é' * (\n            7)\n"
    found = made.mutants(source)
    assert [(m.line, m.within, m.before, m.after) for m in found] == [
        (1, "a", "a = 5", "a = 6"),
        (5, "C.f", "é = 'é' * (", "é = 'é' / ("),
        (6, "C.f", "7)", "8)"),
    ]
    assert found[2].source == source.replace("7", "8")


# A small project with its tests.

FILES = {
    "pyproject.toml": """
        [tool.pytest.ini_options]
        addopts = "--doctest-modules"
        [[tool.importlinter.contracts]]
        name = "Mathematics is numpy only"
        source_modules = ["tiny.curves", "tiny.lines", "tiny.loops"]
    """,
    "tiny/__init__.py": "from tiny import curves",
    "tiny/curves.py": '''
        def square(x):
            return x**2

        def double(x):
            """Return twice as much.

            >>> double(4)
            8
            """
            return 2 * x

        ENTRIES = {"line": lambda x: 3 * x}
    ''',
    "tiny/lines.py": """
        def checked(x):
            return x + 5

        def half_checked(x):
            return max(x, 0)

        def not_checked(x):
            return x - 7
    """,
    "tiny/loops.py": """
        def empty(stack):
            while stack:
                stack.pop()
    """,
    "tiny/others.py": "from tiny.curves import square\n\ndef area(x):\n    return square(x) + 1\n",
    "tests/conftest.py": "",
    "tests/by_hand.py": "from tiny.curves import double\n\nHALF = double(0) + 13\n",
    # The one test of square goes through another module, which must get the mutant as well.
    "tests/test_curves.py": """
        from by_hand import HALF
        from tiny.curves import ENTRIES
        from tiny.others import area

        def test_area():
            assert area(5) == 2 * HALF

        def test_entries():
            assert ENTRIES["line"](2) == 6
    """,
    "tests/test_lines.py": """
        from tiny import lines

        def test_checked():
            assert lines.checked(2) == 7

        def test_half_checked():
            assert lines.half_checked(0) == 0
    """,
    "tests/test_loops.py": """
        from tiny import loops

        def test_empty():
            stack = [1, 2]
            loops.empty(stack)
            assert not stack
    """,
}


@pytest.fixture
def project(tmp_path):
    if not hasattr(os, "fork"):
        pytest.skip("Windows has no fork")
    for name, text in FILES.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(textwrap.dedent(text), encoding="utf-8")
    return tmp_path


def mutate(project, *words):
    """Run the tool on a project; return its exit status and what it printed."""
    command = [sys.executable, str(TOOL), "--root", str(project), "--jobs", "2", *words]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100)
    assert not done.stderr
    return done.returncode, done.stdout


def test_tests_doctests_and_other_modules_see_the_mutant(project):
    assert mutate(project, "curves") == (0, "curves: 9 of 9 mutants killed, 100.0 %\n")


NOT_CHECKED = """tiny/lines.py:{line} in not_checked, {operator}
    - return x - 7
    + {after}"""


def test_survivors_are_shown_with_their_lines(project):
    status, printed = mutate(project, "lines")
    assert status == 1
    for operator, after in [
        ("result", "return None"),
        ("arithmetic", "return x + 7"),
        ("constant", "return x - 8"),
    ]:
        assert NOT_CHECKED.format(line=9, operator=operator, after=after) in printed
    assert "+ return min(x, 0)" in printed
    assert "in checked" not in printed
    assert "lines: 5 of 9 mutants killed, 55.6 %\n" in printed
    assert "lines: survivors without a reason in mutation_survivors.toml: 4\n" in printed


def survivor(before, after):
    return textwrap.dedent(f"""
        [[survivor]]
        module = "lines"
        within = "half_checked"
        before = "{before}"
        after = "{after}"
        reason = "The test only knows 0."
    """)


def test_listed_survivors_have_their_reasons_printed(project):
    (project / "tools").mkdir()
    listed = survivor("return max(x, 0)", "return min(x, 0)") + survivor("return 0", "return 1")
    (project / "tools" / "mutation_survivors.toml").write_text(listed)
    _, printed = mutate(project, "lines")
    assert "    + return min(x, 0)\n    The test only knows 0.\n" in printed
    assert "lines: survivors without a reason in mutation_survivors.toml: 3\n" in printed
    gone = "a survivor listed no longer survives, in half_checked: return 0 -> return 1\n"
    assert f"lines: {gone}" in printed


def test_a_reason_does_not_lower_what_must_be_killed(project):
    (project / "tools").mkdir()
    listed = survivor("return max(x, 0)", "return min(x, 0)")
    (project / "tools" / "mutation_survivors.toml").write_text(listed)
    status, printed = mutate(project, "lines", "--lines", "5-6")
    assert "without a reason" not in printed
    assert "lines: 2 of 3 mutants killed, 66.7 %\n" in printed
    assert status == 1


def test_an_endless_loop_is_killed_by_the_time_limit(project):
    status, printed = mutate(project, "loops")
    assert status == 0
    assert "    + pass\n    killed by its time limit\n" in printed
    assert "loops: 2 of 2 mutants killed, 100.0 %, 1 of them not by a test\n" in printed


def test_tests_that_fail_anyway_judge_nothing(project):
    (project / "tests" / "test_lines.py").write_text("def test_wrong():\n    assert False\n")
    expected = "lines: the tests fail without any mutation: tests/test_lines.py::test_wrong\n"
    assert mutate(project, "lines") == (1, expected)


def test_a_module_without_tests_is_named(project):
    (project / "tests" / "test_lines.py").unlink()
    assert mutate(project, "lines") == (1, "lines: tests/test_lines.py is not there\n")


def test_a_list_and_samples_of_it(project):
    status, printed = mutate(project, "--list")
    assert status == 0
    assert printed.count("tiny/") == 9 + 9 + 2
    sample = mutate(project, "lines", "--list", "--sample", "4", "--seed", "3")
    assert sample == mutate(project, "lines", "--list", "--sample", "4", "--seed", "3")
    assert sample != mutate(project, "lines", "--list", "--sample", "4", "--seed", "4")
    assert sample[1].count("tiny/lines.py") == 4


def test_an_unknown_module_is_named(project):
    command = [sys.executable, str(TOOL), "--root", str(project), "circles"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100)
    assert done.returncode == 2
    assert "no module of mathematics is named circles: curves, lines, loops" in done.stderr
