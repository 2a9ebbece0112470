"""Briefs in the readers that people have: bookmarks and links lead to their text, in copies as well."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from reports.brief.mailmerge.merge import MergedPdf
from reports.brief.mailmerge.render_copies import brief_copy_renderer
from reports.brief.render import render
from reports.datafile.attachments import Attachment
from reports.pdf.metadata import STANDARDS, StandardName
from tests.builders.annex import with_annex
from tests.builders.brief import INSIDE, THEME, a_long_story, story_of
from tests.builders.finished import DATA
from tests.builders.letters import LETTER, NAMES, STREET, a_letter
from tests.readers.ways import Reader, counted, in_pdf_js, in_pdfium, leading, strays

COPIES = 70  # more than one group's


@cache
def files() -> Mapping[str, bytes]:
    """Make briefs of every standard with contents, citations and an annex; a copy, and many copies in one file."""
    made: dict[str, bytes] = {}
    for standard in STANDARDS:
        inside: list[Attachment] = [] if standard == "pdfa2" else INSIDE
        stories = {"usual": story_of(DATA), "contents": a_long_story(), "annex": with_annex(60)}
        for name, story in stories.items():
            made[f"{standard}-{name}"] = render(story, THEME, "a4", standard=standard, attachments=inside).pdf
        made[f"{standard}-copy"], made[f"{standard}-merged"] = copies(standard, inside)
    return made


def copies(standard: StandardName, inside: list[Attachment]) -> tuple[bytes, bytes]:
    letters = [LETTER, *NAMES, *STREET]
    making = brief_copy_renderer(story_of(DATA), THEME, "a4", characters=letters, attachments=inside, standard=standard)
    file = io.BytesIO()
    growing = MergedPdf(file, right_hand=True)
    for place in range(COPIES):
        growing.add(making.parts_of(a_letter(f"{NAMES[place % 9]} {place}", addressed=place % 4 == 0)))
    growing.close()
    return making.render_copy(a_letter("Ada Lovelace", addressed=True)).data, file.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize("reader", [in_pdf_js, in_pdfium])
def test_every_bookmark_and_link_leads_to_its_text(tmp_path: Path, reader: Reader) -> None:
    for name, pdf in files().items():
        (tmp_path / name).write_bytes(pdf)
    found = {name: seen.ways for name, seen in reader({name: tmp_path / name for name in files()}).items()}
    assert {name: astray for name, pdf in files().items() if (astray := strays(pdf, found[name]))} == {}
    assert {name: len(ways) for name, ways in found.items()} == {name: counted(pdf) for name, pdf in files().items()}
    assert all(len(found[f"{standard}-merged"]) > 2 * COPIES for standard in STANDARDS)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["usual", "contents", "annex", "copy", "merged"])
def test_in_pdf_2_the_element_beside_the_page_stands_on_it(kind: str) -> None:
    with pikepdf.open(io.BytesIO(files()[f"pdfa4-{kind}"])) as document:
        for each in leading(document):
            (page, *place), (elem, *same) = each.A.D, each.A.SD
            assert "/Dest" not in each
            assert (page.Type, elem.Type) == ("/Page", "/StructElem")
            assert list(map(str, place)) == list(map(str, same))
            assert first_page(elem).objgen == page.objgen


def first_page(elem: Any) -> Any:
    """Find the page of an element's first ink."""
    while "/Pg" not in elem:
        elem = elem.K[0]
    return elem.Pg
