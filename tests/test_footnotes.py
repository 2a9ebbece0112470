"""[^name] in prose: a raised number that leads to its note, and back; in both files, each note once, in its order."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest
from pptx import Presentation

from reports.cli import main
from reports.datafile.model import Prose, TextSection
from reports.deck.lint import faults
from reports.story import Span, numbers
from reports.story.numerals import numbers as numbers_in
from reports.verify.readback.brief import read_brief
from tests.builders.datafile import SOUND, a_programme, problems_of
from tests.validators import vera_pdf_claims

TEXT = 'text: "In 2023 a phase 2b door opened."'
NOTES = 'notes: {ajar: "Of **{doors}**.", shut1: "See [it](https://example.org)."}\n'


def test_a_mark_is_a_raised_number_in_the_order_of_reading() -> None:
    programme = a_programme(SOUND.replace(TEXT, 'text: "A door[^shut1][^ajar] opened[^shut1]."') + NOTES)
    section = programme.sections[0]
    assert isinstance(section, TextSection)
    words = numbers.resolve(section.text[0], programme)
    assert words.text == "A door¹\xa0² opened¹."
    assert [(each.span, each.number, each.text.text) for each in words.noted][1] == (Span(8, 9), 2, "Of 24.")
    assert words.links == ((Span(6, 7), "#note-1"), (Span(8, 9), "#note-2"), (Span(16, 17), "#note-1"))
    assert numbers.resolve(Prose("none[^other]"), programme).text == "none[^other]"


@pytest.mark.parametrize(
    ("marked", "meant"), [("$46 million¹", "$46 million"), ("1,240¹²", "1,240"), ("82%³ of", "82%"), ("2013¹", "2013")]
)
def test_a_mark_is_no_part_of_the_number_before_it(marked: str, meant: str) -> None:
    assert next(numbers_in(marked, "en-US")).meaning == next(numbers_in(meant, "en-US")).meaning


@pytest.mark.parametrize(
    ("text", "notes", "found"),
    [
        ("A door[^ajar].", 'notes: {ajar: "Half."}', []),
        (
            "A door[^ajaar].",
            'notes: {ajar: "Half."}',
            ["no note is called 'ajaar'\n  hint: did you mean 'ajar'?", "ajar"],
        ),
        ("A door[^ajar].", "", ['hint: say it at the top of the file: notes: {ajar: "…"}']),
        ("A door.", 'notes: {ajar: "Half."}', ["warning: the note 'ajar' is not used"]),
        ("A[^ajar] door[^b].", 'notes: {ajar: "Half.", b: "Half."}', ["warning: the note 'b' says what 'ajar' says"]),
        ("A door[^ajar].", 'notes: {ajar: "Half[^ajar]."}', ["a note's mark can't stand in this notes"]),
        ("A door[^ajar].", 'notes: {ajar: "See _it_ of 24."}', ["'_it_' is stressed", "the number '24' is typed"]),
        ("[^ajar] A door.", 'notes: {ajar: "Half."}', ["a note's mark begins a text"]),
        ("A [door[^ajar]](https://example.org).", 'notes: {ajar: "Half."}', ["a note's mark can't stand in a link"]),
        ("A [^ajar](https://example.org).", 'notes: {ajar: "Half."}', ["a note's mark can't stand in a link"]),
        ("A door[^ajar].", 'notes: {ajar: ""}', ["ajar should not be empty"]),
        ("A door[^ajar].", 'notes: {ajar: "Of {windows}."}', ["no quantity is called 'windows'"]),
    ],
)
def test_marks_and_notes_that_do_not_meet_are_told(text: str, notes: str, found: list[str]) -> None:
    problems = [str(each) for each in problems_of(f"{SOUND.replace(TEXT, f'text: {chr(34)}{text}{chr(34)}')}{notes}\n")]
    assert len(problems) == len(found)
    assert all(any(part in each for each in problems) for part in found)


@pytest.mark.parametrize("was", ['title: "{doors} open doors', 'unit: "doors', 'running: "Open doors'])
def test_a_mark_stands_in_no_text_that_is_set_in_many_places(was: str) -> None:
    problems = [str(each) for each in problems_of(SOUND.replace(was, f"{was}[^ajar]") + 'notes: {ajar: "Half."}\n')]
    assert [each for each in problems if "a note's mark can't stand in this" in each]


MARKED: tuple[str, ...] = (
    "A door is a way in",
    "Why doors",
    "more than a wall",
    "door opened",
    "A first door",
    "It opens",
    "Doors, by",
)
MARKED = (*MARKED, "in grants", "not a typical grant", "All from one report", "one after another")


def marked_everywhere(folder: Path) -> Path:
    """Write a data file with a mark in all texts of several kinds, and as many notes."""
    data = (
        SOUND.replace("early 2025", "2024").replace("They are to open.", "They open.").replace(", expected: true", "")
    )
    for number, text in enumerate(MARKED):
        assert text in data
        data = data.replace(text, f"{text}[^n{number}]", 1)
    notes = "\n".join(f'  n{number}: "Said of {text.lower()}."' for number, text in enumerate(MARKED))
    (folder / "data.yaml").write_text(f"{data}notes:\n{notes}\n", "utf-8")
    return folder / "data.yaml"


@pytest.mark.parametrize("options", [[], ["--large-print", "--standard", "pdfa4"]])
def test_marks_stand_in_every_prose_and_both_files_agree_with_them(options: list[str], tmp_path: Path) -> None:
    data = marked_everywhere(tmp_path)
    assert main(["build", str(data), "-o", str(tmp_path), "--ledger", *options]) == 0
    assert main(["verify", str(data), str(tmp_path)]) == 0
    assert faults((tmp_path / "deck.pptx").read_bytes()) == []
    assert not any(
        faults for claims in vera_pdf_claims([tmp_path / "brief.pdf"]).values() for faults in claims.values()
    )
    with pikepdf.open(tmp_path / "brief.pdf") as brief:
        elems = [each for each in brief.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each]
        notes = [each for each in elems if each.S in ("/Note", "/FENote")]
        marks = [each for each in elems if each.get("/S") == "/Reference" and "/Ref" in each]
        assert len(notes) == len({str(each.get("/ID", each.objgen)) for each in notes}) == len(MARKED)
        referred = {each.objgen for each in notes if "/Ref" in each}
        assert {each["/Ref"][0].objgen for each in marks} == referred
        assert len(referred) == len(MARKED) - 4  # headlines and the subtitle are the deck's
    slides = Presentation(str(tmp_path / "deck.pptx")).slides
    spoken = "\n".join(slide.notes_slide.notes_text_frame.text for slide in slides)
    assert all(spoken.count(f"Said of {text.lower()}.") > 1 for text in MARKED)


def test_a_note_behind_the_mark_of_another_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = marked_everywhere(tmp_path)
    assert main(["build", str(data), "-o", str(tmp_path), "--only", "brief"]) == 0
    text = (
        data.read_text("utf-8")
        .replace("said of it opens", "")
        .replace('"Said of it opens."', '"Said of doors, by."', 1)
    )
    data.write_text(re.sub(r'(n6: )"Said of doors, by."', r'\1"Said of it opens."', text), "utf-8")
    assert main(["verify", str(data), str(tmp_path / "brief.pdf")]) == 1
    assert "says “Said of it opens.” in note" in capsys.readouterr().out


def test_every_copy_of_a_merged_file_has_notes_of_its_own(tmp_path: Path) -> None:
    data = marked_everywhere(tmp_path)
    data.write_text(data.read_text("utf-8") + 'handout: {letter: "Dear {recipient.name}."}\n', "utf-8")
    (tmp_path / "people.csv").write_text("id,name\n1,Ada\n2,Ben\n3,Cy\n", "utf-8")
    assert main(["handouts", str(data), str(tmp_path / "people.csv"), "-o", str(tmp_path / "out"), "--merged"]) == 0
    merged = tmp_path / "out" / "briefs-0001.pdf"
    with pikepdf.open(merged) as briefs:
        elems = [each for each in briefs.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Note"]
        named = list(briefs.Root.StructTreeRoot.IDTree.Names)
        assert (
            sorted(str(each["/ID"]) for each in elems)
            == [str(each) for each in named[::2]]
            == sorted(set(map(str, named[::2])))
        )
        assert len(elems) == 3 * len(MARKED)
    assert not any(faults for claims in vera_pdf_claims([merged]).values() for faults in claims.values())
    assert len(read_brief(merged.read_bytes(), "merged").passages) > 0
    assert main(["verify", str(data), str(merged)]) == 0
