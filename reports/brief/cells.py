"""The text of a table's cells: broken into lines fast, since a table may have a hundred thousand of them.

Unlike running text, a cell never is too wide for its column: as a last resort a word is broken between two letters.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from reports.brief.text import PARTS
from reports.pdf.fonts import Role
from reports.units import Points

ABOVE = 3.0  # points above and below a text
_FEW = 5  # columns
_TOLERANCE = 1e-6
_MOST_LETTERS = 1000  # of a line: no column is as wide, whatever its letters
_BLANKS = re.compile(r"[\t\n\r]")

Lines = tuple[str, ...]


def pad_of(columns: int) -> float:
    """Return how much room there is on either side of a text, in points: less where columns are many."""
    return 6.0 if columns <= _FEW else 4.0


class CellBreaker:
    """One column's way of breaking texts: each text once."""

    __slots__ = ("_known", "_role", "_space", "_width")

    def __init__(self, role: Role, width: float) -> None:
        self._role, self._width = role, width + _TOLERANCE
        self._space = role.font.width(" ", role.size)
        self._known: dict[str, Lines] = {}

    def lines(self, text: str) -> Lines:
        """Fill lines greedily; one that goes on ends in its space, so that text which is copied keeps words apart."""
        known = self._known.get(text)
        if known is None:
            clean = text if text.isprintable() else _BLANKS.sub(" ", text)
            fits = self._role.font.width(clean, self._role.size) <= self._width
            known = self._known[text] = (clean,) if fits else tuple(self._filled(clean))
        return known

    def _filled(self, text: str) -> Iterator[str]:
        font, size = self._role.font, self._role.size
        line, used = "", 0.0
        for place, word in enumerate(text.split(" ")):
            width = font.width(word, size)
            if not place:
                line, used = word, width
            elif used + self._space + width <= self._width:
                line, used = f"{line} {word}", used + self._space + width
            else:
                yield f"{line} "
                line, used = word, width
            if used > self._width:
                *whole, line = self._cut(line)
                yield from whole
                used = font.width(line, size)
        yield line

    def _cut(self, word: str) -> Iterator[str]:
        """Part a word that is wider than the column: behind a hyphen or slash, or anywhere if that is not enough."""
        line = ""
        for part in PARTS.findall(word):
            if line and not self._fits(line + part):
                yield line
                line = ""
            line += part
            while not self._fits(line):
                counts = range(2, min(len(line), _MOST_LETTERS))
                count = 1 + bisect_left(counts, True, key=lambda count: not self._fits(line[:count]))
                yield line[:count]
                line = line[count:]
        yield line

    def _fits(self, text: str) -> bool:
        few = len(text) < _MOST_LETTERS
        return len(text) < 2 or (few and self._role.font.width(text, self._role.size) <= self._width)


def width_of(line: str, role: Role) -> Points:
    """Measure a line of a cell; the space at its end, if it goes on, takes no room."""
    return role.font.width(line.removesuffix(" "), role.size)
