"""Lists in prose: read from lines or from lists, tagged on pages, marked on slides, and held in their order."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pptx import Presentation

from reports.cli import main
from reports.datafile.model import TextSection
from reports.deck.lint import faults
from tests.builders.datafile import SOUND, a_programme, problems_of
from tests.validators import vera_pdf_claims

TEXT = '    text: "In 2023 a phase 2b door opened."\n'
LITERAL = """\
    text: |
      A door has
      - a **frame**, which
        is of wood, and
      - {doors} hinges[^n].

      It opens.
"""
NOTES = 'notes: {n: "Or more."}\n'


def paragraphs(text: str) -> list[tuple[str, bool]]:
    section = a_programme(SOUND.replace(TEXT, text) + NOTES * ("[^n]" in text)).sections[0]
    assert isinstance(section, TextSection)
    return [(each.text, each.item) for each in section.text]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (LITERAL, ["A door has", "- a **frame**, which is of wood, and", "- {doors} hinges[^n].", "It opens."]),
        ("    text: |\n      A door:\n        - one\n        - two\n", ["A door:", "- one", "- two"]),
        ("    text: |\n      - one\n\n      - two\n", ["- one", "- two"]),
        ("    text: >-\n      A door:\n\n      - one\n\n      - two\n", ["A door:", "- one", "- two"]),
        ('    text: ["A door:", ["one", "two"], "It opens."]\n', ["A door:", "- one", "- two", "It opens."]),
        ('    text: ["A door:", "- one", "- two"]\n', ["A door:", "- one", "- two"]),
        ('    text: "A door - as it is - opens."\n', ["A door - as it is - opens."]),
    ],
)
def test_a_list_is_read_as_it_is_written(text: str, found: list[str]) -> None:
    assert [f"{'- ' * item}{each}" for each, item in paragraphs(text)] == found


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [
        ("    text: |\n      - one\n        - two\n", "28:9", "'-' is an entry of a list elsewhere"),
        ("    text: >-\n      A door:\n      - one\n      - two\n", "28:7", "'-' is an entry of a list elsewhere"),
        ("    text: >-\n      - one\n      - two\n", "28:7", "'-' is an entry of a list elsewhere"),
        ("    text: |\n      * one\n      * two\n", "27:7", "'*' is an entry of a list elsewhere"),
        ("    text: |\n      - one _two_\n", "27:13", "'_two_' is stressed text elsewhere"),
        ("    text: |\n      - one\n      - {windows}\n", "28:9", "no quantity is called 'windows'"),
        ('    text: ["A door:", ["one", ["two"]]]\n', "26:", "should be text"),
        ('    text: "One."\n    lead: "- one"\n', "27:12", "'-' is an entry of a list elsewhere"),
    ],
)
def test_what_is_no_list_of_one_level_is_told_at_its_place(text: str, place: str, found: str) -> None:
    problems = [str(each) for each in problems_of(SOUND.replace(TEXT, text)) if each.fatal]
    assert len(problems) == 1
    assert problems[0].startswith(f"a.yaml:{place}")
    assert found in problems[0]


@pytest.mark.parametrize("options", [[], ["--large-print", "--standard", "pdfa4"]])
def test_both_files_have_the_list_and_verify_holds_its_order(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data.yaml"
    data.write_text(SOUND.replace(TEXT, LITERAL) + NOTES, "utf-8")
    assert main(["build", str(data), "-o", str(tmp_path), "--ledger", *options]) == 0
    assert main(["verify", str(data), str(tmp_path)]) == 0
    assert "0 failures, 0 notes" in capsys.readouterr().out
    assert faults((tmp_path / "deck.pptx").read_bytes()) == []
    slides = list(Presentation(str(tmp_path / "deck.pptx")).slides)
    assert sum(slide.part.blob.count(b'<a:buChar char="\xe2\x80\x93"/>') for slide in slides) == 2
    assert any("- a frame, which" in slide.notes_slide.notes_text_frame.text for slide in slides)
    with pikepdf.open(tmp_path / "brief.pdf") as brief:
        kinds = [str(each.get("/S")) for each in brief.objects if isinstance(each, pikepdf.Dictionary)]
        assert (kinds.count("/LI"), kinds.count("/LBody")) >= (2, 2)
    swapped = LITERAL.replace("a **frame**, which\n        is of wood, and", "\0")
    swapped = swapped.replace("{doors} hinges[^n].", "a **frame**, which\n        is of wood, and")
    data.write_text(SOUND.replace(TEXT, swapped.replace("\0", "{doors} hinges[^n].")) + NOTES, "utf-8")
    assert main(["verify", str(data), str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert said.count("has the entries of a list in another order: “24 hinges¹.” comes first") == 3
    assert not any(
        broken for claims in vera_pdf_claims([tmp_path / "brief.pdf"]).values() for broken in claims.values()
    )
