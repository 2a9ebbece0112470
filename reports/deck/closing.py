"""The end of a deck: what there is to do or to hear, and where everything comes from."""

from collections.abc import Sequence
from dataclasses import replace

from reports.deck import notes
from reports.deck.exhibits import art_of
from reports.deck.layout.fit import Measure
from reports.deck.layout.names import BoxName, BoxRole, Family, LayoutName, ParagraphLevel
from reports.deck.layout.rows import SlideRow, as_row, boxed, column_texts, has_room, in_stacked_rows
from reports.deck.layout.slide import BoxText, Content, Head, Paragraph, Slide
from reports.story import Action, Point, Section, Story, Words
from reports.story.richtext import fill, join

Rows = Sequence[SlideRow]
_HIGHER = 1.2  # inches that columns begin higher where there is nothing to hear


def dated(story: Story) -> Words:
    """Return the footer of slides whose source is no one's: the date of all figures."""
    said = fill(story.phrases.figures_as_of, story.as_of.where, date=story.as_of)
    return replace(said, kept=(said.whole,))


def closing(story: Story, told: Sequence[list[Slide]], measure: Measure) -> list[Slide]:
    """Plan the end: what there is to do, or to hear, and where it all comes from.

    The last action stands here too; where it ends the story, its slide is taken out of those `told`, to be this one.
    """
    page = story.closing
    head = Head(page.headline, dated(story), notes.of_closing(story))
    sources = tuple(Paragraph(reference.text) for reference in page.sources)
    footnotes = tuple(Paragraph(note.line) for note in page.footnotes)
    rows = [SlideRow(page.sources_label, sources), *map(as_row, page.notes)]
    rows += [SlideRow(page.notes_label, footnotes)] if footnotes else []
    if page.contact:
        rows.append(SlideRow(story.publisher, tuple(map(Paragraph, page.contact))))
    acted = [(each, each.block) for each in story.sections if isinstance(each.block, Action)][-1:]
    if not measure.is_ours:
        rows += [as_row(page.webcast)] if page.webcast else []
        rows += (SlideRow(each.heading, tuple(map(Paragraph, _where(block)))) for each, block in acted)
        return in_stacked_rows(Family.CLOSING, head, rows, measure)
    if acted and not page.webcast:
        return _acting(*acted[0], story, head, rows, told[-1], measure)
    whole = _end(head, page.webcast, _titled(page.headline, rows, story) if page.webcast and sources else rows, measure)
    if whole and has_room(whole, measure):
        return [whole]
    opening = _end(head, page.webcast, (), measure) if page.webcast else None
    return [*([opening] if opening else []), *in_stacked_rows(Family.CLOSING, head, rows, measure)]


def _titled(headline: Words, rows: Rows, story: Story) -> list[SlideRow]:
    """Let the closing's sentence head the sources, where the title is another's words."""
    (label, (source, *others)), rest = (rows[0].label, rows[0].paragraphs), rows[1:]
    words = join(label, story.phrases.label_end, source.words, where=headline.where) if label else source.words
    return [SlideRow(headline, (Paragraph(words), *others)), *rest]


def _end(head: Head, webcast: Point | None, rows: Rows, measure: Measure) -> Slide | None:
    """Set what there is to hear, if anything, and in columns where all comes from; None if these are too many."""
    name = LayoutName(Family.WEBCAST, len(rows))
    if name not in measure.layouts:
        return None
    if webcast is None:
        layout = measure.layouts[name].raised(_HIGHER, BoxRole.COLUMN)
        return Slide(name, head, column_texts(rows), layout)
    texts = (boxed(BoxName(BoxRole.TEXT), webcast.text), *column_texts(rows))
    return Slide(name, replace(head, title=webcast.label or head.title), texts)


def _acting(
    section: Section, block: Action, story: Story, head: Head, rows: Rows, last: list[Slide], measure: Measure
) -> list[Slide]:
    """End with an action: beside where all comes from if there is room, else after it."""
    sources = in_stacked_rows(Family.CLOSING, head, rows, measure)
    if section is not story.sections[-1]:
        briefly = replace(block, text=(section.headline,))
        again = Head(section.heading, section.spoken, notes.of_section(section))
        whole, alone = (head, briefly, rows), action(again, briefly, measure)
    else:
        alone = last.pop()
        both = replace(alone.head, footer=head.footer, notes=(*alone.head.notes[:-1], *head.notes))
        whole = both, block, _titled(head.title, rows, story) if story.closing.sources else rows
    acting, asked, beside = whole
    columns = LayoutName(Family.ACTION if asked.code else Family.WEBCAST, len(rows)) in measure.layouts
    slide = action(acting, asked, measure, beside) if columns else None
    return [slide] if slide and has_room(slide, measure) else [*sources, alone]


def action(head: Head, block: Action, measure: Measure, rows: Rows = ()) -> Slide:
    """Set what there is to do, its code beside it if it has one; its text as far as there is room.

    With `rows` of where everything comes from, in columns below it, the text stands there whole.
    """
    ours = measure.is_ours
    family = Family.FIGURES if not ours else Family.ACTION if block.code else Family.WEBCAST
    name, box = LayoutName(family, len(rows)), BoxName(BoxRole.ART if ours else BoxRole.CHART)
    code = art_of("Code", block.code, name, box, measure)
    lines = _where(replace(block, address=None) if code else block)
    strong = [Paragraph(words, ParagraphLevel.STRONG_TEXT) for words in lines]
    address = [boxed(BoxName(BoxRole.SIDE), block.address)] if code and block.address else []

    def plan(text: Sequence[Words]) -> Slide:
        said = (*map(Paragraph, text), *strong)
        words: list[Content] = [BoxText(BoxName(BoxRole.TEXT), said)] if said else []
        return Slide(name, head, (*words, *code, *address, *column_texts(rows)))

    if rows:
        return plan(block.text)
    planned = (plan(block.text[:count]) for count in range(len(block.text), 0, -1))
    return next((slide for slide in planned if has_room(slide, measure)), plan(()))


def _where(block: Action) -> list[Words]:
    """Return where it can be done, whom to ask, and until when."""
    return [words for words in (block.address, *block.contact, block.until) if words]
