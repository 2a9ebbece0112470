from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from reports.errors import ReportError
from reports.files import write_together


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_files_appear_together_in_a_folder_made_for_them(tmp_path: Path) -> None:
    folder = tmp_path / "Jahresbericht für Ärzte" / "2024"
    write_together({folder / "brief.pdf": b"new", folder / "deck.pptx": b"newer"})
    assert files_in(folder) == {"brief.pdf": b"new", "deck.pptx": b"newer"}


def test_files_get_the_rights_that_any_new_file_gets(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    write_together({tmp_path / "brief.pdf": b"new"})
    assert stat.S_IMODE((tmp_path / "brief.pdf").stat().st_mode) == stat.S_IMODE((tmp_path / "other").stat().st_mode)


def refuse(monkeypatch: pytest.MonkeyPatch, call: str, name: str, error: BaseException) -> None:
    """Let the system refuse a rename to, or a sync of, files of this name."""
    replace = Path.replace

    def refusing(self: Path, target: Path) -> Path:
        if Path(target).name == name and self.name.endswith(".tmp"):
            raise error
        return replace(self, target)

    monkeypatch.setattr(Path, call, refusing)


def test_a_target_open_elsewhere_leaves_both_old_files_and_says_what_to_close(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = {"brief.pdf": b"old brief", "deck.pptx": b"old deck"}
    for name, content in old.items():
        (tmp_path / name).write_bytes(content)
    refuse(monkeypatch, "replace", "deck.pptx", PermissionError(errno.EACCES, "Permission denied"))
    with pytest.raises(ReportError) as caught:
        write_together({tmp_path / "brief.pdf": b"new", tmp_path / "deck.pptx": b"new"})
    deck = tmp_path / "deck.pptx"
    assert (
        str(caught.value) == f"{deck}: cannot be replaced\n  hint: close the program that has it open, then try again"
    )
    assert files_in(tmp_path) == old


def test_a_failed_second_rename_takes_a_new_first_file_away_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(monkeypatch, "replace", "deck.pptx", OSError(errno.EIO, "Input/output error"))
    with pytest.raises(ReportError, match="cannot be written: input/output error"):
        write_together({tmp_path / "brief.pdf": b"new", tmp_path / "deck.pptx": b"new"})
    assert files_in(tmp_path) == {}


def test_an_interrupt_between_the_renames_leaves_the_old_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "brief.pdf").write_bytes(b"old")
    refuse(monkeypatch, "replace", "deck.pptx", KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        write_together({tmp_path / "brief.pdf": b"new", tmp_path / "deck.pptx": b"new"})
    assert files_in(tmp_path) == {"brief.pdf": b"old"}


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "brief.pdf").write_bytes(b"old")

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ReportError, match="cannot be written: no space left on device"):
        write_together({tmp_path / "brief.pdf": b"new"})
    assert files_in(tmp_path) == {"brief.pdf": b"old"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no process's files")
@pytest.mark.parametrize("length", [6_000, 60_000, 600_000])
def test_a_disk_that_is_full_in_the_middle_of_a_file_leaves_the_old_one_and_is_told(
    length: int, tmp_path: Path
) -> None:
    import resource

    (tmp_path / "brief.pdf").write_bytes(b"old")
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, most))
    try:
        with pytest.raises(ReportError, match="cannot be written: "):
            write_together({tmp_path / "brief.pdf": bytes(length)})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    assert files_in(tmp_path) == {"brief.pdf": b"old"}


def test_a_folder_in_the_files_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "brief.pdf").mkdir()
    with pytest.raises(ReportError, match="cannot be written: a folder has this name"):
        write_together({tmp_path / "brief.pdf": b"new"})


def test_a_file_in_the_folders_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"not a folder")
    with pytest.raises(ReportError, match="cannot be written") as raised:
        write_together({tmp_path / "out" / "brief.pdf": b"new"})
    assert raised.value.problems[0].hint == "choose a folder that can be written"  # which not all commands do with -o
    assert files_in(tmp_path) == {"out": b"not a folder"}


@pytest.mark.skipif(os.name == "nt", reason="says another thing of it there")
def test_a_name_that_is_too_long_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="cannot be written: file name too long"):
        write_together({tmp_path / ("n" * 300) / "brief.pdf": b"new"})


@pytest.mark.skipif(os.name == "nt", reason="rights are of another kind there")
def test_a_file_that_is_replaced_keeps_its_rights(tmp_path: Path) -> None:
    (tmp_path / "brief.pdf").write_bytes(b"old")
    (tmp_path / "brief.pdf").chmod(0o600)
    write_together({tmp_path / "brief.pdf": b"new"})
    assert stat.S_IMODE((tmp_path / "brief.pdf").stat().st_mode) == 0o600
    assert files_in(tmp_path) == {"brief.pdf": b"new"}


@pytest.mark.skipif(os.name == "nt", reason="links need rights of their own there")
def test_a_link_stays_a_link_to_the_new_content(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "real.pdf").write_bytes(b"old")
    (tmp_path / "brief.pdf").symlink_to(Path("elsewhere", "real.pdf"))
    write_together({tmp_path / "brief.pdf": b"new"})
    assert (tmp_path / "brief.pdf").is_symlink()
    assert files_in(tmp_path / "elsewhere") == {"real.pdf": b"new"}


KILLED = """\
import os, signal, sys
from pathlib import Path
import reports.files
os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)
reports.files.write_together({Path(sys.argv[1]): b"half"})
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among its files")
@pytest.mark.parametrize("leads_to", ["pipe", "brief.pdf"])
def test_a_link_to_a_pipe_a_device_or_itself_is_refused_and_what_it_leads_to_stays(
    leads_to: str, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "brief.pdf").symlink_to(leads_to)
    with pytest.raises(ReportError, match="cannot be written: "):
        write_together({tmp_path / "brief.pdf": b"new"})
    assert (tmp_path / "pipe").is_fifo()
    assert (tmp_path / "brief.pdf").is_symlink()


@pytest.mark.skipif(os.name == "nt", reason="no locks are given back there")
def test_what_a_killed_call_left_is_removed_by_the_next_one_and_no_living_ones(tmp_path: Path) -> None:
    import fcntl

    target = tmp_path / "brief.pdf"
    subprocess.run([sys.executable, "-c", KILLED, target], cwd=Path(__file__).parents[1], check=False)
    assert len(files_in(tmp_path)) == 1
    living = tmp_path / ".unfinished.0123456789abcdef.tmp"
    with living.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        write_together({target: b"new"})
        assert set(files_in(tmp_path)) == {"brief.pdf", living.name}
    write_together({target: b"newer"})
    assert files_in(tmp_path) == {"brief.pdf": b"newer"}
