"""What pages have alike: who speaks, at the top of the first, which is read before all; title and page below.

And the grounds under all words, to the sheet's edges: a band at a page's top, a wash from its second half on.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from reports.brief.flowables import Flowable, Placed, Stack
from reports.brief.look import Look
from reports.brief.pages import Page
from reports.errors import Problem
from reports.pdf.canvas import TaggedCanvas
from reports.story import Story
from reports.theme.types import Role
from reports.units import from_mm

_APART = 12.0  # points at least between left and right
_FOOTER, _HEADER = ("/Type/Pagination/Subtype/" + each for each in ("Footer", "Header"))
_FLAG, _LOW, _ABOVE_HEADER = 1.2, 0.8, 3.0  # of the running lines' size: letters, what is below them; points
_BAND = from_mm(8)
_HIGHEST = 0.45  # of the sheet: a wash begins no higher
_ABOVE = 0.55  # of the gap before a section, that is on the wash


def check(story: Story, look: Look) -> None:
    """Note as problems what would run into each other on one line."""
    role = look.roles["running"]
    top = role.strong.width(story.publisher.text, role.size) + role.font.width(story.label.text, role.size)
    below = role.font.width(_running(story, look), role.size) + role.strong.width("888 / 888", role.size)
    for words, width in ((story.label, 0.0 if look.large_print else top), (story.running, below)):
        if width + _APART > look.grid.text:
            over = f"{(width + _APART) / look.grid.text - 1:.0%}"
            message = f"“{words}” makes a line of the page too long, by {over}"
            look.problems.append(Problem(words.where, message, "shorten it"))


def header(story: Story, look: Look) -> Flowable:
    """Set publisher and label for the top of the first page, at its left and right, or below each other in large print.

    They stand nowhere else.
    """
    role = look.roles["running"]
    strong = replace(role, font=role.strong, colour=look.roles["body"].colour)
    publisher = look.text(story.publisher, strong, look.grid.text)
    label = look.text(story.label, role, look.grid.text)
    if look.large_print:
        return Stack([(0, publisher), (0, label)])
    return Placed([(0, 0, publisher), (look.grid.text - label.lines[0].width, 0, label)])


def footer(story: Story, canvas: TaggedCanvas, look: Look, page: int, pages: int, *, on_ink: bool = False) -> None:
    """Paint title and date of the figures at the bottom, on the cover the date alone, and the page's number.

    They are dark where the foot of the page is a ground `on_ink`.
    """
    role = look.roles["running"]
    y = from_mm(look.paper.footer) + role.leading - role.baseline
    number = f"{page} / {pages}"
    said = story.phrases.figures_as_of.format(date=story.as_of) if page == 1 else _running(story, look)
    with canvas.artifact(_FOOTER):
        ink = look.theme.colour["ink"]
        canvas.show(said, (from_mm(look.paper.left), y), role.font, role.size, ink if on_ink else role.colour)
        right = from_mm(look.paper.left) + look.grid.text - role.strong.width(number, role.size)
        canvas.show(number, (right, y), role.strong, role.size, ink)


def draft_mark(story: Story, canvas: TaggedCanvas, look: Look, page: int) -> None:
    """Paint a flag from the sheet's upper edge, at the right: all pages have their margin there.

    On the cover's plate, which may be as dark as ink, it has the warm colour.
    """
    role, size = look.roles["running"], _FLAG * look.roles["running"].size
    words, pad = story.phrases.draft, look.roles["running"].size
    wide, high = role.strong.width(words, size) + 2 * pad, from_mm(look.paper.header) - _ABOVE_HEADER
    x, y = from_mm(look.paper.left) + look.grid.text - wide, from_mm(look.paper.height) - high
    colours, on_plate = look.theme.colour, page == 1 and look.theme.cover.style != "white"
    with canvas.artifact(_HEADER):
        canvas.ground(x, y, wide, high, colours["spark" if on_plate else "ink"])
        canvas.show(words, (x + pad, y + _LOW * pad), role.strong, size, colours["ink" if on_plate else "paper"])


def _running(story: Story, look: Look) -> str:
    """Return title and date of the figures; in large print the title, since the date stands in every caption."""
    if look.large_print:
        return story.running.text
    return story.phrases.running.format(title=story.running, date=story.as_of)


def choose_grounds(pages: Sequence[Page], look: Look) -> None:
    """Let a wash begin before the first section that begins in the second half of a page; never on the cover."""
    highest = _HIGHEST * from_mm(look.paper.height) - from_mm(look.paper.top)
    for page in pages[1:]:
        for above, part in pairwise(page.parts):
            foot = above.down + above.flowable.height
            begin = foot if above.section.ink else part.down - _ABOVE * (part.down - foot)
            if begin >= highest and not part.section.ink:
                page.ground = begin
                break


def paint_grounds(page: Page, canvas: TaggedCanvas, look: Look) -> None:
    """Paint band and wash, a rule between the sections on it, and sections' own grounds; a plate paints itself.

    The ground of the first on its page reaches to the sheet's top, that of the last to its foot.
    """
    if look.theme.cover.style == "white":
        _rule(page.ground, canvas, look, "hairline")
        return
    height, colours = from_mm(look.paper.height), look.theme.colour
    top, first, last = height - from_mm(look.paper.top), page.parts[0], page.parts[-1]
    if not (first.flowable.begins_page or first.section.ink):
        canvas.bleed(None, height - _BAND, colours["accent"])
    if page.ground is not None:
        canvas.bleed(top - page.ground, None, colours["wash"])
    for above, part in pairwise(part for part in page.parts if page.ground is not None and part.down > page.ground):
        foot = above.down + above.flowable.height
        if not (above.section.ink or part.section.ink):
            _rule(foot + _ABOVE * (part.down - foot), canvas, look, "hairline_on_wash")
    for part in page.parts:
        if part.section.ink:
            foot = top - part.down - part.flowable.height
            canvas.bleed(None if part is first else top - part.down, None if part is last else foot, part.section.ink)


def _rule(down: float | None, canvas: TaggedCanvas, look: Look, role: Role) -> None:
    if down is not None:
        y = from_mm(look.paper.height - look.paper.top) - down
        canvas.rule(from_mm(look.paper.left), y, look.grid.text, look.theme.brief.rule, look.theme.colour[role])
