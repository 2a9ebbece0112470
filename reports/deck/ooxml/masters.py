"""The XML of theme, slide master, notes master and layouts, in a theme's colours, fonts and sizes."""

from __future__ import annotations

from collections.abc import Sequence

from reports.deck.layout.boxes import DATE, FOOTER, NUMBER, Box, Level, SlideLayout
from reports.deck.layout.names import BoxName, BoxRole
from reports.deck.ooxml.xml import (
    DARK_COLOURS,
    DARK_GROUND,
    EMPTY_TREE,
    LIGHT_COLOURS,
    NAMESPACES,
    NUMBER_FIELD,
    RECT,
    escaped,
    fill,
    frame,
    inches,
    line,
    line_spacing,
    pen,
    placeholder,
)
from reports.theme.types import Role, Theme

_FIRST_LAYOUT = 2_147_483_649  # masters and layouts share one row of numbers, from 2 ** 31 on
_PROMPTS = '<a:rPr lang="en-US"/>'

# -- theme ----------------------------------------------------------------------------------------

_COLOURS: dict[str, Role] = {
    "dk1": "ink",
    "lt1": "paper",
    "dk2": "dark",
    "lt2": "panel",
    "accent1": "accent",
    "accent2": "mark",
    "accent3": "accent_on_dark",
    "accent4": "muted",
    "accent5": "hairline",
    "accent6": "muted_on_dark",
    "hlink": "accent",
    "folHlink": "muted",
}
_FLAT_FILLS = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
_LINES = "".join(
    f'<a:ln w="{width}" cap="flat" cmpd="sng" algn="ctr"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    f'<a:prstDash val="solid"/><a:miter lim="800000"/></a:ln>'
    for width in (9525, 12700, 19050)
)
_NO_EFFECTS = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3


def theme(look: Theme, name: str) -> str:
    """Write a theme: the colours by role, one family for all, and nothing that shines, shades or casts a shadow."""
    colours = "".join(
        f'<a:{slot}><a:srgbClr val="{look.colour[role][1:].upper()}"/></a:{slot}>' for slot, role in _COLOURS.items()
    )
    latin = f'<a:latin typeface="{escaped(look.font.family)}"/><a:ea typeface=""/><a:cs typeface=""/>'
    return (
        f'<a:theme {NAMESPACES.split(" ")[0]} name="{name}"><a:themeElements>'
        f'<a:clrScheme name="{name}">{colours}</a:clrScheme>'
        f'<a:fontScheme name="{name}"><a:majorFont>{latin}</a:majorFont>'
        f"<a:minorFont>{latin}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="{name}"><a:fillStyleLst>{_FLAT_FILLS}</a:fillStyleLst>'
        f"<a:lnStyleLst>{_LINES}</a:lnStyleLst><a:effectStyleLst>{_NO_EFFECTS}</a:effectStyleLst><a:bgFillStyleLst>{_FLAT_FILLS}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


# -- levels of text -------------------------------------------------------------------------------


def _level(look: Theme, number: int, level: Level, align: str = "l") -> str:
    setting = look.deck.type[level.role]
    strong = level.strong if level.strong is not None else setting.weight == "strong"
    spacing = line_spacing(look.deck.type[level.line or level.role].leading)
    return (
        f'<a:lvl{number}pPr marL="0" indent="0" algn="{align}">{spacing}'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:spcAft><a:spcPts val="{round(level.after * 100)}"/></a:spcAft>'
        f'<a:buNone/><a:defRPr sz="{round(setting.size * 100)}" b="{strong:d}">'
        f"{fill(look, level.colour or setting.colour)}</a:defRPr></a:lvl{number}pPr>"
    )


def _levels(look: Theme, levels: Sequence[Level], align: str = "l") -> str:
    return "".join(_level(look, number, level, align) for number, level in enumerate(levels, 1))


def _master_level(number: int, size: float, indent: int, mark: str) -> str:
    """Give a level of free text, for what a speaker adds by hand."""
    return (
        f'<a:lvl{number}pPr marL="{indent}" indent="{-228600 if mark else 0}" algn="l" defTabSz="914400" rtl="0" '
        'eaLnBrk="1" latinLnBrk="0" hangingPunct="1"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:spcAft><a:spcPts val="800"/></a:spcAft>{mark or "<a:buNone/>"}'
        f'<a:defRPr sz="{round(size * 100)}" kern="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
        f'<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl{number}pPr>'
    )


_DASH = '<a:buFont typeface="Arial"/><a:buChar char="–"/>'


def _text_styles(look: Theme) -> str:
    title, body = look.deck.type["title"], look.deck.type["body"]
    sizes = [body.size, *[max(look.deck.floor["body"], body.size - 2)] * 8]
    free = "".join(
        _master_level(number, size, 228600 * (number - 1), _DASH if number > 1 else "")
        for number, size in enumerate(sizes, 1)
    )
    other = "".join(_master_level(number, 18, 457200 * (number - 1), "") for number in range(1, 10))
    return (
        '<p:txStyles><p:titleStyle><a:lvl1pPr algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" '
        f'hangingPunct="1">{line_spacing(title.leading)}<a:spcBef><a:spcPct val="0"/></a:spcBef>'
        f'<a:buNone/><a:defRPr sz="{round(title.size * 100)}" b="1" kern="1200">{fill(look, title.colour)}'
        '<a:latin typeface="+mj-lt"/><a:ea typeface="+mj-ea"/><a:cs typeface="+mj-cs"/></a:defRPr></a:lvl1pPr>'
        f"</p:titleStyle><p:bodyStyle>{free}</p:bodyStyle><p:otherStyle>{other}</p:otherStyle></p:txStyles>"
    )


# -- placeholders ---------------------------------------------------------------------------------


def _geometry(box: Box) -> str:
    return frame(inches(box.x), inches(box.y), inches(box.width), inches(box.height))


def _body(anchor: str, styles: str, content: str) -> str:
    """Write a text body without insets, so that text and charts share their edges; it shrinks when it is edited."""
    return (
        f'<p:txBody><a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" '
        f'anchor="{anchor}"><a:normAutofit/></a:bodyPr><a:lstStyle>{styles}</a:lstStyle>{content}</p:txBody>'
    )


def _prompt(text: str) -> str:
    return f'<a:p><a:r>{_PROMPTS}<a:t>{escaped(text)}</a:t></a:r><a:endParaRPr lang="en-US"/></a:p>'


def _free_text() -> str:
    words = ("First level", "Second level", "Third level", "Fourth level", "Fifth level")
    return "".join(
        f'<a:p><a:pPr lvl="{level}"/><a:r>{_PROMPTS}<a:t>{text}</a:t></a:r></a:p>' for level, text in enumerate(words)
    )


_SLIDE_NUMBER = f'<a:p><a:fld id="{NUMBER_FIELD}" type="slidenum"><a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld></a:p>'


_DATE = (
    '<a:p><a:fld id="{5B0C1E0A-6A0D-4C2F-9A5E-6E2B0D6B7C10}" type="datetime1"><a:rPr lang="en-US"/><a:t>Date</a:t>'
    "</a:fld></a:p>"
)
_SOURCE = _prompt("Source and date")  # LibreOffice takes a footer's style from the layout only where that has text


def _running(look: Theme, first: int, *, dark: bool, in_master: bool) -> str:
    """Write footer, date and slide number, all live; on a layout their place is the master's."""
    made = []
    for offset, (box, kind, index, align, content) in enumerate(
        (
            (FOOTER, "ftr", (3, 11), "l", _SOURCE),
            (DATE, "dt", (2, 10), "r", _DATE),
            (NUMBER, "sldNum", (4, 12), "r", _SLIDE_NUMBER),
        )
    ):
        level = Level("footer", colour="muted_on_dark" if dark else None)
        styles = _level(look, 1, level, align) if in_master or dark else ""
        tie = f' type="{kind}" sz="quarter" idx="{index[not in_master]}"'
        properties = _geometry(box) + RECT if in_master else ""
        body = _body("t", styles, content) if in_master else _bare(styles, content)
        made.append(placeholder(first + offset, str(box.name), tie, properties, body))
    return "".join(made)


def _bare(styles: str, content: str) -> str:
    return f"<p:txBody><a:bodyPr/><a:lstStyle>{styles}</a:lstStyle>{content}</p:txBody>"


_TIES = {
    "cover": ' type="ctrTitle"',
    "title": ' type="title"',
    "art": ' type="pic"',
    "chart": ' type="chart"',
    "table": ' type="tbl"',
}


def _placeholder(look: Theme, layout: SlideLayout, box: Box, number: int) -> str:
    """Write a layout's box. Insets and shrinking come from the master's placeholder of the kind."""
    index = layout.index(box.name)
    tie = _TIES.get(box.kind, ' type="body" sz="quarter"') + (f' idx="{index}"' if index else "")
    is_masters = box.kind == "title" and not layout.dark
    styles = "" if is_masters else _levels(look, box.levels)
    anchor = ' anchor="b"' if box.anchor == "b" else ""
    body = (
        f"<p:txBody><a:bodyPr{anchor}><a:normAutofit/></a:bodyPr><a:lstStyle>{styles}</a:lstStyle>"
        f"{_prompt(str(box.name))}</p:txBody>"
    )
    return placeholder(number, str(box.name), tie, "" if is_masters else _geometry(box), body)


# -- parts ----------------------------------------------------------------------------------------


def layout(look: Theme, made: SlideLayout) -> str:
    """Write a layout: its rules first, then its boxes in reading order, then footer and number."""
    ink = fill(look, "hairline_on_dark" if made.dark else "hairline").removeprefix("<a:solidFill>")
    stroke = pen(look.deck.rule, ink.removesuffix("</a:solidFill>"))
    shapes = [
        line(number, f"Rule {number - 1}", (inches(rule.x), inches(rule.y), inches(rule.width), 0), stroke)
        for number, rule in enumerate(made.rules, 2)
    ]
    first = len(shapes) + 2
    shapes += [_placeholder(look, made, box, number) for number, box in enumerate(made.boxes, first)]
    running = _running(look, first + len(made.boxes), dark=made.dark, in_master=False)
    kind = f' type="{made.standard}"' if made.standard else ""
    return (
        f'<p:sldLayout {NAMESPACES}{kind} preserve="1" userDrawn="1"><p:cSld name="{made.name}">'
        f"{DARK_GROUND if made.dark else ''}<p:spTree>{EMPTY_TREE}{''.join(shapes)}{running}</p:spTree></p:cSld>"
        f"{DARK_COLOURS if made.dark else LIGHT_COLOURS}</p:sldLayout>"
    )


def master(look: Theme, layouts: Sequence[str]) -> str:
    """Write the slide master over the relationships of its layouts."""
    title = Box(BoxName(BoxRole.TITLE), 0.75, 0.55, 11.833, 1.1)
    text = Box(BoxName(BoxRole.TEXT), 0.75, 1.95, 11.833, 4.75)
    shapes = (
        placeholder(2, "Title", ' type="title"', _geometry(title) + RECT, _body("t", "", _prompt("Title"))),
        placeholder(3, "Text", ' type="body" idx="1"', _geometry(text) + RECT, _body("t", "", _free_text())),
        _running(look, 4, dark=False, in_master=True),
    )
    listed = "".join(f'<p:sldLayoutId id="{_FIRST_LAYOUT + n}" r:id="{r}"/>' for n, r in enumerate(layouts))
    return (
        f"<p:sldMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr>{fill(look, 'paper')}<a:effectLst/></p:bgPr></p:bg>"
        f"<p:spTree>{EMPTY_TREE}{''.join(shapes)}</p:spTree></p:cSld>{_COLOUR_MAP}"
        f'<p:sldLayoutIdLst>{listed}</p:sldLayoutIdLst><p:hf hdr="0" dt="0"/>{_text_styles(look)}</p:sldMaster>'
    )


TEXT_COLOUR = '<a:schemeClr val="tx1"/>'
_COLOUR_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)
NOTES_IMAGE, NOTES_TEXT = (685800, 685800, 5486400, 3086100), (685800, 4114800, 5486400, 4343400)  # EMU, on 7.5 x 10 in


def notes_master(look: Theme) -> str:
    """Write the page of notes: the slide above, what is said below, in the deck's own font."""
    image = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide image"/><p:cNvSpPr>'
        '<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr>'
        f"{frame(*NOTES_IMAGE)}{RECT}<a:noFill/>{pen(0.75, TEXT_COLOUR)}"
        "</p:spPr></p:sp>"
    )
    said = placeholder(
        3, "Notes", ' type="body" sz="quarter" idx="3"', frame(*NOTES_TEXT) + RECT, _body("t", "", _prompt("Notes"))
    )
    number = placeholder(
        4,
        "Slide number",
        ' type="sldNum" sz="quarter" idx="5"',
        frame(3884613, 8685213, 2287588, 228600) + RECT,
        _body("t", _level(look, 1, Level("footer"), "r"), _SLIDE_NUMBER),
    )
    style = "".join(_master_level(level, 12, 228600 * (level - 1), "") for level in range(1, 10))
    return (
        f"<p:notesMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr>{fill(look, 'paper')}<a:effectLst/></p:bgPr></p:bg>"
        f"<p:spTree>{EMPTY_TREE}{image}{said}{number}</p:spTree></p:cSld>{_COLOUR_MAP}"
        f'<p:hf hdr="0" ftr="0" dt="0"/><p:notesStyle>{style}</p:notesStyle></p:notesMaster>'
    )


_HANDOUT_CORNERS = {  # EMU, on 7.5 x 10 in: header and date above, footer and number below
    "Header": ("hdr", "", (0, 0, 2971800, 457200), "l"),
    "Date": ("dt", ' idx="1"', (3884613, 0, 2971800, 457200), "r"),
    "Footer": ("ftr", ' idx="2"', (0, 8685213, 2971800, 457200), "l"),
    "Slide number": ("sldNum", ' idx="3"', (3884613, 8685213, 2971800, 457200), "r"),
}


def handout_master(look: Theme) -> str:
    """Write the page of handouts: slides in any number, with the same small lines in its corners."""
    contents = {"dt": _DATE, "sldNum": _SLIDE_NUMBER}
    shapes = "".join(
        placeholder(
            number,
            name,
            f' type="{kind}" sz="quarter"{index}',
            frame(*place) + RECT,
            _body("t", _level(look, 1, Level("footer"), align), contents.get(kind) or _prompt(name)),
        )
        for number, (name, (kind, index, place, align)) in enumerate(_HANDOUT_CORNERS.items(), 2)
    )
    return (
        f"<p:handoutMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr>{fill(look, 'paper')}<a:effectLst/></p:bgPr></p:bg>"
        f"<p:spTree>{EMPTY_TREE}{shapes}</p:spTree></p:cSld>{_COLOUR_MAP}"
        '<p:hf hdr="0" ftr="0" dt="0"/></p:handoutMaster>'
    )
