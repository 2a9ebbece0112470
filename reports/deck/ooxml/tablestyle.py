"""A table as PowerPoint's own: a frame with rows and cells, in a table style of the deck's own theme.

The style says how it looks, as one that PowerPoint writes would; cells say only their size, and what stands right.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from lxml import etree

from reports.deck.layout.slide import SlideTable
from reports.deck.ooxml import xml as markup
from reports.deck.ooxml.xml import colour, escaped, line_spacing
from reports.theme.types import Role, Theme
from reports.units import Points, to_emu

ABOVE = 3.5  # points of a cell around its lines, above and below
BESIDE = 9.0  # points between columns; the first begins, and the last ends, where all else does
STYLE = f"{{{str(uuid.uuid5(uuid.NAMESPACE_OID, 'table style of a report')).upper()}}}"
_URI = "http://schemas.openxmlformats.org/drawingml/2006/table"


def row_height(lines: int, leading: float) -> Points:
    """Say how high a row is whose cells take so many lines."""
    return Points(lines * leading + 2 * ABOVE)


def frame(number: int, table: SlideTable, place: tuple[int, int], theme: Theme, language: str) -> str:
    """Write a table, its top left at `place` in EMU."""
    columns = "".join(f'<a:gridCol w="{to_emu(width)}"/>' for width in table.widths)
    rows = (table.head, *table.rows)
    cells = "".join(_row(row, count, table, language) for row, count in zip(rows, table.lines, strict=True))
    width = sum(to_emu(width) for width in table.widths)
    height = sum(_height(count, table) for count in table.lines)
    x, y = place
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name="{escaped(table.name)}" '
        f'descr="{escaped(table.alt)}"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
        f'<p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></p:xfrm>'
        f'<a:graphic><a:graphicData uri="{_URI}"><a:tbl><a:tblPr firstRow="1"><a:tableStyleId>{STYLE}'
        f"</a:tableStyleId></a:tblPr><a:tblGrid>{columns}</a:tblGrid>{cells}</a:tbl></a:graphicData></a:graphic>"
        "</p:graphicFrame>"
    )


def _height(lines: int, table: SlideTable) -> int:
    return to_emu(row_height(lines, table.leading))


def _row(texts: Iterable[str], lines: int, table: SlideTable, language: str) -> str:
    cells = "".join(_cell(text, column, table, language) for column, text in enumerate(texts))
    return f'<a:tr h="{_height(lines, table)}">{cells}</a:tr>'


def _cell(text: str, column: int, table: SlideTable, language: str) -> str:
    """Set a cell; the outer columns have no margin outside, so that the table has the title's edges."""
    align = ' algn="r"' if column in table.amounts else ""
    size = round(table.size * 100)
    left, right = (0 if column == 0 else BESIDE), (0 if column == len(table.widths) - 1 else BESIDE)
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr{align}>{line_spacing(table.leading)}</a:pPr>"
        f'<a:r><a:rPr lang="{language}" sz="{size}"/><a:t>{escaped(text)}</a:t></a:r></a:p></a:txBody>'
        f'<a:tcPr marL="{to_emu(left)}" marR="{to_emu(right)}" marT="{to_emu(ABOVE)}" marB="{to_emu(ABOVE)}"/></a:tc>'
    )


# -- the style ------------------------------------------------------------------------------------


def style(theme: Theme) -> str:
    """Write the style: text in ink, a hairline below each row, a line in ink below a strong head, and no fill."""
    sides = "".join(_edge(side, "") for side in ("left", "right", "top"))
    below = _edge("bottom", _line(theme, "hairline")) + _edge("insideH", _line(theme, "hairline"))
    return (
        f'<a:tblStyle styleId="{STYLE}" styleName="Report"><a:wholeTbl><a:tcTxStyle>{_text(theme)}</a:tcTxStyle>'
        f"<a:tcStyle><a:tcBdr>{sides}{below}{_edge('insideV', '')}</a:tcBdr><a:fill><a:noFill/></a:fill></a:tcStyle>"
        f'</a:wholeTbl><a:firstRow><a:tcTxStyle b="on">{_text(theme)}</a:tcTxStyle><a:tcStyle><a:tcBdr>'
        f"{_edge('bottom', _line(theme, 'ink'))}</a:tcBdr></a:tcStyle></a:firstRow></a:tblStyle>"
    )


def _text(theme: Theme) -> str:
    ink = colour(theme, theme.colour["ink"])
    return f'<a:fontRef idx="minor"><a:prstClr val="black"/></a:fontRef>{ink}'


def _edge(side: str, line: str) -> str:
    return f"<a:{side}>{line or '<a:ln><a:noFill/></a:ln>'}</a:{side}>"


def _line(theme: Theme, role: Role) -> str:
    ink = colour(theme, theme.colour[role])
    return f'<a:ln w="{to_emu(theme.deck.rule)}" cmpd="sng"><a:solidFill>{ink}</a:solidFill></a:ln>'


def add_style(styles: Any, theme: Theme) -> None:
    """Add the style to a package's list of them."""
    listed = etree.fromstring(styles.blob)
    for old in [each for each in listed if each.get("styleId") == STYLE]:  # the template is a deck of ours
        listed.remove(old)
    added = etree.fromstring(style(theme).replace("<a:tblStyle ", f"<a:tblStyle {markup.NAMESPACES} ", 1))
    listed.append(added)
    etree.cleanup_namespaces(listed)
    styles._blob = etree.tostring(listed, xml_declaration=True, encoding="UTF-8", standalone=True)
