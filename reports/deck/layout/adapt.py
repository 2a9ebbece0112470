"""A slide planned for one of our layouts, adapted to a layout that somebody else's template has.

What has no place there is not lost: it is said in paragraphs, in reading order, and the notes hold it in full anyway.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import assert_never

from reports.deck.layout.names import BoxName, BoxRole, Family, LayoutName, ParagraphLevel
from reports.deck.layout.slide import Art, BoxText, Paragraph, Slide, SlidePhoto
from reports.deck.layout.target import DeckTarget
from reports.story import Words
from reports.story.richtext import listed

# Of texts in which one level stands out.
_STRONG_LEVELS = {Family.PARTS: ParagraphLevel.HEADING, Family.ROWS: ParagraphLevel.STRONG_TEXT}


def adapt(slide: Slide, target: DeckTarget) -> Slide:
    """Return the slide as the target can show it: in a layout that it has, with contents for that layout's boxes."""
    if target.is_ours:
        return slide
    art = tuple(content for content in slide.contents if isinstance(content, Art))
    photos = tuple(content for content in slide.contents if isinstance(content, SlidePhoto))
    match slide.layout.family:
        case Family.TITLE:
            return replace(slide, layout=LayoutName(Family.TITLE), contents=(_subtitle(slide),))
        case Family.CHART | Family.TABLE:
            return slide
        case Family.PICTURE | Family.QUOTATION if photos:
            family = Family.CHART if slide.layout.family is Family.PICTURE else Family.FIGURES
            said = BoxText(BoxName(BoxRole.CAPTION), tuple(Paragraph(each.words) for each in _paragraphs(slide)))
            shown = replace(photos[0], box=BoxName(BoxRole.CHART), shade=None, whole=True)
            return Slide(LayoutName(family), slide.head, (said, shown))
        case Family.FIGURES if art:
            said = BoxText(BoxName(BoxRole.CAPTION), tuple(_paragraphs(slide)))
            return replace(slide, layout=LayoutName(Family.FIGURES), contents=(said, *art))
        case Family.SKETCHES | Family.COLUMNS if slide.layout in target.layouts:
            return replace(slide, contents=(*art, *_two_columns(slide)))
        case Family.KEY_FIGURES if (columns := LayoutName(Family.COLUMNS, 2)) in target.layouts:
            half = (len(slide.texts) + 1) // 2
            halves = (replace(slide, contents=part) for part in (slide.texts[:half], slide.texts[half:]))
            texts = (BoxText(BoxName(BoxRole.COLUMN, n), tuple(_paragraphs(part))) for n, part in enumerate(halves, 1))
            return Slide(columns, slide.head, tuple(texts))
        case Family.NUMBERED | Family.LIST:
            return _as_text(Family.TEXT, slide, _numbered(slide.texts))
        case Family.CLOSING | Family.WEBCAST | Family.ACTION:
            return _as_text(Family.CLOSING, slide, _paragraphs(slide))
        case (
            Family.SECTION | Family.STATEMENT | Family.TEXT | Family.ROWS | Family.PARTS | Family.COLUMNS
            | Family.SKETCHES | Family.TIMELINE | Family.FIGURE | Family.FIGURES | Family.PROJECT
            | Family.PICTURE | Family.QUOTATION | Family.MESSAGE | Family.LOGOS | Family.NAMES | Family.KEY_FIGURES
        ):  # fmt: skip
            return _as_text(Family.TEXT, slide, _paragraphs(slide))
        case _:
            assert_never(slide.layout.family)


def dedication_box(target: DeckTarget) -> BoxName:
    """Return the box of the title slide that opens with whom it is for."""
    return BoxName(BoxRole.DEDICATION if target.is_ours else BoxRole.SUBTITLE)


def _as_text(family: Family, slide: Slide, paragraphs: Iterable[Paragraph]) -> Slide:
    return Slide(LayoutName(family), slide.head, (BoxText(BoxName(BoxRole.TEXT), tuple(paragraphs)),))


def _subtitle(slide: Slide) -> BoxText:
    """Put who it is for above what it is, and who publishes it below."""
    said = {text.box.role: text.paragraphs for text in slide.texts}
    roles = (BoxRole.DEDICATION, BoxRole.NOTICE, BoxRole.SUBTITLE, BoxRole.PUBLISHER)
    paragraphs = (replace(each, level=ParagraphLevel.UNMARKED) for role in roles for each in said.get(role, ()))
    return BoxText(BoxName(BoxRole.SUBTITLE), tuple(paragraphs))


def _two_columns(slide: Slide) -> Iterator[BoxText]:
    """Let heading and text share a column, if need be below their sketch; what sketches are stands last."""
    said = {text.box: text.paragraphs for text in slide.texts}
    for number in (1, 2):
        last = said.get(BoxName(BoxRole.CAPTION), ()) if number == 2 else ()
        texts = (*said[BoxName(BoxRole.TEXT, number)], *last)
        heading = (_strong(each.words) for each in said[BoxName(BoxRole.HEADING, number)])
        yield BoxText(BoxName(BoxRole.COLUMN, number), (*heading, *(Paragraph(each.words) for each in texts)))


def _numbered(texts: Iterable[BoxText]) -> Iterator[Paragraph]:
    """Yield rows as a numbered list."""
    for _, row in groupby(texts, key=lambda text: text.box.number):
        said = {text.box.role: text.paragraphs for text in row}
        (key,), (first, *rest) = said[BoxRole.KEY], said[BoxRole.TEXT]
        yield Paragraph(first.words, ParagraphLevel.NUMBERED, key.words.text)
        yield from (Paragraph(each.words) for each in rest)


def _paragraphs(slide: Slide) -> Iterator[Paragraph]:
    """Yield what a slide's boxes say, one after the other."""
    marked = slide.layout.family is Family.TEXT
    for text in slide.texts:
        match text.box.role:
            case BoxRole.LABEL | BoxRole.HEADING | BoxRole.NAME:
                yield from (_strong(each.words) for each in text.paragraphs)
            case BoxRole.FACT:
                yield _one_line(text)
            case BoxRole.FIGURE:
                large, *labels = text.paragraphs
                yield Paragraph(emphasised(large.words), ParagraphLevel.LARGE)
                yield from (Paragraph(each.words) for each in labels)
            case BoxRole.COLUMN | BoxRole.SIDE | BoxRole.PART:
                head, *rest = text.paragraphs
                yield _strong(head.words)
                yield from (Paragraph(each.words) for each in rest)
            case BoxRole.TEXT if strong := _STRONG_LEVELS.get(slide.layout.family):
                for each in text.paragraphs:
                    yield _strong(each.words) if each.level is strong else Paragraph(each.words)
            case _:
                level = ParagraphLevel.MARKED if marked else ParagraphLevel.UNMARKED
                yield from (Paragraph(each.words, level) for each in text.paragraphs)


def _one_line(text: BoxText) -> Paragraph:
    """Join a number and what it counts; the number stays strong."""
    shown, *labels = (each.words for each in text.paragraphs)
    return Paragraph(listed([emphasised(shown), *labels], " ", shown.where))


def _strong(words: Words) -> Paragraph:
    return Paragraph(emphasised(words))


def emphasised(words: Words) -> Words:
    """Return a text that is strong from end to end."""
    return replace(words, strong=(words.whole,))
