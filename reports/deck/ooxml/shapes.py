"""A Drawing as shapes of a slide: one group that carries the alt text, its paths and texts named and editable.

A group does not scale its text, so a drawing is made in its final size. The theme's colours are referred to by name.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from itertools import pairwise
from typing import cast

from reports.charts.drawing import Mark, Path, Segment, Text
from reports.deck.layout.slide import Art, Wrapped
from reports.deck.ooxml import xml as markup
from reports.deck.ooxml.xml import RECT, el, escaped, frame
from reports.theme.types import Theme
from reports.units import Points, to_emu

_SPARE = 0.12  # of a label's width: what a wider font needs, on the side that may move
_COMMANDS = {"M": "a:moveTo", "L": "a:lnTo", "C": "a:cubicBezTo", "Z": "a:close"}
_ALIGN = {"left": "l", "center": "ctr", "right": "r"}
_SHARE = {"left": 0.0, "center": 0.5, "right": 1.0}  # of the spare width that goes to the left

_body = partial(markup.bare_body, fit="<a:noAutofit/>")

Place = tuple[int, int]  # a drawing's top left on the slide, in EMU
Bounds = tuple[float, float, float, float]  # left, bottom, right, top, in the drawing's points


def group(art: Art, place: Place, first: int, theme: Theme, language: str) -> str:
    """Write a drawing as a group, its top left at `place`; shapes are numbered from `first` on, the group first."""
    ink, drawing, marks = _Ink(art, place, theme, language), art.drawing, _once(art.drawing.marks, art.wrapped)
    children = [ink.mark(mark, number) for number, mark in enumerate(marks, first + 1)]
    box = (*place, to_emu(drawing.width), to_emu(drawing.height))
    return markup.group(first, art.name, drawing.alt, box, children)


def _once(marks: Iterable[Mark], wrapped: Mapping[str, Wrapped]) -> Iterator[Mark]:
    """Leave out all but the first line of what wraps by itself."""
    begun: set[str] = set()
    for mark in marks:
        if mark.name not in begun:
            yield mark
        begun |= {mark.name} & wrapped.keys()


class _Ink:
    """Marks of one drawing at one place. y runs upwards in the drawing and downwards on the slide."""

    def __init__(self, art: Art, place: Place, theme: Theme, language: str) -> None:
        self._art, self._theme, self._language = art, theme, language
        self._left, self._top = place
        self._colour = cache(partial(markup.colour, theme))

    def mark(self, mark: Mark, number: int) -> str:
        if isinstance(mark, Path):
            return self._path(mark, number)
        label = self._art.wrapped.get(mark.name)
        return self._wrapped(mark, label, number) if label else self._text(mark, number)

    def _x(self, x: float) -> int:
        return self._left + to_emu(x)

    def _y(self, y: float) -> int:
        return self._top + to_emu(self._art.drawing.height - y)

    def _frame(self, bounds: Bounds) -> tuple[int, int, int, int]:
        left, bottom, right, top = bounds
        x, y = self._x(left), self._y(top)
        return x, y, self._x(right) - x, self._y(bottom) - y

    # -- paths --------------------------------------------------------------------------------------

    def _path(self, path: Path, number: int) -> str:
        points = [point for segment in path.segments for point in _points(segment)]
        box = self._frame(_bounds(points))
        if path.fill is None and len(path.segments) == 2 and path.stroke:
            (x0, y0), (x1, y1) = points
            return markup.line(number, path.name, box, self._pen(path), flipped=(x1 - x0) * (y1 - y0) > 0)
        geometry = RECT if _is_rectangle(path, points) else self._outline(path, box)
        fill = f"<a:solidFill>{self._colour(path.fill)}</a:solidFill>" if path.fill else "<a:noFill/>"
        return markup.shape(number, path.name, frame(*box) + geometry + fill + self._pen(path))

    def _pen(self, path: Path) -> str:
        stroke = path.stroke
        if stroke is None:
            return "<a:ln><a:noFill/></a:ln>"
        return markup.pen(stroke.width, self._colour(stroke.colour), stroke.dash)

    def _outline(self, path: Path, box: tuple[int, int, int, int]) -> str:
        """Write any path. Without w and h, its points count in EMU: 0 would mean that they do not scale."""
        left, top, width, height = box
        size = f' w="{width}" h="{height}"' if width and height else ""
        filled = "" if path.fill else ' fill="none"'
        commands = ""
        for segment in path.segments:
            points = (f'<a:pt x="{self._x(x) - left}" y="{self._y(y) - top}"/>' for x, y in _points(segment))
            commands += el(_COMMANDS[segment[0]], *points)
        return (
            '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
            f"<a:pathLst><a:path{size}{filled}>{commands}</a:path></a:pathLst></a:custGeom>"
        )

    # -- texts --------------------------------------------------------------------------------------

    def _text(self, text: Text, number: int) -> str:
        """Set one line in a box of its own, wider than it where it may move, so that another font does not wrap it."""
        spare = _SPARE * text.width
        left, bottom = text.x - _SHARE[text.align] * spare, text.y - text.face.descent * text.size
        right, top = left + text.width + spare, bottom + (text.face.ascent + text.face.descent) * text.size
        body = _body(f"<a:p>{self._aligned(text)}{self._run(text)}</a:p>", "b", "none")
        return self._box(number, text, self._frame((left, bottom, right, top)), body)

    def _wrapped(self, text: Text, label: Wrapped, number: int) -> str:
        """Set all lines of a label as one paragraph, so that it stays whole when somebody edits it."""
        x, y, width, height = map(to_emu, label.place)
        whole = replace(text, text=label.text, size=Points(label.size))
        spacing = markup.line_spacing(label.leading)
        body = _body(f"<a:p>{self._aligned(text, spacing)}{self._run(whole)}</a:p>", label.anchor)
        return self._box(number, text, (self._left + x, self._top + y, width, height), body)

    def _box(self, number: int, text: Text, box: tuple[int, int, int, int], body: str) -> str:
        properties = f"{frame(*box)}{RECT}<a:noFill/><a:ln><a:noFill/></a:ln>"
        return markup.shape(number, text.name, properties, body)

    def _aligned(self, text: Text, spacing: str = "") -> str:
        opened = f'<a:pPr algn="{_ALIGN[text.align]}"'
        return f"{opened}>{spacing}</a:pPr>" if spacing else f"{opened}/>"

    def _run(self, text: Text) -> str:
        said = '<a:latin typeface="+mj-lt"/>' * (text.face.path == self._theme.font.head)
        said += markup.other_faces(text.text, self._theme.font)
        return (
            f'<a:r><a:rPr lang="{self._language}" sz="{round(text.size * 100)}" b="{text.strong:d}">'
            f"<a:solidFill>{self._colour(text.colour)}</a:solidFill>{said}</a:rPr>"
            f"<a:t>{escaped(text.text)}</a:t></a:r>"
        )


def _points(segment: Segment) -> Iterator[tuple[float, float]]:
    numbers = cast("tuple[float, ...]", segment[1:])
    return zip(numbers[::2], numbers[1::2], strict=True)


def _bounds(points: list[tuple[float, float]]) -> Bounds:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _is_rectangle(path: Path, points: list[tuple[float, float]]) -> bool:
    """Check whether a closed path is an upright rectangle, which is easier to edit than an outline."""
    if [segment[0] for segment in path.segments] not in (list("MLLLZ"), list("MLLLLZ")):
        return False
    left, bottom, right, top = _bounds(points)
    corners = {(left, bottom), (right, bottom), (right, top), (left, top)}
    return set(points) == corners and all(x0 == x1 or y0 == y1 for (x0, y0), (x1, y1) in pairwise(points))
