"""What is printed while a command runs, and how it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from reports.errors import Problem

DONE, FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130


def warn(problem: Problem) -> None:
    """Print a problem or a warning on standard error."""
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
