"""Python's collector of cycles, which has nothing to find in modules, in what a build keeps, or in a table's rows."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected(*, at_end: bool = False) -> Iterator[None]:
    """Let the collector rest: it would walk all that is kept again and again, for a tenth of the time.

    Afterwards it looks once through what is new, which takes as long as a chart, but not where a process is `at_end`.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if at_end:  # all is old now, which only a look at everything goes through
            gc.freeze()
            gc.unfreeze()
        if enabled:
            gc.enable()


@contextmanager
def settled() -> Iterator[None]:
    """Spare the collector what is there by now: to walk it every few thousand copies took a seventh of their time."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
