"""The text of a table's cells: broken into lines fast, since a table may have a hundred thousand of them.

Unlike running text, a cell never is too wide for its column: as a last resort a word is broken between two letters.
"""

from __future__ import annotations

from reports.brief.text import break_words
from reports.errors import Location
from reports.pdf.fonts import Role
from reports.story import Words
from reports.units import Points

ABOVE = 3.0  # points above and below a text
_FEW = 5  # columns
_TOLERANCE = 1e-6

Lines = tuple[str, ...]


def pad_of(columns: int) -> float:
    """Return how much room there is on either side of a text, in points: less where columns are many."""
    return 6.0 if columns <= _FEW else 4.0


class CellBreaker:
    """One column's way of breaking texts: each text once."""

    __slots__ = ("_known", "_role", "_where", "_width")

    def __init__(self, role: Role, width: float, where: Location) -> None:
        self._role, self._width, self._where = role, width, where
        self._known: dict[str, Lines] = {}

    def lines(self, text: str) -> Lines:
        """Return a text's lines; one that goes on ends in its space, so that text which is copied keeps words apart."""
        known = self._known.get(text)
        if known is None:
            known = (text,)  # most have room as they are, and need not be broken to find that out
            if not text.isprintable() or self._role.font.width(text, self._role.size) > self._width + _TOLERANCE:
                broken = break_words(Words(text, self._where), self._role, self._width, anywhere=True)
                known = tuple("".join(piece.text for piece in line.pieces) for line in broken)
            self._known[text] = known
        return known


def width_of(line: str, role: Role) -> Points:
    """Measure a line of a cell; the space at its end, if it goes on, takes no room."""
    return role.font.width(line.removesuffix(" "), role.size)
