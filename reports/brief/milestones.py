"""The timeline: a chart with its milestones as a tagged list, or a plain list where the chart has no room for them."""

from __future__ import annotations

from dataclasses import replace

from reports import charts
from reports.brief.flowables import Flowable, Picture, Placed, Row, Stack, Tagged, tagged
from reports.brief.look import Look, anchor_of
from reports.brief.structure import Elem
from reports.charts import PlacedEntry, TimelinePlan, YearColumn
from reports.drawing import Drawing, Text, record
from reports.story import Milestone, Section, Timeline, Words
from reports.units import Points

EXPECTED = "expected"
_TO_CAPTION = 10.0
_MOST_OF_PAGE = 0.5  # that a chart may take; more is better told as a list


def timeline(section: Section, block: Timeline, look: Look) -> Flowable:
    """Set heading and measure over the whole width, then the chart or the list, then its caption."""
    heading = look.heading(section.heading, "chart_title", look.grid.text, 2, anchor_of(section))
    measure = look.text(block.measure, "chart_subtitle", look.grid.text)
    height = Points(look.body_height * _MOST_OF_PAGE)
    plan = charts.plan_timeline(block.chart, look.charts, look.grid.text, height)
    caption = look.caption(block.caption, section.credit, width=look.grid.text)
    after = (_TO_CAPTION * look.paper.gaps, caption)
    if plan is None:
        return look.full_width(heading, [(0, measure), (look.space("m"), _list(block, look)), after])
    return look.full_width(heading, [(0, measure), (look.space("m"), _chart(block, plan, look)), after], whole=True)


# -- as a chart -------------------------------------------------------------------------------------


def _chart(block: Timeline, plan: TimelinePlan, look: Look) -> Flowable:
    """Lay the milestones' texts over the drawing, whose year labels become the list's labels."""
    drawing = record(charts.timeline(plan, block.chart, look.charts), block.chart.alt, look.charts.faces)
    columns = [column for column in plan.columns if _entries(plan, column)]
    labels = {_label_name(column) for column in columns}
    figure = Picture(_only(drawing, labels, wanted=False), look.roles["body"], Elem("Figure", alt=drawing.alt))
    items = [(0.0, 0.0, _column(column, plan, drawing, look)) for column in columns]
    return Placed([(0, 0, figure), (0, 0, tagged("L", Placed(items, drawing.height)))], drawing.height)


def _label_name(column: YearColumn) -> str:
    return f"Year {column.label}"


def _only(drawing: Drawing, labels: set[str], *, wanted: bool) -> Drawing:
    """Keep the labels of these names, or all other marks."""
    marks = tuple(mark for mark in drawing.marks if (isinstance(mark, Text) and mark.name in labels) is wanted)
    return replace(drawing, marks=marks)


def _entries(plan: TimelinePlan, column: YearColumn) -> list[PlacedEntry]:
    return [entry for entry in plan.entries if entry.milestone.year == column.year]


def _column(column: YearColumn, plan: TimelinePlan, drawing: Drawing, look: Look) -> Tagged:
    """Make a year an item of the list; several milestones in it are a list of their own."""
    label = Picture(_only(drawing, {_label_name(column)}, wanted=True), look.roles["body"], Elem("Lbl"))
    entries = _entries(plan, column)
    placed = [(entry.left, entry.top, _entry(entry, plan, look)) for entry in entries]
    told: Flowable = Placed(placed)
    if len(entries) > 1:
        items = [(x, y, tagged("LI", tagged("LBody", entry))) for x, y, entry in placed]
        told = tagged("L", Placed(items))
    return tagged("LI", Placed([(0, 0, label), (0, 0, tagged("LBody", told))]))


def _entry(entry: PlacedEntry, plan: TimelinePlan, look: Look) -> Flowable:
    ink = look.charts.label.colour
    regular = replace(look.roles["body"], size=plan.size, leading=plan.leading, colour=ink)
    strong = replace(regular, font=regular.strong)
    title = look.text(entry.milestone.title, strong, entry.width)
    return Stack([(0, title), (0, look.text(entry.milestone.text, regular, entry.width))], whole=True)


# -- as a list --------------------------------------------------------------------------------------


def _list(block: Timeline, look: Look) -> Flowable:
    return tagged("L", look.stacked([_item(milestone, look) for milestone in block.chart.milestones], look.space("m")))


def _item(milestone: Milestone, look: Look) -> Tagged:
    """Set the date in the side column, with the word if it is only expected, and the text in main."""
    grid, date = look.grid, Words(milestone.date, milestone.title.where)
    title = look.text(milestone.title, "subheading", grid.main)
    body = Stack([(0, title), (0, look.text(milestone.text, "body", grid.main))], whole=True)
    return tagged("LI", Row(_date(date, look, expected=milestone.expected), tagged("LBody", body), grid.to_main))


def _date(date: Words, look: Look, *, expected: bool) -> Flowable:
    if not expected:
        return look.text(date, look.accented("subheading"), look.grid.side, "Lbl")
    word = Words(EXPECTED, date.where)
    pair = look.pair((date, look.accented("subheading")), (word, "kind"), look.grid.side, "Lbl")
    return Stack([(0, part) for part in pair], whole=True)
