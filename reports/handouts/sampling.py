"""Which rows to make first, for proof: the first and the last, the longest, the most accented, and some by chance.

Chance is drawn from the table's own checksum, so that the same table always gives the same rows.
"""

from __future__ import annotations

import hashlib
import heapq
import unicodedata
from collections.abc import Iterable, Sequence

from reports.handouts.recipients import Recipient

_Ranked = tuple[float, int]  # how far it comes before others, and its row


def sampled(recipients: Iterable[Recipient], shown: Sequence[str], count: int, digest: str) -> frozenset[int]:
    """Choose `count` rows of a table that are not suppressed, all if there are no more; `shown` columns are judged.

    The first and the last, then the longest and the most accented, a quarter each, and the rest by chance.
    """
    ends: list[int] = []
    longest, accented, chance = (_Best(max(count, 1)) for _ in range(3))
    for recipient in recipients:
        if recipient.suppressed:
            continue
        row, text = recipient.row, " ".join(recipient.values.get(column, "") for column in shown)
        ends = [*ends[:1], row]
        longest.add(len(text), row)
        accented.add(_accents(text), row)
        lot = hashlib.blake2b(f"{digest}/{row}".encode(), digest_size=6).digest()
        chance.add(int.from_bytes(lot, "big") + 1, row)
    quarter = count // 4
    first = dict.fromkeys((*ends, *longest.rows()[:quarter], *accented.rows()[:quarter], *chance.rows()))
    return frozenset(list(first)[:count])


def _accents(text: str) -> int:
    """Count the letters that are more than a letter of ASCII, the sorts of them above all."""
    if text.isascii():
        return 0
    letters = [char for char in unicodedata.normalize("NFC", text) if not char.isascii() and char.isalpha()]
    return 1000 * len(set(letters)) + len(letters)


class _Best:
    """The rows with the highest marks above 0; of equal ones, those that come first."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._heap: list[_Ranked] = []

    def add(self, mark: float, row: int) -> None:
        """Look at a row."""
        if mark > 0:
            heapq.heappush(self._heap, (mark, -row))
        if len(self._heap) > self._count:
            heapq.heappop(self._heap)

    def rows(self) -> list[int]:
        """Return them, the best first."""
        return [-row for _, row in sorted(self._heap, reverse=True)]
