"""Recipients whose names are in any script: as fast as others, in copies that say them, each problem in its row."""

from __future__ import annotations

import json
import subprocess
import unicodedata
from pathlib import Path

import pikepdf
import pytest
from pptx import Presentation

from reports import cli
from reports.theme import installed
from reports.theme.scripts import Script
from reports.verify.check import verify
from tests.builders.copies import manifest
from tests.builders.finished import ROOT
from tests.builders.scripts import NAMES
from tests.validators import noto_for, vera_pdf_claims

CASE = ROOT / "tests" / "cases" / "handouts" / "one-name-that-the-font-lacks"
DATA = (CASE / "data.yaml").read_text("utf-8").replace('letter: "Thank', 'letter: "{recipient.salutation}, thank')


@pytest.fixture
def table(tmp_path: Path) -> Path:
    noto_for(*NAMES)
    (tmp_path / "data.yaml").write_text(DATA, "utf-8")
    rows = [f"{number},Dear {name}," for number, name in enumerate((*NAMES.values(), "Ada"))]
    (tmp_path / "people.csv").write_text("\n".join(["id,salutation,Do Not Mail", *rows]), "utf-8")
    return tmp_path


def made(folder: Path, *options: str) -> Path:
    given = ["handouts", str(folder / "data.yaml"), str(folder / "people.csv"), "-o", str(folder / "out"), *options]
    assert cli.main(given) == 0
    return folder / "out"


def text_of(pdf: Path) -> str:
    run = subprocess.run(["pdftotext", str(pdf), "-"], check=True, capture_output=True, encoding="utf-8")
    return "".join(char for char in " ".join(run.stdout.split()) if unicodedata.category(char) != "Cf")


def test_each_copy_says_its_name_twice_and_all_share_one_layout(table: Path) -> None:
    copies = sorted(made(table).glob("*.pdf"))
    assert [text_of(pdf).count(name) for pdf, name in zip(copies, (*NAMES.values(), "Ada"), strict=True)] == [2] * 9
    assert len({pdf.read_bytes()[:20_000] for pdf in copies}) == 1
    claims = vera_pdf_claims(copies[:4])
    assert [broken for each in claims.values() for broken in each.values() if broken] == []


def test_a_merged_file_says_all_names_and_is_archival(table: Path) -> None:
    merged = made(table, "--merged") / "briefs-0001.pdf"
    alone = merged.read_bytes()
    (merged.parent / "briefs-0001.csv").unlink()
    assert (made(table, "--merged", "--jobs", "2") / "briefs-0001.pdf").read_bytes() == alone
    assert [name for name in NAMES.values() if name not in text_of(merged)] == []
    claims = vera_pdf_claims([merged])
    assert [broken for each in claims.values() for broken in each.values() if broken] == []


def test_a_deck_names_the_face_of_a_name(table: Path) -> None:
    decks = sorted(made(table, "--only", "deck").glob("*.pptx"))
    said = [Presentation(str(deck)).slides[0].part.blob.decode() for deck in decks]
    assert [name in each for name, each in zip(NAMES.values(), said, strict=False)] == [True] * 8
    assert 'ea typeface="Noto Sans CJK SC"' in said[0]
    assert 'cs typeface="Noto Sans Hebrew"' in said[1]


def test_a_run_keeps_which_faces_it_used(table: Path) -> None:
    faces = json.loads((made(table, "--sample", "1") / "run.json").read_text("utf-8"))["faces for other scripts"]
    assert faces.startswith("Noto Sans Hebrew for Hebrew (NotoSansHebrew-Regular.ttf ")


def test_a_name_without_a_font_concerns_its_row_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installed, "installed", dict)
    given = ["handouts", str(CASE / "data.yaml"), str(CASE / "people.csv"), "-o", str(tmp_path / "out"), "--leave-out"]
    assert cli.main(given) == 1
    assert [row.status for row in manifest(tmp_path / "out")] == ["made"] * 5 + ["failed", "made"]


def test_verify_finds_nothing_in_a_copy_whose_name_says_its_language(table: Path) -> None:
    data = str(table / "data.yaml")
    found = [verify(Path(data), copy).discrepancies for copy in sorted(made(table).glob("*.pdf"))]
    assert found == [[]] * 9


SAID: dict[Script, str] = {"Hebr": "he", "Hang": "ko", "Kana": "ja", "Hira": "ja", "Thai": "th"}
TABLE = (
    "  table: {columns: [Fund, Amount], total: Amount}\n  address: ['{recipient.salutation}', Springfield]\nsections:"
)


@pytest.mark.parametrize("options", [(), ("--merged",)])
def test_a_name_in_an_address_and_in_a_cell_says_its_language(tmp_path: Path, options: tuple[str, ...]) -> None:
    noto_for(*NAMES)
    (tmp_path / "data.yaml").write_text(DATA.replace("sections:", TABLE), "utf-8")
    names = [(lang, NAMES[script]) for script, lang in SAID.items()] + [("el", "Ελένη Παππά"), ("", "Ada Lind")]
    rows = [f"{number},{name},{name},5,\n{number},{name},Ada,6," for number, (_, name) in enumerate(names)]
    (tmp_path / "people.csv").write_text("\n".join(["id,salutation,Fund,Amount,Do Not Mail", *rows]), "utf-8")
    copies = sorted(made(tmp_path, "--group-by", "id", *options).glob("*.pdf"))
    assert [verify(tmp_path / "data.yaml", copy).discrepancies for copy in copies] == [[]] * len(copies)
    found = []
    for copy in copies:
        with pikepdf.open(copy) as pdf:
            for page in pdf.pages:
                said = [each for each in pikepdf.parse_content_stream(page) if "/Lang" in str(each.operands)]
                found += [str(each.operands[1]["/Lang"]) for each in said]
    # in the address, the dedication, the letter and the cell
    assert found == [lang for lang, _ in names if lang for _ in range(4)]
    claims = vera_pdf_claims(copies)
    assert [broken for each in claims.values() for broken in each.values() if broken] == []
