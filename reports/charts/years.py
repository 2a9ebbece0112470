"""An axis of years: days on a true scale, a tick where a year starts, its name amid its year where there is room."""

import datetime as dt

from reports.charts.canvas import Canvas, ChartStyle, Lettering
from reports.frozen import frozen
from reports.units import Points

STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)  # years from tick to tick
_TICK = 0.35  # of the label's size: a tick's length
_APART = 0.6  # of the label's size: the least between two names


@frozen
class Years:
    """Whole years, `first` to `last`, over a width that begins at `left`."""

    first: int
    last: int
    left: Points
    width: Points

    def start(self, day: dt.date) -> Points:
        """Return where a day begins."""
        return self._at(day.toordinal())

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
        return tuple((year, self.start(dt.date(year, 1, 1))) for year in years)

    def _at(self, ordinal: int) -> Points:
        begin, end = dt.date(self.first, 1, 1).toordinal(), dt.date(self.last, 12, 31).toordinal() + 1
        return Points(self.left + self.width * ((ordinal - begin) / (end - begin)))


def axis_height(key: Lettering) -> float:
    """Return how much an axis takes below its line, ticks and names."""
    return _TICK * key.size + key.leading


def draw_axis(canvas: Canvas, years: Years, y: float, key: Lettering, style: ChartStyle) -> None:
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
