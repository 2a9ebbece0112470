"""Timelines on their slides: steps set under their years, in rows, or as a strip of blocks with a few of them named."""

from reports import charts
from reports.charts.recorder import record
from reports.compose.descriptions import MANY_STEPS, named_steps, some_steps_named, strip_caption
from reports.deck.layout.adapt import emphasised
from reports.deck.layout.captions import captioned, captioning
from reports.deck.layout.fit import Measure
from reports.deck.layout.names import BoxName, BoxRole, Family, LayoutName
from reports.deck.layout.rows import SlideRow, boxed, column_texts, in_rows, in_stacked_rows
from reports.deck.layout.slide import Art, Content, Head, Paragraph, Slide, Wrapped
from reports.story import Milestone, Timeline, Words
from reports.story.phrases import Phrases
from reports.story.richtext import join
from reports.units import to_inches

_CHART = BoxName(BoxRole.CHART)


def timeline(head: Head, block: Timeline, measure: Measure) -> list[Slide]:
    """Draw the years with the steps set under them; where they don't fit, set them in rows, and many as a strip."""
    style, name = measure.chart_style(), _layout(0, measure)
    texts, caption = captioning(name, block.measure, block.caption, measure)
    layout = captioned(name, caption, measure, head.title)
    plan = charts.plan_timeline(block.chart, style, *layout.box(_CHART).room)
    if plan is None and len(block.chart.milestones) > MANY_STEPS:
        return _many(head, block, measure)
    if plan is None:
        rows = [_row(step, block.chart.phrases) for step in block.chart.milestones]
        return in_stacked_rows(Family.ROWS, head, rows, measure)
    drawn = record(charts.timeline(plan, block.chart, style), block.chart.alt, style.faces)
    size, leading = plan.key_words.size, plan.key_words.leading
    places = ((line, (line.left, line.top, line.width, len(line.lines) * leading)) for line in plan.key)
    key = {f"Key, {line.state}": Wrapped(" ".join(line.lines), place, size, leading, "b") for line, place in places}
    art = Art(_CHART, "Timeline", drawn, plan, key)
    return [Slide(name, head, (*texts, art, boxed(BoxName(BoxRole.CAPTION), caption)), layout)]


def _layout(columns: int, measure: Measure) -> LayoutName:
    name = LayoutName(Family.TIMELINE, columns)
    return name if name in measure.layouts else LayoutName(Family.CHART)


def _row(step: Milestone, phrases: Phrases) -> SlideRow:
    """Set a step as a row, its title in front."""
    title, where = step.title, step.title.where
    text = join(emphasised(title), "" if title.text[-1:] in ".!?" else ".", " ", step.text, where=where)
    return SlideRow(Words(_date(step, phrases), where), (Paragraph(text),))


def _date(step: Milestone, phrases: Phrases) -> str:
    """Return a step's date; that it is expected is said where its title does not say it."""
    says = phrases.expected in step.title.text.casefold()
    return phrases.date_expected.format(date=step.date) if step.expected and not says else step.date


def _many(head: Head, block: Timeline, measure: Measure) -> list[Slide]:
    """Draw the strip, and name a few steps below it; in somebody else's template on a slide of their own."""
    chart, where = block.chart, block.caption.where
    steps = named_steps(chart)
    name = _layout(len(steps), measure)
    said = join(strip_caption(chart, where), f" {some_steps_named(chart, noted=measure.noted)}", where=where)
    texts, caption = captioning(name, block.measure, said, measure)
    layout = captioned(name, caption, measure, head.title)
    drawn = charts.strip(chart, measure.chart_style(), *layout.box(_CHART).room)
    dated = [SlideRow(Words(_date(step, chart.phrases), where), (Paragraph(step.title),)) for step in steps]
    art: tuple[Content, ...] = (Art(_CHART, "Timeline", drawn),) if drawn else ()
    layout = layout.standing(_CHART, to_inches(drawn.height)) if drawn else layout
    words = boxed(BoxName(BoxRole.CAPTION), caption)
    if measure.is_ours:
        return [Slide(name, head, (*texts, *art, *column_texts(dated), words), layout)]
    rows = [_row(step, chart.phrases) for step in steps]
    return [Slide(name, head, (*art, words), layout)] * bool(art) + in_rows(Family.ROWS, head, rows, measure)
