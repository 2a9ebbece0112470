"""The ledger: every number of the finished files, where it stands there, and where it comes from.

The files are read back (`reports.verify`), so the ledger lists what a reader finds and not what was meant. A number
that nobody can trace is an error: then nothing is written.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from reports.compose.citations import Credits
from reports.datafile.model import Derived, Programme, Sourced
from reports.errors import Location, Problem, ReportError
from reports.package.tables import csv_of
from reports.story import Story
from reports.story.numbers import format_quantity
from reports.verify.check import Checked, check, read_back
from reports.verify.expected.provenance import Provenance
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


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A number as it is shown, and all that is known of it; what does not apply is empty. The CSV's columns."""

    number: str
    origin: str
    quantity: str
    formula: str
    source: str
    as_of: str
    file: str
    place: str


def ledger(files: Mapping[Path, tuple[bytes, Story]], programme: Programme) -> bytes:
    """Return a CSV of every number of finished files, given with the story that each was made from.

    Raises a ReportError that names each number without an origin.
    """
    checked = {path: check(read_back(content, path.name), programme, story) for path, (content, story) in files.items()}
    problems = []
    for path, each in checked.items():
        for read in each.read:
            where = _place(read.passage, each.reading.part)
            for traced in read.numbers:
                if traced.provenance is None or traced.provenance.kind == "unknown":
                    what = f"“{traced.number.text}” ({where})"
                    message = f"{what} comes from nothing in the data file, so there is no ledger"
                    hint = "make it a quantity, or report a fault of this program"
                    problems.append(Problem(Location(str(path)), message, hint))
    if problems:
        raise ReportError(problems)
    return as_csv(row for each in checked.values() for row in rows(each, programme))


def rows(checked: Checked, programme: Programme) -> Iterator[LedgerRow]:
    """Yield a file's numbers in reading order, each once for a place where it has one meaning."""
    seen: dict[LedgerRow, None] = {}
    for read in checked.read:
        for traced in read.numbers:
            if traced.provenance:
                place = _place(read.passage, checked.reading.part)
                row = _row(traced.number.text, traced.provenance, programme, checked.reading.file, place)
                seen.setdefault(row)
    yield from seen


def as_csv(rows: Iterable[LedgerRow]) -> bytes:
    """Return rows as a table that spreadsheets open, below the names of their fields."""
    names = [field.name for field in fields(LedgerRow)]
    return csv_of([name.replace("_", " ") for name in names], ([getattr(row, name) for name in names] for row in rows))


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
