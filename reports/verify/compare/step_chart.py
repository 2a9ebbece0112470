"""A sum that grows, measured: the line's level before and after every date, held to the sums of the data.

Dates that fall on one point of the drawing may share a step; so the line is asked a little before and after each.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reports.story import StepPoint
from reports.verify.compare.measure import CLOSE
from reports.verify.readback.reading import ReadShape

_NEAR = 0.4  # points beside a date

Corners = Sequence[tuple[float, float]]


def steps(shapes: Sequence[ReadShape], points: Sequence[StepPoint]) -> Iterator[str]:
    """Yield what is wrong with a line in steps, from 0 at the first date to the last: that gives both scales."""
    line = max((shape.path for shape in shapes), key=len, default=())
    if len(line) < 3:
        yield "has no line in steps"
        return
    rounded = [(round(x, 1), round(y, 1)) for x, y in line]
    if any(before[0] != after[0] and before[1] != after[1] for before, after in pairwise(rounded)):
        yield "draws a line that is not in steps"
        return
    yield from _off(line, points)


def _off(line: Corners, points: Sequence[StepPoint]) -> Iterator[str]:
    (left, bottom), (right, top) = line[0], line[-1]
    begin = points[0].date.toordinal()
    scale = (right - left) / max(points[-1].date.toordinal() - begin, 1)
    height, most = bottom - top, float(points[-1].value)
    spread, before = CLOSE * most, 0.0
    for point, after in zip(points, (*points[1:], None), strict=True):
        x = left + scale * (point.date.toordinal() - begin)
        low, high = _level(line, x - _NEAR), _level(line, x + _NEAR)
        reached, was = (bottom - high) / height * most, (bottom - low) / height * most
        soon = after is not None and scale * (after.date - point.date).days <= 2 * _NEAR
        if reached < float(point.value) - spread or (not soon and reached > float(point.value) + spread):
            yield f"draws {reached:,.0f} for {point.date_text}, where the data says {point.value:,}"
        elif was > before + spread:
            yield f"draws the step of {point.date_text} before its time"
        before = reached


def _level(line: Corners, x: float) -> float:
    """Return how high the line is at a place between two of its steps."""
    level = line[0][1]
    for corner_x, corner_y in line:
        if corner_x > x:
            break
        level = corner_y
    return level
