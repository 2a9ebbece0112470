"""How a brief is made, as a command asks for it, and as the brief says it of itself."""

import re
from dataclasses import asdict
from typing import Any, Literal

from reports import __version__
from reports.frozen import frozen, replace
from reports.pdf.printing import Ink, Printing
from reports.units import BLEED, PAGES_BY

Paper = Literal["a4", "letter"]
Standard = Literal["pdfa3", "pdfa4", "pdfa2"]
Part = Literal["brief", "deck"]

PROGRAM = "funding-reports"
_TOOL = re.compile(
    rf"{PROGRAM} (\S+), (a4|letter), (pdfa3|pdfa4|pdfa2)(, large print)?"
    rf"(?:, (grey))?(?:, bleed ({BLEED}) mm)?(?:, pages by ({PAGES_BY}))?(?:, ([A-Za-z-]+))?"
)


@frozen
class BriefOptions(Printing):
    """How a brief is made, beside its data and look; it says so itself ("a4, pdfa3, large print"), see `tool`.

    `language` is that of a translation, or empty for the data file's own.
    """

    paper: Paper = "a4"
    standard: Standard = "pdfa3"
    large_print: bool = False
    language: str = ""

    def __str__(self) -> str:
        said = [self.paper, self.standard, "large print" * self.large_print, "grey" * (self.ink == "grey")]
        said += [f"bleed {self.bleed:g} mm" * bool(self.bleed), f"pages by {self.pages_by}" * (self.pages_by > 1)]
        return ", ".join(filter(None, [*said, self.language]))

    @property
    def tool(self) -> str:
        """Return what a brief says it was made with, from which `made_with` reads the options again."""
        return f"{PROGRAM} {__version__}, {self}"


@frozen
class BriefRequest:
    """What is asked of a brief; None for what is to be as in the brief that is built again, or else as usual.

    `language` is that of all parts: a tag, or ALL.
    """

    paper: Paper | None = None
    standard: Standard | None = None
    large_print: bool | None = None
    language: str | None = None
    ink: Ink | None = None
    bleed: float | None = None
    pages_by: int | None = None

    def resolved(self, made: BriefOptions) -> BriefOptions:
        """Return the options, those of the brief that is built again where nothing else is asked for."""
        return replace(made, **{option: asked for option, asked in asdict(self).items() if asked is not None})


USUAL_OPTIONS = BriefOptions()
ALL = "all"  # languages: the data file's own, and those of its translations


def made_with(tool: str) -> tuple[str, BriefOptions] | None:
    """Return the version and the options that a brief says it was made with (`BriefOptions.tool`); None if none."""
    found = _TOOL.fullmatch(tool)
    if found is None:
        return None
    values: tuple[Any, ...] = found.groups()
    version, paper, standard, large, ink, bleed, by, language = values
    return version, BriefOptions(
        ink or "colour", float(bleed or 0), int(by or 1), paper, standard, bool(large), language or ""
    )
