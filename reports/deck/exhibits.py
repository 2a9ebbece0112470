"""The portfolio on its slides: squares, or, where single awards are known, bars and what else there is to see.

A chart is drawn once, for the room that its layout gives it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from reports import charts, story
from reports.charts.drawing import Drawing, Path
from reports.charts.drawing import Text as Ink
from reports.compose.descriptions import continued, rows_of
from reports.deck import notes
from reports.deck.layout.adapt import emphasised
from reports.deck.layout.captions import captioned, captioning
from reports.deck.layout.fit import Measure
from reports.deck.layout.names import BoxName, BoxRole, Family, LayoutName, ParagraphLevel
from reports.deck.layout.rows import SlideRow, boxed, in_rows
from reports.deck.layout.slide import DIGITS, Art, BoxText, Content, Head, Paragraph, Slide, Wrapped, unit_of
from reports.errors import Location
from reports.story.phrases import Phrases
from reports.story.richtext import join, listed

_ACROSS = 35  # squares in a band over the whole slide
_LABEL_GAP = 0.4  # of the label's size: half of what the plan leaves between labels and the axis


def portfolio(head: Head, block: story.Portfolio, measure: Measure) -> list[Slide]:
    """Set the figures as large as they go over the squares; where single awards are known, charts follow instead."""
    if (parts := block.breakdown) is not None:
        figures = _figures(_saying(head, *notes.of_figures(block)), block, (), measure)
        bars = _bars(replace(head, title=parts.heading or head.title), parts, measure)
        return [figures, *bars, *(slide for each in parts.further for slide in _exhibit(head, each, measure))]
    layout, style = LayoutName(Family.FIGURES), measure.chart_style()
    style = style.altered(squares_across=_ACROSS) if measure.is_ours else style
    field = squares(layout, BoxName(BoxRole.CHART), block.chart, style, measure, art="field")
    if not field:
        block = block.without_squares
    caption = joined((block.meaning, block.caveat), head.title.where)
    texts = (boxed(BoxName(BoxRole.CAPTION), caption),) if caption.text else ()
    said = (words.text for words in (block.meaning, block.caveat) if words)
    head = _saying(head, *said, *notes.of_figures(block))
    return [_figures(head, block, (*field, *texts), measure)]


def joined(parts: Iterable[story.Words | None], where: Location) -> story.Words:
    """Make one text of those that are there."""
    return listed([part for part in parts if part], " ", where)


def _figures(head: Head, block: story.Portfolio, contents: tuple[Content, ...], measure: Measure) -> Slide:
    """Set the figure that the title says as large as it goes, and the other below; else both under the title."""
    title = head.title.text
    large = next((each.figure.text for each in reversed(block.figures) if each.figure.text in title), None)
    count, *total = block.figures
    others = [count] if f"{count.figure.text} {count.label.text}" not in title else []
    drawn = any(isinstance(content, Art) for content in contents)
    at = title.index(large) if large else 0
    number = DIGITS.search(title, at, at + len(large)) if large else None  # a draft's TODO has none
    if large and number and measure.is_ours and all(each.figure.text in title for each in total):
        words = (join(emphasised(each.figure), " ", each.label, where=each.figure.where) for each in others)
        said = (boxed(BoxName(BoxRole.TEXT), each) for each in words)
        figure = story.Span(number.start(), at + len(large))
        return Slide(LayoutName(Family.FIGURE, not drawn), head, (*said, *contents), figure=figure)
    texts = figure_texts(block.figures)
    return Slide(LayoutName(Family.FIGURES, not drawn), head, (*texts, *contents))


def figure_texts(figures: Sequence[story.KeyFigure], *, units: bool = False) -> tuple[BoxText, ...]:
    """Set each figure, if wanted its unit smaller, above its label, and below that how it has changed."""
    levels = ParagraphLevel.FIGURE, ParagraphLevel.FIGURE_LABEL, ParagraphLevel.CHANGE, ParagraphLevel.EARLIER
    texts = []
    for number, each in enumerate(figures, 1):
        large, *below = map(Paragraph, (each.figure, each.label, *each.against), levels)
        large = replace(large, unit=unit_of(each.figure.text)) if units else large
        texts.append(BoxText(BoxName(BoxRole.FIGURE, number), (large, *below)))
    return tuple(texts)


def squares(
    name: LayoutName, box: BoxName, chart: story.SquaresChart, style: charts.ChartStyle, measure: Measure, **how: Any
) -> list[Art]:
    """Draw the squares for a box, as `charts.squares_of` knows; nothing where there is no box or no room for them."""
    layout = measure.layouts.get(name)
    if layout is None or not layout.has(box):
        return []
    drawing = charts.squares_of(chart, style, *layout.box(box).room, **how)
    return [Art(box, "Squares", drawing)] if drawing else []


def spelt(name: LayoutName, box: BoxName, chart: story.SquaresChart, measure: Measure, **how: Any) -> list[Art]:
    """Set the squares on dark ground as the look has them: so that they spell their number, or in rows, or not."""
    art, style = measure.theme.cover.art, measure.chart_style(dark=True)
    return [] if art == "none" else squares(name, box, chart, style, measure, art=art, **how)


def lit(portfolio: story.Portfolio, number: int, measure: Measure) -> list[Content]:
    """Recall the squares on a project's plate, with its own lit, and say what that is."""
    if portfolio.one_of is None or number >= len(portfolio.chart.lit_alts):
        return []
    art = spelt(LayoutName(Family.PROJECT), BoxName(BoxRole.CHART), portfolio.chart, measure, lit=number)
    return [*art, boxed(BoxName(BoxRole.CAPTION), portfolio.one_of)] if art else []


def people(chart: story.PeopleChart, measure: Measure) -> list[Content]:
    """Draw people on a project's plate, with the words for them."""
    art = art_of("People", chart, LayoutName(Family.PROJECT), BoxName(BoxRole.CHART), measure, dark=True)
    return [*art, boxed(BoxName(BoxRole.CAPTION), chart.meaning)] if art else []


def art_of(
    name: str, chart: story.Chart | None, layout: LayoutName, box: BoxName, measure: Measure, *, dark: bool = False
) -> list[Art]:
    """Draw a chart for a box; nothing where there is no chart, no box or no room for it."""
    found = measure.layouts.get(layout)
    if chart is None or found is None or not found.has(box):
        return []
    drawing = charts.drawing_of(chart, measure.chart_style(dark=dark), *found.box(box).room)
    return [Art(box, name, drawing)] if drawing else []


def charted(head: Head, block: story.Charted, measure: Measure) -> list[Slide]:
    """Draw a chart of quantities over the whole slide."""
    if isinstance(block.exhibit, story.Breakdown):
        return _bars(head, block.exhibit, measure)
    return _exhibit(head, block.exhibit, measure)


def _saying(head: Head, *said: str) -> Head:
    return replace(head, notes=(*said, head.footer.text))


def _bars(head: Head, breakdown: story.Breakdown, measure: Measure) -> list[Slide]:
    """Draw the bars over the whole slide, many of them over several; where no room is for any, list them in rows."""
    for parts in ([breakdown], [replace(breakdown, chart=part) for part in continued(breakdown.chart)]):
        slides = (_drawn(_saying(head, *notes.of_exhibit(part)), part, measure) for part in parts)
        there = [slide for slide in slides if slide]
        if there and len(there) == len(parts):
            return there
    head = _saying(head, *notes.of_exhibit(breakdown))
    return in_rows(Family.ROWS, head, _rows(breakdown), measure)


def _drawn(head: Head, breakdown: story.Breakdown, measure: Measure) -> Slide | None:
    style, name = measure.chart_style(), LayoutName(Family.CHART)
    texts, caption = captioning(name, breakdown.measure, breakdown.caption, measure)
    phrases, named, in_notes, full = breakdown.chart.phrases, list[str](), False, caption
    while True:  # names that had to be cut go into the caption, which takes room from the chart, or stay in the notes
        layout = captioned(name, full, measure, head.title)
        room = layout.box(BoxName(BoxRole.CHART)).room
        plan = charts.plan_bars(breakdown.chart, style, *room)
        cut = [bar.label for bar in plan.cut if bar.label not in named] if plan else []
        if plan and (in_notes or not cut):
            break
        if in_notes or not (named or cut):
            return None
        named, in_notes = [*named, *cut], not plan
        said = phrases.names_in_notes if in_notes else phrases.names_in_full.format(names="; ".join(named))
        full = join(caption, f" {said}", where=caption.where)
    drawing = charts.drawing_of(breakdown.chart, style, *room)
    assert drawing  # it has been planned
    drawing = _counted_bars(drawing, plan, phrases)
    art = Art(BoxName(BoxRole.CHART), "Bars", drawing, wrapped=dict(_labels(plan, drawing, style)))
    return Slide(name, head, (*texts, art, boxed(BoxName(BoxRole.CAPTION), full)), layout)


def _rows(exhibit: story.Breakdown | story.Exhibit) -> list[SlideRow]:
    where = exhibit.measure.where
    said = [tuple(story.Words(each, where) for each in row) for row in rows_of(exhibit.chart)]
    return [SlideRow(label, (Paragraph(text),)) for label, text in (*said, (exhibit.measure, exhibit.caption))]


def _counted_bars(drawn: Drawing, plan: charts.BarsPlan, phrases: Phrases) -> Drawing:
    """Count the bars in their names: "Bar 3 of 8: Reefs"."""
    names = {
        f"Bar, {row.bar.label}": phrases.bar_name.format(number=number, count=len(plan.rows), label=row.bar.label)
        for number, row in enumerate(plan.rows, 1)
    }
    marks = (
        replace(mark, name=names.get(mark.name, mark.name)) if isinstance(mark, Path) else mark for mark in drawn.marks
    )
    return replace(drawn, marks=tuple(marks))


def _labels(plan: charts.BarsPlan, drawn: Drawing, style: charts.ChartStyle) -> Iterator[tuple[str, Wrapped]]:
    """Set labels and heads as paragraphs that wrap where the plan breaks them in the widest font."""
    leading = style.label.at(plan.size).leading
    column = plan.zero - _LABEL_GAP * plan.size
    for row in plan.rows:
        text = row.bar.label if row.whole else _rejoined(row.lines)
        place = 0.0, row.middle - leading, column, 2 * leading
        yield f"Label, {row.bar.label}", Wrapped(text, place, plan.size, leading, "ctr")
    key = style.key.at(plan.size)
    group, unit, things = plan.heads
    counts = [mark.width for mark in drawn.marks if mark.name.startswith("Count, ") and isinstance(mark, Ink)]
    beside = max([key.width(things or ""), *counts]) + plan.size
    for left, width, broken in ((0.0, column, group), (plan.zero, plan.width - plan.zero - beside, unit)):
        place = left, 0.0, width, max(len(group), len(unit)) * key.leading
        yield f"Head, {' '.join(broken)}", Wrapped(" ".join(broken), place, plan.size, key.leading, "b")


def _rejoined(broken: Sequence[str]) -> str:
    """Put a label's lines together again; behind a hyphen there was no space."""
    text = ""
    for line in broken:
        text += line if not text or text[-1] in "-–—" else f" {line}"
    return text


def _exhibit(head: Head, exhibit: story.Exhibit, measure: Measure) -> list[Slide]:
    """Draw a chart over the whole slide, under a sentence of its own; where it has no room, list what it shows."""
    titled = replace(_saying(head, *notes.of_exhibit(exhibit)), title=exhibit.heading or exhibit.headline)
    style, name = measure.chart_style(), LayoutName(Family.CHART)
    texts, caption = captioning(name, exhibit.measure, exhibit.caption, measure)
    layout = captioned(name, caption, measure, titled.title)
    drawn = charts.drawing_of(exhibit.chart, style, *layout.box(BoxName(BoxRole.CHART)).room)
    if drawn is None:
        return in_rows(Family.ROWS, titled, _rows(exhibit), measure)
    art = Art(BoxName(BoxRole.CHART), exhibit.name, drawn)
    return [Slide(name, titled, (*texts, art, boxed(BoxName(BoxRole.CAPTION), caption)), layout)]
