"""What single kinds of sections need: one quantity for a figure, cells for a table, somewhere to go for an action."""

from collections.abc import Iterator

from reports.datafile.model import ActionSection, FiguresSection, TableSection
from reports.datafile.yaml import quote
from reports.errors import Problem
from reports.loading.checks.charts import charts
from reports.loading.checks.file import CheckedFile
from reports.loading.checks.markup import plain_only
from reports.story import numbers
from reports.story.phrases.grammar import counted

_MOST_LETTERS = 120  # of an address that somebody types from paper


def _figures(file: CheckedFile) -> Iterator[Problem]:
    """A figure shows one quantity, and nothing beside it."""
    for section_path, section in file.sections(FiguresSection):
        for place, each in enumerate(section.figures):
            path = (*section_path, "figures", place, "show")
            if file.sound(*path) and not numbers.PLACE.fullmatch(each.show.text):
                message = f"a figure shows one quantity alone, not {quote(each.show.text, 40)}"
                shown = numbers.PLACE.search(each.show.text)
                hint = f'write show: "{shown[0] if shown else "{name}"}", and all else into label'
                yield Problem(file.at(*path), message, hint)


def _tables(file: CheckedFile) -> Iterator[Problem]:
    """A table has rows, each with a cell for every column, and says whose its verbatim columns are."""
    for path, section in file.sections(TableSection):
        if not file.sound(*path, "columns"):
            continue
        names = [column.name.text.casefold() for column in section.columns]
        for place, name in enumerate(names):
            if name in names[:place]:
                message = f"the table has a column {quote(section.columns[place].name.text)} already"
                yield Problem(file.at(*path, "columns", place, "name"), message, "give each a name of its own")
        given = next((place for place, column in enumerate(section.columns) if column.verbatim), None)
        if given is not None and not section.source and file.sound(*path, "source"):
            message = "a column is verbatim, and the section names no source"
            yield Problem(file.at(*path, "columns", given, "verbatim"), message, "add source: whose its digits are")
        if file.sound(*path, "rows") and not section.rows:
            yield Problem(file.at(*path), "this table has no rows", 'add rows: [["…", "…"], …], or file: "table.csv"')
        for place, row in enumerate(section.rows):
            if file.sound(*path, "rows", place) and len(row) != len(names):
                message = f"this row has {counted(len(row), 'cell')}, and the table {counted(len(names), 'column')}"
                yield Problem(file.at(*path, "rows", place), message, 'an empty cell is written ""')
            for column, cell in enumerate(row):
                yield from plain_only(cell, "cell", file) if file.sound(*path, "rows", place, column) else ()
        for each in section.columns:
            yield from plain_only(each.name, "name of a column", file)


def _actions(file: CheckedFile) -> Iterator[Problem]:
    """What a reader is asked to do can be done: there is an address or somebody to ask, and time is left."""
    latest = file.programme.as_of.latest
    for path, section in file.sections(ActionSection):
        if not file.sound(*path):
            continue
        if not (section.url or section.contact):
            message, hint = "an action that leads nowhere", 'add url: "https://…", or contact: with a line or more'
            yield Problem(file.at(*path), message, hint)
        if section.url and len(section.url) > _MOST_LETTERS:
            message = f"this address has {len(section.url)} signs: nobody types it from paper"
            yield Problem(file.at(*path, "url"), message, "give a shorter one that leads there")
        if section.until and section.until.last.year < latest and file.sound("as_of"):
            message = f"this was over before the figures end (as_of.latest is {latest})"
            yield Problem(file.at(*path, "until"), message, "give a later day, or leave the action out", fatal=False)


RULES = (_figures, _tables, charts, _actions)
