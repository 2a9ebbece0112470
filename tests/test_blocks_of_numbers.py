"""Sections made of quantities: figures in a row, on page and slide."""

from __future__ import annotations

from pathlib import Path

import pytest
from pptx import Presentation

from reports.cli import main
from reports.deck.layout.names import Family
from reports.deck.lint import faults
from tests import validators
from tests.builders.datafile import problems_of

CASES = Path(__file__).parent / "cases"
CASE = CASES / "datafile" / "blocks-of-numbers" / "data.yaml"
TEMPLATE = CASES / "deck" / "template-made-by-pandoc" / "template.pptx"


def built(folder: Path, *options: str, data: Path = CASE) -> Path:
    """Build a data file with its ledger, and hold what came out against it."""
    assert main(["build", str(data), "-o", str(folder), "--ledger", "--quiet", *options]) == 0
    assert main(["verify", str(data), str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("made"))


def told(was: str, now: str) -> list[str]:
    """Return what is said of the case with one place changed, the first line of each."""
    text = CASE.read_text("utf-8")
    assert was in text
    return [str(each).split("\n")[0].partition(": ")[2] for each in problems_of(text.replace(was, now, 1))]


@pytest.mark.parametrize(
    "options",
    [
        ("--large-print", "--paper", "letter"),
        ("--template", str(TEMPLATE)),
        ("--standard", "pdfa4", "--share"),
    ],
)
def test_they_hold_in_every_form(options: tuple[str, ...], tmp_path: Path) -> None:
    out = built(tmp_path, *options)
    assert faults((out / "deck.pptx").read_bytes()) == []


@pytest.mark.slow
def test_validators_find_nothing(made: Path) -> None:
    assert not any(validators.vera_pdf_claims([made / "brief.pdf"])["brief.pdf"].values())
    assert validators.open_xml_sdk(made / "deck.pptx") == []


def slide_of(deck: Path, layout: str) -> list[str]:
    """Return the texts of the first slide of a layout."""
    slide = next(each for each in Presentation(str(deck)).slides if each.slide_layout.name == layout)
    return [shape.text_frame.text for shape in slide.placeholders]


# -- figures ----------------------------------------------------------------------------------------------


def test_a_figure_stands_with_its_change_and_what_it_was(made: Path) -> None:
    texts = slide_of(made / "deck.pptx", Family.KEY_FIGURES)
    assert "24\ndoors were opened\nUp 14% from 2023 (derived here)\n2023: 21" in texts
    ledger = (made / "ledger.csv").read_text("utf-8-sig")
    assert '14%,derived here,doors:change,(24 − 21) ÷ 21,"Annual report, Door Trust"' in ledger
    assert "21,a quantity of the data,doors:before," in ledger


def test_a_figure_shows_one_quantity_alone() -> None:
    assert told('"{doors}", label', '"{doors} doors", label') == [
        "a figure shows one quantity alone, not '{doors} doors'"
    ]
    assert told('"{doors}", label', '"{doors:change}", label') == [
        "{doors:change} is derived here, and a show has no room to say so"
    ]
    assert told('"{doors}", label', '"24", label')[0] == "a figure shows one quantity alone, not '24'"
