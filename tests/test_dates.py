from __future__ import annotations

import datetime as dt

import pytest

from reports.dates import VARIABLE, build_date
from reports.errors import ReportError


@pytest.mark.parametrize("said", [None, "", " "])
def test_where_nothing_is_said_there_is_no_date(said: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    if said is not None:
        monkeypatch.setenv(VARIABLE, said)
    assert build_date() is None


@pytest.mark.parametrize("said", ["yesterday", "-1", "1.5", "١٢"])
def test_what_is_no_number_of_seconds_is_a_problem(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, said)
    with pytest.raises(ReportError, match=rf"^SOURCE_DATE_EPOCH: '{said}' is no number\n  hint: give whole"):
        build_date()


def test_seconds_are_counted_from_1970_in_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "1700000000")
    assert build_date() == dt.datetime(2023, 11, 14, 22, 13, 20, tzinfo=dt.UTC)


@pytest.mark.parametrize("seconds", ["999999999999", "9" * 40, "9" * 5000])
def test_a_number_beyond_the_calendar_is_a_problem(seconds: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, seconds)
    with pytest.raises(ReportError, match=r"^SOURCE_DATE_EPOCH: 9+ seconds after 1970 is no date\n  hint: give whole"):
        build_date()
