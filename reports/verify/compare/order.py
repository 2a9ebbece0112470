"""Each step of a timeline stands with its own date: in a list, by the order of reading; in a sentence, after it.

A list of the brief may have the year once for all steps of it, and what else their dates say beside each.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from reports.story import Story, TimelineChart, charts_in
from reports.verify.compare.match import TracedPassage
from reports.verify.readback.reading import Discrepancy, FileReading


def misplaced(reading: FileReading, story: Story, read: Sequence[TracedPassage]) -> Iterator[Discrepancy]:
    """Yield which steps stand with another step's date. Charts on slides are measured instead (`pictures`)."""
    for chart in charts_in(story):
        if isinstance(chart, TimelineChart):
            for kind in ("page", "slide", "notes"):
                yield from _misplaced(reading, chart, [each for each in read if each.passage.kind == kind])


def _misplaced(reading: FileReading, chart: TimelineChart, read: Sequence[TracedPassage]) -> Iterator[Discrepancy]:
    found = [(each.passage, expected.text) for each in read for _, expected in each.expected]
    drawn = {passage.place for passage, _ in found if passage.box and passage.label and reading.part == "deck"}
    dates = {milestone.date: milestone.date for milestone in chart.milestones}
    dates |= {f"{number} {milestone.date}": milestone.date for number, milestone in enumerate(chart.milestones, 1)}
    steps = Counter(milestone.date for milestone in chart.milestones)
    in_year = {(str(step.year), step.in_year): step.date for step in chart.milestones if reading.part == "brief"}
    if in_year:
        steps |= Counter(str(step.year) for step in chart.milestones)
        dates |= {year: year for year, _ in in_year}
        yield from _undated(chart, {text for _, text in found})
    titles: dict[str, set[str]] = {}
    for milestone in chart.milestones:
        titles.setdefault(milestone.title.text, set()).add(milestone.date)
    last, year, left = "", "", 0  # steps that may stand below a date; what comes after them is none, whatever its name
    for passage, text in found:
        if (year, text) in in_year:
            last = in_year[year, text]
        elif text in dates:
            last, year, left = dates[text], text, steps[dates[text]]
        elif text in titles and left:
            left -= 1
            if last not in titles[text] and passage.place not in drawn:
                due = " or ".join(sorted(titles[text]))
                message = f"gives “{text}” the date {last} where the data says {due}"
                yield Discrepancy(reading.part, passage.place, message, in_notes=passage.kind == "notes")


def _undated(chart: TimelineChart, there: Collection[str]) -> Iterator[Discrepancy]:
    """Yield the dates that a brief has neither whole nor in their parts."""
    for step in chart.milestones:
        parts = (str(step.year), step.in_year)
        if there and step.date not in there and not all(part in there for part in parts):
            yield Discrepancy("brief", 0, f"lacks “{step.date}”, the date of “{step.title}”")


def pages_named(reading: FileReading) -> Iterator[Discrepancy]:
    """Check that the pages named in a list of contents are those on which its titles stand."""
    for passage in reading.passages:
        title, _, page = passage.text.rpartition(" ")
        if passage.points and page.isdigit():
            there = {each.place for each in reading.passages if each.text == title}
            if there and int(page) not in there:
                right = " or ".join(map(str, sorted(there)))
                message = f"says that “{title}” is on page {page}, but it is on page {right}"
                yield Discrepancy("brief", passage.place, message)
