"""Charts of quantities that a section names: what is drawn, and what is said of it by rule."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from reports import story
from reports.datafile import model
from reports.datafile.model import Programme, Prose, Stated
from reports.datafile.scalars import Hole
from reports.errors import Location
from reports.story import numbers, richtext
from reports.story.money import unit_of
from reports.story.numerals import PERIOD, YEAR
from reports.story.phrases import Phrases, phrases_of
from reports.story.text import capital


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


def finding_of(section: model.ChartSection, programme: Programme) -> story.Words | None:
    """Return what a chart shows, as its title; None where no value is surely the largest."""
    place = largest_of(section, programme)
    if place is None:
        return None
    label, (name,) = section.values[place].label, section.values[place].value
    value = _marked(numbers.format_quantity(name, programme).short, name, label.where)
    phrase = phrases_of(programme).chart_finding[section.form]
    return richtext.fill(phrase, label.where, label=numbers.resolve(label, programme), value=value)


def charted_of(section: model.ChartSection, title: story.Words, programme: Programme) -> story.Charted | story.Listing:
    """Return a chart under a `title`, with what it measures above it and what can't be seen in it below.

    Where a draft lacks a value nothing is drawn: the values are listed.
    """
    named = [programme.quantities[name] for each in section.values for name in each.value]
    if any(isinstance(each, Stated) and isinstance(each.value, Hole) for each in named):
        places = (", ".join(f"{{{name}}}" for name in each.value) for each in section.values)
        texts = (f"{each.label.text}: {place}" for each, place in zip(section.values, places, strict=True))
        return story.Listing(None, tuple(numbers.resolve(Prose(text, title.where), programme) for text in texts))
    phrases, where, place = phrases_of(programme), title.where, largest_of(section, programme)
    labels = [numbers.resolve(each.label, programme).text for each in section.values]
    series = tuple(numbers.resolve(each, programme).text for each in section.series)
    stated = [
        [each for name in value.value if isinstance(each := programme.quantities[name], Stated)]
        for value in section.values
    ]
    unit = numbers.resolve(section.unit or stated[0][0].unit, programme)
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
        _places(labels), "", place,
    )  # fmt: skip
    said = "; ".join(f"{label}, {value}" for label, value in chart.rows)
    alt = phrases.chart_alt[section.form].format(unit=measured, values=said)
    parts = [story.Words(phrases.from_zero[section.form], where)]
    parts += [numbers.resolve(section.note, programme)] if section.note else []
    caption = richtext.join(*richtext.separated(parts, " "), where=where)
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


def _marked(text: str, name: str, where: Location) -> story.Words:
    """Return a quantity as it is written in a chart."""
    whole = story.Span(0, len(text))
    return story.Words(text, where, (story.Figure(whole, name),), (whole,))


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
