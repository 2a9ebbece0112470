"""The lines of a user's file: where a character stands, and how to quote or correct a line in a message."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from copy import copy
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Self

import yaml

from reports.errors import Location
from reports.frozen import frozen

# What stands before a value: blanks, the dashes of a list, a key.
HEAD = re.compile(r"\s*(?:- +)*(?:(?:[\w.-]+|\"[^\"]*\"): +)?")
# A list or mapping in brackets, as against a text that begins with {name} or [sic].
BRACKETS = re.compile(r"\{\s*(?:[\w.-]+|\"[^\"]*\")\s*:\s|\[.*\]\s*$")
_IN_QUOTES = {'"': re.compile(r"\\[ \tnt\n]|(\\(?:x..|u.{4}|U.{8}|.)|[^\\ \t\n])"), "'": re.compile(r"(''|[^ \t\n])")}
_AS_IT_STANDS = re.compile(r"([^ \t\n])")


@frozen
class Edit:
    """A change within one line of a text, by the columns that it has now; nothing is lost but what it replaces.

    `drops`: the text stands for a value that was at fault.
    """

    line: int
    start: int
    stop: int
    text: str
    drops: bool = False


class SourceText:
    """A decoded file that knows the line and column of every offset in it.

    Lines may be corrected in memory. Places are always those of the file as it was written.
    """

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = self.original = text
        self.dropped: frozenset[Location] = frozenset()  # where values stood that were at fault
        self._columns: dict[int, list[int]] = {}  # of corrected lines: the columns their characters had
        self._written = self._lines = text.split("\n")
        self._starts = _starts(text)

    def at(self, offset: int) -> Location:
        """Return the place of a character, or of the end."""
        return self.origin(self.corrected_at(offset))

    def corrected_at(self, offset: int) -> Location:
        """Return the place of a character as corrections have moved it."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self._starts, offset)
        return Location(self.file, line, offset - self._starts[line - 1] + 1)

    def origin(self, where: Location) -> Location:
        """Return where something stood before any correction."""
        columns = self._columns.get(where.line)
        if columns is None:
            return where
        return Location(self.file, where.line, columns[min(where.column, len(columns)) - 1])

    def line(self, number: int) -> str:
        """Return a line (from 1) as it was written, without its end."""
        return self._written[number - 1]

    def corrected_line(self, number: int) -> str:
        """Return a line (from 1) as corrections have made it, or "" behind the last."""
        return self._lines[number - 1] if number <= len(self._lines) else ""

    def edited(self, edits: Iterable[Edit]) -> Self:
        """Return the text with corrections; those of one line must not overlap."""
        other = copy(self)
        other._lines, other._columns = [*self._lines], dict(self._columns)
        for number, group in groupby(sorted(edits, key=attrgetter("line", "start")), key=attrgetter("line")):
            line, at = self.corrected_line(number), 0
            was = self._columns.get(number) or list(range(1, len(line) + 2))
            pieces: list[str] = []
            columns: list[int] = []
            for edit in group:
                pieces += [line[at : edit.start - 1], edit.text]
                columns += [*was[at : edit.start - 1], *[was[edit.start - 1]] * len(edit.text)]
                other.dropped |= {self.origin(Location(self.file, number, edit.start))} if edit.drops else set()
                at = edit.stop - 1
            other._lines[number - 1] = "".join([*pieces, line[at:]])
            other._columns[number] = columns + was[at:]
        other.text = "\n".join(other._lines)
        other._starts = _starts(other.text)
        return other


def _starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]


def quote(found: object, most: int = 60) -> str:
    """Quote something found in a file, on one line and no longer than `most`."""
    line = " ".join(str(found).split())
    return f"'{line if len(line) <= most else line[: most - 1] + '…'}'"


def in_quotes(line: str, column: int | None = None) -> str | None:
    """Print a line again with its value (from `column`, else after its key) in double quotes, as a hint.

    Gives None where that would not help: no value, or a list or mapping in brackets.
    """
    head = line[: column - 1] if column else split(line)[0]
    value = line[len(head) :].strip()
    if not value or BRACKETS.match(value) or "{" in head or "[" in head:
        return None
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        value = value[1:-1]
    if len(value) > 400:
        return "put it in double quotes"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    line = f'{re.sub(r":$", ": ", head.lstrip())}"{escaped}"'
    return f"write {line}" if reads(line) else None


def reads(line: str) -> bool:
    """Return whether YAML reads a line by itself: a hint is tried before it is made."""
    try:
        return len(list(yaml.parse(line, Loader=yaml.CLoader))) > 2
    except yaml.YAMLError:
        return False


def split(line: str) -> tuple[str, str]:
    """Split a line into its dashes and key, and its value."""
    value = HEAD.sub("", line, count=1)
    return line[: len(line) - len(value)], value


@lru_cache(maxsize=8)
def signs_in(written: str) -> tuple[int, ...]:
    """Return where the signs of a scalar stand, as it is written with its quotes or its | or >; blanks are left out."""
    mark = written[:1]
    quotes = int(mark in _IN_QUOTES)
    start = written.find("\n") + 1 if mark in ("|", ">") else quotes
    signs = _IN_QUOTES.get(mark, _AS_IT_STANDS).finditer(written, start, len(written) - quotes)
    return tuple(match.start(1) for match in signs if match[1])


def between_scalars(text: str) -> Iterator[tuple[int, int]]:
    """Yield what lies between scalars of a sound text: punctuation, and all comments.

    The line after | or > is not the scalar's yet.
    """
    done = 0
    for event in yaml.parse(text, Loader=yaml.CLoader):
        if isinstance(event, yaml.ScalarEvent):
            start, stop = (mark.index if mark else done for mark in (event.start_mark, event.end_mark))
            yield done, start
            done = stop
            if event.style in ("|", ">"):
                yield start, text.find("\n", start)
    yield done, len(text)
