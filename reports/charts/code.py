"""An address as a QR code (ISO/IEC 18004): one path of all that is dark, on a light ground with its quiet zone."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from reports.charts.canvas import Canvas, ChartStyle, Figure, Outline, plain_settings
from reports.story import CodeChart
from reports.theme.contrast import contrast
from reports.units import Points, from_mm

QUIET = 4  # modules around the code
_LEAST_SIDE, _LEAST_MODULE = from_mm(22), from_mm(0.5)  # of the whole, and of a module: what cameras can tell

Modules = tuple[Sequence[int], ...]


def modules_of(address: str) -> Modules:
    """Return the rows of an address's code, 1 where a module is dark: of level M, which restores 15 % of it."""
    import segno  # only where a file has a code

    return tuple(segno.make_qr(address, error="m", boost_error=False).matrix)


@plain_settings()
def code(chart: CodeChart, style: ChartStyle, width: Points, height: Points) -> Figure | None:
    """Draw the code as large as it can be, dark on light; None where a camera could not read it.

    Modules that stand side by side in a row are one rectangle, all of them parts of one outline.
    """
    rows, side = modules_of(chart.address), min(width, height)
    module = side / (len(rows) + 2 * QUIET)
    if side < _LEAST_SIDE or module < _LEAST_MODULE:
        return None
    both = style.colours["ink"], style.colours["paper"]
    dark, light = sorted(both, key=lambda colour: contrast(colour, style.colours["deep"]))
    points = list[tuple[float, float]]()
    for row, place, length in _runs(rows):
        left, right, top = ((each + QUIET) * module for each in (place, place + length, row))
        corners = ((left, top), (right, top), (right, top + module), (left, top + module), (left, top))
        points += [(x, side - y) for x, y in corners]
    codes = [Outline.MOVETO, *[Outline.LINETO] * 3, Outline.CLOSEPOLY] * (len(points) // 5)
    canvas = Canvas(side, side)
    canvas.rectangle((0, 0), side, side, light, "Ground")
    canvas.shape(Outline(points, codes), dark, "Code")
    return canvas.figure


def _runs(rows: Modules) -> Iterator[tuple[int, int, int]]:
    """Yield row, first place and length of dark modules side by side."""
    for row, modules in enumerate(rows):
        for dark, places in groupby(range(len(modules)), key=modules.__getitem__):
            first, *others = places
            if dark:
                yield row, first, 1 + len(others)
