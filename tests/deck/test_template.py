"""Our own template: what it holds, what it leaves behind, and that the kept file is what the script makes."""

from __future__ import annotations

import io
import itertools
from pathlib import Path

import pytest
from openxml_audit import validate_pptx
from pptx import Presentation

from reports.deck.layout.boxes import FIRST_INDEX, Box, SlideLayout
from reports.deck.layout.layouts import kept, layouts
from reports.deck.layout.names import BoxRole, Family, LayoutName
from reports.deck.lint import faults
from reports.deck.ooxml import template
from reports.units import to_emu
from tests import validators
from tests.builders.deck import the_theme, xml


def test_the_kept_file_is_what_the_script_makes() -> None:
    assert template.FILE.read_bytes() == template.make(the_theme()), "run python -m reports.deck.ooxml.template"


def test_the_kept_file_serves_our_own_look_and_only_that() -> None:
    colours = {**the_theme().colour, "accent": "#663300"}
    other = the_theme().model_copy(update={"colour": colours})
    assert template.template(the_theme()) == template.FILE.read_bytes()
    assert '<a:accent1><a:srgbClr val="663300"/>' in xml(template.template(other), "ppt/theme/theme1.xml")


def test_it_is_sixteen_to_nine_and_says_so() -> None:
    presentation = Presentation(str(template.FILE))
    assert (presentation.slide_width, presentation.slide_height) == (12_191_695, 6_858_000)
    assert "<PresentationFormat>Widescreen<" in xml(template.FILE.read_bytes(), "docProps/app.xml")


def test_it_has_no_faults_that_make_programs_repair_it() -> None:
    assert faults(template.FILE.read_bytes()) == []


def test_it_passes_openxml_audit() -> None:
    assert validate_pptx(template.FILE).errors == []


@pytest.mark.slow
def test_it_passes_the_open_xml_sdk() -> None:
    assert validators.open_xml_sdk(template.FILE) == []


def test_every_placeholder_stands_where_the_table_says() -> None:
    for made in Presentation(str(template.FILE)).slide_layouts:
        layout = named(made.name)
        shapes = {shape.placeholder_format.idx: shape for shape in made.placeholders}  # type: ignore[misc]
        for box in layout.boxes:
            shape = shapes[layout.index(box.name)]
            assert [shape.left, shape.top, shape.width, shape.height] == [to_emu(72 * each) for each in place(box)]


def named(name: str) -> SlideLayout:
    return next(layout for layout in kept() if str(layout.name) == name)


def place(box: Box) -> tuple[float, float, float, float]:
    return box.x, box.y, box.width, box.height


def test_notes_and_slides_share_the_brand_but_no_theme_part() -> None:
    for number in (1, 2, 3):
        theme = xml(template.FILE.read_bytes(), f"ppt/theme/theme{number}.xml")
        assert '<a:majorFont><a:latin typeface="Source Serif 4 Display Semibold"/>' in theme
        assert '<a:minorFont><a:latin typeface="Source Sans 3"/>' in theme


def test_there_is_a_page_for_handouts_with_a_theme_of_its_own() -> None:
    kept = template.FILE.read_bytes()
    deck = xml(kept, "ppt/presentation.xml")
    assert deck.index("notesMasterIdLst") < deck.index("handoutMasterIdLst")
    assert xml(kept, "ppt/handoutMasters/handoutMaster1.xml").count("<p:ph ") == 4


def test_date_footer_and_number_are_live_on_every_layout() -> None:
    for layout in Presentation(str(template.FILE)).slide_layouts:
        kinds = {each.get("type"): each.get("idx") for each in layout._element.iter("{*}ph")}
        assert (kinds["dt"], kinds["ftr"], kinds["sldNum"]) == ("10", "11", "12")
        assert {each.get("type") for each in layout._element.iter("{*}fld")} == {"datetime1", "slidenum"}


def test_links_on_dark_layouts_take_the_light_grey() -> None:
    presentation = Presentation(str(template.FILE))
    for made in presentation.slide_layouts:
        override = made._element.xpath("p:clrMapOvr/a:overrideClrMapping/@hlink")
        assert override == (["accent6"] if named(made.name).dark else [])


@pytest.mark.parametrize("layout", layouts().values(), ids=lambda layout: f"{layout.name}, {layout.name.size}")
def test_boxes_stay_on_the_slide_and_clear_of_each_other(layout: SlideLayout) -> None:
    boxes = [box for box in layout.boxes if box.x]  # all but a picture, which fills its slide, or its edge
    for box in boxes:
        assert box.x >= 0.75
        assert box.x + box.width <= 12.584
        assert box.y + box.height <= 6.93
    for one, other in itertools.combinations(boxes, 2):
        assert not overlap(one, other), f"{one.name} and {other.name}"


def overlap(one: Box, other: Box) -> bool:
    return (
        min(one.x + one.width, other.x + other.width) - max(one.x, other.x) > 0.001
        and min(one.y + one.height, other.y + other.height) - max(one.y, other.y) > 0.001
    )


@pytest.mark.parametrize("layout", layouts().values(), ids=lambda layout: f"{layout.name}, {layout.name.size}")
def test_no_rule_runs_through_a_box(layout: SlideLayout) -> None:
    for rule, box in itertools.product(layout.rules, layout.boxes):
        beside = box.x >= rule.x + rule.width - 0.001 or box.x + box.width <= rule.x + 0.001
        assert beside or not box.y + 0.001 < rule.y < box.y + box.height - 0.001, box.name


def test_layouts_number_their_boxes_from_thirteen() -> None:
    rows = layouts()[LayoutName(Family.ROWS, 2)]
    assert [rows.index(box.name) for box in rows.boxes] == [0, FIRST_INDEX, 14, 15, 16]


def test_text_of_a_layout_is_never_too_small_to_be_read() -> None:
    theme = the_theme()
    for layout in layouts().values():
        for box in layout.boxes:
            least = 14 if box.name.role in (BoxRole.CAPTION, BoxRole.CREDIT, BoxRole.MEASURE) else 18
            assert all(theme.deck.type[level.role].size >= least for level in box.levels), box.name


def test_there_is_one_layout_of_each_kind_with_places_for_the_most() -> None:
    for layout in layouts().values():
        (in_file,) = (each for each in kept() if each.name.family is layout.name.family)
        assert {box.name for box in layout.boxes} <= {box.name for box in in_file.boxes}
        assert all(box.moved or box == in_file.box(box.name) for box in layout.boxes)


def test_the_template_opens_in_python_pptx_with_all_its_layouts(tmp_path: Path) -> None:
    names = [layout.name for layout in Presentation(io.BytesIO(template.make(the_theme()))).slide_layouts]
    assert names == [str(layout.name) for layout in kept()]
    assert len(set(names)) == len(names) <= 26
