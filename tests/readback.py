"""Read finished files back as text, with other eyes than those that wrote them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

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
