"""The README says what is true: its data file builds, and its errors are what the program prints."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reports import cli

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
SMALLEST = (ROOT / "data" / "examples" / "smallest.yaml").read_text("utf-8")
SLIPS = [
    ("value: 24,", "value: 24.5,"),
    ("currency: USD, ", ""),
    ("heading: ", "heeding: "),
    ("A garden is", "One of {garden} is"),
    ("Children who", "In 24 schools, children who"),
]


def test_the_small_data_file_is_the_one_that_builds() -> None:
    assert f"```yaml\n{SMALLEST}```" in README


def test_the_errors_are_what_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    spoiled = SMALLEST
    for right, wrong in SLIPS:
        assert right in spoiled
        spoiled = spoiled.replace(right, wrong, 1)
    Path("gardens.yaml").write_text(spoiled, "utf-8")
    assert cli.main(["check", "gardens.yaml"]) == 1
    assert f"```text\n{capsys.readouterr().err}```" in README


def test_every_picture_and_file_it_names_is_there_and_small() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert len(pictures) == 2
    assert all((ROOT / picture).stat().st_size <= 300_000 for picture in pictures)
    named = re.findall(r"`((?:data|assets|reports|tests)/[\w./-]+)`", README)
    assert [name for name in named if not (ROOT / name).exists()] == []
