"""The timeline: a chart with its milestones as a tagged list, or a plain list where the chart has no room for them.

A long list stands in two columns, below a strip of how many steps each year has.
"""

from collections.abc import Sequence
from itertools import groupby

from reports import charts
from reports.brief import flowables as flow
from reports.brief.look import Look
from reports.charts.drawing import Mark, Path, Text
from reports.charts.recorder import record
from reports.charts.timeline import TimelinePlan, YearColumn
from reports.compose.descriptions import MANY_STEPS, strip_caption
from reports.frozen import frozen, replace
from reports.pdf.canvas import TaggedCanvas
from reports.pdf.fonts import Role
from reports.pdf.structure import NUMBERED, Elem
from reports.story import Milestone, Section, Timeline, Words
from reports.story.richtext import run_in
from reports.units import Points, from_mm

_TO_CAPTION, _TO_CHART, _TO_KEY = 10.0, 20.0, 20.0
_STRIP_HEIGHTS = Points(70), Points(150)
_BETWEEN_COLUMNS = from_mm(7)
_MOST_DATE = 0.12  # of the text's width: what a date says beside its year
_EXPECTED_RULE, _EXPECTED_DASH = 1.2, (6.0, 4.0)
_MOST_OF_PAGE = 0.5  # that a chart may take; more is better as a list
_MOST_KEY = 0.75  # of the width: with a longer one before it the caption begins a line of its own
_FINE = 2.0  # points by which columns may be shorter still
_MOST_EMPTY = 0.12  # of a column, before an entry is parted that would leave so much of it
_TOLERANCE = 1e-6

Entries = tuple[flow.Flowable, ...]


def timeline(section: Section, block: Timeline, look: Look) -> flow.Flowable:
    """Set the finding over the whole width, then the years with their steps, or a list of these below their counts."""
    height = Points(look.body_height * _MOST_OF_PAGE)
    plan = None
    if not look.large_print:
        plan = charts.plan_timeline(block.chart, look.charts, look.grid.text, height, key=False)
    if plan is not None:
        years, captioned = _chart(block, plan, look), _caption(section, block, look)
        below = [(look.gap(_TO_CHART), years), (look.gap(_TO_KEY), captioned)]
        return look.exhibit(section, block.measure, below, whole=True)
    strip: flow.ChartPicture | None = None
    if len(block.chart.milestones) > MANY_STEPS:  # as low as can be
        drawn = (charts.strip(block.chart, look.charts, look.grid.text, each) for each in _STRIP_HEIGHTS)
        drawing = next(filter(None, drawn), None)
        strip = flow.ChartPicture(drawing, Elem("Figure", alt=drawing.alt)) if drawing else None
    counts = strip_caption(block.chart, block.caption.where) if strip else None
    caption = look.caption(counts, block.caption, section.credit, width=look.grid.text)
    listed: flow.Flowable = _list(block.chart.milestones, look)
    if strip is None:
        listed = flow.Stack([(0, listed), (look.gap(_TO_KEY), caption)], tail=True)
        return look.exhibit(section, block.measure, [(look.space("m"), listed)])
    counted = flow.Stack([(0, strip), (look.gap(_TO_CAPTION), caption)], whole=True)
    return look.exhibit(section, block.measure, [(look.gap(_TO_CHART), counted), (look.space("l"), listed)], heads=3)


def _chart(block: Timeline, plan: TimelinePlan, look: Look) -> flow.Flowable:
    """Lay the milestones' texts over the drawing. Years are the list's labels; lines and key are decoration.

    So nothing that the chart says stands in an alt text alone: of what is only expected its title says so.
    """
    drawing = record(charts.timeline(plan, block.chart, look.charts), block.chart.alt, look.charts.faces)
    texts = {mark.name: mark for mark in drawing.marks if isinstance(mark, Text)}
    lines = tuple(mark for mark in drawing.marks if isinstance(mark, Path))

    def picture(elem: Elem | None, *marks: Mark) -> flow.ChartPicture:
        return flow.ChartPicture(replace(drawing, marks=marks), elem)

    items = [
        _column(column, plan, picture(Elem("Lbl"), texts.pop(f"Year {column.label}")), look) for column in plan.columns
    ]
    listed = flow.tagged("L", _overlaid(items, drawing.height), NUMBERED)
    return _overlaid([picture(None, *lines, *texts.values()), listed], drawing.height)


def _caption(section: Section, block: Timeline, look: Look) -> flow.Flowable:
    """Set caption and source behind the key, if there is one."""
    if not block.chart.has_expected:
        return look.caption(block.caption, section.credit, width=look.grid.text)
    key = record(charts.timeline_key(look.charts, look.phrases), "", look.charts.faces)
    after = key.width + look.charts.key.size
    beside = after < _MOST_KEY * look.grid.text
    caption = look.caption(block.caption, section.credit, width=look.grid.text, indent=after if beside else 0.0)
    return flow.Placed([(0, 0, flow.ChartPicture(key, None)), (0, 0 if beside else key.height, caption)])


def _overlaid(flowables: Sequence[flow.Flowable], height: float = 0.0) -> flow.Placed:
    return flow.Placed([(0, 0, each) for each in flowables], height)


def _column(column: YearColumn, plan: TimelinePlan, label: flow.ChartPicture, look: Look) -> flow.Tagged:
    """Make a year an item of the list; several milestones in it are a list of their own, and none leave its label."""
    entries = [entry for entry in plan.entries if entry.milestone.year == column.year]
    if not entries:
        return flow.tagged("LI", label)
    regular = replace(look.roles["body"], size=plan.text.size, leading=plan.text.leading, colour=plan.text.colour)
    strong = replace(regular, font=regular.strong, size=plan.title.size, leading=plan.title.leading)
    placed = []
    for entry in entries:
        title = look.text(entry.milestone.title, strong, entry.width)
        text = look.text(entry.milestone.text, regular, entry.width)
        placed.append((entry.left, entry.top, flow.Stack([(0, title), (0, text)], whole=True)))
    body: flow.Flowable = flow.Placed(placed)
    if len(entries) > 1:
        items = [(x, y, flow.tagged("LI", flow.tagged("LBody", entry))) for x, y, entry in placed]
        body = flow.tagged("L", flow.Placed(items))
    return flow.tagged("LI", _overlaid([label, flow.tagged("LBody", body)]))


@frozen
class _Measures:
    """A list's role, and its lengths in points: all of it, from a year to the dates in it, from these to the texts.

    `around` is above and below a rule, `between` two steps of a year.
    """

    role: Role
    width: float
    year: float
    date: float
    around: float
    between: float


def _list(milestones: Sequence[Milestone], look: Look) -> flow.Flowable:
    """List the steps by year, over the whole width, or many of them in two columns."""
    years = [tuple(steps) for _, steps in groupby(milestones, lambda step: step.year)]
    half, in_one = (look.grid.text - _BETWEEN_COLUMNS) / 2, len(milestones) <= MANY_STEPS or look.large_print
    role = look.roles["body" if in_one else "step"]
    date = _date_width(milestones, role, from_mm(14 if in_one else 8), look)
    lengths = (look.grid.text, from_mm(30), date, 4.25, 8.5) if in_one else (half, from_mm(13.5), date, 4.0, 2.5)
    measures = _Measures(role, *lengths)
    items, gap = [_year(steps, measures, look) for steps in years], look.gap(measures.around)
    listed = look.stacked(items, gap) if in_one else TwoColumns(items, gap, half + _BETWEEN_COLUMNS)
    return flow.tagged("L", listed, NUMBERED)


def _date_width(milestones: Sequence[Milestone], role: Role, least: float, look: Look) -> float:
    """Return the room for dates within a year: more than `least` where the longest asks for it, or a word of one."""
    dates = [_in_year(step) for step in milestones]
    longest, word = (
        max(role.font.width(text, role.size) for text in each) + 0.45 * role.size
        for each in (dates, [word for date in dates for word in date.split()] or [""])
    )
    return max(min(max(least, longest), _MOST_DATE * look.grid.text), word)


def _in_year(step: Milestone) -> str:
    """Return what there is to say of a step's date beside its year."""
    return step.in_year or ("" if step.date == str(step.year) else step.date)


def _year(steps: Sequence[Milestone], measures: _Measures, look: Look) -> flow.Tagged:
    """Set a year beside its steps, below a rule; where they go on over a page or column, it is seen again."""
    role, label = look.roles["step_year"], Elem("Lbl")
    if all(step.expected for step in steps):
        role = replace(role, colour=look.theme.colour["sparktext"])
    year = look.text(Words(str(steps[0].year), steps[0].title.where), role, measures.year, elem=label)
    if len(steps) == 1:
        year.goes_on = bool(_in_year(steps[0]))
        body: flow.Flowable = _step(steps[0], label, measures, look)
    else:
        rows: list[flow.Flowable] = []
        for before, step in zip((steps[0], *steps), steps, strict=False):
            row: flow.Flowable = flow.tagged("LI", _step(step, Elem("Lbl"), measures, look))
            if step.expected and not before.expected:
                dashes = _expected_rule(measures.width - measures.year, look)
                row = flow.Stack([(0, dashes), (measures.around, row)], whole=True)
            rows.append(row)
        body = flow.tagged("LBody", flow.tagged("L", look.stacked(rows, look.gap(measures.between)), NUMBERED))
    beside = flow.SideBySide(year, body, measures.year, again=flow.Repeated(year))
    rule = _expected_rule(measures.width, look) if steps[0].expected else look.hairline(measures.width)
    return flow.tagged("LI", flow.Stack([(0, rule), (look.gap(measures.around), beside)], heads=1))


def _expected_rule(width: float, look: Look) -> flow.HorizontalRule:
    """Make the dashed rule above what is only expected."""
    return flow.HorizontalRule(width, _EXPECTED_RULE, look.theme.colour["sparktext"], _EXPECTED_DASH)


def _step(step: Milestone, label: Elem, measures: _Measures, look: Look) -> flow.SideBySide:
    """Set what the date says beside the year, and the title run in with the text."""
    date, muted = _in_year(step), replace(measures.role, colour=look.theme.colour["muted"])
    dated = look.text(Words(date, step.title.where), muted, measures.date, elem=label, tidy=True) if date else None
    told = look.text(run_in(step.title, step.text), measures.role, measures.width - measures.year - measures.date)
    return flow.SideBySide(dated, flow.tagged("LBody", told), measures.date)


class TwoColumns(flow.Flowable):
    """Entries that fill the left column, then the right one, `step` points further; `gap` is between two.

    An entry stays whole where columns without it are not much shorter than the others.
    """

    def __init__(self, entries: Sequence[flow.Flowable], gap: float, step: float, height: float | None = None) -> None:
        self._entries, self._gap, self._step = tuple(entries), gap, step
        self._columns, self._rest = self._packed(height) if height else self._balanced()
        self.height = max(self._height(column) for column in self._columns)
        self.baseline, self.where = entries[0].baseline, entries[0].where
        self.elems = [elem for entry in entries for elem in entry.elems]
        self.anchors = [anchor for entry in entries for anchor in entry.anchors]

    def split(self, room: float) -> tuple[flow.Flowable, flow.Flowable] | None:
        """Fill both columns down to the page's foot; what is left goes on in two of its own."""
        if not self._packed(room)[0][0]:
            return None
        begun = TwoColumns(self._entries, self._gap, self._step, room)
        return (begun, TwoColumns(begun._rest, self._gap, self._step)) if begun._rest else None

    def paint(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Paint the columns, from the left."""
        for number, column in enumerate(self._columns):
            if column:
                stack = flow.Stack([(self._gap if place else 0.0, entry) for place, entry in enumerate(column)])
                stack.paint(canvas, left + number * self._step, top)

    def _height(self, column: Entries) -> float:
        return sum(entry.height for entry in column) + self._gap * max(len(column) - 1, 0)

    def _balanced(self) -> tuple[tuple[Entries, Entries], Entries]:
        """Find the least height at which two columns hold everything."""
        most = self._height(self._entries)
        least, found = most / 2, (self._entries, self._entries[:0])
        while most - least > _FINE:
            columns, rest = self._packed((least + most) / 2)
            if rest:
                least = (least + most) / 2
            else:
                found, most = columns, (least + most) / 2
        return found, ()

    def _packed(self, height: float) -> tuple[tuple[Entries, Entries], Entries]:
        """Fill two columns of a height, and return what is left over."""
        first, rest = self._filled(self._entries, height)
        second, rest = self._filled(rest, height)
        return (first, second), rest

    def _filled(self, entries: Entries, height: float) -> tuple[Entries, Entries]:
        used = 0.0
        for place, entry in enumerate(entries):
            down = used + (self._gap if place else 0.0)
            if down + entry.height > height + _TOLERANCE:
                parts = entry.split(height - down) if height - used > _MOST_EMPTY * height else None
                if parts:
                    return (*entries[:place], parts[0]), (parts[1], *entries[place + 1 :])
                return entries[:place], entries[place:]
            used = down + entry.height
        return entries, ()
