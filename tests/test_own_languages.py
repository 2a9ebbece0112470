"""A data file in another language than English: our words, numbers, dates and nouns in it, and what is refused."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from reports.compose.amounts import format_amount, format_with_unit
from reports.datafile.languages import LANGUAGES
from reports.datafile.scalars import When
from reports.story.moments import date_in_year, date_text
from reports.story.money import format_full, format_short, unit_of
from reports.story.phrases import phrases_in, phrases_of
from tests.builders.datafile import SOUND, a_programme, problems_of, spoiled
from tests.builders.finished import Made, made
from tests.readback import brief_text, deck_text

CASES = Path(__file__).parent / "cases" / "languages"
ITEM = "item: door"


@pytest.mark.parametrize(
    ("language", "short", "full", "by_code", "head", "share", "amounts"),
    [
        ("en-US", "$46 million", "€4,120,350.75", "CHF 1,234", "€ million", "82%", ("7.1", "under £0.1 million")),
        (
            *("de-DE", "46\xa0Mio.\xa0$", "4.120.350,75\xa0€", "1.234\xa0CHF", "Mio.\xa0€", "82\xa0%"),
            ("7,1", "unter 0,1\xa0Mio.\xa0£"),
        ),
        (
            *("es-ES", "46\xa0millones de dólares", "4.120.350,75\xa0€", "1234\xa0CHF", "millones de euros", "82\xa0%"),
            ("7,1", "menos de 0,1\xa0millones de libras"),
        ),
        (
            *("es-US", "46\xa0millones de dólares", "EUR\xa04,120,350.75", "CHF\xa01,234", "millones de euros", "82%"),
            ("7.1", "menos de 0.1\xa0millones de libras"),
        ),
        (
            *("fr-FR", "46\xa0millions de dollars", "4\u202f120\u202f350,75\xa0€", "1\u202f234\xa0CHF"),
            *("millions d’euros", "82\xa0%", ("7,1", "moins de 0,1\xa0million de livres sterling")),
        ),
        (
            *("it-IT", "46\xa0milioni di dollari", "4.120.350,75\xa0€", "1.234\xa0CHF", "milioni di euro", "82%"),
            ("7,1", "meno di 0,1\xa0milioni di sterline"),
        ),
        (
            *("nl-NL", "46\xa0miljoen dollar", "€\xa04.120.350,75", "CHF\xa01.234", "miljoen euro", "82%"),
            ("7,1", "minder dan 0,1\xa0miljoen pond"),
        ),
        (
            *("pt-BR", "US$\xa046\xa0milhões", "€\xa04.120.350,75", "CHF\xa01.234", "€ milhões", "82%"),
            ("7,1", "menos de £\xa00,1\xa0milhão"),
        ),
    ],
)  # fmt: skip
def test_numbers_are_written_as_a_language_writes_them(
    language: str, short: str, full: str, by_code: str, head: str, share: str, amounts: tuple[str, str]
) -> None:
    phrases = phrases_in(language)
    assert format_short(Decimal(46_000_000), "USD", language) == short
    assert format_full(Decimal("4120350.75"), "EUR", language) == full
    assert format_full(Decimal(1234), "CHF", language) == by_code
    assert unit_of("EUR", 10**6, phrases) == head
    assert phrases.share.format(number=82) == share
    assert format_amount(Decimal(7_120_000), 10**6, phrases) == amounts[0]
    assert format_with_unit(Decimal(20_000), 10**6, "GBP", phrases) == amounts[1]


@pytest.mark.parametrize(
    ("when", "language", "text", "in_year"),
    [
        (When(2013, 10), "de-DE", "Oktober 2013", "Okt."),
        (When(2019, 5, 5), "de-DE", "5. Mai 2019", "5. Mai"),
        (When(2013, 10), "es-ES", "octubre de 2013", "oct"),
        (When(2019, 5, 5), "es-US", "5 de mayo de 2019", "5 may"),
        (When(2013, part="late"), "es-ES", "finales de 2013", "finales"),
        (When(2019, 5, 1), "fr-FR", "1er mai 2019", "1er mai"),
        (When(2013, part="mid"), "fr-FR", "mi-2013", "milieu"),
        (When(2019, 3, 8), "it-IT", "8 marzo 2019", "8 mar"),
        (When(2019, 3, 8), "nl-NL", "8 maart 2019", "8 mrt"),
        (When(2019, 3, 1), "pt-BR", "1º de março de 2019", "1º mar."),
        (
            *(When(2013, part="early", end=When(2014, part="late")), "de-DE"),
            *("Anfang 2013 bis Ende 2014", "Anfang bis Ende 2014"),
        ),
    ],
)  # fmt: skip
def test_dates_are_written_as_a_language_writes_them(when: When, language: str, text: str, in_year: str) -> None:
    assert (date_text(when, language), date_in_year(when, language)) == (text, in_year)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "date", ["early 2013", "mid 2013", "late 2013", "2013-10", "2013-05-01", "2013-03-08", "2010 to 2012"]
)
def test_a_date_is_read_as_it_is_written(date: str, language: str) -> None:
    sound = SOUND.replace("In 2023 a", "A")
    when = a_programme(sound.replace("date: 2023", f"date: {date}")).timeline[0].date
    written = date_text(when, language)
    assert a_programme(sound.replace("date: 2023", f'date: "{written}"')).timeline[0].date == when


@pytest.mark.parametrize(
    ("date", "language", "said"),
    [
        ("2013", "de-DE", "2013"), ("Oktober 2013", "de-DE", "im Oktober 2013"),
        ("5. Mai 2019", "de-DE", "am 5. Mai 2019"),
        ("finales de 2013", "es-ES", "a finales de 2013"), ("5 de mayo de 2019", "es-US", "el 5 de mayo de 2019"),
        ("fin 2013", "fr-FR", "que fin 2013"), ("1er mai 2019", "fr-FR", "que le 1er mai 2019"),
        ("2019", "fr-FR", "qu’en 2019"), ("2013", "it-IT", "nel 2013"),
        ("8 marzo 2019", "it-IT", "l’8 marzo 2019"), ("eind 2013", "nl-NL", "eind 2013"), ("2013", "pt-BR", "em 2013"),
    ],
)  # fmt: skip
def test_a_date_has_the_preposition_of_its_language(date: str, language: str, said: str) -> None:
    assert phrases_in(language).at_time(date) == said


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Oktober 2013", "2013-10"), ("5. Mai 2019", "2019-05-05"), ("Anfang 2013", "early 2013"),
        ("Ende 2019", "late 2019"), ("2010 bis März 2012", "2010 to 2012-03"), ("1er mai 2019", "2019-05-01"),
        ("mi-2013", "mid 2013"), ("5 de mayo de 2019", "2019-05-05"), ("principios de 2013", "early 2013"),
        ("metà 2013", "mid 2013"), ("eind 2013", "late 2013"), ("2010 tot 2012", "2010 to 2012"),
        ("fim de 2013", "late 2013"), ("October 5, 2013", "2013-10-05"), ("5 October 2013", "2013-10-05"),
    ],
)  # fmt: skip
def test_a_date_in_words_is_read(written: str, meant: str) -> None:
    sound = SOUND.replace("In 2023 a", "A")
    read, due = (
        a_programme(sound.replace("date: 2023", f'date: "{date}"')).timeline[0].date for date in (written, meant)
    )
    assert read == due


@pytest.mark.parametrize(
    "written", ["Oktobre 2013", "31. Juni 2013", "Ende Mai 2013", "5. Mai", "13. 2013", "bis 2013"]
)
def test_a_date_that_is_none_is_refused(written: str) -> None:
    assert problems_of(spoiled("date: 2023", f"date: {written}"))[0].message.startswith("date should be a date")


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("de", "write de-DE"), ("german", "write de-DE"), ("Deutsch", "write de-DE"), ("de-AT", "write de-DE"),
        ("english", "write en-US or en-GB"), ("ar", "a whole file from right to left cannot be set yet"),
        ("sv", 'a text may be in it: {text: "…", lang: sv}'), ("klingonish", None),
    ],
)  # fmt: skip
def test_another_language_is_a_problem_with_what_to_write(written: str, hint: str | None) -> None:
    problem, *_ = problems_of(spoiled("language: en-US", f"language: {written}"))
    assert problem.message.startswith(f"language should be {', '.join(LANGUAGES[:-1])} or {LANGUAGES[-1]}, not ")
    assert (str(problem.where), problem.hint) == ("a.yaml:1:11", hint)


AREAS = """item: Tür
  areas: [{label: "Nord", amount: granted, count: doors}, {label: "Süd", amount: granted, count: doors}]"""


def test_a_plural_is_asked_for_where_it_is_needed_and_english_has_none_by_rule() -> None:
    german = SOUND.replace("language: en-US", "language: de-DE")
    one_of = german.replace("portfolio: {total: granted, count: doors, item: door}",
                            f"portfolio:\n  total: granted\n  count: doors\n  {AREAS}")  # fmt: skip
    missing = [each for each in problems_of(one_of) if "plural" in each.message]
    assert [(each.where.line, each.hint) for each in missing] == [(24, "write item: {one: Tür, other: …}")]
    both = one_of.replace("item: Tür", "item: {one: Tür, other: Türen}")
    assert [each for each in problems_of(both) if "plural" in each.message] == []
    assert problems_of(german.replace(ITEM, "item: Tür")) == ()
    commented = german.replace(
        "{total: granted, count: doors, item: door}", "\n  total: granted\n  count: doors\n  item: Tür # 1"
    )
    assert problems_of(commented) == ()
    assert [each.message for each in problems_of(german.replace(ITEM, "item: {other: Türen}"))] == ["one is missing"]


@pytest.fixture(scope="module")
def german() -> Made:
    return made(CASES / "smallest-de.yaml")


def test_a_german_file_has_german_words_numbers_and_dates_in_both(german: Made) -> None:
    for raw in (brief_text(german.brief), deck_text(german.deck)):
        text = " ".join(raw.split())
        for said in ("1,83 Mio. €", "24 Schulgärten, ebenso viele Quadrate", "rund 76.000 € (hier berechnet)",
                     "50 % mehr als im Oktober 2022", "Norden", "Beträge (bewilligt) nach Bereich, Mio. €",
                     "„Jahresbericht (erfunden)“", "Abgerufen: 5. Mai 2024"):  # fmt: skip
            assert said in text
        for english in ("Source", "million", "Figures", "derived", "awarded", "Area", "expected", "square", " and "):
            assert english not in text


def test_a_start_in_english_does_without_what_other_languages_need() -> None:
    program = (
        "import sys; from reports.story.phrases import phrases_in as of; of('en-GB'); print('babel' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_words_of_ours_are_said_otherwise_in_any_language() -> None:
    words = 'words: {unpublished: "Beträge je {item} nennt niemand.", derived: "ermittelt"}'
    german = SOUND.replace("language: en-US", "language: de-DE").replace(ITEM, "item: Tür")
    phrases = phrases_of(a_programme(f"{german}{words}\n"))
    assert phrases.same_size_unpublished == "Beträge je {item} nennt niemand, daher sind alle Quadrate gleich groß."
    assert (phrases.derived_here, phrases.derived_label) == (" (hier ermittelt)", "Hier ermittelt")
    lacking = problems_of(f'{german}words: {{unpublished: "Niemand nennt {{items}}."}}\n')
    assert [each.message for each in lacking] == ["unpublished has no place {items}"]
    assert lacking[0].hint == "ours are: 'Die Quelle nennt keine Beträge je {item}.'"
