"""Cells of a table as text, money and dates. What a cell does not plainly say is refused, never guessed."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from reports.awards.currencies import fits, is_currency
from reports.datafile.scalars import When
from reports.datafile.yaml import FORBIDDEN, quote

Cell = str | int | float | Decimal | bool | dt.date | dt.time | dt.timedelta | None
DayOrder = Literal["day first", "month first"]

_UNSEEN = re.compile(f"[{FORBIDDEN}\u200b\u2060]")
_BLANKS = re.compile(r"\s+")
_AMOUNT = re.compile(
    r"([-+\u2212]?)\s*([^\d+\-\u2212]{0,9}?)\s*([-+\u2212]?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?\s*(\D{0,9})"
)
_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?(?:[T ][0-9]{2}:[0-9]{2}.*)?")
_SLASHED = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})(?: [0-9]{1,2}:[0-9]{2}.*)?")
_MOST_DIGITS = 16  # before the point; with six behind it, sums of 300,000 awards stay exact in 28
_PLAIN = "write it in digits, as 6000000 or 6,000,000.50; an amount that is not known stays empty"
_FINEST = Decimal("0.000001")


class CellError(Exception):
    """A cell that does not say what its column is for; the text is the reason, in the words of an account."""

    def __init__(self, reason: str, hint: str | None = None) -> None:
        self.hint = hint
        super().__init__(reason)


def text_of(cell: Cell) -> str | None:
    """Give a cell's text on one line; None for one that is empty or holds blanks alone."""
    if type(cell) is str:  # nearly all are, and a table may have millions
        return _text(cell)
    match cell:
        case None:
            return None
        case bool():
            return str(cell).upper()
        case float():
            return str(int(cell)) if cell.is_integer() else repr(cell)
        case dt.datetime():
            return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ")
    return str(cell)


def _text(cell: str) -> str | None:
    if cell.isascii() and cell.isprintable() and "  " not in cell:
        return cell.strip() or None
    return _BLANKS.sub(" ", _UNSEEN.sub(" ", cell)).strip() or None


def amount_of(cell: Cell, currency: str | None = None) -> Decimal | None:
    """Give an amount of money, None where nothing stands; raises a CellError.

    A sign or a code beside the number has to fit the `currency`, if that is known.
    """
    match cell:
        case bool() | dt.date() | dt.time() | dt.timedelta():
            raise CellError(f"the amount {quote(text_of(cell))} is not a number")
        case int() | float() | Decimal():
            return _exact(cell)
    text = text_of(cell)
    if text is None:
        return None
    if text.startswith("="):
        raise CellError("the amount is a formula: put its value there")
    match = _AMOUNT.fullmatch(text)
    signs = list(filter(None, (match[2], match[6]))) if match else []
    if match is None or (match[1] and match[3]) or not all(map(is_currency, signs)):
        raise CellError(f"the amount {quote(text, 30)} is not a number", _PLAIN)
    for sign in signs:
        agree(sign.strip(), currency, quote(text, 30))
    amount = _exact(Decimal(match[4].replace(",", "") + (match[5] or "")))
    return -amount if (match[1] or match[3]) in ("-", "\u2212") else amount


def agree(sign: str, currency: str | None, where: str) -> None:
    """Raise a CellError if a sign or a code, told with `where` it stands, is not of the currency that is stated."""
    if currency and not fits(sign, currency):
        hint = "currencies are never added up: take the row out of the table, or correct what it says"
        raise CellError(f"the amount {where} is in {sign}, but the currency stated is {currency}", hint)


def _exact(number: float | Decimal) -> Decimal:
    """Give the number that was typed, not the binary one that is nearest to it."""
    exact = Decimal(repr(number)) if isinstance(number, float) else Decimal(number)
    if not exact.is_finite() or exact.adjusted() >= _MOST_DIGITS:
        raise CellError(f"the amount {quote(number, 30)} has too many digits, or is not a number")
    if isinstance(exact.as_tuple().exponent, int) and exact.as_tuple().exponent < -6:  # type: ignore[operator]
        exact = exact.quantize(_FINEST).normalize()
    return Decimal(int(exact)) if exact == exact.to_integral_value() else exact


def date_of(cell: Cell, order: DayOrder | None) -> When | None:
    """Give a date as exactly as the cell has it, None where nothing stands; raises a CellError.

    1/2/2013 is read only if `order` says which of the two is the day.
    """
    match cell:
        case dt.date():
            return _day(cell.year, cell.month, cell.day)
        case str():
            return _date_in(cell, order)
    text = text_of(cell)
    return None if text is None else _date_in(text, order)


@lru_cache(50_000)
def _date_in(text: str, order: DayOrder | None) -> When | None:
    text = text.strip()
    if not text:
        return None
    if match := _ISO.fullmatch(text):
        month, day = (int(part) if part else None for part in match.groups()[1:])
        return _checked(text, int(match[1]), month, day)
    match = _SLASHED.fullmatch(text)
    if match is None:
        raise CellError(f"the date {quote(text, 30)} is not understood")
    one, two, year = map(int, match.groups())
    if order is None and one != two and max(one, two) <= 12:
        raise CellError(f"the date {quote(text, 30)} may be read in two ways")
    day, month = (two, one) if order == "month first" or two > 12 else (one, two)
    return _checked(text, year, month, day)


def _checked(text: str, year: int, month: int | None, day: int | None) -> When:
    try:
        dt.date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise CellError(f"the date {quote(text, 30)} does not exist") from None
    return _day(year, month, day)


@lru_cache(50_000)
def _day(year: int, month: int | None, day: int | None) -> When:
    return When(year, month, day)
