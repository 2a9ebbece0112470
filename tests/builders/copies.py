"""A small press, small tables and runs of them, for the tests of runs."""

from __future__ import annotations

import hashlib
import os
import signal
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from reports.compose.letters import Listed
from reports.errors import LayoutError, Location, Problem
from reports.handouts.making import Order
from reports.handouts.manifest import ManifestRow, parsed
from reports.handouts.run import CopyJob
from reports.renderer import Copy

NAMES = ("Ada Lovelace", "Søren Åkerblom", "Nguyễn Thị Minh Khai", "Zoë O’Brien-Nakamura")
UNSETTABLE = "Ünsettable Person"


@dataclass(frozen=True)
class WordsPress:
    """A press that writes a row's words into a small file; some words it can't set, and says which."""

    size: int = 2000

    def copy(self, values: Mapping[str, str], listed: Listed) -> Copy:
        said = values["salutation"]
        if said == UNSETTABLE:
            raise LayoutError([Problem(Location("data.yaml", 3, 1), f"{said!r} cannot be set", "shorten it")])
        if said == "deaf":
            return Copy(str(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, [])).encode(), pages=1)
        if said == "crash":
            raise KeyError(values["id"])
        return Copy((said.encode() + b"\n") * (self.size // (len(said) + 1)), pages=len(said))


def a_table(rows: int, **changed: str) -> list[dict[str, str]]:
    """A table of recipients; `r3="…"` gives row 3 another salutation."""
    said = [changed.get(f"r{row}", f"{NAMES[row % 4]} {row}") for row in range(1, rows + 1)]
    return [{"id": f"ID-{row:05}", "salutation": each} for row, each in enumerate(said, 1)]


def orders(table: list[dict[str, str]], suppressed: tuple[int, ...] = ()) -> Iterator[Order]:
    for row, values in enumerate(table, 1):
        file = f"{row // 100:03}/copy-{row:06}.txt"
        yield Order(row, file, None if row in suppressed else values)


def a_job(rows: int = 250, suppressed: tuple[int, ...] = (), size: int = 2000, **changed: str) -> CopyJob:
    table = a_table(rows, **changed)
    settings = {"the program": "tests", "the table": hashlib.sha256(repr(table).encode()).hexdigest()}
    return CopyJob(lambda: orders(table, suppressed), rows, WordsPress(size), settings, "people.csv")


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, by name."""
    return {os.path.relpath(path, folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def manifest(folder: Path) -> list[ManifestRow]:
    rows = (folder / "manifest.csv").read_text("utf-8").splitlines(keepends=True)
    return list(parsed(rows[1:], Location("manifest.csv")))
