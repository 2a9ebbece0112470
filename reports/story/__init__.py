"""What there is to tell, in order, and nothing of how it looks: no page, slide, inch or font.

`compose` makes a Story from a Programme; `brief` and `deck` each walk it with one exhaustive match over `Block`.
Every number in it has been resolved from a quantity and is traced by a `Figure` span.
"""

from reports.story.blocks import (
    Block,
    Breakdown,
    Comparison,
    Fact,
    Finding,
    Form,
    Growth,
    Listing,
    Organisation,
    Portfolio,
    Project,
    Projects,
    Question,
    Questions,
    Timeline,
)
from reports.story.charts import (
    Bar,
    BarsChart,
    Milestone,
    SketchChart,
    SketchPart,
    SquaresChart,
    StepPoint,
    StepsChart,
    TimelineChart,
)
from reports.story.document import Annex, Closing, Cover, Personal, Reference, Section, Story
from reports.story.text import Figure, KeyFigure, Point, Span, Words, words_in

__all__ = [
    "Annex",
    "Bar",
    "BarsChart",
    "Block",
    "Breakdown",
    "Closing",
    "Comparison",
    "Cover",
    "Fact",
    "Figure",
    "Finding",
    "Form",
    "Growth",
    "KeyFigure",
    "Listing",
    "Milestone",
    "Organisation",
    "Personal",
    "Point",
    "Portfolio",
    "Project",
    "Projects",
    "Question",
    "Questions",
    "Reference",
    "Section",
    "SketchChart",
    "SketchPart",
    "Span",
    "SquaresChart",
    "StepPoint",
    "StepsChart",
    "Story",
    "Timeline",
    "TimelineChart",
    "Words",
    "words_in",
]
