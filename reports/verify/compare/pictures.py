"""Pictures against the story: each has its alternative text, and the ink or the photo that its data asks for."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher

import numpy as np
from PIL import ImageOps

from reports import story as parts
from reports.compose.descriptions import continued, rows_of
from reports.datafile.photos import PhotoFault, opened
from reports.story import BarsChart, Chart, SquaresChart, Story, TimelineChart
from reports.story.charts import Milestone
from reports.story.text import parts_in
from reports.verify.compare import measure
from reports.verify.compare.charts import alts_of, check_of
from reports.verify.compare.measure import MeasuredYear
from reports.verify.expected.expected import charts
from reports.verify.readback.reading import Discrepancy, FileReading, ReadPicture

_Matched = tuple[ReadPicture, Chart | None]  # a picture, and the chart that it shows, if any
_YEAR = re.compile(r"\d{4}$")
_ALIKE = 0.6
_ROW = 3.0  # points within which labels stand side by side
_SIDE = 32  # pixels that a photo is looked at with
_ALIKE_IN_ROWS = 0.5  # of 1: tones and a shade that a look gives a photo leave more
_LEAST = 1.0  # greys that pixels of a row differ by, or there is nothing to compare


def pictures(reading: FileReading, story: Story, tabled: Collection[str]) -> Iterator[Discrepancy]:
    """Yield what is wrong with a file's pictures; charts with a `tabled` alternative text stand in a table."""
    expected, photographed = list(charts(story)), {each.alt for each in parts_in(story, parts.Photograph)}
    yield from _photographs(reading, story)
    # a logo is the look's, which is not known here
    logos = [each for each in reading.pictures if each.bitmap and (each.is_logo or story.publisher.text in each.alt)]
    shown = [each for each in reading.pictures if each not in logos or not each.alt]
    matched = [(picture, _chart_of(picture, expected)) for picture in shown]
    for picture, chart in matched:
        yield from _wrong(reading, picture, chart, photographed)
    yield from _missing(reading, story, expected, matched, tabled)
    strays = [(each.place, line) for each in reading.of("stray") for line in each.text.split("\n")]
    numbered = Counter(place for place, line in strays if line.isdecimal())  # the squares at projects' names
    for picture, chart in matched:
        beside = [shape for shape in reading.loose if shape.place == picture.place]
        like = [shape for shape in beside if measure.is_square_like(shape, picture.shapes)]
        for shape in like[numbered[picture.place] :] if isinstance(chart, SquaresChart) else ():
            yield Discrepancy(reading.part, shape.place, "draws a square outside its chart")
    yield from _timeline(reading, story, matched)


def _chart_of(picture: ReadPicture, expected: Sequence[Chart]) -> Chart | None:
    """Find a picture's chart by its alternative text, or by one that is much like it."""
    for chart in expected:
        if picture.alt in alts_of(chart):
            return chart
    scored = [(SequenceMatcher(None, chart.alt, picture.alt, autojunk=False).ratio(), chart) for chart in expected]
    best = max(scored, key=lambda each: each[0], default=None)
    return best[1] if picture.alt and best and best[0] >= _ALIKE else None


def _wrong(
    reading: FileReading, picture: ReadPicture, chart: Chart | None, photographed: Collection[str]
) -> Iterator[Discrepancy]:
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
    if picture.alt not in alts_of(chart):
        message = f"describes its chart as “{picture.alt}” where the data says “{chart.alt}”"
        yield Discrepancy(reading.part, picture.place, message)
    if picture.bitmap:
        yield Discrepancy(reading.part, picture.place, "shows its chart in pixels, which cannot be measured")
        return
    for message in check_of(chart, picture.alt).ink(picture.shapes):
        yield Discrepancy(reading.part, picture.place, message)


def _missing(
    reading: FileReading, story: Story, expected: Sequence[Chart], matched: Sequence[_Matched], tabled: Collection[str]
) -> Iterator[Discrepancy]:
    """Count charts: the brief has each once, the deck on its slides or in parts; a timeline may be told as a list."""
    charted = [(picture.alt, chart) for picture, chart in matched if chart is not None]
    # one square is lit beside a project, where squares may be left out
    lit = [alt for alt, chart in charted if isinstance(chart, SquaresChart) and alt.endswith(chart.lit_alts)]
    drawn = Counter(chart.alt for alt, chart in charted if alt not in lit)
    said = f"{reading.flat('page')} {reading.flat('slide')}"
    for chart in {chart.alt: chart for chart in expected}.values():
        due = 0 if chart.alt in tabled else _due(reading, story, expected, chart)
        pieces = continued(chart) if isinstance(chart, BarsChart) else ()
        there = drawn[chart.alt] + min((drawn[each.alt] for each in pieces), default=0)
        # slides without room for a chart, and pages in large print, say in words what it shows
        in_words = isinstance(chart, BarsChart | parts.ValuesChart)
        if there < due and not (in_words and all(text in said for row in rows_of(chart) for text in row)):
            yield Discrepancy(reading.part, 0, f"lacks a chart: “{chart.alt}” is there {there} of {due} times")


def _due(reading: FileReading, story: Story, expected: Sequence[Chart], chart: Chart) -> int:
    if not check_of(chart).required:
        return 0
    if not isinstance(chart, SquaresChart):  # which a cover has as well
        return sum(each.alt == chart.alt for each in expected) if reading.roomy else 0
    # where squares gave way to long words, large print or a look without them, what they mean is not said either
    portfolio = story.cover.portfolio
    meanings = [each.text for each in (portfolio.meaning, portfolio.meaning_in_full) if each]
    if reading.part == "deck":
        # nor in the notes, which whoever takes squares and caption from a slide leaves
        said = " ".join(each.text for kind in ("slide", "notes") for each in reading.of(kind) if each.place == 1)
        on_cover = reading.roomy and (not meanings or any(text in said.replace("\n", " ") for text in meanings))
        blocks = (section.block for section in story.sections)
        return on_cover + sum(isinstance(block, parts.Portfolio) and not block.breakdown for block in blocks)
    # in the brief what is not known stands by itself then
    said, alone = reading.flat("page"), portfolio.alone
    return int(not meanings or meanings[-1] in said or (alone is not None and alone.text not in said))


def _timeline(reading: FileReading, story: Story, matched: Sequence[_Matched]) -> Iterator[Discrepancy]:
    """Measure the years where they stand side by side; a list has no scale."""
    for chart in parts_in(story, TimelineChart):
        drawn = [picture for picture, shown in matched if shown is not None and shown.alt == chart.alt]
        for place, columns in _rows_of_labels(reading, chart, drawn).items():
            shapes = [shape for picture in drawn if picture.place == place for shape in picture.shapes]
            shapes += [shape for shape in reading.loose if shape.place == place]
            if measure.has_lines(columns, shapes):
                yield from (Discrepancy(reading.part, place, said) for said in measure.timeline(columns, shapes))
                yield from _entries(reading, chart, place, columns)


def _rows_of_labels(
    reading: FileReading, chart: TimelineChart, drawn: Sequence[ReadPicture]
) -> dict[int, list[MeasuredYear]]:
    """Return the years whose labels stand in a row, by page or slide."""
    dates = {milestone.date for milestone in chart.milestones}
    found: dict[int, list[MeasuredYear]] = {}
    for passage in reading.of("page", "slide"):
        on_chart = reading.part == "brief" or any(picture.place == passage.place for picture in drawn)
        match = _YEAR.search(passage.text)
        if passage.label and passage.box and on_chart and (match or passage.text in dates):
            year = int(match[0]) if match else 0
            expected = [step.expected for step in chart.milestones if step.year == year] or [False]
            column = MeasuredYear(passage.text, year, passage.box, all(expected))
            found.setdefault(passage.place, []).append(column)
    tops = {place: [column.box.top for column in columns] for place, columns in found.items()}
    in_a_row = {place for place, each in tops.items() if len(each) > 1 and max(each) - min(each) < _ROW}
    return {place: columns for place, columns in found.items() if place in in_a_row}


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


def _photographs(reading: FileReading, story: Story) -> Iterator[Discrepancy]:
    """Yield which pictures are missing, and which are others than their alternative texts say."""
    shown = (story.sections, story.cover.personal if reading.part == "brief" else ())  # paper is signed
    due = list(parts_in(shown, parts.Photograph))  # a cover's only some looks have
    marks = list(parts_in(tuple(parts_in(story, parts.Message | parts.Partners | parts.Signed)), parts.Photograph))
    for photo in {each.alt: each for each in due}.values():
        there = [each for each in reading.pictures if each.bitmap and each.alt == photo.alt]
        number = sum(each.alt == photo.alt for each in due)
        if len(there) < number and (reading.roomy or photo not in marks):
            message = f"lacks a picture: “{photo.alt}” is there {len(there)} of {number} times"
            yield Discrepancy(reading.part, 0, message)
        for each in (each for each in there if not _is_of(each.data, photo)):
            yield Discrepancy(reading.part, each.place, f"shows another picture than “{photo.alt}”")


def _is_of(data: bytes, photo: parts.Photograph) -> bool:
    """Return whether a file shows the pixels of a picture, in whatever tones: row by row they get lighter together."""
    try:
        shown, own = opened(data).convert("L"), opened(photo.pixels.data).convert("L")
    except PhotoFault:
        return False
    cropped = ImageOps.fit(own, shown.size, centering=photo.focus)
    one, other = (np.asarray(each.resize((_SIDE, _SIDE)), dtype=float) for each in (shown, cropped))
    one, other = (each - each.mean(1, keepdims=True) for each in (one, other))
    lengths = float(np.linalg.norm(one) * np.linalg.norm(other))
    return lengths < (_LEAST * _SIDE) ** 2 or float((one * other).sum()) / lengths >= _ALIKE_IN_ROWS
