"""How a text comes by its look in PowerPoint: from its run, its box, the layout's, the master's, or the deck's default.

The linter asks for colours and sizes here, and so does whoever reads a template of somebody else's.
"""

import colorsys
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PIL import ImageColor

from reports.deck.ooxml.opc import A, P, Package, local
from reports.deck.ooxml.shapetree import Place, descend, kind_of, level_of, place_of

Slots = Mapping[str, str]  # a theme's colours, "accent1" to "#RRGGBB"; or a colour map, "tx1" to "dk1"
_INSETS = {"lIns": 91_440, "tIns": 45_720, "rIns": 91_440, "bIns": 45_720}  # EMU, where nobody says them
LINE = 1.2  # a line's height as a multiple of its size, where the font's own is not known
Ties = Mapping[Any, Any]  # a sheet's placeholders: the shapes, and what makes them such
Paint = tuple[str, ...]  # the colours that an area may have: one, a gradient's stops, or none that can be told
_CANNOT_BE_TOLD: Paint = ()
_FILLS = {f"{A}{kind}Fill" for kind in ("solid", "grad", "blip", "patt", "no", "grp")}
_FAMILY = {"title": "titleStyle", "ctrTitle": "titleStyle"} | dict.fromkeys(("dt", "ftr", "sldNum"), "otherStyle")


def slots(theme: Any) -> dict[str, str]:
    """Read a theme's twelve colours."""
    scheme = theme.find(f".//{A}clrScheme")
    named = (each for each in (scheme if scheme is not None else ()) if len(each))
    return {local(each): _spelt(each[0]) for each in named}


def _spelt(colour: Any) -> str:
    value = colour.get("lastClr") or colour.get("val", "")
    return f"#{value.upper()}" if re.fullmatch("[0-9A-Fa-f]{6}", value) else "#000000"


def share_of(element: Any, key: str, usual: str = "0") -> float:
    """Return a share as DrawingML has it, "62500" or "62.5%", from 0 to 1."""
    said = element.get(key, usual)
    return float(said.rstrip("%")) / (100 if said.endswith("%") else 100_000)


@dataclass(frozen=True)
class Colours:
    """A theme's colours under a colour map."""

    slots: Slots
    map: Slots

    def of(self, parent: Any, placeholder: str | None = None) -> str | None:
        """Return the solid colour that an element holds, or None: a pattern, a picture, nothing at all.

        `placeholder` is what phClr stands for.
        """
        fill = parent if str(parent.tag).endswith("}solidFill") else descend(parent, f"{A}solidFill")
        return self.spelt(fill[0], placeholder) if fill is not None and len(fill) else None

    def spelt(self, colour: Any, placeholder: str | None = None) -> str | None:
        """Spell a colour, by name or by value, with what is done to it."""
        name = colour.get("val", "")
        match local(colour):
            case "schemeClr":
                base = placeholder if name == "phClr" else self.slots.get(self.map.get(name, name))
            case "srgbClr" | "sysClr":
                base = _spelt(colour)
            case "prstClr" if name.lower() in ImageColor.colormap:
                base = _hexadecimal(part / 255 for part in ImageColor.getrgb(name)[:3])
            case "hslClr":
                hue = int(colour.get("hue", "0")) / 21_600_000
                base = _hexadecimal(colorsys.hls_to_rgb(hue, share_of(colour, "lum"), share_of(colour, "sat")))
            case "scrgbClr":
                base = _hexadecimal(share_of(colour, part) ** 0.45 for part in "rgb")
            case _:
                return None
        return _changed(base, colour) if base else None

    def named(self, name: str) -> str:
        """Return the colour of a name such as tx1; black if the theme has none of it."""
        return self.slots.get(self.map.get(name, name), "#000000")


def _changed(base: str, colour: Any) -> str:
    """Apply the changes that templates make: lighter and darker, in HLS or towards white and black."""
    red, green, blue = (int(base[place : place + 2], 16) / 255 for place in (1, 3, 5))
    for change in colour:
        kind, share = local(change), share_of(change, "val", "100%")
        if kind in ("lumMod", "lumOff", "satMod"):
            hue, light, full = colorsys.rgb_to_hls(red, green, blue)
            light = light * share if kind == "lumMod" else light + share if kind == "lumOff" else light
            full = full * share if kind == "satMod" else full
            red, green, blue = colorsys.hls_to_rgb(hue, min(1, max(0, light)), min(1, full))
        elif kind == "shade":
            red, green, blue = red * share, green * share, blue * share
        elif kind == "tint":
            red, green, blue = (1 - (1 - each) * share for each in (red, green, blue))
    return _hexadecimal((red, green, blue))


def _hexadecimal(parts: Iterable[float]) -> str:
    return "#" + "".join(f"{round(255 * each):02X}" for each in parts)


def fill_of(properties: Any) -> Any:
    """Return the fill among some properties; None where nothing is said of one."""
    found = properties if properties is not None else ()
    return next((each for each in found if each.tag in _FILLS), None)


def painted(properties: Any, colours: Colours, style: Any = None, theme: Any = None) -> Paint | None:
    """Return how a fill paints an area; None where there is no fill, so that what lies behind shows."""
    fill = fill_of(properties)
    if fill is not None and local(fill) != "grpFill":
        return _paint(fill, colours)
    return _styled(style.find(f"{A}fillRef"), colours, theme) if style is not None else None


def filled(boxes: Iterable[Any], colours: Colours) -> Paint | None:
    """Return how the first of some boxes that says how it is filled paints itself; None where it says: not at all."""
    properties = (descend(box, f"{P}spPr") for box in boxes)
    return painted(next((each for each in properties if fill_of(each) is not None), None), colours)


def _paint(fill: Any, colours: Colours, placeholder: str | None = None) -> Paint | None:
    kind = local(fill)
    if kind == "noFill":
        return None
    stops = fill.findall(f"{A}gsLst/{A}gs") if kind == "gradFill" else [fill] if kind == "solidFill" else []
    stops = [each for each in fill if str(each.tag).endswith("Clr")] if kind == "pattFill" else stops
    found = [colours.spelt(stop[0], placeholder) for stop in stops if len(stop)]
    return tuple(filter(None, found)) if all(found) else _CANNOT_BE_TOLD


def _styled(reference: Any, colours: Colours, theme: Any) -> Paint | None:
    """Look a fill up in the theme's lists: those of shapes are numbered from 1, those of backgrounds from 1001."""
    number = int(reference.get("idx", "0")) if reference is not None else 0
    if number in (0, 1000):
        return None
    name, place = ("bgFillStyleLst", number - 1001) if number > 1000 else ("fillStyleLst", number - 1)
    fills = theme.find(f".//{A}{name}") if theme is not None else None
    if fills is None or place >= len(fills):
        return _CANNOT_BE_TOLD
    return _paint(fills[place], colours, colours.spelt(reference[0]) if len(reference) else None)


def first_of(elements: Sequence[Any], key: str, usual: Any) -> Any:
    """Return an attribute of the first element that has it."""
    return next((each.get(key) for each in elements if key in each.attrib), usual)


def said_of_runs(styles: Iterable[Any]) -> list[Any]:
    """Return what some styles of paragraphs say of the runs in them."""
    return [run for style in styles for run in style.iterchildren(f"{A}defRPr")]


def spacing(styles: Sequence[Any], name: str, size: float) -> float | None:
    """Return in points how high lines are (lnSpc), or what is around a paragraph (spcBef, spcAft); None if unsaid."""
    said = next((inner for style in styles for inner in style.iterfind(f"{A}{name}/*")), None)
    if said is None:
        return None
    points = str(said.tag).endswith("}spcPts")
    return int(said.get("val")) / 100 if points else size * LINE * share_of(said, "val", "100%")


class Heritage:
    """A slide or a layout with what is behind it, nearest first (`sheets`), and what its shapes take over from there.

    `theme` is the master's, `default` how the presentation sets texts; either may be None. `placeholders` are those of
    each sheet: the shapes, and what makes them such.
    """

    def __init__(self, sheets: Sequence[Any], theme: Any, default: Any, placeholders: Sequence[Ties]) -> None:
        self.sheets, self.theme, self._default, self._placeholders = tuple(sheets), theme, default, placeholders
        override = f"{P}clrMapOvr/{A}overrideClrMapping"
        maps = (*(each.find(override) for each in sheets[:-1]), sheets[-1].find(f"{P}clrMap"))
        mapped = next((dict(each.attrib) for each in maps if each is not None), {})  # by the first that overrides it
        self.colours = Colours(slots(theme) if theme is not None else {}, mapped)
        self._ties = {shape: ph for listed in placeholders for shape, ph in listed.items()}
        self._lines: dict[Any, tuple[Any, ...]] = {}
        self._styles: dict[tuple[tuple[Any, ...], str, int], tuple[Any, ...]] = {}

    def line(self, shape: Any) -> tuple[Any, ...]:
        """Return a shape and the placeholders that it is made from, the nearest first (ECMA-376-1, 19.3.1.36)."""
        if shape not in self._lines:
            line, ph = [shape], self._ties.get(shape)
            for sheet, listed in zip(self.sheets[1:], self._placeholders[1:], strict=True) if ph is not None else ():
                likeness = {each: _likeness(ph, other, sheet) for each, other in listed.items()}
                best = max(likeness, key=likeness.__getitem__, default=None)
                if best is not None and likeness[best]:
                    line, ph = [*line, best], listed[best]
            self._lines[shape] = tuple(line)
        return self._lines[shape]

    def kind(self, shape: Any) -> str:
        """Return the kind of a placeholder; "none" for a shape that is none."""
        ph = self._ties.get(shape)
        return ph.get("type", "body") if ph is not None else "none"

    def place(self, shape: Any) -> Place | None:
        """Return where a shape stands, in the group around it: its own place, or the nearest that it is made from."""
        return next(filter(None, map(place_of, self.line(shape))), None)

    def bodies(self, shape: Any) -> list[Any]:
        """Return what is said of a shape's whole text (bodyPr), the nearest first."""
        found = (descend(each, f"{P}txBody", f"{A}bodyPr") for each in self.line(shape))
        return [each for each in found if each is not None]

    def insets(self, shape: Any) -> tuple[int, ...]:
        """Return how far in a shape's text stands: left, top, right and bottom, in EMU."""
        return tuple(int(first_of(self.bodies(shape), name, usual)) for name, usual in _INSETS.items())

    def styles(self, shape: Any, level: int) -> tuple[Any, ...]:
        """Return what is said of a shape's paragraphs of a level, from 1: its own list style first (21.1.2.4).

        Of a table's cell nothing: tables have styles of their own.
        """
        if shape.tag == f"{A}tc":
            return ()
        line, own = self.line(shape), descend(shape, f"{P}txBody", f"{A}lstStyle")
        key = line if own is not None and len(own) else line[1:], self.kind(shape), level
        if key not in self._styles:
            self._styles[key] = tuple(self._said(*key))
        return self._styles[key]

    def _said(self, boxes: tuple[Any, ...], kind: str, level: int) -> Iterator[Any]:
        tag, styles = f"{A}lvl{level}pPr", f"{P}{_FAMILY.get(kind, 'bodyStyle')}"
        found = [descend(box, f"{P}txBody", f"{A}lstStyle", tag) for box in boxes]
        found.append(None if kind == "none" else descend(self.sheets[-1], f"{P}txStyles", styles, tag))
        found.append(descend(self._default, tag))
        return (each for each in found if each is not None)

    def of_paragraph(self, shape: Any, paragraph: Any) -> list[Any]:
        """Return what is said of one of a shape's paragraphs, the nearest first: by itself, and by its level."""
        return [*paragraph.iterchildren(f"{A}pPr"), *self.styles(shape, level_of(paragraph))]

    def of_run(self, shape: Any, run: Any) -> list[Any]:
        """Return what is said of a run in one of a shape's paragraphs, the nearest first."""
        return [*run.iterchildren(f"{A}rPr"), *said_of_runs(self.of_paragraph(shape, run.getparent()))]

    def ground(self) -> Paint:
        """Return what lies behind it: the background of itself, its layout or its master, whichever is said first."""
        said = (descend(sheet, f"{P}cSld", f"{P}bg") for sheet in self.sheets)
        found = next((each[0] for each in said if each is not None and len(each)), None)
        is_styled = found is not None and found.tag == f"{P}bgRef"
        paint = _styled(found, self.colours, self.theme) if is_styled else painted(found, self.colours)
        return paint if paint is not None else (self.colours.named("bg1"),)


def heritage_of(package: Package, part: str) -> Heritage:
    """Return a slide or a layout of a package with what is behind it."""
    line = package.line(part)
    theme = next((package.parts.get(each.target) for each in package.of_kind(line[-1], "theme")), None)
    default = package.deck.find(f"{P}defaultTextStyle")
    sheets, ties = ([known[each] for each in line] for known in (package.parts, package.placeholders))
    return Heritage(sheets, theme, default, ties)


def _likeness(ph: Any, other: Any, sheet: Any) -> int:
    """Compare placeholders: a layout's is known by its number, and then by its kind, a master's by its kind first."""
    same_kind, same_number = kind_of(ph) == kind_of(other), ph.get("idx", "0") == other.get("idx", "0")
    return same_kind + 2 * (same_number and (same_kind or sheet.tag == f"{P}sldLayout"))
