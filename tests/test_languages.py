"""Texts in another language than the file's, and names that are short for something: marked so in brief and deck."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pptx import Presentation

from reports.brief.mailmerge.render_copies import brief_copy_renderer
from reports.brief.render import render
from reports.compose.compose import compose
from reports.compose.letters import letters
from reports.deck.mailmerge.render_copies import DeckCopyRenderer
from reports.deck.render import render as render_deck
from reports.pdf.metadata import STANDARDS
from reports.verify.readback.brief import read_brief
from tests.builders.brief import THEME
from tests.builders.datafile import SOUND, a_programme, problems_of
from tests.builders.edits import in_pdf, in_slide
from tests.builders.finished import Made, made
from tests.validators import vera_pdf_claims

CASE = Path(__file__).parent / "cases" / "pdf" / "a-passage-in-another-language" / "data.yaml"
FRENCH = '{text: "Une “porte”", lang: fr}'
NAMES = "{phase 2b: the second half of phase two, DT: Door Trust}"
GREEK = '[{text: "Δύο πόρτες, λέει η DT στην Αθήνα.", lang: el}, "The DT agrees."]\n    lead: "In 2023'
SEVERAL = f"""\
{SOUND.replace('"Annual report"', FRENCH).replace("[phase 2b]", NAMES).replace('"In 2023', GREEK)}
handout:
  letter: {{text: "Bonjour {{recipient.name}}, DT vous remercie.", lang: fr}}
"""


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Made:
    data = tmp_path_factory.mktemp("several") / "a.yaml"
    data.write_text(SEVERAL, encoding="utf-8")
    return made(data)


def spoken(brief: bytes) -> set[tuple[str, str, str]]:
    return {(each.text, each.lang, each.in_full) for each in read_brief(brief, "brief").spoken}


def runs(deck: bytes) -> set[tuple[str, str]]:
    shapes = (
        shape for slide in Presentation(io.BytesIO(deck)).slides for shape in slide.shapes if shape.has_text_frame
    )
    paragraphs = (each for shape in shapes for each in shape.text_frame.paragraphs)
    return {(run.text, run._r.rPr.get("lang")) for each in paragraphs for run in each.runs}


def test_a_brief_marks_languages_and_what_names_are_short_for(several: Made) -> None:
    assert spoken(several.brief) == {
        ("Δύο πόρτες, λέει η DT στην Αθήνα.", "el", ""),
        ("DT", "", "Door Trust"),
        ("Une ‘porte’", "fr", ""),
        ("phase 2b", "", "the second half of phase two"),
    }


def test_a_deck_marks_the_languages_of_runs_and_explains_names_in_its_notes(several: Made) -> None:
    assert {("Δύο πόρτες, λέει η DT στην Αθήνα.", "el"), ("Une ‘porte’", "fr")} <= runs(several.deck)
    notes = Presentation(io.BytesIO(several.deck)).slides[1].notes_slide.notes_text_frame.text.split("\n")
    assert notes[-3:-1] == ["phase 2b: the second half of phase two", "DT: Door Trust"]


def test_speaker_notes_are_in_the_languages_of_their_texts(several: Made) -> None:
    said = Presentation(io.BytesIO(several.deck)).slides[1].notes_slide.notes_text_frame
    marked = {(run.text, run._r.rPr.get("lang")) for each in said.paragraphs for run in each.runs}
    assert {("Δύο πόρτες, λέει η DT στην Αθήνα.", "el"), ("Une ‘porte’", "fr"), ("The DT agrees.", "en-US")} <= marked


def test_a_letter_is_in_its_own_language_in_the_notes_of_every_copy(several: Made) -> None:
    render_copy = DeckCopyRenderer(compose(several.programme), THEME)
    personal = letters(several.programme).to({"name": "Ada"})
    slides = Presentation(io.BytesIO(render_copy.render_copy(personal).data)).slides
    runs = [run for each in slides[0].notes_slide.notes_text_frame.paragraphs for run in each.runs]
    assert [run._r.rPr.get("lang") for run in runs if "Ada" in run.text] == ["fr"]


DATED = SOUND.replace('{text: "June 2024", latest', '{text: {text: "juin 2024", lang: fr}, latest')


def test_the_date_of_the_figures_has_its_language_in_every_credit() -> None:
    story = compose(a_programme(DATED.replace("In 2023 a", "A")))
    for section in story.sections:
        for words in (section.credit, section.spoken):
            start = words.text.index("juin 2024")
            assert words.language(start, start + len("juin 2024")) == "fr"


def test_what_is_inside_a_passage_is_read_in_its_place(several: Made) -> None:
    with pikepdf.open(io.BytesIO(several.brief)) as document:
        whole = next(each for each in document.objects if _is(each, "el"))
        first, inner, last = whole.K
        assert (int(first), str(inner.E), int(last)) == (int(inner.K[0]) - 1, "Door Trust", int(inner.K[0]) + 1)


def _is(each: Any, lang: str) -> bool:
    return isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Span" and each.get("/Lang") == lang


@pytest.mark.slow
@pytest.mark.parametrize("standard", STANDARDS)
def test_verapdf_finds_no_fault_in_them(tmp_path: Path, several: Made, standard: Any) -> None:
    (tmp_path / "brief.pdf").write_bytes(render(several.story, THEME, "a4", standard=standard).pdf)
    assert not any(vera_pdf_claims([tmp_path / "brief.pdf"])["brief.pdf"].values())


def test_verify_finds_them_and_misses_what_was_taken_away(several: Made) -> None:
    assert several.discrepancies("brief", several.brief) == several.discrepancies("deck", several.deck) == []

    def silent(document: Any) -> None:
        for each in document.objects:
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Span":
                for key in {"/Lang", "/E"} & set(each.keys()):
                    del each[key]

    lost = several.failures("brief", in_pdf(silent))
    assert "brief page 2: has “Une ‘porte’” without its language, fr" in lost
    assert "brief page 2: does not say that “DT” is short for “Door Trust”" in lost
    edited = several.failures("deck", in_slide("A door is more", ('lang="el"', 'lang="en-US"')))
    assert "deck slide 2: has “Δύο πόρτες, λέει η” without its language, el" in edited


def test_a_letter_in_another_language_is_so_in_every_copy() -> None:
    programme = a_programme(SEVERAL)
    story, texts = compose(programme), letters(programme)
    brief = brief_copy_renderer(story, THEME, "a4", characters=[texts.characters, "Zoë"])
    deck = DeckCopyRenderer(story, THEME)
    for name in ("Zoë", "Ada"):
        personal = texts.to({"name": name})
        one = replace(story, cover=replace(story.cover, personal=personal))
        fragments = {(f"Bonjour {name},", "fr", ""), ("DT", "fr", ""), ("vous remercie.", "fr", "")}
        assert {*fragments, ("DT", "", "Door Trust")} <= spoken(brief.render_copy(personal).data)
        assert deck.render_copy(personal).data == render_deck(one, THEME).pptx


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ('"A first door"', '{text: "Ένα", lang: gr}', ["lang should be the tag of a language", "did you mean el?"]),
        ('"A first door"', '{text: "Ένα", lang: Greek}', ["did you mean el?"]),
        ('"A first door"', '{text: "Ένα", lang: EL}', ["did you mean el?"]),
        ('"A first door"', '{text: "Ένα", lang: el-GREECE}', ["such as el, de-AT or zh-Hant, not 'el-GREECE'"]),
        ('"A first door"', '{text: "Ένα"}', ["lang is missing"]),
        ('"A first door"', '{text: "Ένα", lang: el, size: 9}', ["unknown key 'size'"]),
        ('"In 2023 a phase 2b door opened."', "[{text: Ένα, lang: e}]", ["a.yaml:26:30: lang should be the tag"]),
        ('"In 2023 a phase 2b door opened."', "{text: Ένα, lang: e}", ["a.yaml:26:29: lang should be the tag"]),
        ("[phase 2b]", "{phase 2b: {text: deux, lang: xx}}", ["a.yaml:13:38: lang should be the tag"]),
        ("[phase 2b]", "{phase 2b: 2}", ["phase 2b should be text, not 2"]),
        ('"A first door"', '"Один дом"', ["warning: 'Один' is Cyrillic", 'name its language: {text: "…", lang: …}']),
    ],
)
def test_a_language_that_is_none_and_words_that_lack_one_are_told(was: str, now: str, said: list[str]) -> None:
    (problem,) = problems_of(SOUND.replace(was, now))
    assert all(part in str(problem) for part in said)


def test_a_file_with_greek_and_cyrillic_is_told_to_name_what_its_script_does_not() -> None:
    assert [(each.where.line, each.fatal) for each in problems_of(CASE.read_text("utf-8"))] == [(19, False)]
