"""Numbers as readers of other languages take them: their decimals, scales, bounds and currencies."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from reports.story.numerals import Meaning, counted, numbers


def meanings(text: str, language: str) -> list[Meaning]:
    return [number.meaning for number in numbers(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        ("de-DE", "rund 46 Mio. $ in Zusagen", ["rund 46 Mio. $"]),
        ("de-DE", "1.234,5 Hektar; 3,5 Mrd. US-Dollar, 82 %", ["1.234,5", "3,5 Mrd. US-Dollar", "82 %"]),
        ("de-DE", "Mehr als 170 im Jahr 2013. 12 Gärten", ["Mehr als 170", "2013", "12"]),
        ("de-DE", "eine halbe Million, drei Gärten", ["eine halbe Million"]),
        ("fr-FR", "46 millions de dollars en 2013, 150 projets", ["46 millions de dollars", "2013", "150"]),
        ("fr-FR", "46 000 000 $ et 3 m; 5 M", ["46 000 000 $", "3", "5 M"]),
        (
            "fr-FR",
            "plus de 1\u202f234,5\u202f%, 3 milliards d’euros",
            ["plus de 1\u202f234,5\u202f%", "3 milliards d’euros"],
        ),
        ("es-ES", "46 millones de dólares, 1.234,5 €", ["46 millones de dólares", "1.234,5 €"]),
        ("es-US", "$46 millones, 1,234.5", ["$46 millones", "1,234.5"]),
        ("it-IT", "46 milioni di dollari, circa 46 Mln €", ["46 milioni di dollari", "circa 46 Mln €"]),
        ("nl-NL", "US$ 46 miljoen, ruim 3 mln. leden", ["US$ 46 miljoen", "ruim 3 mln."]),
        ("pt-BR", "US$ 46 milhões, R$ 1.234,56 mi", ["US$ 46 milhões", "R$ 1.234,56 mi"]),
        ("el", "46 εκ. από 1.234,5", ["46 εκ.", "1.234,5"]),
        ("tlh", "1,234.5", ["1,234.5"]),
    ],
)
def test_numbers_are_found_with_what_belongs_to_them(language: str, text: str, shown: list[str]) -> None:
    assert [number.text for number in numbers(text, language)] == shown


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de-DE", "46 Mio. $", "46.000.000 $"),
        ("de-DE", "46 Mio. $", "46 Millionen Dollar"),
        ("de-DE", "12 Prozent", "12 %"),
        ("fr-FR", "46 millions de dollars", "46 000 000 $"),
        ("es-ES", "4.120 millones", "4,12 mil millones"),
        ("it-IT", "46 milioni", "46 Mln"),
        ("nl-NL", "46 miljoen euro", "46 mln. €"),
        ("pt-BR", "46 milhões", "46 mi"),
    ],
)
def test_the_same_number_in_another_form_means_the_same(language: str, one: str, other: str) -> None:
    assert meanings(one, language) == meanings(other, language)


def test_the_language_decides_what_a_point_is() -> None:
    assert [meanings("1.234", tag)[0].value for tag in ("de-DE", "en-US", "es-US", "nl-NL")] == [
        *(Decimal(1234), Decimal("1.234"), Decimal("1.234"), Decimal(1234))
    ]


@pytest.mark.parametrize("language", ["de-DE", "fr-FR", "es-ES", "es-US", "it-IT", "nl-NL", "pt-BR", "en-GB"])
@given(value=st.decimals(min_value=0, max_value=10**12, places=2))
def test_whatever_cldr_writes_is_read_back(language: str, value: Decimal) -> None:
    written = format_decimal(value, format="#,##0.##", locale=language.replace("-", "_"))
    assert [meaning.value for meaning in meanings(written, language)] == [value]


def test_parts_in_words_are_no_counts() -> None:
    assert list(counted("Zwei Drittel der Gärten", "de-DE")) == [("Zwei Drittel der Gärten", None, "Gärten")]
    assert list(counted("la moitié des jardins", "fr-FR")) == [("la moitié des jardins", None, "jardins")]
