"""What a story's charts and lists hold, as tables of plain values: numbers are those that are printed."""

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import NamedTuple, assert_never

from reports import story
from reports.compose.amounts import format_amount
from reports.story.numerals import numbers
from reports.story.phrases import phrases_in
from reports.story.text import parts_in
from reports.tables.csvs import harmless

Cell = str | int | Decimal | dt.date | bool | None
_Part = story.Chart | story.Figures | story.DataTable | story.LargestAwards
Shown = _Part | story.Annex
_TYPES = {str: "string", bool: "boolean", int: "integer", Decimal: "number", dt.date: "date"}  # of a Table Schema


class FiguresTable(NamedTuple):
    """A chart or a list: its file's name, whose figures they are, their source and date, and rows below `heads`.

    A head has what it holds ("Committed, € million"), or nothing where it says that itself. None is a cell not known.
    """

    file: str
    title: str
    description: str
    heads: Mapping[str, str]
    rows: Sequence[tuple[Cell, ...]]

    @property
    def fields(self) -> list[dict[str, str]]:
        """Return its columns as a Table Schema has them."""
        cells = ((cell for cell in column if cell is not None) for column in zip(*self.rows, strict=True))
        types = (_TYPES[type(next(column, ""))] for column in cells)
        said = ({"title": title} if title else {} for title in self.heads.values())
        columns = zip(self.heads, types, said, strict=True)
        return [{"name": name, "type": kind, **title} for name, kind, title in columns]


def tables_of(told: story.Story) -> list[FiguresTable]:
    """Return a table for each chart of a story, and for each list of awards, in its order and each once.

    A chart that stands in several places (squares on page 1 and in their section) is that of the first section.
    """
    sections = [(each.heading, each.credit, each.block) for each in told.sections]
    found: dict[Shown, tuple[str, str]] = {}
    for heading, credit, part in (*sections, (told.cover.title, told.cover.credit, told.cover)):
        around = [*parts_in(part, story.Exhibit | story.Breakdown | story.Timeline)]
        around += (further for each in around if isinstance(each, story.Breakdown) for further in each.further)
        measures = {each.chart: each.measure.text for each in around}
        measures |= {each: each.heading.text for each in parts_in(part, story.LargestAwards)}
        for shown in parts_in(part, _Part):
            said = measures[shown] if shown in measures else getattr(shown, "alt", heading.text)
            found.setdefault(shown, (heading.text, f"{said.rstrip('.')}. {credit.text}"))
    if told.annex:
        found[told.annex] = told.annex.heading.text, f"{told.annex.intro.text} {told.annex.credit.text}"
    made = [(*_of(shown, told.language), *said) for shown, said in found.items()]
    return [
        FiguresTable(f"{at:02}-{kind}.csv", title, description, heads, rows)
        for at, (kind, heads, rows, title, description) in enumerate(made, 1)
    ]


def _of(shown: Shown, language: str) -> tuple[str, Mapping[str, str], Sequence[tuple[Cell, ...]]]:
    """Return what is shown: a word for its file's name, heads, and rows."""
    printed = partial(printed_in, language)
    match shown:
        case story.SquaresChart():
            return "squares", {"thing": "", "count": ""}, [(shown.thing, shown.count)]
        case story.PeopleChart():
            return "people", {"meaning": "", "count": ""}, [(shown.meaning.text, shown.count)]
        case story.BarsChart(bars=bars):
            heads = {"label": shown.group, "kind": "", "amount": shown.unit, "shown": "", "share": "%", "count": ""}
            cells = [
                (bar.label, bar.kind, printed(bar.shown), bar.shown, printed(bar.share), bar.count) for bar in bars
            ]
            return "bars", {**heads, "count": shown.things or ""}, cells
        case story.ColumnsChart():
            return "columns", {"year": "", "series": "", "amount": shown.unit, "shown": ""}, _by_year(shown, printed)
        case story.ValuesChart(labels=labels):
            values = [
                (label, name, printed(said), said)
                for label, texts in zip(labels, shown.shown, strict=True)
                for name, said in zip(shown.series or (None,), texts, strict=True)
            ]
            return shown.form, {"label": "", "series": "", "value": "", "shown": ""}, values
        case story.StepsChart(points=points):
            sums = [(at.date, at.date_text, printed(at.shown), at.shown) for at in points]
            return "sum", {"date": "", "said": "", "sum": "", "shown": ""}, sums
        case story.TimelineChart(milestones=steps):
            told = [(step.year, step.date, step.title.text, step.text.text, step.expected) for step in steps]
            return "timeline", {"year": "", "date": "", "title": "", "text": "", "expected": ""}, told
        case story.SketchChart(parts=parts):
            return "sketch", {"shape": "", "label": ""}, [(part.shape, part.label.text) for part in parts]
        case story.Figures(figures=figures):
            numbered = [(each.label.text, printed(each.figure.text), each.figure.text) for each in figures]
            return "figures", {"label": "", "number": "", "shown": ""}, numbered
        case story.DataTable():
            return "table", *_given(shown)
        case story.CodeChart():
            return "code", {"address": ""}, [(shown.address,)]
        case story.LargestAwards(awards=awards):
            named = [(name.text, printed(sum_.text), sum_.text, by.text if by else None) for name, sum_, by in awards]
            return "largest", {"name": "", "amount": "", "shown": "", "other": ""}, named
        case story.Annex(rows=rows, amounts=amounts):
            listed = [tuple(printed(cell) if at in amounts else cell for at, cell in enumerate(row)) for row in rows]
            return "list", dict.fromkeys(shown.head, ""), listed
        case _:
            assert_never(shown)


def _by_year(chart: story.ColumnsChart, printed: Callable[[str], Decimal | None]) -> list[tuple[Cell, ...]]:
    """Return a row for each year's sum, and one for each part of it, in the same unit."""
    rows: list[tuple[Cell, ...]] = []
    for column in chart.columns:
        values = (format_amount(value, chart.scale, chart.phrases) for value in column.values)
        parts = zip(chart.series, values, strict=False)  # without series it has one value
        rows += ((column.label, name, printed(said), said) for name, said in ((None, column.shown), *parts))
    return rows


def _given(table: story.DataTable) -> tuple[Mapping[str, str], Sequence[tuple[Cell, ...]]]:
    """Return a table of the data file: a column as numbers where each cell is one, of one unit, and nothing else."""
    heads, columns = dict[str, str](), list[Sequence[Cell]]()
    for head, cells in zip(table.head, zip(*table.rows, strict=True), strict=True):
        texts = [cell.text for cell in cells]
        read = [next(numbers(text, table.phrases.language), None) for text in texts]
        whole = [each for each, text in zip(read, texts, strict=True) if each and each.text == text.strip()]
        units = {(each.meaning.currency, each.meaning.per, each.meaning.bound) for each in whole}
        is_number = len(whole) == sum(map(bool, texts)) and len(units) == 1 and not any(bound for *_, bound in units)
        name = head.text if head.text not in heads else f"{head.text} ({len(columns) + 1})"
        heads[name] = "".join(units.pop()) if is_number else ""
        columns.append([each.meaning.value if each else None for each in read] if is_number else texts)
    return heads, [*zip(*columns, strict=True)]


def printed_in(language: str, text: str) -> Decimal | None:
    """Return the number that a text shows, in the unit that it is counted in: 7.1 for "about 7.1".

    Money with its scale is in whole currency: 21_300_000 for "€21.3 million". None for a limit ("<0.1") and no number.
    """
    limits = ("<", phrases_in(language).under.format(amount="").strip())
    number = next(numbers(text, language), None)
    return number.meaning.value if number and number.meaning.bound not in limits else None


def csv_of(heads: Iterable[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a CSV that spreadsheets open: with a byte order mark, and nothing in it that is a formula."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([_plain(cell) for cell in row] for row in (list(heads), *rows))
    return out.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return harmless(cell)
    return f"{cell:f}" if isinstance(cell, Decimal) else cell
