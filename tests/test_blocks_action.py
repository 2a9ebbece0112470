"""What a reader can do: its address in print, as a link and as a code that leads there, on page and slide."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
import zxingcpp
from PIL import Image
from pptx import Presentation

from reports import cli
from reports.datafile.scalars import NOWHERE
from reports.deck.lint import faults
from reports.story import Words
from reports.story.richtext import reachable
from reports.theme.assets import ASSETS
from tests import validators
from tests.builders.datafile import SOUND, problems_of

URL = "https://www.example.org/doors/apply-2025?by=post"
ACTION = f"""\
  - kind: action
    heading: "Write to us"
    headline: "A door can still be asked for"
    text: "Whoever wants a door writes one page. We answer every letter."
    url: "{URL}"
    contact: ["Telephone +44 (0)20 7946 0000, weekdays", "doors@example.org"]
    until: 2025-06-30
"""
LINKS = {URL, "tel:+442079460000", "mailto:doors@example.org"}
PRINTED = URL.removeprefix("https://")
FIRST, LAST = SOUND.replace("sections:\n", f"sections:\n{ACTION}"), SOUND.replace("closing:\n", f"{ACTION}closing:\n")
SHAPES = "{http://schemas.openxmlformats.org/presentationml/2006/main}cNvPr"


def built(folder: Path, text: str = LAST, *options: str) -> Path:
    data = folder / "doors.yaml"
    data.write_text(text, "utf-8")
    assert cli.main(["build", str(data), "-o", str(folder), "--quiet", *options]) == 0
    return folder


def decoded(picture: Image.Image) -> list[str]:
    return [each.text for each in zxingcpp.read_barcodes(picture.convert("L"))]


def codes_of(brief: Path) -> list[str]:
    document = pdfium.PdfDocument(brief)
    return [text for page in document for text in decoded(page.render(scale=2).to_pil())]


def verified(folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    cli.main(["verify", str(folder / "doors.yaml"), str(folder)])
    return capsys.readouterr().out


@pytest.mark.parametrize("options", [(), ("--large-print",), ("--paper", "letter"), ("--standard", "pdfa4")])
@pytest.mark.parametrize("text", [FIRST, LAST])
def test_the_code_on_a_page_leads_to_the_address_beside_it(
    tmp_path: Path, text: str, options: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = built(tmp_path, text, *options)
    assert codes_of(folder / "brief.pdf") == [URL]
    with pikepdf.open(folder / "brief.pdf") as pdf:
        links = [each for page in pdf.pages for each in page.get("/Annots", []) if "/URI" in each.get("/A", {})]
        assert {str(each["/A"]["/URI"]) for each in links} == LINKS
        assert all(str(each["/Contents"]) for each in links)
    assert "0 failures, 0 notes" in verified(folder, capsys)


def test_the_last_slide_shows_the_action_wherever_it_stands(tmp_path: Path) -> None:
    for number, (text, titles) in enumerate(
        (
            (FIRST, {2: "A door can still be asked for", 5: "All from one report"}),
            (LAST, {4: "All from one report", 5: "A door can still be asked for"}),
        )
    ):
        (tmp_path / str(number)).mkdir()
        deck = built(tmp_path / str(number), text) / "deck.pptx"
        slides = list(Presentation(str(deck)).slides)
        assert {place: slides[place - 1].shapes.title.text for place in titles} == titles
        assert len(slides) == max(titles)
        with_code = [
            place
            for place, slide in enumerate(slides, 1)
            if f"QR code that leads to {PRINTED}" in {each.get("descr") for each in slide.element.iter(SHAPES)}
        ]
        assert with_code == ([2, 5] if text == FIRST else [5])
        related = {each.target_ref for slide in slides for each in slide.part.rels.values() if each.is_external}
        assert related == LINKS
        assert faults(deck.read_bytes()) == []


def test_verify_sees_that_a_code_leads_elsewhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = built(tmp_path)
    (folder / "doors.yaml").write_text(LAST.replace("by=post", "by=boat"), "utf-8")
    said = verified(folder, capsys)
    for part in ("brief page 2", "deck slide 5"):
        assert f"{part}: draws a code that does not lead to {URL.replace('post', 'boat')}" in said


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ('    contact: ["Telephone', '    qr: false\n    contact: ["Telephone'),
        (f'    url: "{URL}"\n', ""),
        ('    contact: ["Telephone +44 (0)20 7946 0000, weekdays", "doors@example.org"]\n    until: 2025-06-30\n', ""),
        ("one page. We answer every letter.", "one page. " + "We answer every letter. " * 40),
    ],
)
@pytest.mark.parametrize("look", ["look: petrol\n", "cover: {style: white}\n"])
def test_what_is_left_out_leaves_the_rest_in_order(
    tmp_path: Path, was: str, now: str, look: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "theme.yaml").write_text(look, "utf-8")
    assert LAST.count(was) == 1
    folder = built(tmp_path, LAST.replace(was, now))
    assert codes_of(folder / "brief.pdf") == ([] if "qr: false" in now or (not now.strip() and "url" in was) else [URL])
    assert "0 failures, 0 notes" in verified(folder, capsys)
    assert faults((folder / "deck.pptx").read_bytes()) == []


def test_a_template_of_somebody_elses_shows_the_code_and_its_address(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Presentation().save(str(tmp_path / "theirs.pptx"))
    folder = built(tmp_path, FIRST, "--only", "deck", "--template", str(tmp_path / "theirs.pptx"))
    slides = list(Presentation(str(folder / "deck.pptx")).slides)
    slide = slides[1]
    assert PRINTED in "\n".join(shape.text for shape in slides[-1].shapes if shape.has_text_frame)
    assert any(each.get("descr", "").endswith(PRINTED) for each in slide.element.iter(SHAPES))
    assert PRINTED in "\n".join(shape.text for shape in slide.shapes if shape.has_text_frame)
    assert "0 failures" in verified(folder, capsys)
    assert faults((folder / "deck.pptx").read_bytes()) == []


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Call +44 20 7946 0000", "+442079460000"),
        ("+49 (0)30 123456-7", "+49301234567"),
        ("020 7946 0000, weekdays", "02079460000"),
        ("1-800-344-4867", "18003444867"),
        ("(800) 344-4867", "8003444867"),
        ("030/12345678", "03012345678"),
        ("Account 1234567", ""),
        ("Sort code 01-02-03, account 00123456", ""),
        ("DE02 0500 0000 0012 3456 78", ""),
        ("call https://example.org/0207946000011", ""),
        ("IBAN GB29 NWBK 6016 1331 9268 19", ""),
        ("1 Example Lane, EX1 2AB", ""),
        ("2024-2025", ""),
        ("Charity no. 1012345", ""),
    ],
)
def test_a_telephone_number_can_be_called_and_no_other_number(line: str, number: str) -> None:
    links = reachable(Words(line, NOWHERE), by_telephone=True).links
    assert [target for _, target in links if "://" not in target] == ([f"tel:{number}"] if number else [])


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        (ACTION[ACTION.index("    url") :], "", "an action that leads nowhere"),
        ("apply-2025", "apply-" + "x" * 120, f"this address has {len(URL) + 116} signs: nobody types it from paper"),
        ("https://www", "ftp://www", "url should be a web address that starts with https://, not '"),
        ("until: 2025-06-30", "until: 2023", "this was over before the figures end (as_of.latest is 2024)"),
        ("until: 2025-06-30", "until: soon", "until should be a date such as 2013"),
    ],
)
def test_an_action_that_nobody_could_follow_is_told(was: str, now: str, told: str) -> None:
    (problem,) = problems_of(LAST.replace(was, now))
    assert problem.message.startswith(told)
    assert problem.where.line


@pytest.mark.slow
def test_validators_find_nothing_and_a_camera_reads_the_slide(tmp_path: Path) -> None:
    folder = built(tmp_path)
    built(tmp_path, LAST, "--only", "brief", "--name", "new", "--standard", "pdfa4")
    claims = validators.vera_pdf_claims([folder / "brief.pdf", folder / "new-brief.pdf"])
    assert [broken for profiles in claims.values() for broken in profiles.values()] == [[]] * len(
        [1 for profiles in claims.values() for _ in profiles]
    )
    assert validators.open_xml_sdk(folder / "deck.pptx") == []
    with validators.fonts_in([ASSETS / "fonts"], tmp_path):
        pictures = validators.pictures(validators.libre_office([folder / "deck.pptx"], tmp_path)[0], tmp_path, 72)
    assert [text for each in pictures for text in decoded(Image.open(io.BytesIO(each.read_bytes())))] == [URL]
