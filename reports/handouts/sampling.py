"""Which rows to make first, for proof: the first and the last, the longest, the most accented, and some by chance.

Chance is drawn from the table's own checksum, so that the same table always gives the same rows.
"""

import hashlib
import heapq
import unicodedata
from collections.abc import Iterable, Sequence

from reports.handouts.recipients import Recipient

_Ranked = tuple[int, int]  # how far it comes before others, and its row below 0


def sampled(recipients: Iterable[Recipient], shown: Sequence[str], count: int, digest: str) -> frozenset[int]:
    """Choose `count` rows of a table that are not suppressed, all if there are no more; `shown` columns are judged.

    The first and the last, then the longest and the most accented, a quarter each, and the rest by chance.
    """
    ends: list[int] = []
    longest: list[_Ranked] = []
    accented: list[_Ranked] = []
    chance: list[_Ranked] = []
    for recipient in recipients:
        if recipient.suppressed:
            continue
        row, text = recipient.row, " ".join(recipient.values.get(column, "") for column in shown)
        ends = [*ends[:1], row]
        lot = hashlib.blake2b(f"{digest}/{row}".encode(), digest_size=6).digest()
        marks = len(text), _accents(text), int.from_bytes(lot, "big") + 1
        for heap, mark in zip((longest, accented, chance), marks, strict=True):
            if mark:
                heapq.heappush(heap, (mark, -row))
            if len(heap) > max(count, 1):
                heapq.heappop(heap)
    quarter = count // 4
    first = dict.fromkeys((*ends, *_best(longest)[:quarter], *_best(accented)[:quarter], *_best(chance)))
    return frozenset(list(first)[:count])


def _best(heap: list[_Ranked]) -> list[int]:
    """Return the rows with the highest marks, the best first; of equal ones, the earlier."""
    return [-row for _, row in sorted(heap, reverse=True)]


def _accents(text: str) -> int:
    """Count the letters that are more than a letter of ASCII, the sorts of them above all."""
    if text.isascii():
        return 0
    letters = [char for char in unicodedata.normalize("NFC", text) if not char.isascii() and char.isalpha()]
    return 1000 * len(set(letters)) + len(letters)
