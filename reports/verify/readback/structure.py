"""The structure tree of a tagged PDF: which marks make up each text, in reading order, and which make up figures.

ISO 32000-1, 14.7 and 14.8. Only what carries text or an alternative text is kept.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf

from reports.frozen import frozen
from reports.story import Span
from reports.story.text import raised
from reports.verify.readback.content import Key
from reports.verify.readback.reading import unreadable

_INLINE = {"/Link", "/Span", "/Em", "/Strong", "/Quote", "/Code", "/Reference"}  # the last within a text alone
_PAGE_OF_PAGES = re.compile(r"\d+ / \d+")
_MOST_ELEMENTS = 400_000
_DEEPEST = 60


@dataclass
class TaggedText:
    """A text or figure. `marks` are (page from 1, MCID), the pieces of ink that it is put together from, in order.

    `alt` is a figure's alternative text, `actual` what is read out instead of the ink. `label`: it names what follows,
    as the `position`th of a list, from 1. `points`: it ends in a page's number. `figure` is the one that it is part
    of, `table` the number of the one that it is a cell of, from 1 (0: of none).
    """

    marks: list[Key] = field(default_factory=list)
    alt: str | None = None
    actual: str | None = None
    label: bool = False
    figure: TaggedText | None = None
    position: int = 0
    points: bool = False
    table: int = 0


def numerals(text: str, element: TaggedText | None = None) -> tuple[Span, ...]:
    """Return where the numbers stand that only count or point, at most one.

    Without an element, a page's own ("3 / 12"); with one, an item's number in its list, or the page that a line of the
    contents ends in.
    """
    if element is None:
        return (Span(0, len(text)),) if _PAGE_OF_PAGES.fullmatch(text) else ()
    if element.label and text in (str(element.position), f"[{element.position}]", raised(element.position)):
        return (Span(0, len(text)),)
    match = re.search(r"\d+$", text) if element.points else None
    return (Span(*match.span()),) if match else ()


@dataclass(frozen=True)
class TaggedSpan:
    """A part of a text, by its marks, that is in a language of its own or short for something."""

    marks: tuple[Key, ...]
    lang: str
    in_full: str


@frozen
class TaggedLink:
    """A text that leads somewhere: its marks, as those of a text, and the annotations that do it."""

    marks: tuple[Key, ...]
    annotations: tuple[Any, ...]


def read_structure(
    document: Any, file: str, numbers: Mapping[Any, int], pages: Container[int]
) -> tuple[list[TaggedText], list[TaggedText], list[TaggedSpan], list[TaggedLink]]:
    """Return all texts in reading order (also those in figures), the figures, what is said in another way, and links.

    `numbers` are those of the pages, from 1, by their objects. Of a merged file's copies only those that begin on one
    of the `pages` are read.

    Raises a ReportError if the PDF is not tagged, or its tree goes round or on without end.
    """
    root = document.Root.get("/StructTreeRoot")
    if root is None or not document.Root.get("/MarkInfo", {}).get("/Marked", False):
        raise unreadable(file, "is not tagged, so it has no reading order", "build it again")
    here = {page: number for page, number in numbers.items() if number in pages}
    walker = _Walker(here, numbers.keys() - here.keys(), file)
    walker.kids(root, _Place(), None)
    return [each for each in walker.texts if each.marks], walker.figures, walker.spans, walker.links


@dataclass(frozen=True)
class _Place:
    """Where in the tree: the page that marks are on, how deep, and the items around, this one included.

    These are the items of a list, or the notes of a section.
    """

    page: int = 0
    depth: int = 0
    figure: TaggedText | None = None
    items: list[Any] = field(default_factory=list)
    table: int = 0


class _Walker:
    """Collects texts and figures."""

    def __init__(self, pages: dict[Any, int], elsewhere: Container[Any], file: str) -> None:
        self.texts, self.figures = list[TaggedText](), list[TaggedText]()
        self.spans, self.links = list[TaggedSpan](), list[TaggedLink]()
        self._pages, self._elsewhere, self._file = pages, elsewhere, file
        self._seen, self._count, self._tables = set[Any](), 0, 0

    def kids(self, element: Any, place: _Place, text: TaggedText | None) -> None:
        found = element.get("/K", [])
        for kid in found if isinstance(found, pikepdf.Array) else [found]:
            if isinstance(kid, int):
                text = self._mark(place.page, kid, place, text)
            elif isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                if text is None and str(kid["/S"]) in ("/Span", "/Link"):  # with which a text may begin
                    text = self._text(place)
                if self._element(kid, place, text):
                    text = None  # what follows a block is a text of its own
            elif isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
                page = self._pages.get(kid["/Pg"].objgen, 0) if "/Pg" in kid else place.page
                text = self._mark(page, int(kid["/MCID"]), place, text)

    def _mark(self, page: int, number: int, place: _Place, text: TaggedText | None) -> TaggedText:
        if place.figure is not None:
            place.figure.marks.append((page, number))
        text = text or self._text(place)
        text.marks.append((page, number))
        return text

    def _text(self, place: _Place) -> TaggedText:
        self.texts.append(TaggedText(figure=place.figure, table=place.table))
        return self.texts[-1]

    def _element(self, element: Any, place: _Place, text: TaggedText | None) -> bool:
        """Read an element; return whether it is a block, which ends the text around it."""
        self._count += 1
        again = element.is_indirect and element.objgen in self._seen
        self._seen.add(element.objgen if element.is_indirect else None)
        if again or place.depth > _DEEPEST or self._count > _MOST_ELEMENTS:  # it goes round, or on without end
            raise unreadable(self._file, "has a damaged reading order", "build it again")
        tag = str(element["/S"])
        if tag == "/Part" and _first_page(element) in self._elsewhere:
            return True
        page = self._pages.get(element["/Pg"].objgen, place.page) if "/Pg" in element else place.page
        if tag in ("/LI", "/Note", "/FENote"):
            place.items.append(element)
        items = [] if tag in ("/L", "/Sect") else place.items
        self._tables += tag == "/Table"  # numbered in the order in which they are read
        table = self._tables if tag == "/Table" else place.table
        inside = _Place(page, place.depth + 1, place.figure, items, table)
        if tag == "/Link":
            kids = list(element.K) if isinstance(element.get("/K"), pikepdf.Array) else [element.get("/K")]
            marks = tuple((page, kid) for kid in kids if isinstance(kid, int))
            annotations = tuple(kid["/Obj"] for kid in kids if hasattr(kid, "keys") and "/Obj" in kid)
            self.links.append(TaggedLink(marks, annotations))
        if tag in _INLINE and text is not None and "/Alt" not in element and "/ActualText" not in element:
            before = len(text.marks)
            self.kids(element, inside, text)
            lang, in_full = str(element.get("/Lang", "")), str(element.get("/E", ""))
            if lang or in_full:
                self.spans.append(TaggedSpan(tuple(text.marks[before:]), lang, in_full))
            return False
        self.kids(element, *self._opened(element, tag, inside))
        return True

    def _opened(self, element: Any, tag: str, place: _Place) -> tuple[_Place, TaggedText | None]:
        if "/Alt" in element or tag == "/Figure":
            figure = TaggedText(alt=str(element.get("/Alt", "")))
            self.figures.append(figure)
            return replace(place, figure=figure), None
        said = element.get("/ActualText", element.get("/E") if tag not in _INLINE - {"/Reference"} else None)
        if tag not in ("/Lbl", "/Reference") and said is None:
            return place, None
        text = TaggedText(label=tag == "/Lbl", position=len(place.items), points=tag == "/Reference")
        text.actual = str(said) if said is not None else None
        self.texts.append(text)
        return place, text


def _first_page(element: Any) -> Any:
    """Return the page that the first mark in an element is on, as a number of an object."""
    for _ in range(_DEEPEST):
        if "/Pg" in element:
            return element["/Pg"].objgen
        kids = element.get("/K")
        element = kids[0] if isinstance(kids, pikepdf.Array) and len(kids) else kids
        if not isinstance(element, pikepdf.Dictionary):
            break
    return None
