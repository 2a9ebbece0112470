"""A font inside a PDF: the glyphs that were used, how wide they are, and which letters they stand for."""

import hashlib
import struct
import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from io import BytesIO
from types import SimpleNamespace
from typing import Any, NamedTuple

import uharfbuzz as hb
from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFZCompress

from reports.pdf.objects import FontUse, PdfDocument
from reports.theme.typeface import Face

_SYMBOLIC = 4  # ISO 32000-1, 9.8.2: our codes are glyph numbers, not the standard Latin set
_SYSTEM = "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"


class Compound(NamedTuple):
    """Several glyphs as one, such as a letter with its marks: its advance, and each with its place, in font units.

    Readers take a mark that stands before its letter, or back over it, for a word of its own.
    """

    advance: int
    parts: tuple[tuple[int, int, int], ...]


Shape = int | Compound  # a glyph's number, or several


def advance(face: Face, shape: Shape) -> int:
    """Return how wide a shape is, in the font's units."""
    width: int = shape.advance if isinstance(shape, Compound) else face.hb_font.get_glyph_h_advance(shape)
    return width


class _Subset(NamedTuple):
    """A font cut down to some glyphs, as a PDF takes it in: key and entries of its stream, deflated bytes.

    `cids` are the numbers by which the PDF calls each of the glyphs.
    """

    key: str
    entries: dict[str, object]
    packed: bytes
    cids: Mapping[Shape, int]


class EmbeddedFont:
    """A face as ReportLab's document sees it; `said` is what its glyphs say in every document."""

    def __init__(self, metrics: Face, name: str, said: Mapping[int, str]) -> None:
        self.metrics, self.face, self._said = metrics, SimpleNamespace(name=name), said

    def use(self, document: PdfDocument) -> FontUse:
        """Return what the document has used of this font so far; from the first time on it is written at the end."""
        known = document.uses.get(self)
        if known is None:
            name = f"F{len(document.uses) + 1}"
            known = document.uses[self] = FontUse(name, dict(self._said), lambda other: other.use(document))
            document.delayedFonts.append(self)
        return known

    def addObjects(self, document: PdfDocument) -> None:  # noqa: N802 (ReportLab's name)
        """Write the font into the document, with the glyphs it has used."""
        use = document.uses[self]
        font = _embedded(document, self.metrics, use)
        document.idToObject["BasicFonts"].dict[use.name] = document.Reference(font)


def _embedded(document: PdfDocument, face: Face, use: FontUse) -> PDFDictionary:
    """Make a font of what was used: its codes in the text are glyph numbers, unless there are `codes` by shape."""
    if not use.codes:
        glyphs = tuple(sorted(use.texts))
        size, packed = _subset(face, glyphs)
        subset = _Subset("FontFile2", {"Length1": size}, packed, dict(zip(glyphs, glyphs, strict=True)))
        return _font(document, face, subset, "/Identity-H", use.texts)
    subset = _renumbered(face, tuple(dict.fromkeys(shape for shape, _ in use.codes)))
    entries = {"Type": "/CMap", "CMapName": "/Codes", "CIDSystemInfo": _SYSTEM, "WMode": 0}
    rows = [f"<{code:04X}> {subset.cids[shape]}" for (shape, _), code in use.codes.items()]
    encoding = PDFStream(PDFDictionary(entries), _cmap("Codes", "Identity", "cidchar", rows), [PDFZCompress])
    texts = {code: text for (_, text), code in use.codes.items()}
    return _font(document, face, subset, document.Reference(encoding), texts)


def _font(
    document: PdfDocument, face: Face, subset: _Subset, encoding: object, texts: Mapping[int, str]
) -> PDFDictionary:
    digest = hashlib.md5(repr(tuple(subset.cids)).encode(), usedforsecurity=False).digest()
    tag = "".join(chr(ord("A") + byte % 26) for byte in digest[:6])  # ISO 32000-1, 9.6.4: a tag of six letters
    base = PDFName(f"{tag}+{face.name}")
    rows = [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in sorted(texts.items())]
    to_unicode = _cmap("Adobe-Identity-UCS", "UCS", "bfchar", rows)
    font = PDFDictionary({"Type": "/Font", "Subtype": "/Type0", "BaseFont": base, "Encoding": encoding})
    font["DescendantFonts"] = PDFArray([document.Reference(_cid_font(document, face, base, subset))])
    font["ToUnicode"] = document.Reference(PDFStream(PDFDictionary(), to_unicode, [PDFZCompress]))
    return font


def _cid_font(document: PdfDocument, face: Face, base: str, subset: _Subset) -> PDFDictionary:
    thousandth = 1000 / face.upem
    by_cid = sorted((cid, advance(face, shape)) for shape, cid in subset.cids.items())
    widths = [f"{cid}[{fp_str(width * thousandth)}]" for cid, width in by_cid]
    outlines = {"Subtype": "/CIDFontType0"}
    if subset.key == "FontFile2":
        outlines = {"Subtype": "/CIDFontType2", "CIDToGIDMap": "/Identity"}
    font = PDFDictionary({"Type": "/Font", "BaseFont": base, "CIDSystemInfo": _SYSTEM, **outlines})
    font["FontDescriptor"] = document.Reference(_descriptor(document, face, base, subset))
    font["W"] = f"[{' '.join(widths)}]"
    return font


def _descriptor(document: PdfDocument, face: Face, base: str, subset: _Subset) -> PDFDictionary:
    box: tuple[Any, ...] = struct.unpack_from(">hhhh", face.hb_face.reference_table("head").data, 36)
    file = PDFStream(PDFDictionary({**subset.entries, "Filter": "/FlateDecode"}), subset.packed)
    heights = {"Ascent": face.ascent, "Descent": -face.descent, "CapHeight": face.cap_height}
    entries = {"Type": "/FontDescriptor", "FontName": base, "Flags": _SYMBOLIC, "ItalicAngle": 0}
    entries |= {name: round(1000 * height) for name, height in heights.items()}
    entries |= {"FontBBox": PDFArray([round(edge * 1000 / face.upem) for edge in box])}
    # StemV is required, and used by nobody where the font is embedded
    return PDFDictionary(entries | {"StemV": 80, subset.key: document.Reference(file)})


@lru_cache(maxsize=32)
def _subset(face: Face, glyphs: tuple[int, ...]) -> tuple[int, bytes]:
    """Cut the font down to some glyphs, their numbers kept; return its size, and its bytes deflated."""
    font = hb.subset(face.hb_face, _wanted(glyphs, hb.SubsetFlags.RETAIN_GIDS)).blob.data
    return len(font), zlib.compress(font, 9)


@lru_cache(maxsize=32)
def _renumbered(face: Face, shapes: tuple[Shape, ...]) -> _Subset:
    """Cut a font down to some glyphs, their numbers new: a Chinese font has 65,535, of which few are used."""
    compounds = [shape for shape in shapes if isinstance(shape, Compound)]
    glyphs = {shape for shape in shapes if isinstance(shape, int)} | {
        part[0] for each in compounds for part in each.parts
    }
    plan = hb.SubsetPlan(face.hb_face, _wanted(tuple(sorted(glyphs)), hb.SubsetFlags.DEFAULT))
    font: bytes = plan.execute().blob.data
    numbers: Mapping[int, int] = plan.old_to_new_glyph_mapping
    cids: dict[Shape, int] = {glyph: numbers[glyph] for glyph in sorted(glyphs)}
    if "CFF " not in face.hb_face.table_tags:
        if compounds:
            font, made = _composed(font, compounds, numbers)
            cids |= made
        return _Subset("FontFile2", {"Length1": len(font)}, zlib.compress(font, 9), cids)
    from fontTools.ttLib import TTFont  # few fonts have such outlines, or compounds

    with TTFont(BytesIO(font), lazy=True) as opened:
        top = opened["CFF "].cff.topDictIndex[0]
        if hasattr(top, "ROS"):  # ISO 32000-1, 9.7.4.2: then the font itself has numbers for them
            cids = {shape: int(top.charset[cid].removeprefix("cid")) if cid else 0 for shape, cid in cids.items()}
        outlines = opened.getTableData("CFF ")
    return _Subset("FontFile3", {"Subtype": "/CIDFontType0C"}, zlib.compress(outlines, 9), cids)


def _composed(font: bytes, compounds: Sequence[Compound], numbers: Mapping[int, int]) -> tuple[bytes, dict[Shape, int]]:
    """Add glyphs made of others to a TrueType font; return it, and their numbers."""
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import TTFont

    with TTFont(BytesIO(font), recalcTimestamp=False) as opened, BytesIO() as written:
        names = opened.getGlyphOrder()
        made: dict[Shape, int] = {}
        for compound in compounds:
            pen = TTGlyphPen(opened.getGlyphSet())
            for glyph, x, y in compound.parts:
                pen.addComponent(names[numbers[glyph]], (1, 0, 0, 1, x, y))
            made[compound] = len(names)
            name = f"compound{len(names)}"
            opened["glyf"][name] = shape = pen.glyph()
            shape.recalcBounds(opened["glyf"])
            opened["hmtx"][name] = compound.advance, getattr(shape, "xMin", 0)
            names = opened.getGlyphOrder()
        opened.save(written)
        return written.getvalue(), made


def _wanted(glyphs: tuple[int, ...], keeping: hb.SubsetFlags) -> hb.SubsetInput:
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(glyphs)
    flags = hb.SubsetFlags
    wanted.flags = keeping | flags.NOTDEF_OUTLINE | flags.NO_LAYOUT_CLOSURE | flags.NO_HINTING
    for table in ("GSUB", "GPOS", "GDEF", "kern", "DSIG", "meta", "STAT"):
        wanted.drop_table_tag_set.add(int.from_bytes(table.encode()))
    return wanted


def _cmap(name: str, ordering: str, kind: str, rows: Sequence[str]) -> str:
    """Write a map of codes, at most 100 to a block."""
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    body = "".join(f"{len(block)} begin{kind}\n{chr(10).join(block)}\nend{kind}\n" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        f"/CIDSystemInfo <</Registry(Adobe)/Ordering({ordering})/Supplement 0>> def\n"
        f"/CMapName /{name} def /CMapType {1 if kind == 'cidchar' else 2} def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{body}endcmap CMapName currentdict /CMap defineresource pop end end\n"
    )
