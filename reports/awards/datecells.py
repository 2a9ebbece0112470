"""Dates as people write them: "2020-05-06", "19 Jul 2022", "October 2024", 11/2023, "Q1 2020", "FY24", "2012/13".

"1/2/2013" and "2011-12" mean two things each: what the other dates of the column show, or the author says, settles it
(`DateForm`), and nothing else does.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from reports.awards.cells import Cell, CellError, says_nothing, text_of
from reports.datafile.scalars import When
from reports.datafile.yaml import quote

DayOrder = Literal["day first", "month first"]
SecondPart = Literal["financial years", "months"]  # what the 12 of 2011-12 is
Settled = DayOrder | SecondPart

_TIME = r"(?:[T ]\d{1,2}:\d{2}.*)?"
_DAY = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}", re.ASCII)
_RUN_TOGETHER = re.compile(r"(1[89]\d\d|20\d\d|21\d\d)(\d\d)(\d\d)", re.ASCII)
_SLASHED = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}){_TIME}", re.ASCII)
_MONTH = re.compile(r"(\d{1,2})[-/.](\d{4})", re.ASCII)
_PAIR = re.compile(r"(\d{4})\s?([-/.–])\s?(\d{1,2})", re.ASCII)
_YEARS = re.compile(r"(\d{4})\s?(?:[-/–]|to)\s?(\d{4})", re.ASCII)
_FISCAL = re.compile(
    r"(?:FY|F\.Y\.|fiscal year|financial year)\s?'?(\d{4}|\d{2})(?:\s?[-/–]\s?'?(\d{4}|\d{2}))?", re.I | re.ASCII
)
_QUARTER = re.compile(
    r"(?:[QT]([1-4])[\s/-]?(\d{4})|(\d{4})[\s/-]?[QT]([1-4])|([1-4])[QT][\s/-]?(\d{4}))", re.I | re.ASCII
)
_NAMED = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.|º|ª)?[\s./-]*(?:de |of )?)?"
    r"(?P<month>[^\W\d]{3,12})\.?(?:,| de| of)?[\s./-]*(?P<year>\d{4}|'?\d{2})",
    re.I,
)
_NAME_FIRST = re.compile(r"(?P<month>[^\W\d]{3,12})\.?\s(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s(?P<year>\d{4})", re.I)
_LANGUAGES = ("de", "fr", "es", "it", "nl", "pt", "sv", "da", "nb", "fi", "pl", "cs")
_SERIAL = re.compile(r"[1-7]\d{4}(?:\.\d+)?", re.ASCII)  # days from 1927 to 2119
_FIRST_DAY = dt.date(1899, 12, 30)  # of spreadsheets, which hold 1900 for a leap year
_OLDEST = 1850


@dataclass(frozen=True, slots=True)
class DateForm:
    """What is settled of a column's dates: which of two numbers is the day, and what 2011-12 is."""

    order: DayOrder | None = None
    second: SecondPart | None = None


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as it is written. `shows` is what it proves of its column, `open` what it needs to be read.

    `readings` has its meaning for each way to settle it; None stands for the only one. `label` names a financial year.
    """

    readings: dict[Settled | None, When]
    shows: Settled | None = None
    label: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether it may be read in two ways."""
        return None not in self.readings


@dataclass(frozen=True, slots=True)
class DateRead:
    """A date, and the name of the financial year that it is, if it is one: "2012-13"."""

    when: When
    label: str | None = None


def date_of(cell: Cell, form: DateForm = DateForm()) -> DateRead | None:
    """Return a date as exactly as the cell has it, None where nothing stands; raises a CellError."""
    if isinstance(cell, dt.date):
        return DateRead(_day(cell.year, cell.month, cell.day))
    text = text_of(cell)
    return None if text is None else _read(text, form)


@lru_cache(50_000)
def _read(text: str, form: DateForm) -> DateRead | None:
    if says_nothing(text):
        return None
    written = written_date(text)
    if not written.is_open:
        wrong = written.shows in ("day first", "month first") and form.order not in (None, written.shows)
        if wrong:
            raise CellError(f"the date {quote(text, 30)} does not exist with the {form.order}")
        return DateRead(written.readings[None], written.label)
    for settled in (form.order, form.second):
        if settled in written.readings:
            label = written.label if settled == "financial years" else None
            return DateRead(written.readings[settled], label)
    raise CellError(f"the date {quote(text, 30)} may be read in two ways")


@lru_cache(50_000)
def written_date(text: str) -> WrittenDate:
    """Return what a date may mean, and what it shows of its column; raises a CellError."""
    for pattern, read in _READERS:
        match = pattern.fullmatch(text)
        if match:
            return read(text, match)
    raise CellError(f"the date {quote(text, 30)} is not understood")


def _one(when: When, shows: Settled | None = None, label: str | None = None) -> WrittenDate:
    return WrittenDate({None: when}, shows, label)


def _year(text: str, _match: re.Match[str]) -> WrittenDate:
    return _one(_checked(text, int(text)))


def _full(text: str, match: re.Match[str]) -> WrittenDate:
    year, _, month, day = match.groups()
    return _one(_checked(text, int(year), int(month), int(day)), "months")


def _run_together(text: str, match: re.Match[str]) -> WrittenDate:
    return _one(_checked(text, *map(int, match.groups())))


def _slashed(text: str, match: re.Match[str]) -> WrittenDate:
    one, two, year = (int(match[group]) for group in (1, 3, 4))
    if one == two:
        return _one(_checked(text, year, two, one))
    if max(one, two) > 12:
        return _one(_checked(text, year, *sorted((one, two))), "day first" if one > two else "month first")
    return WrittenDate({"day first": _checked(text, year, two, one), "month first": _checked(text, year, one, two)})


def _pair(text: str, match: re.Match[str]) -> WrittenDate:
    """2011-12 is a month, or a financial year; 2012-13 the one, 2011-10 the other."""
    year, second = int(match[1]), int(match[3])
    follows = second == (year + 1) % 100 and len(match[3]) == 2
    label = f"{year}-{second:02}"
    if not follows:
        return _one(_checked(text, year, second), "months")
    spans = When(_checked(text, year).year, end=When(year + 1))
    if not 1 <= second <= 12:
        return _one(spans, "financial years", label)
    return WrittenDate({"months": _checked(text, year, second), "financial years": spans}, None, label)


def _years(text: str, match: re.Match[str]) -> WrittenDate:
    first, last = _checked(text, int(match[1])), _checked(text, int(match[2]))
    if last.year <= first.year:
        raise CellError(f"the date {quote(text, 30)} ends before it begins")
    follows = last.year == first.year + 1
    return _one(
        When(first.year, end=last),
        "financial years" if follows else None,
        f"{first.year}-{last.year % 100:02}" if follows else None,
    )


def _fiscal(text: str, match: re.Match[str]) -> WrittenDate:
    first = _century(text, match[1])
    if match[2] is None:
        return _one(_checked(text, first), "financial years", f"FY{first}")
    last = _century(text, match[2])
    if last != first + 1:
        raise CellError(f"the date {quote(text, 30)} is no financial year")
    return _one(When(first, end=When(last)), "financial years", f"{first}-{last % 100:02}")


def _quarter(text: str, match: re.Match[str]) -> WrittenDate:
    quarter = int(match[1] or match[4] or match[5])
    year = _checked(text, int(match[2] or match[3] or match[6])).year
    return _one(When(year, 3 * quarter - 2, end=When(year, 3 * quarter)))


def _month(text: str, match: re.Match[str]) -> WrittenDate:
    return _one(_checked(text, int(match[2]), int(match[1])))


def _named(text: str, match: re.Match[str]) -> WrittenDate:
    month = month_named(match["month"])
    if month is None or (len(match["year"]) < 4 and not match["day"]):  # "Jan-20" is a day or a year
        raise CellError(f"the date {quote(text, 30)} is not understood")
    return _one(
        _checked(text, _century(text, match["year"].lstrip("'")), month, int(match["day"]) if match["day"] else None)
    )


def _serial(text: str, _match: re.Match[str]) -> WrittenDate:
    day = _FIRST_DAY + dt.timedelta(days=int(text.partition(".")[0]))
    return _one(_day(day.year, day.month, day.day))


_READERS = (
    (re.compile(r"\d{4}", re.ASCII), _year),
    (_DAY, _full),
    (_SLASHED, _slashed),
    (_PAIR, _pair),
    (_MONTH, _month),
    (_RUN_TOGETHER, _run_together),
    (_SERIAL, _serial),
    (_YEARS, _years),
    (_FISCAL, _fiscal),
    (_QUARTER, _quarter),
    (_NAME_FIRST, _named),
    (_NAMED, _named),
)


def month_named(name: str) -> int | None:
    """Return the number of a month by its name or its short name, in English or a neighbour's language."""
    name = name.casefold()
    return _months(("en",)).get(name) or {"sept": 9}.get(name) or _months(_LANGUAGES).get(name)


@cache
def _months(languages: Iterable[str]) -> dict[str, int]:
    """Collect the names that mean one month wherever they are used."""
    from babel.dates import get_month_names

    found: dict[str, set[int]] = {}
    for language in languages:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for month, name in get_month_names(width, context, language).items():
                    found.setdefault(name.casefold().rstrip("."), set()).add(month)
    return {name: months.pop() for name, months in found.items() if len(months) == 1}


def _century(text: str, year: str) -> int:
    """Return a year of four digits; of two, those that nobody takes for another century's."""
    if len(year) == 4:
        return int(year)
    if 40 <= int(year) < 70:
        raise CellError(f"the date {quote(text, 30)} does not say its century")
    return int(year) + (1900 if int(year) >= 70 else 2000)


def _checked(text: str, year: int, month: int | None = None, day: int | None = None) -> When:
    try:
        dt.date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise CellError(f"the date {quote(text, 30)} does not exist") from None
    return _day(year, month, day)


@lru_cache(50_000)
def _day(year: int, month: int | None, day: int | None) -> When:
    return When(year, month, day)


def implausible(when: When, latest: int | None) -> str | None:
    """Return why an award cannot be of that date: none was made before 1850, nor after the figures' year."""
    if when.first.year < _OLDEST:
        return f"is before {_OLDEST}"
    return (
        f"is after {latest}, the last year that the figures can speak of"
        if latest and when.first.year > latest
        else None
    )
