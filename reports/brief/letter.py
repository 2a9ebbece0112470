"""The first page of a copy that brings a letter: salutation, letter, the figures beside it; what it is about below.

It has no plate: an envelope's window shows white paper.
"""

from reports import charts
from reports.brief.flowables import At, ChartPicture, Flowable, Placed, Stack
from reports.brief.keyfigures import key_figure
from reports.brief.look import Look
from reports.brief.slots import Greeting
from reports.pdf.structure import Elem
from reports.story import Cover
from reports.units import Points, from_mm

_TO_LETTER = 22.0
_BELOW_WINDOW = from_mm(10)
_STRIP = Points(from_mm(16))  # the squares' height at most


def letter_page(content: Cover, personal: Greeting, above: At, down: float, look: Look, title: Flowable) -> Flowable:
    """Set the page: `above` stands at its top, the salutation `down` points below the top of its text, or lower.

    A letter with a table may go on over the page, and what the brief is about follows where it ends.
    """
    grid, placed = look.grid, list(above)
    window, top = look.paper.window, from_mm(look.paper.top)
    lowered = from_mm(window.top + window.height) - top + _BELOW_WINDOW
    each_set = [key_figure(each, grid.third, look) for each in content.portfolio.figures]
    figures = look.stacked(each_set, look.space("m"), whole=True)
    beside, below = _body(personal, look)
    foot = _about(content, look, title, drawn=True)
    if personal.sender and not look.large_print:
        at = from_mm(window.top) - top if personal.address else down
        placed.append((2 * grid.to_next_third, at, personal.sender))
        down = max(down, at + personal.sender.height + look.space("m"))
    if personal.address:
        spare = from_mm(window.height) - personal.address.height  # shared: paper slips a little in its envelope
        across = from_mm(window.left + window.inset - look.paper.left)
        placed.append((across, from_mm(window.top) - top + spare / 2, personal.address))
        down = max(down, lowered)
    elif not look.large_print:  # the same place, if there is room
        written = max(figures.height, beside.height if beside else 0.0)
        written += sum(gap + each.height for gap, each in below)
        written += personal.dedication.height + look.gap(_TO_LETTER) if personal.dedication else 0.0
        written += look.space("l") + foot.height
        down = max(down, min(lowered, look.body_height - written))
    if personal.sender and look.large_print:
        placed.append((0, down, personal.sender))
        down += personal.sender.height + look.space("xl")
    if personal.dedication:
        placed.append((0, down, personal.dedication))
        down += personal.dedication.height + look.gap(_TO_LETTER)
    parts: list[tuple[float, Flowable]] = [(0.0, Placed(placed, down))] if placed else []
    if look.large_print:
        parts += [*([(0.0, beside)] if beside else []), *below, (look.space("m"), figures)]
    else:  # the letter may go on over the page, where it is alone
        row = Placed([(0, 0, beside), (2 * grid.to_next_third, 0, figures)], goes_on=0 if beside else None)
        parts += [(0.0, row), *below]
    free = look.body_height - sum(gap + each.height for gap, each in parts)
    if foot.height + look.space("m") > free:
        foot = _about(content, look, title, drawn=False)
    to_foot = look.space("l") if look.large_print else max(look.space("m"), free - foot.height)
    return Stack([*parts, (to_foot, foot)], heads=1)


def _body(personal: Greeting, look: Look) -> tuple[Flowable | None, list[tuple[float, Flowable]]]:
    """Return what stands beside the figures, and what has to stand below them: a table that is wider than main.

    A table's last rows stay with its sum and with who signs.
    """
    letter, ends = personal.letter, [(look.space("xs"), personal.total), (look.space("m"), personal.signed)]
    end = Stack(ends, whole=True) if personal.total or personal.signed else None
    if personal.table is None:
        return (Stack([(0, letter), (0, end)], whole=True) if letter or end else None), []
    listed = Stack([(0, personal.table), (0, end)], tail=end is not None)
    gap = look.space("m") * bool(letter)
    if personal.table.table.width > look.grid.main and not look.large_print:
        return letter, [(look.space("m"), listed)]
    return Stack([(0, letter), (gap, listed)]), []


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
