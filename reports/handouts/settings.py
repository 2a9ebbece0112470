"""What a run depends on, kept beside its copies: a folder never holds copies of two tables, or of two data files.

Only digests, options and the program's version are kept: no value of a row, no path of this machine.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from reports.errors import Location, Problem, ReportError

NAME = "run.json"
_ELSEWHERE = "choose another folder with -o, or remove this one and all that is in it"


class CopyStore(Protocol):
    """Where a run's files go, known by their names ("001/brief-001234.pdf"); it can be pickled."""

    def read(self, name: str) -> bytes | None:
        """Return a file's content, or None where there is none. Raises an OSError."""

    def put(self, name: str, data: bytes) -> None:
        """Write a file, whole or not at all, over one of this name. Raises an OSError."""

    def digest(self, name: str) -> str | None:
        """Return the SHA-256 of a file in hexadecimal, or None where there is none. Raises an OSError."""

    def is_empty(self) -> bool:
        """Return whether nothing is there but what a killed run leaves behind before its first file."""


def digest(data: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def digest_of(file: Path) -> str:
    """Return a file's SHA-256 in hexadecimal, without holding the file in memory."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def settle(store: CopyStore, settings: Mapping[str, str]) -> None:
    """Note what this run depends on, or see that it is what the folder's first run depended on.

    The keys are in the user's words ("the data file"), for the message. Raises a ReportError where something has
    changed, and where the folder holds anything else.
    """
    found = store.read(NAME)
    if found is not None:
        _compare(found, settings, Location(f"{store}/{NAME}"))
        return
    if not store.is_empty():
        hint = "choose an empty folder, or one that does not exist yet, with -o"
        raise ReportError([Problem(Location(str(store)), "there are other files in this folder", hint)])
    store.put(NAME, f"{json.dumps(settings, indent=1, ensure_ascii=False)}\n".encode())


def _compare(found: bytes, settings: Mapping[str, str], where: Location) -> None:
    """Raise a ReportError that says what has changed since a folder's first run, if anything has."""
    try:
        before = json.loads(found)
    except ValueError:
        before = None
    if not isinstance(before, dict):
        raise ReportError([Problem(where, "is not the settings of a run", _ELSEWHERE)])
    changed = [key for key in dict.fromkeys([*settings, *before]) if settings.get(key) != before.get(key)]
    if changed:
        message = f"changed since this folder's first run: {', '.join(changed)}"
        raise ReportError([Problem(where, message, _ELSEWHERE)])
