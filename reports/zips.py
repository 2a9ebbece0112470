"""Zip files that are the same, byte for byte, whenever and wherever the same members are packed."""

import struct
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from struct import Struct
from typing import IO
from zipfile import BadZipFile, ZipFile

# What a zip of somebody else's may raise that is none, damaged, locked, or written to do harm.
FAULTS = (BadZipFile, zlib.error, struct.error, EOFError, LookupError, OSError, RuntimeError, ValueError)

_THE_ZIP_EPOCH = 0, 33  # midnight, 1 January 1980: the first that a zip can say
_MODE = 0o600 << 16  # for whoever unpacks it on Unix
_UTF8 = 0x800  # said of names that are not ASCII
_HEADED, _LISTED, _ENDED = Struct("<4s5H3I2H"), Struct("<4s6H3I5H2I"), Struct("<4s4H2IH")
_ENDED64, _FOUND64 = Struct("<4sQ2H2I4Q"), Struct("<4sIQI")
_PLAIN, _LARGE = 20, 45  # versions of the format; the second has numbers of 64 bits
_FULL16, _FULL32 = 0xFFFF, 0xFFFFFFFF


def unpacked(content: bytes, most: int) -> dict[str, bytes]:
    """Return what a zip holds by its members' names; raises one of FAULTS, also for more than `most` bytes in all."""
    with ZipFile(BytesIO(content)) as file:
        infos = file.infolist()
        if sum(info.file_size for info in infos) > most or len({info.filename for info in infos}) < len(infos):
            raise BadZipFile
        return {info.filename: file.read(info) for info in infos}


def zip_of(members: Iterable[tuple[str, bytes]]) -> bytes:
    """Pack without directories, clock or data descriptors: each makes one reader or another refuse."""
    packed, records = bytearray(), ZipRecords(BytesIO())
    for name, content in members:
        deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
        body = deflate.compress(content) + deflate.flush()
        packed += records.head(name, len(content), zlib.crc32(content), len(body)) + body
    return bytes(packed) + b"".join(records.end())


class ZipRecords:
    """The records around members that stand one behind the other; beyond what 32 bits can say, those of a zip64.

    Written here, since zipfile's own bookkeeping takes as long as the packing, and memory for each member.
    """

    def __init__(self, listing: IO[bytes]) -> None:
        """Keep the zip's directory in `listing`, an empty file."""
        self._listing = listing
        self._count = self._size = 0

    def head(self, name: str, size: int, crc: int, deflated: int | None = None) -> bytes:
        """Return what stands before a member, which follows as it is, or `deflated` to so many bytes."""
        spelt, taken = name.encode(), size if deflated is None else deflated
        what = 0 if name.isascii() else _UTF8, 0 if deflated is None else 8, *_THE_ZIP_EPOCH, crc
        shown, more = _shown(taken, size, self._size)
        version = _LARGE if more else _PLAIN
        listed = version, version, *what, *shown[:2], len(spelt), len(more), 0, 0, 0, _MODE, shown[2]
        self._listing.write(_LISTED.pack(b"PK\1\2", *listed) + spelt + more)
        sizes, more = _shown(taken, size)
        version = _LARGE if more else _PLAIN
        head = _HEADED.pack(b"PK\3\4", version, *what, *sizes, len(spelt), len(more)) + spelt + more
        self._count += 1
        self._size += len(head) + taken
        return head

    def end(self) -> Iterator[bytes]:
        """Yield, in pieces, what stands behind all members."""
        listed = self._listing.tell()
        self._listing.seek(0)
        yield from iter(lambda: self._listing.read(1 << 20), b"")
        if self._count >= _FULL16 or listed >= _FULL32 or self._size >= _FULL32:
            counts = 0, 0, self._count, self._count
            yield _ENDED64.pack(b"PK\6\6", _ENDED64.size - 12, _LARGE, _LARGE, *counts, listed, self._size)
            yield _FOUND64.pack(b"PK\6\7", 0, self._size + listed, 1)
        count = min(self._count, _FULL16)
        yield _ENDED.pack(b"PK\5\6", 0, 0, count, count, min(listed, _FULL32), min(self._size, _FULL32), 0)


def _shown(*numbers: int) -> tuple[tuple[int, ...], bytes]:
    """Return numbers as fields of 32 bits have them, and the further field with those that are larger."""
    large = [number for number in numbers if number >= _FULL32]
    if not large:
        return numbers, b""
    extra = Struct(f"<2H{len(large)}Q").pack(1, 8 * len(large), *large)
    return tuple([min(number, _FULL32) for number in numbers]), extra
