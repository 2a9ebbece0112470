"""Our own 16:9 template: theme, master, notes master and the layouts, in a theme's colours and fonts.

`make` writes it; assets/deck.pptx is `make(load_theme())`, kept so that a designer can open it. Built over
python-pptx's default package, without what that carries along: a 4:3 size, printer settings, a thumbnail.
"""

import io
from itertools import count
from typing import Any, Literal

from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part, XmlPart
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.parts.slide import NotesMasterPart, SlideLayoutPart

from reports.deck.layout.boxes import HEIGHT, WIDTH
from reports.deck.layout.layouts import kept
from reports.deck.ooxml import masters
from reports.deck.ooxml import package as archive
from reports.deck.ooxml.xml import NAMESPACES, inches, part
from reports.theme.assets import ASSETS
from reports.theme.load import load_theme
from reports.theme.types import Theme

FILE = ASSETS / "deck.pptx"
Printed = Literal["notes", "handout"]
_PRINTED: dict[Printed, tuple[Any, str, str]] = {
    "notes": (NotesMasterPart, CT.PML_NOTES_MASTER, RT.NOTES_MASTER),
    "handout": (XmlPart, CT.PML_HANDOUT_MASTER, RT.HANDOUT_MASTER),
}


def template(theme: Theme) -> bytes:
    """Return the template in a theme's look: the kept file where that is ours."""
    looks = ((look.colour, look.font.family, look.font.head, look.deck) for look in (theme, load_theme()))
    return FILE.read_bytes() if next(looks) == next(looks) else make(theme)


def make(theme: Theme) -> bytes:
    """Write the template in a theme's colours, fonts and sizes. The same theme gives the same bytes."""
    presentation = Presentation()
    _strip(presentation)
    presentation.slide_masters[0].part.part_related_by(RT.THEME)._blob = part(masters.theme(theme, "Report"))
    _set_layouts(presentation, theme)
    add_master(presentation, "notes", part(masters.notes_master(theme)), part(masters.theme(theme, "Notes")))
    add_master(presentation, "handout", part(masters.handout_master(theme)), part(masters.theme(theme, "Handouts")))
    return archive.pack(presentation, archive.Properties(title="Template", creator="", language="en-US"))


def _strip(presentation: Any) -> None:
    """Leave out the layouts and what says things of another machine, and make it 16:9.

    A `type` that contradicts the size makes Keynote refuse the file.
    """
    for layout in list(presentation.slide_layouts):
        presentation.slide_layouts.remove(layout)
    drop(presentation.part.rels, "/printerSettings")
    drop(presentation.part.package._rels, "/thumbnail")
    presentation.slide_width, presentation.slide_height = inches(WIDTH), inches(HEIGHT)
    presentation.element.sldSz.attrib.pop("type", None)
    view = presentation.part.part_related_by(RT.VIEW_PROPS)
    view._blob = view.blob.replace(b'<p:guide pos="2880"/>', b'<p:guide pos="3840"/>')  # the middle of the wider slide


def drop(relationships: Any, kind: str) -> None:
    """Leave out what is related so, by the end of its relation's type."""
    for relationship in [each for each in relationships.values() if each.reltype.endswith(kind)]:
        relationships.pop(relationship.rId)


def _set_layouts(presentation: Any, theme: Theme) -> None:
    """Relate each layout to the master both ways, and write the master that lists them."""
    master = presentation.slide_masters[0].part
    listed = []
    for number, layout in enumerate(kept(), 1):
        name = PackURI(f"/ppt/slideLayouts/slideLayout{number}.xml")
        blob = part(masters.layout(theme, layout))
        added = SlideLayoutPart.load(name, CT.PML_SLIDE_LAYOUT, presentation.part.package, blob)
        added.relate_to(master, RT.SLIDE_MASTER)
        listed.append(master.relate_to(added, RT.SLIDE_LAYOUT))
    master._element = parse_xml(part(masters.master(theme, listed)))


def add_master(presentation: Any, kind: Printed, master: bytes, theme: bytes) -> None:
    """Add a master of printed pages with a theme part of its own: two masters on one theme make PowerPoint repair."""
    package, (loaded, content_type, related) = presentation.part.package, _PRINTED[kind]
    made = loaded.load(PackURI(f"/ppt/{kind}Masters/{kind}Master1.xml"), content_type, package, master)
    names = {str(each.partname) for each in package.iter_parts()}
    free = next(name for number in count(2) if (name := f"/ppt/theme/theme{number}.xml") not in names)
    made.relate_to(Part(PackURI(free), CT.OFC_THEME, package, theme), RT.THEME)
    list_master(presentation, kind, presentation.part.relate_to(made, related))


def list_master(presentation: Any, kind: Printed, relation: str) -> None:
    """List the notes master directly behind the slide masters, or Keynote refuses the deck, and behind it handouts'."""
    for old in presentation.element.findall(f"{{*}}{kind}MasterIdLst"):
        presentation.element.remove(old)
    listed = f'<p:{kind}MasterIdLst {NAMESPACES}><p:{kind}MasterId r:id="{relation}"/></p:{kind}MasterIdLst>'
    before = presentation.element.find(f"{{*}}{'sld' if kind == 'notes' else 'notes'}MasterIdLst")
    before.addnext(parse_xml(listed))


def drop_notes(presentation: Any) -> None:
    """Take the notes master out, as if there had never been one."""
    drop(presentation.part.rels, "/notesMaster")
    listed = presentation.element.find("{*}notesMasterIdLst")
    if listed is not None:
        presentation.element.remove(listed)


def opened(theme: Theme) -> Any:
    """Open the template in a theme's look, with all its layouts for who adds a slide, as a Presentation without any."""
    return Presentation(io.BytesIO(template(theme)))


if __name__ == "__main__":  # python -m reports.deck.ooxml.template: renew assets/deck.pptx
    FILE.write_bytes(make(load_theme()))
