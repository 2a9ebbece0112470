"""Whether a text fits its box, in the theme's font and in a wider one, and at what size.

Text shrinks in steps down to a floor; what still does not fit is split by `reports.deck.blocks`, and what can't be
split is a problem. Lines are broken as PowerPoint breaks them: greedily, at spaces and behind hyphens.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import combinations, groupby, pairwise
from math import ceil
from typing import Self, TypeVar

from reports.deck.layout.boxes import ROW_ABOVE, ROW_BELOW, Box, Level, SlideLayout
from reports.deck.layout.fallback_font import Arial, Widest
from reports.deck.layout.names import BoxName, BoxRole, Family
from reports.deck.layout.slide import BoxText, Paragraph, Slide
from reports.deck.layout.target import DeckTarget
from reports.errors import LayoutError, Problem
from reports.story import Words
from reports.theme.typeface import Measures, break_lines
from reports.units import Points, to_inches

_STEP = 0.025  # by which text shrinks
SAFE_WIDTH = 0.99  # of a box: other programs measure a little differently, and Arial's table knows no kerning
HAIR = 0.001  # inches: rounding must not make a row or a caption too low for what was measured
ITEM_INDENT = Points(20)  # from the mark of a list's entry to its text
_FLOOR = 0.0  # a scale at which every level stands at its floor
_MARGIN = 1.02  # of a title's width: other programs measure a little differently
_LONGEST_WORD = 24  # characters; what is longer is an address

T = TypeVar("T")
_Kind = tuple[str, Family | BoxRole | None]


@dataclass(frozen=True)
class Measure(DeckTarget):
    """A target that measures text in the deck type of its look.

    Each text is measured in the look's own font and in the one that PowerPoint takes where that is missing (what is
    said, in the widest that any program takes); whichever needs more room counts. Scales run from 1, the size that the
    look asks for, down to the floor that it sets; below 0 they say how much of the floor is given up, for what has no
    other place in somebody else's template.
    """

    most: Mapping[_Kind, float] = field(default_factory=dict)  # how large one kind of text is over a deck

    def layout_of(self, slide: Slide) -> SlideLayout:
        """Return a slide's layout as it is on it."""
        return slide.arranged or self.layouts[slide.layout]

    def size(self, box: Box, level: Level, scale: float) -> float:
        """Return a level's size in points at a scale of 0 to 1, in half points, never below the floor."""
        floor = self._floor(box, level)
        if scale < 0:
            return max(1, round(2 * (1 + scale) * floor) / 2)
        return max(floor, round(2 * scale * self.theme.deck.type[level.role].size) / 2)

    def _floor(self, box: Box, level: Level) -> float:
        floor = self.theme.deck.floor["title" if box.kind in ("cover", "title") else "body"]
        return min(level.large * floor, self.theme.deck.type[level.role].size)

    def scales(self, layout: SlideLayout, texts: Iterable[BoxText]) -> dict[BoxName, float]:
        """Return the scale of each box that has a text, the same within a group; 0 where each level is at its floor.

        Raises a LayoutError with each text that does not even fit there, at its place in the data file.
        """
        found: dict[BoxName, float] = {}
        problems: list[Problem] = []
        for boxes in _grouped(layout, texts):
            below = (-step * _STEP for step in range(1, ceil((1 - self.least) / _STEP) + 1))
            steps = self.steps(box for box, _ in boxes) if self._all_fit(boxes, _FLOOR) else below
            kinds = [(box, most) for box, _ in boxes if (most := self.most.get(_kind(layout, box)))]
            smaller = (s for s in steps if s <= 0 or all(self.size(b, b.levels[0], s) <= most for b, most in kinds))
            scale = next((scale for scale in smaller if self._all_fit(boxes, scale)), None)
            if scale is None:
                too_tall = ((b, t) for b, t in boxes if self.height(b, t.paragraphs, self._last) > b.room[1])
                problems += (self._problem(box, text) for box, text in too_tall)
            found |= dict.fromkeys([box.name for box, _ in boxes], _FLOOR if scale is None else scale)
        if problems:
            raise LayoutError(problems)
        return found

    def evened(self, slides: Iterable[tuple[SlideLayout, Sequence[BoxText]]]) -> Self:
        """Return what sets each kind of text in one size: the largest that all of the slides have room for."""
        most: dict[_Kind, float] = {}
        for layout, texts in slides:
            for boxes in _grouped(layout, texts):
                steps = self.steps(box for box, _ in boxes) if self._all_fit(boxes, _FLOOR) else ()
                scale = next((scale for scale in steps if self._all_fit(boxes, scale)), _FLOOR)
                for box, _ in boxes:
                    kind, size = _kind(layout, box), self.size(box, box.levels[0], scale)
                    most[kind] = min(size, most.get(kind, size))
        return replace(self, most=most)

    @property
    def _last(self) -> float:
        """Return the scale below which nobody could read a text: the floor's, or what may be given up of it."""
        return self.least - 1

    def fits(self, layout: SlideLayout, texts: Iterable[BoxText]) -> bool:
        """Check whether all texts fit their boxes, shrunk if need be."""
        return all(self._all_fit(boxes, _FLOOR) for boxes in _grouped(layout, texts))

    def row_heights(self, layout: SlideLayout, texts: Sequence[BoxText], scale: float) -> list[float]:
        """Return the inches that each row needs: the higher of its label and its text, and the space around them."""
        heights: dict[int, float] = {}
        for text in texts:
            row = text.box.number
            needed = to_inches(self.height(layout.box(text.box), text.paragraphs, scale)) + ROW_ABOVE + ROW_BELOW
            heights[row] = max(heights.get(row, 0), needed + HAIR)
        return list(heights.values())

    def steps(self, boxes: Iterable[Box]) -> Iterator[float]:
        """Go down through the scales at which texts may be tried, to where all levels stand at their floor."""
        types = self.theme.deck.type
        least = min(self._floor(box, level) / types[level.role].size for box in boxes for level in box.levels)
        for step in range(ceil((1 - least) / _STEP)):
            yield 1 - step * _STEP
        yield _FLOOR

    def _all_fit(self, boxes: Iterable[tuple[Box, BoxText]], scale: float) -> bool:
        return all(
            self.height(box, text.paragraphs, scale) <= box.room[1]
            and (scale <= _FLOOR or not any(self._parts_a_word(box, each, scale) for each in text.paragraphs))
            for box, text in boxes
        )

    def _parts_a_word(self, box: Box, paragraph: Paragraph, scale: float) -> bool:
        """Check whether a word is wider than its box; addresses may be parted, names only at the floor."""
        level = box.levels[paragraph.level - 1]
        width, size = _room(box, level, paragraph), self.size(box, level, scale)
        fonts = self.fonts(paragraph.words, level)
        if paragraph.unit:  # a large figure and its unit stand on one line
            text, at = paragraph.words.text, paragraph.unit
            return any(font.width(text[:at], size) + font.width(text[at:], self.unit * size) > width for font in fonts)
        return any(_widest_word(paragraph.words.text, font) * size > width for font in fonts)

    @property
    def unit(self) -> float:
        """Return the size of a large figure's unit, as a part of the figure's."""
        return self.theme.deck.type["big_unit"].size / self.theme.deck.type["big_figure"].size

    def height(self, box: Box, paragraphs: Sequence[Paragraph], scale: float) -> float:
        """Return the height of paragraphs in points, with what is between them, in the font that needs more."""
        heights = [self._heights(box, paragraph, scale) for paragraph in paragraphs]
        between = sum(box.levels[paragraph.level - 1].after for paragraph in paragraphs[:-1])
        return between + max(sum(own for own, _ in heights), sum(other for _, other in heights))

    def _heights(self, box: Box, paragraph: Paragraph, scale: float) -> tuple[float, float]:
        level = box.levels[paragraph.level - 1]
        size = self.size(box, level, scale)
        leading = self.leading(level, size)
        font, fallback = self.fonts(paragraph.words, level, widest=scale > _FLOOR)
        text = paragraph.words.text.upper() if level.capitals else paragraph.words.text
        width = _room(box, level, paragraph)
        whole = paragraph.unit and not self._parts_a_word(box, paragraph, scale)
        own, other = (1 if whole else lines(text, each, size, width * SAFE_WIDTH) for each in (font, fallback))
        return own * leading, other * leading

    def leading(self, level: Level, size: float) -> float:
        """Return the leading at a size: it shrinks with it."""
        types = self.theme.deck.type
        return types[level.line or level.role].leading / types[level.role].size * size

    def face_of(self, words: Words, level: Level) -> Measures:
        """Choose the face that a level is set in."""
        weight = self.theme.deck.type[level.role].weight
        if weight == "head":
            return self.faces[2]
        strong = weight == "strong" if level.strong is None else level.strong
        return self.faces[bool(strong or words.strong)]

    def fonts(self, words: Words, level: Level, *, widest: bool = True) -> tuple[Measures, Measures]:
        """Return the theme's font and the one that stands in for it. Words with strong parts count as strong.

        What is said has room in the `widest`; only where it stands at its floor is PowerPoint's enough.
        """
        own = self.face_of(words, level)
        if widest and self.is_ours and self.theme.deck.type[level.role].weight == "head":
            return own, Widest(own, strong=self.theme.font.head_bold)
        return own, own if isinstance(own, Arial) else Arial(strong=own is self.faces[1])

    def _problem(self, box: Box, text: BoxText) -> Problem:
        """Name the longest paragraph of what does not fit, and how long it may be; one about a reader isn't quoted."""
        longest = max(text.paragraphs, key=lambda paragraph: (paragraph.private, len(paragraph.words.text)))
        others = [paragraph for paragraph in text.paragraphs if paragraph is not longest]
        words = longest.words
        size = self.size(box, box.levels[longest.level - 1], self._last)
        room = box.room[1] - self.height(box, others, self._last)
        most = self._most(box, longest, room)
        if longest.private:
            message = f"the dedication is too long for its slide, even at {size:g} points"
            return Problem(words.where, message, f"shorten it to about {most} characters" if most else "shorten it")
        hint = "shorten its first word, or make its place in the template larger"
        if most:
            hint = f"shorten it from {len(words.text)} to about {most} characters{_or(box, len(words.text), most)}"
        quoted = words.text if len(words.text) <= 60 else f"{words.text[:60].rsplit(' ', 1)[0]} …"
        message = f"this text is too long for its slide, even at {size:g} points: “{quoted}”"
        return Problem(words.where, message, hint)

    def _most(self, box: Box, paragraph: Paragraph, room: float) -> int:
        """Return how many characters of a text would fit, to the ten below if there are ten."""
        parts = paragraph.words.text.split(" ")

        def is_too_tall(count: int) -> bool:
            part = Paragraph(Words(" ".join(parts[:count]), paragraph.words.where), paragraph.level)
            return max(self._heights(box, part, self._last)) > room

        fitting = len(" ".join(parts[: bisect_left(range(1, len(parts) + 1), True, key=is_too_tall)]))
        return fitting // 10 * 10 or fitting


def _room(box: Box, level: Level, paragraph: Paragraph) -> float:
    """Return how wide a paragraph may be, in points: behind its mark, where it is an entry of a list."""
    return box.room[0] - level.indent - ITEM_INDENT * paragraph.words.item


def _or(box: Box, long: int, most: int) -> str:
    """Return what else helps, to end a hint: points go on to other slides, and sketches take the room of words."""
    if box.name.role is BoxRole.TEXT and box.group == "column":
        return ", or leave out each `sketch:`, so that texts get rows of their own"
    if box.name.role is BoxRole.TEXT:
        return f", or divide it into {ceil(long / most)} points, which may go on to other slides"
    return ""


@lru_cache(maxsize=4096)
def _widest_word(text: str, font: Measures) -> float:
    """Return the width of a text's widest word, as a multiple of the size; addresses do not count."""
    words = re.split(r"\s+|(?<=-)", text)
    return max((font.width(word, 1) for word in words if len(word) <= _LONGEST_WORD), default=0)


def _kind(layout: SlideLayout, box: Box) -> _Kind:
    """Return what texts of one size over a deck have in common: titles, bodies, captions, and sources at its end."""
    if box.kind != "body":
        return box.kind, None
    if layout.name.family is Family.CLOSING:
        return box.kind, Family.CLOSING
    return box.kind, BoxRole.CAPTION if box.name.role is BoxRole.CAPTION else None


def _grouped(layout: SlideLayout, texts: Iterable[BoxText]) -> list[list[tuple[Box, BoxText]]]:
    boxes = [(layout.box(text.box), text) for text in texts]

    def group(pair: tuple[Box, BoxText]) -> str:
        return pair[0].group or str(pair[0].name)

    return [list(pairs) for _, pairs in groupby(sorted(boxes, key=group), key=group)]


@lru_cache(maxsize=4096)  # the same text is tried at the same size when its slide is planned, shrunk and written
def lines(text: str, font: Measures, size: float, width: float) -> int:
    """Count lines; a word that is too wide is parted, as PowerPoint does with addresses."""
    broken = break_lines(text, font, size, width, hyphens=True)
    return sum(_parts(line, font, size, width) if font.width(line, size) > 1.001 * width else 1 for line in broken)


def _parts(word: str, font: Measures, size: float, width: float) -> int:
    """Count the lines of a word that is parted wherever the line is full; one character stands on each at least."""
    count = start = 0
    while start < len(word):
        end = start + 1
        while end < len(word) and font.width(word[start : end + 1], size) <= width:
            end += 1
        start, count = end, count + 1
    return count


def pages(things: Sequence[T], most: int, fits: Callable[[Sequence[T]], bool]) -> list[Sequence[T]]:
    """Deal things out evenly over as few slides as it takes, at most `most` on each.

    Where even a slide for each is too small, that is what comes out: whoever sets it will find the problem.
    """
    for count in range(ceil(len(things) / most), len(things)):
        dealt = deal(things, count)
        if all(map(fits, dealt)):
            return dealt
    return deal(things, len(things))


def deal(things: Sequence[T], count: int) -> list[Sequence[T]]:
    """Divide a sequence into `count` parts whose lengths differ by one at most, the longer ones first."""
    least, longer = divmod(len(things), count)
    stops = [part * least + min(part, longer) for part in range(count + 1)]
    return [things[start:stop] for start, stop in pairwise(stops)]


def balanced_inset(measure: Measure, words: Words, level: Level, size: float, width: float) -> float:
    """Return how far to draw in a title of several lines on the right, so that they are about equally long.

    The text stays one piece, without a break in it. 0 for other titles, and where a name or number would be parted, or
    the font that stands in would need another line.
    """
    own, other = measure.fonts(words, level)
    counts = [lines(words.text, font, size, width) for font in (own, other)]
    if counts[0] < 2:
        return 0

    def holds(room: float) -> bool:
        broken, whole = (break_lines(words.text, own, size, room, kept, hyphens=True) for kept in ((), words.kept))
        counted = (lines(words.text, font, size, room) for font in (own, other))
        return broken == whole and all(count <= most for count, most in zip(counted, counts, strict=True))

    # What may be a line: from one word's beginning to another's end.
    edges = [0, *(place for place, char in enumerate(words.text) if char == " "), len(words.text)]
    parts = (words.text[start + (start > 0) : stop] for start, stop in combinations(edges, 2))
    rooms = (_MARGIN * own.width(part, size) for part in parts)
    return width - min((room for room in rooms if room <= width and holds(room)), default=width)
