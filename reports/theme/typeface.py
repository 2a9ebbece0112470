"""Measured type: how wide a text is when HarfBuzz shapes it with kerning and ligatures, and where its lines break.

Brief, deck and charts all measure here, with the font files that are embedded or named in the outputs, so that a line
that fits in one fits in the others.
"""

import struct
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import uharfbuzz as hb

from reports.story import Span
from reports.units import Points

NO_LANGUAGE = "und"  # or HarfBuzz takes that of the machine's user, and some letters take other forms
FEATURES = {"kern": True, "liga": True}  # whoever sets the text has to shape it with the same

_BLANKS = "\u00a0\u2009\u202f"


class Face:
    """A font file. Its measures are fractions of the size; `ascent` and `descent` (positive) are its hhea table's."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.hb_face: Any = hb.Face(hb.Blob.from_file_path(str(path)))
        self.hb_font: Any = hb.Font(self.hb_face)
        self.name: str = self.hb_face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or path.stem
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

    def width(self, text: str, size: float) -> Points:
        """Measure a line of text. Words are shaped one by one: nothing is kerned across a space."""
        words = text.split(" ")
        units = sum(map(self._advance, words)) + (len(words) - 1) * self._advance(" ")
        return Points(units * size / self.upem)

    def lacks(self, text: str) -> str:
        """Return the characters of a text that the font has no glyph for, in order, each once.

        Of a blank that it has not, HarfBuzz makes one of its space.
        """
        chars = (char for char in dict.fromkeys(text) if char not in _BLANKS)
        return "".join(char for char in chars if self.hb_font.get_nominal_glyph(ord(char)) is None)

    def _advance(self, word: str) -> int:
        known = self._advances.get(word)
        if known is not None:
            return known
        buffer = hb.Buffer()
        buffer.add_str(word)
        buffer.language = NO_LANGUAGE
        buffer.guess_segment_properties()
        hb.shape(self.hb_font, buffer, FEATURES)
        return self._advances.setdefault(word, sum(each.x_advance for each in buffer.glyph_positions or ()))


class Measures(Protocol):
    """Whatever knows how wide a line of text is: a Face, or a table of widths. Lines may be cached by it."""

    def __hash__(self) -> int:
        """Stand for itself in a cache."""

    def width(self, text: str, size: float) -> Points:
        """Measure a line of text."""


@cache
def face(path: Path) -> Face:
    """Open a font file, once per run."""
    return Face(path)


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


_TOLERANCE = 1e-6  # a text as wide as its line fits, whatever the rounding
_HYPHENS = "-–—"


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


def runs_left(char: str) -> bool:
    """Return whether a character belongs to Hebrew, Arabic or another script of that direction."""
    return unicodedata.bidirectional(char) in ("R", "AL", "RLE", "RLO", "RLI")
