"""DrawingML's shapes as boxes in points and colours by name, with whatever the groups around them do."""

from __future__ import annotations

from typing import Any

from reports.deck.lint.package import A, P, local
from reports.frozen import frozen
from reports.units import from_emu
from reports.verify.readback.reading import ReadBox


def name_of(element: Any) -> dict[str, str]:
    """Return the attributes that name a shape: "name", "descr"; none if it has no such element."""
    found = next(iter(element.iterfind(f"./*/{P}cNvPr")), None)
    return dict(found.attrib) if found is not None else {}


@frozen
class Frame:
    """What the groups around do to a shape: moved and scaled, each way by itself."""

    left: float = 0
    top: float = 0
    across: float = 1
    down: float = 1

    def inside(self, group: Any) -> Frame:
        """Return the frame of a group's children, whose coordinates are the group's own (`chOff`, `chExt`)."""
        place = group.find(f"{P}grpSpPr/{A}xfrm")
        numbers = _numbers(place, "off", "ext", "chOff", "chExt") if place is not None else None
        if numbers is None:
            return self
        x, y, width, height, child_x, child_y, child_width, child_height = numbers
        across = width / child_width if child_width else 1
        down = height / child_height if child_height else 1
        left, top = self.left + self.across * (x - across * child_x), self.top + self.down * (y - down * child_y)
        return Frame(left, top, self.across * across, self.down * down)

    def box(self, x: float, y: float, width: float, height: float) -> ReadBox:
        """Return where a rectangle, given in the EMU of this frame, is on the slide, in points."""
        left, top = self.left + self.across * x, self.top + self.down * y
        right, bottom = left + self.across * width, top + self.down * height
        return ReadBox(*(from_emu(round(each)) for each in (left, top, right, bottom)))


def _place_of(element: Any) -> Any:
    places = (element.find(path) for path in (f"{P}spPr/{A}xfrm", f"{P}grpSpPr/{A}xfrm", f"{P}xfrm"))
    return next((each for each in places if each is not None), None)


def turned(element: Any) -> float:
    """Return by how many degrees a shape's text is turned; a shape that is flipped has it upside down."""
    place = _place_of(element)
    if place is None:
        return 0
    return int(place.get("rot", "0")) / 60_000 + 180 * (place.get("flipV") in ("1", "true"))


def is_level(line: Any) -> bool:
    """Return whether a straight line goes across or down."""
    ends = line.find(f"{P}spPr/{A}xfrm/{A}ext")
    return ends is not None and "0" in (ends.get("cx"), ends.get("cy"))


def box_of(element: Any, frame: Frame) -> ReadBox | None:
    """Return where a shape is, in points, a line as thick as its pen.

    None where the shape has no place of its own, since its layout's placeholder has it.
    """
    place = _place_of(element)
    numbers = _numbers(place, "off", "ext") if place is not None else None
    if numbers is None:
        return None
    x, y, width, height = numbers
    if 45 < turned(element) % 180 < 135:  # about its middle
        x, y, width, height = x + (width - height) / 2, y + (height - width) / 2, height, width
    pen = element.find(f"{P}spPr/{A}ln")
    half = int(pen.get("w", "0")) / 2 if pen is not None and local(element) == "cxnSp" else 0
    if not height:
        y, height = y - half, 2 * half
    elif not width:
        x, width = x - half, 2 * half
    return frame.box(x, y, width, height)


def _numbers(place: Any, *names: str) -> tuple[float, ...] | None:
    found = [place.find(f"{A}{name}") for name in names]
    if any(each is None for each in found):
        return None
    keys = (("x", "y") if name.endswith("ff") else ("cx", "cy") for name in names)
    return tuple(float(each.get(key, "0")) for each, both in zip(found, keys, strict=True) for key in both)


def colour_of(element: Any) -> str | None:
    """Return a solid fill as the file names it, with its changes: "accent1", "B00020", "accent1 lumMod=75000".

    None where there is none of its own, or one of another kind.
    """
    fill = element.find(f"{A}solidFill") if element is not None else None
    if fill is None or not len(fill):
        return None
    colour = fill[0]
    changes = " ".join(f"{local(each)}={each.get('val')}" for each in colour)
    return f"{colour.get('val')} {changes}".strip()


def is_dashed(element: Any) -> bool:
    """Return whether a line has gaps."""
    gaps = element.iterfind(f"{P}spPr/{A}ln/*")
    return any(local(each) in ("custDash", "prstDash") and each.get("val") != "solid" for each in gaps)


def path_of(element: Any, box: ReadBox) -> tuple[tuple[float, float], ...]:
    """Return the corners of a line drawn freely, which stands in `box`; none where it is no such line."""
    path = element.find(f"{P}spPr/{A}custGeom/{A}pathLst/{A}path")
    if path is None:
        return ()
    wide, high = int(path.get("w", "0")), int(path.get("h", "0"))  # 0: its points count in EMU
    across = box.width / wide if wide else from_emu(1)
    down = box.height / high if high else from_emu(1)
    points = ((float(point.get("x", "0")), float(point.get("y", "0"))) for point in path.iter(f"{A}pt"))
    return tuple((box.left + across * x, box.top + down * y) for x, y in points)
