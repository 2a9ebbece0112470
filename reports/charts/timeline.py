"""The timeline: a column for each year, its milestones stacked under the year's line, in the order of the data.

`plan_timeline` packs, `timeline` draws the plan's years, lines and key. The milestones' texts are not in the drawing:
renderers set them in the planned rectangles, the title strong, then the text, in the same lines as were measured here.
What is only expected has dashes and a colour of its own.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

from reports.charts.canvas import Canvas, ChartStyle, Figure, Lettering, plain_settings
from reports.frozen import frozen
from reports.story import Milestone, TimelineChart, Words
from reports.story.phrases import Phrases
from reports.theme.typeface import break_lines
from reports.units import Points

MOST_COLUMNS = 6
State = Literal["done", "expected", "empty"]

_YEAR_RISE = 0.40  # of the year's size: its baseline above its line
_LEAST_YEAR = 0.5  # of the year's size: how small a long label may get
_SPACE = 0.5  # of the leading: between a year's line and its milestones, around rules, above the key
_DASHES, _DASH_GAP = 8, 0.6  # in a year's line; the gap as a part of a dash
_KEY_LINE, _KEY_DASHES, _KEY_GAP, _KEY_APART = 2.6, 3, 0.62, 2.0  # of the label's size; dashes in the key's line
_KEY_SIZE, _KEY_ABOVE = 0.8, 1.1  # of the texts' size; of its own, with its line, between two
_KEY_RISE = 0.27  # of the label's size: the key's lines above the baseline, amid the small letters
_KEY_THICK = 0.45  # of the label's size: a line of the key, at most
_TOLERANCE = 1e-6


@frozen
class PlacedEntry:
    """A milestone's rectangle, from the top left of the drawing, and the lines that fill it."""

    milestone: Milestone
    left: Points
    top: Points
    width: Points
    height: Points
    title_lines: tuple[str, ...]
    text_lines: tuple[str, ...]


@frozen
class YearColumn:
    """A year's place. `label` is the year, or its milestones' date in words if that says more."""

    year: int
    label: str
    left: Points
    width: Points
    state: State


@frozen
class Rule:
    """A hairline between two milestones of a year, at `top` below the drawing's top edge."""

    left: Points
    top: Points
    width: Points


@frozen
class KeyLine:
    """A line of a key and, below it, its words, whose top is `top`, in the column of a step that is expected."""

    name: str
    left: Points
    top: Points
    width: Points
    lines: tuple[str, ...]


@frozen
class TimelinePlan:
    """What stands where, in points from the top left. `size` and `leading` are the texts', `title_…` the titles'.

    The years' baseline is at `baseline`, in `year_size`; their lines are `line` below the top, at the middle of their
    thickness. `key` has both kinds of lines, in `key_size`; none where it stands beside the drawing.
    """

    columns: tuple[YearColumn, ...]
    entries: tuple[PlacedEntry, ...]
    rules: tuple[Rule, ...]
    width: Points
    height: Points
    size: float
    leading: float
    title_size: float
    title_leading: float
    year_size: float
    baseline: Points
    line: Points
    key: tuple[KeyLine, ...]
    key_size: float


def plan_timeline(
    chart: TimelineChart, style: ChartStyle, width: Points, height: Points, *, key: bool = True
) -> TimelinePlan | None:
    """Pack the milestones into at most `width` by `height`, in the largest size that fits, not below the style's floor.

    The drawing has a `key` where something is expected, unless whoever shows it sets `timeline_key` beside it. None if
    there are more than six years from first to last, if a year's milestones have different dates or last longer than
    it, or if it does not fit: then a vertical list tells it better.
    """
    years = [milestone.year for milestone in chart.milestones]
    if not years or max(years) - min(years) >= MOST_COLUMNS:
        return None
    if any(first.year < last.year for first, last in (milestone.days for milestone in chart.milestones)):
        return None
    if len({(milestone.year, milestone.date) for milestone in chart.milestones}) > len(set(years)):
        return None
    columns = _columns(chart, style, width)
    keyed = key and chart.has_expected
    plans = (_plan(chart, style, columns, size, width, keyed=keyed) for size in label_sizes(style))
    return next((plan for plan in plans if plan is not None and plan.height <= height + _TOLERANCE), None)


def label_sizes(style: ChartStyle) -> Iterable[float]:
    """Yield the sizes that labels may have, the largest first."""
    size = style.label.size
    while size >= style.look.floor:
        yield size
        size -= 0.5


def _columns(chart: TimelineChart, style: ChartStyle, width: float) -> tuple[YearColumn, ...]:
    years = [milestone.year for milestone in chart.milestones]
    count = max(years) - min(years) + 1
    each = (width - (count - 1) * style.look.gutter) / count
    columns = []
    for number, year in enumerate(range(min(years), max(years) + 1)):
        milestones = _of_year(chart, year)
        dates = {milestone.date for milestone in milestones}
        label = dates.pop() if len(dates) == 1 else str(year)
        expected = all(milestone.expected for milestone in milestones)
        state: State = ("expected" if expected else "done") if milestones else "empty"
        columns.append(YearColumn(year, label, Points(number * (each + style.look.gutter)), Points(each), state))
    return tuple(columns)


def _of_year(chart: TimelineChart, year: int) -> list[Milestone]:
    return [milestone for milestone in chart.milestones if milestone.year == year]


def _plan(
    chart: TimelineChart, style: ChartStyle, columns: tuple[YearColumn, ...], size: float, width: Points, *, keyed: bool
) -> TimelinePlan | None:
    """Pack at one size; None if a word or a year's label is wider than its column."""
    year_size = style.year.size * min(1, *(column.width / style.year.width(column.label) for column in columns))
    label, title = style.label.at(size), _title(style, size)
    baseline = year_size * style.year.face.letter_height
    line = baseline + _YEAR_RISE * year_size + style.look.line / 2
    top = line + style.look.line / 2 + _SPACE * label.leading
    stacks = [_stack(_of_year(chart, column.year), column, style, size, top) for column in columns]
    entries = tuple(entry for stack in stacks for entry in stack)
    foot = max(_foot(stack, top) for stack in stacks)
    lettering = style.key.at(max(style.look.floor, _KEY_SIZE * size))
    under = next((n for n, stack in enumerate(stacks) if any(entry.milestone.expected for entry in stack)), 0)
    key = _key(columns[under], _foot(stacks[under], top), lettering, foot, chart.phrases) if keyed else ()
    space = _SPACE * label.leading
    rules = (Rule(entry.left, Points(entry.top - space), entry.width) for stack in stacks for entry in stack[1:])
    plan = TimelinePlan(
        columns=columns,
        entries=entries,
        rules=tuple(rules),
        width=width,
        height=Points(max(foot, key[-1].top + len(key[-1].lines) * lettering.leading) if key else foot),
        size=size,
        leading=label.leading,
        title_size=title.size,
        title_leading=title.leading,
        year_size=year_size,
        baseline=Points(baseline),
        line=Points(line),
        key=key,
        key_size=lettering.size,
    )
    return plan if _fits(plan, style) else None


def _fits(plan: TimelinePlan, style: ChartStyle) -> bool:
    strong, regular = _title(style, plan.size), style.label.at(plan.size)
    words = all(
        lettering.width(line) <= entry.width + _TOLERANCE
        for entry in plan.entries
        for lettering, lines in ((strong, entry.title_lines), (regular, entry.text_lines))
        for line in lines
    )
    return words and plan.year_size >= _LEAST_YEAR * style.year.size


def _stack(
    milestones: Iterable[Milestone], column: YearColumn, style: ChartStyle, size: float, top: float
) -> list[PlacedEntry]:
    """Put a year's milestones under each other, with room for a rule between two."""
    stack: list[PlacedEntry] = []
    strong, regular = _title(style, size), style.label.at(size)
    for milestone in milestones:
        title = _lines(milestone.title, strong, column.width)
        text = _lines(milestone.text, regular, column.width)
        height = Points(len(title) * strong.leading + len(text) * regular.leading)
        stack.append(PlacedEntry(milestone, column.left, Points(top), column.width, height, title, text))
        top += height + 2 * _SPACE * regular.leading
    return stack


def _title(style: ChartStyle, size: float) -> Lettering:
    """Return how titles are set above texts of a size: as much larger as the style has them."""
    return style.label_strong.at(size * style.label_strong.size / style.label.size)


def _lines(words: Words, lettering: Lettering, width: float) -> tuple[str, ...]:
    return tuple(break_lines(words.text, lettering.face, lettering.size, width, words.kept))


def _foot(stack: Sequence[PlacedEntry], top: float) -> float:
    return stack[-1].top + stack[-1].height if stack else top


# -- the key --------------------------------------------------------------------------------------


def _key(column: YearColumn, above: float, key: Lettering, foot: float, phrases: Phrases) -> tuple[KeyLine, ...]:
    """Stand on the drawing's foot, in a column, if what is `above` in it is short enough, else below that."""
    named = {"Key, done": phrases.done, "Key, expected": phrases.not_done}
    broken = {name: tuple(break_lines(said, key.face, key.size, column.width)) for name, said in named.items()}
    height = sum(_KEY_ABOVE * key.size + len(lines) * key.leading for lines in broken.values())
    top, placed = max(foot - height, above + key.leading), []
    for name, lines in broken.items():
        top += _KEY_ABOVE * key.size
        placed.append(KeyLine(name, column.left, Points(top), column.width, lines))
        top += len(lines) * key.leading
    return tuple(placed)


# -- the drawing ----------------------------------------------------------------------------------


@plain_settings()
def timeline(plan: TimelinePlan, chart: TimelineChart, style: ChartStyle) -> Figure:
    """Draw the years, a line as wide as each, the rules between stacked milestones, and the key."""
    canvas = Canvas(plan.width, plan.height)
    for column in plan.columns:
        _draw_year(canvas, column, plan, style)
    for rule in plan.rules:
        y = plan.height - rule.top
        canvas.line([(rule.left, y), (rule.left + rule.width, y)], style.colour("hairline"), style.look.rule, "Rule")
    for line in plan.key:
        _draw_key_line(canvas, line, plan, style)
    return canvas.figure


def _draw_key_line(canvas: Canvas, line: KeyLine, plan: TimelinePlan, style: ChartStyle) -> None:
    key, length, top = style.key.at(plan.key_size), _KEY_LINE * plan.key_size, plan.height - line.top
    expected = line.name == "Key, expected"
    colour = style.colours["sparktext"] if expected else style.colour("data")
    dash = dash_of(length, _KEY_DASHES) if expected else ()
    ends = _level(line.left, top + _KEY_RISE * key.size, length)
    canvas.line(ends, colour, min(style.look.line, _KEY_THICK * key.size), f"{line.name}, line", dash)
    for number, words in enumerate(line.lines):
        canvas.text(line.left, top - key.first_baseline - number * key.leading, words, key, line.name)


@plain_settings()
def timeline_key(style: ChartStyle, phrases: Phrases) -> Figure:
    """Draw the key alone: both kinds of lines with their words, in one line of text."""
    key, left, length = style.key, 0.0, _KEY_LINE * style.key.size
    lines = 2 * (_KEY_LINE + _KEY_GAP) + _KEY_APART
    canvas = Canvas(key.width(phrases.done) + key.width(phrases.not_done) + lines * key.size, key.leading)
    baseline, thick = key.leading - key.first_baseline, min(style.look.line, _KEY_THICK * key.size)
    for words, name, colour, dash in (
        (phrases.done, "Key, done", style.colour("data"), ()),
        (phrases.not_done, "Key, expected", style.colours["sparktext"], dash_of(length, _KEY_DASHES)),
    ):
        ends = _level(left, baseline + _KEY_RISE * key.size, length)
        canvas.line(ends, colour, thick, f"{name}, line", dash)
        left += length + _KEY_GAP * key.size
        canvas.text(left, baseline, words, key, name)
        left += key.width(words) + _KEY_APART * key.size
    return canvas.figure


def _draw_year(canvas: Canvas, column: YearColumn, plan: TimelinePlan, style: ChartStyle) -> None:
    name = f"Year {column.label}"
    colours = {"done": style.colour("data"), "expected": style.colours["sparktext"], "empty": style.colour("axis")}
    colour, year = colours[column.state], style.year.at(plan.year_size)
    year = year.coloured(colour) if column.state == "expected" else year
    canvas.text(column.left, plan.height - plan.baseline, column.label, year, name)
    dash = dash_of(column.width, _DASHES) if column.state == "expected" else ()
    ends = _level(column.left, plan.height - plan.line, column.width)
    canvas.line(ends, colour, style.look.line, f"{name}, line", dash)


def _level(left: float, y: float, width: float) -> list[tuple[float, float]]:
    return [(left, y), (left + width, y)]


def dash_of(length: float, dashes: int) -> tuple[float, float]:
    """Divide a line so that it begins and ends with a dash."""
    dash = length / (dashes + (dashes - 1) * _DASH_GAP)
    return dash, _DASH_GAP * dash
