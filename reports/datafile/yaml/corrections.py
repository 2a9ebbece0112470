"""Corrections of lines that YAML cannot read, made in memory so that the rest of the file is read as well.

Each gives the edits that make a line what the hint says, or None where that is not certain enough.
"""

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
_CLOSING = re.compile(r"(?=\s*,\s*[\w.-]+:\s|\s*[\]}][\]},\s]*$)")


def quoted(text: SourceText, number: int, column: int | None = None) -> Edits | None:
    """Put a line's value, and the lines that go on with it, in double quotes."""
    line = text.corrected_line(number)
    head = line[: column - 1] if column else split(line)[0]
    value = line[len(head) :].strip()
    if not value or BRACKETS.match(value) or "{" in head or "[" in head or len(line) > _MOST_QUOTED:
        return None
    start = len(head) + 1 + len(line[len(head) :]) - len(line[len(head) :].lstrip())
    stop = start + len(value)
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        edits = [Edit(number, start, start + 1, '"'), *_escaped(number, line, start + 1, stop - 1)]
        return (*edits, Edit(number, stop - 1, stop, '"'))
    edits = [Edit(number, start, start, '"'), *_escaped(number, line, start, stop)]
    for following in _continued(text, number):
        edits += _escaped(following, text.corrected_line(following), 1, len(text.corrected_line(following)) + 1)
        number, stop = following, len(text.corrected_line(following).rstrip()) + 1
    return (*edits, Edit(number, stop, stop, '"'))


def closed(text: SourceText, number: int, column: int) -> Edits:
    """Close a quotation mark that opens at a place: where its entry ends in brackets, else where its text ends."""
    line = text.corrected_line(number)
    mark = line[column - 1]
    in_brackets = re.search(r"[{\[]", line[: column - 1]) and _CLOSING.search(line, column)
    if in_brackets:
        return (Edit(number, in_brackets.start() + 1, in_brackets.start() + 1, mark),)
    last = max(_continued(text, number), default=number)
    end = len(text.corrected_line(last).rstrip()) + 1
    return (Edit(last, end, end, mark),)


def escaped(text: SourceText, number: int, column: int) -> Edits | None:
    """Double the backslash that stands at a place or last before it."""
    at = text.corrected_line(number).rfind("\\", 0, column)
    return (Edit(number, at + 1, at + 1, "\\"),) if at >= 0 else None


def spaced(text: SourceText, number: int) -> Edits | None:
    """Put a blank behind a key's colon."""
    stuck = re.match(r"\s*(?:- +)*[\w.-]+:(?=\S)", text.corrected_line(number))
    return (Edit(number, stuck.end() + 1, stuck.end() + 1, " "),) if stuck else None


def blanked(text: SourceText, number: int) -> Edits:
    """Leave a line out."""
    return (Edit(number, 1, len(text.corrected_line(number)) + 1, ""),)


def dropped(text: SourceText, number: int, column: int) -> Edits:
    """Leave a value out that starts at a place, with the lines that go on with it; it counts as at fault."""
    end = len(text.corrected_line(number)) + 1
    rest = (edit for following in _deeper(text, number, brackets=True) for edit in blanked(text, following))
    return (Edit(number, column, end, "~", drops=True), *rest)


# -- lines and what belongs to them ---------------------------------------------------------------------


def _escaped(number: int, line: str, start: int, stop: int) -> Iterator[Edit]:
    for match in re.finditer(r"[\\\"]", line[: stop - 1]):
        if match.start() + 1 >= start:
            yield Edit(number, match.start() + 1, match.start() + 1, "\\")


def _continued(text: SourceText, number: int) -> Iterator[int]:
    """Return the lines that go on with the text of a line: deeper ones that are neither entries nor have a key."""
    for following in _deeper(text, number):
        line = text.corrected_line(following)
        if KEY.match(line) or ENTRY.match(line) or line.lstrip().startswith("#"):
            return
        yield following


def _deeper(text: SourceText, number: int, *, brackets: bool = False) -> Iterator[int]:
    base = key_column(text.corrected_line(number))
    for following in range(number + 1, min(number + MOST_LINES, text.lines) + 1):
        line = text.corrected_line(following)
        closes = brackets and line.lstrip()[:1] in ("]", "}")
        if not line.strip() or not (indent_of(line) > base or closes):
            return
        yield following


def indent_of(line: str) -> int:
    """Count the blanks before a line."""
    return len(line) - len(line.lstrip(" "))


def key_column(line: str) -> int:
    """Count what stands before a line's key: blanks, and the dashes of a list."""
    head = _ENTRY_HEAD.match(line)
    return head.end() if head else 0
