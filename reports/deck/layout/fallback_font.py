"""How wide text is where the theme's font is missing, in the faces that programs take in its place.

PowerPoint takes Arial, or what has its widths, as Helvetica and Liberation Sans have; LibreOffice may take DejaVu Sans,
the widest. Who presents rarely has our font, so nothing may collide in these.
"""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast
from unicodedata import normalize

from reports.story import plain
from reports.theme.assets import ASSETS
from reports.theme.typeface import Face, Measures
from reports.units import Points

_Family = Literal["Arial", "DejaVu Sans"]
_FAMILIES: tuple[_Family, ...] = ("Arial", "DejaVu Sans")
_OTHER = 667  # what is not listed is about as wide as a capital


@dataclass(frozen=True)
class Arial:
    """Arial's widths, as a stand-in for a font file; `widening` for families that are wider."""

    strong: bool
    widening: float = 1.0

    def width(self, text: str, size: float) -> Points:
        """Measure a line of text; accents add nothing to a letter."""
        return Points(_units(text, "Arial", self.strong) * size * self.widening / 1000)


def width_of_family(family: str) -> float:
    """Return a family's width as a multiple of Arial's, at least 1."""
    return float(_widths()["wider"].get(family.casefold(), 1.0))


@cache
def _widths() -> dict[str, dict[str, Any]]:
    """Read the widths of signs by face, in thousandths of the size, and how much `wider` than Arial families run."""
    return cast("dict[str, dict[str, Any]]", json.loads((ASSETS / "fonts" / "widths.json").read_text("utf-8")))


@dataclass(frozen=True)
class Widest:
    """The widths of whichever needs more: a face, or the widest that takes the place of a missing one."""

    face: Measures
    strong: bool

    def width(self, text: str, size: float) -> Points:
        """Measure a line of text."""
        units = max(_units(text, family, self.strong) for family in _FAMILIES)
        return max(self.face.width(text, size), Points(units * size / 1000))


class WidestFace(Face):
    """A font file's face as wide as the widest that takes its place, for charts, which need its other measures too."""

    def __init__(self, own: Face, *, strong: bool) -> None:
        self.__dict__.update(own.__dict__)
        self._widest = Widest(own, strong)

    def width(self, text: str, size: float) -> Points:
        """Measure a line of text."""
        return self._widest.width(text, size)


def _units(text: str, family: _Family, strong: bool) -> int:
    words = plain(text).split(" ")
    return sum(_word(word, family, strong) for word in words) + (len(words) - 1) * _word(" ", family, strong)


@cache
def _word(word: str, family: _Family, strong: bool) -> int:
    widths = _widths()["advances"][family + " Bold" * strong]
    return sum(widths.get(normalize("NFD", char)[0], _OTHER) for char in word)
