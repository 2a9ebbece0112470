"""The portfolio on its slides: squares, or, where single awards are known, bars and what else there is to see.

A chart is drawn once, for the room that its layout gives it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reports import charts
from reports.charts.drawing import Drawing, Path
from reports.charts.drawing import Text as Ink
from reports.compose.descriptions import continued, rows_of
from reports.deck import notes
from reports.deck.layout.captions import captioned, together
from reports.deck.layout.fit import Measure
from reports.deck.layout.names import BoxName, BoxRole, Family, LayoutName, ParagraphLevel
from reports.deck.layout.rows import SlideRow, boxed, has_room, in_rows
from reports.deck.layout.slide import Art, BoxText, Head, Paragraph, Slide, Wrapped
from reports.story import Breakdown, Chart, Exhibit, Portfolio, Words
from reports.story.phrases import Phrases
from reports.story.richtext import join, separated
from reports.units import Points

_ACROSS_COVER = 35  # squares
_THINNEST = 0.7  # of a bar, beside figures


def portfolio(head: Head, block: Portfolio, measure: Measure) -> list[Slide]:
    """Set two figures beside the chart; where it needs the whole slide, or has no room at all, by themselves."""
    if block.breakdown:
        return _divided(head, block, block.breakdown, measure)
    drawn = squares(LayoutName(Family.PORTFOLIO), BoxName(BoxRole.CHART), block, measure)
    if not drawn:
        block = block.without_squares
    said = [words for words in (block.meaning, block.caveat) if words]
    caption = join(*separated(said, " "), where=head.title.where)
    texts = (boxed(BoxName(BoxRole.CAPTION), caption),) if said else ()
    head = _saying(head, *(words.text for words in said), *notes.of_figures(block))
    return [
        Slide(LayoutName(Family.PORTFOLIO if drawn else Family.KEY_FIGURES), head, (*_figures(block), *drawn, *texts))
    ]


def _figures(block: Portfolio) -> tuple[BoxText, ...]:
    return tuple(
        BoxText(
            BoxName(BoxRole.FIGURE, number),
            (Paragraph(each.figure), Paragraph(each.label, ParagraphLevel.FIGURE_LABEL)),
        )
        for number, each in enumerate(block.figures, 1)
    )


def squares(layout: LayoutName, box: BoxName, block: Portfolio, measure: Measure, *, dark: bool = False) -> list[Art]:
    """Draw the squares for a box; nothing where the layout has none or they would be too small."""
    if not measure.layouts[layout].has(box):
        return []
    style = measure.target.chart_style(dark=dark)
    style = style.altered(squares_across=_ACROSS_COVER) if dark else style
    drawn = charts.drawing_of(block.chart, style, *measure.layouts[layout].box(box).room)
    return [Art(box, "Squares", drawn)] if drawn else []


# -- divided --------------------------------------------------------------------------------------


def _divided(head: Head, block: Portfolio, breakdown: Breakdown, measure: Measure) -> list[Slide]:
    """Show what the total is divided into, beside the figures if that is little, and the further charts."""
    figures, parts = notes.of_figures(block), notes.of_exhibit(breakdown)
    beside = _beside(_saying(head, *parts, *figures), block, breakdown, measure)
    alone = Slide(LayoutName(Family.KEY_FIGURES), _saying(head, *figures), _figures(block))
    slides = [beside] if beside else [alone, *_bars(_saying(head, *parts), breakdown, measure)]
    return [*slides, *(slide for each in breakdown.further for slide in _exhibit(head, each, measure))]


def _saying(head: Head, *said: str) -> Head:
    return replace(head, notes=(*said, head.footer.text))


def _beside(head: Head, block: Portfolio, breakdown: Breakdown, measure: Measure) -> Slide | None:
    """Set the bars beside the figures; None where they would have to shrink, or there is no such layout."""
    name = LayoutName(Family.MEASURED_PORTFOLIO)
    if name not in measure.layouts:
        return None
    style = _snug(breakdown, measure.target.chart_style())
    room = measure.layouts[name].box(BoxName(BoxRole.CHART)).room
    plan = charts.plan_bars(breakdown.chart, style, *room)
    if plan is None or plan.cut or plan.size < style.label.size or plan.thick < _THINNEST * style.look.bar:
        return None
    texts = boxed(BoxName(BoxRole.MEASURE), breakdown.measure), boxed(BoxName(BoxRole.CAPTION), breakdown.caption)
    slide = Slide(name, head, (*_figures(block), _bars_art(breakdown, plan, style, room), *texts))
    return slide if has_room(slide, measure) else None


def _snug(breakdown: Breakdown, style: charts.ChartStyle) -> charts.ChartStyle:
    """Make the column of labels no wider than they are, so that bars get what is left of a narrow chart."""
    labels = [style.label_strong.width(bar.label) for bar in breakdown.chart.bars]
    widest = max([*labels, *map(style.key.width, breakdown.chart.group.split())], default=0)
    return style.altered(bar_label=min(style.look.bar_label, widest + style.label.size))


def _bars(head: Head, breakdown: Breakdown, measure: Measure) -> list[Slide]:
    """Draw the bars over the whole slide, many of them over several; where no room is for any, list them in rows."""
    drawn = _drawn(head, breakdown, measure)
    if drawn:
        return [drawn]
    parts = [replace(breakdown, chart=part) for part in continued(breakdown.chart)]
    slides = [_drawn(_saying(head, *notes.of_exhibit(part)), part, measure) for part in parts]
    there = [slide for slide in slides if slide]
    return there if there and len(there) == len(parts) else _listed(head, breakdown, measure)


def _drawn(head: Head, breakdown: Breakdown, measure: Measure) -> Slide | None:
    style = measure.target.chart_style()
    name, texts, caption = _captioning(breakdown.measure, breakdown.caption, measure)
    phrases, named, in_notes, full = breakdown.chart.phrases, list[str](), False, caption
    while True:  # names that had to be cut go into the caption, which takes room from the chart, or stay in the notes
        layout, height = captioned(name, full, measure)
        room = layout.box(BoxName(BoxRole.CHART)).room
        plan = charts.plan_bars(breakdown.chart, style, *room)
        cut = [bar.label for bar in plan.cut if bar.label not in named] if plan else []
        if plan and (in_notes or not cut):
            art = _bars_art(breakdown, plan, style, room)
            return Slide(name, head, (*texts, art, boxed(BoxName(BoxRole.CAPTION), full)), caption=height)
        if in_notes or not (named or cut):
            return None
        named, in_notes = [*named, *cut], not plan
        said = phrases.names_in_notes if in_notes else phrases.names_in_full.format(names="; ".join(named))
        full = join(caption, f" {said}", where=caption.where)


def _captioning(about: Words, caption: Words, measure: Measure) -> tuple[LayoutName, tuple[BoxText, ...], Words]:
    """Choose the layout, and where the measure stands: above the chart, or in the caption where that has no place."""
    measured = LayoutName(Family.MEASURED_CHART)
    if measured in measure.layouts:
        return measured, (boxed(BoxName(BoxRole.MEASURE), about),), caption
    return LayoutName(Family.CHART), (), together(about, caption)


def _listed(head: Head, breakdown: Breakdown, measure: Measure) -> list[Slide]:
    return in_rows(Family.ROWS, head, _rows(breakdown.chart, breakdown.measure, breakdown.caption), measure)


def _rows(chart: Chart, about: Words, caption: Words) -> list[SlideRow]:
    rows = [
        SlideRow(Words(label, about.where), (Paragraph(Words(said, about.where)),)) for label, said in rows_of(chart)
    ]
    return [*rows, SlideRow(about, (Paragraph(caption),))]


def _bars_art(
    breakdown: Breakdown, plan: charts.BarsPlan, style: charts.ChartStyle, room: tuple[Points, Points]
) -> Art:
    drawing = charts.drawing_of(breakdown.chart, style, *room)
    assert drawing  # it has been planned
    drawn = _counted_bars(drawing, plan, breakdown.chart.phrases)
    return Art(BoxName(BoxRole.CHART), "Bars", drawn, wrapped=dict(_labels(plan, drawn, style)))


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
    column = Points(plan.zero - _LABEL_GAP * plan.size)
    for row in plan.rows:
        text = row.bar.label if row.whole else _rejoined(row.lines)
        height = 2 * leading
        top = Points(row.middle - height / 2)
        box = Points(0), top, column, Points(height)
        yield f"Label, {row.bar.label}", Wrapped(text, *box, plan.size, leading, "ctr")
    yield from _heads(plan, drawn, column, style)


_LABEL_GAP = 0.4  # of the label's size: half of what the plan leaves between labels and the axis


def _rejoined(broken: Sequence[str]) -> str:
    """Put a label's lines together again; behind a hyphen there was no space."""
    text = ""
    for line in broken:
        text += line if not text or text[-1] in "-–—" else f" {line}"
    return text


def _heads(
    plan: charts.BarsPlan, drawn: Drawing, column: Points, style: charts.ChartStyle
) -> Iterator[tuple[str, Wrapped]]:
    key = style.key.at(plan.size)
    group, unit, things = plan.heads
    height = Points(max(len(group), len(unit)) * key.leading)
    counts = [mark.width for mark in drawn.marks if mark.name.startswith("Count, ") and isinstance(mark, Ink)]
    beside = max([key.width(things or ""), *counts]) + plan.size
    for left, width, broken in ((0.0, column, group), (plan.zero, plan.width - plan.zero - beside, unit)):
        box = Points(left), Points(0), Points(width), height
        yield f"Head, {' '.join(broken)}", Wrapped(" ".join(broken), *box, plan.size, key.leading, "b")


# -- further charts -------------------------------------------------------------------------------


def _exhibit(head: Head, exhibit: Exhibit, measure: Measure) -> list[Slide]:
    """Draw a chart over the whole slide, under a sentence of its own; where it has no room, list what it shows."""
    titled = replace(_saying(head, *notes.of_exhibit(exhibit)), title=exhibit.headline)
    style = measure.target.chart_style()
    name, texts, caption = _captioning(exhibit.measure, exhibit.caption, measure)
    layout, height = captioned(name, caption, measure)
    drawn = charts.drawing_of(exhibit.chart, style, *layout.box(BoxName(BoxRole.CHART)).room)
    if drawn is None:
        return in_rows(Family.ROWS, titled, _rows(exhibit.chart, exhibit.measure, exhibit.caption), measure)
    art = Art(BoxName(BoxRole.CHART), exhibit.name, drawn)
    return [Slide(name, titled, (*texts, art, boxed(BoxName(BoxRole.CAPTION), caption)), caption=height)]
