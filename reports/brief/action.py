"""What a reader can do: large on a ground of the warm colour over the sheet's width, its code beside the address."""

from dataclasses import replace

from reports import charts
from reports.brief.flowables import Flowable, HorizontalRule, Placed, Stack
from reports.brief.look import Look, anchor_of, in_few_lines
from reports.story import Action, Section
from reports.units import from_mm

_SIZES, _LINES = (1.0, 0.87, 0.74), 2  # of a statement; of the heading
_CODE = from_mm(53)


def action(section: Section, block: Action, look: Look) -> Flowable:
    """Set heading, text, address and whom to ask, the code at the right of these; in large print below them."""
    ink, grid = look.theme.colour["ink"], look.grid
    inked = replace(look, roles={name: replace(role, colour=ink, link=ink) for name, role in look.roles.items()})
    roles, anchor = inked.roles, anchor_of(section)
    heading = in_few_lines(
        roles["statement"], _SIZES, _LINES, lambda role: inked.heading(section.heading, role, grid.text, 2, anchor)
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
