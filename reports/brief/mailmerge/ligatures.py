"""Which glyphs texts may show that nobody has seen yet, known by their characters alone, and what each stands for.

The mail merge embeds its fonts before it knows any word: for the letters of a table, for letters with an accent put
over them, and for ligatures between any of them.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from fontTools.ttLib import TTFont

from reports.pdf.embedding import Shape
from reports.pdf.scriptfonts import script_font
from reports.theme.typeface import Face, FontFile, letters_of

Codes = dict[tuple[Shape, str], int]
_JOINING = {"liga", "clig", "rlig", "ccmp"}  # what HarfBuzz does unasked (typeface.FEATURES)


def texts_of(face: Face, characters: Iterable[str]) -> dict[int, str]:
    """Return the text that each glyph stands for; where two characters share a glyph, the first in Unicode's order."""
    known = set(characters)
    accented = (char + accent for accent in known if unicodedata.combining(accent) for char in known)
    known |= {pair for pair in (unicodedata.normalize("NFC", typed) for typed in accented) if len(pair) == 1}
    glyphs = {char: face.hb_font.get_nominal_glyph(ord(char)) for char in sorted(known)}
    texts: dict[int, str] = {}
    for char, glyph in glyphs.items():
        if glyph is not None:
            texts.setdefault(glyph, letters_of(char))
    return _joined(texts, _ligatures(face))


def codes_of(faces: Iterable[Face], words: Iterable[str]) -> dict[FontFile, Codes]:
    """Return codes for what words and letters show in the faces for other scripts, beside each of these faces."""
    found: dict[FontFile, Codes] = {}
    mixed = [(face, word) for face in faces for word in words if face.is_mixed(word) and not _is_mark(word)]
    for piece in (
        piece for face, word in mixed for piece in face.pieces(word) if piece.leftwards or piece.face != face
    ):
        font = script_font(piece.face)
        codes = found.setdefault(piece.face.file, {(font.blank, " "): 1})
        for glyph in font.shaped(piece).glyphs:
            codes.setdefault((glyph.shape, glyph.text), len(codes) + 1)
    return found


def _is_mark(word: str) -> bool:
    return len(word) == 1 and unicodedata.category(word)[0] in "MC"  # alone it stands on a dotted circle


def _joined(texts: dict[int, str], ligatures: Mapping[tuple[int, ...], int]) -> dict[int, str]:
    """Add ligatures of glyphs that are there, until there are no more: one may be a part of another."""
    known = -1
    while known != len(texts):
        known = len(texts)
        for parts, glyph in ligatures.items():
            if all(part in texts for part in parts):
                texts.setdefault(glyph, letters_of("".join(texts[part] for part in parts)))
    return texts


def _ligatures(face: Face) -> dict[tuple[int, ...], int]:
    """Read a font's ligatures, by the glyphs that they are made of, in the order in which they are tried."""
    found: dict[tuple[int, ...], int] = {}
    with TTFont(face.path, fontNumber=0, lazy=True) as font:
        table: Any = font["GSUB"].table if "GSUB" in font else None
        number, features = font.getGlyphID, table.FeatureList.FeatureRecord if table and table.FeatureList else ()
        used = {index for each in features if each.FeatureTag in _JOINING for index in each.Feature.LookupListIndex}
        for index in sorted(used):
            for subtable in table.LookupList.Lookup[index].SubTable:
                inner = getattr(subtable, "ExtSubTable", subtable)  # ISO/IEC 14496-22, 6.3.4: type 7 holds another
                for first, ligatures in getattr(inner, "ligatures", {}).items():
                    for each in ligatures:
                        found[number(first), *map(number, each.Component)] = number(each.LigGlyph)
    return found
