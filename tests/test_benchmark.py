"""The part of the benchmark that runs in a kernel: every explorer is measured, memory stays."""

import ast
import pathlib
import types

import pytest

HERE = pathlib.Path(__file__).parent
BENCHMARKS = HERE.parent / "benchmarks"
EXPLORERS = HERE.parent / "mlcalc" / "explorers"


@pytest.fixture(scope="module")
def bench():
    """Return the modules of the benchmark that need no browser."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(BENCHMARKS)
        import report
        import updates

        yield types.SimpleNamespace(report=report, updates=updates)


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


def test_a_thousand_updates_keep_the_memory(bench):
    memory = bench.updates.measure_memory(
        "mlcalc.explorers.gradient_descent", "DescentOnACurve", updates=1000, rounds=3
    )
    assert bench.report.growth(memory) < 2, memory


def test_a_failure_in_the_kernel_is_told(bench):
    with (
        bench.updates.Kernel() as kernel,
        pytest.raises(RuntimeError, match=r"costs.*NoSuchExplorer"),
    ):
        kernel.call("costs", "mlcalc.explorers.gradient_descent", "NoSuchExplorer", 1)


def test_one_jump_of_the_allocator_is_no_growth_but_a_leak_is(bench):
    assert bench.report.growth([100.0, 104.0, 104.0, 104.1]) < 2
    assert bench.report.growth([100.0, 103.0, 106.0, 109.0]) > 2
