"""How a run is told: rate, what is left, failures, and nothing else."""

from __future__ import annotations

import io
import sys
from collections import Counter
from collections.abc import Callable

import pytest

from reports.handouts.progress import Pace, lasting, progress
from reports.handouts.run import Tally


def a_tally(made: int, failed: int = 0, kept: int = 0) -> Tally:
    return Tally(Counter(made=made, failed=failed), kept)


def a_clock(*times: float) -> Callable[[], float]:
    return iter(times).__next__


def test_a_run_is_told_with_its_rate_and_what_is_left() -> None:
    pace = Pace(5000, a_clock(10.0, 11.0))
    assert pace.said(a_tally(1999, failed=1)) == "2,000 of 5,000 (40%), 2,000 a second, 2 s left, 1 failed"


def test_what_was_there_already_does_not_make_it_faster() -> None:
    pace = Pace(5000, a_clock(0.0, 1.0))
    assert pace.said(a_tally(4000, kept=3900)) == "4,000 of 5,000 (80%), 100 a second, 10 s left"


def test_an_empty_table_is_done() -> None:
    assert Pace(0, a_clock(0.0, 0.0)).said(a_tally(0)) == "0 of 0 (0%)"


@pytest.mark.parametrize(("seconds", "said"), [(1.2, "1 s"), (89, "89 s"), (100, "2 min"), (7200, "2.0 h")])
def test_time_is_told_as_exactly_as_anybody_wants(seconds: float, said: str) -> None:
    assert lasting(seconds) == said


def test_a_quiet_run_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with progress(10, quiet=True, lively=True) as told:
        told(a_tally(5))
    assert capsys.readouterr() == ("", "")


def test_elsewhere_a_line_comes_every_few_seconds(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("reports.handouts.progress._EVERY", 0.0)
    with progress(10, quiet=False, lively=False) as told:
        told(a_tally(5))
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("5 of 10 (50%), ")


def test_on_a_terminal_one_line_changes_and_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.StringIO()
    terminal.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress(10, quiet=False, lively=True) as told:
        told(a_tally(4, failed=1))
    assert "5 of 10 (50%)" in terminal.getvalue()
    assert "1 failed" in terminal.getvalue()
