"""Briefs merged into one PDF for a print house."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import BinaryIO

from reports.brief.mailmerge.merge import FullError, MergedPdf
from reports.brief.mailmerge.render_copies import BriefCopyRenderer
from reports.compose.letters import Letters
from reports.handouts.making import FileFullError
from reports.handouts.merging import MergeJob


def merge_job(letters: Letters, renderer: BriefCopyRenderer, chunk: int | None, *, right_hand: bool) -> MergeJob:
    """Return the job of merging at most `chunk` briefs into a file, each on a right-hand page if asked."""
    return MergeJob(partial(_MergedBriefs, letters, renderer, right_hand), "briefs", ".pdf", chunk)


class _MergedBriefs:
    """A merged PDF, to which recipients are added by their values."""

    def __init__(self, letters: Letters, renderer: BriefCopyRenderer, right_hand: bool, file: BinaryIO) -> None:
        self._letters = letters
        self._merged = MergedPdf(renderer, file, right_hand=right_hand)

    def add(self, values: Mapping[str, str]) -> tuple[int, int]:
        """Add a recipient; see MergedWriter."""
        try:
            return self._merged.add(self._letters.to(values))
        except FullError:
            raise FileFullError from None

    def close(self) -> None:
        """Finish the file."""
        self._merged.close()
