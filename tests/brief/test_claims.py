"""What would break a claim is told before anything is written, with its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from reports.brief.conformance import check
from reports.brief.look import look_of
from reports.errors import ArchiveError, Location
from reports.pdf.structure import Elem
from reports.story import Span, Story, Words
from reports.story.phrases import phrases_in
from tests.builders.brief import THEME, a_brief, a_cover, a_finding, a_section, a_story

HERE = Location("data.yaml", 7, 3)


def told(error: ArchiveError) -> list[str]:
    return [f"{problem.where}: {problem.message}" for problem in error.problems]


def faults(story: Story | None = None, elems: Iterable[Elem] = ()) -> list[str]:
    with pytest.raises(ArchiveError) as error:
        check(story or a_story(), Elem("Document", elems), look_of(THEME, "a4", phrases_in("en-GB")))
    return told(error.value)


def a_story_saying(words: Words) -> Story:
    return a_story(a_section(replace(a_finding(), text=(words,))))


def test_a_sound_brief_has_no_fault() -> None:
    check(a_story(a_section()), Elem("Document", [Elem("H1"), Elem("H2")]), look_of(THEME, "a4", phrases_in("en-GB")))


def test_a_picture_without_an_alt_text() -> None:
    assert faults(elems=[Elem("Figure", where=HERE)]) == ["data.yaml:7:3: a picture has no alt text"]
    assert faults(elems=[Elem("Figure", alt="  ", where=HERE)]) == ["data.yaml:7:3: a picture has no alt text"]


def test_a_heading_that_skips_a_level() -> None:
    headings = [Elem("H1"), Elem("Sect", [Elem("H3", where=HERE)])]
    assert faults(elems=headings) == ["data.yaml:7:3: a heading of level 3 follows one of level 1"]


def test_a_link_without_text() -> None:
    words = Words("See   there", HERE, links=((Span(4, 6), "https://example.org/"),))
    assert faults(a_story_saying(words)) == ["data.yaml:7:3: the link to https://example.org/ has no text"]


def test_a_letter_without_a_glyph() -> None:
    assert faults(a_story_saying(Words("Rice is 米", HERE))) == [
        "data.yaml:7:3: the theme's font lacks the character '米' (U+7C73)"
    ]


def test_a_brief_without_a_title() -> None:
    story = a_story(cover=replace(a_cover(), title=Words(" ", HERE)))
    assert faults(story) == ["data.yaml:7:3: a brief without a title cannot be archived"]


def test_nothing_is_rendered_then() -> None:
    with pytest.raises(ArchiveError):
        a_brief(a_story_saying(Words("Rice is 米", HERE)))
