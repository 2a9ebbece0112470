"""The slides of a finished deck as SVG, from the places, colours and sizes that its shapes say or inherit.

No office programme is asked, and the browser breaks the lines. Styles of texts stand in `data-style`, for the page's
script to set: its policy lets no other style in.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reports.deck.ooxml import inherit
from reports.deck.ooxml.inherit import LINE, first_of
from reports.deck.ooxml.opc import A, P, Package, R, local
from reports.deck.ooxml.shapetree import ON, TITLES, Place, drawn_on, language_of, runs, text_of, transform, tree_of
from reports.deck.ooxml.xml import el, escaped
from reports.frozen import frozen

_EMU = 12_700  # of a point
_MARGINS = {"marL": 91_440, "marT": 45_720, "marR": 91_440, "marB": 45_720}  # EMU, of a cell where nobody says them
_ALIGNED = {"ctr": "center", "r": "right", "just": "justify"}
_ANCHORED = {"ctr": "center", "b": "flex-end"}
_STEPS = {"moveTo": "M", "lnTo": "L", "cubicBezTo": "C", "quadBezTo": "Q", "close": "Z"}

Box = tuple[float, float, float, float]  # left, top, width and height, in points


@frozen
class SlidePicture:
    """A slide, by all that it is drawn from; `width` and `height` in points."""

    key: str
    title: str
    width: float
    height: float
    svg: str


def media_of(package: Package) -> dict[str, bytes]:
    """Return a deck's pictures by what the slides call them."""
    return {_digest(blob): blob for name, blob in package.members.items() if name.startswith("ppt/media/")}


def slides_of(package: Package, known: Mapping[str, SlidePicture]) -> tuple[SlidePicture, ...]:
    """Draw the slides of a deck; those that are `known` by their key are not drawn again."""
    for name in [name for name in package.members if re.match("docProps/|ppt/(notes|handout)", name)]:
        del package.members[name]  # nobody sees them on a slide, and reading them takes time
    look = _digest(*(blob for name, blob in package.members.items() if re.match("ppt/(slide[LM]|theme|media)", name)))
    pictures = []
    for name in package.slides:
        relations = package.members[f"{name.replace('slides/', 'slides/_rels/')}.rels"]
        key = _digest(package.members[name], relations, look.encode())
        pictures.append(known.get(key) or _Slide(package, name).drawn(key))
    return tuple(pictures)


def _digest(*blobs: bytes) -> str:
    return hashlib.sha256(b"\0".join(blobs)).hexdigest()[:20]


class _Slide:
    """Draws one slide over what its layout and its master draw."""

    def __init__(self, package: Package, slide: str) -> None:
        self._package, self._parts, self._heritage = package, package.line(slide), inherit.heritage_of(package, slide)
        self._theme, self._colours = self._heritage.theme, self._heritage.colours
        fonts, kinds = self._theme.find(f".//{A}fontScheme"), {"+mj-lt": "majorFont", "+mn-lt": "minorFont"}
        self._families = {name: fonts.find(f"{A}{kind}/{A}latin").get("typeface") for name, kind in kinds.items()}

    def drawn(self, key: str) -> SlidePicture:
        size, sheets = self._package.deck.find(f"{P}sldSz"), self._heritage.sheets
        width, height = int(size.get("cx")) / _EMU, int(size.get("cy")) / _EMU
        shapes = [el("rect", width=width, height=height, fill=(*self._heritage.ground(), "#FFFFFF")[0])]
        for number in (2, 1) if sheets[1].get("showMasterSp", "1") in ON else (1,):
            for shape, place in drawn_on(sheets[number]):
                shapes += self._shape(self._parts[number], shape, place)
        shapes += [text for shape in tree_of(sheets[0]) for text in self._own(shape)]
        ties = self._package.placeholders[self._parts[0]]
        titled = next(shape for shape, tie in ties.items() if tie.get("type") in TITLES)
        title = " ".join(filter(None, map(text_of, titled.iter(f"{A}p"))))
        svg = el("svg", *shapes, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {width:g} {height:g}", role="group")
        return SlidePicture(key, title, width, height, svg)

    def _own(self, shape: Any) -> Iterator[str]:
        """Draw a shape of the slide itself, under what it says to who does not see it; groups keep its coordinates."""
        if local(shape) not in ("sp", "cxnSp", "pic", "grpSp", "graphicFrame"):
            return
        inside = (text for child in shape for text in self._own(child))
        own = inside if local(shape) == "grpSp" else self._shape(self._parts[0], shape, self._heritage.place(shape))
        drawn, alt = "".join(own), shape[0][0].get("descr")
        yield el("g", drawn, role="img", **{"aria-label": alt}) if alt else drawn

    def _shape(self, part: str, shape: Any, area: Place | None) -> Iterator[str]:
        if area is None:
            return
        x, y, width, height = place = area[0] / _EMU, area[1] / _EMU, area[2] / _EMU, area[3] / _EMU
        match local(shape):
            case "pic":
                relation = shape.find(f"{P}blipFill/{A}blip").get(f"{R}embed", "")
                name = self._package.targets(part, "image").get(relation, "")
                address = f"media/{_digest(self._package.members.get(name, b''))}"
                yield el("image", x=x, y=y, width=width, height=height, href=address, preserveAspectRatio="none")
            case "graphicFrame" if (table := shape.find(f".//{A}tbl")) is not None:
                yield from self._table(table, place)
            case "sp" | "cxnSp":
                yield self._outline(shape, place)
                if (body := shape.find(f"{P}txBody")) is not None:
                    yield self._text(shape, body, place)

    # -- outlines -----------------------------------------------------------------------------------

    def _outline(self, shape: Any, place: Box) -> str:
        x, y, width, height = place
        properties = shape.find(f"{P}spPr")
        paint = inherit.painted(properties, self._colours, shape.find(f"{P}style"), self._theme)
        paint = inherit.filled(self._heritage.line(shape)[1:], self._colours) if paint is None else paint
        pen = properties.find(f"{A}ln")
        ink = self._colours.of(pen) if pen is not None else None
        look = {"fill": (*(paint or ()), "none")[0]}
        if not paint and not ink:
            return ""
        if ink:
            wide = int(pen.get("w", "9525")) / _EMU
            gaps = (int(each.get(side)) for each in pen.iter(f"{A}ds") for side in ("d", "sp"))
            dashes = (f"{gap * wide / 100_000:.2f}" for gap in gaps)
            look |= {"stroke": ink, "stroke-width": f"{wide:g}", "stroke-dasharray": " ".join(dashes) or "none"}
        preset, path = properties.find(f"{A}prstGeom"), properties.find(f"{A}custGeom/{A}pathLst/{A}path")
        kind = "path" if path is not None else preset.get("prst") if preset is not None else "rect"
        match "line" if local(shape) == "cxnSp" else kind:
            case "path":
                return el("path", d=_path(path, place), **look)
            case "line":
                top, bottom = (height, 0) if properties.find(f"{A}xfrm").get("flipV") == "1" else (0, height)
                return el("line", x1=x, y1=y + top, x2=x + width, y2=y + bottom, **look)
            case "ellipse":
                return el("ellipse", cx=x + width / 2, cy=y + height / 2, rx=width / 2, ry=height / 2, **look)
        return el("rect", x=x, y=y, width=width, height=height, **look)

    def _table(self, table: Any, place: Box) -> Iterator[str]:
        """Set a table with the lines of its style below its rows, the first of which is its head."""
        left, y, *_ = place
        listed, style = self._package.parts.get("ppt/tableStyles.xml", ()), table.findtext(f"{A}tblPr/{A}tableStyleId")
        found = next((each for each in listed if each.get("styleId") == style), None)
        for row in table.iterfind(f"{A}tr"):
            x, height, is_head = left, int(row.get("h")) / _EMU, row.getprevious().tag != row.tag
            for column, cell in zip(table.iterfind(f"{A}tblGrid/{A}gridCol"), row.iterfind(f"{A}tc"), strict=True):
                width = int(column.get("w")) / _EMU
                inset = [int(first_of(cell.findall(f"{A}tcPr"), key, usual)) for key, usual in _MARGINS.items()]
                yield self._block(cell, cell[0], _within((x, y, width, height), inset), bold=is_head)
                x += width
            y += height
            line = f"{A}{'firstRow' if is_head else 'wholeTbl'}/{A}tcStyle/{A}tcBdr/{A}bottom/{A}ln"
            pen = found.find(line) if found is not None else None
            ink = self._colours.of(pen) if pen is not None else None
            yield el("line", x1=left, y1=y, x2=x, y2=y, stroke=ink or self._colours.named("tx1"))

    # -- words --------------------------------------------------------------------------------------

    def _text(self, shape: Any, body: Any, place: Box) -> str:
        text = self._block(shape, body, _within(place, self._heritage.insets(shape)))
        turned = (placed for each in self._heritage.line(shape) if (placed := transform(each)) is not None)
        angle = int(first_of([*turned][:1], "rot", "0")) / 60_000
        x, y, width, height = place
        return el("g", text, transform=f"rotate({angle:g} {x + width / 2:g} {y + height / 2:g})") if angle else text

    def _block(self, shape: Any, body: Any, place: Box, *, bold: bool = False) -> str:
        """Set the paragraphs of a shape's or cell's body into a place, anchored and wrapped as it says or inherits."""
        paragraphs = (self._paragraph(shape, each, bold=bold) for each in body.iterchildren(f"{A}p"))
        (x, y, width, height), bodies = place, self._heritage.bodies(shape)
        anchor = _ANCHORED.get(first_of(bodies, "anchor", "t"), "flex-start")
        wrap = "pre" if first_of(bodies, "wrap", "square") == "none" else "pre-wrap"
        style = f"justify-content:{anchor};white-space:{wrap}"
        block = el("div", *paragraphs, xmlns="http://www.w3.org/1999/xhtml", **{"data-style": style})
        return el("foreignObject", block, x=x, y=y, width=max(1, width), height=max(1, height))

    def _paragraph(self, shape: Any, paragraph: Any, *, bold: bool) -> str:
        said, found = self._heritage.of_paragraph(shape, paragraph), runs(paragraph)
        looks = [self._look(shape, each, bold=bold) for each in found]
        spans = (
            el("span", escaped(text_of(run) or "\n"), lang=language_of(run) or None, **{"data-style": look})
            for run, look in zip(found, looks, strict=True)
        )
        indent, margin = (int(first_of(said, name, "0")) / _EMU for name in ("indent", "marL"))
        mark = el("span", _mark(said), **{"data-style": f"display:inline-block;text-indent:0;min-width:{-indent:g}px"})
        aligned, line = _ALIGNED.get(first_of(said, "algn", ""), "left"), _space(said, "lnSpc") or LINE
        style = (
            f"text-align:{aligned};line-height:{line};"
            f"margin:{_space(said, 'spcBef') or 0} 0 {_space(said, 'spcAft') or 0} {margin:g}px;"
            f"text-indent:{indent if _mark(said) else 0:g}px;"
        )
        return el("p", mark * bool(_mark(said)), *spans, **{"data-style": style + (looks[0] if looks else "")})

    def _look(self, shape: Any, run: Any, *, bold: bool) -> str:
        said = self._heritage.of_run(shape, run)
        named = next((str(each.get("typeface")) for one in said for each in one.iterfind(f"{A}latin")), "+mn-lt")
        family = re.sub(r"[^\w .-]", "", self._families.get(named, named))
        linked = run.find(f"{A}rPr/{A}hlinkClick") is not None
        ink = None if linked else next((found for each in said if (found := self._colours.of(each))), None)
        return (
            f"font-family:'{family}',Arial,sans-serif;font-size:{int(first_of(said, 'sz', '1800')) / 100:g}px;"
            f"font-weight:{700 if first_of(said, 'b', f'{bold:d}') in ON else 400};"
            f"font-style:{'italic' if first_of(said, 'i', '0') in ON else 'normal'};"
            f"text-transform:{'uppercase' if first_of(said, 'cap', 'none') == 'all' else 'none'};"
            f"color:{ink or self._colours.named('hlink' if linked else 'tx1')}{';text-decoration:underline' * linked}"
        )


def _within(place: Box, inset: Sequence[int]) -> Box:
    left, top, right, bottom = (each / _EMU for each in inset)
    return place[0] + left, place[1] + top, place[2] - left - right, place[3] - top - bottom


def _space(levels: Sequence[Any], tag: str) -> str:
    """Return a space as it is said, in points or as a multiple of a line, of which one is LINE of the size."""
    found = next((each[0] for level in levels if (each := level.find(f"{A}{tag}")) is not None and len(each)), None)
    if found is None:
        return ""
    if local(found) == "spcPts":
        return f"{int(found.get('val')) / 100:g}px"
    return f"{LINE * inherit.share_of(found, 'val'):g}{'' if tag == 'lnSpc' else 'em'}"


def _mark(levels: Sequence[Any]) -> str:
    """Return what stands before a paragraph, escaped."""
    kinds = (f"{A}buNone", f"{A}buChar", f"{A}buAutoNum")
    found: Any = next((each for level in levels for each in level.iterchildren(*kinds)), None)
    match local(found) if found is not None else "":
        case "buChar":
            return escaped(found.get("char", ""))
        case "buAutoNum":
            first = int(found.get("startAt", "1"))
            return f"{chr(96 + first) if found.get('type', '').startswith('alpha') and first <= 26 else first}."
    return ""


def _path(path: Any, place: Box) -> str:
    """Write a path's steps, its points scaled to its place; without a size of its own, they count in EMU."""
    x, y, *room = place
    sides = zip("wh", room, strict=True)
    wide, high = (extent / int(path.get(side)) if path.get(side) else 1 / _EMU for side, extent in sides)
    steps = []
    for step in path:
        points = (f"{x + int(at.get('x')) * wide:.2f} {y + int(at.get('y')) * high:.2f}" for at in step)
        steps.append(_STEPS.get(local(step), "") + " ".join(points))
    return "".join(steps)
