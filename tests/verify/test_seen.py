"""What a reader of a changed brief would see, or come upon around its pages: each change has to be found out."""

from __future__ import annotations

import re
from typing import Any

import pikepdf
import pytest

from tests.builders.edits import Edit, in_content, in_pdf, in_slide, on_slide, with_box
from tests.builders.finished import Made


def _laid_over(box: str, colour: str = "1 1 1") -> Edit:
    return in_content(1, lambda content: f"{content}\n/Artifact BMC q {colour} rg {box} re f Q EMC")


def _faint(document: Any) -> None:
    page = document.pages[0]
    page.Resources.ExtGState = pikepdf.Dictionary(Faint=pikepdf.Dictionary(ca=0.15, CA=0.15))
    page.Contents = document.make_stream(b"/Faint gs\n" + page.Contents.read_bytes())


def _in_deep(content: str) -> str:
    before, mark, after = content.partition("/H1")
    return before + mark + re.sub(r"[\d.]+ [\d.]+ [\d.]+ rg", ".039216 .207843 .25098 rg", after, count=1)


def _upside_down(content: str) -> str:
    before, mark, after = content.partition("/H1")
    return before + mark + re.sub(r"1 0 0 1 ([\d.]+ [\d.]+ Tm)", r"-1 0 0 -1 \1", after, count=1)


def _set(path: str, value: Any) -> Edit:
    """Set an entry of the catalogue, or of the first page if the path begins with one."""

    def edit(document: Any) -> None:
        holder, *steps = path.split("/")
        place = document.pages[0].obj if holder == "page" else document.docinfo if holder == "info" else document.Root
        for step in steps[:-1]:
            place = place[f"/{step}"]
        place[f"/{steps[-1]}"] = value

    return in_pdf(edit)


def _action(kind: str, **entries: Any) -> pikepdf.Dictionary:
    return pikepdf.Dictionary({"/S": pikepdf.Name(f"/{kind}"), **{f"/{key}": value for key, value in entries.items()}})


def _link_that_launches(document: Any) -> None:
    link = next(each for each in document.pages[-1].Annots if each.Subtype == "/Link")
    link.A = _action("Launch", F="calc.exe")


def _attached(document: Any) -> None:
    stream = document.make_stream(b"other", Type=pikepdf.Name.EmbeddedFile)
    spec = pikepdf.Dictionary(
        Type=pikepdf.Name.Filespec, F="offer.exe", UF="offer.exe", EF=pikepdf.Dictionary(F=stream)
    )
    document.Root.Names.EmbeddedFiles.Names.extend([pikepdf.String("offer.exe"), document.make_indirect(spec)])


def _bookmark_elsewhere(document: Any) -> None:
    document.Root.Outlines.Last.Last.Dest[0] = document.pages[0].obj


def _keywords(document: Any) -> None:
    packet = document.Root.Metadata.read_bytes().decode()
    added = packet.replace(
        "<dc:title>", "<dc:subject><rdf:Bag><rdf:li>bankrupt</rdf:li></rdf:Bag></dc:subject><dc:title>"
    )
    document.Root.Metadata = document.make_stream(added.encode())


HIDDEN = r"brief page 1: has “.*” where not all of it can be seen"
BRIEF: dict[str, tuple[Edit, str]] = {
    "a white rectangle over the title": (_laid_over("60 600 300 200"), HIDDEN),
    "a black rectangle over the title": (_laid_over("60 600 300 200", "0.08 0.13 0.17"), HIDDEN),
    "a white rectangle over some squares": (_laid_over("60 300 200 300"), r"has \d+ of \d+ marks of a chart where not"),
    "half of the page cut off": (_set("page/CropBox", pikepdf.Array([0, 0, 595, 400])), HIDDEN),
    "half of the page clipped": (in_content(1, lambda content: f"0 0 300 842 re W n\n{content}"), HIDDEN),
    "the page turned": (_set("page/Rotate", 180), "brief page 1: is turned"),
    "the page made faint": (in_pdf(_faint), HIDDEN),
    "the title in its ground's colour": (in_content(1, _in_deep), HIDDEN),
    "the title upside down": (in_content(1, _upside_down), "brief page 1: has text that is turned"),
    "a bookmark in other words": (_set("root/Outlines/First/Title", "501 research projects"), "has a bookmark “501"),
    "a bookmark to another page": (
        in_pdf(_bookmark_elsewhere),
        "brief: has a bookmark “Reading the figures” that leads",
    ),
    "page labels": (
        _set("root/PageLabels", pikepdf.Dictionary(Nums=[0, pikepdf.Dictionary(S=pikepdf.Name.D, St=7)])),
        "brief: labels its pages otherwise",
    ),
    "a script on opening": (
        _set("root/OpenAction", _action("JavaScript", JS="app.alert(1)")),
        r"does something .*JavaS",
    ),
    "a script on a page": (
        _set("page/AA", pikepdf.Dictionary(O=_action("JavaScript", JS="x"))),
        "page 1: does something",
    ),
    "a page of the web on opening": (
        _set("root/OpenAction", _action("URI", URI="https://example.org")),
        r"does something .*\(URI\)",
    ),
    "a page of the web on showing a page": (
        _set("page/AA", pikepdf.Dictionary(O=_action("URI", URI="https://example.org"))),
        r"page 1: does something .*\(URI\)",
    ),
    "a script by its name": (_set("root/Names/JavaScript", pikepdf.Dictionary()), "brief: does something"),
    "a link that starts a program": (in_pdf(_link_that_launches), r"does something .*\(Launch\)"),
    "a bookmark into another file": (
        _set("root/Outlines/First/A", _action("GoToR", F="other.pdf")),
        r"does something .*\(GoToR\)",
    ),
    "a file that is attached": (in_pdf(_attached), "brief: holds a file offer.exe"),
    "a keyword": (in_pdf(_keywords), "its properties give the subject “bankrupt”"),
    "keywords in the older properties": (_set("info/Keywords", "bankrupt"), "its properties say “bankrupt”"),
    "a subject in the older properties": (_set("info/Subject", "They are bankrupt."), "its properties say “They are"),
}


@pytest.mark.parametrize("kind", BRIEF)
def test_what_a_reader_of_the_brief_would_see_is_found_out(ours: Made, kind: str) -> None:
    change, message = BRIEF[kind]
    failures = ours.failures("brief", change)
    assert [failure for failure in failures if re.search(message, failure)], failures


def _shape(x: int, y: int, wide: int, high: int, inside: str = "", colour: str = "FFFFFF", attributes: str = "") -> str:
    """Write a shape, measured in points."""
    place = f'<a:off x="{x * 12700}" y="{y * 12700}"/><a:ext cx="{wide * 12700}" cy="{high * 12700}"/>'
    fill = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>' if colour else "<a:noFill/>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="901" name="Shape" {attributes}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>'
        f'{place}</a:xfrm><a:prstGeom prst="rect"/>{fill}</p:spPr><p:txBody><a:bodyPr/><a:p>{inside}</a:p></p:txBody>'
        "</p:sp></p:spTree>"
    )


def _run(text: str, size: int = 1800, colour: str = "000000") -> str:
    fill = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    return f'<a:r><a:rPr lang="en-US" sz="{size}">{fill}</a:rPr><a:t>{text}</a:t></a:r>'


def _added(place: str, *shape: Any, **how: Any) -> Edit:
    return in_slide(place, ("</p:spTree>", _shape(*shape, **how)))


PORTFOLIO, ALLIANCE, CLOSING = (
    "$46 million in multi-year funding commitments, to",
    "A worldwide alliance",
    "All figures rest on",
)
QUESTIONS = "Five open questions"  # whose ground is the paper
OVER = "with something laid over it"
DECK: dict[str, tuple[Edit, str]] = {
    "a white shape over the slide": (_added(PORTFOLIO, 0, 0, 960, 540), OVER),
    "a white shape over the second figure": (_added(PORTFOLIO, 54, 245, 700, 40), OVER),
    "a white shape over some squares": (_added(PORTFOLIO, 400, 346, 200, 60), "has a drawing with something laid"),
    "a text that can be seen through": (
        _added(
            ALLIANCE,
            40,
            40,
            300,
            40,
            _run("$46 million").replace('"000000"/>', '"000000"><a:alpha val="9000"/></a:srgbClr>'),
        ),
        "colour of its ground",
    ),
    "a shape with a style over the slide": (
        in_slide(
            PORTFOLIO,
            (
                "</p:spTree>",
                _shape(0, 0, 960, 540, colour="").replace(
                    "<a:noFill/></p:spPr>",
                    '</p:spPr><p:style><a:lnRef idx="0"><a:schemeClr val="tx1"/></a:lnRef><a:fillRef idx="1">'
                    '<a:schemeClr val="bg1"/></a:fillRef></p:style>',
                ),
            ),
        ),
        OVER,
    ),
    "white on white": (_added(ALLIANCE, 40, 40, 300, 40, _run("$46 million", colour="FFFFFF")), "colour of its ground"),
    "a text nearly in its ground's colour": (
        _added(QUESTIONS, 40, 40, 300, 40, _run("$46 million", colour="F0F0F0"), colour=""),
        "colour of its ground",
    ),
    "a title in its ground's colour": (
        on_slide(
            QUESTIONS,
            r"<a:rPr([^>]*)/><a:t>Five open",
            r'<a:rPr\1><a:solidFill><a:schemeClr val="bg1"/>'
            "</a:solidFill></a:rPr><a:t>Five open",
        ),
        "has “Five open.*” in the colour of its ground",
    ),
    "five points": (_added(ALLIANCE, 40, 40, 300, 40, _run("$46 million", 500)), "in 5 points, too small"),
    "a caveat in four points": (
        on_slide(
            CLOSING,
            r"<a:rPr([^>]*?)(?: sz=\"\d+\")?([^>]*?)(/?)>(<[^t].*?)?<a:t>([^<]*not a typical award)",
            r'<a:rPr\1 sz="400"\2\3>\4<a:t>\5',
        ),
        "in 4 points, too small",
    ),
    "a text off the slide": (
        on_slide(
            PORTFOLIO,
            r"(<p:nvPr>(?:(?!</p:sp>).)*?</p:nvSpPr>)<p:spPr/>",
            r'\1<p:spPr><a:xfrm><a:off x="99990000" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm></p:spPr>',
        ),
        "off the slide",
    ),
    "a hidden text": (
        _added(ALLIANCE, 40, 40, 300, 40, _run("$46 million"), attributes='hidden="1"'),
        "hidden",
    ),
    "a caveat on a hidden slide": (in_slide(CLOSING, ("<p:sld ", '<p:sld show="0" ')), "lacks “not a typical award”"),
    "a description with another number": (
        _added(ALLIANCE, 40, 400, 30, 30, attributes='descr="Chart of 501 projects"'),
        "describes something with “501”",
    ),
    "a number in words": (
        with_box(ALLIANCE, "Nineteen projects"),
        "says “Nineteen projects” where the data says “105”",
    ),
    "a share in words": (with_box(ALLIANCE, "half of the projects"), "says “half of the projects” where the data says"),
}


@pytest.mark.parametrize("kind", DECK)
def test_what_somebody_in_the_room_would_see_is_found_out(ours: Made, kind: str) -> None:
    change, message = DECK[kind]
    failures = ours.failures("deck", change)
    assert [failure for failure in failures if re.search(message, failure)], failures


def test_a_signature_is_a_note_with_its_name(ours: Made) -> None:
    def sign(document: Any) -> None:
        value = pikepdf.Dictionary(Type=pikepdf.Name.Sig, Name="Example Trust", ByteRange=[0, 0, 0, 0])
        field = pikepdf.Dictionary(Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Sig, Rect=[0, 0, 0, 0], V=value)
        page = document.pages[0]
        field = document.make_indirect(field)
        document.Root.AcroForm = pikepdf.Dictionary(Fields=[field], SigFlags=3)
        page.Annots = pikepdf.Array([*page.obj.get("/Annots", []), field])

    found = ours.discrepancies("brief", in_pdf(sign)(ours.brief))
    assert [str(each) for each in found] == [
        "brief: note: is signed by Example Trust; who that is has to be checked elsewhere",
        "brief: note: has been changed since Example Trust signed it",
    ]
