"""The text of a table's cells: broken into lines fast, since a table may have a hundred thousand of them.

Unlike running text, a cell never is too wide for its column: as a last resort a word is broken between two letters.
"""

from collections.abc import Callable
from functools import cache

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


def cell_breaker(role: Role, width: float, where: Location) -> Callable[[str], Lines]:
    """Return what breaks the texts of one column into lines, each text once.

    A line that goes on ends in its space, so that text which is copied keeps words apart.
    """

    @cache
    def lines(text: str) -> Lines:
        if text.isprintable() and role.font.width(text, role.size) <= width + _TOLERANCE:
            return (text,)  # as most: they need not be broken to find that out
        broken = break_words(Words(text, where), role, width, anywhere=True)
        return tuple("".join(piece.text for piece in line.pieces) for line in broken)

    return lines


def width_of(line: str, role: Role) -> Points:
    """Measure a line of a cell; the space at its end, if it goes on, takes no room."""
    return role.font.width(line.removesuffix(" "), role.size)
