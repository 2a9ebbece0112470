"""Which glyphs texts may show that nobody has seen yet, known by their characters alone, and what each stands for.

A press embeds its fonts before it knows any word: for the letters of a table, for letters with an accent put over them,
and for ligatures between any of them.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from reports.pdf.fonts import letters_of
from reports.theme.typeface import Face

_JOINING = (b"liga", b"clig", b"rlig", b"ccmp")  # what HarfBuzz does unasked (typeface.FEATURES)
_LIGATURES, _EXTENSION = 4, 7  # OpenType, GSUB: types of lookup


def texts_of(face: Face, characters: Iterable[str]) -> dict[int, str]:
    """Tell what each glyph stands for; where two characters share a glyph, the first in Unicode's order."""
    glyphs = {char: face.hb_font.get_nominal_glyph(ord(char)) for char in sorted(_composed(set(characters)))}
    texts: dict[int, str] = {}
    for char, glyph in glyphs.items():
        if glyph is not None:
            texts.setdefault(glyph, letters_of(char))
    return _joined(texts, _ligatures(face))


def _composed(characters: set[str]) -> set[str]:
    """Add the letters that stand for a letter and an accent typed one after the other."""
    accents = [char for char in characters if unicodedata.combining(char)]
    pairs = (unicodedata.normalize("NFC", char + accent) for char in characters for accent in accents)
    return characters | {pair for pair in pairs if len(pair) == 1}


def _joined(texts: dict[int, str], ligatures: Mapping[tuple[int, ...], int]) -> dict[int, str]:
    """Add ligatures of glyphs that are there, until there are no more: one may be a part of another."""
    known = -1
    while known != len(texts):
        known = len(texts)
        for parts, glyph in ligatures.items():
            if all(part in texts for part in parts):
                texts.setdefault(glyph, letters_of("".join(texts[part] for part in parts)))
    return texts


# -- what a font says, ISO/IEC 14496-22, 6.3.4 ----------------------------------------------------------


def _ligatures(face: Face) -> dict[tuple[int, ...], int]:
    """Read a font's ligatures, by the glyphs that they are made of."""
    data = bytes(face.hb_face.reference_table("GSUB").data)
    return dict(_in_table(data)) if data else {}


def _in_table(data: bytes) -> Iterator[tuple[tuple[int, ...], int]]:
    _, _, _, features, lookups = struct.unpack_from(">5H", data)
    places = _offsets(data, lookups, lookups)
    for number in _joining(data, features):
        kind, _ = struct.unpack_from(">2H", data, places[number])
        for part in _offsets(data, places[number] + 4, places[number]):
            if kind == _EXTENSION:
                _, inner, further = struct.unpack_from(">2HI", data, part)
                kind_of_part, part = inner, part + further
            else:
                kind_of_part = kind
            if kind_of_part == _LIGATURES:
                yield from _in_subtable(data, part)


def _joining(data: bytes, features: int) -> list[int]:
    """Give the numbers of the lookups that join letters, in the order in which they are used."""
    found: set[int] = set()
    for place in range(struct.unpack_from(">H", data, features)[0]):
        tag, offset = struct.unpack_from(">4sH", data, features + 2 + 6 * place)
        if tag in _JOINING:
            found.update(_numbers(data, features + offset + 2))
    return sorted(found)


def _in_subtable(data: bytes, start: int) -> Iterator[tuple[tuple[int, ...], int]]:
    (coverage,) = struct.unpack_from(">H", data, start + 2)
    for first, group in zip(_covered(data, start + coverage), _offsets(data, start + 4, start), strict=True):
        for ligature in _offsets(data, group, group):
            glyph, parts = struct.unpack_from(">2H", data, ligature)
            yield (first, *struct.unpack_from(f">{parts - 1}H", data, ligature + 4)), glyph


def _covered(data: bytes, start: int) -> list[int]:
    """Read a list of glyphs: one by one, or in ranges."""
    form, count = struct.unpack_from(">2H", data, start)
    if form == 1:
        return _numbers(data, start + 2)
    ranges = [struct.unpack_from(">2H", data, start + 4 + 6 * place) for place in range(count)]
    return [glyph for first, last in ranges for glyph in range(first, last + 1)]


def _numbers(data: bytes, start: int) -> list[int]:
    """Read a count, and as many numbers."""
    return list(struct.unpack_from(f">{struct.unpack_from('>H', data, start)[0]}H", data, start + 2))


def _offsets(data: bytes, start: int, base: int) -> list[int]:
    return [base + offset for offset in _numbers(data, start)]
