"""How a run is told while it goes: rate, remaining time and failures. The clock is asked here, and for nothing else."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from reports.handouts.run import Tally, Told

_EVERY = 5.0  # seconds between plain lines


@dataclass(slots=True)
class Pace:
    """How fast a run of `rows` goes, in words; rows that were there already do not count for the rate."""

    rows: int
    clock: Callable[[], float] = time.monotonic
    begun: float = field(init=False)

    def __post_init__(self) -> None:
        self.begun = self.clock()

    def said(self, tally: Tally) -> str:
        """Say how it stands: "1,200 of 5,000 (24%), 2,000 a second, 2 s left"."""
        done, failed = tally.rows, tally.by_status["failed"]
        parts = [f"{done:,} of {self.rows:,} ({done * 100 // max(1, self.rows)}%)"]
        rate = (done - tally.kept) / max(1e-3, self.clock() - self.begun)
        if rate:
            parts.append(f"{rate:,.0f} a second")
            if done < self.rows:
                parts.append(f"{lasting((self.rows - done) / rate)} left")
        if failed:
            parts.append(f"{failed:,} failed")
        return ", ".join(parts)


def lasting(seconds: float) -> str:
    """Say how long something lasts, as exactly as anybody wants to know."""
    if seconds < 90:
        return f"{round(seconds)} s"
    if seconds < 5400:
        return f"{round(seconds / 60)} min"
    return f"{seconds / 3600:.1f} h"


@contextmanager
def progress(rows: int, *, quiet: bool, lively: bool) -> Iterator[Told]:
    """Tell how a run goes: on a lively terminal in one line that changes, elsewhere in a line every few seconds."""
    pace = Pace(rows)
    if quiet:
        yield lambda tally: None
    elif lively:
        with _bar(rows, pace) as told:
            yield told
    else:
        yield _lines(pace)


@contextmanager
def _bar(rows: int, pace: Pace) -> Iterator[Told]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (BarColumn(), TextColumn("{task.fields[said]}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=rows, said="")
        yield lambda tally: bar.update(task, completed=tally.rows, said=pace.said(tally))


def _lines(pace: Pace) -> Told:
    due = pace.clock() + _EVERY

    def told(tally: Tally) -> None:
        nonlocal due
        if pace.clock() >= due:
            due = pace.clock() + _EVERY
            print(pace.said(tally), file=sys.stderr, flush=True)

    return told
