"""Pictures of pixels, the publisher's mark among them; what somebody says, with a picture or a signature."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

from PIL import Image

from reports.brief.flowables import Anchor, Flowable, HorizontalRule, Placed, Plate, Stack, tagged
from reports.brief.look import Look, anchor_of, in_few_lines
from reports.errors import Location, Problem
from reports.pdf.canvas import TaggedCanvas
from reports.pdf.structure import Elem
from reports.story import Message, Photograph, Picture, Quote, Section, Signed
from reports.theme.photos import PRINT, SCREEN, Shade, coarse, inked, shown
from reports.units import from_mm

_BAR = 14, 1.4  # mm
_OPENING = 0.43  # of the sheet's height: a picture that begins a page
_SIZES, _FEW_LINES = (1, 0.82, 0.68, 0.56), 6  # of a quotation
_FLATTEST, _TALLEST = 0.45, 1.25  # of its width, beside a text: a crop makes it so
_MOST_WHOLE = 0.6  # of the page's text: a picture and its text that are not parted
_WIDEST, _HIGHEST = from_mm(60), from_mm(18)  # of a signature
_MOST_LARGE = 0.36  # of the page's text, in large print: what goes with it is to stand there too


class PhotoPicture(Flowable):
    """A picture of that width in points, cropped to a height if one is given; a coarse one is a warning.

    One that is `ink` has its own colours, on whatever it stands.
    """

    def __init__(
        self,
        photo: Photograph,
        width: float,
        look: Look,
        height: float = 0.0,
        shade: Shade | None = None,
        *,
        ink: bool = False,
    ):
        own = photo.pixels.height / photo.pixels.width
        most = _MOST_LARGE * look.body_height if look.large_print else width * _TALLEST
        self.height = self.baseline = height or min(max(own, _FLATTEST) * width, most)
        self._photo, self._width, self._look, self._shade, self._ink = photo, width, look, shade, ink
        self._elem = Elem("Figure", alt=photo.alt, where=photo.credit.where)
        self.elems, self.where = (self._elem,), photo.credit.where

    def paint(self, canvas: TaggedCanvas, left: float, top: float) -> None:
        """Paint the picture, as a Figure with its alt text."""
        bottom = top - self.height
        more = canvas.beyond(left, bottom, left + self._width, top)
        place = more[0] + self._width + more[2], more[1] + self.height + more[3]
        quality = PRINT if canvas.printing.bleed else SCREEN
        self._look.problems.extend(coarse(self._photo.pixels.size, place, "brief", self._photo.credit.where, quality))
        theme = self._look.theme
        ground = (canvas.ground_at(bottom, top) or theme.colour["paper"]) if self._ink else ""
        shade = self._shade and self._shade.within(self.height, more[3], more[1])
        jpeg = shown(self._photo, place, theme, shade, ground, quality)
        self._elem.place(left, bottom, left + self._width, top)
        with canvas.tagged(self._elem):
            canvas.picture(jpeg, left - more[0], bottom - more[1], *place)


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


def picture(block: Picture, look: Look) -> Flowable:
    """Set what there is to say of a picture, and the picture with its caption below that, in the main column."""
    width = look.grid.main
    seen = PhotoPicture(block.photo, width, look)
    caption = look.caption(block.caption, block.photo.credit, width=width)
    framed = Stack([(0, seen), (look.space("xs"), caption)], whole=True)
    if not block.text:
        return framed
    told = look.paragraphs(block.text, "body", width)
    whole = told.height + framed.height < look.body_height * _MOST_WHOLE
    return look.stacked([told, framed], look.space("m"), whole=whole)


def opening(section: Section, block: Picture, look: Look) -> Flowable:
    """Let a picture begin a page, to the sheet's edges; what it is called stands large below it, its text in main."""
    paper, grid = look.paper, look.grid
    seen = PhotoPicture(block.photo, from_mm(paper.width), look, _OPENING * from_mm(paper.height))
    role = replace(look.roles["quotation"], colour=look.theme.colour["ink"])
    heading = look.heading(section.heading, role, grid.text, 2, anchor_of(section))
    caption = look.caption(block.caption, block.photo.credit, width=grid.text)
    text = Placed([(grid.to_main, 0, look.paragraphs(block.text, "body", grid.main))]) if block.text else None
    below = Stack([(look.space("xs"), caption), (look.space("m"), heading), (look.space("s"), text)], whole=True)
    foot = seen.height - from_mm(paper.top)
    placed = Placed([(-from_mm(paper.left), -from_mm(paper.top), seen), (0, foot, below)])
    placed.elems = [*heading.elems, *seen.elems, *(each for each in below.elems if each not in heading.elems)]
    return tagged("Sect", Plate(placed, foot + below.height, None))


def quote(section: Section, block: Quote, look: Look) -> Flowable:
    """Set what somebody said below a short bar, and who said it; a picture stands beside it."""
    width = look.grid.main if block.photo else look.grid.text
    kind = replace(look.roles["quotation"], colour=look.theme.colour["ink"])
    said = in_few_lines(kind, _SIZES, _FEW_LINES, lambda role: look.text(block.text, role, width, balanced=True))
    head = None
    if section.heading.text == block.name.text:  # who said it is what the section goes by
        said.anchors = [Anchor(anchor_of(section), section.heading, said.elem, 1)]
    else:
        head = look.heading(section.heading, "kicker", width, 2, anchor_of(section))
    bar = HorizontalRule(from_mm(_BAR[0]), from_mm(_BAR[1]), look.theme.colour["spark"])
    lines = [look.text(block.name, "subheading", width, tidy=True)]
    lines += [look.text(block.role, "body", width, tidy=True)] if block.role else []
    lines += [look.caption(block.cited, width=width)] if block.cited else []
    gap = look.space("s")
    below = [(gap * bool(head), bar), (gap, tagged("BlockQuote", said)), (gap, Stack([(0, each) for each in lines]))]
    words = Stack([(0, head), *below], whole=True)
    if block.photo is None:
        return words
    seen = PhotoPicture(block.photo, look.grid.side, look)
    credit = look.caption(block.photo.credit, width=look.grid.side)
    framed = Stack([(0, seen), (look.space("xs"), credit)], whole=True)
    if look.large_print:
        return look.stacked([framed, words], look.space("m"), whole=framed.height + words.height < look.body_height)
    return Placed([(look.grid.to_main, 0, words), (0, 0, framed)])  # read before the picture, as its heading is


def message(block: Message, look: Look) -> Flowable:
    """Set the words in main; the signature, the name and the role stay with the end of them."""
    text = look.paragraphs(block.text, "letter", look.grid.main)
    return Stack([(0, text), (look.space("m"), signed(block, look))], tail=True)


def signed(by: Message | Signed, look: Look) -> Flowable:
    """Set who signs, in main: the signature, if there is one, the name and the role."""
    width = look.grid.main
    name = look.text(by.name, "subheading", width, tidy=True) if by.name else None
    role = look.text(by.role, "kind", width, tidy=True) if by.role else None
    if not by.signature:
        return Stack([(0, name), (0, role)], whole=True)
    wide, high = inked(by.signature, _WIDEST * _HIGHEST, _WIDEST, _HIGHEST)
    ink, gap = PhotoPicture(by.signature, wide, look, high, ink=True), look.space("xs")
    return Stack([(0, ink), (gap, name), (0 if name else gap, role)], whole=True)
