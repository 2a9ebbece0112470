"""The first page of a copy that brings a letter: salutation, letter, the figures beside it; what it is about below.

It has no plate: an envelope's window shows white paper.
"""

from collections.abc import Sequence

from reports import charts
from reports.brief.flowables import ChartPicture, Flowable, Placed, Stack
from reports.brief.keyfigures import key_figure
from reports.brief.look import Look
from reports.brief.slots import Greeting
from reports.pdf.structure import Elem
from reports.story import Cover
from reports.units import Points, from_mm

_TO_LETTER = 22.0
_BELOW_WINDOW = from_mm(10)
_STRIP = Points(from_mm(16))  # the squares' height at most


def letter_page(
    content: Cover,
    personal: Greeting,
    above: Sequence[tuple[float, float, Flowable]],
    down: float,
    look: Look,
    title: Flowable,
) -> Flowable:
    """Set the page: `above` stands at its top, the salutation `down` points below the top of its text, or lower."""
    grid, placed = look.grid, list(above)
    window, top = look.paper.window, from_mm(look.paper.top)
    lowered = from_mm(window.top + window.height) - top + _BELOW_WINDOW
    each_set = [key_figure(each, grid.third, look) for each in content.portfolio.figures]
    figures = look.stacked(each_set, look.space("m"), whole=True)
    if personal.address:
        spare = from_mm(window.height) - personal.address.height  # shared: paper slips a little in its envelope
        across = from_mm(window.left + window.inset - look.paper.left)
        placed.append((across, from_mm(window.top) - top + spare / 2, personal.address))
        down = max(down, lowered)
    elif not look.large_print:  # the same place, if there is room
        written = max(figures.height, personal.letter.height if personal.letter else 0.0)
        written += personal.dedication.height + look.gap(_TO_LETTER) if personal.dedication else 0.0
        below = written + look.space("l") + _about(content, look, title, drawn=True).height
        down = max(down, min(lowered, look.body_height - below))
    if personal.dedication:
        placed.append((0, down, personal.dedication))
        down += personal.dedication.height + look.gap(_TO_LETTER)
    if personal.letter:
        placed.append((0, down, personal.letter))
    if not look.large_print:
        placed.append((2 * grid.to_next_third, down, figures))
    parts = [(0.0, Placed(placed)), *([(look.space("m"), figures)] if look.large_print else [])]
    free = look.body_height - sum(gap + each.height for gap, each in parts)
    for drawn in (True, False):
        foot = _about(content, look, title, drawn=drawn)
        if foot.height + look.space("m") <= free:
            break
    return Stack([*parts, (look.space("l") if look.large_print else max(look.space("m"), free - foot.height), foot)])


def _about(content: Cover, look: Look, title: Flowable, *, drawn: bool) -> Flowable:
    """Set what the brief is about: its title beside the standfirst, and the squares with what they mean."""
    portfolio, grid = content.portfolio, look.grid
    standfirst = look.text(content.standfirst, "body", grid.main)
    parts: list[tuple[float, Flowable]] = [(0, look.hairline()), (look.space("m"), look.beside(title, standfirst))]
    strip = charts.squares_of(portfolio.chart, look.charts, grid.text, _STRIP, art="field") if drawn else None
    said = [portfolio.meaning if strip else None, portfolio.caveat if strip else portfolio.alone, content.credit]
    if strip:
        parts.append((look.space("l"), ChartPicture(strip, Elem("Figure", alt=strip.alt))))
    parts.append((look.space("s"), look.caption(*said, width=grid.text)))
    return Stack(parts, whole=not look.large_print)
