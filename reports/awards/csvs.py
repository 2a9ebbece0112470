"""CSV: text whose encoding and separator nobody states, read by the standard library, a row at a time."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from reports.awards.layouts import Header, Layout, Row, find_header
from reports.awards.sheets import Sheet, TableError

_SEPARATORS = ",;\t|"
_LOOKED_AT = 60  # rows


def sheets(path: Path, layout: Layout) -> Iterator[Sheet]:
    """Give the only sheet that a CSV file is."""
    encoding, note = _encoding(path)
    separator = _separator(path, encoding, layout)
    yield Sheet("", lambda: _rows(path, encoding, separator), (note,) if note else ())


def _encoding(path: Path) -> tuple[str, str | None]:
    """UTF-8 if all of it is, UTF-16 by its mark; else what Western European Windows writes, and a note of that."""
    with path.open("rb") as file:
        head = file.read(4)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16", None
    try:
        with path.open(encoding="utf-8") as text:
            while text.read(1 << 20):
                pass
    except UnicodeDecodeError:
        return "cp1252", "the file is not UTF-8: it was read as Windows-1252, so look at names with accents"
    return "utf-8-sig", None


def _separator(path: Path, encoding: str, layout: Layout) -> str:
    """Choose the separator with which the header is found, or else the one that divides rows the most."""

    def merit(separator: str) -> tuple[int, int]:
        try:
            rows = list(islice(_rows(path, encoding, separator), _LOOKED_AT))
        except TableError:
            return 0, 0
        header = find_header(rows, layout)
        return len(header.columns) if isinstance(header, Header) else 0, max(
            (len(cells) for _, cells in rows), default=0
        )

    return max(_SEPARATORS, key=merit)


def _rows(path: Path, encoding: str, separator: str) -> Iterator[Row]:
    number = 0
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        try:
            for number, cells in enumerate(csv.reader(file, delimiter=separator), 1):
                yield number, cells
        except (csv.Error, UnicodeError) as error:
            what = "has a cell longer than any text" if "field larger" in str(error) else "cannot be read as CSV"
            raise TableError(f"this row {what}", "look for a quotation mark that is never closed", number + 1) from None
