"""What is printed while a command runs, and how it ends."""

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO, cast

from reports.errors import Problem

DONE, FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130


class TolerantStream:
    """A stream that may be full, or that nobody reads any more: what is printed then is lost, and nothing else.

    `error` is what the system said, but for a reader who has gone: that is nobody's fault.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.error: OSError | None = None

    def write(self, text: str) -> int:
        """Write a text, or lose it."""
        try:
            return self._stream.write(text)
        except OSError as error:
            self._lose(error)
            return len(text)

    def flush(self) -> None:
        """Write what is still waiting, or lose it."""
        try:
            self._stream.flush()
        except OSError as error:
            self._lose(error)

    def _lose(self, error: OSError) -> None:
        if error.errno not in (errno.EPIPE, errno.ESHUTDOWN):
            self.error = error
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self._stream.fileno())  # what waits in the stream's buffer goes there at the end
        os.close(nowhere)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def tolerant_streams() -> Iterator[TolerantStream]:
    """Let standard output and error be tolerant for a while, closed ones too; yields standard output."""
    before = sys.stdout, sys.stderr
    for handle in (0, 1, 2):  # a closed one would be given to the next file that is opened
        try:
            os.fstat(handle)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    streams = []
    for stream in before:
        # None where it was closed from the start.
        usable = cast("TextIO | None", stream) or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
        usable.reconfigure(errors="backslashreplace")  # type: ignore[attr-defined]  # a C locale must not stop a message
        streams.append(TolerantStream(usable))
    sys.stdout, sys.stderr = (cast("TextIO", stream) for stream in streams)
    try:
        yield streams[0]
        for stream in streams:
            stream.flush()
    finally:
        sys.stdout, sys.stderr = before


def warn(*problems: Problem) -> None:
    """Print problems or warnings on standard error."""
    for problem in problems:
        print(problem, file=sys.stderr)


@contextmanager
def progress(*, plain: bool, quiet: bool) -> Iterator[Callable[[str], None]]:
    """Yield what shows a step: on a terminal in one line that comes and goes, elsewhere in plain lines, or not at all.

    `plain`: in plain lines on a terminal too. `quiet`: not at all.
    """
    if quiet:
        yield lambda step: None
    elif not is_lively(plain=plain):
        yield lambda step: print(step, file=sys.stderr, flush=True)
    else:
        from rich.console import Console
        from rich.text import Text

        with Console(stderr=True).status("") as status:
            yield lambda step: status.update(Text(f"{step} …"))  # a path is not markup


def is_lively(*, plain: bool) -> bool:
    """Return whether a line may come and go: on a terminal that can do it, unless somebody wants it `plain`."""
    return not plain and sys.stderr.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
