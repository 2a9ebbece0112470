"""The PDF file: ReportLab's document with metadata, structure and output intent, and a file writer of its own.

Which of these a standard asks for is in its row of `metadata.STANDARDS`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import zlib
from collections.abc import Hashable, Sequence
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import (
    OutlineEntryObject,
    PDFArray,
    PDFDictionary,
    PDFInfo,
    PDFName,
    PDFObject,
    PDFStream,
    PDFString,
)

from reports.datafile.attachments import Attachment
from reports.pdf.destinations import by_action
from reports.pdf.metadata import PRODUCER, Metadata, Standard, srgb_profile
from reports.pdf.objects import FontUse, Numbered
from reports.pdf.structure import StructTreeRoot
from reports.pdf.writer import PdfFile

rl_config.useA85 = 0  # streams are binary, not ASCII
rl_config.toColorCanUse = None  # ReportLab must never evaluate a text that should name a colour
rl_config.trustedHosts = []
rl_config.trustedSchemes = []


class ArchivalDocument(pdfdoc.PDFDocument):  # type: ignore[misc]
    """A PDF that says what it is, in whose words, and what each piece of its ink means."""

    objectcounter: int  # ReportLab's

    def __init__(self, metadata: Metadata, standard: Standard, attachments: Sequence[Attachment] = ()) -> None:
        super().__init__(compression=1, invariant=1, pdfVersion=standard.version, lang=metadata.language)
        self.metadata, self.standard = metadata, standard
        self.info = _Info(metadata)
        self.uses: dict[Hashable, FontUse] = {}
        self.structure = StructTreeRoot(namespaces=standard.namespaces)
        self._attachments = sorted(attachments, key=lambda each: each.name) if standard.attachments else []
        self._names: dict[str, str] = {}
        self._rows: dict[int, Numbered] = {}  # by the number of their first object
        keys = [*self.Catalog.__NoDefault__, "OutputIntents", "AF"]
        self.Catalog.__NoDefault__ = self.Catalog.__Refs__ = keys  # of this catalog alone, not of the class

    def name_of(self, thing: Any) -> str:
        """Return the reference by which other objects name this one ("12 0 R")."""
        name = self.Reference(thing).name
        known = self._names.get(name)
        return known if known else self._names.setdefault(name, f"{self.idToObjectNumberAndVersion[name][0]} 0 R")

    def take_numbers(self, rows: Numbered) -> None:
        """Let rows have numbers of their own: ReportLab would need a name for each of their objects."""
        first = self.objectcounter + 1
        self._rows[first] = rows
        self.objectcounter = rows.number(first) - 1

    def addPage(self, page: Any) -> None:  # noqa: N802 (ReportLab's name)
        """Take a painted page, and tie it to the structure tree."""
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = self.structure.key_of_page(self.thisPageName())
        page.Tabs = PDFName("S")  # ISO 14289-1, 7.18.3: the tab key follows the structure
        if self.structure.is_of_rows(self.thisPageName()):
            # at once, and well: a table may have a thousand of them
            packed = zlib.compress(page.stream.encode("latin-1"), 9)
            page.Contents = PDFStream(PDFDictionary({"Filter": "/FlateDecode"}), packed)
            page.stream = None
        super().addPage(page)

    def GetPDFData(self, canvas: Any) -> bytes:  # noqa: N802
        """Finish the document and return the file."""
        catalog = self.Catalog
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        xmp = self.metadata.xmp(self.standard)  # not deflated: catalogues that know no PDF find it
        catalog.Metadata = PDFStream(PDFDictionary({"Type": "/Metadata", "Subtype": "/XML"}), xmp)
        catalog.OutputIntents = PDFArray([self._output_intent()])
        catalog.StructTreeRoot = self.structure
        self._attach()
        catalog.setPageMode("UseOutlines")
        self.structure.number(self)
        data: bytes = super().GetPDFData(canvas)
        return data

    def _attach(self) -> None:
        """Let files travel inside: as associated with the whole document, and in its list of names."""
        if not self._attachments:
            return
        files = [(PDFString(each.name), self.Reference(self._file_of(each))) for each in self._attachments]
        self.Catalog.AF = PDFArray([file for _, file in files])
        names = PDFDictionary({"Names": PDFArray([part for pair in files for part in pair])})
        self.Catalog.Names = PDFDictionary({"EmbeddedFiles": names})

    def _file_of(self, attachment: Attachment) -> PDFDictionary:
        digest = hashlib.md5(attachment.content, usedforsecurity=False).hexdigest().upper()
        facts = {"Size": len(attachment.content), "CheckSum": f"<{digest}>"}
        if self.metadata.date:
            facts["ModDate"] = _pdf_date(self.metadata.date)
        about = {"Type": "/EmbeddedFile", "Subtype": "/" + attachment.kind.replace("/", "#2F")}
        about["Params"] = PDFDictionary(facts)
        content = self.Reference(PDFStream(PDFDictionary(about), attachment.content, [pdfdoc.PDFZCompress]))
        name = PDFString(attachment.name)
        return PDFDictionary(
            {
                "Type": "/Filespec",
                "F": name,
                "UF": name,
                "Desc": PDFString(attachment.says),
                "AFRelationship": "/Source",  # ISO 19005-3, 6.8: what the brief was made from
                "EF": PDFDictionary({"F": content, "UF": content}),
            }
        )

    def _output_intent(self) -> PDFDictionary:
        profile = PDFStream(PDFDictionary({"N": 3}), srgb_profile(), [pdfdoc.PDFZCompress])
        name = PDFString("sRGB IEC61966-2.1")
        return PDFDictionary(
            {
                "Type": "/OutputIntent",
                "S": "/GTS_PDFA1",  # PDF/A-2 and later keep the name (ISO 19005-3, 6.2.3)
                "OutputConditionIdentifier": name,
                "Info": name,
                "DestOutputProfile": self.Reference(profile),
            }
        )

    def new_file(self) -> PdfFile:
        """Begin the file that the objects are written to."""
        return PdfFile(self.standard.version)

    def format(self) -> bytes:
        """Write the file: every object that is there or turns up while others are written, then the index."""
        file = self.new_file()
        if self.Outlines.mydestinations:  # ReportLab counts the nested levels, too
            self.Outlines.count = pdfdoc.count(self.Outlines.mydestinations)
        self.Reference(self.Catalog)
        trailer = f"/Root {self.name_of(self.Catalog)}"
        if self.standard.info:
            trailer += f"/Info {self.name_of(self.info)}"
        number = 1
        while number <= self.objectcounter:
            if rows := self._rows.get(number):
                for body in rows.bodies(self):
                    file.add(number, body)
                    number += 1
                continue
            thing = self.idToObject[self.numberToId[number]]
            if self.structure.has_namespaces and isinstance(thing, OutlineEntryObject):
                thing = by_action(thing)
            body = b"null" if thing is self.info and not self.standard.info else pdfdoc.format(thing, self, toplevel=1)
            file.add(number, body.encode("latin-1") if isinstance(body, str) else body)
            number += 1
        return file.finished(trailer.encode("ascii"))


class _Info(PDFInfo):  # type: ignore[misc]
    """The Info dictionary, from the same facts as the XMP."""

    def __init__(self, metadata: Metadata) -> None:
        super().__init__()
        self.metadata = metadata

    def format(self, document: ArchivalDocument) -> Any:
        facts, date = self.metadata, self.metadata.date
        entries: dict[str, PDFObject] = {
            "Title": PDFString(facts.title),
            "Author": PDFString(facts.author),
            "Subject": PDFString(facts.catalogue.description),
            "Keywords": PDFString(facts.keywords),
            "Creator": PDFString(facts.tool),
            "Producer": PDFString(PRODUCER),
        }
        if not facts.keywords:
            del entries["Keywords"]
        if date:
            entries["CreationDate"] = entries["ModDate"] = _pdf_date(date)
        return PDFDictionary(entries).format(document)


def _pdf_date(date: dt.datetime) -> PDFString:
    return PDFString(f"D:{date:%Y%m%d%H%M%S}+00'00'")
