"""A table of awards as CSV: the separator is the one with which its header is found."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from reports.awards.layouts import Header, Layout, Row, find_header
from reports.awards.sheets import Sheet
from reports.tables import csvs


def sheets(path: Path, layout: Layout) -> Iterator[Sheet]:
    """Yield the only sheet that a CSV file is."""
    encoding, notes = csvs.marked_encoding(path), tuple[str, ...]()
    if encoding != "utf-16" and not csvs.is_encoded(path, encoding):  # what Western European Windows writes
        encoding = "cp1252"
        notes = ("the file is not UTF-8: it was read as Windows-1252, so look at names with accents",)

    def merit(first: Sequence[Row]) -> int:
        header = find_header(first, layout)
        return len(header.columns) if isinstance(header, Header) else 0

    separator = csvs.separator_of(path, encoding, merit)
    yield Sheet("", lambda: csvs.rows(path, encoding, separator), notes, separator=separator)
