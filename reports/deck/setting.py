"""A planned slide as XML: words into placeholders, drawings into groups, addresses into relationships."""

import functools
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from reports.charts import PlacedEntry, TimelinePlan
from reports.deck.layout.boxes import FOOTER, LOGO, Box, HairRule, Level
from reports.deck.layout.fit import ITEM_INDENT, Measure, balanced_inset
from reports.deck.layout.footers import fitted
from reports.deck.layout.names import BoxRole
from reports.deck.layout.slide import Art, BoxText, Paragraph, Slide, SlidePhoto, SlideTable
from reports.deck.ooxml import shapes as draw
from reports.deck.ooxml import tablestyle as grid
from reports.deck.ooxml import xml as markup
from reports.deck.ooxml.xml import FITTED, RECT, colour, el, fill, frame, inches, line_spacing, picture, shape
from reports.deck.runs import Relations, RunLook, Runs
from reports.story import Span, Words
from reports.story.text import BULLET
from reports.theme.photos import shown
from reports.theme.types import ON_DARK, Logo
from reports.units import Points, from_inches, to_emu, to_inches


class SlideSetter:
    """Sets one slide. Its layout's boxes are in reading order, so shapes are numbered as they are read.

    Raises LayoutError for each text that does not fit.
    """

    def __init__(self, slide: Slide, number: int, language: str, measure: Measure, relations: Relations) -> None:
        self._slide = slide
        self._number = number
        self._runs = Runs(language, relations, measure.theme.font)
        self._measure = measure
        self._relations = relations
        self._layout = measure.layout_of(slide)
        self._logo = measure.theme.logo if self._layout.ground == "deep" else None
        self._width = self._layout.title.width
        self._layout = self._layout.beside_logo() if self._logo else self._layout
        self._contents = {content.box: content for content in (*slide.contents, slide.title)}
        texts = [each for each in self._contents.values() if isinstance(each, BoxText)]
        self._scales = measure.scales(self._layout, texts)
        self._ids = count(2)

    def xml(self, mark: str) -> str:
        """Write the slide; a draft's has a `mark`."""
        shapes = [shape for box in self._layout.boxes if box.name in self._contents for shape in self._shapes(box)]
        shapes += [self._picture(self._logo)] if self._logo else []
        shapes = [*map(self._rule, self._layout.rules), *shapes, *([self._mark(mark)] if mark else [])]
        tree = el("p:cSld", el("p:spTree", markup.EMPTY_TREE, *shapes, self._footer()))
        colours = self._layout.colours or (markup.DARK_COLOURS if self._layout.dark else markup.LIGHT_COLOURS)
        return f"<p:sld {markup.NAMESPACES}>{tree}{colours}</p:sld>"

    def _rule(self, rule: HairRule) -> str:
        """Draw a rule between rows, of which the layout cannot know how many there are."""
        theme = self._measure.theme
        ink = ON_DARK.get(rule.colour, rule.colour) if self._layout.dark else rule.colour
        stroke = markup.pen(rule.pen * theme.deck.rule, colour(theme, theme.colour[ink]))
        box = inches(rule.x), inches(rule.y), inches(rule.width), inches(rule.height)
        return markup.line(next(self._ids), "Rule", box, stroke)

    def _shapes(self, box: Box) -> Iterator[str]:
        if box.plate and box.tie is None:
            x, y, width, height = box.x - _AROUND, box.y - _AROUND, box.width + 2 * _AROUND, box.height + 2 * _AROUND
            ground = replace(box, x=x, y=y, width=width, height=height, moved=True)
            yield shape(next(self._ids), "Ground", self._place(ground, RECT))
        match self._contents[box.name]:
            case BoxText(paragraphs=paragraphs):
                yield self._text(box, paragraphs)
            case Art() as art:
                yield from self._art(box, art)
            case SlideTable() as table:
                place = inches(box.x), inches(box.y)
                yield grid.frame(next(self._ids), table, place, self._measure.theme, self._runs.language)
            case SlidePhoto() as content:
                yield self._photo(box, content)

    # -- words in boxes -----------------------------------------------------------------------------

    def _text(self, box: Box, paragraphs: tuple[Paragraph, ...]) -> str:
        index = self._layout.index(box.name)
        usual = f' type="body" sz="quarter" idx="{index}"'
        tie = {"cover": ' type="ctrTitle"', "title": ' type="title"'}.get(box.kind, usual)
        link = ""
        if box.name.role is BoxRole.SIDE and box.tie is None:  # a link's own colour could not be read on the plate
            link = "".join(self._runs.link(target) for each in paragraphs for _, target in each.words.links[:1])
            paragraphs = tuple(replace(each, words=replace(each.words, links=())) for each in paragraphs)
        content = "".join(self._paragraph(box, paragraph) for paragraph in paragraphs)
        body = f"<p:txBody><a:bodyPr{self._inset(box)}>{FITTED}</a:bodyPr><a:lstStyle/>{content}</p:txBody>"
        tie = tie if box.tie is None else box.tie
        return markup.placeholder(next(self._ids), str(box.name), tie, self._place(box), body, link)

    def _paragraph(self, box: Box, paragraph: Paragraph) -> str:
        """Set a paragraph in its level's style; a size is written only where it had to shrink."""
        level = box.levels[paragraph.level - 1]
        setting = self._measure.theme.deck.type[level.role]
        size = self._measure.size(box, level, self._scales[box.name])
        depth = 0 if level.inline else paragraph.level - 1 if level.depth is None else level.depth
        lower = f' lvl="{depth}"' if depth else ""
        has_shrunk = level.sized or level.inline or size != setting.size
        spacing = line_spacing(self._measure.leading(level, size)) if has_shrunk else ""
        attributes, mark = _mark(level, paragraph)
        inner, attributes = spacing + mark, attributes + lower
        properties = f"<a:pPr{attributes}>{inner}</a:pPr>" if inner else f"<a:pPr{attributes}/>" if attributes else ""
        strong = fill(self._measure.theme, level.emphasis) if level.emphasis else ""
        look = RunLook(size if has_shrunk else None, self._ink(level), strong, setting.weight == "head")
        if level.inline and not look.said:
            look = replace(look, bold=bool(level.strong), face='<a:latin typeface="+mn-lt"/>')
        part = Span(0, paragraph.unit or len(paragraph.words.text))
        runs = self._runs.of(paragraph.words.slice(part), look)
        if paragraph.unit:
            unit = paragraph.words.slice(Span(paragraph.unit, len(paragraph.words.text)))
            runs += self._runs.of(unit, replace(look, size=self._measure.unit * size))
        return f"<a:p>{properties}{runs}</a:p>"

    def _inset(self, box: Box) -> str:
        """Draw a title in on the right: beside a logo, and so that no word is left alone on its second line."""
        if box.plate:
            return "".join(f' {n}Ins="{inches(length)}"' for n, length in zip("ltrb", box.inset, strict=True))
        if box.kind not in ("cover", "title") or box.tie is not None or self._slide.figure:
            return ""
        size = self._measure.size(box, box.levels[0], self._scales[box.name])
        inset = balanced_inset(self._measure, self._slide.head.title, box.levels[0], size, box.room[0])
        inset += from_inches(self._width - box.width)
        return f' rIns="{to_emu(inset)}"' if inset else ""

    # -- drawings -----------------------------------------------------------------------------------

    def _art(self, box: Box, art: Art) -> Iterator[str]:
        """Put a drawing where its box begins, and the texts that belong over it after it."""
        first = next(self._ids)
        place = inches(box.x), inches(box.y)
        yield draw.group(art, place, first, self._measure.theme, self._runs.language)
        self._ids = count(first + len(art.drawing.marks) + 1)
        if (plan := art.timeline) is not None:
            yield from (self._entry(entry, plan, box) for entry in plan.entries)

    def _entry(self, entry: PlacedEntry, plan: TimelinePlan, box: Box) -> str:
        """Set a milestone's title and text in one box that wraps, so that it stays whole when somebody edits it."""
        theme, step = self._measure.theme, entry.milestone
        left, top = from_inches(box.x) + entry.left, from_inches(box.y) + entry.top
        place = frame(to_emu(left), to_emu(top), to_emu(entry.width), to_emu(entry.height))
        ink = fill(theme, theme.chart["deck"].label.colour)
        title, text = RunLook(plan.title.size, ink, bold=True), RunLook(plan.text.size, ink)
        both = (step.title, title, plan.title.leading), (step.text, text, plan.text.leading)
        paragraphs = (
            el("a:p", el("a:pPr", line_spacing(leading)), self._runs.of(words, look)) for words, look, leading in both
        )
        body = markup.bare_body("".join(paragraphs), "t")
        return shape(next(self._ids), f"{step.date}: {step.title.text}", place + RECT + "<a:noFill/>", body)

    def _photo(self, box: Box, content: SlidePhoto) -> str:
        """Fill a box with a picture, or set it whole in the middle of the box."""
        photo, (x, y, (width, height)) = content.photo, (box.x, box.y, box.room)
        if content.whole:
            scale = min(width / photo.pixels.width, height / photo.pixels.height)
            x += to_inches(width - scale * photo.pixels.width) / 2
            width, height = Points(scale * photo.pixels.width), Points(scale * photo.pixels.height)
        theme = self._measure.theme
        ground = theme.colour[content.ground] if content.ground else ""
        made = shown(photo, (width, height), theme, content.shade, ground)
        tie = f'<p:ph type="pic" idx="{self._layout.index(box.name)}"/>' if self._layout.order else ""
        place = inches(x), inches(y), to_emu(width), to_emu(height)
        return picture(next(self._ids), str(box.name), photo.alt, self._relations.picture(made), place, tie)

    def _picture(self, logo: Logo) -> str:
        """Set the publisher's mark in its corner, as large as fits there, flush right."""
        relation, shape_ratio = self._relations.logo(logo)
        width, height = LOGO.room
        width, height = Points(min(width, height * shape_ratio)), Points(min(height, width / shape_ratio))
        x = from_inches(LOGO.x + LOGO.width) - width
        box = to_emu(x), inches(LOGO.y), to_emu(width), to_emu(height)
        return picture(next(self._ids), str(LOGO.name), logo.alt, relation, box)

    def _mark(self, words: str) -> str:
        """Set the mark of a draft on a ground of its own, whatever the slide's."""
        theme, (x, y, wide, high) = self._measure.theme, map(inches, self._layout.mark)
        look = RunLook(_MARK * self._layout.mark[3], fill(theme, "paper"), bold=True)
        said = self._runs.of(Words(words, self._slide.head.title.where), look)
        properties = f'<a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr">{FITTED}</a:bodyPr>'
        body = el("p:txBody", properties, "<a:lstStyle/>", el("a:p", '<a:pPr algn="ctr"/>', said))
        return shape(next(self._ids), MARK, frame(x, y, wide, high) + RECT + fill(theme, "ink"), body)

    # -- the foot of the slide ------------------------------------------------------------------------

    def _footer(self) -> str:
        """Set the source line and the live number, last in reading order, as far as the layout has them."""
        shapes = []
        for box in self._layout.foot:
            spoken_in = el("a:rPr", self._ink(box.levels[0]), lang=self._runs.language)
            number = el("a:fld", spoken_in, el("a:t", str(self._number)), id=markup.NUMBER_FIELD, type="slidenum")
            content = self._source(box) if box.name == FOOTER.name else number
            body = el("p:txBody", f"<a:bodyPr{self._inset(box)}/><a:lstStyle/>", el("a:p", content))
            if box.tie is None:  # their layout has no footer
                ground = RECT + "<a:noFill/>" * (not box.plate)
                shapes.append(shape(next(self._ids), str(box.name), self._place(box, ground), body))
            else:
                shapes.append(markup.placeholder(next(self._ids), str(box.name), box.tie, self._place(box), body))
        return "".join(shapes)

    def _source(self, box: Box) -> str:
        """Write the footer as it fits; the notes hold it in full."""
        level = box.levels[0]
        words, size = fitted(self._slide.head.footer, box, self._measure)
        is_usual = size == self._measure.theme.deck.type[level.role].size
        look = RunLook(None if is_usual and not level.sized else size, self._ink(level))
        return self._runs.of(words, look, parted=(words.text.rfind(" ") + 1,))  # LibreOffice parts words of a lone run

    def _place(self, box: Box, outline: str = "") -> str:
        """Write a box's place where it differs from the layout's, and the plate behind its text if it needs one."""
        place = frame(inches(box.x), inches(box.y), inches(box.width), inches(box.height)) if box.moved else ""
        plate = el("a:solidFill", colour(self._measure.theme, box.plate)) if box.plate else ""
        return place + outline + plate

    def _ink(self, level: Level) -> str:
        """Write the colour of a level that its layout does not know."""
        theme = self._measure.theme
        if level.inline:
            return fill(theme, level.colour or theme.deck.type[level.role].colour)
        return f"<a:solidFill>{colour(theme, level.ink)}</a:solidFill>" if level.ink else ""


MARK, _MARK = "Draft", 36  # its name; points of its letters for an inch of its height
_AROUND = 0.1  # inches that a plate is larger than the chart on it, on each side


def _mark(level: Level, paragraph: Paragraph) -> tuple[str, str]:
    """Write what stands before a paragraph of somebody else's layout: nothing, its own mark, or a live number."""
    if paragraph.words.item:
        indent = to_emu(Points(level.indent + ITEM_INDENT))
        mark = f'<a:buFont typeface="+mj-lt"/><a:buChar char="{BULLET}"/>'
        return f' marL="{indent}" indent="-{to_emu(ITEM_INDENT)}"', mark
    if level.mark == "layout":
        return "", ""
    if level.mark == "none" or not paragraph.key:
        return ' marL="0" indent="0"', "<a:buNone/>"
    if paragraph.key.isdigit():
        kind, first = "arabicPeriod", int(paragraph.key)
    else:  # a letter's place from 1: a, b, … z, aa
        kind = "alphaLcPeriod"
        first = functools.reduce(lambda count, char: 26 * count + ord(char) - 96, paragraph.key, 0)
    indent = to_emu(level.indent)
    mark = f'<a:buFont typeface="+mj-lt"/><a:buAutoNum type="{kind}" startAt="{first}"/>'
    return f' marL="{indent}" indent="-{indent}"', mark
