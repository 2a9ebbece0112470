"""Quantities drawn from zero: columns side by side, lines over time, or one bar parted into a whole's shares."""

from collections.abc import Sequence
from itertools import pairwise

from reports.charts.canvas import Canvas, ChartStyle, Figure, plain_settings
from reports.story import ValuesChart
from reports.theme.typeface import break_lines
from reports.units import Points

_WIDE, _MOST_WIDE = (0.7, 0.88), 6.0  # of a label's room: one column, or several; and each, of the label's size
_SPARE = 1.1  # of a text's width: another font may be wider
_GAP = 0.35  # of the label's size: between a value and its mark, and around a square of the key
_SQUARE = 0.7  # of the label's size
_MOST_LINES = 2  # of a label
_LEAST = 0.3  # of the room: a field lower than that shows nothing
_EDGE = 1.0  # points between two shares
_DASHES: tuple[tuple[float, ...], ...] = ((), (6.0, 3.0), (1.5, 2.5))  # of the series' lines, so that grey tells them

Line = Sequence[tuple[float, float]]


@plain_settings()
def values(chart: ValuesChart, style: ChartStyle, width: Points, height: Points) -> Figure | None:
    """Draw the chart over `width` and at most `height`; None where a label or a value has no room."""
    return _share(chart, style, width, height) if chart.form == "share" else _field(chart, style, width, height)


def _field(chart: ValuesChart, style: ChartStyle, width: Points, height: Points) -> Figure | None:
    """Draw columns or lines on a field from zero, each value at its mark, the names of series in a key above."""
    key, strong, count = style.key, style.label_strong, len(chart.series) or 1
    span = chart.places[-1] - chart.places[0]
    pitch = width / (span + 1)
    labels = [break_lines(label, key.face, key.size, pitch / _SPARE) for label in chart.labels]
    room = pitch * (_WIDE[1] / count if chart.form == "columns" and count > 1 else 1)
    widest = max(strong.width(text) for each in chart.shown for text in each) * _SPARE
    rows = max(map(len, labels))
    bottom, top = (rows + 0.5) * key.leading, height - (1.5 + (count > 1) * 1.5) * key.leading
    parted = any(key.width(line) * _SPARE > pitch for lines in labels for line in lines)
    if parted or rows > _MOST_LINES or widest > room or top - bottom < _LEAST * height:
        return None
    canvas, most = Canvas(width, height), max(value for each in chart.values for value in each)
    scale = (top - bottom) / float(most)
    middles = [(place - chart.places[0] + 0.5) * pitch for place in chart.places]
    if count > 1 and not _draw_key(canvas, chart, style, (width, height)):
        return None
    (_draw_columns if chart.form == "columns" else _draw_lines)(canvas, chart, style, middles, (pitch, bottom, scale))
    for label, lines, middle in zip(chart.labels, labels, middles, strict=True):
        for number, line in enumerate(lines):
            y = bottom - 0.3 * key.size - key.first_baseline - number * key.leading
            canvas.text(middle, y, line, key, f"Label, {label}", "center")
    canvas.line([(0, bottom), (width, bottom)], style.colour("base"), style.look.rule, "Axis")
    return canvas.figure


def _draw_key(canvas: Canvas, chart: ValuesChart, style: ChartStyle, room: tuple[float, float]) -> bool:
    """Draw a square for each series, or its line, and its name; return whether they had room."""
    key, (width, height), x = style.key, room, 0.0
    side, baseline = _SQUARE * key.size, height - key.first_baseline
    for name, colour, dash in zip(chart.series, style.series, _DASHES, strict=False):
        wide = side if chart.form == "columns" else 3 * side
        if chart.form == "columns":
            canvas.rectangle((x, baseline), side, side, colour, f"Key, {name}")
        else:
            line = [(x, baseline + side / 2), (x + wide, baseline + side / 2)]
            canvas.line(line, colour, style.look.curve, f"Key, {name}", dash)
        canvas.text(x + wide + _GAP * key.size, baseline, name, key, f"Series, {name}")
        x += wide + (1 + 3 * _GAP) * key.size + _SPARE * key.width(name)
    return x - (1 + 2 * _GAP) * key.size <= width


def _draw_columns(
    canvas: Canvas, chart: ValuesChart, style: ChartStyle, middles: Sequence[float], field: tuple[float, float, float]
) -> None:
    (pitch, bottom, scale), count = field, len(chart.series) or 1
    wide = min(_WIDE[count > 1] * pitch / count, _MOST_WIDE * style.label.size)
    for at, (label, middle) in enumerate(zip(chart.labels, middles, strict=True)):
        colours = style.series if chart.series else [style.colour("data" if at == chart.largest else "others")]
        for number, (value, shown) in enumerate(zip(chart.values[at], chart.shown[at], strict=True)):
            left, high = middle + (number - count / 2) * wide, float(value) * scale
            canvas.rectangle((left + _EDGE / 2, bottom), wide - _EDGE, high, colours[number], f"Column, {label}")
            y = bottom + high + _GAP * style.key.size
            canvas.text(left + wide / 2, y, shown, style.label_strong, f"Value, {label}", "center")


def _draw_lines(
    canvas: Canvas, chart: ValuesChart, style: ChartStyle, middles: Sequence[float], field: tuple[float, float, float]
) -> None:
    _, bottom, scale = field
    names, colours = (chart.series, style.series) if chart.series else (("values",), (style.colour("data"),))
    heights = ([bottom + float(value) * scale for value in series] for series in zip(*chart.values, strict=True))
    lines = [list(zip(middles, each, strict=True)) for each in heights]
    for line, name, colour, dash in zip(lines, names, colours, _DASHES, strict=False):
        canvas.line(line, colour, style.look.curve, f"Line, {name}", dash)
    for at, middle in enumerate(middles):
        above: float | None = None  # where the value of the next higher line stands
        for series in sorted(range(len(lines)), key=lambda each: -chart.values[at][each]):
            shown, point = chart.shown[at][series], (middle, lines[series][at][1])
            above = _level(point, style.label_strong.width(shown) * _SPARE, (lines, bottom), above, style)
            canvas.text(middle, above, shown, style.label_strong, f"Value, {chart.labels[at]}", "center")


def _level(
    point: tuple[float, float], wide: float, field: tuple[Sequence[Line], float], above: float | None, style: ChartStyle
) -> float:
    """Return the baseline of a value that meets no line: the highest line's above it if it can be, others' below."""
    (x, y), (lines, bottom), strong, pen = point, field, style.label_strong, style.look.curve
    gap, capital = _GAP * style.key.size + pen, strong.face.cap_height * strong.size
    steps = [step * pen for step in range(200)]
    up, down = [y + gap + step for step in steps], [y - gap - capital - step for step in steps]
    levels = [up[0], down[0], *up]
    if above is not None:
        levels = [level for level in down if level < above - 0.9 * strong.leading]
    left, right = x - wide / 2, x + wide / 2
    near = [part for line in lines for part in pairwise(line) if part[0][0] < right and part[1][0] > left]

    def meets(level: float) -> bool:
        foot, head = level - 0.1 * strong.size - pen, level + capital + pen
        for (x0, y0), (x1, y1) in near:
            ends = [y0 + (min(max(end, x0), x1) - x0) / (x1 - x0) * (y1 - y0) for end in (left, right)]
            if max(ends) > foot and min(ends) < head:
                return True
        return foot < bottom

    return next((level for level in levels if not meets(level)), y + gap)


def _share(chart: ValuesChart, style: ChartStyle, width: Points, height: Points) -> Figure | None:
    """Draw one bar over the whole width, parted by the values, and below it what each part is."""
    label, strong, thick = style.label, style.label_strong, style.look.bar * 1.4
    high = thick + 0.8 * label.leading + len(chart.labels) * label.leading * 1.25
    side, indent = _SQUARE * label.size, (_SQUARE + 2 * _GAP) * label.size
    beside = max(strong.width(each[0]) for each in chart.shown) * _SPARE + 2 * _GAP * label.size
    if high > height or max(map(label.width, chart.labels)) * _SPARE + indent + beside > width:
        return None
    canvas, total, x = Canvas(width, high), float(sum(each[0] for each in chart.values)), 0.0
    parts = list(zip(chart.labels, chart.values, chart.shown, style.series, strict=False))
    for name, (value,), _, colour in parts:
        wide = float(value) / total * width
        canvas.rectangle((x, high - thick), wide, thick, colour, f"Part, {name}")
        x += wide
    x = 0.0
    for name, (value,), _, _ in parts[:-1]:
        x += float(value) / total * width
        canvas.rectangle((x - _EDGE / 2, high - thick), _EDGE, thick, style.colours["paper"], f"Edge, {name}")
    for number, (name, _, (shown,), colour) in enumerate(parts):
        y = high - thick - 0.8 * label.leading - number * 1.25 * label.leading - label.first_baseline
        canvas.rectangle((0, y), side, side, colour, f"Key, {name}")
        canvas.text(indent, y, shown, strong, f"Value, {name}")
        canvas.text(indent + beside, y, name, label, f"Label, {name}")
    return canvas.figure
