"""What must hold for the brief and for the deck alike."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from pptx import Presentation

from reports.datafile.model import Derived
from reports.story import PeopleChart, Portfolio, SquaresChart, TimelineChart, Words, charts_in, words_in
from tests.builders.finished import DATA, ROOT, Made
from tests.readback import brief_alts, brief_text, deck_alts, deck_text, folded, slides

PARTS = pytest.mark.parametrize("part", ["brief", "deck"])


def text_of(made: Made, part: str) -> str:
    return folded(brief_text(made.brief) if part == "brief" else deck_text(made.deck))


def shown_figures(made: Made) -> dict[str, str]:
    """Give what each quantity looks like, wherever the story shows it, by its name."""
    return {
        figure.quantity: words.text[figure.span.start : figure.span.stop]
        for words in words_in(made.story)
        for figure in words.figures
    }


@PARTS
def test_every_quantity_of_the_story_is_shown(made: Made, part: str) -> None:
    text = text_of(made, part)
    assert set(shown_figures(made)) == set(made.programme.quantities)
    assert [shown for shown in shown_figures(made).values() if folded(shown) not in text] == []


@PARTS
def test_a_derived_number_is_shown_with_its_formula_and_its_caveat(made: Made, part: str) -> None:
    derived = [each for each in made.programme.quantities.values() if isinstance(each, Derived)]
    text = text_of(made, part)
    assert derived
    assert all("derived" in text and " ÷ " in text and folded(each.caveat.text) in text for each in derived)


@PARTS
def test_every_number_is_one_of_the_data_file_or_counts_something(made: Made, part: str) -> None:
    """No other digits: the quantities, years, list numerals and citations, page and slide numbers."""
    told = [words.text for words in words_in(made.story)] + [str(step.date.year) for step in made.programme.timeline]
    counted = {str(number) for number in range(1, len(slides(made.deck)) + 1)}
    assert set(_numbers(text_of(made, part))) <= set(_numbers(" ".join(told))) | counted


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+(?:[,.]\d+)*", text)


@PARTS
def test_title_and_language_are_in_the_properties(made: Made, part: str) -> None:
    title, publisher = made.story.cover.title.text, made.story.publisher.text
    if part == "brief":
        with pikepdf.open(io.BytesIO(made.brief)) as document:
            assert str(document.Root["/Lang"]) == made.story.language
            with document.open_metadata() as metadata:
                assert (metadata["dc:title"], metadata["dc:creator"]) == (title, [publisher])
    else:
        properties = Presentation(io.BytesIO(made.deck)).core_properties
        assert (properties.title, properties.author, properties.language) == (title, publisher, made.story.language)


def test_alternative_texts_are_the_storys_in_both(made: Made) -> None:
    """The brief has the timeline as a list of texts, so that it needs no alternative there."""
    charts = list(charts_in(made.story))
    known = {way for chart in charts if isinstance(chart, SquaresChart) for way, *_ in chart.ways()}
    known |= {chart.alt for chart in charts if not isinstance(chart, SquaresChart)}
    brief, deck = set(brief_alts(made.brief)), set(deck_alts(made.deck))
    assert brief | deck <= known
    assert {chart.alt for chart in charts if isinstance(chart, TimelineChart)} <= deck


def test_neither_file_holds_a_bitmap(made: Made) -> None:
    with pikepdf.open(io.BytesIO(made.brief)) as document:
        assert not any(page.get_images() for page in document.pages)
    assert not [name for name in zipfile.ZipFile(io.BytesIO(made.deck)).namelist() if "/media/" in name]


def test_the_files_are_small(made: Made) -> None:
    assert len(made.brief) <= 60_000
    assert len(made.deck) <= 150_000


def test_the_same_data_gives_the_same_bytes_anywhere(made: Made, tmp_path: Path) -> None:
    """Another folder, time zone, locale and hash seed, in another process."""
    elsewhere = tmp_path / "ein Ordner, größer"
    surroundings = {
        **os.environ,
        "PYTHONHASHSEED": "77",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "HOME": str(tmp_path),
    }
    command: list[str | Path] = [sys.executable, ROOT / "make_reports.py", "build", DATA, "-o", elsewhere, "--quiet"]
    subprocess.run(command, cwd=tmp_path, env=surroundings, check=True)
    assert (elsewhere / "brief.pdf").read_bytes() == made.brief
    assert (elsewhere / "deck.pptx").read_bytes() == made.deck


def test_no_text_is_lost_in_the_brief(made: Made) -> None:
    """Whatever the story tells the brief's reader stands in the brief, word for word."""
    text = text_of(made, "brief")
    told = [made.story.cover.title, made.story.cover.standfirst, made.story.closing.heading]
    told += [words for words in words_in(made.story.closing) if words != made.story.closing.headline]
    told += [section.heading for section in made.story.sections if not isinstance(section.block, Portfolio)]
    assert [words.text for words in told if folded(words.text) not in text] == []


def test_no_text_is_lost_in_the_deck(made: Made) -> None:
    """Whatever the story tells is on a slide or in its notes, word for word."""
    text = text_of(made, "deck")
    own: set[Words] = {made.story.label, made.story.running, made.story.closing.heading}
    own |= {section.credit for section in made.story.sections} | {made.story.cover.credit}
    own |= {section.heading for section in made.story.sections}
    own |= {made.story.cover.portfolio.without_squares.caveat or made.story.label}  # a part of what stands with squares
    own |= set(words_in(replace(made.story.cover.portfolio, figures=(), meaning=None)))  # what is said beside squares
    own |= {chart.meaning for chart in charts_in(made.story) if isinstance(chart, PeopleChart)}  # where there is room
    assert [words.text for words in words_in(made.story) if words not in own and folded(words.text) not in text] == []
