"""What of a brief's ink can be seen: each letter and each mark is looked for at its place in the rendered page.

The page is rendered by pdfium, which the writers do not know, in greys at 1.5 pixels a point.
"""

import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from statistics import median
from typing import Any

import numpy as np
import pypdfium2

from reports.verify.readback.content import Ink, Key, Mark, PaintedPath, PaintedText
from reports.verify.readback.reading import Discrepancy

_SCALE = 1.5  # pixels a point
_INK = 100  # greys that a thin letter may be lighter or darker than its colour
_SOLID = 24  # greys that a mark may
_UNSHOWN = 0.01  # ems: what only says a letter that another glyph shows
_LEAST_INK, _MOST_INK = 0.03, 0.9  # of a letter's box: more is no letter, but something in its colour laid over it
_ASCENT, _DESCENT = 0.75, -0.2  # ems
_LEAST_SIDE = 2.0  # points of a mark that is looked for
_LEAST_STEP = 4  # greys between a line and its ground
_SHORT = 40  # letters quoted


def unseen(pdf: bytes, pages: Mapping[int, Sequence[Ink]], drawn: Collection[Key]) -> Iterator[Discrepancy]:
    """Yield which texts and marks are covered, crossed, clipped, off the page, turned or faint.

    `pages` has the ink of each page, by its number, in the order of painting; `drawn` are the marks of figures.
    """
    with pypdfium2.PdfDocument(pdf) as document:
        for number, inks in pages.items():
            marks = {each.mark for each in inks if (number, each.mark) in drawn}
            messages = _unseen_on(document[number - 1], inks, marks)
            yield from (Discrepancy("brief", number, message) for message in messages)


def _unseen_on(page: Any, inks: Sequence[Ink], drawn: Collection[Mark]) -> Iterator[str]:
    if page.get_rotation():
        yield "is turned"
        return
    view, paths = _View(page), [each for each in inks if isinstance(each, PaintedPath)]
    yield from view.unseen_texts(inks)
    loose = [each for each in paths if each.mark not in drawn]
    yield from (f"draws something over “{text[:_SHORT]}”" for text in _crossed(inks, loose))
    for mark in dict.fromkeys(each.mark for each in paths if each.mark in drawn):
        yield from view.unseen_marks([each for each in paths if each.mark == mark and each.fill])
    yield from ("has a line or an area beside its charts that cannot be seen" for each in loose if not view.shows(each))


def _crossed(inks: Sequence[Ink], loose: Sequence[PaintedPath]) -> Iterator[str]:
    """Yield the texts that something drawn runs through: over them, or under them and not all along."""
    order = {id(each): at for at, each in enumerate(inks)}
    boxes = np.array([[p.left, p.bottom, p.right, p.top, p.width / 2 if p.pen else 0] for p in loose] or [[0.0] * 5])
    left, bottom, right, top = boxes[:, 0], boxes[:, 1], boxes[:, 2], boxes[:, 3]
    at = np.array([order[id(each)] for each in loose] or [-1])
    half = np.where(top - bottom < boxes[:, 4], boxes[:, 4], 0)
    bottom, top = bottom - half, top + half
    for place, text in enumerate(inks if loose else ()):
        inked = [glyph for glyph in text.glyphs if glyph[0].strip()] if isinstance(text, PaintedText) else []
        if not isinstance(text, PaintedText) or not inked:
            continue
        a, _, _, d, e, f = text.across.shorthand
        x0, x1 = e + a * (inked[0][1] + 0.1), e + a * (inked[-1][2] - 0.1)
        y0, y1 = f + d * 0.1, f + d * 0.4
        meets = (left < x1) & (right > x0) & (bottom < y1) & (top > y0)
        around = (at < place) & (left <= x0) & (right >= x1) & (bottom <= y0) & (top >= y1)
        if (meets & ~around).any():
            yield text.shown


def _least_of(sign: str) -> float:
    """Return more than which share of its box has to be in its colour: signs of sums and dashes are too thin."""
    if sign.isalpha() or sign.isdecimal():
        return _LEAST_INK
    return -1 if unicodedata.category(sign) in ("Sm", "Pd") else 0


class _View:
    """A page as it is seen, in greys."""

    def __init__(self, page: Any) -> None:
        shown, kept = page.get_cropbox(), page.get_trimbox()  # what a screen shows, and what is left of a print
        left, bottom = map(max, shown[:2], kept[:2])
        self._left, self._top = left, min(shown[3], kept[3])
        page.set_cropbox(left, bottom, min(shown[2], kept[2]), self._top)
        pixels = page.render(scale=_SCALE, grayscale=True).to_numpy()
        self._pixels = pixels.reshape(pixels.shape[:2])

    def _near(self, grey: int, close: int, bottom: float, top: float, edges: Sequence[float]) -> Any:
        """Return which share is within `close` of a grey, between each edge and the next; all in points."""
        high, wide = self._pixels.shape
        rows = np.clip([(self._top - top) * _SCALE, (self._top - bottom) * _SCALE], 0, high).round().astype(int)
        x = np.clip((np.array(edges) - self._left) * _SCALE, 0, wide).round().astype(int)
        slab = self._pixels[rows[0] : rows[1]]
        near = (slab >= max(grey - close, 0)) & (slab <= min(grey + close, 255))
        sums = np.concatenate(([0], near.sum(0).cumsum()))
        return (sums[x[1:]] - sums[x[:-1]]) / np.maximum((x[1:] - x[:-1]) * (rows[1] - rows[0]), 1)

    def shows(self, path: PaintedPath) -> bool:
        """Return whether a level line, or an area, differs from what is around it somewhere along its way."""
        if path.pen and path.top - path.bottom > _LEAST_SIDE:
            return True
        high, wide = self._pixels.shape
        edge = path.width / 2 + 1 / _SCALE
        rows = [(self._top - path.top - edge) * _SCALE - 1, (self._top - path.bottom + edge) * _SCALE + 1]
        first, last = np.clip(rows, 0, high).round().astype(int)
        begin, end = np.clip(np.array([path.left - self._left, path.right - self._left]) * _SCALE, 0, wide).astype(int)
        slab = self._pixels[first:last, begin : max(end, begin + 1)]
        return bool(slab.size and (np.ptp(slab, axis=0) > _LEAST_STEP).mean() > (0.3 if path.dashed else 0.8))

    def unseen_texts(self, inks: Sequence[Ink]) -> Iterator[str]:
        """Yield the texts of a mark with a letter or digit that has left no ink, or nothing but ink, in its place."""
        for text in inks:
            if not isinstance(text, PaintedText) or not text.visible:
                continue
            grey = _grey_of(text.fill)
            if grey is None:
                yield f"has “{text.shown[:_SHORT]}” in a colour that nobody can judge"
                continue
            a, b, c, d, e, f = text.across.shorthand
            if b or c or a <= 0 or d <= 0:
                yield f"has text that is turned: “{text.shown[:_SHORT]}”"
                continue
            edges = [e + a * at for _, begin, end in text.glyphs for at in (begin, end)]
            shares = self._near(grey, _INK, f + d * _DESCENT, f + d * _ASCENT, edges)[::2] if edges else ()
            pairs = zip(shares, text.glyphs, strict=True)
            signs = [(share, sign) for share, (sign, begin, end) in pairs if sign.strip() and end - begin > _UNSHOWN]
            if any(not _least_of(sign[0]) < share < _MOST_INK for share, sign in signs):
                yield f"has “{text.shown[:_SHORT]}” where not all of it can be seen"

    def unseen_marks(self, marks: Sequence[PaintedPath]) -> Iterator[str]:
        """Yield how many marks of a figure are hidden, wholly or, beside solid ones of their colour, in part."""
        for fill in dict.fromkeys(mark.fill for mark in marks):
            same = [each for each in marks if each.fill == fill]
            large = [each for each in same if min(each.right - each.left, each.top - each.bottom) > _LEAST_SIDE]
            grey = _grey_of(fill or "")
            if grey is None or not large:
                continue
            shares = [self._near(grey, _SOLID, m.bottom, m.top, (m.left, m.right))[0] for m in large]
            usual = median(shares)
            hidden = sum(share == 0 or (usual > 0.8 and share < usual / 2) for share in shares)
            if hidden:
                yield f"has {hidden} of {len(large)} marks of a chart where not all of them can be seen"


def _grey_of(colour: str) -> int | None:
    """Return the grey that a colour is rendered in; None for a pattern."""
    try:
        parts = [float(each) for each in colour.split()]
    except ValueError:
        return None
    if len(parts) == 1:
        parts *= 3
    if len(parts) == 4:  # inks of print
        parts = [(1 - part) * (1 - parts[3]) for part in parts[:3]]
    if len(parts) != 3:
        return None
    return round(255 * (0.3 * parts[0] + 0.59 * parts[1] + 0.11 * parts[2]))
