"""What a print shop is given: a sheet with its trim and its bleed on every page."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest

from reports.brief.mailmerge.merge import MergedPdf
from tests.builders.brief import a_brief, a_story
from tests.builders.letters import a_letter, a_renderer

A4 = [0, 0, 595.28, 841.89]


def boxes(page: Any) -> dict[str, list[float]]:
    return {key: [round(float(edge), 2) for edge in value] for key, value in page.obj.items() if key.endswith("Box")}


def a_merged() -> bytes:
    file = io.BytesIO()
    growing = MergedPdf(a_renderer(a_story()), file, right_hand=True)
    for name in ("Ada", "Eva"):
        growing.add(a_letter(name))
    growing.close()
    return file.getvalue()


@pytest.mark.parametrize("make", [lambda: a_brief(a_story()).pdf, a_merged])
def test_every_page_says_where_it_is_trimmed(make: Any) -> None:
    with pikepdf.open(io.BytesIO(make())) as document:
        assert [boxes(page) for page in document.pages] == [
            {"/MediaBox": A4, "/BleedBox": A4, "/TrimBox": A4} for _ in document.pages
        ]
