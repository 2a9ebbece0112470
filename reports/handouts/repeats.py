"""What stands in a table twice, found among millions of texts of which none is kept."""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Iterable
from itertools import pairwise


class TextHashes:
    """A number for each text, eight bytes large. Two texts have the same number by chance once in 10**7 tables."""

    def __init__(self) -> None:
        self._numbers = array("q")

    def add(self, text: str) -> None:
        """Note a text."""
        self._numbers.append(hash(text))

    def repeated(self) -> frozenset[int]:
        """Return the numbers that were noted more than once."""
        return frozenset(one for one, other in pairwise(sorted(self._numbers)) if one == other)


class FirstRows:
    """The row in which each text first stood, for texts that may be there twice."""

    def __init__(self, repeated: Iterable[int]) -> None:
        self._repeated = frozenset(repeated)
        self._rows: dict[str, int] = {}

    def before(self, text: str, row: int) -> int | None:
        """Return the earlier row of a text, if there is one."""
        if hash(text) not in self._repeated:
            return None
        first = self._rows.setdefault(text, row)
        return None if first == row else first


def as_on_disk(name: str) -> str:
    """Return a file's name as disks compare it that take small and capital letters for the same."""
    return (
        name.lower() if name.isascii() else unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
    )
