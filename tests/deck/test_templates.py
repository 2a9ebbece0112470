"""Somebody else's template: mapped, filled, and the finished deck as sound as in ours."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openxml_audit import validate_pptx
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Inches

from reports.deck.lint import faults
from reports.deck.ooxml.template import FILE
from reports.deck.render import Deck, render
from reports.deck.user_template.choose import read
from reports.errors import DataError
from reports.story import Point, Words
from reports.theme.types import OwnTemplate
from tests import validators
from tests.builders import deck as stories
from tests.builders import templates
from tests.builders.deck import (
    a_breakdown,
    a_comparison,
    a_divided_portfolio,
    a_finding,
    a_point,
    a_portfolio,
    a_project,
    a_story,
    a_timeline,
    an_annex,
    every_block,
    groups,
    named,
    questions,
    slide_of,
    slides,
    the_theme,
    title,
    xml,
)
from tests.builders.story import SOMEWHERE, a_milestone

A_TEXT = r'<p:ph( type="(body|subTitle)")?( sz="[a-z]*")?( orient="vert")? idx="\d+"/>'
Put = Callable[[bytes], Path]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Write a template to a file."""

    def write(data: bytes) -> Path:
        file = tmp_path / "theirs.pptx"
        file.write_bytes(data)
        return file

    return write


def made(file: Path, *blocks: object) -> Deck:
    story = a_story(*blocks) if blocks else every_block()  # type: ignore[arg-type]
    return render(story, the_theme(), template=file)


# -- mapped -------------------------------------------------------------------------------------------


def mapped(file: Path, **layouts: str) -> dict[str, tuple[str, str]]:
    choice = OwnTemplate.model_construct(file=file, layouts=layouts)
    _, _, choices = read(file, the_theme().model_copy(update={"template": choice}))
    return {purpose: (choice.layout.name, choice.how) for purpose, choice in choices.items()}


def renamed(data: bytes) -> bytes:
    return templates.swapped(data, r"ppt/slideLayouts/[^/]+\.xml", r'<p:cSld name="[^"]*"', '<p:cSld name="Layout"')


def without_types(data: bytes) -> bytes:
    return templates.swapped(data, r"ppt/slideLayouts/[^/]+\.xml", r'(<p:sldLayout [^>]*?) type="[^"]*"', r"\1")


def test_layouts_are_found_by_name(put: Put) -> None:
    assert mapped(put(templates.default())) == {
        "cover": ("Title Slide", "by name"),
        "text": ("Title and Content", "by name"),
        "columns": ("Two Content", "by name"),
        "chart": ("Title and Content", "as text"),
        "closing": ("Title and Content", "as text"),
    }


def test_without_names_they_are_found_by_type(put: Put) -> None:
    found = mapped(put(renamed(templates.default())))
    assert [found[purpose][1] for purpose in ("cover", "text", "columns")] == ["by type"] * 3


def test_without_names_and_types_they_are_found_by_what_they_hold(put: Put) -> None:
    file = put(without_types(renamed(templates.default())))
    assert [mapped(file)[purpose][1] for purpose in ("cover", "text", "columns")] == ["by its contents"] * 3
    assert made(file, questions(2)).slides == 3


def test_an_explicit_map_comes_first(put: Put) -> None:
    found = mapped(put(templates.default()), closing="Content with Caption", cover="section header")
    assert found["closing"] == ("Content with Caption", "as you say")
    assert found["cover"] == ("Section Header", "as you say")


def test_a_layout_of_a_second_master_is_told_by_the_masters_number(put: Put) -> None:
    file = put(templates.with_two_masters())
    _, found, choices = read(file, the_theme())
    assert {layout.master for layout in found} == {1, 2}
    choice = OwnTemplate.model_construct(file=file, layouts={"text": "2/Title and Content"})
    _, _, told = read(file, the_theme().model_copy(update={"template": choice}))
    assert told["text"].layout.master != choices["text"].layout.master
    deck = render(a_story(questions(2)), the_theme().model_copy(update={"template": choice}))
    assert faults(deck.pptx) == []
    assert deck.warnings == ()


@pytest.mark.parametrize(
    ("layouts", "said"),
    [
        (
            {"text": "Title and Contents"},
            "has no layout 'Title and Contents' .for text.\n  hint: did you mean 'Title and Content'",
        ),
        (
            {"text": "Title Only"},
            "'Title Only' does not serve as text: it takes a title and a body\n  hint: it holds title, date",
        ),
    ],
)
def test_a_map_that_cannot_serve_says_why(layouts: dict[str, str], said: str, put: Put) -> None:
    with pytest.raises(DataError, match=said):
        mapped(put(templates.default()), **layouts)


TITLE_BAND, MIDDLE, FOOT = (0.3, 1.0), (2.6, 1.2), (1.5, 5.0)


def bare(*layouts: tuple[str, str, tuple[float, float], tuple[float, float]]) -> bytes:
    """Return a template with these layouts alone: name, type, and y and height in inches of title and body."""
    data = without_types(templates.default())
    for number, (name, kind, head, body) in enumerate(layouts, 1):
        part = rf"ppt/slideLayouts/slideLayout{number}\.xml"
        shapes = "".join(
            f'<p:sp><p:nvSpPr><p:cNvPr id="{id}" name="P{id}"/><p:cNvSpPr/><p:nvPr><p:ph type="{type}" idx="{idx}"/>'
            f'</p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="{Inches(0.5)}" y="{Inches(y)}"/><a:ext cx="{Inches(9)}" '
            f'cy="{Inches(height)}"/></a:xfrm></p:spPr><p:txBody><a:bodyPr/><a:p/></p:txBody></p:sp>'
            for id, type, idx, (y, height) in ((2, "title", 0, head), (3, "body", 1, body))
        )
        data = templates.swapped(data, part, "<p:sp>.*</p:sp>", shapes)
        data = templates.swapped(data, part, r'<p:cSld name="[^"]*"', f'<p:cSld name="{name}"')
        data = templates.swapped(
            data, part, "<p:sldLayout ", f'<p:sldLayout type="{kind}" ' if kind else "<p:sldLayout "
        )
    listed = f"(<p:sldLayoutIdLst>(?:<p:sldLayoutId [^>]*/>){{{len(layouts)}}}).*</p:sldLayoutIdLst>"
    return templates.swapped(data, MASTER, listed, r"\1</p:sldLayoutIdLst>")


@pytest.mark.parametrize(
    ("layouts", "cover", "text"),
    [
        ((("One", "", MIDDLE, (4.0, 1.0)), ("Two", "", TITLE_BAND, FOOT)), "One", "Two"),
        ((("TITLE", "title", MIDDLE, (1.0, 3.0)), ("TITLE_AND_BODY", "", TITLE_BAND, (1.5, 0.3))),
         "TITLE", "TITLE_AND_BODY"),
        ((("Part", "secHead", TITLE_BAND, FOOT), ("Two", "", TITLE_BAND, FOOT)), "Two", "Two"),
        ((("Abschnittsüberschrift", "", TITLE_BAND, FOOT), ("B", "", TITLE_BAND, FOOT)), "B", "B"),
        ((("Thin", "", TITLE_BAND, (1.5, 0.3)), ("Tall", "", TITLE_BAND, FOOT)), "Tall", "Tall"),
        ((("TITLE_SLIDE", "", MIDDLE, (4.0, 1.0)), ("MASTER_SLIDE", "", TITLE_BAND, FOOT)),
         "TITLE_SLIDE", "MASTER_SLIDE"),
    ],
)  # fmt: skip
def test_layouts_are_chosen_by_their_shape(layouts: Any, cover: str, text: str, put: Put) -> None:
    found = mapped(put(bare(*layouts)))
    assert (found["cover"][0], found["text"][0]) == (cover, text)


def test_a_template_without_any_body_says_so_and_gives_a_map_to_copy(put: Put) -> None:
    bare = templates.swapped(templates.default(), r"ppt/slideLayouts/[^/]+\.xml", A_TEXT, '<p:ph type="pic" idx="77"/>')
    with pytest.raises(DataError) as raised:
        read(put(bare), the_theme())
    (problem,) = raised.value.problems
    assert problem.message.startswith("the template has no layout with a title and a body of ")
    assert problem.hint
    assert problem.hint.startswith("its largest bodies beside a title are none.\n")
    assert problem.hint.endswith('template:\n  file: "theirs.pptx"\n  layouts:\n    text: "…"')


# -- a copy of ours ------------------------------------------------------------------------------------


def recoloured(data: bytes) -> bytes:
    red = '<a:accent1><a:srgbClr val="7A1F1F"/></a:accent1>'
    data = templates.swapped(data, "ppt/theme/theme1.xml", "<a:accent1>.*?</a:accent1>", red)
    return templates.swapped(data, r"ppt/theme/theme1.xml", 'latin typeface="[^"]*"', 'latin typeface="Verdana"')


def test_a_recoloured_copy_of_our_template_serves_with_all_its_layouts(put: Put) -> None:
    deck = made(put(recoloured(FILE.read_bytes())))
    assert deck.warnings == ()
    ours = render(every_block(), the_theme())
    names = [slide.slide_layout.name for slide in slides(deck)]
    assert set(names) == {slide.slide_layout.name for slide in slides(ours)}
    assert '<a:srgbClr val="7A1F1F"/>' in xml(deck.pptx, "ppt/theme/theme1.xml")
    assert "srgbClr" not in xml(deck.pptx, "ppt/slides/slide2.xml")


def test_a_copy_that_was_laid_out_anew_is_a_template_like_any_other(put: Put) -> None:
    moved = templates.swapped(
        FILE.read_bytes(), r"ppt/slideLayouts/slideLayout3\.xml", '<a:off x="685800"', '<a:off x="985800"'
    )
    names = {slide.slide_layout.name for slide in slides(made(put(moved)))}
    assert names <= {"Title", "Text", "Columns", "Chart", "Closing"}


# -- filled -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "template",
    [
        templates.default,
        lambda: templates.as_potx(templates.default()),
        lambda: templates.widescreen(templates.default()),
        templates.with_sample_slides,
    ],
    ids=["4:3", "potx", "16:9", "samples"],
)
def test_every_block_is_set_and_the_deck_is_sound(template: Callable[[], bytes], put: Put, tmp_path: Path) -> None:
    deck = made(put(template()))
    assert faults(deck.pptx) == []
    assert all("is left out: no layout has room" in each.message for each in deck.warnings)  # of three forms
    (tmp_path / "deck.pptx").write_bytes(deck.pptx)
    assert validate_pptx(tmp_path / "deck.pptx").errors == []
    presentation = Presentation(io.BytesIO(deck.pptx))
    for slide in presentation.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= presentation.slide_width
            assert shape.top + shape.height <= presentation.slide_height
            assert not shape.is_placeholder or shape.text_frame.text or shape._element.xpath(".//a:fld")


@pytest.mark.slow
def test_the_open_xml_sdk_finds_nothing(put: Put, tmp_path: Path) -> None:
    (tmp_path / "deck.pptx").write_bytes(made(put(templates.with_sample_slides())).pptx)
    assert validators.open_xml_sdk(tmp_path / "deck.pptx") == []


def test_sample_slides_go_with_all_their_parts(put: Put) -> None:
    deck = made(put(templates.with_sample_slides()), questions(2))
    with zipfile.ZipFile(io.BytesIO(deck.pptx)) as file:
        names = file.namelist()
        assert [name for name in names if "chart" in name or "media" in name or "embeddings" in name] == []
        assert [name for name in names if b"Write your title" in file.read(name) or b"Speak" in file.read(name)] == []
    assert "thumbnail" not in str(names)
    assert len(slides(deck)) == 3


def test_labels_become_bold_paragraphs_of_the_body(put: Put) -> None:
    _, slide, _ = slides(made(put(templates.default()), a_finding(a_point("Seeds are sown.", "Today"), a_point())))
    paragraphs = slide.placeholders[1].text_frame.paragraphs
    assert [paragraph.text for paragraph in paragraphs[:2]] == ["Today", "Seeds are sown."]
    assert [paragraph.runs[0].font.bold for paragraph in paragraphs[:2]] == [True, None]
    assert paragraphs[0]._p.pPr.find("{*}buNone") is not None


def test_questions_are_numbered_by_powerpoint_and_go_on_counting(put: Put) -> None:
    made_of = slides(made(put(templates.default()), questions(9)))[1:-1]
    starts = [int(each.get("startAt")) for slide in made_of for each in slide._element.iter("{*}buAutoNum")]
    assert starts == list(range(1, 10))


def test_squares_stand_beside_their_figures_in_the_bodys_rectangle_and_the_themes_colours(put: Put) -> None:
    _, slide, _ = slides(made(put(templates.default()), a_portfolio(105)))
    (squares,) = groups(slide)
    body, caption = slide.slide_layout.placeholders[1], slide.placeholders[1]
    assert caption.left == body.left
    assert caption.left + caption.width <= squares.left
    assert squares.left + squares.width <= body.left + body.width
    assert body.top <= squares.top
    assert squares.top + squares.height <= body.top + body.height
    assert {each.get("val") for each in squares._element.iter("{*}schemeClr")} <= {f"accent{n}" for n in range(1, 7)}
    figure, label, *_ = caption.text_frame.paragraphs
    assert (figure.text, label.text) == ("105", "gardens")
    assert figure.runs[0].font.size.pt >= 1.6 * label.runs[0].font.size.pt


def test_bars_stand_back_behind_the_headlines_in_a_paler_ink(put: Put) -> None:
    _, bars = slides(made(put(templates.default()), a_divided_portfolio(a_breakdown(*stories.bars(3)))))[1:3]
    fills = [shape._element.find(".//{*}solidFill")[0] for shape in groups(bars)[0].shapes if shape.name[:4] == "Bar "]
    assert fills[0].get("val") == "accent2"
    assert {fill.get("val") for fill in fills[1:]} == {"8C8C8C"}
    assert "by area, € million: 64 awards. Commitments" in named(bars, "Caption").text_frame.text


def test_a_table_takes_the_bodys_rectangle_and_the_templates_ink(put: Put) -> None:
    deck = render(replace(a_story(), annex=an_annex()), the_theme(), template=put(templates.default()))
    slide = slide_of(deck, "The largest of")
    frame, caption = named(slide, "Awards"), named(slide, "Caption")
    assert frame.left >= 457_200
    assert frame.left + frame.width <= 9_144_000 - 457_200
    assert frame.top + frame.height <= caption.top
    assert '<a:schemeClr val="tx1"/>' in xml(deck.pptx, "ppt/tableStyles.xml")
    assert faults(deck.pptx) == []


def test_many_steps_are_a_strip_and_a_slide_that_names_a_few(put: Put) -> None:
    steps = (a_milestone(1990 + n) for n in range(13))
    strip, named_steps = slides(made(put(templates.default()), a_timeline(*steps)))[1:3]
    assert len(groups(strip)) == 1
    assert "5 of the 13 steps are named here" in named(strip, "Caption").text_frame.text
    assert [each.text for each in named(named_steps, "Text").text_frame.paragraphs][:2] == [
        "1990",
        "Step 1990. They discuss how to drive solutions.",
    ]


def test_two_forms_stand_side_by_side_and_three_below_each_other(put: Put) -> None:
    file = put(templates.default())
    assert slide_of(made(file, a_comparison(2))).slide_layout.name == "Two Content"
    assert slide_of(made(file, a_comparison(3))).slide_layout.name == "Title and Content"


def test_sketches_stand_above_their_columns(put: Put) -> None:
    deck = made(put(templates.default()), a_comparison(2, sketched=True))
    assert deck.warnings == ()
    slide = slide_of(deck)
    drawn = groups(slide)
    assert [group.name for group in drawn] == ["Form 0", "Form 1"]
    for group, body in zip(drawn, list(slide.placeholders)[1:3], strict=True):
        assert group.top + group.height <= body.top
    assert slide.placeholders[2].text_frame.text.endswith("\nSketches, not measurements.")


def test_sketches_without_room_are_left_out_with_a_warning(put: Put) -> None:
    warnings = made(put(templates.default()), a_comparison(3, sketched=True)).warnings
    assert str(warnings[0]).startswith(
        "story.yaml:3:5: warning: the sketch of 'Form 0' is left out: no layout has room for it"
    )
    assert len(warnings) == 3


def test_notes_keep_the_templates_page_or_get_ours(put: Put) -> None:
    for template in (templates.default(), templates.with_sample_slides()):
        deck = made(put(template), questions(2))
        assert all(slide.has_notes_slide for slide in slides(deck))
        assert xml(deck.pptx, "ppt/presentation.xml").count("<p:notesMasterId ") == 1


def test_a_lower_slide_has_smaller_floors(put: Put) -> None:
    def lower(members: templates.Members) -> None:
        deck = members["ppt/presentation.xml"].decode()
        members["ppt/presentation.xml"] = deck.replace('cy="6858000"', 'cy="5143500"').encode()

    file = put(templates.changed(templates.default(), lower))
    from reports.deck.user_template.choose import choose_template

    floor = choose_template(the_theme(), file).target.theme.deck.floor
    assert floor == {"title": pytest.approx(16.5), "body": pytest.approx(13.5)}


def test_text_that_nobody_can_read_gets_another_of_the_themes_colours(put: Put) -> None:
    ink = r'(<p:bodyStyle>.*?)<a:schemeClr val="tx1"/>'
    grey = templates.swapped(templates.default(), MASTER, ink, r'\1<a:srgbClr val="DDDDDD"/>')
    deck = made(put(grey), a_finding(a_point()))
    assert deck.warnings == ()
    assert inks(slide_of(deck).placeholders[1]) == {"tx1"}


def inks(shape: Any) -> set[str]:
    return {each.get("val") for each in shape._element.iterfind(".//{*}rPr/{*}solidFill/*")}


MASTER = "ppt/slideMasters/slideMaster1.xml"
_A_PATTERN = (
    '<p:bg><p:bgPr><a:pattFill prst="dkUpDiag"><a:fgClr><a:srgbClr val="112233"/></a:fgClr><a:bgClr>'
    '<a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill><a:effectLst/></p:bgPr></p:bg>'
)
_A_GRADIENT = (
    '<p:bg><p:bgPr><a:gradFill><a:gsLst><a:gs pos="0"><a:srgbClr val="FFFFFF"/></a:gs><a:gs pos="100000">'
    '<a:srgbClr val="222222"/></a:gs></a:gsLst><a:lin ang="0"/></a:gradFill><a:effectLst/></p:bgPr></p:bg>'
)


@pytest.mark.parametrize("ground", [_A_PATTERN, _A_GRADIENT])
def test_text_over_light_and_dark_stands_on_a_plate(ground: str, put: Put) -> None:
    deck = made(put(templates.swapped(templates.default(), MASTER, "<p:bg>.*?</p:bg>", ground)), questions(2))
    assert deck.warnings == ()
    body = slide_of(deck).placeholders[1]
    assert [each.get("val") for each in body._element.iterfind("{*}spPr/{*}solidFill/*")] == ["bg1"]
    assert 'lIns="91440"' in xml(deck.pptx, "ppt/slides/slide2.xml")


def test_a_fill_that_a_layout_takes_back_is_no_ground(put: Put) -> None:
    """The master's titles stand white on black; the cover's have no fill, and the slide is white."""
    black, white = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>', '<a:srgbClr val="FFFFFF"/>'
    data = templates.swapped(templates.default(), MASTER, r'(type="title".*?)(</p:spPr>)', rf"\1{black}\2")
    data = templates.swapped(data, MASTER, r'(<p:titleStyle>.*?)<a:schemeClr val="tx1"/>', rf"\1{white}")
    cover = "ppt/slideLayouts/slideLayout1.xml"
    data = templates.swapped(data, cover, r'(type="ctrTitle".*?)(</p:spPr>)', r"\1<a:noFill/>\2")
    first, second, *_ = slides(made(put(data), questions(2)))
    assert inks(first.placeholders[0]) == {"tx1"}
    assert inks(second.placeholders[0]) == set()


def pictured(*colours: str) -> bytes:
    """Return a template whose master has a picture of upright bands as its ground."""
    from PIL import Image

    image, made = Image.new("RGB", (40, 30)), io.BytesIO()
    for place, colour in enumerate(colours):
        image.paste(colour, (40 * place // len(colours), 0, 40, 30))
    image.save(made, "PNG")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    tie = f'<Relationship Id="rIdGround" Type="{kind}" Target="../media/ground.png"/></Relationships>'
    shown = (
        '<p:bg><p:bgPr><a:blipFill><a:blip r:embed="rIdGround"/><a:stretch/></a:blipFill><a:effectLst/></p:bgPr></p:bg>'
    )
    data = templates.with_member("ppt/media/ground.png", made.getvalue())
    data = templates.swapped(data, "ppt/slideMasters/_rels/slideMaster1.xml.rels", "</Relationships>", tie)
    data = templates.swapped(
        data,
        r"\[Content_Types\].xml",
        r"(?<=<)Override(?=[^<]*presentation\.main)",
        'Default Extension="png" ContentType="image/png"/><Override',
    )
    return templates.swapped(data, MASTER, "<p:bg>.*?</p:bg>", shown)


def test_text_over_a_picture_is_judged_by_its_pixels(put: Put) -> None:
    calm = slide_of(made(put(pictured("white", "#EEEEEE")), questions(2)))
    assert calm.placeholders[1]._element.find("{*}spPr/{*}solidFill") is None
    dark = slide_of(made(put(pictured("#101010", "#202020")), questions(2)))
    assert inks(dark.placeholders[1]) == {"bg1"}
    loud = slide_of(made(put(pictured("black", "white", "black", "white")), questions(2)))
    assert loud.placeholders[1]._element.find("{*}spPr/{*}solidFill") is not None


def drawn_over(x: float, y: float, width: float, height: float) -> bytes:
    """Return a template that has an emblem on its text layout, in inches."""
    place = f'<a:off x="{Inches(x)}" y="{Inches(y)}"/><a:ext cx="{Inches(width)}" cy="{Inches(height)}"/>'
    emblem = (
        '<p:sp><p:nvSpPr><p:cNvPr id="900" name="Emblem"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
        f'<a:xfrm>{place}</a:xfrm><a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom><a:solidFill>'
        '<a:srgbClr val="CC0000"/></a:solidFill></p:spPr></p:sp></p:spTree>'
    )
    return templates.swapped(templates.default(), "ppt/slideLayouts/slideLayout2.xml", "</p:spTree>", emblem)


@pytest.mark.parametrize("emblem", [(7, 4.4, 2.6, 2.4), (0.2, 5.5, 2, 1.5), (0, 1.7, 1, 1)])
def test_text_keeps_clear_of_what_its_layout_draws(emblem: tuple[float, float, float, float], put: Put) -> None:
    body = slide_of(made(put(drawn_over(*emblem)), questions(2))).placeholders[1]
    x, y, width, height = map(Inches, emblem)
    beside = body.left >= x + width or body.left + body.width <= x
    assert beside or body.top >= y + height or body.top + body.height <= y


def test_a_panel_that_is_made_for_the_text_keeps_it(put: Put) -> None:
    body = slide_of(made(put(drawn_over(0.3, 1.6, 9.4, 5.3)), questions(2))).placeholders[1]
    assert body._element.find("{*}spPr/{*}xfrm") is None


def test_one_kind_of_text_has_one_size_over_the_deck(put: Put) -> None:
    long = Words("Seeds grow where water, light and warmth come together. " * 6, SOMEWHERE)
    blocks = a_finding(a_point()), a_finding(Point(None, long), Point(None, long)), questions(2)
    deck = slides(made(put(templates.default()), *blocks))[1:-1]
    bodies = [slide.placeholders[1].text_frame.paragraphs[0].runs[0].font.size for slide in deck]
    assert len(set(bodies)) == 1
    assert bodies[0] is not None


def test_a_colour_that_only_the_prompt_has_is_written_into_the_slide(put: Put) -> None:
    """LibreOffice saves templates like this; PowerPoint's slides would not inherit it."""
    plain = templates.swapped(templates.default(), MASTER, "<p:txStyles>.*</p:txStyles>", "")
    plain = templates.swapped(plain, "ppt/presentation.xml", "<p:defaultTextStyle>.*</p:defaultTextStyle>", "")
    blue = '<a:solidFill><a:srgbClr val="004488"/></a:solidFill>'
    prompted = templates.swapped(plain, r"ppt/slideLayouts/[^/]+\.xml", r"(<a:rPr [^>]*)/>", rf"\1>{blue}</a:rPr>")
    slide = slide_of(made(put(prompted), questions(2)))
    assert {each.get("val") for each in slide.shapes.title._element.iter("{*}srgbClr")} == {"004488"}


def test_a_large_footer_shrinks_before_it_is_cut(put: Put) -> None:
    large = templates.swapped(templates.default(), MASTER, r'(type="ftr".*?<a:defRPr sz=")\d+', r"\g<1>2800")
    slide = slide_of(made(put(large), questions(2)))
    footer = next(shape for shape in slide.placeholders if shape.placeholder_format.type == PP_PLACEHOLDER.FOOTER)
    assert 12 <= footer.text_frame.paragraphs[0].runs[0].font.size.pt < 28


def test_a_project_joins_facts_and_labels(put: Put) -> None:
    from reports.story import Projects
    from tests.builders.deck import a_fact

    _, slide, _ = slides(made(put(templates.default()), Projects((a_project(a_fact()),))))
    assert slide.placeholders[1].text_frame.text == "250 plots\nIt tests seeds.\nLed by a gardener"
    assert title(slide) == "A garden tests seeds"


def test_the_same_template_gives_the_same_bytes(put: Put) -> None:
    file = put(templates.with_sample_slides())
    assert made(file, questions(2)).pptx == made(file, questions(2)).pptx


def test_a_layout_without_a_footer_gets_the_sources_and_their_date_in_a_text_box(put: Put) -> None:
    footer = r'<p:sp>(?:(?!</p:sp>).)*type="ftr".*?</p:sp>'
    deck = made(put(templates.swapped(templates.default(), r"ppt/slideLayouts/[^/]+\.xml", footer, "")), questions(2))
    opening, slide, _ = slides(deck)
    assert named(opening, "Footer").text_frame.text.startswith("Figures as of ")
    assert not named(slide, "Footer").is_placeholder
    assert named(slide, "Footer").top >= Inches(6.5)
    assert faults(deck.pptx) == []


def test_a_low_and_flat_body_grows_up_to_the_title(put: Put) -> None:
    place = r'(type="body".*?<a:off x="\d+" y=")\d+("/>\s*<a:ext cx="\d+" cy=")\d+'
    low = templates.swapped(templates.default(), MASTER, place, rf"\g<1>{Inches(5.5)}\g<2>{Inches(0.8)}")
    body = slide_of(made(put(low), questions(2))).placeholders[1]
    assert body.top < Inches(1.7)
    assert body.height > Inches(4.5)


def test_a_footer_that_a_template_hides_beside_the_slide_is_none(put: Put) -> None:
    beside = r'(type="ftr".*?<a:off x=")\d+(" y=")\d+'
    hidden = templates.swapped(templates.default(), MASTER, beside, rf"\g<1>{Inches(1)}\g<2>{Inches(30)}")
    opening, *_ = slides(made(put(hidden), questions(2)))
    assert named(opening, "Footer").top < Inches(7.5)
