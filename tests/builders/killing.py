"""Kill a run at random moments, start it again, and hold what it leaves against a run that was never killed.

    python -m tests.builders.killing FOLDER [KILLS] [SEED]

Each run is a fork of this process, so that a kill costs no start of Python. Every fifth run shares its work out to two
processes. A run is killed some times over before it may end, like one on a bad day.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from functools import partial
from pathlib import Path

from reports.handouts.run import CopyJob, run
from reports.handouts.workers import here, in_processes
from tests.builders.copies import UNSETTABLE, a_job, content
from tests.builders.forks import ended, forked

ROWS = 400
KILLS_A_RUN = 4


def main(folder: Path, kills: int, seed: int) -> None:
    job = a_job(ROWS, suppressed=(7, 301), size=8_000, r9=UNSETTABLE)
    start = time.monotonic()
    assert ended(begun(job, folder / "whole", jobs=1)) == 0
    usual = time.monotonic() - start
    whole, chance = content(folder / "whole"), random.Random(seed)
    moments: list[bool] = []
    while len(moments) < kills:
        place, jobs = folder / "killed", 2 if len(moments) % (5 * KILLS_A_RUN) == 0 else 1
        for _ in range(KILLS_A_RUN):
            moments.append(killed(job, place, jobs, chance.uniform(0, usual * (4 if jobs > 1 else 1))))
        assert ended(begun(job, place, jobs=1)) == 0
        assert content(place) == whole, f"differs after {len(moments)} kills"
        shutil.rmtree(place)
    early = sum(not at_work for at_work in moments)
    print(f"killed {len(moments)} times, {early} of them before the first file; a whole run takes {usual:.2f} s")


def killed(job: CopyJob, place: Path, jobs: int, after: float) -> bool:
    """Kill a run after some seconds, and say whether it had written anything."""
    child = begun(job, place, jobs)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    ended(child)
    return any(place.rglob("*.txt")) if place.exists() else False


def begun(job: CopyJob, place: Path, jobs: int) -> int:
    def work() -> int:
        run(job, place, partial(in_processes, jobs=jobs) if jobs > 1 else here, lambda tally: None)
        return 0

    return forked(work)


if __name__ == "__main__":
    main(
        Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100, int(sys.argv[3]) if len(sys.argv) > 3 else 7
    )
