"""Timelines on their slides: steps set under their years, or numbered marks and the list that their numbers lead to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reports import charts
from reports.charts.recorder import record
from reports.deck import notes
from reports.deck.layout.adapt import emphasised
from reports.deck.layout.boxes import Box
from reports.deck.layout.captions import captioned, together
from reports.deck.layout.fit import Measure, deal
from reports.deck.layout.names import BoxName, BoxRole, Family, LayoutName
from reports.deck.layout.rows import SlideRow, boxed, dealt, row_texts, stacked, stacks
from reports.deck.layout.slide import Art, BoxText, Head, Paragraph, Slide, TimelineEntry
from reports.story import Milestone, Timeline, Words
from reports.story.phrases import Phrases
from reports.story.richtext import join
from reports.units import Points, from_inches

_CHART = LayoutName(Family.CHART)


def timeline(head: Head, block: Timeline, measure: Measure) -> list[Slide]:
    """Draw the years with the steps set under them; where they don't fit, number and list them."""
    style = measure.target.chart_style()
    box = measure.layouts[_CHART].box(BoxName(BoxRole.CHART))
    plan = charts.plan_timeline(block.chart, style, *box.room)
    if plan is None:
        return [*_marked(head, block, measure), *_listed(head, block, measure)]
    figure = charts.timeline(plan, block.chart, style)
    drawn = record(figure, block.chart.alt, style.faces)
    art = Art(BoxName(BoxRole.CHART), "Timeline", drawn, tuple(_entry(each, plan, box) for each in plan.entries))
    caption = together(block.measure, block.caption)
    return [Slide(_CHART, head, (art, boxed(BoxName(BoxRole.CAPTION), caption)))]


def _entry(placed: charts.PlacedEntry, plan: charts.TimelinePlan, box: Box) -> TimelineEntry:
    return TimelineEntry(
        name=f"{placed.milestone.date}: {placed.milestone.title.text}",
        left=Points(from_inches(box.x) + placed.left),
        top=Points(from_inches(box.y) + placed.top),
        width=placed.width,
        height=placed.height,
        strong=placed.milestone.title,
        regular=placed.milestone.text,
        size=plan.size,
        leading=plan.leading,
    )


# -- numbered -------------------------------------------------------------------------------------


def _marked(head: Head, block: Timeline, measure: Measure) -> list[Slide]:
    """Draw numbered marks, on as many slides as that takes; none if there is no room for any."""
    style = measure.target.chart_style()
    lead = block.chart.phrases.numbers_lead_to_list
    caption = join(together(block.measure, block.caption), f" {lead}", where=block.caption.where)
    layout, height = captioned(_CHART, caption, measure)
    plans = charts.plan_marks(block.chart, style, *layout.box(BoxName(BoxRole.CHART)).room)
    return [_marks(head, plan, caption, height, style) for plan in plans]


def _marks(head: Head, plan: charts.MarksPlan, caption: Words, height: float, style: charts.ChartStyle) -> Slide:
    drawn = record(charts.marks(plan, style), plan.alt, style.faces)
    said = (caption.text, *(notes.brief_step(*each) for each in plan.milestones), head.footer.text)
    art = Art(BoxName(BoxRole.CHART), "Timeline", drawn)
    return Slide(_CHART, replace(head, notes=said), (art, boxed(BoxName(BoxRole.CAPTION), caption)), caption=height)


def _listed(head: Head, block: Timeline, measure: Measure) -> list[Slide]:
    """List all steps in full where two slides hold that; else by number, date and title: the notes have their texts."""
    numbered = tuple(enumerate(block.chart.milestones, 1))
    phrases = block.chart.phrases
    rows = [_step(*each, phrases) for each in numbered]

    def saying(some: Sequence[Numbered]) -> Head:
        spoken = (notes.step(*each, phrases) for each in some)
        return replace(head, notes=(block.measure.text, *spoken, block.caption.text, head.footer.text))

    def in_full(some: Sequence[Numbered]) -> Slide:
        shown = row_texts(BoxRole.LABEL, [rows[number - 1] for number, _ in some])
        return Slide(LayoutName(Family.STEPS, len(some)), saying(some), shown)

    if not measure.target.is_ours:
        return dealt(numbered, len(numbered), in_full, measure)
    parts = stacks(Family.STEPS, rows, measure)
    if len(parts) <= _MOST_SLIDES:
        steps = dict(zip(rows, numbered, strict=True))
        return [stacked(Family.STEPS, saying([steps[row] for row in some]), some, measure) for some in parts]

    def planned(some: Sequence[Numbered]) -> Slide:
        columns = (
            BoxText(BoxName(BoxRole.TEXT, place), tuple(Paragraph(_line(*each, phrases)) for each in part))
            for place, part in enumerate(deal(some, min(2, len(some))), 1)
        )
        return Slide(LayoutName(Family.INDEX), saying(some), tuple(columns))

    return dealt(numbered, _MOST_LINES, planned, measure)


Numbered = tuple[int, Milestone]
_MOST_SLIDES = 2  # of steps in full
_MOST_LINES = 24  # of steps on a slide: more can't be read in a room


def _line(number: int, milestone: Milestone, phrases: Phrases) -> Words:
    """Set a step as a line of a list."""
    title = milestone.title
    return join(f"{number}. {_date(milestone, phrases)}: ", emphasised(title), where=title.where)


def _date(milestone: Milestone, phrases: Phrases) -> str:
    """Return a step's date; that it is expected is said where its title does not say it."""
    says = phrases.expected in milestone.title.text.casefold()
    return phrases.date_expected.format(date=milestone.date) if milestone.expected and not says else milestone.date


def _step(number: int, milestone: Milestone, phrases: Phrases) -> SlideRow:
    """Set a step as a row, its title in front."""
    title, where = milestone.title, milestone.title.where
    date = _date(milestone, phrases)
    text = join(emphasised(title), "" if title.text[-1:] in ".!?" else ".", " ", milestone.text, where=where)
    return SlideRow(Words(date, where), (Paragraph(text),), key=Words(str(number), where))
