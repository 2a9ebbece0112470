"""Figures and what they count: the number large, its unit small behind it on one line, what bounds it above."""

import re
from collections.abc import Sequence
from dataclasses import replace

from reports.brief.flowables import Flowable, Placed, Stack
from reports.brief.look import Look
from reports.brief.text import SetText
from reports.brief.textlines import TextLine, TextPiece
from reports.pdf.fonts import Role
from reports.pdf.structure import Elem
from reports.story import Figures, KeyFigure, Section, Words

_UNIT = 21 / 46  # of the number's size
_PARTS = re.compile(
    r"(\D*[^\W\d_A-Z] )?((?:[A-Z]{3}[ \xa0])?\S*\d(?:\S|[\xa0\u202f](?=\d))*[ \xa0]?)(\D*)"
)  # "up to ", "£2.35 ", "million"
_GAP = 0.16  # of the number's size: poppler joins what stands nearer than 0.15
_HANGING_ONE = 0.04  # of the size: a leading 1 is tabular and would stand off the margin


def figures(section: Section, block: Figures, look: Look) -> Flowable:
    """Set figures side by side, alike in size and on one baseline; in large print below each other."""
    grid, kind = look.grid, look.roles["row_figure"]
    across = len(block.figures) if grid.thirds_in(grid.text) > 1 else 1
    width = (grid.text - (across - 1) * grid.gutter) / across
    by = min(1.0, *(width / sum(_parts(each.figure.text, kind, look)[2]) for each in block.figures))
    kind = replace(kind, size=by * kind.size, leading=by * kind.leading)
    each_set = [key_figure(each, width, look, kind) for each in block.figures]
    row = side_by_side(each_set, width + grid.gutter) if across > 1 else look.stacked(each_set, look.space("m"))
    credit = look.caption(section.credit, width=grid.text)
    credited = Stack([(0, row), (look.space("s"), credit)], whole=across > 1, tail=True)
    return look.exhibit(section, None, [(look.space("l"), credited)])


def side_by_side(figures: Sequence[Flowable], step: float) -> Placed:
    """Put figures beside each other, a `step` from each to the next, on one baseline."""
    lowest = max(each.baseline for each in figures)
    return Placed([(place * step, lowest - each.baseline, each) for place, each in enumerate(figures)])


def _parts(text: str, kind: Role, look: Look) -> tuple[str, list[tuple[str, float]], list[float]]:
    """Return what stands before a number, the number and its unit with their scales, and their widths."""
    parts = _PARTS.fullmatch(text)
    before, number, unit = (each or "" for each in parts.groups()) if parts else ("", text, "")
    sizes = [(number, 1.0), *([(unit, 1.0 if look.large_print else _UNIT)] if unit else [])]
    taken = [scale * kind.font.width(part, kind.size) for part, scale in sizes]
    if unit:  # the blank is nearly as narrow as in the unit's size
        blank = max(kind.font.width(" ", sizes[1][1] * kind.size), _GAP * kind.size)
        taken[0] -= kind.font.width(" ", kind.size) - blank
    return before, sizes, taken


def key_figure(figure: KeyFigure, width: float, look: Look, kind: Role | None = None) -> Flowable:
    """Set a figure with its label below, read as one paragraph; its baseline is the number's.

    It never breaks: what is too wide is set smaller. How it has changed stands below it.
    """
    kind, elem = kind or look.roles["figure"], Elem("P")
    before, sizes, taken = _parts(figure.figure.text, kind, look)
    by = min(1.0, width / sum(taken))
    kind = replace(kind, size=by * kind.size, leading=by * kind.leading)
    parts = zip(sizes, taken, strict=True)
    pieces = [TextPiece(part, kind.font, by * wide, None, scale=scale) for (part, scale), wide in parts]
    line, where = TextLine(tuple(pieces), by * sum(taken)), figure.figure.where
    large = SetText([line], kind, elem, where, look.phrases)
    large.shift = _HANGING_ONE * kind.size if sizes[0][0].startswith("1") else 0.0
    above = [look.text(Words(before.strip(), where), "body", width, elem=elem)] if before else []
    below = look.text(figure.label, "body", width, elem=elem, tidy=True)
    for each in (*above, large):
        each.goes_on = True
    regular = look.roles["column"]
    kinds = replace(regular, font=regular.strong), replace(regular, colour=look.theme.colour["muted"])
    changed = [look.text(each, role, width, tidy=True) for each, role in zip(figure.against, kinds, strict=False)]
    said = [*above, look.under((large, below), look.space("xs"))]
    spaced = [(look.space("xs") * (each is changed[0]), each) for each in changed]
    figure_set = Stack([*((0.0, each) for each in said), *spaced], whole=True)
    figure_set.baseline = sum(each.height for each in above) + large.baseline
    return figure_set
