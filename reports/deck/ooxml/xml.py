"""DrawingML and PresentationML as text: small pieces that template, slides, charts and notes are put together from.

Everything that comes from a person goes through `escaped`. Lengths are whole EMU: a fraction makes PowerPoint repair.
"""

from collections.abc import Iterable

from reports.theme.scripts import scripts_of
from reports.theme.types import Fonts, Role, Theme
from reports.units import to_emu

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'  # Keynote is said to refuse single quotes
NUMBER_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"  # ties all slide numbers of a deck together
RECT = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
EMPTY_TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
    '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/>'
    "</a:xfrm></p:grpSpPr>"
)
# Said on the slide as well, or LibreOffice lets text in a wider font run over: where it fits, it changes nothing.
FITTED = "<a:normAutofit/>"
LIGHT_COLOURS = "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
# On a dark slide links take the light grey; a slide does not inherit this from its layout, so both carry it.
DARK_COLOURS = (
    '<p:clrMapOvr><a:overrideClrMapping bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" '
    'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="accent6" folHlink="accent6"/>'
    "</p:clrMapOvr>"
)

SLOTS: dict[Role, str] = {"ink": "tx1", "paper": "bg1", "deep": "tx2", "wash": "bg2", "accent": "accent1"}
SLOTS |= {"mark": "accent2", "soft": "accent3", "spark": "accent4", "muted": "folHlink", "hairline": "accent5"}
SLOTS |= {"muted_on_dark": "accent6"}
# What a described group is made of is marked, so that a screen reader says the group's alt text and goes on.
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
_EAST = {"Hani", "Hira", "Kana", "Bopo", "Hang"}
_SIMPLE = {"Grek", "Cyrl", "Armn", "Geor"}  # which PowerPoint sets in the face of Latin letters


def escape(text: str) -> str:
    """Make any text safe between tags, as lxml does; xml.sax.saxutils would bring urllib, http and ssl for it."""
    return text.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")


def escaped(text: str) -> str:
    """Make any text safe between tags and in an attribute in double quotes."""
    return escape(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def el(tag: str, *children: str, **attributes: object) -> str:
    """Return an element as text: its attributes in their order, their values escaped; children as they are.

    `children` are elements, or text that has been `escaped`; without any content the element is closed at once. An
    attribute that is None is left out, and the first "_" of its name stands for the colon: `r_id=` is written r:id.

        el("a:r", el("a:rPr", lang="en-US"), el("a:t", "Hello"))  # <a:r><a:rPr lang="en-US"/><a:t>Hello</a:t></a:r>
    """
    opened = tag
    for name, value in attributes.items():
        if value is not None:
            text = escaped(value) if isinstance(value, str) else value
            opened += f' {name.replace("_", ":", 1)}="{text}"'
    content = "".join(children)
    return f"<{opened}>{content}</{tag}>" if content else f"<{opened}/>"


class TemplateTheme(Theme):
    """A look taken from somebody else's template: `slots` names its colours, "#RRGGBB" to "accent2"."""

    slots: dict[str, str]


def colour(theme: Theme, hex_colour: str) -> str:
    """Refer to the theme's colour of that value, so that a change of theme in PowerPoint takes it along."""
    if isinstance(theme, TemplateTheme):
        slot = theme.slots.get(hex_colour.upper())
    else:
        slot = next((each for role, each in SLOTS.items() if theme.colour[role].upper() == hex_colour.upper()), None)
    return f'<a:schemeClr val="{slot}"/>' if slot else f'<a:srgbClr val="{hex_colour[1:].upper()}"/>'


def fill(theme: Theme, role: Role) -> str:
    """Fill with the colour of a role."""
    slot = None if isinstance(theme, TemplateTheme) else SLOTS.get(role)
    inner = f'<a:schemeClr val="{slot}"/>' if slot else colour(theme, theme.colour[role])
    return f"<a:solidFill>{inner}</a:solidFill>"


def line_spacing(leading: float) -> str:
    """Space lines by points. Programs disagree on what 100 % is: 1.2 of the size, or what the font says."""
    return f'<a:lnSpc><a:spcPts val="{round(leading * 100)}"/></a:lnSpc>'


def inches(length: float) -> int:
    """Convert inches to EMU."""
    return to_emu(length * 72)


def frame(x: int, y: int, width: int, height: int, turn: str = "") -> str:
    """Place a shape; all in EMU."""
    return f"<a:xfrm{turn}>{_rectangle('off', 'ext', x, y, width, height)}</a:xfrm>"


def _rectangle(corner: str, size: str, x: int, y: int, width: int, height: int) -> str:
    return f'<a:{corner} x="{x}" y="{y}"/><a:{size} cx="{width}" cy="{height}"/>'


def group(number: int, name: str, alt: str, box: tuple[int, int, int, int], children: Iterable[str]) -> str:
    """Group shapes under one alt text. Children keep the slide's own coordinates."""
    named = el("p:cNvPr", id=number, name=name, descr=alt)
    place = el("a:xfrm", _rectangle("off", "ext", *box), _rectangle("chOff", "chExt", *box))
    return el("p:grpSp", el("p:nvGrpSpPr", named, "<p:cNvGrpSpPr/><p:nvPr/>"), el("p:grpSpPr", place), *children)


def shape(number: int, name: str, properties: str, body: str = "") -> str:
    """Make a shape of its properties and its text body; without a text it is a part of a drawing."""
    named = el("p:cNvPr", "" if body else _DECORATIVE, id=number, name=name)
    kind = '<p:cNvSpPr txBox="1"/>' if body else "<p:cNvSpPr/>"
    return el("p:sp", el("p:nvSpPr", named, kind, "<p:nvPr/>"), el("p:spPr", properties), body)


def placeholder(number: int, name: str, tie: str, properties: str, body: str, link: str = "") -> str:
    """Make a shape that takes place and style from the layout or master; `tie` is p:ph's attributes.

    A `link` is the whole shape's.
    """
    named = el("p:cNvPr", link, id=number, name=name)
    tied = f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph{tie}/></p:nvPr>'
    return el("p:sp", el("p:nvSpPr", named, tied), el("p:spPr", properties), body)


def bare_body(content: str, anchor: str, wrap: str = "square", fit: str = FITTED, styles: str = "") -> str:
    """Write a text body without insets, so that text and charts share their edges."""
    room = f'vert="horz" wrap="{wrap}" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="{anchor}"'
    return el("p:txBody", f"<a:bodyPr {room}>{fit}</a:bodyPr>", el("a:lstStyle", styles), content)


def slide_image(properties: str = "") -> str:
    """Write the place that a page of notes has for its slide."""
    named = '<p:cNvPr id="2" name="Slide image"/>'
    locks = '<p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
    tied = '<p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr>'
    return el("p:sp", el("p:nvSpPr", named, locks, tied), el("p:spPr", properties))


def line(number: int, name: str, box: tuple[int, int, int, int], pen: str, *, flipped: bool = False) -> str:
    """Draw a straight line between two corners of its box."""
    named = el("p:cNvPr", _DECORATIVE, id=number, name=name)
    place = frame(*box, ' flipV="1"' if flipped else "") + '<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
    return el("p:cxnSp", el("p:nvCxnSpPr", named, "<p:cNvCxnSpPr/><p:nvPr/>"), el("p:spPr", place, pen))


def picture(number: int, name: str, alt: str, relation: str, box: tuple[int, int, int, int], tie: str = "") -> str:
    """Place a picture of the package, in a layout's placeholder if it is tied to one."""
    named = el("p:cNvPr", id=number, name=name, descr=alt)
    locks = '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr>'
    filled = el("p:blipFill", el("a:blip", r_embed=relation), "<a:stretch><a:fillRect/></a:stretch>")
    return el("p:pic", el("p:nvPicPr", named, locks, el("p:nvPr", tie)), filled, el("p:spPr", frame(*box), RECT))


def pen(width: float, ink: str, dash: tuple[float, ...] = ()) -> str:
    """Stroke with butt caps and mitred joins. DrawingML counts dashes in thousandths of a percent of the width."""
    lengths = [max(1, round(length / width * 100_000)) for length in dash]
    stops = [el("a:ds", d=on, sp=off) for on, off in zip(lengths[::2], lengths[1::2], strict=True)]
    dashes = el("a:custDash", *stops) if stops else ""
    return el("a:ln", el("a:solidFill", ink), dashes, '<a:miter lim="800000"/>', w=to_emu(width), cap="flat")


def part(content: str) -> bytes:
    """Make a part of the package of an element's text."""
    return (DECLARATION + content).encode()


def other_faces(text: str, fonts: Fonts | None) -> str:
    """Name the faces for a text's other scripts; they hold for such letters alone, whatever stands beside them."""
    if text.isascii() or not fonts or not fonts.others:
        return ""
    used = {script for char in set(text) for script in scripts_of(char)} - _SIMPLE
    named = {
        "ea" if each.script in _EAST else "cs": each.family for each in reversed(fonts.others) if each.script in used
    }
    return "".join(f'<a:{kind} typeface="{escaped(named[kind])}"/>' for kind in ("ea", "cs") if kind in named)
