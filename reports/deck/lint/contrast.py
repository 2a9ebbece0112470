"""Whether text can be read: its colour, found as PowerPoint finds it, against what lies behind it."""

import io
from collections.abc import Iterator
from functools import cache, cached_property
from typing import Any

from reports.deck.lint.packing import Found
from reports.deck.ooxml import inherit
from reports.deck.ooxml.inherit import Heritage, Paint
from reports.deck.ooxml.opc import A, P, Package, R
from reports.deck.ooxml.shapetree import ON, Place, descend, drawn_on, level_of, place_of
from reports.frozen import frozen
from reports.theme.contrast import contrast

_TEXT, _LARGE_TEXT = 4.5, 3.0  # WCAG 2.2, 1.4.3
_LARGE, _LARGE_BOLD = 2400, 1850  # hundredths of a point: 18 pt on paper is 24 px, a slide's 24 pt is the safer reading
_ROUNDING = 0.005
_USUAL_SIZE = 1800  # where nobody says one
_SIDE = 96  # pixels that a picture is looked at with, along each side
_MOST_PIXELS = 60_000_000  # of a file: more is not opened
_EDGE = 0.1  # of the pixels may be darker, and brighter, than what is returned
_SEEN = 0.1  # of the pixels have to be opaque for the picture to count
_ratio = cache(contrast)


def text_can_be_read(package: Package) -> Found:
    """Each text has the contrast that its size asks for, on a gradient with each of its colours."""
    for slide, texts in _texts(package):
        seen = set()
        for words, look, paint in texts:
            least = _LARGE_TEXT if look.size >= (_LARGE_BOLD if look.bold else _LARGE) else _TEXT
            paper = min(paint, key=lambda each: _ratio(look.ink, each), default=None)
            if paper and _ratio(look.ink, paper) < least - _ROUNDING and (look.ink, paper) not in seen:
                seen.add((look.ink, paper))
                ratio = int(_ratio(look.ink, paper) * 100) / 100
                yield slide, f"shows {words[:40]!r} in {look.ink} on {paper}, {ratio}:1 where it takes {least:g}:1"


def text_stands_on_plain_ground(package: Package) -> Found:
    """Whether text can be read over a picture is for eyes to say."""
    if not any(b"<a:blip" in blob or b"<a:pattFill" in blob for blob in package.members.values()):
        return
    for slide, texts in _texts(package):
        over = [words for words, _, paint in texts if not paint]
        if over:
            more = f" and {len(over) - 1} more" if len(over) > 1 else ""
            yield slide, f"shows {over[0][:40]!r}{more} over a picture or pattern, where contrast can't be judged"


@frozen
class _Look:
    """How a text is set: colour, size in hundredths of a point, weight."""

    ink: str
    size: int
    bold: bool


_Set = tuple[str, _Look, Paint]  # a text, how it is set, and the colours that may lie behind it


def _texts(package: Package) -> Iterator[tuple[str, Iterator[_Set]]]:
    """Return each slide's texts. What slides of one layout share is looked up once."""
    known: dict[tuple[object, ...], Ground] = {}
    for slide in package.slides:
        heritage = inherit.heritage_of(package, slide)
        if heritage.theme is not None:
            layout = package.line(slide)[1]
            key = layout, *heritage.colours.map.items()
            if key not in known:
                known[key] = Ground(package, layout, heritage)
            yield slide, known[key].texts(slide, heritage)


class Ground:
    """A layout with its master and its theme, under one colour map: what its slides' texts inherit and lie on."""

    def __init__(self, package: Package, layout: str, heritage: Heritage) -> None:
        """Take the colour map from the `heritage` of the layout, or of a slide on it."""
        self._package, self._parts = package, package.line(layout)
        self._heritage, self._colours, self._layout = heritage, heritage.colours, heritage.sheets[-2]
        self._look_of, self._paper_of = cache(self._inherited), cache(self._behind)
        self._photo_in = cache(lambda name: _small(package.members.get(name, b"")))
        self._plates: list[tuple[Place, Paint]] = []  # that the slide itself draws

    def at(self, place: Place) -> Paint:
        """Return the colours that lie at a place of a slide that draws nothing there itself."""
        return self._under(place, self._heritage.ground() or self._photographed(place))

    def texts(self, slide: str, heritage: Heritage) -> Iterator[_Set]:
        """Return a slide's texts: how each is set, and on what."""
        ground = heritage.ground()
        self._plates = [
            (place, paint)
            for shape in heritage.sheets[0].iterfind(f"{P}cSld/{P}spTree/{P}sp")
            if shape[-1].tag == f"{P}spPr" and (place := place_of(shape))
            if (paint := inherit.painted(shape[-1], self._colours)) is not None
        ]
        for body in self._package.indexed[slide][f"{P}txBody"]:
            shape = body.getparent()
            paper = self._paper(shape, heritage.line(shape)[1:], ground)
            for paragraph in body.iterchildren(f"{A}p"):
                inherited = self._look_of(heritage.styles(shape, level_of(paragraph)))
                for run in paragraph.iterchildren(f"{A}r"):
                    yield run[-1].text or "", self._look(descend(run, f"{A}rPr"), inherited), paper

    # -- how it is set ----------------------------------------------------------------------------

    def _inherited(self, styles: tuple[Any, ...]) -> _Look:
        """Return the look of a level by what is said of it, the nearest first."""
        runs = [found for each in styles if (found := descend(each, f"{A}defRPr")) is not None]
        ink = next((ink for each in runs if (ink := self._colours.of(each))), None)
        size, bold = (next((each.get(name) for each in runs if each.get(name)), None) for name in ("sz", "b"))
        return _Look(ink or self._colours.named("tx1"), int(size or _USUAL_SIZE), bold in ON)

    def _look(self, own: Any, inherited: _Look) -> _Look:
        if own is None:
            return inherited
        linked = len(own) and own.find(f"{A}hlinkClick") is not None
        ink = self._colours.named("hlink") if linked else self._colours.of(own) if len(own) else None
        bold = own.get("b") in ON if own.get("b") else inherited.bold
        return _Look(ink or inherited.ink, int(own.get("sz", inherited.size)), bold)

    # -- what lies behind -------------------------------------------------------------------------

    def _paper(self, shape: Any, behind: tuple[Any, ...], ground: Paint) -> Paint:
        """A shape's own fill, or that of the placeholder it goes back to, lies before what the layout draws there."""
        own = inherit.painted(descend(shape, f"{P}spPr"), self._colours)
        if own is not None:
            return own
        place = place_of(shape) if self._areas or self._plates else None
        on = next((paint for area, paint in self._plates if place and _stands_on(place, area)), None)
        on = on if on is not None else self._beneath(shape)
        return on if on is not None else self._paper_of(place, behind, ground)

    def _behind(self, place: Place | None, behind: tuple[Any, ...], ground: Paint) -> Paint:
        filled = inherit.filled(behind, self._colours)
        place = place or next(filter(None, map(place_of, behind)), None)
        ground = ground or (self._photographed(place) if place else ())
        return self._under(place, ground) if filled is None else filled

    def _beneath(self, text: Any) -> Paint | None:
        """Return how a shape of the same group is painted that lies under the middle of a text."""
        place = place_of(text) if text.getparent().tag == f"{P}grpSp" else None
        for shape in text.itersiblings(f"{P}sp", preceding=True) if place else ():
            if place and (area := place_of(shape)) and _stands_on(place, area):
                paint = inherit.painted(descend(shape, f"{P}spPr"), self._colours)
                if paint:
                    return paint
        return None

    def _under(self, place: Place | None, behind: Paint) -> Paint:
        """Lay what the master and the layout draw under the middle of a place over each other."""
        for area, paint in self._areas:
            if place and _stands_on(place, area):
                seen = paint if isinstance(paint, tuple) else _colours_under(paint, place, area)
                behind = behind if seen is None else seen
        return behind

    @cached_property
    def _areas(self) -> list[tuple[Place, Any]]:
        """Find what is drawn behind the slide, from the back: where, and its colours or its picture."""
        shown = self._layout.get("showMasterSp", "1") in ON
        found: list[tuple[Place, Any]] = []
        for part in self._parts[1::-1] if shown else self._parts[:1]:
            for shape, place in drawn_on(self._package.parts[part]):
                paint: Paint | None = ()
                if shape.tag == f"{P}sp":
                    properties, style = (descend(shape, f"{P}{tag}") for tag in ("spPr", "style"))
                    paint = inherit.painted(properties, self._colours, style, self._heritage.theme)
                if paint is not None:
                    found.append((place, paint or self._photo(part, shape) or paint))
        return found

    def _photographed(self, place: Place) -> Paint:
        """Return the colours of a background's picture under a place: the layout's, the master's or the theme's."""
        size = self._package.deck.find(f"{P}sldSz")
        whole = 0, 0, int(size.get("cx")), int(size.get("cy"))
        grounds = ((part, bg) for part in self._parts for bg in self._package.parts[part].iterfind(f"{P}cSld/{P}bg"))
        part, said = next(grounds, ("", None))
        if said is not None and said.find(f"{P}bgRef") is not None:
            place_in_list = int(said.find(f"{P}bgRef").get("idx", "0")) - 1001
            part = self._package.of_kind(self._parts[1], "theme")[0].target
            said = self._heritage.theme.findall(f".//{A}bgFillStyleLst/*")[place_in_list]
        found = self._photo(part, said) if said is not None else None
        return (_colours_under(found, place, whole) or ()) if found else ()

    def _photo(self, part: str, shape: Any) -> Any:
        """Read the picture that a shape or a background is filled with."""
        used = next((each.get(f"{R}embed", "") for each in shape.iter(f"{A}blip")), "")
        return self._photo_in(self._package.targets(part, "image").get(used, ""))


def _stands_on(place: Place, area: Place) -> bool:
    """Check whether the middle of a place lies in an area."""
    x, y = place[0] + place[2] / 2, place[1] + place[3] / 2
    return area[0] <= x <= area[0] + area[2] and area[1] <= y <= area[1] + area[3]


# -- pictures ---------------------------------------------------------------------------------------


def _colours_under(photo: Any, place: Place, area: Place) -> Paint | None:
    """Return the colours under a place of a picture that fills an area; None where it lets all through."""
    spans = []
    for axis in (0, 1):
        first = (place[axis] - area[axis]) / max(1, area[axis + 2])
        last = (place[axis] + place[axis + 2] - area[axis]) / max(1, area[axis + 2])
        start = min(_SIDE - 1, max(0, int(first * _SIDE)))
        spans.append((start, max(start + 1, min(_SIDE, round(last * _SIDE)))))
    (left, right), (top, foot) = spans
    flat = photo.crop((left, top, right, foot)).tobytes()
    pixels = list(zip(*(flat[channel::4] for channel in range(4)), strict=True))
    opaque = sorted((pixel for pixel in pixels if pixel[3] > 127), key=lambda pixel: sum(pixel[:3]))
    if len(opaque) <= _SEEN * len(pixels):
        return None
    edge = int(_EDGE * len(opaque))
    return tuple("#{:02X}{:02X}{:02X}".format(*opaque[place][:3]) for place in (edge, -1 - edge))


def _small(content: bytes) -> Any:
    """Return a picture, made small; None for what is none, too large, or a kind that takes another program to draw."""
    from PIL import Image  # few decks have one

    try:
        with Image.open(io.BytesIO(content)) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                return None
            opened.draft("RGB", (_SIDE, _SIDE))
            return opened.convert("RGBA").resize((_SIDE, _SIDE))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
