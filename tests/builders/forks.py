"""Work in a fork of this process: it can be killed, and costs no start of Python."""

from __future__ import annotations

import os
from collections.abc import Callable


def forked(work: Callable[[], int]) -> int:
    """Begin something in a fork and return its process number; what `work` returns is its exit code, 1 if it raises."""
    child = os.fork()
    if not child:
        code = 1
        try:
            code = work()
        finally:
            os._exit(code)
    return child


def ended(child: int) -> int:
    """Wait for a fork; return its exit code, or the number of the signal that killed it, below zero."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
