"""Fonts as the brief embeds them: words shaped by HarfBuzz, only the glyphs used, and text that copies right.

A glyph's number is its code in the text (Identity-H), so that a shaped word is the same operators in every document.
ReportLab's own TrueType support neither kerns nor joins letters, or loses the text where it does; this class has the
few methods that ReportLab's canvas calls on a font, and measures like `typeface`.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, reduce
from itertools import groupby, pairwise

import uharfbuzz as hb
from reportlab.pdfbase import pdfmetrics

from reports.frozen import frozen
from reports.pdf.embedding import EmbeddedFont
from reports.pdf.objects import FontUse, utf16
from reports.pdf.scriptfonts import join_tj, kern, raised, script_font
from reports.theme.bidi import in_order
from reports.theme.typeface import FEATURES, Face, Piece, buffer_of, letters_of
from reports.units import Points


@frozen
class Run:
    """A shaped word. `shown` are insides of TJ arrays, each with its rise; lengths are in 1/1000 of the size."""

    shown: tuple[tuple[float, str], ...]
    glyphs: tuple[tuple[int, str], ...]  # each with the text it stands for
    whole: bool  # no cluster of several glyphs stands for several letters
    width: float


class ShapedFont(EmbeddedFont):
    """One font file as ReportLab's canvas and document see it. Made by `shaped_font`, once per file."""

    _dynamicFont = True  # noqa: N815 (ReportLab's names)
    _multiByte = 0  # noqa: N815

    def __init__(self, metrics: Face) -> None:
        self.fontName = f"{metrics.path}{id(metrics)}"  # unique: ReportLab takes two fonts of one name for the same
        space: int = metrics.hb_font.get_nominal_glyph(ord(" "))
        super().__init__(metrics, self.fontName, {space: " "})
        self._thousandth = 1000 / metrics.upem
        self._runs: dict[str, Run] = {}
        self._glyphs: dict[tuple[int, int, int], str] = {}  # as `_moved` returns them
        self._space_width = metrics.hb_font.get_glyph_h_advance(space) * self._thousandth
        self._gap = f"<{space:04X}>"

    def width(self, text: str, size: float) -> Points:
        """Return a line's width in points: words are shaped one by one, and U+00A0 is as wide as a space."""
        known = self._runs.get(text)
        if known is not None:
            return Points(known.width * size / 1000)
        words = text.replace("\xa0", " ").split(" ")
        thousandths = sum([self.run(word).width for word in words if word]) + (len(words) - 1) * self._space_width
        return Points(thousandths * size / 1000)

    def widths(self, words: Iterable[str], size: float) -> list[float]:
        """Return the width of each, as `width` does; it takes a third of the time for words that are known."""
        known = self._runs.get
        return [run.width * size / 1000 if (run := known(word)) else self.width(word, size) for word in words]

    def forget(self) -> None:
        """Forget the words shaped so far: a run over a long table meets a million of them."""
        self._runs.clear()

    def run(self, word: str) -> Run:
        """Shape a word, once."""
        known = self._runs.get(word)
        return known if known is not None else self._runs.setdefault(word, self._shape(word))

    def show(self, use: FontUse, text: str, size: float, *, leftwards: bool = False) -> str:
        """Return the operators that paint a line of text, and note in `use` what it takes of the font.

        Where glyphs alone would not copy as the text, a word has its /ActualText. What another script's face sets is
        noted beside; `leftwards` a part of a line that lies in text read so. Raises a ValueError for a letter that
        there is no glyph for.
        """
        if leftwards:
            return self._shown_apart(use, text, size, leftwards=True)
        whole = use.plain.get(text)
        if whole is None:
            plain = use.plain.get
            known = [plain(word) or self._learned(use, word) for word in text.replace("\xa0", " ").split(" ")]
            inside = [each for each in known if each is not None]
            if len(inside) < len(known):
                return self._shown_apart(use, text, size)
            whole = use.plain[text] = self._gap.join(inside).replace("><", "")
        return f"[{whole}] TJ"

    def _learned(self, use: FontUse, word: str) -> str | None:
        """Return the inside of a TJ array that shows a word; None for one that needs operators of its own."""
        if not word:
            return ""
        run = self.run(word)
        if self._note(use, word) and len(run.shown) == 1 and not run.shown[0][0]:
            return use.plain.setdefault(word, run.shown[0][1])
        return None

    def _shown_apart(self, use: FontUse, text: str, size: float, *, leftwards: bool = False) -> str:
        """Show a line in which a word is new, or needs operators of its own, or another face."""
        shown: list[str] = []
        plain: list[str] = []
        pieces = in_order(text.replace("\xa0", " "), self.metrics, leftwards=leftwards)
        own = self.metrics, False
        for face, group in groupby(_with_blanks(pieces), key=lambda each: None if each[1:] == own else each.face):
            if face is not None:
                font = script_font(face)
                beside = use.beside(font)
                there = font.show(beside, [*group], self._space_width, size)
                shown += [*_array(plain), f"/{beside.name} {size:g} Tf", *there, f"/{use.name} {size:g} Tf"]
                plain = []
                continue
            for piece in group:
                inside = self._gap if piece.text == " " else self._learned(use, piece.text)
                if inside is None:
                    actual = None if use.words[piece.text] else piece.text
                    shown += [*_array(plain), *_apart(self.run(piece.text), size, actual)]
                    plain = []
                else:
                    plain.append(inside)
        return " ".join([*shown, *_array(plain)])

    def _note(self, use: FontUse, word: str) -> bool:
        """Note a word, and tell whether its glyphs alone say what it says; the first text of a glyph stays."""
        known = use.words.get(word)
        if known is None:
            run = self.run(word)
            if any(glyph == 0 for glyph, _ in run.glyphs):  # ISO 19005-3, 6.2.11.8; `load` refuses such text
                raise ValueError(f"{self.metrics.name} has no glyph for a letter of {word!r}")
            same = [use.texts.setdefault(glyph, text) == text for glyph, text in run.glyphs]
            known = use.words[word] = run.whole and all(same)
        return known

    def _shape(self, word: str) -> Run:
        if self.metrics.is_mixed(word):
            return Run((), (), whole=False, width=self.metrics.measured(word) * self._thousandth)
        buffer = buffer_of(word)
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS  # a letter and its accent stay apart
        hb.shape(self.metrics.hb_font, buffer, FEATURES)
        infos = buffer.glyph_infos
        glyphs, clusters = [info.codepoint for info in infos], [info.cluster for info in infos]
        placed = [position.position for position in buffer.glyph_positions]
        shown, said = tuple(self._shown(glyphs, placed)), tuple(zip(glyphs, _said(word, clusters), strict=True))
        width = sum([x_advance for _, _, x_advance, _ in placed]) * self._thousandth
        return Run(shown, said, len(set(clusters)) == len(clusters), width)

    def _shown(self, glyphs: list[int], placed: list[tuple[int, int, int, int]]) -> Iterator[tuple[float, str]]:
        """Return the insides of TJ arrays, a new one where the rise changes."""
        known = self._glyphs.get
        rise, inside = 0, ""
        for glyph, (x_offset, y_offset, x_advance, _) in zip(glyphs, placed, strict=True):
            if y_offset != rise:
                if inside:
                    yield rise * self._thousandth, _tidy(inside)
                rise, inside = y_offset, ""
            inside += known((glyph, x_offset, x_advance)) or self._moved(glyph, x_offset, x_advance)
        yield rise * self._thousandth, _tidy(inside)

    def _moved(self, glyph: int, x_offset: int, x_advance: int) -> str:
        """Learn a glyph as a TJ array has it, behind a blank where it begins with a number."""
        own, thousandth = self.metrics.hb_font.get_glyph_h_advance(glyph), self._thousandth
        before, after = kern(-x_offset * thousandth), kern(own * thousandth - (x_advance - x_offset) * thousandth)
        shown = self._glyphs[glyph, x_offset, x_advance] = f"{before and ' '}{before}<{glyph:04X}>{after}"
        return shown

    def stringWidth(self, text: str, size: float, encoding: str = "utf-8") -> Points:  # noqa: N802 (ReportLab's name)
        """Measure, as ReportLab asks for it before it is refused to paint."""
        return self.width(text, size)


@frozen
class Role:
    """How a role of text is set: its face and the one for strong parts, lengths in points, colours as "#RRGGBB".

    Strong parts have the colour `emphasis`, where there is one.
    """

    font: ShapedFont
    strong: ShapedFont
    size: float
    leading: float
    colour: str
    link: str
    emphasis: str = ""

    @property
    def baseline(self) -> float:
        """Return how far below the top of a line its letters stand: the leading is shared above and below."""
        metrics = self.font.metrics
        return (self.leading + (metrics.ascent - metrics.descent) * self.size) / 2


def _said(word: str, clusters: Sequence[int]) -> list[str]:
    """Return what each glyph stands for: the letters from where its cluster begins to where the next one does."""
    if clusters == [*range(len(word))]:
        return [*map(letters_of, word)]
    starts = sorted(set(clusters))
    texts = {start: letters_of(word[start:stop]) for start, stop in pairwise([*starts, len(word)])}
    return [texts[cluster] for cluster in clusters]


def _tidy(inside: str) -> str:
    """Join the strings of a TJ array that follow each other; a blank is between two numbers alone."""
    return inside.lstrip(" ").replace("> ", ">").replace("><", "")


@cache
def shaped_font(metrics: Face) -> ShapedFont:
    """Return a face as the brief's font, once per run."""
    font = ShapedFont(metrics)
    pdfmetrics.registerFont(font)
    return font


def _with_blanks(pieces: list[Piece]) -> list[Piece]:
    """Let a blank between two parts in one face be set in that: readers put a whole name in its order only so."""
    joined = []
    for before, each, after in zip(pieces, pieces[1:], pieces[2:], strict=False):
        is_within = each.text == " " and before[1:] == after[1:] and not after.face.lacks(" ")
        joined.append(before._replace(text=" ") if is_within else each)
    return [*pieces[:1], *joined, *pieces[-1:]] if len(pieces) > 2 else pieces


def _array(parts: list[str]) -> list[str]:
    return [*raised(0, reduce(join_tj, parts, ""), 1)]


def _apart(run: Run, size: float, actual: str | None) -> Iterator[str]:
    """Show a word that needs operators of its own: raised marks, or a text that its glyphs do not give."""
    if actual is not None:
        yield f"/Span <</ActualText {utf16(actual)}>> BDC"
    for rise, inside in run.shown:
        yield from raised(rise, inside, size)
    if actual is not None:
        yield "EMC"
