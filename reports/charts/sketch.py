"""The course of something as a curve without numbers: parts that rise, and parts in waves."""

from collections.abc import Sequence
from itertools import accumulate, pairwise

from reports.charts.canvas import Canvas, ChartStyle, Figure, Lettering, Outline, plain_settings
from reports.story import SketchChart, SketchPart
from reports.theme.typeface import break_lines
from reports.units import Points

_BASE, _TOP = 0.1, 0.9  # of the axis: where a course starts, and where one that only rises would end
_HUMP = 0.34  # of the axis: the height of a wave, the same in every sketch
_HUMPS = (0.08, 0.387, 0.694)  # of the part: where its waves begin
_RISE, _FALL = 0.085, 0.15  # of the part: how long a wave rises, and falls
_WEIGHT = {"waves": 1.25, "rise": 1.0}  # how wide a part is among the others
_LABEL_GAP = 0.2  # of the leading, between axis and labels


@plain_settings()
def sketch(chart: SketchChart, style: ChartStyle, width: Points, height: Points) -> Figure:
    """Draw the parts of a course one after the other, on axes without numbers.

    What rises has the same slope and what waves the same height in every sketch of one size: nothing is claimed.
    """
    canvas = Canvas(width, height)
    edges = _edges(chart.parts, style.key, width)
    labels = [
        break_lines(part.label.text, style.key.face, style.key.size, right - left, part.label.kept)
        for part, (left, right) in zip(chart.parts, pairwise(edges), strict=True)
    ]
    foot = (max(map(len, labels)) + _LABEL_GAP) * style.key.leading
    _axes(canvas, style, edges, foot)
    first = foot - _LABEL_GAP * style.key.leading - style.key.first_baseline
    for left, lines in zip(edges, labels, strict=False):
        for number, line in enumerate(lines):
            canvas.text(left, first - number * style.key.leading, line, style.key, f"Label, {line}")
    canvas.curve(_course(chart.parts, edges, foot, height - foot), style.colour("data"), style.look.curve, "Course")
    return canvas.figure


def _edges(parts: Sequence[SketchPart], key: Lettering, width: float) -> list[float]:
    """Divide the width by weight; parts with room to spare give to those whose label would take two lines."""
    weights = [_WEIGHT[part.shape] for part in parts]
    shares = [width * weight / sum(weights) for weight in weights]
    needs = [key.width(part.label.text) + key.size / 2 for part in parts[:-1]] + [key.width(parts[-1].label.text)]
    spare = sum(max(share - need, 0) for share, need in zip(shares, needs, strict=True))
    short = sum(max(need - share, 0) for share, need in zip(shares, needs, strict=True))
    if 0 < short <= spare:
        pairs = zip(shares, needs, strict=True)
        shares = [max(need, share - (share - need) * short / spare) for share, need in pairs]
    return [0.0, *accumulate(shares[:-1]), width]


def _axes(canvas: Canvas, style: ChartStyle, edges: list[float], foot: float) -> None:
    width, height = edges[-1], canvas.height
    middle = style.look.rule / 2  # a line is as thick to the right of its edge as to the left
    corners = [(middle, height), (middle, foot + middle), (width, foot + middle)]
    canvas.line(corners, style.colour("axis"), style.look.rule, "Axes")
    for edge in edges[1:-1]:
        ends = [(edge, foot + style.look.rule), (edge, foot + 0.95 * (height - foot))]
        canvas.line(ends, style.colour("axis"), style.look.rule, "Divider", dash=(2, 2))


def _course(parts: tuple[SketchPart, ...], edges: list[float], foot: float, axis: float) -> Outline:
    """Follow the parts: straight up, or humps that come back to where they began."""
    x, y = edges[0], foot + _BASE * axis
    slope = (_TOP - _BASE) * axis / edges[-1]
    vertices, codes = [(x, y)], [Outline.MOVETO]
    for part, (left, right) in zip(parts, pairwise(edges), strict=True):
        if part.shape == "waves":
            for start in _HUMPS:
                vertices += _hump(left + start * (right - left), y, right - left, _HUMP * axis)
                codes += [Outline.LINETO] + [Outline.CURVE4] * 6
        else:
            y += slope * (right - left)
        vertices.append((right, y))
        codes.append(Outline.LINETO)
    shrink = min(1, 0.98 * axis / (max(y for _, y in vertices) - foot))  # waves upon many rises would leave the drawing
    return Outline([(x, foot + shrink * (y - foot)) for x, y in vertices], codes)


def _hump(x: float, y: float, width: float, height: float) -> list[tuple[float, float]]:
    """Return where a wave begins, then the curve up to its crest and the longer one down again."""
    crest, end = x + _RISE * width, x + (_RISE + _FALL) * width
    up = [(x + 0.5 * (crest - x), y), (crest - 0.55 * (crest - x), y + height), (crest, y + height)]
    down = [(crest + 0.42 * (end - crest), y + height), (crest + 0.42 * (end - crest), y), (end, y)]
    return [(x, y), *up, *down]
