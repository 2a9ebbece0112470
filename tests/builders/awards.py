"""A table of awards as the charts ask for it, built by hand."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st

from reports.datafile.scalars import When
from reports.errors import Location

HERE = Location("awards.csv", 2, 1)


@dataclass(frozen=True)
class AnAward:
    amount: Decimal = Decimal(1_000_000)
    area: str | None = None
    funder: str | None = None
    recipient: str | None = None
    country: str | None = None
    type: str | None = None
    date: When | None = None
    fiscal_year: str | None = None
    currency: str = "EUR"
    kind: str = "committed"
    where: Location = HERE


amounts = st.one_of(st.integers(1, 10**12).map(Decimal), st.decimals(0, 10**12, places=2))
dates = st.builds(When, st.integers(1990, 2030), st.none() | st.integers(1, 12))
names = st.none() | st.sampled_from(["Reefs", "Kelp", "Ice", "Sand", "Tides", "Other", "", "not stated", "$1 to $2"])
awards = st.builds(AnAward, amounts, area=names, funder=names, date=st.none() | dates)
tables = st.lists(awards, min_size=1, max_size=40)
