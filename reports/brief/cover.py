"""The brief's first words: title, standfirst, and what is known of the money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reports import charts
from reports.brief.flowables import Flowable, Placed, SideBySide, Stack
from reports.brief.logo import LogoPicture
from reports.brief.look import Look
from reports.brief.slots import USUAL, Fit, Greeting, greeting
from reports.story import Cover, KeyFigure, Portfolio
from reports.units import from_mm

TITLE_KEY = "title"
_TO_TITLE, _TO_STANDFIRST, _TO_FIGURES, _TO_CAPTION = 52.0, 22.0, 46.0, 9.0
_CLOSER = 0.4  # of these, in large print: all of the cover is to stand on one page
_HANGING_ONE = 0.04  # of the size: a leading 1 is tabular and would stand off the margin


def cover(content: Cover, look: Look, fit: Fit = USUAL) -> Flowable:
    """Set what is said first, down to the squares and their caption; personal words may ask for a closer `fit`."""
    closer = fit.spaces * (_CLOSER if look.large_print else 1.0)
    personal = greeting(content.personal, look, fit.letter)
    standfirst = look.text(content.standfirst, "standfirst", look.grid.main, tidy=True)
    in_main = [each for each in (personal.dedication, standfirst, personal.letter) if each]
    gaps = [look.gap(closer * _TO_STANDFIRST), *(look.space("s") for _ in in_main[1:])]
    opening: list[tuple[float, Flowable]] = [
        (0, _title(content, personal, look, fit)),
        *((gap, SideBySide(None, each, look.grid.to_main)) for gap, each in zip(gaps, in_main, strict=True)),
        (look.gap(closer * _TO_FIGURES), _key_figures(content.portfolio.figures, look)),
    ]
    return Stack([*opening, *_portfolio(content, content.portfolio, look, fit)])


def _title(content: Cover, personal: Greeting, look: Look, fit: Fit) -> Flowable:
    """Set the title; in the space above it that the document is historic, a logo, an envelope's address."""
    title = look.heading(content.title, "title", look.grid.text, 1, TITLE_KEY)
    logo, down = look.theme.logo, look.gap(fit.spaces * _TO_TITLE)
    above: list[tuple[float, float, Flowable]] = []
    if logo:
        box = (look.grid.side, look.gap(_TO_TITLE) - look.space("m"))
        above.append((0, 0, LogoPicture(logo.file, logo.alt, box, look.theme.colour["paper"])))
        down = look.gap(_TO_TITLE)
    elif look.large_print:
        down *= _CLOSER
    if content.historic:
        # the text's first line, which a logo leaves free in the main column
        left, width = (look.grid.to_main, look.grid.main) if logo else (0.0, look.grid.text)
        notice = look.text(content.historic, "subheading", width, tidy=True)
        above.append((left, 0, notice))
        down = max(down, notice.height + look.space("m"))
    if personal.address:
        window = look.paper.window
        spare = from_mm(window.height) - personal.address.height  # shared: paper slips a little in its envelope
        across = from_mm(window.left + window.inset - look.paper.left)
        above.append((across, from_mm(window.top - look.paper.top) + spare / 2, personal.address))
        down = max(down, from_mm(window.top + window.height - look.paper.top) + look.space("m"))
    return Placed([*above, (0, down, title)])


def _key_figures(figures: Sequence[KeyFigure], look: Look) -> Flowable:
    """Set the first figure in the side column, the second in main; more of them in thirds."""
    grid = look.grid
    if grid.thirds_in(grid.text) == 1:
        return look.stacked([_key_figure(figure, grid.text, look) for figure in figures], look.space("m"))
    if len(figures) <= 2:
        columns = [(0.0, grid.side), (grid.to_main, grid.main)]
    else:
        columns = [(place * grid.to_next_third, grid.third) for place in range(len(figures))]
    set_figures = [(left, 0.0, _key_figure(f, width, look)) for f, (left, width) in zip(figures, columns, strict=False)]
    return Placed(set_figures)


def _key_figure(figure: KeyFigure, width: float, look: Look) -> Flowable:
    role = look.roles["figure"]
    widest = max(role.font.width(word, role.size) for word in figure.figure.text.split(" "))
    if widest > width:  # set smaller, so that a number of many digits is not parted
        role = replace(role, size=role.size * width / widest, leading=role.leading * width / widest)
    pair = look.pair((figure.figure, role), (figure.label, "body"), width)
    if figure.figure.text.startswith("1"):
        pair[0].shift = _HANGING_ONE * pair[0].role.size
    return look.under(pair, look.space("xs"))


def _portfolio(content: Cover, portfolio: Portfolio, look: Look, fit: Fit) -> list[tuple[float, Flowable]]:
    """Set the squares, and what a square means beside what is not known; no squares, if they would be too small."""
    grid, gap = look.grid, look.gap(_TO_CAPTION)
    figure = charts.figure_of(portfolio.chart, look.charts, grid.text, fit.squares)
    caveat = portfolio.caveat if figure else portfolio.alone
    credit = look.caption(caveat, content.credit, width=grid.main)
    if figure is None:
        return [(look.space("m"), SideBySide(None, credit, grid.to_main))]
    meaning = look.caption(portfolio.meaning, width=grid.side)
    if grid.thirds_in(grid.text) == 1:
        caption: Flowable = Stack([(0, meaning), (0, credit)])
    else:
        caption = Placed([(0, 0, meaning), (grid.to_main, 0, credit)])
    squares = look.picture(figure, portfolio.chart.alt)
    return [(look.space("m"), Stack([(0, squares), (gap, caption)], whole=True))]
