"""The ledger: every number of the finished files, where it stands there, and where it comes from.

The files are read back (`reports.verify`), so the ledger lists what a reader finds and not what was meant. A number
that nobody can trace is an error: then nothing is written.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from reports.compose.citations import Credits
from reports.datafile.model import Derived, Programme, Sourced
from reports.errors import Location, Problem, ReportError
from reports.package.tables import csv_of
from reports.story import Story
from reports.story.numbers import format_quantity
from reports.verify.check import read_back
from reports.verify.checked import Checked, check, due_of
from reports.verify.expected.provenance import Provenance, TracedNumber
from reports.verify.readback.reading import Passage

_WHENCE = {
    "stated": "a quantity of the data",
    "derived": "derived here",
    "name": "part of a name",
    "date": "a date of the data",
    "verbatim": "a verbatim line of the data",
    "words": "words of the data",
    "counted": "counted",
    "parts": "the table of awards, or the areas, that the portfolio is divided into",
    "structural": "a page, slide or list number, or a citation",
}
Files = Mapping[Path, tuple[bytes, Story]]


class LedgerRow(NamedTuple):
    """A number as it is shown, and all that is known of it; what does not apply is empty. The CSV's columns."""

    number: str
    origin: str
    quantity: str
    formula: str
    source: str
    as_of: str
    file: str
    place: str


def ledger(files: Files, programme: Programme, others: Iterable[tuple[Files, Programme]] = ()) -> bytes:
    """Return a CSV of every number of finished files, given with the story that each was made from.

    `others` are the same in other languages: a column for each has what the number is there, or nothing where those
    files do not have it. Raises a ReportError that names each number without an origin.
    """
    listed = [row for each in _traced(files, programme) for row in rows(each, programme)]
    columns = dict[str, Sequence[str]]()
    for translated, told in others:
        there = [row for each in _traced(translated, told) for row in rows(each, told)]
        columns[told.language] = [_same(row, there) for row in listed]
    return as_csv(listed, columns)


def _same(row: LedgerRow, others: Iterable[LedgerRow]) -> str:
    """Return how a number reads in another language: of the same quantity or origin, with the same digits if it can."""
    alike = [each for each in others if (each.origin, each.quantity) == (row.origin, row.quantity)]
    digits = _digits(row.number)
    exact = (each.number for each in alike if _digits(each.number) == digits and (digits or row.quantity))
    near = (each.number for each in alike if row.quantity and _digits(each.number).strip("0") == digits.strip("0"))
    return next(exact, None) or next(near, None) or ""


def _digits(number: str) -> str:
    """Return what of a number no language changes; nothing of one in words."""
    return "".join(filter(str.isdecimal, number))


def _traced(files: Files, programme: Programme) -> list[Checked]:
    told = ((path, read_back(content, path.name), due_of(programme, story)) for path, (content, story) in files.items())
    checked = {path: check(read, due) for path, read, due in told}
    problems, hint = [], "make it a quantity, or report a fault of this program"
    for path, place, each in ((path, *placed) for path, file in checked.items() for placed in _placed(file)):
        if each.provenance is None or each.provenance.kind == "unknown":
            message = f"“{each.number.text}” ({place}) comes from nothing in the data file, so there is no ledger"
            problems.append(Problem(Location(str(path)), message, hint))
    if problems:
        raise ReportError(problems)
    return list(checked.values())


def rows(checked: Checked, programme: Programme) -> Iterable[LedgerRow]:
    """Return a file's numbers in reading order, each once for a place where it has one meaning."""
    file, placed = checked.reading.file, _placed(checked)
    return dict.fromkeys(
        _row(each.number.text, each.provenance, programme, file, place) for place, each in placed if each.provenance
    )


def _placed(checked: Checked) -> Iterator[tuple[str, TracedNumber]]:
    return ((_place(read.passage, checked.reading.part), each) for read in checked.read for each in read.numbers)


def as_csv(rows: Sequence[LedgerRow], columns: Mapping[str, Sequence[str]]) -> bytes:
    """Return rows as a table that spreadsheets open, below the names of their fields and of further columns."""
    heads = [*(name.replace("_", " ") for name in LedgerRow._fields), *columns]
    beside = zip(*columns.values(), strict=True) if columns else ((),) * len(rows)
    return csv_of(heads, ([*row, *more] for row, more in zip(rows, beside, strict=True)))


def _place(passage: Passage, part: str) -> str:
    place = f"{'page' if part == 'brief' else 'slide'} {passage.place}"
    return {"notes": f"{place}, notes", "alt": f"{place}, alternative text"}.get(passage.kind, place)


def _row(number: str, provenance: Provenance, programme: Programme, file: str, place: str) -> LedgerRow:
    if provenance.kind == "parts":
        return _part(number, programme, file, place)
    quantity = programme.numbers.get(provenance.name) if provenance.kind in ("stated", "derived") else None
    formula, source, as_of = "", "", ""
    if isinstance(quantity, Derived):
        formula = format_quantity(provenance.name, programme).formula or ""
    if quantity:
        stated = list(_stated(provenance.name, programme))
        source = "; ".join(dict.fromkeys(_source(each.source, programme) for each in stated))
        as_of = "; ".join(dict.fromkeys((each.as_of or programme.as_of.text).text for each in stated))
    if is_of_table := provenance.kind == "verbatim" and provenance.name:
        source = _source(provenance.name, programme)
    name = "" if is_of_table else provenance.name
    return LedgerRow(number, _WHENCE[provenance.kind], name, formula, source, as_of, file, place)


def _part(number: str, programme: Programme, file: str, place: str) -> LedgerRow:
    """Trace a number of a divided portfolio to its table, or to the quantities of its areas."""
    facts = programme.portfolio
    only = [programme.only_source] if programme.only_source else []
    named = list(dict.fromkeys(Credits(programme).of_parts())) or only
    whence = facts.awards.table if facts.awards else "; ".join(area.amount for area in facts.areas)
    listed = "; ".join(_source(key, programme) for key in named)
    return LedgerRow(number, _WHENCE["parts"], whence, "", listed, programme.as_of.text.text, file, place)


def _stated(name: str, programme: Programme) -> Iterator[Sourced]:
    """Yield the stated quantities that a quantity rests on; for most that is the quantity."""
    quantity = programme.numbers[name]
    if isinstance(quantity, Sourced):
        yield quantity
    else:
        for part in quantity.ratio:
            yield from _stated(part, programme)


def _source(key: str, programme: Programme) -> str:
    source = programme.sources[key]
    return f"{source.title.text}, {source.publisher.text}"
