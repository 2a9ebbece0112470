"""A table of awards as CSV: the separator is the one with which its header is found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from reports.awards.layouts import Header, Layout, Row, find_header
from reports.awards.sheets import Sheet
from reports.tables import csvs


def sheets(path: Path, layout: Layout) -> Iterator[Sheet]:
    """Give the only sheet that a CSV file is."""
    encoding, note = _encoding(path)

    def merit(first: Sequence[Row]) -> int:
        header = find_header(first, layout)
        return len(header.columns) if isinstance(header, Header) else 0

    separator = csvs.separator_of(path, encoding, merit)
    yield Sheet("", lambda: csvs.rows(path, encoding, separator), (note,) if note else (), separator=separator)


def _encoding(path: Path) -> tuple[str, str | None]:
    """UTF-8 if all of it is, UTF-16 by its mark; else what Western European Windows writes, and a note of that."""
    marked = csvs.marked_encoding(path)
    if marked == "utf-16" or csvs.is_encoded(path, marked):
        return marked, None
    return "cp1252", "the file is not UTF-8: it was read as Windows-1252, so look at names with accents"
