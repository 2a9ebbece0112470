"""What copies are called: by their row's number, or by what a pattern takes from the row."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reports.errors import DataError, Location, Problem

MANY = 10_000  # rows in one folder; beyond, a thousand each: file managers and old disks are slow with more
_LONGEST = 150  # bytes: disks take 255, and other systems count in other ways
_FORBIDDEN = re.compile(r"[\\/:*?\"<>|\x00-\x1f\x7f]")
_PLACE = re.compile(r"\{([^{}]*)\}")
# Windows keeps these names for devices, with any extension.
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


@dataclass(frozen=True, slots=True)
class Naming:
    """How files are called. `kind` is what they are ("brief"), `suffix` ".pdf", `last` the highest number of a row."""

    kind: str
    suffix: str
    last: int
    pattern: str | None = None

    def file(self, row: int, values: Mapping[str, str], *, seed: bool = False) -> str:
        """Name a row's file, below the run's folder. Raises a DataError where a pattern gives no name."""
        return self._place(row, seed=seed) + self._stem(row, values, seed=seed) + self.suffix

    def _place(self, row: int, *, seed: bool) -> str:
        if self.last <= MANY:
            return ""
        return "seeds/" if seed else f"{row // 1000:0{max(3, len(str(self.last // 1000)))}}/"

    def _stem(self, row: int, values: Mapping[str, str], *, seed: bool) -> str:
        if self.pattern is None:
            return f"{self.kind}-{'seed-' * seed}{row:0{max(6, len(str(self.last)))}}"
        stem = safe(_PLACE.sub(lambda place: values.get(place[1], ""), self.pattern))
        if not stem:
            message = f"{'seed' if seed else 'row'} {row} gives no name for a file"
            raise DataError([Problem(Location("--name"), message, "name a column that is never empty")])
        return stem


def safe(name: str) -> str:
    """Make a name that Windows, macOS and Linux all take, as near to the given one as can be."""
    plain = _FORBIDDEN.sub("-", " ".join(unicodedata.normalize("NFC", name).split()))
    cut = plain.encode()[:_LONGEST].decode(errors="ignore").lstrip(".").strip(" .")
    return f"{cut}_" if _DEVICE.fullmatch(cut) else cut


def is_pattern(text: str) -> bool:
    """Say whether a text can be a file's name once its {columns} are filled."""
    around = _PLACE.sub("", text)
    return bool(_PLACE.search(text)) and not _FORBIDDEN.search(around) and not {"{", "}"} & set(around)


def check(pattern: str, columns: Iterable[str]) -> None:
    """Raise a DataError where a pattern names a column that the table does not have."""
    known = list(columns)
    unknown = [name for name in _PLACE.findall(pattern) if name not in known]
    if unknown:
        problems = [Problem(Location("--name"), f"no column is called {name!r}") for name in unknown]
        raise DataError([*problems])


def clashing(names: Iterable[tuple[str, str]], where: Location) -> list[Problem]:
    """Tell of files that a disk which does not tell A from a would take for one; `names` has rows in words with theirs.

    Only a number is kept of each name, so that a million take less than 100 MB.
    """
    seen: set[int] = set()
    problems = []
    for row, name in names:
        mark = hash(unicodedata.normalize("NFC", name).casefold())
        if mark in seen:
            message = f"{row} gives the same file name as one before it"
            problems.append(Problem(where, message, "--name has to take a column in that no two rows have alike"))
        seen.add(mark)
    return problems
