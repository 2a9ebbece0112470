"""The money divided, and what else is shown of it: charts with their measures and captions, over the whole width."""

from __future__ import annotations

from reports import charts
from reports.brief.flowables import Flowable, Stack
from reports.brief.look import Look, anchor_of
from reports.brief.tables import table
from reports.story import BarsChart, Breakdown, Exhibit, Section, Words
from reports.units import Points

_TO_CAPTION = 10.0
_EXHIBIT_HEIGHT = Points(172)
_MOST_OF_PAGE = 0.6  # that the bars may take


def breakdown(section: Section, block: Breakdown, look: Look) -> Flowable:
    """Set heading, bars and what else there is to see; each chart stays with its measure and its caption.

    Where bars have no room, a table takes their place; names that are cut beside bars stand in full in the caption.
    """
    heading = look.heading(section.heading, "chart_title", look.grid.text, 2, anchor_of(section))
    measure = look.text(block.measure, "chart_subtitle", look.grid.text)
    room = Points(look.body_height * _MOST_OF_PAGE)
    plan = charts.plan_bars(block.chart, look.charts, look.grid.text, room)
    cut = "; ".join(bar.label for bar in plan.cut) if plan else ""
    in_full = Words(look.phrases.in_full.format(names=cut), block.caption.where) if cut else None
    caption = look.caption(block.caption, in_full, section.credit, width=look.grid.text)
    figure = charts.figure_of(block.chart, look.charts, look.grid.text, room)
    bars = look.picture(figure, block.chart.alt) if figure else _table(block.chart, block.measure, look)
    parts = [(0.0, measure), (look.space("m"), bars), (look.gap(_TO_CAPTION), caption)]
    divided = Stack(parts, whole=figure is not None, tail=True)
    if divided.height <= room:
        divided = Stack(parts, whole=True)
    further = [(look.space("l"), _exhibit(exhibit, look)) for exhibit in block.further]
    return look.full_width(heading, [(0, divided), *further])


def _table(chart: BarsChart, measure: Words, look: Look) -> Flowable:
    head = (chart.group, chart.unit, *([chart.things] if chart.things else []))
    rows = [(bar.label, bar.shown, bar.counted)[: len(head)] for bar in chart.bars]
    places = range(len(head))
    return table(head, rows, [[place] for place in places], look, measure.where, numbers=places[1:])


def _exhibit(exhibit: Exhibit, look: Look) -> Flowable:
    """Draw a chart; where it has no room, its alt text is a paragraph."""
    width = look.grid.text
    figure = charts.figure_of(exhibit.chart, look.charts, width, _EXHIBIT_HEIGHT)
    measure = look.text(exhibit.measure, "chart_subtitle", width)
    caption = look.caption(exhibit.caption, width=width)
    in_words = Words(exhibit.chart.alt, exhibit.measure.where)
    drawn = look.picture(figure, exhibit.chart.alt) if figure else look.text(in_words, "body", width)
    return Stack([(0, measure), (look.space("m"), drawn), (look.gap(_TO_CAPTION), caption)], whole=True)
