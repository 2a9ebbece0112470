"""A deck that somebody has worked on is told from one that is as it was built."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from pptx import Presentation

from reports.deck.ooxml.fingerprint import MEMBER, is_as_built
from tests.builders.deck import a_deck, a_story, change, questions, xml


@pytest.fixture
def built(tmp_path: Path) -> Path:
    file = tmp_path / "deck.pptx"
    file.write_bytes(a_deck(a_story(questions(2))).pptx)
    return file


def test_a_deck_is_as_built_wherever_it_is_copied(built: Path) -> None:
    assert is_as_built(built)
    assert is_as_built(Path(built.rename(built.with_name("another name.pptx"))))


def test_a_deck_saved_by_another_program_is_edited_even_if_it_says_the_same(built: Path) -> None:
    Presentation(str(built)).save(str(built))
    with zipfile.ZipFile(built) as file:
        assert MEMBER in file.namelist()
    assert not is_as_built(built)


def test_one_changed_word_is_an_edit(built: Path) -> None:
    change(built, "ppt/notesSlides/notesSlide2.xml", b"Name 1", b"Name 2")
    assert not is_as_built(built)


def test_a_member_more_or_the_property_lost_is_an_edit(built: Path) -> None:
    whole = built.read_bytes()
    with zipfile.ZipFile(built, "a") as file:
        file.writestr("ppt/tags/tag1.xml", "<a/>")
    assert not is_as_built(built)
    built.write_bytes(whole)
    change(built, MEMBER, b"Fingerprint", b"Thumbprint")
    assert not is_as_built(built)


@pytest.mark.parametrize("content", [b"", b"old deck", b"PK\x03\x04 and so on", b"%PDF-1.7"])
def test_what_is_no_deck_of_ours_counts_as_edited(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "deck.pptx").write_bytes(content)
    assert not is_as_built(tmp_path / "deck.pptx")


def test_a_deck_cut_short_counts_as_edited(built: Path) -> None:
    built.write_bytes(built.read_bytes()[:-500])
    assert not is_as_built(built)


def test_the_template_has_no_fingerprint_to_pass_on() -> None:
    from reports.deck.ooxml.template import FILE

    with zipfile.ZipFile(FILE) as file:
        assert MEMBER not in file.namelist()


def test_a_deck_to_share_has_no_notes_at_all() -> None:
    from reports.deck.lint import faults
    from reports.deck.render import render
    from tests.builders.deck import the_theme

    shared = render(a_story(questions(2)), the_theme(), share=True)
    with zipfile.ZipFile(io.BytesIO(shared.pptx)) as file:
        assert [name for name in file.namelist() if "notes" in name.casefold()] == []
        assert [name for name in file.namelist() if b"Full question" in file.read(name)] == []
    assert "<Notes>0</Notes>" in xml(shared.pptx, "docProps/app.xml")
    assert faults(shared.pptx) == []
