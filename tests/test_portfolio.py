"""The portfolio with its awards: what is said of them, and that nothing is put right."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports import cli
from reports.errors import DataError
from reports.story import ColumnsChart, StepsChart
from tests.builders.portfolio import AREAS, HEAD, TABLE, a_breakdown, a_story, an_annex, loaded

ROOT = Path(__file__).resolve().parents[1]
GROWING = HEAD.replace("source: list,", "source: list, growth: true,")
BLOCKS = "Blocks are single awards, the largest first, as far as they can be told apart. Shares are derived here."


def test_the_section_divides_the_money_and_the_cover_does_not(tmp_path: Path) -> None:
    story = a_story(tmp_path)
    told = a_breakdown(story)
    assert [(bar.label, bar.shown, bar.count) for bar in told.chart.bars] == [
        ("Metal", "5,000", 2),
        ("Wood", "1,000", 1),
    ]
    assert told.measure.text == "Amounts awarded by area, £: 3 awards."
    assert told.caption.text == f"Each award counts once. {BLOCKS}"
    assert story.cover.portfolio.breakdown is None
    assert str(story.cover.portfolio.caveat) == "Every square is the same size, whatever the amount."


def test_the_author_chooses_what_the_bars_stand_for(tmp_path: Path) -> None:
    by_year = a_breakdown(a_story(tmp_path, HEAD.replace("source: list,", "source: list, by: year,")))
    assert [bar.label for bar in by_year.chart.bars] == ["2020", "2021", "Not stated"]


def test_the_growth_says_what_is_not_in_its_line(tmp_path: Path) -> None:
    (years, growth) = a_breakdown(a_story(tmp_path, GROWING)).further
    assert isinstance(years.chart, ColumnsChart)
    assert isinstance(growth.chart, StepsChart)
    assert [point.date_text for point in growth.chart.points] == ["end of 2020", "2 May 2021"]
    assert growth.headline.text == "£4,000 awarded by 2 May 2021, in the 2 of 3 awards that state a date"
    assert growth.caption.text == "Not in the line: 1 award without a date, £2,000 in all."


def test_areas_that_are_stated_are_drawn_without_an_annex(tmp_path: Path) -> None:
    story = a_story(tmp_path, AREAS)
    told = a_breakdown(story)
    assert [(bar.label, bar.shown) for bar in told.chart.bars] == [("Metal", "5,000"), ("Wood", "1,000")]
    assert told.measure.text == "Amounts awarded by area, £."
    assert told.caption.text == "The source gives no amounts per door. Shares are derived here."
    assert (told.further, story.annex) == ((), None)
    assert story.sections[0].credit.text == "Sources: Door Trust [1]; Other Trust [2]; as of May 2024."


def test_awards_of_one_day_grow_in_no_line(tmp_path: Path) -> None:
    table = "Name,Sum,Area,Day\nOak,6000,Wood,2021-05-02\n"
    assert a_breakdown(a_story(tmp_path, GROWING.replace("value: 3", "value: 1"), table)).further == ()


def test_years_are_columns_of_which_the_highest_is_told(tmp_path: Path) -> None:
    (years,) = a_breakdown(a_story(tmp_path)).further
    assert isinstance(years.chart, ColumnsChart)
    assert [(column.label, column.shown) for column in years.chart.columns] == [("2020", "3,000"), ("2021", "1,000")]
    assert (years.chart.series, years.heading) == ((), None)  # £2,000 without a year could be 2021's
    assert years.caption.text == "Not in the columns: 1 award without a year, £2,000 in all."
    (dated,) = a_breakdown(a_story(tmp_path, HEAD, TABLE.replace("Metal,\n", "Metal,2020\n"))).further
    assert str(dated.heading) == "2020: £5,000, more than half of all"
    assert years.measure.text == "Amounts awarded by year, £: 3 awards."


def test_bars_by_year_have_no_columns_of_the_same_beside_them(tmp_path: Path) -> None:
    assert a_breakdown(a_story(tmp_path, HEAD.replace("source: list,", "source: list, by: year,"))).further == ()


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        (("6_000", "7_000"), "The awards listed come to £6,000, and the stated total is £7,000."),
        (("kind: awarded", "kind: committed"), "The awards come to £6,000 awarded; the total of £6,000 is committed."),
        (("value: 3,", "value: 4,"), "The table lists 3 awards, and the stated number is 4."),
    ],
)
def test_where_table_and_data_differ_both_are_told(tmp_path: Path, stated: tuple[str, str], said: str) -> None:
    caption = a_breakdown(a_story(tmp_path, HEAD.replace(*stated))).caption
    assert caption.text == f"Each award counts once. {BLOCKS} {said}"
    assert caption.figures


def test_a_sum_that_differs_is_traced_where_nothing_divides_the_awards_too(tmp_path: Path) -> None:
    for file in ROOT.glob("tests/cases/compare/*2024.*"):
        text = file.read_text("utf-8").replace("248_000", "250_000")
        (tmp_path / file.name).write_text(text, "utf-8")
    data, out = tmp_path / "2024.yaml", tmp_path / "out"
    assert cli.main(["build", str(data), "-o", str(out), "--ledger", "--quiet"]) == 0
    assert cli.main(["verify", str(data), str(out), "--quiet"]) == 0
    rows = (out / "ledger.csv").read_text("utf-8-sig").splitlines()
    assert any(row.startswith('"£248,000","the table of awards') and "slide 1" in row for row in rows)


def test_the_annex_lists_every_award_the_largest_first(tmp_path: Path) -> None:
    annex = an_annex(a_story(tmp_path))
    assert annex.head == ("No.", "Title", "Area", "Date", "Amount, £")
    assert annex.rows == (
        ("1", "Iron", "Metal", "2020", "3,000"),
        ("2", "Bronze", "Metal", "Not stated", "2,000"),
        ("3", "Oak", "Wood", "2 May 2021", "1,000"),
    )
    assert annex.amounts == {0, 4}
    assert annex.intro.text == "3 awards, the largest first: £6,000 awarded in all."
    assert annex.credit.text == "Source: Other Trust [2]; as of May 2024."


def test_what_is_listed_is_not_called_all_where_more_is_stated(tmp_path: Path) -> None:
    annex = an_annex(a_story(tmp_path, HEAD.replace("value: 6_000", "value: 7_000")))
    assert annex.intro.text == "3 awards listed, the largest first: £6,000 awarded."


def test_amounts_have_the_decimals_that_any_of_them_needs(tmp_path: Path) -> None:
    annex = an_annex(a_story(tmp_path, table=TABLE.replace("1000", "1000.5")))
    assert [row[-1] for row in annex.rows] == ["3,000.00", "2,000.00", "1,000.50"]


def test_a_column_that_tells_nothing_is_left_out(tmp_path: Path) -> None:
    annex = an_annex(a_story(tmp_path, table=TABLE.replace("Metal", "Wood")))
    assert annex.head == ("No.", "Title", "Date", "Amount, £")


def test_without_an_annex_nothing_is_listed(tmp_path: Path) -> None:
    assert a_story(tmp_path, HEAD.replace("source: list,", "source: list, annex: false,")).annex is None


def test_what_would_mislead_is_refused_with_its_row(tmp_path: Path) -> None:
    with pytest.raises(DataError) as raised:
        loaded(tmp_path, table=TABLE.replace("3000", "-3000"))
    assert str(raised.value.problems[0]).startswith(f"{tmp_path / 'awards.csv'}:3:2: the amount -3,000 is below 0")


MANY = "Name,Sum,Area,Day\n" + "".join(f"Gate {n},{7000 - n * 100},Wood,2021\n" for n in range(1, 8))


@pytest.mark.parametrize(
    ("head", "table", "count"),
    [
        (HEAD, MANY, 5),
        (HEAD, MANY.replace("6400", "6500"), 4),  # the fifth and the sixth are as large
        (HEAD, MANY.replace("6700", ""), 0),  # nobody knows how large that one is
        (HEAD.replace("source: list,", "source: list, annex: false,"), MANY, 0),  # who hides the list hides them
        (HEAD, TABLE, 2),
        (HEAD, "Name,Sum,Area,Day\nOak,1000,Wood,2021\n", 0),
    ],
)
def test_the_largest_awards_are_named_where_they_surely_are(tmp_path: Path, head: str, table: str, count: int) -> None:
    largest = a_breakdown(a_story(tmp_path, head, table)).largest
    assert (len(largest.awards) if largest else 0) == count
    if count == 5 and largest:
        (name, amount, given), *_ = largest.awards
        assert (str(largest.heading), str(name), str(amount), given) == (
            "The five largest awards",
            "Gate 1",
            "£6,900",
            None,
        )
