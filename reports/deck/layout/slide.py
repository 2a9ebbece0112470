"""A slide before it is written: which layout, which words in which of its boxes, which drawing where."""

import re
from collections.abc import Mapping
from typing import Literal

from reports.charts import TimelinePlan
from reports.charts.drawing import Drawing
from reports.deck.layout.boxes import SlideLayout
from reports.deck.layout.names import BoxName, BoxRole, LayoutName, ParagraphLevel
from reports.frozen import field, frozen, replace
from reports.story import Photograph, Span, Words
from reports.theme.photos import Shade
from reports.theme.types import Role
from reports.units import Points

DIGITS = re.compile(
    r"(?:\b[A-Z]+(?:\s|(?=[^\w\s])))*[^\w\s]*\d(?:[\d.,]|[\xa0\u202f](?=\d))*"
)  # with a currency: "US$2.5", "CHF 46"
CONTINUED = re.compile(r" \(\d+/\d+\)$")  # what `numbered` puts behind a title


@frozen
class Paragraph:
    """A paragraph, and the level of its box whose style it takes.

    What a level looks like depends on the box: in a fact the first is a large number, in a row its text. The names of
    `ParagraphLevel` say so.
    """

    words: Words
    level: ParagraphLevel = ParagraphLevel.TEXT
    key: str = ""  # the number or letter before it, where the level is numbered
    private: bool = False  # whether it is about one reader, and never quoted
    unit: int = 0  # where the unit of a large figure begins, which is set smaller; 0 where it has none


@frozen
class BoxText:
    """What stands in the box of that name."""

    box: BoxName
    paragraphs: tuple[Paragraph, ...]


@frozen
class Wrapped:
    """A label of a drawing as one paragraph that wraps; `place` is left, top, width and height in the drawing's points.

    It stands for all marks of its name, of which there is one for each of its lines.
    """

    text: str
    place: tuple[float, float, float, float]
    size: float
    leading: float
    anchor: Literal["ctr", "b"]


@frozen
class Art:
    """A drawing whose top left stands at that of a box; `wrapped` by the marks' names.

    Of a `timeline` the slide sets the milestones' texts over it.
    """

    box: BoxName
    name: str
    drawing: Drawing
    timeline: TimelinePlan | None = None
    wrapped: Mapping[str, Wrapped] = field(default_factory=dict)


@frozen
class SlideTable:
    """A table whose top left stands at that of a box: `rows` below a `head`, each column as wide as it says.

    `lines` is how many lines the cells of each row take, the head's first; `amounts` are the columns set as numbers.
    """

    box: BoxName
    name: str
    alt: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    amounts: frozenset[int]
    widths: tuple[Points, ...]
    lines: tuple[int, ...]
    size: float
    leading: float


@frozen
class SlidePhoto:
    """A picture that fills a box, cropped to it, or to its own shape where a `whole` one has to be seen.

    On a `ground` it is ink, in its own colours.
    """

    box: BoxName
    photo: Photograph
    shade: Shade | None = None
    whole: bool = False
    ground: Role | None = None


Content = BoxText | Art | SlideTable | SlidePhoto


@frozen
class Head:
    """What all slides of one part of the story share: title, footer, and what the speaker says."""

    title: Words
    footer: Words
    notes: tuple[str, ...]


@frozen
class Slide:
    """One slide. It is read in the order of its layout's boxes; the title's is filled from `head`.

    `contents` name the boxes that they fill, each once; a box that nothing fills is left out of the slide. `blocks`
    plans slides for our layouts alone, `adapt` then makes of them what another template can show. `arranged` is the
    layout as it is on this slide, where rows or a caption have heights of their own; `figure` is the number in the
    title that stands by itself, in layouts with a place for one.
    """

    layout: LayoutName
    head: Head
    contents: tuple[Content, ...]
    arranged: SlideLayout | None = None
    figure: Span | None = None

    @property
    def title(self) -> BoxText:
        """Return the title; the figure in it is a paragraph of its own, between what stands before and behind it."""
        words, name = self.head.title, BoxName(BoxRole.TITLE)
        if self.figure is None:
            return BoxText(name, (Paragraph(words, ParagraphLevel.TITLE),))
        start, stop = self.figure
        before, figure, behind = Span(0, start), self.figure, Span(stop, len(words.text))
        levels = ParagraphLevel.BEFORE_FIGURE, ParagraphLevel.TITLE_FIGURE, ParagraphLevel.BEHIND_FIGURE
        parts = (
            Paragraph(trimmed, level, unit=unit_of(trimmed.text) if part is figure else 0)
            for part, level in zip((before, figure, behind), levels, strict=True)
            if (trimmed := stripped(words, part)).text
        )
        return BoxText(name, tuple(parts))

    @property
    def texts(self) -> tuple[BoxText, ...]:
        """Return what stands in boxes."""
        return tuple(content for content in self.contents if isinstance(content, BoxText))


def unit_of(figure: str) -> int:
    """Return where the unit behind a number begins; 0 where there is none. A currency before it is no unit."""
    return unit.start() if (unit := re.search(r"\s\D*\Z", figure)) else 0


def stripped(words: Words, part: Span) -> Words:
    """Return a part of a text without the blanks around it."""
    text = words.text[slice(*part)]
    start = part.start + len(text) - len(text.lstrip())
    return words.slice(Span(start, max(start, part.stop - len(text) + len(text.rstrip()))))


def numbered(slides: list[Slide]) -> list[Slide]:
    """Return the slides with titles that differ: "(1/2)", "(2/2)". Screen readers and outlines list slides by title."""
    titles = [slide.head.title.text for slide in slides]
    different = []
    for place, (slide, title) in enumerate(zip(slides, titles, strict=True)):
        if titles.count(title) > 1:
            text = f"{title} ({titles[: place + 1].count(title)}/{titles.count(title)})"
            slide = replace(slide, head=replace(slide.head, title=replace(slide.head.title, text=text)))
        different.append(slide)
    return different
