"""Charts: a function from meaning (chart), look (style) and room (points) to a matplotlib Figure, its marks named.

Drawings hold marks and labels only: a chart's title, measure and caption are text of the page. There is no margin, so
the figure's left edge is the text's left edge. `None` means that the chart cannot be drawn legibly in that room.
"""

from reports.charts.bars import BarsPlan, plan_bars
from reports.charts.canvas import ChartStyle, chart_style
from reports.charts.figures import drawing_of, figure_of
from reports.charts.sketch import sketch
from reports.charts.squares import numbered_square, squares, squares_of
from reports.charts.steps import steps
from reports.charts.timeline import PlacedEntry, TimelinePlan, plan_timeline, strip, timeline, timeline_key

__all__ = ["BarsPlan", "ChartStyle", "PlacedEntry", "TimelinePlan", "chart_style", "drawing_of", "figure_of"]
__all__ += ["numbered_square", "plan_bars", "plan_timeline", "sketch", "squares", "squares_of", "steps", "strip"]
__all__ += ["timeline", "timeline_key"]
