"""Where links and bookmarks lead: to a page, and in PDF 2.0 to the structure element that stands there, too.

Readers follow the page alone, so an element must never stand in its place (ISO 32000-2, 12.6.4.2).
"""

from typing import Any

from reportlab.pdfbase.pdfdoc import Destination, OutlineEntryObject, PDFDictionary, PDFObject, PDFString
from reportlab.pdfbase.pdfdoc import format as written

from reports.pdf.objects import PdfDocument


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
