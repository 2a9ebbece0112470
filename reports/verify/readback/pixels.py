"""What of a brief's ink can be seen: each letter and each mark is looked for at its place in the rendered page.

The page is rendered by pdfium, which the writers do not know, in greys at 1.5 pixels a point.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from statistics import median
from typing import Any

import numpy as np
import pypdfium2

from reports.verify.readback.content import Ink, Mark, PaintedPath, PaintedText
from reports.verify.readback.reading import Discrepancy

_SCALE = 1.5  # pixels a point
_INK = 100  # greys that a thin letter may be lighter or darker than its colour
_SOLID = 24  # greys that a mark may
_LEAST_INK, _MOST_INK = 0.03, 0.9  # of a letter's box: more is no letter, but something in its colour laid over it
_ASCENT, _DESCENT = 0.75, -0.2  # ems
_LEAST_SIDE = 2.0  # points of a mark that is looked for
_SHORT = 40  # letters quoted

Marked = Mapping[tuple[int, Mark], Sequence[Ink]]


def unseen(pdf: bytes, marked: Marked, drawn: Collection[tuple[int, Mark]]) -> Iterator[Discrepancy]:
    """Yield which texts, and which marks of figures (`drawn`), are covered, clipped, off the page, turned or faint."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number in range(1, len(document) + 1):
            page = document[number - 1]
            if page.get_rotation():
                yield Discrepancy("brief", number, "is turned")
                continue
            view = _View(page)
            for key, inks in marked.items():
                if key[0] == number:
                    yield from (Discrepancy("brief", number, message) for message in view.unseen_texts(inks))
                    marks = [each for each in inks if isinstance(each, PaintedPath) and each.fill and key in drawn]
                    yield from (Discrepancy("brief", number, message) for message in view.unseen_marks(marks))
    finally:
        document.close()


class _View:
    """A page as it is seen, in greys."""

    def __init__(self, page: Any) -> None:
        self._left, _, _, self._top = page.get_cropbox()
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

    def unseen_texts(self, inks: Sequence[Ink]) -> Iterator[str]:
        """Yield the texts of a mark with a letter or digit that has left no ink, or nothing but ink, in its place."""
        for text in inks:
            grey = _grey_of(text.fill) if isinstance(text, PaintedText) and text.visible else None
            if grey is None or not isinstance(text, PaintedText):
                continue
            a, b, c, d, e, f = text.across
            if b or c or a <= 0 or d <= 0:
                yield f"has text that is turned: “{text.shown[:_SHORT]}”"
                continue
            edges = [e + a * at for _, begin, end in text.glyphs for at in (begin, end)]
            shares = self._near(grey, _INK, f + d * _DESCENT, f + d * _ASCENT, edges)[::2] if edges else ()
            letters = (share for share, glyph in zip(shares, text.glyphs, strict=True) if glyph[0][:1].isalnum())
            if any(not _LEAST_INK < share < _MOST_INK for share in letters):
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
    """Return the grey that a colour is rendered in; None for a pattern, or inks of print."""
    try:
        parts = [float(each) for each in colour.split()]
    except ValueError:
        return None
    if len(parts) == 1:
        parts *= 3
    if len(parts) != 3:
        return None
    return round(255 * (0.3 * parts[0] + 0.59 * parts[1] + 0.11 * parts[2]))
