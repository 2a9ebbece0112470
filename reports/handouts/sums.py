"""What the amounts of one recipient come to: read as those of awards are, and written as the table writes them.

Currencies are never added up, and what can't be read is no part of a sum: both are problems that name rows.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from math import isclose

from reports.awards.cells import FULL_WIDTH, CellError, text_of
from reports.awards.columns import amount_form
from reports.awards.currencies import is_currency, meant_by_all, signs_in_header
from reports.awards.money import AmountForm, Decimals, amount_of, written_amount
from reports.compose.recipient_columns import Summed
from reports.frozen import frozen
from reports.handouts.recipients import Recipient
from reports.tables import Formatted, TableError, Zero
from reports.tables.formats import signs_of

_GROUP = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?P<sign>[.,'’ ])[0-9]{3}(?![0-9])")
_UNGROUPED = re.compile(r"(?<![0-9.,])[0-9]{4}")
_NUMBER = re.compile(r"[0-9](?:[0-9.,'’ ]*[0-9])?")
_DASHES = re.compile(r"[-\u2010-\u2015\u2212]+")
_SIGNS = re.compile(r"[.,]?[()+\-\u2212–/]+")
_NOISE, _EXACT = 1e-6, 1e-14  # what a spreadsheet's arithmetic leaves behind cents, and in a large amount
_SIGN: Mapping[Decimals, str] = {"point": ".", "comma": ","}


class SumError(Exception):
    """An amount that can't be added: its row, what is wrong there, the row that it disagrees with (0: none), a hint."""

    def __init__(self, row: int, message: str, against: int, hint: str) -> None:
        self.row, self.message, self.against, self.hint = row, message, against, hint
        super().__init__(message)


@frozen
class Sums:
    """How the amounts of a table are written, and so their sums; `open`: nothing but the language says so."""

    summed: Summed
    listed: tuple[str, ...]
    form: AmountForm
    group: str
    open: bool

    def total(self, recipient: Recipient) -> str:
        """Return what the amounts of a recipient's rows come to; raises a SumError."""
        column, total, first = self.summed.column, Decimal(0), None
        texts: list[str] = []
        for row, cells in recipient.listed:
            text = _amount_text(cell := cells.get(column, ""))
            total += (amount := self._amount(text, row))
            if isinstance(cell, Formatted) and not isclose(amount, cell.held, rel_tol=_EXACT, abs_tol=_NOISE):
                hint = "show its decimals and its minus, or round it in its cell; or leave the total out"
                raise SumError(row, "shows another amount than its cell holds", 0, hint)
            currency = self._currency(text, cells, row)
            if isinstance(cell, Zero) and not currency:
                continue  # nothing, of whatever currency
            if first is None:
                first = row, currency
            elif not _are_one(currency, first[1]):
                message = "has another currency than" if currency and first[1] else "leaves the currency open, unlike"
                rows = (row, first[0]) if first[1] else (first[0], row)
                hint = "currencies are never added up: write the same sign in all rows, or leave the total out"
                raise SumError(rows[0], message, rows[1], hint)
            texts.append(text)
        written = self._written(total, texts or ["0"])
        beside = "" if first is None or written_amount(texts[0]).currency else first[1]
        return f"{written}\xa0{beside}".strip()

    def _amount(self, text: str, row: int) -> Decimal:
        hint = "write it in digits, as 1,250.50, in every row; or leave the total out"
        try:
            amount = amount_of(text, form=self.form)
            shows = written_amount(text).shows if amount is not None else "nothing"
        except CellError:
            raise SumError(row, "is no amount of money that can be read", 0, hint) from None
        if amount is None:
            raise SumError(row, "has no amount, and the total needs one", 0, hint)
        if self.open and shows == f"three after a {self.form.decimals}":
            hint = "say which sign stands before decimals: decimals: point, or comma, beside total in the data file"
            raise SumError(row, "may be thousands, or an amount with three decimals", 0, hint)
        return amount

    def _currency(self, text: str, cells: Mapping[str, str], row: int) -> str:
        """Return the sign or code of an amount, or what its row says: in a column of its own, or in any cell.

        Where both are there it is the one that says more: "$" and "CAD" are CAD.
        """
        sign, beside = written_amount(text).currency or "", cells.get(self.summed.currency or "", "")
        alone = (cells.get(column, "").strip() for column in self.listed if column != self.summed.column)
        codes = (cell for cell in alone if signs_in_header(cell) == (cell,))
        beside = beside or next((cell for cell in codes if not sign or meant_by_all((sign, cell))), "")
        if not sign or not beside:
            return sign or beside
        if meant_by_all((sign, beside)):
            return min(sign, beside, key=lambda said: len(meant_by_all([said])))
        if is_currency(beside):
            message, hint = "has another currency than the row's own column says", "correct one of them"
            raise SumError(row, message, 0, hint)
        return f"{sign} {beside}"  # a name that we do not know

    def _written(self, total: Decimal, texts: list[str]) -> str:
        """Write a sum in the form of the first amount, with as many decimals as the amounts have."""
        point, read = _SIGN[self.form.decimals], [written_amount(text) for text in texts]
        digits = (each.digits for each in read if not each.power and point in each.digits)
        exact = max(0, -int(total.normalize().as_tuple().exponent))
        places = max((len(each.rpartition(point)[2]) for each in digits), default=0)
        places = max(places, exact)
        number = f"{abs(total):,.{places}f}".translate({ord(","): self.group.replace(" ", "\xa0"), ord("."): point})
        model, found = read[0], _NUMBER.search(texts[0])
        assert found
        before, after = (_SIGNS.sub("", part) for part in (texts[0][: found.start()], texts[0][found.end() :]))
        if model.power:  # "$1.5 million" comes to so many dollars
            after = f" {model.currency}" if model.currency and model.currency in after else ""
        return f"{'-' * (total < 0)}{before.lstrip()}{number}{after.rstrip()}".replace(" ", "\xa0")


def sums_of(summed: Summed, listed: tuple[str, ...], language: str, recipients: Iterable[Recipient]) -> Sums:
    """Read how all amounts of a table are written; what its cells leave open is as the language has it."""
    groups: dict[str, None] = {}

    def cells() -> Iterator[tuple[int, str]]:
        for recipient in recipients:
            for row, values in () if recipient.suppressed else recipient.listed:
                text = _amount_text(values.get(summed.column, ""))
                if grouped := _GROUP.search(text):
                    groups.setdefault(grouped["sign"])
                elif _UNGROUPED.search(text):
                    groups.setdefault("")
                yield row, text

    try:
        decimal, usual = signs_of(language)
    except ValueError:
        decimal, usual = ".", ","
    spoken: Decimals = "comma" if decimal == "," else "point"
    is_open = False
    try:
        form = amount_form(cells(), None, "units", "")
    except TableError:
        form, is_open = AmountForm(spoken), True
    if summed.decimals:
        form, is_open = AmountForm(summed.decimals), False
    if form.decimals != spoken:
        usual = _SIGN[spoken]  # what parts decimals elsewhere groups here
    group = next((sign for sign in groups if sign != _SIGN[form.decimals]), usual)
    return Sums(summed, listed, form, group.replace("\u202f", "\xa0"), is_open)


def _amount_text(cell: str) -> str:
    """Return an amount on one line, and an accountant's zero in digits: "$-" is $0, but a typed dash is none."""
    text = (text_of(str(cell)) or "").translate(FULL_WIDTH)  # of a workbook's numbers too, which know what they hold
    sign = _DASHES.sub("", text, 1).strip()
    if sign != text and is_currency(sign):
        return _DASHES.sub("0", text)
    return "0" if isinstance(cell, Zero) else text


def _are_one(first: str, second: str) -> bool:
    """Return whether two signs or codes are the same; "$" and "CA$" may be, and that is not enough."""
    same = "".join(first.split()).casefold() == "".join(second.split()).casefold()
    return same or (bool(first and second) and meant_by_all([first]) == meant_by_all([second]) != frozenset())


def is_amount(text: str) -> bool:
    """Return whether a cell of the table is a number, with or without a currency."""
    try:
        written_amount(_amount_text(text))
    except CellError:
        return False
    return True
