"""What of a slide's text can be seen: not covered, off the slide, hidden, tiny, or of its ground's own colour."""

import math
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from reports.deck.ooxml.inherit import LINE, Heritage, fill_of, first_of, share_of, spacing
from reports.deck.ooxml.opc import A, P, local
from reports.deck.ooxml.shapetree import ON, Frame, leaves, name_of, ph_of, place_of, text_of, transform, tree_of
from reports.frozen import frozen, replace
from reports.story import folded
from reports.theme.contrast import contrast
from reports.units import from_emu
from reports.verify.readback.reading import ReadBox

_COVERED, _DRAWING_COVERED = 0.1, 0.3  # of where the letters of a text are, or of a drawing's mark
_ON_SLIDE = 0.7  # of where the letters are
_CLEAR = 0.3  # what is painted with less can be seen through
_LEAST_SIZE = 8  # points
_LEAST_CONTRAST = 1.6
_SHORT = 40  # letters quoted
_EM = 0.5  # how wide a letter is, about
_NO_STYLE = ("{2D5ABB26-0587-4C30-8999-92F81FD0307C}", "{5940675A-B579-460E-94D1-54222C63F5DA}")  # of tables: no fills
_UNKNOWN = ("pic", "blipFill", "pattFill", "graphicFrame")
_SIGNS = re.compile("(wing|web)dings|symbol", re.IGNORECASE)  # faces that show signs in place of letters


@frozen
class _Placed:
    """A shape, or a table's cell, where it stands; `ground` is its fill, None where what is behind can be seen.

    `drawn`: it is part of a drawing, which is a group or a chart.
    """

    element: Any
    box: ReadBox
    ground: Any
    text: str = ""
    drawn: bool = False


@frozen
class Sheets:
    """A slide with what it inherits, and its size in points."""

    heritage: Heritage
    width: float
    height: float

    def unseen(self) -> Iterator[tuple[str, bool]]:
        """Yield what of the slide's text cannot be seen, or not read, and whether that is a failure."""
        slide, placed, under = self.heritage.sheets[0], [*self._shapes(self.heritage.sheets[0])], self._under()
        covers = [(at, each) for at, each in enumerate(placed) if each.ground is not None]
        loose = [(at, each.box) for at, each in covers if not each.drawn]
        effects = [each for each in slide.iter(f"{P}cTn") if each.get("presetClass") == "exit"]
        hiding = (each for each in slide.iter(f"{P}set") if each.find(f".//{P}strVal[@val='hidden']") is not None)
        leaving = {each.get("spid") for effect in (*effects, *hiding) for each in effect.iter(f"{P}spTgt")}
        for number, each in enumerate(placed):
            if not each.text:
                if each.drawn and any(at > number and _shared(each.box, box) > _DRAWING_COVERED for at, box in loose):
                    yield "has a drawing with something laid over it", True
                continue
            said, around = f"“{each.text[:_SHORT]}”", [each.element, *each.element.iterancestors(f"{P}grpSp")]
            named = [name_of(up) for up in around]
            extents = self._extents(each)
            ends = zip(*((box.left, box.top, box.right, box.bottom) for box in extents), strict=True)
            where = ReadBox(*(end(found) for end, found in zip((min, min, max, max), ends, strict=True)))
            if any(name.get("hidden") in ON for name in named):
                yield f"has {said} hidden", True
            elif any(name.get("id") in leaving for name in named):
                yield f"has {said} taken away by an animation", True
            elif _shared(where, ReadBox(0, 0, self.width, self.height)) < _ON_SLIDE:
                is_number = self.heritage.kind(each.element) == "sldNum"  # which templates hide in that way
                yield f"has {said} off the slide", not is_number
            elif any(_shared(box, above.box) > _COVERED for at, above in covers if at > number for box in extents):
                yield f"has {said} with something laid over it", True
            body = self.heritage.bodies(each.element)
            angle = sum(map(_turned, around)) + int(first_of(body, "rot", "0")) / 60_000
            if 90 < angle % 360 < 270:
                yield f"has {said} upside down", True
            elif not each.drawn and (45 < angle % 180 < 135 or first_of(body, "vert", "horz") != "horz"):
                yield f"has {said} turned to its side", False
            ground = self._ground(each, where, [*under, *placed[:number]])
            yield from self._unread(each, ground)
        for each in slide.iter(f"{P}transition"):
            if "advTm" in each.attrib:
                yield f"goes on by itself after {int(each.get('advTm')) / 1000:g} seconds", False

    def _unread(self, each: _Placed, ground: Sequence[str]) -> Iterator[tuple[str, bool]]:
        """Yield what of a text that stands on a ground cannot be read."""
        for run in each.element.iter(f"{A}r", f"{A}fld"):
            said, styles = f"“{''.join(run.itertext()).strip()[:_SHORT]}”", self.heritage.of_run(each.element, run)
            if said == "“”":
                continue
            size = self._size(each, run)
            if size < _LEAST_SIZE:
                yield f"has {said} in {size:g} points, too small to read", True
            fills = [fill for fill in map(fill_of, styles) if fill is not None]
            if each.element.find(f"{P}style/{A}fontRef") is not None and fill_of(run.find(f"{A}rPr")) is None:
                fills.insert(0, each.element.find(f"{P}style/{A}fontRef"))
            if run.find(f"{A}rPr/{A}hlinkClick") is not None:
                fills = []
            ink = self._colours_in(fills[0]) if fills else []
            clear = bool(fills) and (local(fills[0]) == "noFill" or _is_clear(fills[0]))
            if clear or (ink and ground and max(contrast(a, b) for a in ink for b in ground) < _LEAST_CONTRAST):
                yield f"has {said} in the colour of its ground", True
            faces = [face.get("typeface", "") for style in styles for face in style.iterfind(f"{A}latin")]
            if faces and _SIGNS.match(faces[0]):
                yield f"has {said} in {faces[0]}, which shows signs in place of letters", True
            if int(first_of(styles, "spc", "0")) / 100 < -size / 3 or abs(int(first_of(styles, "baseline", "0"))) > 1e5:
                yield f"has {said} with its letters out of their place", True
            if first_of(styles, "strike", "noStrike") != "noStrike":
                yield f"has {said} struck through", False

    # -- where things are ---------------------------------------------------------------------------

    def _shapes(self, sheet: Any) -> Iterator[_Placed]:
        for shape, frame in leaves(tree_of(sheet)):
            box = next(filter(None, (box_of(up, frame) for up in self.heritage.line(shape))), None)
            if local(shape) == "graphicFrame":
                yield from _frame(shape, box)
            elif box is not None:
                drawn = next(shape.iterancestors(f"{P}grpSp"), None) is not None
                yield _Placed(shape, box, self._fill_of(shape), folded(text_of(shape, " ")), drawn)

    def _under(self) -> list[_Placed]:
        """Return what layout and master draw beneath a slide."""
        found: list[_Placed] = []
        for above, sheet in pairwise(self.heritage.sheets):
            if above.get("showMasterSp", "1") not in ON:
                break
            found = [*(each for each in self._shapes(sheet) if ph_of(each.element) is None), *found]
        return found

    def _extents(self, each: _Placed) -> list[ReadBox]:
        """Return about where each paragraph's letters are: half an em wide, from where the text is anchored."""
        body, found = self.heritage.bodies(each.element), list[ReadBox]()
        if first_of(body, "vert", "horz") != "horz" or local(each.element) == "tc":  # whose row makes room
            return [each.box]
        inset = [*map(from_emu, self.heritage.insets(each.element))]
        left, top = each.box.left + inset[0], each.box.top + inset[1]
        right, bottom = each.box.right - inset[2], each.box.bottom - inset[3]
        high = 0.0
        for paragraph in each.element.iter(f"{A}p"):
            runs = [(run, self._size(each, run)) for run in paragraph.iter(f"{A}r", f"{A}fld")]
            if not runs:
                continue
            size, styles = max(size for _, size in runs), self.heritage.of_paragraph(each.element, paragraph)
            indent = from_emu(int(first_of(styles, "marL", "0")))
            room = max(right - left - indent if first_of(body, "wrap", "square") != "none" else math.inf, size * _EM)
            length = sum(len("".join(run.itertext())) * size * _EM for run, size in runs)
            wide = indent + min(length, room)
            aside = {"ctr": 0.5, "r": 1.0}.get(first_of(styles, "algn", "l"), 0) * (right - left - wide)
            high += spacing(styles, "spcBef", size) or 0 if found else 0
            under = high + max(math.ceil(length / room), 1) * (spacing(styles, "lnSpc", size) or size * LINE)
            found.append(ReadBox(left + aside, top + high, left + aside + wide, top + under))
            high = under
        spare = {"t": 0.0, "ctr": 0.5, "b": 1.0}.get(first_of(body, "anchor", "t"), 0) * (bottom - top - high)
        return [replace(box, top=box.top + spare, bottom=box.bottom + spare) for box in found] or [each.box]

    def _ground(self, each: _Placed, where: ReadBox, below: Sequence[_Placed]) -> list[str]:
        """Return the colours that a text stands on: of its own fill, that of a shape under it, or the slide's."""
        under = [other.ground for other in below if other.ground is not None and _shared(where, other.box) > 1 / 2]
        if each.ground is not None or under:
            return self._colours_in(each.ground if each.ground is not None else under[-1])
        return [*self.heritage.ground()]

    def _colours_in(self, fill: Any) -> list[str]:
        """Return a fill's colours ("#RRGGBB"), those of a gradient's stops; none if nobody knows."""
        found = () if local(fill) in _UNKNOWN else fill.iter("*")
        return [colour for each in found if (colour := self.heritage.colours.spelt(each))]

    # -- what is said of them -----------------------------------------------------------------------

    def _size(self, each: _Placed, run: Any) -> float:
        """Return the size of a run in points, after PowerPoint has shrunk its shape's text."""
        fits = [fit for body in self.heritage.bodies(each.element) for fit in body if local(fit).endswith("utofit")][:1]
        scale = share_of(fits[0], "fontScale", "100%") if fits else 1
        return int(first_of(self.heritage.of_run(each.element, run), "sz", "1800")) / 100 * scale

    def _fill_of(self, element: Any) -> Any:
        """Return a shape's fill, if nothing can be seen through it: its own, or that of what it is made from."""
        if local(element) == "pic":
            return element
        if local(element) == "cxnSp":
            pen = fill_of(element.find(f"{P}spPr/{A}ln"))
            return pen if pen is not None and 0 in (place_of(element) or ())[2:] and not _is_clear(pen) else None
        found = [fill_of(up.find(f"{P}spPr")) for up in self.heritage.line(element)]
        fill = next((each for each in found if each is not None), None)
        if fill is not None and local(fill) == "grpFill":
            groups = (fill_of(up.find(f"{P}grpSpPr")) for up in element.iterancestors(f"{P}grpSp"))
            fill = next((each for each in groups if each is not None and local(each) != "grpFill"), None)
        if fill is not None:
            return None if local(fill) == "noFill" or _is_clear(fill) else fill
        style = element.find(f"{P}style/{A}fillRef")
        return style if style is not None and style.get("idx") != "0" else None


def _frame(element: Any, box: ReadBox | None) -> Iterator[_Placed]:
    """Yield a table's cells, or whatever else stands in a frame, of which nobody knows what it looks like."""
    table = element.find(f".//{A}tbl")
    if table is None or box is None:
        yield from [_Placed(element, box, element, drawn=True)] if box is not None else []
        return
    styled = table.findtext(f"{A}tblPr/{A}tableStyleId", _NO_STYLE[0]) not in _NO_STYLE
    columns = [from_emu(int(each.get("w", "0"))) for each in table.iter(f"{A}gridCol")]
    bottom = box.top
    for row in table.iter(f"{A}tr"):
        top, bottom, right = bottom, bottom + from_emu(int(row.get("h", "0"))), box.left
        for cell, wide in zip(row.iter(f"{A}tc"), columns, strict=False):
            left, right, fill = right, right + wide, fill_of(cell.find(f"{A}tcPr"))
            ground = element if fill is None and styled else fill if fill is None or len(fill) else None
            yield _Placed(cell, ReadBox(left, top, right, bottom), ground, folded(text_of(cell, " ")))


def _is_clear(fill: Any) -> bool:
    """Return whether what is behind a fill can be seen through it."""
    alpha = next(fill.iter(f"{A}alpha"), None)
    return alpha is not None and share_of(alpha, "val") < _CLEAR


def _shared(box: ReadBox, other: ReadBox) -> float:
    """Return which share of a box lies in another."""
    wide = min(box.right, other.right) - max(box.left, other.left)
    high = min(box.bottom, other.bottom) - max(box.top, other.top)
    return max(wide, 0) * max(high, 0) / max(box.width * box.height, math.ulp(1))


def _turned(element: Any) -> float:
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
    if 45 < _turned(element) % 180 < 135:  # about its middle
        x, y, width, height = x + (width - height) / 2, y + (height - width) / 2, height, width
    pen = element.find(f"{P}spPr/{A}ln")
    half = int(pen.get("w", "0")) / 2 if pen is not None and local(element) == "cxnSp" else 0
    if not height:
        y, height = y - half, 2 * half
    elif not width:
        x, width = x - half, 2 * half
    left, top, across, down = frame.place(x, y, width, height)
    return ReadBox(*map(from_emu, (left, top, left + across, top + down)))
