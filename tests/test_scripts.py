"""Names of many scripts: each in a face for it, in its direction, and copied as it is written; what lacks is told."""

from __future__ import annotations

import subprocess
import unicodedata
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pikepdf
import pytest
import uharfbuzz as hb

from reports import cli
from reports.story.scriptlanguages import languages_in
from reports.theme import installed
from reports.theme.bidi import as_read, in_order, levels_of, reordered
from reports.theme.installed import ScriptFaces
from reports.theme.scripts import SCRIPTS, Script
from tests.builders.deck import the_theme
from tests.builders.scripts import NAMES
from tests.readback import brief_text
from tests.readers.ways import Reader, Seen, in_pdf_js, in_pdfium
from tests.validators import noto_for, vera_pdf_claims

SMALLEST = (Path(__file__).resolve().parents[1] / "data" / "examples" / "smallest.yaml").read_text("utf-8")
DATA = SMALLEST.replace("Children who grow food", " and ".join((*NAMES.values(), "Ελένη", "Владимир")))


def data_file(folder: Path, text: str = DATA, theme: str = "") -> Path:
    data = folder / "gardens.yaml"
    data.write_text(text, "utf-8")
    if theme:
        (folder / "theme.yaml").write_text(theme, "utf-8")
    return data


def checked(folder: Path, name: str) -> int:
    text = SMALLEST.replace("Children who grow food", name)
    assert name in text
    return cli.main(["check", str(data_file(folder, text))])


@pytest.mark.parametrize("name", ["Ωμέγα Έρευνα", "Владимир Щербаков", "Nguyễn Thị Ánh", "Þórður Çağlar"])
def test_a_name_that_the_font_has_is_no_problem(tmp_path: Path, name: str) -> None:
    assert checked(tmp_path, name) == 0


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    noto_for(*NAMES)
    folder = tmp_path_factory.mktemp("names")
    data = data_file(folder, DATA.replace("A garden is", f"{NAMES['Hebr']} says a garden is"))
    assert cli.main(["build", str(data), "-o", str(folder)]) == 0
    assert cli.main(["build", str(data), "-o", str(folder / "4"), "--standard", "pdfa4", "--only", "brief"]) == 0
    return folder


def without_marks(text: str) -> str:
    return "".join(char for char in " ".join(text.split()) if unicodedata.category(char) != "Cf")


def in_pdftotext(pdfs: Mapping[str, Path]) -> Mapping[str, Seen]:
    """Read as poppler does unless it is asked for the order of the content."""
    run = partial(subprocess.run, check=True, capture_output=True, encoding="utf-8")
    return {name: Seen([], [run(["pdftotext", str(pdf), "-"]).stdout]) for name, pdf in pdfs.items()}


@pytest.mark.parametrize("script", NAMES)
@pytest.mark.parametrize("reader", [in_pdftotext, in_pdfium, in_pdf_js])
def test_a_name_is_copied_as_it_is_written(built: Path, reader: Reader, script: Script) -> None:
    """In a sentence from left to right PDFium gives the words of a name from right to left one by one."""
    pages = " ".join(reader({"brief": built / "brief.pdf"})["brief"].pages)
    parts = NAMES[script].split() if reader is in_pdfium else [NAMES[script]]
    assert [part for part in parts if part not in without_marks(pages)] == []


def test_a_brief_with_names_in_any_script_is_archival_and_accessible(built: Path) -> None:
    claims = vera_pdf_claims([built / "brief.pdf", built / "4" / "brief.pdf"])
    assert [broken for each in claims.values() for broken in each.values() if broken] == []


def test_brief_and_deck_with_names_in_any_script_are_verified(built: Path) -> None:
    assert cli.main(["verify", str(built / "gardens.yaml"), str(built)]) == 0


def test_a_name_is_said_in_the_language_of_its_script(built: Path) -> None:
    with pikepdf.open(built / "brief.pdf") as pdf:
        elems = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each]
        languages = {str(each["/Lang"]) for each in elems if "/Lang" in each}
    assert languages >= {"he", "ko", "ja", "th", "el"}
    assert not languages & {"zh", "ar", "hi", "ru"}


@pytest.mark.parametrize("script", ["Hani", "Arab"])
def test_a_name_without_a_font_is_a_problem_with_its_place_and_what_helps(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, script: Script
) -> None:
    monkeypatch.setattr(installed, "installed", dict)
    name, fonts = NAMES[script], SCRIPTS[script]
    assert checked(tmp_path, name) == 1
    printed = capsys.readouterr().err.splitlines()
    message = f"{tmp_path}/gardens.yaml:21:12: the theme's font lacks the character '{name[0]}' (U+"
    place = next(number for number, line in enumerate(printed) if line.startswith(message))
    assert printed[place + 1] == (
        f"  hint: install {fonts.families[0]} (Debian and Ubuntu: {fonts.package}), or name a font with {fonts.name} "
        f"letters in the theme: font: {{scripts: {{{script}: FILE}}}}"
    )


def test_a_script_that_is_none_of_ours_is_an_unknown_key(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = data_file(tmp_path, SMALLEST, "font: {scripts: {Hebrew: ours.ttf}}\n")
    assert cli.main(["check", str(data), "--fast"]) == 1
    told = capsys.readouterr().err
    assert "theme.yaml:1:18: unknown key 'Hebrew'\n  hint: " in told
    assert "Hebr" in told


def test_a_sign_that_turns_all_that_follows_is_a_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(tmp_path, "a \N{RIGHT-TO-LEFT OVERRIDE}garden") == 1
    assert "turns the direction of what follows: U+202E RIGHT-TO-LEFT OVERRIDE" in capsys.readouterr().err


@pytest.mark.parametrize("script", ["Hebr", "Hani"])
def test_a_theme_names_a_face_for_a_script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: Script) -> None:
    """Of either sort of outlines; Noto's for Chinese has those of CFF, and lies in a collection."""
    noto_for(script)
    face = ScriptFaces().found(script)
    assert face
    whole = hb.Face(hb.Blob.from_file_path(str(face.regular.path)), face.regular.number)
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(map(ord, NAMES[script]))
    (tmp_path / "ours.otf").write_bytes(hb.subset(whole, wanted).blob.data)
    monkeypatch.setattr(installed, "installed", dict)
    data = data_file(
        tmp_path, SMALLEST.replace("Children", NAMES[script]), f"font: {{scripts: {{{script}: ours.otf}}}}\n"
    )
    assert cli.main(["build", str(data), "-o", str(tmp_path)]) == 0
    assert cli.main(["verify", str(data), str(tmp_path)]) == 0
    claims = vera_pdf_claims([tmp_path / "brief.pdf"])
    assert [broken for each in claims.values() for broken in each.values() if broken] == []


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Dear אבג דה, 24", "Dear 24 ,הד גבא"),
        ("(אבג) and (אב, 12 (גד))", "(גבא) and ((דג) 12 ,בא)"),
        ("an ‘ab’ 12", "an ‘ab’ 12"),
        ("ג'ון ab", "ןו'ג ab"),
    ],
)
def test_a_line_stands_in_the_order_of_unicode_s_annex_9(text: str, seen: str) -> None:
    noto_for("Hebr")
    hebrew = ScriptFaces().found("Hebr")
    assert hebrew
    font = the_theme().with_others((hebrew,)).font.face("regular")
    turned = [each.text[::-1] if each.leftwards else each.text for each in in_order(text, font)]
    assert "".join(turned) == seen


@pytest.mark.parametrize("text", ["Dear אבג דה.", "(אבג), and “אב גד”", "the אב-גד fund", "a (אב 12 גד) b"])
def test_a_line_is_read_again_from_what_is_seen(text: str) -> None:
    seen = "".join(text[place] for place in reordered(levels_of(text)))
    assert as_read(seen) == text


def test_letters_say_their_language_where_there_is_one() -> None:
    text = "β of Ελένη, 山田さくら, 李雷, 김철수 이, שרה כהן. مريم"
    assert [(text[slice(*span)], lang) for span, lang in languages_in(text)] == [
        ("山田さくら", "ja"),
        ("김철수 이", "ko"),
        ("שרה כהן", "he"),
        ("Ελένη", "el"),
    ]


def test_a_sum_stands_behind_the_name_of_a_chart_s_title(tmp_path: Path) -> None:
    noto_for("Hebr")
    (tmp_path / "t.csv").write_text("Title,Amount (USD),Recipient\nOne,100,Ben\nTwo,200,אברהם\n", "utf-8")
    data, out = tmp_path / "a.yaml", tmp_path / "out"
    assert cli.main(["new", str(data), "--from", str(tmp_path / "t.csv")]) == 0
    assert cli.main(["build", str(data), "-o", str(out), "--ledger", "--quiet"]) == 0
    assert cli.main(["verify", str(data), str(out), "--quiet"]) == 0
    assert ": $200, more than half of all" in brief_text((out / "brief.pdf").read_bytes())
