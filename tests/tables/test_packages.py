"""Workbooks that mean harm, or that are none: refused before anything is unpacked or laid out in memory."""

from __future__ import annotations

import re
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.builders.award_tables import GRANTS, a_grant, problems, read, written_xlsx

SHEET = "xl/worksheets/sheet1.xml"
NO_XLSX = "this is not an XLSX file, or a damaged one\n  hint: save it again as .xlsx"
BAD_XLSX = "this XLSX file is not as a spreadsheet program writes it\n  hint: save it again as .xlsx"


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written_xlsx([GRANTS, a_grant(1), a_grant(2)])


def changed(part: str, change: Callable[[bytes], bytes], **more: bytes) -> str:
    """Write the workbook again with one part changed, and with more parts."""
    with zipfile.ZipFile("awards.xlsx") as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts[part] = change(parts[part])
    return packed({**parts, **more})


def packed(parts: Mapping[str, bytes]) -> str:
    with zipfile.ZipFile("other.xlsx", "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return "other.xlsx"


def cell(reference: bytes) -> Callable[[bytes], bytes]:
    return lambda sheet: sheet.replace(b"</sheetData>", b"<row><c %s><v>1</v></c></row></sheetData>" % reference)


def test_a_sound_workbook_passes_again() -> None:
    assert len(read(changed(SHEET, lambda sheet: sheet)).awards) == 2


@pytest.mark.parametrize(
    "reference",
    [
        b'r="XFD1048576"',
        b"r='XFD9999999'",
        b'r = "XFD1048576"',
        b'r\n=\t"XFD1048576"',
        b'r="AAA10000"',
        b'r="A9999999"',
    ],
)
def test_a_cell_far_out_does_not_lay_out_a_world_of_empty_ones(reference: bytes) -> None:
    start = time.process_time()
    awards = read(changed(SHEET, cell(reference)))
    assert (len(awards.awards), [drop.row for drop in awards.tally.dropped]) == (2, [4])
    assert time.process_time() - start < 5


def test_a_sheet_is_read_whatever_its_part_is_called() -> None:
    with zipfile.ZipFile("awards.xlsx") as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["xl/picture.png"] = parts.pop(SHEET)
    rels = "xl/_rels/workbook.xml.rels"
    parts[rels] = parts[rels].replace(b"worksheets/sheet1.xml", b"picture.png")
    assert len(read(packed(parts)).awards) == 2


@pytest.mark.parametrize(
    "head",
    [
        b'<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa">]>', b'<!DOCTYPE worksheet SYSTEM "file:///etc/passwd">',
        b'<?xml version="1.0" encoding="UTF-16"?>', b"\xff\xfe",
    ],
)  # fmt: skip
def test_entities_and_other_encodings_are_refused(head: bytes) -> None:
    assert problems(changed(SHEET, lambda sheet: head + sheet)) in (
        [f"other.xlsx: {BAD_XLSX}"],
        [f"other.xlsx: {NO_XLSX}"],
    )


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml"])
def test_no_part_may_declare_entities(part: str) -> None:
    declared = b'<!DOCTYPE x [<!ENTITY a "b">]>'
    assert problems(changed(part, lambda xml: declared + re.sub(rb"<\?xml.*?\?>", b"", xml))) == [
        f"other.xlsx: {BAD_XLSX}"
    ]


def test_a_bomb_is_refused_by_what_it_says_of_itself() -> None:
    Path("bomb.xlsx").write_bytes(saying_its_size(2_100_000_000))
    assert problems("bomb.xlsx") == [
        "bomb.xlsx: this XLSX file unpacks to more than can be read\n  hint: take out what is no table"
    ]


def saying_its_size(size: int) -> bytes:
    """Return the workbook with another size of its sheet in the central directory, which everyone believes."""
    data = bytearray(Path("awards.xlsx").read_bytes())
    entry = data.rindex(SHEET.encode()) - 46
    with zipfile.ZipFile("awards.xlsx") as package:
        assert int.from_bytes(data[entry + 24 : entry + 28], "little") == package.getinfo(SHEET).file_size
    data[entry + 24 : entry + 28] = size.to_bytes(4, "little")
    return bytes(data)


def test_a_part_that_unpacks_to_more_than_it_says_is_refused() -> None:
    Path("liar.xlsx").write_bytes(saying_its_size(300))
    assert problems("liar.xlsx")[0].endswith(NO_XLSX)


def test_more_parts_than_a_workbook_has_are_refused() -> None:
    assert "unpacks to more" in problems(packed({f"xl/{number}.xml": b"<a/>" for number in range(2001)}))[0]


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"PK\3\4" + bytes(100), b"Identifier,Amount", b"\xd0\xcf\x11\xe0" + bytes(600)]
)
def test_what_is_no_workbook_is_told_so(content: bytes) -> None:
    Path("none.xlsx").write_bytes(content)
    assert problems("none.xlsx") == [f"none.xlsx: {NO_XLSX}"]


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", SHEET])
def test_a_part_that_is_broken_is_a_problem_and_no_traceback(part: str) -> None:
    assert problems(changed(part, lambda xml: xml[: len(xml) // 2]))
    assert problems(changed(part, lambda _xml: b"<a/>"))


def test_formulas_are_found_with_any_prefix() -> None:
    def prefixed(sheet: bytes) -> bytes:
        tags = sheet.replace(b"</", b"</x:").replace(b"<", b"<x:").replace(b"<x:/x:", b"</x:")
        formula = b'<x:c r="D3" t="n"><x:f t="shared">A1*2</x:f><x:v>4</x:v></x:c>'
        return re.sub(rb'<x:c r="D3".*?</x:c>', formula, tags)

    assert problems(changed(SHEET, prefixed))[0].startswith("other.xlsx:3:4: the amount is a formula: put its value")


def test_comments_and_marked_sections_are_taken_as_a_reader_of_xml_takes_them() -> None:
    def strange(sheet: bytes) -> bytes:
        return sheet.replace(b"Door 1<", b"<!-- <c --><![CDATA[Door & <c>]]><")

    assert read(changed(SHEET, strange)).awards[0].title == "Door & <c>"
