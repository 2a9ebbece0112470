"""The recipes of docs/contributing.md, followed in a copy: they name every file, and types, outputs and `verify` hold.

What is added stands in tests/recipes. Where a place that it names is no longer there, follow the recipe by hand, and
put down where it stands now.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import matplotlib
import pytest
import yaml

from tests.builders.deck import xml
from tests.readback import brief_text, deck_text, folded
from tests.validators import module_of_python

ROOT = Path(__file__).resolve().parents[1]
RECIPES = ROOT / "tests" / "recipes"
SCHEMA = "data/programme.schema.json"
COPIED = ("reports", "assets", "data", "docs/data-file.md", "make_reports.py", "pyproject.toml")
# What is named first; the type checker names others.
FIRST = {
    *("reports/datafile/model/sections.py", "reports/story/blocks.py"),
    *("reports/story/charts.py", "reports/story/phrases/phrases.py"),
}
RIDDLE = """\
  - kind: riddle
    heading: "A riddle"
    headline: "A river keeps a riddle for all who cross it"
    question: "What has a bed, and never sleeps in it?"
    answer: "It is a river, of course."
"""


@cache
def rows(recipe: str) -> dict[str, str]:
    """Return the files that a recipe names, each with what it says of it."""
    text = (ROOT / "docs" / "contributing.md").read_text("utf-8")
    section = text.partition(f"### A {recipe}\n")[2].partition("\n### ")[0]
    return dict(re.findall(r"^\| \[?`([^`]+)`\S* \| (.+) \|$", section, re.MULTILINE))


@cache
def edits(recipe: str) -> list[dict[str, str]]:
    """Return what is added for a recipe, as tests/recipes has it."""
    return list(yaml.safe_load((RECIPES / f"{recipe}.yaml").read_text("utf-8")))


def changed(recipe: str) -> set[str]:
    """Return the files that are changed for a recipe; of a new one, or of another language's words, its folder."""
    named = {
        each["file"] if (ROOT / each["file"]).is_file() else f"{Path(each['file']).parent}/" for each in edits(recipe)
    }
    return {"reports/story/phrases/" if name.endswith(".yaml") else name for name in named}


def follow(folder: Path, *, first: bool) -> None:
    """Add what is named first, or all the rest."""
    for each in (*edits("block"), *edits("chart")):
        if (each["file"] in FIRST) == first:
            file = folder / each["file"]
            file.write_text(_put(file.read_text("utf-8") if file.is_file() else "", **each), "utf-8")


def _put(text: str, file: str, put: str, before: str = "", after: str = "") -> str:
    anchor = before or after
    assert not anchor or text.count(anchor) == 1, f"{anchor!r} stands {text.count(anchor)} times in {file}"
    return text.replace(anchor, f"{after}{put}{before}") if anchor else put


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=600)


def mistyped(folder: Path) -> set[str]:
    """Return the files that the type checker names."""
    module_of_python("mypy")
    done = run(folder, sys.executable, "-m", "mypy", "--no-error-summary", "reports", "make_reports.py")
    assert done.returncode in (0, 1), done.stderr
    return set(re.findall(r"^(\S+?):\d+: error:", done.stdout, re.MULTILINE))


def make_reports(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(folder, sys.executable, "make_reports.py", *arguments)


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[str]]:
    """Follow the recipes in a copy; return it, with what the type checker named on the way."""
    copy = tmp_path_factory.mktemp("copy")
    for name in COPIED:
        there = copy / name
        there.parent.mkdir(exist_ok=True)
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy2)(ROOT / name, there)
    if (cache := ROOT / ".mypy_cache").is_dir():
        shutil.copytree(cache, copy / cache.name)
    follow(copy, first=True)
    named = mistyped(copy)
    follow(copy, first=False)
    (copy / SCHEMA).write_text(make_reports(copy, "schema").stdout, "utf-8")
    data = (copy / "data" / "examples" / "river-awards.yaml").read_text("utf-8")
    (copy / "data" / "examples" / "river.yaml").write_text(
        data.replace("sections:\n", f"sections:\n{RIDDLE}", 1), "utf-8"
    )
    return copy, named


def test_a_recipe_names_every_file_that_it_takes() -> None:
    assert set(rows("block")) == changed("block") | {SCHEMA}
    assert set(rows("chart")) == changed("chart")
    assert "No code changes" in (ROOT / "docs" / "contributing.md").read_text("utf-8").partition("### A brand")[2]


@pytest.mark.slow
def test_the_type_checker_leads_to_the_files_that_a_recipe_says(followed: tuple[Path, set[str]]) -> None:
    marked = {name for recipe in ("block", "chart") for name, takes in rows(recipe).items() if takes.startswith("mypy")}
    assert followed[1] == marked


@pytest.mark.slow
def test_types_are_sound_once_a_recipe_is_followed(followed: tuple[Path, set[str]]) -> None:
    assert mistyped(followed[0]) == set()


@pytest.mark.slow
@pytest.mark.parametrize("brand", [None, "brand"])
def test_what_a_recipe_adds_is_made_and_held_against_the_data(
    followed: tuple[Path, set[str]], brand: str | None, tmp_path: Path
) -> None:
    copy, _ = followed
    data, out, theme = "data/examples/river.yaml", str(tmp_path / "out"), []
    if brand:
        shutil.copytree(RECIPES / brand, tmp_path / brand)
        fonts = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
        (tmp_path / brand / "fonts").mkdir()
        for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"):
            shutil.copy(fonts / name, tmp_path / brand / "fonts")
        theme = ["--theme", str(tmp_path / brand / "theme.yaml")]
    built = make_reports(copy, "build", data, "-o", out, *theme)
    assert built.returncode == 0, built.stderr
    verified = make_reports(copy, "verify", data, out)
    assert (verified.returncode, ": 0 failures, 0 notes" in verified.stdout) == (0, True), verified.stdout

    brief, deck = ((tmp_path / "out" / name).read_bytes() for name in ("brief.pdf", "deck.pptx"))
    for text in ("What has a bed, and never sleeps in it?", "It is a river, of course.", "One dot is one award."):
        assert folded(text) in folded(brief_text(brief))
        assert folded(text) in folded(deck_text(deck))
    assert ('typeface="DejaVu Sans"' in xml(deck, "ppt/theme/theme1.xml")) == bool(brand)

    other = copy / "data" / "examples" / "other.yaml"
    other.write_text((copy / data).read_text("utf-8").replace("a river, of", "a lake, of"), "utf-8")
    verified = make_reports(copy, "verify", str(other), out)
    assert verified.returncode == 1
    assert "says “It is a river, of course.” where the data says “It is a lake, of course.”" in verified.stdout
