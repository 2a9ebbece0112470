"""What renders one recipient's copy: the brief's and the deck's are in their rooms, each made once for a whole run."""

from dataclasses import dataclass
from typing import Protocol

from reports.errors import LayoutError
from reports.story import Personal


@dataclass(frozen=True, slots=True)
class Copy:
    """A finished file, and its number of pages or slides."""

    data: bytes
    pages: int


class FullError(LayoutError):
    """A file for many takes no more copies; what was added before can still be closed."""


class CopyRenderer(Protocol):
    """Renders one recipient's copy after another. It can be pickled: another process makes the same bytes with it."""

    def render_copy(self, personal: Personal) -> Copy:
        """Return the copy that says what is `personal`; the same words always give the same bytes.

        Raises a LayoutError for words that can't be set; its message names none of them.
        """
