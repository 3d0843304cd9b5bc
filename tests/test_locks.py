"""One truth for the versions: pyproject.toml, uv.lock, its two exports, environment.yml."""

import os
import shutil
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent

EXPORTS = {
    "requirements.lock": ("--no-default-groups",),
    "requirements-test.lock": ("--group", "test"),
}
OPTIONS = ("--no-hashes", "--no-emit-project", "--no-annotate", "--no-header")

ENVIRONMENT = """\
name: mlcalc
dependencies:
  - python=3.12
  - pip
  - pip:
      - -r requirements.lock
      - -e .
"""


@cache
def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@cache
def uv_lock() -> dict:
    return tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))


def needed(lock: str) -> list[Requirement]:
    """Return what pyproject.toml asks for directly in a lock."""
    texts = list(project()["project"]["dependencies"])
    if lock == "requirements-test.lock":
        texts += project()["dependency-groups"]["test"]
    return [Requirement(text) for text in texts]


def pins(lock: str) -> list[Requirement]:
    return [Requirement(line) for line in (ROOT / lock).read_text(encoding="utf-8").splitlines()]


def pinned_version(pin: Requirement) -> Version:
    (specifier,) = pin.specifier
    assert specifier.operator == "==", f"{pin} is not an exact pin"
    return Version(specifier.version)


def resolved(lock: str) -> set[tuple[str, str]]:
    """Return the names and versions that uv.lock resolves for a lock: a walk from the project."""
    packages: dict[str, list[dict]] = {}
    for package in uv_lock()["package"]:
        packages.setdefault(package["name"], []).append(package)
    (root,) = packages["mlcalc"]
    waiting = list(root["dependencies"])
    if lock == "requirements-test.lock":
        waiting += root["dev-dependencies"]["test"]
    found, walked = set(), set()
    while waiting:
        edge = waiting.pop()
        for package in packages[edge["name"]]:
            if edge.get("version", package["version"]) != package["version"]:
                continue
            for extra in (None, *edge.get("extra", ())):
                step = (package["name"], package["version"], extra)
                if step not in walked:
                    walked.add(step)
                    extras = package.get("optional-dependencies", {})
                    waiting += extras[extra] if extra else package.get("dependencies", [])
            found.add((package["name"], package["version"]))
    return found


@pytest.mark.parametrize("lock", EXPORTS)
def test_an_export_equals_what_uv_lock_resolves(lock):
    assert {(canonicalize_name(p.name), str(pinned_version(p))) for p in pins(lock)} == {
        (name, str(Version(version))) for name, version in resolved(lock)
    }


@pytest.mark.parametrize("lock", EXPORTS)
def test_every_direct_dependency_is_pinned_within_its_bound(lock):
    for requirement in needed(lock):
        assert requirement.specifier, f"{requirement} has no lower bound"
        mine = [p for p in pins(lock) if canonicalize_name(p.name) == requirement.name]
        assert mine, f"{requirement} is not in {lock}"
        for pin in mine:
            assert pinned_version(pin) in requirement.specifier, f"{pin} is outside {requirement}"


def test_uv_lock_was_made_from_this_project():
    (root,) = (p for p in uv_lock()["package"] if p["name"] == "mlcalc")
    assert uv_lock()["requires-python"] == project()["project"]["requires-python"]
    for lock, asked in (
        ("requirements.lock", root["metadata"]["requires-dist"]),
        ("requirements-test.lock", root["metadata"]["requires-dev"]["test"]),
    ):
        locked = {(r["name"], SpecifierSet(r["specifier"])) for r in asked}
        assert locked <= {(r.name, r.specifier) for r in needed(lock)}
    assert len(needed("requirements-test.lock")) == len(root["metadata"]["requires-dist"]) + len(
        root["metadata"]["requires-dev"]["test"]
    )


def test_the_tests_have_the_very_versions_of_the_course():
    assert {str(pin) for pin in pins("requirements.lock")} <= {
        str(pin) for pin in pins("requirements-test.lock")
    }


@pytest.mark.parametrize("lock", EXPORTS)
def test_uv_exports_these_very_bytes(lock):
    if shutil.which("uv") is None:
        pytest.skip("uv is not on the PATH")
    result = subprocess.run(
        ["uv", "export", "--locked", "--quiet", *OPTIONS, *EXPORTS[lock]],
        cwd=ROOT,
        env=os.environ | {"UV_PYTHON_DOWNLOADS": "never", "UV_OFFLINE": "1"},
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout == (ROOT / lock).read_text(encoding="utf-8")


def test_conda_and_binder_take_the_same_lock():
    assert (ROOT / "environment.yml").read_text(encoding="utf-8") == ENVIRONMENT
    assert Version("3.12") in SpecifierSet(project()["project"]["requires-python"])


def test_repo2docker_recognises_the_repository():
    if shutil.which("jupyter-repo2docker") is None:
        pytest.skip("jupyter-repo2docker is not installed")
    result = subprocess.run(
        ["jupyter-repo2docker", "--no-build", "--debug", str(ROOT)],
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert result.returncode == 0, result.stderr
    assert "Building conda environment for python=3.12" in result.stderr
    assert "environment.yml" in result.stdout
