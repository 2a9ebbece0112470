"""Limits for files from anywhere: a few kilobytes can ask for all memory, or for an hour."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pikepdf

from reports.verify.readback.reading import unreadable

MOST_BYTES = 200_000_000
_QPDF: dict[str, Any] = {"flate_max_memory": 256_000_000, "png_max_memory": 256_000_000, "max_stream_filters": 4}


def contents(path: Path) -> bytes:
    """Return a file's bytes. Raises a ReportError if it cannot be read, or is larger than any of ours could be."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise unreadable(str(path), f"is too large to be read ({size:,} bytes)", "build it again")
        return path.read_bytes()
    except OSError as error:
        raise unreadable(str(path), f"cannot be read: {(error.strerror or 'unknown error').lower()}") from error


@contextmanager
def guarded() -> Iterator[None]:
    """Keep qpdf from unpacking without end while a PDF is open."""
    before: dict[str, Any] = pikepdf.settings.set_qpdf_limits(**_QPDF)
    try:
        yield
    finally:
        pikepdf.settings.set_qpdf_limits(**before)
