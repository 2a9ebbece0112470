"""Lines that start in the wrong column: which column was meant, found by trying where YAML reads on the furthest."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from reports.datafile.yaml.corrections import ENTRY, KEY, MOST_LINES, Edits, indent_of, key_column
from reports.datafile.yaml.lines import Edit, SourceText

_MOST_TRIED = 200_000  # characters of a file in which several columns are tried
_LOOK_AHEAD = 50  # lines: a column that holds for so many is the right one
_OPENS = re.compile(r"(:|:\s+[|>][-+\d]*)\s*$")


def realigned(text: SourceText, number: int) -> Edits:
    """Start a line in the column that was meant, by blanks; lines that are as deep may go with it."""
    tried: dict[Edits, tuple[int, int]] = {}
    for level in _levels(text, number):
        moved = tuple(_moved(text, number, level))
        for edits in (moved[:1], moved):
            if edits and edits not in tried:
                read = _lines_read(text.edited(edits).text) if len(text.text) < _MOST_TRIED else 0
                tried[edits] = (min(read, number + _LOOK_AHEAD), -len(edits))
    return max(tried, key=lambda edits: tried[edits], default=())


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


def _levels(text: SourceText, number: int) -> list[int]:
    """Return the columns in which the line may have been meant to start, the nearest first."""
    line, least, levels = text.corrected_line(number), 10**6, set()
    of_entry = bool(ENTRY.match(line))
    for above in range(number - 1, max(number - MOST_LINES, 0), -1):
        line_above = text.corrected_line(above)
        if not line_above.strip() or line_above.lstrip().startswith("#") or indent_of(line_above) > least:
            continue
        if least == 10**6 and _OPENS.search(line_above):
            levels.add(key_column(line_above) + 2)
        least = indent_of(line_above)
        if (ENTRY if of_entry else KEY).match(line_above):
            levels.add(least if of_entry else key_column(line_above))
    return sorted(levels, key=lambda level: (abs(level - indent_of(line)), -level))


def _moved(text: SourceText, number: int, level: int) -> Iterator[Edit]:
    """Start a line in a column, and move with it those that follow and are as deep as it is or deeper."""
    least = indent_of(text.corrected_line(number))
    for following in range(number, min(number + MOST_LINES, text.lines) + 1):
        line = text.corrected_line(following)
        if line.strip() and indent_of(line) < least:
            return
        blanks, indent = line[: len(line) - len(line.lstrip())], max(indent_of(line) + level - least, 0)
        if line.strip() and blanks != " " * indent:
            yield Edit(following, 1, len(blanks) + 1, " " * indent)
