"""What the page's ink means: the tree of structure elements, and how ink on pages finds its element.

A flowable has its elements from the start (see `flowables`); painting only adds the marks that hold its ink.
Tags are those of ISO 32000-1, 14.8.4.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFObject, PDFString

from reports.brief.embedding import utf16
from reports.errors import Location

if TYPE_CHECKING:
    from reports.brief.document import ArchivalDocument


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of ink on a page: the `number`th marked content there."""

    page: Any  # ReportLab's reference to the page
    number: int


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotation (a link's hot area) on a page, by ReportLab's references."""

    page: Any
    annotation: Any


# What PDF 2.0 has no tags for any more (ISO 32000-2, 14.8.6); all others are its own.
_ONLY_IN_1_7 = {"TOC", "TOCI", "Reference"}
NUMBERED, LETTERED = "/O/List/ListNumbering/Decimal", "/O/List/ListNumbering/LowerAlpha"  # by what a list's labels are
_NAMESPACES = ("http://iso.org/pdf2/ssn", "http://iso.org/pdf/ssn")


class Elem(PDFObject):  # type: ignore[misc]
    """A structure element; `alt` is a text, `attributes` an attribute dictionary in PDF's own words.

    `leads_to` is what an entry of the contents stands for, `where` the place in the data file that it comes from.
    """

    __RefOnly__ = 1

    def __init__(
        self,
        tag: str,
        kids: Iterable[Elem] = (),
        alt: str | None = None,
        attributes: str = "",
        leads_to: Elem | None = None,
        where: Location | None = None,
    ) -> None:
        self.tag, self.alt, self.attributes, self.leads_to, self.where = tag, alt, attributes, leads_to, where
        self.name = ""  # as other objects call it, when the document is finished ("12 0 R")
        self.parent: Elem | StructTreeRoot | None = None
        self.kids: list[Elem | Mark | Annotated] = []
        self.extend(kids)

    def extend(self, kids: Iterable[Elem]) -> None:
        """Take elements in, in reading order; each once."""
        for kid in kids:
            if kid.parent is None:
                kid.parent = self
                self.kids.append(kid)

    def place(self, left: float, bottom: float, right: float, top: float) -> None:
        """Tell where a figure stands on its page."""
        self.attributes = f"/O/Layout/Placement/Block/BBox[{fp_str(left, bottom, right, top)}]"

    def walk(self) -> Iterator[Elem]:
        """Give this element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Elem):
                yield from kid.walk()

    def format(self, document: ArchivalDocument) -> bytes:
        """Write the element's dictionary."""
        above = self.parent.name if isinstance(self.parent, Elem) else document.name_of(self.parent)
        parts = [f"<</Type/StructElem/S/{self.tag}/P {above}"]
        page = next((kid.page for kid in self.kids if isinstance(kid, Mark)), None)
        if page is not None:
            parts.append(f"/Pg {document.name_of(page)}")
        parts.append(document.structure.namespace_of(self.tag))
        if self.leads_to:
            parts.append(f"/Ref[{self.leads_to.name}]")
        if self.alt is not None:
            parts.append(f"/Alt {utf16(self.alt)}")
        if self.attributes:
            parts.append(f"/A <<{self.attributes}>>")
        parts.append(f"/K[{' '.join(_kid(kid, page, document) for kid in self.kids)}]>>")
        return "".join(parts).encode("ascii")


def _kid(kid: Elem | Mark | Annotated, page: Any, document: ArchivalDocument) -> str:
    if isinstance(kid, Elem):
        return kid.name
    if isinstance(kid, Annotated):
        return f"<</Type/OBJR/Pg {document.name_of(kid.page)}/Obj {document.name_of(kid.annotation)}>>"
    if kid.page.name == page.name:
        return str(kid.number)
    return f"<</Type/MCR/Pg {document.name_of(kid.page)}/MCID {kid.number}>>"


class StructTreeRoot(PDFObject):  # type: ignore[misc]
    """The tree's root, with the way back from ink and links to their elements."""

    __RefOnly__ = 1

    def __init__(self, *, namespaces: bool = False) -> None:
        self.document = Elem("Document")
        self.document.parent = self
        self._namespaces = [_namespace(address) for address in _NAMESPACES] if namespaces else []
        self._said: tuple[str, ...] = ("", "")
        self._owners: list[list[Elem] | Elem] = []  # a page's marks in order, or a link's element
        self._keys: dict[str, int] = {}

    def mark(self, elem: Elem, page: Any) -> int:
        """Open a new mark of an element on a page, and give its number there."""
        key = self._keys.setdefault(page.name, len(self._owners))
        if key == len(self._owners):
            self._owners.append([])
        owners = self._owners[key]
        assert isinstance(owners, list)
        elem.kids.append(Mark(page, len(owners)))
        owners.append(elem)
        return len(owners) - 1

    def key_of_link(self, elem: Elem) -> int:
        """Give the number by which an annotation finds its element."""
        self._owners.append(elem)
        return len(self._owners) - 1

    def key_of_page(self, name: str) -> int | None:
        """Give the number by which a page finds the elements of its marks; None where it has none."""
        return self._keys.get(name)

    @property
    def has_namespaces(self) -> bool:
        """Tell whether elements say whose tags they are."""
        return bool(self._namespaces)

    def number(self, document: ArchivalDocument) -> None:
        """Give numbers to the root and the elements, in reading order."""
        document.Reference(self)
        if self._namespaces:
            self._said = tuple(f"/NS {document.name_of(each)}" for each in self._namespaces)
        for elem in self.document.walk():
            elem.name = document.name_of(elem)

    def namespace_of(self, tag: str) -> str:
        """Give the words by which an element says whose tag it has."""
        return self._said[tag in _ONLY_IN_1_7]

    def format(self, document: ArchivalDocument) -> bytes:
        """Write the root, and the parent tree in it."""
        entries = []
        for key, owner in enumerate(self._owners):
            names = f"[{' '.join(elem.name for elem in owner)}]" if isinstance(owner, list) else owner.name
            entries.append(f"{key} {names}")
        tree = f"/ParentTreeNextKey {len(entries)}/ParentTree <</Nums[{' '.join(entries)}]>>"
        if self._namespaces:
            tree += f"/Namespaces[{' '.join(document.name_of(each) for each in self._namespaces)}]"
        return f"<</Type/StructTreeRoot/K {document.name_of(self.document)}{tree}>>".encode("ascii")


def _namespace(address: str) -> PDFDictionary:
    return PDFDictionary({"Type": "/Namespace", "NS": PDFString(address)})
