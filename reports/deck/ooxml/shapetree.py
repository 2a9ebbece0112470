"""The shapes of slides, layouts and masters, whoever wrote them: what each is called, where it stands, what it says.

ECMA-376-1: 19.3.1 (shapes and placeholders), 20.1.7.6 (places), 21.1.2 (texts).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reports.deck.ooxml.opc import A, P, local
from reports.frozen import frozen

TITLES = ("title", "ctrTitle")
ON = ("1", "true")  # how a flag is said
Place = tuple[int, int, int, int]  # left, top, width and height in EMU
_PROPERTIES = f"{P}spPr", f"{P}grpSpPr", f"{P}xfrm"
_RUNS = f"{A}r", f"{A}fld", f"{A}br"
_OF_MASTERS = ("title", "body", "dt", "ftr", "sldNum")  # kinds that a master has; all others go back to its body


def descend(element: Any, *tags: str) -> Any:
    """Find the first child of a tag, in it the first of the next tag, and so on; a path takes far longer to read."""
    for tag in tags:
        element = next(element.iterchildren(tag), None) if element is not None else None
    return element


def tree_of(sheet: Any) -> Any:
    """Return what holds the shapes of a slide, a layout or a master; empty where nothing does."""
    tree = descend(sheet, f"{P}cSld", f"{P}spTree")
    return tree if tree is not None else ()


def name_of(shape: Any) -> Any:
    """Return the attributes that name a shape, such as `name`, `id` and `descr`; none where there are no such."""
    found = next(iter(shape.iterfind(f"./*/{P}cNvPr")), None)
    return found.attrib if found is not None else {}


def ph_of(shape: Any) -> Any:
    """Return what makes a shape a placeholder, and ties it to the one above; None for any other."""
    return shape.find(f"./*/{P}nvPr/{P}ph")


def kind_of(ph: Any) -> str:
    """Return a placeholder's kind as its master knows it."""
    kind = ph.get("type", "body")
    return "title" if kind == "ctrTitle" else kind if kind in _OF_MASTERS else "body"


# -- places -----------------------------------------------------------------------------------------


def transform(shape: Any) -> Any:
    """Return how a shape, a group or a table's frame is placed (xfrm); None where it does not say."""
    found = next(shape.iterchildren(*_PROPERTIES), None)
    return found if found is None or found.tag == f"{P}xfrm" else descend(found, f"{A}xfrm")


def place_of(shape: Any) -> Place | None:
    """Return the place that a shape itself says, in the coordinates of the group around it."""
    return rectangle(transform(shape))


def rectangle(placed: Any, corner: str = "off", size: str = "ext") -> Place | None:
    """Return a rectangle that a transform holds: where a shape stands, or what the places in a group count from."""
    at, extent = descend(placed, f"{A}{corner}"), descend(placed, f"{A}{size}")
    if at is None or extent is None:
        return None
    return int(at.get("x")), int(at.get("y")), int(extent.get("cx")), int(extent.get("cy"))


@frozen
class Frame:
    """What the groups around do to a shape: moved and scaled, each way by itself."""

    left: float = 0
    top: float = 0
    across: float = 1
    down: float = 1

    def inside(self, group: Any) -> Frame:
        """Return the frame of a group's children, whose coordinates are the group's own (`chOff`, `chExt`)."""
        placed = transform(group)
        outer, inner = rectangle(placed), rectangle(placed, "chOff", "chExt")
        if outer is None or inner is None:
            return self
        across, down = (outer[axis] / inner[axis] if inner[axis] else 1 for axis in (2, 3))
        left = self.left + self.across * (outer[0] - across * inner[0])
        top = self.top + self.down * (outer[1] - down * inner[1])
        return Frame(left, top, self.across * across, self.down * down)

    def place(self, x: float, y: float, width: float, height: float) -> Place:
        """Return where a rectangle of this frame is on the slide."""
        left, top = round(self.left + self.across * x), round(self.top + self.down * y)
        right, foot = self.left + self.across * (x + width), self.top + self.down * (y + height)
        return left, top, round(right) - left, round(foot) - top


_SLIDE = Frame()


def drawn_on(sheet: Any) -> Iterator[tuple[Any, Place]]:
    """Yield what a sheet draws besides placeholders, from the back, with its place on the slide; groups are opened."""
    for shape, frame in leaves(tree_of(sheet)):
        place = place_of(shape) if shape.tag != f"{P}cxnSp" and ph_of(shape) is None else None
        if place:
            yield shape, frame.place(*place)


def leaves(tree: Any, frame: Frame = _SLIDE) -> Iterator[tuple[Any, Frame]]:
    """Yield what stands in a tree, with what the groups around do to it; groups and choices are opened."""
    for shape in tree:
        match local(shape):
            case "grpSp":
                yield from leaves(shape, frame.inside(shape))
            case "AlternateContent" | "Choice":
                yield from leaves(shape, frame)
            case "sp" | "pic" | "cxnSp" | "graphicFrame":
                yield shape, frame


# -- texts ------------------------------------------------------------------------------------------


def paragraphs(body: Any) -> tuple[str, ...]:
    """Return the text of each paragraph."""
    return tuple("".join(map(text_of_run, runs(paragraph))) for paragraph in body.iterfind(f"{A}p"))


def level_of(paragraph: Any) -> int:
    """Return a paragraph's level, from 1."""
    own = descend(paragraph, f"{A}pPr")
    return int(own.get("lvl", "0")) + 1 if own is not None else 1


def runs(paragraph: Any) -> list[Any]:
    """Return a paragraph's runs, its fields and its line breaks."""
    return [each for each in paragraph if each.tag in _RUNS]


def text_of_run(run: Any) -> str:
    """Return a run's text; of a line break a vertical tab, as in python-pptx."""
    return "\v" if run.tag == f"{A}br" else run.findtext(f"{A}t") or ""


def language_of(run: Any) -> str:
    """Return the language that a run says it is in; empty where it says none."""
    own = descend(run, f"{A}rPr")
    return own.get("lang", "") if own is not None else ""


def text_of(element: Any, between: str = "") -> str:
    """Return what is written in a shape, run by run."""
    return between.join(each.text or "" for each in element.iter(f"{A}t"))
