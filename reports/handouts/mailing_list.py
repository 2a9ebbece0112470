"""Everybody who gets a copy: the recipients of a table, and behind them control records of ours; or a sample."""

import hashlib
import heapq
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from reports.compose.letters import Letters, Listed
from reports.errors import DataError, Problem
from reports.frozen import frozen, replace
from reports.handouts.folder import digest_of
from reports.handouts.making import Order
from reports.handouts.manifest import HEADS, PAGES
from reports.handouts.names import Naming, columns_of, filled
from reports.handouts.recipients import Recipient, RecipientTable, open_recipients
from reports.handouts.sums import Sums
from reports.handouts.survey import HINT, Survey, survey
from reports.tables.csvs import harmless

T = TypeVar("T")
_GATHERED = "rows"  # the head of which rows a copy is for
_OURS = {*HEADS, *PAGES, _GATHERED}


@frozen
class Tables:
    """Where recipients are listed: `seeds` are control records, `pattern` names files by columns: "{id}".

    `leave_out`: rows that have a problem get no copy, and all others do.
    The rows that have the same in the column `group_by` are one recipient.
    """

    recipients: Path
    seeds: Path | None = None
    encoding: str | None = None
    pattern: str | None = None
    leave_out: bool = False
    group_by: str | None = None


@frozen
class MailingList:
    """Everybody in tables that have been read to their ends; `sample` are the rows to make, where not all are.

    Rows with a problem are left out, and in a sample's manifest too.
    """

    recipients: RecipientTable
    seeds: RecipientTable | None
    surveys: tuple[Survey, ...]
    sample: frozenset[int] | None

    @property
    def rows(self) -> int:
        """How many rows the manifest will have."""
        return sum(each.rows for each in self.surveys) if self.sample is None else len(self.sample)

    @property
    def left_out(self) -> int:
        """How many rows get no copy for a problem of theirs."""
        return sum(len(each.faults) for each in self.surveys)

    @property
    def characters(self) -> str:
        """What personal texts may hold."""
        return "".join(dict.fromkeys("".join(each.characters for each in self.surveys)))

    @property
    def noted(self) -> tuple[str, ...]:
        """Return the heads of what `orders` note for the manifest."""
        names = (f"recipient.{each}" if each in _OURS else each for each in self.recipients.columns.noted)
        return (*[_GATHERED] * self.recipients.gathers, *map(harmless, names))

    @property
    def words(self) -> tuple[str, ...]:
        """Return words in other scripts than Latin that personal texts hold, sorted: most of them."""
        return tuple(sorted(frozenset().union(*(each.words for each in self.surveys))))

    def naming(self, kind: str, suffix: str, pattern: str | None) -> Naming:
        """Return how to name files so that all rows have their place."""
        return Naming(kind, suffix, max(each.last for each in self.surveys), pattern)

    def orders(self, naming: Naming) -> Iterator[Order]:
        """Yield an order for each row, in the tables' order; the file is read again."""
        tables = (self.recipients, self.seeds) if self.seeds else (self.recipients,)
        for table, known in zip(tables, self.surveys, strict=False):
            for each in table if self.sample is None else (row for row in table if row.row in self.sample):
                fault = known.faults.get(each.row, "")
                gets_one = not fault and not each.suppressed
                name = naming.file(each.row, each.values, seed=each.seed) if gets_one else ""
                values, noted = each.values if gets_one else None, tuple(self._noted(each))
                listed = self._listed(each, known.sums) if gets_one else Listed()
                yield Order(each.row, name, values, each.seed, fault, noted, listed)

    def _listed(self, recipient: Recipient, sums: Sums | None) -> Listed:
        columns = self.recipients.columns.listed
        listed = recipient.listed if columns else ()
        rows = tuple(tuple(cells.get(column, "") for column in columns) for _, cells in listed)
        return Listed(rows, sums.total(recipient) if sums else "")

    def _noted(self, recipient: Recipient) -> Iterator[str]:
        """Yield what the manifest says of a recipient beside the copy: which rows, and what the author names."""
        if self.recipients.gathers:
            yield "; ".join(str(row) for row, _ in recipient.listed)
        for column in self.recipients.columns.noted:
            said = dict.fromkeys(cells.get(column, "") for _, cells in recipient.listed)
            yield harmless("; ".join(", ".join(text.split("\n")) for text in said if text))


def read_mailing_list(tables: Tables, letters: Letters, lacks: Callable[[str], str], sample: int | None) -> MailingList:
    """Open the tables and read them to their ends, and choose a `sample` of so many rows if asked.

    `lacks` returns those characters of a text that the theme's fonts have no glyph for. Raises a DataError with the
    problems of both tables, or if leaving rows out leaves nobody.
    """
    columns = replace(letters.columns, named=columns_of(tables.pattern or ""))
    if tables.group_by is not None:
        columns = replace(columns, id=tables.group_by)
    gathers = tables.group_by is not None
    opened = partial(open_recipients, columns=columns, encoding=tables.encoding, gathers=gathers)
    paths = (path for path in (tables.recipients, tables.seeds) if path)
    recipients, *rest = _all(partial(opened, path, seeds=path is tables.seeds) for path in paths)
    seeds = rest[0] if rest else None

    def name(pattern: str, recipient: Recipient) -> str:
        return filled(pattern, recipient.values) or str(recipient.row)

    names = partial(name, tables.pattern) if tables.pattern else None
    surveys = _all(partial(survey, each, letters, lacks, names) for each in (recipients, *rest))
    faults = surveys[0].faults
    nobody = surveys[0].rows == surveys[0].suppressed + len(faults)
    if problems := [problem for each in surveys for problem in each.problems if nobody or not tables.leave_out]:
        left = "put them right: without these rows nobody is left"
        raise DataError(replace(each, hint=left) if nobody and each.hint == HINT else each for each in problems)
    rows = None
    if sample is not None:
        sound = (each for each in recipients if each.row not in faults)
        rows = sampled(sound, (*columns.shown, *columns.listed), sample, digest_of(tables.recipients)).union(faults)
    return MailingList(recipients, seeds, surveys, rows)


def _all(tasks: Iterable[Callable[[], T]]) -> tuple[T, ...]:
    """Return what every task returns, or raise all that was wrong at once."""
    done: list[T] = []
    problems: list[Problem] = []
    for task in tasks:
        try:
            done.append(task())
        except DataError as error:
            problems += error.problems
    if problems:
        raise DataError(problems)
    return tuple(done)


_Ranked = tuple[int, int]  # how far it comes before others, and its row below 0


def sampled(recipients: Iterable[Recipient], shown: Sequence[str], count: int, digest: str) -> frozenset[int]:
    """Choose `count` rows of a table that are not suppressed, all if there are no more; `shown` columns are judged.

    The first and the last, then the longest and the most accented, a quarter each, and the rest by chance: drawn from
    the table's `digest`, so that the same table always gives the same rows.
    """
    ends: list[int] = []
    longest: list[_Ranked] = []
    accented: list[_Ranked] = []
    chance: list[_Ranked] = []
    for recipient in recipients:
        if recipient.suppressed:
            continue
        row, text = recipient.row, " ".join(cells.get(column, "") for _, cells in recipient.listed for column in shown)
        ends = [*ends[:1], row]
        lot = hashlib.blake2b(f"{digest}/{row}".encode(), digest_size=6).digest()
        marks = len(text), _accents(text), int.from_bytes(lot, "big") + 1
        for heap, mark in zip((longest, accented, chance), marks, strict=True):
            if mark:
                heapq.heappush(heap, (mark, -row))
            if len(heap) > max(count, 1):
                heapq.heappop(heap)
    quarter = count // 4
    first = dict.fromkeys((*ends, *_best(longest)[:quarter], *_best(accented)[:quarter], *_best(chance)))
    return frozenset(list(first)[:count])


def _best(heap: list[_Ranked]) -> list[int]:
    """Return the rows with the highest marks, the best first; of equal ones, the earlier."""
    return [-row for _, row in sorted(heap, reverse=True)]


def _accents(text: str) -> int:
    """Count the letters that are more than a letter of ASCII, the sorts of them above all."""
    if text.isascii():
        return 0
    letters = [char for char in unicodedata.normalize("NFC", text) if not char.isascii() and char.isalpha()]
    return 1000 * len(set(letters)) + len(letters)
