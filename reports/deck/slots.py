"""What a deck says to one reader alone: the dedication on its title slide, and a letter in that slide's notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from xml.sax.saxutils import escape

from reports.deck.layout.names import BoxName
from reports.deck.prerendered import ITS_NOTES, TITLE_SLIDE, Plate, plate
from reports.deck.setting import edges
from reports.errors import LayoutError, Problem
from reports.story import Personal, Words

_NOT_ON_A_SLIDE = re.compile("[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML knows, on one line


def told(personal: Personal) -> Personal:
    """Leave out what says nothing, and the address, which is for paper.

    Raises a LayoutError, which names no word of it, for what no slide can hold.
    """
    letter = tuple(paragraph for paragraph in personal.letter if paragraph.text.strip())
    dedication = personal.dedication if personal.dedication and personal.dedication.text.strip() else None
    kept = Personal(dedication, letter)
    if problems := [_unfit(words) for words in _words_of(kept) if _NOT_ON_A_SLIDE.search(words.text)]:
        raise LayoutError(problems)
    return kept


def _words_of(personal: Personal) -> Iterator[Words]:
    if personal.dedication:
        yield personal.dedication
    yield from personal.letter


def _unfit(words: Words) -> Problem:
    message = "this text, with what is personal in it, has a line break or a character that no presentation can hold"
    return Problem(words.where, message, "take it out of the recipient's row")


def plate_of(pptx: bytes, personal: Personal, box: BoxName) -> Plate:
    """Make a plate of a deck in which this is told; the dedication opens the title slide's `box`."""
    return plate(pptx, str(box) if personal.dedication else None, len(personal.letter))


def texts_of(personal: Personal) -> Mapping[str, list[bytes]]:
    """Give what fills the gaps of such a plate: the dedication run by run, the letter paragraph by paragraph."""
    dedication = personal.dedication
    runs = [dedication.text[start:stop] for start, stop in pairwise(edges(dedication))] if dedication else []
    texts = {TITLE_SLIDE: runs, ITS_NOTES: [paragraph.text for paragraph in personal.letter]}
    return {name: list(map(_as_written, some)) for name, some in texts.items() if some}


def _as_written(text: str) -> bytes:
    """Write a text as lxml does: nothing is escaped that need not be."""
    return escape(text).encode()
