"""What a value of the wrong form was probably meant to be: numbers, dates, codes and entries as people write them.

Each function returns a hint, or None where that is not certain. A date or code has been tried on the model; a
number may break a limit that it has there, and an entry has gaps ("…") for its author to fill: neither has been tried.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError

from reports.datafile.scalars import LocatedStr, Prose, When
from reports.datafile.yaml.shapes import bare, is_union
from reports.errors import Location

_NUMBER = re.compile(
    r"(?i)(?P<bound>about|around|approx\.?|circa|ca?\.|~|≈|more than|over|>|at least|>=|≥|nearly|almost|up to|<=|≤)?\s*"
    r"(?P<sign>[$€£¥]|[a-z]{3}\b)?\s*(?P<digits>\d(?:[\d_.,'’ \u00a0\u202f]*\d)?)\s*"
    r"(?P<scale>thousand|k|million|mio\.?|mn|m|billion|bn)?(?![\w.])\s*(?P<rest>[^\d-]*)"
)
_SCALES = {"t": 1000, "k": 1000, "m": 10**6, "b": 10**9}
_BOUNDS = {"m": "more than", "o": "more than", ">": "more than", "at": "at least", ">=": "at least", "≥": "at least"}
_BOUNDS |= {"n": "nearly", "al": "nearly", "u": "up to", "<": "up to", "≤": "up to"}
_CODES = {"$": "USD", "€": "EUR", "£": "GBP", "dollar": "USD", "euro": "EUR", "pound": "GBP"}
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def number_meant(found: str, *, whole: bool) -> str | None:
    """Return the digits of a number ("$1.5 million"), and in which keys its bound, sign and unit belong."""
    if whole and (years := re.findall(r"\b\d{4}\b", found)):
        return f"write {years[-1]}"
    match = _NUMBER.fullmatch(found.strip())
    if match is None or len(found) > 60:
        return None
    digits = re.sub(r"[_'’ \u00a0\u202f]", "", match["digits"])
    mark = max(digits.rfind("."), digits.rfind(","))
    grouped = re.fullmatch(r"\d{1,3}([.,])\d{3}(\1\d{3})*", digits)
    if mark >= 0 and not grouped:  # the last mark is that of decimals
        digits = f"{re.sub('[.,]', '', digits[:mark])}.{digits[mark + 1 :]}"
    try:
        value = Decimal(re.sub("[.,]", "", digits) if grouped else digits)
    except InvalidOperation:
        return None
    value *= _SCALES[match["scale"][0].casefold()] if match["scale"] else 1
    if value >= 10**15:
        return None
    bound = (match["bound"] or "").casefold()
    bounds = [_BOUNDS[start] for start in (bound[:2], bound[:1]) if start in _BOUNDS] or ["about"] * bool(bound)
    rest = match["rest"].strip()
    sign = match["sign"] or next((each for each in _CODES if rest and rest.startswith(each)), "")
    belongs = [f"bound: {bounds[0]}"] if bounds else []
    belongs += [f"currency: {_CODES.get(sign, sign.upper())}"] if sign else []
    belongs += [f'unit: "{rest}"'] if rest and not sign else []
    written = f"{value:,f}".replace(",", "_")
    written = written.rstrip("0").rstrip(".") if "." in written else written
    return f"write {', and '.join([written, *belongs])}"


def date_meant(found: str) -> str | None:
    """Return a date or a time ("12 June 2013", "1.2.2013", "2010–2012") as the data file has it."""
    numbers = re.findall(r"\d+", found)
    month = next((each for each in _MONTHS if re.search(rf"(?i)\b{each}", found)), None)
    years = [each for each in numbers if len(each) == 4]
    others = [each.zfill(2) for each in numbers if len(each) < 3]
    if re.fullmatch(r"\d{4} ?[-–—/] ?\d{4}", found):
        dates = [" to ".join(years)]
    elif len(years) != 1 or len(numbers) - len(others) != 1:
        return None
    elif month:
        dates = ["-".join([years[0], f"{_MONTHS.index(month) + 1:02}", *others])]
    elif found.startswith(years[0]) or len(others) == 1:
        dates = ["-".join([years[0], *others])]
    else:
        dates = ["-".join([years[0], *others[::-1]]), "-".join([years[0], *others])]  # the month of 1.2. is the second
    fitting = [date for date in dict.fromkeys(dates) if fits(date, When)][: 2 if "/" in found else 1]
    return f"write {' or '.join(fitting)}" if fitting and fitting != [found] else None


def code_meant(found: str, kind: Any) -> str | None:
    """Return the code or name that a word stands for, where it fits what is asked: usd or $ for USD."""
    named = next((code for sign, code in _CODES.items() if found.casefold().strip("us ").startswith(sign)), None)
    meant = (named, found.strip().upper(), re.sub(r"\W+", "_", found.strip()), f"https://{found.strip()}")
    fitting = next((each for each in meant if each and each != found and fits(each, kind)), None)
    return f"write {fitting}" if fitting else None


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
        if field.annotation is int:
            fields.append(f"{name}: {year[0] if year else '…'}")
        elif field.annotation is Decimal and not isinstance(found, str) and not used:
            fields.append(f"{name}: {found}")
            used = True
        elif is_text and not used and '"' not in str(found):
            fields.append(f'{name}: "{found}"')
            used = True
        else:
            fields.append(f'{name}: "…"' if is_text else f"{name}: …")
    return f"{{{', '.join(fields)}}}" if used and len(str(found)) < 200 else None


def fits(value: object, kind: Any) -> bool:
    """Return whether a model would take a value there."""
    try:
        TypeAdapter(kind).validate_python(LocatedStr(value, Location("")) if isinstance(value, str) else value)
    except ValidationError:
        return False
    return True
