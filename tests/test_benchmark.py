"""The parts of the benchmark without a browser: explorers in a kernel, the mathematics."""

import ast
import math
import pathlib
import re
import types

import numpy as np
import pytest

HERE = pathlib.Path(__file__).parent
BENCHMARKS = HERE.parent / "benchmarks"
EXPLORERS = HERE.parent / "mlcalc" / "explorers"


@pytest.fixture(scope="module")
def bench():
    """Return the modules of the benchmark that need no browser."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(BENCHMARKS)
        import mathematics
        import report
        import updates

        yield types.SimpleNamespace(mathematics=mathematics, report=report, updates=updates)


@pytest.fixture(scope="module")
def rows(bench):
    return bench.updates.measure_explorers(3)


def test_every_explorer_is_measured(rows):
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in EXPLORERS.rglob("*.py")]
    classes = [item for tree in trees for item in tree.body if isinstance(item, ast.ClassDef)]
    written = {
        item.name
        for item in classes
        if item.bases and "update" in {getattr(part, "name", "") for part in item.body}
    }
    assert len(written) >= 7
    assert {row["explorer"] for row in rows} >= written


def test_every_move_takes_time_and_sends_a_picture(rows, bench):
    for row in rows:
        assert row["sliders"], row["explorer"]
        assert bench.report.slowest(row)[1]["median"] > 0, row["explorer"]
        assert row["bytes"] > 5_000, row["explorer"]


def test_many_updates_keep_the_memory(bench):
    memory = bench.updates.measure_memory(
        "mlcalc.explorers.gradient_descent", "DescentOnACurve", updates=300, rounds=3
    )
    # A kept frame alone would be 15 megabytes a round.
    assert bench.report.growth(memory) < 1, memory


def test_a_failure_in_the_kernel_is_told(bench):
    with (
        bench.updates.Kernel() as kernel,
        pytest.raises(RuntimeError, match=r"costs.*NoSuchExplorer"),
    ):
        kernel.call("costs", "mlcalc.explorers.gradient_descent", "NoSuchExplorer", 1)


def test_one_jump_of_the_allocator_is_no_growth_but_a_leak_is(bench):
    assert bench.report.growth([100.0, 104.0, 104.0, 104.1]) < 2
    assert bench.report.growth([100.0, 103.0, 106.0, 109.0]) > 2


# The mathematics.


def test_the_mathematics_is_measured_beside_others(bench):
    results = bench.mathematics.measure_apart(quick=True)
    assert set(results["comparisons"]) == {"training", "newton", "descent"}
    for row in results["comparisons"].values():
        assert row["ours"] > 0
        assert row["theirs"] > 0
        assert row["difference"] < 1e-6
    assert results["threads"]


def numbers(ours, theirs):
    return {"words": "something", "ours": ours, "theirs": theirs, "difference": 0.0}


def test_the_table_and_the_targets_of_the_mathematics(bench):
    rows = {
        "training": numbers(150.0, 100.0),
        "newton": numbers(12.5, 10.0),
        "descent": numbers(30.0, 10.0),
    }
    text = bench.report.written_mathematics({"rounds": 3, "threads": [], "comparisons": rows})
    assert re.search(r"\nsomething +150\.0 +100\.0 +1\.50\n", text)
    assert "\nNOT met  training a network, times scikit-learn: 1.50, at most 1\n" in text
    assert "\nmet      logistic regression by Newton, times scikit-learn: 1.25, at most 1.5" in text
    assert "\nmet      ms that a descent takes more than a bare loop: 20.00, at most 25" in text


@pytest.mark.parametrize("wrong", [1.1, math.nan])
def test_only_the_same_work_is_compared(bench, wrong):
    unequal = bench.mathematics.Comparison(
        "test", "a sum", lambda: np.array([1.0, 2.0]), lambda: np.array([1.0, wrong])
    )
    with pytest.raises(ValueError, match="a sum: the results must agree, but they differ by"):
        bench.mathematics.compare(unequal, 1)


def test_the_sides_take_turns(bench):
    calls = []

    def side(name):
        def work():
            calls.append(name)
            return np.zeros(1)

        return work

    comparison = bench.mathematics.Comparison("test", "a test", side("ours"), side("theirs"))
    row = bench.mathematics.compare(comparison, rounds=3)
    assert calls == ["ours", "theirs"] * 4
    assert 0 <= row["ours"] < 1000
