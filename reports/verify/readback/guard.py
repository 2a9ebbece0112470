"""Limits for files from anywhere: a few kilobytes can ask for all memory, or for an hour."""

from pathlib import Path

from reports.verify.readback.reading import unreadable

MOST_BYTES = 200_000_000


def contents(path: Path) -> bytes:
    """Return a file's bytes. Raises a ReportError if it cannot be read, or is larger than any of ours could be."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise unreadable(str(path), f"is too large to be read ({size:,} bytes)", "build it again")
        return path.read_bytes()
    except OSError as error:
        raise unreadable(str(path), f"cannot be read: {(error.strerror or 'unknown error').lower()}") from error
