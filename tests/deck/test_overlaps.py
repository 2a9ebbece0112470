"""No line of text touches another, a rule or the slide's edge, in fonts that readers have in place of ours."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from pptx import Presentation

from reports import cli
from tests.builders.translations import data_files
from tests.deck.overlaps import FONTS, faults, rendered

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases"
OURS = data_files(ROOT / "data")
FURTHER = [
    *(CASES / "deck" / f"footer-of-two-{what}" / "data.yaml" for what in ("inches", "sources")),
    CASES / "deck" / "twenty-steps" / "data.yaml",
    CASES / "awards" / "360giving-day-first" / "data.yaml",
    *(CASES / "awards" / name / "data.yaml" for name in ("largest-years-are-old", "some-rows-say-million")),
]


def built(data: Iterable[Path], folder: Path) -> list[Path]:
    """Build a deck of each data file that can be built, in the template beside it if there is one."""
    for file in data:
        name = file.stem if file in OURS else file.parent.name
        template = file.parent / "template.pptx"
        own = ["--template", str(template)] if template.is_file() else []
        cli.main(["build", str(file), "--only", "deck", "-o", str(folder), "--name", name, "--quiet", *own])
    return sorted(folder.glob("*.pptx"))


def all_faults(decks: list[Path], fonts: str, folder: Path) -> dict[str, dict[int, list[str]]]:
    found = {pdf.stem: faults(pdf) for pdf in rendered(decks, fonts, folder / fonts)}
    return {name: on_slides for name, on_slides in found.items() if on_slides}


@pytest.fixture(scope="module")
def decks(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    made = built([*OURS, *FURTHER], tmp_path_factory.mktemp("decks"))
    assert len(made) == len(OURS) + len(FURTHER)
    return made


@pytest.mark.slow
@pytest.mark.parametrize("fonts", ["Source", "Carlito", "DejaVu Sans"])
def test_nothing_touches_in_the_narrowest_and_the_widest_font(fonts: str, decks: list[Path], tmp_path: Path) -> None:
    assert all_faults(decks, fonts, tmp_path) == {}


@pytest.mark.nightly
@pytest.mark.parametrize("fonts", FONTS)
def test_nothing_touches_in_any_font_on_any_slide_of_any_case(fonts: str, tmp_path: Path) -> None:
    every = built([*OURS, *sorted(CASES.glob("*/*/*.yaml"))], tmp_path)
    assert len(every) > 30
    assert all_faults(every, fonts, tmp_path) == {}


@pytest.mark.slow
def test_texts_over_each_other_on_a_rule_and_at_the_edge_are_found(decks: list[Path], tmp_path: Path) -> None:
    deck = Presentation(str(next(file for file in decks if file.stem == "progressive-ms-deck")))
    columns, numbered = deck.slides[2], deck.slides[3]
    for slide, name, top in ((columns, "Text 1", "Heading 1"), (numbered, "Text 3", None)):
        named = {shape.name: shape for shape in slide.shapes}
        moved = named[name]
        left, width, height, old = moved.left, moved.width, moved.height, moved.top
        moved.left, moved.width, moved.height = left, width, height
        moved.top = named[top].top + 100_000 if top else old + 400_000
    columns.shapes.title.left = -40_000
    deck.save(str(tmp_path / "bad.pptx"))
    (found,) = all_faults([tmp_path / "bad.pptx"], "Source", tmp_path).values()
    assert set(found) == {3, 4}
    assert any("touches" in fault for fault in found[3])
    assert any("reaches the slide's edge" in fault for fault in found[3])
    assert all("stands on a rule" in fault for fault in found[4])
