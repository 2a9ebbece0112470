"""Texts as the typographers of their language set them."""

from __future__ import annotations

import pytest

from reports.story.typography import typeset
from tests.builders.datafile import SOUND, problems_of


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Qui paie ?", "Qui paie\u202f?"),
        ("Qui paie?", "Qui paie\u202f?"),
        ("Non ?! Si !", "Non\u202f?! Si\u202f!"),
        ("Voici: {raised:full}; fin", "Voici\xa0: {raised:full}\u202f; fin"),
        ("«Oui !»", "«\xa0Oui\u202f!\xa0»"),
        ("« Oui », dit-elle", "«\xa0Oui\xa0», dit-elle"),
        (
            "**Pourquoi ?** [mots](https://a.b/c?d;e)[^a]: oui",
            "**Pourquoi\u202f?** [mots](https://a.b/c?d;e)[^a]\xa0: oui",
        ),
        ("à 12:30, (?)", "à 12:30, (?)"),
        ("Qui? est un nom !", "Qui? est un nom\u202f!"),
    ],
)
def test_french_signs_stand_behind_blanks_that_do_not_break(typed: str, shown: str) -> None:
    assert typeset(typed, "fr-FR", ["Qui? est"]) == shown
    assert typeset(shown, "fr-FR", ["Qui? est"]) == shown


@pytest.mark.parametrize("text", ["Qui paie ?", "«Oui»", '"so"', 'a 6" pipe'])
def test_english_stays_as_it_is_typed(text: str) -> None:
    assert typeset(text, "en-GB") == text


SPANISH = SOUND.replace('"A first door"', '{text: "SAID", lang: es}')


@pytest.mark.parametrize("text", ["¿Por qué?", "¡Una puerta! ¿Y otra?", "Dijo: ¿qué!", "Una puerta."])
def test_a_spanish_question_that_is_opened_is_sound(text: str) -> None:
    assert not [each for each in problems_of(SPANISH.replace("SAID", text)) if "where it begins" in each.message]


@pytest.mark.parametrize(
    ("text", "lacks", "hint"),
    [
        ("Una puerta. Por qué?", "¿", "write '¿Por qué?'"),
        ("¿Por qué? Qué bien!", "¡", "write '¡Qué bien!'"),
    ],
)
def test_a_spanish_question_without_its_sign_is_warned_of(text: str, lacks: str, hint: str) -> None:
    (found,) = (each for each in problems_of(SPANISH.replace("SAID", text)) if "where it begins" in each.message)
    assert f"has no {lacks} where it begins" in found.message
    assert (found.hint, found.fatal) == (hint, False)
