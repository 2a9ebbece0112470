"""Columns from zero, one for each year, each parted into what the largest groups and the rest were given."""

from collections.abc import Iterable
from decimal import ROUND_CEILING, Decimal

from reports.charts.canvas import Canvas, ChartStyle, Figure, plain_settings, shortened
from reports.story import ColumnsChart
from reports.units import Points

_GAP = 0.8  # of the label's size: between values and the axis, and behind a name of the key
_MOST_TICKS = 5  # above zero
_WIDE = 0.6  # of a year's room: its column
_MOST_WIDE = 4.0  # of the label's size
_SQUARE = 0.7  # of the label's size: a square of the key
_LEAST = 0.3  # of the room: a field smaller than that shows no columns
_NAME = 0.4  # of the width: the longest name in the key
_SPARE = 1.1  # of a name's width: another font may be wider


@plain_settings()
def columns(chart: ColumnsChart, style: ChartStyle, width: Points, height: Points) -> Figure | None:
    """Draw a column for each year over exactly `width` by `height`; None where they have no room.

    The first series stands at the bottom. What is left over by the colours of series is drawn as an outline. Without
    series the highest column stands out, if it is one.
    """
    key = style.key
    most = max(column.total for column in chart.columns)
    on_marks = max(style.label_strong.width(column.shown) for column in chart.columns)
    pitch = width / len(chart.columns)
    ticks: tuple[Decimal, ...] = ()
    left = 0.0
    if on_marks * _SPARE > pitch:  # an axis says what has no room at the columns
        ticks = round_values(most)
        left = max(key.width(plain_value(tick, chart)) for tick in ticks) + _GAP * key.size
        pitch = (width - left) / len(chart.columns)
    entries, rows = _key(chart, style, width)
    outline = style.colour("others"), style.look.outline
    pens = [*((colour, 0.0) for colour in style.series), *[outline] * len(chart.series)][: len(chart.series)]
    bottom, top = 1.5 * key.leading, height - (rows + 2) * key.leading
    if top - bottom < _LEAST * height or pitch < style.look.rule * 4:
        return None
    canvas = Canvas(width, height)
    for name, (x, row), (colour, line) in zip(chart.series, entries, pens, strict=True):
        baseline = height - row * key.leading - key.first_baseline
        side = _SQUARE * key.size
        canvas.rectangle((x, baseline), side, side, colour, f"Key, {name}", line)
        shown = shortened(name, key, _NAME * width)
        canvas.text(x + side + _GAP * key.size / 2, baseline, shown, key, f"Series, {name}")
    scale = (top - bottom) / float(ticks[-1] if ticks else most)
    if ticks:
        levels = [(bottom + float(tick) * scale, plain_value(tick, chart)) for tick in ticks]
        canvas.text(0, top + 1.8 * key.leading - key.first_baseline, chart.unit, key, f"Unit, {chart.unit}")
        _draw_values(canvas, levels, left, width, style)
    wide = min(_WIDE * pitch, _MOST_WIDE * style.label.size)
    every = int(max(key.width(column.label) for column in chart.columns) * 1.2 / pitch) + 1
    for number, column in enumerate(chart.columns):
        middle, y = left + (number + 0.5) * pitch, bottom
        names = chart.series or ("",)
        own = pens if chart.series else [(style.colour("data" if column is chart.largest else "others"), 0.0)]
        for name, value, (colour, line) in zip(names, column.values, own, strict=True):
            if value:
                part = ", ".join(filter(None, (column.label, name)))
                canvas.rectangle((middle - wide / 2, y), wide, float(value) * scale, colour, part, line)
            y += float(value) * scale
        if not ticks and column.total:
            stands_out = column is chart.largest if not chart.series else column.total == most
            lettering = style.label_strong.coloured(style.colour("data")) if stands_out else style.label_strong
            canvas.text(middle, y + 0.35 * key.size, column.shown, lettering, f"Value, {column.label}", "center")
        if number % every == 0:
            x = min(middle - key.width(column.label) / 2, width - key.width(column.label))
            canvas.text(x, bottom - 0.3 * key.size - key.first_baseline, column.label, key, f"Year {column.label}")
    canvas.line([(left, bottom), (width, bottom)], style.colour("base"), style.look.rule, "Axis")
    return canvas.figure


def round_values(most: Decimal) -> tuple[Decimal, ...]:
    """Return the values of an axis: 0 and up to five even steps of 1, 2, 2.5 or 5, the last at `most` or above it."""
    if most <= 0:
        return Decimal(0), Decimal(1)
    power = Decimal(10) ** (most.adjusted() - 1)
    sizes = (power * step for step in map(Decimal, ("1", "2", "2.5", "5", "10", "20", "25")))
    size = next(size for size in sizes if size * _MOST_TICKS >= most)
    count = int((most / size).to_integral_value(ROUND_CEILING))
    return tuple(size * number for number in range(count + 1))


def plain_value(value: Decimal, chart: ColumnsChart) -> str:
    """Write a value of an axis in its unit: "2.5"."""
    return chart.phrases.number((value / chart.scale).normalize())


def _draw_values(
    canvas: Canvas, levels: Iterable[tuple[float, str]], left: float, right: float, style: ChartStyle
) -> None:
    """Set each value of an axis at its height, with a hairline above zero."""
    key = style.key
    for number, (y, shown) in enumerate(levels):
        if number:
            canvas.line([(left, y), (right, y)], style.colour("hairline"), style.look.grid, f"Value {shown}, line")
        baseline = y - key.face.cap_height * key.size / 2
        canvas.text(left - _GAP * key.size, baseline, shown, key, f"Value {shown}", "right")


def _key(chart: ColumnsChart, style: ChartStyle, width: float) -> tuple[list[tuple[float, int]], int]:
    """Return where each name's square begins, as x and row from the top, and how many rows they take."""
    places, x, row, size = list[tuple[float, int]](), 0.0, 0, style.key.size
    for name in chart.series:
        taken = _SPARE * style.key.width(shortened(name, style.key, _NAME * width)) + (_SQUARE + 2 * _GAP) * size
        if x and x + taken > width:
            x, row = 0.0, row + 1
        places.append((x, row))
        x += taken
    return places, row + bool(chart.series)
