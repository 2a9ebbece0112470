"""What of a prerendered PDF is in a merged file once, and what every copy has of its own: objects to be relocated.

A page, an element, a link and whatever names one of them belong to a copy; all else is common.
"""

import re
from collections.abc import Callable, Sequence

from reports.brief.mailmerge.prerendered import PdfObjects
from reports.frozen import frozen
from reports.pdf.writer import is_stream

# Texts first, so that nothing in them is taken for a reference.
_REFERENCE = re.compile(
    rb"\((?:\\.|[^\\()])*\)|(\d+) 0 R\b|/StructParents? (\d+)|@slot(\d+)@|/ID \((\d{10})\)", re.DOTALL
)
_OWN = re.compile(rb"/Type ?/(?:Page|StructElem|Annot)\b|@slot")
_TREES = re.compile(rb"/(?:Pages|StructTreeRoot|Outlines|PageLabels) \d+ 0 R\s*")  # of the catalog


@frozen
class RelocatableObject:
    """An object of a copy: a format for `%`, and what each "%d" in it stands for.

    A value from 0 on is a place among the copy's objects; -1 is the node of its pages, -2 and on its keys in the parent
    tree (0, 1, …). So `RelocatableObject(b"<</P %d 0 R/K[%d 0 R]>>", (0, 3))` names the copy's first and fourth object.
    """

    text: bytes
    values: tuple[int, ...]

    def relocated(self, first: int, node: int, key: int) -> bytes:
        """Return the object for a copy whose objects and keys begin there; `node` is the parent of its pages."""
        return self.text % tuple(
            [first + each if each >= 0 else node if each == -1 else key - 2 - each for each in self.values]
        )


@frozen
class CopyTemplate:
    """The copies of a prerendered PDF as parts of a larger file: each its own objects, then its slots' streams."""

    own: tuple[RelocatableObject, ...]
    pages: tuple[int, ...]  # places in `own`
    top: int  # the place in `own` of the structure element that holds all others
    owners: tuple[RelocatableObject, ...]  # entries of the parent tree, in the order of the keys
    catalog: bytes  # for the numbers of pages, tree, bookmarks and labels
    info: int | None
    namespace: bytes  # an entry of the top element, or nothing
    namespaces: bytes  # an entry of the tree's root, or nothing
    boxes: bytes  # a page's
    notes: tuple[int, ...]  # places in `own` of elements with an ID

    def destination(self, first: int) -> bytes:
        """Return an entry that leads to a copy's first page, and to its element where links do (see `destinations`)."""
        page, elem = first + self.pages[0], first + self.top
        if self.namespaces:
            return b"/A<</S/GoTo/D[%d 0 R/Fit]/SD[%d 0 R/Fit]>>" % (page, elem)
        return b"/Dest[%d 0 R/Fit]" % page


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
        return CopyTemplate(
            own=tuple(self._relocatable(parts[number]) for number in self._places),
            pages=tuple(self._places[number] for number in pages),
            top=self._places[top],
            owners=tuple(self._relocatable(each) for each in re.findall(rb"\d+ (\[[^]]*\]|\d+ 0 R)", owners[1])),
            catalog=self._with_common(_TREES.sub(b"", self._catalog)),
            info=self._shared(_named(self._trailer, b"Info")) if b"/Info" in self._trailer else None,
            namespace=self._with_common(namespace[0]) if namespace else b"",
            namespaces=self._with_common(spaces[0]) if spaces else b"",
            boxes=b"".join(boxes),
            notes=tuple(place for number, place in self._places.items() if b"/ID (" in parts[number]),
        )

    # -- whose is what ------------------------------------------------------------------------------

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

    # -- what is relocated -------------------------------------------------------------------------------------

    def _relocatable(self, body: bytes) -> RelocatableObject:
        values: list[int] = []

        def relocated(match: re.Match[bytes]) -> bytes:
            reference, key, slot, ident = match.groups()
            if ident:
                values.append(self._places[int(ident)])
                return b"/ID (%010d)"
            if key:
                values.append(-2 - int(key))
                return match[0][: -len(key)] + b"%d"
            if slot:
                values.append(len(self._places) + int(slot))
                return b"%d 0 R"
            return self._relocated_reference(int(reference), values) if reference else match[0]

        return RelocatableObject(_REFERENCE.sub(relocated, body.replace(b"%", b"%%")), tuple(values))

    def _relocated_reference(self, number: int, values: list[int]) -> bytes:
        if number == self._root:
            return b"%d 0 R" % self._document
        if number == _named(self._catalog, b"Pages"):
            values.append(-1)
        elif number in self._places:
            values.append(self._places[number])
        else:
            return b"%d 0 R" % self._shared(number)
        return b"%d 0 R"

    # -- what is common -------------------------------------------------------------------------------

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
