"""The form of a column, judged over all of its cells: one 3/16/2022 settles 7/4/2023.

What stays open, or contradicts itself, is one problem for the column, with the forms that were seen and the key of the
data file that settles it.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import get_args

from reports.awards.award import rows_told
from reports.awards.cells import Cell, CellError, says_nothing, text_of
from reports.awards.datecells import DateForm, DayOrder, SecondPart, Settled, written_date
from reports.awards.money import PLAIN, AmountForm, Decimals, written_amount
from reports.datafile.yaml import quote
from reports.tables import TableError

SCALES = {"units": 1, "thousands": 1_000, "millions": 1_000_000}

_Cells = Iterable[tuple[int, Cell]]  # of one column, each with its row's number
_MOST_SHOWN = 3  # examples
# "(£000)", "£'000s", "in thousands", "€k", "(€ m)", "USD million", "in Tsd. €"
_SCALED = {
    "thousands": r"(?<!\d)0{3}s?\b|\b(?:thousands?|tausend|tsd|milliers|miles)\b|[£$€¥]\s?k\b|\bk[£$€]|\bt€"
    r"|\b(?:k|t)(?:eur|usd|gbp|chf)\b",
    "millions": r"\b(?:millions?|mio|mln|millionen|millones|milioni|miljoen)\b|[£$€¥]\s?mn?\b|\bm[£$€]"
    r"|\b(?:eur|usd|gbp|chf) ?mn?\b|\bm(?:eur|usd|gbp|chf)\b",
}
# What dates may be, in the order in which it is asked; a key of the data file has the last without its end.
_CHOICES: tuple[tuple[Settled, ...], ...] = (get_args(DayOrder), get_args(SecondPart), ("months and years",))


@dataclass(slots=True)
class _Seen:
    """The forms of a column, each with its rows and the first examples of it."""

    rows: dict[str, list[int]] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)

    def add(self, form: str, row: int, text: str) -> None:
        self.rows.setdefault(form, []).append(row)
        examples = self.texts.setdefault(form, [])
        if len(examples) < _MOST_SHOWN and text not in examples:
            examples.append(text)

    def quoted(self, form: str) -> str:
        """Name the first cells of a form, and all its rows."""
        more = " …" if len(self.rows[form]) > len(self.texts[form]) else ""
        named = ", ".join(quote(text, 30) for text in self.texts[form])
        return f"{named}{more} ({rows_told(self.rows[form])})"


def _texts(cells: _Cells) -> Iterator[tuple[int, str]]:
    """Yield what is said in cells of text, each with its row."""
    for number, cell in cells:
        text = cell if type(cell) is str and cell.isdigit() else text_of(cell)
        if text is not None and not says_nothing(text):
            yield number, text


def amount_form(cells: _Cells, stated: Decimals | None, scale: str | None, header: str) -> AmountForm:
    """Return how a column writes amounts, as the author states it or its cells show it; raises a TableError.

    `scale` is a key of SCALES, None where nobody has said what the column counts in, which its `header` may ask for.
    """
    asked = next((name for name, words in _SCALED.items() if re.search(words, header, re.IGNORECASE)), None)
    if scale is None and asked:
        message = f"the header {quote(header)} speaks of {asked}, and the data file does not say what amounts are in"
        raise TableError(message, f"add in: {asked} to awards, or in: units if they are whole amounts")
    return AmountForm(stated or _decimals(_amounts_seen(cells)), SCALES[scale or "units"])


def _amounts_seen(cells: _Cells) -> _Seen:
    seen, points = _Seen(), 0
    for number, text in _texts((number, cell) for number, cell in cells if type(cell) is str and not cell.isdigit()):
        if PLAIN.fullmatch(text):
            if points < _MOST_SHOWN and "." in text:  # as most are: its rows are not needed
                points += 1
                seen.add("point", number, text)
            continue
        try:
            written = written_amount(text)
        except CellError:
            continue  # told of where the row is read
        if written.shows != "nothing":
            seen.add(written.shows, number, text)
            if written.shows in get_args(Decimals) and re.search(r"[.,][0-9]{3}$", written.digits):
                seen.rows.setdefault(f"{written.shows} before three", []).append(number)
    return seen


def _decimals(seen: _Seen) -> Decimals:
    hint = "say which sign stands before decimals: decimals: point or decimals: comma"
    forms = seen.rows
    if "point" in forms and "comma" in forms:
        message = f"the amounts have decimal points, {seen.quoted('point')}, and decimal commas, {seen.quoted('comma')}"
        raise TableError(message, "write all in one form; " + hint, forms["comma"][0])
    decimals: Decimals = "comma" if "comma" in forms else "point"
    doubtful = f"three after a {decimals}"
    # Money with three decimals is rare: "1,500" is that only where others cannot be anything else.
    if doubtful in forms and f"{decimals} before three" not in forms:
        message = f"{seen.quoted(doubtful)} may be thousands, or amounts with three decimals"
        raise TableError(message, hint, forms[doubtful][0])
    return decimals


def date_form(cells: _Cells, stated: Settled | None, *, since_1904: bool = False) -> DateForm:
    """Return what is settled of a column's dates, by the author or by the dates that can be read in one way only.

    Raises a TableError.
    """
    seen = _Seen()
    for number, text in _texts((number, cell) for number, cell in cells if not isinstance(cell, dt.date)):
        try:
            written = written_date(text)
        except CellError:
            continue
        if written.shows and len(seen.rows.get(written.shows, ())) < _MOST_SHOWN:  # most show it
            seen.add(written.shows, number, text)
        elif None not in written.readings:
            seen.add(f"open: {'|'.join(map(str, written.readings))}", number, text)
    settled = (each for choices in _CHOICES for each in _settled(seen, choices, stated))
    return DateForm(frozenset(settled), since_1904)


def _settled(seen: _Seen, choices: tuple[Settled, ...], stated: Settled | None) -> list[Settled]:
    asked, shown = f"open: {'|'.join(choices)}", [choice for choice in choices if choice in seen.rows]
    if chosen := [choice for choice in choices if stated and choice.startswith(stated)]:
        return chosen
    if asked not in seen.rows or len(shown) == 1:
        return shown[:1]
    both = "; others show both, " + " and ".join(map(seen.quoted, shown)) if shown else ""
    keys = " or ".join(f"dates: {choice.removesuffix(' and years')}" for choice in choices)
    message = f"the dates {seen.quoted(asked)} may be read in two ways{both}"
    raise TableError(message, f"say which they are: {keys}", seen.rows[asked][0])
