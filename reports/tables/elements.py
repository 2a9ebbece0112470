"""XML of workbooks, event by event: names whatever their prefix is, and texts as they were before they were escaped."""

import re
from functools import reduce

# ECMA-376-1, 22.9.2.19: what XML can't hold is written by its number; so is the first _ of a text that looks like that.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class LocalNames(dict[str, str]):
    """Elements' names without their prefixes, each worked out once."""

    def __missing__(self, name: str) -> str:
        """Leave the prefix out."""
        return self.setdefault(name, name.rpartition(":")[2])


def column_number(letters: str) -> int:
    """Count a column by its letters: A is 1, AA is 27. Raises a ValueError for other signs."""
    return reduce(lambda number, letter: 26 * number + int(letter, 36) - 9, letters, 0)


def unescaped(text: str) -> str:
    """Put back the characters that XML can't hold."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
