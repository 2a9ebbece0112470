"""How a run is told: rate, what is left, failures, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from reports.handouts.run import RunTally, duration, progress_reporter, standing


def a_tally(made: int, failed: int = 0, kept: int = 0) -> RunTally:
    return RunTally(Counter(made=made, failed=failed), kept)


def a_clock(*times: float) -> Callable[[], float]:
    return iter(times).__next__


def test_a_run_is_told_with_its_rate_and_what_is_left() -> None:
    assert standing(a_tally(1999, failed=1), 5000, 1.0) == "2,000 of 5,000 (40%), 2,000 a second, 2 s left, 1 failed"


def test_what_was_there_already_does_not_make_it_faster() -> None:
    assert standing(a_tally(4000, kept=3900), 5000, 1.0) == "4,000 of 5,000 (80%), 100 a second, 10 s left"


def test_an_empty_table_is_done() -> None:
    assert standing(a_tally(0), 0, 0.0) == "0 of 0 (0%)"


@pytest.mark.parametrize(("seconds", "said"), [(1.2, "1 s"), (89, "89 s"), (100, "2 min"), (7200, "2.0 h")])
def test_time_is_told_as_exactly_as_anybody_wants(seconds: float, said: str) -> None:
    assert duration(seconds) == said


def test_a_run_is_told_every_few_seconds_and_not_more_often() -> None:
    said: list[str] = []
    told = progress_reporter(100, said.append, 5.0, a_clock(0.0, 4.9, 5.0, 9.9, 10.0))
    for made in (10, 20, 30, 40):
        told(a_tally(made))
    assert said == ["20 of 100 (20%), 4 a second, 20 s left", "40 of 100 (40%), 4 a second, 15 s left"]
