"""Corrections of lines that YAML cannot read, made in memory so that the rest of the file is read as well."""

import re
from collections.abc import Iterator

import yaml

from reports.datafile.yaml.lines import BRACKETS, Edit, SourceText, split

Edits = tuple[Edit, ...]

MOST_LINES = 2000  # that may belong to one; whatever is longer is no data file
_MOST_QUOTED = 20_000  # characters of a line

KEY = re.compile(r"\s*(?:- +)*(?:[\w.-]+|\"[^\"]*\"):(?:\s|$)")
ENTRY = re.compile(r"\s*-(?:\s|$)")
_MOST_TRIED = 200_000  # characters of a file in which several columns are tried
_LOOK_AHEAD = 50  # lines: a column that holds for so many is the right one
_OPENS = re.compile(r"(:|:\s+[|>][-+\d]*)\s*$")
_ENTRY_HEAD = re.compile(r"^\s*(?:- +)*")


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
    for following in range(number + 1, number + MOST_LINES + 1):
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
    return len(line) - len(_ENTRY_HEAD.sub("", line))


# -- lines that start in the wrong column: that is meant with which YAML reads on the furthest ------------------------


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
    try:
        list(yaml.parse(text, Loader=yaml.CLoader))
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
    for following in range(number, number + MOST_LINES + 1):
        line = text.corrected_line(following)
        if line.strip() and indent_of(line) < least:
            return
        blanks, indent = line[: len(line) - len(line.lstrip())], max(indent_of(line) + level - least, 0)
        if line.strip() and blanks != " " * indent:
            yield Edit(following, 1, len(blanks) + 1, " " * indent)
