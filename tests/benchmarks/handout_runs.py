"""Whole runs of handouts: copies written to files or an archive, with checksums and manifest, by processes.

Run by hand (docs/contributing.md): `python -m tests.benchmarks.handout_runs [ROWS] [FOLDER]`. Beside them the floor: as
many files of the same bytes, written by as many processes and nothing else. Each is held against the floor of its own
round, and the middle of all rounds is told, since machines are noisy, and disks more so. Nothing is removed before the
end: where many files have just been removed, new ones took up to ten times as long. A FOLDER in memory (/dev/shm) shows
what the program takes.
"""

from __future__ import annotations

import csv
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from reports.files import written_whole
from reports.handouts.archive import archive_copies
from reports.handouts.command import HandoutsRequest, prepare
from reports.handouts.mailing_list import Tables
from reports.handouts.run import CopyJob, Work, run
from reports.handouts.workers import cores, here, in_chunks, in_processes
from reports.renderer import Copy
from reports.theme.assets import ASSETS

DATA = ASSETS.parent / "data" / "progressive-ms.yaml"
ROUNDS = 5
_FIRST = ("Ada", "Zoë", "Þóra", "Jean-Luc", "Nguyễn", "Kim", "Priya", "Tom")
_LAST = ("Lovelace", "Ångström", "O’Neil", "Müller-Lüdenscheidt", "García", "Wójcik", "Smith")


def main(rows: int, folder: Path | None) -> None:
    with tempfile.TemporaryDirectory(dir=folder) as place:
        table = Path(place, "people.csv")
        write_table(table, rows)
        for part in ("brief", "deck"):
            job = prepare(HandoutsRequest(DATA, Tables(table), place, part), lambda step: None, print)
            works: dict[str, Work] = {"in this process": here, f"in {cores()}": partial(in_processes, jobs=cores())}
            kinds: dict[str, Callable[[Path], object]] = {}
            for said, work in works.items():
                kinds[f"bare writes {said}"] = partial(bare_writes, job, 1 if work is here else cores())
                kinds |= {f"files {said}": partial(files, job, work), f"zip {said}": partial(zipped, job, work)}
            rates: dict[str, list[tuple[float, float]]] = {kind: [] for kind in kinds}
            for number in range(ROUNDS):
                for kind, write in kinds.items():
                    rates[kind].append(measured(job, write, Path(place, f"{part} {kind} {number}")))
            for kind, each in rates.items():
                floor = next(
                    found for name, found in rates.items() if name == f"bare writes in {kind.partition(' in ')[2]}"
                )
                low, middle, high = quantiles(
                    [ours / bare for (_, ours), (_, bare) in zip(each, floor, strict=True)], n=4
                )
                cpu, clock = (median(rate) for rate in zip(*each, strict=True))
                beside = f"{middle:.2f} of bare writes ({low:.2f} to {high:.2f})"
                print(f"{part}s, {kind}: {cpu:,.0f} a CPU second, {clock:,.0f} a second, {beside}", flush=True)
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def write_table(path: Path, rows: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["id", "salutation"])
        for row in range(rows):
            table.writerow([f"{row:07}", f"Dear {_FIRST[row % 8]} {_LAST[row % 7]} {chr(65 + row % 26)}. {row}"])


def files(job: CopyJob, work: Work, folder: Path) -> None:
    run(job, folder, work, lambda tally: None)


def zipped(job: CopyJob, work: Work, folder: Path) -> None:
    path = folder / "copies.zip"
    with written_whole(path) as file:
        archive_copies(job, file, path, work, lambda tally: None)


def bare_writes(job: CopyJob, jobs: int, folder: Path) -> None:
    """Write the first copy under every copy's name, each of so many processes its part."""
    orders = list(job.orders())
    first = job.maker.copy(orders[0].values or {}, orders[0].listed)
    assert isinstance(first, Copy)
    paths = [folder / order.file for order in orders]
    for place in {path.parent for path in paths}:
        place.mkdir(parents=True, exist_ok=True)
    if jobs == 1:
        write_all(first.data, paths)
    else:
        with ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn")) as pool:
            list(pool.map(partial(write_all, first.data), in_chunks(paths)))


def write_all(data: bytes, paths: Iterable[Path]) -> None:
    for path in paths:
        path.write_bytes(data)


def measured(job: CopyJob, write: Callable[[Path], object], place: Path) -> tuple[float, float]:
    """Give copies a second of CPU, of this process and of its workers, and a second of the clock."""
    os.sync()  # what was written before is not to be waited for
    cpu, clock = used(), time.perf_counter()
    write(place)
    return job.rows / (used() - cpu), job.rows / (time.perf_counter() - clock)


def used() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in both)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, Path(sys.argv[2]) if len(sys.argv) > 2 else None)
