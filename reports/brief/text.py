"""Running text: Words broken into lines of shaped pieces, and the flowable that paints them.

Lines are filled greedily. A kept span stays on one line unless it alone is wider than the line; a word that is too wide
may break behind a hyphen or slash, and is a problem of the caller's if that does not help. Words of languages that
break them do so in narrow columns.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from copy import copy
from itertools import accumulate
from typing import NamedTuple

from reports.brief.flowables import Flowable
from reports.brief.hyphenation import HYPHEN, NARROW, Breaks
from reports.brief.textlines import TextLine, TextPiece, as_they_stand
from reports.errors import Location
from reports.pdf.canvas import TaggedCanvas
from reports.pdf.fonts import Role
from reports.pdf.structure import Elem
from reports.story import Span, Words
from reports.story.phrases import Phrases
from reports.story.text import TO_NOTE
from reports.theme.typeface import runs_left

_TOLERANCE = 1e-6
_UNDERLINE = 0.11  # of the size, below the baseline
_CONTROLS = re.compile(r"[\t\n\r]")
_PARTS = re.compile(r"[^-–—/.?&=_@,]*[-–—/.?&=_@,]*")  # where a word that is too wide may break
SOURCE, CITED = "source-", "cited-"  # anchors of a source and of where it is first cited, before its number
NOTE, NOTED = TO_NOTE[1:], "noted-"  # the same of a footnote
_MOST_LETTERS = 1000  # of a line: no column is as wide, whatever its letters
_FINE = 2.0  # points by which a balanced text may be narrower still
_FULL = 0.85  # of a line: a word need not break to fill it
_LEAST_LINES = 2  # of a paragraph on either side of a page break


class _Chunk(NamedTuple):
    """What is not parted: a word, or a kept span; `gap` is the width of the space before it.

    A `broken` one is a part of a word, with a hyphen, which its width has, the `rest` what follows one. The first of a
    word's parts `opens` it, as in TextPiece.
    """

    start: int
    stop: int
    width: float
    gap: float
    broken: bool = False
    opens: str = ""
    rest: bool = False


def break_words(
    words: Words,
    role: Role,
    width: float,
    *,
    tidy: bool = False,
    balanced: bool = False,
    anywhere: bool = False,
    indent: float = 0.0,
    breaks: Breaks | None = None,
) -> list[TextLine]:
    """Return the lines of a text in a column of that width, in points; at least one. The first begins at an indent.

    A `tidy` text leaves no word alone on its last line if the line before can spare one and has a third of it left; the
    lines of a `balanced` one are about as long as each other, and no more than they have to be. A word that nothing may
    break stands alone on its line and is wider than the column (`sticks_out`), unless words may be broken `anywhere`.
    At its `breaks` one that is too wide has a hyphen, in a narrow column any word that leaves much of a line empty, but
    for headings and the like.
    """
    if not (tidy or balanced or indent or breaks) and (lines := _plain_lines(words, role, width)):
        return lines
    setting = _LineSetter(words, role, anywhere=anywhere, breaks=breaks)
    chunks = list(setting.chunks(width))
    rows = _filled(chunks, width, indent, setting, narrow=not balanced and width <= NARROW * role.size)
    balanced = balanced and not any(row[-1].broken for row in rows)
    least, most = width / 2, width
    while balanced and len(rows) > 1 and most - least > _FINE:
        narrower = _filled(chunks, (least + most) / 2, indent)
        if len(narrower) == len(rows):
            rows, most = narrower, (least + most) / 2
        else:
            least = (least + most) / 2
    if tidy and len(rows) > 1 and len(rows[-1]) == 1 and len(rows[-2]) > 2:
        moved, alone = rows[-2][-1], rows[-1][0]
        left = sum(each.gap + each.width for each in rows[-2][:-1])
        if left >= width / 3 and not moved.broken and moved.width + alone.gap + alone.width <= width + _TOLERANCE:
            rows[-1].insert(0, rows[-2].pop())
    return [setting.line(row, last=row is rows[-1]) for row in rows]


def _plain_lines(words: Words, role: Role, width: float) -> list[TextLine]:
    """Return the lines of a text that is one piece throughout, in a fourth of the time; none of any other text.

    A run over a long table breaks little else.
    """
    if not words.text or words.kept or words.strong or words.links or words.spoken:
        return []
    parts = _CONTROLS.sub(" ", words.text).split(" ")
    widths, gap = role.font.widths(parts, role.size), role.font.width(" ", role.size)
    if max(widths) > width + _TOLERANCE:
        return []
    ends = [*accumulate([taken + gap for taken in widths])]  # each behind the space that follows
    lines: list[TextLine] = []
    start, begun = 0, 0.0
    while start < len(parts):
        stop = bisect_right(ends, begun + width + gap + _TOLERANCE, start + 1)
        text, wide = " ".join(parts[start:stop]) + " " * (stop < len(parts)), ends[stop - 1] - gap - begun
        lines.append(TextLine((TextPiece(text, role.font, wide, None),) if text else (), wide))
        start, begun = stop, ends[stop - 1]
    return lines


def _filled(
    chunks: Sequence[_Chunk], width: float, indent: float, setting: _LineSetter | None = None, *, narrow: bool = False
) -> list[list[_Chunk]]:
    """Fill lines; where there is a `setting`, it breaks what is too wide.

    In a narrow column it breaks any word but the last that leaves much of a line empty; not in three lines that follow.
    """
    rows: list[list[_Chunk]] = []
    used = indent
    for whole in chunks:
        waiting: _Chunk | None = whole
        while chunk := waiting:
            room, waiting, is_open = width - used - chunk.gap, None, bool(rows) and not rows[-1][-1].broken
            if is_open and chunk.width <= room + _TOLERANCE:
                rows[-1].append(chunk)
                used += chunk.gap + chunk.width
                continue
            hyphens = len(rows) > 2 and rows[-2][-1].broken and rows[-3][-1].broken
            if setting and narrow and is_open and used < _FULL * width and not hyphens and whole is not chunks[-1]:
                *begun, chunk = setting.broken(chunk, room)
                rows[-1] += begun
            room = width if rows else width - indent
            if setting and chunk.width > room + _TOLERANCE:
                chunk, *left = setting.broken(chunk, room)
                waiting = left[0] if left else None
            used = width - room + chunk.width
            rows.append([chunk])
    return rows


class _LineSetter:
    """A text with the places where its face, its link or its way of being said changes."""

    def __init__(self, words: Words, role: Role, *, anywhere: bool, breaks: Breaks | None) -> None:
        self._anywhere, self._breaks = anywhere, breaks
        self._text = _CONTROLS.sub(" ", words.text)
        self._words, self._role = words, role
        spans = [*words.strong, *(span for span, _ in words.links), *(each.span for each in words.spoken)]
        self._edges = sorted({edge for span in spans for edge in span})
        self._is_plain = not spans

    def chunks(self, width: float) -> Iterator[_Chunk]:
        """Yield what may not be parted, in order, cut smaller where it is wider than the line."""
        kept = [span for span in self._words.kept if self._width(*span) <= width + _TOLERANCE]
        closed = {place for span in kept for place in range(*span)}
        breaks = (match.start() for match in re.finditer(" ", self._text))
        start, gap, space = 0, 0.0, self._role.font.width(" ", self._role.size)
        for stop in (*(place for place in breaks if place not in closed), len(self._text)):
            taken = self._width(start, stop)
            if taken <= width + _TOLERANCE:
                yield _Chunk(start, stop, taken, gap)
            else:
                yield from self._cut(start, stop, gap, width)
            start, gap = stop + 1, space if self._is_plain else self._width(stop, stop + 1)

    def line(self, row: Sequence[_Chunk], *, last: bool) -> TextLine:
        """Set a row. A line that goes on ends in a real space, so that text which is copied keeps words apart."""
        start, stop = row[0].start, row[-1].stop
        goes_on = not last and self._text[stop : stop + 1] == " "
        width = sum(chunk.gap + chunk.width for chunk in row) - row[0].gap
        stop += goes_on
        first, end = row[0].stop if row[0].rest else start, row[-1].start if row[-1].broken else stop
        parts = [(start, first), (first, max(first, end)), (max(first, end), stop)]
        pieces = [piece for part in parts if part[0] < part[1] for piece in self._pieces(*part)]
        if row[0].rest:
            pieces[0] = pieces[0]._replace(closes=not row[0].broken)
        if row[-1].broken:
            text, font = pieces[-1].text + HYPHEN, pieces[-1].font
            width_of = font.width(text, self._role.size)
            pieces[-1] = pieces[-1]._replace(text=text, width=width_of, opens=row[-1].opens)
        if len(pieces) > 1 and any(map(runs_left, self._text[start:stop])):
            pieces = list(as_they_stand(pieces, self._role.size))
        return TextLine(tuple(pieces), width, row[-1].broken)

    def broken(self, chunk: _Chunk, room: float) -> list[_Chunk]:
        """Part a word as late as there is room for; return it whole where nothing of it fits, or it may not break."""
        start, stop, words = chunk.start, chunk.stop, self._words
        spans = (*words.kept, *(span for span, _ in words.links), *(each.span for each in words.spoken))
        closed = any(span.start < stop and start < span.stop for span in spans)
        if self._breaks is None or closed or any(start < edge < stop for edge in self._edges):
            return [chunk]
        hyphen = self._role.font.width(HYPHEN, self._role.size)
        for place in reversed([*self._breaks(self._text[start:stop])]):
            if (width := self._width(start, start + place) + hyphen) <= room + _TOLERANCE:
                opens = chunk.opens or ("" if chunk.rest else self._text[start:stop])
                left = self._width(start + place, stop) + hyphen * chunk.broken
                rest = chunk._replace(start=start + place, width=left, gap=0.0, opens="", rest=True)
                return [chunk._replace(stop=start + place, width=width, broken=True, opens=opens), rest]
        return [chunk]

    def _cut(self, start: int, stop: int, gap: float, width: float) -> Iterator[_Chunk]:
        parts = [match.span() for match in _PARTS.finditer(self._text, start, stop) if match[0]]
        for part in parts:
            for piece in self._by_letters(*part, width) if self._anywhere else [part]:
                yield _Chunk(*piece, self._width(*piece), gap)
                gap = 0.0

    def _by_letters(self, start: int, stop: int, width: float) -> Iterator[tuple[int, int]]:
        """Part what is wider than the line between two letters."""

        def fits(end: int) -> bool:
            count = end - start
            return count < 2 or (count < _MOST_LETTERS and self._width(start, end) <= width + _TOLERANCE)

        while not fits(stop):
            ends = range(start + 2, min(stop, start + _MOST_LETTERS))
            end = start + 1 + bisect_left(ends, True, key=lambda end: not fits(end))
            yield start, end
            start = end
        yield start, stop

    def _width(self, start: int, stop: int) -> float:
        if self._is_plain:
            return self._role.font.width(self._text[start:stop], self._role.size)
        return sum(piece.width for piece in self._pieces(start, stop))

    def _pieces(self, start: int, stop: int) -> Iterator[TextPiece]:
        inner = [edge for edge in self._edges if start < edge < stop]
        for begin, end in zip([start, *inner], [*inner, stop], strict=True):
            strong = any(span.start <= begin < span.stop for span in self._words.strong)
            text, font = self._text[begin:end], self._role.strong if strong else self._role.font
            link = next((link for link in self._words.links if link[0].start <= begin < link[0].stop), None)
            yield TextPiece(text, font, font.width(text, self._role.size), link, self._words.said(begin, end), strong)


class SetText(Flowable):
    """A text in lines, as one structure element, which both parts keep when it goes on over a page."""

    def __init__(self, lines: Sequence[TextLine], role: Role, elem: Elem, where: Location, phrases: Phrases) -> None:
        self.lines, self.role, self.elem = tuple(lines), role, elem
        self._phrases = phrases
        self.height, self.baseline = len(lines) * role.leading, role.baseline
        self.elems, self.where = (elem,), where
        self.parts: dict[tuple[Elem, Span], Elem] = {}  # links and what is said in a way of its own
        self.shift = 0.0  # points by which it stands out to the left
        self.indent = 0.0  # points by which its first line begins later
        self.right = 0.0  # points to the right at which each line ends; 0: where it ends by itself
        self.is_one_mark = False  # what is said in another language is no element of its own then
        self.goes_on = False  # in another flowable of the same element: then a space has to follow in the text

    def split(self, room: float) -> tuple[SetText, SetText] | None:
        """Part it so that two lines at least stand on either side."""
        first = min(int((room + _TOLERANCE) // self.role.leading), len(self.lines) - _LEAST_LINES)
        while first >= _LEAST_LINES and self.lines[first - 1].breaks_off:
            first -= 1
        if first < _LEAST_LINES:
            return None
        begun, rest = copy(self), copy(self)
        begun.lines, rest.lines, rest.anchors, rest.indent = self.lines[:first], self.lines[first:], (), 0.0
        begun.height, rest.height = len(begun.lines) * self.role.leading, len(rest.lines) * self.role.leading
        return begun, rest

    def paint(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Paint the lines; `top` is above the first line's leading."""
        for anchor in self.anchors:
            canvas.anchor(anchor.key, top, anchor.title.text, anchor.level, anchor.elem)
        for line, x, y in self.baselines(left, top):
            for piece in line.pieces:
                back = piece.link and piece.link[1].startswith((f"#{CITED}", f"#{NOTED}"))
                if piece.link is None or (back and not canvas.has(piece.link[1][1:])):
                    ink = (piece.strong and self.role.emphasis) or self.role.colour
                    size, there = piece.scale * self.role.size, x + piece.shift
                    lang = piece.lang_alone if self.is_one_mark else ""
                    with (
                        canvas.tagged(self.elem if lang else self._said(piece, self.elem)),
                        canvas.whole_word(piece.opens, closes=piece.closes),
                    ):
                        canvas.show(piece.text, (there, y), piece.font, size, ink, leftwards=piece.leftwards, lang=lang)
                else:
                    self._paint_link(canvas, piece, piece.link, (x + piece.shift, y))
                x += piece.width
        if self.goes_on:
            with canvas.tagged(self.elem):
                y = top - self.height + self.baseline
                canvas.show(" ", (left, y), self.role.font, self.role.size, self.role.colour)

    def _part(self, of: Elem, span: Span, part: Elem) -> Elem:
        """Return the element of a part of the text, which goes on over lines and pages; it is this one at first."""
        if of.kids[-1:] != [self.parts.get((of, span))]:  # what stands between has been read
            self.parts[of, span] = part
            of.extend([part])
        return self.parts[of, span]

    def _said(self, piece: TextPiece, of: Elem) -> Elem:
        for each in piece.spoken:
            of = self._part(of, each.span, Elem("Span", lang=each.lang, in_full=each.in_full))
        return of

    def baselines(self, left: float, top: float) -> Iterator[tuple[TextLine, float, float]]:
        """Yield the lines, each with x and y of where its baseline begins."""
        for number, line in enumerate(self.lines):
            indent = 0.0 if number else self.indent
            aligned = max(0.0, self.right - line.width)
            yield line, left - self.shift + indent + aligned, top - self.baseline - number * self.role.leading

    def _paint_link(
        self, canvas: TaggedCanvas, piece: TextPiece, link: tuple[Span, str], place: tuple[float, float]
    ) -> None:
        span, target = link
        around = self.elem
        if target.startswith(TO_NOTE):
            around = self._part(self.elem, span, Elem("Reference"))
            canvas.refer(around, target[1:])
        elem = self._part(around, span, Elem("Link"))
        outside, (x, y), size = not target.startswith("#"), place, self.role.size
        ink = self.role.link if outside else self.role.colour
        with canvas.tagged(self._said(piece, elem)):
            canvas.show(piece.text, place, piece.font, size, ink, leftwards=piece.leftwards)
        if outside:
            canvas.rule(x, y - _UNDERLINE * size, piece.width, size / 20, ink)
        for there, back, named in ((SOURCE, CITED, self._phrases.cited), (NOTE, NOTED, self._phrases.noted)):
            number = target.removeprefix(f"#{there}")
            if number != target and not canvas.has(f"{back}{number}"):  # the number there leads back to here
                canvas.anchor(f"{back}{number}", y + size, named.format(number=number), None, elem)
        says = self._phrases.opens.format(target=target) if outside else ""
        canvas.link(elem, target, (x, y - 0.3 * size, x + piece.width, y + size), says)


def sticks_out(text: SetText, width: float) -> bool:
    """Return whether a word is too wide for the column."""
    return any(line.width > width + _TOLERANCE for line in text.lines)
