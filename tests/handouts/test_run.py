"""Runs: what they leave in a folder, and how they end when they can't go on."""

from __future__ import annotations

import errno
import gc
import hashlib
import multiprocessing
import os
import resource
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, cast

import pytest

from reports.compose.letters import Listed
from reports.errors import ReportError
from reports.handouts.folder import Folder
from reports.handouts.lock import owned
from reports.handouts.making import Batch, CopyMaker, Pending, WorkerContext
from reports.handouts.run import RunTally, run
from reports.handouts.workers import here, in_processes, uninterrupted
from reports.renderer import Copy
from tests.builders.copies import UNSETTABLE, WordsPress, a_job, content, manifest

TWO = partial(in_processes, jobs=2)


def silent(_: RunTally) -> None:
    return None


def problems_of(call: Callable[[], object]) -> list[str]:
    with pytest.raises(ReportError) as raised:
        call()
    return [str(problem) for problem in raised.value.problems]


def test_every_row_is_a_file_and_a_line(tmp_path: Path) -> None:
    tally = run(a_job(250), tmp_path / "out", here, silent)
    files = content(tmp_path / "out")
    assert tally.by_status == {"made": 250}
    assert len(files) == 252
    assert set(files) >= {"run.json", "manifest.csv", "000/copy-000001.txt", "002/copy-000250.txt"}
    lines = manifest(tmp_path / "out")
    assert [line.row for line in lines] == list(range(1, 251))
    assert all(hashlib.sha256(files[line.file]).hexdigest() == line.sha256 for line in lines)
    assert lines[0].pages == len("Søren Åkerblom 1")


def test_two_processes_leave_what_one_leaves(tmp_path: Path) -> None:
    job = a_job(650, suppressed=(7,), r9=UNSETTABLE)
    run(job, tmp_path / "one", here, silent)
    run(job, tmp_path / "two", TWO, silent)
    assert content(tmp_path / "one") == content(tmp_path / "two")


def test_a_row_that_cannot_be_made_is_named_by_its_number_alone(tmp_path: Path) -> None:
    tally = run(a_job(20, suppressed=(3,), r5=UNSETTABLE, r6="crash"), tmp_path, here, silent)
    assert tally.by_status == {"made": 17, "suppressed": 1, "failed": 2}
    assert list(map(str, tally.failures)) == [
        "people.csv: row 5: cannot be made (LayoutError)",
        "people.csv: row 6: cannot be made (KeyError)",
    ]
    assert list(tally.problems) == tally.failures  # a kind each: nothing to sum up
    assert [(line.row, line.file, line.status) for line in manifest(tmp_path) if line.status != "made"] == [
        (3, "", "suppressed"), (5, "", "failed"), (6, "", "failed"),
    ]  # fmt: skip


def test_a_second_start_makes_nothing_again(tmp_path: Path) -> None:
    job = a_job(150, suppressed=(2,), r5=UNSETTABLE)
    run(job, tmp_path, here, silent)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.txt")}
    tally = run(job, tmp_path, here, silent)
    assert (tally.kept, tally.rows, len(tally.failures)) == (148, 150, 1)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.txt")} == before


@pytest.mark.parametrize("harm", ["gone", "emptied", "torn manifest", "torn head", "no manifest", "leftovers"])
def test_what_a_kill_or_a_power_cut_harmed_is_made_good(tmp_path: Path, harm: str) -> None:
    run(a_job(150), tmp_path, here, silent)
    whole = content(tmp_path)
    file, lines = tmp_path / "000" / "copy-000017.txt", tmp_path / "manifest.csv"
    match harm:
        case "gone":
            file.unlink()
        case "emptied":
            file.write_bytes(b"")
        case "torn manifest":
            lines.write_bytes(whole["manifest.csv"][:5000])
        case "torn head":
            lines.write_bytes(b"row,fi")
        case "no manifest":
            lines.unlink()
        case "leftovers":
            (tmp_path / "000" / ".0123456789abcdef.tmp").write_bytes(b"half")
            (tmp_path / ".run.lock").write_bytes(b"")
    run(a_job(150), tmp_path, here, silent)
    assert content(tmp_path) == whole


def test_a_table_that_changed_is_a_clear_end(tmp_path: Path) -> None:
    run(a_job(20), tmp_path, here, silent)
    before = content(tmp_path)
    assert problems_of(lambda: run(a_job(20, r3="Somebody Else"), tmp_path, here, silent)) == [
        f"{tmp_path}/run.json: changed since this folder's first run: the table\n"
        "  hint: choose another folder with -o, or remove this one and all that is in it"
    ]
    assert content(tmp_path) == before


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_bytes(b"years of work")
    assert problems_of(lambda: run(a_job(20), tmp_path, here, silent)) == [
        f"{tmp_path}: there are other files in this folder\n"
        "  hint: choose an empty folder, or one that does not exist yet, with -o"
    ]
    assert list(content(tmp_path)) == ["thesis.doc"]


@pytest.mark.parametrize("edited", ["row,file\n", "row,file,sha256,pages,status,reason\nspam\n"])
def test_a_manifest_that_was_edited_is_a_clear_end(tmp_path: Path, edited: str) -> None:
    run(a_job(20), tmp_path, here, silent)
    (tmp_path / "manifest.csv").write_text(edited, "utf-8")
    assert (
        "does not say what this run has made so far" in problems_of(lambda: run(a_job(20), tmp_path, here, silent))[0]
    )


def test_a_manifest_of_more_rows_than_the_table_is_a_clear_end(tmp_path: Path) -> None:
    run(a_job(20), tmp_path, here, silent)
    with (tmp_path / "manifest.csv").open("a") as file:
        file.write("21,,,,failed,\n")
    assert (
        "does not say what this run has made so far" in problems_of(lambda: run(a_job(20), tmp_path, here, silent))[0]
    )


def test_fewer_rows_than_were_counted_are_told(tmp_path: Path) -> None:
    job = replace(a_job(20), rows=21)
    assert problems_of(lambda: run(job, tmp_path, here, silent)) == [
        "people.csv: has 21 rows, but 20 were made; was it changed meanwhile?"
    ]


def test_a_press_that_changed_its_mind_is_told(tmp_path: Path) -> None:
    run(a_job(20), tmp_path, here, silent)
    (tmp_path / "000" / "copy-000003.txt").unlink()
    assert problems_of(lambda: run(a_job(20, size=1000), tmp_path, here, silent)) == [
        f"{tmp_path}: row 3 comes out in another way than the manifest says\n"
        "  hint: remove the folder, or choose another with -o"
    ]


# -- one run at a time ------------------------------------------------------------------------------


def test_a_second_run_is_told_to_wait(tmp_path: Path) -> None:
    with owned(tmp_path):
        assert problems_of(lambda: run(a_job(20), tmp_path, here, silent)) == [
            f"{tmp_path}: another run is writing to this folder\n"
            "  hint: wait until it has ended, or choose another with -o"
        ]
    run(a_job(20), tmp_path, here, silent)


def test_the_lock_goes_with_the_run(tmp_path: Path) -> None:
    with owned(tmp_path):
        assert sorted(path.name for path in tmp_path.iterdir()) == [".run.lock", ".run.workers"]
    assert list(tmp_path.iterdir()) == []


# -- ends -------------------------------------------------------------------------------------------


@contextmanager
def at_most(size: int) -> Iterator[None]:
    """Let no file grow beyond some bytes, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def test_a_copy_that_finds_no_room_ends_the_run_and_leaves_nothing_half(tmp_path: Path) -> None:
    job = a_job(250)
    with at_most(1500):
        told = problems_of(lambda: run(job, tmp_path, here, silent))
    assert told == [f"{tmp_path}: row 1 cannot be written: file too large\n  hint: the same command goes on from here"]
    assert set(content(tmp_path)) == {"run.json", "manifest.csv"}
    assert run(job, tmp_path, here, silent).by_status == {"made": 250}


def test_a_manifest_that_finds_no_room_ends_the_run_and_is_mended(tmp_path: Path) -> None:
    job = a_job(250, size=500)
    with at_most(9000):
        told = problems_of(lambda: run(job, tmp_path / "full", here, silent))
    assert told == [f"{tmp_path}/full: cannot be written to: file too large\n  hint: choose another folder with -o"]
    run(job, tmp_path / "full", here, silent)
    run(job, tmp_path / "whole", here, silent)
    assert content(tmp_path / "full") == content(tmp_path / "whole")


@dataclass(frozen=True)
class Saboteur(WordsPress):
    """A press in whose hands something happens to the folder after some copies."""

    folder: Path = Path()
    harm: Callable[[Path], object] = os.listdir

    def copy(self, values: Mapping[str, str], listed: Listed) -> Copy:
        if values["id"] == "ID-00120":
            self.harm(self.folder)
        return super().copy(values, listed)


def test_a_folder_that_goes_away_is_a_clear_end(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    job = replace(a_job(250), maker=Saboteur(folder=folder, harm=lambda path: path.rename(tmp_path / "moved")))
    assert problems_of(lambda: run(job, folder, here, silent)) == [
        f"{folder}: row 120 cannot be written: no such file or directory\n  hint: the same command goes on from here"
    ]
    assert not folder.exists()
    assert len(manifest(tmp_path / "moved")) == 119


def full(_: Path) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_is_told_with_what_to_do(tmp_path: Path) -> None:
    job = replace(a_job(250), maker=Saboteur(folder=tmp_path, harm=full))
    assert problems_of(lambda: run(job, tmp_path, TWO, silent)) == [
        f"{tmp_path}: row 120 cannot be written: no space left on device\n"
        "  hint: make room there; the same command goes on from here"
    ]
    assert len(manifest(tmp_path)) == 119


def die(_: Path) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_worker_that_is_killed_is_told_and_the_next_run_goes_on(tmp_path: Path) -> None:
    job = a_job(650)
    killed = replace(job, maker=Saboteur(folder=tmp_path, harm=die))
    assert problems_of(lambda: run(killed, tmp_path / "killed", TWO, silent)) == [
        "people.csv: a process that made copies ended without a word; perhaps there was not enough memory\n"
        "  hint: the same command goes on from here; fewer --jobs need less memory"
    ]
    run(job, tmp_path / "killed", TWO, silent)
    run(job, tmp_path / "whole", here, silent)
    assert content(tmp_path / "killed") == content(tmp_path / "whole")


@dataclass(frozen=True)
class DeathInAMessage:
    """Ends a worker after so many bytes of a message, of which the first four say how many follow."""

    after: int

    def __call__(self, _: Path) -> None:
        message = struct.pack("!i", 50_000) + bytes(50_000)
        for each in gc.get_objects():
            if type(each) is Connection and each.writable:
                os.write(each.fileno(), message[: self.after])
        die(Path())


class Stillborn(WordsPress):
    """A press at which a worker dies when it gets it."""

    def __reduce__(self) -> tuple[Callable[[Path], None], tuple[Path]]:
        return die, (Path(),)


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
@pytest.mark.parametrize(
    "maker", [Stillborn(), *(Saboteur(harm=DeathInAMessage(after)) for after in (0, 2, 4, 1000, 49_000))]
)
def test_nobody_waits_for_the_rest_of_what_a_killed_worker_sends(maker: CopyMaker) -> None:
    context = WorkerContext(maker, None, "people.csv")
    batches: list[Batch] = []
    before = set(multiprocessing.active_children())

    def make() -> None:
        batches.extend(in_processes(map(Pending, a_job(650).orders()), context, None, jobs=2))

    assert problems_of(make) == [
        "people.csv: a process that made copies ended without a word; perhaps there was not enough memory\n"
        "  hint: start again; fewer --jobs need less memory"
    ]
    assert before.issuperset(multiprocessing.active_children())
    assert sum(len(batch.results) for batch in batches) <= 119


def test_a_folder_that_cannot_be_made_is_a_clear_end(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert problems_of(lambda: run(a_job(20), tmp_path / "file" / "out", here, silent)) == [
        f"{tmp_path}/file/out: cannot be written to: not a directory\n  hint: choose another folder with -o"
    ]


# -- kills ------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_run_killed_at_any_moment_ends_as_one_that_never_was(tmp_path: Path) -> None:
    kills = os.environ.get("KILLS", "100")
    command = [sys.executable, "-m", "tests.builders.killing", str(tmp_path), kills]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert ended.returncode == 0, ended.stderr
    assert f"killed {kills} times" in ended.stdout


def test_digests_of_what_is_not_there_are_none(tmp_path: Path) -> None:
    assert Folder(tmp_path).digest("copy.txt") is None


def test_rows_that_fail_are_summed_up_by_kind(tmp_path: Path) -> None:
    rows: dict[str, Any] = {f"r{row}": UNSETTABLE for row in range(2, 30)}
    tally = run(a_job(40, r1="crash", **rows), tmp_path, here, silent)
    first, *others = map(str, tally.problems)
    assert first == (
        "people.csv: 29 rows failed (28 rows: cannot be made (LayoutError); 1 row: cannot be made (KeyError))"
    )
    assert len(others) == 20


@pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")
def test_processes_that_make_copies_hear_of_no_interrupt_from_their_first_moment(tmp_path: Path) -> None:
    run(a_job(1, r1="deaf"), tmp_path, TWO, silent)
    assert content(tmp_path)["000/copy-000001.txt"] == b"True"
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])


@pytest.mark.usefixtures("interruptible")
@pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")
def test_an_interrupt_that_another_thread_takes_waits_until_a_process_has_started() -> None:
    ended = threading.Event()
    other = threading.Thread(target=ended.wait)  # it hears of interrupts, as threads of libraries do
    other.start()
    done = []

    def interrupt() -> None:
        with uninterrupted():
            signal.pthread_kill(cast(int, other.ident), signal.SIGINT)
            time.sleep(0.05)
            done.append("all of it")

    try:
        with pytest.raises(KeyboardInterrupt):
            interrupt()
    finally:
        ended.set()
    assert done
