"""A finished deck, read back: slides in order, their texts and shapes, the notes, and what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from reports.story import Span
from reports.verify.readback.normalise import folded
from reports.verify.readback.package import PackageReader, Relationship
from reports.verify.readback.reading import (
    DAMAGED,
    Discrepancy,
    FileReading,
    Passage,
    PassageKind,
    ReadPicture,
    ReadProperties,
    ReadShape,
    unreadable,
)
from reports.verify.readback.shapes import A, Frame, P, R, box_of, colour_of, is_dashed, name_of, own, path_of, pen_of

MOST_SLIDES = 2_000
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PROPERTIES = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
_CONTINUED = re.compile(r" (\(\d+/\d+\))$")
_ROOM = "Art"  # what our own title layout keeps for the squares
_RUNNING = ("ftr", "sldNum", "dt", "hdr")


def read_deck(pptx: bytes, file: str) -> FileReading:
    """Read a PowerPoint file. Raises a ReportError if it is none, is locked, or asks for more than any deck would."""
    try:
        return _DeckReader(PackageReader(pptx, file), file).read()
    except DAMAGED as error:
        raise unreadable(file, "is not a PowerPoint file that can be read", "build it again") from error


class _DeckReader:
    """Reads one package."""

    def __init__(self, package: PackageReader, file: str) -> None:
        self._package, self._file = package, file
        self._passages: list[Passage] = []
        self._pictures: list[ReadPicture] = []
        self._loose: list[ReadShape] = []
        self._links: list[tuple[int, str]] = []
        self._problems: list[Discrepancy] = []
        self._layouts: set[str] = set()
        self._roomy = False
        self._spoken: set[tuple[int, str]] = set()
        self._tables = 0

    def read(self) -> FileReading:
        main = next((each.target for each in self._package.relations("").values() if each.kind == "officeDocument"), "")
        if not main or main not in self._package.names:
            raise unreadable(self._file, "is not a PowerPoint file that can be read", "build it again")
        related = self._package.relations(main)
        listed = [related.get(each.get(f"{R}id", "")) for each in self._package.xml(main).iter(f"{P}sldId")]
        slides = [each.target for each in listed if each]
        if not 1 <= len(slides) <= MOST_SLIDES or len(slides) < len(listed):
            raise unreadable(self._file, f"has {len(slides)} slides", f"a deck has 1 to {MOST_SLIDES:,}")
        for number, name in enumerate(slides, 1):
            self._slide(number, name)
        return FileReading(
            part="deck",
            file=self._file,
            places=len(slides),
            passages=tuple(self._passages),
            pictures=tuple(self._pictures),
            loose=tuple(self._loose),
            links=tuple(self._links),
            properties=self._properties(len(slides)),
            attached={},
            problems=tuple(self._problems),
            roomy=self._roomy,
        )

    def _slide(self, number: int, name: str) -> None:
        slide, related = self._package.xml(name), self._package.relations(name)
        if slide.get("show") in ("0", "false"):
            self._problems.append(Discrepancy("deck", number, "is hidden", failure=False))
        _Sheet(self, number, "slide", related).tree(slide)
        for each in related.values():
            if each.kind == "notesSlide":
                _Sheet(self, number, "notes", self._package.relations(each.target)).tree(self._package.xml(each.target))
            elif each.kind == "slideLayout":
                self._layout(number, each.target)
            elif each.kind == "hyperlink" and each.outside:
                self._links.append((number, each.target))

    def _layout(self, number: int, name: str) -> None:
        """Read what a layout and its master show by themselves, once: it stands on every slide made from them."""
        if name in self._layouts:
            return
        self._layouts.add(name)
        layout = self._package.xml(name)
        self._roomy |= any(each.get("name") == _ROOM for each in layout.iter(f"{P}cNvPr"))
        _Sheet(self, number, "stray", {}).tree(layout)
        for each in self._package.relations(name).values():
            if each.kind == "slideMaster":
                self._layout(number, each.target)

    def _properties(self, slides: int) -> ReadProperties:
        related = {each.kind: each.target for each in self._package.relations("").values() if not each.outside}
        core = self._package.xml(related["core-properties"]) if "core-properties" in related else None
        app = self._package.xml(related["extended-properties"]) if "extended-properties" in related else None
        counted = (app.findtext(f"{_PROPERTIES}Slides") or "") if app is not None else ""
        if counted.isdigit() and int(counted) != slides:
            self._problems.append(Discrepancy("deck", 0, f"its properties count {counted} slides, but it has {slides}"))

        def said(name: str) -> str:
            return (core.findtext(f"{_DC}{name}") or "").strip() if core is not None else ""

        for number, language in sorted(self._spoken):
            if language != said("language"):
                self._problems.append(Discrepancy("deck", number, f"has text marked as {language}", failure=False))
        return ReadProperties(said("title"), said("creator"), said("language"))

    # -- what a sheet gives -------------------------------------------------------------------------

    def passage(self, passage: Passage) -> None:
        self._passages.append(passage)

    def picture(self, picture: ReadPicture) -> None:
        self._pictures.append(picture)

    def shape(self, shape: ReadShape) -> None:
        self._loose.append(shape)

    def problem(self, problem: Discrepancy) -> None:
        self._problems.append(problem)

    def language(self, number: int, language: str) -> None:
        self._spoken.add((number, language))

    def table(self) -> int:
        self._tables += 1
        return self._tables

    def chart(self, relation: Relationship | None) -> str:
        """Give all that a chart of PowerPoint's own shows: names and numbers."""
        if relation is None or relation.outside:
            return ""
        root = self._package.xml(relation.target)
        return "\n".join(text for each in root.iter(f"{_CHART}v", f"{A}t") if (text := (each.text or "").strip()))


class _Sheet:
    """Walks the shapes of a slide, of its notes, or of a layout, in their order, which is that of reading."""

    def __init__(self, reader: _DeckReader, number: int, kind: PassageKind, related: dict[str, Relationship]) -> None:
        self._reader, self._number, self._kind, self._related = reader, number, kind, related
        self._keys: list[str] = []
        self._inside = ""

    def tree(self, root: Any) -> None:
        tree = root.find(f"{P}cSld/{P}spTree")
        for each in tree if tree is not None else ():
            self._any(each, Frame(), None)

    def _any(self, element: Any, frame: Frame, ink: list[ReadShape] | None) -> None:
        """Read a shape; `ink` gathers vectors for the picture around, if there is one."""
        match own(element):
            case "sp" | "cxnSp":
                self._shape(element, frame, ink)
            case "grpSp":
                self._group(element, frame, ink)
            case "pic":
                alt = name_of(element).get("descr", "")
                if self._kind != "stray":
                    self._reader.picture(ReadPicture(self._number, alt, (), bitmap=True))
            case "graphicFrame":
                self._frame(element)
            case "AlternateContent" | "Choice" | "Fallback":
                for each in element:
                    self._any(each, frame, ink)
            case _:
                text = folded("\n".join(each.text or "" for each in element.iter(f"{A}t")))
                self._tell(text, ())

    def _group(self, element: Any, frame: Frame, ink: list[ReadShape] | None) -> None:
        inner, alt = frame.inside(element), name_of(element).get("descr", "")
        shapes: list[ReadShape] = ink if ink is not None else []
        around, self._inside = self._inside, self._inside or alt
        for each in element:
            if own(each) not in ("nvGrpSpPr", "grpSpPr", "extLst"):
                self._any(each, inner, shapes)
        self._inside = around
        if ink is None and self._kind == "slide":
            self._reader.picture(ReadPicture(self._number, alt, tuple(shapes)))

    def _frame(self, element: Any) -> None:
        """Read a table's cells, or what a chart of PowerPoint's own shows."""
        table = self._reader.table() if element.find(f".//{A}tbl") is not None else 0
        for cell in element.iter(f"{A}tc"):
            self._tell(folded("\n".join(_paragraphs(cell))), (), table=table)
        for chart in element.iter(f"{_CHART}chart"):
            self._tell(folded(self._reader.chart(self._related.get(chart.get(f"{R}id", "")))), ())

    def _shape(self, element: Any, frame: Frame, ink: list[ReadShape] | None) -> None:
        tie = element.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        kind = tie.get("type", "body") if tie is not None else ""
        if self._kind == "stray" and tie is not None:
            return  # a layout's placeholder shows nothing
        paragraphs = list(_paragraphs(element))
        text, box = folded("\n".join(paragraphs)), box_of(element, frame)
        fill, pen = colour_of(element.find(f"{P}spPr")), pen_of(element)
        if box is not None and (fill or pen) and self._kind == "slide":
            shape = ReadShape(self._number, box, fill, pen, is_dashed(element), () if fill else path_of(element, box))
            (ink.append if ink is not None else self._reader.shape)(shape)
        if text:
            self._languages(element)
            spans = self._structural(element, kind, text)
            self._tell(text, spans, box, running=kind in _RUNNING, label=kind == "" and ink is not None)

    def _tell(
        self,
        text: str,
        spans: tuple[Span, ...],
        box: Any = None,
        *,
        running: bool = False,
        label: bool = False,
        table: int = 0,
    ) -> None:
        """Hand over a text; notes are told paragraph by paragraph, since each is a text of its own."""
        kind: PassageKind = "running" if running and self._kind == "slide" else self._kind
        if running and self._kind == "notes":
            return  # the page of notes' own number
        for part in text.split("\n") if kind == "notes" else [text]:
            if part:
                found = Passage(self._number, kind, part, spans, box, label, inside=self._inside, table=table)
                self._reader.passage(found)

    def _structural(self, element: Any, kind: str, text: str) -> tuple[Span, ...]:
        """Find the numbers that only count: slide numbers, the keys of rows, and "(1/2)" of a title that goes on."""
        if kind == "sldNum":
            self._number_field(element, text)
            return (Span(0, len(text)),)
        if kind in ("title", "ctrTitle"):
            match = _CONTINUED.search(text)
            return (Span(*match.span(1)),) if match else ()
        if re.fullmatch(r"Key \d+", name_of(element).get("name", "")) and re.fullmatch(r"\d+|[a-z]+", text):
            self._key(text)
            return (Span(0, len(text)),)
        return ()

    def _number_field(self, element: Any, text: str) -> None:
        fields = [each for each in element.iter(f"{A}fld") if each.get("type") == "slidenum"]
        if self._kind == "slide" and (not fields or text != str(self._number)):
            self._reader.problem(Discrepancy("deck", self._number, f"is numbered {text}", failure=not fields))

    def _key(self, text: str) -> None:
        if self._keys and text.isdigit() and text != str(int(self._keys[-1]) + 1):
            self._reader.problem(Discrepancy("deck", self._number, f"row {text} follows row {self._keys[-1]}"))
        self._keys += [text] if text.isdigit() else []

    def _languages(self, element: Any) -> None:
        if self._kind != "slide":
            return
        for language in {each.get("lang") for each in element.iter(f"{A}rPr") if each.get("lang")}:
            self._reader.language(self._number, language)


def _paragraphs(element: Any) -> Iterator[str]:
    for paragraph in element.iter(f"{A}p"):
        parts = (" " if own(each) == "br" else each.text or "" for each in paragraph.iter(f"{A}t", f"{A}br"))
        yield "".join(parts)
