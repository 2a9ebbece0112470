"""CSV: text whose encoding and separator nobody states, read by the standard library, a row at a time."""

import codecs
import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

from reports.tables import TableError

SEPARATORS = ",;\t|"
_LOOKED_AT = 60  # rows
_HEAD, _FEW = 4000, 50  # bytes looked at for zeros; of so many, one is no sign of UTF-16
_BLOCK = 1 << 20

# What spreadsheets take for the beginning of a formula; the wide signs are those of East Asian keyboards.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

Row = tuple[int, list[str]]  # its number in the file, from 1; a row may be of several lines


def harmless(cell: str) -> str:
    """Return a text as a cell that no spreadsheet takes for a formula.

    That is for texts, a negative number among them ("-5" may be an id); numbers of ours are written as numbers.
    """
    return f"'{cell}" if cell.startswith(FORMULA_SIGNS) else cell


def written(rows: Iterable[Iterable[object]]) -> str:
    """Return rows as the lines of a CSV file."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def marked_encoding(path: Path) -> str:
    """Return UTF-16 or UTF-32 where a file's mark, or the zeros of its first letters say so; else UTF-8.

    Raises a TableError for a workbook, old or new, that is called as text is.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith((b"PK\3\4", b"\xd0\xcf\x11\xe0")):
        raise TableError("this is a workbook, and its name says that it is text", "save it as .xlsx")
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    zeros = [head[place::4].count(0) for place in range(4)]  # those of letters, blanks and separators of ASCII
    if sum(zeros) * _FEW < len(head) or b"\0" not in head.partition(b"\n")[0]:  # one that has lost its way in UTF-8
        return "utf-8-sig"
    is_wide = max(min(zeros[:2]), min(zeros[2:])) > len(head) // 8
    return f"utf-{32 if is_wide else 16}-{'le' if zeros[1] + zeros[3] > zeros[0] + zeros[2] else 'be'}"


def is_encoded(path: Path, encoding: str) -> bool:
    """Return whether all of a file is in an encoding; it is read to its end for that.

    Raises a LookupError for an encoding that there is not.
    """
    with suppress(UnicodeError), path.open(encoding=encoding) as text:
        while text.read(_BLOCK):
            pass
        return True
    return False


def rows(path: Path, encoding: str, separator: str) -> Iterator[Row]:
    """Yield the rows of a file. Bytes that are no text become U+FFFD, and a mark may follow blanks: `7, "Ada"`.

    Raises a TableError, also for a quotation mark that is not closed where its cell ends: `"Ada" Lovelace`.
    """
    number, read = 0, list[str]()  # the lines of the row at hand

    def lines(file: Iterable[str]) -> Iterator[str]:
        for line in file:
            read.append(line)
            yield line

    with path.open(encoding=encoding, errors="replace", newline="") as file:
        try:
            marked = csv.reader(lines(file), delimiter=separator, skipinitialspace=True, strict=True)
            for number, cells in enumerate(marked, 1):
                yield number, SpanningRow(cells) if len(read) > 1 else cells
                read.clear()
        except (csv.Error, UnicodeError) as error:
            raise TableError(*_fault(str(error), len(read) - 1), number + 1) from None


class SpanningRow(list[str]):
    """A row that goes over several lines of its file."""


def _fault(error: str, more: int) -> tuple[str, str]:
    """Say what is wrong with a row that goes on for some more lines, and what to do."""
    if "expected after" in error or "end of data" in error:
        swallows = f": it swallows {more} more line{'' if more == 1 else 's'}" if more else ""
        message = f"a quotation mark in this row is not closed where its cell ends{swallows}"
        return message, 'take the mark away, or write it twice within a cell in marks: ""'
    what = "has a cell longer than any text" if "field larger" in error else "cannot be read as CSV"
    return f"this row {what}", "look for a quotation mark that is never closed"


def first_row_lost(path: Path, encoding: str) -> int:
    """Return the number of the first row with bytes that are not in an encoding; 0 if nobody can know."""
    with suppress(TableError):
        for number, cells in rows(path, encoding, "\0"):
            if any("\N{REPLACEMENT CHARACTER}" in cell for cell in cells):
                return number
    return 0


def separator_of(path: Path, encoding: str, merit: Callable[[Sequence[Row]], int]) -> str:
    """Choose the separator that gives the first rows the most `merit`, or else the one that divides them the most."""

    def merits(separator: str) -> tuple[int, int]:
        first: list[Row] = []
        with suppress(TableError):  # whoever reads further meets it again
            first.extend(islice(rows(path, encoding, separator), _LOOKED_AT))
        return merit(first), max((len(cells) for _, cells in first), default=0)

    return max(SEPARATORS, key=merits)
