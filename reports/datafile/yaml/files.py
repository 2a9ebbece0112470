"""A user's file from the disk; one that cannot be read is a Problem like any other."""

from __future__ import annotations

from pathlib import Path

from reports.datafile.yaml.reader import MOST_BYTES, read
from reports.datafile.yaml.tree import Tree
from reports.errors import DataError, Location, Problem


def read_file(path: Path) -> Tree:
    """Read a YAML file; raises a DataError if there is none, or it can't be read at all."""
    return read(read_bytes(path), str(path))


def read_bytes(path: Path) -> bytes:
    """Read a file no further than is needed to see that it is too long; raises the same."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL
        raise DataError([Problem(Location(str(path)), *_why_not(path, error))]) from error


def _why_not(path: Path, error: Exception) -> tuple[str, str | None]:
    match error:
        case FileNotFoundError():
            return "no such file", _similar(path)
        case IsADirectoryError() | PermissionError() if path.is_dir():  # the second is what Windows says
            return "this is a folder, not a data file", "name a file in it"
        case PermissionError():
            return "the file may not be read", "ask whoever owns it for the permission to read it"
    reason = getattr(error, "strerror", None) or str(error)
    return f"the file cannot be read: {reason[:1].lower()}{reason[1:]}", None


def _similar(path: Path) -> str | None:
    if not path.parent.is_dir():
        return f"there is no folder {path.parent} either"
    beside = sorted(each.name for each in path.parent.glob("*.y*ml"))[:5]
    return f"in this folder there is {', '.join(beside)}" if beside else None
