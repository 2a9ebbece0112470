"""Tables of awards that are text: CSV, and JSON.

JSON is a list of objects, or an object that holds one as "grants" (360Giving), "results" (NIH's API) or "awards".
Objects are read one by one, so that a large file does not become a far larger one in memory. An object becomes a row
whose headers are the paths in it: recipientOrganization/0/name.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from itertools import chain, islice
from pathlib import Path
from typing import Any

from reports.awards.cells import Cell
from reports.awards.layouts import Header, Layout, Row, find_header
from reports.awards.rows import Sheet
from reports.tables import TableError, csvs

_LISTS = ("grants", "results", "awards")
_BLANKS = re.compile(r"[ \t\n\r]*")
_MOST_DEPTH = 6
_LOOKED_AT = 1000  # objects, for the headers


def csv_sheets(path: Path, layout: Layout) -> Iterator[Sheet]:
    """Yield the only sheet that a CSV file is; its separator is the one with which its header is found."""
    encoding, notes = csvs.marked_encoding(path), tuple[str, ...]()
    if encoding == "utf-8-sig" and not csvs.is_encoded(path, encoding):  # what Western European Windows writes
        encoding = "cp1252"
        notes = ("the file is not UTF-8: it was read as Windows-1252, so look at names with accents",)

    def merit(first: Sequence[Row]) -> int:
        header = find_header(first, layout)
        return len(header.columns) if isinstance(header, Header) else 0

    separator = csvs.separator_of(path, encoding, merit)
    yield Sheet("", lambda: csvs.rows(path, encoding, separator), notes, separator=separator)


def json_sheets(path: Path, _layout: Layout) -> Iterator[Sheet]:
    """Give the only sheet that a JSON file is."""
    yield Sheet("", lambda: _rows(path))


def _rows(path: Path) -> Iterator[Row]:
    """Give a row of headers (row 0), then a row for each object, from 1."""
    try:
        objects = _objects(path.read_text("utf-8-sig"))
    except UnicodeDecodeError:
        raise TableError("the file is not UTF-8, as JSON has to be", "save it again as UTF-8") from None
    first = list(islice(objects, _LOOKED_AT))
    headers = list(dict.fromkeys(header for each in first for header, _ in _flat(each)))
    yield 0, headers
    for number, each in enumerate(chain(first, objects), 1):
        held = dict(_flat(each))
        yield number, [held.get(header) for header in headers]


def _flat(value: object, path: str = "", depth: int = 0) -> Iterator[tuple[str, Cell]]:
    held: Iterable[tuple[Any, Any]] = ()
    if isinstance(value, dict):
        held = value.items()
    elif isinstance(value, list):
        held = enumerate(value)
    elif path:
        yield path, value  # type: ignore[misc]  # JSON has no other scalars
    if depth < _MOST_DEPTH:
        for step, inner in held:
            yield from _flat(inner, f"{path}/{step}" if path else str(step), depth + 1)


def _number(text: str) -> Decimal | str:
    """Return a number as it is written; one that no Decimal can hold stays text, for its row to be named."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


_DECODER = json.JSONDecoder(parse_float=_number, parse_constant=int)  # which refuses NaN and Infinity


def _objects(text: str) -> Iterator[object]:
    try:
        at = _list_in(text)
        while text[at : at + 1] != "]":
            entry, at = _DECODER.raw_decode(text, at)
            yield entry
            at = _skipped(text, at)
            if text[at : at + 1] != "]":
                at = _past(",", text, at)
    except RecursionError:
        raise TableError("the file is nested too deep") from None
    except ValueError as error:  # json.JSONDecodeError is one
        line = getattr(error, "lineno", 0)
        raise TableError(f"this is not JSON{f', as line {line} shows' if line else ''}") from None


def _list_in(text: str) -> int:
    """Find the first entry of the list of awards, which is all of the text or one of an object's values."""
    start = _skipped(text, 0)
    opens, at = text[start : start + 1], _skipped(text, start + 1)
    if opens == "[":
        return at
    while opens == "{" and text[at : at + 1] == '"':
        key, at = _DECODER.raw_decode(text, at)
        at = _past(":", text, at)
        if key in _LISTS and text[at : at + 1] == "[":
            return _skipped(text, at + 1)
        _, at = _DECODER.raw_decode(text, at)
        at = _skipped(text, at)
        if text[at : at + 1] == ",":
            at = _skipped(text, at + 1)
    raise TableError("the file holds no list of awards", 'it should be a list, or hold one as "grants"')


def _past(sign: str, text: str, at: int) -> int:
    """Go on behind a sign that has to stand there, and behind the blanks around it."""
    at = _skipped(text, at)
    if text[at : at + 1] != sign:
        raise json.JSONDecodeError(f"no {sign}", text, at)
    return _skipped(text, at + 1)


def _skipped(text: str, at: int) -> int:
    return _BLANKS.match(text, at).end()  # type: ignore[union-attr]  # it matches nothing, too
