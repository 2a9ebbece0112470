"""Every tag that can be written stands in a file that claims to be accessible, by either standard."""

from __future__ import annotations

import io
from pathlib import Path
from typing import get_args

import pikepdf
import pytest

from reports.pdf.canvas import TaggedCanvas
from reports.pdf.metadata import BARE_PDFA4, STANDARDS, Standard
from reports.pdf.structure import Elem
from reports.pdf.tags import HEADINGS, IN_PDF_1_7, NAMESPACE, Tag
from tests.builders.pdf import FACTS, FONT
from tests.validators import vera_pdf_claims

TAGS: tuple[Tag, ...] = get_args(Tag)
IN_A_TEXT: tuple[Tag, ...] = ("Span", "Em", "Strong", "Sub", "Quote", "Code", "FENote", "Reference", "BibEntry")
ALONE: tuple[Tag, ...] = ("P", "BlockQuote", "Private", "Aside", *IN_A_TEXT[6:7])
STANDARD = {"pdfa3": STANDARDS["pdfa3"], "pdfa4": BARE_PDFA4}


def a_tree() -> list[Elem]:
    """Build elements of every tag, each where a tag of its kind may stand; those without kids take text."""
    title = Elem("H1")
    rows = [Elem("TR", [Elem("TH", attributes="/O/Table/Scope/Row"), Elem("TD")]) for _ in range(3)]
    table = [Elem("Caption"), Elem("THead", rows[:1]), Elem("TBody", rows[1:2]), Elem("TFoot", rows[2:])]
    entry = Elem("TOCI", [Elem("Reference")])
    entry.refs.append(title)
    contents = Elem("TOC", [entry])
    listed = Elem("L", [Elem("LI", [Elem("Lbl"), Elem("LBody")])], attributes="/O/List/ListNumbering/Decimal")
    groups: tuple[Tag, ...] = ("DocumentFragment", "Part", "Art", "Sect", "Div", "Index")
    return [
        Elem("Title"),
        *(title, *(Elem(tag) for tag in HEADINGS[1:])),
        *(Elem(tag, [Elem("P")]) for tag in groups),
        *(Elem(tag) for tag in ALONE),
        *(Elem("P", [Elem(tag)]) for tag in IN_A_TEXT),
        *(contents, listed, Elem("Table", table)),
        *(Elem("Figure", alt="A bar."), Elem("Formula", alt="1 + 1")),
    ]


def a_file(standard: Standard) -> bytes:
    canvas = TaggedCanvas((200, 800), FACTS, standard, FONT)
    root = canvas.document.structure.document
    root.extend(a_tree())
    y = 790
    for elem in [each for each in root.walk() if not each.kids]:
        y -= 10
        if elem.tag in ("Figure", "Formula"):
            elem.place(10, y, 60, y + 10)
        with canvas.tagged(elem):
            canvas.show("text", (10, y), FONT, 8, "#000000")
    link = Elem("Link")
    root.extend([Elem("P", [link])])
    with canvas.tagged(link):
        canvas.show("there", (100, 790), FONT, 8, "#000000")
    canvas.link(link, "https://example.org/", (100, 790, 140, 800), "There")
    canvas.showPage()
    return canvas.finished()


def written(pdf: bytes) -> dict[str, str]:
    """Give each tag of a file with the namespace that its elements name, if any."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        elements = [each for each in file.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each]
        return {
            str(each["/S"])[1:]: str(each["/NS"]["/NS"]) if "/NS" in each else ""
            for each in elements
            if each.get("/Type") == "/StructElem"
        }


def test_pdf_1_7_writes_no_tag_that_it_does_not_know() -> None:
    """ISO 32000-1, 14.8.4, without what is left out."""
    known = "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index Private P H1 H2 H3 H4 H5 H6 L LI Lbl LBody "
    known += "Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Figure Formula"
    assert set(written(a_file(STANDARD["pdfa3"]))) == set(known.split())
    assert {IN_PDF_1_7.get(tag, tag) for tag in TAGS} == set(known.split())


def test_pdf_2_0_writes_every_tag_with_its_namespace() -> None:
    assert written(a_file(STANDARD["pdfa4"])) == NAMESPACE


@pytest.mark.slow
def test_verapdf_finds_no_fault_in_any_tag(tmp_path: Path) -> None:
    for name, standard in STANDARD.items():
        (tmp_path / f"{name}.pdf").write_bytes(a_file(standard))
    found = vera_pdf_claims([tmp_path / f"{name}.pdf" for name in STANDARD])
    assert [len(claims) for claims in found.values()] == [2, 3]
    assert [rule for claims in found.values() for rules in claims.values() for rule in rules] == []
