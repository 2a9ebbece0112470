"""A figure and what it counts: the number large, its unit small behind it on one line, what bounds it above."""

import re
from dataclasses import replace

from reports.brief.flowables import Flowable, Stack
from reports.brief.look import Look
from reports.brief.text import SetText, TextLine, TextPiece
from reports.pdf.structure import Elem
from reports.story import KeyFigure, Words

_UNIT = 21 / 46  # of the number's size
_PARTS = re.compile(r"(\D*[^\W\d_A-Z] )?((?:[A-Z]{3} )?\S*\d\S* ?)(\D*)")  # "up to ", "£2.35 ", "million"
_GAP = 0.16  # of the number's size: poppler joins what stands nearer than 0.15
_HANGING_ONE = 0.04  # of the size: a leading 1 is tabular and would stand off the margin


def key_figure(figure: KeyFigure, width: float, look: Look, role: str = "figure", label: str = "body") -> Flowable:
    """Set a figure with its label below, read as one paragraph; its baseline is the number's.

    It never breaks: what is too wide is set smaller.
    """
    kind, text, elem = look.roles[role], figure.figure.text, Elem("P")
    parts = _PARTS.fullmatch(text)
    before, number, unit = (each or "" for each in parts.groups()) if parts else ("", text, "")
    sizes = [(number, 1.0), *([(unit, 1.0 if look.large_print else _UNIT)] if unit else [])]
    taken = [scale * kind.font.width(part, kind.size) for part, scale in sizes]
    if unit:  # the blank is nearly as narrow as in the unit's size
        taken[0] -= kind.font.width(" ", kind.size) - max(
            kind.font.width(" ", sizes[1][1] * kind.size), _GAP * kind.size
        )
    by = min(1.0, width / sum(taken))
    kind = replace(kind, size=by * kind.size, leading=by * kind.leading)
    pieces = [
        TextPiece(part, kind.font, by * wide, None, scale=scale)
        for (part, scale), wide in zip(sizes, taken, strict=True)
    ]
    line, where = TextLine(tuple(pieces), by * sum(taken)), figure.figure.where
    large = SetText([line], kind, elem, where, look.phrases)
    large.shift = _HANGING_ONE * kind.size if number.startswith("1") else 0.0
    above = [look.text(Words(before.strip(), where), label, width, elem=elem)] if before else []
    below = look.text(figure.label, label, width, elem=elem, tidy=True)
    for each in (*above, large):
        each.goes_on = True
    figure_set = Stack(
        [*((0.0, each) for each in above), (0, look.under((large, below), look.space("xs")))], whole=True
    )
    figure_set.baseline = sum(each.height for each in above) + large.baseline
    return figure_set
