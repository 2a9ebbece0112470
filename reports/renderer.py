"""What renders one recipient's copy: the brief's and the deck's are in their rooms, each made once for a whole run."""

import hashlib
import zlib
from functools import lru_cache
from typing import Protocol

from reports.errors import LayoutError, Problem
from reports.frozen import frozen
from reports.story import Personal


class Rendered(Protocol):
    """A file for one recipient, or what is to be a part of a file for many, which has no checksum of its own."""

    @property
    def pages(self) -> int:
        """Return the number of its pages or slides."""

    @property
    def sha256(self) -> str:
        """Return the file's SHA-256, in hexadecimal, or nothing."""


@frozen
class Copy:
    """A finished file, and its number of pages or slides.

    The bytes of `common` come first, and many copies have the same; `rest` follows.
    """

    rest: bytes
    pages: int
    common: bytes = b""

    @property
    def data(self) -> bytes:
        """Return all of the file."""
        return self.common + self.rest

    @property
    def sha256(self) -> str:
        """Return the file's SHA-256, in hexadecimal."""
        digest = _digest_of(self.common).copy()
        digest.update(self.rest)
        return digest.hexdigest()

    @property
    def crc32(self) -> int:
        """Return the file's CRC-32."""
        return zlib.crc32(self.rest, _crc_of(self.common))


_KEPT = 64  # beginnings whose checksums are kept: half of a copy's time went into them
_digest_of, _crc_of = lru_cache(_KEPT)(hashlib.sha256), lru_cache(_KEPT)(zlib.crc32)


class FullError(LayoutError):
    """A file for many takes no more copies; what was added before can still be closed."""


class CopyRenderer(Protocol):
    """Renders one recipient's copy after another. It can be pickled: another process makes the same bytes with it."""

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Return what is odd about copies that have been made, or about all."""

    def render_copy(self, personal: Personal) -> Copy:
        """Return the copy that says what is `personal`; the same words always give the same bytes.

        Raises a LayoutError for words that can't be set; its message names none of them.
        """
