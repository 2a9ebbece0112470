"""The checklist for people has this document's own texts on it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reports import cli

ROOT = Path(__file__).resolve().parents[1]


def the_list(data: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert cli.main(["check", str(data), "--human"]) == 0
    return capsys.readouterr().out


def test_it_has_every_alt_text_heading_and_headline(capsys: pytest.CaptureFixture[str]) -> None:
    told = the_list(ROOT / "data" / "progressive-ms.yaml", capsys)
    assert "  [ ] Chart of 105 equal squares, one for each project" in told
    assert "  [ ] Timeline of 6 steps from 2010 to early 2014" in told
    assert (
        "  [ ] 105 research projects on progressive MS\n        Why it matters\n        Two forms of progressive MS\n"
    ) in told
    assert "          SPRINT-MS\n          SUMMIT\n          MSOAC\n        Reading the figures\n" in told
    assert "  [ ] SPRINT-MS tests ibudilast in people with progressive MS" in told
    assert "The portfolio\n" not in told  # a heading that the brief does not have
    assert told.count("[ ]") < 40


def test_it_says_what_travels_inside_and_where_links_lead(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    data = Path(shutil.copy(ROOT / "data" / "examples" / "smallest.yaml", tmp_path / "gardens.yaml"))
    text = data.read_text("utf-8").replace(
        'publisher: "Example Garden Trust"', 'publisher: "A Trust", url: "https://example.org/r"'
    )
    data.write_text(text, "utf-8")
    told = the_list(data, capsys)
    assert "  [ ] “https://example.org/r” leads to https://example.org/r" in told
    assert "  [ ] Inside the brief travels gardens.yaml" in told
    assert told.endswith("Checked by: ____________________   on: ____________________\n")


def test_nothing_is_asked_about_links_where_there_are_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Links." not in the_list(ROOT / "data" / "examples" / "smallest.yaml", capsys)
