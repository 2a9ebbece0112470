"""A section of text that begins a page: what it states on a plate to the sheet's edges, its text in main below that."""

from dataclasses import replace

from reports.brief.flowables import Flowable, HorizontalRule, Placed, Plate, tagged
from reports.brief.look import Look, anchor_of, in_few_lines
from reports.story import Finding, Section
from reports.units import from_mm

MOST_LETTERS = 140  # of a statement; a longer one stands in its text
_SIZES, _LINES = (1.0, 0.87, 0.74), 3  # of its role
_BAR_WIDTH, _BAR_HEIGHT = from_mm(14), from_mm(1.4)
_RAISED = from_mm(4)  # above the top of other pages' text
_TO_KICKER, _TO_STATEMENT, _TO_TEXT, _TO_FOOT = 10.0, 8.0, 15.0, 24.0


def statement(section: Section, block: Finding, look: Look) -> Flowable | None:
    """Set the section on a plate; None where it states nothing, or in too many words. Its heading is a kicker."""
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
