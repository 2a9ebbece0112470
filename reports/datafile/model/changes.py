"""What a data file says of an earlier one, and what is known of that once it is read."""

from reports.datafile.model.quantities import Derived, Quantity
from reports.datafile.scalars import Entry, Line, Prose, Word

__all__ = ["Changes", "EarlierFile", "Subtraction"]


class Changes(Entry):
    """What has changed since an earlier file."""

    since: Word
    """The earlier data file, in this one's folder or below it. A section of kind changes says what has changed; where
    the file has none, it is the last one."""


class Subtraction(Derived):
    """A number less what it was in the earlier file: `ratio` names both. No data file writes one."""


class EarlierFile(Changes):
    """The earlier file, read. No data file writes one.

    `quantities` are what numbers were ("raised:since") and by how much they differ ("raised:difference"), by the names
    of this file; `rows` are the cells of a table of them, `said` what else has changed, a sentence each. `files`
    travel: itself and its tables, by names from this file's folder on.
    """

    as_of: Line
    quantities: dict[str, Quantity]
    rows: tuple[tuple[Prose, ...], ...]
    said: tuple[Prose, ...]
    files: tuple[str, ...]
