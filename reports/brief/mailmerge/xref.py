"""The xref stream of a file of millions of objects, kept in a few numbers for each run of them that follow each other.

Its rows (ISO 32000-1, 7.5.8) say as little as they can: each what is different from the row before (7.4.4.4).
"""

import zlib
from array import array
from collections import deque
from collections.abc import Iterator

from reports.pdf.writer import xref_row

_WIDTH = 5  # bytes of a place: files grow beyond 4 GB
_ROW = 8  # bytes: a kind, a place, two for a place within that
_FREE, _STREAM, _PACKED = range(3)  # kinds
_UP = b"\2"
_NEXT = _UP + b"\0\0\0\0\0\0\0\1"  # in a packing
_NEXT_CARRIED = _UP + b"\0\0\0\0\0\0\1\1"  # from place 255 to 256


class XrefStream:
    """Where each object of a file stands. Objects are noted in the order of their numbers, from 1 on.

    Those that are `reserved` are settled at any time. What is packed stands at a place of a packing, by its number.
    """

    def __init__(self, reserved: int) -> None:
        """Begin, with so many first objects to be settled later."""
        self._runs = array("Q")  # of each: its length (0: a stream by itself), packing or offset, place in it
        self._open: dict[int, int] = {}
        self._unplaced: deque[int] = deque()  # runs
        self.next = 1
        self.reserve(reserved)

    def reserve(self, count: int) -> int:
        """Leave numbers free for objects that are settled later, and return the first."""
        first = self.next
        for _ in range(count):
            self._open[self.next] = len(self._runs)
            self._runs.extend((0, 0, 0))
            self.next += 1
        return first

    def settle(self, number: int, packing: int, place: int) -> None:
        """Note where a reserved object stands."""
        start = self._open.pop(number)
        self._runs[start : start + 3] = array("Q", (1, packing, place))

    def note_stream(self) -> int:
        """Note that the next object stands by itself, and return its number; where, is told in this order."""
        self._unplaced.append(len(self._runs))
        self._runs.extend((0, 0, 0))
        self.next += 1
        return self.next - 1

    def place_stream(self, at: int) -> None:
        """Tell at which byte the next one of those stands."""
        self._runs[self._unplaced.popleft() + 1] = at

    def note_packed(self, count: int, packing: int, place: int) -> int:
        """Note that the next objects stand in a packing one behind the other, and return the first one's number."""
        if count:
            self._runs.extend((count, packing, place))
        self.next += count
        return self.next - count

    def entries_and_rows(self) -> tuple[bytes, bytes]:
        """Return the entries of the stream's dictionary, and its deflated content."""
        assert not self._open
        assert not self._unplaced
        packing = zlib.compressobj(6)
        rows = b"".join(packing.compress(row) for row in self._rows()) + packing.flush()
        entries = b"/Type/XRef/Size %d/W[1 5 2]/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns %d>>"
        return entries % (self.next, _ROW), rows

    def _rows(self) -> Iterator[bytes]:
        before = bytes(_ROW)
        free = xref_row(_FREE, 0, 65535, _WIDTH)
        yield _difference(free, before)
        before = free
        for start in range(0, len(self._runs), 3):
            count, where, place = self._runs[start : start + 3]
            row = xref_row(_PACKED if count else _STREAM, where, place, _WIDTH)
            yield _difference(row, before)
            if count > 1:
                yield b"".join([_NEXT if each % 256 else _NEXT_CARRIED for each in range(place + 1, place + count)])
                row = xref_row(_PACKED, where, place + count - 1, _WIDTH)
            before = row


def _difference(row: bytes, before: bytes) -> bytes:
    return _UP + bytes((new - old) % 256 for new, old in zip(row, before, strict=True))
