"""Who speaks and who helps: signatures and logos on page and slide, in their own colours, with names beside them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from pptx import Presentation

from reports import cli
from reports.deck.lint import faults
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
