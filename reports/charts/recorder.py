"""A matplotlib backend that paints nothing and keeps every path and text.

A Drawing knows flat colours, pens with butt caps and mitred joins, and the theme's few fonts. What else
matplotlib can do (pictures, hatches, see-through colours, mathematics) is refused, with what to do instead.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path as File
from typing import Any, NoReturn

from matplotlib.backend_bases import FigureCanvasBase, GraphicsContextBase, RendererBase
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path as Outline
from matplotlib.text import Text as Label
from matplotlib.transforms import Transform

from reports.charts.canvas import plain_settings
from reports.charts.drawing import Drawing, Mark, Path, Segment, Stroke, Text
from reports.theme.typeface import Face
from reports.units import Points, from_inches

Box = tuple[float, float, float, float]  # left, bottom, right, top

_NEAR = 0.01  # points: what sticks out by less is the arithmetic's fault


@plain_settings()
def record(figure: Figure, alt: str, faces: Sequence[Face]) -> Drawing:
    """Keep what a figure draws, as a value; recording twice gives equal values.

    `faces` are the regular one, the strong one and that for what is said. Works at 72 dots per inch: a dot is a
    point. Lines are cut at the axes' box where clipping is on. Raises ValueError for what a Drawing can't hold:
    pictures, hatches, see-through colours, mathematics, other fonts, fills that leave their axes.
    """
    width, height = (Points(round(from_inches(inches), 4)) for inches in figure.get_size_inches().tolist())
    recorder = _Recorder(width, height, faces)
    with _on(figure, recorder):
        figure.draw(recorder)
    return Drawing(width, height, tuple(recorder.marks), alt)


@contextmanager
def _on(figure: Figure, recorder: _Recorder) -> Iterator[None]:
    """Put the figure on a canvas that measures as the recorder does, then back on its own."""
    canvas, dpi = figure.canvas, figure.dpi
    _Canvas(figure, recorder)
    figure.dpi = 72
    try:
        yield
    finally:
        figure.dpi = dpi
        figure.set_canvas(canvas)


class _Canvas(FigureCanvasBase):
    """Gives layout engines our measure of texts."""

    def __init__(self, figure: Figure, recorder: _Recorder) -> None:
        super().__init__(figure)
        self._recorder = recorder

    def get_renderer(self) -> _Recorder:
        return self._recorder


class _Recorder(RendererBase):
    """Keeps marks in the order they are painted. Names come from the artists' gid, or a collection's urls."""

    def __init__(self, width: Points, height: Points, faces: Sequence[Face]) -> None:
        super().__init__()
        self.marks: list[Mark] = []
        self._size = width, height
        regular, strong, *head = faces
        said = {face.path: (face, face.is_bold) for face in head}
        self._faces = said | {regular.path: (regular, False), strong.path: (strong, True)}
        self._names: list[str | None] = []

    # -- what matplotlib asks

    def get_canvas_width_height(self) -> tuple[float, float]:
        return self._size

    def flipy(self) -> bool:
        return False

    def points_to_pixels(self, points: Any) -> Any:
        return points

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: bool | str
    ) -> tuple[float, float, float]:
        face, _ = self._face(prop)
        size = prop.get_size_in_points()
        return face.width(s, size), (face.ascent + face.descent) * size, face.descent * size

    def open_group(self, s: str, gid: str | None = None) -> None:
        self._names.append(gid)

    def close_group(self, s: str) -> None:
        self._names.pop()

    # -- what matplotlib paints

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Outline,
        transform: Transform,
        rgbFace: Any = None,  # noqa: N803 (matplotlib's name)
    ) -> None:
        if gc.get_hatch():
            self._refuse(f"it is hatched ({gc.get_hatch()!r})", "use a flat colour")
        fill = None if rgbFace is None or _alpha(rgbFace) == 0 else self._colour(gc, rgbFace)
        stroke = self._stroke(gc)
        if fill is None and stroke is None:
            return
        segments = tuple(_segments(path, transform))
        clip = self._clip(gc, segments, filled=fill is not None)
        segments = tuple(_segments(path, transform, clip)) if clip else segments
        if len(segments) < 2:  # a point cannot be seen
            return
        left, bottom, right, top = _bounds(segments)
        wide, high = right > left, top > bottom
        if (wide and high) or (stroke is not None and (wide or high)):  # nor a fill without an area
            self.marks.append(Path(segments, fill, stroke, gc.get_url() or self._name("mark")))

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: bool | str = False,
        mtext: Label | None = None,
    ) -> None:
        if ismath:
            self._refuse(f"{s!r} would be set as mathematics", "make the text with parse_math=False")
        if not s.strip():
            return
        face, strong = self._face(prop)
        size = float(prop.get_size_in_points())
        text = Text(
            x=Points(_rounded(x)),
            y=Points(_rounded(y)),
            text=s,
            size=Points(_rounded(size)),
            face=face,
            strong=strong,
            colour=self._colour(gc, gc.get_rgb()),
            width=Points(_rounded(face.width(s, size))),
            align=mtext.get_horizontalalignment() if mtext else "left",
            angle=_rounded(angle),
            name=self._name(s),
        )
        self.marks.append(text)

    def draw_image(self, gc: GraphicsContextBase, x: float, y: float, im: Any, transform: Any = None) -> None:
        self._refuse("a picture is not ink", "draw it with paths")

    def draw_gouraud_triangles(self, gc: Any, triangles_array: Any, colors_array: Any, transform: Any) -> None:
        self._refuse("a gradient is not a flat colour", "draw it with flat fills")

    def draw_tex(self, *args: Any, **kwargs: Any) -> None:
        self._refuse("TeX is not set here", "make the text with usetex=False")

    # -- what becomes of it

    def _name(self, otherwise: str) -> str:
        return next((name for name in reversed(self._names) if name), otherwise)

    def _refuse(self, what: str, instead: str) -> NoReturn:
        raise ValueError(f"{self._name('a mark')} cannot be drawn: {what}; {instead}")

    def _face(self, prop: FontProperties) -> tuple[Face, bool]:
        file = prop.get_file()
        found = self._faces.get(File(os.fsdecode(file))) if file else None
        return found or self._refuse(f"its font {file or prop.get_name()!r} is not the theme's", "give it fname=")

    def _colour(self, gc: GraphicsContextBase, rgba: Any) -> str:
        alpha = gc.get_alpha() if gc.get_forced_alpha() else _alpha(rgba)
        if alpha != 1:
            self._refuse(f"its colour is see-through ({alpha:g})", "mix it with the paper's colour")
        return to_hex(tuple(rgba[:3])).upper()

    def _stroke(self, gc: GraphicsContextBase) -> Stroke | None:
        if gc.get_linewidth() <= 0 or _alpha(gc.get_rgb()) == 0:
            return None
        offset, pattern = gc.get_dashes()
        lengths: Any = () if pattern is None else pattern
        if offset and len(lengths):
            self._refuse("its dashes begin in the middle", "begin them at 0")
        dash = tuple(_rounded(length) for length in lengths)
        dash *= 1 + len(dash) % 2  # an odd pattern repeats with on and off exchanged
        return Stroke(self._colour(gc, gc.get_rgb()), Points(_rounded(gc.get_linewidth())), dash)

    def _clip(self, gc: GraphicsContextBase, segments: Sequence[Segment], *, filled: bool) -> Box | None:
        """Return the box that a line has to be cut at. Fills are not cut: they have to lie inside."""
        if gc.get_clip_path()[0] is not None:
            self._refuse("it is clipped by a shape", "cut it first, and draw with clip_on=False")
        clip = gc.get_clip_rectangle()
        if clip is None or not segments:
            return None
        left, bottom, right, top = map(float, clip.extents)
        inner = _bounds(segments)
        lower = inner[0] >= left - _NEAR and inner[1] >= bottom - _NEAR
        if lower and inner[2] <= right + _NEAR and inner[3] <= top + _NEAR:
            return None
        if filled:
            self._refuse("its fill leaves the axes", "widen the limits, or draw with clip_on=False")
        return left, bottom, right, top


def _alpha(rgba: Any) -> float:
    return float(rgba[3]) if len(rgba) > 3 else 1.0


def _bounds(segments: Sequence[Segment]) -> Box:
    """Return the box around a path's points, its curves' control points among them."""
    numbers = [segment[1:] for segment in segments]
    xs = [x for points in numbers for x in points[::2]]
    ys = [y for points in numbers for y in points[1::2]]
    return min(xs), min(ys), max(xs), max(ys)


def _rounded(number: float) -> float:
    """Forget what is finer than a printer or EMU can tell, so that drawing twice is the same; never minus zero."""
    return round(float(number), 4) + 0.0


def _segments(path: Outline, transform: Transform, clip: Box | None = None) -> Iterator[Segment]:
    """Yield an outline in points, quadratic curves as cubic; cut at `clip`, with curves as short straight lines."""
    pen = (0.0, 0.0)
    # as iter_segments does, which takes numbers out of numpy one by one
    plain: Any = path.cleaned(transform, remove_nans=True, clip=clip, simplify=False, snap=False, curves=clip is None)
    vertices, codes = iter(plain.vertices.tolist()), plain.codes.tolist()
    place = 0
    while place < len(codes) and (code := codes[place]) != Outline.STOP:
        place += (count := Outline.NUM_VERTICES_FOR_CODE[code])
        points = list(islice(vertices, count))
        x, y = map(_rounded, points[-1])
        match code:
            case Outline.MOVETO:
                yield "M", x, y
            case Outline.LINETO:
                yield "L", x, y
            case Outline.CURVE3:
                yield _curve(_cubic(pen, *points))
            case Outline.CURVE4:
                yield _curve(points)
            case Outline.CLOSEPOLY:
                yield ("Z",)
        if code != Outline.CLOSEPOLY:
            pen = points[-1]


def _curve(points: Sequence[tuple[float, float]]) -> Segment:
    (a, b), (c, d), (x, y) = [(_rounded(x), _rounded(y)) for x, y in points]
    return "C", a, b, c, d, x, y


def _cubic(
    start: tuple[float, float], control: tuple[float, float], end: tuple[float, float]
) -> list[tuple[float, float]]:
    """Raise a quadratic curve's degree: its control point is two thirds of the way for each of the new ones."""
    first, second = (
        tuple(near + 2 / 3 * (far - near) for near, far in zip(point, control, strict=True)) for point in (start, end)
    )
    return [(first[0], first[1]), (second[0], second[1]), end]
