"""One PDF for a whole table, for a print house: each reader's copy in turn; what copies have in common is there once.

It is written as it grows and keeps a few numbers of each copy, so that PDF/A alone bounds its length. Every copy has
pages, structure elements and a bookmark of its own; labels and bookmarks count copies, and never say whose they are.

What goes before a copy says which numbers its objects have. So copies are added in order; what costs time, laying them
out and packing their objects, may be done by other processes, and the bytes are the same.
"""

import hashlib
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from typing import BinaryIO

from reports.brief.mailmerge.prerendered import CopyParts, PdfObjects
from reports.brief.mailmerge.shared_objects import LEVEL, CopyPlace, CopyTemplate, TemplateBuilder
from reports.brief.mailmerge.xref import XrefStream
from reports.errors import Location, Problem
from reports.pdf.writer import archival, header, is_stream, numbered, packed_objects, start_of_xref, stream
from reports.renderer import FullError

MOST_OBJECTS = 8_388_607  # ISO 19005-3, 6.1.13
COPIES_IN_A_GROUP = 64  # copies below one node of each tree
_MOST_TEMPLATES = 64
_PACKED_AT_ONCE = 32  # copies, by another process
_MOST_AHEAD = 64  # times so many that are given out before the first is back

# Objects that are written last, and known by their numbers from the start.
_PAGES, _TREE, _DOCUMENT, _MARKS, _LABELS, _BOOKMARKS, _CATALOG = range(1, 8)
_ROOTS = b"/Pages %d 0 R/StructTreeRoot %d 0 R/PageLabels %d 0 R/Outlines %d 0 R>>"
# The nodes of a group in four trees, from its first number on.
_GROUP_PAGES, _GROUP_MARKS, _GROUP_LABELS, _GROUP_BOOKMARK = range(4)
_GROUP_NODES = 4
_Entry = tuple[bytes, bytes, bytes]  # of the bookmarks: a title, the way there, and what is below it
Pack = Callable[[tuple[CopyPlace, ...]], Future[tuple[bytes, ...]]]  # has `pack_copies` done elsewhere


class _Group:
    """Some copies that have nodes in common, and what will stand there."""

    def __init__(self, first: int, copy: int, page: int, key: int) -> None:
        self.first, self.copy, self.page, self.key = first, copy, page, key
        self.pages: list[int] = []
        self.starts: list[tuple[int, bytes]] = []  # each copy's first page in the file, and a bookmark's way there
        self.leaves: list[int] = []


class MergedPdf:
    """A PDF in the making; `file` is only ever written to, from its start.

    With `right_hand` every copy starts on a right-hand page: one of an odd number of pages ends in an empty page.
    """

    def __init__(self, file: BinaryIO, *, right_hand: bool = False, pack: Pack | None = None) -> None:
        self._file, self._right_hand, self._pack_elsewhere = file, right_hand, pack
        self._digest = hashlib.md5(usedforsecurity=False)
        self._at = self._copies = self._pages = self._keys = 0
        self._xref = XrefStream(_CATALOG)
        self._templates: dict[PdfObjects, CopyTemplate] = {}
        self._shared: dict[bytes, int] = {}
        self._tops = array("Q")  # the copies' elements
        self._notes = array("Q")  # elements that have their number for an ID
        self._groups: list[int] = []  # the first number of each
        self._bookmarks: list[_Entry] = []  # one for each group
        self._group: _Group | None = None
        self._template: CopyTemplate | None = None
        self._unwritten: deque[tuple[int, bytes | None]] = deque()  # objects with their numbers; None: is being packed
        self._unpacked: list[CopyPlace] = []
        self._promises: deque[Future[tuple[bytes, ...]]] = deque()

    def add(self, copy: CopyParts) -> tuple[int, int]:
        """Add one reader's copy, and return its first and last page in this file, counted from 1.

        Raises a FullError when the file can't grow any more.
        """
        template = self._template = self._template_of(copy.objects)
        to_come = template.own + 2 * COPIES_IN_A_GROUP  # with the end of the copy's group, and of the file
        if self._xref.next + to_come > MOST_OBJECTS:
            message = f"a PDF of {self._copies:,} copies is full: PDF/A allows {MOST_OBJECTS:,} objects in a file"
            raise FullError([Problem(Location("merged PDF"), message, "begin another file (--chunk)")])
        if self._group is None:
            self._group = _Group(self._xref.reserve(_GROUP_NODES), self._copies, self._pages, self._keys)
        group = self._group
        self._write_copy(template, copy.streams, group)
        first = self._pages + 1
        self._pages += len(template.pages) + self._is_short(template)
        self._keys += template.owners
        self._copies += 1
        if len(group.starts) == COPIES_IN_A_GROUP:
            self._end_group(group)
        return first, self._pages

    def close(self) -> None:
        """Finish the file, which needs one copy at least; the stream stays open."""
        if self._group:
            self._end_group(self._group)
        assert self._template
        self._end(self._template)
        self._give_out()
        while self._promises:
            self._write_packed()
        at, number = self._at, self._xref.note_stream()
        self._xref.place_stream(at)
        name = self._digest.hexdigest().upper().encode("ascii")
        entries, packed = self._xref.entries_and_rows()
        info = b"/Info %d 0 R" % self._template.info if self._template.info else b""
        index = stream(b"%s/Root %d 0 R%s/ID[<%s><%s>]" % (entries, _CATALOG, info, name, name), packed)
        self._write(numbered(number, index) + start_of_xref(at))

    # -- copies -------------------------------------------------------------------------------------

    def _template_of(self, objects: PdfObjects) -> CopyTemplate:
        known = self._templates.get(objects)
        if known is None:
            if not self._at:
                self._write(header(objects.version))
            if len(self._templates) >= _MOST_TEMPLATES:
                del self._templates[next(iter(self._templates))]
            known = self._templates[objects] = TemplateBuilder(objects, _DOCUMENT, self._share).template()
        return known

    def _is_short(self, template: CopyTemplate) -> bool:
        return self._right_hand and len(template.pages) % 2 == 1

    def _write_copy(self, template: CopyTemplate, streams: Sequence[bytes], group: _Group) -> None:
        """Write a copy's objects: the slots come right behind its own, as the template has it, then what joins it."""
        first, leaf, filled = self._xref.next, self._xref.next + template.own + len(streams), self._is_short(template)
        place = CopyPlace(template, first, group.first + _GROUP_PAGES, self._keys, filled)
        group.starts.append((self._pages, template.destination(first)))
        group.pages += [first + page for page in template.pages]
        group.leaves.append(leaf)
        group.pages += [leaf + 1] * filled
        self._tops.append(first + template.top)
        self._notes.extend(first + note for note in template.notes)
        packing = leaf + 1 + filled
        self._xref.note_packed(template.own, packing, 0)
        for content in streams:
            self._write_stream(content)
        self._xref.note_packed(1 + filled, packing, template.own)
        if self._pack_elsewhere is None:
            self._write_stream(place.packed())
            return
        self._unwritten.append((self._xref.note_stream(), None))
        self._unpacked.append(place)
        if len(self._unpacked) == _PACKED_AT_ONCE:
            self._give_out()

    def _give_out(self) -> None:
        """Have packed what is not packed yet, and write what is."""
        if self._pack_elsewhere and self._unpacked:
            self._promises.append(self._pack_elsewhere(tuple(self._unpacked)))
            self._unpacked.clear()
        while self._promises and (len(self._promises) > _MOST_AHEAD or self._promises[0].done()):
            self._write_packed()

    def _write_packed(self) -> None:
        """Wait for the first copies that are being packed, and write them and what follows."""
        for packed in self._promises.popleft().result():
            number, _ = self._unwritten.popleft()
            self._place(number, packed)
            while self._unwritten and (body := self._unwritten[0][1]) is not None:
                self._place(self._unwritten.popleft()[0], body)

    def _end_group(self, group: _Group) -> None:
        """Write what the copies of a group have in common: their bookmarks, and a node in each tree."""
        copies = range(group.copy + 1, self._copies + 1)
        entries = [(b"%d" % number, way, b"") for number, (_, way) in zip(copies, group.starts, strict=True)]
        numbers = range(self._xref.next, self._xref.next + len(copies))
        self._pack(list(_bookmarks(entries, numbers, group.first + _GROUP_BOOKMARK)))
        below = b"/First %d 0 R/Last %d 0 R/Count %d" % (numbers[0], numbers[-1], -len(copies))
        self._bookmarks.append((b"%d-%d" % (copies[0], copies[-1]), group.starts[0][1], below))
        self._groups.append(group.first)
        limits, first_pages = b"/Limits[%d %d]", [start for start, _ in group.starts]
        labels = [b"%d<</P(%d-)/S/D>>" % each for each in zip(first_pages, copies, strict=True)]  # as in 12-1
        nodes = {
            _GROUP_PAGES: b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%s]>>"
            % (_PAGES, len(group.pages), _names(group.pages)),
            _GROUP_MARKS: b"<<%s/Kids[%s]>>" % (limits % (group.key, self._keys - 1), _names(group.leaves)),
            _GROUP_LABELS: b"<<%s/Nums[%s]>>" % (limits % (group.page, first_pages[-1]), b" ".join(labels)),
        }
        self._settle({group.first + place: body for place, body in nodes.items()})
        self._group = None

    def _end(self, template: CopyTemplate) -> None:
        """Write the roots of all trees, and the catalog."""
        names = {place: _names(first + place for first in self._groups) for place in range(_GROUP_NODES)}
        marks = [first + _GROUP_BOOKMARK for first in self._groups]
        bookmarks = dict(zip(marks, _bookmarks(self._bookmarks, marks, _BOOKMARKS), strict=True))
        tree = b"<</Type/StructTreeRoot/K %d 0 R/ParentTreeNextKey %d/ParentTree %d 0 R%s>>"
        named = b" ".join([b"(%010d) %d 0 R" % (number, number) for number in self._notes])
        idents = b"/IDTree<</Names[%s]>>" % named if named else b""
        roots = {
            _PAGES: b"<</Type/Pages/Count %d/Kids[%s]>>" % (self._pages, names[_GROUP_PAGES]),
            _TREE: tree % (_DOCUMENT, self._keys, _MARKS, template.namespaces + idents),
            _DOCUMENT: b"<</Type/StructElem/S/Document/P %d 0 R%s/K[%s]>>"
            % (_TREE, template.namespace, _names(self._tops)),
            _MARKS: b"<</Kids[%s]>>" % names[_GROUP_MARKS],
            _LABELS: b"<</Kids[%s]>>" % names[_GROUP_LABELS],
            _BOOKMARKS: b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>" % (marks[0], marks[-1], len(marks)),
            _CATALOG: template.catalog.removesuffix(b">>") + _ROOTS % (_PAGES, _TREE, _LABELS, _BOOKMARKS),
        }
        self._settle(roots | bookmarks)

    # -- writing --------------------------------------------------------------------------------------

    def _share(self, body: bytes) -> int:
        """Put an object into the file that all copies may name; the same twice is one."""
        key = hashlib.sha256(body).digest()
        if key not in self._shared:
            self._shared[key] = self._write_stream(archival(body)) if is_stream(body) else self._pack([body])
        return self._shared[key]

    def _pack(self, bodies: Sequence[bytes]) -> int:
        """Write small objects in one packing, and return the first one's number."""
        first = self._xref.note_packed(len(bodies), self._xref.next + len(bodies), 0)
        self._write_stream(packed_objects(range(first, first + len(bodies)), bodies, LEVEL))
        return first

    def _settle(self, bodies: Mapping[int, bytes]) -> None:
        """Write objects whose numbers were reserved."""
        packing = self._xref.next
        for place, number in enumerate(bodies):
            self._xref.settle(number, packing, place)
        self._write_stream(packed_objects(list(bodies), list(bodies.values()), LEVEL))

    def _write_stream(self, body: bytes) -> int:
        """Write an object that is a stream, as soon as what is before it is written, and return its number."""
        number = self._xref.note_stream()
        if self._unwritten:
            self._unwritten.append((number, body))
        else:
            self._place(number, body)
        return number

    def _place(self, number: int, body: bytes) -> None:
        self._xref.place_stream(self._at)
        self._write(numbered(number, body))

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._digest.update(data)
        self._at += len(data)


def _names(numbers: Iterable[int]) -> bytes:
    return b" ".join([b"%d 0 R" % number for number in numbers])


def _bookmarks(entries: Sequence[_Entry], numbers: Sequence[int], above: int) -> Iterator[bytes]:
    """Yield bookmarks that stand beside each other, as objects of these numbers."""
    for place, (title, way, below) in enumerate(entries):
        before = b"/Prev %d 0 R" % numbers[place - 1] if place else b""
        after = b"/Next %d 0 R" % numbers[place + 1] if place + 1 < len(numbers) else b""
        yield b"<</Title(%s)/Parent %d 0 R%s%s%s%s>>" % (title, above, way, before, after, below)
