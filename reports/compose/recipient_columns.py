"""The columns of a recipients' table that a data file asks for, and what for.

In its texts one is {recipient.First name}: called by its header, blanks and all; only braces can't stand in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from reports.datafile.model import Handout, Prose
from reports.frozen import field, frozen, replace

PREFIX = "recipient."
PLACE = re.compile(r"\{ ?recipient\.([^{}]*)\}")


@frozen
class Summed:
    """The column whose amounts are added up, and that of their currency; what stands before decimals, if it is said."""

    column: str
    currency: str | None = None
    decimals: Literal["point", "comma"] | None = None


@frozen
class Columns:
    """The columns of a recipients' table that a data file asks for, by their headers.

    `always` stand in every copy, `sometimes` in those whose row has something in the column beside them. `noted` stand
    in the manifest, `named` in names of files, and `listed` in the letter's table, where the amounts of `summed` are
    added up; `mailed` stand in a mail to the address in `mail_to`. Numbers of a workbook are read as they are seen in
    the `language`. `heads` has the headers of those that the data file calls otherwise.
    """

    id: str
    always: tuple[str, ...] = ()
    sometimes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    fallbacks: frozenset[str] = frozenset()
    suppress: str | None = None
    noted: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    summed: Summed | None = None
    mailed: tuple[str, ...] = ()
    mail_to: str | None = None
    language: str = "en-US"
    heads: Mapping[str, str] = field(default_factory=dict)

    @property
    def shown(self) -> tuple[str, ...]:
        """Return the columns whose values may be set in a copy, each once."""
        return tuple(dict.fromkeys((*self.always, *(column for _, inside in self.sometimes for column in inside))))

    @property
    def deciding(self) -> tuple[str, ...]:
        """Return the columns that decide by being filled or not, each once."""
        whens = (when for when, _ in self.sometimes)
        return tuple(dict.fromkeys((*whens, *([self.suppress] if self.suppress else []))))

    @property
    def beside(self) -> tuple[str, ...]:
        """Return the columns that are read for what goes with a copy."""
        return (*self.noted, *self.named, *self.mailed, *([self.mail_to] if self.mail_to else []))

    @property
    def all(self) -> tuple[str, ...]:
        """Return every column that the table has to have, each once; the id is the first."""
        return tuple(dict.fromkeys((self.id, *self.shown, *self.deciding, *self.beside, *self.of_rows)))

    @property
    def of_rows(self) -> tuple[str, ...]:
        """Return the columns that the letter's table needs of every row."""
        return (*self.listed, *([self.summed.currency] if self.summed and self.summed.currency else []))

    @property
    def apart(self) -> frozenset[str]:
        """Return the columns in which the rows of one recipient may say different things."""
        of_one = {self.id, *self.shown, *self.named, *self.mailed, self.mail_to}
        return frozenset((*self.deciding, *self.of_rows, *self.noted)) - of_one

    def unfilled(self, values: Mapping[str, str]) -> tuple[str, ...]:
        """Return the columns that a row leaves empty and must not; most rows leave none."""
        needed = [self.id, *(column for column in self.always if column not in self.fallbacks)]
        for when, inside in self.sometimes:
            if values.get(when):
                needed += [column for column in inside if column not in self.fallbacks]
        if self.mail_to and values.get(self.mail_to):
            needed += [column for column in self.mailed if column not in self.fallbacks]
        return tuple(dict.fromkeys(column for column in needed if not values.get(column)))


def columns_in(*proses: Prose | None) -> tuple[str, ...]:
    """Name the columns that stand in some texts, each once, in order."""
    found = (match[1].strip() for prose in proses if prose for match in PLACE.finditer(prose.text))
    return tuple(dict.fromkeys(found))


def texts_of(handout: Handout) -> tuple[Prose, ...]:
    """Return the texts in which columns may stand."""
    parts = (part.text for part in handout.parts)
    mail = (handout.mail.subject, *handout.mail.body) if handout.mail else ()
    return tuple(prose for prose in (handout.dedication, handout.letter, *handout.address, *parts, *mail) if prose)


def columns_asked(handout: Handout, language: str) -> Columns:
    """Return what a data file in the `language` asks for."""
    table, mail = handout.table, handout.mail
    always = columns_in(handout.dedication, handout.letter, *handout.address)
    sometimes = tuple((part.when, columns_in(part.text)) for part in handout.parts)
    asked = Columns(handout.id, always, sometimes, frozenset(handout.fallbacks), handout.suppress, handout.manifest)
    asked = replace(asked, language=language, heads=handout.columns)
    if table:
        summed = Summed(table.total, table.currency, table.decimals) if table.total else None
        asked = replace(asked, listed=tuple(each.column for each in table.columns), summed=summed)
    return replace(asked, mailed=columns_in(mail.subject, *mail.body), mail_to=mail.to) if mail else asked
