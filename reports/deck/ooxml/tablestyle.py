"""A table as PowerPoint's own: a frame with rows and cells, in a table style of the deck's own theme.

The style says how it looks, as one that PowerPoint writes would; cells say only their size, and what stands right.
"""

import uuid
from typing import Any

from lxml import etree

from reports.deck.layout.slide import SlideTable
from reports.deck.ooxml import xml as markup
from reports.deck.ooxml.xml import colour, el, escaped, line_spacing
from reports.theme.types import Role, Theme
from reports.units import Points, to_emu

ABOVE = 3.5  # points of a cell around its lines, above and below
BESIDE = 9.0  # points between columns; the first begins, and the last ends, where all else does
STYLE = f"{{{str(uuid.uuid5(uuid.NAMESPACE_OID, 'table style of a report')).upper()}}}"
_URI = "http://schemas.openxmlformats.org/drawingml/2006/table"


def row_heights(table: SlideTable) -> list[Points]:
    """Return how high the rows are, the head's first."""
    return [Points(count * table.leading + 2 * ABOVE) for count in table.lines]


def frame(number: int, table: SlideTable, place: tuple[int, int], theme: Theme, language: str) -> str:
    """Write a table, its top left at `place` in EMU."""
    widths = [to_emu(width) for width in table.widths]
    heights = list(map(to_emu, row_heights(table)))
    rows = (
        el("a:tr", *(_cell(text, column, table, language) for column, text in enumerate(row)), h=height)
        for row, height in zip((table.head, *table.rows), heights, strict=True)
    )
    grid = el("a:tblGrid", *(el("a:gridCol", w=width) for width in widths))
    properties = el("a:tblPr", el("a:tableStyleId", STYLE), firstRow=1)
    named = el("p:cNvPr", id=number, name=table.name, descr=table.alt)
    locks = '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
    box = el("p:xfrm", el("a:off", x=place[0], y=place[1]), el("a:ext", cx=sum(widths), cy=sum(heights)))
    held = el("a:graphic", el("a:graphicData", el("a:tbl", properties, grid, *rows), uri=_URI))
    return el("p:graphicFrame", el("p:nvGraphicFramePr", named, locks, "<p:nvPr/>"), box, held)


def _cell(text: str, column: int, table: SlideTable, language: str) -> str:
    """Set a cell; the outer columns have no margin outside, so that the table has the title's edges."""
    left, right = (0 if column == 0 else BESIDE), (0 if column == len(table.widths) - 1 else BESIDE)
    above = to_emu(ABOVE)
    aligned = el("a:pPr", line_spacing(table.leading), algn="r" if column in table.amounts else None)
    run = el("a:r", el("a:rPr", lang=language, sz=round(table.size * 100)), f"<a:t>{escaped(text)}</a:t>")
    margins = el("a:tcPr", marL=to_emu(left), marR=to_emu(right), marT=above, marB=above)
    return el("a:tc", el("a:txBody", "<a:bodyPr/><a:lstStyle/>", el("a:p", aligned, run)), margins)


def style(theme: Theme) -> str:
    """Write the style: text in ink, a hairline below each row, a line in ink below a strong head, and no fill."""
    nothing, hairline = "<a:ln><a:noFill/></a:ln>", _line(theme, "hairline")
    edges = {"left": nothing, "right": nothing, "top": nothing, "bottom": hairline, "insideH": hairline}
    edges["insideV"] = nothing
    borders = el("a:tcBdr", *(el(f"a:{side}", line) for side, line in edges.items()))
    font = '<a:fontRef idx="minor"><a:prstClr val="black"/></a:fontRef>' + colour(theme, theme.colour["ink"])
    below_head = el("a:tcBdr", el("a:bottom", _line(theme, "ink")))
    whole = el("a:wholeTbl", el("a:tcTxStyle", font), el("a:tcStyle", borders, "<a:fill><a:noFill/></a:fill>"))
    first = el("a:firstRow", el("a:tcTxStyle", font, b="on"), el("a:tcStyle", below_head))
    return el("a:tblStyle", whole, first, styleId=STYLE, styleName="Report")


def _line(theme: Theme, role: Role) -> str:
    ink = el("a:solidFill", colour(theme, theme.colour[role]))
    return el("a:ln", ink, w=to_emu(theme.deck.rule), cmpd="sng")


def add_style(styles: Any, theme: Theme) -> None:
    """Add the style to a package's list of them, so that tables that somebody adds by hand have the deck's look too."""
    listed = etree.fromstring(styles.blob)
    for old in [each for each in listed if each.get("styleId") == STYLE]:  # the template is a deck of ours
        listed.remove(old)
    added = etree.fromstring(style(theme).replace("<a:tblStyle ", f"<a:tblStyle {markup.NAMESPACES} ", 1))
    listed.append(added)
    etree.cleanup_namespaces(listed)
    styles._blob = etree.tostring(listed, xml_declaration=True, encoding="UTF-8", standalone=True)
