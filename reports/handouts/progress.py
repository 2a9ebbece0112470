"""How a run is reported while it goes: rate, remaining time, failures. The clock is asked for nothing else."""

import time
from collections.abc import Callable

from reports.handouts.run import OnProgress, RunTally


def standing(tally: RunTally, rows: int, seconds: float) -> str:
    """Return how a run of `rows` stands: "1,200 of 5,000 (24%), 2,000 a second, 2 s left".

    Rows that were there already do not count for the rate.
    """
    done = tally.rows
    parts = [f"{done:,} of {rows:,} ({done * 100 // max(1, rows)}%)"]
    rate = (done - tally.kept) / max(1e-3, seconds)
    if rate:
        parts.append(f"{rate:,.0f} a second")
    if rate and done < rows:
        parts.append(f"{duration((rows - done) / rate)} left")
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
    begun = clock()
    due = begun + every

    def report(tally: RunTally) -> None:
        nonlocal due
        now = clock()
        if now >= due:
            due = now + every
            say(standing(tally, rows, now - begun))

    return report
