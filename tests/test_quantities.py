from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from babel import Locale
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from reports.datafile.model import Line, Prose, Stated
from reports.datafile.scalars import Term, When
from reports.errors import Location
from reports.story import Span, Words, moments, numbers
from reports.story.money import symbol
from tests.builders.quantities import a_programme, derived, money, stated


def shown(number: Stated, language: str = "en-US") -> tuple[str, str]:
    written = numbers.format_quantity("x", a_programme(language, x=number))
    return written.short, written.full


# -- formats ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "short", "full"),
    [
        (money("46000000"), "$46 million", "$46,000,000"),
        (money("1500000"), "$1.5 million", "$1,500,000"),
        (money("1550000"), "$1.55 million", "$1,550,000"),
        (money("2350000", "GBP"), "£2.35 million", "£2,350,000"),
        (money("1555000"), "$1,555,000", "$1,555,000"),
        (money("2000000000"), "$2 billion", "$2,000,000,000"),
        (money("3100000000000"), "$3.1 trillion", "$3,100,000,000,000"),
        (money("1050000000"), "$1.05 billion", "$1,050,000,000"),
        (money("1005000000"), "$1,005,000,000", "$1,005,000,000"),
        (money("180000"), "$180,000", "$180,000"),
        (money("12.5"), "$12.50", "$12.50"),
        (money("12.00"), "$12", "$12"),
        (money("5000000", "DKK"), "DKK 5 million", "DKK 5,000,000"),
        (money("5000000", "INR"), "₹5 million", "₹5,000,000"),
        (money("5000000", bound="up to"), "up to $5 million", "up to $5,000,000"),
        (stated("105"), "105", "105"),
        (stated("1240", bound="about"), "about 1,240", "about 1,240"),
        (stated("170", bound="more than"), "more than 170", "more than 170"),
        (stated("0.5"), "0.5", "0.5"),
        (stated("2E+6"), "2 million", "2,000,000"),
    ],
)
def test_a_stated_number_is_short_where_nothing_is_lost(number: Stated, short: str, full: str) -> None:
    assert shown(number) == (short, full)


def test_british_english_tells_dollars_apart() -> None:
    assert shown(money("46000000"), "en-GB") == ("US$46 million", "US$46,000,000")
    assert shown(money("46000000", "GBP"), "en-GB") == ("£46 million", "£46,000,000")


@pytest.mark.parametrize("language", ["en-US", "en-GB"])
@pytest.mark.parametrize("currency", ["AUD", "CAD", "CHF", "DKK", "EUR", "GBP", "INR", "JPY", "NOK", "SEK", "USD"])
def test_our_signs_are_those_of_babel(currency: str, language: str) -> None:
    assert symbol(currency, language) == Locale.parse(language, sep="-").currency_symbols.get(currency, currency)


def test_there_is_no_sign_for_a_currency_that_is_none() -> None:
    assert symbol("XQZ", "en-US") is None


@given(st.decimals(min_value="0.001", max_value=10**14, places=3))
def test_full_digits_are_those_of_babel(value: Decimal) -> None:
    assert shown(stated(str(value)))[1] == format_decimal(value, "#,##0.######", locale="en_US")


@given(st.integers(1, 10**15 - 1))
def test_the_short_form_is_exact(value: int) -> None:
    digits, _, scale = shown(stated(str(value)))[0].partition(" ")
    scales = {"": 1, "million": 10**6, "billion": 10**9, "trillion": 10**12}
    assert Decimal(digits.replace(",", "")) * scales[scale] == value


@pytest.mark.parametrize(
    ("over", "under", "to", "short", "formula"),
    [
        (money("46000000"), stated("105"), 1000, "about $438,000", "$46,000,000 ÷ 105"),
        (money("1000"), stated("8"), 1, "$125", "$1,000 ÷ 8"),
        (money("1000"), stated("8"), 10, "about $130", "$1,000 ÷ 8"),
        (money("9000000"), stated("2"), 1, "$4.5 million", "$9,000,000 ÷ 2"),
        (money("1000", bound="up to"), stated("8"), 1, "up to $125", "up to $1,000 ÷ 8"),
        (money("1000", bound="up to"), stated("7"), 1, "up to about $143", "up to $1,000 ÷ 7"),
        (money("1000", bound="nearly"), stated("8"), 1, "about $125", "nearly $1,000 ÷ 8"),
        (money("1000"), stated("8", bound="about"), 1, "about $125", "$1,000 ÷ about 8"),
        (money("1000"), money("250"), 1, "4", "$1,000 ÷ $250"),
        (stated("250"), stated("28"), 1, "about 9", "250 ÷ 28"),
    ],
)
def test_a_derived_number_says_about_unless_it_is_exact(
    over: Stated, under: Stated, to: int, short: str, formula: str
) -> None:
    written = numbers.format_quantity("x", a_programme(a=over, b=under, x=derived("a", "b", to)))
    assert (written.short, written.formula) == (short, formula)


@given(st.integers(1, 10**15 - 1), st.integers(1, 10**6), st.integers(1, 10**6))
def test_rounding_is_never_off_by_more_than_half(over: int, under: int, to: int) -> None:
    ratio = derived("a", "b", to)
    rounded = numbers.value_of(ratio, a_programme(a=stated(str(over)), b=stated(str(under)), x=ratio))
    assert rounded % to == 0
    assert abs(rounded * under - over) * 2 <= to * under


@pytest.mark.parametrize(
    ("when", "american", "british"),
    [
        (When(2013), "2013", "2013"),
        (When(2014, part="early"), "early 2014", "early 2014"),
        (When(2013, 9), "September 2013", "September 2013"),
        (When(2013, 9, 1), "September 1, 2013", "1 September 2013"),
        (When(2010, end=When(2012, 9)), "2010 to September 2012", "2010 to September 2012"),
    ],
)
def test_a_date_keeps_its_precision(when: When, american: str, british: str) -> None:
    assert moments.date_text(when, "en-US") == american
    assert moments.date_text(when, "en-GB") == british


# -- prose --------------------------------------------------------------------------------------------


def resolved(text: str) -> Words:
    return numbers.resolve(Prose(text, Location("a.yaml", 3, 8)), a_programme())


def marked(words: Words, spans: Any) -> list[str]:
    return [words.text[slice(*span)] for span in spans]


def test_numbers_take_the_place_of_their_names_and_are_traced() -> None:
    words = resolved("We gave {granted} ({granted:full}) to {doors} doors, {average} each.")
    assert words.text == "We gave $46 million ($46,000,000) to 105 doors, about $438,000 (derived here) each."
    assert words.where == Location("a.yaml", 3, 8)
    assert [figure.quantity for figure in words.figures] == ["granted", "granted", "doors", "average"]
    assert marked(words, [figure.span for figure in words.figures]) == [
        "$46 million",
        "$46,000,000",
        "105",
        "about $438,000",
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("{people} meet", "More than 170 meet"),
        ("They meet. {people} come", "They meet. More than 170 come"),
        ("“{people} came.” {people} stayed", "“More than 170 came.” More than 170 stayed"),
        ("In 2013 {people} met", "In 2013 more than 170 met"),
        ("Call: {people}", "Call: more than 170"),
        ("{average}", "About $438,000 (derived here)"),
        ("{doors} of them", "105 of them"),
    ],
)
def test_a_bound_opens_a_sentence_with_a_capital(text: str, wanted: str) -> None:
    assert resolved(text).text == wanted


def test_numbers_names_and_dates_stay_on_one_line() -> None:
    words = resolved("{people} in early 2014, phase 2b, reopen doors; an Open Door Trust, an open door, open doors")
    assert marked(words, words.kept) == ["More than 170", "early 2014", "phase 2b", "Open Door Trust", "open door"]


def test_kept_parts_that_overlap_become_one() -> None:
    programme = a_programme().model_copy(update={"names": tuple(map(Term, ("a b", "b c", "d")))})
    assert numbers.resolve(Prose("a b c d"), programme).kept == (Span(0, 5), Span(6, 7))


def test_a_line_is_verbatim_but_keeps_its_names() -> None:
    words = numbers.resolve(Line("{people} and phase 2b"), a_programme())
    assert (words.text, words.figures, words.kept) == ("{people} and phase 2b", (), (Span(13, 21),))


@given(st.lists(st.sampled_from(["{people}", "{granted}", "a", ". ", " ", "phase 2b", "é"])).map("".join))
def test_marked_parts_lie_in_the_text_and_in_order(text: str) -> None:
    words = resolved(text)
    assert "{" not in words.text
    assert all(0 <= span.start < span.stop <= len(words.text) for span in words.kept)
    assert all(one.stop <= other.start for one, other in zip(words.kept, words.kept[1:], strict=False))
    assert len(words.figures) == text.count("{")


def test_a_derived_number_in_a_text_says_that_it_is() -> None:
    words = numbers.resolve(Prose("{average} each, in {doors} doors."), a_programme())
    assert words.text == "About $438,000 (derived here) each, in 105 doors."
    assert [words.text[slice(*figure.span)] for figure in words.figures] == ["About $438,000", "105"]
    said = numbers.resolve(Prose("It is {average}, derived by us."), a_programme())
    assert said.text == "It is about $438,000, derived by us."
