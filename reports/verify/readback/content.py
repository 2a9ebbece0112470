"""A page's content stream as ink: pieces of text and vector shapes, each with the mark that it stands in.

A mark is a number of the page's structure (MCID), or says that the ink is an artifact, or there is none. Whatever is
text to a screen reader has a number; so text torn over lines is put together by its mark, not by where it stands.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal

import pikepdf
from pikepdf import Matrix

from reports.frozen import frozen
from reports.theme.bidi import as_read
from reports.theme.typeface import runs_left
from reports.verify.readback.glyphs import Glyphs
from reports.verify.readback.reading import MANY, ReadBox

Mark = int | Literal["running", "artifact", None]
Key = tuple[int, Mark]  # a page, from 1, and a mark on it
_MOST_FORMS = 5  # within each other
_STRAIGHT = 2  # points of a line without corners
_INVISIBLE = 3
_NUMBERS = (int, float, Decimal)  # as pikepdf has them
_PAINTING = frozenset(("f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "n"))
_SHOWING = frozenset(("Tj", "TJ", "'", '"'))


@frozen
class PaintedText:
    """Text painted by one operator, at a place in points from the page's bottom left; `read` is what a reader hears."""

    mark: Mark
    shown: str
    read: str
    x: float
    y: float
    size: float
    visible: bool
    fill: str
    across: Matrix  # from a place along the line, in ems, to the page
    glyphs: tuple[tuple[str, float, float], ...]  # what each shows, and from where to where along the line, in ems
    lang: str  # as marked content says; an element of the structure may say it as well

    def goes_on(self, other: "PaintedText") -> bool:
        """Return whether another piece of the same mark begins where this one ends."""
        end = self.x + self.across.a * self.glyphs[-1][2] if self.glyphs else self.x
        return self.mark == other.mark and self.y == other.y and abs(other.x - end) < self.size / 20


@frozen
class PaintedPath:
    """A painted path: its bounds in points from the bottom left, its colours, and for a line with corners, those."""

    mark: Mark
    left: float
    bottom: float
    right: float
    top: float
    fill: str | None
    pen: str | None
    width: float
    dashed: bool
    corners: tuple[tuple[float, float], ...] = ()

    def path(self, height: float) -> tuple[tuple[float, float], ...]:
        """Return its corners with y downwards, on a page of that height."""
        return tuple((x, height - y) for x, y in self.corners)

    def box(self, height: float) -> ReadBox:
        """Return its bounds with y downwards, on a page of that height; a line is as thick as its pen."""
        spread = self.width / 2 if self.pen and self.fill is None else 0
        flat = spread if self.top - self.bottom < spread else 0
        thin = spread if self.right - self.left < spread else 0
        return ReadBox(self.left - thin, height - self.top - flat, self.right + thin, height - self.bottom + flat)


@frozen
class Bitmap:
    """A picture of pixels; `data` is its file, where that is one by itself, as a JPEG is. In points, y upwards."""

    mark: Mark
    top: float
    height: float
    data: bytes = b""


Ink = PaintedText | PaintedPath | Bitmap


@dataclass
class _State:
    """What q saves and Q restores."""

    matrix: Matrix = Matrix()  # noqa: RUF009 - it cannot be changed
    fill: str = "0"
    pen: str = "0"
    width: float = 1.0
    dashed: bool = False
    font: Glyphs | None = None
    size: float = 0.0
    mode: int = 0


@dataclass
class _Marked:
    """An open marked-content sequence; `actual` is the text that is read instead of what is painted in it."""

    mark: Mark  # or None: it passes on the one around it
    actual: str | None = None
    lang: str = ""


def ink(instructions: Iterable[Any], resources: Any, parse: Any) -> Iterator[Ink]:
    """Yield the ink of a page, or of a form, in the order in which it is painted.

    `instructions` have `operands` and `operator` each, as pikepdf parses them, `resources` is the page's dictionary,
    and `parse` returns the instructions of a form (a stream) that the page uses.
    """
    line: list[PaintedText] = []
    for each in _Painter(resources, parse).run(instructions):
        goes_on = isinstance(each, PaintedText) and line and line[-1].goes_on(each)
        if not goes_on:
            yield from _as_read(line)
            line = []
        if isinstance(each, PaintedText):
            line.append(each)
        else:
            yield each
    yield from _as_read(line)


def _as_read(line: list[PaintedText]) -> Iterator[PaintedText]:
    """Yield pieces beside each other; where some are read from right to left, the first says all, as it is read."""
    for number, each in enumerate(line):
        if not any(runs_left(char) for piece in line for char in piece.shown):
            yield each
            continue
        shown, read = (as_read("".join(texts)) for texts in zip(*((p.shown, p.read) for p in line), strict=True))
        yield replace(each, shown="" if number else shown, read="" if number else read)


class _Painter:
    """Follows one stream of instructions, with what the stream that uses it has set."""

    def __init__(self, resources: Any, parse: Any, depth: int = 0) -> None:
        self._resources, self._parse, self._depth = resources, parse, depth
        self._state, self._saved = _State(), list[_State]()
        self._marked, self._fonts = list[_Marked](), dict[str, Glyphs]()
        self._points, self._line = list[tuple[float, float]](), Matrix()
        self._along = 0.0  # how far the line has been written

    def run(self, instructions: Iterable[Any]) -> Iterator[Ink]:
        for operands, operator in instructions:
            name = str(operator)
            if name in _PAINTING:
                yield from self._paint(name)
            elif name in _SHOWING:
                yield from self._show(name, list(operands))
            elif name == "Do":
                yield from self._use(str(operands[0]))
            elif name == "INLINE IMAGE":
                yield self._bitmap(b"")
            else:
                self._set(name, list(operands))

    # -- state --------------------------------------------------------------------------------------

    def _set(self, name: str, operands: list[Any]) -> None:
        match name:
            case "q":
                self._saved.append(replace(self._state))
            case "Q":
                self._state = self._saved.pop() if self._saved else self._state
            case "cm":
                self._state.matrix = Matrix(*operands) @ self._state.matrix
            case "BDC" | "BMC":
                self._marked.append(self._opened(operands))
            case "EMC":
                del self._marked[-1:]
            case "w":
                self._state.width = float(operands[0])
            case "d":
                self._state.dashed = len(list(operands[0])) > 0
            case "rg" | "g" | "k" | "sc" | "scn":
                self._state.fill = _colour(operands)
            case "RG" | "G" | "K" | "SC" | "SCN":
                self._state.pen = _colour(operands)
            case "m" | "l" | "c" | "v" | "y":
                self._add(operands)
            case "re":
                x, y, width, height = map(float, operands)
                self._add([x, y, x + width, y + height, x, y + height, x + width, y])
            case "BT":
                self._line, self._along = Matrix(), 0.0
            case "Tf":
                font, fonts = str(operands[0]), self._resources.get("/Font", {})
                if font in fonts and font not in self._fonts:
                    self._fonts[font] = Glyphs(fonts[font])
                self._state.font, self._state.size = self._fonts.get(font), float(operands[1])
            case "Tr":
                self._state.mode = int(operands[0])
            case "Tm":
                self._line, self._along = Matrix(*operands), 0.0
            case "Td" | "TD":
                self._line, self._along = self._line.translated(*map(float, operands[:2])), 0.0

    def _add(self, operands: list[Any]) -> None:
        values = [float(each) for each in operands]
        self._points += map(self._state.matrix.transform, zip(values[::2], values[1::2], strict=False))

    # -- marks --------------------------------------------------------------------------------------

    @property
    def _mark(self) -> Mark:
        return next((each.mark for each in reversed(self._marked) if each.mark is not None), None)

    def _opened(self, operands: list[Any]) -> _Marked:
        tag, properties = str(operands[0]), operands[1] if len(operands) > 1 else {}
        if isinstance(properties, pikepdf.Name):
            properties = self._resources.get("/Properties", {}).get(str(properties), {})
        if tag == "/Artifact":
            return _Marked("running" if properties.get("/Type") == "/Pagination" else "artifact")
        if "/MCID" in properties:
            return _Marked(int(properties["/MCID"]))
        actual = properties.get("/ActualText")
        return _Marked(None, None if actual is None else str(actual), str(properties.get("/Lang", "")))

    # -- painting -----------------------------------------------------------------------------------

    def _paint(self, name: str) -> Iterator[Ink]:
        points, self._points = self._points, []
        fills, strokes = name[0] in "fFbB", name[0] in "sSbB"
        if not points or not (fills or strokes):
            return
        xs, ys = [x for x, _ in points], [y for _, y in points]
        state = self._state
        a, b, c, d, *_ = state.matrix.shorthand
        width, dashed = state.width * abs(a * d - b * c) ** 0.5, state.dashed and strokes
        fill, pen = state.fill if fills else None, state.pen if strokes else None
        corners = tuple(points) if len(points) >= (MANY if fills else _STRAIGHT + 1) else ()
        yield PaintedPath(self._mark, min(xs), min(ys), max(xs), max(ys), fill, pen, width, dashed, corners)

    def _show(self, name: str, operands: list[Any]) -> Iterator[Ink]:
        parts = operands[0] if name == "TJ" else operands[-1:]
        font = self._state.font
        begun = (self._line @ self._state.matrix).translated(self._along, 0)
        x, y = begun.transform((0, 0))
        visible = self._state.mode != _INVISIBLE
        across = begun.scaled(self._state.size, self._state.size)
        glyphs, at = list[tuple[str, float, float]](), 0.0
        if font is None:
            shown = "\ufffd" * len([bytes(part) for part in parts if not isinstance(part, _NUMBERS)])
        else:
            for part in parts:
                if isinstance(part, _NUMBERS):
                    at -= float(part) / 1000
                    continue
                for letters, width in font.glyphs(bytes(part)):
                    glyphs.append((letters, at, at + width))
                    at += width
            shown = "".join(letters for letters, *_ in glyphs)
        self._along += at * self._state.size
        read = shown
        for each in reversed(self._marked):
            if each.actual is not None:  # the innermost is read, once
                read, each.actual = each.actual, ""
                break
        lang = next((each.lang for each in reversed(self._marked) if each.lang), "")
        yield PaintedText(
            self._mark, shown, read, x, y, self._state.size, visible, self._state.fill, across, tuple(glyphs), lang
        )

    def _bitmap(self, data: bytes) -> Bitmap:
        (_, foot), (_, top) = map(self._state.matrix.transform, ((0, 0), (1, 1)))
        return Bitmap(self._mark, max(foot, top), abs(top - foot), data)

    def _use(self, name: str) -> Iterator[Ink]:
        used = self._resources.get("/XObject", {}).get(name)
        if used is None or used.get("/Subtype") != "/Form":
            yield self._bitmap(b"" if used is None else used.read_raw_bytes())
            return
        if self._depth >= _MOST_FORMS:
            return
        inner = _Painter(used.get("/Resources", self._resources), self._parse, self._depth + 1)
        inner._state, inner._marked = replace(self._state), list(self._marked)
        if "/Matrix" in used:
            inner._state.matrix = Matrix(*used["/Matrix"]) @ self._state.matrix
        yield from inner.run(self._parse(used))


def _colour(operands: list[Any]) -> str:
    return " ".join(f"{float(each):.4f}" if isinstance(each, _NUMBERS) else str(each) for each in operands)
