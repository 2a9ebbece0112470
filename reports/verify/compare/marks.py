"""Numbered marks of a long timeline, measured: each number once and in order, each line where its date is.

The figure says of itself which steps it has. Its widest line is the axis, over whole years: that is the scale.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import Formatter

from reports.compose.descriptions import marks_alt
from reports.story import Milestone, TimelineChart
from reports.story.phrases import Phrases
from reports.verify.compare.measure import CLOSE
from reports.verify.readback.reading import Passage, ReadPicture, ReadShape

_NUMBERS = re.compile(r"\d+(?:–\d+)?(?:, \d+(?:–\d+)?)*")
_KEY = 2  # lines beside the words of the key
_THIN = 1.4  # points: of the lines that are upright
_SLACK = 1.5  # points that a line may be short of its time, or longer than a day

Numbered = tuple[tuple[int, Milestone], ...]


@dataclass(frozen=True, slots=True)
class MarksFigure:
    """A figure of numbered marks, and the steps that it says it has."""

    picture: ReadPicture
    steps: Numbered


def marks_in(pictures: Sequence[ReadPicture], chart: TimelineChart) -> list[MarksFigure]:
    """Return the figures of a timeline's marks, found by their alternative texts."""
    numbered = tuple(enumerate(chart.milestones, 1))
    found = []
    for picture in pictures:
        first, last = _steps_of(picture.alt, chart.phrases)
        steps = numbered[first - 1 : last]
        if steps and marks_alt(steps, chart.phrases) == picture.alt:
            found.append(MarksFigure(picture, steps))
    return found


def _steps_of(alt: str, phrases: Phrases) -> tuple[int, int]:
    """Read the first and the last step that a figure says it has; 1 and 0 where it is none of numbered marks."""
    places = {"first": r"(?P<first>\d+)", "last": r"(?P<last>\d+)"}
    for phrase in (phrases.marks_alt, phrases.marks_alt_one_date, phrases.mark_alt):
        parts = Formatter().parse(phrase)
        pattern = "".join(re.escape(said) + (places.get(place, ".*") if place else "") for said, place, *_ in parts)
        match = re.fullmatch(pattern, alt)
        if match:
            steps = {"last": match["first"], **match.groupdict()}
            return int(steps["first"]), int(steps["last"])
    return 1, 0


def left_out(figures: Sequence[MarksFigure], chart: TimelineChart) -> Iterator[str]:
    """Yield which steps none of the figures has."""
    there = {number for each in figures for number, _ in each.steps}
    missing = [str(number) for number in range(1, len(chart.milestones) + 1) if number not in there]
    if missing:
        yield f"has no mark for the steps {', '.join(missing)}"


def wrong(marks: MarksFigure, lettering: Sequence[Passage]) -> Iterator[str]:
    """Yield what is wrong with a figure's numbers and lines; both stand in the order of the steps."""
    least = min(1000, *(milestone.days[0].year for _, milestone in marks.steps))  # years of the axis are no less
    texts = [text for passage in lettering for text in passage.text.split("\n") if _NUMBERS.fullmatch(text)]
    labels = [_numbers(text) for text in texts if int(re.split("[–,]", text)[0]) < least]
    drawn = sorted(number for label in labels for number in label)
    due = [number for number, _ in marks.steps]
    if drawn != due:
        yield f"numbers its marks {_listed(drawn)} where the data has {_listed(due)}"
    elif [label[0] for label in labels] != sorted(label[0] for label in labels):
        yield "has its marks in another order than the steps"
    else:
        yield from _lines_wrong(marks, labels)


def _numbers(label: str) -> list[int]:
    """Read "3–5, 8" as 3, 4, 5, 8."""
    found: list[int] = []
    for part in label.split(", "):
        first, _, last = part.partition("–")
        found += range(int(first), int(last or first) + 1)
    return found


def _lines_wrong(marks: MarksFigure, labels: Sequence[Sequence[int]]) -> Iterator[str]:
    drawn = [each for each in marks.picture.shapes if each.pen and not each.box.width < _THIN < each.box.height]
    axis = max(drawn, key=lambda shape: shape.box.width, default=None)
    if axis is None:
        yield "has no axis"
        return
    lines = [shape for shape in drawn if shape.pen != axis.pen]
    if not len(labels) <= len(lines) <= len(labels) + _KEY:
        yield f"draws {len(lines)} marks where it has {len(labels)} numbers"
        return
    steps = dict(marks.steps)
    years = _Years.of([milestone for _, milestone in marks.steps], axis)
    for label, line in zip(labels, lines, strict=False):
        yield from _line_wrong(label, line, [steps[number] for number in label], years)


@dataclass(frozen=True, slots=True)
class _Years:
    """The axis: where a day is."""

    begin: int
    end: int
    left: float
    width: float

    @classmethod
    def of(cls, milestones: Sequence[Milestone], axis: ReadShape) -> _Years:
        days = [day for milestone in milestones for day in milestone.days]
        begin, end = dt.date(min(days).year, 1, 1), dt.date(max(days).year, 12, 31)
        return cls(begin.toordinal(), end.toordinal() + 1, axis.box.left, axis.box.width)

    def at(self, ordinal: int) -> float:
        return self.left + self.width * (ordinal - self.begin) / (self.end - self.begin)


def _line_wrong(label: Sequence[int], line: ReadShape, steps: Sequence[Milestone], years: _Years) -> Iterator[str]:
    named = f"the mark of step {label[0]}" if len(label) == 1 else f"the mark of steps {_listed(label)}"
    if len({(step.days, step.expected) for step in steps}) > 1:
        yield f"puts steps of different dates under one mark: {_listed(label)}"
        return
    (first, last), close = steps[0].days, CLOSE * years.width + _SLACK
    left, right = years.at(first.toordinal()), years.at(last.toordinal() + 1)
    short = right - left < line.box.width  # a day is drawn as long as can be seen, and inside the axis
    spread = line.box.width if short else 0
    if abs(line.box.left - left) > close + spread or abs(line.box.right - right) > close + spread:
        yield f"draws {named} {(line.box.left + line.box.right - left - right) / 2:+.1f} pt beside its date"
    elif line.dashed != steps[0].expected:
        yield f"draws {named} as {'expected' if line.dashed else 'done'}, but the data says otherwise"


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers)) if len(numbers) < 10 else f"{numbers[0]} to {numbers[-1]}"
