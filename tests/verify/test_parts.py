"""A portfolio that is divided, read back: every amount of chart and annex is held to its place."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from reports.brief.render import render as render_brief
from reports.theme.load import load_theme
from tests.builders.divided import AREA, STATED, TABLE, divided_of, failures
from tests.builders.edits import Edit, in_content, in_notes, in_slide, on_slide, retyped
from tests.builders.finished import Made
from tests.builders.portfolio import AREAS

MONEY, AWARDS, SUM = "The money", "The awards", "Sum of all amounts"  # what begins the pages, or stands there
BARS, YEARS, GROWTH = "£125,490 for doors (2/2)", "Amounts awarded by year", "£125,490 awarded"  # and the slides
LISTED = "The largest of"
GROWING = STATED.replace("date: Day}}", "date: Day}, growth: true}")


@pytest.fixture(scope="session")
def divided(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return divided_of(tmp_path_factory.mktemp("divided"), GROWING)


def test_a_divided_portfolio_holds(divided: Made) -> None:
    assert failures(divided) == []


def test_bars_that_large_print_tells_in_a_table_hold(divided: Made) -> None:
    large = render_brief(divided.story, load_theme(None), "a4", large_print=True).pdf
    found = [str(each) for each in divided.discrepancies("brief", large) if each.failure]
    assert [each for each in found if "does not hold" not in each] == []


def test_areas_hold(tmp_path: Path) -> None:
    assert failures(divided_of(tmp_path, AREAS)) == []


@pytest.mark.parametrize("where", ["ends", "begins"])
def test_names_that_are_cut_hold(where: str, tmp_path: Path) -> None:
    table, words = TABLE, "DEPARTMENT OF INVENTED AFFAIRS / AUTHORITY OF THE NORTHERN RIVER BASINS AND LAKES"
    for area in AREA:
        table = table.replace(area, f"{words} {area}" if where == "ends" else f"{area} {words}")
    made = divided_of(tmp_path, STATED, table)
    assert failures(made) == []
    assert failures(replace(made, story=divided_of(tmp_path, STATED).story)) != []


def _wider(content: str) -> str:
    """Make the first bar longer by a hundredth."""
    left, right = re.findall(r"n ([\d.]+) [\d.]+ m ([\d.]+) [\d.]+ l", content)[0]
    return content.replace(right, f"{float(left) + 1.01 * (float(right) - float(left)):.3f}", 2)


BRIEF: dict[str, tuple[Edit, str]] = {
    "a bar": (in_content(MONEY, _wider), r"brief page [[The money]]: draws bar \d"),
    "an amount beside a bar": (
        retyped(MONEY, ("25,986", "25,968")),
        r"brief page [[The money]]: says “25,968 21% 12” of Straw where the data",
    ),
    "two names swapped": (retyped(MONEY, ("Glass", "Stone"), ("Stone", "Glass")), r"brief page [[The money]]: says “"),
    "two of the largest awards swapped": (
        retyped(MONEY, ("Door 59", "Door 55"), ("Door 58", "Door 59"), ("Door 55", "Door 58")),
        r"brief page [[The money]]: says “Door 58” among the largest awards where the data says “Door 59”",
    ),
    "amounts of two of the largest awards swapped": (
        retyped(MONEY, ("£3,183", "£3,035"), ("£3,146", "£3,183"), ("£3,035", "£3,146")),
        r"brief page [[The money]]: says “£3,146” among the largest awards where the data says “£3,183”",
    ),
    "the last sum": (
        retyped(SUM, ("£125", "£152")),
        r"brief page [[Sum of all amounts]]: lacks “£\d+,\d+” in the chart of the sum",
    ),
    "an amount above a column": (
        retyped(YEARS, ("14,252", "14,522")),
        r"brief page [[Amounts awarded by year]]: says “14,522” where the data says “14,252” of 2011",
    ),
    "an amount in the annex": (
        retyped(AWARDS, ("3,109", "3,190")),
        r"brief page [[The awards]]: says “3,190” in row 3, column 5 of a table, where the data says “3,109”",
    ),
    "a name in the annex": (
        retyped(AWARDS, ("Door 59", "Door 58")),
        r"brief page [[The awards]]: says “Door 58” in row 1, column 2 of a table, where the data says “Door 59”",
    ),
}


@pytest.mark.parametrize("kind", BRIEF)
def test_what_was_changed_in_a_brief_is_named(divided: Made, kind: str) -> None:
    edit, message = BRIEF[kind]
    found = divided.failures("brief", edit)
    assert any(re.match(divided.placed(message), each) for each in found), found


def _text(old: str, new: str) -> tuple[str, str]:
    return f"<a:t>{old}</a:t>", f"<a:t>{new}</a:t>"


def _shape(place: str, name: str, attribute: str, by: float) -> Edit:
    """Change the first measure of that name in a shape."""
    pattern = rf'(name="{name}".*?{attribute}=")(\d+)'
    return on_slide(place, pattern, lambda match: f"{match[1]}{round(int(match[2]) * by)}")


def _lower(match: re.Match[str]) -> str:
    return f"{match[1]}{match[2]}{match[3]}{round(int(match[4]) * 0.97)}"


DECK: dict[str, tuple[Edit, str]] = {
    "a bar made longer": (
        _shape(BARS, 'Bar 2 of 5[^"]*', "<a:ext cx", 1.02),
        r"deck slide [[£125,490 for doors (2/2)]]: draws bar \d",
    ),
    "an amount beside a bar": (
        in_slide(BARS, _text("25,542", "25,245")),
        r"deck slide [[£125,490 for doors (2/2)]]: says “25,245 20% 12” of Stone where the data says “25,542 20% 12”",
    ),
    "a number of awards": (
        in_slide(BARS, _text("12", "21")),
        r"deck slide [[£125,490 for doors (2/2)]]: says “25,986 21% 21” of Straw where the data",
    ),
    "a bar's name": (in_slide(BARS, _text("Wood", "Metal")), r"deck slide [[£125,490 for doors (2/2)]]: says “Metal"),
    "an amount in the notes": (
        in_notes(BARS, ("25,542", "25,245")),
        r"deck slide [[£125,490 for doors (2/2)]], notes: says “25,245”",
    ),
    "a column made higher": (
        _shape(YEARS, "2011", r"<a:ext cx=\"\d+\" cy", 1.02),
        r"deck slide [[Amounts awarded by year]]: draws part 1 of column 2 off its value",
    ),
    "an amount above a column": (
        in_slide(YEARS, _text("14,252", "14,522")),
        r"deck slide [[Amounts awarded by year]]: says “14,522” where the data says “14,252” of 2011",
    ),
    "a year below a column": (
        in_slide(YEARS, _text("2011", "2012")),
        r"deck slide [[Amounts awarded by year]]: says “2012”",
    ),
    "a year below a column taken out": (
        in_slide(YEARS, _text("2011", "")),
        r"deck slide [[Amounts awarded by year]]: lacks years below its columns",
    ),
    "two years swapped": (
        in_slide(YEARS, _text("2011", "swapped"), _text("2012", "2011"), _text("swapped", "2012")),
        r"deck slide [[Amounts awarded by year]]: says “2012”",
    ),
    "two amounts above columns swapped": (
        in_slide(YEARS, _text("14,252", "swapped"), _text("14,511", "14,252"), _text("swapped", "14,511")),
        r"deck slide [[Amounts awarded by year]]: says “14,511” where the data says “14,252” of 2011",
    ),
    "the last sum": (
        in_slide(GROWTH, _text("£125,490", "£152,490")),
        r"deck slide [[£125,490 awarded]]: lacks “£125,490” in the chart of the",
    ),
    "a level of the line": (
        on_slide(
            GROWTH, r'(name="Sum".*?<a:lnTo><a:pt x="\d+" y=")(\d+)("/></a:lnTo><a:lnTo><a:pt x="\d+" y=")(\d+)', _lower
        ),
        r"deck slide [[£125,490 awarded]]: draws",
    ),
    "an amount in the table": (
        in_slide(LISTED, _text("3,109", "3,190")),
        r"deck slide [[The largest of]]: says “3,190” in row 3, column 5 of a table, where the data says “3,109”",
    ),
    "how many awards are not shown": (
        in_slide(LISTED, ("The other 50", "The other 60")),
        r"deck slide [[The largest of]]: says “60”",
    ),
}


@pytest.mark.parametrize("kind", DECK)
def test_what_was_changed_in_a_deck_is_named(divided: Made, kind: str) -> None:
    edit, message = DECK[kind]
    found = divided.failures("deck", edit)
    assert any(re.match(divided.placed(message), each) for each in found), found
