"""Rows of a 360Giving table, and of any other whose columns the author has named: a row is an award."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from reports.awards.award import Award
from reports.awards.cells import CellError
from reports.awards.gathering import Gathering, Row
from reports.awards.layouts import Layout
from reports.datafile.yaml import quote

_SHARED = ("area", "funder", "recipient", "country", "type", "project")  # by many awards
_USABLE = "complete the row, or take it out of the table"
_CODE = re.compile(r"[A-Za-z]{3}")


def gather(rows: Iterable[Row], layout: Layout, into: Gathering) -> None:
    """Make an award of each row that has an amount."""
    for row in rows:
        texts = row.texts()
        try:
            amount = row.amount("amount", texts.get("currency", layout.currency))
        except CellError as error:
            into.refuse(row, str(error), error.hint)
            continue
        if into.is_sum(row, texts, amount):
            continue
        if amount is None:
            if texts.keys() - {"currency"} or row.cell("date") or len(layout.columns) < 3:
                into.drop_unstated(row, "no amount", texts.get("id"))
            else:
                into.drop(row, "nothing in the columns that are read")
        elif reason := _unusable(row, texts, layout):
            into.refuse(row, f"{reason}, so that this amount of {amount:,f} is no award", _USABLE)
        else:
            into.keep(_award(row, amount, texts, layout, into))


def _award(row: Row, amount: Decimal, texts: Mapping[str, str], layout: Layout, into: Gathering) -> Award:
    return Award(
        where=into.at(row),
        amount=amount,
        currency=into.code(texts.get("currency", layout.currency)),
        kind=layout.kind,
        id=texts.get("id"),
        title=texts.get("title"),
        date=into.date_of(row, "date"),
        **into.shared(texts, _SHARED),
    )


def _unusable(row: Row, texts: Mapping[str, str], layout: Layout) -> str | None:
    """Say why money is not an award: nobody knows in what currency, or it may be a sum of the rows above."""
    currency = texts.get("currency", layout.currency)
    if currency is None:
        return "no currency"
    if not _CODE.fullmatch(currency):
        return f"the currency {quote(currency, 20)} is no code such as GBP"
    if "id" in layout.needed and "id" not in texts:
        return "no identifier"
    bare = len(layout.columns) > 2 and texts.keys() <= {"currency"} and not row.cell("date")
    return "nothing but an amount" if bare else None
