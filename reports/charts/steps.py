"""A sum that grows in steps: a line from zero, flat between two dates, its last point with its value.

Its axis has days on a true scale, a tick where a year starts, and its name amid its year where there is room.
"""

import datetime as dt
from decimal import Decimal

from reports.charts.canvas import Canvas, ChartStyle, Figure, Lettering, plain_settings
from reports.frozen import frozen, replace
from reports.story import StepsChart
from reports.units import Points

STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)  # years from tick to tick of an axis
_TICK = 0.35  # of the label's size: a tick's length
_APART = 0.6  # of the label's size: the least between two names
_LABEL_GAP = 0.8  # of the label's size: between the first value and its step
_ABOVE_AXIS = 0.45  # of the label's size: at least, from the axis to the first value's baseline
_SQUARE = 0.6  # of the label's size: the last point's side
_BEHIND = 0.5  # of the label's size: from the last point to its value
_FINEST = 0.25  # points: as near as two steps are drawn, or ten thousand dates would make a drawing unwieldy
_LEAST = 0.3  # of the room: a field smaller than that shows no steps


@frozen
class _Years:
    """Whole years, `first` to `last`, over a width that begins at `left`."""

    first: int
    last: int
    left: Points
    width: Points

    def end(self, day: dt.date) -> Points:
        """Return where a day ends."""
        return self._at(day.toordinal() + 1)

    def ticks(self, key: Lettering) -> tuple[tuple[int, Points], ...]:
        """Return the years that have a tick and a name, and where they start: every one, or one in 2, 5, 10, …."""
        name, year = key.width("0000"), self.width / (self.last - self.first + 1)
        step = 1
        # A name that stands between two ticks needs its own width; one below a tick may be moved off an edge.
        if name + _APART * key.size > year and self.first < self.last:
            fitting = (step for step in STEPS[1:] if 1.5 * name + _APART * key.size <= step * year)
            step = next(fitting, STEPS[-1])
        years = (year for year in range(self.first, self.last + 1) if year % step == 0)
        return tuple((year, self._at(dt.date(year, 1, 1).toordinal())) for year in years)

    def _at(self, ordinal: int) -> Points:
        """Return where a day begins."""
        begin, end = dt.date(self.first, 1, 1).toordinal(), dt.date(self.last, 12, 31).toordinal() + 1
        return Points(self.left + self.width * ((ordinal - begin) / (end - begin)))


@frozen
class _Field:
    """Where the line may be, y upwards; `most` is the value at `top`."""

    years: _Years
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
    _draw_axis(canvas, field.years, field.bottom, style.key, style)
    canvas.line(line, style.colour("data"), style.look.curve, "Sum")
    if len(chart.points) > 1:  # else it is the last as well
        (x, y), key = line[2], style.key
        baseline = max(y - key.face.cap_height * key.size / 2, field.bottom + _ABOVE_AXIS * key.size)
        canvas.text(x - _LABEL_GAP * key.size / 2, baseline, chart.points[0].shown, key, "First value", "right")
    _draw_last(canvas, chart, style, line[-1])
    return canvas.figure


def _field(chart: StepsChart, style: ChartStyle, width: float, height: float) -> _Field | None:
    key = style.key
    first, last = chart.points[0], chart.points[-1]
    bottom, top = _TICK * key.size + key.leading, height - key.leading
    whole = _Years(first.date.year, last.date.year, Points(0), Points(1))
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


def _draw_axis(canvas: Canvas, years: _Years, y: float, key: Lettering, style: ChartStyle) -> None:
    """Draw the line at `y`, with ticks and names below it."""
    right = years.left + years.width
    canvas.line([(years.left, y), (right, y)], style.colour("base"), style.look.rule, "Axis")
    ticks = years.ticks(key)
    every = len(ticks) == years.last - years.first + 1
    for x in [x for _, x in ticks] + ([right] if every else []):
        inside = min(max(x, years.left + style.look.rule / 2), right - style.look.rule / 2)
        canvas.line([(inside, y), (inside, y - _TICK * key.size)], style.colour("base"), style.look.rule, "Tick")
    for year, x in ticks:
        width = key.width(str(year))
        middle = x + (years.end(dt.date(year, 12, 31)) - x) / 2 if every else x
        left = min(max(middle - width / 2, years.left), right - width)
        baseline = y - _TICK * key.size - key.first_baseline
        canvas.text(left, baseline, str(year), key, f"Year {year}")


def _draw_last(canvas: Canvas, chart: StepsChart, style: ChartStyle, place: tuple[float, float]) -> None:
    x, y = place
    last, strong = chart.points[-1], style.label_strong.coloured(style.colour("data"))
    side = _SQUARE * strong.size
    canvas.rectangle((x - side / 2, y - side / 2), side, side, style.colour("data"), f"Last point, {last.date_text}")
    left = x + side / 2 + _BEHIND * strong.size
    baseline = y - strong.face.cap_height * strong.size / 2
    canvas.text(left, baseline, last.shown, strong, f"Last value, {last.shown}")
    canvas.text(left, baseline - strong.leading, last.date_text, style.key, f"Last date, {last.date_text}")
