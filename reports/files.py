"""Files that are whole or not there at all, and what to say where the system lets none be written.

What is new is first written beside its target under a temporary name, then renamed. If anything fails, down to the last
rename of several, what stood there before stands there again.
"""

import errno
import os
import re
import secrets
import shutil
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, BinaryIO, cast

from reports.errors import Location, Problem, ReportError

FORBIDDEN_IN_NAMES = r"\\/:*?\"<>|\x00-\x1f\x7f"  # as a regular expression's brackets hold them: Windows takes none
_PORTABLE = re.compile(f"[^{FORBIDDEN_IN_NAMES}]+")
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_UNFINISHED = ".unfinished"
_TEMPORARY = re.compile(r"\.[0-9a-f]{16}\.tmp")


def is_portable_name(name: str) -> bool:
    """Return whether Windows, macOS and Linux all take a name for a file."""
    return _PORTABLE.fullmatch(name) is not None and not is_device(name)


def is_device(name: str) -> bool:
    """Return whether Windows keeps a name for a device, as it does with any extension: "con", "LPT1.pdf"."""
    return _DEVICE.fullmatch(name) is not None


def is_pdf(data: bytes) -> bool:
    """Return whether a file is a PDF, by how it begins."""
    return b"%PDF-" in data[:1024]


def answers(test: Callable[[], bool]) -> bool:
    """Return what a path's own test finds, and False where the system gives no answer: too long a name, or no right."""
    try:
        return test()
    except OSError:
        return False


def demand_file(path: Path) -> None:
    """Check that a path is that of a file: raises an OSError where there is nothing, or a device, a pipe or a loop."""
    mode = path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):  # of a folder, the system says itself what it is
        raise OSError(errno.EINVAL, "It is no file but a device or a pipe")


def temporary_name() -> str:
    """Return a name that no other file has: hidden, and without a word of what it will hold."""
    return f".{secrets.token_hex(8)}.tmp"


def is_temporary(name: str) -> bool:
    """Return whether a file's name is one of ours for what is not whole yet."""
    return _TEMPORARY.fullmatch(name) is not None


@contextmanager
def blaming(target: Path | str, *, folder: bool = False) -> Iterator[None]:
    """Turn what the system says of a file, or of a `folder` that files go to, into a problem that says what to do.

    Raises a ReportError for each OSError.
    """
    try:
        yield
    except OSError as error:
        reason = (error.strerror or "unknown error").lower()
        where = Location(str(target))
        if folder:
            problem = Problem(where, f"cannot be written to: {reason}", "choose another folder with -o")
        elif answers(Path(target).is_dir):
            hint = "move the folder, or choose another name"
            problem = Problem(where, "cannot be written: a folder has this name", hint)
        elif isinstance(error, PermissionError) and os.path.lexists(target) and os.access(Path(target).parent, os.W_OK):
            problem = Problem(where, "cannot be replaced", "close the program that has it open, then try again")
        else:
            problem = Problem(where, f"cannot be written: {reason}", "choose a folder that can be written")
        raise ReportError([problem]) from error


def write_together(contents: Mapping[Path, bytes]) -> None:
    """Write all files or none. Raises a ReportError that names the file at fault; old files stay as they were.

    A file that is replaced keeps its rights, and a link to it stays a link; a device is never replaced. What a killed
    call left in these folders is removed.
    """
    fresh: dict[Path, Path] = {}
    with ExitStack() as held:
        held.callback(lambda: _remove(fresh.values()))
        for target, content in contents.items():
            with blaming(target), _fresh(target, fresh, held) as file:
                write_whole(file, content)
        _rename_together(fresh)


@contextmanager
def written_whole(target: Path) -> Iterator[BinaryIO]:
    """Give a new file to write to, in pieces; once all is written it takes the target's place, as in `write_together`.

    It has no buffer. Raises a ReportError for each OSError.
    """
    fresh: dict[Path, Path] = {}
    with ExitStack() as held:
        held.callback(lambda: _remove(fresh.values()))
        with blaming(target), _fresh(target, fresh, held) as file:
            yield file
        _rename_together(fresh)


def write_whole(file: IO[bytes], content: bytes) -> None:
    """Write all of it to a file without a buffer, which may take less at a time."""
    rest = memoryview(content)
    while rest:
        rest = rest[file.write(rest) or 0 :]


@contextmanager
def _fresh(target: Path, fresh: dict[Path, Path], held: ExitStack) -> Iterator[BinaryIO]:
    """Give a file beside the target, noted in `fresh`; behind it, it is on the disk itself. `held` closes it."""
    place = Path(os.path.realpath(target)) if target.is_symlink() else target
    with suppress(FileNotFoundError):
        demand_file(place)  # what is renamed over a device takes it from the whole system
    place.parent.mkdir(parents=True, exist_ok=True)
    for folder in {target.parent, place.parent}:
        _remove_left(folder)
    fresh[place] = place.with_name(f"{_UNFINISHED}{temporary_name()}")
    # without a buffer, or what a full disk left is tried again
    file = cast(BinaryIO, held.enter_context(fresh[place].open("xb", buffering=0)))
    _claim(file)
    yield file
    os.fsync(file.fileno())
    if place.is_file():
        fresh[place].chmod(stat.S_IMODE(place.stat().st_mode))
    if sys.platform == "win32":  # where no open file can be renamed
        file.close()


def _claim(file: IO[bytes]) -> bool:
    """Lock a file until it is closed and return whether it was free; a killed process's locks are free again."""
    if sys.platform == "win32":
        return False
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _remove_left(folder: Path) -> None:
    """Remove what is not whole and belongs to no process that lives."""
    for entry in os.scandir(folder):
        prefix, name = entry.name[: len(_UNFINISHED)], entry.name[len(_UNFINISHED) :]
        if prefix == _UNFINISHED and is_temporary(name) and entry.is_file(follow_symlinks=False):
            with suppress(OSError), open(entry, "rb") as file:  # noqa: PTH123
                if _claim(file):
                    os.unlink(entry)  # noqa: PTH108


def _rename_together(fresh: Mapping[Path, Path]) -> None:
    """Put each new file in its target's place; if one can't be, put back those that were."""
    kept: dict[Path, Path | None] = {}
    with ExitStack() as held:
        held.callback(lambda: _remove(old for old in kept.values() if old))
        try:
            for target, temporary in fresh.items():
                with blaming(target):
                    kept[target] = old = _keep_aside(target)
                    if old:
                        _claim(held.enter_context(old.open("rb")))
                    temporary.replace(target)
        except BaseException:
            for target, old in kept.items():
                if fresh[target].exists():  # it never took its target's place
                    continue
                with suppress(OSError):
                    if old:
                        old.replace(target)
                    else:
                        target.unlink()
            raise


def _keep_aside(target: Path) -> Path | None:
    """Make a second name for (or, where the disk has no links, a copy of) what stands there now, and return it."""
    if not target.exists():
        return None
    aside = target.with_name(f"{_UNFINISHED}{temporary_name()}")
    try:
        os.link(target, aside)
    except OSError:
        shutil.copy2(target, aside)
    return aside


def _remove(files: Iterable[Path]) -> None:
    for file in files:
        with suppress(OSError):
            file.unlink(missing_ok=True)
