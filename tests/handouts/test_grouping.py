"""One copy for all rows of a donor: what they say alike, where they differ, and what the manifest says of them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from reports import cli
from tests.builders.copies import content, manifest
from tests.builders.tables import a_csv, an_xlsx, problems

CASES = Path(__file__).resolve().parents[1] / "cases" / "handouts"
HEAD = ["id", "salutation", "gone"]
LETTER = 'handout: {dedication: "{recipient.salutation}", suppress: gone}\n'
TWICE = [["7", "Dear A", ""], ["9", "Dear B", ""], ["7", "Dear A", ""], ["7", "Dear A", ""]]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case's data file, in the folder that the command is called from."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "data.yaml"
    path.write_bytes((CASES / "a-gift-in-each-row" / "data.yaml").read_bytes())
    return path


def a_list(*rows: list[str], head: list[str] | None = None) -> Path:
    return a_csv(Path("people.csv"), [head or ["id", "salutation", "Do Not Mail"], *rows])


def call(*more: str, output: str = "out") -> int:
    return cli.main(["handouts", "data.yaml", "people.csv", "-o", output, "--quiet", *more])


def noting(data: Path, *columns: str) -> None:
    data.write_text(data.read_text("utf-8").replace("  id: id", f"  id: id\n  manifest: [{', '.join(columns)}]"))


def listed(file: str = "out/manifest.csv") -> list[list[str]]:
    return list(csv.reader(io.StringIO(Path(file).read_text("utf-8"))))


def test_a_repeated_id_is_a_problem_with_a_way_out(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("people.csv").write_bytes((CASES / "a-gift-in-each-row" / "people.csv").read_bytes())
    assert call() == 1
    assert "row 3: 'id' is the same as in row 2\n  hint: --group-by id makes one copy" in capsys.readouterr().err
    assert not Path("out").exists()
    assert call("--group-by", "id") == 0
    assert [(each.row, each.noted) for each in manifest(Path("out"))] == [(2, ("2; 3",)), (4, ("4",))]


def test_rows_need_not_be_neighbours_and_the_first_one_gives_the_place(data: Path) -> None:
    a_list(*TWICE)
    assert call("--group-by", "id") == 0
    assert [(each.file, each.noted) for each in manifest(Path("out"))] == [
        ("brief-000002.pdf", ("2; 4; 5",)), ("brief-000003.pdf", ("3",)),
    ]  # fmt: skip


def test_a_copy_of_rows_that_agree_is_that_of_one_of_them(data: Path) -> None:
    a_list(*TWICE)
    assert call("--group-by", "id") == 0
    a_list(TWICE[0], TWICE[1])
    assert call(output="single") == 0
    copies = [
        {name: each for name, each in content(Path(place)).items() if ".pdf" in name} for place in ("out", "single")
    ]
    assert copies[0] == copies[1]


def test_where_rows_differ_both_are_named(tmp_path: Path) -> None:
    path = a_csv(tmp_path / "people.csv", [HEAD, ["7", "Dear A", ""], ["8", "Dear C", ""], ["7", "Dear B", ""]])
    assert problems(path, LETTER, gathers=True) == [
        "people.csv:4:2: row 4: 'salutation' is not the same as in row 2\n"
        "  hint: correct one of them, or name 'salutation' in the table of handout alone, which may say both"
    ]


def test_a_blank_is_filled_from_the_other_rows(data: Path) -> None:
    a_list(["7", "", ""], ["7", "Dear A", ""])
    assert call("--group-by", "id") == 0
    assert [each.status for each in manifest(Path("out"))] == ["made"]


def test_one_row_that_is_left_out_leaves_out_all_of_its_group_whatever_they_say(data: Path) -> None:
    a_list(["7", "Dear A", ""], ["8", "Dear C", ""], ["7", "Dear B", "yes"])
    assert call("--group-by", "id") == 0
    assert [(each.status, each.noted) for each in manifest(Path("out"))] == [
        ("suppressed", ("2; 4",)),
        ("made", ("3",)),
    ]


def test_a_row_of_no_group_is_a_problem(tmp_path: Path) -> None:
    path = a_csv(tmp_path / "people.csv", [HEAD, ["", "Dear A", ""], ["", "Dear B", ""]])
    assert [each.partition("\n")[0] for each in problems(path, LETTER, gathers=True)] == [
        "people.csv:2:1: row 2: 'id' is empty", "people.csv:3:1: row 3: 'id' is empty",
    ]  # fmt: skip


def test_a_fault_is_told_in_its_own_row(tmp_path: Path) -> None:
    path = an_xlsx(tmp_path / "people.xlsx", [HEAD, ["7", "Dear A", ""], ["7", "=1/0", ""]])
    (told,) = problems(path, LETTER, gathers=True)
    assert told.startswith("people.xlsx:3:2: row 3: 'salutation' is")


def test_a_household_shares_a_letter_whatever_the_ids(data: Path) -> None:
    head = ["id", "Household", "salutation", "Do Not Mail"]
    a_list(
        ["1", "H1", "Dear Ada and Li", ""], ["2", "H1", "Dear Ada and Li", ""], ["3", "H2", "Dear Zoë", ""], head=head
    )
    assert call("--group-by", "Household") == 0
    assert [each.noted for each in manifest(Path("out"))] == [("2; 3",), ("4",)]


def test_a_column_that_is_not_there_is_named(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a_list(*TWICE)
    assert call("--group-by", "Donor") == 1
    assert "the table has no column 'Donor'" in capsys.readouterr().err


def test_control_records_are_gathered_too(data: Path) -> None:
    a_list(*TWICE)
    a_csv(Path("seeds.csv"), [["id", "salutation", "Do Not Mail"], *TWICE[::2]])
    assert call("--group-by", "id", "--seeds", "seeds.csv") == 0
    assert manifest(Path("out"))[-1][1:2] == ("seeds/brief-000002.pdf",)
    assert manifest(Path("out"))[-1].noted == ("2; 3",)


@pytest.mark.parametrize("more", [["--sample", "1"], ["--merged"], ["--merged", "--chunk", "1"], ["--jobs", "2"]])
def test_groups_go_with_other_options_and_a_run_goes_on(data: Path, more: list[str]) -> None:
    noting(data, "id", "salutation")
    a_list(*TWICE)
    assert call("--group-by", "id", *more) == 0
    before = content(Path("out"))
    gone = next(name for name in sorted(before) if name.endswith(".pdf"))
    Path("out", gone).unlink()
    assert call("--group-by", "id", *more) == 0
    assert content(Path("out")) == before
    assert call("--group-by", "salutation", *more) == 1


def test_a_group_with_a_fault_in_any_row_can_be_left_out_and_nobody_else(data: Path) -> None:
    a_list(*TWICE, ["9", "Dear Anybody", ""])
    assert call("--group-by", "id") == 1
    assert not Path("out").exists()
    assert call("--group-by", "id", "--leave-out") == 1
    assert [(each.status, each.reason, each.noted) for each in manifest(Path("out"))] == [
        ("made", "", ("2; 4; 5",)),
        ("failed", "left out: 'salutation' is not the same in all rows that are gathered", ("3; 6",)),
    ]


def test_a_check_says_what_a_run_would(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a_list(*TWICE)
    assert cli.main(["check", "data.yaml", "people.csv", "--group-by", "id"]) == 0
    assert "4 rows of 2 recipients: 2 made" in capsys.readouterr().out
    assert cli.main(["handouts", "data.yaml", "people.csv", "-o", "out", "--group-by", "id"]) == 0
    assert "4 rows of 2 recipients: 2 made\n" in capsys.readouterr().out
    assert cli.main(["check", "data.yaml", "people.csv"]) == 1
    assert cli.main(["check", "data.yaml", "--group-by", "id"]) == 2


# -- the manifest ---------------------------------------------------------------------------------------


def test_the_manifest_has_the_columns_that_the_author_names(data: Path) -> None:
    noting(data, "id", "Fund")
    a_list(["7", "Dear A", "", "Trees"], ["8", "Dear B", "x", ""], head=["id", "salutation", "Do Not Mail", "Fund"])
    assert call() == 0
    assert [row[:2] + row[6:] for row in listed()] == [
        ["row", "file", "id", "Fund"], ["2", "brief-000002.pdf", "7", "Trees"], ["3", "", "8", ""],
    ]  # fmt: skip


def test_the_manifest_names_all_that_the_rows_of_a_household_say(data: Path) -> None:
    noting(data, "id", "home", "Fund")
    rows = ["7", "Dear A", "", "H", "Trees"], ["8", "Dear A", "", "H", ""], ["9", "Dear A", "", "H", "Trees"]
    a_list(*rows, head=["id", "salutation", "Do Not Mail", "home", "Fund"])
    assert call("--group-by", "home") == 0
    assert listed()[1][6:] == ["2; 3; 4", "7; 8; 9", "H", "Trees"]
    assert call("--group-by", "", output="other") == 1


def test_a_column_that_has_the_name_of_one_of_ours_keeps_apart(data: Path) -> None:
    noting(data, "file")
    a_list(["7", "Dear A", "", "x"], head=["id", "salutation", "Do Not Mail", "file"])
    assert call() == 0
    assert listed()[0][-1] == "recipient.file"


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "-5"]


@pytest.mark.parametrize("merged", [False, True])
def test_no_cell_of_ours_is_a_formula(data: Path, merged: bool) -> None:
    noting(data, "id", '"=Fund"')
    head = ["id", "salutation", "Do Not Mail", "=Fund"]
    a_list(*([each, "Dear A", "", f"{each}\n=2"] for each in FORMULAS), head=head)
    assert call(*(["--merged"] if merged else ["--name", "{id}"])) == 0
    rows = listed("out/briefs-0001.csv" if merged else "out/manifest.csv")
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "＝", "\t", "\r"))] == []
    assert [row[-2] for row in rows[1:]] == [f"'{each}" for each in FORMULAS]


def test_an_id_that_is_a_formula_names_a_file_that_is_none(data: Path) -> None:
    Path("people.csv").write_bytes((CASES / "an-id-that-is-a-formula" / "people.csv").read_bytes())
    assert call("--name", "{id}") == 0
    assert [each.file for each in manifest(Path("out"))] == ["_=1+1.pdf"]
    assert Path("out/_=1+1.pdf").exists()
