"""The charts that a file may show of a story."""

from collections.abc import Iterator

from reports.compose.descriptions import continued
from reports.story import BarsChart, Chart, charts_in


def charts(part: object) -> Iterator[Chart]:
    """Yield every chart of a story, and after many bars the parts that these may be shown in."""
    for chart in charts_in(part):
        yield chart
        if isinstance(chart, BarsChart):
            yield from continued(chart)
