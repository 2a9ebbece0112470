"""Measured type: how wide a text is when HarfBuzz shapes it with kerning and ligatures, and where its lines break.

Brief, deck and charts all measure here, with the font files that are embedded or named in the outputs, so that a line
that fits in one fits in the others.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import uharfbuzz as hb

from reports.story import Span
from reports.theme.scripts import scripts_of
from reports.units import Points

_NO_LANGUAGE = "und"  # or HarfBuzz takes that of the machine's user, and some letters take other forms
FEATURES = {"kern": True, "liga": True}  # whoever sets the text has to shape it with the same
UNSEEN = "\u200c\u200d\u200e\u200f"  # beside letters of other scripts: joiners and marks of direction
_ALIKE = {"'": "\u05f3", "’": "\u05f3", '"': "\u05f4", "”": "\u05f4"}
_FORBIDDEN, _LICENCES, _PICTURES_ONLY = 0x0002, 0x000F, 0x0200  # bits of fsType, OpenType's OS/2
_BLANKS = "\u00a0\u2009\u202f"
_TOLERANCE = 1e-6  # a text as wide as its line fits, whatever the rounding
_HYPHENS = "-–—"


class FontFile(NamedTuple):
    """A file of a font, and which font of a collection it is."""

    path: Path
    number: int = 0


class Piece(NamedTuple):
    """A part of a word in one face, which may be another one's for its script, and in one direction."""

    text: str
    face: Face
    leftwards: bool = False


class Face:
    """A font file. Its measures are fractions of the size; `ascent` and `descent` (positive) are its hhea table's.

    What it has no glyph for is set in `others`, each by the script (ISO 15924) that it is for.
    """

    def __init__(self, file: FontFile, others: Sequence[tuple[str, Face]] = ()) -> None:
        self.file, self.path, self.others = file, file.path, tuple(others)
        self.fallbacks = tuple(dict.fromkeys(face for _, face in others))
        self.hb_face: Any = hb.Face(hb.Blob.from_file_path(str(file.path)), file.number)
        self.hb_font: Any = hb.Font(self.hb_face)
        self.name: str = self.hb_face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or file.path.stem
        # The name of a family of four styles, which programs go by, then that of all its weights.
        names = (hb.OTNameIdPredefined.FONT_FAMILY, hb.OTNameIdPredefined.TYPOGRAPHIC_FAMILY)
        families = (name for name in map(self.hb_face.get_name, names) if name)
        self.families: tuple[str, ...] = tuple(dict.fromkeys(families))
        self.is_bold = self.hb_face.get_name(hb.OTNameIdPredefined.FONT_SUBFAMILY) == "Bold"  # of a family of four
        self.upem: int = self.hb_face.upem
        ascender, descender = struct.unpack_from(">hh", self.hb_face.reference_table("hhea").data, 4)
        self.ascent: float = ascender / self.upem
        self.descent: float = -descender / self.upem
        capital = self.hb_font.get_metric_position_with_fallback(hb.OTMetricsTag.CAP_HEIGHT)
        self.cap_height: float = capital / self.upem
        glyph = self.hb_font.get_nominal_glyph(ord("l"))
        extents = self.hb_font.get_glyph_extents(glyph) if glyph is not None else None
        self.letter_height: float = extents.y_bearing / self.upem if extents else self.ascent
        self._advances: dict[str, int] = {}
        self._own: set[str] = {" "}  # characters that have a glyph, and run to the right
        self._set_in: dict[str, Face] = {}  # by character, where somebody asked

    @property
    def fault(self) -> str:
        """Return why an output can't have this font inside; empty if it can."""
        tables = self.hb_face.table_tags
        if "fvar" in tables:
            return "a variable font; take the static file of each weight"
        if not {"glyf", "CFF "} & {*tables}:
            return "a font without outlines"
        return "a font whose licence forbids that it is embedded" if forbids_embedding(self.licence) else ""

    @property
    def licence(self) -> int:
        """Return the bits that say what may be done with the font (fsType); 0, which allows all, if it has none."""
        return int.from_bytes(self.hb_face.reference_table("OS/2").data[8:10])

    def width(self, text: str, size: float) -> Points:
        """Measure a line of text. Words are shaped one by one: nothing is kerned across a space."""
        words = text.split(" ")
        units = sum(map(self._advance, words)) + (len(words) - 1) * self._advance(" ")
        return Points(units * size / self.upem)

    def lacks(self, text: str) -> str:
        """Return the characters of a text that the font has no glyph for, in order, each once.

        Of a blank that it has not, HarfBuzz makes one of its space.
        """
        if self._own.issuperset(text):
            return ""
        chars = (char for char in dict.fromkeys(text) if char not in _BLANKS)
        return "".join(char for char in chars if self.hb_font.get_nominal_glyph(ord(char)) is None)

    def is_mixed(self, text: str) -> bool:
        """Return whether a text takes more than this face from left to right."""
        if self._own.issuperset(text):
            return False
        own = {char for char in text if self.hb_font.get_nominal_glyph(ord(char)) is not None and not runs_left(char)}
        self._own |= own
        return any(runs_left(char) or self.face_for(char) is not self for char in set(text) - own)

    def face_for(self, char: str) -> Face:
        """Return the face that sets a character: this one, or that for its script if only that has it."""
        known = self._set_in.get(char)
        if known is None:
            others = (face for script, face in self.others if script in scripts_of(char))
            known = self._set_in[char] = next((each for each in (self, *others) if not each.lacks(char)), self)
        return known

    def unset(self, text: str) -> str:
        """Return the characters of a text for which neither this face nor that for their script has a glyph."""
        return "".join(char for char in self.lacks(text) if self.face_for(char) is self and char not in UNSEEN)

    def pieces(self, word: str, *, apart: bool = False) -> list[Piece]:
        """Return the parts of a word, as it is read; each has one direction wherever it stands.

        A word that this face sets from left to right is one part, unless it is to be parted even so, for a line in
        which others run to the left.
        """
        if not apart and not self.is_mixed(word):
            return [Piece(word, self)]
        parts: list[Piece] = []
        before = ""
        for char, following in zip_longest(word, word[1:], fillvalue=" "):
            face, leftwards, kind = self.face_for(char), runs_left(char), unicodedata.bidirectional(char)
            last = parts[-1] if parts else None
            amid = last is not None and last.leftwards and runs_left(following)  # an apostrophe or a hyphen
            belongs = kind == "BN" or (
                (kind == "NSM" or (amid and kind not in ("L", "EN", "AN")))
                and last is not None
                and not last.face.lacks(last.face.spelled(char))
            )
            alike = (face, leftwards) == last[1:] if last else False
            alike &= face is not self or leftwards or (kind == before and kind in ("L", "EN", "AN"))
            if last and (belongs or alike):
                parts[-1] = last._replace(text=last.text + char)
            else:
                parts.append(Piece(char, face, leftwards))
            before = before if belongs else kind
        return parts

    def _advance(self, word: str) -> int:
        known = self._advances.get(word)
        if known is not None:
            return known
        return self._advances.setdefault(word, self.measured(word))

    def measured(self, word: str) -> int:
        """Return how wide a word is in units of this face, parts of it in others if need be; it is not remembered."""
        if self.is_mixed(word):
            parts = (each.face.alone(each.text) * self.upem / each.face.upem for each in self.pieces(word))
            return round(sum(parts))
        return self.alone(word)

    def spelled(self, text: str) -> str:
        """Return a text as this face sets it: in Hebrew an apostrophe is a geresh, where there is no other."""
        if _ALIKE.keys().isdisjoint(text):
            return text
        return "".join(_ALIKE.get(char, char) if self.lacks(char) else char for char in text)

    def alone(self, word: str) -> int:
        """Return how wide a word is in this face alone, whatever it lacks."""
        buffer = buffer_of(self.spelled(word))
        hb.shape(self.hb_font, buffer, FEATURES)
        return sum(each.x_advance for each in buffer.glyph_positions or ())


class Measures(Protocol):
    """Whatever knows how wide a line of text is: a Face, or a table of widths. Lines may be cached by it."""

    def __hash__(self) -> int:
        """Stand for itself in a cache."""

    def width(self, text: str, size: float) -> Points:
        """Measure a line of text."""


@cache
def face(path: Path, others: tuple[tuple[str, FontFile], ...] = (), number: int = 0) -> Face:
    """Open a font file, once per run, with those for other scripts."""
    return Face(FontFile(path, number), [(script, face(each.path, (), each.number)) for script, each in others])


def break_lines(
    text: str, face: Measures, size: float, width: float, kept: Sequence[Span] = (), *, hyphens: bool = False
) -> list[str]:
    """Fill lines greedily; join them with spaces (at a hyphen: with nothing) and the text is back.

    Lines break at spaces, with `hyphens` also behind a hyphen or dash, but not inside a `kept` span unless that span
    alone is wider than the line. A single word that is too wide stands on a line of its own and sticks out.
    """
    breakable = [span for span in kept if face.width(text[slice(*span)], size) > width]
    closed = [span for span in kept if span not in breakable]
    lines: list[str] = []
    start = end = following = 0
    for stop, resume in _breaks(text, closed, hyphens):
        if end > start and face.width(text[start:stop], size) > width + _TOLERANCE:
            lines.append(text[start:end])
            start = following
        end, following = stop, resume
    return [*lines, text[start:]] if text else []


def _breaks(text: str, closed: Sequence[Span], hyphens: bool) -> Iterator[tuple[int, int]]:
    """Yield each place where a line may end, and where the next one would start; the text's end is the last."""
    for place, char in enumerate(text):
        if char == " " and not _inside(closed, place, place + 1):
            yield place, place + 1
        elif hyphens and char in _HYPHENS and 0 < place < len(text) - 1:
            # A word's edge is no place to break: minus signs and dashes between spaces stay where they are.
            amid_letters = " " not in text[place - 1 : place + 2]
            if amid_letters and not _inside(closed, place + 1, place + 1):
                yield place + 1, place + 1
    yield len(text), len(text)


def _inside(closed: Sequence[Span], before: int, after: int) -> bool:
    """Return whether a break would part a span: it has begun `before` and not ended at `after`."""
    return any(span.start < before and after < span.stop for span in closed)


def forbids_embedding(licence: int) -> bool:
    """Return whether a font's bits (fsType) forbid that its letters are inside a file."""
    return licence & _LICENCES == _FORBIDDEN or bool(licence & _PICTURES_ONLY)


def buffer_of(text: str) -> Any:
    """Return a text as HarfBuzz shapes it: in the script that its letters are of, and in no language."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.language = _NO_LANGUAGE
    buffer.guess_segment_properties()
    return buffer


def runs_left(char: str) -> bool:
    """Return whether a character belongs to Hebrew, Arabic or another script of that direction."""
    return unicodedata.bidirectional(char) in ("R", "AL")


def turns(char: str) -> bool:
    """Return whether a character turns all that follows about: nobody sees it, and it is in no name."""
    return unicodedata.bidirectional(char) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")


def letters_of(text: str) -> str:
    """Return how a text is read: in composed letters, and a typed ligature (U+FB01) as what it joins."""
    if text.isascii():
        return text
    apart = "".join(unicodedata.normalize("NFKC", c) if "\ufb00" <= c <= "\ufb4f" else c for c in text)
    return unicodedata.normalize("NFC", apart)
