"""Lists as databases and spreadsheets export them, and what readers of the copies see of them."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from reports import cli
from tests.readback import brief_text

CASES = Path(__file__).parents[1] / "cases/handouts"


def copies(case: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[int, str]:
    """Make the copies of a case; return the text of each by its row, "" where the row has none."""
    shutil.copytree(CASES / case, folder, dirs_exist_ok=True)
    monkeypatch.chdir(folder)
    (table,) = folder.glob("people.*")
    assert cli.main(["handouts", "data.yaml", table.name, "-o", "out", "--quiet"]) == 0
    with Path("out/manifest.csv").open(encoding="utf-8", newline="") as file:
        made = {int(row["row"]): row["file"] for row in csv.DictReader(file)}
    return {row: name and brief_text(Path("out", name).read_bytes()) for row, name in made.items()}


def test_amounts_stand_in_a_letter_as_the_workbook_shows_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = copies("money-format-in-excel", tmp_path, monkeypatch)
    assert "Your gift of $50.00 is among them." in texts[2]
    assert "Your gift of $1,250.50 is among them." in texts[3]
