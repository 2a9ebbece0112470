"""A brief with more of everything than any programme: 200 headings, tables, a chart of twelve panels, long words."""

from __future__ import annotations

from dataclasses import replace

from reports.brief.conformance import metadata_of
from reports.brief.contents import contents, find_pages
from reports.brief.look import Look, look_of
from reports.brief.pages import LaidOutSection, paginate
from reports.brief.render import paint_pages, set_sections
from reports.brief.tables import table
from reports.charts.canvas import Canvas, Figure
from reports.datafile.attachments import Attachment
from reports.pdf.canvas import TaggedCanvas
from reports.pdf.metadata import StandardName, standard_for
from reports.story import Listing, Point, Section, Span, Story, Words
from reports.story.phrases import phrases_in
from reports.units import Points
from tests.builders.brief import THEME, a_closing, a_finding, a_section, a_timeline, everything
from tests.builders.story import SOMEWHERE, a_milestone, words

_LONG = "https://example.org/" + "a-very-long-address/" * 20
_NAME = "Rindfleischetikettierungsüberwachungsaufgaben-übertragungsgesetz"


def a_stress_story() -> Story:
    steps = [a_milestone(2000 + n // 4, title=f"Step {n}", expected=n > 90) for n in range(100)]
    link = (Span(4, 4 + len(_LONG)), _LONG)
    hard = (Words(f"See {_LONG}", SOMEWHERE, links=(link,)), words(f"The {_NAME} of [1] office fluff, Łódź."))
    sections = [
        *everything().sections,
        a_section(replace(a_finding(), text=hard), "Hard words", "hard"),
        a_section(a_timeline(*steps), "A hundred steps", "steps-100"),
        a_section(Listing(None, tuple(words(f"Thing {n}") for n in range(26))), "Things of a kind", "things-26"),
        *(_headed(number) for number in range(200)),
    ]
    notes = [Point(words(f"Note {n}"), words("A note on what was found.")) for n in range(9)]
    return replace(
        everything(), sections=tuple(sections), closing=a_closing(*notes, sources=30, legal=("One.", "Two."))
    )


def _headed(number: int) -> Section:
    return a_section(a_finding(f"What is said below heading {number}."), f"Heading {number}", f"heading-{number}")


def a_stress_brief(standard: StandardName, attachments: list[Attachment]) -> bytes:
    """Set it as `render` does, with a table and a chart added that no block of a story can ask for yet."""
    look, story = look_of(THEME, "a4", phrases_in("en-GB")), a_stress_story()
    told = [*set_sections(story, look), _rows(look), _panels(look)]
    listed, entries = contents(told[1:], look, story.where)
    told.insert(1, listed)
    pages = paginate(told, look.body_height, look.to_footer)
    find_pages(entries, pages)
    claimed = standard_for(standard, attached=bool(attachments))
    canvas = TaggedCanvas(look.paper.size, metadata_of(story), claimed, look.roles["body"].font, attachments)
    canvas.document.structure.document.extend(
        elem for page in pages for part in page.parts for elem in part.flowable.elems
    )
    paint_pages(story, pages, look, canvas)
    return canvas.finished()


def _rows(look: Look) -> LaidOutSection:
    title = words("Sixty grants")
    heading = look.heading(title, "heading", look.grid.text, 2, "table")
    rows = [
        ((f"Garden number {n}, by the long river " * (1 + n % 3)).strip(), "Italy", f"{n * 1370:,}") for n in range(60)
    ]
    head = ("Grant", "Country", "Awarded (USD)")
    set_table = table(head, rows, look, SOMEWHERE, numbers=[2])
    return LaidOutSection("table", title, look.space("xl"), look.full_width(heading, [(look.space("s"), set_table)]))


def _panels(look: Look) -> LaidOutSection:
    title = words("Twelve panels")
    heading = look.heading(title, "heading", look.grid.text, 2, "panels")
    drawn = look.picture(_twelve(look), "Chart of twelve panels of bars, where each grows to the right.")
    return LaidOutSection(
        "panels", title, look.space("xl"), look.full_width(heading, [(look.space("s"), drawn)], whole=True)
    )


def _twelve(look: Look) -> Figure:
    width, height = look.grid.text / 4, 130.0
    canvas = Canvas(look.grid.text, Points(3 * height))
    for panel in range(12):
        left, bottom = panel % 4 * width, panel // 4 * height
        canvas.text(left, bottom + height - 14, f"Panel {panel + 1}", look.charts.label_strong, f"Panel {panel}")
        for bar in range(12):
            corner = (left + bar * (width - 12) / 12, bottom + 10)
            name = f"Panel {panel}, bar {bar}"
            canvas.rectangle(
                corner, (width - 12) / 14, 8.0 * (bar + 1) * (1 + panel % 2) / 2, look.charts.colour("data"), name
            )
        ends = [(left, bottom + 10), (left + width - 12, bottom + 10)]
        canvas.line(ends, look.charts.colour("axis"), 0.75, f"Panel {panel}, axis")
    return canvas.figure
