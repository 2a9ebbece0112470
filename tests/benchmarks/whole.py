"""CPU of the whole command against its floor: importing the three libraries and doing nothing.

Run by hand (docs/contributing.md): `tests/benchmarks/whole.py [ROUNDS]`. Runs are interleaved and the least of each
kind is taken, since machines are noisy; the ratio is what counts.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLOOR = [sys.executable, "-c", "import matplotlib.figure, reportlab.platypus, pptx"]


def cpu(command: list[str]) -> float:
    """Give the CPU seconds, user and system, that a command and its children take."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        whole = [sys.executable, "make_reports.py", "build", "data/progressive-ms.yaml", "-o", folder]
        kinds = {
            "floor": FLOOR,
            "whole": whole,
            "only brief": [*whole, "--only", "brief"],
            "check": [sys.executable, "make_reports.py", "check", "data/progressive-ms.yaml"],
        }
        least = {kind: float("inf") for kind in kinds}
        for _ in range(rounds):
            for kind, command in kinds.items():
                least[kind] = min(least[kind], cpu(command))
    for kind, seconds in least.items():
        print(f"{kind:12} {seconds:6.3f} s CPU   {seconds / least['floor']:.2f} x floor")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
