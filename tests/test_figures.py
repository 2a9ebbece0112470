"""Quantities from a table beside the data file: read as award tables are, and each problem told by its cell."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from reports.cli import main
from reports.datafile.yaml import read_file
from reports.errors import DataError
from reports.loading.load import loaded_of
from tests.builders.datafile import SOUND

CASE = Path(__file__).parent / "cases" / "datafile" / "figures-in-a-table"
HEAD = ["name", "value", "unit", "kind", "currency", "source", "as_of", "bound", "percent"]
ALIVE = ["alive", 82, "of doors", None, None, "report"]
TEXT = 'text: "In 2023 a phase 2b door opened."'


def a_file(folder: Path, file: str, says: str = "", text: str = "{alive}") -> Path:
    """Write a data file that reads quantities from a table."""
    data = SOUND.replace("quantities:\n", f"quantities:\n  file: {file}\n{says}").replace(
        TEXT, f'text: "Doors: {text}."'
    )
    (folder / "data.yaml").write_text(data, encoding="utf-8")
    return folder / "data.yaml"


def told(data: Path) -> list[str]:
    try:
        found = loaded_of(read_file(data), lambda _text: "", data.parent).warnings
    except DataError as error:
        found = error.problems
    return [str(each).replace(f"{data.parent}/", "").split("\n")[0] for each in found]


def of_csv(folder: Path, *rows: list[Any], says: str = "", head: list[str] = HEAD) -> list[str]:
    with (folder / "f.csv").open("w", newline="") as out:
        csv.writer(out, delimiter=";").writerows([head, *rows])
    return told(a_file(folder, "f.csv", says))


def of_workbook(folder: Path, *rows: list[Any], change: Callable[[Any], object] = lambda _sheet: None) -> list[str]:
    book = openpyxl.Workbook()
    for row in ([*HEAD], *rows):
        book.active.append(row)
    change(book.active)
    book.save(folder / "f.xlsx")
    return told(a_file(folder, "f.xlsx"))


def test_a_file_with_a_table_builds_verifies_and_rebuilds_from_its_brief(tmp_path: Path) -> None:
    data, out, again = tmp_path / "in" / "data.yaml", tmp_path / "out", tmp_path / "again"
    shutil.copytree(CASE, data.parent)
    assert main(["build", str(data), "-o", str(out), "--ledger"]) == 0
    assert main(["verify", str(data), str(out)]) == 0
    listed = (out / "ledger.csv").read_text("utf-8-sig")
    assert all(f"{number},a quantity of the data" in listed for number in ("82.5%", "40%", '"€180,000.50"'))
    shutil.rmtree(data.parent)
    assert main(["build", str(out / "brief.pdf"), "-o", str(again)]) == 0
    assert main(["verify", str(out / "brief.pdf"), str(again)]) == 0
    assert all((again / name).read_bytes() == (out / name).read_bytes() for name in ("brief.pdf", "deck.pptx"))


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (ALIVE, []),
        (["alive", "82%", "of doors", "", "", "report"], []),
        (["alive", "1.180,50", "gifts", "received", "EUR", "report"], []),
        (["alive", "$6 million", "gifts", "received", "USD", "report"], []),
        (["alive", "1.180", "doors", "", "", "report"], ["f.csv:2:2: '1.180' (row 2) may be thousands"]),
        (
            ["alive", "£1180", "gifts", "received", "EUR", "report"],
            ["f.csv:2:2: the amount '£1180' is in £, but the cur"],
        ),
        (["alive", "£1180", "gifts", "", "", "report"], ["f.csv:2:2: the value '£1180' is in £, and its row says no"]),
        (["alive", "", "gifts", "", "", "report"], ["f.csv:2:2: the value is empty"]),
        (["alive", "about 80", "gifts", "", "", "report"], ["f.csv:2:2: the amount 'about 80' is not a number"]),
        (["alive", "=A1*2", "gifts", "", "", "report"], ["f.csv:2:2: the amount is a formula"]),
        (["alive", "-5", "gifts", "", "", "report"], ["f.csv:2:2: value should be more than 0, not -5"]),
        (
            ["alive", "82", "#REF!", "", "", "report"],
            ["f.csv:2:3: the unit is a formula, or the error of one: '#REF!'"],
        ),
        (["alive", "82", "", "", "", "report"], ["f.csv:2:1: unit is missing"]),
        (["alive", "82", "gifts", "raised", "EUR", "report"], ["f.csv:2:4: kind should be committed, awarded, paid"]),
        (["alive", "82", "gifts", "", "EUR", "report"], ["f.csv:2:1: alive is money, but does not say of which kind"]),
        (["alive", "82", "gifts", "", "", "rapport"], ["f.csv:2:6: no source is called 'rapport'"]),
        (["alive", "82", "gifts", "", "", "report", "", "about", "maybe"], ["f.csv:2:9: percent should be yes or no"]),
        (["", "82", "gifts", "", "", "report"], ["f.csv:2:1: this row has no name"]),
        (["a live", "82", "gifts", "", "", "report"], ["f.csv:2:1: 'a live' should be a name of letters"]),
        (
            ["doors", "82", "gifts", "", "", "report"],
            ["'doors' stands in data.yaml:17 already", "'doors' stands in f.csv"],
        ),
    ],
)
def test_each_problem_is_told_by_its_cell(row: list[Any], found: list[str], tmp_path: Path) -> None:
    lines = of_csv(tmp_path, row)
    assert [any(each in line for line in lines) for each in found] == [True] * len(found), lines
    assert bool(lines) == bool(found), lines


def test_the_author_settles_what_cells_leave_open(tmp_path: Path) -> None:
    row = ["alive", "1.180", "doors", "", "", "report"]
    assert of_csv(tmp_path, row, says="  decimals: comma\n") == []
    assert of_csv(tmp_path, row, says="  decimals: dot\n")[0].startswith("data.yaml:16:13: decimals should be point or")


def test_a_name_that_stands_twice_in_the_table_is_told_at_both_rows(tmp_path: Path) -> None:
    lines = of_csv(tmp_path, ALIVE, ALIVE)
    assert [line.split(": ")[0] for line in lines] == ["f.csv:2:1", "f.csv:3:1"]


def test_a_column_that_is_missing_or_stands_twice_is_a_problem(tmp_path: Path) -> None:
    assert "the table has no column 'value'" in of_csv(tmp_path, ALIVE, head=["name", "worth"])[0]
    assert "the table has two columns 'unit'" in of_csv(tmp_path, ALIVE, head=[*HEAD[:3], "unit"])[0]


def with_format(code: str) -> Callable[[Any], object]:
    return lambda sheet: setattr(sheet["B2"], "number_format", code)


@pytest.mark.parametrize(
    ("value", "more", "change", "found"),
    [
        (0.825, [], with_format("0.0%"), []),
        (82, ["received", "GBP"], with_format("[$£-809]#,##0"), []),
        (
            82,
            ["received", "EUR"],
            with_format("[$£-809]#,##0"),
            "f.xlsx:2:2: the amount 82 has a number format that says",
        ),
        (82, [], with_format("[$£-809]#,##0"), "f.xlsx:2:2: the value '82' is in £, and its row says no currency"),
        ("=1+1", [], lambda _: None, "f.xlsx:2:2: the amount is a formula"),
        (82, [], lambda sheet: sheet.merge_cells("B2:B3"), "f.xlsx:2:2: one value is merged over rows 2 to 3"),
        (
            82,
            [],
            lambda sheet: setattr(sheet.row_dimensions[2], "hidden", True),
            "f.xlsx:2:1: warning: row 2 is hidden",
        ),
    ],
)
def test_a_workbook_s_formats_merged_cells_and_hidden_rows_are_evidence(
    value: object, more: list[Any], change: Callable[[Any], object], found: str, tmp_path: Path
) -> None:
    lines = of_workbook(tmp_path, ["alive", value, "doors", *(more or [None, None]), "report"], change=change)
    assert any(found in line for line in lines) if found else lines == []


def test_a_sheet_is_named_where_several_have_figures(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet("Other")):
        sheet.append(HEAD)
        sheet.append(ALIVE)
    book.save(tmp_path / "f.xlsx")
    assert "the sheets 'Sheet' and 'Other' have figures" in told(a_file(tmp_path, "f.xlsx"))[0]
    assert told(a_file(tmp_path, "f.xlsx", "  sheet: Other\n")) == []
    assert "no sheet 'Othr'" in told(a_file(tmp_path, "f.xlsx", "  sheet: Othr\n"))[0]


@pytest.mark.parametrize(
    ("file", "found"),
    [
        ("../f.csv", "data.yaml:15:9: file names '../f.csv', which lies outside the data file's folder"),
        ("none.csv", "data.yaml:15:9: file names 'none.csv', which is not there"),
        ("data.yaml", "data.yaml:15:9: a table of figures is a CSV or XLSX file, not 'data.yaml'"),
    ],
)
def test_a_table_lies_beside_the_data_file(file: str, found: str, tmp_path: Path) -> None:
    assert found in told(a_file(tmp_path, file))


def test_a_quantity_may_be_called_file(tmp_path: Path) -> None:
    data = SOUND.replace("  doors:", "  file: {value: 3, unit: files, source: report}\n  doors:", 1)
    (tmp_path / "data.yaml").write_text(data.replace(TEXT, 'text: "Of {file} files."'), encoding="utf-8")
    assert told(tmp_path / "data.yaml") == []
