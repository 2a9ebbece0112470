"""A drawing's ink on the slide, read back with python-pptx in points."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree
from pptx.oxml import parse_xml

from reports.charts.drawing import Drawing, Mark, Path, Stroke, Text
from reports.deck.layout.names import BoxName, BoxRole
from reports.deck.layout.slide import Art
from reports.deck.ooxml.shapes import group
from reports.deck.ooxml.xml import NAMESPACES
from reports.units import Points, from_emu, to_emu
from tests.builders.deck import the_theme

A_PLACE = (to_emu(100), to_emu(50))
A = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}


def drawn(*marks: Mark, alt: str = "Chart of it.") -> Any:
    """Give the group's element; the drawing is 200 by 80 points, at (100, 50) on the slide."""
    drawing = Drawing(Points(200), Points(80), marks, alt)
    text = group(Art(BoxName(BoxRole.CHART), "Squares", drawing), A_PLACE, 5, the_theme(), "en-GB")
    return parse_xml(text.replace("<p:grpSp>", f"<p:grpSp {NAMESPACES}>", 1))


def place(shape: Any) -> tuple[float, ...]:
    transform = shape.find(".//a:xfrm", A)
    offset, extent = transform.find("a:off", A), transform.find("a:ext", A)
    return tuple(
        round(from_emu(int(each)), 2) for each in (offset.get("x"), offset.get("y"), extent.get("cx"), extent.get("cy"))
    )


def a_square(x: float, y: float, side: float, fill: str = "#0B5C6B") -> Path:
    corners = [("M", x, y), ("L", x + side, y), ("L", x + side, y + side), ("L", x, y + side), ("Z",)]
    return Path(tuple(corners), fill, None, "Square 1 of 1")  # type: ignore[arg-type]


def a_label(text: str = "2013", *, align: Any = "left") -> Text:
    return Text(
        Points(20),
        Points(30),
        text,
        Points(10),
        the_theme().font.face("bold"),
        True,
        "#17242B",
        Points(50),
        align,
        "Year 2013",
    )


def test_a_group_has_name_alt_text_and_the_drawings_own_size() -> None:
    made = drawn(a_square(10, 20, 30), alt='Chart of "it" & more.')
    named = made.xpath("p:nvGrpSpPr/p:cNvPr")[0]
    assert (named.get("id"), named.get("name"), named.get("descr")) == ("5", "Squares", 'Chart of "it" & more.')
    transform = made.grpSpPr.find("a:xfrm", A)
    assert [etree.QName(each).localname for each in transform] == ["off", "ext", "chOff", "chExt"]
    assert transform[0].attrib == transform[2].attrib
    assert place(made.grpSpPr) == (100, 50, 200, 80)


def test_a_square_stands_where_it_was_drawn_upside_down_no_more() -> None:
    (shape,) = drawn(a_square(10, 20, 30)).xpath("p:sp")
    assert place(shape) == (110, 80, 30, 30)
    assert shape.find(".//a:prstGeom", A).get("prst") == "rect"
    assert shape.xpath("p:nvSpPr/p:cNvPr/@name") == ["Square 1 of 1"]


def test_a_colour_of_the_theme_is_named_and_another_one_spelt() -> None:
    own, other = drawn(a_square(0, 0, 1), a_square(0, 0, 1, fill="#123456")).xpath("p:sp/p:spPr/a:solidFill")
    assert own[0].get("val") == "accent1"
    assert other[0].get("val") == "123456"


@pytest.mark.parametrize(("end", "flipped"), [((60, 70), True), ((60, 10), False), ((60, 20), False)])
def test_a_line_runs_between_its_ends(end: tuple[float, float], flipped: bool) -> None:
    stroke = Stroke("#0B5C6B", Points(2), (4, 3))
    (line,) = drawn(Path((("M", 10, 20), ("L", *end)), None, stroke, "Line")).xpath("p:cxnSp")
    assert place(line) == (110, 130 - max(20, end[1]), 50, abs(end[1] - 20))
    assert (line.find(".//a:xfrm", A).get("flipV") == "1") is flipped
    assert line.find(".//a:ln", A).get("w") == "25400"
    assert [dict(each.attrib) for each in line.iter("{*}ds")] == [{"d": "200000", "sp": "150000"}]


def test_a_curve_becomes_an_outline_with_whole_numbers() -> None:
    curve = Path(
        (("M", 0, 0), ("C", 10.3, 20.7, 30, 40, 50, 60), ("L", 80, 60)), None, Stroke("#000000", Points(1)), "Course"
    )
    (shape,) = drawn(curve).xpath("p:sp")
    path = shape.find(".//a:path", A)
    assert [etree.QName(each).localname for each in path] == ["moveTo", "cubicBezTo", "lnTo"]
    assert (path.get("w"), path.get("h"), path.get("fill")) == (str(to_emu(80)), str(to_emu(60)), "none")
    assert [(point.get("x"), point.get("y")) for point in path.iter("{*}pt")][-1] == (str(to_emu(80)), "0")


def test_a_flat_outline_names_no_size_of_zero() -> None:
    flat = Path((("M", 0, 5), ("L", 50, 5), ("L", 80, 5)), None, Stroke("#000000", Points(1)), "Axis")
    path = drawn(flat).find(".//a:path", A)
    assert "h" not in path.attrib


@pytest.mark.parametrize(("align", "left"), [("left", 120), ("center", 117), ("right", 114)])
def test_a_label_stays_at_its_anchor_and_has_room_for_another_font(align: str, left: float) -> None:
    (shape,) = drawn(a_label(align=align)).xpath("p:sp")
    assert place(shape) == (left, 50 + 80 - 30 - 10, 56, 13.26)
    assert shape.find(".//a:bodyPr", A).get("wrap") == "none"


def test_a_label_is_text_in_the_decks_language() -> None:
    run = drawn(a_label("<2013> & on")).find(".//a:r", A)
    properties = run.find("a:rPr", A)
    assert run.find("a:t", A).text == "<2013> & on"
    assert (properties.get("lang"), properties.get("sz"), properties.get("b")) == ("en-GB", "1000", "1")
