"""Numbers in running text, with what belongs to them: bound, currency, scale. "$46 million" is one number.

Two numbers are the same if they mean the same: $46 million is $46,000,000. A bound is part of the meaning: more than
170 is not 170. Spelled-out numbers count only with a scale word ("forty-six million"); "three projects" is prose.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from reports.datafile.model import ChartSection, Programme, Stated, TableSection
from reports.frozen import frozen
from reports.story import Span
from reports.story.notation import CODES, Notation, notation_of


class Meaning(NamedTuple):
    """What a number says, however it is written: "about $46 million" is Meaning(Decimal("4.6E+7"), "$", "about", "").

    `value` is None where it is spelled out ("forty-six million"); the words are in `per` then.
    """

    value: Decimal | None
    currency: str
    bound: str
    per: str  # "%", or an ordinal's ending


@frozen
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


# A raised or lowered digit after a letter is part of a unit or a formula: km², CO₂, s⁻¹.
RAISED_OR_PART = r"[¼-¾⅐-⅞①-⑳]|(?<![^\W\d_])(?<![⁻₋⁺₊])[²³¹⁰⁴-⁹₀-₉]"
YEAR = re.compile(r"\b\d{4}\b")


def numbers(text: str, language: str) -> Iterator[Number]:
    """Yield all numbers of a text in a language, in order; none reaches over the end of a paragraph."""
    apart = re.sub("[⁰¹²³⁴-⁹]", " ", text)  # the mark of a footnote is no part of what it stands behind
    notation = notation_of(language)
    found = [_number(match, notation) for match in notation.number.finditer(apart)]
    # no data file writes such, none is the same
    for match in (*notation.in_words.finditer(apart), *re.finditer(RAISED_OR_PART, text)):
        span = Span(*match.span())
        found.append(Number(span, match[0], Meaning(None, "", "", match[0].lower()), span))
    yield from sorted(found, key=lambda number: number.span)


def _number(match: re.Match[str], notation: Notation) -> Number:
    digits = "".join(char for char in match["digits"] if char.isdecimal() or char == notation.decimal)
    scale = re.sub(r"\s", " ", match["scale"] or match["tight"] or "").casefold()
    value = Decimal(digits.replace(notation.decimal, ".")) * notation.scales.get(scale, 1)
    before, after = (match["before"] or "").strip(), (match["after"] or "").strip().lower()
    named = (sign for sign, name in notation.currencies.items() if re.search(rf"(?i)\b(?:{name})$", after))
    sign = next(named, after.upper() if after.upper() in CODES or re.search("[€£$¥]", after) else "")
    per = "%" if re.fullmatch(notation.percent, after, re.IGNORECASE) else "" if sign else after
    bound = (match["bound"] or "").strip().lower()
    meaning = Meaning((-value if match["minus"] else value).normalize(), before.upper() or sign, bound, per)
    return Number(Span(*match.span()), match[0], meaning, Span(*match.span("digits")))


def counted(text: str, language: str) -> Iterator[tuple[str, int | None, str]]:
    """Yield each count or share in words, as it stands, what it is, and the things: "nineteen gardens", 19, "gardens".

    It is None for a share ("two thirds of the gardens").
    """
    notation = notation_of(language)
    for match in notation.counted.finditer(text):
        parts = [notation.counts.get(word) for word in re.split("[ -]", match["count"].lower())]
        yield match[0], sum(part or 0 for part in parts) if all(parts) else None, match["things"]


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
    charts = (section for section in programme.sections if isinstance(section, ChartSection))
    names += (each.label.text for chart in charts for each in chart.values)
    heads = [found[0] for table in tables for column in table.columns for found in PERIOD.finditer(column.name.text)]
    return tuple(dict.fromkeys((*(name for name in names if PERIOD.fullmatch(name)), *heads)))


def years_of(programme: Programme) -> frozenset[int]:
    """Return the years that a text may name: those of the timeline and of the figures' date."""
    days = (day for step in programme.timeline for day in (step.date.first, step.date.last))
    as_of = programme.as_of
    before = (each.before for each in programme.quantities.values() if isinstance(each, Stated) and each.before)
    dated = " ".join((as_of.text.text, *(each.as_of.text for each in before)))
    return frozenset((*(day.year for day in days), as_of.latest, *map(int, YEAR.findall(dated))))
