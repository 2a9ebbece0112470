"""Whether a deck is still as it was built. One that a speaker has worked on is not to be lost to the next build.

The fingerprint is a property of the file that holds the digest of everything else in it. A program that saves the deck
keeps the property and writes all the rest anew, so that the two no longer agree.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from reports.deck.ooxml.xml import part
from reports.zips import FAULTS, unpacked

MEMBER = "docProps/custom.xml"
RELATION = (
    '<Relationship Id="rIdFingerprint" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    f'custom-properties" Target="{MEMBER}"/>'
)
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_END = 22  # bytes of a zip's last record, without a comment
_MOST = 200_000_000  # bytes, unpacked: more than any deck of ours; what is larger is not read


def sealed(members: Iterable[tuple[str, bytes]]) -> bytes:
    """Write the property for these members, in the order in which they will be packed."""
    digest = digest_of(line(name, content) for name, content in members if name != MEMBER)
    return part(
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Fingerprint">'
        f"<vt:lpwstr>{digest}</vt:lpwstr></property></Properties>"
    )


def line(name: str, content: bytes) -> bytes:
    """Digest a member's name and its content, each by itself, so that no border between two can move."""
    return hashlib.sha256(name.encode()).digest() + hashlib.sha256(content).digest()


def digest_of(lines: Iterable[bytes]) -> str:
    """Return the fingerprint of all members but the one that holds it, of each its line."""
    return hashlib.sha256(b"".join(lines)).hexdigest()


def is_as_built(deck: Path) -> bool:
    """Check whether a file is a deck of ours that nobody has changed since; whatever can't be read is not."""
    try:
        data = deck.read_bytes()
        if data[-_END : -_END + 4] != b"PK\5\6":  # something stands behind it, or its end is missing
            return False
        members = unpacked(data, _MOST)
        return members[MEMBER] == sealed(members.items())
    except FAULTS:
        return False
