"""A matplotlib backend that paints nothing and keeps every path and text that a `Canvas` draws.

A Drawing knows flat colours, pens with butt caps and mitred joins, and the theme's few fonts, as the marks of a Canvas
do. Whatever else matplotlib can paint (pictures, hatches, see-through colours, axes that clip) has no place in it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path as File
from typing import Any, cast

from matplotlib.backend_bases import GraphicsContextBase, RendererBase
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

_LETTERS = {Outline.MOVETO: "M", Outline.LINETO: "L", Outline.CURVE4: "C", Outline.CLOSEPOLY: "Z"}


@plain_settings()
def record(figure: Figure, alt: str, faces: Sequence[Face]) -> Drawing:
    """Keep what the figure of a `Canvas` draws, as a value; recording twice gives equal values.

    `faces` are the regular one, the strong one and that for what is said; a text in another one is a KeyError, and so
    is a quadratic curve.
    """
    width, height = (Points(round(from_inches(inches), 4)) for inches in figure.get_size_inches().tolist())
    recorder = _Recorder(faces)
    figure.draw(recorder)
    return Drawing(width, height, tuple(recorder.marks), alt)


class _Recorder(RendererBase):
    """Keeps marks in the order they are painted; a dot of the figure is a point.

    Names are the artists' gid, or a collection's urls.
    """

    def __init__(self, faces: Sequence[Face]) -> None:
        super().__init__()
        self.marks: list[Mark] = []
        regular, strong, *head = faces
        said = {face.path: (face, face.is_bold) for face in head}
        self._faces = said | {regular.path: (regular, False), strong.path: (strong, True)}
        self._name = ""

    def flipy(self) -> bool:
        return False

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: bool | str
    ) -> tuple[float, float, float]:
        face, _ = self._face(prop)
        size = prop.get_size_in_points()
        return face.width(s, size), (face.ascent + face.descent) * size, face.descent * size

    def open_group(self, s: str, gid: str | None = None) -> None:
        self._name = gid or ""

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Outline,
        transform: Transform,
        rgbFace: Any = None,  # noqa: N803 (matplotlib's name)
    ) -> None:
        fill, stroke = None if rgbFace is None else _hex(rgbFace), _stroke(gc)
        segments = tuple(_segments(path, transform))
        points = [segment[-2:] for segment in segments if len(segment) > 1]
        wide, high = (min(each) < max(each) for each in zip(*points, strict=True))
        if (wide and high and fill) or ((wide or high) and stroke):  # nobody sees a point, nor a fill without an area
            self.marks.append(Path(segments, fill, stroke, gc.get_url() or self._name))

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
        face, strong = self._face(prop)
        size = float(prop.get_size_in_points())
        x, y, size, width = (Points(_rounded(each)) for each in (x, y, size, face.width(s, size)))
        align = mtext.get_horizontalalignment() if mtext else "left"
        self.marks.append(Text(x, y, s, size, face, strong, _hex(gc.get_rgb()), width, align, self._name))

    def _face(self, prop: FontProperties) -> tuple[Face, bool]:
        return self._faces[File(os.fsdecode(prop.get_file() or ""))]


def _hex(rgba: Any) -> str:
    return to_hex(tuple(rgba[:3])).upper()


def _stroke(gc: GraphicsContextBase) -> Stroke | None:
    if not gc.get_linewidth():
        return None
    _, dash = gc.get_dashes()
    lengths: Any = () if dash is None else dash
    return Stroke(_hex(gc.get_rgb()), Points(_rounded(gc.get_linewidth())), tuple(map(_rounded, lengths)))


def _rounded(number: float) -> float:
    """Forget what is finer than a printer or EMU can tell, so that drawing twice is the same; never minus zero."""
    return round(float(number), 4) + 0.0


def _segments(path: Outline, transform: Transform) -> Iterator[Segment]:
    """Yield an outline in points."""
    # as iter_segments does, which takes numbers out of numpy one by one
    plain: Any = path.cleaned(transform, remove_nans=True, simplify=False, snap=False, curves=True)
    vertices, codes = iter(plain.vertices.tolist()), plain.codes.tolist()
    place = 0
    while place < len(codes) and (code := codes[place]) != Outline.STOP:
        place += (count := Outline.NUM_VERTICES_FOR_CODE[code])
        points = list(islice(vertices, count))
        numbers = () if code == Outline.CLOSEPOLY else map(_rounded, chain(*points))
        yield cast("Segment", (_LETTERS[code], *numbers))
