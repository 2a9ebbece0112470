"""CPU and memory of a million recipients from CSV and XLSX, surveyed and then read again: at most 300 MB each.

Run by hand (docs/contributing.md): `tests/benchmarks/recipients.py [ROWS]`. The tables are made in a temporary folder,
as a workbook once with its texts in a part of their own, as Excel does, and once with its texts in the cells. Each is
read by a Python of its own, so that its memory is its own; starting that Python and importing what reads is counted in.
"""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MOST_MEMORY = 300  # MB
FIRST = ("Ada", "Grace", "Zoë", "José", "Łukasz", "Marie", "Ebba", "Noël")
HEAD = ("id", "salutation", "postal code", "street")
READ = """
import dataclasses, resource, sys
from pathlib import Path
from reports.compose.letters import letters
from reports.handouts.recipients import open_recipients
from reports.handouts.survey import survey
from reports.datafile.yaml import read_file
from reports.loading.load import loaded_of

def used():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime

programme = loaded_of(read_file(Path("data/progressive-ms.yaml")), lambda text: "", None).programme
told = letters(programme)
table = open_recipients(Path(sys.argv[1]), dataclasses.replace(told.columns, named=("postal code",)))
survey(table, told, lambda text: "", lambda recipient: recipient.values["id"] + ".pdf")
surveyed = used()
rows = sum(len(recipient.values["postal code"]) == 5 for recipient in table)
print(rows, surveyed, used() - surveyed, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
FRAME = {
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
    '<sheet name="People" sheetId="1" r:id="a"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
    f'<Relationship Id="a" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="b" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
}


def table(count: int) -> Iterator[tuple[str, ...]]:
    """Give a header and as many invented people; no two have an id, a salutation or a street in common."""
    yield HEAD
    for number in range(count):
        name = f"{FIRST[number % 8]} {FIRST[number // 8 % 8]}son {number}"
        yield f"{number:07d}", f"Dear {name}", f"{number % 99_999:05d}", f"{number} Long Street"


def write_all(folder: Path, count: int) -> None:
    """Write the same people in the three forms."""
    with (folder / "people.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(table(count))
    inline = '<c r="{column}{row}" t="inlineStr"><is><t>{text}</t></is></c>'
    _pack(folder / "inline.xlsx", _rows(count, inline), ())
    shared = '<c r="{column}{row}" t="s"><v>{number}</v></c>'
    texts = (f"<si><t>{text}</t></si>" for row in table(count) for text in row)
    _pack(folder / "shared.xlsx", _rows(count, shared), texts)


def _rows(count: int, cell: str) -> Iterator[str]:
    for row, texts in enumerate(table(count), 1):
        cells = (
            cell.format(column=column, row=row, text=text, number=4 * row - 4 + place)
            for place, (column, text) in enumerate(zip("ABCD", texts, strict=True))
        )
        yield f'<row r="{row}">{"".join(cells)}</row>'


def _pack(path: Path, rows: Iterable[str], texts: Iterable[str]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in FRAME.items():
            package.writestr(name, content)
        for name, head, parts, tail in (
            ("worksheets/sheet1.xml", f'<worksheet xmlns="{MAIN}"><sheetData>', rows, "</sheetData></worksheet>"),
            ("sharedStrings.xml", f'<sst xmlns="{MAIN}">', texts, "</sst>"),
        ):
            with package.open(f"xl/{name}", "w") as file:
                for part in chain([head], parts, [tail]):
                    file.write(part.encode())


def main() -> int:
    """Print rows, size, CPU and memory of each form; 1 if one takes more memory than it may."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    most = 0.0
    with tempfile.TemporaryDirectory() as folder:
        write_all(Path(folder), count)
        for path in sorted(Path(folder).iterdir()):
            read = [sys.executable, "-c", READ, str(path)]
            told = subprocess.run(read, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
            surveyed, again, memory = float(told[1]), float(told[2]), int(told[3]) / 1024
            size = path.stat().st_size / 1e6
            print(
                f"{path.name:12} {int(told[0]):9,} rows  {size:5.1f} MB  survey {surveyed:5.1f} s  "
                f"again {again:5.1f} s  {memory:4.0f} MB"
            )
            most = max(most, memory)
    return int(most > MOST_MEMORY)


if __name__ == "__main__":
    raise SystemExit(main())
