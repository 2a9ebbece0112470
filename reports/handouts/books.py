"""Briefs bound into one PDF for a print house."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import BinaryIO

from reports.brief.mailmerge.merge import FullError, MergedPdf
from reports.brief.mailmerge.render_copies import BriefCopyRenderer
from reports.compose.letters import Letters
from reports.handouts.merging import Binding, NoRoomError


def binding_of(letters: Letters, renderer: BriefCopyRenderer, chunk: int | None, *, right_hand: bool) -> Binding:
    """Bind at most `chunk` briefs into a file, each on a right-hand page if asked."""
    return Binding(partial(_Book, letters, renderer, right_hand), "briefs", ".pdf", chunk)


class _Book:
    """A merged PDF, to which readers are added by their values."""

    def __init__(self, letters: Letters, renderer: BriefCopyRenderer, right_hand: bool, file: BinaryIO) -> None:
        self._letters = letters
        self._merged = MergedPdf(renderer, file, right_hand=right_hand)

    def add(self, values: Mapping[str, str]) -> tuple[int, int]:
        """Add a reader, and give the first and last page. Raises a LayoutError, or a NoRoomError."""
        try:
            return self._merged.add(self._letters.to(values))
        except FullError:
            raise NoRoomError from None

    def close(self) -> None:
        """Finish the file."""
        self._merged.close()
