"""Lines that start in the wrong column: which column was meant, found by trying where YAML reads on the furthest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

import yaml

from reports.datafile.yaml.corrections import ENTRY, KEY, MOST_LINES, Edits, indent_of, key_column
from reports.datafile.yaml.lines import Edit, SourceText

_MOST_TRIED = 200_000  # characters of a file in which several columns are tried
_LOOK_AHEAD = 50  # lines: a column that holds for so many is the right one
_OPENS = re.compile(r"(:|:\s+[|>][-+\d]*)\s*$")


def untabbed(text: SourceText, number: int) -> Edits | None:
    """Indent a line by blanks, and those that follow it as long as they have tabs."""
    first = _tabs(text.corrected_line(number)).count("\t")
    following = number
    while following <= min(text.lines, number + MOST_LINES) and _tabs(text.corrected_line(following)):
        following += 1
    tabs = {each: _tabs(text.corrected_line(each)) for each in range(number, following)}
    candidates = (
        tuple(
            Edit(each, 1, len(found) + 1, " " * max(level + 2 * (found.count("\t") - first), 0))
            for each, found in tabs.items()
        )
        for level in _levels(text, number)
    )
    return _best(text, number, candidates)


def realigned(text: SourceText, number: int) -> Edits | None:
    """Start a line, or the entry above it, in the column that was meant; lines that are as deep may go with it."""
    return _best(text, number, _candidates(text, number))


def _candidates(text: SourceText, number: int) -> Iterator[Edits]:
    line, above = text.corrected_line(number), _neighbour(text, range(number - 1, 0, -1))
    for level in _levels(text, number):
        yield (_reindented(line, number, level),)
        yield tuple(_shifted(text, number, level - indent_of(line)))
    if above and (dashes := key_column(text.corrected_line(above)) - indent_of(text.corrected_line(above))):
        level = max(indent_of(line) - dashes, 0)
        yield (_reindented(text.corrected_line(above), above, level),)
        moved = _shifted(text, number, key_column(text.corrected_line(above)) - indent_of(line))
        yield tuple(takewhile(lambda edit: not ENTRY.match(text.corrected_line(edit.line)), moved))  # to the next entry


def _best(text: SourceText, number: int, candidates: Iterable[Edits]) -> Edits | None:
    """Choose the first of those corrections after which reading goes on the furthest, and reads what was meant."""
    tried, last = {}, number + _LOOK_AHEAD
    for edits in candidates:
        if edits and edits not in tried:
            other = text.edited(edits) if len(text.text) < _MOST_TRIED else None
            read, oddity = (min(_lines_read(other.text), last), _oddity(other, number)) if other else (0, 0)
            tried[edits] = (read, -oddity, -len(edits))
    return max(tried, key=lambda edits: tried[edits], default=None)


def _lines_read(text: str) -> int:
    """Count the lines that YAML can read."""
    parser = yaml.CLoader(text)
    try:
        while parser.get_event() is not None:
            pass
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return mark.line if mark else 0
    return text.count("\n") + 1


def _oddity(text: SourceText, number: int) -> int:
    """Return whether a line has nothing below it though it should, or something though it should not."""
    line, below = text.corrected_line(number), _neighbour(text, range(number + 1, text.lines + 1))
    if not below:
        return int(bool(_OPENS.search(line)))
    after = text.corrected_line(below)
    deeper = indent_of(after) > key_column(line) or (ENTRY.match(after) and indent_of(after) == key_column(line))
    return int(bool(_OPENS.search(line)) != bool(deeper))


# -- columns ------------------------------------------------------------------------------------------


def _levels(text: SourceText, number: int) -> list[int]:
    """Return the columns in which the line may have been meant to start, the nearest first."""
    line, above = text.corrected_line(number), _neighbour(text, range(number - 1, 0, -1))
    levels = set(_levels_above(text, number, of_entry=bool(ENTRY.match(line))))
    if above and _OPENS.search(text.corrected_line(above)):
        levels.add(key_column(text.corrected_line(above)) + 2)
    indent = len(line[: len(line) - len(line.lstrip())].expandtabs(2))
    return sorted(levels, key=lambda level: (abs(level - indent), -level))


def _levels_above(text: SourceText, number: int, *, of_entry: bool) -> Iterator[int]:
    least = 10**6
    for above in range(number - 1, max(number - MOST_LINES, 0), -1):
        line = text.corrected_line(above)
        if not line.strip() or line.lstrip().startswith("#") or indent_of(line) > least:
            continue
        least = indent_of(line)
        if KEY.match(line) and not of_entry:
            yield key_column(line)
        if ENTRY.match(line) and of_entry:
            yield least


def _shifted(text: SourceText, number: int, by: int) -> Iterator[Edit]:
    """Move a line, and with it those that follow and are as deep as it is or deeper."""
    least = indent_of(text.corrected_line(number))
    for following in range(number, min(number + MOST_LINES, text.lines) + 1):
        line = text.corrected_line(following)
        if line.strip() and indent_of(line) < least:
            return
        if line.strip():
            yield _reindented(line, following, indent_of(line) + by)


def _reindented(line: str, number: int, indent: int) -> Edit:
    by = indent - indent_of(line)
    return Edit(number, 1, 1, " " * by) if by > 0 else Edit(number, 1, 1 - by, "")


def _tabs(line: str) -> str:
    blanks = line[: len(line) - len(line.lstrip())]
    return blanks if "\t" in blanks else ""


def _neighbour(text: SourceText, numbers: range) -> int | None:
    """Return the first of the lines that says something: neither blank nor a comment."""
    lines = ((each, text.corrected_line(each).lstrip()) for each in numbers)
    return next((each for each, line in lines if line and not line.startswith("#")), None)
