"""What the linter finds in a finished deck, as problems that name the slide and the line that it came from."""

from __future__ import annotations

from collections.abc import Sequence

from reports.deck.lint import Fault, faults
from reports.deck.slide import Slide
from reports.errors import Location, Problem, ReportError


def inspect(pptx: bytes, slides: Sequence[Slide]) -> None:
    """Raise a ReportError with every fault of a deck that was made from these slides."""
    problems = [_problem(fault, slides) for fault in faults(pptx)]
    if problems:
        raise ReportError(problems)


def _problem(fault: Fault, slides: Sequence[Slide]) -> Problem:
    """Say it of the slide, at the line of its headline; what lies elsewhere is ours alone."""
    if fault.slide is None:
        return Problem(Location("deck.pptx"), f"{fault.part or 'the file'} {fault.message}", _OURS)
    title = slides[fault.slide - 1].head.title
    return Problem(title.where, f"slide {fault.slide}, “{title.text}”, {fault.message}", _OURS)


_OURS = "this is a fault of the program, not of your data: please report it with these lines"
