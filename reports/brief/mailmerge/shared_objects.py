"""What of a plate is in a merged file once, and what every copy has of its own: objects with blanks for their numbers.

A page, an element, a link and whatever names one of them belong to a copy; all else is common.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reports.brief.mailmerge.prerendered import Objects

# Texts first, so that nothing in them is taken for a reference.
_BLANK = re.compile(rb"\((?:\\.|[^\\()])*\)|(\d+) 0 R\b|/StructParents? (\d+)|@slot(\d+)@", re.DOTALL)
_OWN = re.compile(rb"/Type ?/(?:Page|StructElem|Annot)\b|@slot")
_STREAM = b"endstream\n"


@dataclass(frozen=True, slots=True)
class Blanks:
    """An object of a copy: a format, and what stands in its blanks.

    A number from 0 on counts from the copy's first object; -1 is the node of its pages, -2 and on its keys (0, 1, …).
    """

    text: bytes
    values: tuple[int, ...]

    def filled(self, first: int, node: int, key: int) -> bytes:
        """Write the object for a copy whose objects and keys begin there."""
        return self.text % tuple(
            [first + each if each >= 0 else node if each == -1 else key - 2 - each for each in self.values]
        )


@dataclass(frozen=True, slots=True)
class Pattern:
    """A plate's copies as parts of a larger file. The copy's own objects come first, then the streams of its slots."""

    own: tuple[Blanks, ...]
    pages: tuple[int, ...]  # places in `own`
    top: int  # the place of the element that holds all others
    owners: tuple[Blanks, ...]  # whose the marks of each key are
    catalog: bytes  # for the numbers of pages, tree, bookmarks and labels
    info: int | None
    said: bytes  # whose tag the top element has, in PDF's words
    namespaces: bytes  # an entry of the tree's root, or nothing
    size: bytes  # a page's


def pattern_of(objects: Objects, document: int, share: Callable[[bytes], int]) -> Pattern:
    """Take a plate apart. `share` puts a common object into the file and gives its number there.

    The plate's top element becomes a part of the element numbered `document`.
    """
    return _Taken(objects, document, share).apart()


class _Taken:
    """A plate's objects, and where they go."""

    def __init__(self, objects: Objects, document: int, share: Callable[[bytes], int]) -> None:
        self._bodies: Mapping[int, bytes] = dict(enumerate(objects.bodies, 1))
        self._document, self._share = document, share
        self._trailer, self._slots = objects.trailer, len(objects.slots)
        self._catalog = self._bodies[_named(self._trailer, b"Root")]
        self._pages = self._bodies[_named(self._catalog, b"Pages")]
        self._root = _named(self._catalog, b"StructTreeRoot")
        self._tree = self._bodies[self._root]
        self._common: dict[int, int] = {}
        self._places = {number: place for place, number in enumerate(sorted(self._own()))}

    def apart(self) -> Pattern:
        kids = re.search(rb"/Kids \[([^]]*)\]", self._pages)
        assert kids
        pages = [int(number) for number in re.findall(rb"(\d+) 0 R", kids[1])]
        top = _named(self._tree, b"K")
        said = re.search(rb"/NS \d+ 0 R", self._bodies[top])
        size = re.search(rb"/MediaBox \[[^]]*\]", self._bodies[pages[0]])
        spaces = re.search(rb"/Namespaces\[[^]]*\]", self._tree)
        assert size
        return Pattern(
            own=tuple(self._with_blanks(self._body(number, top)) for number in self._places),
            pages=tuple(self._places[number] for number in pages),
            top=self._places[top],
            owners=tuple(map(self._with_blanks, self._owners())),
            catalog=self._with_common(_without(self._catalog, b"Pages", b"StructTreeRoot", b"Outlines", b"PageLabels")),
            info=self._shared(_named(self._trailer, b"Info")) if b"/Info" in self._trailer else None,
            said=self._with_common(said[0]) if said else b"",
            namespaces=self._with_common(spaces[0]) if spaces else b"",
            size=size[0],
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
        own = {number for number in reached if _OWN.search(_bare(self._bodies[number]))}
        while more := {n for n in reached - own if not own.isdisjoint(_references(self._bodies[n]))}:
            own |= more
        return own

    def _body(self, number: int, top: int) -> bytes:
        body = self._bodies[number]
        return body.replace(b"/S/Document/", b"/S/Part/") if number == top else body

    def _owners(self) -> Iterator[bytes]:
        """Give each entry of the tree of marks, in the order of the keys: a list of elements, or one."""
        entries = re.search(rb"/Nums\[(.*)\]>>", self._tree, re.DOTALL)
        assert entries
        return (each[1] for each in re.finditer(rb"\d+ (\[[^]]*\]|\d+ 0 R)", entries[1]))

    # -- blanks -------------------------------------------------------------------------------------

    def _with_blanks(self, body: bytes) -> Blanks:
        values: list[int] = []

        def blank(match: re.Match[bytes]) -> bytes:
            reference, key, slot = match.groups()
            if key:
                values.append(-2 - int(key))
                return match[0][: -len(key)] + b"%d"
            if slot:
                values.append(len(self._places) + int(slot))
                return b"%d 0 R"
            return self._blank(int(reference), values) if reference else match[0]

        return Blanks(_BLANK.sub(blank, body.replace(b"%", b"%%")), tuple(values))

    def _blank(self, number: int, values: list[int]) -> bytes:
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

        if body.endswith(_STREAM):
            head, start, rest = body.partition(b"stream\n")
            return _BLANK.sub(number, head) + start + rest
        return _BLANK.sub(number, body)


def _named(body: bytes, key: bytes) -> int:
    """Give the number of the object that a dictionary has under a key."""
    found = re.search(rb"/%s (\d+) 0 R" % key, body)
    assert found
    return int(found[1])


def _without(body: bytes, *keys: bytes) -> bytes:
    """Leave entries out of a dictionary."""
    return re.sub(rb"/(?:%s) \d+ 0 R\s*" % b"|".join(keys), b"", body)


def _references(body: bytes) -> Sequence[int]:
    head = body.partition(b"stream\n")[0] if body.endswith(_STREAM) else body
    return [int(match[1]) for match in _BLANK.finditer(head) if match[1]]


def _bare(body: bytes) -> bytes:
    """Give a dictionary without its texts; nothing of a stream, which is never a copy's own."""
    return (
        b"" if body.endswith(_STREAM) else _BLANK.sub(lambda match: b"()" if match[0][:1] == b"(" else match[0], body)
    )
