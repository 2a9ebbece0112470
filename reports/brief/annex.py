"""The annex: every award in a table, on pages of its own behind the closing."""

from __future__ import annotations

from reports.brief.columns import widths_of
from reports.brief.flowables import Flowable, tagged
from reports.brief.look import Look
from reports.brief.tables import table
from reports.story import Annex

ANNEX_KEY = "annex"


def annex(told: Annex, look: Look) -> Flowable:
    """Set heading, what is listed and where it comes from, then the table over as many pages as it takes."""
    heading = look.heading(told.heading, "heading", look.grid.text, 2, ANNEX_KEY)
    intro = look.text(told.intro, "body", look.grid.text)
    credit = look.caption(told.credit, width=look.grid.text)
    widths = widths_of(told.head, told.rows, look, look.grid.text, told.amounts)
    listed = table(told.head, told.rows, widths, look, told.heading.where, numbers=told.amounts)
    below = [(look.space("s"), intro), (look.space("xs"), credit), (look.space("m"), listed)]
    return tagged("Sect", look.full_width(heading, below, heads=3))
