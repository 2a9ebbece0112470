"""A slide's footer as it fits, in whatever font its reader has: the source's title gives way first, the date never."""

import re
from collections.abc import Iterator
from itertools import pairwise

from reports.deck.layout.boxes import Box
from reports.deck.layout.fallback_font import Widest
from reports.deck.layout.fit import SAFE_WIDTH, Measure, lines
from reports.story import Words

_MOST_LINES = 2
_LEAST, _STEP = 12, 0.5  # points: below the first only what can't be shortened goes


def fitted(words: Words, box: Box, measure: Measure) -> tuple[Words, float]:
    """Return a footer as it fits its box, and its size in points: on one line, or on two where it may grow upwards.

    It shrinks first, is shortened then, and last shrinks further. What it keeps are its titles and, last, its date.
    """
    level = box.levels[0]
    widest = Widest(measure.face_of(words, level), strong=bool(level.strong))
    width = box.room[0] * SAFE_WIDTH
    usual = measure.theme.deck.type[level.role].size

    def size_of(text: str) -> float:
        text = text.upper() if level.capitals else text
        if measure.is_ours and lines(text, widest, usual, width) <= _MOST_LINES:
            return usual
        return max(1, width / widest.width(text, 1) // _STEP * _STEP)

    if not words.text:
        return words, usual
    texts = list(shortened(words))
    text = next((each for each in texts if size_of(each) >= min(usual, _LEAST)), texts[-1])
    return (words if text == words.text else Words(text, words.where)), min(usual, size_of(text))


def shortened(words: Words) -> Iterator[str]:
    """Yield a footer shorter and shorter: its titles word by word, the longest first, then who published them."""
    yield words.text
    head, tail = words.text, ""
    if words.kept:
        *titles, date = words.kept
        edges = [0, *(edge for span in titles for edge in span), date.start]
        parts = [words.text[start:stop] for start, stop in pairwise(edges)]
        while longest := max((each for each in parts[1::2] if _cut(each)), key=len, default=None):
            parts[parts.index(longest)] = _cut(longest)
            yield "".join(parts) + words.text[date.start :]
        *publishers, behind = (re.sub(r"^[\s”’»]+|[\s,“‘„«]+$", "", each) for each in parts[::2])
        head, tail = " …".join(publishers), f"{behind} {words.text[date.start :]}"
        if not titles:
            return
        yield f"{head} …{tail}"
    while head := _cut(head):
        yield head + tail
    if tail:
        yield "… " + tail.lstrip(";, ")


def _cut(text: str) -> str:
    """Return a text without its last word, and with a mark that it was cut; nothing of a single word."""
    before = text.removesuffix(" …").rpartition(" ")[0].rstrip(" ,;…")
    return f"{before} …" if before else ""
