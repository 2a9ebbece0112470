"""What is asked of a press: the brief's and the deck's are in their rooms, each made once for a whole run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from reports.story import Personal


@dataclass(frozen=True, slots=True)
class Copy:
    """A finished file, and its number of pages or slides."""

    data: bytes
    pages: int


class Press(Protocol):
    """Makes one recipient's copy after another. It can be pickled: another process makes the same bytes with it."""

    def copy(self, personal: Personal) -> Copy:
        """Make the copy in which `personal` is told; the same words always give the same bytes.

        Raises a LayoutError for words that can't be set; its message names none of them.
        """
