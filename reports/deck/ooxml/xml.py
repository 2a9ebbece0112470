"""DrawingML and PresentationML as text: small pieces that template, slides, charts and notes are put together from.

Everything that comes from a person goes through `escaped`. Lengths are whole EMU: a fraction makes PowerPoint repair.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from reports.theme.types import Role, Theme
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
LIGHT_COLOURS = "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
# On a dark slide links take the light accent; a slide does not inherit this from its layout, so both carry it.
DARK_COLOURS = (
    '<p:clrMapOvr><a:overrideClrMapping bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" '
    'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="accent3" folHlink="accent6"/>'
    "</p:clrMapOvr>"
)
DARK_GROUND = '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="tx2"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'

SLOTS: dict[Role, str] = {
    "ink": "tx1",
    "paper": "bg1",
    "dark": "tx2",
    "panel": "bg2",
    "accent": "accent1",
    "mark": "accent2",
    "accent_on_dark": "accent3",
    "muted": "accent4",
    "hairline": "accent5",
    "muted_on_dark": "accent6",
}


def escaped(text: str) -> str:
    """Make any text safe between tags and in an attribute in double quotes."""
    return escape(text, {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


class TemplateTheme(Theme):
    """A look taken from somebody else's template: `slots` names its colours, "#RRGGBB" to "accent2"."""

    slots: dict[str, str]


def colour(theme: Theme, hex_colour: str) -> str:
    """Refer to the theme's colour of that value, so that a change of theme in PowerPoint takes it along."""
    if isinstance(theme, TemplateTheme):
        slot = theme.slots.get(hex_colour.upper())
        return f'<a:schemeClr val="{slot}"/>' if slot else f'<a:srgbClr val="{hex_colour[1:].upper()}"/>'
    for role, slot in SLOTS.items():
        if theme.colour[role].casefold() == hex_colour.casefold():
            return f'<a:schemeClr val="{slot}"/>'
    return f'<a:srgbClr val="{hex_colour[1:].upper()}"/>'


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
    return f'<a:xfrm{turn}><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def group(number: int, name: str, alt: str, box: tuple[int, int, int, int], children: Iterable[str]) -> str:
    """Group shapes under one alt text. Children keep the slide's own coordinates."""
    x, y, width, height = box
    return (
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{number}" name="{escaped(name)}" descr="{escaped(alt)}"/><p:cNvGrpSpPr/>'
        f'<p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/>'
        f'<a:chOff x="{x}" y="{y}"/><a:chExt cx="{width}" cy="{height}"/></a:xfrm></p:grpSpPr>'
        f"{''.join(children)}</p:grpSp>"
    )


# What a described group is made of is marked, so that a screen reader says the group's alt text and goes on.
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def _named(number: int, name: str, *, decorative: bool) -> str:
    opened = f'<p:cNvPr id="{number}" name="{escaped(name)}"'
    return f"{opened}>{_DECORATIVE}</p:cNvPr>" if decorative else f"{opened}/>"


def shape(number: int, name: str, properties: str, body: str = "") -> str:
    """Make a shape of its properties and its text body; without a text it is a part of a drawing."""
    kind = '<p:cNvSpPr txBox="1"/>' if body else "<p:cNvSpPr/>"
    return (
        f"<p:sp><p:nvSpPr>{_named(number, name, decorative=not body)}{kind}<p:nvPr/></p:nvSpPr>"
        f"<p:spPr>{properties}</p:spPr>{body}</p:sp>"
    )


def placeholder(number: int, name: str, tie: str, properties: str, body: str) -> str:
    """Make a shape that takes place and style from the layout or master; `tie` is p:ph's attributes."""
    placed = f"<p:spPr>{properties}</p:spPr>" if properties else "<p:spPr/>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{escaped(name)}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph{tie}/></p:nvPr></p:nvSpPr>{placed}{body}</p:sp>"
    )


def line(number: int, name: str, box: tuple[int, int, int, int], pen: str, *, flipped: bool = False) -> str:
    """Draw a straight line between two corners of its box."""
    turn = ' flipV="1"' if flipped else ""
    return (
        f"<p:cxnSp><p:nvCxnSpPr>{_named(number, name, decorative=True)}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>"
        f'<p:spPr>{frame(*box, turn)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{pen}</p:spPr></p:cxnSp>'
    )


def picture(number: int, name: str, alt: str, relation: str, box: tuple[int, int, int, int]) -> str:
    """Place a picture of the package."""
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{number}" name="{escaped(name)}" descr="{escaped(alt)}"/><p:cNvPicPr>'
        '<a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr><p:blipFill>'
        f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f"<p:spPr>{frame(*box)}{RECT}</p:spPr></p:pic>"
    )


def pen(width: float, ink: str, dash: tuple[float, ...] = ()) -> str:
    """Stroke with butt caps and mitred joins. DrawingML counts dashes in thousandths of a percent of the width."""
    lengths = [max(1, round(length / width * 100_000)) for length in dash]
    stops = "".join(f'<a:ds d="{on}" sp="{off}"/>' for on, off in zip(lengths[::2], lengths[1::2], strict=True))
    dashes = f"<a:custDash>{stops}</a:custDash>" if stops else ""
    return (
        f'<a:ln w="{to_emu(width)}" cap="flat"><a:solidFill>{ink}</a:solidFill>{dashes}<a:miter lim="800000"/></a:ln>'
    )


def part(content: str) -> bytes:
    """Make a part of the package of an element's text."""
    return (DECLARATION + content).encode()
