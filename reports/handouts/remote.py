"""Copies kept anywhere that fsspec reaches (s3://…, gs://…, memory://): every file in it is whole or absent.

Nothing can be written behind a file in most of these places. So the manifest is kept in pieces while a run lasts, and
put together at its end.
"""

import errno
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from reports.errors import Location
from reports.files import temporary_name
from reports.frozen import frozen
from reports.handouts import manifest
from reports.handouts.folder import digest
from reports.handouts.manifest import ManifestRow, as_text, head_line, not_ours, parsed

# Stores in which a file that is put appears when all of it is there; elsewhere we rename.
_WHOLE = {"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "oci", "memory"}
_PIECES = ".manifest"
_LINES = 5000  # a piece of the manifest


@frozen
class Remote:
    """A place by its address; each process opens it for itself. Raises an OSError for whatever goes wrong there."""

    url: str

    def __str__(self) -> str:
        return self.url

    def put(self, name: str, data: bytes) -> None:
        """Write a file, whole or not at all, over one of this name. Raises an OSError."""
        with _as_os_errors():
            files, path = self._at(name)
            if not _WHOLE.isdisjoint([files.protocol] if isinstance(files.protocol, str) else files.protocol):
                files.pipe_file(path, data)
                return
            temporary = f"{files._parent(path)}/{temporary_name()}"
            files.makedirs(files._parent(path), exist_ok=True)
            files.pipe_file(temporary, data)
            files.mv(temporary, path)

    def read(self, name: str) -> bytes | None:
        """Return a file's content, or None where there is none."""
        try:
            with _as_os_errors():
                files, path = self._at(name)
                return bytes(files.cat_file(path))
        except FileNotFoundError:
            return None

    def digest(self, name: str) -> str | None:
        """Return the SHA-256 of a file, or None where there is none."""
        data = self.read(name)
        return None if data is None else digest(data)

    def is_empty(self) -> bool:
        """Return whether nothing is there."""
        return not self.names("")

    def names(self, place: str) -> list[str]:
        """Return the names of what stands in a place, in order."""
        with _as_os_errors():
            files, path = self._at(place)
            files.invalidate_cache()
            try:
                found = files.ls(path, detail=False)
            except FileNotFoundError:
                return []
            return sorted(name.rstrip("/").rpartition("/")[2] for name in found if name.rstrip("/") != path)

    def remove(self, name: str) -> None:
        """Remove a file or a place, if it is there."""
        with _as_os_errors(), suppress(FileNotFoundError):
            files, path = self._at(name)
            files.rm(path, recursive=True)

    def _at(self, name: str) -> tuple[Any, str]:
        from fsspec.core import url_to_fs

        files, root = url_to_fs(self.url)  # fsspec keeps what it has opened
        return files, f"{root.rstrip('/')}/{name}".rstrip("/")


@contextmanager
def _as_os_errors() -> Iterator[None]:
    """Turn every error into an OSError that quotes nothing: libraries behind fsspec have errors of their own."""
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as error:
        raise OSError(error.errno or errno.EIO, error.strerror or type(error).__name__) from None
    except Exception as error:
        raise OSError(errno.EIO, f"the store says {type(error).__name__}") from None


class RemoteManifest:
    """The manifest of a remote place: pieces until the run has ended, then one file."""

    def __init__(self, remote: Remote, noted: Sequence[str] = ()) -> None:
        self._remote, self._head = remote, head_line(noted)
        self.where = Location(f"{remote}/{manifest.NAME}")
        names = remote.names(_PIECES)
        self._pieces = [f"{_PIECES}/{name}" for name in names if name.endswith(".csv")]  # not a killed run's leftovers
        self._waiting: list[ManifestRow] = []
        self._next = len(self._pieces)

    def known(self) -> Iterator[ManifestRow]:
        """Yield the rows of earlier runs, in order. Raises a ReportError for another's."""
        whole = self._remote.read(manifest.NAME)
        texts = [whole] if whole is not None else (self._remote.read(piece) or b"" for piece in self._pieces)
        for text in texts:
            head, _, lines = text.decode().partition("\n")
            if f"{head}\n" != self._head:
                raise not_ours(self.where)
            yield from parsed(lines.splitlines(keepends=True), self.where)

    def append(self, lines: Iterable[ManifestRow]) -> None:
        """Write lines behind those that are there, a few thousand at once."""
        self._waiting += lines
        if len(self._waiting) >= _LINES:
            self.flush()

    def flush(self) -> None:
        """Write what waits to be written."""
        if self._waiting:
            self._remote.put(f"{_PIECES}/{self._next:08}.csv", (self._head + as_text(self._waiting)).encode())
            self._waiting, self._next = [], self._next + 1

    def join(self) -> None:
        """Put the pieces together, at a run's end."""
        if self._next:
            pieces = (self._remote.read(f"{_PIECES}/{number:08}.csv") or b"" for number in range(self._next))
            head = self._head.encode()
            self._remote.put(manifest.NAME, head + b"".join(piece[len(head) :] for piece in pieces))
            self._remote.remove(_PIECES)
