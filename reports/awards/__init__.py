"""Tables of awards: 360Giving, NIH RePORTER, and any other whose columns the author names; CSV, XLSX or JSON."""

from reports.awards.award import Award, Awards, Drop, Merge, Tally, Total, counted
from reports.awards.comparison import agrees, differences
from reports.awards.reading import read_awards

__all__ = ["Award", "Awards", "Drop", "Merge", "Tally", "Total", "agrees", "counted", "differences", "read_awards"]
