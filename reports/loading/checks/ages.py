"""What is later than the figures, or much older: held against the date that the file gives, never against the clock."""

import re
from collections.abc import Iterator

from reports.datafile.languages import as_digits
from reports.datafile.model import Programme, Sourced
from reports.datafile.scalars import When
from reports.errors import Problem
from reports.loading.checks.file import CheckedFile
from reports.story import moments

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"({'|'.join(_MONTHS)})[a-z]*\.?"
_DATE = re.compile(
    r"\b(?P<part>early|mid|late)[ -](?P<in>\d{4})\b"
    r"|\b(?P<iso>\d{4})-(?P<number>0[1-9]|1[0-2])(?:-(?P<on>\d{2}))?\b"
    r"|\b(?P<from>\d{4})[/–-](?P<to>\d{4}|\d{2})\b"
    rf"|\b(?:(?P<before>\d{{1,2}}) )?\b(?P<month>{_MONTH}) (?:(?P<after>\d{{1,2}}), )?(?P<year>\d{{4}})\b"
    r"|\b(?P<bare>\d{4})\b",
    re.IGNORECASE,
)
# What may be a date in another language: "5. Mai 2019", "finales de 2019".
_IN_WORDS = re.compile(r"(?:\b\d{1,2}(?:\.|er|º)?(?: de)? )?\b[^\W\d_]+\.?(?: del?)? \d{4}\b")


def _later_steps(file: CheckedFile) -> Iterator[Problem]:
    programme = file.programme
    for index, step in enumerate(programme.timeline):
        certain = all(file.sound("timeline", index, key) for key in ("date", "expected"))
        limit = _passed(step.date, programme) if certain and file.sound("as_of") and not step.expected else None
        if limit:
            text = moments.date_text(step.date, programme.language)
            message = f"the date {text} is later than the figures speak of ({limit})"
            hint = "add expected: true, if it was still to come"
            yield Problem(file.at("timeline", index, "date"), message, hint)


def _passed(date: When, programme: Programme) -> str | None:
    """Return which date of the figures lies before a time that surely ends after it."""
    as_of = programme.as_of
    start, text = (date.end or date).first, as_of.text.text
    if start.year > as_of.latest:
        return f"as_of.latest is {as_of.latest}"
    bare = re.sub(r"^((the )?end of|as (of|at)) ", "", text, flags=re.IGNORECASE)
    exact = _DATE.fullmatch(_in_digits(bare, programme.language))
    when = _when(exact) if exact else None
    return f"as_of.text is {text}" if when and when.month and start > when.last else None


def _latest_year(file: CheckedFile) -> Iterator[Problem]:
    as_of = file.programme.as_of
    years = [date.last.year for date in dates_in(as_of.text.text, file.programme.language)]
    if years and file.sound("as_of") and as_of.latest < min(years):
        message = f"latest is {as_of.latest}, before {as_of.text.text}, of which the figures are"
        yield Problem(file.at("as_of", "latest"), message, f"write latest: {max(years)}")


def _older_figures(file: CheckedFile) -> Iterator[Problem]:
    """Warn of figures of which it is certain that they are more than a year older than the others."""
    as_of = file.programme.as_of
    dates = list(dates_in(as_of.text.text, file.programme.language)) or [When(as_of.latest)]
    first = min(date.first for date in dates)
    for name, quantity in file.programme.quantities.items():
        if not isinstance(quantity, Sourced) or not quantity.as_of or not file.quantity(name, "as_of"):
            continue
        last = max((date.last for date in dates_in(quantity.as_of.text, file.programme.language)), default=None)
        a_year_older = last and (last.year + 1, last.month, last.day) < (first.year, first.month, first.day)
        if a_year_older and file.sound("as_of"):
            said = f"{name} is as of {quantity.as_of.text}"
            message = f"{said}, more than 12 months before the figures, {as_of.text.text}"
            hint = "take a newer one, or say its date where it is shown"
            yield Problem(file.at("quantities", name, "as_of"), message, hint, fatal=False)


def dates_in(text: str, language: str) -> Iterator[When]:
    """Yield the dates in words that people write, in their order; what is not in the calendar is left out.

    "June 2024", "30 June 2024", "June 30, 2024", "2013/14" (a time), "early 2014", "2024-06", "2024".
    """
    yield from filter(None, map(_when, _DATE.finditer(_in_digits(text, language))))


def _in_digits(text: str, language: str) -> str:
    """Write dates in words of another language as digits have them."""
    return text if language.startswith("en") else _IN_WORDS.sub(lambda match: as_digits(match[0]), text)


def _when(match: re.Match[str]) -> When | None:
    """Read a date; None for one that is not in the calendar."""
    found = match.groupdict()
    month = _MONTHS.index(found["month"][:3].lower()) + 1 if found["month"] else int(found["number"] or 0) or None
    day = int(found["on"] or found["before"] or found["after"] or 0) or None
    year = next(filter(None, (found[each] for each in ("in", "iso", "from", "year", "bare"))))
    try:
        end = When(int(year[: 4 - len(found["to"])] + found["to"])) if found["to"] else None
        when = When(int(year), month, day, (found["part"] or "").lower() or None, end)  # type: ignore[arg-type]
        return when if when.first <= when.last else None
    except ValueError:
        return None


RULES = (_later_steps, _latest_year, _older_figures)
