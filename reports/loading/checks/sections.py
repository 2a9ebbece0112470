"""What single kinds of sections need: one quantity for a figure, cells for a table, somewhere to go for an action.

What a chart compares are values of one unit, one currency and one kind, from zero. And what the order and the number of
things show: dates, sections, titles.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reports.compose.values import largest_of
from reports.datafile.model import (
    ActionSection,
    ChartSection,
    FiguresSection,
    ProjectsSection,
    Prose,
    Stated,
    TableSection,
)
from reports.datafile.scalars import TODO
from reports.datafile.yaml import Path, quote
from reports.errors import Problem
from reports.loading.checks.file import CheckedFile
from reports.loading.checks.markup import plain_only
from reports.loading.checks.references import LIMITS, WHOLE, stated
from reports.story import moments, numbers
from reports.story.numerals import PERIOD, YEAR
from reports.story.phrases.grammar import counted

_MOST_KEY_STEPS = 5
_MOST_LETTERS = 120  # of an address that somebody types from paper
_MOST_VALUES = {"bars": 12, "columns": 24, "line": 24, "share": 4}

_Drawn = Sequence[tuple[Path, str, Stated]]


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


def _charts(file: CheckedFile) -> Iterator[Problem]:
    """Yield what is wrong with each chart; what its faults may hide is left alone."""
    for path, section in file.sections(ChartSection):
        if file.sound(*path, "values") and file.sound(*path, "series"):
            yield from _shape(section, path, file)
            drawn = [
                (place, name, found)
                for at, each in enumerate(section.values)
                for number, name in enumerate(each.value)
                for place in [(*path, "values", at, "value", number)]
                for found in [stated(name, place, file)]
            ]
            yield from (found for _, _, found in drawn if isinstance(found, Problem))
            sure = [(place, name, found) for place, name, found in drawn if isinstance(found, Stated)]
            if len(sure) == len(drawn) and all(file.sound("quantities", name) for _, name, _ in sure):
                yield from _comparable(section, sure, path, file)


def _shape(section: ChartSection, path: Path, file: CheckedFile) -> Iterator[Problem]:
    """As many values as series, labels of their own, time from left to right, and no more than can be seen."""
    count = len(section.series) or 1
    for text in (*section.series, *(each.label for each in section.values)):
        yield from plain_only(text, "chart", file)
    if len(section.series) == 1 or (section.series and section.form == "share"):
        message = "a share has no series" if section.form == "share" else "one series needs no name"
        yield Problem(file.at(*path, "series"), message, "take series out")
    for at, each in enumerate(section.values):
        if len(each.value) != count:
            message = f"{quote(each.label.text)} has {counted(len(each.value), 'value')}, and the chart {count} series"
            hint = "give a list of as many: value: [a, b]" if section.series else "name them: series: [..., ...]"
            yield Problem(file.at(*path, "values", at, "value"), message, hint)
        if each.label.text in [other.label.text for other in section.values[:at]]:
            message = f"the label {quote(each.label.text)} stands in this chart already"
            yield Problem(file.at(*path, "values", at, "label"), message, "give each a label of its own")
    marks = len(section.values) * (count if section.form == "bars" else 1)
    if marks > _MOST_VALUES[section.form]:
        message = f"{marks} values are more than can be seen: {section.form} have at most {_MOST_VALUES[section.form]}"
        yield Problem(file.at(*path, "values"), message, "leave some out, or make it a table")
    labels = [each.label.text for each in section.values]
    if section.form != "share" and all(map(PERIOD.fullmatch, labels)):
        years = [int(YEAR.findall(label)[0]) for label in labels]
        if years != sorted(years):
            message = "the years of this chart are not in their order"
            yield Problem(file.at(*path, "values"), message, "time runs from left to right: put the earliest first")


def _comparable(section: ChartSection, drawn: _Drawn, path: Path, file: CheckedFile) -> Iterator[Problem]:
    """One currency, or none; one kind of money, unless each series or each bar is a kind of its own; one unit."""
    (_, _, first), *others = drawn
    for place, name, each in others:
        if (each.currency, each.percent) != (first.currency, first.percent):
            message = f"{name} is {_what(each)}, and the first value is {_what(first)}"
            yield Problem(file.at(*place), message, "one scale has one of these: make two charts")
            return
    names = section.series or ("",)
    groups = [[each.kind for _, _, each in drawn[at :: len(names)]] for at in range(len(names))]
    each_its_own = not section.series and len(set(groups[0])) == len(groups[0])
    mixed = any(len(set(kinds)) > 1 for kinds in groups) and not each_its_own
    if mixed or (section.form in ("share", "line") and len({kind for kinds in groups for kind in kinds}) > len(names)):
        kinds = " and ".join(dict.fromkeys(str(each.kind) for _, _, each in drawn))
        message = f"this chart puts {kinds} into one {'whole' if section.form == 'share' else 'series'}"
        yield Problem(file.at(*path, "values"), message, "kinds of money are never added up: give each series one kind")
    elif section.form == "share":
        yield from _whole(drawn, path, file)
    units = list(dict.fromkeys(each.unit.text for _, _, each in drawn))
    if section.unit is None and len(units) > 1:
        message = f"the values of this chart have several units: {', '.join(map(quote, units[:3]))}"
        yield Problem(file.at(*path), message, 'say what all of them are: unit: "…"')
    if not section.heading.text and file.sound(*path, "heading") and largest_of(section, file.programme) is None:
        message = "no value of this chart is surely the largest, so it has no heading by rule"
        yield Problem(file.at(*path), message, 'add heading: "…", what it shows')


def _whole(drawn: _Drawn, path: Path, file: CheckedFile) -> Iterator[Problem]:
    """The parts of a share are known, and percentages come to a hundred but for rounding."""
    for place, name, each in drawn:
        if each.bound in LIMITS:
            message = f"{name} is a limit ({each.bound}), so nobody knows its share"
            yield Problem(file.at(*place), message, "draw bars: each says its limit")
    total = sum((each.value for _, _, each in drawn), Decimal(0))
    if drawn[0][2].percent and abs(total - WHOLE) * 2 > len(drawn):
        message = f"the parts of this share come to {total.normalize():f}%, not to 100%"
        yield Problem(file.at(*path, "values"), message, "add what is missing, or draw bars")


def _what(quantity: Stated) -> str:
    return f"in {quantity.currency}" if quantity.currency else "a percentage" if quantity.percent else "a count"


def _timeline(file: CheckedFile) -> Iterator[Problem]:
    """Hold each date against the latest before it, of those that are dates."""
    language = file.programme.language
    steps = enumerate(file.programme.timeline)
    dated = [(index, step) for index, step in steps if file.sound("timeline", index, "date")]
    before = dated[0][1].date if dated else None
    for index, step in dated:
        where, text = file.at("timeline", index, "date"), moments.date_text(step.date, language)
        if before and before.first > step.date.last:
            message = f"the date {text} stands after {moments.date_text(before, language)}"
            yield Problem(where, message, "put the steps in the order of their dates")
            before = step.date
        before = max(before or step.date, step.date, key=lambda date: date.first)


def _key_steps(file: CheckedFile) -> Iterator[Problem]:
    """Warn of steps beyond what a slide has room for; in a file of few steps it names all."""
    named = [index for index, step in enumerate(file.programme.timeline) if step.key]
    for index in named[_MOST_KEY_STEPS:]:
        told = f"{len(named)} steps are key, and a slide names {_MOST_KEY_STEPS} of many"
        message = f"{told}: this one is not named there"
        yield Problem(file.at("timeline", index, "key"), message, "take key out of some", fatal=False)


def _single_sections(file: CheckedFile) -> Iterator[Problem]:
    sections = enumerate(file.programme.sections)
    kinds = [section.kind if file.sound("sections", index, "kind") else None for index, section in sections]
    for kind in ("timeline", "portfolio", "changes"):
        places = [index for index, each in enumerate(kinds) if each == kind]
        for index in places[1:]:
            first = file.at("sections", places[0], "kind").line
            yield Problem(file.at("sections", index, "kind"), f"a second {kind} section; the first is in line {first}")
    if "timeline" in kinds and not file.programme.timeline and file.certain("timeline"):
        where = file.at("sections", kinds.index("timeline"), "kind")
        yield Problem(where, "a timeline section, but the file has no timeline", "add timeline: with a step or more")
    if "changes" in kinds and not file.programme.changes and file.certain("changes"):
        where = file.at("sections", kinds.index("changes"), "kind")
        message = "a section on changes, but the file names no earlier one"
        yield Problem(where, message, "add changes: {since: 2023.yaml}")
    certain = file.certain("sections") and None not in kinds
    if file.programme.timeline and "timeline" not in kinds and certain:
        message = "the timeline is not shown: no section is of kind timeline"
        yield Problem(file.at("timeline"), message, fatal=False)


def _unique_titles(file: CheckedFile) -> Iterator[Problem]:
    """Slides need a title each of their own, and so do bookmarks: people find their way by them."""
    programme = file.programme
    headlines, headings = [programme.title], []
    for section in programme.sections:
        headings.append(section.heading)
        if isinstance(section, ProjectsSection):
            headlines += [project.headline for project in section.projects]
            if len(section.projects) == 1:
                continue
        headlines.append(section.headline)
    headlines.append(programme.closing.headline)
    headings.append(programme.closing.heading)
    for what, proses in (("headline", headlines), ("heading", headings)):
        seen: dict[str, Prose] = {}
        for prose in sorted((each for each in proses if each.text not in ("", TODO)), key=lambda prose: prose.where):
            first = seen.setdefault(prose.text.casefold(), prose)
            if first is not prose:
                message = f"the {what} {quote(prose.text)} stands in line {first.where.line} already"
                yield Problem(prose.where, message, f"give each a {what} of its own")


RULES = (_timeline, _key_steps, _single_sections, _unique_titles, _figures, _tables, _charts, _actions)
