"""CPU and memory of reading 100,000 awards from CSV, XLSX and JSON: at most 5 s and 400 MB each.

Run by hand (docs/contributing.md): `tests/benchmarks/awards.py [ROWS]`. Each file is read by a Python of its own, so
that its memory is its own; starting that Python and importing what reads is counted in.
"""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl

ROOT = Path(__file__).resolve().parents[2]
HEADERS = [
    *("Identifier", "Title", "Description", "Currency", "Amount Awarded", "Award Date", "Funding Org:Identifier"),
    *("Funding Org:Name", "Recipient Org:Identifier", "Recipient Org:Name", "Grant Programme:Title"),
    *("Planned Dates:Start Date", "Planned Dates:End Date", "Beneficiary Location:Name", "Data Source"),
]
READ = """
import resource, sys
from pathlib import Path
from reports.awards import read_awards
from reports.errors import Location
from reports.datafile.model import AwardsTable
path = Path(sys.argv[1])
wanted = AwardsTable.model_validate({"table": path.name, "format": "360giving"})
awards = read_awards(wanted, path.parent, lambda *keys: Location("data.yaml"))
usage = resource.getrusage(resource.RUSAGE_SELF)
print(len(awards.awards), awards.totals[0].amount, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
"""


def grants(count: int) -> Iterator[list[str | float]]:
    """Give invented grants, the same at every run."""
    chance = random.Random(1)
    for number in range(count):
        org = chance.randrange(5000)
        yield [
            *(f"360G-door-{number}", f"Grant {number}", "A description of what the grant is for. " * 2, "GBP"),
            *(chance.randrange(100, 10**6) + 0.25, f"20{number % 24:02}-05-{1 + number % 28:02}", "GB-CHC-1"),
            *("The Trust", f"GB-CHC-{org}", f"Organisation {org}", f"Programme {number % 12}"),
            *("2020-01-01", "2021-01-01", "London", "https://example.org/grants"),
        ]


def write_all(folder: Path, count: int) -> None:
    """Write the same grants in the three forms."""
    with (folder / "awards.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADERS, *grants(count)])
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Grants")
    for row in ([*HEADERS], *grants(count)):
        sheet.append(row)
    book.save(folder / "awards.xlsx")
    objects = [
        {
            "id": row[0], "title": row[1], "description": row[2], "currency": row[3], "amountAwarded": row[4],
            "awardDate": row[5], "fundingOrganization": [{"id": row[6], "name": row[7]}],
            "recipientOrganization": [{"id": row[8], "name": row[9]}], "grantProgramme": [{"title": row[10]}],
        }
        for row in grants(count)
    ]  # fmt: skip
    (folder / "awards.json").write_text(json.dumps({"grants": objects}), "utf-8")


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_all(folder, count)
        for file in ("awards.csv", "awards.xlsx", "awards.json"):
            command = [sys.executable, "-c", READ, str(folder / file)]
            told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
            print(
                f"{file:12} {told[0]:>7} awards, {told[1]:>18}: {float(told[2]):5.2f} s CPU, {int(told[3]) // 1024} MB"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
