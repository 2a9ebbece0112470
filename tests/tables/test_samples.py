"""Real tables, where they lie beside the repository; their totals were also added up with another library."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from reports.awards import Awards, Total, read_awards
from reports.datafile.model import AwardsTable
from reports.errors import Location

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"

pytestmark = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="the folder ../shared/samples with real tables is not here"
)


def sample(name: str, format: str) -> Awards:
    wanted = AwardsTable.model_validate({"table": name, "format": format})
    return read_awards(wanted, SAMPLES, lambda *_keys: Location("data.yaml", 1, 1))


def test_a_foundations_grants_come_to_their_total() -> None:
    awards = sample("360giving-alw-foundation.xlsx", "360giving")
    assert awards.totals == (Total("GBP", "awarded", Decimal("21757793.27"), 475),)
    assert (awards.tally.rows, awards.tally.dropped, awards.tally.merged, awards.warnings) == (475, (), (), ())
    dates = [award.date for award in awards.awards if award.date]
    assert (min(date.first for date in dates), max(date.last for date in dates)) == (
        dt.date(2011, 1, 18),
        dt.date(2020, 12, 31),
    )
    assert {award.area for award in awards.awards} >= {"Music", "Heritage", "Theatre", "Dance"}


def test_a_universitys_export_counts_each_application_once() -> None:
    awards = sample("nih-reporter-rush-fy1991.xlsx", "nih")
    assert awards.tally.rows == 91
    assert awards.totals == (Total("USD", "awarded", Decimal(10_906_958), 66),)
    assert len({award.id for award in awards.awards}) == 66
    assert {award.fiscal_year for award in awards.awards} == {"1991"}
    assert sorted({drop.reason for drop in awards.tally.dropped}) == [
        "a sub-project without a cost of its own",
        "no total cost",
    ]
