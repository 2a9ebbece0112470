"""A finished brief, read back: its structure tree in reading order, its running lines, its ink, and what it claims."""

import io
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any

import pikepdf

from reports.loading.embedded import TooLong, guarded, unpacked
from reports.story import folded
from reports.units import from_mm
from reports.verify.readback import reading, surroundings
from reports.verify.readback.content import Bitmap, Ink, Key, PaintedPath, PaintedText, ink
from reports.verify.readback.pixels import unseen
from reports.verify.readback.reading import DAMAGED, Discrepancy, Passage, ReadBox, ReadShape, unreadable
from reports.verify.readback.structure import TaggedLink, TaggedSpan, TaggedText, numerals, read_structure

MOST_PAGES = 2_000  # that are read at a time
_MOST_PAGES_IN_ALL = 500_000
_MOST_CONTENT = 64_000_000  # bytes of a page's, or of what is attached
_MOST_UNPACKED = 256_000_000  # bytes of a stream
_LEVEL, _AREA = 0.1, 100.0  # points: beside charts a brief draws level lines, and areas that are wide
_HOW = "a merged file is read copy by copy while its table lies beside it, under its name with .csv"
_APART = 30.0  # points between two lines of a text, to the side
_CLOSE_BELOW = 1.6  # of the size: from a line to the next
_MOST_OPERATORS = 4_000_000
_LOGO_HEIGHT = from_mm(15.1)  # that a logo of the look has, or less, high on the first page


def read_brief(
    pdf: bytes, file: str, copies: Sequence[tuple[int, int]] = (), pages: slice | None = None
) -> reading.FileReading:
    """Return what a tagged PDF holds; `copies` are the first and last page of each copy in a merged one.

    Of a merged one only some `pages` may be read, whole copies, from 0: slice(0, 400). What is wrong around them,
    in the file as a whole, is told with the first page.

    Raises a ReportError if it is none, is locked, or asks for more than any brief would.
    """
    with guarded(_MOST_UNPACKED):
        try:
            with pikepdf.open(io.BytesIO(pdf), suppress_warnings=True) as document:
                return _BriefReader(document, file, copies, pdf, pages or slice(None)).read()
        except pikepdf.PasswordError as error:
            raise unreadable(file, "is locked with a password", "give the brief as it was built") from error
        except (pikepdf.PdfError, *DAMAGED) as error:
            raise unreadable(file, "is not a PDF that can be read", "build it again") from error
        except TooLong as error:
            raise unreadable(file, f"cannot be read: {error}", "build it again") from error


class _BriefReader:
    """Reads one document."""

    def __init__(self, document: Any, file: str, copies: Sequence[tuple[int, int]], pdf: bytes, pages: slice) -> None:
        self._document, self._file, self._pdf = document, file, pdf
        self._numbers = range(1, len(document.pages) + 1)[pages]
        self._merged, self._copies = bool(copies), copies or [(1, len(document.pages))]
        self._marked, self._pages = dict[Key, list[Ink]](), dict[int, list[Ink]]()
        self._heights, self._operators, self._problems = dict[int, float](), 0, list[Discrepancy]()

    def read(self) -> reading.FileReading:
        if self._document.is_encrypted:
            raise unreadable(self._file, "is encrypted", "give the brief as it was built")
        pages, most = len(self._document.pages), _MOST_PAGES_IN_ALL if self._merged else MOST_PAGES
        if not 1 <= pages <= most or len(self._numbers) > MOST_PAGES:
            raise unreadable(self._file, f"has {pages:,} pages", f"a brief, or a copy, has 1 to {MOST_PAGES:,}; {_HOW}")
        numbered = [(number, self._document.pages[number - 1]) for number in self._numbers]
        self._annotations = [(number, each) for number, page in numbered for each in page.obj.get("/Annots", [])]
        for number, page in numbered:
            self._read_page(number, page)
        self._places = {page.obj.objgen: number for number, page in enumerate(self._document.pages, 1)}
        texts, figures, spans, links = read_structure(self._document, self._file, self._places, self._numbers)
        passages = [*self._passages(texts), *self._running(), *self._strays(texts)]
        metadata = self._document.Root.get("/Metadata")
        packet = unpacked(metadata, _MOST_CONTENT) if metadata is not None else b""
        properties, problems = surroundings.properties_of(packet, self._document)
        self._problems += problems
        if 1 in self._numbers:  # once for all pages
            copies = self._copies if self._merged else ()
            self._problems += surroundings.surroundings(self._document, self._places, passages, copies, len(self._pdf))
        self._problems += [*self._unnumbered(passages), *self._misled(links, texts, passages)]
        drawn = {mark for figure in figures for mark in figure.marks}
        for key, each in ((key, each) for key, inks in self._marked.items() if key not in drawn for each in inks):
            if isinstance(each, PaintedPath) and _is_beside(each, self._pieces(key), running=key[1] == "running"):
                self._note(key[0], "draws something beside its charts")
        self._problems += unseen(self._pdf, self._pages, drawn)
        return reading.FileReading(
            part="brief",
            file=self._file,
            places=len(self._numbers),
            passages=tuple(passages),
            pictures=tuple(self._pictures(figures, drawn)),
            loose=tuple(self._shapes(key for key in self._marked if key not in drawn)),
            links=tuple(self._links()),
            properties=properties,
            attached=self._attached(),
            bookmarks=tuple(surroundings.title_of(each) for each in surroundings.bookmarks(self._document)),
            problems=tuple(self._problems),
            spoken=tuple(self._spoken(spans, texts)),
        )

    def _note(self, place: int, message: str) -> None:
        self._problems.append(Discrepancy("brief", place, message))

    # -- pages --------------------------------------------------------------------------------------

    def _read_page(self, number: int, page: Any) -> None:
        self._heights[number] = float(page.trimbox[3])
        contents = page.obj.get("/Contents")
        if contents is None:
            return
        streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        content = b"\n".join(unpacked(stream, _MOST_CONTENT) for stream in streams)
        instructions, resources = self._instructions(content), page.obj.get("/Resources", {})
        for font in resources.get("/Font", {}).values():
            for part in font.get("/DescendantFonts", []):
                if str(part.get("/CIDToGIDMap", "/Identity")) != "/Identity":
                    self._note(number, "shows other glyphs than its letters say")
        for each in ink(instructions, resources, lambda form: self._instructions(unpacked(form, _MOST_CONTENT))):
            self._marked.setdefault((number, each.mark), []).append(each)
            self._pages.setdefault(number, []).append(each)

    def _instructions(self, content: bytes) -> list[tuple[Any, Any]]:
        parsed = pikepdf.parse_content_stream(pikepdf.Stream(self._document, content))
        self._operators += len(parsed)
        if self._operators > _MOST_OPERATORS:
            raise unreadable(self._file, "cannot be read: its pages hold more than any brief would", "build it again")
        return [(each.operands, each.operator) for each in parsed]

    # -- texts --------------------------------------------------------------------------------------

    def _passages(self, texts: Iterable[TaggedText]) -> Iterator[Passage]:
        for each in texts:
            pieces = self._pieces(*each.marks)
            place = each.marks[0][0] if each.marks else 0
            read = [piece.read for piece in pieces]
            if each.points and read and read[-1].strip().isdigit():
                read[-1] = f" {read[-1]}"  # in a list of contents the page's number stands apart from the title
            text = folded(("\n" if each.figure else "").join(read) if each.actual is None else each.actual)
            self._compare_shown(place, pieces, each.actual)
            if each.figure is None and not each.table and _torn(pieces):
                self._note(place, f"has “{text[:40]}” in pieces that stand apart")
            if text:
                box, inside = self._box(place, pieces), folded((each.figure.alt if each.figure else None) or "")
                numbered = numerals(text, each)
                yield Passage(place, "page", text, numbered, box, each.label, each.points, inside, each.table)

    def _spoken(self, spans: Iterable[TaggedSpan], texts: Iterable[TaggedText]) -> Iterator[reading.SpokenText]:
        """Yield what elements of the structure say in another way, and what marked content does inside a text."""
        for each in spans:
            text = folded("".join(piece.read for piece in self._pieces(*each.marks)))
            yield reading.SpokenText(each.marks[0][0] if each.marks else 0, text, each.lang, each.in_full)
        for tagged in texts:
            for lang, run in groupby(self._pieces(*tagged.marks), lambda piece: piece.lang):
                said = folded("".join(piece.read for piece in run)) if lang else ""
                if said:  # what goes leftwards is read with the piece before it
                    yield reading.SpokenText(tagged.marks[0][0], said, lang)

    def _compare_shown(self, place: int, pieces: list[PaintedText], actual: str | None) -> None:
        """Check that what is read out has the digits that are seen; a ligature's letters may differ."""
        shown = _digits(piece.shown for piece in pieces)
        read = _digits([actual] if actual is not None else [piece.read for piece in pieces])
        if shown != read:
            self._note(place, f"shows the digits {shown}, but {read} are read out")
        if any(not piece.visible for piece in pieces):
            self._note(place, "has text that cannot be seen")

    def _running(self) -> Iterator[Passage]:
        """Yield headers and footers; the page's own number has to be right, with no empty page at the end counted."""
        ends = {a: max((page for page in range(a, b + 1) if page in self._pages), default=b) for a, b in self._copies}
        of_copy = {page: (page - a + 1, ends[a] - a + 1) for a, b in self._copies for page in range(a, b + 1)}
        for page, mark in self._marked:
            number, pages = of_copy.get(page, (page, len(self._document.pages)))
            for piece in self._pieces((page, mark)) if mark == "running" else ():
                text = folded(piece.shown)
                spans = numerals(text)
                if spans and text != f"{number} / {pages}":
                    self._note(page, f"is numbered “{text}”, but it is {number} of {pages}")
                if text:
                    yield Passage(page, "running", text, spans)

    def _strays(self, texts: Iterable[TaggedText]) -> Iterator[Passage]:
        """Yield text that no reader is led to: outside the tree, or marked as decoration."""
        known = {mark for each in texts for mark in each.marks}
        for page, mark in self._marked:
            pieces = self._pieces((page, mark)) if mark != "running" and (page, mark) not in known else []
            text = "\n".join(filter(None, (folded(piece.shown) for piece in pieces)))
            if text:
                yield Passage(page, "stray", text)

    def _unnumbered(self, passages: Sequence[Passage]) -> Iterator[Discrepancy]:
        """Yield the pages that lack their number, where others have one."""
        numbered = {each.place for each in passages if each.kind == "running" and each.structural}
        missing = {each.place for each in passages if each.kind == "page"} - numbered if numbered else ()
        yield from (Discrepancy("brief", page, "has no page number") for page in sorted(missing))

    def _misled(self, links: list[TaggedLink], texts: list[TaggedText], said: list[Passage]) -> Iterator[Discrepancy]:
        """Check that each text that leads somewhere has its link where it stands, and leads to where its words are."""
        own = {mark for each in texts if each.label for mark in each.marks}
        known = {each.objgen for _, each in self._annotations}
        for link in links:
            pieces = self._pieces(*link.marks)
            words, place = folded("".join(piece.shown for piece in pieces)), link.marks[0][0] if link.marks else 0
            for each in link.annotations:
                left, bottom, right, top = map(float, each.get("/Rect", [0] * 4))
                beside = (piece for piece in pieces if left - 2 < piece.x < right)
                at = [piece for piece in beside if bottom < piece.y + piece.size / 2 < top]
                if each.objgen not in known or (pieces and (not at or top - bottom > 4 * at[0].size)):
                    yield Discrepancy("brief", place, f"has no link where “{words}” stands")
                elif words and "/URI" not in each.get("/A", {}):
                    bare = re.sub(r"(?<=\D)\d+$", "", words)  # without a page's number
                    either = "|".join(re.escape(each.strip(" []")) for each in (words, bare))
                    before = "" if words.strip("⁰¹²³⁴⁵⁶⁷⁸⁹") == "" else r"(?<!\w)"  # the mark of a footnote
                    sought = re.compile(rf"{before}(?:{either})(?!\w)")
                    stand = [passage for passage in said if passage.kind == "page" and sought.search(passage.text)]
                    labels = [passage for passage in stand if passage.label and own.isdisjoint(link.marks)]
                    there = {passage.place for passage in labels or stand}
                    if surroundings.page_of(each, self._places) not in there:
                        yield Discrepancy("brief", place, f"has a link at “{words}” that leads to another page")

    def _pieces(self, *marks: Key) -> list[PaintedText]:
        return [each for key in marks for each in self._marked.get(key, ()) if isinstance(each, PaintedText)]

    def _box(self, place: int, pieces: list[PaintedText]) -> ReadBox | None:
        """Return about where a text stands: from its first letter's foot and size."""
        if not pieces:
            return None
        height, first, left = self._heights[place], pieces[0], min(piece.x for piece in pieces)
        return ReadBox(left, height - first.y - first.size, left, height - min(piece.y for piece in pieces))

    # -- ink ----------------------------------------------------------------------------------------

    def _shapes(self, keys: Iterable[Key]) -> Iterator[ReadShape]:
        for place, mark in keys:
            height = self._heights[place]
            for each in self._marked.get((place, mark), ()):
                if isinstance(each, PaintedPath):
                    yield ReadShape(place, each.box(height), each.fill, each.pen, each.dashed, each.path(height))

    def _pictures(self, figures: Iterable[TaggedText], drawn: Collection[Key]) -> Iterator[reading.ReadPicture]:
        """Yield the figures, and as figures without a text the pixels outside any."""
        inks = ((key, each) for key, found in self._marked.items() for each in found)
        pixels = {key: each for key, each in inks if isinstance(each, Bitmap)}
        for figure in figures:
            place, shapes = figure.marks[0][0] if figure.marks else 0, tuple(self._shapes(figure.marks))
            own = [pixels[key] for key in figure.marks if key in pixels]
            first = next(iter(own), Bitmap(None, 0, 0))
            opens = place in (page for page, _ in self._copies)
            is_logo = opens and first.height <= _LOGO_HEIGHT and first.top > self._heights[place] / 2
            yield reading.ReadPicture(place, folded(figure.alt or ""), shapes, bool(own), first.data, is_logo)
        yield from (reading.ReadPicture(key[0], "", (), bitmap=True) for key in pixels if key not in drawn)

    # -- around the pages -----------------------------------------------------------------------------

    def _links(self) -> Iterator[tuple[int, str]]:
        for number, each in self._annotations:
            if each.get("/Subtype") == "/Link":
                if "/A" in each and "/URI" in each["/A"]:
                    yield number, str(each["/A"]["/URI"])
            elif not surroundings.is_signature(each):
                kind = str(each.get("/Subtype", "/unknown"))[1:]
                self._note(number, f"has an annotation ({kind}) laid over the page")

    def _attached(self) -> dict[str, bytes]:
        """Return the files that are attached, the first of them the data, wherever other programs have left them."""
        found: dict[str, bytes] = {}
        root = self._document.Root
        pages = (each for page in self._document.pages for each in page.obj.get("/AF", []))
        listed = root.get("/Names", {}).get("/EmbeddedFiles")
        named = pikepdf.NameTree(listed).values() if listed is not None else ()
        for each in (*root.get("/AF", []), *named, *pages):
            name, files = str(each.get("/UF", each.get("/F", ""))), each["/EF"]
            content = unpacked(files["/F"] if "/F" in files else files["/UF"], _MOST_CONTENT)
            if found.setdefault(name, content) != content:
                self._note(0, f"holds two files that are called {name}")
        return found


def _torn(pieces: Iterable[PaintedText]) -> bool:
    """Return whether two lines of a text that follow stand neither above each other nor near.

    A line may begin in the middle and the next, close below it, end before that: a caption goes on behind a key.
    """
    lines: list[tuple[float, float, float, float]] = []  # from where to where, how high on the page, and the size
    for each in pieces:
        if each.shown.strip() and each.glyphs:
            left, right = each.x, each.x + each.across.a * each.glyphs[-1][2]
            if lines and abs(lines[-1][2] - each.y) < each.size / 2:
                left, right = min(left, lines[-1][0]), max(right, lines.pop()[1])
            lines.append((left, right, each.y, each.size))
    return any(
        b[0] - a[1] > _APART or (a[0] - b[1] > _APART and not 0 < a[2] - b[2] < _CLOSE_BELOW * b[3])
        for a, b in pairwise(lines)
    )


def _digits(texts: Iterable[str]) -> str:
    return "".join(char for text in texts for char in text if char.isdigit())


def _is_beside(path: PaintedPath, texts: Iterable[PaintedText], *, running: bool) -> bool:
    """Return whether a path could be taken for a chart's: no level line, wide area, square with a number or flag."""
    width, height = path.right - path.left, path.top - path.bottom
    square = abs(width - height) < _LEVEL
    numbered = any(
        path.left < text.x < path.right and path.bottom < text.y < path.top and (running or text.shown.isdecimal())
        for text in (texts if square or running else ())
    )
    return height > _LEVEL and width < _AREA and not numbered
