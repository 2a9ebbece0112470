"""Sections as flowables: one complete match over what there is to tell. The deck's twin fills placeholders instead.

A heading hangs in the side column and its text stands in main, on one baseline; a timeline and projects go over the
whole width. What must not be parted (a question, a project) is whole.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from reports import charts
from reports import story as parts
from reports.brief.breakdown import breakdown, charted
from reports.brief.datatable import data_table
from reports.brief.flowables import Flowable, Placed, Stack, Tagged, tagged
from reports.brief.keyfigures import figures
from reports.brief.look import Look, anchor_of
from reports.brief.milestones import timeline
from reports.brief.partners import partners
from reports.brief.photos import message, picture, quote
from reports.brief.projects import projects
from reports.brief.statement import action
from reports.pdf.structure import LETTERED, NUMBERED
from reports.story import Section, Words
from reports.story import richtext as wording
from reports.units import Points

_BETWEEN_QUESTIONS, _BETWEEN_ITEMS, _BETWEEN_WAYS = 9.0, 2.5, 14.0
_BELOW_HAIRLINE = 6.0
_SKETCH_HEIGHT = Points(92)


def flowable(section: Section, look: Look) -> Flowable | None:
    """Set a section, heading and all; None for what stands on the brief's cover already."""
    match section.block:
        case parts.Finding() as block:
            body: Flowable = _hung(section, _finding(block, look), look)
        case parts.Comparison() as block:
            body = _comparison(section, block, look)
        case parts.Questions() as block:
            body = _hung(section, _questions(block.questions, look), look)
        case parts.Listing() as block:
            body = _hung(section, _listing(block, look), look)
        case parts.Organisation() as block:
            body = _hung(section, look.paragraphs(block.text, "body", look.grid.main), look)
            body = Stack([(0, body), (look.space("l"), _ways(block.ways, look))]) if block.ways else body
        case parts.Timeline() as block:
            body = timeline(section, block, look)
        case parts.Projects() as block:
            body = projects(section, block, look)
        case parts.Picture() as block:
            body = _hung(section, picture(block, look), look)
        case parts.Partners() as block:
            body = partners(section, block, look)
        case parts.Message() as block:
            body = _hung(section, message(block, look), look)
        case parts.Quote() as block:
            body = quote(section, block, look)
        case parts.Figures() as block:
            body = figures(section, block, look)
        case parts.Action() as block:
            body = action(section, block, look)
        case parts.DataTable() as block:
            body = data_table(section, block, look)
        case parts.Charted() as block:
            body = charted(section, block, look)
        case parts.Portfolio() as block:
            if block.breakdown is None:
                return None
            body = breakdown(section, block.breakdown, look)
        case _:
            assert_never(section.block)
    return tagged("Sect", body)


def _hung(section: Section, main: Flowable, look: Look) -> Flowable:
    heading = look.heading(section.heading, "heading", look.grid.side, 2, anchor_of(section))
    return look.beside(heading, main)


def _finding(block: parts.Finding, look: Look) -> Flowable:
    texts = block.text
    if block.lead:
        lead = replace(block.lead, strong=(block.lead.whole,))
        first, *others = texts
        texts = (lead, *texts) if first.item else (wording.join(lead, " ", first, where=lead.where), *others)
    return look.paragraphs(texts, "body", look.grid.main)


def _comparison(section: Section, block: parts.Comparison, look: Look) -> Flowable:
    """Set two forms, or two rows of two, beside the heading; three take the thirds below it."""
    in_main = look.grid.thirds_in(look.grid.main)
    across = max(look.grid.thirds_in(look.grid.text), in_main) if len(block.forms) == 3 else in_main
    width = look.grid.text if across > in_main else look.grid.main
    rows = [_forms(block.forms[start : start + across], look) for start in range(0, len(block.forms), across)]
    forms = look.stacked(rows, look.space("m"))
    if across == in_main and not look.large_print:  # the caption stands below the heading, and is read at the end
        heading = look.heading(section.heading, "heading", look.grid.side, 2, anchor_of(section))
        caption = look.caption(block.caption, section.credit, width=look.grid.side)
        hung = look.beside(Stack([(0, heading), (look.space("s"), caption)]), forms)
        hung.elems = [*heading.elems, *forms.elems, *caption.elems]
        return hung
    caption = look.caption(block.caption, section.credit, width=width)
    below = Stack([(0, forms), (look.space("s"), caption)], tail=True)
    if across == in_main:
        return _hung(section, below, look)
    heading = look.heading(section.heading, "heading", look.grid.text, 2, anchor_of(section))
    return look.full_width(heading, [(look.space("s"), below)])


def _forms(forms: Sequence[parts.Form], look: Look) -> Placed:
    """Align names, sketches and texts across; each form is read as a whole."""
    third, step = look.grid.third, look.grid.to_next_third
    names = [look.text(form.name, "subheading", third, "H3", tidy=True) for form in forms]
    texts = [look.text(form.text, "body", third) for form in forms]
    sketches = [_sketch(form, look) for form in forms]
    drawn = max(name.height for name in names) + look.space("xs")
    height = max((sketch.height for sketch in sketches if sketch), default=0.0)
    down = drawn + height + look.space("s") if height else max(name.height for name in names)
    children: list[tuple[float, float, Flowable | None]] = []
    for place, (name, sketch, text) in enumerate(zip(names, sketches, texts, strict=True)):
        children += [(place * step, 0, name), (place * step, drawn, sketch), (place * step, down, text)]
    return Placed(children)


def _sketch(form: parts.Form, look: Look) -> Flowable | None:
    if form.sketch is None:
        return None
    figure = charts.figure_of(form.sketch, look.charts, look.grid.third, _SKETCH_HEIGHT)
    return look.picture(figure, form.sketch.alt) if figure else None


def _questions(questions: Sequence[parts.Question], look: Look) -> Tagged:
    """Set a numbered list, its texts clear of the widest numeral."""
    role = look.roles["numeral"]
    indent = max(look.indent, role.font.width(str(len(questions)), role.size) + look.space("s"))
    items = [_question(number, question, indent, look) for number, question in enumerate(questions, 1)]
    return tagged("L", look.listed(items, look.gap(_BETWEEN_QUESTIONS)), NUMBERED)


def _question(number: int, question: parts.Question, indent: float, look: Look) -> Tagged:
    """Set a numeral two lines high: its top on the name's cap line, its foot on the next line's baseline."""
    width = look.grid.main - indent
    numeral = look.text(Words(str(number), question.name.where), "numeral", indent, "Lbl")
    name = look.text(question.name, "subheading", width)
    body = tagged("LBody", Stack([(0, name), (0, look.text(question.text, "body", width))], whole=True))
    two_lines = 2 * name.role.leading
    foot = name.baseline + look.roles["body"].leading - numeral.baseline
    return tagged("LI", Placed([(0, foot, numeral), (indent, 0, body)], max(body.height, two_lines)))


def _listing(block: parts.Listing, look: Look) -> Flowable:
    items = []
    for place, words in enumerate(block.items):
        label = look.text(Words(wording.letter(place), words.where), look.accented("subheading"), look.indent, "Lbl")
        body = look.text(words, "body", look.grid.main - look.indent, "LBody")
        item: Flowable = Placed([(0, 0, label), (look.indent, 0, body)])
        if place:
            item = Stack([(0, look.hairline(look.grid.main)), (look.gap(_BETWEEN_ITEMS), item)], whole=True)
        items.append(tagged("LI", item))
    listed = tagged("L", look.listed(items, look.gap(_BETWEEN_ITEMS)), LETTERED)
    if block.intro is None:
        return listed
    return look.stacked([look.text(block.intro, "body", look.grid.main), listed], look.space("s"))


def _ways(ways: Sequence[parts.Point], look: Look) -> Flowable:
    """Set columns over the whole width, four where they come out even, each below a hairline."""
    grid, count = look.grid, len(ways)
    across = 1 if grid.thirds_in(grid.text) == 1 else 4 if count == 4 or count > 6 else 3
    width = (grid.text - (across - 1) * grid.gutter) / across
    regular = look.roles["column"]
    items: list[Flowable] = []
    for way in ways:
        text: Flowable = look.text(way.text, regular, width)
        if way.label:
            strong = replace(regular, font=regular.strong)
            text = Stack([(0, look.text(way.label, strong, width, tidy=True)), (0, text)], whole=True)
        ruled = Stack([(0, look.hairline(width)), (look.gap(_BELOW_HAIRLINE), text)], whole=True)
        items.append(tagged("LI", tagged("LBody", ruled)))
    rows = [items[start : start + across] for start in range(0, count, across)]
    step = width + grid.gutter
    # one alone may be parted over pages
    placed = [Placed([(n * step, 0, cell) for n, cell in enumerate(row)]) if row[1:] else row[0] for row in rows]
    return tagged("L", look.listed(placed, look.gap(_BETWEEN_WAYS)))
