"""Rows with a problem, left out if asked: all others get a copy, and the manifest says who did not, and why."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from reports import cli
from tests.builders.copies import content

CASE = Path(__file__).parents[1] / "cases/handouts/one-name-that-the-font-lacks"
LACKS = "'salutation' holds a character that the theme's font lacks"
EMPTY = "'salutation' is empty, and has no fallback"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder with the case's files, and a table with three bad rows of seven, one of them suppressed."""
    shutil.copytree(CASE, tmp_path, dirs_exist_ok=True)
    rows = ["1,Dear A,", "2,,", "3,Dear C,", "4,Dear \ue123,", "2,Dear E,", "6,,x", "7,Dear \ue123,"]
    (tmp_path / "bad.csv").write_text("\n".join(["id,salutation,Do Not Mail", *rows]), "utf-8")
    monkeypatch.chdir(tmp_path)


def handouts(*more: str, table: str = "bad.csv") -> int:
    return cli.main(["handouts", "data.yaml", table, "-o", "out", "--quiet", *more])


def listed(name: str = "manifest.csv") -> dict[int, tuple[str, str]]:
    with Path("out", name).open(encoding="utf-8", newline="") as file:
        return {int(row["row"]): (row["status"], row["reason"]) for row in csv.DictReader(file)}


def test_one_bad_name_stops_nobody_else_if_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert handouts(table="people.csv") == 1
    hint = "  hint: put them right, or go on without them: --leave-out"
    assert capsys.readouterr().err.splitlines()[:3] == [
        f"people.csv: 1 of 7 rows has a problem (1 row: {LACKS})", hint, f"people.csv:7:2: row 7: {LACKS}",
    ]  # fmt: skip
    assert not Path("out").exists()
    assert handouts("--leave-out", table="people.csv") == 1
    assert capsys.readouterr().err.splitlines()[:2] == [
        f"people.csv: warning: 1 of 7 rows has a problem (1 row: {LACKS})", f"people.csv:7:2: warning: row 7: {LACKS}",
    ]  # fmt: skip
    assert listed() == dict.fromkeys((2, 3, 4, 5, 6, 8), ("made", "")) | {7: ("failed", f"left out: {LACKS}")}
    assert len([name for name in content(Path("out")) if name.endswith(".pdf")]) == 6


REPEATED = "left out: 'id' stands in another row too"
WITHOUT = {
    2: ("made", ""), 3: ("failed", f"left out: {EMPTY}"), 4: ("made", ""), 5: ("failed", f"left out: {LACKS}"),
    6: ("failed", REPEATED), 7: ("suppressed", ""), 8: ("failed", f"left out: {LACKS}"),
}  # fmt: skip


def test_each_row_that_is_left_out_says_why_and_kinds_are_summed_up(capsys: pytest.CaptureFixture[str]) -> None:
    assert handouts("--leave-out", "--name", "{id}") == 1
    assert listed() == WITHOUT
    summary = f"2 rows: {LACKS}; 1 row: {EMPTY}; 1 row: 'id' stands in another row too"
    told = capsys.readouterr().err
    assert told.splitlines()[0] == f"bad.csv: warning: 4 of 7 rows have a problem ({summary})"
    assert "more; the manifest names them" not in told


def test_a_second_start_finds_everything_as_it_was() -> None:
    handouts("--leave-out")
    before = content(Path("out"))
    Path("out/brief-000004.pdf").unlink()
    assert handouts("--leave-out") == 1
    assert content(Path("out")) == before
    assert handouts() == 1  # without the option it is another run
    assert content(Path("out")) == before


def test_a_merged_file_has_the_others_and_its_table_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert handouts("--leave-out", "--merged") == 1
    assert listed("briefs-0001.csv") == WITHOUT
    assert cli.main(["verify", "data.yaml", "out/briefs-0001.pdf"]) == 0
    assert handouts("--leave-out", "--merged") == 1
    assert "more; the manifest names them" not in capsys.readouterr().err


def test_a_sample_is_drawn_from_the_others_and_names_who_is_left_out() -> None:
    assert handouts("--leave-out", "--sample", "1") == 1
    assert listed() == {row: said for row, said in WITHOUT.items() if row == 2 or said[0] == "failed"}


def test_two_processes_leave_what_one_leaves() -> None:
    assert handouts("--leave-out", "--jobs", "2") == 1
    assert listed() == WITHOUT


@pytest.mark.parametrize("how", [[], ["--fast"]])
def test_check_tells_the_same_and_writes_nothing(how: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "data.yaml", "bad.csv", "--leave-out", *how]) == 1
    said = capsys.readouterr()
    assert said.err.startswith("bad.csv: warning: 4 of 7 rows have a problem (2 rows: ")
    end = (
        "4 left out (7 rows); no row was laid out"
        if how
        else "7 rows: 2 made, 1 suppressed, 4 failed; nothing was written"
    )
    assert said.out == f"data.yaml, bad.csv: {end}\n"
    assert not Path("out").exists()


def test_where_nobody_is_left_nothing_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    Path("bad.csv").write_text("id,salutation,Do Not Mail\n1,,\n2,Dear B,x\n", "utf-8")
    for options in ([], ["--leave-out"]):
        assert handouts(*options) == 1
        said = capsys.readouterr().err.splitlines()
        assert said[0].startswith("bad.csv: 1 of 2 rows has a problem")
        assert said[1] == "  hint: put them right: without these rows nobody is left"
    assert not Path("out").exists()


def test_what_is_wrong_with_the_table_as_a_whole_stops_all() -> None:
    Path("bad.csv").write_text("id,greeting,Do Not Mail\n1,Dear A,\n", "utf-8")
    assert handouts("--leave-out") == 1
    assert not Path("out").exists()
