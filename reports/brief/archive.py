"""What an archive asks of the brief: the standards it can claim, and who wrote what when, said once for all readers.

XMP and the older Info dictionary are both made from `Metadata`, so that they cannot disagree (ISO 19005-3, 6.6.2.3).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from xml.sax.saxutils import escape

from reports import __version__
from reports.dates import build_date
from reports.story import Story
from reports.theme import ASSETS

PRODUCER = f"funding-reports {__version__}"


@dataclass(frozen=True, slots=True)
class Standard:
    """What a file claims to be. A claim is written only for what `ArchivalDocument` and `TaggedCanvas` enforce."""

    pdfa: int  # ISO 19005, this part
    conformance: str
    pdfua: int  # ISO 14289, this part
    version: tuple[int, int]


STANDARDS = {
    "pdfa3": Standard(pdfa=3, conformance="A", pdfua=1, version=(1, 7)),
}


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a library's catalogue would hold. `date` is None unless somebody outside has set one."""

    title: str
    author: str
    subject: str
    language: str
    date: dt.datetime | None

    def xmp(self, standard: Standard) -> bytes:
        """Write the XMP packet: these facts, and the standards claimed."""
        date = f"{self.date:%Y-%m-%dT%H:%M:%S}+00:00" if self.date else None
        dates = f"<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>" if date else ""
        return _PACKET.format(
            standard=standard,
            title=escape(self.title),
            author=escape(self.author),
            subject=escape(self.subject),
            language=escape(self.language),
            producer=escape(PRODUCER),
            dates=dates,
            schema=_PDFUA_SCHEMA,
        ).encode()


def metadata_of(story: Story) -> Metadata:
    """Collect a Story's metadata. The clock is not asked: without SOURCE_DATE_EPOCH there is no date."""
    return Metadata(
        title=story.cover.title.text,
        author=story.publisher.text,
        subject=story.cover.standfirst.text,
        language=story.language,
        date=build_date(),
    )


@cache
def srgb_profile() -> bytes:
    """Read the colour profile that says which red, green and blue our colours mean."""
    return (ASSETS / "srgb.icc").read_bytes()


_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdfaid:part>{standard.pdfa}</pdfaid:part><pdfaid:conformance>{standard.conformance}</pdfaid:conformance>
<pdfuaid:part>{standard.pdfua}</pdfuaid:part>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>{dates}
</rdf:Description>
{schema}
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""

# ISO 19005-3, 6.6.2.3.3: a schema that the standard does not know has to be described in the file; PDF/UA's is one.
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
