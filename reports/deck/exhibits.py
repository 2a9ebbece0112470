"""Charts on their slides: drawn once for the room that their layout gives them, with the texts that stand over them."""

from __future__ import annotations

from typing import Literal

from reports import charts, drawing
from reports.deck.fit import Measure
from reports.deck.layouts import Box
from reports.deck.rows import Row, boxed, in_rows
from reports.deck.slide import Art, Entry, Head, Paragraph, Slide, Text
from reports.story import Milestone, Portfolio, Timeline, Words
from reports.units import Points, from_inches
from reports.wording import join


def timeline(head: Head, block: Timeline, measure: Measure) -> list[Slide]:
    """Draw the years with the steps set under them; where they don't fit, list them in rows by date."""
    style = charts.chart_style(measure.theme, "deck")
    plan = charts.plan_timeline(block.chart, style, *measure.layouts["Chart"].box("Chart").room)
    if plan is None:
        return in_rows("Rows", head, [_step(milestone) for milestone in block.chart.milestones], measure)
    figure = charts.timeline(plan, block.chart, style)
    drawn = drawing.record(figure, block.chart.alt, style.faces)
    art = Art("Chart", "Timeline", drawn, _entries(plan, measure))
    caption = join(block.measure, ". ", block.caption, where=block.caption.where)
    return [Slide("Chart", head, (art, boxed("Caption", caption)))]


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


def portfolio(head: Head, block: Portfolio, measure: Measure) -> Slide:
    """Set two figures beside the squares, or, where squares would be too small, the figures by themselves."""
    figures = tuple(
        Text(f"Figure {number}", (Paragraph(each.figure), Paragraph(each.label, 2)))
        for number, each in enumerate(block.figures, 1)
    )
    drawn = squares("Portfolio", "Chart", block, "deck", measure)
    if not drawn:
        return Slide("Key figures", head, (*figures, boxed("Caption", block.caveat)))
    caption = join(block.meaning, " ", block.caveat, where=block.caveat.where)
    return Slide("Portfolio", head, (*figures, *drawn, boxed("Caption", caption)))


def squares(layout: str, box: str, block: Portfolio, place: Literal["deck", "cover"], measure: Measure) -> list[Art]:
    """Draw the squares for a box; nothing where the layout has none or they would be too small."""
    if not measure.layouts[layout].has(box):
        return []
    style = charts.chart_style(measure.theme, place)
    figure = charts.squares(block.chart, style, *measure.layouts[layout].box(box).room)
    if figure is None:
        return []
    return [Art(box, "Squares", drawing.record(figure, block.chart.alt, style.faces))]
