"""A finished deck, read back: slides in order, their texts and shapes, the notes, and what it says of itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby
from typing import Any

from lxml.etree import Element, XMLSyntaxError

from reports.deck.layout.boxes import LOGO
from reports.deck.ooxml.inherit import Heritage
from reports.deck.ooxml.opc import A, P, Package, R, Relation, local, shape_of
from reports.deck.ooxml.shapetree import TITLES, Frame, language_of, name_of, ph_of, text_of, tree_of
from reports.story import Span, folded
from reports.story.phrases.grammar import counted
from reports.units import from_emu
from reports.verify.readback import reading
from reports.verify.readback.package import opened, root_of
from reports.verify.readback.reading import DAMAGED, Discrepancy, Passage, PassageKind, ReadBox, ReadShape, unreadable
from reports.verify.readback.visible import Sheets, box_of

MOST_SLIDES = 2_000
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PROPERTIES = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
_CONTINUED = re.compile(r" (\(\d+/\d+\))$")
_ROOM = "Art"  # what our own title layout keeps for the squares
_POINTED_AT = (f"{A}hlinkClick", f"{A}hlinkHover", f"{A}hlinkMouseOver")
_RUNNING = ("ftr", "sldNum", "dt", "hdr")
_OURS = ("Footer", "Draft")  # text boxes of ours: where a layout has no footer, and on the slides of a draft


def read_deck(pptx: bytes, file: str) -> reading.FileReading:
    """Return what a PowerPoint file holds.

    Raises a ReportError if it is none, is locked, or asks for more than any deck would.
    """
    try:
        return _DeckReader(opened(pptx, file), file).read()
    except (*DAMAGED, XMLSyntaxError) as error:
        raise unreadable(file, "is not a PowerPoint file that can be read", "build it again") from error


class _DeckReader:
    """Reads one package. What is public is filled by the sheets as they are walked."""

    def __init__(self, package: Package, file: str) -> None:
        self.package, self._file = package, file
        self.xml = cache(lambda name: root_of(package, name, file))  # most slides have one layout, master and theme
        self.passages, self.pictures = list[Passage](), list[reading.ReadPicture]()
        self.loose, self.problems = list[ReadShape](), list[Discrepancy]()
        self.spoken, self.tables = dict[reading.SpokenText, None](), 0
        self._links, self._hidden = list[tuple[int, str]](), set[int]()
        self._layouts, self._roomy = set[str](), False

    def read(self) -> reading.FileReading:
        main = next((each.target for each in self.package.of_kind("", "officeDocument")), "")
        if main not in self.package.members:
            raise unreadable(self._file, "is not a PowerPoint file that can be read", "build it again")
        related, presentation = self.package.targets(main, "slide"), self.xml(main)
        listed = [related.get(each.get(f"{R}id", "")) for each in presentation.iter(f"{P}sldId")]
        slides = [each for each in listed if each]
        if not 1 <= len(slides) <= MOST_SLIDES or len(slides) < len(listed):
            raise unreadable(self._file, f"has {len(slides)} slides", f"a deck has 1 to {MOST_SLIDES:,}")
        size, defaults = presentation.find(f"{P}sldSz"), presentation.find(f"{P}defaultTextStyle")
        width, height = (from_emu(int(size.get(key))) for key in ("cx", "cy"))
        for number, name in enumerate(slides, 1):
            slide = self.xml(name)
            self._slide(number, name, slide)
            layouts = self._related([name], "slideLayout")
            names = [*layouts, *self._related(layouts, "slideMaster")]
            theme = next(map(self.xml, self._related(names, "theme")), None)
            sheets = [slide, *map(self.xml, names)]
            ties = [{shape_of(ph): ph for ph in sheet.iter(f"{P}ph")} for sheet in sheets]
            unseen = Sheets(Heritage(sheets, theme, defaults, ties), width, height).unseen()
            self.problems += (Discrepancy("deck", number, said, failure) for said, failure in dict.fromkeys(unseen))
        return reading.FileReading(
            part="deck",
            file=self._file,
            places=len(slides),
            passages=tuple(self.passages),
            pictures=tuple(self.pictures),
            loose=tuple(self.loose),
            links=tuple(self._links),
            properties=self._properties(len(slides)),
            problems=tuple(self.problems),
            roomy=self._roomy,
            hidden=frozenset(self._hidden),
            spoken=tuple(self.spoken),
        )

    def _related(self, names: Sequence[str], kind: str) -> list[str]:
        return [each.target for name in names for each in self.package.of_kind(name, kind)]

    def _slide(self, number: int, name: str, slide: Any) -> None:
        related = self.package.relations.get(name, [])
        if slide.get("show") in ("0", "false"):
            self._hidden.add(number)
            self.problems.append(Discrepancy("deck", number, "is hidden", failure=False))
        _SlideReader(self, number, "slide", related).tree(slide)
        actions = {each.get("action", "").partition("?")[0].rpartition("/")[2] for each in slide.iter(*_POINTED_AT)}
        for action in sorted(actions & {"program", "macro", "ole"}):
            self.problems.append(Discrepancy("deck", number, f"does something when it is pointed at ({action})"))
        for each in related:
            if each.kind == "notesSlide":
                notes = self.package.relations.get(each.target, [])
                _SlideReader(self, number, "notes", notes).tree(self.xml(each.target))
            elif each.kind == "slideLayout":
                self._layout(number, each.target)
            elif each.kind == "hyperlink" and each.external:
                self._links.append((number, each.target))

    def _layout(self, number: int, name: str) -> None:
        """Read what a layout and its master show by themselves, once: it stands on every slide made from them."""
        if name in self._layouts:
            return
        self._layouts.add(name)
        layout = self.xml(name)
        self._roomy |= any(each.get("name") == _ROOM for each in layout.iter(f"{P}cNvPr"))
        _SlideReader(self, number, "stray", []).tree(layout)
        for each in self.package.of_kind(name, "slideMaster"):
            self._layout(number, each.target)

    def _properties(self, slides: int) -> reading.ReadProperties:
        related = {each.kind: each.target for each in self.package.relations.get("", []) if not each.external}
        kinds = ("core-properties", "extended-properties")
        core, app = (self.xml(related[kind]) if kind in related else Element("none") for kind in kinds)
        told = app.findtext(f"{_PROPERTIES}Slides") or ""
        if told.isdigit() and int(told) != slides:
            message = f"its properties count {counted(int(told), 'slide')}, but it has {slides}"
            self.problems.append(Discrepancy("deck", 0, message))
        names = ("title", "creator", "language")
        title, creator, language = ((core.findtext(f"{_DC}{name}") or "").strip() for name in names)
        return reading.ReadProperties(title, creator, language)


class _SlideReader:
    """Walks the shapes of a slide, of its notes, or of a layout, in their order, which is that of reading."""

    def __init__(self, reader: _DeckReader, number: int, kind: PassageKind, related: Sequence[Relation]) -> None:
        self._reader, self._number, self._kind = reader, number, kind
        self._related = {each.id: each for each in related}
        self._keys: list[str] = []
        self._inside = ""

    def tree(self, root: Any) -> None:
        for each in tree_of(root):
            self._any(each, Frame(), None)

    def _any(self, element: Any, frame: Frame, ink: list[ReadShape] | None) -> None:
        """Read a shape; `ink` gathers vectors for the picture around, if there is one."""
        named = name_of(element)
        alt, kind = folded(named.get("descr", "")), local(element)
        for said in (alt if kind in ("sp", "cxnSp", "graphicFrame") else "", folded(named.get("title", ""))):
            if said and self._kind == "slide":
                self._reader.passages.append(Passage(self._number, "alt", said))
        match kind:
            case "sp" | "cxnSp":
                self._shape(element, frame, ink)
            case "grpSp":
                self._group(element, frame, ink)
            case "pic":
                if self._kind != "stray":
                    used = next((each.get(f"{R}embed", "") for each in element.iter(f"{A}blip")), "")
                    shown = self._related.get(used)
                    data = self._reader.package.members.get(shown.target, b"") if shown and not shown.external else b""
                    is_logo = named.get("name") == str(LOGO.name)
                    self._reader.pictures.append(reading.ReadPicture(self._number, alt, (), True, data, is_logo))
            case "graphicFrame":
                self._reader.tables += element.find(f".//{A}tbl") is not None
                for cell in element.iter(f"{A}tc"):
                    self._reader.spoken |= dict.fromkeys(self._spoken(cell))
                    text = "\n".join(_paragraphs(cell))
                    self._add(Passage(self._number, self._kind, text, table=self._reader.tables))
                for chart in element.iter(f"{_CHART}chart"):  # PowerPoint's own: names and numbers
                    drawn = self._related.get(chart.get(f"{R}id", ""))
                    if drawn is not None and not drawn.external:
                        texts = self._reader.xml(drawn.target).iter(f"{_CHART}v", f"{A}t")
                        self._add(Passage(self._number, self._kind, "\n".join(each.text or "" for each in texts)))
            case "AlternateContent" | "Choice" | "Fallback":
                for each in element:
                    self._any(each, frame, ink)
            case _:
                self._add(Passage(self._number, self._kind, text_of(element, "\n")))

    def _group(self, element: Any, frame: Frame, ink: list[ReadShape] | None) -> None:
        """Read a group; the outermost of a slide is a picture, with all vectors in it."""
        inner, alt = frame.inside(element), folded(name_of(element).get("descr", ""))
        shapes: list[ReadShape] = ink if ink is not None else []
        around, self._inside = self._inside, self._inside or alt
        for each in element:
            if local(each) not in ("nvGrpSpPr", "grpSpPr", "extLst"):
                self._any(each, inner, shapes)
        self._inside = around
        if ink is None and self._kind == "slide":
            self._reader.pictures.append(reading.ReadPicture(self._number, alt, tuple(shapes)))

    def _shape(self, element: Any, frame: Frame, ink: list[ReadShape] | None) -> None:
        tie = ph_of(element)
        kind = tie.get("type", "body") if tie is not None else ""
        if self._kind == "stray" and tie is not None:
            return  # a layout's placeholder shows nothing
        paragraphs = list(_paragraphs(element))
        between = " " if kind in TITLES else "\n"  # a title is one sentence, whatever stands by itself
        text, box = folded(between.join(paragraphs)), box_of(element, frame)
        fill, pen = _colour_of(element.find(f"{P}spPr")), _colour_of(element.find(f"{P}spPr/{A}ln"))
        if box is not None and (fill or pen) and self._kind == "slide":
            path = _path_of(element, box)
            path = path if fill is None or len(path) >= reading.MANY else ()
            shape = ReadShape(self._number, box, fill, pen, _is_dashed(element), path)
            (ink if ink is not None else self._reader.loose).append(shape)
        if text:
            self._reader.spoken |= dict.fromkeys(self._spoken(element))
            spans = self._structural(element, kind, text)
            running = kind in _RUNNING or (not kind and name_of(element).get("name") in _OURS)
            if not (running and self._kind == "notes"):  # the page of notes' own number
                stands: PassageKind = "running" if running and self._kind == "slide" else self._kind
                self._add(Passage(self._number, stands, text, spans, box, label=kind == "" and ink is not None))

    def _spoken(self, element: Any) -> Iterator[reading.SpokenText]:
        """Yield what a shape says in each language, where that changes a text of its own."""
        notes = self._kind == "notes"
        for paragraph in element.iter(f"{A}p") if self._kind != "stray" else ():
            for language, some in groupby(paragraph.iter(f"{A}r", f"{A}fld"), key=language_of):
                yield reading.SpokenText(self._number, folded("".join(map(text_of, some))), language, "", notes)

    def _add(self, passage: Passage) -> None:
        """Hand over a text; notes go paragraph by paragraph, since each is a text of its own."""
        text = folded(passage.text)
        for part in text.split("\n") if passage.kind == "notes" else [text]:
            if part:
                self._reader.passages.append(replace(passage, text=part, inside=self._inside))

    def _structural(self, element: Any, kind: str, text: str) -> tuple[Span, ...]:
        """Find the numbers that only count: slide numbers, the keys of rows, and "(1/2)" of a title that goes on."""
        if kind == "sldNum":
            fields = [each for each in element.iter(f"{A}fld") if each.get("type") == "slidenum"]
            if self._kind == "slide" and (not fields or text != str(self._number)):
                message = f"is numbered {text}"
                self._reader.problems.append(Discrepancy("deck", self._number, message, failure=not fields))
            return (Span(0, len(text)),)
        if kind in TITLES:
            match = _CONTINUED.search(text)
            return (Span(*match.span(1)),) if match else ()
        if re.fullmatch(r"Key \d+", name_of(element).get("name", "")) and re.fullmatch(r"\d+|[a-z]+", text):
            if self._keys and text.isdigit() and text != str(int(self._keys[-1]) + 1):
                message = f"row {text} follows row {self._keys[-1]}"
                self._reader.problems.append(Discrepancy("deck", self._number, message))
            self._keys += [text] if text.isdigit() else []
            return (Span(0, len(text)),)
        return ()


def _paragraphs(element: Any) -> Iterator[str]:
    for paragraph in element.iter(f"{A}p"):
        parts = (" " if local(each) == "br" else each.text or "" for each in paragraph.iter(f"{A}t", f"{A}br"))
        bullet = paragraph.find(f"{A}pPr/{A}buChar")
        sign = bullet.get("char", "") if bullet is not None else ""
        yield f"{sign} " * sign.isalnum() + "".join(parts)


# -- DrawingML --------------------------------------------------------------------------------------


def _colour_of(element: Any) -> str | None:
    """Return a solid fill as the file names it, with its changes: "accent1", "B00020", "accent1 lumMod=75000".

    None where there is none of its own, or one of another kind.
    """
    fill = element.find(f"{A}solidFill") if element is not None else None
    if fill is None or not len(fill):
        return None
    colour = fill[0]
    changes = " ".join(f"{local(each)}={each.get('val')}" for each in colour)
    return f"{colour.get('val')} {changes}".strip()


def _is_dashed(element: Any) -> bool:
    """Return whether a line has gaps."""
    gaps = element.iterfind(f"{P}spPr/{A}ln/*")
    return any(local(each) in ("custDash", "prstDash") and each.get("val") != "solid" for each in gaps)


def _path_of(element: Any, box: ReadBox) -> tuple[tuple[float, float], ...]:
    """Return the corners of a line drawn freely, which stands in `box`; none where it is no such line."""
    path = element.find(f"{P}spPr/{A}custGeom/{A}pathLst/{A}path")
    if path is None:
        return ()
    wide, high = int(path.get("w", "0")), int(path.get("h", "0"))  # 0: its points count in EMU
    across = box.width / wide if wide else from_emu(1)
    down = box.height / high if high else from_emu(1)
    points = ((float(point.get("x", "0")), float(point.get("y", "0"))) for point in path.iter(f"{A}pt"))
    return tuple((box.left + across * x, box.top + down * y) for x, y in points)
