from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from math import cos, hypot, radians, sin
from operator import mul
from pathlib import Path as File
from typing import Any

import matplotlib
import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Circle, PathPatch, Rectangle
from matplotlib.path import Path as Outline
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from reports.charts.drawing import Drawing, Path, Segment, Stroke, Text
from reports.charts.recorder import record
from reports.theme.assets import ASSETS
from reports.theme.typeface import face
from reports.units import Points

REGULAR, STRONG = ASSETS / "fonts" / "SourceSans3-Regular.ttf", ASSETS / "fonts" / "SourceSans3-Semibold.ttf"
FACES = (face(REGULAR), face(STRONG))


def axes(width: float = 200, height: float = 100) -> Axes:
    """Axes that fill their figure: a unit is a point, and lines are clipped at the edges."""
    figure = Figure(figsize=(width / 72, height / 72), dpi=100, frameon=False)
    made = figure.add_axes((0, 0, 1, 1))
    made.set(xlim=(0, width), ylim=(0, height))
    made.axis("off")
    return made


def recorded(drawn: Axes) -> Drawing:
    figure = drawn.get_figure(root=True)
    assert figure is not None
    return record(figure, "a picture in words", FACES)


def only(drawn: Axes) -> Path | Text:
    (mark,) = recorded(drawn).marks
    return mark


def font(file: File = REGULAR, size: float = 10) -> FontProperties:
    return FontProperties(fname=file, size=size)


def test_a_drawing_has_the_figures_size_in_points_and_its_alt_text() -> None:
    drawing = recorded(axes(123, 45))
    assert drawing == Drawing(Points(123), Points(45), (), "a picture in words")


def test_a_rectangle_is_kept_with_its_fill_its_pen_and_its_name() -> None:
    drawn = axes()
    drawn.add_patch(Rectangle((10, 20), 30, 40, facecolor="#abcdef", edgecolor="red", linewidth=2, gid="Bar, 2013"))
    corners: tuple[Segment, ...] = (("M", 10, 20), ("L", 40, 20), ("L", 40, 60), ("L", 10, 60), ("Z",))
    assert only(drawn) == Path(corners, "#ABCDEF", Stroke("#FF0000", Points(2)), "Bar, 2013")


def test_shapes_of_a_collection_have_its_urls_for_names() -> None:
    drawn, square = axes(), Outline([(0, 0), (9, 0), (9, 9), (0, 9), (0, 0)], closed=True)
    colours = ["#abcdef", "#123456"]
    drawn.add_collection(PathCollection([square, square], facecolors=colours, linewidths=0, urls=["One", "Two"]))
    corners: tuple[Segment, ...] = (("M", 0, 0), ("L", 9, 0), ("L", 9, 9), ("L", 0, 9), ("Z",))
    assert recorded(drawn).marks == (Path(corners, "#ABCDEF", None, "One"), Path(corners, "#123456", None, "Two"))


def test_dashes_are_in_points_whatever_the_line_is_wide() -> None:
    drawn = axes()
    drawn.plot([10, 90], [50, 50], color="black", linewidth=4, linestyle=(0, (2, 1)), dash_capstyle="butt")
    mark = only(drawn)
    assert isinstance(mark, Path)
    assert mark.stroke == Stroke("#000000", Points(4), (8.0, 4.0))


def test_an_odd_dash_pattern_is_written_out() -> None:
    drawn = axes()
    drawn.add_patch(PathPatch(Outline([(0, 0), (9, 9)]), fill=False, linewidth=1, linestyle=(0, (1, 2, 3))))
    mark = only(drawn)
    assert isinstance(mark, Path)
    assert mark.stroke is not None
    assert mark.stroke.dash == (1, 2, 3, 1, 2, 3)


def test_quadratic_curves_become_the_same_cubic_ones() -> None:
    drawn = axes()
    outline = Outline([(0, 0), (30, 60), (60, 0)], [Outline.MOVETO, Outline.CURVE3, Outline.CURVE3])
    drawn.add_patch(PathPatch(outline, fill=False))
    mark = only(drawn)
    assert isinstance(mark, Path)
    assert mark.segments == (("M", 0, 0), ("C", 20, 40, 40, 40, 60, 0))


def test_lines_are_cut_at_the_axes_box() -> None:
    drawn = axes(200, 100)
    drawn.plot([-100, 300], [50, 50], color="black")
    mark = only(drawn)
    assert isinstance(mark, Path)
    xs = [segment[1] for segment in mark.segments if segment[0] in ("M", "L")]
    assert min(xs) == pytest.approx(0, abs=1)
    assert max(xs) == pytest.approx(200, abs=1)


def test_a_line_that_leaves_and_comes_back_has_a_gap() -> None:
    drawn = axes()
    drawn.plot([10, 50, 90], [50, 150, 50], color="black")
    mark = only(drawn)
    assert isinstance(mark, Path)
    assert [segment[0] for segment in mark.segments].count("M") == 2


def test_lines_are_left_alone_where_clipping_is_off() -> None:
    drawn = axes()
    drawn.plot([-5, 205], [50, 50], color="black", clip_on=False)
    mark = only(drawn)
    assert isinstance(mark, Path)
    assert mark.segments == (("M", -5, 50), ("L", 205, 50))


def test_markers_are_paths_of_their_own() -> None:
    drawn = axes()
    drawn.plot([20, 40, 60], [50, 50, 50], "s", color="red", markersize=6, markeredgewidth=0)
    marks = recorded(drawn).marks
    assert len(marks) == 3
    assert all(isinstance(mark, Path) and mark.fill == "#FF0000" for mark in marks)


def test_what_cannot_be_seen_is_dropped() -> None:
    drawn = axes()
    drawn.add_patch(Rectangle((10, 10), 0, 30, facecolor="red", linewidth=0))
    drawn.add_patch(Rectangle((10, 10), 30, 30, facecolor="none", edgecolor="none"))
    drawn.plot([50, 50], [50, 50], color="black")
    drawn.plot([float("nan")], [1], color="black")
    drawn.plot([-50, -20], [50, 50], color="black")
    drawn.text(10, 10, " ", fontproperties=font())
    assert recorded(drawn).marks == ()


# -- text -----------------------------------------------------------------------------------------


def test_a_text_starts_at_its_baseline_and_is_as_wide_as_it_is_shaped() -> None:
    drawn = axes()
    drawn.text(20, 30, "AVATAR", fontproperties=font(STRONG, 12), color="#17242b", parse_math=False, gid="Label")
    mark = only(drawn)
    assert isinstance(mark, Text)
    assert (mark.x, mark.y, mark.text, mark.size, mark.angle) == (20.0, 30.0, "AVATAR", 12.0, 0.0)
    assert (mark.strong, mark.colour, mark.align, mark.name) == (True, "#17242B", "left", "Label")
    assert mark.width == pytest.approx(FACES[1].width("AVATAR", 12), abs=1e-4)


@pytest.mark.parametrize(("align", "part"), [("left", 0), ("center", 0.5), ("right", 1)])
def test_alignment_moves_the_start_and_is_kept(align: str, part: float) -> None:
    drawn = axes()
    drawn.text(100, 30, "Aligned", fontproperties=font(), ha=align, parse_math=False)
    mark = only(drawn)
    assert isinstance(mark, Text)
    assert mark.align == align
    assert mark.x == pytest.approx(100 - part * mark.width, abs=1e-3)


@pytest.mark.parametrize("angle", [30, 90, 270])
def test_turned_text_keeps_where_its_baseline_starts(angle: float) -> None:
    drawn = axes()
    turned = drawn.text(100, 50, "Turned", fontproperties=font(), ha="center", va="baseline", rotation=angle)
    turned.set(rotation_mode="anchor", parse_math=False)
    mark = only(drawn)
    assert isinstance(mark, Text)
    assert mark.angle == angle
    assert mark.x == pytest.approx(100 - cos(radians(angle)) * mark.width / 2, abs=1e-3)
    assert mark.y == pytest.approx(50 - sin(radians(angle)) * mark.width / 2, abs=1e-3)


def test_lines_of_a_text_are_texts() -> None:
    drawn = axes()
    drawn.text(20, 50, "one\ntwo", fontproperties=font(), parse_math=False)
    first, second = [mark for mark in recorded(drawn).marks if isinstance(mark, Text)]
    assert (first.text, second.text) == ("one", "two")
    assert first.y > second.y


def test_dollars_stay_dollars() -> None:
    drawn = axes()
    drawn.text(20, 30, "$46M of $50M", fontproperties=font(), parse_math=False)
    mark = only(drawn)
    assert isinstance(mark, Text)
    assert mark.text == "$46M of $50M"


# -- what is refused ------------------------------------------------------------------------------

REFUSED: dict[str, Callable[[Axes], object]] = {
    "a mark cannot be drawn: a picture is not ink; draw it with paths": lambda drawn: drawn.imshow(
        np.zeros((2, 2)), extent=(0, 50, 0, 50)
    ),
    "Bar cannot be drawn: it is hatched ('/'); use a flat colour": lambda drawn: drawn.add_patch(
        Rectangle((0, 0), 9, 9, hatch="/", gid="Bar")
    ),
    "Bar cannot be drawn: its colour is see-through (0.5); mix it with the paper's colour": lambda drawn: (
        drawn.add_patch(Rectangle((0, 0), 9, 9, alpha=0.5, gid="Bar"))
    ),
    "Label cannot be drawn: its colour is see-through (0.5); mix it with the paper's colour": lambda drawn: drawn.text(
        9, 9, "pale", alpha=0.5, gid="Label", fontproperties=font(), parse_math=False
    ),
    "Sum cannot be drawn: '$1+1$' would be set as mathematics; make the text with parse_math=False": lambda drawn: (
        drawn.text(9, 9, "$1+1$", gid="Sum", fontproperties=font())
    ),
    "Bar cannot be drawn: its fill leaves the axes; widen the limits, or draw with clip_on=False": lambda drawn: (
        drawn.add_patch(Rectangle((190, 0), 20, 9, gid="Bar"))
    ),
    "Line cannot be drawn: its dashes begin in the middle; begin them at 0": lambda drawn: drawn.plot(
        [1, 9], [1, 9], linestyle=(1, (2, 2)), gid="Line"
    ),
    "Bar cannot be drawn: it is clipped by a shape; cut it first, and draw with clip_on=False": lambda drawn: (
        drawn.add_patch(Rectangle((0, 0), 9, 9, gid="Bar")).set_clip_path(Circle((5, 5), 3))
    ),
}


@pytest.mark.parametrize("message", REFUSED)
def test_what_cannot_be_ink_is_refused_with_a_way_out(message: str) -> None:
    drawn = axes()
    REFUSED[message](drawn)
    with pytest.raises(ValueError, match=r".") as refused:
        recorded(drawn)
    assert str(refused.value) == message


def test_a_font_that_is_not_the_themes_is_refused() -> None:
    drawn = axes()
    drawn.text(9, 9, "Bold", fontproperties=font(ASSETS / "fonts" / "SourceSans3-Bold.ttf"), gid="Label")
    with pytest.raises(ValueError, match=r"^Label cannot be drawn: its font .*Bold.ttf' is not the theme's"):
        recorded(drawn)


# -- the whole ------------------------------------------------------------------------------------


def a_busy_picture() -> Axes:
    drawn = axes(200, 100)
    drawn.add_patch(Rectangle((10, 10), 40, 25, facecolor="#0B5C6B", linewidth=0))
    drawn.add_patch(Circle((80, 30), 18, facecolor="#E6EFF0", edgecolor="#17242B", linewidth=1.5))
    drawn.plot([10, 190], [70, 70], color="#7F8B93", linewidth=4, linestyle=(0, (3, 1.8)), dash_capstyle="butt")
    drawn.plot([120, 140, 260], [10, 50, 50], color="#0B5C6B", linewidth=2, solid_capstyle="butt")
    drawn.text(12, 82, "More than 170 meet", fontproperties=font(STRONG, 12), parse_math=False)
    turned = drawn.text(160, 8, "turned", fontproperties=font(REGULAR, 12), rotation=90, parse_math=False)
    turned.set(rotation_mode="anchor")
    return drawn


def test_recording_twice_gives_equal_values() -> None:
    assert recorded(a_busy_picture()) == recorded(a_busy_picture())
    drawn = a_busy_picture()
    assert recorded(drawn) == recorded(drawn)


def test_recording_leaves_the_figure_as_it_was() -> None:
    drawn = axes()
    figure = drawn.get_figure(root=True)
    assert figure is not None
    canvas, dpi = figure.canvas, figure.dpi
    recorded(drawn)
    assert (figure.canvas, figure.dpi) == (canvas, dpi)


SCALE = 4  # pixels to a point when pictures are compared
FINE = 4 * SCALE  # and when we paint, which knows no half pixels


def painted_by_matplotlib(figure: Figure) -> Image.Image:
    figure.dpi = 72 * SCALE
    figure.patch.set_visible(True)
    canvas: Any = FigureCanvasAgg(figure)
    with matplotlib.rc_context({"text.hinting": "none"}):
        canvas.draw()
    return Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")


def painted_by_hand(drawing: Drawing) -> Image.Image:
    """Ink a drawing as a picture, with polygons and letters alone."""
    picture = Image.new("RGB", (round(drawing.width * FINE), round(drawing.height * FINE)), "white")
    for mark in drawing.marks:
        match mark:
            case Path():
                _paint_path(ImageDraw.Draw(picture), mark, drawing.height)
            case Text():
                _paint_text(picture, mark, drawing.height)
    return picture.reduce(FINE // SCALE)


def _paint_path(draw: ImageDraw.ImageDraw, path: Path, height: float) -> None:
    def pixel(x: float, y: float) -> tuple[float, float]:
        return x * FINE - 0.5, (height - y) * FINE - 0.5

    for points in _outlines(path):
        if path.fill:
            draw.polygon([pixel(*point) for point in points], fill=path.fill)
        if path.stroke:
            for (x, y), (u, v) in _dashed(points, path.stroke.dash):
                length = hypot(u - x, v - y) or 1
                across = ((v - y) / length * path.stroke.width / 2, (x - u) / length * path.stroke.width / 2)
                corners = [(x, y, 1), (u, v, 1), (u, v, -1), (x, y, -1)]
                edges = [pixel(a + side * across[0], b + side * across[1]) for a, b, side in corners]
                draw.polygon(edges, fill=path.stroke.colour)


def _outlines(path: Path) -> Iterator[list[tuple[float, float]]]:
    points: list[tuple[float, float]] = []
    for segment in path.segments:
        match segment:
            case ("M", x, y):
                if points:
                    yield points
                points = [(x, y)]
            case ("L", x, y):
                points.append((x, y))
            case ("C", a, b, c, d, x, y):
                points += list(_along([points[-1], (a, b), (c, d), (x, y)]))
            case ("Z",):
                points.append(points[0])
    yield points


def _along(curve: list[tuple[float, float]], steps: int = 20) -> Iterator[tuple[float, float]]:
    for part in (step / steps for step in range(1, steps + 1)):
        weights = [(1 - part) ** 3, 3 * part * (1 - part) ** 2, 3 * part**2 * (1 - part), part**3]
        xs, ys = zip(*curve, strict=True)
        yield sum(map(mul, weights, xs)), sum(map(mul, weights, ys))


def _dashed(
    points: list[tuple[float, float]], dash: tuple[float, ...]
) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    for (x, y), (u, v) in pairwise(points):
        length, at, number = hypot(u - x, v - y), 0.0, 0
        while dash and at < length:
            end = min(at + dash[number % len(dash)], length)
            if number % 2 == 0:
                start, stop = at / length, end / length
                yield (x + start * (u - x), y + start * (v - y)), (x + stop * (u - x), y + stop * (v - y))
            at, number = end, number + 1
        if not dash:
            yield (x, y), (u, v)


def _paint_text(picture: Image.Image, text: Text, height: float) -> None:
    letters = ImageFont.truetype(str(STRONG if text.strong else REGULAR), text.size * FINE)
    layer = Image.new("L", picture.size)
    start = (text.x * FINE, (height - text.y) * FINE)
    ImageDraw.Draw(layer).text(start, text.text, fill=255, font=letters, anchor="ls")
    turned = layer.rotate(text.angle, Image.Resampling.BICUBIC, center=start)
    picture.paste(Image.new("RGB", picture.size, text.colour), mask=turned)


def test_a_drawing_inked_by_others_looks_as_matplotlib_paints_it() -> None:
    drawn = a_busy_picture()
    figure = drawn.get_figure(root=True)
    assert figure is not None
    ours = painted_by_hand(recorded(drawn))
    theirs = painted_by_matplotlib(figure)
    assert ours.size == theirs.size
    soft = [np.asarray(image.filter(ImageFilter.GaussianBlur(SCALE / 2)), dtype=float) for image in (ours, theirs)]
    difference = np.abs(soft[0] - soft[1]).max(axis=2)
    assert difference.mean() < 1.5  # of 255; versions of matplotlib place letters differently by a quarter of a point
    assert (difference > 96).mean() < 0.003


# -- apart from the user's matplotlib -------------------------------------------------------------


def ran(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MPL", "MATPLOTLIB", "XDG"))}
    kept |= {"PYTHONPATH": str(File(__file__).parents[1]), "PYTHONDONTWRITEBYTECODE": "1"} | environment
    command = [sys.executable, "-W", "error", "-c", code]
    return subprocess.run(command, env=kept, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_drawing_writes_nothing_into_the_users_home(tmp_path: File) -> None:
    done = ran("import os, reports.charts; print(os.environ.get('MPLCONFIGDIR'))", HOME=str(tmp_path))
    assert (done.returncode, done.stdout, done.stderr) == (0, "None\n", "")
    assert list(tmp_path.rglob("*")) == []


@pytest.mark.slow
def test_a_home_that_cannot_be_written_is_no_trouble(tmp_path: File) -> None:
    (tmp_path / "home").write_text("a file where the folder should be")
    done = ran("import reports.charts", HOME=str(tmp_path / "home"))
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
def test_fonts_of_the_system_are_not_looked_for(tmp_path: File) -> None:
    code = "import reports.charts; from matplotlib.font_manager import fontManager as m; print(len(m.ttflist))"
    assert ran(code, HOME=str(tmp_path)).stdout == "0\n"


@pytest.mark.slow
def test_matplotlib_writes_no_help_that_nobody_reads() -> None:
    code = "import reports.charts; from matplotlib import artist, lines; print(lines.Line2D.set is artist.Artist.set)"
    code += "; print(artist.kwdoc(artist.Artist).strip()[:6])"
    assert ran(code).stdout == "True\nProper\n"
