"""Number formats of a workbook's cells (ECMA-376-1, 18.8.31): numbers and dates as a reader of the workbook sees them.

A spreadsheet takes separators, names of months and the order of a date's parts from the computer; here they are those
of a language. A format may name another one for its names.
"""

import datetime as dt
import operator
import re
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache, partial
from locale import windows_locale
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from babel.dates import DateTimeFormat, tokenize_pattern

from reports.tables import Cell, Formatted, Unclear, Zero
from reports.tables.workbooks import DAYS_TO_1904, FIRST_DAY, FORMAT_TOKEN

Written = Callable[[str], Cell]  # from the number as the workbook keeps it to the text that it shows

_SURE_DAYS = range(61, 2_958_466)  # from March 1900, behind the day that there was not, to the year 9999
_DIGITS_SHOWN = 15  # a double has no more that are sure, and a spreadsheet shows none

# Parts of a date as CLDR writes them: names of a few letters are those that stand alone, as spreadsheets have them.
_FIELDS = {"y": "yy", "yy": "yy", "yyy": "yyyy", "yyyy": "yyyy", "d": "d", "dd": "dd", "ddd": "ccc", "dddd": "EEEE"}
_FIELDS |= {"m": "M", "mm": "MM", "mmm": "LLL", "mmmm": "MMMM", "mmmmm": "LLLLL"}
_FIELDS |= {"h": "H", "hh": "HH", "s": "s", "ss": "ss"}
# The limit is given first.
_TESTS = {"<": operator.gt, "<=": operator.ge, ">": operator.lt, ">=": operator.le, "=": operator.eq, "<>": operator.ne}


def writer(code: str, language: str = "en-US", *, since_1904: bool = False) -> Written:
    """Return what writes numbers as a format does; `since_1904`: its days count from 1904.

    It returns `Unclear.ERROR` for what is no number, and `Unclear.FORMAT` for what would be a guess: fractions,
    exponents, time that has passed, calendars and digits of some countries, days before March 1900. So it does for
    any number if the code is "". It returns `Unclear.SIGN` for a minus that a colour alone shows, or nothing.
    """
    try:
        format = _Format(code, language, DAYS_TO_1904 * since_1904)
    except ValueError:
        return lambda _: Unclear.FORMAT

    @lru_cache(10_000)
    def write(number: str) -> Cell:
        plain = plainly(number)
        if code == "General" and isinstance(plain, str):
            return plain.replace(".", format.point)
        try:
            if plain is Unclear.ERROR:
                return plain
            text, value = format.write(float(number), plain), float(number)
            if value < 0 and text == format.write(-value, plain) and re.search("[1-9]", text):
                return Unclear.SIGN
        except (ValueError, ArithmeticError):
            return Unclear.FORMAT
        return Formatted(text, value) if value or re.search(r"\d", text) else Zero(text)

    return write


def signs_of(language: str) -> tuple[str, str]:
    """Return what stands before decimals, and between groups of three; raises a ValueError for no known language."""
    symbols = _locale(language).number_symbols["latn"]
    return str(symbols["decimal"]), str(symbols["group"])


def plainly(number: str) -> Cell:
    """Write a number as a cell without a format shows it: "12", "0.5".

    Returns `Unclear.ERROR` for what is no number, and `Unclear.FORMAT` where a spreadsheet would write an exponent.
    """
    if number.isdecimal() and len(number) <= _DIGITS_SHOWN:
        return number
    try:
        value = float(number)
    except ValueError:
        return Unclear.ERROR
    text = f"{value:.{_DIGITS_SHOWN}g}"
    return text if "e" not in text and "n" not in text else Unclear.FORMAT  # 1e+20, inf, nan


class _FormatSection(NamedTuple):
    """What a format says of some numbers: of those that pass the `test`, if it has one.

    A token is a kind and a text. Kinds are "literal", "field" (of a date, in CLDR's signs) and groups of the pattern.
    """

    tokens: list[tuple[str, str]]
    test: Callable[[Decimal], bool] | None
    names: Locale  # the language of months and days

    def places(self, kind: str) -> list[int]:
        return [place for place, token in enumerate(self.tokens) if token[0] == kind]


class _Format:
    """A number format taken apart. A ValueError stands for what would be a guess, here and for a number."""

    def __init__(self, code: str, language: str, days: int) -> None:
        if not code:
            raise ValueError(code)
        self.point, self._comma = signs_of(language)
        self._days, self._sections = days, list(_sections(code, _locale(language)))

    def write(self, number: float, plain: Cell) -> str:
        """Write a number, which is `plain` without a format."""
        value = Decimal(f"{number:.{_DIGITS_SHOWN}g}")
        section, *others = self._sections
        if any(each.test for each in self._sections):
            passed = [each for each in self._sections if not each.test or each.test(value)]
            if value < 0 or not passed:
                raise ValueError(value)  # whether its sign is shown depends on the program
            section = passed[0]
        elif value < 0 and others:
            section, value = others[0], -value
        elif not value and len(others) > 1:
            section = others[1]
        if section.places("field"):
            return self._moment(section, value)
        if section.places("value") and isinstance(plain, Unclear):
            raise ValueError(value)
        text = self._amount(section, abs(value), str(plain).lstrip("-").replace(".", self.point))
        return f"-{text}" if value < 0 and re.search("[1-9]", text) else text

    def _amount(self, section: _FormatSection, value: Decimal, plain: str) -> str:
        texts, commas = [text for _, text in section.tokens], section.places("comma")
        point = (*section.places("point"), len(texts))[0]
        before = [place for place in section.places("digit") if place < point]
        after = [place for place in section.places("digit") if place > point]
        last = max(before, default=-1)
        value = value * 100 ** len(section.places("percent")) / 1000 ** sum(comma > last for comma in commas)
        whole, _, rest = f"{value.quantize(Decimal(1).scaleb(-len(after)), ROUND_HALF_UP):f}".partition(".")
        digits = whole.lstrip("0").zfill(len("".join(texts[place] for place in before).lstrip("#?")))
        comma = self._comma if any(before[0] < comma < last for comma in commas if before) else ""
        left = [digit + comma * (place % 3 == 0 < place) for place, digit in enumerate(reversed(digits))]
        for place in reversed(before):  # the first takes all that are left
            taken, left = (left[:1], left[1:]) if place > before[0] else (left, [])
            texts[place] = "".join(reversed(taken)) or " " * (texts[place] == "?")
        needed = max([len(rest.rstrip("0")), *(1 + n for n, place in enumerate(after) if texts[place] == "0")])
        for number, place in enumerate(after):
            texts[place] = rest[number] if number < needed else " " * (texts[place] == "?")
        shown = {"comma": "", "value": plain, "point": "".join(reversed(left)) + self.point}
        return "".join(shown.get(kind, text) for (kind, _), text in zip(section.tokens, texts, strict=True))

    def _moment(self, section: _FormatSection, value: Decimal) -> str:
        seconds = int((value * 86_400).to_integral_value(ROUND_HALF_UP)) + self._days * 86_400
        has_day = any(re.search("[yMLdEc]", section.tokens[place][1]) for place in section.places("field"))
        if value < 0 or seconds // 86_400 not in range(_SURE_DAYS.start if has_day else 0, _SURE_DAYS.stop):
            raise ValueError(value)
        moment = dt.datetime.combine(FIRST_DAY, dt.time()) + dt.timedelta(seconds=seconds)
        written = DateTimeFormat(moment, section.names)
        return "".join(written[text] if kind == "field" else text for kind, text in section.tokens)


def _sections(code: str, locale: Locale) -> Iterator[_FormatSection]:
    """Yield the sections of a format; raises a ValueError for what is not read."""
    tokens, test, names = list[tuple[str, str]](), None, locale
    for match in FORMAT_TOKEN.finditer(f"{code};"):
        kind, text = match.lastgroup or "", match[match.lastgroup or 0]
        match kind:
            case "text" | "kept" | "wide":  # the last: a blank as wide as a sign is
                tokens.append(("literal", text if kind != "wide" else " "))
            case "sign" | "names":
                tokens.append(("literal", match["sign"]))
                names = _named(match["names"] or "") or names
            case "limit":
                test = partial(_TESTS[match["test"]], Decimal(text))
            case "long" | "short":
                length = "full" if kind == "long" else "short"
                for _, part in tokenize_pattern(locale.date_formats[length].pattern):
                    if isinstance(part, str):
                        tokens.append(("literal", part))
                    else:
                        tokens.append(("field", "yyyy" if part[0] == "y" else part[0] * part[1]))
            case "date" | "half":
                tokens.append(("field", "a" if kind == "half" else _FIELDS[text.lower()]))
            case "end":
                of_all = Locale("en", "US")  # whose "Sep" all English spreadsheets have, where CLDR has "Sept"
                yield _FormatSection(_settled(tokens), test, of_all if names.language == "en" else names)
                tokens, test, names = [], None, locale
            case "unread" | "other" if text.isascii() and text[:1].isalpha():  # an era, an exponent
                raise ValueError(text)
            case str() if kind:
                tokens.append((kind, text))


def _settled(tokens: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Tell minutes from months, hours of a day from those of its halves; raises a ValueError for a fraction."""
    texts, kinds = [text for kind, text in tokens if kind == "field"], {kind for kind, _ in tokens}
    if {"digit", "value"} & kinds and (texts or ("other", "/") in tokens):
        raise ValueError(tokens)
    around = iter(zip(["", *texts], [*texts[1:], ""], strict=False))
    for place, (kind, text) in enumerate(tokens if texts else ()):
        before, after = next(around) if kind == "field" else ("", "")
        is_minute = text in ("M", "MM") and (before[:1] == "H" or after[:1] == "s")
        if kind != "field":
            tokens[place] = ("literal", text)
        elif is_minute or (text[0] == "H" and "a" in texts):
            tokens[place] = ("field", text.lower())
        elif text == "MMMM" and not {"d", "dd"} & set(texts):
            tokens[place] = ("field", "LLLL")  # "marzec 2024", but "5 marca"
    return tokens


def _named(tag: str) -> Locale | None:
    """Return the language that a format names, by its Windows identifier (407) or a tag; None: the computer's."""
    if tag in ("1", "2"):
        return None  # euros, before or behind the number
    if not re.fullmatch("[0-9A-Fa-f]{3,8}", tag):
        return _locale(tag.partition(",")[0]) if tag else None
    number = int(tag, 16)
    if number >> 24 > 1 or number >> 16 & 0xFF > 1:
        raise ValueError(tag)  # digits or a calendar of some country
    known = windows_locale.get(number & 0xFFFF)
    return _locale(known or tag) if number & 0xFFFF else None


@cache
def _locale(tag: str) -> Locale:
    """Return what is known of a language; raises a ValueError where that is nothing."""
    try:
        return Locale.parse(tag.replace("-", "_"))
    except UnknownLocaleError:
        raise ValueError(tag) from None
