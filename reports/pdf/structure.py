"""What the page's ink means: the tree of structure elements, and how ink on pages finds its element.

A flowable has its elements from the start (see `flowables`); painting only adds the marks that hold its ink.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFObject, PDFString

from reports.errors import Location
from reports.frozen import frozen
from reports.pdf.objects import PdfDocument, utf16
from reports.pdf.tags import IN_PDF_1_7, NAMESPACE, NAMESPACES, Tag


@frozen
class Mark:
    """A run of ink on a page: the `number`th marked content there."""

    page: Any  # ReportLab's reference to the page
    number: int


@frozen
class Annotated:
    """An annotation (a link's hot area) on a page, by ReportLab's references."""

    page: Any
    annotation: Any


NUMBERED, LETTERED = "/O/List/ListNumbering/Decimal", "/O/List/ListNumbering/LowerAlpha"  # by what a list's labels are
UNNUMBERED = "/O/List/ListNumbering/Disc"  # a mark that PDF 1.7 and 2.0 both know; PDF/UA-2 refuses None (8.2.5.25)


class Elem(PDFObject):  # type: ignore[misc]
    """A structure element; `kids` are in reading order.

    `alt` is a text, `attributes` an attribute dictionary in PDF's own words ("/O/Table/Scope/Row"), `refs` what it
    stands for or belongs to (an entry of the contents, a footnote and its marks), and `where` the place in the data
    file that it comes from. What it says is in the language `lang`, and short for `in_full`; empty is the document's
    language, and short for nothing.
    """

    __RefOnly__ = 1

    def __init__(
        self,
        tag: Tag,
        kids: Iterable[Elem] = (),
        alt: str | None = None,
        attributes: str = "",
        where: Location | None = None,
        lang: str = "",
        in_full: str = "",
    ) -> None:
        self.tag, self.alt, self.attributes, self.where = tag, alt, attributes, where
        self.lang, self.in_full = lang, in_full
        self.name = ""  # as other objects call it, when the document is finished ("12 0 R")
        self.kind, self.namespace = "", ""  # what is written for its tag then, and the entry that says whose that is
        self.parent: Elem | StructTreeRoot | None = None
        self.kids: list[Elem | Rows | Mark | Annotated] = []
        self.refs: list[Elem] = []
        self.extend(kids)

    def extend(self, kids: Iterable[Elem]) -> None:
        """Take elements in, in reading order; one that has a parent already stays there."""
        for kid in kids:
            if kid.parent is None:
                kid.parent = self
                self.kids.append(kid)

    def place(self, left: float, bottom: float, right: float, top: float) -> None:
        """Note where a figure stands on its page, in points: PDF/UA asks for its box (ISO 32000-1, 14.8.5.4.3)."""
        self.attributes = f"/O/Layout/Placement/Block/BBox[{fp_str(left, bottom, right, top)}]"

    def walk(self) -> Iterator[Elem]:
        """Yield this element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Elem):
                yield from kid.walk()

    @property
    def ident(self) -> str:
        """Return a name that no other element of the file has, in the order of their numbers."""
        return f"({self.name.partition(' ')[0].zfill(10)})"

    def format(self, document: PdfDocument) -> bytes:
        """Write the element's dictionary."""
        above = self.parent.name if isinstance(self.parent, Elem) else document.name_of(self.parent)
        page = next((kid.page for kid in self.kids if isinstance(kid, Mark)), None)
        entries = (
            f"<</Type/StructElem/S/{self.kind}/P {above}",
            f"/ID {self.ident}" if self.kind == "Note" else "",
            f"/Pg {document.name_of(page)}" if page is not None else "",
            self.namespace,
            f"/Ref[{' '.join(each.name for each in self.refs)}]" if self.refs else "",
            f"/Alt {utf16(self.alt)}" if self.alt is not None else "",
            f"/Lang({self.lang})" if self.lang else "",
            f"/E {utf16(self.in_full)}" if self.in_full else "",
            f"/A <<{self.attributes}>>" if self.attributes else "",
            f"/K[{' '.join(_kid(kid, page, document) for kid in self.kids)}]>>",
        )
        return "".join(entries).encode("ascii")


def _kid(kid: Elem | Rows | Mark | Annotated, page: Any, document: PdfDocument) -> str:
    if isinstance(kid, Elem):
        return kid.name
    if isinstance(kid, Rows):
        return " ".join(kid.names())
    if isinstance(kid, Annotated):
        return f"<</Type/OBJR/Pg {document.name_of(kid.page)}/Obj {document.name_of(kid.annotation)}>>"
    if kid.page.name == page.name:
        return str(kid.number)
    return f"<</Type/MCR/Pg {document.name_of(kid.page)}/MCID {kid.number}>>"


class Rows:
    """The rows of a table as elements, each a TR of TH and TD, kept as numbers: there may be 100,000 cells.

    The ink of a row is one mark for each cell, in order, on one page; on another as well if the row goes on over.
    `heading` is the column whose cells name their rows.
    """

    def __init__(self, count: int, columns: int, heading: int, parent: Elem) -> None:
        self.count, self.columns, self.heading, self._parent = count, columns, heading, parent
        self._marks: list[tuple[Mark, ...]] = [()] * count  # of each row's first cell
        self._first = 0  # the first row's number as an object, when the document is finished
        parent.kids.append(self)

    @property
    def tags(self) -> Sequence[Tag]:
        """Return the tags of a row's cells: TD, and TH in the column that names the row."""
        return ["TH" if place == self.heading else "TD" for place in range(self.columns)]

    def note(self, row: int, mark: Mark) -> None:
        """Remember where a row's first cell is marked."""
        self._marks[row] += (mark,)

    def number(self, first: int) -> int:
        """Take the numbers for objects from `first` on, and return the one that follows."""
        self._first = first
        return first + self.count * (self.columns + 1)

    def names(self) -> Iterator[str]:
        """Call the rows as other objects do."""
        last = self._first + self.count * (self.columns + 1)
        return (f"{number} 0 R" for number in range(self._first, last, self.columns + 1))

    def names_in(self, row: int) -> str:
        """Call the cells of a row as other objects do."""
        cell = self._first + row * (self.columns + 1) + 1
        return " ".join([f"{number} 0 R" for number in range(cell, cell + self.columns)])

    def bodies(self, document: PdfDocument) -> Iterator[bytes]:
        """Write the dictionaries in the order of their numbers: each row, then its cells."""
        namespace = self._parent.namespace  # of TBody, as of TR, TH and TD
        start = f"<</Type/StructElem/S/TR/P {self._parent.name}{namespace}/K["
        scope = "/A <</O/Table/Scope/Row>>"
        kinds = [(f"<</Type/StructElem/S/{tag}/P ", scope if tag == "TH" else "") for tag in self.tags]
        number = self._first
        for marks in self._marks:
            yield f"{start}{' '.join([f'{number + 1 + cell} 0 R' for cell in range(self.columns)])}]>>".encode("ascii")
            page = document.name_of(marks[0].page)
            middle = f"{number} 0 R/Pg {page}{namespace}"
            for cell, (begin, attributes) in enumerate(kinds):
                kid = f"{marks[0].number + cell}"
                if len(marks) > 1:
                    kid = " ".join(_kid(Mark(each.page, each.number + cell), marks[0].page, document) for each in marks)
                yield f"{begin}{middle}{attributes}/K[{kid}]>>".encode("ascii")
            number += self.columns + 1


@dataclass(slots=True)
class _Owners:
    """Whose the marks of one page are, in order, and how many there are; a whole row of cells stands for as many."""

    elems: list[Elem | tuple[Rows, int]]
    count: int = 0

    def names(self) -> str:
        """Call them as other objects do."""
        return " ".join([each.name if isinstance(each, Elem) else each[0].names_in(each[1]) for each in self.elems])


class StructTreeRoot(PDFObject):  # type: ignore[misc]
    """The tree's root, with the way back from ink and links to their elements."""

    __RefOnly__ = 1

    def __init__(self, *, namespaces: bool = False) -> None:
        self.document = Elem("Document")
        self.document.parent = self
        named = NAMESPACES if namespaces else ()
        self._namespaces = {each: PDFDictionary({"Type": "/Namespace", "NS": PDFString(each)}) for each in named}
        self._owners: list[_Owners | Elem] = []  # a page's, or a link's element
        self._keys: dict[str, int] = {}
        self.tables: list[Rows] = []  # in the order of their first rows

    def mark(self, elem: Elem, page: Any) -> int:
        """Open a new mark of an element on a page, and return its number there, from 0: the MCID of its ink."""
        owners = self._owners_on(page)
        number = owners.count
        elem.kids.append(Mark(page, number))
        owners.elems.append(elem)
        owners.count += 1
        return number

    def mark_row(self, rows: Rows, row: int, page: Any) -> int:
        """Open a new mark for each cell of a row, and return the first one's number on the page.

        The others have the numbers that follow. A row that goes on over is marked again on the next page.
        """
        if rows not in self.tables:
            self.tables.append(rows)
        owners = self._owners_on(page)
        number = owners.count
        rows.note(row, Mark(page, number))
        owners.elems.append((rows, row))
        owners.count += rows.columns
        return number

    def _owners_on(self, page: Any) -> _Owners:
        key = self._keys.setdefault(page.name, len(self._owners))
        if key == len(self._owners):
            self._owners.append(_Owners([]))
        owners = self._owners[key]
        assert isinstance(owners, _Owners)
        return owners

    def key_of_link(self, elem: Elem) -> int:
        """Return the number by which an annotation finds its element."""
        self._owners.append(elem)
        return len(self._owners) - 1

    def key_of_page(self, name: str) -> int | None:
        """Return the number by which a page finds the elements of its marks; None where it has none."""
        return self._keys.get(name)

    def is_of_rows(self, name: str) -> bool:
        """Return whether a page has nothing but rows of a table."""
        key = self._keys.get(name)
        owners = self._owners[key] if key is not None else None
        return isinstance(owners, _Owners) and not any(isinstance(each, Elem) for each in owners.elems)

    @property
    def has_namespaces(self) -> bool:
        """Return whether elements say whose tags they are."""
        return bool(self._namespaces)

    def number(self, document: PdfDocument) -> None:
        """Number the root and the elements, in reading order; every mark has been made by then."""
        document.Reference(self)
        entries = {address: f"/NS {document.name_of(each)}" for address, each in self._namespaces.items()}
        for elem in self.document.walk():
            elem.name, elem.kind = document.name_of(elem), self.type_of(elem.tag)
            elem.namespace = entries.get(NAMESPACE[elem.tag], "")  # PDF 1.7 knows none

    def type_of(self, tag: Tag) -> str:
        """Return what is written for a tag: PDF 1.7 doesn't know all of them."""
        return tag if self._namespaces else IN_PDF_1_7.get(tag, tag)

    def format(self, document: PdfDocument) -> bytes:
        """Write the root, and the parent tree in it."""
        entries = []
        for key, owner in enumerate(self._owners):
            names = f"[{owner.names()}]" if isinstance(owner, _Owners) else owner.name
            entries.append(f"{key} {names}")
        notes = [each for each in self.document.walk() if each.kind == "Note"]
        named = " ".join(f"{each.ident} {each.name}" for each in sorted(notes, key=lambda each: each.ident))
        tree = f"/IDTree <</Names[{named}]>>" * bool(notes)  # ISO 32000-1, 14.7.2
        tree += f"/ParentTreeNextKey {len(entries)}/ParentTree <</Nums[{' '.join(entries)}]>>"
        if self._namespaces:
            tree += f"/Namespaces[{' '.join(document.name_of(each) for each in self._namespaces.values())}]"
        return f"<</Type/StructTreeRoot/K {document.name_of(self.document)}{tree}>>".encode("ascii")
