"""What an annex of many awards costs: CPU after imports, memory of a process of its own, and the file's size.

Run by hand (docs/contributing.md): `tests/benchmarks/annex.py [ROUNDS]`. Each size is made in a process of its own,
from a Story to the finished bytes, and the least CPU of all rounds is taken, since machines are noisy. Aims for 10,000
awards: 3 s, 200 MB, 2 MB.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from dataclasses import replace
from itertools import product
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

SIZES = (105, 1_000, 10_000)
WIDTHS = (5, 6)  # columns: as many tables give, and the most that are listed
_WORDS = """
    reef kelp survey coastal shore tide mooring estuary harbour seagrass nursery fishery water quality storm cliff dune
    lagoon island northern southern restoring mapping teaching counting sheltering monitoring community young
"""
_AREAS = ("Reefs", "Tides and currents", "Fisheries", "Water quality", "Coastal access", "Ice", "Not stated")
_COUNTRIES = ("Italy", "France", "United Kingdom", "Portugal", "Iceland", "Not stated")
_MONTHS = ("January", "May", "September", "November")


def row(number: int, columns: int, dice: random.Random) -> tuple[str, ...]:
    """Make an award such as tables have: a title of some words, a recipient, and shorter cells."""
    words = _WORDS.split()
    title = " ".join(dice.choices(words, k=dice.randint(3, 9))).capitalize()
    recipient = f"{' '.join(dice.choices(words, k=2)).title()} {dice.choice(('Trust', 'Society', 'University'))}"
    date = f"{dice.randint(1, 28)} {dice.choice(_MONTHS)} {dice.randint(2001, 2024)}"
    amount = f"{dice.randint(1_000, 9_999_999):,}"
    more = (dice.choice(_AREAS), dice.choice(_COUNTRIES))[: columns - 5]
    return str(number), title, recipient, *more, date, amount


def measure(count: int, columns: int) -> None:
    """Make one brief, and print what it cost."""
    import gc

    from reports.brief.render import render
    from reports.story import Annex
    from reports.story.phrases import phrases_in
    from tests.builders.brief import THEME, a_story
    from tests.builders.story import words

    dice = random.Random(1)
    head = ("No.", "Title", "Recipient", *("Area", "Country")[: columns - 5], "Date", "Amount, €")
    rows = tuple(row(number, columns, dice) for number in range(1, count + 1))
    said, source = words(f"{count} awards."), words("Source: A Trust [1].")
    annex = Annex(
        words("The awards"), said, said, head, rows, frozenset({0, columns - 1}), source, source, phrases_in("en-GB")
    )
    story = replace(a_story(), annex=annex)
    render(a_story(), THEME, "a4")  # what is imported, read and shaped once a run
    gc.disable()  # as a build does
    before = time.process_time()
    brief = render(story, THEME, "a4")
    cpu = time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{cpu} {peak} {len(brief.pdf)} {brief.pages}")


def main(rounds: int) -> None:
    for columns, count in product(WIDTHS, SIZES):
        command = [sys.executable, __file__, "--one", str(count), str(columns)]
        told = [subprocess.run(command, capture_output=True, check=True, text=True).stdout for _ in range(rounds)]
        figures = [[float(number) for number in each.split()] for each in told]
        cpu, peak, size, pages = (min(column) for column in zip(*figures, strict=True))
        cost = f"{cpu:6.2f} s CPU  {peak:4.0f} MB  {size / 1e6:5.2f} MB file  {pages:4.0f} pages"
        print(f"{count:6,} awards, {columns} columns  {cost}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        measure(int(sys.argv[2]), int(sys.argv[3]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
