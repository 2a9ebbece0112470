"""How wide a table's columns are, and how their cells are broken into lines.

Cells of numbers are never broken, the others so that the table gets short. What a row takes is what its longest cell
takes, so room goes to the column that holds up most rows, a little at a time. Unlike running text, a cell never is too
wide for its column: as a last resort a word is broken between two letters.
"""

from collections.abc import Callable, Collection, Sequence
from functools import cache

from reports.brief.look import Look
from reports.brief.text import break_words
from reports.errors import Location
from reports.frozen import frozen
from reports.pdf.fonts import Role
from reports.story import Words
from reports.units import Points

ABOVE = 3.0  # points above and below a text
_FEW = 5  # columns
_TOLERANCE = 1e-6
_SAMPLE = 300  # rows that are measured
_MOST_WORD = 100.0  # points: a word wider than that may be broken
_FEW_WORDS = 3
_RAGGED = 1.12  # how much longer a text gets by lines that do not fill
_STEP = 2.0  # points

Lines = tuple[str, ...]
Texts = Sequence[str]


@frozen
class _Need:
    """What a column asks for, in points: at the least, and for its cells and its head on one line each."""

    least: float
    cells: tuple[float, ...]
    most: float

    def lines(self, row: int, width: float) -> float:
        """Return how many lines a cell takes, about."""
        cell = self.cells[row]
        return 1.0 if cell <= width else max(2.0, _RAGGED * cell / width)


def widths_of(
    head: Texts, rows: Sequence[Texts], look: Look, width: float, amounts: Collection[int], *, breaks_heads: bool
) -> list[float]:
    """Return the widths of columns, in points, which add up to `width`.

    `amounts` are the columns whose cells are not broken; nor are words elsewhere, if they have room at all. If it
    `breaks_heads`, those are on one line where nothing else needs the room.
    """
    pads = 2 * pad_of(len(head))
    needs = _needs(longest_words(head) if breaks_heads else head, rows, look, amounts)
    role = look.roles["table"]
    heads = [role.strong.width(name, role.size) * breaks_heads for name in head]
    return [pads + each for each in _shared(needs, heads, width - pads * len(head))]


def longest_words(heads: Sequence[str]) -> list[str]:
    """Return what heads that may be broken need room for."""
    return [max(head.split(), key=len) for head in heads]


def have_room(head: Texts, rows: Sequence[Texts], look: Look, width: float, amounts: Collection[int]) -> bool:
    """Return whether columns can stand beside each other without breaking words."""
    pads = 2 * pad_of(len(head)) * len(head)
    return sum(need.least for need in _needs(head, rows, look, amounts)) + pads <= width


def _needs(head: Texts, rows: Sequence[Texts], look: Look, amounts: Collection[int]) -> list[_Need]:
    sample = [*rows[:: max(1, len(rows) // _SAMPLE)], rows[-1]] if rows else []
    role, needs = look.roles["table"], []
    for place, name in enumerate(head):
        texts, whole = [row[place] for row in sample], place in amounts
        cells = tuple(role.font.width(text, role.size) for text in texts) or (0.0,)
        words = max(role.strong.width(word, role.size) for word in ([name] if whole else name.split(" ")))
        least = max(cells) if whole else max((_narrowest(text, role) for text in set(texts)), default=0.0)
        needs.append(_Need(max(words, least), cells, max(words, *cells)))
    return needs


def _narrowest(text: str, role: Role) -> float:
    """Return how narrow a cell may get: its longest word has room; a few words, a date say, take two lines at most."""
    words = [role.font.width(word, role.size) for word in text.split(" ")]
    if not 1 < len(words) <= _FEW_WORDS:
        return min(max(words), _MOST_WORD)
    space = role.font.width(" ", role.size)
    lines = [(words[:at], words[at:]) for at in range(1, len(words))]
    return min(max(sum(line) + space * (len(line) - 1) for line in both) for both in lines)


def _shared(needs: Sequence[_Need], heads: Sequence[float], room: float) -> list[float]:
    """Return widths: the least each needs, and the rest where it saves most lines.

    What nobody needs goes to all columns that say much, but first to those of `heads`, in points, that are broken else.
    """
    widths = [need.least for need in needs]
    if sum(widths) >= room:
        return [width * room / sum(widths) for width in widths]
    spare = room - sum(widths)
    while spare > _STEP and (place := _neediest(needs, widths)) is not None:
        widths[place] += _STEP
        spare -= _STEP
    open_ended = [place for place, need in enumerate(needs) if need.most > need.least] or list(range(len(needs)))
    shares = [spare / len(open_ended) * (place in open_ended) for place in range(len(needs))]
    if any(width + share < head for width, share, head in zip(widths, shares, heads, strict=True)):
        for lack, place in sorted((head - widths[place], place) for place, head in enumerate(heads)):
            if 0 < lack <= spare:
                widths[place] += lack
                spare -= lack
    for place in open_ended:
        widths[place] += spare / len(open_ended)
    return widths


def _neediest(needs: Sequence[_Need], widths: Sequence[float]) -> int | None:
    """Find the column by whose cells most is lost, row by row: more lines than any other cell of the row takes."""
    lost = [0.0] * len(needs)
    for row in range(len(needs[0].cells)):
        lines = [need.lines(row, width) for need, width in zip(needs, widths, strict=True)]
        tallest = max(lines)
        if tallest > 1:
            place = lines.index(tallest)
            lost[place] += tallest / widths[place]
    most = max(lost)
    return lost.index(most) if most else None


def pad_of(columns: int) -> float:
    """Return how much room there is on either side of a text, in points: less where columns are many."""
    return 6.0 if columns <= _FEW else 4.0


def cell_breaker(role: Role, width: float, where: Location) -> Callable[[str], Lines]:
    """Return what breaks the texts of one column into lines, each text once: a table may have a hundred thousand.

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
