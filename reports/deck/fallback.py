"""How wide text is where the theme's font is missing: PowerPoint then takes Arial, or what has Arial's widths.

The widths are Arial's own, which Helvetica and Liberation Sans share, in thousandths of the size. Whoever presents
rarely has our font, so nothing may collide in this one either.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from unicodedata import normalize

from reports.units import Points

_REGULAR = {
    191: "'",
    222: "ijl‘’",
    260: "|",
    278: " !,./:;I[\\]ft·",
    333: "()-`r“”",
    334: "{}",
    350: "•",
    355: '"',
    389: "*",
    469: "^",
    500: "Jcksvxyz",
    549: "÷",
    556: "#$0123456789?L_abdeghnopqu–€£",
    584: "+<=>~×",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "—…",
    1015: "@",
}
_BOLD = {
    238: "'",
    278: " ,./I\\ijl‘’·",
    280: "|",
    333: "!()-:;[]`ft",
    350: "•",
    389: "*r{}",
    474: '"',
    500: "z“”",
    549: "÷",
    556: "#$0123456789J_aceksvxy–€£",
    584: "+<=>^~×",
    611: "?FLTZbdghnopqu",
    667: "EPSVXY",
    722: "&ABCDHKNRU",
    778: "GOQw",
    833: "M",
    889: "%m",
    944: "W",
    975: "@",
    1000: "—…",
}
_OTHER = 667  # what is not listed is about as wide as a capital


@dataclass(frozen=True)
class Arial:
    """Arial's widths, as a stand-in for a font file."""

    strong: bool

    def width(self, text: str, size: float) -> Points:
        """Measure a line of text; accents add nothing to a letter."""
        words = text.split(" ")
        units = sum(_units(word, self.strong) for word in words) + (len(words) - 1) * _units(" ", self.strong)
        return Points(units * size / 1000)


@cache
def _units(word: str, strong: bool) -> int:
    widths = _widths(strong)
    return sum(widths.get(normalize("NFD", char)[0], _OTHER) for char in word)


@cache
def _widths(strong: bool) -> dict[str, int]:
    return {char: width for width, chars in (_BOLD if strong else _REGULAR).items() for char in chars}
