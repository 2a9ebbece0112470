"""A copy for one reader made the long way: the whole brief laid out anew, which every quicker way has to equal."""

from __future__ import annotations

import io
from dataclasses import replace

import pdfplumber
import pikepdf

from reports.brief.render import render
from reports.renderer import Copy
from reports.story import Personal, Story
from tests.builders.brief import THEME
from tests.builders.letters import story
from tests.readback import elements


def told_to(personal: Personal, told: Story | None = None) -> Story:
    general = told or story()
    return replace(general, cover=replace(general.cover, personal=personal))


def shown(pdf: bytes) -> list[tuple[str, float, float]]:
    """Give every letter and where it stands on its page."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        found = [(c["text"], round(c["x0"], 1), round(c["top"], 1)) for page in document.pages for c in page.chars]
    return sorted(found)


def links(pdf: bytes) -> list[tuple[int, list[float]]]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [
            (number, [float(edge) for edge in each["/Rect"]])
            for number, page in enumerate(document.pages)
            for each in page.get("/Annots", [])
        ]


def assert_same(copy: Copy, personal: Personal, told: Story) -> None:
    whole = render(told_to(personal, told), THEME, "a4")
    assert elements(copy.data) == elements(whole.pdf)
    assert shown(copy.data) == shown(whole.pdf)
    assert links(copy.data) == links(whole.pdf)
    assert copy.pages == whole.pages
