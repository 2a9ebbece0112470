"""How a run is reported while it goes: rate, remaining time, failures. The clock is asked for nothing else."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from reports.handouts.run import OnProgress, RunTally


@dataclass(slots=True)
class Pace:
    """How fast a run of `rows` goes, in words; rows that were there already do not count for the rate."""

    rows: int
    clock: Callable[[], float] = time.monotonic
    begun: float = field(init=False)

    def __post_init__(self) -> None:
        self.begun = self.clock()

    def describe(self, tally: RunTally) -> str:
        """Return how it stands: "1,200 of 5,000 (24%), 2,000 a second, 2 s left"."""
        done = tally.rows
        parts = [f"{done:,} of {self.rows:,} ({done * 100 // max(1, self.rows)}%)"]
        rate = (done - tally.kept) / max(1e-3, self.clock() - self.begun)
        if rate:
            parts.append(f"{rate:,.0f} a second")
            if done < self.rows:
                parts.append(f"{duration((self.rows - done) / rate)} left")
        if tally.failed:
            parts.append(f"{tally.failed:,} failed")
        return ", ".join(parts)


def duration(seconds: float) -> str:
    """Return how long something lasts, as exactly as anybody wants to know."""
    if seconds < 90:
        return f"{round(seconds)} s"
    if seconds < 5400:
        return f"{round(seconds / 60)} min"
    return f"{seconds / 3600:.1f} h"


def progress_reporter(
    rows: int, say: Callable[[str], None], every: float, clock: Callable[[], float] = time.monotonic
) -> OnProgress:
    """Return what hears of a run's tally and passes it to `say` in words, at most once in `every` seconds."""
    pace = Pace(rows, clock)
    due = pace.begun + every

    def report(tally: RunTally) -> None:
        nonlocal due
        now = clock()
        if now >= due:
            due = now + every
            say(pace.describe(tally))

    return report
