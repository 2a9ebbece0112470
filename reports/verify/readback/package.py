"""A PowerPoint file unpacked as the linter has it, with limits: nothing of ours is large, nested or entity-laden."""

import io
import zipfile
import zlib
from collections.abc import Sequence
from typing import Any

from lxml import etree

from reports.deck.ooxml.opc import Package
from reports.verify.readback.reading import unreadable

_MOST_PARTS = 20_000
_MOST_PART = 64_000_000  # bytes of one part, unpacked
_MOST_IN_ALL = 400_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what Office packs an encrypted file into
_BUILD_AGAIN = "build it again"


def opened(content: bytes, file: str) -> Package:
    """Return a .pptx, unpacked.

    Raises a ReportError if it is none, is encrypted, or unpacks to more than any deck would.
    """
    if content.startswith(_OLE):
        raise unreadable(file, "is locked with a password, or of PowerPoint’s old kind", "give the deck as .pptx")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if refusal := _refusal(packed.infolist()):
                raise unreadable(file, *refusal)
        return Package(content)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise unreadable(file, "is not a PowerPoint file that can be read", _BUILD_AGAIN) from error


def _refusal(members: Sequence[zipfile.ZipInfo]) -> tuple[str, str] | None:
    if any(member.flag_bits & 1 for member in members):
        return "is encrypted", "give the deck without a password"
    sizes = [member.file_size for member in members]
    if len(members) > _MOST_PARTS or sum(sizes) > _MOST_IN_ALL or max(sizes, default=0) > _MOST_PART:
        return "unpacks to more than any deck would", _BUILD_AGAIN
    if len({member.filename for member in members}) < len(members):
        return "holds a part twice", _BUILD_AGAIN
    return None


def root_of(package: Package, name: str, file: str) -> Any:
    """Return a part's root element.

    Raises a ReportError if it is not there, is no XML, or has a document type, which could hold entities.
    """
    if name not in package.members:
        raise unreadable(file, f"lacks {name}, or it is damaged", _BUILD_AGAIN)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(package.members[name], parser)
    except etree.XMLSyntaxError as error:
        raise unreadable(file, f"{name} is not XML that can be read", _BUILD_AGAIN) from error
    if root.getroottree().docinfo.doctype:
        raise unreadable(file, f"{name} has a document type, which no deck has", _BUILD_AGAIN)
    return root
