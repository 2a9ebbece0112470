"""Texts as the typographers of their language set them."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from pptx import Presentation

from reports.story.typography import typeset
from reports.theme.typeface import face
from tests.builders.datafile import SOUND, problems_of
from tests.builders.finished import made
from tests.readback import brief_text, deck_text
from tests.validators import faces_of

CASES = Path(__file__).parent / "cases" / "languages"


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


def test_a_french_file_is_set_with_its_blanks_and_verifies() -> None:
    french = made(CASES / "smallest-fr.yaml")
    assert french.discrepancies("brief", french.brief) == french.discrepancies("deck", french.deck) == []
    for text in (brief_text(french.brief), deck_text(french.deck)):
        said = re.sub(r"[ \r\n\xa0]+", " ", text)
        assert "qui les plante\u202f?" in said
        assert "« nous mangeons mieux »\u202f; ils" in said
        assert "12\u202f345,5" in said
        assert "Qui sème? récolte" in said


def test_what_stands_behind_a_label_has_the_blanks_of_its_language(tmp_path: Path) -> None:
    text = (CASES / "smallest-fr.yaml").read_text("utf-8")
    columns = "columns: [{name: Lieu}, {name: Jardins}], rows: [[Sud, '{gardens}']]"
    table = f"  - {{kind: table, heading: Lieux, headline: Un lieu, {columns}}}\n"
    way = "ways: [{label: Semer, text: 'Au jardin de l’OMS.'}]"
    table += f"  - {{kind: organisation, heading: Qui, headline: Un réseau, name: Réseau, text: Réseau, {way}}}\n"
    project = "{name: Jardin sud, what: Une école, headline: Au sud, finding: Il pousse, text: Il pousse.}"
    table += f"  - {{kind: projects, heading: Un projet, headline: Un projet, projects: [{project}]}}\n"
    text = text.replace("names: [Qui sème?]", "names: {Qui sème?: qui plante, OMS: Organisation mondiale de la santé}")
    (tmp_path / "fr.yaml").write_text(text.replace("  - kind: timeline", f"{table}  - kind: timeline"), "utf-8")
    french = made(tmp_path / "fr.yaml")
    notes = [slide.notes_slide.notes_text_frame.text for slide in Presentation(io.BytesIO(french.deck)).slides]
    expected = (
        "Lieu : Sud\u202f; Jardins : 24",
        "Semer : Au jardin",
        "OMS : Organisation mondiale",
        "Jardin sud : Une école",
    )
    assert [text for text in expected if text not in "\n".join(notes)] == []
    assert not re.search(r"\w: ", "\n".join(notes))
    assert french.discrepancies("deck", french.deck) == []


def test_a_font_without_thin_blanks_makes_them_of_its_space() -> None:
    regular, _ = faces_of(Path("/usr/share/fonts/truetype/liberation/LiberationSans"))
    font = face(regular)
    assert font.hb_font.get_nominal_glyph(0x202F) is None
    assert font.lacks("12\u202f345\xa0$") == ""
    assert 0 < font.width("\u202f", 10) < font.width(" ", 10)
