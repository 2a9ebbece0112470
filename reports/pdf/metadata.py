"""What an archive asks of the brief: the standards it can claim, and who wrote what when, said once for all readers.

XMP and the older Info dictionary are both made from `Metadata`, so that they cannot disagree (ISO 19005-3, 6.6.2.3).
"""

import datetime as dt
import hashlib
import uuid
from collections.abc import Sequence
from functools import cache
from html import escape
from typing import Literal

from reports import __version__
from reports.datafile.dublincore import DublinCore
from reports.frozen import frozen
from reports.pdf.printing import Ink
from reports.theme.assets import ASSETS

PRODUCER = f"funding-reports {__version__}"

StandardName = Literal["pdfa3", "pdfa4", "pdfa2"]


@frozen
class Standard:
    """What a file claims to be, and what that asks of the writer.

    A claim is written only for what `conformance.check`, `TaggedCanvas` and `ArchivalDocument` enforce.
    """

    pdfa: int  # ISO 19005, this part
    conformance: str  # the letter of its level; none where it is empty
    pdfua: int  # ISO 14289, this part
    version: tuple[int, int]  # of PDF
    attachments: bool  # files of any kind may travel inside
    info: bool  # the older Info dictionary is there beside the XMP
    namespaces: bool  # elements say whose tags they have, and links lead to elements (ISO 14289-2, 8.2 and 8.8)
    wtpdf: bool  # declared to be accessible in the words of "Well-Tagged PDF"


STANDARDS: dict[StandardName, Standard] = {
    "pdfa3": Standard(3, "A", 1, (1, 7), attachments=True, info=True, namespaces=False, wtpdf=False),
    "pdfa4": Standard(4, "F", 2, (2, 0), attachments=True, info=False, namespaces=True, wtpdf=True),
    # ISO 19005-2, 6.8: what is attached must be PDF/A itself
    "pdfa2": Standard(2, "A", 1, (1, 7), attachments=False, info=True, namespaces=False, wtpdf=False),
}
BARE_PDFA4 = Standard(4, "", 2, (2, 0), attachments=False, info=False, namespaces=True, wtpdf=True)


def standard_for(name: StandardName, *, attached: bool) -> Standard:
    """Return a standard's row. F says that something is attached (ISO 19005-4, annex A), so without that it goes."""
    return BARE_PDFA4 if name == "pdfa4" and not attached else STANDARDS[name]


@frozen
class Metadata:
    """What a library's catalogue would hold. `date` is None unless somebody outside has set one.

    `tool` says with which options the brief was made; the same options make it again. `content` stands for all that the
    brief says, so that two that differ have different names.
    """

    title: str
    publisher: str
    language: str
    catalogue: DublinCore
    date: dt.datetime | None
    tool: str = PRODUCER
    content: str = ""

    @property
    def keywords(self) -> str:
        """Return all subjects in one line, for the Info dictionary."""
        return "; ".join(self.catalogue.subjects)

    def xmp(self, standard: Standard) -> bytes:
        """Write the XMP packet: these facts, and the standards claimed."""
        facts = "\n".join(line for line in self._properties(standard) if line)
        schemas = (_WTPDF if standard.wtpdf else "") + (_PDFUA_SCHEMA if standard.pdfua == 1 else "")
        return _PACKET.format(facts=facts, schemas=schemas).encode()

    def _properties(self, standard: Standard) -> tuple[str, ...]:
        facts, date = self.catalogue, f"{self.date:%Y-%m-%dT%H:%M:%S}+00:00" if self.date else ""
        return (
            _text("pdfaid:part", str(standard.pdfa)),
            _text("pdfaid:rev", "2020" if standard.pdfa == 4 else ""),
            _text("pdfaid:conformance", standard.conformance),
            _text("pdfuaid:part", str(standard.pdfua)),
            _text("pdfuaid:rev", "2024" if standard.pdfua == 2 else ""),
            "<dc:format>application/pdf</dc:format>",
            _text("dc:title", self.title, "Alt"),
            _text("dc:creator", facts.creators, "Seq"),
            _text("dc:publisher", self.publisher, "Bag"),
            _text("dc:description", facts.description, "Alt"),
            _text("dc:language", self.language, "Bag"),
            _text("dc:rights", facts.rights, "Alt"),
            _text("dc:identifier", facts.identifier),
            _text("dc:source", facts.source),
            _text("dc:coverage", facts.coverage),
            _text("dc:subject", facts.subjects, "Bag"),
            _text("dc:type", facts.kind, "Bag"),
            _text("dc:contributor", facts.contributors, "Bag"),
            _text("dc:relation", facts.relation, "Bag"),
            _text("dc:date", facts.date, "Seq"),
            _text("pdf:Producer", PRODUCER),
            _text("pdf:Keywords", self.keywords),
            _text("xmpMM:DocumentID", _uuid(self.publisher, self.title, facts.identifier)),
            _text("xmpMM:InstanceID", _uuid(self.content, repr(self), repr(standard))),
            _text("xmp:CreatorTool", self.tool),
            _text("xmp:CreateDate", date),
            _text("xmp:ModifyDate", date),
        )


def _uuid(*facts: str) -> str:
    """Name something by facts, with no clock and no chance: a UUID of version 8 (RFC 9562, 5.8)."""
    digest = bytearray(hashlib.sha256("\0".join(facts).encode()).digest()[:16])
    digest[6], digest[8] = digest[6] & 0x0F | 0x80, digest[8] & 0x3F | 0x80
    return f"uuid:{uuid.UUID(bytes=bytes(digest))}"


@cache
def profile_of(ink: Ink) -> bytes:
    """Read the colour profile that says which colours, or which greys, ours mean."""
    return (ASSETS / ("grey.icc" if ink == "grey" else "srgb.icc")).read_bytes()


def _text(name: str, value: str | Sequence[str], container: Literal["Alt", "Bag", "Seq"] | None = None) -> str:
    """Write a property, in a container where XMP wants one; nothing where there is nothing to say."""
    texts = [value] if isinstance(value, str) else value
    language = ' xml:lang="x-default"' if container == "Alt" else ""
    if not any(texts):
        return ""
    if container is None:
        return f"<{name}>{escape(''.join(texts), quote=False)}</{name}>"
    listed = "".join(f"<rdf:li{language}>{escape(text, quote=False)}</rdf:li>" for text in texts)
    return f"<{name}><rdf:{container}>{listed}</rdf:{container}></{name}>"


_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
{facts}
</rdf:Description>
{schemas}
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""

# Well-Tagged PDF 1.0, 6.1.3. Its other declaration, of reuse, asks for more than we enforce.
_WTPDF = """<rdf:Description rdf:about="" xmlns:pdfd="http://pdfa.org/declarations/"><pdfd:declarations><rdf:Bag>
<rdf:li rdf:parseType="Resource"><pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#accessibility1.0</pdfd:conformsTo></rdf:li>
</rdf:Bag></pdfd:declarations></rdf:Description>"""

# ISO 19005-3, 6.6.2.3.3: a schema that the standard does not know has to be described in the file; PDF/UA-1's is one.
_PDFUA_SCHEMA = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>PDF/UA part</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
