"""What the numbers of a data file say of each other: each contradiction is told with its place and both numbers."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.datafile.model import Prose, Stated
from reports.datafile.scalars import When
from reports.datafile.yaml import read
from reports.errors import DataError
from reports.loading.checks.ages import dates_in  # what people write as a date
from reports.loading.load import loaded_of
from reports.story import numbers
from tests.builders.datafile import problems_of

DIVIDED = """\
language: en-US
title: "{doors} open doors"
subtitle: "{granted} in grants"
standfirst: "A door is a way in."
label: "Brief"
running: "Open doors"
publisher: {name: "Door Trust"}
as_of: {text: "June 2024", latest: 2024}
sources:
  report: {title: "Annual report", publisher: "Door Trust"}
quantities:
  granted: {value: 180_000, currency: USD, kind: awarded, unit: "grants", source: report}
  doors: {value: 4, unit: "doors", source: report}
  for_oak: {value: 100_000, currency: USD, kind: awarded, unit: "grants for oak", source: report}
  for_ash: {value: 80_000, currency: USD, kind: awarded, unit: "grants for ash", source: report}
  oaks: {value: 3, unit: "oak doors", source: report}
  ashes: {value: 1, unit: "ash doors", source: report}
portfolio:
  total: granted
  count: doors
  areas:
    - {label: "Oak", amount: for_oak, count: oaks}
    - {label: "Ash", amount: for_ash, count: ashes}
sections:
  - kind: projects
    heading: "Two doors"
    headline: "Two doors are told"
    projects:
      - {name: "Front", headline: "The front door", finding: "It opens", text: "It opens to the street."}
      - {name: "Back", headline: "The back door", finding: "It opens too", text: "It opens to the garden."}
closing:
  heading: "About"
  headline: "All from one report"
"""


def spoiled(*changes: tuple[str, str]) -> list[str]:
    """Give the problems of the file above, changed."""
    text = DIVIDED
    for was, now in changes:
        assert text.count(was) == 1, was
        text = text.replace(was, now)
    return [str(problem).removeprefix("a.yaml:") for problem in problems_of(text)]


def test_the_file_is_sound_as_it_stands() -> None:
    assert spoiled() == []


# -- areas ------------------------------------------------------------------------------------------------


def test_areas_add_up_to_the_total_and_to_the_count() -> None:
    assert spoiled(("value: 80_000,", "value: 70_000,")) == [
        "22:5: the areas add up to $170,000, but the total is $180,000\n"
        "  hint: put right what is wrong, or add an area for the rest",
    ]
    assert spoiled(("value: 3,", "value: 5,")) == ["22:5: the areas add up to 6, but the count is 4"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("value: 80_000,", "value: 75_000, bound: more than,"), None),
        (("value: 80_000,", "value: 80_000, bound: more than,"), "more than $180,000"),
        (("value: 80_000,", "value: 82_000, bound: about,"), None),
        (("value: 80_000,", "value: 90_000, bound: nearly,"), "$185,500 to $194,500"),
        (("value: 180_000,", "value: 150_000, bound: more than,"), None),
        (("value: 180_000,", "value: 170_000, bound: up to,"), "$180,000"),
    ],
)
def test_bounds_leave_room(change: tuple[str, str], told: str | None) -> None:
    found = [line for line in spoiled(change) if "add up" in line]
    assert [line.partition("add up to ")[2].partition(",  but")[0].partition(", but")[0] for line in found] == (
        [told] if told else []
    )


def test_an_area_without_a_count_leaves_room_but_not_below_the_others() -> None:
    assert spoiled((", count: ashes", ""), ('  ashes: {value: 1, unit: "ash doors", source: report}\n', "")) == []
    few = spoiled((", count: ashes", ""), ("  ashes: {value: 1", "  pine: {value: 1"), ("value: 3,", "value: 5,"))
    assert "22:5: the areas add up to 5 or more, but the count is 4" in few


def test_counts_of_areas_are_exact() -> None:
    assert spoiled(("value: 1, unit", "value: 1, bound: at least, unit")) == [
        "23:46: the count of an area should be exact, but 'ashes' is at least 1\n  hint: leave it out"
    ]


def test_areas_are_of_the_totals_money() -> None:
    hint = "\n  hint: kinds of money and currencies are never added up"
    assert spoiled(("value: 80_000, currency: USD", "value: 80_000, currency: EUR")) == [
        f"23:30: the area has EUR 80,000 awarded, but the total is USD 180,000 awarded{hint}"
    ]
    assert spoiled(('kind: awarded, unit: "grants for oak"', 'kind: paid, unit: "grants for oak"')) == [
        f"22:30: the area has USD 100,000 paid, but the total is USD 180,000 awarded{hint}"
    ]
    assert spoiled(("amount: for_ash", "amount: oaks"))[-1] == (
        "23:30: the amount should be money, but 'oaks' has no currency"
    )
    assert spoiled(("amount: for_ash", "amount: for_ask")) == [
        "15:3: warning: the quantity 'for_ash' is not used\n  hint: write {for_ash} in a text",
        "23:30: no quantity is called 'for_ask'\n  hint: did you mean 'for_oak'?",
    ]


def test_an_area_stands_once_and_not_beside_a_table() -> None:
    assert spoiled(('label: "Ash"', 'label: "oak"')) == ["23:15: the area 'oak' stands in line 22 already"]
    assert spoiled(("  areas:", "  awards: {table: a.csv, format: nih}\n  areas:")) == [
        "23:5: the portfolio has areas and a table of awards, which both say how the money is split\n"
        "  hint: leave one of them out"
    ]
    one = '    - {label: "Ash", amount: for_ash, count: ashes}\n'
    assert "22:5: areas should have at least 2 entries, not 1" in spoiled((one, ""))


# -- projects and averages ----------------------------------------------------------------------------------


def test_no_more_projects_are_told_than_counted() -> None:
    areas = DIVIDED[DIVIDED.index("  areas:") : DIVIDED.index("sections:")]
    told = "the file tells of 2 projects, but the portfolio has 1 ('doors')"
    hint = "\n  hint: take out those that are not in it, or put the count right"
    assert spoiled(("value: 4,", "value: 1,"), (areas, ""))[-1] == f"27:9: {told}{hint}"
    grants = spoiled(("value: 4,", "value: 1,"), (areas, "  item: grant\n"))  # which may have two projects
    assert grants[-1] == f"28:9: warning: {told}{hint}"
    assert spoiled(("value: 4,", "value: 1, bound: more than,"), (areas, "")) == spoiled((areas, ""))


def in_table(tmp_path: Path, front: str) -> list[str]:
    """Give what is said of a file whose portfolio is a table of four doors, with this as the first project's keys."""
    (tmp_path / "doors.csv").write_text("Nr,Door,Money\n1,The front door,90000\n2,Garden,30000\n3,A,30000\n4,B,30000\n")
    areas = DIVIDED[DIVIDED.index("  areas:") : DIVIDED.index("sections:")]
    columns = "{id: Nr, title: Door, amount: Money}"
    table = f"  awards: {{table: doors.csv, columns: {columns}, currency: USD, kind: awarded}}\n"
    text = DIVIDED.replace(areas, table).replace('{name: "Front",', f"{{{front},")
    try:
        found = loaded_of(read(text.encode(), "a.yaml"), lambda text: "", tmp_path).warnings
    except DataError as error:
        found = error.problems
    return [str(problem) for problem in found if " award" in problem.message]


def test_a_project_is_in_the_table_by_its_name_or_by_what_it_is_called_there(tmp_path: Path) -> None:
    back = (
        "a.yaml:28:16: warning: the project 'Back' is none of the 4 awards in doors.csv\n"
        "  hint: write award: and what it is called there"
    )
    assert in_table(tmp_path, 'name: "Front"') == [back]
    assert in_table(tmp_path, 'name: "Portal", award: "1"') == [back]
    assert in_table(tmp_path, 'name: "Portal", award: "Gardn"') == [
        "a.yaml:27:33: no award of the 4 in doors.csv is called 'Gardn'\n  hint: did you mean 'Garden'?",
        back,
    ]


def test_a_project_needs_a_table_to_be_in() -> None:
    assert spoiled(('name: "Front"', 'name: "Front", award: "1"')) == [
        "29:32: the portfolio has no table of awards in which this could stand\n"
        "  hint: add portfolio.awards, or take this out"
    ]


def test_an_average_is_of_the_money_that_paid_for_what_is_counted() -> None:
    paid = '  paid: {value: 60_000, currency: USD, kind: paid, unit: "paid", source: report}\n'
    average = '  average: {ratio: [paid, doors], label: "average", caveat: "not typical"}\n'
    assert spoiled(("portfolio:\n", f"{paid}{average}portfolio:\n")) == [
        "19:20: average divides USD 60,000 paid by 'doors', which counts what USD 180,000 awarded are for\n"
        "  hint: divide 'granted', or make what 'paid' has paid for a quantity of its own"
    ]
    of_area = average.replace("doors", "oaks").replace("paid,", "for_oak,")
    assert spoiled(("portfolio:\n", f"{of_area}portfolio:\n")) == []


def test_kinds_of_money_are_not_divided() -> None:
    paid = '  paid: {value: 60_000, currency: USD, kind: paid, unit: "paid", source: report}\n'
    share = '  share: {ratio: [granted, paid], label: "share", caveat: "not typical"}\n'
    assert spoiled(("portfolio:\n", f"{paid}{share}portfolio:\n")) == [
        "19:18: share divides USD 180,000 awarded by USD 60,000 paid\n  hint: kinds of money are not compared"
    ]


# -- derived numbers ------------------------------------------------------------------------------------------

AVERAGE = '  average: {ratio: [granted, doors], label: "average", caveat: "not typical"}\nportfolio:\n'


@pytest.mark.parametrize(
    ("change", "place", "key"),
    [
        (('title: "{doors}', 'title: "{average}'), "2:9", "title"),
        (('subtitle: "{granted}', 'subtitle: "{average}'), "3:12", "subtitle"),
        (('headline: "The back', 'headline: "{average}: the back'), "31:35", "headline"),
        (('name: "Back"', 'name: "{average}"'), "31:17", "name"),
        (('label: "Ash"', 'label: "Ash, {average}"'), "24:21", "label"),
        (('unit: "doors"', 'unit: "doors of {average}"'), "13:37", "unit"),
    ],
)
def test_what_is_derived_stands_where_there_is_room_to_say_so(change: tuple[str, str], place: str, key: str) -> None:
    hint = "\n  hint: write it in a text, where it is marked"
    assert spoiled(("portfolio:\n", AVERAGE), change) == [
        f"{place}: {{average}} is derived here, and a {key} has no room to say so{hint}"
    ]


def test_in_a_text_it_is_marked_as_derived() -> None:
    assert spoiled(("portfolio:\n", AVERAGE), ("A door is a way in.", "A door has {average}.")) == []


# -- time ---------------------------------------------------------------------------------------------------


def older(as_of: str, programme: str = "June 2024") -> list[str]:
    return spoiled(
        ('"grants for oak", source: report', f'"grants for oak", source: report, as_of: "{as_of}"'),
        ('text: "June 2024"', f'text: "{programme}"'),
    )


def test_a_figure_that_is_more_than_a_year_older_is_told() -> None:
    assert older("May 2022") == [
        "14:106: warning: for_oak is as of May 2022, more than 12 months before the figures, June 2024\n"
        "  hint: take a newer one, or say its date where it is shown"
    ]


@pytest.mark.parametrize(
    "as_of", ["2023", "June 2023", "2022/23", "late 2023", "31 May 2024", "2024-06", "last spring"]
)
def test_what_may_be_of_the_same_year_is_not(as_of: str) -> None:
    assert older(as_of) == []


@pytest.mark.parametrize("as_of", ["2022", "May 2023", "2021/22", "mid 2022", "May 30, 2023", "2023-05-30"])
def test_what_is_older_for_certain_is(as_of: str) -> None:
    assert len(older(as_of)) == 1


def test_vague_dates_of_the_programme_are_read_from_their_beginning() -> None:
    assert older("2012", "about the turn of 2013/2014") == []
    assert len(older("2011", "about the turn of 2013/2014")) == 1


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("30 June 2024", [When(2024, 6, 30)]),
        ("June 30, 2024", [When(2024, 6, 30)]),
        ("the end of Sept. 2013", [When(2013, 9)]),
        ("2013/14 and early 2015", [When(2013, end=When(2014)), When(2015, part="early")]),
        ("2013-02-30, 2013-02-28", [When(2013, 2, 28)]),
        ("after 105 projects", []),
    ],
)
def test_dates_in_words_are_read(text: str, dates: list[When]) -> None:
    assert list(dates_in(text, "en-US")) == dates


def test_a_step_after_the_month_of_the_figures_has_to_be_expected() -> None:
    step = 'timeline: [{{date: {}, title: "A door", text: "It opens."}}]\nportfolio:\n'
    told = '  - {kind: timeline, heading: "When", headline: "A door opens", measure: "Doors"}\nclosing:\n'

    def when(date: str) -> list[str]:
        return spoiled(("portfolio:\n", step.format(date)), ("closing:\n", told))

    assert when("2024") == when("2024-06-30") == when("2023 to 2024") == []
    assert when("2024-09") == [
        "18:19: the date September 2024 is later than the figures speak of (as_of.text is June 2024)\n"
        "  hint: add expected: true, if it was still to come"
    ]
    assert when("2025") == [
        "18:19: the date 2025 is later than the figures speak of (as_of.latest is 2024)\n"
        "  hint: add expected: true, if it was still to come"
    ]


# -- money without a currency --------------------------------------------------------------------------------


def test_a_total_that_is_no_money_is_told_once() -> None:
    assert spoiled(("value: 180_000, currency: USD, kind", "value: 180_000, kind")) == [
        "12:35: granted has a kind of money, but no currency\n  hint: add currency: USD, or take out kind"
    ]
    assert spoiled(("value: 180_000, currency: USD, kind: awarded", "value: 180_000")) == [
        "19:10: the total should be money, but 'granted' has no currency"
    ]


# -- reach ----------------------------------------------------------------------------------------------------


@given(st.decimals(1, 10**9, places=2), st.sampled_from(["about", "nearly", "up to", "at least", None]))
def test_a_quantity_may_be_what_it_says(value: Decimal, bound: str | None) -> None:
    low, high = numbers.bounds(Stated(value=value, bound=bound, unit=Prose("things"), source="report"))  # type: ignore[arg-type]
    assert low <= value <= high
