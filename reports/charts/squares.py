"""A count as equal marks: squares in rows, or set so that they spell their number; circles for people."""

from collections.abc import Collection
from functools import lru_cache
from math import ceil
from typing import Literal

from reports.charts.canvas import Canvas, ChartStyle, Figure, plain_settings
from reports.charts.drawing import Drawing
from reports.charts.recorder import record
from reports.frozen import frozen
from reports.story import PeopleChart, SquaresChart
from reports.story.numeral import Cell, numeral
from reports.story.text import capital
from reports.units import Points

_GAP = 0.2  # of the pitch; the square is the rest
_MOST = 1.8  # of a year's size, a pitch: 14 mm in print
_ROWS = range(3, 9)  # a field that reads as a count, not as a strip or a wall
_NUMBER = 0.6  # of a square's side: the size of the number in it
_APART = 0.28  # of the pitch of circles; the circle is the rest
_LEAST_CIRCLE = 0.6  # of the least square's side
_LEAST_ROWS = 3  # of circles
_TOLERANCE = 1e-6

Art = Literal["numeral", "field"]


@frozen
class _Laid:
    """Where squares stand, how far one is from the next, and whether they spell their number.

    `described` are the places in `cells` of those that are described.
    """

    cells: tuple[Cell, ...]
    pitch: float
    spelt: bool
    described: tuple[int, ...]

    @property
    def side(self) -> float:
        return (1 - _GAP) * self.pitch


def squares(chart: SquaresChart, style: ChartStyle, width: Points, height: Points) -> Figure | None:
    """Draw a field of equal squares, at most `width` by `height`; None where they would be too small."""
    laid = _laid(chart, style, width, height, "field")
    return _drawn(chart, style, laid, style.colour("data"), (), numbered=False) if laid else None


@lru_cache(maxsize=64)
def squares_of(
    chart: SquaresChart,
    style: ChartStyle,
    width: Points,
    height: Points,
    *,
    art: Art,
    numbered: bool = False,
    lit: int | None = None,
) -> Drawing | None:
    """Return the squares, with an alternative text that says how they stand; None where they would be too small.

    A `numeral` is set where there is a good one. `numbered`: those that are described have their numbers inside, if
    there is room for them. `lit`: the one of these (from 0) that is lit among squares that are only recalled.
    """
    laid = _laid(chart, style, width, height, art)
    if laid is None:
        return None
    number = style.label_strong.at(_NUMBER * laid.side)
    has_room = number.size >= style.look.floor - 1 and number.width(str(len(laid.described))) <= laid.side
    numbered = numbered and bool(laid.described) and has_room
    marked = laid.described if numbered else laid.described[lit : lit + 1] if lit is not None else ()
    others = style.colour("data") if lit is None else style.colours["echo" if style.dark else "mark"]
    figure = _drawn(chart, style, laid, others, marked, numbered=numbered)
    return record(figure, chart.said(spelt=laid.spelt, numbered=numbered, lit=lit), style.faces)


@plain_settings()
def _drawn(
    chart: SquaresChart, style: ChartStyle, laid: _Laid, others: str, marked: Collection[int], *, numbered: bool
) -> Figure:
    across, down = (1 + max(each) for each in zip(*laid.cells, strict=True))
    width, height = ((count - _GAP) * laid.pitch for count in (across, down))
    canvas, thing = Canvas(width, height), capital(chart.thing)
    warm = style.colours["spark" if style.dark else "ink"]
    corners = ((column * laid.pitch, height - laid.side - row * laid.pitch) for column, row in laid.cells)
    colours = [warm if place in marked else others for place in range(len(laid.cells))]
    names = [f"{thing} {number} of {chart.count}" for number in range(1, len(laid.cells) + 1)]
    canvas.squares(corners, laid.side, colours, names)
    for number, place in enumerate(marked if numbered else (), 1):
        column, row = laid.cells[place]
        middle = column * laid.pitch + laid.side / 2, height - row * laid.pitch - laid.side / 2
        _draw_number(canvas, number, middle, laid.side, style)
    return canvas.figure


def _draw_number(canvas: Canvas, number: int, middle: tuple[float, float], side: float, style: ChartStyle) -> None:
    lettering = style.label_strong.at(_NUMBER * side).coloured(style.colours["paper"])
    baseline = middle[1] - lettering.face.cap_height * lettering.size / 2
    canvas.text(middle[0], baseline, str(number), lettering, f"Number {number}", "center")


@plain_settings()
def numbered_square(number: int, style: ChartStyle, side: Points) -> Drawing:
    """Draw the square of what is described once more, to stand at its name: decoration."""
    canvas = Canvas(side, side)
    canvas.rectangle((0, 0), side, side, style.colours["spark" if style.dark else "ink"], f"Square {number}")
    _draw_number(canvas, number, (side / 2, side / 2), side, style)
    return record(canvas.figure, "", style.faces)


def _laid(chart: SquaresChart, style: ChartStyle, width: float, height: float, art: Art) -> _Laid | None:
    """Spell the number if that is asked for and there is room, else lay rows."""
    count, most = chart.count, _MOST * style.year.size
    if not count:
        return None
    found = numeral(count) if art == "numeral" else None
    if found:
        pitch = min(width / (found.columns - _GAP), height / (found.rows - _GAP), most)
        if (1 - _GAP) * pitch >= style.look.least_square:
            return _Laid(found.cells, pitch, spelt=True, described=found.last[: len(chart.lit_alts)])
    columns = _columns(count, style, width, height)
    if columns is None:
        return None
    cells = tuple((place % columns, place // columns) for place in range(count))
    pitch = min(width / (columns - _GAP), most)
    return _Laid(cells, pitch, spelt=False, described=tuple(range(len(chart.lit_alts))))


def _columns(count: int, style: ChartStyle, width: float, height: float) -> int | None:
    """Choose the columns: a last row at least half full, then 3 to 8 rows, few gaps, the style's own number."""
    most = int(width / style.look.least_square * (1 - _GAP) + _GAP)

    def taken(columns: int) -> float:
        return (ceil(count / columns) - _GAP) * min(width / (columns - _GAP), _MOST * style.year.size)

    def rank(columns: int) -> tuple[bool, int, int, int]:
        rows = ceil(count / columns)
        off, gaps = max(_ROWS[0] - rows, rows - _ROWS[-1], 0), rows * columns - count
        return 2 * gaps > columns, off, gaps, abs(columns - style.look.squares_across)

    fitting = (columns for columns in range(1, most + 1) if taken(columns) <= height + _TOLERANCE)
    return min(fitting, key=rank, default=None)


@plain_settings()
def people(chart: PeopleChart, style: ChartStyle, width: Points, height: Points) -> Figure | None:
    """Draw rows of circles, as large as `width` by `height` allow; None where they would be too small."""
    fitting = _circles(chart.count, style, width, height)
    if fitting is None:
        return None
    columns, pitch = fitting
    across, down = ((count - _APART) * pitch for count in (columns, ceil(chart.count / columns)))
    canvas, radius = Canvas(across, down), (1 - _APART) * pitch / 2
    colour = style.colours["spark"] if style.dark else style.colour("data")
    for number in range(chart.count):
        row, column = divmod(number, columns)
        middle = column * pitch + radius, down - radius - row * pitch
        canvas.circle(middle, radius, colour, f"Person {number + 1} of {chart.count}")
    return canvas.figure


def _circles(count: int, style: ChartStyle, width: float, height: float) -> tuple[int, float] | None:
    """Choose columns and pitch: a last row at least half full, full if it can be, then the largest circles."""
    fitting = []
    least = _LEAST_CIRCLE * style.look.least_square / (1 - _APART)
    for columns in range(1, min(count, int(width / least + _APART)) + 1):
        pitch = min(width / (columns - _APART), style.year.size)
        rows, gaps = ceil(count / columns), -count % columns
        if (rows - _APART) * pitch <= height:
            rank = 2 * gaps > columns, rows < min(_LEAST_ROWS, count), gaps > 0, -pitch
            fitting.append((rank, columns, pitch))
    return min(fitting)[1:] if fitting else None
