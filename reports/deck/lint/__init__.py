"""What makes PowerPoint repair a deck, Keynote refuse it, or a reader miss something, and validators overlook.

Run over every deck before it is handed out. What a fault of each rule costs and who has seen it is told
in docs/powerpoint.md. What only a validator can tell (order of elements, enumerations) is the Open XML SDK's.
"""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from lxml import etree

from reports.deck.layout.slide import Slide
from reports.deck.lint import access, contents, contrast, packing, structures
from reports.deck.lint.packing import Found
from reports.deck.ooxml.opc import Package
from reports.errors import Location, Problem, ReportError
from reports.frozen import frozen


@frozen
class LintFault:
    """What a rule found, in which member; `slide` counts from 1 where it lies on a slide or in its notes."""

    rule: str
    part: str
    message: str
    slide: int | None = None

    def __str__(self) -> str:
        return f"{self.rule}: {self.part} {self.message}".replace(":  ", ": ")


RULES: dict[str, Callable[[Package], Found]] = {
    name.replace("_", " "): rule
    for module in (packing, contents, structures, access, contrast)
    for name, rule in vars(module).items()
    if not name.startswith("_") and getattr(rule, "__annotations__", {}).get("return") == Found
}
"""The rules by their names, as sentences: all public functions of these modules that return what was `Found`."""
_UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, EOFError, RuntimeError),
    *(ArithmeticError, AttributeError, LookupError, TypeError, ValueError),  # what is there is of another kind
)
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


def faults(pptx: bytes) -> list[LintFault]:
    """Return all that is wrong with a deck, rule by rule; what can't be read is a fault like others."""
    try:
        package = Package(pptx)
        slides = package.slides
    except _UNREADABLE as error:
        return [LintFault("file can be read", "", f"cannot be read: {error}")]
    return [fault for rule in RULES for fault in _found(package, slides, rule)]


def _found(package: Package, slides: list[str], rule: str) -> Iterator[LintFault]:
    try:
        for part, message in RULES[rule](package):
            notes = package.of_kind(part, "slide") if "/notesSlides/" in part else ()
            on = next((each.target for each in notes), part)
            yield LintFault(rule, part, message, slides.index(on) + 1 if on in slides else None)
    except _UNREADABLE as error:
        yield LintFault(rule, "", f"holds what cannot be read: {error}")


def inspect(pptx: bytes, slides: Sequence[Slide], template: Path | None = None) -> tuple[Problem, ...]:
    """Raise a ReportError with every fault of a deck that was made from these slides, at the lines that they came from.

    What lies in somebody else's template is not held against the text: it is returned, as warnings that say so.
    """
    theirs, problems = [], list[Problem]()
    for fault in faults(pptx):
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
