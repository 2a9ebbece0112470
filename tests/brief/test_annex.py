"""The annex and the breakdown: what is known of single awards, told whole on pages that a reader can find."""

from __future__ import annotations

import io
from dataclasses import replace

import pdfplumber
import pytest

from reports.brief.render import render
from reports.errors import ArchiveError, LayoutError
from tests.builders.annex import HEAD, a_breakdown, an_annex, divided, with_annex
from tests.builders.brief import THEME, a_brief, a_story
from tests.readback import elements


def texts_of_pages(pdf: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return [page.extract_text() for page in document.pages]


MANY = tuple(f"Area {n}" for n in range(1, 41))


def test_a_breakdown_is_two_charts_with_measure_and_caption_each() -> None:
    read = elements(a_brief(a_story(divided(a_breakdown()))).pdf)
    start = next(n for n, each in enumerate(read) if each.text == "Where the money went")
    assert [(each.tag, each.alt or each.text) for each in read[start : start + 7]] == [
        ("H2", "Where the money went"),
        ("P", "Amounts by area."),
        ("Figure", "Bar chart of amounts by area."),
        ("P", "Each award counts once. Source: A Trust."),
        ("P", "Sum by date."),
        ("Figure", "Line in steps of the sum."),
        ("P", "Each step is a day."),
    ]


def test_names_that_are_cut_beside_their_bars_stand_in_the_caption() -> None:
    long = (
        "A fund for the northern shores, the islands, the estuaries and for all who have looked after them since 1950"
    )
    read = elements(a_brief(a_story(divided(a_breakdown("Reefs", long)))).pdf)
    assert any(f"In full: {long}." in each.text for each in read if each.tag == "P")


def test_large_print_draws_the_parts_and_tells_them_in_a_table_where_bars_have_no_room() -> None:
    few, many = (
        elements(render(a_story(divided(a_breakdown(*names))), THEME, "a4", large_print=True).pdf)
        for names in ((), MANY)
    )
    assert "Bar chart of amounts by area." in [each.alt for each in few]
    assert "Bar chart of amounts by area." not in [each.alt for each in many]
    heads = [each.text for each in many if each.tag == "TH"]
    assert set(heads) == {"Area", "Committed, € million", "Awards", *MANY}


def test_an_annex_begins_behind_the_closing() -> None:
    pages = texts_of_pages(a_brief(with_annex(60)).pdf)
    begun = next(text for text in pages if "The awards" in text.splitlines())
    closing, found, _ = begun.partition(
        "The awards\n60 awards, all of them.\nSource: A Trust [1].\nNo. Title Recipient Date Amount, €"
    )
    assert found
    assert "Reading the figures" in closing


def test_every_award_is_a_row_whose_title_names_it() -> None:
    read = elements(a_brief(with_annex(60)).pdf)
    assert [each.text for each in read if each.tag == "TH"] == [*HEAD, *(row[1] for row in an_annex(60).rows)]
    cells = [each.text for each in read if each.tag == "TD"]
    assert cells == [row[place] for row in an_annex(60).rows for place in (0, 2, 3, 4)]


def test_an_annex_is_in_bookmarks_and_contents() -> None:
    pdf = a_brief(with_annex(300)).pdf
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        titles = [outline[1] for outline in document.doc.get_outlines()]
    assert titles[-1] == "The awards"
    assert [each.text for each in elements(pdf) if each.tag in ("Reference", "Link")][-2:] == [" 3", "The awards"]


def test_the_data_files_limit_is_for_the_pages_before_the_annex() -> None:
    assert a_brief(with_annex(300, pages=2)).pages > 10
    with pytest.raises(LayoutError, match="the brief has 2 pages, 1 more than its limit of 1"):
        a_brief(with_annex(300, pages=1))


def test_no_list_of_contents_takes_the_last_room_that_the_limit_leaves() -> None:
    story = with_annex(300)
    full = replace(story, sections=tuple(divided(a_breakdown()) for _ in range(5)))
    before = a_brief(replace(full, annex=None)).pages
    assert a_brief(replace(full, pages=before)).pages > before


def test_large_print_sets_cells_below_each_other_that_are_columns_all_the_same() -> None:
    pdf = render(with_annex(20), THEME, "a4", large_print=True).pdf
    read = elements(pdf)
    start = next(place for place, each in enumerate(read) if each.text == "No.")
    assert [each.text for each in read[start : start + len(HEAD)]] == list(HEAD)
    rows = an_annex(20).rows
    assert [each.text for each in read if each.tag in ("TH", "TD")][-len(HEAD) * 20 :] == [
        c for row in rows for c in row
    ]
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        heads = [
            [word for word in page.extract_words() if word["text"] in ("Title", "Recipient", "Date")]
            for page in document.pages[-2:]
        ]
    for title, recipient, date in heads:  # on every page
        assert title["x0"] == recipient["x0"] == date["x0"]
        assert title["top"] < recipient["top"] < date["top"]


def test_a_letter_of_an_award_that_the_font_lacks_is_a_problem() -> None:
    annex = an_annex(3)
    strange = replace(annex, rows=(*annex.rows, ("4", "Tide of 日", "Trust", "2020", "1")))
    with pytest.raises(ArchiveError, match=r"lacks the character '日' \(U\+65E5\) of award 4 in the annex"):
        a_brief(replace(a_story(), annex=strange))
