"""Everybody who gets a copy: the recipients of a table, and behind them control records of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import ParamSpec, TypeVar

from reports.compose.letters import Letters
from reports.errors import DataError
from reports.handouts.making import Order
from reports.handouts.names import Naming, columns_of, filled
from reports.handouts.recipients import Recipient, RecipientTable, open_recipients
from reports.handouts.sampling import sampled
from reports.handouts.settings import digest_of
from reports.handouts.survey import Survey, survey

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Tables:
    """Where recipients are listed: `seeds` are control records, `pattern` names files by columns: "{id}"."""

    recipients: Path
    seeds: Path | None = None
    encoding: str | None = None
    pattern: str | None = None


@dataclass(frozen=True, slots=True)
class MailingList:
    """Everybody in tables that have been read to their ends; `sample` are the rows to make, where not all are."""

    recipients: RecipientTable
    seeds: RecipientTable | None
    surveys: tuple[Survey, ...]
    sample: frozenset[int] | None

    @property
    def rows(self) -> int:
        """How many rows the manifest will have."""
        return sum(each.rows for each in self.surveys) if self.sample is None else len(self.sample)

    @property
    def characters(self) -> str:
        """What personal texts may hold."""
        return "".join(dict.fromkeys("".join(each.characters for each in self.surveys)))

    def naming(self, kind: str, suffix: str, pattern: str | None) -> Naming:
        """Return how to name files so that all rows have their place."""
        return Naming(kind, suffix, max(each.last for each in self.surveys), pattern)

    def orders(self, naming: Naming) -> Iterator[Order]:
        """Yield an order for each row, in the tables' order; the file is read again."""
        everybody = chain(self.recipients, self.seeds or ())
        for each in everybody if self.sample is None else (row for row in self.recipients if row.row in self.sample):
            values = None if each.suppressed else each.values
            name = "" if each.suppressed else naming.file(each.row, each.values, seed=each.seed)
            yield Order(each.row, name, values, each.seed)


def read_mailing_list(tables: Tables, letters: Letters, lacks: Callable[[str], str], sample: int | None) -> MailingList:
    """Open the tables and read them to their ends, and choose a `sample` of so many rows if asked.

    `lacks` returns those characters of a text that the theme's fonts have no glyph for. Raises a DataError with the
    problems of both tables.
    """
    also = columns_of(tables.pattern or "")
    opened = [
        _attempt(
            open_recipients, path, letters.columns, also=also, encoding=tables.encoding, seeds=path is tables.seeds
        )
        for path in (tables.recipients, tables.seeds)
        if path
    ]
    recipients, *rest = _unless_problems(opened)
    seeds = rest[0] if rest else None

    def name(pattern: str, recipient: Recipient) -> str:
        return filled(pattern, recipient.values) or str(recipient.row)

    names = partial(name, tables.pattern) if tables.pattern else None
    surveys = _unless_problems([_attempt(survey, each, letters, lacks, names) for each in (recipients, *rest)])
    rows = None
    if sample is not None:
        rows = sampled(recipients, letters.columns.shown, sample, digest_of(tables.recipients))
    return MailingList(recipients, seeds, surveys, rows)


def _attempt(do: Callable[P, T], *given: P.args, **named: P.kwargs) -> T | DataError:
    try:
        return do(*given, **named)
    except DataError as error:
        return error


def _unless_problems(attempts: Sequence[T | DataError]) -> tuple[T, ...]:
    """Return what was got, or raise all that was wrong at once."""
    problems = [problem for each in attempts if isinstance(each, DataError) for problem in each.problems]
    if problems:
        raise DataError(problems)
    return tuple(each for each in attempts if not isinstance(each, DataError))
