"""Block to slides: which layout, what in which box, and how many slides it takes. One exhaustive match over the union.

A block that has more to show than a slide holds is dealt out over several of the same title; a single text that does
not fit even then is found by `Measure.scales` when the slide is written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal, TypeVar, assert_never

from reports import charts, drawing
from reports.deck import notes
from reports.deck.casting import cast
from reports.deck.fit import Measure, pages
from reports.deck.layouts import BOTTOM, TOP, Box
from reports.deck.slide import Art, Entry, Head, Paragraph, Slide, Text
from reports.story import (
    Comparison,
    Fact,
    Finding,
    Form,
    Listing,
    Milestone,
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
    Words,
)
from reports.units import Points, from_inches
from reports.wording import join

_MOST_ROWS = 5

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a slide with rows: a label, number or letter, and its text."""

    label: Words | None
    paragraphs: tuple[Paragraph, ...]


def slides(section: Section, measure: Measure) -> list[Slide]:
    """Plan the slides of a section, in order."""
    head = Head(section.headline, section.spoken, notes.of_section(section))
    block = section.block
    match block:
        case Finding():
            return _points(head, block.points, measure)
        case Comparison():
            return _comparison(head, block, measure)
        case Questions():
            texts = [question.short for question in block.questions]
            return _keyed(head, [str(number) for number in range(1, len(texts) + 1)], texts, measure)
        case Listing():
            return _keyed(head, [notes.letter(number) for number in range(len(block.items))], block.items, measure)
        case Organisation():
            return _organisation(head, block, measure)
        case Timeline():
            return _timeline(head, block, measure)
        case Portfolio():
            return [_portfolio(head, block, measure)]
        case Projects():
            return [slide for project in block.projects for slide in _project(section, project, measure)]
        case _:
            assert_never(block)


def cover(story: Story, measure: Measure) -> Slide:
    """Plan the title slide; the squares are its picture."""
    told = story.cover
    dated = join("Figures as of ", story.as_of, where=story.as_of.where)
    head = Head(told.title, dated, notes.of_cover(told))
    squares = _squares("Title", "Art", told.portfolio, "cover", measure)
    return Slide("Title", head, (*cover_texts(story), *squares))


def cover_texts(story: Story) -> tuple[Text, ...]:
    """Set what the title slide says besides its title: who speaks, to whom if that is said, and of what."""
    told = story.cover
    return _box("Publisher", story.publisher), *dedication(told.personal), _box("Subtitle", told.subtitle)


def dedication(personal: Personal) -> tuple[Text, ...]:
    """Set who the deck is for, if that is said."""
    words = personal.dedication
    return (Text("Dedication", (Paragraph(words, private=True),)),) if words and words.text.strip() else ()


def closing(story: Story, measure: Measure) -> list[Slide]:
    """Plan where it all comes from: a row for the sources, one for each note, one for who to write to."""
    told = story.closing
    head = Head(told.headline, story.publisher, notes.of_closing(story))
    sources = tuple(Paragraph(reference.text) for reference in told.sources)
    rows = [Row(told.sources_label, sources), *map(_row, told.notes)]
    if told.contact:
        rows.append(Row(story.publisher, tuple(map(Paragraph, told.contact))))
    even = _rows("Closing", head, rows, measure, most=4)
    stacked = _stacked("Closing stacked", head, rows, measure) if measure.stage.is_ours else even
    return min(even, stacked, key=len)


# -- rows -----------------------------------------------------------------------------------------


def _box(name: str, *words: Words, level: int = 1) -> Text:
    return Text(name, tuple(Paragraph(each, level) for each in words))


def _row(point: Point) -> Row:
    return Row(point.label, (Paragraph(point.text),))


def _points(head: Head, points: Sequence[Point], measure: Measure) -> list[Slide]:
    """Set labelled points in rows; without any label the texts take the full width."""
    if any(point.label for point in points):
        return _rows("Rows", head, [_row(point) for point in points], measure)

    def plan(some: Sequence[Point]) -> Slide:
        return Slide("Text", head, (_box("Text", *(point.text for point in some)),))

    return _dealt(points, 8, plan, measure)


def _keyed(head: Head, keys: Sequence[str], texts: Sequence[Words], measure: Measure) -> list[Slide]:
    """Set numbered or lettered rows, which go on counting on the next slide."""
    rows = [Row(Words(key, words.where), (Paragraph(words),)) for key, words in zip(keys, texts, strict=True)]
    return _rows("Numbered", head, rows, measure)


def _rows(family: str, head: Head, rows: Sequence[Row], measure: Measure, most: int = _MOST_ROWS) -> list[Slide]:
    """Deal rows out over slides; a row too tall for a slide of its own is first divided between its paragraphs."""
    label = "Key" if family == "Numbered" else "Label"

    def plan(some: Sequence[Row]) -> Slide:
        return Slide(f"{family}, {len(some)}", head, _in_rows(label, some))

    whole = [part for row in rows for part in _divided(row, lambda part: _fits(plan([part]), measure))]
    return _dealt(whole, most, plan, measure)


def _in_rows(label: str, rows: Sequence[Row]) -> tuple[Text, ...]:
    contents: list[Text] = []
    for number, row in enumerate(rows, 1):
        contents += [_box(f"{label} {number}", row.label)] if row.label else []
        contents.append(Text(f"Text {number}", row.paragraphs))
    return tuple(contents)


def _stacked(family: str, head: Head, rows: Sequence[Row], measure: Measure) -> list[Slide]:
    """Set rows each as high as it needs to be, so that a short one leaves its room to a long one."""
    most = max(count for count in range(2, 10) if f"{family}, {count}" in measure.layouts)
    dealt = pages(rows, most, lambda some: len(some) > 1 and bool(_tops(family, some, measure)))
    if any(len(some) == 1 for some in dealt):
        return _rows("Closing", head, rows, measure, most=4)
    return [
        Slide(f"{family}, {len(some)}", head, _in_rows("Label", some), tops=_tops(family, some, measure))
        for some in dealt
    ]


def _tops(family: str, rows: Sequence[Row], measure: Measure) -> tuple[float, ...]:
    """Say where rows begin, and where the last ends, at the largest scale at which all have room; none if none."""
    layout = measure.layouts[f"{family}, {len(rows)}"]
    texts = _in_rows("Label", rows)
    for scale in measure.steps(layout, texts):
        tops = tuple(accumulate(measure.row_heights(layout, texts, scale), initial=TOP))
        if tops[-1] <= BOTTOM:
            return tops
    return ()


def _divided(row: Row, fits: Callable[[Row], bool]) -> list[Row]:
    """Divide a row that is too tall between its paragraphs, the label repeated."""
    if fits(row) or len(row.paragraphs) == 1:
        return [row]
    parts = pages(row.paragraphs, len(row.paragraphs), lambda some: fits(Row(row.label, tuple(some))))
    return [Row(row.label, tuple(part)) for part in parts]


def _dealt(things: Sequence[T], most: int, plan: Callable[[Sequence[T]], Slide], measure: Measure) -> list[Slide]:
    return [plan(some) for some in pages(things, most, lambda some: _fits(plan(some), measure))]


def _fits(slide: Slide, measure: Measure) -> bool:
    shown = cast(slide, measure.stage)
    return measure.fits(measure.layouts[shown.layout], shown.texts)


# -- side by side -----------------------------------------------------------------------------------


def _comparison(head: Head, block: Comparison, measure: Measure) -> list[Slide]:
    """Set forms in columns, with their sketches if they have any; forms with too much text in rows."""
    forms = block.forms
    if any(form.sketch for form in forms) and f"Sketches, {len(forms)}" in measure.layouts:
        return [_sketched(head, block, measure)]
    columns = tuple(
        Text(f"Column {number}", (Paragraph(form.name), Paragraph(form.short, 2)))
        for number, form in enumerate(forms, 1)
    )
    slide = Slide(f"Columns, {len(forms)}", head, columns)
    if 2 <= len(forms) <= 4 and _fits(slide, measure):
        return [slide]
    return _rows("Rows", head, [Row(form.name, (Paragraph(form.short),)) for form in forms], measure)


def _sketched(head: Head, block: Comparison, measure: Measure) -> Slide:
    layout = f"Sketches, {len(block.forms)}"
    contents: list[Text | Art] = []
    for number, form in enumerate(block.forms, 1):
        contents.append(_box(f"Heading {number}", form.name))
        contents += _sketch(layout, f"Sketch {number}", form, measure)
        contents.append(_box(f"Text {number}", form.short))
    if block.caption:
        contents.append(_box("Caption", block.caption))
    return Slide(layout, head, tuple(contents))


def _sketch(layout: str, box: str, form: Form, measure: Measure) -> list[Art]:
    if form.sketch is None:
        return []
    style = charts.chart_style(measure.theme, "deck")
    figure = charts.sketch(form.sketch, style, *measure.layouts[layout].box(box).room)
    return [Art(box, form.name.text, drawing.record(figure, form.sketch.alt, style.faces))]


def _organisation(head: Head, block: Organisation, measure: Measure) -> list[Slide]:
    """Say what it is on the left and its ways on the right; with more than fits so, all in rows."""
    left = tuple(paragraph for point in block.points for paragraph in _labelled(point))
    right = tuple(Text(f"Right {number}", _labelled(way)) for number, way in enumerate(block.ways, 1))
    slide = Slide(f"List, {len(right)}", head, (Text("Left", left), *right))
    if slide.layout in measure.layouts and _fits(slide, measure):
        return [slide]
    return _points(head, (*block.points, *block.ways), measure)


def _labelled(point: Point) -> tuple[Paragraph, ...]:
    text = Paragraph(point.text, 2)
    return (Paragraph(point.label), text) if point.label else (text,)


# -- charts ---------------------------------------------------------------------------------------


def _timeline(head: Head, block: Timeline, measure: Measure) -> list[Slide]:
    """Draw the years with the steps set under them; where they don't fit, list them in rows by date."""
    style = charts.chart_style(measure.theme, "deck")
    plan = charts.plan_timeline(block.chart, style, *measure.layouts["Chart"].box("Chart").room)
    if plan is None:
        return _rows("Rows", head, [_step(milestone) for milestone in block.chart.milestones], measure)
    figure = charts.timeline(plan, block.chart, style)
    drawn = drawing.record(figure, block.chart.alt, style.faces)
    art = Art("Chart", "Timeline", drawn, _entries(plan, measure))
    caption = join(block.measure, ". ", block.caption, where=block.caption.where)
    return [Slide("Chart", head, (art, _box("Caption", caption)))]


def _entries(plan: charts.TimelinePlan, measure: Measure) -> tuple[Entry, ...]:
    """Set the steps where the plan has them, all in one size; a wider font may take half the space below."""
    box = measure.layouts["Chart"].box("Chart")
    sizes = (
        measure.entry_size(
            placed.milestone.title,
            placed.milestone.text,
            plan.size,
            plan.leading,
            (placed.width, placed.height + plan.leading / 3),
        )
        for placed in plan.entries
    )
    size = min(sizes)
    return tuple(_entry(placed, size, plan.leading * size / plan.size, box) for placed in plan.entries)


def _entry(placed: charts.PlacedEntry, size: float, leading: float, box: Box) -> Entry:
    return Entry(
        name=f"{placed.milestone.date}: {placed.milestone.title.text}",
        left=Points(from_inches(box.x) + placed.left),
        top=Points(from_inches(box.y) + placed.top),
        width=placed.width,
        height=placed.height,
        strong=placed.milestone.title,
        regular=placed.milestone.text,
        size=size,
        leading=leading,
    )


def _step(milestone: Milestone) -> Row:
    """Set a step as a row; that it is expected is said where its title does not say it."""
    says = "expected" in milestone.title.text.casefold()
    date = milestone.date + (", expected" if milestone.expected and not says else "")
    return Row(Words(date, milestone.title.where), (Paragraph(milestone.title, 2), Paragraph(milestone.text)))


def _portfolio(head: Head, block: Portfolio, measure: Measure) -> Slide:
    """Set two figures beside the squares, or, where squares would be too small, the figures by themselves."""
    figures = tuple(
        Text(f"Figure {number}", (Paragraph(each.figure), Paragraph(each.label, 2)))
        for number, each in enumerate(block.figures, 1)
    )
    squares = _squares("Portfolio", "Chart", block, "deck", measure)
    if not squares:
        return Slide("Key figures", head, (*figures, _box("Caption", block.caveat)))
    caption = join(block.meaning, " ", block.caveat, where=block.caveat.where)
    return Slide("Portfolio", head, (*figures, *squares, _box("Caption", caption)))


def _squares(layout: str, box: str, block: Portfolio, place: Literal["deck", "cover"], measure: Measure) -> list[Art]:
    if not measure.layouts[layout].has(box):
        return []
    style = charts.chart_style(measure.theme, place)
    figure = charts.squares(block.chart, style, *measure.layouts[layout].box(box).room)
    if figure is None:
        return []
    return [Art(box, "Squares", drawing.record(figure, block.chart.alt, style.faces))]


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

    return _dealt(paragraphs, len(paragraphs), plan, measure)


def _fact(fact: Fact) -> tuple[Paragraph, ...]:
    """Set a number large in the accent, anything else smaller in ink: only what was counted stands out."""
    return Paragraph(fact.show, 1 if fact.is_number else 2), Paragraph(fact.label, 3)


def _named(project: Project) -> Text:
    what = (Paragraph(project.what, 2),) if project.what else ()
    return Text("Side 1", (Paragraph(project.name), *what))
