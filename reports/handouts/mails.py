"""The mails that go with copies, as a table for whoever sends them: mail.csv, a line for each copy that was made."""

import io
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Protocol

from reports.compose.letters import Mail
from reports.handouts.making import Batch, Order
from reports.tables.csvs import harmless, written

NAME = "mail.csv"
_HEADS = ("row", "to", "subject", "body", "file")
_LONGEST = 254  # RFC 5321, 4.5.3.1.3
# As people have them, not all that RFC 5322 allows: no quoted names, no addresses of machines, several or none.
_ADDRESS = re.compile(r"\w[^\s@<>()\[\],;:\\\"]{0,63}@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*[^\W_]")


class FileStore(Protocol):
    """Keeps files by their names, each whole or not at all."""

    def put(self, name: str, data: bytes) -> None:
        """Write a file. Raises an OSError."""


class MailList:
    """The mails of the copies that a run has made, in its order."""

    def __init__(self, mail: Callable[[Mapping[str, str]], Mail | None] | None) -> None:
        self._mail = mail
        self._due: deque[Mail | None] = deque()  # of orders that are given out
        self._text = io.StringIO()
        self._text.write(written([_HEADS]))

    def due(self, orders: Iterable[Order]) -> Iterator[Order]:
        """Pass orders on, and keep the mail of each until it is known what became of it."""
        for order in orders:
            if self._mail:
                self._due.append(self._mail(order.values) if order.values else None)
            yield order

    def listing(self, batches: Iterable[Batch]) -> Iterator[Batch]:
        """Pass batches of the same orders on, and list the mails of what was made in them."""
        for batch in batches:
            for row in (result.row for result in batch.results if self._mail):
                mail = self._due.popleft()
                if mail and row.file:
                    self._text.write(written([[row.row, *map(harmless, mail), row.file]]))
            yield batch

    def put(self, store: FileStore) -> None:
        """Write the table, if the data file asks for mails."""
        if self._mail:
            store.put(NAME, self._text.getvalue().encode())


def is_mail_address(text: str) -> bool:
    """Return whether a text is one address of a mail, which no spreadsheet takes for a formula."""
    return len(text) <= _LONGEST and _ADDRESS.fullmatch(text) is not None and ".." not in text and ".@" not in text
