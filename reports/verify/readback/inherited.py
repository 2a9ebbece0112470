"""What a slide's shapes take over from their layout, their master and the presentation, and the colours that they name.

ECMA-376-1: 19.3.1.36 (placeholders), 21.1.2.4 (list styles), 20.1.2.3 (colours).
"""

from collections.abc import Sequence
from typing import Any

from reports.deck.lint.access import kind_of
from reports.deck.lint.package import A, P, local
from reports.deck.ooxml import inherit
from reports.frozen import field, frozen

_FILLS = ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill")
_COLOURS = [f"{A}{kind}Clr" for kind in ("srgb", "scheme", "sys", "prst", "hsl", "scrgb")]
_UNKNOWN = ("pic", "blipFill", "pattFill", "graphicFrame")


def tie_of(element: Any) -> Any:
    """Return what makes a shape a placeholder; None for any other."""
    return element.find(f"./*/{P}nvPr/{P}ph")


def fill_in(properties: Any) -> Any:
    """Return the fill among some properties; None if nothing is said of one."""
    found = properties if properties is not None else ()
    return next((each for each in found if local(each) in _FILLS), None)


@frozen
class Heritage:
    """A slide's layout and master (`behind`), the presentation's own styles of text, and the slide's `colours`."""

    behind: Sequence[Any]
    defaults: Any
    colours: inherit.Colours
    _lines: dict[Any, list[Any]] = field(default_factory=dict)  # what was found, shape by shape

    def line(self, element: Any) -> list[Any]:
        """Return a shape and the placeholders that it is made from, the nearest first."""
        if element in self._lines:
            return self._lines[element]
        found = [element]
        for sheet in self.behind:
            tie = tie_of(found[-1])
            if tie is None:
                break
            ties = [(each, tie_of(each)) for each in sheet.iter(f"{P}sp", f"{P}pic")]
            same = [each for each, other in ties if other is not None and kind_of(other) == kind_of(tie)]
            alike = [each for each in same if tie_of(each).get("idx", "0") == tie.get("idx", "0")]
            indexed = [each for each, other in ties if other is not None and other.get("idx") == tie.get("idx", "0")]
            found += [*alike, *(indexed if sheet is self.behind[0] else ()), *same][:1]
        self._lines[element] = found
        return found

    def styles(self, element: Any, level: int) -> list[Any]:
        """Return what is said of a shape's paragraphs of a level, from 0: its own list style first."""
        tie = tie_of(element)
        kind = "none" if tie is None or not self.behind else tie.get("type", "obj")
        master = self.behind[-1] if self.behind else None
        return list(inherit.styles(self.line(element), kind, master, level + 1, self.defaults))

    def colours_in(self, fill: Any) -> list[str]:
        """Return a fill's colours ("#RRGGBB"), those of a gradient's stops; none if nobody knows."""
        if fill is None or local(fill) in _UNKNOWN:
            return []
        return [colour for each in fill.iter(*_COLOURS) if (colour := self.colours.spelt(each))]
