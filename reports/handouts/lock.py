"""Who may write to a folder: one run at a time, and the processes that work for it.

The system keeps the locks and gives them back however a process ends, so lock files that were left say nothing. A run
owns the first file. Its workers share the second one, in which the run has put a word of its own: a worker that
outlives its killed run is waited for, and one that starts too late finds another word and goes home.
"""

import os
import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reports.errors import Location, Problem, ReportError
from reports.frozen import frozen

OWNER, WORKERS = LOCKS = (".run.lock", ".run.workers")
_PATIENCE = 10.0  # seconds; a worker ends within a hundredth of one after its run has died


@frozen
class WorkerLock:
    """A worker's part in its run's ownership of a folder."""

    folder: Path
    word: str

    def take(self) -> None:
        """Hold it until this process ends; end it at once if the run has ended already."""
        try:
            handle = os.open(self.folder / WORKERS, os.O_RDWR)
        except FileNotFoundError:
            os._exit(1)
        if not _locked(handle, shared=True) or os.read(handle, 100).decode() != self.word:
            os._exit(1)


@contextmanager
def owned(folder: Path) -> Iterator[WorkerLock]:
    """Own a folder for as long as this lasts. Raises a ReportError while another run does, or an OSError."""
    owner = _own(folder / OWNER)
    if owner is None:
        raise _busy(folder, "another run is writing to this folder")
    try:
        yield WorkerLock(folder, _dismiss_workers(folder))
    finally:
        _leave(folder / WORKERS)
        if sys.platform != "win32":  # removed while it is ours: whoever waits for it will see that, and ask again
            _leave(folder / OWNER)
        os.close(owner)
        if sys.platform == "win32":
            _leave(folder / OWNER)


def _busy(folder: Path, message: str) -> ReportError:
    return ReportError([Problem(Location(str(folder)), message, "wait until it has ended, or choose another with -o")])


def _leave(file: Path) -> None:
    with suppress(OSError):
        file.unlink()


def _own(file: Path) -> int | None:
    """Return the handle of a lock file that is ours now, or None if it is another's."""
    while True:
        handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
        if not _locked(handle):
            os.close(handle)
            return None
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(handle), file.stat()):
                return handle
        os.close(handle)  # whoever had it removed it before we could take it


def _dismiss_workers(folder: Path) -> str:
    """Wait for the workers of a killed run to end, and give the word that ours will know."""
    word, until = secrets.token_hex(16), time.monotonic() + _PATIENCE
    handle = os.open(folder / WORKERS, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        while not _locked(handle):
            if time.monotonic() > until:
                raise _busy(folder, "a run that was killed is still writing to this folder")
            time.sleep(0.01)
        os.truncate(handle, 0)
        os.write(handle, word.encode())
    finally:
        os.close(handle)
    return word


def _locked(handle: int, *, shared: bool = False) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            if not shared:  # there is no sharing; workers there only watch whether their run is alive
                os.lseek(handle, 1 << 20, os.SEEK_SET)
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
                os.lseek(handle, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
