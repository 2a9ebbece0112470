"""The lines of a user's file: where a character stands, and how to quote or correct a line in a message."""

from __future__ import annotations

import re
from bisect import bisect_right

from reports.errors import Location

# What stands before a value: blanks, the dashes of a list, a key.
HEAD = re.compile(r"\s*(?:- +)*(?:(?:[\w.-]+|\"[^\"]*\"): +)?")
# A list or mapping in brackets, as against a text that begins with {name} or [sic].
BRACKETS = re.compile(r"\{\s*(?:[\w.-]+|\"[^\"]*\")\s*:\s|\[.*\]\s*$")


class Text:
    """A decoded file that knows the line and column of every offset in it."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def at(self, offset: int) -> Location:
        """Give the place of a character, or of the end."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self._starts, offset)
        return Location(self.file, line, offset - self._starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """Give a line (from 1) without its end."""
        start = self._starts[number - 1]
        stop = self._starts[number] - 1 if number < len(self._starts) else len(self.text)
        return self.text[start:stop]


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
    return f'write {head.lstrip()}"{escaped}"'


def split(line: str) -> tuple[str, str]:
    """Split a line into its dashes and key, and its value."""
    match = HEAD.match(line)
    head = match.group() if match else ""
    return head, line[len(head) :]
