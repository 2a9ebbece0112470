"""Cells of a table as text. What a cell does not plainly say is refused, never guessed: see `money` and `datecells`."""

import datetime as dt
import html
import re
import unicodedata
from decimal import Decimal
from typing import Self

from reports.datafile.yaml import FORBIDDEN

Cell = str | int | float | Decimal | bool | dt.date | dt.time | dt.timedelta | None

_UNSEEN = re.compile(f"[{FORBIDDEN}\u200b\u2060]")
_BLANKS = re.compile(r"\s+")
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
_SAYINGS = """
    -|--|–|—|.|…|?|n/a|n.a.|n.a|na|#n/a|#na|null|(null)|none|nil|unknown|unspecified|unavailable|tbc|tbd|(blank)
    |not stated|not known|not available|not applicable|not specified|not recorded
    |unbekannt|keine angabe|k.a.|k. a.|inconnu|non renseigné|desconocido|onbekend|sconosciuto
"""
_NOTHING = frozenset(re.split(r"\s*\|\s*", _SAYINGS.strip()))
FULL_WIDTH = {0x3000: 0x20, **{sign: sign - 0xFEE0 for sign in range(0xFF01, 0xFF5F)}}  # of East Asian type
_LONGEST_NOTHING = max(map(len, _NOTHING))


class Signed(float):
    """A number of a workbook whose format shows a currency's sign or code, or "%"."""

    __slots__ = ("sign",)
    sign: str

    def __new__(cls, number: str, sign: str) -> Self:
        """Return a number that knows its sign."""
        new = super().__new__(cls, number)
        new.sign = sign
        return new


class CellError(Exception):
    """A cell that does not say what its column is for; the text is the reason, in the words of an account."""

    def __init__(self, reason: str, hint: str | None = None) -> None:
        self.hint = hint
        super().__init__(reason)


def text_of(cell: Cell) -> str | None:
    """Return a cell's text on one line; None for one that is empty or holds blanks alone."""
    if type(cell) is str:  # nearly all are, and a table may have millions
        if cell.isascii() and cell.isprintable() and "  " not in cell:
            return cell.strip() or None
        return unicodedata.normalize("NFC", _BLANKS.sub(" ", _UNSEEN.sub(" ", cell))).strip() or None
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


def unescaped(text: str) -> str:
    """Return a text without the entities that a web page has left in it: "Parks &amp; care"."""
    if "&" not in text or not _ENTITY.search(text):
        return text
    return text_of(_ENTITY.sub(lambda entity: html.unescape(entity[0]), text)) or ""


def says_nothing(text: str) -> bool:
    """Return whether a text stands for an empty cell: "-", "n/a", NULL, "Unknown"."""
    return len(text) <= _LONGEST_NOTHING and text.casefold() in _NOTHING
