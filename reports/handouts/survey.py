"""A table of recipients read to its end before anything is written: every problem at once, and what a run has to know.

Problems name rows and columns, never what stands there: not even a character, which may be somebody's whole name.
"""

import shlex
import unicodedata
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from itertools import pairwise

from reports.compose.letters import Letters
from reports.datafile.yaml import quote
from reports.errors import DataError, Location, Problem
from reports.frozen import frozen
from reports.handouts.exports import says_no
from reports.handouts.mails import is_mail_address
from reports.handouts.recipients import Recipient, RecipientTable, RowReading
from reports.handouts.sums import SumError, Sums, is_amount, sums_of
from reports.story.phrases.grammar import counted
from reports.theme.scripts import SCRIPTS, help_for, scripts_of
from reports.theme.typeface import turns

MOST_OF_A_SORT = 20
MOST_WORDS = 50_000
HINT = "put them right, or go on without them: --leave-out"

Names = Callable[[Recipient], str]  # what a recipient's file is called


@frozen
class Survey:
    """What a table holds. `rows` are all that say something: those `suppressed`, those with `faults`, and all others.

    `characters` are all that a copy may have in its personal texts; a font's subset needs no others. `last` is the
    number of the last row. `faults` says of each row that has a problem what it is, and `problems` what to print of
    them: how many rows have which, then the first rows of each sort. `remarks` are on rows that are no recipients, on
    hidden ones, and on sheets that are not read. `words` are those in other scripts than Latin, as many as are worth to
    be known before. `numbers` are the columns of the letter's table that hold nothing else, and `sums` adds up what is
    to be added up there.
    """

    rows: int
    suppressed: int
    last: int
    characters: str
    faults: Mapping[int, str]
    problems: tuple[Problem, ...]
    remarks: tuple[Problem, ...]
    words: Set[str]
    numbers: frozenset[str] = frozenset()
    sums: Sums | None = None


def survey(
    recipients: RecipientTable, letters: Letters, lacks: Callable[[str], str], names: Names | None = None
) -> Survey:
    """Read a table to its end; raises a DataError if that can't be done, or if it has no rows.

    `lacks` returns the characters of a text that the theme's fonts have no glyph for. With `names`, no two files may be
    called alike on a disk that takes small and capital letters for the same.
    """
    surveyor = _Surveyor(recipients, lacks, names)
    for reading in recipients.readings(surveyor.remark):
        surveyor.look(reading)
    surveyor.look_for_repeats()
    if not surveyor.rows:
        raise DataError([Problem(Location(recipients.table), "the table has no row below its header")])
    sums = surveyor.sums()
    characters = "".join(sorted(surveyor.characters.union(letters.characters)))
    problems = tuple(surveyor.problems.told(recipients.table, counted(surveyor.rows, recipients.kind)))
    others = [
        Problem(
            Location(recipients.table), f"the sheet {quote(name)} has these columns too, and nobody there gets a copy"
        )
        for name in recipients.source.others
    ]
    faults, remarks = surveyor.problems.faults, (*others, *surveyor.remarks.first())
    rows, suppressed, numbers = surveyor.rows, surveyor.suppressed, frozenset(surveyor.numbers - surveyor.texts)
    last, words = surveyor.last, surveyor.words
    return Survey(rows, suppressed, last, characters, faults, problems, remarks, words, numbers, sums)


@dataclass(slots=True)
class _Problems:
    """Problems by their sort: how many there are, and the first ones; `faults` has a sort for each row."""

    faults: dict[int, str] = field(default_factory=dict)
    _rows: Counter[str] = field(default_factory=Counter)
    _first: dict[str, list[Problem]] = field(default_factory=dict)
    _beyond: dict[str, Location] = field(default_factory=dict)

    def add(self, sort: str, where: Location, message: str, hint: str | None = None, of: int = 0) -> None:
        """Note a problem with a row, or with one of those gathered in row `of`; the hint is given once for its sort."""
        first = self._first.setdefault(sort, [])
        self._rows[sort] += 1
        self.faults.setdefault(of or where.line, sort)
        if len(first) < MOST_OF_A_SORT:
            first.append(Problem(where, f"row {where.line}: {message}", None if first else hint))
        else:
            self._beyond.setdefault(sort, where)

    def told(self, table: str, everybody: str) -> Iterator[Problem]:
        """Yield how many of `everybody` have a problem of which sort, the first of each, and how many more."""
        if self.faults:
            sorts = "; ".join(f"{counted(count, 'row')}: {sort}" for sort, count in self._rows.most_common())
            have = "has" if len(self.faults) == 1 else "have"
            message = f"{len(self.faults):,} of {everybody} {have} a problem ({sorts})"
            yield Problem(Location(table), message, HINT)
        yield from self.first()

    def first(self) -> Iterator[Problem]:
        """Yield the first rows of each sort, and how many more there are."""
        for first in self._first.values():
            yield from first
        for sort, where in self._beyond.items():
            count = self._rows[sort] - MOST_OF_A_SORT
            yield Problem(where, f"and {counted(count, 'more row')}, from row {where.line} on: {sort}")


class _Surveyor:
    """What has been seen of a table so far."""

    def __init__(self, recipients: RecipientTable, lacks: Callable[[str], str], names: Names | None) -> None:
        self._recipients, self._lacks, self._names = recipients, lacks, names
        self._columns = recipients.columns
        self._shown, self._deciding = self._columns.shown, self._columns.deciding
        self._ids, self._files = array("q"), array("q")  # a number for each, eight bytes large: there are millions
        self._unset: set[str] = set()  # characters without a glyph
        self._foreign: set[str] = set()  # characters of other scripts
        self.characters: set[str] = set()  # that can be set
        self.words: set[str] = set()
        self.numbers, self.texts = set[str](), set[str]()  # columns of the letter's table that have some
        self.problems, self.remarks = _Problems(), _Problems()
        self.rows = self.suppressed = self.last = 0

    def remark(self, row: int, message: str, hint: str | None) -> None:
        """Note what is to be known of a row."""
        self.remarks.add(message, self._recipients.at(row), message, hint)

    def look(self, reading: RowReading) -> None:
        """Look at a row: what it lacks, and what can't be set."""
        recipient = reading.recipient
        self.rows += 1
        self.last = recipient.row
        for fault in reading.faults:
            sort = f"{quote(fault.column)} {fault.message}" if fault.column else fault.message
            where = self._recipients.at(fault.row or recipient.row, fault.column)
            differs = f"{quote(fault.column)} is not the same as in row {fault.against}" if fault.against else sort
            self.problems.add(sort, where, differs, fault.hint, recipient.row)
        for column in self._deciding:  # by being filled, which a word for no does as well
            if column not in self._recipients.meanings.amounts and says_no(recipient.values.get(column, "")):
                self._add(recipient, column, "is filled, but with what may mean no", "leave the cell empty for no")
        if recipient.suppressed:
            self.suppressed += recipient.row not in self.problems.faults
            if given := recipient.values.get(self._columns.id):
                self._ids.append(hash(given))
            return
        unclear = [fault.column for fault in reading.faults]
        for column in self._columns.unfilled(recipient.values):
            if column not in unclear:
                of_id = "is empty", "each recipient needs one of their own"
                hint = "fill it in, or give the column a fallback in the data file's handout"
                said = of_id if column == self._columns.id else ("is empty, and has no fallback", hint)
                self._add(recipient, column, *said)
        to = self._columns.mail_to
        if to and (address := recipient.values.get(to)) and not is_mail_address(address):
            hint = "write one, as ada@example.org; or leave the cell empty, and the copy is for the post"
            self._add(recipient, to, "is no mail address", hint)
        for column in self._shown:
            value = recipient.values.get(column, "")
            if not self.characters.issuperset(value):
                self._characters(recipient, column, value)
            if not self._foreign.isdisjoint(value) and len(self.words) < MOST_WORDS:
                self.words.update(word for word in value.split() if not self._foreign.isdisjoint(word))
        for row, cells in recipient.listed if self._columns.listed else ():
            for column in self._columns.listed:
                if filled := cells.get(column):
                    if not self.characters.issuperset(filled):
                        self._characters(recipient, column, filled, row)
                    (self.numbers if column not in self.texts and is_amount(filled) else self.texts).add(column)
        if given := recipient.values.get(self._columns.id):
            self._ids.append(hash(given))
        if self._names:
            self._files.append(hash(as_on_disk(self._names(recipient))))

    def _add(self, recipient: Recipient, column: str, message: str, hint: str | None = None, row: int = 0) -> None:
        sort = f"{quote(column)} {message}"
        self.problems.add(sort, self._recipients.at(row or recipient.row, column), sort, hint, recipient.row)

    def _characters(self, recipient: Recipient, column: str, value: str, row: int = 0) -> None:
        new = set(value) - self.characters - self._unset - {"\n"}
        unset = set(self._lacks("".join(sorted(new)))) | set(filter(turns, new))
        self._unset |= unset
        self.characters |= new - unset
        self._foreign |= set(filter(scripts_of, new - unset))
        lacking = next((char for char in value if char in self._unset), None)
        if lacking:
            script = next((f"{SCRIPTS[script].name} letters" for script in scripts_of(lacking)), "a character")
            self._add(recipient, column, f"holds {script} that the theme's font lacks", help_for(lacking), row)

    def sums(self) -> Sums | None:
        """Go through the table again for what is to be added up, and say where that can't be done."""
        summed = self._columns.summed
        if summed is None:
            return None
        sums = sums_of(summed, self._columns.listed, self._columns.language, self._recipients)
        for recipient, faults in self._recipients.readings():
            if recipient.suppressed or any(fault.column == summed.column for fault in faults):
                continue
            try:
                sums.total(recipient)
            except SumError as error:
                sort = f"{quote(summed.column)} {error.message}"
                other = f" row {error.against}" if error.against else ""
                where = self._recipients.at(error.row, summed.column)
                self.problems.add(sort + " another row" * bool(other), where, sort + other, error.hint, recipient.row)
        return sums

    # -- what is there twice ------------------------------------------------------------------------

    def look_for_repeats(self) -> None:
        """Go through the table again if an id, or a file's name, seems to be there twice, and say in which rows."""
        ids, files, column = _FirstRows(self._ids), _FirstRows(self._files), self._columns.id
        hint = "some disks take small and capital letters for the same; name files by a column that tells all apart"
        everybody = self._recipients if ids.repeated or files.repeated else ()
        withheld = set[int]()  # first rows of an id that are suppressed
        for recipient in everybody:
            row, given = recipient.row, recipient.values.get(column, "")
            first = ids.before(given, row) if given else None
            if recipient.suppressed and first is None:
                withheld.add(row)
            if first and recipient.suppressed != (first in withheld):
                served, other = (first, row) if recipient.suppressed else (row, first)
                message = f"{quote(column)} is the same as in row {other}, which gets no copy"
                takes = f"--group-by {shlex.quote(column)} takes both for one recipient, who gets none"
                sort = f"{quote(column)} stands in a row that gets no copy, too"
                self.problems.add(sort, self._recipients.at(served, column), message, takes)
            if recipient.suppressed:
                continue
            where = self._recipients.at(row, column)
            if first and first not in withheld:
                message = f"{quote(column)} is the same as in row {first}"
                gather = f"--group-by {shlex.quote(column)} makes one copy of the rows that have the same there"
                self.problems.add(f"{quote(column)} stands in another row too", where, message, gather)
            if self._names and (same := files.before(as_on_disk(self._names(recipient)), row)) and not first:
                message = f"its file would have the name of row {same}'s"
                self.problems.add("two files of one name", where, message, hint)


class _FirstRows:
    """The row in which each text first stood, of those whose hash was noted more than once; chance does it to few."""

    def __init__(self, hashes: Iterable[int]) -> None:
        self.repeated = frozenset(one for one, other in pairwise(sorted(hashes)) if one == other)
        self._rows: dict[str, int] = {}

    def before(self, text: str, row: int) -> int | None:
        """Return the earlier row of a text, if there is one."""
        if hash(text) not in self.repeated:
            return None
        first = self._rows.setdefault(text, row)
        return None if first == row else first


def as_on_disk(name: str) -> str:
    """Return a file's name as disks compare it that take small and capital letters for the same."""
    if name.isascii():
        return name.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
