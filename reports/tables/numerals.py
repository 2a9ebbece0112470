"""Numbers in the cells of a workbook as its reader sees them, where that is sure: 01234 where the format says 00000."""

import re
import zipfile
from collections.abc import Callable, Mapping

from reports.tables import Cell, Unclear
from reports.tables.workbooks import root_of

Written = Callable[[str], Cell]  # from the number as the workbook keeps it to the text that it shows

# ECMA-376-1, 18.8.30: formats that every program knows by number. 0 is General, 49 is text.
_PLAIN = {0: "General", 1: "0", 9: "0%", 10: "0.00%", 49: "@"}
_ZEROS = re.compile(r"0+(?:\\?[- ]0+)*")
_STYLE = re.compile(rb"\bs\s*=\s*[\"'](\d{1,6})[\"']")
_BLOCK = 1 << 20
_DIGITS_SHOWN = 15  # a double has no more that are sure, and a spreadsheet shows none


def codes_by_style(package: zipfile.ZipFile, styles: str | None) -> tuple[str, ...]:
    """Return the number format of each style of a workbook's cells; "?" where each program has its own."""
    if styles is None or styles not in package.namelist():
        return ()
    root = root_of(package, styles)
    codes = {each.get("numFmtId"): str(each.get("formatCode")) for each in root.iter("{*}numFmt")}
    known = {str(number): code for number, code in _PLAIN.items()} | codes
    return tuple(known.get(str(each.get("numFmtId", "0")), "?") for each in root.iterfind("{*}cellXfs/{*}xf"))


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


def writer(code: str) -> Written:
    """Return what writes numbers as a format does: "General", "@" (as text), or zeros ("00000").

    For every other format it returns `Unclear.FORMAT`, whatever the number.
    """
    if code in ("General", "@"):
        return plainly
    if _ZEROS.fullmatch(code):
        return lambda number: _in_zeros(number, code.replace("\\", ""))
    return lambda _: Unclear.FORMAT


def plainly(number: str) -> Cell:
    """Write a number as a cell without a format shows it: "12", "0.5".

    Returns `Unclear.ERROR` for what is no number, and `Unclear.FORMAT` where a spreadsheet would write an exponent.
    """
    if number.isdecimal() and len(number) <= _DIGITS_SHOWN:
        return number
    try:
        value = float(number)
    except ValueError:
        return Unclear.ERROR
    text = f"{value:.{_DIGITS_SHOWN}g}"
    return text if "e" not in text and "n" not in text else Unclear.FORMAT  # 1e+20, inf, nan


def _in_zeros(number: str, zeros: str) -> Cell:
    """Write a whole number in at least as many digits as the format has zeros, with the format's hyphens and blanks."""
    if plainly(number) is Unclear.ERROR:
        return Unclear.ERROR
    value = float(number)
    if not value.is_integer() or not 0 <= value < 10**_DIGITS_SHOWN:
        return Unclear.FORMAT
    digits = f"{int(value):0{zeros.count('0')}d}"
    extra, places = len(digits) - zeros.count("0"), iter(digits)
    head = "".join(next(places) for _ in range(extra))
    return head + "".join(next(places) if char == "0" else char for char in zeros)
