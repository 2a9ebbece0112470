"""Everybody who gets a copy: the recipients of a table, and behind them control records of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ParamSpec, TypeVar

from reports.compose.letters import Letters
from reports.errors import DataError
from reports.handouts.making import Order
from reports.handouts.names import Naming, columns_of, filled
from reports.handouts.recipients import Recipient, Recipients, recipients_in
from reports.handouts.sampling import sampled
from reports.handouts.settings import digest_of
from reports.handouts.survey import Survey, survey

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Tables:
    """Where readers are listed: `seeds` are control records, `pattern` names files by columns."""

    recipients: Path
    seeds: Path | None = None
    encoding: str | None = None
    pattern: str | None = None


@dataclass(frozen=True, slots=True)
class Readers:
    """The readers of tables that have been read to their ends; `sample` are the rows to make, where not all are."""

    recipients: Recipients
    seeds: Recipients | None
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
        """Name files so that all rows have their place."""
        return Naming(kind, suffix, max(each.last for each in self.surveys), pattern)

    def orders(self, naming: Naming) -> Iterator[Order]:
        """Give an order for each row, in the tables' order; the file is read again."""
        for each in self._chosen():
            values = None if each.suppressed else each.values
            name = "" if each.suppressed else naming.file(each.row, each.values, seed=each.seed)
            yield Order(each.row, name, values, each.seed)

    def _chosen(self) -> Iterator[Recipient]:
        if self.sample is not None:
            yield from (each for each in self.recipients if each.row in self.sample)
            return
        yield from self.recipients
        yield from self.seeds or ()


def read(tables: Tables, letters: Letters, lacks: Callable[[str], str], sample: int | None) -> Readers:
    """Open the tables and read them to their ends. Raises a DataError with the problems of both."""
    recipients, seeds = _opened(tables, letters)
    names = partial(_name, tables.pattern) if tables.pattern else None
    surveys = [_tried(survey, each, letters, lacks, names) for each in (recipients, seeds) if each]
    known = _unless_problems(surveys)
    rows = None
    if sample is not None:
        rows = sampled(recipients, letters.columns.shown, sample, digest_of(tables.recipients))
    return Readers(recipients, seeds, known, rows)


def _opened(tables: Tables, letters: Letters) -> tuple[Recipients, Recipients | None]:
    also = columns_of(tables.pattern or "")
    opened = [
        _tried(recipients_in, path, letters.columns, also=also, encoding=tables.encoding, seeds=path is tables.seeds)
        for path in (tables.recipients, tables.seeds)
        if path
    ]
    first, *rest = _unless_problems(opened)
    return first, rest[0] if rest else None


def _name(pattern: str, recipient: Recipient) -> str:
    return filled(pattern, recipient.values) or str(recipient.row)


def _tried(do: Callable[P, T], *given: P.args, **named: P.kwargs) -> T | DataError:
    try:
        return do(*given, **named)
    except DataError as error:
        return error


def _unless_problems(tried: Sequence[T | DataError]) -> tuple[T, ...]:
    """Give what was got, or tell all that was wrong at once."""
    problems = [problem for each in tried if isinstance(each, DataError) for problem in each.problems]
    if problems:
        raise DataError(problems)
    return tuple(each for each in tried if not isinstance(each, DataError))
