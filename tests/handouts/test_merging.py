"""One file for many readers: what is in it, where it is cut, and how a run that was killed goes on."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

import pytest

from reports import cli
from reports.compose.letters import Listed
from reports.errors import ReportError
from reports.handouts.merging import merge
from reports.handouts.run import CopyJob, RunTally
from reports.handouts.workers import here
from reports.renderer import FullError
from tests.builders.copies import NAMES, UNSETTABLE, WordsPress, a_job, content
from tests.builders.finished import ROOT


@dataclass(frozen=True)
class Part:
    """A reader's part of a book."""

    data: bytes
    pages: int = 2
    sha256: str = ""


@dataclass(frozen=True)
class PartPress(WordsPress):
    """Makes parts of books."""

    size: int = 40

    def copy(self, values: Mapping[str, str], listed: Listed) -> Part:  # type: ignore[override]
        return Part(super().copy(values, listed).data)


@dataclass
class TextBook:
    """A book whose every reader has a line, and two pages; it has room for some readers only."""

    file: BinaryIO
    room: int = 10_000
    readers: int = 0

    def add(self, copy: Part, /) -> tuple[int, int]:
        if self.readers == self.room:
            raise FullError([])
        self.file.write(copy.data)
        self.readers += 1
        return 2 * self.readers - 1, 2 * self.readers

    def close(self) -> None:
        assert self.readers
        self.file.write(b"end\n")


def bound(job: CopyJob, folder: Path, chunk: int | None = None, room: int = 10_000) -> RunTally:
    job = replace(job, maker=PartPress())
    return merge(job, lambda file: TextBook(file, room), chunk, folder, here, lambda tally: None)


def table(folder: Path, number: int) -> list[list[str]]:
    return [line.split(",") for line in (folder / f"briefs-{number:04}.csv").read_text("utf-8").splitlines()]


def test_a_table_becomes_one_file_and_a_table_of_its_pages(tmp_path: Path) -> None:
    tally = bound(a_job(250, suppressed=(2,), r3=UNSETTABLE), tmp_path)
    assert tally.by_status == {"made": 248, "suppressed": 1, "failed": 1}
    assert list(map(str, tally.failures)) == ["people.csv: row 3: cannot be made (LayoutError)"]
    files = content(tmp_path)
    assert set(files) == {"run.json", "briefs-0001.pdf", "briefs-0001.csv"}
    digest = hashlib.sha256(files["briefs-0001.pdf"]).hexdigest()
    assert table(tmp_path, 1)[:5] == [
        ["row", "file", "sha256", "pages", "status", "reason", "first", "last"],
        ["1", "briefs-0001.pdf", digest, "2", "made", "", "1", "2"],
        ["2", "", "", "", "suppressed", "", "", ""],
        ["3", "", "", "", "failed", "cannot be made (LayoutError)", "", ""],
        ["4", "briefs-0001.pdf", digest, "2", "made", "", "3", "4"],
    ]


@pytest.mark.parametrize("limits", [{"chunk": 100}, {"room": 100}])
def test_files_are_cut_between_readers(tmp_path: Path, limits: dict[str, int]) -> None:
    bound(a_job(250, suppressed=(101, 250)), tmp_path, **limits)
    assert [len(table(tmp_path, number)) - 1 for number in (1, 2, 3)] == [101, 100, 49]
    assert [table(tmp_path, number)[-1][0] for number in (1, 2, 3)] == ["101", "201", "250"]


def test_a_table_in_which_nobody_is_left_has_no_file(tmp_path: Path) -> None:
    assert bound(a_job(2, suppressed=(1, 2)), tmp_path).by_status == {"suppressed": 2}
    assert set(content(tmp_path)) == {"run.json", "briefs-0001.csv"}


@dataclass(frozen=True)
class Stop:
    """Stops a run like a kill would, after some readers."""

    after: int

    def __call__(self, tally: RunTally) -> None:
        if tally.rows >= self.after:
            raise KeyboardInterrupt


@pytest.mark.parametrize("after", [100, 200, 400])
def test_a_run_that_was_stopped_goes_on_behind_its_last_whole_file(tmp_path: Path, after: int) -> None:
    job = replace(a_job(450, suppressed=(7,)), maker=PartPress())
    with pytest.raises(KeyboardInterrupt):
        merge(job, TextBook, 150, tmp_path / "stopped", here, Stop(after))
    tally = merge(job, TextBook, 150, tmp_path / "stopped", here, lambda tally: None)
    assert tally.kept == after // 150 * 150
    merge(job, TextBook, 150, tmp_path / "whole", here, lambda tally: None)
    assert content(tmp_path / "stopped") == content(tmp_path / "whole")


def test_a_file_that_was_harmed_is_made_again(tmp_path: Path) -> None:
    bound(a_job(250), tmp_path, chunk=100)
    whole = content(tmp_path)
    (tmp_path / "briefs-0002.pdf").write_bytes(b"")
    assert bound(a_job(250), tmp_path, chunk=100).kept == 150
    assert content(tmp_path) == whole


@pytest.mark.parametrize("edited", ["row\n", "row,file,sha256,pages,status,reason,first,last\n9,,,,failed,,,\n"])
def test_a_table_of_pages_that_was_edited_is_a_clear_end(tmp_path: Path, edited: str) -> None:
    bound(a_job(20), tmp_path)
    (tmp_path / "briefs-0001.csv").write_text(edited, "utf-8")
    with pytest.raises(ReportError, match="does not say what this run has made so far"):
        bound(a_job(20), tmp_path)


def test_rows_that_went_missing_are_told(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="has 21 rows, but 20 were made"):
        bound(replace(a_job(20), rows=21), tmp_path)


DATA = (
    (ROOT / "data" / "examples" / "smallest.yaml").read_text("utf-8")
    + """\
handout:
  dedication: "{recipient.salutation}"
  letter: "Thank you, {recipient.salutation}. This copy is yours alone, whoever else may have one."
"""
)


@pytest.fixture
def people(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A data file and a table of 230 people, from whose folder the command is called; row 121 has no room."""
    monkeypatch.chdir(tmp_path)
    Path("gardens.yaml").write_text(DATA, "utf-8")
    rows = [f"{row},Dear {NAMES[row % 4]} {row}{' and all others' * (row % 11)}" for row in range(2, 232)]
    rows[119] = f"121,{'Dear Xu ' * 900}"
    Path("people.csv").write_text("\n".join(["id,salutation", *rows]), "utf-8")


def call(*more: str) -> int:
    return cli.main(["handouts", "gardens.yaml", "people.csv", "--merged", *more])


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("options", [["--right-hand", "--standard", "pdfa4"], ["--chunk", "70"]])
def test_any_number_of_processes_makes_the_same_bytes(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    told = set()
    for jobs in ("1", "2", "3"):
        assert call(*options, "--jobs", jobs, "-o", jobs, "--plain") == 1
        told.add(tuple(line for line in capsys.readouterr().err.splitlines() if "row 121" in line))
    assert told == {("people.csv: row 121: the personal words take more room on the cover than there is",)}
    assert content(Path("1")) == content(Path("2")) == content(Path("3"))


@pytest.mark.usefixtures("people", "interruptible")
def test_an_interrupt_ends_all_processes_without_a_word_of_theirs() -> None:
    with Path("people.csv").open("a", encoding="utf-8") as table:
        table.writelines(f"\n{row},Dear {row}" for row in range(232, 30_000))
    command = [sys.executable, str(ROOT / "make_reports.py"), "handouts", "gardens.yaml", "people.csv", "--plain"]
    started = subprocess.Popen([*command, "--merged", "--jobs", "2", "-o", "out"], stderr=subprocess.PIPE, text=True)
    while not any(each.stat().st_size > 300_000 for each in Path("out").glob(".*.tmp")):
        assert started.poll() is None
        time.sleep(0.05)
    started.send_signal(signal.SIGINT)
    said = started.communicate(timeout=60)[1]
    assert (started.returncode, said.splitlines()[-1]) == (
        130, "interrupted: what is written stays; the same command goes on from there",
    )  # fmt: skip
    assert "Traceback" not in said
    assert set(content(Path("out"))) == {"run.json"}


@pytest.mark.usefixtures("people")
@pytest.mark.skipif(sys.platform != "linux", reason="children as Linux lists them")
@pytest.mark.parametrize("where", [["--merged", "-o", "out"], ["--archive", "copies.zip"]])
def test_a_process_that_is_killed_while_it_starts_ends_the_run(where: list[str]) -> None:
    command = [sys.executable, str(ROOT / "make_reports.py"), "handouts", "gardens.yaml", "people.csv", "--plain"]
    started = subprocess.Popen([*command, "--jobs", "2", *where], stderr=subprocess.PIPE, text=True)
    while not (workers := workers_of(started.pid)):
        assert started.poll() is None
    os.kill(workers[0], signal.SIGKILL)
    said = started.communicate(timeout=60)[1]
    assert started.returncode == 1
    assert "a process that made copies ended without a word" in said
    assert "Traceback" not in said
    assert not [name for name in content(Path()) if name.endswith((".tmp", ".pdf", ".zip"))]


def workers_of(parent: int) -> list[int]:
    """List the processes that a run has started to make copies."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text("utf-8").split()
    return [int(child) for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]
