"""Block to slides: which layout, what in which box, and how many slides it takes. One exhaustive match over the union.

A block that has more to show than a slide holds is dealt out over several of the same title; a single text that does
not fit even then is found by `Measure.scales` when the slide is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from reports import charts
from reports.charts.recorder import record
from reports.deck import exhibits, notes, timelines
from reports.deck.layout.fit import Measure
from reports.deck.layout.layouts import HISTORIC
from reports.deck.layout.rows import Row, as_row, boxed, dealt, has_room, in_points, in_rows, in_stacked_rows, keyed
from reports.deck.layout.slide import Art, Head, Paragraph, Slide, Text
from reports.story import (
    Comparison,
    Fact,
    Finding,
    Form,
    Listing,
    Organisation,
    Personal,
    Point,
    Portfolio,
    Project,
    Projects,
    Questions,
    Section,
    Story,
    Timeline,
)
from reports.story.richtext import join


def slides(section: Section, measure: Measure) -> list[Slide]:
    """Plan the slides of a section, in order."""
    head = Head(section.headline, section.spoken, notes.of_section(section))
    block = section.block
    match block:
        case Finding():
            return in_points(head, block.points, measure)
        case Comparison():
            return _comparison(head, block, measure)
        case Questions():
            texts = [question.short for question in block.questions]
            return keyed(head, [str(number) for number in range(1, len(texts) + 1)], texts, measure)
        case Listing():
            return keyed(head, [notes.letter(number) for number in range(len(block.items))], block.items, measure)
        case Organisation():
            return _organisation(head, block, measure)
        case Timeline():
            return timelines.timeline(head, block, measure)
        case Portfolio():
            return exhibits.portfolio(head, block, measure)
        case Projects():
            return [slide for project in block.projects for slide in _project(section, project, measure)]
        case _:
            assert_never(block)


def cover(story: Story, measure: Measure) -> Slide:
    """Plan the title slide; the squares are its picture."""
    told = story.cover
    dated = join("Figures as of ", story.as_of, where=story.as_of.where)
    head = Head(told.title, dated, notes.of_cover(told))
    squares = exhibits.squares("Title", "Art", told.portfolio, "cover", measure)
    return Slide(HISTORIC if told.historic else "Title", head, (*cover_texts(story), *squares))


def cover_texts(story: Story) -> tuple[Text, ...]:
    """Set what the title slide says besides its title: who speaks, to whom if that is said, of what and when."""
    told = story.cover
    notice = (boxed("Notice", told.historic),) if told.historic else ()
    return boxed("Publisher", story.publisher), *dedication(told.personal), boxed("Subtitle", told.subtitle), *notice


def dedication(personal: Personal) -> tuple[Text, ...]:
    """Set who the deck is for, if that is said."""
    words = personal.dedication
    return (Text("Dedication", (Paragraph(words, private=True),)),) if words else ()


def closing(story: Story, measure: Measure) -> list[Slide]:
    """Plan where it all comes from: a row for the sources, one for each note, one for who to write to."""
    told = story.closing
    head = Head(told.headline, story.publisher, notes.of_closing(story))
    sources = tuple(Paragraph(reference.text) for reference in told.sources)
    rows = [Row(told.sources_label, sources), *map(as_row, told.notes)]
    if told.contact:
        rows.append(Row(story.publisher, tuple(map(Paragraph, told.contact))))
    even = in_rows("Closing", head, rows, measure, most=4)
    stacked = in_stacked_rows("Closing stacked", head, rows, measure) if measure.stage.is_ours else even
    return min(even, stacked, key=len)


# -- side by side -----------------------------------------------------------------------------------


def _comparison(head: Head, block: Comparison, measure: Measure) -> list[Slide]:
    """Set forms in columns, with their sketches if they have any; forms with too much text in rows."""
    forms = block.forms
    if any(form.sketch for form in forms) and f"Sketches, {len(forms)}" in measure.layouts:
        sketched = _sketched(head, block, measure)
        if measure.stage.is_ours or has_room(sketched, measure):
            return [sketched]
    columns = tuple(
        Text(f"Column {number}", (Paragraph(form.name), Paragraph(form.short, 2)))
        for number, form in enumerate(forms, 1)
    )
    slide = Slide(f"Columns, {len(forms)}", head, columns)
    if 2 <= len(forms) <= 4 and has_room(slide, measure):
        return [slide]
    return in_rows("Rows", head, [Row(form.name, (Paragraph(form.short),)) for form in forms], measure)


def _sketched(head: Head, block: Comparison, measure: Measure) -> Slide:
    layout = f"Sketches, {len(block.forms)}"
    contents: list[Text | Art] = []
    for number, form in enumerate(block.forms, 1):
        contents.append(boxed(f"Heading {number}", form.name))
        contents += _sketch(layout, f"Sketch {number}", form, measure)
        contents.append(boxed(f"Text {number}", form.short))
    if block.caption:
        contents.append(boxed("Caption", block.caption))
    return Slide(layout, head, tuple(contents))


def _sketch(layout: str, box: str, form: Form, measure: Measure) -> list[Art]:
    if form.sketch is None:
        return []
    style = charts.chart_style(measure.theme, "deck")
    figure = charts.sketch(form.sketch, style, *measure.layouts[layout].box(box).room)
    return [Art(box, form.name.text, record(figure, form.sketch.alt, style.faces))]


def _organisation(head: Head, block: Organisation, measure: Measure) -> list[Slide]:
    """Say what it is on the left and its ways on the right; with more than fits so, all in rows."""
    left = tuple(paragraph for point in block.points for paragraph in _labelled(point))
    right = tuple(Text(f"Right {number}", _labelled(way)) for number, way in enumerate(block.ways, 1))
    slide = Slide(f"List, {len(right)}", head, (Text("Left", left), *right))
    if slide.layout in measure.layouts and has_room(slide, measure):
        return [slide]
    return in_points(head, (*block.points, *block.ways), measure)


def _labelled(point: Point) -> tuple[Paragraph, ...]:
    text = Paragraph(point.text, 2)
    return (Paragraph(point.label), text) if point.label else (text,)


# -- projects -------------------------------------------------------------------------------------

_MOST_FACTS = 3


def _project(section: Section, project: Project, measure: Measure) -> list[Slide]:
    """Set up to three facts on the left, or the project's name; what it does on the right, on as many as it takes."""
    head = Head(project.headline, section.spoken, notes.of_project(section, project))
    facts = project.facts[:_MOST_FACTS]
    side = tuple(Text(f"Fact {number}", _fact(fact)) for number, fact in enumerate(facts, 1)) or (_named(project),)
    layout = f"Project, {len(facts)} fact{'s' if len(facts) > 1 else ''}" if facts else "Project"
    paragraphs = [*map(Paragraph, project.points)]
    if project.credit:
        paragraphs.append(Paragraph(project.credit, 2))

    def plan(some: Sequence[Paragraph]) -> Slide:
        return Slide(layout, head, (*side, Text("Text", tuple(some))))

    return dealt(paragraphs, len(paragraphs), plan, measure)


def _fact(fact: Fact) -> tuple[Paragraph, ...]:
    """Set a number large in the accent, anything else smaller in ink: only what was counted stands out."""
    return Paragraph(fact.show, 1 if fact.is_number else 2), Paragraph(fact.label, 3)


def _named(project: Project) -> Text:
    what = (Paragraph(project.what, 2),) if project.what else ()
    return Text("Side 1", (Paragraph(project.name), *what))
