"""Which number format a workbook's cells have: by style, and by row."""

import re
import zipfile
from collections.abc import Mapping

from reports.tables.workbooks import root_of

# ECMA-376-1, 18.8.30: formats that every program knows by number; [short] is ours (`formats`).
_BUILT_IN = {0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "[short]"}
_BUILT_IN |= {15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm"}
_BUILT_IN |= {21: "h:mm:ss", 22: "[short] h:mm", 45: "mm:ss", 49: "@"}
for _id, _sign, _cents in ((5, '"$"', ""), (7, '"$"', ".00"), (37, "", ""), (39, "", ".00")):
    _BUILT_IN |= dict.fromkeys((_id, _id + 1), f"{_sign}#,##0{_cents}_);({_sign}#,##0{_cents})")
for _id, _sign, _cents in ((41, "", ""), (42, '"$"', ""), (43, "", ".00"), (44, '"$"', ".00")):
    _BUILT_IN[_id] = f'_({_sign}* #,##0{_cents}_);_({_sign}* (#,##0{_cents});_({_sign}* "-"??_);_(@_)'
_STYLE = re.compile(rb"\bs\s*=\s*[\"'](\d{1,6})[\"']")
_BLOCK = 1 << 20


def built_in(language: str) -> dict[int, str]:
    """Return the formats that are known by number; those with a currency, and brackets for minus, in en-US alone."""
    if language == "en-US":
        return _BUILT_IN
    plain = {number: code for number, code in _BUILT_IN.items() if "$" not in code}
    return {number: re.sub(r"_[()]|\)", "", code).replace("(", "-") for number, code in plain.items()}


def codes_by_style(package: zipfile.ZipFile, styles: str | None, language: str = "") -> tuple[str, ...]:
    """Return the number format of each style of a workbook's cells; "" where it has a number that is not known."""
    if styles is None or styles not in package.namelist():
        return ()
    root = root_of(package, styles)
    codes = {each.get("numFmtId"): str(each.get("formatCode")) for each in root.iter("{*}numFmt")}
    known = {str(number): code for number, code in built_in(language).items()} | codes
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
