"""What a value of the wrong form was probably meant to be: numbers, dates, codes and entries as people write them.

Each function returns a hint, or None where that is not certain. It has been tried on the model, but for an entry that
has gaps ("…") for its author to fill.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError

from reports.datafile.languages import LANGUAGES
from reports.datafile.scalars import LocatedStr, Prose, When
from reports.datafile.yaml.shapes import bare, is_union
from reports.errors import Location

_NUMBER = re.compile(
    r"(?i)(?P<bound>about|around|approx\.?|circa|ca?\.|~|≈|more than|over|>|at least|>=|≥|nearly|almost|up to|<=|≤)?\s*"
    r"(?P<sign>[$€£¥]|[a-z]{3}\b)?\s*(?P<digits>\d(?:[\d_.,'’ \u00a0\u202f]*\d)?)\s*"
    r"(?P<scale>thousand|k|million|mio\.?|mn|m|billion|bn)?(?![\w.])\s*(?P<plus>\+)?\s*(?P<rest>[^\d-]*)"
)
_SCALES = {"t": 1000, "k": 1000, "m": 10**6, "b": 10**9}
_BOUNDS = {"m": "more than", "o": "more than", ">": "more than", "at": "at least", ">=": "at least", "≥": "at least"}
_BOUNDS |= {"n": "nearly", "al": "nearly", "u": "up to", "<": "up to", "≤": "up to"}
_CODES = {"$": "USD", "€": "EUR", "£": "GBP", "dollar": "USD", "euro": "EUR", "pound": "GBP"}
_DOLLARS, _OF_DOLLARS = ("$", "dollar"), " for US dollars"  # other countries have theirs
_SEVERAL = re.compile(r"(\d[\d_.,]*)\s*(?:-|–|—|to|bis)\s*(\d[\d_.,]*)\D*")
_UNKNOWN = {"n/a", "na", "none", "unknown", "tbd", "tba", "tbc", "?", "-", "–", "—", "x", "xx", "todo"}
_MONTHS = "jan|ene feb|fév mar|mär apr|avr|abr may|mai jun|juin jul|juil aug|aoû|ago sep oct|okt nov dec|dez|déc|dic"
_BETWEEN = re.compile(r"\s*(?:\b(?:to|till|until|bis)\b|–|—|\s-\s|(?<=\b\d{4})[-/](?=(?:\d\d|\d{4})$))\s*")
_OF_DATES = re.compile(
    r"(?i)\b(?:the|of|in|on|since|from|fy|early|mid|late|de|du|del)\b|T\d\d:.*|(?<=\d)(?:st|nd|rd|th)\b"
)


def number_meant(found: str, kind: Any) -> str | None:
    """Return the digits of a number ("$1.5 million"), and in which keys its bound, sign and unit belong."""
    found = found.strip()
    if bare(kind) is int and (years := re.findall(r"\b\d{4}\b", found)):
        return f"write {years[-1]}"
    if found.casefold() in _UNKNOWN:
        return "leave out what is not known"
    if several := _SEVERAL.fullmatch(found):
        return f"a value is one number: {several[1]} with bound: at least, or {several[2]} with bound: up to"
    match = _NUMBER.fullmatch(found)
    if match is None or len(found) > 60:
        return None
    digits = re.sub(r"[_'’ \u00a0\u202f]", "", match["digits"])
    mark = max(digits.rfind("."), digits.rfind(","))
    grouped = re.fullmatch(r"\d{1,3}([.,])\d{3}(\1\d{3})*", digits)
    if mark >= 0 and not grouped:  # the last mark is that of decimals
        digits = f"{re.sub('[.,]', '', digits[:mark])}.{digits[mark + 1 :]}"
    value = Decimal(re.sub("[.,]", "", digits) if grouped else digits)
    value *= _SCALES[match["scale"][0].casefold()] if match["scale"] else 1
    if not fits(int(value) if bare(kind) is int and value == int(value) else value, kind):
        return None
    bound = "at least" if match["plus"] else (match["bound"] or "").casefold()
    bounds = [_BOUNDS[start] for start in (bound[:2], bound[:1]) if start in _BOUNDS] or ["about"] * bool(bound)
    rest = match["rest"].strip()
    sign = match["sign"] or next((each for each in _CODES if rest and rest.startswith(each)), "")
    belongs = [f"bound: {bounds[0]}"] if bounds else []
    code = _CODES.get(sign, sign.upper())
    belongs += [f"currency: {code}{_OF_DOLLARS * (sign in _DOLLARS)}"] if sign else []
    belongs += [f'unit: "{rest}"'] if rest.strip("%") and not sign else ["% behind its {name}"] * (rest == "%")
    written = f"{value:,f}".replace(",", "_")
    written = written.rstrip("0").rstrip(".") if "." in written else written
    return f"write {', and '.join([written, *belongs])}"


def truth_meant(found: object) -> str:
    """Return true or false for a word that says so, else both."""
    word = str(found).casefold()
    said = "true" * (word in ("true", "yes", "y", "ja", "oui", "1", "on"))
    said += "false" * (word in ("false", "no", "n", "nein", "non", "0", "off"))
    return f"write {said or 'true or false'}, without quotes"


def date_meant(found: str) -> str | None:
    """Return a date or a time ("12 June 2013", "1.2.2013", "2010–2012") as the data file has it."""
    start, *end = _BETWEEN.split(found, maxsplit=1)
    if end and not re.search(r"\d", end[0]):
        return None  # until now
    full = ", the year in full" * (re.search(r"\d{4}", found) is None)
    starts = _dates(start) if full or re.search(r"\d{4}", start) else []
    dates = [re.sub(r"^(early|mid|late)\W+", r"\1 ", found.casefold()), *_dates(found)]
    if end and (year := re.search(r"\d{4}|^\d\d$", end[0])):
        day = re.fullmatch(r"\d{1,2}\.?", start)  # of one time within a month
        whole = re.sub(r"^\d+\.?", start, end[0]) if day else f"{start} {year[0]}"
        starts = starts or _dates(whole)
        last = end[0] if len(year[0]) == 4 else "".join([*re.findall(r"\d\d(?=\d\d\b)", start)[:1], year[0]])
        dates = [f"{first} to {each}" for first in starts for each in _dates(last)] + dates
    fitting = [date for date in dict.fromkeys(dates) if fits(date, When)][: 2 if "/" in found else 1]
    return f"write {' or '.join(fitting)}{full}" if fitting else None


def _dates(found: str) -> list[str]:
    """Return what one date may mean, the likeliest first; nothing where a word or a number of it is not understood."""
    text = _OF_DATES.sub(" ", found.casefold())
    names = enumerate(_MONTHS.split(), 1)
    month = next((each for each in names if re.search(rf"\b({each[1]})", text)), None)
    rest = re.sub(rf"\b({month[1]})\w*" if month else r"\bq(?=[1-4]\b)", "", text)
    numbers = re.findall(r"\d+", rest)
    years = [each for each in numbers if len(each) == 4]
    others = [each.zfill(2) for each in numbers if len(each) < 3]
    words = re.search(r"[^\W\d]", rest)
    if not years and len(others) == len(numbers) in (1, 3) and len(numbers[-1]) == 2 and not (words or month):
        years = [f"{19 if others[-1] > '49' else 20}{others.pop()}"]
    if len(years) != 1 or len(numbers) - len(others) > 1 or (others and words):
        return []
    if rest != text and not month:  # a quarter
        last = int(others[0]) * 3
        return [f"{years[0]}-{last - 2:02} to {years[0]}-{last:02}"] if len(others) == 1 else []
    if month:
        return ["-".join([years[0], f"{month[0]:02}", *others])]
    either = ["-".join([years[0], *others]), "-".join([years[0], *others[::-1]])]
    return either if found.startswith(years[0]) else either[::-1]  # the month of 1.2. is the second


def code_meant(found: str, kind: Any) -> str | None:
    """Return the code or name that a word stands for, where it fits what is asked: usd or $ for USD."""
    named = next((code for sign, code in _CODES.items() if found.casefold().strip("us ").startswith(sign)), None)
    meant = (named, found.strip().upper(), re.sub(r"\W+", "_", found.strip()), f"https://{found.strip()}")
    fitting = next((each for each in meant if each and each != found and fits(each, kind)), None)
    return f"write {fitting}{_OF_DOLLARS * (fitting == 'USD' != found.upper())}" if fitting else None


def language_meant(found: str) -> str | None:
    """Return the tag of the language that was meant, by its English name, its country or in capitals."""
    meant = _language(found)
    return f"did you mean {meant}?" if meant and meant != found else None


def own_language_meant(found: str, tags: Sequence[str]) -> str | None:
    """Return which tags of a file's own language were meant, or where a language that is none of them may stand."""
    from babel import Locale, localedata

    meant = _language(re.split("[-_ (]", found.strip())[0])
    if meant is None:
        return None
    fitting = [tag for tag in tags if tag.startswith(f"{meant}-")]
    if fitting:
        return f"write {' or '.join(fitting)}"
    if localedata.exists(meant) and Locale(meant).character_order == "right-to-left":
        return "a whole file from right to left cannot be set yet"
    return f'a text may be in it: {{text: "…", lang: {meant}}}'


def _language(found: str) -> str | None:
    from babel import Locale
    from babel.languages import get_official_languages

    in_english = Locale("en").languages
    own = ((tag[:2], str(Locale(tag[:2]).language_name)) for tag in LANGUAGES)
    names = (*in_english.items(), *own)
    named = next((tag for tag, name in names if name.casefold() == found.casefold()), None)
    official = get_official_languages(found.upper())
    return named or (found.lower() if found.lower() in in_english else next(iter(official), None))


def fields_meant(found: object, kind: object) -> str | None:
    """Return an entry in braces whose first text is what was found, and its other keys with it or with a gap."""
    kind = bare(get_args(kind)[0]) if is_union(kind) else kind
    if not (isinstance(kind, type) and issubclass(kind, BaseModel) and isinstance(found, str | int | Decimal)):
        return None
    year, fields, used = re.search(r"\b\d{4}\b", str(found)), [], False
    for name, field in kind.model_fields.items():
        if not field.is_required():
            continue
        is_text = isinstance(text := bare(field.annotation), type) and issubclass(text, Prose)
        value = '"…"' if is_text else "…"
        if field.annotation is int and year:
            value = year[0]
        elif not used and field.annotation is Decimal and not isinstance(found, str):
            value, used = str(found), True
        elif not used and is_text and '"' not in str(found):
            value, used = f'"{found}"', True
        fields.append(f"{name}: {value}")
    return f"{{{', '.join(fields)}}}" if used and len(str(found)) < 200 else None


def fits(value: object, kind: Any) -> bool:
    """Return whether a model would take a value there."""
    try:
        TypeAdapter(kind).validate_python(LocatedStr(value, Location("")) if isinstance(value, str) else value)
    except ValidationError:
        return False
    return True
