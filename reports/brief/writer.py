"""A PDF file in the making: small objects packed into object streams, and an index of all of them.

Every stream ends as PDF/A asks. The file's ID is derived from its content: the same brief is the same bytes.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass

OBJECTS_IN_A_STREAM = 200
_MANY = 2000  # objects: an index of more is written as differences, which take a tenth of the room
_ROW = 7  # bytes of an object in the index


@dataclass(frozen=True, slots=True)
class Place:
    """Where an object stands: (1, offset, 0) by itself, (2, its stream, place in it) packed; ISO 32000-1, 7.5.8.3."""

    kind: int
    where: int
    index: int

    def packed(self) -> bytes:
        """Write it as a row of the index."""
        return bytes([self.kind]) + self.where.to_bytes(4) + self.index.to_bytes(2)


class File:
    """The file: take objects with `add`, then `finished` gives the bytes."""

    def __init__(self, version: tuple[int, int]) -> None:
        self._parts = [b"%%PDF-%d.%d\n%%\xe2\xe3\xcf\xd3\n" % version]
        self._size = len(self._parts[0])
        self._places: dict[int, Place] = {}
        self._small: list[tuple[int, bytes]] = []

    def add(self, number: int, body: bytes) -> None:
        """Take an object: streams as they come, all others are packed at the end."""
        if body.endswith(b"endstream\n"):
            # ISO 19005-3, 6.1.7.1: a line end stands before `endstream`; ReportLab writes none
            self._write(number, body.removesuffix(b"endstream\n") + b"\nendstream")
        else:
            self._small.append((number, body))

    def finished(self, trailer: bytes) -> bytes:
        """Pack what is small, write the index, and give the whole."""
        number = self.pack()
        digest = hashlib.md5(b"".join(self._parts), usedforsecurity=False).hexdigest().upper().encode("ascii")
        self._index(number, b"%s/ID[<%s><%s>]" % (trailer, digest, digest))
        return b"".join(self._parts)

    def pack(self) -> int:
        """Pack what is small, and give the first number that is free then."""
        number = 1 + max([*self._places, *(number for number, _ in self._small)])
        for start in range(0, len(self._small), OBJECTS_IN_A_STREAM):
            self._pack(number, self._small[start : start + OBJECTS_IN_A_STREAM])
            number += 1
        return number

    @property
    def content(self) -> bytes:
        """Give what has been written so far."""
        return b"".join(self._parts)

    def rows(self, stop: int) -> bytes:
        """Give the index's rows of the objects below a number, as they are before they are packed."""
        free = Place(0, 0, 65535)
        return b"".join(place.packed() for place in [free, *(self._places[n] for n in range(1, stop))])

    def _write(self, number: int, body: bytes) -> None:
        self._places[number] = Place(1, self._size, 0)
        self._parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        self._size += len(self._parts[-1])

    def _pack(self, stream: int, objects: list[tuple[int, bytes]]) -> None:
        heads, at = [], 0
        for index, (number, body) in enumerate(objects):
            self._places[number] = Place(2, stream, index)
            heads.append(b"%d %d" % (number, at))
            at += len(body) + 1
        head = b" ".join(heads) + b"\n"
        packed = zlib.compress(head + b"\n".join(body for _, body in objects), 9)
        facts = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d" % (len(objects), len(head), len(packed))
        self._write(stream, b"<<%s>>\nstream\n%s\nendstream" % (facts, packed))

    def _index(self, number: int, trailer: bytes) -> None:
        start = self._size
        self._places[number] = Place(1, start, 0)
        rows, how = self.rows(number + 1), b""
        if number > _MANY:
            rows, how = _differences(rows), b"/DecodeParms<</Predictor 12/Columns %d>>" % _ROW
        packed = zlib.compress(rows, 9)
        facts = b"/Type/XRef/Size %d/W[1 4 2]/Filter/FlateDecode%s/Length %d" % (number + 1, how, len(packed))
        self._write(number, b"<<%s%s>>\nstream\n%s\nendstream" % (facts, trailer, packed))
        self._parts.append(b"startxref\n%d\n%%%%EOF\n" % start)


def _differences(rows: bytes) -> bytes:
    """Write each byte of a row as its difference from the row before, as PNG does (ISO 32000-1, 7.4.4.4: "Up")."""
    before = bytes(_ROW) + rows
    told = bytes([(new - old) & 255 for new, old in zip(rows, before, strict=False)])
    return b"".join([b"\2" + told[start : start + _ROW] for start in range(0, len(told), _ROW)])
