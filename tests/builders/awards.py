"""A table of awards as the charts ask for it, built by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from reports.awards import Award
from reports.datafile.scalars import When
from reports.errors import Location

HERE = Location("awards.csv", 2, 1)


class AnAward(Award):
    """A million euros of which nothing more is known than a test says."""

    def __init__(self, amount: Decimal = Decimal(1_000_000), **more: Any) -> None:
        super().__init__(**{"where": HERE, "currency": "EUR", "kind": "committed", **more, "amount": amount})


amounts = st.one_of(st.integers(1, 10**12).map(Decimal), st.decimals(0, 10**12, places=2))
dates = st.builds(When, st.integers(1990, 2030), st.none() | st.integers(1, 12))
names = st.none() | st.sampled_from(["Reefs", "Kelp", "Ice", "Sand", "Tides", "Other", "", "not stated", "$1 to $2"])
awards = st.builds(AnAward, amounts, area=names, funder=names, date=st.none() | dates)
tables = st.lists(awards, min_size=1, max_size=40)
