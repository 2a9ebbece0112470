"""The canvas: ReportLab's, with every piece of ink either in a structure element or marked as decoration.

Text painted outside an element or artifact is an error. Vectors count as content only inside a Figure; elsewhere they
are artifacts. Marks open when something is painted and close when the element changes, so flowables need not care.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDestinationXYZ, PDFDictionary, PDFString
from reportlab.pdfgen.canvas import Canvas

from reports.datafile.attachments import Attachment
from reports.pdf.document import ArchivalDocument
from reports.pdf.fonts import ShapedFont
from reports.pdf.inks import fill_of, in_grey
from reports.pdf.metadata import Metadata, Standard
from reports.pdf.objects import FontUse, GoTo, TitleOf, utf16
from reports.pdf.printing import ON_SCREEN, Printing
from reports.pdf.structure import Annotated, Elem, Rows
from reports.units import from_mm

Place = tuple[float, float]
Rect = tuple[float, float, float, float]
Cell = Sequence[tuple[str, float, float, str]]  # lines, where their baselines begin, their language
_ARTIFACT = "/Artifact BMC"
_AT_EDGE = 0.01  # points
# fmt: off
_PAINTING = (
    "line", "lines", "cross", "grid", "bezier", "arc", "rect", "ellipse", "wedge", "circle", "roundRect", "drawPath",
    "drawImage", "drawInlineImage", "doForm", "shade", "linearGradient", "radialGradient",
)
# fmt: on


def shown_line(
    text: str, at: Place, font: ShapedFont, use: FontUse, size: float, fill: str, *, leftwards: bool, lang: str
) -> str:
    """Return the operators that paint a line of text whose baseline begins there, said in `lang` (BCP 47).

    `fill` sets its colour.
    """
    x, y = at
    shown = font.show(use, text, size, leftwards=leftwards)
    said, end = (f"/Span <</Lang({lang})>> BDC ", " EMC") if lang else ("", "")
    return f"{said}BT 1 0 0 1 {round(x, 3)} {round(y, 3)} Tm {fill} /{use.name} {size:g} Tf {shown} ET{end}"


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """A canvas whose ink has a meaning. Paint inside `tagged` or `artifact`; `finished` gives the file."""

    kind_of_document = ArchivalDocument

    def __init__(
        self,
        size: tuple[float, float],
        metadata: Metadata,
        standard: Standard,
        font: ShapedFont,
        attachments: Sequence[Attachment] = (),
        printing: Printing = ON_SCREEN,
    ) -> None:
        """Begin a document. `font` only keeps ReportLab from listing its own default font, which isn't embedded.

        A page begins at (0, 0), and so does `size`: what bleeds lies beyond.
        """
        more = from_mm(printing.bleed)
        sheet = (-more, -more, size[0] + more, size[1] + more) if more else (0, 0, *size)
        boxes = {"trimBox": (0, 0, *size), "bleedBox": sheet}
        super().__init__(BytesIO(), size, pageCompression=1, invariant=1, initialFontName=font.fontName, **boxes)
        self.document = self._doc = self.kind_of_document(metadata, standard, printing.ink, attachments)
        self.printing = printing
        self._within: list[Elem | str] = []
        self._open: Elem | str | None = None
        self._opened_at = 0
        self._anchors: set[str] = set()
        self._referring: dict[str, list[Elem]] = {}
        self._bled: list[tuple[float, float, str]] = []  # on this page: foot, top, colour
        self.setViewerPreference("DisplayDocTitle", "true")  # ISO 14289-1, 7.1
        self.addPageLabel(0, "ARABIC", 1)

    def finished(self) -> bytes:
        """Close the document and return the file; once."""
        data: bytes = self.getpdfdata()
        return data

    # -- meaning ----------------------------------------------------------------------------------

    @contextmanager
    def tagged(self, elem: Elem) -> Iterator[None]:
        """Let everything painted inside be content of the element, which has to be in the tree by the end.

        In an `artifact` it stays decoration: a table's head on its next page has been said.
        """
        around = self._within[-1] if self._within else elem
        self._within.append(around if isinstance(around, str) else elem)
        yield
        self._within.pop()

    @contextmanager
    def artifact(self, kind: str = "") -> Iterator[None]:
        """Let everything painted inside be decoration; `kind` in PDF's words ("/Type/Pagination/Subtype/Footer")."""
        self._close()
        self._within.append(f"/Artifact <<{kind}>> BDC" if kind else _ARTIFACT)
        yield
        self._close()
        self._within.pop()

    @contextmanager
    def slot(self, _texts: object, _left: float, _top: float) -> Iterator[None]:
        """Let everything painted inside be one reader's; the mail merge puts another reader's words in its place."""
        self._close()
        yield
        self._close()

    def mark(self, *, text: bool = False) -> None:
        """Make sure that what is painted next is inside the right marks. Called before every painting."""
        wanted: Elem | str = self._within[-1] if self._within else _ARTIFACT
        if not text and isinstance(wanted, Elem) and wanted.tag not in ("Figure", "Formula"):
            wanted = _ARTIFACT
        if self._open is wanted:
            return
        self._close()
        self._open, self._opened_at = wanted, len(self.state_stack)
        if isinstance(wanted, Elem):
            number = self.document.structure.mark(wanted, self.document.thisPageRef())
            self._code.append(f"/{self.document.structure.type_of(wanted.tag)} <</MCID {number}>> BDC")
        else:
            self._code.append(wanted)

    def _close(self) -> None:
        if self._open is not None:
            self._code.append("EMC")
            self._open = None

    def restoreState(self) -> None:  # noqa: N802
        """Restore, and close marks that were opened since the state was saved: the two must nest."""
        if len(self.state_stack) <= self._opened_at:
            self._close()
        super().restoreState()

    def showPage(self) -> None:  # noqa: N802
        """End the page, and its marks with it."""
        self._close()
        self._bled.clear()
        super().showPage()

    # -- text ---------------------------------------------------------------------------------------

    def show(
        self, text: str, at: Place, font: ShapedFont, size: float, ink: str, *, leftwards: bool = False, lang: str = ""
    ) -> None:
        """Paint one line of text whose baseline begins at (x, y), in points; `ink` as "#RRGGBB".

        It is read from left to right, unless it is a part of what is read `leftwards`, and said in the language of its
        element, unless in `lang`.
        Raises a ValueError outside `tagged` and `artifact`, or for a letter that the font has no glyph for.
        """
        if not self._within:
            raise ValueError("text painted outside any structure element or artifact")
        self.mark(text=True)
        use, fill = font.use(self.document), self._fill(ink)
        self._code.append(shown_line(text, at, font, use, size, fill, leftwards=leftwards, lang=lang))

    @contextmanager
    def whole_word(self, opens: str, *, closes: bool) -> Iterator[None]:
        """Let parts of a word that is broken over lines be read as the word that they are, from the first to the last.

        Soft hyphens (ISO 32000-1, 14.8.2.2.3) would part it to those who search.
        """
        if opens:
            self.mark(text=True)
            self._code.append(f"/Span <</ActualText {utf16(opens)}>> BDC")
        yield
        if closes:
            self._code.append("EMC")

    def rows(
        self, rows: Rows, painted: Iterable[tuple[int, Iterable[Cell]]], look: tuple[ShapedFont, float, str]
    ) -> None:
        """Paint rows of a table. `look` is font, size and ink, the same for all.

        `painted` yields each row's number in `rows`, and its cells: as many as there are columns, each a list of lines
        with the place where the baseline begins, and its language, or "": (text, x, y, lang). A part of a row is
        painted alike, with the same number.
        """
        font, size, ink = look
        use, structure, page = font.use(self.document), self.document.structure, self.document.thisPageRef()
        begins = [f"/{tag} <</MCID " for tag in rows.tags]
        self._close()
        code, here = [f"BT {self._fill(ink)} /{use.name} {size:g} Tf"], (0, 0)
        for row, cells in painted:
            mark = structure.mark_row(rows, row, page)
            for number, (begin, cell) in enumerate(zip(begins, cells, strict=True), mark):
                code.append(f"{begin}{number}>> BDC")
                for text, x, y, lang in cell:
                    # in hundredths of a point: nothing adds up, and like steps pack well
                    there = round(100 * x), round(100 * y)
                    move = f"{(there[0] - here[0]) / 100:g} {(there[1] - here[1]) / 100:g}"
                    shown = font.show(use, text, size)
                    code.append(f"{move} Td /Span <</Lang({lang})>> BDC {shown} EMC" if lang else f"{move} Td {shown}")
                    here = there
                code.append("EMC")
        self._code += [*code, "ET"]

    def beginText(self, *_place: object, **_options: object) -> None:  # noqa: N802 (ReportLab's name)
        """Refuse ReportLab's own text: it loses letters when it is copied, and its fonts may not be embedded."""
        raise ValueError("text is painted by `show` alone")

    # -- vectors --------------------------------------------------------------------------------------

    def _fill(self, ink: str) -> str:
        return fill_of(ink, self.printing.ink)

    def fill_with(self, ink: str) -> None:
        """Fill what comes next with a colour, "#RRGGBB"."""
        self._code.append(self._fill(ink))

    def draw_with(self, ink: str) -> None:
        """Draw the lines that come next in a colour, "#RRGGBB"."""
        self._code.append(self._fill(ink).upper())

    def beyond(self, left: float, bottom: float, right: float, top: float) -> Rect:
        """Return how much further a rectangle goes at its left, bottom, right and top at the page's edges."""
        more, (width, height) = from_mm(self.printing.bleed), self._pagesize
        at_edge = left < _AT_EDGE, bottom < _AT_EDGE, right > width - _AT_EDGE, top > height - _AT_EDGE
        return tuple(more * each for each in at_edge)  # type: ignore[return-value]

    def picture(self, file: bytes, left: float, bottom: float, width: float, height: float) -> None:
        """Paint a picture, the bytes of a JPEG or of a PNG that nothing shows through."""
        shown = in_grey(file) if self.printing.ink == "grey" else file
        self.drawImage(ImageReader(BytesIO(shown)), left, bottom, width, height)

    def rule(self, x: float, y: float, width: float, weight: float, ink: str, dash: Sequence[float] = ()) -> None:
        """Paint a horizontal line, centred on y; a `dash` is on, off, … in points."""
        self.draw_with(ink)
        self.setLineWidth(weight)
        self.setDash(list(dash))
        self.line(x, y, x + width, y)

    def rules(self, x: float, heights: Sequence[float], width: float, weight: float, ink: str) -> None:
        """Paint horizontal lines of one kind, centred on their heights, in one go."""
        self.draw_with(ink)
        self.setLineWidth(weight)
        self.setDash()
        self.lines([(x, y, x + width, y) for y in heights])

    def ground(self, x: float, y: float, width: float, height: float, ink: str) -> None:
        """Fill a rectangle, unless the sheet has that colour there already: it would be an area that nobody sees."""
        if any(ink == there and foot <= y and y + height <= top for foot, top, there in self._bled):
            return
        self.fill_with(ink)
        left, bottom, right, top = self.beyond(x, y, x + width, y + height)
        self.rect(x - left, y - bottom, left + width + right, bottom + height + top, stroke=0, fill=1)

    def ground_at(self, bottom: float, top: float) -> str | None:
        """Return the colour of the ground over the whole sheet between two heights; None where it is bare."""
        return next((ink for foot, head, ink in reversed(self._bled) if foot <= bottom and top <= head), None)

    def bleed(self, top: float | None, bottom: float | None, ink: str) -> None:
        """Fill the sheet over its whole width between two heights; None is its own edge."""
        width, height = self._pagesize
        foot, head = bottom or 0.0, height if top is None else top
        self.ground(0, foot, width, head - foot, ink)
        self._bled.append((foot, head, ink))

    # -- links --------------------------------------------------------------------------------------

    def anchor(self, key: str, top: float, title: str, level: int | None, elem: Elem) -> None:
        """Let links find an element, at this height of the page, by `key`.

        With a `level` (0 at the top) it stands in the bookmarks, as `title`; a level must not skip one.
        """
        self._anchors.add(key)
        for reference in self._referring.pop(key, ()):
            reference.refs.append(elem)
            elem.refs.append(reference)
        place = self.bookmarkPage(key, fit="XYZ", left=0, top=top)
        place.title = title
        if self.document.structure.has_namespaces:
            place.structure = PDFDestinationXYZ(elem, 0, top, "null")  # ISO 14289-2, 8.8: links lead to elements
        if level is not None:
            self.addOutlineEntry(title, key, level)

    def has(self, key: str) -> bool:
        """Return whether there is an anchor of that key so far."""
        return key in self._anchors

    def refer(self, reference: Elem, key: str) -> None:
        """Let an element belong to that of an `anchor` to come, and that to it: ISO 14289-2, 8.2.5.14."""
        self._referring.setdefault(key, []).append(reference)

    def link(self, elem: Elem, target: str, rect: Rect, says: str) -> None:
        """Make a rectangle of the page (left, bottom, right, top) a link of the element `elem`.

        `target` is "#key" (of an `anchor`, which may come later) or an address; `says` is what a screen reader reads:
        where it is empty, the title of the anchor.
        """
        place = self._bookmarkReference(target[1:]) if target.startswith("#") else None
        if place:
            action = {"A": GoTo(place)} if self.document.structure.has_namespaces else {"Dest": place}
        else:
            action = {"A": PDFDictionary({"S": "/URI", "URI": PDFString(target)})}
        entries = {"Type": "/Annot", "Subtype": "/Link", "Rect": PDFArray(rect), "Border": "[0 0 0]"} | action
        entries |= {"F": 4, "StructParent": self.document.structure.key_of_link(elem)}  # printed: ISO 19005-3, 6.3.2
        entries["Contents"] = PDFString(says) if says else TitleOf(place)  # ISO 14289-1, 7.18.5
        self._addAnnotation(PDFDictionary(entries))
        elem.kids.append(Annotated(self.document.thisPageRef(), self._annotationrefs[-1]))


def _marking(name: str) -> Callable[..., Any]:
    painting = getattr(Canvas, name)

    def marked(self: TaggedCanvas, *arguments: Any, **options: Any) -> Any:
        self.mark()
        return painting(self, *arguments, **options)

    return marked


for _name in _PAINTING:
    setattr(TaggedCanvas, _name, _marking(_name))
