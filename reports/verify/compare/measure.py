"""What a chart's ink says, measured: squares counted and laid on their grid, a timeline's lines held to its scale.

Everything is measured from vectors, in points, and has to agree within half a percent.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, pairwise
from math import isclose
from statistics import median

from reports.frozen import frozen
from reports.story.numeral import numeral
from reports.story.phrases.grammar import counted
from reports.verify.readback.reading import ReadBox, ReadShape

CLOSE = 0.005  # of what is measured
_MOST_OFF = 1.0  # points that a part of a column may be off: as much as its outline takes
_LEAST_LENGTH = 20.0  # points: of shorter bars, a tenth of a point is half a percent
_LEAST_SEEN = 0.1  # points
_MOST_EDGE = 1.2  # points: between two awards
_MOST_BELOW = 2.5  # heights of a label that its line may be below it


@frozen
class MeasuredYear:
    """A year of a timeline: where its label stands, and whether all of its steps are only expected."""

    label: str
    year: int
    box: ReadBox
    expected: bool


def squares(
    shapes: Sequence[ReadShape], count: int, *, spelt: bool = False, marked: int = 0, thing: str = "square"
) -> Iterator[str]:
    """Yield what is wrong with equal squares, of which there should be `count`, `marked` of them in another colour.

    They stand in rows, or where the numeral has them that they are to be `spelt` as.
    """
    filled = [shape for shape in shapes if shape.fill]
    if len(filled) != count:
        yield f"draws {len(filled)} {thing}s where the data says {count}"
    if not filled:
        return
    side = median(shape.box.width for shape in filled)
    sides = ((shape.box.width, shape.box.height) for shape in filled)
    odd = [each for each in sides if not all(isclose(one, side, rel_tol=CLOSE) for one in each)]
    if odd:
        yield f"draws {counted(len(odd), thing)} in another size than the others"
    _, *more = Counter(shape.fill for shape in filled).most_common()
    if len(more) > 1 or sum(number for _, number in more) != (marked if marked < count else 0):
        named = f" where {marked} should stand out" if marked else ""
        yield f"draws its {thing}s in {len(more) + 1} colours{named}"
    if len(filled) != count or odd:
        return
    boxes = [shape.box for shape in filled]
    lefts, tops = sorted(box.left for box in boxes), sorted(box.top for box in boxes)
    steps = [after - before for edges in (lefts, tops) for before, after in pairwise(edges)]
    pitch = median([step for step in steps if side / 2 < step < 2 * side] or [side])  # the distance of neighbours
    cells = [((box.top - tops[0]) / pitch, (box.left - lefts[0]) / pitch) for box in boxes]
    nearest = [(round(row), round(column)) for row, column in cells]
    pairs = zip(cells, nearest, strict=True)
    off = sum(abs(row - on[0]) > CLOSE or abs(column - on[1]) > CLOSE for (row, column), on in pairs)
    if off:
        yield f"draws {counted(off, thing)} off the grid of the others"
        return
    columns = max(column for _, column in nearest) + 1
    found = numeral(count) if spelt else None
    due = {(row, column) for column, row in found.cells} if found else {divmod(each, columns) for each in range(count)}
    if set(nearest) != due:
        yield f"draws {thing}s upon each other, or leaves holes between them"


def is_square_like(shape: ReadShape, others: Sequence[ReadShape]) -> bool:
    """Return whether a shape outside a chart could be taken for one of its squares."""
    if not others or not shape.fill:
        return False
    side = median(other.box.width for other in others)
    return abs(shape.box.width - side) < side / 5 and abs(shape.box.height - side) < side / 5


def bars(
    shapes: Sequence[ReadShape], values: Sequence[Decimal], awards: Sequence[Sequence[Decimal]] = ()
) -> Iterator[str]:
    """Yield what is wrong with bars from a common zero, top to bottom, each as long as its value.

    Where a bar is parted, each edge has to stand where one of its `awards`, the largest first, ends.
    """
    boxes = bar_boxes(shapes)
    drawn = [value for value in values if value]
    if len(boxes) < len(drawn):  # one too short to be seen may be left out
        least = float(max(drawn)) * _LEAST_SEEN / max((box.width for box in boxes), default=1)
        short = sorted(drawn)[: len(drawn) - len(boxes)]
        drawn = [value for value in drawn if value not in short or float(value) >= least]
    if len(boxes) != len(drawn):
        yield f"draws {counted(len(boxes), 'bar')} where the data has {len(drawn)}"
        return
    scale = sum(box.width for box in boxes) / float(sum(drawn)) if drawn else 1
    for number, (box, value) in enumerate(zip(boxes, drawn, strict=True), 1):
        due = float(value) * scale
        if abs(box.width - due) > CLOSE * max(due, _LEAST_LENGTH):
            yield f"draws bar {number} {box.width / due - 1:+.1%} longer than its value, {value:,}"
    parts = [each for each, value in zip(awards, values, strict=False) if value in drawn]
    for number, (box, single) in enumerate(zip(boxes, parts, strict=False), 1):
        edges = [(each.box.left + each.box.right) / 2 - box.left for each in shapes if _is_edge(each.box, box)]
        ends = [float(end) * scale for end in accumulate(single)]
        if len(edges) >= max(len(single), 1) or any(
            abs(edge - end) > CLOSE * max(end, _LEAST_LENGTH) for edge, end in zip(sorted(edges), ends, strict=False)
        ):
            yield f"parts bar {number} where none of its awards ends"


def _is_edge(box: ReadBox, bar: ReadBox) -> bool:
    inside = bar.left + 0.5 < box.left and box.right < bar.right - 0.2
    return inside and box.width < _MOST_EDGE and abs(box.top - bar.top) < 1 and abs(box.bottom - bar.bottom) < 1


def columns(shapes: Sequence[ReadShape], values: Sequence[Sequence[Decimal]], *, has_key: bool = True) -> Iterator[str]:
    """Yield what is wrong with columns from one zero, left to right, their parts bottom up, in the colours of the key.

    The key is drawn first; what is wider than all columns is an axis or a line across. Without a key only the highest
    column stands out.
    """
    parts_of_key = len(values[0]) if has_key else 0
    key, drawn = shapes[:parts_of_key], shapes[parts_of_key:]
    widest = max((shape.box.width for shape in drawn), default=0.0)
    parts = [shape for shape in drawn if shape.box.width < widest / 2]
    due = [(number, place, value) for number, each in enumerate(values) for place, value in enumerate(each) if value]
    if len(parts) != len(due):
        yield f"draws {counted(len(parts), 'part')} of columns where the data has {len(due)}"
        return
    highest = max(parts, key=lambda part: part.box.height, default=None)
    if not has_key and len({part.fill for part in parts if part is not highest}) > 1:
        yield "draws its columns in several colours"
    if len({shape.fill for shape in key}) < len(key):
        yield "gives two series one colour"
    foot, scale = max(part.box.bottom for part in parts), sum(part.box.height for part in parts)
    scale /= float(sum(value for *_, value in due))
    lefts: list[float] = []
    level, before = foot, -1
    for part, (number, place, value) in zip(parts, due, strict=True):
        if number != before:
            level, before = foot, number
            lefts.append(part.box.left)
        high = float(value) * scale
        off = max(abs(part.box.height - high), abs(part.box.bottom - level), abs(part.box.left - lefts[-1]))
        if off > _MOST_OFF or (has_key and part.fill != key[place].fill):
            yield f"draws part {place + 1} of column {number + 1} off its value, {value:,}, or in another colour"
        level -= high
    if lefts != sorted(lefts):
        yield "draws its columns in another order"


def bar_boxes(shapes: Sequence[ReadShape]) -> list[ReadBox]:
    """Return the bars among the shapes of a chart, top to bottom."""
    left = _usual(shape.box.left for shape in shapes)
    begun = [shape.box for shape in shapes if abs(shape.box.left - left) < 1]
    thick = _usual(box.height for box in begun)  # which an axis is not
    return sorted((box for box in begun if abs(box.height - thick) < 1), key=lambda box: box.top)


def _usual(values: Iterable[float]) -> float:
    often = Counter(round(value, 1) for value in values).most_common(1)
    return often[0][0] if often else 0.0


def strip(shapes: Sequence[ReadShape], years: Sequence[int]) -> Iterator[str]:
    """Yield what is wrong with blocks stacked by year, one for each of `years`, on a scale of years."""
    high = _usual(shape.box.height for shape in shapes)
    blocks = [shape.box for shape in shapes if abs(shape.box.height - high) < 1]
    if len(blocks) != len(years):
        yield f"draws {counted(len(blocks), 'block')} where the data has {counted(len(years), 'step')}"
        return
    left, first = min(box.left for box in blocks), min(years)
    span = max(years) - first
    pitch = (max(box.left for box in blocks) - left) / span if span else 1.0
    drawn = Counter(first + round((box.left - left) / pitch) for box in blocks)
    for year, number in sorted(Counter(years).items()):
        if drawn[year] != number:
            yield f"draws {counted(drawn[year], 'block')} in {year} where the data has {counted(number, 'step')}"


def timeline(columns: Sequence[MeasuredYear], shapes: Sequence[ReadShape]) -> Iterator[str]:
    """Yield what is wrong with the lines that stand for years, each under its label."""
    ordered = sorted(columns, key=lambda column: column.box.left)
    first, last = ordered[0], ordered[-1]
    span = last.year - first.year
    pitch = (last.box.left - first.box.left) / span if span else 0
    for column in ordered:
        due = first.box.left + (column.year - first.year) * pitch
        if abs(column.box.left - due) > CLOSE * max(pitch, 1):
            yield f"sets {column.label} off the scale of years by {column.box.left - due:+.1f} pt"
    years = [column.year for column in ordered]
    if years != [*range(first.year, first.year + len(years))]:
        yield f"has the years in the order {', '.join(map(str, years))}"
    lines = [(column, _line_under(column, shapes)) for column in ordered]
    widths = [line.box.width for _, line in lines if line]
    for column, line in lines:
        if line is None:
            yield f"has no line for {column.label}"
            continue
        off, width = line.box.left - column.box.left, median(widths)
        if abs(off) > CLOSE * max(pitch, width):
            yield f"draws the line of {column.label} {off:+.1f} pt beside its year"
        if not isclose(line.box.width, width, rel_tol=CLOSE):
            yield f"draws the line of {column.label} {line.box.width / width - 1:+.0%} longer than those of other years"
        if line.dashed != column.expected:
            yield f"draws {column.label} as {'expected' if line.dashed else 'done'}, but the data says otherwise"


def has_lines(columns: Sequence[MeasuredYear], shapes: Sequence[ReadShape]) -> bool:
    """Return whether most labels stand over a line of their own: else they are those of an axis."""
    return 2 * sum(_line_under(column, shapes) is not None for column in columns) > len(columns)


def _line_under(column: MeasuredYear, shapes: Sequence[ReadShape]) -> ReadShape | None:
    """Find the line that belongs to a label: the nearest flat one below its top that begins about there."""
    near = [
        shape
        for shape in shapes
        if shape.box.height * 3 < shape.box.width
        and column.box.top < shape.box.top < column.box.top + _MOST_BELOW * max(column.box.height, 10)
        and shape.box.left - column.box.left < shape.box.width / 2
        and column.box.left < shape.box.right
    ]
    return min(near, key=lambda shape: (shape.box.top, abs(shape.box.left - column.box.left)), default=None)
