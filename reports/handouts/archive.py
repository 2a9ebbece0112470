"""All copies in one file, and behind them the manifest: a .zip or a .tar, which is there whole or not at all.

Members are stored as they are, since neither PDFs nor decks would get smaller, and with the same time and mode whenever
they are made. What grows with their number is never held in memory.
"""

from __future__ import annotations

import tarfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO

from reports.files import write_whole
from reports.handouts.mails import MailList
from reports.handouts.making import Batch, Pending, WorkerContext
from reports.handouts.manifest import NAME, as_text, head_line
from reports.handouts.run import CopyJob, OnProgress, RunTally, Work, record_results
from reports.renderer import Copy
from reports.zips import ZipRecords

_SPOOLED = 1 << 20  # bytes; what is longer waits on the disk where the archive goes
_TIME = 315_532_800  # midnight, 1 January 1980, as a zip has it


class _Tar:
    """A tar as POSIX has it since 2001 (pax): names of any length, in UTF-8."""

    def __init__(self, _listing: IO[bytes]) -> None:
        self._size = 0

    def head(self, name: str, size: int, _crc: int) -> bytes:
        member = tarfile.TarInfo(name)
        member.size, member.mode, member.mtime = size, 0o600, _TIME
        filling = bytes(-self._size % tarfile.BLOCKSIZE)  # behind the member before
        head = filling + member.tobuf(tarfile.PAX_FORMAT)
        self._size += len(head) + size
        return head

    def end(self) -> Iterator[bytes]:
        least = 2 * tarfile.BLOCKSIZE
        yield bytes(least + -(self._size + least) % tarfile.RECORDSIZE)


Records = ZipRecords | _Tar
FORMATS: Mapping[str, Callable[[IO[bytes]], Records]] = {".zip": ZipRecords, ".tar": _Tar}  # by the name's end


def archive_copies(job: CopyJob, file: IO[bytes], path: Path, work: Work, report: OnProgress) -> RunTally:
    """Write all copies and the manifest into a new file without a buffer, which is to be called `path`.

    Raises a ReportError where it can't go on, or an OSError.
    """
    spooled = partial(SpooledTemporaryFile[bytes], _SPOOLED, dir=str(path.parent))
    with spooled() as listing, spooled() as lines:
        archive = _Archive(FORMATS[path.suffix.lower()](listing), file, lines)
        archive.note(head_line(job.noted))
        mails = MailList(job.mail)
        orders = (Pending(order) for order in mails.due(job.orders()))
        batches = archive.stored(work(orders, WorkerContext(job.maker, None, job.table), None))
        tally = record_results(job, lambda rows: archive.note(as_text(rows)), mails.listing(batches), report)
        mails.put(archive)
        archive.close()
    return tally


class _Archive:
    """An archive in the making: its `file`, which has no buffer, and the `lines` of its manifest."""

    def __init__(self, records: Records, file: IO[bytes], lines: IO[bytes]) -> None:
        self._records, self._file, self._lines = records, file, lines
        self._crc = 0

    def note(self, text: str) -> None:
        """Add lines to the manifest."""
        data = text.encode()
        self._lines.write(data)
        self._crc = zlib.crc32(data, self._crc)

    def stored(self, batches: Iterable[Batch]) -> Iterator[Batch]:
        """Pass batches on once their copies are stored."""
        for batch in batches:
            for row, copy in ((result.row, result.copy) for result in batch.results):
                if isinstance(copy, Copy):
                    parts = copy.common, copy.rest  # joined, they would be copied once more
                    self._add(row.file, sum(map(len, parts)), copy.crc32, parts)
            yield batch

    def close(self) -> None:
        """Store the manifest, and write what ends an archive."""
        size = self._lines.tell()
        self._lines.seek(0)
        self._add(NAME, size, self._crc, iter(lambda: self._lines.read(_SPOOLED), b""))
        for piece in self._records.end():
            write_whole(self._file, piece)

    def put(self, name: str, data: bytes) -> None:
        """Store a member."""
        self._add(name, len(data), zlib.crc32(data), [data])

    def _add(self, name: str, size: int, crc: int, pieces: Iterable[bytes]) -> None:
        write_whole(self._file, self._records.head(name, size, crc))
        for piece in pieces:
            write_whole(self._file, piece)
