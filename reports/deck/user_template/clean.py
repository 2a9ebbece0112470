"""Somebody else's template, opened and cleared: its sample slides go, what belongs to them and to its makers too."""

import io
import re
import zipfile
from itertools import count
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

from reports.deck.ooxml import masters, template
from reports.deck.ooxml.opc import P14, TYPES, P, Package
from reports.deck.ooxml.xml import NAMESPACES, part
from reports.theme.types import Theme

_OTHER_KIND = re.compile(rb"presentationml\.(template|slideshow)\.main\+xml")
_NOTES_PLACES = {"2", "3", "5"}  # slide, notes, number: PowerPoint's own
_GONE = ("sldIdLst", "custShowLst", "photoAlbum", "custDataLst", "modifyVerifier")
_STYLES = f'<a:tblStyleLst {NAMESPACES} def="{{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}}"/>'
_SMALL_PARTS = {
    "presProps": (CT.PML_PRES_PROPS, f"<p:presentationPr {NAMESPACES}/>"),
    "viewProps": (CT.PML_VIEW_PROPS, f"<p:viewPr {NAMESPACES}/>"),
    "tableStyles": (CT.PML_TABLE_STYLES, _STYLES),
}
_KEPT = {"slideMaster", "notesMaster", "handoutMaster", "theme", "font", "tags", *_SMALL_PARTS}
_FREE = 40  # the first number that no maker's own placeholders have


def mended(data: bytes) -> bytes:
    """Return a template as an ordinary .pptx in which each placeholder of a layout has a number of its own.

    LibreOffice gives all of them 0, the title's. A template (.potx) or a show (.ppsx) is called a presentation,
    as what is made from it will be.
    """
    package = Package(data)
    names = (*package.within("slideLayouts"), *package.within("slideMasters"))
    changed = {name: new for name in names if (new := _renumbered(package, name))}
    types, others = _OTHER_KIND.subn(b"presentationml.presentation.main+xml", package.members[TYPES])
    changed |= {TYPES: types} if others else {}
    if not changed:
        return data
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name, content in package.members.items():
            file.writestr(name, changed.get(name, content))
    return packed.getvalue()


def _renumbered(package: Package, name: str) -> bytes | None:
    """Number the placeholders apart, the title first, and the shapes too; None where they are already."""
    ties = [*package.placeholders[name].values()] if "/slideLayouts/" in name else []
    ties.sort(key=lambda tie: tie.get("type") not in ("title", "ctrTitle"))
    shapes = package.indexed[name][f"{P}cNvPr"]
    changes = [_set_apart(ties, "idx"), _set_apart(shapes, "id")]
    return bytes(etree.tostring(package.parts[name], encoding="UTF-8", standalone=True)) if any(changes) else None


def _set_apart(elements: list[Any], attribute: str) -> bool:
    """Renumber all but the first of those that share a number; tell whether there were any."""
    numbers = [each.get(attribute, "0") for each in elements]
    free = (str(number) for number in count(_FREE) if str(number) not in numbers)
    has_shared = False
    for place, element in enumerate(elements):
        if numbers[place] in numbers[:place] or (attribute == "id" and not 1 <= int(numbers[place]) < 2**31):
            element.set(attribute, next(free))
            has_shared = True
    return has_shared


def opened(data: bytes, look: Theme) -> Any:
    """Open a screened template as a python-pptx Presentation without slides, with a notes master that works."""
    presentation = Presentation(io.BytesIO(data))
    _clear(presentation)
    _complete(presentation)
    _number_apart(presentation)
    _mend_notes(presentation, look)
    return presentation


def _clear(presentation: Any) -> None:
    """Leave out slides, shows, comments, printers and sections; a `type` that may contradict the size as well."""
    deck, element = presentation.part, presentation.element
    for relationship in [each for each in deck.rels.values() if each.reltype.rpartition("/")[2] not in _KEPT]:
        deck.rels.pop(relationship.rId)
    for name in _GONE:
        for found in element.findall(f"{P}{name}"):
            element.remove(found)
    for extensions in element.findall(f"{P}extLst"):
        for extension in [each for each in extensions if each.find(f".//{P14}sectionLst") is not None]:
            extensions.remove(extension)
        if not len(extensions):
            element.remove(extensions)
    element.sldSz.attrib.pop("type", None)
    slides = etree.SubElement(element, f"{P}sldIdLst")
    behind = [element.find(f"{P}{name}") for name in ("handoutMasterIdLst", "notesMasterIdLst", "sldMasterIdLst")]
    next(each for each in behind if each is not None).addnext(slides)


def _complete(presentation: Any) -> None:
    """Add what Keynote and PowerPoint want to find, where a maker has left it out."""
    deck = presentation.part
    known = {each.reltype.rpartition("/")[2] for each in deck.rels.values()}
    for kind, (content_type, content) in _SMALL_PARTS.items():
        if kind not in known:
            made = Part(PackURI(f"/ppt/{kind}.xml"), content_type, deck.package, part(content))
            deck.relate_to(made, f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}")
    if "theme" not in known:
        deck.relate_to(presentation.slide_masters[0].part.part_related_by(RT.THEME), RT.THEME)


def _number_apart(presentation: Any) -> None:
    """Number masters and layouts in one row, as PowerPoint asks: some makers begin again with every master."""
    numbers = count(2**31)
    for listed, master in zip(presentation.element.sldMasterIdLst, presentation.slide_masters, strict=True):
        listed.set("id", str(next(numbers)))
        for each in master._element.find(f"{P}sldLayoutIdLst"):
            each.set("id", str(next(numbers)))


def _mend_notes(presentation: Any, look: Theme) -> None:
    """Keep the template's page of notes if PowerPoint's places are on it; else lay ours in, in the template's theme."""
    found = [each for each in presentation.part.rels.values() if each.reltype == RT.NOTES_MASTER]
    places = {tie.get("idx") for each in found for tie in each.target_part._element.iter(f"{P}ph")}
    if len(found) == 1 and places >= _NOTES_PLACES:
        template.list_master(presentation, "notes", found[0].rId)
        return
    template.drop_notes(presentation)
    theme = presentation.slide_masters[0].part.part_related_by(RT.THEME).blob
    template.add_master(presentation, "notes", part(masters.notes_master(look)), theme)
