"""A finished file after it was held against its story."""

from dataclasses import dataclass

from reports.verify.compare.match import TracedPassage
from reports.verify.expected.texts import Expectations
from reports.verify.readback.reading import Discrepancy, FileReading


@dataclass(frozen=True, slots=True)
class Checked:
    """A file, as it was read and traced, and what does not agree in it; `expected` is what it was held against."""

    reading: FileReading
    read: tuple[TracedPassage, ...]
    discrepancies: tuple[Discrepancy, ...]
    expected: Expectations | None = None
