from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.compose import amounts, breakdown, overtime
from reports.compose.breakdown import By
from reports.datafile.model import PortfolioArea, PortfolioFacts, Programme, Prose, Quantity
from reports.datafile.scalars import When
from reports.errors import Location
from reports.story import BarsChart, StepsChart
from reports.story.phrases import phrases_in
from tests.builders.awards import AnAward, tables
from tests.builders.quantities import a_programme, money, stated

M = Decimal(1_000_000)


def of_areas(*areas: tuple[str | None, int]) -> list[AnAward]:
    return [AnAward(millions * M, area=area) for area, millions in areas]


def divided(awards: list[AnAward], by: By = "area", **options: object) -> BarsChart:
    chart = breakdown.bars_chart(awards, by, phrases_in("en-GB"), **options)  # type: ignore[arg-type]
    assert chart is not None
    return chart


def summed(*awards: AnAward) -> StepsChart:
    chart = overtime.steps_chart(awards, phrases_in("en-GB"))
    assert chart is not None
    return chart


def labels(chart: BarsChart) -> list[str]:
    return [bar.label for bar in chart.bars]


# -- bars -------------------------------------------------------------------------------------------

ways = st.sampled_from(["area", "funder", "year"])


@given(tables, ways, st.integers(1, 5))
def test_bars_add_up_to_the_table_exactly(awards: list[AnAward], by: By, most: int) -> None:
    bars = divided(awards, by, most=most).bars
    assert sum(bar.value for bar in bars) == sum(award.amount for award in awards)
    assert sum(bar.count or 0 for bar in bars) == len(awards)


@given(tables, ways, st.integers(1, 5))
def test_other_and_not_stated_are_last_and_there_when_they_hold_anything(
    awards: list[AnAward], by: By, most: int
) -> None:
    bars = divided(awards, by, most=most).bars
    kinds = [bar.kind for bar in bars]
    assert kinds == sorted(kinds, key=["area", "other", "not stated"].index)
    assert kinds.count("other") <= 1
    assert by == "year" or kinds.count("area") <= most + 1
    stated = [award.date if by == "year" else getattr(award, by) not in (None, "", "not stated") for award in awards]
    assert ("not stated" in kinds) == (not all(stated))


@given(tables, st.integers(1, 5))
def test_areas_are_sorted_by_amount_and_none_of_the_others_is_larger(awards: list[AnAward], most: int) -> None:
    named = [bar.value for bar in divided(awards, most=most).bars if bar.kind == "area"]
    assert named == sorted(named, reverse=True)
    everyone = [bar.value for bar in divided(awards, most=100).bars if bar.kind == "area"]
    assert everyone[: len(named)] == named


def test_small_areas_are_put_together_and_counted() -> None:
    chart = divided(of_areas(("a", 9), ("b", 8), ("c", 1), ("d", 1), ("a", 1), (None, 20), (" ", 1)), most=2)
    assert [(bar.label, bar.shown, bar.count) for bar in chart.bars] == [
        ("a", "10.0", 2),
        ("b", "8.0", 1),
        ("Other (2 areas)", "2.0", 2),
        ("Not stated", "21.0", 2),
    ]
    assert (chart.group, chart.unit, chart.things) == ("Area", "Committed, € million", "Awards")


def test_one_area_is_never_called_other() -> None:
    assert labels(divided(of_areas(("a", 3), ("b", 2), ("c", 1)), most=2)) == ["a", "b", "c"]


@given(tables, ways, st.integers(1, 5), st.booleans())
def test_the_emphasised_bar_is_the_extreme_of_what_is_drawn_and_no_claim_can_be_upset(
    awards: list[AnAward], by: By, most: int, partial: bool
) -> None:
    chart = divided(awards, by, most=most, partial=partial)
    emphasised = [bar for bar in chart.bars if bar.highlighted]
    unknown = sum(bar.value for bar in chart.bars if bar.kind == "not stated")
    assert len(emphasised) < 2
    for first in emphasised:
        others = [bar for bar in chart.bars if bar is not first]
        assert all(bar.value < first.value for bar in others)
        if chart.has_largest:  # even if all that is not stated were one other's
            assert all(bar.value + unknown < first.value for bar in others if bar.kind == "area") or (
                2 * first.value > sum(bar.value for bar in chart.bars)
            )
            assert f"is {first.label} {first.shown}" in chart.alt
    assert chart.has_largest <= (bool(emphasised) and not partial)
    assert ("where most is" in chart.alt or "where the largest is" in chart.alt) == chart.has_largest
    assert "nearly equal" not in chart.alt or not (unknown or partial)
    assert not chart.finding or (chart.finding.startswith("Most went to") <= chart.has_largest and not partial)


def test_years_stand_in_their_order_and_each_has_a_bar() -> None:
    table = [AnAward(M, date=When(year)) for year in (2012, 2009, 2011, 2008, 2011, 2012, 2012)]
    table += [AnAward(M, date=When(2010, end=When(2011))), AnAward(M)]
    chart = divided(table, "year", most=2)
    assert labels(chart) == ["2008", "2009", "2011", "2012", "Not stated"]
    assert [bar.label for bar in chart.bars if bar.highlighted] == ["2012"]


@pytest.mark.parametrize(
    ("awards", "by"),
    [
        ([AnAward(area="a"), AnAward(area="b"), AnAward()], "area"),
        ([AnAward(area="a"), AnAward(area="b"), AnAward(), AnAward()], "area"),
        ([AnAward(area="a", funder="x"), AnAward(funder="y"), AnAward(funder="y")], "funder"),
        ([AnAward(area="a", country="x"), AnAward(area="a", country="y")], "country"),
        ([AnAward(area="a")], "year"),
    ],
)
def test_what_divides_the_table_best_is_the_default(awards: list[AnAward], by: By) -> None:
    assert breakdown.default_by(awards, phrases_in("en-GB")) == by


def test_the_alt_text_of_bars_tells_all_of_them() -> None:
    assert divided([*of_areas(("a", 3), ("b", 2), ("b", 2)), AnAward(M / 2)]).alt == (
        "Bar chart of the amounts committed by area, € million, 4 awards, where most is b 4.0 (2 awards); "
        "a 3.0 (1 award); Not stated 0.5 (1 award)."
    )


def test_no_awards_are_no_chart() -> None:
    assert breakdown.bars_chart([], "area", phrases_in("en-GB")) is None
    assert overtime.steps_chart([AnAward()], phrases_in("en-GB")) is None


# -- areas without a table --------------------------------------------------------------------------


def a_split(*areas: dict[str, Any], total: int = 10_000_000) -> Programme:
    """Make a programme whose portfolio is divided so; {label, value, count, bound} of each."""
    made, facts = a_programme("en-GB"), list[dict[str, Any]]()
    numbers: dict[str, Quantity] = {"granted": money(str(total))}
    for place, area in enumerate(areas):
        numbers[f"a{place}"] = money(str(area["value"]), bound=area.get("bound"))
        facts.append({"label": Prose(area["label"]), "amount": f"a{place}"})
        if "count" in area:
            numbers[f"c{place}"] = stated(str(area["count"]))
            facts[-1]["count"] = f"c{place}"
    portfolio = PortfolioFacts(total="granted", count="doors", areas=tuple(PortfolioArea(**each) for each in facts))
    return made.model_copy(update={"quantities": {**made.quantities, **numbers}, "portfolio": portfolio})


def of_split(programme: Programme, **options: Any) -> BarsChart:
    chart = breakdown.areas_chart(programme, **options)
    assert chart is not None
    return chart


def test_areas_of_the_data_file_are_drawn_as_those_of_a_table_are() -> None:
    split = [{"label": "Ash", "value": 2_900_000, "count": 1}, {"label": "Oak", "value": 7_100_000, "count": 9}]
    chart = of_split(a_split(*split))
    assert [(bar.label, bar.shown, bar.counted, bar.highlighted) for bar in chart.bars] == [
        ("Oak", "7.1", "9", True),
        ("Ash", "2.9", "1", False),
    ]
    assert (chart.group, chart.unit, chart.things) == ("Area", "Awarded, US$ million", "Projects")
    assert chart.note == "Shares are derived here."
    assert [bar.share for bar in chart.bars] == ["71%", "29%"]
    assert chart.alt == (
        "Bar chart of the amounts awarded by area, US$ million, 2 areas, where most is Oak 7.1 (9 projects); "
        "Ash 2.9 (1 project)."
    )


def test_a_count_that_is_not_known_is_a_dash_and_none_at_all_is_no_column() -> None:
    known, unknown = {"label": "Oak", "value": 7, "count": 9}, {"label": "Ash", "value": 3}
    chart = of_split(a_split(known, unknown))
    assert [bar.counted for bar in chart.bars] == ["9", "–"]
    assert chart.note == "Shares are derived here. A dash: the number is not stated."
    assert "Ash 3." in chart.alt
    assert of_split(a_split(unknown, {**unknown, "label": "Elm"})).things is None


def test_bounds_stay_with_their_amounts_and_small_areas_are_put_together() -> None:
    areas = [
        {"label": f"Area {n}", "value": 10 * n, "count": n, "bound": "about" if n == 1 else None} for n in (1, 2, 3)
    ]
    last = [{"label": "Not stated", "value": 500, "count": 1}, {"label": "Other", "value": 400, "count": 1}]
    chart = of_split(a_split(*last, *areas), most=1)
    assert [(bar.label, bar.shown, bar.kind) for bar in chart.bars] == [
        ("Area 3", "30", "area"),
        ("Other (2 areas)", "about 30", "other"),
        ("Other", "400", "other"),
        ("Not stated", "500", "not stated"),
    ]
    assert chart.note == "Amounts with about or a limit need not add up to the total."
    assert not chart.has_largest


def test_no_areas_are_no_chart() -> None:
    assert breakdown.areas_chart(a_programme()) is None


# -- what would mislead -----------------------------------------------------------------------------


def test_currencies_and_kinds_are_not_mixed_and_nothing_is_below_zero() -> None:
    table = [
        AnAward(where=Location("a.csv", 2)),
        AnAward(currency="USD", kind="paid", where=Location("a.csv", 3)),
        AnAward(currency="USD", where=Location("a.csv", 4)),
        AnAward(Decimal("-1200.50"), where=Location("a.csv", 5)),
    ]
    assert [str(problem).partition("\n")[0] for problem in breakdown.refusals(table)] == [
        "a.csv:3:0: two currencies can't be added up: EUR before, USD here",
        "a.csv:3:0: two kinds of money can't be added up: committed before, paid here",
        "a.csv:5:0: the amount -1,200.50 is below 0 and has no bar",
    ]


@given(tables)
def test_nothing_speaks_against_a_sound_table(awards: list[AnAward]) -> None:
    assert breakdown.refusals(awards) == ()


# -- amounts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        (("7100000", "800000"), ["7.1", "0.8"]),
        (("999999.5", "12"), ["999,999.50", "12"]),
        (("1200000000", "3000000"), ["1,200.0", "3.0"]),
        (("1200000000", "300000000"), ["1.2", "0.3"]),
        (("1000000000000", "1"), ["1,000.0", "<0.1"]),
        (("3000000", "1"), ["3.0", "<0.1"]),
        (("7250000", "7150000"), ["7.3", "7.2"]),
        (("0.125", "0"), ["0.13", "0"]),
        (("0", "0"), ["0", "0"]),
    ],
)
def test_amounts_are_counted_in_what_hides_none_of_them(values: tuple[str, ...], shown: list[str]) -> None:
    decimals = [Decimal(value) for value in values]
    scale = amounts.scale_of(decimals)
    assert [amounts.format_amount(value, scale, phrases_in("en-US")) for value in decimals] == shown


def test_rounding_that_shows_in_the_sum_is_owned_up_to() -> None:
    table = [AnAward(Decimal(1_040_000), area=area) for area in "abc"]
    assert (
        divided(table).note
        == "Amounts are rounded: those shown add up to 3.0, and the total is 3.1. Shares are derived here."
    )
    assert divided(of_areas(("a", 1))).note is None


# -- the sum by date --------------------------------------------------------------------------------


def test_the_sum_steps_up_when_a_date_is_sure_to_have_come() -> None:
    chart = summed(
        AnAward(4 * M, date=When(2013, 9, 11)), AnAward(1 * M, date=When(2012)), AnAward(2 * M, date=When(2012, 3))
    )
    assert [(point.date, point.shown, point.date_text) for point in chart.points] == [
        (dt.date(2012, 3, 31), "€2 million", "end of March 2012"),
        (dt.date(2012, 12, 31), "€3 million", "end of 2012"),
        (dt.date(2013, 9, 11), "€7 million", "11 September 2013"),
    ]
    assert chart.scale == 10**6
    assert chart.alt == (
        "Line in steps of the cumulative amounts committed from 2012 to 2013, 3 awards, where the sum reaches "
        "€3 million, end of 2012; €7 million, 11 September 2013."
    )


@given(tables)
def test_the_sum_never_falls_and_ends_at_all_that_has_a_date(awards: list[AnAward]) -> None:
    chart = overtime.steps_chart(awards, phrases_in("en-US"))
    dated = [award.amount for award in awards if award.date]
    if chart is None:
        assert not any(dated)
    else:
        values = [point.value for point in chart.points]
        assert values == sorted(values)
        assert values[-1] == sum(dated)
        dates = [point.date for point in chart.points]
        assert dates == sorted(set(dates))
        assert (chart.note is None) == (len(dated) == len(awards))


def test_what_has_no_date_is_told() -> None:
    chart = summed(AnAward(date=When(2012)), AnAward(Decimal(250_000)), AnAward(Decimal(250_000)))
    assert chart.note == "Not in the line: 2 awards without a date, €500,000 in all."


def test_a_long_line_is_told_by_its_ends() -> None:
    chart = summed(*(AnAward(date=When(year)) for year in range(1990, 2020)))
    assert chart.alt.endswith("where the sum reaches €1 million, end of 1990; €30 million, end of 2019.")


def test_what_rounding_would_make_nothing_is_told_as_under_the_least() -> None:
    assert amounts.format_with_unit(Decimal(40_000), 10**6, "GBP", phrases_in("en-GB")) == "under £0.1 million"
    assert amounts.format_with_unit(Decimal(40_000), 10**6, "CHF", phrases_in("en-GB")) == "under CHF 0.1 million"


@pytest.mark.parametrize(
    ("millions", "says"),
    [
        ((6, 3, 1), "where most is a 6.0"),
        ((4, 3, 2), "where the largest is a 4.0"),
        ((5, 5), "where a and b are nearly equal: a 5.0"),
        ((50, 46, 10), "where a and b are nearly equal: a 50.0"),
        ((50, 44, 10), "where the largest is a 50.0"),
        ((5, 5, 5), "where a 5.0"),
        ((6,), "where a 6.0"),
        ((4, 2, 1, 1), "where the largest is a 4.0"),  # the fourth has no area
        ((4, 2, 1, 2), "where a 4.0"),
        ((50, 46, 10, 1), "where a 50.0"),
        ((9, 2, 1, 5), "where most is a 9.0"),
    ],
)
def test_what_is_said_of_the_largest_bar_is_computed(millions: tuple[int, ...], says: str) -> None:
    awards = of_areas(*zip(("a", "b", "c", None), millions, strict=False))
    chart = divided(awards)
    assert says in chart.alt
    tied = millions.count(max(millions)) > 1
    assert [bar.label for bar in chart.bars if bar.highlighted] == ([] if tied else ["a"])


@pytest.mark.parametrize(
    ("millions", "kind", "finding"),
    [
        ((6, 3, 1), "paid", "Most went to a"),
        ((6, 3, 1), "requested", "a: €6 million, more than half of all"),
        ((5, 3, 2), "paid", "a: €5 million, more than a third of all"),
        ((8, 7, 7, 7, 7), "paid", "a: €8 million, the largest of all"),
        ((20, 17, 17, 2), "paid", "a: €20 million, more than a third of all"),  # the fourth has no area
        ((8, 7, 7, 7), "paid", ""),  # it could be b's
        ((50, 46, 10), "paid", "a and b nearly equal"),
        ((5, 5, 5), "paid", ""),
        ((6,), "paid", ""),
    ],
)
def test_a_finding_is_made_by_rule(millions: tuple[int, ...], kind: str, finding: str) -> None:
    areas = "abcde" if len(millions) == 5 else ("a", "b", "c", None)
    awards = [AnAward(each * M, area=area, kind=kind) for each, area in zip(millions, areas, strict=False)]
    assert divided(awards).finding == finding
    assert divided(awards, partial=True).finding == ""


def test_what_is_folded_together_is_not_passed_over() -> None:
    assert divided(of_areas(*zip("abcde", (50, 48, 20, 20, 20), strict=True)), most=2).finding == ""
    assert divided(of_areas(*zip("abcde", (50, 30, 20, 20, 20), strict=True)), most=2).finding == ""


def test_the_finding_of_years_and_funders_says_where_no_money_went() -> None:
    years = [
        AnAward(millions * M, date=When(year), kind="paid") for year, millions in ((2020, 2), (2021, 7), (2022, 3))
    ]
    assert divided(years, "year").finding == "2021: €7 million, more than half of all"
    even = [AnAward(millions * M, date=When(year), kind="paid") for year, millions in ((2020, 50), (2021, 51))]
    assert divided(even, "year").finding == "2020 and 2021 nearly equal"
    funders = [AnAward(7 * M, funder="Trust", kind="paid"), AnAward(3 * M, funder="Fund", kind="paid")]
    assert divided(funders, "funder").finding == "Trust: €7 million, more than half of all"


def test_nothing_is_called_the_largest_that_what_is_missing_could_upset() -> None:
    assert "where a 6.0" in divided(of_areas(("a", 6), ("b", 3)), partial=True).alt


def test_names_that_are_too_long_for_a_title_make_none() -> None:
    long = of_areas(("Northern river basins, their meadows and all who live there", 5), ("South", 1))
    even = of_areas(
        ("The authority of all northern river basins", 5), ("The authority of all southern river basins", 5)
    )
    assert divided(long).finding == "" == divided(even).finding
    assert divided(of_areas(("North " * 9, 5), ("South", 1))).finding != ""
