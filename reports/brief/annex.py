"""The annex: every award in a table, on pages of its own behind the closing."""

from __future__ import annotations

from dataclasses import replace

from reports.brief.columns import have_room, widths_of
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
    if look.large_print or not have_room(awards.head, awards.rows, look, width, awards.amounts):
        awards = _joined(awards)
    widths = widths_of(awards.head, awards.rows, look, width, awards.amounts)
    listed = table(awards.head, awards.rows, widths, look, awards.heading.where, numbers=awards.amounts)
    below = [(look.space("s"), intro), (look.space("xs"), credit), (look.space("m"), listed)]
    return tagged("Sect", look.full_width(heading, below, heads=3))


def _joined(awards: Annex) -> Annex:
    """Put all words of an award into one cell, in the order of the head: large print leaves columns no room."""
    words = [place for place in range(len(awards.head)) if place not in awards.amounts]
    kept = [place for place in range(len(awards.head)) if place in awards.amounts or place == words[0]]

    def joined(cells: tuple[str, ...]) -> tuple[str, ...]:
        together = "; ".join([cells[place] for place in words])
        return tuple([cells[place] if place in awards.amounts else together for place in kept])

    amounts = frozenset(at for at, place in enumerate(kept) if place in awards.amounts)
    return replace(awards, head=joined(awards.head), rows=tuple(map(joined, awards.rows)), amounts=amounts)
