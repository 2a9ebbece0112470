"""Story to deck: one PowerPoint file, with our template's layouts filled, notes on every slide, sections named.

python-pptx holds the package: parts, relationships, the template. A slide's shapes are written as text and parsed
once, since cloning placeholders and setting runs one by one takes most of python-pptx's time.
"""

import uuid
from collections.abc import Iterable, Iterator, Sequence, Set
from pathlib import Path
from typing import Any

from lxml import etree
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml

from reports.datafile.photos import Pixels
from reports.deck import blocks, tables
from reports.deck import prerendered as personal
from reports.deck.closing import closing
from reports.deck.layout.adapt import adapt, dedication_box
from reports.deck.layout.fit import Measure
from reports.deck.layout.names import LayoutName
from reports.deck.layout.slide import Art, Slide, SlidePhoto, SlideTable, numbered
from reports.deck.lint import inspect
from reports.deck.notes import spoken
from reports.deck.ooxml import fonts, record, template
from reports.deck.ooxml import package as archive
from reports.deck.ooxml import tablestyle as grid
from reports.deck.ooxml import xml as markup
from reports.deck.ooxml.xml import el
from reports.deck.runs import Relations, Runs
from reports.deck.setting import SlideSetter
from reports.deck.user_template.choose import ChosenTemplate, choose_template
from reports.errors import LayoutError, Problem
from reports.frozen import frozen, replace
from reports.story import Block, Comparison, Message, Partners, Personal, Story, Words, throughout, unbroken
from reports.story.richtext import in_languages, languages_of
from reports.theme.photos import coarse
from reports.theme.types import Theme


@frozen
class Deck:
    """A finished deck, how many slides it has, the fonts that a reader should have, and what its template makes odd."""

    pptx: bytes
    slides: int
    fonts: tuple[str, ...]
    warnings: tuple[Problem, ...] = ()


def render(
    story: Story,
    theme: Theme,
    *,
    share: bool = False,
    template: Path | None = None,
    embed_fonts: bool = False,
    made: record.Made | None = None,
) -> Deck:
    """Make the deck; one to `share` has no notes at all, not even a page for them.

    `template` is somebody's own, before the theme's. A deck that says how it was `made` carries a record of itself, so
    that it can be refreshed. Raises LayoutError with every text that does not fit its slide,
    a DataError for a template that can't be used, and a ReportError, with slide and line, for a deck that is not sound.
    """
    chosen = choose_template(theme, template)
    measure = Measure(**vars(chosen.target) | {"noted": not share})
    addressed = personal.checked(story.cover.personal)
    story = replace(story, cover=replace(story.cover, personal=addressed))
    whole, story = story, throughout(story, unbroken)
    told = blocks.told(story, measure)
    last = [tables.of_awards(story.annex, measure)] if story.annex else []
    last.append(closing(story, told, measure))
    told = blocks.parted(story.sections, told, measure, others=1 + sum(map(len, last)))
    planned = [[blocks.cover(story, measure)], *told, *last]
    slides = numbered([adapt(slide, chosen.target) for part in planned for slide in part])
    if not chosen.target.is_ours:
        measure = measure.evened((measure.layout_of(slide), (slide.title, *slide.texts)) for slide in slides[1:])
    package = _Package(chosen, whole, share=share)
    package.fill(slides, measure)
    if any(isinstance(content, SlideTable) for slide in slides for content in slide.contents):
        grid.add_style(package.presentation.part.part_related_by(RT.TABLE_STYLES), chosen.target.theme)
    if embed_fonts:
        fonts.embed(package.presentation, chosen.target.theme.font, theme.font)
    parts = (*whole.sections, whole.annex, whole.closing)
    headings = [whole.cover.title.text, *(part.heading.text for part in parts if part)]
    package.name_sections(headings, [len(part) for part in planned])
    count, by = len(slides), whole.publisher.text
    properties = archive.Properties(whole.name, by, whole.language, count, 0 if share else count, draft=whole.draft)
    if made:
        made = replace(made, template=not chosen.target.is_ours)
        package.keep_record(made, whole.name, headings)
    pptx = archive.pack(package.presentation, properties)
    if addressed != Personal():  # packed as its copies are, which are to have the same bytes
        pptx = personal.prerender(pptx, addressed, dedication_box(chosen.target)).filled(personal.texts_of(addressed))
    warnings = (*chosen.warnings, *inspect(pptx, slides, chosen.file))
    warnings = (*warnings, *_left_out(story, slides), *_coarse(slides, measure))
    own = chosen.target.theme.font
    return Deck(pptx, count, tuple(dict.fromkeys((own.head_family, own.family))), warnings)


def _coarse(slides: Sequence[Slide], measure: Measure) -> Iterator[Problem]:
    """Warn of pictures that have too few pixels for their boxes."""
    for slide in slides:
        for content in slide.contents:
            if isinstance(content, SlidePhoto):
                photo, room = content.photo, measure.layout_of(slide).box(content.box).room
                yield from coarse(photo.pixels.size, room, "deck", photo.credit.where)


def _left_out(story: Story, slides: Sequence[Slide]) -> Iterator[Problem]:
    """Warn of small pictures for which no layout has room, as in many a template of somebody else's."""
    contents = [content for slide in slides for content in slide.contents]
    drawn = {content.name for content in contents if isinstance(content, Art)}
    shown = [content.photo.pixels for content in contents if isinstance(content, SlidePhoto)]
    for section in story.sections:
        for what, name, is_there in _small_pictures(section.block, drawn, shown):
            if not is_there:
                message = f"the {what} of {name.text!r} is left out: no layout has room for it"
                yield Problem(name.where, message, "its text is there all the same", fatal=False)


def _small_pictures(block: Block, drawn: Set[str], shown: Sequence[Pixels]) -> Iterator[tuple[str, Words, bool]]:
    """Yield what a block shows beside a name: what it is, whose, and whether it is `drawn` or `shown` somewhere."""
    match block:
        case Comparison(forms=forms):
            yield from (("sketch", form.name, form.name.text in drawn) for form in forms if form.sketch)
        case Partners(partners=partners):
            yield from (("logo", each.line, each.logo.pixels in shown) for each in partners if each.logo)
        case Message(name=name, signature=signature) if signature:
            yield "signature", name, signature.pixels in shown
        case _:
            pass


class _Package:
    """A presentation being filled."""

    def __init__(self, chosen: ChosenTemplate, story: Story, *, share: bool) -> None:
        presentation = self.presentation = chosen.opened()
        self._language, self._phrases = story.language, story.phrases
        self._mark = story.phrases.draft if story.draft else ""
        self._layouts = _layout_parts(presentation, chosen)
        self._notes_master = None if share else presentation.part.part_related_by(RT.NOTES_MASTER)
        has_header = self._notes_master is not None and b'type="hdr"' in self._notes_master.blob
        self._languages, title = languages_of(story), story.name if has_header else ""
        self._header = in_languages(title, self._languages, story.where)
        self._has_letter = bool(story.cover.personal.letter)
        if share:
            template.drop_notes(presentation)

    def fill(self, slides: Sequence[Slide], measure: Measure) -> None:
        """Add all slides, and raise what is wrong with any of them together."""
        problems: list[Problem] = []
        for number, slide in enumerate(slides, 1):
            try:
                self._add(slide, number, measure)
            except LayoutError as error:
                problems += error.problems
        if problems:
            raise LayoutError(problems)

    def _add(self, slide: Slide, number: int, measure: Measure) -> None:
        part = self._part("slides/slide", number, CT.PML_SLIDE)
        part.relate_to(self._layouts[slide.layout], RT.SLIDE_LAYOUT)
        # first of all: pictures of a slide that nothing leads to yet would all have one name
        self.presentation.slides._sldIdLst.add_sldId(self.presentation.part.relate_to(part, RT.SLIDE))
        setter = SlideSetter(slide, number, self._language, measure, Relations(part))
        part.blob = markup.part(setter.xml(self._mark))
        if self._notes_master is not None:
            self._add_notes(part, spoken(slide, number, self._phrases), number)

    def _add_notes(self, slide: Any, notes: Sequence[str], number: int) -> None:
        """Tie notes to their slide both ways, and to the notes master: Keynote refuses what lacks one of the three."""
        part = self._part("notesSlides/notesSlide", number, CT.PML_NOTES_SLIDE)
        languages = self._languages
        if number == 1 and self._has_letter:  # its paragraphs are exchanged, so that each is one run
            languages = {text: lang for text, lang in languages.items() if text in notes}
        said = [in_languages(text, languages, self._header.where) for text in notes]
        part.blob = markup.part(_notes_xml(said, number, self._language, self._header))
        part.relate_to(self._notes_master, RT.NOTES_MASTER)
        part.relate_to(slide, RT.SLIDE)
        slide.relate_to(part, RT.NOTES_SLIDE)

    def _part(self, name: str, number: int, content_type: str) -> Any:
        """Add a part that stays text: python-pptx's own slides would be parsed, and written again."""
        return Part(PackURI(f"/ppt/{name}{number}.xml"), content_type, self.presentation.part.package)

    def name_sections(self, names: Sequence[str], counts: Sequence[int]) -> None:
        """Name the parts of the deck in PowerPoint's own list, each slide in exactly one."""
        ids = iter([each.get("id") for each in self.presentation.slides._sldIdLst])
        sections = []
        for place, (name, count) in enumerate(zip(names, counts, strict=True)):
            if not count:  # the closing has it
                continue
            guid = str(uuid.uuid5(uuid.NAMESPACE_OID, f"section {place}: {name}")).upper()
            listed = el("p14:sldIdLst", *(el("p14:sldId", id=next(ids)) for _ in range(count)))
            sections.append(el("p14:section", listed, name=name, id=f"{{{guid}}}"))
        extension = parse_xml(
            f'<p:ext {markup.NAMESPACES} uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}">'
            '<p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">'
            f"{''.join(sections)}</p14:sectionLst></p:ext>"
        )
        extensions = self.presentation.element.find("{*}extLst")
        if extensions is None:
            extensions = parse_xml(f"<p:extLst {markup.NAMESPACES}/>")
            self.presentation.element.append(extensions)
        extensions.insert(0, extension)

    def keep_record(self, made: record.Made, title: str, sections: Sequence[str]) -> None:
        """Keep what the slides tell in a part of its own, as PowerPoint keeps custom XML."""
        slides = []
        for listed in self.presentation.slides._sldIdLst:
            slide = self.presentation.part.related_part(listed.rId)
            notes = slide.part_related_by(RT.NOTES_SLIDE).blob if self._notes_master is not None else None
            parsed = (etree.fromstring(blob) if blob else None for blob in (slide.blob, notes))
            slides.append(record.told(listed.id, *parsed))
        content = record.packed(record.Record(made, title, tuple(sections), tuple(slides)))
        package = self.presentation.part.package
        kept = Part(package.next_partname(record.NAMES), CT.XML, package, content)
        props = Part(package.next_partname(record.PROPERTIES), CT.OFC_CUSTOM_XML_PROPERTIES, package, record.STORE)
        kept.relate_to(props, RT.CUSTOM_XML_PROPS)
        self.presentation.part.relate_to(kept, RT.CUSTOM_XML)


def _layout_parts(presentation: Any, chosen: ChosenTemplate) -> dict[LayoutName, Any]:
    """Find the part of each of the target's layouts: by name in our template, by part in somebody else's."""
    if chosen.target.is_ours:
        named = {layout.name: layout.part for layout in presentation.slide_layouts}
        return {name: named[str(name)] for name in chosen.target.layouts if str(name) in named}
    offered = (layout for master in presentation.slide_masters for layout in master.slide_layouts)
    parts = {str(layout.part.partname)[1:]: layout.part for layout in offered}
    return {name: parts[layout.source] for name, layout in chosen.target.layouts.items()}


def _notes_xml(notes: Iterable[Words], number: int, language: str, title: Words) -> str:
    """Write a page of notes that prints: what is longer than the page gets smaller, and the deck's title heads it."""
    spoken_in, runs = el("a:rPr", lang=language), Runs(language)
    said, header = ("".join(el("a:p", runs.of(words)) for words in texts) for texts in (notes, [title]))
    field = el("a:p", el("a:fld", spoken_in, el("a:t", str(number)), id=markup.NUMBER_FIELD, type="slidenum"))
    bodies = (
        el("p:txBody", el("a:bodyPr", markup.FITTED), "<a:lstStyle/>", content) for content in (said, field, header)
    )
    shapes = (
        markup.slide_image(),
        markup.placeholder(3, "Notes", ' type="body" sz="quarter" idx="3"', "", next(bodies)),
        markup.placeholder(4, "Slide number", ' type="sldNum" sz="quarter" idx="5"', "", next(bodies)),
        markup.placeholder(5, "Header", ' type="hdr" sz="quarter"', "", next(bodies)) if title.text else "",
    )
    tree = el("p:cSld", el("p:spTree", markup.EMPTY_TREE, *shapes))
    return f"<p:notes {markup.NAMESPACES}>{tree}{markup.LIGHT_COLOURS}</p:notes>"
