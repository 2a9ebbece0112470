"""A chart of quantities, measured: columns, lines and parts held to their values, and the words that stand in it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from reports.story import ValuesChart
from reports.verify.compare.measure import CLOSE
from reports.verify.readback.reading import ReadShape

_MOST_OFF = 1.0  # points


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
            yield from _proportional("part", [each.box.width for each in bar], [each[0] for each in chart.values])
            if any(after.box.left < before.box.right - _MOST_OFF for before, after in pairwise(bar)):
                yield "draws its parts in another order, or over each other"


def _columns(chart: ValuesChart, shapes: Sequence[ReadShape]) -> Iterator[str]:
    parts_of_key = len(chart.series)
    key, drawn = shapes[:parts_of_key], [each for each in shapes[parts_of_key:] if each.fill]
    due = [value for each in chart.values for value in each]
    yield from _proportional("column", [each.box.height for each in drawn], due)
    if any(before.box.left >= after.box.left for before, after in pairwise(drawn)):
        yield "draws its columns in another order"
    if len({round(each.box.bottom) for each in drawn}) > 1:
        yield "draws columns that do not begin at one zero"
    for number, each in enumerate(drawn if key else ()):
        if each.fill != key[number % len(key)].fill:
            yield f"draws column {number + 1} in another colour than its series"


def _lines(chart: ValuesChart, shapes: Sequence[ReadShape]) -> Iterator[str]:
    foot = max((each.box.bottom for each in shapes), default=0.0)  # the axis is the lowest
    lines = [each.path for each in shapes if len(each.path) == len(chart.labels)]
    lines = [path for path in lines if path[-1][0] - path[0][0] > max(x for x, _ in path) / 3 or len(lines) == 1]
    count = len(chart.series) or 1
    if len(lines) < count:
        yield f"draws {len(lines)} lines where the data has {count}"
        return
    heights = [foot - y for path in zip(*lines[-count:], strict=True) for _, y in path]
    yield from _proportional("point", heights, [value for each in chart.values for value in each])
    first, last = chart.places[0], chart.places[-1]
    for path in lines[-count:]:
        pitch = (path[-1][0] - path[0][0]) / (last - first)
        due = [path[0][0] + (at - first) * pitch for at in chart.places]
        if any(abs(x - on) > _MOST_OFF for (x, _), on in zip(path, due, strict=True)):
            yield "draws a line off the scale of its labels"


def _proportional(thing: str, lengths: Sequence[float], values: Sequence[object]) -> Iterator[str]:
    numbers = [float(str(value)) for value in values]
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
    shown = [
        [text for _, text in sorted(zip(each, texts, strict=True), key=lambda pair: -pair[0])]
        if chart.form == "line"
        else list(texts)
        for each, texts in zip(chart.values, chart.shown, strict=True)
    ]
    due = [*chart.series, *(text for texts in shown for text in texts), *chart.labels]
    if chart.form == "share":
        due = [text for (value,), label in zip(chart.shown, chart.labels, strict=True) for text in (value, label)]
    words = " ".join(due).split()
    if list(said) != words:
        place = next((n for n, (one, other) in enumerate(zip(said, words, strict=False)) if one != other), len(words))
        there, missed = (" ".join(some[place : place + 6]) for some in (said, words))
        yield f"says “{there}” in a chart where the data says “{missed}”"
