"""The finished deck of the programme that comes with us, and of one with every block, read back with other eyes."""

from __future__ import annotations

import io
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from openxml_audit import validate_pptx
from pptx import Presentation

from reports.deck.layout import layouts
from reports.deck.lint import faults
from reports.deck.render import Deck
from reports.theme.types import Logo
from tests import validators
from tests.builders.deck import a_deck, a_story, every_block, groups, named, ours, slides, the_theme, title


@cache
def every() -> Deck:
    return a_deck(every_block())


DECKS = pytest.mark.parametrize("made", [ours, every])


def test_our_deck_has_twelve_slides_and_is_small() -> None:
    assert ours().slides == 12
    assert len(ours().pptx) <= 110_000


@DECKS
def test_titles_are_there_and_unique(made: Any) -> None:
    titles = [title(slide) for slide in slides(made())]
    assert all(titles)
    assert len(set(titles)) == len(titles) == made().slides


@DECKS
def test_no_placeholder_is_left_empty(made: Any) -> None:
    for slide in slides(made()):
        for shape in slide.placeholders:
            assert shape.text_frame.text or shape._element.xpath(".//a:fld"), shape.name


@DECKS
def test_every_chart_has_an_alt_text(made: Any) -> None:
    found = [group for slide in slides(made()) for group in groups(slide)]
    assert found
    assert all(group._element.nvGrpSpPr.cNvPr.get("descr") for group in found)


@DECKS
def test_shapes_are_read_from_top_to_bottom_in_each_column(made: Any) -> None:
    for slide in slides(made()):
        boxes = [shape for shape in slide.shapes if shape.is_placeholder and shape.name != "Slide number"]
        for one, other in pairwise(boxes):
            assert other.top + 60_000 >= one.top or other.left > one.left, (title(slide), one.name, other.name)


@DECKS
def test_sections_are_named_after_the_storys(made: Any) -> None:
    presentation = Presentation(io.BytesIO(made().pptx))
    names = [each.get("name") for each in presentation.element.iter("{*}section")]
    assert names[-1].startswith("Reading the figures")
    assert len(set(names)) == len(names)


@DECKS
def test_no_text_on_a_slide_is_below_the_floor(made: Any) -> None:
    for slide in slides(made()):
        for run in slide.shapes._spTree.iter("{*}rPr"):
            assert int(run.get("sz", 1800)) >= 1300  # a number in a square, which stands beside its name as well
        for shape in slide.placeholders:
            assert all(int(run.get("sz", 1800)) >= 1400 for run in shape._element.iter("{*}rPr"))


@DECKS
def test_nothing_makes_a_program_repair_it(made: Any) -> None:
    assert faults(made().pptx) == []


@DECKS
def test_openxml_audit_finds_nothing(made: Any, tmp_path: Path) -> None:
    assert validate_pptx(kept(made(), tmp_path)).errors == []


@pytest.mark.slow
@DECKS
def test_the_open_xml_sdk_finds_nothing(made: Any, tmp_path: Path) -> None:
    assert validators.open_xml_sdk(kept(made(), tmp_path)) == []


@pytest.mark.slow
@DECKS
def test_libre_office_shows_every_slide(made: Any, tmp_path: Path) -> None:
    (pdf,) = validators.libre_office([kept(made(), tmp_path)], tmp_path)
    assert len(validators.pictures(pdf, tmp_path, dpi=20)) == made().slides


def kept(deck: Deck, folder: Path) -> Path:
    file = folder / "deck.pptx"
    file.write_bytes(deck.pptx)
    return file


def test_a_logo_stands_on_the_dark_slides_and_the_title_keeps_clear_of_it(tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (400, 100), "white").save(tmp_path / "logo.png")
    theme = the_theme().model_copy(update={"logo": Logo.model_construct(file=tmp_path / "logo.png", alt="A Trust")})
    deck = a_deck(a_story(), theme)
    assert faults(deck.pptx) == []
    cover, *_, closing = slides(deck)
    for slide in (cover, closing):
        logo = named(slide, "Logo")
        assert logo._element.nvPicPr.cNvPr.get("descr") == "A Trust"
        assert logo.width / logo.height == pytest.approx(4, rel=0.01)
    assert closing.shapes.title.text_frame.margin_right > 2.4 * 914_400


def test_all_layouts_stay_for_who_adds_a_slide() -> None:
    names = [layout.name for layout in Presentation(io.BytesIO(a_deck(a_story()).pptx)).slide_layouts]
    assert names == [str(layout.name) for layout in layouts.kept()]
