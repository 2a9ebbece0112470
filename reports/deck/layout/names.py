"""How layouts, their boxes and the levels of text in them are called: values in the program, words in the file."""

from enum import IntEnum, StrEnum
from typing import NamedTuple


class Family(StrEnum):
    """What a layout is for. Its value is what PowerPoint's list of layouts shows: the file has one of each."""

    TITLE = "Title"
    SECTION = "Section"
    STATEMENT = "Statement"
    TEXT = "Text"
    ROWS = "Rows"
    NUMBERED = "Numbered"
    LIST = "List beside a plate"
    PARTS = "Parts beside a plate"
    COLUMNS = "Columns"
    SKETCHES = "Sketches"
    CHART = "Chart"
    TABLE = "Table"
    FIGURE = "Figure"
    FIGURES = "Figures"
    KEY_FIGURES = "Figures in a row"
    TIMELINE = "Timeline"
    PROJECT = "Project"
    PICTURE = "Picture"
    QUOTATION = "Quotation"
    MESSAGE = "Message"
    LOGOS = "Logos"
    NAMES = "Names"
    ACTION = "Action"
    CLOSING = "Closing in rows"
    WEBCAST = "Closing"


class LayoutName(NamedTuple):
    """A layout's family and how many rows, columns or facts stand on the slide; 0 where the family has no count.

    As text it is the name in the file, where a family has room for the most of them.
    """

    family: Family
    size: int = 0

    def __str__(self) -> str:
        return self.family.value


class BoxRole(StrEnum):
    """What stands in a box. Its value is what PowerPoint's selection pane shows, without a number."""

    TITLE = "Title"
    SUBTITLE = "Subtitle"
    PUBLISHER = "Publisher"
    DEDICATION = "Dedication"
    NOTICE = "Notice"
    ART = "Art"
    TEXT = "Text"
    KEY = "Key"
    LABEL = "Label"
    NAME = "Name"
    KIND = "Kind"
    SIDE = "Side"
    PART = "Part"
    COLUMN = "Column"
    HEADING = "Heading"
    SKETCH = "Sketch"
    FIGURE = "Figure"
    FACT = "Fact"
    CREDIT = "Credit"
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

    HEADING = 1  # of a column, a side or a part
    BELOW_HEADING = 2

    FIGURE = 1
    FIGURE_LABEL = 2
    CHANGE = 3
    EARLIER = 4

    # in a title that has a figure, which stands by itself
    TITLE = 1
    BEFORE_FIGURE = 2
    TITLE_FIGURE = 3
    BEHIND_FIGURE = 4

    FACT_NUMBER = 1
    FACT_WORDS = 2  # in the place of a number
    FACT_LABEL = 3

    # in the body of somebody else's template
    UNMARKED = 1
    MARKED = 2
    NUMBERED = 3
    LARGE = 4
