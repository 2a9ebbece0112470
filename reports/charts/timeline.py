"""The timeline: a column for each year, its milestones stacked under the year's line, in the order of the data.

`plan_timeline` packs, `timeline` draws the plan's years, lines and key. The milestones' texts are not in the drawing:
renderers set them in the planned rectangles, the title strong, then the text, in the same lines as were measured here.
What is only expected has dashes and a colour of its own. A long timeline is a `strip` of counts: a block for each step.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import Literal

from reports.charts.canvas import Canvas, ChartStyle, Figure, Lettering, plain_settings
from reports.charts.drawing import Drawing
from reports.charts.recorder import record
from reports.charts.steps import STEPS
from reports.compose.descriptions import fullest_years, strip_alt
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
_BLOCK, _BLOCK_GAP = 1.0, 0.18  # of the label's size: a block's most height, and between two
_APART = 0.12  # of a year's width, between the blocks of two
_LEAST_BLOCK = 2.0  # points: a block's height, and a year's width
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
class KeyLine:
    """A line of a key and, behind it, its words, whose top is `top`, in the column of a step that is expected.

    The marks of both are called "Key, …" after their state.
    """

    state: State
    left: Points
    top: Points
    width: Points
    lines: tuple[str, ...]


@frozen
class TimelinePlan:
    """What stands where, in points from the top left. `text` and `title` are how the milestones are set.

    The `year`s stand on `baseline`; their lines are `line` below the top, at the middle of their thickness. `key` has
    both kinds of lines, their words set as `key_words`; none where it stands beside the drawing.
    """

    columns: tuple[YearColumn, ...]
    entries: tuple[PlacedEntry, ...]
    width: Points
    height: Points
    text: Lettering
    title: Lettering
    year: Lettering
    baseline: float
    line: float
    key: tuple[KeyLine, ...]
    key_words: Lettering


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
    plans = (_plan(chart, style, columns, size, width, keyed=keyed) for size in style.label_sizes())
    return next((plan for plan in plans if plan is not None and plan.height <= height + _TOLERANCE), None)


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
    shrunk = min(1, *(column.width / style.year.width(column.label) for column in columns))
    text, year = style.label.at(size), style.year.at(style.year.size * shrunk)
    title = style.label_strong.at(size * style.label_strong.size / style.label.size)
    baseline = year.size * year.face.letter_height
    line = baseline + _YEAR_RISE * year.size + style.look.line / 2
    top = line + style.look.line / 2 + _SPACE * text.leading
    stacks = [_stack(_of_year(chart, column.year), column, title, text, top) for column in columns]
    entries = tuple(entry for stack in stacks for entry in stack)
    feet = [stack[-1].top + stack[-1].height if stack else top for stack in stacks]
    words, height, key = style.key.at(max(style.look.floor, _KEY_SIZE * size)), max(feet), tuple[KeyLine, ...]()
    if keyed:
        under = next((n for n, stack in enumerate(stacks) if any(entry.milestone.expected for entry in stack)), 0)
        key = _key(columns[under], feet[under], words, height, chart.phrases)
        height = max(height, key[-1].top + len(key[-1].lines) * words.leading)
    widths = [title.width(line) for entry in entries for line in entry.title_lines]
    widths += [text.width(line) for entry in entries for line in entry.text_lines]
    if shrunk < _LEAST_YEAR or max(widths) > columns[0].width + _TOLERANCE:  # columns are alike
        return None
    return TimelinePlan(columns, entries, width, Points(height), text, title, year, baseline, line, key, words)


def _stack(
    milestones: Iterable[Milestone], column: YearColumn, title: Lettering, text: Lettering, top: float
) -> list[PlacedEntry]:
    """Put a year's milestones under each other, with room for a rule between two."""
    stack: list[PlacedEntry] = []
    for milestone in milestones:
        both = _lines(milestone.title, title, column.width), _lines(milestone.text, text, column.width)
        height = Points(len(both[0]) * title.leading + len(both[1]) * text.leading)
        stack.append(PlacedEntry(milestone, column.left, Points(top), column.width, height, *both))
        top += height + 2 * _SPACE * text.leading
    return stack


def _lines(words: Words, lettering: Lettering, width: float) -> tuple[str, ...]:
    return tuple(break_lines(words.text, lettering.face, lettering.size, width, words.kept))


def _key(column: YearColumn, above: float, key: Lettering, foot: float, phrases: Phrases) -> tuple[KeyLine, ...]:
    """Stand on the drawing's foot, in a column, if what is `above` in it is short enough, else below that."""
    broken = [tuple(break_lines(said, key.face, key.size, column.width)) for _, said in _kinds(phrases)]
    height = sum(_KEY_ABOVE * key.size + len(lines) * key.leading for lines in broken)
    top, placed = max(foot - height, above + key.leading), []
    for (state, _), lines in zip(_kinds(phrases), broken, strict=True):
        top += _KEY_ABOVE * key.size
        placed.append(KeyLine(state, column.left, Points(top), column.width, lines))
        top += len(lines) * key.leading
    return tuple(placed)


def _kinds(phrases: Phrases) -> tuple[tuple[State, str], tuple[State, str]]:
    """Return both kinds of lines, and what is said of them."""
    return ("done", phrases.done), ("expected", phrases.not_done)


@plain_settings()
def timeline(plan: TimelinePlan, chart: TimelineChart, style: ChartStyle) -> Figure:
    """Draw the years, a line as wide as each, the rules between stacked milestones, and the key."""
    canvas = Canvas(plan.width, plan.height)
    for column in plan.columns:
        name, colour = f"Year {column.label}", _colour(column.state, style)
        year = plan.year.coloured(colour) if column.state == "expected" else plan.year
        canvas.text(column.left, plan.height - plan.baseline, column.label, year, name)
        place = column.left, plan.height - plan.line, column.width
        _draw_line(canvas, style, column.state, place, (style.look.line, _DASHES), name)
    for above, entry in pairwise(plan.entries):
        if above.left == entry.left:
            y = plan.height - (entry.top - _SPACE * plan.text.leading)
            ends = [(entry.left, y), (entry.left + entry.width, y)]
            canvas.line(ends, style.colour("hairline"), style.look.rule, "Rule")
    for line in plan.key:
        key, top = plan.key_words, plan.height - line.top
        _draw_key_line(canvas, style, key, line.state, (line.left, top))
        for number, words in enumerate(line.lines):
            canvas.text(line.left, top - key.first_baseline - number * key.leading, words, key, f"Key, {line.state}")
    return canvas.figure


@plain_settings()
def timeline_key(style: ChartStyle, phrases: Phrases) -> Figure:
    """Draw the key alone: both kinds of lines with their words, in one line of text."""
    key, left = style.key, 0.0
    lines = 2 * (_KEY_LINE + _KEY_GAP) + _KEY_APART
    canvas = Canvas(key.width(phrases.done) + key.width(phrases.not_done) + lines * key.size, key.leading)
    baseline = key.leading - key.first_baseline
    for state, words in _kinds(phrases):
        _draw_key_line(canvas, style, key, state, (left, baseline))
        left += (_KEY_LINE + _KEY_GAP) * key.size
        canvas.text(left, baseline, words, key, f"Key, {state}")
        left += key.width(words) + _KEY_APART * key.size
    return canvas.figure


def _draw_key_line(canvas: Canvas, style: ChartStyle, key: Lettering, state: State, place: tuple[float, float]) -> None:
    at, thick = (place[0], place[1] + _KEY_RISE * key.size), min(style.look.line, _KEY_THICK * key.size)
    _draw_line(canvas, style, state, (*at, _KEY_LINE * key.size), (thick, _KEY_DASHES), f"Key, {state}")


def _draw_line(
    canvas: Canvas, style: ChartStyle, state: State, at: tuple[float, float, float], pen: tuple[float, int], name: str
) -> None:
    """Draw a level line from (left, y, length); one of what is expected has dashes, at both ends too."""
    (left, y, length), (thick, dashes) = at, pen
    dash = length / (dashes + (dashes - 1) * _DASH_GAP)
    dashed = (dash, _DASH_GAP * dash) if state == "expected" else ()
    canvas.line([(left, y), (left + length, y)], _colour(state, style), thick, f"{name}, line", dashed)


def _colour(state: State, style: ChartStyle) -> str:
    colours = {"done": style.colour("data"), "expected": style.colours["sparktext"], "empty": style.colour("axis")}
    return colours[state]


# -- many steps, as counts ------------------------------------------------------------------------


@plain_settings()
def strip(chart: TimelineChart, style: ChartStyle, width: Points, height: Points) -> Drawing | None:
    """Draw the strip over the whole width, `height` at most; None where years or blocks would be too small.

    The years with the most steps are in the data's colour, and a step that is only expected is a warm outline.
    """
    key, steps = style.key, Counter(step.year for step in chart.milestones)
    if not steps:
        return None
    first, last = min(steps), max(steps)
    foot, pitch, most = 1.4 * key.leading, width / (last - first + 1), max(steps.values())
    gap = _BLOCK_GAP * key.size
    block = min(_BLOCK * style.label.size, (height - foot + gap) / most - gap)
    if block < _LEAST_BLOCK or pitch < _LEAST_BLOCK:
        return None
    canvas = Canvas(width, foot + most * (block + gap) - gap)
    stacked, fullest = Counter[int](), fullest_years(chart)
    for step in sorted(chart.milestones, key=lambda step: step.expected):
        corner = (step.year - first) * pitch, foot + stacked[step.year] * (block + gap)
        stacked[step.year] += 1
        colour, line = style.colour("data" if step.year in fullest else "others"), 0.0
        if step.expected:
            colour, line = style.colours["sparktext"], style.look.outline
        canvas.rectangle(corner, (1 - _APART) * pitch, block, colour, f"Step, {step.year}", line)
    base = foot - gap
    canvas.line([(0, base), (width, base)], style.colour("base"), style.look.rule, "Axis")
    every = next((each for each in STEPS if 1.3 * key.width("0000") <= each * pitch), STEPS[-1])
    for year in range(first, last + 1):
        left = (year - first) * pitch
        if year % every == 0 and left + key.width(str(year)) <= width:
            canvas.text(left, base - 0.25 * key.size - key.first_baseline, str(year), key, f"Year {year}")
    return record(canvas.figure, strip_alt(chart), style.faces)
