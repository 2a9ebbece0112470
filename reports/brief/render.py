"""A Story as a brief: set, put onto pages, painted with its running lines, and handed over as the bytes of a PDF."""

from collections.abc import Iterator, Sequence
from typing import Literal

from reports.brief import conformance as claims
from reports.brief.blocks import flowable
from reports.brief.closing import CLOSING_KEY, WEBCAST_KEY, closing, webcast
from reports.brief.conformance import metadata_of
from reports.brief.contents import contents, find_pages
from reports.brief.cover import TITLE_KEY, cover
from reports.brief.datatable import ANNEX_KEY, annex
from reports.brief.hyphenation import breaks_of
from reports.brief.look import Look, anchor_of, look_of
from reports.brief.pages import TOLERANCE, LaidOutSection, Page, arranged, hold_to, loosen, paginate
from reports.brief.photos import opening
from reports.brief.running import check, choose_grounds, draft_mark, footer, paint_grounds
from reports.brief.slots import LETTERS
from reports.brief.statement import statement
from reports.datafile.attachments import Attachment, described
from reports.errors import LayoutError, Problem
from reports.frozen import frozen, replace
from reports.pdf.canvas import TaggedCanvas
from reports.pdf.metadata import PRODUCER, StandardName, standard_for
from reports.pdf.printing import ON_SCREEN, Printing
from reports.story import Action, Finding, Personal, Picture, Story, words_in
from reports.theme.types import Theme
from reports.units import from_mm

_MOST_PLATES = 2
_WITHOUT_CONTENTS = 6  # pages; a longer brief has a list of contents


@frozen
class Brief:
    """The finished file, how many pages it has, and warnings."""

    pdf: bytes
    pages: int
    warnings: tuple[Problem, ...] = ()


def render(
    story: Story,
    theme: Theme,
    paper: Literal["a4", "letter"],
    *,
    attachments: Sequence[Attachment] = (),
    standard: StandardName = "pdfa3",
    large_print: bool = False,
    tool: str = PRODUCER,
    printing: Printing = ON_SCREEN,
) -> Brief:
    """Make the brief, with files inside where the standard allows that; `tool` says what it is made with.

    Raises a LayoutError that names every text which does not fit, or an ArchiveError for what would break a claim.
    """
    look = look_of(theme, paper, story.phrases, large_print=large_print)
    claimed = standard_for(standard, attached=bool(attachments))
    font, files = look.roles["body"].font, described(attachments, story.phrases.attached)
    canvas = TaggedCanvas(look.paper.size, metadata_of(story, tool), claimed, font, files, printing)
    pages = paint(story, look, canvas)
    return Brief(canvas.finished(), pages, tuple(look.problems))


def paint(story: Story, look: Look, canvas: TaggedCanvas) -> int:
    """Lay a story out, paint it, and return its number of pages."""
    pages = laid_out(story, look)
    tree = canvas.document.structure.document
    tree.extend(elem for page in pages for part in page.parts for elem in part.flowable.elems)
    claims.check(story, tree, look)
    paint_pages(story, pages, look, canvas)
    empty = -len(pages) % canvas.printing.pages_by
    for _ in range(empty):
        canvas.showPage()
    return len(pages) + empty


def paint_pages(story: Story, pages: Sequence[Page], look: Look, canvas: TaggedCanvas) -> None:
    """Paint pages; the elements of what stands on them are in the tree already."""
    left, top = from_mm(look.paper.left), from_mm(look.paper.height - look.paper.top)
    for number, page in enumerate(pages, 1):
        paint_grounds(page, canvas, look)
        for part in page.parts:
            part.flowable.paint(canvas, left, top - part.down)
        footer(story, canvas, look, number, len(pages), on_ink=bool(page.parts[-1].section.ink))
        if story.draft:
            draft_mark(story, canvas, look, number)
        canvas.showPage()


def laid_out(story: Story, look: Look) -> list[Page]:
    """Set all sections, put them onto pages, and list the contents of many if the data file's limit has room for it."""
    look = replace(look, breaks=breaks_of(story))
    sections = set_sections(story, look)
    check(story, look)
    if any(problem.fatal for problem in look.problems):
        raise LayoutError(look.problems)
    if story.cover.personal != Personal():
        sections[0] = _roomy(story, sections, look)
    height, foot = look.body_height, look.to_footer
    if story.free_order:
        keys = [each.key for each in sections]
        begin = max(place for place, each in enumerate(sections[:3]) if each.key == TITLE_KEY or each.plate) + 1
        end = keys.index(WEBCAST_KEY if WEBCAST_KEY in keys else CLOSING_KEY)
        sections = arranged(sections, range(begin, end), height, foot)
    pages = paginate(sections, height, foot)
    limit = None if look.large_print or story.cover.personal.table else story.pages  # gifts are as many as they are
    if len(pages) > _WITHOUT_CONTENTS:
        listed, entries = contents(sections[1:], look, story.where)
        by_now = sorted(sections[1:], key=lambda each: each.key != TITLE_KEY)  # no plate begins a page below a list
        turned = paginate([sections[0], listed, *by_now], height, foot)
        if limit is None or _before_annex(turned) <= limit:
            pages = turned
            find_pages(entries, pages)
    hold_to(limit, pages[: _before_annex(pages)], look)
    loosen(pages, height, foot)
    choose_grounds(pages, look)
    return pages


def _before_annex(pages: Sequence[Page]) -> int:
    """Count the pages that the data file may limit: an annex is as long as its table."""
    return sum(page.parts[0].section.key != ANNEX_KEY for page in pages)


def _roomy(story: Story, sections: Sequence[LaidOutSection], look: Look) -> LaidOutSection:
    """Find a cover with room for personal words: whole on page 1, and no page more than without them.

    A letter with a table that has no room there goes on over the page, and the sections follow it.
    """
    usual, height = sections[0], look.body_height
    if look.large_print:
        return usual
    plain = replace(story, cover=replace(story.cover, personal=Personal()))
    general = replace(usual, flowable=cover(plain, look))
    most = len(paginate([general, *sections[1:]], height))
    for letter in LETTERS:
        fitted = replace(usual, flowable=cover(story, look, letter))
        whole = fitted.flowable.height <= max(height, general.flowable.height) + TOLERANCE
        if whole and len(paginate([fitted, *sections[1:]], height)) <= most:
            return fitted
    if story.cover.personal.table:
        return replace(usual, ends_page=False)
    where = next(words_in(story.cover.personal)).where
    message = "the personal words take more room on the cover than there is"
    raise LayoutError([Problem(where, message, "shorten the letter, or leave a paragraph of it out")])


def set_sections(story: Story, look: Look) -> list[LaidOutSection]:
    """Return all that stands on pages, in order: cover, sections, closing, and the annex if there is one."""
    gap, heard, listed = look.space("xl"), webcast(story.closing, look), [story.annex] if story.annex else []
    personal = story.cover.personal
    apart = look.large_print and not (personal.letter or personal.address or personal.table)
    standfirst = [look.text(story.cover.standfirst, "body", look.grid.text)] if apart else []
    told = [
        *_set_blocks(story, look),
        *([LaidOutSection(WEBCAST_KEY, story.closing.heading, gap, heard)] if heard else []),
        LaidOutSection(CLOSING_KEY, story.closing.heading, gap, closing(story.closing, look)),
        *(LaidOutSection(ANNEX_KEY, each.heading, gap, annex(each, look)) for each in listed),
    ]
    said = [LaidOutSection(TITLE_KEY, story.cover.title, gap, each) for each in standfirst]
    told = [told[0], *said, *told[1:]] if told[0].plate else [*said, *told]
    return [LaidOutSection(TITLE_KEY, story.cover.title, 0, cover(story, look), ends_page=True), *told]


def _set_blocks(story: Story, look: Look) -> Iterator[LaidOutSection]:
    """Yield the sections; a few of those that state something have a plate to begin a page with, no two neighbours."""
    left, last = _MOST_PLATES, False
    for section in story.sections:
        stated = section.block if isinstance(section.block, Finding) and left and not last else None
        plate = statement(section, stated, look) if stated else None
        if isinstance(section.block, Picture) and not look.large_print and look.theme.cover.style != "white":
            plate = opening(section, section.block, look)
        set_here, last = flowable(section, look), plate is not None
        left -= last
        if set_here:
            ink = look.theme.colour["spark"] if isinstance(section.block, Action) else None
            ink = None if look.theme.cover.style == "white" else ink
            yield LaidOutSection(anchor_of(section), section.heading, look.space("xl"), set_here, plate=plate, ink=ink)
