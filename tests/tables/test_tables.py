"""Tables of awards: what is kept, merged and dropped, what they come to, and what is told of them."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.awards import Total, differences
from reports.awards.award import rows_told
from reports.datafile.model import Prose, Stated
from reports.datafile.scalars import When
from reports.errors import Location
from tests.builders.award_tables import (
    GRANTS,
    NIH_2021,
    NIH_2023,
    a_grant,
    a_year,
    problems,
    read,
    written_csv,
    written_xlsx,
)


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path / "data")


# -- 360Giving ----------------------------------------------------------------------------------------


def test_a_grant_becomes_an_award() -> None:
    (award,) = read(written_csv([GRANTS, a_grant(7, "1,500.50")])).awards
    assert (award.id, award.title, award.amount, award.currency) == ("360G-door-7", "Door 7", Decimal("1500.50"), "GBP")
    assert (award.kind, award.date, award.recipient, award.area) == ("awarded", When(2020, 5, 6), "Door Trust", "Doors")
    assert award.where == Location("awards.csv", 2, 4)


@pytest.mark.parametrize("begun", [b"PK\3\4", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_a_workbook_that_is_called_csv_is_told(begun: bytes) -> None:
    Path("awards.csv").write_bytes(begun + bytes(500))
    assert problems("awards.csv") == [
        "awards.csv: this is a workbook, and its name says that it is text\n  hint: save it as .xlsx"
    ]


def test_csv_xlsx_and_json_say_the_same() -> None:
    rows = [a_grant(1, 1000), a_grant(2, 0.1), a_grant(3, 2_000_000, award="2021", recipient=" ")]
    grants = [
        {
            "id": row[0], "title": row[1], "currency": row[2], "amountAwarded": row[3], "awardDate": row[4],
            "recipientOrganization": [{"name": row[5]}], "grantProgramme": [{"title": row[6]}],
        }
        for row in rows
    ]  # fmt: skip
    Path("awards.json").write_text(json.dumps({"version": "1.1", "grants": grants}), "utf-8")
    tables = [read(written_csv([GRANTS, *rows])), read(written_xlsx([GRANTS, *rows])), read("awards.json")]
    told = [[(a.id, a.amount, a.date, a.recipient, a.area) for a in table.awards] for table in tables]
    assert told[0] == told[1] == told[2]
    assert [table.tally.rows for table in tables] == [3, 3, 3]


@pytest.mark.parametrize(
    "header", ["Grant Programme:Title", "Grant Programme: Title", "grant programme :title", "Grant Programme:0:Title"]
)
def test_blanks_and_numbers_in_a_header_make_no_difference(header: str) -> None:
    headers = [header if name.startswith("Grant Programme") else name for name in GRANTS]
    assert read(written_csv([headers, a_grant()])).awards[0].area == "Doors"


def test_dates_of_a_workbook_are_dates() -> None:
    assert read(written_xlsx([GRANTS, a_grant(award=dt.date(2020, 5, 6))])).awards[0].date == When(2020, 5, 6)


def test_every_row_is_kept_merged_or_dropped_with_its_reason() -> None:
    rows = [
        GRANTS,
        a_grant(1),
        a_grant(2, " "),
        a_grant(1),
        [" ", "", "", ""],
        a_grant(5, award="soon"),
        ["", "Total", "GBP", ""],
    ]
    awards = read(written_csv(rows), leave_out=("dates",))
    assert awards.told() == (
        "awards.csv (360Giving): 5 rows read, 2 kept, 1 merged, 2 dropped\n"
        "  GBP 2,000 awarded in 2 awards, 2020-05-06\n"
        "  merged: they repeat an award of another row (row 4)\n"
        "  dropped: no amount (row 3)\n"
        "  dropped: a sum without an amount (row 7)\n"
        "  1 award states no amount, as page and slide say\n"
        "  1 of 5 rows states no date that can be read, as page and slide say\n"
        "  the date 'soon' is not understood (row 6), and counts as not stated"
    )
    assert awards.warnings == ()


def test_money_is_never_left_out_in_silence() -> None:
    rows = [
        a_grant(1),
        a_grant(2, "about 5"),
        a_grant(3, currency=""),
        a_grant(4, "=D2*2"),
        ["", "Door", "GBP", 9999],
        a_grant(5, currency="pounds"),
    ]
    assert [told.partition("\n")[0] for told in problems(written_csv([GRANTS, *rows]))] == [
        "awards.csv:3:4: the amount 'about 5' is not a number",
        "awards.csv:4:4: no currency, so that this amount of 1,000 is no award",
        "awards.csv:5:4: the amount is a formula: put its value there",
        "awards.csv:6:4: no identifier, so that this amount of 9,999 is no award",
        "awards.csv:7:4: the currency 'pounds' is no code such as GBP, so that this amount of 1,000 is no award",
    ]


def test_one_award_with_two_amounts_is_a_problem() -> None:
    assert problems(written_csv([GRANTS, a_grant(1, 5), a_grant(2), a_grant(1, 6)])) == [
        "awards.csv:4:4: '360G-door-1' has an amount of 6 here, but of 5 in row 2\n"
        "  hint: an identifier stands for one award: give each payment one of its own, or keep the row that is right"
    ]


def test_currencies_are_never_added_up() -> None:
    table = written_csv([GRANTS, a_grant(1, 5), a_grant(2, 7, currency="eur"), a_grant(3, 6)])
    assert read(table).totals == (
        Total("GBP", "awarded", Decimal(11), 2),
        Total("EUR", "awarded", Decimal(7), 1),
    )


# -- what a table shows of itself -------------------------------------------------------------------------


def test_empty_cells_behind_a_row_are_harmless_where_every_row_has_them() -> None:
    rows = [a_grant(1), [*a_grant(2), ""]]
    assert problems(written_csv([GRANTS, *([*row[:7], ""] for row in rows)])) == []
    assert [problem.partition("\n")[0] for problem in problems(written_csv([GRANTS, *rows]))] == [
        "awards.csv:3:8: this row has 8 cells, the header 7"
    ]


@pytest.mark.parametrize(
    ("amounts", "told"),
    [((100, 200, 300), "300 is the sum of the 2 above it"), ((100, 100), ""), ((100, 200, 301), "")],
)
def test_an_amount_that_is_the_sum_of_two_or_more_is_told(amounts: tuple[int, ...], told: str) -> None:
    found = problems(written_csv([GRANTS, *(a_grant(number, each) for number, each in enumerate(amounts))]))
    assert [told in problem for problem in found] == [True] * bool(told)


@pytest.mark.parametrize(("number", "lost"), [(10**15, True), (10**15 - 1, False)])
def test_a_number_of_more_digits_than_a_spreadsheet_keeps_is_no_identifier(number: int, lost: bool) -> None:
    row = [number, *a_grant()[1:]]
    found = problems(written_xlsx([GRANTS, row]))
    assert ["have lost their digits" in problem for problem in found] == [True] * lost


# -- NIH RePORTER ---------------------------------------------------------------------------------------


def nih_csv(headers: list[str], *years: dict[str, Any], above: tuple[list[str], ...] = ()) -> str:
    return written_csv([*above, headers, *([year[name] for name in NIH_2021] for year in years)])


@pytest.mark.parametrize("headers", [NIH_2021, NIH_2023], ids=["2021", "2023"])
def test_an_application_counts_once_however_many_institutes_pay(headers: list[str]) -> None:
    years = [a_year(1, 5000, "NCI"), a_year(1, 5000, "NIA"), a_year(2, 700)]
    awards = read(nih_csv(headers, *years), format="nih")
    assert awards.totals == (Total("USD", "awarded", Decimal(5700), 2),)
    assert awards.tally.merged == (3,)


def test_lines_above_the_header_are_passed_over() -> None:
    above = (["Search criteria"], ["Fiscal Year: 2019; Organization: DOOR UNIVERSITY"], [""])
    awards = read(nih_csv(NIH_2021, a_year(), above=above), format="nih")
    assert awards.tally.notes == ("its header is row 4",)
    assert awards.awards[0].where.line == 5


def test_sub_projects_are_part_of_their_project() -> None:
    sub: dict[str, Any] = {"Subproject Number": "9003", "Total Cost": " ", "Project Number": "5R01CA000001-03"}
    years = [a_year(1), a_year(2, **sub), a_year(3, **{**sub, "Total Cost (Sub Projects)": "800"}), a_year(4, " ")]
    assert [(drop.row, drop.reason) for drop in read(nih_csv(NIH_2021, *years), format="nih").tally.dropped] == [
        (3, "a sub-project without a cost of its own"),
        (4, "a sub-project, whose cost is part of its project's"),
        (5, "no total cost"),
    ]


def test_subprojects_without_their_project_are_left_out_if_the_author_agrees() -> None:
    alone = a_year(
        2, "", **{"Subproject Number": "7", "Total Cost (Sub Projects)": "800", "Project Number": "P30CA000009"}
    )
    awards = read(nih_csv(NIH_2021, a_year(1), alone), format="nih", leave_out=("subprojects",))
    assert (len(awards.awards), awards.is_partial, awards.tally.gaps.subprojects) == (1, True, 1)


def test_years_of_a_project_are_told_from_projects() -> None:
    years = [
        a_year(1, **{"Project Number": "5R01CA000001-03"}),
        a_year(2, **{"Project Number": "2R01CA000001-04A1", "Fiscal Year": "2020"}),
        a_year(3),
    ]
    awards = read(nih_csv(NIH_2021, *years), format="nih")
    assert (len(awards.awards), awards.projects) == (3, 2)
    assert "the 3 awards belong to 2 projects" in awards.told()
    assert (awards.awards[1].fiscal_year, awards.awards[1].date) == ("2020", When(2019, 4, 17))


def test_what_nih_writes_for_nothing_is_not_stated() -> None:
    assert (
        read(nih_csv(NIH_2021, a_year(**{"Organization Name": "Unavailable"})), format="nih").awards[0].recipient
        is None
    )


# -- any other table ------------------------------------------------------------------------------------

COLUMNS = {"amount": "Betrag", "recipient": "Empfänger", "date": "Tag", "area": "Thema"}
OWN = [["Empfänger", "Betrag", "Tag", "Thema"], ["Universität Köln", "5,000", "1/2/2013", "Riffe"]]


def test_the_author_names_the_columns_of_any_table() -> None:
    awards = read(written_csv(OWN), columns=COLUMNS, currency="EUR", kind="committed", dates="day first")
    assert awards.totals == (Total("EUR", "committed", Decimal(5000), 1),)
    assert (awards.awards[0].recipient, awards.awards[0].date) == ("Universität Köln", When(2013, 2, 1))


@pytest.mark.parametrize(
    ("separator", "encoding"), [(";", "utf-8-sig"), ("\t", "utf-16"), ("|", "utf-8"), (";", "cp1252")]
)
def test_separator_and_encoding_are_found_out(separator: str, encoding: str) -> None:
    awards = read(
        written_csv(OWN, separator=separator, encoding=encoding), columns=COLUMNS, currency="EUR", dates="day first"
    )
    assert awards.awards[0].recipient == "Universität Köln"
    assert bool(awards.tally.notes) is (encoding == "cp1252")


def test_a_sheet_is_found_by_its_header_or_by_name() -> None:
    about = [["About this file"], ["It is invented"]]
    name = written_xlsx([GRANTS, a_grant(1)], About=about, Old=[GRANTS, a_grant(2), a_grant(3)])
    assert [len(read(name).awards), len(read(name, sheet="Grants").awards)] == [2, 1]
    assert problems(name, sheet="Grant") == [
        "data.yaml:9:6: the table has no sheet 'Grant'\n  hint: did you mean 'Grants'?"
    ]


def test_a_formula_is_text_whatever_value_was_left_in_it() -> None:
    name = written_xlsx([GRANTS, a_grant(1), a_grant(3, title="=1+1")])
    assert [award.title for award in read(name).awards] == ["Door 1", "=1+1"]
    assert problems(written_xlsx([GRANTS, a_grant(1), a_grant(2, "=D2*2")])) == [
        "awards.xlsx:3:4: the amount is a formula: put its value there\n"
        "  hint: go on without such rows: leave_out: [amounts]"
    ]


# -- problems, word for word ------------------------------------------------------------------------------


def test_what_the_data_file_says_of_a_table_is_checked() -> None:
    written_csv([GRANTS, a_grant()])
    Path("../outside.csv").write_text("x", "utf-8")
    Path("linked.csv").symlink_to("../outside.csv")
    Path("old.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    beside = "\n  hint: put it beside the data file"
    assert problems("gone.csv") == ["data.yaml:9:6: table names 'gone.csv', which is not there"]
    for name in ("../outside.csv", "linked.csv", str(Path("awards.csv").resolve().parent.parent / "outside.csv")):
        assert problems(name)[0].endswith(f"which lies outside the data file's folder{beside}")
    assert problems("a\0.csv")[0].endswith("which is not there")
    assert problems("old.xls") == [
        "data.yaml:9:6: a table is a CSV, XLSX or JSON file, not 'old.xls'\n  hint: save it as .xlsx or .csv"
    ]
    assert problems("awards.csv", format="nih", currency="EUR")[0].startswith(
        "data.yaml:9:9: currency is given by the format NIH RePORTER"
    )
    assert problems("awards.csv", columns={"amount": "Amount Awarded"}) == [
        "data.yaml:9:8: nothing says in which currency the amounts are\n  hint: add currency: USD to awards"
    ]
    assert problems("awards.csv", format="360giving", columns={"amount": "x"})[0].startswith(
        "data.yaml:9:7: awards need either a format or columns, not both"
    )


def test_a_table_of_another_format_says_which_column_it_lacks() -> None:
    written_csv([["Identifier", "Amount Award", "Currency"], ["1", "5", "GBP"]])
    assert problems("awards.csv") == [
        "data.yaml:9:7: the table has no column 'Amount Awarded'\n  hint: it has 'Amount Award'"
    ]
    assert problems("awards.csv", columns={"amount": "Money"}, currency="GBP") == [
        "data.yaml:9:14: the table has no column 'Money'\n  hint: its columns are Identifier, Amount Award, Currency"
    ]
    written_csv([["Money", "Money"], ["1", "5"]])
    assert problems("awards.csv", columns={"amount": "Money"}, currency="GBP") == [
        "data.yaml:9:14: the table has two columns 'Money'\n  hint: give them headers of their own"
    ]


def test_a_table_without_awards_is_a_problem() -> None:
    assert problems(written_csv([GRANTS])) == [
        "awards.csv: the table has no awards\n  hint: rows may follow its header"
    ]
    Path("awards.csv").write_bytes(b"")
    assert problems("awards.csv") == [
        "data.yaml:9:7: the table has no column 'Identifier' and none 'Amount Awarded' and none 'Currency'\n"
        "  hint: it has no header"
    ]


def test_a_quotation_mark_that_is_never_closed_is_told_with_its_row() -> None:
    written_csv([GRANTS, a_grant(1)])
    with Path("awards.csv").open("a", encoding="utf-8") as file:
        file.write('x,"' + "word " * 40_000)
    assert problems("awards.csv") == [
        "awards.csv:3:1: this row has a cell longer than any text\n"
        "  hint: look for a quotation mark that is never closed"
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('{"grants": [{"id": 1}', "this is not JSON"), ('[{"amountAwarded": NaN}]', "this is not JSON"),
        ("[" * 200_000, "the file is nested too deep"), ("{", "the file holds no list of awards"),
        ("5", "the file holds no list of awards"), ('{"a": [1, 2]}', "the file holds no list of awards"),
    ],
)  # fmt: skip
def test_json_that_is_none_is_a_problem(text: str, wanted: str) -> None:
    Path("awards.json").write_text(text, "utf-8")
    assert wanted in problems("awards.json")[0]


# -- what is stated, against the table ------------------------------------------------------------------


def stated(value: int, **more: Any) -> Stated:
    return Stated.model_validate({"value": value, "unit": Prose("x"), "source": "report", **more})


def told_against(total: Stated | None, count: Stated | None) -> list[str]:
    awards = read(written_csv([GRANTS, a_grant(1, 600), a_grant(2, 400)]))
    places = (Location("data.yaml", 5, 1), Location("data.yaml", 6, 1))
    return [str(each).partition("\n")[0] for each in differences(awards, total, count, places)]


def test_a_stated_total_that_differs_is_shown_and_kept() -> None:
    pounds = {"currency": "GBP", "kind": "awarded"}
    assert told_against(stated(1000, **pounds), stated(2)) == []
    assert told_against(stated(1200, **pounds), stated(3)) == [
        "data.yaml:5:1: warning: the total is GBP 1,200, but the table comes to GBP 1,000 in 2 awards",
        "data.yaml:6:1: warning: the count is 3, but the table has 2 awards",
    ]
    assert told_against(stated(990, bound="about", **pounds), stated(1, bound="more than")) == []
    assert told_against(stated(1000, currency="GBP", kind="paid"), None) == [
        "data.yaml:5:1: warning: the total is paid in GBP, but the table's money is awarded in GBP"
    ]


# -- properties -----------------------------------------------------------------------------------------

CELLS = st.one_of(
    st.text(max_size=12), st.integers(-5, 10**9).map(str), st.sampled_from(["", " ", "GBP", "360G-a", "=1"])
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(CELLS, min_size=7, max_size=7), max_size=8))
def test_no_row_of_any_table_is_lost(rows: list[list[str]]) -> None:
    clean = [[cell.replace("\r", "").replace("\n", "").replace("\0", "") for cell in row] for row in rows]
    told = problems(written_csv([GRANTS, *clean, a_grant(1)], encoding="utf-16"))
    if all(problem.startswith("warning") for problem in told):
        awards = read("awards.csv")
        assert awards.tally.rows == 1 + sum(any(cell.strip() for cell in row) for row in clean)
        assert sum(total.amount for total in awards.totals) == sum(award.amount for award in awards.awards)


@given(st.sets(st.integers(1, 300)))
def test_rows_are_told_in_ranges(rows: set[int]) -> None:
    told = rows_told(rows).partition(" and more")[0].partition(" ")[2]
    ends = [list(map(int, part.split("-"))) for part in told.split(", ") if part]
    named = {row for each in ends for row in range(each[0], each[-1] + 1)}
    assert named <= rows
    assert named == rows or len(ends) == 20
