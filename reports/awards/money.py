"""Amounts of money as people write them: "£1,200.50", "(500)", "$6 million", "CHF 1'200.50", "6.8E8".

A column is written in one form. "1.500" may be one and a half or fifteen hundred: what the other cells show, or the
author says, settles it (`columns.AmountForm`), and nothing else does.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from reports.awards.cells import FULL_WIDTH, Cell, CellError, says_nothing, text_of
from reports.awards.currencies import fits, is_currency
from reports.datafile.yaml import quote
from reports.frozen import frozen

Decimals = Literal["point", "comma"]
# What the digits of an amount show of their column: nothing, which sign stands before decimals, or that one sign
# stands before three digits.
Shows = Literal["nothing", "point", "comma", "three after a point", "three after a comma"]

_MOST_DIGITS = 16  # before the point; with six behind it, sums of 300,000 awards stay exact in 28
_MOST_TEXT = 500
_FINEST = Decimal("0.000001")
PLAIN = re.compile(r"[0-9]{1,16}(\.[0-9]{1,2})?")  # as nearly all are
_AMOUNT = re.compile(
    r"(?P<before>[^0-9]{0,12}?)(?P<digits>[0-9](?:[0-9.,'’ ]*[0-9])?)"
    r"(?:[eE](?P<power>[+\-]?[0-9]{1,3}))?(?P<after>[^0-9]{0,20})"
)
_NO_CENTS = re.compile(r"([.,])[-–—]{1,2}(?=\D|$)|/[-–—]$")
_BLANKS = r"[0-9]{1,3}(?:[ '’][0-9]{3})+"
_FORMS: dict[Shows, str] = {
    "nothing": rf"[0-9]+|{_BLANKS}",
    "three after a point": r"[1-9][0-9]{0,2}\.[0-9]{3}",
    "three after a comma": r"[1-9][0-9]{0,2},[0-9]{3}",
    "point": rf"(?:[0-9]+|{_BLANKS}|[0-9]{{1,3}}(?:,[0-9]{{3}})+)\.[0-9]+|[0-9]{{1,3}}(?:,[0-9]{{3}}){{2,}}"
    r"|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?",
    "comma": rf"(?:[0-9]+|{_BLANKS}|[0-9]{{1,3}}(?:\.[0-9]{{3}})+),[0-9]+|[0-9]{{1,3}}(?:\.[0-9]{{3}}){{2,}}",
}
_MAGNITUDES = {
    word: size
    for size, words in (
        (3, "k thousand thousands tsd tausend mille mil duizend"),
        (5, "lakh lakhs lac lacs"),
        (6, "m mm mn mln mio million millions millionen millones milioni miljoen milhões miljoner millioner milionów"),
        (7, "crore crores"),
        (9, "bn bln billion billions mrd milliarde milliarden milliards miliardi miljard miljarder milliarder"),
    )
    for word in words.split()
}
_BESIDE = re.compile(r"\s*(?P<word>[^\W\d_]+)\.?(?=\W|$)\s*")
_MINUS = "-\u2212–"
_PLAIN_HINT = "write it in digits, as 6000000 or 6,000,000.50; an amount that is not known stays empty"


class CurrencyError(CellError):
    """A cell that can be read, and tells of another currency than is stated."""


@frozen
class WrittenAmount:
    """An amount as it is written: its digits with what stands between them, and what stands around them."""

    digits: str
    shows: Shows
    power: int  # of ten
    negative: bool
    currency: str | None


@frozen
class AmountForm:
    """How the amounts of a column are written. `scale`: how much of the currency is 1 in the column."""

    decimals: Decimals = "point"
    scale: int = 1


_USUAL = AmountForm()


@lru_cache(10_000)
def written_amount(text: str) -> WrittenAmount:
    """Return the parts of an amount, on one line; raises a CellError."""
    if text.startswith("="):
        raise CellError("the amount is a formula: put its value there")
    if text.endswith("%"):
        raise CellError(f"the amount {quote(text, 30)} is a percentage, which is no money", _PLAIN_HINT)
    written = text[: _MOST_TEXT + 1].translate(FULL_WIDTH)
    written = _NO_CENTS.sub(lambda sign: f"{sign[1]}00" if sign[1] else "", written)
    match = _AMOUNT.fullmatch(written) if len(text) <= _MOST_TEXT else None
    if match is None or "+" in match["after"]:  # "500+" is 500 or more
        raise _no_number(text)
    before, after = match["before"], match["after"]
    around = before + after
    signs = [char for char in around if char in f"{_MINUS}+"]
    bracketed = "(" in around
    if len(signs) + bracketed > 1 or around.count("(") != before.count("(") or around.count(")") != before.count("("):
        raise _no_number(text)
    before, after = (re.sub(rf"[()+{re.escape(_MINUS)}]", " ", part).strip() for part in (before, after))
    power, after = _magnitude(after)
    currencies = [part for part in (before, after) if part]
    if not all(map(is_currency, currencies)) or (power and match["power"]) or len(match["power"] or "") > 3:
        raise _no_number(text)
    shows = next((shows for shows, form in _FORMS.items() if re.fullmatch(form, match["digits"])), None)
    if shows is None:
        raise _no_number(text)
    if match["power"] and shows.startswith("three"):
        shows = "point" if shows.endswith("point") else "comma"
    negative = bracketed or any(sign in _MINUS for sign in signs)
    power += int(match["power"] or 0)
    return WrittenAmount(match["digits"], shows, power, negative, " ".join(currencies) or None)


def _no_number(text: str) -> CellError:
    return CellError(f"the amount {quote(text, 30)} is not a number", _PLAIN_HINT)


def _magnitude(after: str) -> tuple[int, str]:
    """Return the power of ten that a word behind a number stands for, and what else stands there."""
    for match in _BESIDE.finditer(after):
        size = _MAGNITUDES.get(match["word"].casefold())
        if size is not None:
            return size, f"{after[: match.start()]} {after[match.end() :]}".strip()
    return 0, after


def amount_of(cell: Cell, currency: str | None = None, form: AmountForm = _USUAL) -> Decimal | None:
    """Return an amount of money, None where nothing stands; raises a CellError.

    A sign or a code beside the number has to fit the `currency`, if that is known. `form` is the column's.
    """
    if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
        return exact_amount(cell, form.scale)
    text = text_of(cell)
    if text is None:
        return None
    if form == _USUAL and (plain := PLAIN.fullmatch(text)):
        cents = plain[1] and plain[1].strip(".0")
        return Decimal(text if cents else plain[0].partition(".")[0])
    if says_nothing(text):
        return None
    if not isinstance(cell, str):
        raise CellError(f"the amount {quote(text)} is not a number")
    written = written_amount(text)
    for sign in (written.currency or "").split():
        agree(sign, currency, quote(text, 30))
    if written.power > 2 and form.scale > 1:
        raise CellError(f"the amount {quote(text, 30)} says its size, and so does `in:` in the data file")
    if written.shows not in ("nothing", form.decimals) and not written.shows.startswith("three"):
        hint = f"this column has decimal {form.decimals}s"
        raise CellError(f"the amount {quote(text, 30)} has no decimal {form.decimals}", hint)
    digits = re.sub(r"[ '’]", "", written.digits)
    digits = digits.replace(",", "") if form.decimals == "point" else digits.replace(".", "").replace(",", ".")
    amount = exact_amount(Decimal(f"{digits}e{written.power}"), form.scale, text)
    return -amount if written.negative else amount


def agree(sign: str, currency: str | None, where: str) -> None:
    """Raise a CurrencyError if a sign or a code, told with `where` it stands, is not of the currency that is stated."""
    if currency and not fits(sign, currency):
        ways = "make a table for each, or correct what it says"
        hint = f"currencies are never added up: name the column that has the currency (columns: currency: …), {ways}"
        raise CurrencyError(f"the amount {where} is in {sign}, but the currency stated is {currency}", hint)


def exact_amount(number: float | Decimal, scale: int = 1, text: str | None = None) -> Decimal:
    """Return the number that was typed (`text`), not the binary one that is nearest to it; raises a CellError."""
    if isinstance(number, float):
        digits = repr(number)
        if scale == 1 and digits[-3:-2] == "." and len(digits) < _MOST_DIGITS:  # cents, as most have
            return Decimal(digits)
        number = int(number) if number.is_integer() else Decimal(repr(number))
    exact = Decimal(number)
    if not exact.is_finite() or exact.adjusted() >= _MOST_DIGITS:
        raise CellError(f"the amount {quote(text or number, 30)} has too many digits, or is not a number")
    if exact == exact.to_integral_value():
        return Decimal(int(exact)) * scale
    if exact.as_tuple().exponent < -2:  # type: ignore[operator]  # finite numbers have one
        exact = exact.quantize(_FINEST).normalize() if exact.as_tuple().exponent < -6 else exact.normalize()  # type: ignore[operator]
    return exact * scale if scale == 1 or exact * scale % 1 else Decimal(int(exact * scale))
