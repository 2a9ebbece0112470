"""Whether text can be read: its colour, found as PowerPoint finds it, against what lies behind it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from reports.deck import inherit
from reports.deck.lint.access import Box, above, placed
from reports.deck.lint.package import A, P, Package
from reports.deck.lint.packing import Found
from reports.legibility import contrast

_TEXT, _LARGE_TEXT = 4.5, 3.0  # WCAG 2.2, 1.4.3
_LARGE, _LARGE_BOLD = 2400, 1850  # hundredths of a point: 18 pt on paper is 24 px, a slide's 24 pt is the safer reading
_ROUNDING = 0.005
_PATTERNS = {f"{A}{kind}Fill" for kind in ("grad", "blip", "patt")}  # what lies behind text then can't be told


def text_can_be_read(package: Package) -> Found:
    """Each text has the contrast that its size asks for."""
    for slide in package.slides:
        told = set()
        for words, ink, paper, large in _Slide(package, slide).runs():
            least = _LARGE_TEXT if large else _TEXT
            if contrast(ink, paper) < least - _ROUNDING and (ink, paper) not in told:
                told.add((ink, paper))
                ratio = int(contrast(ink, paper) * 100) / 100
                yield slide, f"shows {words[:40]!r} in {ink} on {paper}, {ratio}:1 where it takes {least:g}:1"


class _Slide:
    """A slide with its layout, its master and its theme."""

    def __init__(self, package: Package, slide: str) -> None:
        self._package = package
        self._slide = slide
        self._tree = package.parts[slide]
        layout = package.above(slide)
        master = package.above(layout) if layout else None
        self._above = [part for part in (layout, master) if part]
        self._layout = package.parts[layout] if layout else None
        self._master = package.parts[master] if master else None
        self._theme = package.of_kind(master, "theme")[:1] if master else []

    @cached_property
    def _colours(self) -> inherit.Colours:
        theme = self._package.parts[self._theme[0].target]
        return inherit.Colours(inherit.slots(theme), inherit.mapping(self._tree, self._layout, self._master))

    def runs(self) -> Iterator[tuple[str, str, str, bool]]:
        """Give each text with its colour, that behind it, and whether it is large; leave out what can't be told."""
        if self._master is None or not self._theme:
            return
        behind = inherit.ground((self._tree, self._layout, self._master), self._colours)
        for body in self._package.indexed[self._slide].get(f"{P}txBody", ()):
            shape = body.getparent()
            tie = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
            boxes = [shape, *self._behind(tie)]
            paper = self._paper(boxes, self._under(boxes, behind))
            if paper:
                kind = tie.get("type", "body") if tie is not None else "none"
                yield from ((words, ink, paper, large) for words, ink, large in self._texts(body, boxes, kind))

    def _behind(self, tie: Any) -> list[Any]:
        """Find the boxes of the layout and the master that a placeholder goes back to."""
        found = [above(self._package, part, tie) for part in self._above] if tie is not None else []
        return [box for box in found if box is not None]

    def _under(self, boxes: list[Any], behind: str | None) -> str | None:
        """A layout or a master may draw a plain area where the text stands: then that is its ground."""
        if not self._areas:
            return behind
        place = next(filter(None, map(placed, boxes)), None)
        for area, ink in self._areas if place else ():
            if _covers(area, place):  # type: ignore[arg-type]
                behind = ink
        return behind

    @cached_property
    def _areas(self) -> list[tuple[Box, str | None]]:
        """Find what is drawn behind the slide, from the back: where, and its colour, None where that can't be told."""
        found = []
        for part in reversed(self._above):
            for shape in self._package.parts[part].find(f"{P}cSld/{P}spTree"):
                area = self._area(shape)
                if area and shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph") is None:
                    found.append(area)
        return found

    def _area(self, shape: Any) -> tuple[Box, str | None] | None:
        place, properties = placed(shape), shape.find(f"{P}spPr")
        if place is None or shape.tag not in (f"{P}sp", f"{P}pic", f"{P}grpSp"):
            return None
        if shape.tag != f"{P}sp" or properties is None:
            return place, None
        if properties.find(f"{A}noFill") is not None:
            return None
        return place, self._colours.of(properties)

    def _paper(self, boxes: list[Any], behind: str | None) -> str | None:
        """A shape's own fill, or that of the placeholder it goes back to, lies before the slide's ground."""
        for box in boxes:
            for fill in box.find(f"{P}spPr"):
                if fill.tag == f"{A}solidFill":
                    return self._colours.of(fill)
                if fill.tag in _PATTERNS:
                    return None
        return behind

    def _texts(self, body: Any, boxes: list[Any], kind: str) -> Iterator[tuple[str, str, bool]]:
        for paragraph in body.iterfind(f"{A}p"):
            styles = self._styles(boxes, kind, _level(paragraph))
            for run in paragraph.iterfind(f"{A}r"):
                own = run.find(f"{A}rPr")
                chain = [own, *styles] if own is not None else styles
                yield run.findtext(f"{A}t") or "", self._ink(chain), _large(chain)

    def _styles(self, boxes: list[Any], kind: str, level: int) -> list[Any]:
        default = self._package.deck.find(f"{P}defaultTextStyle")
        styles = inherit.styles(boxes, kind, self._master, level, default)
        return [found for each in styles if (found := each.find(f"{A}defRPr")) is not None]

    def _ink(self, chain: list[Any]) -> str:
        if chain and chain[0].find(f"{A}hlinkClick") is not None:
            return self._colours.named("hlink")
        return next(filter(None, map(self._colours.of, chain)), self._colours.named("tx1"))


def _covers(area: Box, place: Box) -> bool:
    """Tell whether an area lies under the middle of a place."""
    x, y = place[0] + place[2] / 2, place[1] + place[3] / 2
    return area[0] <= x <= area[0] + area[2] and area[1] <= y <= area[1] + area[3]


def _level(paragraph: Any) -> int:
    own = paragraph.find(f"{A}pPr")
    return int(own.get("lvl", 0)) + 1 if own is not None else 1


def _large(chain: list[Any]) -> bool:
    sizes = (each.get("sz") for each in chain if each.get("sz"))
    bolds = (each.get("b") for each in chain if each.get("b"))
    return int(next(sizes, 1800)) >= (_LARGE_BOLD if next(bolds, "0") in ("1", "true") else _LARGE)
