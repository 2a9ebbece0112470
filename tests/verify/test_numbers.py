"""Numbers as readers take them: with bound, currency and scale."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.verify.expected.numbers import Meaning, numbers


def meanings(text: str) -> list[Meaning]:
    return [number.meaning for number in numbers(text)]


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
    assert [number.text for number in numbers(text)] == shown


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
