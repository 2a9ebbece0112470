"""What somebody would try who has not read the code: each change to a brief or a deck has to be found out."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Emu, Pt

from reports.verify.readback.glyphs import Glyphs
from tests.builders.edits import Edit, elements, in_content, in_pdf, members, packed
from tests.builders.finished import Made

# -- briefs -----------------------------------------------------------------------------------------


def _painted(page: int, after: str) -> Edit:
    return in_content(page, lambda content: f"{content}\n/Artifact BMC q {after} Q EMC")


def _over(page: int, number: int, paint: str) -> Edit:
    """Paint something with its origin where the text of a mark begins."""

    def edit(content: str) -> str:
        match = re.search(rf"MCID {number}>> BDC\nBT 1 0 0 1 ([\d.]+ [\d.]+) Tm", content)
        assert match
        return f"{content}\n/Artifact BMC q 1 0 0 1 {match[1]} cm {paint} Q EMC"

    return in_content(page, edit)


def _changed(page: int, pattern: str, new: str) -> Edit:
    return in_content(page, lambda content: re.sub(pattern, new, content, count=1, flags=re.DOTALL))


def _on_first(change: Callable[[Any, Any], None]) -> Edit:
    return in_pdf(lambda document: change(document, document.pages[0]))


def _set(holder: Callable[[Any], Any], **entries: Any) -> Edit:
    def edit(document: Any) -> None:
        for key, value in entries.items():
            holder(document)[f"/{key}"] = value

    return in_pdf(edit)


def _root(document: Any) -> Any:
    return document.Root


def _first(document: Any) -> Any:
    return document.pages[0].obj


def _without(*path: str) -> Edit:
    def edit(document: Any) -> None:
        holder = document.Root
        for key in path[:-1]:
            holder = holder[f"/{key}"]
        del holder[f"/{path[-1]}"]

    return in_pdf(edit)


def _in_layer(**usual: Any) -> Edit:
    """Put the first page into a layer, which `usual` turns off."""

    def edit(document: Any, page: Any) -> None:
        layer = document.make_indirect(Dictionary(Type=Name.OCG, Name=String("x")))
        document.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), **usual))
        page.Resources.Properties = Dictionary(OC1=layer)
        page.Contents = document.make_stream(b"/OC /OC1 BDC\n" + page.Contents.read_bytes() + b"\nEMC")

    return _on_first(edit)


def _other_glyphs(document: Any, page: Any) -> None:
    """Show another letter for each of two, and the other way round."""
    font = next(iter(page.Resources.Font.values()))
    one, other, *_ = [code for code, letter in Glyphs(font).letters.items() if letter.isalnum()]
    glyphs = list(range(4096))
    glyphs[one], glyphs[other] = other, one
    font.DescendantFonts[0].CIDToGIDMap = document.make_stream(struct.pack(">4096H", *glyphs))


def _link_elsewhere(document: Any) -> None:
    links = [each for page in document.pages for each in page.obj.get("/Annots", []) if "/Dest" in each]
    links[0].Dest = Array([document.pages[0].obj, Name.Fit])


def _one_link_less(document: Any) -> None:
    page = next(page for page in document.pages if "/Annots" in page.obj)
    page.obj.Annots = Array(list(page.obj.Annots)[1:])


def _no_links(document: Any) -> None:
    for page in document.pages:
        if "/Annots" in page.obj:
            del page.obj["/Annots"]


def _two_of_a_name(document: Any) -> None:
    own = document.Root.AF[0]
    other = Dictionary(Type=Name.Filespec, F=own.F, UF=own.UF, EF=Dictionary(F=document.make_stream(b"other")))
    document.Root.Names.EmbeddedFiles.Names = Array([String("a"), document.make_indirect(other)])


def _on_a_page(document: Any) -> None:
    inside = Dictionary(F=document.make_stream(b"x"))
    document.pages[0].obj.AF = Array([document.make_indirect(Dictionary(F=String("x.exe"), EF=inside))])


HIDDEN, OVER = "where not all of it can be seen", "draws something over “"
BRIEF: dict[str, tuple[Edit, str]] = {
    "a line through a figure": (_over(1, 7, "1 0 0 RG 3 w 0 12 m 200 12 l S"), OVER),
    "a stroke that makes a five a six": (_over(1, 4, ".043 .36 .42 RG 4 w 58 2 m 58 22 l S"), OVER),
    "a white box on a part of a word": (_over(2, 0, "1 1 1 rg 12 -2 8 14 re f"), OVER),
    "a white box on a currency's sign": (_over(1, 7, "1 1 1 rg 0 -3 26 40 re f"), OVER),
    "a one before a figure": (_over(1, 7, "0 G 5 w -7 0 m -7 30 l S"), "draws something beside its charts"),
    "a figure in outlines": (_painted(1, "0 g 400 500 m 420 500 l 410 540 l h f"), "draws something beside its charts"),
    "a line that is white": (_changed(4, r"(BMC\n)(n 56.69)", r"\1 1 1 1 RG \2"), "that cannot be seen"),
    "a line under a white box": (_painted(4, "1 1 1 rg 50 593 500 12 re f"), "that cannot be seen"),
    "a text in no ink of print": (_changed(1, r"(MCID 3>> BDC\n.*?Tm) [\d. ]+ rg", r"\1 0 0 0 0 k"), HIDDEN),
    "a text in one point": (_changed(1, r"(MCID 3>> BDC.*?)/F2 16 Tf", r"\1/F2 1 Tf"), HIDDEN),
    "letters pressed together": (_changed(1, r"(MCID 2>> BDC\n)BT", r"\1BT 5 Tz"), HIDDEN),
    "a figure under another's label": (
        _changed(1, r"(MCID 7>> BDC\nBT 1 0 0 1) [\d.]+(.*?\nBT 1 0 0 1) [\d.]+", r"\1 480\2 560"),
        "in pieces that stand apart",
    ),
    "a layer that is off": (_in_layer(), HIDDEN),
    "a layer that is off in print": (_in_layer(ON=Array([])), "an entry that no brief has .OCProperties"),
    "a page in other units": (_set(_first, UserUnit=2), "an entry that no brief has .UserUnit"),
    "a small picture of a page": (_set(_first, Thumb=Dictionary()), "an entry that no brief has .Thumb"),
    "a page that turns itself over": (_set(_first, Dur=1), "an entry that no brief has .Dur"),
    "a folder of files": (_set(_root, Collection=Dictionary()), "an entry that no brief has .Collection"),
    "a form": (
        _set(_root, AcroForm=Dictionary(Fields=Array([Dictionary(FT=Name.Tx, T=String("x"), V=String("$50"))]))),
        "an entry that no brief has .AcroForm",
    ),
    "no bookmarks": (_without("Outlines"), "has no bookmark “Two forms"),
    "no page labels": (_without("PageLabels"), "labels its pages otherwise"),
    "the last bookmark by another text of its page": (
        in_pdf(lambda document: document.Root.Outlines.Last.__setattr__("Title", String("The"))),
        "has no bookmark “",
    ),
    "a link to another page": (in_pdf(_link_elsewhere), "that leads to another page"),
    "a link less": (in_pdf(_one_link_less), "has no link where “"),
    "no links": (in_pdf(_no_links), "has no link"),
    "a page without its footer": (_changed(2, r"/Artifact <</Type/Pagination.*?EMC", ""), "page 2: has no page number"),
    "a file of the data's name": (
        in_pdf(_two_of_a_name),
        r"holds two files that are called progressive-ms(\.de-DE)?\.yaml",
    ),
    "a file of a page": (in_pdf(_on_a_page), "holds a file x.exe"),
    "a paragraph described": (
        in_pdf(
            lambda document: next(e for e in elements(document) if e.S == "/P").__setattr__("Alt", String("Bankrupt"))
        ),
        "a drawing that the data does not ask for: “Bankrupt”",
    ),
    "other glyphs for the same letters": (_on_first(_other_glyphs), "shows other glyphs than its letters"),
}


@pytest.mark.parametrize("kind", BRIEF)
def test_an_attack_on_a_brief_is_found_out(ours: Made, kind: str) -> None:
    change, message = BRIEF[kind]
    found = ours.failures("brief", change)
    assert [each for each in found if re.search(message, each)], found


# -- decks ------------------------------------------------------------------------------------------

SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
QUESTIONS = "Five open questions"  # whose ground is the paper
WHITE: Any = RGBColor.from_string("FFFFFF")  # type: ignore[no-untyped-call]


def _xml(text: str) -> Any:
    from lxml import etree

    return etree.fromstring(f"<r {SPACES}>{text}</r>")[0]


def _on_slide(change: Callable[[Any], None]) -> Edit:
    """Change one slide as python-pptx has it."""

    def edit(deck: bytes) -> bytes:
        presentation = Presentation(io.BytesIO(deck))
        change(next(s for s in presentation.slides if s.shapes.title and s.shapes.title.text.startswith(QUESTIONS)))
        saved = io.BytesIO()
        presentation.save(saved)
        return saved.getvalue()

    return edit


def _ground(sheet: Callable[[Any], Any], fill: str) -> Edit:
    def change(slide: Any) -> None:
        inside = sheet(slide)._element.cSld
        for old in inside.findall(_xml("<p:bg/>").tag):
            inside.remove(old)
        inside.insert(0, _xml(f"<p:bg>{fill}</p:bg>"))

    return _on_slide(change)


def _slide(slide: Any) -> Any:
    return slide


DARK = '<p:bgPr><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:effectLst/></p:bgPr>'


def _title_runs(attributes: dict[str, str], fill: str = "") -> Edit:
    def change(slide: Any) -> None:
        for run in slide.shapes.title.text_frame.paragraphs[0].runs:
            properties = run._r.get_or_add_rPr()
            properties.attrib.update(attributes)
            if fill:
                properties.insert(0, _xml(fill))

    return _on_slide(change)


def _title_style(style: str) -> Edit:
    def change(slide: Any) -> None:
        styles = slide.shapes.title._element.txBody.find(_xml("<a:lstStyle/>").tag)
        styles.append(_xml(f"<a:lvl1pPr>{style}</a:lvl1pPr>"))

    return _on_slide(change)


def _title_body(**attributes: str) -> Edit:
    return _on_slide(
        lambda slide: slide.shapes.title._element.txBody.find(_xml("<a:bodyPr/>").tag).attrib.update(attributes)
    )


def _master_styles(slide: Any) -> None:
    for each in slide.slide_layout.slide_master._element.iter(_xml("<a:defRPr/>").tag):
        each.set("sz", "300")


def _title_at(left: int, wide: int, turn: float = 0) -> Edit:
    def change(slide: Any) -> None:
        title = slide.shapes.title
        title.left, title.top, title.width, title.height = Pt(left), Pt(40), Pt(wide), Pt(80)
        title.rotation = turn

    return _on_slide(change)


def _flipped(slide: Any) -> None:
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = title.left, title.top, title.width, title.height
    title._element.spPr.find(_xml("<a:xfrm/>").tag).set("flipV", "1")


def _shrunk(slide: Any) -> None:
    body = slide.shapes.title._element.txBody.find(_xml("<a:bodyPr/>").tag)
    for fit in list(body):
        body.remove(fit)
    body.append(_xml('<a:normAutofit fontScale="10000"/>'))


def _tabled(slide: Any) -> None:
    table = slide.shapes.add_table(1, 1, Emu(0), Emu(0), Pt(960), Pt(540))
    table.table.cell(0, 0).fill.solid()
    table.table.cell(0, 0).fill.fore_color.rgb = WHITE


def _white_cell(slide: Any) -> None:
    cell = slide.shapes.add_table(1, 1, Pt(600), Pt(450), Pt(200), Pt(20)).table.cell(0, 0)
    cell.text = "$46 million"
    cell.fill.solid()
    cell.fill.fore_color.rgb = cell.text_frame.paragraphs[0].runs[0].font.color.rgb = WHITE


def _described(slide: Any) -> None:
    table = slide.shapes.add_table(1, 1, Pt(700), Pt(500), Pt(20), Pt(20))
    table._element.nvGraphicFramePr.cNvPr.set("descr", "Table of 501 projects")


def _thick(slide: Any) -> None:
    line = slide.shapes.add_connector(1, 0, Pt(80), Pt(960), Pt(80))
    line.line.width, line.line.color.rgb = Pt(90), WHITE


def _exit(slide: Any) -> None:
    target = f'<p:cBhvr><p:cTn id="4"/><p:tgtEl><p:spTgt spid="{slide.shapes.title.shape_id}"/></p:tgtEl></p:cBhvr>'
    slide._element.append(_xml(f'<p:timing><p:set>{target}<p:to><p:strVal val="hidden"/></p:to></p:set></p:timing>'))


def _program(slide: Any) -> None:
    slide.shapes.title._element.nvSpPr.cNvPr.append(_xml('<a:hlinkClick action="ppaction://program?file=x.exe"/>'))


def _bulleted(slide: Any) -> None:
    slide.shapes.title.text_frame.paragraphs[0]._p.get_or_add_pPr().append(_xml('<a:buChar char="9"/>'))


def _dark_beneath(slide: Any) -> None:
    shape = slide.shapes.add_shape(1, 0, 0, Pt(960), Pt(540))
    shape.fill.solid()
    shape.fill.fore_color.theme_color = 13
    slide.shapes._spTree.insert(2, shape._element)


GROUND = "in the colour of its ground"
DECK: dict[str, tuple[Edit, str]] = {
    "a slide's ground": (_ground(_slide, DARK), GROUND),
    "a layout's ground": (_ground(lambda slide: slide.slide_layout, DARK), GROUND),
    "a master's ground": (_ground(lambda slide: slide.slide_layout.slide_master, DARK), GROUND),
    "a ground by its number": (_ground(_slide, '<p:bgRef idx="1001"><a:schemeClr val="tx1"/></p:bgRef>'), GROUND),
    "a dark shape beneath": (_on_slide(_dark_beneath), GROUND),
    "an inherited colour": (
        _title_style('<a:defRPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill></a:defRPr>'),
        GROUND,
    ),
    "a colour that is lightened": (
        _title_runs(
            {},
            '<a:solidFill><a:schemeClr val="tx1"><a:lumMod val="1000"/><a:lumOff val="99000"/></a:schemeClr>'
            "</a:solidFill>",
        ),
        GROUND,
    ),
    "a colour by its name": (_title_runs({}, '<a:solidFill><a:prstClr val="white"/></a:solidFill>'), GROUND),
    "a colour by hue": (_title_runs({}, '<a:solidFill><a:hslClr hue="0" sat="0" lum="100000"/></a:solidFill>'), GROUND),
    "a colour of the window": (
        _title_runs({}, '<a:solidFill><a:sysClr val="window" lastClr="FFFFFF"/></a:solidFill>'),
        GROUND,
    ),
    "white text in a white cell": (_on_slide(_white_cell), GROUND),
    "an inherited size": (_title_style('<a:defRPr sz="400"/>'), "in 4 points, too small"),
    "the master's sizes": (_on_slide(_master_styles), "in 3 points, too small"),
    "a text that is shrunk": (_on_slide(_shrunk), "points, too small"),
    "a box of one letter": (_title_at(40, 8), "off the slide"),
    "a box half off the slide": (_title_at(-300, 850), "off the slide"),
    "an indent": (
        _on_slide(
            lambda slide: slide.shapes.title.text_frame.paragraphs[0]._p.get_or_add_pPr().set("marL", "51206400")
        ),
        "off the slide",
    ),
    "a margin": (_title_body(tIns="9999999"), "off the slide"),
    "upside down": (_title_at(54, 850, 180), "upside down"),
    "flipped": (_on_slide(_flipped), "upside down"),
    "turned in its box": (_title_body(rot="10800000"), "upside down"),
    "letters upon each other": (_title_runs({"spc": "-4000"}), "letters out of their place"),
    "a title in signs": (_title_runs({}, '<a:latin typeface="Wingdings"/>'), "shows signs in place of letters"),
    "a table over the slide": (_on_slide(_tabled), "with something laid over it"),
    "a line over the title": (_on_slide(_thick), "with something laid over it"),
    "a table with another number": (_on_slide(_described), "describes something with “501”"),
    "an animation": (_on_slide(_exit), "taken away by an animation"),
    "a program": (_on_slide(_program), r"does something when it is pointed at \(program\)"),
    "a bullet with a number": (_on_slide(_bulleted), "says “9”"),
}


@pytest.mark.parametrize("kind", DECK)
def test_an_attack_on_a_deck_is_found_out(ours: Made, kind: str) -> None:
    change, message = DECK[kind]
    found = ours.failures("deck", change)
    assert [each for each in found if re.search(message, each)], found


# -- what is honest ---------------------------------------------------------------------------------


def test_what_other_programs_save_again_holds(ours: Made) -> None:
    with pikepdf.open(io.BytesIO(ours.brief)) as document:
        saved = io.BytesIO()
        document.save(saved, linearize=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert ours.discrepancies("brief", saved.getvalue()) == []
    assert ours.discrepancies("deck", _on_slide(lambda _slide: None)(ours.deck)) == []
    assert ours.discrepancies("deck", packed(members(ours.deck))) == []


def test_what_only_a_person_can_judge_is_a_note(ours: Made) -> None:
    for edit, message in (
        (_title_runs({"strike": "sngStrike"}), "struck through"),
        (_title_body(vert="vert270"), "turned to its side"),
        (_on_slide(lambda slide: slide._element.append(_xml('<p:transition advTm="0"/>'))), "goes on by itself"),
    ):
        found = ours.discrepancies("deck", edit(ours.deck))
        assert [message in each.message for each in found if not each.failure] == [True]
        assert not [each for each in found if each.failure]
