"""What a Canvas draws is kept as paths and texts, alike each time, apart from the user's matplotlib."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from math import hypot
from operator import mul
from pathlib import Path as File
from typing import Any

import matplotlib
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from reports.charts.canvas import Canvas, Lettering
from reports.charts.drawing import Align, Drawing, Path, Segment, Stroke, Text
from reports.charts.recorder import record
from reports.theme.assets import ASSETS
from reports.theme.typeface import face
from reports.units import Points

REGULAR, STRONG = ASSETS / "fonts" / "SourceSans3-Regular.ttf", ASSETS / "fonts" / "SourceSans3-Semibold.ttf"
FACES = (face(REGULAR), face(STRONG))
LABEL, TITLE = Lettering(FACES[0], 10, 12, "#17242B"), Lettering(FACES[1], 12, 14, "#17242B")


def recorded(canvas: Canvas) -> Drawing:
    return record(canvas.figure, "a picture in words", FACES)


def only(canvas: Canvas) -> Path | Text:
    (mark,) = recorded(canvas).marks
    return mark


def test_a_drawing_has_the_figures_size_in_points_and_its_alt_text() -> None:
    assert recorded(Canvas(123, 45)) == Drawing(Points(123), Points(45), (), "a picture in words")


def test_a_rectangle_is_kept_with_its_fill_and_its_name() -> None:
    canvas = Canvas(200, 100)
    canvas.rectangle((10, 20), 30, 40, "#abcdef", "Bar, 2013")
    corners: tuple[Segment, ...] = (("M", 10, 20), ("L", 40, 20), ("L", 40, 60), ("L", 10, 60), ("Z",))
    assert only(canvas) == Path(corners, "#ABCDEF", None, "Bar, 2013")


def test_an_outline_is_kept_with_its_pen() -> None:
    canvas = Canvas(200, 100)
    canvas.rectangle((10, 20), 30, 40, "#FF0000", "Bar, 2013", 2)
    corners: tuple[Segment, ...] = (("M", 10, 20), ("L", 40, 20), ("L", 40, 60), ("L", 10, 60), ("Z",))
    assert only(canvas) == Path(corners, None, Stroke("#FF0000", Points(2)), "Bar, 2013")


def test_squares_in_one_go_are_marks_of_their_own() -> None:
    canvas = Canvas(200, 100)
    canvas.squares([(0, 0), (0, 0)], 9, ["#abcdef", "#123456"], ["One", "Two"])
    corners: tuple[Segment, ...] = (("M", 0, 0), ("L", 9, 0), ("L", 9, 9), ("L", 0, 9), ("Z",))
    assert recorded(canvas).marks == (Path(corners, "#ABCDEF", None, "One"), Path(corners, "#123456", None, "Two"))


def test_dashes_are_in_points_whatever_the_line_is_wide() -> None:
    canvas = Canvas(200, 100)
    canvas.line([(10, 50), (90, 50)], "#000000", 4, "Line", (8, 4))
    assert only(canvas) == Path((("M", 10, 50), ("L", 90, 50)), None, Stroke("#000000", Points(4), (8.0, 4.0)), "Line")


def test_what_cannot_be_seen_is_dropped() -> None:
    canvas = Canvas(200, 100)
    canvas.rectangle((10, 10), 0, 30, "#FF0000", "no width")
    canvas.line([(50, 50), (50, 50)], "#000000", 1, "a point")
    canvas.text(10, 10, "", LABEL, "no letter")
    assert recorded(canvas).marks == ()


# -- text -----------------------------------------------------------------------------------------


def test_a_text_starts_at_its_baseline_and_is_as_wide_as_it_is_shaped() -> None:
    canvas = Canvas(200, 100)
    canvas.text(20, 30, "AVATAR", TITLE, "Label")
    mark = only(canvas)
    assert isinstance(mark, Text)
    assert (mark.x, mark.y, mark.text, mark.size) == (20.0, 30.0, "AVATAR", 12.0)
    assert (mark.strong, mark.colour, mark.align, mark.name) == (True, "#17242B", "left", "Label")
    assert mark.width == pytest.approx(FACES[1].width("AVATAR", 12), abs=1e-4)


@pytest.mark.parametrize(("align", "part"), [("left", 0), ("center", 0.5), ("right", 1)])
def test_alignment_moves_the_start_and_is_kept(align: Align, part: float) -> None:
    canvas = Canvas(200, 100)
    canvas.text(100, 30, "Aligned", LABEL, "Label", align)
    mark = only(canvas)
    assert isinstance(mark, Text)
    assert mark.align == align
    assert mark.x == pytest.approx(100 - part * mark.width, abs=1e-3)


def test_dollars_stay_dollars() -> None:
    canvas = Canvas(200, 100)
    canvas.text(20, 30, "$46M of $50M", LABEL, "Label")
    mark = only(canvas)
    assert isinstance(mark, Text)
    assert mark.text == "$46M of $50M"


# -- the whole ------------------------------------------------------------------------------------


def a_busy_picture() -> Canvas:
    canvas = Canvas(200, 100)
    canvas.rectangle((10, 10), 40, 25, "#0B5C6B", "Bar")
    canvas.circle((80, 30), 18, "#E6EFF0", "Person")
    canvas.line([(10, 70), (190, 70)], "#7F8B93", 4, "Axis", (12, 7.2))
    canvas.line([(120, 10), (140, 50), (190, 50)], "#0B5C6B", 2, "Sum")
    canvas.text(12, 82, "More than 170 meet", TITLE, "Title")
    return canvas


def test_recording_twice_gives_equal_values() -> None:
    assert recorded(a_busy_picture()) == recorded(a_busy_picture())
    canvas = a_busy_picture()
    assert recorded(canvas) == recorded(canvas)


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
    start = (text.x * FINE, (height - text.y) * FINE)
    ImageDraw.Draw(picture).text(start, text.text, fill=text.colour, font=letters, anchor="ls")


def test_a_drawing_inked_by_others_looks_as_matplotlib_paints_it() -> None:
    canvas = a_busy_picture()
    ours = painted_by_hand(recorded(canvas))
    theirs = painted_by_matplotlib(canvas.figure)
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
