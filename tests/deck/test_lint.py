"""Each rule catches the fault it is for: one is put into a good deck, and one rule has to name it."""

from __future__ import annotations

import io
import random
import re
import zipfile
from functools import cache

import pytest

from reports.deck.layout.names import Family, LayoutName
from reports.deck.layout.slide import Head, Slide
from reports.deck.lint import RULES, faults, inspect
from reports.deck.render import render
from reports.errors import ReportError
from reports.story import Finding, Point, Span, Story, Words
from tests.builders.deck import a_deck, a_portfolio, a_story, questions, the_theme
from tests.builders.edits import members as unpacked
from tests.builders.story import SOMEWHERE
from tests.deck.causes import CAUSES, Cause
from tests.deck.injections import (
    A_PATH,
    A_PNG,
    A_TABLE,
    DECK,
    INJECTIONS,
    MASTER,
    NOTES,
    SLIDE,
    THEME,
    TYPES,
    Members,
    Spoil,
    choice,
    drawn,
    packed,
    related,
    rewritten,
    swapped,
    table,
    with_member,
    with_picture,
    with_shape,
)  # fmt: skip


@cache
def a_good_deck() -> bytes:
    return a_deck(a_story(a_portfolio(), questions(3))).pptx


_INVERTED = (
    '<a:overrideClrMapping bg1="lt1" tx1="lt1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" '
    'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)
FAULTS: list[tuple[str, Spoil]] = [  # of what nobody repairs, and of rules' further branches
    ("overrides are the parts", swapped(TYPES, r"presentationml\.slide\+xml", "presentationml.tags+xml")),
    ("text can be read", swapped(SLIDE, "<a:masterClrMapping/>", _INVERTED)),
    (
        "text can be read",
        swapped(THEME, "<a:folHlink>.*?</a:folHlink>", '<a:folHlink><a:srgbClr val="B9C7CB"/></a:folHlink>'),
    ),
    ("titles are unique", swapped("ppt/slides/slide3.xml", "Headline number 1", "Headline number 0")),
    ("titles are unique", swapped(SLIDE, 'type="title"', 'type="body"')),
    ("pictures are described", swapped(SLIDE, ' descr="[^"]+"', "")),
    ("pictures are described", swapped(SLIDE, ' descr="[^"]+"', ' descr="squares.png"')),
    ("pictures are described", swapped(SLIDE, r"<a:extLst>.*?</a:extLst>", "")),
    ("shapes are named", swapped(SLIDE, 'name="Caption"', 'name=""')),
    (
        "shapes are read as they stand",
        swapped(SLIDE, "(<p:sp>(?:(?!<p:sp>).)*?Title.*?</p:sp>)(<p:sp>.*?</p:sp>)", r"\2\1"),
    ),
    ("sections are named", swapped(DECK, '<p14:section name="[^"]*"', '<p14:section name=""')),
    ("slides have notes", swapped(NOTES, '(type="body".*?<a:lstStyle/>).*?(</p:txBody>)', r"\1<a:p/>\2")),
    ("texts are large enough", swapped(SLIDE, '(name="Caption".*?<a:rPr)', r'\1 sz="900"')),
    ("tables have a head", with_shape(A_TABLE.replace(' firstRow="1"', ""))),
    ("pictures are raster", with_picture(b"GIF89a", "a.png")),
    ("pictures are raster", with_picture(A_PNG + b"IEND....", relation="hyperlink")),
    (
        "text stands on plain ground",
        swapped(
            MASTER,
            "<p:bg>.*?</p:bg>",
            '<p:bg><p:bgPr><a:blipFill><a:blip r:embed="rId1"/></a:blipFill></p:bgPr></p:bg>',
        ),
    ),
    ("outlines are whole", drawn(A_PATH.replace("</a:lnTo>", '<a:pt x="1" y="1"/></a:lnTo>'))),
    ("tables are whole", table("<a:tc>", '<a:tc hMerge="1">')),
    ("tables are whole", with_shape(re.sub("<p:xfrm>.*</p:xfrm>", "", A_TABLE))),
    ("values are in range", swapped(SLIDE, "<a:rPr", '<a:rPr b="True"')),
    ("values are in range", swapped(SLIDE, r'schemeClr val="\w+"', 'schemeClr val="phClr"')),
    ("choices can be made", choice('<mc:Choice Requires="p99"/><mc:Fallback/>')),
    ("numbers of masters and slides are unique", swapped(DECK, r'<p:sldId id="257"', '<p:sldId id="many"')),
    ("links are addresses", related("slide3.xml", "hyperlink", ' TargetMode="External"')),
    ("file can be read", swapped(SLIDE, "</p:spTree>", "")),
    ("file can be read", swapped(SLIDE, "<a:t>", "<a:t>\1")),
]


@pytest.mark.parametrize("cause", [each for each in CAUSES if each.rules], ids=lambda cause: str(cause.number))
def test_what_is_claimed_of_a_cause_is_seen_when_it_is_put_in(cause: Cause) -> None:
    found = [{each.rule for each in faults(inject(a_good_deck()))} for inject in INJECTIONS[cause.number]]
    assert all(each & {*cause.rules, "file can be read"} for each in found)
    assert set(cause.rules) <= set().union(*found)


@cache
def a_deck_with_fonts() -> bytes:
    return render(a_story(questions(2)), the_theme(), embed_fonts=True).pptx


FONT = "ppt/fonts/font1.fntdata"


def at(place: int, *content: int) -> Spoil:
    """Write bytes over a font's header."""

    def spoil(members: Members) -> None:
        font = bytearray(members[FONT])
        font[place : place + len(content)] = bytes(content)
        members[FONT] = bytes(font)

    return spoil


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (with_member(FONT, b"junk"), "is no Embedded OpenType"),
        (with_member(FONT, b"\0\1\0\0" + bytes(200)), "is no Embedded OpenType"),
        (at(34, 0), "is no Embedded OpenType"),
        (at(0, 0), "says another size than it has"),
        (at(4, 255, 255, 255, 255), "says another size than it has"),
        (at(84, 88), "is of another family than"),
        (at(32, 2, 0), "forbids to be embedded"),
        (at(32, 0, 2), "forbids to be embedded"),
        (at(12, 0, 0, 0, 16), "holds no font"),
        (swapped(DECK, 'font typeface="[^"]*"', 'font typeface="Nobody"'), "which no text names"),
    ],
)
def test_a_font_is_read_before_it_is_handed_out(spoil: Spoil, said: str) -> None:
    assert any(
        each.rule == "fonts can be used" and said in str(each) for each in faults(rewritten(a_deck_with_fonts(), spoil))
    )


def test_a_font_that_only_powerpoint_can_unpack_is_taken_at_its_word() -> None:
    assert faults(a_deck_with_fonts()) == []
    packed = rewritten(
        a_deck_with_fonts(), at(12, 4), lambda members: members.update({FONT: members[FONT][:-9] + bytes(9)})
    )
    assert faults(packed) == []


@pytest.mark.slow
def test_anything_unreadable_is_a_finding() -> None:
    """Turned bits, cut ends and swapped members: whatever is left is looked at, and nothing is raised."""
    chance = random.Random(15)
    members, good = unpacked(a_good_deck()), a_good_deck()
    names = [name for name in members if name.endswith((".xml", ".rels"))]
    for number in range(300):
        if number % 3 == 0:
            damaged = bytearray(good)
            damaged[chance.randrange(len(good))] ^= 1 << chance.randrange(8)
            assert isinstance(faults(bytes(damaged[: chance.choice((None, chance.randrange(len(good))))])), list)
            continue
        name = chance.choice(names)
        text = bytearray(members[name])
        for _ in range(chance.randrange(1, 4)):
            text[chance.randrange(len(text))] = chance.choice(b'<>&/"= 0x-')
        cut = chance.choice((bytes(text), bytes(text[: len(text) // 2]), members[chance.choice(names)]))
        assert isinstance(faults(packed({**members, name: cut})), list)


def spoilt(spoil: Spoil) -> bytes:
    return rewritten(a_good_deck(), spoil)


def test_a_good_deck_has_no_faults() -> None:
    assert faults(a_good_deck()) == []


@pytest.mark.parametrize(("rule", "spoil"), FAULTS, ids=[f"{n}-{rule}" for n, (rule, _) in enumerate(FAULTS)])
def test_a_fault_is_found_by_its_rule(rule: str, spoil: Spoil) -> None:
    assert rule in {each.rule for each in faults(spoilt(spoil))}


def test_a_zip_with_a_clock_a_directory_or_another_order_is_found() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file, zipfile.ZipFile(io.BytesIO(a_good_deck())) as good:
        file.mkdir("ppt")
        for name in reversed(good.namelist()):
            file.writestr(zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, 10)), good.read(name))
    found = " ".join(map(str, faults(packed.getvalue())))
    assert "the first members are others" in found
    assert "ppt/ is packed in an unusual way" in found


def test_every_rule_has_caught_a_fault() -> None:
    tried = {name for name, _ in FAULTS} | {rule for cause in CAUSES for rule in cause.rules}
    assert RULES.keys() - tried == {"links say where they lead"}  # tried below


# Of the 115 causes in our notes, those for which a build is to stop; the table has more of them.
STOP = {
    *(1, 2, 3, 4, 6, 9, 11, 12, 13, 14, 15, 16, 18, 19, 20, 21, 22, 23, 24, 27, 28, 29, 30, 31, 32, 33, 35, 36, 37, 38),
    *(39, 41, 42, 44, 45, 46, 47, 48, 51, 54, 56, 57, 58, 59, 64, 66, 68, 69, 70, 71, 72, 73, 74, 75, 77, 78, 79, 81),
    *(82, 83, 85, 86, 87, 88, 90, 91, 93, 95, 96, 97, 100, 101, 102, 105, 106, 108, 109, 111, 112, 113, 114),
}


def test_every_cause_of_a_repair_has_its_rule_or_a_reason_why_none_can_see_it() -> None:
    numbers = [cause.number for cause in CAUSES]
    assert numbers == sorted(set(numbers))
    assert set(numbers) >= STOP
    assert all(cause.what and (cause.rules or cause.elsewhere) for cause in CAUSES)


def a_linked_deck(words: str, address: str) -> bytes:
    text = Words(f"{words} is there.", SOMEWHERE, links=((Span(0, len(words)), "https://example.org"),))
    return rewritten(
        a_deck(a_story(Finding(None, (text,), (Point(None, text),)))).pptx,
        swapped("ppt/slides/_rels/slide2.xml.rels", "https://example.org", address),
    )


@pytest.mark.parametrize("words", ["here", "Click here", "more", "this link"])
def test_a_link_that_says_nothing_is_found(words: str) -> None:
    with pytest.raises(ReportError, match=f"slide 2, “Headline number 0”, has a link that says only '{words}'"):
        a_linked_deck(words, "https://example.org")


@pytest.mark.parametrize("address", ["", "file:///etc/passwd", "http://a b", "javascript:alert(1)", "slide3.xml"])
def test_a_link_to_no_address_is_found(address: str) -> None:
    assert "links are addresses" in {each.rule for each in faults(a_linked_deck("A report", address))}


def test_a_fault_is_told_with_its_slide_and_line() -> None:
    story = a_story(questions(3))
    with pytest.raises(ReportError) as raised:
        inspect(spoilt(swapped(SLIDE, 'name="Caption"', 'name=""')), planned(story))
    (problem,) = raised.value.problems
    assert str(problem.where) == "story.yaml:3:5"
    assert problem.message.startswith("slide 2, “Headline number 0”, has a shape without a name")


def planned(story: Story) -> list[Slide]:
    return [
        Slide(LayoutName(Family.TEXT), Head(section.headline, section.spoken, ()), ())
        for section in (story.sections * 3)
    ]


@pytest.mark.parametrize("damaged", [b"", b"PK\3\4", a_good_deck()[:9000], a_good_deck() + b"\0"])
def test_a_damaged_file_is_a_fault(damaged: bytes) -> None:
    assert faults(damaged)
