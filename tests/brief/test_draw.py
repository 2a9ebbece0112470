"""A drawing as ink: each mark where it belongs, in its colour. At 72 dpi and unsmoothed, a point is a pixel."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path as FilePath

import pikepdf
from PIL import Image

from reports.brief.draw import paint
from reports.charts.drawing import Drawing, Mark, Path, Segment, Stroke, Text
from reports.pdf.canvas import TaggedCanvas
from reports.pdf.metadata import STANDARDS
from reports.pdf.structure import Elem
from reports.units import Points
from tests.builders.brief import THEME
from tests.builders.pdf import FACTS, FONT, content
from tests.readback import elements

LETTER: dict[tuple[int, ...], str] = {(0, 0, 0): "K", (255, 0, 0): "R", (255, 255, 255): "_"}


def on_page(*marks: Mark, size: float = 6) -> bytes:
    canvas = TaggedCanvas((size, size), FACTS, STANDARDS["pdfa3"], FONT)
    figure = Elem("Figure", alt="A drawing.")
    canvas.document.structure.document.extend([figure])
    drawing = Drawing(Points(size), Points(size), marks, "A drawing.")
    paint(drawing, canvas, (0, 0), figure)
    return canvas.finished()


def letters(pdf: bytes, folder: FilePath) -> list[str]:
    (folder / "page.pdf").write_bytes(pdf)
    command = ["pdftoppm", "-r", "72", "-aa", "no", "-aaVector", "no", "-singlefile", "-png", "page.pdf", "page"]
    subprocess.run(command, cwd=folder, check=True)
    with Image.open(folder / "page.png") as image:
        width, pixels = image.width, image.convert("RGB").tobytes()
    seen = "".join(LETTER[tuple(pixels[at : at + 3])] for at in range(0, len(pixels), 3))
    return [seen[at : at + width] for at in range(0, len(seen), width)]


def a_square(left: float, bottom: float, side: float) -> tuple[Segment, ...]:
    right, top = left + side, bottom + side
    return (("M", left, bottom), ("L", right, bottom), ("L", right, top), ("L", left, top), ("Z",))


def test_a_square_stands_at_its_place(tmp_path: FilePath) -> None:
    pdf = on_page(Path(a_square(1, 1, 2), "#000000", None, "square"))
    assert letters(pdf, tmp_path) == ["______", "______", "______", "_KK___", "_KK___", "______"]


def test_what_comes_later_lies_on_top(tmp_path: FilePath) -> None:
    pdf = on_page(Path(a_square(0, 0, 4), "#000000", None, "below"), Path(a_square(2, 2, 3), "#FF0000", None, "above"))
    assert letters(pdf, tmp_path) == ["______", "__RRR_", "KKRRR_", "KKRRR_", "KKKK__", "KKKK__"]


def test_a_dashed_line_begins_and_ends_flat(tmp_path: FilePath) -> None:
    line: tuple[Segment, ...] = (("M", 0, 3), ("L", 6, 3))
    pdf = on_page(Path(line, None, Stroke("#000000", Points(2), (2, 2)), "line"))
    assert letters(pdf, tmp_path) == ["______", "______", "KK__KK", "KK__KK", "______", "______"]


def test_a_dash_does_not_go_over_to_the_next_line() -> None:
    line: tuple[Segment, ...] = (("M", 0, 3), ("L", 6, 3))
    dashed, plain = Stroke("#000000", Points(2), (2, 2)), Stroke("#000000", Points(2))
    code = content(on_page(Path(line, None, dashed, "first"), Path(line, None, plain, "second")))
    assert code.index("[2 2] 0 d") < code.index("[] 0 d")


def test_a_curve_is_a_curve() -> None:
    curve: tuple[Segment, ...] = (("M", 0, 0), ("C", 1, 4, 4, 4, 5, 0))
    assert "1 4 4 4 5 0 c" in content(on_page(Path(curve, None, Stroke("#000000", Points(1)), "curve")))


def test_text_is_text_in_the_brief_s_own_fonts() -> None:
    text = Text(
        Points(5),
        Points(5),
        "first aid",
        Points(8),
        THEME.font.face("strong"),
        True,
        "#000000",
        Points(30),
        "left",
        "label",
    )
    pdf = on_page(text, size=100)
    assert [(each.tag, each.text, each.alt) for each in elements(pdf)][1] == ("Figure", "first aid", "A drawing.")
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert "Semibold" in str(document.pages[0]["/Resources"]["/Font"]["/F1"]["/BaseFont"])


def test_a_figure_tells_where_it_stands() -> None:
    with pikepdf.open(io.BytesIO(on_page(Path(a_square(1, 1, 2), "#000000", None, "square")))) as document:
        (figure,) = [document.Root["/StructTreeRoot"]["/K"]["/K"][0]]
        assert [float(edge) for edge in figure["/A"]["/BBox"]] == [0, 0, 6, 6]
