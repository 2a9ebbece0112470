"""Dates as people write them: "2020-05-06", "19 Jul 2022", "October 2024", 11/2023, "Q1 2020", "FY24", "2012/13".

"1/2/2013", "2011-12" and "Jan-20" mean two things each: what the other dates of the column show, or the author says,
settles it (`DateForm`), and nothing else does.
"""

import datetime as dt
import re
from functools import lru_cache
from typing import Literal

from reports.awards.cells import FULL_WIDTH, Cell, CellError, says_nothing, text_of
from reports.datafile.languages import month_named
from reports.datafile.scalars import When
from reports.datafile.yaml import quote
from reports.frozen import frozen
from reports.tables.workbooks import DAYS_TO_1904, FIRST_DAY

DayOrder = Literal["day first", "month first"]
SecondPart = Literal["financial years", "months"]  # what the 12 of 2011-12 is
Settled = DayOrder | SecondPart | Literal["months and years"]  # the last: what "Jan-20" is

_SERIAL = re.compile(r"[1-7]\d{4}(?:\.\d+)?", re.ASCII)  # days from 1927 to 2119
_OLDEST = 1850


@frozen
class DateForm:
    """What is settled of a column's dates, and whether its serial numbers are days since 1904, not 1900."""

    settled: frozenset[Settled] = frozenset()
    since_1904: bool = False


@frozen
class WrittenDate:
    """A date as it is written, and what it `shows` of its column.

    `readings` has its meaning for each way to settle it; None stands for the only one. `label` names a financial year.
    """

    readings: dict[Settled | None, When]
    shows: Settled | None = None
    label: str | None = None


def date_of(cell: Cell, form: DateForm = DateForm()) -> tuple[When, str | None] | None:
    """Return a date as exactly as the cell has it, with the name of the financial year that it is ("2012-13"), if any.

    None where nothing stands; raises a CellError.
    """
    if isinstance(cell, dt.date):
        return When(cell.year, cell.month, cell.day), None
    text = text_of(cell)
    return None if text is None else _read(text, form)


@lru_cache(50_000)
def _read(text: str, form: DateForm) -> tuple[When, str | None] | None:
    if says_nothing(text):
        return None
    if form.since_1904 and _SERIAL.fullmatch(text):
        text = str(int(float(text)) + DAYS_TO_1904)
    written = written_date(text)
    other = {"day first": "month first", "month first": "day first"}.get(written.shows or "")
    if other in form.settled:
        raise CellError(f"the date {quote(text, 30)} does not exist with the {other}")
    for settled, when in written.readings.items():
        if settled is None or settled in form.settled:
            return when, None if settled == "months" else written.label
    raise CellError(f"the date {quote(text, 30)} may be read in two ways")


@lru_cache(50_000)
def written_date(text: str) -> WrittenDate:
    """Return what a date may mean, and what it shows of its column; raises a CellError."""
    plain = text.translate(FULL_WIDTH)
    for pattern, read in _READERS:
        if match := pattern.fullmatch(plain):
            return read(text, match)
    raise CellError(f"the date {quote(text, 30)} is not understood")


def _stated(text: str, match: re.Match[str]) -> WrittenDate:
    """Read what has its parts by name: a year `y`, a month `m` or its `name`, a day `d`, a quarter `q`."""
    found = {name: part for name, part in match.groupdict().items() if part}
    year = _century(text, found["y"])
    if quarter := int(found.get("q", 0)):
        return WrittenDate({None: When(_checked(text, year).year, 3 * quarter - 2, end=When(year, 3 * quarter))})
    month = month_named(found["name"]) if "name" in found else int(found["m"]) if "m" in found else None
    if month is None and "name" in found:
        raise CellError(f"the date {quote(text, 30)} is not understood")
    when = _checked(text, year, month, int(found["d"]) if "d" in found else None)
    if len(found["y"]) == 4 or "d" in found:
        return WrittenDate({None: when}, "months" if "iso" in found else None)
    is_day = len(found["y"]) == 2 and 1 <= int(found["y"]) <= 31  # "Jan-20", but neither "Jan-99" nor "Jan '20"
    return WrittenDate({"months and years" if is_day else None: when}, None if is_day else "months and years")


def _slashed(text: str, match: re.Match[str]) -> WrittenDate:
    one, two, year = int(match["one"]), int(match["two"]), match["y"]
    if match["sign"] == "-" and len(year) == 2 and int(year) <= 31:
        raise CellError(f"the date {quote(text, 30)} does not say which of its numbers is the year")
    number = _century(text, year)
    if one == two:
        return WrittenDate({None: _checked(text, number, two, one)})
    if max(one, two) > 12:
        when = _checked(text, number, *sorted((one, two)))
        return WrittenDate({None: when}, "day first" if one > two else "month first")
    return WrittenDate({"day first": _checked(text, number, two, one), "month first": _checked(text, number, one, two)})


def _years(text: str, match: re.Match[str]) -> WrittenDate:
    """Read what has two numbers or a name: 2012-13 is a financial year, 2011-10 a month, and 2011-12 may be either."""
    first, last = _checked(text, _century(text, match["y"])), match["last"]
    if last is None:
        return WrittenDate({None: first}, "financial years", f"FY{first.year}")
    following = first.year + 1
    if len(last) > 1 and int(last) in (following, following % 100):
        spans, label = When(first.year, end=When(following)), f"{first.year}-{following % 100:02}"
        if match["named"] or not 1 <= int(last) <= 12:
            return WrittenDate({None: spans}, "financial years", label)
        return WrittenDate({"financial years": spans, "months": _checked(text, first.year, int(last))}, None, label)
    if match["named"]:
        raise CellError(f"the date {quote(text, 30)} is no financial year")
    if len(last) < 4:
        return WrittenDate({None: _checked(text, first.year, int(last))}, "months")
    if int(last) <= first.year:
        raise CellError(f"the date {quote(text, 30)} ends before it begins")
    return WrittenDate({None: When(first.year, end=_checked(text, int(last)))})


def _serial(text: str, _match: re.Match[str]) -> WrittenDate:
    day = FIRST_DAY + dt.timedelta(days=int(text.partition(".")[0]))
    return WrittenDate({None: When(day.year, day.month, day.day)})


_YEAR, _SHORT = "(?P<y>[0-9]{4})", "(?P<y>[0-9]{4}|'?[0-9]{2})"
_MONTH, _DAY, _TIME = "(?P<m>[0-9]{1,2})", "(?P<d>[0-9]{1,2})", r"(?:[T ][0-9]{1,2}:[0-9]{2}.*)?"
_NAME, _NTH = r"(?P<name>[^\W0-9_]{3,12})\.?", r"(?:st|nd|rd|th|er|\.|º|ª)?"
_WEEKDAY = r"(?:(?:mon|tue|tues|wed|wednes|thu|thurs|fri|sat|satur|sun)(?:day)?\.?,? )?"
_NAMED = r"(?P<named>FY|F\.Y\.|fiscal year|financial year)"
_FORMS = {
    _stated: (
        rf"{_YEAR}(?:\.0)?",
        rf"(?P<iso>{_YEAR}([-/.]){_MONTH}\3{_DAY}{_TIME})",
        rf"{_MONTH}[-/.]{_YEAR}",
        r"(?P<y>1[89][0-9]{2}|2[01][0-9]{2})(?P<m>[0-9]{2})(?P<d>[0-9]{2})",
        rf"[QT](?P<q>[1-4])[\s/-]?{_YEAR}",
        rf"{_YEAR}[\s/-]?[QT](?P<q>[1-4])",
        rf"(?P<q>[1-4])[QT][\s/-]?{_YEAR}",
        rf"{_WEEKDAY}{_NAME} {_DAY}{_NTH},? {_YEAR}",
        rf"{_WEEKDAY}(?:{_DAY}{_NTH}[\s./-]*(?:de |of )?)?{_NAME}(?:,| de| of)?[\s./-]*{_SHORT}",
        rf"{_YEAR}[\s./-]{_NAME}(?:[\s./-]{_DAY})?",
    ),
    _slashed: (rf"(?P<one>[0-9]{{1,2}})(?P<sign>[-/.])(?P<two>[0-9]{{1,2}})(?P=sign){_SHORT}{_TIME}",),
    _years: (
        rf"(?P<named>){_YEAR} ?(?:[-/.–]|to) ?(?P<last>[0-9]{{4}}|[0-9]{{1,2}})",
        rf"{_NAMED} ?'?{_SHORT}(?: ?[-/–] ?'?(?P<last>[0-9]{{4}}|[0-9]{{2}}))?",
    ),
    _serial: (_SERIAL.pattern,),
}
_READERS = tuple((re.compile(form, re.IGNORECASE), read) for read, forms in _FORMS.items() for form in forms)


def _century(text: str, year: str) -> int:
    """Return a year of four digits; of two, those that nobody takes for another century's."""
    number = int(year.lstrip("'"))
    if len(year) == 4:
        return number
    if 40 <= number < 70:
        raise CellError(f"the date {quote(text, 30)} does not say its century")
    return number + (1900 if number >= 70 else 2000)


def _checked(text: str, year: int, month: int | None = None, day: int | None = None) -> When:
    try:
        dt.date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise CellError(f"the date {quote(text, 30)} does not exist") from None
    return When(year, month, day)


def implausible(when: When, latest: int | None) -> str | None:
    """Return why an award cannot be of that date: none was made before 1850, nor after the figures' year."""
    if when.first.year < _OLDEST:
        return f"is before {_OLDEST}"
    if latest and when.first.year > latest:
        return f"is after {latest}, the last year that the figures can speak of"
    return None
