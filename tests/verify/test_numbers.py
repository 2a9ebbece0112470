"""Numbers as readers take them: with bound, currency and scale."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.datafile.model import Bound
from reports.story.numerals import Meaning, numbers
from reports.verify.compare.match import Wording
from reports.verify.expected.placement import NOWHERE
from reports.verify.expected.provenance import ProvenanceTracer
from reports.verify.expected.texts import Expected
from reports.verify.readback.reading import Passage
from tests.builders.datafile import a_programme


def meanings(text: str) -> list[Meaning]:
    return [number.meaning for number in numbers(text, "en-US")]


@pytest.mark.parametrize("bound", get_args(Bound))
def test_every_bound_of_the_data_file_belongs_to_its_number(bound: str) -> None:
    assert meanings(f"{bound} 170") == [Meaning(Decimal(170).normalize(), "", bound, "")]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("$46 million in commitments", ["$46 million"]),
        ("about $438,000, not $438,001.", ["about $438,000", "$438,001"]),
        ("More than 170 meet in 2013.", ["More than 170", "2013"]),
        ("up to about £2.35 million and 212.5 hectares", ["up to about £2.35 million", "212.5"]),
        ("2010–2013, the turn of 2013/2014", ["2010", "2013", "2013", "2014"]),
        ("Forty-six million dollars, three projects", ["Forty-six million"]),
        ("CHF 4,000 or 46 million USD, 12%", ["CHF 4,000", "46 million USD", "12%"]),
        ("4 / 4", ["4", "4"]),
        ("$46M", ["$46M"]),
        ("-£5 or £-5", ["-£5", "-5"]),
        ("1,105 is one number; 1, 105 are two", ["1,105", "1", "105"]),
        ("a line\n105", ["105"]),
    ],
)
def test_numbers_are_found_with_what_belongs_to_them(text: str, shown: list[str]) -> None:
    assert [number.text for number in numbers(text, "en-US")] == shown


@pytest.mark.parametrize(
    ("one", "other"),
    [("$46 million", "$46,000,000"), ("$46M", "$46 million"), ("212.50", "212.5"), ("12 percent", "12%")],
)
def test_the_same_number_in_another_form_means_the_same(one: str, other: str) -> None:
    assert meanings(one) == meanings(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("170", "more than 170"),
        ("$46", "£46"),
        ("$46", "US$46"),
        ("$46 million", "$46 billion"),
        ("46", "46%"),
        ("46", "-46"),
        ("46", "46th"),
        ("1", "½"),
    ],
)
def test_what_changes_a_number_changes_its_meaning(one: str, other: str) -> None:
    assert meanings(one) != meanings(other)


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_whatever_is_written_with_commas_is_read_back(value: Decimal) -> None:
    assert [meaning.value for meaning in meanings(f"{value:,}")] == [value]


@pytest.mark.parametrize("text", ["$180,000", "180,000 USD", "USD 180,000", "$180 thousand"])
def test_a_quantity_is_known_by_the_sign_and_by_the_code_of_its_currency(text: str) -> None:
    known = ProvenanceTracer(a_programme()).forms
    assert [known.get(meaning) for meaning in meanings(text)] == ["granted"]
    assert [known.get(meaning) for meaning in meanings("180,000 EUR")] == [None]


@pytest.mark.parametrize(
    ("passage", "found"),
    [("A door, told.", [(2, 6)]), ("An outdoor door, two doors", [(11, 15)]), ("Three doors", []), ("door", [(0, 4)])],
)
def test_a_text_is_recognised_where_it_stands_by_itself(passage: str, found: list[tuple[int, int]]) -> None:
    wording = Wording([Expected("door", NOWHERE, 1)], "en-US")
    assert [tuple(span) for span, _ in wording.read(Passage(1, "page", passage)).expected] == found
