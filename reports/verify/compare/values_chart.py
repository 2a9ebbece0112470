"""Charts of quantities and of a sum that grows, measured: columns, lines, parts and steps held to their values.

Dates that fall on one point of a drawing may share a step; so such a line is asked a little before and after each.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise, takewhile

from reports.story import StepPoint, ValuesChart
from reports.story.phrases.grammar import counted
from reports.verify.compare.measure import CLOSE
from reports.verify.readback.reading import ReadShape

_MOST_OFF = 1.0  # points
_LEAST_SEEN = 0.2  # points: what is thinner may not be read
_NEAR = 0.4  # points beside a date
_LEAST_WIDE, _FLAT = 0.15, 5.0  # a line's width, of the axis'; points that a level one is high with its pen


def ink(chart: ValuesChart, shapes: Sequence[ReadShape]) -> Iterator[str]:
    """Yield what is wrong with the marks: each as long or as high as its value, in its order and its series' colour."""
    match chart.form:
        case "columns":
            yield from _columns(chart, shapes)
        case "line":
            yield from _lines(chart, shapes)
        case "share":
            filled = [each for each in shapes if each.fill]
            widest = max((each.box.height for each in filled), default=0.0)
            bar = [each for each in filled if each.box.height > widest - _MOST_OFF and each.box.width > 2 * _MOST_OFF]
            values = [value for value, *_ in chart.values]
            yield from _proportional("part", [each.box.width for each in bar], values, 2 * _MOST_OFF)
            if any(after.box.left < before.box.right - _MOST_OFF for before, after in pairwise(bar)):
                yield "draws its parts in another order, or over each other"


def _columns(chart: ValuesChart, shapes: Sequence[ReadShape]) -> Iterator[str]:
    parts_of_key = len(chart.series)
    key, drawn = shapes[:parts_of_key], [each for each in shapes[parts_of_key:] if each.fill]
    due = [value for each in chart.values for value in each]
    yield from _proportional("column", [each.box.height for each in drawn], due, _LEAST_SEEN)
    if any(before.box.left >= after.box.left for before, after in pairwise(drawn)):
        yield "draws its columns in another order"
    if len({round(each.box.bottom) for each in drawn}) > 1:
        yield "draws columns that do not begin at one zero"
    for number, each in enumerate(drawn if key and len(drawn) == len(due) else ()):
        if each.fill != key[number % len(key)].fill:
            yield f"draws column {number + 1} in another colour than its series"


def _lines(chart: ValuesChart, shapes: Sequence[ReadShape]) -> Iterator[str]:
    """Hold lines against their values at each corner; of one that is straight, at its ends."""
    strokes, series = [each for each in shapes if not each.fill], list(zip(*chart.values, strict=True))
    axis = max(strokes, key=lambda each: each.box.width, default=None)
    lines = [each for each in strokes if axis and axis is not each and each.box.width > _LEAST_WIDE * axis.box.width]
    if axis is None or len(lines) != len(series):
        yield f"draws {counted(len(lines), 'line')} where the data has {len(series)}"
        return
    foot, heights, due = (axis.box.top + axis.box.bottom) / 2, list[float](), list[Decimal]()
    for line, values in zip(lines, series, strict=True):
        path, box = line.path, line.box
        if len(path) != len(values):
            middle, is_flat = (box.top + box.bottom) / 2, box.height < _FLAT
            ends = (middle, middle) if is_flat else (box.bottom, box.top)
            path = tuple(zip((box.left, box.right), ends if values[0] <= values[-1] else ends[::-1], strict=True))
            values = values[:: len(values) - 1]
        heights += (foot - y for _, y in path)
        due += values
        scale = chart.places if len(path) == len(chart.places) else chart.places[:: len(chart.places) - 1]
        pitch = (path[-1][0] - path[0][0]) / (scale[-1] - scale[0])
        on = (path[0][0] + (at - scale[0]) * pitch for at in scale)
        if any(abs(x - each) > _MOST_OFF for (x, _), each in zip(path, on, strict=True)):
            yield "draws a line off the scale of its labels"
    yield from _proportional("point", heights, due)


def _proportional(thing: str, lengths: Sequence[float], values: Sequence[Decimal], seen: float = 0.0) -> Iterator[str]:
    """Hold lengths against values; marks that would be shorter than what is `seen` may be missing."""
    numbers = [float(value) for value in values]
    least = max(numbers) * seen / max(lengths, default=1.0)
    if len(lengths) < len(numbers):
        numbers = [value for value in numbers if value > least]
    if len(lengths) != len(numbers):
        yield f"draws {len(lengths)} {thing}s where the data has {len(numbers)}"
        return
    scale = sum(lengths) / sum(numbers)
    for number, (length, value) in enumerate(zip(lengths, numbers, strict=True), 1):
        if abs(length - value * scale) > max(_MOST_OFF, CLOSE * max(lengths)):
            yield f"draws {thing} {number} {length / (value * scale) - 1:+.1%} off its value, {value:,.6g}"


def lettering(chart: ValuesChart, said: Sequence[str]) -> Iterator[str]:
    """Yield what is wrong with the words in it, in the order drawn: the key, the values by label, then the labels.

    The values of lines stand from the highest down, and each part of a share has its label beside it.
    """
    shown = [list(zip(*each, strict=True)) for each in zip(chart.values, chart.shown, strict=True)]
    shown = [sorted(each, key=lambda pair: -pair[0]) if chart.form == "line" else each for each in shown]
    due = [*chart.series, *(text for pairs in shown for _, text in pairs), *chart.labels]
    if chart.form == "share":
        due = [text for (value,), label in zip(chart.shown, chart.labels, strict=True) for text in (value, label)]
    words = " ".join(due).split()
    if list(said) != words:
        place = next((n for n, (one, other) in enumerate(zip(said, words, strict=False)) if one != other), len(words))
        there, missed = (" ".join(some[place : place + 6]) for some in (said, words))
        yield f"says “{there}” in a chart where the data says “{missed}”"


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


def _level(line: Sequence[tuple[float, float]], x: float) -> float:
    """Return how high the line is at a place between two of its steps."""
    return [line[0], *takewhile(lambda corner: corner[0] <= x, line)][-1][1]
