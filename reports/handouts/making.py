"""From a row's values to a file in its place, and its row in the manifest. This is all that a worker does."""

import errno
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol, TypeVar

from reports.compose.letters import Listed
from reports.errors import LayoutError, Location, Problem
from reports.frozen import frozen
from reports.handouts.manifest import LEFT_OUT, ManifestRow, Status
from reports.handouts.settings import CopyStore
from reports.renderer import Copy, FullError, Rendered

T = TypeVar("T")


class Order(NamedTuple):
    """One row's copy: the file it becomes, below the run's folder, and what is known of the recipient.

    `values` is None where a row is suppressed, or left out for its `fault`. A `seed` is a control record: somebody of
    ours who gets a copy too. `noted` are cells that the manifest has of the row whatever becomes of it.
    """

    row: int
    file: str
    values: Mapping[str, str] | None
    seed: bool = False
    fault: str = ""
    noted: tuple[str, ...] = ()
    listed: Listed = Listed()


class Pending(NamedTuple):
    """An order, and what the manifest says of it if an earlier run came that far."""

    order: Order
    known: ManifestRow | None = None


class CopyMaker(Protocol):
    """Makes the copy of one row; it can be pickled. Raises a LayoutError where the row's words can't be set."""

    def copy(self, values: Mapping[str, str], listed: Listed) -> Rendered:
        """Make the copy; the same values always give the same bytes. `listed` is for the letter's table."""


class Result(NamedTuple):
    """An order that is finished, and what became of it.

    `recorded`: the manifest has the row already. `kept`: the file of an earlier run was found whole, and stays. `why`
    says what a row failed of that was tried. `copy` is there unless it is a file that was stored.
    """

    row: ManifestRow
    recorded: bool = False
    kept: bool = False
    why: Problem | None = None
    copy: Rendered | None = None


@frozen
class Batch:
    """What became of some orders, in their order. `stopped` says what no further order would survive."""

    results: tuple[Result, ...]
    stopped: Problem | None = None


@frozen
class WorkerContext:
    """All that a worker needs. Without a `store`, copies come back with what became of their rows, as parts always do.

    `table` is what messages call the table; they never say a value.
    """

    maker: CopyMaker
    store: CopyStore | None
    table: str

    def make(self, items: Sequence[Pending]) -> Batch:
        """Make some copies and put them in their places; nothing is raised, what goes wrong is in the batch."""
        results: list[Result] = []
        for order, known in items:
            try:
                result = self._make_one(order, known)
            except (OSError, MemoryError) as error:
                return Batch(tuple(results), why_stopped(order, error, self.store, self.table))
            if known and result.row != known:
                message = f"{_name(order)} comes out in another way than the manifest says"
                hint = "remove the folder, or choose another with -o"
                return Batch(tuple(results), Problem(Location(str(self.store)), message, hint))
            results.append(result._replace(recorded=True) if known else result)
        return Batch(tuple(results))

    def _make_one(self, order: Order, known: ManifestRow | None) -> Result:
        is_file = known and known.file and known.file == order.file  # a row that is suppressed has none
        stored = self.store.digest(order.file) if self.store and is_file else None
        if known and stored and stored == known.sha256:
            return Result(known, kept=True)
        copy = attempt(self.maker.copy, order, self.table)
        if isinstance(copy, Result):
            return copy
        status: Status = "seed" if order.seed else "made"
        row = ManifestRow(order.row, order.file, copy.sha256, copy.pages, status, "", order.noted)
        if self.store and isinstance(copy, Copy):
            self.store.put(order.file, copy.data)
            return Result(row)
        return Result(row, copy=copy)


def attempt(make: Callable[[Mapping[str, str], Listed], T], order: Order, table: str) -> T | Result:
    """Return what `make` makes of a row, or why that is nothing; `table` is what messages call the table.

    Raises an OSError or a MemoryError, which no further row would survive, or a FullError.
    """
    if order.values is None:
        status: Status = "failed" if order.fault else "suppressed"
        reason = order.fault and f"{LEFT_OUT}: {order.fault}"
        return Result(ManifestRow(order.row, "", "", None, status, reason, order.noted))
    try:
        return make(order.values, order.listed)
    except (OSError, MemoryError, FullError):
        raise
    except Exception as error:  # whatever it is, it may quote the row
        why = why_failed(order, error, table)
        reason = why.message.partition(": ")[2]
        return Result(ManifestRow(order.row, "", "", None, "failed", reason, order.noted), why=why)


# -- problems: rows by number, never by what they say -----------------------------------------------


def why_failed(order: Order, error: Exception, table: str) -> Problem:
    """Return why a row's copy cannot be made; what the error says is passed on if it quotes nothing of the row."""
    message, hint = f"cannot be made ({type(error).__name__})", None
    if isinstance(error, LayoutError) and error.problems:
        first = error.problems[0]
        if not quotes(f"{first.message} {first.hint}", (order.values or {}).values()):
            message, hint = first.message, first.hint
    return Problem(Location(table), f"{_name(order)}: {message}", hint)


def why_stopped(order: Order, error: OSError | MemoryError, store: object, table: str) -> Problem:
    """Return why no further copy can be written."""
    again = "the same command goes on from here" if store else "then start again"
    if isinstance(error, MemoryError):
        return Problem(Location(table), f"{_name(order)}: there is not enough memory", again)
    reason = (error.strerror or "unknown error").lower()
    hint = f"make room there; {again}" if error.errno in (errno.ENOSPC, errno.EDQUOT) else again
    return Problem(Location(str(store or table)), f"{_name(order)} cannot be written: {reason}", hint)


def _name(order: Order) -> str:
    return f"{'seed' if order.seed else 'row'} {order.row}"


def quotes(message: str, values: Iterable[str]) -> bool:
    """Return whether a message repeats a value, or a word of one."""
    words = {word for value in values for word in re.findall(r"\w{2,}", value.casefold())}
    return not words.isdisjoint(re.findall(r"\w{2,}", message.casefold()))
