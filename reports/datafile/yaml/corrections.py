"""Corrections of lines that YAML cannot read, made in memory so that the rest of the file is read as well."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.datafile.yaml.lines import BRACKETS, Edit, SourceText, split

Edits = tuple[Edit, ...]

MOST_LINES = 2000  # that may belong to one; whatever is longer is no data file
_MOST_QUOTED = 20_000  # characters of a line

KEY = re.compile(r"\s*(?:- +)*(?:[\w.-]+|\"[^\"]*\"):(?:\s|$)")
ENTRY = re.compile(r"\s*-(?:\s|$)")
_ENTRY_HEAD = re.compile(r"\s*(?:- +)*")


def quoted(text: SourceText, number: int) -> Edits:
    """Put a line's value in double quotes, as the hint does; leave one out that lists, or goes on in the next line."""
    line = text.corrected_line(number).rstrip()
    head, value = split(line)
    if not value or BRACKETS.match(value) or len(line) > _MOST_QUOTED or any(_continued(text, number)):
        return dropped(text, number)
    marks = int(len(value) > 1 and value[0] == value[-1] and value[0] in "'\"")
    start, stop = len(head) + 1, len(line) + 1
    signs = (each.start() + 1 for each in re.finditer(r"[\\\"]", line))
    return (
        Edit(number, start, start + marks, '"'),
        *(Edit(number, sign, sign, "\\") for sign in signs if start + marks <= sign < stop - marks),
        Edit(number, stop - marks, stop, '"'),
    )


def dropped(text: SourceText, number: int, column: int | None = None) -> Edits:
    """Leave out a line's value, or what starts at a column, and the lines that go on with it; it counts as at fault."""
    line = text.corrected_line(number)
    head, end = split(line)[0], len(line) + 1
    start = column or len(head) + 1
    first = Edit(number, start, end, '""', drops=True) if head.strip() or column else Edit(number, 1, end, "")
    below = _continued(text, number, brackets=line[start - 1 : start] in ("[", "{"))
    return (first, *(Edit(each, 1, len(text.corrected_line(each)) + 1, "") for each in below))


def _continued(text: SourceText, number: int, *, brackets: bool = False) -> Iterator[int]:
    """Yield the lines that go on with a value: deeper ones, in brackets with keys and entries, else without."""
    base = key_column(text.corrected_line(number))
    for following in range(number + 1, min(number + MOST_LINES, text.lines) + 1):
        line = text.corrected_line(following)
        belongs = indent_of(line) > base or (brackets and line.lstrip()[:1] in ("]", "}"))
        if not line.strip() or not belongs or (not brackets and (KEY.match(line) or ENTRY.match(line))):
            return
        yield following


def indent_of(line: str) -> int:
    """Count the columns before a line, two for a tab."""
    return len(line[: len(line) - len(line.lstrip())].expandtabs(2))


def key_column(line: str) -> int:
    """Count what stands before a line's key: blanks, and the dashes of a list."""
    head = _ENTRY_HEAD.match(line)
    return head.end() if head else 0
