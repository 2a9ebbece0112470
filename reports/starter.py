"""A data file to begin with: a draft that builds as it is, empty, or with a table of awards drawn.

No fact is made up: what nobody has said is TODO, or a text that begins with "Replace:".
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path

from reports.awards import Awards, read_awards
from reports.awards.cells import CellError, Signed, text_of
from reports.awards.currencies import meant_by_all, signs_in_header
from reports.awards.layouts import MOST_ABOVE, Header, Layout, find_header, plain
from reports.awards.money import written_amount
from reports.awards.nih import NIH
from reports.awards.reading import READERS, located
from reports.awards.rows import Sheet
from reports.awards.threesixty import THREE_SIXTY
from reports.datafile.model.portfolio import AwardsTable
from reports.datafile.scalars import TODO
from reports.datafile.yaml import quote, read
from reports.errors import DataError, Location, Problem, ReportError
from reports.frozen import replace
from reports.loading.load import loaded_of
from reports.tables import TableError, failures_told
from reports.theme.assets import ASSETS

_FORMATS = {"360giving": THREE_SIXTY, "nih": NIH}
_GUESSED = {  # what tables of no standard call their columns, the likeliest first, in each language of a data file
    "amount": "amount, amount awarded, award amount, grant amount, awarded, total amount, sum, value, "
    "bewilligte summe, fördersumme, förderbetrag, betrag, summe, montant accordé, montant attribué, montant, "
    "importe concedido, importe, cuantía, monto, importo concesso, importo, toegekend bedrag, bedrag, "
    "valor concedido, montante, valor",
    "id": "id, identifier, award id, grant id, reference, ref, grant number, award number, number, grant reference, "
    "aktenzeichen, förderkennzeichen, kennzeichen, nummer, référence, referencia, código, riferimento, codice, "
    "referentie, referência",
    "title": "title, award title, grant title, project title, project name, name, titel, projekttitel, vorhaben, "
    "projekt, intitulé, intitulé du projet, titre, objet, projet, título, proyecto, titolo, progetto, projeto, "
    "purpose, description",
    "currency": "currency, currency code, währung, devise, moneda, divisa, valuta, moeda",
    "date": "date, award date, awarded, date awarded, grant date, decision date, approved, year, bewilligungsdatum, "
    "bewilligt am, datum, jahr, date de décision, date d'attribution, dateconvention, année, fecha de concesión, "
    "fecha, año, data, anno, jaar, ano",
    "area": "area, theme, programme, program, grant programme, category, field, subject, topic, thema, themenfeld, "
    "bereich, förderbereich, thème, domaine, área, tema, ámbito, settore, ambito, domein",
    "funder": "funder, funding organisation, funding organization, donor, funded by, förderer, financeur, "
    "nomattribuant, financiador, finanziatore",
    "recipient": "recipient, recipient organisation, recipient organization, organisation, organization, grantee, "
    "empfänger, zuwendungsempfänger, bénéficiaire, nombeneficiaire, beneficiario, ontvanger, beneficiário",
    "country": "country, recipient country, beneficiary country, land, pays, país, paese",
    "type": "type, award type, grant type, kind, art, tipo",
    "project": "project, project id, project number",
}
_SAID = re.compile(r"\s*(?:[(\[,]|\b(?:in|en)\s|\b(?:eur|usd|gbp|chf)$|[£$€]$).*")  # "Amount (GBP)", "Betrag in EUR"
_OF_AWARDS = re.compile(r"\b(?:dates|decimals|in|leave_out|rows): ")  # a key of `awards` in a hint
_UNIT = '"Replace: what is counted"'
_EMPTY = {"title": '"Replace: the title"', "total": TODO, "currency": TODO, "count": TODO, "unit": _UNIT, "item": TODO}


def first_file(file: Path, table: Path | None) -> tuple[str, str, tuple[Problem, ...]]:
    """Return what `file` is to begin with, with a table of awards drawn if one is given, what was read, and warnings.

    Raises a ReportError for a table that lies outside the file's folder, or that cannot be drawn, with all problems.
    """
    if table is None:
        return _written(**_EMPTY, awards=""), "", ()
    folder = file.parent
    name, at = _name_in(folder, table), Location(str(table))
    wanted, columns = _recognised(table, name)
    try:
        awards = read_awards(wanted, folder, lambda *_: at)
    except ReportError as error:
        raise ReportError(map(_with_a_way, error.problems)) from error
    text = _written(**_numbers(awards), awards="".join(f"  {line}\n" for line in _lines(wanted)))
    try:
        loaded_of(read(text.encode(), str(file)), lambda _: "", folder)
    except DataError as error:  # what only the awards together show: of several currencies, for example
        found = [each for each in error.problems if each.fatal]
        shown = [each for each in found if each.where.file != str(file)]  # in what is not written nobody can look
        raise ReportError(shown or [replace(each, where=at) for each in found]) from error
    return text, f"{columns}\n{awards.told()}", awards.warnings


def _with_a_way(problem: Problem) -> Problem:
    """Say where a key of `awards` is to be written, where the hint names one: there is no data file yet."""
    if not (problem.hint and _OF_AWARDS.search(problem.hint)):
        return problem
    way = "; for that begin without --from, and name the table and its columns yourself: docs/awards.md"
    return replace(problem, hint=problem.hint + way)


def _written(**said: str) -> str:
    """Write the file with what is known: braces that stay are doubled in it, as `str.format` wants them."""
    return (ASSETS / "starter.yaml").read_text("utf-8").format(**said)


def _name_in(folder: Path, table: Path) -> str:
    """Return how a data file in `folder` calls a table there; it is not copied: it may name people."""
    try:
        name = table.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        message = "a data file finds its table in its own folder or below it alone"
        hint = f"put the table into {folder.resolve()}, or let the new file lie in {table.resolve().parent}"
        raise ReportError([Problem(Location(str(table)), message, hint)]) from None
    located(name, folder, Location(str(table)))
    return name


def _recognised(table: Path, name: str) -> tuple[AwardsTable, str]:
    """Return how the table is to be read, and a word on which of its columns are taken for what."""
    reader, at = READERS.get(table.suffix.casefold()), Location(str(table))
    if reader is None:
        raise ReportError([Problem(at, "a table is a CSV, XLSX or JSON file", "save it as .xlsx or .csv")])
    with failures_told(str(table)):
        for form, layout in _FORMATS.items():
            for sheet in reader(table, layout):
                if not sheet.is_hidden and isinstance(header := find_header(sheet.rows(), layout), Header):
                    said = {"table": name, "format": form}
                    return AwardsTable.model_validate(said), _told(f"as {layout.name}", header.columns, header.cells)
        loose = Layout("columns", {key: tuple(names.split(", ")) for key, names in _GUESSED.items()}, ("amount",))
        sheets = [sheet for sheet in reader(table, loose) if not sheet.is_hidden]
        for sheet in sheets:
            if found := _guessed(sheet):
                row, columns, cells = found
                headers = {field: " ".join(cells[index].split()) for field, index in columns.items()}
                own = {} if "currency" in headers else {"currency": _currency(sheet, columns["amount"], row, at)}
                own |= {"sheet": sheet.name} if len(sheets) > 1 else {}
                wanted = {"table": name, "columns": headers, "kind": TODO, **own}
                return AwardsTable.model_validate(wanted), _told("by their names", columns, cells)
        filled = (row for sheet in sheets for _, row in sheet.rows() if any(map(text_of, row)))
        if len(few := [*islice(filled, 2)]) < 2:
            message = "the table has one row alone, and no awards" if few else "the table is empty"
            hint = "it needs a header, which names a column of money amount, and a row for each award"
            raise TableError(message, hint)
    hint = "call the column of money amount, or begin without --from and name the columns yourself: docs/awards.md"
    raise ReportError([Problem(at, "no column, or more than one, is called as one of money is", hint)])


def _currency(sheet: Sheet, column: int, header: int, at: Location) -> str:
    """Return the only currency that the signs of a column of money can mean; raises a ReportError if there is none."""
    signs = dict[str, int]()
    for number, row in sheet.rows():
        cell = row[column] if number >= header and column < len(row) else None
        if number == header:
            signs |= dict.fromkeys(signs_in_header(text_of(cell) or ""), number)
        elif isinstance(cell, str):
            with suppress(CellError):  # which the reader of the table tells
                signs.setdefault(written_amount(cell).currency or "", number)
        elif isinstance(cell, Signed):
            signs.setdefault(cell.sign, number)
    signs.pop("", None)
    meant = meant_by_all(signs) if signs else frozenset()
    if signs and not meant:
        named = ", ".join(f"{sign} (row {row})" for sign, row in islice(signs.items(), 5))
        message = f"the amounts are in several currencies: {named}"
        raise ReportError([Problem(at, message, "give them a column with the currency of each, or a table for each")])
    return next(iter(meant)) if len(meant) == 1 else TODO


def _guessed(sheet: Sheet) -> tuple[int, Mapping[str, int], tuple[str, ...]] | None:
    """Return the first row that names money, the fields' columns in it, each for one field, and its cells."""
    for number, row in islice(sheet.rows(), MOST_ABOVE):
        cells = tuple(text_of(cell) or "" for cell in row)
        bare = [_SAID.sub("", plain(cell)) for cell in cells]
        found: dict[str, int] = {}
        for field, names in _GUESSED.items():
            there = (bare.index(each) for each in names.split(", ") if bare.count(each) == 1)
            index = next((index for index in there if index not in found.values()), None)
            found |= {} if index is None else {field: index}
        if "amount" in found and len(found) > 1:
            return number, found, cells
    return None


def _told(how: str, columns: Mapping[str, int], cells: tuple[str, ...]) -> str:
    known = ", ".join(f"{field} is {quote(cells[index], 60)}" for field, index in columns.items())
    others = [quote(cell, 40) for index, cell in enumerate(cells) if cell and index not in columns.values()]
    return f"Columns were recognised {how}: {known}" + f"; not used: {', '.join(others)}" * bool(others)


def _numbers(awards: Awards) -> dict[str, str]:
    total = awards.totals[0]
    numbers = {"total": f"{total.amount:f}", "currency": total.currency, "count": str(len(awards.awards))}
    return {**_EMPTY, **numbers, "title": TODO, "unit": '"awards"', "item": "award"}


def _lines(wanted: AwardsTable) -> Iterator[str]:
    yield "awards: # a table of single awards; docs/awards.md says how else it may be read"
    yield f"  table: {_quoted(wanted.table)}"
    said: Iterable[tuple[str, str | None]] = (("sheet", wanted.sheet), ("currency", wanted.currency))
    yield from (f"  {key}: {_quoted(text) if key == 'sheet' else text}" for key, text in said if text)
    yield "  source: report"
    if wanted.columns is None:
        yield f"  format: {wanted.format}"
    else:
        yield "  kind: TODO # as that of the total"
        yield "  columns: # as they were guessed: put right or take out what is wrong"
        yield from (f"    {field}: {_quoted(header)}" for field, header in wanted.columns if header)
    yield "  # annex: false # leaves out the list of all awards at the brief's end, which may name people"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
