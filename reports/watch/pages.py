"""The pages of a finished brief as PNG, and by what one knows that a page is as it was."""

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any

import pikepdf
import pypdfium2

_one_at_a_time = Lock()  # pdfium knows no threads
_WIDEST = 3000  # pixels


@dataclass(frozen=True, slots=True)
class Page:
    """A page, by all that is drawn on it; `width` and `height` in points, `text` for who does not see it."""

    key: str
    number: int
    width: float
    height: float
    text: str


def pages_of(pdf: bytes, known: Mapping[str, Page]) -> tuple[Page, ...]:
    """Return the pages of a brief; what is said of those that are `known` by their key is not read again."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        keys = [f"{number}-{_digest(page)}" for number, page in enumerate(document.pages)]
    pages = []
    with _one_at_a_time, pypdfium2.PdfDocument(pdf) as document:
        for number, key in enumerate(keys):
            old, page = known.get(key), document[number]
            text = old.text if old else page.get_textpage().get_text_range()
            width, height = page.get_size()
            pages.append(Page(key, number, width, height, text))
    return tuple(pages)


def _digest(page: Any) -> str:
    """Digest what is drawn: our writer keeps the font's own numbers for glyphs, so that each page's codes last."""
    drawn = [repr(list(page.mediabox)).encode(), page.Contents.read_raw_bytes()]
    for picture in page.images.values():
        drawn += [picture.read_raw_bytes(), *([picture.SMask.read_raw_bytes()] if "/SMask" in picture else [])]
    return hashlib.sha256(b"\0".join(drawn)).hexdigest()[:20]


@lru_cache(maxsize=32)
def png(pdf: bytes, number: int, width: int) -> bytes:
    """Draw a page so many pixels wide."""
    with _one_at_a_time, pypdfium2.PdfDocument(pdf) as document:
        page = document[number]
        picture = page.render(scale=min(width, _WIDEST) / page.get_width()).to_pil()
    written = io.BytesIO()
    picture.save(written, "PNG", compress_level=1)
    return written.getvalue()
