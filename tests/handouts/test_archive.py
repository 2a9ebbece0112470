"""Archives: what a run leaves in one file is what it leaves in a folder, and nothing where it can't go on."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import tarfile
import time
import tracemalloc
import zipfile
import zlib
from functools import partial
from pathlib import Path

import pytest

from reports import cli
from reports.errors import ReportError
from reports.files import written_whole
from reports.handouts.archive import archive_copies
from reports.handouts.run import CopyJob, RunTally, Work, run
from reports.handouts.workers import here, in_processes
from reports.zips import ZipRecords
from tests.builders.copies import UNSETTABLE, a_job, content

ROOT = Path(__file__).resolve().parents[2]
HANDOUT = 'handout: {dedication: "{recipient.salutation}"}\n'
KINDS = pytest.mark.parametrize("kind", [".zip", ".tar"])


def archived(job: CopyJob, path: Path, work: Work) -> RunTally:
    with written_whole(path) as file:
        return archive_copies(job, file, path, work, lambda _tally: None)


def members(path: Path) -> dict[str, bytes]:
    """Give every member of an archive by its name, in the archive's order."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as file:
            assert file.testzip() is None
            return {each.filename: file.read(each) for each in file.infolist()}
    with tarfile.open(path) as tar:
        return {each.name: tar.extractfile(each).read() for each in tar}  # type: ignore[union-attr]


@KINDS
def test_an_archive_holds_what_a_folder_would_whatever_works_at_it(tmp_path: Path, kind: str) -> None:
    job = a_job(260, suppressed=(7,), r9=UNSETTABLE)
    tally = archived(job, tmp_path / f"one{kind}", here)
    archived(job, tmp_path / f"two{kind}", partial(in_processes, jobs=2))
    assert (tmp_path / f"one{kind}").read_bytes() == (tmp_path / f"two{kind}").read_bytes()
    assert tally.by_status == run(job, tmp_path / "out", here, lambda _tally: None).by_status
    folder = content(tmp_path / "out")
    del folder["run.json"]
    found = members(tmp_path / f"one{kind}")
    assert found == folder
    assert list(found) == [*sorted(name for name in folder if name != "manifest.csv"), "manifest.csv"]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a data file and a table, from which the command is called."""
    monkeypatch.chdir(tmp_path)
    smallest = (ROOT / "data" / "examples" / "smallest.yaml").read_text("utf-8")
    (tmp_path / "gardens.yaml").write_text(smallest + HANDOUT, "utf-8")
    (tmp_path / "people.csv").write_text("id,salutation\nœ1,Dear Zoë\n2,Dear Xu\n", "utf-8")
    return tmp_path


def call(*more: str) -> int:
    return cli.main(["handouts", "gardens.yaml", "people.csv", *more])


@KINDS
def test_the_command_archives_briefs_and_decks_under_names_of_their_own(data: Path, kind: str) -> None:
    seeds = data / "seeds.csv"
    seeds.write_text("id,salutation\nS,Dear Seed\n", "utf-8")
    options = ["--only", "deck", "--name", "for {id}", "--seeds", "seeds.csv"]
    assert call(*options, "-o", "out") == 0
    assert call(*options, "--archive", f"decks{kind.upper()}") == 0
    expected = {name: each for name, each in content(data / "out").items() if name != "run.json"}
    Path(f"decks{kind.upper()}").rename(f"decks{kind}")
    assert members(data / f"decks{kind}") == expected
    assert "for œ1.pptx" in expected
    assert "seeds/for S.pptx" in expected
    assert call("--sample", "1", "--archive", f"sub/decks{kind}", "-o", "out") == 0
    assert list(members(data / "out" / "sub" / f"decks{kind}")) == ["brief-000002.pdf", "manifest.csv"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "-o DIR, or --archive FILE, says where the copies go"),
        (["--archive", "copies.tar.gz"], "'copies.tar.gz' ends in neither .zip nor .tar"),
        (
            ["--archive", "s3://post/copies.zip"],
            "'s3://post/copies.zip' is an address; an archive is a file of this machine",
        ),
        (["--archive", "copies.zip", "--merged"], "--archive does not go with --merged"),
        (["--archive", "copies.zip", "--scheduler", "tcp://x"], "--archive does not go with --scheduler"),
    ],
)
def test_what_no_archive_can_be_made_of_is_wrong_usage(
    data: Path, options: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(*options) == 2
    assert said in capsys.readouterr().err
    assert sorted(content(data)) == ["gardens.yaml", "people.csv"]


def test_a_row_that_fails_is_in_the_archive_s_manifest_and_the_command_ends_with_1(data: Path) -> None:
    with (data / "people.csv").open("a", encoding="utf-8") as table:
        table.write(f"3,{'Dear Xu ' * 900}\n4,\n")
    assert call("--archive", "some.zip", "--leave-out") == 1
    found = members(data / "some.zip")
    assert list(found) == ["brief-000002.pdf", "brief-000003.pdf", "manifest.csv"]
    assert [line.split(",")[4] for line in found["manifest.csv"].decode().splitlines()[1:]] == [
        "made", "made", "failed", "failed",
    ]  # fmt: skip


def test_what_stops_a_run_leaves_the_archive_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "copies.zip"
    path.write_bytes(b"an older one")
    job = a_job(250)
    short = CopyJob(job.orders, 251, job.maker, job.settings, job.table)
    with pytest.raises(ReportError, match="has 251 rows, but 250 were made"):
        archived(short, path, here)
    assert content(tmp_path) == {"copies.zip": b"an older one"}
    archived(job, path, here)
    assert len(members(path)) == 251
    assert list(content(tmp_path)) == ["copies.zip"]


def test_verify_asks_to_unpack_an_archive_first(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("--archive", "copies.zip", "--quiet") == 0
    assert cli.main(["verify", "gardens.yaml", "copies.zip"]) == 1
    printed = capsys.readouterr()
    assert "copies.zip: holds copies of handouts\n  hint: unpack it" in printed.out + printed.err


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
def test_a_killed_run_leaves_no_archive_and_the_next_run_takes_its_rest_away(tmp_path: Path) -> None:
    path = tmp_path / "copies.tar"
    program = (
        "import sys; from pathlib import Path; from tests.handouts.test_archive import *;"
        "archived(a_job(200_000), Path(sys.argv[1]), here)"
    )
    started = subprocess.Popen([sys.executable, "-c", program, str(path)], cwd=ROOT)
    while not any(each.stat().st_size > 1_000_000 for each in tmp_path.iterdir()):
        assert started.poll() is None
        time.sleep(0.01)
    started.send_signal(signal.SIGKILL)
    started.wait()
    assert not path.exists()
    archived(a_job(3), path, here)
    assert list(content(tmp_path)) == ["copies.tar"]


def test_a_zip_of_70_000_members_is_a_zip64_and_held_on_the_disk() -> None:
    listing, packed = io.BytesIO(), io.BytesIO()
    archive = ZipRecords(listing)
    for number in range(70_000):
        data = b"%d" % number
        packed.write(archive.head(f"{number // 1000:03}/é-{number}", len(data), zlib.crc32(data)) + data)
    for piece in archive.end():
        packed.write(piece)
    with zipfile.ZipFile(packed) as file:
        assert len(file.namelist()) == 70_000
        assert file.read("069/é-69999") == b"69999"


def test_a_zip_beyond_4_gib_says_where_its_members_are(tmp_path: Path) -> None:
    path, size = tmp_path / "large.zip", (1 << 32) + 5
    archive = ZipRecords(io.BytesIO())
    with path.open("wb") as file:  # holes where the bytes of the first are: it takes no room
        file.write(archive.head("large", size, 0))
        file.seek(size, os.SEEK_CUR)
        file.write(archive.head("behind", 2, zlib.crc32(b"ok")) + b"ok")
        file.writelines(archive.end())
    with zipfile.ZipFile(path) as packed:
        assert packed.getinfo("large").file_size == size
        assert packed.read("behind") == b"ok"


def test_memory_does_not_grow_with_the_number_of_copies(tmp_path: Path) -> None:
    def most(rows: int) -> int:
        job = a_job(rows, size=20_000)
        tracemalloc.start()
        archived(job, tmp_path / "copies.zip", here)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    assert most(1000) < most(250) + 300_000
