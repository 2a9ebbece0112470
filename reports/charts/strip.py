"""A long timeline as counts: a block for each step, stacked in its year."""

from collections import Counter

from reports.charts.canvas import Canvas, ChartStyle, plain_settings
from reports.charts.drawing import Drawing
from reports.charts.recorder import record
from reports.charts.steps import STEPS
from reports.compose.descriptions import fullest_years, strip_alt
from reports.story import TimelineChart
from reports.units import Points

_BLOCK, _GAP = 1.0, 0.18  # of the label's size: a block's most height, and between two
_APART = 0.12  # of a year's width
_LEAST = 2.0  # points: a block's height, and a year's width


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
    gap = _GAP * key.size
    block = min(_BLOCK * style.label.size, (height - foot + gap) / most - gap)
    if block < _LEAST or pitch < _LEAST:
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
