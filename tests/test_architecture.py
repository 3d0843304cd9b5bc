"""Who imports whom: the contracts of import-linter, and what an import loads in truth."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import mlcalc

ROOT = Path(__file__).resolve().parent.parent


def test_nobody_imports_from_above():
    command = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"
    result = subprocess.run(
        [sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, timeout=100
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_module_of_mathematics_is_held_to_numpy():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    layers = next(c for c in contracts if c["type"] == "layers")["layers"]
    held = next(c for c in contracts if c["name"] == "Mathematics is numpy only")["source_modules"]
    assert held == [f"mlcalc.{module}" for module in layers[-1].split(" : ")]


def loaded_by(statement: str) -> set[str]:
    """Return the modules that a fresh Python holds after a statement."""
    command = f"{statement}\nimport sys\nprint(*sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", command], capture_output=True, text=True, check=True, timeout=100
    )
    return set(result.stdout.split())


@pytest.mark.parametrize(
    ("module", "needed", "unwanted"),
    [
        (
            "mlcalc",
            {"numpy"},
            {"IPython", "anywidget", "ipywidgets", "matplotlib", "scipy", "sympy", "traitlets"},
        ),
        (
            "mlcalc.figures.gradient_descent",
            {"matplotlib"},
            {"anywidget", "ipywidgets", "matplotlib.pyplot", "scipy"},
        ),
        ("mlcalc.explorers.gradient_descent", {"ipywidgets"}, {"matplotlib.pyplot", "scipy"}),
        ("mlcalc.exercises.gradient_descent", {"numpy"}, {"matplotlib", "mlcalc.figures"}),
    ],
)
def test_an_import_loads_no_more_than_it_may(module, needed, unwanted):
    loaded = loaded_by(f"import {module}")
    assert needed <= loaded
    assert not unwanted & loaded


def test_the_modules_are_loaded_when_asked_for():
    late = {f"mlcalc.{name}" for name in mlcalc._MODULES}
    assert not late & loaded_by("import mlcalc")
    assert "mlcalc.networks" in loaded_by("import mlcalc\nmlcalc.networks.train")
    loaded = loaded_by("from mlcalc import gradient_descent")
    assert "mlcalc.optimization" in loaded
    assert "mlcalc.networks" not in loaded
    assert late <= loaded_by("from mlcalc import *")


def test_a_name_is_the_thing_of_its_module():
    for name, home in mlcalc._HOMES.items():
        thing = getattr(mlcalc, name)
        assert thing is getattr(getattr(mlcalc, home), name)
        assert getattr(thing, "__module__", f"mlcalc.{home}") == f"mlcalc.{home}"


def test_everything_promised_is_there():
    for name in mlcalc.__all__:
        assert getattr(mlcalc, name) is not None
        assert name in dir(mlcalc)
    with pytest.raises(AttributeError, match="module 'mlcalc' has no attribute 'newton'"):
        mlcalc.newton  # noqa: B018
