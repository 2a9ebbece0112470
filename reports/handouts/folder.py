"""A folder of copies on this machine: every file in it is whole or absent.

Nothing is forced onto the disk file by file: that would cost ten times what making a copy does. A killed program loses
nothing by it. After a power cut the same command goes on: it holds each file against its checksum first.
"""

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from reports.files import is_temporary, temporary_name
from reports.frozen import frozen
from reports.handouts.lock import LOCKS


@frozen
class Folder:
    """A folder that copies go to, and folders in it."""

    path: Path

    def __str__(self) -> str:
        return str(self.path)

    def put(self, name: str, data: bytes) -> None:
        """Write a file, whole or not at all, over one of this name. Raises an OSError."""
        target = os.path.join(self.path, name)  # noqa: PTH118 - a tenth of a copy's time went into Path
        place = os.path.dirname(target)  # noqa: PTH120
        temporary = f"{place}{os.sep}{temporary_name()}"
        try:
            file = open(temporary, "xb")  # noqa: PTH123, SIM115
        except FileNotFoundError:
            if place == str(self.path):
                raise
            with suppress(FileExistsError):  # another worker was faster
                os.mkdir(place)  # noqa: PTH102
            file = open(temporary, "xb")  # noqa: PTH123, SIM115
        try:
            with file:
                file.write(data)
            os.replace(temporary, target)  # noqa: PTH105
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108
            raise

    def digest(self, name: str) -> str | None:
        """Return the SHA-256 of a file, or None where there is none."""
        try:
            return digest_of(self.path / name)
        except FileNotFoundError:
            return None

    def read(self, name: str) -> bytes | None:
        """Return a file's content, or None where there is none."""
        try:
            return (self.path / name).read_bytes()
        except FileNotFoundError:
            return None

    def is_empty(self) -> bool:
        """Return whether nothing is there but what a killed run leaves behind before its first file."""
        return all(name in LOCKS or is_temporary(name) for name in os.listdir(self.path))  # noqa: PTH208

    def clear(self) -> None:
        """Remove what killed runs have left half written."""
        for place in (self.path, *(Path(entry) for entry in os.scandir(self.path) if entry.is_dir())):
            for entry in os.scandir(place):
                if is_temporary(entry.name):
                    with suppress(FileNotFoundError):
                        os.unlink(entry)  # noqa: PTH108


def digest(data: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def digest_of(file: Path) -> str:
    """Return a file's SHA-256 in hexadecimal, without holding the file in memory."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
