"""The money divided, and what else is shown of it: a finding above its bars, below them the years and the awards."""

from dataclasses import replace

from reports import charts
from reports.brief.flowables import Flowable, Placed, Stack, tagged
from reports.brief.look import Look, anchor_of
from reports.brief.tables import table
from reports.errors import Problem
from reports.pdf.structure import NUMBERED
from reports.story import BarsChart, Breakdown, Charted, ColumnsChart, Exhibit, LargestAwards, Section, Words
from reports.story.richtext import join
from reports.units import Points

_TO_CAPTION, _TO_MEASURE, _TO_BARS = 10.0, 10.0, 12.0
_EXHIBIT_HEIGHT, _HALF_HEIGHT = Points(172), Points(140)
_LARGE = 0.42  # of a page's text: a chart of quantities in large print
_MOST_OF_PAGE = 0.6  # that the bars may take
_MOST_IN_HALF = 8  # columns in half of the width
_BESIDE_AMOUNT, _AROUND_RULE, _TO_FIRST = 8.0, 6.0, 6.0


def breakdown(section: Section, block: Breakdown, look: Look) -> Flowable:
    """Set the finding, bars and what else there is to see; each chart stays with its measure and its caption.

    Where bars have no room, a table takes their place; names that are cut beside bars stand in full in the caption.
    """
    measure = look.text(block.measure, "chart_subtitle", look.grid.text)
    room = Points(look.body_height * _MOST_OF_PAGE)
    plan = charts.plan_bars(block.chart, look.charts, look.grid.text, room)
    cut = "; ".join(bar.label for bar in plan.cut) if plan else ""
    in_full = Words(look.phrases.in_full.format(names=cut), block.caption.where) if cut else None
    caption = look.caption(block.caption, in_full, section.credit, width=look.grid.text)
    figure = charts.figure_of(block.chart, look.charts, look.grid.text, room)
    bars = look.picture(figure, block.chart.alt) if figure else _table(block.chart, block.measure, look)
    parts = [(0.0, measure), (look.gap(_TO_BARS), bars), (look.gap(_TO_CAPTION), caption)]
    divided = Stack(parts, whole=figure is not None, tail=True)
    if divided.height <= room:
        divided = Stack(parts, whole=True)
    further = [(look.space("l"), each) for each in _further(section, block, look)]
    kicker = section.heading if block.heading else None
    return look.exhibit(section, kicker, [(look.gap(_TO_MEASURE), divided), *further], finding=block.heading)


def charted(section: Section, block: Charted, look: Look) -> Flowable:
    """Set a chart of quantities below its section's heading, with its note and its source."""
    if isinstance(block.exhibit, Breakdown):
        return breakdown(section, block.exhibit, look)
    caption = join(block.exhibit.caption, " ", section.credit, where=section.credit.where)
    height = Points(_LARGE * look.body_height) if look.large_print else _EXHIBIT_HEIGHT
    drawn = charts.figure_of(block.exhibit.chart, look.charts, look.grid.text, height)
    if drawn is None and not look.large_print:
        message = "this chart has no room for its labels and values in the brief"
        hint = "draw bars, say its labels shorter, or make it a table"
        look.problems.append(Problem(section.heading.where, message, hint))
    shown = _exhibit(replace(block.exhibit, caption=caption), anchor_of(section), look.grid.text, look, height)
    return look.exhibit(section, None, [(look.gap(_TO_MEASURE), shown)])


def _further(section: Section, block: Breakdown, look: Look) -> list[Flowable]:
    """Set the years beside the largest awards, if they are few and there is room for both, and below them the rest."""
    anchor, grid = anchor_of(section), look.grid
    half = (grid.text - grid.gutter) / 2
    few = [  # columns of a few years, which are not parted
        each
        for each in block.further
        if isinstance(each.chart, ColumnsChart) and not each.chart.series and len(each.chart.columns) <= _MOST_IN_HALF
    ]
    narrow = few if block.largest and not look.large_print else []
    wide = [_exhibit(each, f"{anchor}.{each.name}", grid.text, look) for each in block.further if each not in narrow]
    beside = [_exhibit(each, f"{anchor}.{each.name}", half, look) for each in narrow]
    if not block.largest:
        return wide
    largest = _largest(block.largest, f"{anchor}.largest", half if beside else grid.main, look)
    halves = Placed([(place * (half + grid.gutter), 0, each) for place, each in enumerate((*beside, largest))])
    return [Stack([(0, look.hairline()), (look.space("m"), halves)], whole=True), *wide]


def _largest(content: LargestAwards, key: str, width: float, look: Look) -> Flowable:
    """List the largest awards: name and amount, and who was given it."""
    heading = look.heading(content.heading, "chart_title", width, 3, key)
    regular = look.roles["note"]
    strong, muted = replace(regular, font=regular.strong), replace(regular, colour=look.theme.colour["muted"])
    amounts = [look.text(amount, strong, width) for _, amount, _ in content.awards]
    beside = max(amount.lines[0].width for amount in amounts) + _BESIDE_AMOUNT
    rows: list[tuple[float, Flowable]] = []
    for (name, _, given), amount in zip(content.awards, amounts, strict=True):
        told = look.text(name, strong, width - beside)
        whose = look.text(given, muted, width - beside) if given else None
        placed = [(0.0, 0.0, told), (width - amount.lines[0].width, 0.0, amount), (0.0, told.height, whose)]
        rows += [(look.gap(_AROUND_RULE), look.hairline(width))] if rows else []
        rows.append((look.gap(_AROUND_RULE), tagged("LI", tagged("LBody", Placed(placed)))))
    return Stack([(0, heading), (look.gap(_TO_FIRST), tagged("L", Stack(rows, whole=True), NUMBERED))], whole=True)


def _table(chart: BarsChart, measure: Words, look: Look) -> Flowable:
    head = (chart.group, chart.unit, *([chart.things] if chart.things else []))
    rows = [(bar.label, bar.shown, bar.counted)[: len(head)] for bar in chart.bars]
    return table(head, rows, look, measure.where, range(1, len(head)))


def _exhibit(exhibit: Exhibit, key: str, width: float, look: Look, height: Points | None = None) -> Flowable:
    """Draw a chart below its finding, if there is one; where it has no room, its alt text is a paragraph."""
    height = height or (_EXHIBIT_HEIGHT if width == look.grid.text else _HALF_HEIGHT)
    figure = charts.figure_of(exhibit.chart, look.charts, Points(width), height)
    heading = look.heading(exhibit.heading, "chart_title", width, 3, key) if exhibit.heading else None
    measure = look.text(exhibit.measure, "chart_subtitle", width)
    caption = look.caption(exhibit.caption, width=width)
    in_words = Words(exhibit.chart.alt, exhibit.measure.where)
    drawn = look.picture(figure, exhibit.chart.alt) if figure else look.text(in_words, "body", width)
    above = [(0.0, heading), (look.space("xs") if heading else 0.0, measure)]
    return Stack([*above, (look.space("m"), drawn), (look.gap(_TO_CAPTION), caption)], whole=True)
