"""The pages of a finished brief as PNG, and by what one knows that a page is as it was."""

import hashlib
import io
from collections.abc import Iterator, Mapping
from functools import lru_cache
from threading import Lock
from typing import Any

import pikepdf
import pypdfium2

from reports.frozen import frozen

_one_at_a_time = Lock()  # pdfium knows no threads
_WIDEST = 3000  # pixels


@frozen
class PagePicture:
    """A page, by all that is drawn on it; `width` and `height` in points, `text` for who does not see it."""

    key: str
    number: int
    width: float
    height: float
    text: str


def pages_of(pdf: bytes, known: Mapping[str, PagePicture]) -> tuple[PagePicture, ...]:
    """Return the pages of a brief; what is said of those that are `known` by their key is not read again."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        drawn = [b"".join(_drawn_on(page)) for page in document.pages]
    keys = [f"{number}-{hashlib.sha256(each).hexdigest()[:20]}" for number, each in enumerate(drawn)]
    pages = []
    with _one_at_a_time, pypdfium2.PdfDocument(pdf) as document:
        for number, key in enumerate(keys):
            old, page = known.get(key), document[number]
            text = old.text if old else page.get_textpage().get_text_range()
            width, height = page.get_size()
            pages.append(PagePicture(key, number, width, height, text))
    return tuple(pages)


def _drawn_on(page: Any) -> Iterator[bytes]:
    """Yield all that is drawn on a page; our writer keeps the fonts' own numbers for glyphs, so that its codes last."""
    yield repr(list(page.mediabox)).encode()
    yield page.Contents.read_raw_bytes()
    for picture in page.Resources.get("/XObject", {}).values():
        yield from (each.read_raw_bytes() for each in (picture, picture.get("/SMask")) if each is not None)


@lru_cache(maxsize=32)
def png(pdf: bytes, number: int, width: int) -> bytes:
    """Draw a page so many pixels wide."""
    with _one_at_a_time, pypdfium2.PdfDocument(pdf) as document:
        page = document[number]
        picture = page.render(scale=min(width, _WIDEST) / page.get_width()).to_pil()
    written = io.BytesIO()
    picture.save(written, "PNG", compress_level=1)
    return written.getvalue()
