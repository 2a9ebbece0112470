"""Sorted bars: a label, a bar from zero made of its awards, its amount and share behind it, and how many awards it is.

Lengths are proportional to the amounts, always from zero and never on another scale. `plan_bars` finds room, `bars`
draws.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from reports.charts.canvas import Canvas, ChartStyle, Figure, Lettering, plain_settings, shortened
from reports.frozen import frozen
from reports.story import Bar, BarsChart
from reports.theme.typeface import break_lines
from reports.units import Points

_BEHIND = 0.5  # of the label's size: from a bar's end to its amount
_SHARE = 0.6  # of the label's size: between an amount and its share
_EDGE, _LEAST_BLOCK = 1.0, 1.42  # points: between two awards, and the least that is told from its neighbour
_APART = 1.5  # of the label's size: the least between amounts and counts
_LABEL_GAP = 0.8  # of the label's size: between labels and the axis
_EXTRA = 0.9  # of the gap: more of it before "Other" and "Not stated"
_MOST_LINES = 2  # of a label
_STEP = 0.05  # by which bars and gaps shrink
_LEAST_ROOM = 0.15  # of the width: a field of bars narrower than that shows nothing
_TOLERANCE = 1e-6


@frozen
class BarRow:
    """A bar's place: `middle` below the drawing's top, `length` from zero; `lines`: its label, cut if not `whole`."""

    bar: Bar
    lines: tuple[str, ...]
    whole: bool
    middle: Points
    length: Points


@frozen
class BarsPlan:
    """What stands where, in points from the top left; `zero` is where bars begin, `thick` their height."""

    rows: tuple[BarRow, ...]
    heads: tuple[tuple[str, ...], tuple[str, ...], str | None]
    width: Points
    height: Points
    size: float
    thick: float
    zero: Points

    @property
    def cut(self) -> tuple[Bar, ...]:
        """Return the bars whose label had to be cut: whoever shows the drawing has to name them beside it."""
        return tuple(row.bar for row in self.rows if not row.whole)


@frozen
class _Sizes:
    """One attempt: the labels' size, how much bars and gaps are shrunk, and the most lines of a label."""

    size: float
    scale: float
    lines: int


def plan_bars(chart: BarsChart, style: ChartStyle, width: Points, height: Points) -> BarsPlan | None:
    """Find the largest sizes at which the bars fit; None if they don't at the style's floor, or if there are none."""
    if not chart.bars:
        return None
    plans = (_plan(chart, style, width, sizes) for sizes in _attempts(style))
    return next((plan for plan in plans if plan is not None and plan.height <= height + _TOLERANCE), None)


def _attempts(style: ChartStyle) -> Iterator[_Sizes]:
    """Bars and gaps shrink first, then labels; only then are labels cut to a line."""
    pitch = style.look.bar + style.look.bar_gap
    for lines in range(_MOST_LINES, 0, -1):
        for size in style.label_sizes() if lines == _MOST_LINES else [style.look.floor]:
            scale = 1.0
            while scale * pitch >= style.label.at(size).leading - _TOLERANCE and scale > _STEP:
                yield _Sizes(size, scale, lines)
                scale -= _STEP


def _plan(chart: BarsChart, style: ChartStyle, width: Points, sizes: _Sizes) -> BarsPlan | None:
    """Stack the rows; None if the amounts leave no room for bars."""
    label, key, gap = style.label.at(sizes.size), style.key.at(sizes.size), style.look.bar_gap * sizes.scale
    counted = 0.0
    if chart.things is not None:
        counted = max(key.width(chart.things), *(label.width(bar.counted) for bar in chart.scaled))
    scale = _scale(chart, style, sizes.size, width - counted - _APART * sizes.size)
    if scale is None:
        return None
    group_room = style.look.bar_label - _LABEL_GAP * key.size
    group = break_lines(chart.group, key.face, key.size, group_room) if chart.group else []
    unit_room = width - counted - style.look.bar_label - _APART * key.size
    unit = break_lines(chart.unit, key.face, key.size, unit_room) if chart.unit else []
    top = max(len(group), len(unit)) * label.leading
    foot, rows = top + gap / 2, []
    labels = [_label(bar, style, sizes) for bar in chart.bars]
    cut = [lines for lines, whole in labels if not whole]
    if len(set(cut)) < len(cut):  # alike: their ends have to tell them apart
        labels = [_label(bar, style, sizes, from_end=True) for bar in chart.bars]
    for bar, before, (lines, whole) in zip(chart.bars, (None, *chart.bars), labels, strict=False):
        if before and before.kind == "area" != bar.kind:
            foot += _EXTRA * gap
        tall = max(style.look.bar * sizes.scale + gap, len(lines) * label.leading + (len(lines) - 1) * gap / 2)
        rows.append(BarRow(bar, lines, whole, Points(foot + tall / 2), Points(float(bar.value) * scale)))
        foot += tall
    heads, thick, zero = (tuple(group), tuple(unit), chart.things), style.look.bar * sizes.scale, style.look.bar_label
    return BarsPlan(tuple(rows), heads, width, Points(foot), sizes.size, thick, Points(zero))


def _scale(chart: BarsChart, style: ChartStyle, size: float, limit: float) -> float | None:
    """Return how long one unit of currency is, so that every amount ends before `limit`."""
    rooms: list[tuple[float, float]] = []
    for bar in chart.scaled:
        share = _SHARE * size + style.key.at(size).width(bar.share) if bar.share else 0.0
        behind = style.label_strong.at(size).width(bar.shown) + share
        rooms.append((limit - style.look.bar_label - _BEHIND * size - behind, float(bar.value)))
    if min(room for room, _ in rooms) < _LEAST_ROOM * limit:
        return None
    return min((room / value for room, value in rooms if value), default=0.0)


def _lettering(bar: Bar, style: ChartStyle, size: float) -> Lettering:
    return (style.label_strong if bar.highlighted else style.label).at(size)


def _label(bar: Bar, style: ChartStyle, sizes: _Sizes, *, from_end: bool = False) -> tuple[tuple[str, ...], bool]:
    """Break a label into its lines; what is left over, or wider than the column, is cut with an ellipsis.

    The rest of a label is cut at its end, or `from_end` before it.
    """
    lettering = _lettering(bar, style, sizes.size)
    room = style.look.bar_label - _LABEL_GAP * sizes.size
    lines = break_lines(bar.label, lettering.face, lettering.size, room, hyphens=True)
    if len(lines) <= sizes.lines and all(lettering.width(line) <= room + _TOLERANCE for line in lines):
        return tuple(lines), True
    before: tuple[str, ...] = ()
    rest = bar.label
    if sizes.lines > 1 and lettering.width(lines[0]) <= room + _TOLERANCE:
        before, rest = (lines[0],), bar.label.removeprefix(lines[0]).lstrip(" ")
    return (*before, shortened(rest, lettering, room, from_end=from_end)), False


@plain_settings()
def bars(chart: BarsChart, style: ChartStyle, width: Points, height: Points) -> Figure | None:
    """Draw a row for each bar in the chart's order, the headline's in the data's colour; `height` is the most it takes.

    None where `plan_bars` finds no room. Texts are named "Label, …", "Amount, …", "Count, …" and "Head, …".
    """
    plan = plan_bars(chart, style, width, height)
    if plan is None:
        return None
    canvas = Canvas(plan.width, plan.height)
    _draw_heads(canvas, plan, style.key.at(plan.size))
    for row in plan.rows:
        _draw_row(canvas, row, plan, style)
    return canvas.figure


def _draw_heads(canvas: Canvas, plan: BarsPlan, key: Lettering) -> None:
    group, unit, things = plan.heads
    foot = max(len(group), len(unit))
    for x, lines in ((0.0, group), (plan.zero, unit)):
        first = plan.height - (foot - len(lines)) * key.leading - key.first_baseline
        for number, line in enumerate(lines):
            canvas.text(x, first - number * key.leading, line, key, f"Head, {' '.join(lines)}")
    if things:
        baseline = plan.height - (foot - 1) * key.leading - key.first_baseline
        canvas.text(plan.width, baseline, things, key, f"Head, {things}", "right")


def _draw_row(canvas: Canvas, row: BarRow, plan: BarsPlan, style: ChartStyle) -> None:
    """Draw a bar, and set its label, amount and count, their capitals in the middle of the bar."""
    corner = (plan.zero, plan.height - row.middle - plan.thick / 2)
    name = f"Bar, {row.bar.label}"
    stated = row.bar.kind != "not stated"
    colour = style.colour("data" if row.bar.highlighted and stated else "others")
    canvas.rectangle(corner, row.length, plan.thick, colour, name, 0 if stated else style.look.outline)
    for x in _edges(row, plan.zero) if stated else ():
        canvas.rectangle((x, corner[1]), _EDGE, plan.thick, style.colours["paper"], f"Edge, {row.bar.label}")
    lettering, middle = _lettering(row.bar, style, plan.size), plan.height - row.middle
    baseline = middle - lettering.face.cap_height * lettering.size / 2
    first = baseline + (len(row.lines) - 1) * lettering.leading / 2
    for number, line in enumerate(row.lines):
        canvas.text(0, first - number * lettering.leading, line, lettering, f"Label, {row.bar.label}")
    strong = style.label_strong.at(plan.size)
    strong = strong.coloured(style.colour("data")) if row.bar.highlighted else strong
    end = plan.zero + row.length + _BEHIND * plan.size
    canvas.text(end, baseline, row.bar.shown, strong, f"Amount, {row.bar.label}")
    if row.bar.share:
        end += strong.width(row.bar.shown) + _SHARE * plan.size
        canvas.text(end, baseline, row.bar.share, style.key.at(plan.size), f"Share, {row.bar.label}")
    if plan.heads[2]:
        regular = style.label.at(plan.size)
        canvas.text(plan.width, baseline, row.bar.counted, regular, f"Count, {row.bar.label}", "right")


def _edges(row: BarRow, zero: float) -> Iterator[float]:
    """Yield where one award ends and the next begins, from the left; what is too small to be seen is not parted."""
    reached = Decimal(0)
    for award, after in pairwise(row.bar.awards if row.bar.value else ()):
        reached += award
        if float(after / row.bar.value) * row.length < _LEAST_BLOCK:  # and so are all that follow
            return
        yield zero + float(reached / row.bar.value) * row.length - _EDGE / 2
