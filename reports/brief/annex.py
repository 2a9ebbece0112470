"""The annex: every award in a table, behind the closing."""

from reports.brief.columns import have_room
from reports.brief.flowables import Flowable, tagged
from reports.brief.look import Look
from reports.brief.tables import table
from reports.story import Annex

ANNEX_KEY = "annex"


def annex(awards: Annex, look: Look) -> Flowable:
    """Set heading, what is listed and where it comes from, then the table over as many pages as it takes."""
    width = look.grid.text
    heading = look.heading(awards.heading, "heading", width, 2, ANNEX_KEY)
    intro = look.text(awards.intro, "body", width)
    credit = look.caption(awards.credit, width=width)
    places = range(len(awards.head))
    stacks = [[place] for place in places]
    if look.large_print or not have_room(awards.head, awards.rows, look, width, awards.amounts):
        # the columns of words below each other, where the first of them stands
        words = [place for place in places if place not in awards.amounts]
        stacks = [words if place in words else [place] for place in places if place not in words[1:]]
    listed = table(awards.head, awards.rows, stacks, look, awards.heading.where, numbers=awards.amounts)
    below = [(look.space("s"), intro), (look.space("xs"), credit), (look.space("m"), listed)]
    return tagged("Sect", look.full_width(heading, below, heads=3))
