"""Tables of recipients: what is read of them, and what is told when they can't be used."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.errors import DataError
from reports.handouts.cells import clean
from reports.handouts.recipients import open_recipients
from tests.builders.tables import ASKING, a_csv, an_xlsx, letters_of, problems, read_table, surveyed

HEAD = ["id", "salutation"]
ADA = ["1", "Dear Ada"]


def said(path: Path, **how: Any) -> list[str]:
    return [each.values["salutation"] for each in read_table(path, **how)]


# -- CSV ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_that_are_marked_and_separators_are_found(tmp_path: Path, encoding: str, separator: str) -> None:
    rows = [HEAD, ["1", "Dear Zoë; Ada, and\tLi"], ["2", "Dear José"]]
    path = a_csv(tmp_path / "people.csv", rows, encoding, separator)
    assert said(path) == ["Dear Zoë; Ada, and Li", "Dear José"]


def test_another_encoding_is_named(tmp_path: Path) -> None:
    path = a_csv(tmp_path / "people.csv", [HEAD, ["1", "Dear Łukasz"]], "cp1250")
    assert said(path, encoding="cp1250") == ["Dear Łukasz"]


def test_a_wrong_encoding_is_told_with_its_row(tmp_path: Path) -> None:
    path = a_csv(tmp_path / "people.csv", [HEAD, ADA, ["2", "Dear Zoë"]], "cp1252")
    hint = "\n  hint: save it as UTF-8, or say what it is in: --encoding cp1252"
    assert problems(path) == [f"people.csv:3:1: row 3 is not in UTF-8{hint}"]
    assert problems(path, encoding="shift_jis") == [f"people.csv:3:1: row 3 is not in shift_jis{hint}"]


@pytest.mark.parametrize("name", ["utf-9", "rot13"])
def test_an_encoding_that_is_none_is_told(tmp_path: Path, name: str) -> None:
    path = a_csv(tmp_path / "people.csv", [HEAD, ADA])
    hint = "the usual ones are utf-8, cp1252 and utf-16"
    assert problems(path, encoding=name) == [f"people.csv: there is no encoding '{name}'\n  hint: {hint}"]


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(st.lists(TEXTS, max_size=6), st.sampled_from(",;\t"))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_any_text_comes_back_from_a_csv(tmp_path: Path, texts: list[str], separator: str) -> None:
    path = a_csv(tmp_path / "people.csv", [HEAD, *([str(n), text] for n, text in enumerate(texts))], "utf-8", separator)
    assert said(path) == [clean(text.replace("\r\n", "\n")) or "" for text in texts]


def test_rows_keep_their_numbers_and_empty_ones_are_none(tmp_path: Path) -> None:
    path = a_csv(tmp_path / "people.csv", [HEAD, ["1", "Dear\nAda"], ["", ""], [], ["2", "Dear Li"]])
    assert [(each.row, each.values["salutation"]) for each in read_table(path)] == [(2, "Dear\nAda"), (5, "Dear Li")]


def test_a_quotation_mark_that_is_never_closed_is_told(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text('id,salutation\n1,Dear Ada\n2,"Dear Li\n3,Dear Zoë\n', "utf-8")
    assert problems(path) == [
        "people.csv:3:1: a quotation mark in this row is not closed where its cell ends: it swallows 1 more line\n"
        '  hint: take the mark away, or write it twice within a cell in marks: ""'
    ]


def test_a_row_wider_than_the_header_is_told(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("id,salutation\n1,Dear Ada, Countess\n2,Dear Li,,\n", "utf-8")
    hint = "a value with a separator in it stands in quotation marks"
    assert problems(path) == [f"people.csv:2:1: row 2: this row has more cells than the header\n  hint: {hint}"]


def test_what_looks_like_a_formula_or_a_code_is_text(tmp_path: Path) -> None:
    texts = ["=1+1", "@SUM(A1)", "-2", "01234", "1e5", "TRUE", "{doors}", "<b>x</b>", "'quoted'"]
    path = a_csv(tmp_path / "people.csv", [HEAD, *([str(n), text] for n, text in enumerate(texts))])
    assert said(path) == texts


# -- XLSX -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1234, "00000", "01234"),
        (123456, "00000", "123456"),
        (123456789, r"00000\-0000", "12345-6789"),
        (15551234567, "General", "15551234567"),
        (12.5, "General", "12.5"),
        (0.1 + 0.2, "General", "0.3"),
        (7, "0", "7"),
        (42, "@", "42"),
        ("01234", "General", "01234"),
        (1250.5, '"$"#,##0.00', "$1,250.50"),
        (dt.date(2024, 3, 5), "d mmmm yyyy", "5 March 2024"),
        (True, "General", "TRUE"),
        ("_x0041_b_x000A_c", "General", "Ab\nc"),
    ],
)
def test_a_number_is_read_as_it_is_seen(tmp_path: Path, value: Any, code: str, text: str) -> None:
    assert said(an_xlsx(tmp_path / "people.xlsx", [HEAD, ["1", value]], {"B2": code})) == [text]


@pytest.mark.parametrize(
    ("value", "code", "told"),
    [
        ("=CONCATENATE(A1)", "General", "is a formula whose result the file does not hold"),
        ("#N/A", "General", "is an error of the spreadsheet"),
        (1e30, "General", "has a format that is not read: a fraction, an exponent, elapsed time, or another calendar"),
        (1.5, "[h]:mm", "has a format that is not read: a fraction, an exponent, elapsed time, or another calendar"),
        (-5, "0.00;[Red]0.00", "is below zero, which its format shows by a colour alone, or not at all"),
    ],
)
def test_what_nobody_can_be_sure_of_is_a_problem(tmp_path: Path, value: object, code: str, told: str) -> None:
    path = an_xlsx(tmp_path / "people.xlsx", [HEAD, ["1", value]], {"B2": code})
    assert [problem.partition("\n")[0] for problem in problems(path)] == [
        f"people.xlsx:2:2: row 2: 'salutation' {told}"
    ]


def test_cells_that_nobody_asks_for_may_hold_anything(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["note", *HEAD],
        ["=1/0", *ADA],
        [dt.date(2024, 5, 6), "2", "Dear Li"],
        ["alone", None, None],
    ]
    path = an_xlsx(tmp_path / "people.xlsx", rows)
    assert [each.row for each in read_table(path)] == [2, 3, 4]


def test_a_date_decides_as_well_as_a_text(tmp_path: Path) -> None:
    path = an_xlsx(tmp_path / "people.xlsx", [[*HEAD, "died"], [*ADA, dt.date(2024, 5, 6)], ["2", "Dear Li", None]])
    found = read_table(path, 'handout: {dedication: "{recipient.salutation}", suppress: died}\n')
    assert [each.suppressed for each in found] == [True, False]


def test_the_sheet_is_the_first_one_with_the_columns(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for name, rows in {"About": [["Our donors"]], "Old": [HEAD, ["9", "Dear Old"]], "New": [HEAD, ADA]}.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.create_sheet("Hidden").sheet_state = "hidden"
    book.save(path := tmp_path / "people.xlsx")
    assert said(path) == ["Dear Old"]
    assert list(map(str, surveyed(path).remarks)) == [
        f"{path}: the sheet 'New' has these columns too, and nobody there gets a copy"
    ]


@pytest.mark.parametrize("content", [b"", b"id,salutation", b"PK\3\4" + b"\0" * 60])
def test_what_is_no_workbook_is_told_so(tmp_path: Path, content: bytes) -> None:
    (path := tmp_path / "people.xlsx").write_bytes(content)
    assert problems(path) == ["people.xlsx: this is not an XLSX file, or a damaged one\n  hint: save it again as .xlsx"]


# -- columns --------------------------------------------------------------------------------------------


def test_a_column_is_found_in_other_letters_and_blanks(tmp_path: Path) -> None:
    path = a_csv(tmp_path / "people.csv", [["ID", " Salutation "], ADA])
    assert said(path) == ["Dear Ada"]


def test_every_missing_column_is_told_and_no_header_is_printed(tmp_path: Path) -> None:
    path = a_csv(tmp_path / "people.csv", [["Ada Lovelace", "salutaton"], ADA])
    assert problems(path) == [
        "people.csv:1:1: the table has no column 'id'\n  hint: the first row of the table names its columns",
        "people.csv:1:1: the table has no column 'salutation'\n  hint: did you mean 'salutaton'?",
    ]


def test_a_column_that_is_there_twice_is_told(tmp_path: Path) -> None:
    path = a_csv(tmp_path / "people.csv", [["id", "salutation", "Salutation", "salutation"], [*ADA, "", ""]])
    assert problems(path) == [
        "people.csv:1:4: the table has 2 columns 'salutation'\n  hint: give each a header of its own"
    ]


@pytest.mark.parametrize("name", ["people.csv", "people.xlsx"])
def test_an_empty_table_is_told(tmp_path: Path, name: str) -> None:
    write = a_csv if name.endswith("csv") else an_xlsx
    message = "the table is empty\n  hint: its first row names the columns"
    assert problems(write(tmp_path / name, [])) == [f"{name}: {message}"]
    assert problems(write(tmp_path / name, [HEAD])) == [f"{name}: the table has no row below its header"]


def test_a_table_is_a_file_that_is_there_and_of_a_kind_we_read(tmp_path: Path) -> None:
    assert problems(tmp_path / "none.csv") == ["none.csv: the file cannot be read\n  hint: no such file or directory"]
    (path := tmp_path / "people.ods").write_bytes(b"")
    assert problems(path) == [
        "people.ods: a table of recipients is a CSV or XLSX file\n  hint: save it as .xlsx, or as .csv in UTF-8"
    ]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no devices that are read like files")
@pytest.mark.parametrize("name", ["people.csv", "people.xlsx"])
def test_a_device_is_no_table(tmp_path: Path, name: str) -> None:
    (path := tmp_path / name).symlink_to("/dev/zero")
    told = f"{name}: the file cannot be read\n  hint: it is no file but a device or a pipe"
    assert problems(path) == [told]


# -- rows -----------------------------------------------------------------------------------------------


def test_values_are_composed_and_without_what_cannot_be_seen(tmp_path: Path) -> None:
    path = a_csv(tmp_path / "people.csv", [HEAD, ["1", " Dear\u200b  Zoe\u0308\u00ad\r\n and  Li \n\n"]])
    assert said(path) == ["Dear Zoë\nand Li"]
    assert said(a_csv(path, [HEAD, ["1", "Dear  Ada"]])) == ["Dear Ada"]


def test_other_columns_are_read_beside_and_seeds_are_marked(tmp_path: Path) -> None:
    path = a_csv(tmp_path / "people.csv", [[*HEAD, "place", "secret"], [*ADA, "X", "Y"]])
    (only,) = open_recipients(path, replace(letters_of(ASKING).columns, named=("place",)), seeds=True)
    assert only.values == {"id": "1", "salutation": "Dear Ada", "place": "X"}
    assert only.seed


def test_a_table_that_has_gone_meanwhile_is_told(tmp_path: Path) -> None:
    path = a_csv(tmp_path / "people.csv", [HEAD, ADA])
    table = open_recipients(path, letters_of(ASKING).columns)
    path.unlink()
    with pytest.raises(DataError, match="the file cannot be read"):
        list(table)
