"""The briefs of every data file of ours, in every flavour, in the readers that people have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from reports.brief.render import render
from reports.errors import ReportError
from reports.pdf.metadata import StandardName
from reports.story import Finding, Listing, Organisation, Portfolio, Questions, Section, Story, Words
from tests.builders.brief import THEME, story_of
from tests.builders.finished import ROOT
from tests.readback import folded
from tests.readers.ways import Reader, counted, in_pdf_js, in_pdfium, in_poppler, strays

DATA = sorted([*ROOT.glob("data/**/*.yaml"), *ROOT.glob("tests/cases/**/*.yaml")])
STANDARDS: tuple[StandardName, ...] = ("pdfa3", "pdfa4", "pdfa2")
HEADINGS = ("/H1", "/H2", "/H3")
_LOOKED_FOR = 60  # letters of a text: the rest may stand on another page


@dataclass(frozen=True)
class Written:
    """A brief on disk."""

    story: Story
    path: Path
    large_print: bool


@pytest.fixture(scope="module")
def briefs(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Written]:
    """Make all that can be made; some cases are to be refused. Standards and papers take turns."""
    folder, made = tmp_path_factory.mktemp("briefs"), dict[str, Written]()
    for number, (data, large_print) in enumerate(product(DATA, (False, True))):
        for standard in STANDARDS if "data" in data.relative_to(ROOT).parts[0] else STANDARDS[number % 3 :][:1]:
            try:
                story = story_of(data)
                paper = "letter" if number % 4 < 2 else "a4"
                pdf = render(story, THEME, paper, standard=standard, large_print=large_print).pdf  # type: ignore[arg-type]
            except ReportError:
                continue
            name = f"{data.parent.name}-{data.stem}-{standard}{'-large' * large_print}"
            made[name] = Written(story, folder / f"{name}.pdf", large_print)
            made[name].path.write_bytes(pdf)
    assert len(made) > len(DATA)
    return made


def phrases(story: Story, said: str, *, large_print: bool) -> Iterator[str]:
    """Yield what a brief says, in the order of the story: its cover, headings, and running text.

    A figure and its label are one phrase, though their sizes differ. Sections that may change places come as their
    headings do in what is `said`. Large print may begin its second page with a first statement, before the standfirst.
    """
    cover, sections = story.cover, list(story.sections)
    if story.free_order:
        sections.sort(key=lambda section: said.find(folded(section.heading.text)))
    yield from (each.text for each in (story.publisher, story.label, cover.title))
    yield from (f"{each.figure} {each.label}" for each in cover.figures)
    first = story.sections[0]
    begins = next((beginning(words) for words in texts(first)), "")
    stated = large_print and isinstance(first.block, Finding)
    late = stated and said.count(folded(begins)) == 1  # "TODO" of a draft stands in many places
    late = late and said.find(folded(begins)) < said.find(folded(cover.standfirst.text))
    if not late:
        yield cover.standfirst.text
    for section in sections:
        if not isinstance(section.block, Portfolio) or section.block.breakdown:
            yield section.heading.text
            yield from (beginning(words) for words in texts(section))
        if late and section is first:
            yield cover.standfirst.text
    yield story.closing.heading.text
    yield from (annex.heading.text for annex in [story.annex] if annex)


def beginning(words: Words) -> str:
    return words.text if len(words.text) <= _LOOKED_FOR else words.text[:_LOOKED_FOR].rpartition(" ")[0]


def texts(section: Section) -> Iterator[Words]:
    match section.block:
        case Finding(text=text) | Organisation(text=text) | Listing(items=text):
            yield from text
        case Questions(questions=questions):
            yield from (words for each in questions for words in (each.name, each.text))


def alike(text: str) -> str:
    """Fold it, without what readers see otherwise: thin blanks before signs (poppler), broken words (pdf.js)."""
    return re.sub(r"\s+(?=[;:!?])|(?<=\w)-\s*(?=\w)", "", folded(text))


def missing(brief: Written, pages: list[str]) -> list[str]:
    """Name what is not found behind all that comes before it."""
    said, lost = folded(" ".join(pages)), []
    expected = list(phrases(brief.story, said, large_print=brief.large_print))
    said = alike(said)
    for phrase in expected:
        _, found, rest = said.partition(alike(phrase))
        said = rest if found else said
        lost += [] if found else [phrase]
    return lost


@pytest.mark.slow
@pytest.mark.parametrize("reader", [in_pdf_js, in_pdfium, in_poppler])
def test_every_brief_is_read_in_the_order_of_its_story_and_every_way_leads_there(
    briefs: Mapping[str, Written], reader: Reader
) -> None:
    found = reader({name: each.path for name, each in briefs.items()})
    assert {name: lost for name, each in briefs.items() if (lost := missing(each, found[name].pages))} == {}
    for name, each in briefs.items():
        pdf, ways = each.path.read_bytes(), found[name].ways
        assert (name, len(ways)) == (name, counted(pdf))
        if reader is in_poppler:  # it tells a way's page alone
            astray = [way for way in ways if alike(way.says) not in alike(found[name].pages[way.page])]
        else:
            astray = strays(pdf, ways)
        assert (name, astray) == (name, [])


@pytest.mark.slow
def test_no_entry_of_a_list_is_alone_on_a_page_and_captions_stand_with_their_chart(
    briefs: Mapping[str, Written],
) -> None:
    for name, each in briefs.items():
        with pikepdf.open(each.path) as document:
            pages = {page.obj.objgen: number for number, page in enumerate(document.pages, 1)}
            assert (name, list(_torn(document.Root.StructTreeRoot, pages))) == (name, [])


def _torn(elem: Any, pages: Mapping[tuple[int, int], int]) -> Iterator[tuple[str, list[int]]]:
    """Name what a page break parts badly, with the pages on which its parts begin."""
    kids = _kids(elem)
    begins = [_page(kid, pages) for kid in kids]
    if elem.get("/S") == "/L" and len(kids) > 1 and (begins[0] < begins[1] or begins[-2] < begins[-1]):
        yield "an entry alone", begins
    for (above, page), (below, other) in pairwise(zip(kids, begins, strict=True)):
        last = _page(_kids(_kids(above)[-1])[-1], pages) if above.S == "/Table" else page
        if (above.S in ("/Figure", "/Table") and below.S == "/P" and last < other) or (
            above.S in HEADINGS and last < other
        ):
            yield f"{above.S} from what follows", [last, other]
    for kid in kids:
        yield from _torn(kid, pages)


def _kids(elem: Any) -> list[Any]:
    found = elem.get("/K", [])
    listed = list(found) if isinstance(found, pikepdf.Array) else [found]
    return [kid for kid in listed if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _page(elem: Any, pages: Mapping[tuple[int, int], int]) -> int:
    """Return the page on which an element's ink begins."""
    return pages[elem.Pg.objgen] if "/Pg" in elem else _page(_kids(elem)[0], pages)
