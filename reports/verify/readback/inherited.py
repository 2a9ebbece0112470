"""What a slide's shapes take over from their layout, their master and the presentation, and the colours that they name.

ECMA-376-1: 19.3.1.36 (placeholders), 21.1.2.4 (list styles), 20.1.2.3 (colours).
"""

import colorsys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PIL import ImageColor

from reports.verify.readback.shapes import A, P, local_name

_KINDS = {"ctrTitle": "title", "title": "title", "ftr": "ftr", "dt": "dt", "sldNum": "sldNum"}  # all others: body
_STYLES = {"title": "titleStyle", "body": "bodyStyle"}
_FILLS = ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill")
_COLOURS = ("srgbClr", "schemeClr", "sysClr", "prstClr", "hslClr", "scrgbClr")


def tie_of(element: Any) -> Any:
    """Return what makes a shape a placeholder; None for any other."""
    return element.find(f"./*/{P}nvPr/{P}ph")


def fill_in(properties: Any) -> Any:
    """Return the fill among some properties; None if nothing is said of one."""
    found = properties if properties is not None else ()
    return next((each for each in found if local_name(each) in _FILLS), None)


def first_of(elements: Sequence[Any], key: str, usual: str) -> str:
    """Return an attribute of the first element that has it."""
    return next((each.get(key) for each in elements if key in each.attrib), usual)


@dataclass(frozen=True, slots=True)
class Heritage:
    """A slide's layout and master (`behind`), the presentation's own styles of text, and the theme's `colours`."""

    behind: Sequence[Any]
    defaults: Any
    colours: Mapping[str, str]
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
            same = [each for each, other in ties if other is not None and _kind(other) == _kind(tie)]
            alike = [each for each in same if tie_of(each).get("idx", "0") == tie.get("idx", "0")]
            indexed = [each for each, other in ties if other is not None and other.get("idx") == tie.get("idx", "0")]
            found += [*alike, *(indexed if sheet is self.behind[0] else ()), *same][:1]
        self._lines[element] = found
        return found

    def styles(self, element: Any, level: int) -> list[Any]:
        """Return what is said of a shape's paragraphs of a level, from 0: its own list style first."""
        name, found = f"{A}lvl{level + 1}pPr", []
        line, tie = self.line(element), tie_of(element)
        for each in line:
            found.append(each.find(f"{P}txBody/{A}lstStyle/{name}"))
        if tie is not None and self.behind:
            style = _STYLES.get(_kind(tie), "otherStyle")
            found.append(self.behind[-1].find(f"{P}txStyles/{P}{style}/{name}"))
        found.append(self.defaults.find(name) if self.defaults is not None else None)
        return [each for each in found if each is not None]

    def greys(self, fill: Any) -> list[float]:
        """Return how light a fill's colours are, from 0 to 1 (WCAG 2.2, relative luminance); none if nobody knows."""
        found = fill.iter(*(f"{A}{name}" for name in _COLOURS)) if fill is not None else ()
        known = [] if local_name(fill) in ("pic", "blipFill", "pattFill", "graphicFrame") else map(self._rgb, found)
        return [0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (map(_linear, rgb) for rgb in known if rgb)]

    def _rgb(self, colour: Any) -> tuple[float, float, float] | None:
        value = colour.get("val", "")
        match local_name(colour):
            case "hslClr":
                rgb = colorsys.hls_to_rgb(
                    int(colour.get("hue", "0")) / 21_600_000, share_of(colour, "lum"), share_of(colour, "sat")
                )
            case "scrgbClr":
                rgb = share_of(colour, "r") ** 0.45, share_of(colour, "g") ** 0.45, share_of(colour, "b") ** 0.45
            case kind:
                named = {"sysClr": colour.get("lastClr", ""), "schemeClr": self.colours.get(value, "")}.get(kind, value)
                try:
                    rgb = ImageColor.getrgb(named if kind == "prstClr" else f"#{named}")[:3]
                except ValueError:
                    return None
                rgb = rgb[0] / 255, rgb[1] / 255, rgb[2] / 255
        for each in colour:
            share = share_of(each, "val")
            hue, light, full = colorsys.rgb_to_hls(*rgb)
            match local_name(each):
                case "lumMod":
                    rgb = colorsys.hls_to_rgb(hue, light * share, full)
                case "lumOff":
                    rgb = colorsys.hls_to_rgb(hue, min(light + share, 1), full)
                case "shade" | "tint" as change:
                    rest = 0 if change == "shade" else 1 - share
                    rgb = rgb[0] * share + rest, rgb[1] * share + rest, rgb[2] * share + rest
        return rgb


def _kind(tie: Any) -> str:
    return _KINDS.get(tie.get("type", "obj"), "body")


def share_of(element: Any, key: str) -> float:
    """Return a share as DrawingML has it, "62500" or "62.5%", from 0 to 1."""
    said = element.get(key, "0")
    return float(said.rstrip("%")) / (100 if said.endswith("%") else 100_000)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def colours_of(theme: Any, sheets: Sequence[Any]) -> dict[str, str]:
    """Return a theme's colours by the names that slides have for them: {"accent1": "005A64", "bg1": "FFFFFF"}.

    `sheets` are a slide, its layout and its master, of which the first that maps the names decides.
    """
    schemes = theme.iter(f"{A}clrScheme") if theme is not None else ()
    found = {local_name(c): c[0].get("lastClr", c[0].get("val", "")) for scheme in schemes for c in scheme if len(c)}
    names = (f"{P}clrMapOvr/{A}overrideClrMapping", f"{P}clrMap")
    mapped: Iterator[Any] = (sheet.find(name) for sheet in sheets for name in names)
    chosen = next((each for each in mapped if each is not None), None)
    return found | {name: found.get(to, "") for name, to in (chosen.items() if chosen is not None else ())}
