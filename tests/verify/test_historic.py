"""A document of the past says so on page 1 and on the title slide, in every kind of brief and deck; no other does."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Literal

import pytest

from reports.brief.render import render as render_brief
from reports.compose.compose import compose
from reports.deck.render import render as render_deck
from reports.theme.load import load_theme
from tests.builders.edits import in_slide, retyped
from tests.builders.finished import MEADOWS, Made, made
from tests.builders.templates import default
from tests.readback import brief_pages, deck_text, folded, slide_text, slides

NOTICE = "Historic document: figures as of "


@cache
def historic(paper: Literal["a4", "letter"] = "a4", *, large_print: bool = False) -> Made:
    usual = made(MEADOWS)
    programme = usual.programme.model_copy(update={"historic": True})
    story, theme = compose(programme, None, usual.photos), load_theme()
    brief = render_brief(story, theme, paper, large_print=large_print).pdf
    return replace(usual, programme=programme, story=story, brief=brief, deck=render_deck(story, theme).pptx)


def notice() -> str:
    return folded(NOTICE + historic().programme.as_of.text.text)


@pytest.mark.parametrize(("paper", "large_print"), [("a4", False), ("letter", False), ("a4", True)])
def test_page_one_says_so_and_no_other(paper: Literal["a4", "letter"], large_print: bool) -> None:
    first, *others = brief_pages(historic(paper, large_print=large_print).brief)
    assert folded(first).count(notice()) == 1
    assert not any(folded(NOTICE) in folded(page) for page in others)


def test_the_title_slide_says_so_beside_its_squares() -> None:
    first, *others = slides(historic().deck)
    assert folded(slide_text(first)).count(notice()) == 1
    box = next(shape for shape in first.placeholders if shape.name == "Notice")
    (squares,) = [shape for shape in first.shapes if shape.name == "Squares"]
    assert box.left + box.width <= squares.left
    assert not any(folded(NOTICE) in folded(slide_text(slide)) for slide in others)


def test_in_a_template_of_somebody_else_it_stands_before_the_subtitle(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.pptx"
    theirs.write_bytes(default())
    told = historic().story
    text = folded(slide_text(slides(render_deck(told, load_theme(), template=theirs).pptx)[0]))
    assert text.index(notice()) < text.index(folded(told.cover.subtitle.text))


def test_other_documents_do_not_say_so() -> None:
    usual = made(MEADOWS)
    assert folded(NOTICE) not in folded("".join(brief_pages(usual.brief)) + deck_text(usual.deck))


def test_verify_holds_both_files_to_it() -> None:
    told = historic()
    assert told.failures("deck", lambda deck: deck) == []
    assert any(
        "lacks “Historic" in each for each in told.failures("deck", in_slide(1, ("Historic document", "Document")))
    )
    assert any("Historic" in each for each in told.failures("brief", retyped(1, ("Historic", "Horistic"))))
