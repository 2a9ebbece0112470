"""A font inside a PDF: the glyphs that were used, how wide they are, and which letters they stand for."""

import hashlib
import struct
import zlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import uharfbuzz as hb
from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFZCompress

from reports.pdf.objects import PdfDocument
from reports.theme.typeface import Face

_SYMBOLIC = 4  # ISO 32000-1, 9.8.2: our codes are glyph numbers, not the standard Latin set


def embedded(document: PdfDocument, face: Face, texts: Mapping[int, str]) -> PDFDictionary:
    """Make a font of these glyphs, each with the letters it stands for; codes in the text are glyph numbers."""
    glyphs = tuple(sorted(texts))
    digest = hashlib.md5(repr(glyphs).encode(), usedforsecurity=False).digest()
    subset = "".join(chr(ord("A") + byte % 26) for byte in digest[:6])  # ISO 32000-1, 9.6.4: a tag of six letters
    base = PDFName(f"{subset}+{face.name}")
    return PDFDictionary(
        {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": base,
            "Encoding": "/Identity-H",
            "DescendantFonts": PDFArray([document.Reference(_cid_font(document, face, base, glyphs))]),
            "ToUnicode": document.Reference(PDFStream(PDFDictionary(), _to_unicode(texts), [PDFZCompress])),
        }
    )


def _cid_font(document: PdfDocument, face: Face, base: str, glyphs: tuple[int, ...]) -> PDFDictionary:
    thousandth = 1000 / face.upem
    widths = [f"{glyph}[{fp_str(face.hb_font.get_glyph_h_advance(glyph) * thousandth)}]" for glyph in glyphs]
    return PDFDictionary(
        {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": base,
            "CIDToGIDMap": "/Identity",
            "CIDSystemInfo": "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>",
            "FontDescriptor": document.Reference(_descriptor(document, face, base, glyphs)),
            "W": f"[{' '.join(widths)}]",
        }
    )


def _descriptor(document: PdfDocument, face: Face, base: str, glyphs: tuple[int, ...]) -> PDFDictionary:
    size, packed = _subset(face, glyphs)
    box: tuple[Any, ...] = struct.unpack_from(">hhhh", face.hb_face.reference_table("head").data, 36)
    file = PDFStream(PDFDictionary({"Length1": size, "Filter": "/FlateDecode"}), packed)
    return PDFDictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": base,
            "Flags": _SYMBOLIC,
            "FontBBox": PDFArray([round(edge * 1000 / face.upem) for edge in box]),
            "ItalicAngle": 0,
            "Ascent": round(1000 * face.ascent),
            "Descent": round(-1000 * face.descent),
            "CapHeight": round(1000 * face.cap_height),
            "StemV": 80,  # required, and used by nobody where the font is embedded
            "FontFile2": document.Reference(file),
        }
    )


@lru_cache(maxsize=32)
def _subset(face: Face, glyphs: tuple[int, ...]) -> tuple[int, bytes]:
    """Cut the font down to some glyphs, their numbers kept; return its size, and its bytes deflated."""
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(glyphs)
    flags = hb.SubsetFlags
    wanted.flags = flags.RETAIN_GIDS | flags.NOTDEF_OUTLINE | flags.NO_LAYOUT_CLOSURE | flags.NO_HINTING
    for table in ("GSUB", "GPOS", "GDEF", "kern", "DSIG", "meta", "STAT"):
        wanted.drop_table_tag_set.add(int.from_bytes(table.encode()))
    font = hb.subset(face.hb_face, wanted).blob.data
    return len(font), zlib.compress(font, 9)


def _to_unicode(texts: Mapping[int, str]) -> str:
    """Write the map from glyphs to letters, at most 100 to a block."""
    rows = [f"<{glyph:04X}> <{text.encode('utf-16-be').hex().upper()}>" for glyph, text in sorted(texts.items())]
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    body = "".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar\n" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{body}endcmap CMapName currentdict /CMap defineresource pop end end\n"
    )
