"""Which number format a workbook's cells have: by style, and by row."""

import re
import zipfile
from collections.abc import Mapping

from reports.tables.workbooks import root_of

# ECMA-376-1, 18.8.30: formats that every program knows by number. 0 is General, 49 is text.
_PLAIN = {0: "General", 1: "0", 9: "0%", 10: "0.00%", 49: "@"}
_STYLE = re.compile(rb"\bs\s*=\s*[\"'](\d{1,6})[\"']")
_BLOCK = 1 << 20


def codes_by_style(
    package: zipfile.ZipFile, styles: str | None, built_in: Mapping[int, str] = _PLAIN
) -> tuple[str, ...]:
    """Return the number format of each style of a workbook's cells; "" where it has a number that is not `built_in`."""
    if styles is None or styles not in package.namelist():
        return ()
    root = root_of(package, styles)
    codes = {each.get("numFmtId"): str(each.get("formatCode")) for each in root.iter("{*}numFmt")}
    known = {str(number): code for number, code in built_in.items()} | codes
    return tuple(known.get(str(each.get("numFmtId", "0")), "") for each in root.iterfind("{*}cellXfs/{*}xf"))


def formats_in_column(package: zipfile.ZipFile, part: str, column: int, telling: Mapping[int, str]) -> dict[int, str]:
    """Return what `telling` has for the styles of a sheet's cells in one column (from 1), by their rows (from 1).

    The sheet has been looked through, so that it is UTF-8. Cells are searched for, which takes a tenth of parsing them.
    """
    letters = ""
    while column:
        column, rest_of_26 = divmod(column - 1, 26)
        letters = chr(ord("A") + rest_of_26) + letters
    cell = re.compile(rb"r\s*=\s*[\"']" + letters.encode() + rb"(\d+)[\"'][^<>]*>")
    found: dict[int, str] = {}
    rest = b""
    with package.open(part) as file:
        while block := file.read(_BLOCK):
            piece, cut, tail = (rest + block).rpartition(b"<")
            rest = cut + tail
            for match in cell.finditer(piece):
                style = _STYLE.search(piece, piece.rfind(b"<", 0, match.start()), match.end())
                if style and int(style[1]) in telling:
                    found[int(match[1])] = telling[int(style[1])]
    return found
