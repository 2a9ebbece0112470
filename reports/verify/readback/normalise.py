"""Small things that both readers need to know of texts."""

from __future__ import annotations

import re
from typing import Protocol

from reports.story import Span

_PAGE_OF_PAGES = re.compile(r"\d+ / \d+")


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


def numerals(text: str, element: Listed | None = None) -> tuple[Span, ...]:
    """Return where the numbers stand that only count or point, at most one.

    Without an element, a page's own ("3 / 12"); with one, an item's number in its list, or the page that a line of the
    contents ends in.
    """
    if element is None:
        return (Span(0, len(text)),) if _PAGE_OF_PAGES.fullmatch(text) else ()
    if element.label and text in (str(element.position), f"[{element.position}]"):
        return (Span(0, len(text)),)
    match = re.search(r"\d+$", text) if element.points else None
    return (Span(*match.span()),) if match else ()
