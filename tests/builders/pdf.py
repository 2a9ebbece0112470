"""Marks on a page by hand, without a story."""

from __future__ import annotations

import io

import pikepdf
from hypothesis import strategies as st

from reports.datafile.dublincore import DublinCore
from reports.pdf.canvas import TaggedCanvas
from reports.pdf.fonts import shaped_font
from reports.pdf.metadata import STANDARDS, Metadata
from reports.pdf.structure import Elem
from tests.builders.brief import THEME

FONT = shaped_font(THEME.font.face("regular"))
FACTS = Metadata("Title", "A Trust", "en", DublinCore(("Author",)), None)


def on_a_page(*lines: str) -> bytes:
    canvas = TaggedCanvas((600, 800), FACTS, STANDARDS["pdfa3"], FONT)
    for number, line in enumerate(lines):
        elem = Elem("P")
        canvas.document.structure.document.extend([elem])
        with canvas.tagged(elem):
            canvas.show(line, (20, 700 - 30 * number), FONT, 10, "#000000")
    return canvas.finished()


def letters() -> st.SearchStrategy[str]:
    latin = st.characters(min_codepoint=0x21, max_codepoint=0x17F).filter(lambda c: not FONT.metrics.lacks(c))
    pieces = st.sampled_from(
        ["fi", "ffi", "fl", "–", "—", "“", "”", "’", "…", "e\u0301", "n\u0303", "<b>&{", "%s", "(", "\\"]
    )
    visible = latin.filter(lambda c: c not in "\xa0\xad")
    return st.lists(visible | pieces, min_size=1, max_size=12).map("".join)


def content(pdf: bytes, page: int = 0) -> str:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return bytes(document.pages[page]["/Contents"].read_bytes()).decode("latin-1")
