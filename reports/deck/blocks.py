"""Block to slides: which layout, what in which box, and how many slides it takes. One exhaustive match over the union.

A block that has more to show than a slide holds is dealt out over several of the same title; a single text that does
not fit even then is found by `Measure.scales` when the slide is written.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from reports import story as parts
from reports.compose.descriptions import timings
from reports.deck import exhibits, notes, tables, timelines
from reports.deck.closing import action, dated
from reports.deck.layout.adapt import emphasised
from reports.deck.layout.captions import hung
from reports.deck.layout.fit import Measure
from reports.deck.layout.layouts import PICTURE_SHADE
from reports.deck.layout.names import BoxName, BoxRole, Family, LayoutName, ParagraphLevel
from reports.deck.layout.rows import SlideRow, as_row, boxed, dealt, has_room, in_few_rows, in_points, keyed, row_texts
from reports.deck.layout.slide import DIGITS, Art, BoxText, Content, Head, Paragraph, Slide, SlidePhoto
from reports.deck.marks import message, partners
from reports.story import Section, Words
from reports.story.richtext import join, letter, listed
from reports.units import to_inches

_MANY = 15  # slides of a deck: with more, who listens has to be told where they are
_LONGEST_STATEMENT = 140  # characters
_TO_NAME = 0.25  # inches from what is said to who said it
_MOST_FACTS = 3


def told(story: parts.Story, measure: Measure) -> list[list[Slide]]:
    """Plan the slides of each section, in order; the notes of the first say how long it takes, if that is said.

    No two neighbours look alike where a section can be shown in two ways.
    """
    timed = timings(story.sections, story.phrases)
    planned, described, last = list[list[Slide]](), 0, Family.TITLE
    for section in story.sections:
        first, *others = _slides(section, measure, story.cover.portfolio, described, last)
        if section.key in timed:
            first = replace(first, head=replace(first.head, notes=(timed[section.key], *first.head.notes)))
        planned.append([first, *others])
        described += len(section.block.projects) if isinstance(section.block, parts.Projects) else 0
        last = planned[-1][-1].layout.family
    return planned


def parted(
    sections: Sequence[Section], told: Sequence[list[Slide]], measure: Measure, others: int
) -> list[list[Slide]]:
    """Return the slides of each section, with its heading on one before them where the deck is long.

    `others` is how many more slides the deck has. One slide needs none before it; somebody else's template has none.
    """
    titles = {slide.head.title.text for slides in told for slide in slides}
    is_long = measure.is_ours and sum(map(len, told)) + others > _MANY
    found = []
    for section, slides in zip(sections, told, strict=True):
        head = Head(section.heading, section.spoken, (section.spoken.text,))
        opens = is_long and len(slides) > 1 and head.title.text not in titles
        found.append([Slide(LayoutName(Family.SECTION), head, ())] * opens + slides)
    return found


def _slides(
    section: Section, measure: Measure, portfolio: parts.Portfolio, described: int, last: Family
) -> list[Slide]:
    head = Head(section.headline, section.spoken, notes.of_section(section))
    block = section.block
    match block:
        case parts.Finding():
            return _finding(head, block, measure, last)
        case parts.Comparison():
            return _comparison(head, block, measure, last)
        case parts.Questions():
            texts = [question.short for question in block.questions]
            return keyed(Family.NUMBERED, head, [str(number) for number in range(1, len(texts) + 1)], texts, measure)
        case parts.Listing():
            return _listing(head, block, measure, last)
        case parts.Organisation():
            return _organisation(head, block, measure)
        case parts.Timeline():
            return timelines.timeline(head, block, measure)
        case parts.Portfolio():
            return exhibits.portfolio(head, block, measure)
        case parts.Projects():
            numbered = enumerate(block.projects, described)
            return [s for number, each in numbered for s in _project(section, each, number, portfolio, measure)]
        case parts.Picture():
            return [_picture(head, block)]
        case parts.Partners():
            return partners(head, block, measure)
        case parts.Message():
            return message(head, block, measure)
        case parts.Quote():
            return [_quote(head, block, measure, last)]
        case parts.Figures():
            name = LayoutName(Family.KEY_FIGURES, len(block.figures))
            return [Slide(name, head, exhibits.figure_texts(block.figures, units=True))]
        case parts.Action():
            return [action(head, block, measure)]
        case parts.DataTable():
            return tables.of_data(head, block, measure)
        case parts.Charted():
            return exhibits.charted(head, block, measure)
        case _:
            assert_never(block)


def cover(story: parts.Story, measure: Measure) -> Slide:
    """Plan the title slide; the squares are its picture."""
    page, layout = story.cover, LayoutName(Family.TITLE)
    squares = exhibits.spelt(layout, BoxName(BoxRole.ART), page.portfolio.chart, measure, numbered=True)
    portfolio = page.portfolio if squares else page.portfolio.without_squares
    if squares and not squares[0].drawing.alt.endswith(portfolio.chart.numbered_alt):
        portfolio = portfolio.without_numbers  # which have no room in squares as small as these
    head = Head(page.title, dated(story), notes.of_cover(replace(page, portfolio=portfolio), story.phrases))
    said = [portfolio.meaning_in_full or portfolio.meaning, portfolio.numbered, portfolio.caveat] if squares else []
    caption = exhibits.joined(said, story.where)
    words = (boxed(BoxName(BoxRole.CAPTION), caption),) if caption.text else ()
    name = LayoutName(Family.TITLE, not squares)
    arranged = hung(measure.layouts[name], squares) if name in measure.layouts else None
    return Slide(name, head, (*cover_texts(story), *squares, *words), arranged)


def cover_texts(story: parts.Story) -> tuple[BoxText, ...]:
    """Set what the title slide says besides its title: who speaks, to whom if that is said, of what and when."""
    page, reader = story.cover, story.cover.personal.dedication
    said = [boxed(BoxName(BoxRole.PUBLISHER), story.publisher)]
    said += [BoxText(BoxName(BoxRole.DEDICATION), (Paragraph(reader, private=True),))] if reader else []
    said.append(boxed(BoxName(BoxRole.SUBTITLE), page.subtitle))
    return (*said, *(boxed(BoxName(BoxRole.NOTICE), each) for each in page.notices[-1:]))


# -- one thing said ---------------------------------------------------------------------------------


def _finding(head: Head, block: parts.Finding, measure: Measure, last: Family) -> list[Slide]:
    """Set one sentence as a statement, with at most one more below it; more points as rows or sentences."""
    statement = block.lead if block.lead and _same(block.lead, head.title) else head.title
    points = [point for point in block.points if point.label or not _same(point.text, statement)]
    if len(points) < 2 and last is not Family.STATEMENT and len(statement.text) <= _LONGEST_STATEMENT:
        below = (
            join(*((emphasised(point.label), " ") if point.label else ()), point.text, where=point.text.where)
            for point in points
        )
        texts = tuple(boxed(BoxName(BoxRole.TEXT), words) for words in below)
        slide = Slide(LayoutName(Family.STATEMENT), replace(head, title=statement), texts)
        if has_room(slide, measure):
            return [slide]
    columns = _in_columns(head, [*map(as_row, block.points)], measure) if last is Family.ROWS else None
    return [columns] if columns else in_points(head, block.points, measure)


def _same(text: Words, other: Words) -> bool:
    return text.text.rstrip(".!?").casefold() == other.text.rstrip(".!?").casefold()


def _listing(head: Head, block: parts.Listing, measure: Measure, last: Family) -> list[Slide]:
    """Letter things beside a plate that has the title; the first number of that stands out."""
    letters = [letter(number) for number in range(len(block.items))]
    family = Family.NUMBERED if last is Family.LIST or not measure.is_ours else Family.LIST
    made = keyed(family, head, letters, block.items, measure)
    number = next((DIGITS.search(head.title.text, *each.span) for each in head.title.figures), None)
    if family is Family.LIST and len(made) == 1 and number:
        figured = replace(made[0], figure=parts.Span(*number.span()))
        return [figured] if has_room(figured, measure) else made
    return made


def _picture(head: Head, block: parts.Picture) -> Slide:
    """Let a picture fill the slide, its title on its foot."""
    photo = SlidePhoto(BoxName(BoxRole.ART), block.photo, PICTURE_SHADE)
    caption = (boxed(BoxName(BoxRole.TEXT), block.caption),) if block.caption else ()
    credit = boxed(BoxName(BoxRole.CREDIT), block.photo.credit)
    return Slide(LayoutName(Family.PICTURE), head, (photo, *caption, credit))


def _quote(head: Head, block: parts.Quote, measure: Measure, last: Family) -> Slide:
    """Set what somebody said as the title, beside a picture if there is one; alone it is a statement where it can."""
    titled, said = head.title != block.text, replace(head, title=block.text)
    who = [each for each in (block.name, block.role) if each]
    if not (block.photo or titled or last is Family.STATEMENT or len(block.text.text) > _LONGEST_STATEMENT):
        by = listed(who, ", ", block.name.where)
        statement = Slide(LayoutName(Family.STATEMENT), said, (boxed(BoxName(BoxRole.TEXT), by),))
        if has_room(statement, measure):
            return statement
    texts: list[Content] = [boxed(BoxName(BoxRole.MEASURE), head.title)] if titled else []
    texts += (boxed(BoxName(role), each) for role, each in zip((BoxRole.NAME, BoxRole.KIND), who, strict=False))
    if block.photo:
        texts.insert(0, SlidePhoto(BoxName(BoxRole.ART), block.photo))
        texts.append(boxed(BoxName(BoxRole.CREDIT), block.photo.credit))
    slide = Slide(LayoutName(Family.QUOTATION, block.photo is None), said, tuple(texts))
    if not measure.is_ours:
        return slide
    layout = measure.layouts[slide.layout]
    spare = layout.title.height - _TO_NAME - to_inches(measure.height(layout.title, slide.title.paragraphs, 1))
    below = (layout.box(BoxName(role)) for role in (BoxRole.NAME, BoxRole.KIND))
    moved = layout.changed(replace(box, y=box.y - max(0.0, spare), moved=True) for box in below)
    return replace(slide, arranged=moved)


# -- side by side -----------------------------------------------------------------------------------


def _comparison(head: Head, block: parts.Comparison, measure: Measure, last: Family) -> list[Slide]:
    """Set forms in columns, with their sketches if they have any; forms with too much text in rows."""
    forms = block.forms
    if any(form.sketch for form in forms) and LayoutName(Family.SKETCHES, len(forms)) in measure.layouts:
        sketched = _sketched(head, block, measure)
        if measure.is_ours or has_room(sketched, measure):
            return [sketched]
    rows = [SlideRow(form.name, (Paragraph(form.short),)) for form in forms]
    columns = _in_columns(head, rows, measure) if last is not Family.COLUMNS else None
    return [columns] if columns else in_few_rows(head, rows, measure)


def _in_columns(head: Head, rows: Sequence[SlideRow], measure: Measure) -> Slide | None:
    """Set two to four labelled texts side by side; None where they have no room so."""
    if not (2 <= len(rows) <= 4 and all(row.label for row in rows)):
        return None
    slide = Slide(LayoutName(Family.COLUMNS, len(rows)), head, row_texts(BoxRole.HEADING, rows))
    return slide if has_room(slide, measure) else None


def _sketched(head: Head, block: parts.Comparison, measure: Measure) -> Slide:
    layout = LayoutName(Family.SKETCHES, len(block.forms))
    contents: list[BoxText | Art] = []
    for number, form in enumerate(block.forms, 1):
        contents.append(boxed(BoxName(BoxRole.HEADING, number), form.name))
        contents += exhibits.art_of(form.name.text, form.sketch, layout, BoxName(BoxRole.SKETCH, number), measure)
        contents.append(boxed(BoxName(BoxRole.TEXT, number), form.short))
    if block.caption:
        contents.append(boxed(BoxName(BoxRole.CAPTION), block.caption))
    return Slide(layout, head, tuple(contents))


def _organisation(head: Head, block: parts.Organisation, measure: Measure) -> list[Slide]:
    """Set what it is on the plate and beside it, its ways below that; with more than fits so, all in rows."""
    (first, *others), ways = block.points, block.ways
    beside = tuple(paragraph for point in others for paragraph in as_row(point).stacked)
    said = [BoxText(BoxName(BoxRole.SIDE), as_row(first).stacked)]
    said += [BoxText(BoxName(BoxRole.TEXT), beside)] if beside else []
    said += (BoxText(BoxName(BoxRole.PART, number), as_row(way).stacked) for number, way in enumerate(ways, 1))
    slide = Slide(LayoutName(Family.PARTS, len(ways)), head, tuple(said))
    can_be_set = (slide.layout in measure.layouts and not first.text.links) or not measure.is_ours
    if len(ways) > 1 and can_be_set and has_room(slide, measure):
        return [slide]
    return in_points(head, (*block.points, *block.ways), measure)


def _project(
    section: Section, project: parts.Project, number: int, portfolio: parts.Portfolio, measure: Measure
) -> list[Slide]:
    """Set its number, its name and a picture on the plate; beside it what it does, on as many slides as it takes."""
    head = Head(project.headline, section.spoken, notes.of_project(section, project))
    facts = list(project.facts[:_MOST_FACTS])
    named = ((BoxRole.NAME, project.name), (BoxRole.KIND, project.what))
    plate: list[Content] = [boxed(BoxName(role), replace(words, links=())) for role, words in named if words]
    plate = plate if measure.is_ours or not facts else []
    if measure.is_ours:
        drawn = ((fact, exhibits.people(fact.people, measure)) for fact in facts if fact.people)
        counted, people = next(((fact, circles) for fact, circles in drawn if circles), (None, []))
        facts = [fact for fact in facts if fact is not counted]
        plate += people or exhibits.lit(portfolio, number, measure)
        if portfolio.numbered:
            plate.append(boxed(BoxName(BoxRole.KEY, 1), Words(str(number + 1), project.name.where)))
    for place, fact in enumerate(facts, 1):  # only what was counted stands out, large in the accent
        level = ParagraphLevel.FACT_NUMBER if fact.is_number else ParagraphLevel.FACT_WORDS
        said = (Paragraph(fact.show, level), Paragraph(fact.label, ParagraphLevel.FACT_LABEL))
        plate.append(BoxText(BoxName(BoxRole.FACT, place), said))
    credit = (boxed(BoxName(BoxRole.CREDIT), project.credit),) if project.credit else ()

    name = LayoutName(Family.PROJECT, len(facts))

    def plan(some: Sequence[Words]) -> Slide:
        contents = (*plate, boxed(BoxName(BoxRole.TEXT), *some), *credit)
        return Slide(name, head, contents, hung(measure.layouts[name], plate) if measure.is_ours else None)

    return dealt(project.points, len(project.points), plan, measure)
