"""Rules about fonts inside a deck: what the header of Embedded OpenType (W3C submission of 2008) says of them."""

import struct

from reports.deck.lint.package import DECK, A, P, Package, R
from reports.deck.lint.packing import Found

_HEADER = struct.Struct("<IIII10xBBIHH44xHH")  # to the length of the family's name
_VERSIONS = (0x00010000, 0x00020001, 0x00020002)
_PACKED, _XORED = 0x4, 0x10000000  # flags: MicroType Express, which is PowerPoint's alone to read; each byte xor 0x50
_MAGIC, _KEY = 0x504C, 0x50
_RESTRICTED, _LICENCES, _PICTURES_ONLY = 0x2, 0xF, 0x200  # bits of fsType
_KINDS = (b"\0\1\0\0", b"OTTO", b"true")


def fonts_can_be_used(package: Package) -> Found:
    """A font's header can be read and is true, its family is one that texts name, and its licence lets it be here."""
    named = {each.get("typeface") for tree in package.parts.values() for each in tree.iter(f"{A}latin")}
    targets = package.targets(DECK, "font")
    for listed in package.deck.iterfind(f"{P}embeddedFontLst/{P}embeddedFont"):
        family = listed[0].get("typeface", "")
        if family not in named:
            yield DECK, f"has the font {family!r}, which no text names"
        for style in listed[1:]:
            name = targets.get(style.get(f"{R}id"), "")
            said = _fault(package.members.get(name, b""), family)
            if said:
                yield name or DECK, f"is a font that {said}"


def _fault(blob: bytes, family: str) -> str:
    if len(blob) < _HEADER.size:
        return "is no Embedded OpenType"
    size, length, version, flags, _, _, _, licence, magic, _, counted = _HEADER.unpack_from(blob)
    if magic != _MAGIC or version not in _VERSIONS:
        return "is no Embedded OpenType"
    if size != len(blob) or not 0 < length <= size - _HEADER.size - counted:
        return "says another size than it has"
    if blob[_HEADER.size : _HEADER.size + counted].decode("utf-16-le", "replace").rstrip("\0") != family:
        return f"is of another family than {family!r}"
    if licence & _LICENCES == _RESTRICTED or licence & _PICTURES_ONLY:
        return f"forbids to be embedded (fsType 0x{licence:04X})"
    return "" if flags & _PACKED or _is_font(blob[-length:], _KEY if flags & _XORED else 0) else "holds no font"


def _is_font(data: bytes, key: int) -> bool:
    """Check whether each table that a font's directory lists lies inside it."""
    data = bytes(byte ^ key for byte in data) if key else data
    count = int.from_bytes(data[4:6], "big")
    listed = (struct.unpack_from(">II", data, 12 + 16 * table + 8) for table in range(count))
    return data[:4] in _KINDS and 0 < count <= len(data) // 16 - 1 and all(sum(each) <= len(data) for each in listed)
