"""Sections on colour to the sheet's edges, in the largest type of text: what one states, and what a reader can do."""

from dataclasses import replace

from reports import charts
from reports.brief.flowables import Flowable, HorizontalRule, Placed, Plate, Stack, tagged
from reports.brief.look import Look, anchor_of, in_few_lines
from reports.story import Action, Finding, Section
from reports.units import from_mm

MOST_LETTERS = 140  # of a statement; a longer one stands in its text
_SIZES = (1.0, 0.87, 0.74)  # of a statement's role
_LINES, _HEADING = 3, 2  # lines: of a statement, and of the heading over what a reader can do
_CODE = from_mm(53)
_BAR_WIDTH, _BAR_HEIGHT = from_mm(14), from_mm(1.4)
_RAISED = from_mm(4)  # above the top of other pages' text
_TO_KICKER, _TO_STATEMENT, _TO_TEXT, _TO_FOOT = 10.0, 8.0, 15.0, 24.0


def statement(section: Section, block: Finding, look: Look) -> Flowable | None:
    """Let what a section states begin a page on a plate, the heading as its kicker, the text in main below it.

    None where it states nothing, or in too many words.
    """
    lead, white = block.lead, look.theme.cover.style == "white"
    if lead is None or len(lead.text) > MOST_LETTERS:
        return None
    on, colours = look if white else look.on_dark(), look.theme.colour
    kicker = replace(on.roles["kicker"], colour=colours["sparktext" if white else "on_dark"])
    heading = look.heading(section.heading, kicker, look.grid.main, 2, anchor_of(section))
    kind = replace(look.roles["statement"], emphasis=colours["sparktext" if white else "spark"])
    ink = colours["ink"] if white else kind.colour
    kind = replace(kind, colour=ink, link=ink)
    said = in_few_lines(kind, _SIZES, _LINES, lambda role: look.text(lead, role, look.grid.text, balanced=True))
    bar = HorizontalRule(_BAR_WIDTH, _BAR_HEIGHT, colours["sparktext" if white else "spark"])
    text = on.paragraphs(block.text, "body", look.grid.main)
    beside = _BAR_WIDTH + look.gap(_TO_KICKER)
    down = [heading.height + look.gap(_TO_STATEMENT)]
    down.append(down[0] + said.height + look.gap(_TO_TEXT))
    middle = heading.baseline - 0.35 * kicker.size - _BAR_HEIGHT / 2  # of the kicker's letters
    placed = [(0.0, middle, bar), (beside, 0.0, heading), (0.0, down[0], said), (look.grid.to_main, down[1], text)]
    raised = Placed([(x, y - _RAISED, each) for x, y, each in placed])
    plate = Plate(raised, raised.height + look.gap(_TO_FOOT), None if white else colours["accent"])
    return tagged("Sect", plate)


def action(section: Section, block: Action, look: Look) -> Flowable:
    """Set heading, text, address and whom to ask on the warm colour, the code at their right; in large print below."""
    ink, grid = look.theme.colour["ink"], look.grid
    inked = replace(look, roles={name: replace(role, colour=ink, link=ink) for name, role in look.roles.items()})
    roles, anchor = inked.roles, anchor_of(section)
    heading = in_few_lines(
        roles["statement"], _SIZES, _HEADING, lambda role: inked.heading(section.heading, role, grid.text, 2, anchor)
    )
    strong = replace(roles["standfirst"], font=roles["standfirst"].strong)
    said = [(block.address, strong)] if block.address else []
    said += [(line, roles["body"]) for line in (*block.contact, *([block.until] if block.until else []))]
    lines = inked.stacked([inked.text(words, role, grid.main) for words, role in said], look.space("xs"))
    told = inked.paragraphs(block.text, "letter", grid.main)
    words = Stack([(look.space("s"), told), (look.space("m"), lines)])
    figure = charts.figure_of(block.code, look.charts, _CODE, _CODE) if block.code else None
    pad, down = look.space("l"), look.space("l") + heading.height + look.space("s")
    placed = [(0.0, pad, heading), (0.0, down, words)]
    if block.code and figure:
        code = look.picture(figure, block.code.alt)
        below = down + words.height + look.space("m") if look.large_print else down + look.space("s")
        placed.append((0.0 if look.large_print else grid.text - _CODE, below, code))
    height = pad + max(y + each.height for _, y, each in placed)
    if look.theme.cover.style == "white":  # for office printers: a rule in the place of the ground
        bar = HorizontalRule(grid.text, look.theme.brief.rule, look.theme.colour["hairline"])
        return Placed([(0.0, 0.0, bar), *placed], height)
    return Placed(placed, height)
