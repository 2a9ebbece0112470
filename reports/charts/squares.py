"""A count as a field of equal squares, one for each thing."""

from __future__ import annotations

from math import ceil

from reports.charts.canvas import Canvas, ChartStyle, Figure, plain_settings
from reports.story import SquaresChart
from reports.units import Points

_GAP = 0.22  # of the pitch; the square is the rest
_MOST = 1.89  # of a year's size, a square's edge: 12 mm in print
_ROWS = range(3, 9)  # a field that reads as a count, not as a strip or a wall


@plain_settings()
def squares(chart: SquaresChart, style: ChartStyle, width: Points, height: Points) -> Figure | None:
    """Draw equal squares in rows from the top left, as wide as `width`; `height` is the most they may take."""
    columns = _columns(chart.count, style, width, height)
    if columns is None:
        return None
    pitch = _pitch(columns, style, width)
    side = (1 - _GAP) * pitch
    height = Points((ceil(chart.count / columns) - _GAP) * pitch)
    canvas, top = Canvas(width, height), height - side
    thing = chart.thing[:1].upper() + chart.thing[1:]
    for number in range(chart.count):
        row, column = divmod(number, columns)
        name = f"{thing} {number + 1} of {chart.count}"
        canvas.rectangle((column * pitch, top - row * pitch), side, side, style.colour("data"), name)
    return canvas.figure


def _columns(count: int, style: ChartStyle, width: float, height: float) -> int | None:
    """Choose the columns: no square lonely in the last row, then 3 to 8 rows, few gaps, the style's own number."""
    most = int(width / style.look.least_square * (1 - _GAP) + _GAP)
    heights = [(ceil(count / columns) - _GAP) * _pitch(columns, style, width) for columns in range(1, most + 1)]
    fitting = [columns for columns, taken in enumerate(heights, 1) if taken <= height + _TOLERANCE]

    def rank(columns: int) -> tuple[bool, int, int, int]:
        rows = ceil(count / columns)
        off, gaps = max(_ROWS[0] - rows, rows - _ROWS[-1], 0), rows * columns - count
        lonely = rows > 1 and columns - gaps <= max(1, columns // 8)
        return lonely, off, gaps, abs(columns - style.look.squares_across)

    return min(fitting, key=rank, default=None)


def _pitch(columns: int, style: ChartStyle, width: float) -> float:
    """Return how far a square is from the next: few squares do not get so large as to fill the width."""
    return min(width / (columns - _GAP), _MOST * style.year.size / (1 - _GAP))


_TOLERANCE = 1e-6
