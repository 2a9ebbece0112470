"""Where something stands in a file, what is wrong with it, and the errors raised on purpose."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a user's file; lines and columns count from 1. Line 0: the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to put right, where it stands, and (`hint`) how; `fatal` is False for a warning.

    What is only `advice` is no fault: the report would be better with it.
    """

    where: Location
    message: str
    hint: str | None = None
    fatal: bool = field(default=True, compare=False)
    advice: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        label = "advice: " if self.advice else "" if self.fatal else "warning: "
        hint = f"\n  hint: {self.hint}" if self.hint else ""
        return f"{self.where}: {label}{self.message}{hint}"


class ReportError(Exception):
    """Nothing can be written; `problems` says why, sorted by place, each once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


class DataError(ReportError):
    """The data file, a table or a theme says something that cannot be used."""


class LayoutError(ReportError):
    """A text does not fit its place, even at the smallest size."""


class ArchiveError(ReportError):
    """The brief cannot be kept as the archival standard that it would claim."""
