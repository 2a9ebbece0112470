"""An XLSX file before anyone trusts it: how far its parts unpack, how many cells its sheets span, what they declare."""

import re
import struct
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path

from reports.tables import DAMAGED, TableError
from reports.tables.elements import column_number

_MOST_PARTS = 2_000
_MOST_UNPACKED = 500_000_000  # bytes
_MOST_STREAMED = 2_000_000_000  # bytes: a million rows of thirty columns are a bit more than half of that
_MOST_CELLS = 15_000_000  # of a sheet: whoever reads it may keep it as one block, empty cells as well
_MOST_FORMULAS = 200_000
_CHUNK = 1 << 20
_MOST_REST = 16_000_000  # bytes of one cell

# Cells beyond column Z, from row 10,000 and from row 100,000 on. \b before the r would take three times as long.
_WIDE = re.compile(rb"r\s*=\s*[\"']([A-Z]{2,})\d")
_HIGH = re.compile(rb"r\s*=\s*[\"'][A-Z]*\d{5}")
_HIGHER = re.compile(rb"r\s*=\s*[\"'][A-Z]*(\d{6,})")
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\b[^<>]*?\br=[\"']([A-Z]{1,3})(\d{1,7})[\"'][^<>]*>\s*<(?:\w+:)?f\b[^<>]{0,200}(?:/>|>([^<]{0,200}))"
)
_ERROR = re.compile(
    rb"<(?:\w+:)?c\b(?=[^<>]*?\bt=[\"']e[\"'])[^<>]*?\br=[\"']([A-Z]{1,3})(\d{1,7})[\"'][^<>]*>\s*<(?:\w+:)?v>([^<]{0,20})"
)
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^<>]*?\bref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^<>]*)>")
_HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")
_ROW_NUMBER = re.compile(rb"\br=[\"'](\d{1,7})[\"']")
_SHEET_DATA = tuple("sheetData".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_OTHER_ENCODING = re.compile(rb"\xff\xfe|\xfe\xff|\s*<\?xml[^>]*encoding=[\"'](?!utf-8[\"'])", re.IGNORECASE)

_BAD_XLSX = ("this XLSX file is not as a spreadsheet program writes it", "save it again as .xlsx")


Span = tuple[int, int, int, int]  # of cells that are one: left, top, right, bottom, from 1


@dataclass(slots=True)
class Part:
    """What was seen of one part: the cells it spans if it is a sheet; its formulas and errors by row and column."""

    is_sheet: bool = False
    columns: int = 26  # or fewer
    rows: int = 9_999  # or fewer
    formulas: dict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    merged: list[Span] = field(default_factory=list)  # over rows alone
    hidden: list[int] = field(default_factory=list)  # rows

    def look(self, chunk: bytes, streamed: bool) -> None:
        """Look at a piece of the part, whole cells; `streamed`: only whether it is a sheet."""
        self.is_sheet = self.is_sheet or any(name in chunk for name in _SHEET_DATA)
        if streamed:
            return
        self.columns = max([self.columns, *map(_number, set(_WIDE.findall(chunk)))])
        if self.rows < 99_999 and _HIGH.search(chunk):
            self.rows = 99_999
        self.rows = max([self.rows, *(int(row[:9]) for row in _HIGHER.findall(chunk))])
        if b"<f" in chunk or b":f" in chunk:
            for column, row, text in _FORMULA.findall(chunk):
                self.formulas[int(row)][_number(column)] = "=" + text.decode("utf-8", "replace")
        if b't="e"' in chunk or b"t='e'" in chunk:
            for column, row, text in _ERROR.findall(chunk):
                self.formulas[int(row)][_number(column)] = text.decode("utf-8", "replace")
        if b"mergeCell " in chunk:
            for left, top, right, bottom in _MERGED.findall(chunk):
                if int(bottom) > int(top):
                    self.merged.append((_number(left), int(top), _number(right), int(bottom)))
        if b'hidden="' in chunk or b"hidden='" in chunk:
            hidden = (_ROW_NUMBER.search(row) for row in _ROW.findall(chunk) if _HIDDEN.search(row))
            self.hidden += (int(number[1]) for number in hidden if number)


def looked_through(path: Path, *, streamed: bool = False) -> dict[str, Part]:
    """Look through all parts of a workbook, and give its sheets by their names in the package; raises a TableError.

    `streamed`: who reads it keeps no more than a row, so that its cells are not counted nor its formulas noted.
    """
    try:
        with zipfile.ZipFile(path) as package:
            infos, most = package.infolist(), _MOST_STREAMED if streamed else _MOST_UNPACKED
            if len(infos) > _MOST_PARTS or sum(info.file_size for info in infos) > most:
                raise TableError("this XLSX file unpacks to more than can be read", "take out what is no table")
            return {info.filename: _looked_at(package, info, streamed) for info in infos}
    except (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, ValueError, EOFError, OSError) as error:
        raise TableError(*DAMAGED) from error


def _looked_at(package: zipfile.ZipFile, info: zipfile.ZipInfo, streamed: bool) -> Part:
    """Look at a part whatever its name is: a workbook may call any of them a sheet."""
    part, rest, encoded = Part(), b"", False
    for number, chunk in enumerate(_unpacked(package, info)):
        encoded = encoded or (number == 0 and _OTHER_ENCODING.match(chunk) is not None)
        if len(rest) > _MOST_REST:
            raise TableError(*_BAD_XLSX)
        whole, rest = _whole_cells(rest + chunk)
        if _DECLARES.search(whole):
            raise TableError(*_BAD_XLSX)
        part.look(whole, streamed)
    part.look(rest, streamed)
    if part.is_sheet and encoded:
        raise TableError(*_BAD_XLSX)
    too_wide = part.is_sheet and not streamed and part.rows * part.columns > _MOST_CELLS
    if too_wide or sum(map(len, part.formulas.values())) > _MOST_FORMULAS:
        raise TableError("a sheet of this XLSX file spans more cells than can be read", "delete its empty rows")
    return part


def _whole_cells(piece: bytes) -> tuple[bytes, bytes]:
    """Cut a piece of XML before its last cell, or else its last tag, of which the end may be missing."""
    last = max(piece.rfind(b"<c"), piece.rfind(b":c "))
    cut = piece.rfind(b"<", 0, last + 1) if last >= 0 else piece.rfind(b"<")
    return (piece[:cut], piece[cut:]) if cut >= 0 else (b"", piece)


def _unpacked(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpack a part to its very end, which has to be where the package says."""
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or info.flag_bits & 1:
        raise TableError(*_BAD_XLSX)
    endless, size = copy(info), 0
    endless.file_size = _MOST_STREAMED + 1  # or zipfile itself would stop where the package says that the part ends
    with package.open(endless) as part:
        while (unpacked := part.read(_CHUNK)) and size <= info.file_size:
            size += len(unpacked)
            yield unpacked
    if size != info.file_size:
        raise TableError(*_BAD_XLSX)


def _number(column: bytes) -> int:
    return column_number(column[:6].decode())
