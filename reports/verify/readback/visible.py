"""What of a slide's text can be seen: not covered, off the slide, hidden, tiny, or of its ground's own colour."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reports.story import folded
from reports.verify.readback.reading import ReadBox
from reports.verify.readback.shapes import A, Frame, P, box_of, local_name

_COVERED = 0.3  # of a text's box, or of the middle of it
_CLEAR = 30_000  # thousandths of a percent: what is painted with less can be seen through
_LEAST_SIZE = 800  # hundredths of a point
_LEAST_CONTRAST = 1.6
_FILLS = ("solidFill", "gradFill", "blipFill", "pattFill")
_SHORT = 40  # letters quoted


@dataclass(frozen=True, slots=True)
class _Placed:
    """A shape where it stands; `ground` is its fill's element, None where what is behind can be seen.

    `drawn`: it is part of a drawing, which is a group.
    """

    element: Any
    box: ReadBox
    ground: Any
    text: str
    drawn: bool


@dataclass(frozen=True, slots=True)
class Sheets:
    """A slide with the layout and the master that it is made from, its theme's colours, and its size in points."""

    slide: Any
    behind: Sequence[Any]
    colours: dict[str, str]
    width: float
    height: float

    def unseen(self) -> Iterator[str]:
        """Yield what of the slide's text cannot be seen, or not read."""
        placed = list(self._shapes(self.slide.find(f"{P}cSld/{P}spTree"), Frame()))
        covers = [(at, each) for at, each in enumerate(placed) if each.ground is not None]
        loose = [(at, each) for at, each in covers if not each.drawn]
        for number, each in enumerate(placed):
            said = f"“{each.text[:_SHORT]}”"
            over = covers if each.text else loose  # the marks of a drawing may lie upon each other
            covered = any(at > number and _shared(each.box, above.box) > _COVERED for at, above in over)
            if not each.text:
                if covered and each.drawn:
                    yield "has a drawing with something laid over it"
                continue
            if any(
                up.find(f"./*/{P}cNvPr[@hidden='1']") is not None for up in (each.element, each.element.getparent())
            ):
                yield f"has {said} hidden"
            elif _shared(each.box, ReadBox(0, 0, self.width, self.height)) < 1 / 2:
                yield f"has {said} off the slide"
            elif covered:
                yield f"has {said} with something laid over it"
            scale = each.element.find(f".//{A}normAutofit")
            shrunk = int(scale.get("fontScale", "100000")) / 100_000 if scale is not None else 1
            for run in each.element.iter(f"{A}r", f"{A}fld"):
                style, words = run.find(f"{A}rPr"), "".join(run.itertext()).strip()
                if style is None or not words:
                    continue
                if int(style.get("sz", "1800")) * shrunk < _LEAST_SIZE:
                    yield f"has “{words[:_SHORT]}” in {int(style.get('sz')) * shrunk / 100:g} points, too small to read"
                faint = style.find(f"{A}noFill") is not None or _is_clear(style.find(f"{A}solidFill"))
                ink, ground = self._grey(style.find(f"{A}solidFill")), self._grey(self._ground(each, placed[:number]))
                faint |= ink is not None and ground is not None and _contrast(ink, ground) < _LEAST_CONTRAST
                if faint:
                    yield f"has “{words[:_SHORT]}” in the colour of its ground"

    def _shapes(self, tree: Any, frame: Frame, *, drawn: bool = False) -> Iterator[_Placed]:
        for each in tree if tree is not None else ():
            match local_name(each):
                case "grpSp":
                    yield from self._shapes(each, frame.inside(each), drawn=True)
                case "sp" | "pic" | "cxnSp":
                    box = box_of(each, frame) or self._inherited(each)
                    if box is not None:
                        text = folded(" ".join(part.text or "" for part in each.iter(f"{A}t")))
                        yield _Placed(each, box, _fill_of(each), text, drawn)

    def _inherited(self, element: Any) -> ReadBox | None:
        """Find where a placeholder stands by its layout, or its master."""
        tie = element.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        for sheet in self.behind if tie is not None else ():
            for key in ("idx", "type"):
                for other in sheet.iter(f"{P}sp"):
                    theirs = other.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
                    same = theirs is not None and theirs.get(key) == tie.get(key) is not None
                    if same and (box := box_of(other, Frame())) is not None:
                        return box
        return None

    def _ground(self, each: _Placed, below: Sequence[_Placed]) -> Any:
        """Return the fill that a text stands on: its own, that of a shape under it, or the slide's."""
        under = [other.ground for other in below if other.ground is not None and _shared(each.box, other.box) > 1 / 2]
        if each.ground is not None or under:
            return each.ground if each.ground is not None else under[-1]
        for sheet in (self.slide, *self.behind):
            found = sheet.find(f"{P}cSld/{P}bg")
            if found is not None:
                return next(iter(found.iter(f"{A}solidFill", f"{P}bgRef")), None)
        return None

    def _grey(self, fill: Any) -> float | None:
        """Return how light a plain colour is, from 0 to 1 (WCAG 2.2, relative luminance); None for any other."""
        if fill is None or not len(fill) or len(fill[0]) or local_name(fill) not in ("solidFill", "bgRef"):
            return None
        value = fill[0].get("val", "")
        value = self.colours.get(value, value)
        if not re.fullmatch("[0-9A-Fa-f]{6}", value):
            return None
        parts = [int(value[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def colours_of(theme: Any, master: Any) -> dict[str, str]:
    """Return a theme's colours by the names that slides have for them: {"accent1": "005A64", "bg1": "FFFFFF"}."""
    found = {}
    for scheme in theme.iter(f"{A}clrScheme"):
        found = {local_name(each): each[0].get("lastClr", each[0].get("val", "")) for each in scheme if len(each)}
    mapped = master.find(f"{P}clrMap")
    return found | {name: found.get(to, "") for name, to in (mapped.items() if mapped is not None else ())}


def _fill_of(element: Any) -> Any:
    """Return a shape's fill, if nothing can be seen through it."""
    if local_name(element) == "pic":
        return element
    own = element.find(f"{P}spPr")
    for each in own if own is not None else ():
        if local_name(each) == "noFill":
            return None
        if local_name(each) in _FILLS:
            return None if _is_clear(each) else each
    style = element.find(f"{P}style/{A}fillRef")
    return style if style is not None and style.get("idx") != "0" else None


def _is_clear(fill: Any) -> bool:
    """Return whether what is behind a fill can be seen through it."""
    alpha = next(fill.iter(f"{A}alpha"), None) if fill is not None else None
    return alpha is not None and int(alpha.get("val", "0")) < _CLEAR


def _shared(box: ReadBox, other: ReadBox) -> float:
    """Return which share of a box lies in another."""
    wide = min(box.right, other.right) - max(box.left, other.left)
    high = min(box.bottom, other.bottom) - max(box.top, other.top)
    return max(wide, 0) * max(high, 0) / max(box.width * box.height, math.ulp(1))


def _contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
