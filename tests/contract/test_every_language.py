"""The same file in every language of ours: outputs are tagged with it, agree with the data, and keep the standards."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest
from openxml_audit import validate_pptx

from reports.brief.render import render
from reports.datafile.languages import LANGUAGES
from reports.deck.lint import faults
from reports.pdf.metadata import STANDARDS
from tests.builders.brief import THEME
from tests.builders.edits import by_pattern, in_notes, in_slide, members
from tests.builders.finished import Made, made
from tests.validators import open_xml_sdk, vera_pdf_claims

SMALLEST = Path(__file__).parents[1] / "cases" / "languages" / "smallest-de.yaml"
PASSAGE = '{text: "Δύο πόρτες στην Αθήνα, λέει.", lang: el}'
EVERY = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("every-language")


def in_(language: str, folder: Path) -> Made:
    """Build the small German file as one in a language, with a passage in Greek."""
    text = SMALLEST.read_text("utf-8").replace("language: de-DE", f"language: {language}")
    data = folder / f"{language}.yaml"
    if not data.is_file():
        data.write_text(text.replace('"Eine Schule legt ihn an."', PASSAGE), "utf-8")
    return made(data)


@EVERY
def test_a_brief_says_its_language_in_its_catalogue_its_metadata_and_where_another_begins(
    language: str, folder: Path
) -> None:
    with pikepdf.open(io.BytesIO(in_(language, folder).brief)) as document:
        assert str(document.Root.Lang) == language
        packet = bytes(document.Root.Metadata.read_bytes()).decode()
        assert f"<dc:language><rdf:Bag><rdf:li>{language}</rdf:li>" in packet
        elements = (each for each in document.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each)
        marked = [str(each.Lang) for each in elements if "/Lang" in each]
    assert marked == ["el"]


@EVERY
def test_every_run_of_a_deck_says_its_language(language: str, folder: Path) -> None:
    parts = members(in_(language, folder).deck)
    assert f"<dc:language>{language}</dc:language>" in parts["docProps/core.xml"].decode()
    for name, content in parts.items():
        if re.match(r"ppt/(slides|notesSlides)/[^/]+\.xml", name):
            runs = re.findall(r"<a:(?:r|fld)\b.*?</a:(?:r|fld)>", content.decode(), re.DOTALL)
            said = {(match[1] if (match := re.search(r'lang="([^"]*)"', run)) else "") for run in runs}
            assert said <= {language, "el"}, name
            assert language in said, name


@EVERY
def test_what_is_built_verifies(language: str, folder: Path) -> None:
    built = in_(language, folder)
    assert built.discrepancies("brief", built.brief) == []
    assert built.discrepancies("deck", built.deck) == []


@EVERY
def test_a_deck_that_says_another_language_is_found(language: str, folder: Path) -> None:
    built, other = in_(language, folder), "sv-SE"
    core = by_pattern("docProps/core.xml", f">{language}<", f">{other}<")
    assert built.failures("deck", core) == [
        f"deck: its properties give the language “{other}” where the data says “{language}”"
    ]
    runs = in_slide(2, (f'lang="{language}"', f'lang="{other}"'))
    assert f"deck slide 2: note: has text marked as {other}" in map(str, built.discrepancies("deck", runs(built.deck)))
    notes = in_notes(2, (f'lang="{language}"', f'lang="{other}"'))
    found = [str(each) for each in built.discrepancies("deck", notes(built.deck))]
    assert found == [f"deck slide 2, notes: note: has text marked as {other}"]


@pytest.mark.slow
@EVERY
def test_validators_and_our_linter_find_no_fault_in_a_deck(language: str, folder: Path) -> None:
    deck = folder / f"{language}.pptx"
    deck.write_bytes(in_(language, folder).deck)
    assert list(faults(deck.read_bytes())) == []
    assert not validate_pptx(str(deck)).errors
    assert open_xml_sdk(deck) == []


@pytest.mark.slow
def test_verapdf_finds_no_fault_in_any_language(folder: Path) -> None:
    briefs = []
    for language in LANGUAGES:
        for standard in STANDARDS:
            briefs.append(folder / f"{language}-{standard}.pdf")
            story = in_(language, folder).story
            briefs[-1].write_bytes(render(story, THEME, "a4", standard=standard).pdf)
    claims = vera_pdf_claims(briefs)
    assert claims.keys() == {each.name for each in briefs}
    assert not any(any(broken.values()) for broken in claims.values())
