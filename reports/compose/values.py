"""Sections that are made of quantities: a row of figures, what has changed, a table, a chart with what it shows."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from reports import story
from reports.compose.voice import Voice
from reports.datafile import model
from reports.datafile.model import Programme, Prose, Stated
from reports.datafile.scalars import Hole
from reports.errors import Location
from reports.story import DataTable, Figures, Finding, KeyFigure, Point, Span, Words, numbers, richtext
from reports.story.money import unit_of
from reports.story.numerals import PERIOD, YEAR
from reports.story.numerals import numbers as numbers_in
from reports.story.phrases import Phrases
from reports.story.text import capital

_NOTHING = "–"  # in the place of an empty cell
_BESIDE = 87  # characters that three columns of numbers have room for beside their names, on page and slide
_NUMBER = re.compile(r"[^\w\s]?(?:[A-Z]{2,3} ?)?[^\w\s]{0,2}\d[\d.,\s]*(?:%| ?(?:million|billion))?")


def figures_of(voice: Voice, section: model.FiguresSection) -> Figures:
    """Return a row of figures, each with its change where the data file says what it was."""
    shown = ((voice.words(each.show), voice.words(each.label), _against(voice, each)) for each in section.figures)
    return Figures(tuple(KeyFigure(*each) for each in shown))


def _against(voice: Voice, each: model.ShownFigure) -> tuple[Words, ...]:
    """Return how a figure has changed, and under it what it was; nothing where that is not known."""
    place = numbers.PLACE.fullmatch(each.show.text)
    quantity = voice.programme.quantities.get(place[1]) if place else None
    if place is None or not isinstance(quantity, Stated) or quantity.before is None:
        return ()
    where, date = each.show.where, numbers.verbatim(quantity.before.as_of)
    change, before = (voice.words(Prose(f"{{{place[1]}:{part}}}", where)) for part in ("change", "before"))
    return change, richtext.fill(voice.phrases.earlier, where, date=date, number=before)


def changes_of(voice: Voice) -> DataTable | Finding:
    """Return what has changed since the earlier file: a table of both files' numbers, and what else below it."""
    phrases, where, earlier = voice.phrases, voice.where, voice.programme.changes
    assert isinstance(earlier, model.EarlierFile)
    dates = [numbers.verbatim(each) for each in (earlier.as_of, voice.programme.as_of.text)]
    said = voice.all(earlier.said)
    if not earlier.rows:
        text = (richtext.fill(phrases.changes_none, where, date=dates[0]), *said)
        return Finding(None, text, tuple(Point(None, each) for each in text))
    head = (Words(phrases.head_what, where), *dates, Words(phrases.head_change + phrases.derived_here, where))
    rows = tuple(tuple(_cell(voice, cell, is_derived=n == 3) for n, cell in enumerate(row)) for row in earlier.rows)
    note = richtext.listed(said, " ", where) if said else None
    longest = {place: max(len(row[place].text) for row in rows) for place in (1, 2, 3)}
    is_narrow = sum(longest.values()) <= _BESIDE  # what stands at the right is not parted by a line's end
    right = frozenset(place for place, most in longest.items() if is_narrow or most <= _BESIDE / 3)
    return DataTable(head, rows, right, frozenset(), "", note, phrases)


def table_of(voice: Voice, section: model.TableSection) -> DataTable:
    """Return a table of cells; columns of numbers stand at the right unless the data file says otherwise."""
    phrases, columns = voice.phrases, section.columns
    derived = [phrases.derived in column.name.text.casefold() for column in columns]
    rows = tuple(
        tuple(_cell(voice, cell, is_derived=named) for cell, named in zip(row, derived, strict=False))
        for row in section.rows
    )

    def is_right(place: int) -> bool:
        align = columns[place].align
        return align == "right" if align else place > 0 and _is_of_numbers([row[place] for row in rows], phrases)

    head, right = voice.all(column.name for column in columns), frozenset(filter(is_right, range(len(columns))))
    verbatim = frozenset(place for place, column in enumerate(columns) if column.verbatim)
    return DataTable(head, rows, right, verbatim, section.source or "", voice.maybe(section.note), phrases)


def _cell(voice: Voice, cell: Prose, *, is_derived: bool) -> Words:
    """Resolve a cell; that a number is derived need not stand in it where it stands in the column's name."""
    words, mark = voice.words(cell) if cell.text else Words(_NOTHING, cell.where), voice.phrases.derived_here
    return words.slice(Span(0, len(words.text) - len(mark))) if is_derived and words.text.endswith(mark) else words


def _is_of_numbers(cells: list[Words], phrases: Phrases) -> bool:
    """Return whether each cell is a number, or a quantity from end to end; a dash may be either."""
    said = [each for each in cells if each.text != _NOTHING]
    whole = (any(it.span == each.whole and not it.quantity.endswith(":change") for it in each.figures) for each in said)
    return bool(said) and all(
        is_whole or _NUMBER.fullmatch(text) or [n.text for n in numbers_in(text, phrases.language)] == [text]
        for is_whole, text in zip(whole, (each.text for each in said), strict=True)
    )


def largest_of(section: model.ChartSection, programme: Programme) -> int | None:
    """Return which value is larger than any other, whatever their bounds; None where that is not sure.

    Values of several series, or of several kinds of money, are not compared.
    """
    stated = [programme.quantities.get(each.value[0]) for each in section.values]
    known = [each for each in stated if isinstance(each, Stated) and not isinstance(each.value, Hole)]
    if section.series or len(known) < len(stated) or len({each.kind for each in known}) > 1:
        return None
    least, most = zip(*map(numbers.bounds, known), strict=True)
    first = max(range(len(known)), key=lambda place: least[place])
    return first if all(least[first] > each for place, each in enumerate(most) if place != first) else None


def finding_of(voice: Voice, section: model.ChartSection) -> Words | None:
    """Return what a chart shows, as its title; None where no value is surely the largest."""
    place = largest_of(section, voice.programme)
    if place is None:
        return None
    label, (name,) = section.values[place].label, section.values[place].value
    value = _marked(numbers.format_quantity(name, voice.programme).short, name, label.where)
    phrase = voice.phrases.chart_finding[section.form]
    return richtext.fill(phrase, label.where, label=voice.words(label), value=value)


def charted_of(voice: Voice, section: model.ChartSection, title: Words) -> story.Charted | story.Listing:
    """Return a chart under a `title`, with what it measures above it and what can't be seen in it below.

    Where a draft lacks a value nothing is drawn: the values are listed.
    """
    programme, phrases, where = voice.programme, voice.phrases, title.where
    named = [programme.quantities[name] for each in section.values for name in each.value]
    if any(isinstance(each, Stated) and isinstance(each.value, Hole) for each in named):
        places = (", ".join(f"{{{name}}}" for name in each.value) for each in section.values)
        texts = (f"{each.label.text}: {place}" for each, place in zip(section.values, places, strict=True))
        return story.Listing(None, voice.all(Prose(text, where) for text in texts))
    place = largest_of(section, programme)
    labels = [voice.words(each.label).text for each in section.values]
    series = tuple(each.text for each in voice.all(section.series))
    quantities = ([programme.quantities[name] for name in each.value] for each in section.values)
    stated = [[each for each in some if isinstance(each, Stated)] for some in quantities]
    unit = voice.words(section.unit or stated[0][0].unit)
    measured, unit = unit.text, replace(unit, text=capital(unit.text))
    amounts = [tuple(each.value for each in some) for some in stated]
    shown = [tuple(numbers.format_quantity(name, programme).short for name in each.value) for each in section.values]
    if scale := _scale([each for some in stated for each in some], series, phrases):
        counted_in = unit_of(stated[0][0].currency, scale, phrases)
        unit = richtext.fill(phrases.chart_unit, where, unit=unit, scale=counted_in)
        measured = phrases.chart_unit.format(unit=measured, scale=counted_in)
        shown = [tuple(phrases.number((amount / scale).normalize()) for amount in some) for some in amounts]
    chart = story.ValuesChart(
        "columns" if section.form == "bars" else section.form, tuple(labels), series, tuple(amounts), tuple(shown),
        _places(labels), "", phrases, place,
    )  # fmt: skip
    said = "; ".join(f"{label}, {value}" for label, value in chart.rows)
    alt = phrases.chart_alt[section.form].format(unit=measured, values=said)
    parts = [Words(phrases.from_zero[section.form], where)]
    parts += [voice.words(section.note)] if section.note else []
    caption = richtext.listed(parts, " ", where)
    drawn_as = zip(section.values, shown, strict=True)
    values = tuple(
        _marked(text, name, where) for each, some in drawn_as for name, text in zip(each.value, some, strict=True)
    )
    if section.form != "bars":
        return story.Charted(story.Exhibit(replace(chart, alt=alt), title, unit, caption), values)
    bars = tuple(
        story.Bar(", ".join(filter(None, (label, name))), amount, text, None, highlighted=at == place)
        for at, label in enumerate(labels)
        for name, amount, text in zip(series or ("",), amounts[at], shown[at], strict=True)
    )
    drawn = story.BarsChart(bars, "", "", None, alt, phrases, has_largest=place is not None)
    return story.Charted(story.Breakdown(drawn, unit, caption), values)


def _marked(text: str, name: str, where: Location) -> Words:
    """Return a quantity as it is written in a chart."""
    words = Words(text, where)
    return replace(words, figures=(story.Figure(words.whole, name),), kept=(words.whole,))


def _scale(quantities: Sequence[Stated], series: Sequence[str], phrases: Phrases) -> int | None:
    """Return in what the values of several series are counted, a million say, where none loses anything by it."""
    most = max(each.value for each in quantities)
    exact = (each for each in phrases.scales if most >= each and all(it.value * 100 % each == 0 for it in quantities))
    return next(exact, None) if series and not any(each.bound or each.percent for each in quantities) else None


def _places(labels: list[str]) -> tuple[int, ...]:
    """Return where labels stand on an even scale: at their years, if all name one and they follow each other."""
    years = [int(YEAR.findall(label)[0]) if PERIOD.fullmatch(label) else 0 for label in labels]
    ascending = all(before < after for before, after in pairwise(years))
    return tuple(years) if all(years) and ascending else tuple(range(len(labels)))
