"""Rows of NIH RePORTER: a project's years, each repeated for every institute that pays a part of its total cost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from reports.awards.award import Award
from reports.awards.cells import CellError
from reports.awards.gathering import Gathering, Row
from reports.awards.layouts import Layout
from reports.datafile.scalars import When

_SHARED = ("funder", "recipient", "country", "type")  # by many awards
# 5U10CA025988-13A1: type of application, activity, institute and serial number, support year, suffix.
_NUMBER = re.compile(r"\d?([A-Z][A-Z\d]\d[A-Z]{2}\d{6})(?:-\d{2}.*)?")


def gather(rows: Iterable[Row], layout: Layout, into: Gathering) -> None:
    """Make an award of each project's year that has a total cost; a sub-project's cost is part of its project's."""
    for row in rows:
        try:
            amount = row.amount("amount", layout.currency)
        except CellError as error:
            into.refuse(row, str(error), error.hint)
            continue
        texts = row.texts()
        if into.is_sum(row, texts, amount):
            continue
        if "sub" in texts:
            into.drop(row, _sub_project(row))
        elif amount is None:
            into.drop_unstated(row, "no total cost", texts.get("id"))
        elif "id" not in texts:
            into.refuse(row, f"no Application ID, so that this amount of {amount:,f} is no award")
        else:
            into.keep(_award(row, amount, texts, layout, into))


def _sub_project(row: Row) -> str:
    try:
        own = row.amount("sub amount", None)
    except CellError:
        own = None
    return "a sub-project, whose cost is part of its project's" if own else "a sub-project without a cost of its own"


def _award(row: Row, amount: Decimal, texts: Mapping[str, str], layout: Layout, into: Gathering) -> Award:
    year = _year(texts.get("year"))
    return Award(
        where=into.at(row),
        amount=amount,
        currency=layout.currency or "USD",
        kind=layout.kind,
        id=texts["id"],
        title=texts.get("title"),
        date=into.date_of(row, "date", "begin") or (When(year) if year else None),
        project=texts.get("core") or _core(texts.get("project")),
        fiscal_year=year,
        **into.shared(texts, _SHARED),
    )


def _core(number: str | None) -> str | None:
    """Give the part of a project's number that all its years share."""
    match = _NUMBER.fullmatch(number.strip()) if number else None
    return match[1] if match else number


def _year(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"[12]\d{3}", text) else None
