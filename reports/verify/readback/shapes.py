"""DrawingML's shapes as boxes in points and colours by name."""

from typing import Any

from reports.deck.ooxml.opc import A, P, local
from reports.deck.ooxml.shapetree import ON, Frame, place_of, transform
from reports.units import from_emu
from reports.verify.readback.reading import ReadBox


def turned(element: Any) -> float:
    """Return by how many degrees a shape's text is turned; a shape that is flipped has it upside down."""
    place = transform(element)
    return int(place.get("rot", "0")) / 60_000 + 180 * (place.get("flipV") in ON) if place is not None else 0


def box_of(element: Any, frame: Frame) -> ReadBox | None:
    """Return where a shape is, in points, a line as thick as its pen.

    None where the shape has no place of its own, since its layout's placeholder has it.
    """
    place = place_of(element)
    if place is None:
        return None
    x, y, width, height = map(float, place)
    if 45 < turned(element) % 180 < 135:  # about its middle
        x, y, width, height = x + (width - height) / 2, y + (height - width) / 2, height, width
    pen = element.find(f"{P}spPr/{A}ln")
    half = int(pen.get("w", "0")) / 2 if pen is not None and local(element) == "cxnSp" else 0
    if not height:
        y, height = y - half, 2 * half
    elif not width:
        x, width = x - half, 2 * half
    left, top, across, down = frame.place(x, y, width, height)
    return ReadBox(*map(from_emu, (left, top, left + across, top + down)))


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
