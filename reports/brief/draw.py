"""A Drawing as ink on the page: vectors, and real text in the brief's own fonts; no bitmap."""

from typing import assert_never

from reports.charts.drawing import Drawing, Path, Text
from reports.pdf.canvas import TaggedCanvas
from reports.pdf.fonts import shaped_font
from reports.pdf.structure import Elem


def paint(drawing: Drawing, canvas: TaggedCanvas, corner: tuple[float, float], elem: Elem | None) -> None:
    """Paint with the lower left corner at `corner`: all of it content of a Figure, else only the texts of an element.

    Without an element all of it is decoration.
    """
    left, bottom = corner
    if elem and elem.tag == "Figure":
        elem.place(left, bottom, left + drawing.width, bottom + drawing.height)
    with canvas.tagged(elem) if elem else canvas.artifact():
        canvas.saveState()
        canvas.translate(left, bottom)
        for mark in drawing.marks:
            match mark:
                case Path():
                    _paint_path(canvas, mark)
                case Text():
                    canvas.show(mark.text, (mark.x, mark.y), shaped_font(mark.face), mark.size, mark.colour)
                case _:
                    assert_never(mark)
        canvas.restoreState()


def _paint_path(canvas: TaggedCanvas, mark: Path) -> None:
    outline = canvas.beginPath()
    for segment in mark.segments:
        match segment:
            case ("M", x, y):
                outline.moveTo(x, y)
            case ("L", x, y):
                outline.lineTo(x, y)
            case ("C", x1, y1, x2, y2, x3, y3):
                outline.curveTo(x1, y1, x2, y2, x3, y3)
            case ("Z",):
                outline.close()
    if mark.fill:
        canvas.fill_with(mark.fill)
    if mark.stroke:
        canvas.draw_with(mark.stroke.colour)
        canvas.setLineWidth(mark.stroke.width)
        canvas.setDash(*([list(mark.stroke.dash)] if mark.stroke.dash else []))
    canvas.drawPath(outline, stroke=int(mark.stroke is not None), fill=int(mark.fill is not None))
