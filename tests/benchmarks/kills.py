"""Kill `build` at random moments and list what it leaves, then build again and hold that against an undisturbed build.

    python -m tests.benchmarks.kills FOLDER [KILLS] [SEED]

Each run is a fork of this process, so that a kill costs no start of Python. Every second one is killed while it writes,
which takes a few milliseconds of a build's seconds, the others at any moment; every third finds older files there.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from collections import Counter
from pathlib import Path

from reports.cli import main as make_reports
from tests.builders.forks import ended, forked

DATA = Path(__file__).resolve().parents[2] / "data" / "examples" / "smallest.yaml"
OLDER = b"older"


def main(folder: Path, kills: int, seed: int) -> None:
    whole, place, chance = folder / "whole", folder / "killed", random.Random(seed)
    begun = time.monotonic()
    assert ended(building(whole)) == 0
    usual = time.monotonic() - begun
    expected = contents(whole)
    found: Counter[tuple[str, str]] = Counter()
    for number in range(kills):
        place.mkdir(parents=True)
        older = number % 3 == 2
        for name in expected if older else ():
            (place / name).write_bytes(OLDER)
        when = "writing" if number % 2 else "any moment"
        child = building(place)
        if number % 2:
            await_writing(place, child)
            time.sleep(chance.uniform(0, 0.02))
        else:
            time.sleep(chance.uniform(0, usual))
        os.kill(child, signal.SIGKILL)
        ended(child)
        found[when, told(contents(place), expected)] += 1
        assert ended(building(place)) == 0
        assert contents(place) == expected, f"differs after kill {number}"
        shutil.rmtree(place)
    print(f"a build takes {usual:.2f} s; after each of {kills} kills the next build left its own files alone, whole")
    for (when, what), times in sorted(found.items()):
        print(f"{times:5} killed at {when}: {what}")


def told(left: dict[str, bytes], expected: dict[str, bytes]) -> str:
    """Name what a killed build left: old files, new ones, and hidden ones that are not whole; never half a file."""
    kinds: Counter[str] = Counter()
    for name, content in left.items():
        hidden = name.startswith(".unfinished") and name.endswith(".tmp")
        assert hidden or content in (OLDER, expected[name]), f"half of {name}"
        kinds["hidden" if hidden else "older" if content == OLDER else "new"] += 1
    return ", ".join(f"{kinds[kind]} {kind}" for kind in ("older", "new", "hidden") if kinds[kind]) or "nothing"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def await_writing(place: Path, child: int) -> None:
    while (
        not any(place.glob(".unfinished*")) and os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None
    ):
        time.sleep(0.0005)


def building(place: Path) -> int:
    command = ["build", str(DATA), "-o", str(place), "--sums", "--ledger", "--force", "--quiet"]
    return forked(lambda: make_reports(command))


if __name__ == "__main__":
    main(
        Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 200, int(sys.argv[3]) if len(sys.argv) > 3 else 7
    )
