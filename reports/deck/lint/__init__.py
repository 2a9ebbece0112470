"""What makes PowerPoint repair a deck, Keynote refuse it, or a reader miss something, and validators overlook.

Run over every deck before it is handed out. What a fault of each rule costs and who has seen it is told
in docs/powerpoint.md. What only a validator can tell (order of elements, enumerations) is the Open XML SDK's.
"""

import zipfile
import zlib
from collections.abc import Callable, Iterator

from lxml import etree

from reports.deck.lint import access, contents, contrast, packing, structures
from reports.deck.lint.packing import Found
from reports.deck.ooxml.opc import Package
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
