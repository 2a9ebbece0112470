"""The timeline: a chart with its milestones as a tagged list, or a plain list where the chart has no room for them.

A long list is numbered, and numbered marks on a scale of years stand above it: one figure, or several, each with the
part of the list that it shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reports import charts
from reports.brief.flowables import ChartPicture, Flowable, Placed, Stack, Tagged, tagged
from reports.brief.look import Look, anchor_of
from reports.charts import MarksPlan, TimelinePlan, YearColumn
from reports.charts.drawing import Mark, Path, Text
from reports.charts.recorder import record
from reports.pdf.structure import NUMBERED, Elem
from reports.story import Milestone, Section, Timeline, Words
from reports.units import Points

_TO_CAPTION, _TO_CHART, _TO_KEY = 10.0, 20.0, 20.0
_TO_DATE = 28.0  # from the left edge, where an item is numbered
_MOST_OF_PAGE = 0.5  # that a chart may take; more is better as a list
_MOST_KEY = 0.75  # of the width: with a longer one before it the caption begins a line of its own
_SURVEYED = 12  # milestones that are seen at a glance; a longer list has numbered marks above it


def timeline(section: Section, block: Timeline, look: Look) -> Flowable:
    """Set heading and measure over the whole width, then the chart, or the list below its marks if it is long."""
    height = Points(look.body_height * _MOST_OF_PAGE)
    plan = None
    if not look.large_print:
        plan = charts.plan_timeline(block.chart, look.charts, look.grid.text, height, key=False)
    if plan is not None:
        captioned = [
            (look.gap(_TO_CHART), _chart(block, plan, look)),
            (look.gap(_TO_KEY), _caption(section, block, look)),
        ]
        return look.exhibit(section, block.measure, captioned, whole=True)
    heading = look.heading(section.heading, "chart_title", look.grid.text, 2, anchor_of(section))
    measure = look.text(block.measure, "chart_subtitle", look.grid.text)
    if plan is None and not look.large_print and len(block.chart.milestones) > _SURVEYED:
        plans = charts.plan_marks(block.chart, look.charts, look.grid.text, height)
        if plans:
            return look.full_width(heading, [(0, measure), *_surveyed(plans, block, section, look)], heads=2)
    after = (_TO_CAPTION * look.paper.gaps, look.caption(block.caption, section.credit, width=look.grid.text))
    listed = _list(list(enumerate(block.chart.milestones)), look)
    body = Stack([(0, listed), after], tail=True)
    return look.full_width(heading, [(0, measure), (look.space("m"), body)], heads=2)


# -- as a chart -------------------------------------------------------------------------------------


def _chart(block: Timeline, plan: TimelinePlan, look: Look) -> Flowable:
    """Lay the milestones' texts over the drawing. Years are the list's labels; lines and key are decoration.

    So nothing that the chart says stands in an alt text alone: of what is only expected its title says so.
    """
    drawing = record(charts.timeline(plan, block.chart, look.charts), block.chart.alt, look.charts.faces)
    texts = {mark.name: mark for mark in drawing.marks if isinstance(mark, Text)}
    lines = tuple(mark for mark in drawing.marks if isinstance(mark, Path))

    def picture(elem: Elem | None, *marks: Mark) -> ChartPicture:
        return ChartPicture(replace(drawing, marks=marks), elem)

    items = [
        _column(column, plan, picture(Elem("Lbl"), texts.pop(f"Year {column.label}")), look) for column in plan.columns
    ]
    listed = tagged("L", _overlaid(items, drawing.height), NUMBERED)
    return _overlaid([picture(None, *lines, *texts.values()), listed], drawing.height)


def _caption(section: Section, block: Timeline, look: Look) -> Flowable:
    """Set caption and source behind the key, if there is one."""
    if not block.chart.has_expected:
        return look.caption(block.caption, section.credit, width=look.grid.text)
    key = record(charts.timeline_key(look.charts, look.phrases), "", look.charts.faces)
    after = key.width + look.charts.key.size
    beside = after < _MOST_KEY * look.grid.text
    caption = look.caption(block.caption, section.credit, width=look.grid.text, indent=after if beside else 0.0)
    return Placed([(0, 0, ChartPicture(key, None)), (0, 0 if beside else key.height, caption)])


def _overlaid(flowables: Sequence[Flowable], height: float | None = None) -> Placed:
    return Placed([(0, 0, each) for each in flowables], height)


def _column(column: YearColumn, plan: TimelinePlan, label: ChartPicture, look: Look) -> Tagged:
    """Make a year an item of the list; several milestones in it are a list of their own, and none leave its label."""
    entries = [entry for entry in plan.entries if entry.milestone.year == column.year]
    if not entries:
        return tagged("LI", label)
    regular = replace(look.roles["body"], size=plan.size, leading=plan.leading, colour=look.charts.label.colour)
    strong = replace(regular, font=regular.strong, size=plan.title_size, leading=plan.title_leading)
    placed = []
    for entry in entries:
        title = look.text(entry.milestone.title, strong, entry.width)
        text = look.text(entry.milestone.text, regular, entry.width)
        placed.append((entry.left, entry.top, Stack([(0, title), (0, text)], whole=True)))
    body: Flowable = Placed(placed)
    if len(entries) > 1:
        items = [(x, y, tagged("LI", tagged("LBody", entry))) for x, y, entry in placed]
        body = tagged("L", Placed(items))
    return tagged("LI", _overlaid([label, tagged("LBody", body)]))


# -- as marks, and a list of what they stand for ---------------------------------------------------


def _surveyed(
    plans: Sequence[MarksPlan], block: Timeline, section: Section, look: Look
) -> list[tuple[float, Flowable]]:
    """Set each figure with its part of the list; the first has the caption."""
    leads = Words(look.phrases.numbers_of_list, block.caption.where)
    caption = look.caption(leads, block.caption, section.credit, width=look.grid.text)
    parts: list[tuple[float, Flowable]] = []
    for plan in plans:
        figure = look.picture(charts.marks(plan, look.charts), plan.alt)
        captioned: Flowable = figure
        if not parts:
            captioned = Stack([(0, figure), (look.gap(_TO_CAPTION), caption)], whole=True)
        listed = _list(plan.milestones, look, numbered=True)
        part = Stack([(0, captioned), (look.space("l"), listed)], heads=1)
        parts.append((look.space("l") if parts else look.space("m"), part))
    return parts


# -- as a list --------------------------------------------------------------------------------------


def _list(milestones: Sequence[tuple[int, Milestone]], look: Look, *, numbered: bool = False) -> Flowable:
    items = [_item(milestone, look, number if numbered else None) for number, milestone in milestones]
    return tagged("L", look.listed(items, look.space("m")), NUMBERED)


def _item(milestone: Milestone, look: Look, number: int | None) -> Tagged:
    """Set the date in the side column, with the word if it is only expected, and the text in main."""
    grid, date = look.grid, Words(milestone.date, milestone.title.where)
    unsaid = milestone.expected and look.phrases.expected not in milestone.title.text.casefold()
    title = look.text(milestone.title, "subheading", grid.main)
    body = Stack([(0, title), (0, look.text(milestone.text, "body", grid.main))], whole=True)
    return tagged("LI", look.beside(_label(date, look, number, expected=unsaid), tagged("LBody", body), above=0))


def _label(date: Words, look: Look, number: int | None, *, expected: bool) -> Flowable:
    """Set the label of an item as one element: its number, if it has one, then its date."""
    label, accented = Elem("Lbl"), look.accented("subheading")
    indent = _TO_DATE if number else 0.0
    dated = look.text(date, accented, look.grid.side - indent, elem=label, tidy=bool(expected))
    lines: list[tuple[float, float, Flowable]] = [(indent, 0, dated)]
    if expected:
        dated.goes_on = True
        word = Words(look.phrases.expected, date.where)
        lines.append((indent, dated.height, look.text(word, "kind", look.grid.side, elem=label, tidy=True)))
    if number:
        counted = look.text(Words(str(number), date.where), accented, indent, elem=label)
        counted.goes_on = True
        lines.insert(0, (0, 0, counted))
    return Placed(lines)
