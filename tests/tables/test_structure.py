"""What a table shows before any sum: columns judged as a whole, shifted rows, merged cells, totals, names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from reports.awards import Awards
from tests.builders.award_tables import problems, read, written_csv, written_xlsx

HEAD = ["Title", "Area", "Amount", "Date"]
WANTED: dict[str, Any] = {
    "columns": {"title": "Title", "area": "Area", "amount": "Amount", "date": "Date"},
    "currency": "GBP",
}


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def amounts(*cells: object, write: Any = written_csv) -> str:
    name: str = write([HEAD, *([f"Award {number}", "North", cell, "2020"] for number, cell in enumerate(cells))])
    return name


def dates(*cells: object, write: Any = written_csv) -> str:
    rows = ([f"Award {number}", "North", 10**number + 7, cell] for number, cell in enumerate(cells))
    name: str = write([HEAD, *rows])
    return name


def summed(awards: Awards) -> list[str]:
    return [str(award.amount) for award in awards.awards]


def messages(name: str, **wanted: Any) -> list[str]:
    return [each.partition("\n")[0].removeprefix("warning: ") for each in problems(name, **{**WANTED, **wanted})]


# -- the form of a column -----------------------------------------------------------------------------


@pytest.mark.parametrize("write", [written_csv, written_xlsx])
def test_one_decimal_comma_settles_a_column_of_points(write: Any) -> None:
    assert summed(read(amounts("1.500", "12.500,75", write=write), **WANTED)) == ["1500", "12500.75"]


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        (("1.500", "2.000"), "'1.500', '2.000' (rows 2-3) may be thousands, or amounts with three decimals"),
        (("1,500", "750,50"), "'1,500' (row 2) may be thousands, or amounts with three decimals"),
        (("1,234.50", "1.234,50"), "the amounts have decimal points, '1,234.50' (row 2), and decimal commas, "),
    ],
)
def test_what_stays_open_is_one_problem_for_the_column(cells: tuple[str, ...], says: str) -> None:
    (message,) = messages(amounts(*cells))
    assert says in message


@pytest.mark.parametrize(("decimals", "wanted"), [("comma", ["1500", "2000"]), ("point", ["1.5", "2"])])
def test_the_author_settles_what_a_point_is(decimals: str, wanted: list[str]) -> None:
    assert summed(read(amounts("1.500", "2.000"), **WANTED, decimals=decimals)) == wanted


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (("13/2/2020", "1/2/2020"), ["2020-02-13", "2020-02-01"]),
        (("2/13/2020", "1/2/2020"), ["2020-02-13", "2020-01-02"]),
        (("2011-10", "2011-12"), ["2011-10-01", "2011-12-01"]),
        (("2012-13", "2011-12"), ["2012-01-01", "2011-01-01"]),
        (("13/4/19", "5/4/19"), ["2019-04-13", "2019-04-05"]),
        (("5/4/19 0:00", "4/25/19 0:00"), ["2019-05-04", "2019-04-25"]),
        (("31.12.99", "5.4.19"), ["1999-12-31", "2019-04-05"]),
        (("Jan-99", "Feb-20"), ["1999-01-01", "2020-02-01"]),
    ],
)
@pytest.mark.parametrize("write", [written_csv, written_xlsx])
def test_one_date_settles_the_others(cells: tuple[str, ...], said: list[str], write: Any) -> None:
    awards = read(dates(*cells, write=write), **WANTED).awards
    assert [str(award.date.first) for award in awards if award.date] == said


@pytest.mark.parametrize(
    "cells",
    [
        ("1/2/2020", "3/4/2020"),
        ("2011-12", "2010-11"),
        ("13/2/2020", "2/13/2020", "1/2/2020"),
        ("05/04/19", "06/04/19"),
        ("Jan-20", "2/2020"),
        ("05.04.2019",),
    ],
)
def test_dates_that_stay_open_are_one_problem_with_the_key_that_settles_them(cells: tuple[str, ...]) -> None:
    (told,) = problems(dates(*cells), **WANTED)
    assert "may be read in two ways" in told
    assert "say which they are: dates: " in told


@pytest.mark.parametrize(
    "header", ["Amount (£000)", "Amount in thousands", "£k", "Betrag (TEUR)", "Betrag in Mio. €", "£m"]
)
def test_a_header_that_speaks_of_a_scale_asks_for_it(header: str) -> None:
    name = written_csv([["Title", header], ["A", "1.5"]])
    wanted = {
        "columns": {"title": "Title", "amount": header},
        "currency": "EUR" if "€" in header or "EUR" in header else "GBP",
    }
    assert "speaks of" in problems(name, **wanted)[0]
    assert summed(read(name, **wanted, **{"in": "thousands"})) == ["1500"]
    assert summed(read(name, **wanted, **{"in": "units"})) == ["1.5"]


def test_a_header_may_not_name_another_currency() -> None:
    name = written_csv([["Title", "Amount (EUR)"], ["A", "1"]])
    (told,) = problems(name, columns={"title": "Title", "amount": "Amount (EUR)"}, currency="GBP")
    assert told.startswith("awards.csv:1:2: the header 'Amount (EUR)' says EUR, but the currency stated is GBP")


# -- structure ----------------------------------------------------------------------------------------


def test_a_sum_of_those_above_is_a_warning_that_the_author_settles() -> None:
    name = amounts(5, 7, 12)
    assert messages(name) == ["awards.csv:4:3: warning: the amount 12 is the sum of the 2 above it"]
    assert messages(name, rows={"4": "award"}) == []
    assert summed(read(name, **WANTED, rows={"4": "total"})) == ["5", "7"]
    assert messages(name, rows={"4": "award", "9": "total"}) == [
        "data.yaml:9:6: the table has no row 9 below its header that says anything"
    ]


def test_a_header_that_stands_again_is_passed_over_and_told() -> None:
    name = written_csv([HEAD, ["A", "N", 5, "2020"], HEAD, ["B", "N", 7, "2020"]])
    assert messages(name) == ["awards.csv:3:1: warning: the header stands again in row 3, which is passed over"]


def test_empty_cells_behind_every_row_are_how_a_file_is_written() -> None:
    assert messages(written_csv([HEAD, ["A", "N", 5, "2020", ""], ["B", "N", 7, "2020", ""]])) == []
    assert len(messages(written_csv([HEAD, ["A", "N", 5, "2020", ""], ["B", "N", 7, "2020"]]))) == 1


@pytest.mark.parametrize(
    "rows",
    [
        '"B,N,600,2020\nC,N,700,2020\n',
        'B,"N,600,2020\nC,"S",700,2020\n',
        '"B,N,6,2020\nC,N,7,2020\nD,S",8,2020\n',
        '"B,N,6,2020\n',
    ],
)
def test_a_mark_that_swallows_rows_is_found_in_the_row_where_it_opens(rows: str) -> None:
    Path("awards.csv").write_text(f"Title,Area,Amount,Date\nA,N,5,2020\n{rows}", "utf-8")
    (message,) = messages("awards.csv")
    assert message.startswith("awards.csv:3:1: a quotation mark in this row")


def test_a_name_of_which_a_part_alone_is_in_marks_is_refused_and_not_changed() -> None:
    Path("awards.csv").write_text('Title,Area,Amount,Date\nA "B" C,N,5,2020\n"A" Lovelace,N,5,2020\n', "utf-8")
    message = "awards.csv:3:1: a quotation mark in this row is not closed where its cell ends"
    assert messages("awards.csv") == [message]


def test_a_cell_of_several_lines_is_no_fault() -> None:
    Path("awards.csv").write_text('Title,Area,Amount,Date\n"A ""long""\ntitle, of two",N,5,2020\n', "utf-8")
    assert messages("awards.csv") == []


def test_rows_of_one_fault_are_one_problem() -> None:
    shifted = "".join(f"A{number},N,1,{number}00,2020\n" for number in range(1, 9))
    Path("awards.csv").write_text(f'Title,Area,Amount,Date\n{shifted}"B\nC,N,7,2020\n",N,8,2020\n', "utf-8")
    assert messages("awards.csv") == [
        "awards.csv:2:5: rows 2-9 have 5 cells, the header 4",
        "awards.csv:10:1: a quotation mark in this row swallows 1 row below it",
    ]


@pytest.mark.parametrize(
    "word",
    ["Subtotal North", "Total: North", "Total for NORTH", "NORTH total", "Sum North", "Gesamt: North", "North – Total"],
)
def test_a_sum_of_a_group_is_a_sum_wherever_it_says_so(word: str) -> None:
    rows: list[list[object]] = [["A", "North", 5, "2020", ""], ["B", "North", 6, "2020", ""], ["", "", 11, "", word]]
    (message,) = [each for each in messages(written_csv([[*HEAD, "Note"], *rows])) if "sum of the 2" not in each]
    assert message == f"awards.csv:4:3: this row says '{word}' and has an amount of 11: a sum is no award"


def test_every_sheet_that_would_do_is_told_with_its_rows_and_money() -> None:
    book = openpyxl.Workbook()
    for title, sums in (("2019", [500]), ("2020", [700, 300.5]), ("Notes", []), ("Old", [9])):
        sheet = book.create_sheet(title)
        for row in [HEAD, *(["A", "N", each, "2019"] for each in sums)] if sums else [["a", "b"]]:
            sheet.append(row)
    book.remove(book["Sheet"])
    book["Old"].sheet_state = "hidden"
    book.save("awards.xlsx")
    assert messages("awards.xlsx") == [
        "awards.xlsx: warning: the awards are those of the sheet '2019' (GBP 500), and not of '2020' (2 rows: "
        "GBP 1,000.50) and the hidden 'Old' (1 row: GBP 9), which have the same columns"
    ]
    assert messages("awards.xlsx", sheet="Old") == []


def test_an_error_of_a_workbook_is_no_empty_cell() -> None:
    name = workbook()
    book = openpyxl.load_workbook(name)
    book.active["C3"] = "#REF!"
    book.save(name)
    (message,) = messages(name)
    assert message == "awards.xlsx:3:3: the amount '#REF!' is not a number"


def test_a_title_of_ten_thousand_letters_is_a_problem_with_its_row() -> None:
    rows: list[list[object]] = [["A", "N", 5, "2020"], ["T" * 10_000, "N", 6, "2020"]]
    assert messages(written_csv([HEAD, *rows])) == [
        "awards.csv:3:1: this title has 10,000 letters: no page has room for it"
    ]


def workbook(**spans: str) -> str:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (HEAD, ["A", "Health", 500, "2019"], ["B", None, 400, "2019"], ["C", "Arts", 600, "2019"]):
        sheet.append(row)
    if "merged" in spans:
        sheet.merge_cells(spans["merged"])
    if "hidden" in spans:
        sheet.row_dimensions[int(spans["hidden"])].hidden = True
    book.save("awards.xlsx")
    return "awards.xlsx"


def test_merged_cells_count_for_each_row_but_money_does_not() -> None:
    name = workbook(merged="B2:B3")
    assert [award.area for award in read(name, **WANTED).awards] == ["Health", "Health", "Arts"]
    assert messages(name) == [
        "awards.xlsx:2:2: warning: a cell of 'Area' is merged: what it says counts for each row (rows 2-3: GBP 900)"
    ]
    assert messages(workbook(merged="C2:C3")) == [
        "awards.xlsx:2:3: one amount is merged over rows 2-3: nobody can tell what each was given"
    ]


def test_hidden_rows_are_read_and_told() -> None:
    assert messages(workbook(hidden="3")) == [
        "awards.xlsx:3:1: warning: 1 hidden row is read like any other (row 3: GBP 400)"
    ]


@pytest.mark.parametrize(
    ("other", "says"),
    [
        (["1", "A", "S", 5, "x"], "the area 'S' here, but 'N' in row 2"),
        (["1", "A", "N", 5, "y"], "differ in another column"),
    ],
)
def test_rows_are_one_award_only_if_they_agree_in_everything(other: list[object], says: str) -> None:
    wanted = {"columns": {"id": "Id", "title": "Title", "area": "Area", "amount": "Amount"}, "currency": "GBP"}
    head = ["Id", "Title", "Area", "Amount", "Part"]
    first: list[object] = ["1", "A", "N", 5, "x"]
    assert len(read(written_csv([head, first, first]), **wanted).awards) == 1
    assert says in problems(written_csv([head, first, other]), **wanted)[0]


def test_two_spellings_are_one_name_and_told() -> None:
    areas = ["Health", "HEALTH ", "Parks &amp; care", "Parks & care", "n/a", "-", "Unknown", "NULL"]
    name = written_csv([HEAD, *([f"A{number}", area, 7**number, "2020"] for number, area in enumerate(areas))])
    assert [award.area for award in read(name, **WANTED).awards] == [
        *("Health", "Health", "Parks & care", "Parks & care", None, None, None, None)
    ]
    assert messages(name) == [
        "awards.csv:3:2: warning: 'HEALTH' is taken for 'Health' of row 2, as one area",
        "awards.csv:5:2: warning: 'Parks & care' is taken for 'Parks &amp; care' of row 4, as one area",
    ]


def test_what_the_author_leaves_out_is_told_in_numbers() -> None:
    rows: list[list[object]] = [
        ["A", "N", 5, "2020"],
        ["B", "N", "much", "soon"],
        ["C", "N", "", "2020"],
        ["Total", "", 5, ""],
        ["D", "N", 9, "soon"],
    ]
    name = written_csv([HEAD, *rows])
    assert len(messages(name)) == 3
    awards = read(name, **WANTED, leave_out=("amounts", "dates", "totals"))
    assert (awards.is_partial, summed(awards)) == (True, ["5", "9"])
    told = awards.told()
    for says in ("2 of 5 rows state no amount", "1 of 5 rows states no date", "1 of 5 rows adds up others"):
        assert says in told
