"""Every text of ours in brief and deck is a phrase, and all layouts hold where phrases are a third longer."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pikepdf
import pytest

from reports.brief.render import render
from reports.compose.compose import compose
from reports.datafile.attachments import Attachment
from reports.deck.lint import faults
from reports.deck.render import render as render_deck
from reports.loading.material import read_material
from reports.loading.source import source_of
from reports.story import Story
from reports.story.phrases import phrases_in
from reports.theme.types import Theme
from reports.verify.readback.brief import read_brief
from reports.verify.readback.deck import read_deck
from reports.verify.readback.reading import FileReading
from tests.deck import overlaps
from tests.pseudo import pseudo, pseudo_language, without_ours

DATA = Path(__file__).resolve().parents[1] / "data"
FILES = [each for each in DATA.rglob("*.yaml") if len(each.suffixes) == 1]  # and not in another language
_WORD = re.compile(r"[^\W\d_]{2,}")
DRAWN = ("\n    by: area\n", "\n    by: [year, area]\n    growth: true\n    annex: recipients\n")


def test_no_other_language_is_spoken_so_and_none_is_afterwards() -> None:
    with pseudo_language():
        assert phrases_in("en-US").contents == pseudo("Contents")
        assert phrases_in("en-GB").contents == "Contents"
    assert phrases_in("en-US").contents == "Contents"
    assert phrases_in("de-DE").language == "de-DE"


def test_a_phrase_is_longer_and_knows_its_places() -> None:
    assert pseudo("{count} awards, the largest first") == "‹{count} áááwárdš, thé lááárgéšt fíííršt›"
    assert pseudo("{label} {amount}") == "{label} {amount}"
    assert pseudo(" and ") == " ‹áñd› "
    assert without_ours("a ‹b ‹c› d› e").split() == ["a", "e"]


def texts(reading: FileReading) -> Iterator[tuple[str, str]]:
    yield from ((f"{reading.part} {each.place} {each.kind}", each.text.replace("\n", " ")) for each in reading.passages)
    yield from ((f"{reading.part} {each.place} alt", each.alt) for each in reading.pictures)
    yield from ((f"{reading.part} bookmark", each) for each in reading.bookmarks or ())
    yield from ((f"{reading.part} {key}", each) for key, each in reading.properties.library.items())
    yield f"{reading.part} title", reading.properties.title


def opened(brief: Path) -> Iterator[tuple[str, str]]:
    with pikepdf.open(brief) as document:
        found = (each for page in document.pages for each in page.get("/Annots", ()) if "/Contents" in each)
        yield from (("brief link", str(each["/Contents"])) for each in found)
        yield from (("brief attachment", each.description) for each in document.attachments.values())


def told(data: Path) -> tuple[Story, Theme, tuple[Attachment, ...]]:
    """Compose a data file, in the language that is spoken, whatever length it may have; with what travels inside."""
    material = read_material(source := source_of(data, lambda problem: None), None, lambda problem: None)
    programme = material.programme.model_copy(update={"pages": None, "language": "en-US"})
    files = source.enclosed(programme, programme.attach, photos=material.photos).files
    return compose(programme, material.awards, material.photos), material.theme, files


def built(data: Path, folder: Path) -> tuple[FileReading, FileReading, Path]:
    """Build a data file in the pseudo-language, and hold its deck against the lint."""
    with pseudo_language():
        story, theme, files = told(data)
        brief, deck = render(story, theme, "a4", attachments=files).pdf, render_deck(story, theme).pptx
    assert faults(deck) == []
    (folder / "brief.pdf").write_bytes(brief)
    return read_brief(brief, "brief.pdf"), read_deck(deck, "deck.pptx"), folder / "brief.pdf"


def foreign(data: Path, folder: Path) -> list[str]:
    """Return words of brief and deck that are neither the author's nor in a phrase."""
    brief, deck, file = built(data, folder)
    authors = data.read_text("utf-8") + "".join(each.read_text("utf-8") for each in data.parent.glob("*.csv"))
    known = {*_WORD.findall(authors.casefold()), "application", "pdf", "us"}
    said = [*texts(brief), *texts(deck), *opened(file)]
    assert sum("‹" in text for _, text in said) > 10
    words = ((where, word) for where, text in said for word in _WORD.findall(re.sub("[¹²³]", " ", without_ours(text))))
    return [f"{where}: {word}" for where, word in words if word.casefold() not in known]


@pytest.mark.parametrize("data", FILES, ids=[each.stem for each in FILES])
def test_every_text_of_ours_is_a_phrase_and_has_room_where_it_is_longer(data: Path, tmp_path: Path) -> None:
    assert foreign(data, tmp_path) == []


@pytest.mark.slow
@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("data", FILES, ids=[each.stem for each in FILES])
def test_longer_phrases_have_room_in_large_print(data: Path, paper: Literal["a4", "letter"]) -> None:
    with pseudo_language():
        story, theme, _ = told(data)
        assert render(story, theme, paper, large_print=True).pdf


@pytest.mark.slow
def test_longer_phrases_touch_nothing_on_slides(tmp_path: Path) -> None:
    decks = []
    for data in FILES:
        with pseudo_language():
            story, theme, _ = told(data)
            decks.append(tmp_path / f"{data.stem}.pptx")
            decks[-1].write_bytes(render_deck(story, theme).pptx)
    for pdf in overlaps.rendered(decks, "Source", tmp_path / "rendered"):
        assert overlaps.faults(pdf) == {}, pdf.stem


def test_so_it_is_in_a_draft_with_all_charts_of_awards(tmp_path: Path) -> None:
    shutil.copytree(DATA / "examples", tmp_path / "examples")
    data = tmp_path / "examples" / "river-awards.yaml"
    text = data.read_text("utf-8")
    assert text.count(DRAWN[0]) == 1
    data.write_text(text.replace(*DRAWN).replace("label:", "status: draft\nhistoric: true\nlabel:", 1), "utf-8")
    assert foreign(data, tmp_path) == []
