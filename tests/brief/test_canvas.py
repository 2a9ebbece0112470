"""Ink and its meaning: nothing is painted that a screen reader could not place."""

from __future__ import annotations

import io

import pikepdf
import pytest

from reports.pdf.canvas import TaggedCanvas
from reports.pdf.metadata import STANDARDS
from reports.pdf.structure import Elem
from reports.pdf.tags import Tag
from tests.builders.pdf import FACTS, FONT, content
from tests.readback import elements


def a_canvas() -> TaggedCanvas:
    return TaggedCanvas((200, 200), FACTS, STANDARDS["pdfa3"], FONT)


def an_elem(canvas: TaggedCanvas, tag: Tag = "P", alt: str | None = None) -> Elem:
    elem = Elem(tag, alt=alt)
    canvas.document.structure.document.extend([elem])
    return elem


def marks(pdf: bytes) -> list[str]:
    """Give what opens and closes in the page's content, in order."""
    words = content(pdf).split("\n")
    return [word.split(" ")[0] for word in words if word.endswith(("BDC", "BMC")) or word == "EMC"]


def test_text_outside_any_element_is_refused() -> None:
    with pytest.raises(ValueError, match="text painted outside any structure element or artifact"):
        a_canvas().show("lost", (10, 10), FONT, 10, "#000000")


def test_reportlab_s_own_fonts_are_refused() -> None:
    with pytest.raises(ValueError, match="text is painted by `show` alone"):
        a_canvas().drawString(10, 10, "not ours")


def test_lines_are_decoration_unless_they_are_a_figure() -> None:
    canvas = a_canvas()
    with canvas.tagged(an_elem(canvas)):
        canvas.rule(10, 10, 50, 1, "#000000")
    with canvas.tagged(an_elem(canvas, "Figure", alt="A square.")):
        canvas.ground(10, 10, 5, 5, "#000000")
    assert marks(canvas.finished()) == ["/Artifact", "EMC", "/Figure", "EMC"]


@pytest.mark.parametrize(("ink", "top", "painted"), [("#EEEEEE", 40, 1), ("#DDDDDD", 40, 2), ("#EEEEEE", 41, 2)])
def test_a_ground_is_painted_only_where_the_sheet_has_another_colour(ink: str, top: int, painted: int) -> None:
    canvas = a_canvas()
    canvas.bleed(40, None, "#EEEEEE")
    canvas.ground(10, 10, 20, top - 10, ink)
    assert content(canvas.finished()).count(" re f") == painted
    canvas = a_canvas()
    canvas.bleed(40, None, "#EEEEEE")
    canvas.showPage()
    canvas.ground(10, 10, 20, 10, "#EEEEEE")
    assert content(canvas.finished()).count(" re f") == 1


def test_a_mark_closes_before_the_state_it_was_opened_in() -> None:
    canvas = a_canvas()
    with canvas.tagged(an_elem(canvas)):
        canvas.saveState()
        canvas.show("inside", (10, 10), FONT, 10, "#000000")
        canvas.restoreState()
    code = content(canvas.finished())
    assert code.index("EMC") < code.index("Q")


def test_an_element_over_two_pages_is_one_element() -> None:
    canvas = a_canvas()
    elem = an_elem(canvas)
    for text in ("begun ", "ended"):
        with canvas.tagged(elem):
            canvas.show(text, (10, 10), FONT, 10, "#000000")
        canvas.showPage()
    assert [(each.tag, each.text) for each in elements(canvas.finished())] == [("Document", ""), ("P", "begun ended")]


def test_what_runs_along_a_page_is_no_part_of_the_tree() -> None:
    canvas = a_canvas()
    with canvas.artifact("/Type/Pagination/Subtype/Footer"):
        canvas.show("page 1", (10, 10), FONT, 10, "#000000")
    pdf = canvas.finished()
    assert "/Artifact <</Type/Pagination/Subtype/Footer>> BDC" in content(pdf)
    assert [each.tag for each in elements(pdf)] == ["Document"]


def test_a_link_says_where_it_leads_and_is_found_from_its_hot_area() -> None:
    canvas = a_canvas()
    link = an_elem(canvas, "Link")
    with canvas.tagged(link):
        canvas.show("here", (10, 10), FONT, 10, "#000000")
    canvas.link(link, "https://example.org/", (10, 8, 40, 20), "Opens https://example.org/")
    with pikepdf.open(io.BytesIO(canvas.finished())) as pdf:
        (annotation,) = pdf.pages[0]["/Annots"]
        numbers = pdf.Root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
        owner = {int(numbers[n]): numbers[n + 1] for n in range(0, len(numbers), 2)}[int(annotation["/StructParent"])]
        assert str(owner["/S"]) == "/Link"
        assert str(annotation["/Contents"]) == "Opens https://example.org/"
        assert str(annotation["/A"]["/URI"]) == "https://example.org/"
        assert int(annotation["/F"]) == 4
