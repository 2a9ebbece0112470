"""The timeline: a chart with its milestones as a tagged list, or a plain list where the chart has no room for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reports import charts
from reports.brief.flowables import Flowable, Picture, Placed, Stack, Tagged, tagged
from reports.brief.look import Look, anchor_of
from reports.brief.structure import NUMBERED, Elem
from reports.charts import PlacedEntry, TimelinePlan, YearColumn
from reports.drawing import Mark, Path, Text, record
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
    plan = None if look.large_print else charts.plan_timeline(block.chart, look.charts, look.grid.text, height)
    caption = look.caption(block.caption, section.credit, width=look.grid.text)
    after = (_TO_CAPTION * look.paper.gaps, caption)
    if plan is None:
        return look.full_width(heading, [(0, measure), (look.space("m"), _list(block, look)), after], heads=2)
    return look.full_width(heading, [(0, measure), (look.space("m"), _chart(block, plan, look)), after], whole=True)


# -- as a chart -------------------------------------------------------------------------------------


def _chart(block: Timeline, plan: TimelinePlan, look: Look) -> Flowable:
    """Lay the milestones' texts over the drawing. Its years are the list's labels, its key is text, its lines are not.

    So nothing that the chart says stands in an alt text alone.
    """
    drawing = record(charts.timeline(plan, block.chart, look.charts), block.chart.alt, look.charts.faces)
    texts = {mark.name: mark for mark in drawing.marks if isinstance(mark, Text)}
    lines = tuple(mark for mark in drawing.marks if isinstance(mark, Path))

    def picture(elem: Elem | None, *marks: Mark) -> Picture:
        return Picture(replace(drawing, marks=marks), look.roles["body"], elem)

    items = [
        _column(column, plan, picture(Elem("Lbl"), texts.pop(f"Year {column.label}")), look) for column in plan.columns
    ]
    key = [picture(Elem("P"), text) for text in texts.values()]
    told = [tagged("L", _overlaid(items, drawing.height), NUMBERED), *key]
    return _overlaid([picture(None, *lines), *told], drawing.height)


def _overlaid(flowables: Sequence[Flowable], height: float | None = None) -> Placed:
    return Placed([(0, 0, each) for each in flowables], height)


def _entries(plan: TimelinePlan, column: YearColumn) -> list[PlacedEntry]:
    return [entry for entry in plan.entries if entry.milestone.year == column.year]


def _column(column: YearColumn, plan: TimelinePlan, label: Picture, look: Look) -> Tagged:
    """Make a year an item of the list; several milestones in it are a list of their own, and none leave its label."""
    entries = _entries(plan, column)
    if not entries:
        return tagged("LI", label)
    placed = [(entry.left, entry.top, _entry(entry, plan, look)) for entry in entries]
    told: Flowable = Placed(placed)
    if len(entries) > 1:
        items = [(x, y, tagged("LI", tagged("LBody", entry))) for x, y, entry in placed]
        told = tagged("L", Placed(items))
    return tagged("LI", _overlaid([label, tagged("LBody", told)]))


def _entry(entry: PlacedEntry, plan: TimelinePlan, look: Look) -> Flowable:
    ink = look.charts.label.colour
    regular = replace(look.roles["body"], size=plan.size, leading=plan.leading, colour=ink)
    strong = replace(regular, font=regular.strong)
    title = look.text(entry.milestone.title, strong, entry.width)
    return Stack([(0, title), (0, look.text(entry.milestone.text, regular, entry.width))], whole=True)


# -- as a list --------------------------------------------------------------------------------------


def _list(block: Timeline, look: Look) -> Flowable:
    items = [_item(milestone, look) for milestone in block.chart.milestones]
    return tagged("L", look.stacked(items, look.space("m")), NUMBERED)


def _item(milestone: Milestone, look: Look) -> Tagged:
    """Set the date in the side column, with the word if it is only expected, and the text in main."""
    grid, date = look.grid, Words(milestone.date, milestone.title.where)
    unsaid = milestone.expected and EXPECTED not in milestone.title.text.casefold()
    title = look.text(milestone.title, "subheading", grid.main)
    body = Stack([(0, title), (0, look.text(milestone.text, "body", grid.main))], whole=True)
    return tagged("LI", look.beside(_date(date, look, expected=unsaid), tagged("LBody", body), above=0))


def _date(date: Words, look: Look, *, expected: bool) -> Flowable:
    if not expected:
        return look.text(date, look.accented("subheading"), look.grid.side, "Lbl")
    word = Words(EXPECTED, date.where)
    pair = look.pair((date, look.accented("subheading")), (word, "kind"), look.grid.side, "Lbl")
    return Stack([(0, part) for part in pair], whole=True)
