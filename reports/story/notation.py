"""How a language writes numbers, for whoever reads them in a text: its signs, and its words of scale, bound and share.

What there is to know of a language stands in `notation.yaml`. Of any but English signs and scales are CLDR's, and
bounds and small numbers those of our phrases as well.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from reports.frozen import frozen
from reports.story.phrases import phrases_in

CODES = ("USD", "EUR", "GBP", "CHF", "JPY", "CNY", "INR", "AUD", "CAD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK")
_BLANK = "[ \u00a0\u202f\u2009]"
_SIGNS = ("~", "≈", "<", ">", "≤", "≥")  # of bounds
_NONE = "(?!)"


@frozen
class Notation:
    """What finds numbers in a text: in digits, in words with a scale, and counts or shares with what is counted.

    `number` has the groups bound, minus, before, digits, tight, scale and after, `counted` has count and things.
    `scales` are factors by their words in lower case, `counts` small numbers by theirs. `currencies` are names by sign.
    """

    decimal: str
    number: re.Pattern[str]
    in_words: re.Pattern[str]
    counted: re.Pattern[str]
    scales: Mapping[str, int]
    counts: Mapping[str, int]
    percent: str
    currencies: Mapping[str, str]


@cache
def notation_of(language: str) -> Notation:
    """Return how a language (a tag of BCP 47) writes numbers; of one that CLDR does not know, as English does."""
    if not language.startswith("en"):
        from babel import Locale, UnknownLocaleError

        with suppress(UnknownLocaleError, ValueError):
            return _of(Locale.parse(language, sep="-"), language)
    own = _words()["en"]
    return _notation(own, (".", ","), own["scales"], {word: int(value) for word, value in own["counts"].items()})


def _of(locale: Any, language: str) -> Notation:
    signs, own = locale.number_symbols["latn"], dict(_words().get(locale.language, {}))
    counts, scales = dict[str, int](), _scales(locale) | own.get("scales", {})
    with suppress(KeyError):  # of a passage's language there may be none
        phrases = phrases_in(language)
        said = (bound.replace("{number}", "").strip() for bound in phrases.bounds.values())
        own["bounds"] = [*own.get("bounds", ()), *said]
        counts = {word.casefold(): int(value) for value, word in phrases.number_words.items()}
    own["tight"] = {word: factor for word, factor in scales.items() if len(word) == 1}
    return _notation(own, (signs["decimal"], signs["group"]), scales, counts)


def _notation(
    own: Mapping[str, Any], signs: tuple[str, str], scales: Mapping[str, int], counts: Mapping[str, int]
) -> Notation:
    """Put a notation together; `signs` part decimals, and groups of three."""
    decimal, parts = signs
    percent, ordinals, spelled, share = (own.get(key) or _NONE for key in ("percent", "ordinals", "spelled", "share"))
    count, names = own.get("count") or _any(counts), own.get("currencies", {})
    large = own.get("large") or _any(word for word in scales if len(word) > 2 and not word.endswith("."))
    by_name = rf"|(?:d(?:[ei] |[’']))?(?:{'|'.join(names.values()) or _NONE})(?!\w)".replace(" ", _BLANK)
    group = rf"\d+(?:[{re.escape(parts)}\u00a0\u202f\u2009]\d{{3}}(?!\d))*"
    if parts.isspace():  # a text that is compared has spaces alone
        group = rf"(?:\d{{1,3}}(?:{_BLANK}\d{{3}}(?!\d))+|\d+)"
    digits, behind = rf"{group}(?:{re.escape(decimal)}\d+)?", (percent.replace(" ", _BLANK), by_name, ordinals)
    return Notation(
        decimal,
        _number(own.get("bounds", ()), digits, scales, own["tight"], behind),
        re.compile(own.get("in_words") or rf"(?i)(?<!\w)(?:(?:{spelled}|{count})[ -])+(?:{large})(?!\w)"),
        re.compile(rf"(?i)\b(?P<count>{share}|{count}) (?P<things>[^\W\d_]+(?: [^\W\d_]+)?)"),
        {word.replace("\xa0", " ").casefold(): factor for word, factor in (scales | own["tight"]).items()},
        counts,
        percent.replace(" ", _BLANK),
        names,
    )


def _any(words: Iterable[str]) -> str:
    """Return a pattern of any of some words, the longest first; short ones are abbreviations: M is no m."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    found = (re.sub(r"\\?[ \xa0]", _BLANK, re.escape(word)) for word in ordered)
    return "|".join(f"(?-i:{word})" if len(word) < 3 else word for word in found) or _NONE


def _number(
    bounds: Iterable[str], digits: str, scales: Iterable[str], tight: Iterable[str], behind: tuple[str, str, str]
) -> re.Pattern[str]:
    percent, by_name, ordinals = behind
    worded = "|".join(rf"{bound}(?!\w)" if bound[-1].isalpha() else bound for bound in _any(bounds).split("|"))
    code = "|".join(CODES)
    return re.compile(
        rf"""
        (?P<bound>(?:(?<!\w)(?:{worded}|{"|".join(_SIGNS)}){_BLANK}?)+)?
        (?P<minus>(?<![\w.,–-])[-−](?=[\d$£€¥]))?
        (?P<before>(?:(?<![A-Za-z])[A-Z]{{1,2}}[$]|[$£€¥]|\b(?:{code})){_BLANK}?(?=\d))?
        (?P<digits>{digits})
        (?:(?P<tight>{"|".join(tight) or _NONE})\b|(?:{_BLANK}|-)?(?P<scale>{_any(scales)})(?!\w))?
        (?P<after>{_BLANK}?(?:%|(?:{percent})\b|(?:\b[A-Z]{{1,2}})?[€£$¥](?:[A-Z]{{2}}\b)?(?!{_BLANK}?\d)
            |(?:{code})\b{by_name})|(?:{ordinals})\b)?
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def _scales(locale: Any) -> dict[str, int]:
    """Return CLDR's words and short forms of thousands, millions and so on."""
    found = dict[str, int]()
    forms = (patterns for form in dict(locale.compact_decimal_formats).values() for patterns in dict(form).values())
    for power, pattern in (each for patterns in forms for each in dict(patterns).items()):
        sign = re.match(rf"(0+){_BLANK}?(.+)", pattern.pattern)
        if sign and (word := sign[2].replace("'", "")):
            found[word] = found[word.rstrip(".")] = int(power) // 10 ** (len(sign[1]) - 1)
    return found


@cache
def _words() -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(Path(__file__).with_suffix(".yaml").read_bytes(), loader)
