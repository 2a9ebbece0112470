"""A count as a field of equal squares, one for each thing."""

from __future__ import annotations

from math import ceil

from reports.charts.canvas import Canvas, ChartStyle, Figure, plain_settings
from reports.story import SquaresChart
from reports.units import Points

_GAP = 0.22  # of the pitch; the square is the rest
_ROWS = range(3, 9)  # a field that reads as a count, not as a strip or a wall


@plain_settings()
def squares(chart: SquaresChart, style: ChartStyle, width: Points, height: Points) -> Figure | None:
    """Draw equal squares in rows from the top left, as wide as `width`; `height` is the most they may take."""
    columns = _columns(chart.count, style, width, height)
    if columns is None:
        return None
    pitch = width / (columns - _GAP)
    side = (1 - _GAP) * pitch
    canvas = Canvas(width, _field_height(chart.count, columns, width))
    top = _field_height(chart.count, columns, width) - side
    thing = chart.thing[:1].upper() + chart.thing[1:]
    for number in range(chart.count):
        row, column = divmod(number, columns)
        name = f"{thing} {number + 1} of {chart.count}"
        canvas.rectangle((column * pitch, top - row * pitch), side, side, style.colour("data"), name)
    return canvas.figure


def _columns(count: int, style: ChartStyle, width: float, height: float) -> int | None:
    """Choose the columns: 3 to 8 rows if that fits, as few gaps in the last as can be, then the style's own number."""
    most = int(width / style.look.least_square * (1 - _GAP) + _GAP)
    fitting = [columns for columns in range(1, most + 1) if _field_height(count, columns, width) <= height + _TOLERANCE]

    def rank(columns: int) -> tuple[int, int, int]:
        rows = ceil(count / columns)
        off = max(_ROWS[0] - rows, rows - _ROWS[-1], 0)
        return off, rows * columns - count, abs(columns - style.look.squares_across)

    return min(fitting, key=rank, default=None)


def _field_height(count: int, columns: int, width: float) -> float:
    return (ceil(count / columns) - _GAP) * width / (columns - _GAP)


_TOLERANCE = 1e-6
