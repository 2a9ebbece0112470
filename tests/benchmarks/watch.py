"""How long a save takes to be seen: fifty changes of words under `watch`, looked at with Debian's Chromium.

    python -m tests.benchmarks.watch [DATA]

It prints, for the time from a save to the page that shows it and for the program's own processor time in between, the
median, the worst and the first. Linux alone: the latter is read from /proc.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.validators import chromium
from tests.watch.watching import ROOT, watching

SAVES = 50
WORDS = "now", "here"  # that are put behind a heading of page and slide in turn
_HEADLINE = re.compile(r'(?m)^(    headline: "[^"{*]+)')


def processor_time(process: int) -> float:
    """Return the seconds that a process has had of the processors."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main(original: Path) -> None:
    """Save a changed word again and again, and print how long it takes."""
    seen, spent = [], []
    with TemporaryDirectory() as folder:
        data = Path(shutil.copytree(original.parent, Path(folder, "data")), original.name)
        text = data.read_text("utf-8")
        with watching(data) as watch, chromium() as browser:
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(watch.address)
            page.locator("html[data-shown='1']").wait_for(state="attached")
            for count in range(SAVES):
                time.sleep(0.5)
                begun, had = time.perf_counter(), processor_time(watch.process.pid)
                data.write_text(_HEADLINE.sub(rf"\1 {WORDS[count % 2]}", text, count=1), "utf-8")
                page.locator(f"html[data-shown='{count + 2}']").wait_for(state="attached")
                seen.append(time.perf_counter() - begun)
                time.sleep(0.2)
                spent.append(processor_time(watch.process.pid) - had)
    for what, times in (("from the save to the page", seen), ("processor time of the program", spent)):
        median, worst, first = (round(1000 * each) for each in (statistics.median(times), max(times), times[0]))
        print(f"{what}: {median} ms (median of {SAVES}), {worst} ms at worst, {first} ms the first time")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "data" / "progressive-ms.yaml")
