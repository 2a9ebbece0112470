"""What the linter finds in a finished deck, as problems that name the slide and the line that it came from.

What lies in somebody else's template is not held against the text: it is a warning that says so.
"""

import re
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from reports.deck.layout.slide import Slide
from reports.deck.lint import faults
from reports.errors import Location, Problem, ReportError

_FOLDERS = "slideLayouts|slideMasters|theme|media|handoutMasters|notesMasters|embeddings|fonts|tags"
_THEIRS = re.compile(rf"ppt/({_FOLDERS})/|\[Content_Types\]\.xml$")
_THEIR_LOOK = (
    "text can be read",
    "texts are large enough",
    "text stands on plain ground",
    "shapes are read as they stand",
)
_THEIRS_ALONE = "the deck is made all the same; the template is the cause, not your data"
_OURS = "this is a fault of the program, not of your data: please report it with these lines"


def inspect(pptx: bytes, slides: Sequence[Slide], template: Path | None = None) -> tuple[Problem, ...]:
    """Raise a ReportError with every fault of a deck that was made from these slides; give those of its template."""
    found = faults(pptx)
    theirs, problems = [], list[Problem]()
    for fault in found:
        if template and (_THEIRS.match(fault.part) or fault.rule in _THEIR_LOOK):
            theirs.append(fault)
        elif fault.slide is None:
            problems.append(Problem(Location("deck.pptx"), f"{fault.part or 'the file'} {fault.message}", _OURS))
        else:  # at the line of the slide's headline
            title = slides[fault.slide - 1].head.title
            message = f"slide {fault.slide}, “{title.text}”, {fault.message}"
            problems.append(Problem(title.where, message, _OURS))
    if problems:
        raise ReportError(problems)
    warnings = []  # rule by rule: it may well be the same fault in each of a template's layouts
    for _, group in groupby(sorted(theirs, key=lambda fault: fault.rule), key=lambda fault: fault.rule):
        first, *others = group
        on = f"slide {first.slide}" if first.slide else first.part
        more = f" (and {len(others)} more like it)" if others else ""
        warnings.append(Problem(Location(str(template)), f"{on} {first.message}{more}", _THEIRS_ALONE, fatal=False))
    return tuple(warnings)
