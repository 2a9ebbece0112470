"""What a data file is made of on the disk, and whether any of it is another than it was."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from reports.datafile.yaml import read_file
from reports.errors import ReportError

_NAME = re.compile(r"[^\n\0]{1,250}\.\w{1,5}")
_PATIENCE = 6  # looks for which a file may be gone: some programs remove it, then write it anew


class Watched:
    """The data file, what its texts name beside it, what those files name in turn, and some others."""

    def __init__(self, data: Path, others: Iterable[Path]) -> None:
        self._first = (data, data.parent / "theme.yaml", *others)
        self._gone = 0
        self.take()

    def take(self) -> None:
        """Take what is there now as known; to be called before it is read."""
        self._files, waiting = set[Path](), list(self._first)
        while waiting:
            path = waiting.pop()
            if path.suffix in (".yaml", ".yml") and path not in self._files:
                with suppress(ReportError):
                    waiting += [path.parent / text for text in _texts(read_file(path).value) if _NAME.fullmatch(text)]
            self._files.add(path)
        self._known = self._seen = self._states()

    def changed(self) -> bool:
        """Return whether some file is another than what was taken, and all have stood still since the last look."""
        now = self._states()
        settled, self._seen = now == self._seen, now
        self._gone = self._gone + 1 if any(self._known[path] and not now[path] for path in now) else 0
        return settled and now != self._known and not 0 < self._gone < _PATIENCE

    def _states(self) -> dict[Path, object]:
        """Return what tells one state of each file from another; None for what is not there."""
        states: dict[Path, object] = {}
        for path in self._files:
            states[path] = None
            with suppress(OSError, ValueError):
                found = path.stat()
                states[path] = found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino
        return states


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield str(value)
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)
