"""Briefs in the readers that people have: bookmarks and links lead to their text, and what a cover says is found."""

from __future__ import annotations

import ctypes
import io
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pypdfium2 import raw

from reports.brief.mailmerge.merge import MergedPdf
from reports.brief.mailmerge.render_copies import brief_copy_renderer
from reports.brief.render import render
from reports.datafile.attachments import Attachment
from reports.pdf.metadata import STANDARDS, StandardName
from tests.builders.annex import with_annex
from tests.builders.brief import INSIDE, THEME, a_long_story, story_of
from tests.builders.finished import DATA
from tests.builders.letters import LETTER, NAMES, STREET, a_letter
from tests.readback import folded
from tests.validators import pdf_js

COPIES = 70  # more than one group's
_STRIP = 60  # points below a destination in which its text begins
Rect = tuple[float, float, float, float]


@dataclass(frozen=True)
class Way:
    """Where something leads: `says` is a bookmark's title or a link's lettering; pages from 0 on, -1 is nowhere."""

    says: str
    page: int
    top: float | None = None


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
    growing = MergedPdf(making, file, right_hand=True)
    for place in range(COPIES):
        growing.add(a_letter(f"{NAMES[place % 9]} {place}", addressed=place % 4 == 0))
    growing.close()
    return making.render_copy(a_letter("Ada Lovelace", addressed=True)).data, file.getvalue()


# -- two readers ---------------------------------------------------------------------------------------


def in_pdf_js(folder: Path) -> Mapping[str, list[Way]]:
    for name, pdf in files().items():
        (folder / name).write_bytes(pdf)
    script = Path(__file__).with_name("destinations.mjs")
    found = pdf_js(script, [folder / name for name in files()])
    return {name: list(_of_pdf_js(pdf, found[str(folder / name)])) for name, pdf in files().items()}


def _of_pdf_js(pdf: bytes, found: Any) -> Iterator[Way]:
    yield from (Way(each["title"], each["page"], each["top"]) for each in found["bookmarks"])
    with pypdfium2.PdfDocument(pdf) as document:
        for each in found["links"]:
            yield Way(text_in(document, each["on"], each["rect"]), each["page"], each["top"])


def in_pdfium(_folder: Path) -> Mapping[str, list[Way]]:
    found = {}
    for name, pdf in files().items():
        with pypdfium2.PdfDocument(pdf) as document:
            found[name] = [*_bookmarks(document, None), *_links(document)]
    return found


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


# -- what must hold ------------------------------------------------------------------------------------


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
    says = folded(way.says).rstrip(";,. ")
    return bool(says) and says in text_in(document, way.page, (0, way.top - _STRIP, width, way.top + 1))


def counted(pdf: bytes) -> int:
    """Count bookmarks and inner links by their dictionaries."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(leading(document))


def leading(document: Any) -> list[Any]:
    """Give every dictionary that leads to a place inside."""
    found: list[Any] = [each for each in document.objects if isinstance(each, pikepdf.Dictionary)]
    return [each for each in found if "/Dest" in each or each.get("/A", {}).get("/S") == "/GoTo"]


@pytest.mark.slow
@pytest.mark.parametrize("reader", [in_pdf_js, in_pdfium])
def test_every_bookmark_and_link_leads_to_its_text(
    tmp_path: Path, reader: Callable[[Path], Mapping[str, list[Way]]]
) -> None:
    found = reader(tmp_path)
    assert {name: astray for name, pdf in files().items() if (astray := strays(pdf, found[name]))} == {}
    assert {name: len(ways) for name, ways in found.items()} == {name: counted(pdf) for name, pdf in files().items()}
    assert all(len(found[f"{standard}-merged"]) > 2 * COPIES for standard in STANDARDS)


def said_in_pdf_js(pdf: Path) -> str:
    found = pdf_js(Path(__file__).with_name("destinations.mjs"), [pdf])
    return str(found[str(pdf)]["says"])


def said_in_pdfium(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return str(document[0].get_textpage().get_text_range())


def said_in_poppler(pdf: Path) -> str:
    command = ["pdftotext", "-raw", "-l", "1", str(pdf), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.slow
@pytest.mark.parametrize("large_print", [False, True])
@pytest.mark.parametrize("data", sorted([DATA, *DATA.parent.glob("examples/*.yaml")]), ids=lambda path: path.stem)
@pytest.mark.parametrize("reader", [said_in_pdf_js, said_in_pdfium, said_in_poppler])
def test_what_a_cover_says_is_found_in_its_order(
    tmp_path: Path, reader: Callable[[Path], str], data: Path, large_print: bool
) -> None:
    """A figure and its label are one phrase, though their sizes differ."""
    cover = (story := story_of(data)).cover
    figures = [f"{each.figure} {each.label}" for each in cover.portfolio.figures]
    (tmp_path / "brief.pdf").write_bytes(render(story, THEME, "a4", large_print=large_print).pdf)
    said = " ".join(reader(tmp_path / "brief.pdf").split())
    phrases = [story.publisher.text, story.label.text, cover.title.text, cover.standfirst.text, *figures]
    for phrase in phrases:
        before, found, said = said.partition(phrase)
        assert found, f"{phrase} is not behind {before}"


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
