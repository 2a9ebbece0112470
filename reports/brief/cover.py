"""The brief's first and last words: title, standfirst, what is known of the money; notes, sources, legal block."""

from __future__ import annotations

from collections.abc import Sequence

from reports import charts
from reports.brief.flowables import Flowable, Moved, Panel, Placed, Row, Stack, tagged
from reports.brief.look import Look
from reports.brief.structure import Elem
from reports.brief.text import Anchor
from reports.story import Closing, Cover, KeyFigure, Point, Portfolio, Reference
from reports.units import Points

TITLE_KEY = "title"
_TO_TITLE, _TO_STANDFIRST, _TO_FIGURES, _TO_CAPTION = 52.0, 22.0, 46.0, 9.0
_MOST_SQUARES = Points(190)  # the field's height
_HANGING_ONE = 0.04  # of the size: a leading 1 is tabular and would stand off the margin
_BELOW_RULE, _BETWEEN_NOTES, _PANEL_PAD = 12.0, 12.0, 6.0


def cover(told: Cover, look: Look) -> Flowable:
    """Set what is said first, down to the squares and their caption."""
    title = look.heading(told.title, "title", look.grid.text, 1, TITLE_KEY)
    standfirst = look.text(told.standfirst, "standfirst", look.grid.main)
    opening: list[tuple[float, Flowable]] = [
        (look.gap(_TO_TITLE), title),
        (look.gap(_TO_STANDFIRST), Moved(standfirst, look.grid.to_main)),
        (look.gap(_TO_FIGURES), _key_figures(told.portfolio.figures, look)),
    ]
    return Stack([*opening, *_portfolio(told, told.portfolio, look)])


def _key_figures(figures: Sequence[KeyFigure], look: Look) -> Flowable:
    """Set the first figure in the side column, the second in main; more of them in thirds."""
    grid = look.grid
    if len(figures) <= 2:
        columns = [(0.0, grid.side), (grid.to_main, grid.main)]
    else:
        columns = [(place * grid.to_next_third, grid.third) for place in range(len(figures))]
    set_figures = [(left, 0.0, _key_figure(f, width, look)) for f, (left, width) in zip(figures, columns, strict=False)]
    return Placed(set_figures)


def _key_figure(figure: KeyFigure, width: float, look: Look) -> Flowable:
    both = Elem("P")
    number = look.text(figure.figure, "figure", width, elem=both)
    if figure.figure.text.startswith("1"):
        number.shift = _HANGING_ONE * number.role.size
    return Stack([(0, number), (look.space("xs"), look.text(figure.label, "body", width, elem=both))], whole=True)


def _portfolio(told: Cover, portfolio: Portfolio, look: Look) -> list[tuple[float, Flowable]]:
    """Set the squares, and what a square means beside what is not known; no squares, if they would be too small."""
    grid, gap = look.grid, look.gap(_TO_CAPTION)
    credit = look.caption(portfolio.caveat, told.credit, width=grid.main)
    figure = charts.squares(portfolio.chart, look.charts, grid.text, _MOST_SQUARES)
    if figure is None:
        return [(look.space("m"), Moved(credit, grid.to_main))]
    meaning = look.caption(portfolio.meaning, width=grid.side)
    caption = Placed([(0, 0, meaning), (grid.to_main, 0, credit)])
    return [(look.space("m"), look.picture(figure, portfolio.chart.alt)), (gap, caption)]


# -- the end ----------------------------------------------------------------------------------------


def closing(told: Closing, key: str, look: Look) -> Flowable:
    """Set notes and sources beside the heading, then whom to write to, then the legal block over the whole width."""
    heading = look.heading(told.heading, "heading", look.grid.side, 2, key)
    parts: list[Flowable] = [_note(note, look) for note in told.notes]
    parts.append(_sources(told, look))
    if told.contact:
        parts.append(look.stacked([look.text(line, "body", look.grid.main) for line in told.contact], 0, whole=True))
    row = Row(heading, look.stacked(parts, look.gap(_BETWEEN_NOTES)), look.grid.to_main)
    children: list[tuple[float, Flowable]] = [(0, look.hairline()), (look.gap(_BELOW_RULE), row)]
    if told.legal:
        children.append((look.space("m"), _legal(told, look)))
    return tagged("Sect", Stack(children))


def _note(note: Point, look: Look) -> Flowable:
    """Set a labelled note at reading size; what was worked out here stays small, so that nobody quotes it first."""
    derived = bool(note.text.figures)
    text = look.text(note.text, "note" if derived else "body", look.grid.main)
    if note.label is None:
        return text
    return Stack([(0, look.text(note.label, "subheading", look.grid.main, "H3")), (0, text)], whole=True)


def _sources(told: Closing, look: Look) -> Flowable:
    label = look.text(told.sources_label, "subheading", look.grid.main, "H3")
    listed = look.stacked([_source(source, look) for source in told.sources], look.space("xs"))
    return Stack([(0, label), (0, tagged("L", listed))])


def _source(source: Reference, look: Look) -> Flowable:
    """Set "[1] Title …"; a citation elsewhere in the brief leads here."""
    number, width = f"[{source.number}]", look.grid.main
    role = look.roles["body"]
    indent = role.font.width(f"{number} ", role.size)
    label = look.text(type(source.text)(number, source.text.where), role, width, "Lbl")
    label.anchor = Anchor(f"source-{source.number}", number)
    body = look.text(source.text, role, width - indent, "LBody")
    return tagged("LI", Placed([(0, 0, label), (indent, 0, body)]))


def _legal(told: Closing, look: Look) -> Flowable:
    width = look.grid.text - 2 * _PANEL_PAD
    lines = look.stacked([look.text(line, "legal", width) for line in told.legal], look.space("xs"), whole=True)
    return Panel(lines, look.grid.text, _PANEL_PAD, look.theme.colour["panel"])
