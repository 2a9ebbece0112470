"""What verify has to find: a table of things done to finished files, each with the words that it is reported in."""

from __future__ import annotations

import re
from typing import Any

import pikepdf
import pytest

from tests.builders.edits import (
    Edit,
    a_square,
    elements,
    figure,
    in_content,
    in_layout_of,
    in_notes,
    in_part,
    in_pdf,
    in_slide,
    on_slide,
    retyped,
    retyped_mode,
    with_box,
    with_text,
    without_slide,
)
from tests.builders.finished import Made

# What the slides of the programme's sections begin with.
QUESTIONS, ALLIANCE, TIMELINE = "Five open questions", "A worldwide alliance", "Societies first met in 2010"
MEETING, PORTFOLIO, SPRINT = "In 2013 more than 170", "One square is one project", "SPRINT-MS tests"
CLOSING = "All figures rest on"
# And headings on the pages that they are on.
QUESTIONS_PAGE, TIMELINE_PAGE, PROJECTS = "Five questions steer", "Societies first met in 2010", "Three projects in"


def _untold(place: int | str) -> Edit:
    return on_slide(place, r" The source gives no amounts per project[^<\"]*</a:t>", "</a:t>")


def _text(old: str, new: str) -> tuple[str, str]:
    return f"<a:t>{old}</a:t>", f"<a:t>{new}</a:t>"


def _size(number: str, by: float) -> Edit:
    """Make a square wider."""
    pattern = rf'(name="Project {number} of 105".*?<a:ext cx=")(\d+)'
    return on_slide(PORTFOLIO, pattern, lambda match: f"{match[1]}{round(int(match[2]) * by)}")


def _line(year: str, attribute: str, by: float) -> Edit:
    """Change where a year's line stands, or how long it is."""
    pattern = rf'(name="Year {year}, line".*?{attribute}=")(\d+)'
    return on_slide(TIMELINE, pattern, lambda match: f"{match[1]}{round(int(match[2]) * by)}")


DECK: dict[str, tuple[Edit, str]] = {
    "a digit on a slide": (
        in_slide(PORTFOLIO, _text("$46", "$47")),
        rf"deck slide [[{PORTFOLIO}]]: says “\$47 million” where the data says “\$46 million” \(committed\)",
    ),
    "a digit on the title slide": (
        in_slide(1, ("$46\u00a0million in multi", "$64\u00a0million in multi")),
        r"deck slide 1: says “\$64 million” where the data says “\$46 million” \(committed\)",
    ),
    "a digit in the notes": (
        in_notes(SPRINT, ("250 people", "350 people")),
        rf"deck slide [[{SPRINT}]], notes: says “350” where the data says “250” \(participants\)",
    ),
    "a key figure": (
        in_slide(PORTFOLIO, (">105 research", ">106 research")),
        rf"deck slide [[{PORTFOLIO}]]: says “106” where the data says “105” \(projects\)",
    ),
    "two key figures swapped": (
        in_slide(
            PORTFOLIO, (">105 research", ">$46 million research"), _text("$46", "105"), _text("\u00a0million", " ")
        ),
        rf"deck slide [[{PORTFOLIO}]]: says “\$46 million” where the data says “105” \(projects\)",
    ),
    "two facts swapped": (
        in_slide(SPRINT, ("one of the 250 people", "one of the 28 people"), _text("28", "250")),
        rf"deck slide [[{SPRINT}]]: says “28” where the data says “250” \(participants\)",
    ),
    "the currency": (
        in_slide(PORTFOLIO, _text("$46", "£46")),
        rf"deck slide [[{PORTFOLIO}]]: says “£46 million” where the data says “\$46 million”",
    ),
    "the scale": (
        in_slide(1, ("$46\u00a0million", "$46\u00a0billion")),
        r"deck slide 1: says “\$46 billion” where the data says “\$46 million”",
    ),
    "a bound left out": (
        in_slide(MEETING, _text("In 2013 more than", "In 2013")),
        rf"deck slide [[{MEETING}]]: says “170” where the data says “more than 170” \(attendees\)",
    ),
    "a bound changed": (
        in_slide(TIMELINE, ("<a:t>More than 170", "<a:t>Nearly 170")),
        rf"deck slide [[{TIMELINE}]]: says “Nearly 170” where the data says “More than 170”",
    ),
    "a bound added": (
        in_slide(PORTFOLIO, ("commitments, to ", "commitments, to up to ")),
        rf"deck slide [[{PORTFOLIO}]]: says “up to 105” where the data says “105”",
    ),
    "the about of a derived number": (
        in_slide(CLOSING, ("about $438,000", "$438,000")),
        rf"deck slide [[{CLOSING}]]: says “\$438,000” where the data says “about \$438,000” \(average\)",
    ),
    "a number in full": (
        in_slide(CLOSING, ("$46,000,000\u00a0÷", "$46,500,000\u00a0÷")),
        rf"deck slide [[{CLOSING}]]: says “\$46,500,000” where the data says “\$46,000,000”",
    ),
    "a number in other digits": (
        in_slide(SPRINT, ("one of the 250 people", "one of the ２６０ people")),
        rf"deck slide [[{SPRINT}]]: says “２６０” where the data says “250”",
    ),
    "a number in words": (
        in_slide(1, ("$46\u00a0million", "Forty-seven million dollars")),
        r"deck slide 1: says “Forty-seven million” where the data says “\$46 million”",
    ),
    "a percentage": (
        in_slide(SPRINT, _text("28", "28%")),
        rf"deck slide [[{SPRINT}]]: says “28%” where the data says “28”",
    ),
    "a figure taken out": (
        in_slide(SPRINT, _text("28", "many")),
        rf"deck slide [[{SPRINT}]]: lacks “28” \(sites\)",
    ),
    "a number in a new box": (
        with_box(ALLIANCE, "$9 million more"),
        rf"deck slide [[{ALLIANCE}]]: says “\$9 million”, which the data does not",
    ),
    "a known number with another bound in a new box": (
        with_box(ALLIANCE, "under 170 came"),
        rf"deck slide [[{ALLIANCE}]]: says “under 170”, which the data does not "
        r"\(the bound or the currency of attendees differs\)",
    ),
    "the caveat of a derived number": (
        in_slide(CLOSING, (", and is not a typical award", "")),
        rf"deck slide [[{CLOSING}]]: lacks “not a typical award”",
    ),
    "the caveat turned round": (
        in_slide(CLOSING, ("is not a typical award", "is a typical award")),
        rf"deck slide [[{CLOSING}]]: lacks “not a typical award”",
    ),
    "the formula": (
        in_slide(CLOSING, (", $46,000,000\u00a0÷\u00a0105,", "")),
        rf"deck slide [[{CLOSING}]]: lacks “\$46,000,000 ÷ 105”",
    ),
    "the formula in the notes": (
        in_notes(CLOSING, (", $46,000,000 ÷ 105,", "")),
        rf"deck slide [[{CLOSING}]], notes: lacks “\$46,000,000 ÷ 105”",
    ),
    "that no amounts are given": (
        lambda deck: _untold(1)(_untold(PORTFOLIO)(deck)),
        r"deck slide \d+: lacks “The source gives no amounts per project",
    ),
    "the date of the figures": (
        in_slide(1, ("about the turn of ", ""), _text("2013/2014", "2025")),
        r"deck slide 1: says “2025”|deck.*: lacks “figures as of about the turn of 2013/2014”",
    ),
    "a square taken out": (
        on_slide(PORTFOLIO, a_square("Project 7 of 105"), ""),
        f"deck slide [[{PORTFOLIO}]]: draws 104 squares where the data says 105",
    ),
    "a square added": (
        on_slide(PORTFOLIO, a_square("Project 7 of 105"), lambda match: match[0] * 2),
        f"deck slide [[{PORTFOLIO}]]: draws 106 squares where the data says 105",
    ),
    "a square of the title slide taken out": (
        on_slide(1, a_square("Project 105 of 105"), ""),
        "deck slide 1: draws 104 squares where the data says 105",
    ),
    "a square made wider": (_size("7", 1.02), f"deck slide [[{PORTFOLIO}]]: draws 1 square in another size"),
    "a square in another colour": (
        on_slide(PORTFOLIO, r'(name="Project 7 of 105".*?schemeClr val=")\w+', r"\1accent3"),
        f"deck slide [[{PORTFOLIO}]]: draws its squares in 2 colours",
    ),
    "a square moved": (
        on_slide(PORTFOLIO, r'(name="Project 7 of 105".*?<a:off x=")(\d+)', lambda m: f"{m[1]}{int(m[2]) + 30_000}"),
        f"deck slide [[{PORTFOLIO}]]: draws 1 square off the grid",
    ),
    "the field of squares stretched": (
        on_slide(PORTFOLIO, r'(name="Squares".*?<a:ext cx=")(\d+)', lambda m: f"{m[1]}{int(m[2]) * 2}"),
        f"deck slide [[{PORTFOLIO}]]: draws 105 squares in another size|another size",
    ),
    "the chart taken out": (
        on_slide(PORTFOLIO, r'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="\d+" name="Squares".*?</p:grpSp>', ""),
        "deck: lacks a chart: “Chart of 105 equal squares",
    ),
    "an alternative text": (
        in_slide(PORTFOLIO, ("Chart of 105 equal squares", "Chart of 150 equal squares")),
        f"deck slide [[{PORTFOLIO}]]: describes its chart as “Chart of 150 equal squares",
    ),
    "a year's line moved": (
        _line("2012", "<a:off x", 1.02),
        f"deck slide [[{TIMELINE}]]: draws the line of 2012 .* beside its year",
    ),
    "a year's line made longer": (
        _line("2012", "<a:ext cx", 1.01),
        f"deck slide [[{TIMELINE}]]: draws the line of 2012 .* longer",
    ),
    "an expected year drawn as done": (
        on_slide(TIMELINE, r'(name="Year early 2014, line".*?)<a:custDash>.*?</a:custDash>', r"\1"),
        f"deck slide [[{TIMELINE}]]: draws early 2014 as done",
    ),
    "a year's label": (
        in_slide(TIMELINE, _text("2012", "2011")),
        f"deck slide [[{TIMELINE}]]: has the years in the order 2010, 2011, 2011, 2013, 2014",
    ),
    "a year's label moved": (
        on_slide(TIMELINE, r'(name="Year 2011".*?<a:off x=")(\d+)', lambda m: f"{m[1]}{int(m[2]) + 60_000}"),
        f"deck slide [[{TIMELINE}]]: sets 2011 off the scale of years",
    ),
    "a step under another year": (
        on_slide(
            TIMELINE,
            r'(<a:off x=")(\d+)(" y="\d+"/>(?:(?!<p:sp>).)*?<a:t>A global initiative)',
            lambda m: f"{m[1]}{int(m[2]) + 2_209_800}{m[3]}",
        ),
        f"deck slide [[{TIMELINE}]]: sets “A global initiative” under 2012 where the data says 2011",
    ),
    "a step's date in the notes": (
        in_notes(TIMELINE, ("2011: A global", "2012: A global")),
        f"deck slide [[{TIMELINE}]], notes: gives “A global initiative” the date 2012 where the data says 2011",
    ),
    "a slide taken out": (without_slide(SPRINT), "deck: nothing is left of “SPRINT-MS tests ibudilast"),
    "the title in the properties": (
        in_part("docProps/core.xml", ("105 research", "501 research")),
        "deck: its properties give the title “501 research",
    ),
    "the language in the properties": (
        in_part("docProps/core.xml", (">en-US<", ">de-DE<")),
        "deck: its properties give the language “de-DE”",
    ),
    "the slide's number typed": (
        on_slide(ALLIANCE, r"<a:fld[^>]*>(<a:rPr[^>]*/>)<a:t>5</a:t></a:fld>", r"<a:r>\1<a:t>15</a:t></a:r>"),
        f"deck slide [[{ALLIANCE}]]: is numbered 15",
    ),
    "a row's numeral": (in_slide(QUESTIONS, _text("3", "7")), f"deck slide [[{QUESTIONS}]]: row 7 follows row 2"),
    "a project's number": (
        in_slide("SUMMIT seeks", _text("2", "3")),
        "deck slide [[SUMMIT seeks]]: numbers “SUMMIT” 3 where its square has 2",
    ),
    "a number in a layout": (
        in_layout_of(
            PORTFOLIO,
            (
                "</p:spTree>",
                '<p:sp><p:nvSpPr><p:cNvPr id="99" name="Stamp"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr/><p:txBody>'
                "<a:bodyPr/><a:p><a:r><a:t>$50 million raised</a:t></a:r></a:p></p:txBody></p:sp></p:spTree>",
            ),
        ),
        r"deck slide \d+: says “\$50 million”, which the data does not",
    ),
}


def _alt(document: Any) -> None:
    figure(document).Alt = pikepdf.String(str(figure(document).Alt).replace("105", "150"))


def _no_alt(document: Any) -> None:
    del figure(document)["/Alt"]


def _no_page(document: Any) -> None:
    del document.pages[1]


def _title(document: Any) -> None:
    document.docinfo["/Title"] = "501 research projects"


def _xmp(old: str, new: str) -> Edit:
    def edit(document: Any) -> None:
        packet = document.Root.Metadata.read_bytes().decode()
        assert old in packet
        document.Root.Metadata = document.make_stream(packet.replace(old, new).encode())

    return in_pdf(edit)


def _language(document: Any) -> None:
    document.Root.Lang = pikepdf.String("de-DE")


def _stamp(document: Any) -> None:
    page = document.pages[0]
    note = {"Type": "Annot", "Subtype": "FreeText", "Rect": [0, 0, 99, 99], "Contents": "$50 million"}
    added = pikepdf.Dictionary({f"/{key}": _pdf(value) for key, value in note.items()})
    page.Annots = pikepdf.Array([*page.obj.get("/Annots", []), document.make_indirect(added)])


def _pdf(value: Any) -> Any:
    if isinstance(value, list):
        return pikepdf.Array(value)
    return pikepdf.Name(f"/{value}") if value in ("Annot", "FreeText") else pikepdf.String(value)


def _actual(document: Any) -> None:
    """Let a heading be read out as something that is not seen."""
    heading = next(element for element in elements(document) if element.S == "/H1")
    heading.ActualText = pikepdf.String("501 research projects on progressive MS")


def _swapped(document: Any) -> None:
    """Let two texts change places in the reading order: a step is then read under another year."""
    items = [element for element in elements(document) if element.S == "/LBody"]
    found = [element for element in items if len(element.get("/K", [])) == 2 and element.K[0].get("/S") == "/P"]
    one, other = found[-5], found[-4]
    one.K, other.K = other.K, one.K


def _outside(document: Any) -> None:
    """Take a paragraph out of the tree, but leave it on the page."""
    paragraph = next(element for element in elements(document) if element.S == "/P")
    paragraph.K = pikepdf.Array([])


def _attached(document: Any, content: bytes) -> None:
    [own] = [each for each in document.Root.AF if each.F == "progressive-ms.yaml"]
    own.EF.F = document.make_stream(content)


def _without_files(document: Any) -> None:
    del document.Root["/AF"], document.Root.Names["/EmbeddedFiles"]


def _pixels(document: Any) -> None:
    """Put a picture where the squares were."""
    page = document.pages[0]
    image = document.make_stream(b"\0", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=1, Height=1)
    page.Resources.XObject = pikepdf.Dictionary({"/Im1": image})
    before, mark, after = page.Contents.read_bytes().partition(b"/Figure <</MCID 3>> BDC")
    assert mark
    _, end, rest = after.partition(b"EMC")
    page.Contents = document.make_stream(before + mark + b" /Im1 Do " + end + rest)


_LINE = re.compile(r"n ([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l\nS")


def _moved_line(content: str, begin: float, longer: float) -> str:
    """Move the second long line of the timeline, or make it longer."""
    found = [match for match in _LINE.finditer(content) if float(match[3]) - float(match[1]) > 60]
    match = found[1]
    left, right = float(match[1]) + begin, float(match[3]) + begin + longer
    moved = f"n {left:.3f} {match[2]} m {right:.3f} {match[4]} l\nS"
    return content[: match.start()] + moved + content[match.end() :]


_SQUARE = re.compile(r"n [^lm]* m [^lm]* l [^lm]* l [^lm]* l h\nf\*?\n")


def _a_square(content: str) -> str:
    match = _SQUARE.search(content, content.index("/Figure"))
    assert match
    return match[0]


BRIEF: dict[str, tuple[Edit, str]] = {
    "a digit": (
        retyped(1, ("$46 ", "$48 "), after="<</MCID 7>>"),
        r"brief page 1: (says “\$48 million” where the data says “\$46 million”|lacks “\$46 million in)",
    ),
    "a digit of the title": (retyped(1, ("105 re", "106 re")), "brief page 1: says “106” where the data says “105”"),
    "a digit of a derived number": (
        retyped(PROJECTS, ("$438,000", "$483,000")),
        rf"brief page [[{PROJECTS}]]: says “about \$483,000” where the data says “about \$438,000”",
    ),
    "the about of a derived number": (retyped(PROJECTS, ("about $", "just $")), f"brief page [[{PROJECTS}]]: says “"),
    "two figures swapped": (
        retyped(PROJECTS, ("28", "250"), ("250", "28")),
        f"brief page [[{PROJECTS}]]: says (“28” where the data says “250”|“250” where the data says “28”)",
    ),
    "a bound": (
        retyped(TIMELINE_PAGE, ("More than 170", "170")),
        f"brief page [[{TIMELINE_PAGE}]]: says “170” where the data says “More than 170”",
    ),
    "a year": (
        retyped(TIMELINE_PAGE, ("2012", "2010")),
        f"brief page [[{TIMELINE_PAGE}]]: (has the years in the order|gives “The Alliance forms”)",
    ),
    "a page's number": (
        retyped(QUESTIONS_PAGE, ("2 / 4", "3 / 4")),
        f"brief page [[{QUESTIONS_PAGE}]]: is numbered “3 / 4”, but it is 2 of 4",
    ),
    "a numeral of a list": (
        retyped(QUESTIONS_PAGE, ("3", "5"), after="/Lbl <</MCID 18>>"),
        f"brief page [[{QUESTIONS_PAGE}]]: says “5”, which the data does not",
    ),
    "a page taken out": (
        in_pdf(_no_page),
        f"brief: nothing is left of “Five open questions|brief page [[{QUESTIONS_PAGE}]]: is numbered",
    ),
    "an alternative text": (in_pdf(_alt), "brief page 1: describes its chart as “Chart of 150 equal squares"),
    "no alternative text": (in_pdf(_no_alt), "brief page 1: has a picture without an alternative text"),
    "the title in the older properties": (in_pdf(_title), "brief: its properties give two titles"),
    "the title in the metadata": (
        _xmp("105 research projects on", "501 research projects on"),
        "brief: its properties give the title “501 research",
    ),
    "the language": (in_pdf(_language), "brief: its properties give the language “de-DE” where the data says “en-US”"),
    "the claims": (_xmp("pdfaid:part>3", "pdfaid:part>"), "brief: claims no archival standard"),
    "a note laid over a page": (in_pdf(_stamp), r"brief page 1: has an annotation \(FreeText\) laid over the page"),
    "a text marked as decoration": (
        with_text(1, "/Artifact BMC", "$50 million"),
        r"brief page 1: has text outside the reading order: “\$50 million”",
    ),
    "a text without a mark": (
        with_text(1, "", "$50 million"),
        r"brief page 1: has text outside the reading order: “\$50 million”",
    ),
    "a text in the footer": (
        with_text(1, "/Artifact <</Type/Pagination>> BDC", "$50 million"),
        r"brief page 1: says “\$50 million”",
    ),
    "a heading read out otherwise": (in_pdf(_actual), "brief page 1: shows the digits 105, but 501 are read out"),
    "a paragraph out of the reading order": (in_pdf(_outside), "brief page 1: has text outside the reading order"),
    "steps read under other years": (in_pdf(_swapped), f"brief page [[{TIMELINE_PAGE}]]: gives “.*” the date"),
    "a square taken out": (
        in_content(1, lambda content: content.replace(_a_square(content), "", 1)),
        "brief page 1: draws 104 squares where the data says 105",
    ),
    "a square added": (
        in_content(1, lambda content: content.replace(_a_square(content), _a_square(content) * 2, 1)),
        "brief page 1: draws 106 squares where the data says 105",
    ),
    "a square in another colour": (
        in_content(1, lambda content: content.replace(_a_square(content), f"1 0 0 rg {_a_square(content)}", 1)),
        "brief page 1: draws its squares in 3 colours where 3 should stand out",
    ),
    "the data file inside": (
        in_pdf(lambda document: _attached(document, b"title: other")),
        "brief: was made from other data: it holds a file progressive-ms.yaml that is not progressive-ms.yaml,",
    ),
    "no data file inside": (
        in_pdf(_without_files),
        "brief: does not hold progressive-ms.yaml",
    ),
    "a text that cannot be seen": (
        retyped_mode(1, "/H1", 3),
        "brief page 1: has text that cannot be seen",
    ),
    "an expected year drawn as done": (
        in_content(TIMELINE_PAGE, lambda content: re.sub(r"\[[\d. ]+\] 0 d\b", "[] 0 d", content)),
        f"brief page [[{TIMELINE_PAGE}]]: draws early 2014 as done",
    ),
    "a year's line moved": (
        in_content(TIMELINE_PAGE, lambda content: _moved_line(content, 4.0, 0.0)),
        f"brief page [[{TIMELINE_PAGE}]]: draws the line of .* beside its year",
    ),
    "a year's line made longer": (
        in_content(TIMELINE_PAGE, lambda content: _moved_line(content, 0.0, 3.0)),
        f"brief page [[{TIMELINE_PAGE}]]: draws the line of .* longer",
    ),
    "the chart in pixels": (
        in_pdf(lambda document: _pixels(document)),
        "brief page 1: (shows its chart in pixels|draws 0 squares)",
    ),
    "a square outside the chart": (
        in_content(1, lambda content: f"{content}\n/Artifact BMC {_a_square(content)} EMC"),
        "brief page 1: draws a square outside its chart",
    ),
}


@pytest.mark.parametrize("kind", DECK)
def test_a_deck_that_was_tampered_with_is_found_out(ours: Made, kind: str) -> None:
    change, message = DECK[kind]
    failures = ours.failures("deck", change)
    assert [failure for failure in failures if re.search(ours.placed(message), failure)], failures


@pytest.mark.parametrize("kind", BRIEF)
def test_a_brief_that_was_tampered_with_is_found_out(ours: Made, kind: str) -> None:
    change, message = BRIEF[kind]
    failures = ours.failures("brief", change)
    assert [failure for failure in failures if re.search(ours.placed(message), failure)], failures


@pytest.mark.parametrize("part", ["brief", "deck"])
@pytest.mark.parametrize("programme", ["ours", "meadows"])
def test_files_as_they_are_built_hold(part: Any, programme: str, request: pytest.FixtureRequest) -> None:
    made: Made = request.getfixturevalue(programme)
    assert made.discrepancies(part, made.brief if part == "brief" else made.deck) == []


@pytest.mark.parametrize("part", ["brief", "deck"])
def test_a_file_of_other_data_does_not_hold(ours: Made, meadows: Made, part: Any) -> None:
    other = meadows.brief if part == "brief" else meadows.deck
    failures = [finding for finding in ours.discrepancies(part, other) if finding.failure]
    assert any("committed is nowhere" in finding.message for finding in failures)
