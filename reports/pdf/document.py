"""The PDF file: ReportLab's document with metadata, structure and output intent, and a file writer of its own.

Which of these a standard asks for is in its row of `metadata.STANDARDS`.
"""

import datetime as dt
import hashlib
import zlib
from collections.abc import Hashable, Iterator, Sequence
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFStream, PDFString

from reports.datafile.attachments import Attachment
from reports.pdf.metadata import PRODUCER, Metadata, Standard, profile_of
from reports.pdf.objects import FontUse, by_action
from reports.pdf.printing import Ink
from reports.pdf.structure import Rows, StructTreeRoot
from reports.pdf.writer import PdfFile

rl_config.useA85 = 0  # streams are binary, not ASCII
rl_config.toColorCanUse = None  # ReportLab must never evaluate a text that should name a colour
rl_config.trustedHosts = []
rl_config.trustedSchemes = []


class ArchivalDocument(pdfdoc.PDFDocument):  # type: ignore[misc]
    """A PDF that says what it is, in whose words, and what each piece of its ink means."""

    objectcounter: int  # ReportLab's

    def __init__(
        self, metadata: Metadata, standard: Standard, ink: Ink, attachments: Sequence[Attachment] = ()
    ) -> None:
        super().__init__(compression=1, invariant=1, pdfVersion=standard.version, lang=metadata.language)
        self.metadata, self.standard, self.ink = metadata, standard, ink
        self.uses: dict[Hashable, FontUse] = {}
        self.structure = StructTreeRoot(namespaces=standard.namespaces)
        self._attachments = sorted(attachments, key=lambda each: each.name) if standard.attachments else []
        self._rows: dict[int, Rows] = {}  # by the number of their first object
        keys = [*self.Catalog.__NoDefault__, "OutputIntents", "AF"]
        self.Catalog.__NoDefault__ = self.Catalog.__Refs__ = keys  # of this catalog alone, not of the class

    def name_of(self, thing: Any) -> str:
        """Return the reference by which other objects name this one ("12 0 R")."""
        name = self.Reference(thing).name
        return f"{self.idToObjectNumberAndVersion[name][0]} 0 R"

    def addPage(self, page: Any) -> None:  # noqa: N802 (ReportLab's name)
        """Take a painted page, give it the sheet that it bleeds to, and tie it to the structure tree."""
        page.MediaBox = page.BleedBox
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = self.structure.key_of_page(self.thisPageName())
        page.Tabs = pdfdoc.PDFName("S")  # ISO 14289-1, 7.18.3: the tab key follows the structure
        if self.structure.is_of_rows(self.thisPageName()) and not page.Contents:
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
        if self._attachments:  # as associated with the whole document, and in its list of names
            files = [(PDFString(each.name), self.Reference(self._file_of(each))) for each in self._attachments]
            catalog.AF = PDFArray([file for _, file in files])
            names = PDFDictionary({"Names": PDFArray([part for pair in files for part in pair])})
            catalog.Names = PDFDictionary({"EmbeddedFiles": names})
        catalog.setPageMode("UseOutlines")
        self.structure.number(self)
        for rows in self.structure.tables:  # ReportLab would need a name for each of their objects
            self._rows[self.objectcounter + 1] = rows
            self.objectcounter = rows.number(self.objectcounter + 1) - 1
        data: bytes = super().GetPDFData(canvas)
        return data

    def _file_of(self, attachment: Attachment) -> PDFDictionary:
        digest = hashlib.md5(attachment.content, usedforsecurity=False).hexdigest().upper()
        facts = {"Size": len(attachment.content), "CheckSum": f"<{digest}>"}
        if self.metadata.date:
            facts["ModDate"] = _pdf_date(self.metadata.date)
        about = {"Type": "/EmbeddedFile", "Subtype": "/" + attachment.kind.replace("/", "#2F")}
        about["Params"] = PDFDictionary(facts)
        content = self.Reference(PDFStream(PDFDictionary(about), attachment.content, [pdfdoc.PDFZCompress]))
        name, says = PDFString(attachment.name), PDFString(attachment.says)
        spec = {"Type": "/Filespec", "F": name, "UF": name, "Desc": says}
        spec["AFRelationship"] = "/Source"  # ISO 19005-3, 6.8: what the brief was made from
        return PDFDictionary(spec | {"EF": PDFDictionary({"F": content, "UF": content})})

    def _output_intent(self) -> PDFDictionary:
        parts, words = (1, "Grey with the tones of sRGB") if self.ink == "grey" else (3, "sRGB IEC61966-2.1")
        profile = PDFStream(PDFDictionary({"N": parts}), profile_of(self.ink), [pdfdoc.PDFZCompress])
        name = PDFString(words)
        intent = {"Type": "/OutputIntent", "OutputConditionIdentifier": name, "Info": name}
        intent["S"] = "/GTS_PDFA1"  # PDF/A-2 and later keep the name (ISO 19005-3, 6.2.3)
        return PDFDictionary(intent | {"DestOutputProfile": self.Reference(profile)})

    def trailer(self) -> bytes:
        """Return the entries that say which object is the root, and which the Info dictionary."""
        info = f"/Info {self.name_of(self.info)}" if self.standard.info else ""
        return f"/Root {self.name_of(self.Catalog)}{info}".encode("ascii")

    def bodies(self) -> Iterator[bytes]:
        """Yield every object that is there or turns up while others are written, in the order of their numbers."""
        if self.Outlines.mydestinations:  # ReportLab counts the nested levels, too
            self.Outlines.count = pdfdoc.count(self.Outlines.mydestinations)
        number = 1
        while number <= self.objectcounter:
            if rows := self._rows.get(number):
                yield from rows.bodies(self)
                number = rows.number(number)
                continue
            thing = self.idToObject[self.numberToId[number]]
            if self.structure.has_namespaces and isinstance(thing, pdfdoc.OutlineEntryObject):
                thing = by_action(thing)
            elif thing is self.info:
                thing = self._info_dictionary() if self.standard.info else "null"
            body = pdfdoc.format(thing, self, toplevel=1)
            yield body.encode("latin-1") if isinstance(body, str) else body
            number += 1

    def format(self) -> bytes:
        """Write the file: all objects, then the index."""
        file = PdfFile(self.standard.version)
        for number, body in enumerate(self.bodies(), 1):
            file.add(number, body)
        return file.finished(self.trailer())

    def _info_dictionary(self) -> PDFDictionary:
        """Return the Info dictionary, from the same facts as the XMP."""
        facts, date, about = self.metadata, self.metadata.date, self.metadata.catalogue
        said = {"Title": facts.title, "Author": ", ".join(about.creators), "Subject": about.description}
        said |= {"Creator": facts.tool, "Producer": PRODUCER} | ({"Keywords": facts.keywords} if facts.keywords else {})
        entries = {name: PDFString(text) for name, text in said.items()}
        if date:
            entries["CreationDate"] = entries["ModDate"] = _pdf_date(date)
        return PDFDictionary(entries)


def _pdf_date(date: dt.datetime) -> PDFString:
    return PDFString(f"D:{date:%Y%m%d%H%M%S}+00'00'")
