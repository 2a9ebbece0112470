"""Small things that both readers need to know of texts."""

from __future__ import annotations

import re
import unicodedata
from typing import Protocol

from reports.story import Span

_PAGE_OF_PAGES = re.compile(r"\d+ / \d+")
_SPACES = re.compile(r"[^\S\n]+")


class Listed(Protocol):
    """What a structure element says of its numerals."""

    @property
    def label(self) -> bool:
        """Whether it names what follows."""

    @property
    def position(self) -> int:
        """Which item of its list it is, from 1."""

    @property
    def points(self) -> bool:
        """Whether it ends in the number of a page."""


def folded(text: str) -> str:
    """Fold white space but for line feeds, which part paragraphs, and compose letters and accents."""
    lines = (_SPACES.sub(" ", line).strip() for line in unicodedata.normalize("NFC", text).split("\n"))
    return "\n".join(line for line in lines if line)


def numerals(text: str, element: Listed | None = None) -> tuple[Span, ...]:
    """Find the numbers that only count or point: a page's own, an item's number in its list, a page in the contents."""
    if element is None:
        return (Span(0, len(text)),) if _PAGE_OF_PAGES.fullmatch(text) else ()
    if element.label and text in (str(element.position), f"[{element.position}]"):
        return (Span(0, len(text)),)
    match = re.search(r"\d+$", text) if element.points else None
    return (Span(*match.span()),) if match else ()
