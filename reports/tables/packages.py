"""An XLSX file before anyone trusts it: how far its parts unpack, and what they declare."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path

from reports.tables import DAMAGED, UNUSUAL, TableError
from reports.tables.elements import column_number

_MOST_PARTS = 2_000
_MOST_UNPACKED = 2_000_000_000  # bytes: a million rows of thirty columns are a bit more than half of that
_CHUNK = 1 << 20
_MOST_REST = 16_000_000  # bytes of one tag

_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^<>]*?\bref=[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']")
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)")

Span = tuple[int, int, int, int]  # of cells that are one: left, top, right, bottom, from 1


@dataclass(slots=True)
class Seen:
    """What was seen of a part that is a sheet: cells merged over rows, and rows that are hidden, as they are read."""

    merged: list[Span] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)

    def look(self, piece: bytes) -> None:
        """Look at a piece of the part, whole tags."""
        if b"<!" in piece and _DECLARES.search(piece):
            raise TableError(*UNUSUAL)
        if b"mergeCell " in piece:
            for left, top, right, bottom in _MERGED.findall(piece):
                if int(bottom) > int(top):
                    self.merged.append((_number(left), int(top), _number(right), int(bottom)))


def looked_through(path: Path) -> dict[str, Seen]:
    """Look through all parts of a workbook, whatever it calls them, by their names in it; raises a TableError."""
    try:
        with zipfile.ZipFile(path) as package:
            infos = package.infolist()
            if len(infos) > _MOST_PARTS or sum(info.file_size for info in infos) > _MOST_UNPACKED:
                raise TableError("this XLSX file unpacks to more than can be read", "take out what is no table")
            return {info.filename: _looked_at(package, info) for info in infos}
    except (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, ValueError, EOFError, OSError) as error:
        raise TableError(*DAMAGED) from error


def _looked_at(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> Seen:
    seen, rest = Seen(), b""
    for chunk in _unpacked(package, info):
        whole, tag, rest = (rest + chunk).rpartition(b"<")
        seen.look(whole)
        rest = tag + rest
        if len(rest) > _MOST_REST:
            raise TableError(*UNUSUAL)
    seen.look(rest)
    return seen


def _unpacked(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpack a part to its very end, which has to be where the package says."""
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or info.flag_bits & 1:
        raise TableError(*UNUSUAL)
    endless, size = copy(info), 0
    endless.file_size = _MOST_UNPACKED + 1  # or zipfile itself would stop where the package says that the part ends
    with package.open(endless) as part:
        while (unpacked := part.read(_CHUNK)) and size <= info.file_size:
            size += len(unpacked)
            yield unpacked
    if size != info.file_size:
        raise TableError(*UNUSUAL)


def _number(column: bytes) -> int:
    return column_number(column.decode())
