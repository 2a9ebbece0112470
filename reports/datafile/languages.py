"""The languages that a data file may be in, and dates as they are written in them."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal, get_args

OwnLanguage = Literal["en-US", "en-GB", "de-DE", "fr-FR", "es-ES", "es-US", "it-IT", "nl-NL", "pt-BR"]
LANGUAGES: tuple[OwnLanguage, ...] = get_args(OwnLanguage)

_NEIGHBOURS = ("de", "fr", "es", "it", "nl", "pt", "sv", "da", "nb", "fi", "pl", "cs")
# When in a year something was, as `story.phrases` writes it.
_PARTS = {
    "early": "early|beginning of|anfang|beginn|début|principios de|inicios de|inizio|begin|início de",
    "mid": "middle of|mitte|mi|mediados de|metà|medio|midden|meados de",
    "late": "late|end of|ende|fin|fin de|finales de|fines de|fine|eind|einde|fim de|final de|finais de",
}
_PART = re.compile("|".join(rf"(?P<{part}>{words})" for part, words in _PARTS.items()), re.IGNORECASE)
_OF_YEAR = re.compile(r"(?P<part>[^\W\d]+(?: (?:of|de))?)[ -](?P<year>\d{4})")
_NAME, _OF = r"(?P<name>[^\W\d_]+)\.?", "(?: (?:de|del|of))?"
_OF_MONTH = re.compile(
    rf"(?:(?P<day>\d{{1,2}})(?:\.|er|º)?{_OF} )?{_NAME}{_OF} (?P<year>\d{{4}})"
    rf"|{_NAME.replace('name', 'month')} (?P<first>\d{{1,2}}), (?P<of>\d{{4}})"
)
_TO = re.compile(r" (?:to|bis|au|à|al?|tot|até|–) ", re.IGNORECASE)


def as_digits(text: str) -> str:
    """Return a date in words as a data file has it otherwise: "2013-10" for "Oktober 2013", "early 2013" for "Anfang".

    Also both ends of a time. What is no such date is returned as it stands.
    """
    return " to ".join(_date(part) for part in _TO.split(text.strip(), maxsplit=1))


def _date(text: str) -> str:
    if (found := _OF_YEAR.fullmatch(text)) and (part := _PART.fullmatch(found["part"])):
        return f"{part.lastgroup} {found['year']}"
    found = _OF_MONTH.fullmatch(text)
    month = month_named(found["name"] or found["month"]) if found else None
    if found is None or month is None:
        return text
    day = found["day"] or found["first"]
    return f"{found['year'] or found['of']}-{month:02}" + (f"-{int(day):02}" if day else "")


def month_named(name: str) -> int | None:
    """Return the number of a month by its name or its short name, in English or a neighbour's language."""
    name = name.casefold()
    return _months(("en",)).get(name) or {"sept": 9, "mrz": 3}.get(name) or _months(_NEIGHBOURS).get(name)


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
