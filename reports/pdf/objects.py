"""What fonts and structure elements ask of the PDF document that they are written into, its texts and its links."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, Protocol

from reportlab.pdfbase.pdfdoc import Destination, OutlineEntryObject, PDFDictionary, PDFObject, PDFString
from reportlab.pdfbase.pdfdoc import format as written


@dataclass(slots=True)
class FontUse:
    """What one document has used of a font: its name there, and the text of each glyph.

    `codes` are those of a font for another script: of each glyph and the text that it stands for somewhere. `beside`
    returns what the same document has used of another font.
    """

    name: str
    texts: dict[int, str]
    beside: Callable[[Any], FontUse]
    words: dict[str, bool] = field(default_factory=dict)  # True: copies right by its glyphs alone
    plain: dict[str, str] = field(default_factory=dict)  # words and lines shown by glyphs alone: insides of TJ arrays
    codes: dict[tuple[Any, str], int] = field(default_factory=dict)


class PdfDocument(Protocol):
    """A PDF document being written. `uses` is by font; `delayedFonts` and `idToObject` are ReportLab's."""

    uses: dict[Hashable, FontUse]
    delayedFonts: list[Any]  # noqa: N815
    idToObject: dict[str, Any]  # noqa: N815

    def Reference(self, thing: Any) -> Any:  # noqa: N802
        """Take an object in, and return what stands for it in others."""

    def name_of(self, thing: Any) -> str:
        """Return the reference by which other objects name this one ("12 0 R")."""


def utf16(text: str) -> str:
    """Write a text as a PDF string that any reader decodes alike."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


# -- links and bookmarks: to a page, and in PDF 2.0 to the structure element that stands there, too ---
# Readers follow the page alone, so an element must never stand in its place (ISO 32000-2, 12.6.4.2).


class GoTo(PDFObject):  # type: ignore[misc]
    """An action that leads to a place on a page, and to the element that the canvas has bound to it as `structure`."""

    def __init__(self, destination: Destination) -> None:
        self._destination = destination

    def format(self, document: PdfDocument) -> Any:
        """Write both destinations: /D names the page, /SD the element."""
        place = self._destination
        return written(PDFDictionary({"S": "/GoTo", "D": place, "SD": place.structure}), document)


class TitleOf(PDFObject):  # type: ignore[misc]
    """What stands at a place, by the title that the canvas has bound to it: the name of a link that leads there."""

    def __init__(self, destination: Destination) -> None:
        self._destination = destination

    def format(self, document: PdfDocument) -> Any:
        """Write the title, which may be known only now."""
        return written(PDFString(self._destination.title), document)


def by_action(bookmark: OutlineEntryObject) -> PDFDictionary:
    """Return a bookmark's dictionary with an action in place of the destination that ReportLab writes."""
    around = {key: getattr(bookmark, key) for key in ("Parent", "Prev", "Next", "First", "Last", "Count")}
    entries = {key: value for key, value in around.items() if value is not None}
    return PDFDictionary(entries | {"Title": PDFString(bookmark.Title), "A": GoTo(bookmark.Dest)})
