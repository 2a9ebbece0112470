"""Sections that are made of quantities: a row of figures, a table."""

import re

from reports.datafile import model
from reports.datafile.model import Programme, Prose
from reports.story import DataTable, Figures, Finding, KeyFigure, Point, Span, Words, numbers, richtext
from reports.story.numerals import numbers as numbers_in
from reports.story.phrases import phrases_of


def figures_of(section: model.FiguresSection, programme: Programme) -> Figures:
    """Return a row of figures, each with its change where the data file says what it was."""
    return Figures(
        tuple(
            KeyFigure(
                numbers.resolve(each.show, programme), numbers.resolve(each.label, programme), _against(each, programme)
            )
            for each in section.figures
        )
    )


def _against(each: model.ShownFigure, programme: Programme) -> tuple[Words, ...]:
    """Return how a figure has changed, and under it what it was; nothing where that is not known."""
    place = numbers.PLACE.fullmatch(each.show.text)
    quantity = programme.quantities.get(place[1]) if place else None
    if place is None or not isinstance(quantity, model.Stated) or quantity.before is None:
        return ()
    where, date = each.show.where, numbers.verbatim(quantity.before.as_of)
    change, before = (
        numbers.resolve(Prose(f"{{{place[1]}:{part}}}", where), programme) for part in ("change", "before")
    )
    return change, richtext.fill(phrases_of(programme).earlier, where, date=date, number=before)


def changes_of(programme: Programme) -> DataTable | Finding:
    """Return what has changed since the earlier file: a table of both files' numbers, and what else below it."""
    phrases, earlier = phrases_of(programme), programme.changes
    assert isinstance(earlier, model.EarlierFile)
    where, dates = programme.title.where, [numbers.verbatim(each) for each in (earlier.as_of, programme.as_of.text)]
    said = [numbers.resolve(each, programme) for each in earlier.said]
    if not earlier.rows:
        text = (richtext.fill(phrases.changes_none, where, date=dates[0]), *said)
        return Finding(None, text, tuple(Point(None, each) for each in text))
    return DataTable(
        head=(Words(phrases.head_what, where), *dates, Words(phrases.head_change + phrases.derived_here, where)),
        rows=tuple(
            (
                *(_cell(cell, programme, is_derived=False) for cell in row[:-1]),
                _cell(row[-1], programme, is_derived=True),
            )
            for row in earlier.rows
        ),
        right=frozenset((1, 2, 3)),
        verbatim=frozenset(),
        source="",
        note=richtext.join(*richtext.separated(said, " "), where=where) if said else None,
        phrases=phrases,
    )


_NOTHING = "–"  # in the place of an empty cell
_NUMBER = re.compile(r"[^\w\s]?(?:[A-Z]{2,3} ?)?[^\w\s]{0,2}\d[\d.,\s]*(?:%| ?(?:million|billion))?")


def table_of(section: model.TableSection, programme: Programme) -> DataTable:
    """Return a table of cells; columns of numbers stand at the right unless the data file says otherwise."""
    phrases, columns = phrases_of(programme), section.columns
    derived = [phrases.derived in column.name.text.casefold() for column in columns]
    rows = tuple(
        tuple(_cell(cell, programme, is_derived=named) for cell, named in zip(row, derived, strict=False))
        for row in section.rows
    )
    right = (
        place
        for place, column in enumerate(columns)
        if (
            column.align == "right"
            if column.align
            else place and _is_of_numbers([row[place] for row in rows], phrases.language)
        )
    )
    return DataTable(
        head=tuple(numbers.resolve(column.name, programme) for column in columns),
        rows=rows,
        right=frozenset(right),
        verbatim=frozenset(place for place, column in enumerate(columns) if column.verbatim),
        source=section.source or "",
        note=numbers.resolve(section.note, programme) if section.note else None,
        phrases=phrases,
    )


def _cell(cell: Prose, programme: Programme, *, is_derived: bool) -> Words:
    """Resolve a cell; that a number is derived need not stand in it where it stands in the column's name."""
    words = numbers.resolve(cell, programme) if cell.text else Words(_NOTHING, cell.where)
    mark = phrases_of(programme).derived_here
    return words.slice(Span(0, len(words.text) - len(mark))) if is_derived and words.text.endswith(mark) else words


def _is_of_numbers(cells: list[Words], language: str) -> bool:
    """Return whether each cell is a number, or a quantity from end to end; a dash may be either."""
    said = [each for each in cells if each.text != _NOTHING]
    whole = (
        any(it.span == Span(0, len(each.text)) and not it.quantity.endswith(":change") for it in each.figures)
        for each in said
    )
    return bool(said) and all(
        is_whole or _NUMBER.fullmatch(each.text) or [n.text for n in numbers_in(each.text, language)] == [each.text]
        for is_whole, each in zip(whole, said, strict=True)
    )
