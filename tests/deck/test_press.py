"""A deck for each reader: the same bytes as if it had been made for them alone, and nothing of another reader in it."""

from __future__ import annotations

import io
import pickle
import random
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openxml_audit import validate_pptx

from reports.compose.compose import compose
from reports.deck.lint import faults
from reports.deck.mailmerge.render_copies import DeckCopyRenderer
from reports.deck.ooxml.fingerprint import is_as_built
from reports.deck.render import render
from reports.errors import LayoutError
from reports.story import Personal, Span, Story, Words
from tests import validators
from tests.builders import templates
from tests.builders.deck import a_story, change, named, ours, slides, the_theme, xml
from tests.builders.finished import DATA
from tests.builders.reading import read
from tests.builders.story import words
from tests.readback import notes

NAMES = (
    "Ada Lovelace",
    "Zoë Ångström-Ó Súilleabháin",
    "Þóra Æsudóttir & Sønner <AS>",
    'D\'Arcy "Jay" O’Neil',
    "Ελένη Παπαδοπούλου",
    "Юлия Щукина",
    "{recipient.name} &amp; ]]> <a:t>",
    "=HYPERLINK(1)",
    "Æ" * 40,
    "The members, trustees and friends of the Society for the Study of Gardens in Example City and its Region",
    "Professor Maximiliana Wolfeschlegelsteinhausenbergerdorff the Third",
    "李小龍",
)


def to(name: str, *letter: str) -> Personal:
    return Personal(words(f"For {name}") if name else None, tuple(map(words, letter)), (words("12 Example Street"),))


def told(story: Story, personal: Personal) -> Story:
    return replace(story, cover=replace(story.cover, personal=personal))


def spoken(slide: Any) -> list[str]:
    return notes(slide).splitlines()


@cache
def the_press() -> DeckCopyRenderer:
    return DeckCopyRenderer(a_story(), the_theme())


def in_full(personal: Personal) -> bytes:
    return render(told(a_story(), personal), the_theme()).pptx


# -- where it stands --------------------------------------------------------------------------------


def test_who_it_is_for_stands_right_above_the_title_and_the_letter_in_its_notes() -> None:
    made = render(told(a_story(), to("Ada Lovelace", "Thank you.", "Yours, a gardener.")), the_theme())
    first, *others = slides(made)
    assert [shape.name for shape in first.shapes][:3] == ["Publisher", "Dedication", "Title"]
    assert named(first, "Dedication").text_frame.text == "For Ada Lovelace"
    assert spoken(first)[:3] == ["A standfirst.", "Thank you.", "Yours, a gardener."]
    assert not any("Thank you." in spoken(slide) for slide in others)


def test_the_address_is_for_paper_alone() -> None:
    copy = the_press().render_copy(to("Ada Lovelace", "Thank you."))
    with zipfile.ZipFile(io.BytesIO(copy.data)) as file:
        assert not [name for name in file.namelist() if b"Example Street" in file.read(name)]


@pytest.mark.parametrize("nobody", [Personal(), Personal(words(" "), (words(""), words(" ")), (words("12 Street"),))])
def test_a_deck_for_nobody_in_particular_has_no_place_left_empty(nobody: Personal) -> None:
    made = render(told(a_story(), nobody), the_theme())
    assert made.pptx == render(a_story(), the_theme()).pptx == the_press().render_copy(nobody).data
    assert "Dedication" not in [shape.name for shape in slides(made)[0].shapes]


def test_it_stands_above_the_subtitle_in_a_template_of_somebody_elses(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.pptx"
    theirs.write_bytes(templates.default())
    made = DeckCopyRenderer(a_story(), the_theme(), template=theirs)
    personal = to("Zoë & Ada", "Thank you.")
    copy = made.render_copy(personal)
    assert copy.data == render(told(a_story(), personal), the_theme(), template=theirs).pptx
    assert "For Zoë &amp; Ada</a:t>" in xml(copy.data, "ppt/slides/slide1.xml").partition("A subtitle")[0]
    assert pickle.loads(pickle.dumps(made)).render_copy(personal) == copy


# -- copies -----------------------------------------------------------------------------------------

_LETTERS = st.characters(min_codepoint=0x20, max_codepoint=0x2FFF, exclude_categories=["Cs", "Cc"])
_TEXTS = st.one_of(st.sampled_from(NAMES), st.text(_LETTERS, max_size=60), st.text("&<>\"'{}=éMWil@ĳŒ ", max_size=90))


@settings(max_examples=40, deadline=None)
@given(_TEXTS, st.lists(_TEXTS, max_size=2))
@example("Ada " * 25, ["x" * 70_000])
@example("W" * 42, [" "])
def test_a_copy_is_the_deck_that_would_have_been_made_for_its_reader_byte_for_byte(
    name: str, letter: list[str]
) -> None:
    personal = to(name, *letter)
    assert outcome(lambda given: the_press().render_copy(given).data, personal) == outcome(in_full, personal)


def outcome(make: Callable[[Personal], bytes], personal: Personal) -> bytes | str:
    try:
        return make(personal)
    except LayoutError as error:
        return str(error)


def test_strong_words_and_links_of_a_dedication_are_kept() -> None:
    text = Words("For Ada, see a.org", words("").where, strong=(Span(4, 7),), links=((Span(13, 18), "https://a.org"),))
    for personal in (Personal(text), Personal(replace(text, text="For Eve, now b.org"))):
        assert the_press().render_copy(personal).data == in_full(personal)


@pytest.mark.slow
def test_copies_of_the_deck_that_comes_with_us_are_made_so_too() -> None:
    programme, theme = read(DATA, None, lambda problem: None)
    story = compose(programme)
    made = DeckCopyRenderer(story, theme)
    for name in NAMES[:4]:
        personal = to(name, f"Dear {name}, thank you.")
        assert made.render_copy(personal).data == render(told(story, personal), theme).pptx
    assert made.render_copy(Personal()).pages == ours().slides


def test_another_process_makes_the_same_bytes() -> None:
    other = pickle.loads(pickle.dumps(the_press()))
    for name in NAMES:
        assert other.render_copy(to(name, "Thank you.")) == the_press().render_copy(to(name, "Thank you."))


def test_nothing_of_one_reader_is_in_the_copy_of_another_or_in_the_press() -> None:
    made = DeckCopyRenderer(a_story(), the_theme())
    made.render_copy(to("Grace Hopper", "Dear Grace Hopper."))
    copy = made.render_copy(to("Alan Turing", "Dear Alan Turing."))
    with zipfile.ZipFile(io.BytesIO(copy.data)) as file:
        assert not [name for name in file.namelist() if b"Hopper" in file.read(name)]
    assert b"Hopper" not in copy.data
    assert b"Hopper" not in pickle.dumps(made)


def test_a_copy_differs_from_another_in_three_members_alone() -> None:
    one, other = (the_press().render_copy(to(name, "Thank you, " + name)).data for name in ("Ada", "Alan"))
    assert {name for name, content in packed(one).items() if content != packed(other)[name]} == {
        "docProps/custom.xml",
        "ppt/notesSlides/notesSlide1.xml",
        "ppt/slides/slide1.xml",
    }


def packed(deck: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(deck)) as file:
        return {info.filename: file.read(info) for info in file.infolist()}


# -- what does not fit ------------------------------------------------------------------------------


def sizes(deck: bytes) -> set[str]:
    shape = xml(deck, "ppt/slides/slide1.xml").partition('name="Dedication"')[2].partition("</p:sp>")[0]
    return {attribute.partition('"')[0] for attribute in shape.split('sz="')[2:]}


def test_a_long_dedication_shrinks_and_one_that_is_longer_still_is_told_without_its_words() -> None:
    assert sizes(the_press().render_copy(to("Ada")).data) == set()
    assert sizes(the_press().render_copy(to("Ada Lovelace and Charles Babbage " * 4)).data) == {"1800"}
    far_too_long = to("Ada Lovelace and Charles Babbage " * 40, "Dear Ada.")
    for make in (the_press().render_copy, in_full):
        with pytest.raises(LayoutError) as told:
            make(far_too_long)
        assert (
            str(told.value.problems[0])
            .splitlines()[0]
            .endswith("story.yaml:3:5: the dedication is too long for its slide, even at 18 points")
        )
        assert "Ada" not in str(told.value)
        assert "Ada" not in repr(told.value.problems)


@pytest.mark.parametrize("char", ["\x00", "\x07", "\n", "\r", "\t", "\ufffe", "\ud800"])
def test_what_no_slide_can_hold_is_told_without_its_words(char: str) -> None:
    for personal in (to(f"Ada{char}"), to("", f"Dear Ada{char}")):
        for make in (the_press().render_copy, in_full):
            with pytest.raises(LayoutError, match="has a line break or a character that no") as told:
                make(personal)
            assert "Ada" not in str(told.value)


# -- sound ------------------------------------------------------------------------------------------


def samples() -> Iterator[bytes]:
    for number, name in enumerate(NAMES):
        yield the_press().render_copy(to(name, *[f"Dear {name}, thank you."] * (number % 3))).data


def test_every_copy_is_sound(tmp_path: Path) -> None:
    for number, copy in enumerate(samples()):
        file = tmp_path / f"{number}.pptx"
        file.write_bytes(copy)
        assert faults(copy) == []
        assert validate_pptx(file).errors == []
        assert is_as_built(file)


@pytest.mark.slow
def test_the_open_xml_sdk_has_no_objection(tmp_path: Path) -> None:
    file = tmp_path / "copy.pptx"
    for copy in random.Random(7).sample(list(samples()), 4):
        file.write_bytes(copy)
        assert validators.open_xml_sdk(file) == []


def test_an_edited_copy_is_told_from_one_as_it_was_made(tmp_path: Path) -> None:
    file = tmp_path / "copy.pptx"
    file.write_bytes(the_press().render_copy(to("Ada", "Thank you.")).data)
    change(file, "ppt/slides/slide1.xml", b"For Ada", b"For Eve")
    assert not is_as_built(file)
