"""The largest awards as a table: a head, rows, columns by contents, and nothing too small to be read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from reports.deck.lint import faults
from reports.deck.render import Deck
from reports.story import Annex
from tests.builders.deck import (
    A_LONG_TEXT,
    a_deck,
    a_story,
    an_annex,
    named,
    slides,
    title,
    xml,
)
from tests.readback import notes


def deck_of(annex: Annex) -> Deck:
    return a_deck(replace(a_story(), annex=annex))


def slide_of(annex: Annex) -> Any:
    return next(slide for slide in slides(deck_of(annex)) if title(slide) == annex.headline.text)


def table_of(annex: Annex) -> Any:
    return named(slide_of(annex), "Awards").table


def cells(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def sizes(table: Any) -> set[int]:
    return {int(run.get("sz")) for run in table._tbl.iter("{*}rPr")}


def test_the_ten_largest_stand_below_a_head() -> None:
    table = table_of(an_annex(64))
    assert table.first_row
    head, *rows = cells(table)
    assert head == ["No.", "Title", "Recipient", "Country", "Amount, €"]
    assert [row[0] for row in rows] == [str(n) for n in range(1, 11)]
    assert rows[9] == ["10", "A garden by the sea 10", "Trust 10", "GB", "8,990,000"]


def test_numbers_stand_right_and_words_left() -> None:
    first = table_of(an_annex()).rows[1].cells
    aligned = [cell._tc.find(".//{*}pPr").get("algn") for cell in first]
    assert aligned == ["r", None, None, None, "r"]


def test_what_is_left_out_is_counted_and_where_it_is_said() -> None:
    slide = slide_of(an_annex(1064))
    assert named(slide, "Caption").text_frame.text == (
        "1064 awards, the largest first. The other 1,054 are in the brief’s annex, “The awards”."
    )
    assert "The other 1,054 are in the brief’s annex, “The awards”." in notes(slide)


def test_the_notes_hold_the_rows_in_full() -> None:
    annex = an_annex(64, A_LONG_TEXT)
    slide = slide_of(annex)
    assert any("…" in cell for row in cells(named(slide, "Awards").table) for cell in row)
    for number in range(1, len(named(slide, "Awards").table.rows)):
        assert f"No. {number}; Title: {A_LONG_TEXT} {number}; Recipient: Trust {number}" in notes(slide)


@pytest.mark.parametrize("rows", [1, 2, 10, 11])
def test_few_awards_are_all_shown(rows: int) -> None:
    assert len(table_of(an_annex(rows)).rows) == 1 + min(rows, 10)


def test_a_table_is_as_wide_as_the_slides_content_and_ends_above_its_caption() -> None:
    for annex in (an_annex(), an_annex(64, A_LONG_TEXT[:140]), an_annex(3)):
        slide = slide_of(annex)
        frame, caption = named(slide, "Awards"), named(slide, "Caption")
        assert sum(column.width for column in frame.table.columns) == frame.width
        assert frame.width <= 11.834 * 914_400
        assert sum(row.height for row in frame.table.rows) == frame.height
        assert frame.top + frame.height <= caption.top


@pytest.mark.parametrize("length", [10, 60, 100, 140, 300])
def test_nothing_is_smaller_than_what_can_be_read(length: int) -> None:
    (size,) = sizes(table_of(an_annex(64, A_LONG_TEXT[:length].strip())))
    assert 1400 <= size <= 1800


def test_columns_that_say_the_same_are_left_out_first() -> None:
    rows = tuple(
        (str(n), f"Grant to Trust {n}", f"Trust {n}", "GB", "Reefs" if n % 2 else "Kelp", f"{n} May 2020", "5")
        for n in range(1, 11)
    )
    head = "No.", "Title", "Recipient", "Country", "Area", "Date", "Amount, €"
    table = table_of(an_annex(head=head, rows=rows, amounts=frozenset({0, 6})))
    assert cells(table)[0] == ["No.", "Title", "Area", "Date", "Amount, €"]


def test_awards_that_no_table_can_hold_are_told_in_rows() -> None:
    rows = tuple((str(n), "Word " * 20, "9" * 200) for n in range(1, 6))
    annex = an_annex(head=("No.", "Title", "Amount"), rows=rows, amounts=frozenset({0, 2}))
    made = [slide.slide_layout.name for slide in slides(deck_of(annex))]
    assert made[1].startswith("Rows")


def test_the_look_is_a_table_style_of_the_decks_own() -> None:
    deck = deck_of(an_annex())
    listed = xml(deck.pptx, "ppt/tableStyles.xml")
    used = xml(deck.pptx, "ppt/slides/slide2.xml").split("<a:tableStyleId>")[1].split("<")[0]
    assert f'styleId="{used}"' in listed
    assert "5C22544A" not in used
    assert "srgbClr" not in listed


def test_a_deck_without_a_table_has_no_style_for_one() -> None:
    assert "tblStyle " not in xml(a_deck(a_story()).pptx, "ppt/tableStyles.xml")


def test_a_table_is_described_and_in_the_decks_language() -> None:
    deck = deck_of(an_annex())
    described = named(slide_of(an_annex()), "Awards")._element.nvGraphicFramePr.cNvPr.get("descr")
    assert described == "Table of the 10 largest of 64 awards: No., Title, Recipient, Country, Amount, €."
    assert faults(deck.pptx) == []
