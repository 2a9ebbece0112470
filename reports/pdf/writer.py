"""A PDF file in the making: small objects packed into object streams, and an xref stream of all of them.

Every stream ends as PDF/A asks. The file's ID is derived from its content: the same brief is the same bytes.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

_OBJECTS_IN_A_STREAM = 200
_ALIKE_IN_A_STREAM = 500
_MANY = 2000  # objects: more are written as differences, which take a third of the room, and their xref stream a tenth
_SHORT = 140  # bytes of an object that is one of many alike: a cell, a row
_ROW = 7  # bytes of an object in the xref stream


_ELEMENT = re.compile(rb"<</Type/StructElem/S/\w+")

Objects = list[tuple[int, bytes]]


@dataclass(frozen=True, slots=True)
class XrefEntry:
    """Where an object stands: (1, offset, 0) by itself, (2, its stream, place in it) packed; ISO 32000-1, 7.5.8.3."""

    kind: int
    where: int
    index: int

    def packed(self) -> bytes:
        """Write it as a row of the xref stream (/W[1 4 2])."""
        return bytes([self.kind]) + self.where.to_bytes(4) + self.index.to_bytes(2)


class PdfFile:
    """The file: take objects with `add`, then `finished` gives the bytes."""

    def __init__(self, version: tuple[int, int]) -> None:
        self._parts = [b"%%PDF-%d.%d\n%%\xe2\xe3\xcf\xd3\n" % version]
        self._size = len(self._parts[0])
        self._places: dict[int, XrefEntry] = {}
        self._small: Objects = []

    def add(self, number: int, body: bytes) -> None:
        """Take an object: streams as they come, all others are packed at the end."""
        if body.endswith(b"endstream\n"):
            # ISO 19005-3, 6.1.7.1: a line end stands before `endstream`; ReportLab writes none
            self._write(number, body.removesuffix(b"endstream\n") + b"\nendstream")
        else:
            self._small.append((number, body))

    def finished(self, trailer: bytes) -> bytes:
        """Pack what is small, write the xref stream, and return the whole.

        `trailer` is what stands in its dictionary beside sizes: "/Root 1 0 R", and /Info where there is one.
        """
        number = self.pack()
        digest = hashlib.md5(b"".join(self._parts), usedforsecurity=False).hexdigest().upper().encode("ascii")
        self._write_xref(number, b"%s/ID[<%s><%s>]" % (trailer, digest, digest))
        return b"".join(self._parts)

    def pack(self) -> int:
        """Pack what is small, and return the first number that is free then."""
        number = 1 + max([*self._places, *(number for number, _ in self._small)])
        for objects, alike in streams_of(self._small):
            (self._pack_alike if alike else self._pack)(number, objects)
            number += 1
        return number

    @property
    def content(self) -> bytes:
        """Return what has been written so far."""
        return b"".join(self._parts)

    def rows(self, stop: int) -> bytes:
        """Return the xref stream's rows of the objects below a number, not deflated: seven bytes each."""
        free = XrefEntry(0, 0, 65535)
        return b"".join(place.packed() for place in [free, *(self._places[n] for n in range(1, stop))])

    def _write(self, number: int, body: bytes) -> None:
        self._places[number] = XrefEntry(1, self._size, 0)
        self._parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        self._size += len(self._parts[-1])

    def _pack(self, stream: int, objects: Objects) -> None:
        heads, at = [], 0
        for number, body in objects:
            heads.append(b"%d %d" % (number, at))
            at += len(body) + 1
        head = b" ".join(heads) + b"\n"
        self._write_stream(stream, objects, len(head), head + b"\n".join(body for _, body in objects))

    def _pack_alike(self, stream: int, objects: Objects) -> None:
        """Write each head and each object over the same width: then they differ from the one before in few bytes."""
        width = 1 + max(_WIDEST_HEAD, *(len(body) for _, body in objects))
        heads = [b"%d %d" % (number, place * width) for place, (number, _) in enumerate(objects)]
        rows = b"".join(row.ljust(width) for row in (*heads, *(body for _, body in objects)))
        how = b"/DecodeParms<</Predictor 12/Columns %d>>" % width
        self._write_stream(stream, objects, width * len(objects), _differences(rows, width), how)

    def _write_stream(self, stream: int, objects: Objects, first: int, content: bytes, how: bytes = b"") -> None:
        for index, (number, _) in enumerate(objects):
            self._places[number] = XrefEntry(2, stream, index)
        packed = zlib.compress(content, 9)
        facts = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode%s/Length %d" % (len(objects), first, how, len(packed))
        self._write(stream, b"<<%s>>\nstream\n%s\nendstream" % (facts, packed))

    def _write_xref(self, number: int, trailer: bytes) -> None:
        start = self._size
        self._places[number] = XrefEntry(1, start, 0)
        rows, how = self.rows(number + 1), b""
        if number > _MANY:
            rows, how = _differences(rows, _ROW), b"/DecodeParms<</Predictor 12/Columns %d>>" % _ROW
        packed = zlib.compress(rows, 9)
        facts = b"/Type/XRef/Size %d/W[1 4 2]/Filter/FlateDecode%s/Length %d" % (number + 1, how, len(packed))
        self._write(number, b"<<%s%s>>\nstream\n%s\nendstream" % (facts, trailer, packed))
        self._parts.append(b"startxref\n%d\n%%%%EOF\n" % start)


_WIDEST_HEAD = 20  # bytes: two numbers


def streams_of(objects: Objects) -> Iterator[tuple[Objects, bool]]:
    """Yield the objects of each stream that they are packed in, and whether they are alike.

    Those that are alike (cells, rows) are written one over the other, in fields of one width, as differences.
    """
    alike, others = _parted(objects) if len(objects) > _MANY else ([], objects)
    for start in range(0, len(others), _OBJECTS_IN_A_STREAM):
        yield others[start : start + _OBJECTS_IN_A_STREAM], False
    for kind in alike:
        for start in range(0, len(kind), _ALIKE_IN_A_STREAM):
            yield kind[start : start + _ALIKE_IN_A_STREAM], True


def _parted(objects: Objects) -> tuple[list[Objects], Objects]:
    """Part those of which there are very many alike (rows, cells) from the others."""
    kinds: dict[bytes, Objects] = {}
    for each in objects:
        match = _ELEMENT.match(each[1]) if len(each[1]) <= _SHORT else None
        kinds.setdefault(match[0] if match else b"", []).append(each)
    others = kinds.pop(b"", [])
    for few in [kind for kind, found in kinds.items() if len(found) < _OBJECTS_IN_A_STREAM]:
        others += kinds.pop(few)
    return list(kinds.values()), others


def _differences(rows: bytes, width: int) -> bytes:
    """Write each byte of a row as its difference from the row before, as PNG does (ISO 32000-1, 7.4.4.4: "Up").

    All bytes are subtracted at once, as one long number each: the highest bit of a byte keeps it from borrowing.
    """
    high = int.from_bytes(b"\x80" * len(rows))
    new, old = int.from_bytes(rows), int.from_bytes(bytes(width) + rows[: len(rows) - width])
    changes = (((new | high) - (old & ~high)) ^ ((new ^ ~old) & high)).to_bytes(len(rows))
    return b"".join([b"\2" + changes[start : start + width] for start in range(0, len(changes), width)])
