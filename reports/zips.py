"""Zip files that are the same, byte for byte, whenever and wherever the same members are packed."""

import zlib
from collections.abc import Iterable
from struct import Struct

_THE_ZIP_EPOCH = 0, 33  # midnight, 1 January 1980: the first that a zip can say
_MODE = 0o600 << 16  # for whoever unpacks it on Unix
_UTF8 = 0x800  # said of names that are not ASCII
_HEADED, _LISTED, _ENDED = Struct("<4s5H3I2H"), Struct("<4s6H3I5H2I"), Struct("<4s4H2IH")


def zip_of(members: Iterable[tuple[str, bytes]]) -> bytes:
    """Pack without directories, clock, data descriptors or zip64: each makes one reader or another refuse.

    Written here, since zipfile's own bookkeeping takes as long as the packing.
    """
    packed, listed, count = bytearray(), bytearray(), 0
    for name, content in members:
        deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
        body = deflate.compress(content) + deflate.flush()
        spelt, flags = name.encode(), 0 if name.isascii() else _UTF8
        sizes = zlib.crc32(content), len(body), len(content), len(spelt), 0
        listed += (
            _LISTED.pack(b"PK\1\2", 20, 20, flags, 8, *_THE_ZIP_EPOCH, *sizes, 0, 0, 0, _MODE, len(packed)) + spelt
        )
        packed += _HEADED.pack(b"PK\3\4", 20, flags, 8, *_THE_ZIP_EPOCH, *sizes) + spelt + body
        count += 1
    end = _ENDED.pack(b"PK\5\6", 0, 0, count, count, len(listed), len(packed), 0)
    return bytes(packed + listed + end)
