"""Block to slides: which layout, what in which box, and how many slides it takes. One exhaustive match over the union.

A block that has more to show than a slide holds is dealt out over several of the same title; a single text that does
not fit even then is found by `Measure.scales` when the slide is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from reports import charts
from reports.deck import exhibits, notes, timelines
from reports.deck.layout.fit import Measure
from reports.deck.layout.names import BoxName, BoxRole, Family, LayoutName, ParagraphLevel
from reports.deck.layout.rows import (
    SlideRow,
    as_row,
    boxed,
    dealt,
    has_room,
    in_points,
    in_rows,
    in_stacked_rows,
    keyed,
)
from reports.deck.layout.slide import Art, BoxText, Head, Paragraph, Slide
from reports.story import (
    Comparison,
    Finding,
    Form,
    Listing,
    Organisation,
    Personal,
    Picture,
    Point,
    Portfolio,
    Project,
    Projects,
    Questions,
    Quote,
    Section,
    Span,
    Story,
    Timeline,
)
from reports.story.richtext import fill, letter


def slides(section: Section, measure: Measure, timing: str = "") -> list[Slide]:
    """Plan the slides of a section, in order; the notes of the first begin with how long it takes, if that is said."""
    first, *others = _slides(section, measure)
    head = replace(first.head, notes=(timing, *first.head.notes)) if timing else first.head
    return [replace(first, head=head), *others]


_MANY = 15  # slides of a deck: with more, who listens has to be told where they are


def parted(
    sections: Sequence[Section], told: Sequence[list[Slide]], measure: Measure, others: int
) -> list[list[Slide]]:
    """Return the slides of each section, with its heading on one before them where the deck is long.

    `others` is how many more slides the deck has. One slide needs none before it; somebody else's template has none.
    """
    titles = {slide.head.title.text for slides in told for slide in slides}
    is_long = measure.target.is_ours and sum(map(len, told)) + others > _MANY
    parts = []
    for section, slides in zip(sections, told, strict=True):
        head = Head(section.heading, section.spoken, (section.spoken.text,))
        opens = is_long and len(slides) > 1 and head.title.text not in titles
        parts.append([Slide(LayoutName(Family.SECTION), head, ())] * opens + slides)
    return parts


def _slides(section: Section, measure: Measure) -> list[Slide]:
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
            return keyed(head, [letter(number) for number in range(len(block.items))], block.items, measure)
        case Organisation():
            return _organisation(head, block, measure)
        case Timeline():
            return timelines.timeline(head, block, measure)
        case Portfolio():
            return exhibits.portfolio(head, block, measure)
        case Projects():
            return [slide for project in block.projects for slide in _project(section, project, measure)]
        case Picture():
            return in_points(head, [Point(None, each) for each in (*block.text, block.caption) if each], measure)
        case Quote():
            said = (block.name, block.role) if head.title == block.text else (block.text, block.name, block.role)
            return in_points(head, [Point(None, each) for each in said if each], measure)
        case _:
            assert_never(block)


def cover(story: Story, measure: Measure) -> Slide:
    """Plan the title slide; the squares are its picture."""
    page = story.cover
    dated = fill(story.phrases.figures_as_of, story.as_of.where, date=story.as_of)
    dated = replace(dated, kept=(Span(0, len(dated.text)),))
    squares = exhibits.squares(LayoutName(Family.TITLE), BoxName(BoxRole.ART), page.portfolio, measure, dark=True)
    said = page if squares else replace(page, portfolio=page.portfolio.without_squares)
    head = Head(page.title, dated, notes.of_cover(said))
    return Slide(LayoutName(Family.HISTORIC if page.historic else Family.TITLE), head, (*cover_texts(story), *squares))


def cover_texts(story: Story) -> tuple[BoxText, ...]:
    """Set what the title slide says besides its title: who speaks, to whom if that is said, of what and when."""
    page = story.cover
    notice = (boxed(BoxName(BoxRole.NOTICE), page.historic),) if page.historic else ()
    return (
        boxed(BoxName(BoxRole.PUBLISHER), story.publisher),
        *dedication(page.personal),
        boxed(BoxName(BoxRole.SUBTITLE), page.subtitle),
        *notice,
    )


def dedication(personal: Personal) -> tuple[BoxText, ...]:
    """Set who the deck is for, if that is said."""
    words = personal.dedication
    return (BoxText(BoxName(BoxRole.DEDICATION), (Paragraph(words, private=True),)),) if words else ()


def closing(story: Story, measure: Measure) -> list[Slide]:
    """Plan where it all comes from: a row for the sources, one for each note, one for who to write to."""
    page = story.closing
    head = Head(page.headline, story.publisher, notes.of_closing(story))
    sources = tuple(Paragraph(reference.text) for reference in page.sources)
    rows = [SlideRow(page.sources_label, sources), *map(as_row, page.paragraphs)]
    if page.contact:
        rows.append(SlideRow(story.publisher, tuple(map(Paragraph, page.contact))))
    even = in_rows(Family.CLOSING, head, rows, measure, most=4)
    stacked = in_stacked_rows(Family.CLOSING_STACKED, head, rows, measure) if measure.target.is_ours else even
    return min(even, stacked, key=len)


# -- side by side -----------------------------------------------------------------------------------


def _comparison(head: Head, block: Comparison, measure: Measure) -> list[Slide]:
    """Set forms in columns, with their sketches if they have any; forms with too much text in rows."""
    forms = block.forms
    if any(form.sketch for form in forms) and LayoutName(Family.SKETCHES, len(forms)) in measure.layouts:
        sketched = _sketched(head, block, measure)
        if measure.target.is_ours or has_room(sketched, measure):
            return [sketched]
    columns = tuple(
        BoxText(
            BoxName(BoxRole.COLUMN, number), (Paragraph(form.name), Paragraph(form.short, ParagraphLevel.BELOW_HEADING))
        )
        for number, form in enumerate(forms, 1)
    )
    slide = Slide(LayoutName(Family.COLUMNS, len(forms)), head, columns)
    if 2 <= len(forms) <= 4 and has_room(slide, measure):
        return [slide]
    return in_rows(Family.ROWS, head, [SlideRow(form.name, (Paragraph(form.short),)) for form in forms], measure)


def _sketched(head: Head, block: Comparison, measure: Measure) -> Slide:
    layout = LayoutName(Family.SKETCHES, len(block.forms))
    contents: list[BoxText | Art] = []
    for number, form in enumerate(block.forms, 1):
        contents.append(boxed(BoxName(BoxRole.HEADING, number), form.name))
        contents += _sketch(layout, BoxName(BoxRole.SKETCH, number), form, measure)
        contents.append(boxed(BoxName(BoxRole.TEXT, number), form.short))
    if block.caption:
        contents.append(boxed(BoxName(BoxRole.CAPTION), block.caption))
    return Slide(layout, head, tuple(contents))


def _sketch(layout: LayoutName, box: BoxName, form: Form, measure: Measure) -> list[Art]:
    if form.sketch is None:
        return []
    style = measure.target.chart_style()
    drawn = charts.drawing_of(form.sketch, style, *measure.layouts[layout].box(box).room)
    return [Art(box, form.name.text, drawn)] if drawn else []


def _organisation(head: Head, block: Organisation, measure: Measure) -> list[Slide]:
    """Set what it is on the left and its ways on the right; with more than fits so, all in rows."""
    left = tuple(paragraph for point in block.points for paragraph in _labelled(point))
    right = tuple(BoxText(BoxName(BoxRole.RIGHT, number), _labelled(way)) for number, way in enumerate(block.ways, 1))
    slide = Slide(LayoutName(Family.LIST, len(right)), head, (BoxText(BoxName(BoxRole.LEFT), left), *right))
    if slide.layout in measure.layouts and has_room(slide, measure):
        return [slide]
    return in_points(head, (*block.points, *block.ways), measure)


def _labelled(point: Point) -> tuple[Paragraph, ...]:
    text = Paragraph(point.text, ParagraphLevel.BELOW_HEADING)
    return (Paragraph(point.label), text) if point.label else (text,)


# -- projects -------------------------------------------------------------------------------------

_MOST_FACTS = 3


def _project(section: Section, project: Project, measure: Measure) -> list[Slide]:
    """Set up to three facts on the left, or the project's name; what it does on the right, on as many as it takes."""
    head = Head(project.headline, section.spoken, notes.of_project(section, project))
    facts = project.facts[:_MOST_FACTS]
    side: list[BoxText] = []
    for number, fact in enumerate(facts, 1):  # only what was counted stands out, large in the accent
        shown = ParagraphLevel.FACT_NUMBER if fact.is_number else ParagraphLevel.FACT_WORDS
        said = (Paragraph(fact.show, shown), Paragraph(fact.label, ParagraphLevel.FACT_LABEL))
        side.append(BoxText(BoxName(BoxRole.FACT, number), said))
    if not side:
        what = (Paragraph(project.what, ParagraphLevel.BELOW_HEADING),) if project.what else ()
        side.append(BoxText(BoxName(BoxRole.SIDE, 1), (Paragraph(project.name), *what)))
    layout = LayoutName(Family.PROJECT, len(facts))
    paragraphs = [*map(Paragraph, project.points)]
    if project.credit:
        paragraphs.append(Paragraph(project.credit, ParagraphLevel.CREDIT))

    def plan(some: Sequence[Paragraph]) -> Slide:
        return Slide(layout, head, (*side, BoxText(BoxName(BoxRole.TEXT), tuple(some))))

    return dealt(paragraphs, len(paragraphs), plan, measure)
