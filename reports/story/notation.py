"""How a language writes numbers, for whoever reads them in a text: its signs, and its words of scale, bound and share.

English has its own here. Of any other language signs and scales are CLDR's, bounds and small numbers those of our
phrases, and what else there is to know stands in `notation.yaml`.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args

from reports.datafile.model import Bound
from reports.story.phrases import phrases_in

CODES = ("USD", "EUR", "GBP", "CHF", "JPY", "CNY", "INR", "AUD", "CAD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK")
_BLANK = "[ \u00a0\u202f\u2009]"
_SIGNS = ("~", "≈", "<", ">", "≤", "≥")  # of bounds
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_DIGITS = "one two three four five six seven eight nine"
_ONES = f"{_DIGITS} ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_NONE = "(?!)"


@dataclass(frozen=True, slots=True)
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
    scales = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
    scales |= {f"{word}s": factor for word, factor in scales.items()}
    tight = {"k": 10**3, "m": 10**6, "mn": 10**6, "b": 10**9, "bn": 10**9, "tn": 10**12}
    # More bounds than the data file has: an edited slide may say what the data never would.
    bounds = [*get_args(Bound), "less than", "fewer than", "over", "under", "almost", "around", "approximately"]
    bounds += ["roughly", "at most", "as many as", "close to", "nearly", "some"]
    spelled, percent = "|".join((*_ONES, *_TENS, "hundred", "half", "a", "few", "several")), f"percent|per{_BLANK}cent"
    large, group = "hundred|thousand|million|billion|trillion", r"\d+(?:[,\u00a0\u202f\u2009]\d{3}(?!\d))*"
    count = rf"(?:{'|'.join(_TENS)})(?:[ -](?:{_any(_DIGITS.split())}))?|{_any(_ONES)}"
    share = r"(?:a |one |two |three )?(?:half|halves|thirds?|quarters?|fifths?)(?: of)?(?: all)?(?: the)?"
    return Notation(
        ".",
        _number(bounds, rf"{group}(?:\.\d+)?", scales, tight, (percent, "", "st|nd|rd|th")),
        re.compile(rf"(?i)(?<!\w)(?:(?:{spelled})[ -](?:and )?)+(?:{large})s?\b(?! of (?!dollars|pounds|euros))"),
        _counted(share, count),
        scales | tight,
        {word: number for number, word in enumerate(_ONES, 1)} | {word: 10 * at for at, word in enumerate(_TENS, 2)},
        percent,
        {},
    )


def _of(locale: Any, language: str) -> Notation:
    signs, own = locale.number_symbols["latn"], _words().get(locale.language, {})
    bounds, scales, counts = list[str](own.get("bounds", ())), _scales(locale) | own.get("scales", {}), dict[str, int]()
    with suppress(KeyError):  # of a passage's language there may be none
        phrases = phrases_in(language)
        bounds += (bound.replace("{number}", "").strip() for bound in phrases.bounds.values())
        counts = {word.casefold(): int(value) for value, word in phrases.number_words.items()}
    group = rf"\d+(?:[{re.escape(signs['group'])}\u00a0\u202f\u2009]\d{{3}}(?!\d))*"
    if signs["group"].isspace():  # a text that is compared has spaces alone
        group = rf"(?:\d{{1,3}}(?:{_BLANK}\d{{3}}(?!\d))+|\d+)"
    tight = {word: factor for word, factor in scales.items() if len(word) == 1}
    percent, ordinals, names = (own.get(key) or _NONE for key in ("percent", "ordinals", "spelled"))
    large = _any(word for word in scales if len(word) > 2 and not word.endswith("."))
    by_name = "|".join(own.get("currencies", {}).values()) or _NONE
    by_name = rf"|(?:d(?:[ei] |[’']))?(?:{by_name})(?!\w)"
    behind = percent.replace(" ", _BLANK), by_name.replace(" ", _BLANK), ordinals
    return Notation(
        signs["decimal"],
        _number(bounds, rf"{group}(?:{re.escape(signs['decimal'])}\d+)?", scales, tight, behind),
        re.compile(rf"(?i)(?<!\w)(?:(?:{names}|{_any(counts)})[ -])+(?:{large})(?!\w)"),
        _counted(own.get("share", _NONE), _any(counts)),
        {word.replace("\xa0", " ").casefold(): factor for word, factor in scales.items()},
        counts,
        percent,
        own.get("currencies", {}),
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


def _counted(share: str, count: str) -> re.Pattern[str]:
    return re.compile(rf"(?i)\b(?P<count>{share}|{count}) (?P<things>[^\W\d_]+(?: [^\W\d_]+)?)")


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
    import yaml

    return yaml.load(Path(__file__).with_suffix(".yaml").read_bytes(), yaml.CSafeLoader)
