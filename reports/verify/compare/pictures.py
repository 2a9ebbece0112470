"""Pictures against the story: each has its alternative text, and the ink that its data asks for."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher

from reports.compose.descriptions import continued, rows_of, strip_alt
from reports.frozen import frozen
from reports.story import (
    BarsChart,
    Chart,
    Photograph,
    Portfolio,
    SquaresChart,
    Story,
    TimelineChart,
    ValuesChart,
    charts_in,
)
from reports.story.charts import Milestone
from reports.story.text import parts_in
from reports.verify.compare import measure
from reports.verify.compare.charts import check_of
from reports.verify.compare.measure import MeasuredYear
from reports.verify.compare.photos import photos
from reports.verify.expected.expected import charts
from reports.verify.readback.reading import Discrepancy, FileReading, Passage, ReadPicture

_YEAR = re.compile(r"\d{4}$")
_ALIKE = 0.6
_ROW = 3.0  # points within which labels stand side by side


@frozen
class Matched:
    """A picture, the chart that it shows, if any, and whether its alternative text is that chart's."""

    picture: ReadPicture
    chart: Chart | None
    exact: bool


def pictures(reading: FileReading, story: Story, tabled: Collection[str]) -> Iterator[Discrepancy]:
    """Yield what is wrong with a file's pictures; charts with a `tabled` alternative text stand in a table."""
    expected, photographed = list(charts(story)), {each.alt for each in parts_in(story, Photograph)}
    yield from photos(reading, story)
    # a publisher's logo is the look's, which is not known here: its name in the alternative text tells it
    shown = [each for each in reading.pictures if not (each.bitmap and story.publisher.text in each.alt)]
    matched = [_matched(picture, expected) for picture in shown]
    for each in matched:
        yield from _wrong(reading, each, photographed)
    yield from _missing(reading, story, matched, tabled)
    strays = [(each.place, line) for each in reading.of("stray") for line in each.text.split("\n")]
    numbered = Counter(place for place, line in strays if line.isdecimal())  # the squares at projects' names
    for each in matched:
        beside = [shape for shape in reading.loose if shape.place == each.picture.place]
        like = [shape for shape in beside if measure.is_square_like(shape, each.picture.shapes)]
        for shape in like[numbered[each.picture.place] :] if isinstance(each.chart, SquaresChart) else ():
            yield Discrepancy(reading.part, shape.place, "draws a square outside its chart")
    yield from _timeline(reading, story, matched)


def _matched(picture: ReadPicture, expected: Sequence[Chart]) -> Matched:
    """Find a picture's chart by its alternative text, or by one that is much like it."""
    for chart in expected:
        ways = [way for way, *_ in chart.ways()] if isinstance(chart, SquaresChart) else [chart.alt]
        ways += [strip_alt(chart)] if isinstance(chart, TimelineChart) else []
        if picture.alt in ways:
            return Matched(picture, chart, exact=True)
    scored = [(SequenceMatcher(None, chart.alt, picture.alt, autojunk=False).ratio(), chart) for chart in expected]
    best = max(scored, key=lambda each: each[0], default=None)
    return Matched(picture, best[1] if picture.alt and best and best[0] >= _ALIKE else None, exact=False)


def _wrong(reading: FileReading, matched: Matched, photographed: Collection[str]) -> Iterator[Discrepancy]:
    picture, chart = matched.picture, matched.chart
    if chart is None and not picture.alt:
        message, failure = "has a picture without an alternative text", reading.part == "brief"
        yield Discrepancy(reading.part, picture.place, message, failure)
    elif chart is None and picture.alt not in photographed:
        what = "a picture" if picture.bitmap else "a drawing"
        message = f"has {what} that the data does not ask for: “{picture.alt}”"
        is_logo = picture.bitmap  # as far as can be told: the look is not known here, and charts are vectors
        yield Discrepancy(reading.part, picture.place, message, failure=reading.part == "brief" and not is_logo)
    if chart is None:
        return
    if not matched.exact:
        message = f"describes its chart as “{picture.alt}” where the data says “{chart.alt}”"
        yield Discrepancy(reading.part, picture.place, message)
    if picture.bitmap:
        yield Discrepancy(reading.part, picture.place, "shows its chart in pixels, which cannot be measured")
        return
    for message in check_of(chart, picture.alt).ink(picture.shapes):
        yield Discrepancy(reading.part, picture.place, message)


def _missing(
    reading: FileReading, story: Story, matched: Sequence[Matched], tabled: Collection[str]
) -> Iterator[Discrepancy]:
    """Count charts: the brief has each once, the deck on its slides or in parts; a timeline may be told as a list."""
    drawn = Counter(each.chart.alt for each in matched if each.chart is not None and not _is_lit(each))
    said = f"{reading.flat('page')} {reading.flat('slide')}"
    for chart in {chart.alt: chart for chart in charts(story)}.values():
        due = 0 if chart.alt in tabled else _due(reading, story, chart)
        parts = continued(chart) if isinstance(chart, BarsChart) else ()
        there = drawn[chart.alt] + min((drawn[part.alt] for part in parts), default=0)
        # slides without room for a chart, and pages in large print, say in words what it shows
        in_words = isinstance(chart, BarsChart | ValuesChart) and all(
            part in said for row in rows_of(chart) for part in row
        )
        if there < due and not in_words:
            yield Discrepancy(reading.part, 0, f"lacks a chart: “{chart.alt}” is there {there} of {due} times")


def _is_lit(matched: Matched) -> bool:
    """Return whether one square of a picture is lit: beside a project, where squares may be left out."""
    chart, alt = matched.chart, matched.picture.alt
    return isinstance(chart, SquaresChart) and any(alt.endswith(lit) for lit in chart.lit_alts)


def _due(reading: FileReading, story: Story, chart: Chart) -> int:
    if not check_of(chart).required:
        return 0
    if not isinstance(chart, SquaresChart):  # which a cover has as well
        return sum(each.alt == chart.alt for each in charts(story)) if reading.roomy else 0
    blocks = [section.block for section in story.sections]
    slides = sum(isinstance(block, Portfolio) and not block.breakdown for block in blocks)
    if reading.part == "deck":
        return reading.roomy + slides
    return 0 if _alone(reading, story.cover.portfolio) else 1


def _alone(reading: FileReading, portfolio: Portfolio) -> bool:
    """Return whether squares gave way to long words or large print: what is not known stands by itself then."""
    said, meaning = reading.flat("page"), portfolio.meaning_in_full or portfolio.meaning
    return bool(portfolio.alone and portfolio.alone.text in said and meaning and meaning.text not in said)


def _timeline(reading: FileReading, story: Story, matched: Sequence[Matched]) -> Iterator[Discrepancy]:
    """Measure the years where they stand side by side; a list has no scale."""
    for chart in charts_in(story):
        if isinstance(chart, TimelineChart):
            drawn = [each.picture for each in matched if each.chart is not None and each.chart.alt == chart.alt]
            for place, labels in _rows_of_labels(reading, chart, drawn).items():
                shapes = [shape for picture in drawn if picture.place == place for shape in picture.shapes]
                shapes += [shape for shape in reading.loose if shape.place == place]
                columns = [_column(label, chart) for label in labels]
                if not measure.has_lines(columns, shapes):
                    continue
                for message in measure.timeline(columns, shapes):
                    yield Discrepancy(reading.part, place, message)
                years = [column.year for column in sorted(columns, key=lambda column: column.box.left)]
                if years != list(range(years[0], years[0] + len(years))):
                    message = f"has the years in the order {', '.join(map(str, years))}"
                    yield Discrepancy(reading.part, place, message)
                yield from _entries(reading, chart, place, columns)


def _rows_of_labels(
    reading: FileReading, chart: TimelineChart, drawn: Sequence[ReadPicture]
) -> dict[int, list[Passage]]:
    """Return the labels of years that stand in a row, by page or slide."""
    dates = {milestone.date for milestone in chart.milestones}
    found: dict[int, list[Passage]] = {}
    for passage in reading.of("page", "slide"):
        on_chart = reading.part == "brief" or any(picture.place == passage.place for picture in drawn)
        if passage.label and passage.box and on_chart and (passage.text in dates or _YEAR.search(passage.text)):
            found.setdefault(passage.place, []).append(passage)
    tops = {place: [label.box.top for label in labels if label.box] for place, labels in found.items()}
    in_a_row = {place for place, each in tops.items() if len(each) > 1 and max(each) - min(each) < _ROW}
    return {place: labels for place, labels in found.items() if place in in_a_row}


def _column(label: Passage, chart: TimelineChart) -> MeasuredYear:
    match = _YEAR.search(label.text)
    year = int(match[0]) if match else 0
    steps = [milestone for milestone in chart.milestones if milestone.year == year]
    assert label.box is not None
    return MeasuredYear(label.text, year, label.box, bool(steps) and all(step.expected for step in steps))


def _entries(
    reading: FileReading, chart: TimelineChart, place: int, columns: Sequence[MeasuredYear]
) -> Iterator[Discrepancy]:
    """Check that each step stands under its year, or under that of another step with its title."""
    titled: dict[str, list[Milestone]] = {}
    for step in chart.milestones:
        titled.setdefault(step.title.text, []).append(step)
    for passage in reading.of("page", "slide"):
        steps = titled.get(passage.text.split("\n")[0]) if passage.place == place else None
        if not steps or passage.box is None:
            continue
        above = [column for column in columns if column.box.left - 1 <= passage.box.left]
        nearest = max(above, key=lambda column: column.box.left, default=None)
        if nearest is None or nearest.year not in [step.year for step in steps]:
            under = nearest.label if nearest else "no year"
            message = f"sets “{steps[0].title}” under {under} where the data says {steps[0].date}"
            yield Discrepancy(reading.part, place, message)
