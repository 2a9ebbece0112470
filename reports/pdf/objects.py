"""What fonts and structure elements ask of the PDF document that they are written into, and how texts stand in it."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any, Protocol

from reports.pdf.tags import Tag


@dataclass(slots=True)
class FontUse:
    """What one document has used of a font: its name there, and the text of each glyph."""

    name: str
    texts: dict[int, str]
    words: dict[str, bool] = field(default_factory=dict)  # True: copies right by its glyphs alone
    plain: dict[str, str] = field(default_factory=dict)  # words shown by glyphs alone: insides of TJ arrays


class TagNames(Protocol):
    """How a document writes the tags of its elements."""

    def type_of(self, tag: Tag) -> Tag:
        """Return what is written for a tag: PDF 1.7 doesn't know all of them."""

    def namespace_of(self, tag: Tag) -> str:
        """Return the entry of an element's dictionary that says whose tag it has; nothing in PDF 1.7."""


class PdfDocument(Protocol):
    """A PDF document being written. `uses` is by font; `delayedFonts` and `idToObject` are ReportLab's."""

    uses: dict[Hashable, FontUse]
    delayedFonts: list[Any]  # noqa: N815
    idToObject: dict[str, Any]  # noqa: N815

    @property
    def structure(self) -> TagNames:
        """The structure tree's root."""

    def Reference(self, thing: Any) -> Any:  # noqa: N802
        """Take an object in, and return what stands for it in others."""

    def name_of(self, thing: Any) -> str:
        """Return the reference by which other objects name this one ("12 0 R")."""


def utf16(text: str) -> str:
    """Write a text as a PDF string that any reader decodes alike."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
