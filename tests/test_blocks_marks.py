"""Who speaks and who helps: signatures and logos on page and slide, in their own colours, with names beside them."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw
from pptx import Presentation

from reports import cli
from reports.deck.lint import faults
from tests import validators
from tests.builders.datafile import SOUND
from tests.builders.pictures import saved

SIGNED = """\
pictures:
  hand: {file: hand.png, alt: "Signature of Ada Example", credit: "Ada Example"}
sections:
  - kind: message
    heading: "A word to you"
    headline: "Thank you from all of us"
    text:
      - "Nobody thought that a door could be given away."
      - "You did, and each of yours leads somewhere."
    name: "Ada Example"
    role: "Chair of the trust"
    signature: hand
"""


def mark(width: int, height: int) -> bytes:
    image = Image.new("RGB", (width, height), "white")
    ImageDraw.Draw(image).ellipse([10, 10, width - 10, height - 10], fill=(150, 30, 40))
    return saved(image, "PNG")


def written(folder: Path, sections: str) -> Path:
    data = folder / "doors.yaml"
    data.write_text(SOUND.replace("sections:\n", sections), "utf-8")
    (folder / "hand.png").write_bytes(mark(900, 300))
    return data


def built(data: Path, *options: str) -> None:
    assert cli.main(["build", str(data), "-o", str(data.parent), "--quiet", *options]) == 0


def verified(data: Path, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    cli.main(["verify", str(data), str(data.parent)])
    return capsys.readouterr().out


@pytest.mark.parametrize("options", [(), ("--large-print",), ("--standard", "pdfa4", "--paper", "letter")])
def test_a_message_is_signed_on_page_and_slide(
    tmp_path: Path, options: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    data = written(tmp_path, SIGNED)
    built(data, *options)
    assert "0 failures, 0 notes" in verified(data, capsys)
    slide = Presentation(str(tmp_path / "deck.pptx")).slides[1]
    (picture,) = (shape for shape in slide.placeholders if shape.element.tag.endswith("}pic"))
    assert abs(picture.width / picture.height - 3) < 0.01
    assert faults((tmp_path / "deck.pptx").read_bytes()) == []


def test_a_long_message_goes_on_and_a_strange_template_keeps_its_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long = "".join(f'      - "Door after door opens, and behind it {"there is a room " * 9}."\n' for _ in range(12))
    data = written(tmp_path, SIGNED.replace("      - ", f"{long}      - ", 1))
    built(data)
    assert "0 failures, 0 notes" in verified(data, capsys)
    Presentation().save(str(tmp_path / "theirs.pptx"))
    built(data, "--only", "deck", "--template", str(tmp_path / "theirs.pptx"))
    assert "the signature of " in capsys.readouterr().err
    assert "0 failures" in verified(data, capsys)


def test_who_signs_becomes_public_and_the_signature_has_to_be_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = written(tmp_path, SIGNED)
    assert cli.main(["check", str(data), "--fast"]) == 0
    assert "signing: Ada Example" in capsys.readouterr().err
    data.write_text(data.read_text("utf-8").replace("signature: hand", "signature: hands"), "utf-8")
    assert cli.main(["check", str(data), "--fast"]) == 1
    assert re.search(r":\d+:\d+: no picture is called 'hands'", capsys.readouterr().err)


NAMES = [
    f"{kind} {chr(97 + number)} of Exampleton"
    for number in range(15)
    for kind in ("Council", "Friends", "School", "Water")
]
SHAPES = {"a": (900, 300), "b": (500, 500), "c": (1400, 260), "d": (600, 900)}


def with_partners(folder: Path, count: int, *, logos: bool) -> Path:
    names = [f'      - {{name: "{name}", country: "Exampleland"}}\n' for name in NAMES[:count]]
    pictures = ""
    for number, (shape, size) in enumerate(SHAPES.items() if logos else ()):
        (folder / f"{shape}.png").write_bytes(mark(*size))
        pictures += f'  {shape}: {{file: {shape}.png, alt: "A logo", credit: "Theirs"}}\n'
        names[number] = names[number].replace("}", f", logo: {shape}}}")
    head = '  - kind: partners\n    heading: "Who helps"\n    headline: "Many hands open a door"\n    partners:\n'
    listed = f"pictures:\n{pictures}" * bool(pictures)
    return written(folder, f"{listed}sections:\n{head}{''.join(names)}")


@pytest.mark.parametrize(("count", "logos"), [(1, False), (6, True), (20, True), (60, False)])
@pytest.mark.parametrize("options", [(), ("--large-print", "--standard", "pdfa4")])
def test_partners_stand_on_page_and_slide(
    tmp_path: Path, count: int, logos: bool, options: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    data = with_partners(tmp_path, count, logos=logos)
    built(data, *options)
    assert "0 failures, 0 notes" in verified(data, capsys)
    assert faults((tmp_path / "deck.pptx").read_bytes()) == []


def test_logos_look_equally_large_each_its_own_and_are_called_by_their_names(tmp_path: Path) -> None:
    built(with_partners(tmp_path, 4, logos=True))
    slide = Presentation(str(tmp_path / "deck.pptx")).slides[1]
    logos = [shape for shape in slide.placeholders if shape.element.tag.endswith("}pic")]
    assert [shape.element.nvPicPr.cNvPr.get("descr") for shape in logos] == NAMES[:4]
    assert [round(shape.width / shape.height, 1) for shape in logos] == [round(w / h, 1) for w, h in SHAPES.values()]
    areas = [shape.width * shape.height for shape in logos[:3]]
    assert max(areas) < 1.02 * min(areas)
    with pikepdf.open(tmp_path / "brief.pdf") as pdf:
        elements = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]
        assert [str(each["/Alt"]) for each in elements if str(each["/Alt"]) in NAMES] == NAMES[:4]


def test_a_template_of_somebody_elses_has_the_partners_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = with_partners(tmp_path, 20, logos=True)
    Presentation().save(str(tmp_path / "theirs.pptx"))
    built(data, "--only", "deck", "--template", str(tmp_path / "theirs.pptx"))
    assert "the logo of " in capsys.readouterr().err
    assert "0 failures" in verified(data, capsys)


@pytest.mark.slow
def test_validators_find_nothing_in_files_with_marks(tmp_path: Path) -> None:
    data = with_partners(tmp_path, 20, logos=True)
    text = data.read_text("utf-8")
    signed = SIGNED.split("sections:\n")
    data.write_text(text.replace("pictures:\n", signed[0]).replace("sections:\n", f"sections:\n{signed[1]}"), "utf-8")
    built(data)
    built(data, "--only", "brief", "--name", "new", "--standard", "pdfa4")
    claims = validators.vera_pdf_claims([tmp_path / "brief.pdf", tmp_path / "new-brief.pdf"])
    assert [broken for profiles in claims.values() for broken in profiles.values()] == [[]] * 5
    assert validators.open_xml_sdk(tmp_path / "deck.pptx") == []
