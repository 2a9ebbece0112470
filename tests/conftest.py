"""How properties are tried: anew at each run of ours, the same way at each run of CI, never against the clock.

Beside it what several rooms' tests ask for.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("ours", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "ours")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave what is tried at night alone, unless it is asked for: `-m nightly`."""
    if "nightly" not in config.option.markexpr:
        skip = pytest.mark.skip(reason="tried at night: -m nightly")
        for item in items:
            if item.get_closest_marker("nightly"):
                item.add_marker(skip)


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Let interrupts reach this process and those it starts: what a script runs in its background is born without."""
    usual = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, usual)
