"""From a row's values to a file in its place, and the line about it in the manifest. This is all that a worker does."""

from __future__ import annotations

import errno
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from reports.errors import LayoutError, Location, Problem
from reports.handouts.manifest import Line
from reports.renderer import Copy


class Order(NamedTuple):
    """One row's copy: the file it becomes, below the run's folder, and what is known of the reader.

    `values` is None where a row is suppressed. A `seed` is a control record: somebody of ours who gets a copy too.
    """

    row: int
    file: str
    values: Mapping[str, str] | None
    seed: bool = False


class Due(NamedTuple):
    """An order, and what the manifest says of it if an earlier run came that far."""

    order: Order
    known: Line | None = None


class Maker(Protocol):
    """Makes the copy of one row; it can be pickled. Raises a LayoutError where the row's words can't be set."""

    def copy(self, values: Mapping[str, str]) -> Copy:
        """Make the copy; the same values always give the same bytes."""


class Target(Protocol):
    """Where copies go, known by their names; it can be pickled."""

    def put(self, name: str, data: bytes) -> None:
        """Write a file, whole or not at all, over one of this name. Raises an OSError."""

    def digest(self, name: str) -> str | None:
        """Give the SHA-256 of a file, or None where there is none."""


class Done(NamedTuple):
    """An order that is finished: its line, whether it is in the manifest, whether in its place, and why it failed."""

    line: Line
    noted: bool = False
    kept: bool = False
    why: Problem | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of some orders, in their order. `stopped` says what no further order would survive."""

    done: tuple[Done, ...]
    stopped: Problem | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """All that a worker needs. `table` is what messages call the table; they never say a value."""

    maker: Maker
    target: Target
    table: str

    def make(self, orders: Sequence[Due]) -> Batch:
        """Make some copies and put them in their places."""
        done: list[Done] = []
        for due in orders:
            try:
                finished = self._one(due)
            except (OSError, MemoryError) as error:
                return Batch(tuple(done), why_stopped(due.order, error, self.target, self.table))
            if due.known and finished.line != due.known:
                return Batch(tuple(done), _differs(due.order, self.target))
            done.append(finished._replace(noted=due.known is not None))
        return Batch(tuple(done))

    def _one(self, due: Due) -> Done:
        order, known = due
        if order.values is None:
            return Done(Line(order.row, "", "", None, "suppressed"))
        if known and known.file == order.file and known.sha256 and self.target.digest(order.file) == known.sha256:
            return Done(known, kept=True)
        try:
            copy = self.maker.copy(order.values)
        except (OSError, MemoryError):
            raise
        except Exception as error:  # whatever it is, it may quote the row
            return Done(Line(order.row, "", "", None, "failed"), why=why_failed(order, error, self.table))
        self.target.put(order.file, copy.data)
        sha256 = hashlib.sha256(copy.data).hexdigest()
        return Done(Line(order.row, order.file, sha256, copy.pages, "seed" if order.seed else "made"))


# -- what is told: rows by number, never by what they say -------------------------------------------


def why_failed(order: Order, error: Exception, table: str) -> Problem:
    """Say why a row's copy cannot be made; what the error says is passed on if it quotes nothing of the row."""
    message, hint = f"cannot be made ({type(error).__name__})", None
    if isinstance(error, LayoutError) and error.problems:
        first = error.problems[0]
        if not quotes(f"{first.message} {first.hint}", (order.values or {}).values()):
            message, hint = first.message, first.hint
    return Problem(Location(table), f"{_row(order)}: {message}", hint)


def why_stopped(order: Order, error: OSError | MemoryError, target: object, table: str) -> Problem:
    """Say why no further copy can be written."""
    again = "the same command goes on from here"
    if isinstance(error, MemoryError):
        return Problem(Location(table), f"{_row(order)}: there is not enough memory", again)
    reason = (error.strerror or "unknown error").lower()
    hint = f"make room there; {again}" if error.errno in (errno.ENOSPC, errno.EDQUOT) else again
    return Problem(Location(str(target)), f"{_row(order)} cannot be written: {reason}", hint)


def _differs(order: Order, target: object) -> Problem:
    message = f"{_row(order)} comes out in another way than the manifest says"
    return Problem(Location(str(target)), message, "remove the folder, or choose another with -o")


def _row(order: Order) -> str:
    return f"{'seed' if order.seed else 'row'} {order.row}"


def quotes(message: str, values: Iterable[str]) -> bool:
    """Say whether a message repeats a value, or a word of one."""
    words = {word for value in values for word in re.findall(r"\w{2,}", value.casefold())}
    return not words.isdisjoint(re.findall(r"\w{2,}", message.casefold()))
