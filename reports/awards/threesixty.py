"""Rows of a 360Giving table, and of any other whose columns the author has named: a row is an award."""

from collections.abc import Iterable, Mapping

from reports.awards.award import in_digits
from reports.awards.cells import text_of
from reports.awards.gathering import Gathering
from reports.awards.layouts import Layout
from reports.awards.rows import AwardRow
from reports.datafile.yaml import quote

_INCOMPLETE = "complete the row, or take it out of the table"


def gather(rows: Iterable[AwardRow], layout: Layout, into: Gathering) -> None:
    """Make an award of each row that has an amount."""
    for row, texts, amount in into.read(rows, "amount"):
        currency = texts.get("currency", layout.currency) or ""
        if amount is None:
            if texts.keys() - {"currency"} or text_of(row.cell("date")) or len(layout.columns) < 3:
                into.drop_unstated(row, "no amount", texts.get("id"))
            else:
                into.drop(row, "nothing in the columns that are read")
        elif unusable := _unusable(row, texts, currency, layout):
            reason, hint = unusable
            into.refuse(row, f"{reason}, so that this amount of {in_digits(amount)} is no award", hint)
        else:
            when, label = into.date(row, "date") or (None, None)
            into.keep(row, texts, amount, currency, date=when, fiscal_year=label, project=texts.get("project"))


def _unusable(row: AwardRow, texts: Mapping[str, str], currency: str, layout: Layout) -> tuple[str, str] | None:
    """Return why money is not an award, and what to do: its currency is not known, or it may be a sum of rows above."""
    if not currency:
        return "no currency", _INCOMPLETE
    if not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
        return f"the currency {quote(currency, 20)} is no code such as GBP", "write its code in this column"
    if "id" in layout.needed and "id" not in texts:
        return "no identifier", _INCOMPLETE
    bare = len(layout.columns) > 2 and texts.keys() <= {"currency"} and not text_of(row.cell("date"))
    return ("nothing but an amount", _INCOMPLETE) if bare else None
