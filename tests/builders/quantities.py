"""A programme with quantities of every kind."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from reports.datafile.model import Derived, Programme, Prose, Stated
from reports.datafile.yaml import read
from reports.loading.load import loaded_of

A_FILE = """\
language: en-US
title: "Doors"
subtitle: "Doors"
standfirst: "Doors"
label: "Brief"
running: "Doors"
publisher: {name: "Door Trust"}
as_of: {text: "June 2024", latest: 2024}
sources: {report: {title: "Annual report", publisher: "Door Trust"}}
names: [phase 2b, open door, Open Door Trust]
quantities:
  granted: {value: 46_000_000, currency: USD, kind: awarded, unit: "grants", source: report}
  doors: {value: 105, unit: "doors", source: report}
  people: {value: 170, bound: more than, unit: "people", source: report}
  average: {ratio: [granted, doors], round: 1000, label: "average", caveat: "not a typical grant"}
portfolio: {total: granted, count: doors}
sections: [{kind: list, heading: "List", headline: "A list", items: ["{people}"]}]
closing: {heading: "About", headline: "Of doors"}
"""


def a_programme(language: str = "en-US", **numbers: Any) -> Programme:
    """Make a programme with these quantities beside or in place of its own."""
    programme = loaded_of(read(A_FILE.encode(), "a.yaml"), lambda text: "", None).programme
    return programme.model_copy(update={"language": language, "quantities": {**programme.quantities, **numbers}})


def stated(value: str, **more: Any) -> Stated:
    return Stated(value=Decimal(value), unit=Prose("things"), source="report", **more)


def money(value: str, currency: str = "USD", **more: Any) -> Stated:
    return stated(value, currency=currency, kind="awarded", **more)


def derived(over: str, under: str, to: int = 1) -> Derived:
    return Derived(ratio=(over, under), round=to, label=Prose("average"), caveat=Prose("not typical"))
