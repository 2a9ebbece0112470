"""An exact number of people as a field of equal circles, one for each."""

from math import ceil

from reports.charts.canvas import Canvas, ChartStyle, Figure, plain_settings
from reports.story import PeopleChart
from reports.units import Points

_GAP = 0.28  # of the pitch; the circle is the rest
_MOST = 1.0  # of a year's size, a pitch
_LEAST = 0.6  # of the least square's side: a circle
_ROWS = 3


@plain_settings()
def people(chart: PeopleChart, style: ChartStyle, width: Points, height: Points) -> Figure | None:
    """Draw rows of circles, as large as `width` by `height` allow; None where they would be too small."""
    columns = _columns(chart.count, style, width, height)
    if columns is None:
        return None
    pitch = _pitch(columns, style, width)
    across, down = ((count - _GAP) * pitch for count in (columns, ceil(chart.count / columns)))
    canvas, radius = Canvas(across, down), (1 - _GAP) * pitch / 2
    colour = style.colours["spark"] if style.dark else style.colour("data")
    for number in range(chart.count):
        row, column = divmod(number, columns)
        middle = column * pitch + radius, down - radius - row * pitch
        canvas.circle(middle, radius, colour, f"Person {number + 1} of {chart.count}")
    return canvas.figure


def _columns(count: int, style: ChartStyle, width: float, height: float) -> int | None:
    """Choose the columns: a last row at least half full, full if it can be, then the largest circles."""
    least = _LEAST * style.look.least_square / (1 - _GAP)

    def rank(columns: int) -> tuple[bool, bool, bool, float]:
        gaps = -count % columns
        return 2 * gaps > columns, ceil(count / columns) < min(_ROWS, count), gaps > 0, -_pitch(columns, style, width)

    fitting = [
        columns
        for columns in range(1, min(count, int(width / least + _GAP)) + 1)
        if (ceil(count / columns) - _GAP) * _pitch(columns, style, width) <= height
    ]
    return min(fitting, key=rank, default=None)


def _pitch(columns: int, style: ChartStyle, width: float) -> float:
    return min(width / (columns - _GAP), _MOST * style.year.size)
