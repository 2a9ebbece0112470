"""A sum that grows in steps: a line from zero, flat between two dates, its last point with its value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal

from reports.charts.canvas import Canvas, ChartStyle, Figure, plain_settings
from reports.charts.years import Years, axis_height, draw_axis
from reports.story import StepsChart
from reports.units import Points

_MOST_TICKS = 5  # above zero
_LABEL_GAP = 0.8  # of the label's size: between values and the axis
_SQUARE = 0.6  # of the label's size: the last point's side
_BEHIND = 0.5  # of the label's size: from the last point to its value
_ABOVE = 0.8  # of the label's size: between the unit and the highest value
_FINEST = 0.25  # points: as near as two steps are drawn, or ten thousand dates would make a drawing unwieldy
_LEAST = 0.3  # of the room: a field smaller than that shows no steps


@dataclass(frozen=True, slots=True)
class _Field:
    """Where the line may be, y upwards; `most` is the value at `top`."""

    years: Years
    bottom: float
    top: float
    most: Decimal

    def y(self, value: Decimal) -> float:
        return self.bottom + (self.top - self.bottom) * float(value / self.most)


@plain_settings()
def steps(chart: StepsChart, style: ChartStyle, width: Points, height: Points) -> Figure | None:
    """Draw the line over exactly `width` by `height`, up to the last date and no further; None where it has no room.

    Each value holds from the end of its date on, so a sum known by year only steps up at the year's end.
    """
    if not chart.points:
        return None
    ticks = round_values(max(point.value for point in chart.points))
    field = _field(chart, style, width, height, ticks)
    if field is None:
        return None
    canvas = Canvas(width, height)
    line = _line(chart, field)
    right, _ = line[-1]
    levels = ((field.y(tick), plain_value(tick, chart.scale)) for tick in ticks)
    draw_values(canvas, chart.unit, height, levels, field.years.left, right, style)
    draw_axis(canvas, field.years, field.bottom, style.key, style)
    canvas.line(line, style.colour("data"), style.look.curve, "Sum")
    _draw_last(canvas, chart, style, line[-1])
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


def _field(
    chart: StepsChart, style: ChartStyle, width: float, height: float, ticks: Sequence[Decimal]
) -> _Field | None:
    key = style.key
    left = max(key.width(plain_value(tick, chart.scale)) for tick in ticks) + _LABEL_GAP * key.size
    bottom = axis_height(key)
    top = height - key.leading - _ABOVE * key.size
    first, last = chart.points[0].date, chart.points[-1]
    whole = Years(first.year, last.date.year, Points(0), Points(1))
    share = whole.end(last.date)  # of the axis, that the line takes
    value = max(style.label_strong.width(last.shown), key.width(last.date_text))
    beyond = value + (_SQUARE / 2 + _BEHIND) * style.label.size
    across = min(width - left, (width - left - beyond) / share)
    if across < _LEAST * width or top - bottom < _LEAST * height:
        return None
    return _Field(replace(whole, left=Points(left), width=Points(across)), bottom, top, ticks[-1])


def _line(chart: StepsChart, field: _Field) -> list[tuple[float, float]]:
    """Go up at each date; of dates that are one at this size, at the last, so that no sum is shown before its time."""
    last_at = {int(x / _FINEST): (x, point) for point in chart.points if (x := field.years.end(point.date))}
    corners, level = [(float(field.years.left), field.bottom)], field.bottom
    for x, point in last_at.values():
        corners.append((x, level))
        level = field.y(point.value)
        corners.append((x, level))
    return corners


def plain_value(value: Decimal, scale: int) -> str:
    """Write a value of an axis in its unit: "2.5"."""
    return f"{(value / scale).normalize():,f}"


def draw_values(
    canvas: Canvas,
    unit: str,
    top: float,
    levels: Iterable[tuple[float, str]],
    left: float,
    right: float,
    style: ChartStyle,
) -> None:
    """Set the unit below `top`, and each value of an axis at its height, with a hairline above zero."""
    key = style.key
    canvas.text(0, top - key.first_baseline, unit, key, f"Unit, {unit}")
    for number, (y, shown) in enumerate(levels):
        if number:
            canvas.line([(left, y), (right, y)], style.colour("hairline"), style.look.grid, f"Value {shown}, line")
        baseline = y - key.face.cap_height * key.size / 2
        canvas.text(left - _LABEL_GAP * key.size, baseline, shown, key, f"Value {shown}", "right")


def _draw_last(canvas: Canvas, chart: StepsChart, style: ChartStyle, place: tuple[float, float]) -> None:
    x, y = place
    last, strong = chart.points[-1], replace(style.label_strong, colour=style.colour("data"))
    side = _SQUARE * strong.size
    canvas.rectangle((x - side / 2, y - side / 2), side, side, style.colour("data"), f"Last point, {last.date_text}")
    left = x + side / 2 + _BEHIND * strong.size
    baseline = y - strong.face.cap_height * strong.size / 2
    canvas.text(left, baseline, last.shown, strong, f"Last value, {last.shown}")
    canvas.text(left, baseline - strong.leading, last.date_text, style.key, f"Last date, {last.date_text}")
