"""Faces for other scripts than the theme's fonts have: shaped by HarfBuzz, and copied in the order of reading.

Readers of PDF put what runs to the left back into its order by themselves, from glyphs as they stand on the page. Each
glyph says one letter, in that order; one that says another elsewhere has another code there.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise
from typing import NamedTuple

import uharfbuzz as hb
from reportlab.lib.rl_accel import fp_str

from reports.pdf.embedding import Compound, EmbeddedFont, Shape, advance
from reports.pdf.objects import FontUse
from reports.theme.typeface import FEATURES, UNSEEN, Face, Piece, buffer_of, letters_of

_BLANK = "\u200b"  # what a glyph says that adds no letter: a code has to say something (ISO 19005-3, 6.2.11.7.2)
_NOTHING = Compound(1, ())  # says a letter that another glyph has shown; pdf.js takes no width for another word
_LETTER = re.compile(f"[{UNSEEN}]*.[{UNSEEN}]*$|[{UNSEEN}]*.", re.DOTALL)
_MOST_KEPT = 5_000  # parts of words


class Glyph(NamedTuple):
    """What is painted, the letters that it says, and where it stands from the beginning of its word, in 1/1000."""

    shape: Shape
    text: str
    x: float
    y: float


class Shaped(NamedTuple):
    """A part of a word as glyphs from left to right, and its width in 1/1000 of the size."""

    glyphs: tuple[Glyph, ...]
    width: float


class ScriptFont(EmbeddedFont):
    """One face as ReportLab's document sees it, beside a `ShapedFont`. Made by `script_font`, once per face."""

    def __init__(self, metrics: Face) -> None:
        super().__init__(metrics, metrics.name, {})
        self._composes = "glyf" in metrics.hb_face.table_tags
        self.blank: int = metrics.hb_font.get_nominal_glyph(ord(" ")) or 0
        self._shaped: dict[Piece, Shaped] = {}

    def shaped(self, piece: Piece) -> Shaped:
        """Return the glyphs of a part of a word; raises a ValueError for a letter without one."""
        known = self._shaped.get(piece)
        if len(self._shaped) > _MOST_KEPT:  # a run over a long table meets a million names
            self._shaped.clear()
        return known if known is not None else self._shaped.setdefault(piece, self._shape(piece))

    def show(self, use: FontUse, pieces: Sequence[Piece], gap: float, size: float) -> Iterator[str]:
        """Yield the operators that paint pieces beside each other, some of them blanks that are `gap` thousandths wide.

        What it takes is noted in `use`.
        """
        thousandth = 1000 / self.metrics.upem
        rise, pen, origin, inside = 0.0, 0.0, 0.0, ""
        for piece in pieces:
            between = Shaped((Glyph(self.blank, " ", 0, 0),), gap)
            shaped = between if piece.text == " " else self.shaped(piece)
            for glyph in shaped.glyphs:
                if glyph.y != rise:
                    yield from raised(rise, inside, size)
                    rise, inside = glyph.y, ""
                code = use.codes.setdefault((glyph.shape, glyph.text), len(use.codes) + 1)
                inside = join_tj(inside, f"{kern(pen - origin - glyph.x)}<{code:04X}>")
                pen = origin + glyph.x + advance(self.metrics, glyph.shape) * thousandth
            origin += shaped.width
            inside, pen = join_tj(inside, kern(pen - origin)), origin
        yield from raised(rise, inside, size)

    def _edge(self, piece: Piece, start: int) -> int:
        """Return where a cluster's letters begin: some readers leave out what ends in a sign that nobody sees."""
        while piece.leftwards and piece.text[start] in UNSEEN and start + 1 < len(piece.text):
            start += 1
        while not piece.leftwards and start > 1 and piece.text[start - 1] in UNSEEN:
            start -= 1
        return start

    def _shape(self, piece: Piece) -> Shaped:
        buffer = buffer_of(self.metrics.spelled(piece.text))
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
        buffer.direction = "rtl" if piece.leftwards else "ltr"
        buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        hb.shape(self.metrics.hb_font, buffer, FEATURES)
        infos, thousandth = buffer.glyph_infos or [], 1000 / self.metrics.upem
        if any(info.codepoint == 0 for info in infos):  # ISO 19005-3, 6.2.11.8; `load` refuses such text
            raise ValueError(f"{self.metrics.name} has no glyph for a letter of {piece.text!r}")
        starts = sorted({info.cluster for info in infos})
        edges = [0, *(self._edge(piece, start) for start in starts[1:]), len(piece.text)]
        letters = {start: piece.text[slice(*span)] for start, span in zip(starts, pairwise(edges), strict=True)}
        glyphs: list[Glyph] = []
        x = 0
        placed = zip(infos, buffer.glyph_positions or [], strict=True)
        for cluster, group in groupby(placed, key=lambda each: each[0].cluster):
            standing: list[tuple[Shape, int, int]] = []
            begun, contiguous = x, not piece.leftwards
            for info, position in group:
                x_offset, y_offset, x_advance, _ = position.position
                standing.append((info.codepoint, x + x_offset, y_offset))
                contiguous &= x_offset == 0 and x_advance == self.metrics.hb_font.get_glyph_h_advance(info.codepoint)
                x += x_advance
            written = letters_of(letters[cluster])
            said = _LETTER.findall(written[::-1] if piece.leftwards else written)  # readers turn letter by letter
            if self._composes:
                if len(standing) > (len(said) if contiguous else 1):
                    parts = tuple((number, at - begun, up) for number, at, up in standing if isinstance(number, int))
                    standing = [(Compound(x - begun, parts), begun, 0)]
                unseen: list[tuple[Shape, int, int]] = [(_NOTHING, begun if piece.leftwards else x, 0)]
                unseen *= len(said) - len(standing)
                standing = [*unseen, *standing] if piece.leftwards else [*standing, *unseen]
            for (shape, at, up), text in zip(standing, _shared(said, len(standing)), strict=True):
                glyphs.append(Glyph(shape, text, at * thousandth, up * thousandth))
        return Shaped(tuple(glyphs), x * thousandth)


def raised(rise: float, inside: str, size: float) -> Iterator[str]:
    """Yield the operators that show a TJ array, if anything is in it, so many thousandths above the baseline."""
    if inside:
        yield f"{fp_str(rise * size / 1000)} Ts [{inside}] TJ 0 Ts" if rise else f"[{inside}] TJ"


@cache
def script_font(metrics: Face) -> ScriptFont:
    """Return a face as the font of another script, once per run."""
    return ScriptFont(metrics)


def _shared(letters: Sequence[str], count: int) -> list[str]:
    """Share letters out to so many glyphs: one each, and to the last what is left."""
    parts = [*letters[: count - 1], "".join(letters[count - 1 :])]
    return [part or _BLANK for part in (*parts, *[""] * count)][:count]


def kern(thousandths: float) -> str:
    """Return the number in a TJ array that moves what follows to the left; none where nobody sees it."""
    return fp_str(thousandths) if abs(thousandths) > 0.01 else ""


def join_tj(before: str, after: str) -> str:
    """Return two parts of a TJ array as one: strings are joined, and numbers kept apart (103-103 is one number)."""
    if before.endswith(">") and after.startswith("<"):
        return before[:-1] + after[1:]
    return f"{before} {after}" if before and before[-1] != ">" and after[0] != "<" else before + after
