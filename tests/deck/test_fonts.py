"""Fonts inside a deck: the faces that it names, as other programs wrote and read such parts; licences are kept."""

from __future__ import annotations

import io
import re
import struct
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from openxml_audit import validate_pptx

from reports import cli
from reports.deck.lint import faults
from reports.deck.ooxml.fonts import LETTERS
from reports.deck.render import render
from reports.errors import ReportError
from reports.theme.types import Theme
from tests import validators
from tests.builders.deck import a_finding, a_point, a_story, the_theme
from tests.builders.edits import members
from tests.builders.finished import DATA

SUBSET = 1


def with_fonts(theme: Theme | None = None, text: str = "Ελλάδα") -> bytes:
    return render(a_story(a_finding(a_point(text))), theme or the_theme(), embed_fonts=True).pptx


def unwrapped(part: bytes) -> tuple[int, int, list[str], TTFont]:
    """Read an EOT by the submission of 2008: its flags, its licence bits, its four names and its font."""
    size, length, version, flags = struct.unpack_from("<4I", part)
    licence, magic = struct.unpack_from("<HH", part, 32)
    assert (size, version, magic) == (len(part), 0x00020002, 0x504C)
    place, names = 82, []
    for _ in range(4):
        (count,) = struct.unpack_from("<H", part, place)
        names.append(part[place + 2 : place + 2 + count].decode("utf-16-le").rstrip("\0"))
        place += 4 + count
    return flags, licence, names, TTFont(io.BytesIO(part[-length:]))


def licensed(folder: Path, bits: int) -> Theme:
    """Return our look with fonts whose licence says so."""
    theme, files = the_theme(), {}
    for weight in ("regular", "bold"):
        font = TTFont(getattr(theme.font, weight))
        font["OS/2"].fsType = bits
        files[weight] = folder / f"{weight}.ttf"
        font.save(files[weight])
    return theme.model_copy(update={"font": theme.font.model_copy(update=files)})


def test_each_face_that_the_deck_names_is_inside_under_the_same_family() -> None:
    parts = members(with_fonts())
    fonts = {name: unwrapped(part) for name, part in parts.items() if name.endswith(".fntdata")}
    assert [names[:2] for _, _, names, _ in fonts.values()] == [
        ["Source Sans 3", "Regular"],
        ["Source Sans 3", "Bold"],
        ["Source Serif 4 Display Semibold", "Regular"],
    ]
    listed = parts["ppt/presentation.xml"].decode()
    named = re.findall(r'<p:embeddedFont><p:font typeface="([^"]+)"/>', listed[listed.index("<p:notesSz") :])
    assert named == re.findall(r'<a:latin typeface="([^"]+)"', parts["ppt/theme/theme1.xml"].decode())[::-1]
    assert b'Extension="fntdata" ContentType="application/x-fontdata"' in parts["[Content_Types].xml"]
    theme = the_theme()
    files = theme.font.regular, theme.font.bold, theme.font.head
    for (flags, licence, names, font), file in zip(fonts.values(), files, strict=True):
        assert (flags, licence) == (SUBSET, 0)
        assert font["name"].getDebugName(1) == names[0]
        wanted = LETTERS | set(map(ord, "Ελλάδα"))
        assert wanted & TTFont(file).getBestCmap().keys() == font.getBestCmap().keys()
        assert "GPOS" in font  # kerned


def test_the_same_deck_has_the_same_fonts_and_holds_for_the_validators(tmp_path: Path) -> None:
    deck = with_fonts()
    assert deck == with_fonts()
    assert faults(deck) == []
    file = tmp_path / "deck.pptx"
    file.write_bytes(deck)
    assert validate_pptx(str(file)).errors == []
    assert validators.open_xml_sdk(file) == []


@pytest.mark.parametrize("bits", [0x0002, 0x0200])
def test_a_font_that_forbids_it_is_refused(bits: int, tmp_path: Path) -> None:
    with pytest.raises(ReportError) as raised:
        with_fonts(licensed(tmp_path, bits))
    assert [problem.message for problem in raised.value.problems] == [
        f"this font forbids that it is embedded (its fsType is 0x{bits:04X})"
    ] * 2


@pytest.mark.parametrize(("bits", "flags"), [(0x0004, SUBSET), (0x0008, SUBSET), (0x0100, 0)])
def test_a_font_that_may_not_be_cut_goes_in_whole(bits: int, flags: int, tmp_path: Path) -> None:
    parts = members(with_fonts(licensed(tmp_path, bits)))
    found = [unwrapped(part) for name, part in parts.items() if name.endswith(".fntdata")]
    assert [each[:2] for each in found] == [(flags, bits), (flags, bits), (SUBSET, 0)]
    whole = len(TTFont(the_theme().font.regular).getGlyphOrder())
    assert (len(found[0][3].getGlyphOrder()) == whole) is (flags == 0)


def test_a_template_in_a_font_that_we_have_not_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    template = Path(__file__).parents[1] / "cases" / "deck" / "template-made-by-pandoc" / "template.pptx"
    command = ["build", str(DATA), "--only", "deck", "-o", str(tmp_path), "--quiet", "--template", str(template)]
    assert cli.main([*command, "--embed-fonts"]) == 1
    assert (
        "--embed-fonts: the deck is set in Calibri, and the theme has files of Source Sans 3" in capsys.readouterr().err
    )
    assert not list(tmp_path.iterdir())
