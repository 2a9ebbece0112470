"""Tables over as many pages as they take: a section's, and the annex, of every award, behind the closing."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import product

from reports.brief.columns import have_room, longest_words
from reports.brief.flowables import Flowable, Stack, tagged
from reports.brief.look import Look
from reports.brief.tables import TablePart, stacked, table
from reports.errors import Problem
from reports.story import Annex, DataTable, Section, Words

ANNEX_KEY = "annex"
_MOST_WHOLE = 0.45  # of a page's text: a table that is not parted


def fitting(
    head: Sequence[Words], rows: Sequence[Sequence[Words]], right: Collection[int], look: Look, widths: Sequence[float]
) -> TablePart:
    """Return a table in the first of some widths, and the larger of two letterings, that has room for its columns.

    In large print columns stand below each other where they have no room side by side; elsewhere that is a problem.
    """
    names, cells = [each.text for each in head], [[each.text for each in row] for row in rows]
    larger = replace(look, roles=look.roles | {"table": look.roles["column"]})
    stacks, where, numbers = list[list[int]](), head[0].where, set(right)
    for width, each in product(widths, (larger, look)):
        if have_room(longest_words(names), cells, each, width, numbers):
            return table(names, cells, each, where, numbers, is_block=True, width=width)
    if not look.large_print:
        message = f"the {len(head)} columns of this table have no room beside each other on a page"
        hint = "leave one out, or say its names and its longest words shorter"
        look.problems.append(Problem(where, message, hint))
    else:
        stacks = next(_stackings(names, cells, right, look))
        numbers = {place for stack in stacks if numbers.issuperset(stack) for place in stack}
    return table(names, cells, look, where, numbers, stacks, is_block=True, width=widths[-1])


def data_table(section: Section, block: DataTable, look: Look) -> Flowable:
    """Set a table below its heading, with its note and its source."""
    listed = fitting(block.head, block.rows, block.right, look, [look.grid.text])
    caption = look.caption(block.note, section.credit, width=look.grid.text)
    parts: list[tuple[float, Flowable]] = [(0, listed), (look.space("s"), caption)]
    is_short = sum(gap + part.height for gap, part in parts) < _MOST_WHOLE * look.body_height
    credited = Stack(parts, whole=is_short, tail=True)
    return look.exhibit(section, None, [(look.space("m"), credited)])


def annex(awards: Annex, look: Look) -> Flowable:
    """Set heading, what is listed and where it comes from, then the table over as many pages as it takes."""
    width = look.grid.text
    heading = look.heading(awards.heading, "heading", width, 2, ANNEX_KEY)
    intro = look.text(awards.intro, "body", width)
    credit = look.caption(awards.credit, width=width)
    places, stacks = range(len(awards.head)), list[list[int]]()
    if look.large_print or not have_room(awards.head, awards.rows, look, width, awards.amounts):
        # the columns of words below each other, where the first of them stands
        words = [place for place in places if place not in awards.amounts]
        stacks = [words if place in words else [place] for place in places if place not in words[1:]]
    listed = table(awards.head, awards.rows, look, awards.heading.where, awards.amounts, stacks)
    below = [(look.space("s"), intro), (look.space("xs"), credit), (look.space("m"), listed)]
    return tagged("Sect", look.full_width(heading, below, heads=3))


def _stackings(
    head: list[str], rows: list[list[str]], numbers: Collection[int], look: Look
) -> Iterator[list[list[int]]]:
    """Yield how many columns may stand below each other, from few to all, where they have room so."""
    places = list(range(len(head)))
    for deep in range(2, len(head) + 1):
        stacks = [places[start : start + deep] for start in range(0, len(head), deep)]
        right = {at for at, stack in enumerate(stacks) if set(numbers).issuperset(stack)}
        names, *cells = stacked(head, rows, stacks)
        if deep == len(head) or have_room(longest_words(names), cells, look, look.grid.text, right):
            yield stacks
