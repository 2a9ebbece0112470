"""Numbers in running text, with what belongs to them: bound, currency, scale. "$46 million" is one number.

Two numbers are the same if they mean the same: $46 million is $46,000,000. A bound is part of the meaning: more than
170 is not 170. Spelled-out numbers count only with a scale word ("forty-six million"); "three projects" is prose.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, get_args

from reports.datafile.model import Bound, ChartSection, Programme, Stated, TableSection
from reports.story import Span


class Meaning(NamedTuple):
    """What a number says, however it is written: "about $46 million" is Meaning(Decimal("4.6E+7"), "$", "about", "").

    `value` is None where it is spelled out ("forty-six million"); the words are in `per` then.
    """

    value: Decimal | None
    currency: str
    bound: str
    per: str  # "%", or an ordinal's ending


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in a text; `digits` is where its digits are, or its words if it is spelled out."""

    span: Span
    text: str
    meaning: Meaning
    digits: Span

    @property
    def spelled(self) -> bool:
        """Whether it is spelled out, which a text may do."""
        return self.meaning.value is None and self.text[0].isalpha()


_SCALES = {"thousand": 10**3, "k": 10**3, "million": 10**6, "m": 10**6, "mn": 10**6}
_SCALES |= {"billion": 10**9, "bn": 10**9, "b": 10**9, "trillion": 10**12, "tn": 10**12}
# More bounds than the data file has: an edited slide may say what the data never would.
_BOUNDS = [*get_args(Bound), "less than", "fewer than", "over", "under", "almost", "around", "approximately", "roughly"]
_BOUNDS += ["at most", "as many as", "close to", "nearly", "some", "~", "≈", "<", ">", "≤", "≥"]
_CODES = ("USD", "EUR", "GBP", "CHF", "JPY", "CNY", "INR", "AUD", "CAD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK")

_BOUND = "|".join(rf"{re.escape(bound)}\b" if bound[0].isalpha() else re.escape(bound) for bound in _BOUNDS)
_CODE = "|".join(_CODES)
_DIGITS = "one two three four five six seven eight nine"
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_ONES = f"{_DIGITS} {_TEENS}".split()
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SPELLED = "|".join((*_ONES, *_TENS, "hundred", "half", "a", "few", "several"))
_WORTH = {word: number for number, word in enumerate(_ONES, 1)} | {word: 10 * at for at, word in enumerate(_TENS, 2)}
_COUNT = rf"(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_ONES[:9])}))?|{'|'.join(sorted(_ONES, key=len, reverse=True))}"
_SHARE = r"(?:a |one |two |three )?(?:half|halves|thirds?|quarters?|fifths?)(?: of)?(?: all)?(?: the)?"
# A count or a share in words, and the things counted: "nineteen school gardens", "two thirds of the gardens".
COUNTED = re.compile(rf"(?i)\b(?P<count>{_SHARE}|{_COUNT}) (?P<things>[^\W\d_]+(?: [^\W\d_]+)?)")
_LARGE = "hundred|thousand|million|billion|trillion"

_NUMBER = re.compile(
    rf"""
    (?P<bound>(?:(?<!\w)(?:{_BOUND})[ ]?)+)?
    (?P<minus>(?<![\w.,–-])[-−](?=[\d$£€¥]))?
    (?P<before>(?:(?<![A-Za-z])[A-Z]{{1,2}}[$]|[$£€¥]|\b(?:{_CODE}))[ ]?(?=\d))?
    (?P<digits>\d+(?:[,\u00a0\u202f\u2009]\d{{3}}(?!\d))*(?:\.\d+)?)
    (?:(?P<tight>[kKmMbB]|mn|bn|tn)\b|[ -]?(?P<scale>thousand|million|billion|trillion)s?\b)?
    (?P<after>[ ]?(?:%|percent\b|per[ ]cent\b|[€£$¥](?![ ]?\d)|(?:{_CODE})\b)|(?:st|nd|rd|th)\b)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_IN_WORDS = re.compile(rf"(?i)(?<!\w)(?:(?:{_SPELLED})[ -](?:and )?)+(?:{_LARGE})s?\b(?! of (?!dollars|pounds|euros))")
# A raised or lowered digit after a letter is part of a unit or a formula: km², CO₂, s⁻¹.
RAISED_OR_PART = r"[¼-¾⅐-⅞①-⑳]|(?<![^\W\d_])(?<![⁻₋⁺₊])[²³¹⁰⁴-⁹₀-₉]"
YEAR = re.compile(r"\b\d{4}\b")
_SAME = {"percent": "%", "per cent": "%"}


def numbers(text: str) -> Iterator[Number]:
    """Yield all numbers of a text, in order; none reaches over the end of a paragraph."""
    apart = re.sub("[⁰¹²³⁴-⁹]", " ", text)  # the mark of a footnote is no part of what it stands behind
    found = [_number(match) for match in _NUMBER.finditer(apart)]
    # no data file writes such, none is the same
    for match in (*_IN_WORDS.finditer(apart), *re.finditer(RAISED_OR_PART, text)):
        span = Span(*match.span())
        found.append(Number(span, match[0], Meaning(None, "", "", match[0].lower()), span))
    yield from sorted(found, key=lambda number: number.span)


def _number(match: re.Match[str]) -> Number:
    digits = re.sub(r"[^\d.]", "", match["digits"])
    scale = (match["scale"] or match["tight"] or "").lower()
    value = Decimal(digits) * _SCALES.get(scale, 1) * (-1 if match["minus"] else 1)
    before, after = (match["before"] or "").strip(), (match["after"] or "").strip().lower()
    after = _SAME.get(after, after)
    is_money = after.upper() in _CODES or after in ("€", "£", "$", "¥")
    currency = before.upper() or (after.upper() if is_money else "")
    meaning = Meaning(value.normalize(), currency, (match["bound"] or "").strip().lower(), "" if is_money else after)
    return Number(Span(*match.span()), match[0], meaning, Span(*match.span("digits")))


def counted_value(words: str) -> int | None:
    """Return what a count in words of up to ninety-nine is; None for a share."""
    parts = [_WORTH.get(word) for word in re.split("[ -]", words.lower())]
    return sum(part or 0 for part in parts) if all(parts) else None


def year_of(meaning: Meaning) -> int | None:
    """Return the year that a number may be: a whole number without currency or ending, "about 2013" as well."""
    value = meaning.value
    whole = value is not None and value == value.to_integral_value() and not (meaning.currency or meaning.per)
    return int(value) if value is not None and whole else None


_YEARS = r"(?:1[5-9]|20|21)\d\d(?: ?[/–-] ?(?:\d\d){1,2})?"
PERIOD = re.compile(rf"(?<![\w.,])(?:(?:FY|[QH][1-4]) ?)?{_YEARS}(?![\w%]|[.,]\d)")


def periods_of(programme: Programme) -> tuple[str, ...]:
    """Return the years and stretches of years that name rows, columns and values: "2023", "FY 2022/23"."""
    tables = [section for section in programme.sections if isinstance(section, TableSection)]
    names = [row[0].text for table in tables for row in table.rows if row]
    names += (
        each.label.text
        for section in programme.sections
        if isinstance(section, ChartSection)
        for each in section.values
    )
    heads = [found[0] for table in tables for column in table.columns for found in PERIOD.finditer(column.name.text)]
    return tuple(dict.fromkeys((*(name for name in names if PERIOD.fullmatch(name)), *heads)))


def years_of(programme: Programme) -> frozenset[int]:
    """Return the years that a text may name: those of the timeline and of the figures' date."""
    days = (day for step in programme.timeline for day in (step.date.first, step.date.last))
    as_of = programme.as_of
    before = (each.before for each in programme.quantities.values() if isinstance(each, Stated) and each.before)
    dated = " ".join((as_of.text.text, *(each.as_of.text for each in before)))
    return frozenset((*(day.year for day in days), as_of.latest, *map(int, YEAR.findall(dated))))
