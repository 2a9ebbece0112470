"""Tables as files, whatever stands in them: CSV's encodings and separators, workbooks before anyone trusts them."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from typing import Self

from reports.errors import DataError, Location, Problem

DAMAGED = ("this is not an XLSX file, or a damaged one", "save it again as .xlsx")
UNUSUAL = ("this XLSX file is not as a spreadsheet program writes it", "save it again as .xlsx")


class TableError(Exception):
    """A file that cannot be read as a table: what is wrong, what may help, and in which row (0: in all of it)."""

    def __init__(self, message: str, hint: str | None = None, row: int = 0) -> None:
        self.message, self.hint, self.row = message, hint, row
        super().__init__(message)


@contextmanager
def failures_told(file: str, column: int = 1) -> Iterator[None]:
    """Raise as a DataError what cannot be read of a file; what is wrong with a row stands in its `column`."""
    try:
        yield
    except TableError as error:
        where = Location(file, error.row, column if error.row else 0)
        raise DataError([Problem(where, error.message, error.hint)]) from error
    except OSError as error:
        hint = (error.strerror or "").casefold() or None
        raise DataError([Problem(Location(file), "the file cannot be read", hint)]) from error


class Unclear(Enum):
    """A cell whose text is not sure; the value is the end of a sentence that begins with its column, and what to do."""

    FORMULA = ("is a formula whose result the file does not hold", "save it in a spreadsheet, or paste it as values")
    ERROR = ("is an error of the spreadsheet", "correct it there")
    FORMAT = (
        "has a format that is not read: a fraction, an exponent, elapsed time, or another calendar",
        "give it a plain format, or write it as text",
    )
    SIGN = ("is below zero, which its format shows by a colour alone, or not at all", "give it a format with a minus")


class Formatted(str):
    """A number as its number format shows it, and what its cell holds, of which that may be a part."""

    __slots__ = ("held",)
    held: float

    def __new__(cls, text: str, held: float = 0.0) -> Self:
        """Return a text that knows its number."""
        new = super().__new__(cls, text)
        new.held = held
        return new


class Zero(Formatted):
    """A zero without a digit: "-", "$-", "nil", or nothing."""


Cell = str | Unclear  # what it says, or the reason why nobody can tell without guessing
