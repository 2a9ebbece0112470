"""Read finished files back as text, with other eyes than those that wrote them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pdfplumber
import pikepdf
import pypdfium2
from pptx import Presentation


def folded(text: str) -> str:
    """Fold case and white space, so that line breaks and capitals do not count."""
    return " ".join(text.split()).casefold()


def brief_pages(pdf: bytes) -> list[str]:
    """Give each page's text in the order of the content."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def brief_text(pdf: bytes) -> str:
    return "\n".join(brief_pages(pdf))


def brief_alts(pdf: bytes) -> list[str]:
    """Give the alternative texts of the structure tree, in its order."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [str(element["/Alt"]) for element in _elements(document.Root["/StructTreeRoot"]) if "/Alt" in element]


def _elements(element: Any) -> Iterator[Any]:
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def slides(pptx: bytes) -> list[Any]:
    return list(Presentation(io.BytesIO(pptx)).slides)


def slide_text(slide: Any) -> str:
    return "\n".join(frame.text for frame in _frames(slide.shapes))


def _frames(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        if shape.shape_type == 6:  # a group
            yield from _frames(shape.shapes)
        elif shape.has_text_frame:
            yield shape.text_frame


def notes(slide: Any) -> str:
    return str(slide.notes_slide.notes_text_frame.text)


def deck_text(pptx: bytes) -> str:
    return "\n".join(f"{slide_text(slide)}\n{notes(slide)}" for slide in slides(pptx))


def deck_alts(pptx: bytes) -> list[str]:
    """Give the alternative texts of all charts, slide by slide."""
    return [
        text
        for slide in slides(pptx)
        for shape in slide.shapes
        if (text := shape._element.xpath(".//p:cNvPr")[0].get("descr"))
    ]


@dataclass(frozen=True)
class Read:
    """An element as a screen reader meets it: how deep, what kind, what it says itself, its alt text."""

    depth: int
    tag: str
    text: str
    alt: str | None


def elements(pdf: bytes) -> list[Read]:
    """Walk the structure tree; the text of an element is that of its own marks, not of elements in it."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        texts = _texts_of_marks(pdf)
        pages = {page.objgen: number for number, page in enumerate(document.pages)}
        root = document.Root["/StructTreeRoot"]
        return list(_walk(root["/K"], 0, pages, texts))


def _walk(elem: Any, depth: int, pages: dict[Any, int], texts: dict[tuple[int, int], str]) -> Iterator[Read]:
    kids = elem.get("/K", [])
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    said = [(elem["/Pg"], kid) for kid in kids if not isinstance(kid, pikepdf.Dictionary)]
    said += [(kid["/Pg"], kid["/MCID"]) for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid]
    text = "".join(texts.get((pages[page.objgen], int(number)), "") for page, number in said)
    alt = str(elem["/Alt"]) if "/Alt" in elem else None
    yield Read(depth, str(elem["/S"])[1:], text, alt)
    for kid in kids:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _walk(kid, depth + 1, pages, texts)


def _texts_of_marks(pdf: bytes) -> dict[tuple[int, int], str]:
    texts: dict[tuple[int, int], str] = {}
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        for number, page in enumerate(document.pages):
            for char in page.chars:
                if char["mcid"] is not None:
                    place = (number, char["mcid"])
                    texts[place] = texts.get(place, "") + char["text"]
    return texts
