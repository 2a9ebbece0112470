"""What a cell of a table says: text, or the reason why nobody can tell without guessing."""

from enum import Enum


class Unclear(Enum):
    """A cell whose text is not sure; the value is the end of a sentence that begins with its column, and what to do."""

    FORMULA = ("is a formula, and its result may be out of date", "copy the column, and paste it as values")
    ERROR = ("is an error of the spreadsheet", "correct it there")
    FORMAT = ("is a date, or a number in a format of its own", "write it as text, as it is to be read")


Cell = str | Unclear
