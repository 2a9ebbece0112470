"""A sum that grows in steps: a line from zero, flat between two dates, its last point with its value."""

from decimal import Decimal

from reports.charts.canvas import Canvas, ChartStyle, Figure, plain_settings
from reports.charts.years import Years, axis_height, draw_axis
from reports.frozen import frozen, replace
from reports.story import StepsChart
from reports.units import Points

_LABEL_GAP = 0.8  # of the label's size: between the first value and its step
_ABOVE_AXIS = 0.45  # of the label's size: at least, from the axis to the first value's baseline
_SQUARE = 0.6  # of the label's size: the last point's side
_BEHIND = 0.5  # of the label's size: from the last point to its value
_FINEST = 0.25  # points: as near as two steps are drawn, or ten thousand dates would make a drawing unwieldy
_LEAST = 0.3  # of the room: a field smaller than that shows no steps


@frozen
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

    It begins with the first award. Each value holds from the end of its date on, so a sum known by year only steps up
    at the year's end. The first sum and the last are written at the line.
    """
    field = _field(chart, style, width, height) if chart.points else None
    if field is None:
        return None
    canvas = Canvas(width, height)
    line = _line(chart, field)
    draw_axis(canvas, field.years, field.bottom, style.key, style)
    canvas.line(line, style.colour("data"), style.look.curve, "Sum")
    if len(chart.points) > 1:  # else it is the last as well
        (x, y), key = line[2], style.key
        baseline = max(y - key.face.cap_height * key.size / 2, axis_height(key) + _ABOVE_AXIS * key.size)
        canvas.text(x - _LABEL_GAP * key.size / 2, baseline, chart.points[0].shown, key, "First value", "right")
    _draw_last(canvas, chart, style, line[-1])
    return canvas.figure


def _field(chart: StepsChart, style: ChartStyle, width: float, height: float) -> _Field | None:
    key = style.key
    first, last = chart.points[0], chart.points[-1]
    bottom, top = axis_height(key), height - key.leading
    whole = Years(first.date.year, last.date.year, Points(0), Points(1))
    share = whole.end(last.date)  # of the axis, that the line takes
    value = max(style.label_strong.width(last.shown), key.width(last.date_text))
    beyond = value + (_SQUARE / 2 + _BEHIND) * style.label.size
    before = key.width(first.shown) + _LABEL_GAP * key.size
    left = before if before > whole.end(first.date) * min(width, (width - beyond) / share) else 0.0
    across = min(width - left, (width - left - beyond) / share)
    if across < _LEAST * width or top - bottom < _LEAST * height:
        return None
    return _Field(replace(whole, left=Points(left), width=Points(across)), bottom, top, last.value)


def _line(chart: StepsChart, field: _Field) -> list[tuple[float, float]]:
    """Go up at each date; of dates that are one at this size, at the last, so that no sum is shown before its time."""
    last_at = {int(x / _FINEST): (x, point) for point in chart.points if (x := field.years.end(point.date))}
    corners, level = [(float(field.years.end(chart.points[0].date)), field.bottom)], field.bottom
    for x, point in last_at.values():
        corners.append((float(x), level))
        level = field.y(point.value)
        corners.append((float(x), level))
    return corners


def _draw_last(canvas: Canvas, chart: StepsChart, style: ChartStyle, place: tuple[float, float]) -> None:
    x, y = place
    last, strong = chart.points[-1], style.label_strong.coloured(style.colour("data"))
    side = _SQUARE * strong.size
    canvas.rectangle((x - side / 2, y - side / 2), side, side, style.colour("data"), f"Last point, {last.date_text}")
    left = x + side / 2 + _BEHIND * strong.size
    baseline = y - strong.face.cap_height * strong.size / 2
    canvas.text(left, baseline, last.shown, strong, f"Last value, {last.shown}")
    canvas.text(left, baseline - strong.leading, last.date_text, style.key, f"Last date, {last.date_text}")
