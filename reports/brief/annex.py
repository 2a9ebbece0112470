"""The annex: every award in a table, on pages of its own behind the closing."""

from __future__ import annotations

from dataclasses import replace

from reports.brief.columns import have_room, widths_of
from reports.brief.flowables import Flowable, tagged
from reports.brief.look import Look
from reports.brief.tables import TablePart, table
from reports.story import Annex

ANNEX_KEY = "annex"


def annex(told: Annex, look: Look) -> Flowable:
    """Set heading, what is listed and where it comes from, then the table over as many pages as it takes."""
    heading = look.heading(told.heading, "heading", look.grid.text, 2, ANNEX_KEY)
    intro = look.text(told.intro, "body", look.grid.text)
    credit = look.caption(told.credit, width=look.grid.text)
    room = not look.large_print and have_room(told.head, told.rows, look, look.grid.text, told.amounts)
    listed = _table(told if room else _joined(told), look)
    below = [(look.space("s"), intro), (look.space("xs"), credit), (look.space("m"), listed)]
    return tagged("Sect", look.full_width(heading, below, heads=3))


def _table(told: Annex, look: Look) -> TablePart:
    widths = widths_of(told.head, told.rows, look, look.grid.text, told.amounts)
    return table(told.head, told.rows, widths, look, told.heading.where, numbers=told.amounts)


def _joined(told: Annex) -> Annex:
    """Tell all words of an award in one cell, in the order that the head gives: large print leaves columns no room."""
    words = [place for place in range(len(told.head)) if place not in told.amounts]
    kept = [place for place in range(len(told.head)) if place in told.amounts or place == words[0]]

    def joined(cells: tuple[str, ...]) -> tuple[str, ...]:
        said = "; ".join([cells[place] for place in words])
        return tuple([cells[place] if place in told.amounts else said for place in kept])

    amounts = frozenset(at for at, place in enumerate(kept) if place in told.amounts)
    return replace(told, head=joined(told.head), rows=tuple(map(joined, told.rows)), amounts=amounts)
