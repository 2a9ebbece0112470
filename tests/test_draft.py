"""A draft says that it is one on every page and slide, and prints TODO for what is still to be written."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pptx import Presentation

from reports import cli
from reports.story import folded
from tests import validators
from tests.builders.datafile import SOUND, problems_of, spoiled
from tests.builders.templates import default
from tests.deck.overlaps import faults, rendered
from tests.readback import brief_pages, slide_text, slides

ROOT = Path(__file__).resolve().parents[1]
MEADOWS, HOLES = ROOT / "data/examples/river-meadows.yaml", ROOT / "tests/cases/datafile/draft-with-holes/data.yaml"
NOTICE = "Draft: texts and figures may still change"


def draft_of(folder: Path, data: Path = MEADOWS, more: str = "") -> Path:
    """Write a draft of an example beside copies of its pictures."""
    for picture in data.parent.glob("*.png"):
        (folder / picture.name).write_bytes(picture.read_bytes())
    text = re.sub(r"(?m)^title:", f"status: draft\n{more}title:", data.read_text("utf-8"), count=1)
    (folder / "data.yaml").write_text(text, "utf-8")
    return folder / "data.yaml"


def built(data: Path, *options: str) -> Path:
    out = data.parent / "out"
    assert cli.main(["build", str(data), "-o", str(out), "--quiet", *options]) == 0
    return out


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--large-print", "--standard", "pdfa4"),
        ("--paper", "letter", "--standard", "pdfa2"),
        ("--template", "t.pptx"),
        ("--theme", "night.yaml"),
    ],
)
def test_each_page_and_slide_has_the_mark_and_verify_says_so(
    options: Sequence[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("t.pptx").write_bytes(default())
    Path("night.yaml").write_text("look: night\n", "utf-8")  # whose plate is as dark as the mark is elsewhere
    out = built(draft_of(tmp_path), *options)
    assert all("Draft" in page.split() for page in brief_pages((out / "brief.pdf").read_bytes()))
    deck = Presentation(str(out / "deck.pptx"))
    marks = [[each for each in slide.shapes if each.name == "Draft"] for slide in deck.slides]
    assert [[each.text_frame.text for each in own] for own in marks] == [["Draft"]] * len(deck.slides)
    assert len({(each.left, each.top) for own in marks for each in own}) < 3
    capsys.readouterr()
    assert cli.main(["verify", "data.yaml", "out"]) == 0
    assert capsys.readouterr().out.endswith(": 0 failures, 0 notes; the data is a draft\n")


def test_it_stands_in_the_properties_on_page_one_and_in_the_notes(tmp_path: Path) -> None:
    out = built(draft_of(tmp_path))
    first, *others = map(folded, brief_pages((out / "brief.pdf").read_bytes()))
    assert NOTICE in first
    assert not any(NOTICE in page for page in others)
    with pikepdf.open(out / "brief.pdf") as pdf, pdf.open_metadata() as xmp:
        assert str(pdf.docinfo.Title).startswith("Draft: ")
        assert "Draft" in str(pdf.docinfo.Keywords)
        assert "Draft" in xmp["dc:subject"]
    deck = Presentation(str(out / "deck.pptx"))
    assert deck.core_properties.title.startswith("Draft: ")
    assert deck.core_properties.content_status == "Draft"
    assert NOTICE in deck.slides[0].notes_slide.notes_text_frame.text


def test_a_draft_of_a_historic_document_says_both(tmp_path: Path) -> None:
    out = built(draft_of(tmp_path, more="historic: true\n"))
    first = folded(brief_pages((out / "brief.pdf").read_bytes())[0])
    assert first.index(NOTICE) < first.index("Historic document")
    assert "Historic document" in folded(slide_text(slides((out / "deck.pptx").read_bytes())[0]))
    assert cli.main(["verify", str(tmp_path / "data.yaml"), str(out), "--quiet"]) == 0


def test_verify_misses_a_mark_that_was_taken_off(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = built(draft_of(tmp_path), "--only", "deck")
    deck = Presentation(str(out / "deck.pptx"))
    (mark,) = (each for each in deck.slides[2].shapes if each.name == "Draft")
    mark._element.getparent().remove(mark._element)
    deck.save(str(out / "deck.pptx"))
    assert cli.main(["verify", str(tmp_path / "data.yaml"), str(out)]) == 1
    assert "deck slide 3: lacks the mark of a draft" in capsys.readouterr().out


def test_the_mark_stands_in_the_margin_of_pages_and_is_dark_on_its_ground(tmp_path: Path) -> None:
    out = built(draft_of(tmp_path), "--only", "brief")
    with pypdfium2.PdfDocument(out / "brief.pdf") as pdf:
        for page in pdf:
            found = page.get_textpage().search("Draft", match_case=True, match_whole_word=True)
            boxes = []
            while at := found.get_next():
                boxes.append(page.get_textpage().get_charbox(at[0]))
            left, bottom, _, top = max(boxes, key=lambda box: box[3])
            assert page.get_height() - bottom < 14 * 72 / 25.4  # the header's height
            grey = page.render(scale=2, grayscale=True).to_numpy().reshape(-1, round(page.get_width() * 2) or 1)
            around = grey[int((page.get_height() - top) * 2) - 4 : int((page.get_height() - bottom) * 2) + 4]
            ground = around[:, int(left * 2) - 6 : int(left * 2) + 40]
            assert ground.min() < 60
            assert ground.max() > 150


@pytest.mark.slow
@pytest.mark.parametrize("fonts", ["Source", "DejaVu Sans"])
def test_the_mark_touches_no_text_on_any_slide(fonts: str, tmp_path: Path) -> None:
    decks = []
    for data in (ROOT / "data/progressive-ms.yaml", MEADOWS, ROOT / "tests/cases/deck/twenty-steps/data.yaml"):
        folder = tmp_path / data.parent.name
        folder.mkdir()
        deck = built(draft_of(folder, data), "--only", "deck") / "deck.pptx"
        decks.append(deck.rename(tmp_path / f"{folder.name}.pptx"))
    assert {pdf.stem: faults(pdf) for pdf in rendered(decks, fonts, tmp_path / "pdf")} == {
        deck.stem: {} for deck in decks
    }


@pytest.mark.slow
def test_drafts_are_archival_and_their_decks_are_sound(tmp_path: Path) -> None:
    briefs = []
    for standard in ("pdfa3", "pdfa4"):
        folder = tmp_path / standard
        folder.mkdir()
        out = built(draft_of(folder), "--standard", standard)
        briefs.append((out / "brief.pdf").rename(tmp_path / f"{standard}.pdf"))
    briefs.append((built(with_holes(tmp_path)) / "brief.pdf").rename(tmp_path / "holes.pdf"))
    claims = validators.vera_pdf_claims(briefs)
    assert len(claims) == len(briefs)
    assert all(broken == [] for profiles in claims.values() for broken in profiles.values())
    for deck in (tmp_path / "pdfa3/out/deck.pptx", tmp_path / "out/deck.pptx"):
        assert validators.open_xml_sdk(deck) == []


# -- what is still to be written ----------------------------------------------------------------------


def with_holes(folder: Path) -> Path:
    data = folder / "data.yaml"
    data.write_bytes(HOLES.read_bytes())
    return data


def test_every_hole_of_a_draft_is_a_warning_at_its_place_and_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = with_holes(tmp_path)
    out = built(data, "--ledger")
    warned = re.findall(rf"{re.escape(str(data))}:(\d+):(\d+): warning: TODO: ", capsys.readouterr().err)
    lines = data.read_text("utf-8").split("\n")
    there = {
        (str(number), str(match.start() + 1))
        for number, line in enumerate(lines, 1)
        for match in re.finditer(r"\bTODO\b", line)
    }
    assert set(warned) == there
    assert cli.main(["verify", str(data), str(out)]) == 0
    assert capsys.readouterr().out.endswith(": 0 failures, 0 notes; the data is a draft\n")
    pages = [" ".join(page.split()) for page in brief_pages((out / "brief.pdf").read_bytes())]
    first, others = pages[0], " ".join(pages[1:])
    assert "TODO TODO school gardens" in first
    assert "TODO to 15 of them" in first
    assert "TODO 12 and TODO" in first
    assert "TODO Begun." in others
    assert "derived here, TODO ÷ TODO" in others
    assert "a Now: 30 b Aged: TODO" in others
    assert not re.search(r"\b1\b(?! / )", re.sub(r"\[1\]|1 Oak", "", first + others))  # which stands in for a hole


def test_a_hole_in_any_other_file_is_a_problem_with_what_to_do(tmp_path: Path) -> None:
    text = HOLES.read_text("utf-8").replace("status: draft\n", "")
    found = problems_of(text)
    assert len(found) == len(re.findall(r"\bTODO\b", text))
    assert {each.hint for each in found} == {"write it, or say status: draft at the top of the file"}
    assert all(each.fatal for each in found)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("language: en-US", "language: TODO\nstatus: draft"),
        ("kind: text", "kind: TODO"),
        ('label: "Brief"', 'label: "Brief"\nstatus: draft\npages: TODO'),
        ("date: 2023, ", "date: TODO, "),
    ],
)
def test_what_nothing_can_stand_in_for_a_draft_needs_too(was: str, now: str) -> None:
    text = spoiled(was, now)
    text = text if "status: draft" in text else f"status: draft\n{text.replace('date: early 2025', 'date: TODO')}"
    found = [each for each in problems_of(text) if each.fatal]
    assert found
    assert all("a draft needs" in each.message and "TODO" in text.split("\n")[each.where.line - 1] for each in found)


def test_a_name_may_have_the_word() -> None:
    assert problems_of(SOUND.replace("[phase 2b]", "[phase 2b, TODO app]").replace("A door is", "A TODO app is")) == ()
    (problem,) = problems_of(SOUND.replace("A door is more", "A TODO is more"))
    assert problem.where.line == SOUND[: SOUND.index("A door is more")].count("\n") + 1


def test_a_number_of_a_table_may_be_still_to_come(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = ROOT / "data/examples/smallest.yaml"
    text = re.sub(r"(?m)^quantities:\n(  .*\n)+", "quantities: {file: figures.csv}\n", data.read_text("utf-8"))
    (tmp_path / "data.yaml").write_text("status: draft\n" + text, "utf-8")
    rows = "name,value,unit,kind,currency,source\ngranted,TODO,grants,TODO,USD,report\ngardens,24,gardens,,,TODO\n"
    (tmp_path / "figures.csv").write_text(rows, "utf-8")
    out = built(tmp_path / "data.yaml", "--only", "brief")
    said = re.findall(r"figures\.csv:(\d+:\d+): warning: TODO", capsys.readouterr().err)
    assert said == ["2:2", "2:4", "3:6"]
    assert re.search(r"TODO\s+in grants", "".join(brief_pages((out / "brief.pdf").read_bytes())))


def test_a_total_that_is_still_to_come_is_said_once_in_the_slides_title(tmp_path: Path) -> None:
    data = draft_of(tmp_path, ROOT / "data/examples/smallest.yaml")
    data.write_text(data.read_text("utf-8").replace("180_000", "TODO"), "utf-8")
    out = built(data, "--ledger")
    assert slides((out / "deck.pptx").read_bytes())[2].shapes.title.text_frame.text == "TODO in grants, 24 gardens"


def test_nothing_is_subtracted_from_a_hole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = with_holes(tmp_path), tmp_path / "new.yaml"
    new.write_text(old.read_text("utf-8").replace("gardens: {value: TODO", "gardens: {value: 12"), "utf-8")
    assert cli.main(["compare", str(old), str(new), "--format", "csv"]) == 0
    assert "gardens" in (said := capsys.readouterr().out)
    assert "+11" not in said
    assert ",11," not in said


def test_handouts_of_a_draft_are_made_for_proof_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = draft_of(tmp_path, ROOT / "data/progressive-ms.yaml")
    (tmp_path / "readers.csv").write_text("id,salutation\n1,Dear Ada\n2,Dear Ben\n3,Dear Cy\n", "utf-8")
    call = [str(data), str(tmp_path / "readers.csv")]
    assert cli.main(["handouts", *call, "-o", str(tmp_path / "all")]) == 1
    assert f"{data}: is a draft, which goes to no reader\n  hint: take status" in capsys.readouterr().err
    assert cli.main(["check", *call]) == 1
    assert not (tmp_path / "all").exists()
    assert cli.main(["handouts", *call, "-o", str(tmp_path / "some"), "--sample", "2", "--quiet"]) == 0
    for copy in (tmp_path / "some").glob("*.pdf"):
        assert all("Draft" in page.split() for page in brief_pages(copy.read_bytes()))


def test_a_draft_is_built_again_from_itself(tmp_path: Path) -> None:
    out = built(draft_of(tmp_path), "--only", "brief")
    assert cli.main(["build", str(out / "brief.pdf"), "-o", str(tmp_path / "again"), "--quiet"]) == 0
    assert (tmp_path / "again/brief.pdf").read_bytes() == (out / "brief.pdf").read_bytes()
    with zipfile.ZipFile(tmp_path / "again/deck.pptx") as deck:
        assert b"<cp:contentStatus>Draft<" in deck.read("docProps/core.xml")


def test_headings_that_are_still_to_be_written_are_not_alike(tmp_path: Path) -> None:
    smallest = (ROOT / "data" / "examples" / "smallest.yaml").read_text("utf-8")
    text = re.sub(r"(heading|headline): .*", r"\1: TODO", smallest).replace("title:", "status: draft\ntitle:", 1)
    (tmp_path / "a.yaml").write_text(text, "utf-8")
    assert cli.main(["check", str(tmp_path / "a.yaml")]) == 0
