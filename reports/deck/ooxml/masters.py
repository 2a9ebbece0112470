"""The XML of theme, slide master, notes master and layouts, in a theme's colours, fonts and sizes."""

from collections.abc import Iterable, Sequence

from reports.deck.layout import boxes
from reports.deck.layout.boxes import PLAIN_TITLE, Box, Kind, Level, Plate, SlideLayout
from reports.deck.layout.names import BoxName, BoxRole
from reports.deck.ooxml import xml as markup
from reports.deck.ooxml.xml import RECT, bare_body, el, fill, frame, inches, placeholder
from reports.theme.types import Role, Theme

_FIRST_LAYOUT = 2_147_483_649  # masters and layouts share one row of numbers, from 2 ** 31 on
_PROMPTS = '<a:rPr lang="en-US"/>'

# -- theme ----------------------------------------------------------------------------------------

_COLOURS: dict[str, Role] = {"dk1": "ink", "lt1": "paper", "dk2": "deep", "lt2": "wash", "accent1": "accent"}
_COLOURS |= {"accent2": "mark", "accent3": "soft", "accent4": "spark", "accent5": "hairline"}
_COLOURS |= {"accent6": "muted_on_dark", "hlink": "accent", "folHlink": "muted"}
_FLAT_FILLS = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
_LINES = "".join(
    f'<a:ln w="{width}" cap="flat" cmpd="sng" algn="ctr"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    f'<a:prstDash val="solid"/><a:miter lim="800000"/></a:ln>'
    for width in (9525, 12700, 19050)
)
_NO_EFFECTS = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
_SAID = '<a:latin typeface="+mj-lt"/><a:ea typeface="+mj-ea"/><a:cs typeface="+mj-cs"/>'
_NONE_BEFORE = '<a:spcBef><a:spcPts val="0"/></a:spcBef>'
_LEFT_TO_RIGHT = {"algn": "l", "defTabSz": 914400, "rtl": 0, "eaLnBrk": 1, "latinLnBrk": 0, "hangingPunct": 1}
_DASH = '<a:buFont typeface="Arial"/><a:buChar char="–"/>'
_FREE_TEXT = "".join(
    f'<a:p><a:pPr lvl="{level}"/><a:r>{_PROMPTS}<a:t>{nth} level</a:t></a:r></a:p>'
    for level, nth in enumerate(("First", "Second", "Third", "Fourth", "Fifth"))
)
_FIELD = '<a:p><a:fld id="{}" type="{}"><a:rPr lang="en-US"/><a:t>{}</a:t></a:fld></a:p>'
_SLIDE_NUMBER = _FIELD.format(markup.NUMBER_FIELD, "slidenum", "‹#›")
_DATE = _FIELD.format("{5B0C1E0A-6A0D-4C2F-9A5E-6E2B0D6B7C10}", "datetime1", "Date")
_TYPES: dict[Kind, str] = {"cover": "ctrTitle", "title": "title", "art": "pic", "chart": "chart", "table": "tbl"}
TEXT_COLOUR = '<a:schemeClr val="tx1"/>'
_COLOUR_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)
NOTES_HEADER = 685800, 342900, 5486400, 228600  # EMU, on 7.5 x 10 in
NOTES_IMAGE, NOTES_TEXT = (685800, 685800, 5486400, 3086100), (685800, 4114800, 5486400, 4343400)
_NOTES_NUMBER = 3884613, 8685213, 2287588, 228600
_HANDOUT_CORNERS = {  # EMU, on 7.5 x 10 in: header and date above, footer and number below
    "Header": ("hdr", "", (0, 0, 2971800, 457200), "l"),
    "Date": ("dt", ' idx="1"', (3884613, 0, 2971800, 457200), "r"),
    "Footer": ("ftr", ' idx="2"', (0, 8685213, 2971800, 457200), "l"),
    "Slide number": ("sldNum", ' idx="3"', (3884613, 8685213, 2971800, 457200), "r"),
}


def theme(look: Theme, name: str) -> str:
    """Write a theme: the colours by role, its two families, and nothing that shines, shades or casts a shadow."""
    colours = (el(f"a:{slot}", el("a:srgbClr", val=look.colour[role][1:].upper())) for slot, role in _COLOURS.items())
    head, text = (
        el("a:latin", typeface=family) + '<a:ea typeface=""/><a:cs typeface=""/>'
        for family in (look.font.head_family, look.font.family)
    )
    fonts = el("a:fontScheme", el("a:majorFont", head), el("a:minorFont", text), name=name)
    kinds = ("fill", _FLAT_FILLS), ("ln", _LINES), ("effect", _NO_EFFECTS), ("bgFill", _FLAT_FILLS)
    styles = el("a:fmtScheme", *(el(f"a:{kind}StyleLst", listed) for kind, listed in kinds), name=name)
    elements = el("a:themeElements", el("a:clrScheme", *colours, name=name), fonts, styles)
    opened = f'<a:theme {markup.NAMESPACES.split(" ")[0]} name="{name}">'
    return f"{opened}{elements}<a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"


# -- levels of text -------------------------------------------------------------------------------


def _level(look: Theme, number: int, level: Level, align: str = "") -> str:
    setting = look.deck.type[level.role]
    said = setting.weight == "head"
    strong = level.strong if level.strong is not None else look.font.head_bold if said else setting.weight == "strong"
    ink = fill(look, level.colour or setting.colour)
    after = el("a:spcAft", el("a:spcPts", val=round(level.after * 100)))
    spacing = markup.line_spacing(look.deck.type[level.line or level.role].leading) + _NONE_BEFORE + after
    run = el("a:defRPr", ink, _SAID * said, sz=round(setting.size * 100), b=int(strong))
    return el(f"a:lvl{number}pPr", spacing, "<a:buNone/>", run, marL=0, indent=0, algn=align or level.align)


def _master_level(number: int, size: float, indent: int, mark: str) -> str:
    """Write a level of free text, for what a speaker adds by hand; `indent` in EMU, `mark` as XML."""
    spacing = f'<a:lnSpc><a:spcPct val="100000"/></a:lnSpc>{_NONE_BEFORE}<a:spcAft><a:spcPts val="800"/></a:spcAft>'
    ink = '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
    fonts = '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'
    inner = spacing, mark or "<a:buNone/>", el("a:defRPr", ink, fonts, sz=round(size * 100), kern=1200)
    return el(f"a:lvl{number}pPr", *inner, marL=indent, indent=-228600 if mark else 0, **_LEFT_TO_RIGHT)


def _text_styles(look: Theme) -> str:
    title, body = look.deck.type["title"], look.deck.type["body"]
    sizes = [body.size, *[max(look.deck.floor["body"], body.size - 2)] * 8]
    free = (
        _master_level(number, size, 228600 * (number - 1), _DASH if number > 1 else "")
        for number, size in enumerate(sizes, 1)
    )
    other = (_master_level(number, 18, 457200 * (number - 1), "") for number in range(1, 10))
    size, bold = round(title.size * 100), int(look.font.head_bold)
    spacing = markup.line_spacing(title.leading) + '<a:spcBef><a:spcPct val="0"/></a:spcBef><a:buNone/>'
    run = el("a:defRPr", fill(look, title.colour), _SAID, sz=size, b=bold, kern=1200)
    titles = el("a:lvl1pPr", spacing, run, **_LEFT_TO_RIGHT)
    return el("p:txStyles", el("p:titleStyle", titles), el("p:bodyStyle", *free), el("p:otherStyle", *other))


# -- placeholders ---------------------------------------------------------------------------------


def _geometry(box: Box | Plate) -> str:
    return frame(inches(box.x), inches(box.y), inches(box.width), inches(box.height))


def _prompt(text: str) -> str:
    return el("a:p", el("a:r", _PROMPTS, el("a:t", markup.escaped(text))), '<a:endParaRPr lang="en-US"/>')


_SOURCE = _prompt("Source and date")  # LibreOffice takes a footer's style from the layout only where that has text


def _running(look: Theme, first: int, foot: Box = boxes.FOOTER, *, dark: bool = False, in_master: bool = False) -> str:
    """Write footer, date and slide number, all live; on a layout their place is the master's, if it is the same."""
    rows = (foot, "ftr", (3, 11), "l", _SOURCE), (boxes.DATE, "dt", (2, 10), "r", _DATE)
    made = []
    for number, row in enumerate((*rows, (boxes.NUMBER, "sldNum", (4, 12), "r", _SLIDE_NUMBER)), first):
        box, kind, index, align, content = row
        level = Level("footer", colour="muted_on_dark" if dark else None)
        styles = _level(look, 1, level, align) if in_master or dark else ""
        tie = f' type="{kind}" sz="quarter" idx="{index[not in_master]}"'
        properties = _geometry(box) + RECT if in_master else _geometry(box) * (box.x == boxes.BESIDE)
        bare = el("p:txBody", "<a:bodyPr/>", el("a:lstStyle", styles), content)
        body = bare_body(content, box.anchor, styles=styles) if in_master else bare
        made.append(placeholder(number, str(box.name), tie, properties, body))
    return "".join(made)


def _placeholder(look: Theme, layout: SlideLayout, box: Box, number: int) -> str:
    """Write a layout's box. Insets and shrinking come from the master's placeholder of the kind."""
    index = layout.index(box.name)
    kind = f' type="{_TYPES[box.kind]}"' if box.kind in _TYPES else ' type="body" sz="quarter"'
    tie = kind + (f' idx="{index}"' if index else "")
    is_masters = box == PLAIN_TITLE
    styles = () if is_masters else (_level(look, place, level) for place, level in enumerate(box.levels, 1))
    geometry = "" if is_masters else _geometry(box) + (RECT + fill(look, box.fill) if box.fill else "")
    properties = el("a:bodyPr", "<a:normAutofit/>", anchor=None if box.anchor == "t" else box.anchor)
    body = el("p:txBody", properties, el("a:lstStyle", *styles), _prompt(str(box.name)))
    return placeholder(number, str(box.name), tie, geometry, body)


# -- parts ----------------------------------------------------------------------------------------


def layout(look: Theme, made: SlideLayout) -> str:
    """Write a layout: its plates first, then its boxes in reading order, then footer and number."""
    shapes = [
        markup.shape(number, f"Plate {number - 1}", _geometry(plate) + RECT + fill(look, plate.colour))
        for number, plate in enumerate(made.plates, 2)
    ]
    first = len(shapes) + 2
    shapes += [_placeholder(look, made, box, number) for number, box in enumerate(made.boxes, first)]
    shapes.append(_running(look, first + len(made.boxes), made.foot[0], dark=made.dark))
    tree = el("p:spTree", markup.EMPTY_TREE, *shapes)
    kind = f' type="{made.standard}"' if made.standard else ""
    return (
        f'<p:sldLayout {markup.NAMESPACES}{kind} preserve="1" userDrawn="1">'
        f"{el('p:cSld', _ground(look, made.ground) if made.dark else '', tree, name=str(made.name))}"
        f"{markup.DARK_COLOURS if made.dark else markup.LIGHT_COLOURS}</p:sldLayout>"
    )


def master(look: Theme, layouts: Sequence[str]) -> str:
    """Write the slide master over the relationships of its layouts."""
    text = Box(BoxName(BoxRole.TEXT), boxes.LEFT, boxes.TOP, boxes.FULL, boxes.BOTTOM - boxes.TOP)
    shapes = (
        placeholder(2, "Title", ' type="title"', _geometry(PLAIN_TITLE) + RECT, bare_body(_prompt("Title"), "t")),
        placeholder(3, "Text", ' type="body" idx="1"', _geometry(text) + RECT, bare_body(_FREE_TEXT, "t")),
        _running(look, 4, in_master=True),
    )
    listed = (el("p:sldLayoutId", id=_FIRST_LAYOUT + place, r_id=each) for place, each in enumerate(layouts))
    behind = el("p:sldLayoutIdLst", *listed), '<p:hf hdr="0" dt="0"/>', _text_styles(look)
    return _master("sldMaster", look, shapes, *behind)


def _ground(look: Theme, role: Role) -> str:
    return el("p:bg", el("p:bgPr", fill(look, role), "<a:effectLst/>"))


def _master(tag: str, look: Theme, shapes: Iterable[str], *behind: str) -> str:
    """Write a master on the theme's paper, with what is said `behind` its colour map."""
    tree = el("p:cSld", _ground(look, "paper"), el("p:spTree", markup.EMPTY_TREE, *shapes))
    return f"<p:{tag} {markup.NAMESPACES}>{tree}{_COLOUR_MAP}{''.join(behind)}</p:{tag}>"


def notes_master(look: Theme) -> str:
    """Write the page of notes: the slide above, what is said below, in the deck's own font; the deck's title on top.

    LibreOffice takes sizes from the placeholder alone, so that has them as well as the style of notes.
    """
    levels = [_master_level(level, 12, 228600 * (level - 1), "") for level in range(1, 10)]
    image = markup.slide_image(frame(*NOTES_IMAGE) + RECT + "<a:noFill/>" + markup.pen(0.75, TEXT_COLOUR))
    left, right = (_level(look, 1, Level("footer"), align) for align in ("", "r"))
    shapes = (
        image,
        _placed(3, "Notes", ' type="body" sz="quarter" idx="3"', NOTES_TEXT, "".join(levels), _prompt("Notes")),
        _placed(4, "Slide number", ' type="sldNum" sz="quarter" idx="5"', _NOTES_NUMBER, right, _SLIDE_NUMBER),
        _placed(5, "Header", ' type="hdr" sz="quarter"', NOTES_HEADER, left, _prompt("Header")),
    )
    return _master("notesMaster", look, shapes, '<p:hf ftr="0" dt="0"/>', el("p:notesStyle", *levels))


def _placed(number: int, name: str, tie: str, place: tuple[int, int, int, int], styles: str, content: str) -> str:
    """Write a placeholder of a printed page; `place` in EMU."""
    return placeholder(number, name, tie, frame(*place) + RECT, bare_body(content, "t", styles=styles))


def handout_master(look: Theme) -> str:
    """Write the page of handouts: slides in any number, with the same small lines in its corners."""
    contents, shapes = {"dt": _DATE, "sldNum": _SLIDE_NUMBER}, []
    for number, (name, (kind, index, place, align)) in enumerate(_HANDOUT_CORNERS.items(), 2):
        styles, content = _level(look, 1, Level("footer"), align), contents.get(kind) or _prompt(name)
        shapes.append(_placed(number, name, f' type="{kind}" sz="quarter"{index}', place, styles, content))
    return _master("handoutMaster", look, shapes, '<p:hf hdr="0" ftr="0" dt="0"/>')
