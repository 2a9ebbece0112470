"""Columns by year, parted by the four largest groups and the rest: what they say, and that they are held."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from reports.compose.compose import compose
from reports.errors import DataError
from reports.story import ColumnsChart
from tests.builders.divided import STATED, TABLE, divided_of, failures
from tests.builders.finished import Made
from tests.builders.portfolio import a_breakdown, a_story, an_annex, loaded

ASKED = STATED.replace("source: list,", "source: list, by: [year, area],")


def columns_of(made: Made) -> ColumnsChart:
    (further,) = a_breakdown(made.story).further
    assert isinstance(further.chart, ColumnsChart)
    return further.chart


def test_columns_part_each_year_by_the_four_largest_and_what_is_left(tmp_path: Path) -> None:
    chart = columns_of(divided_of(tmp_path, ASKED, f"{TABLE}Door 60,50,Paper,2010\nDoor 61,9,,2011\n"))
    assert chart.series == ("Straw", "Stone", "Glass", "Metal", "Other")
    assert [column.label for column in chart.columns] == [str(year) for year in range(2010, 2019)]
    total = sum((value for column in chart.columns for value in column.values), Decimal(0))
    assert total == sum(1000 + 37 * number for number in range(60)) + 59


def test_a_year_of_which_nothing_is_known_is_a_gap_and_awards_without_one_are_told(tmp_path: Path) -> None:
    table = "Name,Sum,Area,Day\nA,1000,Wood,2015\nB,3000,Metal,2018\nC,2000,Metal,\n"
    (further,) = a_breakdown(a_story(tmp_path, ASKED, table)).further
    assert isinstance(further.chart, ColumnsChart)
    assert [sum(column.values) for column in further.chart.columns] == [1000, 0, 0, 3000]
    assert further.caption.text == "Not in the columns: 1 award without a year, £2,000 in all."


def test_columns_hold_in_brief_and_deck_and_not_those_of_another_table(tmp_path: Path) -> None:
    made = divided_of(tmp_path, ASKED)
    assert failures(made) == []
    other = divided_of(tmp_path, ASKED, TABLE.replace("Door 7,1259,Glass", "Door 7,1259,Stone"))
    drawn, said = columns_of(made), columns_of(other)
    assert drawn != said
    swapped = replace(other, brief=made.brief, deck=made.deck)
    assert any("off its value" in each or "lacks" in each for each in failures(swapped))


@pytest.mark.parametrize(
    "by", ["[area, funder]", "[year, year]", "[year, colour]", "colour", "[]", "[year, area, type]"]
)
def test_other_divisions_are_problems_at_their_place(by: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"doors\.yaml:19:\d+: .*by"):
        loaded(tmp_path, ASKED.replace("[year, area]", by), TABLE)


# -- the list of names --------------------------------------------------------------------------------


def test_the_annex_lists_who_was_given_what_and_what_is_not_stated_last(tmp_path: Path) -> None:
    head = STATED.replace("source: list,", "source: list, annex: recipients,").replace("area: Area", "recipient: Area")
    made = divided_of(tmp_path, head, TABLE.replace("Straw", ""))
    annex = an_annex(made.story)
    assert annex.head == ("No.", "Recipient", "Awards", "Amount, £")
    assert annex.rows[0] == ("1", "Stone", "12", "25,542")
    assert annex.rows[-1] == ("5", "Not stated", "12", "25,986")
    assert annex.heading.text == "Recipients"
    assert annex.intro.text.startswith("4 recipients, 60 awards, in the order of their amounts: £")
    assert failures(made) == []


def test_a_list_of_funders_that_the_table_does_not_name_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="the table names no funder of any award"):
        loaded(tmp_path, STATED.replace("source: list,", "source: list, annex: funders,"), TABLE)


def test_an_annex_of_nothing_is_none(tmp_path: Path) -> None:
    made = loaded(tmp_path, STATED.replace("source: list,", "source: list, annex: nothing,"), TABLE)
    assert compose(made.programme, made.awards).annex is None


def test_the_source_of_a_table_is_one_that_there_is(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no source is called 'lists'\n  hint: did you mean 'list'"):
        loaded(tmp_path, STATED.replace("source: list,", "source: lists,"), TABLE)
