"""What a deck says to one reader alone: the dedication on its title slide, and a letter in that slide's notes."""

import re
from collections.abc import Mapping
from itertools import pairwise

from reports.deck.layout.names import BoxName
from reports.deck.ooxml.xml import escape
from reports.deck.prerendered import ITS_NOTES, TITLE_SLIDE, PrerenderedPptx, prerender
from reports.deck.runs import edges
from reports.errors import LayoutError, Problem
from reports.story import Personal, unbroken

# What XML does not know, or what is not on one line. Compiled for a reader's copy alone: that takes 10 ms.
_NOT_ON_A_SLIDE = "[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


def checked(personal: Personal) -> Personal:
    """Return what a deck says of it: without empty texts, and without addresses and a table, which are for paper.

    Raises a LayoutError, which names no word of it, for what no slide can hold.
    """
    letter = tuple(paragraph for paragraph in personal.letter if paragraph.text.strip())
    said = personal.dedication and personal.dedication.text.strip()
    dedication = unbroken(personal.dedication) if personal.dedication and said else None
    kept = Personal(dedication, letter, signed=personal.signed if letter else None)
    texts = (dedication, *letter) if dedication else letter
    message = "this text, with what is personal in it, has a line break or a character that no presentation can hold"
    problems = [
        Problem(words.where, message, "take it out of the recipient's row")
        for words in texts
        if re.search(_NOT_ON_A_SLIDE, words.text)
    ]
    if problems:
        raise LayoutError(problems)
    return kept


def prerendered(pptx: bytes, personal: Personal, box: BoxName) -> PrerenderedPptx:
    """Return a deck that says this with slots in its place; the dedication opens the title slide's `box`."""
    return prerender(pptx, str(box) if personal.dedication else None, len(personal.letter))


def texts_of(personal: Personal) -> Mapping[str, list[bytes]]:
    """Return what fills such slots, by member: the dedication run by run, the letter paragraph by paragraph.

    Texts are written as lxml does: nothing is escaped that need not be.
    """
    dedication = personal.dedication
    runs = [dedication.text[start:stop] for start, stop in pairwise(edges(dedication))] if dedication else []
    texts = {TITLE_SLIDE: runs, ITS_NOTES: [paragraph.text for paragraph in personal.letter]}
    return {name: [escape(text).encode() for text in some] for name, some in texts.items() if some}
