"""A PDF file in the making: small objects packed into object streams, and an xref stream of all of them.

Every stream ends as PDF/A asks. The file's ID is derived from its content: the same brief is the same bytes.
"""

import hashlib
import re
import zlib
from collections.abc import Iterator, Sequence
from itertools import accumulate

_OBJECTS_IN_A_STREAM = 200
_ALIKE_IN_A_STREAM = 500
_MANY = 2000  # objects: more are written as differences, which take a third of the room, and their xref stream a tenth
_SHORT = 140  # bytes of an object that is one of many alike: a cell, a row
_WIDEST_HEAD = 20  # bytes: two numbers
_ELEMENT = re.compile(rb"<</Type/StructElem/S/\w+")

Objects = list[tuple[int, bytes]]


class PdfFile:
    """The file: take objects with `add`, then `finished` gives the bytes."""

    def __init__(self, version: tuple[int, int]) -> None:
        self._parts = [header(version)]
        self._size = len(self._parts[0])
        self._places: dict[int, bytes] = {}  # rows of the xref stream, by the numbers of their objects
        self._small: Objects = []

    def add(self, number: int, body: bytes) -> None:
        """Take an object: streams as they come, all others are packed at the end."""
        if is_stream(body):
            self._write(number, archival(body))
        else:
            self._small.append((number, body))

    def finished(self, trailer: bytes) -> bytes:
        """Pack what is small, write the xref stream, and return the whole.

        `trailer` is what stands in its dictionary beside sizes: "/Root 1 0 R", and /Info where there is one.
        """
        number = self.pack()
        content, at = self.content, xref_row(1, self._size, 0)
        rows, how = self.rows(number) + at, b""
        if number > _MANY:
            rows, how = _differences(rows, len(at)), b"/DecodeParms<</Predictor 12/Columns %d>>" % len(at)
        digest = hashlib.md5(content, usedforsecurity=False).hexdigest()
        return content + ending(number, self._size, zlib.compress(rows, 9), trailer, digest, how)

    def pack(self) -> int:
        """Pack what is small, and return the first number that is free then."""
        number = 1 + max([*self._places, *(number for number, _ in self._small)])
        for objects, alike in streams_of(self._small):
            numbers, bodies = zip(*objects, strict=True)
            self._places |= {each: xref_row(2, number, index) for index, each in enumerate(numbers)}
            self._write(number, _packed_alike(objects) if alike else packed_objects(numbers, bodies))
            number += 1
        return number

    @property
    def content(self) -> bytes:
        """Return what has been written so far."""
        return b"".join(self._parts)

    def rows(self, stop: int) -> bytes:
        """Return the xref stream's rows of the objects below a number, not deflated: seven bytes each."""
        return b"".join([xref_row(0, 0, 65535), *(self._places[number] for number in range(1, stop))])

    def _write(self, number: int, body: bytes) -> None:
        self._places[number] = xref_row(1, self._size, 0)
        self._parts.append(numbered(number, body))
        self._size += len(self._parts[-1])


# -- the parts of a file ----------------------------------------------------------------------------------


def header(version: tuple[int, int]) -> bytes:
    """Return how a file of PDF 1.7 or 2.0 begins."""
    return b"%%PDF-%d.%d\n%%\xe2\xe3\xcf\xd3\n" % version


def is_stream(body: bytes) -> bool:
    """Return whether an object that ReportLab wrote is a stream."""
    return body.endswith(b"endstream\n")


def archival(body: bytes) -> bytes:
    """Return a stream of ReportLab's as PDF/A wants it: a line end before `endstream` (ISO 19005-3, 6.1.7.1)."""
    return body.removesuffix(b"endstream\n") + b"\nendstream"


def numbered(number: int, body: bytes) -> bytes:
    """Return an object with its number, as it stands in a file."""
    return b"%d 0 obj\n%s\nendobj\n" % (number, body)


def stream(entries: bytes, data: bytes) -> bytes:
    """Return an object that is a stream; `entries` are those of its dictionary, but for its length."""
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)


def packed_objects(numbers: Sequence[int], bodies: Sequence[bytes], level: int = 9) -> bytes:
    """Return small objects as one, an object stream (ISO 32000-1, 7.5.7), deflated at a level of zlib's."""
    places = accumulate((len(body) + 1 for body in bodies), initial=0)
    heads = b" ".join(b"%d %d" % each for each in zip(numbers, places, strict=False)) + b"\n"
    entries = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (len(bodies), len(heads))
    return stream(entries, zlib.compress(heads + b"\n".join(bodies), level))


def xref_row(kind: int, where: int, place: int, width: int = 4) -> bytes:
    """Return where an object stands, as a row of an xref stream that gives `where` so many bytes.

    (1, offset, 0) by itself, (2, number of its object stream, place in it) packed; ISO 32000-1, 7.5.8.3.
    """
    return bytes([kind]) + where.to_bytes(width) + place.to_bytes(2)


def ending(number: int, at: int, rows: bytes, trailer: bytes, digest: str, how: bytes = b"") -> bytes:
    """Return a file's end: its xref stream of that number, which begins there, with its deflated rows.

    `digest` stands for all that is before it, in hexadecimal digits, and becomes the file's ID.
    """
    name = digest.upper().encode("ascii")
    entries = b"/Type/XRef/Size %d/W[1 4 2]/Filter/FlateDecode%s/Length %d" % (number + 1, how, len(rows))
    index = b"<<%s%s/ID[<%s><%s>]>>\nstream\n%s\nendstream" % (entries, trailer, name, name, rows)
    return numbered(number, index) + start_of_xref(at)


def start_of_xref(at: int) -> bytes:
    """Return a file's last lines."""
    return b"startxref\n%d\n%%%%EOF\n" % at


# -- many objects that are alike --------------------------------------------------------------------------


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


def _packed_alike(objects: Objects) -> bytes:
    """Write each head and each object over the same width: then they differ from the one before in few bytes."""
    width = 1 + max(_WIDEST_HEAD, *(len(body) for _, body in objects))
    heads = [b"%d %d" % (number, place * width) for place, (number, _) in enumerate(objects)]
    rows = b"".join(row.ljust(width) for row in (*heads, *(body for _, body in objects)))
    facts = len(objects), width * len(objects), width
    entries = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns %d>>" % facts
    return stream(entries, zlib.compress(_differences(rows, width), 9))


def _differences(rows: bytes, width: int) -> bytes:
    """Write each byte of a row as its difference from the row before, as PNG does (ISO 32000-1, 7.4.4.4: "Up").

    All bytes are subtracted at once, as one long number each: the highest bit of a byte keeps it from borrowing.
    """
    high = int.from_bytes(b"\x80" * len(rows))
    new, old = int.from_bytes(rows), int.from_bytes(bytes(width) + rows[: len(rows) - width])
    changes = (((new | high) - (old & ~high)) ^ ((new ^ ~old) & high)).to_bytes(len(rows))
    return b"".join([b"\2" + changes[start : start + width] for start in range(0, len(changes), width)])
