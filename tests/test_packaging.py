"""What is installed: versions that agree, every import declared, and a wheel that has all it needs wherever it lies."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.imports import imported
from tests.validators import module_of_python

ROOT = Path(__file__).resolve().parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
EXTRAS: dict[str, list[str]] = PROJECT["project"]["optional-dependencies"]
GROUPS: dict[str, list[str]] = PROJECT["dependency-groups"]
DISTRIBUTIONS = packages_distributions()  # from modules to the packages that bring them
CONSTRAINTS: list[str] = PROJECT["tool"]["uv"]["constraint-dependencies"]


def names(requirements: Iterable[str]) -> set[str]:
    return {canonicalize_name(Requirement(line).name) for line in requirements}


RUNNING = names([*PROJECT["project"]["dependencies"], *(line for extra in EXTRAS.values() for line in extra)])
DEVELOPING = names(line for group in GROUPS.values() for line in group)


# -- versions --------------------------------------------------------------------------------------


def test_pip_and_uv_are_told_the_same_versions() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == CONSTRAINTS


def test_every_version_is_exact_and_no_registry_is_named() -> None:
    exact = re.compile(r"[a-z0-9-]+==[0-9.]+(post[0-9]+)?( ; [^:/@]+)?")
    assert [line for line in CONSTRAINTS if not exact.fullmatch(line)] == []


def test_all_that_is_declared_has_a_version() -> None:
    assert (RUNNING | DEVELOPING) - names(CONSTRAINTS) == set()


def test_what_this_environment_has_is_allowed() -> None:
    """The ranges allow what was tried."""
    ranges = [*PROJECT["project"]["dependencies"], *GROUPS["dev"], *EXTRAS["cluster"]]
    tried = {canonicalize_name(each.name): each for each in map(Requirement, CONSTRAINTS)}
    for requirement in map(Requirement, ranges):
        (version,) = tried[canonicalize_name(requirement.name)].specifier
        assert version.version in requirement.specifier, requirement


# -- imports ---------------------------------------------------------------------------------------


def undeclared(folder: str, declared: set[str]) -> Iterator[str]:
    """Yield each import of a folder's files that belongs to a package which nobody declares."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        for module in {name.split(".")[0] for name in imported(path)} - {*sys.stdlib_module_names, "reports", "tests"}:
            owners = {canonicalize_name(name) for name in DISTRIBUTIONS.get(module, [module])}
            if not owners & declared:
                yield f"{path.relative_to(ROOT)}: {module}"


def test_every_import_of_the_program_is_declared() -> None:
    assert list(undeclared("reports", RUNNING)) == []


def test_every_import_of_the_tests_is_declared() -> None:
    assert list(undeclared("tests", RUNNING | DEVELOPING)) == []


def test_nothing_is_declared_that_is_not_imported() -> None:
    used = {name.split(".")[0] for path in (ROOT / "reports").rglob("*.py") for name in imported(path)}
    owners = {canonicalize_name(each) for module in used for each in DISTRIBUTIONS.get(module, [module])}
    assert RUNNING - owners == set()


# -- the wheel -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", module_of_python("hatchling"), "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    (built,) = folder.glob("*.whl")
    return built


@pytest.mark.slow
def test_the_wheel_has_every_module_the_assets_and_the_licences(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as file:
        inside = set(file.namelist())
    ours = {path for path in (ROOT / "reports").rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert {path.relative_to(ROOT).as_posix() for path in ours} <= inside
    fonts = {f"reports/assets/fonts/{path.name}" for path in (ROOT / "assets" / "fonts").iterdir()}
    assert fonts <= inside
    info = next(name.split("/")[0] for name in inside if ".dist-info/" in name)
    assert {f"{info}/licenses/LICENSE", f"{info}/licenses/assets/fonts/OFL.md"} <= inside


@pytest.mark.slow
def test_what_is_installed_works_in_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    """Installing a wheel is unpacking it, and a program for its entry point."""
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    elsewhere.mkdir()
    with zipfile.ZipFile(wheel) as file:
        file.extractall(site)

    def installed(*arguments: str) -> str:
        program = (
            "import sys, reports; from importlib.metadata import entry_points\n"
            f"assert reports.__file__.startswith({str(site)!r}), reports.__file__\n"
            "(entry,) = entry_points(group='console_scripts', name='make-reports')\n"
            "sys.exit(entry.load()(sys.argv[1:]))"
        )
        environment = {**os.environ, "PYTHONPATH": str(site), "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(
            [sys.executable, "-c", program, *arguments],
            cwd=elsewhere,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    data = site / "reports" / "data" / "progressive-ms.yaml"
    assert '"$schema"' in installed("schema")
    installed("build", str(data), "--ledger")
    assert {path.name for path in (elsewhere / "out").iterdir()} == {"brief.pdf", "deck.pptx", "ledger.csv"}
    installed("verify", str(data), "out")
    (elsewhere / "people.csv").write_text("id,salutation\n1,Dear Ada Lovelace\n", "utf-8")
    installed("handouts", str(data), "people.csv", "-o", "copies", "--jobs", "1")
    assert len(list((elsewhere / "copies").rglob("*.pdf"))) == 1
