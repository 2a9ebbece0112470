"""What a run depends on, kept beside its copies: a folder never holds copies of two tables, or of two data files.

Only digests, wishes and the program's version are kept: no value of a row, no path of this machine.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from reports.errors import Location, Problem, ReportError

NAME = "run.json"
_ELSEWHERE = "choose another folder with -o, or remove this one and all that is in it"


class Place(Protocol):
    """Where a run's files go."""

    def read(self, name: str) -> bytes | None:
        """Give a file's content, or None where there is none."""

    def put(self, name: str, data: bytes) -> None:
        """Write a file, whole or not at all."""

    def is_empty(self) -> bool:
        """Say whether nothing is there."""


def digest(data: bytes) -> str:
    """Give the SHA-256 of some bytes."""
    return hashlib.sha256(data).hexdigest()


def digest_of(file: Path) -> str:
    """Give a file's SHA-256, without holding it in memory."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def settle(folder: Place, settings: Mapping[str, str]) -> None:
    """Note what this run depends on, or see that it is what the folder's first run depended on.

    The keys are in the user's words, for the message. Raises a ReportError where something has changed, and where the
    folder holds anything else.
    """
    found = folder.read(NAME)
    if found is None:
        _demand_empty(folder)
        folder.put(NAME, as_json(settings))
    else:
        compare(found, settings, Location(f"{folder}/{NAME}"))


def as_json(settings: Mapping[str, str]) -> bytes:
    """Set settings as JSON, a line each."""
    return (json.dumps(settings, indent=1, ensure_ascii=False) + "\n").encode()


def compare(found: bytes, settings: Mapping[str, str], where: Location) -> None:
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


def _demand_empty(folder: Place) -> None:
    if not folder.is_empty():
        hint = "choose an empty folder, or one that does not exist yet, with -o"
        raise ReportError([Problem(Location(str(folder)), "there are other files in this folder", hint)])
