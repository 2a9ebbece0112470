"""How wide text is where the theme's font is missing, in the faces that programs take in its place.

PowerPoint takes Arial, or what has its widths, as Helvetica and Liberation Sans have; LibreOffice may take DejaVu Sans,
the widest. Widths are in thousandths of the size. Who presents rarely has our font, so nothing may collide in these.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal
from unicodedata import normalize

from reports.story import plain
from reports.theme.typeface import Face, Measures
from reports.units import Points

_Family = Literal["Arial", "DejaVu Sans"]
_FAMILIES: tuple[_Family, ...] = ("Arial", "DejaVu Sans")
_CHARS = f"{''.join(map(chr, range(32, 127)))}£·×÷–—‘’“”•…€"
_ADVANCES = (  # the regular and the bold face of each family
    """278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278
    584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944
    667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500
    278 556 500 722 500 500 500 334 260 334 584 556 278 584 549 556 1000 222 222 333 333 350 1000 556""",
    """278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 333 333
    584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 667 944
    667 667 611 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556
    333 611 556 778 556 556 500 389 280 389 584 556 278 584 549 556 1000 278 278 500 500 350 1000 556""",
    """318 401 460 838 636 950 780 275 390 390 500 838 318 361 318 337 636 636 636 636 636 636 636 636 636 636 337 337
    838 838 838 531 1000 684 686 698 770 632 575 775 752 295 295 656 557 863 748 787 603 787 695 635 611 732 684 989
    685 611 685 390 337 390 838 500 500 613 635 550 635 615 352 635 634 278 278 579 278 974 634 612 635 635 411 521
    392 634 592 818 592 592 525 636 337 636 838 636 318 838 838 500 1000 318 318 518 518 590 1000 636""",
    """348 456 521 838 696 1002 872 306 457 457 523 838 380 415 380 365 696 696 696 696 696 696 696 696 696 696 400 400
    838 838 838 580 1000 774 762 734 830 683 683 821 837 372 372 775 637 995 837 850 733 850 770 720 682 812 774
    1103 771 724 725 457 365 457 838 500 500 675 716 593 716 678 435 716 712 343 343 665 343 1042 712 687 716 716
    493 595 478 712 652 924 645 652 582 712 365 712 838 696 380 838 838 500 1000 380 380 657 657 639 1000 696""",
)
_WIDTHS = {
    (family, strong): dict(zip(_CHARS, map(int, _ADVANCES[2 * place + strong].split()), strict=True))
    for place, family in enumerate(_FAMILIES)
    for strong in (False, True)
}
_OTHER = 667  # what is not listed is about as wide as a capital
# How much wider than Arial a family runs in ordinary English; what is narrower is left at Arial's widths.
_WIDER = {
    "arial black": 1.25,
    "bookman old style": 1.12,
    "century gothic": 1.08,
    "century schoolbook": 1.05,
    "courier new": 1.28,
    "consolas": 1.18,
    "dejavu sans": 1.14,
    "georgia": 1.02,
    "lucida console": 1.29,
    "lucida sans": 1.08,
    "lucida sans unicode": 1.08,
    "montserrat": 1.15,
    "noto sans": 1.05,
    "open sans": 1.05,
    "poppins": 1.15,
    "rockwell": 1.05,
    "segoe ui": 1.02,
    "trebuchet ms": 1.0,
    "verdana": 1.16,
}


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
    return _WIDER.get(family.casefold(), 1.0)


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
    widths = _WIDTHS[family, strong]
    return sum(widths.get(normalize("NFD", char)[0], _OTHER) for char in word)
