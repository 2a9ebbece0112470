"""The publisher's mark, where a theme has one: the only picture made of pixels in a brief."""

from io import BytesIO
from pathlib import Path

from PIL import Image

from reports.brief.flowables import Flowable
from reports.errors import Location, Problem
from reports.pdf.canvas import TaggedCanvas
from reports.pdf.structure import Elem
from reports.theme.photos import PRINT, coarse


class LogoPicture(Flowable):
    """A picture, as large as fits into a box, on the paper's own colour: see-through pixels would not be archival."""

    def __init__(self, file: Path, alt: str, box: tuple[float, float], paper: str, problems: list[Problem]) -> None:
        """Set it. A print for which it is too coarse is a warning, among the `problems`; else the theme has warned."""
        with Image.open(file) as picture:
            seen = picture.convert("RGBA")
        scale = min(box[0] / seen.width, box[1] / seen.height)
        self.width, self.height = scale * seen.width, scale * seen.height
        made = BytesIO()
        Image.alpha_composite(Image.new("RGBA", seen.size, paper), seen).convert("RGB").save(made, "PNG")
        self._pixels, self._file, self._problems = seen.size, file, problems
        self._png = made.getvalue()
        self.baseline, self._elem = self.height, Elem("Figure", alt=alt)
        self.elems = (self._elem,)

    def paint(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Paint the picture, as a Figure with its alt text."""
        bottom, place = top - self.height, (self.width, self.height)
        if canvas.printing.bleed:
            self._problems += coarse(self._pixels, place, "brief", Location(str(self._file)), PRINT)
        self._elem.place(left, bottom, left + self.width, top)
        with canvas.tagged(self._elem):
            canvas.picture(self._png, left, bottom, *place)
