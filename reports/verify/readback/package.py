"""A PowerPoint file as parts and relationships, read with limits: nothing of ours is large, nested or entity-laden."""

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any

from lxml import etree

from reports.verify.readback.reading import unreadable

_MOST_PARTS = 20_000
_MOST_PART = 64_000_000  # bytes of one part, unpacked
_MOST_IN_ALL = 400_000_000
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what Office packs an encrypted file into
_BUILD_AGAIN = "build it again"


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part is related to: another part by its name, or (`outside`) an address."""

    kind: str  # the last word of its type: "slideLayout"
    target: str
    outside: bool


class PackageReader:
    """An opened .pptx. Parts are named as in the zip, without a leading slash.

    Raises a ReportError if it is none, is encrypted, or unpacks to more than any deck would.
    """

    def __init__(self, content: bytes, file: str) -> None:
        self._file = file
        if content.startswith(_OLE):
            raise unreadable(file, "is locked with a password, or of PowerPoint’s old kind", "give the deck as .pptx")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise unreadable(file, "is not a PowerPoint file that can be read", _BUILD_AGAIN) from error
        members = self._zip.infolist()
        names = [member.filename for member in members]
        if any(member.flag_bits & 1 for member in members):
            raise unreadable(file, "is encrypted", "give the deck without a password")
        if len(names) > _MOST_PARTS or sum(member.file_size for member in members) > _MOST_IN_ALL:
            raise unreadable(file, "unpacks to more than any deck would", _BUILD_AGAIN)
        if len(set(names)) < len(names):
            raise unreadable(file, "holds a part twice", _BUILD_AGAIN)
        self.names = frozenset(names)

    def read(self, name: str) -> bytes:
        """Return a part unpacked, but never more than it may hold, whatever its header says.

        Raises a ReportError if it is not there, is damaged, or is too large.
        """
        try:
            with self._zip.open(name) as part:
                data = part.read(_MOST_PART + 1)
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise unreadable(self._file, f"lacks {name}, or it is damaged", _BUILD_AGAIN) from error
        if len(data) > _MOST_PART:
            raise unreadable(self._file, "unpacks to more than any deck would", _BUILD_AGAIN)
        return data

    def xml(self, name: str) -> Any:
        """Return a part's root element. Raises a ReportError for a document type, which could hold entities."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(self.read(name), parser)
        except etree.XMLSyntaxError as error:
            raise unreadable(self._file, f"{name} is not XML that can be read", _BUILD_AGAIN) from error
        if root.getroottree().docinfo.doctype:
            raise unreadable(self._file, f"{name} has a document type, which no deck has", _BUILD_AGAIN)
        return root

    def relationships(self, name: str) -> dict[str, Relationship]:
        """Return a part's relationships by their Id ("rId3"); those of the package for the name ""."""
        folder, file = posixpath.split(name)
        listed = posixpath.join(folder, "_rels", f"{file}.rels")
        if listed not in self.names:
            return {}
        related = {}
        for each in self.xml(listed).iter(_RELATIONSHIP):
            target, outside = each.get("Target", ""), each.get("TargetMode") == "External"
            if not outside:
                path = posixpath.join(folder, target)
                target = target[1:] if target.startswith("/") else posixpath.normpath(path)
            related[each.get("Id", "")] = Relationship(each.get("Type", "").rpartition("/")[2], target, outside)
        return related
