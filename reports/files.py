"""Files that are whole or not there at all, and what to say where the system lets none be written.

What is new is first written beside its target under a temporary name, then renamed. If anything fails, down to the last
rename of several, what stood there before stands there again.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from reports.errors import Location, Problem, ReportError

FORBIDDEN_IN_NAMES = r"\\/:*?\"<>|\x00-\x1f\x7f"  # as a regular expression's brackets hold them: Windows takes none
_PORTABLE = re.compile(f"[^{FORBIDDEN_IN_NAMES}]+")
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_TEMPORARY = re.compile(r"\.[0-9a-f]{16}\.tmp")


def is_portable_name(name: str) -> bool:
    """Return whether Windows, macOS and Linux all take a name for a file."""
    return _PORTABLE.fullmatch(name) is not None and not is_device(name)


def is_device(name: str) -> bool:
    """Return whether Windows keeps a name for a device, as it does with any extension: "con", "LPT1.pdf"."""
    return _DEVICE.fullmatch(name) is not None


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
        elif Path(target).is_dir():
            problem = Problem(
                where, "cannot be written: a folder has this name", "move the folder, or give another --name"
            )
        elif isinstance(error, PermissionError) and Path(target).exists() and os.access(Path(target).parent, os.W_OK):
            problem = Problem(where, "cannot be replaced", "close the program that has it open, then try again")
        else:
            problem = Problem(where, f"cannot be written: {reason}", "choose a folder that can be written with -o")
        raise ReportError([problem]) from error


def write_together(contents: Mapping[Path, bytes]) -> None:
    """Write all files or none. Raises a ReportError that names the file at fault; old files stay as they were."""
    fresh: dict[Path, Path] = {}
    try:
        for target, content in contents.items():
            with blaming(target):
                target.parent.mkdir(parents=True, exist_ok=True)
                fresh[target] = target.with_name(temporary_name())
                with fresh[target].open("xb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
        _rename_together(fresh)
    finally:
        _remove(fresh.values())


def _rename_together(fresh: Mapping[Path, Path]) -> None:
    """Put each new file in its target's place; if one can't be, put back those that were."""
    kept: dict[Path, Path | None] = {}
    try:
        for target, temporary in fresh.items():
            with blaming(target):
                kept[target] = _keep_aside(target)
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
    finally:
        _remove(old for old in kept.values() if old)


def _keep_aside(target: Path) -> Path | None:
    """Make a second name for (or, where the disk has no links, a copy of) what stands there now, and return it."""
    if not target.exists():
        return None
    aside = target.with_name(temporary_name())
    try:
        os.link(target, aside)
    except OSError:
        shutil.copy2(target, aside)
    return aside


def _remove(files: Iterable[Path]) -> None:
    for file in files:
        with suppress(OSError):
            file.unlink(missing_ok=True)
