"""Words of languages that break them: where they may, in narrow columns, and never so that a reader loses one."""

from __future__ import annotations

import io
import subprocess
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.brief.hyphenation import HYPHEN, NARROW, breaks_in, breaks_of
from reports.brief.look import look_of
from reports.brief.slots import greeting
from reports.brief.text import SetText, break_words
from reports.brief.textlines import TextLine
from reports.pdf.canvas import TaggedCanvas
from reports.pdf.metadata import STANDARDS
from reports.pdf.structure import Elem
from reports.story import Personal, Span, Words
from reports.story.phrases import phrases_in
from reports.verify.readback.brief import read_brief
from tests.builders.brief import THEME
from tests.builders.finished import made
from tests.builders.pdf import FACTS, FONT
from tests.builders.story import SOMEWHERE, words

GERMAN_CASE = Path(__file__).parents[1] / "cases" / "languages" / "smallest-de.yaml"
LOOK = look_of(THEME, "a4", phrases_in("en-GB"))
BODY = LOOK.roles["body"]
GERMAN = (
    "Die Forschungsförderung der Arbeitsgemeinschaften unterstützt Wissenschaftlerinnen und Wissenschaftler, "
    "die Nervenzellen und Entzündungsvorgänge untersuchen, in siebenundzwanzig Forschungsvorhaben."
)
WORDS = st.sampled_from(GERMAN.rstrip(".").replace(",", "").split())


def lines(text: str | Words, language: str, width: float, **options: bool) -> list[str]:
    text = words(text) if isinstance(text, str) else text
    return list(map(text_of, break_words(text, BODY, width, breaks=breaks_in(language), **options)))


def text_of(line: TextLine) -> str:
    return "".join(piece.text for piece in line.pieces)


@given(st.lists(WORDS, min_size=1, max_size=30).map(" ".join), st.floats(90, 400))
@settings(deadline=None)
def test_lines_joined_without_their_hyphens_are_the_text(text: str, width: float) -> None:
    broken = break_words(words(text), BODY, width, breaks=breaks_in("de-DE"))
    assert "".join(text_of(line)[: -1 if line.breaks_off else None] for line in broken) == text
    assert all(line.width <= width + 1e-6 for line in broken)
    ends = [line.breaks_off for line in broken]
    assert not any(all(ends[place : place + 3]) for place in range(len(ends) - 2))


def test_german_breaks_long_words_in_a_narrow_column() -> None:
    narrow = lines(GERMAN, "de-DE", 110)
    assert any(line.endswith(HYPHEN) for line in narrow)
    assert len(narrow) < len(lines(GERMAN, "en-US", 110))


@pytest.mark.parametrize("language", ["en-US", "en-GB", "el"])
def test_other_languages_break_none(language: str) -> None:
    assert HYPHEN not in "".join(lines(GERMAN, language, 110))


def test_a_wide_column_breaks_none() -> None:
    assert HYPHEN not in "".join(lines(GERMAN, "de-DE", NARROW * BODY.size + 1))


def test_what_is_balanced_breaks_only_what_is_too_wide() -> None:
    assert HYPHEN not in "".join(lines(GERMAN, "de-DE", 140, balanced=True))
    assert lines("Forschungsförderung", "de-DE", 60, balanced=True) == ["Forschungs-", "förderung"]


@pytest.mark.parametrize(
    "text", ["https://forschungsfoerderung.example.org/vorhaben", "FORSCHUNGSFÖRDERUNG", "1.234.567.890.123 $"]
)
def test_addresses_capitals_and_numbers_stay_whole(text: str) -> None:
    assert not any(breaks_in("de-DE")(text)) or "//" in text  # type: ignore[misc]
    linked = Words(text, SOMEWHERE, links=((Span(0, len(text)), text),))
    assert HYPHEN not in "".join(lines(linked, "de-DE", 60))


def test_a_name_stays_whole() -> None:
    text = f"Ein Vorhaben der Forschungsgemeinschaft {GERMAN}"
    name = Span(text.index("Forschungsg"), text.index(" Die"))
    broken = lines(Words(text, SOMEWHERE, kept=(name,)), "de-DE", 110)
    assert any("Forschungsgemeinschaft" in line for line in broken)


def test_words_of_the_publisher_and_of_sources_stay_whole_in_german() -> None:
    german = made(GERMAN_CASE).story
    breaks = breaks_of(german)
    assert breaks is not None
    assert [*breaks("Beispiel-Gartenstiftung, Jahresbericht")] == []
    assert [*breaks("Gartenstiftungen")] != []
    assert breaks_of(replace(german, language="en-US")) is None


def test_what_is_for_one_reader_stays_whole() -> None:
    look = replace(LOOK, breaks=breaks_in("de-DE"))
    letter = Personal(letter=(words(f"{GERMAN} {GERMAN}"),))
    (text,) = greeting(letter, look).letter.texts  # type: ignore[union-attr]
    assert not any(line.breaks_off for line in text.lines)
    assert any(line.breaks_off for line in look.text(words(f"{GERMAN} {GERMAN}"), "letter", 200).lines)


def test_names_in_other_languages_are_told_by_their_capital() -> None:
    assert [*breaks_in("fr-FR")("Montpellier")] == []  # type: ignore[misc]
    assert [*breaks_in("fr-FR")("renouvellement")] == [5, 8, 10]  # type: ignore[misc]


@pytest.fixture(scope="module")
def page() -> bytes:
    """Return a page with words that break, in one paragraph."""
    canvas = TaggedCanvas((600, 800), FACTS, STANDARDS["pdfa3"], FONT)
    broken = break_words(words(GERMAN), BODY, 110, breaks=breaks_in("de-DE"))
    assert sum(line.breaks_off for line in broken) > 1
    text = SetText(broken, BODY, Elem("P"), SOMEWHERE, phrases_in("en-US"))
    canvas.document.structure.document.extend([text.elem])
    text.paint(canvas, 20, 700)
    return canvas.finished()


@pytest.mark.parametrize("options", [[], ["-raw"], ["-layout"]])
def test_poppler_copies_whole_words(page: bytes, options: list[str]) -> None:
    command = ["pdftotext", *options, "-enc", "UTF-8", "-", "-"]
    text = subprocess.run(command, input=page, capture_output=True, check=True).stdout.decode()
    assert text.split() == GERMAN.split()


def test_pdfium_copies_and_finds_whole_words(page: bytes) -> None:
    with closing(pypdfium2.PdfDocument(io.BytesIO(page))) as document:
        text = document[0].get_textpage()
        assert text.get_text_range().split() == GERMAN.split()
        assert all(text.search(word).get_next() for word in GERMAN.split())


def test_what_is_read_back_is_the_text(page: bytes) -> None:
    assert [each.text for each in read_brief(page, "a.pdf").passages] == [GERMAN]


def test_no_page_ends_inside_a_word() -> None:
    broken = break_words(words(f"{GERMAN} {GERMAN}"), BODY, 110, breaks=breaks_in("de-DE"))
    text = SetText(broken, BODY, Elem("P"), SOMEWHERE, phrases_in("en-US"))
    parts = [text.split(lines * BODY.leading) for lines in range(len(broken))]
    assert any(parts)
    assert not any(first.lines[-1].breaks_off for first, _ in filter(None, parts))
