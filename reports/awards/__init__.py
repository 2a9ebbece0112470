"""Tables of awards: 360Giving, NIH RePORTER, and any other whose columns the author names; CSV, XLSX or JSON."""

from reports.awards.award import Award, Awards, Drop, Tally, Total
from reports.awards.comparison import agrees, agrees_in_count, differences
from reports.awards.reading import read_awards

__all__ = ["Award", "Awards", "Drop", "Tally", "Total", "agrees", "agrees_in_count", "differences", "read_awards"]
