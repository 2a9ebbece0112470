"""The commands as scripts use them: what is printed, and the exit code."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from pptx import Presentation

from reports import cli
from tests.builders.edits import in_slide

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def gardens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A small programme, built with a ledger, in the folder that the command is called from."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "data" / "examples" / "smallest.yaml", "gardens.yaml")
    assert cli.main(["build", "gardens.yaml", "--name", "spring", "--ledger", "--quiet"]) == 0
    capsys.readouterr()
    return tmp_path / "out"


def test_files_that_agree_with_their_data_are_summed_up(gardens: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["verify", "gardens.yaml", "out", "--name", "spring"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith(f"Checked {Path('out', 'spring-brief.pdf')} (2 pages, ")
    assert line.endswith(": 0 failures, 0 notes")
    assert "gardens.yaml inside" in line


def test_a_changed_digit_fails_with_its_slide(gardens: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deck = gardens / "spring-deck.pptx"
    deck.write_bytes(in_slide(1, ("$180,000", "$810,000"))(deck.read_bytes()))
    assert cli.main(["verify", "gardens.yaml", "out", "--name", "spring", "--quiet"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "deck slide 1: says “$810,000” where the data says “$180,000” (granted)"
    ]


def test_a_deck_edited_by_hand_gets_notes(gardens: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deck = gardens / "spring-deck.pptx"
    deck.write_bytes(in_slide(2, ("learn how plants", "see how plants"))(deck.read_bytes()))
    assert cli.main(["verify", "gardens.yaml", str(deck)]) == 0
    first, second, summary = capsys.readouterr().out.splitlines()
    assert first == "deck: note: has been edited since it was built"
    assert second.startswith("deck slide 2: note: says “Children who grow food see how plants")
    assert summary.endswith(": 0 failures, 2 notes")


def test_a_brief_proves_itself_by_the_data_inside(gardens: Path, capsys: pytest.CaptureFixture[str]) -> None:
    brief = str(gardens / "spring-brief.pdf")
    assert cli.main(["verify", brief, brief]) == 0
    assert capsys.readouterr().out.endswith(": 0 failures, 0 notes\n")


def test_the_ledger_is_written_with_the_files(gardens: Path) -> None:
    first, *rows = (gardens / "spring-ledger.csv").read_text("utf-8-sig").splitlines()
    assert first == "number,origin,quantity,formula,source,as of,file,place"
    row = '$180,000,a quantity of the data,granted,,"Annual report (invented), Example Garden Trust",June 2024,'
    assert f'"$180,000"{row.removeprefix("$180,000")}spring-deck.pptx,slide 1' in rows


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("nowhere", "nowhere: is not there"),
        ("empty", "empty: has neither a brief nor a deck"),
        ("gardens.yaml", "gardens.yaml: is neither a PDF nor a PowerPoint file"),
    ],
)
def test_what_cannot_be_read_is_an_error(
    gardens: Path, place: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("empty").mkdir()
    assert cli.main(["verify", "gardens.yaml", place]) == 1
    printed = capsys.readouterr()
    assert printed.err.startswith(message)
    assert printed.out == ""


@pytest.mark.parametrize("case", ["pdf/logo-of-thirty-pixels", "verify/names-of-ninety-letters"])
def test_nothing_is_found_in_work_that_nobody_touched(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(shutil.copytree(ROOT / "tests" / "cases" / case, tmp_path / "case"))
    look = ["--theme", "theme.yaml"] if Path("theme.yaml").is_file() else []
    assert cli.main(["build", "data.yaml", *look]) == 0
    assert cli.main(["verify", "data.yaml", "out"]) == 0
    assert capsys.readouterr().out.endswith(": 0 failures, 0 notes\n")


@pytest.mark.usefixtures("gardens")
def test_a_look_without_squares_on_the_cover_is_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    Path("theme.yaml").write_text("cover: {art: none}\n", "utf-8")
    assert cli.main(["build", "gardens.yaml", "--theme", "theme.yaml", "-o", "bare", "--quiet"]) == 0
    assert cli.main(["verify", "gardens.yaml", "bare"]) == 0
    assert "0 failures, 0 notes" in capsys.readouterr().out


@pytest.mark.usefixtures("gardens")
def test_squares_taken_from_the_cover_with_their_caption_are_missed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build", "gardens.yaml", "-o", "bare", "--quiet"]) == 0
    deck = Presentation("bare/deck.pptx")
    for each in [shape for shape in deck.slides[0].shapes if shape.name in ("Squares", "Caption")]:
        each._element.getparent().remove(each._element)
    deck.save("bare/deck.pptx")
    assert cli.main(["verify", "gardens.yaml", "bare"]) == 1
    assert "deck: lacks a chart" in capsys.readouterr().out


@pytest.mark.usefixtures("gardens")
def test_a_logo_is_known_by_where_it_stands_and_a_picture_that_was_added_is_not(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Image.new("RGB", (400, 200), "#7A1F3D").save("logo.png")
    Path("theme.yaml").write_text('logo: {file: logo.png, alt: "Our mark"}\n', "utf-8")
    assert cli.main(["build", "gardens.yaml", "--theme", "theme.yaml", "-o", "marked", "--quiet"]) == 0
    assert cli.main(["verify", "gardens.yaml", "marked"]) == 0
    assert capsys.readouterr().out.endswith(": 0 failures, 0 notes\n")
    deck = Presentation("marked/deck.pptx")
    added = deck.slides[0].shapes.add_picture("logo.png", 0, 0)
    added._element.nvPicPr.cNvPr.set("descr", "Our mark")
    deck.save("marked/deck.pptx")
    with pikepdf.open("marked/brief.pdf", allow_overwriting_input=True) as brief:
        used = brief.pages[0].obj["/Contents"]
        moved = re.sub(
            rb"[\d.]+ 0 0 [\d.]+ ([\d.]+) ([\d.]+) cm(?=\s*/\S+ Do)", rb"90 0 0 90 \1 100 cm", used.read_bytes()
        )
        assert moved != used.read_bytes()
        used.write(moved)
        brief.save("marked/brief.pdf")
    cli.main(["verify", "gardens.yaml", "marked"])
    notes = [line for line in capsys.readouterr().out.splitlines() if "Our mark" in line]
    message = "note: has a picture that the data does not ask for: “Our mark”"
    assert notes == [f"brief page 1: {message}", f"deck slide 1: {message}"]
