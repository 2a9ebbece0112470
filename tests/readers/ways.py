"""Where bookmarks and links of briefs lead in the readers that people have, and what those read in them."""

from __future__ import annotations

import ctypes
import io
import re
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from pypdfium2 import raw

from tests.readback import folded
from tests.validators import pdf_js

_STRIP = 130  # points below a destination in which its text begins, and goes on for three lines of a large heading
_BEGINS = 25  # letters of it, which may go on over lines
Rect = tuple[float, float, float, float]


@dataclass(frozen=True)
class Way:
    """Where something leads: `says` is a bookmark's title or a link's lettering; pages from 0 on, -1 is nowhere."""

    says: str
    page: int
    top: float | None = None


@dataclass(frozen=True)
class Seen:
    """What a reader finds in a file: its ways, and its text page by page in the order of its content."""

    ways: list[Way]
    pages: list[str]


def in_pdf_js(pdfs: Mapping[str, Path]) -> Mapping[str, Seen]:
    found = pdf_js(Path(__file__).with_name("destinations.mjs"), list(pdfs.values()))
    seen = {}
    for name, pdf in pdfs.items():
        each = found[str(pdf)]
        with pypdfium2.PdfDocument(pdf) as document:
            links = [Way(text_in(document, x["on"], x["rect"]), x["page"], x["top"]) for x in each["links"]]
        bookmarks = [Way(x["title"], x["page"], x["top"]) for x in each["bookmarks"]]
        seen[name] = Seen([*bookmarks, *links], each["says"])
    return seen


def in_pdfium(pdfs: Mapping[str, Path]) -> Mapping[str, Seen]:
    seen = {}
    for name, pdf in pdfs.items():
        with pypdfium2.PdfDocument(pdf) as document:
            pages = [page.get_textpage().get_text_range() for page in document]
            seen[name] = Seen([*_bookmarks(document, None), *_links(document)], pages)
    return seen


def in_poppler(pdfs: Mapping[str, Path]) -> Mapping[str, Seen]:
    """Read with poppler, which tells of a way its page alone."""
    seen = {}
    for name, pdf in pdfs.items():
        pages = _printed("pdftotext", "-raw", str(pdf), "-").split("\f")[:-1]
        tree = ET.fromstring(
            re.sub(r"<!DOCTYPE[^>]*>|[\x00-\x08]", "", _printed("pdftohtml", "-xml", "-i", "-stdout", str(pdf)))
        )
        ways = [Way("".join(each.itertext()), int(each.get("page", 0)) - 1) for each in tree.iter("item")]
        inner = (each for each in tree.iter("a") if re.search(r"html#\d+$", each.get("href", "")))
        ways += [
            Way(_cited("".join(each.itertext())), int(each.get("href", "#0").rpartition("#")[2]) - 1) for each in inner
        ]
        seen[name] = Seen(ways, pages)
    return seen


def _cited(says: str) -> str:
    """Take a citation's number alone, or a note's: poppler counts to a link what stands beside it in its line."""
    found = re.search(r"\[\d+\]|[¹²³⁰-⁹]+", says)
    return found[0] if found else says


def _printed(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _bookmarks(document: Any, above: Any) -> Iterator[Way]:
    item = raw.FPDFBookmark_GetFirstChild(document, above)
    while item:
        size = raw.FPDFBookmark_GetTitle(item, None, 0)
        title = ctypes.create_string_buffer(size)
        raw.FPDFBookmark_GetTitle(item, title, size)
        yield _way(document, title.raw.decode("utf-16-le").rstrip("\0"), raw.FPDFBookmark_GetDest(document, item))
        yield from _bookmarks(document, item)
        item = raw.FPDFBookmark_GetNextSibling(document, item)


def _links(document: Any) -> Iterator[Way]:
    for on, page in enumerate(document):
        place, link, rect = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
        while raw.FPDFLink_Enumerate(page, place, link):
            if raw.FPDFAction_GetType(raw.FPDFLink_GetAction(link)) != raw.PDFACTION_URI:
                raw.FPDFLink_GetAnnotRect(link, rect)
                says = text_in(document, on, (rect.left, rect.bottom, rect.right, rect.top))
                yield _way(document, says, raw.FPDFLink_GetDest(document, link))


def _way(document: Any, says: str, destination: Any) -> Way:
    has_left, has_top, has_zoom = (ctypes.c_int() for _ in range(3))
    left, top, zoom = (ctypes.c_float() for _ in range(3))
    raw.FPDFDest_GetLocationInPage(destination, has_left, has_top, has_zoom, left, top, zoom)
    return Way(says, raw.FPDFDest_GetDestPageIndex(document, destination), top.value if has_top else None)


def text_in(document: Any, page: int, rect: Rect) -> str:
    return folded(document[page].get_textpage().get_text_bounded(*rect))


def strays(pdf: bytes, ways: list[Way]) -> list[Way]:
    """Name what doesn't lead to where its text stands: just below the place, or on the page it is a label of."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        labels = [str(page.label) for page in document.pages]
    with pypdfium2.PdfDocument(pdf) as document:
        return [way for way in ways if way.page < 0 or not _is_there(document, labels, way)]


def _is_there(document: Any, labels: list[str], way: Way) -> bool:
    if way.top is None:  # a copy, or a group of them, by number
        return labels[way.page] == f"{way.says.partition('-')[0]}-1"
    width = document[way.page].get_width()
    says = folded(way.says)[:_BEGINS].rstrip(";,. ")
    return bool(says) and says in text_in(document, way.page, (0, way.top - _STRIP, width, way.top + 1))


def counted(pdf: bytes) -> int:
    """Count bookmarks and inner links by their dictionaries."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(leading(document))


def leading(document: Any) -> list[Any]:
    """Give every dictionary that leads to a place inside."""
    found: list[Any] = [each for each in document.objects if isinstance(each, pikepdf.Dictionary)]
    return [each for each in found if "/Dest" in each or each.get("/A", {}).get("/S") == "/GoTo"]


Reader = Callable[[Mapping[str, Path]], Mapping[str, Seen]]
