"""A sheet read a row at a time, from workbooks as several programs write them, and as somebody does who means harm."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from reports.awards.layouts import Layout
from reports.awards.xlsx import sheets
from reports.tables import TableError, Unclear
from reports.tables.elements import Strings
from reports.tables.formats import plainly, writer
from reports.tables.sheets import sheets_of

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

STRINGS = (
    f'<sst xmlns="{MAIN}"><si><t>Ada</t></si><si><r><t>Zo</t></r><r><t xml:space="preserve">ë </t></r></si>'
    "<si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh></si></sst>"
)


def a_workbook(path: Path, rows: str, strings: str = STRINGS, prefix: str = "") -> Path:
    """Write a workbook by hand, with `rows` in its only sheet."""
    colon = f"{prefix}:" if prefix else ""
    named = f"xmlns:{prefix}" if prefix else "xmlns"
    sheet = f'<{colon}worksheet {named}="{MAIN}"><{colon}sheetData>{rows}</{colon}sheetData></{colon}worksheet>'
    kinds = {"1": ("worksheet", "worksheets/sheet1.xml"), "2": ("sharedStrings", "/xl/sharedStrings.xml")}
    relations = "".join(
        f'<Relationship Id="r{key}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for key, (kind, target) in kinds.items()
    )
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
        '<sheet name="People" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
        "xl/sharedStrings.xml": strings,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def rows_of(path: Path) -> list[tuple[object, ...]]:
    sheets = sheets_of(path, lambda code, _since_1904: writer(code))
    (sheet,) = sheets.visible()
    return [row[:2] for row in sheets.rows(sheet)]


def test_cells_are_told_by_their_kind(tmp_path: Path) -> None:
    rows = (
        '<row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3"><v>12</v></c><c r="AA3" t="inlineStr"><is><r><t>x</t></r>'
        '<rPh sb="0" eb="1"><t>no</t></rPh><r><t>y</t></r></is></c></row>'
        '<row r="5"><c r="A5" t="str"><f>B1</f><v>x</v></c><c r="B5" t="e"><v>#N/A</v></c><c r="C5" t="b"><v>0</v></c>'
        '<c r="D5" t="d"><v>2024-05-06</v></c><c r="E5" t="s"><v>2</v></c></row>'
    )
    assert rows_of(a_workbook(tmp_path / "a.xlsx", rows)) == [
        (3, {1: "Zoë ", 2: "12", 27: "xy"}),
        (5, {1: "x", 2: Unclear.ERROR, 3: "FALSE", 4: Unclear.FORMAT, 5: "東京"}),
    ]


def test_rows_and_cells_without_a_place_follow_the_one_before(tmp_path: Path) -> None:
    rows = '<row><c t="s"><v>0</v></c><c/><c><v>1</v></c></row><row r="7"/><row><c r="B8"><v>2</v></c></row>'
    found = [(1, {1: "Ada", 3: "1"}), (7, {}), (8, {2: "2"})]
    assert rows_of(a_workbook(tmp_path / "a.xlsx", rows)) == found


def test_a_text_in_its_cell_may_have_parts_in_colours(tmp_path: Path) -> None:
    part = '<r><rPr><b/><color rgb="FFFF0000"/><charset val="1"/></rPr><t>Lovelace</t></r>'
    rows = f'<row r="1"><c r="A1" t="inlineStr"><is><r><t xml:space="preserve">Ada </t></r>{part}</is></c></row>'
    assert rows_of(a_workbook(tmp_path / "a.xlsx", rows)) == [(1, {1: "Ada Lovelace"})]


def test_prefixes_of_elements_do_not_matter(tmp_path: Path) -> None:
    rows = '<x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c></x:row>'
    assert rows_of(a_workbook(tmp_path / "a.xlsx", rows, prefix="x")) == [(1, {1: "Ada"})]


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1" t="s"><v>9</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
        '<row r="one"/>',
        '<row r="1"><c r="ABCDE1"><v>1</v></c></row>',
        '<row r="1"><c r="1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" s="x"><v>1</v></c></row>',
        '<row r="1"><c></row>',
    ],
)
def test_a_sheet_that_no_program_writes_is_a_problem(tmp_path: Path, rows: str) -> None:
    with pytest.raises(TableError, match="not an XLSX file, or a damaged one"):
        rows_of(a_workbook(tmp_path / "a.xlsx", rows))


@pytest.mark.parametrize("head", ['<!DOCTYPE a [<!ENTITY b "c">]>', '<?xml version="1.0" encoding="utf-16"?>'])
def test_entities_and_other_encodings_are_refused(tmp_path: Path, head: str) -> None:
    with pytest.raises(TableError):
        rows_of(a_workbook(tmp_path / "a.xlsx", "", strings=head + STRINGS))


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("[h]", dt.timedelta),
        ("[h]:mm:ss", dt.timedelta),
        ("mmss.0", dt.datetime),
        ('0" days; in all";0', float),
        ('0" days";d', float),
    ],
)
def test_a_format_says_whether_a_number_is_a_time_in_a_table_of_awards(tmp_path: Path, code: str, kind: type) -> None:
    book = openpyxl.Workbook()
    book.active.append([1.5])
    book.active["A1"].number_format = code
    book.save(tmp_path / "a.xlsx")
    (sheet,) = sheets(tmp_path / "a.xlsx", Layout("any", {}, ()))
    ((_, (cell,)),) = sheet.rows()
    assert type(cell) is kind


def test_cells_that_are_merged_have_one_text_where_each_below_holds_an_empty_one(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>3</v></c></row>'
    merged = '</sheetData><mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells><sheetData>'
    name = a_workbook(tmp_path / "a.xlsx", rows + merged, STRINGS.replace("</sst>", "<si><t></t></si></sst>"))
    (sheet,) = sheets(name, Layout("any", {}, ()))
    assert [*sheet.rows()] == [(1, ["Ada"]), (2, ["Ada"])]


@pytest.mark.parametrize("epoch", [CALENDAR_WINDOWS_1900, CALENDAR_MAC_1904])
def test_days_and_times_are_values_in_a_table_of_awards_and_formulas_are_their_texts(
    tmp_path: Path, epoch: dt.datetime
) -> None:
    book = openpyxl.Workbook()
    book.epoch = epoch
    cells = [dt.datetime(2020, 1, 2, 3, 4, 5), dt.datetime(2020, 1, 2), dt.time(3, 4), dt.timedelta(hours=30), 2.5]
    book.active.append([*cells, True, "é & <c>", "#N/A", "=A1&1"])
    book.active.row_dimensions[1].hidden = True
    book.save(tmp_path / "a.xlsx")
    (sheet,) = sheets(tmp_path / "a.xlsx", Layout("any", {}, ()))
    assert [*sheet.rows()] == [(1, [*cells, "TRUE", "é & <c>", "#N/A", "=A1&1"])]
    assert (sheet.hidden, sheet.since_1904) == ({1}, epoch == CALENDAR_MAC_1904)


@given(st.lists(st.text(st.characters())))
def test_strings_come_back(texts: list[str]) -> None:
    strings = Strings()
    for text in texts:
        strings.add(text)
    assert [strings[number] for number in range(len(strings))] == texts


@given(st.integers(0, 10**15 - 1), st.integers(1, 12))
def test_a_format_of_zeros_fills_up_and_never_cuts(number: int, zeros: int) -> None:
    assert writer("0" * zeros)(str(number)) == str(number).zfill(zeros)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("12", "12"),
        ("-5", "-5"),
        ("1.5E3", "1500"),
        ("0.30000000000000004", "0.3"),
        ("1E+20", Unclear.FORMAT),
        ("NaN", Unclear.FORMAT),
        ("x", Unclear.ERROR),
    ],
)
def test_a_plain_number_has_its_digits(number: str, text: object) -> None:
    assert plainly(number) == text
