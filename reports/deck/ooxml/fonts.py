"""Fonts inside a deck: each face that it names, cut down to Latin letters, as Embedded OpenType that is not packed.

LibreOffice shows them from 26.2 on. PowerPoint writes packed ones (MicroType Express) and is not known to use these.
The letters are more than the deck has, so that a speaker can type.
"""

import struct
from collections.abc import Collection
from pathlib import Path
from typing import Any, cast

import uharfbuzz as hb
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml

from reports.deck.ooxml import template
from reports.deck.ooxml.xml import NAMESPACES, el
from reports.errors import Location, Problem, ReportError
from reports.theme.typeface import face, forbids_embedding
from reports.theme.types import Fonts

CONTENT_TYPE = "application/x-fontdata"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/font"
# What is written from Lisbon to Tallinn, with the marks and signs of finance and footnotes.
LETTERS = frozenset(
    (*range(0x20, 0x7F), *range(0xA0, 0x180), *map(ord, "ȘșȚțẞ–—‑―‘’‚“”„†‡•…‰‹›⁄€£™−≈≠≤≥◊ﬁﬂ⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉½⅓⅔¼¾"))
)

_VERSION, _SUBSET, _MAGIC = 0x00020002, 0x1, 0x504C
_ITALIC, _DEFAULT_CHARSET = 0x1, 0
_WHOLE_ONLY = 0x0100  # a bit of fsType, OpenType's OS/2


def embed(presentation: Any, used: Fonts, fonts: Fonts) -> None:
    """Put the faces that a presentation is set in, those `used`, into it: those of the theme's `fonts`.

    Raises a ReportError where they are not the theme's, or where a font's licence bits forbid it.
    """
    if used.family != fonts.family:
        message = f"the deck is set in {used.family}, and the theme has files of {fonts.family} alone"
        hint = "build without --embed-fonts, or name the template's font in a theme"
        raise ReportError([Problem(Location("--embed-fonts"), message, hint)])
    families = {fonts.family: {"regular": fonts.regular, "bold": fonts.bold}}
    if used.head:
        families.setdefault(used.head_family, {})["bold" if used.head_bold else "regular"] = used.head
    files = [file for faces in families.values() for file in faces.values()]
    hint = "build without --embed-fonts, or take a font that allows it"
    problems = [
        Problem(Location(str(file)), f"this font forbids that it is embedded (its fsType is 0x{bits:04X})", hint)
        for file in files
        if forbids_embedding(bits := face(file).licence)
    ]
    if problems:
        raise ReportError(problems)
    part, element = presentation.part, presentation.element
    template.drop(part.rels, "/font")
    for old in element.findall("{*}embeddedFontLst"):
        element.remove(old)
    slides = (each for each in part.package.iter_parts() if each.partname.startswith("/ppt/slides/"))
    letters = LETTERS.union(*(map(ord, slide.blob.decode()) for slide in slides))

    def face_of(style: str, file: Path) -> str:
        name = PackURI(f"/ppt/fonts/font{files.index(file) + 1}.fntdata")
        added = Part(name, CONTENT_TYPE, part.package, eot(file, letters))
        return el(f"p:{style}", r_id=part.relate_to(added, RELATION))

    listed = (
        el("p:embeddedFont", el("p:font", typeface=family), *(face_of(*each) for each in faces.items()))
        for family, faces in families.items()
    )
    added = parse_xml(f"<p:embeddedFontLst {NAMESPACES}>{''.join(listed)}</p:embeddedFontLst>")
    element.find("{*}notesSz").addnext(added)
    element.set("embedTrueTypeFonts", "1")
    element.set("saveSubsetFonts", "1")


def eot(file: Path, letters: Collection[int]) -> bytes:
    """Return a font, cut down to letters where its licence lets that, as Embedded OpenType (W3C submission of 2008)."""
    font, data = face(file).hb_face, file.read_bytes()
    is_cut = not face(file).licence & _WHOLE_ONLY
    if is_cut:
        wanted = hb.SubsetInput()
        wanted.sets(hb.SubsetInputSets.UNICODE).update(letters)
        wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
        data = cast("bytes", hb.subset(font, wanted).blob.data)
        font = hb.Face(data)
    os2, head = (font.reference_table(tag).data.ljust(86, b"\0") for tag in ("OS/2", "head"))
    weight, licence, style = (struct.unpack_from(">H", os2, place)[0] for place in (4, 8, 62))
    header: bytes = struct.pack("<II", _VERSION, _SUBSET * is_cut) + os2[32:42]  # the panose
    header += struct.pack("<BBIHH", _DEFAULT_CHARSET, 255 * (style & _ITALIC), weight, licence, _MAGIC)
    header += struct.pack("<6I", *struct.unpack_from(">4I", os2, 42), *struct.unpack_from(">2I", os2, 78))  # ranges
    header += struct.pack("<I", *struct.unpack_from(">I", head, 8)) + bytes(18)  # the check sum's adjustment, reserved
    named = hb.OTNameIdPredefined
    ended = (named.FONT_FAMILY, "\0"), (named.FONT_SUBFAMILY, "\0"), (named.VERSION_STRING, ""), (named.FULL_NAME, "")
    for name, end in ended:
        text = f"{font.get_name(name) or ''}{end}".encode("utf-16-le")
        header += struct.pack("<H", len(text)) + text + bytes(2)
    header += struct.pack("<H", 0) + b"BSGP" + struct.pack("<IHHII", 1252, 0, 0, 0, 0)  # no root string, no signature
    return struct.pack("<II", 8 + len(header) + len(data), len(data)) + header + data
