"""Texts in rows: a label, a number or a letter, and what it says; more rows than a slide holds go on to another."""

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import TypeVar

from reports.deck.layout.adapt import adapt
from reports.deck.layout.boxes import BOTTOM, TOP
from reports.deck.layout.fit import Measure, pages
from reports.deck.layout.names import BoxName, BoxRole, Family, LayoutName, ParagraphLevel
from reports.deck.layout.slide import BoxText, Head, Paragraph, Slide
from reports.frozen import frozen, replace
from reports.story import Point, Words

_MOST_ROWS, _MOST_STACKED = 5, 6

T = TypeVar("T")


@frozen
class SlideRow:
    """A line of a slide with rows: a label, number or letter, and its text."""

    label: Words | None
    paragraphs: tuple[Paragraph, ...]

    @property
    def stacked(self) -> tuple[Paragraph, ...]:
        """Return the label as a heading, if there is one, and the text below it."""
        below = (replace(each, level=ParagraphLevel.BELOW_HEADING) for each in self.paragraphs)
        return (Paragraph(self.label), *below) if self.label else tuple(below)


def boxed(name: BoxName, *words: Words) -> BoxText:
    """Return a box's text: paragraphs of its first level."""
    return BoxText(name, tuple(map(Paragraph, words)))


def as_row(point: Point) -> SlideRow:
    """Make a row of a labelled text."""
    return SlideRow(point.label, (Paragraph(point.text),))


def in_points(head: Head, points: Sequence[Point], measure: Measure) -> list[Slide]:
    """Set labelled points in rows; without any label the texts take the full width."""
    if any(point.label for point in points):
        return in_few_rows(head, [as_row(point) for point in points], measure)

    def plan(some: Sequence[Point]) -> Slide:
        return Slide(LayoutName(Family.TEXT), head, (boxed(BoxName(BoxRole.TEXT), *(point.text for point in some)),))

    return dealt(points, 8, plan, measure)


def keyed(family: Family, head: Head, keys: Sequence[str], texts: Sequence[Words], measure: Measure) -> list[Slide]:
    """Set numbered or lettered rows, which go on counting on the next slide."""
    rows = [SlideRow(Words(key, words.where), (Paragraph(words),)) for key, words in zip(keys, texts, strict=True)]
    return in_rows(family, head, rows, measure)


def in_rows(family: Family, head: Head, rows: Sequence[SlideRow], measure: Measure) -> list[Slide]:
    """Deal rows out over slides; a row too tall for a slide of its own is first divided between its paragraphs."""
    label = BoxRole.KEY if family in (Family.NUMBERED, Family.LIST) else BoxRole.LABEL

    def plan(some: Sequence[SlideRow]) -> Slide:
        return Slide(LayoutName(family, len(some)), head, row_texts(label, some))

    whole = [part for row in rows for part in _divided(row, lambda part: has_room(plan([part]), measure))]
    return dealt(whole, _MOST_ROWS, plan, measure)


def in_few_rows(head: Head, rows: Sequence[SlideRow], measure: Measure) -> list[Slide]:
    """Set labelled rows of one height or, where that takes fewer slides, each as high as it needs to be."""
    return min((make(Family.ROWS, head, rows, measure) for make in (in_rows, in_stacked_rows)), key=len)


def row_texts(label: BoxRole, rows: Sequence[SlideRow]) -> tuple[BoxText, ...]:
    """Put rows into the boxes of a layout with rows, in reading order."""
    contents: list[BoxText] = []
    for number, row in enumerate(rows, 1):
        contents += [boxed(BoxName(label, number), row.label)] if row.label else []
        contents.append(BoxText(BoxName(BoxRole.TEXT, number), row.paragraphs))
    return tuple(contents)


def column_texts(rows: Sequence[SlideRow]) -> tuple[BoxText, ...]:
    """Put rows side by side into the boxes of a layout with columns."""
    return tuple(BoxText(BoxName(BoxRole.COLUMN, number), row.stacked) for number, row in enumerate(rows, 1))


def in_stacked_rows(family: Family, head: Head, given: Sequence[SlideRow], measure: Measure) -> list[Slide]:
    """Set rows each as high as it needs to be, so that a short one leaves its room to a long one."""
    if not measure.is_ours:
        return in_rows(family, head, given, measure)

    def plan(some: Sequence[SlideRow]) -> Slide:
        name, tops = LayoutName(family, len(some)), _tops(family, some, measure)
        arranged = measure.layouts[name].stacked(tops) if tops else None
        return Slide(name, head, row_texts(BoxRole.LABEL, some), arranged)

    whole = [part for row in given for part in _divided(row, lambda part: bool(_tops(family, [part], measure)))]
    return [plan(some) for some in pages(whole, _MOST_STACKED, lambda some: bool(_tops(family, some, measure)))]


def _tops(family: Family, rows: Sequence[SlideRow], measure: Measure) -> tuple[float, ...]:
    """Return where rows begin, and where the last ends, at the largest scale at which all have room; none if none.

    They have one pitch where the highest leaves room for that.
    """
    layout = measure.layouts[LayoutName(family, len(rows))]
    texts = row_texts(BoxRole.LABEL, rows)
    for scale in measure.steps(layout.box(text.box) for text in texts):
        heights = tuple(measure.row_heights(layout, texts, scale))
        tops, even = (tuple(accumulate(each, initial=TOP)) for each in (heights, [max(heights)] * len(heights)))
        if tops[-1] <= BOTTOM:
            return even if even[-1] <= BOTTOM else tops
    return ()


def _divided(row: SlideRow, fits: Callable[[SlideRow], bool]) -> list[SlideRow]:
    """Divide a row that is too tall between its paragraphs, the label repeated."""
    if fits(row) or len(row.paragraphs) == 1:
        return [row]
    parts = pages(row.paragraphs, len(row.paragraphs), lambda some: fits(SlideRow(row.label, tuple(some))))
    return [SlideRow(row.label, tuple(part)) for part in parts]


def dealt(things: Sequence[T], most: int, plan: Callable[[Sequence[T]], Slide], measure: Measure) -> list[Slide]:
    """Deal things out over as few slides as it takes, `most` on each."""
    return [plan(some) for some in pages(things, most, lambda some: has_room(plan(some), measure))]


def has_room(slide: Slide, measure: Measure) -> bool:
    """Check whether all texts of a slide fit their boxes, as the target shows it."""
    shown = adapt(slide, measure)
    texts = (shown.title, *shown.texts) if measure.is_ours else shown.texts
    return measure.fits(measure.layout_of(shown), texts)
