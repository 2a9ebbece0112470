"""Whole runs of handouts: copies written to files for each second of CPU, with checksums and manifest, by processes.

Run by hand (docs/contributing.md): `python -m tests.benchmarks.handout_runs [ROWS] [FOLDER]`. The best of some rounds
is taken, since machines are noisy, and file systems more so: a FOLDER in memory (/dev/shm) shows what the program
takes.
"""

from __future__ import annotations

import csv
import resource
import shutil
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from reports.handouts.command import HandoutsRequest, prepare
from reports.handouts.mailing_list import Tables
from reports.handouts.run import CopyJob, Work, run
from reports.handouts.workers import here, in_processes
from reports.theme.assets import ASSETS

DATA = ASSETS.parent / "data" / "progressive-ms.yaml"
ROUNDS = 3
_FIRST = ("Ada", "Zoë", "Þóra", "Jean-Luc", "Nguyễn", "Kim", "Priya", "Tom")
_LAST = ("Lovelace", "Ångström", "O’Neil", "Müller-Lüdenscheidt", "García", "Wójcik", "Smith")


def main(rows: int, folder: Path | None) -> None:
    with tempfile.TemporaryDirectory(dir=folder) as place:
        table = Path(place, "people.csv")
        write_table(table, rows)
        for part in ("brief", "deck"):
            job = prepare(HandoutsRequest(DATA, Tables(table), place, part), lambda step: None, print)
            works = {"in this process": here} | {f"in {n}": partial(in_processes, jobs=n) for n in (1, 2)}
            for said, work in works.items():
                best = max(measured(job, work, Path(place, "out")) for _ in range(ROUNDS))
                print(f"{part}s {said}: {best[0]:,.0f} a CPU second, {best[1]:,.0f} a second", flush=True)
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def write_table(path: Path, rows: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["id", "salutation"])
        for row in range(rows):
            table.writerow([f"{row:07}", f"Dear {_FIRST[row % 8]} {_LAST[row % 7]} {chr(65 + row % 26)}. {row}"])


def measured(job: CopyJob, work: Work, place: Path) -> tuple[float, float]:
    """Give copies a second of CPU, of this process and of its workers, and a second of the clock."""
    cpu, clock = used(), time.perf_counter()
    run(job, place, work, lambda tally: None)
    rates = job.rows / (used() - cpu), job.rows / (time.perf_counter() - clock)
    shutil.rmtree(place)
    return rates


def used() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in both)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, Path(sys.argv[2]) if len(sys.argv) > 2 else None)
