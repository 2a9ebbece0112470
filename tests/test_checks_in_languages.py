"""What a data file in another language is told of its numbers, dates and signs: as in English, in its own forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.datafile.scalars import When
from reports.loading.checks.ages import dates_in
from reports.refresh.words import Change, stands_in
from tests.builders.datafile import SOUND, problems_of

GERMAN = (Path(__file__).parent / "cases" / "languages" / "smallest-de.yaml").read_text("utf-8")
TEXT = "Ein Garten kostet {each}."


def told(now: str, was: str = TEXT, data: str = GERMAN) -> list[tuple[str, str | None]]:
    """Return what is said of a text in the place of another, and what to write."""
    assert data.count(was) == 1
    found = problems_of(data.replace(was, now))
    return [(each.message, each.hint) for each in found if "is not used" not in each.message]


@pytest.mark.parametrize(
    "text", ["Ein Garten kostet {each}, im Jahr 2024.", "Im Oktober 2022 waren es {gardens:before}.", "Zwölf Kinder."]
)
def test_years_of_the_file_and_words_are_no_numbers(text: str) -> None:
    assert told(text + " {each}") == []


@pytest.mark.parametrize(
    ("text", "number", "hint"),
    [
        ("Das sind 1,83 Mio. €.", "1,83", "write {granted}"),
        ("Das sind 1.830.000 Euro.", "1.830.000", "write {granted}"),
        ("Das sind 46 Mio. $.", "46", "make it a quantity and write its {name}"),
        ("Im Jahr 1999 nicht.", "1999", "make it a quantity and write its {name}"),
        ("Es sind 82 %.", "82", "make it a quantity and write its {name}"),
    ],
)
def test_a_number_that_is_typed_is_found(text: str, number: str, hint: str) -> None:
    ((message, said),) = told(f"{text} {{each}}")
    assert message == f"the number '{number}' is typed into the text"
    assert said is not None
    assert said.startswith(hint)


@pytest.mark.parametrize("text", ["Mit {granted} Euro.", "Mit {granted} €.", "Mit € {granted}."])
def test_money_beside_a_name_is_told_in_the_files_language(text: str) -> None:
    ((message, _),) = told(f"{text} {{each}}")
    assert message.startswith("the currency of {granted} is printed twice")


def test_a_text_may_begin_with_a_date_that_is_a_name() -> None:
    named = GERMAN.replace("quantities:", "names: [3. Mai 2024]\nquantities:", 1)
    assert told("3. Mai 2024 war ein guter Tag für {each}.", data=named) == []


def test_nouns_of_german_are_no_names() -> None:
    assert told("Kinder bauen Gemüse in der Schule an. {each}") == []


@pytest.mark.parametrize(
    ("text", "language", "dates"),
    [
        ("Stand: 5. Mai 2019", "de-DE", [When(2019, 5, 5)]),
        ("Ende 2013 und im Jahr 2015", "de-DE", [When(2013, part="late"), When(2015)]),
        ("a finales de 2019 o el 5 de mayo de 2020", "es-US", [When(2019, part="late"), When(2020, 5, 5)]),
        ("le 1er mai 2019", "fr-FR", [When(2019, 5, 1)]),
        ("2013/14", "nl-NL", [When(2013, end=When(2014))]),
    ],
)
def test_dates_in_words_are_read(text: str, language: str, dates: list[When]) -> None:
    assert list(dates_in(text, language)) == dates


def test_figures_of_another_date_are_told_in_german_too() -> None:
    late = GERMAN.replace('"Juni 2024", latest: 2024', '"April 2024", latest: 2024')
    ((message, hint),) = told(TEXT, data=late)
    assert message == "the date 3. Mai 2024 is later than the figures speak of (as_of.text is April 2024)"
    assert hint == "add expected: true, if it was still to come"


def test_a_number_in_a_passage_is_read_in_the_language_of_that() -> None:
    passage = SOUND.replace('"In 2023 a phase 2b door opened."', '{text: "180.000 Dollar für {doors}", lang: de}')
    (found,) = (each for each in problems_of(passage) if "typed" in each.message)
    assert found.message == "the number '180.000' is typed into the text"
    assert (found.hint or "").startswith("write {granted}")


@pytest.mark.parametrize(
    ("text", "there"), [("46\u202f000\xa0$", False), ("1\u202f046", False), ("46\xa0Mio. $", True)]
)
def test_a_part_of_a_number_in_groups_is_not_that_number(text: str, *, there: bool) -> None:
    assert stands_in(text, Change("46", "48")) is there
