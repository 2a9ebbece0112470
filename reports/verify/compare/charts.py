"""How each kind of chart is held against a finished file: its ink, its lettering, and a table that may tell it."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise, product
from typing import assert_never

from reports import story
from reports.charts.code import QUIET, modules_of
from reports.charts.columns import plain_value, round_values
from reports.compose.descriptions import strip_alt
from reports.frozen import frozen
from reports.story import Chart
from reports.verify.compare import measure, values_chart
from reports.verify.readback.reading import ReadShape

Rows = tuple[tuple[str, ...], ...]

_ALWAYS_DRAWN = 200  # squares; of more a page may have no room for
_CUT = "…"
_CLOSE_MODULES = 0.1  # of a module that its quiet zone may be narrower


@frozen
class ChartCheck:
    """What to ask of one chart. Both functions yield what is wrong, each in words that follow on a page or a slide.

    `ink` takes the shapes of its picture. `lettering` takes the words in the picture in reading order; None where they
    are looked for like any other text. `table` is what may be told in its place, the head first. `required`: it has to
    be drawn wherever the story has it.
    """

    ink: Callable[[Sequence[ReadShape]], Iterator[str]]
    lettering: Callable[[Sequence[str]], Iterator[str]] | None = None
    table: Rows | None = None
    required: bool = True


def check_of(chart: Chart, alt: str = "") -> ChartCheck:
    """Return what a chart is held to; `alt` is how a picture of it describes itself, where there are several ways."""
    match chart:
        case story.SquaresChart():
            spelt, marked = next(((spelt, marked) for way, spelt, marked in chart.ways() if way == alt), (False, 0))
            squares = partial(measure.squares, count=chart.count, spelt=spelt, marked=marked)
            return ChartCheck(squares, required=0 < chart.count <= _ALWAYS_DRAWN)
        case story.PeopleChart():
            return ChartCheck(partial(measure.squares, count=chart.count, thing="circle"), required=False)
        case story.BarsChart():
            awards = [bar.awards for bar in chart.bars]
            measured = partial(measure.bars, values=[bar.value for bar in chart.bars], awards=awards)
            head = (chart.group, chart.unit, *([chart.things] if chart.things else []))
            rows = (head, *((bar.label, bar.shown, bar.counted)[: len(head)] for bar in chart.bars))
            table = None if chart.whole else rows
            return ChartCheck(measured, partial(_wrong_bars, chart), table, required=not chart.whole)
        case story.ColumnsChart():
            values = [column.values for column in chart.columns]
            measured = partial(measure.columns, values=values, has_key=bool(chart.series))
            return ChartCheck(measured, partial(_wrong_columns, chart))
        case story.StepsChart():
            return ChartCheck(partial(values_chart.steps, points=chart.points), partial(_wrong_steps, chart))
        case story.TimelineChart() if alt == strip_alt(chart):
            years = [step.year for step in chart.milestones]
            return ChartCheck(partial(measure.strip, years=years), partial(_wrong_years, years), required=False)
        case story.TimelineChart():
            return ChartCheck(partial(_no_ink, chart), required=False)  # a list may tell it
        case story.SketchChart():
            return ChartCheck(partial(_no_ink, chart))
        case story.ValuesChart():
            return ChartCheck(partial(values_chart.ink, chart), partial(values_chart.lettering, chart))
        case story.CodeChart():
            return ChartCheck(partial(_wrong_code, chart.address))
        case _:
            assert_never(chart)


def alts_of(chart: Chart) -> list[str]:
    """Return how pictures of a chart may describe themselves."""
    if isinstance(chart, story.SquaresChart):
        return [way for way, *_ in chart.ways()]
    return [chart.alt, strip_alt(chart)] if isinstance(chart, story.TimelineChart) else [chart.alt]


def _no_ink(chart: Chart, shapes: Sequence[ReadShape]) -> Iterator[str]:
    if not shapes:
        yield f"has no ink in “{chart.alt}”"


def _wrong_bars(chart: story.BarsChart, said: Sequence[str]) -> Iterator[str]:
    """Read heads, then label, amount, share and count of each bar; a label may be cut."""
    heads = " ".join(filter(None, (chart.group, chart.unit, chart.things))).split()
    if sorted(said[: len(heads)]) != sorted(heads):
        yield f"heads its bars “{' '.join(said[: len(heads)])}” where the data says “{' '.join(heads)}”"
        return
    left = list(said[len(heads) :])
    for bar in chart.bars:
        due = " ".join(filter(None, (bar.shown, bar.share, bar.counted if chart.things else ""))).split()
        ends = [end for end in range(1, len(left) + 1) if _names("".join(left[:end]), bar.label)]
        end = next((end for end in ends if left[end : end + len(due)] == due), max(ends, default=0))
        told, left = left[end : end + len(due)], left[end + len(due) :]
        if not end or told != due:
            yield f"says “{' '.join(told)}” of {bar.label} where the data says “{' '.join(due)}”"
            return
    if left:
        yield f"says “{' '.join(left)}” in a chart, which the data does not"


def _names(said: str, name: str) -> bool:
    """Check whether words, without blanks, are a bar's or a series' name, which may be cut at its end or inside."""
    label, (begin, *end) = "".join(name.split()), said.split(_CUT)
    cut = len(end) == 1 and len(said) > len(_CUT) and label.startswith(begin) and label.endswith(end[0])
    return said == label or cut


def _wrong_steps(chart: story.StepsChart, said: Sequence[str]) -> Iterator[str]:
    """Read what stands in the drawing in any order: years, the first sum, and the last with its date."""
    first, last = chart.points[0], chart.points[-1]
    years, left = {str(year) for year in range(first.date.year, last.date.year + 1)}, list(said)
    for word in (*first.shown.split(), *last.shown.split(), *last.date_text.split()):
        if word not in left:
            yield f"lacks “{word}” in the chart of the sum"
            return
        left.remove(word)
    strange = [word for word in left if word not in years]
    if strange:
        yield f"says “{' '.join(strange)}” in the chart of the sum, which the data does not"
    if len(set(left)) < len(left):
        yield "names a year twice in the chart of the sum"


def _wrong_years(years: Sequence[int], said: Sequence[str]) -> Iterator[str]:
    """Read the years named below a strip: in order, as many apart from each other, none before or after its own."""
    scale = range(min(years), max(years) + 1)
    named = [int(word) for word in said if word.isdecimal() and int(word) in scale]
    steps = {after - before for before, after in pairwise(named)}
    if len(named) < len(said) or len(steps) > 1 or min(steps, default=1) < 1:
        yield f"names the years of its blocks “{' '.join(said)}”"


def _wrong_columns(chart: story.ColumnsChart, said: Sequence[str]) -> Iterator[str]:
    """Read the key, whose names may be cut, an axis' unit and values in any order, and column by column value and year.

    An axis has values where the columns have none.
    """
    left = list(said)
    for name in chart.series:
        runs = ((start, end) for start in range(len(left)) for end in range(start + 1, len(left) + 1))
        start, end = next((run for run in runs if _names("".join(left[slice(*run)]), name)), (0, 0))
        if not end:
            yield f"lacks “{name}” in the key of its columns"
            return
        del left[start:end]
    axis = chart.unit.split()[0] in left
    if axis:
        values = round_values(max(column.total for column in chart.columns))
        for word in (*chart.unit.split(), *(plain_value(value, chart) for value in values)):
            if word not in left:
                yield f"lacks “{word}” at the axis of its columns"
                return
            left.remove(word)
    named = list[int]()
    for place, column in enumerate(chart.columns):
        due = column.shown.split() if column.total and not axis else []
        if left[: len(due)] != due:
            yield f"says “{' '.join(left[: len(due)])}” where the data says “{column.shown}” of {column.label}"
            return
        left = left[len(due) :]
        if left[:1] == [column.label]:
            named.append(place)
            left = left[1:]
    if left:
        yield f"says “{' '.join(left)}” in a chart, which the data does not"
    elif named != [*range(0, len(chart.columns), *(named[1:2] or [len(chart.columns)]))]:  # of many each nth is named
        yield "lacks years below its columns"


def _wrong_code(address: str, shapes: Sequence[ReadShape]) -> Iterator[str]:
    """Hold a QR code, drawn as one path of upright rectangles on a ground of another colour, against its address.

    Each module counts, and the quiet zone around them.
    """
    rows = modules_of(address)
    dark = max(shapes, key=lambda shape: len(shape.path), default=None)
    if dark is None or not dark.path:
        yield f"draws no code of {address}"
        return
    module, found = dark.box.width / len(rows), set[tuple[int, int]]()
    for start in range(0, len(dark.path), 4):
        xs, ys = zip(*dark.path[start : start + 4], strict=True)
        across, down = (
            range(round((min(each) - first) / module), round((max(each) - first) / module))
            for each, first in ((xs, dark.box.left), (ys, dark.box.top))
        )
        found |= set(product(down, across))
    if found != {(row, column) for row, column in product(range(len(rows)), repeat=2) if rows[row][column]}:
        yield f"draws a code that does not lead to {address}"
    need = (QUIET - _CLOSE_MODULES) * module
    if not any(
        shape.fill not in (None, dark.fill)
        and min(dark.box.left - shape.box.left, dark.box.top - shape.box.top) >= need
        and min(shape.box.right - dark.box.right, shape.box.bottom - dark.box.bottom) >= need
        for shape in shapes
    ):
        yield f"leaves no quiet zone around the code of {address}"
