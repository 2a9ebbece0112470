"""A slide planned for one of our layouts, cast for a layout that the stage has.

What has no place there is not lost: it is said in paragraphs, in reading order, and the notes hold it in full anyway.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reports.deck.layout.slide import Art, Content, Paragraph, Slide, Text
from reports.deck.layout.target import Stage
from reports.story import Span, Words
from reports.story.richtext import join

_PLAIN, _MARKED, _NUMBERED = 1, 2, 3  # the levels of a body, see user_template.read


def cast(slide: Slide, stage: Stage) -> Slide:
    """Give the slide as the stage can show it."""
    if stage.is_ours:
        return slide
    match slide.layout:
        case "Title" | "Title, historic":
            return replace(slide, layout="Title", contents=(_subtitle(slide),))
        case "Chart" | "Table":
            return slide
        case "Portfolio" if any(isinstance(content, Art) for content in slide.contents):
            art = tuple(content for content in slide.contents if isinstance(content, Art))
            return replace(slide, contents=(*art, Text("Caption", tuple(_portfolio(slide)))))
        case "Sketches, 2" if "Sketches, 2" in stage.layouts:
            return replace(slide, contents=tuple(_sketched(slide)))
        case "Columns, 2" if "Columns, 2" in stage.layouts:
            return replace(slide, contents=tuple(_column(text) for text in slide.texts))
    layout = "Closing" if slide.layout.startswith("Closing") else "Text"
    return Slide(layout, slide.head, (Text("Text", tuple(_paragraphs(slide))),))


def dedicated(stage: Stage) -> str:
    """Name the box of the title slide that opens with whom it is for."""
    return "Dedication" if stage.is_ours else "Subtitle"


def _subtitle(slide: Slide) -> Text:
    """Put who it is for above what it is, and who publishes it below."""
    told = {text.box: text.paragraphs for text in slide.texts}
    return Text("Subtitle", tuple(replace(each, level=1) for name in _ON_COVER for each in told.get(name, ())))


_ON_COVER = ("Dedication", "Notice", "Subtitle", "Publisher")


def _portfolio(slide: Slide) -> Iterator[Paragraph]:
    for text in slide.texts:
        yield from _one_line(text) if text.box.startswith("Figure") else text.paragraphs


def _sketched(slide: Slide) -> Iterator[Content]:
    """Leave sketches where they are; heading and text share the column below, what sketches are stands last."""
    told = {text.box: text.paragraphs for text in slide.texts}
    yield from (content for content in slide.contents if isinstance(content, Art))
    for number in (1, 2):
        last = told.get("Caption", ()) if number == 2 else ()
        said = (*told[f"Text {number}"], *last)
        heading = (_strong(each.words) for each in told[f"Heading {number}"])
        yield Text(f"Column {number}", (*heading, *(Paragraph(each.words) for each in said)))


def _column(text: Text) -> Text:
    head, *rest = text.paragraphs
    return Text(text.box, (_strong(head.words), *(Paragraph(each.words) for each in rest)))


def _paragraphs(slide: Slide) -> Iterator[Paragraph]:
    """Say a slide's boxes one after the other."""
    key, label = "", None
    bare = not any(content.box.startswith(("Label", "Key")) for content in slide.contents)
    for text in slide.texts:
        kind = text.box.partition(" ")[0]
        if kind == "Key":
            key = text.paragraphs[0].words.text
        elif kind == "Label" and key:
            label = text.paragraphs[0].words
        elif kind in ("Label", "Heading"):
            yield from (_strong(each.words) for each in text.paragraphs)
        elif key:
            first, *rest = text.paragraphs
            told = join(_emphasised(label), ": ", first.words, where=first.words.where) if label else first.words
            yield Paragraph(told, _NUMBERED, key)
            yield from (Paragraph(each.words) for each in rest)
            key, label = "", None
        elif kind in ("Fact", "Figure"):
            yield from _one_line(text)
        elif kind in ("Column", "Left", "Right", "Side"):
            yield from _column(text).paragraphs
        else:
            level = _MARKED if bare and slide.layout == "Text" else _PLAIN
            strong = slide.layout.startswith("Rows")  # whose second level is
            for each in text.paragraphs:
                yield _strong(each.words) if strong and each.level == 2 else Paragraph(each.words, level)


def _one_line(text: Text) -> Iterator[Paragraph]:
    """Join a number and what it counts; the number stays strong."""
    show, *labels = (each.words for each in text.paragraphs)
    parts: list[str | Words] = [_emphasised(show)]
    for label in labels:
        parts += [" ", label]
    yield Paragraph(join(*parts, where=show.where))


def _strong(words: Words) -> Paragraph:
    return Paragraph(_emphasised(words))


def _emphasised(words: Words) -> Words:
    return replace(words, strong=(Span(0, len(words.text)),))
