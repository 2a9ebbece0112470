"""Percentages, changes, ranges and numbers in words: how they are written, and that both files have and trace them."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest

from reports.datafile.model import Prose, Ranged, Stated
from reports.datafile.model.quantities import Before
from reports.datafile.scalars import Line
from reports.ledger import ledger
from reports.story import numbers
from tests.builders.datafile import SOUND, problems_of
from tests.builders.edits import in_slide
from tests.builders.finished import Made, made
from tests.builders.quantities import a_programme, derived, money, stated
from tests.readback import brief_text

DATA = Path(__file__).parent / "cases" / "datafile" / "numbers-of-a-report" / "data.yaml"


def change(now: Stated, then: str, when: str = "2023") -> str:
    before = Before(value=Decimal(then), as_of=Line(when))
    programme = a_programme(x=now.model_copy(update={"before": before}))
    return numbers.format_quantity("x:change", programme).short


@pytest.mark.parametrize(
    ("now", "then", "text"),
    [
        (stated("82", percent=True), "79", "3 points more than in 2023"),
        (stated("79", percent=True), "80", "1 point less than in 2023"),
        (stated("79.5", percent=True), "79", "0.5 points more than in 2023"),
        (stated("79", percent=True), "79", "as much as in 2023"),
        (stated("82", percent=True, bound="about"), "79", "about 3 points more than in 2023"),
        (money("112"), "100", "up 12% from 2023"),
        (money("88"), "100", "down 12% from 2023"),
        (money("112.5"), "100", "up 13% from 2023"),
        (money("112.49"), "100", "up 12% from 2023"),
        (money("1000"), "10", "up 9,900% from 2023"),
        (money("100.4"), "100", "up under 1% from 2023"),
        (money("0.1"), "100", "down more than 99% from 2023"),
        (stated("110", bound="nearly"), "100", "up about 10% from 2023"),
        (stated("24"), "24", "as much as in 2023"),
    ],
)
def test_a_change_is_told_in_points_or_rounded_percent(now: Stated, then: str, text: str) -> None:
    assert change(now, then) == text


@pytest.mark.parametrize(
    ("when", "text"),
    [
        ("June 2023", "in June 2023"),
        ("2022/23", "in 2022/23"),
        ("31 May 2023", "on 31 May 2023"),
        ("May 31, 2023", "on May 31, 2023"),
        ("the end of 2023", "at the end of 2023"),
    ],
)
def test_the_time_before_has_the_word_that_belongs_to_it(when: str, text: str) -> None:
    assert change(stated("3", percent=True), "1", when) == f"2 points more than {text}"


def test_a_share_is_printed_in_percent() -> None:
    programme = a_programme(a=stated("45"), b=stated("60"), x=derived("a", "b").model_copy(update={"percent": True}))
    written = numbers.format_quantity("x", programme)
    assert (written.short, written.full, written.formula) == ("75%", "75%", "45 ÷ 60")
    third = a_programme(a=stated("1"), b=stated("3"), x=derived("a", "b").model_copy(update={"percent": True}))
    assert numbers.format_quantity("x", third).short == "about 33%"


def test_a_range_has_both_ends_in_full_and_short() -> None:
    ends = Decimal("900000"), Decimal("2500000")
    prices = Ranged(value=ends, currency="USD", kind="pledged", unit=Prose("gifts"), source="report")
    written = numbers.format_quantity("x", a_programme(x=prices))
    assert (written.short, written.full) == ("$900,000 to $2.5 million", "$900,000 to $2,500,000")


@pytest.mark.parametrize(("value", "words"), [("2", "two"), ("12", "twelve"), ("1", None), ("13", None), ("2.5", None)])
def test_two_to_twelve_have_words(value: str, words: str | None) -> None:
    assert numbers.format_quantity("x", a_programme(x=stated(value))).in_words == words
    assert numbers.format_quantity("x", a_programme(x=money(value))).in_words is None


DOORS = 'doors: {value: 24, unit: "doors", source: report'
HEADLINE = 'headline: "A door is more than a wall"'
TEXT = 'text: "In 2023 a phase 2b door opened."'
BEFORE = 'before: {value: 20, as_of: "2022"}'


@pytest.mark.parametrize(
    ("part", "instead", "found"),
    [
        (TEXT, 'text: "Open: {doors:words}."', "a.yaml:26:18: 24 is not written in words"),
        (TEXT, 'text: "Open: {doors:change}."', "a.yaml:26:18: doors has nothing before it"),
        (TEXT, 'text: "Open: {door:change}."', "a.yaml:26:18: no quantity is called 'door'"),
        (DOORS, f"{DOORS}, bound: at least, {BEFORE}", "doors is a limit (at least), so no change can be told"),
        (DOORS, f'{DOORS}, before: {{value: 20, as_of: "2022", source: rep}}', "no source is called 'rep'"),
        (DOORS, DOORS.replace("24", "[24, 30]"), "a.yaml:21:36: 'doors' is a range"),
        (DOORS, DOORS.replace("24", "[30, 24]"), "value should be two numbers, the smaller one first"),
        (DOORS, f"{DOORS}, percent: true", "the count should not be a percentage, but 'doors' is"),
        (DOORS, f"{DOORS}, percent: true", "average divides by a percentage, or divides one"),
        ("kind: awarded", "kind: awarded, percent: true", "granted is both money and a percentage"),
        ("round: 100", "round: 1, percent: true", "average divides money by what is none: that is no share"),
    ],
)
def test_what_can_not_be_is_told_at_its_place(part: str, instead: str, found: str) -> None:
    assert part in SOUND
    assert any(found in str(each) for each in problems_of(SOUND.replace(part, instead)))


def test_a_title_has_no_room_for_a_change() -> None:
    data = SOUND.replace(DOORS, f"{DOORS}, {BEFORE}").replace(HEADLINE, 'headline: "{doors:change}"')
    assert any("is derived here, and a headline has no room" in str(each) for each in problems_of(data))


@pytest.mark.parametrize("sign", ["%", " %", " percent", "\xa0per cent"])
def test_a_percent_sign_is_not_typed_beside_one(sign: str) -> None:
    more = 'alive: {value: 82, percent: true, unit: "of doors", source: report}\n  average'
    data = SOUND.replace("average", more, 1).replace(TEXT, f'text: "Of all, {{alive}}{sign} work."')
    assert ["the percent sign of {alive} is printed twice" in str(each) for each in problems_of(data)] == [True]


@pytest.mark.parametrize("value", ["0.82", "150"])
def test_a_percentage_that_is_no_share_is_a_warning(value: str) -> None:
    more = f'alive: {{value: {value}, percent: true, unit: "of doors", source: report}}\n  average'
    data = SOUND.replace("average", more, 1).replace(TEXT, 'text: "Of all, {alive} work."')
    assert [(each.fatal, f"alive is {value}%" in each.message) for each in problems_of(data)] == [(False, True)]


@pytest.fixture(scope="module")
def both() -> Made:
    return made(DATA)


def test_both_files_hold_what_the_data_says(both: Made) -> None:
    found = [*both.discrepancies("brief", both.brief), *both.discrepancies("deck", both.deck)]
    assert [str(each) for each in found if each.failure] == []
    text = " ".join(brief_text(both.brief).split())
    assert "The change is derived here, (€4,120,350.75 − €3,670,000) ÷ €3,670,000." in text
    assert "It takes 12 to 15 weeks." in text


def test_the_ledger_knows_a_change_its_formula_and_both_sources(both: Made) -> None:
    files = {Path("brief.pdf"): (both.brief, both.story), Path("deck.pptx"): (both.deck, both.story)}
    rows = list(csv.DictReader(io.StringIO(ledger(files, both.programme).decode("utf-8-sig"))))
    row = next(row for row in rows if row["quantity"] == "raised:change")
    assert (row["number"], row["formula"]) == ("12%", "(€4,120,350.75 − €3,670,000) ÷ €3,670,000")
    assert row["source"].split("; ")[1] == "Report of the year before (invented), Example Garden Trust"
    assert {row["number"] for row in rows if row["quantity"] == "helpers"} == {"five", "Five"}
    assert {row["quantity"] for row in rows} >= set(both.programme.numbers) - {"gardens:change"}


@pytest.mark.parametrize(
    ("slide", "is_", "becomes"),
    [
        ("More came in", "3 points more", "4 points more"),
        ("More came in", "3 points more", "3 points less"),
        ("More came in", "15 weeks", "16 weeks"),
        ("More came in", "about 38%", "about 39%"),
        ("More came in", "Five helpers", "Six helpers"),
        ("The figures come from two reports (2", "up 12%", "down 12%"),
    ],
)
def test_verify_finds_a_number_that_was_changed_on_a_slide(both: Made, slide: str, is_: str, becomes: str) -> None:
    assert both.failures("deck", in_slide(slide, (is_, becomes)))
