"""The command: what it prints, how it ends, and that nobody's name is anywhere but in the copies."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from reports import cli
from tests.builders.copies import content, manifest
from tests.builders.portfolio import HEAD, TABLE

ROOT = Path(__file__).resolve().parents[2]
HANDOUT = """
handout:
  dedication: "{recipient.salutation}"
  letter: "Thank you, {recipient.salutation}, for asking."
  suppress: gone
"""
PEOPLE = [
    ("Q-7001", "Dear Zenobia Quill", ""),
    ("Q-7002", "Dear Ødger Vrå-Łęcki", ""),
    ("Q-7003", "Dear Xu Yin", "yes"),
]
SEEDS = [("S-1", "Dear Colleague Wexel", "")]
SECRETS = [word for row in (*PEOPLE, *SEEDS) for word in (row[0], *row[1].split()[1:])]


def a_table(path: Path, rows: list[tuple[str, str, str]]) -> Path:
    text = io.StringIO()
    csv.writer(text).writerows([("id", "salutation", "gone"), *rows])
    path.write_text(text.getvalue(), "utf-8")
    return path


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small data file, a table and control records in the folder that the command is called from."""
    monkeypatch.chdir(tmp_path)
    data = tmp_path / "gardens.yaml"
    smallest = (ROOT / "data" / "examples" / "smallest.yaml").read_text("utf-8")
    data.write_text(smallest + HANDOUT + "# a remark between colleagues\n", "utf-8")
    a_table(tmp_path / "people.csv", PEOPLE)
    a_table(tmp_path / "seeds.csv", SEEDS)
    return data


def call(*more: str) -> int:
    return cli.main(["handouts", "gardens.yaml", "people.csv", "-o", "out", *more])


def quoted(text: str | bytes) -> list[str]:
    """Give the names and numbers of recipients that stand in a text."""
    told = text if isinstance(text, str) else text.decode("utf-8", "replace")
    return [secret for secret in SECRETS if secret in told]


@pytest.mark.parametrize("part", ["brief", "deck"])
def test_every_recipient_gets_a_copy(data: Path, part: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("--only", part, "--seeds", "seeds.csv") == 0
    printed = capsys.readouterr()
    assert printed.out == "out: 4 rows: 2 made, 1 seed, 1 suppressed\n"
    assert printed.err.splitlines() == [
        "Reading gardens.yaml", "Reading people.csv", f"Laying out the {part}", "Writing to out",
    ]  # fmt: skip
    suffix = {"brief": ".pdf", "deck": ".pptx"}[part]
    assert [(line.row, line.file, line.status) for line in manifest(Path("out"))] == [
        (2, f"{part}-000002{suffix}", "made"),
        (3, f"{part}-000003{suffix}", "made"),
        (4, "", "suppressed"),
        (2, f"seeds/{part}-000002{suffix}", "seed"),
    ]


@pytest.mark.parametrize("language", ["en-US", "de-DE"])
def test_two_processes_write_the_same_bytes(data: Path, language: str) -> None:
    data.write_text(data.read_text("utf-8").replace("language: en-US", f"language: {language}"), "utf-8")
    assert call("--quiet") == 0
    assert cli.main(["handouts", "gardens.yaml", "people.csv", "-o", "two", "--jobs", "2", "--quiet"]) == 0
    assert content(Path("out")) == content(Path("two"))


def test_files_are_named_by_columns_if_asked(data: Path) -> None:
    assert call("--name", "Gardens {id}", "--quiet") == 0
    assert {"Gardens Q-7001.pdf", "Gardens Q-7002.pdf"} < set(content(Path("out")))


def test_a_sample_has_the_rows_to_look_at(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("--sample", "1") == 0
    assert capsys.readouterr().out == "out: 1 row: 1 made\n"


def test_a_sample_has_no_control_records_and_says_so(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("--sample", "1", "--seeds", "seeds.csv") == 2
    assert "--sample does not go with --seeds: control records go with all copies" in capsys.readouterr().err


def test_rows_that_are_no_awards_are_told_as_build_tells_them(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data.write_text(HEAD + HANDOUT, "utf-8")
    (data.parent / "awards.csv").write_text(f"{TABLE}Tin,,Metal,2019\n", "utf-8")
    assert call() == 0
    assert "awards.csv: warning: dropped: no amount (row 5)" in capsys.readouterr().err


def test_all_briefs_can_be_bound_into_one_file(data: Path) -> None:
    assert call("--merged", "--right-hand", "--seeds", "seeds.csv", "--quiet") == 0
    assert set(content(Path("out"))) == {"run.json", "briefs-0001.pdf", "briefs-0001.csv"}
    rows = list(csv.reader(Path("out", "briefs-0001.csv").read_text("utf-8").splitlines()))
    assert [(row[0], *row[3:]) for row in rows[1:]] == [
        ("2", "2", "made", "", "1", "2"), ("3", "2", "made", "", "3", "4"), ("4", "", "suppressed", "", "", ""),
        ("2", "2", "seed", "", "5", "6"),
    ]  # fmt: skip
    with pikepdf.open("out/briefs-0001.pdf") as pdf:
        assert len(pdf.pages) == 6


def test_a_merged_file_is_cut_after_so_many_briefs(data: Path) -> None:
    assert call("--merged", "--chunk", "1", "--quiet") == 0
    assert [name for name in sorted(content(Path("out"))) if name.endswith(".pdf")] == [
        "briefs-0001.pdf", "briefs-0002.pdf",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("usage", "told"),
    [
        (["-o", "s3://bucket/spring"], "an address for -o goes with --scheduler; without it, -o is a folder"),
        (["--chunk", "3"], "--chunk and --right-hand go with --merged"),
        (["--merged", "--only", "deck", "--name", "x {id}"], "--merged does not go with --only deck and --name"),
    ],
)
def test_options_that_contradict_each_other_are_wrong_usage(
    data: Path, usage: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(*usage) == 2
    assert capsys.readouterr().err == f"make-reports handouts: error: {told}\n"


def test_nothing_is_printed_if_asked(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("--quiet") == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    "usage", [["--name", "brief"], ["--name", "../{id}"], ["--jobs", "0"], ["--sample", "x"], ["--only", "both"]]
)
def test_wrong_usage_ends_with_2(data: Path, usage: list[str]) -> None:
    assert call(*usage) == 2
    assert not Path("out").exists()


def test_problems_of_both_tables_are_told_before_anything_is_written(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a_table(Path("people.csv"), [*PEOPLE, ("Q-7001", "", "")])
    a_table(Path("seeds.csv"), [("", "Dear Colleague Wexel", "")])
    assert call("--seeds", "seeds.csv") == 1
    told = [line for line in capsys.readouterr().err.splitlines() if line.startswith(("people", "seeds"))]
    places = ["people.csv", "people.csv:5:1", "people.csv:5:2", "seeds.csv", "seeds.csv:2:1"]
    assert [line.partition(": ")[0] for line in told] == places
    assert not Path("out").exists()


def test_a_table_that_changed_is_told(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("--quiet") == 0
    a_table(Path("people.csv"), [*PEOPLE, ("Q-7004", "Dear Person", "")])
    assert call("--quiet") == 1
    assert "out/run.json: changed since this folder's first run: the table" in capsys.readouterr().err


def test_a_table_that_changes_meanwhile_is_told(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from reports.handouts import command
    from reports.handouts.run import run

    def interfering(*given: Any) -> Any:
        tally = run(*given)
        a_table(Path("people.csv"), [*PEOPLE, ("Q-7004", "Dear Person", "")])
        return tally

    monkeypatch.setattr(command, "run", interfering)
    assert call("--quiet") == 1
    assert capsys.readouterr().err.startswith("people.csv: was changed while its copies were made\n")


def test_a_data_file_that_says_nothing_to_readers_is_told(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data.write_text(data.read_text("utf-8").replace(HANDOUT, ""), "utf-8")
    assert call("--quiet") == 1
    assert capsys.readouterr().err.startswith("gardens.yaml: has no handout: every copy would be the same\n")


def test_an_interrupt_keeps_what_is_written(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("reports.handouts.command.run", interrupted)
    assert call("--quiet") == 130
    assert capsys.readouterr().err == "interrupted: what is written stays; the same command goes on from there\n"


# -- privacy ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["brief", "deck"])
def test_recipients_are_named_in_their_copies_and_nowhere_else(
    data: Path, part: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert call("--only", part, "--seeds", "seeds.csv", "--plain", "--jobs", "2") == 0
    a_table(Path("people.csv"), [*PEOPLE, ("Q-7002", "Dear Zenobia Quill", ""), ("Q-7009", "Dear שלום", "")])
    assert call("--only", part, "--seeds", "seeds.csv", "--plain") == 1
    printed = capfd.readouterr()
    assert quoted(printed.out + printed.err) == []
    beside = {name: data for name, data in content(Path("out")).items() if not name.endswith((".pdf", ".pptx"))}
    assert set(beside) == {"run.json", "manifest.csv"}
    assert [name for name, data in beside.items() if quoted(data) or quoted(name)] == []
    assert sorted(path.name for path in Path().iterdir()) == ["gardens.yaml", "out", "people.csv", "seeds.csv"]


def test_a_briefs_metadata_and_its_data_file_name_nobody(data: Path) -> None:
    assert call("--quiet") == 0
    with pikepdf.open("out/brief-000002.pdf") as pdf:
        inside = pdf.attachments["gardens.yaml"].get_file().read_bytes()
        assert b"a remark between colleagues" not in inside
        assert b"{recipient.salutation}" in inside
        told = [pdf.Root.Metadata.read_bytes(), inside, repr(pdf.docinfo).encode()]
        assert [quoted(each) for each in told] == [[], [], []]
        text = b"".join(stream.read_bytes() for stream in pdf.objects if isinstance(stream, pikepdf.Stream))
    assert not {"Q-7001", "Q-7002"} & set(quoted(text))


def test_a_decks_properties_name_nobody(data: Path) -> None:
    assert call("--only", "deck", "--quiet") == 0
    with zipfile.ZipFile("out/deck-000002.pptx") as deck:
        named = {name: quoted(deck.read(name)) for name in deck.namelist()}
    slides = {name for name, found in named.items() if found}
    assert slides
    assert all(name.startswith(("ppt/slides/", "ppt/notesSlides/")) for name in slides)


def test_a_data_file_that_wants_its_comments_keeps_them(data: Path) -> None:
    data.write_text(data.read_text("utf-8") + "attach: data\n", "utf-8")
    assert call("--quiet") == 0
    with pikepdf.open("out/brief-000002.pdf") as pdf:
        assert b"a remark between colleagues" in pdf.attachments["gardens.yaml"].get_file().read_bytes()


def test_a_cluster_makes_the_same_copies(data: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    import warnings

    with (
        warnings.catch_warnings(action="ignore"),
        distributed.LocalCluster(n_workers=1, threads_per_worker=1, processes=True, dashboard_address=None) as cluster,
    ):
        assert call("--quiet", "--scheduler", cluster.scheduler_address) == 0
    assert cli.main(["handouts", "gardens.yaml", "people.csv", "-o", "here", "--quiet"]) == 0
    assert content(Path("out")) == content(Path("here"))
