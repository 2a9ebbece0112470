"""The deck as a file: a zip that is the same, byte for byte, whenever and wherever the same deck is packed.

python-pptx's own zip carries the clock, single-quoted XML declarations and what its template said of another deck, so
the parts are taken from its package and everything around them is written here.
"""

from collections.abc import Iterable
from typing import Any

from lxml import etree

from reports.dates import build_date
from reports.deck.ooxml import fingerprint
from reports.deck.ooxml.xml import DECLARATION, escaped, part
from reports.frozen import frozen
from reports.zips import zip_of

_FIRST = {"[Content_Types].xml": 0, "_rels/.rels": 1}
_SINGLE_QUOTED = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_DOCUMENT_TYPES = {
    "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


@frozen
class Properties:
    """What a file manager shows of a deck. `creator` may be empty; `notes` counts the slides that have any."""

    title: str
    creator: str
    language: str
    slides: int = 0
    notes: int = 0
    draft: bool = False


def pack(presentation: Any, properties: Properties) -> bytes:
    """Write a python-pptx Presentation as a file; one with slides carries its fingerprint."""
    package = presentation.part.package
    parts = {str(each.partname): each for each in package.iter_parts() if not each.partname.startswith("/docProps/")}
    members = {name[1:]: _declared(name, each.blob) for name, each in parts.items()}
    for name, each in parts.items():
        if len(each.rels):
            folder, _, file = name[1:].rpartition("/")
            members[f"{folder}/_rels/{file}.rels"] = _declared(".rels", each.rels.xml)
    types = {name: each.content_type for name, each in parts.items()} | _DOCUMENT_TYPES
    seal = properties.slides > 0
    types |= {f"/{fingerprint.MEMBER}": fingerprint.CONTENT_TYPE} if seal else {}
    members["_rels/.rels"] = _package_relations(presentation.part.partname[1:], fingerprint.RELATION if seal else "")
    members["[Content_Types].xml"] = _content_types(types.items())
    members |= {"docProps/app.xml": _app(properties), "docProps/core.xml": _core(properties)}
    if seal:
        members[fingerprint.MEMBER] = fingerprint.sealed(_in_order(members))
    return zipped(members)


def _package_relations(deck: str, more: str) -> bytes:
    """Relate the package to the deck and to its properties, and to nothing else that a template brought along."""
    return part(
        f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="{deck}"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/metadata/core-properties" Target="docProps/core.xml"/>'
        f'<Relationship Id="rId3" Type="{_OFFICE}/extended-properties" Target="docProps/app.xml"/>'
        f"{more}</Relationships>"
    )


def _in_order(members: dict[str, bytes]) -> list[tuple[str, bytes]]:
    return sorted(members.items(), key=lambda member: (_FIRST.get(member[0], 2), member[0]))


def _declared(name: str, blob: bytes) -> bytes:
    """Begin with the one declaration that every reader takes.

    A part that a template brought along may say it in any legal way, in any encoding, or not at all.
    """
    if blob.startswith(_SINGLE_QUOTED):
        return DECLARATION.encode() + blob.removeprefix(_SINGLE_QUOTED)
    if blob.startswith(DECLARATION.rstrip().encode()) or not name.endswith((".xml", ".rels")):
        return blob
    return part(etree.tostring(etree.fromstring(blob), encoding="unicode"))


def zipped(members: dict[str, bytes]) -> bytes:
    """Pack the members of a deck in their order."""
    return zip_of(_in_order(members))


def _content_types(parts: Iterable[tuple[str, str]]) -> bytes:
    """Name each part's type: that of pictures and the like by their extension, where there are any."""
    defaults: dict[str, str] = {}
    overrides = []
    for name, content_type in sorted(parts):
        extension = name.rpartition(".")[2].lower()
        if extension == "xml" or defaults.setdefault(extension, content_type) != content_type:
            overrides.append(f'<Override PartName="{name}" ContentType="{escaped(content_type)}"/>')
    media = (f'<Default Extension="{each}" ContentType="{escaped(defaults[each])}"/>' for each in sorted(defaults))
    return part(
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{"".join(media)}{"".join(overrides)}</Types>'
    )


def _app(properties: Properties) -> bytes:
    return part(
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<TotalTime>0</TotalTime><Application>Microsoft Office PowerPoint</Application>"
        f"<PresentationFormat>Widescreen</PresentationFormat><Slides>{properties.slides}</Slides>"
        f"<Notes>{properties.notes}</Notes>"
        "<HiddenSlides>0</HiddenSlides><ScaleCrop>false</ScaleCrop><LinksUpToDate>false</LinksUpToDate>"
        "<SharedDoc>false</SharedDoc><HyperlinksChanged>false</HyperlinksChanged><AppVersion>16.0000</AppVersion>"
        "</Properties>"
    )


def _core(properties: Properties) -> bytes:
    """Write title, creator and language; dates only where SOURCE_DATE_EPOCH gives one."""
    date = build_date()
    when = date.strftime("%Y-%m-%dT%H:%M:%SZ") if date else ""
    stamped = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{when}</dcterms:{name}>' for name in ("created", "modified") if when
    )
    status = "<cp:contentStatus>Draft</cp:contentStatus>" * properties.draft
    creator = f"<dc:creator>{escaped(properties.creator)}</dc:creator>" if properties.creator else ""
    return part(
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(properties.title)}</dc:title>{creator}"
        f"<dc:language>{properties.language}</dc:language>{status}{stamped}</cp:coreProperties>"
    )
