"""How layouts, their boxes and the levels of text in them are called: values in the program, words in the file."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import NamedTuple


class Family(StrEnum):
    """What a layout is for. Its value is what PowerPoint's list of layouts shows, without a count."""

    TITLE = "Title"
    HISTORIC = "Title, historic"
    SECTION = "Section"
    TEXT = "Text"
    ROWS = "Rows"
    NUMBERED = "Numbered"
    LIST = "List"
    COLUMNS = "Columns"
    SKETCHES = "Sketches"
    CHART = "Chart"
    PORTFOLIO = "Portfolio"
    KEY_FIGURES = "Key figures"
    PROJECT = "Project"
    CLOSING = "Closing"
    CLOSING_STACKED = "Closing stacked"
    MEASURED_CHART = "Measured chart"
    MEASURED_PORTFOLIO = "Measured portfolio"
    TABLE = "Table"
    STEPS = "Steps"
    INDEX = "Index"


class LayoutName(NamedTuple):
    """A layout's family and how many rows, columns or facts it has room for; 0 where the family has no count.

    As text it is the name in the file: "Rows, 3", "Project, 1 fact", "Chart".
    """

    family: Family
    size: int = 0

    def __str__(self) -> str:
        facts = " facts" if self.size > 1 else " fact"
        of_what = facts if self.family is Family.PROJECT else ""
        return f"{self.family}, {self.size}{of_what}" if self.size else self.family.value


class BoxRole(StrEnum):
    """What stands in a box. Its value is what PowerPoint's selection pane shows, without a number."""

    TITLE = "Title"
    SUBTITLE = "Subtitle"
    PUBLISHER = "Publisher"
    DEDICATION = "Dedication"
    NOTICE = "Notice"
    ART = "Art"
    NUMBER = "Number"
    TEXT = "Text"
    KEY = "Key"
    LABEL = "Label"
    LEFT = "Left"
    RIGHT = "Right"
    COLUMN = "Column"
    HEADING = "Heading"
    SKETCH = "Sketch"
    FIGURE = "Figure"
    FACT = "Fact"
    SIDE = "Side"
    MEASURE = "Measure"
    CHART = "Chart"
    TABLE = "Table"
    CAPTION = "Caption"
    LOGO = "Logo"
    FOOTER = "Footer"
    DATE = "Date"
    SLIDE_NUMBER = "Slide number"


class BoxName(NamedTuple):
    """A box's role, and which it is of several, from 1; 0 where a layout has one. As text: "Label 2", "Caption"."""

    role: BoxRole
    number: int = 0

    def __str__(self) -> str:
        return f"{self.role} {self.number}" if self.number else self.role.value


class ParagraphLevel(IntEnum):
    """A place in a box's levels, from 1, by what it looks like there: each kind of box has names of its own."""

    TEXT = 1
    STRONG_TEXT = 2  # in rows
    CREDIT = 2  # below a project's text

    HEADING = 1  # of a column, a side or a part of a list
    BELOW_HEADING = 2

    FIGURE = 1
    FIGURE_LABEL = 2

    FACT_NUMBER = 1
    FACT_WORDS = 2  # in the place of a number
    FACT_LABEL = 3

    # in the body of somebody else's template
    UNMARKED = 1
    MARKED = 2
    NUMBERED = 3
    LARGE = 4
