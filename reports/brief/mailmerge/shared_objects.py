"""What of a prerendered PDF is in a merged file once, and what every copy has of its own: objects to be relocated.

A page, an element, a link and whatever names one of them belong to a copy; all else is common.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from reports.brief.mailmerge.prerendered import PdfObjects
from reports.frozen import frozen
from reports.pdf.writer import is_stream, packed_objects

# Texts first, so that nothing in them is taken for a reference.
_REFERENCE = re.compile(
    rb"\((?:\\.|[^\\()])*\)|(\d+) 0 R\b|/StructParents? (\d+)|@slot(\d+)@|/ID \((\d{10})\)", re.DOTALL
)
_OWN = re.compile(rb"/Type ?/(?:Page|StructElem|Annot)\b|@slot")
_TREES = re.compile(rb"/(?:Pages|StructTreeRoot|Outlines|PageLabels) \d+ 0 R\s*")  # of the catalog
BETWEEN = b"\0"  # no text holds it: the reader of data files refuses control characters
LEVEL = 6  # of zlib's
_NODE, _FIRST_KEY = -1, -2  # see Relocatable


@frozen
class Relocatable:
    """Objects of a copy, `BETWEEN` them: a format for `%`, and what each "%d" in it stands for.

    A value from 0 on is a place among the copy's objects; -1 is the node of its pages, -2 and down its keys in the
    parent tree (0, 1, …). So `Relocatable(b"<</P %d 0 R/K[%d 0 R]>>", (0, 3))` names its first and fourth object.
    """

    text: bytes
    values: tuple[int, ...]

    def relocated(self, first: int, node: int, key: int) -> list[bytes]:
        """Return the objects for a copy whose objects and keys begin there; `node` is the parent of its pages."""
        keys = key + _FIRST_KEY
        values = [first + each if each >= 0 else node if each == _NODE else keys - each for each in self.values]
        return (self.text % tuple(values)).split(BETWEEN)


@frozen
class CopyTemplate:
    """The copies of a prerendered PDF as parts of a larger file: each its own objects, then its slots' streams.

    Behind those come its leaf of the parent tree, and an empty page where one is asked for.
    """

    objects: Relocatable  # its own, the leaf and the page
    own: int  # how many are its own
    slots: int
    pages: tuple[int, ...]  # places among its own
    top: int  # the place of the structure element that holds all others
    owners: int  # entries of the parent tree
    catalog: bytes  # for the numbers of pages, tree, bookmarks and labels
    info: int | None
    namespace: bytes  # an entry of the top element, or nothing
    namespaces: bytes  # an entry of the tree's root, or nothing
    notes: tuple[int, ...]  # places of elements with an ID

    def destination(self, first: int) -> bytes:
        """Return an entry that leads to a copy's first page, and to its element where links do (see `pdf.objects`)."""
        page, elem = first + self.pages[0], first + self.top
        if self.namespaces:
            return b"/A<</S/GoTo/D[%d 0 R/Fit]/SD[%d 0 R/Fit]>>" % (page, elem)
        return b"/Dest[%d 0 R/Fit]" % page


class CopyPlace(NamedTuple):
    """Where a copy's objects and keys begin; `node` is the parent of its pages. With `filled` it has the empty page."""

    template: CopyTemplate
    first: int
    node: int
    key: int
    filled: bool

    def packed(self) -> bytes:
        """Return all objects of the copy but its slots' streams as one."""
        template, first = self.template, self.first
        bodies, behind = template.objects.relocated(first, self.node, self.key), first + template.own + template.slots
        numbers = (*range(first, first + template.own), behind, *[behind + 1] * self.filled)
        return packed_objects(numbers, bodies[: len(numbers)], LEVEL)


def pack_copies(places: Sequence[CopyPlace]) -> tuple[bytes, ...]:
    """Pack each copy, in whatever process."""
    return tuple(each.packed() for each in places)


class TemplateBuilder:
    """A prerendered PDF's objects, and where they go; `template` gives what is made of them.

    `share` puts a common object into the file and returns its number there. The PDF's top element becomes a part of the
    element numbered `document`.
    """

    def __init__(self, objects: PdfObjects, document: int, share: Callable[[bytes], int]) -> None:
        self._bodies: dict[int, bytes] = dict(enumerate(objects.bodies, 1))
        self._document, self._share = document, share
        self._trailer, self._slots = objects.trailer, len(objects.slots)
        self._catalog = self._bodies[_named(self._trailer, b"Root")]
        self._pages = self._bodies[_named(self._catalog, b"Pages")]
        self._root = _named(self._catalog, b"StructTreeRoot")
        self._tree = self._bodies[self._root]
        self._common: dict[int, int] = {}
        self._places = {number: place for place, number in enumerate(sorted(self._own()))}

    def template(self) -> CopyTemplate:
        """Return the template of all copies."""
        kids = re.search(rb"/Kids \[([^]]*)\]", self._pages)
        assert kids
        pages = [int(number) for number in re.findall(rb"(\d+) 0 R", kids[1])]
        top = _named(self._tree, b"K")
        namespace = re.search(rb"/NS \d+ 0 R", self._bodies[top])
        boxes = re.findall(rb"/(?:Media|Bleed|Trim)Box \[[^]]*\]", self._bodies[pages[0]])
        spaces = re.search(rb"/Namespaces\[[^]]*\]", self._tree)
        owners = re.search(rb"/Nums\[(.*)\]>>", self._tree, re.DOTALL)
        assert boxes
        assert owners
        parts = self._bodies | {top: self._bodies[top].replace(b"/S/Document/", b"/S/Part/")}
        owned = re.findall(rb"\d+ (\[[^]]*\]|\d+ 0 R)", owners[1])
        values: list[int] = []
        own = [self._relocatable(parts[number], values) for number in self._places]
        values += [_FIRST_KEY, _FIRST_KEY + 1 - len(owned)]
        entries = []
        for number, each in enumerate(owned):
            values.append(_FIRST_KEY - number)
            entries.append(b"%d " + self._relocatable(each, values))
        leaf = b"<</Limits[%d %d]/Nums[" + b" ".join(entries) + b"]>>"
        values.append(_NODE)
        filling = b"<</Type/Page/Parent %d 0 R" + b"".join(boxes).replace(b"%", b"%%") + b"/Resources<<>>/Tabs/S>>"
        return CopyTemplate(
            objects=Relocatable(BETWEEN.join([*own, leaf, filling]), tuple(values)),
            own=len(own),
            slots=self._slots,
            pages=tuple(self._places[number] for number in pages),
            top=self._places[top],
            owners=len(owned),
            catalog=self._with_common(_TREES.sub(b"", self._catalog)),
            info=self._shared(_named(self._trailer, b"Info")) if b"/Info" in self._trailer else None,
            namespace=self._with_common(namespace[0]) if namespace else b"",
            namespaces=self._with_common(spaces[0]) if spaces else b"",
            notes=tuple(place for number, place in self._places.items() if b"/ID (" in parts[number]),
        )

    def _own(self) -> set[int]:
        """Find a copy's own objects: what pages and elements lead to, if it is one of them or names one."""
        apart = {_named(self._catalog, key) for key in (b"Pages", b"StructTreeRoot")}
        reached, waiting = set[int](), [_named(self._tree, b"K"), *_references(self._pages)]
        while waiting:
            number = waiting.pop()
            if number not in reached and number not in apart:
                reached.add(number)
                waiting += _references(self._bodies[number])
        own = {number for number in reached if _OWN.search(_without_texts(self._bodies[number]))}
        while more := {n for n in reached - own if not own.isdisjoint(_references(self._bodies[n]))}:
            own |= more
        return own

    def _relocatable(self, body: bytes, values: list[int]) -> bytes:
        """Return an object as a format, and note what it is to be filled with."""

        def relocated(match: re.Match[bytes]) -> bytes:
            reference, key, slot, ident = match.groups()
            if ident:
                values.append(self._places[int(ident)])
                return b"/ID (%010d)"
            if key:
                values.append(_FIRST_KEY - int(key))
                return match[0][: -len(key)] + b"%d"
            if slot:
                values.append(len(self._places) + int(slot))
                return b"%d 0 R"
            return self._relocated_reference(int(reference), values) if reference else match[0]

        return _REFERENCE.sub(relocated, body.replace(b"%", b"%%"))

    def _relocated_reference(self, number: int, values: list[int]) -> bytes:
        if number == self._root:
            return b"%d 0 R" % self._document
        if number == _named(self._catalog, b"Pages"):
            values.append(_NODE)
        elif number in self._places:
            values.append(self._places[number])
        else:
            return b"%d 0 R" % self._shared(number)
        return b"%d 0 R"

    def _shared(self, number: int) -> int:
        if number not in self._common:
            self._common[number] = self._share(self._with_common(self._bodies[number]))
        return self._common[number]

    def _with_common(self, body: bytes) -> bytes:
        def number(match: re.Match[bytes]) -> bytes:
            return b"%d 0 R" % self._shared(int(match[1])) if match[1] else match[0]

        head = _dictionary(body)
        return _REFERENCE.sub(number, head) + body[len(head) :]


def _named(body: bytes, key: bytes) -> int:
    """Return the number of the object that a dictionary has under a key."""
    found = re.search(rb"/%s (\d+) 0 R" % key, body)
    assert found
    return int(found[1])


def _references(body: bytes) -> Sequence[int]:
    return [int(match[1]) for match in _REFERENCE.finditer(_dictionary(body)) if match[1]]


def _dictionary(body: bytes) -> bytes:
    """Return an object without what a stream holds."""
    return body.partition(b"stream\n")[0] if is_stream(body) else body


def _without_texts(body: bytes) -> bytes:
    """Return a dictionary without its texts; nothing of a stream, which is never a copy's own."""
    if is_stream(body):
        return b""
    return _REFERENCE.sub(lambda match: b"()" if match[0][:1] == b"(" else match[0], body)
