"""A brief that is rendered once and copied often: all but the slots' streams, the xref and the ID stays as it is.

What changes stands at the file's end, and its objects have the last numbers; so a copy is the same beginning, a few
small streams, and an xref stream whose rows for the beginning have been packed once for all copies.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFStream, PDFZCompress

from reports.brief.flowables import Flowable
from reports.brief.slots import PersonalSlot, PersonalTable
from reports.brief.tables import RowSpan
from reports.frozen import frozen
from reports.pdf.canvas import TaggedCanvas
from reports.pdf.document import ArchivalDocument
from reports.pdf.structure import Elem, Rows, StructTreeRoot
from reports.pdf.writer import PdfFile, ending, is_stream, numbered, stream, streams_of, xref_row
from reports.renderer import Copy

_FASTEST = 1  # of zlib's levels: a slot is too small for more to show
_WINDOW, _MEMORY = 12, 4  # as zlib counts them; to clear its usual memory took six times as long as to deflate


@frozen
class SlotPlace:
    """Where a slot is painted, in points, and the number of its first mark on that page.

    `name` is what it is in a greeting; of a table it is these rows of it.
    """

    left: float
    top: float
    mark: int
    name: str
    part: RowSpan | None = None


@frozen
class PdfObjects:
    """A brief's objects before they have a place in a file, and its number of pages.

    `bodies[0]` is object 1, and so on; `trailer` holds the entries /Root and /Info. Where an object names the stream of
    the slot `slots[n]`, it says `token(n)` ("@slot0@") in place of a reference.
    """

    version: tuple[int, int]
    bodies: tuple[bytes, ...]
    trailer: bytes
    slots: tuple[SlotPlace, ...]
    pages: int


@frozen
class CopyParts:
    """What a copy is made of in a larger file: a prerendered PDF's objects, and streams for its slots, not numbered."""

    objects: PdfObjects
    streams: tuple[bytes, ...]

    @property
    def pages(self) -> int:
        """Return the number of its pages."""
        return self.objects.pages

    @property
    def sha256(self) -> str:
        """Return nothing: it is no file of its own."""
        return ""


class PrerenderedPdf:
    """A finished file but for its slots. It can be pickled."""

    def __init__(self, objects: PdfObjects) -> None:
        self.objects = objects
        small = [(0, body) for body in objects.bodies if not is_stream(body)]
        self._first = len(objects.bodies) + 1 + sum(1 for _ in streams_of(small))  # the first slot's number
        self._static, rows = self._before_slots()
        deflating = zlib.compressobj(9)
        self._rows = deflating.compress(rows) + deflating.flush(zlib.Z_SYNC_FLUSH)
        self._rows_sum = zlib.adler32(rows)
        self._digest = hashlib.md5(self._static, usedforsecurity=False)

    def __reduce__(self) -> tuple[type[PrerenderedPdf], tuple[PdfObjects]]:
        return PrerenderedPdf, (self.objects,)

    def with_slots(self, streams: Sequence[bytes]) -> Copy:
        """Return the file with these content streams, one for each of `objects.slots`.

        They stay as they are: to deflate them took a fifth of a copy's time, for a fiftieth of its bytes.
        """
        at, rows, parts = len(self._static), b"", []
        for number, each in enumerate(streams, self._first):
            parts.append(numbered(number, stream(b"", each)))
            rows += xref_row(1, at, 0)
            at += len(parts[-1])
        tail = b"".join(parts)
        digest = self._digest.copy()
        digest.update(tail)
        packed = self._packed(rows + xref_row(1, at, 0))
        number = self._first + len(streams)
        end = ending(number, at, packed, self.objects.trailer, digest.hexdigest())
        return Copy(tail + end, self.objects.pages, self._static)

    def _packed(self, more: bytes) -> bytes:
        """Return all rows of the xref stream, these the last, deflated.

        What is common was deflated to a byte's end once; what follows is stored as it is (RFC 1950 and 1951).
        """
        size = len(more)
        stored = b"\1" + size.to_bytes(2, "little") + (size ^ 0xFFFF).to_bytes(2, "little")
        return self._rows + stored + more + zlib.adler32(more, self._rows_sum).to_bytes(4)

    def _before_slots(self) -> tuple[bytes, bytes]:
        """Write all that stays, and return it with its rows of the xref stream."""
        file = PdfFile(self.objects.version)
        for number, body in enumerate(self.objects.bodies, 1):
            if TOKEN.encode() in body and not is_stream(body):
                for place in range(len(self.objects.slots)):
                    body = body.replace(token(place).encode(), b"%d 0 R" % (self._first + place))
            file.add(number, body)
        assert file.pack() == self._first
        return file.content, file.rows(self._first)


TOKEN = "@slot"


def token(place: int) -> str:
    """Return what stands for the reference to a slot's stream until that has a number."""
    return f"{TOKEN}{place}@"


@lru_cache(256)
def deflated(content: bytes) -> bytes:
    """Make a stream of a slot's content, once where it is the same for all."""
    deflating = zlib.compressobj(_FASTEST, wbits=_WINDOW, memLevel=_MEMORY)
    return stream(b"/Filter/FlateDecode", deflating.compress(content) + deflating.flush())


# -- how it is rendered -----------------------------------------------------------------------------------


class _SlotDocument(ArchivalDocument):
    """A document whose pages are cut into streams at their slots; its objects are kept, and no file is written."""

    def format(self) -> bytes:
        """Keep the objects and the trailer."""
        self.kept, self.kept_trailer = tuple(self.bodies()), self.trailer()
        return b""

    def addPage(self, page: Any) -> None:  # noqa: N802 (ReportLab's name)
        """Take a page; what stands between slots becomes streams of its own."""
        pieces = re.split(f"^({TOKEN}\\d+@)$", page.stream, flags=re.MULTILINE)
        if len(pieces) > 1:
            page.Contents = PDFArray([piece if each % 2 else self._static(piece) for each, piece in enumerate(pieces)])
        super().addPage(page)

    def _static(self, code: str) -> Any:
        return self.Reference(PDFStream(PDFDictionary(), code, [PDFZCompress]))


class SlotCanvas(TaggedCanvas):
    """A canvas on which slots are noted and left empty; `objects` returns the document then."""

    kind_of_document = _SlotDocument

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.slots: list[PersonalSlot | PersonalTable] = []
        self.contents: list[bytes] = []  # of the slots, as this document's reader has them
        self._places: list[SlotPlace] = []

    @contextmanager
    def slot(self, texts: Any, left: float, top: float) -> Iterator[None]:
        """Let everything painted inside be left out; its marks are counted all the same."""
        with super().slot(texts, left, top):
            before = len(self._code)
            yield
        content = "\n".join(self._code[before:])
        mark = re.search(r"/MCID (\d+)", content)
        assert mark
        self._code[before:] = [token(len(self.slots))]
        self.slots.append(texts)
        self.contents.append(content.encode("latin-1"))
        part = texts.table.part if isinstance(texts, PersonalTable) else None
        self._places.append(SlotPlace(left, top, int(mark[1]), texts.name, part))

    def objects(self, pages: int) -> PdfObjects:
        """Finish the document, which has so many pages, and return what it is made of."""
        self.finished()
        made = self.document
        return PdfObjects(made.standard.version, made.kept, made.kept_trailer, tuple(self._places), pages)


class _Counter(StructTreeRoot):
    """A tree that nobody reads: it only counts the marks of a page."""

    def __init__(self, first: int, *, namespaces: bool) -> None:
        super().__init__(namespaces=namespaces)
        self._next = first

    def mark(self, _elem: Elem, _page: Any) -> int:
        self._next += 1
        return self._next - 1

    def mark_row(self, rows: Rows, _row: int, _page: Any) -> int:
        self._next += rows.columns
        return self._next - rows.columns


class ContentCanvas(TaggedCanvas):
    """A canvas for what stands in one slot of a page that has been laid out before."""

    def content(self, painted: Flowable, place: SlotPlace) -> str:
        """Return the operators that paint it there, its marks numbered from the slot's first."""
        del self._code[:]
        self.document.structure = _Counter(place.mark, namespaces=self.document.structure.has_namespaces)
        with self.slot(painted, place.left, place.top):
            painted.paint(self, place.left, place.top)
        return "\n".join(self._code)
